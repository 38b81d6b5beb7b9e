// From screening to the award in a real browser: at a desk and on a phone, by axe's leave, with what htmx adds.

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { axeIsSilent, describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { hash } from '../support/stage.ts';
import { answers, goodSheet, type House, openHouse } from './reviews-house.ts';

let house: House;

const start = async () => {
  house = await openHouse();
  return { answer: (request: Request) => house.app.fetch(request), stop: () => house.drop() };
};

describeInBrowser('from screening to the award, in Chromium', start, (browsing) => {
  const as = async (person: string, width: Width): Promise<Page> => {
    const page = await browsing.window({ width });
    await page
      .context()
      .addCookies([{ name: 'session', value: await house.session(person), url: browsing.site(), sameSite: 'Lax' }]);
    return page;
  };

  for (const width of [1280] as const) {
    it(`screening and reviewers, ${width} px`, async () => {
      const { base, dossier } = await house.submitted();
      const page = await as(house.people.officer, width);
      await page.goto(`${base}/screening`);
      await isInOrder(page, 'reviews-screening');
      await page.getByRole('button', { name: 'Ghi kết luận' }).click();
      await isInOrder(page, 'reviews-screening-wrong');
      await page.getByLabel('Trả lại để bổ sung').check();
      await page.getByRole('button', { name: 'Ghi kết luận' }).click();
      expect(await page.getByRole('alert').textContent()).toContain('Hãy nêu lý do.');
      await house.must(house.people.officer, 'findEligible', dossier);
      await page.goto(`${base}/reviewers`);
      await isInOrder(page, 'reviews-reviewers');
      await page.getByLabel('Trương Đình Lộc').check();
      await page.getByLabel('Hồ Sỹ Nam').check();
      await page.getByRole('button', { name: 'Phân công' }).click();
      await page.getByRole('heading', { name: 'Thay hoặc thêm một chuyên gia' }).waitFor();
      await isInOrder(page, 'reviews-replace');
    });

    it(`screening what was handed in again, ${width} px`, async () => {
      const { base, dossier, founder } = await house.submitted();
      const page = await as(house.people.officer, width);
      await page.goto(`${base}/screening`);
      await page.getByLabel('Trả lại để bổ sung').check();
      await page.getByLabel('Lý do').fill('Giải thích rõ giải pháp và tính lại dự toán sản xuất thử.');
      await page.getByRole('group', { name: 'Hồ sơ đầy đủ' }).getByLabel('Không đáp ứng').check();
      await page.getByRole('button', { name: 'Ghi kết luận' }).click();
      const [labour, services] = answers.budget as [JsonObject, JsonObject];
      const body = {
        ...answers,
        solution: `${answers.solution} Cảnh báo gửi qua tin nhắn khi độ mặn vượt 15 phần nghìn.`,
        budget: [labour, { ...services, unitPrice: '1500000', state: '46000000' }],
      };
      const of = { agency: house.agency, dossier, kind: 'application', body, person: founder } as const;
      const content = await keepContent({ db: house.db, now: () => new Date().toISOString() }, of);
      await house.must(founder, 'resubmitApplication', dossier, { content });
      for (const at of [width, 390] as const) {
        const officer = await as(house.people.officer, at);
        await officer.goto(`${base}/screening`);
        await officer.getByRole('heading', { name: 'Đã sửa từ khi hồ sơ được trả lại' }).waitFor();
        await officer.getByText('Lần trước: Không đáp ứng').waitFor();
        await isInOrder(officer, 'reviews-again');
        // nothing that is read stands in a box that scrolls
        const boxes = await officer.evaluate<number>(
          `[...document.querySelectorAll('.reading *, .again *')].filter((one) =>
            one.scrollWidth > one.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)).length`,
        );
        expect(boxes).toBe(0);
        await officer.locator('details.unchanged').first().locator('summary').click();
        await axeIsSilent(officer);
      }
    });

    it(`a review, ${width} px`, async () => {
      const { base } = await house.underReview();
      const page = await as(house.people.reviewers[0]!, width);
      await page.goto(`${base}/review`);
      await isInOrder(page, 'reviews-declare');
      await page.getByLabel('Tôi không có xung đột lợi ích').check();
      await page.getByRole('button', { name: 'Gửi và tiếp tục' }).click();
      await page.getByText(String(answers.solution)).waitFor();
      await isInOrder(page, 'reviews-sheet');

      // saved while it is typed
      const criterion = page.locator('input[name="g3"][value="fail"]');
      await criterion.check();
      await page.locator('textarea[name="g3.reason"]').fill('Chưa thử mùa mưa.');
      await page.getByText('Đã lưu lúc').waitFor();
      await page.reload();
      expect(await criterion.isChecked()).toBe(true);
      expect(await page.locator('textarea[name="g3.reason"]').inputValue()).toBe('Chưa thử mùa mưa.');

      await page.getByRole('button', { name: 'Kiểm tra phiếu' }).click();
      await isInOrder(page, 'reviews-sheet-wrong');
      for (const [name, value] of Object.entries(goodSheet))
        if (name === 'remark') await page.locator('textarea[name="remark"]').fill(value);
        else await page.locator(`input[name="${name}"][value="${value}"]`).check();
      await page.getByRole('button', { name: 'Kiểm tra phiếu' }).click();
      await page.getByRole('button', { name: 'Nộp và khóa phiếu' }).waitFor();
      await isInOrder(page, 'reviews-check');
      await page.getByRole('button', { name: 'Nộp và khóa phiếu' }).dblclick();
      await page.getByRole('heading', { name: 'Phiếu đã nộp và khóa' }).waitFor();
      await isInOrder(page, 'reviews-locked');
    });

    it(`a sheet says where one types that it could not be saved, and loses nothing, ${width} px`, async () => {
      const { base, dossier } = await house.underReview();
      const { people } = house;
      const [reviewer, other] = people.reviewers as [string, string];
      await house.must(reviewer, 'declareInterest', dossier, { conflict: null });
      const page = await as(reviewer, width);
      await page.goto(`${base}/review`);
      const remark = page.locator('textarea[name="remark"]');
      const note = page.locator('#saved');
      await remark.fill('Nhận xét trước.');
      await remark.blur();
      await note.getByText('Đã lưu lúc').waitFor();
      // what is needed is at hand wherever one writes, and saving leaves one there
      const pane = page.locator('#sheet');
      const at = () => pane.evaluate((one) => one.scrollTop);
      await remark.scrollIntoViewIfNeeded();
      const before = await at();
      expect(before).toBeGreaterThan(500);
      await page.getByRole('button', { name: 'Lưu nháp' }).click();
      await note.getByText('Đã lưu lúc').waitFor();
      expect(await at()).toBe(before);
      for (const place of [0, 600]) {
        await pane.evaluate((one, top) => one.scrollTo(0, top), place);
        for (const one of [note, page.getByRole('button', { name: 'Kiểm tra phiếu' })]) {
          const box = (await one.boundingBox())!;
          expect(box.y + box.height).toBeLessThanOrEqual(page.viewportSize()!.height);
        }
      }
      // a place for a reason is open where one is needed, and to be opened everywhere
      const why = (id: string) => page.locator(`textarea[name="${id}.reason"]`);
      await page.locator('input[name="g2"][value="pass"]').check();
      expect(await why('g2').isVisible()).toBe(false);
      await page.locator('input[name="g2"][value="fail"]').check();
      expect(await why('g2').isVisible()).toBe(true);
      // past the application by the keyboard; on a phone the way to and fro stays at hand
      await page.locator('main a[href="#sheet"]').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.activeElement.closest('#sheet') !== null`)).toBe(true);
      const phone = await as(reviewer, 390);
      await phone.goto(`${base}/review`);
      await phone.mouse.wheel(0, 3000);
      const toSheet = phone.getByRole('link', { name: 'Đến phiếu đánh giá' });
      await expect.poll(async () => (await toSheet.boundingBox())!.y).toBeLessThan(60);
      expect(await phone.evaluate('scrollY')).toBeGreaterThan(1000);
      await isInOrder(phone, 'reviews-sheet-phone');
      await phone.close();
      // signed out in another tab
      await page.context().clearCookies();
      await remark.fill('Nhận xét sau khi hết phiên.');
      await remark.blur();
      await note.getByText('Phiên làm việc đã hết').waitFor();
      expect(await note.locator('nav, form').count()).toBe(0);
      await page
        .context()
        .addCookies([{ name: 'session', value: await house.session(reviewer), url: browsing.site(), sameSite: 'Lax' }]);
      await note.getByRole('link', { name: 'Đăng nhập lại' }).click();
      await page.waitForURL(`**${base}/review`);
      await note.getByText('nay đã được đưa lại').waitFor();
      expect(await remark.inputValue()).toBe('Nhận xét sau khi hết phiên.');
      // the officer gives it to somebody else meanwhile
      await house.must(people.officer, 'replaceReviewer', dossier, {
        out: reviewer,
        in: other,
        reason: hash('nghỉ ốm'),
      });
      await remark.fill('Nhận xét khi đã có người khác thay.');
      await remark.blur();
      await note.getByText('phiếu này không còn mở cho bạn').waitFor();
      browsing.complaints();
    });

    it(`the council, ${width} px`, async () => {
      const { base, dossier } = await house.beforeCouncil({ declared: false });
      const { people } = house;
      const other = await as(people.council[5]!, width);
      await other.goto(`${base}/council`);
      await other.getByLabel('Tôi có, hoặc có thể có').check();
      await other.getByLabel('Nêu rõ xung đột').fill('Trưởng nhóm là em vợ tôi.');
      await other.getByRole('button', { name: 'Gửi và tiếp tục' }).click();
      await other.getByText('cần ít nhất 5 người bỏ phiếu').waitFor();
      await isInOrder(other, 'reviews-council-conflict');
      const member = await as(people.council[2]!, width);
      await member.goto(`${base}/council`);
      await isInOrder(member, 'reviews-council-declare');
      await member.getByLabel('Tôi không có xung đột lợi ích').check();
      await member.getByRole('button', { name: 'Gửi và tiếp tục' }).click();
      await isInOrder(member, 'reviews-ballot');
      for (const line of ['labour', 'services'])
        await member.locator(`input[name="ballot.${line}"][value="pass"]`).check();
      await member.getByRole('button', { name: 'Xem lại trước khi gửi phiếu' }).click();
      await isInOrder(member, 'reviews-ballot-read');
      await member.getByRole('button', { name: 'Gửi phiếu biểu quyết' }).click();
      await member.getByText('Bạn đã bỏ phiếu.').waitFor();
      for (const person of [0, 1, 3, 4].map((index) => people.council[index]!))
        await house.must(person, 'castVote', dossier, { ballots: { labour: 'pass', services: 'pass' } });

      const page = await as(people.secretary, width);
      await page.goto(`${base}/council`);
      await isInOrder(page, 'reviews-end');
      await page.getByRole('group', { name: 'Tạ Quang Huy' }).getByLabel('Có mặt nhưng không bỏ phiếu').check();
      await page.getByRole('button', { name: 'Kết thúc bỏ phiếu' }).click();
      await page.getByRole('group', { name: 'Tiền công' }).waitFor();
      await isInOrder(page, 'reviews-conclude');
      // the caps are checked while somebody types
      await page.getByRole('group', { name: 'Tiền công' }).getByLabel('Mức đề nghị').fill('31.000.000');
      await page.getByText('Vượt “Tiền công lao động trực tiếp, giai đoạn ươm tạo” 1.000.000 ₫.').waitFor();
      await axeIsSilent(page);
      await page.getByRole('button', { name: 'Xem lại trước khi đề nghị hỗ trợ' }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('group', { name: 'Tiền công' }).getByLabel('Mức đề nghị').inputValue()).toBe(
        '31.000.000',
      );
      await isInOrder(page, 'reviews-conclude-wrong');
      // and everything is read once more before it is recorded
      await page.getByRole('group', { name: 'Tiền công' }).getByLabel('Mức đề nghị').fill('30.000.000');
      await page.getByLabel('Địa điểm').fill('Phòng họp 2');
      await page.getByLabel('Bắt đầu').fill('08:00');
      await page.getByLabel('Kết thúc').fill('09:00');
      await page.getByLabel('Trực tiếp', { exact: true }).check();
      await page.getByLabel('Kết quả bỏ phiếu đã được công bố').check();
      await page.getByLabel('Biên bản đã được đọc lại và thông qua').check();
      await page.getByRole('button', { name: 'Xem lại trước khi đề nghị hỗ trợ' }).click();
      await page.getByRole('button', { name: 'Ghi: đề nghị hỗ trợ' }).click();
      await page.getByRole('alert').waitFor();
      await isInOrder(page, 'reviews-conclude-check');
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: 'Ghi: đề nghị hỗ trợ' }).dblclick();
      await page.getByRole('heading', { name: 'Hội đồng đề nghị' }).waitFor();
    });

    it(`composing the council, and the award, ${width} px`, async () => {
      const made = await house.underReview();
      const { people } = house;
      for (const reviewer of people.reviewers)
        await house.must(reviewer, 'submitReview', made.dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
      const secretary = await as(people.secretary, width);
      await secretary.goto(`${made.base}/council`);
      await isInOrder(secretary, 'reviews-compose');

      const { base } = await house.recommendedHere();
      await secretary.goto(`${base}/council`);
      await isInOrder(secretary, 'reviews-result');
      const page = await as(people.director, width);
      await page.goto(`${base}/award`);
      await isInOrder(page, 'reviews-award');
      await page.getByLabel('Mức hỗ trợ cho Tiền công').fill('20.000.000');
      await page.getByText('Tổng 70.000.000 ₫, trong mọi hạn mức.').waitFor();
      await page.getByRole('button', { name: 'Xem lại trước khi ra quyết định' }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').textContent()).toContain('hãy nêu lý do');
      await isInOrder(page, 'reviews-award-wrong');
      await page.getByLabel('Lý do hỗ trợ ít hơn').fill('Một phần công do viện trường bảo đảm.');
      await page.getByRole('button', { name: 'Xem lại trước khi ra quyết định' }).click();
      await page.getByRole('button', { name: 'Ra quyết định hỗ trợ' }).waitFor();
      await isInOrder(page, 'reviews-award-check');
    });
  }

  for (const width of [390] as const)
    it(`what has changed since it was read, and who may not judge, ${width} px`, async () => {
      const { db, people } = house;
      const declare = (dossier: string, person: string) =>
        house.declares(dossier, person, 'Trưởng nhóm là em ruột tôi.');
      const { base, party } = await house.submitted();
      const officer = await as(people.officer, width);
      await officer.goto(`${base}/screening`);
      await db.query`update party_profile set address = 'Ấp Bình Phước, xã Bình Khánh', account_number = '0071000123456',
        account_name = 'NGUYEN THI MINH CHAU', bank = 'Vietcombank, chi nhánh Thành phố Hồ Chí Minh' where party = ${party}`;
      await officer.getByLabel('Lý do').fill('Đang đối chiếu.');
      await officer.getByRole('button', { name: 'Xác nhận bên đăng ký' }).click();
      await officer.getByRole('alert').waitFor();
      expect(await officer.getByLabel('Lý do').inputValue()).toBe('Đang đối chiếu.');
      await isInOrder(officer, 'reviews-applicant-changed');
      await officer.getByRole('button', { name: 'Xác nhận bên đăng ký' }).click();
      await officer.getByText('Đã xác nhận bên đăng ký.').waitFor();

      const voted = await house.beforeCouncil();
      for (const member of people.council.slice(0, 5))
        await house.must(member, 'castVote', voted.dossier, { ballots: { labour: 'pass', services: 'pass' } });
      const secretary = await as(people.secretary, width);
      await secretary.goto(`${voted.base}/council`);
      for (const name of ['Mai Thị Xuân', 'Tạ Quang Huy'])
        await secretary.getByRole('group', { name }).getByLabel('Có mặt nhưng không bỏ phiếu').check();
      await secretary.getByRole('button', { name: 'Kết thúc bỏ phiếu' }).click();
      await secretary.getByRole('group', { name: 'Tiền công' }).waitFor();
      for (const [label, text] of [
        ['Địa điểm', 'Phòng họp 2'],
        ['Bắt đầu', '08:00'],
        ['Kết thúc', '09:00'],
      ] as const)
        await secretary.getByLabel(label).fill(text);
      await secretary.getByLabel('Trực tiếp', { exact: true }).check();
      await secretary.getByLabel('Kết quả bỏ phiếu đã được công bố').check();
      await secretary.getByLabel('Biên bản đã được đọc lại và thông qua').check();
      await secretary.getByRole('button', { name: 'Xem lại trước khi đề nghị hỗ trợ' }).click();
      for (const box of await secretary.getByRole('checkbox').all()) await box.check();
      await declare(voted.dossier, people.council[2]!);
      await secretary.getByRole('button', { name: 'Ghi: đề nghị hỗ trợ' }).click();
      await secretary.getByRole('alert').waitFor();
      await isInOrder(secretary, 'reviews-summary-changed');
      await secretary.getByRole('button', { name: 'Xem lại trước khi đề nghị hỗ trợ' }).click();
      for (const box of await secretary.getByRole('checkbox').all()) await box.check();
      await secretary.getByRole('button', { name: 'Ghi: đề nghị hỗ trợ' }).click();
      await secretary.getByRole('heading', { name: 'Hội đồng đề nghị' }).waitFor();

      const decided = await house.recommendedHere();
      await declare(decided.dossier, people.director);
      const director = await as(people.director, width);
      await director.goto(`${decided.base}/award`);
      await director.getByRole('heading', { name: 'Bạn đã khai có xung đột lợi ích' }).waitFor();
      await isInOrder(director, 'reviews-conflicted-office');
    });

  for (const width of [390] as const)
    it(`a conflict in office, a reviewer more, a council composed anew, ${width} px`, async () => {
      const { people } = house;
      const reviewed = await house.underReview();
      for (const reviewer of people.reviewers)
        await house.must(reviewer, 'submitReview', reviewed.dossier, { sheet: '0'.repeat(64), verdict: 'pass' });
      const officer = await as(people.officer, width);
      await officer.goto(`${reviewed.base}/reviewers`);
      await officer.getByText('Thay hoặc thêm một chuyên gia').click();
      await isInOrder(officer, 'reviews-one-more');

      const made = await house.beforeCouncil({ declared: false });
      await house.must(people.council[6]!, 'castVote', made.dossier, { ballots: { labour: 'pass', services: 'pass' } });
      for (const index of [0, 1, 2])
        await house.declares(made.dossier, people.council[index]!, 'Cùng góp vốn với trưởng nhóm.');
      await officer.goto(`${made.base}/council`);
      await officer.getByRole('heading', { name: 'Lập lại hội đồng' }).waitFor();
      await isInOrder(officer, 'reviews-recompose');
      await officer.getByRole('button', { name: 'Lập lại hội đồng' }).click();
      await officer.getByRole('alert').waitFor();
      await isInOrder(officer, 'reviews-recompose-wrong');

      await officer.goto(made.base);
      await officer.getByRole('link', { name: 'Tôi có xung đột lợi ích với hồ sơ này' }).click();
      await isInOrder(officer, 'reviews-interests');
      await officer.getByLabel('Nêu rõ xung đột').fill('Trưởng nhóm là em ruột tôi.');
      await officer.getByRole('button', { name: 'Xem lại trước khi khai' }).click();
      await officer.getByRole('heading', { name: 'Xem lại điều bạn sẽ khai' }).waitFor();
      await isInOrder(officer, 'reviews-interests-review');
      await officer.getByRole('button', { name: 'Khai xung đột' }).click();
      await officer.getByRole('heading', { name: 'Bạn đã khai có xung đột lợi ích' }).waitFor();
      await isInOrder(officer, 'reviews-interests-declared');
      await officer.goto(made.base);
      await isInOrder(officer, 'reviews-dossier-conflicted');
    });
});
