// Days and times as people read them: dd/mm/yyyy, in Vietnam's time.

import { dayOf, type Instant } from '../../workflows/rules/calendar.ts';
import type { Language } from '../words/words.ts';

/** '2026-11-20' → '20/11/2026'. */
export const dayText = (day: string): string => day.split('-').toReversed().join('/');

/** The day of an instant: '20/11/2026'. */
export const dayTextOf = (instant: Instant): string => dayText(dayOf(instant));

/** Day and time of an instant: '20/11/2026 16:05'. */
export function timeText(instant: Instant): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${dayText(local.slice(0, 10))} ${local.slice(11, 16)}`;
}

/** To the second, where seconds count: '20/11/2026 23:59:58'. */
export function secondText(instant: Instant): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${dayText(local.slice(0, 10))} ${local.slice(11, 19)}`;
}

/** How many days from one day to another; below zero when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const englishMonths = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "ngày 05 tháng 02 năm 2026": days below ten and the months January and February are padded. In English "5 February 2026". */
export function longDate(isoDate: string, language: Language = 'vi'): string {
  const [year, month, day] = isoDate.split('-').map(Number) as [number, number, number];
  if (language === 'en') return `${day} ${englishMonths[month - 1]} ${year}`;
  return `ngày ${String(day).padStart(2, '0')} tháng ${month < 3 ? `0${month}` : month} năm ${year}`;
}

/** When and where a council is to meet. `at`: '14:00'. */
export type Meets = { readonly on: string; readonly at?: string; readonly place?: string };

/** '20/11/2026', or '20/11/2026, 14:00' where an hour is said. */
export const meetsWhen = ({ on, at }: Meets): string => [dayText(on), ...(at === undefined ? [] : [at])].join(', ');

/** '20/11/2026, 14:00, phòng họp A', as far as it is said. */
export const meetsText = (meets: Meets): string =>
  [meetsWhen(meets), ...(meets.place === undefined ? [] : [meets.place])].join(', ');
