// Days, working days and the ends of periods, as Vietnamese law counts them. A day is 'YYYY-MM-DD' in
// Asia/Ho_Chi_Minh. Nothing here knows what today is: days and instants come in as arguments.

/** A calendar day in Asia/Ho_Chi_Minh, written 'YYYY-MM-DD'. */
export type Day = string;

/** A moment in time, ISO 8601 in UTC, e.g. '2026-03-31T16:59:59.999Z'. */
export type Instant = string;

/**
 * What is known of the working year. `holidays` and `workedSaturdays` name the reason of each exceptional day;
 * `announcedThrough` is the last day for which the yearly notice is out, null when none is. Later days can be counted,
 * but the result is provisional: ask `isAnnounced`.
 */
export type Calendar = {
  readonly holidays: Readonly<Record<Day, string>>;
  readonly workedSaturdays: Readonly<Record<Day, string>>;
  readonly announcedThrough: Day | null;
};

/** Whether a text is a real day of the years 1900 to 2199, written 'YYYY-MM-DD' ('2026-02-29' is not). */
export function isDay(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return false;
  const year = Number(parts[1]);
  if (year < 1900 || year > 2199) return false;
  const time = Date.UTC(year, Number(parts[2]) - 1, Number(parts[3]));
  return new Date(time).toISOString().slice(0, 10) === text;
}

const dayMilliseconds = 86_400_000;
/** Indochina Time, UTC+7, no summer time. */
const offsetMilliseconds = 7 * 3_600_000;

function timeOf(day: Day): number {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return Date.parse(`${day}T00:00:00.000Z`);
}

function dayAt(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

function shift(day: Day, days: number): Day {
  return dayAt(timeOf(day) + days * dayMilliseconds);
}

/** The day so many days after another, or before it. */
export const daysAfter = (day: Day, days: number): Day => shift(day, days);

/** Calendar days from one day to another; below zero when it has passed. */
export const daysBetween = (from: Day, to: Day): number => (timeOf(to) - timeOf(from)) / dayMilliseconds;

/**
 * The day in Asia/Ho_Chi_Minh on which an instant falls: 17:00 UTC is already tomorrow there.
 * @throws RangeError for a text that is no instant with a time zone.
 */
export function dayOf(instant: Instant): Day {
  const time = /(?:Z|[+-]\d{2}:?\d{2})$/.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) throw new RangeError(`not an instant: ${instant}`);
  return dayAt(time + offsetMilliseconds);
}

/** The first instant of a day in Asia/Ho_Chi_Minh, in UTC. */
export function startOfDay(day: Day): Instant {
  return new Date(timeOf(day) - offsetMilliseconds).toISOString();
}

/** The last millisecond of a day in Asia/Ho_Chi_Minh, in UTC: a period ends when its last day does (BLDS 2015 Điều 148). */
export function endOfDay(day: Day): Instant {
  return new Date(timeOf(day) - offsetMilliseconds + dayMilliseconds - 1).toISOString();
}

/** Whether a day is Saturday or Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(timeOf(day)).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Whether people work on a day: a weekday that is no holiday, or a Saturday that was swapped for a day off. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  if (Object.hasOwn(calendar.workedSaturdays, day)) return true;
  return !isWeekend(day) && !Object.hasOwn(calendar.holidays, day);
}

/**
 * Whether the yearly notice of holidays is out for a day. A deadline on a later day is provisional: it is counted with the
 * holidays known so far, and must be counted again when the notice is out.
 */
export function isAnnounced(calendar: Calendar, day: Day): boolean {
  timeOf(day);
  return calendar.announcedThrough !== null && day <= calendar.announcedThrough;
}

/** The day itself when people work on it, else the next day on which they do. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  let next = day;
  while (!isWorkingDay(calendar, next)) next = shift(next, 1);
  return next;
}

function count(number: number): number {
  if (!Number.isInteger(number) || number < 0) throw new RangeError(`not a count of days: ${number}`);
  return number;
}

/**
 * The last day of a period of calendar days (ngày). The day of the event is not counted (BLDS 2015 Điều 147). With
 * `endsOnWorkingDay`, the default, a last day that is a weekend or holiday moves to the next working day (Điều 148.5, [K]:
 * the text was not seen, so the procedure figure carries it as a flag).
 * @throws RangeError for what is no day, or a count that is negative or no whole number.
 */
export function addDays(calendar: Calendar, day: Day, days: number, endsOnWorkingDay = true): Day {
  const last = shift(day, count(days));
  return endsOnWorkingDay ? nextWorkingDay(calendar, last) : last;
}

/**
 * The last day of a period of working days (ngày làm việc): the day of the event is not counted, nor is any day on which
 * people do not work. Zero working days is the day itself.
 * @throws RangeError for what is no day, or a count that is negative or no whole number.
 */
export function addWorkingDays(calendar: Calendar, day: Day, days: number): Day {
  return step(calendar, day, days, 1);
}

/** The latest day that is at least so many calendar days before an event: papers "at least 3 days before" the meeting. */
export function daysBefore(day: Day, days: number): Day {
  return shift(day, -count(days));
}

/** The latest day that is at least so many working days before an event. */
export function workingDaysBefore(calendar: Calendar, day: Day, days: number): Day {
  return step(calendar, day, days, -1);
}

function step(calendar: Calendar, day: Day, days: number, direction: 1 | -1): Day {
  let last = shift(day, 0);
  for (let left = count(days); left > 0; ) {
    last = shift(last, direction);
    if (isWorkingDay(calendar, last)) left -= 1;
  }
  return last;
}

/**
 * The last day of a period of months: the same date of the month, or the month's last day when it has none (31/01 and one
 * month is 28/02 or 29/02; BLDS 2015 Điều 148, [K]). It does not move to a working day.
 */
export function addMonths(day: Day, months: number): Day {
  const from = new Date(timeOf(day));
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + count(months);
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDate)));
}

/** A period as a policy pack states it (`Period` in programmes/schema.ts). */
export type CountedPeriod = {
  readonly value: number | null;
  readonly unit: 'day' | 'workingDay' | 'month' | 'year';
  readonly direction: 'after' | 'before';
  readonly endsOnWorkingDay: boolean;
};

/**
 * The day on which a period of a policy pack ends (or, counted 'before', the latest day that keeps it). null when the pack
 * does not know its length: that blocks, it is not zero.
 */
export function endOfPeriod(calendar: Calendar, event: Day, period: CountedPeriod): Day | null {
  const { value, unit, direction } = period;
  if (value === null) return null;
  if (direction === 'before') {
    if (unit === 'day') return daysBefore(event, value);
    if (unit === 'workingDay') return workingDaysBefore(calendar, event, value);
    throw new RangeError(`no period of ${unit}s before an event`);
  }
  if (unit === 'workingDay') return addWorkingDays(calendar, event, value);
  if (unit === 'day') return addDays(calendar, event, value, period.endsOnWorkingDay);
  const last = addMonths(event, unit === 'year' ? value * 12 : value);
  return period.endsOnWorkingDay ? nextWorkingDay(calendar, last) : last;
}

/**
 * How many working days there are after one day until another, that day counted: 0 on the day itself, and below zero where it has
 * passed.
 */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from) || 0;
  let days = 0;
  for (let day = shift(from, 1); day <= to; day = shift(day, 1)) if (isWorkingDay(calendar, day)) days += 1;
  return days;
}
