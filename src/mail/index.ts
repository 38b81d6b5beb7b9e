export { tellDelegated, tellUndelegated } from './delegated.ts';
export { secondPersons, tellFigureDecided, tellFigureProposed } from './figures.ts';
export { tellAccountAsked, tellHandedIn, tellSentBack } from './handed.ts';
export { type Told, tellPerson } from './inbox.ts';
export { type Addressee, writeLetter } from './letters.ts';
export { mailRoutes } from './mailbox.tsx';
export { tellDataAnswered, tellDataAsked } from './privacy.ts';
export { tellAsker } from './questions.ts';
export { type MailWorker, mailWorker } from './worker.ts';
