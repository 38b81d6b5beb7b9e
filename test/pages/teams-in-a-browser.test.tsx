// The pages of a team, looked at by axe, on a phone and as wide as a desk.

import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';

let house: House;
const [owner, editor] = [v7(), v7()];
let base: string;
let copy: string;

async function enter(page: Page, site: string, person: string, name: string): Promise<void> {
  const client = await house.browser(person, name);
  await page.context().addCookies([{ name: 'session', value: client.cookies.get('session')!, url: site }]);
}
async function linkTo(email: string): Promise<string> {
  const [letter] = await house.stage.db.query<{ body: string }>`
    select body from letter where address = ${email} order by created_at desc, id desc limit 1`;
  const link = new URL(/http\S+team-invitation\S+/.exec(letter!.body)![0]);
  return `${link.pathname}${link.search}`;
}

/** A team of two, with an invitation that waits; what both wrote, and an application that began with it; and one much like it. */
async function prepare(): Promise<void> {
  const client = await house.browser(owner, 'Nguyễn Thị Minh Châu');
  const begun = await beginApplication(house, [owner]);
  base = begun.base;
  const title = 'Máy sấy nông sản bằng năng lượng mặt trời cho các hợp tác xã miền núi phía Bắc';
  await writeAll(client, base, title);
  const joiner = await house.browser(editor, 'Trần Nguyễn Hoàng Phúc Bình An');
  for (const [email, role] of [
    [`${editor}@vidu.test`, 'editor'],
    ['mot-dia-chi-thu-dien-tu-rat-dai-cua-nguoi-dong-sang-lap@truong-dai-hoc.vidu.test', 'viewer'],
  ] as const)
    await (await client.get(`${base}/application/members`)).form('Gửi lời mời').fill({ email, role }).submit();
  const link = await linkTo(`${editor}@vidu.test`);
  await (await joiner.get(link)).form('Nhận lời, vào nhóm').submit({ button: 'Nhận lời, vào nhóm' });
  const section = (await joiner.get(`${base}/application/project`)).form('project');
  await section.fill({ problem: 'Nông sản hỏng sau thu hoạch vì thiếu máy sấy nhỏ.' }).submit({ expect: 'any' });
  const apply = (await client.get(`/agencies/${house.stage.agency}/calls/${house.stage.call}/apply`)).form(
    'Bắt đầu soạn hồ sơ',
  );
  copy = (await apply.fill({ party: begun.party, from: begun.dossier }).submit()).path;
  const other = v7();
  const like = await beginApplication(house, [other]);
  const third = await house.browser(other, 'Lê Thị Em');
  await writeAll(third, like.base, title.replace('Máy sấy', 'may say'));
  for (const [who, at] of [
    [client, base],
    [third, like.base],
  ] as const)
    await (await who.get(`${at}/application/check`)).form('submit').submit();
}

describeInBrowser(
  'teams in a browser',
  async () => {
    house = await openHouse();
    await prepare();
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    // each is looked at in both widths
    it('are in order', { timeout: 60_000 }, async () => {
      const width: Width = 390;
      const link = await linkTo('mot-dia-chi-thu-dien-tu-rat-dai-cua-nguoi-dong-sang-lap@truong-dai-hoc.vidu.test');
      const page = await browsing.open(link, { width });
      await isInOrder(page, `team-invitation`);
      await enter(page, browsing.site(), owner, 'Nguyễn Thị Minh Châu');
      for (const [name, path] of [
        ['team-members', `${base}/application/members`],
        ['team-edits', `${base}/application/edits`],
        ['team-copied', copy],
      ] as const) {
        await page.goto(path);
        await isInOrder(page, `${name}`);
      }
      await enter(page, browsing.site(), house.stage.people.officer, 'Lê Hoàng Anh');
      await page.goto(`${base}/screening`);
      expect(await page.getByText('Hồ sơ có thể trùng').isVisible()).toBe(true);
      await isInOrder(page, `team-alike`);
    });
  },
);
