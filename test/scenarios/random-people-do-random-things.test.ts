// Random people give random commands, right and wrong, over several dossiers of several parties. Whatever they do ends in an
// answer or in a refusal by a named rule, the books agree to the đồng with the model in support/model, which also says who
// may not judge or decide, and what must always be true (DESIGN §11) is true. FAST_CHECK_SEED replays a run, FAST_CHECK_RUNS
// makes it longer, FAST_CHECK_SHRINK looks for the shortest sequence that fails, which can take an hour. On CI the seed is
// always the same: whether a change lands depends on the change; everybody else's run looks somewhere new.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandTypes } from '../../workflows/commands/index.ts';
import { expectClean } from '../support/audit.ts';
import { fairRules } from '../support/model/rules.ts';
import { check } from '../support/moves/books.ts';
import { type Cast, counts, fairRefusals, setCast, tally } from '../support/moves/cast.ts';
import { Dials, type Wish } from '../support/moves/dials.ts';
import { judging, wishesFor } from '../support/moves/wishes.ts';
import { World } from '../support/moves/world.ts';

const seed = Number(
  process.env.FAST_CHECK_SEED ?? (process.env.CI ? 2_037_240_376 : Math.floor(Math.random() * 2 ** 31)),
);
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 24);
const path = process.env.FAST_CHECK_PATH;

let cast: Cast;
beforeAll(async () => {
  cast = await setCast();
}, 60_000);
afterAll(() => cast?.stage.drop());

/** One sequence, in a world of its own. */
async function grantAll(wishes: Wish[]): Promise<void> {
  const world = new World(cast, wishes[0]!.dials[9]! % 3 === 1);
  await world.open();
  if (wishes.length > 40) await world.begin(new Dials(wishes.flatMap(({ dials }) => dials)));
  for (const one of wishes) {
    await world.grant(one).catch((error: Error) => {
      if (error.message.includes('\n\nafter\n')) throw error;
      throw new Error(`an exception: ${error.stack}\n\nafter\n${world.log.slice(-60).join('\n')}`);
    });
  }
  await check(world);
}

test('the books agree with the model whatever anybody does', { timeout: 180_000 + numRuns * 20_000 }, async () => {
  console.info(`fast-check: FAST_CHECK_SEED=${seed} FAST_CHECK_RUNS=${numRuns}`);
  const began = performance.now();
  const endOnFailure = process.env.FAST_CHECK_SHRINK === undefined;
  const replayed = path === undefined ? {} : { path };
  await fc.assert(fc.asyncProperty(wishesFor(), grantAll), { seed, numRuns, endOnFailure, ...replayed });
  // What chance has left out is wished for more often, until it has been done.
  const never = () => commandTypes.filter((type) => (counts.get(type)?.accepted ?? 0) === 0);
  const unheard = () => [...fairRules].filter((rule) => !fairRefusals.has(rule));
  const rare = () => [...never(), ...(unheard().length > 0 ? judging : [])];
  for (let more = 1; more <= 20 && rare().length > 0 && numRuns >= 20 && path === undefined; more += 1) {
    const property = fc.asyncProperty(wishesFor(rare(), 150), grantAll);
    await fc.assert(property, { seed: seed + more, numRuns: 1, endOnFailure });
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const lines = commandTypes.map((type) => {
    const { accepted = 0, refused = new Map<string, number>() } = counts.get(type) ?? {};
    const why = [...refused].sort(([, a], [, b]) => b - a).map(([rule, n]) => `${rule} ${n}`);
    return `${type.padEnd(28)}${String(accepted).padStart(5)} accepted   refused: ${why.join(', ') || '-'}`;
  });
  const audited = performance.now();
  await expectClean(cast.stage);
  console.info(`audit: ${((performance.now() - audited) / 1000).toFixed(1)} s`);
  console.info(
    `${JSON.stringify({ ...tally, ...Object.fromEntries(fairRefusals) })} in ${seconds} s\n${lines.join('\n')}`,
  );
  if (numRuns < 20 || path !== undefined) return;
  expect(never()).toEqual([]);
  expect(unheard()).toEqual([]);
});
