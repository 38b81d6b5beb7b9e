import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connect, RetryableError } from '../../src/database/pool.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await database.owner.script('create table kept (n bigint primary key)');
});
afterAll(() => database.drop());

it('every query settles, and none that was acknowledged is missing, while connections are cut all the time', async () => {
  const db = connect(database.ownerUrl, { max: 4, deadlineMs: 2_000 });
  const acknowledged: bigint[] = [];
  let next = 0n;
  let cut = 0;
  /** Counted, not timed: a busy machine takes longer and shows the same. */
  const goesOn = () => cut < 60 || acknowledged.length < 300;

  async function cutNow() {
    while (goesOn()) {
      const cutting = await database.owner.query`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 2`;
      cut += cutting.length;
      await sleep(40);
    }
  }
  async function insert() {
    while (goesOn()) {
      const n = next++;
      try {
        await db.query`insert into kept values (${n})`;
        acknowledged.push(n);
      } catch (error) {
        expect(error).toBeInstanceOf(RetryableError);
      }
    }
  }
  await Promise.all([cutNow(), ...Array.from({ length: 8 }, insert)]);

  // and the pool is as good as before, once the last that was cut has died
  const ask = () => Promise.all(Array.from({ length: 20 }, () => db.query<{ one: number }>`select 1 as one`));
  const answers = await vi.waitFor(ask, { timeout: 10_000 });
  expect(answers.flat()).toHaveLength(20);
  const kept = await db.query<{ n: bigint }>`select n from kept`;
  const there = new Set(kept.map((row) => row.n));
  expect(acknowledged.filter((n) => !there.has(n))).toEqual([]);
  await db.end();
});

it('a statement that takes too long is given up by the server, and may be asked again', async () => {
  const db = connect(database.appUrl, { max: 1, deadlineMs: 500 });
  await expect(db.query`select pg_sleep(30)`).rejects.toMatchObject({
    name: 'RetryableError',
    cause: { code: '57014' },
  });
  expect(await db.query`select 1 as one`).toEqual([{ one: 1 }]);
  await db.end();
});

it('a server that is not there is retryable; a statement that is wrong is not', async () => {
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing', { max: 1 });
  await expect(nowhere.query`select 1`).rejects.toThrow(RetryableError);
  await nowhere.end();
  await expect(database.db.query`select nonsense`).rejects.toMatchObject({ code: '42703' });
});

it('a connection that dies at its first moment ends nothing but its query', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  const end = performance.now() + 2_000;
  const cut = async () => {
    while (performance.now() < end) {
      await database.owner.query`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'newborn'`;
    }
  };
  const connectAgain = async () => {
    while (performance.now() < end) {
      const db = connect(database.ownerUrl, { max: 2, deadlineMs: 2_000, applicationName: 'newborn' });
      await Promise.allSettled([db.query`select 1`, db.query`select ${1}::int`]);
      await db.end(100);
    }
  };
  await Promise.all([cut(), connectAgain(), connectAgain()]);
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
