/**
 * Whom the installation asks for two-step verification: whoever holds an office that moves money or gives power. A rule of the
 * system, of no instrument.
 */
import type { Role } from './duties.ts';

export const guardedRoles: readonly Role[] = ['director', 'chiefAccountant', 'financeOfficer', 'administrator'];

/** How many days somebody has for it after they got the office. */
export const graceDays = 14;
const dayMs = 86_400_000;

/** One time that roles were given to somebody or taken from them. */
export type RolesChange = { readonly at: string; readonly given: readonly string[]; readonly taken: readonly string[] };

/**
 * Until when somebody may still do without: counted from when they last came to hold such an office, or from when it was first asked
 * for; null for whoever holds none. `changes` are those in each agency, oldest first.
 */
export function dueAt(changes: readonly (readonly RolesChange[])[], askedSince: string): string | null {
  const begins = changes.flatMap((inAgency) => {
    const held = new Set<string>();
    let since: string | null = null;
    for (const { at, given, taken } of inAgency) {
      for (const role of taken) held.delete(role);
      for (const role of given) held.add(role);
      if (!guardedRoles.some((role) => held.has(role))) since = null;
      else since ??= at;
    }
    return since === null ? [] : [Date.parse(since)];
  });
  if (begins.length === 0) return null;
  return new Date(Math.max(Math.min(...begins), Date.parse(askedSince)) + graceDays * dayMs).toISOString();
}

/** Whole days that are left until then, the begun one counted; 0 when it is over. */
export const daysUntil = (due: string, now: string): number =>
  Math.max(0, Math.ceil((Date.parse(due) - Date.parse(now)) / dayMs));
