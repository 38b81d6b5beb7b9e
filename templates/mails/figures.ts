// Letters about unknown figures that somebody filled in.

import { agencyName } from '../words/agencies.ts';
import { figureWords } from '../words/figures.ts';
import { mailWords } from '../words/mails.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf } from './letter.ts';
import { lineOf } from './next.ts';

type Reader = { name: string; language: Language };
type About = { agency: string; pack: string; what: string; link: string };

/** To whoever may be the second person. */
export function figureAskedLetter(
  { name, language }: Reader,
  { agency, proposer, value, clause, link, ...about }: About & { proposer: string; value: string; clause: string },
): LetterText {
  const w = figureWords[language].mail.asked;
  const values = { ...about, agency: agencyName(agency, language), proposer, value, clause };
  const facts = [w.what, w.value, w.clause].map((line) => filled(line, values));
  const next = `${lineOf('you', language)}\n${mailWords[language].next.openly}`;
  const said = [filled(w.text, values), [...facts, next].join('\n'), `${w.open}\n${link}`];
  return { ...letterOf(language, name, filled(w.subject, values), said), next, link };
}

/** To whoever filled it in: it was confirmed, or it is not used. `reason` is null where it was confirmed. */
export function figureDecidedLetter(
  { name, language }: Reader,
  {
    agency,
    confirmer,
    version,
    reason,
    link,
    ...about
  }: About & { confirmer: string; version: number; reason: string | null },
): LetterText {
  const { confirmed, dropped } = figureWords[language].mail;
  const values = { ...about, agency: agencyName(agency, language), confirmer, version: String(version) };
  const w = reason === null ? confirmed : dropped;
  const why = reason === null ? '' : filled(dropped.reason, { reason });
  const next = lineOf([], language);
  const said = [filled(w.text, values), why, next, `${w.open}\n${link}`];
  return { ...letterOf(language, name, filled(w.subject, values), said), next, link };
}
