// npm run scenario: plays twelve dossiers through the pages, as each of their people in turn.

import { parseArgs } from 'node:util';
import { StartError } from '../start-error.ts';
import { everybody, type Player, passwordOf, team } from './content.ts';
import { type House, openHouse } from './house.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { dossierOf, everybodyOfAll, type Played, playAll } from './outcomes/index.ts';
import { liveFounders, playLive } from './outcomes/live.ts';
import { beginning, type Chapter, chapters, play } from './story.ts';
import { createWorld } from './world.ts';

const usage = `npm run scenario -- [--json] [--keep FOLDER] [--live | --only main [--until CHAPTER]]
Plays twelve dossiers of two agencies over HTTP, on a clock of its own, and audits what has become of them.
--json   ends with one line of JSON: states, balances, refusals, papers of the main dossier, audit, and all dossiers
--only main   plays the one funded dossier that goes all its way
--keep   leaves the data in FOLDER, which must be new: DATA_DIR=FOLDER npm start shows it, and one can go on by hand
--live   goes on with eleven more, one in each state in which a dossier waits for somebody
--until  stops after a chapter: ${Object.keys(chapters).join(', ')}`;

type Options = { json: boolean; keep: string | undefined; live: boolean; only: boolean; until: Chapter | undefined };

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        keep: { type: 'string' },
        live: { type: 'boolean', default: false },
        only: { type: 'string' },
        until: { type: 'string' },
      },
    });
    const { json, keep, live, only, until } = values;
    if (only !== undefined && only !== 'main') throw new Error(only);
    if (until !== undefined && !Object.hasOwn(chapters, until)) throw new Error(until);
    if (live && (only ?? until) !== undefined) throw new Error('live');
    return { json, keep, live, only: only === 'main' || until !== undefined, until: until as Chapter | undefined };
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

function tellKept(folder: string, players: readonly Player[]): void {
  console.log(`\nKept. DATA_DIR=${folder} npm start shows it; who can sign in, and with which password:`);
  for (const player of players)
    console.log(
      `  ${player.email.padEnd(28)} ${passwordOf(player).padEnd(30)} ${player.roles.join(', ') || 'founder'}`,
    );
}

async function playOne(house: House, tell: (line: string) => void, until: Chapter | undefined): Promise<Played> {
  const world = createWorld(house, tell);
  await play(world, until);
  return { outcome: 'closed', applicant: team.name, world };
}

async function run(): Promise<number> {
  const { json, keep, live, only, until } = readOptions();
  const house = await openHouse({ clock: beginning(), keep, report: (fault) => console.error(fault) });
  try {
    const tell = (line: string) => console.log(line);
    const played = only ? [await playOne(house, tell, until)] : await playAll(house, tell);
    if (live) await playLive(createWorld(house, tell));
    const outcome = await outcomeOf(played[0]!.world);
    const dossiers = await Promise.all(played.map(dossierOf));
    tellOutcome(outcome);
    for (const { code, outcome, applicant, states } of only ? [] : dossiers)
      console.log(`${code}  ${outcome.padEnd(16)} ${applicant}: ${JSON.stringify(states)}`);
    if (keep !== undefined)
      tellKept(house.folder, [...(only ? everybody() : everybodyOfAll()), ...(live ? liveFounders : [])]);
    if (json) console.log(JSON.stringify({ ...outcome, dossiers }));
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
