// npm run admin:create: makes the first administrator of an agency, and prints the link with which they choose a password.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../config.ts';
import { migrate } from '../../database/migrations.ts';
import { openDatabase } from '../../database/open.ts';
import { connect } from '../../database/pool.ts';
import { root, sqlFolder } from '../../paths.ts';
import { createRecorder } from '../../record.ts';
import { StartError } from '../../start-error.ts';
import { createAdministrator, usage } from '../administrator.ts';

async function run(): Promise<void> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const wanted = readOptions();
  const config = readConfig(process.env, process.cwd());
  const database = await openDatabase(config, (line) => console.error(line), true);
  try {
    await migrate(database.ownerUrl, database.appUrl, sqlFolder);
    const db = connect(database.appUrl, { max: 1, prepare: config.databasePrepare, applicationName: 'vuon-uom-admin' });
    try {
      const now = () => new Date().toISOString();
      const origin = config.origin ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${config.port}`;
      const recorder = createRecorder({ db, now });
      console.log(await createAdministrator({ db, now, origin, recorder }, wanted));
    } finally {
      await db.end(1_000);
    }
  } finally {
    await database.stop();
  }
}

function readOptions(): { agency: string; email: string; name: string } {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { agency: text, email: text, name: text } });
    const { agency, email, name } = values;
    if (agency !== undefined && email !== undefined && name !== undefined) return { agency, email, name };
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
