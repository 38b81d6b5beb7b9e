// Orders and payments of an agency, one after the other, and what they come to beside the book of the budget (DESIGN §4, book B).

import type { Context } from 'hono';
import { PaymentsPage, type PaymentsView, paymentStates } from '../../templates/pages/registers.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import { registerWords } from '../../templates/words/registers.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { yearsOf } from '../disbursements/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { codeOf } from '../dossier.ts';
import { type Asked, askedIn, pageSize } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { callChoices } from './choices.ts';
import { csvAnswer } from './csv.ts';

/** Who follows the agency's money through all its dossiers. */
export const followers: readonly Role[] = ['financeOfficer', 'chiefAccountant', 'director', 'auditor'];

const path = '/agencies/:agency/payments';

type Filters = 'book' | 'call' | 'state';
type Row = {
  kind: 'order' | 'back';
  dossier: string;
  began: string;
  title: string | null;
  request: string;
  number: number | null;
  at: string;
  day: string;
  year: number;
  source: string;
  amount: bigint;
  payee: string | null;
  state: (typeof paymentStates)[number];
  endedOn: string | null;
  reference: string | null;
  next: number | null;
  pack: Pack;
};
type Sums = { all: number; ordered: bigint; paid: bigint; back: bigint };

/**
 * Every order, with how it ended, and every sum that came back into the year that it was paid from. An order's events follow one
 * another: ordered, then paid or returned, then ordered anew; so its end is the next of its request, and its successor the one after.
 */
const listed = `
  with event as materialized (
    select h.dossier, h.revision, h.event, h.at, h.payload::jsonb->'command'->'input' as input from history h
    where h.agency = $1 and h.event in ('disbursement.ordered', 'disbursement.paid', 'disbursement.bankRejected', 'recovery.cashReceived')),
  moved as (
    select p.dossier, p.revision, sum(p.amount)::bigint as amount, min(split_part(p.source, '/', 2))::int as year, min(split_part(p.source, '/', 3)) as source
    from event e join posting p on p.agency = $1 and p.dossier = e.dossier and p.revision = e.revision and not p.derived and p.source like 'B/%'
    group by p.dossier, p.revision),
  told as (
    select e.*, e.input->>'id' as subject, n.number, lead(e.event) over w as ended, lead(e.input) over w as ending, lead(e.at) over w as ended_at,
      lead(n.number, 2) over w as next
    from event e left join paper n on n.agency = $1 and n.dossier = e.dossier and n.revision = e.revision and n.kind = 'paymentOrder'
    window w as (partition by e.dossier, e.input->>'id' order by e.revision)),
  listed as (
    select case t.event when 'disbursement.ordered' then 'order' else 'back' end as kind, t.dossier, t.revision, t.subject as request, t.number, t.at,
      m.year, m.source, m.amount, t.input->>'payee' as paid_to,
      case when t.event = 'recovery.cashReceived' then 'back' when t.ended is null then 'ordered' when t.ended = 'disbursement.paid' then 'paid' else 'returned' end as state,
      coalesce(t.input->>'receivedOn', to_char(t.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')) as day,
      coalesce(t.ending->>'paidOn', to_char(t.ended_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')) as ended_on,
      coalesce(t.ending->>'reference', t.input->>'reference') as reference, case when t.ended = 'disbursement.bankRejected' then t.next end as next
    from told t join moved m on m.dossier = t.dossier and m.revision = t.revision
    where t.event in ('disbursement.ordered', 'recovery.cashReceived')),
  named as (
    select l.*, d.call, b.at as began, f.facts as pack, x.body->>'projectName' as title,
      coalesce(p.body->>'name', q.name) as payee
    from listed l join dossier d on d.agency = $1 and d.id = l.dossier
      join history b on b.agency = $1 and b.dossier = l.dossier and b.revision = 1
      left join state f on f.agency = $1 and f.dossier = d.pack and f.subject = 'pack'
      left join state a on a.agency = $1 and a.dossier = l.dossier and a.subject = 'application'
      left join content x on x.agency = $1 and x.commitment = a.facts->>'content'
      left join state s on s.agency = $1 and s.dossier = l.dossier and s.subject in ('disbursement/' || l.request, 'recovery/' || l.request)
      left join content p on p.agency = $1 and p.commitment = l.paid_to
      left join party_profile q on q.agency = $1 and q.party = coalesce(s.facts->>'payee', d.party::text)::uuid)`;

/** One page of the register, or all of it, and what all of it comes to. */
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
    wanted.push(`folded(concat_ws(' ', title, payee, reference, '-' || right(dossier::text, 6))) like all
      (array(select folded(word) from unnest(${is(patterns.map((one) => one.replace(/^%hs-\d{4}-/i, '%-')))}::text[]) w(word)))`);
  const where = wanted.length === 0 ? '' : `where ${wanted.join(' and ')}`;
  const [sums] = await db.run<Sums>(
    `${listed} select count(*)::int as "all", coalesce(sum(amount) filter (where state = 'ordered'), 0)::bigint as ordered,
      coalesce(sum(amount) filter (where state = 'paid'), 0)::bigint as paid, coalesce(sum(amount) filter (where state = 'back'), 0)::bigint as back
     from named ${where}`,
    given,
  );
  const page = most === null ? '' : `limit ${most} offset ${from}`;
  const rows = await db.run<Row>(
    `${listed} select kind, dossier::text as dossier, began::text as began, title, request, number, at::text as at, day, year, source, amount, payee, state,
      ended_on, reference, next, pack from named ${where} order by at desc, dossier, revision desc ${page}`,
    given,
  );
  return { rows, sums: sums! };
}

/** What the accounts of book B say of what a register shows; null where it shows what no account is kept of. */
async function bookOf(
  db: Database,
  agency: string,
  { chosen, q }: Pick<Asked<Filters>, 'chosen' | 'q'>,
): Promise<{ ordered: bigint; paid: bigint } | null> {
  if (chosen.state !== '' || q !== '') return null;
  const [row] = await db.query<{ ordered: bigint; paid: bigint }>`
    select coalesce(sum(a.balance) filter (where a.id like '%/ordered'), 0)::bigint as ordered,
      coalesce(sum(a.balance) filter (where a.id like '%/paid'), 0)::bigint as paid
    from account a left join dossier d on d.agency = a.agency and d.id::text = a.owner
    where a.agency = ${agency} and a.id like ${`B/${chosen.book === '' ? '' : `${chosen.book}/`}%`}
      and (${chosen.call} = '' or d.call::text = ${chosen.call})`;
  return row ?? null;
}

export function paymentRoutes(doors: Doors, parts: Parts): void {
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
      state: paymentStates.map((value) => ({ value, label: w.states[value] })),
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
    const view: PaymentsView = {
      ...{ frame, agency, q: list.q, book, sums },
      list: list.view(rows.length, sums.all),
      filters: (['book', 'state', 'call'] as const).map((name) => ({
        ...{ name, label: w[name], value: list.chosen[name], options: choices[name] },
      })),
      rows: rows.map((row) => rowView(row, agency, language)),
    };
    return c.html(<PaymentsPage {...view} />);
  });

  doors.get(`${path}/export`, { who: followers }, async (c) => {
    const { agency, language, list } = await asked(c);
    const { rows } = await read(db, agency, list, null);
    const w = registerWords[language];
    return csvAnswer(c, {
      name: `so-chi-${list.chosen.book.replace('/', '-') || dayOf(parts.now())}`,
      head: [
        w.day,
        w.order,
        w.book,
        w.dossier,
        w.project,
        w.payee,
        w.amount,
        w.state,
        w.endedOn,
        w.reference,
        w.replacedBy,
      ],
      rows: rows.map((row) => {
        const { day, number, book, code, title, payee, amount, state, endedOn, reference, next } = rowView(
          row,
          agency,
          language,
        );
        return [day, number, book, code, title, payee, amount, w.states[state], endedOn, reference, next];
      }),
    });
  });
}

function rowView(row: Row, agency: string, language: Language): PaymentsView['rows'][number] {
  const { kind, dossier, request, state, day, endedOn } = row;
  const numberOf = (number: number | null) =>
    number === null ? '' : paperNumber(agency, row.pack, { kind: 'paymentOrder', number });
  const base = `/agencies/${agency}/dossiers/${dossier}`;
  return {
    ...{ state, day, endedOn },
    number: numberOf(row.number),
    href: `${base}/${kind === 'order' ? 'requests' : 'recoveries'}/${request}`,
    base,
    code: codeOf(dossier, row.began),
    title: row.title ?? '',
    payee: row.payee ?? '',
    book: `${row.year}, ${nameOf('sources', row.source, language)}`,
    amount: kind === 'order' ? row.amount : -row.amount,
    reference: row.reference ?? '',
    next: numberOf(row.next),
  };
}
