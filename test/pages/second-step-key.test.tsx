// The key of two-step verification is missing, torn, another one, or cannot be read: nobody is locked out by a second key.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { hashPassword } from '../../src/people/passwords.ts';
import { resetSecondStep } from '../../src/people/secondStep.ts';
import { keyFile } from '../../src/people/secondStepKey.ts';
import { createRecorder } from '../../src/record.ts';
import { secondStepWords } from '../../templates/words/second-step.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { browserOf, codesOn, phoneOf } from './second-step-house.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
const password = 'mưa rơi trên mái tôn';
let database: TestDatabase;
let dataDir: string;
let app: App;
let time = Date.parse('2026-11-22T02:00:00Z');
const reported: string[] = [];
const seconds = (count: number) => {
  time += count * 1_000;
};
const appIn = (folder: string) =>
  createApp({
    db: database.db,
    clock: () => new Date(time),
    origin,
    dataDir: folder,
    report: (fault) => reported.push(String(fault)),
  });

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'vuon-uom-second-step-'));
  app = appIn(dataDir);
});
afterAll(async () => {
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => seconds(3_600));

/** A browser with its cookies; `place` another application on the same database. */
const browser = (place: () => App = () => app) => browserOf(origin, place);
type Browser = ReturnType<typeof browser>;

let count = 0;
async function someone() {
  count += 1;
  const person = { id: v7(), name: 'Nguyễn Thị Minh Châu', email: `chau${count}@vidu.vn` };
  await database.db.query`
    insert into person (id, email, name, password_hash, confirmed_at, created_at)
    values (${person.id}::uuid, ${person.email}, ${person.name}, ${await hashPassword(password)}, now(), now())`;
  return person;
}
const signIn = (b: Browser, { email }: { email: string }, more: Record<string, string> = {}) =>
  b.post('/sign-in', { email, password, ...more });

const phone = (page: string) => phoneOf(page, () => time);
/** Somebody who has it on, with their phone, their recovery codes and the browser in which they turned it on. */
async function guarded() {
  const person = await someone();
  const b = browser();
  expect((await signIn(b, person)).to).toBe('/work');
  expect((await b.post('/account/second-step', { current: password })).to).toBe('/account/second-step');
  const code = phone((await b.get('/account/second-step')).text);
  const on = await b.post('/account/second-step/confirm', { code: code() });
  expect(on.status).toBe(200);
  seconds(30);
  return { ...person, browser: b, code, codes: codesOn(on.text) };
}

/** What lies where the key should: its bytes, a folder in its place, or nothing. */
type Lying = Buffer | 'folder' | null;
const lyingIn = (folder: string): Lying => {
  const path = keyFile(folder);
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path);
  } catch {
    return 'folder';
  }
};
const folderWith = (lying: Lying) => {
  const folder = mkdtempSync(join(dataDir, 'other-'));
  if (lying === 'folder') mkdirSync(keyFile(folder));
  else if (lying !== null) writeFileSync(keyFile(folder), lying);
  return folder;
};
const putBack = (folder: string) => {
  rmSync(keyFile(folder), { recursive: true, force: true });
  copyFileSync(keyFile(dataDir), keyFile(folder));
};
const w = secondStepWords.vi;

describe('the key of two-step verification', () => {
  it.each<[string, Lying]>([
    ['missing', null],
    ['another one', Buffer.alloc(32, 1)],
    ['torn', Buffer.alloc(7)],
    ['no file', 'folder'],
  ])('that is %s: nobody turns it on, no key is made, and nobody is locked out once it is back', async (_, lying) => {
    const before = await guarded();
    const folder = folderWith(lying);
    const there = appIn(folder);
    const newcomer = await someone();
    const b = browser(() => there);
    await signIn(b, newcomer);
    const begun = await b.post('/account/second-step', { current: password });
    expect(begun.status).toBe(503);
    expect(begun.text).toContain(w.shut);
    expect(lyingIn(folder)).toEqual(lying);
    expect(await database.db.query`select 1 from second_step where person = ${newcomer.id}::uuid`).toEqual([]);

    const own = browser(() => there);
    await signIn(own, before);
    for (let time = 0; time < 12; time += 1) {
      const shut = await own.post('/sign-in/code', { code: before.code() });
      expect([shut.status, shut.error('code')]).toEqual([422, w.problems.noKey]); // and never counted as a wrong code
    }
    expect((await own.post('/sign-in/code', { code: before.codes[0]! })).status).toBe(303);

    putBack(folder);
    seconds(60);
    const again = browser(() => there);
    await signIn(again, before);
    expect((await again.post('/sign-in/code', { code: before.code() })).status).toBe(303);
    expect((await b.post('/account/second-step', { current: password })).to).toBe('/account/second-step');
    const code = phone((await b.get('/account/second-step')).text);
    expect((await b.post('/account/second-step/confirm', { code: code() })).status).toBe(200);
  });

  it('that is lost is told in the log once, and once more when it is lost again', async () => {
    const person = await guarded();
    const folder = folderWith(null);
    const there = appIn(folder);
    reported.length = 0;
    const wrong = async () => {
      seconds(60);
      const b = browser(() => there);
      await signIn(b, person);
      expect((await b.post('/sign-in/code', { code: person.code() })).error('code')).toBe(w.problems.noKey);
      return b;
    };
    await wrong();
    const b = await wrong();
    expect(reported).toHaveLength(1);
    putBack(folder);
    expect((await b.post('/sign-in/code', { code: person.code() })).status).toBe(303);
    rmSync(keyFile(folder));
    await wrong();
    expect(reported).toHaveLength(2);
    writeFileSync(keyFile(folder), Buffer.alloc(32, 1));
    await wrong();
    await wrong();
    expect(reported).toHaveLength(3);
    expect(reported[2]).toContain('is another key');
  });

  it('that is lost for good: once everybody is reset, the next person makes a new one', async () => {
    const now = () => new Date(time).toISOString();
    const desk = { db: database.db, now, origin, recorder: createRecorder({ db: database.db, now }), packs: [] };
    await guarded();
    const folder = folderWith(null);
    const there = appIn(folder);
    const b = browser(() => there);
    await signIn(b, await someone());
    const begin = () => b.post('/account/second-step', { current: password });
    expect((await begin()).status).toBe(503);
    const all = await database.db.query<{ id: string; email: string }>`
      select id::text as id, email from person where id in (select person from second_step where confirmed_at is not null)`;
    for (const person of all)
      expect(await resetSecondStep(desk, person, { by: null, agency: null, reason: 'mất khóa' })).toBe(true);
    expect((await begin()).to).toBe('/account/second-step');
    expect(lyingIn(folder)).toHaveLength(32);
    const code = phone((await b.get('/account/second-step')).text);
    expect((await b.post('/account/second-step/confirm', { code: code() })).status).toBe(200);
  });
});
