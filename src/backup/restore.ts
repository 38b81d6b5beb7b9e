import { presentRules } from '../../workflows/ruleVersions.ts';
import { audit, type Report } from '../audit/audit.ts';
import { checkServer } from '../database/checks.ts';
import { lockKey, migrate, type Script, scriptsIn, tableOfMigrations } from '../database/migrations.ts';
import { connect } from '../database/pool.ts';
import { beginSession, type Session } from '../database/session.ts';
import { type Files, openFiles, vacateFilesFolder } from '../documents/index.ts';
import { sqlFolder } from '../paths.ts';
import { StartError } from '../start-error.ts';
import { ours, quoted } from './backup.ts';
import { looking, type Manifest, readBackup } from './manifest.ts';
import { Damage } from './tar.ts';

/** Reads a backup through, before anything is opened for it. Throws a StartError where it cannot be restored by this version. */
export async function lookAt(path: string, folder = sqlFolder): Promise<Manifest> {
  const manifest = await readBackup(path, looking);
  scriptsFor(manifest, folder);
  return manifest;
}

/**
 * Fills an empty installation with a backup, in one transaction: a crash leaves it as empty as it was. The tables are made by
 * the migrations that the backup had, filled, and only then brought to this version, as an upgrade in place would; functions
 * and grants are made anew. Nobody is signed in to it. Ends with an audit. `folder` holds the migrations of this version.
 */
export async function restore(
  place: { ownerUrl: string; appUrl: string; filesFolder: string },
  path: string,
  manifest: Manifest,
  folder = sqlFolder,
): Promise<Report> {
  await checkServer(place.ownerUrl, place.appUrl);
  const db = connect(place.appUrl, {
    max: 6,
    deadlineMs: 600_000,
    prepare: false,
    applicationName: 'vuon-uom restore',
  });
  const files = openFiles({ db, folder: place.filesFolder, now: () => manifest.moment });
  const session = await beginSession(place.ownerUrl, {
    writes: true,
    applicationName: 'vuon-uom restore',
    before: `select pg_advisory_lock(${lockKey})`, // an application that starts meanwhile waits
  });
  try {
    const vacate = await vacateFilesFolder(session, place.filesFolder);
    await makeTables(session, manifest, folder); // refuses one that is not empty
    await vacate();
    await fill(session, files, path, manifest);
    const made = new Set(manifest.tables.map(({ name }) => name));
    await session.script(`truncate ${quoted(doorsOpen.filter((name) => made.has(name)))}`);
    await session.script('analyze'); // what is planned in the first minutes too
    await session.finish();
  } finally {
    await session.end();
  }
  try {
    await migrate(place.ownerUrl, place.appUrl, folder);
    return await audit(db, { folder: place.filesFolder, read: true });
  } finally {
    await db.end(1_000);
  }
}

/** The migrations that the backup had: this version must have the same, and may have more. So it is with the rules. */
function scriptsFor({ migrations, rules }: Manifest, folder: string): Script[] {
  if (rules > presentRules)
    throw new StartError(
      `The backup has what the rules ${rules} decided, which this version does not know: restore it with the version that made it, or a later one.`,
    );
  const known = scriptsIn(folder);
  for (const [at, { name, sha256 }] of migrations.entries()) {
    if (known.every((script) => script.name !== name))
      throw new StartError(
        `The backup has the migration ${name}, which this version does not know: restore it with the version that made it, or a later one.`,
      );
    if (known[at]?.name !== name || known[at]?.sha256 !== sha256)
      throw new StartError(
        `The migration ${name} of the backup is not the one of this version: restore it with the version that made it.`,
      );
  }
  return known.slice(0, migrations.length);
}

/** Whoever was signed in or half in, and whoever was sent a link, is so with the original: nobody gets into the copy by it. */
const doorsOpen = ['session', 'half_entry', 'ticket', 'team_invitation'];

async function makeTables(session: Session, manifest: Manifest, folder: string): Promise<void> {
  await session.script(`set local lock_timeout = '20s'`);
  await mustBeEmpty(session);
  await session.script(dropAll);
  await session.script(tableOfMigrations);
  for (const { text } of scriptsFor(manifest, folder)) await session.script(text);
  const made = await tablesOf(session);
  const stray = manifest.tables.find(({ name }) => !made.includes(name));
  if (stray) throw new StartError(`The backup holds the table ${stray.name}, which no migration makes.`);
  await session.script(`truncate ${quoted(made)}`); // what migrations wrote is in the backup too
}

async function tablesOf(session: Session): Promise<string[]> {
  const rows = await session.run<{ name: string }>(`
    select c.relname::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and ${ours('c.oid', 'c.relowner')}`);
  return rows.map(({ name }) => name);
}

/** What every new installation has. */
const fromTheBeginning = ['migration', 'installation'];

async function mustBeEmpty(session: Session): Promise<void> {
  const tables = await tablesOf(session);
  if (tables.length > 0 && !fromTheBeginning.every((name) => tables.includes(name)))
    throw new StartError('This database holds tables that are not of Vườn Ươm: restore into a new one.');
  if (tables.length > 0) await session.script(`lock table ${quoted(tables)} in access exclusive mode`);
  for (const name of tables.filter((name) => !fromTheBeginning.includes(name))) {
    const [found] = await session.run<{ there: boolean }>(`select exists (select from ${quoted([name])}) as there`);
    if (found?.there)
      throw new StartError(
        `This installation is not empty (${name}): restore into a new one, with another DATA_DIR or a new database.`,
      );
  }
}

const dropAll = `do $$ declare one text; begin
  for one in select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and ${ours('c.oid', 'c.relowner')}
  loop execute 'drop table ' || one || ' cascade'; end loop;
  for one in select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and ${ours('p.oid', 'p.proowner')}
  loop execute 'drop function ' || one; end loop;
end $$`;

async function fill(session: Session, files: Files, path: string, manifest: Manifest): Promise<void> {
  const columnsOf = new Map(manifest.tables.map(({ name, columns }) => [name, columns]));
  await readBackup(path, {
    async table(name, content) {
      const into = `${quoted([name])} (${quoted(columnsOf.get(name) ?? [])})`;
      try {
        await session.copyIn(`copy ${into} from stdin (format csv, header match)`, content);
      } catch (error) {
        if (error instanceof Damage) throw error;
        throw new StartError(
          `The table ${name} of ${path} could not be loaded, and nothing was kept: ${codeOf(error)}.`,
        );
      }
    },
    async file(bytes) {
      await files.keep(bytes);
    },
  });
  for (const { table, column, last } of manifest.sequences)
    if (last !== null)
      await session.run(`select setval(pg_get_serial_sequence($1, $2), $3::bigint)`, [`"${table}"`, column, last]);
}

/** What the server says of a row may be of somebody: its code alone is shown. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'the connection ended';
}
