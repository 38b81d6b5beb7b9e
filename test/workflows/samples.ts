/** Every event with every kind of facts that its guards tell apart. Written by hand, so that it can disagree. */
import {
  type EventType,
  leavesOf,
  type MachineEvent,
  type MachineId,
  machineIds,
  type StateValueJson,
  type StoredState,
  versionsOf,
} from '../../workflows/machines.ts';

export type Sample = {
  readonly event: MachineEvent;
  /** The guard that refuses the event with these facts. */
  readonly refusedBy?: string;
  /** Where an event with more than one way leads with these facts. */
  readonly to?: string;
};

/** Events that carry no facts. */
type PlainEvent = MachineEvent extends infer E
  ? E extends { type: EventType }
    ? keyof E extends 'type'
      ? E
      : never
    : never
  : never;

const withFacts: Record<Exclude<EventType, PlainEvent['type']>, readonly Sample[]> = {
  'application.referredToCouncil': [
    { event: { type: 'application.referredToCouncil', reviewsMissing: 0 } },
    { event: { type: 'application.referredToCouncil', reviewsMissing: 1 }, refusedBy: 'noReviewMissing' },
  ],
  'application.recommended': [
    { event: { type: 'application.recommended', completionNeeded: false } },
    { event: { type: 'application.recommended', completionNeeded: true } },
  ],
  'application.withdrawalUndone': [
    ...(
      [
        'draft',
        'submitted',
        'returnedForCompletion',
        'eligible',
        'underReview',
        'beforeCouncil',
        'recommended',
        'notRecommended',
      ] as const
    ).map((backTo) => ({
      event: { type: 'application.withdrawalUndone', backTo, completing: false } as const,
      to: backTo,
    })),
    { event: { type: 'application.withdrawalUndone', backTo: 'recommended', completing: true }, to: 'recommended' },
  ],
  'project.reinstated': [
    { event: { type: 'project.reinstated', to: 'active' }, to: 'active' },
    { event: { type: 'project.reinstated', to: 'suspended' }, to: 'suspended' },
    { event: { type: 'project.reinstated', to: 'closing' }, to: 'closing' },
    { event: { type: 'project.reinstated', to: 'awaitingAgreement' }, to: 'awaitingAgreement' },
  ],
  'report.reopened': (['planned', 'submitted', 'returned'] as const).map((to) => ({
    event: { type: 'report.reopened', to } as const,
    to,
  })),
  'project.closed': [
    { event: { type: 'project.closed', openDisbursements: 0, advancedVnd: '0', dueVnd: '0' } },
    {
      event: { type: 'project.closed', openDisbursements: 1, advancedVnd: '0', dueVnd: '0' },
      refusedBy: 'nothingOpen',
    },
    {
      event: { type: 'project.closed', openDisbursements: 0, advancedVnd: '1', dueVnd: '0' },
      refusedBy: 'nothingOpen',
    },
    {
      event: { type: 'project.closed', openDisbursements: 0, advancedVnd: '0', dueVnd: '1' },
      refusedBy: 'nothingOpen',
    },
  ],
  'project.agreementNovated': [
    { event: { type: 'project.agreementNovated', payeeVerified: true } },
    { event: { type: 'project.agreementNovated', payeeVerified: false }, refusedBy: 'payeeVerified' },
  ],
  'disbursement.bankRejected': [
    { event: { type: 'disbursement.bankRejected', supportEnded: true }, to: 'cancelled' },
    { event: { type: 'disbursement.bankRejected', supportEnded: false }, to: 'verified' },
  ],
  'disbursement.paymentReturned': [
    { event: { type: 'disbursement.paymentReturned', supportEnded: true }, to: 'cancelled' },
    { event: { type: 'disbursement.paymentReturned', supportEnded: false }, to: 'verified' },
  ],
  'disbursement.paid': [
    { event: { type: 'disbursement.paid', isAdvance: true }, to: 'paid' },
    { event: { type: 'disbursement.paid', isAdvance: false }, to: 'settled' },
  ],
  'disbursement.advanceCleared': [
    { event: { type: 'disbursement.advanceCleared', remainingAdvanceVnd: '0' }, to: 'settled' },
    { event: { type: 'disbursement.advanceCleared', remainingAdvanceVnd: '1' }, to: 'paid' },
  ],
  'recovery.cashReceived': [
    { event: { type: 'recovery.cashReceived', remainingVnd: '0' }, to: 'repaid' },
    { event: { type: 'recovery.cashReceived', remainingVnd: '1' }, to: 'due' },
  ],
  'amendment.granted': [
    { event: { type: 'amendment.granted', movesMoney: true }, to: 'granted' },
    { event: { type: 'amendment.granted', movesMoney: false }, to: 'granted' },
  ],
  'recovery.netted': [
    { event: { type: 'recovery.netted', remainingVnd: '0' }, to: 'repaid' },
    { event: { type: 'recovery.netted', remainingVnd: '1' }, to: 'due' },
  ],
};

const samplesWithFacts: Readonly<Record<string, readonly Sample[]>> = withFacts;

export function carriesFacts(type: EventType): boolean {
  return Object.hasOwn(samplesWithFacts, type);
}

export function samplesOf(type: EventType): readonly Sample[] {
  return samplesWithFacts[type] ?? [{ event: { type } as PlainEvent }];
}

/** Every state that a machine's regions and leaves allow, reachable or not. */
export function everyState(machine: MachineId, version = 1): StoredState[] {
  const regions = new Map<string | null, string[]>();
  for (const { region, leaf } of leavesOf(machine, version)) {
    regions.set(region, [...(regions.get(region) ?? []), leaf]);
  }
  const flat = regions.get(null);
  if (flat) return flat.map((value) => ({ machine, version, value }));
  let values: Record<string, string>[] = [{}];
  for (const [region, leaves] of regions) {
    values = values.flatMap((value) => leaves.map((leaf) => ({ ...value, [region!]: leaf })));
  }
  return values.map((value) => ({ machine, version, value }));
}

export const everyStateOfAll = (): StoredState[] =>
  machineIds.flatMap((machine) => versionsOf(machine).flatMap((version) => everyState(machine, version)));

/** The leaf of a value in a region, or the only leaf. */
export function leafIn(value: StateValueJson, region: string | null): string {
  return typeof value === 'string' ? value : value[region!]!;
}
