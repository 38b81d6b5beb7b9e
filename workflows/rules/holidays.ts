// The holidays that the system starts with: BLLĐ 2019 Điều 112, the yearly notices, and days swapped by them. This is data to
// begin from; the administrator edits the table in the database when a new notice is out.

import type { Calendar, Day } from './calendar.ts';

const newYear = 'Tết Dương lịch';
const lunarNewYear = 'Tết Nguyên đán';
const hungKings = 'Giỗ Tổ Hùng Vương';
const victory = 'Ngày Chiến thắng';
const labour = 'Ngày Quốc tế lao động';
const national = 'Quốc khánh';
const culture = 'Ngày Văn hóa Việt Nam';
const expected = (name: string) => `${name} (dự kiến, chưa có thông báo)`;

/** Holidays of which the notice has still to name a day: one of these, beside those that stand in the calendar. */
export type Awaited = {
  readonly year: string;
  readonly name: { readonly vi: string; readonly en: string };
  /** How many of its days are known, of how many. */
  readonly known: number;
  readonly all: number;
  readonly oneOf: readonly Day[];
};

/** What the notice for 2027 decides: see below. Quốc khánh is 02/09 and the day before or after it. */
export const awaitedHolidays: readonly Awaited[] = [
  {
    year: '2027',
    name: { vi: lunarNewYear, en: 'Lunar New Year' },
    known: 6,
    all: 7,
    oneOf: ['2027-02-04', '2027-02-11'],
  },
  { year: '2027', name: { vi: national, en: 'National Day' }, known: 1, all: 2, oneOf: ['2027-09-01', '2027-09-03'] },
];

/**
 * Vietnam, 2025 and 2026 as announced. 24/11 is a holiday from 01/07/2026, without a day in lieu (NQ 28/2026/QH16; seen in a
 * third-party copy only: check it in Công báo). The notice for 2027 is not out, and `announcedThrough` says so: of 2027 only
 * the days stand here that no notice can change. These are the days that the law fixes, Giỗ Tổ (10/3 of the lunar year), the day
 * in lieu of 01/05, and of Tết (its first day is 06/02) the six days that are off whichever five days, from two days before it or
 * from one, are decided on. Missing are the seventh, 04/02 or 11/02, and the second day of Quốc khánh.
 */
export const vietnamHolidays: Calendar = {
  announcedThrough: '2026-12-31',
  holidays: {
    '2025-01-01': newYear,
    '2025-01-27': lunarNewYear,
    '2025-01-28': lunarNewYear,
    '2025-01-29': lunarNewYear,
    '2025-01-30': lunarNewYear,
    '2025-01-31': lunarNewYear,
    '2025-04-07': hungKings,
    '2025-04-30': victory,
    '2025-05-01': labour,
    '2025-05-02': 'Hoán đổi với thứ Bảy 26/04/2025',
    '2025-09-01': national,
    '2025-09-02': national,

    // TB 9441/TB-BNV, but for 02/01: announced on 25/12/2025, seen in the press only (24h.com.vn).
    '2026-01-01': newYear,
    '2026-01-02': 'Hoán đổi với thứ Bảy 10/01/2026',
    '2026-02-16': lunarNewYear,
    '2026-02-17': lunarNewYear,
    '2026-02-18': lunarNewYear,
    '2026-02-19': lunarNewYear,
    '2026-02-20': lunarNewYear,
    '2026-04-26': hungKings,
    '2026-04-27': `Nghỉ bù ${hungKings}`,
    '2026-04-30': victory,
    '2026-05-01': labour,
    '2026-08-31': 'Hoán đổi với thứ Bảy 22/08/2026',
    '2026-09-01': national,
    '2026-09-02': national,
    '2026-11-24': culture,

    '2027-01-01': newYear,
    '2027-02-05': expected(lunarNewYear),
    '2027-02-06': expected(lunarNewYear),
    '2027-02-07': expected(lunarNewYear),
    '2027-02-08': expected(lunarNewYear),
    '2027-02-09': expected(lunarNewYear),
    '2027-02-10': expected(lunarNewYear),
    '2027-04-16': hungKings,
    '2027-04-30': victory,
    '2027-05-01': labour,
    '2027-05-03': `Nghỉ bù ${labour}`,
    '2027-09-02': national,
    '2027-11-24': culture,
  },
  workedSaturdays: {
    '2025-04-26': 'Làm bù cho thứ Sáu 02/05/2025',
    '2026-01-10': 'Làm bù cho thứ Sáu 02/01/2026',
    '2026-08-22': 'Làm bù cho thứ Hai 31/08/2026',
  },
};
