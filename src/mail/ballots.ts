// The letter that reminds a member of a council of the ballots that are waited for: one for all dossiers of which it is sent.

import { v5 } from 'uuid';
import { type BallotsView, ballotsLetter } from '../../templates/mails/ballots.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Database } from '../database/pool.ts';
import { personsOf } from './holders.ts';
import { tellPerson } from './inbox.ts';

/** A dossier on which somebody has not voted. */
export type Unvoted = { readonly id: string; readonly code: string; readonly title: string };

/**
 * Tells each of these members which dossiers wait for their ballot. Sent twice on a day, about the same, it is told once.
 */
export async function tellAwaited(
  { db, origin }: { db: Database; origin: string },
  {
    agency,
    awaited,
    meets,
    path,
  }: {
    agency: string;
    awaited: ReadonlyMap<string, readonly Unvoted[]>;
    meets: BallotsView['meets'];
    /** Where they vote. */
    path: string;
  },
  now: string,
): Promise<void> {
  for (const person of await personsOf(db, agency, [...awaited.keys()])) {
    const dossiers = awaited.get(person.id) ?? [];
    const [first, ...others] = dossiers;
    if (first === undefined) continue;
    const id = v5(`ballots/${dayOf(now)}/${person.id}/${others.map((one) => one.id).join()}`, first.id);
    const dossier = others.length === 0 ? { id: first.id, code: first.code } : null;
    await tellPerson(
      db,
      person,
      { id, kind: 'judging', template: 'ballotReminder', agency, dossier },
      (to) => ballotsLetter({ ...to, dossiers, meets, link: `${origin}${path}` }),
      now,
    );
  }
}
