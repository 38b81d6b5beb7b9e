import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { type Files, mostFileBytes, openFiles } from '../../src/documents/index.ts';
import { type Stage, setStage } from '../support/stage.ts';
import { docx, look, pdf, png, type Sent, send, sha256, signedIn, xlsx, zip } from './filesSupport.ts';

let stage: Stage;
let app: App;
let files: Files;
let folder: string;
const reported: unknown[] = [];

let dossier: string;
let submitted: string;
let founder: Record<string, string>;
let friend: Record<string, string>;
let stranger: Record<string, string>;
let officer: Record<string, string>;
let reviewer: Record<string, string>;

beforeAll(async () => {
  stage = await setStage();
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-files-'));
  app = createApp({
    db: stage.db,
    clock: () => new Date(),
    filesFolder: folder,
    report: (fault) => reported.push(fault),
  });
  files = openFiles({ db: stage.db, folder, now: () => new Date().toISOString() });
  const person = v7();
  const other = v7();
  founder = await signedIn(stage.db, person, 'Nguyễn Thị Minh Châu');
  friend = await signedIn(stage.db, other, 'Trần Quốc Bảo');
  stranger = await signedIn(stage.db, v7(), 'Người Lạ');
  officer = await signedIn(stage.db, stage.people.officer, 'Lê Hoàng Anh');
  reviewer = await signedIn(stage.db, stage.people.reviewers[0]!, 'Phạm Thùy Dương');
  const party = await stage.party(person);
  dossier = v7();
  await stage.must(person, 'startApplication', dossier, { call: stage.call, party, team: [other] });
  submitted = (await stage.recommended({ founder: person, party })).dossier;
});
afterAll(async () => {
  await stage.drop();
  rmSync(folder, { recursive: true, force: true });
});

const at = (id = dossier) => `/agencies/${stage.agency}/dossiers/${id}`;
const attach = (who: Record<string, string>, parts: readonly Sent[], id = dossier) =>
  send(app, `${at(id)}/files`, who, parts);
const file = (name: string, body: string | Uint8Array): Sent => ({ name: 'file', file: name, body });
const attachments = (id = dossier) =>
  stage.db.query<{ id: string; name: string; sha256: string; type: string }>`
    select id::text as id, name, sha256, type from attachment where dossier = ${id} order by uploaded_at, name`;
const stored = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));
const left = () => readdirSync(join(folder, 'incoming'));

describe('a file', () => {
  it('is kept once under its hash, however often it is sent', async () => {
    const before = stored().length;
    const parts = [{ name: 'back', body: `${at()}/anywhere?x=1` }, file('Hóa đơn số 7.pdf', pdf('bảy'))];
    const [first, second] = await Promise.all([attach(founder, parts), attach(founder, parts)]);
    expect([first.status, first.headers.get('location')]).toEqual([303, `${at()}/anywhere?x=1`]);
    expect(second.status).toBe(303);
    await attach(friend, [file('bản sao.pdf', pdf('bảy'))]);
    expect(stored().length).toBe(before + 1);
    const rows = await attachments();
    expect(rows.map(({ name }) => name).sort()).toEqual(['Hóa đơn số 7.pdf', 'bản sao.pdf'].sort());
    expect(new Set(rows.map((row) => row.sha256))).toEqual(new Set([sha256(pdf('bảy'))]));
    expect(left()).toEqual([]);
  });

  it('comes back byte by byte, as an attachment with its whole name', async () => {
    const name = 'Biên bản thử nghiệm – “mẫu” (đợt 2).png';
    await attach(founder, [file(name, png)]);
    const row = (await attachments()).find((one) => one.type === 'image/png')!;
    const answer = await look(app, `${at()}/files/${row.id}`, founder);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('content-length')).toBe(String(png.length));
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const disposition = answer.headers.get('content-disposition')!;
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/);
    expect(decodeURIComponent(disposition.split("''")[1]!)).toBe(name);
  });

  it.each([
    ['PDF', 'a.pdf', pdf('loại'), 'application/pdf', 'a.pdf'],
    ['Word', 'b.docx', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'b.docx'],
    ['Excel', 'c.xlsx', xlsx(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'c.xlsx'],
    ['text', 'd.txt', 'Tiếng Việt có dấu\n', 'text/plain', 'd.txt'],
    ['a table of text', 'e.csv', 'a;b\n1;2\n', 'text/csv', 'e.csv'],
    ['a picture under a wrong ending', 'f.pdf', Buffer.concat([png, Buffer.from('f')]), 'image/png', 'f.pdf.png'],
    ['a web page', 'g.html', '<script>alert(1)</script>', 'text/plain', 'g.html.txt'],
    [
      'an XML',
      'h.xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<HDon><a b="1">&lt;</a></HDon>',
      'application/xml',
      'h.xml',
    ],
    ['an XML without its first line', 'i.xml', '<HDon xmlns="http://a"><b/></HDon>\n', 'application/xml', 'i.xml'],
    ['an XML under another name', 'k.pdf', '\ufeff<?xml version="1.0"?><HDon/>', 'application/xml', 'k.pdf.xml'],
    ['a path', '../../../etc/passwd', 'root:x:0:0\n', 'text/plain', 'passwd.txt'],
    ['a path of Windows', 'C:\\Users\\x\\hóa đơn.txt', 'một\n', 'text/plain', 'hóa đơn.txt'],
    ['a name that reads backwards', 'hoa\u202efdp.txt', 'hai\n', 'text/plain', 'hoafdp.txt'],
    ['only dots', '...', 'ba\n', 'text/plain', 'tai-lieu.txt'],
    ['a very long name', `${'ế'.repeat(400)}.txt`, 'bốn\n', 'text/plain', `${'ế'.repeat(190)}.txt`],
  ])('is what its content is, and named so: %s', async (_, name, body, type, kept) => {
    const received = await files.receive(new Blob([body as string]), { name });
    expect(received).toMatchObject({ ok: true, type, name: kept, sha256: sha256(body), size: Buffer.byteLength(body) });
    expect((await attach(founder, [file(name, body)])).status).toBe(303);
    expect((await attachments()).map((row) => row.name)).toContain(kept);
  });

  it.each([
    [
      'a program named .pdf',
      'hoa-don.pdf',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(99)]),
      'type',
    ],
    ['a program of Windows', 'a.docx', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'type'],
    ['a picture with scripts', 'a.svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'type'],
    ['a picture with scripts in an XML', 'a.xml', '<a><s:svg xmlns:s="http://www.w3.org/2000/svg"/></a>', 'type'],
    ['a web page in an XML', 'a.xml', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'type'],
    ['an XML that is not closed', 'a.xml', '<?xml version="1.0"?><HDon><a></HDon>', 'brokenXml'],
    ['an XML that is cut off', 'a.xml', '\ufeff<?xml version="1.0"?>\n<HDon><a>x</a>', 'brokenXml'],
    ['an XML with two roots', 'a.xml', '<a/><b/>', 'brokenXml'],
    ['an XML without a root', 'a.xml', '<?xml version="1.0"?>\n', 'brokenXml'],
    ['no XML at all', 'a.xml', 'HDon', 'brokenXml'],
    [
      'an XML that fetches a file',
      'a.xml',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'brokenXml',
    ],
    ['an XML that laughs', 'a.xml', '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>', 'brokenXml'],
    ['an XML of many floors', 'a.xml', `${'<a xmlns:x="u">'.repeat(40_000)}${'</a>'.repeat(40_000)}`, 'largeXml'],
    ['an XML of many elements', 'a.xml', `<a>${'<b/>'.repeat(200_000)}</a>`, 'largeXml'],
    [
      'an XML of many attributes',
      'a.xml',
      `<a ${Array.from({ length: 90_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
      'largeXml',
    ],
    ['an XML that is too long', 'a.xml', `<a>${'x'.repeat(3 * 1024 * 1024)}</a>`, 'largeXml'],
    ['text that is not UTF-8', 'a.txt', Buffer.from('Tiếng Việt', 'utf16le'), 'type'],
    ['text with control characters', 'a.txt', 'a\x07b', 'type'],
    ['nothing', 'a.pdf', '', 'empty'],
    ['an archive', 'a.zip', zip([{ name: 'a.txt' }]), 'type'],
    [
      'a document with a bomb inside',
      'a.docx',
      docx({ name: 'word/media/a.png', declared: 201 * 1024 * 1024 }),
      'unpacked',
    ],
    [
      'a document of many bombs',
      'a.docx',
      docx(...Array.from({ length: 300 }, (_, n) => ({ name: `word/${n}.xml`, declared: 1024 * 1024 }))),
      'unpacked',
    ],
    ['a document whose members lie over one another', 'a.docx', docx({ name: 'word/a.xml', from: 0 }), 'odd'],
    ['a document that leaves its folder', 'a.docx', docx({ name: '../../etc/cron.d/a' }), 'odd'],
    ['a document with an archive inside', 'a.docx', docx({ name: 'word/a.zip' }), 'odd'],
    ['a document with macros', 'a.docx', docx({ name: 'word/vbaProject.bin' }), 'odd'],
    ['a document with a password', 'a.docx', docx({ name: 'word/a.xml', flags: 1 }), 'odd'],
    ['a document with something behind', 'a.docx', Buffer.concat([docx(), Buffer.from('<?php')]), 'odd'],
    ['a document that is cut off', 'a.docx', docx().subarray(0, 200), 'odd'],
    ['two letters', 'a.docx', 'PK', 'odd'],
  ])('is refused in words: %s', async (_, name, body, problem) => {
    const [before, rows] = [stored().length, (await attachments()).length];
    expect(await files.receive(new Blob([body as string]), { name })).toEqual({ ok: false, problem });
    const answer = await attach(founder, [{ name: 'back', body: at() }, file(name, body)]);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(`“${name}”:`);
    expect(text).toContain('href="#f-file"');
    expect([stored().length, (await attachments()).length, left()]).toEqual([before, rows, []]);
  });

  it('is refused above 20 MB, while its neighbour is taken', async () => {
    const most = Buffer.concat([Buffer.from(pdf('lớn')), Buffer.alloc(mostFileBytes)]);
    const answer = await attach(founder, [
      file('lớn.pdf', Buffer.concat([most, Buffer.alloc(1024 * 1024)])),
      file('nhỏ.pdf', pdf('nhỏ')),
    ]);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('“lớn.pdf”: Tệp lớn hơn 20 MB');
    expect((await attachments()).map((row) => row.name)).toContain('nhỏ.pdf');
    expect(text).toContain('nhỏ.pdf</a>');
    expect(left()).toEqual([]);
    expect(await files.receive(new Blob([most]), {})).toEqual({ ok: false, problem: 'tooLarge' });
    expect(await files.receive(new Blob([most.subarray(0, mostFileBytes)]), {})).toMatchObject({ ok: true });
  });

  it('is not read at all when the form is larger than the door', async () => {
    const answer = await app.request(`http://vuon-uom.test${at()}/files`, {
      method: 'POST',
      headers: {
        host: 'vuon-uom.test',
        origin: 'http://vuon-uom.test',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '99999999',
        ...founder,
      },
      body: 'x',
    });
    expect(answer.status).toBe(413);
  });
});

describe('a form', () => {
  it('is not read whole when it is no form with files: many fields would stop everybody else', async () => {
    const body = 'a&'.repeat(1_000_000);
    const headers = { host: 'vuon-uom.test', origin: 'http://vuon-uom.test', ...founder };
    const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
    const ask = { method: 'POST', headers: { ...headers, ...type }, body };
    expect((await app.request(`http://vuon-uom.test${at()}/files`, ask)).status).toBe(413);
  });

  it('that is cut off is refused, and leaves nothing', async () => {
    const before = stored().length;
    const answer = await app.request(`http://vuon-uom.test${at()}/files`, {
      method: 'POST',
      headers: {
        host: 'vuon-uom.test',
        origin: 'http://vuon-uom.test',
        'content-type': 'multipart/form-data; boundary=b',
        ...founder,
      },
      body: `--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${pdf('cụt')}`,
    });
    expect([answer.status, stored().length, left()]).toEqual([400, before, []]);
  });

  it('without a file says so', async () => {
    for (const parts of [[], [file('', '')], [{ name: 'other', file: 'a.pdf', body: pdf('khác') }]]) {
      const answer = await attach(founder, parts);
      expect([answer.status, (await answer.text()).includes('Hãy chọn ít nhất một tệp.')]).toEqual([422, true]);
    }
  });

  it('leads back into the same dossier and nowhere else', async () => {
    for (const [back, leads] of [
      ['https://evil.test/', `${at()}/files`],
      ['//evil.test/', `${at()}/files`],
      ['/\\evil.test', `${at()}/files`],
      [`${at()}/../../../../sign-out`, `${at()}/files`],
      [`${at()}x`, `${at()}/files`],
      [at(), at()],
      [`${at()}#files`, `${at()}#files`],
      ['', `${at()}/files`],
    ]) {
      const answer = await attach(founder, [{ name: 'back', body: back! }, file('b.pdf', pdf('về'))]);
      expect(answer.headers.get('location')).toBe(leads);
    }
  });

  it('from another site is refused', async () => {
    expect((await attach({ ...founder, origin: 'https://evil.test' }, [file('x.pdf', pdf('x'))])).status).toBe(403);
  });
});

describe('who', () => {
  let id: string;
  beforeAll(async () => {
    await attach(founder, [file('nháp.pdf', pdf('nháp'))]);
    id = (await attachments()).find(({ name }) => name === 'nháp.pdf')!.id;
  });

  it('is not of the dossier finds nothing, by any address', async () => {
    expect((await look(app, `${at()}/files/${id}`, stranger)).status).toBe(404);
    expect((await look(app, `${at()}/files`, stranger)).status).toBe(404);
    expect((await look(app, `${at(submitted)}/files/${id}`, founder)).status).toBe(404);
    expect((await look(app, `${at()}/files/${v7()}`, founder)).status).toBe(404);
    expect((await look(app, `${at()}/files/..%2F..%2Fetc`, founder)).status).toBe(404);
    expect((await attach(stranger, [file('x.pdf', pdf('x'))])).status).toBe(404);
    expect((await look(app, `${at()}/files/${id}`)).status).toBe(303);
  });

  it('is of the agency sees no draft, and who is of the team does', async () => {
    expect((await look(app, `${at()}/files/${id}`, officer)).status).toBe(404);
    expect(await (await look(app, `${at()}/files`, officer)).text()).not.toContain('nháp.pdf');
    expect((await look(app, `${at()}/files/${id}`, friend)).status).toBe(200);
  });

  it('reviews sees what was handed in, and nothing else', async () => {
    await attach(founder, [file('đề án.pdf', pdf('đề án')), file('hóa đơn riêng.pdf', pdf('riêng'))], submitted);
    const rows = await attachments(submitted);
    const [shown, hidden] = ['đề án.pdf', 'hóa đơn riêng.pdf'].map((name) => rows.find((row) => row.name === name)!);
    await stage.db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
      values (${stage.agency}, ${sha256('c')}, ${submitted}, 'application', '\\x00', ${JSON.stringify({ plan: [{ sha256: shown!.sha256 }] })}::text::jsonb, ${v7()}, now())`;
    expect((await look(app, `${at(submitted)}/files/${shown!.id}`, reviewer)).status).toBe(200);
    expect((await look(app, `${at(submitted)}/files/${hidden!.id}`, reviewer)).status).toBe(404);
    expect((await look(app, `${at(submitted)}/files/${hidden!.id}`, officer)).status).toBe(200);
    expect((await attach(reviewer, [file('x.pdf', pdf('x'))], submitted)).status).toBe(403);
  });

  it('reviews sees no file before having declared that there is no conflict of interest', async () => {
    const { people } = stage;
    const [lead, reviewed] = [v7(), v7()];
    const leader = await signedIn(stage.db, lead, 'Lê Văn Trưởng');
    await stage.must(lead, 'startApplication', reviewed, { call: stage.call, party: await stage.party(lead) });
    await attach(leader, [file('kế hoạch.pdf', pdf('kế hoạch'))], reviewed);
    const [plan] = await attachments(reviewed);
    const content = sha256('kế hoạch');
    await stage.db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
      values (${stage.agency}, ${content}, ${reviewed}, 'application', '\\x00', ${JSON.stringify({ plan: [{ sha256: plan!.sha256 }] })}::text::jsonb, ${lead}, now())`;
    await stage.must(lead, 'submitApplication', reviewed, { content });
    await stage.must(people.officer, 'findEligible', reviewed);
    await stage.must(people.officer, 'assignReviewers', reviewed, { reviewers: [people.reviewers[0]!] });
    const address = `${at(reviewed)}/files/${plan!.id}`;
    expect((await look(app, address, reviewer)).status).toBe(404);
    await stage.must(people.reviewers[0]!, 'declareInterest', reviewed, { conflict: null });
    expect((await look(app, address, reviewer)).status).toBe(200);
  });

  it('sent a file may take it back, as long as nothing rests on it', async () => {
    const remove = (who: Record<string, string>, which: string, dossierId = dossier) =>
      app.request(`http://vuon-uom.test${at(dossierId)}/files/${which}/remove`, {
        method: 'POST',
        headers: {
          host: 'vuon-uom.test',
          origin: 'http://vuon-uom.test',
          'content-type': 'application/x-www-form-urlencoded',
          ...who,
        },
        body: `back=${encodeURIComponent(at(dossierId))}`,
      });
    const foreign = await remove(friend, id);
    expect([foreign.status, (await foreign.text()).includes('Chỉ người đã gửi')]).toEqual([422, true]);
    const named = (await attachments(submitted)).find(({ name }) => name === 'đề án.pdf')!;
    const used = await remove(founder, named.id, submitted);
    expect([used.status, (await used.text()).includes('nên không gỡ được')]).toEqual([422, true]);
    const done = await remove(founder, id);
    expect([done.status, done.headers.get('location')]).toEqual([303, at()]);
    expect((await look(app, `${at()}/files/${id}`, founder)).status).toBe(404);
    expect((await remove(founder, id)).status).toBe(303);
  });
});

describe('the folder', () => {
  it('is swept of what nothing names, a day after', async () => {
    const orphan = await files.receive(new Blob([pdf('mồ côi')]), {});
    const named = (await attachments())[0]!;
    if (!orphan.ok) throw new Error(orphan.problem);
    writeFileSync(join(folder, 'incoming', 'half'), 'x');
    const now = Date.now();
    expect(await files.sweep(new Date(now).toISOString())).toBe(0);
    const old = new Date(now - 25 * 3_600_000);
    const path = (hash: string) => join(folder, hash.slice(0, 2), hash);
    utimesSync(join(folder, 'incoming', 'half'), old, old);
    for (const hash of [orphan.sha256, named.sha256]) utimesSync(path(hash), old, old);
    expect(await files.sweep(new Date(now).toISOString())).toBe(2);
    expect([await files.has(orphan.sha256), await files.has(named.sha256), left()]).toEqual([false, true, []]);
  });

  it('that there is none of is said in words', async () => {
    const bare = createApp({ db: stage.db, clock: () => new Date() });
    const answer = await send(bare, `${at()}/files`, founder, [file('a.pdf', pdf('a'))]);
    expect([answer.status, (await answer.text()).includes('chưa được cài đặt nơi lưu tệp')]).toEqual([422, true]);
  });

  it('opens nothing by a name that is no hash', async () => {
    for (const name of ['../../etc/passwd', '', 'a'.repeat(64).toUpperCase(), `${'a'.repeat(63)}/`])
      expect(await files.open(name)).toBe(null);
  });
});

describe('what the disk does not do', () => {
  it('to keep a file is said at its field and to the operator once, and nothing is left behind', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'vuon-uom-full-'));
    writeFileSync(join(broken, 'incoming'), 'a file where a folder should be');
    const said: unknown[] = [];
    const full = createApp({
      ...{ db: stage.db, clock: () => new Date(), filesFolder: broken },
      report: (fault) => said.push(fault),
    });
    const answer = await send(full, `${at()}/files`, founder, [file('Hợp đồng.pdf', pdf('đầy'))]);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Hợp đồng.pdf');
    expect(page).toContain('Máy chủ chưa lưu được tệp này');
    expect(said).toEqual([expect.stringMatching(/^The folder of files in DATA_DIR cannot be written \(E[A-Z]+\): /)]);
    expect(readdirSync(broken)).toEqual(['incoming']);
    rmSync(broken, { recursive: true, force: true });
  });

  it('to still have a file is said as that, and not as a wrong address', async () => {
    await attach(founder, [file('mất.pdf', pdf('mất'))]);
    const row = (await attachments()).find(({ name }) => name === 'mất.pdf')!;
    rmSync(join(folder, row.sha256.slice(0, 2), row.sha256));
    reported.length = 0;
    for (const how of ['', '/view']) {
      const answer = await look(app, `${at()}/files/${row.id}${how}`, founder);
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('“mất.pdf”: Hồ sơ có ghi tệp này, nhưng máy chủ không còn nội dung');
    }
    expect(reported.map(String)).toEqual([expect.stringContaining(row.id), expect.stringContaining(row.id)]);
    await attach(founder, [file('mất.pdf', pdf('mất'))]); // sent again, it is there again
    expect((await look(app, `${at()}/files/${row.id}`, founder)).status).toBe(200);
  });

  it('to tell the right time keeps nobody’s decision, and says so', async () => {
    const late = createApp({ db: stage.db, clock: () => new Date(Date.now() - 30_000), filesFolder: folder });
    const body = new URLSearchParams({ key: v7() });
    const headers = { host: 'vuon-uom.test', origin: 'http://vuon-uom.test', ...founder };
    const address = `http://vuon-uom.test${at()}/application/withdraw`;
    const answer = await late.request(address, { method: 'POST', headers, body });
    const text = await answer.text();
    expect([answer.status, text]).toEqual([503, expect.stringContaining('Đồng hồ của máy chủ sai giờ')]);
    // the form is given back to be sent again, once the clock is right
    expect(text).toContain(`action="${new URL(address).pathname}"`);
    expect(text).toContain(`name="key" value="${body.get('key')}"`);
    expect(text).toContain('Gửi lại');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const health = await late.request('http://vuon-uom.test/healthz');
    expect([health.status, await health.json()]).toEqual([503, { ok: false, clockSecondsOff: -30 }]);
    expect((await look(app, '/healthz')).status).toBe(200);
    expect((await app.request(address, { method: 'POST', headers, body })).status).toBe(303);
  });
});
