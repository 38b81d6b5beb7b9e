// What an agency has set up: its packs, its calls, its people and what they delegated.

import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { registerDossier } from '../../workflows/ids.ts';
import { leavesOf } from '../../workflows/machines.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import type { Calendar } from '../../workflows/rules/calendar.ts';
import type { Signing } from '../../workflows/rules/delegations.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import { type Call, callsBy } from './queries.ts';

/** A pack that an agency has published. */
export type Published = {
  readonly id: string;
  readonly state: 'published' | 'superseded';
  readonly pack: Pack;
  readonly by: string;
  readonly at: string;
};

/** How a pack's version is called in addresses. */
export const codeOfPack = ({ id, version }: Pack): string => `${id}.v${version}`;

/** Where a version of a pack is published: the same place for whoever publishes it, so that it is published once. */
export const dossierOfPack = (agency: string, pack: Pack): string =>
  v7({
    msecs: Date.UTC(2025, 0, 1),
    random: createHash('sha256')
      .update(`${agency}/pack/${codeOfPack(pack)}`)
      .digest()
      .subarray(0, 16),
  });

/** Every pack that the agency has published, the newest first. */
export async function publishedPacks(db: Database, agency: string): Promise<Published[]> {
  const rows = await db.query<{ id: string; state: Published['state']; pack: Pack; by: string | null; at: Date }>`
    select s.dossier::text as id, s.value #>> '{}' as state, s.facts as pack, p.name as by, h.at
    from state s join history h on h.agency = s.agency and h.dossier = s.dossier and h.revision = 1
      left join person p on p.id = h.actor
    where s.agency = ${agency} and s.machine = 'pack' and s.value in ('"published"', '"superseded"')
    order by h.at desc, s.dossier`;
  return rows.map(({ by, at, ...row }) => ({ ...row, by: by ?? '', at: at.toISOString() }));
}

/** A call with what has become of it. Amounts in đồng. */
export type CallCounts = {
  readonly call: Call;
  readonly committedVnd: bigint;
  readonly uncommittedVnd: bigint;
  readonly submitted: number;
  readonly undecided: number;
  readonly drafts: number;
  /** Those that wait for reviewers, for a council, and those before one. */
  readonly toAssign: number;
  readonly toCompose: number;
  readonly inCouncil: number;
};

/** Where an application still waits for somebody's decision. */
const undecidedLeaves = leavesOf('application')
  .filter(({ leaf, meta }) => leaf !== 'draft' && meta.expects !== null)
  .map(({ leaf }) => leaf);

/** The calls of an agency with what has become of them, the one that closes last first; or one of them alone. */
export async function callsOf(db: Database, agency: string, only: string | null = null): Promise<CallCounts[]> {
  const [calls, counts] = await Promise.all([
    callsBy(db, agency),
    db.query<{
      id: string;
      authority: bigint;
      uncommitted: bigint;
      submitted: number;
      undecided: number;
      drafts: number;
      toAssign: number;
      toCompose: number;
      inCouncil: number;
    }>`
      select s.dossier::text as id, coalesce(a.balance, 0)::bigint as authority, coalesce(u.balance, 0)::bigint as uncommitted,
        n.submitted, n.undecided, n.drafts, n.to_assign, n.to_compose, n.in_council
      from state s left join account a on a.agency = s.agency and a.id = 'A/call/' || s.dossier || '/authority'
        left join account u on u.agency = s.agency and u.id = 'A/call/' || s.dossier || '/uncommitted'
        cross join lateral (
          select (count(*) filter (where t.value <> '"draft"'))::int as submitted, (count(*) filter (where t.value = '"draft"'))::int as drafts,
            (count(*) filter (where t.value = '"eligible"'))::int as to_assign,
            (count(*) filter (where t.value = '"beforeCouncil"'))::int as in_council,
            (count(*) filter (where t.value = '"underReview"' and not exists (select from jsonb_array_elements_text(t.facts->'reviewers') r(reviewer)
              where not coalesce(t.facts->'reviews' ? reviewer, false))))::int as to_compose,
            (count(*) filter (where t.value #>> '{}' = any (${undecidedLeaves}::text[])))::int as undecided
          from dossier d cross join lateral (select value, facts from state where agency = d.agency and dossier = d.id and subject = 'application' offset 0) t
          where d.agency = s.agency and d.call = s.dossier) n
      where s.agency = ${agency} and s.machine = 'call'`,
  ]);
  const known = new Map(counts.map((row) => [row.id, row]));
  return calls
    .filter(({ id }) => only === null || id === only)
    .map((call) => {
      const { authority, uncommitted, id: _, ...counts } = known.get(call.id)!;
      return {
        call,
        committedVnd: -authority - uncommitted,
        uncommittedVnd: uncommitted,
        ...counts,
      };
    });
}

/** The working calendar with its revision; null where none was ever set. */
export async function calendarRow(
  db: Database,
  agency: string,
): Promise<{ calendar: Calendar; revision: number } | null> {
  const [row] = await db.query<{ facts: Calendar; revision: number }>`
    select s.facts, d.revision from state s join dossier d on d.agency = s.agency and d.id = s.dossier
    where s.agency = ${agency} and s.dossier = ${registerDossier(agency, 'calendar')}::uuid and s.subject = 'calendar'`;
  return row === undefined ? null : { calendar: row.facts, revision: row.revision };
}

/** How many deadlines run over a day: set on it or before, and due on it or later. */
export async function runningOver(db: Database, agency: string, day: string): Promise<number> {
  const [row] = await db.query<{ count: number }>`
    select count(*)::int as count from deadline l
      join history h on h.agency = l.agency and h.dossier = l.dossier and h.revision = l.set_revision
    where l.agency = ${agency} and l.cleared_revision is null and l.due_on >= ${day}::date
      and (h.at at time zone 'Asia/Ho_Chi_Minh')::date <= ${day}::date`;
  return row!.count;
}

/** Everybody who holds a role in an agency, by name. */
export async function holdersOf(
  db: Database,
  agency: string,
): Promise<{ id: string; name: string; isInvited: boolean; roles: readonly Role[] }[]> {
  const rows = await db.query<{ id: string; name: string | null; isInvited: boolean; roles: Role[] }>`
    select s.dossier::text as id, p.name, p.id is not null and p.confirmed_at is null as is_invited, s.facts->'roles' as roles from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'person' and s.facts->'roles' <> '[]'`;
  const byName = new Intl.Collator('vi').compare;
  return rows.map((row) => ({ ...row, name: row.name ?? '' })).sort((a, b) => byName(a.name, b.name));
}

export type Delegation = {
  readonly from: { readonly id: string; readonly name: string };
  /** `isInvited`: was invited and has not accepted yet, so acts for nobody. */
  readonly to: { readonly id: string; readonly name: string; readonly isInvited: boolean };
  readonly roles: readonly Role[];
  readonly since: string;
  readonly until: string;
  readonly decisionNumber: string;
  readonly signing: Signing | null;
  /** Of its giver's history, where this stands; so of its end. */
  readonly revision: number;
  ended: { readonly at: string; readonly decisionNumber: string; readonly revision: number } | null;
};

/** What was ever delegated in an agency, the newest first, as its history says. */
export async function delegationsOf(db: Database, agency: string): Promise<Delegation[]> {
  type Input = {
    to: string;
    decisionNumber: string;
    roles?: Role[];
    from?: string;
    until?: string;
    signing?: Signing;
  };
  type Row = {
    giver: string;
    giverName: string | null;
    name: string | null;
    isInvited: boolean;
    at: Date;
    revision: number;
    input: Input;
  };
  const rows = await db.query<Row>`
    select h.dossier::text as giver, g.name as giver_name, p.name, p.id is not null and p.confirmed_at is null as is_invited, h.at, h.revision, h.payload::jsonb->'command'->'input' as input
    from state s join history h on h.agency = s.agency and h.dossier = s.dossier and h.event = 'person.delegated'
      left join person g on g.id = h.dossier left join person p on p.id = (h.payload::jsonb->'command'->'input'->>'to')::uuid
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'person' order by h.at, h.revision`;
  const found: Delegation[] = [];
  for (const { giver, giverName, name, isInvited, at, revision, input } of rows) {
    const { to, decisionNumber, roles, from, until, signing = null } = input;
    if (roles !== undefined && from !== undefined && until !== undefined) {
      const people = { from: { id: giver, name: giverName ?? '' }, to: { id: to, name: name ?? '', isInvited } };
      found.push({ ...people, roles, since: from, until, decisionNumber, signing, revision, ended: null });
      continue;
    }
    for (const one of found)
      if (one.from.id === giver && one.to.id === to) one.ended ??= { at: at.toISOString(), decisionNumber, revision };
  }
  return found.reverse();
}
