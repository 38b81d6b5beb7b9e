import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrations.ts';
import { connect } from '../../src/database/pool.ts';
import { sqlFolder } from '../../src/paths.ts';

/** Where the tests' server is. The template is migrated and is what every test's database is copied from. */
export type TestServer = { template: string; maintenanceUrl: string; ownerUrl: string; appUrl: string };

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer;
  }
}

/**
 * One server for the whole run: embedded, in a folder that goes away, or the one of TEST_MIGRATION_DATABASE_URL, whose login
 * may create databases and roles. The application's login is made for the run, unless TEST_DATABASE_URL gives one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_MIGRATION_DATABASE_URL: external, TEST_DATABASE_URL: externalApp } = process.env;
  if (external) {
    const role = `vuon_uom_test_app_${process.pid}`;
    const password = randomBytes(16).toString('hex');
    const app = externalApp ?? as(external, role, password);
    const template = `vuon_uom_test_${process.pid}`;
    const server = {
      template,
      maintenanceUrl: external,
      ownerUrl: at(external, template),
      appUrl: at(app, template),
    };
    if (!externalApp) {
      // as a member the owner may cut the connections of this login, which some tests do, and removing a database too
      await inDatabase(external, `create role ${role} login password '${password}'; grant ${role} to current_user`);
    }
    await inDatabase(external, `create database ${template}`);
    await migrate(server.ownerUrl, server.appUrl, sqlFolder);
    project.provide('server', server);
    return async () => {
      await inDatabase(external, `drop database if exists ${template} with (force)`);
      if (!externalApp) await inDatabase(external, `drop role if exists ${role}`);
    };
  }

  const dataDir = await mkdtemp(join(tmpdir(), 'vuon-uom-test-'));
  endWithThisProcess(dataDir);
  const embedded = await startEmbedded({ dataDir, durable: false, report: (line) => console.error(line) });
  const { ownerUrl, appUrl, superuserUrl } = embedded;
  await migrate(ownerUrl, appUrl, sqlFolder);
  project.provide('server', { template: 'vuon_uom', maintenanceUrl: superuserUrl, ownerUrl, appUrl });
  return async () => {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/**
 * A run that is killed cannot end its server: a shell does, whose standard input ends together with this process, whatever
 * that dies of. After a run that ended in order it finds nothing left to do.
 */
function endWithThisProcess(dataDir: string): void {
  const script = 'cat > /dev/null; kill -INT "$(head -n 1 "$1/postgres/postmaster.pid")"; sleep 2; rm -rf "$1"';
  const shell = spawn('sh', ['-c', script, 'sh', dataDir], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', () => undefined); // there is none: what is left is left
  shell.unref();
  (shell.stdin as Socket).unref();
}

/** The same database under another login. */
function as(url: string, user: string, password: string): string {
  const parsed = new URL(url);
  parsed.username = user;
  parsed.password = password;
  return parsed.toString();
}

/** The same login in another database. */
export function at(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${database}`;
  return parsed.toString();
}

async function inDatabase(url: string, statement: string): Promise<void> {
  const db = connect(url, { max: 1 });
  try {
    await db.script(statement);
  } finally {
    await db.end();
  }
}
