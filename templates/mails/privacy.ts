// Letters about requests about personal data.

import { dayText } from '../parts/when.ts';
import { agencyName } from '../words/agencies.ts';
import { privacyWords } from '../words/privacy.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf } from './letter.ts';
import { lineOf } from './next.ts';

type Reader = { name: string; language: Language };
type About = { agency: string; kind: 'correct' | 'delete' | 'object'; link: string };

/** To whoever has to answer it: what, by when, where; not who asks, for it is read over shoulders. */
export function dataAskedLetter(
  { name, language }: Reader,
  { agency, kind, link, acknowledgeBy, answerBy }: About & { acknowledgeBy: string; answerBy: string },
): LetterText {
  const { mails, requests } = privacyWords[language];
  const w = mails.asked;
  const next = [
    filled(w.acknowledgeBy, { day: dayText(acknowledgeBy) }),
    filled(w.answerBy, { day: dayText(answerBy) }),
    lineOf('you', language),
  ].join('\n');
  const text = filled(w.text, { agency: agencyName(agency, language), what: requests.kinds[kind] });
  return { ...letterOf(language, name, w.subject, [text, next, `${w.open}\n${link}`]), next, link };
}

/** To whoever asked: the answer, its reason, and of a deletion what was done and what is kept. */
export function dataAnsweredLetter(
  { name, language }: Reader,
  view: About & { answer: 'accepted' | 'refused'; reason: string; erased: Erased | null },
): LetterText {
  const { agency, kind, link, answer, reason, erased } = view;
  const { mails, requests } = privacyWords[language];
  const w = mails.answered;
  const values = { agency: agencyName(agency, language), what: requests.kinds[kind], answer: requests.answers[answer] };
  const [done, kept] = [erasedLines(erased, language), keptLines(erased, language)];
  const next = lineOf([], language);
  const letter = letterOf(language, name, w.subject, [
    filled(w.text, values),
    filled(w.reason, { reason }),
    done.length === 0 ? '' : [w.done, ...done.map((line) => `- ${line}`)].join('\n'),
    kept.length === 0 ? '' : [w.kept, ...kept.map((line) => `- ${line}`)].join('\n'),
    next,
    `${w.open}\n${link}`,
  ]);
  return { ...letter, next, link };
}

/** What a deletion takes away, and what it leaves and why. */
export type Erased = {
  contents: number;
  drafts: number;
  files: number;
  parties: number;
  notifications: number;
  /** Not in what was erased before these were known. */
  questions?: number;
  invitations?: number;
  changes?: number;
  account: boolean;
  kept: readonly {
    why: 'money' | 'running' | 'team' | 'office' | 'elsewhere' | 'published' | 'changes' | 'history' | 'consents';
    code: string;
  }[];
};

export function erasedLines(erased: Erased | null, language: Language): string[] {
  if (erased === null) return [];
  const w = privacyWords[language].erased;
  const counts = [
    ...(['contents', 'drafts', 'changes', 'files', 'parties'] as const),
    ...(['notifications', 'questions', 'invitations'] as const),
  ];
  return [
    ...counts.flatMap((what) => ((erased[what] ?? 0) === 0 ? [] : [w[what](erased[what] ?? 0)])),
    ...(erased.account ? [w.account] : []),
  ];
}

export function keptLines(erased: Erased | null, language: Language): string[] {
  const w = privacyWords[language].keeps;
  return (erased?.kept ?? []).map(({ why, code }) =>
    why === 'money' || why === 'running' || why === 'team' ? w[why](code) : w[why],
  );
}
