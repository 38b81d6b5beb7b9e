// An appeal: against which decision, why, whose turn it is and until when, what was answered; and the director's answer.

import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts, Stakes } from '../../parts/facts.tsx';
import { Buttons, Choices, DecisionField, ErrorSummary, Form, TextArea } from '../../parts/form.tsx';
import { Refused } from '../../parts/refusal.tsx';
import { ActPanel, Story, type StoryEvent } from '../../parts/side.tsx';
import { dayText, timeText } from '../../parts/when.ts';
import { appealWords } from '../../words/appeals.ts';
import { dossierWords } from '../../words/dossier.ts';
import { nameOf } from '../../words/names.ts';
import { Conflicted, FileList, type FileView, type FormState, type Standing } from '../projects/page.tsx';
import { Decision, type DecisionView } from './lodge.tsx';

export type AppealAction = 'accept' | 'acceptComplex' | 'decline' | 'uphold' | 'dismiss';

export type AppealView = {
  frame: Frame;
  base: string;
  here: string;
  code: string;
  project: string;
  decision: DecisionView;
  /** Where it stands, in the reader's words. */
  step: string;
  isOver: boolean;
  isYours: boolean;
  waitsFor: string;
  due: { on: string; period: string; clause: string } | null;
  lodged: { by: string; at: string; isLate: boolean };
  /** What the team wrote; null where it was erased. */
  grounds: { text: string; asks: string } | null;
  files: readonly FileView[];
  answer: { what: string; by: string; at: string; number: string; reason: string } | null;
  /** What upholding it would do, or did. */
  follows: { text: string; isDone: boolean } | null;
  /** What the director may answer now. */
  actions: readonly AppealAction[];
  /** What each way of taking it on means: how many days, by which clause. */
  days: { accept: number | null; acceptComplex: number | null; clause: string };
  conflict: Standing['conflict'];
  mayWithdraw: boolean;
  form: FormState;
  events: readonly StoryEvent[];
  done: string | null;
};

export function AppealPage(view: AppealView) {
  const { frame, base, form, decision, grounds, answer, follows } = view;
  const { language } = frame;
  const w = appealWords[language];
  const title = w.of(nameOf('events', decision.event, language));
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs trail={[{ text: view.code, href: base }]} language={language} />
      <Refused refusal={form.refusal} language={language} />
      {form.refusal === null && <ErrorSummary errors={form.errors} language={language} />}
      {view.done !== null && (
        <p class="notice" role="status">
          {dossierWords[language].done(nameOf('events', view.done, language))}
        </p>
      )}
      <h1>{title}</h1>
      <p class="lead">{view.project}</p>
      <div class={view.isYours ? 'turn' : 'turn quiet'}>
        <div>
          <h2>{view.isOver ? w.over_ : view.isYours ? w.yours : w.turn(view.waitsFor)}</h2>
          <p>
            {view.step}. {view.due !== null && w.until(dayText(view.due.on), view.due.period, view.due.clause)}
          </p>
        </div>
      </div>
      <div class="columns">
        <div class="step">
          {answer !== null && (
            <section aria-labelledby="answer">
              <h2 id="answer">{w.answer}</h2>
              <p>
                <strong>{answer.what}</strong>
              </p>
              <Facts
                rows={[
                  ...(answer.number === '' ? [] : [[w.number, answer.number] as const]),
                  [w.reason, <span class="said">{answer.reason === '' ? w.erased : answer.reason}</span>],
                  ...(follows?.isDone ? [[w.followed, follows.text] as const] : []),
                ]}
              />
              <p class="small">{w.answeredBy(answer.by, timeText(answer.at))}</p>
            </section>
          )}
          <Decision decision={decision} language={language} />
          <section aria-labelledby="grounds">
            <h2 id="grounds">{w.grounds}</h2>
            <p class="small">
              {w.lodged}: {view.lodged.by}, {timeText(view.lodged.at)}
              {view.lodged.isLate && (
                <>
                  {' '}
                  <span class="tag stop">{w.late}</span>
                </>
              )}
            </p>
            {grounds === null ? (
              <p class="soft">{w.erased}</p>
            ) : (
              <Facts
                rows={[
                  [w.grounds_, <span class="said">{grounds.text}</span>],
                  [w.asked, <span class="said">{grounds.asks}</span>],
                  [w.files, view.files.length === 0 ? w.noFiles : <FileList files={view.files} language={language} />],
                ]}
              />
            )}
          </section>
          {view.actions.length > 0 && <Answer {...view} />}
          {view.conflict !== null && <Conflicted conflict={view.conflict} language={language} />}
          <Story events={view.events} base={base} language={language} />
        </div>
        <aside>
          <p>{w.lead}</p>
          <p class="small">{w.second}</p>
          {view.mayWithdraw && (
            <ActPanel title={w.withdraw} isFirst={false}>
              <Form action={`${view.here}/withdraw`} formKey={form.key}>
                <p class="small">{w.withdrawHint}</p>
                <button class="button quiet" type="submit">
                  {w.withdraw}
                </button>
              </Form>
            </ActPanel>
          )}
        </aside>
      </div>
    </Layout>
  );
}

/** The director's answer: whether it is handled, then what becomes of it. */
function Answer({ frame, here, form, actions, days, follows }: AppealView) {
  const { language } = frame;
  const w = appealWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const concludes = actions.includes('uphold');
  const hints: Readonly<Record<AppealAction, string>> = {
    accept: w.hints.accept(days.accept, days.clause),
    acceptComplex: w.hints.accept(days.acceptComplex, days.clause),
    decline: w.hints.decline,
    uphold: '',
    dismiss: w.hints.dismiss,
  };
  return (
    <section aria-labelledby="act">
      <h2 id="act">{w.answerIt}</h2>
      <Form action={`${here}/answer`} formKey={form.key} revision={form.revision}>
        <Choices
          {...common}
          name="action"
          label={concludes ? w.conclude : w.takeOn}
          options={actions.map((value) => ({ value, label: w.actions[value], hint: hints[value] }))}
        />
        {concludes && <DecisionField {...common} name="decisionNumber" label={w.number} narrow />}
        <TextArea
          {...common}
          name="reason"
          label={w.reason}
          hint={concludes ? w.answerHint : w.reasonHint}
          optional={!concludes}
        />
        {concludes && follows !== null && (
          <Stakes stakes={{ sentence: `${w.ifUpheld}: ${follows.text}`, rows: [], undo: '' }} language={language} />
        )}
        <Buttons primary={concludes ? w.conclude_ : w.save} />
      </Form>
    </section>
  );
}
