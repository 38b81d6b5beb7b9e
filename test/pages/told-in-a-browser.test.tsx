// The inbox, how one is told, the calendar's address and one's own data: at a desk and on a phone, by people who use them.

import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { mailWorker } from '../../src/mail/index.ts';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { hash } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
const start = async () => {
  house = await openHouse();
  return { answer: (request: Request) => house.app.fetch(request), stop: () => house.close() };
};

describeInBrowser('what one is told and what is held about one, in Chromium', start, (browsing) => {
  const as = async (person: string, name: string, width: Width, javaScript = true): Promise<Page> => {
    const page = await browsing.window({ width, javaScript });
    const client = await house.browser(person, name);
    const value = client.cookies.get('session')!;
    await page.context().addCookies([{ name: 'session', value, url: browsing.site(), sameSite: 'Lax' }]);
    return page;
  };
  const longName = 'Công Tằng Tôn Nữ Nguyễn Thị Huyền Trân Minh Châu Phương Uyên';

  it('is read, chosen and asked for on a phone without JavaScript, and fits a desk', async () => {
    const { stage } = house;
    const { people } = stage;
    const id = v7();
    const founder = await as(id, longName, 390, false);
    const administrator = await as(people.administrator, 'Ngô Thanh Tùng', 390, false);
    await founder.goto('/notifications');
    await isInOrder(founder, 'inbox-empty');
    const dossier = v7();
    const party = await stage.party(id);
    await stage.must(id, 'startApplication', dossier, { call: stage.call, party });
    await stage.must(id, 'submitApplication', dossier, { content: hash('content') });
    await stage.must(people.officer, 'returnForCompletion', dossier, { reason: hash('why') });
    const report = (fault: unknown) => expect.fail(String(fault));
    await mailWorker({
      db: stage.db,
      now: house.now,
      origin: browsing.site(),
      smtpUrl: undefined,
      from: 'x',
      report,
    }).turn();
    await founder.goto('/notifications');
    await isInOrder(founder, 'inbox');
    expect(await founder.locator('ol.told > li.new').count()).toBe(2);
    await founder.getByRole('button', { name: /Đánh dấu đã đọc: Cần bổ sung/ }).click();
    expect(await founder.locator('ol.told > li.new').count()).toBe(1);
    await founder.getByRole('button', { name: 'Đánh dấu tất cả đã đọc' }).click();
    await founder.getByText('Bạn đã đọc hết thông báo.').waitFor();
    await founder.getByRole('link', { name: /Cần bổ sung hồ sơ/ }).click();
    expect(new URL(founder.url()).pathname).toMatch(new RegExp(`/dossiers/${dossier}/application$`));

    await founder.goto('/account');
    await founder.locator('[name="money"][value="digest"]').check();
    await founder.getByRole('button', { name: 'Lưu lựa chọn' }).click();
    await founder.getByText('Đã lưu cách nhận thông báo.').waitFor();
    await isInOrder(founder, 'account-told');
    await founder.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    await isInOrder(founder, 'calendar-address');
    expect(await founder.getByLabel('Địa chỉ').inputValue()).toMatch(/\/calendar\/[\w-]{43}\.ics$/);

    await founder.goto('/account/data');
    await founder.getByRole('button', { name: 'Ghi nhận đồng ý: Giới thiệu dự án thành công' }).click();
    await isInOrder(founder, 'data-not-ticked');
    await founder.locator('[name="yes-story"]').check();
    await founder.getByRole('button', { name: 'Ghi nhận đồng ý: Giới thiệu dự án thành công' }).click();
    await founder.locator('[name="kind"][value="delete"]').check();
    await founder.locator('[name="about"]').fill('Xin xóa mọi dữ liệu của tôi. '.repeat(20));
    await founder.getByRole('button', { name: 'Gửi yêu cầu' }).click();
    await founder.getByText('Đã gửi yêu cầu.').waitFor();
    await isInOrder(founder, 'data');
    await founder.goto('/account/data?lang=en');
    await isInOrder(founder, 'data-en');

    await administrator.goto('/work');
    await isInOrder(administrator, 'data-work');
    await administrator.locator('a[href*="/data-requests/"]').first().click();
    await isInOrder(administrator, 'data-request');
    await administrator.getByRole('button', { name: 'Báo đã nhận' }).click();
    await administrator.locator('[name="decision"][value="refused"]').check();
    await administrator.getByRole('button', { name: 'Gửi trả lời' }).click();
    await isInOrder(administrator, 'data-unreasoned');
    await administrator.locator('[name="reason"]').fill('Hồ sơ đang được xét.');
    await administrator.getByRole('button', { name: 'Gửi trả lời' }).click();
    await administrator.getByText('Bị từ chối').waitFor();
    await administrator.getByRole('link', { name: 'Yêu cầu về dữ liệu cá nhân' }).click();
    await isInOrder(administrator, 'data-requests');

    const desk = await as(id, longName, 1280);
    for (const [path, name] of [
      ['/notifications', 'inbox'],
      ['/account', 'account-told'],
      ['/account/data', 'data'],
    ] as const) {
      await desk.goto(path);
      await isInOrder(desk, name);
    }
    await desk.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await desk.goto('/account');
    await desk.getByRole('button', { name: 'Tạo địa chỉ' }).click();
    await desk.locator('[data-copies]').click();
    await desk.locator('[data-copies] + [role=status]:not(:empty)').waitFor();
    const copied = await desk.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(await desk.getByLabel('Địa chỉ').inputValue());
    const office = await as(people.administrator, 'Ngô Thanh Tùng', 1280);
    await office.goto(new URL(administrator.url()).pathname);
    await isInOrder(office, 'data-requests');
  });
});
