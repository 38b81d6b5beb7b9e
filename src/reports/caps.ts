import type { CapRow } from '../../templates/pages/reports.tsx';
import { dossierWords } from '../../templates/words/dossier.ts';
import { packWords } from '../../templates/words/programmes-packs.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Cap, Pack } from '../../workflows/programmes/schema.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { figuresOf } from '../figures.ts';
import { basisOf, type Call, confirmedBy } from '../programmes/index.ts';
import { closedTo, type Reader } from '../standing.ts';

type Room = {
  room: string;
  authority: bigint;
  left: bigint;
  used: bigint;
  owner: string;
};

/** A cap's row, with what the list of caps is narrowed by. */
export type RoomRow = CapRow & {
  /** null where none is open yet. */
  readonly room: string | null;
  readonly pack: string;
  readonly stage: string | null;
  readonly line: string | null;
  /** The dossier, party or call that it is of, or 'agency'; null where none is open yet. */
  readonly whose: string | null;
  /** The limit is a share of a cost, and grows with it. */
  readonly grows: boolean;
};

/**
 * Every cap of an agency's published packs: each room that is open, and each cap that the law leaves unknown. Of a dossier that does
 * not open to the reader, and of its party, no room is shown. Whose each is, by its id alone: what that is called is read of those
 * that are shown.
 */
export async function capRows(db: Database, agency: string, language: Language, reader: Reader): Promise<RoomRow[]> {
  const given: Parameter[] = [agency];
  const closed = closedTo(reader, (value) => `$${given.push(value)}`, '$1');
  const [packs, rooms, changes] = await Promise.all([
    db.query<{ facts: Pack; name: string | null; at: string }>`
      select s.facts, p.name, h.at::text as at from state s join history h on h.agency = s.agency and h.dossier = s.dossier and h.revision = 1
        left join person p on p.id = h.actor
      where s.agency = ${agency} and s.subject = 'pack' and s.value = '"published"' order by h.at`,
    db.run<Room>(
      // the vessels of each room, read in one go
      `select r.room, min(r.owner) filter (where r.vessel = 'room') as owner, min(r.balance) filter (where r.vessel = 'authority') as authority,
        min(r.balance) filter (where r.vessel = 'room') as left, coalesce(min(r.balance) filter (where r.vessel = 'used'), 0) as used
      from (select left(id, -length(vessel) - 1) as room, vessel, owner, balance
        from account cross join lateral (select split_part(id, '/', -1) as vessel) v where agency = $1 and id >= 'C/' and id < 'C0' and vessel in ('room', 'authority', 'used')) r
      where r.owner not in (select id::text from (${closed}) c(id))
      group by r.room having bool_or(r.vessel = 'room') and bool_or(r.vessel = 'authority') order by r.room`,
      given,
    ),
    db.query<{ room: string; name: string | null; at: string; decisionNumber: string }>`
      select i.input->>'room' as room, i.input->>'decisionNumber' as decision_number, p.name, h.at::text as at
      from history h cross join lateral (select h.payload::jsonb->'command'->'input' as input) i left join person p on p.id = h.actor
      where h.agency = ${agency} and h.event = 'cap.changed' order by h.at`,
  ]);
  const changed = new Map(
    changes.map(({ room, name, at, decisionNumber }) => [
      room,
      { name: name ?? '', at: new Date(at).toISOString(), decisionNumber },
    ]),
  );
  const { callSets } = packWords[language];
  const figures = new Map((await figuresOf(db, agency)).map((figure) => [figure.id, figure]));
  const rows: RoomRow[] = [];
  for (const { facts: pack, name, at } of packs) {
    const published = { name: name ?? '', at: new Date(at).toISOString(), decisionNumber: null };
    for (const cap of pack.caps) {
      const byCall = pack.setByCall.some(({ forCap }) => forCap === cap.id);
      const figure = figures.get(cap.source.confirmedIn ?? '');
      const confirmed = figure === undefined ? null : { ...published, confirmed: confirmedBy(figure, language) };
      const basis = byCall ? { text: callSets, flag: null } : basisOf(pack, cap.source, language);
      const about = {
        ...{ name: cap.name[language], owner: cap.owner, seats: cap.kind === 'seats', basis },
        ...{ pack: pack.id, stage: cap.stage, line: cap.line, grows: cap.kind === 'share' && cap.of === 'cost' },
      };
      const open = rooms.filter(({ room }) => room.startsWith(`C/${pack.id}/${cap.id}/`));
      for (const { room, authority, left, used, owner } of open)
        rows.push({
          ...about,
          of: '',
          ...{ room, whose: owner },
          dossier: cap.owner === 'project' ? `/agencies/${agency}/dossiers/${owner}` : null,
          limit: -authority,
          used,
          left,
          set: changed.get(room) ?? confirmed ?? published,
        });
      if (open.length === 0)
        rows.push({
          ...about,
          of: '',
          ...{ room: null, whose: null },
          dossier: null,
          limit: limitOf(cap),
          used: 0n,
          left: limitOf(cap) ?? 0n,
          set: confirmed ?? published,
        });
    }
  }
  return rows;
}

/** The pack's own figure; null where the law leaves it unknown, or where it is a share of a cost. */
function limitOf(cap: Cap): bigint | null {
  const text = cap.kind === 'amount' ? cap.limitVnd : cap.kind === 'seats' ? cap.limitSeats : '0';
  return text === null ? null : BigInt(text);
}

/** Whose rooms are: what it is called, and the calls and stages of its dossiers; null for what is of no one's dossiers. */
type Owner = { name: string | null; calls: string[] | null; stages: string[] | null };

/** By its id, whose the rooms of these rows are. */
export async function ownersOf(
  db: Database,
  agency: string,
  rows: readonly RoomRow[],
): Promise<ReadonlyMap<string | null, Owner>> {
  const ids = [...new Set(rows.flatMap(({ whose }) => (whose === null || whose === 'agency' ? [] : [whose])))];
  if (ids.length === 0) return new Map();
  // a dossier, a party or a call, each read by its key
  const owners = await db.query<Owner & { id: string }>`
    select w.id::text as id, coalesce(p.name, c.body->>'projectName') as name, o.calls, o.stages from unnest(${ids}::uuid[]) w(id)
      cross join lateral (select array_agg(distinct call::text) as calls, array_agg(distinct stage) as stages from (
        select call, stage from dossier where agency = ${agency} and id = w.id and kind = 'application'
        union all select call, stage from dossier where agency = ${agency} and party = w.id and kind = 'application'
        union all select id, stage from dossier where agency = ${agency} and id = w.id and kind = 'call') d where call is not null) o
      left join lateral (select name from party_profile where agency = ${agency} and party = w.id offset 0) p on true
      left join lateral (select c.body from state s join content c on c.agency = s.agency and c.commitment = s.facts->>'content'
        where s.agency = ${agency} and s.dossier = w.id and s.subject = 'application' offset 0) c on true`;
  return new Map(owners.map(({ id, ...owner }) => [id, owner]));
}

/** Whose a room is; '' where it is the agency's. */
function ownerIn(room: string, cap: { owner: string }, name: string | null): string {
  const [owner = ''] = (room.split('/')[3] ?? '').split(';');
  return cap.owner === 'agency' ? '' : (name ?? owner.slice(-6).toUpperCase());
}

/** The units that a room counts: 'person=p-0c25755a4ea40176', 'month=2025-12'. */
const unitsIn = (room: string): string[] => (room.split('/')[3] ?? '').split(';').slice(1);

/**
 * What people call the units of rooms: a room names a person or a contract by a short code alone, and the requests say whom it stands
 * for, as long as what they say is kept.
 */
export async function unitNamesIn(
  db: Database,
  agency: string,
  rooms: readonly string[],
  language: Language,
): Promise<(unit: string) => string> {
  const units = [...new Set(rooms.flatMap(unitsIn))];
  const owners = [...new Set(rooms.map((room) => (room.split('/')[3] ?? '').split(';')[0]!))];
  const rows =
    units.length === 0
      ? []
      : await db.query<{ unit: string; name: string }>`
          select distinct on (u.unit) u.unit, r.row->'typed'->>split_part(u.unit, '=', 1) as name
          from dossier d join content c on c.agency = d.agency and c.dossier = d.id and c.kind = 'evidence' and jsonb_typeof(c.body->'rows') = 'array'
            cross join lateral jsonb_array_elements(c.body->'rows') r(row) cross join lateral unnest(string_to_array(r.row->>'unit', ';')) u(unit)
          where d.agency = ${agency} and d.kind = 'application' and (d.id::text = any (${owners}::text[]) or d.party::text = any (${owners}::text[]))
            and u.unit = any (${units}::text[]) and r.row->'typed'->>split_part(u.unit, '=', 1) <> ''
          order by u.unit, c.created_at desc`;
  const names = new Map(rows.map(({ unit, name }) => [unit, name]));
  const w = dossierWords[language];
  return (unit) => {
    const [kind, value = unit] = unit.split('=');
    if (kind === 'month') return value.split('-').toReversed().join('/');
    return names.get(unit) ?? (kind === 'person' ? w.unnamedPerson(value) : value);
  };
}

/** What the list of caps is narrowed to: by what they are of, and by how much of them is used. */
export type CapsAsked = { call: Pick<Call, 'id' | 'pack' | 'stage'> | null; stage: string; line: string; use: string };

/** Nine tenths of it are used, or more. A share of the cost is no such thing: it is as full as what is asked of each cost. */
const isNearlyUsed = ({ limit, used, grows }: RoomRow) =>
  !grows && limit !== null && limit > 0n && used * 10n >= limit * 9n;

/** Whether a cap stands behind what is asked for; one that is nobody's own stands behind every call of its pack. */
export function isAsked(row: RoomRow, { call, stage, line, use }: CapsAsked, owner: Owner | undefined): boolean {
  const isOf = (one: string) => row.stage === one || (row.stage === null && (owner?.stages?.includes(one) ?? true));
  if (call !== null && !(owner?.calls?.includes(call.id) ?? (row.pack === call.pack.id && isOf(call.stage))))
    return false;
  if (stage !== '' && !isOf(stage)) return false;
  if (line !== '' && row.line !== line) return false;
  return use === '' || isNearlyUsed(row);
}

/** Those of the rows in which every word is somewhere, the names of their units included. */
export async function foundAmong(
  db: Database,
  agency: string,
  rows: readonly RoomRow[],
  patterns: readonly string[],
  language: Language,
): Promise<readonly RoomRow[]> {
  if (patterns.length === 0) return rows;
  const texts = (await withOwners(db, agency, rows, language)).map(({ name, of, dossier, basis, set }) =>
    [name, of, basis.text, set.decisionNumber ?? '', set.name, dossier === null ? '' : `-${dossier.slice(-6)}`].join(
      ' ',
    ),
  );
  const found = await db.query<{ place: bigint }>`
    select place from unnest(${texts}::text[]) with ordinality t(said, place) where folded(said) like all
      (array(select folded(word) from unnest(${patterns.map((one) => one.replace(/^%hs-\d{4}-/i, '%-'))}::text[]) w(word)))
    order by place`;
  return found.map(({ place }) => rows[Number(place) - 1]!);
}

/** Rows of caps with whose they are, and the units of their rooms named behind it. */
export async function withOwners(
  db: Database,
  agency: string,
  rows: readonly RoomRow[],
  language: Language,
): Promise<CapRow[]> {
  const rooms = rows.flatMap(({ room }) => room ?? []);
  const [nameOf, owners] = await Promise.all([unitNamesIn(db, agency, rooms, language), ownersOf(db, agency, rows)]);
  return rows.map(({ room, whose, ...row }) => ({
    ...row,
    of: room === null ? '' : nameOfOwner(room, row, owners.get(whose)?.name ?? null, nameOf),
  }));
}

/** Whose a room is, with the units that it counts. */
export function nameOfOwner(
  room: string,
  cap: { owner: string },
  name: string | null,
  unitName: (unit: string) => string,
): string {
  return [ownerIn(room, cap, name), ...unitsIn(room).map(unitName)].filter(Boolean).join(', ');
}
