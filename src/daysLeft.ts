// How many days are left until a deadline, or have passed since it: counted as the law counts the period that ends there.

import type { WorkItem } from '../templates/pages/work.tsx';
import type { DaysLeft } from '../templates/parts/lateness.tsx';
import { type ProcedureKey, procedures } from '../workflows/procedures.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { type Calendar, type Day, daysBetween, workingDaysBetween } from '../workflows/rules/calendar.ts';
import { packPeriods } from './clauses.ts';

/** The kinds of deadlines that the national procedure counts in working days: a payment order at the Treasury. */
const inWorkingDays = (Object.keys(procedures) as ProcedureKey[]).filter(
  (what) => procedures[what].unit === 'workingDays',
);

/**
 * Whether a deadline is counted in working days: where the pack says so of its period, else where the national procedure does. A
 * period "in days" counts every day (BLDS 2015, Điều 147), and so does a day that a call, an agreement or a decision sets.
 */
export function countsWorkingDays({ procedure }: Pack, what: string): boolean {
  const periods = packPeriods(what);
  if (periods === null) return inWorkingDays.some((one) => one === what);
  return periods.every((name) => procedure[name].unit === 'workingDay');
}

/** What packs say of procedures, in SQL, each taken out of its pack once: a pack is large, and thousands of rows may ask for it. */
export const packProcedures = `procedures as materialized (select agency, dossier as pack, facts->'procedure' as procedure from state where machine = 'pack')`;

/** The same in SQL, of a kind of deadline and the procedure of a pack. */
export function workingDaysIn(what: string, procedure: string): string {
  const cases = (Object.keys(procedures) as ProcedureKey[]).flatMap((key) => {
    const all = (packPeriods(key) ?? []).map((name) => `${procedure}#>>'{${name},unit}' = 'workingDay'`);
    return all.length === 0 ? [] : [`when '${key}' then ${all.join(' and ')}`];
  });
  const list = inWorkingDays.map((key) => `'${key}'`).join(', ');
  return `coalesce(case ${what} ${cases.join(' ')} else ${what} in (${list}) end, false)`;
}

/** What is left from one day to another; `calendar`: of what is counted in working days. */
export function daysLeft(today: Day, day: Day, calendar: Calendar | null): DaysLeft {
  const days = calendar === null ? daysBetween(today, day) : workingDaysBetween(calendar, today, day);
  return { days, isWorking: calendar !== null, isOver: day < today };
}

/** A matter that waits before its days are counted; `isWorking`: they are working days. */
export type Undated = Omit<WorkItem, 'left'> & { readonly isWorking?: boolean };
