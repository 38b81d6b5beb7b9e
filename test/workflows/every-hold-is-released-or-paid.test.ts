import { expect, test } from 'vitest';
import type { Effect, Flow } from '../../workflows/effects.ts';
import {
  begin,
  beginEffects,
  eventsOf,
  machineIds,
  metaOf,
  type StoredState,
  take,
  waysOf,
} from '../../workflows/machines.ts';
import type { ProcedureKey } from '../../workflows/procedures.ts';
import { samplesOf } from './samples.ts';

test('money moves where the table of flows says, and nowhere else', () => {
  const posted = machineIds.flatMap((machine) =>
    waysOf(machine).flatMap(({ from, event, to, effects }) =>
      effects.flatMap((effect) => (effect.type === 'post' ? `${from} —${event}→ ${to}: ${effect.params.flow}` : [])),
    ),
  );
  expect(posted.sort()).toEqual(
    [
      'opinionsReceived —amendment.granted→ granted: shift',
      'recommended —application.awarded→ awarded: award',
      'awaitingAgreement —project.budgetPlanned→ awaitingAgreement: plan',
      'active —project.budgetPlanned→ active: plan',
      'closing —project.budgetPlanned→ closing: plan',
      'awaitingAgreement —project.budgetReleased→ awaitingAgreement: unplan',
      'active —project.budgetReleased→ active: unplan',
      'closing —project.budgetReleased→ closing: unplan',
      'awaitingAgreement —project.remainderCancelled→ awaitingAgreement: cancelRemainder',
      'closing —project.remainderCancelled→ closing: cancelRemainder',
      'closed —project.remainderCancelled→ closed: cancelRemainder',
      'terminated —project.remainderCancelled→ terminated: cancelRemainder',
      'formed —project.agreementNovated→ novated: novate',
      'draft —disbursement.requested→ requested: request',
      'returned —disbursement.requested→ requested: request',
      'requested —disbursement.verified→ verified: acceptLess',
      'requested —disbursement.returned→ returned: release',
      'verified —disbursement.returned→ returned: release',
      'prepared —disbursement.returned→ returned: release',
      'approved —disbursement.returned→ returned: release',
      'requested —disbursement.refused→ refused: release',
      'verified —disbursement.refused→ refused: release',
      'requested —disbursement.cancelled→ cancelled: release',
      'requested —disbursement.ended→ cancelled: release',
      'verified —disbursement.ended→ cancelled: release',
      'prepared —disbursement.ended→ cancelled: release',
      'approved —disbursement.ended→ cancelled: release',
      'approved —disbursement.ordered→ ordered: order',
      'ordered —disbursement.bankRejected→ verified: bankReject',
      'ordered —disbursement.bankRejected→ cancelled: bankReject',
      'ordered —disbursement.bankRejected→ cancelled: release',
      'ordered —disbursement.paid→ paid: payAdvance',
      'ordered —disbursement.paid→ settled: pay',
      'paid —disbursement.paymentReturned→ verified: returnAdvance',
      'paid —disbursement.paymentReturned→ cancelled: returnAdvance',
      'paid —disbursement.paymentReturned→ cancelled: release',
      'settled —disbursement.paymentReturned→ verified: returnPaid',
      'settled —disbursement.paymentReturned→ cancelled: returnPaid',
      'settled —disbursement.paymentReturned→ cancelled: release',
      'paid —disbursement.advanceCleared→ settled: clearAdvance',
      'paid —disbursement.advanceCleared→ paid: clearAdvance',
      'proposed —recovery.decided→ due: recover',
      'due —recovery.cashReceived→ repaid: cashBack',
      'due —recovery.cashReceived→ due: cashBack',
      'due —recovery.netted→ repaid: net',
      'due —recovery.netted→ due: net',
      'due —recovery.nettingUndone→ due: recover',
      'repaid —recovery.nettingUndone→ due: recover',
      'writtenOff —recovery.nettingUndone→ due: recover',
      'due —recovery.writtenOff→ writtenOff: writeOff',
      'due —recovery.annulled→ annulled: annul',
      'draft —call.opened→ open: openCall',
      'open —call.closed→ closed: closeCall',
      'draft —year.opened→ open: openYear',
      'open —year.appropriated→ open: openYear',
      'open —year.closed→ closed: closeYear',
      'kept —cap.changed→ kept: changeCap',
    ].sort(),
  );
});

/** Where a disbursement's money lies, and what each flow asks and leaves. */
type Vessel = 'none' | 'held' | 'ordered' | 'advanced' | 'spent';
const pours: Partial<Record<Flow, readonly [from: Vessel, to: Vessel]>> = {
  request: ['none', 'held'],
  acceptLess: ['held', 'held'],
  release: ['held', 'none'],
  order: ['held', 'ordered'],
  bankReject: ['ordered', 'held'],
  pay: ['ordered', 'spent'],
  payAdvance: ['ordered', 'advanced'],
  returnPaid: ['spent', 'held'],
  returnAdvance: ['advanced', 'held'],
  clearAdvance: ['advanced', 'advanced'],
};

const mayLie: Record<string, Vessel> = {
  draft: 'none',
  requested: 'held',
  returned: 'none',
  verified: 'held',
  prepared: 'held',
  approved: 'held',
  ordered: 'ordered',
  paid: 'advanced',
  settled: 'spent',
  refused: 'none',
  cancelled: 'none',
};

test('on every path of a disbursement the money lies where the state says it lies', () => {
  const seen = new Set<string>();
  const queue: { state: StoredState; vessel: Vessel }[] = [{ state: begin('disbursement'), vessel: 'none' }];
  for (let here = queue.pop(); here; here = queue.pop()) {
    const key = `${here.state.value} ${here.vessel}`;
    if (seen.has(key)) continue;
    seen.add(key);
    expect(here.vessel, key).toBe(mayLie[here.state.value as string]);
    for (const { event } of eventsOf('disbursement').flatMap(samplesOf)) {
      const outcome = take(here.state, event);
      if (!outcome.ok) continue;
      let vessel = here.vessel;
      for (const effect of outcome.effects) {
        if (effect.type !== 'post') continue;
        const [from, to] = pours[effect.params.flow]!;
        expect(vessel, `${key} ${event.type}`).toBe(from);
        // the last clearing leaves nothing advanced
        vessel = effect.params.flow === 'clearAdvance' && outcome.next.value === 'settled' ? 'spent' : to;
      }
      queue.push({ state: outcome.next, vessel });
    }
  }
  expect(seen.size).toBe(11);
});

function afterDeadlines(running: readonly ProcedureKey[], effects: readonly Effect[]): ProcedureKey[] {
  const now = new Set(running);
  for (const effect of effects) {
    if (effect.type === 'setDeadline') now.add(effect.params.what);
    if (effect.type === 'clearDeadline') now.delete(effect.params.what);
  }
  return [...now].sort();
}

test.each(machineIds)(
  '%s: a clock runs in every state that promises one, and none is left running at an end',
  (machine) => {
    const seen = new Set<string>();
    const queue = [{ state: begin(machine), running: afterDeadlines([], beginEffects(machine)) }];
    for (let here = queue.pop(); here; here = queue.pop()) {
      const key = JSON.stringify([here.state.value, here.running]);
      if (seen.has(key)) continue;
      seen.add(key);
      const leaves = metaOf(here.state);
      for (const { leaf, meta } of leaves) {
        if (!meta.within) continue;
        // After the council, the applicant's fifteen days to complete the dossier come before the decision's.
        const waitsForCompletion = leaf === 'recommended' && here.running.includes('completion');
        const promised = waitsForCompletion ? 'completion' : meta.within.procedure;
        expect(here.running, key).toContain(promised);
      }
      const first = leaves[0]!;
      const ended = first.meta.expects === null && machine !== 'register';
      if (ended) expect(here.running, key).toEqual([]);
      for (const { event } of eventsOf(machine).flatMap(samplesOf)) {
        const outcome = take(here.state, event);
        if (outcome.ok) queue.push({ state: outcome.next, running: afterDeadlines(here.running, outcome.effects) });
      }
    }
  },
);

test('an award begins the project, and nothing else begins anything', () => {
  const begun = machineIds.flatMap((machine) =>
    waysOf(machine).filter(({ effects }) => effects.some(({ type }) => type === 'begin')),
  );
  expect(begun.map(({ event }) => event)).toEqual(['application.awarded']);
  expect(begun[0]!.effects).toContainEqual({ type: 'begin', params: { machine: 'project' } });
  expect(begun[0]!.effects).toContainEqual({ type: 'paper', params: { kind: 'awardDecision' } });
});

test('an underspent advance becomes due without a second posting', () => {
  const arose = take(begin('recovery'), { type: 'recovery.arose' });
  expect(arose).toMatchObject({ ok: true, next: { value: 'due' } });
  expect(arose.ok && arose.effects.filter(({ type }) => type === 'post')).toEqual([]);
});
