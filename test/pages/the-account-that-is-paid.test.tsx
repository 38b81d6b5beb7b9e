import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { Client, type Page } from '../../src/scenario/client.ts';
import { flat, readPdf } from '../papers/readPdf.ts';
import { expectClean } from '../support/audit.ts';
import { confirmParty } from '../support/confirmed.ts';
import { fictionalPack } from '../support/stage.ts';
import { type House, openHouse, origin } from './applicationsHouse.ts';

/** An account that its party gives after an officer has confirmed it; and what the order says of the agency that pays. */
let house: House;
let officer: Client;
let finance: Client;
let accountant: Client;
let administrator: Client;

beforeAll(async () => {
  // an agency of which nothing is known by itself
  // more projects than a year has seats for
  const caps = fictionalPack.caps.filter(({ id }: { id: string }) => id !== 'agency.seats');
  house = await openHouse({ agency: 'thu', pack: { ...fictionalPack, agency: 'thu', caps } });
  const { people } = house.stage;
  officer = await house.browser(people.officer, 'Lê Hoàng Anh');
  finance = await house.browser(people.financeOfficer, 'Đỗ Văn Khoa');
  accountant = await house.browser(people.chiefAccountant, 'Võ Thị Thanh Hằng');
  administrator = await house.browser(people.administrator, 'Ngô Thanh Tùng');
});
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults).toEqual([]);
  await house.close();
});

const item = { line: 'labour', amountVnd: '1000000', costVnd: '1000000', units: { person: 'a', month: '2026-05' } };
const account = { accountNumber: '0999888777', accountName: 'TRAN VAN B', bank: 'Agribank' };

/** A project whose party an officer has confirmed, with the account that it had then. */
async function project(said: Partial<typeof account> = {}) {
  const { stage } = house;
  const founderId = v7();
  const founder = await house.browser(founderId, 'Nguyễn Thị Minh Châu');
  const { dossier, party } = await stage.project({ founder: founderId });
  const { accountNumber = '', accountName = '', bank = '' } = said;
  await stage.db
    .query`insert into party_profile (agency, party, name, address, identity, account_number, account_name, bank, changed_at, changed_by)
    values (${stage.agency}, ${party}, 'Nhóm Khai Sau', 'Hòa Vang, Đà Nẵng', ${`0790${v7().replace(/\D/g, '').slice(-8)}`},
      ${accountNumber}, ${accountName}, ${bank}, ${house.now()}, ${stage.people.officer})`;
  await confirmParty(stage, party);
  const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
  const request = async (upTo: 'requested' | 'verified' | 'prepared' | 'approved') =>
    `${base}/requests/${await stage.disbursement(dossier, founderId, [item], upTo)}`;
  const give = async (what = account) =>
    (await founder.get(`${base}/application/party`)).form('/application/party').fill(what).submit();
  return { founder, founderId, dossier, party, base, request, give };
}

const leadsTo = async (client: Client, href: string) =>
  (await client.get('/work')).root.querySelectorAll(`tbody a[href="${href}"]`).length;
const payee = (page: Page) => page.all('section').find((one) => one.startsWith('Người thụ hưởng'))!;
const registered = async (party: string) =>
  (await house.stage.db.query`select 1 from history where dossier = ${party} and event = 'party.registered'`).length;

describe('an account that is given after the party was confirmed', () => {
  it('waits for the officer at /work, stands beside the old one, and is confirmed for every payment from then on', async () => {
    const { base, request, give, party } = await project();
    const path = await request('verified');
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(0);
    await give();
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(1);
    expect((await officer.get('/work')).text).toContain('Xác nhận tài khoản mới khai của bên được hỗ trợ');
    const told = payee(await officer.get(path));
    expect(told).toContain('Tài khoản khai sau khi cán bộ xác nhận');
    expect(officer.page!.links.some(({ href }) => href === `${base}/party#account`)).toBe(true);
    const accountants = await accountant.get(path);
    expect(payee(accountants)).toContain('Cán bộ chương trình xác nhận tài khoản');
    expect(accountants.links.some(({ href }) => href.includes('/party#account'))).toBe(false);

    const page = await officer.get(`${base}/party`);
    expect(page.text).toContain('Tài khoản mới, chưa xác nhận');
    expect(page.all('table tbody tr')).toEqual([
      'Số tài khoản để trống 0999888777',
      'Tên chủ tài khoản để trống TRAN VAN B',
      'Ngân hàng, chi nhánh để trống Agribank',
    ]);
    // an administrator reads it, and confirms nothing
    expect((await administrator.get(`${base}/party`)).hasForm('/party/account')).toBe(false);
    await administrator.post(`${base}/party/account`, { key: v7() }, { expect: 403 });
    const times = await registered(party);
    const form = page.form('/party/account');
    let done = await form.submit({ button: 'Xác nhận tài khoản này' });
    expect(done.text).toContain('Đã xác nhận tài khoản.');
    // sent twice it is confirmed once
    done = await form.submit({ button: 'Xác nhận tài khoản này' });
    expect(await registered(party)).toBe(times + 1);
    expect(done.text).not.toContain('chưa xác nhận');
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(0);
    expect(payee(await accountant.get(path))).toContain('Đã được cán bộ xác nhận');
  });

  it('is given anew where it is wrong: the officer lets the party give another, and that one stands beside the confirmed', async () => {
    const { base, give, request, party } = await project();
    await give();
    await (await officer.get(`${base}/party`)).form('/party/account').submit({ button: 'Xác nhận tài khoản này' });
    const path = await request('verified');
    const again = (await officer.get(`${base}/party`)).form('/party/account').fill({ accountReason: 'Sai số.' });
    const page = await again.submit({ button: 'Để bên đăng ký khai lại' });
    expect(page.text).toContain('Đã bỏ tài khoản. Bên đăng ký khai lại được ngay.');
    await again.submit({ button: 'Để bên đăng ký khai lại' });
    expect((await finance.get(path)).text).toContain('Chưa khai đủ tài khoản nhận tiền');
    await give({ accountNumber: '123456789', accountName: 'TRAN VAN B', bank: 'Vietcombank' });
    // the first form once more, whose answer was lost: it takes nothing away that was given since
    const times = await registered(party);
    await again.submit({ button: 'Để bên đăng ký khai lại' });
    expect(await registered(party)).toBe(times);
    const later = await officer.get(`${base}/party`);
    expect(later.all('table tbody tr')).toEqual([
      'Số tài khoản 0999888777 123456789',
      'Tên chủ tài khoản TRAN VAN B TRAN VAN B',
      'Ngân hàng, chi nhánh Agribank Vietcombank',
    ]);
    expect((await officer.get(`${base}/party?lang=en`)).text).toContain('New account, not confirmed');
    await officer.get(`${base}/party?lang=vi`);
  });

  it('stands also where the form comes twice at once, and the account is given between the two', async () => {
    const { give, base, party } = await project();
    await give();
    const again = (await officer.get(`${base}/party`)).form('/party/account').fill({ accountReason: 'Sai số.' });
    const { db } = house.stage;
    let between = false;
    const app = createApp({
      clock: () => new Date(house.now()),
      db: {
        ...db,
        async query(text, ...parameters) {
          if (!between && text.join('').includes('from command c join history')) {
            between = true;
            await again.submit({ button: 'Để bên đăng ký khai lại' });
            await give({ accountNumber: '123456789', accountName: 'TRAN VAN B', bank: 'Vietcombank' });
          }
          return await db.query(text, ...parameters);
        },
      },
    });
    const client = new Client({ origin, send: async (request) => app.fetch(request) });
    client.cookies.set('session', officer.cookies.get('session')!);
    const sent = {
      key: again.value('key')[0]!,
      account: again.value('account')[0]!,
      again: 'yes',
      accountReason: 'Sai số.',
    };
    await client.post(`${base}/party/account`, sent);
    expect(between).toBe(true);
    const [row] = await db.query<{ number: string }>`
      select account_number as number from party_profile where party = ${party}`;
    expect(row!.number).toBe('123456789');
  });

  it('is confirmed as the page showed it, or not at all', async () => {
    const { base, give, party } = await project();
    await give();
    const form = (await officer.get(`${base}/party`)).form('/party/account');
    await house.stage.db.query`update party_profile set account_number = '111122223333' where party = ${party}`;
    const times = await registered(party);
    const page = await form.submit({ button: 'Xác nhận tài khoản này', expect: 422 });
    expect(page.errors).toEqual(['Tài khoản đã thay đổi từ khi bạn mở trang. Hãy đối chiếu lại.']);
    expect(await registered(party)).toBe(times);
    await officer.post(`${base}/party/account`, { key: v7() }, { expect: 422 });
    // nor does it confirm a party that stands unconfirmed in all the rest
    const number = (await officer.get(`${base}/party`)).form('/party/account');
    await house.stage.must(house.stage.people.officer, 'releaseIdentity', party, { reason: 'a'.repeat(64) });
    await number.submit({ button: 'Xác nhận tài khoản này', expect: 422 });
    expect(await registered(party)).toBe(times + 1);
  });
});

describe('an account that nobody has confirmed', () => {
  const told = 'Tài khoản 0999 8887 77 của Nhóm Khai Sau chưa được cán bộ chương trình xác nhận.';

  it.each([
    ['prepare', 'verified'],
    ['approve', 'prepared'],
    ['order', 'approved'],
  ] as const)('is not paid on until an officer has confirmed it: nobody can %s', async (step, upTo) => {
    const { base, request, give, party } = await project();
    await give();
    const path = await request(upTo);
    const client = step === 'approve' ? accountant : finance;
    let page = await client.get(path);
    expect(page.text).toContain(told);
    expect(page.text).toContain('cán bộ đã xác nhận tài khoản đó');
    expect(page.hasForm(`/${step}`)).toBe(false);
    expect(page.links.some(({ href }) => href.includes('/party#account'))).toBe(false);
    expect((await client.get(`${path}?lang=en`)).text).toContain('No programme officer has confirmed account');
    await client.get(`${path}?lang=vi`);
    // whoever confirms it is led there, by the request's page and at /work
    expect((await officer.get(path)).links.some(({ href }) => href === `${base}/party#account`)).toBe(true);
    expect(officer.page!.text).toContain(told);
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(1);
    await (await officer.get(`${base}/party`)).form('/party/account').submit({ button: 'Xác nhận tài khoản này' });
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(0);

    // from a page on which it was confirmed it is not done either
    const open = (await client.get(path)).form(`/${step}`);
    const write = (bank: string) =>
      house.stage.db.query`update party_profile set bank = ${bank} where party = ${party}`;
    await write('ABC');
    const refused = await open.submit({ expect: step === 'approve' ? 409 : 422 });
    if (step !== 'approve') expect(refused.refusal?.sentence).toBe(told);
    expect(refused.text).toContain(told);
    await write(account.bank);
    page = await (await client.get(path)).form(`/${step}`).submit();
    expect(page.path).toMatch(/\?done=disbursement\.(prepared|approved|ordered)$/);
  });

  it('is one that the confirmation did not name, whenever it was written', async () => {
    const { base, request, party, founderId } = await project(account);
    const path = await request('verified');
    const people = house.stage.people;
    expect(payee(await accountant.get(path))).toContain('Đã được cán bộ xác nhận');
    // written by whoever, at whatever time: what counts is what was confirmed
    await house.stage.db.query`update party_profile set account_number = '111122223333', changed_at = '2020-01-01',
      changed_by = ${people.officer} where party = ${party}`;
    expect(payee(await accountant.get(path))).not.toContain('Đã được cán bộ xác nhận');
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(1);
    expect((await finance.get(path)).hasForm('/prepare')).toBe(false);
    // a registration that kept nothing of the party has confirmed no account
    await house.stage.must(people.officer, 'registerParty', party, { kind: 'team', members: [founderId] });
    expect((await finance.get(path)).hasForm('/prepare')).toBe(false);
    await house.stage.db
      .query`update party_profile set account_number = ${account.accountNumber} where party = ${party}`;
    expect((await finance.get(path)).hasForm('/prepare')).toBe(false);
    await confirmParty(house.stage, party);
    expect((await finance.get(path)).hasForm('/prepare')).toBe(true);
    expect(await leadsTo(officer, `${base}/party#account`)).toBe(0);
  });
});

describe('a payment without an account', () => {
  it('waits for the party at /work until a member has given one', async () => {
    const { base, founder, founderId, give, dossier } = await project();
    const to = `${base}/application/party`;
    expect(await leadsTo(founder, to)).toBe(0);
    const { stage } = house;
    await stage.disbursement(dossier, founderId, [item], 'requested');
    expect(await leadsTo(founder, to)).toBe(1);
    expect(founder.page!.text).toContain('Khai tài khoản nhận tiền: khoản giải ngân đang chờ');
    await give();
    expect(await leadsTo(founder, to)).toBe(0);
  });
});

describe('what the agency says of itself on its payment orders', () => {
  /** What was typed is read once more, and rests on a paper. */
  const confirmed = (check: Page, expect: 200 | 'any' = 200) =>
    check.form('/treasury').fill({ decisionNumber: '7/TB' }).submit({ button: 'Lưu', expect });
  const orderText = async (page: Page) => {
    const { href } = page.links.findLast(({ href }) => /\/papers\/paymentOrder\/\d+\/\d+$/.test(href))!;
    const { pages } = await readPdf((await finance.download(href)).bytes);
    return flat(pages.map(({ text }) => text).join(' '));
  };

  it('is missed before the order, written once by who keeps it, printed from then on, and never on an order that was issued', async () => {
    const { request } = await project(account);
    const first = await request('approved');
    const second = await request('approved');
    const lacks = 'Cơ quan chưa ghi, nên lệnh chi để trống: Mã ĐVQHNS, Số tài khoản tại Kho bạc, Mã cấp ngân sách';
    let page = await finance.get(first);
    expect(page.text).toContain(`${lacks}, Kho bạc Nhà nước nơi giao dịch, Mã chương.`);
    expect(page.text).toContain('Quản trị viên hoặc kế toán trưởng ghi một lần');
    const path = `/agencies/${house.stage.agency}/treasury`;
    expect(page.links.some(({ href }) => href === path && page.text.includes('Ghi thông tin Kho bạc'))).toBe(false);
    page = await page.form('Phát lệnh chi 1.000.000 ₫').submit({ button: 'Phát lệnh chi 1.000.000 ₫' });
    const before = await orderText(page);
    expect(before).toMatch(/Mã ĐVQHNS: \.{10,} Tài khoản: \.{10,}/);

    const wrong = await (await administrator.get(path))
      .form('/treasury')
      .fill({ unitCode: '12', account: '<b>1', budgetLevel: 'x', treasury: 'K', chapter: '42a' })
      .submit({ expect: 422 });
    expect(wrong.errors).toHaveLength(5);
    expect(wrong.form('/treasury').value('chapter')).toEqual(['42a']);
    const written = {
      unitName: 'Trung tâm Khởi nghiệp Thử',
      unitCode: '1029384',
      account: '9527.3.1029384',
      budgetLevel: '2',
      treasury: 'Kho bạc Nhà nước Thử',
      chapter: '417',
    };
    const saved = await confirmed(await wrong.form('/treasury').fill(written).submit());
    expect(saved.text).toContain('Đã lưu. Lệnh chi phát từ nay in thông tin này.');
    // others read it, the chief accountant keeps it too
    expect((await officer.get(path)).forms).toEqual([]);
    expect(officer.page!.text).toContain('9527.3.1029384');
    await officer.post(path, written, { expect: 403 });
    expect((await accountant.get(path)).form('/treasury').value('unitCode')).toEqual(['1029384']);

    page = await finance.get(second);
    expect(page.text).not.toContain('Cơ quan chưa ghi');
    expect(page.all('.stakes').join()).toContain('Mã chương: 417');
    page = await page.form('Phát lệnh chi 1.000.000 ₫').submit({ button: 'Phát lệnh chi 1.000.000 ₫' });
    const printed = await orderText(page);
    for (const said of [
      'Đơn vị rút dự toán: Trung tâm Khởi nghiệp Thử',
      'Mã ĐVQHNS: 1029384',
      'Tài khoản: 9527.3.1029384',
      'Mã cấp NS: 2',
      'Tại KBNN: Kho bạc Nhà nước Thử',
      '417',
    ])
      expect(printed).toContain(said);

    // papers are made anew from what was recorded: both say what they said
    await house.stage.owner.script('delete from rendering');
    expect(await orderText(await finance.get(first))).toBe(before);
    await confirmed(
      await (await administrator.get(path)).form('/treasury').fill({ unitCode: '7654321', chapter: '' }).submit(),
    );
    await house.stage.owner.script('delete from rendering');
    expect(await orderText(await finance.get(second))).toBe(printed);
  });

  const path = () => `/agencies/${house.stage.agency}/treasury`;
  const says = {
    unitName: 'Trung tâm Khởi nghiệp Thử',
    unitCode: '1029384',
    account: '9527.3.1029384',
    budgetLevel: '2',
    treasury: 'Kho bạc Nhà nước Thử',
    chapter: '417',
  };
  const write = async (what: Partial<typeof says>) =>
    confirmed(
      await (await administrator.get(path()))
        .form('/treasury')
        .fill({ ...says, ...what })
        .submit(),
    );
  const stateOf = async (request: string) =>
    (
      await house.stage.db.query<{ value: string }>`
      select value from state where subject = ${`disbursement/${request.split('/').at(-1)}`}`
    )[0]!.value;
  /** The account at the treasury that was recorded with the last order. */
  const ordered = async (dossier: string) =>
    (
      await house.stage.db.query<{ account: string }>`select body->'treasury'->>'account' as account from content
      where dossier = ${dossier} and kind = 'order' and body is not null order by created_at desc`
    ).map(({ account }) => account);

  it('is bound by the approval: changed since, the order is refused, and a page that showed the other orders nothing', async () => {
    await write({});
    const { request, dossier } = await project(account);
    const at = await request('prepared');
    // an approval is of what its page showed
    let page = await accountant.get(at);
    expect(page.all('.stakes').join()).toContain('Số tài khoản tại Kho bạc: 9527.3.1029384');
    const shown = page.form('/approve');
    await write({ account: '6666.6.6666666' });
    page = await shown.submit({ expect: 409 });
    expect(page.all('.stakes').join()).toContain('Số tài khoản tại Kho bạc: 6666.6.6666666');
    expect(page.text).toContain('thông tin của cơ quan trên trang đã thay đổi');
    await page.form('/approve').submit();

    // an order is of what was approved
    const open = (await finance.get(at)).form('/order');
    expect(open.page.all('.stakes').join()).toContain('6666.6.6666666');
    await write({ account: '7777.7.7777777' });
    const changed = 'thông tin của cơ quan trên lệnh chi đã thay đổi từ khi được duyệt chi';
    expect((await open.submit({ expect: 422 })).refusal?.sentence).toContain(changed);
    page = await finance.get(at);
    expect(page.text).toContain(changed);
    expect(page.hasForm('/order')).toBe(false);
    expect([await stateOf(at), await ordered(dossier)]).toEqual(['approved', []]);
    // as it was approved, it is ordered; the form that is sent again has its answer, whatever was written since
    await write({ account: '6666.6.6666666' });
    const order = (await finance.get(at)).form('/order');
    expect((await order.submit()).path).toContain('?done=disbursement.ordered');
    await write({ account: '8888.8.8888888' });
    expect((await order.submit()).path).toContain('?done=disbursement.ordered');
    expect(await ordered(dossier)).toEqual(['6666.6.6666666']);
  });

  it('is ordered as the page showed it, also where the approval bound none of it', async () => {
    await write({});
    const { request, dossier } = await project(account);
    const at = await request('approved');
    const open = (await finance.get(at)).form('/order');
    await write({ account: '6666.6.6666666' });
    const page = await open.submit({ expect: 409 });
    expect(page.refusal?.sentence).toContain('đã thay đổi');
    expect(await ordered(dossier)).toEqual([]);
    // nor does a form order that says nothing of it
    for (const treasury of ['', 'null', '[]', '{"account":"9527.3.1029384"}']) {
      const form = (await finance.get(at)).form('/order');
      await finance.post(form.action, { key: v7(), treasury }, { expect: 409 });
    }
    const again = page.form('/order');
    await again.submit();
    expect(await ordered(dossier)).toEqual(['6666.6.6666666']);
  });

  it('is not wiped by who had the page open: both are shown, and who changed what is told', async () => {
    await write({});
    const first = (await administrator.get(path())).form('/treasury');
    const second = (await accountant.get(path())).form('/treasury');
    const check = await first.fill({ unitCode: '1111111' }).submit();
    await confirmed(check);
    // sent twice it is written once
    await confirmed(check);
    await first.submit();
    // what is wrong in it is said first, and it is still over the page that it was typed on
    const wrong = await second.fill({ chapter: '9' }).submit({ expect: 422 });
    const told = await wrong.form('/treasury').fill({ chapter: '999' }).submit({ expect: 409 });
    expect(told.errors.join()).toContain('Người khác đã sửa từ khi bạn mở trang');
    expect(told.all('table thead th')).toEqual(['Mục', 'Đang lưu (Ngô Thanh Tùng)', 'Bạn nhập']);
    expect(told.all('table tbody tr')).toEqual(['Mã ĐVQHNS 1111111 1029384', 'Mã chương 417 999']);
    expect((await administrator.get(path())).form('/treasury').value('unitCode')).toEqual(['1111111']);
    const saved = await confirmed(await told.form('/treasury').fill({ unitCode: '1111111' }).submit());
    expect(saved.form('/treasury').value('unitCode')).toEqual(['1111111']);
    expect(saved.form('/treasury').value('chapter')).toEqual(['999']);
    const earlier = saved.all('details .story li');
    expect(earlier[0]).toContain('Võ Thị Thanh Hằng');
    expect(earlier[0]).toContain('Mã chương: 417 → 999');
    expect(earlier[1]).toContain('Ngô Thanh Tùng');
    expect(earlier[1]).toContain('Mã ĐVQHNS: 1029384 → 1111111');
    expect((await officer.get(`${path()}?lang=en`)).text).toContain('Earlier changes');
    await officer.get(`${path()}?lang=vi`);
    // two at once: one is written, the other is told
    const forms = await Promise.all(
      [administrator, accountant].map(async (client, index) =>
        (await client.get(path())).form('/treasury').fill({ chapter: `10${index}` }),
      ),
    );
    const checks = await Promise.all(forms.map((form) => form.submit()));
    const answers = await Promise.all(checks.map((check) => confirmed(check, 'any')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    // no login of ours can change or forget what was written
    await expect(house.stage.db.query`update agency_treasury set chapter = '000'`).rejects.toThrow(/permission denied/);
    await expect(house.stage.db.query`delete from agency_treasury`).rejects.toThrow(/permission denied/);
  });
});
