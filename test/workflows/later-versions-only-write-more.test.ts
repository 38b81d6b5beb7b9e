// Version 2 of the four machines of an application writes more letters than version 1, and is the same in all else: a dossier that
// began on version 1 goes the same way to the end, and what its history says can be decided again to the byte.
import { describe, expect, test } from 'vitest';
import { begin, beginEffects, leavesOf, machineIds, versionsOf, type Way, waysOf } from '../../workflows/machines.ts';

const two = machineIds.filter((machine) => versionsOf(machine).length > 1);
const template = (way: Way) => way.effects.flatMap((effect) => (effect.type === 'mail' ? effect.params.template : []));
const besides = (way: Way) => ({ ...way, effects: way.effects.filter(({ type }) => type !== 'mail') });

test('the machines of an application have two versions, and new ones begin on the second', () => {
  expect(two).toEqual(['application', 'project', 'disbursement', 'recovery']);
  for (const machine of two) {
    expect(versionsOf(machine)).toEqual([1, 2]);
    expect(begin(machine).version).toBe(2);
    expect(begin(machine, { version: 1 })).toMatchObject({ machine, version: 1 });
    expect(beginEffects(machine, 1)).toEqual(beginEffects(machine, 2));
  }
});

describe.each(two)('%s', (machine) => {
  const [old, young] = [waysOf(machine, 1), waysOf(machine, 2)];

  test('goes the same ways, with the same money, periods and papers', () => {
    expect(young.map(besides)).toEqual(old.map(besides));
    expect(leavesOf(machine, 2)).toEqual(leavesOf(machine, 1));
  });

  test('takes no letter away, and writes at most one', () => {
    for (const [at, way] of old.entries()) {
      const [before, after] = [template(way), template(young[at]!)];
      if (before.length > 0) expect(after).toEqual(before);
      expect(after.length).toBeLessThanOrEqual(1);
    }
  });
});

test('whatever moves a matter is told of by letter', () => {
  const silent = two.flatMap((machine) =>
    waysOf(machine, 2)
      .filter((way) => template(way).length === 0)
      .map(({ from, event }) => `${from} ${event}`),
  );
  // what nobody but its author has seen, and money that is planned once the agreement has been signed
  expect([...new Set(silent)].sort()).toEqual([
    'active project.budgetPlanned',
    'closing project.budgetPlanned',
    'draft application.withdrawn',
    'draft disbursement.cancelled',
    'returned disbursement.cancelled',
  ]);
});
