// What waits for a person: over all agencies, sorted by what is due.

import type { Office, OwnDossier, WorkItem } from '../templates/pages/work.tsx';
import { dayText } from '../templates/parts/when.ts';
import { actingWords } from '../templates/words/acting.ts';
import { dossierWords } from '../templates/words/dossier.ts';
import { figureWords } from '../templates/words/figures.ts';
import { intermediaryWords } from '../templates/words/intermediaries.ts';
import { nameOf } from '../templates/words/names.ts';
import type { Language } from '../templates/words/words.ts';
import { leavesOf, metaOf, type StoredState } from '../workflows/machines.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { citation } from '../workflows/rules/citations.ts';
import type { Answers } from '../workflows/rules/formAnswers.ts';
import { budgetTotals } from '../workflows/rules/formBudgets.ts';
import type { Database, Parameter } from './database/pool.ts';
import { type Acting, delegatedTo, delegatesIn, type Given } from './delegations.ts';
import { codeOf } from './dossier.ts';
import { waitingFigures } from './figures.ts';
import { isHandedIn } from './handedIn.ts';
import { pageSize } from './lists.ts';
import { isAccountConfirmed } from './partyAccount.ts';
import { type Todo, todoAt } from './todos.ts';

type Row = {
  agency: string;
  dossier: string;
  subject: string;
  machine: StoredState['machine'];
  version: number;
  value: StoredState['value'];
  role: string;
  region: string;
  /** Whose office it waits for; null where it is their own. */
  giver: string | null;
  /** Nobody is left in that office who could do it. */
  leftToNobody: boolean;
  /** The reader gives offices in this agency. */
  appoints: boolean;
  since: string;
  began: string;
  dueAt: string | null;
  /** The day is the last of the agreement. */
  ofAgreement: boolean;
  title: string | null;
  party: string | null;
  amount: bigint | null;
  /** The budget of an application that no council has recommended yet. */
  budget: unknown;
  tranche: number | null;
  /** A payment that nobody takes on while its project is suspended. */
  paused: boolean;
  /** When and where a council is to meet, where its members were told. */
  meetsOn: string | null;
  /** By which day the reviewers were asked for their sheets. */
  sheetsBy: string | null;
  meetsAt: string | null;
};

/** Which role every place of every machine waits for. */
const expectations = (['application', 'project', 'disbursement', 'recovery'] as const).flatMap((machine) =>
  leavesOf(machine).flatMap(({ region, leaf, meta }) =>
    meta.expects === null ? [] : [{ machine, region: region ?? '', leaf, role: meta.expects }],
  ),
);
const machines = expectations.map(({ machine }) => machine);
const regions = expectations.map(({ region }) => region);
const leaves = expectations.map(({ leaf }) => leaf);
const roles = expectations.map(({ role }) => role);

/** What waits about an account, a prototype or a company stands beside what waits about the matter itself. */
const besideIt: readonly string[] = ['account', 'noAccount', 'accountAgain', 'prototype', 'company', 'novation'];

/** What goes on beside the money under an agreement in force, as src/projects/waits.ts says it: a prototype that is made, a company that is registered, one that was formed. */
const growing = `s.machine = 'project' and s.value->>'funding' in ('active', 'closing')`;
const making = `s.value->>'product' = 'prototype'`;
const registering = `s.value->>'company' = 'registering'`;
const formed = `s.value->>'company' = 'formed' and coalesce(s.facts->>'company', '') <> ''`;

const has = (accounts: string) =>
  `exists (select from account a where a.agency = s.agency and a.owner = s.dossier::text and a.id like '${accounts}' and a.balance > 0)`;

/** Somebody asked for a review who has not given it; of those with a conflict of interest alone, or any. */
const reviewMissing = (which = '') => `exists (select from jsonb_array_elements_text(s.facts->'reviewers') r(reviewer)
  where not coalesce(s.facts->'reviews' ? reviewer, false) ${which})`;

/** How far a council is, as src/reviews/seats.ts says it: it sits when it can conclude, and may sit while enough of it are free to vote. */
const council = `
  join dossier d on d.agency = s.agency and d.id = s.dossier
  join state p on p.agency = d.agency and p.dossier = d.pack and p.subject = 'pack'
  cross join lateral (select p.facts#>'{procedure,council,quorum}' as rule) q
  cross join lateral (
    select count(*) as seats, count(*) filter (where voted) as present, count(*) filter (where voted or not out) as free,
      coalesce(bool_or(voted and leads), false) as led, coalesce(bool_or((voted or not out) and leads), false) as may_be_led
    from jsonb_array_elements_text(s.facts->'council') m(member)
      cross join lateral (select coalesce(s.facts->'votes' ? member, false) as voted,
        coalesce(s.facts->'interests'->>member, 'none') <> 'none' as out, member in (s.facts->>'chair', s.facts->>'viceChair') as leads) seat) c
  cross join lateral (select case when (rule->>'numerator')::int * (rule->>'denominator')::int is null then c.seats
      when rule->>'comparison' = 'atLeast' then ceil(c.seats * (rule->>'numerator')::numeric / (rule->>'denominator')::numeric)
      else floor(c.seats * (rule->>'numerator')::numeric / (rule->>'denominator')::numeric) + 1 end as needed) n
  cross join lateral (select c.present >= n.needed and (c.led or not rule->'needs' ? 'chairOrAuthorisedViceChair') as sits,
    c.free >= n.needed and (c.may_be_led or not rule->'needs' ? 'chairOrAuthorisedViceChair') as may) v`;

/** A request that is not at its end. */
const isAsked = `exists (select from state r where r.agency = s.agency and r.dossier = s.dossier and r.machine = 'disbursement' and r.value not in ('"settled"', '"refused"', '"cancelled"'))`;

/** Whether the agreement is over, and its closing not begun: nothing can be asked for under it, as agreementOver says it (src/dossier.ts). */
const isOver = (today: string) => `s.value->>'funding' = 'active' and coalesce(s.facts->>'endsOn' < ${today}, false)`;

/** What waits for an office in an agency, each with all the offices that may do it, the first before the others. */
const tasks = (agency: string, office: string, today: string) => `
  select s.agency, s.dossier, s.subject, e.region, array[e.role] as offices from expected e
    join state s on s.agency = ${agency} and s.machine = e.machine and s.value = to_jsonb(e.leaf)
    where e.region = '' and e.role = ${office} and e.role not in ('founder', 'reviewer', 'councilMember') and e.leaf <> 'beforeCouncil'
  union all
  select s.agency, s.dossier, s.subject, e.region, array[e.role] from state s join expected e on e.machine = 'project' and s.value->>e.region = e.leaf
    where s.agency = ${agency} and s.machine = 'project' and e.role = ${office} and e.leaf <> 'awaitingAgreement' and e.role <> 'founder'
  union all
  select s.agency, s.dossier, s.subject, t.region, t.offices from state s
    cross join lateral (select not ${has('A/%')} as cancelled, ${has('B/%')} as planned) m
    cross join lateral (values ('budget', array['financeOfficer'], not m.cancelled and not m.planned),
      ('agreement', array['director', 'officer'], not m.cancelled and m.planned and s.value->>'funding' = 'awaitingAgreement'),
      ('cancelled', array['director'], m.cancelled and s.value->>'funding' = 'awaitingAgreement')) t(region, offices, waits)
    where s.agency = ${agency} and s.machine = 'project' and ${office} in ('financeOfficer', 'director', 'officer')
      and s.value->>'funding' in ('awaitingAgreement', 'active') and ${office} = any (t.offices) and t.waits
  union all
  select s.agency, s.dossier, s.subject, t.region, array['officer', 'secretary'] from state s
    cross join lateral (values ('complete', not ${reviewMissing()}),
      ('conflict', ${reviewMissing(`and coalesce(s.facts->'interests'->>reviewer, 'none') <> 'none'`)})) t(region, waits)
    where s.agency = ${agency} and s.machine = 'application' and s.value = '"underReview"' and ${office} in ('officer', 'secretary') and t.waits
  union all
  select s.agency, s.dossier, s.subject, t.region, t.offices from state s ${council}
    cross join lateral (values ('conclude', array['secretary', 'chair'], v.sits), ('recompose', array['officer', 'secretary'], not v.may)) t(region, offices, waits)
    where s.agency = ${agency} and s.machine = 'application' and s.value = '"beforeCouncil"' and ${office} in ('officer', 'secretary', 'chair')
      and ${office} = any (t.offices) and t.waits
  union all
  -- an account of a confirmed party that no officer has confirmed: nobody is paid on it
  select s.agency, s.dossier, s.subject, 'account', array['officer'] from state s
    join dossier d on d.agency = s.agency and d.id = s.dossier join party_profile p on p.agency = d.agency and p.party = d.party and p.account_number <> ''
    join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party' and q.facts->'confirmed' = 'true'::jsonb
    where s.agency = ${agency} and s.machine = 'project' and ${office} = 'officer'
      and s.value->>'funding' in ('awaitingAgreement', 'active', 'suspended', 'closing') and not ${isAccountConfirmed}
  union all
  select s.agency, s.dossier, s.subject, t.region, array[t.office] from state s
    cross join lateral (values ('prototype', 'officer', ${making} and ${isHandedIn('prototype')}),
      ('company', 'officer', ${registering} and ${isHandedIn('company')}), ('novation', 'director', ${formed})) t(region, office, waits)
    where s.agency = ${agency} and ${office} in ('officer', 'director') and ${growing} and t.office = ${office} and t.waits
  union all
  -- an agreement that is over: its closing is all that can come of it
  select s.agency, s.dossier, s.subject, 'ended', array['officer', 'director'] from state s
    where s.agency = ${agency} and s.machine = 'project' and ${office} in ('officer', 'director') and ${isOver(today)} and not ${isAsked}
  union all
  -- what is owed is the payer's to give back, and finance's to follow until it is there
  select s.agency, s.dossier, s.subject, 'owed', array['financeOfficer'] from state s
    where s.agency = ${agency} and s.machine = 'recovery' and s.value = '"due"' and ${office} = 'financeOfficer'`;

/** The offices that a conflict of interest can leave with nobody who may act. */
const emptied = ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant'];

/** The dossiers of an agency that wait for an office, or for their teams, as a query. `is` gives a value its place in it. */
export function waitingFor(office: string, agency: string, today: string, is: (value: Parameter) => string): string {
  const expected = `expected as (select * from unnest(${[machines, regions, leaves, roles].map((list) => `${is(list)}::text[]`).join(', ')}) e(machine, region, leaf, role))`;
  if (office !== 'founder')
    return `with ${expected} select t.dossier from (${tasks(agency, is(office), `${is(today)}::text`)}) t`;
  return `with ${expected} select s.dossier from state s join expected e on e.role = 'founder' and e.machine = s.machine and e.machine <> 'project'
    and s.value = to_jsonb(e.leaf) where s.agency = ${agency}`;
}

/** What both lists rest on: the person's offices, their teams' dossiers, and who declared a conflict of interest where. */
// the planner sees as many of what was lent whoever asks, so that one plan is made for all, once
const given = `
  lent as materialized (select $6::text[] as agencies, $7::text[] as roles, $8::text[] as givers),
  offices as (
    select s.agency, r.role, null::text as giver from state s cross join jsonb_array_elements_text(s.facts->'roles') r(role)
      where s.dossier = $1::uuid and s.subject = 'person'
    union all select g.agency, g.role, g.giver from lent cross join lateral unnest(agencies, roles, givers) g(agency, role, giver)),
  acting as not materialized (select * from jsonb_to_recordset($9::text::jsonb) k(agency text, role text, person uuid, giver uuid)),
  conflicted as not materialized (select s.agency, s.dossier, i.key::uuid as owner from state s cross join jsonb_each_text(s.facts->'interests') i
    where s.subject = 'application' and i.value <> 'none'),
  expected as (select * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) e(machine, region, leaf, role)),
  own as (
    select agency, dossier from state where subject = 'application' and facts->'team' ? $1::text
    union select d.agency, d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier where p.subject = 'party' and p.facts->'members' ? $1::text),
  begun as (
    select own.agency, own.dossier, r.answers->'rows' as rows from own join draft r on r.agency = own.agency and r.dossier = own.dossier and r.form = 'request/new'
      where jsonb_array_length(r.answers->'rows') > 0 and not exists (select from state q where q.agency = r.agency and q.dossier = r.dossier
        and q.subject = 'disbursement/' || (r.answers->>'id')))`;

/**
 * Given to this person by name: reviews not yet submitted, votes not yet cast. Theirs by office, or by a delegation, except of a
 * team that they or the giver are of: what waits for it. Their team's: what waits for the founder.
 */
const theirs = `${given},
  every as (
    select t.agency, t.dossier, t.subject, o.role, t.region, o.giver from offices o cross join lateral (${tasks('o.agency', 'o.role', '$10::text')}) t
      -- who sits on the council votes before they conclude, and of the chairs its own concludes
      where t.region <> 'conclude' or exists (select from state a where a.agency = t.agency and a.dossier = t.dossier and a.subject = 'application'
        and not (a.facts->'council' ? $1::text and not coalesce(a.facts->'votes' ? $1::text, false)) and (o.role = 'secretary' or a.facts->>'chair' = $1::text))
    union all
    select s.agency, s.dossier, s.subject, 'founder', e.region, null from own join state s on s.agency = own.agency and s.dossier = own.dossier
      join expected e on e.role = 'founder' and e.machine = s.machine and (case when e.region = '' then s.value = to_jsonb(e.leaf) else s.value->>e.region = e.leaf end)
      where e.machine <> 'project'
    union all
    select s.agency, s.dossier, s.subject, 'founder', 'funding', null from own join state s on s.agency = own.agency and s.dossier = own.dossier and s.subject = 'project'
      where s.value->>'funding' = 'active' and not (${isOver('$10::text')}) and ${has('A/%/awarded')} and not ${isAsked}
        and not exists (select from begun g where g.agency = s.agency and g.dossier = s.dossier)
    union all
    select s.agency, s.dossier, s.subject, 'founder', 'begun', null from begun g join state s on s.agency = g.agency and s.dossier = g.dossier and s.subject = 'project'
      where s.value->>'funding' in ('active', 'closing') and not (${isOver('$10::text')})
    union all
    select s.agency, s.dossier, s.subject, 'founder', t.region, null from own join state s on s.agency = own.agency and s.dossier = own.dossier and s.subject = 'project'
      cross join lateral (values ('prototype', ${making} and not ${isHandedIn('prototype')}), ('company', ${registering} and not ${isHandedIn('company')})) t(region, waits)
      where ${growing} and t.waits
    union all
    -- a payment that waits for an account, which a member of the party alone can give
    select s.agency, s.dossier, s.subject, 'founder', 'noAccount', null from own join state s on s.agency = own.agency and s.dossier = own.dossier
        and s.machine = 'disbursement' and s.value in ('"requested"', '"returned"', '"verified"', '"prepared"', '"approved"')
      join dossier d on d.agency = s.agency and d.id = s.dossier join party_profile p on p.agency = d.agency and p.party = d.party and p.account_number = ''
      join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party' and q.facts->'members' ? $1::text
      where coalesce(s.facts->>'payee', d.party::text) = d.party::text
    union all
    -- an account that an officer did not accept, and nobody has given anew
    select s.agency, s.dossier, s.subject, 'founder', 'accountAgain', null from own join state s on s.agency = own.agency and s.dossier = own.dossier
        and s.machine = 'project' and s.value->>'funding' in ('awaitingAgreement', 'active', 'suspended', 'closing')
      join dossier d on d.agency = s.agency and d.id = s.dossier join party_profile p on p.agency = d.agency and p.party = d.party and p.account_number = ''
      join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party' and q.facts->'members' ? $1::text and q.facts->>'accountReturnedFor' <> ''
    union all
    select s.agency, s.dossier, s.subject, 'reviewer', '', null from state s where s.subject = 'application' and s.value = '"underReview"'
      and s.facts->'reviewers' ? $1::text and not coalesce(s.facts->'reviews' ? $1::text, false)
    union all
    select s.agency, s.dossier, s.subject, 'councilMember', '', null from state s where s.subject = 'application' and s.value = '"beforeCouncil"'
      and s.facts->'council' ? $1::text and not coalesce(s.facts->'votes' ? $1::text, false)),
  found as (
    -- an approval does not wait for whoever has asked for the payment, verified or prepared it
    select e.*, false as left_to_nobody from every e where not (e.role = 'chiefAccountant' and e.subject like 'disbursement/%' and exists (select from duty u
      where u.agency = e.agency and u.dossier = e.dossier and u.subject = e.subject and u.person in ($1::uuid, e.giver::uuid)))
    -- nor anything for whoever declared a conflict of interest
    and not (e.role <> 'founder'
      and exists (select from conflicted q where q.agency = e.agency and q.dossier = e.dossier and q.owner in ($1::uuid, e.giver::uuid)))
    and (e.giver is null or not exists (
      select from dossier d left join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
        left join state p on p.agency = d.agency and p.dossier = d.party and p.subject = 'party'
      where d.agency = e.agency and d.id = e.dossier and (a.facts->'team' ?| array[$1::text, e.giver] or p.facts->'members' ?| array[$1::text, e.giver]))))`;

/** Where they appoint or direct: what is left to nobody of those who hold the office or act in it, because of a conflict of interest. */
const leftToNobody = `${given},
  found as (
    select t.agency, t.dossier, t.subject, t.offices[1] as role, t.region, null::text as giver, true as left_to_nobody
      from (select distinct agency from offices where role in ('administrator', 'director')) h
        cross join unnest(array[${emptied.map((office) => `'${office}'`).join(', ')}]) f(office)
        cross join lateral (${tasks('h.agency', 'f.office', '$10::text')}) t
      where t.offices[1] = f.office and exists (select from conflicted q where q.agency = t.agency and q.dossier = t.dossier)
        and exists (select from state w join conflicted q on q.agency = w.agency and q.dossier = t.dossier and q.owner = w.dossier
          where w.agency = t.agency and w.subject = 'person' and w.facts->'roles' ?| t.offices)
        and not exists (
          select from (
              select w.dossier as person, null::uuid as giver from state w where w.agency = t.agency and w.subject = 'person' and w.facts->'roles' ?| t.offices
              union all select k.person, k.giver from acting k where k.agency = t.agency and k.role = any (t.offices)) w
            left join person c on c.id = w.person
          where c.closed_at is null
            and not exists (select from conflicted q where q.agency = t.agency and q.dossier = t.dossier and q.owner in (w.person, w.giver))
            and not exists (select from dossier d left join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
                left join state p on p.agency = d.agency and p.dossier = d.party and p.subject = 'party'
              where d.agency = t.agency and d.id = t.dossier
                and (a.facts->'team' ?| array[w.person::text, w.giver::text] or p.facts->'members' ?| array[w.person::text, w.giver::text])))
        and not exists (select from own where own.agency = t.agency and own.dossier = t.dossier))`;

const parameters = (person: string, lent: readonly Given[], acting: readonly Acting[], now: string) => [
  ...[person, machines, regions, leaves, roles],
  lent.map(({ agency }) => agency),
  lent.map(({ role }) => role),
  lent.map((one) => one.person),
  JSON.stringify(acting.map(({ agency, role, to, person: giver }) => ({ agency, role, person: to, giver }))),
  dayOf(now),
];

type Lists = { readonly lists: readonly string[]; readonly parameters: Parameter[] };

/** The lists to look into for a person: what is left to nobody is for some, and hardly ever there. */
async function listsFor(db: Database, person: string, lent: readonly Given[], now: string): Promise<Lists> {
  const agencies = lent.flatMap(({ agency, role }) => (['administrator', 'director'].includes(role) ? [agency] : []));
  const found = await db.query<{ agency: string }>`
    select distinct o.agency from (select agency from state where dossier = ${person}::uuid and subject = 'person' and facts->'roles' ?| array['administrator', 'director']
        union select unnest(${agencies}::text[])) o
      join state s on s.agency = o.agency and s.machine = 'application'
    where jsonb_path_exists(s.facts, '$.interests.* ? (@ != "none")')`;
  if (found.length === 0) return { lists: [theirs], parameters: parameters(person, lent, [], now) };
  const acting = await delegatesIn(
    db,
    found.map(({ agency }) => agency),
    now,
  );
  return { lists: [theirs, leftToNobody], parameters: parameters(person, lent, acting, now) };
}

/** How many matters wait for a person, or for somebody in whose place they may act. */
export async function countWork(db: Database, person: string, now: string): Promise<number> {
  const lent = await delegatedTo(db, person, now);
  let count = 0;
  const { lists, parameters } = await listsFor(db, person, lent, now);
  for (const list of lists) {
    const text = `with ${list} select count(distinct (agency, dossier, subject, case when region = any ($11::text[]) then region end))::int as n from found`;
    const [row] = await db.run<{ n: number }>(text, [...parameters, besideIt]);
    count += row?.n ?? 0;
  }
  const beside = await Promise.all([waitingFigures(db, person, lent, now), waitingIntermediaries(db, person, lent)]);
  return beside.reduce((all, found) => all + found.length, count);
}

/**
 * The end of the agreement's last day, while money can still be asked for under it: what its team has to reckon with where no
 * period runs.
 */
const agreementEnd = (project: string) => `
  case when ${project}.machine = 'project' and ${project}.value->>'funding' in ('active', 'suspended')
    then ((${project}.facts->>'endsOn')::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 second' end`;

const teamsEnd = `case when f.role = 'founder' then ${agreementEnd('s')} end`;

const details = `
  select f.agency, f.dossier::text as dossier, f.subject, s.machine, s.version, s.value, f.role, f.region, f.giver, f.left_to_nobody,
    exists (select from offices o where o.agency = f.agency and o.role = 'administrator') as appoints, h.at::text as since, b.at::text as began,
    coalesce(n.due_at, ${teamsEnd})::text as due_at, n.due_at is null as of_agreement, p.name as party, a.facts->'meeting'->>'on' as meets_on,
    (select answers->>'on' from draft where agency = f.agency and dossier = f.dossier and form = 'sheetsBy' limit 1) as sheets_by, a.facts->'meeting'->>'place' as meets_at,
    coalesce(c.body->>'projectName', (select answers->>'projectName' from draft where agency = f.agency and dossier = f.dossier and form = 'application' limit 1)) as title,
    s.machine = 'disbursement' and s.value in ('"verified"', '"prepared"', '"approved"') and exists (select from state j where j.agency = s.agency
      and j.dossier = s.dossier and j.subject = 'project' and j.value->>'funding' = 'suspended') as paused,
    case when s.machine = 'disbursement' then (select count(*)::int from (
      select q.payload::jsonb->>'subject' as subject, min(q.revision) as first from history q
      where q.agency = f.agency and q.dossier = f.dossier and q.event = 'disbursement.requested' group by 1) t
      where t.first <= (select min(q.revision) from history q where q.agency = f.agency and q.dossier = f.dossier
        and q.event = 'disbursement.requested' and q.payload::jsonb->>'subject' = f.subject)) end as tranche,
    case when f.region = 'begun' then (select sum(regexp_replace(i->>'amountVnd', '[. ]', '', 'g')::bigint)::bigint from begun g, jsonb_array_elements(g.rows) i
      where g.agency = f.agency and g.dossier = f.dossier and regexp_replace(i->>'amountVnd', '[. ]', '', 'g') ~ '^[0-9]{1,15}$')
    -- what can still be asked for, whatever was awarded
    when f.region = 'funding' and f.role = 'founder' then (select sum(k.balance)::bigint from account k
      where k.agency = s.agency and k.owner = s.dossier::text and k.id like 'A/%/awarded')
    when f.region in ('account', 'accountAgain') then null
    else (select sum((i->>'amountVnd')::bigint)::bigint from jsonb_array_elements(case when s.machine in ('disbursement', 'recovery') then s.facts->'items'
      else coalesce(a.facts->'awarded', a.facts->'recommended', '[]') end) i) end as amount,
    -- what was asked for is part of the application, which opens to whoever judges it once they have declared
    case when s.machine = 'application' and a.facts->'recommended' is null and (f.role not in ('reviewer', 'councilMember') or a.facts->'interests'->>$1::text = 'none')
      then coalesce(c.body, (select answers from draft where agency = f.agency and dossier = f.dossier and form = 'application' limit 1))->'budget' end as budget
  -- a matter stands once, in the first of the offices that it waits for
  from (select distinct on (agency, dossier, subject, beside) * from (select *, case when region = any ($11::text[]) then region else '' end as beside from found) f
      order by agency, dossier, subject, beside, giver nulls first, role, region) f
    join state s on s.agency = f.agency and s.dossier = f.dossier and s.subject = f.subject
    join dossier d on d.agency = f.agency and d.id = f.dossier
    join history h on h.agency = f.agency and h.dossier = f.dossier and h.revision = s.revision
    join history b on b.agency = f.agency and b.dossier = f.dossier and b.revision = 1
    left join lateral (select due_at, what from deadline where agency = f.agency and dossier = f.dossier and subject = f.subject and cleared_revision is null order by due_at limit 1) n on true
    left join party_profile p on p.agency = f.agency and p.party = d.party
    left join state a on a.agency = f.agency and a.dossier = f.dossier and a.subject = 'application'
    left join content c on c.agency = f.agency and c.commitment = a.facts->>'content'
  order by coalesce(n.due_at, ${teamsEnd}) nulls last, h.at, f.dossier, f.subject, f.region limit $12`;

/** What waits for a person, or for somebody in whose place they may act, the most urgent first. */
export async function workOf(
  db: Database,
  person: string,
  language: Language,
  now: string,
  most = 500,
): Promise<WorkItem[]> {
  const lent = await delegatedTo(db, person, now);
  const { lists, parameters } = await listsFor(db, person, lent, now);
  const found = await Promise.all(
    lists.map((list) => db.run<Row>(`with ${list} ${details}`, [...parameters, besideIt, most])),
  );
  const dueOf = ({ dueAt }: Row) => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt));
  const rows =
    lists.length === 1
      ? found.flat()
      : found.flat().sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  const w = actingWords[language];
  const seen = new Set<string>();
  const matters = rows.flatMap((row): WorkItem[] => {
    const id = [row.agency, row.dossier, row.subject, besideIt.includes(row.region) ? row.region : ''].join('/');
    if (seen.has(id)) return [];
    seen.add(id);
    return [
      {
        code: codeOf(row.dossier, row.began),
        title: row.title ?? '',
        party: row.party ?? '',
        step: stepOf(row, language),
        role: nameOf('roles', row.role, language),
        behalf: row.giver === null ? null : w.behalf(lent.find((one) => one.person === row.giver)?.name || w.unnamed),
        amountVnd: row.amount ?? requestedIn(row.budget),
        tranche: row.tranche,
        begun: row.region === 'begun',
        since: new Date(row.since).toISOString(),
        dueAt: row.dueAt === null || row.paused ? null : new Date(row.dueAt).toISOString(),
        ofAgreement: row.dueAt !== null && row.ofAgreement,
        href: row.leftToNobody ? dossierOf(row) : hrefOf(row),
        leftToNobody: row.leftToNobody ? { people: row.appoints ? `/agencies/${row.agency}/people` : null } : null,
      },
    ];
  });
  const beside = [figuresFor(db, person, lent, language, now), intermediariesFor(db, person, lent, language)];
  return [...matters, ...(await Promise.all(beside)).flat()].slice(0, most);
}

type Intermediary = { agency: string; party: string; name: string; changedAt: Date; giver: string | null };

/** Accounts of intermediaries that an officer, who did not give them, has to confirm. */
async function waitingIntermediaries(db: Database, person: string, lent: readonly Given[]): Promise<Intermediary[]> {
  const offices = lent.filter(({ role }) => role === 'officer');
  return await db.run<Intermediary>(
    `select distinct on (p.agency, p.party) p.agency, p.party::text as party, p.name, p.changed_at, o.giver
    from (select s.agency, null::text as giver from state s where s.dossier = $1::uuid and s.subject = 'person' and s.facts->'roles' ? 'officer'
        union all select * from unnest($2::text[], $3::text[])) o (agency, giver)
      join state q on q.agency = o.agency and q.subject = 'party' and q.machine = 'register' and q.facts->>'kind' = 'intermediary'
        and not coalesce(q.facts->'members' ?| array[$1::text, o.giver], false)
      join party_profile p on p.agency = q.agency and p.party = q.dossier and p.account_number <> '' and p.changed_by not in ($1::uuid, coalesce(o.giver, $1::text)::uuid)
    where not ${isAccountConfirmed} order by p.agency, p.party, o.giver nulls first`,
    [person, offices.map(({ agency }) => agency), offices.map((one) => one.person)],
  );
}

async function intermediariesFor(
  db: Database,
  person: string,
  lent: readonly Given[],
  language: Language,
): Promise<WorkItem[]> {
  const w = actingWords[language];
  return (await waitingIntermediaries(db, person, lent)).map(({ agency, party, name, changedAt, giver }) => ({
    code: intermediaryWords[language].one,
    title: name,
    party: '',
    step: intermediaryWords[language].work,
    role: nameOf('roles', 'officer', language),
    behalf: giver === null ? null : w.behalf(lent.find((one) => one.person === giver)?.name || w.unnamed),
    amountVnd: null,
    tranche: null,
    begun: false,
    since: new Date(changedAt).toISOString(),
    dueAt: null,
    ofAgreement: false,
    href: `/agencies/${agency}/intermediaries/${party}`,
    leftToNobody: null,
  }));
}

/** Figures of a policy pack that wait for a second person: no period runs. */
async function figuresFor(
  db: Database,
  person: string,
  lent: readonly Given[],
  language: Language,
  now: string,
): Promise<WorkItem[]> {
  const w = actingWords[language];
  return (await waitingFigures(db, person, lent, now)).map(({ agency, id, facts, proposed, role, giver }) => ({
    code: citation({ article: facts.article, instrument: facts.instrument.number }, language),
    title: facts.what,
    party: '',
    step: figureWords[language].work,
    role: nameOf('roles', role, language),
    behalf: giver === null ? null : w.behalf(giver.name || w.unnamed),
    amountVnd: null,
    tranche: null,
    begun: false,
    since: proposed.at,
    dueAt: null,
    ofAgreement: false,
    href: `/agencies/${agency}/figures/${id}`,
    leftToNobody: null,
  }));
}

/** What an application asks the state for; null while it asks for nothing. */
function requestedIn(budget: unknown): bigint | null {
  if (!Array.isArray(budget)) return null;
  const { stateVnd } = budgetTotals({ budget } as Answers, 'budget');
  return stateVnd === 0n ? null : stateVnd;
}

/** Matters that wait for somebody although the state by itself waits for somebody else. */
const besides = {
  complete: { vi: 'Đủ phiếu đánh giá, trình hội đồng', en: 'All reviews are in: refer it to the council' },
  conflict: {
    vi: 'Thay người đánh giá đã khai xung đột lợi ích',
    en: 'Replace a reviewer with a conflict of interest',
  },
  budget: { vi: 'Dành nguồn ngân sách', en: 'Plan the budget' },
  account: {
    vi: 'Xác nhận tài khoản mới khai của bên được hỗ trợ',
    en: 'Confirm the account that the party gave since',
  },
  accountAgain: {
    vi: 'Khai lại tài khoản nhận tiền: cán bộ chưa chấp nhận tài khoản đã khai',
    en: 'Give the account again: the officer did not accept the one that was given',
  },
  owed: {
    vi: 'Theo dõi khoản phải hoàn trả: ghi nhận tiền nộp lại hoặc cấn trừ',
    en: 'Follow what is due back: record what is repaid, or net it',
  },
  noAccount: {
    vi: 'Khai tài khoản nhận tiền: khoản giải ngân đang chờ',
    en: 'Give the account: a payment waits for it',
  },
  begun: { vi: 'Đề nghị giải ngân đang soạn, chưa gửi', en: 'A request is being written, not sent' },
  funding: { vi: 'Có thể gửi đề nghị giải ngân', en: 'A disbursement can be requested' },
} as const;

/** What is to be done in these regions, as the dossier's page offers it. */
const todoIn: Readonly<Record<string, Todo>> = {
  conclude: 'application.recommended',
  recompose: 'application.councilRecomposed',
  agreement: 'project.agreementSigned',
  cancelled: 'project.terminated',
  prototype: 'project.prototypeAccepted',
  company: 'project.companyFormed',
  novation: 'project.agreementNovated',
};
/** The same where it is the team's. */
const teamsTodoIn: Readonly<Record<string, Todo>> = { prototype: 'reportPrototype', company: 'declareCompany' };

function stepOf(row: Row, language: Language): string {
  if (row.paused && row.region === '')
    return dossierWords[language].paused(
      metaOf({ machine: row.machine, version: row.version, value: row.value })[0]!.meta.staff[language],
    );
  if (Object.hasOwn(besides, row.region) && (row.region !== 'funding' || row.role === 'founder'))
    return besides[row.region as keyof typeof besides][language];
  if (row.region === 'ended') return dossierWords[language].agreementOver;
  const reader = row.role === 'founder' ? 'founder' : 'staff';
  const places = metaOf({ machine: row.machine, version: row.version, value: row.value });
  const place = places.find(({ region }) => (region ?? '') === row.region) ?? places[0];
  // of an application and a project what is to be done; of money where it stands
  const todo =
    (row.role === 'founder' ? teamsTodoIn : todoIn)[row.region] ??
    (row.machine === 'application' || row.machine === 'project' ? todoAt(row.machine, place?.leaf ?? '') : undefined);
  const step = (todo && dossierWords[language].actions[todo]) ?? place?.meta[reader][language] ?? '';
  if (row.role === 'reviewer' && row.value === 'underReview' && row.sheetsBy !== null)
    return dossierWords[language].sheetsBy(step, dayText(row.sheetsBy));
  const meets = row.value === 'beforeCouncil' && row.meetsOn !== null ? dayText(row.meetsOn) : null;
  return meets === null ? step : dossierWords[language].atMeeting(step, meets, row.meetsAt ?? '');
}

const dossierOf = ({ agency, dossier }: Row) => `/agencies/${agency}/dossiers/${dossier}`;

/** Straight to where the matter is dealt with. */
function hrefOf(row: Row): string {
  const { subject, role, region, value } = row;
  const base = dossierOf(row);
  if (region === 'complete' || region === 'conclude' || region === 'recompose') return `${base}/council`;
  if (region === 'agreement') return `${base}/agreement`;
  if (region === 'cancelled') return `${base}/steering`;
  if (region === 'ended') return `${base}/closing`;
  if (region === 'conflict') return `${base}/reviewers`;
  if (region === 'budget') return `${base}/budget`;
  if (region === 'account') return `${base}/party#account`;
  if (region === 'prototype' || region === 'company' || region === 'novation') return `${base}/${region}`;
  if (region === 'noAccount' || region === 'accountAgain') return `${base}/application/party`;
  if ((region === 'funding' && role === 'founder') || region === 'begun') return `${base}/requests/new`;
  const [kind, id] = subject.split('/');
  if (kind === 'disbursement') return `${base}/requests/${id}`;
  if (kind === 'recovery') return `${base}/recoveries/${id}`;
  if (kind !== 'application') return base;
  if (role === 'founder') return `${base}/application`;
  if (role === 'reviewer') return `${base}/review`;
  if (role === 'councilMember' || value === 'beforeCouncil') return `${base}/council`;
  if (role === 'officer') return value === 'submitted' ? `${base}/screening` : `${base}/reviewers`;
  return role === 'director' ? `${base}/award` : base;
}

/** A page of the dossiers that a person's teams have, newest first, and how many there are: whether they wait for them or not. */
export async function dossiersOf(
  db: Database,
  person: string,
  language: Language,
  from = 0,
): Promise<{ rows: OwnDossier[]; all: number }> {
  const rows = await db.run<{
    agency: string;
    dossier: string;
    version: number;
    value: string;
    project: StoredState['value'] | null;
    projectVersion: number | null;
    began: string;
    title: string | null;
    party: string | null;
    endsAt: string | null;
    all: number;
  }>(
    `with own as (
      select agency, dossier from state where subject = 'application' and facts->'team' ? $1::text
      union select d.agency, d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier and d.kind = 'application'
        where p.subject = 'party' and p.facts->'members' ? $1::text)
    select count(*) over ()::int as "all", own.agency, own.dossier::text as dossier, a.version, a.value, j.value as project, j.version as project_version, b.at::text as began, p.name as party, (${agreementEnd('j')})::text as ends_at,
      coalesce(c.body->>'projectName', (select answers->>'projectName' from draft where agency = own.agency and dossier = own.dossier and form = 'application' limit 1)) as title
    from own join state a on a.agency = own.agency and a.dossier = own.dossier and a.subject = 'application'
      join dossier d on d.agency = own.agency and d.id = own.dossier
      join history b on b.agency = own.agency and b.dossier = own.dossier and b.revision = 1
      left join state j on j.agency = own.agency and j.dossier = own.dossier and j.subject = 'project'
      left join party_profile p on p.agency = own.agency and p.party = d.party
      left join content c on c.agency = own.agency and c.commitment = a.facts->>'content'
    order by b.at desc, own.dossier limit ${pageSize} offset ${from}`,
    [person],
  );
  const shown = rows.map((row) => {
    const state: StoredState =
      row.project === null
        ? { machine: 'application', version: row.version, value: row.value }
        : { machine: 'project', version: row.projectVersion ?? 1, value: row.project };
    return {
      code: codeOf(row.dossier, row.began),
      title: row.title ?? '',
      party: row.party ?? '',
      step: metaOf(state)
        .map(({ meta }) => meta.founder[language])
        .join(' · '),
      endsAt: row.endsAt === null ? null : new Date(row.endsAt).toISOString(),
      href: `/agencies/${row.agency}/dossiers/${row.dossier}`,
    };
  });
  return { rows: shown, all: rows[0]?.all ?? 0 };
}

/** The agencies where a person holds an office, with their offices and those that they hold for others today. */
export async function officesOf(db: Database, person: string, now: string): Promise<Office[]> {
  const [own, given] = await Promise.all([
    db.query<{ agency: string; roles: string[] }>`
      select agency, coalesce(facts->'roles', '[]') as roles from state where dossier = ${person} and subject = 'person' order by agency`,
    delegatedTo(db, person, now),
  ]);
  return own.map((office) => ({ ...office, given: given.filter(({ agency }) => agency === office.agency) }));
}
