// When a session ends: after twelve hours without use, after fourteen days however busy, when its owner ends it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import type { Database } from '../../src/database/pool.ts';
import { root } from '../../src/paths.ts';
import { forgetWhatIsOver } from '../../src/people/index.ts';
import { hashPassword } from '../../src/people/passwords.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
let database: TestDatabase;
let app: App;
let time = Date.parse('2026-11-22T02:00:00Z');
let queries = 0;
const now = () => new Date(time).toISOString();
const hours = (count: number) => {
  time += count * 3_600_000;
};
const person = { id: v7(), email: 'chau@vidu.vn', password: 'mưa rơi trên mái tôn' };

beforeAll(async () => {
  database = await freshDatabase();
  const counting: Database = {
    ...database.db,
    query: (text, ...parameters) => {
      queries += 1;
      return database.db.query(text, ...parameters);
    },
  };
  app = createApp({ db: counting, clock: () => new Date(time), origin });
  await database.db.query`
    insert into person (id, email, name, password_hash, confirmed_at, created_at)
    values (${person.id}::uuid, ${person.email}, 'Châu', ${await hashPassword(person.password)}, now(), now())`;
});
afterAll(() => database?.drop());

async function signIn(agent = 'Firefox/140 Linux'): Promise<string> {
  const answer = await app.request(`${origin}/sign-in`, {
    method: 'POST',
    headers: { host, origin, 'user-agent': agent, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(person),
  });
  return /session=[^;]+/.exec(answer.headers.getSetCookie().join('\n'))?.[0] ?? '';
}
const get = (cookie: string, path = '/account') => app.request(`${origin}${path}`, { headers: { host, cookie } });
const post = (cookie: string, path: string, form: Record<string, string> = {}) =>
  app.request(`${origin}${path}`, {
    method: 'POST',
    headers: { host, origin, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
  });
const isIn = async (cookie: string) => (await get(cookie)).status === 200;

test('after twelve hours without use', async () => {
  const cookie = await signIn();
  hours(11.9);
  expect(await isIn(cookie)).toBe(true);
  hours(11.9);
  expect(await isIn(cookie)).toBe(true);
  hours(12.1);
  expect(await isIn(cookie)).toBe(false);
});

test('after fourteen days however busy it was', async () => {
  const cookie = await signIn();
  for (let day = 0; day < 28; day += 1) {
    expect(await isIn(cookie)).toBe(true);
    hours(11.99);
  }
  hours(0.5);
  expect(await isIn(cookie)).toBe(false);
});

test('that it was seen is written at most once a minute, and who asks is one query', async () => {
  const cookie = await signIn();
  const seen = async () => {
    const [row] = await database.db.query<{ at: Date; xmin: string }>`
      select seen_at as at, xmin::text from session where person = ${person.id}::uuid order by created_at desc limit 1`;
    return `${row?.at.toISOString()} ${row?.xmin}`;
  };
  const first = await seen();
  time += 50_000;
  await isIn(cookie);
  expect(await seen()).toBe(first);
  time += 20_000;
  await isIn(cookie);
  expect(await seen()).toContain(now());
  queries = 0;
  await get(cookie, '/nowhere-at-all');
  expect(queries).toBe(1);
  queries = 0;
  await get(cookie, '/assets/0/mark.svg');
  expect(queries).toBe(0);
});

test('when its owner ends one, or all others; nobody ends another’s', async () => {
  await database.db.query`delete from session`;
  const [mine, second, third] = [await signIn('Chrome/1 Windows'), await signIn(), await signIn()];
  const stranger = v7();
  await database.db.query`
    insert into person (id, email, name, confirmed_at, created_at) values (${stranger}::uuid, 'la@vidu.vn', 'Lạ', now(), now())`;
  await database.db.query`
    insert into session (token_hash, person, created_at, seen_at, expires_at)
    values ('cua-nguoi-la', ${stranger}::uuid, ${now()}::timestamptz, ${now()}::timestamptz, ${now()}::timestamptz + interval '1 day')`;
  const page = await (await get(mine)).text();
  expect(page).toContain('Chrome trên Windows');
  const hashes = [...page.matchAll(/name="session" value="([0-9a-f]{64})"/g)].map(([, hash = '']) => hash);
  expect(hashes).toHaveLength(2);
  await post(mine, '/account/sessions/end', { session: hashes[0] ?? '' });
  expect([await isIn(second), await isIn(third)].filter(Boolean)).toHaveLength(1);
  await post(mine, '/account/sessions/end', { session: 'cua-nguoi-la' });
  await post(mine, '/account/sessions/end-others');
  expect([await isIn(mine), await isIn(second), await isIn(third)]).toEqual([true, false, false]);
  const left = await database.db.query`select 1 from session where token_hash = 'cua-nguoi-la'`;
  expect(left).toHaveLength(1);
});

test('when the account is closed, at once', async () => {
  const cookie = await signIn();
  await database.db.query`update person set closed_at = now() where id = ${person.id}::uuid`;
  expect(await isIn(cookie)).toBe(false);
  await database.db.query`update person set closed_at = null where id = ${person.id}::uuid`;
});

const kept = () => database.db.query<{ kind: string }>`select distinct split_part(what, ' ', 1) as kind from attempt`;

test('what has ended is forgotten, with old attempts and tickets', async () => {
  const cookie = await signIn();
  await post('', '/sign-in', { ...person, password: 'không phải mật khẩu' });
  expect(await kept()).toContainEqual({ kind: 'signIn' });
  hours(13);
  await forgetWhatIsOver({ db: database.db, now, origin });
  const [left] = await database.db.query<{
    sessions: number;
  }>`select count(*)::int as sessions from session where person = ${person.id}::uuid`;
  expect(left?.sessions).toBe(0);
  hours(25);
  await forgetWhatIsOver({ db: database.db, now, origin });
  // that somebody was in with this browser is no attempt, and is known for longer
  expect(await kept()).toEqual([{ kind: 'known' }]);
  hours(90 * 24);
  await forgetWhatIsOver({ db: database.db, now, origin });
  expect(await kept()).toEqual([]);
  expect(await isIn(cookie)).toBe(false);
});

test('lucia, which nobody develops any more, is known to one file', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const knowing = files.filter((name) => /from 'lucia'/.test(readFileSync(join(root, 'src', name), 'utf8')));
  expect(knowing).toEqual(['people/sessions.ts']);
});
