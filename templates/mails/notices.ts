// Letters about what has happened to a dossier. They say no more than that, and where to look: what it is in detail is on the
// dossier's page, behind a sign-in.

import { dayText } from '../parts/when.ts';
import { mailWords } from '../words/mails.ts';
import { nameOf } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf } from './letter.ts';

export type NoticeTemplate = keyof (typeof mailWords)['vi']['notices'];
export const noticeTemplates = Object.keys(mailWords.vi.notices) as NoticeTemplate[];

/** Who a letter is for: people of the dossier, or those who hold an office. */
export type Audience = 'team' | 'reviewers' | 'council' | 'officer' | 'director' | 'financeOfficer';

export type NoticeView = {
  template: NoticeTemplate;
  audience: Audience;
  name: string;
  language: Language;
  /** Whose dossier it is, where that is known. */
  about: string | null;
  /** What people call the dossier by, and its project's name; '' while it has none. */
  code: string;
  project: string;
  /** The period that runs since then, and its last day. */
  due: { what: string; dueOn: string } | null;
  /** The dossier's page: the letter leads there, or to where its reader has something to do. */
  link: string;
};

/** Where the reader has something to do: the page below the dossier's, and what the line above its address says. */
const places: Partial<Record<NoticeTemplate, Partial<Record<Audience, Place>>>> = {
  applicationReceived: { officer: 'screening' },
  completionNeeded: { team: 'application' },
  reviewAsked: { reviewers: 'review' },
  councilCalled: { council: 'council' },
};
type Place = keyof (typeof mailWords)['vi']['places'];

export function noticeLetter(view: NoticeView): LetterText {
  const { template, audience, name, language, about, code, project, due, link } = view;
  const w = mailWords[language];
  const forStaff: Readonly<Record<string, readonly [string, string]>> = w.staff;
  const [subject, text] = (audience === 'team' ? undefined : forStaff[template]) ?? w.notices[template];
  const unnamed = audience === 'team' ? w.aDossier : w.anyDossier;
  const dossier = about === null ? unnamed : filled(w.dossierOf, { about });
  const title = about === null ? subject : `${subject}: ${about}`;
  const facts = [
    filled(w.facts.code, { code }),
    ...(project === '' ? [] : [filled(w.facts.project, { project })]),
    ...(due === null
      ? []
      : [filled(w.facts.due, { what: nameOf('periods', due.what, language), day: dayText(due.dueOn) })]),
  ].join('\n');
  const place = places[template]?.[audience];
  const open = place === undefined ? `${w.open}\n${link}` : `${w.places[place]}\n${link}/${place}`;
  return letterOf(language, name, title, [filled(text, { dossier }), facts, open]);
}
