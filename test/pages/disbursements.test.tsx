import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../src/paths.ts';
import type { Client, Form, Page } from '../../src/scenario/client.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let founder: Client;
let officer: Client;
let finance: Client;
let accountant: Client;
let dossier: string;
let founderId: string;
let base: string;
let party: string;

const pdf = (text: string) => Buffer.from(`%PDF-1.4\n% ${text}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);

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
    lines: [
      { line: 'services', amountVnd: '30000000' },
      { line: 'prototype', amountVnd: '40000000' },
    ],
  });
  dossier = project.dossier;
  party = project.party;
  base = `/agencies/${house.stage.agency}/dossiers/${dossier}`;
  await house.stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${house.stage.agency}, ${project.party}, 'Nhóm Máy sấy Hòa Vang', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${people.officer})`;
  await confirmParty(house.stage, party);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const today = () => dayOf(house.now());

type Invoice = { number?: string; seller?: string; taxCode?: string; cost: string; amount: string; contract?: string };

/** A founder adds an invoice to the open form and fills it in. */
async function addInvoice(client: Client, line: string, index: number, invoice: Invoice, file = true): Promise<Form> {
  const page = client.page!.form('Gửi đề nghị');
  await page.submit({ button: line });
  return fillInvoice(client.page!.form('Gửi đề nghị'), index, invoice, file);
}

function fillInvoice(form: Form, index: number, invoice: Invoice, file = true): Form {
  const at = (name: string) => `r${index}-${name}`;
  form.fill({
    [at('number')]: invoice.number ?? v7().slice(-7),
    [at('date')]: today(),
    [at('seller')]: invoice.seller ?? 'Công ty TNHH Cơ khí Hòa Khánh',
    [at('taxCode')]: invoice.taxCode ?? '0300588569',
    [at('what')]: 'Gia công khoang sấy thép không gỉ',
    [at('costVnd')]: invoice.cost,
    [at('amountVnd')]: invoice.amount,
    ...(invoice.contract === undefined ? {} : { [at('contract')]: invoice.contract }),
  });
  if (file) form.attach(at('file'), `hoa-don-${index}.pdf`, pdf(v7()), 'application/pdf');
  return form;
}

/** A sent request over HTTP; its page's address. */
async function send(amount = '16.000.000', cost = '32.000.000'): Promise<string> {
  await founder.get(`${base}/requests/new`);
  const form = await addInvoice(founder, 'prototype', 0, { cost, amount });
  const page = await form.submit({ button: 'Gửi đề nghị' });
  expect(page.path).toContain('done=disbursement.requested');
  return page.path.replace(/\?.*/, '');
}

/** The last attempt that was refused, as the auditor reads it. */
async function lastRefusal(): Promise<{ sentence: string; href: string }> {
  const auditor = await house.browser(house.stage.people.auditor, 'Bùi Minh Soát');
  const page = await auditor.get(`/agencies/${house.stage.agency}/audit`);
  const [row] = page.root.querySelectorAll('section[aria-labelledby=refusals] tbody tr');
  const [, who, , rule, about] = row!.querySelectorAll('td');
  const sentence = rule!.querySelector('span')!.childNodes[0]!.text;
  return { sentence: `${who!.text}: ${sentence}`, href: about!.querySelector('a')!.getAttribute('href')! };
}

async function go(
  client: Client,
  path: string,
  button: string,
  values: Record<string, string> = {},
  expected = 200,
): Promise<Page> {
  await client.get(path);
  const form = client.page!.form(button);
  form.fill(values);
  return form.submit({ button, expect: expected });
}
/** Forgets what is being written. */
async function emptyDraft() {
  await house.stage.db.query`delete from draft where dossier = ${dossier}`;
}
const verify = (path: string) => go(officer, path, 'Chấp nhận và chuyển tài chính');
const prepare = (path: string) => go(finance, path, 'Lập chứng từ thanh toán, chuyển kế toán trưởng');
const approve = (path: string) => go(accountant, path, 'Duyệt 16.000.000 ₫');

async function eventsOf(path: string): Promise<string[]> {
  const subject = `disbursement/${path.split('/').at(-1)}`;
  const rows = await house.stage.db.query<{ event: string }>`
    select event from history where agency = ${house.stage.agency} and dossier = ${dossier} and payload::jsonb->>'subject' = ${subject} order by revision`;
  return rows.map(({ event }) => event.replace('disbursement.', ''));
}
/** What a page of the dossier would carry that was opened now. */
async function revisionNow(): Promise<string> {
  const [row] = await house.stage.db.query<{ revision: bigint }>`select revision from dossier where id = ${dossier}`;
  return String(row!.revision);
}
const cancelAll = async (path: string) => go(founder, path, 'Hủy đề nghị');

describe('a founder’s request', () => {
  it('is written row by row without JavaScript, kept as a draft, and sent with its invoices', async () => {
    await founder.get(`${base}/requests/new`);
    expect(founder.page!.text).toContain('Sản xuất thử, làm sản phẩm mẫu');
    expect(founder.page!.text).toContain('40.000.000');
    let form = await addInvoice(founder, 'prototype', 0, { cost: '23.000.000', amount: '11.500.000' });
    await form.submit({ button: 'services' });
    // what was typed stands there again, with the file that was sent
    form = founder.page!.form('Gửi đề nghị');
    expect(form.value('r0-amountVnd')).toEqual(['11.500.000']);
    expect(founder.page!.text).toContain('hoa-don-0.pdf');
    fillInvoice(form, 1, { cost: '10000000', amount: '4 500 000', contract: '12/2026/HĐ-DV' });
    await form.submit({ button: 'Lưu nháp' });
    // another of the team, or the same tomorrow, finds it
    await founder.get(`${base}/requests/new`);
    expect(founder.page!.form('Gửi đề nghị').value('r1-contract')).toEqual(['12/2026/HĐ-DV']);
    const checked = await founder.page!.form('Gửi đề nghị').submit({ button: 'Kiểm tra hạn mức' });
    expect(checked.text).toContain('Đề nghị 16.000.000 ₫ nằm trong mọi hạn mức.');
    expect(checked.text).toContain('Mỗi hợp đồng dịch vụ (12/2026/HĐ-DV)');
    const page = await checked.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị' });
    expect(page.heading).toBe('Giải ngân đợt 1: 16.000.000 ₫');
    expect(page.text).toContain('Công ty TNHH Cơ khí Hòa Khánh');
    expect(page.text).toContain('MST 0300588569');
    expect(page.text).toContain('Hợp đồng: 12/2026/HĐ-DV');
    expect(page.text).toMatch(/Hạn \d\d\/\d\d\/\d{4} \(thanh toán; /);
    expect(
      await house.stage.db.query`select 1 from draft where dossier = ${dossier} and form like 'request/%'`,
    ).toEqual([]);
    await cancelAll(page.path.replace(/\?.*/, ''));
  });

  it('over a cap shows the cap, its figures and its clause, and keeps what was typed', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'services', 0, {
      cost: '60.000.000',
      amount: '16.000.000',
      contract: 'HD-9',
    });
    const page = await form.submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.refusal?.sentence).toContain('Mỗi hợp đồng dịch vụ');
    expect(page.refusal?.figures).toMatchObject({
      Mức: '15.000.000 ₫',
      'Đề nghị': '16.000.000 ₫',
      'Còn lại': '15.000.000 ₫',
    });
    expect(page.refusal?.clause).toContain('Điều');
    expect(page.form('Gửi đề nghị').value('r0-amountVnd')).toEqual(['16.000.000']);
    expect(page.text).toContain('hoa-don-0.pdf');
    // corrected on the same page, it goes
    const again = page.form('Gửi đề nghị').fill({ 'r0-amountVnd': '15.000.000' });
    const sent = await again.submit({ button: 'Gửi đề nghị' });
    expect(sent.heading).toContain('15.000.000 ₫');
    await cancelAll(sent.path.replace(/\?.*/, ''));
  });

  it('counts one contract as one, however it is spelled, and takes no letters that only look like ours', async () => {
    await founder.get(`${base}/requests/new`);
    await addInvoice(founder, 'services', 0, { cost: '20.000.000', amount: '10.000.000', contract: '12/2026/HĐ-DV' });
    await founder.page!.form('Gửi đề nghị').submit({ button: 'Lưu nháp' });
    let form = founder.page!.form('Gửi đề nghị');
    fillInvoice(form, 0, { cost: '20.000.000', amount: '10.000.000', contract: '12/2026/HĐ-DV' });
    await form.submit({ button: 'services' });
    for (const spelled of ['12/2026/hd-dv', ' 12 / 2026 / HĐ–DV', '12/2026/H\u200bĐ-DV', '１２/2026/HĐ-DV']) {
      form = founder.page!.form('Gửi đề nghị');
      fillInvoice(form, 1, { cost: '20.000.000', amount: '10.000.000', contract: spelled });
      const page = await form.submit({ button: 'Gửi đề nghị', expect: 422 });
      expect(page.refusal?.sentence, spelled).toContain('Mỗi hợp đồng dịch vụ');
    }
    form = fillInvoice(founder.page!.form('Gửi đề nghị'), 1, { cost: '2', amount: '1', contract: '12/2026/НĐ-DV' });
    const page = await form.submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.errors.join(' ')).toContain('chữ cái Latinh');
    await emptyDraft();
  });

  it('over the award of a line is refused with what is left', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'prototype', 0, { cost: '90.000.000', amount: '40.000.001' });
    const page = await form.submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.refusal?.figures['Còn lại']).toBe('40.000.000 ₫');
    await emptyDraft();
  });

  it('names the day that there is not, and every number that a voucher’s tax code may be', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'prototype', 0, { cost: '32.000.000', amount: '16.000.000' });
    const page = await form.fill({ 'r0-date': '31/02/2026', 'r0-taxCode': '123' }).submit({
      button: 'Gửi đề nghị',
      expect: 422,
    });
    const said = page.all('.field.wrong .error').join(' ');
    expect(said).toContain('Không có ngày 31/02/2026.');
    expect(said).toContain('10 hoặc 13 chữ số; số căn cước của cá nhân có 12 chữ số');
    await emptyDraft();
  });

  it('reads money as people type it, and says what it does not understand at the field', async () => {
    for (const [typed, problem] of [
      ['16.000.000', null],
      ['16000000', null],
      ['16.000.000 VNĐ', null],
      ['16 triệu', 'Số tiền chỉ gồm chữ số'],
      ['16,000,000', 'Ý bạn là 16.000.000 ₫?'],
      ['16,5', 'không có phần lẻ'],
      ['-5', 'không có dấu'],
      ['0', 'lớn hơn 0'],
      ['', 'Hãy nhập số tiền'],
    ] as const) {
      await founder.get(`${base}/requests/new`);
      const open = founder.page!.form('Gửi đề nghị');
      if (!open.names.includes('r0-amountVnd')) await open.submit({ button: 'prototype' });
      const form = fillInvoice(founder.page!.form('Gửi đề nghị'), 0, { cost: '32000000', amount: typed });
      const page = await form.submit({ button: 'Gửi đề nghị', expect: problem === null ? 200 : 422 });
      if (problem === null) await cancelAll(page.path.replace(/\?.*/, ''));
      else {
        expect(page.all('.field.wrong .error').join(' ')).toContain(problem);
        expect(page.form('Gửi đề nghị').value('r0-amountVnd')).toEqual([typed]);
      }
    }
    await emptyDraft();
  });

  it('asks for the seller’s code with its check digit, and for each invoice’s own file', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'prototype', 0, { cost: '2', amount: '1', taxCode: '0300588560' }, false);
    const page = await form.submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.errors.join(' ')).toContain('chữ số kiểm tra không khớp');
    expect(page.errors.join(' ')).toContain('Đính kèm tệp');
    await emptyDraft();
  });

  it('says why the last tranche cannot be sent yet', async () => {
    await founder.get(`${base}/requests/new`);
    expect(founder.page!.text).toContain('Đợt cuối cần có: sản phẩm mẫu được nghiệm thu, doanh nghiệp được thành lập');
    const form = await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' });
    const page = await form.fill({ isLast: true }).submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(page.refusal?.sentence).toContain('sản phẩm mẫu được nghiệm thu');
    await emptyDraft();
  });

  it('sent twice by a double click is one request', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' });
    const [one, two] = await Promise.all([
      founder.visit(form.request('Gửi đề nghị'), 200),
      founder.visit(form.request('Gửi đề nghị'), 200),
    ]);
    expect(one.path.replace(/\?.*/, '')).toBe(two.path.replace(/\?.*/, ''));
    expect(await eventsOf(one.path.replace(/\?.*/, ''))).toEqual(['requested']);
    await cancelAll(one.path.replace(/\?.*/, ''));
  });

  it('written on two pages: who saves second is told, sees both, and overwrites nothing', async () => {
    const rowsNow = async () => {
      const rows = await house.stage.db.query<{ what: string[] }>`
        select array(select r->>'amountVnd' from jsonb_array_elements(answers->'rows') r) as what from draft where dossier = ${dossier} and form like 'request/%'`;
      return rows.map(({ what }) => what);
    };
    // two pages that nobody has saved anything on
    const mate = await house.browser(founderId, 'Nguyễn Thị Minh Châu');
    await founder.get(`${base}/requests/new`);
    await mate.get(`${base}/requests/new`);
    const empty = mate.page!.form('Gửi đề nghị');
    await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' });
    await founder.page!.form('Gửi đề nghị').fill({ 'r0-amountVnd': '1.000.000' }).submit({ button: 'Lưu nháp' });
    const late = await empty.submit({ button: 'services', expect: 409 });
    expect(late.all('.conflict')[0]).toContain('Bạn (ở một trang khác) đã lưu lúc');
    expect(late.all('.conflict .theirs')[0]).toContain('1.000.000');
    expect(await rowsNow()).toEqual([['1.000.000']]);

    // two pages of one saved draft
    await founder.get(`${base}/requests/new`);
    const stale = (await mate.get(`${base}/requests/new`)).form('Gửi đề nghị');
    await founder.page!.form('Gửi đề nghị').fill({ 'r0-amountVnd': '1.500.000' }).submit({ button: 'prototype' });
    for (const button of ['Lưu nháp', 'Kiểm tra hạn mức', 'Gửi đề nghị', 'prototype']) {
      const told = await stale.fill({ 'r0-amountVnd': '700.000' }).submit({ button, expect: 409 });
      expect(told.all('.conflict .theirs')[0], button).toContain('1.500.000');
      expect(told.form('Gửi đề nghị').value('r0-amountVnd'), button).toEqual(['700.000']);
      expect(await rowsNow(), button).toEqual([['1.500.000', '']]);
    }
    // having read both, they decide
    const told = await stale.submit({ button: 'Lưu nháp', expect: 409 });
    const decided = told.form('Gửi đề nghị').fill({ 'r0-amountVnd': '900.000' });
    await decided.submit({ button: 'Lưu nháp' });
    expect(await rowsNow()).toEqual([['900.000']]);
    await emptyDraft();
  });

  it('saved twice with one form, also with a file and at the same time, is no conflict', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' });
    const twice = [1, 2, 3].map(() => founder.visit(form.request('Lưu nháp'), 200));
    for (const page of await Promise.all(twice)) expect(page.all('.conflict')).toEqual([]);
    const again = await founder.visit(form.request('Lưu nháp'), 200);
    expect(again.form('Gửi đề nghị').value('r0-amountVnd')).toEqual(['1.000.000']);
    await emptyDraft();
  });

  it('sent from one page, is not lost on the other: that one is told, and keeps what was typed', async () => {
    await founder.get(`${base}/requests/new`);
    await (await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' })).submit({
      button: 'Lưu nháp',
    });
    const stale = (await founder.get(`${base}/requests/new`)).form('Gửi đề nghị');
    const sent = await (await founder.get(`${base}/requests/new`))
      .form('Gửi đề nghị')
      .submit({ button: 'Gửi đề nghị' });
    const path = sent.path.replace(/\?.*/, '');
    const told = await stale.fill({ 'r0-amountVnd': '800.000' }).submit({ button: 'Lưu nháp', expect: 409 });
    expect(told.all('.conflict')[0]).toContain('đã được gửi sau khi bạn mở trang');
    expect(told.links.map(({ href }) => href)).toContain(path);
    await told.form('Gửi đề nghị').submit({ button: 'Lưu nháp' });
    const kept = (await founder.get(`${base}/requests/new`)).form('Gửi đề nghị');
    expect(kept.value('r0-amountVnd')).toEqual(['800.000']);
    await emptyDraft();
    await cancelAll(path);
  });

  it('takes several files for one row: each is listed, can be taken off, is sent, and is seen by whoever checks and pays', async () => {
    await founder.get(`${base}/requests/new`);
    let form = await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' }, false);
    const contents = ['hoa-don', 'hop-dong', 'nghiem-thu'].map((name) => ({ name: `${name}.pdf`, bytes: pdf(v7()) }));
    for (const { name, bytes } of contents) form.attach('r0-file', name, bytes, 'application/pdf');
    await form.submit({ button: 'Lưu nháp' });
    for (const { name, bytes } of contents)
      expect(founder.page!.all('.attached')[0]).toContain(`${name} ${bytes.length} B`);
    // one is taken off, another comes later: those that were there stay
    form = founder.page!.form('Gửi đề nghị');
    const ids = form.value('r0-attachment');
    await form.submit({ button: `0.${ids[1]}` });
    form = founder.page!.form('Gửi đề nghị');
    expect(form.value('r0-attachment')).toEqual([ids[0], ids[2]]);
    form.attach('r0-file', 'bien-lai.pdf', pdf(v7()), 'application/pdf');
    const sent = await form.submit({ button: 'Gửi đề nghị' });
    const path = sent.path.replace(/\?.*/, '');
    const names = ['hoa-don.pdf', 'nghiem-thu.pdf', 'bien-lai.pdf'];
    await verify(path);
    for (const client of [founder, officer, finance, accountant]) {
      await client.get(path);
      const links = client.page!.links.filter(({ href }) => /\/files\/[^/]+$/.test(href));
      expect(links.map(({ text }) => text.replace('Mở tệp: ', ''))).toEqual(names);
      expect((await client.download(links[2]!.href)).bytes.length).toBeGreaterThan(0);
    }
    // each of them counts as used: the last one alone, in another dossier of the team, is refused by its name
    const other = await house.stage.project({
      founder: founderId,
      lines: [{ line: 'prototype', amountVnd: '9000000' }],
    });
    const there = `/agencies/${house.stage.agency}/dossiers/${other.dossier}`;
    await founder.get(`${there}/requests/new`);
    const again = await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' }, true);
    again.attach('r0-file', 'lai.pdf', contents[2]!.bytes, 'application/pdf');
    const refused = await again.submit({ button: 'Gửi đề nghị', expect: 422 });
    expect(refused.errors).toEqual([expect.stringContaining('Chứng từ 1, Tệp của chứng từ: Tệp này đã có')]);
    expect(refused.errors[0]).toContain('Tệp: lai.pdf.');
    const used = 'Nguyễn Thị Minh Châu: Tài liệu minh chứng này đã dùng cho đề nghị khác.';
    expect(await lastRefusal()).toEqual({ sentence: used, href: there });
    await house.stage.db.query`delete from draft where dossier = ${other.dossier}`;
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Thử.' });
  });

  it('says of a refused file which row it is, and what the field takes', async () => {
    await founder.get(`${base}/requests/new`);
    await addInvoice(founder, 'prototype', 0, { cost: '2.000.000', amount: '1.000.000' });
    await founder.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
    const form = founder.page!.form('Gửi đề nghị');
    form.attach('r1-file', 'may.exe', Buffer.from('MZ\u0000\u0001'), 'application/pdf');
    const page = await form.submit({ button: 'Lưu nháp', expect: 422 });
    expect(page.errors).toEqual([
      expect.stringMatching(/^Chứng từ 2, Tệp của chứng từ: .*may\.exe.* Ô này nhận: PDF, .*20 MB/),
    ]);
    expect(page.root.querySelector('.errors a')?.getAttribute('href')).toBe('#f-r1-file');
    await emptyDraft();
  });

  it('names the evidence after the kind of line, and shows and takes days as people here write them', async () => {
    const wages = await house.stage.project({ founder: founderId, lines: [{ line: 'labour', amountVnd: '9000000' }] });
    const there = `/agencies/${house.stage.agency}/dossiers/${wages.dossier}`;
    await founder.get(`${there}/requests/new`);
    expect(founder.page!.text).toContain('Thêm chứng từ');
    expect(founder.page!.text).not.toContain('Thêm hóa đơn');
    await founder.page!.form('Gửi đề nghị').submit({ button: 'labour' });
    expect(founder.page!.text).toContain('Người nhận tiền công');
    expect(founder.page!.text).not.toContain('Bên bán');
    const field = founder.page!.form('Gửi đề nghị').fields.find(({ name }) => name === 'r0-date');
    expect(field?.type).toBe('text');
    for (const typed of ['2026-11-05', '05/11/2026', '5/11/2026']) {
      await founder.page!.form('Gửi đề nghị').fill({ 'r0-date': typed }).submit({ button: 'Lưu nháp' });
      const shown = founder.page!.form('Gửi đề nghị').value('r0-date')[0];
      expect(shown).toBe(typed.startsWith('5') ? '5/11/2026' : '05/11/2026');
      const page = await founder.page!.form('Gửi đề nghị').submit({ button: 'Gửi đề nghị', expect: 422 });
      expect(page.errors.join(' ')).not.toContain('Ngày lập');
    }
    await house.stage.db.query`delete from draft where dossier = ${wages.dossier}`;
  });

  it('saves itself while somebody types, sends nothing by that, and on a second page overwrites nothing', async () => {
    await founder.get(`${base}/requests/new`);
    expect(founder.page!.text).toContain('Chưa có gì được lưu.');
    await founder.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
    const open = founder.page!;
    const form = open.form('Gửi đề nghị');
    expect(open.root.querySelector(`form[action="${form.action}"] [data-keeps]`)).not.toBeNull();
    const typing = (amountVnd: string, base: string) => {
      const body = new URLSearchParams({ base, 'r0-line': 'prototype', 'r0-amountVnd': amountVnd });
      for (const name of ['id', 'key']) body.set(name, form.value(name)[0]!);
      const request = post(form.action, body);
      request.headers.set('HX-Request', 'true');
      return founder.visit(request, 200);
    };
    const mark = form.value('base')[0]!;
    const saved = await typing('1.000.000', mark);
    expect(saved.html).not.toContain('<html');
    expect(saved.root.querySelector('#saved')?.text).toMatch(/^Đã lưu lúc \d\d:\d\d$/);
    const next = saved.root.querySelector('#base')!.getAttribute('value')!;
    expect(next).not.toBe(mark);
    // the other page still stands on the first mark
    const late = await typing('7.000.000', mark);
    expect(late.root.querySelector('#base')).toBeNull();
    expect(late.root.querySelector('#saved')?.text).toContain('Bản của bạn chưa lưu');
    expect((await typing('2.000.000', next)).root.querySelector('#base')).not.toBeNull();
    await founder.get(`${base}/requests/new`);
    expect(founder.page!.form('Gửi đề nghị').value('r0-amountVnd')).toEqual(['2.000.000']);
    expect(founder.page!.root.querySelector('#saved')?.text).toMatch(/^Đã lưu lúc \d\d:\d\d$/);
    const [row] = await house.stage.db.query<{ n: number }>`
      select count(*)::int as n from state where dossier = ${dossier} and subject = ${`disbursement/${form.value('id')[0]}`}`;
    expect(row!.n).toBe(0);
    await emptyDraft();
  });

  it('that is begun is shown on the project and in my work, and is discarded where nobody has changed it since', async () => {
    await founder.get(`${base}/requests/new`);
    const form = await addInvoice(founder, 'prototype', 0, { cost: '2.500.000', amount: '1.250.000' });
    await form.submit({ button: 'Lưu nháp' });
    const path = `${base}/requests/new`;
    await founder.get('/work');
    const rows = founder.page!.all('table.work tr').filter((text) => text.includes('Đề nghị giải ngân đang soạn'));
    expect(rows).toEqual([expect.stringContaining('1.250.000')]);
    expect(founder.page!.links.filter(({ text }) => text === 'Soạn tiếp').map(({ href }) => href)).toEqual([path]);
    await officer.get(base);
    expect(officer.page!.text).not.toContain('đang soạn');
    const project = await founder.get(base);
    expect(project.all('.path .begun')[0]).toContain('1.250.000 ₫');
    expect(project.links.filter(({ text }) => text === 'Soạn tiếp').map(({ href }) => href)).toEqual([path]);
    // changed meanwhile: it is not discarded unseen
    const stale = project.form('/requests/new/drop');
    await founder.get(path);
    await founder.page!.form('Gửi đề nghị').fill({ 'r0-amountVnd': '1.300.000' }).submit({ button: 'Lưu nháp' });
    const told = await stale.submit({ expect: 409 });
    expect(told.text).toContain('nên chưa bỏ');
    expect(told.form('Gửi đề nghị').value('r0-amountVnd')).toEqual(['1.300.000']);
    const gone = await told.form('/requests/new/drop').submit();
    expect(gone.text).toContain('Đã bỏ bản nháp');
    await founder.get(base);
    expect(founder.page!.all('.path .begun')).toEqual([]);
    await founder.get('/work');
    expect(founder.page!.text).not.toContain('đang soạn');
  });

  it('takes hostile input in every field without falling over', async () => {
    const hostile = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "'; drop table dossier; --",
      '\u0000',
      '\ud800',
      'x'.repeat(10_000),
      '../../../etc/passwd',
      '$'.concat('{7*7}'),
      '{{7*7}}',
      '%00%0a',
      '9'.repeat(400),
      '-1',
      '1e9',
      'NaN',
      '١٢٣',
      '\u202egnp.exe',
      '😀'.repeat(50),
      'null',
      '[]',
      '0x10',
    ];
    for (const text of hostile) {
      await founder.get(`${base}/requests/new`);
      const open = founder.page!.form('Gửi đề nghị');
      const body = new URLSearchParams({
        id: open.value('id')[0]!,
        key: open.value('key')[0]!,
        base: open.value('base')[0]!,
        send: '1',
        'r0-line': 'services',
      });
      for (const name of [
        'number',
        'date',
        'seller',
        'taxCode',
        'what',
        'costVnd',
        'amountVnd',
        'contract',
        'attachment',
      ])
        body.set(`r0-${name}`, text);
      const page = await founder.visit(post(open.action, body), 422);
      expect(page.html).not.toContain('<script>alert');
      expect(page.html).not.toContain('<img src=x');
      for (const more of [
        { 'r0-line': text },
        { id: text },
        { key: text },
        { add: text },
        { remove: text },
        { payee: text },
      ]) {
        for (const [name, value] of Object.entries(more)) body.set(name, value);
        const next = await founder.visit(post(open.action, body), 'any');
        expect([200, 409, 422]).toContain(next.status);
      }
    }
    await emptyDraft();
  });

  it('checks what is left while somebody types', async () => {
    await founder.get(`${base}/requests/new`);
    await founder.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
    const form = founder.page!.form('Gửi đề nghị').fill({ 'r0-amountVnd': '41.000.000' });
    const sent = form.request('Lưu nháp');
    const body = new URLSearchParams();
    for (const name of ['id', 'r0-line', 'r0-amountVnd']) body.set(name, form.value(name)[0] ?? '');
    const check = new Request(new URL(`${base}/requests/check`, sent.url), {
      method: 'POST',
      headers: { Origin: new URL(sent.url).origin },
      body,
    });
    const page = await founder.visit(check, 200);
    expect(page.html).not.toContain('<html');
    expect(page.root.text).toMatch(/41\.000\.000vượt 1\.000\.000\s₫/);
    await emptyDraft();
  });

  it('of another dossier is not there', async () => {
    const stranger = await house.browser(v7(), 'Trần Văn Khác');
    await stranger.get(`${base}/requests/new`, { expect: 404 });
    await stranger.get(`${base}/requests/${v7()}`, { expect: 404 });
    await founder.get(`${base}/requests/${v7()}`, { expect: 404 });
    await officer.get(`${base}/requests/new`, { expect: 403 });
  });
});

describe('from verification to payment', () => {
  it('goes from hand to hand, and nobody takes two steps that exclude each other', async () => {
    const path = await send('16.700.000', '33.400.000');
    // the officer accepts less, with a reason
    await officer.get(path);
    expect(officer.page!.heading).toBe('Thẩm tra chứng từ đề nghị giải ngân 16.700.000 ₫');
    let form = officer.page!.form('Chấp nhận và chuyển tài chính').fill({ a0: '16.000.000', c0: '32.000.000' });
    let page = await form.submit({ expect: 422 });
    expect(page.errors).toContain('Chứng từ 1, Lý do chấp nhận ít hơn: Ghi lý do chấp nhận ít hơn.');
    expect(page.form('Chấp nhận và chuyển tài chính').value('a0')).toEqual(['16.000.000']);
    form = page.form('Chấp nhận và chuyển tài chính').fill({ a0: '17.000.000' });
    page = await form.submit({ expect: 422 });
    expect(page.errors.join(' ')).toContain('Chấp nhận không quá số đề nghị.');
    form = page.form('Chấp nhận và chuyển tài chính').fill({ a0: '16.000.000', w0: 'Không có báo giá cạnh tranh' });
    page = await form.submit();
    expect(page.text).toContain('16.000.000');
    expect(page.text).toContain(
      'Đề nghị 16.700.000 ₫, chấp nhận 16.000.000 ₫, không chấp nhận 700.000 ₫: Không có báo giá cạnh tranh',
    );

    // prepared
    await finance.get(path);
    expect(finance.page!.heading).toBe('Lập chứng từ thanh toán 16.000.000 ₫');
    page = await finance.page!.form('Lập chứng từ thanh toán, chuyển kế toán trưởng').submit();
    expect(page.text).toContain('Chờ kế toán trưởng duyệt chi');

    // approved: with every cap, who did what, the payee
    await accountant.get(path);
    const { text } = accountant.page!;
    for (const part of [
      'Duyệt khoản giải ngân 16.000.000 ₫',
      'Đề nghị: Nguyễn Thị Minh Châu',
      'Thẩm tra chứng từ: Lê Hoàng Anh',
      'Lập chứng từ thanh toán: Đỗ Văn Khoa',
      'Duyệt chi: đến lượt bạn',
      'Không quá một nửa chi phí sản phẩm mẫu',
      'Tổng mức hỗ trợ một dự án',
      `Dự toán năm ${house.stage.year}, nguồn ngân sách Thành phố`,
      '0110 0119 3241',
      'VietinBank',
    ])
      expect(text).toContain(part);
    page = await accountant.page!.form('Duyệt 16.000.000 ₫').submit();
    expect(page.text).toContain('Đã ghi nhận: Duyệt khoản giải ngân.');

    // ordered, then paid on a day that can be
    page = await go(finance, path, 'Phát lệnh chi 16.000.000 ₫');
    expect(page.text).toContain('Lệnh chi');
    const tomorrow = dayOf(new Date(Date.parse(house.now()) + 86_400_000).toISOString());
    page = await go(finance, path, 'Xác nhận đã chi', { reference: 'KB-7781', paidOn: tomorrow }, 422);
    expect(page.all('.field.wrong .error').join(' ')).toContain('Ngày này chưa đến');
    expect(page.form('Xác nhận đã chi').value('reference')).toEqual(['KB-7781']);
    page = await page.form('Xác nhận đã chi').fill({ paidOn: '2001-01-01' }).submit({ expect: 422 });
    expect(page.all('.field.wrong .error').join(' ')).toContain('trước ngày phát lệnh chi');
    form = page.form('Xác nhận đã chi').fill({ paidOn: today() });
    const twice = await Promise.all([finance.visit(form.request(), 200), finance.visit(form.request(), 200)]);
    for (const one of twice) expect(one.text).toContain('Đã quyết toán');
    expect(await eventsOf(path)).toEqual(['requested', 'verified', 'prepared', 'approved', 'ordered', 'paid']);
    expect(await house.stage.vessels(dossier)).toMatchObject({ settled: 16_000_000n });
    // and once more from the back button
    expect((await finance.visit(form.request(), 200)).text).toContain('Đã ghi nhận: Đã chi.');
    expect((await eventsOf(path)).length).toBe(6);
  });

  it('shows whoever verified why they cannot prepare, and refuses it when they try', async () => {
    const path = await send();
    const { people } = house.stage;
    await house.stage.must(people.administrator, 'appoint', people.officer, { roles: ['financeOfficer'] });
    await verify(path);
    await officer.get(path);
    expect(officer.page!.text).toContain(
      'Bạn đã thẩm tra chứng từ khoản này; người khác phải lập chứng từ thanh toán.',
    );
    expect(officer.page!.hasForm('/prepare')).toBe(false);
    const body = new URLSearchParams({ source: `${house.stage.year}/nstp`, key: v7(), revision: await revisionNow() });
    const page = await officer.visit(post(`${path}/prepare`, body), 422);
    expect(page.refusal?.sentence).toBe(
      'Người đã thẩm tra chứng từ thì không được lập chứng từ thanh toán trên cùng một việc.',
    );
    await house.stage.must(people.administrator, 'relieve', people.officer, { roles: ['financeOfficer'] });

    // whoever prepared cannot approve, with another hat on
    await house.stage.must(people.administrator, 'appoint', people.financeOfficer, { roles: ['chiefAccountant'] });
    await prepare(path);
    await finance.get(path);
    expect(finance.page!.text).toContain('Bạn đã lập chứng từ thanh toán khoản này; người khác phải duyệt chi.');
    expect(finance.page!.hasForm('/approve')).toBe(false);
    const tried = await finance.visit(
      post(`${path}/approve`, new URLSearchParams({ key: v7(), shown: 'x', revision: await revisionNow() })),
      422,
    );
    expect(tried.refusal?.sentence).toContain('lập chứng từ');
    await house.stage.must(people.administrator, 'relieve', people.financeOfficer, { roles: ['chiefAccountant'] });
    const returned = await go(accountant, path, 'Trả lại', {
      'reason-return': 'Thiếu biên bản nghiệm thu khoang sấy.',
    });
    expect(returned.text).toContain('Thiếu biên bản nghiệm thu khoang sấy.');
  });

  it('answers a return with the same invoices, corrected', async () => {
    const rows = await house.stage.db.query<{ subject: string }>`
      select subject from state where dossier = ${dossier} and machine = 'disbursement' and value = '"returned"'`;
    const path = `${base}/requests/${rows[0]!.subject.slice('disbursement/'.length)}`;
    // on two pages: who saves second is told, and nothing is overwritten or sent
    const one = (await founder.get(path)).form('Gửi đề nghị');
    const two = (await founder.get(path)).form('Gửi đề nghị');
    await one.fill({ 'r0-what': 'Khoang sấy, bản một' }).submit({ button: 'Lưu nháp' });
    const told = await two.fill({ 'r0-what': 'Khoang sấy, bản hai' }).submit({ button: 'Gửi đề nghị', expect: 409 });
    expect(told.all('.conflict .theirs')[0]).toContain('Khoang sấy, bản một');
    expect(told.form('Gửi đề nghị').value('r0-what')).toEqual(['Khoang sấy, bản hai']);
    expect((await eventsOf(path)).at(-1)).toBe('returned');
    await founder.get(path);
    expect(founder.page!.form('Gửi đề nghị').value('r0-what')).toEqual(['Khoang sấy, bản một']);
    expect(founder.page!.text).toContain('Thiếu biên bản nghiệm thu khoang sấy.');
    const form = founder.page!.form('Gửi đề nghị');
    expect(form.action.endsWith('/again')).toBe(true);
    expect(form.value('r0-amountVnd')).toEqual(['16.000.000']);
    const page = await form
      .fill({ 'r0-what': 'Gia công khoang sấy, có biên bản nghiệm thu' })
      .submit({ button: 'Gửi đề nghị' });
    expect(page.text).toContain('có biên bản nghiệm thu');
    expect((await eventsOf(path)).at(-1)).toBe('requested');
    await cancelAll(path);
  });

  it('approves exactly what was shown: a page that is no longer so answers 409 and shows it again', async () => {
    const path = await send();
    await verify(path);
    await prepare(path);
    await accountant.get(path);
    const stale = accountant.page!.form('Duyệt 16.000.000 ₫').request();
    await house.stage.db
      .query`update party_profile set account_number = '999988887777', changed_at = ${house.now()} where agency = ${house.stage.agency}`;
    await confirmParty(house.stage, party);
    let page = await accountant.visit(stale, 409);
    expect(page.refusal?.sentence).toContain('đã thay đổi');
    expect(page.text).toContain('9999 8888 7777');
    expect((await eventsOf(path)).at(-1)).toBe('prepared');
    // two tabs: the first approves, the second is told
    const other = page.form('Duyệt 16.000.000 ₫').request();
    await approve(path);
    page = await accountant.visit(other, 409);
    expect(await eventsOf(path)).toEqual(['requested', 'verified', 'prepared', 'approved']);
    const [row] = await house.stage.db.query<{ shown: string }>`
      select facts->>'approvedShown' as shown from state where dossier = ${dossier} and subject = ${`disbursement/${path.split('/').at(-1)}`}`;
    expect(row!.shown).toMatch(/^[0-9a-f]{64}$/);
    // the bank sends it back: prepared anew
    await go(finance, path, 'Phát lệnh chi 16.000.000 ₫');
    page = await go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Sai số tài khoản.' });
    expect(page.text).toContain('Sai số tài khoản.');
    expect(page.heading).toContain('Lập chứng từ thanh toán');
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Làm lại đề nghị.' });
  });

  it('orders for the payee and the account that were approved, or not at all: then it is taken back and approved anew', async () => {
    const path = await send();
    const account = (number: string) =>
      house.stage.db
        .query`update party_profile set account_number = ${number}, changed_at = ${house.now()} where agency = ${house.stage.agency}`;
    const [before] = await house.stage.db.query<{ number: string }>`
      select account_number as number from party_profile where agency = ${house.stage.agency} limit 1`;
    await verify(path);
    await prepare(path);
    await accountant.get(path);
    const approval = accountant.page!.form('Duyệt 16.000.000 ₫').request();
    await accountant.visit(approval.clone(), 200);
    const open = (await finance.get(path)).form('Phát lệnh chi 16.000.000 ₫');
    await account('111122223333');
    // the approval's form sent again stays what it was
    expect((await accountant.visit(approval, 200)).text).toContain('Đã ghi nhận: Duyệt khoản giải ngân.');
    const refused = await open.submit({ expect: 422 });
    expect(refused.refusal?.sentence).toBe(
      'Bên nhận tiền, tài khoản nhận tiền hoặc thông tin của cơ quan trên lệnh chi đã thay đổi từ khi được duyệt chi.',
    );
    expect((await eventsOf(path)).at(-1)).toBe('approved');
    const { people } = house.stage;
    const kept = await house.stage.db
      .query`select rule, command, actor::text as actor, details->>'rule' as told from refusal where dossier = ${dossier} order by id desc limit 1`;
    expect(kept).toEqual([
      {
        rule: 'changedSinceApproval',
        command: 'orderDisbursement',
        actor: people.financeOfficer,
        told: 'changedSinceApproval',
      },
    ]);
    const id = path.split('/').at(-1)!;
    expect(await house.stage.try(people.financeOfficer, 'orderDisbursement', dossier, { id })).toMatchObject({
      ok: false,
      refusal: { rule: 'changedSinceApproval' },
    });
    const page = await finance.get(path);
    expect(page.text).toContain('Rút chứng từ lại, rồi lập và duyệt chi lại; nhóm dự án không phải làm gì.');
    expect(page.hasForm('/order')).toBe(false);
    await go(finance, path, 'Rút lại', { 'reason-recall': 'Tài khoản nhận đã đổi.' });
    await confirmParty(house.stage, party);
    await prepare(path);
    await approve(path);
    const again = (await finance.get(path)).form('Phát lệnh chi 16.000.000 ₫');
    await again.submit();
    expect((await eventsOf(path)).at(-1)).toBe('ordered');
    // what is ordered is ordered, however often the form comes
    await account(before!.number);
    await confirmParty(house.stage, party);
    expect((await again.submit()).text).toContain('Chờ kho bạc, ngân hàng chi trả');
    await go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Thử.' });
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Làm lại đề nghị.' });
  });

  it('shows the payment order before it is one: marked, without a number, and none is taken', async () => {
    const path = await send();
    const numbers = () =>
      house.stage.db
        .query`select number from paper where agency = ${house.stage.agency} and kind = 'paymentOrder' order by number`;
    const before = await numbers();
    await accountant.get(`${path}/order-preview`, { expect: 404 });
    await verify(path);
    for (const [client, doing] of [
      [finance, () => prepare(path)],
      [accountant, () => approve(path)],
      [finance, async () => undefined],
    ] as const) {
      await client.get(path);
      expect(client.page!.links.some(({ href }) => href === `${path}/order-preview`)).toBe(true);
      const { bytes } = await client.download(`${path}/order-preview`);
      const { pages } = await readPdf(bytes);
      const text = flat(pages.map(({ text }) => text).join(' '));
      for (const part of [
        'BẢN XEM TRƯỚC – CHƯA CÓ GIÁ TRỊ',
        'PREVIEW',
        '16.000.000',
        'NGUYEN THI MINH CHAU',
        '…………/RDT',
      ])
        expect(text).toContain(part);
      expect(text).not.toContain('/confirm/');
      await doing();
    }
    const { bytes } = await finance.download(`${path}/order-preview`);
    const signed = flat((await readPdf(bytes)).pages.map(({ text }) => text).join(' '));
    for (const name of ['Đỗ Văn Khoa', 'Võ Thị Thanh Hằng']) expect(signed).toContain(name);
    expect(await numbers()).toEqual(before);
    const stranger = await house.browser(v7(), 'Trần Văn Khác');
    await stranger.get(`${path}/order-preview`, { expect: 404 });
    // ordered: the register gave the number, and whoever confirms the payment reads it and types the bank's own
    const page = await go(finance, path, 'Phát lệnh chi 16.000.000 ₫');
    const number = `0${before.length + 1}`.slice(-2);
    expect((await numbers()).length).toBe(before.length + 1);
    expect(page.text).toMatch(new RegExp(`Số lệnh chi ${number}/RDT-\\S+, phát ngày `));
    expect(page.text).toContain('Lệnh chi (giấy rút dự toán)');
    expect(page.form('Xác nhận đã chi').names).not.toContain('number');
    await finance.get(`${path}/order-preview`, { expect: 404 });
    await go(finance, path, 'Ghi nhận bị trả lại', { 'reason-bankReject': 'Sai số tài khoản.' });
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Thử.' });
  });

  it('tells on a second page who was quicker, when, how it stands now, and keeps what was typed', async () => {
    const path = await send('1.000.000', '2.000.000');
    const open = async (client: Client, button: string) => (await client.get(path)).form(button);
    const told = (page: Page, what: string, who: string) => {
      const [note] = page.all('.changed');
      expect(note).toMatch(new RegExp(`${what}: ${who}, lúc \\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d`));
      expect(page.links.some(({ href, text }) => href === path && text.includes('như hiện nay'))).toBe(true);
      return note!;
    };
    const late = (await open(officer, 'Chấp nhận và chuyển tài chính')).fill({
      a0: '1',
      c0: '2',
      w0: 'Giá cao bất thường',
    });
    await verify(path);
    const note = told(await late.submit({ expect: 409 }), 'Thẩm tra chứng từ', 'Lê Hoàng Anh');
    expect(note).toContain('Chứng từ 1, Lý do chấp nhận ít hơn Giá cao bất thường');
    expect(note).toContain('Hiện nay: Chờ lập chứng từ thanh toán, đang chờ cán bộ tài chính.');

    const prepared = await open(finance, 'Lập chứng từ thanh toán, chuyển kế toán trưởng');
    await prepare(path);
    told(await prepared.submit({ expect: 409 }), 'Lập chứng từ thanh toán', 'Đỗ Văn Khoa');

    const approved = await open(accountant, 'Duyệt 1.000.000 ₫');
    const returned = (await open(accountant, 'Trả lại')).fill({ 'reason-return': 'Thiếu biên bản.' });
    await go(accountant, path, 'Duyệt 1.000.000 ₫');
    told(await approved.submit({ expect: 409 }), 'Duyệt khoản giải ngân', 'Võ Thị Thanh Hằng');

    const ordered = await open(finance, 'Phát lệnh chi 1.000.000 ₫');
    await go(finance, path, 'Phát lệnh chi 1.000.000 ₫');
    told(await ordered.submit({ expect: 409 }), 'Phát lệnh chi', 'Đỗ Văn Khoa');
    // of a form that is bound to no revision too
    expect(told(await returned.submit({ expect: 422 }), 'Phát lệnh chi', 'Đỗ Văn Khoa')).toContain(
      'Lý do Thiếu biên bản.',
    );

    const paid = (await open(finance, 'Xác nhận đã chi')).fill({ reference: 'KB-LATE', paidOn: today() });
    await go(finance, path, 'Xác nhận đã chi', { reference: 'KB-1', paidOn: today() });
    const last = told(await paid.submit({ expect: 422 }), 'Đã chi', 'Đỗ Văn Khoa');
    expect(last).toContain('Số chứng từ của kho bạc, ngân hàng KB-LATE');
  });

  it('is not confirmed under the reference of another payment', async () => {
    const used = 'KB-MOT-LAN';
    for (const reference of [used, 'kb-mot-lan', `${used}/2`]) {
      await founder.get(`${base}/requests/new`);
      const form = await addInvoice(founder, 'prototype', 0, { cost: '1.000.000', amount: '500.000' });
      const path = (await form.submit({ button: 'Gửi đề nghị' })).path.replace(/\?.*/, '');
      await verify(path);
      await prepare(path);
      await go(accountant, path, 'Duyệt 500.000 ₫');
      await go(finance, path, 'Phát lệnh chi 500.000 ₫');
      if (reference === 'kb-mot-lan') {
        const page = await go(finance, path, 'Xác nhận đã chi', { reference, paidOn: today() }, 422);
        expect(page.errors.join()).toMatch(/Số này đã ghi cho HS-\d{4}-[0-9A-F]{6}/);
        expect(page.form('Xác nhận đã chi').value('reference')).toEqual([reference]);
        expect((await lastRefusal()).sentence).toBe(
          'Đỗ Văn Khoa: Số chứng từ kb-mot-lan đã ghi cho một khoản khác: mỗi chứng từ chỉ ghi một lần.',
        );
        expect((await lastRefusal()).href).toBe(path);
        await go(finance, path, 'Xác nhận đã chi', { reference: 'KB-HAI', paidOn: today() });
      } else await go(finance, path, 'Xác nhận đã chi', { reference, paidOn: today() });
    }
  });

  it('is told to the auditor where the same invoice is asked for twice in its own dossier', async () => {
    const twice = pdf('hai lần một hồ sơ');
    const send = async (expected: number) => {
      await founder.get(`${base}/requests/new`);
      const form = await addInvoice(founder, 'prototype', 0, { cost: '1.000.000', amount: '500.000' }, false);
      form.attach('r0-file', 'hoa-don.pdf', twice, 'application/pdf');
      return form.submit({ button: 'Gửi đề nghị', expect: expected });
    };
    const path = (await send(200)).path.replace(/\?.*/, '');
    expect((await send(422)).refusal?.sentence).toBe('Tài liệu minh chứng này đã dùng cho đề nghị khác.');
    expect((await lastRefusal()).sentence).toContain('Tài liệu minh chứng này đã dùng cho đề nghị khác.');
    await emptyDraft();
    await founder.get(path);
    await go(officer, path, 'Từ chối', { 'reason-refuse': 'Thử.' });
  });

  it('advances, and clears what was advanced in parts', async () => {
    await founder.get(`${base}/requests/new`);
    let form = await addInvoice(founder, 'prototype', 0, { cost: '20.000.000', amount: '10.000.000' }, false);
    let page = await form.fill({ isAdvance: true }).submit({ button: 'Gửi đề nghị' });
    expect(page.text).toContain('Tạm ứng');
    const path = page.path.replace(/\?.*/, '');
    await verify(path);
    await prepare(path);
    await go(accountant, path, 'Duyệt 10.000.000 ₫');
    await go(finance, path, 'Phát lệnh chi 10.000.000 ₫');
    await go(finance, path, 'Xác nhận đã chi', { reference: 'KB-8', paidOn: today() });
    await officer.get(path);
    form = officer.page!.form('/clear').fill({ s0: '6.000.000', c0: '16.000.000', u0: '4.000.000' });
    page = await form.submit({ expect: 422 });
    expect(page.errors).toContain('Hạn nộp lại: Ghi hạn nộp lại phần chưa chi.');
    expect(page.errors).toContain('Tài liệu quyết toán: Đính kèm tài liệu quyết toán.');
    form = page.form('/clear').fill({ repayBy: today() });
    form.attach('files', 'quyet-toan.pdf', pdf('clearing'), 'application/pdf');

    // what it would do is read first, line by line: nothing is recorded yet
    page = await form.submit();
    expect(page.heading).toBe('Xem lại trước khi quyết toán tạm ứng');
    expect(page.all('tbody tr')[0]).toContain('10.000.000 0 6.000.000 4.000.000 0 10.000.000');
    for (const said of [
      'Chấp nhận quyết toán 6.000.000 ₫',
      'Mở khoản phải hoàn trả 4.000.000 ₫: ',
      `nộp lại trước hết ngày ${today().split('-').reverse().join('/')}`,
      'Tạm ứng được quyết toán hết',
      'Chi phí được chấp nhận vượt số quyết toán 10.000.000 ₫',
      'quyet-toan.pdf',
    ])
      expect(page.text).toContain(said);
    expect((await house.stage.vessels(dossier)).due).toBeUndefined();
    expect((await officer.get(path)).text).not.toContain('Đã quyết toán');

    // back to the form nothing is lost, not even the file
    form = (await page.form('/clear').submit({ button: 'Sửa lại' })).form('/clear');
    expect(['s0', 'c0', 'u0'].map((name) => form.value(name)[0])).toEqual(['6.000.000', '16.000.000', '4.000.000']);
    page = await form.fill({ s0: '5.000.000', c0: '12.000.000' }).submit();
    expect(page.all('tbody tr')[0]).toContain('10.000.000 0 5.000.000 4.000.000 1.000.000 7.000.000');
    expect(page.text).toContain('Còn tạm ứng 1.000.000 ₫');
    await officer.get(`${path}?lang=en`);
    const english = await page.form('/clear').submit({ button: 'Sửa lại' });
    expect((await english.form('/clear').submit()).text).toContain('What stays advanced: 1.000.000 ₫');
    await officer.get(`${path}?lang=vi`);

    // what was not read so is not recorded
    const hidden = page.root.querySelectorAll('main form input[type=hidden]');
    const sent = Object.fromEntries(
      hidden.map((input) => [input.getAttribute('name')!, input.getAttribute('value') ?? '']),
    );
    page = await officer.post(`${path}/clear`, { ...sent, s0: '6.000.000', step: 'record' }, { expect: 422 });
    expect(page.errors.join()).toContain('Hãy xem lại rồi xác nhận');
    expect(page.text).toContain('Chấp nhận quyết toán 6.000.000 ₫');
    const sure = page.form('/clear');
    page = await sure.submit({ button: 'Quyết toán' });
    expect(page.text).toContain('Đã quyết toán');
    await sure.submit({ button: 'Quyết toán' });
    expect(await house.stage.vessels(dossier)).toMatchObject({ due: 4_000_000n });
  });

  it('can be handled when its invoices are not kept, and is read in English', async () => {
    const id = await house.stage.disbursement(
      dossier,
      founderId,
      [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }],
      'requested',
    );
    const path = `${base}/requests/${id}`;
    await officer.get(path);
    expect(officer.page!.text).toContain('Chi tiết chứng từ không còn lưu.');
    const page = await go(officer, path, 'Chấp nhận và chuyển tài chính', {
      a0: '900.000',
      c0: '1.800.000',
      w0: 'Thiếu dấu.',
    });
    expect(page.text).toContain('Đề nghị 1.000.000 ₫, chấp nhận 900.000 ₫, không chấp nhận 100.000 ₫: Thiếu dấu.');
    await officer.get(`${path}?lang=en`);
    expect(officer.page!.heading).toMatch(/^Disbursement request, tranche \d+: 900\.000 ₫$/);
    expect(officer.page!.text).toContain('Every cap concerned');
    await officer.get(`${path}?lang=vi`);
    await go(finance, path, 'Từ chối', { 'reason-refuse': 'Thử.' });
  });

  it('takes hostile reasons, references and days without falling over', async () => {
    const path = await send('1.000.000', '2.000.000');
    await officer.get(path);
    for (const text of ['\u0000', '\ud800', '<b>x</b>', 'x'.repeat(5_000), '   ', '\u202e']) {
      const body = new URLSearchParams({ 'reason-return': text, key: v7(), a0: text, w0: text, revision: text });
      for (const act of ['verify', 'return', 'refuse']) {
        const page = await officer.visit(
          post(`${path}/${act}`, act === 'verify' ? body : new URLSearchParams({ 'reason-return': '', key: text })),
          422,
        );
        expect(page.html).not.toContain('<b>x</b>');
      }
    }
    for (const day of ['', 'x', '2026-02-30', '31/02/2026', '9999-99-99', '0000-00-00'])
      await finance.visit(post(`${path}/pay`, new URLSearchParams({ reference: 'KB', paidOn: day, key: v7() })), 422);
    expect(await eventsOf(path)).toEqual(['requested']);
    await cancelAll(path);
  });
});

describe('words and fields', () => {
  const sources = ['templates', 'workflows', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
  );
  it('each step of a request has one name', () => {
    const others = /kiểm tra minh chứng|lập lệnh chi|lập đề nghị thanh toán|rời chỗ giữ|[Tt]hẩm tra đề nghị/;
    expect(sources.filter(({ text }) => others.test(text)).map(({ file }) => file)).toEqual([]);
  });
  it('no page asks for a day in the browser’s own way of writing it', () => {
    expect(sources.filter(({ text }) => /type="date"|type: 'date'/.test(text)).map(({ file }) => file)).toEqual([]);
  });
});

describe('the year’s budget', () => {
  it('is opened and added to once, and shown to those who answer for it', async () => {
    const address = `/agencies/${house.stage.agency}/budget`;
    await founder.get(address, { expect: 404 });
    await finance.get(address);
    expect(finance.page!.text).toContain('100.000.000.000');
    let page = await finance
      .page!.formWith('add-amountVnd')
      .fill({ 'add-amountVnd': '5 tỷ', 'add-decisionNumber': '' })
      .submit({ expect: 422 });
    expect(page.errors.length).toBe(2);
    page = await page
      .formWith('add-amountVnd')
      .fill({ 'add-amountVnd': '5.000.000.000', 'add-decisionNumber': '1024/QĐ-UBND' })
      .submit();
    // nothing is recorded before it was read once more
    expect(page.text).toContain('Năm tỷ đồng');
    expect(page.text).toContain('100.000.000.000 ₫ → 105.000.000.000 ₫');
    expect((await finance.get(address)).text).not.toContain('1024/QĐ-UBND');
    const form = page.form('Bổ sung dự toán');
    await Promise.all([finance.visit(form.request(), 200), finance.visit(form.request(), 200)]);
    await finance.get(address);
    expect(finance.page!.text).toContain('105.000.000.000');
    expect(finance.page!.text).toContain('1024/QĐ-UBND');
    page = await finance
      .page!.formWith('open-year')
      .fill({
        'open-year': String(house.stage.year),
        'open-source': 'nstp',
        'open-amountVnd': '1',
        'open-decisionNumber': '1025/QĐ-UBND',
      })
      .submit({ expect: 422 });
    expect(page.errors.join(' ')).toContain('đã mở');
    page = await page
      .formWith('open-year')
      .fill({ 'open-year': String(house.stage.year + 1) })
      .submit();
    // back to the form, with what was typed, and on again
    page = await page.form('Mở năm ngân sách').submit({ button: 'Sửa lại' });
    expect(page.formWith('open-year').value('open-decisionNumber')).toEqual(['1025/QĐ-UBND']);
    page = await page.formWith('open-year').submit();
    page = await page.form('Mở năm ngân sách').submit({ button: 'Mở năm ngân sách' });
    expect(page.text).toContain('Đã ghi nhận: Mở năm ngân sách.');
    const auditor = await house.browser(house.stage.people.auditor, 'Bùi Minh Soát');
    await auditor.get(address);
    expect(auditor.page!.hasForm('/budget')).toBe(false);
  });

  it('the same invoice is not paid in two dossiers: its bytes are refused, its number is shown to the officer', async () => {
    const { stage } = house;
    const bytes = pdf('một hóa đơn, hai hồ sơ');
    const shared = { number: '00077123', taxCode: '0300588569', cost: '4.000.000', amount: '2.000.000' };
    const lines = [{ line: 'prototype', amountVnd: '40000000' }];
    const strangerId = v7();
    const stranger = await house.browser(strangerId, 'Vũ Bình');
    const sendFrom = async (client: Client, at: string, invoice: Invoice, file: Buffer, expected = 200) => {
      await client.get(`${at}/requests/new`);
      const form = await addInvoice(client, 'prototype', 0, invoice, false);
      form.attach('r0-file', 'hoa-don.pdf', file, 'application/pdf');
      return form.submit({ button: 'Gửi đề nghị', expect: expected });
    };
    const at = (of: string) => `/agencies/${stage.agency}/dossiers/${of}`;
    const [a, b, c] = [
      await stage.project({ founder: founderId, lines }),
      await stage.project({ founder: founderId, lines }),
      await stage.project({ founder: strangerId, lines }),
    ];
    const codeOfA = `-${a.dossier.slice(-6).toUpperCase()}`;
    const first = (await sendFrom(founder, at(a.dossier), shared, bytes)).path.replace(/\?.*/, '');
    await officer.get(first);
    expect(officer.page!.text).not.toContain('Cần đối chiếu');

    // the same bytes in another dossier of the team: refused at the field
    const refused = await sendFrom(founder, at(b.dossier), { ...shared, number: '555' }, bytes, 422);
    expect(refused.errors).toEqual([expect.stringContaining('Tệp này đã có trong một đề nghị giải ngân khác')]);
    expect(refused.errors[0]).toContain(codeOfA);
    // with a byte more it goes through, and whoever checks and pays is told, however the number is written
    const disguised = { ...shared, number: '77.123' };
    // the refused file is taken off; another one beside it would not help
    await refused.form('Gửi đề nghị').submit({ button: 'Gỡ' });
    expect(founder.page!.all('.attached')).toEqual([]);
    const second = await founder
      .page!.form('Gửi đề nghị')
      .fill({ 'r0-number': disguised.number })
      .attach('r0-file', 'hoa-don.pdf', Buffer.concat([bytes, Buffer.from('\n')]), 'application/pdf')
      .submit({ button: 'Gửi đề nghị' });
    const secondPath = second.path.replace(/\?.*/, '');
    expect(second.text).not.toContain('Cần đối chiếu');
    for (const one of [officer, finance, accountant]) {
      await one.get(secondPath);
      expect(one.page!.text).toContain('chứng từ cùng số, cùng mã số thuế đã có trong đề nghị của hồ sơ');
      expect(one.page!.links.some(({ href, text }) => href === first && text.endsWith(codeOfA))).toBe(true);
    }
    // the same bytes from strangers: they are not told of others' dossiers, the officer is
    const third = await sendFrom(stranger, at(c.dossier), { ...shared, number: '9', taxCode: '' }, bytes);
    expect(third.text).not.toContain('Cần đối chiếu');
    const thirdPath = third.path.replace(/\?.*/, '');
    await officer.get(thirdPath);
    expect(officer.page!.text).toContain('đúng tệp này đã có trong đề nghị của hồ sơ');
    // what was cancelled counts no more
    await cancelAll(first);
    for (const path of [secondPath, thirdPath]) {
      await officer.get(path);
      expect(officer.page!.text).not.toContain('Cần đối chiếu');
    }
    await go(founder, secondPath, 'Hủy đề nghị');
    expect((await sendFrom(founder, at(b.dossier), shared, bytes)).path).toContain('done=disbursement.requested');
  });

  it('within one request, is named to whoever checks', async () => {
    await founder.get(`${base}/requests/new`);
    const invoice = { number: 'HD-0092', cost: '1.000.000', amount: '400.000' };
    const one = await addInvoice(founder, 'prototype', 0, { ...invoice, taxCode: '0300588569' });
    await one.submit({ button: 'Lưu nháp' });
    const form = await addInvoice(founder, 'prototype', 1, { ...invoice, number: 'hd 0092', taxCode: '' });
    const path = (await form.submit({ button: 'Gửi đề nghị' })).path.replace(/\?.*/, '');
    await officer.get(path);
    expect(officer.page!.text).toMatch(
      /cùng số, cùng người bán với Chứng từ 2[\s\S]*cùng số, cùng người bán với Chứng từ 1/,
    );
    await go(founder, path, 'Hủy đề nghị');
  });

  it('and all of it leaves the books in order', async () => {
    await expectClean(house.stage);
  });
});

function post(path: string, body: URLSearchParams): Request {
  const origin = officer.origin;
  return new Request(new URL(path, origin), { method: 'POST', headers: { Origin: origin }, body });
}
