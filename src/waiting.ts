// What can wait for whom, as queries: the parts that src/work.ts and the list of dossiers are made of.

import { leavesOf } from '../workflows/machines.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { isNear } from './advances.ts';
import type { Database, Parameter } from './database/pool.ts';
import { packProcedures } from './daysLeft.ts';
import { type Acting, delegatesIn, type Given } from './delegations.ts';
import { endingDays } from './dossier.ts';
import { isHandedIn } from './handedIn.ts';
import { isOverNotice } from './noticesOver.ts';
import { isAccountConfirmed } from './partyAccount.ts';

/** Which role every place of every machine waits for. */
const expectations = (
  ['application', 'project', 'disbursement', 'recovery', 'appeal', 'amendment', 'report'] as const
).flatMap((machine) =>
  leavesOf(machine).flatMap(({ region, leaf, meta }) =>
    meta.expects === null ? [] : [{ machine, region: region ?? '', leaf, role: meta.expects }],
  ),
);
const machines = expectations.map(({ machine }) => machine);
const regions = expectations.map(({ region }) => region);
const leaves = expectations.map(({ leaf }) => leaf);
const roles = expectations.map(({ role }) => role);

/** What goes on beside the money under an agreement in force, as src/projects/waits.ts says it: a prototype that is made, a company that is registered, one that was formed. */
const growing = `s.machine = 'project' and s.value->>'funding' in ('active', 'closing')`;
const making = `s.value->>'product' = 'prototype'`;
const registering = `s.value->>'company' = 'registering'`;
const formed = `s.value->>'company' = 'formed' and coalesce(s.facts->>'company', '') <> ''`;

/** Found by their owner: `|| ''` keeps the planner from reading the whole book by the beginning of its ids. */
const has = (accounts: string) =>
  `exists (select from account a where a.agency = s.agency and a.owner = s.dossier::text and a.id || '' like '${accounts}' and a.balance > 0)`;

/** Somebody asked for a review who has not given it; of those with a conflict of interest alone, or any. */
const reviewMissing = (which = '') => `exists (select from jsonb_array_elements_text(s.facts->'reviewers') r(reviewer)
  where not coalesce(s.facts->'reviews' ? reviewer, false) ${which})`;

/** How far a council is, as src/reviews/seats.ts says it: it sits when it can conclude, and may sit while enough of it are free to vote. */
const council = `
  -- each by its key: a plain join may read every dossier of the agency's pack, and look for its application
  cross join lateral (select pack, agency from dossier where agency = s.agency and id = s.dossier offset 0) d
  join procedures p on p.agency = d.agency and p.pack = d.pack
  cross join lateral (select p.procedure#>'{council,quorum}' as rule) q
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

/** What a support that has ended may pay still, and an appeal that may take its end back. */
const isPayable = `exists (select from state r where r.agency = s.agency and r.dossier = s.dossier and r.machine = 'disbursement' and r.value not in ('"settled"', '"refused"', '"cancelled"', '"paid"'))`;
const isContested = `exists (select from state r where r.agency = s.agency and r.dossier = s.dossier and r.machine = 'appeal' and r.value in ('"lodged"', '"accepted"')
  and r.facts->'against'->>'event' = 'project.terminated')`;

/** Whether the agreement is over, and its closing not begun: nothing can be asked for under it, as agreementOver says it (src/dossier.ts). */
const isOver = (today: string) => `s.value->>'funding' = 'active' and coalesce(s.facts->>'endsOn' < ${today}, false)`;

/** Whether it is about to end, as isEnding says it (src/dossier.ts). */
const isEnding = (today: string) => `coalesce((s.facts->>'endsOn')::date <= ${today}::date + ${endingDays}, false)`;

/** What waits for an office, and for which ones at all: a query need not look for what is nobody's who asks. */
type Task = { offices: readonly string[]; query: (agency: string, office: string, today: string) => string };

const expectedOf = (isProject: boolean) => [
  ...new Set(expectations.filter(({ machine }) => (machine === 'project') === isProject).map(({ role }) => role)),
];

/** Each with all the offices that may do it, the first before the others. */
const allTasks: readonly Task[] = [
  {
    offices: expectedOf(false).filter((role) => !['founder', 'reviewer', 'councilMember'].includes(role)),
    query: (agency, office) => `
    select s.agency, s.dossier, s.subject, e.region, array[e.role] as offices from expected e
      join state s on s.agency = ${agency} and s.machine = e.machine and s.value = to_jsonb(e.leaf)
      where e.region = '' and e.role = ${office} and e.role not in ('founder', 'reviewer', 'councilMember') and e.leaf <> 'beforeCouncil'`,
  },
  {
    offices: expectedOf(true).filter((role) => role !== 'founder'),
    query: (agency, office) => `
    select s.agency, s.dossier, s.subject, e.region, array[e.role] as offices from state s join expected e on e.machine = 'project' and s.value->>e.region = e.leaf
      where s.agency = ${agency} and s.machine = 'project' and e.role = ${office} and e.leaf <> 'awaitingAgreement' and e.role <> 'founder'`,
  },
  {
    offices: ['financeOfficer', 'director', 'officer'],
    query: (agency, office) => `
    select s.agency, s.dossier, s.subject, t.region, t.offices from state s
      cross join lateral (select not ${has('A/%')} as cancelled, ${has('B/%')} as planned) m
      cross join lateral (values ('budget', array['financeOfficer'], not m.cancelled and not m.planned),
        ('agreement', array['director', 'officer'], not m.cancelled and m.planned and s.value->>'funding' = 'awaitingAgreement'),
        ('cancelled', array['director'], m.cancelled and s.value->>'funding' = 'awaitingAgreement')) t(region, offices, waits)
      where s.agency = ${agency} and s.machine = 'project' and s.value->>'funding' in ('awaitingAgreement', 'active')
        and ${office} = any (t.offices) and t.waits`,
  },
  {
    offices: ['officer', 'secretary'],
    query: (agency) => `
    select s.agency, s.dossier, s.subject, t.region, array['officer', 'secretary'] as offices from state s
      cross join lateral (values ('complete', not ${reviewMissing()}),
        ('conflict', ${reviewMissing(`and coalesce(s.facts->'interests'->>reviewer, 'none') <> 'none'`)})) t(region, waits)
      where s.agency = ${agency} and s.machine = 'application' and s.value = '"underReview"' and t.waits`,
  },
  {
    offices: ['officer', 'secretary', 'chair'],
    query: (agency, office, today) => `
    select s.agency, s.dossier, s.subject, t.region, t.offices from state s ${council}
      cross join lateral (values ('conclude', array['secretary', 'chair'], v.sits), ('recompose', array['officer', 'secretary'], not v.may),
        ('missing', array['officer', 'secretary'], v.may and not v.sits and coalesce(s.facts->'meeting'->>'on' < ${today}, false))) t(region, offices, waits)
      where s.agency = ${agency} and s.machine = 'application' and s.value = '"beforeCouncil"' and ${office} = any (t.offices) and t.waits`,
  },
  {
    // an account of a confirmed party that no officer has confirmed: nobody is paid on it
    offices: ['officer'],
    query: (agency) => `
    select s.agency, s.dossier, s.subject, 'account' as region, array['officer'] as offices from state s
      join dossier d on d.agency = s.agency and d.id = s.dossier join party_profile p on p.agency = d.agency and p.party = d.party and p.account_number <> ''
      join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party' and q.facts->'confirmed' = 'true'::jsonb
      where s.agency = ${agency} and s.machine = 'project'
        and s.value->>'funding' in ('awaitingAgreement', 'active', 'suspended', 'closing') and not ${isAccountConfirmed}`,
  },
  {
    offices: ['officer', 'director'],
    query: (agency, office) => `
    select s.agency, s.dossier, s.subject, t.region, array[t.office] as offices from state s
      cross join lateral (values ('prototype', 'officer', ${making} and ${isHandedIn('prototype')}),
        ('company', 'officer', ${registering} and ${isHandedIn('company')}), ('novation', 'director', ${formed})) t(region, office, waits)
      where s.agency = ${agency} and ${growing} and t.office = ${office} and t.waits`,
  },
  {
    // an agreement that is over: its closing is all that can come of it
    offices: ['officer', 'director'],
    query: (agency, _, today) => `
    select s.agency, s.dossier, s.subject, 'ended' as region, array['officer', 'director'] as offices from state s
      where s.agency = ${agency} and s.machine = 'project' and ${isOver(today)} and not ${isAsked}`,
  },
  {
    // what is left of a support that has ended, or came back to it since, stays bound to it until it is cancelled
    offices: ['director', 'financeOfficer'],
    query: (agency) => `
    select s.agency, s.dossier, s.subject, 'remainder' as region, array['director', 'financeOfficer'] as offices from state s
      where s.agency = ${agency} and s.machine = 'project' and s.value->>'funding' in ('terminated', 'closed')
        and ${has('A/%/awarded')} and not ${isPayable} and not ${isContested}`,
  },
  {
    // a report that its team owes past its day: an officer reminds them, or gives it another day
    offices: ['officer'],
    query: (agency, _, today) => `
    select s.agency, s.dossier, s.subject, 'overdue' as region, array['officer'] as offices from state s
      where s.agency = ${agency} and s.machine = 'report' and s.value in ('"planned"', '"returned"') and s.facts->>'dueOn' < ${today}`,
  },
  {
    // an advance whose day is near or gone: an officer settles it with its team, and finance follows it
    offices: ['officer', 'financeOfficer'],
    query: (agency, _, today) => `
    select s.agency, s.dossier, s.subject, 'advance' as region, array['officer', 'financeOfficer'] as offices from state s
      where s.agency = ${agency} and s.machine = 'disbursement' and s.value = '"paid"' and ${isNear(today)}`,
  },
  {
    // what is owed is the payer's to give back, and finance's to follow until it is there
    offices: ['financeOfficer'],
    query: (agency) => `
    select s.agency, s.dossier, s.subject, 'owed' as region, array['financeOfficer'] as offices from state s
      where s.agency = ${agency} and s.machine = 'recovery' and s.value = '"due"'`,
  },
];

const nothing = `select null::text as agency, null::uuid as dossier, null::text as subject, null::text as region, null::text[] as offices where false`;

/** What waits for an office in an agency, of those that are asked for; '' when that is nothing. */
const tasks = (asked: readonly string[], agency: string, office: string, today: string) =>
  allTasks
    .filter(({ offices }) => offices.some((one) => asked.includes(one)))
    .map(({ offices, query }) => {
      const list = offices.map((one) => `'${one}'`).join(', ');
      return `select t.* from (${query(agency, office, today)}) t where ${office} in (${list})`;
    })
    .join(' union all ');

/** The offices that a conflict of interest can leave with nobody who may act. */
const emptied = ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant'];

/** The dossiers of an agency that wait for an office, or for their teams, as a query. `is` gives a value its place in it. */
export function waitingFor(office: string, agency: string, today: string, is: (value: Parameter) => string): string {
  const expected = `expected as (select * from unnest(${[machines, regions, leaves, roles].map((list) => `${is(list)}::text[]`).join(', ')}) e(machine, region, leaf, role))`;
  if (office !== 'founder') {
    const [asked, day] = [`${is(office)}::text`, `${is(today)}::text`];
    // said once where every statement has them, since not every task asks for them
    return `with ${expected}, ${packProcedures}, said as (select ${asked}, ${day}) select t.dossier from (${tasks([office], agency, asked, day) || nothing}) t`;
  }
  return `with ${expected} select s.dossier from state s join expected e on e.role = 'founder' and e.machine = s.machine and e.machine <> 'project'
    and s.value = to_jsonb(e.leaf) where s.agency = ${agency}`;
}

/** What both lists rest on: the person's offices, their teams' dossiers, and who declared a conflict of interest where. */
// the planner sees as many of what was lent whoever asks, so that one plan is made for all, once
const given = `
  ${packProcedures},
  day as (select $10::text as today),
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
    select agency, dossier, coalesce(facts->'access'->>$1::text, 'owner') as role from state where subject = 'application' and facts->'team' ? $1::text
    union select d.agency, d.id, coalesce(a.facts->'access'->>$1::text, 'owner') from state p join dossier d on d.agency = p.agency and d.party = p.dossier
      join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application' and not coalesce(a.facts->'left' ? $1::text, false)
      where p.subject = 'party' and p.facts->'members' ? $1::text),
  begun as (
    select own.agency, own.dossier, r.answers->'rows' as rows from own join draft r on r.agency = own.agency and r.dossier = own.dossier and r.form = 'request/new'
      where own.role = 'owner' and jsonb_array_length(r.answers->'rows') > 0 and not exists (select from state q where q.agency = r.agency and q.dossier = r.dossier
        and q.subject = 'disbursement/' || (r.answers->>'id')))`;

/** Their teams' dossiers that they own: who may only write, or read, is not told to do what an owner alone can (doors.ts says which). */
const owned = `(select agency, dossier from own where role = 'owner') own`;

/** What waits for a team, of its dossiers. */
const ofTeams: readonly string[] = [
  // an application that is open to be written in, for who may write and not hand in
  `select s.agency, s.dossier, s.subject, 'founder', 'writing', null from own join state s on s.agency = own.agency and s.dossier = own.dossier
      join expected e on e.role = 'founder' and e.machine = s.machine and s.value = to_jsonb(e.leaf)
      where own.role = 'editor' and e.machine = 'application'`,
  `select s.agency, s.dossier, s.subject, 'founder', e.region, null from ${owned} join state s on s.agency = own.agency and s.dossier = own.dossier
      join expected e on e.role = 'founder' and e.machine = s.machine and (case when e.region = '' then s.value = to_jsonb(e.leaf) else s.value->>e.region = e.leaf end)
      where e.machine <> 'project'`,
  `select s.agency, s.dossier, s.subject, 'founder', 'funding', null from ${owned} join state s on s.agency = own.agency and s.dossier = own.dossier and s.subject = 'project'
      where not (${isOver('(select today from day)')}) and ${has('A/%/awarded')}
        -- while it is closed what is left can be asked for until it is cancelled
        and (s.value->>'funding' = 'active' and ${isEnding('(select today from day)')} or s.value->>'funding' in ('active', 'closing') and not ${isAsked})
        and not exists (select from begun g where g.agency = s.agency and g.dossier = s.dossier)`,
  `select s.agency, s.dossier, s.subject, 'founder', 'begun', null from begun g join state s on s.agency = g.agency and s.dossier = g.dossier and s.subject = 'project'
      where s.value->>'funding' in ('active', 'closing') and not (${isOver('(select today from day)')})`,
  `select s.agency, s.dossier, s.subject, 'founder', t.region, null from ${owned} join state s on s.agency = own.agency and s.dossier = own.dossier and s.subject = 'project'
      cross join lateral (values ('prototype', ${making} and not ${isHandedIn('prototype')}), ('company', ${registering} and not ${isHandedIn('company')})) t(region, waits)
      where ${growing} and t.waits`,
  // a payment that waits for an account, which a member of the party alone can give
  `select s.agency, s.dossier, s.subject, 'founder', 'noAccount', null from ${owned} join state s on s.agency = own.agency and s.dossier = own.dossier
        and s.machine = 'disbursement' and s.value in ('"requested"', '"returned"', '"verified"', '"prepared"', '"approved"')
      join dossier d on d.agency = s.agency and d.id = s.dossier join party_profile p on p.agency = d.agency and p.party = d.party and p.account_number = ''
      join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party' and q.facts->'members' ? $1::text
      where coalesce(s.facts->>'payee', d.party::text) = d.party::text`,
  // an account that an officer did not accept, and nobody has given anew
  `select s.agency, s.dossier, s.subject, 'founder', 'accountAgain', null from ${owned} join state s on s.agency = own.agency and s.dossier = own.dossier
        and s.machine = 'project' and s.value->>'funding' in ('awaitingAgreement', 'active', 'suspended', 'closing')
      join dossier d on d.agency = s.agency and d.id = s.dossier join party_profile p on p.agency = d.agency and p.party = d.party and p.account_number = ''
      join state q on q.agency = d.agency and q.dossier = d.party and q.subject = 'party' and q.facts->'members' ? $1::text and q.facts->>'accountReturnedFor' <> ''`,
];

/** What waits for whom it was given to by name: reviews not yet submitted, votes not yet cast. */
const byName: readonly string[] = [
  `select s.agency, s.dossier, s.subject, 'reviewer', '', null from state s where s.subject = 'application' and s.value = '"underReview"'
      and s.facts->'reviewers' ? $1::text and not coalesce(s.facts->'reviews' ? $1::text, false)`,
  `select s.agency, s.dossier, s.subject, 'councilMember', '', null from state s where s.subject = 'application' and s.value = '"beforeCouncil"'
      and s.facts->'council' ? $1::text and not coalesce(s.facts->'votes' ? $1::text, false)`,
];

/** Who asks, as far as it says what can wait for them at all. */
type Reader = {
  /** Offices of their own, and those that they exercise for others. */
  readonly offices: readonly string[];
  readonly hasTeam: boolean;
  readonly actsForOthers: boolean;
};

/**
 * Given to this person by name; theirs by office, or by a delegation, except of a team that they or the giver are of; their
 * team's. Only what can be theirs is looked for: the whole takes longer to plan than to answer.
 */
function theirs({ offices, hasTeam, actsForOthers }: Reader): string {
  const ofOffices = tasks(offices, 'o.agency', 'o.role', '(select today from day)');
  const every = [
    ...byName,
    ...(hasTeam ? ofTeams : []),
    ...(ofOffices === ''
      ? []
      : [
          `select t.agency, t.dossier, t.subject, o.role, t.region, o.giver from offices o cross join lateral (${ofOffices}) t
            -- who sits on the council votes before they conclude, and of the chairs its own concludes
            where t.region <> 'conclude' or exists (select from state a where a.agency = t.agency and a.dossier = t.dossier and a.subject = 'application'
              and not (a.facts->'council' ? $1::text and not coalesce(a.facts->'votes' ? $1::text, false)) and (o.role = 'secretary' or a.facts->>'chair' = $1::text))`,
        ]),
  ];
  // nor for whoever exercises an office, or whose it is, where one of them is of the team
  const notOfTheTeam = `and (e.giver is null or not exists (
    select from dossier d left join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
      left join state p on p.agency = d.agency and p.dossier = d.party and p.subject = 'party'
    where d.agency = e.agency and d.id = e.dossier and (a.facts->'team' ?| array[$1::text, e.giver] or p.facts->'members' ?| array[$1::text, e.giver])))`;
  return `${given},
  every (agency, dossier, subject, role, region, giver) as (${every.join(' union all ')}),
  found as (
    select e.*, false as left_to_nobody from every e
      -- by its key, once for all that is asked of it: a plain join may read every application there is
      left join lateral (select value, facts from state where agency = e.agency and dossier = e.dossier and subject = 'application' limit 1) a on true
    -- an approval does not wait for whoever has asked for the payment, verified or prepared it
    where not (e.role = 'chiefAccountant' and e.subject like 'disbursement/%' and exists (select from duty u
      where u.agency = e.agency and u.dossier = e.dossier and u.subject = e.subject and u.person in ($1::uuid, e.giver::uuid)))
    -- nor a screening, after an appeal against it was upheld, for whoever screened it before
    and not (e.role = 'officer' and e.subject = 'application' and a.value = '"submitted"' and a.facts ? 'screenedAnewFrom' and exists (select from duty u
      where u.agency = e.agency and u.dossier = e.dossier and u.subject = 'application' and u.duty = 'screened'
        and u.revision < (a.facts->>'screenedAnewFrom')::int and u.person in ($1::uuid, e.giver::uuid)))
    -- nor anything for whoever declared a conflict of interest
    and (e.role = 'founder' or (coalesce(a.facts->'interests'->>$1::text, 'none') = 'none' and coalesce(a.facts->'interests'->>e.giver, 'none') = 'none'))
    -- nor by an office for whoever was of the team and left: the dossier does not open to them
    and (e.role = 'founder' or not coalesce(a.facts->'left' ?| array[$1::text, e.giver], false))
    ${actsForOthers ? notOfTheTeam : ''})`;
}

/** Where they appoint or direct: what is left to nobody of those who hold the office or act in it, because of a conflict of interest. */
const leftToNobody = `${given},
  found as (
    select t.agency, t.dossier, t.subject, t.offices[1] as role, t.region, null::text as giver, true as left_to_nobody
      from (select distinct agency from offices where role in ('administrator', 'director')) h
        cross join unnest(array[${emptied.map((office) => `'${office}'`).join(', ')}]) f(office)
        cross join lateral (${tasks(emptied, 'h.agency', 'f.office', '(select today from day)')}) t
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

/** The lists to look into for a person, who names $1 to $10 in them, and in which offices they look. */
export type Waiting = {
  readonly lists: readonly string[];
  readonly parameters: Parameter[];
  readonly offices: ReadonlySet<string>;
  /** How many of their notifications they have not read; counted no further than a hundred. */
  readonly unread: number;
};

/** What can wait for a person at all: what is left to nobody is for some, and hardly ever there. */
export async function waitingIn(db: Database, person: string, lent: readonly Given[], now: string): Promise<Waiting> {
  const directing = lent.flatMap(({ agency, role }) => (['administrator', 'director'].includes(role) ? [agency] : []));
  const [reader] = await db.run<{ roles: string[]; hasTeam: boolean; conflicted: string[]; unread: number }>(
    `with own as (select agency, facts->'roles' as roles from state where dossier = $1::uuid and subject = 'person')
    select coalesce((select jsonb_agg(r.role) from own cross join jsonb_array_elements_text(roles) r(role)), '[]') as roles,
      exists (select from state where subject = 'application' and facts->'team' ? $1::text)
        or exists (select from state where subject = 'party' and facts->'members' ? $1::text) as has_team,
      (select count(*)::int from (select from notification n where person = $1::uuid and read_at is null and not ${isOverNotice} limit 100) u) as unread,
      coalesce((select jsonb_agg(distinct o.agency)
        from (select agency from own where roles ?| array['administrator', 'director'] union select unnest($2::text[])) o
          join state s on s.agency = o.agency and s.machine = 'application'
        where jsonb_path_exists(s.facts, '$.interests.* ? (@ != "none")')), '[]') as conflicted`,
    [person, directing],
  );
  const { roles: own, hasTeam, conflicted, unread } = reader!;
  const offices = new Set([...own, ...lent.map(({ role }) => role)]);
  const list = theirs({ offices: [...offices].sort(), hasTeam, actsForOthers: lent.length > 0 });
  const acting = conflicted.length === 0 ? [] : await delegatesIn(db, conflicted, now);
  return {
    lists: conflicted.length === 0 ? [list] : [list, leftToNobody],
    parameters: parameters(person, lent, acting, now),
    offices,
    unread,
  };
}
