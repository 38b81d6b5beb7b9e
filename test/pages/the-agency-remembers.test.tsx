// What an agency's own history tells its auditor: roles, delegations, the calendar, the budget, caps, packs, calls, parties.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { Page } from '../../src/scenario/client.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { expectClean } from '../support/audit.ts';
import { cityPack } from '../support/stage.ts';
import { type House, openHouse } from './reviews-house.ts';

let house: House;
let path: string;
const today = dayOf(new Date().toISOString());
const written = (day: string) => day.split('-').toReversed().join('/');

beforeAll(async () => {
  house = await openHouse();
  path = `/agencies/${house.agency}/history`;
});
afterAll(async () => {
  await expectClean(house);
  await house.drop();
});

/** The rows of the table, as they are read. */
const rowsOf = (page: Page): string[] => page.all('tbody tr');
const rowWith = (page: Page, ...parts: string[]): string | undefined =>
  rowsOf(page).find((row) => parts.every((part) => row.includes(part)));
const read = async (query = '', person = house.people.auditor) => (await house.as(person)).get(`${path}${query}`);

describe('the history of an agency', () => {
  it('says who gave and took which roles, and what somebody held before and after', async () => {
    const { people } = house;
    await house.must(people.administrator, 'appoint', people.officer, { roles: ['financeOfficer'] });
    await house.must(people.administrator, 'relieve', people.officer, { roles: ['financeOfficer'] });
    const page = await read('?kind=roles');
    const [taken, given] = rowsOf(page);
    expect(given).toContain('Giao vai trò');
    expect(given).toContain('Lê Hoàng Anh');
    expect(given).toContain('Ngô Thanh Quản');
    expect(given).toContain('cán bộ chương trình → cán bộ chương trình, cán bộ tài chính');
    expect(taken).toContain('Thu lại vai trò');
    expect(taken).toContain('cán bộ chương trình, cán bộ tài chính → cán bộ chương trình');
    // the first administrator was made by a command
    const first = rowsOf(await read('?kind=roles')).at(-1)!;
    expect(first).toContain('Hệ thống');
    expect(first).toContain('không có vai trò → quản trị viên');
    const english = await read('?kind=roles&lang=en');
    expect(english.text).toContain('the programme officer → the programme officer, the finance officer');
    await read('?lang=vi');
  });

  it('says what was delegated to whom, by which decision, and when that ended', async () => {
    const { people } = house;
    await house.must(people.director, 'delegate', people.director, {
      ...{ to: people.officer, roles: ['director'], from: today, until: today, decisionNumber: 'UQ-7/2026' },
    });
    await house.must(people.director, 'revokeDelegation', people.director, {
      to: people.officer,
      decisionNumber: 'UQ-8/2026',
    });
    const page = await read('?kind=delegations');
    const [ended, given] = rowsOf(page);
    for (const part of ['Ủy quyền', 'Lê Hoàng Anh', 'giám đốc', written(today), 'UQ-7/2026', 'Nguyễn Hữu Đức'])
      expect(given).toContain(part);
    for (const part of ['Chấm dứt ủy quyền', 'Lê Hoàng Anh', 'giám đốc', 'UQ-8/2026']) expect(ended).toContain(part);
    expect(rowsOf(page)).toHaveLength(2);
  });

  it('says which days came into the calendar and which went', async () => {
    const { people, agency } = house;
    const [[gone, name]] = Object.entries(vietnamHolidays.holidays) as [[string, string]];
    const { [gone]: _, ...holidays } = vietnamHolidays.holidays as Record<string, string>;
    await house.must(people.administrator, 'changeCalendar', registerDossier(agency, 'calendar'), {
      ...(vietnamHolidays as unknown as JsonObject),
      holidays: { ...holidays, '2027-03-08': 'Ngày riêng của cơ quan' },
    });
    const [changed, loaded] = rowsOf(await read('?kind=calendar'));
    expect(changed).toContain('08/03/2027 (Ngày riêng của cơ quan)');
    expect(changed).toContain(`${written(gone)} (${name})`);
    expect(loaded).toContain(`${Object.keys(vietnamHolidays.holidays).length} ngày nghỉ`);
  });

  it('says what was appropriated, by which decision, and what became of it when the year was closed', async () => {
    const { people, agency, year } = house;
    const next = budgetDossier(agency, year - 1, 'nstw');
    const key = { year: year - 1, source: 'nstw' };
    await house.must(people.chiefAccountant, 'openYear', next, {
      ...key,
      amountVnd: '70000000',
      decisionNumber: 'A-1',
    });
    await house.must(people.financeOfficer, 'appropriate', next, { amountVnd: '5000000', decisionNumber: 'A-2' });
    await house.must(people.chiefAccountant, 'closeYear', next, { ...key, decisionNumber: 'A-3' });
    const page = await read('?kind=budget');
    const year2 = `${year - 1}, ngân sách Trung ương`;
    expect(rowWith(page, 'Mở năm ngân sách', year2, '70.000.000 ₫', 'A-1', 'Võ Thị Thanh Hằng')).toBeDefined();
    expect(rowWith(page, 'Bổ sung dự toán', year2, '5.000.000 ₫', 'A-2', 'Đỗ Văn Khoa')).toBeDefined();
    expect(rowWith(page, 'Khóa sổ', year2, 'hủy dự toán: 75.000.000 ₫', 'A-3')).toBeDefined();
    expect(page.links).toContainEqual({ text: year2, href: `/agencies/${agency}/budget` });
    // an administrator reads it, and is not led where they may not go
    const own = await read('?kind=budget', people.administrator);
    expect(own.text).toContain(year2);
    expect(own.links.map(({ href }) => href)).not.toContain(`/agencies/${agency}/budget`);
  });

  it('says from which limit to which a cap was changed, and by which decision', async () => {
    const { people, agency } = house;
    await house.project({ lines: [{ line: 'services', amountVnd: '40000000' }] });
    const [room] = await house.db.query<{ room: string; limit: bigint }>`
      select left(id, -10) as room, -balance as limit from account
      where agency = ${agency} and id like 'C/%/authority' and balance < -1000000 order by id collate "C" limit 1`;
    const { room: id, limit } = room!;
    await house.must(people.administrator, 'changeCap', registerDossier(agency, 'agency'), {
      room: id,
      limit: String(limit + 1_000_000n),
      decisionNumber: 'TRAN-1',
    });
    const [row] = rowsOf(await read('?kind=caps'));
    const vnd = (amount: bigint) => `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.')} ₫`;
    const cap = (cityPack.caps as { id: string; name: { vi: string } }[]).find(({ id: of }) => id.includes(`/${of}/`))!;
    expect(row).toContain(cap.name.vi);
    expect(row).toContain(`${vnd(limit)} → ${vnd(limit + 1_000_000n)}`);
    expect(row).toContain('TRAN-1');
  });

  it('says which pack was published and which took its place, and which call was opened and closed, and why', async () => {
    const { people, agency } = house;
    const newer = v7();
    await house.must(people.administrator, 'publishPack', newer, { content: { ...cityPack, version: 3 } });
    await house.must(people.administrator, 'supersedePack', house.pack, { by: newer });
    const [superseded, published] = rowsOf(await read('?kind=packs'));
    expect(published).toContain(`${cityPack.shortTitle.vi}, phiên bản 3`);
    expect(superseded).toContain(`${cityPack.shortTitle.vi}, phiên bản 2`);
    expect(superseded).toContain('phiên bản 3');

    const reason = await keepContent(
      { db: house.db, now: () => new Date().toISOString() },
      { agency, dossier: house.call, kind: 'reason', body: { text: 'Đã đủ hồ sơ tốt' }, person: people.director },
    );
    await house.must(people.director, 'closeCall', house.call, { decisionNumber: 'DONG-1', reason });
    const [closed, opened] = rowsOf(await read('?kind=calls'));
    for (const part of ['Mở đợt tiếp nhận', 'Ươm tạo', '₫', 'QĐ-1', 'Ngô Thanh Quản']) expect(opened).toContain(part);
    for (const part of ['Đóng đợt tiếp nhận', 'trước hạn', 'DONG-1', 'Đã đủ hồ sơ tốt', 'Nguyễn Hữu Đức'])
      expect(closed).toContain(part);
  });

  it('says which party was registered, of whom, and by whom it was confirmed', async () => {
    const founder = v7();
    await house.name(founder, 'Nguyễn Thị Minh Châu');
    const party = v7();
    await house.must(founder, 'registerParty', party, { kind: 'team', members: [founder] });
    await house.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
      values (${house.agency}, ${party}, 'Nhóm Muối Cần Giờ', now(), ${founder})`;
    await house.must(house.people.officer, 'registerParty', party, { kind: 'team', members: [founder] });
    const [confirmed, claimed] = rowsOf(await read('?kind=parties'));
    for (const part of ['Nhóm Muối Cần Giờ', 'nhóm dự án', 'Nguyễn Thị Minh Châu']) expect(claimed).toContain(part);
    expect(claimed).not.toContain('Xác nhận');
    expect(confirmed).toContain('Xác nhận bên được hỗ trợ');
    expect(confirmed).toContain('Lê Hoàng Anh');
  });

  it('comes fifty to a page, newest first, each once, with the page and the kind in the address', async () => {
    const { people } = house;
    for (let at = 0; at < 30; at += 1) await house.must(people.administrator, 'appoint', v7(), { roles: ['reviewer'] });
    const [known] = await house.db.query<{ n: number }>`select count(*)::int as n from history h
      join dossier d on d.agency = h.agency and d.id = h.dossier where h.agency = ${house.agency} and d.kind <> 'application'`;
    const times: string[] = [];
    let page = await read();
    expect(rowsOf(page)).toHaveLength(50);
    expect(page.text).not.toContain('Trang trước');
    for (;;) {
      times.push(...[...page.html.matchAll(/<time datetime="([^"]+)"/g)].map(([, at]) => at!));
      const next = page.links.find(({ text }) => text === 'Trang sau');
      if (next === undefined) break;
      expect(next.href).toContain('from=');
      page = await (await house.as(people.auditor)).get(next.href);
      expect(page.text).toContain('Trang trước');
    }
    expect(times).toHaveLength(known!.n);
    expect(times).toEqual(times.toSorted().toReversed());
    // what nobody offers is no fault, and shows what there is
    for (const query of ['?kind=x', '?from=x', '?from=-1', '?kind=roles&from=999999', '?kind=%00'])
      expect((await read(query)).status).toBe(200);
    expect((await read('?kind=roles&from=999999')).text).toContain('Không có mục nào');
    const form = (await read('?from=50')).form('/history');
    const filtered = await form.fill({ kind: 'calls' }).submit();
    expect(filtered.path).toBe(`${path}?kind=calls&person=`);
    expect(rowsOf(filtered)).toHaveLength(2);
  });

  it('is for who oversees the agency, changes nothing, and is found from where they start', async () => {
    const { people, agency } = house;
    for (const person of [people.auditor, people.administrator, people.director, people.chiefAccountant]) {
      const browser = await house.as(person);
      const page = await browser.get(path);
      expect(page.html).not.toMatch(/<form[^>]*method="post"/);
      expect((await browser.get('/work')).links.map(({ href }) => href)).toContain(path);
    }
    for (const person of [people.officer, people.financeOfficer, people.secretary, people.chair, people.reviewers[0]!])
      await (await house.as(person)).get(path, { expect: 403 });
    const stranger = v7();
    await house.name(stranger, 'Người Lạ');
    await (await house.as(stranger)).get(path, { expect: 404 });
    const audit = await (await house.as(people.auditor)).get(`/agencies/${agency}/audit`);
    expect(audit.links).toContainEqual({ text: 'Lịch sử', href: path });
  });
});

describe('every page of an agency', () => {
  const books = ['budget', 'requests', 'payments', 'debts'];
  const rooms = ['dossiers', 'calls', 'programmes', 'calendar', 'caps', ...books, 'people', 'delegations', 'history'];
  const tabsOf = (page: Page) => [...page.html.matchAll(/<nav class="rooms".*?<\/nav>/gs)].map(([nav]) => nav).join('');
  /** Those of the row and of the menu; what follows the agency's money has a second row of its own. */
  const roomsIn = (page: Page) =>
    [
      ...tabsOf(page)
        .replace(/<ul class="tabs within">.*?<\/ul>/s, '')
        .matchAll(/href="\/agencies\/[^/]+\/(\w+)"/g),
    ].map(([, room]) => room!);
  const booksIn = (page: Page) =>
    [...(/<ul class="tabs within">.*?<\/ul>/s.exec(tabsOf(page))?.[0] ?? '').matchAll(/\/(\w+)"/g)].map(
      ([, room]) => room!,
    );

  it('has the same tabs, and leads nobody where they may not go', async () => {
    for (const person of ['administrator', 'auditor', 'officer', 'director', 'financeOfficer'] as const) {
      const browser = await house.as(house.people[person]);
      const first = roomsIn(await browser.get(`/agencies/${house.agency}/calls`));
      expect(first).toContain('caps');
      for (const room of [...rooms, 'audit', 'contact']) {
        const page = await browser.get(`/agencies/${house.agency}/${room}`, { expect: 'any' });
        expect([person, room, page.status]).toEqual([person, room, first.includes(room) ? 200 : 403]);
        if (page.status !== 200) continue;
        expect([room, roomsIn(page)]).toEqual([room, first]);
        const beside = books.filter((book) => first.includes(book));
        expect([room, booksIn(page)]).toEqual([room, books.includes(room) && beside.length > 1 ? beside : []]);
        expect(tabsOf(page)).toContain(`/${room}" aria-current="page"`);
      }
    }
  });

  it('which somebody may open is told on their first page too', async () => {
    for (const person of ['administrator', 'auditor', 'officer'] as const) {
      const browser = await house.as(house.people[person]);
      const tabs = roomsIn(await browser.get(`/agencies/${house.agency}/calls`));
      const links = (await browser.get('/work')).links.map(({ href }) => href);
      for (const room of tabs) expect(links).toContain(`/agencies/${house.agency}/${room}`);
    }
  });
});
