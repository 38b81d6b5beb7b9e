// The rows that are changed in place, against what the replay says they must be by now. While the application runs some
// of them are already ahead of the replay: those whose dossier has moved on since are left to the next audit.

import { isDeepStrictEqual } from 'node:util';
import { linksOf } from '../../workflows/rules/caps.ts';
import type { Database } from '../database/pool.ts';
import { short } from './payload.ts';
import { microseconds } from './replay.ts';
import type { CheckName, Findings } from './report.ts';
import { type Dossier, shapeOf, type World } from './world.ts';

/**
 * Findings about rows that are read later than their dossier's history. They count unless the dossier has moved on by
 * the time that all is read; those that any dossier could explain, unless any has.
 */
export class Suspects {
  readonly #found: { check: CheckName; row: string; what: string; dossier: string | null }[] = [];

  add(check: CheckName, row: string, what: string, dossier: string | null): void {
    this.#found.push({ check, row, what, dossier });
  }

  async settle(db: Database, world: World, findings: Findings): Promise<void> {
    if (this.#found.length === 0) return;
    const moved = await movedOn(db, world);
    for (const { check, row, what, dossier } of this.#found)
      if (dossier === null ? moved.size === 0 : !moved.has(dossier)) findings.broken(check, row, what);
  }
}

/** The dossiers to which something has happened since they were replayed. */
async function movedOn(db: Database, world: World): Promise<Set<string>> {
  const rows = await db.query<{ id: string; revision: number }>`
    select id, revision from dossier d where agency = ${world.agency}
      and exists (select from history h where h.agency = d.agency and h.dossier = d.id and h.revision = d.revision)`;
  return new Set(
    rows.filter(({ id, revision }) => revision > (world.dossiers.get(id)?.revision ?? 0)).map(({ id }) => id),
  );
}

const pageSize = 5_000;
const lowest = '00000000-0000-0000-0000-000000000000';

/** Reads a table page by page, in the order of a key that is one text or uuid. */
async function* pages<Row extends object>(
  db: Database,
  text: string,
  agency: string,
  first: string,
  keyOf: (row: Row) => string,
): AsyncGenerator<Row[]> {
  for (let after = first; ; ) {
    const rows = await db.run<Row>(`${text} limit ${pageSize}`, [agency, after]);
    if (rows.length > 0) yield rows;
    if (rows.length < pageSize) return;
    after = keyOf(rows.at(-1)!);
  }
}

type DossierRow = {
  id: string;
  kind: string;
  revision: number;
  head: string;
  lastAt: string;
  call: string | null;
  party: string | null;
  pack: string | null;
  stage: string | null;
  beneficiaryClass: string | null;
  awardYear: number | null;
  states: { subject: string; revision: number; machine: string; version: number; value: unknown; facts: unknown }[];
};

const dossierText = `
  select id, kind, revision, encode(head, 'hex') as head, to_char(last_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as last_at,
    call, party, pack, stage, beneficiary_class, award_year,
    coalesce((select json_agg(json_build_object('subject', subject, 'revision', s.revision, 'machine', machine, 'version', version,
      'value', value, 'facts', facts)) from state s where s.agency = d.agency and s.dossier = d.id), '[]') as states
  from dossier d where agency = $1 and id > $2::uuid order by id`;

/** Compares dossiers and states, but for those that have moved on since the replay. */
export async function compareDossiers(db: Database, world: World, findings: Findings): Promise<void> {
  for await (const rows of pages<DossierRow>(db, dossierText, world.agency, lowest, ({ id }) => id)) {
    for (const row of rows) {
      const replayed = world.dossiers.get(row.id);
      if (row.revision > (replayed?.revision ?? 0) && (await hasRow(db, world.agency, row))) continue;
      if (replayed === undefined) findings.broken('unexplained', `dossier ${world.agency}/${row.id}`, 'has no history');
      else compareDossier(row, replayed, world.agency, findings);
    }
  }
}

/** Whether a dossier's newest event is there: then it has moved on, else its history was cut. */
async function hasRow(db: Database, agency: string, { id, revision }: DossierRow): Promise<boolean> {
  const rows =
    await db.query`select 1 from history where agency = ${agency} and dossier = ${id} and revision = ${revision}`;
  return rows.length > 0;
}

function compareDossier(row: DossierRow, replayed: Dossier, agency: string, findings: Findings): void {
  const name = `dossier ${agency}/${row.id}`;
  const { revision, head, lastAt, pins, kind } = replayed;
  findings.count('unexplained');
  if (row.revision !== revision)
    findings.broken('chains', name, `is at revision ${row.revision}, its history at ${revision}`);
  if (row.head !== head) findings.broken('chains', name, 'its head is not the hash of its newest event');
  if (row.lastAt !== lastAt) findings.broken('time', name, `is of ${row.lastAt}, its newest event of ${lastAt}`);
  const { call, party, pack, stage, beneficiaryClass, awardYear } = row;
  for (const [column, is] of Object.entries({ call, party, pack, stage, beneficiaryClass, awardYear })) {
    const says = pins[column as keyof typeof pins];
    if (is !== says) findings.broken('caps', name, `its ${column} is ${is}, and ${says} by its history`);
  }
  if (row.kind !== kind) findings.broken('unexplained', name, `is a ${row.kind}, and a ${kind} by its history`);
  compareStates(row, replayed, agency, findings);
}

function compareStates(row: DossierRow, replayed: Dossier, agency: string, findings: Findings): void {
  const missing = new Set(replayed.states.keys());
  for (const { subject, revision, ...state } of row.states) {
    const name = `state ${agency}/${row.id} ${subject}`;
    findings.count('replay');
    const says = replayed.states.get(subject);
    missing.delete(subject);
    if (says === undefined) {
      findings.broken('replay', name, 'no event set it');
      continue;
    }
    for (const column of ['machine', 'version', 'value', 'facts'] as const)
      if (!isDeepStrictEqual(state[column], says[column]))
        findings.broken(
          'replay',
          name,
          `its ${column} is ${short(state[column])}, and ${short(says[column])} by its history`,
        );
    if (revision !== replayed.statesSetAt.get(subject))
      findings.broken(
        'replay',
        name,
        `is of revision ${revision}, and of ${replayed.statesSetAt.get(subject)} by its history`,
      );
  }
  for (const subject of missing) findings.broken('replay', `state ${agency}/${row.id} ${subject}`, 'is gone');
}

/** What parties owe, which moves without their revision. */
export async function compareDebts(db: Database, world: World, findings: Findings, suspects: Suspects): Promise<void> {
  const rows = await db.query<{ id: string; debt: bigint }>`
    select id, debt from dossier where agency = ${world.agency} and (kind = 'party' or debt <> 0)`;
  for (const { id, debt } of rows) {
    findings.count('balances');
    const says = world.dossiers.get(id)?.debt ?? 0n;
    if (debt !== says)
      suspects.add('balances', `dossier ${world.agency}/${id}`, `owes ${debt}, and ${says} by its history`, null);
  }
}

type AccountRow = {
  id: string;
  owner: string;
  unit: string;
  isSource: boolean;
  links: { room: string; how: string; givesBack: boolean; shareBps: number | null }[];
};

const accountText = `
  select id, owner, unit, is_source, coalesce((select json_agg(json_build_object('room', room, 'how', how, 'givesBack', gives_back,
    'shareBps', share_bps)) from account_cap c where c.agency = a.agency and c.account = a.id), '[]') as links
  from account a where agency = $1 and id > $2 collate "C" order by id`;

/** Compares the accounts there are, what they are, and the caps behind them. Balances are checked against their postings. */
export async function compareAccounts(
  db: Database,
  world: World,
  findings: Findings,
  suspects: Suspects,
): Promise<void> {
  const missing = new Set(world.balances.keys());
  for await (const rows of pages<AccountRow>(db, accountText, world.agency, '', ({ id }) => id)) {
    for (const row of rows) {
      const name = `account ${world.agency}/${row.id}`;
      if (!missing.delete(row.id)) {
        suspects.add('unexplained', name, 'no event opened it', null);
        continue;
      }
      findings.count('unexplained');
      const shape = shapeOf(row.id);
      for (const column of ['owner', 'unit', 'isSource'] as const)
        if (row[column] !== shape[column])
          findings.broken('unexplained', name, `its ${column} is ${row[column]}, and ${shape[column]} by its address`);
      compareLinks(row, world, findings, suspects);
    }
  }
  for (const id of missing) findings.broken('unexplained', `account ${world.agency}/${id}`, 'is gone');
}

function compareLinks(row: AccountRow, world: World, findings: Findings, suspects: Suspects): void {
  const dossier = world.dossiers.get(row.owner);
  const caps = dossier === undefined ? null : world.capsOf(dossier);
  const says = caps === null ? [] : linksOf(row.id, dossier!.id, dossier!.pins, caps.pack, caps.limits);
  const expected = says.map(({ cap, room, how, givesBack, limit }) =>
    linkText({ room, how, givesBack, shareBps: cap.kind === 'share' ? Number(limit) : null }),
  );
  findings.count('caps', expected.length);
  const name = `account_cap ${world.agency}/${row.id}`;
  const left = new Set(expected);
  for (const link of row.links.map(linkText))
    if (!left.delete(link)) suspects.add('caps', name, `is no cap of the pinned pack: ${link}`, row.owner);
  for (const link of left) suspects.add('caps', name, `is missing: ${link}`, row.owner);
}

const linkText = ({ room, how, givesBack, shareBps }: AccountRow['links'][number]) =>
  `${how} ${room}${givesBack ? ', gives back' : ''}${shareBps === null ? '' : `, ${shareBps} bps`}`;

type DeadlineRow = {
  id: string;
  dossier: string;
  subject: string;
  what: string;
  dueAt: string;
  dueOn: string;
  setRevision: number;
  clearedRevision: number | null;
};

const deadlineText = `
  select id, dossier, subject, what, to_char(due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as due_at, due_on,
    set_revision, cleared_revision
  from deadline where agency = $1 and id > $2::uuid order by id`;

/** Compares every deadline with the events that set and cleared it. */
export async function compareDeadlines(
  db: Database,
  world: World,
  findings: Findings,
  suspects: Suspects,
): Promise<void> {
  for await (const rows of pages<DeadlineRow>(db, deadlineText, world.agency, lowest, ({ id }) => id)) {
    for (const row of rows) {
      findings.count('promises');
      const wrong = (what: string) => suspects.add('promises', `deadline ${world.agency}/${row.id}`, what, row.dossier);
      const says = world.dossiers.get(row.dossier)?.deadlines.get(`${row.subject} ${row.what} ${row.setRevision}`);
      if (says === undefined || says.seen) {
        wrong(`${row.subject} ${row.what}: no event set it`);
        continue;
      }
      says.seen = true;
      const dueAt = microseconds(says.dueAt);
      if (row.dueAt !== dueAt || row.dueOn !== says.dueOn)
        wrong(`is due at ${row.dueAt} on ${row.dueOn}, and was set for ${dueAt} on ${says.dueOn}`);
      if (row.clearedRevision !== says.cleared)
        wrong(`was cleared by ${row.clearedRevision ?? 'nothing'}, and by ${says.cleared ?? 'nothing'} in its history`);
    }
  }
  for (const { id, deadlines } of world.dossiers.values())
    for (const { seen, subject, what, set } of deadlines.values())
      if (!seen) suspects.add('promises', `deadline of ${world.agency}/${id}/${set}`, `${subject} ${what} is gone`, id);
}
