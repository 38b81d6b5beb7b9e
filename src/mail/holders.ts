// Who holds an office of an agency, or acts for somebody who does.

import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import { delegatesIn, type Giver } from '../delegations.ts';
import type { Addressee } from './letters.ts';

export type Person = { id: string } & Addressee;

/** `giver`: in whose place they would act, under a delegation, with `roles` beside their `own`. */
export type Holder = Person & { roles: Role[]; own?: readonly Role[]; giver?: Giver };

/** People by their ids, with the offices that they hold; nobody whose account is closed. */
export function personsOf(db: Database, agency: string, ids: readonly string[]): Promise<Holder[]> {
  return db.query<Holder>`
    select p.id, p.email, p.name, p.english_letters, coalesce(s.facts->'roles', '[]'::jsonb) as roles
    from person p left join state s on s.agency = ${agency} and s.dossier = p.id and s.subject = 'person' and s.machine = 'register'
    where p.id = any(${ids}::uuid[]) and p.closed_at is null order by p.id`;
}

/** Everybody in an office of the agency: those who hold it, and those who act for one of them today. */
export async function inOffice(db: Database, agency: string, role: Role, now: string): Promise<Holder[]> {
  const holders = await db.query<Holder>`
    select p.id, p.email, p.name, p.english_letters, s.facts->'roles' as roles
    from state s join person p on p.id = s.dossier and p.closed_at is null
    where s.agency = ${agency} and s.subject = 'person' and s.machine = 'register' and s.facts->'roles' ? ${role} order by p.id`;
  return [...holders, ...(await delegatesOf(db, agency, role, now))];
}

/** Those to whom an office of the agency was delegated, as of now, and who do not hold it themselves. */
async function delegatesOf(db: Database, agency: string, role: Role, now: string): Promise<Holder[]> {
  const acting = (await delegatesIn(db, [agency], now)).filter((one) => one.role === role);
  const people = await personsOf(
    db,
    agency,
    acting.map(({ to }) => to),
  );
  return people.flatMap((person) => {
    const giver = acting.find(({ to }) => to === person.id);
    return giver === undefined ? [] : [{ ...person, roles: [role], own: person.roles, giver }];
  });
}
