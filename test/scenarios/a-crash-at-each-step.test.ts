// The story of npm run scenario, and the application dies at each thing that is sent: in its midst, or when all is done and
// nobody has been told. Whoever had sent it sends the same again to the next application, and everything ends as it always does.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { Client } from '../../src/scenario/client.ts';
import { type House, openHouse } from '../../src/scenario/house.ts';
import { outcomeOf } from '../../src/scenario/outcome.ts';
import { beginning, play } from '../../src/scenario/story.ts';
import { createWorld } from '../../src/scenario/world.ts';
import { ending, endingOf } from '../support/ending.ts';

const secondsBetween = 20;
/** The latest moment of a cut, in milliseconds after the request: most are answered by then. */
const latest = 40;

let house: House;
let crashes = 0;
let isOver = false;

beforeAll(async () => {
  house = await openHouse({ clock: beginning(), report: () => undefined });
}, 120_000);
afterAll(() => house?.close());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Sends what changes something to an application that dies of it, and again to the next. */
async function sendTwice(request: Request): Promise<Response> {
  house.clock.tick(secondsBetween);
  // signing in once more is signing in
  if (request.method === 'GET' || isOver || request.url.endsWith('/sign-in')) return house.answer(request);
  const sent = Promise.resolve(house.answer(request.clone())).catch(() => undefined);
  crashes += 1;
  if (crashes % 2 === 0) await sent;
  else await pause((crashes * 7) % latest);
  await house.crash();
  return house.answer(request);
}

it('comes to the same end, whatever was lost on the way', { timeout: 300_000 }, async () => {
  const browser = () => new Client({ origin: house.address, send: sendTwice, now: house.clock.now });
  const world = createWorld(Object.create(house, { browser: { value: browser } }), () => undefined);
  await play(world);
  isOver = true;
  expect(endingOf(await outcomeOf(world))).toEqual(ending);
  expect(crashes).toBeGreaterThan(120);
});
