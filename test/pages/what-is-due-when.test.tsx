// What is due when, drawn on the dossier's page and at "my work": the picture and its text say the same, nothing stands on anything
// else, days are counted as people work, and where nothing is due nothing is shown.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysLeft } from '../../src/daysLeft.ts';
import type { Page } from '../../src/scenario/client.ts';
import { dayText } from '../../templates/parts/when.ts';
import { type DueItem, laidOut } from '../../templates/pictures/dues.tsx';
import { dayOf, daysAfter, workingDaysBetween } from '../../workflows/rules/calendar.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { type House, openHouse } from './applicationsHouse.ts';

const today = '2026-11-23';
const due = (days: number, what = 'Kho bạc xử lý lệnh chi'): DueItem => {
  const day = daysAfter(today, days);
  return { day, what, about: 'đợt 2', href: null, clause: null, left: daysLeft(today, day, vietnamHolidays) };
};
const drawn = (days: readonly number[]) => {
  const items = days.toSorted((a, b) => a - b).map((n) => due(n));
  return laidOut({ today, items }, 'vi').groups;
};

describe('the picture', () => {
  it.each([
    ['one day', [9]],
    ['six days', [-5, 1, 2, 9, 9, 40]],
    ['days side by side', [1, 2, 3, 4, 5, 8]],
    ['the last days', [50, 51, 52, 55, 56]],
    ['before the line and behind it', [-90, -40, -3, 0, 4, 12, 200, 300]],
    ['forty on one day', Array.from({ length: 40 }, () => 7)],
    ['forty days in a row', Array.from({ length: 40 }, (_, i) => i - 10)],
    ['pairs on every day', Array.from({ length: 80 }, (_, i) => (i % 40) + 1)],
  ])('shows %s without anything on anything else', (_, days) => {
    const groups = drawn(days);
    expect(groups.reduce((sum, { items }) => sum + items.length, 0)).toBe(days.length);
    const radius = ({ items }: (typeof groups)[number]) => (items.length > 1 ? 11 : 6.5);
    for (const [at, one] of groups.entries())
      for (const other of groups.slice(at + 1)) {
        const distance = Math.hypot(one.x - other.x, (one.level - other.level) * 18);
        expect(distance, `${one.label} ${other.label}`).toBeGreaterThan(radius(one) + radius(other));
        if (one.row === null || one.row !== other.row) continue;
        const [left, right] = [one, other].map(({ x, anchor, label }) => {
          const width = label.join(' ').length * 6.7;
          return anchor === 'start' ? [x, x + width] : [x - width, x];
        }) as [[number, number], [number, number]];
        expect(left[1] <= right[0] || right[1] <= left[0], `${one.label} over ${other.label}`).toBe(true);
      }
    for (const { x } of groups) expect(x > 0 && x < 760).toBe(true);
  });

  it('counts working days where the law does: 24/11/2026 is a day off, and so is every Sunday', () => {
    expect([1, 2, 3, 7].map((n) => due(n).left.days)).toEqual([0, 1, 2, 4]);
    expect(due(-3).left.days).toBe(-1);
    expect(due(0).left).toEqual({ days: 0, isWorking: true, isOver: false });
    // a Sunday behind it, and no working day
    expect(daysLeft('2026-11-22', '2026-11-20', vietnamHolidays)).toEqual({ days: 0, isWorking: true, isOver: true });
    expect(daysLeft(today, '2026-11-30', null)).toEqual({ days: 7, isWorking: false, isOver: false });
  });
});

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

/** What the picture shows and what the list says of it. */
const told = (page: Page) => {
  const strip = page.root.querySelector('.strip');
  const shown = [...(strip?.querySelectorAll('.group') ?? [])].map((group) => Number(group.getAttribute('data-count')));
  const days = page.root.querySelectorAll('.dues li time').map((time) => time.getAttribute('datetime')!);
  return { label: strip?.getAttribute('aria-label') ?? null, shown: shown.reduce((sum, n) => sum + n, 0), days };
};

describe('what is due', () => {
  it('stands on the dossier’s page with its clause, and at the work of whoever has to do it; nowhere else', async () => {
    const { stage } = house;
    const founder = v7();
    const made = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '20000000' }] });
    const { dossier } = made;
    const path = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const officer = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    const item = { line: 'prototype', amountVnd: '5000000', costVnd: '10000000', units: {} };
    const id = await stage.disbursement(dossier, founder, [item], 'requested');
    const rows = await stage.db.query<{ day: string }>`
      select due_on::text as day from deadline where dossier = ${dossier} and cleared_revision is null order by due_on`;
    expect(rows).toHaveLength(1);
    const payment = rows[0]!.day;
    const ends = `${stage.year}-12-31`;

    for (const client of [team, officer]) {
      const page = await client.get(path);
      const { label, shown, days } = told(page);
      expect(days).toEqual([payment, ends].sort());
      expect(shown).toBe(2);
      expect(label).toMatch(/^Dải ngày: 2 hạn\. Sớm nhất là ngày \d\d\/\d\d\/\d{4}: /);
      const said = page.all('.dues li').join('\n');
      expect(said).toContain(`${dayText(payment)}`);
      // fifteen days from a valid request are days as they come
      expect(said).toMatch(/còn \d+ ngày(?! làm việc)/);
      expect(said).not.toContain('ngày làm việc');
      expect(said).toContain('Thanh toán, đợt 1');
      // the pack's own clause, and of the agreement its number
      expect(said).toContain('khoản 1 Điều 22, HƯ-CẤU-01');
      expect(said).toContain('Hợp đồng số HĐ-1');
      expect(page.links.map(({ href }) => href)).toContain(`${path}/requests/${id}`);
      expect(page.html).not.toContain('style=');
    }
    const english = await house.browser(stage.people.officer, 'Lê Hoàng Anh');
    english.cookies.set('lang', 'en');
    const page = await english.get(path);
    expect(page.all('.dues li').join()).toContain('clause 1, Article 22, HƯ-CẤU-01');
    expect(told(page).label).toMatch(/^Line of days: 2 due\. The first on /);

    // at the officer's work it stands folded, with a way to the request; the chief accountant has nothing due
    const work = await officer.get('/work');
    expect(told(work)).toMatchObject({ shown: 1, days: [payment] });
    expect(work.root.querySelector('.dues details a')?.getAttribute('href')).toBe(`${path}/requests/${id}`);
    const accountant = await house.browser(stage.people.chiefAccountant, 'Võ Thị Thanh Hằng');
    expect((await accountant.get('/work')).all('.dues')).toEqual([]);
  });

  it('is so many days off by the same count wherever it stands: days as they come, working days where the law says so', async () => {
    const { stage } = house;
    const founder = v7();
    const { dossier } = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '20000000' }] });
    const item = { line: 'prototype', amountVnd: '5000000', costVnd: '10000000', units: {} };
    await stage.disbursement(dossier, founder, [item], 'ordered');
    const finance = await house.browser(stage.people.financeOfficer, 'Đỗ Văn Khoa');
    const path = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const now = dayOf(house.now());
    const at = async (on: string, what: string) =>
      stage.owner.query`update deadline set due_on = ${on}::date, due_at = ${`${on}T16:59:59Z`}::timestamptz
        where dossier = ${dossier} and what = ${what} and cleared_revision is null`;
    /** What the four places say of how far it is: the dossier, the work and its picture, the list of dossiers. */
    const said = async (on: string) => {
      const words = (text: string | undefined) =>
        /(?:còn|trễ) \d+ (?:ngày làm việc|ngày)|quá hạn|hôm nay/.exec(text ?? '')?.[0];
      const inList = (rows: string[]) => words(rows.find((row) => row.includes(dayText(on))));
      const work = await finance.get('/work');
      return [
        inList((await finance.get(path)).all('.dues li')),
        inList(work.all('.work tbody tr')),
        inList(work.all('.dues li')),
        inList((await finance.get(`/agencies/${stage.agency}/dossiers?q=${dossier.slice(-6)}`)).all('tbody tr')),
      ];
    };
    // the treasury has one working day (347/2025/NĐ-CP): over a weekend it is not three
    const [ahead, behind] = [daysAfter(now, 7), daysAfter(now, -7)];
    await at(daysAfter(now, 60), 'payment');
    for (const [day, sign] of [
      [ahead, 'còn'],
      [behind, 'trễ'],
    ] as const) {
      await at(day, 'treasury');
      const working = Math.abs(workingDaysBetween(vietnamHolidays, now, day));
      expect(working).toBeLessThan(7);
      expect(await said(day)).toEqual(Array(4).fill(`${sign} ${working} ngày làm việc`));
    }
    // what is paid within fifteen days of a valid request counts every day
    await at(daysAfter(now, 60), 'treasury');
    for (const [day, words] of [
      [ahead, 'còn 7 ngày'],
      [behind, 'trễ 7 ngày'],
    ] as const) {
      await at(day, 'payment');
      expect(await said(day)).toEqual(Array(4).fill(words));
    }
    const english = await finance.get(`${path}?lang=en`);
    expect(english.all('.dues li').join()).toContain('7 days late');
    await finance.get(`${path}?lang=vi`);
    await at(daysAfter(now, 60), 'payment');
  });

  it('is overdue when its day has passed, and paused with its project', async () => {
    const { stage } = house;
    const founder = v7();
    const { dossier } = await stage.project({ founder, lines: [{ line: 'prototype', amountVnd: '20000000' }] });
    const item = { line: 'prototype', amountVnd: '5000000', costVnd: '10000000', units: {} };
    await stage.disbursement(dossier, founder, [item], 'verified');
    const past = daysAfter(dayOf(house.now()), -10);
    await stage.owner
      .query`update deadline set due_on = ${past}::date, due_at = ${`${past}T16:59:59Z`}::timestamptz where dossier = ${dossier}`;
    const finance = await house.browser(stage.people.financeOfficer, 'Đỗ Văn Khoa');
    const path = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const page = await finance.get(path);
    expect(told(page).days[0]).toBe(past);
    expect(page.all('.dues li')[0]).toMatch(/trễ 10 ngày(?! làm việc)/);
    expect(page.root.querySelectorAll('.strip .group.overdue')).toHaveLength(1);
    expect(told(await finance.get('/work')).label).toContain('trong đó 1 đã quá hạn');
    await stage.must(stage.people.director, 'suspend', dossier, { decisionNumber: 'QĐ-9', reason: '2'.repeat(64) });
    expect(told(await finance.get(path)).days).toEqual([`${stage.year}-12-31`]);
  });

  it('is the call’s last day while an application is written; once it is withdrawn nothing is due, and nothing is shown', async () => {
    const { stage } = house;
    const founder = v7();
    const party = await stage.party(founder);
    const dossier = v7();
    await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
    const team = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const path = `/agencies/${stage.agency}/dossiers/${dossier}`;
    expect((await team.get(path)).all('.dues li').join()).toContain('Hết hạn nộp hồ sơ');
    await stage.must(founder, 'withdraw', dossier, {});
    const page = await team.get(path);
    expect(page.all('.dues')).toEqual([]);
    expect(page.text).not.toContain('Các hạn sắp tới');
  });
});
