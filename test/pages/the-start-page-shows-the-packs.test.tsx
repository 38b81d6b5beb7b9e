import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { loadPacks } from '../../src/programmes/packs.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { cityPack } from '../support/stage.ts';

let database: TestDatabase;
let app: App;
beforeAll(async () => {
  database = await freshDatabase();
  app = createApp({ db: database.db, clock: () => new Date('2026-11-21T03:00:00Z'), packs: loadPacks(), demo: true });
});
afterAll(() => database?.drop());

/** The words of a page, without its tags. */
const words = async (path: string) =>
  (await (await app.request(path)).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('each stage stands with its support and duration, and why no call can open', async () => {
  const page = await words('/');
  expect(page).toContain('Ươm tạo 80.000.000 ₫ 12 tháng Có thể mở đợt');
  expect(page).toContain('Tăng tốc 400.000.000 ₫ 12 tháng Chưa thể mở đợt');
  expect(page).toContain('Chưa xem được văn bản thông qua lại');
  const english = await words('/?lang=en');
  expect(english).toContain('80.000.000 ₫ 12 months Calls may open');
});

test('a fictional pack says so in both languages', async () => {
  expect(await words('/')).toContain('Hư cấu, không phải luật');
  expect(await words('/?lang=en')).toContain('Fictional, no law');
});

test.each([
  ['not JSON', 'x', '{', /is not JSON/],
  ['without a source', 'tphcm-nq20-2023.v2', JSON.stringify({ ...cityPack, instruments: [] }), /is not valid at/],
  ['under another name', 'other.v2', JSON.stringify(cityPack), /calls itself tphcm-nq20-2023, version 2/],
])('a pack %s stops the start with one sentence', (_, name, text, sentence) => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  try {
    writeFileSync(join(folder, `${name}.json`), text);
    expect(() => loadPacks(folder)).toThrow(sentence);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
