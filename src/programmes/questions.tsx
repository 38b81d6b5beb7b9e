// Questions about a call: whoever is signed in asks, an officer answers, and everybody reads the answer on the call's page.

import { AnswerPage, AskPage, QuestionsPage } from '../../templates/pages/calls/questions.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { QuestionsView } from '../../templates/parts/questions.tsx';
import { agencyName } from '../../templates/words/agencies.ts';
import { callWords } from '../../templates/words/calls.ts';
import { questionWords } from '../../templates/words/questions.ts';
import type { Language } from '../../templates/words/words.ts';
import { stageOf } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Doors } from '../doors.ts';
import { acknowledge, longIn, newKey, textIn, typedOf } from '../forms.ts';
import { type Asked, askedIn, pageOf } from '../lists.ts';
import { tellAsker } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { isOneTooMany } from '../people/index.ts';
import {
  answerLetters,
  answerQuestion,
  markOf,
  ownQuestions,
  publishedQuestions,
  putQuestion,
  type Question,
  questionLetters,
  questionsOf,
  readQuestion,
} from '../questions.ts';
import { standingOf as standingHere } from '../standing.ts';
import { type Call, readCall } from './queries.ts';
import { type C, type Errors, holdsOne, keyOf, staff } from './shared.ts';
import { standingOf } from './views.ts';

const path = '/agencies/:agency/calls/:call';
const answerers = ['officer'] as const satisfies readonly Role[];

const grouped = (most: number) => most.toLocaleString('vi-VN');
const at = ({ agency, id }: Pick<Call, 'agency' | 'id'>) => `/agencies/${agency}/calls/${id}`;
const titleOf = (call: Call, language: Language) =>
  callWords[language].stageSupport(stageOf(call.pack, call.stage)?.name[language] ?? call.stage);

/** What the page of a call shows of its questions. */
export async function questionsView(
  db: Database,
  call: Call,
  {
    asked,
    person,
    isStaff,
    sent,
    now,
  }: { asked: Asked; person: string | null; isStaff: boolean; sent: boolean; now: string },
): Promise<QuestionsView> {
  const [all, own] = await Promise.all([
    publishedQuestions(db, call.agency, call.id),
    person === null ? [] : ownQuestions(db, call.agency, call.id, person),
  ]);
  const over = standingOf(call, now) === 'closed';
  const published = pageOf(all, asked);
  return {
    list: asked.view(published.length, all.length),
    published: published.map((one) => ({ question: one.published, answer: one.answer, on: dayOf(answeredAt(one)) })),
    own: own.map((one) => ({
      question: one.asked,
      on: dayOf(one.askedAt.toISOString()),
      reason: one.state === 'declined' ? one.answer : null,
    })),
    ask: over || isStaff ? null : `${at(call)}/ask`,
    anonymous: person === null,
    ...{ over, sent },
  };
}

const answeredAt = ({ answeredAt, askedAt }: Question) => (answeredAt ?? askedAt).toISOString();

export function questionRoutes(doors: Doors, parts: Parts): void {
  askRoutes(doors, parts);
  answerRoutes(doors, parts);
}

function askRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;
  const isStaff = async (c: C, agency: string) =>
    holdsOne((await standingHere(db, agency, c.get('visitor')!.id, null, now()))?.roles ?? [], staff);

  async function page(c: C, call: Call, typed: Typed = {}, errors: Errors = {}, status: 200 | 422 | 429 = 200) {
    const language = c.get('language');
    const view = {
      ...{ call: titleOf(call, language), callHref: at(call), agency: agencyName(call.agency, language) },
      isOpen: standingOf(call, now()) !== 'closed',
      ...{ most: grouped(questionLetters), key: keyOf(typed), typed, errors },
    };
    return c.html(<AskPage frame={await parts.frameOf(c)} ask={view} />, status);
  }

  doors.get(`${path}/ask`, { who: 'signedIn' }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    // they answer here, and do not ask
    return (await isStaff(c, call.agency)) ? c.redirect(`${at(call)}/questions`, 303) : page(c, call);
  });

  doors.post(`${path}/ask`, { who: 'signedIn', maxBodyBytes: 32 * 1024 }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    if (await isStaff(c, call.agency)) return c.redirect(`${at(call)}/questions`, 303);
    const w = questionWords[c.get('language')];
    const typed = await typedOf(c);
    if (standingOf(call, now()) === 'closed') return page(c, call, typed, { '': w.over }, 422);
    const asked = longIn(typed, 'question');
    if (asked === '') return page(c, call, typed, { question: w.form.missing }, 422);
    if (asked.length > questionLetters)
      return page(c, call, typed, { question: w.form.long(grouped(questionLetters)) }, 422);
    const [person, id] = [c.get('visitor')!.id, keyOf(typed)];
    const isSent = async () => (await readQuestion(db, call.agency, call.id, id)) !== null;
    if (!(await isSent()) && (await isOneTooMany(c, parts, 'question', person)))
      return page(c, call, typed, { '': w.form.tooMany }, 429);
    await putQuestion(db, { agency: call.agency, call: call.id, id, asked, person, now: now() });
    acknowledge(c, parts, 'sent', id);
    return c.redirect(`${at(call)}?done=asked#questions`, 303);
  });
}

function answerRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  doors.get(`${path}/questions`, { who: staff }, async (c) => {
    const call = await readCall(db, c.req.param('agency'), c.req.param('call'));
    if (call === null) return c.notFound();
    const language = c.get('language');
    const { done } = questionWords[language].staff;
    const [frame, all] = await Promise.all([parts.frameOf(c), questionsOf(db, call.agency, call.id)]);
    const mayAnswer = holdsOne(c.get('standing').roles, answerers);
    const said = c.req.query('done');
    const asked = askedIn(c, {});
    const shown = pageOf(all, asked);
    const view = {
      ...{ frame, agency: call.agency, call: titleOf(call, language), callHref: at(call) },
      note: said === 'published' || said === 'declined' ? done[said] : null,
      list: asked.view(shown.length, all.length),
      questions: shown.map((one) => ({
        state: one.state,
        question: one.state === 'published' ? one.published : one.asked,
        answer: one.answer,
        askedAt: one.askedAt.toISOString(),
        href: mayAnswer ? `${at(call)}/questions/${one.id}` : null,
      })),
    };
    return c.html(<QuestionsPage {...view} />);
  });

  async function page(
    c: C,
    question: Question,
    again: { step: 'publish' | 'decline'; typed: Typed; errors: Errors; isChanged?: true } | null = null,
    status: 200 | 409 | 422 = 200,
  ) {
    const { agency, call, state } = question;
    const all = `${at({ agency, id: call })}/questions`;
    const begun =
      state === 'declined'
        ? { published: question.asked, reason: question.answer }
        : { published: question.published || question.asked, answer: question.answer };
    const view = {
      ...{ frame: await parts.frameOf(c), agency, note: null, action: `${all}/${question.id}`, all, state },
      ...{ asked: question.asked, askedAt: question.askedAt.toISOString(), seen: markOf(question) },
      stands: again?.isChanged ? question.answer : null,
      keys: { publish: newKey(), decline: newKey(), ...(again && { [again.step]: keyOf(again.typed) }) },
      most: { question: grouped(questionLetters), answer: grouped(answerLetters) },
      // each of the two forms sends its own fields: the other begins as it did
      typed: { ...begun, ...again?.typed },
      errors: again?.errors ?? {},
    };
    return c.html(<AnswerPage {...view} />, status);
  }

  doors.get(`${path}/questions/:question`, { who: answerers }, async (c) => {
    const { agency, call, question } = c.req.param();
    const found = (await readCall(db, agency, call)) && (await readQuestion(db, agency, call, question));
    return found === null ? c.notFound() : page(c, found);
  });

  doors.post(`${path}/questions/:question`, { who: answerers, maxBodyBytes: 64 * 1024 }, async (c) => {
    const { agency, call, question: id } = c.req.param();
    const question = (await readCall(db, agency, call)) && (await readQuestion(db, agency, call, id));
    if (question === null) return c.notFound();
    const w = questionWords[c.get('language')].staff.problems;
    const typed = await typedOf(c);
    const step = textIn(typed, 'step') === 'decline' ? 'decline' : 'publish';
    const state = step === 'decline' ? 'declined' : 'published';
    const errors: Errors = {};
    const must = (name: string, most: number, missing: string, long: (most: string) => string) => {
      const text = longIn(typed, name);
      if (text === '') errors[name] = missing;
      else if (text.length > most) errors[name] = long(grouped(most));
      return text;
    };
    const said =
      state === 'published'
        ? {
            published: must('published', questionLetters, w.published, w.publishedLong),
            answer: must('answer', answerLetters, w.answer, w.answerLong),
          }
        : { published: '', answer: must('reason', answerLetters, w.reason, w.reasonLong) };
    if (Object.keys(errors).length > 0) return page(c, question, { step, typed, errors }, 422);
    // the same form sent twice has said it already; who asked is written to once
    const isSaid = question.state === state && question.published === said.published && question.answer === said.answer;
    const given = { ...said, state, seen: textIn(typed, 'seen'), person: c.get('visitor')!.id, now: now() } as const;
    if (!isSaid && !(await answerQuestion(db, question, given))) {
      const stands = (await readQuestion(db, agency, call, id)) ?? question;
      return page(c, stands, { step, typed, errors: { '': w.changed }, isChanged: true }, 409);
    }
    await tellAsker(parts, question.askedBy, {
      ...{ agency, call, id, state },
      ...{ asked: question.asked, answer: said.answer },
    });
    acknowledge(c, parts, 'sent', keyOf(typed));
    return c.redirect(`${at({ agency, id: call })}/questions?done=${state}`, 303);
  });
}
