// The year's money, followed by those who answer for it: what is carried over, what is given back, who was paid what, what is owed.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { Page } from '../../src/scenario/client.ts';
import { budgetDossier } from '../../workflows/ids.ts';
import { type Day, dayOf, daysBetween } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './reviews-house.ts';

let house: House;
let base: string;
let later = 0;
const clock = () => new Date(Date.now() + later);

const vnd = (amount: bigint | number) => `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.')} ₫`;
const rowsOf = (page: Page): string[] => page.all('tbody tr');
const see = async (person: string, path: string) => (await house.as(person)).get(`${base}${path}`);
const at = (dossier: string, path = '') => `/dossiers/${dossier}${path}`;
const lines = [{ line: 'services', amountVnd: '40000000' }];
const item = (amountVnd: string) => ({ line: 'services', amountVnd });
const account = (year: number, rest: string) => house.balance(`B/${year}/nstp/${rest}`);

beforeAll(async () => {
  house = await openHouse(clock);
  base = `/agencies/${house.agency}`;
  await house.owner.script('update installation set simulated_clock = true');
});
afterAll(async () => {
  await expectClean(house);
  await house.drop();
});

describe('money of a year', () => {
  it('is opened under a source of the list, a new one named in words, and asked for again where the year is far', async () => {
    const { people, year } = house;
    const accountant = await house.as(people.chiefAccountant);
    const fill = async (fields: Record<string, string>) =>
      (await accountant.get(`${base}/budget`)).formWith('open-year').fill({
        'open-year': String(year + 1),
        'open-amountVnd': '100.000.000',
        'open-decisionNumber': '9/QĐ',
        ...fields,
      });
    const offered = (await accountant.get(`${base}/budget`))
      .formWith('open-source')
      .fields.find(({ name }) => name === 'open-source')!.options;
    expect(offered.map(({ value }) => value)).toEqual(['', 'nstp', 'nstw', '+']);

    // a slip of the pen is no source
    await accountant.post(
      `${base}/budget`,
      {
        what: 'open',
        'open-year': String(year + 1),
        'open-source': 'nsnn',
        'open-amountVnd': '1',
        'open-decisionNumber': '9/QĐ',
      },
      { expect: 422 },
    );
    let page = await (await fill({ 'open-source': '+', 'open-newSource': 'nsnn' })).submit({ expect: 422 });
    expect(page.errors.join()).toContain('Ghi tên nguồn bằng chữ');
    page = await page
      .formWith('open-source')
      .fill({ 'open-newSource': 'NSTP', 'open-newSourceName': 'Ngân sách' })
      .submit({ expect: 422 });
    expect(page.errors.join()).toContain('Nguồn nstp đã có');
    page = await page
      .formWith('open-source')
      .fill({ 'open-newSource': 'xahoi', 'open-newSourceName': 'Nguồn xã hội hóa' })
      .submit();
    for (const said of [
      'Nguồn xã hội hóa (xahoi)',
      'Một trăm triệu đồng',
      'chưa từng mở năm nào',
      `0 ₫ → ${vnd(100_000_000)}`,
    ])
      expect(page.text).toContain(said);
    await page.form('/budget').submit({ button: 'Mở năm ngân sách' });
    expect(rowsOf(await see(people.auditor, '/budget')).find((row) => row.includes('Nguồn xã hội hóa'))).toContain(
      '9/QĐ',
    );
    expect(rowsOf(await see(people.auditor, '/history?kind=budget'))[0]).toContain('Nguồn mới xahoi: Nguồn xã hội hóa');

    // two years off it is asked for once more
    page = await (await fill({ 'open-year': String(year + 2), 'open-source': 'nstp' })).submit();
    const unsure = await page.form('/budget').submit({ button: 'Mở năm ngân sách', expect: 422 });
    expect(unsure.errors.join()).toContain(`Năm ${year + 2} còn xa`);
    await unsure.form('/budget').fill({ far: true }).submit({ button: 'Mở năm ngân sách' });
    expect(await account(year + 2, 'available')).toBe(100_000_000n);
  });

  it('is set aside after it was read what that does, and what is not needed is released, with a reason', async () => {
    const { people, year } = house;
    const { dossier, founder } = await house.project({ lines, planVnd: '10000000' });
    const finance = await house.as(people.financeOfficer);
    const address = `${base}${at(dossier, '/budget')}`;
    const before = await account(year, 'available');
    const check = await (await finance.get(address))
      .form('/budget')
      .fill({ year: `${year}/nstp`, amount: '20.000.000' })
      .submit();
    for (const said of [
      `Dành ${vnd(20_000_000)} (Hai mươi triệu đồng)`,
      `${vnd(before)} → ${vnd(before - 20_000_000n)}`,
      `${vnd(30_000_000)} → ${vnd(10_000_000)}`,
    ])
      expect(check.text).toContain(said);
    expect(await account(year, `${dossier}/reserved`)).toBe(10_000_000n);
    const done = check.form('/budget');
    for (let times = 0; times < 2; times += 1) await done.submit();
    expect(await account(year, `${dossier}/reserved`)).toBe(30_000_000n);

    // what a request about to be ordered needs is not released
    await house.disbursement(dossier, founder, [item('8000000')], 'prepared');
    const release = (await finance.get(`${address}/release`)).form('/release');
    const empty = await release.fill({ amount: '5.000.000' }).submit({ expect: 422 });
    expect(empty.errors).toHaveLength(1);
    const much = await empty
      .form('/release')
      .fill({ amount: '22.000.001', reason: 'Đợt sau ít hơn.' })
      .submit({ expect: 422 });
    expect(much.refusal?.figures['Còn lại']).toBe(vnd(22_000_000));
    const read = await much.form('/release').fill({ amount: '12.000.000' }).submit();
    expect(read.text).toContain(`${vnd(12_000_000)} trở về dự toán còn lại`);
    expect(await account(year, 'available')).toBe(before - 20_000_000n);
    await read.form('/release').submit();
    expect(await account(year, 'available')).toBe(before - 8_000_000n);
    expect(await account(year, `${dossier}/reserved`)).toBe(18_000_000n);
    const told = await see(people.auditor, at(dossier, '/history'));
    expect(told.text).toContain('Trả lại nguồn đã dành');
    expect(told.text).toContain('Đợt sau ít hơn.');
    const auditor = await house.as(people.auditor);
    await auditor.post(
      `${address}/release`,
      { year: `${year}/nstp`, amount: '1', reason: 'x', key: v7() },
      { expect: 403 },
    );
  });
});

describe('whoever sets budget aside or gives it back', () => {
  it('sees what requests will ask of it that no payment is prepared for yet, by expense line, beside what is free', async () => {
    const { people, year } = house;
    const labour = { line: 'labour', amountVnd: '20000000' };
    const { dossier, founder } = await house.project({ lines: [...lines, labour], planVnd: '15000000' });
    const finance = await house.as(people.financeOfficer);
    const address = `${base}${at(dossier, '/budget')}`;
    expect((await finance.get(address)).text).toContain('Không có đề nghị nào chưa lập chứng từ');

    await house.disbursement(dossier, founder, [item('6000000')], 'requested');
    await house.disbursement(
      dossier,
      founder,
      [item('1000000'), { line: 'labour', amountVnd: '2000000' }],
      'requested',
    );
    await house.disbursement(dossier, founder, [item('3000000')], 'verified');
    await house.disbursement(dossier, founder, [item('4000000')], 'prepared');
    const returned = await house.disbursement(dossier, founder, [item('500000')], 'requested');
    await house.must(people.officer, 'returnDisbursement', dossier, { id: returned, reason: hash('r') });

    for (const path of ['', '/release']) {
      const page = await finance.get(`${address}${path}`);
      const row = (name: RegExp) => rowsOf(page).find((one) => name.test(one));
      expect(row(/^Dịch vụ|^Thuê|dịch vụ/i), path).toContain('7.000.000 2 đề nghị');
      expect(row(/^Dịch vụ|^Thuê|dịch vụ/i)).toContain('500.000 1 đề nghị');
      expect(row(/^Dịch vụ|^Thuê|dịch vụ/i)).toContain('3.000.000 1 đề nghị');
      expect(row(/công lao động/i)).toContain('2.000.000 1 đề nghị');
      // a request of two lines is one request
      expect(row(/^Cộng/)).toContain('9.000.000 2 đề nghị');
      // 15 reserved, 4 of them for what is prepared; what was returned asks for nothing now
      expect(page.text).toContain(
        `Còn ${vnd(11_000_000)} đã dành mà chưa lập chứng từ, cho 3 đề nghị cần ${vnd(12_000_000)}: thiếu ${vnd(1_000_000)}.`,
      );
    }
    const english = await finance.get(`${address}/release?lang=en`);
    expect(english.text).toContain(`${vnd(1_000_000)} short`);
    await finance.get(`${address}?lang=vi`);

    const read = await (await finance.get(`${address}/release`))
      .form('/release')
      .fill({ amount: '2.000.000', reason: 'Đợt sau ít hơn.' })
      .submit();
    expect(read.text).toContain(
      `Còn ${vnd(9_000_000)} đã dành mà chưa lập chứng từ, cho 3 đề nghị cần ${vnd(12_000_000)}: thiếu ${vnd(3_000_000)}`,
    );
    // what is asked meanwhile has to be read too
    await house.disbursement(dossier, founder, [item('700000')], 'requested');
    const stale = await read.form('/release').submit({ expect: 422 });
    expect(stale.text).toContain(`cho 4 đề nghị cần ${vnd(12_700_000)}`);
    await stale.form('/release').submit();
    expect(await account(year, `${dossier}/reserved`)).toBe(13_000_000n);

    const check = await (await finance.get(address))
      .form('/budget')
      .fill({ year: `${year}/nstp`, amount: '20.000.000' })
      .submit();
    expect(check.text).toContain(
      `Còn ${vnd(29_000_000)} đã dành mà chưa lập chứng từ, cho 4 đề nghị cần ${vnd(12_700_000)}: đủ`,
    );
    await check.form('/budget').submit();
    expect((await finance.get(address)).text).toContain(`đủ cho các đề nghị này`);
  });
});

describe('what the treasury is told', () => {
  it('changes after both were read, by a paper, and the agency’s history tells it', async () => {
    const { people } = house;
    const administrator = await house.as(people.administrator);
    const form = (await administrator.get(`${base}/treasury`)).form('/treasury');
    const check = await form.fill({ account: '9527.3.7654321' }).submit();
    expect(rowsOf(check).find((row) => row.includes('Số tài khoản tại Kho bạc'))).toContain('9527.3.7654321');
    expect((await administrator.get(`${base}/treasury`)).form('/treasury').value('account')).not.toEqual([
      '9527.3.7654321',
    ]);
    const without = await check.form('/treasury').submit({ button: 'Lưu', expect: 422 });
    expect(without.errors).toHaveLength(1);
    const saved = await without.form('/treasury').fill({ decisionNumber: '77/TB-KBNN' }).submit({ button: 'Lưu' });
    expect(saved.text).toContain('Đã lưu');
    const auditor = await house.as(people.auditor);
    const history = await auditor.get(`${base}/history?kind=treasury`);
    const [row] = rowsOf(history);
    for (const said of ['Đổi thông tin in trên lệnh chi', 'Ngô Thanh Quản', '→ 9527.3.7654321', '77/TB-KBNN'])
      expect(row).toContain(said);
    expect(rowsOf(history)).toHaveLength(1);
    // among all the rest it stands in its place
    expect(rowsOf(await auditor.get(`${base}/history`))[0]).toContain('77/TB-KBNN');
  });
});

describe('whoever answers for the money', () => {
  it('follows every order, payment and debt, to sums that are those of the books, and takes them along', async () => {
    const { people, year, db, agency } = house;
    const { dossier, founder, party } = await house.project({ lines });
    await db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
      values (${agency}, ${party}, '=HYPERLINK("http://x","y")', ${clock().toISOString()}, ${founder})`;
    const first = await house.disbursement(dossier, founder, [item('6000000')], 'ordered');
    await house.must(people.financeOfficer, 'rejectByBank', dossier, { id: first, reason: hash('closed') });
    await house.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: first, year, source: 'nstp' });
    await house.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: first });
    await house.must(people.financeOfficer, 'orderDisbursement', dossier, { id: first });
    const paidOn = dayOf(clock().toISOString());
    await house.must(people.financeOfficer, 'payDisbursement', dossier, { id: first, reference: 'KB-0147', paidOn });
    await house.disbursement(dossier, founder, [item('2000000')], 'ordered');
    const recovery = v7();
    await house.must(people.officer, 'proposeRecovery', dossier, {
      ...{ id: recovery, disbursement: first, reason: hash('r') },
      items: [{ line: 'services', unit: '-', amountVnd: '3000000', costVnd: '3000000' }],
    });
    await house.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: `${year}-12-31` });
    await house.must(people.financeOfficer, 'receiveCash', dossier, {
      ...{ id: recovery, amountVnd: '1000000', year, source: 'nstp', reference: 'NT-9', receivedOn: paidOn },
    });

    for (const reader of [people.auditor, people.chiefAccountant, people.financeOfficer, people.director]) {
      const page = await see(reader, `/payments?book=${year}/nstp`);
      expect(page.text).toContain(
        `Đã chi ${vnd(6_000_000)}, nộp lại hoặc bị trả lại trong năm ${vnd(1_000_000)}, đã phát lệnh chưa chi ${vnd(2_000_000)}.`,
      );
      expect(page.text).toContain(`Khớp với sổ ngân sách: đã chi ${vnd(5_000_000)}`);
    }
    const page = await see(people.auditor, `/payments?book=${year}/nstp`);
    const numbers = (
      await db.query<{ number: number }>`select number from paper where kind = 'paymentOrder' order by number`
    ).map(({ number }) => `${String(number).padStart(2, '0')}/RDT-SKHCN`);
    expect(numbers).toHaveLength(3);
    const rows = rowsOf(page);
    expect(rows).toHaveLength(4);
    const returned = rows.find((row) => row.includes(numbers[0]!) && row.includes('Kho bạc trả lại'));
    expect(returned).toContain(`Thay bằng ${numbers[1]}`);
    expect(rows.find((row) => row.includes('KB-0147'))).toContain('6.000.000');
    expect(rows.find((row) => row.includes('NT-9'))).toContain('−1.000.000');
    expect(page.links.map(({ href }) => href)).toContain(`${base}/dossiers/${dossier}/requests/${first}`);
    expect(rowsOf(await see(people.auditor, `/payments?q=kb-0147`))).toHaveLength(1);
    expect(rowsOf(await see(people.auditor, `/payments?call=${house.call}&state=ordered`))).toHaveLength(1);

    const auditor = await house.as(people.auditor);
    const file = await auditor.download(`${base}/payments/export?book=${year}/nstp`);
    expect(file.type).toBe('text/csv; charset=utf-8');
    const text = Buffer.from(file.bytes).toString('utf8');
    expect(text.startsWith('\uFEFF"Ngày","Số lệnh chi"')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(5);
    expect(text).toContain(',6000000,');
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);

    const debts = await see(people.auditor, '/debts');
    expect(debts.text).toContain(`còn phải hoàn trả ${vnd(2_000_000)}`);
    const [debt] = rowsOf(debts);
    for (const said of ['3.000.000', '1.000.000', '2.000.000', 'Còn nợ', `31/12/${year}`]) expect(debt).toContain(said);
    expect(debts.links.map(({ href }) => href)).toContain(`${base}/dossiers/${dossier}/recoveries/${recovery}`);
    const owed = Buffer.from((await auditor.download(`${base}/debts/export`)).bytes).toString('utf8');
    expect(owed).toContain(',3000000,1000000,0,0,2000000,');

    // from a year to its projects, from a call to its dossiers and payments
    const budget = await see(people.auditor, '/budget');
    expect(budget.links.map(({ href }) => href)).toContain(`${base}/budget/${year}/nstp`);
    const book = await see(people.auditor, `/budget/${year}/nstp`);
    expect(book.links.map(({ href }) => href)).toContain(`${base}/dossiers/${dossier}/budget`);
    expect(book.links.map(({ href }) => href)).toContain(`${base}/payments?book=${year}/nstp`);
    expect(rowsOf(book).at(-1)).toContain('5.000.000');
    const calls = (await see(people.auditor, '/calls')).links.map(({ href }) => href);
    expect(calls).toContain(`${base}/dossiers?call=${house.call}`);
    expect(calls).toContain(`${base}/payments?call=${house.call}`);
    expect((await see(people.officer, '/calls')).links.map(({ href }) => href)).not.toContain(
      `${base}/payments?call=${house.call}`,
    );
    await (await house.as(people.officer)).get(`${base}/payments`, { expect: 403 });

    // the same money is 5 million in the budget and 3 million in the dossier: the page says why, where it says how much
    const own = await see(people.financeOfficer, at(dossier, '/budget'));
    expect(own.text).toContain(
      `Đã chi ${vnd(5_000_000)} là số đã ra khỏi dự toán; hồ sơ còn tính là đã chi ${vnd(3_000_000)}`,
    );
  });
});

describe('a payment', () => {
  it('is found by its amount, payee, voucher and month, and its file adds up to the book', async () => {
    const { people, year, db, agency } = house;
    const { dossier, founder, party } = await house.project({ lines });
    await db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
      values (${agency}, ${party}, 'Nhóm Tìm Thấy', ${clock().toISOString()}, ${founder})`;
    const id = await house.disbursement(dossier, founder, [item('5555555')], 'ordered');
    const said = { text: 'Sai tên tài khoản', on: dayOf(clock().toISOString()), number: 'TL-77' };
    const reason = await keepContent(
      { db, now: () => clock().toISOString() },
      { agency, dossier, kind: 'reason', body: said, person: people.financeOfficer },
    );
    await house.must(people.financeOfficer, 'rejectByBank', dossier, { id, reason });
    await house.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    await house.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
    await house.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    const paidOn = dayOf(clock().toISOString());
    await house.must(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB-5501', paidOn });

    const rows = async (query: string) => rowsOf(await see(people.auditor, `/payments?${query}`));
    for (const q of ['5.555.555', '5555555', '5.555.555 ₫', '5.555.555đ', 'nhóm tìm thấy'])
      expect(await rows(`q=${encodeURIComponent(q)}`), q).toHaveLength(2);
    expect(await rows('q=kb-5501')).toHaveLength(1);
    expect(await rows('q=tl-77')).toHaveLength(1);
    const month = paidOn.slice(0, 7);
    expect((await rows(`month=${month}&q=5555555`)).length).toBe(2);
    const page = await see(people.auditor, `/payments?month=${month}`);
    expect(page.text).toContain('Đang lọc');
    const offered = page.forms[0]!.fields.find(({ name }) => name === 'month')!.options.map(({ value }) => value);
    expect(offered).toContain(month);
    expect((await see(people.auditor, '/debts')).forms[0]!.names).not.toContain('month');

    const auditor = await house.as(people.auditor);
    const text = Buffer.from((await auditor.download(`${base}/payments/export?q=5555555`)).bytes).toString('utf8');
    const [head = '', ...entries] = text.replace('\uFEFF', '').trim().split('\r\n');
    const cells = (line: string) => line.split(/,(?=")|(?<="),|(?<=\d),(?=-?\d)/);
    const at = (name: string) => cells(head).findIndex((one) => one.includes(name));
    const signed = at('trả lại tính 0');
    expect(signed).toBeGreaterThan(0);
    expect(entries.map((line) => cells(line)[signed]).sort()).toEqual(['0', '5555555']);
    const returned = entries.find((line) => line.includes('TL-77'))!;
    expect(cells(returned)[at('Lý do trả lại')]).toBe('"Sai tên tài khoản"');
    for (const line of entries) expect(cells(line)[at('Khoản chi')]).toMatch(/dịch vụ/i);
    expect(cells(entries[0]!)[at('Tạm ứng')]).toBe('""');
  });
});

describe('a request', () => {
  const named = async (title: string, { party, founder }: { party: string; founder: string }) =>
    house.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
      values (${house.agency}, ${party}, ${title}, ${clock().toISOString()}, ${founder})`;

  it('is listed from its sending on, whoever it waits for, with what is asked and since when, and taken along', async () => {
    const { people, year } = house;
    const { dossier, founder, party } = await house.project({ lines });
    await named('Nhóm Chờ Chi', { party, founder });
    const sent = await house.disbursement(dossier, founder, [item('1111111')], 'requested');
    const approved = await house.disbursement(dossier, founder, [item('3333333')], 'approved');
    const verified = await house.disbursement(dossier, founder, [item('2222222')], 'requested');
    await house.must(people.officer, 'verifyDisbursement', dossier, {
      id: verified,
      accepted: [{ amountVnd: '2000000', costVnd: '2000000', reason: hash('less') }],
    });
    const ordered = await house.disbursement(dossier, founder, [item('4444444')], 'ordered');
    const query = `q=${encodeURIComponent('nhóm chờ chi')}`;
    const today = dayOf(clock().toISOString()).split('-').reverse().join('/');
    for (const reader of [people.financeOfficer, people.chiefAccountant, people.director, people.officer]) {
      const page = await see(reader, `/requests?${query}`);
      const rows = rowsOf(page);
      // what no order was given for comes first, the longest waiting on top
      expect(rows.map((row) => /\d(\.\d{3})+/.exec(row)?.[0])).toEqual([
        ...['1.111.111', '3.333.333', '2.222.222', '4.444.444'],
      ]);
      for (const [at, said] of [
        [0, ['Đợt 1', 'Chờ thẩm tra chứng từ', `từ ${today}`, 'Cán bộ chương trình', 'Hạn']],
        [1, ['Chờ phát lệnh chi', 'Cán bộ tài chính', `${year}, ngân sách Thành phố`]],
        [2, ['Chấp nhận 2.000.000 ₫', 'Chờ lập chứng từ thanh toán', 'Cán bộ tài chính']],
        [3, ['Chờ kho bạc']],
      ] as const)
        for (const one of said) expect(rows[at]).toContain(one);
      // how far it is to each day, as its period is counted: of a payment in days, of the treasury in working days
      for (const row of rows.slice(0, 3)) {
        const [, day, month, inYear, left] = /Hạn (\d\d)\/(\d\d)\/(\d{4}) ?còn (\d+) ngày(?! làm việc)/.exec(row) ?? [];
        const due = `${inYear}-${month}-${day}` as Day;
        expect(Number(left), row).toBe(daysBetween(dayOf(clock().toISOString()), due));
      }
      expect(rows[3]).toMatch(/Hạn \d\d\/\d\d\/\d{4} ?còn 1 ngày làm việc/);
      expect(page.links.map(({ href }) => href)).toContain(`${base}/dossiers/${dossier}/requests/${sent}`);
    }
    const ids = async (more: string) =>
      (await see(people.auditor, `/requests?${query}&${more}`)).links.flatMap(
        ({ href }) => /\/requests\/([0-9a-f-]{36})$/.exec(href)?.[1] ?? [],
      );
    expect(await ids('state=requested')).toEqual([sent]);
    expect(await ids('state=before')).toEqual([sent, approved, verified]);
    expect(await ids('turn=financeOfficer')).toEqual([approved, verified, ordered]);
    expect(await ids(`year=${year}&call=${house.call}&turn=officer`)).toEqual([sent]);
    expect(await ids(`call=${v7()}&state=approved`)).toEqual([approved]);
    expect(await ids('year=1999')).toHaveLength(4);
    const found = await see(people.auditor, '/requests?q=1.111.111');
    expect(rowsOf(found)).toHaveLength(1);
    // what is held for them is what the projects' own books say
    const whole = await see(people.auditor, '/requests?state=before');
    expect(whole.text).toContain('Khớp với sổ kinh phí của các dự án: đang giữ');
    const english = await see(people.auditor, `/requests?${query}&lang=en`);
    expect(rowsOf(english)[0]).toContain('To be verified');
    expect(rowsOf(english)[0]).toMatch(/\d+ days left/);
    expect(rowsOf(english)[3]).toContain('1 working day left');

    const auditor = await house.as(people.auditor);
    const file = await auditor.download(`${base}/requests/export?${query}&state=before&lang=vi`);
    const text = Buffer.from(file.bytes).toString('utf8');
    expect(text.trim().split('\r\n')).toHaveLength(4);
    expect(text).toContain(',2222222,2000000,');
    expect(text.split('\r\n')[0]).toContain('"Hạn","Còn lại"');
    expect(text.match(/"còn \d+ ngày"/g)).toHaveLength(3);
    await (await house.as(people.reviewers[0]!)).get(`${base}/requests`, { expect: 403 });

    // suspended, they wait for nobody of the office: nothing is prepared, approved or ordered
    await house.must(people.director, 'suspend', dossier, { decisionNumber: 'TĐ-1', reason: hash('s') });
    expect(await ids('turn=financeOfficer')).toEqual([ordered]);
    expect(rowsOf(await see(people.auditor, `/requests?${query}&state=approved`))[0]).toContain('Dự án đang tạm dừng');
    await house.must(people.director, 'resume', dossier, { decisionNumber: 'TĐ-2', reason: hash('s') });
    // an order that nobody has answered would keep the year open
    await house.must(people.financeOfficer, 'rejectByBank', dossier, { id: ordered, reason: hash('x') });

    // of a dossier that does not open to the reader nothing is shown; what is held stays whole
    const left = v7();
    await house.name(left, 'Phạm Thị Rời Nhóm');
    await house.must(people.administrator, 'appoint', left, { roles: ['auditor'] });
    await house.must(left, 'joinTeam', dossier, { as: 'viewer', invitedBy: founder });
    await house.must(left, 'leaveTeam', dossier, { person: left });
    const closed = await see(left, '/requests');
    expect(closed.html).not.toContain('Nhóm Chờ Chi');
    expect(closed.text).toContain('Không hiển thị 4 mục');
    expect(closed.text).toContain('Khớp với sổ kinh phí của các dự án: đang giữ');
  });

  it('stands in the menu of who follows the money, beside payments and debts', async () => {
    const { people } = house;
    const rooms = async (person: string, at = '/dossiers') =>
      (await see(person, at)).links.flatMap(({ href }) => /\/agencies\/[^/]+\/(\w+)$/.exec(href)?.[1] ?? []);
    for (const person of [people.financeOfficer, people.chiefAccountant, people.director, people.auditor]) {
      const found = await rooms(person);
      for (const room of ['requests', 'payments', 'debts']) expect(found).toContain(room);
      // each beside the others, and said to be where one is
      for (const room of ['requests', 'payments', 'debts']) {
        const page = await see(person, `/${room}`);
        expect(page.html).toMatch(new RegExp(`href="[^"]*/${room}" aria-current="page"`));
      }
    }
    const officers = await rooms(people.officer);
    expect(officers).toContain('requests');
    expect(officers).not.toContain('payments');
    const work = (await (await house.as(people.financeOfficer)).get('/work')).links.map(({ href }) => href);
    for (const room of ['requests', 'payments', 'debts']) expect(work).toContain(`${base}/${room}`);
  });

  it('says above each page below these what the tabs say that lead there, in both languages', async () => {
    const { people, year } = house;
    const linksIn = (page: Page, part: string, which = '') =>
      page.root.querySelectorAll(`${part} a${which}`).map((link) => `${link.text.trim()} ${link.getAttribute('href')}`);
    const below: [string, string, string[]][] = [
      [people.chiefAccountant, 'payments', ['/payments/approve']],
      [people.financeOfficer, 'payments', ['/payments/order', '/payments/statement']],
      [people.auditor, 'budget', [`/budget/${year}/nstp`]],
      [people.director, 'debts', ['/advances']],
    ];
    for (const [person, room, pages] of below)
      for (const language of ['en', 'vi']) {
        const home = await see(person, `/${room}?lang=${language}`);
        const tabs = linksIn(home, '.tabs', '[aria-current]');
        expect(tabs).toHaveLength(2);
        for (const path of pages)
          expect(linksIn(await see(person, `${path}?lang=${language}`), '.crumbs').slice(1), path).toEqual(tabs);
      }
    // who has one of them alone has it for a tab, and no other above it
    const officers = await see(people.officer, '/requests');
    expect(linksIn(officers, '.tabs')).toContain(`Đề nghị giải ngân ${base}/requests`);
  });
});

describe('whoever has left a team', () => {
  it('reads of its dossier nothing in any list or file of the agency, whose sums stay whole', async () => {
    const { people, year, db, agency } = house;
    const { dossier, founder, party } = await house.project({ lines });
    const title = 'Nhóm Riêng Tư';
    await db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
      values (${agency}, ${party}, ${title}, ${clock().toISOString()}, ${founder})`;
    const paid = await house.disbursement(dossier, founder, [item('4000000')], 'ordered');
    const reference = 'KB-0999';
    const paidOn = dayOf(clock().toISOString());
    await house.must(people.financeOfficer, 'payDisbursement', dossier, { id: paid, reference, paidOn });
    const recovery = v7();
    await house.must(people.officer, 'proposeRecovery', dossier, {
      ...{ id: recovery, disbursement: paid, reason: hash('r') },
      items: [{ line: 'services', unit: '-', amountVnd: '1000000', costVnd: '1000000' }],
    });
    await house.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: `${year}-12-31` });
    expect((await house.try(people.officer, 'suspend', dossier, { decisionNumber: '1', reason: hash('s') })).ok).toBe(
      false,
    );

    const left = v7();
    await house.name(left, 'Trần Thị Rời');
    await house.must(people.administrator, 'appoint', left, { roles: ['auditor'] });
    const auditor = await house.as(left);
    const pages = [`/payments`, `/debts`, `/budget/${year}/nstp`, `/caps`, `/history`, `/audit`];
    const files = [`/payments/export`, `/debts/export`, `/audit/export`];
    const code = dossier.slice(-6).toUpperCase();
    const readIn = async () => {
      const told: string[] = [];
      const says = (path: string, text: string) => {
        if ([title, dossier, code].some((one) => text.includes(one))) told.push(path);
      };
      for (const path of pages) says(path, (await auditor.get(`${base}${path}`)).html);
      for (const path of files)
        says(path, Buffer.from((await auditor.download(`${base}${path}`)).bytes).toString('utf8'));
      return told;
    };
    expect(await readIn()).toEqual([...pages, ...files]);
    const sums = async () => /Đã chi [^.]*(\.\d{3})*[^.]*/.exec((await auditor.get(`${base}/payments`)).text)?.[0];
    const before = await sums();

    await house.must(left, 'joinTeam', dossier, { as: 'viewer', invitedBy: founder });
    await house.must(left, 'leaveTeam', dossier, { person: left });
    await auditor.get(`${base}/dossiers/${dossier}`, { expect: 404 });
    expect(await readIn()).toEqual([]);
    const page = await auditor.get(`${base}/payments`);
    expect(page.text).toContain('Không hiển thị 1 mục của các hồ sơ mà bạn không được mở');
    expect(page.text).toContain('Khớp với sổ ngân sách');
    expect(await sums()).toBe(before);
    await house.must(people.financeOfficer, 'receiveCash', dossier, {
      ...{ id: recovery, amountVnd: '1000000', year, source: 'nstp', reference: 'NT-10', receivedOn: paidOn },
    });
    // nor is what it comes to found by what it is called
    const found = await auditor.get(`${base}/payments?q=${encodeURIComponent(reference)}`);
    expect(found.text).toContain('Không có mục nào như vậy');
    expect(found.text).not.toContain('4.000.000');
  });
});

describe('a year that is closed', () => {
  beforeAll(async () => {
    const { people, year, agency } = house;
    const budget = { year, source: 'nstw', amountVnd: '5000000' };
    await house.must(people.chiefAccountant, 'openYear', budgetDossier(agency, year, 'nstw'), {
      ...budget,
      decisionNumber: '7/QĐ-TW',
    });
    const { dossier } = await house.project({ lines, planVnd: '30000000' });
    await house.must(people.financeOfficer, 'planBudget', dossier, budget);
  });

  it('carries what projects have reserved into a column of its own, by its own decision, and nobody else gets it', async () => {
    const { people, year, agency } = house;
    const next = year + 1;
    const { dossier, founder } = await house.project({ lines, planVnd: '30000000' });
    await house.must(people.chiefAccountant, 'openYear', budgetDossier(agency, next, 'nstp'), {
      ...{ year: next, source: 'nstp', amountVnd: '3600000000', decisionNumber: '5821/QĐ-UBND' },
    });
    const request = await house.disbursement(dossier, founder, [item('4000000')], 'verified');
    // the order that nobody has answered keeps the year open
    const [open] = await house.db.query<{ dossier: string; id: string }>`
      select dossier::text as dossier, substr(subject, 14) as id from state where machine = 'disbursement' and value = '"ordered"'`;
    await house.must(people.financeOfficer, 'rejectByBank', open!.dossier, { id: open!.id, reason: hash('x') });
    later = Date.parse(`${next}-01-12T03:00:00Z`) - Date.now();
    const accountant = await house.as(people.chiefAccountant);
    const closing = await accountant.get(`${base}/budget/${year}/nstp/close`);
    expect(closing.text).toContain(`Còn ${vnd(2_000_000)} phải thu hồi của khoản chi năm ${year}`);
    expect(closing.text).toContain(`31/01/${next}`);
    await closing.form('/close').fill({ decisionNumber: '8/QĐ-KS' }).submit();

    const rowOf = async (of: number) =>
      rowsOf(await see(people.auditor, '/budget')).find((row) => row.startsWith(`${of}, ngân sách Thành phố`))!;
    const carried = await account(year, 'carried');
    expect(carried).toBeGreaterThan(30_000_000n);
    const amount = (value: bigint) => vnd(value).slice(0, -2);
    expect(await rowOf(next)).toContain(`Chuyển nguồn từ ${year} theo 8/QĐ-KS`);
    expect(await rowOf(next)).toContain(`3.600.000.000 ${amount(carried)} 3.600.000.000`);
    expect(await account(next, 'appropriation')).toBe(-3_600_000_000n);

    // behind a payment of the new year both grounds stand, each with its sum
    await house.must(people.financeOfficer, 'prepareDisbursement', dossier, {
      id: request,
      year: next,
      source: 'nstp',
    });
    const caps = (await see(people.chiefAccountant, at(dossier, `/requests/${request}`))).text;
    expect(caps).toContain(
      `Giao theo 5821/QĐ-UBND: ${vnd(3_600_000_000)}; Chuyển nguồn từ ${year} theo 8/QĐ-KS: ${vnd(carried)}`,
    );
    await house.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: request });
    await house.must(people.financeOfficer, 'orderDisbursement', dossier, { id: request });
    const paidOn = `${next}-01-12`;
    await house.must(people.financeOfficer, 'payDisbursement', dossier, { id: request, reference: 'KB-2', paidOn });

    // ten million of the new year's own money beside it: carried money is spent first
    await house.must(people.financeOfficer, 'planBudget', dossier, {
      year: next,
      source: 'nstp',
      amountVnd: '10000000',
    });
    expect((await see(people.auditor, at(dossier, '/budget'))).text).toContain(
      `trong đó ${vnd(26_000_000)} chuyển nguồn từ ${year}`,
    );
    await house.must(people.director, 'terminate', dossier, { decisionNumber: 'QĐ-2', reason: hash('why') });
    const free = await account(next, 'available');
    expect((await see(people.financeOfficer, at(dossier, '/closing'))).text).toContain('tiền chuyển nguồn');
    await house.must(people.financeOfficer, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-3' });
    expect(await account(next, 'available')).toBe(free + 10_000_000n);
    expect(await account(next, `${dossier}/lapsed`)).toBe(26_000_000n);
    expect(await account(next, `${dossier}/reserved`)).toBe(0n);

    // what comes back of it in its year is nobody else's either
    const recovery = v7();
    await house.must(people.officer, 'proposeRecovery', dossier, {
      ...{ id: recovery, disbursement: request, reason: hash('r') },
      items: [{ line: 'services', unit: '-', amountVnd: '1000000', costVnd: '1000000' }],
    });
    await house.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: `${next}-03-31` });
    await house.must(people.financeOfficer, 'receiveCash', dossier, {
      ...{ id: recovery, amountVnd: '1000000', year: next, source: 'nstp', reference: 'NT-1', receivedOn: paidOn },
    });
    expect(await account(next, 'available')).toBe(free + 10_000_000n);
    expect(await account(next, `${dossier}/lapsed`)).toBe(27_000_000n);
    expect((await see(people.auditor, `/payments?book=${next}/nstp`)).text).toContain('Khớp với sổ ngân sách');
  });

  it('is not called closed where it only received what was carried over, and has yet to be opened', async () => {
    const { people, year, agency } = house;
    const next = year + 1;
    const key = budgetDossier(agency, year, 'nstw');
    await house.must(people.chiefAccountant, 'closeYear', key, { year, source: 'nstw', decisionNumber: '9/QĐ-KS' });
    expect(await account(next, 'available')).toBeGreaterThan(0n);
    const accountant = await house.as(people.chiefAccountant);
    const row = rowsOf(await accountant.get(`${base}/budget`)).find((one) =>
      one.startsWith(`${next}, ngân sách Trung`),
    )!;
    expect(row).toContain('chưa mở, chỉ có tiền chuyển nguồn');
    expect(row).toContain('5.000.000');
    const page = await accountant.get(`${base}/budget/${next}/nstw/close`);
    expect(page.text).toContain(`Năm ${next} chưa mở: mới có tiền chuyển nguồn từ năm ${year}.`);
    // what cannot be closed yet leads back
    expect(page.links.map(({ href, text }) => `${href} ${text}`)).toContain(`${base}/budget Về ngân sách năm`);
    expect(page.text).not.toContain('đã khóa sổ');
    const sent = await accountant.post(
      `${base}/budget/${next}/nstw/close`,
      { key: v7(), decisionNumber: '9/QĐ', seen: '' },
      { expect: 422 },
    );
    expect(sent.text).not.toContain('đã khóa sổ');
    expect((await accountant.get(`${base}/budget/${year}/nstw/close`)).text).toContain('Năm này đã khóa sổ.');
  });
});
