// Asking about a call; and, for its agency, what was asked and answering it.

import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, ErrorSummary, type FieldErrors, Form, TextArea, type Typed } from '../../parts/form.tsx';
import { inLines } from '../../parts/lines.ts';
import { type ListView, Pages } from '../../parts/list.tsx';
import { timeText } from '../../parts/when.ts';
import { callWords } from '../../words/calls.ts';
import { questionWords } from '../../words/questions.ts';
import { RoomPage, type RoomView } from '../programmes/frame.tsx';

export type AskView = {
  call: string;
  callHref: string;
  agency: string;
  /** Whether anything can be asked now. */
  isOpen: boolean;
  most: string;
  key: string;
  typed: Typed;
  errors: FieldErrors;
};

export function AskPage({ frame, ask }: { frame: Frame; ask: AskView }) {
  const { language } = frame;
  const w = questionWords[language];
  const { typed, errors } = ask;
  return (
    <Layout frame={frame} title={w.form.title} here="calls">
      <nav class="crumbs" aria-label={callWords[language].crumb}>
        <a href={ask.callHref}>{ask.call}</a> / {ask.agency}
      </nav>
      <ErrorSummary errors={errors} language={language} />
      <h1>{w.form.title}</h1>
      <p class="lead">{ask.isOpen ? w.form.lead : w.over}</p>
      {ask.isOpen ? (
        <Form action={`${ask.callHref}/ask`} formKey={ask.key} class="part">
          <TextArea
            name="question"
            label={w.form.label}
            hint={w.form.hint(ask.most)}
            typed={typed}
            errors={errors}
            language={language}
          />
          <Buttons primary={w.form.send}>
            <a href={ask.callHref}>{w.form.back}</a>
          </Buttons>
        </Form>
      ) : (
        <p>
          <a href={ask.callHref}>{w.form.back}</a>
        </p>
      )}
    </Layout>
  );
}

type State = 'waiting' | 'published' | 'declined';
const tags: Readonly<Record<State, string>> = { waiting: 'tag now', published: 'tag done', declined: 'tag' };

export type QuestionsRoomView = RoomView & {
  call: string;
  callHref: string;
  list: ListView;
  /** `href`: where it is answered; null for who does not answer. */
  questions: readonly { state: State; question: string; answer: string; askedAt: string; href: string | null }[];
};

export function QuestionsPage(view: QuestionsRoomView) {
  const { language } = view.frame;
  const { staff: w, reason, answer: answered } = questionWords[language];
  return (
    <RoomPage
      view={view}
      room="calls"
      title={w.title}
      lead={w.lead}
      under
      via={{ text: view.call, href: view.callHref }}
    >
      {view.list.all === 0 && <p>{w.none}</p>}
      <ul class="story asked">
        {view.questions.map(({ state, question, answer, askedAt, href }) => (
          <li>
            <p>
              <span class={tags[state]}>{w.states[state]}</span>{' '}
              <span class="small soft">{w.asked(timeText(askedAt))}</span>
            </p>
            <p lang="vi">
              <strong>{inLines(question)}</strong>
            </p>
            {answer !== '' && (
              <p lang="vi">
                <span class="soft">{state === 'declined' ? reason : answered}:</span> {inLines(answer)}
              </p>
            )}
            {href !== null && (
              <p>
                <a href={href}>{state === 'waiting' ? w.open : w.edit}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
      <Pages list={view.list} language={language} />
    </RoomPage>
  );
}

export type AnswerView = RoomView & {
  action: string;
  all: string;
  state: State;
  asked: string;
  askedAt: string;
  /** What stands now, where another officer wrote it meanwhile; null otherwise. */
  stands: string | null;
  /** What this page shows of the question, in short. */
  seen: string;
  most: { question: string; answer: string };
  /** Of each of its forms, by which the browser is told what has arrived. */
  keys: { publish: string; decline: string };
  typed: Typed;
  errors: FieldErrors;
};

export function AnswerPage(view: AnswerView) {
  const { language } = view.frame;
  const { staff: w } = questionWords[language];
  const { typed, errors, seen, most } = view;
  const field = { typed, errors, language };
  return (
    <RoomPage
      view={view}
      room="calls"
      title={w.answerTitle}
      under
      via={{ text: w.title, href: view.all }}
      form={{ errors, refusal: null }}
    >
      <p class="soft small">
        {w.states[view.state]}. {w.asked(timeText(view.askedAt))}
      </p>
      <blockquote class="reason said" lang="vi">
        {inLines(view.asked)}
      </blockquote>
      {view.stands !== null && (
        <section aria-labelledby="stands">
          <h2 id="stands">{w.now}</h2>
          <p class="said" lang="vi">
            {inLines(view.stands)}
          </p>
        </section>
      )}
      <Form action={view.action} formKey={view.keys.publish} class="part">
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="step" value="publish" />
        <TextArea {...field} name="published" label={w.published} hint={w.publishedHint} rows={4} />
        <TextArea {...field} name="answer" label={w.answer} hint={w.answerHint(most.answer)} rows={8} />
        <Buttons primary={w.publish}>
          <a href={view.all}>{w.title}</a>
        </Buttons>
      </Form>
      <section aria-labelledby="decline">
        <h2 id="decline">{w.declineTitle}</h2>
        {view.state === 'published' && <p>{w.already}</p>}
        <Form action={view.action} formKey={view.keys.decline}>
          <input type="hidden" name="seen" value={seen} />
          <input type="hidden" name="step" value="decline" />
          <TextArea {...field} name="reason" label={w.declineReason} hint={w.declineHint} rows={3} />
          <p class="buttons">
            <button class="button quiet" type="submit">
              {w.decline}
            </button>
          </p>
        </Form>
      </section>
    </RoomPage>
  );
}
