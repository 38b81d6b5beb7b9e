// How a report stands to the day by which it is due, in words.

import type { Lateness } from '../../workflows/rules/reports.ts';
import { reportWords } from '../words/projects-reports.ts';
import type { Language } from '../words/words.ts';

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
