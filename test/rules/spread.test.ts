// Who is proposed for which application: as even as it can be, and never somebody who may not.
import { expect, it } from 'vitest';
import { spread, type ToGive } from '../../src/reviews/spread.ts';

const application = (id: string, possible: string, chosen = ''): ToGive => ({
  ...{ id, possible: [...possible], chosen: [...chosen] },
});
/** '' where nobody has anything yet; 'a2 b0': how many each has. */
const has = (text: string) => new Map(text.split(' ').map((one) => [one[0]!, Number(one.slice(1))]));
const totals = (open: ReadonlyMap<string, number>, given: ReadonlyMap<string, readonly string[]>) =>
  [...open]
    .map(([person, n]) => `${person}${n + [...given.values()].flat().filter((one) => one === person).length}`)
    .join(' ');

it('spreads forty applications over seven reviewers, whatever each has already', () => {
  const many = Array.from({ length: 40 }, (_, n) => application(`d${n}`, 'abcdefg'));
  const open = has('a0 b0 c0 d9 e0 f0 g3');
  const given = spread(many, open, 2);
  expect([...given.values()].every((persons) => new Set(persons).size === 2)).toBe(true);
  // 92 sheets among seven: thirteen each, and one more
  expect(totals(open, given)).toBe('a14 b13 c13 d13 e13 f13 g13');
  expect(spread(many, open, 2)).toEqual(given);
});

it('gives nobody who may not, keeps what was chosen, and says less rather than somebody barred', () => {
  const given = spread([application('1', 'b'), application('2', 'abc', 'c'), application('3', '')], has('a0 b5 c0'), 2);
  expect(given.get('1')).toEqual(['b']);
  expect(given.has('2')).toBe(false);
  expect(given.get('3')).toEqual([]);
});

it('is as even as any that there is', () => {
  const people = ['a', 'b', 'c', 'd'];
  let seed = 7;
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * n);
  };
  for (let time = 0; time < 200; time += 1) {
    const many = Array.from({ length: 4 }, (_, n) =>
      application(String(n), people.filter(() => random(3) > 0).join('') || 'a'),
    );
    const open = new Map(people.map((person) => [person, random(4)]));
    const squares = (loads: ReadonlyMap<string, number>) => [...loads.values()].reduce((all, n) => all + n * n, 0);
    const after = (picked: readonly string[]) => {
      const loads = new Map(open);
      for (const person of picked) loads.set(person, loads.get(person)! + 1);
      return squares(loads);
    };
    const every = many.reduce<string[][]>(
      (ways, { possible }) => ways.flatMap((way) => possible.map((person) => [...way, person])),
      [[]],
    );
    const best = Math.min(...every.map(after));
    expect(after([...spread(many, open, 1).values()].flat())).toBe(best);
  }
});
