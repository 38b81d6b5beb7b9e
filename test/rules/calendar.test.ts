import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Calendar,
  dayOf,
  daysBefore,
  endOfDay,
  endOfPeriod,
  isAnnounced,
  isDay,
  isWeekend,
  isWorkingDay,
  nextWorkingDay,
  startOfDay,
  workingDaysBefore,
} from '../../workflows/rules/calendar.ts';
import { holidaysByLaw, vietnamHolidays, vietnamHolidaysUntil } from '../../workflows/rules/holidays.ts';

const day = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2026-12-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const bare: Calendar = { holidays: {}, workedSaturdays: {}, announcedThrough: null };

describe('days and instants', () => {
  test.each([
    ['2026-03-31T16:59:59.999Z', '2026-03-31'],
    ['2026-03-31T17:00:00.000Z', '2026-04-01'],
    ['2025-12-31T17:00:00Z', '2026-01-01'],
    ['2026-04-01T00:00:00+07:00', '2026-04-01'],
    ['2026-03-31T23:59:59+07:00', '2026-03-31'],
  ])('%s falls on %s', (instant, expected) => {
    expect(dayOf(instant)).toBe(expected);
  });

  test('a day begins and ends at midnight in Vietnam', () => {
    expect(startOfDay('2026-03-31')).toBe('2026-03-30T17:00:00.000Z');
    expect(endOfDay('2026-03-31')).toBe('2026-03-31T16:59:59.999Z');
  });

  test('every day holds its own first and last instant and no more', () => {
    fc.assert(
      fc.property(day, (one) => {
        expect(dayOf(startOfDay(one))).toBe(one);
        expect(dayOf(endOfDay(one))).toBe(one);
        expect(Date.parse(endOfDay(one)) + 1 - Date.parse(startOfDay(one))).toBe(86_400_000);
        const next = new Date(Date.parse(endOfDay(one)) + 1).toISOString();
        expect(dayOf(next) > one).toBe(true);
      }),
    );
  });

  test.each(['2026-03-31', '2026-03-31T10:00:00', 'tomorrow', ''])('%j is no instant', (text) => {
    expect(() => dayOf(text)).toThrow(RangeError);
  });

  test.each([
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['31/03/2026', false],
    ['0000-01-01', false],
  ])('whether %s is a day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
    if (!expected) expect(() => endOfDay(text)).toThrow(RangeError);
  });
});

describe('working days of 2025 and 2026', () => {
  test.each([
    ['2026-01-01', false, 'Tết Dương lịch'],
    ['2026-01-02', false, 'swapped'],
    ['2026-01-10', true, 'a Saturday worked for 02/01'],
    ['2026-01-17', false, 'an ordinary Saturday'],
    ['2026-02-13', true, 'the last day before Tết'],
    ['2026-02-16', false, 'Tết'],
    ['2026-02-20', false, 'Tết'],
    ['2026-02-23', true, 'the first day after Tết'],
    ['2026-04-27', false, 'in lieu of Giỗ Tổ on a Sunday'],
    ['2026-04-29', true, 'an ordinary Wednesday'],
    ['2026-04-30', false, 'Ngày Chiến thắng'],
    ['2026-05-01', false, 'Quốc tế lao động'],
    ['2026-08-22', true, 'a Saturday worked for 31/08'],
    ['2026-08-31', false, 'swapped'],
    ['2026-09-01', false, 'Quốc khánh'],
    ['2026-09-02', false, 'Quốc khánh'],
    ['2026-11-24', false, 'new from 01/07/2026'],
    ['2025-11-24', true, 'not yet a holiday in 2025'],
    ['2025-01-27', false, 'Tết'],
    ['2025-02-03', true, 'the first day after Tết'],
    ['2025-04-07', false, 'Giỗ Tổ'],
    ['2025-04-26', true, 'a Saturday worked for 02/05'],
    ['2025-05-02', false, 'swapped'],
  ])('%s: %s, %s', (one, expected) => {
    expect(isWorkingDay(vietnamHolidays, one)).toBe(expected);
  });

  test('the data are days; swapped Saturdays are Saturdays; each swap has its day off', () => {
    for (const one of Object.keys(vietnamHolidays.holidays)) expect(isDay(one)).toBe(true);
    for (const one of Object.keys(vietnamHolidays.workedSaturdays)) {
      expect(new Date(`${one}T00:00:00Z`).getUTCDay()).toBe(6);
      expect(vietnamHolidays.holidays).not.toHaveProperty(one);
    }
    const swapped = Object.values(vietnamHolidays.holidays).filter((name) => name.startsWith('Hoán đổi'));
    expect(swapped).toHaveLength(Object.keys(vietnamHolidays.workedSaturdays).length);
  });

  test('2027 is not announced', () => {
    expect(isAnnounced(vietnamHolidays, '2026-12-31')).toBe(true);
    expect(isAnnounced(vietnamHolidays, '2027-01-01')).toBe(false);
    expect(isAnnounced(bare, '2026-01-05')).toBe(false);
  });
});

/** The days in Vietnam on which the moon was or will be new about a day (after Meeus and Hồ Ngọc Đức; right to some minutes). */
function newMoonsAbout(year: number): string[] {
  const first = Math.floor((year - 1900) * 12.3685) - 1;
  return Array.from({ length: 9 }, (_, index) => {
    const k = first + index;
    const t = k / 1236.85;
    const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
    const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2;
    const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2;
    const node = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2;
    const mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t ** 2 + 0.00033 * sine(166.56 + 132.87 * t);
    const periodic =
      (0.1734 - 0.000393 * t) * sine(sun) +
      0.0021 * sine(2 * sun) -
      0.4068 * sine(moon) +
      0.0161 * sine(2 * moon) -
      0.0004 * sine(3 * moon) +
      0.0104 * sine(2 * node) -
      0.0051 * sine(sun + moon) -
      0.0074 * sine(sun - moon) +
      0.001 * sine(2 * node - moon);
    const julian = mean + periodic - (-0.000278 + 0.000265 * t + 0.000262 * t ** 2);
    return dayOf(new Date((julian - 2440587.5) * 86_400_000).toISOString());
  });
}

describe('Tết, Giỗ Tổ and Ngày Văn hóa', () => {
  // not by the runtime's own lunar calendar: that of Node 20 puts Tết 2027 a day late
  test.each([
    [2025, '2025-01-29', '2025-04-07'],
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
  ])('%s: the first day of Tết is a new moon, and Giỗ Tổ the tenth day of the third moon', (year, tet, ancestors) => {
    const moons = newMoonsAbout(year);
    const third = moons[moons.indexOf(tet) + 2]!;
    expect(moons).toContain(tet);
    expect(addDays(bare, third, 9, false)).toBe(ancestors);
    expect(vietnamHolidays.holidays[tet]).toMatch(/^Tết Nguyên đán/);
    expect(vietnamHolidays.holidays[ancestors]).toBe('Giỗ Tổ Hùng Vương');
  });

  test.each([
    ['2026-02-12', 1, '2026-02-13', 'before Tết 2026'],
    ['2026-02-13', 1, '2026-02-23', 'right across Tết 2026'],
    ['2026-02-12', 3, '2026-02-24', 'from before it to after it'],
    ['2026-02-16', 1, '2026-02-23', 'from within it'],
    ['2027-02-02', 1, '2027-02-03', 'before Tết 2027'],
    ['2027-02-04', 1, '2027-02-11', 'right across Tết 2027, as far as it is known'],
    ['2027-02-03', 3, '2027-02-12', 'from before it to after it'],
    ['2027-04-15', 1, '2027-04-19', 'across Giỗ Tổ 2027, a Friday'],
    ['2027-04-29', 1, '2027-05-04', 'across 30/04 and 01/05, a Saturday, with its day in lieu'],
    ['2026-11-23', 1, '2026-11-25', 'across 24/11/2026'],
    ['2026-11-20', 3, '2026-11-26', 'over the weekend and across 24/11/2026'],
    ['2025-11-21', 2, '2025-11-25', 'in 2025 it was worked'],
    ['2026-08-21', 1, '2026-08-22', 'on the Saturday worked for 31/08'],
    ['2026-08-28', 1, '2026-09-03', 'across 31/08, which is off, and Quốc khánh'],
  ])('%s and %s working days is %s: %s', (from, days, expected) => {
    expect(addWorkingDays(vietnamHolidays, from, days)).toBe(expected);
  });

  test('what is known of 2027 is provisional, and says so where a notice decides', () => {
    for (const [one, name] of Object.entries(vietnamHolidays.holidays)) {
      expect(isAnnounced(vietnamHolidays, one)).toBe(one <= '2026-12-31');
      expect([one, name.includes('chưa có thông báo')]).toEqual([one, one.startsWith('2027-02-')]);
    }
    // a period of ten days that ends within Tết moves behind it
    expect(addDays(vietnamHolidays, '2027-01-29', 10)).toBe('2027-02-11');
    expect(isAnnounced(vietnamHolidays, '2027-02-11')).toBe(false);
  });
});

describe('what the law fixes of a year', () => {
  test('is what is known of 2027', () => {
    expect(Object.keys(holidaysByLaw(2027).holidays)).toEqual([
      '2027-01-01',
      ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10'],
      ...['2027-04-16', '2027-04-30', '2027-05-01', '2027-05-03', '2027-09-02', '2027-11-24'],
    ]);
    expect(holidaysByLaw(2027).awaited.map(({ known, all, oneOf }) => [known, all, ...oneOf])).toEqual([
      [6, 7, '2027-02-04', '2027-02-11'],
      [1, 2, '2027-09-01', '2027-09-03'],
    ]);
  });

  test.each([2025, 2026])('stands in what was announced for %s, with one of the days that it left open', (year) => {
    const { holidays, awaited } = holidaysByLaw(year);
    const announced = Object.keys(vietnamHolidays.holidays);
    expect(Object.keys(holidays).filter((day) => !announced.includes(day))).toEqual([]);
    for (const { oneOf } of awaited) expect(oneOf.filter((day) => announced.includes(day))).toHaveLength(1);
  });

  test('follows the moon over Vietnam: Tết 2030 is a day before that of China', () => {
    expect(holidaysByLaw(2030).holidays).toMatchObject({ '2030-02-04': expect.stringContaining('Tết Nguyên đán') });
    for (let year = 2027; year < 2060; year += 1) {
      const { holidays } = holidaysByLaw(year);
      const moons = newMoonsAbout(year);
      const ancestors = Object.keys(holidays).find((day) => holidays[day] === 'Giỗ Tổ Hùng Vương')!;
      expect(moons.map((moon) => addDays(bare, moon, 9, false))).toContain(ancestors);
    }
  });

  test('gives each holiday on a weekend the next working day, and 24/11 none', () => {
    // 30/04 and 01/05/2033 are a Saturday and a Sunday; 24/11/2029 is a Saturday
    expect(holidaysByLaw(2033).holidays).toMatchObject({
      '2033-05-02': 'Nghỉ bù Ngày Chiến thắng',
      '2033-05-03': 'Nghỉ bù Ngày Quốc tế lao động',
    });
    expect(Object.keys(holidaysByLaw(2029).holidays).filter((day) => day.startsWith('2029-11'))).toEqual([
      '2029-11-24',
    ]);
  });

  test('leaves as many working days off whatever the notice says, and goes on in every year', () => {
    const [first, last] = [2027, 2199];
    const known = vietnamHolidaysUntil(last);
    expect(known.announcedThrough).toBe('2026-12-31');
    for (let year = first; year <= last; year += 1) {
      const { holidays, awaited } = holidaysByLaw(year);
      for (const day of Object.keys(holidays)) expect(day.startsWith(`${year}-`)).toBe(true);
      for (const { oneOf } of awaited) {
        expect(oneOf.length % 2).toBe(0);
        for (const day of oneOf) expect(isWorkingDay({ ...bare, holidays }, day)).toBe(true);
      }
      for (const [day, name] of Object.entries(holidays)) expect(known.holidays[day]).toEqual(name);
    }
    expect(vietnamHolidaysUntil(first).holidays).toMatchObject(holidaysByLaw(first).holidays);
    expect(vietnamHolidaysUntil(first).holidays).not.toHaveProperty(`${first + 1}-01-01`);
  });
});

describe('periods of calendar days', () => {
  test.each([
    ['2026-03-02', 10, '2026-03-12', 'the day of the event is not counted'],
    ['2026-03-03', 0, '2026-03-03', 'nothing to add'],
    ['2026-03-04', 10, '2026-03-16', 'the last day is a Saturday and moves to Monday'],
    ['2026-02-06', 10, '2026-02-23', 'the last day is in Tết and moves behind it and the weekend'],
    ['2026-08-12', 10, '2026-08-22', 'the last day is a Saturday that is worked'],
    ['2026-12-01', 30, '2026-12-31', 'across a month'],
  ])('%s and %s days is %s: %s', (from, days, expected) => {
    expect(addDays(vietnamHolidays, from, days)).toBe(expected);
  });

  test('without the rule of the next working day it ends where it ends', () => {
    expect(addDays(vietnamHolidays, '2026-03-04', 10, false)).toBe('2026-03-14');
  });

  test('it never ends early, nor later than the next working day', () => {
    fc.assert(
      fc.property(day, fc.nat(60), (from, days) => {
        const plain = addDays(vietnamHolidays, from, days, false);
        const moved = addDays(vietnamHolidays, from, days);
        expect(Date.parse(plain) - Date.parse(from)).toBe(days * 86_400_000);
        expect(moved >= plain).toBe(true);
        expect(isWorkingDay(vietnamHolidays, moved)).toBe(true);
        for (let one = plain; one < moved; one = addDays(bare, one, 1, false))
          expect(isWorkingDay(vietnamHolidays, one)).toBe(false);
      }),
    );
  });

  test('nextWorkingDay leaves a working day alone', () => {
    expect(nextWorkingDay(vietnamHolidays, '2026-03-04')).toBe('2026-03-04');
    expect(nextWorkingDay(vietnamHolidays, '2026-04-30')).toBe('2026-05-04');
  });
});

describe('periods of working days', () => {
  test.each([
    ['2026-03-02', 3, '2026-03-05', 'within a week'],
    ['2026-03-05', 3, '2026-03-10', 'over a weekend'],
    ['2026-02-13', 1, '2026-02-23', 'over Tết'],
    ['2026-04-24', 3, '2026-05-04', 'over Giỗ Tổ, 30/4 and 1/5'],
    ['2026-08-21', 1, '2026-08-22', 'onto the worked Saturday'],
    ['2026-08-28', 1, '2026-09-03', 'over the swapped Monday and Quốc khánh'],
    ['2026-11-23', 1, '2026-11-25', 'over 24/11'],
    ['2026-03-07', 0, '2026-03-07', 'nothing to add'],
    ['2026-03-07', 1, '2026-03-09', 'from a Saturday'],
  ])('%s and %s working days is %s: %s', (from, days, expected) => {
    expect(addWorkingDays(vietnamHolidays, from, days)).toBe(expected);
  });

  test('exactly so many working days lie after the event up to the last day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, days) => {
        const last = addWorkingDays(vietnamHolidays, from, days);
        expect(isWorkingDay(vietnamHolidays, last)).toBe(true);
        let worked = 0;
        for (let one = from; one < last; ) {
          one = addDays(bare, one, 1, false);
          if (isWorkingDay(vietnamHolidays, one)) worked += 1;
        }
        expect(worked).toBe(days);
      }),
    );
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%s days are refused', (days) => {
    expect(() => addDays(bare, '2026-03-02', days)).toThrow(RangeError);
    expect(() => addWorkingDays(bare, '2026-03-02', days)).toThrow(RangeError);
    expect(() => daysBefore('2026-03-02', days)).toThrow(RangeError);
    expect(() => addMonths('2026-03-02', days)).toThrow(RangeError);
  });
});

describe('days before an event', () => {
  test('calendar days do not care for weekends', () => {
    expect(daysBefore('2026-03-03', 3)).toBe('2026-02-28');
    expect(isWeekend(daysBefore('2026-03-03', 3))).toBe(true);
  });

  test('working days do', () => {
    expect(workingDaysBefore(vietnamHolidays, '2026-03-03', 5)).toBe('2026-02-24');
    expect(workingDaysBefore(vietnamHolidays, '2026-02-24', 2)).toBe('2026-02-13');
  });
});

describe('periods of months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-02', 6, '2026-09-02'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-03-02', 12, '2027-03-02'],
    ['2026-11-30', 60, '2031-11-30'],
  ])('%s and %s months is %s', (from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });
});

describe('periods of a policy pack', () => {
  const after = { direction: 'after', endsOnWorkingDay: true } as const;
  test.each([
    [{ ...after, value: 10, unit: 'day' }, '2026-03-16'],
    [{ ...after, value: 10, unit: 'day', endsOnWorkingDay: false }, '2026-03-14'],
    [{ ...after, value: 3, unit: 'workingDay' }, '2026-03-09'],
    [{ ...after, value: 6, unit: 'month', endsOnWorkingDay: false }, '2026-09-04'],
    [{ ...after, value: 7, unit: 'month' }, '2026-10-05'],
    [{ ...after, value: 5, unit: 'year', endsOnWorkingDay: false }, '2031-03-04'],
    [{ ...after, value: 1, unit: 'year' }, '2027-03-04'],
    [{ value: 3, unit: 'day', direction: 'before', endsOnWorkingDay: false }, '2026-03-01'],
    [{ value: 3, unit: 'workingDay', direction: 'before', endsOnWorkingDay: false }, '2026-02-27'],
    [{ ...after, value: null, unit: 'day' }, null],
  ] as const)('%j', (period, expected) => {
    expect(endOfPeriod(vietnamHolidays, '2026-03-04', period)).toBe(expected);
  });
});
