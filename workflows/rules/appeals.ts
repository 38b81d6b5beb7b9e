// Which decisions a team may appeal against, and until when. The decision is named by the event that recorded it.

import { procedures } from '../procedures.ts';
import { addDays, type Calendar, type Day } from './calendar.ts';

export const contestedEvents = [
  'application.foundIneligible',
  'application.notRecommended',
  'application.rejected',
  'application.awarded',
  'project.suspended',
  'project.terminated',
  'disbursement.refused',
  'recovery.decided',
] as const;
export type ContestedEvent = (typeof contestedEvents)[number];

/** A decision of a dossier as an appeal names it: its event, whose, the revision and the day on which it was recorded. */
export type Contested = {
  readonly event: ContestedEvent;
  readonly subject: string;
  readonly revision: number;
  readonly on: Day;
};

export const isContested = (event: string): event is ContestedEvent =>
  (contestedEvents as readonly string[]).includes(event);

/** Where the matter stands as long as the decision does. */
const places: Readonly<Record<ContestedEvent, readonly string[]>> = {
  'application.foundIneligible': ['ineligible'],
  'application.notRecommended': ['notRecommended', 'rejected'],
  'application.rejected': ['rejected'],
  'application.awarded': ['awarded'],
  'project.suspended': ['suspended'],
  'project.terminated': ['terminated'],
  'disbursement.refused': ['refused'],
  'recovery.decided': ['due', 'repaid', 'writtenOff'],
};

type State = { readonly value: unknown; readonly facts: { readonly [name: string]: unknown } };

/** Whether a decision stands, by the state of what it is about; money that became due without a decision was not decided. */
export function stands(event: ContestedEvent, state: State | undefined): boolean {
  if (state === undefined) return false;
  const value = typeof state.value === 'string' ? state.value : (state.value as { funding?: string } | null)?.funding;
  if (event === 'recovery.decided' && state.facts.decided === undefined) return false;
  return places[event].includes(value ?? '');
}

/**
 * The last day to lodge an appeal: 90 days from the day on which the decision was received (Luật Khiếu nại 02/2011/QH13, Điều 9),
 * counted here from the day on which it was recorded and told; null where the law's figure is not known.
 */
export function lodgingEnds(calendar: Calendar, on: Day): Day | null {
  const { count } = procedures.appealLodging;
  return count === null ? null : addDays(calendar, on, count);
}
