// What history keeps of a report on a milestone or on the work so far, and how its days are counted.

import { type Day, daysBetween } from './calendar.ts';

/** One submission: the commitment to what it says, the day it came, and the day by which it was due; null where none was set. */
export type ReportVersion = { readonly report: string; readonly on: Day; readonly dueOn: Day | null };

/** A report as its state keeps it. */
export type ReportFacts = {
  /** Its place in the row of the dossier's reports, from 1. */
  readonly number: number;
  /** The commitment to what is to be shown: a milestone's name and its evidence; none where the team reports of its own accord. */
  readonly what?: string;
  /** The day by which it is due now; null where no day was set. */
  readonly dueOn?: Day | null;
  /** The submissions so far, oldest first. */
  readonly versions?: readonly ReportVersion[];
};

/** How a day stands to the day that was set, in calendar days of Vietnam: both are days of its calendar. */
export type Lateness =
  | { readonly kind: 'onTime' }
  /** Handed in so many days after the day. */
  | { readonly kind: 'late'; readonly days: number }
  /** Not handed in; so many days are left, 0 on the day itself. */
  | { readonly kind: 'left'; readonly days: number }
  /** Not handed in, and the day passed so many days ago. */
  | { readonly kind: 'overdue'; readonly days: number };

/** How a submission of `on` stands to its day; null where none was set. */
export function latenessOf({ on, dueOn }: Pick<ReportVersion, 'on' | 'dueOn'>): Lateness | null {
  if (dueOn === null) return null;
  return on <= dueOn ? { kind: 'onTime' } : { kind: 'late', days: daysBetween(dueOn, on) };
}

/** How a report that is waited for stands to its day on `today`; null where none was set. */
export function standingOn(today: Day, dueOn: Day | null | undefined): Lateness | null {
  if (dueOn == null) return null;
  return today <= dueOn
    ? { kind: 'left', days: daysBetween(today, dueOn) }
    : { kind: 'overdue', days: daysBetween(dueOn, today) };
}

/** Whether a report that its team still owes is past its day: planned or returned, and the day is over. */
export const isOverdue = (value: unknown, facts: Pick<ReportFacts, 'dueOn'>, today: Day): boolean =>
  (value === 'planned' || value === 'returned') && facts.dueOn != null && facts.dueOn < today;
