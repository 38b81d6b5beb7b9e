// The decisions of a dossier that its team may appeal against, the appeals that there are, and what upholding each would do.

import type { StateRow } from '../workflows/decide.ts';
import { procedures } from '../workflows/procedures.ts';
import {
  type Contested,
  type ContestedEvent,
  isContested,
  lodgingEnds,
  stands,
  stillStands,
} from '../workflows/rules/appeals.ts';
import { type Calendar, type Day, dayOf } from '../workflows/rules/calendar.ts';
import type { Answers } from '../workflows/rules/formAnswers.ts';
import { budgetTotals } from '../workflows/rules/formBudgets.ts';
import { contentOf, reasonOf } from './contents.ts';
import type { Database } from './database/pool.ts';
import { type Dossier, visibleHistory } from './dossier.ts';

/** A decision with what its team was told of it, and until when it can be appealed against in time; null where that is not known. */
export type Decided = Contested & { readonly at: string; readonly reason: string; readonly until: Day | null };

export const appealsOf = ({ states }: Pick<Dossier, 'states'>): StateRow[] =>
  [...states.values()].filter(({ machine }) => machine === 'appeal');

export const againstOf = ({ facts }: Pick<StateRow, 'facts'>): Contested => facts.against as unknown as Contested;

/** What a decision is, by the event that recorded it; null where there is none that can be appealed against. */
export function decisionAt(dossier: Dossier, revision: number): (Contested & { at: string }) | null {
  const found = dossier.history.find((one) => one.revision === revision);
  if (found === undefined || !isContested(found.event)) return null;
  const { event, subject, at } = found;
  return { event, subject, revision, on: dayOf(at), at };
}

/** Whether no other decision of its kind was taken of its subject since. */
export const isNewest = ({ history }: Pick<Dossier, 'history'>, { event, subject, revision }: Contested): boolean =>
  history.find((one) => one.event === event && one.subject === subject)?.revision === revision;

/** The decisions that stand and against which no appeal is open or was decided, newest first. */
export async function contestableOf(db: Database, dossier: Dossier, calendar: Calendar): Promise<Decided[]> {
  const settled = new Set(
    appealsOf(dossier)
      .filter(({ value }) => value !== 'withdrawn' && value !== 'notAccepted')
      .map((appeal) => againstOf(appeal).revision),
  );
  const seen = new Set<string>();
  const found: Decided[] = [];
  for (const one of visibleHistory(dossier, ['founder'])) {
    const { event, subject, revision, at, reason } = one;
    if (!isContested(event) || seen.has(`${subject} ${event}`)) continue;
    seen.add(`${subject} ${event}`);
    const state = dossier.states.get(subject);
    // what a council thought is not decided once the director has refused
    const isOvertaken = event === 'application.notRecommended' && state?.value === 'rejected';
    if (settled.has(revision) || isOvertaken || !stands(event, state)) continue;
    if (event === 'application.awarded' && !(await isForLess(db, dossier))) continue;
    const on = dayOf(at);
    const told = await reasonOf(db, dossier.agency, reason);
    found.push({ event, subject, revision, on, at, reason: told, until: lodgingEnds(calendar, on) });
  }
  return found;
}

/** Whether less was awarded than the application asks for. */
async function isForLess(db: Database, { agency, states }: Dossier): Promise<boolean> {
  const { awarded, content } = states.get('application')?.facts ?? {};
  const body = await contentOf<Answers>(db, agency, typeof content === 'string' ? content : null);
  if (body === null || !Array.isArray(body.budget)) return false;
  const given = ((awarded ?? []) as { amountVnd: string }[]).reduce((sum, line) => sum + BigInt(line.amountVnd), 0n);
  return given < budgetTotals(body, 'budget').stateVnd;
}

/** What upholding an appeal does, or did: see `uphold` in workflows/commands/appeal.ts. */
export type Following =
  | 'submitted'
  | 'beforeCouncil'
  | 'recommended'
  | 'resumed'
  | 'reinstated'
  | 'annulled'
  | 'award'
  | 'refused'
  | 'refusedAmendment'
  | 'gone';

/** What would follow from upholding an appeal now, or followed where it was upheld. */
export function followingOf({ states }: Pick<Dossier, 'states'>, appeal: StateRow): Following {
  const { event, subject } = againstOf(appeal);
  const recommended = (states.get('application')?.facts.recommended ?? []) as readonly unknown[];
  const ways: Readonly<Record<ContestedEvent, Following>> = {
    'application.foundIneligible': 'submitted',
    'application.notRecommended': 'beforeCouncil',
    'application.rejected': recommended.length > 0 ? 'recommended' : 'beforeCouncil',
    'application.awarded': 'award',
    'project.suspended': 'resumed',
    'project.terminated': 'reinstated',
    'disbursement.refused': 'refused',
    'amendment.refused': 'refusedAmendment',
    'recovery.decided': 'annulled',
  };
  const way = ways[event];
  if (way === 'award' || way === 'refused' || way === 'refusedAmendment') return way;
  const isSo = appeal.value === 'upheld' ? appeal.facts.undone === true : stillStands(appeal, states.get(subject));
  return isSo ? way : 'gone';
}

/** The clause of the period in which an appeal is lodged. */
export const lodgingClause = procedures.appealLodging.clause;
