// A request from the founder's keyboard to the payment, in a real browser: at a desk and on a phone, and with what htmx adds.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { afterAll, expect, it } from 'vitest';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { confirmParty } from '../support/confirmed.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
const start = async () => {
  house = await openHouse();
  return { answer: (request: Request) => house.app.fetch(request), stop: () => house.close() };
};

const folder = mkdtempSync(join(tmpdir(), 'invoices-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, `%PDF-1.4\n% ${v7()}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`);
  return path;
};

describeInBrowser('a request for money, in Chromium', start, (browsing) => {
  const as = async (person: string, name: string, width: Width): Promise<Page> => {
    const page = await browsing.window({ width });
    const client = await house.browser(person, name);
    const value = client.cookies.get('session')!;
    await page.context().addCookies([{ name: 'session', value, url: browsing.site(), sameSite: 'Lax' }]);
    return page;
  };
  const invoice = async (page: Page, index: number, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await page.locator(`[name="r${index}-${name}"]`).fill(value);
    // chosen, they are uploaded at once, several of them together, and nothing that was typed is lost by it
    await page
      .locator(`[name="r${index}-file"]`)
      .setInputFiles([file(`hoa-don-${index + 1}`), file(`bien-ban-nghiem-thu-va-thanh-ly-hop-dong-${index + 1}`)]);
    await page.getByRole('link', { name: `hoa-don-${index + 1}.pdf`, exact: true }).waitFor();
    const long = `bien-ban-nghiem-thu-va-thanh-ly-hop-dong-${index + 1}.pdf`;
    await page.getByRole('link', { name: long, exact: true }).waitFor();
    expect(await page.locator(`[name="r${index}-amountVnd"]`).inputValue()).toBe(values.amountVnd);
  };

  for (const width of [390] as const)
    it(`goes all the way, ${width} px`, async () => {
      const { people, agency, db } = house.stage;
      const founderId = v7();
      const founder = await as(founderId, 'Nguyễn Thị Minh Châu', width);
      const officer = await as(people.officer, 'Lê Hoàng Anh', width);
      const finance = await as(people.financeOfficer, 'Đỗ Văn Khoa', width);
      const accountant = await as(people.chiefAccountant, 'Võ Thị Thanh Hằng', width);
      const director = await as(people.director, 'Nguyễn Hữu Đức', width);
      const { dossier, party } = await house.stage.project({
        founder: founderId,
        lines: [
          { line: 'services', amountVnd: '30000000' },
          { line: 'prototype', amountVnd: '40000000' },
        ],
      });
      await db.query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
        values (${agency}, ${party}, 'Nhóm Máy sấy Hòa Vang', '011001193241', 'NGUYEN THI MINH CHAU', 'VietinBank', ${house.now()}, ${people.officer})`;
      await confirmParty(house.stage, party);
      await db.query`insert into draft (agency, dossier, form, answers, saved_at, saved_by)
        values (${agency}, ${dossier}, 'application', '{"projectName": "Máy sấy thăng hoa mini cho nông sản Hòa Vang"}'::jsonb, ${house.now()}, ${founderId})`;
      const base = `/agencies/${agency}/dossiers/${dossier}`;
      const today = dayOf(house.now());

      await founder.goto(`${base}/requests/new`);
      await isInOrder(founder, 'money-new');
      await founder.getByRole('button', { name: 'Thêm chứng từ: Sản xuất thử' }).click();
      await founder.locator('[name="r0-amountVnd"]').waitFor();
      // an electronic invoice fills its row as soon as it is there
      await founder.locator('[name="r0-number"]').fill('1C26TAA/1872');
      await founder.locator('[name="r0-file"]').setInputFiles({
        name: '1C26TAA-1872-cong-ty-tnhh-co-khi-hoa-khanh.xml',
        mimeType: 'text/xml',
        buffer: Buffer.from(`<HDon><DLHDon><TTChung><KHMSHDon>1</KHMSHDon><KHHDon>C26TAA</KHHDon><SHDon>0001872</SHDon>
          <NLap>${today}</NLap><DVTTe>VND</DVTTe></TTChung><NDHDon><NBan><Ten>Công ty TNHH Cơ khí Hòa Khánh</Ten><MST>0300588569</MST>
          </NBan><NMua><Ten>Nhóm Máy sấy Hòa Vang</Ten></NMua><TToan><TgTCThue>21296296</TgTCThue><TgTThue>1703704</TgTThue>
          <TgTTTBSo>23000000</TgTTTBSo></TToan></NDHDon></DLHDon></HDon>`),
      });
      await founder.locator('.e-invoice', { hasText: '1C26TAA, số 0001872' }).waitFor();
      const filled = (name: string) => founder.locator(`[name="r0-${name}"]`).inputValue();
      expect(await Promise.all(['number', 'taxCode', 'costVnd'].map(filled))).toEqual([
        '1C26TAA/1872',
        '0300588569',
        '23.000.000',
      ]);
      await isInOrder(founder, 'money-e-invoice');
      await invoice(founder, 0, {
        what: 'Gia công khoang sấy thép không gỉ 304, dung tích 40 lít',
        number: '0001872',
        date: today,
        seller: 'Công ty TNHH Cơ khí Hòa Khánh',
        taxCode: '0300588569',
        costVnd: '23.000.000',
        amountVnd: '11.500.000',
      });
      await founder.getByText('Đề nghị 11.500.000 ₫ nằm trong mọi hạn mức.').waitFor();
      // it saves itself; who leaves in the middle of a word finds it again, from the project's page
      await founder.locator('[name="r0-what"]').fill('Gia công khoang sấy thép không gỉ 304, dung tích 42 lít');
      await founder.locator('[name="r0-number"]').click();
      await founder.locator('#saved', { hasText: /^Đã lưu lúc \d\d:\d\d$/ }).waitFor();
      await founder.locator('[name="r0-what"]').press('End');
      await founder.locator('[name="r0-what"]').pressSequentially(', bốn tầng');
      await founder.getByRole('link', { name: 'Quay lại hồ sơ' }).click();
      await founder.getByText('Đề nghị đang soạn').waitFor();
      await isInOrder(founder, 'money-begun');
      await founder.goto('/work');
      await isInOrder(founder, 'money-begun-work');
      await founder.getByRole('link', { name: 'Soạn tiếp' }).click();
      expect(await founder.locator('[name="r0-what"]').inputValue()).toMatch(/42 lít, bốn tầng$/);
      await founder.getByRole('button', { name: 'Thêm chứng từ: Dịch vụ hỗ trợ' }).click();
      await founder.locator('[name="r1-amountVnd"]').waitFor();
      await invoice(founder, 1, {
        what: 'Thử nghiệm hiệu suất sấy và an toàn điện',
        contract: '12/2026/HĐ-TN',
        number: '0000316',
        date: today,
        seller: 'Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng 2',
        taxCode: '',
        costVnd: '60.000.000',
        amountVnd: '16.000.000',
      });
      // over a cap: said while it is typed
      await founder.getByText('Vượt mức trần “Mỗi hợp đồng dịch vụ (12/2026/HĐ-TN)”').waitFor();
      // the form goes when what was typed last is saved
      await Promise.all([founder.waitForEvent('load'), founder.getByRole('button', { name: 'Gửi đề nghị' }).click()]);
      await founder.locator('h2', { hasText: 'Chưa thực hiện được' }).first().waitFor();
      await isInOrder(founder, 'money-over-cap');
      await founder.locator('[name="r1-costVnd"]').fill('10.400.000');
      await founder.locator('[name="r1-amountVnd"]').fill('5 triệu');
      await Promise.all([founder.waitForEvent('load'), founder.getByRole('button', { name: 'Gửi đề nghị' }).click()]);
      await founder.locator('.field.wrong').first().waitFor();
      await isInOrder(founder, 'money-wrong');
      const saved = founder.waitForResponse(
        (answer) => answer.url().endsWith('/requests/new') && answer.status() === 200,
      );
      await founder.locator('[name="r1-amountVnd"]').fill('5.200.000');
      await founder.locator('[name="r1-costVnd"]').focus();
      await saved;
      await founder.getByText('Đề nghị 16.700.000 ₫ nằm trong mọi hạn mức.').waitFor();
      await isInOrder(founder, 'money-fits');
      await founder.locator('[name="r1-amountVnd"]').press('Enter'); // saves, and does not send
      await founder.waitForURL('**/requests/new');
      await founder.getByRole('button', { name: 'Gửi đề nghị' }).click();
      await founder.waitForURL('**done=disbursement.requested');
      await isInOrder(founder, 'money-sent');
      const path = new URL(founder.url()).pathname;

      await officer.goto(path);
      await isInOrder(officer, 'money-verify');
      await officer.locator('[name="a1"]').fill('4.500.000');
      await officer.getByRole('button', { name: 'Chấp nhận và chuyển tài chính' }).click();
      await officer.getByText('Ghi lý do chấp nhận ít hơn.').first().waitFor();
      await isInOrder(officer, 'money-verify-wrong');
      await officer.locator('[name="w1"]').fill('không có báo giá cho phần an toàn điện');
      await officer.getByRole('button', { name: 'Chấp nhận và chuyển tài chính' }).click();
      await officer.waitForURL('**done=disbursement.verified');
      await isInOrder(officer, 'money-verified');

      await finance.goto(path);
      await isInOrder(finance, 'money-prepare');
      await finance.getByRole('button', { name: 'Lập chứng từ thanh toán, chuyển kế toán trưởng' }).click();
      await finance.waitForURL('**done=disbursement.prepared');

      await accountant.goto(path);
      await isInOrder(accountant, 'money-approve');
      await accountant.locator('summary', { hasText: 'Trả lại để bổ sung' }).click();
      await isInOrder(accountant, 'money-approve-open');
      await accountant.getByRole('button', { name: 'Duyệt 16.000.000 ₫' }).dblclick();
      await accountant.waitForURL(/done=disbursement\.approved|before=1/);

      await finance.goto(path);
      await isInOrder(finance, 'money-order');
      await finance.getByRole('button', { name: 'Phát lệnh chi 16.000.000 ₫' }).click();
      await finance.waitForURL('**done=disbursement.ordered');
      await isInOrder(finance, 'money-pay');
      await finance.getByText(/^\d\d\/RDT-.*, phát ngày/).waitFor();
      await finance.getByLabel('Số chứng từ của kho bạc, ngân hàng').fill(`KBNN-${width}`);
      await finance.getByLabel('Ngày đã chi').fill('2001-01-01');
      await finance.getByRole('button', { name: 'Xác nhận đã chi' }).click();
      await finance.getByText('trước ngày phát lệnh chi').first().waitFor();
      await isInOrder(finance, 'money-pay-wrong');
      await finance.getByLabel('Ngày đã chi').fill(today);
      await finance.getByRole('button', { name: 'Xác nhận đã chi' }).click();
      await finance.waitForURL('**done=disbursement.paid');
      for (const less of ['trả lại khoản đã chi', 'Sửa số chứng từ'])
        await finance.locator('summary', { hasText: less }).click();
      await isInOrder(finance, 'money-paid');

      await officer.goto(`${base}/recoveries/new`);
      await isInOrder(officer, 'money-recovery-new');
      await officer.locator('[name="a0"]').fill('2.000.000');
      await officer.locator('[name="reason"]').fill('Khoang sấy bàn giao thiếu bộ khay so với hóa đơn.');
      await officer.getByRole('button', { name: 'Đề xuất thu hồi' }).click();
      await officer.waitForURL('**done=recovery.proposed');
      await isInOrder(officer, 'money-recovery-proposed');
      const recovery = new URL(officer.url()).pathname;
      await director.goto(recovery);
      await isInOrder(director, 'money-recovery-decide');
      await director.getByLabel('Hạn nộp').fill(today);
      await director.getByRole('button', { name: 'Quyết định thu hồi' }).click();
      await director.waitForURL('**done=recovery.decided');
      await finance.goto(recovery);
      await isInOrder(finance, 'money-recovery-due');
      await finance.goto(`/agencies/${agency}/budget`);
      await isInOrder(finance, 'money-budget');
      expect(await house.stage.vessels(dossier)).toMatchObject({ due: 2_000_000n, settled: 14_000_000n });
    }, 120_000);

  it.each<Width>([1280])('stops before an account that no officer has confirmed, %i px', async (width) => {
    const { people, agency, db } = house.stage;
    const [founder, account] = [v7(), '079090001234'];
    const { dossier, party } = await house.stage.project({ founder });
    await db.query`insert into party_profile (agency, party, name, account_number, account_name, bank, changed_at, changed_by)
      values (${agency}, ${party}, 'Nhóm Khai Sau', ${account}, 'NGUYEN THI MINH CHAU', 'VietinBank', now(), ${founder})`;
    const item = { line: 'labour', amountVnd: '1000000', costVnd: '1000000', units: { person: 'a', month: '2026-05' } };
    const id = await house.stage.disbursement(dossier, founder, [item], 'prepared');
    const accountant = await as(people.chiefAccountant, 'Võ Thị Thanh Hằng', width);
    await accountant.goto(`/agencies/${agency}/dossiers/${dossier}/requests/${id}`);
    await accountant.getByText('Tài khoản khai sau khi cán bộ xác nhận').waitFor();
    await accountant
      .locator('[aria-labelledby="act"]', { hasText: 'chưa được cán bộ chương trình xác nhận' })
      .waitFor();
    expect(await accountant.locator('form[action$="/approve"]').count()).toBe(0);
    await isInOrder(accountant, 'money-account-later');
  });
});
