// Two-step verification: the pages on which somebody turns it on and off, and the one that asks for the code at signing in.

import QRCode from 'qrcode';
import { type Frame, Layout } from '../../layout.tsx';
import { Buttons, ErrorSummary, type FieldErrors, Form, TextField } from '../../parts/form.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { peopleWords } from '../../words/people.ts';
import { secondStepWords } from '../../words/second-step.ts';
import type { Language } from '../../words/words.ts';

/** Digits, typed or put in by the phone itself. */
const codeField = { autocomplete: 'one-time-code', inputmode: 'numeric', spellcheck: 'false' };

export type SecondStepView = {
  frame: Frame;
  email: string;
  /** Since when it is on, and how many recovery codes are left; null while it is off. */
  on: { since: string; codesLeft: number } | null;
  /** What the phone is told while it is being set up here; null otherwise. */
  setUp: { uri: string; secret: string } | null;
  /** Days until it has to be on, 0 when they are over; null where no office asks for it, or it is on. */
  left: number | null;
  /** It is on, and an office asks for it. */
  isAsked: boolean;
  /** Where somebody wanted to go; '' for nowhere. */
  next: string;
  note: 'turnedOff' | 'over' | 'shut' | null;
  errors: FieldErrors;
};

export function SecondStepPage({ frame, email, on, setUp, left, isAsked, next, note, errors }: SecondStepView) {
  const { language } = frame;
  const w = secondStepWords[language];
  const words = peopleWords[language];
  const field = { typed: {}, errors, language };
  const onwards = next === '' ? null : <input type="hidden" name="next" value={next} />;
  const password = (
    <>
      <input type="text" name="username" autocomplete="username" value={email} readonly hidden />
      <TextField
        {...field}
        type="password"
        name="current"
        label={words.fields.currentPassword}
        more={{ autocomplete: 'current-password' }}
      />
    </>
  );
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <p class="lead">{w.lead}</p>
      <ErrorSummary errors={errors} language={language} title={w.notDone} />
      {note !== null && (
        <p class={note === 'shut' ? 'notice' : 'note'} role="status">
          {w[note]}
        </p>
      )}
      {left !== null && <p class="notice">{left > 0 ? w.asked(left) : w.overdue}</p>}
      {on !== null ? (
        <>
          <p>
            <span class="tag done">{w.isOn(dayTextOf(on.since))}</span> {w.left(on.codesLeft)}
          </p>
          <section class="beside" aria-labelledby="change">
            <h2 id="change">{w.change}</h2>
            <p class="soft">
              {w.changeLead} {isAsked && w.offAsked}
            </p>
            <Form action="/account/second-step/change">
              {password}
              <TextField {...field} name="code" label={w.anyCode} more={codeField} />
              <p class="buttons">
                <button class="button" type="submit" name="what" value="codes">
                  {w.renew}
                </button>
                <button class="button quiet" type="submit" name="what" value="off">
                  {w.turnOff}
                </button>
              </p>
            </Form>
          </section>
        </>
      ) : setUp !== null ? (
        <>
          <section class="beside" aria-labelledby="scan">
            <h2 id="scan">{w.scanTitle}</h2>
            <p>{w.scan}</p>
            <Picture text={setUp.uri} label={w.picture} />
            <p>{w.typeIt}</p>
            <p>
              <code class="wide-key">{setUp.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
            <p class="small soft">{w.keySecret}</p>
          </section>
          <section class="beside" aria-labelledby="confirm">
            <h2 id="confirm">{w.confirmTitle}</h2>
            <p class="soft">{w.confirmLead}</p>
            <Form action="/account/second-step/confirm">
              {onwards}
              <TextField {...field} name="code" label={w.code} more={codeField} narrow />
              <Buttons primary={w.confirm}>{later({ left, next, language })}</Buttons>
            </Form>
          </section>
        </>
      ) : (
        <div class="entry">
          <p>{w.beginLead}</p>
          <Form action="/account/second-step">
            {onwards}
            {password}
            <Buttons primary={w.begin}>{later({ left, next, language })}</Buttons>
          </Form>
        </div>
      )}
    </Layout>
  );
}

/** The way on without it, for whom it was asked on the way to somewhere, while there is time. */
function later({ left, next, language }: { left: number | null; next: string; language: Language }) {
  return left === null || left === 0 ? null : <a href={next || '/work'}>{secondStepWords[language].later}</a>;
}

/** The recovery codes, once. */
export function RecoveryCodesPage({
  frame,
  codes,
  isNew,
  next,
}: {
  frame: Frame;
  codes: readonly string[];
  /** It was just turned on; otherwise they take the place of others. */
  isNew: boolean;
  next: string;
}) {
  const w = secondStepWords[frame.language];
  return (
    <Layout frame={frame} title={w.codesTitle} here="account">
      <h1>{w.codesTitle}</h1>
      <p class="lead">{isNew ? w.codesLead : w.renewedLead}</p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>{w.codesKept}</p>
      <p class="buttons">
        <a class="button" href={next || '/account'}>
          {w.onwards}
        </a>
      </p>
    </Layout>
  );
}

/** After the right password: the code. `carried`: the form that was sent when the session had ended. */
export function CodePage({
  frame,
  next,
  carried,
  errors,
}: {
  frame: Frame;
  next: string;
  carried: string;
  errors: FieldErrors;
}) {
  const { language } = frame;
  const w = secondStepWords[language].entry;
  return (
    <Layout frame={frame} title={w.title} here="account">
      <h1>{w.title}</h1>
      <div class="entry">
        <ErrorSummary errors={errors} language={language} title={w.problem} />
        <p>{w.lead}</p>
        <Form action="/sign-in/code" multipart={carried !== ''}>
          {next !== '' && <input type="hidden" name="next" value={next} />}
          {carried !== '' && <input type="hidden" name="carried" value={carried} />}
          <TextField
            {...{ typed: {}, errors, language }}
            name="code"
            label={secondStepWords[language].code}
            hint={w.hint}
            more={{ ...codeField, autofocus: true }}
          />
          <Buttons primary={w.submit}>
            <a href={next === '' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}>{w.again}</a>
          </Buttons>
        </Form>
        <p class="aside">{w.lost}</p>
      </div>
    </Layout>
  );
}

/** A QR code, drawn in the page itself: it is of nobody else's making, and stands at no address. */
function Picture({ text, label }: { text: string; label: string }) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const quiet = 4;
  const side = modules.size + 2 * quiet;
  const dark: string[] = [];
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) dark.push(`M${column + quiet} ${row + quiet}h1v1h-1z`);
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
