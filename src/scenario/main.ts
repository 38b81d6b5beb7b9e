// npm run scenario: plays one funded dossier through the pages, as each of its people in turn.

import { parseArgs } from 'node:util';
import { StartError } from '../start-error.ts';
import { everybody, passwordOf } from './content.ts';
import { openHouse } from './house.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { beginning, type Chapter, chapters, play } from './story.ts';
import { createWorld } from './world.ts';

const usage = `npm run scenario -- [--json] [--keep FOLDER] [--until CHAPTER]
Plays one funded dossier of Ho Chi Minh City over HTTP, on a clock of its own, and audits what has become of it.
--json   ends with one line of JSON: states, balances, refusals, papers, audit
--keep   leaves the data in FOLDER, which must be new: DATA_DIR=FOLDER npm start shows it, and one can go on by hand
--until  stops after a chapter: ${Object.keys(chapters).join(', ')}`;

type Options = { json: boolean; keep: string | undefined; until: Chapter | undefined };

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: { json: { type: 'boolean', default: false }, keep: { type: 'string' }, until: { type: 'string' } },
    });
    const { json, keep, until } = values;
    if (until !== undefined && !Object.hasOwn(chapters, until)) throw new Error(until);
    return { json, keep, until: until as Chapter | undefined };
  } catch {
    throw new StartError(usage);
  }
}

function tellOutcome({ states, papers, refusals, audit }: Outcome): void {
  console.log(`\nTrạng thái: ${JSON.stringify(states)}`);
  console.log(
    `Bị từ chối đúng quy định: ${refusals.length} lần; văn bản: ${papers.map(({ name }) => name).join(', ')}`,
  );
  for (const { name, counted, broken } of audit.checks)
    console.log(`${broken.length === 0 ? 'ok' : 'BROKEN'}  ${name}: ${counted} looked at, ${broken.length} broken`);
}

function tellKept(folder: string): void {
  console.log(`\nKept. DATA_DIR=${folder} npm start shows it; who can sign in, and with which password:`);
  for (const player of everybody())
    console.log(
      `  ${player.email.padEnd(28)} ${passwordOf(player).padEnd(30)} ${player.roles.join(', ') || 'founder'}`,
    );
}

async function run(): Promise<number> {
  const { json, keep, until } = readOptions();
  const house = await openHouse({ clock: beginning(), keep, report: (fault) => console.error(fault) });
  try {
    const world = createWorld(house, (line) => console.log(line));
    await play(world, until);
    const outcome = await outcomeOf(world);
    tellOutcome(outcome);
    if (keep !== undefined) tellKept(house.folder);
    if (json) console.log(JSON.stringify(outcome));
    return outcome.audit.ok ? 0 : 1;
  } finally {
    await house.close();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof StartError) console.error(error.message);
  else console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 2;
}
