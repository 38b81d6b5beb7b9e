export { tellDelegated, tellUndelegated } from './delegated.ts';
export { tellAccountAsked, tellPrototypeHandedIn } from './handed.ts';
export { type Letter, writeLetter } from './letters.ts';
export { mailRoutes } from './mailbox.tsx';
export { type MailWorker, mailWorker } from './worker.ts';
