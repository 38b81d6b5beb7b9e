// How long an agency has to answer somebody about their personal data: Nghị định 356/2025/NĐ-CP, Điều 5, as a secondary source gives it
// (domain/facts.md §8, [G]). Days are counted as they come, without moving a last day to a working day: never later than the law has it.

import { addDays, addWorkingDays, type Calendar, type Day } from './calendar.ts';

/** To correct or complete what is held; to delete it; to withdraw, restrict or object to its use. */
export const dataRequestKinds = ['correct', 'delete', 'object'] as const;
export type DataRequestKind = (typeof dataRequestKinds)[number];

/** Working days within which it is said that the request has come. */
export const acknowledgeWithin = 2;

/** Days to carry it out, and by how many they may be extended, once and with a reason. */
export const answerWithin: Readonly<Record<DataRequestKind, { days: number; extension: number }>> = {
  correct: { days: 10, extension: 10 },
  delete: { days: 20, extension: 20 },
  object: { days: 15, extension: 15 },
};

/** The last days of a request that came on a day. */
export function lastDaysOf(
  calendar: Calendar,
  asked: Day,
  kind: DataRequestKind,
): { acknowledgeBy: Day; answerBy: Day } {
  return {
    acknowledgeBy: addWorkingDays(calendar, asked, acknowledgeWithin),
    answerBy: addDays(calendar, asked, answerWithin[kind].days, false),
  };
}

/** The last day once it was extended. */
export const extendedDay = (calendar: Calendar, answerBy: Day, kind: DataRequestKind): Day =>
  addDays(calendar, answerBy, answerWithin[kind].extension, false);
