// How far it is to the day by which something is due, in words.

import type { Lateness } from '../../workflows/rules/reports.ts';
import { dossierWords } from '../words/dossier.ts';
import { reportWords } from '../words/projects-reports.ts';
import type { Language } from '../words/words.ts';
import { dayText } from './when.ts';

/** 'đúng hạn', 'trễ 12 ngày', 'còn 5 ngày', 'quá hạn 3 ngày'; '' where no day was set. */
export function latenessText(lateness: Lateness | null, language: Language): string {
  const w = reportWords[language];
  if (lateness === null) return '';
  return lateness.kind === 'onTime' ? w.onTime : w[lateness.kind](lateness.days);
}

/** The same as a mark; a dash where no day was set. */
export function LatenessTag({ lateness, language }: { lateness: Lateness | null; language: Language }) {
  if (lateness === null) return <span class="soft">–</span>;
  const look = { onTime: 'tag done', left: 'tag', late: 'tag now', overdue: 'tag now' }[lateness.kind];
  return <span class={look}>{latenessText(lateness, language)}</span>;
}

/** So many days are near. */
export const nearDays = 3;

/** How many days are left to a deadline, below nought how many have passed since it, as the law counts its period. */
export type DaysLeft = {
  readonly days: number;
  /** They are working days. */
  readonly isWorking: boolean;
  /** The day has passed, be it by days off alone. */
  readonly isOver: boolean;
};

/** 'còn 5 ngày', 'trễ 2 ngày làm việc', 'hôm nay': the same wherever a deadline stands. */
export function daysLeftText({ days, isWorking, isOver }: DaysLeft, language: Language): string {
  const w = dossierWords[language];
  if (days === 0) return isOver ? w.over : w.today;
  const [left, late] = isWorking ? [w.workingDaysLeft, w.workingDaysLate] : [w.daysLeft, w.daysLate];
  return days > 0 ? left(days) : late(-days);
}

/**
 * 'từ 24/11/2026': since when it is somebody's turn. No step begins after its own end: of a turn that came after the deadline, that it
 * was late already; how late it is stands beside it, counted as the law counts.
 */
export function sinceText(since: string, dueOn: string | null, language: Language): string {
  const w = dossierWords[language];
  return dueOn !== null && since > dueOn ? w.cameLate(dayText(since)) : w.sinceDay(dayText(since));
}

/** How far it is in red where it is over, in amber where it is near. */
export function Left({ left, language }: { left: DaysLeft; language: Language }) {
  const look = left.isOver ? 'small late' : left.days <= nearDays ? 'small near' : 'small soft';
  return <span class={look}>{daysLeftText(left, language)}</span>;
}
