// What is looked at before anything is done to a database: is it one that this program can work on, do both logins mean the
// same one, and can the application's login write nothing that it must not.

import { randomInt } from 'node:crypto';
import { StartError } from '../start-error.ts';
import { connect, type Database, userOf } from './pool.ts';

/** The releases of PostgreSQL that the suite runs against. */
const oldestRelease = 15;
const newestRelease = 18;

/** A migration may take its time; a server that does not answer at all is said within seconds. */
const answerWithinMs = 8_000;

/**
 * Throws a StartError where the database cannot be used: it is out of reach, of another release, without Vietnamese letters,
 * or not the one that the application's login reaches. Changes nothing.
 */
export async function checkServer(ownerUrl: string, appUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1, deadlineMs: answerWithinMs, prepare: false });
  try {
    const [server] = await owner.query<{ number: number; version: string; encoding: string }>`
      select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
        current_setting('server_encoding') as encoding`;
    if (server === undefined) throw new Error('it says nothing about itself');
    const fault = releaseFault(server.number, server.version) ?? encodingFault(server.encoding);
    if (fault !== null) throw new StartError(fault);
    await checkSame(owner, appUrl);
  } catch (error) {
    throw unreachable(error, 'MIGRATION_DATABASE_URL');
  } finally {
    await owner.end(100).catch(() => undefined);
  }
}

/** What is wrong with a server's release, by its server_version_num; null where nothing is. */
export function releaseFault(number: number, version: string): string | null {
  const release = Math.floor(number / 10_000);
  if (release >= oldestRelease && release <= newestRelease) return null;
  return `The server of MIGRATION_DATABASE_URL is PostgreSQL ${version}: use a release from ${oldestRelease} to ${newestRelease}.`;
}

/** What is wrong with a database's encoding; null where nothing is. */
export function encodingFault(encoding: string): string | null {
  if (encoding === 'UTF8') return null;
  return `The database of MIGRATION_DATABASE_URL has the encoding ${encoding}: make one with "create database … encoding 'UTF8' template template0".`;
}

/** Two addresses may be written differently and mean one database. A lock that one login takes is seen by the other there alone. */
async function checkSame(owner: Database, appUrl: string): Promise<void> {
  const [key, other] = [randomInt(2 ** 31), randomInt(2 ** 31)];
  await owner.query`select pg_advisory_lock(${key}::int, ${other}::int)`;
  const app = connect(appUrl, { max: 1, deadlineMs: answerWithinMs, prepare: false });
  try {
    const [seen] = await app.query<{ same: boolean }>`
      select exists (select from pg_locks join pg_database on pg_database.oid = database where datname = current_database()
        and locktype = 'advisory' and classid = ${key}::int and objid = ${other}::int) as same`;
    if (!seen?.same)
      throw new StartError(
        'DATABASE_URL and MIGRATION_DATABASE_URL name different databases: set both to the same database of the same server.',
      );
  } catch (error) {
    throw unreachable(error, 'DATABASE_URL');
  } finally {
    await app.end(100).catch(() => undefined);
  }
}

type Standing = {
  isSuperuser: boolean;
  ownsDatabase: boolean;
  canCreate: boolean;
  ownedTable: string | null;
  writable: string[] | null;
};

/** Throws a StartError where the application's login could write what only `record_decision` may write. */
export async function checkApplicationLogin(appUrl: string): Promise<void> {
  const db = connect(appUrl, { max: 1, prepare: false });
  try {
    const [known] = await db.query<{
      there: boolean;
    }>`select to_regprocedure('business_tables()') is not null as there`;
    if (!known?.there)
      throw new StartError(
        'The schema has no function business_tables(): it cannot be checked which tables are protected.',
      );
    const [standing] = await db.query<Standing>`
      select
        (select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user) as is_superuser,
        (select pg_has_role(current_user, datdba, 'member') from pg_database where datname = current_database()) as owns_database,
        has_schema_privilege(current_user, 'public', 'create') as can_create,
        (select relname from pg_class where relnamespace = 'public'::regnamespace
           and pg_has_role(current_user, relowner, 'member') limit 1)::text as owned_table,
        (select array_agg(t order by t) from business_tables() t
           where has_table_privilege(current_user, t, 'insert, update, delete, truncate')
              or has_any_column_privilege(current_user, t, 'insert, update')) as writable`;
    const fault = standing && faultOf(standing);
    if (fault) {
      throw new StartError(
        `The login ${userOf(appUrl)} of DATABASE_URL ${fault}: give DATABASE_URL a login of its own, without rights but those that the migrations grant.`,
      );
    }
  } catch (error) {
    throw unreachable(error, 'DATABASE_URL');
  } finally {
    await db.end(1_000);
  }
}

function faultOf(standing: Standing): string | undefined {
  if (standing.isSuperuser) return 'is a superuser, or may make roles or pass row security';
  if (standing.ownsDatabase) return 'owns the database or belongs to its owner';
  if (standing.ownedTable) return `owns the table ${standing.ownedTable} or belongs to its owner`;
  if (standing.canCreate) return 'may create tables and functions';
  if (standing.writable) return `could write ${standing.writable.join(', ')}`;
  return undefined;
}

/** A database that is not there, or does not let us in, is the administrator's business: one sentence. */
export function unreachable(error: unknown, variable: string): unknown {
  if (error instanceof StartError || !(error instanceof Error)) return error;
  const fault = error.cause instanceof Error ? error.cause : error;
  const todo = todoFor('code' in fault ? String(fault.code) : '', variable);
  return new StartError(`The database of ${variable} could not be used: ${fault.message}${todo}.`, { cause: error });
}

/** What helps, by the code of the operating system, the driver or the server; nothing where that is not known. */
function todoFor(code: string, variable: string): string {
  if (/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|ENOENT|CONNECT_TIMEOUT)/.test(code))
    return `: start that server, or correct the address in ${variable}`;
  if (code.startsWith('28')) return `: correct the login and its password in ${variable}`;
  if (code === '42501')
    return `: make the login of ${variable} the owner of its database (alter database … owner to …)`;
  if (code === '3D000') return `: make that database, or correct its name in ${variable}`;
  return '';
}
