export { handbookRoutes } from './routes.tsx';
