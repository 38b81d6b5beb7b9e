export { endFeed, feedOf } from './feed.ts';
export { choicesOf } from './inbox.ts';
export { notificationRoutes } from './routes.tsx';
