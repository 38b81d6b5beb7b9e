// What a finance officer can record of money after it was recorded as paid: that the treasury sent it back, or that the voucher was typed wrongly.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailWorker } from '../../src/mail/index.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';
import { pdf } from './filesSupport.ts';

let house: House;
let officer: Client;
let finance: Client;
let accountant: Client;
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

/** A project with a confirmed account, and a request that was paid under a voucher of its own. */
async function paid(lines = [{ line: 'prototype', amountVnd: '20000000' }]) {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines });
  await stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${made.party}, 'Nhóm Máy sấy', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${stage.people.officer})`;
  await confirmParty(stage, made.party);
  const base = `/agencies/${stage.agency}/dossiers/${made.dossier}`;
  const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  const id = await stage.disbursement(made.dossier, founder, [item], 'ordered');
  const paidOn = dayOf(house.now());
  await stage.must(stage.people.financeOfficer, 'payDisbursement', made.dossier, { id, reference: `KB-${id}`, paidOn });
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

describe('a turn that comes after its deadline', () => {
  it('begins no step after its own end: it says how late it was when it came', async () => {
    const { stage } = house;
    const founder = v7();
    const { dossier } = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '20000000' }] });
    const id = await stage.disbursement(dossier, founder, [item], 'requested');
    // it was sent so long ago that its payment was due a month before it was verified
    const shifted = async (days: number) => {
      const [row] = await stage.owner.query<{ due: string }>`
        update deadline set due_at = due_at + make_interval(days => ${days}), due_on = due_on + ${days}::int
        where dossier = ${dossier} and subject = ${`disbursement/${id}`} returning due_on::text as due`;
      return row!.due;
    };
    const due = await shifted(-45);
    await stage.must(stage.people.officer, 'verifyDisbursement', dossier, {
      id,
      accepted: [{ amountVnd: item.amountVnd, costVnd: item.costVnd }],
    });
    const now = dayOf(house.now());
    const late = `đã trễ khi đến lượt (${dayText(now)})`;
    const base = `/agencies/${stage.agency}`;
    for (const path of [
      `${base}/dossiers/${dossier}/requests/${id}`,
      `${base}/dossiers/${dossier}`,
      `${base}/requests`,
    ]) {
      const { text } = await finance.get(path);
      expect(text, path).toContain(late);
      expect(text, path).toContain(dayText(due));
      expect(text, path).not.toMatch(new RegExp(`từ (ngày )?${dayText(now)}`));
    }
    const english = await finance.get(`${base}/dossiers/${dossier}/requests/${id}?lang=en`);
    expect(english.text).toContain(`late already when its turn came (${dayText(now)})`);
    await finance.get(`${base}/requests?lang=vi`);
    await shifted(45);
  });
});

describe('a payment that comes back after it was confirmed', () => {
  const sum = async (book: string) => (await finance.get(`/agencies/${house.stage.agency}/payments${book}`)).text;
  const day = () => dayText(dayOf(house.now()));

  const button = 'Ghi nhận bị trả lại';
  /** The form for what came back, with the paper that says so. */
  const advised = async (client: Client, path: string) =>
    (await client.get(path)).form(button).attach('document', 'giay-bao-co.pdf', Buffer.from(pdf('báo có')));

  it('is recorded with day, number, paper and reason, stands in the book, and is prepared, approved and paid anew', async () => {
    const { dossier, id, path, base, founder, team } = await paid();
    const { stage } = house;
    const beside = await stage.disbursement(dossier, founder, [item], 'paid');
    for (const other of [officer, accountant, team]) expect(offers(await other.get(path), button)).toBe(false);
    const before = await finance.get(path);
    const key = before.form(button).value('key')[0]!;
    const empty = await go(finance, path, button, { returnedOn: '', returnReference: '' }, 422);
    expect(empty.errors).toHaveLength(4);
    const wrong = { returnedOn: '01/01/2020', returnReference: 'GBC-01', 'reason-paymentReturned': 'Sai tên.' };
    const early = await (await advised(finance, path)).fill(wrong).submit({ button, expect: 422 });
    expect(early.errors.join()).toContain('Không thể bị trả lại trước ngày chi');
    // the paper that came with it need not come again
    const typed = { returnedOn: day(), returnReference: 'GBC-01', 'reason-paymentReturned': 'Tài khoản đã đóng.' };
    const page = await early.form(button).fill(typed).submit({ button });
    const paper = page.links.find(({ text }) => text === 'giay-bao-co.pdf')!;
    expect((await accountant.download(paper.href)).status).toBe(200);
    expect(page.text).toContain(`Kho bạc, ngân hàng trả lại khoản đã chi ngày ${day()}, số GBC-01`);
    expect(page.text).toContain('Tài khoản đã đóng.');
    expect([await stateOf(dossier, id), await vessel(dossier, 'held'), await vessel(dossier, 'settled')]).toEqual([
      'verified',
      5_000_000n,
      5_000_000n,
    ]);
    // whoever approves again is told what the payee was paid meanwhile
    expect((await accountant.get(path)).text).toContain('1 lần');
    // the first page sent again is no second return
    await finance.post(`${path}/payment-returned`, { ...typed, key }, { expect: 'any' });
    expect(await vessel(dossier, 'held')).toBe(5_000_000n);
    expect(await lettersTo(founder)).toContain('Khoản đã chi bị trả lại');
    expect(await lettersTo(house.stage.people.chiefAccountant)).toContain('Khoản đã chi bị trả lại');
    const [letter] = await house.stage.db.query<{ body: string }>`
      select l.body from letter l join person p on p.email = l.address where p.id = ${founder}::uuid and l.subject like '%bị trả lại%'`;
    for (const part of ['5.000.000', 'GBC-01', day(), 'Tài khoản đã đóng.']) expect(letter!.body).toContain(part);
    expect((await team.get(path)).text).toContain('Tài khoản đã đóng.');
    const book = await sum('?q=GBC-01');
    expect(book).toContain('Khoản đã chi, kho bạc trả lại');
    expect(book).toContain('−5.000.000');
    expect(await sum('')).toContain('Khớp với sổ ngân sách');
    // whoever holds the order is told that it was paid, and then came back
    const [{ confirm } = { confirm: '' }] = await stage.db.query<{ confirm: string }>`
      select concat_ws('/', '/confirm', p.agency, p.register, p.year, p.number, left(encode(h.hash, 'hex'), 16)) as confirm
      from paper p join history h on h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision
      where p.dossier = ${dossier} and p.kind = 'paymentOrder' and p.subject = ${`disbursement/${id}`}`;
    const anybody = house.stranger();
    const public_ = (await anybody.get(confirm)).text;
    expect(public_).toContain(`Lệnh này đã được chi; ngày ${day()} kho bạc hoặc ngân hàng trả lại khoản tiền.`);
    expect(public_).not.toContain('không được chi');
    expect((await anybody.get(`${confirm}?lang=en`)).text).toContain(
      `This order was paid; on ${day()} the treasury or the bank sent the money back.`,
    );

    await go(finance, path, prepare);
    await go(accountant, path, approve);
    await go(finance, path, order);
    // the voucher of the payment that came back is no voucher for another
    const old = await go(finance, path, 'Xác nhận đã chi', { reference: `kb ${id}`, paidOn: day() }, 422);
    expect(old.errors.join()).toContain('Số này đã ghi cho');
    await go(finance, path, 'Xác nhận đã chi', { reference: 'KB-LAN-2', paidOn: day() });
    expect([await stateOf(dossier, id), await vessel(dossier, 'settled')]).toEqual(['settled', 10_000_000n]);
    // what was paid twice is counted once, and the story of the tranche ends with its payment
    const asked = v7();
    await stage.must(stage.people.officer, 'proposeRecovery', dossier, {
      ...{ id: asked, disbursement: beside, reason: hash('misuse') },
      items: [{ line: 'prototype', unit: '-', amountVnd: '1000000' }],
    });
    await stage.must(stage.people.director, 'decideRecovery', dossier, {
      id: asked,
      repayBy: `${stage.year + 1}-01-31`,
    });
    const story = (await finance.get(base)).text;
    const flows = story.slice(story.indexOf('Đã chuyển, mọi đợt')).slice(0, 220);
    expect(flows).toMatch(/^Đã chuyển, mọi đợt\s*10\.000\.000/);
    expect(flows).toContain('Còn tính là đã chi 9.000.000');
    expect(story).not.toContain('số chứng từ GBC-01');
    const again = await sum('?q=KB-LAN-2');
    expect(again).toContain('Chứng từ KB-LAN-2');
    const used = await paid();
    const second = { ...typed, returnReference: 'gbc 01' };
    const taken = await (await advised(finance, used.path)).fill(second).submit({ button, expect: 422 });
    expect(taken.errors.join()).toContain('đã ghi cho một khoản thu');
    expect(await vouchersRefused()).toBe(2);
  });

  it('keeps in the register to whom, for what and as what it was paid, whatever its request asks for afterwards', async () => {
    const { stage } = house;
    const { people, agency, year } = stage;
    const lines = [
      { line: 'prototype', amountVnd: '20000000' },
      { line: 'services', amountVnd: '20000000' },
    ];
    const { dossier, founder, path, id } = await paid(lines);
    const broker = v7();
    await stage.must(people.officer, 'registerParty', broker, { kind: 'intermediary', members: [v7()] });
    await stage.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
      values (${agency}, ${broker}, 'Công ty Trung gian Bến Nghé', ${house.now()}, ${people.officer})`;
    const typed = { returnedOn: day(), returnReference: `GBC-${id}`, 'reason-paymentReturned': 'Tài khoản đã đóng.' };
    await (await advised(finance, path)).fill(typed).submit({ button });
    const said = async () => {
      const file = await finance.download(`/agencies/${agency}/payments/export?q=${id}`);
      const [, ...rows] = Buffer.from(file.bytes).toString('utf8').trim().split('\r\n');
      return rows;
    };
    const before = await said();
    for (const row of before) {
      for (const one of ['Nhóm Máy sấy', 'sản phẩm mẫu']) expect(row).toContain(one);
      for (const one of ['Trung gian', 'Dịch vụ hỗ trợ', '"Tạm ứng"']) expect(row).not.toContain(one);
    }
    expect(before).toHaveLength(2);

    // the same request, for other work, as an advance, to somebody else
    await stage.must(people.officer, 'returnDisbursement', dossier, { id, reason: hash('other work') });
    const asked = [{ line: 'services', units: { contract: '1' }, amountVnd: '2000000', costVnd: '5000000' }];
    await stage.must(founder, 'requestDisbursement', dossier, {
      ...{ id, items: asked, isAdvance: true, evidence: [], payee: broker },
    });
    expect(await said()).toEqual(before);
    // and what is ordered anew says what it is of
    await stage.must(people.officer, 'verifyDisbursement', dossier, {
      ...{ id, accepted: asked.map(({ amountVnd, costVnd }) => ({ amountVnd, costVnd })) },
    });
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    const reference = `LAN-HAI-${id}`;
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id, reference, paidOn: dayOf(house.now()) });
    const [again, ...rest] = await said();
    for (const one of ['Công ty Trung gian Bến Nghé', 'Dịch vụ hỗ trợ', '"Tạm ứng"', reference])
      expect(again).toContain(one);
    expect(rest).toEqual(before);
  });

  it('is paired in the book with the order that it came back of, and so is what a recovery brings', async () => {
    const { agency, people, year } = house.stage;
    const rowsOf = async (dossier: string) => {
      const [{ code } = { code: '' }] = await house.stage.db.query<{ code: string }>`
        select number::text as code from paper where dossier = ${dossier} and kind = 'paymentOrder'`;
      const number = `${code.padStart(2, '0')}/RDT-`;
      const q = /HS-\d{4}-\w+/.exec((await finance.get(`/agencies/${agency}/dossiers/${dossier}`)).text)![0];
      const found = await finance.get(`/agencies/${agency}/payments?q=${q}`);
      const file = await finance.download(`/agencies/${agency}/payments/export?q=${q}`);
      const [, ...csv] = Buffer.from(file.bytes).toString('utf8').trim().split('\r\n');
      return { number, page: found.all('tbody tr'), csv };
    };
    const sent = await paid();
    const typed = { returnedOn: day(), returnReference: `GBC-${sent.id}`, 'reason-paymentReturned': 'Đã đóng.' };
    await (await advised(finance, sent.path)).fill(typed).submit({ button });
    const back = await rowsOf(sent.dossier);
    expect(back.csv).toHaveLength(2);
    for (const row of [...back.csv, ...back.page.slice(0, 2)]) expect(row).toContain(back.number);
    const order = back.page.find((row) => !row.includes('−5.000.000'));
    expect(order).toContain(`Đã bị trả lại ngày ${day()}`);
    // the status says it by itself, and begins as it always did
    expect(back.csv.join('\n')).toContain('"Đã chi, sau đó bị trả lại"');
    expect(back.csv.find((row) => row.includes('"Đã chi, sau đó bị trả lại"'))).toContain(dayOf(house.now()));
    expect(back.csv.join()).not.toContain('"Đã chi"');

    const kept = await paid();
    const recovery = v7();
    await house.stage.must(people.officer, 'proposeRecovery', kept.dossier, {
      ...{ id: recovery, disbursement: kept.id, reason: hash('misuse') },
      items: [{ line: 'prototype', unit: '-', amountVnd: '1000000' }],
    });
    await house.stage.must(people.director, 'decideRecovery', kept.dossier, {
      id: recovery,
      repayBy: `${year + 1}-01-31`,
    });
    await house.stage.must(people.financeOfficer, 'receiveCash', kept.dossier, {
      ...{ id: recovery, amountVnd: '1000000', year, source: 'nstp' },
      ...{ reference: `PT-${recovery}`, receivedOn: dayOf(house.now()) },
    });
    const received = await rowsOf(kept.dossier);
    expect(received.csv).toHaveLength(2);
    for (const row of received.csv) expect(row).toContain(received.number);
    // an order whose money was asked back of whoever had it was not sent back
    expect(received.page.join()).not.toContain('Đã bị trả lại');
    expect(received.csv.join()).toContain('"Đã chi"');
  });

  it('is recorded with a file that is kept from before by whoever sent it, and with nobody else’s', async () => {
    const { dossier, id, path } = await paid();
    const typed = { returnedOn: day(), returnReference: `GBC-${id}`, 'reason-paymentReturned': 'Tài khoản đã đóng.' };
    const early = await (await advised(finance, path))
      .fill({ ...typed, returnedOn: '01/01/2020' })
      .submit({ button, expect: 422 });
    const [kept = ''] = early.form(button).value('kept.document');
    expect(kept).not.toBe('');
    const second = v7();
    await house.stage.must(house.stage.people.administrator, 'appoint', second, { roles: ['financeOfficer'] });
    const colleague = await house.browser(second, 'Trần Thị Hai');
    const [key = ''] = (await colleague.get(path)).form(button).value('key');
    const said = { ...typed, 'kept.document': kept, 'kept.name': 'giay-bao-co.pdf', key };
    const refused = await colleague.post(`${path}/payment-returned`, said, { expect: 422 });
    expect(refused.errors).toHaveLength(1);
    // neither its name nor the way to it is told, and what was typed stays
    for (const one of ['giay-bao-co.pdf', kept]) expect(refused.html).not.toContain(one);
    expect(refused.form(button).value('returnReference')).toEqual([`GBC-${id}`]);
    expect(await stateOf(dossier, id)).toBe('settled');
    const page = await early.form(button).fill(typed).submit({ button });
    expect(page.links.map(({ text }) => text)).toContain('giay-bao-co.pdf');
    expect(await stateOf(dossier, id)).toBe('verified');
  });

  it('after the support was terminated ends its request, and what was netted on it is owed and not netted', async () => {
    const { stage } = house;
    const { people, year } = stage;
    const { dossier, founder, base, id } = await paid();
    const recovery = v7();
    await stage.must(people.officer, 'proposeRecovery', dossier, {
      ...{ id: recovery, disbursement: id, reason: hash('misuse') },
      items: [{ line: 'prototype', unit: '-', amountVnd: '2000000' }],
    });
    await stage.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: `${year + 1}-01-31` });
    const last = await stage.disbursement(dossier, founder, [item], 'verified');
    await stage.must(people.financeOfficer, 'netRecovery', dossier, {
      id: recovery,
      amountVnd: '2000000',
      disbursement: last,
    });
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: last, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: last });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id: last });
    const paidOn = dayOf(house.now());
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id: last, reference: `KB-${last}`, paidOn });
    expect((await finance.get(`${base}/recoveries/${recovery}`)).text).toContain('2.000.000');
    await stage.must(people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('gone') });
    const path = `${base}/requests/${last}`;
    const typed = { returnedOn: day(), returnReference: `GBC-${last}`, 'reason-paymentReturned': 'Tài khoản đã đóng.' };
    const page = await (await advised(finance, path)).fill(typed).submit({ button });
    expect(await stateOf(dossier, last)).toBe('cancelled');
    const said = page.text.indexOf(`số chứng từ GBC-${last}`);
    expect(page.text.slice(said - 80, said)).toContain('3.000.000');
    const debts = (await finance.get(`/agencies/${stage.agency}/debts`)).text;
    expect(debts).not.toContain('−2.000.000');
    const owed = (await finance.get(`${base}/recoveries/${recovery}`)).text;
    expect(owed).not.toContain('cấn trừ 2.000.000');
    expect(await vessel(dossier, 'due')).toBe(2_000_000n);
    expect(await lettersTo(founder)).toContain('Đề nghị giải ngân kết thúc cùng việc hỗ trợ');
  });

  it('after the support was terminated is told to who can give its money back, until it is, and not while that is contested', async () => {
    const { stage } = house;
    const { people } = stage;
    const { dossier, founder, base, path, id } = await paid();
    const director = await house.browser(people.director, 'Phạm Quang Vinh');
    const cancel = { href: `${base}/closing`, text: 'Hủy phần còn lại' };
    /** What somebody's work says of the dossier, and whether its page sends them to where the remainder is cancelled. */
    const told = async (client: Client, language = 'vi') => {
      const work = await client.get(`/work?lang=${language}`);
      const rows = work.root
        .querySelectorAll('tbody tr')
        .filter((row) => row.innerHTML.includes(`${base}/closing`))
        .map((row) => row.text.replace(/\s+/g, ' ').trim());
      const page = await client.get(`${base}?lang=${language}`);
      const buttons = page.root.querySelectorAll('.turn a.button');
      return { rows, buttons: buttons.map((one) => ({ href: one.getAttribute('href'), text: one.text.trim() })) };
    };
    await stage.must(people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('gone') });
    const remainder = { decisionNumber: '17/QĐ', reason: hash('over') };
    await stage.must(people.director, 'cancelRemainder', dossier, remainder);
    for (const client of [director, finance]) expect(await told(client)).toEqual({ rows: [], buttons: [] });

    const typed = { returnedOn: day(), returnReference: `GBC-${id}`, 'reason-paymentReturned': 'Tài khoản đã đóng.' };
    await (await advised(finance, path)).fill(typed).submit({ button });
    expect(await vessel(dossier, 'awarded')).toBe(5_000_000n);
    for (const client of [director, finance]) {
      const english = await told(client, 'en');
      expect(english.rows).toEqual([expect.stringContaining('Cancel the remainder')]);
      expect(english.buttons).toEqual([{ ...cancel, text: 'Cancel the remainder' }]);
      const { rows, buttons } = await told(client);
      expect(rows).toEqual([expect.stringMatching(/Hủy phần còn lại.*5\.000\.000 ₫/)]);
      expect(buttons).toEqual([cancel]);
    }
    // nobody else is sent there
    for (const client of [officer, accountant]) expect(await told(client)).toEqual({ rows: [], buttons: [] });
    expect((await officer.get(base)).all('.turn')[0]).toContain('Đang chờ giám đốc');
    const [panel] = (await director.get(base)).all('.turn');
    expect(panel).toContain(`Còn 5.000.000 ₫ chưa trả về nguồn, từ ${day()}`);
    const offered = await director.get(cancel.href);
    expect(offered.text).toContain('5.000.000');
    expect(offers(offered, 'Kiểm tra trước khi hủy')).toBe(true);

    // while the termination is contested nothing is cancelled that it would give back
    const [terminated] = await stage.db.query<{ revision: number }>`
      select revision from history where dossier = ${dossier}::uuid and event = 'project.terminated'`;
    const appeal = v7();
    await stage.must(founder, 'lodgeAppeal', dossier, {
      ...{ id: appeal, grounds: hash('unjust') },
      against: { event: 'project.terminated', subject: 'project', ...terminated!, on: dayOf(house.now()) },
    });
    for (const client of [director, finance]) expect((await told(client)).rows).toEqual([]);
    await stage.must(founder, 'withdrawAppeal', dossier, { id: appeal });
    for (const client of [director, finance]) expect((await told(client)).rows).toHaveLength(1);

    await stage.must(people.director, 'cancelRemainder', dossier, { ...remainder, decisionNumber: '18/QĐ' });
    for (const client of [director, finance]) expect(await told(client)).toEqual({ rows: [], buttons: [] });
  });

  it('is not recorded once its money was asked back, and says what to do instead', async () => {
    const { dossier, id, path } = await paid();
    await house.stage.must(house.stage.people.officer, 'proposeRecovery', dossier, {
      ...{ id: v7(), disbursement: id, reason: hash('misuse') },
      items: [{ line: 'prototype', unit: '-', amountVnd: '1000000' }],
    });
    const typed = { returnedOn: day(), returnReference: 'GBC-09', 'reason-paymentReturned': 'Sai tài khoản.' };
    const page = await (await advised(finance, path)).fill(typed).submit({ button, expect: 422 });
    expect(page.text).toContain('tiền đã đến bên nhận');
    expect(page.text).toContain('Ghi nhận tiền về ở khoản thu hồi của khoản chi này.');
    expect(page.form('Ghi nhận bị trả lại').value('returnReference')).toEqual(['GBC-09']);
  });

  it('is corrected where only its voucher or day was typed wrongly, and the book says what is right', async () => {
    const { dossier, id, path, founder, team } = await paid();
    const other = await paid();
    const correct = 'Ghi lại cho đúng';
    const form = (await finance.get(path)).form(correct);
    const [reference] = form.value('reference');
    const same = await go(finance, path, correct, { 'reason-paymentCorrected': 'Gõ nhầm.' }, 422);
    expect(same.errors.join()).toContain('đã được ghi như vậy');
    await go(finance, other.path, correct, { reference: 'KB-CUA-KHOAN-KHAC', 'reason-paymentCorrected': 'Gõ nhầm.' });
    const taken = await go(
      finance,
      path,
      correct,
      { reference: 'kb cua khoan khac', 'reason-paymentCorrected': 'Gõ nhầm.' },
      422,
    );
    expect(taken.errors.join()).toContain('Số này đã ghi cho');
    expect(await vouchersRefused()).toBe(3);
    const second = v7();
    await house.stage.must(house.stage.people.administrator, 'appoint', second, { roles: ['financeOfficer'] });
    const colleague = await house.browser(second, 'Trần Thị Hai');
    const page = await go(colleague, path, correct, { reference: 'KB-DUNG', 'reason-paymentCorrected': 'Gõ nhầm số.' });
    expect(page.text).toContain('KB-DUNG');
    expect(page.text).toContain('Gõ nhầm số.');
    // who recorded the payment is who did
    expect(page.text.slice(page.text.lastIndexOf('Xác nhận đã chi')).slice(0, 80)).toContain('Đỗ Văn Khoa');
    expect([await stateOf(dossier, id), await vessel(dossier, 'settled')]).toEqual(['settled', 5_000_000n]);
    const book = await sum('?q=KB-DUNG');
    expect(book).toContain('Chứng từ KB-DUNG');
    expect(book).not.toContain(`Chứng từ ${reference} `);
    expect(await lettersTo(founder)).toContain('Sửa chứng từ chi tiền');
    // the letter says why, and so does the page
    expect((await team.get(path)).text).toContain('Gõ nhầm số.');
  });
});
