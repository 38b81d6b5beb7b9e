import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  begin,
  eventsOf,
  type MachineEvent,
  machineIds,
  restore,
  type StoredState,
  take,
} from '../../workflows/machines.ts';
import { everyState, samplesOf } from './samples.ts';

const anyEvent: MachineEvent[] = machineIds
  .flatMap((machine) => eventsOf(machine))
  .flatMap(samplesOf)
  .map(({ event }) => event);

/** An event, as it comes, or the one with this number among those that are taken here. */
type Step = MachineEvent | number;

function walk(from: StoredState, steps: readonly Step[]) {
  const known = new Set(everyState(from.machine).map(({ value }) => JSON.stringify(value)));
  const own = eventsOf(from.machine).flatMap(samplesOf);
  const trace = [];
  let state = from;
  for (const step of steps) {
    const open = typeof step === 'number' ? own.filter(({ event }) => take(state, event).ok) : [];
    const event = typeof step === 'number' ? open[step % open.length]?.event : step;
    if (event === undefined) continue;
    const outcome = take(state, event);
    trace.push({ event, outcome });
    if (!outcome.ok) continue;
    // As the database would: through JSON, so that nothing survives that is not stored.
    state = JSON.parse(JSON.stringify(outcome.next)) as StoredState;
    expect(known).toContain(JSON.stringify(state.value));
    expect(restore(state).value).toEqual(state.value);
  }
  return { state, trace };
}

test.each(machineIds)('%s: any walk stays valid, and the same walk always ends the same', (machine) => {
  const own = eventsOf(machine)
    .flatMap(samplesOf)
    .map(({ event }) => event);
  const steps = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom<Step[]>(...own) },
      { weight: 5, arbitrary: fc.nat(99) },
      { weight: 1, arbitrary: fc.constantFrom<Step[]>(...anyEvent) },
    ),
    { maxLength: 20, size: 'max' },
  );
  const beginnings = fc.oneof(fc.constant(begin(machine)), fc.constantFrom(...everyState(machine)));
  let moved = 0;
  const met = new Set<string>();
  fc.assert(
    fc.property(beginnings, fc.noBias(steps), (beginning, steps) => {
      const once = walk(beginning, steps);
      const replayed = walk(structuredClone(beginning), structuredClone(steps));
      expect(replayed).toEqual(once);
      const taken = once.trace.filter(({ outcome }) => outcome.ok).map(({ event }) => event);
      moved += taken.length;
      for (const { type } of taken) met.add(type);
      // History holds only what was taken; replaying that alone leads to the same place.
      expect(walk(beginning, taken).state).toEqual(once.state);
    }),
    { numRuns: 320, seed: 20260726 },
  );
  expect(moved, 'walks that go nowhere prove nothing').toBeGreaterThan(100);
  expect([...met].sort(), 'every event is met on some walk').toEqual([...eventsOf(machine)].sort());
});
