// For whom somebody may act today, besides in offices of their own.

import type { EventType } from '../workflows/machines.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { inForce, type Signing } from '../workflows/rules/delegations.ts';
import { duties, type Role } from '../workflows/rules/duties.ts';
import type { Database } from './database/pool.ts';

/** Somebody whose office another may exercise, and by what. */
export type Giver = {
  readonly person: string;
  readonly name: string;
  /** The number of the letter of delegation, and its last day. */
  readonly decisionNumber: string;
  readonly until: string;
};

/** A role that was given to somebody in an agency and is in force. */
export type Given = Giver & { readonly agency: string; readonly role: Role };

type Letter = { roles?: Role[]; from?: string; until?: string; decisionNumber: string };
type Row = {
  agency: string;
  person: string;
  name: string | null;
  own: Role[];
  facts: { roles?: Role[] };
  letters: Letter[] | null;
};

/**
 * What is delegated to a person and in force now, by the rule by which decisions are taken (workflows/rules/delegations.ts): each
 * role once in an agency, none that they hold themselves, and nothing where they hold no office, or audit.
 */
export async function delegatedTo(db: Database, person: string, now: string): Promise<Given[]> {
  const today = dayOf(now);
  const rows = await db.query<Row>`
    select g.agency, g.dossier::text as person, p.name, s.facts->'roles' as own, g.facts, (
        select jsonb_agg(h.payload::jsonb->'command'->'input' order by h.revision) from history h
        where h.agency = g.agency and h.dossier = g.dossier and h.event = 'person.delegated'
          and h.payload::jsonb->'command'->'input'->>'to' = ${person}) as letters
    from state g join state s on s.agency = g.agency and s.dossier = ${person}::uuid and s.subject = 'person'
      left join person p on p.id = g.dossier
    where g.subject = 'person' and g.facts->'delegations' @> jsonb_build_array(jsonb_build_object('to', ${person}::text))
    order by g.agency, p.name, g.dossier`;
  const found: Given[] = [];
  for (const { agency, person: giver, name, own, facts, letters } of rows) {
    if (own.length === 0 || own.includes('auditor')) continue;
    for (const { to, roles, from, until } of inForce(facts, today)) {
      if (to !== person) continue;
      const letter = (letters ?? []).findLast(
        (one) => one.from === from && one.until === until && roles.every((role) => one.roles?.includes(role)),
      );
      for (const role of roles) {
        if (own.includes(role) || found.some((one) => one.agency === agency && one.role === role)) continue;
        const decisionNumber = letter?.decisionNumber ?? '';
        found.push({ agency, role, person: giver, name: name ?? '', decisionNumber, until });
      }
    }
  }
  return found;
}

/**
 * How a delegate signs what they did in an office of somebody else: as the delegation says that was in force then; null where it says
 * nothing of it, as those of before it was asked for.
 */
export async function signingOf(
  db: Database,
  agency: string,
  { actor, onBehalfOf, at }: { actor: string; onBehalfOf: string | null; at: string },
  office: Role,
): Promise<Signing | null> {
  if (onBehalfOf === null) return null;
  const [letter] = await db.query<{ signing: Signing | null }>`
    select given->'signing' as signing
    from history h cross join lateral (select h.payload::jsonb#>'{command,input}' as given) i
    where h.agency = ${agency} and h.dossier = ${onBehalfOf}::uuid and h.event = 'person.delegated' and h.at <= ${at}::timestamptz
      and given->>'to' = ${actor} and given->'roles' ? ${office}::text and ${dayOf(at)}::text between given->>'from' and given->>'until'
    order by h.revision desc limit 1`;
  return letter?.signing ?? null;
}

/** Somebody who may exercise another's office. */
export type Acting = Given & { readonly to: string };

/** Who acts for somebody in these agencies now, by the same rule. */
export async function delegatesIn(db: Database, agencies: readonly string[], now: string): Promise<Acting[]> {
  const people = await db.query<{ to: string }>`
    select distinct g->>'to' as "to" from state s cross join jsonb_array_elements(s.facts->'delegations') g
    where s.agency = any(${[...agencies]}::text[]) and s.subject = 'person' and s.machine = 'register'`;
  const found = await Promise.all(
    people.map(async ({ to }) => (await delegatedTo(db, to, now)).map((given) => ({ ...given, to }))),
  );
  return found.flat().filter(({ agency }) => agencies.includes(agency));
}

/**
 * For whom somebody would act who causes an event: null where an office of their own allows it, or none does. `roles` are all
 * that they may act in; `delegated` says whose some of them are.
 */
export const actingFor = (hand: Hand, event: EventType): Giver | null => actingAmong(hand, duties[event].roles);

type Hand = { readonly roles: readonly Role[]; readonly delegated?: ReadonlyMap<Role, Giver> };

/** The same for what all of these roles may do. */
export function actingAmong({ roles, delegated }: Hand, among: readonly Role[]): Giver | null {
  if (delegated === undefined) return null;
  const may = among.filter((role) => roles.includes(role));
  if (may.some((role) => !delegated.has(role))) return null;
  return may.flatMap((role) => delegated.get(role) ?? [])[0] ?? null;
}
