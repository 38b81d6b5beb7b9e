// Whether the budget that is planned for a project reaches for a request: said as soon as the request is there, and not only to
// whoever prepares its payment.

import type { ShortageView } from '../../templates/pages/disbursements/request.tsx';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import type { Database } from '../database/pool.ts';
import { type Dossier, requestsOf } from '../dossier.ts';
import { sumOf } from './caps.ts';

export type OpenYear = { year: number; source: string; available: bigint };

/** The budget years that are open, with what nobody has planned of each. */
export async function openYears(db: Database, agency: string): Promise<OpenYear[]> {
  return await db.query<OpenYear>`
    select (s.facts->>'year')::int as year, s.facts->>'source' as source, a.balance as available
    from state s join account a on a.agency = s.agency and a.id = 'B/' || (s.facts->>'year') || '/' || (s.facts->>'source') || '/available'
    where s.agency = ${agency} and s.machine = 'budgetYear' and s.value = '"open"' order by 1, 2`;
}

/** What is planned for the project, by year and source, less what its other requests will take that are prepared or approved. */
function plannedFor(dossier: Dossier, request: string): Map<string, bigint> {
  const left = new Map<string, bigint>();
  for (const [id, amount] of dossier.balances) {
    const [book, year = '', source = '', owner, vessel] = id.split('/');
    if (book === 'B' && owner === dossier.id && vessel === 'reserved') left.set(`${year}/${source}`, amount);
  }
  for (const { id, state } of requestsOf(dossier)) {
    const { budget, items } = state.facts as unknown as DisbursementFacts;
    if (id === request || budget === undefined || !['prepared', 'approved'].includes(String(state.value))) continue;
    const key = `${budget.year}/${budget.source}`;
    left.set(key, (left.get(key) ?? 0n) - sumOf(costed(items)));
  }
  return left;
}

/**
 * What is missing for a request that nobody has prepared yet; null where one year and source reaches. Its team is told that it
 * waits for the agency, and nothing of the agency's year.
 */
export async function shortageOf(
  db: Database,
  dossier: Dossier,
  request: string,
  neededVnd: bigint,
  audience: 'staff' | 'founder',
): Promise<ShortageView | null> {
  const planned = plannedFor(dossier, request);
  const most = [...planned.values()].reduce((most, left) => (left > most ? left : most), 0n);
  if (most >= neededVnd) return null;
  if (audience === 'founder') return { isTeams: true };
  const years = await openYears(db, dossier.agency);
  const reaches = years.some(
    ({ year, source, available }) => (planned.get(`${year}/${source}`) ?? 0n) + available >= neededVnd,
  );
  return { isTeams: false, plannedVnd: most, missingVnd: neededVnd - most, isInYear: reaches };
}
