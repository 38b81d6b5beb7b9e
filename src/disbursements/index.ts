import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { budgetRoutes } from './budget.tsx';
import { intermediaryRoutes } from './intermediaries.tsx';
import { requestFormRoutes } from './request-form.tsx';
import { requestPageRoutes } from './request-page.tsx';
import { statementRoutes } from './statement.tsx';
import { manyAtOnce, togetherRoutes } from './together.tsx';

export { capRows, hasCostShare, sumOf } from './caps.ts';
export { type BegunRequest, begunRequest } from './draft.ts';
export { amountIn, dayIn, type Errors, lineIn, reasonIn } from './fields.ts';
export { paidUnder, receivedUnder } from './references.ts';
export { blockedBy, seePayee } from './request-view.ts';
export { openYears } from './shortage.ts';
export { yearsOf } from './years.ts';
export { manyAtOnce };

/** Requests for money on their way from the founder to the bank, and the year's budget that pays them. */
export function disbursementRoutes(doors: Doors, parts: Parts): void {
  requestFormRoutes(doors, parts);
  requestPageRoutes(doors, parts);
  togetherRoutes(doors, parts);
  statementRoutes(doors, parts);
  budgetRoutes(doors, parts);
  intermediaryRoutes(doors, parts);
}
