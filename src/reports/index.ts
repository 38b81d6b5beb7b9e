export { csvAnswer } from './csv.ts';
export { reportRoutes } from './routes.tsx';
