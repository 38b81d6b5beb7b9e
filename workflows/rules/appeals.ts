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
  'amendment.refused',
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
  'amendment.refused': ['refused'],
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
 * The commitment of the reason by which a decision stands, which tells it from an earlier one of its kind; null where a subject has but
 * one such decision, and of a council's opinion, which the director's refusal leaves standing behind a reason of its own.
 */
export function standsFor(event: ContestedEvent, { facts }: State): string | null {
  const named: Readonly<Partial<Record<ContestedEvent, unknown>>> = {
    'application.foundIneligible': facts.reason,
    'application.rejected': facts.reason,
    'project.suspended': facts.suspendedFor,
    'project.terminated': facts.terminatedFor,
  };
  const reason = named[event];
  return typeof reason === 'string' ? reason : null;
}

/** Whether the decision that an appeal was lodged against stands: not where another of its kind was taken since. */
export function stillStands(appeal: State, state: State | undefined): boolean {
  const { event } = appeal.facts.against as Contested;
  if (state === undefined || !stands(event, state)) return false;
  const { decidedFor } = appeal.facts;
  return decidedFor === undefined || decidedFor === standsFor(event, state);
}

/**
 * Where a reinstated project goes on, by its facts: only its termination is taken back. A suspension that was not lifted, an early end
 * that was agreed, and a closing that had begun were decided apart from it.
 */
export function goesOnAt(facts: State['facts']): 'awaitingAgreement' | 'active' | 'suspended' | 'closing' {
  if (typeof facts.agreementNumber !== 'string') return 'awaitingAgreement';
  if (typeof facts.endedEarlyOn === 'string' || typeof facts.closingSince === 'string') return 'closing';
  return typeof facts.suspendedFor === 'string' ? 'suspended' : 'active';
}

/**
 * The last day to lodge an appeal: 90 days from the day on which the decision was received (Luật Khiếu nại 02/2011/QH13, Điều 9),
 * counted here from the day on which it was recorded and told; null where the law's figure is not known.
 */
export function lodgingEnds(calendar: Calendar, on: Day): Day | null {
  const { count } = procedures.appealLodging;
  return count === null ? null : addDays(calendar, on, count);
}
