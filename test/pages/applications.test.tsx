import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { Client } from '../../src/scenario/client.ts';
import { readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { beginApplication, type House, openHouse, origin, writeAll } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());
afterEach(() => expect(house.faults).toEqual([]));

const person = { name: 'Nguyễn Thị Minh Châu' };
let founder: string;
let client: Client;
let founders = 0;
beforeEach(async () => {
  founder = v7();
  // each has a number of their own: one number is one party
  founders += 1;
  party.identity = `048 099 000 ${100 + founders}`;
  client = await house.browser(founder, person.name);
});

const applyPath = () => `/agencies/${house.stage.agency}/calls/${house.stage.call}/apply`;
const party = {
  kind: 'team',
  beneficiaryClass: 'selfFunded',
  name: 'Nhóm Mầm Xanh',
  identity: '048 099 000 123',
  address: '12 Trần Phú, phường Hải Châu, Đà Nẵng',
};
const counted = async (what: 'application' | 'party', of = founder) => {
  const [row] = await house.stage.db.query<{ n: bigint }>`
    select count(*) as n from dossier d join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
    where d.kind = ${what} and h.actor = ${of}::uuid`;
  return Number(row!.n);
};
const stateOf = async (dossier: string) => {
  const [row] = await house.stage.db.query<{ value: string }>`
    select value #>> '{}' as value from state where dossier = ${dossier}::uuid and subject = 'application'`;
  return row?.value;
};
/** A sentence as its founder had written it, for a reason or a verdict. */
const keepReason = (dossier: string, text: string) =>
  keepContent(
    { db: house.stage.db, now: house.now },
    { agency: house.stage.agency, dossier, kind: 'reason', body: { text }, person: house.stage.people.officer },
  );
const officerDoes = (type: Parameters<House['stage']['must']>[1], dossier: string, input = {}) =>
  house.stage.must(house.stage.people.officer, type, dossier, input);

describe('applying', () => {
  it('asks a passer-by to sign in and come back', async () => {
    const page = await house.app.request(`${origin}${applyPath()}`);
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(applyPath())}`,
    ]);
  });

  it('registers the party and begins the application with one form', async () => {
    const page = await (await client.get(applyPath())).form().fill(party).submit();
    expect(page.path).toMatch(/\/dossiers\/[0-9a-f-]{36}\/application$/);
    expect(page.text).toContain('1 trên 4 phần đã đủ');
    expect((await page.follow('Người đăng ký')).form().value('applicantName')).toEqual([party.name]);
    expect(page.text).toMatch(/Hạn 31\/12\/\d{4} 23:59, còn \d+ ngày/);
    const [profile] = await house.stage.db.query`
      select p.name, p.identity, p.address from party_profile p join state s on s.dossier = p.party
      where s.subject = 'party' and s.facts->'members' ? ${founder}`;
    expect(profile).toEqual({ name: party.name, identity: party.identity.replaceAll(' ', ''), address: party.address });
  });

  it('begins one application however often its form is sent, one after another or at once', async () => {
    const form = (await client.get(applyPath())).form().fill(party);
    const cookie = `session=${client.cookies.get('session')}`;
    const send = () => {
      const request = form.request();
      const headers = new Headers(request.headers);
      headers.set('cookie', cookie);
      headers.set('host', 'vuon-uom.test');
      return house.app.fetch(new Request(request, { headers }));
    };
    const answers = [...(await Promise.all([send(), send(), send()])), await send()];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect([await counted('application'), await counted('party')]).toEqual([1, 1]);
  });

  it('offers the parties that one belongs to, and no one else’s', async () => {
    await (await client.get(applyPath())).form().fill(party).submit();
    const again = await client.get(applyPath());
    expect(again.text).toContain('Bạn đã có một hồ sơ trong đợt này');
    const offered = again.form().fields.filter(({ name }) => name === 'party');
    expect(offered.map(({ label }) => label)).toEqual([expect.stringContaining('Nhóm Mầm Xanh'), 'Đăng ký bên mới']);
    await again.form().fill({ party: offered[0]!.value }).submit();
    expect([await counted('application'), await counted('party')]).toEqual([2, 1]);
    const stranger = await house.browser(v7(), 'Vũ Bình');
    expect((await stranger.get(applyPath())).form().names).not.toContain('party');
  });

  it('says what is wrong, keeps what was typed, and begins nothing', async () => {
    const page = await (await client.get(applyPath()))
      .form()
      .fill({ ...party, identity: '123', kind: 'enterprise', name: '', accountNumber: 'abc' })
      .submit({ expect: 422 });
    expect(page.errors).toHaveLength(5);
    expect(page.form().value('address')).toEqual([party.address]);
    expect(page.form().value('accountNumber')).toEqual(['abc']);
    expect([await counted('application'), await counted('party')]).toEqual([0, 0]);
    // mended on the page that came back, it goes on
    const begun = await page
      .form()
      .fill({ ...party, accountNumber: '' })
      .submit();
    expect(begun.path).toMatch(/application$/);
  });

  it.each([
    ['a name without end', { name: 'x'.repeat(50_000) }],
    ['markup', { name: '<script>alert(1)</script>' }],
    ['a statement', { name: "'; drop table dossier; --" }],
    ['NUL', { name: 'Nhóm\u0000Xanh' }],
    ['half a pair', { name: 'Nhóm \ud800' }],
    ['a turned direction', { name: 'Nhóm \u202egnaX' }],
    ['blanks', { name: '   ' }],
    ['another kind', { kind: 'intermediary' }],
    ['a kind of the language', { kind: 'constructor' }],
    ['no kind', { kind: '' }],
    ['another class', { beneficiaryClass: 'everything' }],
    ['a class of the language', { beneficiaryClass: '__proto__' }],
    ['another’s party', { party: 'another' }],
    ['no id', { dossier: '' }],
    ['an id of another version', { dossier: '6f1c9a52-3c1e-4b0a-9d55-1a7a2f3b7c11' }],
    ['an id that is none', { dossier: '../../x' }],
    ['a key that is none', { key: 'x' }],
    ['a party id that is none', { newParty: '00000000' }],
    ['figures of another script', { identity: '٠٤٨٠٩٩٠٠٠١٢٣' }],
    ['a formula', { address: '=cmd|calc!A1', accountName: '@SUM(1)', accountNumber: '-1', bank: '+1' }],
  ])('withstands %s', async (_, hostile) => {
    const form = (await client.get(applyPath())).form();
    const ids = Object.fromEntries(['key', 'dossier', 'newParty'].map((name) => [name, form.value(name)[0]!]));
    const body = new URLSearchParams({ ...ids, ...party, ...hostile });
    const answer = await house.app.request(`${origin}${applyPath()}`, {
      method: 'POST',
      headers: {
        host: 'vuon-uom.test',
        origin,
        cookie: `session=${client.cookies.get('session')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: body.toString(),
    });
    expect([303, 413, 422]).toContain(answer.status);
    const text = await answer.text();
    expect(text).not.toContain('<script>alert');
    expect(await counted('application')).toBe(answer.status === 303 ? 1 : 0);
  });

  it('does not let a form name another’s dossier or party', async () => {
    const other = v7();
    const { dossier, party: theirs, base } = await beginApplication(house, [other]);
    const form = (await client.get(applyPath())).form();
    const body = new URLSearchParams({ ...party, key: v7(), dossier, newParty: form.value('newParty')[0]! });
    const post = (sent: URLSearchParams) =>
      house.app.request(`${origin}${applyPath()}`, {
        method: 'POST',
        headers: {
          host: 'vuon-uom.test',
          origin,
          cookie: `session=${client.cookies.get('session')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: sent.toString(),
      });
    expect((await post(body)).status).toBe(422);
    body.set('dossier', v7());
    body.set('newParty', theirs);
    expect((await post(body)).status).toBe(422);
    await client.get(`${base}/application`, { expect: 404 });
    const [profile] = await house.stage.db.query<{
      n: bigint;
    }>`select count(*) as n from party_profile where party = ${theirs}`;
    expect(profile!.n).toBe(0n);
  });
});

describe('limits per party are limits per number, not per form', () => {
  const apply = async (of: Client, given: Record<string, string>, expected = 200) =>
    (await of.get(applyPath())).form().fill(given).submit({ expect: expected });

  it('a number typed again by the same person is the same party, however it is written', async () => {
    await apply(client, party);
    const again = { ...party, party: 'new', name: 'Nhóm Khác', identity: party.identity.replaceAll(' ', '.') };
    const page = await apply(client, again);
    expect(page.path).toMatch(/application$/);
    expect([await counted('application'), await counted('party')]).toEqual([2, 1]);
    const rows = await house.stage.db.query<{ name: string }>`
      select name from party_profile where identity = ${party.identity.replaceAll(' ', '')}`;
    expect(rows).toEqual([{ name: party.name }]);
  });

  it('a number of somebody else’s is refused at its field, and nothing is begun', async () => {
    const enterprise = { ...party, kind: 'enterprise', name: 'Công ty Mầm Xanh', identity: '0300588569' };
    for (const given of [party, enterprise]) {
      await apply(client, { ...given, ...(given === party ? {} : { party: 'new' }) });
      const id = v7();
      const other = await house.browser(id, 'Vũ Bình');
      const page = await apply(other, { ...given, name: 'Nhóm Tên Khác' }, 422);
      expect(page.errors).toEqual([expect.stringContaining('Số này đã được đăng ký')]);
      expect(page.form().value('name')).toEqual(['Nhóm Tên Khác']);
      expect([await counted('application', id), await counted('party', id)]).toEqual([0, 0]);
    }
  });

  it('of two persons who type one number at once, one gets it; of one person in two tabs, both have one party', async () => {
    const ids = [founder, v7()];
    const pages = await Promise.all(
      ids.map(async (id) => (await (await house.browser(id, 'Vũ Bình')).get(applyPath())).form().fill(party)),
    );
    const tab = (await (await house.browser(ids[0]!, 'Vũ Bình')).get(applyPath())).form().fill(party);
    const results = await Promise.allSettled([...pages, tab].map((form) => form.submit()));
    const parties = await Promise.all(ids.map((id) => counted('party', id)));
    expect([...parties].sort()).toEqual([0, 1]);
    const ofFirst = [results[0], results[2]].map((one) => one!.status);
    expect(ofFirst).toEqual(parties[0] === 1 ? ['fulfilled', 'fulfilled'] : ['rejected', 'rejected']);
    expect(results[1]!.status).toBe(parties[1] === 1 ? 'fulfilled' : 'rejected');
    const profiles = await house.stage.db.query`
      select party from party_profile where identity = ${party.identity.replaceAll(' ', '')}`;
    expect(profiles).toHaveLength(1);
  });

  it('a number that was taken for a party that never came to be is free again after a while', async () => {
    await house.stage.db.query`
      insert into party_profile (agency, party, name, identity, changed_at, changed_by)
      values (${house.stage.agency}, ${v7()}::uuid, 'Nhóm dở dang', ${party.identity.replaceAll(' ', '')},
        ${house.now()}::timestamptz - interval '1 hour', ${v7()}::uuid)`;
    expect((await apply(client, party)).path).toMatch(/application$/);
  });

  it.each(['https://evil.test đăng nhập', 'Nhóm www.evil.test', 'Nhóm A/B', 'WWW．evil．test'])(
    'a party is not called %j, which would be a link in letters',
    async (name) => {
      const page = await apply(client, { ...party, name }, 422);
      expect(page.errors).toEqual([expect.stringContaining('Tên không được chứa liên kết')]);
      expect(await counted('party')).toBe(0);
    },
  );
});

describe('writing', () => {
  it('keeps what is typed section by section, right or wrong, and says how far each is', async () => {
    const { base } = await beginApplication(house, [founder]);
    const section = await client.get(`${base}/application/budget`);
    const wrong = await section
      .form()
      .fill({ 'budget.0.line': 'labour', 'budget.0.quantity': 'ba', 'budget.0.unitPrice': '8.000.000' })
      .submit({ expect: 422, button: 'Lưu và tiếp tục' });
    expect(wrong.errors).toEqual([
      'Dự toán chi tiết, dòng 1, số lượng: chưa đúng dạng số. Hãy viết một số từ 0, như 1.234 hoặc 2,5.',
    ]);
    expect(wrong.text).toMatch(/Nháp đã lưu lúc \d\d:\d\d/);
    // gone and come back: it is all there
    const later = await client.get(`${base}/application/budget`);
    expect(later.form().value('budget.0.quantity')).toEqual(['ba']);
    expect(later.form().value('budget.0.unitPrice')).toEqual(['8.000.000']);
    const project = (await client.get(`${base}/application/project`)).form('project');
    await project.fill({ projectName: 'Máy sấy' }).submit({ button: 'Lưu và về danh sách' });
    const list = await client.get(`${base}/application`);
    expect(list.all('.tasks li')).toEqual([
      'Người đăng ký Chưa bắt đầu',
      'Dự án Đang soạn Còn thiếu: Lĩnh vực; Vấn đề và giải pháp.',
      'Dự toán kinh phí Cần sửa Dự toán chi tiết, dòng 1, số lượng: chưa đúng dạng số. Hãy viết một số từ 0, như 1.234 hoặc 2,5.',
      'Tài liệu và cam kết Chưa bắt đầu',
    ]);
    await writeAll(client, base);
    expect((await client.get(`${base}/application`)).text).toContain('4 trên 4 phần đã đủ');
  });

  it('adds and removes rows without JavaScript, and loses nothing by it', async () => {
    const { base } = await beginApplication(house, [founder]);
    let page = await client.get(`${base}/application/project`);
    page = await page.form().fill({ projectName: 'Máy sấy', 'team.0.name': 'Lan' }).submit({ button: 'Thêm dòng' });
    expect(page.form().value('projectName')).toEqual(['Máy sấy']);
    page = await page.form().fill({ 'team.1.name': 'Bảo' }).submit({ button: 'Xóa dòng 1' });
    expect(page.form().value('team.0.name')).toEqual(['Bảo']);
    expect(page.form().names).not.toContain('team.1.name');
  });

  it('takes files with the section that they stand in, and takes them out again', async () => {
    const { base, dossier } = await beginApplication(house, [founder]);
    const form = (await client.get(`${base}/application/papers`)).form();
    form
      .attach('others.upload', 'thuyết minh.pdf', Buffer.from(pdf('một')), 'application/pdf')
      .fill({ truthful: true });
    let page = await form.submit({ button: 'Lưu và tiếp tục' });
    expect(page.text).toContain('thuyết minh.pdf');
    expect(page.form().value('truthful')).toEqual(['yes']);
    const bad = page.form().attach('others.upload', 'ảnh.png', Buffer.from('MZ\u0000\u0000 no picture'), 'image/png');
    page = await bad.fill({ singleSource: true }).submit({ button: 'Lưu và tiếp tục', expect: 422 });
    expect(page.errors.join()).toContain('ảnh.png');
    expect(page.form().value('singleSource')).toEqual(['yes']);
    const [link] = (await client.get(`${base}/application/papers`)).links.filter(({ href }) =>
      href.includes('/files/'),
    );
    expect(new TextDecoder().decode((await client.download(link!.href)).bytes)).toBe(pdf('một'));
    const remove = (await client.get(`${base}/application/papers`)).root.querySelector('button[name=remove]');
    page = await client.page!.form().submit({ button: remove!.getAttribute('value')! });
    expect(page.text).not.toContain('thuyết minh.pdf');
    const other = await beginApplication(house, [founder]);
    const mark = (await client.get(`${other.base}/application/papers`)).form().value('base')[0]!;
    const stolen = new URLSearchParams({ others: link!.href.split('/').at(-1)!, base: mark });
    await sendTo(client, `${other.base}/application/papers`, stolen);
    expect((await client.get(`${other.base}/application/papers?check=1`)).errors.join()).toContain(
      'không còn trong hồ sơ',
    );
    expect(dossier).not.toBe(other.dossier);
  });

  it('shows two people in one section both texts, and overwrites neither unasked', async () => {
    const other = v7();
    const partner = await house.browser(other, 'Trần Quốc Bảo');
    const { base } = await beginApplication(house, [founder, other]);
    const mine = (await client.get(`${base}/application/project`)).form();
    const theirs = (await partner.get(`${base}/application/project`)).form();
    await theirs.fill({ projectName: 'Tên của Bảo' }).submit({ button: 'Lưu và tiếp tục' });
    const both = await mine.fill({ projectName: 'Tên của Châu' }).submit({ button: 'Lưu và tiếp tục', expect: 409 });
    expect(both.text).toMatch(/Trần Quốc Bảo đã lưu phần này lúc \d\d:\d\d/);
    expect(both.all('.theirs').join()).toContain('Tên của Bảo');
    expect(both.form().value('projectName')).toEqual(['Tên của Châu']);
    expect((await partner.get(`${base}/application/project`)).form().value('projectName')).toEqual(['Tên của Bảo']);
    // whose goes on is for them to say: nothing is chosen for them
    const again = await both
      .form()
      .fill({ projectName: 'Tên chung' })
      .submit({ button: 'Lưu và tiếp tục', expect: 409 });
    expect(again.errors).toEqual(['Tên dự án: chọn một trong hai bản.']);
    expect(again.form().value('choose-projectName')).toEqual([]);
    await again.form().fill({ 'choose-projectName': 'mine' }).submit({ button: 'Lưu và tiếp tục' });
    expect((await partner.get(`${base}/application/project`)).form().value('projectName')).toEqual(['Tên chung']);
  });

  it('lets two people write in two sections at once', async () => {
    const other = v7();
    const partner = await house.browser(other, 'Trần Quốc Bảo');
    const { base } = await beginApplication(house, [founder, other]);
    const mine = (await client.get(`${base}/application/project`)).form().fill({ projectName: 'Một' });
    const theirs = (await partner.get(`${base}/application/applicant`)).form().fill({ applicantName: 'Hai' });
    await Promise.all([mine.submit({ button: 'Lưu và tiếp tục' }), theirs.submit({ button: 'Lưu và tiếp tục' })]);
    expect((await client.get(`${base}/application/project`)).form().value('projectName')).toEqual(['Một']);
    expect((await client.get(`${base}/application/applicant`)).form().value('applicantName')).toEqual(['Hai']);
  });

  it('saves by itself while somebody types, and never over another’s', async () => {
    const other = v7();
    const partner = await house.browser(other, 'Trần Quốc Bảo');
    const { base } = await beginApplication(house, [founder, other]);
    const path = `${base}/application/project`;
    const form = (await client.get(path)).form();
    const itself = (base: string, projectName: string) =>
      sendTo(client, path, new URLSearchParams({ base, projectName }), { 'HX-Request': 'true' });
    const first = await itself(form.value('base')[0]!, 'Má');
    expect(await first.text()).toMatch(/^<p id="saved"[^>]*>Đã lưu lúc \d\d:\d\d</);
    const second = await itself(form.value('base')[0]!, 'Máy sấy');
    expect(await second.text()).toContain('Bạn (ở một trang khác)');
    await (await partner.get(path)).form().fill({ projectName: 'Của Bảo' }).submit({ button: 'Lưu và tiếp tục' });
    const page = await client.get(path);
    expect(page.form().value('projectName')).toEqual(['Của Bảo']);
    const mark = /id="base" name="base" value="([^"]+)"/.exec(
      await (await itself(page.form().value('base')[0]!, 'x')).text(),
    );
    expect((await itself(mark![1]!, 'xy')).status).toBe(200);
    expect((await client.get(path)).form().value('projectName')).toEqual(['xy']);
  });

  it.each([
    ['text without end', { projectName: 'á'.repeat(60_000) }],
    ['markup', { problem: '<img src=x onerror=alert(1)>' }],
    ['a statement', { problem: "'); delete from draft; --" }],
    ['NUL', { problem: 'a\u0000b' }],
    ['half a pair', { problem: 'a\udc00b' }],
    ['a turned direction', { projectName: '\u202eabc' }],
    ['a name of the language', { __proto__: 'x', constructor: 'y', 'team.0.__proto__': 'z' }],
    ['a row far away', { 'team.9999.name': 'x', 'team.99999999.name': 'y' }],
    ['a row of no number', { 'team.-1.name': 'x', 'team.1e3.name': 'y', 'team..name': 'z' }],
    ['a column that is none', { 'team.0.salary': '1' }],
    ['an option that is none', { priorityField: 'everything' }],
    ['an option of the language', { priorityField: 'toString' }],
    ['a row to remove that is none', { remove: 'team.77' }],
    ['a table to remove from that is none', { remove: 'x.y.z' }],
    ['a table to add to that is none', { add: '__proto__' }],
    ['a field of another section', { truthful: 'yes' }],
    ['what stands beside the answers', { $form: 'x', $files: 'y' }],
    ['a mark that is none', { base: 'x'.repeat(10_000) }],
    ['a formula', { projectName: '=HYPERLINK("http://x")' }],
    ['emoji and combined letters', { projectName: '👩‍🔬 Tiê\u0301n' }],
  ])('withstands %s', async (_, hostile) => {
    const { base } = await beginApplication(house, [founder]);
    const path = `${base}/application/project`;
    const mark = (await client.get(path)).form().value('base')[0]!;
    const answer = await sendTo(client, path, new URLSearchParams({ base: mark, ...hostile }));
    expect([303, 422]).toContain(answer.status);
    const page = await client.get(path);
    expect(page.html).not.toContain('<img src=x');
    const [draft] = await house.stage.db.query<{ names: string[] }>`
      select array(select jsonb_object_keys(answers)) as names from draft where dossier = ${base.split('/').at(-1)!}::uuid`;
    for (const name of draft?.names ?? []) expect(['projectName', 'priorityField', 'problem', 'team']).toContain(name);
  });

  it('is for the team alone: another’s is not there, staff read no draft', async () => {
    const { base } = await beginApplication(house, [founder]);
    await writeAll(client, base, 'Bí mật của nhóm');
    const stranger = await house.browser(v7(), 'Vũ Bình');
    for (const page of ['', '/project', '/check', '/receipt', '/read', '/pdf', '/withdraw'])
      await stranger.get(`${base}/application${page}`, { expect: 404 });
    for (const page of ['project', 'submit', 'withdraw'])
      expect((await sendTo(stranger, `${base}/application/${page}`, new URLSearchParams())).status).toBe(404);
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const read = await officer.get(`${base}/application`);
    expect(read.path).toMatch(/\/application\/read$/);
    expect(read.html).not.toContain('Bí mật của nhóm');
    expect(read.text).toContain('chưa được nộp');
    await officer.get(`${base}/application/project`, { expect: 403 });
    await officer.get(`${base}/application/pdf`, { expect: 404 });
  });
});

describe('handing in', () => {
  it('names what is missing with the way to each field, and hands nothing in', async () => {
    const { base, dossier } = await beginApplication(house, [founder]);
    const page = await client.get(`${base}/application/check`);
    expect(page.errors.length).toBeGreaterThan(5);
    expect(page.hasForm('submit')).toBe(false);
    const [first] = page.links.filter(({ href }) => href.includes('check=1'));
    const section = await client.get(first!.href);
    expect(section.errors[0]).toBe(first!.text);
    const sent = new URLSearchParams({ key: v7(), base: '' });
    expect((await sendTo(client, `${base}/application/submit`, sent)).status).toBe(409);
    expect(await stateOf(dossier)).toBe('draft');
  });

  it('gives a number, the time and the hashes, once', async () => {
    const { base, dossier } = await beginApplication(house, [founder]);
    await writeAll(client, base);
    const check = await client.get(`${base}/application/check`);
    expect(check.text).toContain('24.000.000');
    const cookie = `session=${client.cookies.get('session')}`;
    const send = () => {
      const request = check.form('submit').request();
      const headers = new Headers(request.headers);
      headers.set('cookie', cookie);
      headers.set('host', 'vuon-uom.test');
      return house.app.fetch(new Request(request, { headers }));
    };
    const answers = [...(await Promise.all([send(), send()])), await send()];
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const receipt = await client.get(answers[0]!.headers.get('location')!);
    expect(receipt.text).toMatch(/Số hồ sơ HS-\d{4}-[0-9A-F]{6}/);
    expect(receipt.text).toMatch(/Cán bộ chương trình: kiểm tra hồ sơ, chậm nhất \d\d\/\d\d\/\d{4}/);
    const contents = await house.stage.db.query<{ commitment: string; body: unknown }>`
      select commitment, body from content where dossier = ${dossier}::uuid and kind = 'application'`;
    const kept = contents.filter(({ body }) => body !== null);
    expect(kept).toHaveLength(1);
    expect(receipt.text).toContain(kept[0]!.commitment);
    expect(kept[0]!.body).toMatchObject({ projectName: 'Máy sấy nông sản', $form: { id: 'vi-du-ho-so', version: 1 } });
    const [event] = await house.stage.db.query<{ n: bigint }>`
      select count(*) as n from history where dossier = ${dossier}::uuid and event = 'application.submitted'`;
    expect(event!.n).toBe(1n);
    // sent again from a page left open, it is told why not
    const stale = await sendTo(client, `${base}/application/submit`, new URLSearchParams({ key: v7(), base: 'x' }));
    expect(stale.status).toBe(409);
    expect(await stale.text()).toContain('không làm được việc này');
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const read = await officer.get(`${base}/application/read`);
    expect(read.text).toContain('Nông sản hỏng sau thu hoạch.');
    // who handed it in stays on it, whatever becomes of them
    const applicant = String((kept[0]!.body as { applicantName: string }).applicantName);
    await house.stage.db.query`update party_profile set name = 'Công ty đến sau'
      where party = (select party from dossier where id = ${dossier}::uuid)`;
    const paper = await officer.download(`${base}/application/pdf`);
    expect(paper.type).toBe('application/pdf');
    const { text } = await readPdf(paper.bytes);
    expect(text).toContain(`Người đăng ký: ${applicant}`);
    expect(text).toContain('Kính gửi: Sở Khoa học và Công nghệ Ví Dụ');
    expect(text).not.toContain('Công ty đến sau');
    await expectClean(house.stage);
  });

  it('hands in what its page showed, and nothing that was changed since', async () => {
    const other = v7();
    const partner = await house.browser(other, 'Trần Quốc Bảo');
    const { base, dossier } = await beginApplication(house, [founder, other]);
    await writeAll(client, base);
    const check = await client.get(`${base}/application/check`);
    await (await partner.get(`${base}/application/project`))
      .form()
      .fill({ projectName: 'Tên mới' })
      .submit({ button: 'Lưu và tiếp tục' });
    const told = await check.form('submit').submit({ expect: 409 });
    expect(told.text).toContain('Nội dung đã thay đổi từ khi bạn mở trang này');
    expect(told.text).toContain('Tên mới');
    expect(await stateOf(dossier)).toBe('draft');
    await told.form('submit').submit();
    expect(await stateOf(dossier)).toBe('submitted');
  });

  it('shows what was submitted, not what is typed afterwards', async () => {
    const { base } = await submitted('Đã nộp');
    const page = await client.get(`${base}/application/project`);
    expect(page.hasForm('project')).toBe(false);
    expect(page.text).toContain('Đã nộp');
    const late = await sendTo(
      client,
      `${base}/application/project`,
      new URLSearchParams({ base: '', projectName: 'Muộn' }),
    );
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('value="Muộn"');
    expect((await client.get(`${base}/application/read`)).heading).toBe('Đã nộp');
  });

  it('goes round: returned with a reason, completed, handed in again, and what changed is shown', async () => {
    const { base, dossier } = await submitted('Bản đầu');
    await officerDoes('returnForCompletion', dossier, { reason: await keepReason(dossier, 'Thiếu dự toán vật tư.') });
    const list = await client.get(`${base}/application`);
    expect(list.text).toContain('Thiếu dự toán vật tư.');
    expect(list.text).toContain('Đến lượt bạn: bổ sung và nộp lại hồ sơ');
    const budget = (await client.get(`${base}/application/budget`)).form();
    await budget.submit({ button: 'Thêm dòng' });
    await client
      .page!.form()
      .fill({
        'budget.1.line': 'prototype',
        'budget.1.description': 'Vật tư',
        'budget.1.quantity': '1',
        'budget.1.unit': 'bộ',
        'budget.1.unitPrice': '20.000.000',
        'budget.1.state': '10.000.000',
        'budget.1.matching': '10.000.000',
      })
      .submit({ button: 'Lưu và tiếp tục' });
    const receipt = await (await client.get(`${base}/application/check`)).form('submit').submit();
    expect(receipt.text).toContain('Bản nộp lần 2');
    const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
    const read = await officer.get(`${base}/application/read`);
    expect(read.all('table.changes tbody tr')).toEqual([
      expect.stringMatching(/^Dự toán chi tiết .*Cộng · 24\.000\.000.* Sản xuất thử, làm sản phẩm mẫu · Vật tư · 1 bộ/),
    ]);
    await expectClean(house.stage);
  });

  it('lets a reviewer read only after declaring to have no conflict', async () => {
    const { base, dossier } = await submitted('Cho chuyên gia');
    await officerDoes('findEligible', dossier);
    const [reviewer] = house.stage.people.reviewers;
    await officerDoes('assignReviewers', dossier, { reviewers: [reviewer] });
    const expert = await house.browser(reviewer!, 'Đỗ Kim Oanh');
    const answer = await house.app.request(`${origin}${base}/application/read`, {
      headers: { host: 'vuon-uom.test', cookie: `session=${expert.cookies.get('session')}` },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/review`]);
    await house.stage.must(reviewer!, 'declareInterest', dossier, { conflict: null });
    expect((await expert.get(`${base}/application/read`)).text).toContain('Cho chuyên gia');
    await (await house.browser(house.stage.people.reviewers[1]!, 'Khác')).get(`${base}/application/read`, {
      expect: 404,
    });
  });

  it('is completed as the council asked', async () => {
    const { base, dossier } = await submitted('Hội đồng');
    const { people, must } = house.stage;
    await officerDoes('findEligible', dossier);
    await officerDoes('assignReviewers', dossier, { reviewers: people.reviewers });
    const sheet = 'a'.repeat(64);
    for (const one of people.reviewers) await must(one, 'submitReview', dossier, { sheet, verdict: 'pass' });
    await must(people.secretary, 'referToCouncil', dossier, { council: people.council, chair: people.council[0]! });
    for (const one of people.council.slice(0, 5)) await must(one, 'castVote', dossier, { ballots: { labour: 'pass' } });
    const lines = [{ line: 'labour', amountVnd: '20000000' }];
    await must(people.secretary, 'recommend', dossier, { lines, months: 6, completionNeeded: true });
    const list = await client.get(`${base}/application`);
    expect(list.text).toContain('hoàn thiện hồ sơ theo kết luận của hội đồng');
    expect(list.text).toContain('Tiền công lao động trực tiếp 20.000.000 ₫');
    const receipt = await (await client.get(`${base}/application/check`)).form('submit').submit();
    expect(receipt.text).toContain('Bản nộp lần 2');
    await (await client.get(`${base}/application`)).follow('Xem nội dung đã nộp');
    expect(client.page!.text).toContain('Không có thay đổi nào so với lần nộp trước.');
  });

  it('is withdrawn after being asked whether that is meant', async () => {
    const { base, dossier } = await submitted('Rút lại');
    const page = await client.get(`${base}/application/withdraw`);
    expect(page.text).toContain('sau đó không mở lại được');
    const form = page.form('withdraw');
    await sendTo(client, `${base}/application/withdraw`, new URLSearchParams({ key: form.value('key')[0]! }));
    expect(await stateOf(dossier)).toBe('withdrawn');
    const again = await sendTo(
      client,
      `${base}/application/withdraw`,
      new URLSearchParams({ key: form.value('key')[0]! }),
    );
    expect([again.status, again.headers.get('location')]).toEqual([303, `${base}?done=application.withdrawn`]);
    expect((await client.get(`${base}/application/withdraw`)).text).toContain('Lấy lại hồ sơ đã rút?');
  });

  it('after the deadline is refused in words, and the draft stays readable', async () => {
    const late = await openHouse();
    try {
      const mine = await late.browser(founder, person.name);
      const { base } = await beginApplication(late, [founder]);
      await writeAll(mine, base, 'Trễ một phút');
      const check = await mine.get(`${base}/application/check`);
      late.forward(60);
      const again = await late.browser(founder, person.name);
      const request = check.form('submit').request();
      const answer = await sendTo(
        again,
        `${base}/application/submit`,
        new URLSearchParams(await request.text()),
        {},
        late,
      );
      expect(answer.status).toBe(422);
      const text = await answer.text();
      expect(text).toMatch(/Đã hết hạn nộp hồ sơ \(31\/12\/\d{4}\)/);
      expect(text).toContain('Trễ một phút');
      const page = await again.get(`${base}/application/project`);
      expect(page.text).toContain('Trễ một phút');
      expect(page.hasForm('project')).toBe(false);
      const list = await again.get(`${base}/application`);
      expect(list.text).toContain('Đã hết hạn');
      expect(list.links.some(({ href }) => href.endsWith('/check'))).toBe(false);
      const apply = `/agencies/${late.stage.agency}/calls/${late.stage.call}/apply`;
      expect((await again.get(apply)).text).toContain('Đã hết hạn nộp hồ sơ');
      expect(late.faults).toEqual([]);
    } finally {
      await late.close();
    }
  });
});

/** An application of the founder's that was written and handed in through its pages. */
async function submitted(title: string) {
  const begun = await beginApplication(house, [founder]);
  await writeAll(client, begun.base, title);
  await (await client.get(`${begun.base}/application/check`)).form('submit').submit();
  return begun;
}

/** Sends a form's body as this client, and gives the answer as it comes. */
async function sendTo(
  as: Client,
  path: string,
  body: URLSearchParams,
  more: Record<string, string> = {},
  to: House = house,
): Promise<Response> {
  return to.app.request(`${origin}${path}`, {
    method: 'POST',
    headers: {
      host: 'vuon-uom.test',
      origin,
      cookie: `session=${as.cookies.get('session')}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...more,
    },
    body: body.toString(),
  });
}
