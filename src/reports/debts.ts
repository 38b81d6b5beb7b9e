// What parties owe an agency, and what became of what they owed: every recovery that was decided or arose from an advance.

import { type Debt, type DebtSums, debtRegister } from '../../templates/pages/registers.tsx';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Source } from './register.tsx';

type Own = DebtSums & Pick<Debt, 'since' | 'state' | 'dueOn'> & { id: string };

const entries = `
  with decided as materialized (
    select s.dossier, substr(s.subject, 10) as id, s.value #>> '{}' as state, s.facts,
      (select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(s.facts->'decided') i) as due,
      (select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(s.facts->'items') i) as left
    from state s where s.agency = $1 and s.machine = 'recovery' and s.value <> '"annulled"' and jsonb_typeof(s.facts->'decided') = 'array'),
  entry as (
    select s.id, s.dossier, s.facts->>'payee' as payee,
      b.at as since, b.revision,
      (s.facts->'budget'->>'year')::int as year, s.facts->'budget'->>'source' as source, s.due, b.cash,
      b.netted + k.netted as netted,
      s.due - s.left - b.cash - b.netted - k.netted as written, s.left,
      (select n.due_on::text from deadline n where n.agency = $1 and n.dossier = s.dossier and n.subject = 'recovery/' || s.id and n.cleared_revision is null limit 1) as due_on,
      case when s.left > 0 then 'open' when s.state = 'writtenOff' then 'writtenOff' else 'done' end as state
    from decided s
      -- what was recorded of it, read by key: of a request of the first rules it is netted; a later one says it by itself, and no more once it was taken back with it
      cross join lateral (
        select min(e.at) as at, min(e.revision) as revision,
          coalesce(sum((input->>'amountVnd')::bigint) filter (where event = 'recovery.cashReceived' and input->>'id' = s.id), 0)::bigint as cash,
          coalesce(sum((input->>'amountVnd')::bigint) filter (where event = 'recovery.netted' and input->>'id' = s.id and not exists (select from state r
            where r.agency = $1 and r.dossier = s.dossier and r.subject = 'disbursement/' || (input->>'disbursement') and r.facts ? 'netted')), 0)::bigint as netted
        from (select event, at, revision, (payload::json#>'{command,input}')::jsonb as input from history where agency = $1 and dossier = s.dossier
          and event in ('recovery.decided', 'disbursement.advanceCleared', 'recovery.cashReceived', 'recovery.netted') offset 0) e
        where s.id in (input->>'id', input->>'recovery')) b
      cross join lateral (
        select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint as netted
        from (select facts from state where agency = $1 and dossier = s.dossier and subject like 'disbursement/%' and jsonb_typeof(facts->'netted') = 'array' offset 0) r
          cross join jsonb_array_elements(r.facts->'netted') n cross join jsonb_array_elements(n->'due') i where n->>'recovery' = s.id) k)`;

export const debts: Source<Own, Debt, DebtSums, bigint> = {
  ...{ path: 'debts', file: 'cong-no', by: ['book'], shown: debtRegister, entries },
  found: 'title, party',
  order: 'since desc, id',
  sums: { due: 'sum(due)', cash: 'sum(cash)', netted: 'sum(netted)', written: 'sum(written)', left: 'sum("left")' },
  async bookOf(db, agency, { chosen, q }) {
    if (chosen.book !== '' || !['', 'open'].includes(chosen.state) || q !== '') return null;
    const [row] = await db.query<{ due: bigint }>`
      select coalesce(sum(a.balance), 0)::bigint as due from account a left join dossier d on d.agency = a.agency and d.id::text = a.owner
      where a.agency = ${agency} and a.id like 'A/project/%/due' and (${chosen.call} = '' or d.call::text = ${chosen.call})`;
    return row?.due ?? null;
  },
  rowOf: ({ id, due, cash, netted, written, left, dueOn, state, since }, { base }) => ({
    ...{ due, cash, netted, written, left, dueOn, state },
    href: `${base}/recoveries/${id}`,
    since: dayOf(new Date(since).toISOString()),
  }),
};
