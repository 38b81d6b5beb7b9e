// What the folder keeps for somebody: bytes that are refused, removed, or sent all at once.

import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { type Files, openFiles } from '../../src/documents/index.ts';
import { limits } from '../../src/limits.ts';
import { type Stage, setStage } from '../support/stage.ts';
import { look, multipart, pdf, type Sent, send, sha256, signedIn } from './filesSupport.ts';

let stage: Stage;
let apps: App[];
let files: Files;
let folder: string;
const reported: unknown[] = [];

beforeAll(async () => {
  stage = await setStage();
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-bounds-'));
  const clock = () => new Date();
  const report = (fault: unknown) => reported.push(fault);
  // two of them, as two processes over one database and one folder
  apps = [0, 1].map(() => createApp({ db: stage.db, clock, filesFolder: folder, report }));
  files = openFiles({ db: stage.db, folder, now: () => new Date().toISOString() });
});
afterAll(async () => {
  expect(reported).toEqual([]);
  await stage.drop();
  rmSync(folder, { recursive: true, force: true });
});

const stored = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name)).length;
const file = (name: string, body: string | Uint8Array): Sent => ({ name: 'file', file: name, body });

/** Somebody with a draft of their own, alone or with others. */
async function somebody(...team: string[]) {
  const person = v7();
  const who = await signedIn(stage.db, person, 'Trần Văn Đầy');
  const party = await stage.party(person);
  const dossier = v7();
  await stage.must(person, 'startApplication', dossier, { call: stage.call, party, team });
  const at = `/agencies/${stage.agency}/dossiers/${dossier}`;
  const rows = () =>
    stage.db.query<{
      id: string;
      sha256: string;
    }>`select id::text as id, sha256 from attachment where dossier = ${dossier}`;
  const put = (size: number, count = 1) => stage.db.query`
    insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
    select ${stage.agency}, gen_random_uuid(), ${dossier}, encode(sha256(gen_random_uuid()::text::bytea), 'hex'), 'x.pdf', 'application/pdf', ${size},
      ${person}, now() from generate_series(1, ${count})`;
  const attach = (body: string, app = apps[0]!, as = who) => send(app, `${at}/files`, as, [file('a.pdf', body)]);
  const remove = (id: string) =>
    apps[0]!.request(`http://vuon-uom.test${at}/files/${id}/remove`, {
      method: 'POST',
      headers: {
        host: 'vuon-uom.test',
        origin: 'http://vuon-uom.test',
        'content-type': 'application/x-www-form-urlencoded',
        ...who,
      },
      body: '',
    });
  const bytes = async () => {
    const [row] = await stage.db.query<{ bytes: bigint }>`
      select coalesce(sum(size), 0)::bigint as bytes from attachment where uploaded_by = ${person}`;
    return Number(row!.bytes);
  };
  return { person, who, dossier, at, rows, put, attach, remove, bytes };
}

describe('a dossier with as many files as it may have', () => {
  it('takes no more bytes', async () => {
    const one = await somebody();
    await one.put(10, limits.filesOfDossier);
    const before = stored();
    const answer = await one.attach(pdf('quá nhiều'));
    expect([answer.status, stored()]).toEqual([422, before]);
    expect(await answer.text()).toContain('Quá nhiều tệp');
  });

  it('never has more, when the last ones come at once to two processes', async () => {
    const friend = v7();
    const theirs = await signedIn(stage.db, friend, 'Lê Bạn');
    const one = await somebody(friend);
    await one.put(10, limits.filesOfDossier - 1);
    const answers = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((n) => one.attach(pdf(v7()), apps[n % 2], n % 3 === 0 ? theirs : one.who)),
    );
    expect((await one.rows()).length).toBeLessThanOrEqual(limits.filesOfDossier);
    expect(answers.some(({ status }) => status === 422)).toBe(true);
    expect(answers.every(({ status }) => status === 303 || status === 422)).toBe(true);
  });
});

describe('the bytes of a person', () => {
  it('are counted for a day after they were removed, once, and swept then', async () => {
    const one = await somebody();
    const body = pdf(v7());
    const size = Buffer.byteLength(body);
    await one.put(limits.looseBytesOfPerson - size);
    expect((await one.attach(body)).status).toBe(303);
    const [row] = (await one.rows()).filter((each) => each.sha256 === sha256(body));
    expect((await one.remove(row!.id)).status).toBe(303);
    expect((await look(apps[0]!, `${one.at}/files/${row!.id}`, one.who)).status).toBe(404);
    const full = await one.attach(pdf(v7()));
    expect(full.status).toBe(422);
    expect(await full.text()).toContain('Tài liệu đã gỡ còn được tính thêm một ngày');

    // before its day the sweep leaves it, though the bytes be old
    const path = join(folder, row!.sha256.slice(0, 2), row!.sha256);
    const now = Date.now();
    const old = new Date(now - 30 * 3_600_000);
    utimesSync(path, old, old);
    await files.sweep(new Date(now).toISOString());
    expect(await files.has(row!.sha256)).toBe(true);
    await files.sweep(new Date(now + 25 * 3_600_000).toISOString());
    expect(await files.has(row!.sha256)).toBe(false);
    expect((await one.attach(body)).status).toBe(303);
    expect(await files.has(row!.sha256)).toBe(true);
    expect(await one.bytes()).toBe(limits.looseBytesOfPerson);
  });

  it('of a file that was removed and is sent again count once, and are not swept', async () => {
    const one = await somebody();
    const body = pdf(v7());
    await one.attach(body);
    const [row] = await one.rows();
    await one.remove(row!.id);
    expect([await one.rows(), await one.bytes()]).toEqual([[], Buffer.byteLength(body)]);
    expect((await one.attach(body)).status).toBe(303);
    expect([(await one.rows()).length, await one.bytes()]).toEqual([1, Buffer.byteLength(body)]);
  });

  it('that another has too stay theirs', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const body = pdf(v7());
    await one.attach(body);
    await other.attach(body);
    const [[mine], [theirs]] = [await one.rows(), await other.rows()];
    await one.remove(mine!.id);
    const old = new Date(Date.now() - 50 * 3_600_000);
    utimesSync(join(folder, mine!.sha256.slice(0, 2), mine!.sha256), old, old);
    await files.sweep(new Date(Date.now() + 25 * 3_600_000).toISOString());
    expect((await look(apps[0]!, `${other.at}/files/${theirs!.id}`, other.who)).status).toBe(200);
  });

  it('stay within the limit when many files come at once, and their remains are counted', async () => {
    const one = await somebody();
    const room = 1_000;
    await one.put(limits.looseBytesOfPerson - room);
    const before = stored();
    const body = () => pdf(v7() + 'x'.repeat(500));
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(() => one.attach(body())));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422, 422]);
    expect(await one.bytes()).toBeLessThanOrEqual(limits.looseBytesOfPerson);
    expect(stored()).toBe(before + 1);
  });

  it('stay within the limit over two processes', async () => {
    const one = await somebody();
    await one.put(limits.looseBytesOfPerson - 1_000);
    const body = () => pdf(v7() + 'x'.repeat(500));
    await Promise.all([0, 1, 2, 3, 4, 5].map((n) => one.attach(body(), apps[n % 2])));
    const [row] = await stage.db.query<{ bytes: bigint }>`
      select sum(size)::bigint as bytes from attachment where uploaded_by = ${one.person} and dossier = ${one.dossier}`;
    expect(Number(row!.bytes)).toBeLessThanOrEqual(limits.looseBytesOfPerson);
  });
});

describe('a field', () => {
  it('may have any name, with files or without', async () => {
    const one = await somebody();
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const parts: Sent[] = names.flatMap((name) => [1, 2].map((n) => ({ name, body: `${n}` })));
    const { readForm } = await import('../../src/documents/index.ts');
    const { typedOf } = await import('../../src/forms.ts');
    const { body, type } = multipart([...parts, { name: 'back', body: one.at }]);
    const context = () => {
      const raw = new Request('http://vuon-uom.test/', {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(body),
      });
      const said = { now: () => new Date().toISOString(), receivedAt: '' };
      return {
        req: { raw, header: (name: string) => raw.headers.get(name) ?? undefined },
        get: (name: keyof typeof said) => said[name],
        set: () => undefined,
      } as never;
    };
    const read = [await readForm(context(), async () => undefined), await typedOf(context())];
    for (const typed of read) {
      expect(Object.entries(typed)).toEqual([...names.map((name) => [name, ['1', '2']]), ['back', one.at]]);
      expect(typed.valueOf).toBeUndefined();
    }
    expect((await send(apps[0]!, `${one.at}/files`, one.who, [...parts, file('a.pdf', pdf(v7()))])).status).toBe(303);
  });
});
