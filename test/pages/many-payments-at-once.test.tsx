// Many payments a day: several are approved or ordered by one form, each decided and recorded by itself, and nothing that a page of
// one payment asks of a person is skipped.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Page } from '../../src/scenario/client.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let finance: Client;
let accountant: Client;
let auditor: Client;
let director: Client;
/** What several stories share: an agency awards no more than ten in a year. */
let dryers: Project;
let growers: Project;

beforeAll(async () => {
  house = await openHouse();
  const { people } = house.stage;
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
  auditor = await house.browser(people.auditor, 'Trần Kiểm Toán');
  director = await house.browser(people.director, 'Phan Văn Sơn');
  dryers = await project('Nhóm Máy sấy Hòa Vang');
  growers = await project('Nhóm Rau sạch Điện Bàn');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const payments = () => `/agencies/${house.stage.agency}/payments`;
type Project = { dossier: string; founder: string; party: string; name: string; account: string };
let accounts = 110_011_993_241;

/** A project whose party has a confirmed account. */
async function project(name: string, holder = name): Promise<Project> {
  const { stage } = house;
  const founder = v7();
  const made = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '30000000' }] });
  accounts += 1;
  const account = `0${accounts}`;
  await setAccount(made.party, name, account, holder);
  await confirmParty(stage, made.party);
  return { ...made, founder, name, account };
}

const setAccount = (party: string, name: string, account: string, holder = name) =>
  house.stage.db
    .query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
    values (${house.stage.agency}, ${party}, ${name}, ${account}, ${holder}, 'VietinBank',
      ${house.now()}::timestamptz - interval '1 day', ${house.stage.people.officer})
    on conflict (agency, party) do update set account_number = excluded.account_number, changed_at = now()`;

type Upto = 'prepared' | 'approved' | 'ordered';
async function request({ dossier, founder }: Project, amountVnd: string, upTo: Upto = 'prepared') {
  const id = await house.stage.disbursement(
    dossier,
    founder,
    [{ line: 'prototype', amountVnd, costVnd: String(BigInt(amountVnd) * 2n) }],
    upTo,
  );
  return {
    dossier,
    id,
    value: `${dossier}.${id}`,
    at: `/agencies/${house.stage.agency}/dossiers/${dossier}/requests/${id}`,
  };
}
type Request = Awaited<ReturnType<typeof request>>;

async function stateOf({ dossier, id }: Request): Promise<string> {
  const [row] = await house.stage.db.query<{ value: string }>`
    select value#>>'{}' as value from state where agency = ${house.stage.agency} and dossier = ${dossier}::uuid and subject = ${`disbursement/${id}`}`;
  return row!.value;
}
const statesOf = (requests: readonly Request[]) => Promise.all(requests.map(stateOf));

/** How often something was recorded of a request. */
async function times({ dossier, id }: Request, event: string): Promise<number> {
  const [row] = await house.stage.db.query<{ n: number }>`
    select count(*)::int as n from history where agency = ${house.stage.agency} and dossier = ${dossier}::uuid and event = ${event}
      and payload::jsonb->>'subject' = ${`disbursement/${id}`}`;
  return row!.n;
}

/** Chooses requests on the list of those that wait, and looks at what stands on the page that asks once more. */
async function review(client: Client, act: 'approve' | 'order', chosen: readonly Request[]): Promise<Page> {
  const list = await client.get(`${payments()}/${act}`);
  return await list
    .form('/review')
    .fill({ item: chosen.map(({ value }) => value) })
    .submit({ button: 'Xem lại các khoản đã chọn' });
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('payments that wait for the same step', () => {
  it('are chosen, read together with their sum by year and source, and approved and ordered by one form each', async () => {
    const all = [await request(dryers, '5000000'), await request(dryers, '7000000'), await request(growers, '4000000')];
    const left = await request(growers, '1000000');

    const list = await accountant.get(`${payments()}/approve`);
    expect(list.heading).toBe('Duyệt nhiều khoản cùng lúc');
    expect(list.form('/review').fields.filter(({ name }) => name === 'item')).toHaveLength(4);
    const page = await review(accountant, 'approve', all);
    expect(page.heading).toBe('Xem lại trước khi duyệt 3 khoản');
    const rows = page.all('table.together tbody tr').join(' | ');
    for (const text of ['Nhóm Máy sấy Hòa Vang', 'Nhóm Rau sạch Điện Bàn', '5.000.000', '7.000.000', '4.000.000'])
      expect(rows).toContain(text);
    expect(page.text).toContain('Hạn mức');
    expect(page.all('table.sums tbody tr').map(plain)).toEqual([
      expect.stringMatching(new RegExp(`^Năm ${house.stage.year}, .*3 16\\.000\\.000`)),
    ]);
    expect(await statesOf(all)).toEqual(['prepared', 'prepared', 'prepared']);

    const done = await page.form('Duyệt 3 khoản, 16.000.000 ₫').submit();
    expect(done.heading).toBe('Đã duyệt 3 trên 3 khoản');
    expect(await statesOf([...all, left])).toEqual(['approved', 'approved', 'approved', 'prepared']);
    for (const { at } of all) expect(done.links.map(({ href }) => href)).toContain(at);
    // each is an event of its own, under a key of its own
    const keys = await house.stage.db.query<{ key: string }>`
      select c.key::text as key from command c join history h using (agency, dossier, revision)
      where h.event = 'disbursement.approved' and h.agency = ${house.stage.agency}`;
    expect(new Set(keys.map(({ key }) => key)).size).toBe(3);

    const orders = await review(finance, 'order', all);
    const ordered = await orders.form('Phát lệnh chi 3 khoản, 16.000.000 ₫').submit();
    expect(ordered.heading).toBe('Đã phát lệnh chi 3 trên 3 khoản');
    expect(ordered.text).toContain('01/RDT-');
    expect(ordered.text).toContain('03/RDT-');
    expect(await statesOf(all)).toEqual(['ordered', 'ordered', 'ordered']);
    const rest = await accountant.get(`${payments()}/approve`);
    const every = await rest.form('/review').submit({ button: 'Xem lại cả 1 khoản trên trang này' });
    expect(every.heading).toBe('Xem lại trước khi duyệt 1 khoản');
    await every.form('Duyệt 1 khoản, 1.000.000 ₫').submit();
    expect(await stateOf(left)).toBe('approved');
    const none = await accountant.get(`${payments()}/approve`);
    expect(none.text).toContain('Không có khoản nào chờ bạn duyệt');
  });

  it('are each decided by itself: what was changed meanwhile is refused with its rule and a link, the others are done', async () => {
    const [two, three] = [await project('Nhóm Hai'), await project('Nhóm Ba')];
    const all = [await request(dryers, '5000000'), await request(two, '7000000'), await request(three, '4000000')];
    const page = await review(accountant, 'approve', all);
    await house.stage.must(house.stage.people.director, 'suspend', two.dossier, {
      ...{ decisionNumber: '5/QĐ', reason: hash('suspended') },
    });
    await setAccount(three.party, three.name, '099988887777');
    const form = page.form('Duyệt 3 khoản, 16.000.000 ₫');
    const done = await form.submit();
    expect(done.heading).toBe('Đã duyệt 1 trên 3 khoản');
    expect(await statesOf(all)).toEqual(['approved', 'prepared', 'prepared']);
    const [, second = '', third = ''] = done.all('ol.results > li');
    expect(second).toContain('Chưa duyệt');
    expect(second).toContain('Dự án');
    expect(second).toMatch(/Căn cứ|Quy tắc/);
    expect(third).toContain('Chưa duyệt');
    expect(third).toContain('tài khoản');
    for (const { at } of all) expect(done.links.map(({ href }) => href)).toContain(at);
    // sent once more: what was done is not done again, and said again
    const again = await page.form('Duyệt 3 khoản, 16.000.000 ₫').submit();
    expect(again.heading).toBe('Đã duyệt 1 trên 3 khoản');
    expect(await times(all[0]!, 'disbursement.approved')).toBe(1);
    expect(await statesOf(all)).toEqual(['approved', 'prepared', 'prepared']);
    await house.stage.must(house.stage.people.chiefAccountant, 'returnDisbursement', three.dossier, {
      ...{ id: all[2]!.id, reason: hash('back') },
    });
  });

  it('are recorded once, however often and however fast the same form comes', async () => {
    const all = [await request(dryers, '5000000'), await request(dryers, '6000000'), await request(growers, '7000000')];
    const page = await review(accountant, 'approve', all);
    const button = 'Duyệt 3 khoản, 18.000.000 ₫';
    const both = await Promise.all([page.form(button).submit(), page.form(button).submit()]);
    for (const done of both) expect(done.heading).toBe('Đã duyệt 3 trên 3 khoản');
    const third = await page.form(button).submit();
    expect(third.heading).toBe('Đã duyệt 3 trên 3 khoản');
    for (const one of all) expect(await times(one, 'disbursement.approved')).toBe(1);
    const orders = await review(finance, 'order', all);
    const order = 'Phát lệnh chi 3 khoản, 18.000.000 ₫';
    for (let n = 0; n < 2; n += 1)
      expect((await orders.form(order).submit()).heading).toBe('Đã phát lệnh chi 3 trên 3 khoản');
    for (const one of all) expect(await times(one, 'disbursement.ordered')).toBe(1);
  });

  it('leave to be opened one by one what has something to look at, and that is not got round by hand', async () => {
    const plainOne = await request(growers, '5000000');
    const odd = await project('Nhóm Chủ khác', 'NGUYEN VAN LA');
    const strange = await request(odd, '7000000');
    const page = await review(accountant, 'approve', [plainOne, strange]);
    expect(page.heading).toBe('Xem lại trước khi duyệt 1 khoản');
    const alone = page.all('ul.alone > li');
    expect(alone).toHaveLength(1);
    expect(alone[0]).toContain('Nhóm Chủ khác');
    expect(alone[0]).toContain('NGUYEN VAN LA');
    expect(page.links.map(({ href }) => href)).toContain(strange.at);
    // by hand, with all that its own page says
    const single = (await accountant.get(strange.at)).form('/approve');
    const [revision = '', shown = ''] = [...single.value('revision'), ...single.value('shown')];
    const forced = await accountant.post(
      `${payments()}/approve`,
      { key: v7(), shownIn: 'vi', item: strange.value, revision, shown },
      { expect: 422 },
    );
    expect(forced.heading).toBe('Chưa duyệt khoản nào');
    expect(forced.text).toContain('NGUYEN VAN LA');
    expect(await statesOf([plainOne, strange])).toEqual(['prepared', 'prepared']);
    await page.form('Duyệt 1 khoản, 5.000.000 ₫').submit();
    expect(await stateOf(plainOne)).toBe('approved');
  });

  it('stay with whose office they are; nobody approves what they have prepared', async () => {
    const { stage } = house;
    const both = v7();
    await stage.must(stage.people.administrator, 'appoint', both, { roles: ['financeOfficer', 'chiefAccountant'] });
    const twoHats = await house.browser(both, 'Hai Chức Danh');
    const waiting = await request(growers, '5000000');
    const own = await project('Nhóm Tự lập');
    const id = v7();
    await stage.must(own.founder, 'requestDisbursement', own.dossier, {
      ...{
        id,
        items: [{ line: 'prototype', amountVnd: '3000000', costVnd: '6000000' }],
        evidence: [hash(`invoice ${id}`)],
      },
    });
    const accepted = [{ amountVnd: '3000000', costVnd: '6000000' }];
    await stage.must(stage.people.officer, 'verifyDisbursement', own.dossier, { id, accepted });
    await stage.must(both, 'prepareDisbursement', own.dossier, { id, year: stage.year, source: 'nstp' });
    const mine = `${own.dossier}.${id}`;
    const list = await twoHats.get(`${payments()}/approve`);
    const offered = list.form('/review').fields.map(({ value }) => value);
    expect(offered).toContain(waiting.value);
    expect(offered).not.toContain(mine);
    const page = await twoHats.get(`${payments()}/approve/review?item=${mine}&item=${waiting.value}`);
    expect(page.all('ul.alone > li').join()).toContain('Nhóm Tự lập');
    expect(page.all('ul.alone > li').join()).toContain('lập');
    for (const client of [finance, auditor, director]) {
      await client.get(`${payments()}/approve`, { expect: 403 });
      await client.get(`${payments()}/approve/review?item=${waiting.value}`, { expect: 403 });
      await client.post(`${payments()}/approve`, { key: v7(), item: waiting.value }, { expect: 403 });
    }
    await accountant.get(`${payments()}/order`, { expect: 403 });
    expect(await stateOf(waiting)).toBe('prepared');
    // of a dossier that is not there, and of nothing
    const none = await accountant.get(`${payments()}/approve/review?item=${v7()}.${v7()}`);
    expect(none.heading).toBe('Chưa khoản nào duyệt được ở đây');
    expect((await accountant.get(`${payments()}/approve/review`, { expect: 422 })).errors.join()).toContain('Hãy chọn');
    // whoever has none of the offices is not led there
    expect((await auditor.get(payments())).links.map(({ href }) => href)).not.toContain(`${payments()}/approve`);
    expect((await accountant.get(payments())).links.map(({ href }) => href)).toContain(`${payments()}/approve`);
    expect((await accountant.get('/work')).links.map(({ href }) => href)).toContain(`${payments()}/approve`);
  });

  it('are shown in English too', async () => {
    const page = await accountant.get(`${payments()}/approve?lang=en`);
    expect(page.heading).toBe('Approve several payments at once');
    await accountant.get('/work?lang=vi');
  });
});
