// All dossiers of an agency: found by name and code, narrowed, ordered, a page at a time.

import type { Context } from 'hono';
import { DossiersPage } from '../../templates/pages/dossiers.tsx';
import { listWords } from '../../templates/words/lists.ts';
import { nameOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import type { Language } from '../../templates/words/words.ts';
import { leavesOf, metaOf, type StoredState } from '../../workflows/machines.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { type Role, staff } from '../../workflows/rules/duties.ts';
import { csvAnswer } from '../csv.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { daysLeft, packProcedures, workingDaysIn } from '../daysLeft.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { type Asked, askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { calendarOf, callsBy, packsOf } from '../programmes/index.ts';
import { opensTo, type Reader, readerOf } from '../standing.ts';
import { waitingFor } from '../waiting.ts';
import { callChoices } from './choices.ts';

const columns = ['code', 'name', 'received', 'due', 'amount'] as const;
const team = 'founder';

/** Where a dossier can stand: an application that has become no project, or the funding of one that has. */
const states = [
  ...leavesOf('application').flatMap(({ leaf, meta }) =>
    leaf === 'draft' || leaf === 'awarded' ? [] : [{ value: leaf, label: meta.staff }],
  ),
  ...leavesOf('project').flatMap(({ region, leaf, meta }) =>
    region === 'funding' ? [{ value: `project.${leaf}`, label: meta.staff }] : [],
  ),
];

/** The offices that dossiers wait for, and the team. */
const turns: readonly Role[] = ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant', team];

type FilterName = 'state' | 'stage' | 'call' | 'turn';
type Row = {
  dossier: string;
  version: number;
  value: string;
  project: StoredState['value'] | null;
  projectVersion: number | null;
  began: string;
  received: string | null;
  dueAt: string | null;
  /** Its day is the end of a period of working days. */
  inWorkingDays: boolean;
  title: string | null;
  party: string | null;
  /** What the decision awarded, and its number and day; null until there is one. */
  amount: bigint | null;
  number: number | null;
  awardedAt: string | null;
  pack: string | null;
  all: number;
};

/** What each column is ordered by. */
const orders: Readonly<Record<(typeof columns)[number], string>> = {
  code: `(select to_char(h.at at time zone 'UTC', 'YYYY') || right(a.dossier::text, 6) from history h
    where h.agency = a.agency and h.dossier = a.dossier and h.revision = 1)`,
  name: 'c.found_as collate "C"',
  received: `(a.facts->>'submittedAt')::timestamptz`,
  amount: `(select sum((i->>'amountVnd')::bigint)::bigint from jsonb_array_elements(case when jsonb_typeof(a.facts->'awarded') = 'array' then a.facts->'awarded' end) i)`,
  due: `(select min(n.due_at) from deadline n where n.agency = a.agency and n.dossier = a.dossier and n.cleared_revision is null)`,
};

/** A code as people copy it is looked for by its end: the year before it is that of the dossier. */
const withoutYear = (pattern: string) => pattern.replace(/^%hs(-\d{0,4})?%$/i, '%').replace(/^%(hs-)?\d{4}-/i, '%-');

/**
 * One page of the dossiers of an agency, and how many there are in all. Of the rest nothing is read but what they are found and
 * ordered by (sql/0005_found_by_name.sql), and of that no more than is asked for.
 */
export async function dossiersIn(
  db: Database,
  agency: string,
  reader: Reader,
  { patterns, sort, from, chosen }: Pick<Asked<FilterName>, 'patterns' | 'sort' | 'from' | 'chosen'>,
  today: string,
  most: number | null = pageSize,
): Promise<Row[]> {
  const given: Parameter[] = [];
  const is = (value: Parameter) => `$${given.push(value)}`;
  const agencyIs = is(agency);
  const order = orders[sort.replace(/^-/, '') as (typeof columns)[number]];
  const { state, stage, call, turn } = chosen;
  const joins = new Set<string>();
  const wanted: string[] = [];
  const ofContent = `left join content c on c.agency = ${agencyIs} and c.commitment = a.facts->>'content'`;
  const ofParty = `left join party_profile p on p.agency = ${agencyIs} and p.party = d.party`;
  if (order === orders.name) joins.add(ofContent);
  if (patterns.length > 0) {
    joins.add(ofContent).add(ofParty);
    wanted.push(
      `said like all (array(select folded(word) from unnest(${is(patterns.map(withoutYear))}::text[]) w(word)))`,
    );
  }
  if (state.startsWith('project.')) wanted.push(`project->>'funding' = ${is(state.slice('project.'.length))}`);
  else if (state !== '') wanted.push(`project is null and value #>> '{}' = ${is(state)}`);
  if (stage !== '') wanted.push(`stage = ${is(stage)}`);
  if (call !== '') wanted.push(`call = ${is(call)}::uuid`);
  if (turn !== '') wanted.push(`dossier in (${waitingFor(turn, agencyIs, today, is)})`);
  const text = `
    with ${packProcedures}, listed as materialized (
      select a.dossier, a.version, a.value, j.value as project, j.version as project_version, d.party, d.pack, d.stage, d.call, a.facts->>'content' as content, ${order} as place
        ${patterns.length === 0 ? '' : `, coalesce(c.found_as, '') || ' ' || coalesce(p.found_as, '') || ' -' || right(a.dossier::text, 6) as said`}
      from state a join dossier d on d.agency = ${agencyIs} and d.id = a.dossier
        left join state j on j.agency = ${agencyIs} and j.dossier = a.dossier and j.subject = 'project' ${[...joins].join(' ')}
      where a.agency = ${agencyIs} and a.machine = 'application' and a.value <> '"draft"' and ${opensTo(reader, is)}),
    page as (
      select *, count(*) over ()::int as "all" from listed ${wanted.length === 0 ? '' : `where ${wanted.join(' and ')}`}
      order by place ${sort.startsWith('-') ? 'desc' : 'asc'} nulls last, dossier desc ${most === null ? '' : `limit ${most} offset ${from}`})
    select l.dossier::text as dossier, l.version, l.value, l.project, l.project_version, b.at::text as began, a.facts->>'submittedAt' as received,
      (${orders.due})::text as due_at,
      coalesce((select ${workingDaysIn('n.what', 'k.procedure')} from (select what, due_at from deadline
          where agency = ${agencyIs} and dossier = l.dossier and cleared_revision is null offset 0) n left join procedures k on k.agency = ${agencyIs} and k.pack = l.pack order by n.due_at limit 1), false) as in_working_days, (${orders.amount}) as amount, w.number, w.at::text as awarded_at, l.pack::text as pack, p.name as party, c.body->>'projectName' as title, l."all"
    from page l join state a on a.agency = ${agencyIs} and a.dossier = l.dossier and a.subject = 'application'
      join history b on b.agency = ${agencyIs} and b.dossier = l.dossier and b.revision = 1
      left join party_profile p on p.agency = ${agencyIs} and p.party = l.party
      left join content c on c.agency = ${agencyIs} and c.commitment = l.content
      left join lateral (select n.number, h.at from paper n join history h on h.agency = n.agency and h.dossier = n.dossier and h.revision = n.revision
        where n.agency = ${agencyIs} and n.dossier = l.dossier and n.kind = 'awardDecision' order by n.revision desc limit 1) w on true
    order by l.place ${sort.startsWith('-') ? 'desc' : 'asc'} nulls last, l.dossier desc`;
  return db.run<Row>(text, given);
}

/** The list of all dossiers of an agency, for who may open them. */
export function dossierRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;

  const read = async (c: Context<AppEnv>, most: number | null) => {
    const agency = c.req.param('agency')!;
    const choices = await choicesIn(db, agency, c.get('language'));
    const asked = askedOf(c, choices);
    return { choices, asked, rows: await dossiersIn(db, agency, readerOf(c), asked, dayOf(parts.now()), most) };
  };

  doors.get('/agencies/:agency/dossiers', { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const [frame, { choices, asked, rows }] = await Promise.all([parts.frameOf(c), read(c, pageSize)]);
    const [numberOf, calendar] = await Promise.all([numbersIn(db, agency), calendarOf(db, agency)]);
    const today = dayOf(parts.now());
    const leftOf = ({ dueAt, inWorkingDays }: Row) =>
      dueAt === null ? null : daysLeft(today, dayOf(new Date(dueAt).toISOString()), inWorkingDays ? calendar : null);
    const w = listWords[frame.language].dossiers;
    const view = {
      frame,
      agency,
      q: asked.q,
      list: asked.view(rows.length, rows[0]?.all ?? 0),
      filters: (Object.keys(choices) as FilterName[]).map((name) => ({
        ...{ name, label: w[name], value: asked.chosen[name], options: choices[name] },
      })),
      rows: rows.map((row) => ({ ...rowView(row, agency, frame.language, numberOf), left: leftOf(row) })),
    };
    return c.html(<DossiersPage {...view} />);
  });

  doors.get('/agencies/:agency/dossiers.csv', { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const language = c.get('language');
    const w = listWords[language].dossiers;
    const { rows } = await read(c, null);
    const numberOf = await numbersIn(db, agency);
    const views = rows.map((row) => rowView(row, agency, language, numberOf));
    const day = (at: string | null) => (at === null ? '' : dayOf(at));
    return csvAnswer(c, {
      name: `ho-so-${dayOf(parts.now())}`,
      head: [w.code, w.name, w.party, w.state, w.received, w.decision, w.decidedOn, w.amount],
      rows: views.map((one) => [
        ...[one.code, one.title, one.party, one.step, day(one.receivedAt)],
        ...[one.number, day(one.awardedAt), one.amount],
      ]),
    });
  });
}

type Choices = Record<FilterName, { value: string; label: string }[]>;

/** What the dossiers of an agency can be narrowed to. */
async function choicesIn(db: Database, agency: string, language: Language): Promise<Choices> {
  const calls = await callsBy(db, agency);
  const stages = new Map(
    calls.map(({ pack, stage }) => [stage, stageOf(pack, stage)?.name[language] ?? stage] as const),
  );
  return {
    state: states.map(({ value, label }) => ({ value, label: label[language] })),
    turn: turns.map((role) => ({
      ...{ value: role, label: role === team ? listWords[language].dossiers.team : nameOf('roles', role, language) },
    })),
    call: await callChoices(db, agency, language),
    stage: [...stages].map(([value, label]) => ({ value, label })),
  };
}

function askedOf(c: Context<AppEnv>, choices: Choices): Asked<FilterName> {
  const valuesOf = (name: FilterName) => choices[name].map(({ value }) => value);
  const filters = {
    ...{ state: valuesOf('state'), turn: valuesOf('turn') },
    ...{ call: valuesOf('call'), stage: valuesOf('stage') },
  };
  return askedIn(c, { search: true, sorts: ['-received', ...columns], filters });
}

type NumberOf = (row: Pick<Row, 'number' | 'pack'>) => string;

/** What decisions to award are called by in an agency, with the symbol that their pack gives them. */
async function numbersIn(db: Database, agency: string): Promise<NumberOf> {
  const packs = await packsOf(db, agency);
  return ({ number, pack }) => {
    const facts = packs.get(pack ?? '');
    return number === null || facts === undefined ? '' : paperNumber(agency, facts, { kind: 'awardDecision', number });
  };
}

function rowView(row: Row, agency: string, language: Language, numberOf: NumberOf) {
  const state: StoredState =
    row.project === null
      ? { machine: 'application', version: row.version, value: row.value }
      : { machine: 'project', version: row.projectVersion ?? 1, value: row.project };
  return {
    href: `/agencies/${agency}/dossiers/${row.dossier}`,
    code: codeOf(row.dossier, row.began),
    title: row.title ?? '',
    party: row.party ?? '',
    step: metaOf(state)
      .map(({ meta }) => meta.staff[language])
      .join(' · '),
    receivedAt: row.received === null ? null : new Date(row.received).toISOString(),
    dueAt: row.dueAt === null ? null : new Date(row.dueAt).toISOString(),
    amount: row.amount,
    number: numberOf(row),
    awardedAt: row.awardedAt === null ? null : new Date(row.awardedAt).toISOString(),
  };
}
