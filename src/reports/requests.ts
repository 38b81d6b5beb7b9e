// Every request for money of an agency, from its sending on: where it stands, since when, and for whom it waits.

import { type RequestRow, type RequestSums, requestRegister } from '../../templates/pages/registers.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { registerWords } from '../../templates/words/registers.ts';
import type { Language } from '../../templates/words/words.ts';
import { leavesOf } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { clearBy, isNear } from '../advances.ts';
import { countsWorkingDays, daysLeft } from '../daysLeft.ts';
import { lineName } from '../refusals.ts';
import { followers, plainAmount, type Source } from './register.tsx';

type Own = Pick<RequestRow, 'tranche' | 'sentOn' | 'asked' | 'accepted' | 'isAdvance' | 'isPaused' | 'dueOn'> & {
  due: string | null;
  id: string;
  state: string;
  turn: Role[];
  since: string;
  lines: string[];
  pack: string;
};

const leaves = leavesOf('disbursement').filter(({ leaf }) => leaf !== 'draft');
const beforeOrder = `state in ('requested', 'returned', 'verified', 'prepared', 'approved')`;
/** What is asked for, and accepted or not yet looked at, is held; what was returned is not. */
const isHeld = `state in ('requested', 'verified', 'prepared', 'approved')`;

/** In SQL, for whom a request waits that stands at `state`. */
const expected = leaves
  .map(({ leaf, meta }) => `('${leaf}', ${meta.expects === null ? `'{}'::text[]` : `array['${meta.expects}']`})`)
  .join(', ');

const totalOf = (items: string) =>
  `(select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint from jsonb_array_elements(${items}) i)`;

const entries = (today: string) => `
  with sent as materialized (
    -- who asked for it, and when: by key, of a history the subjects are read by taking each event apart
    select s.dossier, s.subject, max(u.revision) as last, row_number() over (partition by s.dossier order by min(u.revision))::int as tranche
    from state s join duty u on u.agency = s.agency and u.dossier = s.dossier and u.subject = s.subject and u.duty = 'requested'
    where s.agency = $1 and s.machine = 'disbursement' group by 1, 2),
  entry as (
    select substr(s.subject, 14) as id, s.dossier, s.revision, s.facts->>'payee' as payee, t.tranche, t.last, e.leaf as state, p.is_paused,
      (s.facts->'budget'->>'year')::int as year, s.facts->'budget'->>'source' as source,
      case when p.is_paused then '{}' when e.leaf = 'paid' and ${isNear(today)} then array['founder', 'officer'] else e.turn end as turn,
      g.at as since, to_char(a.at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as sent_on,
      ${totalOf(`s.facts->'items'`)} as items, coalesce(s.facts->'isAdvance' = 'true'::jsonb, false) as is_advance, d.pack::text as pack
    -- each by its key: two lists that are gathered have none, and may be compared row by row
    from sent t cross join lateral (select * from state where agency = $1 and dossier = t.dossier and subject = t.subject and machine = 'disbursement' offset 0) s
      join (values ${expected}) e(leaf, turn) on s.value = to_jsonb(e.leaf)
      cross join lateral (select at from history where agency = $1 and dossier = t.dossier and revision = t.last offset 0) a
      join history g on g.agency = $1 and g.dossier = s.dossier and g.revision = s.revision
      join dossier d on d.agency = $1 and d.id = s.dossier
      left join state j on j.agency = $1 and j.dossier = s.dossier and j.subject = 'project'
      cross join lateral (select e.leaf in ('verified', 'prepared', 'approved') and coalesce(j.value->>'funding' = 'suspended', false) as is_paused) p)`;

const details = {
  columns: `o.asked, case when e.state not in ('requested', 'returned', 'refused', 'cancelled') then e.items end as accepted, o.lines, o.due_on, o.due`,
  joins: `
    cross join lateral (
      select ${totalOf('k.items')} as asked, (select coalesce(jsonb_agg(distinct i->>'line'), '[]') from jsonb_array_elements(k.items) i) as lines,
        case when e.is_paused then null when e.state = 'paid' then ${clearBy}::text else n.due_on::text end as due_on,
        case when e.state = 'paid' then 'advanceClearing' else n.what end as due
      from state s
        left join lateral (select * from (select due_on, what from deadline where agency = s.agency and dossier = s.dossier and subject = s.subject
          and cleared_revision is null offset 0) d order by due_on limit 1) n on true
        cross join lateral (select payload::jsonb#>'{command,input,items}' as items from history where agency = $1 and dossier = e.dossier and revision = e.last offset 0) k
      where s.agency = $1 and s.dossier = e.dossier and s.subject = 'disbursement/' || e.id) o`,
};

/** Whose turn it is, in words: a request waits for its team, never for any founder. */
const turnName = (role: string, language: Language) =>
  role === 'founder' ? registerWords[language].team : nameOf('roles', role, language);

const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

const turns: readonly Role[] = ['founder', 'officer', 'financeOfficer', 'chiefAccountant'];

export const requests: Source<Own, RequestRow, RequestSums, bigint> = {
  ...{ path: 'requests', file: 'de-nghi-giai-ngan', who: [...followers, 'officer'], by: ['year', 'turn'] },
  ...{ entries, details },
  shown: (language) =>
    requestRegister(
      language,
      Object.fromEntries(leaves.map(({ leaf, meta }) => [leaf, meta.staff[language]])),
      Object.fromEntries(turns.map((role) => [role, upperFirst(turnName(role, language))])),
    ),
  found: `title, party, asked, accepted, '₫'`,
  narrowed: { before: beforeOrder },
  wordOf: plainAmount,
  day: 'sent_on',
  order: `${beforeOrder} desc, case when ${beforeOrder} then since end, since desc, dossier, id`,
  sums: { before: `count(*) filter (where ${beforeOrder})`, held: `sum(items) filter (where ${isHeld})` },
  async bookOf(db, agency, { chosen, q }) {
    if (chosen.year !== '' || chosen.turn !== '' || !['', 'before'].includes(chosen.state) || q !== '') return null;
    const [row] = await db.query<{ held: bigint }>`
      select coalesce(sum(a.balance), 0)::bigint as held from account a left join dossier d on d.agency = a.agency and d.id::text = a.owner
      where a.agency = ${agency} and a.id like 'A/project/%/held' and (${chosen.call} = '' or d.call::text = ${chosen.call})`;
    return row?.held ?? null;
  },
  rowOf: ({ id, state, turn, since, lines, pack, due, ...read }, { base, language, today, calendar, packs }) => {
    const { tranche, sentOn, asked, accepted, isAdvance, isPaused, dueOn } = read;
    const counted = due !== null && countsWorkingDays(packs.get(pack)!, due) ? calendar : null;
    return {
      left: dueOn === null ? null : daysLeft(today, dueOn, counted),
      ...{ tranche, sentOn, asked, accepted, isAdvance, isPaused, dueOn },
      href: `${base}/requests/${id}`,
      step: leaves.find(({ leaf }) => leaf === state)?.meta.staff[language] ?? state,
      since: dayOf(new Date(since).toISOString()),
      turn: upperFirst(turn.map((role) => turnName(role, language)).join(', ')),
      lines: lines.map((line) => lineName(line, language, packs.get(pack)!)).join('; '),
    };
  },
};
