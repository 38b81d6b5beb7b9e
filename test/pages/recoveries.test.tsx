import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let founder: Client;
let officer: Client;
let finance: Client;
let director: Client;
let dossier: string;
let founderId: string;
let base: string;
let paid: string;

beforeAll(async () => {
  house = await openHouse();
  const { people } = house.stage;
  founderId = v7();
  await signIn();
  const project = await house.stage.project({
    founder: founderId,
    lines: [{ line: 'prototype', amountVnd: '40000000' }],
  });
  dossier = project.dossier;
  base = `/agencies/${house.stage.agency}/dossiers/${dossier}`;
  await house.stage.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
    values (${house.stage.agency}, ${project.party}, 'Nhóm Máy sấy Hòa Vang', ${house.now()}, ${people.officer})`;
  paid = await house.stage.disbursement(
    dossier,
    founderId,
    [{ line: 'prototype', amountVnd: '16000000', costVnd: '32000000' }],
    'approved',
  );
  await house.stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id: paid });
  await house.stage.must(people.financeOfficer, 'payDisbursement', dossier, {
    id: paid,
    reference: 'KB-1',
    paidOn: today(),
  });
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const today = () => dayOf(house.now());

async function signIn(): Promise<void> {
  const { people } = house.stage;
  founder = await house.browser(founderId, 'Nguyễn Thị Minh Châu');
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  director = await house.browser(people.director, 'Nguyễn Hữu Đức');
}

async function propose(amount: string, expected = 200): Promise<Page> {
  await officer.get(`${base}/recoveries/new?request=${paid}`);
  return officer
    .page!.form('Đề xuất thu hồi')
    .fill({ a0: amount, c0: '0', reason: 'Hóa đơn 0001872 xuất cho thiết bị không dùng trong dự án.' })
    .submit({ expect: expected });
}
async function go(
  client: Client,
  path: string,
  button: string,
  values: Record<string, string>,
  expected = 200,
): Promise<Page> {
  await client.get(path);
  return client.page!.form(button).fill(values).submit({ expect: expected });
}

describe('a recovery', () => {
  it('is proposed by one with a reason, and decided by another', async () => {
    let page = await propose('16.000.001', 422);
    expect(page.errors.join(' ')).toContain('Không quá 16.000.000 ₫');
    expect(page.form('Đề xuất thu hồi').value('a0')).toEqual(['16.000.001']);
    expect(page.form('Đề xuất thu hồi').value('reason')[0]).toContain('0001872');
    page = await propose('16 triệu', 422);
    expect(page.errors.join(' ')).toContain('chỉ gồm chữ số');
    page = await propose('4.000.000');
    const path = page.path.replace(/\?.*/, '');
    expect(page.heading).toBe('Thu hồi 4.000.000 ₫');
    expect(page.text).toContain('Chưa có gì thay đổi cho đến khi giám đốc quyết định.');
    expect(page.hasForm('Quyết định thu hồi')).toBe(false);

    // whoever proposed does not decide
    const { people } = house.stage;
    await house.stage.must(people.administrator, 'appoint', people.officer, { roles: ['director'] });
    await officer.get(path);
    expect(officer.page!.text).toContain('Bạn đã đề xuất thu hồi khoản này; người khác phải quyết định thu hồi.');
    await house.stage.must(people.administrator, 'relieve', people.officer, { roles: ['director'] });

    await director.get(path);
    expect(director.page!.text).toContain('4.000.000 ₫ chuyển từ đã quyết toán sang phải hoàn trả.');
    expect(director.page!.text).toContain('Kiểm tra trước khi bấm');
    expect(director.page!.text).toContain('Bạn quyết định Nhóm Máy sấy Hòa Vang phải hoàn trả 4.000.000 ₫.');
    const stale = director.page!.form('Quyết định thu hồi').fill({ 'decide-repayBy': today() });
    expect(director.page!.text).toContain('Số do sổ đăng ký cấp khi ban hành, dự kiến 01/QĐTH-SKHCNVD.');
    page = await director
      .page!.form('Quyết định thu hồi')
      .fill({ 'decide-repayBy': '2001-01-01' })
      .submit({ expect: 422 });
    expect(page.errors).toEqual(['Ngày này đã qua; chọn hôm nay hoặc sau đó.']);
    const form = page.form('Quyết định thu hồi').fill({ 'decide-repayBy': today() });
    await Promise.all([director.visit(form.request(), 200), director.visit(form.request(), 200)]);
    expect(await house.stage.vessels(dossier)).toMatchObject({ due: 4_000_000n, settled: 12_000_000n });
    // the first page, in another tab, under its own key
    page = await director.visit(stale.request(), 'any');
    expect(await house.stage.vessels(dossier)).toMatchObject({ due: 4_000_000n, settled: 12_000_000n });

    await founder.get(path);
    expect(founder.page!.text).toContain('Quyết định thu hồi 01/QĐTH-SKHCNVD');
    expect(founder.page!.text).toContain('Bạn cần hoàn trả');
    expect(founder.page!.forms.length).toBe(0);

    // a part in cash after its day, a part netted
    const decidedOn = today();
    house.forward(1);
    await signIn();
    const tomorrow = dayOf(new Date(Date.parse(house.now()) + 86_400_000).toISOString());
    const cash = { 'cash-reference': 'BC-20', 'cash-receivedOn': today() };
    page = await go(
      finance,
      path,
      'Ghi nhận đã nhận',
      { ...cash, 'cash-amount': '5.000.000', 'cash-receivedOn': tomorrow },
      422,
    );
    expect(page.errors).toEqual(['Không quá 4.000.000 ₫.', 'Ngày này chưa đến; ghi ngày thực tế, không sau hôm nay.']);
    page = await go(finance, path, 'Ghi nhận đã nhận', { ...cash, 'cash-amount': '1.000.000' });
    expect(page.text).toContain('BC-20');
    expect(await house.stage.vessels(dossier)).toMatchObject({ due: 3_000_000n, awarded: 25_000_000n });
    expect(page.text).toContain('Không có đề nghị nào đang ở bước đã thẩm tra');
    // it is owed since it was decided, whatever came of it since; where its day was over by then, that stands there
    const lead = async () => (await director.get(path)).all('.lead').join();
    expect(await lead()).toContain(`từ ${dayText(decidedOn)}`);
    expect(await lead()).not.toContain(dayText(today()));
    const shift = (days: number) => house.stage.owner.query`
      update deadline set due_at = due_at + make_interval(days => ${days}), due_on = due_on + ${days}::int
      where dossier = ${dossier} and subject = ${`recovery/${path.split('/').at(-1)!}`}`;
    await shift(-40);
    expect(await lead()).toContain(`đã trễ khi đến lượt (${dayText(decidedOn)})`);
    await shift(40);
    // beside the request that a part was repaid of, nobody has used less than nothing
    expect((await finance.get(`${base}/requests/${paid}`)).text).not.toMatch(/[-−]1\.000\.000/);
    const next = await house.stage.disbursement(
      dossier,
      founderId,
      [{ line: 'prototype', amountVnd: '8000000', costVnd: '16000000' }],
      'verified',
    );
    page = await go(finance, path, 'Cấn trừ', { 'net-request': next, 'net-amount': '2.000.000' });
    expect(page.text).toContain('Cấn trừ khoản phải hoàn trả');
    expect(await house.stage.vessels(dossier)).toMatchObject({ due: 1_000_000n });
    await finance.get(`${base}/requests/${next}`);
    expect(finance.page!.heading).toContain('6.000.000 ₫');
    expect((await director.get(path)).text).toContain(
      'Kiểm tra trước khi bấm Bạn xóa 1.000.000 ₫ mà Nhóm Máy sấy Hòa Vang còn phải hoàn trả.',
    );
    expect(director.page!.text).toMatch(/Từ dự toán Năm \d{4}, ngân sách Thành phố Hạn mức Vẫn tính là đã dùng/);
    page = await go(director, path, 'Xóa nợ', {
      'writeOff-number': '600/QĐ-SKHCN',
      'writeOff-reason': 'Nhóm dự án mất khả năng hoàn trả.',
    });
    expect(page.text).toContain('Đã xóa nợ theo quyết định');
  });

  it('can be dropped, with a reason that is read by all', async () => {
    const page = await propose('1.000.000');
    const path = page.path.replace(/\?.*/, '');
    const dropped = await go(director, path, 'Không thu hồi', { 'drop-reason': 'Đã bổ sung chứng từ.' });
    expect(dropped.text).toContain('Đã bổ sung chứng từ.');
    expect(dropped.forms.length).toBe(0);
  });

  it('takes hostile input without falling over, and is not there for others', async () => {
    const page = await propose('1.000.000');
    const path = page.path.replace(/\?.*/, '');
    const stranger = await house.browser(v7(), 'Trần Văn Khác');
    await stranger.get(path, { expect: 404 });
    await founder.get(`${base}/recoveries/new`, { expect: 403 });
    await officer.get(`${base}/recoveries/${v7()}`, { expect: 404 });
    // what the pages show, so that what is refused is the input
    const { html } = await director.get(path);
    const revision = /name="revision" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect(revision).not.toBe('');
    for (const text of [
      '',
      ' ',
      '\u0000',
      '\ud800',
      'x'.repeat(9_000),
      '<script>',
      '-1',
      '9'.repeat(99),
      '2026-02-30',
      "' or 1=1 --",
      '../..',
      '😀',
      '\u202e',
      'NaN',
      '1e5',
      '0x1',
      '%00',
      '{{1}}',
      '[]',
      'null',
    ]) {
      const body = new URLSearchParams(
        [
          'decide-repayBy',
          'cash-amount',
          'cash-reference',
          'cash-receivedOn',
          'net-amount',
          'net-request',
          'writeOff-number',
          'a0',
          'c0',
          'request',
          'id',
        ].map((name): [string, string] => [name, text]),
      );
      body.set('revision', revision);
      for (const [client, act] of [
        [director, 'decide'],
        [finance, 'cash'],
        [finance, 'net'],
        [director, 'write-off'],
        [director, 'drop'],
      ] as const) {
        const found = await client.visit(post(client, `${path}/${act}`, body), 422);
        expect(found.html).not.toContain('<script>"');
      }
      await officer.visit(post(officer, `${base}/recoveries/new`, body), 422);
    }
    await go(director, path, 'Không thu hồi', { 'drop-reason': 'Thử.' });
  });
});

function post(client: Client, path: string, body: URLSearchParams): Request {
  return new Request(new URL(path, client.origin), { method: 'POST', headers: { Origin: client.origin }, body });
}
