export { finishAnswers } from './finish.ts';
export { privacyRoutes } from './routes.tsx';
