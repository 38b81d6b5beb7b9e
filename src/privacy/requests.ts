// Requests about personal data, with the last days that the law gives for each step, and their answers.

import type { Erased } from '../../templates/mails/privacy.ts';
import type { RequestView } from '../../templates/pages/privacy/data.tsx';
import { actingWords } from '../../templates/words/acting.ts';
import { nameOf } from '../../templates/words/names.ts';
import { privacyWords } from '../../templates/words/privacy.ts';
import type { Language } from '../../templates/words/words.ts';
import { dayOf, endOfDay } from '../../workflows/rules/calendar.ts';
import { type DataRequestKind, extendedDay, lastDaysOf } from '../../workflows/rules/dataRequests.ts';
import type { Database } from '../database/pool.ts';
import type { Undated } from '../daysLeft.ts';
import type { Given } from '../delegations.ts';
import { calendarOf } from '../programmes/index.ts';

/** A request as its pages show it, and whose it is. */
export type DataRequest = RequestView & { person: string; name: string };

type Row = Omit<DataRequest, 'askedAt' | 'acknowledgedAt' | 'answeredAt'> & {
  askedAt: Date;
  acknowledgedAt: Date | null;
  answeredAt: Date | null;
};

const columns = `r.id::text as id, r.agency, r.person::text as person, coalesce(p.name, '') as name, r.kind, r.about, r.asked_at,
  r.acknowledge_by::text as acknowledge_by, r.answer_by::text as answer_by, r.acknowledged_at, r.extension, r.answer, r.reason, r.answered_at, r.erased`;

const requestOf = (row: Row): DataRequest => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  answeredAt: row.answeredAt?.toISOString() ?? null,
});

/** What somebody asked, the newest first. */
export async function requestsOfPerson(db: Database, person: string): Promise<DataRequest[]> {
  const text = `select ${columns} from data_request r left join person p on p.id = r.person where r.person = $1::uuid order by r.asked_at desc, r.id limit 200`;
  return (await db.run<Row>(text, [person])).map(requestOf);
}

/** What an agency was asked: what is open first, by its last day. */
export async function requestsOfAgency(db: Database, agency: string): Promise<DataRequest[]> {
  const text = `select ${columns} from data_request r left join person p on p.id = r.person where r.agency = $1
    order by r.answer is not null, case when r.answer is null then r.answer_by end, r.asked_at desc, r.id limit 500`;
  return (await db.run<Row>(text, [agency])).map(requestOf);
}

/** One request of an agency; null when there is none. */
export async function requestIn(db: Database, agency: string, id: string): Promise<DataRequest | null> {
  const text = `select ${columns} from data_request r left join person p on p.id = r.person where r.agency = $1 and r.id = $2::uuid`;
  const [row] = await db.run<Row>(text, [agency, id]);
  return row === undefined ? null : requestOf(row);
}

/** Records a request under the key of its form: sent twice it is one. True where it is new. */
export async function askAboutData(
  { db, now }: { db: Database; now: () => string },
  {
    id,
    agency,
    person,
    kind,
    about,
  }: { id: string; agency: string; person: string; kind: DataRequestKind; about: string },
): Promise<{ acknowledgeBy: string; answerBy: string } | null> {
  const days = lastDaysOf(await calendarOf(db, agency), dayOf(now()), kind);
  const rows = await db.query`
    insert into data_request (id, agency, person, kind, about, asked_at, acknowledge_by, answer_by)
    values (${id}::uuid, ${agency}, ${person}::uuid, ${kind}, ${about}, ${now()}::timestamptz, ${days.acknowledgeBy}::date, ${days.answerBy}::date)
    on conflict (id) do nothing returning id`;
  return rows.length === 0 ? null : days;
}

type Keeper = { readonly db: Database; readonly now: () => string };

/** Takes back what was asked and is not answered yet. */
export async function withdrawRequest({ db, now }: Keeper, person: string, id: string): Promise<void> {
  await db.query`
    update data_request set answer = 'withdrawn', answered_at = ${now()}::timestamptz, answered_by = ${person}::uuid
    where id = ${id}::uuid and person = ${person}::uuid and answer is null`;
}

/** Tells whoever asks that the agency has it; once. */
export async function acknowledgeRequest({ db, now }: Keeper, request: DataRequest, by: string): Promise<void> {
  await db.query`
    update data_request set acknowledged_at = ${now()}::timestamptz, acknowledged_by = ${by}::uuid
    where agency = ${request.agency} and id = ${request.id}::uuid and acknowledged_at is null and answer is null`;
}

/** Extends its time, once. */
export async function extendRequest({ db, now }: Keeper, request: DataRequest, by: string, why: string): Promise<void> {
  const until = extendedDay(await calendarOf(db, request.agency), request.answerBy, request.kind);
  await db.query`
    update data_request set answer_by = ${until}::date, extension = ${why}, extended_at = ${now()}::timestamptz, extended_by = ${by}::uuid,
      acknowledged_at = coalesce(acknowledged_at, ${now()}::timestamptz), acknowledged_by = coalesce(acknowledged_by, ${by}::uuid)
    where agency = ${request.agency} and id = ${request.id}::uuid and extension is null and answer is null`;
}

/** Answers it, once. False where somebody was quicker. */
export async function answerRequest(
  { db, now }: Keeper,
  request: DataRequest,
  by: string,
  { answer, reason, erased }: { answer: 'accepted' | 'refused'; reason: string; erased: Erased | null },
): Promise<boolean> {
  const rows = await db.query`
    update data_request set answer = ${answer}, reason = ${reason}, answered_at = ${now()}::timestamptz, answered_by = ${by}::uuid,
      acknowledged_at = coalesce(acknowledged_at, ${now()}::timestamptz), acknowledged_by = coalesce(acknowledged_by, ${by}::uuid),
      erased = ${erased === null ? null : JSON.stringify(erased)}::text::jsonb
    where agency = ${request.agency} and id = ${request.id}::uuid and answer is null returning id`;
  return rows.length > 0;
}

/** What was answered and not finished: of one request, or of all. */
export async function unfinishedAnswers(db: Database, id: string | null): Promise<DataRequest[]> {
  const text = `select ${columns} from data_request r left join person p on p.id = r.person
    where r.finished_at is null and r.answer in ('accepted', 'refused') and r.id = coalesce($1::uuid, r.id) order by r.answered_at limit 100`;
  return (await db.run<Row>(text, [id])).map(requestOf);
}

type Waiting = DataRequest & { giver: string | null };

/** What administrators have to answer, of other people than themselves and whoever they act for. */
export async function waitingRequests(db: Database, person: string, lent: readonly Given[]): Promise<Waiting[]> {
  const offices = lent.filter(({ role }) => role === 'administrator');
  const text = `select distinct on (r.id) ${columns}, o.giver
    from (select s.agency, null::text as giver from state s where s.dossier = $1::uuid and s.subject = 'person' and s.facts->'roles' ? 'administrator'
        union all select * from unnest($2::text[], $3::text[])) o (agency, giver)
      join data_request r on r.agency = o.agency and r.answer is null and r.person::text not in ($1::text, coalesce(o.giver, $1::text))
      left join person p on p.id = r.person order by r.id, o.giver nulls first`;
  const given = [person, offices.map(({ agency }) => agency), offices.map((one) => one.person)];
  const rows = await db.run<Row & { giver: string | null }>(text, given);
  return rows.map(({ giver, ...row }) => ({ ...requestOf(row), giver }));
}

/** The same among somebody's work: by when it is to be acknowledged, then by when answered. */
export async function requestsFor(
  db: Database,
  person: string,
  lent: readonly Given[],
  language: Language,
): Promise<Undated[]> {
  const w = privacyWords[language];
  const acting = actingWords[language];
  return (await waitingRequests(db, person, lent)).map((request) => {
    const isNew = request.acknowledgedAt === null;
    return {
      code: w.requests.kinds[request.kind],
      title: request.name,
      party: '',
      step: isNew ? w.office.work.acknowledge : w.office.work.answer,
      role: nameOf('roles', 'administrator', language),
      behalf:
        request.giver === null
          ? null
          : acting.behalf(lent.find((one) => one.person === request.giver)?.name || acting.unnamed),
      amountVnd: null,
      tranche: null,
      begun: false,
      since: request.askedAt,
      dueAt: endOfDay(isNew ? request.acknowledgeBy : request.answerBy),
      isWorking: isNew,
      ofAgreement: false,
      href: `/agencies/${request.agency}/data-requests/${request.id}`,
      leftToNobody: null,
    };
  });
}
