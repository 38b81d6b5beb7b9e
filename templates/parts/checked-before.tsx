// What a team answered in its self-check, on the first page of its application.

import { selfCheckWords } from '../words/self-check.ts';
import type { Language } from '../words/words.ts';

export type CheckedBeforeView = {
  /** What of it the form began with, by the labels of its fields. */
  filled: readonly string[];
  /** Whether the reader can still change that. */
  mayChange: boolean;
  answers: readonly { question: string; answer: string }[];
  /** What they did not know, or what spoke against them, and the form does not settle yet: the section in which it can be. */
  open: readonly { question: string; answer: string; reason: string; at: string | null }[];
};

/** What was left open in the self-check comes up again before anything is handed in. No obstacle: an officer looks at it. */
export function OpenBefore({
  checked,
  section,
  language,
}: {
  checked: CheckedBeforeView | null;
  section: (id: string) => { href: string; title: string };
  language: Language;
}) {
  if (checked === null || checked.open.length === 0) return null;
  const w = selfCheckWords[language];
  return (
    <div class="turn over open-before">
      <div>
        <h2>{w.tasks.openTitle(checked.open.length)}</h2>
        <ul>
          {checked.open.map(({ question, answer, reason, at }) => (
            <li>
              {question} {w.youSaid}: <strong>{answer}</strong>. {reason}
              {at !== null && (
                <>
                  {' '}
                  <a href={section(at).href}>{section(at).title}</a>
                </>
              )}
            </li>
          ))}
        </ul>
        <p class="small">{w.tasks.openText}</p>
      </div>
    </div>
  );
}

export function CheckedBefore({ checked, language }: { checked: CheckedBeforeView | null; language: Language }) {
  if (checked === null) return null;
  const w = selfCheckWords[language].tasks;
  return (
    <section aria-labelledby="checked-before">
      <h2 id="checked-before">{w.title}</h2>
      {checked.filled.length > 0 && (
        <p>
          {w.filled(checked.filled.join(', '))} {checked.mayChange && w.stillYours}
        </p>
      )}
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
