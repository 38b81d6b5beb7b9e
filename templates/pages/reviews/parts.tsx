// What the pages from screening to the award share.

import type { Child } from 'hono/jsx';
import type { ShownSection } from '../../../workflows/rules/forms.ts';
import { Answers } from '../../parts/answers.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { ErrorSummary, type FieldErrors, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { timeText } from '../../parts/when.ts';
import { reviewsWords } from '../../words/reviews.ts';
import type { Language } from '../../words/words.ts';

/** Which dossier a page is about. */
export type HeadView = {
  base: string;
  code: string;
  /** What the reader has just done, as a sentence. */
  done: string | null;
  title: string;
  party: string;
  stage: string;
  state: string;
};

/** What was done since a page was opened. */
export type Change = { what: string; who: string; at: string };

/** Why a form was not taken. */
export type TroubleView = { refusal: RefusalView | null; changes: readonly Change[]; errors: FieldErrors };

/** One form of a page: its key, what stands in it, what is wrong with it. */
export type FormState = { key: string; typed: Typed; errors: FieldErrors };

/** Where the page belongs, and its heading. */
export function Head({
  head,
  title,
  lead,
  language,
}: {
  head: HeadView;
  title: string;
  lead?: Child;
  language: Language;
}) {
  const w = reviewsWords[language];
  return (
    <>
      <div class="crumbs">
        <a href="/work">{w.work}</a> / <a href={head.base}>{head.code}</a>
      </div>
      <h1>
        {title}: {head.title || w.unnamed}
      </h1>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {head.done !== null && (
        <p class="notice" role="status">
          {head.done}
        </p>
      )}
    </>
  );
}

/** Above everything else of a page that is shown again. */
export function Trouble({ trouble, language }: { trouble: TroubleView; language: Language }) {
  const w = reviewsWords[language];
  return (
    <>
      <Refused refusal={trouble.refusal} language={language} />
      {trouble.changes.length > 0 && (
        <section class="changed" aria-labelledby="changed">
          <h2 id="changed">{w.changed}</h2>
          <ul>
            {trouble.changes.map(({ what, who, at }) => (
              <li>
                {what}. {who}, {timeText(at)}
              </li>
            ))}
          </ul>
          <p>{w.changedKept}</p>
        </section>
      )}
      <ErrorSummary errors={trouble.errors} language={language} />
    </>
  );
}

/**
 * The application to be read inside another page. `changed`: the sections that differ from what was handed in before; the others
 * are folded.
 */
export function Reading({
  shown,
  changed = null,
  base,
  language,
  level = 2,
}: {
  shown: readonly ShownSection[] | null;
  changed?: ReadonlySet<string> | null;
  base: string;
  language: Language;
  level?: 2 | 3;
}) {
  const w = reviewsWords[language];
  if (shown === null) return <p class="soft">{w.noAnswers}</p>;
  const answers = { language, level, fileHref: (id: string) => `${base}/files/${id}` };
  if (changed === null) return <Answers shown={shown} {...answers} />;
  return (
    <>
      {shown.map((one) =>
        changed.has(one.section.id) ? (
          <Answers shown={[one]} {...answers} />
        ) : (
          <details class="unchanged">
            <summary>
              {one.section.title} <span class="tag">{w.unchanged}</span>
            </summary>
            <Answers shown={[one]} {...answers} />
          </details>
        ),
      )}
    </>
  );
}

/** Two answers beside one another, as on a score sheet; the legend says of what. */
export function PassFail({
  name,
  legend,
  hint,
  labels,
  values,
  before,
  form,
}: {
  name: string;
  legend: Child;
  hint?: Child;
  labels: readonly [string, string];
  values: readonly [string, string];
  /** What was said an earlier time. */
  before?: string | undefined;
  form: FormState;
}) {
  const id = `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;
  const chosen = form.typed[name];
  const error = form.errors[name];
  return (
    <fieldset
      class={error === undefined ? 'field passfail' : 'field passfail wrong'}
      {...(error === undefined ? {} : { 'aria-describedby': `${id}-error` })}
    >
      <legend>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class="score">
        {values.map((value, index) => (
          <label>
            <input
              type="radio"
              name={name}
              value={value}
              id={index === 0 ? id : `${id}-${index}`}
              checked={chosen === value}
            />
            {labels[index]}
          </label>
        ))}
      </div>
      {before !== undefined && <p class="small soft before">{before}</p>}
    </fieldset>
  );
}

/** A room as it would be. Figures are formatted; `share` is how much of it would be used, of a hundred. */
export type CapRow = {
  name: string;
  limit: string;
  used: string;
  after: string;
  share: number;
  over: boolean;
  clause: string;
};

/** The caps behind amounts. `sentence`: what they come to, for who listens too. */
export type CapsView = { rows: readonly CapRow[]; sentence: string; fits: boolean; refusal: RefusalView | null };

/**
 * The table of caps, which follows what is typed in the form around it: `check` is where the form is sent to be computed, and
 * answers with this part alone. Without scripts a button does the same.
 */
export function Caps({ caps, check, language }: { caps: CapsView; check: string; language: Language }) {
  const w = reviewsWords[language].caps;
  return (
    <div
      class="caps"
      id="caps"
      hx-post={check}
      hx-trigger="input from:closest form delay:500ms"
      hx-include="closest form"
      hx-swap="outerHTML"
      hx-sync="this:replace"
    >
      <h3>{w.title}</h3>
      <p class={caps.fits ? 'small soft' : 'small over'} role="status">
        {caps.refusal === null ? caps.sentence : caps.refusal.sentence}
        {caps.refusal?.clause && ` (${caps.refusal.clause})`}
      </p>
      {caps.rows.length > 0 && (
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{w.name}</th>
              <th scope="col" class="num">
                {w.limit}
              </th>
              <th scope="col" class="num">
                {w.used}
              </th>
              <th scope="col" class="num">
                {w.after}
              </th>
              <th scope="col">{reviewsWords[language].clause}</th>
            </tr>
          </thead>
          <tbody>
            {caps.rows.map((row) => (
              <tr class={row.over ? 'over' : ''}>
                <td>{row.name}</td>
                <td class="num" data-label={w.limit}>
                  {row.limit}
                </td>
                <td class="num" data-label={w.used}>
                  {row.used}
                </td>
                <td class="num" data-label={w.after}>
                  <span class="level-after">
                    {row.after}
                    <Gauge share={row.share} over={row.over} />
                  </span>
                </td>
                <td data-label={reviewsWords[language].clause}>
                  <Unbroken text={row.clause} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="small soft">{w.hint}</p>
    </div>
  );
}

/** How full a room is. */
function Gauge({ share, over }: { share: number; over: boolean }) {
  const kind = over ? 'over' : share >= 75 ? 'near' : 'fine';
  return (
    <svg class={`level-line ${kind}`} viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">
      <rect class="room" width="100" height="5" />
      <rect class="use" width={Math.min(100, Math.max(0, share))} height="5" />
    </svg>
  );
}
