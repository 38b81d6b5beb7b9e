import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { describeInBrowser, isInOrder, shot, type Width } from '../support/browser.ts';
import { cityPack } from '../support/stage.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';

let house: House;

/** Signs a window in, as somebody who is on the house's stage. */
async function enter(page: Page, site: string, person: string, name: string): Promise<void> {
  const client = await house.browser(person, name);
  await page.context().addCookies([{ name: 'session', value: client.cookies.get('session')!, url: site }]);
}

describeInBrowser(
  'calls and applications in a browser',
  async () => {
    house = await openHouse({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    it.each<Width>([390])('from the first page to the receipt, at %i px', { timeout: 90_000 }, async (width) => {
      const page = await browsing.open('/', { width });
      await isInOrder(page, 'home');
      await page.locator('.calls a').first().click();
      await isInOrder(page, 'call');
      await enter(page, browsing.site(), v7(), 'Nguyễn Thị Minh Châu');
      await page.getByRole('link', { name: 'Nộp hồ sơ' }).click();
      await isInOrder(page, 'apply');
      await page.getByRole('button', { name: 'Bắt đầu soạn hồ sơ' }).click();
      await isInOrder(page, 'apply-wrong');
      await page.getByLabel('Nhóm cá nhân').check();
      await page.getByLabel('Tên nhóm hoặc tên doanh nghiệp').fill('Nhóm Mầm Xanh');
      await page.getByLabel('Số căn cước').fill(width === 390 ? '048099000124' : '048099000123');
      await page.getByLabel('Địa chỉ').fill('12 Trần Phú, phường Hải Châu, Đà Nẵng');
      await page.getByRole('button', { name: 'Bắt đầu soạn hồ sơ' }).click();
      await isInOrder(page, 'tasks');
      const sections = await page.locator('.tasks a').all();
      const hrefs = await Promise.all(sections.map((link) => link.getAttribute('href')));
      for (const [index, href] of hrefs.entries()) {
        await page.goto(href!);
        await isInOrder(page, `section-${index + 1}`);
      }
      await page.goto(hrefs[0]!.replace(/\/[^/]*$/, '/check'));
      await isInOrder(page, 'check-missing');
      await page.locator('.errors a').first().click();
      await isInOrder(page, 'section-missing');
    });
  },
);

describeInBrowser(
  'an application being written',
  async () => {
    house = await openHouse();
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    it('is saved while somebody types, the sums of the budget along with it', { timeout: 60_000 }, async () => {
      const founder = v7();
      const page = await browsing.window();
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      const { base } = await beginApplication(house, [founder]);
      await page.goto(`${base}/application/budget`);
      await page.getByLabel('Nội dung chi').selectOption('labour');
      await page.getByLabel('Số lượng').fill('10');
      await page.getByLabel('Đơn giá').fill('8.000.000');
      await page.getByLabel('Ngân sách nhà nước').fill('80.000.000');
      await page.getByLabel('Căn cứ').first().focus();
      await page.locator('#saved', { hasText: /Đã lưu lúc \d\d:\d\d/ }).waitFor();
      await page.locator('#sums-budget', { hasText: 'Vượt mức' }).waitFor();
      await isInOrder(page, 'budget-over');
      await page.goto(`${base}/application/budget`);
      expect(await page.getByLabel('Đơn giá').inputValue()).toBe('8.000.000');
    });

    it('is saved when a link is followed at once, and a chosen file is uploaded at once', {
      timeout: 60_000,
    }, async () => {
      const founder = v7();
      const page = await browsing.window();
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      const { base } = await beginApplication(house, [founder]);
      await page.goto(`${base}/application/project`);
      await page.getByLabel('Tên dự án').pressSequentially('Máy sấy');
      await page.getByRole('link', { name: /^Phần sau/ }).click();
      await page.waitForURL(/\/application\/budget$/);
      await page.goto(`${base}/application/project`);
      expect(await page.getByLabel('Tên dự án').inputValue()).toBe('Máy sấy');
      await page.getByLabel('Tên dự án').press('End');
      await page.getByLabel('Tên dự án').pressSequentially(' lúa');
      await page.goto(`${base}/application`);
      await expect
        .poll(async () => (await page.goto(`${base}/application/project`)) && page.getByLabel('Tên dự án').inputValue())
        .toBe('Máy sấy lúa');
      await page.goto(`${base}/application/papers`);
      const file = { name: 'anh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') };
      await page.locator('input[type=file]').first().setInputFiles(file);
      await page.locator('.attached', { hasText: 'anh.pdf' }).waitFor();
    });

    it.each<Width>([1280])(
      'in whose name, what came back, and the account for the money, at %i px',
      {
        timeout: 90_000,
      },
      async (width) => {
        const founder = v7();
        const page = await browsing.window({ width });
        await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
        const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
        const { base, party } = await beginApplication(house, [founder]);
        await writeAll(client, base);
        await (await client.get(`${base}/application/check`)).form('submit').submit();
        const officer = await house.browser(house.stage.people.officer, 'Lê Hoàng Anh');
        const screening = (await officer.get(`${base}/screening`)).form('/screening');
        await screening.fill({ outcome: 'return', reason: 'Thiếu căn cứ.', sections: ['budget', 'project'] }).submit();
        const budget = (await client.get(`${base}/application/budget`)).form('budget');
        await budget.fill({ 'budget.0.basis': 'Báo giá số 12' }).submit();
        await page.goto(`${base}/application`);
        await isInOrder(page, 'came-back-tasks');
        await page.goto(`${base}/application/project`);
        await isInOrder(page, 'came-back-section');
        await house.stage.db.query`
        insert into party_profile (agency, party, name, identity, address, representative, changed_at, changed_by)
        values (${house.stage.agency}, ${party}::uuid, 'Công ty Khác', ${`0480990009${width % 100}`}, '12 Trần Phú', ${founder}::uuid, now(), ${founder}::uuid)`;
        await page.goto(`${base}/application/check`);
        await isInOrder(page, 'came-back-check');
        await page.goto(`${base}/application/applicant?check=1`);
        await isInOrder(page, 'differs-section');
        await page.goto(`${base}/application/read`);
        await isInOrder(page, 'differs-read');
        await house.stage.db.query`update party_profile set name = 'Nhóm Mầm Xanh' where party = ${party}::uuid`;
        await (await client.get(`${base}/application/check`)).form('submit').submit();
        await page.goto(`${base}/application/receipt?version=1`);
        await isInOrder(page, 'earlier-receipt');
        await page.goto(base);
        await isInOrder(page, 'dossier-submitted');
        const { dossier } = await house.stage.project({ founder, party });
        await page.goto(base.replace(/[^/]*$/, dossier));
        await isInOrder(page, 'dossier-awarded');
      },
    );

    it('says when it could not be saved, and keeps what was typed', { timeout: 60_000 }, async () => {
      const founder = v7();
      const page = await browsing.window();
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      const { base } = await beginApplication(house, [founder]);
      await page.goto(`${base}/application/project`);
      await page.context().clearCookies();
      await page.getByLabel('Tên dự án').fill('Máy sấy nông sản');
      await page.getByLabel('Vấn đề và giải pháp').focus();
      await page.locator('#saved', { hasText: 'Phiên làm việc đã hết' }).waitFor();
      expect(await page.getByLabel('Tên dự án').inputValue()).toBe('Máy sấy nông sản');
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      await page.getByLabel('Vấn đề và giải pháp').fill('Hỏng sau thu hoạch');
      await page.getByLabel('Tên dự án').focus();
      await page.locator('#saved', { hasText: /Đã lưu lúc \d\d:\d\d/ }).waitFor();
    });

    it.each<Width>([390])(
      'shows what stands in the way, who applies and why it came back, at %i px',
      { timeout: 90_000 },
      async (width) => {
        const [founder, party, dossier] = [v7(), v7(), v7()];
        const { agency, call, must, people } = house.stage;
        await must(founder, 'registerParty', party, {
          ...{ kind: 'team', members: [founder], beneficiaryClass: 'selfFunded' },
        });
        await must(founder, 'startApplication', dossier, { call: call!, party });
        const base = `/agencies/${agency}/dossiers/${dossier}`;
        const page = await browsing.window({ width });
        await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
        await house.stage.db.query`
          insert into party_profile (agency, party, name, identity, address, representative, changed_at, changed_by)
          values (${agency}, ${party}::uuid, 'Nhóm Mầm Xanh', ${`0480990${String(width).padStart(5, '0')}`}, '12 Trần Phú, Đà Nẵng', ${founder}::uuid, now(), ${founder}::uuid)`;
        await writeAll(await house.browser(founder, 'Nguyễn Thị Minh Châu'), base);
        await page.goto(`${base}/application/budget`);
        await page.getByLabel('Đơn giá').fill('40.000.000');
        await page.getByLabel('Ngân sách nhà nước').fill('120.000.000');
        await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
        await page.getByRole('heading', { name: 'Dự toán vượt mức trần' }).waitFor();
        await isInOrder(page, 'budget-saved-over');
        await page.goto(`${base}/application`);
        await isInOrder(page, 'tasks-over');
        await page.goto(`${base}/application/papers`);
        await page.getByLabel('Các thông tin đã khai là đúng sự thật.').uncheck();
        await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
        await page.locator('.field.wrong').waitFor();
        await isInOrder(page, 'papers-undeclared');
        await page.getByLabel('Các thông tin đã khai là đúng sự thật.').check();
        await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
        await page.goto(`${base}/application/check`);
        await isInOrder(page, 'check-over');
        await page.goto(`${base}/application/party`);
        await isInOrder(page, 'party');
        await page.getByLabel('Địa chỉ').fill('34 Lê Lợi, Đà Nẵng');
        const tab = await house.browser(founder, 'Nguyễn Thị Minh Châu');
        const account = { accountNumber: '0071000123456', accountName: 'NGUYEN THI MINH CHAU', bank: 'Vietcombank' };
        await (await tab.get(`${base}/application/party`)).form('/party').fill(account).submit();
        await page.getByRole('button', { name: 'Lưu và quay lại' }).click();
        await page.getByRole('heading', { name: 'Khác nhau ở 4 mục' }).waitFor();
        await isInOrder(page, 'party-overtaken');
        await page.getByRole('button', { name: 'Lưu và quay lại' }).click();
        await page.locator('.notice').waitFor();
        await isInOrder(page, 'check-kept');
        await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
        await page.getByRole('heading', { name: 'Đã nhận hồ sơ' }).waitFor();
        const desk = await house.browser(people.officer, 'Lê Hoàng Anh');
        const reason = '1. Dự toán thiếu căn cứ giá.\n2. Chưa có hợp đồng thuê chuyên gia.';
        await (await desk.get(`${base}/screening`))
          .form('/screening')
          .fill({ outcome: 'return', reason, sections: ['budget', 'papers'] })
          .submit();
        await page.goto(base);
        await isInOrder(page, 'dossier-returned');
        await page.goto(`${base}/application`);
        await isInOrder(page, 'tasks-meant');
        await enter(page, browsing.site(), people.officer, 'Lê Hoàng Anh');
        await page.goto(`${base}/screening`);
        await page.goto(`${base}?done=application.returned`);
        await isInOrder(page, 'dossier-done');
        await page.goto(`${base}/application/receipt`);
        await isInOrder(page, 'receipt-staff');
        const { founder: holder } = await house.stage.project();
        await enter(page, browsing.site(), holder, 'Trần Quốc Bảo');
        await page.goto('/work');
        await page.getByText('Hết hạn hợp đồng').first().waitFor();
        await isInOrder(page, 'work-agreement');
      },
    );

    it.each<Width>([1280])('is checked, handed in, returned and read, at %i px', { timeout: 90_000 }, async (width) => {
      const [founder, other] = [v7(), v7()];
      const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
      const partner = await house.browser(other, 'Trần Quốc Bảo');
      const { base, dossier } = await beginApplication(house, [founder, other]);
      await writeAll(client, base);
      const page = await browsing.window({ width });
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      await page.goto(`${base}/application/project`);
      await (await partner.get(`${base}/application/project`))
        .form()
        .fill({ projectName: 'Máy sấy nông sản chạy điện mặt trời' })
        .submit({ button: 'Lưu và tiếp tục' });
      await page.getByRole('button', { name: 'Thêm dòng' }).click();
      await page.locator('.conflict').waitFor();
      await isInOrder(page, 'conflict');
      await page.goto(`${base}/application/check`);
      await isInOrder(page, 'check');
      await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
      await page.getByRole('heading', { name: 'Đã nhận hồ sơ' }).waitFor();
      await isInOrder(page, 'receipt');
      await page.goto(`${base}/application/withdraw`);
      await isInOrder(page, 'withdraw');
      await page.getByRole('button', { name: 'Rút hồ sơ' }).click();
      await page.getByRole('link', { name: 'Lấy lại hồ sơ đã rút' }).first().click();
      await isInOrder(page, 'undo-withdrawal');
      await page.getByRole('button', { name: 'Lấy lại hồ sơ' }).click();
      await page.locator('.received, [role=status]').first().waitFor();
      await page.goto(`${base}/application/project`);
      await isInOrder(page, 'section-locked');
      await house.stage.must(house.stage.people.officer, 'returnForCompletion', dossier, { reason: 'a'.repeat(64) });
      await page.goto(`${base}/application`);
      await isInOrder(page, 'tasks-returned');
      await (await client.get(`${base}/application/project`))
        .form()
        .fill({ projectName: 'Máy sấy nông sản cỡ nhỏ', problem: 'Viết lại theo yêu cầu.' })
        .submit({ button: 'Lưu và tiếp tục' });
      await (await client.get(`${base}/application/check`)).form('submit').submit();
      await enter(page, browsing.site(), house.stage.people.officer, 'Lê Hoàng Anh');
      await page.goto(`${base}/application/read`);
      await isInOrder(page, 'read');
    });

    it('works without JavaScript, by keyboard', { timeout: 60_000 }, async () => {
      const founder = v7();
      const page = await browsing.window({ javaScript: false });
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      const { base } = await beginApplication(house, [founder]);
      await page.goto(`${base}/application/applicant`);
      await page.getByLabel('Nhóm cá nhân').focus();
      await page.keyboard.press('Space');
      await page.getByLabel('Tên nhóm hoặc doanh nghiệp').focus();
      await page.keyboard.type('Nhóm Mầm Xanh');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/application\/project$/);
      await shot(page, 'no-script');
      await page.goBack();
      expect(await page.getByLabel('Tên nhóm hoặc doanh nghiệp').inputValue()).toBe('Nhóm Mầm Xanh');
    });
  },
);
