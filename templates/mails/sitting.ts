// The letter about a whole sitting of a council: who sits there finds its dossiers on one page.

import { type Meets, meetsText, meetsWhen } from '../parts/when.ts';
import { sittingMails } from '../words/mails-ballots.ts';
import type { Language } from '../words/words.ts';
import { type LetterText, letterOf } from './letter.ts';
import { lineOf } from './next.ts';

export type SittingLetterView = {
  name: string;
  language: Language;
  what: 'called' | 'moved';
  /** Whether the reader is called to vote. */
  acts: boolean;
  meets: Meets;
  link: string;
};

export function sittingLetterText({ name, language, what, acts, meets, link }: SittingLetterView): LetterText {
  const w = sittingMails[language];
  return letterOf(language, name, w[what].subject(meetsWhen(meets)), [
    acts ? w.called.text : what === 'moved' ? w.moved.text : w.called.seen,
    [w.meets(meetsText(meets)), ...(acts ? [lineOf('you', language)] : [])].join('\n'),
    acts ? w.declare : '',
    w.lines,
    `${w.place}\n${link}`,
  ]);
}
