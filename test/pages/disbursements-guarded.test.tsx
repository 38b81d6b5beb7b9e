// What a finance officer could do wrong with nobody saying so: pay to no account, pay a voucher twice, prepare what nobody can approve.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let founder: Client;
let officer: Client;
let finance: Client;
let accountant: Client;
let founderId: string;
let party: string;
let base: string;

beforeAll(async () => {
  house = await openHouse();
  const { people } = house.stage;
  founderId = v7();
  founder = await house.browser(founderId, 'Nguyễn Thị Minh Châu');
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
  const project = await house.stage.project({
    founder: founderId,
    lines: [{ line: 'prototype', amountVnd: '40000000' }],
  });
  party = project.party;
  base = `/agencies/${house.stage.agency}/dossiers/${project.dossier}`;
  await house.stage.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
    values (${house.stage.agency}, ${party}, 'Nhóm Máy sấy Hòa Vang', ${house.now()}, ${founderId})`;
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const setAccount = (number: string) =>
  house.stage.db
    .query`update party_profile set account_number = ${number}, account_name = ${number && 'NGUYEN THI MINH CHAU'},
    bank = ${number && 'VietinBank'} where agency = ${house.stage.agency} and party = ${party}`;
const today = () => dayText(dayOf(house.now()));

/** A request's form with one voucher in it. */
async function typeVoucher(amount: string, more: Record<string, string> = {}) {
  await founder.get(`${base}/requests/new`);
  await founder.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
  const form = founder.page!.form('Gửi đề nghị').fill({
    'r0-number': v7().slice(-7),
    'r0-date': today(),
    'r0-seller': 'Công ty TNHH Cơ khí Hòa Khánh',
    'r0-taxCode': '0300588569',
    'r0-what': 'Gia công khoang sấy thép không gỉ',
    'r0-costVnd': '90.000.000',
    'r0-amountVnd': amount,
    ...more,
  });
  return form.attach('r0-file', 'hoa-don.pdf', Buffer.from(`%PDF-1.4\n% ${v7()}\n%%EOF\n`), 'application/pdf');
}
async function send(amount = '2.000.000', more: Record<string, string> = {}): Promise<string> {
  const page = await (await typeVoucher(amount, more)).submit({ button: 'Gửi đề nghị' });
  return page.path.replace(/\?.*/, '');
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
const toPrepare = 'Lập chứng từ thanh toán, chuyển kế toán trưởng';
const verify = (path: string, values: Record<string, string> = {}, expected = 200) =>
  go(officer, path, 'Chấp nhận và chuyển tài chính', values, expected);
const prepare = (path: string) => go(finance, path, toPrepare);
/** All the way to the order. */
async function order(path: string) {
  await verify(path);
  await prepare(path);
  for (const [client, act] of [
    [accountant, 'Duyệt'],
    [finance, 'Phát lệnh chi'],
  ] as const)
    await go(client, path, `${act} 2.000.000 ₫`);
}
const paid = (reference: string) => ({ reference, paidOn: today() });

describe('a payee without an account', () => {
  const missing = 'Nhóm Máy sấy Hòa Vang chưa khai số tài khoản, tên chủ tài khoản, ngân hàng.';
  const rule = 'Quy tắc của hệ thống: chỉ lập, duyệt và phát lệnh chi khi đã có';
  const link = () => `${base}/application/party`;

  it('is warned of with the page where it is given, and nothing is prepared, approved or ordered for it', async () => {
    await setAccount('');
    await founder.get(`${base}/requests/new`);
    expect(founder.page!.text).toContain(missing);
    expect(founder.page!.links.map(({ href }) => href)).toContain(link());
    // it can be asked for all the same, and the request's page goes on saying it
    const path = await send();
    expect(founder.page!.text).toContain(missing);
    expect(founder.page!.links.map(({ href }) => href)).toContain(link());
    expect((await officer.get(path)).text).toContain(missing);
    await verify(path);
    let page = await finance.get(path);
    expect(page.text).toContain(missing);
    expect(page.text).toContain(rule);
    expect(page.text).toContain('Một thành viên của bên được hỗ trợ khai tài khoản');
    expect(page.hasForm('/prepare')).toBe(false);

    // on a page that was opened while there was one, which an officer had confirmed
    await setAccount('011001193241');
    await confirmParty(house.stage, party);
    const prepareForm = (await finance.get(path)).form(toPrepare);
    await setAccount('');
    page = await prepareForm.submit({ button: toPrepare, expect: 422 });
    expect(page.refusal?.sentence).toBe(missing);
    expect(page.refusal?.clause).toContain(rule);

    await setAccount('011001193241');
    expect((await finance.get(path)).text).not.toContain('chưa khai');
    await prepare(path);
    const approveForm = (await accountant.get(path)).form('Duyệt 2.000.000 ₫');
    await setAccount('');
    page = await accountant.get(path);
    expect(page.text).toContain(missing);
    expect(page.hasForm('/approve')).toBe(false);
    // what the page showed was another account, so that is said first
    await approveForm.submit({ expect: 409 });
    // one that was approved while there was none is not ordered either
    const id = path.split('/').at(-1)!;
    await house.stage.must(house.stage.people.chiefAccountant, 'approveDisbursement', base.split('/').at(-1)!, { id });
    page = await finance.get(path);
    expect(page.text).toContain(missing);
    expect(page.hasForm('/order')).toBe(false);
    await setAccount('011001193241');
    await go(finance, path, 'Trả lại', { 'reason-return': 'Thử.' });
    await house.stage.must(founderId, 'cancelDisbursement', base.split('/').at(-1)!, { id });
  });
});

describe('a finished payment', () => {
  it('says what was received before it, on which account it was approved, and that the caps are those of now', async () => {
    const first = await send();
    await order(first);
    await go(finance, first, 'Xác nhận đã chi', paid('UNC-2026-0001'));
    const second = await send();
    await order(second);
    // one voucher of the bank is one payment, however it is spelled
    for (const spelled of ['unc 2026 0001', 'UNC.2026.0001', 'unc20260001']) {
      const page = await go(finance, second, 'Xác nhận đã chi', paid(spelled), 422);
      expect(page.errors.join(' '), spelled).toContain('Số này đã ghi cho HS-');
    }
    await go(finance, second, 'Xác nhận đã chi', paid('UNC-2026-0001/2'));
    await setAccount('999900001111');
    const receivedIn = (page: Page) => /Đã nhận trước khoản này (.+?) Phải hoàn trả/.exec(page.text)?.[1];
    let page = await accountant.get(first);
    expect(receivedIn(page)).toBe('Chưa lần nào');
    expect(page.text).toContain('Các hạn mức hiện nay');
    expect(page.text).not.toContain('Sau khoản này');
    expect(page.text).toContain(`Tài khoản đã được duyệt ngày ${today()}.`);
    page = await accountant.get(second);
    expect(receivedIn(page)).toBe('1 lần, 2.000.000 ₫');
    expect(page.text).not.toContain('9999 0000 1111');
    await setAccount('011001193241');
    const open = await send();
    page = await officer.get(open);
    expect(receivedIn(page)).toBe('2 lần, 4.000.000 ₫');
    expect(page.text).toContain('Sau khoản này');
    await go(founder, open, 'Hủy đề nghị');
  });
});

describe('one voucher twice', () => {
  it('is said to the founder while they write and after they send, and accepted in full only with a reason', async () => {
    const first = await send('2.000.000', { 'r0-number': 'HD-00421' });
    const tranche = /Giải ngân đợt (\d+)/.exec(founder.page!.heading ?? '')?.[1];
    const told = `Chứng từ cùng số, cùng mã số thuế đã có trong đề nghị đợt ${tranche}.`;
    const form = await typeVoucher('1.000.000', { 'r0-number': 'hd 421', 'r0-taxCode': '0300588569' });
    expect((await form.submit({ button: 'Kiểm tra hạn mức' })).text).not.toContain(told);
    const checked = await founder
      .page!.form('Gửi đề nghị')
      .fill({ 'r0-number': 'hd 00421' })
      .submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.text).toContain(`Chứng từ 1, Số hóa đơn, chứng từ: ${told}`);
    expect(checked.links.map(({ href }) => href)).toContain(first);
    const sent = await checked.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị' });
    const second = sent.path.replace(/\?.*/, '');
    expect(sent.links.map(({ href }) => href)).toContain(first);
    expect(sent.text).toContain(`, đợt ${tranche}`);

    const page = await verify(second, {}, 422);
    expect(page.errors).toEqual([expect.stringContaining('ghi lý do vẫn chấp nhận (quy tắc của hệ thống)')]);
    expect(page.links.map(({ href }) => href)).toContain(first);
    // less is accepted for a reason too; nothing of it, for the reason that is always needed
    await verify(second, { w0: 'Phần còn lại của cùng hóa đơn.' });
    expect((await accountant.get(second)).text).toContain(
      'Đã đối chiếu và chấp nhận đủ: Phần còn lại của cùng hóa đơn.',
    );
    await go(finance, second, 'Từ chối', { 'reason-refuse': 'Thử.' });
    await go(founder, first, 'Hủy đề nghị');
  });

  it('in one request is said at both rows', async () => {
    await (await typeVoucher('1.000.000', { 'r0-number': 'AA/26E-77' })).submit({ button: 'prototype' });
    const page = await founder
      .page!.form('Gửi đề nghị')
      .fill({ 'r1-number': 'aa26e77', 'r1-seller': 'X', 'r1-taxCode': '0300588569', 'r1-amountVnd': '1' })
      .submit({ button: 'Kiểm tra hạn mức' });
    for (const [one, other] of [
      [1, 2],
      [2, 1],
    ])
      expect(page.text).toContain(
        `Chứng từ ${one}, Số hóa đơn, chứng từ: Cùng số, cùng người bán với Chứng từ ${other}.`,
      );
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
  });
});

describe('who prepares a payment', () => {
  it('is told at the button who can approve it then; where nobody can, strongly', async () => {
    const { people } = house.stage;
    const path = await send();
    await verify(path);
    expect((await finance.get(path)).text).toContain(
      'Ai lập chứng từ thanh toán thì không duyệt chi khoản ấy. Sau khi bạn lập, còn 1 người duyệt chi được: Võ Thị Thanh Hằng.',
    );
    // the only chief accountant is also a finance officer
    await house.stage.must(people.administrator, 'appoint', people.chiefAccountant, {
      roles: ['financeOfficer', 'chiefAccountant'],
    });
    let page = await accountant.get(path);
    expect(page.text).toContain('Nếu bạn lập, sẽ không còn ai duyệt chi được');
    expect(page.text).toContain('Ngoài bạn, không có kế toán trưởng nào duyệt được khoản này.');
    page = await go(accountant, path, toPrepare);
    // having done it all the same, she reads what excludes her, and that nobody else could
    expect(page.text).toContain('Bạn không làm được bước này');
    expect(page.text).toContain(`Đã ghi: Lập chứng từ thanh toán, Võ Thị Thanh Hằng, ${today()}.`);
    expect(page.text).toContain('Hiện không còn ai làm được. Quản trị viên cần giao chức danh kế toán trưởng');
    const deputy = v7();
    const deputyBrowser = await house.browser(deputy, 'Phan Thị Phó');
    await house.stage.must(people.administrator, 'appoint', deputy, { roles: ['chiefAccountant'] });
    expect((await accountant.get(path)).text).toContain('Người làm được: Phan Thị Phó.');
    await go(deputyBrowser, path, 'Duyệt 2.000.000 ₫');
  });
});

describe('a source of the budget', () => {
  it('is one however it is written, and the known ones are chosen from a list', async () => {
    const address = `/agencies/${house.stage.agency}/budget`;
    const next = house.stage.year + 1;
    const open = (year: number, source: string, expected: number, more: Record<string, string> = {}) =>
      go(
        finance,
        address,
        'Kiểm tra trước khi mở',
        {
          'open-year': String(year),
          'open-source': source,
          'open-amountVnd': '1.000.000',
          'open-decisionNumber': '7/QĐ',
          ...more,
        },
        expected,
      );
    const written = { 'open-newSource': 'NSTP', 'open-newSourceName': 'Ngân sách Thành phố' };
    let page = await open(house.stage.year, '+', 422, written);
    expect(page.errors.join(' ')).toContain('Nguồn nstp đã có');
    expect(page.errors.join(' ')).toContain(`Đã có nguồn nstp năm ${house.stage.year}`);
    expect(page.formWith('open-source').value('open-newSource')).toEqual(['NSTP']);
    page = await open(house.stage.year, 'nstp', 422);
    expect(page.errors.join(' ')).toContain(`Đã có nguồn nstp năm ${house.stage.year}`);
    page = await open(next, 'nstp', 200);
    await page.form('Mở năm ngân sách').submit({ button: 'Mở năm ngân sách' });
    const sources = await house.stage.db.query`select distinct facts->>'source' as source from state
      where agency = ${house.stage.agency} and machine = 'budgetYear'`;
    expect(sources).toEqual([{ source: 'nstp' }]);
    page = await open(next, '+', 422, { ...written, 'open-newSource': 'nsTP' });
    expect(page.errors.join(' ')).toContain(`Đã có nguồn nstp năm ${next}`);
  });
});

describe('the form of a request', () => {
  it('says in a sentence by how much a line is exceeded, and advises to ask for less and nothing else', async () => {
    const form = await typeVoucher('45.000.000', { 'r0-costVnd': '' });
    let page = await form.submit({ button: 'Kiểm tra hạn mức' });
    expect(page.text).toMatch(/đề nghị vượt phần còn lại [\d.]+ ₫\. Giảm số đề nghị xuống không quá [\d.]+ ₫\./);
    page = await page
      .form('Gửi đề nghị')
      .fill({ 'r0-costVnd': '90.000.000' })
      .submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.text).toContain('Giảm số đề nghị xuống không quá mức còn lại.');
    expect(page.text).not.toContain('nội dung chi khác');
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
  });

  it('has what is odd about a voucher’s day right under its day', async () => {
    const past = dayText(dayOf(new Date(Date.parse(house.now()) - 40 * 86_400_000).toISOString()));
    const page = await (await typeVoucher('1.000.000', { 'r0-date': past })).submit({ button: 'Kiểm tra hạn mức' });
    expect(page.all('.noted').find((text) => text.includes('Ngày lập'))).toContain('trước ngày quyết định hỗ trợ');
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
  });
});
