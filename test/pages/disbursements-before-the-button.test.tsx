import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayRemark } from '../../src/disbursements/remarks.ts';
import type { Dossier } from '../../src/dossier.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { type House, openHouse } from './applicationsHouse.ts';
import { send as sendForm } from './filesSupport.ts';

let house: House;
let founder: Client;
let officer: Client;
let finance: Client;
let accountant: Client;
let founderId: string;
let dossier: string;
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
    planVnd: '20000000',
    lines: [{ line: 'prototype', amountVnd: '40000000' }],
  });
  dossier = project.dossier;
  base = `/agencies/${house.stage.agency}/dossiers/${dossier}`;
  await house.stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${house.stage.agency}, ${project.party}, 'Nhóm Máy sấy Hòa Vang', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${people.officer})`;
  await confirmParty(house.stage, project.party);
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const daysFromNow = (days: number) => dayOf(new Date(Date.parse(house.now()) + days * 86_400_000).toISOString());

/** A request's form with one invoice in it, as far as it is typed. */
async function typeInvoice(day: string, amount = '8.000.000', cost = '16.000.000') {
  await founder.get(`${base}/requests/new`);
  await founder.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
  const form = founder.page!.form('Gửi đề nghị').fill({
    'r0-number': v7().slice(-7),
    'r0-date': dayText(day),
    'r0-seller': 'Công ty TNHH Cơ khí Hòa Khánh',
    'r0-taxCode': '0300588569',
    'r0-what': 'Gia công khoang sấy thép không gỉ',
    'r0-costVnd': cost,
    'r0-amountVnd': amount,
  });
  return form.attach('r0-file', 'hoa-don.pdf', Buffer.from(`%PDF-1.4\n% ${v7()}\n%%EOF\n`), 'application/pdf');
}
async function send(amount?: string, cost?: string): Promise<string> {
  const page = await (await typeInvoice(daysFromNow(0), amount, cost)).submit({ button: 'Gửi đề nghị' });
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
const verify = (path: string, values: Record<string, string> = {}, expected = 200) =>
  go(officer, path, 'Chấp nhận và chuyển tài chính', values, expected);
const prepare = (path: string) => go(finance, path, 'Lập chứng từ thanh toán, chuyển kế toán trưởng');
const cancel = (path: string) => go(founder, path, 'Hủy đề nghị');
/** Takes a request back that was prepared. */
async function undo(path: string) {
  await go(finance, path, 'Trả lại', { 'reason-return': 'Thử.' });
  await house.stage.must(founderId, 'cancelDisbursement', dossier, { id: path.split('/').at(-1)! });
}
const setAccount = (number: string) =>
  house.stage.db
    .query`update party_profile set account_number = ${number}, changed_at = ${house.now()} where agency = ${house.stage.agency}`;

describe('an invoice', () => {
  const remark = () =>
    `Ngày lập ${dayText(daysFromNow(-40))} trước ngày quyết định hỗ trợ (${dayText(daysFromNow(0))}): người thẩm tra và người duyệt xem lại (quy tắc của hệ thống).`;

  it('dated before the award is remarked on to the team, the verifier and the approver, and refused to nobody', async () => {
    const form = await typeInvoice(daysFromNow(-40));
    const checked = await form.submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.text).toContain(remark());
    expect(checked.text).toContain(`Chứng từ 1, Ngày lập: ${remark()}`);
    expect(checked.errors).toEqual([]);
    const page = await checked.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị' });
    const path = page.path.replace(/\?.*/, '');
    expect(page.text).toContain(remark());
    expect((await officer.get(path)).text).toContain(remark());
    // accepted in full it is only with a reason, which whoever approves reads
    const refused = await verify(path, { w0: '' }, 422);
    expect(refused.errors.join(' ')).toContain('Chứng từ này có điểm cần đối chiếu: ghi lý do vẫn chấp nhận');
    await verify(path, { w0: 'Đã xem hợp đồng ký trước, được tính vào dự án.' });
    expect((await accountant.get(path)).text).toContain(
      'Đã đối chiếu và chấp nhận đủ: Đã xem hợp đồng ký trước, được tính vào dự án.',
    );
    await prepare(path);
    expect((await accountant.get(path)).text).toContain(remark());
    expect((await accountant.get(`${path}?lang=en`)).text).toContain('before the award');
    await accountant.get(`${path}?lang=vi`);
    await undo(path);
  });

  it('dated in the future is an error at its field, when it is checked and when it is sent', async () => {
    const form = await typeInvoice(daysFromNow(3));
    const checked = await form.submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.text).toContain('Chứng từ 1, Ngày lập: Ngày lập không được sau hôm nay.');
    const page = await checked.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.errors).toEqual(['Chứng từ 1, Ngày lập: Ngày lập không được sau hôm nay.']);
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
  });

  it('that asks for more than is left is told by how much, and no amount below nothing', async () => {
    const form = await typeInvoice(daysFromNow(0), '40.000.001', '90.000.000');
    const checked = await form.submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.all('#room td.over')).toEqual(['vượt 1 ₫']);
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
  });

  it('that asks for too much is said, when the caps are checked, in the list at the top and at its field', async () => {
    const form = await typeInvoice(daysFromNow(0), '40.000.001', '90.000.000');
    let checked = await form.submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.refusal?.sentence).toBeTruthy();
    const atAmount = '#f-r0-amountVnd-error';
    expect(checked.all(atAmount)).toEqual([expect.stringContaining('40.000.000 ₫')]);
    expect(checked.all('.errors a[href="#f-r0-amountVnd"]')).toHaveLength(1);
    // an amount that is not there cannot be held against a cap
    checked = await checked
      .form('Gửi đề nghị')
      .fill({ 'r0-costVnd': '', 'r0-amountVnd': '5 triệu' })
      .submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.all('h2')[0]).toBe('Chưa kiểm tra hết được hạn mức');
    expect(checked.errors).toEqual([
      expect.stringContaining('Chứng từ 1, Chi phí theo chứng từ: '),
      expect.stringContaining('Chứng từ 1, Đề nghị hỗ trợ: '),
    ]);
    expect(checked.all('#f-r0-costVnd-error')).toHaveLength(1);
    expect(checked.form('Gửi đề nghị').value('r0-amountVnd')).toEqual(['5 triệu']);
    // who opens the page again has asked for nothing
    expect((await founder.get(`${base}/requests/new`)).all('.errors')).toEqual([]);
    checked = await founder
      .page!.form('Gửi đề nghị')
      .fill({ 'r0-costVnd': '90.000.000', 'r0-amountVnd': '1.000.000' })
      .submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.errors).toEqual([]);
    expect(checked.all('[role=status].notice')).toEqual([
      expect.stringContaining('Đề nghị 1.000.000 ₫ nằm trong mọi hạn mức.'),
    ]);
    expect(checked.all('.notice a[href="#room"]')).toHaveLength(1);
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
    const none = await founder.page!.form('Gửi đề nghị').submit({ button: 'Kiểm tra hạn mức' });
    expect(none.errors).toEqual(['Thêm ít nhất một chứng từ.']);
  });

  it('is remarked on before the agreement and after its end, and not within', () => {
    const at = (signedOn: string, endsOn: string) =>
      ({
        history: [{ event: 'application.awarded', at: '2026-02-02T03:00:00.000Z' }],
        states: new Map([['project', { facts: { signedOn, endsOn } }]]),
      }) as unknown as Dossier;
    const project = at('2026-03-01', '2026-12-31');
    expect(dayRemark(project, '2026-02-28', 'vi')).toContain('trước ngày ký hợp đồng (01/03/2026)');
    expect(dayRemark(project, '2026-02-01', 'vi')).toContain('trước ngày quyết định hỗ trợ (02/02/2026)');
    expect(dayRemark(project, '2027-01-01', 'en')).toContain('after the agreement ended (31/12/2026)');
    for (const day of ['2026-03-01', '2026-12-31', '']) expect(dayRemark(project, day, 'vi')).toBe('');
  });
});

describe('an electronic invoice', () => {
  const sayings = { number: '00000123', day: '', buyer: 'Nhóm Máy sấy Hòa Vang', buyerCode: '', total: '16200000.00' };
  /** An invoice as NĐ 123/2020 has it, in the message that a provider sends it in. */
  const xml = (given: Partial<typeof sayings> = {}) => {
    const says = { ...sayings, day: daysFromNow(0), ...given };
    return `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<TDiep xmlns:h="http://kekhaithue.gdt.gov.vn/TKhaiHDon"><DLieu><h:HDon><h:DLHDon Id="data">
  <h:TTChung><h:PBan>2.0.1</h:PBan><h:KHMSHDon>1</h:KHMSHDon><h:KHHDon>C26TAA</h:KHHDon><h:SHDon>${says.number}</h:SHDon>
    <h:NLap>${says.day}</h:NLap><h:DVTTe>VND</h:DVTTe><h:TTHDLQuan><h:SHDon>9</h:SHDon></h:TTHDLQuan></h:TTChung>
  <h:NDHDon>
    <h:NBan><h:Ten>Công ty TNHH Cơ khí &amp; Thiết bị <![CDATA[Hòa Khánh]]></h:Ten><h:MST>0300588569</h:MST></h:NBan>
    <h:NMua><h:Ten>${says.buyer}</h:Ten><h:MST>${says.buyerCode}</h:MST></h:NMua>
    <h:DSHHDVu><h:HHDVu><h:Ten>Khoang sấy</h:Ten><h:SHDon>7</h:SHDon></h:HHDVu></h:DSHHDVu>
    <h:TToan><h:TgTCThue>15000000</h:TgTCThue><h:TgTThue>1200000</h:TgTThue><h:TgTTTBSo>${says.total}</h:TgTTTBSo></h:TToan>
  </h:NDHDon></h:DLHDon><DSCKS><NBan><Signature>…</Signature></NBan></DSCKS></h:HDon></DLieu></TDiep>`;
  };
  const begin = async (said: Record<string, string> = {}, file = xml(), button = 'Lưu nháp', expected = 200) => {
    await founder.get(`${base}/requests/new`);
    await founder.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
    const form = founder.page!.form('Gửi đề nghị').fill(said);
    form.attach('r0-file', 'hoa-don.xml', Buffer.from(file), 'text/xml');
    await form.submit({ button, expect: expected });
    return founder.page!;
  };
  const typed = (page: Page) =>
    ['number', 'date', 'seller', 'taxCode', 'costVnd', 'amountVnd'].map(
      (name) => page.form('Gửi đề nghị').value(`r0-${name}`)[0],
    );
  const seller = 'Công ty TNHH Cơ khí & Thiết bị Hòa Khánh';
  afterEach(() => go(founder, `${base}/requests/new`, 'Bỏ bản nháp'));

  it('fills the fields of its row that are empty when it is saved, and stands beside them', async () => {
    const page = await begin();
    expect(typed(page)).toEqual(['00000123', dayText(daysFromNow(0)), seller, '0300588569', '16.200.000', '']);
    const [invoice = ''] = page.all('.e-invoice');
    for (const said of [
      '1C26TAA',
      '00000123',
      seller,
      '0300588569',
      'Nhóm Máy sấy Hòa Vang',
      '15.000.000 ₫',
      '1.200.000 ₫',
    ])
      expect(invoice).toContain(said);
    expect(invoice).toContain('Chưa kiểm chữ ký số');
    expect(page.all('.remark')).toEqual([]);
    const english = (await founder.get(`${base}/requests/new?lang=en`)).all('.e-invoice')[0];
    expect(english).toContain('digital signature has not been checked');
    await founder.get(`${base}/requests/new?lang=vi`);
  });

  it('is not sent with what nobody has read: what it filled in is shown first', async () => {
    const said = { 'r0-what': 'Gia công', 'r0-amountVnd': '8.000.000' };
    const page = await begin(said, xml(), 'Gửi đề nghị', 422);
    expect(page.errors.join(' ')).toContain('Điền theo hóa đơn điện tử: xem lại rồi gửi');
    expect(typed(page).slice(0, 2)).toEqual(['00000123', dayText(daysFromNow(0))]);
    const path = (await page.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị' })).path.replace(/\?.*/, '');
    expect((await officer.get(path)).all('.e-invoice')[0]).toContain('1C26TAA');
    expect((await officer.get(path)).text).not.toContain('Hóa đơn điện tử ghi');
    await house.stage.must(founderId, 'cancelDisbursement', dossier, { id: path.split('/').at(-1)! });
    await begin();
  });

  it('that says otherwise than what was typed is held against it at each field, and before whoever verifies', async () => {
    const said = {
      ...{ 'r0-number': '1C26TAA-124', 'r0-date': dayText(daysFromNow(-1)), 'r0-seller': 'Công ty Thử' },
      ...{ 'r0-taxCode': '0100109106', 'r0-what': 'Gia công', 'r0-costVnd': '16.000.000', 'r0-amountVnd': '8.000.000' },
    };
    const page = await begin(said, xml({ buyer: 'Công ty Cổ phần Người Khác', buyerCode: '0109876543' }));
    expect(typed(page).slice(0, 2)).toEqual(['1C26TAA-124', dayText(daysFromNow(-1))]);
    const warned = page.all('.remark').join('\n');
    expect(warned).toContain('Hóa đơn điện tử ghi số 00000123');
    expect(warned).toContain(`Hóa đơn điện tử ghi ngày ${dayText(daysFromNow(0))}`);
    expect(warned).toContain('Hóa đơn điện tử ghi mã số thuế bên bán 0300588569');
    expect(warned).toContain('Hóa đơn điện tử ghi tổng tiền thanh toán 16.200.000 ₫');
    expect(warned).toContain('Người mua trên hóa đơn điện tử là Công ty Cổ phần Người Khác');
    const checked = await page.form('Gửi đề nghị').submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.all('#room')[0]).toContain('Chứng từ 1, Ngày lập: Hóa đơn điện tử ghi ngày');
    const path = (await checked.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị' })).path.replace(/\?.*/, '');
    expect((await officer.get(path)).text).toContain('Hóa đơn điện tử ghi tổng tiền thanh toán 16.200.000 ₫');
    expect((await officer.get(`${path}?lang=en`)).text).toContain('The electronic invoice says number 00000123');
    await officer.get(`${path}?lang=vi`);
    // as any other thing that has to be checked
    expect((await verify(path, { w0: '' }, 422)).errors.join(' ')).toContain('có điểm cần đối chiếu');
    await house.stage.must(founderId, 'cancelDisbursement', dossier, { id: path.split('/').at(-1)! });
    await begin();
  });

  it('agrees with its number without noughts or behind its series, and with the sum before tax', async () => {
    for (const [number, cost] of [
      ['123', '16.200.000'],
      ['1C26TAA/00000123', '15.000.000'],
    ] as const) {
      const page = await begin({ 'r0-number': number, 'r0-costVnd': cost });
      expect(page.all('.remark')).toEqual([]);
      await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
    }
    await begin();
  });

  it('in another currency, two in one row, or of another kind of XML: said, and nothing is made up', async () => {
    const foreign = await begin({}, xml().replace('VND', 'USD'));
    expect(typed(foreign)[4]).toBe('');
    expect(foreign.all('.e-invoice')[0]).toContain('16200000.00 USD');
    const form = foreign.form('Gửi đề nghị');
    form.attach('r0-file', 'hai.xml', Buffer.from(xml({ number: '9' })), 'text/xml');
    await form.submit({ button: 'Lưu nháp' });
    expect(founder.page!.all('.remark').join(' ')).toContain('có 2 hóa đơn điện tử');
    await go(founder, `${base}/requests/new`, 'Bỏ bản nháp');
    const other = await begin({}, '<bangKe><dong>1</dong></bangKe>');
    expect(other.all('.attached')[0]).toContain('hoa-don.xml');
    expect(other.all('.e-invoice')[0]).toContain('Tệp XML này không phải hóa đơn điện tử');
  });

  it('that is torn is refused at its field, with what was typed', async () => {
    const page = await begin({ 'r0-what': 'Gia công' }, xml().slice(0, 600), 'Lưu nháp', 422);
    expect(page.errors.join(' ')).toContain('không đúng cấu trúc XML');
    expect(page.form('Gửi đề nghị').value('r0-what')).toEqual(['Gia công']);
  });

  it('says to the page’s script what its fields may be filled with', async () => {
    const cookie = `session=${founder.cookies.get('session')}`;
    const parts = [
      { name: 'as', body: 'r0-attachment' },
      { name: 'file', file: 'hoa-don.xml', body: xml() },
    ];
    const answer = await sendForm(house.app, `${base}/files`, { cookie, 'hx-request': 'true' }, parts);
    const html = await answer.text();
    expect(html).toContain('data-says="{&quot;number&quot;:&quot;00000123&quot;');
    expect(html).toContain('1C26TAA');
    await begin();
  });
});

describe('a shortage of the budget', () => {
  it('is told to staff from the request on, with who must act; the team is not shown others’ figures', async () => {
    const path = await send('18.000.000', '36.000.000');
    // 20 are planned: enough, until another request is on its way to be paid from them
    expect((await officer.get(path)).text).not.toContain('Nguồn ngân sách còn thiếu');
    await verify(path);
    await prepare(path);
    const second = await send('5.000.000', '10.000.000');
    let page = await officer.get(second);
    expect(page.heading).toContain('Thẩm tra');
    expect(page.text).toContain('Nguồn ngân sách còn thiếu 3.000.000 ₫');
    expect(page.text).toContain('còn dùng được 2.000.000 ₫, khoản này cần 5.000.000 ₫');
    expect(page.text).toContain('Cán bộ tài chính phải dành thêm nguồn');
    expect(page.links.some(({ href }) => href === `${base}/budget`)).toBe(false);
    page = await finance.get(second);
    expect(page.links.filter(({ href }) => href === `${base}/budget`).length).toBeGreaterThan(0);
    page = await founder.get(second);
    for (const other of [
      'Nguồn ngân sách còn thiếu',
      'Dự toán năm',
      'Kinh phí của đợt tiếp nhận',
      'một năm của thành phố',
    ])
      expect([other, page.text.includes(other)]).toEqual([other, false]);
    expect(page.text).toContain('Tổng mức hỗ trợ một dự án');
    const staff = await officer.get(second);
    for (const cap of ['Dự toán năm', 'Kinh phí của đợt tiếp nhận']) expect(staff.text).toContain(cap);
    await cancel(second);
    await undo(path);
  });
});

describe('before what cannot be undone', () => {
  it('the page says who is paid, on which account, how much, from what and under which cap; and what was paid, in one sentence', async () => {
    const path = await send();
    await verify(path);
    await prepare(path);
    const about = [
      'Tài khoản nhận 0110 0119 3241, NGUYEN THI MINH CHAU, VietinBank',
      'Từ nội dung chi',
      'Hạn mức sát nhất',
    ];
    const told = (page: Page, ...texts: string[]) => {
      for (const text of ['Kiểm tra trước khi bấm', ...texts]) expect(page.text).toContain(text);
    };
    told(await accountant.get(path), 'Bạn duyệt chi 8.000.000 ₫ cho Nhóm Máy sấy Hòa Vang.', ...about);
    await go(accountant, path, 'Duyệt 8.000.000 ₫');
    told(await finance.get(path), 'Bạn phát lệnh chi 8.000.000 ₫ cho Nhóm Máy sấy Hòa Vang.', ...about);
    let page = await go(finance, path, 'Phát lệnh chi 8.000.000 ₫');
    // what the party says by now is not what was approved
    await setAccount('999900001111');
    page = await finance.get(path);
    told(
      page,
      'Bạn xác nhận kho bạc, ngân hàng đã chi 8.000.000 ₫ cho Nhóm Máy sấy Hòa Vang, tài khoản 0110 0119 3241, NGUYEN THI MINH CHAU, VietinBank, theo lệnh chi ',
    );
    expect(page.text).not.toContain('9999 0000 1111');
    const paid = { reference: 'KB-2026-77', paidOn: dayText(daysFromNow(0)) };
    page = await go(finance, path, 'Xác nhận đã chi', paid);
    expect(page.text).toContain(
      `Đã chi 8.000.000 ₫ cho Nhóm Máy sấy Hòa Vang, tài khoản 0110 0119 3241, NGUYEN THI MINH CHAU, VietinBank ngày ${paid.paidOn}, số chứng từ KB-2026-77.`,
    );
    // nor is it what the order prints, though nobody has printed it before
    expect(
      await house.stage.db
        .query`select 1 from rendering where agency = ${house.stage.agency} and register = 'paymentOrder'`,
    ).toEqual([]);
    const order = await orderText(page);
    expect(order).toContain('Tài khoản: 011001193241');
    expect(order).not.toContain('999900001111');
    await setAccount('011001193241');
  });

  it('the codes of the budget are typed with the preparation, checked, printed on the order, and there for the next', async () => {
    const toPrepare = async () => {
      const path = await send('4.000.000', '8.000.000');
      await verify(path);
      return path;
    };
    const button = 'Lập chứng từ thanh toán, chuyển kế toán trưởng';
    const order = async (path: string) => {
      await go(accountant, path, 'Duyệt 4.000.000 ₫');
      return await go(finance, path, 'Phát lệnh chi 4.000.000 ₫');
    };
    let path = await toPrepare();
    const codes = { chapter: '417', sector: '103', budgetSource: '12', economic0: '7049' };
    let page = await go(finance, path, button, { ...codes, chapter: '41', economic0: '70491' }, 422);
    expect(page.errors).toEqual([
      'Chương: Gồm đúng 3 chữ số, hoặc để trống.',
      expect.stringMatching(/^Nội dung kinh tế \(mục, tiểu mục\): .+: Gồm đúng 4 chữ số, hoặc để trống\.$/),
    ]);
    expect(page.form(button).value('chapter')).toEqual(['41']);
    const form = page.form(button).fill(codes);
    await form.submit({ button });
    // sent twice it is one preparation
    await form.submit({ button });
    page = await order(path);
    const printed = await orderText(page);
    expect(printed).toMatch(/7049 417 103 12 4\.000\.000/);
    await go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Thử.' });
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Thử.' });

    path = await toPrepare();
    const next = (await finance.get(path)).form(button);
    expect(Object.keys(codes).map((name) => next.value(name)[0])).toEqual(Object.values(codes));
    for (const hostile of ['<b>1', '１２３', '12 3', "'; drop"]) {
      page = await go(finance, path, button, { budgetSource: hostile, chapter: hostile }, 422);
      expect(page.errors).toHaveLength(2);
    }
    // none at all is an order too
    const none = Object.fromEntries(Object.keys(codes).map((name) => [name, '']));
    await go(finance, path, button, none);
    expect(await orderText(await order(path))).not.toContain('7049');
    await go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Thử.' });
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Thử.' });
  });
});

describe('the account that is approved', () => {
  const payee = (page: Page) => page.all('section').find((one) => one.startsWith('Người thụ hưởng'))!;

  it('is not called confirmed where the party gave it after an officer’s confirmation', async () => {
    const { stage } = house;
    const [project, { people }] = [await stage.project({ founder: founderId }), stage];
    const at = `/agencies/${stage.agency}/dossiers/${project.dossier}`;
    await stage.db.query`insert into party_profile (agency, party, name, address, identity, changed_at, changed_by)
      values (${stage.agency}, ${project.party}, 'Nhóm Khai Sau', 'Hòa Vang, Đà Nẵng', '079090000009', ${house.now()}, ${people.officer})`;
    const account = { accountNumber: '0999888777', accountName: 'NGUOI KHAC', bank: 'ABC' };
    await (await founder.get(`${at}/application/party`)).form('/application/party').fill(account).submit();
    const item = { line: 'labour', amountVnd: '1000000', costVnd: '1000000', units: { person: 'a', month: '2026-05' } };
    const id = await stage.disbursement(project.dossier, founderId, [item], 'requested');
    const path = `${at}/requests/${id}`;
    const careful = 'Tài khoản khai sau khi cán bộ xác nhận, nên chưa chi được.';
    const warned = (page: Page) => {
      expect(payee(page)).toContain(careful);
      expect(page.text).not.toContain('Đã được cán bộ xác nhận');
    };
    warned(await officer.get(path));
    await verify(path);
    warned(await finance.get(path));
    await stage.must(people.financeOfficer, 'prepareDisbursement', project.dossier, {
      ...{ id, year: stage.year, source: 'nstp' },
    });
    const page = await accountant.get(path);
    warned(page);
    expect(page.hasForm('/approve')).toBe(false);
    expect((await accountant.get(`${path}?lang=en`)).text).toContain('given after an officer confirmed the party');
    await accountant.get(`${path}?lang=vi`);
    // a confirmation after that is of the account too, where it kept it
    const party = { kind: 'team', members: [founderId], beneficiaryClass: 'selfFunded' };
    await stage.must(people.officer, 'registerParty', project.party, party);
    warned(await accountant.get(path));
    await confirmParty(stage, project.party);
    expect(payee(await accountant.get(path))).toContain('Đã được cán bộ xác nhận');
    expect((await accountant.get(path)).text).not.toContain(careful);
  });

  it('is the one that the page showed, also where it changes in the moment of approving', async () => {
    const path = await send();
    await verify(path);
    await prepare(path);
    const form = (await accountant.get(path)).form('Duyệt 8.000.000 ₫');
    const { db } = house.stage;
    const query = db.query.bind(db);
    let reads = 0;
    const spy = vi.spyOn(db, 'query').mockImplementation((async (texts: TemplateStringsArray, ...values: never[]) => {
      if (!texts.join().includes('account_number as account')) return await query(texts, ...values);
      reads += 1;
      await setAccount('999900001111');
      const found = await query(texts, ...values);
      await setAccount('011001193241');
      return found;
    }) as typeof db.query);
    const stale = await form.submit({ expect: 409 }).finally(() => spy.mockRestore());
    expect(reads).toBeGreaterThan(0);
    expect(stale.form('Duyệt 8.000.000 ₫')).toBeDefined();
    const events = await db.query`select 1 from history where dossier = ${dossier} and event = 'disbursement.approved'
      and payload::jsonb->>'subject' = ${`disbursement/${path.split('/').at(-1)}`}`;
    expect(events).toEqual([]);
    await undo(path);
  });

  it('is printed and shown empty where the approval’s content was erased, never as the party says it today', async () => {
    const path = await send();
    await verify(path);
    await prepare(path);
    await go(accountant, path, 'Duyệt 8.000.000 ₫');
    await go(finance, path, 'Phát lệnh chi 8.000.000 ₫');
    await house.stage.db.query`update content set salt = null, body = null, erased_at = now()
      where agency = ${house.stage.agency} and kind = 'approval'`;
    const page = await finance.get(path);
    expect(payee(page)).not.toContain('0110 0119 3241');
    const order = await orderText(page);
    expect(order).toContain('Nhóm Máy sấy Hòa Vang');
    for (const today of ['011001193241', 'VietinBank', 'NGUYEN THI MINH CHAU']) expect(order).not.toContain(today);
    await go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Thử.' });
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Thử.' });
  });
});

/** The payment order that a request's page leads to, as text. */
async function orderText(page: Page): Promise<string> {
  const { href } = page.links.findLast(({ href }) => /\/papers\/paymentOrder\/\d+\/\d+$/.test(href))!;
  const { bytes } = await finance.download(href);
  const { pages } = await readPdf(bytes);
  return flat(pages.map(({ text }) => text).join(' '));
}
