import type { Context } from 'hono';
import type { AppEnv, Doors, Visitor } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { accountRoutes } from './account.tsx';
import { entryRoutes } from './entry.tsx';
import { readSession } from './sessions.ts';
import { staffRoutes } from './staff.tsx';

export { emailErrors, emailIn } from './accounts.ts';
export { isOneTooMany } from './attempts.ts';
export { askToSignIn } from './carrying.tsx';
export { claimForDemo, type DemoPerson, demoPassword, isDemonstration, makeDemo } from './demo.ts';
export { forgetWhatIsOver } from './tidying.ts';

export function peopleRoutes(doors: Doors, parts: Parts): void {
  entryRoutes(doors, parts);
  accountRoutes(doors, parts);
  staffRoutes(doors, parts);
}

/** Who asks: whoever the session in the cookie belongs to. What looks the same for everybody asks for nobody. */
export async function identify(c: Context<AppEnv>, parts: Parts): Promise<Visitor | null> {
  const { path } = c.req;
  if (path.startsWith('/assets/') || path === '/healthz') return null;
  return readSession(c, parts);
}
