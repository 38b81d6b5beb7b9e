// The letter to who asked about a call.

import { agencyName } from '../words/agencies.ts';
import { questionWords } from '../words/questions.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf } from './letter.ts';
import { lineOf } from './next.ts';

/** To who asked: what all can read now, or why it is not answered to all. */
export function questionLetter(
  { name, language }: { name: string; language: Language },
  {
    agency,
    state,
    asked,
    answer,
    link,
  }: { agency: string; state: 'published' | 'declined'; asked: string; answer: string; link: string },
): LetterText {
  const { mail } = questionWords[language];
  const w = mail[state];
  const next = lineOf([], language);
  const letter = letterOf(language, name, w.subject, [
    filled(w.text, { agency: agencyName(agency, language) }),
    `${mail.asked}\n${asked}`,
    `${w.answer}\n${answer}`,
    next,
    `${mail.open}\n${link}`,
  ]);
  return { ...letter, next, link };
}
