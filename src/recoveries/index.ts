export { recoveryRoutes } from './recoveries.tsx';
