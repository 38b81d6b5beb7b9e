import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connect, type Database, userOf } from '../../src/database/pool.ts';
import { at } from './server.ts';

/** A migrated, empty database that belongs to one test file. */
export type TestDatabase = {
  /** The application's login: what the program itself may do. */
  db: Database;
  /** The owner's login: for looking behind, and for breaking things on purpose. */
  owner: Database;
  appUrl: string;
  ownerUrl: string;
  /** Closes both and removes the database; call it in `afterAll`. */
  drop(): Promise<void>;
};

/** Copies the migrated template. Call it in `beforeAll`. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject('server');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const maintenance = connect(server.maintenanceUrl, { max: 1, deadlineMs: 60_000 });
  await maintenance.script(
    `create database ${name} template ${server.template} strategy file_copy owner ${userOf(server.ownerUrl)}`,
  );
  await maintenance.script(
    `revoke all on database ${name} from public; grant connect on database ${name} to ${userOf(server.appUrl)}`,
  );
  const [appUrl, ownerUrl] = [at(server.appUrl, name), at(server.ownerUrl, name)];
  const db = connect(appUrl, { max: 2 });
  const owner = connect(ownerUrl, { max: 2 });
  return {
    db,
    owner,
    appUrl,
    ownerUrl,
    async drop() {
      await Promise.all([db.end(1_000), owner.end(1_000)]);
      await maintenance.script(`drop database if exists ${name} with (force)`);
      await maintenance.end(1_000);
    },
  };
}
