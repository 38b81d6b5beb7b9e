// Conflicts of interest as pages ask for them: whose declaration keeps a reader from something, and what is then left to nobody.

import type { EventType } from '../workflows/machines.ts';
import { interestsIn, isConflicted } from '../workflows/parts.ts';
import type { Role } from '../workflows/rules/duties.ts';
import type { Database } from './database/pool.ts';
import { actingFor, type Giver } from './delegations.ts';
import type { Dossier } from './dossier.ts';

/** Who looks at a dossier, and in which offices they may act. */
export type Hand = {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly delegated: ReadonlyMap<Role, Giver>;
};

/** Who of those for whom somebody would cause an event declared a conflict of interest: they themselves, or who delegated it. */
export function conflictOf({ states }: Pick<Dossier, 'states'>, hand: Hand, event: EventType): 'own' | Giver | null {
  const interests = interestsIn(states);
  if (isConflicted(interests, hand.person)) return 'own';
  const giver = actingFor(hand, event);
  return giver !== null && isConflicted(interests, giver.person) ? giver : null;
}

/** Tells of offices whether a declared conflict of interest has left nobody in them who could act on a dossier. */
export async function leftToNobody(db: Database, dossier: Dossier): Promise<(offices: readonly Role[]) => boolean> {
  const interests = interestsIn(dossier.states);
  if (!Object.keys(interests).some((person) => isConflicted(interests, person))) return () => false;
  const people = await db.query<{ id: string; roles: Role[] }>`
    select dossier::text as id, coalesce(facts->'roles', '[]') as roles from state where agency = ${dossier.agency} and subject = 'person'`;
  const team = [dossier.states.get('application')?.facts.team, dossier.party?.facts.members].flatMap(
    (list) => (list ?? []) as string[],
  );
  return (offices) => {
    const holders = people.filter(({ roles }) => offices.some((office) => roles.includes(office)));
    return (
      holders.some(({ id }) => isConflicted(interests, id)) &&
      holders.every(({ id }) => isConflicted(interests, id) || team.includes(id))
    );
  };
}
