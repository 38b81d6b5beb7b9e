// What a fresh finance officer found: a payment that was prepared wrongly could go back to the founder alone, a request outlived
// the support it was for, and one voucher stood for money that went out and money that came in.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailWorker } from '../../src/mail/index.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let officer: Client;
let finance: Client;
let accountant: Client;
beforeAll(async () => {
  house = await openHouse();
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

const item = { line: 'prototype', amountVnd: '5000000', costVnd: '10000000', units: {} };
const reason = 'Chọn nhầm nguồn kinh phí.';

/** A project with a confirmed account, and a request in a state. */
async function request(state: 'requested' | 'verified' | 'ordered' | 'paid') {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '20000000' }] });
  await stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${made.party}, 'Nhóm Máy sấy', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${stage.people.officer})`;
  await confirmParty(stage, made.party);
  const base = `/agencies/${stage.agency}/dossiers/${made.dossier}`;
  const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  const id = await stage.disbursement(made.dossier, founder, [item], state);
  return { ...made, founder, team, base, id, path: `${base}/requests/${id}` };
}

async function go(client: Client, path: string, button: string, values: Record<string, string> = {}, expected = 200) {
  await client.get(path);
  return client.page!.form(button).fill(values).submit({ button, expect: expected });
}
const prepare = 'Lập chứng từ thanh toán, chuyển kế toán trưởng';
const approve = 'Duyệt 5.000.000 ₫';
const order = 'Phát lệnh chi 5.000.000 ₫';
const stateOf = async (dossier: string, id: string) =>
  (
    await house.stage.db.query<{ value: string }>`
      select value #>> '{}' as value from state where dossier = ${dossier} and subject = ${`disbursement/${id}`}`
  )[0]!.value;
const vessel = async (dossier: string, name: string) =>
  (
    await house.stage.db.query<{ balance: bigint }>`
      select coalesce(sum(balance), 0)::bigint as balance from account where id like ${`A/project/${dossier}/%/${name}`}`
  )[0]!.balance;
const offers = (page: Page, button: string) => page.forms.some(({ buttons }) => buttons.includes(button));

/** What somebody was written since the letters were last looked at. */
async function lettersTo(person: string): Promise<string> {
  const worker = mailWorker({
    ...{ db: house.stage.db, now: house.now, origin: 'http://vuon-uom.test', smtpUrl: undefined, from: '' },
    report: (fault) => house.faults.push(fault),
  });
  await worker.turn();
  worker.close();
  const rows = await house.stage.db.query<{ subject: string }>`
    select l.subject from letter l join person p on p.email = l.address where p.id = ${person}::uuid order by l.id`;
  return rows.map(({ subject }) => subject).join('\n');
}

describe('a payment that was prepared wrongly', () => {
  it('is taken back by the office, approved anew and paid; nobody else has anything to do again', async () => {
    const { dossier, id, path, team } = await request('verified');
    await go(finance, path, prepare);
    await go(accountant, path, approve);
    const back = await go(finance, path, 'Rút lại', { 'reason-recall': reason });
    expect(back.text).toContain('Lập chứng từ thanh toán');
    expect([await stateOf(dossier, id), await vessel(dossier, 'held')]).toEqual(['verified', 5_000_000n]);
    // the approval is void: the chain of persons waits for a new one
    expect(offers(await finance.get(path), order)).toBe(false);
    expect((await team.get(path)).text).not.toContain('Bổ sung');
    expect(
      (
        await house.stage.db.query`
      select 1 from refusal where dossier = ${dossier}`
      ).length,
    ).toBe(0);
    await go(finance, path, prepare);
    expect(offers(await finance.get(path), order)).toBe(false);
    await go(accountant, path, approve);
    await go(finance, path, order);
    expect(await stateOf(dossier, id)).toBe('ordered');
    expect(offers(await finance.get(path), 'Rút lại')).toBe(false); // the order is with the bank
  });

  it('is taken back for a reason, and by who keeps the books alone', async () => {
    const { path, team } = await request('verified');
    await go(finance, path, prepare);
    const page = await go(accountant, path, 'Rút lại', {}, 422);
    expect(page.errors.join()).toContain('lý do');
    for (const other of [officer, team]) expect(offers(await other.get(path), 'Rút lại')).toBe(false);
    await officer.post(`${path}/recall`, { key: v7(), 'reason-recall': reason }, { expect: 403 });
    await go(accountant, path, 'Rút lại', { 'reason-recall': reason });
    expect(await lettersTo(house.stage.people.financeOfficer)).toContain('Chứng từ thanh toán được rút lại');
  });
});

describe('the end of the support', () => {
  it('ends what no order was given for: its money is free, and it waits for nobody', async () => {
    const { stage } = house;
    const { dossier, founder, id, path } = await request('verified');
    await go(finance, path, prepare);
    await go(accountant, path, approve);
    const again = await stage.disbursement(
      dossier,
      founder,
      [{ ...item, amountVnd: '2000000', costVnd: '4000000' }],
      'requested',
    );
    await stage.must(stage.people.officer, 'returnDisbursement', dossier, { id: again, reason: hash('missing') });
    const bank = await stage.disbursement(
      dossier,
      founder,
      [{ ...item, amountVnd: '3000000', costVnd: '6000000' }],
      'ordered',
    );
    expect(await vessel(dossier, 'held')).toBe(5_000_000n);
    await stage.must(stage.people.director, 'terminate', dossier, { decisionNumber: '9/QĐ-CD', reason: hash('why') });

    expect([await stateOf(dossier, id), await stateOf(dossier, again)]).toEqual(['cancelled', 'cancelled']);
    expect([await vessel(dossier, 'held'), await vessel(dossier, 'awarded')]).toEqual([0n, 17_000_000n]);
    // what the bank has is a fact whatever became of the project
    expect([await stateOf(dossier, bank), await vessel(dossier, 'ordered')]).toEqual(['ordered', 3_000_000n]);
    await stage.must(stage.people.financeOfficer, 'payDisbursement', dossier, {
      ...{ id: bank, reference: 'KB-9', paidOn: dayOf(house.now()) },
    });
    for (const client of [finance, accountant]) {
      expect((await client.get('/work')).links.map(({ href }) => href.replace(/[?#].*/, ''))).not.toContain(path);
      expect(offers(await client.get(path), order)).toBe(false);
    }
    const open = await stage.db.query`
      select what from deadline where dossier = ${dossier} and subject = ${`disbursement/${id}`} and cleared_revision is null`;
    expect(open).toEqual([]);
    expect(await lettersTo(founder)).toContain('Đề nghị giải ngân kết thúc cùng việc hỗ trợ');
    expect(await lettersTo(stage.people.chiefAccountant)).toContain('Đề nghị giải ngân kết thúc cùng việc hỗ trợ');
  });
});

describe('an order that comes back when the support has ended', () => {
  it('ends its request with its money: nobody pays again, and nothing waits for anybody', async () => {
    const { stage } = house;
    const { dossier, founder, id, base, path, team } = await request('ordered');
    const director = await house.browser(stage.people.director, 'Phạm Quốc Hùng');
    await director.get(`${base}/steering`);
    const asked = await director
      .page!.form('/steering')
      .fill({ action: 'terminate', decisionNumber: '9/QĐ-CD', reason: 'Nhóm ngừng việc.' })
      .submit();
    expect(asked.text).toContain('đợt 1, 5.000.000 ₫. Nếu kho bạc hoặc ngân hàng trả lại, đề nghị kết thúc');
    await asked.form('/steering').submit();

    const before = await finance.get(path);
    expect(before.text).toContain('ghi nhận xong thì đề nghị kết thúc, không lập lại chứng từ');
    const returned = { 'reason-bankReject': 'Tài khoản đã đóng.', returnedOn: dayText(dayOf(house.now())) };
    const page = await before.form('Ghi nhận bị trả lại').fill(returned).submit({ button: 'Ghi nhận bị trả lại' });
    expect(page.text).toContain('Tài khoản đã đóng.');
    expect(await stateOf(dossier, id)).toBe('cancelled');
    expect([await vessel(dossier, 'ordered'), await vessel(dossier, 'held')]).toEqual([0n, 0n]);
    expect(await vessel(dossier, 'awarded')).toBe(20_000_000n);
    const open = await stage.db.query`
      select what from deadline where dossier = ${dossier} and subject = ${`disbursement/${id}`} and cleared_revision is null`;
    expect(open).toEqual([]);
    for (const client of [finance, officer, team])
      expect((await client.get('/work')).links.map(({ href }) => href.replace(/[?#].*/, ''))).not.toContain(path);
    for (const button of [prepare, 'Từ chối đề nghị', 'Trả lại'])
      expect(offers(await finance.get(path), button), button).toBe(false);
    expect(await lettersTo(founder)).toContain('Đề nghị giải ngân kết thúc cùng việc hỗ trợ');
    const [letter] = await stage.db.query<{ body: string }>`
      select l.body from letter l join person p on p.email = l.address where p.id = ${founder}::uuid and l.subject like '%kết thúc cùng%'`;
    expect(letter!.body).toContain('khoản này không được chi lại');
    expect(letter!.body).toContain('Tài khoản đã đóng.');
    // what was set aside and is not spent goes back with what is left of the award
    await stage.must(stage.people.director, 'cancelRemainder', dossier, {
      decisionNumber: '10/QĐ',
      reason: hash('why'),
    });
    expect(await vessel(dossier, 'awarded')).toBe(0n);
  });
});

describe('a request that an officer cancels', () => {
  it('says why, and the team reads who and why', async () => {
    const { founder, path, team } = await request('requested');
    const page = await go(officer, path, 'Hủy đề nghị', {}, 422);
    expect(page.errors.join()).toContain('lý do');
    await go(officer, path, 'Hủy đề nghị', { 'reason-cancel': 'Nhóm không trả lời từ tháng ba.' });
    expect(await lettersTo(founder)).toContain('Đề nghị giải ngân bị hủy');
    expect((await team.get(path)).text).toContain('Nhóm không trả lời từ tháng ba.');
  });

  it('is the team’s own to cancel without one', async () => {
    const { dossier, id, path, team } = await request('requested');
    await go(team, path, 'Hủy đề nghị');
    expect(await stateOf(dossier, id)).toBe('cancelled');
  });
});

describe('one voucher', () => {
  it('is one movement of money: not of what came in and of what went out', async () => {
    const { stage } = house;
    const { dossier, base, id } = await request('paid');
    const [row] = await stage.db.query<{ reference: string }>`
      select facts->>'reference' as reference from state where dossier = ${dossier} and subject = ${`disbursement/${id}`}`;
    const recovery = v7();
    const items = [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }];
    await stage.must(stage.people.officer, 'proposeRecovery', dossier, {
      id: recovery,
      disbursement: id,
      items,
      reason: hash('r'),
    });
    await stage.must(stage.people.director, 'decideRecovery', dossier, {
      id: recovery,
      repayBy: `${Number(house.now().slice(0, 4)) + 1}-12-31`,
    });
    const debt = `${base}/recoveries/${recovery}`;
    const receive = async (reference: string, expected: number) => {
      const form = (await finance.get(debt)).formWith('cash-reference');
      form
        .fill({ 'cash-amount': '400.000', 'cash-reference': reference })
        .fillDays({ 'cash-receivedOn': dayOf(house.now()) });
      return form.submit({ expect: expected });
    };
    expect((await receive(row!.reference, 422)).errors.join()).toContain('Số này đã ghi cho HS-');
    await receive('GNT-77', 200);
    const other = await request('ordered');
    const pay = (reference: string, expected: number) =>
      go(finance, other.path, 'Xác nhận đã chi', { reference, paidOn: dayText(dayOf(house.now())) }, expected);
    expect((await pay('gnt 77', 422)).errors.join()).toContain('Số này đã ghi cho một khoản thu của HS-');
    await pay('UNC-2026-78', 200);
  });
});

it('what a page from yesterday asked for, after one of today, ends with the support and is no forgery to the audit', async () => {
  const { stage } = house;
  const opened = [v7(), v7(), v7()]; // the ids are made when the pages are opened
  const small = { ...item, amountVnd: '2000000', costVnd: '4000000' };
  const { dossier, founder } = await request('requested');
  for (const id of opened.toReversed())
    await stage.must(founder, 'requestDisbursement', dossier, { id, items: [small], evidence: [hash(id)] });
  await stage.must(stage.people.director, 'terminate', dossier, { decisionNumber: 'QĐ-9', reason: hash('why') });
  for (const id of opened) expect(await stateOf(dossier, id)).toBe('cancelled');
  await expectClean(stage);
});
