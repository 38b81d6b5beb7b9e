// Where an account is confirmed, what the agency writes for its orders, and the receipt: at a desk and on a phone.

import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { fictionalPack } from '../support/stage.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';

let house: House;
const start = async () => {
  house = await openHouse({ agency: 'thu', pack: { ...fictionalPack, agency: 'thu' } });
  return { answer: (request: Request) => house.app.fetch(request), stop: () => house.close() };
};
const item = { line: 'labour', amountVnd: '1000000', costVnd: '1000000', units: { person: 'a', month: '2026-05' } };

describeInBrowser('the account that is paid, and who pays, in Chromium', start, (browsing) => {
  const as = async (person: string, name: string, width: Width): Promise<Page> => {
    const page = await browsing.window({ width });
    const client = await house.browser(person, name);
    const value = client.cookies.get('session')!;
    await page.context().addCookies([{ name: 'session', value, url: browsing.site(), sameSite: 'Lax' }]);
    return page;
  };

  for (const width of [390] as const)
    it(`is confirmed and printed, ${width} px`, async () => {
      const { people, agency, db, owner } = house.stage;
      await owner.script('delete from agency_treasury');
      const founderId = v7();
      const founder = await as(founderId, 'Nguyễn Thị Minh Châu', width);
      const officer = await as(people.officer, 'Lê Hoàng Anh', width);
      const finance = await as(people.financeOfficer, 'Đỗ Văn Khoa', width);
      const administrator = await as(people.administrator, 'Ngô Thanh Tùng', width);
      const { dossier, party } = await house.stage.project({ founder: founderId });
      await db.query`insert into party_profile (agency, party, name, identity, address, changed_at, changed_by)
        values (${agency}, ${party}, 'Nhóm Máy sấy Hòa Vang', ${`07909000${width}`}, 'Hòa Vang', ${house.now()}, ${people.officer})`;
      const base = `/agencies/${agency}/dossiers/${dossier}`;
      const id = await house.stage.disbursement(dossier, founderId, [item], 'verified');
      await founder.goto('/work');
      await founder.locator(`a[href="${base}/application/party"]`).first().click();
      for (const [name, value] of Object.entries({
        accountNumber: '011001193241',
        accountName: 'NGUYEN THI MINH CHAU',
        bank: 'VietinBank',
      }))
        await founder.locator(`[name="${name}"]`).fill(value);
      await founder.locator('main button.button').click();

      await officer.goto(`${base}/requests/${id}`);
      await isInOrder(officer, 'account-request');
      await officer.goto('/work');
      await isInOrder(officer, 'account-work');
      await officer.locator(`a[href="${base}/party#account"]`).first().click();
      await isInOrder(officer, 'account-new');
      await officer.getByRole('button', { name: 'Xác nhận tài khoản này' }).click();
      await officer.getByText('Đã xác nhận tài khoản.').waitFor();
      await isInOrder(officer, 'account-confirmed');

      await finance.goto(`${base}/requests/${id}`);
      await isInOrder(finance, 'treasury-missing');
      const accountant = await as(people.chiefAccountant, 'Võ Thị Thanh Hằng', width);
      for (const page of [accountant, administrator]) await page.goto(`/agencies/${agency}/treasury`);
      await isInOrder(administrator, 'treasury-empty');
      const written = { unitCode: '1029384', account: '9527.3.1029384', treasury: 'Kho bạc Nhà nước Khu vực II' };
      for (const [name, value] of Object.entries({ ...written, budgetLevel: '2', chapter: '4' }))
        await administrator.locator(`[name="${name}"]`).fill(value);
      await administrator.locator('main button.button').click();
      await isInOrder(administrator, 'treasury-wrong');
      await administrator.locator('[name="chapter"]').fill('417');
      await administrator.locator('main button.button').click();
      await administrator.locator('[name="decisionNumber"]').fill('7/TB');
      await isInOrder(administrator, 'treasury-check');
      await administrator.getByRole('button', { name: 'Lưu', exact: true }).click();
      await administrator.getByText('Đã lưu. Lệnh chi phát từ nay').waitFor();
      await administrator.getByText('Các lần sửa trước').click();
      await isInOrder(administrator, 'treasury-changes');
      // who had the page open wipes nothing
      await accountant.locator('[name="unitCode"]').fill('7654321');
      await accountant.locator('main button.button').click();
      await accountant.getByText('Người khác đã sửa từ khi bạn mở trang').first().waitFor();
      await isInOrder(accountant, 'treasury-conflict');
      await finance.goto(`/agencies/${agency}/treasury`);
      await isInOrder(finance, 'treasury-read');
      const preview = await finance.request.get(`${base}/requests/${id}/order-preview`);
      expect(preview.headers()['content-type']).toBe('application/pdf');
      if (process.env.SHOTS) writeFileSync(`${process.env.SHOTS}/order.pdf`, await preview.body());
    });

  for (const width of [390] as const)
    it(`gives a receipt with number and time first, and flags who applies, ${width} px`, async () => {
      const person = v7();
      const page = await as(person, 'Nguyễn Thị Minh Châu', width);
      const client = await house.browser(person, 'Nguyễn Thị Minh Châu');
      const { base, party } = await beginApplication(house, [person]);
      await writeAll(client, base);
      const read = await client.get(`${base}/application/check`);
      await read.form('/submit').submit();
      await page.goto(`${base}/application/receipt`);
      await isInOrder(page, 'receipt');
      const { agency, db, people } = house.stage;
      await db.query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
        values (${agency}, ${party}, 'Nhóm Mầm Xanh Đà Nẵng', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${person})`;
      const officer = await as(people.officer, 'Lê Hoàng Anh', width);
      await officer.goto(`${base}/screening`);
      await officer.getByText('Hồ sơ ghi khác với bên đăng ký').waitFor();
      await isInOrder(officer, 'screening-differs');
    });
});
