// The holidays that the system knows: those that were announced, and of every other year what the law itself fixes (BLLĐ 2019
// Điều 112). This is data to begin from; the administrator edits the table in the database when a new notice is out.

import { LunarDate } from '@nghiavuive/lunar_date_vi';
import { type Calendar, type Day, daysAfter, isWeekend } from './calendar.ts';

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

/** The day on which a day of the Vietnamese lunar year falls; the calendar of China, which runtimes know, is a day off at times. */
function lunarDay(year: number, month: number, day: number): Day {
  const lunar = new LunarDate({ year, month, day });
  lunar.init();
  const solar = lunar.toSolarDate().get();
  return `${solar.year}-${String(solar.month).padStart(2, '0')}-${String(solar.day).padStart(2, '0')}`;
}

/** What the yearly notice decides: how many days before the first of Tết its five begin, and on which side of 02/09 the second is. */
type Notice = { readonly tetFrom: -2 | -1; readonly besideNational: -1 | 1 };

/**
 * The days off of a year under one notice, with their reasons. A holiday on a weekend has the next working day in lieu (Điều 111.3);
 * 24/11 is one from 01/07/2026, without (NQ 28/2026/QH16; seen in a third-party copy only: check it in Công báo).
 */
function daysOff(year: number, { tetFrom, besideNational }: Notice): Record<Day, string> {
  const tet = daysAfter(lunarDay(year, 1, 1), tetFrom);
  const holidays: [Day, string][] = [
    [`${year}-01-01`, newYear],
    ...[0, 1, 2, 3, 4].map((after): [Day, string] => [daysAfter(tet, after), lunarNewYear]),
    [lunarDay(year, 3, 10), hungKings],
    [`${year}-04-30`, victory],
    [`${year}-05-01`, labour],
    [`${year}-09-02`, national],
    [daysAfter(`${year}-09-02`, besideNational), national],
  ];
  const off = new Map(holidays.map(([day, name]) => [day, name === lunarNewYear ? expected(name) : name]));
  if (year >= 2026) off.set(`${year}-11-24`, culture);
  for (const [day, name] of holidays.filter(([one]) => isWeekend(one)).sort()) {
    let next = daysAfter(day, 1);
    while (isWeekend(next) || off.has(next)) next = daysAfter(next, 1);
    off.set(next, name === lunarNewYear ? expected(name) : `Nghỉ bù ${name}`);
  }
  return Object.fromEntries(off);
}

/**
 * What the law fixes of a year whatever its notice will say, and what it leaves to it. For the years 1200 to 2199.
 */
export function holidaysByLaw(year: number): { holidays: Calendar['holidays']; awaited: readonly Awaited[] } {
  const under = (tetFrom: -2 | -1, besideNational: -1 | 1) => daysOff(year, { tetFrom, besideNational });
  const ways = [under(-2, -1), under(-2, 1), under(-1, -1), under(-1, 1)];
  const [one, otherNational, otherTet] = ways as [Record<Day, string>, Record<Day, string>, Record<Day, string>];
  const holidays = Object.fromEntries(
    Object.entries(one)
      .filter(([day]) => ways.every((way) => day in way))
      .sort(),
  );
  const left = (name: Awaited['name'], other: Record<Day, string>): Awaited[] => {
    const oneOf = [
      ...Object.keys(one).filter((day) => !(day in other)),
      ...Object.keys(other).filter((day) => !(day in one)),
    ];
    const worked = oneOf.filter((day) => !isWeekend(day)).sort();
    const known = Object.values(holidays).filter((reason) => reason.includes(name.vi)).length;
    return worked.length === 0 ? [] : [{ year: String(year), name, known, all: known + 1, oneOf: worked }];
  };
  return {
    holidays,
    awaited: [
      ...left({ vi: lunarNewYear, en: 'Lunar New Year' }, otherTet),
      ...left({ vi: national, en: 'National Day' }, otherNational),
    ],
  };
}

/** The last year whose notice is known here. */
const lastAnnounced = 2026;

/**
 * Vietnam's holidays until a year, at least the one after the last that was announced: as announced, and after that what the law
 * fixes. `announcedThrough` says how far the notices go.
 */
export function vietnamHolidaysUntil(year: number): Calendar {
  const years = Array.from({ length: Math.max(year - lastAnnounced, 1) }, (_, after) => lastAnnounced + 1 + after);
  const byLaw = years.map((one) => holidaysByLaw(one).holidays);
  return { ...announced, holidays: Object.assign({}, announced.holidays, ...byLaw) };
}

/** 2025 and 2026 as announced. */
const announced: Calendar = {
  announcedThrough: `${lastAnnounced}-12-31`,
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
  },
  workedSaturdays: {
    '2025-04-26': 'Làm bù cho thứ Sáu 02/05/2025',
    '2026-01-10': 'Làm bù cho thứ Sáu 02/01/2026',
    '2026-08-22': 'Làm bù cho thứ Hai 31/08/2026',
  },
};

/** What a new calendar begins with. */
export const vietnamHolidays: Calendar = vietnamHolidaysUntil(lastAnnounced);
