export { appealRoutes } from './routes.tsx';
