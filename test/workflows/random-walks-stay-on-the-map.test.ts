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

function walk(from: StoredState, events: readonly MachineEvent[]) {
  const known = new Set(everyState(from.machine).map(({ value }) => JSON.stringify(value)));
  const trace = [];
  let state = from;
  for (const event of events) {
    const outcome = take(state, event);
    trace.push(outcome);
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
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: fc.constantFrom(...anyEvent) }),
    { maxLength: 60 },
  );
  let moved = 0;
  fc.assert(
    fc.property(steps, (events) => {
      const once = walk(begin(machine), events);
      const replayed = walk(begin(machine), structuredClone(events));
      expect(replayed).toEqual(once);
      moved += once.trace.filter(({ ok }) => ok).length;
      // History holds only what was taken; replaying that alone leads to the same place.
      const taken = events.filter((_event, index) => once.trace[index]!.ok);
      expect(walk(begin(machine), taken).state).toEqual(once.state);
    }),
    { numRuns: 200, seed: 20260726 },
  );
  expect(moved, 'walks that go nowhere prove nothing').toBeGreaterThan(100);
});
