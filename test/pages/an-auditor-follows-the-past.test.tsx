// What an auditor has to be able to answer of what is past: whose account was changed by whom and why, who applied and who was paid
// before the agreement passed to a company, what was asked for against which limit; and whose turn it is when an agreement is over.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseContents, keepContent } from '../../src/contents.ts';
import type { Client, Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let officer: Client;
let auditor: Client;

beforeAll(async () => {
  const caps = fictionalPack.caps.filter(({ id }: { id: string }) => id !== 'agency.seats');
  house = await openHouse({ pack: { ...fictionalPack, caps } });
  const { people } = house.stage;
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  auditor = await house.browser(people.auditor, 'Hồ Sĩ Nguyên');
  await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const item = (month = '2026-05') => ({
  ...{ line: 'labour', amountVnd: '4000000', costVnd: '8000000' },
  units: { person: 'a', month },
});
const agency = () => `/agencies/${house.stage.agency}`;

/** Gives a party a name and an account that an officer has confirmed. */
async function withAccount(party: string, name: string, number: string, holder: string, person: string) {
  const { stage } = house;
  await stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${party}, ${name}, ${number}, ${holder}, 'VietinBank', ${house.now()}, ${person})`;
  await confirmParty(stage, party);
}

async function project(name: string) {
  const { stage } = house;
  const founderId = v7();
  const founder = await house.browser(founderId, 'Nguyễn Thị Minh Thư');
  const made = await stage.project({ founder: founderId, lines: [{ line: 'labour', amountVnd: '20000000' }] });
  await withAccount(made.party, name, '011001193241', 'NGUYEN THI MINH THU', founderId);
  return { ...made, founderId, founder, base: `${agency()}/dossiers/${made.dossier}` };
}

/** The agreement of a project passes to a company. */
async function novated(
  name: string,
  company: string,
  before: (made: { dossier: string; paid: string }) => Promise<void> = async () => {},
) {
  const { stage } = house;
  const { people } = stage;
  const made = await project(name);
  const paid = await stage.disbursement(made.dossier, made.founderId, [item()], 'paid');
  await before({ dossier: made.dossier, paid });
  const to = await stage.party(made.founderId, 'enterprise');
  await withAccount(to, company, '0999888777', company.toUpperCase(), made.founderId);
  await stage.must(made.founderId, 'startRegistration', made.dossier);
  await stage.must(people.officer, 'formCompany', made.dossier, { company: to, certificate: hash('certificate') });
  await stage.must(people.director, 'novate', made.dossier, {
    ...{ company: to, payeeVerified: true, decisionNumber: '31/QĐ-CG' },
  });
  return { ...made, paid, company: to };
}

const rows = (page: Page, ...said: string[]) =>
  page.all('tbody tr').filter((row) => said.every((part) => row.includes(part)));

describe('an account that is changed', () => {
  it('is told by the agency’s history and the dossier’s: who dropped, gave and confirmed which, when and why', async () => {
    const { founder, base } = await project('Nhóm Đổi Tài Khoản');
    await (await officer.get(`${base}/party`))
      .form('/party/account')
      .fill({ accountReason: 'Ngân hàng báo tài khoản đã đóng.' })
      .submit({ button: 'Để bên đăng ký khai lại' });
    const account = { accountNumber: '222333444555', accountName: 'NGUYEN THI MINH THU', bank: 'Agribank' };
    await (await founder.get(`${base}/application/party`)).form('/application/party').fill(account).submit();
    await (await officer.get(`${base}/party`)).form('/party/account').submit({ button: 'Xác nhận tài khoản này' });

    const page = await auditor.get(`${agency()}/history?kind=parties&lang=vi`);
    const [confirmed, dropped] = rows(page, 'Nhóm Đổi Tài Khoản');
    const [old, now] = ['011001193241, NGUYEN THI MINH THU, VietinBank', '222333444555, NGUYEN THI MINH THU, Agribank'];
    for (const part of ['Bỏ tài khoản', 'Lê Hoàng Anh', `${old} → không có`, 'Ngân hàng báo tài khoản đã đóng.'])
      expect(dropped).toContain(part);
    const given = `Người khai: Nguyễn Thị Minh Thư, `;
    for (const part of ['Xác nhận tài khoản nhận tiền', 'Lê Hoàng Anh', `${old} → ${now}`, given])
      expect(confirmed).toContain(part);
    // what nobody has changed since is no change of an account
    expect(rows(page, 'Nhóm Đổi Tài Khoản').filter((row) => row.includes('→'))).toHaveLength(2);
    const english = await auditor.get(`${agency()}/history?kind=parties&lang=en`);
    expect(english.text).toContain(`${old} → ${now}`);

    const history = await auditor.get(`${base}/history?lang=vi`);
    for (const part of [`${old} → không có`, `${old} → ${now}`, given, 'Ngân hàng báo tài khoản đã đóng.'])
      expect(history.text).toContain(part);
    // an auditor reads the party's page, and does nothing there
    const party = await auditor.get(history.links.find(({ href }) => href === `${base}/party`)!.href);
    expect(party.text).toContain(account.accountNumber);
    expect(party.hasForm('/party')).toBe(false);
    await auditor.post(`${base}/party/account`, { key: v7() }, { expect: 403 });
    await auditor.post(`${base}/party/release`, { key: v7() }, { expect: 403 });
    expect((await founder.get(`${base}/history`)).text).toContain(`${old} → ${now}`);
  });

  it('is not told to who does not see where money goes, nor once its contents are erased', async () => {
    const { base, party } = await project('Nhóm Riêng Tư');
    const { stage } = house;
    const secretary = await house.browser(stage.people.secretary, 'Phan Thư Ký');
    expect((await secretary.get(`${base}/history?lang=vi`)).text).not.toContain('011001193241');
    expect((await auditor.get(`${base}/history`)).text).toContain('011001193241');
    await stage.db.query`update content set salt = null, body = null, erased_at = ${house.now()}::timestamptz
      where agency = ${stage.agency} and dossier = ${party}::uuid`;
    expect((await auditor.get(`${base}/history`)).text).not.toContain('011001193241');
    const page = await auditor.get(`${agency()}/history?kind=parties`);
    expect(rows(page, 'Nhóm Riêng Tư').join()).not.toContain('011001193241');
  });
});

describe('what was asked for', () => {
  it('is not held against a limit that its own award has used up since', async () => {
    const { stage } = house;
    const { dossier, base } = await project('Nhóm Đúng Trần');
    const [whole] = await stage.db.query<{ limit: string; content: string }>`
      select (select (c->>'limitVnd') from jsonb_array_elements(${JSON.stringify(fictionalPack.caps)}::text::jsonb) c
          where c->>'owner' = 'project' and c->>'kind' = 'amount' and c->>'line' = 'labour' limit 1) as limit,
        facts->>'content' as content from state where dossier = ${dossier}::uuid and subject = 'application'`;
    const asks = async (amount: string) => {
      const row = {
        line: 'labour',
        description: 'Công',
        quantity: '1',
        unit: 'tháng',
        unitPrice: amount,
        state: amount,
      };
      await stage.db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
        values (${stage.agency}, ${whole!.content}, ${dossier}, 'application', '\\x00', ${JSON.stringify({ projectName: 'Máy', budget: [row] })}::text::jsonb,
          ${stage.people.officer}, ${house.now()}) on conflict (agency, commitment) do update set body = excluded.body`;
      return (await auditor.get(`${base}/screening?lang=vi`)).text.includes('Dự toán xin hỗ trợ vượt mức trần');
    };
    expect(whole!.limit).toMatch(/^\d+$/);
    expect(await asks(whole!.limit)).toBe(false);
    expect(await asks(String(BigInt(whole!.limit) + 1n))).toBe(true);
    await stage.owner.query`delete from content where agency = ${stage.agency} and commitment = ${whole!.content}`;
  });
});

describe('after the agreement passed to a company', () => {
  it('the past stays the team’s: who applied, who was paid, and in whose name the account was', async () => {
    const { base, paid, founder, founderId, dossier } = await novated('Nhóm Mặn Ngọt', 'Công ty Mặn Ngọt');
    const { stage } = house;
    const request = await auditor.get(`${base}/requests/${paid}?lang=vi`);
    const payee = request.all('section').find((one) => one.startsWith('Người thụ hưởng'))!;
    expect(payee).toContain('Nhóm Mặn Ngọt');
    expect(payee).not.toContain('Công ty Mặn Ngọt');
    // what is asked for now is the company's
    const since = await stage.disbursement(dossier, founderId, [item('2026-06')], 'requested');
    const next = (await auditor.get(`${base}/requests/${since}`)).all('section');
    expect(next.find((one) => one.startsWith('Người thụ hưởng'))).toContain('Công ty Mặn Ngọt');

    const screening = await auditor.get(`${base}/screening`);
    expect(screening.text).toContain('Nhóm Mặn Ngọt');
    expect(screening.text).not.toContain('Công ty Mặn Ngọt');
    for (const page of ['reviewers', 'council', 'award']) {
      const { text } = await auditor.get(`${base}/${page}`, { expect: 'any' });
      expect(text).not.toContain('Công ty Mặn Ngọt');
    }
    expect((await founder.get(base)).text).toContain('Công ty Mặn Ngọt');
  });
});

describe('the registers of money', () => {
  it('say of each receipt its own day and number, who paid it then, and find an order by its number', async () => {
    const { stage } = house;
    const { people, agency: name, year } = stage;
    const repaid = v7();
    const made = await novated('Nhóm Trả Dần', 'Công ty Trả Dần', async ({ dossier, paid }) => {
      await stage.must(people.officer, 'proposeRecovery', dossier, {
        ...{ id: repaid, disbursement: paid, reason: hash('r') },
        items: [{ line: 'labour', unit: 'month=2026-05;person=a', amountVnd: '3000000', costVnd: '6000000' }],
      });
      await stage.must(people.director, 'decideRecovery', dossier, { id: repaid, repayBy: `${year}-12-31` });
      for (const [amountVnd, reference] of [
        ['1000000', 'GNT-101'],
        ['2000000', 'GNT-102'],
      ] as const)
        await stage.must(people.financeOfficer, 'receiveCash', dossier, {
          ...{ id: repaid, amountVnd, year, source: 'nstp', reference, receivedOn: dayOf(house.now()) },
        });
    });
    for (const [reference, amount] of [
      ['GNT-101', '−1.000.000'],
      ['GNT-102', '−2.000.000'],
    ] as const) {
      const [row, ...others] = rows(await auditor.get(`${agency()}/payments?lang=vi&q=${reference}`));
      expect(others).toEqual([]);
      for (const part of [amount, `Chứng từ ${reference}`, 'Nhóm Trả Dần']) expect(row).toContain(part);
      expect(row).not.toContain('Công ty Trả Dần');
      // a receipt is not answered by the treasury
      expect(row).not.toMatch(/Nộp lại trong năm ngày/);
    }
    const owed = rows(await auditor.get(`${agency()}/debts?q=${encodeURIComponent('Trả Dần')}`));
    expect(owed).toHaveLength(2);
    expect(owed[0]).toContain('Nhóm Trả Dần');
    expect(owed.join()).not.toContain('Công ty Trả Dần');

    const [paper] = await stage.db.query<{ number: number }>`
      select number from paper where agency = ${name} and subject = ${`disbursement/${made.paid}`} and kind = 'paymentOrder'`;
    const number = String(paper!.number).padStart(2, '0');
    for (const q of [`${number}/RDT-SKHCNVD`, `${number}/rdt`, `${paper!.number}/`]) {
      const found = rows(await auditor.get(`${agency()}/payments?q=${encodeURIComponent(q)}`));
      expect(found).toHaveLength(1);
      expect(found[0]).toContain(`${number}/RDT-`);
    }
    // a book that is not kept is no wish for all of them
    for (const register of ['payments', 'debts']) {
      const none = await auditor.get(`${agency()}/${register}?book=2027/nstp`);
      expect(rows(none)).toEqual([]);
      expect(none.text).toContain('2027/nstp (không có sổ này)');
      const file = Buffer.from((await auditor.download(`${agency()}/${register}/export?book=2027/nstp`)).bytes);
      expect(file.toString('utf8').trim().split('\r\n')).toHaveLength(1);
    }
  });

  it('say who prepared and approved a payment, and in whose place', async () => {
    const { stage } = house;
    const { people } = stage;
    const { dossier, founderId } = await project('Nhóm Được Ủy Quyền');
    const deputy = v7();
    await house.browser(deputy, 'Trịnh Phó Phòng');
    await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
    await stage.must(people.administrator, 'appoint', deputy, { roles: ['secretary'] });
    const day = dayOf(house.now());
    await stage.must(people.chiefAccountant, 'delegate', people.chiefAccountant, {
      ...{ to: deputy, roles: ['chiefAccountant'], from: day, until: day, decisionNumber: 'UQ-7' },
    });
    const id = await stage.disbursement(dossier, founderId, [item('2026-07')], 'prepared');
    const actor = { agency: stage.agency, person: deputy, onBehalfOf: people.chiefAccountant };
    const approved = await stage.recorder.act({ type: 'approveDisbursement', dossier, input: { id } }, actor, v7());
    expect(approved.ok).toBe(true);
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    const [row] = rows(await auditor.get(`${agency()}/payments?q=${encodeURIComponent('Trịnh Phó Phòng')}&lang=vi`));
    expect(row).toContain('Duyệt theo ủy quyền: Trịnh Phó Phòng (thay mặt Võ Thị Thanh Hằng)');
    const delegated = rows(await auditor.get(`${agency()}/payments?state=delegated`));
    expect(delegated).toEqual([row]);
    const file = Buffer.from((await auditor.download(`${agency()}/payments/export`)).bytes).toString('utf8');
    const [head, ...all] = file.trim().split('\r\n');
    expect(head).toContain('"Người lập","Lập thay mặt","Người duyệt","Duyệt thay mặt"');
    expect(all.find((one) => one.includes('Trịnh'))).toMatch(/"Đỗ Văn Khoa","","Trịnh Phó Phòng","Võ Thị Thanh Hằng"$/);

    // by whom: what somebody did, and what was done in their place
    const past = await auditor.get(`${agency()}/history?person=${people.chiefAccountant}`);
    expect(rows(past, 'UQ-7')).toHaveLength(1);
    expect(rows(past).every((one) => one.includes('Võ Thị Thanh Hằng'))).toBe(true);
    await stage.must(people.chiefAccountant, 'revokeDelegation', people.chiefAccountant, {
      ...{ to: deputy, decisionNumber: 'UQ-8' },
    });
    expect((await auditor.get(`${agency()}/delegations`)).text).toContain('UQ-7');
  });
});

describe('what an auditor looks through', () => {
  const csv = async (path: string) =>
    Buffer.from((await auditor.download(`${agency()}${path}`)).bytes)
      .toString('utf8')
      .trim()
      .split('\r\n');

  it('lists dossiers by what was awarded, with number and day, and takes them along', async () => {
    const { stage } = house;
    const big = await stage.project({ lines: [{ line: 'labour', amountVnd: '29000000' }] });
    const number = await stage.printed(big.dossier, 'awardDecision');
    await stage.recommended();
    const page = await auditor.get(`${agency()}/dossiers?sort=-amount&lang=vi`);
    const amounts = rows(page).map((row) => /(\d+(?:\.\d{3})+)/.exec(row)?.[1] ?? '–');
    expect(amounts[0]).toBe('29.000.000');
    expect(amounts.at(-1)).toBe('–');
    const [first] = rows(page);
    for (const part of [number, dayText(dayOf(house.now()))]) expect(first).toContain(part);
    const [head, row, ...others] = await csv('/dossiers.csv?sort=-amount');
    expect(head).toContain('"Quyết định hỗ trợ","Ngày quyết định","Được hỗ trợ (đồng)"');
    expect(row).toMatch(new RegExp(`"${number}","${dayOf(house.now())}",29000000$`));
    expect(others.length + 1).toBe(page.all('tbody tr').length);
    expect(page.links.some(({ href }) => href === `${agency()}/dossiers.csv?sort=-amount`)).toBe(true);
    await (await house.stranger()).get(`${agency()}/dossiers.csv`, { expect: 'any' });
  });

  it('says of a refusal what was wanted, by which rule, and leads to the request', async () => {
    const { stage } = house;
    const { base, dossier, founderId } = await project('Nhóm Bị Từ Chối');
    const id = await stage.disbursement(dossier, founderId, [item('2026-08')], 'prepared');
    expect((await stage.try(stage.people.officer, 'approveDisbursement', dossier, { id })).ok).toBe(false);
    const page = await auditor.get(`${agency()}/audit?lang=vi`);
    const [row] = rows(page, 'Lê Hoàng Anh');
    expect(row).toContain('Duyệt');
    expect(row).toContain('Quy tắc của hệ thống');
    expect(page.links.map(({ href }) => href)).toContain(`${base}/requests/${id}`);
    const [head, first] = await csv('/audit/export');
    expect(head).toContain('"Việc muốn làm"');
    expect(first).toContain('"Lê Hoàng Anh"');
    await officer.get(`${agency()}/audit/export`, { expect: 403 });
  });

  it('names the person of a cap as the request does, and as a person where that is erased', async () => {
    const { stage } = house;
    const { dossier, founderId } = await project('Nhóm Có Tên');
    await stage.disbursement(
      dossier,
      founderId,
      [{ ...item('2026-09'), units: { person: 'p-1', month: '2026-09' } }],
      'requested',
    );
    const said = { rows: [{ unit: 'month=2026-09;person=p-1', typed: { person: 'Trần Thị Mai' } }] };
    const caps = async () => {
      const page = await auditor.get(`${agency()}/caps?lang=vi`);
      return page.all('tbody tr').filter((row) => row.includes('09/2026'));
    };
    expect((await caps()).join()).toContain('một cá nhân (mã p-1)');
    const kept = await keepContent(
      { db: stage.db, now: house.now },
      { agency: stage.agency, dossier, kind: 'evidence', body: said, person: founderId },
    );
    const named = (await caps()).join();
    expect(named).toContain('Trần Thị Mai');
    expect(named).not.toContain('p-1');
    await eraseContents({ db: stage.db, now: house.now }, stage.agency, [kept]);
    expect((await caps()).join()).toContain('một cá nhân (mã p-1)');
  });
});

describe('an agreement that is over', () => {
  it('waits for the officer or the director to begin its closing, and tells the team before they write', async () => {
    const { founderId, base, dossier } = await project('Nhóm Hết Hạn');
    const { stage } = house;
    const [row] = await stage.db.query<{ endsOn: string }>`
      select facts->>'endsOn' as ends_on from state where dossier = ${dossier}::uuid and subject = 'project'`;
    const leads = async (client: Client, href: string) =>
      (await client.get('/work?lang=vi')).links.some((link) => link.href === `${base}/${href}`);
    expect(await leads(officer, 'closing')).toBe(false);
    const days = Math.round((Date.parse(row!.endsOn) - Date.parse(dayOf(house.now()))) / 86_400_000);
    const again = () =>
      Promise.all([
        house.browser(founderId, 'Nguyễn Thị Minh Thư'),
        house.browser(stage.people.officer, 'Lê Hoàng Anh'),
        house.browser(stage.people.director, 'Nguyễn Hữu Đức'),
      ]);
    try {
      // the last day still counts
      house.forward(days);
      let [team, office, directs] = await again();
      expect(await leads(team, 'requests/new')).toBe(true);
      expect(await leads(office, 'closing')).toBe(false);
      house.forward(1);
      [team, office, directs] = await again();
      expect(await leads(team, 'requests/new')).toBe(false);
      for (const client of [office, directs]) {
        expect(await leads(client, 'closing')).toBe(true);
        expect(client.page!.text).toContain('Hợp đồng đã hết hạn: bắt đầu thanh lý');
        expect((await client.get(base)).text).toContain('Hợp đồng đã hết hạn: bắt đầu thanh lý');
      }
      expect((await team.get(base)).links.some(({ href }) => href === `${base}/requests/new`)).toBe(false);
      const form = await team.get(`${base}/requests/new`);
      expect(form.text).toContain(`Hợp đồng đã hết thời hạn (${dayText(row!.endsOn)})`);
      expect(form.hasForm('/requests/new')).toBe(false);
      // once the closing has begun the last request can be sent
      await stage.must(stage.people.officer, 'beginClosing', dossier);
      expect(await leads(directs, 'requests/new')).toBe(false);
      expect((await office.get(base)).text).not.toContain('Hợp đồng đã hết hạn: bắt đầu thanh lý');
      expect((await team.get(`${base}/requests/new`)).hasForm('/requests/new')).toBe(true);
    } finally {
      house.forward(-days - 1);
    }
  });
});
