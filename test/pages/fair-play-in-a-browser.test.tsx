// In a real browser, at a desk and on a phone: one sheet on two pages, a count that is not shown, a number that is taken back, a call
// that closes early, and the draft of an agreement.

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './reviews-house.ts';

let house: House;

const start = async () => {
  house = await openHouse();
  return { answer: (request: Request) => house.app.fetch(request), stop: () => house.drop() };
};

describeInBrowser('fair play, in Chromium', start, (browsing) => {
  const as = async (person: string, width: Width): Promise<Page> => {
    const page = await browsing.window({ width });
    await page
      .context()
      .addCookies([{ name: 'session', value: await house.session(person), url: browsing.site(), sameSite: 'Lax' }]);
    return page;
  };

  for (const width of [390] as const) {
    it(`a sheet that is open on two pages, ${width} px`, async () => {
      const { base } = await house.underReview();
      const one = await as(house.people.reviewers[0]!, width);
      await one.goto(`${base}/review`);
      await one.getByLabel('Tôi không có xung đột lợi ích').check();
      await one.getByRole('button', { name: 'Gửi và tiếp tục' }).click();
      const other = await one.context().newPage();
      await other.goto(`${base}/review`);
      // saving by itself, again and again, does not take its own last saving for somebody else's
      const remark = one.locator('textarea[name="remark"]');
      for (const text of ['Nhận xét', 'Nhận xét ở trang', 'Nhận xét ở trang một.']) {
        const saved = one.waitForResponse((response) => response.request().method() === 'POST');
        await remark.fill(text);
        if (text !== 'Nhận xét') await remark.blur(); // which is when it need not wait whether more is typed
        expect(await (await saved).text()).toContain('Đã lưu lúc');
      }
      const refused = other.waitForResponse((response) => response.request().method() === 'POST');
      await other.locator('textarea[name="remark"]').fill('Nhận xét ở trang hai.');
      await other.locator('textarea[name="remark"]').blur();
      await refused;
      await other.getByText('Chưa lưu: Bạn (ở một trang khác)').waitFor();
      const loads = other.waitForNavigation();
      await other.getByRole('button', { name: 'Lưu nháp' }).click();
      await loads;
      browsing.complaints(); // the page again, with status 409
      await other.getByText('Nhận xét ở trang một.').waitFor();
      await isInOrder(other, 'fair-sheet-conflict');
      await other.getByRole('link', { name: 'Bỏ bản trong các ô, dùng bản đã lưu' }).click();
      await expect.poll(() => other.locator('textarea[name="remark"]').inputValue()).toBe('Nhận xét ở trang một.');
    });

    it(`a council in the midst of its vote, ${width} px`, async () => {
      const { dossier, base } = await house.beforeCouncil();
      const { council, director } = house.people;
      for (const index of [1, 2])
        await house.must(council[index]!, 'castVote', dossier, { ballots: { labour: 'pass', services: 'fail' } });
      const member = await as(council[3]!, width);
      await member.goto(`${base}/council`);
      await member.getByText('Hãy bỏ phiếu trước').waitFor();
      await isInOrder(member, 'fair-vote-first');
      const head = await as(director, width);
      await head.goto(`${base}/council`);
      await head.getByText('hiện ra khi mọi thành viên đã bỏ phiếu').waitFor();
      await isInOrder(head, 'fair-vote-open');
    });

    it(`a number that is taken back, ${width} px`, async () => {
      const { base, founder, party } = await house.submitted();
      await house.db
        .query`update party_profile set identity = ${`0793010${width}`.padEnd(12, '1')} where party = ${party}`;
      const officer = await as(house.people.officer, width);
      await officer.goto(`${base}/screening`);
      await officer.getByRole('link', { name: 'Thu hồi số giấy tờ khai sai' }).click();
      await isInOrder(officer, 'fair-party');
      await officer.getByLabel('Lý do thu hồi').fill('Căn cước gốc là của người khác, đã đối chiếu ngày 20/11.');
      await officer.getByRole('button', { name: 'Thu hồi số này' }).click();
      await officer.getByText('Đã thu hồi số giấy tờ').waitFor();
      await isInOrder(officer, 'fair-party-released');
      const team = await as(founder, width);
      await team.goto(`${base}/application`);
      await team.getByText('Bên đứng tên cần khai lại số giấy tờ').waitFor();
      await isInOrder(team, 'fair-identity');
    });

    it(`a call that is closed early, ${width} px`, async () => {
      const { founder, party } = await house.submitted();
      const call = await house.openCall('90000000');
      const dossier = crypto.randomUUID().replace(/^(.{14})./, '$17');
      await house.must(founder, 'startApplication', dossier, { call, party });
      const decision = { decisionNumber: '88/QĐ-SKHCN', reason: hash('why') };
      await house.must(house.people.director, 'closeCall', call, decision);
      const team = await as(founder, width);
      await team.goto(`/agencies/${house.agency}/dossiers/${dossier}/application`);
      await team.getByText('88/QĐ-SKHCN').waitFor();
      await isInOrder(team, 'fair-closed-early');
    });

    it(`the draft of an agreement, ${width} px`, async () => {
      const { dossier, base, founder } = await house.recommendedHere();
      const lines = [
        { line: 'labour', amountVnd: '30000000' },
        { line: 'services', amountVnd: '50000000' },
      ];
      const decision = { lines, year: house.year };
      await house.must(house.people.director, 'award', dossier, decision);
      const team = await as(founder, width);
      await team.goto(`${base}/agreement`);
      await team.getByRole('link', { name: 'Đọc dự thảo hợp đồng' }).click();
      await team.getByText('Bên A thanh toán').waitFor();
      await isInOrder(team, 'fair-agreement');
      await team.emulateMedia({ media: 'print' });
      await isInOrder(team, 'fair-agreement-print');
      expect(await team.getByText('Có thể in trang này').isVisible()).toBe(false);
    });
  }
});
