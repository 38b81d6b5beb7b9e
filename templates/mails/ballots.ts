// The letter that reminds a member of a council of the ballots that are waited for.

import { type Meets, meetsText, meetsWhen } from '../parts/when.ts';
import { ballotMails } from '../words/mails-ballots.ts';
import type { Language } from '../words/words.ts';
import { type LetterText, letterOf, subjectOf } from './letter.ts';
import { lineOf } from './next.ts';

export type BallotsView = {
  name: string;
  language: Language;
  dossiers: readonly { code: string; title: string }[];
  /** null where nobody said when the council meets. */
  meets: Meets | null;
  link: string;
};

export function ballotsLetter({ name, language, dossiers, meets, link }: BallotsView): LetterText {
  const w = ballotMails[language];
  const [first] = dossiers;
  const subject =
    dossiers.length === 1
      ? subjectOf(w.subject, { code: first!.code, project: first!.title })
      : w.subjectOf(dossiers.length, meets === null ? '' : meetsWhen(meets));
  const next = lineOf('you', language);
  const letter = letterOf(language, name, subject, [
    w.text(dossiers.length),
    dossiers.map(({ code, title }) => `- ${[code, title].filter(Boolean).join(', ')}`).join('\n'),
    [...(meets === null ? [] : [w.meets(meetsText(meets))]), next].join('\n'),
    w.conflict,
    `${w.place}\n${link}`,
  ]);
  return { ...letter, next, link };
}
