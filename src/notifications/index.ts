export { feedMadeAt } from './feed.ts';
export { choicesOf } from './inbox.ts';
export { notificationRoutes } from './routes.tsx';
