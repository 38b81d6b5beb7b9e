// From handing in to the money: when each step ends at the latest, if every period of the law is used to its last day.

import type { CallView, StepView } from '../../templates/pages/calls/call.tsx';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { type Calendar, dayOf, endOfPeriod, isAnnounced } from '../../workflows/rules/calendar.ts';
import type { Call } from './queries.ts';

/** The steps in their order: each period begins where the one before it has ended. */
export const stepOrder = [
  'completenessCheck',
  'review',
  'resultNotice',
  'completion',
  'appraisal',
  'approval',
  'agreement',
  'payment',
] as const satisfies readonly StepView['step'][];
export type Step = (typeof stepOrder)[number];

/** The last day of each step, counted from the closing date; null from the first step on for which the law sets no period. */
export function lastDays(pack: Pack, closesOn: string, calendar: Calendar): Readonly<Record<Step, string | null>> {
  let day: string | null = closesOn;
  const ends: Partial<Record<Step, string | null>> = {};
  for (const step of stepOrder) {
    day = day === null ? null : endOfPeriod(calendar, day, pack.procedure[step]);
    ends[step] = day;
  }
  return ends as Record<Step, string | null>;
}

/**
 * The whole way as the page of a call says it; null where the call ended early or the way is behind us. It is an addition of
 * legal periods and no promise. Without `paidBy`, `missing` names the steps whose period nobody knows.
 */
export function timelineOf(
  { pack, closesAt, closedEarly }: Call,
  { calendar, now }: { calendar: Calendar; now: string },
): CallView['timeline'] {
  if (closedEarly !== null) return null;
  const [today, closesOn] = [dayOf(now), dayOf(closesAt)];
  const { agreement: agreedBy, payment: paidBy } = lastDays(pack, closesOn, calendar);
  if (paidBy !== null && paidBy < today) return null;
  return {
    agreedBy,
    paidBy,
    days: paidBy === null ? null : Math.round((Date.parse(paidBy) - Date.parse(today)) / 86_400_000),
    provisional: paidBy !== null && !isAnnounced(calendar, paidBy),
    missing: stepOrder.filter((step) => pack.procedure[step].value === null),
  };
}
