import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { hashPassword } from '../../src/people/passwords.ts';
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

/** As behind a proxy whose application is being started again. */
let isDown = false;

describeInBrowser(
  'an application being written',
  async () => {
    house = await openHouse();
    const answer = (request: Request) => (isDown ? new Response(null, { status: 502 }) : house.app.fetch(request));
    return { answer, stop: () => house.close() };
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
      await page.locator('#most-budget-0.error', { hasText: 'nhiều nhất' }).waitFor();
      await isInOrder(page, 'budget-over');
      // the sums stand as wide as the rows
      const [sums, rows] = await Promise.all(
        ['#sums-budget', 'fieldset.rows'].map((one) => page.locator(one).boundingBox()),
      );
      expect(sums!.width).toBeCloseTo(rows!.width, 0);
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
      const counted = page.locator('textarea[name="problem"] ~ .words');
      expect(await counted.textContent()).toMatch(/^0 trên [\d.]+ từ/);
      await page.getByLabel('Vấn đề và giải pháp').fill('Hỏng sau  thu hoạch');
      expect(await counted.textContent()).toMatch(/^4 trên [\d.]+ từ/);
      await page.getByLabel('Vấn đề và giải pháp').fill('từ '.repeat(5001));
      expect(await counted.getAttribute('class')).toContain('error');
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
      await page.getByLabel('Tên dự án').fill('Máy sấy nông sản cho hợp tác xã');
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

    const project = (base: string) => `${base}/application/project`;
    const problemOf = async (base: string) =>
      (
        await house.stage.db.query<{ text: string | null }>`
        select answers->>'problem' as text from draft where dossier = ${base.split('/').at(-1)!}::uuid and form = 'application'`
      )[0]?.text;
    const heldIn = (page: Page) =>
      page.evaluate<number>(`Object.keys(localStorage).filter((key) => key.startsWith('keep ')).length`);
    const note = (page: Page, text: string | RegExp) => page.locator('#saved', { hasText: text }).waitFor();

    it('goes on without a line and without a server: held in the browser, sent when they are back', {
      timeout: 60_000,
    }, async () => {
      const founder = v7();
      const page = await browsing.window();
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      const { base } = await beginApplication(house, [founder]);
      await page.goto(project(base));
      const problem = page.getByLabel('Vấn đề và giải pháp');
      await problem.pressSequentially('Lúa ướt');
      await page.context().setOffline(true);
      await problem.pressSequentially(' thì mốc');
      await problem.dispatchEvent('change');
      await note(page, 'Mất kết nối. Những gì bạn gõ được giữ trên máy này và sẽ gửi khi có mạng lại.');
      expect(await heldIn(page)).toBe(1);
      await shot(page, 'offline');
      // nothing is lost to an error page, and nothing is stolen from who types
      await page.getByRole('link', { name: /^Phần sau/ }).click();
      expect(page.url()).toContain('/application/project');
      await problem.focus();
      await page.context().setOffline(false);
      await note(page, /^Có mạng lại. Đã gửi và lưu lúc \d\d:\d\d\.$/);
      expect(await problem.evaluate('document.activeElement.name')).toBe('problem');
      expect(await problemOf(base)).toBe('Lúa ướt thì mốc');
      expect(await heldIn(page)).toBe(0);
      isDown = true;
      await problem.press('End');
      await problem.pressSequentially(' và nảy mầm');
      await problem.dispatchEvent('change');
      await note(page, 'Mất kết nối');
      isDown = false;
      await note(page, 'Đã gửi và lưu lúc');
      expect(await problemOf(base)).toBe('Lúa ướt thì mốc và nảy mầm');
      browsing.complaints();
    });

    it('is put back after the tab was closed; on a shared computer only for who typed it, until they sign out', {
      timeout: 60_000,
    }, async () => {
      const [founder, other] = [v7(), v7()];
      const first = await browsing.window({ width: 390 });
      const context = first.context();
      const { base } = await beginApplication(house, [founder, other]);
      const typeAndClose = async (page: Page, text: string) => {
        await page.goto(project(base));
        await context.setOffline(true);
        await page.getByLabel('Vấn đề và giải pháp').fill(text);
        await page.getByLabel('Tên dự án').focus();
        await note(page, 'Mất kết nối');
        // nor does what it says last get through, which would otherwise race with the line that is back
        await page.evaluate(`globalThis.fetch = () => Promise.reject(new TypeError('no line'))`);
        await page.close();
        await context.setOffline(false);
        return context.newPage();
      };
      await enter(first, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      let page = await typeAndClose(first, 'Gõ trong lúc mất mạng');
      await page.goto(`${base}/application`);
      await page.locator('.tasks .error:visible', { hasText: 'Có nội dung chưa gửi trên máy này' }).waitFor();
      await isInOrder(page, 'tasks-held');
      await page.goto(`${base}/application/check`);
      await page.getByText('Mở từng phần để gửi trước khi nộp').waitFor();
      await isInOrder(page, 'check-held');
      await page.goto(project(base));
      await note(page, /nay đã được đưa lại và lưu lúc \d\d:\d\d/);
      expect(await page.getByLabel('Vấn đề và giải pháp').inputValue()).toBe('Gõ trong lúc mất mạng');
      expect(await heldIn(page)).toBe(0);

      // somebody has saved the same field since: both are shown, neither is chosen
      page = await typeAndClose(page, 'Bản của Châu');
      const partner = await house.browser(other, 'Trần Quốc Bảo');
      await (await partner.get(project(base))).form().fill({ problem: 'Bản của Bảo', projectName: 'Máy sấy' }).submit();
      // another account on this computer neither sees nor sends it
      await enter(page, browsing.site(), other, 'Trần Quốc Bảo');
      await page.goto(project(base));
      expect(await page.getByLabel('Vấn đề và giải pháp').inputValue()).toBe('Bản của Bảo');
      expect(await page.locator('main').innerText()).not.toContain('Bản của Châu');
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      await page.goto(project(base));
      await page.locator('.conflict').waitFor();
      await isInOrder(page, 'conflict-found');
      expect(await page.locator('.version').allInnerTexts()).toEqual(['Bản của Bảo', 'Bản của Châu']);
      expect(await page.getByLabel('Tên dự án').inputValue()).toBe('Máy sấy');
      await page.getByRole('button', { name: 'Lưu và về danh sách' }).click();
      await page.getByText('chọn một trong hai bản').first().waitFor();
      await page.getByRole('radio', { name: 'Giữ bản của bạn' }).focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Lưu và về danh sách' }).click();
      await page.waitForURL(/\/application$/);
      expect(await problemOf(base)).toBe('Bản của Châu');
      expect(await heldIn(page)).toBe(0);

      page = await typeAndClose(page, 'Không để lại trên máy chung');
      await page.goto('/account');
      expect(await heldIn(page)).toBe(1);
      await page.getByRole('button', { name: 'Đăng xuất' }).click();
      await page.waitForURL((url) => url.pathname === '/');
      expect(await heldIn(page)).toBe(0);
      await page.goBack();
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      browsing.complaints();
    });

    it.each([
      ['takes it up', false],
      ['is told that it is there', true],
    ])('shows what was typed just before it was loaded again: the page that comes %s', async (_, isLate) => {
      const founder = v7();
      const page = await browsing.window();
      const { base } = await beginApplication(house, [founder]);
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      await page.goto(project(base));
      // what is said last arrives before the script of the page that was read before it
      if (isLate)
        await page.route(/keep[^/]*\.js/, async (route) => {
          await expect.poll(() => problemOf(base)).toBe('Gõ rồi tải lại');
          await expect
            .poll(async () => (await page.context().cookies()).some(({ name }) => name === 'kept'))
            .toBe(true);
          await route.continue();
        });
      await page.getByLabel('Vấn đề và giải pháp').fill('Gõ rồi tải lại');
      await page.waitForTimeout(300);
      await page.reload();
      await note(page, /nay đã được đưa lại và lưu lúc \d\d:\d\d/);
      expect(await page.getByLabel('Vấn đề và giải pháp').inputValue()).toBe('Gõ rồi tải lại');
      expect(await heldIn(page)).toBe(0);
      let loads = 0;
      page.on('load', () => {
        loads += 1;
      });
      await page.reload();
      await page.waitForTimeout(300);
      expect(loads).toBe(1);
      expect(await page.getByLabel('Vấn đề và giải pháp').inputValue()).toBe('Gõ rồi tải lại');
    });

    it('goes on after the session has ended: sign in, come back to this part, and it is there and saved', {
      timeout: 60_000,
    }, async () => {
      const founder = v7();
      const page = await browsing.window();
      await enter(page, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      const { base } = await beginApplication(house, [founder]);
      const passwordHash = await hashPassword('ba con vịt bơi qua sông');
      await house.stage.db.query`update person set password_hash = ${passwordHash} where id = ${founder}::uuid`;
      await page.goto(project(base));
      await page.context().clearCookies();
      await page.getByLabel('Vấn đề và giải pháp').fill('Gõ khi phiên đã hết');
      await page.getByLabel('Tên dự án').focus();
      await page.getByRole('link', { name: 'Đăng nhập lại và quay về phần này' }).click();
      await page.getByLabel('Email').fill(`${founder}@vidu.test`);
      await page.getByLabel('Mật khẩu').fill('ba con vịt bơi qua sông');
      await page.getByRole('button', { name: 'Đăng nhập' }).click();
      await page.waitForURL(/\/application\/project$/);
      await note(page, 'nay đã được đưa lại và lưu lúc');
      expect(await page.getByLabel('Vấn đề và giải pháp').inputValue()).toBe('Gõ khi phiên đã hết');
      expect(await problemOf(base)).toBe('Gõ khi phiên đã hết');
    });

    it('tells who types that another has changed the same, and lets them choose when they like', {
      timeout: 60_000,
    }, async () => {
      const [founder, other] = [v7(), v7()];
      const { base } = await beginApplication(house, [founder, other]);
      const [mine, theirs] = [await browsing.window({ width: 390 }), await browsing.window()];
      await enter(mine, browsing.site(), founder, 'Nguyễn Thị Minh Châu');
      await enter(theirs, browsing.site(), other, 'Trần Quốc Bảo');
      await Promise.all([mine.goto(project(base)), theirs.goto(project(base))]);
      await theirs.getByLabel('Vấn đề và giải pháp').fill('Bảo viết');
      await theirs.getByLabel('Tên dự án').fill('Tên của Bảo');
      await theirs.getByLabel('Vấn đề và giải pháp').focus();
      await note(theirs, /^Đã lưu lúc/);
      await expect.poll(() => problemOf(base)).toBe('Bảo viết');
      await mine.getByLabel('Vấn đề và giải pháp').fill('Châu viết');
      await mine.getByLabel('Vấn đề và giải pháp').dispatchEvent('change');
      await note(mine, 'Trần Quốc Bảo cũng đã sửa');
      expect(await mine.evaluate('document.activeElement.name')).toBe('problem');
      expect(await problemOf(base)).toBe('Bảo viết');
      await isInOrder(mine, 'conflict-told');
      await mine.getByRole('button', { name: 'Xem cả hai bản và chọn' }).click();
      await mine.locator('.conflict').waitFor();
      await isInOrder(mine, 'conflict-chosen');
      await mine.getByLabel('Vấn đề và giải pháp').fill('Bảo viết, Châu viết');
      await mine.getByRole('radio', { name: 'Giữ bản của bạn' }).check();
      await mine.getByRole('button', { name: 'Lưu và về danh sách' }).click();
      await mine.waitForURL(/\/application$/);
      expect(await problemOf(base)).toBe('Bảo viết, Châu viết');
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
