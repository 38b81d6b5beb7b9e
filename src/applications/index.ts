import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { applyRoutes } from './apply.tsx';
import { editsRoutes } from './edits.tsx';
import { handingRoutes } from './handing.tsx';
import { partyRoutes } from './party.tsx';
import { readingRoutes } from './reading.tsx';
import { teamRoutes } from './team.tsx';
import { listRoutes, sectionRoutes } from './writing.tsx';

export { lapsedView } from './lapsed.ts';
export { modeOf, submissionsOf } from './matter.ts';
export { forgetPages } from './pages.ts';
export { accountCall, readContact, readIdentity } from './parties.ts';
export { returnedView } from './returned.ts';

/** Applying to a call; writing an application, handing it in, reading it. */
export function applicationRoutes(doors: Doors, parts: Parts): void {
  applyRoutes(doors, parts);
  listRoutes(doors, parts);
  handingRoutes(doors, parts);
  readingRoutes(doors, parts);
  partyRoutes(doors, parts);
  teamRoutes(doors, parts);
  editsRoutes(doors, parts);
  sectionRoutes(doors, parts);
}
