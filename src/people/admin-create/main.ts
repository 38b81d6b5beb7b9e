// npm run admin:create: makes the first administrator of an agency, and prints the link with which they choose a password.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../../config.ts';
import { migrate } from '../../database/migrations.ts';
import { openDatabase } from '../../database/open.ts';
import { connect, RetryableError } from '../../database/pool.ts';
import { root, sqlFolder } from '../../paths.ts';
import { loadPacks, packsFor } from '../../programmes/index.ts';
import { createRecorder } from '../../record.ts';
import { StartError } from '../../start-error.ts';
import { createAdministrator, resetByOperator, usage } from '../administrator.ts';
import { isDemonstration } from '../demo.ts';

type Wanted =
  | { agency: string; email: string; name: string; isNew: boolean; agencyName: string | undefined }
  | { resetOf: string; reason: string };

async function run(): Promise<void> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const wanted = readOptions();
  const config = readConfig(process.env, root);
  for (let attempt = 1; ; attempt++) {
    try {
      console.log(await create(config, wanted));
      return;
    } catch (error) {
      // an embedded server that another command started goes away with that command: then it is ours to start
      if (config.database || attempt === 5 || !wentAway(error)) throw error;
      await sleep(200);
    }
  }
}

const wentAway = (error: unknown): boolean =>
  error instanceof RetryableError || (error instanceof StartError && error.cause instanceof RetryableError);

async function create(config: Config, wanted: Wanted): Promise<string> {
  const database = await openDatabase(config, (line) => console.error(line), true);
  try {
    await migrate(database.ownerUrl, database.appUrl, sqlFolder);
    const db = connect(database.appUrl, { max: 1, prepare: config.databasePrepare, applicationName: 'vuon-uom-admin' });
    try {
      const now = () => new Date().toISOString();
      const origin = config.origin ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${config.port}`;
      if ('resetOf' in wanted)
        return await resetByOperator({ db, now, origin }, { email: wanted.resetOf, reason: wanted.reason });
      // two of these at once come one after the other, and the later sees what the earlier did
      await db.query`select pg_advisory_lock(hashtext('admin:create'), hashtext(${wanted.agency}))`;
      const recorder = createRecorder({ db, now });
      const packs = packsFor(loadPacks(), await isDemonstration({ db }));
      return await createAdministrator({ db, now, origin, recorder, packs }, wanted);
    } finally {
      await db.end(1_000);
    }
  } finally {
    await database.stop();
  }
}

function readOptions(): Wanted {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const added = { 'new-agency': flag, 'agency-name': text, 'reset-second-step': flag, reason: text } as const;
    const { values } = parseArgs({ options: { agency: text, email: text, name: text, ...added } });
    const { agency, email, name, reason, 'new-agency': isNew = false, 'agency-name': agencyName } = values;
    if (values['reset-second-step']) {
      const isWhole = email !== undefined && reason !== undefined;
      if (isWhole && agency === undefined && name === undefined && !isNew && agencyName === undefined)
        return { resetOf: email, reason };
      throw new StartError(usage);
    }
    if (agency !== undefined && email !== undefined && name !== undefined && reason === undefined)
      return { agency, email, name, isNew, agencyName };
  } catch {
    // the usage says what there is
  }
  throw new StartError(usage);
}

try {
  await run();
} catch (error) {
  console.error(error instanceof StartError ? error.message : error instanceof Error ? error.stack : error);
  process.exitCode = 1;
}
