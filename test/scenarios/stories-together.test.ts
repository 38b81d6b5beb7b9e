import { expect, it } from 'vitest';
import { createClock } from '../../src/scenario/clock.ts';
import { type Story, together } from '../../src/scenario/together.ts';

/** A story that tells when it has the floor, and what it does takes some minutes. */
const story =
  (name: string, told: string[], ...days: string[]): Story =>
  async (clock) => {
    for (const day of days) {
      await clock.advanceTo(day, '09:00');
      told.push(`${name} ${clock.now().toISOString().slice(0, 16)}`);
      clock.tick(600);
      await Promise.resolve();
    }
  };

it('stories on one clock have the floor in the order of their days, one at a time', async () => {
  const clock = createClock('2025-11-03', '08:30');
  const passed: string[] = [];
  clock.afterwards(async () => void passed.push(clock.now().toISOString().slice(0, 10)));
  const told: string[] = [];
  await together(clock, [
    story('a', told, '2025-11-04', '2025-11-10'),
    story('b', told, '2025-11-04', '2025-11-06', '2025-11-12'),
  ]);
  // whoever comes second on a day finds that the first took some minutes
  expect(told).toEqual([
    'a 2025-11-04T02:00',
    'b 2025-11-04T02:10',
    'b 2025-11-06T02:00',
    'a 2025-11-10T02:00',
    'b 2025-11-12T02:00',
  ]);
  expect(passed).toEqual(['2025-11-04', '2025-11-04', '2025-11-06', '2025-11-10', '2025-11-12']);
});

it('a fault in one ends all, and no story goes back in time', async () => {
  const told: string[] = [];
  const back = story('a', told, '2025-11-06', '2025-11-05');
  const playing = together(createClock('2025-11-03'), [back, story('b', told, '2025-11-04', '2025-11-20')]);
  await expect(playing).rejects.toThrow(/does not run back/);
  expect(told.map((line) => line.slice(0, 12))).toEqual(['b 2025-11-04', 'a 2025-11-06']);
});
