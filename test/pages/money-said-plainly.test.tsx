// What fresh users found about money: what cannot be undone is read first and is the director's, what was accepted once is not
// forgotten, and every page says how much, to whom, and why its sums differ.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let officer: Client;
let director: Client;
let finance: Client;
let accountant: Client;
let auditor: Client;

beforeAll(async () => {
  house = await openHouse();
  const { people } = house.stage;
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  director = await house.browser(people.director, 'Phan Văn Sơn');
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
  auditor = await house.browser(people.auditor, 'Trần Kiểm Toán');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const today = () => dayOf(house.now());
const lines = [
  { line: 'labour', amountVnd: '10000000' },
  { line: 'prototype', amountVnd: '20000000' },
];
const at = (dossier: string) => `/agencies/${house.stage.agency}/dossiers/${dossier}`;

/** An application that was awarded, and nothing signed. */
async function awarded() {
  const { stage } = house;
  const founder = v7();
  const { dossier } = await stage.recommended({ founder, lines });
  await stage.must(stage.people.director, 'award', dossier, { lines, year: stage.year });
  return { dossier, base: at(dossier), team: await house.browser(founder, 'Nguyễn Thị Minh Châu') };
}

/** A project whose party has a confirmed account. */
async function project() {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines });
  await stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${made.party}, 'Nhóm Máy sấy Hòa Vang', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank',
      ${house.now()}::timestamptz - interval '1 day', ${stage.people.officer})`;
  await confirmParty(stage, made.party);
  return { ...made, founder, base: at(made.dossier), team: await house.browser(founder, 'Nguyễn Thị Minh Châu') };
}

async function go(
  client: Client,
  path: string,
  button: string,
  values: Record<string, string> = {},
  expected: number = 200,
): Promise<Page> {
  await client.get(path);
  return client
    .page!.form(button)
    .fill(values)
    .submit({ button, expect: expected as 200 });
}

describe('an award that is cancelled before anything is signed', () => {
  it('is the director’s to cancel, who reads first what goes, line by line; nobody signs or plans for it any more', async () => {
    const { stage } = house;
    const { dossier, base, team } = await awarded();
    const mine = await finance.get(`${base}/closing`);
    expect(mine.heading).toBe('Hủy mức hỗ trợ');
    expect(mine.forms).toEqual([]);
    expect((await finance.get(base)).links.map(({ href }) => href)).not.toContain(`${base}/closing`);
    const forced = await finance.post(
      `${base}/closing`,
      { key: v7(), do: 'cancel', decisionNumber: '9/QĐ', reason: 'x' },
      { expect: 422 },
    );
    expect(forced.refusal?.sentence).toContain('giám đốc');
    const input = { decisionNumber: 'abc', reason: hash('x') };
    const refused = await stage.recorder.act(
      { type: 'cancelRemainder', dossier, input },
      { agency: stage.agency, person: stage.people.financeOfficer },
      v7(),
    );
    expect(refused).toMatchObject({ ok: false, refusal: { rule: 'role', details: { roles: 'director' } } });

    const first = await director.get(`${base}/closing`);
    const missing = await first
      .form('Kiểm tra trước khi hủy')
      .fill({ decisionNumber: '12/QĐ' })
      .submit({ expect: 422 });
    expect(missing.errors.join(' ')).toContain('lý do hủy');
    const check = await missing
      .form('Kiểm tra trước khi hủy')
      .fill({ decisionNumber: '12/QĐ', reason: 'Nhóm xin rút.' })
      .submit();
    expect(check.heading).toBe('Hủy toàn bộ mức hỗ trợ');
    expect(check.all('tbody tr').slice(0, 3).join(' | ')).toMatch(
      /10\.000\.000 ₫ \| .*20\.000\.000 ₫ \| Cộng 30\.000\.000 ₫/,
    );
    expect(check.text).toContain('Hợp đồng không ký được nữa.');
    expect((await stage.vessels(dossier)).awarded).toBe(30_000_000n);
    const done = await check.form('Hủy toàn bộ mức hỗ trợ').submit();
    expect(done.path).toContain('done=project.remainderCancelled');
    expect((await stage.vessels(dossier)).awarded ?? 0n).toBe(0n);
    expect((await team.get(`${base}/history`)).text).toContain('Nhóm xin rút.');

    const over = await director.get(`${base}/closing`);
    expect(over.text).toContain(`Đã hủy 30.000.000 ₫ ngày ${dayText(today())}, theo quyết định số 12/QĐ.`);
    expect(over.all('.turn h2')).toEqual(['Bước này đã xong']);
    expect((await team.get(`${base}/agreement/draft`)).path).toBe(`${base}/agreement`);
    const agreement = await director.get(`${base}/agreement`);
    expect(agreement.forms).toEqual([]);
    expect(agreement.text).toContain('Mức hỗ trợ đã bị hủy toàn bộ: không ký hợp đồng được nữa.');
    const signed = await stage.recorder.act(
      {
        type: 'signAgreement',
        dossier,
        input: { agreementNumber: 'HĐ', endsOn: `${stage.year}-12-31`, document: hash('a') },
      },
      { agency: stage.agency, person: stage.people.officer },
      v7(),
    );
    expect(signed).toMatchObject({ ok: false, refusal: { rule: 'awardCancelled' } });
    const budget = await finance.get(`${base}/budget`);
    expect(budget.text).not.toContain('Toàn bộ mức hỗ trợ đã có nguồn');
    expect(budget.text).toContain('Mức hỗ trợ đã bị hủy: không cần dành nguồn nữa.');
    const queue = (await finance.get('/work')).links.map(({ href }) => href);
    expect(queue).not.toContain(`${base}/budget`);
    const page = await director.get(base);
    expect(page.all('.turn h2')[0]).toBe('Đến lượt bạn: chấm dứt dự án');
    expect(page.links.map(({ href }) => href)).not.toContain(`${base}/agreement`);
  });

  it('is not cancelled by who was shown something else', async () => {
    const { stage } = house;
    const { dossier, base } = await awarded();
    const fields = { key: v7(), do: 'cancel', step: 'record', seen: 'Khác', decisionNumber: '12/QĐ', reason: 'Rút.' };
    const again = await director.post(`${base}/closing`, fields, { expect: 422 });
    expect(again.errors.join(' ')).toContain('Hãy xem lại rồi xác nhận');
    expect((await stage.vessels(dossier)).awarded).toBe(30_000_000n);
  });
});

/** Sends a request with one invoice of the prototype's line. */
async function send(team: Client, base: string, amount = '5.000.000', cost = '10.000.000'): Promise<string> {
  await team.get(`${base}/requests/new`);
  await team.page!.form('Gửi đề nghị').submit({ button: 'prototype' });
  const form = team.page!.form('Gửi đề nghị').fill({
    'r0-number': v7().slice(-7),
    'r0-date': dayText(today()),
    'r0-seller': 'Công ty TNHH Cơ khí Hòa Khánh',
    'r0-taxCode': '0300588569',
    'r0-what': 'Gia công khoang sấy thép không gỉ',
    'r0-costVnd': cost,
    'r0-amountVnd': amount,
  });
  form.attach('r0-file', 'hoa-don.pdf', Buffer.from(`%PDF-1.4\n% ${v7()}\n%%EOF\n`), 'application/pdf');
  const page = await form.submit({ button: 'Gửi đề nghị' });
  return page.path.replace(/\?.*/, '');
}

describe('what was accepted once', () => {
  it('stands beside the row that comes again, in the form, in the story, and for the auditor', async () => {
    const { base, team } = await project();
    const path = await send(team, base);
    await go(officer, path, 'Chấp nhận và chuyển tài chính', {
      a0: '4.000.000',
      c0: '9.000.000',
      w0: 'Vận chuyển không tính.',
    });
    await go(finance, path, 'Trả lại', { 'reason-return': 'Tài khoản chưa rõ.' });
    const again = async (values: Record<string, string> = {}) => {
      await team.get(path);
      await team.page!.form('Gửi đề nghị').fill(values).submit({ button: 'Gửi đề nghị' });
      return await officer.get(path);
    };
    let page = await again();
    expect(page.text).toContain('Lần trước chấp nhận 4.000.000 ₫ trên 5.000.000 ₫: Vận chuyển không tính.');
    const form = page.form('Chấp nhận và chuyển tài chính');
    expect([form.value('a0'), form.value('c0'), form.value('w0')]).toEqual([
      ['4.000.000'],
      ['9.000.000'],
      ['Vận chuyển không tính.'],
    ]);
    const story = (await auditor.get(path)).all('.story > li').join(' | ');
    expect(story).toMatch(/chấp nhận 4\.000\.000 ₫.*Vận chuyển không tính\./);
    expect((await auditor.get(path)).text).toContain('Lần trước chấp nhận 4.000.000 ₫ trên 5.000.000 ₫');

    await go(officer, path, 'Trả lại', { 'reason-return': 'Ghi lại số tiền.' });
    page = await again({ 'r0-amountVnd': '4.500.000' });
    expect(page.text).toContain('Chứng từ đã được sửa từ lần đó: ghi lại số chấp nhận.');
    const changed = page.form('Chấp nhận và chuyển tài chính');
    expect(changed.value('a0')).toEqual(['']);
    expect((await changed.submit({ expect: 422 })).errors).not.toEqual([]);
    await go(officer, path, 'Chấp nhận và chuyển tài chính', { a0: '4.500.000', c0: '10.000.000' });
    expect((await finance.get(path)).text).not.toContain('Lần trước chấp nhận');
  });
});

describe('money that is to come back', () => {
  /** 5.000.000 paid, and 1.500.000 of it proposed to be paid back. */
  async function proposed() {
    const { stage } = house;
    const made = await project();
    const { dossier, founder, base } = made;
    const item = { line: 'prototype', amountVnd: '5000000', costVnd: '10000000' };
    const request = await stage.disbursement(dossier, founder, [item], 'paid');
    const id = v7();
    await stage.must(stage.people.officer, 'proposeRecovery', dossier, {
      id,
      disbursement: request,
      items: [{ line: 'prototype', amountVnd: '1500000', costVnd: '0' }],
      reason: hash('wrong'),
    });
    return { ...made, id, path: `${base}/recoveries/${id}` };
  }
  const decide = (dossier: string, id: string) =>
    house.stage.must(house.stage.people.director, 'decideRecovery', dossier, { id, repayBy: today() });
  const receive = (path: string, reference: string, expected = 200) =>
    go(
      finance,
      path,
      'Ghi nhận đã nhận',
      { 'cash-amount': '500.000', 'cash-receivedOn': dayText(today()), 'cash-reference': reference },
      expected,
    );

  it('tells the team where and how to pay, whose turn it is and what is left; one receipt counts once', async () => {
    const { stage } = house;
    const { dossier, team, id, path } = await proposed();
    expect((await team.get(path)).text).not.toContain('Còn phải nộp');
    await decide(dossier, id);
    let page = await team.get(path);
    expect(page.text).toContain('Đến lượt bạn: nộp lại');
    expect(page.text).not.toContain('Đang chờ');
    expect(page.text).toContain('Còn phải nộp');
    await stage.db
      .query`insert into agency_treasury (agency, change, unit_name, unit_code, account, treasury, budget_level, chapter, changed_at, changed_by)
      values (${stage.agency}, 1, 'Sở Ví dụ', '1234567', '3711.0.1234567', 'Kho bạc Nhà nước khu vực X', '2', '017', ${house.now()}, ${stage.people.administrator})`;
    page = await team.get(path);
    const payIn = page.all('section[aria-labelledby=payin]')[0];
    expect(payIn).toContain('Tài khoản 3711.0.1234567');
    expect(payIn).toContain('Kho bạc Nhà nước khu vực X');
    const decision = await stage.db.query<{ number: number }>`
      select number from paper where agency = ${stage.agency} and subject = ${`recovery/${id}`}`;
    expect(payIn).toMatch(
      new RegExp(
        `HS-\\d{4}-${dossier.slice(-6).toUpperCase()} ${String(decision[0]!.number).padStart(2, '0')}/QĐTH-SKHCNVD`,
      ),
    );

    await receive(path, 'BC 20-1');
    expect((await team.get(path)).text).toContain('Đã thu 500.000 ₫ trên 1.500.000 ₫, còn 1.000.000 ₫');
    const twice = await receive(path, 'bc20.1', 422);
    expect(twice.errors.join(' ')).toContain('Số này đã ghi cho một khoản thu của');
    const [tried] = (await auditor.get(`/agencies/${stage.agency}/audit`)).all('tbody tr');
    expect(tried).toContain('Số chứng từ bc20.1 đã ghi cho một khoản khác');
    const other = await proposed();
    await decide(other.dossier, other.id);
    expect((await receive(other.path, 'BC20-1', 422)).errors.join(' ')).toContain(
      'Số này đã ghi cho một khoản thu của',
    );
    await receive(other.path, 'BC20-1/2');
  });

  it('is told beside the button that approves, and explained where the sums of a project differ', async () => {
    const { stage } = house;
    const { dossier, founder, base, team, id, path } = await proposed();
    await decide(dossier, id);
    const item = { line: 'prototype', amountVnd: '2000000', costVnd: '4000000' };
    const next = await stage.disbursement(dossier, founder, [item], 'prepared');
    const page = await accountant.get(`${base}/requests/${next}`);
    expect(page.all('.stakes').join(' ')).toContain('còn nợ 1.500.000 ₫: duyệt được nhưng chưa phát được lệnh chi.');
    await receive(path, `BC-${v7()}`);
    // 500.000 came back within the year, and can be asked for again
    expect((await team.get(base)).text).toContain(
      'Đã chi và đang giữ 6.500.000 ₫ = còn tính là đã chi 3.500.000 ₫ + đang giữ chỗ 2.000.000 ₫ + phải hoàn trả 1.000.000 ₫.',
    );
  });
});

describe('a request on its way', () => {
  it('leads whoever checks it to the estimate, the award and the agreement', async () => {
    const { stage } = house;
    const { dossier, founder, base } = await project();
    const item = { line: 'prototype', amountVnd: '2000000', costVnd: '4000000' };
    const id = await stage.disbursement(dossier, founder, [item], 'prepared');
    const award = await stage.printed(dossier, 'awardDecision');
    for (const client of [officer, accountant, auditor]) {
      const { links } = await client.get(`${base}/requests/${id}`);
      const found = links.filter(({ text }) => /Dự toán trong hồ sơ|Quyết định hỗ trợ|^Hợp đồng/.test(text));
      expect(found.map(({ text }) => text)).toEqual([
        'Dự toán trong hồ sơ đăng ký',
        `Quyết định hỗ trợ ${award}`,
        'Hợp đồng HĐ-1',
      ]);
      for (const { href } of found.filter(({ text }) => !text.startsWith('Dự toán'))) await client.download(href);
    }
  });

  it('is not confirmed under the number of its own order', async () => {
    const { stage } = house;
    const { dossier, founder, base } = await project();
    const item = { line: 'prototype', amountVnd: '2000000', costVnd: '4000000' };
    const id = await stage.disbursement(dossier, founder, [item], 'ordered');
    const path = `${base}/requests/${id}`;
    const page = await finance.get(path);
    const number = page.links
      .find(({ href }) => href.includes('/papers/paymentOrder/'))!
      .text.split(', ')[0]!
      .split(' ')
      .at(-1)!;
    const refused = await page
      .form('Xác nhận đã chi')
      .fill({ reference: number.toLowerCase(), paidOn: dayText(today()) })
      .submit({ expect: 422 });
    expect(refused.errors.join(' ')).toContain('là số lệnh chi');
    await refused
      .form('Xác nhận đã chi')
      .fill({ reference: `KB-${v7()}` })
      .submit();
  });
});

describe('the history of a dossier', () => {
  it('says of every step of the money how much, under which number and on which day', async () => {
    const { stage } = house;
    const { people } = stage;
    const { dossier, founder, base, team } = await project();
    const id = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '5000000', costVnd: '10000000' }],
      'paid',
    );
    const recovery = v7();
    const items = [{ line: 'prototype', amountVnd: '1500000', costVnd: '0' }];
    await stage.must(people.officer, 'proposeRecovery', dossier, {
      id: recovery,
      disbursement: id,
      items,
      reason: hash('wrong'),
    });
    await stage.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: today() });
    await stage.must(people.financeOfficer, 'receiveCash', dossier, {
      id: recovery,
      amountVnd: '1500000',
      year: stage.year,
      source: 'nstp',
      reference: 'BC-77',
      receivedOn: today(),
    });
    await stage.must(people.director, 'beginClosing', dossier);
    await stage.must(people.director, 'cancelRemainder', dossier, { decisionNumber: '9/QĐ' });
    const award = await stage.printed(dossier, 'awardDecision');
    for (const client of [team, auditor]) {
      const { text } = await client.get(`${base}/history`);
      expect(text).toContain(`30.000.000 ₫ · số ${award}`);
      expect(text).toContain(`30.000.000 ₫ · năm ${stage.year}, ngân sách Thành phố`);
      expect(text).toContain(`hợp đồng HĐ-1 · đến ${dayText(`${stage.year}-12-31`)}`);
      expect(text).toContain(`5.000.000 ₫ · số chứng từ KB-1 · chi ngày ${dayText(today())}`);
      expect(text).toContain('chấp nhận 5.000.000 ₫');
      expect(text).toContain(`1.500.000 ₫ · số chứng từ BC-77 · nhận ngày ${dayText(today())}`);
      expect(text).toContain('26.500.000 ₫ · quyết định 9/QĐ');
    }
    expect((await team.get(base)).text).toContain('26.500.000 ₫ · quyết định 9/QĐ');
  });
});
