// What is in a file: viruses found by a scanner over its socket, bombs that lie about themselves, and what may be looked at.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { readConfig } from '../../src/config.ts';
import { type Files, openFiles, openScanner, scanWorker } from '../../src/documents/index.ts';
import { serve } from '../../src/scenario/house.ts';
import { type Clamd, eicar, openClamd } from '../support/clamd.ts';
import { type Stage, setStage } from '../support/stage.ts';
import { docx, look, multipart, pdf, png, type Sent, send, sha256, signedIn, zip } from './filesSupport.ts';

let stage: Stage;
let clamd: Clamd;
let app: App;
let files: Files;
let folder: string;
let founder: Record<string, string>;
let administrator: Record<string, string>;
let at: string;
let dossier: string;
const reported: string[] = [];

beforeAll(async () => {
  stage = await setStage();
  clamd = await openClamd();
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-scanned-'));
  const scanner = openScanner({ path: clamd.path }, { silentMs: 300 });
  const report = (line: unknown) => reported.push(String(line));
  app = createApp({ db: stage.db, clock: () => new Date(), filesFolder: folder, scanner, filesQuota: 30e6, report });
  files = openFiles({ db: stage.db, folder, now, scanner, report });
  const person = v7();
  founder = await signedIn(stage.db, person, 'Nguyễn Thị Minh Châu');
  administrator = await signedIn(stage.db, stage.people.administrator, 'Quản Trị');
  dossier = v7();
  await stage.must(person, 'startApplication', dossier, { call: stage.call, party: await stage.party(person) });
  at = `/agencies/${stage.agency}/dossiers/${dossier}/files`;
});
afterAll(async () => {
  await clamd.stop();
  await stage.drop();
  rmSync(folder, { recursive: true, force: true });
});

const now = () => new Date().toISOString();
const file = (name: string, body: string | Uint8Array): Sent => ({ name: 'file', file: name, body });
const attach = (name: string, body: string | Uint8Array, more: Record<string, string> = {}) =>
  send(app, `${at}${more.query ?? ''}`, { ...founder, ...(more.headers ? { 'HX-Request': 'true' } : {}) }, [
    { name: 'as', body: 'others' },
    file(name, body),
  ]);
const rows = () =>
  stage.db.query<{ id: string; name: string; sha256: string; scan: string | null }>`
    select a.id::text as id, a.name, a.sha256, s.verdict as scan from attachment a left join scan s on s.sha256 = a.sha256
    where a.dossier = ${dossier} order by a.uploaded_at, a.name`;
const row = async (name: string) => (await rows()).find((one) => one.name === name)!;
const stored = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));
const incoming = () => readdirSync(join(folder, 'incoming'));
const worker = () =>
  scanWorker({
    ...{ db: stage.db, files, now, report: (line) => reported.push(line) },
    scanner: openScanner({ path: clamd.path }, { silentMs: 300 }),
  });

describe('a scanner', () => {
  it('is asked before a file is kept, and what it finds is refused in words and logged without a name', async () => {
    expect((await attach('sạch.pdf', pdf('sạch'))).status).toBe(303);
    expect((await row('sạch.pdf')).scan).toBe('clean');
    expect(await (await look(app, at, founder)).text()).toContain('Đã quét');
    const before = [stored().length, (await rows()).length];
    const answer = await attach('Bí mật của Châu.txt', eicar);
    expect([
      answer.status,
      (await answer.text()).includes('tìm thấy mã độc trong tệp nên tệp không được nhận'),
    ]).toEqual([422, true]);
    expect([stored().length, (await rows()).length]).toEqual(before);
    expect(incoming()).toEqual([]);
    expect(reported.splice(0)).toEqual([`the scanner found Eicar-Signature in the file ${sha256(eicar)}`]);
  });

  it('that is away lets files be taken, marked so, and scans them when it is back', async () => {
    await clamd.stop();
    expect((await attach('chờ.pdf', pdf('chờ'))).status).toBe(303);
    // what it has found once stays refused
    expect((await attach('x.txt', eicar)).status).toBe(422);
    expect((await row('chờ.pdf')).scan).toBe(null);
    const page = await (await look(app, at, founder)).text();
    expect(page).toContain('Chưa quét');
    expect(page.split('“Chưa quét”: phần mềm quét mã độc của máy chủ chưa kiểm tra tệp.')).toHaveLength(2);
    const work = worker();
    await work.turn();
    await work.turn();
    expect(reported.splice(0)).toEqual([expect.stringMatching(/^the virus scanner cannot be reached: /)]);
    await clamd.start();
    expect(await work.turn()).toBe(1);
    expect(await work.turn()).toBe(0);
    expect((await row('chờ.pdf')).scan).toBe('clean');
    expect(reported.splice(0)).toEqual(['the virus scanner can be reached again']);
  });

  it.each([
    ['says nothing', null],
    ['is in trouble', 'INSTREAM size limit exceeded. ERROR\0'],
    ['speaks another language', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ])('that %s has scanned nothing', async (name, instead) => {
    clamd.answers(instead);
    expect((await attach(`${name}.pdf`, pdf(name))).status).toBe(303);
    expect((await row(`${name}.pdf`)).scan).toBe(null);
    clamd.answers(undefined);
    await worker().turn();
    expect((await row(`${name}.pdf`)).scan).toBe('clean');
  });

  it('that finds something later has the file blocked, in words, and administrators told', async () => {
    await clamd.stop();
    await attach('muộn.txt', `${eicar} muộn`);
    const { id } = await row('muộn.txt');
    expect((await look(app, `${at}/${id}`, founder)).status).toBe(200);
    await clamd.start();
    await worker().turn();
    reported.splice(0);
    const answer = await look(app, `${at}/${id}`, founder);
    expect(answer.status).toBe(403);
    const text = await answer.text();
    expect(text).toContain('“muộn.txt”: Phần mềm quét tìm thấy mã độc');
    expect(text).not.toContain(eicar);
    expect(text).toContain('Có mã độc');
    const people = await (await look(app, `/agencies/${stage.agency}/people`, administrator)).text();
    expect(people).toContain('Tệp bị chặn vì có mã độc');
    expect(people).toContain('muộn.txt');
    expect((await attach('lần nữa.txt', `${eicar} muộn`)).status).toBe(422);
  });

  it('is named by CLAMD_SOCKET, and a wrong name stops the start', () => {
    expect(readConfig({}, '/').clamd).toBe(undefined);
    expect(readConfig({ CLAMD_SOCKET: '/run/clamav/clamd.ctl' }, '/').clamd).toEqual({ path: '/run/clamav/clamd.ctl' });
    expect(readConfig({ CLAMD_SOCKET: 'clamav:3310' }, '/').clamd).toEqual({ host: 'clamav', port: 3310 });
    expect(readConfig({ CLAMD_SOCKET: '[::1]:3310' }, '/').clamd).toEqual({ host: '::1', port: 3310 });
    for (const wrong of ['clamd', 'localhost:', ':3310', 'localhost:0', 'localhost:70000', 'a b:3310', 'http://x:3310'])
      expect(() => readConfig({ CLAMD_SOCKET: wrong }, '/')).toThrow(/^CLAMD_SOCKET is no place/);
    expect(readConfig({ FILES_QUOTA_MB: '40' }, '/').filesQuota).toBe(40 * 1024 * 1024);
    expect(() => readConfig({ FILES_QUOTA_MB: '5' }, '/')).toThrow(/^FILES_QUOTA_MB is not/);
  });
});

describe('a document that lies about what is in it', () => {
  const bomb = Buffer.alloc(40 * 1024 * 1024);
  it.each([
    ['is a thousand times larger inside', docx({ name: 'word/media/a.bin', bytes: bomb }), 'unpacked'],
    ['is larger inside than it says', docx({ name: 'word/a.xml', body: 'x'.repeat(5_000), declared: 4_000 }), 'odd'],
    ['is smaller inside than it says', docx({ name: 'word/a.xml', declared: 4_000 }), 'odd'],
    ['has an archive inside by another name', docx({ name: 'word/a.xml', bytes: zip([{ name: 'a' }]) }), 'odd'],
    [
      'has a program inside by another name',
      docx({ name: 'word/a.xml', bytes: Buffer.from('MZ\x90\x00', 'latin1') }),
      'odd',
    ],
  ])('is refused: it %s', async (_, body, problem) => {
    expect(await files.receive(new Blob([new Uint8Array(body)]), { name: 'a.docx' })).toEqual({ ok: false, problem });
    expect(incoming()).toEqual([]);
  });

  it('may have a table of Office inside, and that one no archive', async () => {
    const inside = (inner: Buffer) => docx({ name: 'word/embeddings/a.xlsx', bytes: inner });
    expect(await files.receive(new Blob([new Uint8Array(inside(zip([{ name: 'xl/a.xml' }])))]), {})).toMatchObject({
      ok: true,
    });
    const two = zip([{ name: 'xl/embeddings/b.xlsx', bytes: zip([{ name: 'c' }]) }]);
    expect(await files.receive(new Blob([new Uint8Array(inside(two))]), {})).toEqual({ ok: false, problem: 'odd' });
  });

  it.each([
    ['text that is named as a PDF', 'hợp đồng.pdf', 'không phải PDF', 'nội dung chỉ là văn bản thường'],
    [
      'an Office file with a password',
      'a.docx',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(70_000),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'có mật khẩu nên cán bộ không mở được',
    ],
  ])('is refused with its own words: %s', async (_, name, body, words) => {
    const answer = await attach(name, body);
    expect([answer.status, (await answer.text()).includes(words)]).toEqual([422, true]);
  });

  it('is refused as a PDF that only a password opens, and taken where one only forbids printing', async () => {
    const versions = ['1.3', '1.4', '1.7', '1.7ext3'] as const;
    for (const [at, pdfVersion] of versions.entries()) {
      const locked = await attach(`khóa-${at}.pdf`, await encrypted({ pdfVersion, userPassword: 'mo' }));
      const text = await locked.text();
      expect([locked.status, text.includes('in hoặc lưu lại thành PDF không có mật khẩu')]).toEqual([422, true]);
      const open = await encrypted({ pdfVersion, ownerPassword: 'chu', permissions: {} });
      expect(await files.receive(new Blob([new Uint8Array(open)]), {})).toMatchObject({ ok: true });
    }
    // of PDF 2.0, as another program has made them: what its dictionary says of an empty password, and of another
    for (const [user, ok] of [
      ['85139364614d897edbb17f498a656b63be75c5eceed9fc2bfff598529f7eafd6d84bc5bfc801449531cbebf67f3f9f5f', true],
      ['fc7d5bb9e4ee38b3ec4bc4b9a2ceb6434753aec9c10587ed69b3aa8cd93d637734a10a5ebb96a74d2aad3a268a30a36d', false],
    ] as const) {
      const dictionary = `<< /Filter /Standard /V 5 /R 6 /P -4 /O <${'00'.repeat(48)}> /U <${user}> >>`;
      const body = `%PDF-2.0\n1 0 obj\n${dictionary}\nendobj\ntrailer << /Encrypt 1 0 R >>\n%%EOF\n`;
      expect(await files.receive(new Blob([body]), {})).toMatchObject(ok ? { ok } : { ok, problem: 'locked' });
    }
  });
});

function encrypted(options: PDFKit.PDFDocumentOptions): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const paper = new PDFDocument({ ...options, info: { Title: JSON.stringify(options) } });
  return new Promise((done) => {
    paper.on('data', (piece: Buffer) => pieces.push(piece));
    paper.on('end', () => done(Buffer.concat(pieces)));
    paper.text('Sao ke').end();
  });
}

describe('a file', () => {
  it('sent by the page is answered with the line that stands for it, or why not', async () => {
    const taken = await (await attach('dòng.pdf', pdf('dòng'), { headers: 'yes' })).text();
    const { id } = await row('dòng.pdf');
    expect(taken).toContain(`<input type="hidden" name="others" value="${id}"/>`);
    expect(taken).toContain(`value="others.${id}"`);
    const refused = await attach('dòng.pdf', pdf('dòng'), { headers: 'yes', query: '?only=png.jpeg' });
    expect([refused.status, await refused.text()]).toEqual([200, expect.stringContaining('Ô này chỉ nhận tệp')]);
  });

  it('is shown in the browser only where it can do nothing there, to whom it is given', async () => {
    await attach('ảnh.png', png);
    await attach('trang.html', '<script>alert(1)</script>');
    const stranger = await signedIn(stage.db, v7(), 'Người Lạ');
    const view = async (name: string, who = founder) => look(app, `${at}/${(await row(name)).id}/view`, who);
    const picture = await view('ảnh.png');
    expect(picture.headers.get('content-disposition')).toMatch(/^inline; /);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('x-content-type-options')).toBe('nosniff');
    expect(picture.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox$/);
    const paper = await view('sạch.pdf');
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(paper.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await view('trang.html.txt')).status).toBe(404);
    expect((await view('ảnh.png', stranger)).status).toBe(404);
    const page = await (await look(app, at, founder)).text();
    expect(page).toMatch(/<img src="[^"]+\/view" alt=""/);
  });

  it('that finds no room is told how much is used, and by what', async () => {
    const [, name] = (await (await look(app, at, founder)).text()).match(/Bạn đang giữ ([^<]*) trong mức 29 MB/) ?? [];
    expect(name).toMatch(/^\d+ B$/);
    await stage.db.query`
      insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
      select agency, gen_random_uuid(), dossier, encode(sha256('x'), 'hex'), 'bản vẽ lớn.pdf', type, 29900000, uploaded_by, now()
      from attachment where dossier = ${dossier} limit 1`;
    const answer = await attach('nữa.pdf', `${pdf('nữa')}${'x'.repeat(200_000)}`);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toMatch(/Bạn đang giữ 29 MB trong mức 29 MB/);
    expect(text).toContain('lớn nhất: “bản vẽ lớn.pdf” 29 MB');
    await stage.db.query`delete from attachment where dossier = ${dossier} and name = 'bản vẽ lớn.pdf'`;
  });

  it('on a line that breaks leaves nothing half, and is taken whole the next time', async () => {
    const served = await serve((asked) => app.fetch(asked));
    const { body, type } = multipart([
      file('đứt.pdf', Buffer.concat([Buffer.from(pdf('đứt')), Buffer.alloc(3_000_000)])),
    ]);
    const before = stored().length;
    await new Promise<void>((broken) => {
      const { host } = new URL(served.address);
      const headers = { host, origin: served.address, 'content-type': type, 'content-length': body.length, ...founder };
      const asked = request(`${served.address}${at}`, { method: 'POST', headers });
      asked.on('error', () => broken());
      asked.write(body.subarray(0, 2_000_000), () =>
        expect
          .poll(incoming)
          .toHaveLength(1)
          .then(() => asked.destroy(new Error('broken'))),
      );
    });
    await expect.poll(incoming).toEqual([]);
    expect([stored().length, await row('đứt.pdf')]).toEqual([before, undefined]);
    expect((await attach('đứt.pdf', Buffer.concat([Buffer.from(pdf('đứt')), Buffer.alloc(3_000_000)]))).status).toBe(
      303,
    );
    await served.stop();
  });
});
