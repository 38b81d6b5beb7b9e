// Calls with the packs that they are pinned to, as pages need them.

import { registerDossier } from '../../workflows/ids.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import type { Calendar } from '../../workflows/rules/calendar.ts';
import type { Database } from '../database/pool.ts';
import { isId } from '../forms.ts';

/** A call (đợt tiếp nhận). `limits`: the caps that it set itself. */
export type Call = {
  readonly agency: string;
  readonly id: string;
  readonly isOpen: boolean;
  /** Where it was closed before its announced end: when, by which decision, and the commitment of the reason. */
  readonly closedEarly: { readonly at: string; readonly decisionNumber: string; readonly reason: string } | null;
  readonly stage: string;
  readonly opensOn: string;
  readonly closesAt: string;
  readonly budgetVnd: bigint;
  readonly decisionNumber: string;
  /** The commitment of what whoever opened it took note of: figures whose original nobody has read. */
  readonly unreadFigures: string | null;
  readonly limits: Readonly<Record<string, string>>;
  /** What its decision set, by parameter of the pack: amounts as decimal strings. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** The dossier of the pack that it is pinned to. */
  readonly packId: string;
  readonly pack: Pack;
};

type Row = {
  agency: string;
  id: string;
  value: string;
  pack: string;
  facts: {
    stage: string;
    opensOn: string;
    closesAt: string;
    budgetVnd: string;
    decisionNumber: string;
    limits?: Record<string, string>;
    parameters?: Record<string, string | number>;
    unreadFigures?: string;
    closedAt?: string;
    closedBy?: string;
    closedFor?: string;
  };
};

/** Packs that were read: what a pack says never changes once it is published. */
const readBefore = new WeakMap<Database, Map<string, Pack>>();
const mostPacks = 50;

async function packOf(db: Database, agency: string, id: string): Promise<Pack | null> {
  const packsRead = readBefore.get(db) ?? new Map<string, Pack>();
  readBefore.set(db, packsRead);
  const known = packsRead.get(`${agency}/${id}`);
  if (known !== undefined) return known;
  const [row] = await db.query<{ facts: Pack }>`
    select facts from state where agency = ${agency} and dossier = ${id}::uuid and subject = 'pack'`;
  if (row === undefined) return null;
  if (packsRead.size >= mostPacks) packsRead.delete(packsRead.keys().next().value!);
  packsRead.set(`${agency}/${id}`, row.facts);
  return row.facts;
}

async function callOf(db: Database, row: Row): Promise<Call | null> {
  const pack = await packOf(db, row.agency, row.pack);
  if (pack === null) return null;
  const { stage, opensOn, closesAt, budgetVnd, decisionNumber, limits = {}, parameters = {} } = row.facts;
  const { closedAt, closedBy, closedFor } = row.facts;
  return {
    agency: row.agency,
    id: row.id,
    isOpen: row.value === 'open',
    closedEarly:
      closedAt === undefined || closedBy === undefined || closedFor === undefined
        ? null
        : { at: closedAt, decisionNumber: closedBy, reason: closedFor },
    stage,
    opensOn,
    closesAt,
    budgetVnd: BigInt(budgetVnd),
    decisionNumber,
    unreadFigures: row.facts.unreadFigures ?? null,
    limits,
    parameters,
    packId: row.pack,
    pack,
  };
}

/** The calls of all agencies that take applications at this moment or will, the one that closes first on top. */
export async function openCalls(db: Database, now: string): Promise<Call[]> {
  const rows = await db.query<Row>`
    select agency, dossier::text as id, value #>> '{}' as value, facts->>'pack' as pack, facts from state
    where machine = 'call' and value = '"open"'::jsonb and (facts->>'closesAt')::timestamptz >= ${now}::timestamptz
    order by (facts->>'closesAt')::timestamptz, dossier limit 200`;
  const calls = await Promise.all(rows.map((row) => callOf(db, row)));
  return calls.filter((call) => call !== null);
}

/** Every call of an agency, open or closed, the one that closes last first. */
export async function callsBy(db: Database, agency: string): Promise<Call[]> {
  const rows = await db.query<Row>`
    select agency, dossier::text as id, value #>> '{}' as value, facts->>'pack' as pack, facts from state
    where agency = ${agency} and machine = 'call' order by (facts->>'closesAt')::timestamptz desc, dossier desc limit 500`;
  const calls = await Promise.all(rows.map((row) => callOf(db, row)));
  return calls.filter((call) => call !== null);
}

/** A call of an agency, open or closed; null when there is none. */
export async function readCall(db: Database, agency: string, id: string): Promise<Call | null> {
  if (!isId(id)) return null;
  const [row] = await db.query<Row>`
    select agency, dossier::text as id, value #>> '{}' as value, facts->>'pack' as pack, facts from state
    where agency = ${agency} and dossier = ${id}::uuid and subject = 'call'`;
  return row === undefined ? null : callOf(db, row);
}

/** The packs of an agency by their dossiers: each is large, and read once, however many rows rest on it. */
export async function packsOf(db: Database, agency: string): Promise<ReadonlyMap<string, Pack>> {
  const packs = await db.query<{ dossier: string; facts: Pack }>`
    select dossier::text as dossier, facts from state where agency = ${agency} and machine = 'pack'`;
  return new Map(packs.map(({ dossier, facts }) => [dossier, facts]));
}

/** The working calendar of an agency; an empty one where none is set. */
export async function calendarOf(db: Database, agency: string): Promise<Calendar> {
  const [row] = await db.query<{ facts: Calendar }>`
    select facts from state where agency = ${agency} and dossier = ${registerDossier(agency, 'calendar')}::uuid and subject = 'calendar'`;
  return row?.facts ?? { holidays: {}, workedSaturdays: {}, announcedThrough: null };
}

/** The applications of one person in a call, the newest first. */
export async function ownApplications(
  db: Database,
  agency: string,
  call: string,
  person: string,
): Promise<{ id: string; beganAt: string; title: string }[]> {
  const rows = await db.query<{ id: string; beganAt: Date; title: string | null }>`
    select d.id::text as id, h.at as began_at, r.answers->>'projectName' as title
    from dossier d join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'application'
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
      left join draft r on r.agency = d.agency and r.dossier = d.id and r.form = 'application'
    where d.agency = ${agency} and d.call = ${call}::uuid and s.facts->'team' ? ${person} and s.value <> '"withdrawn"'::jsonb
    order by h.at desc`;
  return rows.map(({ id, beganAt, title }) => ({ id, beganAt: beganAt.toISOString(), title: title ?? '' }));
}
