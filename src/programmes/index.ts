export { type Delegation, delegationsOf } from './agency.ts';
export { confirmedBy } from './figureViews.ts';
export { loadPacks, packsFor } from './packs.ts';
export { type Call, calendarOf, callsBy, openCalls, ownApplications, packsOf, readCall } from './queries.ts';
export { programmeRoutes } from './routes.tsx';
export { basisOf } from './says.ts';
export { readSelfCheck } from './selfChecks.ts';
export { setUpOf } from './setUp.ts';
export { applicationForm, daysUntil, openCallView, standingOf as callStandingOf } from './views.ts';
