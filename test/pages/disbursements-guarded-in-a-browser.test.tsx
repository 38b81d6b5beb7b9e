// What a request warns of, in a real browser, wide and narrow: no account, a voucher twice, an odd day, nobody left to approve.

import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { confirmParty } from '../support/confirmed.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
const start = async () => {
  house = await openHouse();
  return { answer: (request: Request) => house.app.fetch(request), stop: () => house.close() };
};

describeInBrowser('what a request warns of, in Chromium', start, (browsing) => {
  const as = async (person: string, name: string, width: Width): Promise<Page> => {
    const page = await browsing.window({ width });
    const client = await house.browser(person, name);
    const value = client.cookies.get('session')!;
    await page.context().addCookies([{ name: 'session', value, url: browsing.site(), sameSite: 'Lax' }]);
    return page;
  };

  for (const width of [1280] as const)
    it(`stands where it is looked for, ${width} px`, async () => {
      const { people, agency, db, must, project } = house.stage;
      const founderId = v7();
      const founder = await as(founderId, 'Nguyễn Thị Minh Châu', width);
      const officer = await as(people.officer, 'Lê Hoàng Anh', width);
      const accountant = await as(people.chiefAccountant, 'Võ Thị Thanh Hằng', width);
      await must(people.administrator, 'appoint', people.chiefAccountant, {
        roles: ['financeOfficer', 'chiefAccountant'],
      });
      const { dossier, party } = await project({
        founder: founderId,
        lines: [{ line: 'prototype', amountVnd: '40000000' }],
      });
      await db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
        values (${agency}, ${party}, 'Nhóm Máy sấy Hòa Vang', ${house.now()}, ${founderId})`;
      const base = `/agencies/${agency}/dossiers/${dossier}`;

      await founder.goto(`${base}/requests/new`);
      const past = dayText(dayOf(new Date(Date.parse(house.now()) - 40 * 86_400_000).toISOString()));
      for (const index of [0, 1]) {
        await founder.getByRole('button', { name: 'Thêm chứng từ: Sản xuất thử' }).click();
        const legend = founder.locator(`#row-${index + 1} > legend`);
        await legend.waitFor();
        // what stays at the top of the page does not cover the heading of the row that was just added
        const [bar, heading] = await Promise.all([founder.locator('#saved').boundingBox(), legend.boundingBox()]);
        expect(heading!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height);
        const values = {
          what: 'Gia công khoang sấy thép không gỉ 304',
          number: 'HD-00421',
          date: past,
          seller: 'Công ty TNHH Cơ khí Hòa Khánh',
          taxCode: '0300588569',
          costVnd: '4.000.000',
          amountVnd: '2.000.000',
        };
        for (const [name, value] of Object.entries(values))
          await founder.locator(`[name="r${index}-${name}"]`).fill(value);
        const bytes = Buffer.from(`%PDF-1.4\n% ${v7()}\n%%EOF\n`);
        const upload = { name: `hoa-don-${index + 1}.pdf`, mimeType: 'application/pdf', buffer: bytes };
        await founder.locator(`[name="r${index}-file"]`).setInputFiles(upload);
        await founder.getByRole('link', { name: upload.name, exact: true }).waitFor();
      }
      await founder.getByRole('button', { name: 'Kiểm tra hạn mức' }).click();
      await founder.locator('#row-1 .remark', { hasText: 'Cùng số, cùng người bán với Chứng từ 2.' }).waitFor();
      const under = await founder.locator('#row-1 .remark', { hasText: 'trước ngày quyết định' }).boundingBox();
      const day = await founder.locator('[name="r0-date"]').boundingBox();
      expect(Math.abs(under!.x - day!.x)).toBeLessThan(4);
      expect(under!.y - day!.y - day!.height).toBeLessThan(24);
      await isInOrder(founder, 'guarded-form');
      await founder.getByRole('button', { name: 'Gửi đề nghị' }).click();
      await founder.waitForURL('**done=disbursement.requested');
      await isInOrder(founder, 'guarded-sent');
      const path = new URL(founder.url()).pathname;

      await officer.goto(path);
      await officer.getByRole('button', { name: 'Chấp nhận và chuyển tài chính' }).click();
      await officer.getByText('ghi lý do vẫn chấp nhận').first().waitFor();
      await isInOrder(officer, 'guarded-verify');
      for (const index of [0, 1])
        await officer.locator(`[name="w${index}"]`).fill('Đã xem hợp đồng; hai phần của một hóa đơn.');
      await officer.getByRole('button', { name: 'Chấp nhận và chuyển tài chính' }).click();
      await officer.waitForURL('**done=disbursement.verified');

      await accountant.goto(path);
      await accountant.getByText('Chưa thực hiện được').waitFor();
      await isInOrder(accountant, 'guarded-no-account');
      await db.query`update party_profile set account_number = '011001193241', account_name = 'NGUYEN THI MINH CHAU', bank = 'VietinBank'
        where agency = ${agency} and party = ${party}`;
      await confirmParty(house.stage, party);
      await accountant.goto(path);
      await isInOrder(accountant, 'guarded-nobody-left');
      await accountant.getByRole('button', { name: 'Lập chứng từ thanh toán, chuyển kế toán trưởng' }).click();
      await accountant.waitForURL('**done=disbursement.prepared');
      await isInOrder(accountant, 'guarded-cannot-approve');
      await accountant.goto(`/agencies/${agency}/budget`);
      await isInOrder(accountant, 'guarded-budget');
    }, 120_000);
});
