import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/database/pool.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

it('columns are camelCase and keys inside jsonb are left alone', async () => {
  const [row] = await database.db.query`select ${'{"a_key": {"b_key": 1}}'}::text::jsonb as some_json, 1 as due_on_day`;
  expect(row).toEqual({ someJson: { a_key: { b_key: 1 } }, dueOnDay: 1 });
});

it('int8 is bigint beyond what a number holds; days and numerics are text; instants are dates', async () => {
  const big = 9_007_199_254_740_993n;
  const now = new Date('2026-11-21T23:59:59.123Z');
  const [row] = await database.db.query`
    select ${big}::int8 as big, ${'2026-02-28'}::date as day, 1.10::numeric as share, ${now}::timestamptz as now,
           ${new Uint8Array([0, 255])}::bytea as bytes, ${true}::bool as yes, ${null}::text as nothing`;
  expect(row).toEqual({
    big,
    day: '2026-02-28',
    share: '1.10',
    now,
    bytes: Buffer.from([0, 255]),
    yes: true,
    nothing: null,
  });
});

describe('arrays', () => {
  it('of every type come back as they went', async () => {
    const now = new Date('2026-11-21T23:59:59.123Z');
    const id = '01923456-789a-7bcd-8ef0-123456789abc';
    const [row] = await database.db.query`
      select ${[1n, null, -9_007_199_254_740_993n]}::int8[] as bigs, ${[1, 2]}::int[] as ints, ${[true, false]}::bool[] as bools,
             ${['2026-02-28']}::date[] as days, ${[now]}::timestamptz[] as nows, ${[id]}::uuid[] as ids, ${[]}::text[] as none,
             ${['{"a_b": "c,d"}']}::text[]::jsonb[] as jsons, array[1.10]::numeric[] as numerics`;
    expect(row).toEqual({
      bigs: [1n, null, -9_007_199_254_740_993n],
      ints: [1, 2],
      bools: [true, false],
      days: ['2026-02-28'],
      nows: [now],
      ids: [id],
      none: [],
      jsons: [{ a_b: 'c,d' }],
      numerics: ['1.10'],
    });
  });

  it('of any text come back as they went', async () => {
    const text = fc.string({ unit: 'grapheme' });
    const tricky = fc.constantFrom('', 'NULL', 'null', '{', '}', ',', '"', '\\', '\\"', ' a ', 'đồng', '\n');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(text, tricky, fc.constant(null))), async (words) => {
        const [row] = await database.db.query<{ words: (string | null)[] }>`select ${words}::text[] as words`;
        expect(row?.words).toEqual(words);
      }),
      { numRuns: 200 },
    );
  });

  it('select rows by their keys', async () => {
    const rows = await database.db.query`select n from generate_series(1::int8, 5) n where n = any(${[2n, 4n]})`;
    expect(rows).toEqual([{ n: 2n }, { n: 4n }]);
  });
});

it('a text runs with its values, with and without prepared statements', async () => {
  const unprepared = connect(database.appUrl, { max: 1, prepare: false });
  for (const db of [database.db, unprepared]) {
    expect(await db.run<{ sum: bigint }>('select $1::int8 + $2::int8 as sum', [1n, 2])).toEqual([{ sum: 3n }]);
    expect(await db.run('select 1 as one')).toEqual([{ one: 1 }]);
  }
  await unprepared.end();
});
