import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrations.ts';
import { userOf } from '../../src/database/pool.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

// Each test has a schema and a folder of scripts of its own.
beforeEach(async () => {
  await database.owner.script('drop schema public cascade; create schema public');
  await database.owner.script(`grant usage on schema public to ${userOf(database.appUrl)}`);
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-sql-'));
  mkdirSync(join(folder, 'functions'));
  write('0001_sack.sql', 'create table sack (rice int check (rice >= 0)); insert into sack values (7);');
  write(
    'functions/classes.sql',
    `create or replace function business_tables() returns setof text language sql as $$ select 'sack' $$;`,
  );
  write(
    'grants.sql',
    `do $$ begin execute format('grant select on sack to %I', current_setting('vuon_uom.app_role')); end $$`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate(database.ownerUrl, database.appUrl, folder);
const rice = async () => (await database.db.query<{ rice: number }>`select rice from sack`).map((row) => row.rice);

describe('migrations', () => {
  it('are applied once, in order, and the next start adds what is new', async () => {
    await run();
    write('0002_more.sql', 'update sack set rice = rice * 2');
    write('0003_less.sql', 'update sack set rice = rice - 1');
    await run();
    await run();
    expect(await rice()).toEqual([13]);
  });

  it('that fail leave nothing behind, and say where', async () => {
    await run();
    write('0002_broken.sql', 'update sack set rice = 1;\nupdate sack set beans = 1;');
    await expect(run()).rejects.toThrow(
      /^The migration 0002_broken\.sql failed and nothing of it was kept: .*beans.*\.$/,
    );
    expect(await rice()).toEqual([7]);
    write('0002_broken.sql', 'update sack set rice = 1;');
    await run();
    expect(await rice()).toEqual([1]);
  });

  it('started twice at once are applied once', async () => {
    write('0002_more.sql', 'select pg_sleep(0.2); update sack set rice = rice + 1');
    await Promise.all([run(), run(), run()]);
    expect(await rice()).toEqual([8]);
  });

  it.each([
    ['changed after it was applied', () => write('0001_sack.sql', 'select 1'), /0001_sack\.sql was changed after/],
    ['missing', () => rmSync(join(folder, '0001_sack.sql')), /0001_sack\.sql, which this version does not know/],
    ['put before the last one', () => write('0000_late.sql', 'select 1'), /0000_late\.sql comes before 0001_sack\.sql/],
    ['without a number', () => write('extra.sql', 'select 1'), /extra\.sql has no number/],
  ])('stop the start when one is %s', async (_, change, sentence) => {
    await run();
    change();
    await expect(run()).rejects.toThrow(sentence);
  });

  it('set a simulated clock when they create the database, and neither later nor back', async () => {
    const simulated = async () =>
      (await database.owner.query<{ simulatedClock: boolean }>`select simulated_clock from installation`)[0]
        ?.simulatedClock;
    const play = () => migrate(database.ownerUrl, database.appUrl, folder, { simulatedClock: true });
    const installation =
      'create table installation (simulated_clock boolean not null default false); insert into installation default values;';
    write('0001_sack.sql', `create table sack (rice int); ${installation}`);
    await run();
    await expect(play()).rejects.toThrow(/^This database was created on the real clock/);
    expect(await simulated()).toBe(false);

    await database.owner.script('drop table installation, sack, migration');
    await play();
    expect(await simulated()).toBe(true);
    write('0002_more.sql', 'create table more ()');
    await run(); // the application goes on with it
    await play();
    expect(await simulated()).toBe(true);
  });
});

describe('functions', () => {
  it('are applied again only when one of them changed', async () => {
    const at = () => database.owner.query`select applied_at from migration where name = 'functions'`;
    await run();
    const before = await at();
    await run();
    expect(await at()).toEqual(before);
    write('functions/count.sql', 'create or replace function count_rice() returns int language sql as $$ select 3 $$;');
    await run();
    expect(await at()).not.toEqual(before);
    expect(await database.owner.query`select count_rice()`).toEqual([{ countRice: 3 }]);
  });
});

describe('the login of the application', () => {
  it.each([
    ['insert on sack', 'could write sack'],
    ['truncate on sack', 'could write sack'],
    ['update (rice) on sack', 'could write sack'],
    ['create on schema public', 'may create tables and functions'],
  ])('stops the start when it has %s', async (privilege, fault) => {
    write('0002_careless.sql', `do $$ begin execute 'grant ${privilege} to ${userOf(database.appUrl)}'; end $$`);
    await expect(run()).rejects.toThrow(fault);
  });

  it('stops the start when it is the owner', async () => {
    await expect(migrate(database.ownerUrl, database.ownerUrl, folder)).rejects.toThrow(
      /owns the database|is a superuser/,
    );
  });

  it('stops the start when nothing says which tables are protected', async () => {
    rmSync(join(folder, 'functions', 'classes.sql'));
    await expect(run()).rejects.toThrow('has no function business_tables()');
  });
});
