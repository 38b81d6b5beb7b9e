// Reports on milestones and on the work so far, as pages of several kinds read them from a dossier.

import type { StateRow } from '../workflows/decide.ts';
import { type Day, daysBetween } from '../workflows/rules/calendar.ts';
import { isOverdue, type ReportFacts } from '../workflows/rules/reports.ts';
import { contentOf } from './contents.ts';
import type { Database } from './database/pool.ts';
import type { Dossier } from './dossier.ts';

/** What is to be shown: a milestone's name, and what shows that it is reached. */
export type What = { readonly name: string; readonly shows: string };

/** A report of a dossier, with what its state keeps. */
export type ReportRow = {
  readonly id: string;
  readonly subject: string;
  readonly number: number;
  readonly state: StateRow;
  readonly facts: ReportFacts;
};

/** Its place in the row of reports; 0 for what is none. */
export const numberOf = (state: StateRow | undefined): number =>
  typeof state?.facts.number === 'number' ? state.facts.number : 0;

/** The reports of a dossier, by their number. */
export function reportRows({ states }: Pick<Dossier, 'states'>): ReportRow[] {
  return [...states.values()]
    .filter(({ machine }) => machine === 'report')
    .map((state) => ({
      id: state.subject.slice('report/'.length),
      subject: state.subject,
      number: numberOf(state),
      state,
      facts: state.facts as unknown as ReportFacts,
    }))
    .sort((a, b) => a.number - b.number);
}

/** What a report is to show; null where it was planned by nobody, or the words were erased. */
export const whatOf = (db: Database, agency: string, { what }: ReportFacts): Promise<What | null> =>
  contentOf<What>(db, agency, what);

/** The reports that a team owes past their day on `today`, each with how many calendar days. */
export const overdueReports = (dossier: Pick<Dossier, 'states'>, today: Day): { row: ReportRow; days: number }[] =>
  reportRows(dossier)
    .filter(({ state, facts }) => isOverdue(state.value, facts, today))
    .map((row) => ({ row, days: daysBetween(row.facts.dueOn!, today) }));
