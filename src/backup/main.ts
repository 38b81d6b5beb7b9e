// npm run backup, npm run restore: an installation into one file, and out of it into a new one.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toldOfEarlier } from '../audit/report.ts';
import { type Config, readConfig } from '../config.ts';
import { openDatabase } from '../database/open.ts';
import { root } from '../paths.ts';
import { StartError } from '../start-error.ts';
import { backUp } from './backup.ts';
import { codeOf, lookAt, restore } from './restore.ts';

const usage = `npm run backup -- FILE    writes everything that the installation holds into a new file, also while it runs
npm run restore -- FILE   fills a new installation with it: an empty DATA_DIR, or an empty database
Both end with 1 when bytes of files are missing or changed, or the audit finds something, and with 2 when nothing was done.
They work on DATABASE_URL and MIGRATION_DATABASE_URL, else on the embedded database in DATA_DIR; files are in DATA_DIR.`;

const ownChoice =
  'This database is on a server of your own: there pg_dump, beside a copy of DATA_DIR/files, is your choice too.';

const notes = (line: string) => console.error(line);

async function makeBackup(config: Config, path: string): Promise<number> {
  if (!config.database && !existsSync(join(config.dataDir, 'postgres')))
    throw new StartError(`There is no database in ${config.dataDir}: set DATA_DIR or DATABASE_URL.`);
  const database = await openDatabase(config, notes, true);
  try {
    const { manifest, bytes, sha256 } = await backUp({ ...database, filesFolder: join(config.dataDir, 'files') }, path);
    const { tables, files, moment } = manifest;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${path}: ${tables.length} tables with ${rows} rows and ${files.count} files, as of ${moment}.`);
    console.log(`${bytes} bytes, SHA-256 ${sha256}: write it down where the file is not.`);
    warnOfMissing(files.missing);
    if (config.database) console.log(ownChoice);
    return files.missing.length === 0 ? 0 : 1;
  } finally {
    await database.stop();
  }
}

async function restoreBackup(config: Config, path: string): Promise<number> {
  const manifest = await lookAt(path);
  const database = await openDatabase(config, notes);
  try {
    const filesFolder = join(config.dataDir, 'files');
    const { ok, checks, notRepeated } = await restore({ ...database, filesFolder }, path, manifest);
    const { tables, files, moment } = manifest;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Restored as of ${moment}: ${tables.length} tables with ${rows} rows and ${files.count} files.`);
    console.log(
      'Nobody is signed in to it, and links that were sent before are no longer good: everybody signs in anew.',
    );
    warnOfMissing(files.missing);
    const counted = checks.reduce((sum, check) => sum + check.counted, 0);
    if (ok) console.log(`Audit: clean, ${counted} looked at.`);
    else
      for (const { name, broken } of checks.filter((check) => check.broken.length > 0))
        console.log(`Audit: ${name}: ${broken.length} broken; npm run audit says which.`);
    if (notRepeated > 0) console.log(`Audit: ${toldOfEarlier(notRepeated)}.`);
    if (config.database) console.log(ownChoice);
    return ok ? 0 : 1;
  } finally {
    await database.stop();
  }
}

function warnOfMissing(missing: readonly string[]): void {
  for (const sha256 of missing) notes(`The bytes of the file ${sha256} were gone or changed before the backup.`);
  if (missing.length > 0) notes('Look for them in an earlier backup; npm run audit names the rows that miss them.');
}

async function run(): Promise<number> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const [what, file, ...more] = process.argv.slice(2);
  if (file === undefined || file.startsWith('-') || more.length > 0) throw new StartError(usage);
  const config = readConfig(process.env, root);
  if (what === 'restore') return restoreBackup(config, resolve(file));
  return makeBackup(config, resolve(file));
}

try {
  process.exitCode = await run();
} catch (error) {
  // what a database or a file says may hold somebody's data: of anything but our own sentences only the code is shown
  console.error(
    error instanceof StartError ? error.message : `It failed, and nothing was kept of it: ${codeOf(error)}.`,
  );
  process.exitCode = 2;
}
