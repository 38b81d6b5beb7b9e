// What waits for a person: over all agencies, sorted by what is due.

import type { Office, OwnDossier, WorkItem } from '../templates/pages/work.tsx';
import { statementPath, togetherActs, togetherEvents, togetherPath } from '../templates/parts/many-at-once.tsx';
import { dayText, type Meets, meetsWhen } from '../templates/parts/when.ts';
import { actingWords } from '../templates/words/acting.ts';
import { dossierWords } from '../templates/words/dossier.ts';
import { figureWords } from '../templates/words/figures.ts';
import { intermediaryWords } from '../templates/words/intermediaries.ts';
import { nameOf } from '../templates/words/names.ts';
import { reportWords } from '../templates/words/projects-reports.ts';
import { questionWords } from '../templates/words/questions.ts';
import type { Language } from '../templates/words/words.ts';
import { metaOf, type StoredState } from '../workflows/machines.ts';
import { dayOf } from '../workflows/rules/calendar.ts';
import { citation } from '../workflows/rules/citations.ts';
import type { Answers } from '../workflows/rules/formAnswers.ts';
import { budgetTotals } from '../workflows/rules/formBudgets.ts';
import type { Database } from './database/pool.ts';
import { daysLeft, type Undated, workingDaysIn } from './daysLeft.ts';
import { delegatedTo, type Given } from './delegations.ts';
import { codeOf } from './dossier.ts';
import { confirmers, waitingFigures } from './figures.ts';
import { pageSize } from './lists.ts';
import { isAccountConfirmed } from './partyAccount.ts';
import { requestsFor, waitingRequests } from './privacy/requests.ts';
import { calendarOf } from './programmes/index.ts';
import { waitingQuestions } from './questions.ts';
import { sittingPath } from './sittingPath.ts';
import { type Todo, todoAt } from './todos.ts';
import { waitingIn } from './waiting.ts';

type Row = {
  agency: string;
  dossier: string;
  call: string | null;
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
  /** The last day by law, where an earlier one was asked for: of the sheets, or of the council's meeting. */
  lawfulDueAt: string | null;
  /** It is the end of a period of working days. */
  inWorkingDays: boolean;
  /** The day is the last of the agreement. */
  ofAgreement: boolean;
  title: string | null;
  party: string | null;
  amount: bigint | null;
  /** The budget of an application that no council has recommended yet. */
  budget: unknown;
  tranche: number | null;
  /** Its place in the row of reports; null for what is none. */
  report: number | null;
  /** A payment that nobody takes on while its project is suspended. */
  paused: boolean;
  /** When and where a council is to meet, where its members were told. */
  meetsOn: string | null;
  /** The hour, where one is said. */
  meetsFrom: string | null;
  /** By which day the reviewers were asked for their sheets. */
  sheetsBy: string | null;
  meetsAt: string | null;
  /** Of a review: whether the reviewer has declared no conflict of interest, what they have filled in until now, and the criteria. */
  declared: boolean;
  sheet: Answers | null;
  criteria: string[] | null;
};

/** What waits about an account, a prototype or a company stands beside what waits about the matter itself. */
const besideIt: readonly string[] = ['account', 'noAccount', 'accountAgain', 'prototype', 'company', 'novation'];

/**
 * How many matters wait for a person, or for somebody in whose place they may act by what is `lent` to them; and how many of their
 * notifications they have not read.
 */
export async function countWork(
  db: Database,
  person: string,
  lent: readonly Given[],
  now: string,
): Promise<{ work: number; unread: number }> {
  let count = 0;
  const { lists, parameters, offices, unread } = await waitingIn(db, person, lent, now);
  for (const list of lists) {
    const text = `with ${list} select count(distinct (agency, dossier, subject, case when region = any ($11::text[]) then region end))::int as n from found`;
    const [row] = await db.run<{ n: number }>(text, [...parameters, besideIt]);
    count += row?.n ?? 0;
  }
  const beside = await Promise.all([
    confirmers.some((role) => offices.has(role)) ? waitingFigures(db, person, lent, now) : [],
    offices.has('officer') ? waitingIntermediaries(db, person, lent) : [],
    offices.has('officer') ? waitingQuestions(db, person, lent) : [],
    offices.has('administrator') ? waitingRequests(db, person, lent) : [],
  ]);
  return { work: beside.reduce((all, found) => all + found.length, count), unread };
}

/**
 * The end of the agreement's last day, while money can still be asked for under it: what its team has to reckon with where no
 * period runs.
 */
const agreementEnd = (project: string) => `
  case when ${project}.machine = 'project' and ${project}.value->>'funding' in ('active', 'suspended')
    then ((${project}.facts->>'endsOn')::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 second' end`;

/** The end of the day that was asked for: by which the reviewers hand in their sheets, on which the council meets. */
const askedEnd = `
  case when f.role = 'reviewer' and s.value = '"underReview"' then (select ((answers->>'on')::date + 1)::timestamp from draft
      where agency = f.agency and dossier = f.dossier and form = 'sheetsBy' limit 1)
    when s.machine = 'application' and s.value = '"beforeCouncil"' then ((s.facts->'meeting'->>'on')::date + 1)::timestamp
  end at time zone 'Asia/Ho_Chi_Minh' - interval '1 second'`;

const teamsEnd = `case when f.role = 'founder' then ${agreementEnd('s')} end`;

/**
 * Which matters are shown, and in which order: no more is read of the thousands that may wait behind them. What is found is
 * materialised, so that the planner weighs the joins by themselves: beside the cost of finding, reading a whole table for every
 * matter looked to it as cheap as a look by its key, and five thousand took seconds.
 */
const kept = `
  -- a matter stands once, in the first of the offices that it waits for
  matters as materialized (
    select distinct on (agency, dossier, subject, beside) * from (select *, case when region = any ($11::text[]) then region else '' end as beside from found) f
      order by agency, dossier, subject, beside, giver nulls first, role, region),
  kept as materialized (
    select f.*, h.at as since, least(coalesce(n.due_at, ${teamsEnd}), w.asked) as due_at, n.due_at is null and w.asked is null as of_agreement,
      case when n.due_at <= coalesce(w.asked, n.due_at) then n.what end as due_what,
      case when w.asked < n.due_at then n.due_at end as lawful_due_at
    from matters f
      join state s on s.agency = f.agency and s.dossier = f.dossier and s.subject = f.subject
      join history h on h.agency = f.agency and h.dossier = f.dossier and h.revision = s.revision
      left join lateral (select * from (select due_at, what from deadline where agency = f.agency and dossier = f.dossier and subject = f.subject
        and cleared_revision is null offset 0) o order by due_at limit 1) n on true
      cross join lateral (select ${askedEnd} as asked) w
    order by least(coalesce(n.due_at, ${teamsEnd}), w.asked) nulls last, h.at, f.dossier, f.subject, f.region limit $12)`;

const details = `
  select f.agency, f.dossier::text as dossier, d.call::text as call, f.subject, s.machine, s.version, s.value, f.role, f.region, f.giver, f.left_to_nobody,
    exists (select from offices o where o.agency = f.agency and o.role = 'administrator') as appoints, f.since::text as since, b.at::text as began,
    f.due_at::text as due_at, f.lawful_due_at::text as lawful_due_at, f.of_agreement,
    f.due_what is not null and (select ${workingDaysIn('f.due_what', 'k.procedure')} from procedures k where k.agency = d.agency and k.pack = d.pack) as in_working_days, p.name as party, a.facts->'meeting'->>'on' as meets_on, a.facts->'meeting'->>'at' as meets_from,
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
    -- what can still be asked for, or is left of it, whatever was awarded
    when f.region = 'remainder' or f.region = 'funding' and f.role = 'founder' then (select sum(k.balance)::bigint from account k
      where k.agency = s.agency and k.owner = s.dossier::text and k.id like 'A/%/awarded')
    when f.region in ('account', 'accountAgain') or s.machine in ('appeal', 'amendment', 'report') then null
    else (select sum((i->>'amountVnd')::bigint)::bigint from jsonb_array_elements(case
      -- of an advance what is still to be settled
      when s.machine = 'disbursement' and s.value = '"paid"' then s.facts->'advanced'
      when s.machine in ('disbursement', 'recovery') then s.facts->'items'
      else coalesce(a.facts->'awarded', a.facts->'recommended', '[]') end) i) end as amount,
    case when s.machine = 'report' then (s.facts->>'number')::int end as report,
    f.role = 'reviewer' and coalesce(s.facts->'interests' ? $1::text, false) as declared,
    case when f.role = 'reviewer' then (select answers from draft where agency = f.agency and dossier = f.dossier and form = 'sheet' and owner = $1::uuid limit 1) end as sheet,
    case when f.role = 'reviewer' then (select jsonb_path_query_array(k.facts, '$.forms.reviewSheet.sections[*].fields[*] ? (@.kind == "criterion" && !(@.overall == true)).id')
      from state k where k.agency = d.agency and k.dossier = d.pack and k.subject = 'pack') end as criteria,
    -- what was asked for is part of the application, which opens to whoever judges it once they have declared
    case when s.machine = 'application' and a.facts->'recommended' is null and (f.role not in ('reviewer', 'councilMember') or a.facts->'interests'->>$1::text = 'none')
      then coalesce(c.body, (select answers from draft where agency = f.agency and dossier = f.dossier and form = 'application' limit 1))->'budget' end as budget
  from kept f
    join state s on s.agency = f.agency and s.dossier = f.dossier and s.subject = f.subject
    join dossier d on d.agency = f.agency and d.id = f.dossier
    join history b on b.agency = f.agency and b.dossier = f.dossier and b.revision = 1
    left join party_profile p on p.agency = f.agency and p.party = d.party
    left join state a on a.agency = f.agency and a.dossier = f.dossier and a.subject = 'application'
    left join content c on c.agency = f.agency and c.commitment = a.facts->>'content'
  order by f.due_at nulls last, f.since, f.dossier, f.subject, f.region`;

/** What waits for a person, or for somebody in whose place they may act, the most urgent first. */
export async function workOf(
  db: Database,
  person: string,
  language: Language,
  now: string,
  most = 500,
): Promise<WorkItem[]> {
  const lent = await delegatedTo(db, person, now);
  const { lists, parameters } = await waitingIn(db, person, lent, now);
  const found = await Promise.all(
    lists.map((list) => db.run<Row>(`with ${list}, ${kept} ${details}`, [...parameters, besideIt, most])),
  );
  const dueOf = ({ dueAt }: Pick<Row, 'dueAt'>) => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt));
  const rows =
    lists.length === 1
      ? found.flat()
      : found.flat().sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0));
  const w = actingWords[language];
  const seen = new Set<string>();
  const matters = rows.flatMap((row): Undated[] => {
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
        ...(row.lawfulDueAt === null ? {} : { lawfulDueAt: new Date(row.lawfulDueAt).toISOString() }),
        isWorking: row.inWorkingDays,
        ofAgreement: row.dueAt !== null && row.ofAgreement,
        href: row.leftToNobody ? dossierOf(row) : hrefOf(row),
        ...togetherOf(row),
        leftToNobody: row.leftToNobody ? { people: row.appoints ? `/agencies/${row.agency}/people` : null } : null,
      },
    ];
  });
  const beside = [
    figuresFor(db, person, lent, language, now),
    intermediariesFor(db, person, lent, language),
    questionsFor(db, person, lent, language),
    requestsFor(db, person, lent, language),
  ];
  const all = [...matters, ...(await Promise.all(beside)).flat()];
  const sorted = all.sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0)).slice(0, most);
  return withDaysLeft(db, sorted, now);
}

/** The same matters with how far it is until their days. */
async function withDaysLeft(db: Database, matters: readonly Undated[], now: string): Promise<WorkItem[]> {
  const agencyOf = ({ href }: Undated) => href.split('/')[2] ?? '';
  const agencies = [...new Set(matters.filter(({ isWorking }) => isWorking).map(agencyOf))];
  const calendars = new Map(
    await Promise.all(agencies.map(async (agency) => [agency, await calendarOf(db, agency)] as const)),
  );
  return matters.map(({ isWorking = false, ...matter }) => ({
    ...matter,
    left:
      matter.dueAt === null
        ? null
        : daysLeft(dayOf(now), dayOf(matter.dueAt), isWorking ? (calendars.get(agencyOf(matter)) ?? null) : null),
  }));
}

/** When and where the council meets that has it; null where it has none, or nobody said when. */
const meetsOf = ({ value, meetsOn, meetsFrom, meetsAt }: Row): Meets | null =>
  value !== 'beforeCouncil' || meetsOn === null
    ? null
    : {
        on: meetsOn,
        ...(meetsFrom === null ? {} : { at: meetsFrom }),
        ...(meetsAt === null ? {} : { place: meetsAt }),
      };

/** Where a payment can be approved, ordered or confirmed with others; where reviewers or a council can be given to others of its call; where a council deals with others in the same sitting. */
function togetherOf(row: Row): Pick<WorkItem, 'together'> {
  const { agency, call, machine, value, role, region, paused, leftToNobody } = row;
  const meets = meetsOf(row);
  if (meets !== null && !leftToNobody)
    return { together: { act: 'sitting', href: sittingPath(agency, meets), what: meetsWhen(meets) } };
  if (machine === 'application' && call !== null && !leftToNobody && ['officer', 'secretary'].includes(role)) {
    const act = value === 'eligible' ? 'reviewers' : region === 'complete' ? 'council' : null;
    return act === null ? {} : { together: { act, href: `/agencies/${agency}/calls/${call}/${act}` } };
  }
  if (machine !== 'disbursement' || paused || leftToNobody) return {};
  const todo = todoAt(machine, String(value));
  if (todo === 'disbursement.paid') return { together: { act: 'pay', href: statementPath(agency) } };
  const act = togetherActs.find((one) => togetherEvents[one] === todo);
  return act === undefined ? {} : { together: { act, href: togetherPath(agency, act) } };
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
): Promise<Undated[]> {
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

/** Questions about calls that nobody has answered: no period runs. */
async function questionsFor(
  db: Database,
  person: string,
  lent: readonly Given[],
  language: Language,
): Promise<Undated[]> {
  const w = actingWords[language];
  const { staff } = questionWords[language];
  return (await waitingQuestions(db, person, lent)).map(({ agency, id, call, asked, askedAt, giver }) => ({
    code: staff.one,
    title: asked.length > 80 ? `${asked.slice(0, 79)}…` : asked,
    party: '',
    step: staff.work,
    role: nameOf('roles', 'officer', language),
    behalf: giver === null ? null : w.behalf(lent.find((one) => one.person === giver)?.name || w.unnamed),
    amountVnd: null,
    tranche: null,
    begun: false,
    since: askedAt.toISOString(),
    dueAt: null,
    ofAgreement: false,
    href: `/agencies/${agency}/calls/${call}/questions/${id}`,
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
): Promise<Undated[]> {
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
  advance: {
    vi: 'Quyết toán tạm ứng: cán bộ chương trình làm với nhóm dự án',
    en: 'Settle the advance: the programme officer does so with the team',
  },
  noAccount: {
    vi: 'Khai tài khoản nhận tiền: khoản giải ngân đang chờ',
    en: 'Give the account: a payment waits for it',
  },
  writing: { vi: 'Soạn cùng nhóm; chủ hồ sơ nộp', en: 'Write with the team; an owner submits' },
  begun: { vi: 'Đề nghị giải ngân đang soạn, chưa gửi', en: 'A request is being written, not sent' },
  funding: { vi: 'Có thể gửi đề nghị giải ngân', en: 'A disbursement can be requested' },
} as const;

/** What is to be done in these regions, as the dossier's page offers it. */
const todoIn: Readonly<Record<string, Todo>> = {
  conclude: 'application.recommended',
  recompose: 'application.councilRecomposed',
  missing: 'missingVotes',
  agreement: 'project.agreementSigned',
  cancelled: 'project.terminated',
  remainder: 'project.remainderCancelled',
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
  const { funding } = row.value as { funding?: string };
  if (row.region === 'funding' && row.role === 'founder' && funding === 'closing')
    return dossierWords[language].closingAskShort;
  if (Object.hasOwn(besides, row.region) && (row.region !== 'funding' || row.role === 'founder'))
    return besides[row.region as keyof typeof besides][language];
  if (row.region === 'ended') return dossierWords[language].agreementOver;
  if (row.report !== null) {
    const todo = row.region === 'overdue' ? 'report.rescheduled' : todoAt(row.machine, String(row.value));
    return reportWords[language].todo[todo ?? '']?.(row.report) ?? '';
  }
  const reader = row.role === 'founder' ? 'founder' : 'staff';
  const places = metaOf({ machine: row.machine, version: row.version, value: row.value });
  const place = places.find(({ region }) => (region ?? '') === row.region) ?? places[0];
  // of an application and a project what is to be done; of money where it stands
  const todo =
    (row.role === 'founder' ? teamsTodoIn : todoIn)[row.region] ??
    (row.machine === 'application' || row.machine === 'project' || row.machine === 'appeal'
      ? todoAt(row.machine, place?.leaf ?? '')
      : undefined);
  const step = (todo && dossierWords[language].actions[todo]) ?? place?.meta[reader][language] ?? '';
  if (row.role === 'reviewer' && row.value === 'underReview') {
    const far = [step, farOf(row, language)].filter(Boolean).join(', ');
    return row.sheetsBy === null ? far : dossierWords[language].sheetsBy(far, dayText(row.sheetsBy));
  }
  const meets = meetsOf(row);
  return meets === null ? step : dossierWords[language].atMeeting(step, meetsWhen(meets), meets.place ?? '');
}

/** How far a reviewer is: '' where they have not begun. */
function farOf({ declared, sheet, criteria }: Row, language: Language): string {
  const judged = (criteria ?? []).filter((id) => (sheet?.[id] ?? '') !== '').length;
  if (sheet !== null) return dossierWords[language].judging(judged, criteria?.length ?? 0);
  return declared ? dossierWords[language].declared : '';
}

const dossierOf = ({ agency, dossier }: Row) => `/agencies/${agency}/dossiers/${dossier}`;

/** Straight to where the matter is dealt with. */
function hrefOf(row: Row): string {
  const { subject, role, region, value } = row;
  const base = dossierOf(row);
  if (['complete', 'conclude', 'recompose', 'missing'].includes(region)) return `${base}/council`;
  if (region === 'agreement') return `${base}/agreement`;
  if (region === 'cancelled') return `${base}/steering`;
  if (region === 'ended' || region === 'remainder') return `${base}/closing`;
  if (region === 'conflict') return `${base}/reviewers`;
  if (region === 'budget') return `${base}/budget`;
  if (region === 'account') return `${base}/party#account`;
  if (region === 'prototype' || region === 'company' || region === 'novation') return `${base}/${region}`;
  if (region === 'noAccount' || region === 'accountAgain') return `${base}/application/party`;
  if ((region === 'funding' && role === 'founder') || region === 'begun') return `${base}/requests/new`;
  const [kind, id] = subject.split('/');
  if (kind === 'disbursement') return `${base}/requests/${id}`;
  if (kind === 'recovery') return `${base}/recoveries/${id}`;
  if (kind === 'appeal') return `${base}/appeals/${id}`;
  if (kind === 'amendment') return `${base}/amendments/${id}`;
  if (kind === 'report') return `${base}/reports/${id}`;
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
  now: string,
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
          join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application' and not coalesce(a.facts->'left' ? $1::text, false)
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
      left: row.endsAt === null ? null : daysLeft(dayOf(now), dayOf(new Date(row.endsAt).toISOString()), null),
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
