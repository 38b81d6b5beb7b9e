// What waits for a person: over all agencies, sorted by what is due.

import type { Office, OwnDossier, WorkItem } from '../templates/pages/work.tsx';
import { actingWords } from '../templates/words/acting.ts';
import { nameOf } from '../templates/words/names.ts';
import type { Language } from '../templates/words/words.ts';
import { leavesOf, metaOf, type StoredState } from '../workflows/machines.ts';
import type { Database } from './database/pool.ts';
import { delegatedTo, type Given } from './delegations.ts';
import { codeOf } from './dossier.ts';

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
  since: string;
  began: string;
  dueAt: string | null;
  /** The day is the last of the agreement. */
  ofAgreement: boolean;
  title: string | null;
  party: string | null;
  amount: bigint | null;
  tranche: number | null;
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

/** Given to this person by name: reviews not yet submitted, votes not yet cast. Theirs by office, or by a delegation, except of a team that they or the giver are of: what waits for it. Their team's: what waits for the founder. */
const waiting = `
  offices as (
    select agency, facts->'roles' as held, null::text as giver from state where dossier = $1::uuid and subject = 'person'
    union all select g.agency, jsonb_build_array(g.role), g.giver from unnest($6::text[], $7::text[], $8::text[]) g(agency, role, giver)),
  conflicted as not materialized (select agency, dossier, owner from draft where form = 'conflict' and answers ? 'conflict'),
  expected as (select * from unnest($2::text[], $3::text[], $4::text[], $5::text[]) e(machine, region, leaf, role)),
  own as (
    select agency, dossier from state where subject = 'application' and facts->'team' ? $1::text
    union select d.agency, d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier where p.subject = 'party' and p.facts->'members' ? $1::text),
  begun as (
    select own.agency, own.dossier, r.answers->'rows' as rows from own join draft r on r.agency = own.agency and r.dossier = own.dossier and r.form = 'request/new'
      where jsonb_array_length(r.answers->'rows') > 0 and not exists (select from state q where q.agency = r.agency and q.dossier = r.dossier
        and q.subject = 'disbursement/' || (r.answers->>'id'))),
  every as (
    select s.agency, s.dossier, s.subject, e.role, e.region, o.giver from expected e
      join offices o on o.held ? e.role and e.role not in ('reviewer', 'councilMember')
      join state s on s.agency = o.agency and s.machine = e.machine and s.value = to_jsonb(e.leaf) and e.region = ''
    union all
    select s.agency, s.dossier, s.subject, e.role, e.region, o.giver from offices o join state s on s.agency = o.agency and s.machine = 'project'
      join expected e on e.machine = 'project' and s.value->>e.region = e.leaf and o.held ? e.role
    union all
    select s.agency, s.dossier, s.subject, 'founder', e.region, null from own join state s on s.agency = own.agency and s.dossier = own.dossier
      join expected e on e.role = 'founder' and e.machine = s.machine and (case when e.region = '' then s.value = to_jsonb(e.leaf) else s.value->>e.region = e.leaf end)
      where e.machine <> 'project'
    union all
    select s.agency, s.dossier, s.subject, 'founder', 'funding', null from own join state s on s.agency = own.agency and s.dossier = own.dossier and s.subject = 'project'
      where s.value->>'funding' = 'active' and exists (select from account a where a.agency = s.agency and a.owner = s.dossier::text and a.id like 'A/%/awarded' and a.balance > 0)
        and not exists (select from state r where r.agency = s.agency and r.dossier = s.dossier and r.machine = 'disbursement' and r.value not in ('"settled"', '"refused"', '"cancelled"'))
        and not exists (select from begun g where g.agency = s.agency and g.dossier = s.dossier)
    union all
    select s.agency, s.dossier, s.subject, 'founder', 'begun', null from begun g join state s on s.agency = g.agency and s.dossier = g.dossier and s.subject = 'project'
      where s.value->>'funding' in ('active', 'closing')
    union all
    select s.agency, s.dossier, s.subject, r.role, 'complete', o.giver from offices o join unnest(array['officer', 'secretary']) r(role) on o.held ? r.role
      join state s on s.agency = o.agency and s.machine = 'application' and s.value = '"underReview"'
      where not exists (select from jsonb_array_elements_text(s.facts->'reviewers') p where not coalesce(s.facts->'reviews' ? p, false))
    union all
    select s.agency, s.dossier, s.subject, r.role, 'conflict', o.giver from offices o join unnest(array['officer', 'secretary']) r(role) on o.held ? r.role
      join state s on s.agency = o.agency and s.machine = 'application' and s.value = '"underReview"'
      where exists (select from jsonb_array_elements_text(s.facts->'reviewers') p join conflicted q on q.agency = s.agency and q.dossier = s.dossier and q.owner = p::uuid
        where not coalesce(s.facts->'reviews' ? p, false))
    union all
    select s.agency, s.dossier, s.subject, 'financeOfficer', 'budget', o.giver from offices o join state s on s.agency = o.agency and s.machine = 'project' and o.held ? 'financeOfficer'
      where s.value->>'funding' in ('awaitingAgreement', 'active') and not exists (select from account b where b.agency = s.agency and b.owner = s.dossier::text
        and b.id like 'B/%' and b.balance > 0)
    union all
    select s.agency, s.dossier, s.subject, 'reviewer', '', null from state s where s.subject = 'application' and s.value = '"underReview"'
      and s.facts->'reviewers' ? $1::text and not coalesce(s.facts->'reviews' ? $1::text, false)
    union all
    select s.agency, s.dossier, s.subject, 'councilMember', '', null from state s where s.subject = 'application' and s.value = '"beforeCouncil"'
      and s.facts->'council' ? $1::text and not coalesce(s.facts->'votes' ? $1::text, false)),
  -- an approval does not wait for whoever has asked for the payment, verified or prepared it
  found as (
    select * from every e where not (e.role = 'chiefAccountant' and e.subject like 'disbursement/%' and exists (select from duty u
      where u.agency = e.agency and u.dossier = e.dossier and u.subject = e.subject and u.person in ($1::uuid, e.giver::uuid)))
    -- nor anything about an application for whoever declared a conflict of interest, unless nobody else is in that office
    and not (e.subject = 'application' and e.role <> 'founder'
      and exists (select from conflicted q where q.agency = e.agency and q.dossier = e.dossier and q.owner in ($1::uuid, e.giver::uuid))
      and (e.role in ('reviewer', 'councilMember') or exists (select from state h where h.agency = e.agency and h.subject = 'person' and h.facts->'roles' ? e.role
        and not exists (select from conflicted q where q.agency = e.agency and q.dossier = e.dossier and q.owner = h.dossier))))
    and (e.giver is null or not exists (
      select from dossier d left join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
        left join state p on p.agency = d.agency and p.dossier = d.party and p.subject = 'party'
      where d.agency = e.agency and d.id = e.dossier and (a.facts->'team' ?| array[$1::text, e.giver] or p.facts->'members' ?| array[$1::text, e.giver]))))`;

const parameters = (person: string, given: readonly Given[]) => [
  ...[person, machines, regions, leaves, roles],
  given.map(({ agency }) => agency),
  given.map(({ role }) => role),
  given.map((one) => one.person),
];

/** How many matters wait for a person, or for somebody in whose place they may act. */
export async function countWork(db: Database, person: string, now: string): Promise<number> {
  const text = `with ${waiting} select count(distinct (agency, dossier, subject))::int as n from found`;
  const [row] = await db.run<{ n: number }>(text, parameters(person, await delegatedTo(db, person, now)));
  return row?.n ?? 0;
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
  select f.agency, f.dossier::text as dossier, f.subject, s.machine, s.version, s.value, f.role, f.region, f.giver, h.at::text as since, b.at::text as began,
    coalesce(n.due_at, ${teamsEnd})::text as due_at, n.due_at is null as of_agreement, p.name as party,
    coalesce(c.body->>'projectName', (select answers->>'projectName' from draft where agency = f.agency and dossier = f.dossier and form = 'application' limit 1)) as title,
    case when s.machine = 'disbursement' then (select count(*)::int from (
      select q.payload::jsonb->>'subject' as subject, min(q.revision) as first from history q
      where q.agency = f.agency and q.dossier = f.dossier and q.event = 'disbursement.requested' group by 1) t
      where t.first <= (select min(q.revision) from history q where q.agency = f.agency and q.dossier = f.dossier
        and q.event = 'disbursement.requested' and q.payload::jsonb->>'subject' = f.subject)) end as tranche,
    case when f.region = 'begun' then (select sum(regexp_replace(i->>'amountVnd', '[. ]', '', 'g')::bigint)::bigint from begun g, jsonb_array_elements(g.rows) i
      where g.agency = f.agency and g.dossier = f.dossier and regexp_replace(i->>'amountVnd', '[. ]', '', 'g') ~ '^[0-9]{1,15}$')
    else (select sum((i->>'amountVnd')::bigint)::bigint from jsonb_array_elements(case when s.machine in ('disbursement', 'recovery') then s.facts->'items' else '[]' end) i) end as amount
  from found f
    join state s on s.agency = f.agency and s.dossier = f.dossier and s.subject = f.subject
    join dossier d on d.agency = f.agency and d.id = f.dossier
    join history h on h.agency = f.agency and h.dossier = f.dossier and h.revision = s.revision
    join history b on b.agency = f.agency and b.dossier = f.dossier and b.revision = 1
    left join lateral (select due_at, what from deadline where agency = f.agency and dossier = f.dossier and subject = f.subject and cleared_revision is null order by due_at limit 1) n on true
    left join party_profile p on p.agency = f.agency and p.party = d.party
    left join state a on a.agency = f.agency and a.dossier = f.dossier and a.subject = 'application'
    left join content c on c.agency = f.agency and c.commitment = a.facts->>'content'
  order by coalesce(n.due_at, ${teamsEnd}) nulls last, h.at, f.giver nulls first limit 500`;

/** What waits for a person, or for somebody in whose place they may act, the most urgent first. */
export async function workOf(db: Database, person: string, language: Language, now: string): Promise<WorkItem[]> {
  const given = await delegatedTo(db, person, now);
  const rows = await db.run<Row>(`with ${waiting} ${details}`, parameters(person, given));
  const w = actingWords[language];
  const seen = new Set<string>();
  return rows.flatMap((row): WorkItem[] => {
    const id = `${row.agency}/${row.dossier}/${row.subject}`;
    if (seen.has(id)) return [];
    seen.add(id);
    return [
      {
        code: codeOf(row.dossier, row.began),
        title: row.title ?? '',
        party: row.party ?? '',
        step: stepOf(row, language),
        role: nameOf('roles', row.role, language),
        behalf: row.giver === null ? null : w.behalf(given.find((one) => one.person === row.giver)?.name || w.unnamed),
        amountVnd: row.amount,
        tranche: row.tranche,
        begun: row.region === 'begun',
        since: new Date(row.since).toISOString(),
        dueAt: row.dueAt === null ? null : new Date(row.dueAt).toISOString(),
        ofAgreement: row.dueAt !== null && row.ofAgreement,
        href: hrefOf(row),
      },
    ];
  });
}

/** Matters that wait for somebody although the state by itself waits for somebody else. */
const besides = {
  complete: { vi: 'Đủ phiếu đánh giá, trình hội đồng', en: 'All reviews are in: refer it to the council' },
  conflict: {
    vi: 'Thay người đánh giá đã khai xung đột lợi ích',
    en: 'Replace a reviewer with a conflict of interest',
  },
  budget: { vi: 'Dành nguồn ngân sách', en: 'Plan the budget' },
  begun: { vi: 'Đề nghị giải ngân đang soạn, chưa gửi', en: 'A request is being written, not sent' },
  funding: { vi: 'Có thể gửi đề nghị giải ngân', en: 'A disbursement can be requested' },
} as const;

function stepOf(row: Row, language: Language): string {
  if (row.region === 'complete' || row.region === 'conflict' || row.region === 'budget' || row.region === 'begun')
    return besides[row.region][language];
  if (row.region === 'funding' && row.role === 'founder') return besides.funding[language];
  const reader = row.role === 'founder' ? 'founder' : 'staff';
  const places = metaOf({ machine: row.machine, version: row.version, value: row.value });
  const place = places.find(({ region }) => (region ?? '') === row.region) ?? places[0];
  return place?.meta[reader][language] ?? '';
}

/** Straight to where the matter is dealt with. */
function hrefOf({ agency, dossier, subject, role, region, value }: Row): string {
  const base = `/agencies/${agency}/dossiers/${dossier}`;
  if (region === 'complete') return `${base}/council`;
  if (region === 'conflict') return `${base}/reviewers`;
  if (region === 'budget') return `${base}/budget`;
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

/** The dossiers that a person's teams have, newest first: whether they wait for them or not. */
export async function dossiersOf(db: Database, person: string, language: Language): Promise<OwnDossier[]> {
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
  }>(
    `with own as (
      select agency, dossier from state where subject = 'application' and facts->'team' ? $1::text
      union select d.agency, d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier and d.kind = 'application'
        where p.subject = 'party' and p.facts->'members' ? $1::text)
    select own.agency, own.dossier::text as dossier, a.version, a.value, j.value as project, j.version as project_version, b.at::text as began, p.name as party, (${agreementEnd('j')})::text as ends_at,
      coalesce(c.body->>'projectName', (select answers->>'projectName' from draft where agency = own.agency and dossier = own.dossier and form = 'application' limit 1)) as title
    from own join state a on a.agency = own.agency and a.dossier = own.dossier and a.subject = 'application'
      join dossier d on d.agency = own.agency and d.id = own.dossier
      join history b on b.agency = own.agency and b.dossier = own.dossier and b.revision = 1
      left join state j on j.agency = own.agency and j.dossier = own.dossier and j.subject = 'project'
      left join party_profile p on p.agency = own.agency and p.party = d.party
      left join content c on c.agency = own.agency and c.commitment = a.facts->>'content'
    order by b.at desc limit 200`,
    [person],
  );
  return rows.map((row) => {
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
