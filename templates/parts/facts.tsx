// Terms and what stands behind each; and what a step will do, said beside the button that cannot be pressed back.

import type { Child } from 'hono/jsx';
import { stakesWords } from '../words/stakes.ts';
import type { Language } from '../words/words.ts';

/** A term with what stands behind it. */
export type Row = readonly [term: string, value: Child];

/** A list of terms and what stands behind each. */
export function Facts({ rows }: { rows: readonly Row[] }) {
  return (
    <dl class="facts">
      {rows.map(([term, value]) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is longer would not fit a phone. */
const mostWhole = 30;

/** A text in which what holds a hyphen, such as the number of a law, stays on one line. */
export function Unbroken({ text }: { text: string }) {
  return (
    <span>
      {text
        .split(/(\d+\/\d{4}\/\S+|\S+-\S+)/)
        .map((part, index) =>
          index % 2 === 1 && part.length <= mostWhole ? <span class="unbroken">{part}</span> : part,
        )}
    </span>
  );
}

/** What a step that cannot be undone will do. */
export type StakesView = {
  /** Who does what to whom, and how much: one sentence. */
  sentence: string;
  /** From which lines, under which cap, of which budget, on which paper. */
  rows: readonly Row[];
  /** What could be done about it afterwards; '' where the sentence has said it. */
  undo: string;
};

/** Stands right above the button of every step that cannot be undone. */
export function Stakes({ stakes: { sentence, rows, undo }, language }: { stakes: StakesView; language: Language }) {
  const w = stakesWords[language];
  return (
    <div class="stakes">
      <p class="stakes-title">{w.title}</p>
      <p>{sentence}</p>
      {rows.length > 0 && <Facts rows={rows} />}
      {undo !== '' && <p class="small soft">{undo}</p>}
    </div>
  );
}
