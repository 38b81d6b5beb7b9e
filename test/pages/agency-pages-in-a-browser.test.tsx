// The pages of an agency in a real Chromium: axe is silent, nothing sticks out, on a desk and on a phone; and a year's budget is
// added to by hand, without JavaScript.
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { describeInBrowser, isInOrder, type Look } from '../support/browser.ts';
import { type House, openHouse } from './reviews-house.ts';

let house: House;

async function start() {
  house = await openHouse();
  const { people, agency, must } = house;
  const today = dayOf(new Date().toISOString());
  const invited = v7();
  await house.db
    .query`insert into person (id, email, name, created_at) values (${invited}, 'moi@example.vn', 'Cao Thị Mời', now())`;
  await must(people.administrator, 'appoint', invited, { roles: ['officer'] });
  await must(people.administrator, 'appoint', people.officer, { roles: ['financeOfficer'] });
  await must(people.administrator, 'relieve', people.officer, { roles: ['financeOfficer'] });
  await must(people.director, 'delegate', people.director, {
    ...{ to: invited, roles: ['director'], from: today, until: today, decisionNumber: 'UQ-3/2026' },
  });
  await must(people.administrator, 'changeCalendar', registerDossier(agency, 'calendar'), {
    ...(vietnamHolidays as unknown as JsonObject),
    holidays: { ...vietnamHolidays.holidays, '2027-03-08': 'Ngày riêng của cơ quan' },
  });
  await house.submitted();
  return { answer: house.app.fetch, stop: () => house.drop() };
}

describeInBrowser('the pages of an agency', start, (browsing) => {
  const as = async (person: string, path: string, look: Look = {}) => {
    const page = await browsing.window(look);
    await page.context().addCookies([
      { name: 'session', value: await house.session(person), url: browsing.site() },
      { name: 'lang', value: look.language ?? 'vi', url: browsing.site() },
    ]);
    await page.goto(path);
    return page;
  };

  for (const width of [390] as const)
    it(`are in order at ${width} px`, { timeout: 120_000 }, async () => {
      const { people, agency } = house;
      const page = await as(people.auditor, `/agencies/${agency}/history`, { width });
      await isInOrder(page, 'agency-history');
      await page.getByLabel('Loại việc').selectOption({ label: 'Vai trò' });
      await page.getByRole('button', { name: 'Lọc' }).click();
      await page.waitForURL('**/history?kind=roles*');
      await isInOrder(page, 'agency-history-roles');
      for (const room of ['caps', 'budget', 'people', 'audit', 'dossiers', 'delegations', 'programmes']) {
        await page.goto(`/agencies/${agency}/${room}`);
        await isInOrder(page, `agency-${room}`);
      }
      await page.goto('/work');
      await isInOrder(page, 'agency-work');
      const admin = await as(people.administrator, `/agencies/${agency}/people`, { width });
      await isInOrder(admin, 'agency-people-admin');
      await admin.goto(`/agencies/${agency}/calls/new`);
      await isInOrder(admin, 'agency-choose-stage');
      const accountant = await as(people.chiefAccountant, `/agencies/${agency}/budget`, { width });
      await isInOrder(accountant, 'agency-budget-keeper');
      await accountant.getByRole('link', { name: /^Khóa sổ năm/ }).click();
      await accountant.waitForURL('**/close');
      await isInOrder(accountant, 'agency-budget-close');
      const passerBy = await browsing.open('/', { width });
      await isInOrder(passerBy, 'agency-first-page');
    });

  it('let the chief accountant add to a year once it was read, without JavaScript on a phone', async () => {
    const look = { width: 390, javaScript: false } as const;
    const page = await as(house.people.chiefAccountant, `/agencies/${house.agency}/budget`, look);
    await page.locator('#f-add-amountVnd').fill('5.000.000.000');
    await page.locator('#f-add-decisionNumber').fill('1024/QĐ-UBND');
    await page.getByRole('button', { name: 'Kiểm tra trước khi bổ sung' }).press('Enter');
    await isInOrder(page, 'agency-budget-check');
    await page.getByRole('button', { name: 'Bổ sung dự toán' }).press('Enter');
    expect(await page.getByRole('status').innerText()).toContain('Đã ghi nhận');
    await isInOrder(page, 'agency-budget-done');
  });
});
