import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { agreementRoutes } from './agreement.tsx';
import { agreementDraftRoutes } from './agreement-draft.tsx';
import { amendmentRoutes } from './amendment.tsx';
import { amendmentsRoutes } from './amendments.tsx';
import { budgetRoutes } from './budget.tsx';
import { closingRoutes } from './closing.tsx';
import { companyRoutes } from './company.tsx';
import { dossierRoutes } from './dossier-page.tsx';
import { novationRoutes } from './novation.tsx';
import { progressRoutes } from './progress.tsx';
import { prototypeRoutes } from './prototype.tsx';
import { reportListRoutes } from './report-list.tsx';
import { reportPageRoutes } from './report-page.tsx';
import { steeringRoutes } from './steering.tsx';

export { type Attached, filesIn, fileViews } from './attached.ts';
export { capsOf, capsTable } from './caps.ts';
export { fieldsOf } from './fields.ts';
export { lanesOf } from './lanes.ts';
export { moneyPathOf } from './money-path.ts';

/** The dossier's page, and the pages of a project's life from its budget to its closing. */
export function projectRoutes(doors: Doors, parts: Parts): void {
  dossierRoutes(doors, parts);
  budgetRoutes(doors, parts);
  agreementRoutes(doors, parts);
  agreementDraftRoutes(doors, parts);
  progressRoutes(doors, parts);
  prototypeRoutes(doors, parts);
  reportListRoutes(doors, parts);
  reportPageRoutes(doors, parts);
  companyRoutes(doors, parts);
  novationRoutes(doors, parts);
  steeringRoutes(doors, parts);
  closingRoutes(doors, parts);
  amendmentsRoutes(doors, parts);
  amendmentRoutes(doors, parts);
}
