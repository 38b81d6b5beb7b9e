import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import { checkApplicationLogin, checkServer, unreachable } from './checks.ts';
import { connect, type Database, userOf } from './pool.ts';

/** Any number, the same in every release: two applications that start on one database migrate one after the other. */
export const lockKey = 7_386_190_533_044_871n;

/** Where it is written which migrations a database has. */
export const tableOfMigrations = `create table if not exists migration (
  name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;

export type Script = { name: string; text: string; sha256: string };

export type MigrateOptions = {
  /** The database plays on a clock of its own, a demonstration's or a test's: said when it is created, and of no other. */
  simulatedClock?: boolean;
};

/**
 * Brings the database to this program's schema: the migrations that are missing, in order, each all or nothing; then the
 * functions, when any of them changed; then the grants. Afterwards it checks, as the application's login, that this login
 * cannot write what only `record_decision` may write. Throws a StartError that says what is wrong.
 */
export async function migrate(
  ownerUrl: string,
  appUrl: string,
  folder: string,
  { simulatedClock = false }: MigrateOptions = {},
): Promise<void> {
  const appRole = userOf(appUrl);
  await checkServer(ownerUrl, appUrl);
  const owner = connect(ownerUrl, {
    max: 1,
    deadlineMs: 600_000,
    prepare: false,
    applicationName: 'vuon-uom migrations',
  });
  try {
    await owner.query`select pg_advisory_lock(${lockKey})`;
    await owner.script(tableOfMigrations);
    await applyMissing(owner, scriptsIn(folder), simulatedClock);
    if (simulatedClock) await mustBeSimulated(owner);
    await applyFunctions(owner, scriptsIn(join(folder, 'functions')));
    await applyGrants(owner, join(folder, 'grants.sql'), appRole);
  } catch (error) {
    throw unreachable(error, 'MIGRATION_DATABASE_URL');
  } finally {
    await owner.end(1_000); // and with its session the lock
  }
  await checkApplicationLogin(appUrl);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The scripts of a folder in their order, without the grants. */
export function scriptsIn(folder: string): Script[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^[a-z0-9_.-]+\.sql$/.test(name) && name !== 'grants.sql');
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return { name, text, sha256: sha256(text) };
  });
}

async function applyMissing(owner: Database, migrations: Script[], simulatedClock: boolean): Promise<void> {
  const rows = await owner.query<{
    name: string;
    sha256: string;
  }>`select name, sha256 from migration where name <> 'functions'`;
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const last = [...applied.keys()].sort().at(-1) ?? '';

  const unknown = [...applied.keys()].find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown)
    throw new StartError(
      `The database has the migration ${unknown}, which this version does not know: start the version that made it, or a later one.`,
    );

  for (const migration of migrations) {
    const { name } = migration;
    const before = applied.get(name);
    if (before === migration.sha256) continue;
    if (before !== undefined)
      throw new StartError(
        `The migration ${name} was changed after it had been applied: restore its text and write the change as a new migration.`,
      );
    if (!/^\d{4}_/.test(name))
      throw new StartError(`The migration ${name} has no number: name it NNNN_what_it_does.sql.`);
    if (name < last)
      throw new StartError(
        `The migration ${name} comes before ${last}, which is applied already: give it a later number.`,
      );
    const creates = applied.size === 0 && migration === migrations[0];
    const clock = creates && simulatedClock ? '\n;\nupdate installation set simulated_clock = true' : '';
    await applyWhole(
      owner,
      name,
      `insert into migration (name, sha256) values ('${name}', '${migration.sha256}');\n${migration.text}${clock}`,
    );
  }
}

/** History that was written on the real clock does not go on upon another. */
async function mustBeSimulated(owner: Database): Promise<void> {
  const [installation] = await owner.query<{ simulatedClock: boolean }>`select simulated_clock from installation`;
  if (!installation?.simulatedClock)
    throw new StartError('This database was created on the real clock: a simulated clock needs a new one.');
}

async function applyFunctions(owner: Database, functions: Script[]): Promise<void> {
  if (functions.length === 0) return;
  const all = functions.map((script) => script.text).join('\n;\n');
  const [row] = await owner.query<{ sha256: string }>`select sha256 from migration where name = 'functions'`;
  if (row?.sha256 === sha256(all)) return;
  const remember = `insert into migration (name, sha256) values ('functions', '${sha256(all)}')
    on conflict (name) do update set sha256 = excluded.sha256, applied_at = now()`;
  await applyWhole(owner, 'functions', `${all}\n;\n${remember}`);
}

/** The grants run at every start, for the role that this start uses; they find its name in the setting vuon_uom.app_role. */
async function applyGrants(owner: Database, file: string, appRole: string): Promise<void> {
  if (!existsSync(file)) return;
  const setting = `select set_config('vuon_uom.app_role', '${appRole.replaceAll("'", "''")}', true)`;
  await applyWhole(owner, 'grants.sql', `${setting};\n${readFileSync(file, 'utf8')}`);
}

/** One simple query with its own begin and commit: whatever happens to the connection, all of it is there or nothing. */
async function applyWhole(owner: Database, name: string, text: string): Promise<void> {
  try {
    await owner.script(`begin;\n${text}\n;\ncommit`);
  } catch (error) {
    await owner.script('rollback').catch(() => undefined);
    if (!(error instanceof Error)) throw error;
    const line =
      'position' in error
        ? `, near line ${text.slice(0, Number(error.position) - 'begin;\n'.length).split('\n').length}`
        : '';
    throw new StartError(`The migration ${name} failed and nothing of it was kept: ${error.message}${line}.`, {
      cause: error,
    });
  }
}
