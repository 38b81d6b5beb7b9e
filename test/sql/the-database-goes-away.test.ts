import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  const end = performance.now() + 4_000;
  let cut = 0;

  async function cutNow() {
    while (performance.now() < end) {
      const cutting = await database.owner.query`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() order by random() limit 2`;
      cut += cutting.length;
      await sleep(40);
    }
  }
  async function insert() {
    while (performance.now() < end) {
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

  expect(cut).toBeGreaterThan(20);
  expect(acknowledged.length).toBeGreaterThan(100);
  // and the pool is as good as before
  const answers = await Promise.all(Array.from({ length: 20 }, () => db.query<{ one: number }>`select 1 as one`));
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

it('gives camelCase columns, leaves keys inside jsonb alone, bigint for int8, text for days and numerics', async () => {
  const big = 9_007_199_254_740_993n;
  const [row] = await database.db.query`
    select ${big}::int8 as amount_vnd, ${'{"a_key": {"b_key": 1}}'}::text::jsonb as some_json, ${'2026-02-28'}::date as due_on,
           1.10::numeric as share, array[${big}]::int8[] as several, ${['x', 'y']}::text[] as words`;
  expect(row).toEqual({
    amountVnd: big,
    someJson: { a_key: { b_key: 1 } },
    dueOn: '2026-02-28',
    share: '1.10',
    several: [big],
    words: ['x', 'y'],
  });
});

it('runs a text with its values, with and without prepared statements', async () => {
  const unprepared = connect(database.appUrl, { max: 1, prepare: false });
  for (const db of [database.db, unprepared]) {
    expect(await db.run<{ sum: bigint }>('select $1::int8 + $2::int8 as sum', [1n, 2])).toEqual([{ sum: 3n }]);
  }
  await unprepared.end();
});
