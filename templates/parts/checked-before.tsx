// What a team answered in its self-check, on the first page of its application.

import { selfCheckWords } from '../words/self-check.ts';
import type { Language } from '../words/words.ts';

export type CheckedBeforeView = {
  /** What of it the form began with, by the labels of its fields. */
  filled: readonly string[];
  answers: readonly { question: string; answer: string }[];
};

export function CheckedBefore({ checked, language }: { checked: CheckedBeforeView | null; language: Language }) {
  if (checked === null) return null;
  const w = selfCheckWords[language].tasks;
  return (
    <section aria-labelledby="checked-before">
      <h2 id="checked-before">{w.title}</h2>
      {checked.filled.length > 0 && <p>{w.filled(checked.filled.join(', '))}</p>}
      <dl class="facts">
        {checked.answers.map(({ question, answer }) => (
          <div>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
      <p class="small soft">{w.onlyYou}</p>
    </section>
  );
}
