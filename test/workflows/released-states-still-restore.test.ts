import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { machineIds, metaOf, restore, type StoredState, versionsOf } from '../../workflows/machines.ts';
import { everyState } from './samples.ts';

/**
 * Every state of every version ever released, one a line. Lines are added when a version is released and never taken
 * away: a dossier may rest in any of them. A leaf that must go needs a new version, and the old one stays beside it.
 */
const released = JSON.parse(readFileSync(new URL('released-states.json', import.meta.url), 'utf8')) as StoredState[];

test.each(released.map((state): [string, StoredState] => [JSON.stringify(state), state]))(
  '%s still stands where it stood',
  (_line, state) => {
    expect(restore(state).value).toEqual(state.value);
    expect(metaOf(state).length).toBeGreaterThan(0);
  },
);

test('the list holds every state of every version that there is, so the next change will be noticed', () => {
  const present = machineIds.flatMap((machine) =>
    versionsOf(machine).flatMap((version) => everyState(machine, version)),
  );
  const lines = (states: StoredState[]) =>
    states.map(({ machine, version, value }) => JSON.stringify([machine, version, value])).sort();
  expect(lines(released)).toEqual(lines(present));
});
