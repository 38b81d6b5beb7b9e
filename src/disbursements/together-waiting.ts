// The requests that wait for one step of somebody: what "my work" counts, as a list to choose from.

import type { WaitingRow } from '../../templates/pages/disbursements/together.tsx';
import { type TogetherAct, togetherEvents } from '../../templates/parts/many-at-once.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { stakesWords } from '../../templates/words/stakes.ts';
import { togetherWords } from '../../templates/words/together.ts';
import type { Language } from '../../templates/words/words.ts';
import type { EventType } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties } from '../../workflows/rules/duties.ts';
import type { Database, Parameter } from '../database/pool.ts';
import { daysLeft, workingDaysIn } from '../daysLeft.ts';
import { delegatedTo } from '../delegations.ts';
import { codeOf } from '../dossier.ts';
import { calendarOf } from '../programmes/index.ts';
import { waitingIn } from '../waiting.ts';

/** The place in which a request waits for each. */
const leaves: Readonly<Record<TogetherAct, string>> = { approve: 'prepared', order: 'approved' };

type Row = {
  dossier: string;
  request: string;
  began: string;
  payee: string;
  title: string;
  tranche: number;
  amount: bigint;
  year: number | null;
  source: string | null;
  isAdvance: boolean;
  dueAt: Date | null;
  inWorkingDays: boolean;
};

/** What one may choose from: `book` as '2026/nstp', '' for all. */
export type Chosen = { readonly book: string; readonly from: number; readonly size: number };
export type Waiting = { rows: WaitingRow[]; all: number; sumVnd: bigint; books: { value: string; label: string }[] };

type Reader = { readonly agency: string; readonly person: string; readonly now: string };

/**
 * In SQL, the requests in a place that wait for somebody to cause an event: `listed`, with its parameters, of which $12 is the agency.
 * What is left to nobody is for those who give offices; of a paused project the request's own page says so.
 */
export async function waitingAt(
  db: Database,
  { agency, person, now }: Reader,
  leaf: string,
  event: EventType,
): Promise<{ listed: string; given: Parameter[] }> {
  const lent = await delegatedTo(db, person, now);
  const { lists, parameters } = await waitingIn(db, person, lent, now);
  const listed = `with ${lists[0]},
    listed as (
      select distinct on (f.dossier, f.subject) f.dossier, f.subject, s.facts, s.facts->'budget'->>'year' as year, s.facts->'budget'->>'source' as source, h.at,
        (select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(s.facts->'items') i) as amount
      -- found once, and not again for every request that stands there
      from (select * from found where agency = $12 and role = any ($13::text[]) offset 0) f
        cross join lateral (select facts, revision from state where agency = f.agency and dossier = f.dossier and subject = f.subject
          and machine = 'disbursement' and value = to_jsonb($11::text) offset 0) s
        cross join lateral (select at from history where agency = f.agency and dossier = f.dossier and revision = s.revision offset 0) h)`;
  return { listed, given: [...parameters, leaf, agency, duties[event].roles] };
}

export async function waitingRequests(
  db: Database,
  { agency, person, now, act, language }: Reader & { act: TogetherAct; language: Language },
  { book, from, size }: Chosen,
): Promise<Waiting> {
  const { listed, given } = await waitingAt(db, { agency, person, now }, leaves[act], togetherEvents[act]);
  const sums = await db.run<{ year: string | null; source: string | null; n: number; sum: bigint }>(
    `${listed} select year, source, count(*)::int as n, sum(amount)::bigint as sum from listed group by 1, 2 order by 1 desc nulls last, 2`,
    given,
  );
  const rows = await db.run<Row>(
    `${listed},
    page as (
      select l.*, n.due_at, n.what from listed l left join lateral (select * from (select due_at, what from deadline where agency = $12 and dossier = l.dossier and subject = l.subject
          and cleared_revision is null offset 0) o order by due_at limit 1) n on true
      where $14::text = '' or concat(l.year, '/', l.source) = $14::text
      order by n.due_at nulls last, l.at, l.dossier, l.subject limit $15 offset $16)
    select l.dossier::text as dossier, split_part(l.subject, '/', 2) as request, b.at::text as began, coalesce(p.name, '') as payee, coalesce(c.body->>'projectName', '') as title,
      l.amount, l.year::int as year, l.source, coalesce((l.facts->>'isAdvance')::boolean, false) as is_advance, l.due_at,
      ${workingDaysIn('l.what', 'k.procedure')} as in_working_days,
      (select count(distinct q.payload::jsonb->>'subject')::int from history q where q.agency = $12 and q.dossier = l.dossier and q.event = 'disbursement.requested'
        and q.revision <= (select min(r.revision) from history r where r.agency = $12 and r.dossier = l.dossier and r.event = 'disbursement.requested'
          and r.payload::jsonb->>'subject' = l.subject)) as tranche
    from page l join dossier d on d.agency = $12 and d.id = l.dossier
      left join procedures k on k.agency = $12 and k.pack = d.pack
      join history b on b.agency = $12 and b.dossier = l.dossier and b.revision = 1
      left join party_profile p on p.agency = $12 and p.party = coalesce(l.facts->>'payee', d.party::text)::uuid
      left join state a on a.agency = $12 and a.dossier = l.dossier and a.subject = 'application'
      left join content c on c.agency = $12 and c.commitment = a.facts->>'content'
    order by l.due_at nulls last, l.at, l.dossier, l.subject`,
    [...given, book, size, from],
  );
  const bookOf = ({ year, source }: { year: string | number | null; source: string | null }) =>
    year === null || source === null
      ? togetherWords[language].noSource
      : stakesWords[language].budgetOf(Number(year), nameOf('sources', source, language));
  const calendar = rows.some(({ inWorkingDays }) => inWorkingDays) ? await calendarOf(db, agency) : null;
  const leftOf = ({ dueAt, inWorkingDays }: Row) =>
    dueAt === null ? null : daysLeft(dayOf(now), dayOf(dueAt.toISOString()), inWorkingDays ? calendar : null);
  const counted = sums.filter(({ year, source }) => book === '' || `${year}/${source}` === book);
  return {
    rows: rows.map((row) => {
      const { dossier, request, began, dueAt, amount, year: _, source: __, inWorkingDays: ___, ...read } = row;
      const href = `/agencies/${agency}/dossiers/${dossier}/requests/${request}`;
      return {
        ...{ ...read, href, value: `${dossier}.${request}`, code: codeOf(dossier, began), budget: bookOf(row) },
        ...{ amountVnd: amount, dueAt: dueAt === null ? null : dueAt.toISOString(), left: leftOf(row) },
      };
    }),
    all: counted.reduce((sum, { n }) => sum + n, 0),
    sumVnd: counted.reduce((total, { sum }) => total + sum, 0n),
    books: sums.flatMap((one) =>
      one.year === null || one.source === null ? [] : [{ value: `${one.year}/${one.source}`, label: bookOf(one) }],
    ),
  };
}
