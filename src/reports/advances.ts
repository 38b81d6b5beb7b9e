// Advances that were paid and are not settled: to whom, how much of each is left, by which day, and how late it is.

import { type Advance, type AdvanceSums, advanceRegister } from '../../templates/pages/registers.tsx';
import { daysBetween } from '../../workflows/rules/calendar.ts';
import { clearBy } from '../advances.ts';
import type { Source } from './register.tsx';

type Own = Pick<Advance, 'tranche' | 'advanced' | 'left' | 'paidOn' | 'dueOn' | 'state'> & { id: string };

const totalOf = (items: string) =>
  `(select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(${items}) i)`;

const entries = (today: string) => `
  with sent as materialized (
    -- who asked for it, and when: by key, of a history the subjects are read by taking each event apart
    select s.dossier, s.subject, row_number() over (partition by s.dossier order by min(u.revision))::int as tranche
    from state s join duty u on u.agency = s.agency and u.dossier = s.dossier and u.subject = s.subject and u.duty = 'requested'
    where s.agency = $1 and s.machine = 'disbursement' group by 1, 2),
  entry as (
    select substr(s.subject, 14) as id, s.dossier, s.revision, s.facts->>'payee' as payee, t.tranche,
      (s.facts->'budget'->>'year')::int as year, s.facts->'budget'->>'source' as source, s.facts->>'paidOn' as paid_on,
      ${totalOf(`s.facts->'items'`)} as advanced, ${totalOf(`s.facts->'advanced'`)} as left,
      s.clear_by::text as due_on, case when s.clear_by < ${today}::date then 'late' else 'open' end as state
    -- each by its key: two lists that are gathered have none, and may be compared row by row
    from sent t cross join lateral (select s.*, ${clearBy} as clear_by from state s
      where s.agency = $1 and s.dossier = t.dossier and s.subject = t.subject and s.value = '"paid"' offset 0) s)`;

export const advances: Source<Own, Advance, AdvanceSums, bigint> = {
  ...{ path: 'advances', file: 'tam-ung', by: ['book'], shown: advanceRegister, entries },
  found: 'title, party, advanced, "left"',
  order: 'due_on nulls last, dossier, id',
  sums: { advanced: 'sum(advanced)', left: 'sum("left")' },
  async bookOf(db, agency, { chosen, q }) {
    if (chosen.book !== '' || chosen.state !== '' || q !== '') return null;
    const [row] = await db.query<{ left: bigint }>`
      select coalesce(sum(a.balance), 0)::bigint as left from account a left join dossier d on d.agency = a.agency and d.id::text = a.owner
      where a.agency = ${agency} and a.id like 'A/project/%/advanced' and (${chosen.call} = '' or d.call::text = ${chosen.call})`;
    return row?.left ?? null;
  },
  rowOf: ({ id, tranche, advanced, left, paidOn, dueOn, state }, { base, today }) => ({
    ...{ tranche, advanced, left, paidOn, dueOn, state },
    href: `${base}/requests/${id}`,
    days: dueOn === null ? null : daysBetween(dueOn, today),
  }),
};
