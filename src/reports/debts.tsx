// What parties owe an agency, and what became of what they owed: every recovery that was decided or arose from an advance.

import type { Context } from 'hono';
import { DebtsPage, type DebtsView, debtStates } from '../../templates/pages/registers.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { registerWords } from '../../templates/words/registers.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { yearsOf } from '../disbursements/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { type Asked, askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { callChoices } from './choices.ts';
import { csvAnswer } from './csv.ts';
import { followers } from './payments.tsx';

const path = '/agencies/:agency/debts';

type Filters = 'book' | 'call' | 'state';
type Row = {
  id: string;
  dossier: string;
  began: string;
  title: string | null;
  ower: string | null;
  since: string;
  year: number;
  source: string;
  due: bigint;
  cash: bigint;
  netted: bigint;
  written: bigint;
  left: bigint;
  dueOn: string | null;
  state: (typeof debtStates)[number];
};
type Sums = Record<'due' | 'cash' | 'netted' | 'written' | 'left', bigint> & { all: number };

const listed = `
  with event as materialized (
    select h.dossier, h.event, h.at, h.payload::jsonb->'command'->'input' as input from history h
    where h.agency = $1 and h.event in ('recovery.decided', 'disbursement.advanceCleared', 'recovery.cashReceived', 'recovery.netted')),
  taken as (
    select dossier, input->>'id' as id, coalesce(sum((input->>'amountVnd')::bigint) filter (where event = 'recovery.cashReceived'), 0)::bigint as cash,
      coalesce(sum((input->>'amountVnd')::bigint) filter (where event = 'recovery.netted'), 0)::bigint as netted
    from event where event in ('recovery.cashReceived', 'recovery.netted') group by 1, 2),
  sums as (
    select s.dossier, substr(s.subject, 10) as id, s.value #>> '{}' as state, s.facts,
      (select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(s.facts->'decided') i) as due,
      (select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(s.facts->'items') i) as left
    from state s where s.agency = $1 and s.machine = 'recovery' and jsonb_typeof(s.facts->'decided') = 'array'),
  listed as (
    select s.id, s.dossier, d.call, b.at as began, x.body->>'projectName' as title, q.name as ower,
      (select min(e.at) from event e where e.dossier = s.dossier and s.id in (e.input->>'id', e.input->>'recovery')) as since,
      (s.facts->'budget'->>'year')::int as year, s.facts->'budget'->>'source' as source, s.due, coalesce(t.cash, 0)::bigint as cash,
      coalesce(t.netted, 0)::bigint as netted, s.due - s.left - coalesce(t.cash, 0) - coalesce(t.netted, 0) as written, s.left,
      (select n.due_on::text from deadline n where n.agency = $1 and n.dossier = s.dossier and n.subject = 'recovery/' || s.id and n.cleared_revision is null limit 1) as due_on,
      case when s.left > 0 then 'open' when s.state = 'writtenOff' then 'writtenOff' else 'done' end as state
    from sums s join dossier d on d.agency = $1 and d.id = s.dossier join history b on b.agency = $1 and b.dossier = s.dossier and b.revision = 1
      left join taken t on t.dossier = s.dossier and t.id = s.id
      left join state a on a.agency = $1 and a.dossier = s.dossier and a.subject = 'application'
      left join content x on x.agency = $1 and x.commitment = a.facts->>'content'
      left join party_profile q on q.agency = $1 and q.party = coalesce(s.facts->>'payee', d.party::text)::uuid)`;

async function read(
  db: Database,
  agency: string,
  { patterns, from, chosen }: Pick<Asked<Filters>, 'patterns' | 'from' | 'chosen'>,
  most: number | null,
): Promise<{ rows: Row[]; sums: Sums }> {
  const given: Parameter[] = [agency];
  const is = (value: Parameter) => `$${given.push(value)}`;
  const wanted: string[] = [];
  const [year = '', source = ''] = chosen.book.split('/');
  if (chosen.book !== '') wanted.push(`year = ${is(Number(year))}::int and source = ${is(source)}::text`);
  if (chosen.call !== '') wanted.push(`call = ${is(chosen.call)}::uuid`);
  if (chosen.state !== '') wanted.push(`state = ${is(chosen.state)}::text`);
  if (patterns.length > 0)
    wanted.push(`folded(concat_ws(' ', title, ower, '-' || right(dossier::text, 6))) like all
      (array(select folded(word) from unnest(${is(patterns.map((one) => one.replace(/^%hs-\d{4}-/i, '%-')))}::text[]) w(word)))`);
  const where = wanted.length === 0 ? '' : `where ${wanted.join(' and ')}`;
  const total = (name: string) => `coalesce(sum("${name}"), 0)::bigint as "${name}"`;
  const [sums] = await db.run<Sums>(
    `${listed} select count(*)::int as "all", ${['due', 'cash', 'netted', 'written', 'left'].map(total).join(', ')} from listed ${where}`,
    given,
  );
  const page = most === null ? '' : `limit ${most} offset ${from}`;
  const rows = await db.run<Row>(
    `${listed} select id, dossier::text as dossier, began::text as began, title, ower, since::text as since, year, source, due, cash, netted, written::bigint as written, "left", due_on, state
     from listed ${where} order by since desc, id ${page}`,
    given,
  );
  return { rows, sums: sums! };
}

/** What stands as owed in the projects' own accounts; null where the list is narrowed to what no account is kept of. */
async function bookOf(
  db: Database,
  agency: string,
  { chosen, q }: Pick<Asked<Filters>, 'chosen' | 'q'>,
): Promise<bigint | null> {
  if (chosen.book !== '' || !['', 'open'].includes(chosen.state) || q !== '') return null;
  const [row] = await db.query<{ due: bigint }>`
    select coalesce(sum(a.balance), 0)::bigint as due from account a left join dossier d on d.agency = a.agency and d.id::text = a.owner
    where a.agency = ${agency} and a.id like 'A/project/%/due' and (${chosen.call} = '' or d.call::text = ${chosen.call})`;
  return row?.due ?? null;
}

export function debtRoutes(doors: Doors, parts: Parts): void {
  const { db } = parts;
  const asked = async (c: Context<AppEnv>) => {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const w = registerWords[language];
    const [years, calls] = await Promise.all([yearsOf(parts, agency), callChoices(db, agency, language)]);
    const choices = {
      book: years.map(({ year, source, sourceName }) => ({
        value: `${year}/${source}`,
        label: `${year}, ${sourceName ?? nameOf('sources', source, language)}`,
      })),
      call: calls,
      state: debtStates.map((value) => ({ value, label: w.debtStates[value] })),
    };
    const values = (name: Filters) => choices[name].map(({ value }) => value);
    const list = askedIn<Filters>(c, {
      search: true,
      filters: { book: values('book'), call: values('call'), state: values('state') },
    });
    return { agency, language, choices, list };
  };

  doors.get(path, { who: followers }, async (c) => {
    const { agency, language, choices, list } = await asked(c);
    const [frame, { rows, sums }, book] = await Promise.all([
      parts.frameOf(c),
      read(db, agency, list, pageSize),
      bookOf(db, agency, list),
    ]);
    const w = registerWords[language];
    const view: DebtsView = {
      ...{ frame, agency, q: list.q, book, sums },
      list: list.view(rows.length, sums.all),
      filters: (['book', 'state', 'call'] as const).map((name) => ({
        ...{ name, label: w[name], value: list.chosen[name], options: choices[name] },
      })),
      rows: rows.map((row) => rowView(row, agency, language)),
    };
    return c.html(<DebtsPage {...view} />);
  });

  doors.get(`${path}/export`, { who: followers }, async (c) => {
    const { agency, language, list } = await asked(c);
    const { rows } = await read(db, agency, list, null);
    const w = registerWords[language];
    return csvAnswer(c, {
      name: `cong-no-${list.chosen.book.replace('/', '-') || dayOf(parts.now())}`,
      head: [
        w.since,
        w.book,
        w.dossier,
        w.project,
        w.ower,
        w.due,
        w.cash,
        w.netted,
        w.written,
        w.left,
        w.dueOn,
        w.state,
      ],
      rows: rows.map((row) => {
        const { since, book, code, title, ower, due, cash, netted, written, left, dueOn, state } = rowView(
          row,
          agency,
          language,
        );
        return [since, book, code, title, ower, due, cash, netted, written, left, dueOn, w.debtStates[state]];
      }),
    });
  });
}

function rowView(row: Row, agency: string, language: Language): DebtsView['rows'][number] {
  const { id, dossier, due, cash, netted, written, left, dueOn, state } = row;
  const base = `/agencies/${agency}/dossiers/${dossier}`;
  return {
    ...{ due, cash, netted, written, left, dueOn, state, base },
    href: `${base}/recoveries/${id}`,
    since: dayOf(new Date(row.since).toISOString()),
    code: codeOf(dossier, row.began),
    title: row.title ?? '',
    ower: row.ower ?? '',
    book: `${row.year}, ${nameOf('sources', row.source, language)}`,
  };
}
