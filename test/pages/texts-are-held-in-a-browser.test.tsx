// What somebody types in a form that has no draft on the server is held by their browser until it is sent, for them alone.

import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { keepContent } from '../../src/contents.ts';
import { type Browsing, describeInBrowser } from '../support/browser.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;

const shared = ['agency.perYear', 'agency.seats', 'call.total'];
const roomy = { ...fictionalPack, caps: fictionalPack.caps.filter(({ id }: { id: string }) => !shared.includes(id)) };
const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'prototype', amountVnd: '50000000' },
];
const put = /gõ lần trước mà chưa gửi/;

async function signIn(page: Page, browsing: Browsing, person: string, name: string): Promise<void> {
  const client = await house.browser(person, name);
  await page.context().addCookies([{ name: 'session', value: client.cookies.get('session')!, url: browsing.site() }]);
}
async function as(browsing: Browsing, person: string, name: string): Promise<Page> {
  const page = await browsing.window();
  await signIn(page, browsing, person, name);
  return page;
}
async function running(founder = v7()) {
  const made = await house.stage.project({ founder, lines });
  return { ...made, founder, base: `/agencies/${house.stage.agency}/dossiers/${made.dossier}` };
}
const heldBy = (page: Page) => page.evaluate<string>('JSON.stringify({ ...localStorage })');

describeInBrowser(
  'a text that is not sent yet',
  async () => {
    house = await openHouse({ pack: roomy, callBudgetVnd: '40000000000' });
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    it('of a report is there again after a link was followed, after a refusal, and no more once it was sent', async () => {
      const { founder, base } = await running();
      const page = await as(browsing, founder, 'Nguyễn Thị Minh Châu');
      await page.goto(`${base}/reports/new`);
      const [done, results, difficulties, next] = await page.locator('textarea').all();
      await done!.fill('Đã hoàn thiện đầu đo.');
      await page.locator('main a[href$="/reports"]').last().click();
      await page.goto(`${base}/reports/new`);
      await page.getByText(put).waitFor();
      expect(await done!.inputValue()).toBe('Đã hoàn thiện đầu đo.');

      // refused, since three parts are missing; more is typed, and the page is left
      await page.locator('main form button[type=submit]').click();
      await page.locator('.errors').waitFor();
      expect(await page.getByText(put).count()).toBe(0);
      await results!.fill('Mười đầu đo.');
      await page.goto('/work');
      await page.goto(`${base}/reports/new`);
      expect(await done!.inputValue()).toBe('Đã hoàn thiện đầu đo.');
      expect(await results!.inputValue()).toBe('Mười đầu đo.');

      await difficulties!.fill('Không có.');
      await next!.fill('Lắp 30 bộ mẫu.');
      await page.locator('main form button[type=submit]').click();
      await page.waitForURL(/done=report\.submitted/);
      expect(await heldBy(page)).toBe('{}');
      await page.goto(`${base}/reports/new`);
      expect(await done!.inputValue()).toBe('');
    });

    it('is dropped where its writer says so', async () => {
      const { founder, base } = await running();
      const page = await as(browsing, founder, 'Nguyễn Thị Minh Châu');
      await page.goto(`${base}/reports/new`);
      const done = page.locator('textarea').first();
      await done.fill('Viết nhầm.');
      await page.goto('/work');
      await page.goto(`${base}/reports/new`);
      await page.getByRole('button', { name: 'Bỏ nội dung đó' }).click();
      expect(await done.inputValue()).toBe('');
      expect(await heldBy(page)).toBe('{}');
    });

    it('shows up in no other dossier, for no other kind, for nobody else, and for nobody after signing out', async () => {
      const founder = v7();
      const one = await running(founder);
      const other = await running(founder);
      const page = await as(browsing, founder, 'Nguyễn Thị Minh Châu');
      const reason = page.locator('textarea[name=reason]');
      await page.goto(`${one.base}/amendments/new?kind=time`);
      await reason.fill('Thiết bị về chậm.');
      for (const elsewhere of [`${one.base}/amendments/new?kind=member`, `${other.base}/amendments/new?kind=time`]) {
        await page.goto(elsewhere);
        expect(await reason.inputValue()).toBe('');
      }
      const officer = house.stage.people.officer;
      const report = page.locator('textarea').first();
      await page.goto(`${one.base}/reports/new`);
      await report.fill('Của riêng Châu.');
      await signIn(page, browsing, v7(), 'Trần Văn Bình');
      await signIn(page, browsing, officer, 'Lê Hoàng Anh');
      await page.goto(`${one.base}/reports`);
      expect(await page.content()).not.toContain('Của riêng Châu');
      await signIn(page, browsing, founder, 'Nguyễn Thị Minh Châu');
      await page.goto(`${one.base}/amendments/new?kind=time`);
      expect(await reason.inputValue()).toBe('Thiết bị về chậm.');
      await page.goto('/account');
      await page.locator('[data-forgets] button').click();
      await page.waitForURL((url) => url.pathname !== '/account');
      expect(await heldBy(page)).toBe('{}');
    });

    it('of a question, of its answer and of the answer to who asked about their data is there until it is sent', async () => {
      const { stage } = house;
      const { agency, people } = stage;
      const asker = v7();
      const founder = await as(browsing, asker, 'Nguyễn Thị Minh Châu');
      /** What is typed outlives a visit elsewhere, and is gone once it was sent. */
      const isHeld = async (page: Page, path: string, name: string, send: string, first?: () => Promise<void>) => {
        const field = page.locator(`textarea[name=${name}]`);
        await page.goto(path);
        await first?.();
        await field.fill('Viết dở.');
        await page.goto('/work');
        await page.goto(path);
        expect(await field.inputValue()).toBe('Viết dở.');
        const form = page.locator('form', { has: field });
        await Promise.all([
          page.waitForResponse((answer) => answer.request().method() === 'POST'),
          form.getByRole('button', { name: send }).click(),
        ]);
        await page.goto('/work');
        expect(await heldBy(page)).toBe('{}');
      };
      const call = `/agencies/${agency}/calls/${stage.call}`;
      await isHeld(founder, `${call}/ask`, 'question', 'Gửi câu hỏi');
      await isHeld(founder, '/account/data', 'about', 'Gửi yêu cầu', async () => {
        await founder.locator('input[name=kind]').first().check();
      });

      const officer = await as(browsing, people.officer, 'Lê Hoàng Anh');
      await officer.goto(`${call}/questions`);
      const question = (await officer.locator('main a[href*="/questions/"]').first().getAttribute('href'))!;
      await isHeld(officer, question, 'answer', 'Công bố trả lời');
      await isHeld(officer, question, 'reason', 'Không công bố');

      const administrator = await as(browsing, people.administrator, 'Phạm Thu Hà');
      await administrator.goto(`/agencies/${agency}/data-requests`);
      const request = (await administrator.locator('main a[href*="/data-requests/"]').first().getAttribute('href'))!;
      await isHeld(administrator, request, 'extension', 'Gia hạn');
      await isHeld(administrator, request, 'reason', 'Gửi trả lời', async () => {
        await administrator.locator('input[name=decision][value=refused]').check();
      });
    });

    it('of an appeal belongs to its decision, and what a director writes to its project', async () => {
      const { stage } = house;
      const founder = v7();
      const dossier = v7();
      const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
      const party = await stage.party(founder);
      await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
      await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
      const keeper = { db: stage.db, now: house.now };
      const why = { text: 'Thiếu giấy xác nhận.' };
      const { officer } = stage.people;
      const reason = await keepContent(keeper, {
        agency: stage.agency,
        dossier,
        kind: 'reason',
        body: why,
        person: officer,
      });
      await stage.must(officer, 'findIneligible', dossier, { reason });
      const page = await as(browsing, founder, 'Nguyễn Thị Minh Châu');
      const open = async () => {
        await page.goto(base);
        await page.getByRole('link', { name: 'Khiếu nại quyết định này' }).first().click();
      };
      await open();
      await page.locator('textarea[name=why]').fill('Giấy đó nằm ở phụ lục 2.');
      await page.goto('/work');
      await open();
      expect(await page.locator('textarea[name=why]').inputValue()).toBe('Giấy đó nằm ở phụ lục 2.');

      const project = await running();
      const staff = await as(browsing, stage.people.director, 'Phan Văn Sơn');
      await staff.goto(`${project.base}/steering`);
      const text = staff.locator('textarea').first();
      await text.fill('Chờ kết luận kiểm tra.');
      await staff.goto('/work');
      await staff.goto(`${project.base}/steering`);
      expect(await text.inputValue()).toBe('Chờ kết luận kiểm tra.');
    });
  },
  { fonts: false },
);
