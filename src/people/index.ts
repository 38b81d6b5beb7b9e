import type { Context } from 'hono';
import type { AppEnv, Doors, Visitor } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { accountRoutes } from './account.tsx';
import { entryRoutes } from './entry.tsx';
import { secondStepRoutes } from './second-step.tsx';
import { secondStepDue } from './secondStep.ts';
import { readSession } from './sessions.ts';
import { staffRoutes } from './staff.tsx';

export { emailErrors, emailIn } from './accounts.ts';
export { isOneTooMany } from './attempts.ts';
export { askToSignIn } from './carrying.tsx';
export { claimForDemo, type DemoPerson, demoPassword, isDemonstration, makeDemo } from './demo.ts';
export { openSeals, type Seals } from './secondStepKey.ts';
export { forgetWhatIsOver } from './tidying.ts';

export function peopleRoutes(doors: Doors, parts: Parts): void {
  entryRoutes(doors, parts);
  accountRoutes(doors, parts);
  secondStepRoutes(doors, parts);
  staffRoutes(doors, parts);
}

/** Who asks: whoever the session in the cookie belongs to. What looks the same for everybody asks for nobody. */
export async function identify(c: Context<AppEnv>, parts: Parts): Promise<Visitor | null> {
  const { path } = c.req;
  if (path.startsWith('/assets/') || path === '/healthz') return null;
  const found = await readSession(c, parts);
  if (found === null) return null;
  const { lacksSecondStep, ...visitor } = found;
  const due = lacksSecondStep && parts.asksSecondStep ? await secondStepDue(parts, visitor.id) : null;
  return { ...visitor, secondStepDue: due };
}
