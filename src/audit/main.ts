// npm run audit: reads a database's whole history again and says what is not as it must be.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDatabaseUrl, readConfig } from '../config.ts';
import { unreachable } from '../database/checks.ts';
import { openDatabase } from '../database/open.ts';
import { connect, type Database, RetryableError } from '../database/pool.ts';
import { root } from '../paths.ts';
import { StartError } from '../start-error.ts';
import { audit, type Report } from './audit.ts';
import { toldOfEarlier } from './report.ts';

const usage = `npm run audit -- [--url postgres://…] [--json]
Audits the database of --url or DATABASE_URL, else the embedded one in DATA_DIR, also while the application runs.
Ends with 1 when something is broken, and with 2 when it could not be looked at.`;

/** `name`: where its address stands. */
type Source = { url: string; name: string; stop(): Promise<void> };

function readOptions(): { url: string | undefined; json: boolean } {
  try {
    const { values } = parseArgs({ options: { url: { type: 'string' }, json: { type: 'boolean', default: false } } });
    return { url: values.url, json: values.json };
  } catch {
    throw new StartError(usage);
  }
}

/** The database that is asked for; an embedded server is started for this alone, or shared with the application. */
async function open(url: string | undefined): Promise<Source> {
  const given = url ?? process.env.DATABASE_URL;
  if (given) {
    if (!isDatabaseUrl(given))
      throw new StartError('The address of the database is not one: postgres://login@host/name.');
    return { url: given, name: url ? '--url' : 'DATABASE_URL', stop: async () => undefined };
  }
  const config = readConfig({ ...process.env, DATABASE_URL: '', MIGRATION_DATABASE_URL: '' }, process.cwd());
  if (!existsSync(join(config.dataDir, 'postgres')))
    throw new StartError(`There is no database in ${config.dataDir}: set DATA_DIR or DATABASE_URL.`);
  const { appUrl, stop } = await openDatabase(config, (line) => console.error(line), true);
  return { url: appUrl, name: 'DATA_DIR', stop };
}

/** The rows of the business tables; a database without them is not one of ours, and one that lets nobody in is said to. */
async function checkSchema(db: Database, name: string): Promise<void> {
  const [found] = await db.query<{ there: boolean }>`select to_regclass('history') is not null as there`.catch(
    (error: unknown) => {
      throw unreachable(error, name);
    },
  );
  if (!found?.there) throw new StartError('This database holds no history of Vườn Ươm.');
}

function print(report: Report, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  for (const { name, counted, broken } of report.checks) {
    console.log(`${broken.length === 0 ? 'ok' : 'BROKEN'}  ${name}: ${counted} looked at, ${broken.length} broken`);
    for (const { row, what } of broken) console.log(`        ${row}: ${what}`);
  }
  if (report.notRepeated > 0) console.log(`    ${toldOfEarlier(report.notRepeated)}`);
}

async function run(): Promise<number> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const { url, json } = readOptions();
  const source = await open(url);
  const db = connect(source.url, {
    max: 6,
    deadlineMs: 600_000,
    prepare: process.env.DATABASE_PREPARE !== 'off',
    applicationName: 'vuon-uom-audit',
  });
  try {
    await checkSchema(db, source.name);
    const report = await audit(db);
    print(report, json);
    return report.ok ? 0 : 1;
  } catch (error) {
    throw error instanceof RetryableError ? unreachable(error, source.name) : error; // it went away meanwhile
  } finally {
    await db.end(1_000);
    await source.stop();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  if (error instanceof StartError) console.error(error.message);
  else console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 2;
}
