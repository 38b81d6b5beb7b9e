// npm run audit: reads a database's whole history again and says what is not as it must be.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isDatabaseUrl, readConfig } from '../config.ts';
import { unreachable } from '../database/checks.ts';
import { openDatabase } from '../database/open.ts';
import { connect, type Database, RetryableError } from '../database/pool.ts';
import { root } from '../paths.ts';
import { StartError } from '../start-error.ts';
import { audit, type Report } from './audit.ts';
import { toldOfEarlier } from './report.ts';

const usage = `npm run audit -- [--url postgres://… [--files FOLDER]] [--json]
Audits the database of --url or DATABASE_URL, else the embedded one in DATA_DIR, also while the application runs; and the files in
DATA_DIR/files, to the last byte. With --url those in --files, or none.
Ends with 1 when something is broken, and with 2 when it could not be looked at.`;

/** `name`: where its address stands. `files`: the folder of its files, where that is known. */
type Source = { url: string; name: string; files: string | null; stop(): Promise<void> };
type Options = { url?: string | undefined; files?: string | undefined; json: boolean };

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: { url: { type: 'string' }, files: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (values.files !== undefined && values.url === undefined) throw new StartError(usage);
    return values;
  } catch {
    throw new StartError(usage);
  }
}

/** The database that is asked for; an embedded server is started for this alone, or shared with the application. */
async function open({ url, files }: Options): Promise<Source> {
  const given = url ?? process.env.DATABASE_URL;
  const config = readConfig({ ...process.env, DATABASE_URL: '', MIGRATION_DATABASE_URL: '' }, root);
  const own = join(config.dataDir, 'files');
  if (given) {
    if (!isDatabaseUrl(given))
      throw new StartError('The address of the database is not one: postgres://login@host/name.');
    const none = async () => undefined;
    return url
      ? { url, name: '--url', files: files === undefined ? null : resolve(files), stop: none }
      : { url: given, name: 'DATABASE_URL', files: own, stop: none };
  }
  if (!existsSync(join(config.dataDir, 'postgres')))
    throw new StartError(`There is no database in ${config.dataDir}: set DATA_DIR or DATABASE_URL.`);
  const { appUrl, stop } = await openDatabase(config, (line) => console.error(line), true);
  return { url: appUrl, name: 'DATA_DIR', files: own, stop };
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

function print(report: Report, json: boolean, files: string | null): void {
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  for (const { name, counted, broken } of report.checks) {
    console.log(`${broken.length === 0 ? 'ok' : 'BROKEN'}  ${name}: ${counted} looked at, ${broken.length} broken`);
    for (const { row, what } of broken) console.log(`        ${row}: ${what}`);
  }
  if (files === null) console.log('    files were not looked at: --files names their folder');
  if (report.notRepeated > 0) console.log(`    ${toldOfEarlier(report.notRepeated)}`);
}

async function run(): Promise<number> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const options = readOptions();
  const source = await open(options);
  const db = connect(source.url, {
    max: 6,
    deadlineMs: 600_000,
    prepare: process.env.DATABASE_PREPARE !== 'off',
    applicationName: 'vuon-uom-audit',
  });
  try {
    await checkSchema(db, source.name);
    const { files } = source;
    const report = await audit(db, files === null ? null : { folder: files, read: true });
    print(report, options.json, files);
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
