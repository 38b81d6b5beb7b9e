// The day's letter: all that somebody chose to be told of once a day.

import { dayText } from '../parts/when.ts';
import { notificationWords } from '../words/notifications.ts';
import type { Language } from '../words/words.ts';
import { type LetterText, letterOf } from './letter.ts';

/** What came: in the words of its own letter, with who acts next and where. '' for a link to nowhere. */
export type DigestItem = { subject: string; next: string; link: string };
/** What came about one dossier; '' as the code for what is about none. */
export type DigestGroup = { code: string; items: readonly DigestItem[] };

/** To somebody who chose one letter a day. `page`: the address of their inbox. */
export function digestLetter(
  { name, language }: { name: string; language: Language },
  { day, groups, page }: { day: string; groups: readonly DigestGroup[]; page: string },
): LetterText {
  const w = notificationWords[language].digest;
  const count = groups.reduce((all, { items }) => all + items.length, 0);
  const said = groups.flatMap(({ code, items }) => [
    code === '' ? w.other : w.group(code),
    ...items.map(({ subject, next, link }) =>
      [`- ${subject}`, ...next.split('\n'), link].filter((line) => line !== '').join('\n'),
    ),
  ]);
  return letterOf(language, name, w.subject(dayText(day), count), [w.text, ...said, `${w.choices}\n${page}`]);
}
