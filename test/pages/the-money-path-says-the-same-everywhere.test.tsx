import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf, daysAfter } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

/** One figure, one word and one state for the same money, on whichever page and for whomever it stands. */
let house: House;
let officer: Client;
let finance: Client;
let accountant: Client;

beforeAll(async () => {
  const caps = fictionalPack.caps.filter(({ id }: { id: string }) => id !== 'agency.seats');
  house = await openHouse({ agency: 'loi', pack: { ...fictionalPack, agency: 'loi', caps } });
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

let months = 0;
const item = (amountVnd: string) => {
  months += 1;
  const month = `2026-${String((months % 12) + 1).padStart(2, '0')}`;
  return { line: 'labour', amountVnd, costVnd: amountVnd, units: { person: `p${months}`, month } };
};
const own = { accountNumber: '0110011932', accountName: 'NGUYEN THI ANH DUONG', bank: 'VietinBank' };
type Account = typeof own;

/** A project of a team whose account, if it has given one, an officer has confirmed. */
async function project(account: Account | null = own, lines = [{ line: 'labour', amountVnd: '12000000' }]) {
  const { stage } = house;
  const founderId = v7();
  const founder = await house.browser(founderId, 'Nguyễn Thị Ánh Dương');
  const { dossier, party } = await stage.project({ founder: founderId, lines });
  const { accountNumber, accountName, bank } = account ?? { accountNumber: '', accountName: '', bank: '' };
  const identity = `0790${v7().replace(/\D/g, '').slice(-8)}`;
  await stage.db
    .query`insert into party_profile (agency, party, name, address, identity, representative, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${party}, 'Nhóm Ánh Dương', 'Hòa Vang, Đà Nẵng', ${identity}, ${founderId}, ${accountNumber}, ${accountName}, ${bank},
      ${house.now()}, ${stage.people.officer})`;
  await confirmParty(stage, party);
  const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
  const request = async (
    amountVnd: string,
    upTo: 'requested' | 'verified' | 'prepared' | 'approved' | 'ordered' | 'paid',
  ) => `${base}/requests/${await stage.disbursement(dossier, founderId, [item(amountVnd)], upTo)}`;
  return { founder, founderId, dossier, party, base, request };
}
type Project = Awaited<ReturnType<typeof project>>;

/** A debt of a payment that was recovered by decision. */
async function debt({ dossier, request }: Project, amountVnd: string): Promise<string> {
  const { stage } = house;
  const { people } = stage;
  const disbursement = (await request(amountVnd, 'paid')).split('/').at(-1)!;
  const id = v7();
  const reason = 'a'.repeat(64);
  const items = [{ ...lineOf(), amountVnd, costVnd: amountVnd }];
  await stage.must(people.officer, 'proposeRecovery', dossier, { id, disbursement, items, reason });
  await stage.must(people.director, 'decideRecovery', dossier, { id, repayBy: `${stage.year}-12-20` });
  return id;
  function lineOf() {
    const month = `2026-${String((months % 12) + 1).padStart(2, '0')}`;
    return { line: 'labour', unit: `month=${month};person=p${months}` };
  }
}

const press = async (
  client: Client,
  path: string,
  button: string,
  values: Record<string, string> = {},
  expected = 200,
) => (await client.get(path)).form(button).fill(values).submit({ button, expect: expected });
/** The row of `/work` that leads there. */
const rowTo = async (client: Client, href: string): Promise<string> => {
  const page = await client.get('/work');
  const row = page.root
    .querySelectorAll('table.work tbody tr')
    .find((one) => one.querySelectorAll('a').some((a) => a.getAttribute('href') === href));
  return row === undefined ? '' : row.text.replace(/\s+/g, ' ');
};
const leads = (page: Page, href: string) => page.links.some((link) => link.href === href);
const money = (text: string) => text.replace(/\u00a0/g, ' ');

describe('what can still be asked for', () => {
  it('is the same at /work and on the dossier, after something was paid', async () => {
    const { founder, base, request } = await project(own, [{ line: 'labour', amountVnd: '27000000' }]);
    await request('5000000', 'paid');
    const row = money(await rowTo(founder, `${base}/requests/new`));
    expect(row).toContain('22.000.000 ₫');
    expect(row).not.toContain('27.000.000');
  });
});

describe('an account that an officer does not accept', () => {
  it('is sent back with a reason, which its party reads in the letter, at /work, on the dossier and at the form', async () => {
    const { founder, founderId, base } = await project({ ...own, accountNumber: '0999888777' });
    const button = 'Để bên đăng ký khai lại';
    const refused = await press(officer, `${base}/party`, button, {}, 422);
    expect(refused.errors.join(' ')).toContain('Hãy nêu lý do');
    await press(officer, `${base}/party`, button, { accountReason: 'Số tài khoản thiếu một chữ số.' });
    expect(officer.page!.text).toContain('Đã bỏ tài khoản');
    const [letter] = await house.stage.db.query<{ body: string }>`
      select body from letter where address = ${`${founderId}@vidu.test`} order by created_at desc limit 1`;
    expect(letter!.body).toContain('Số tài khoản thiếu một chữ số.');
    expect(await rowTo(founder, `${base}/application/party`)).toContain('Khai lại tài khoản nhận tiền');
    const page = await founder.get(base);
    expect(page.text).toContain('Số tài khoản thiếu một chữ số.');
    expect(leads(page, `${base}/application/party`)).toBe(true);
    const form = await founder.get(`${base}/application/party`);
    expect(form.text).toContain('Số tài khoản thiếu một chữ số.');
    // the account is needed before anything is paid
    expect(form.all('legend').join(' ')).not.toContain('không bắt buộc');
    const saved = await form.form('/application/party').fill(own).submit();
    // given again, the dossier is where they are, and nothing is asked of them any more
    expect(saved.path.replace(/\?.*/, '')).toBe(base);
    expect(saved.text).toContain('cán bộ chương trình đối chiếu và xác nhận');
    expect(saved.text).not.toContain('Số tài khoản thiếu một chữ số.');
    expect(await rowTo(founder, `${base}/application/party`)).toBe('');
    expect((await founder.get(base)).text).toContain('chờ cán bộ xác nhận');
    // what waits for the officer stands on the dossier too, with the way there
    const theirs = await officer.get(base);
    expect(theirs.text).toContain('Xác nhận tài khoản mới khai');
    expect(leads(theirs, `${base}/party#account`)).toBe(true);
    await press(officer, `${base}/party`, 'Xác nhận tài khoản này');
    expect((await founder.get(base)).text).toContain('đã được cán bộ xác nhận');
    expect(leads(await officer.get(base), `${base}/party#account`)).toBe(false);
  });

  it('may be proved by the bank’s paper, which the officer opens beside it', async () => {
    const { founder, base } = await project(null);
    const page = await founder.get(`${base}/application/party`);
    expect(page.text).toContain('“Nguyễn Thị Ánh Dương”');
    const bytes = new TextEncoder().encode('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');
    const form = page.form('/application/party').fill({ ...own, accountName: 'TRAN VAN B' });
    await form.attach('bankPaper', 'xac-nhan.pdf', bytes, 'application/pdf').submit();
    const theirs = await officer.get(`${base}/party`);
    const link = theirs.links.find(({ text }) => text.includes('xac-nhan.pdf'));
    expect(link?.href).toContain(`${base}/files/`);
    await officer.download(link!.href).then(({ status }) => expect(status).toBe(200));
  });

  it('in another name is remarked on where it is confirmed and where it is paid', async () => {
    const { base, request } = await project({ ...own, accountName: 'TRAN VAN B' });
    const path = await request('1000000', 'prepared');
    const remark = 'Tên chủ tài khoản khác tên bên nhận tiền';
    for (const [client, at] of [
      [officer, `${base}/party`],
      [finance, path],
      [accountant, path],
    ] as const)
      expect((await client.get(at)).all('.warning').join(' ')).toContain(remark);
    // the leader's own name is no other
    const clear = await (await project()).request('1000000', 'prepared');
    expect((await accountant.get(clear)).text).not.toContain(remark);
  });

  it('of an intermediary waits at the officer’s /work', async () => {
    const { stage } = house;
    const party = v7();
    await stage.must(stage.people.officer, 'registerParty', party, { kind: 'intermediary', members: [] });
    await stage.db
      .query`insert into party_profile (agency, party, name, address, identity, account_number, account_name, bank, changed_at, changed_by)
      values (${stage.agency}, ${party}, 'Vườn ươm Sông Hàn', 'Đà Nẵng', '0401234567', '777', 'VUON UOM SONG HAN', 'BIDV', ${house.now()}, ${stage.people.administrator})`;
    const href = `/agencies/${stage.agency}/intermediaries/${party}`;
    expect(await rowTo(officer, href)).toContain('Xác nhận tài khoản');
    expect(await rowTo(finance, href)).toBe('');
    await confirmParty(stage, party);
    expect(await rowTo(officer, href)).toBe('');
  });
});

describe('an order that the bank sent back', () => {
  it('says why and when to all three, asks for the day and number, and lets the team give another account', async () => {
    const { founder, base, request } = await project();
    const path = await request('2000000', 'ordered');
    const form = (await finance.get(path)).form('/bank-reject');
    expect(form.names).toEqual(expect.arrayContaining(['returnedOn', 'returnNumber']));
    const sent = await form
      .fill({ 'reason-bankReject': 'Tài khoản đã đóng.', returnNumber: 'TL-77' })
      .submit({ button: 'Ghi nhận bị trả lại' });
    for (const page of [sent, await officer.get(path), await founder.get(path)]) {
      const said = page.all('.bank-return').join(' ');
      expect(said).toContain('Tài khoản đã đóng.');
      expect(said).toContain('TL-77');
      expect(said).toContain(dayOf(house.now()).split('-').reverse().join('/'));
    }
    expect((await finance.get(path)).text).toContain('Tài khoản chưa thay đổi từ khi bị trả lại');
    const href = `${base}/application/party`;
    expect(leads(await founder.get(path), href)).toBe(true);
    expect(leads(await founder.get(base), href)).toBe(true);
    await (await founder.get(href))
      .form('/application/party')
      .fill({ ...own, accountNumber: '0123456789' })
      .submit();
    expect((await finance.get(path)).text).not.toContain('Tài khoản chưa thay đổi từ khi bị trả lại');
    expect(leads(await founder.get(path), href)).toBe(false);
    // another account waits for the officer, and is not changed once more meanwhile
    expect(leads(await officer.get(base), `${base}/party#account`)).toBe(true);
  });
});

describe('a debt', () => {
  it('that is netted cuts no acceptance, and is told in the history of the request that it was taken off', async () => {
    const made = await project();
    const { dossier, base, request, founder } = made;
    const recovery = await debt(made, '5000000');
    const path = await request('4000000', 'verified');
    // before anything is prepared finance finds the way to the debt
    const seen = await finance.get(path);
    expect(leads(seen, `${base}/recoveries/${recovery}?net=${path.split('/').at(-1)}`)).toBe(true);
    const { stage } = house;
    const { people, year } = stage;
    const disbursement = path.split('/').at(-1)!;
    await stage.must(people.financeOfficer, 'netRecovery', dossier, {
      id: recovery,
      amountVnd: '1000000',
      disbursement,
    });
    await stage.must(people.financeOfficer, 'receiveCash', dossier, {
      ...{
        id: recovery,
        amountVnd: '3000000',
        year,
        source: 'nstp',
        reference: 'GBC-1',
        receivedOn: dayOf(house.now()),
      },
    });
    const told = money((await founder.get(base)).text);
    expect(told).not.toContain('được chấp nhận một phần');
    expect(told).toContain('cấn trừ 1.000.000 ₫');
    expect(money((await founder.get(path)).text)).toMatch(/Cấn trừ.*1\.000\.000 ₫/);
    expect((await finance.get(path)).all('.story').join(' ')).toContain('ấn trừ');
    expect(money((await accountant.get(path)).text)).toContain('−1.000.000');
    // what is left is prepared by mistake: the refusal says how it is taken back
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: disbursement, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: disbursement });
    const refused = money((await finance.get(path)).text);
    expect(refused).toContain('còn nợ 1.000.000 ₫');
    expect(refused).toContain('“Rút lại”');
    expect(refused).not.toContain('Mức 0 ₫');
    await stage.must(people.director, 'writeOffRecovery', dossier, {
      ...{ id: recovery, decisionNumber: 'QĐ-9', reason: 'b'.repeat(64) },
    });
    for (const at of [base, `${base}/recoveries/${recovery}`]) {
      const split = money((await founder.get(at)).text);
      for (const part of ['đã nộp 3.000.000 ₫', 'cấn trừ 1.000.000 ₫', 'xóa nợ 1.000.000 ₫'])
        expect(split.toLowerCase()).toContain(part);
    }
  });

  it('is finance’s to follow from the decision on, with its day', async () => {
    const made = await project();
    const recovery = await debt(made, '1000000');
    const row = await rowTo(finance, `${made.base}/recoveries/${recovery}`);
    expect(row).toContain('20/12');
    expect(row).toContain('1.000.000');
  });
});

describe('a project that is suspended', () => {
  it('is nobody’s turn to pay for', async () => {
    const { dossier, base, request } = await project();
    const path = await request('1000000', 'approved');
    const { stage } = house;
    await stage.must(stage.people.director, 'suspend', dossier, {
      ...{ decisionNumber: 'QĐ-TD', reason: 'c'.repeat(64) },
    });
    const row = await rowTo(finance, path);
    expect(row).toContain('tạm dừng');
    expect(row).not.toContain('còn 15 ngày');
    for (const at of [base, path]) {
      const { text } = await finance.get(at);
      expect(text).toContain('tạm dừng');
      expect(text.toLowerCase()).not.toContain('đến lượt bạn');
    }
  });
});

describe('whoever checks and approves', () => {
  it('is told that a seller is a company of the applicant’s own', async () => {
    const { stage } = house;
    const { people, agency, db } = stage;
    const { dossier, founderId, base } = await project();
    const company = v7();
    await stage.must(people.officer, 'registerParty', company, { kind: 'enterprise', members: [founderId] });
    await db.query`insert into party_profile (agency, party, name, address, identity, account_number, account_name, bank, changed_at, changed_by)
      values (${agency}, ${company}, 'Công ty TNHH Ánh Dương', 'Đà Nẵng', '0402345678', '', '', '', ${house.now()}, ${founderId})`;
    const id = v7();
    const { units, ...asked } = item('1000000');
    const row = {
      ...asked,
      unit: 'x',
      unitText: 'x',
      number: 'HD-1',
      date: '',
      seller: 'Ánh Dương',
      what: 'Công',
      files: [],
      typed: {},
    };
    const body = { request: id, rows: [{ ...row, taxCode: '0402345678' }] };
    const kept = { agency, dossier, kind: 'evidence', body, person: founderId } as const;
    const evidence = [await keepContent({ db, now: house.now }, kept)];
    await stage.must(founderId, 'requestDisbursement', dossier, {
      id,
      items: [{ ...asked, units }],
      isAdvance: false,
      evidence,
    });
    expect((await officer.get(`${base}/requests/${id}`)).text).toContain('Công ty TNHH Ánh Dương');
  });

  it('sees that a second payment goes where the first one went, and that it was paid in another tab', async () => {
    const { base, request, founder } = await project();
    const first = await request('1000000', 'approved');
    await press(finance, first, 'Phát lệnh chi 1.000.000 ₫').catch(() => undefined);
    const path = await request('1000000', 'ordered');
    const tab = (await finance.get(path)).form('/pay');
    const today = dayOf(house.now()).split('-').reverse().join('/');
    const paid = { reference: 'KB 555/2', paidOn: today };
    await press(finance, path, 'Xác nhận đã chi', paid);
    const late = await tab
      .fill({ ...paid, reference: 'KB 556/2' })
      .submit({ button: 'Xác nhận đã chi', expect: 'any' });
    expect(late.text).toContain('Đã chi rồi, KB 555/2');
    expect(late.text).not.toContain('chưa có việc nào');
    expect((await founder.get(base)).text).toContain('số chứng từ KB 555/2');
  });

  it('is told which codes the order would leave empty', async () => {
    const { request } = await project();
    const path = await request('1000000', 'verified');
    await press(finance, path, 'Lập chứng từ thanh toán, chuyển kế toán trưởng', { chapter: '417', sector: '' });
    // as it was prepared before its field knew that there is no such chapter
    await house.stage.owner
      .query`update content set body = jsonb_set(body, '{chapter}', '"000"') where agency = ${house.stage.agency}
      and kind = 'codes' and commitment = (select facts->>'codes' from state where subject = ${`disbursement/${path.split('/').at(-1)!}`})`;
    const remark = (await accountant.get(path)).all('.codes-empty').join(' ');
    expect(remark).toContain('Nội dung kinh tế');
    expect(remark).toContain('Chương 000 không phải mã chương nào');
  });
});

describe('a request accepted in part', () => {
  it('is not badged as accepted to its team', async () => {
    const { dossier, founder, founderId, base } = await project();
    const { stage } = house;
    const id = v7();
    await stage.must(founderId, 'requestDisbursement', dossier, {
      id,
      items: [item('2000000')],
      isAdvance: false,
      evidence: ['d'.repeat(64)],
    });
    await stage.must(stage.people.officer, 'verifyDisbursement', dossier, {
      id,
      accepted: [{ amountVnd: '1500000', costVnd: '1500000', reason: 'e'.repeat(64) }],
    });
    for (const at of [base, `${base}/requests/${id}`])
      expect((await founder.get(at)).all('.tag').join(' | ')).toContain('Chứng từ được chấp nhận một phần');
  });
});

describe('a debt that finance nets from a request', () => {
  it('opens with that request chosen, and leads back to it', async () => {
    const made = await project();
    const recovery = await debt(made, '1111111');
    await made.request('2000000', 'verified');
    const path = await made.request('3000000', 'verified');
    const request = path.split('/').at(-1)!;
    const way = (await finance.get(path)).links.find(({ text }) => text.startsWith('Cấn trừ'))!.href;
    const page = await finance.get(way);
    expect(page.all('details.less[open] summary, section.panel h2')).toContain(
      'Cấn trừ vào đề nghị đã thẩm tra chứng từ',
    );
    const form = page.form('/net');
    expect(form.value('net-request')).toEqual([request]);
    expect(form.value('net-amount')).toEqual(['1.111.111']);
    expect(leads(page, path)).toBe(true);
    const done = await form.submit();
    expect(done.path).toContain(`/recoveries/${recovery}`);
    expect(leads(done, path)).toBe(true);
    // nobody is led to what is not there to be netted against
    expect((await finance.get(`${made.base}/recoveries/${recovery}?net=${v7()}`)).all('details.less[open]')).toEqual(
      [],
    );
  });
});

describe('an advance', () => {
  const dayIn = (days: number) => daysAfter(dayOf(house.now()), days);
  async function advance({ dossier, founderId, base }: Project, amountVnd: string, days: number): Promise<string> {
    const { stage } = house;
    const id = await stage.disbursement(dossier, founderId, [item(amountVnd)], 'ordered', { isAdvance: true });
    const paid = { id, reference: `KB-${amountVnd}`, paidOn: dayOf(house.now()), clearBy: dayIn(days) };
    await stage.must(stage.people.financeOfficer, 'payDisbursement', dossier, paid);
    return `${base}/requests/${id}`;
  }
  const turns = async (client: Client, path: string) => {
    const page = await client.get(path);
    return [page.all('p.lead')[1], page.all('.chain .now')[0]].join(' | ');
  };

  it('is with its team until its day is near, then with the officer and finance too, and in the register until it is settled', async () => {
    const { stage } = house;
    const made = await project(own, [{ line: 'labour', amountVnd: '40000000' }]);
    const far = await advance(made, '3000000', 60);
    const near = await advance(made, '2000000', 5);
    for (const client of [officer, finance]) {
      expect(await rowTo(client, far)).toBe('');
      const row = money(await rowTo(client, near));
      expect(row).toContain('Quyết toán tạm ứng');
      expect(row).toContain('2.000.000 ₫');
    }
    expect(await turns(officer, far)).toMatch(/^Đang chờ nhóm dự án, từ .*: chờ nhóm dự án$/);
    expect(await turns(officer, near)).toMatch(/^Đến lượt bạn.*: đến lượt bạn$/);
    expect(await turns(finance, near)).toMatch(
      /^Đang chờ nhóm dự án, cán bộ chương trình,.*: chờ nhóm dự án, cán bộ chương trình$/,
    );
    expect(await turns(made.founder, near)).toMatch(/^Đến lượt bạn.*: đến lượt bạn$/);
    expect((await officer.get(made.base)).all('.turn h2')[0]).toContain('Đến lượt bạn');

    await stage.must(stage.people.officer, 'clearAdvance', made.dossier, {
      ...{ id: near.split('/').at(-1)!, evidence: ['d'.repeat(64)] },
      cleared: [{ settledVnd: '500000', unspentVnd: '0', costVnd: '500000' }],
    });
    const agency = `/agencies/${stage.agency}`;
    const listed = async (path: string) => {
      const page = await finance.get(`${agency}${path}`);
      return { page, rows: page.all('#advances tbody tr').map(money) };
    };
    const { rows } = await listed('/debts');
    expect(rows).toHaveLength(3);
    const one = rows.find((row) => row.includes('1.500.000'))!;
    for (const said of ['Đợt 2', '2.000.000', dayText(dayIn(5)), 'còn 5 ngày']) expect(one).toContain(said);
    expect(rows.at(-1)).toContain('4.500.000');
    expect(leads((await listed('/debts')).page, near)).toBe(true);
    expect(money((await listed('/debts')).page.text)).toContain('còn tạm ứng 4.500.000 ₫');
    const narrowed = await finance.get(`${agency}/payments?state=advance`);
    expect(narrowed.all('tbody tr')).toHaveLength(2);
    expect(narrowed.all('tbody tr').join()).toContain('Tạm ứng');

    house.forward(10);
    officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    finance = await house.browser(stage.people.financeOfficer, 'Đỗ Văn Khoa');
    accountant = await house.browser(stage.people.chiefAccountant, 'Võ Thị Thanh Hằng');
    for (const client of [officer, finance]) expect(await rowTo(client, near)).toContain('trễ 5 ngày');
    expect((await listed('/debts')).rows.join()).toContain('trễ 5 ngày');
    const late = await listed('/advances?state=late');
    expect(late.page.all('tbody tr').join()).toContain('trễ 5 ngày');
    expect(late.page.all('tbody tr')).toHaveLength(2);
    expect(late.page.all('tbody .late')).toEqual(['trễ 5 ngày']);
    expect((await listed('/advances')).page.all('tbody .near')).toEqual([]);
    expect(late.page.all('form.find label')[0]).toBe('Dự án, người nhận hoặc mã hồ sơ');
    expect(late.page.all('tbody td:nth-child(2) .unbroken').join()).toMatch(/^HS-\d{4}-\w+$/);
    const file = Buffer.from((await finance.download(`${agency}/advances/export`)).bytes).toString('utf8');
    expect(file).toMatch(/,2000000,1500000,"\d{4}-\d\d-\d\d",5,/);
  });
});
