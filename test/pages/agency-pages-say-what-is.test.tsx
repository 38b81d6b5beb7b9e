// What an agency's pages say of its caps, delegations, packs and budget is what is so, and what cannot be undone is read first.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../src/scenario/client.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { cityPack } from '../support/stage.ts';
import { type House, openHouse } from './reviews-house.ts';

let house: House;
let base: string;
const today = dayOf(new Date().toISOString());

beforeAll(async () => {
  house = await openHouse();
  base = `/agencies/${house.agency}`;
});
afterAll(() => house?.drop());

const see = async (person: string, path: string) => (await house.as(person)).get(`${base}${path}`);
const rowsOf = (page: Page): string[] => page.all('tbody tr');

describe('the page of caps', () => {
  it('says who published a limit, who changed it by which decision, and of which nobody read the original', async () => {
    const { people } = house;
    const before = await see(people.auditor, '/caps');
    expect(before.all('thead th').at(-1)).toBe('Đưa vào áp dụng');
    for (const row of rowsOf(before)) expect(row).toContain('Công bố bởi Ngô Thanh Quản');
    const caps = cityPack.caps as { name: { vi: string }; source: { confidence: string } }[];
    const bySource = {
      T: caps.filter((cap) => cap.source.confidence === 'T'),
      other: caps.filter((cap) => cap.source.confidence !== 'T'),
    };
    expect(bySource.other.length).toBeGreaterThan(0);
    for (const { name } of bySource.other)
      for (const row of rowsOf(before).filter((one) => one.startsWith(`${name.vi} `)))
        expect(row).toMatch(/chưa đối chiếu bản gốc|điều khoản chưa rõ|do quyết định mở đợt đặt/);
    for (const { name } of bySource.T)
      if (!bySource.other.some((other) => other.name.vi === name.vi))
        for (const row of rowsOf(before).filter((one) => one.startsWith(`${name.vi} `)))
          expect(row).not.toContain('chưa đối chiếu');

    await house.project({ lines: [{ line: 'services', amountVnd: '40000000' }] });
    const [room] = await house.db.query<{ room: string; limit: bigint }>`
      select left(id, -10) as room, -balance as limit from account
      where agency = ${house.agency} and id like 'C/%/authority' and balance < -1000000 order by id collate "C" limit 1`;
    await house.must(people.administrator, 'changeCap', registerDossier(house.agency, 'agency'), {
      room: room!.room,
      limit: String(room!.limit + 1n),
      decisionNumber: 'TRAN-9',
    });
    const row = rowsOf(await see(people.auditor, '/caps')).find((one) => one.includes('TRAN-9'));
    expect(row).toContain('Đổi mức bởi Ngô Thanh Quản');
  });
});

describe('the caps', () => {
  it('are narrowed to a call, a stage, a line, to what is nearly used up and to words, and so is their file', async () => {
    const { people, agency, db } = house;
    const call = await house.openCall('100000000');
    const one = await house.project({ lines: [{ line: 'services', amountVnd: '45000000' }] });
    const other = await house.project({ lines: [{ line: 'services', amountVnd: '44999999' }], call });
    const named = (party: string, founder: string, name: string) =>
      db.query`insert into party_profile (agency, party, name, changed_at, changed_by) values (${agency}, ${party}, ${name}, now(), ${founder})`;
    await named(one.party, one.founder, 'Nhóm Trần Đầy');
    const auditor = await house.as(people.auditor);
    const rows = async (query: string) => rowsOf(await auditor.get(`${base}/caps?${query}`));
    /** Whose rows there are, by the ends of their dossiers' addresses. */
    const owners = async (query: string) => [
      ...new Set(
        (await auditor.get(`${base}/caps?${query}`)).links.flatMap(
          ({ href }) => /\/dossiers\/([0-9a-f-]{36})$/.exec(href)?.[1] ?? [],
        ),
      ),
    ];
    expect(await owners(`call=${call}`)).toEqual([other.dossier]);
    expect(await owners(`call=${house.call}`)).toContain(one.dossier);
    expect(await owners(`call=${house.call}`)).not.toContain(other.dossier);

    // nine tenths of 50 million are 45 million: a đồng less is not near
    const near = await rows('use=near');
    expect(near).toHaveLength(1);
    expect(near[0]).toContain('45.000.000 ₫');
    expect(await owners('use=near')).toEqual([one.dossier]);
    expect(await owners(`use=near&call=${call}`)).toEqual([]);

    const all = await rows('');
    const stage = await rows('stage=tienUomTao');
    expect(stage.length).toBeGreaterThan(0);
    expect(stage.length).toBeLessThan(all.length);
    for (const row of await rows('line=labour&stage=uomTao')) expect(row).toMatch(/công lao động/i);
    expect(await owners('line=services')).toEqual(expect.arrayContaining([one.dossier, other.dossier]));
    expect((await rows('line=services')).length).toBeLessThan(all.length);
    const code = one.dossier.slice(-6).toUpperCase();
    expect(await owners(`q=${code}&line=services`)).toEqual([one.dossier]);
    expect(await rows(`q=${encodeURIComponent('tien cong')}`)).toEqual(await rows('line=labour'));
    expect((await auditor.get(`${base}/caps?q=khongcogi`)).text).toContain('Không có mức trần nào như vậy');

    const file = await auditor.download(`${base}/caps/export?use=near`);
    expect(file.type).toBe('text/csv; charset=utf-8');
    const text = Buffer.from(file.bytes).toString('utf8').replace('\uFEFF', '').trim().split('\r\n');
    expect(text).toHaveLength(2);
    expect(text[0]).toContain('"Tên mức trần"');
    expect(text[1]).toContain(',50000000,45000000,5000000,90,');
    const link = (await auditor.get(`${base}/caps?use=near`)).links.find(({ href }) => href.includes('/export'));
    expect(link!.href).toBe(`${base}/caps/export?use=near`);
    expect((await auditor.get(`${base}/caps?use=near&lang=en`)).text).toContain('Nearly used up');

    // of a dossier that does not open to the reader the file says nothing either
    const left = v7();
    await house.name(left, 'Phạm Thị Rời');
    await house.must(people.administrator, 'appoint', left, { roles: ['auditor'] });
    await house.must(left, 'joinTeam', one.dossier, { as: 'viewer', invitedBy: one.founder });
    await house.must(left, 'leaveTeam', one.dossier, { person: left });
    const closed = await (await house.as(left)).download(`${base}/caps/export?use=near`);
    expect(Buffer.from(closed.bytes).toString('utf8').trim().split('\r\n')).toHaveLength(1);
  });
});

describe('a delegation to somebody who was invited', () => {
  it('waits for them to accept, and is in force once they have', async () => {
    const { people } = house;
    const invited = v7();
    await house.db.query`insert into person (id, email, name, created_at)
      values (${invited}, 'moi@example.vn', 'Cao Thị Mời', now())`;
    await house.must(people.administrator, 'appoint', invited, { roles: ['officer'] });
    const offered = (await see(people.director, '/delegations'))
      .formWith('to')
      .fields.find(({ name }) => name === 'to')!;
    expect(offered.options.map(({ label }) => label)).toContain('Cao Thị Mời (cán bộ chương trình, chờ nhận lời mời)');
    await house.must(people.director, 'delegate', people.director, {
      ...{ to: invited, roles: ['director'], from: today, until: today, decisionNumber: 'UQ-3' },
    });
    const row = async () => rowsOf(await see(people.auditor, '/delegations')).find((one) => one.includes('UQ-3'))!;
    expect(await row()).toContain('Chờ nhận lời mời');
    expect(await row()).not.toContain('Đang có hiệu lực');
    await house.db.query`update person set confirmed_at = now() where id = ${invited}`;
    expect(await row()).toContain('Đang có hiệu lực');
  });
});

describe('a pack with figures that nobody compared with the original', () => {
  it('says once, and the same everywhere, that a call may open after they are acknowledged, and how many', async () => {
    const { people } = house;
    const list = await see(people.officer, '/programmes');
    const [stage] = rowsOf(list).filter((row) => row.startsWith('Ươm tạo'));
    const [, count] = stage!.match(/xác nhận đã xem (\d+) mức chưa đối chiếu bản gốc/)!;
    expect(stage).toContain('Có thể mở đợt, cần xác nhận trước');
    expect(list.html).not.toContain('<span class="tag done">Có thể mở đợt');
    const first = await (await house.as(people.officer)).get('/');
    expect(first.html).not.toContain('<span class="tag done">Có thể mở đợt');
    const choose = await see(people.director, '/calls/new');
    const link = choose.links.find(({ href }) => href.includes('stage=uomTao'))!;
    expect(rowsOf(choose).find((row) => row.startsWith('Ươm tạo'))).toContain(`đã xem ${count} mức`);
    const open = await (await house.as(people.director)).get(link.href);
    expect(open.text).toContain(`Tôi đã xem ${count} mức chưa đối chiếu bản gốc`);
  });
});

describe('a budget year', () => {
  it('is opened and added to after what will be recorded was read, and of nothing else', async () => {
    const { people, year } = house;
    const count = async () =>
      (await house.db.query<{ n: number }>`select count(*)::int as n from history where event like 'year.%'`)[0]!.n;
    const accountant = await house.as(people.chiefAccountant);
    const before = await count();
    const fill = async (amount: string) =>
      (await accountant.get(`${base}/budget`))
        .formWith('add-amountVnd')
        .fill({ 'add-amountVnd': amount, 'add-decisionNumber': 'BS-1' })
        .submit();
    const check = await fill('7.000.000');
    for (const said of [
      `${year}, ngân sách Thành phố`,
      '7.000.000 ₫ (Bảy triệu đồng)',
      '100.000.000.000 ₫ → 100.007.000.000 ₫',
      'BS-1',
    ])
      expect(check.text).toContain(said);
    expect(await count()).toBe(before);

    // somebody else adds to it meanwhile: what was read is not what would be so
    const finance = await house.as(people.financeOfficer);
    const other = (await finance.get(`${base}/budget`))
      .formWith('add-amountVnd')
      .fill({ 'add-amountVnd': '1.000.000', 'add-decisionNumber': 'BS-0' });
    await (await other.submit()).form('Bổ sung dự toán').submit({ button: 'Bổ sung dự toán' });
    const again = await check.form('Bổ sung dự toán').submit({ button: 'Bổ sung dự toán', expect: 422 });
    expect(again.errors.join(' ')).toContain('đã thay đổi');
    expect(again.text).toContain('100.001.000.000 ₫ → 100.008.000.000 ₫');
    expect(await count()).toBe(before + 1);

    // back to the form, with what was typed, and on
    const form = await again.form('Bổ sung dự toán').submit({ button: 'Sửa lại' });
    expect(form.formWith('add-amountVnd').value('add-decisionNumber')).toEqual(['BS-1']);
    const last = (await form.formWith('add-amountVnd').submit()).form('Bổ sung dự toán');
    const twice = [last.request('Bổ sung dự toán'), last.request('Bổ sung dự toán')] as const;
    for (const request of twice) expect((await accountant.visit(request, 200)).text).toContain('Đã ghi nhận');
    expect(await count()).toBe(before + 2);
    // sent by hand with what nobody was shown, it is shown first
    await accountant.post(
      `${base}/budget`,
      {
        what: 'appropriate',
        step: 'record',
        'add-to': `${year}/nstp`,
        'add-amountVnd': '1',
        'add-decisionNumber': 'x',
        key: v7(),
      },
      { expect: 422 },
    );
    expect(await count()).toBe(before + 2);
  });

  it('is closed by decision, once it was said what is carried over and what lapses', async () => {
    const { people, agency } = house;
    const accountant = await house.as(people.chiefAccountant);
    // not while it runs
    const running = await accountant.get(`${base}/budget/${house.year}/nstp/close`);
    expect(running.text).toContain(`Năm ${house.year} chưa hết: khóa sổ được từ ngày 01/01/${house.year + 1}.`);
    expect(running.forms.filter(({ action }) => action.endsWith('/close'))).toEqual([]);
    const year = house.year - 1;
    const dossier = budgetDossier(agency, year, 'nstp');
    await house.must(people.chiefAccountant, 'openYear', dossier, {
      ...{ year, source: 'nstp', amountVnd: '70000000', decisionNumber: 'QĐ-0' },
    });
    const list = await accountant.get(`${base}/budget`);
    const address = `${base}/budget/${year}/nstp/close`;
    expect(list.links.map(({ href }) => href)).toContain(address);
    const page = await accountant.get(address);
    expect(page.text).toContain(`0 ₫ đã dành cho dự án chuyển nguồn sang năm ${year + 1}, theo chính quyết định này.`);
    expect(page.text).toMatch(/70\.000\.000 ₫ chưa dành bị hủy dự toán/);
    const empty = await page.form('Khóa sổ năm ngân sách').submit({ expect: 422 });
    expect(empty.errors).toHaveLength(1);

    // what it said is not so any more
    await house.must(people.financeOfficer, 'appropriate', dossier, {
      amountVnd: '1000000',
      decisionNumber: 'BS-2',
    });
    const stale = await empty.form('Khóa sổ năm ngân sách').fill({ decisionNumber: 'KS-1' }).submit({ expect: 422 });
    expect(stale.errors.join(' ')).toContain('đã thay đổi');
    const last = stale.form('Khóa sổ năm ngân sách').fill({ decisionNumber: 'KS-1' });
    const twice = [last.request(), last.request()] as const;
    for (const request of twice)
      expect((await accountant.visit(request, 200)).text).toContain('Đã ghi nhận: Khóa sổ năm ngân sách.');
    const closed = await accountant.get(`${base}/budget`);
    expect(rowsOf(closed).find((row) => row.startsWith(`${year},`))).toContain('đã khóa sổ');
    expect(closed.links.map(({ href }) => href)).not.toContain(address);
    expect((await accountant.get(address)).text).toContain('Năm này đã khóa sổ.');
    await accountant.get(`${base}/budget/1999/nstp/close`, { expect: 404 });
    expect(rowsOf(await see(people.auditor, '/history?kind=budget'))[0]).toContain('71.000.000 ₫');
    await expectClean(house);
  });
});
