// What people ask about a call, and what its agency answers to all: nobody who applies knows more than another.

import type { Database } from './database/pool.ts';
import type { Given } from './delegations.ts';
import { isId } from './forms.ts';

/** Most that a question, or its answer, may say. */
export const questionLetters = 1_000;
export const answerLetters = 3_000;

export type Question = {
  readonly agency: string;
  readonly id: string;
  readonly call: string;
  readonly state: 'waiting' | 'published' | 'declined';
  /** As it was asked; `published` as everybody reads it. */
  readonly asked: string;
  readonly askedAt: Date;
  /** For the letter alone, no page shows it; null once they are forgotten. */
  readonly askedBy: string | null;
  readonly published: string;
  /** What was answered; of one that is not published the reason, for who asked alone. */
  readonly answer: string;
  readonly answeredAt: Date | null;
};

const columns =
  'agency, id::text as id, call::text as call, state, asked, asked_at, asked_by::text as asked_by, published, answer, answered_at';

/** Puts a question; sent again, a form puts it once. */
export async function putQuestion(
  db: Database,
  given: { agency: string; call: string; id: string; asked: string; person: string; now: string },
): Promise<void> {
  const { agency, call, id, asked, person, now } = given;
  await db.query`
    insert into question (agency, id, call, asked, asked_by, asked_at)
    values (${agency}, ${id}::uuid, ${call}::uuid, ${asked}, ${person}::uuid, ${now}::timestamptz) on conflict do nothing`;
}

/** What is answered to all, the newest answer first. */
export const publishedQuestions = (db: Database, agency: string, call: string) =>
  db.run<Question>(
    `select ${columns} from question where agency = $1 and call = $2::uuid and state = 'published' order by answered_at desc, id desc`,
    [agency, call],
  );

/** What somebody asked themselves that not everybody reads, the newest first. */
export const ownQuestions = (db: Database, agency: string, call: string, person: string) =>
  db.run<Question>(
    `select ${columns} from question where agency = $1 and call = $2::uuid and asked_by = $3::uuid and state <> 'published' order by asked_at desc, id desc`,
    [agency, call, person],
  );

/** All of a call for its agency: what waits first, the oldest before the others; then the newest answer first. */
export const questionsOf = (db: Database, agency: string, call: string) =>
  db.run<Question>(
    `select ${columns} from question where agency = $1 and call = $2::uuid
     order by state <> 'waiting', case when state = 'waiting' then asked_at end, answered_at desc, id`,
    [agency, call],
  );

export async function readQuestion(db: Database, agency: string, call: string, id: string): Promise<Question | null> {
  if (!isId(id)) return null;
  const [row] = await db.run<Question>(
    `select ${columns} from question where agency = $1 and call = $2::uuid and id = $3::uuid`,
    [agency, call, id],
  );
  return row ?? null;
}

/**
 * Answers a question, or says to who asked why it is not answered to all. `seen`: what its page showed (`markOf`). False where
 * somebody else has answered meanwhile and nothing was written.
 */
export async function answerQuestion(
  db: Database,
  question: Question,
  given: Pick<Question, 'published' | 'answer'> & {
    state: 'published' | 'declined';
    seen: string;
    person: string;
    now: string;
  },
): Promise<boolean> {
  const { state, published, answer, seen, person, now } = given;
  if (seen !== markOf(question)) return false;
  const rows = await db.query`
    update question set state = ${state}, published = ${published}, answer = ${answer}, answered_by = ${person}::uuid, answered_at = ${now}::timestamptz
    where agency = ${question.agency} and id = ${question.id}::uuid and state = ${question.state}
      and answered_at is not distinct from ${question.answeredAt?.toISOString() ?? null}::timestamptz
    returning 1 as done`;
  return rows.length > 0;
}

/** What a page showed of a question, in short. */
export const markOf = ({ state, answeredAt }: Question): string => `${state}/${answeredAt?.toISOString() ?? ''}`;

/** How many questions of each call of an agency wait for an answer. */
export async function waitingByCall(db: Database, agency: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ call: string; n: number }>`
    select call::text as call, count(*)::int as n from question where agency = ${agency} and state = 'waiting' group by call`;
  return new Map(rows.map(({ call, n }) => [call, n]));
}

/** A question that waits for an officer, in their own office or in `giver`'s. */
export type WaitingQuestion = Pick<Question, 'agency' | 'id' | 'call' | 'asked' | 'askedAt'> & { giver: string | null };

/** What waits for somebody who is an officer, or acts for one; the oldest first. */
export function waitingQuestions(db: Database, person: string, lent: readonly Given[]): Promise<WaitingQuestion[]> {
  const offices = lent.filter(({ role }) => role === 'officer');
  return db.run<WaitingQuestion>(
    `select q.agency, q.id::text as id, q.call::text as call, q.asked, q.asked_at, o.giver
    from (select distinct on (agency) agency, giver
        from (select s.agency, null::text as giver from state s where s.dossier = $1::uuid and s.subject = 'person' and s.facts->'roles' ? 'officer'
          union all select * from unnest($2::text[], $3::text[])) every (agency, giver)
        order by agency, giver nulls first) o
      join question q on q.agency = o.agency and q.state = 'waiting' order by q.asked_at, q.id`,
    [person, offices.map(({ agency }) => agency), offices.map((one) => one.person)],
  );
}
