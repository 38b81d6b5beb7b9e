// npm run bench: what a decision, a page and a paper cost, each beside the bare thing that it cannot be faster than.

import { decisions } from './decisions.ts';
import { hotLine, openHouse, spreadLine } from './house.ts';
import type { Line } from './measure.ts';
import { page } from './page.tsx';
import { papers } from './papers.ts';

const clock = () => new Date();
const now = () => clock().toISOString();
const dossiers = 1_000;

const show = (line: Line) => console.log(JSON.stringify(line));
const wanted = process.argv.slice(2);
const asked = (name: string) => wanted.length === 0 || wanted.includes(name);

if (asked('papers')) show(papers());
if (wanted.length === 0 || wanted.some((name) => name !== 'papers')) {
  const began = performance.now();
  const house = await openHouse(dossiers, now);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => house.close().then(() => process.exit(1)));
  console.error(`${dossiers} projects made in ${Math.round((performance.now() - began) / 1000)} s`);
  try {
    if (asked('spread'))
      show(await decisions(`decisions-spread: requestDisbursement over ${dossiers} dossiers`, house, spreadLine, now));
    if (asked('hot')) show(await decisions('decisions-hot: requestDisbursement on one room', house, hotLine, now));
    if (asked('page')) show(await page(house, clock));
  } finally {
    await house.close();
  }
}
