// A refusal as people read it: what the rule says, the figures, the clause, and what to do instead.

import type { Language } from '../words/words.ts';
import { Unbroken } from './facts.tsx';
import { type FieldErrors, idOf } from './form.tsx';

export type RefusalView = {
  sentence: string;
  /** Label and formatted value: limit, used, asked, left. */
  figures: readonly (readonly [string, string])[];
  clause: string | null;
  instead: string;
  /** The page on which it can be done, for those who may open it. */
  link?: { href: string; label: string };
  /** The fields that it is about, by name, with a sentence for each. */
  at?: readonly (readonly [string, string])[];
};

const words = {
  vi: { title: 'Chưa thực hiện được', clause: 'Căn cứ', instead: 'Có thể làm' },
  en: { title: 'This was not done', clause: 'Clause', instead: 'What you can do' },
} as const;

/** A refusal whose sentences say of which row and field they are. */
export function atRows(refusal: RefusalView | null, name: (at: FieldErrors) => FieldErrors): RefusalView | null {
  if (refusal?.at === undefined) return refusal;
  return { ...refusal, at: Object.entries(name(Object.fromEntries(refusal.at))) };
}

/** Stands at the top of the page whose form was refused; what was typed is still below. */
export function Refused({ refusal, language }: { refusal: RefusalView | null; language: Language }) {
  if (refusal === null) return null;
  const w = words[language];
  return (
    <div class="errors refused" role="alert" tabindex={-1}>
      <h2>{w.title}</h2>
      <p>{refusal.sentence}</p>
      {refusal.at !== undefined && refusal.at.length > 0 && (
        <ul>
          {refusal.at.map(([name, sentence]) => (
            <li>{name === '' ? sentence : <a href={`#${idOf(name)}`}>{sentence}</a>}</li>
          ))}
        </ul>
      )}
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
            <dd>
              <Unbroken text={refusal.clause} />
            </dd>
          </div>
        )}
      </dl>
      <p>
        <strong>{w.instead}:</strong> {refusal.instead}
        {refusal.link !== undefined && (
          <>
            {' '}
            <a href={refusal.link.href}>{refusal.link.label}</a>
          </>
        )}
      </p>
    </div>
  );
}
