// Figures that the law left unknown, as their dossiers keep them: who read what in which signed text, and who confirmed it.

import { blanksOf, type Filling, type Pack } from '../workflows/programmes/schema.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { inForce } from '../workflows/rules/delegations.ts';
import { duties, type Role } from '../workflows/rules/duties.ts';
import type { Database } from './database/pool.ts';
import type { Given } from './delegations.ts';

/** What was read, as the figure's facts keep it. `pack`: the version that left it open. */
export type FigureFacts = Filling & {
  readonly pack: string;
  readonly packId: string;
  readonly version: number;
  readonly text: string;
  readonly reason?: string;
};

/** Somebody's act on a figure, and for whom they acted. */
export type FigureAct = {
  readonly person: string;
  readonly name: string;
  readonly behalf: { readonly person: string; readonly name: string } | null;
  readonly at: string;
};

export type Figure = {
  readonly agency: string;
  readonly id: string;
  readonly state: 'proposed' | 'confirmed' | 'dropped';
  readonly facts: FigureFacts;
  readonly proposed: FigureAct;
  /** Who confirmed it, or dropped it. */
  readonly decided: FigureAct | null;
};

type Row = {
  agency: string;
  id: string;
  state: Figure['state'];
  facts: FigureFacts;
  by: string;
  name: string | null;
  behalf: string | null;
  behalfName: string | null;
  at: Date;
  by2: string | null;
  name2: string | null;
  behalf2: string | null;
  behalfName2: string | null;
  at2: Date | null;
};

const columns = `
  s.agency, s.dossier::text as id, s.value #>> '{}' as state, s.facts,
  h.actor::text as by, p.name, h.payload::jsonb->>'onBehalfOf' as behalf, q.name as behalf_name, h.at,
  i.actor::text as by2, r.name as name2, i.payload::jsonb->>'onBehalfOf' as behalf2, t.name as behalf_name2, i.at as at2`;
const joined = `
  join history h on h.agency = s.agency and h.dossier = s.dossier and h.revision = 1
  left join person p on p.id = h.actor left join person q on q.id = (h.payload::jsonb->>'onBehalfOf')::uuid
  left join history i on i.agency = s.agency and i.dossier = s.dossier and i.revision = 2
  left join person r on r.id = i.actor left join person t on t.id = (i.payload::jsonb->>'onBehalfOf')::uuid`;

const act = (
  person: string,
  name: string | null,
  behalf: string | null,
  behalfName: string | null,
  at: Date,
): FigureAct => ({
  person,
  name: name ?? '',
  behalf: behalf === null ? null : { person: behalf, name: behalfName ?? '' },
  at: at.toISOString(),
});

const figureOf = (row: Row): Figure => ({
  agency: row.agency,
  id: row.id,
  state: row.state,
  facts: row.facts,
  proposed: act(row.by, row.name, row.behalf, row.behalfName, row.at),
  decided: row.by2 === null ? null : act(row.by2, row.name2, row.behalf2, row.behalfName2, row.at2!),
});

/** The figures that were ever proposed in an agency, the newest first; of one pack, or of all. */
export async function figuresOf(db: Database, agency: string, packId: string | null = null): Promise<Figure[]> {
  const rows = await db.run<Row>(
    `select ${columns} from state s ${joined}
    where s.agency = $1 and s.machine = 'figure' and ($2::text is null or s.facts->>'packId' = $2) order by h.at desc, s.dossier desc`,
    [agency, packId],
  );
  return rows.map(figureOf);
}

/** One figure; null where there is none. */
export async function readFigure(db: Database, agency: string, id: string): Promise<Figure | null> {
  const [row] = await db.run<Row>(
    `select ${columns} from state s ${joined} where s.agency = $1 and s.dossier = $2::uuid and s.machine = 'figure'`,
    [agency, id],
  );
  return row === undefined ? null : figureOf(row);
}

const { without } = duties['figure.confirmed'];

/** The offices that confirm what an administrator has filled in. */
export const { roles: confirmers } = duties['figure.confirmed'];

/** Says who holds an office beside which nobody confirms a figure, of their own or lent: neither they nor who acts for them is its second person. */
export async function keptApart(
  db: Database,
  agencies: readonly string[],
  now: string,
): Promise<(agency: string, person: string) => boolean> {
  const rows = await db.query<{ agency: string; id: string; facts: { roles: Role[] } }>`
    select agency, dossier::text as id, facts from state
    where agency = any (${[...agencies]}::text[]) and subject = 'person' and machine = 'register' and facts->'roles' ?| ${[...without]}::text[]`;
  const apart = new Set<string>();
  for (const { agency, id, facts } of rows) {
    const lent = inForce(facts, dayOf(now)).filter(({ roles }) => roles.some((role) => without.includes(role)));
    for (const person of [id, ...lent.map(({ to }) => to)]) apart.add(`${agency}/${person}`);
  }
  return (agency, person) => apart.has(`${agency}/${person}`);
}

/** Whether a version of a pack still leaves open what a figure fills in. */
export const isLeftOpen = (pack: Pack, { path, what }: Pick<FigureFacts, 'path' | 'what'>): boolean =>
  blanksOf(pack).some((blank) => blank.path === path && blank.what.vi === what);

/** The version in use of each pack, by agency and id: of several, the newest. */
async function packsInUse(db: Database, agencies: readonly string[]): Promise<Map<string, Pack>> {
  const rows = await db.query<{ agency: string; pack: Pack }>`
    select agency, facts as pack from state
    where agency = any (${[...agencies]}::text[]) and machine = 'pack' and value = '"published"' order by (facts->>'version')::int`;
  return new Map(rows.map(({ agency, pack }) => [`${agency}/${pack.id}`, pack]));
}

/** Who had to do with a proposal: none of them is its second person. */
export const proposersOf = ({ proposed }: Pick<Figure, 'proposed'>): string[] => [
  proposed.person,
  ...(proposed.behalf === null ? [] : [proposed.behalf.person]),
];

/** A figure that waits for a person, or for who lent them an office: then `giver`. */
export type WaitingFigure = Figure & { readonly role: Role; readonly giver: Given | null };

/** The figures that wait for somebody as the second person, and that the pack in use still leaves open. */
export async function waitingFigures(
  db: Database,
  person: string,
  lent: readonly Given[],
  now: string,
): Promise<WaitingFigure[]> {
  const given = lent.filter(({ role }) => confirmers.includes(role));
  const rows = await db.run<Row & { roles: Role[] }>(
    `select ${columns}, o.facts->'roles' as roles from state o
      join state s on s.agency = o.agency and s.machine = 'figure' and s.value = '"proposed"'::jsonb ${joined}
    where o.dossier = $1::uuid and o.subject = 'person' and (o.facts->'roles' ?| $2::text[] or o.agency = any ($3::text[]))
    order by h.at`,
    [person, [...confirmers], given.map(({ agency }) => agency)],
  );
  if (rows.length === 0) return [];
  const agencies = [...new Set(rows.map(({ agency }) => agency))];
  const [isApart, inUse] = await Promise.all([keptApart(db, agencies, now), packsInUse(db, agencies)]);
  return rows.flatMap((row): WaitingFigure[] => {
    const figure = figureOf(row);
    const { agency, facts } = figure;
    const pack = inUse.get(`${agency}/${facts.packId}`);
    if (pack === undefined || !isLeftOpen(pack, facts)) return [];
    const proposers = proposersOf(figure);
    if (proposers.includes(person) || isApart(agency, person)) return [];
    const own = confirmers.find((role) => row.roles.includes(role));
    if (own !== undefined) return [{ ...figure, role: own, giver: null }];
    const giver = given.find(
      (one) => one.agency === agency && !proposers.includes(one.person) && !isApart(agency, one.person),
    );
    return giver === undefined ? [] : [{ ...figure, role: giver.role, giver }];
  });
}
