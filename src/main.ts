import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from './config.ts';
import { openDatabase } from './database/open.ts';
import { root } from './paths.ts';
import type { Undo } from './serve.ts';
import { reporter, StartError } from './start-error.ts';

/** How long a start under way may still take once we are told to stop: enough for a new database, not for a server that is silent. */
const stopWhileStartingMs = 5_000;

const clock = () => new Date();
const report = reporter(clock);

async function start(undo: Undo[]): Promise<void> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const config = readConfig(process.env, root, { serves: true });
  // what is configured wrongly is said before all the rest is loaded, and that while the database starts
  const opening = openDatabase(config, report).then((database) => {
    undo.push(database.stop);
    return database;
  });
  const [database, { serve }] = await Promise.all([opening, import('./serve.ts')]);
  await serve(config, database, clock, report, undo);
}

async function stop(undo: Undo[]): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step().catch(report);
}

async function run(): Promise<void> {
  const undo: Undo[] = [];
  let signalled = false;
  const signal = new Promise<void>((received) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.on(name, () => {
        if (signalled) process.exit(1); // asked twice: at once
        signalled = true;
        received();
      });
    }
  });

  try {
    // asked to stop while it starts: it may still come to an end by itself, but nobody waits for it for long
    await Promise.race([start(undo), signal.then(() => sleep(stopWhileStartingMs))]);
  } catch (error) {
    if (!(error instanceof StartError)) report(error);
    else console.error(error.message);
    await stop(undo);
    process.exit(1);
  }
  await signal;
  await stop(undo);
  process.exit(0);
}

await run();
