// A refusal as people read it: what the rule says, the figures, the clause, and what to do instead.

import type { Language } from '../words/words.ts';

export type RefusalView = {
  sentence: string;
  /** Label and formatted value: limit, used, left, asked. */
  figures: readonly (readonly [string, string])[];
  clause: string | null;
  instead: string;
};

const words = {
  vi: { title: 'Chưa thực hiện được', clause: 'Căn cứ', instead: 'Có thể làm' },
  en: { title: 'This was not done', clause: 'Clause', instead: 'What you can do' },
} as const;

/** Stands at the top of the page whose form was refused; what was typed is still below. */
export function Refused({ refusal, language }: { refusal: RefusalView | null; language: Language }) {
  if (refusal === null) return null;
  const w = words[language];
  return (
    <div class="errors refused" role="alert" tabindex={-1}>
      <h2>{w.title}</h2>
      <p>{refusal.sentence}</p>
      <dl class="facts">
        {refusal.figures.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
        {refusal.clause !== null && (
          <div>
            <dt>{w.clause}</dt>
            <dd>{refusal.clause}</dd>
          </div>
        )}
      </dl>
      <p>
        <strong>{w.instead}:</strong> {refusal.instead}
      </p>
    </div>
  );
}
