// What fresh users found about money and its papers: an order that the bank sent back says so to whoever holds it, papers name all that
// they rest on, what was prepared is what is approved and ordered, and whoever can act is led there.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let officer: Client;
let finance: Client;
let accountant: Client;

beforeAll(async () => {
  // more projects than the pack has places and money for
  const limits: Record<string, object> = {
    'agency.seats': { limitSeats: 20 },
    'call.total': { limitVnd: '800000000' },
  };
  const caps = fictionalPack.caps.map((cap: { id: string }) => ({ ...cap, ...limits[cap.id] }));
  house = await openHouse({ callBudgetVnd: '800000000', pack: { ...fictionalPack, caps } });
  const { people } = house.stage;
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const today = () => dayText(dayOf(house.now()));
const lines = [
  { line: 'labour', amountVnd: '20000000' },
  { line: 'prototype', amountVnd: '20000000' },
];
const item = (line: string, amountVnd: string) => ({
  ...{ line, amountVnd, costVnd: String(2n * BigInt(amountVnd)) },
  units: line === 'labour' ? { person: 'a', month: '2026-05' } : {},
});

/** Gives a party a name and an account that an officer has confirmed. */
async function withAccount(party: string, name: string, account = '011001193241') {
  const { stage } = house;
  await stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${party}, ${name}, ${account}, 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${stage.people.officer})`;
  await confirmParty(stage, party);
}

/** A project whose party has a confirmed account. */
async function project() {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines });
  await withAccount(made.party, 'Nhóm Máy sấy Hòa Vang');
  const base = `/agencies/${stage.agency}/dossiers/${made.dossier}`;
  return { ...made, founder, base, team: await house.browser(founder, 'Nguyễn Thị Minh Châu') };
}

async function go(
  client: Client,
  path: string,
  button: string,
  values: Record<string, string> = {},
  expected = 200,
): Promise<Page> {
  await client.get(path);
  return client.page!.form(button).fill(values).submit({ button, expect: expected });
}
const prepareButton = 'Lập chứng từ thanh toán, chuyển kế toán trưởng';

/** Prepares, approves and orders a request that was verified; the page after it. */
async function order(path: string, codes: Record<string, string> = {}): Promise<Page> {
  await go(finance, path, prepareButton, codes);
  await go(accountant, path, 'Duyệt 5.000.000 ₫');
  return await go(finance, path, 'Phát lệnh chi 5.000.000 ₫');
}
const reject = (path: string) =>
  go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Sai tên chủ tài khoản.' });

/** The text of a PDF. */
async function textOf(client: Client, href: string): Promise<string> {
  const { bytes } = await client.download(href);
  const { pages } = await readPdf(bytes);
  return flat(pages.map(({ text }) => text).join(' '));
}
const orderHref = (page: Page) =>
  page.links.findLast(({ href }) => /\/papers\/paymentOrder\/\d+\/\d+$/.test(href))!.href;
const orderText = (page: Page) => textOf(finance, orderHref(page));

describe('the public page of a payment order', () => {
  /** Where anybody confirms the orders of a request, the first first. */
  async function confirmPaths(dossier: string, id: string): Promise<string[]> {
    const { db, agency } = house.stage;
    const rows = await db.query<{ path: string }>`
      select concat_ws('/', '/confirm', p.agency, p.register, p.year, p.number, left(encode(h.hash, 'hex'), 16)) as path
      from paper p join history h on h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision
      where p.agency = ${agency} and p.dossier = ${dossier} and p.kind = 'paymentOrder' and p.subject = ${`disbursement/${id}`}
      order by p.revision`;
    return rows.map(({ path }) => path);
  }

  it('says that the bank returned it, and which order came in its place', async () => {
    const { dossier, founder, base } = await project();
    const id = await house.stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'verified');
    const path = `${base}/requests/${id}`;
    await order(path);
    const anybody = house.stranger();
    const [first = ''] = await confirmPaths(dossier, id);
    const untouched = await anybody.get(first);
    expect(untouched.text).toContain('Văn bản này do hệ thống phát hành');
    expect(untouched.text).not.toContain('trả lại');

    await reject(path);
    const returned = `Kho bạc hoặc ngân hàng đã trả lại lệnh này ngày ${today()}: lệnh này không được chi.`;
    let page = await anybody.get(first);
    expect(page.text).toContain(returned);
    expect(page.text).not.toContain('thay lệnh này');
    // why, and whose account, is nobody's business
    for (const own of ['Sai tên chủ tài khoản', '011001193241', 'NGUYEN THI MINH CHAU', 'Đỗ Văn Khoa'])
      expect(page.text).not.toContain(own);

    await order(path);
    const [, second = ''] = await confirmPaths(dossier, id);
    page = await anybody.get(first);
    expect(page.text).toContain(returned);
    const link = page.links.find(({ href }) => href === second)!;
    const fresh = await anybody.get(second);
    expect(page.text).toContain(`Đã có lệnh khác thay lệnh này: ${link.text}.`);
    expect(fresh.text).toContain(link.text);
    expect(fresh.text).not.toContain('trả lại');
    expect((await anybody.get(`${first}?lang=en`)).text).toContain(
      `The treasury or the bank returned this order on ${today()}: it was not paid.`,
    );

    // of two that came back each names the one that stands now
    await reject(path);
    await order(path);
    const [, , third = ''] = await confirmPaths(dossier, id);
    await anybody.get(`${first}?lang=vi`);
    for (const old of [first, second]) expect((await anybody.get(old)).links.map(({ href }) => href)).toContain(third);
    await reject(path);
  });
});

describe('what a payment rests on', () => {
  it('names the novation, once the agreement has passed to the company', async () => {
    const { stage } = house;
    const { people } = stage;
    const { dossier, founder, base } = await project();
    const before = await stage.disbursement(dossier, founder, [item('prototype', '4000000')], 'paid');
    const company = await stage.party(founder, 'enterprise');
    await withAccount(company, 'Công ty TNHH Máy sấy Hòa Vang', '0999888777');
    await stage.must(founder, 'startRegistration', dossier);
    await stage.must(people.officer, 'formCompany', dossier, { company, certificate: hash('certificate') });
    await stage.must(people.director, 'novate', dossier, { company, payeeVerified: true, decisionNumber: '31/QĐ-CG' });
    const id = await stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'verified');
    const path = `${base}/requests/${id}`;
    const named = 'Quyết định chuyển giao hợp đồng 31/QĐ-CG';
    expect((await finance.get(path)).links).toContainEqual(
      expect.objectContaining({ href: `${base}/novation`, text: named }),
    );
    // what was paid before does not rest on it
    expect((await finance.get(`${base}/requests/${before}`)).text).not.toContain(named);
    const grounds =
      /Căn cứ: Quyết định số \S+ ngày \d+ tháng \d+ năm \d{4}; Hợp đồng số HĐ-1 ngày .+?; Quyết định chuyển giao hợp đồng số 31\/QĐ-CG ngày (\d+) tháng (\d+) năm (\d{4})/;
    await go(finance, path, prepareButton);
    expect(await textOf(finance, `${path}/order-preview`)).toMatch(grounds);
    await go(accountant, path, 'Duyệt 5.000.000 ₫');
    const [, ...day] = grounds.exec(await orderText(await go(finance, path, 'Phát lệnh chi 5.000.000 ₫')))!;
    expect(day.map(Number)).toEqual(dayOf(house.now()).split('-').map(Number).reverse());
    const [paid] = await stage.db.query<{ year: number; number: number }>`
      select year, number from paper where agency = ${stage.agency} and subject = ${`disbursement/${before}`}`;
    const old = await textOf(finance, `${base}/papers/paymentOrder/${paid!.year}/${paid!.number}`);
    expect(old).toContain('Hợp đồng số HĐ-1');
    expect(old).not.toContain('chuyển giao');
    await reject(path);
  });
});

describe('the codes of the budget', () => {
  const codes = { chapter: '417', sector: '103', budgetSource: '12', economic0: '7049' };
  const shown = [
    'Chương: 417',
    'Ngành kinh tế (khoản): 103',
    'Mã nguồn ngân sách nhà nước: 12',
    'Nội dung kinh tế (mục, tiểu mục): Sản xuất thử, làm sản phẩm mẫu: 7049',
  ];
  const approve = 'Duyệt 5.000.000 ₫';
  const orders = 'Phát lệnh chi 5.000.000 ₫';

  it('are prepared, shown to who approves and who orders, and ordered as they were approved', async () => {
    const { dossier, founder, base } = await project();
    const id = await house.stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'verified');
    const path = `${base}/requests/${id}`;
    await go(finance, path, prepareButton, codes);
    const told = (page: Page) => {
      expect(page.text).not.toContain('để trống: Mã chương');
      for (const text of shown) expect(page.text).toContain(text);
    };
    told(await accountant.get(path));
    expect(await textOf(accountant, `${path}/order-preview`)).toMatch(/7049 417 103 12 5\.000\.000/);
    await go(accountant, path, approve);
    const page = await finance.get(path);
    told(page);
    expect(page.form(orders).names.filter((name) => Object.hasOwn(codes, name))).toEqual([]);
    // what somebody sends with an order all the same is not what was approved
    const form = page.form(orders);
    const carried = Object.fromEntries(
      ['key', 'revision', 'treasury'].map((name) => [name, form.value(name)[0] ?? '']),
    );
    const forged = { chapter: '999', sector: '', budgetSource: '', economic: {} };
    for (const sent of [{ chapter: '999' }, { codes: 'null' }, { codes: '[]' }, { codes: JSON.stringify(forged) }])
      await finance.post(`${path}/order`, { ...carried, key: v7(), ...sent }, { expect: 409 });
    await form.submit({ button: orders });
    // sent twice it is one order
    expect((await form.submit({ button: orders })).path).toContain('?done=disbursement.ordered');
    const printed = await orderText(await finance.get(path));
    expect(printed).toMatch(/7049 417 103 12 5\.000\.000/);
    expect(printed).not.toContain('999 ');

    // sent back, it begins with what it had, and is approved anew with what is changed
    await reject(path);
    const again = (await finance.get(path)).form(prepareButton);
    expect(Object.keys(codes).map((name) => again.value(name)[0])).toEqual(Object.values(codes));
    await again.fill({ chapter: '418' }).submit({ button: prepareButton });
    await go(accountant, path, approve);
    expect(await orderText(await go(finance, path, orders))).toMatch(/7049 418 103 12 5\.000\.000/);
    await reject(path);
  });

  it('are offered again on the same expense line of every other project, each line with what was typed for it last', async () => {
    const { stage } = house;
    const [first, second, third] = [await project(), await project(), await project()];
    const toPrepare = async ({ dossier, founder, base }: typeof first, lines: string[]) => {
      const items = lines.map((line) => item(line, '1000000'));
      return `${base}/requests/${await stage.disbursement(dossier, founder, items, 'verified')}`;
    };
    const typedAt = async (path: string) => {
      const form = (await finance.get(path)).form(prepareButton);
      return Object.fromEntries(
        form.names
          .filter((name) => /^(chapter|sector|budgetSource|economic\d)$/.test(name))
          .map((name) => [name, form.value(name)[0]]),
      );
    };
    await go(finance, await toPrepare(first, ['prototype']), prepareButton, {
      ...codes,
      sector: '171',
      economic0: '7001',
    });
    // another project, with a line that nobody has typed a code for since
    const both = await toPrepare(second, ['prototype', 'labour']);
    const offered = await typedAt(both);
    expect(offered).toMatchObject({ chapter: '417', sector: '171', budgetSource: '12', economic0: '7001' });
    expect(finance.page!.text).toContain('Đã điền theo lần lập gần nhất');
    await go(finance, both, prepareButton, { sector: '', economic0: '7002', economic1: '6051' });
    // each line has its own last; what was left empty is not what was typed
    const next = await toPrepare(third, ['labour', 'prototype']);
    expect(await typedAt(next)).toMatchObject({ sector: '171', economic0: '6051', economic1: '7002' });
    // and its own project goes before the others
    expect(await typedAt(await toPrepare(first, ['prototype']))).toMatchObject({ economic0: '7001' });
  });

  it('know no chapter 000: that is said at the field, to who types it', async () => {
    const { dossier, founder, base } = await project();
    const id = await house.stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'verified');
    const path = `${base}/requests/${id}`;
    const page = await go(finance, path, prepareButton, { ...codes, chapter: '000' }, 422);
    expect(page.errors).toEqual(['Chương: Chương 000 không phải mã chương nào: kiểm tra lại.']);
    expect(page.form(prepareButton).value('chapter')).toEqual(['000']);
    expect(page.form(prepareButton).value('sector')).toEqual(['103']);
    await page.form(prepareButton).fill({ chapter: '417' }).submit({ button: prepareButton });
    const administrator = await house.browser(house.stage.people.administrator, 'Ngô Thanh Quản');
    const treasury = await administrator.get(`/agencies/${house.stage.agency}/treasury`);
    const told = await treasury.form('/treasury').fill({ chapter: '000' }).submit({ expect: 422 });
    expect(told.errors.join()).toContain('Chương 000 không phải mã chương nào');
  });

  it('are approved as the page showed them, and no order is given for others', async () => {
    const { stage } = house;
    const { db, agency } = stage;
    const { dossier, founder, base } = await project();
    const id = await stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'verified');
    const path = `${base}/requests/${id}`;
    await go(finance, path, prepareButton, codes);
    /** Another content under the same commitment: nobody who presses a button can write it. */
    const say = (chapter: string) => db.query`
      update content set body = jsonb_set(body, '{chapter}', to_jsonb(${chapter}::text)) where agency = ${agency} and kind = 'codes'
        and commitment = (select facts->>'codes' from state where agency = ${agency} and dossier = ${dossier} and subject = ${`disbursement/${id}`})`;
    const open = (await accountant.get(path)).form(approve);
    await say('999');
    await open.submit({ expect: 409 });
    await say('417');
    await go(accountant, path, approve);
    await say('999');
    const page = await finance.get(path);
    expect(page.hasForm('/order')).toBe(false);
    expect(page.text).toContain('đã thay đổi');
    await say('417');
    await go(finance, path, orders);
    await reject(path);
  });

  it('are asked of nobody whose payment was prepared before they were part of it', async () => {
    const { dossier, founder, base } = await project();
    const id = await house.stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'prepared');
    const path = `${base}/requests/${id}`;
    expect((await accountant.get(path)).text).not.toContain('Nội dung kinh tế');
    await go(accountant, path, approve);
    // nor are any ordered that were not approved
    const form = (await finance.get(path)).form(orders);
    const [key = '', treasury = ''] = ['key', 'treasury'].map((name) => form.value(name)[0]);
    const forged = JSON.stringify({ chapter: '999', sector: '', budgetSource: '', economic: {} });
    await finance.post(`${path}/order`, { key, treasury, codes: forged }, { expect: 409 });
    expect(await orderText(await go(finance, path, orders))).toContain('Tổng cộng 5.000.000');
    await reject(path);
  });
});

describe('a prototype', () => {
  const hrefs = (page: Page) => page.links.map(({ href }) => href);

  it('is reported and accepted from where “what can I do” stands, and from “my work”', async () => {
    const { stage } = house;
    const { dossier, founder, base, team } = await project();
    const there = `${base}/prototype`;
    const offers = async (client: Client) => {
      const page = await client.get(base);
      const ways = page.html.match(/<a[^>]*href="[^"]*\/prototype"[^>]*>.*?<\/a>/g) ?? [];
      return ways.map((way) => way.replace(/<[^>]*>/g, ''));
    };
    const rows = async (client: Client) =>
      (await client.get('/work')).root.querySelectorAll(`tbody a[href="${there}"]`).length;
    await stage.must(founder, 'startTechnologyCompletion', dossier, { report: hash('a') });
    expect([await offers(team), await offers(officer)]).toEqual([[], []]);
    await stage.must(founder, 'startPrototype', dossier, { report: hash('b') });

    // nobody has reported: it is the team's
    expect(await offers(team)).toContain('Báo cáo sản phẩm mẫu');
    expect(await rows(team)).toBe(1);
    expect((await team.get('/work')).text).toContain('Báo cáo sản phẩm mẫu');
    expect([await offers(officer), await rows(officer)]).toEqual([[], 0]);
    // a request that is on its way does not stand before it
    const id = await stage.disbursement(dossier, founder, [item('prototype', '1000000')], 'requested');
    expect(await offers(team)).toContain('Báo cáo sản phẩm mẫu');
    expect(await rows(team)).toBe(1);

    await go(team, there, 'Gửi báo cáo sản phẩm mẫu', { report: 'Mẫu số 1 đạt 5 kg một mẻ.' });
    expect(await rows(team)).toBe(0);
    // it may be sent again
    expect(await offers(team)).toContain('Báo cáo sản phẩm mẫu');
    const page = await officer.get(base);
    expect(page.all('.turn').join(' ')).toContain('Đến lượt bạn: nghiệm thu sản phẩm mẫu');
    expect(hrefs(page)).toContain(there);
    expect(await rows(officer)).toBe(1);
    expect((await officer.get('/work')).text).toContain('Nghiệm thu sản phẩm mẫu');
    for (const other of [finance, accountant]) expect([await offers(other), await rows(other)]).toEqual([[], 0]);

    await stage.must(stage.people.officer, 'acceptPrototype', dossier, { minutes: hash('m') });
    expect([await rows(officer), await rows(team)]).toEqual([0, 0]);
    // what was reported and accepted is read there, and nothing more to be done
    for (const client of [officer, team])
      expect((await offers(client)).join()).not.toMatch(/Báo cáo sản phẩm mẫu|Nghiệm thu/);
    await stage.must(founder, 'cancelDisbursement', dossier, { id });
  });

  it('is accepted by nobody who declared a conflict of interest', async () => {
    const { stage } = house;
    const { dossier, founder, base, team } = await project();
    for (const step of ['startTechnologyCompletion', 'startPrototype'] as const)
      await stage.must(founder, step, dossier, { report: hash(step) });
    await go(team, `${base}/prototype`, 'Gửi báo cáo sản phẩm mẫu', { report: 'Xong.' });
    await stage.must(stage.people.officer, 'declareInterest', dossier, { conflict: hash('x') });
    expect(hrefs(await officer.get(base))).not.toContain(`${base}/prototype`);
    expect(hrefs(await officer.get('/work'))).not.toContain(`${base}/prototype`);
  });
});

describe('a recovery', () => {
  it('is not proposed by who declared a conflict of interest: the address says so and has no form', async () => {
    const { stage } = house;
    const { dossier, founder, base } = await project();
    await stage.disbursement(dossier, founder, [item('prototype', '5000000')], 'paid');
    const address = `${base}/recoveries/new`;
    const open = await officer.get(address);
    expect(open.hasForm('/recoveries/new')).toBe(true);
    await stage.must(stage.people.officer, 'declareInterest', dossier, { conflict: hash('em ruột') });
    const page = await officer.get(address);
    expect(page.hasForm('/recoveries/new')).toBe(false);
    expect(page.all('.turn h2')).toEqual(['Bạn đã khai có xung đột lợi ích: người khác làm việc này']);
    expect(page.links.map(({ href }) => href)).toContain(`${base}/interests`);
    // nor is what was open before taken: the same note stands there
    const form = open.form('/recoveries/new').fill({ a0: '1.000.000', reason: 'Không đúng mục đích.' });
    const sent = await form.submit({ expect: 422 });
    expect([sent.hasForm('/recoveries/new'), sent.errors]).toEqual([false, []]);
    expect(sent.all('.turn h2')).toEqual(page.all('.turn h2'));
    const proposed = await stage.db.query`
      select 1 from state where agency = ${stage.agency} and dossier = ${dossier} and machine = 'recovery'`;
    expect(proposed).toEqual([]);
    expect((await finance.get(address)).hasForm('/recoveries/new')).toBe(true);
  });
});

describe('an intermediary that is paid for the team', () => {
  const account = { accountNumber: '0123 4567 8901', accountName: 'CONG TY TRUNG GIAN', bank: 'BIDV Da Nang' };

  it('is added by one, its account confirmed by another, and then paid', async () => {
    const { stage } = house;
    const { dossier, founder, base } = await project();
    const rooms = `/agencies/${stage.agency}/intermediaries`;
    const second = v7();
    await stage.must(stage.people.administrator, 'appoint', second, { roles: ['officer'] });
    const other = await house.browser(second, 'Ngô Thị Bích');

    let page = await officer.get(`/agencies/${stage.agency}/treasury`);
    expect(page.links).toContainEqual(expect.objectContaining({ href: rooms, text: 'Tổ chức trung gian' }));
    page = await officer.get(rooms);
    expect(page.text).toContain('Chưa có tổ chức trung gian nào.');
    const add = page.form('/intermediaries');
    const wrong = await add
      .fill({ name: 'Vườn ươm Đà Nẵng', identity: '12', address: 'Hải Châu, Đà Nẵng' })
      .submit({ expect: 422 });
    expect(wrong.errors).toHaveLength(1);
    const form = wrong.form('/intermediaries').fill({ identity: '0300588569' });
    // begun once, and broken off before it was registered
    await stage.db.query`insert into party_profile (agency, party, name, identity, changed_at, changed_by)
      values (${stage.agency}, ${v7()}, 'Vườn ươm', '0300588569', ${house.now()}, ${stage.people.officer})`;
    page = await form.submit();
    const own = page.path.replace(/\?.*/, '');
    // sent twice it is one
    expect((await form.submit()).path.replace(/\?.*/, '')).toBe(own);
    const party = own.split('/').at(-1)!;

    // the team asks for it to be paid; there is no account yet, and the page leads to where it is given
    const id = v7();
    await stage.must(founder, 'requestDisbursement', dossier, {
      ...{ id, payee: party, isAdvance: false, evidence: [hash(id)], items: [item('prototype', '5000000')] },
    });
    const path = `${base}/requests/${id}`;
    await go(officer, path, 'Chấp nhận và chuyển tài chính', { a0: '5.000.000', c0: '10.000.000' });
    const links = async (client: Client) => (await client.get(path)).links.map(({ href }) => href);
    expect(await links(officer)).toContain(own);
    expect(await links(finance)).not.toContain(own);
    const stopped = async () => {
      await finance.get(path);
      return await finance.page!.form(prepareButton).submit({ button: prepareButton, expect: 422 });
    };
    await expect(stopped()).rejects.toThrow();

    // one gives it, and does not confirm it
    const empty = await (await officer.get(own)).form('/account').submit({ expect: 422 });
    expect(empty.errors).toHaveLength(3);
    page = await empty.form('/account').fill(account).submit();
    expect(page.text).toContain('Đã ghi. Tài khoản chờ cán bộ chương trình khác xác nhận.');
    expect(page.text).toContain('Bạn đã khai tài khoản này: cán bộ chương trình khác xác nhận.');
    expect(page.hasForm('/confirm')).toBe(false);
    const shown = (await other.get(own)).form('/confirm');
    const fields = { key: v7(), mark: shown.value('mark')[0] ?? '' };
    const forced = await officer.post(`${own}/confirm`, { ...fields }, { expect: 422 });
    expect(forced.errors).toEqual(['Bạn đã khai tài khoản này: cán bộ chương trình khác xác nhận.']);
    for (const reader of [finance, accountant]) {
      page = await reader.get(own);
      expect([page.hasForm('/confirm'), page.hasForm('/account')]).toEqual([false, false]);
    }

    // what another page shows by now is not confirmed
    await go(officer, own, 'Gửi để xác nhận', { ...account, accountNumber: '999900001111' });
    const stale = await shown.submit({ expect: 409 });
    expect(stale.errors.join(' ')).toContain('đã thay đổi');
    await go(officer, own, 'Gửi để xác nhận', account);
    // another's touch on the bank's name makes whoever gave the number no second person
    await go(other, own, 'Gửi để xác nhận', { ...account, bank: 'BIDV Đà Nẵng' });
    expect((await officer.get(own)).hasForm('/confirm')).toBe(false);
    // nor is whoever holds the giver's office for them
    await stage.must(stage.people.officer, 'delegate', stage.people.officer, {
      ...{ to: stage.people.financeOfficer, roles: ['officer'], decisionNumber: 'UQ-5' },
      ...{ from: dayOf(house.now()), until: dayOf(house.now()) },
    });
    expect((await finance.get(own)).hasForm('/confirm')).toBe(false);
    await finance.post(`${own}/confirm`, { key: v7(), mark: '-' }, { expect: 409 });
    page = await go(other, own, 'Xác nhận tài khoản');
    expect(page.text).toContain('Đã xác nhận tài khoản.');
    expect((await officer.get(rooms)).text).toContain('đã xác nhận');

    expect(await links(officer)).not.toContain(own);
    const printed = await orderText(await order(path));
    expect(printed).toContain('Tài khoản: 012345678901');
    expect(printed).toContain('CONG TY TRUNG GIAN');
    page = await go(finance, path, 'Xác nhận đã chi', { reference: 'KB-TG-1', paidOn: today() });
    expect(page.text).toContain('CONG TY TRUNG GIAN');
  });

  it('is no team’s page, and nobody’s who has nothing to do with the agency', async () => {
    const { stage } = house;
    const { party, team } = await project();
    const rooms = `/agencies/${stage.agency}/intermediaries`;
    await officer.get(`${rooms}/${party}`, { expect: 404 });
    await officer.post(`${rooms}/${party}/account`, { key: v7(), ...account }, { expect: 404 });
    await officer.post(`${rooms}/${party}/confirm`, { key: v7() }, { expect: 404 });
    await team.get(rooms, { expect: 404 });
    // nor does a form turn a team into one
    const said = { name: 'Kẻ giả', identity: '0100109106', address: 'Hải Châu, Đà Nẵng' };
    await officer.post(rooms, { key: v7(), id: party, revision: '0', ...said }, { expect: 422 });
    const [row] = await stage.db.query<{ kind: string }>`
      select facts->>'kind' as kind from state where agency = ${stage.agency} and dossier = ${party} and subject = 'party'`;
    expect(row!.kind).toBe('team');
  });
});
