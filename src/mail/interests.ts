// Who declared a conflict of interest, and who is left in their offices to do what they may do no more.

import { type Interests, isConflicted } from '../../workflows/parts.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { isFree } from '../conflicted.ts';
import type { Database } from '../database/pool.ts';
import { type Holder, inOffice, personsOf } from './holders.ts';
import type { Matter } from './matter.ts';

/** Whether what was declared is a conflict of interest. */
export const hasDeclaredConflict = ({ input }: Matter): boolean => typeof input.conflict === 'string';

/** Whether somebody declared a conflict of interest, or acts for somebody who did. */
export function isPartial({ application }: Matter, { id, giver }: Pick<Holder, 'id' | 'giver'>): boolean {
  const interests = (application.interests ?? {}) as Interests;
  return isConflicted(interests, id) || (giver !== undefined && isConflicted(interests, giver.person));
}

/** Offices whose work on a dossier whoever else holds them does. */
const shared: readonly Role[] = ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant'];

/** The offices of whoever has declared a conflict, and who else is in each of them and has none. */
export async function colleaguesOf(
  db: Database,
  matter: Matter,
  now: string,
): Promise<{ office: Role; others: Holder[] }[]> {
  if (!hasDeclaredConflict(matter)) return [];
  const [who] = await personsOf(db, matter.agency, matter.actors);
  const isDecided = matter.story.some(({ event }) => event === 'application.awarded');
  // a council's secretary has nothing to do any more once it is decided
  const offices = shared.filter((role) => who?.roles.includes(role) && !(isDecided && role === 'secretary'));
  const interests = (matter.application.interests ?? {}) as Interests;
  const found = [];
  for (const office of offices) {
    const others = (await inOffice(db, matter.agency, office, now)).filter((one) =>
      isFree(interests, matter.team, one),
    );
    found.push({ office, others });
  }
  return found;
}

/** The offices in which nobody is left; not the secretary's, all of which officers and the chair may do too. */
export const vacatedBy = async (db: Database, matter: Matter, now: string): Promise<Role[]> =>
  (await colleaguesOf(db, matter, now)).flatMap(({ office, others }) =>
    others.length === 0 && office !== 'secretary' ? [office] : [],
  );

export const leavesNobody = async (matter: Matter, db: Database, now: string): Promise<boolean> =>
  (await vacatedBy(db, matter, now)).length > 0;
