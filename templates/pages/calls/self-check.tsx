// Whether one may apply, checked by oneself: the questions, and what the answers come to, each with its reason and clause.

import type { SelfCheckVerdict } from '../../../workflows/programmes/schema.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, Choices, ErrorSummary, type FieldErrors, Form, type Option, type Typed } from '../../parts/form.tsx';
import { dayText, timeText } from '../../parts/when.ts';
import { callWords } from '../../words/calls.ts';
import { selfCheckWords } from '../../words/self-check.ts';
import type { Language } from '../../words/words.ts';
import { type CallView, Clause, type ClauseView } from './call.tsx';

type Head = { call: string; callHref: string; agency: string; standing: CallView['standing'] };

export type SelfCheckView = Head & {
  /** Made for this page: under it the answers are kept. */
  id: string;
  questions: readonly { name: string; label: string; help: string | null; options: readonly Option[] }[];
  typed: Typed;
  errors: FieldErrors;
};

export type CheckedView = Head & {
  verdict: SelfCheckVerdict;
  madeOn: string;
  results: readonly {
    question: string;
    answer: string;
    verdict: SelfCheckVerdict;
    reason: string;
    clause: ClauseView;
  }[];
  /** Rules that nobody can check for themselves. */
  unchecked: CallView['conditions'];
  opensOn: string;
  closesAt: string;
  /** null while nobody can apply. */
  apply: string | null;
  signedIn: boolean;
  again: string;
};

const tags: Readonly<Record<SelfCheckVerdict, string>> = { yes: 'tag done', no: 'tag stop', officer: 'tag now' };

function Crumbs({ head, language }: { head: Head; language: Language }) {
  return (
    <nav class="crumbs" aria-label={callWords[language].crumb}>
      <a href={head.callHref}>{head.call}</a> / {head.agency}
    </nav>
  );
}

export function SelfCheckPage({ frame, check }: { frame: Frame; check: SelfCheckView }) {
  const { language } = frame;
  const w = selfCheckWords[language];
  const { typed, errors } = check;
  // the questions stand at their fields: the summary names them by their numbers
  const summary = Object.fromEntries(
    Object.entries(errors).map(([name, sentence]) => {
      const at = check.questions.findIndex((question) => question.name === name);
      return [name, at < 0 ? sentence : w.missingAt(at + 1)];
    }),
  );
  return (
    <Layout frame={frame} title={w.title} here="calls">
      <Crumbs head={check} language={language} />
      <ErrorSummary errors={summary} language={language} title={w.notYet} />
      <h1>{w.title}</h1>
      <p class="lead">{w.lead(check.questions.length)}</p>
      <p class="soft small">{w.privacy}</p>
      {check.standing === 'closed' && <p class="notice">{w.closed}</p>}
      <Form action={`${check.callHref}/self-check`} class="part self-check">
        <input type="hidden" name="id" value={check.id} />
        {check.questions.map(({ name, label, help, options }, index) => (
          <Choices
            name={name}
            label={`${index + 1}. ${label}`}
            {...(help === null ? {} : { hint: help })}
            options={options}
            typed={typed}
            errors={errors}
            language={language}
          />
        ))}
        <Buttons primary={w.see}>
          <a href={check.callHref}>{w.back}</a>
        </Buttons>
      </Form>
    </Layout>
  );
}

export function SelfCheckedPage({ frame, checked }: { frame: Frame; checked: CheckedView }) {
  const { language } = frame;
  const w = selfCheckWords[language];
  const { verdict, results, unchecked } = checked;
  return (
    <Layout frame={frame} title={w.resultTitle} here="calls">
      <Crumbs head={checked} language={language} />
      <h1>{w.resultTitle}</h1>
      <div class={`turn verdict ${verdict}`} role="status">
        <div>
          <h2>{w.overall[verdict]}</h2>
          <p>{w.next[verdict]}</p>
          {checked.standing === 'open' ? (
            <p class="small">
              {w.until(timeText(checked.closesAt))} {!checked.signedIn && verdict !== 'no' && w.account}
            </p>
          ) : (
            <p class="small">{checked.standing === 'closed' ? w.closed : w.opens(dayText(checked.opensOn))}</p>
          )}
        </div>
        {checked.apply !== null && (
          <a class={verdict === 'no' ? 'button quiet' : 'button'} href={checked.apply}>
            {verdict === 'no' ? w.applyAnyway : callWords[language].apply}
          </a>
        )}
      </div>
      <section aria-labelledby="answers">
        <h2 id="answers">{w.answers}</h2>
        <ol class="checked">
          {results.map(({ question, answer, verdict: one, reason, clause }) => (
            <li>
              <h3>{question}</h3>
              <p>
                {w.youSaid}: <strong>{answer}</strong>
              </p>
              <p>
                <span class={tags[one]}>{w.verdicts[one]}</span> {reason}
              </p>
              <Clause of={clause} language={language} />
            </li>
          ))}
        </ol>
      </section>
      {unchecked.length > 0 && (
        <section aria-labelledby="unchecked">
          <h2 id="unchecked">{w.unchecked}</h2>
          <ul class="conditions">
            {unchecked.map(({ text, checkedBy, clause }) => (
              <li>
                {text}{' '}
                <span class="soft small">
                  {callWords[language].checkedBy[checkedBy]}; <Clause of={clause} language={language} inside />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="measured">{w.noDecision(dayText(checked.madeOn))}</p>
      <p class="buttons">
        <a href={checked.again}>{w.again}</a> <a href={checked.callHref}>{w.back}</a>
      </p>
    </Layout>
  );
}
