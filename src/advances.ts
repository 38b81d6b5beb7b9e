// Advances that are not settled: the team owes what proves them, and once their day is near the officer settles them with it. The
// page of a request, its dossier, "my work" and the register of advances say the same.

import type { StateRow } from '../workflows/decide.ts';
import { metaOf } from '../workflows/machines.ts';
import { daysAfter } from '../workflows/rules/calendar.ts';
import type { Role } from '../workflows/rules/duties.ts';
import { type Dossier, factOf } from './dossier.ts';

/** So many days before its last one an advance is near it, as with the first reminder of other periods. */
const nearDays = 7;

/** In SQL, the day by which an advance `s` is to be settled: the one that it was paid with, else the last of the agreement. */
export const clearBy = `coalesce(
  (select min(n.due_on) from deadline n where n.agency = s.agency and n.dossier = s.dossier and n.subject = s.subject and n.cleared_revision is null),
  (select (j.facts->>'endsOn')::date from state j where j.agency = s.agency and j.dossier = s.dossier and j.subject = 'project'))`;

/** In SQL, whether that day is near, or gone. */
export const isNear = (today: string) => `${clearBy} <= ${today}::date + ${nearDays}`;

/** The offices that a request waits for. */
export function turnOfRequest(dossier: Dossier, state: StateRow, today: string): readonly Role[] {
  const expects = metaOf(state)[0]?.meta.expects ?? null;
  if (expects === null) return [];
  return isNearAdvance(dossier, state, today) ? [expects, 'officer'] : [expects];
}

/** The same as `isNear`, of a dossier that was read. */
export function isNearAdvance(dossier: Dossier, { machine, value, subject }: StateRow, today: string): boolean {
  if (machine !== 'disbursement' || value !== 'paid') return false;
  const day = dossier.due.find((due) => due.subject === subject)?.dueOn ?? factOf(dossier, 'project', 'endsOn');
  return day !== '' && today !== '' && day <= daysAfter(today, nearDays);
}
