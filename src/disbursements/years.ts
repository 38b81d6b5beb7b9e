// The years and sources of an agency's budget, each as its book B has it, with the decisions that it rests on.

import type { YearView } from '../../templates/pages/disbursements/budget.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import type { BudgetKey } from '../../workflows/rules/postings.ts';
import type { Database } from '../database/pool.ts';
import type { Parts } from '../parts.ts';
import type { BudgetLevel } from './caps.ts';

/** How much of a year's budget the agency has ordered and paid, of what was appropriated for it and what was carried over into it. */
export async function budgetLevel(
  db: Database,
  agency: string,
  { year, source }: BudgetKey,
  language: Language,
): Promise<BudgetLevel> {
  const found = (await yearsOf({ db }, agency)).find((one) => one.year === year && one.source === source);
  if (found === undefined) return { year, source, appropriatedVnd: 0n, carriedVnd: 0n, usedVnd: 0n, decisions: '' };
  const { appropriation, carriedIn, carriedLapsed, carriedBy, ordered, paid, decisions } = found;
  const w = disbursementWords[language];
  const isCarried = carriedIn > 0n;
  const given = isCarried && decisions !== '' ? `${w.given(decisions)}: ${formatVnd(appropriation)}` : decisions;
  const carried = isCarried ? `${w.carriedBy(year - 1, carriedBy ?? w.unknownDecision)}: ${formatVnd(carriedIn)}` : '';
  return {
    ...{ year, source },
    appropriatedVnd: appropriation,
    carriedVnd: carriedIn - carriedLapsed,
    usedVnd: ordered + paid,
    decisions: [given, carried].filter(Boolean).join('; '),
  };
}

/** Every year and source that was opened, or that money was carried over into, the newest first. */
export async function yearsOf({ db }: Pick<Parts, 'db'>, agency: string): Promise<YearView[]> {
  return await db.query<YearView>`
    with book as (
      select split_part(id, '/', 2)::int as year, split_part(id, '/', 3) as source, split_part(id, '/', 4 + is_project::int) as vessel, is_project, balance
      from (select id, id like 'B/%/%/%/%' as is_project, balance from account where agency = ${agency} and id >= 'B/' and id < 'B0') a),
    opened as (
      select s.dossier, (s.facts->>'year')::int as year, s.facts->>'source' as source, s.value #>> '{}' as state, s.facts->>'sourceName' as name
      from state s where s.agency = ${agency} and s.subject = 'budgetYear'),
    decided as (
      select o.year, o.source, h.event, h.revision, h.payload::jsonb->'command'->'input'->>'decisionNumber' as number
      from opened o join history h on h.agency = ${agency} and h.dossier = o.dossier where h.event like 'year.%')
    select k.year, k.source, coalesce(o.state, 'draft') as state, (select min(n.name) from opened n where n.source = k.source) as source_name,
      coalesce(-sum(b.balance) filter (where vessel = 'appropriation'), 0)::bigint as appropriation,
      coalesce(-sum(b.balance) filter (where vessel = 'carriedIn'), 0)::bigint as carried_in,
      coalesce(sum(b.balance) filter (where vessel = 'lapsed' and is_project), 0)::bigint as carried_lapsed,
      coalesce(sum(b.balance) filter (where vessel = 'available'), 0)::bigint as available,
      coalesce(sum(b.balance) filter (where vessel = 'reserved'), 0)::bigint as reserved,
      coalesce(sum(b.balance) filter (where vessel = 'ordered'), 0)::bigint as ordered,
      coalesce(sum(b.balance) filter (where vessel = 'paid'), 0)::bigint as paid,
      coalesce(sum(b.balance) filter (where vessel = 'carried'), 0)::bigint as carried,
      coalesce(sum(b.balance) filter (where vessel = 'lapsed'), 0)::bigint as lapsed,
      coalesce((select string_agg(d.number, ', ' order by d.revision) from decided d
        where d.year = k.year and d.source = k.source and d.event <> 'year.closed'), '') as decisions,
      (select d.number from decided d where d.year = k.year - 1 and d.source = k.source and d.event = 'year.closed') as carried_by,
      (select d.number from decided d where d.year = k.year and d.source = k.source and d.event = 'year.closed') as closed_by
    from (select year, source from book union select year, source from opened) k
      left join opened o on o.year = k.year and o.source = k.source left join book b on b.year = k.year and b.source = k.source
    group by k.year, k.source, o.state order by year desc, source`;
}
