// Figures that the law left unknown, as their dossiers keep them: who read what in which signed text, and who confirmed it.

import type { Filling } from '../workflows/programmes/schema.ts';
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

const confirmers: readonly Role[] = duties['figure.confirmed'].roles;

/** Who had to do with a proposal: none of them is its second person. */
export const proposersOf = ({ proposed }: Pick<Figure, 'proposed'>): string[] => [
  proposed.person,
  ...(proposed.behalf === null ? [] : [proposed.behalf.person]),
];

/** A figure that waits for a person, or for who lent them an office: then `giver`. */
export type WaitingFigure = Figure & { readonly role: Role; readonly giver: Given | null };

/** The figures that wait for somebody as the second person. */
export async function waitingFigures(db: Database, person: string, lent: readonly Given[]): Promise<WaitingFigure[]> {
  const given = lent.filter(({ role }) => confirmers.includes(role));
  const rows = await db.run<Row & { roles: Role[] }>(
    `select ${columns}, o.facts->'roles' as roles from state o
      join state s on s.agency = o.agency and s.machine = 'figure' and s.value = '"proposed"'::jsonb ${joined}
    where o.dossier = $1::uuid and o.subject = 'person' and (o.facts->'roles' ?| $2::text[] or o.agency = any ($3::text[]))
    order by h.at`,
    [person, [...confirmers], given.map(({ agency }) => agency)],
  );
  return rows.flatMap((row): WaitingFigure[] => {
    const figure = figureOf(row);
    const proposers = proposersOf(figure);
    if (proposers.includes(person)) return [];
    const own = confirmers.find((role) => row.roles.includes(role));
    if (own !== undefined) return [{ ...figure, role: own, giver: null }];
    const giver = given.find((one) => one.agency === row.agency && !proposers.includes(one.person));
    return giver === undefined ? [] : [{ ...figure, role: giver.role, giver }];
  });
}
