// The letter that reminds a team of a period that ends soon: what is missing, until when, what happens else, and where it is done.

import { dayOf } from '../../workflows/rules/calendar.ts';
import { daysBetween, secondText } from '../parts/when.ts';
import { mailWords } from '../words/mails.ts';
import { reminderMails } from '../words/mails-reminders.ts';
import type { Language } from '../words/words.ts';
import { filled, type LetterText, letterOf, subjectOf } from './letter.ts';
import { lineOf } from './next.ts';

export type ReminderView = {
  name: string;
  language: Language;
  what: 'callClose' | 'completion' | 'report';
  /** The number of the report, where it is about one. */
  report: number;
  /** Below the dossier's address. */
  page: string;
  /** Who asked for the completion. */
  asked: 'officer' | 'council';
  /** Whether the reader may write; who only reads is told whose turn it is. */
  acts: boolean;
  dueAt: string;
  now: string;
  code: string;
  /** '' while it has no name. */
  project: string;
  base: string;
};

export function reminderLetter(view: ReminderView): LetterText {
  const { name, language, what, asked, acts, dueAt, now, code, project, base, report, page } = view;
  const w = reminderMails[language];
  const m = mailWords[language];
  const left = daysBetween(dayOf(now), dayOf(dueAt));
  const days = left === 0 ? w.today : left === 1 ? w.oneDay : filled(w.days, { days: String(left) });
  const dossier = filled(project === '' ? m.dossier : m.dossierOf, { code, project });
  const [subject, text] = what === 'report' ? w.report : what === 'callClose' ? w.callClose : w[asked];
  const next = [filled(w.until, { time: secondText(dueAt) }), lineOf(acts ? 'you' : ['founder'], language)].join('\n');
  const link = new URL(`${base}/${page}`).href;
  const letter = letterOf(language, name, subjectOf(filled(subject, { days }), { code, project }), [
    filled(text, { dossier, days, report: String(report) }),
    [
      filled(m.facts.code, { value: code }),
      ...(project === '' ? [] : [filled(m.facts.project, { value: project })]),
      next,
    ].join('\n'),
    `${what === 'report' ? w.reportPlace : w.place}\n${link}`,
  ]);
  return { ...letter, next, link };
}
