// Conflicts of interest as pages ask for them: whose declaration keeps a reader from something, and what is then left to nobody.

import type { EventType } from '../workflows/machines.ts';
import { type Interests, interestsIn, isConflicted } from '../workflows/parts.ts';
import type { Role } from '../workflows/rules/duties.ts';
import type { Database } from './database/pool.ts';
import { actingFor, delegatesIn, type Giver } from './delegations.ts';
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

/** The same as pages say it: by whose name, null for the reader's own, and where it was declared. */
export function conflictNote(
  dossier: Pick<Dossier, 'states' | 'agency' | 'id'>,
  hand: Hand,
  event: EventType,
): { name: string | null; href: string } | null {
  const whose = conflictOf(dossier, hand, event);
  if (whose === null) return null;
  const href = `/agencies/${dossier.agency}/dossiers/${dossier.id}/interests`;
  return { name: whose === 'own' ? null : whose.name, href };
}

/** Somebody in an office: who holds it, or acts in it for its holder (`giver`). */
type InOffice = { readonly id: string; readonly giver?: Pick<Giver, 'person'> };

/** Whether somebody, and whom they act for, may have a hand in a dossier: they have declared no conflict, and are not of its team. */
export function isFree(interests: Interests, team: readonly string[], { id, giver }: InOffice): boolean {
  return [id, giver?.person].every(
    (person) => person === undefined || !(isConflicted(interests, person) || team.includes(person)),
  );
}

/**
 * Tells of offices whether a declared conflict of interest has left nobody who could act on a dossier, of those who hold them and
 * those who act in them now. The list of what waits (src/waiting.ts) and letters (src/mail/interests.ts) say the same.
 */
export async function leftToNobody(
  db: Database,
  dossier: Dossier,
  now: string,
): Promise<(offices: readonly Role[]) => boolean> {
  const interests = interestsIn(dossier.states);
  if (!Object.keys(interests).some((person) => isConflicted(interests, person))) return () => false;
  const [people, acting] = await Promise.all([
    db.query<{ id: string; roles: Role[]; isClosed: boolean }>`
      select s.dossier::text as id, coalesce(s.facts->'roles', '[]') as roles, p.closed_at is not null as is_closed
      from state s left join person p on p.id = s.dossier where s.agency = ${dossier.agency} and s.subject = 'person'`,
    delegatesIn(db, [dossier.agency], now),
  ]);
  const team = [dossier.states.get('application')?.facts.team, dossier.party?.facts.members].flatMap(
    (list) => (list ?? []) as string[],
  );
  const closed = people.flatMap(({ id, isClosed }) => (isClosed ? [id] : []));
  return (offices) => {
    const holders = people.filter(({ roles }) => offices.some((office) => roles.includes(office)));
    const delegates = acting.flatMap(({ to, role, ...giver }) => (offices.includes(role) ? [{ id: to, giver }] : []));
    return (
      holders.some(({ id }) => isConflicted(interests, id)) &&
      ![...holders, ...delegates].some((one) => !closed.includes(one.id) && isFree(interests, team, one))
    );
  };
}
