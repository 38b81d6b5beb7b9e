// Many payments a day: several are approved or ordered by one form, each decided and recorded by itself, and nothing that a page of
// one payment asks of a person is skipped.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { keepContent } from '../../src/contents.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
let finance: Client;
let accountant: Client;
let auditor: Client;
let director: Client;
/** What several stories share: an agency awards no more than ten in a year. */
let dryers: Project;
let growers: Project;

/** How often a voucher that was used before stands among the refusals. */
const vouchersRefused = async () => {
  const rows = await house.stage.db.query<{ n: bigint }>`select count(*) as n from refusal where rule = 'voucherUsed'`;
  return Number(rows[0]!.n);
};

beforeAll(async () => {
  // more projects than the pack has places for
  const caps = fictionalPack.caps.map((cap: { id: string }) =>
    cap.id === 'agency.seats' ? { ...cap, limitSeats: 20 } : cap,
  );
  house = await openHouse({ pack: { ...fictionalPack, caps } });
  const { people } = house.stage;
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
  auditor = await house.browser(people.auditor, 'Trần Kiểm Toán');
  director = await house.browser(people.director, 'Phan Văn Sơn');
  dryers = await project('Nhóm Máy sấy Hòa Vang');
  growers = await project('Nhóm Rau sạch Điện Bàn');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const payments = () => `/agencies/${house.stage.agency}/payments`;
type Project = { dossier: string; founder: string; party: string; name: string; account: string };
let accounts = 110_011_993_241;

/** A project whose party has a confirmed account. */
async function project(name: string, holder = name): Promise<Project> {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '30000000' }] });
  accounts += 1;
  const account = `0${accounts}`;
  await setAccount(made.party, name, account, holder);
  await confirmParty(stage, made.party);
  return { ...made, founder, name, account };
}

const setAccount = (party: string, name: string, account: string, holder = name) =>
  house.stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${house.stage.agency}, ${party}, ${name}, ${account}, ${holder}, 'VietinBank',
      ${house.now()}::timestamptz - interval '1 day', ${house.stage.people.officer})
    on conflict (agency, party) do update set account_number = excluded.account_number, changed_at = now()`;

type Upto = 'prepared' | 'approved' | 'ordered';
async function request({ dossier, founder }: Project, amountVnd: string, upTo: Upto = 'prepared') {
  const id = await house.stage.disbursement(
    dossier,
    founder,
    [{ line: 'prototype', amountVnd, costVnd: String(BigInt(amountVnd) * 2n) }],
    upTo,
  );
  return {
    dossier,
    id,
    value: `${dossier}.${id}`,
    at: `/agencies/${house.stage.agency}/dossiers/${dossier}/requests/${id}`,
  };
}
type Request = Awaited<ReturnType<typeof request>>;

async function stateOf({ dossier, id }: Request): Promise<string> {
  const [row] = await house.stage.db.query<{ value: string }>`
    select value#>>'{}' as value from state where agency = ${house.stage.agency} and dossier = ${dossier}::uuid and subject = ${`disbursement/${id}`}`;
  return row!.value;
}
const statesOf = (requests: readonly Request[]) => Promise.all(requests.map(stateOf));

/** How often something was recorded of a request. */
async function times({ dossier, id }: Request, event: string): Promise<number> {
  const [row] = await house.stage.db.query<{ n: number }>`
    select count(*)::int as n from history where agency = ${house.stage.agency} and dossier = ${dossier}::uuid and event = ${event}
      and payload::jsonb->>'subject' = ${`disbursement/${id}`}`;
  return row!.n;
}

/** Chooses requests on the list of those that wait, and looks at what stands on the page that asks once more. */
async function review(client: Client, act: 'approve' | 'order', chosen: readonly Request[]): Promise<Page> {
  const list = await client.get(`${payments()}/${act}`);
  return await list
    .form('/review')
    .fill({ item: chosen.map(({ value }) => value) })
    .submit({ button: 'Xem lại các khoản đã chọn' });
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('payments that wait for the same step', () => {
  it('are chosen, read together with their sum by year and source, and approved and ordered by one form each', async () => {
    const all = [await request(dryers, '5000000'), await request(dryers, '7000000'), await request(growers, '4000000')];
    const left = await request(growers, '1000000');

    const list = await accountant.get(`${payments()}/approve`);
    expect(list.heading).toBe('Duyệt nhiều khoản cùng lúc');
    expect(list.form('/review').fields.filter(({ name }) => name === 'item')).toHaveLength(4);
    const page = await review(accountant, 'approve', all);
    expect(page.heading).toBe('Xem lại trước khi duyệt 3 khoản');
    const rows = page.all('table.together tbody tr').join(' | ');
    for (const text of ['Nhóm Máy sấy Hòa Vang', 'Nhóm Rau sạch Điện Bàn', '5.000.000', '7.000.000', '4.000.000'])
      expect(rows).toContain(text);
    expect(page.text).toContain('Hạn mức');
    expect(page.all('table.books tbody tr').map(plain)).toEqual([
      expect.stringMatching(new RegExp(`^Năm ${house.stage.year}, .*3 16\\.000\\.000`)),
    ]);
    expect(await statesOf(all)).toEqual(['prepared', 'prepared', 'prepared']);

    const done = await page.form('Duyệt 3 khoản, 16.000.000 ₫').submit();
    expect(done.heading).toBe('Đã duyệt 3 trên 3 khoản');
    expect(await statesOf([...all, left])).toEqual(['approved', 'approved', 'approved', 'prepared']);
    for (const { at } of all) expect(done.links.map(({ href }) => href)).toContain(at);
    // each is an event of its own, under a key of its own
    const keys = await house.stage.db.query<{ key: string }>`
      select c.key::text as key from command c join history h using (agency, dossier, revision)
      where h.event = 'disbursement.approved' and h.agency = ${house.stage.agency}`;
    expect(new Set(keys.map(({ key }) => key)).size).toBe(3);

    const orders = await review(finance, 'order', all);
    const ordered = await orders.form('Phát lệnh chi 3 khoản, 16.000.000 ₫').submit();
    expect(ordered.heading).toBe('Đã phát lệnh chi 3 trên 3 khoản');
    expect(ordered.text).toContain('01/RDT-');
    expect(ordered.text).toContain('03/RDT-');
    expect(await statesOf(all)).toEqual(['ordered', 'ordered', 'ordered']);
    const rest = await accountant.get(`${payments()}/approve`);
    const every = await rest.form('/review').submit({ button: 'Xem lại cả 1 khoản trên trang này' });
    expect(every.heading).toBe('Xem lại trước khi duyệt 1 khoản');
    await every.form('Duyệt 1 khoản, 1.000.000 ₫').submit();
    expect(await stateOf(left)).toBe('approved');
    const none = await accountant.get(`${payments()}/approve`);
    expect(none.text).toContain('Không có khoản nào chờ bạn duyệt');
  });

  it('are each decided by itself: what was changed meanwhile is refused with its rule and a link, the others are done', async () => {
    const [two, three] = [await project('Nhóm Hai'), await project('Nhóm Ba')];
    const all = [await request(dryers, '5000000'), await request(two, '7000000'), await request(three, '4000000')];
    const page = await review(accountant, 'approve', all);
    await house.stage.must(house.stage.people.director, 'suspend', two.dossier, {
      ...{ decisionNumber: '5/QĐ', reason: hash('suspended') },
    });
    await setAccount(three.party, three.name, '099988887777');
    const form = page.form('Duyệt 3 khoản, 16.000.000 ₫');
    const done = await form.submit();
    expect(done.heading).toBe('Đã duyệt 1 trên 3 khoản');
    expect(await statesOf(all)).toEqual(['approved', 'prepared', 'prepared']);
    const [, second = '', third = ''] = done.all('ol.results > li');
    expect(second).toContain('Chưa duyệt');
    expect(second).toContain('Dự án');
    expect(second).toMatch(/Căn cứ|Quy tắc/);
    expect(third).toContain('Chưa duyệt');
    expect(third).toContain('tài khoản');
    for (const { at } of all) expect(done.links.map(({ href }) => href)).toContain(at);
    // sent once more: what was done is not done again, and said again
    const again = await page.form('Duyệt 3 khoản, 16.000.000 ₫').submit();
    expect(again.heading).toBe('Đã duyệt 1 trên 3 khoản');
    expect(await times(all[0]!, 'disbursement.approved')).toBe(1);
    expect(await statesOf(all)).toEqual(['approved', 'prepared', 'prepared']);
    await house.stage.must(house.stage.people.chiefAccountant, 'returnDisbursement', three.dossier, {
      ...{ id: all[2]!.id, reason: hash('back') },
    });
  });

  it('of one dossier are not held up by what happens to another: that one alone is refused, and says by whom', async () => {
    const { people, year } = house.stage;
    const one = growers;
    const all: Request[] = [];
    for (const amount of ['500000', '600000', '700000']) all.push(await request(one, amount));
    const [, second, third] = all as [Request, Request, Request];
    const recall = { id: second.id, reason: hash('recalled') };
    const page = await review(accountant, 'approve', all);
    await house.stage.must(people.financeOfficer, 'recallDisbursement', one.dossier, recall);
    const done = await page.form('Duyệt 3 khoản, 1.800.000 ₫').submit();
    expect(done.heading).toBe('Đã duyệt 2 trên 3 khoản');
    expect(await statesOf(all)).toEqual(['approved', 'verified', 'approved']);
    const refused = plain(done.all('ol.results > li')[1]!);
    expect(refused).toMatch(/600\.000 ₫ \(HS-\d{4}-[0-9A-F]{6}, đợt \d+\)/);
    expect(refused).toMatch(/đã có: Rút chứng từ thanh toán.*: Đỗ Văn Khoa, lúc /);
    expect(refused).toContain('Hiện nay: Chờ lập chứng từ thanh toán');
    expect(refused).not.toContain('không làm được việc này');
    expect(refused).not.toContain('vẫn còn đây');

    // taken back and prepared anew, as it was to the đồng: what was read is not what stands there now
    const prepare = { id: second.id, year, source: 'nstp' };
    await house.stage.must(people.financeOfficer, 'prepareDisbursement', one.dossier, prepare);
    const fourth = await request(one, '400000');
    const again = await review(accountant, 'approve', [second, fourth]);
    await house.stage.must(people.financeOfficer, 'recallDisbursement', one.dossier, recall);
    await house.stage.must(people.financeOfficer, 'prepareDisbursement', one.dossier, prepare);
    const rest = await again.form('Duyệt 2 khoản, 1.000.000 ₫').submit();
    expect(rest.heading).toBe('Đã duyệt 1 trên 2 khoản');
    expect(await statesOf([second, fourth])).toEqual(['prepared', 'approved']);
    const [stale = ''] = rest.all('ol.results > li').map(plain);
    expect(stale).toMatch(/đợt \d+\).*đã thay đổi.*Rút chứng từ.*Đỗ Văn Khoa/);
    expect(stale).not.toContain('vẫn còn đây');

    // in the same way orders: one that was taken back and approved anew was not read
    const orders = await review(finance, 'order', [third, fourth]);
    await house.stage.must(people.financeOfficer, 'recallDisbursement', one.dossier, { ...recall, id: third.id });
    await house.stage.must(people.financeOfficer, 'prepareDisbursement', one.dossier, { ...prepare, id: third.id });
    await house.stage.must(people.chiefAccountant, 'approveDisbursement', one.dossier, { id: third.id });
    const ordered = await orders.form('Phát lệnh chi 2 khoản, 1.100.000 ₫').submit();
    expect(ordered.heading).toBe('Đã phát lệnh chi 1 trên 2 khoản');
    expect(await statesOf([third, fourth])).toEqual(['approved', 'ordered']);
  });

  it('say in their rows what decides: less that was accepted and why, who verified and prepared; the cap once for all', async () => {
    const { people, db, agency, year } = house.stage;
    const { dossier, founder } = dryers;
    const id = v7();
    const item = { line: 'prototype', amountVnd: '150000', costVnd: '300000' };
    const evidence = [hash(`invoice ${id}`)];
    await house.stage.must(founder, 'requestDisbursement', dossier, { id, items: [item], evidence });
    const said = {
      text: 'Hóa đơn thiếu dấu',
      rows: [{ row: 0, amountVnd: '100000', costVnd: '200000', reason: 'Hóa đơn thiếu dấu' }],
    };
    const kept = { agency, dossier, person: people.officer, kind: 'reason' as const, body: said };
    const reason = await keepContent({ db, now: house.now }, kept);
    const accepted = [{ amountVnd: '100000', costVnd: '200000', reason }];
    await house.stage.must(people.officer, 'verifyDisbursement', dossier, { id, accepted });
    await house.stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    const part = { dossier, id, value: `${dossier}.${id}`, at: '' };
    const page = await review(accountant, 'approve', [part, await request(dryers, '200000')]);
    const rows = page.all('table.together tbody tr').map(plain);
    expect(rows[1]).toContain('Đề nghị 150.000 ₫, chấp nhận 100.000 ₫, vì: Hóa đơn thiếu dấu; Thẩm tra chứng từ: ');
    expect(rows[1]).toContain('Lập chứng từ thanh toán: Đỗ Văn Khoa');
    expect(rows[3]).not.toContain('chấp nhận');
    expect(rows.join()).not.toMatch(/còn [\d.]+ trên/);
    expect(page.all('table.tightest tbody tr')).toHaveLength(1);
    await page.form('Duyệt 2 khoản, 300.000 ₫').submit();
  });

  it('are recorded once, however often and however fast the same form comes', async () => {
    const all = [await request(dryers, '5000000'), await request(dryers, '6000000'), await request(growers, '7000000')];
    const page = await review(accountant, 'approve', all);
    const button = 'Duyệt 3 khoản, 18.000.000 ₫';
    const both = await Promise.all([page.form(button).submit(), page.form(button).submit()]);
    for (const done of both) expect(done.heading).toBe('Đã duyệt 3 trên 3 khoản');
    const third = await page.form(button).submit();
    expect(third.heading).toBe('Đã duyệt 3 trên 3 khoản');
    for (const one of all) expect(await times(one, 'disbursement.approved')).toBe(1);
    const orders = await review(finance, 'order', all);
    const order = 'Phát lệnh chi 3 khoản, 18.000.000 ₫';
    for (let n = 0; n < 2; n += 1)
      expect((await orders.form(order).submit()).heading).toBe('Đã phát lệnh chi 3 trên 3 khoản');
    for (const one of all) expect(await times(one, 'disbursement.ordered')).toBe(1);
  });

  it('leave to be opened one by one what has something to look at, and that is not got round by hand', async () => {
    const plainOne = await request(growers, '5000000');
    const odd = await project('Nhóm Chủ khác', 'NGUYEN VAN LA');
    const strange = await request(odd, '7000000');
    const page = await review(accountant, 'approve', [plainOne, strange]);
    expect(page.heading).toBe('Xem lại trước khi duyệt 1 khoản');
    const alone = page.all('ul.alone > li');
    expect(alone).toHaveLength(1);
    expect(alone[0]).toContain('Nhóm Chủ khác');
    expect(alone[0]).toContain('NGUYEN VAN LA');
    expect(page.links.map(({ href }) => href)).toContain(strange.at);
    // by hand, with all that its own page says
    const single = (await accountant.get(strange.at)).form('/approve');
    const [revision = '', shown = ''] = [...single.value('revision'), ...single.value('shown')];
    const forced = await accountant.post(
      `${payments()}/approve`,
      { key: v7(), shownIn: 'vi', item: strange.value, revision, shown },
      { expect: 422 },
    );
    expect(forced.heading).toBe('Chưa duyệt khoản nào');
    expect(forced.text).toContain('NGUYEN VAN LA');
    expect(await statesOf([plainOne, strange])).toEqual(['prepared', 'prepared']);
    await page.form('Duyệt 1 khoản, 5.000.000 ₫').submit();
    expect(await stateOf(plainOne)).toBe('approved');
  });

  it('stay with whose office they are; nobody approves what they have prepared', async () => {
    const { stage } = house;
    const both = v7();
    await stage.must(stage.people.administrator, 'appoint', both, { roles: ['financeOfficer', 'chiefAccountant'] });
    const twoHats = await house.browser(both, 'Hai Chức Danh');
    const waiting = await request(growers, '5000000');
    const own = await project('Nhóm Tự lập');
    const id = v7();
    await stage.must(own.founder, 'requestDisbursement', own.dossier, {
      ...{
        id,
        items: [{ line: 'prototype', amountVnd: '3000000', costVnd: '6000000' }],
        evidence: [hash(`invoice ${id}`)],
      },
    });
    const accepted = [{ amountVnd: '3000000', costVnd: '6000000' }];
    await stage.must(stage.people.officer, 'verifyDisbursement', own.dossier, { id, accepted });
    await stage.must(both, 'prepareDisbursement', own.dossier, { id, year: stage.year, source: 'nstp' });
    const mine = `${own.dossier}.${id}`;
    const list = await twoHats.get(`${payments()}/approve`);
    const offered = list.form('/review').fields.map(({ value }) => value);
    expect(offered).toContain(waiting.value);
    expect(offered).not.toContain(mine);
    const page = await twoHats.get(`${payments()}/approve/review?item=${mine}&item=${waiting.value}`);
    expect(page.all('ul.alone > li').join()).toContain('Nhóm Tự lập');
    expect(page.all('ul.alone > li').join()).toContain('lập');
    for (const client of [finance, auditor, director]) {
      await client.get(`${payments()}/approve`, { expect: 403 });
      await client.get(`${payments()}/approve/review?item=${waiting.value}`, { expect: 403 });
      await client.post(`${payments()}/approve`, { key: v7(), item: waiting.value }, { expect: 403 });
    }
    await accountant.get(`${payments()}/order`, { expect: 403 });
    expect(await stateOf(waiting)).toBe('prepared');
    // of a dossier that is not there, and of nothing
    const none = await accountant.get(`${payments()}/approve/review?item=${v7()}.${v7()}`);
    expect(none.heading).toBe('Chưa khoản nào duyệt được ở đây');
    expect((await accountant.get(`${payments()}/approve/review`, { expect: 422 })).errors.join()).toContain('Hãy chọn');
    // in somebody's place it is done and recorded as that
    const deputy = v7();
    await stage.must(stage.people.administrator, 'appoint', deputy, { roles: ['secretary'] });
    await stage.must(stage.people.chiefAccountant, 'delegate', stage.people.chiefAccountant, {
      ...{ to: deputy, roles: ['chiefAccountant'], from: today(), until: today(), decisionNumber: 'UQ-7' },
    });
    const acting = await house.browser(deputy, 'Phó Kế Toán');
    const theirs = await request(growers, '2000000');
    const asked = await review(acting, 'approve', [theirs]);
    expect(asked.text).toContain('UQ-7');
    await asked.form('Duyệt 1 khoản, 2.000.000 ₫').submit();
    const [done] = await stage.db.query<{ behalf: string }>`
      select payload::jsonb->>'onBehalfOf' as behalf from history where event = 'disbursement.approved' and actor = ${deputy}::uuid`;
    expect(done!.behalf).toBe(stage.people.chiefAccountant);
    // whoever has none of the offices is not led there
    expect((await auditor.get(payments())).links.map(({ href }) => href)).not.toContain(`${payments()}/approve`);
    expect((await accountant.get(payments())).links.map(({ href }) => href)).toContain(`${payments()}/approve`);
    expect((await accountant.get('/work')).links.map(({ href }) => href)).toContain(`${payments()}/approve`);
  });

  it('do not call an account good from which a payment came back', async () => {
    const { people } = house.stage;
    const good = 'Đúng tài khoản đã nhận khoản chi';
    const [paid, bounced] = [await request(growers, '300000'), await request(growers, '200000')];
    const both = [paid, bounced];
    await (await review(accountant, 'approve', both)).form('Duyệt 2 khoản, 500.000 ₫').submit();
    await (await review(finance, 'order', both)).form('Phát lệnh chi 2 khoản, 500.000 ₫').submit();
    const confirmed = { id: paid.id, reference: 'KB-77', paidOn: today() };
    await house.stage.must(people.financeOfficer, 'payDisbursement', growers.dossier, confirmed);
    expect((await finance.get(bounced.at)).text).toContain(good);
    const returned = { id: bounced.id, reason: hash('wrong name') };
    await house.stage.must(people.financeOfficer, 'rejectByBank', growers.dossier, returned);
    const prepare = await finance.get(bounced.at);
    expect(prepare.text).not.toContain(good);
    expect(prepare.text).toContain('Khoản chi vào đúng tài khoản này đã bị trả lại ngày');
    // another payment to the same account is looked at by itself
    const page = await review(accountant, 'approve', [await request(growers, '100000')]);
    expect(page.all('ul.alone > li').join()).toContain('đúng tài khoản này đã bị trả lại');
  });

  it('are shown in English too', async () => {
    const page = await accountant.get(`${payments()}/approve?lang=en`);
    expect(page.heading).toBe('Approve several payments at once');
    await accountant.get('/work?lang=vi');
  });
});

/** A workbook as Excel writes it: shared texts, numbers, days counted since 1900. */
async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const texts = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))];
  const cells = rows.map((row, at) => {
    const own = row.map((cell, column) => {
      const place = `${String.fromCharCode(65 + column)}${at + 1}`;
      return typeof cell === 'number'
        ? `<c r="${place}"><v>${cell}</v></c>`
        : `<c r="${place}" t="s"><v>${texts.indexOf(cell)}</v></c>`;
    });
    return `<row r="${at + 1}">${own.join('')}</row>`;
  });
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const parts = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const zip = new ZipFile();
  const put = (name: string, text: string) => zip.addBuffer(Buffer.from(`<?xml version="1.0"?>${text}`), name);
  put(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${parts}"><sheets><sheet name="Sao kê" sheetId="1" r:id="rId7"/></sheets></workbook>`,
  );
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
      <Relationship Id="rId7" Type="${parts}/worksheet" Target="worksheets/so-1.xml"/>
      <Relationship Id="rId8" Type="${parts}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  );
  put('xl/worksheets/so-1.xml', `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`);
  put(
    'xl/sharedStrings.xml',
    `<sst xmlns="${main}">${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
  );
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Days since 1900, as a workbook counts them. */
const serial = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

async function read(bytes: Buffer, name = 'sao-ke.csv', expected = 200): Promise<Page> {
  const page = await finance.get(`${payments()}/statement`);
  return await page
    .form('Đối chiếu')
    .attach('file', name, bytes)
    .submit({ expect: expected as 200 });
}
const numberOf = async ({ id }: Request) => {
  const [row] = await house.stage.db.query<{ number: number }>`
    select number from paper where agency = ${house.stage.agency} and subject = ${`disbursement/${id}`} and kind = 'paymentOrder'`;
  return String(row!.number).padStart(2, '0');
};
const codeIn = async ({ at }: Request) => /HS-\d{4}-[0-9A-F]{6}/.exec((await finance.get(at)).text)![0];
const today = () => dayOf(house.now());
/** Rows of a table, with a space before each day, which stands on a line of its own. */
const rowsOf = (page: Page, selector: string) =>
  page.all(`${selector} tbody tr`).map((row) => plain(row).replace(/\d{2}\/\d{2}\/\d{4}/g, ' $&'));
const linesAt = (page: Page, id: string) => rowsOf(page, `#${id}-lines`);

describe('a statement of the treasury', () => {
  it('is matched by the number of the order and the exact amount, and confirms only what its reader has chosen', async () => {
    const one = await project('Nhóm Ong mật Trà My');
    const two = await project('Nhóm Gốm Thanh Hà');
    const byNumber = await request(one, '5000000', 'ordered');
    const left = await request(one, '3000000', 'ordered');
    const byCode = await request(two, '4000000', 'ordered');
    const code = await codeIn(byCode);
    const number = await numberOf(byNumber);
    const day = dayText(today());
    const text = [
      'KHO BẠC NHÀ NƯỚC;;;;',
      'STT;Ngày giao dịch;SỐ CHỨNG TỪ;Ghi nợ (VND);Diễn giải;Ghi có',
      `1;${day};KB-01;5.000.000;Chi theo lenh chi ${number}/RDT, dot 1`,
      `2;${day};KB-02;4000000;"Ho tro ""Gom Thanh Ha""; ${code}"`,
      `3;${day};KB-03;3.000.000;So lenh chi ${await numberOf(left)}/RDT-SKHCNVD`,
      `4;${day};KB-04;4.900.000;Lenh chi ${number}/RDT-SKHCNVD`,
      `5;${day};KB-05;3000000;Chuyen tien`,
      `6;${day};KB-06;77;Phi dich vu`,
      `7;32/13/2026;KB-07;5.000.000;Lenh chi ${number}/RDT`,
      `8;${day};;năm triệu;Lenh chi ${number}/RDT`,
      `9;${day};KB-08;0;Hoan tra lenh chi ${number}/RDT;5.000.000`,
      ';Cộng;;17.000.000;',
    ].join('\r\n');
    const page = await read(Buffer.from(`\uFEFF${text}`));
    expect(page.heading).toBe('Sao kê có 9 dòng');
    expect(page.text).toContain(
      '3 dòng khớp, 2 dòng chưa rõ, 1 dòng tiền trả lại, 1 dòng không khớp, 2 dòng có lỗi. Chưa ghi gì.',
    );
    const form = page.form('Xác nhận đã chi các khoản đã chọn');
    expect(form.fields.filter(({ name }) => name === 'item')).toHaveLength(3);
    expect(page.text).toContain('Đã xác nhận thì chỉ sửa được ngày và số chứng từ.');
    const matched = rowsOf(page, 'table.choose');
    expect(matched[0]).toMatch(/Nhóm Ong mật Trà My .*KB-01 .*dòng 3 .*5\.000\.000/);
    expect(matched[1]).toMatch(/Nhóm Gốm Thanh Hà .*KB-02 /);
    expect(matched[3]).toContain('12.000.000');
    const [otherAmount = '', onlyAmount = ''] = linesAt(page, 'unclear');
    expect(otherAmount).toMatch(/KB-04 .*số tiền khác.*5\.000\.000 ₫/);
    expect(onlyAmount).toMatch(/KB-05 .*Chỉ số tiền trùng/);
    expect(linesAt(page, 'unmatched')).toEqual([expect.stringContaining('Không lệnh chi nào')]);
    expect(linesAt(page, 'returns')).toEqual([expect.stringMatching(/KB-08 .*5\.000\.000 .*Nhóm Ong mật Trà My/)]);
    const wrong = page.all('.wrong-rows li');
    expect(wrong).toEqual([
      expect.stringContaining('Dòng 9: ngày không đọc được'),
      expect.stringContaining('Dòng 10: thiếu số chứng từ'),
      expect.stringContaining('Dòng 10: số tiền chỉ gồm chữ số'),
    ]);
    expect(await statesOf([byNumber, byCode, left])).toEqual(['ordered', 'ordered', 'ordered']);

    const items = form.value('item');
    form.fill({ item: items.slice(0, 2) });
    const done = await form.submit();
    expect(done.heading).toBe('Đã xác nhận 2 trên 2 khoản đã chi');
    expect((await form.submit()).heading).toBe('Đã xác nhận 2 trên 2 khoản đã chi');
    expect(await statesOf([byNumber, byCode, left])).toEqual(
      ['paid', 'paid', 'ordered'].map((state) => (state === 'paid' ? 'settled' : state)),
    );
    expect(await times(byNumber, 'disbursement.paid')).toBe(1);
    expect((await finance.get(byNumber.at)).text).toContain('số chứng từ KB-01');

    // the same statement again: what is recorded says so, and is confirmed no more
    const again = await read(Buffer.from(text));
    expect(linesAt(again, 'recorded').join()).toMatch(/KB-01 .*đã ghi cho hồ sơ HS-/);
    expect(linesAt(again, 'recorded')).toHaveLength(2);
    expect(again.form('Xác nhận đã chi các khoản đã chọn').value('item')).toHaveLength(1);
    // nor by hand, under a voucher that stands elsewhere, another amount, or a day before the order
    const by = (item: string) =>
      finance.post(`${payments()}/statement`, { key: v7(), step: 'confirm', item }, { expect: 422 });
    expect((await by(`${left.value}.${today()}.3000000.kb 01`)).text).toContain('Số này đã ghi cho');
    expect(await vouchersRefused()).toBe(1);
    expect((await by(`${left.value}.${today()}.2999999.KB-9`)).text).toContain('không còn là số trên sao kê');
    expect((await by(`${left.value}.2020-01-01.3000000.KB-9`)).text).toContain(
      'Không thể chi trước ngày phát lệnh chi',
    );
    expect((await by(`${byCode.value}.${today()}.4000000.KB-9`)).text).toContain('Chưa xác nhận khoản nào');
    expect(await stateOf(left)).toBe('ordered');
    const last = await again.form('Xác nhận đã chi các khoản đã chọn').submit();
    expect(last.heading).toBe('Đã xác nhận 1 trên 1 khoản đã chi');
  });

  it('comes as a workbook too; what fits twice, came in or cannot have paid is not confirmed', async () => {
    const one = await project('Nhóm Nấm Hòa Phong');
    const [a, b, c] = [
      await request(one, '2000000', 'ordered'),
      await request(one, '2000000', 'ordered'),
      await request(one, '1000000', 'ordered'),
    ];
    const [d, e] = [await request(one, '1500000', 'ordered'), await request(one, '500000', 'ordered')];
    const code = await codeIn(a);
    const day = serial(today());
    const order = async (of: Request) => `LC ${await numberOf(of)} RDT`;
    const bytes = await workbook([
      ['Ngày', 'Số CT', 'Số tiền', 'Nội dung'],
      [day, 'VN-1', -2000000, `Hỗ trợ ${code}`],
      [day, 'VN-2', -1000000, await order(c)],
      [day, 'VN-3', -1000000, await order(c)],
      [day, 'VN-4', 2000000, `Trả lại ${await order(a)}`],
      [serial('2020-01-31'), 'VN-5', -2000000, await order(b)],
      [day + 5, 'VN-6', '-2.000.000', await order(b)],
      [day, 'VN-7', -2000000.5, await order(b)],
      [day, 'VN-8', -2000000, `${await order(a)} & <b>`],
      [day, 'VN-9', -1500000, await order(d)],
      [day, 'vn 9', -500000, await order(e)],
    ]);
    const page = await read(bytes, 'sao-ke.xlsx');
    const unclear = linesAt(page, 'unclear').join(' | ');
    expect(unclear).toMatch(/VN-1 .*Nhiều lệnh chi cùng có số hoặc mã này/);
    expect(unclear).toMatch(/VN-2 .*Một dòng khác cũng khớp lệnh chi này/);
    expect(unclear).toMatch(/VN-3 .*Một dòng khác cũng khớp lệnh chi này/);
    expect(unclear).toMatch(/VN-9 .*cùng số chứng từ.* vn 9 .*cùng số chứng từ/i);
    const unmatched = linesAt(page, 'unmatched').join(' | ');
    expect(linesAt(page, 'returns')).toEqual([expect.stringMatching(/VN-4 /)]);
    expect(unmatched).not.toMatch(/VN-[56]/);
    // what names its order, with a day that cannot be, has a place of its own and says what to do
    const toMend = linesAt(page, 'mend').join(' | ');
    expect(toMend).toMatch(/VN-5 .*trước ngày phát lệnh chi/);
    expect(toMend).toMatch(/VN-6 .*sau hôm nay/);
    expect(page.text).toContain('2 dòng phải sửa');
    expect(page.text).toContain('Khớp lệnh chi nhưng còn điều phải sửa So từng dòng với giấy báo');
    expect(page.all('.wrong-rows li')).toEqual([expect.stringContaining('Dòng 8:')]);
    expect(page.form('Xác nhận đã chi các khoản đã chọn').value('item')).toEqual([
      `${a.value}.${today()}.2000000.VN-8`,
    ]);
    expect(await statesOf([a, b, c])).toEqual(['ordered', 'ordered', 'ordered']);
  });

  it('leads from money that came in and names its order to what records that return, and records nothing itself', async () => {
    const one = await project('Nhóm Chiếu Cẩm Nê');
    const [paid, whole, waits] = [
      await request(one, '4000000', 'ordered'),
      await request(one, '3000000', 'ordered'),
      await request(one, '2500000', 'ordered'),
    ];
    const { financeOfficer } = house.stage.people;
    for (const { id, dossier } of [paid, whole])
      await house.stage.must(financeOfficer, 'payDisbursement', dossier, {
        id,
        reference: `KB-${id}`,
        paidOn: today(),
      });
    const [number, other, ordered] = [await numberOf(paid), await numberOf(whole), await numberOf(waits)];
    const day = dayText(today());
    const lines = [
      'Ngày,Số chứng từ,Ghi nợ,Ghi có,Nội dung',
      `${day},BC-81,,4000000,Hoan tra LC ${number} RDT sai so tai khoan`,
      `${day},BC-82,,1000000,Tra lai mot phan LC ${other}/RDT`,
      `${day},BC-83,,2500000,Tra lai LC ${ordered}/RDT`,
      `${day},BC-84,,700000,Lai tien gui`,
      `${day},BC-85,,700000,Tra lai LC 909090/RDT`,
    ];
    const page = await read(Buffer.from(lines.join('\n')));
    const [back = '', part = '', rejected = ''] = linesAt(page, 'returns');
    expect(linesAt(page, 'returns')).toHaveLength(3);
    expect(back).toMatch(/BC-81 .*4\.000\.000 .*chưa ghi gì/i);
    expect(part).toMatch(/BC-82 .*1\.000\.000 .*Chỉ ghi được khoản trả lại toàn bộ.*3\.000\.000 ₫/);
    expect(rejected).toMatch(/BC-83 /);
    expect(linesAt(page, 'unmatched').join(' | ')).toMatch(/BC-84 .*Tiền vào.* BC-85 .*Tiền vào/);
    const leading = page.links.filter(({ text }) => text.includes('ghi nhận tiền trả lại'));
    expect(leading.map(({ href }) => href.replace(/\?.*/, ''))).toEqual([paid.at, waits.at]);

    const opened = await finance.get(leading[0]!.href);
    expect(opened.all('details.less[open] > summary')).toEqual(['Kho bạc, ngân hàng trả lại khoản đã chi']);
    const form = opened.form('Ghi nhận bị trả lại');
    expect(form.value('returnReference')).toEqual(['BC-81']);
    expect(form.fields.filter(({ name }) => name.startsWith('returnedOn')).map(({ value }) => value)).toEqual([day]);
    expect(opened.text).toContain('4.000.000 ₫');
    expect(await times(paid, 'disbursement.paymentReturned')).toBe(0);
    const rejecting = await finance.get(leading[1]!.href);
    expect(rejecting.form('Ghi nhận bị trả lại').value('returnNumber')).toEqual(['BC-83']);
    // what is written into the address by hand fills nothing that could not be typed
    const odd = await finance.get(`${paid.at}?came=2026-99-99&number=${'9'.repeat(200)}`);
    expect(odd.form('Ghi nhận bị trả lại').value('returnReference')).toEqual(['']);
    expect((await finance.get(`${paid.at}?came=${today()}&number=%00`)).heading).toBe(opened.heading);
    form.attach('document', 'bao-co.pdf', Buffer.from(pdf('báo có')));
    const said = await form.fill({ 'reason-paymentReturned': 'Sai số tài khoản' }).submit();
    expect(said.path).toContain('done=disbursement.paymentReturned');
    const again = await read(Buffer.from(lines.join('\n')));
    expect(linesAt(again, 'recorded')).toEqual([expect.stringContaining('BC-81')]);
    const compare = (await finance.get(`${payments()}/statement?lang=en`)).form('Compare');
    const english = await compare.attach('file', 'sao-ke.csv', Buffer.from(lines.join('\n'))).submit();
    await finance.get(`${payments()}/statement?lang=vi`);
    expect(linesAt(english, 'returns').join()).toMatch(/BC-82 .*Only a whole payment/);
  });

  it('knows a voucher whose money came back, and the one that it came back by', async () => {
    const { people, year } = house.stage;
    const one = await project('Nhóm Nón lá Gò Nổi');
    const paid = await request(one, '4000000', 'ordered');
    const code = await codeIn(paid);
    const statement = `Ngày,Số chứng từ,Số tiền,Nội dung\n${dayText(today())},KB-71,4000000,${code}\n`;
    const first = await read(Buffer.from(statement));
    await first.form('Xác nhận đã chi các khoản đã chọn').submit();
    await house.stage.must(people.financeOfficer, 'returnPayment', paid.dossier, {
      ...{ id: paid.id, year, source: 'nstp', reference: 'BC-72', returnedOn: today() },
      ...{ document: hash('advice'), reason: hash('closed account') },
    });
    const { id } = paid;
    await house.stage.must(people.financeOfficer, 'prepareDisbursement', paid.dossier, { id, year, source: 'nstp' });
    await house.stage.must(people.chiefAccountant, 'approveDisbursement', paid.dossier, { id });
    await house.stage.must(people.financeOfficer, 'orderDisbursement', paid.dossier, { id });
    const again = await read(Buffer.from(`${statement}${dayText(today())},BC-72,4000000,${code}\n`));
    expect(linesAt(again, 'recorded')).toEqual([
      expect.stringMatching(/KB-71 .*đã ghi cho hồ sơ/),
      expect.stringMatching(/BC-72 .*đã ghi cho hồ sơ/),
    ]);
    expect(again.hasForm('Xác nhận đã chi các khoản đã chọn')).toBe(false);
  });

  it('says what is wrong with a file, which columns it takes, and gives a sample that it reads', async () => {
    const says = async (bytes: Buffer | string, name?: string) =>
      (await read(Buffer.from(bytes as string), name, 422)).errors.join();
    expect(await says('')).toContain('không có dòng nào');
    expect(await says('Ngày,Số tiền\n1,2\n')).toContain('Không thấy cột: Số chứng từ, Nội dung');
    expect(await says(Buffer.from([0x4e, 0x67, 0xe0, 0x79]))).toContain('không phải UTF-8');
    expect(await says(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'cu.xls')).toContain('.xls');
    expect(await says('PK\u0003\u0004 torn', 'hong.xlsx')).toContain('không đọc được');
    expect(await says('x'.repeat(2 * 1024 * 1024 + 1))).toContain('lớn hơn 2 MB');
    const page = await finance.get(`${payments()}/statement`);
    expect(page.text).toContain('Ghi nợ');
    const sample = await finance.download(`${payments()}/statement/sample`);
    expect(sample.type).toContain('text/csv');
    expect((await read(Buffer.from(sample.bytes))).heading).toBe('Sao kê có 2 dòng');
    const none = await page.form('Đối chiếu').submit({ expect: 422 });
    expect(none.errors.join()).toContain('Hãy chọn tệp sao kê');
    for (const client of [accountant, auditor]) {
      await client.get(`${payments()}/statement`, { expect: 403 });
      await client.post(`${payments()}/statement`, { key: v7(), step: 'confirm', item: 'x' }, { expect: 403 });
    }
    for (const path of [payments(), '/work'])
      expect((await finance.get(path)).links.map(({ href }) => href)).toContain(`${payments()}/statement`);
  });
});
