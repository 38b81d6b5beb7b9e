// The pages that set a programme up, in a real Chromium: axe is silent, nothing sticks out, and all of it works by hand.
import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { loadPacks } from '../../src/programmes/index.ts';
import { createRecorder } from '../../src/record.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { describeInBrowser, isInOrder, type Look } from '../support/browser.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
const now = '2025-11-04T03:00:00.000Z';
const agencies = ['tphcm', 'vidu'] as const;
const roles = ['administrator', 'director', 'officer'] as const satisfies readonly Role[];

async function start() {
  database = await freshDatabase();
  await database.owner.script('update installation set simulated_clock = true');
  const recorder = createRecorder({ db: database.db, now: () => now });
  const people = Object.fromEntries(roles.map((role) => [role, v7()])) as Record<(typeof roles)[number], string>;
  const names = { administrator: 'Ngô Thanh Tùng', director: 'Nguyễn Hữu Phước', officer: 'Lê Thị Thu Hà' };
  for (const role of roles) {
    for (const agency of agencies) {
      const by = role === 'administrator' ? SYSTEM : people.administrator;
      const command = { type: 'appoint', dossier: people[role], input: { roles: [role] } } as const;
      await recorder.act(command, { agency, person: by }, v7());
    }
    await database.db.query`insert into person (id, email, name, confirmed_at, created_at)
      values (${people[role]}, ${`${role}@vidu.test`}, ${names[role]}, ${now}, ${now})`;
    await database.db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
      values (encode(sha256(${tokenOf(role)}::bytea), 'hex'), ${people[role]}, ${now}, ${now}, ${now}::timestamptz + interval '1 day')`;
  }
  const app = createApp({ db: database.db, clock: () => new Date(now), packs: loadPacks() });
  return { answer: app.fetch, stop: () => database.drop() };
}

const tokenOf = (role: string) => role.padEnd(40, 'a');

describeInBrowser('setting a city up', start, (browsing) => {
  const as = async (role: (typeof roles)[number], path: string, look: Look = {}): Promise<Page> => {
    const page = await browsing.window(look);
    await page.context().addCookies([
      { name: 'session', value: tokenOf(role), url: browsing.site() },
      { name: 'lang', value: look.language ?? 'vi', url: browsing.site() },
    ]);
    await page.goto(path);
    return page;
  };
  const at = (path: string) => `/agencies/tphcm${path}`;

  it('goes from an empty agency to an open call by hand, without JavaScript on a phone', async () => {
    const look = { width: 390, javaScript: false } as const;
    const admin = await as('administrator', '/work', look);
    await admin.getByRole('link', { name: 'Công bố bộ quy định' }).first().click();
    await admin.getByRole('link', { name: /^Xem và công bố/ }).click();
    await admin.getByRole('button', { name: 'Công bố' }).click();
    expect(await admin.getByRole('status').innerText()).toBe('Đã công bố bộ quy định.');
    await admin.locator('nav.rooms summary').click();
    await admin.getByRole('link', { name: 'Lịch làm việc' }).click();
    await admin.getByRole('button', { name: 'Nạp lịch nghỉ đã công bố' }).click();
    await admin.getByLabel('Ngày', { exact: true }).fill('24/12/2025');
    await admin.getByLabel('Tên hoặc lý do').fill('Ngày họp mặt');
    await admin.getByRole('button', { name: 'Thêm ngày' }).click();
    await admin.getByRole('link', { name: 'Bỏ ngày 24/12/2025' }).click();
    await admin.getByRole('button', { name: 'Bỏ ngày này' }).click();
    expect(await admin.getByRole('status').innerText()).toBe('Đã bỏ ngày 24/12/2025.');

    const director = await as('director', at('/calls'), look);
    await director.getByRole('link', { name: 'Mở đợt tiếp nhận' }).click();
    await director.getByRole('link', { name: 'Mở đợt: Ươm tạo', exact: true }).click();
    await director.getByLabel('Số quyết định mở đợt').fill('1127/QĐ-SKHCN');
    await director.getByLabel('Bắt đầu nhận hồ sơ').fill('5/11/2025');
    await director.getByLabel('Hạn nộp').fill('5/12/2025');
    await director.getByLabel('Kinh phí của cả đợt').fill('2400000000');
    for (const field of await director.getByLabel(/^Điểm tối đa/).all()) await field.fill('20');
    await director.getByLabel('Điểm đạt').fill('121');
    await director.getByRole('button', { name: 'Tiếp tục' }).click();
    expect(await director.getByRole('alert').innerText()).toContain('Điểm đạt (121) lớn hơn tổng điểm (120).');
    await director.getByLabel('Điểm đạt').fill('84');
    await director.getByLabel(/^Tôi đã xem \d+ mức chưa đối chiếu/).check();
    await director.getByRole('button', { name: 'Tiếp tục' }).click();
    await director.getByRole('button', { name: 'Mở đợt tiếp nhận' }).click();
    expect(await director.getByRole('status').innerText()).toContain('Đã mở đợt tiếp nhận.');
    await director.goto(at('/delegations'));
    await director.getByLabel('Giao cho').selectOption({ index: 1 });
    await director.getByLabel('Giám đốc').check();
    await director.getByLabel('Từ ngày').fill('10/11/2025');
    await director.getByLabel('Đến hết ngày').fill('20/11/2025');
    await director.getByLabel(/^KT\./).check();
    await director.getByLabel('Chức vụ của người nhận').fill('Phó Giám đốc');
    await director.getByLabel('Số quyết định hoặc văn bản ủy quyền').fill('12/UQ-SKHCN');
    await director.getByRole('button', { name: 'Xem lại trước khi ủy quyền' }).click();
    await director.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    expect(await director.getByRole('status').innerText()).toBe('Đã ghi nhận ủy quyền.');
  }, 120_000);

  for (const [width, language] of [
    [1280, 'en'],
    [390, 'vi'],
  ] as const)
    it(`is in order at ${width} px in ${language}`, async () => {
      const look = { width, language };
      const page = await as('administrator', at('/calls'), look);
      const call = await page.locator('table.calls a').first().getAttribute('href');
      const people = await (await page.goto(at('/people')))!.text();
      const person = /href="([^"]*\/people\/[0-9a-f-]{36})"/.exec(people)![1]!;
      const choose = await (await page.goto(at('/calls/new')))!.text();
      const form = /href="([^"]*stage=uomTao)"/.exec(choose)![1]!.replaceAll('&amp;', '&');
      const pages: [string, string][] = [
        ['packs', at('/programmes')],
        ['packs-fictional', '/agencies/vidu/programmes'],
        ['pack', at('/programmes/tphcm-nq20-2023.v2')],
        ['pack-unpublished', '/agencies/vidu/programmes/vi-du-hu-cau.v2'],
        ['calendar', at('/calendar')],
        ['calendar-empty', '/agencies/vidu/calendar'],
        ['calls', at('/calls')],
        ['calls-empty', '/agencies/vidu/calls'],
        ['choose', at('/calls/new')],
        ['open', form],
        ['call', call!],
        ['self-check', `${call}/self-check`],
        ['questions-none', `${call}/questions`],
        ['close', `${call}/close`],
        ['delegations', at('/delegations')],
        ['contact', at('/contact')],
        ['treasury', at('/treasury')],
        ['calendar-remove', at('/calendar/remove?day=2026-04-30')],
        ['people', at('/people')],
        ['relieve', `${person}/relieve`],
        ['home', '/'],
        ['sign-up-again', '/sign-up/again'],
        ['work', '/work'],
      ];
      for (const [name, path] of pages) {
        await page.goto(path);
        await isInOrder(page, `${name}-${language}`);
      }
      await page.goto(`${call}/self-check`);
      await page.locator('main button.button').click();
      await isInOrder(page, `self-check-wrong-${language}`);
      for (const group of await page.locator('main fieldset').all()) await group.locator('input').last().check();
      await page.locator('main button.button').click();
      await isInOrder(page, `self-checked-${language}`);
      const asked = v7();
      await database.db.query`
        insert into question (agency, id, call, asked, asked_at)
        values ('tphcm', ${asked}, ${call!.split('/').at(-1)!}, ${`${'Nhóm có người ở tỉnh khác thì có được nộp không? '.repeat(8)}`}, ${now})`;
      const officer = await as('officer', `${call}/questions`, look);
      await isInOrder(officer, `questions-${language}`);
      await officer.goto(`${call}/questions/${asked}`);
      await officer.locator('main button.button').first().click();
      await isInOrder(officer, `answer-wrong-${language}`);
      await officer.locator('[name=answer]').fill('Được, theo khoản 1 Điều 35.');
      await officer.locator('main button.button').first().click();
      await officer.goto(call!);
      await isInOrder(officer, `call-answered-${language}`);
      await page.goto(person);
      for (const box of await page.locator('[name=roles]:checked').all()) await box.uncheck();
      await page.locator('[name=roles][value=auditor], [name=roles][value=secretary]').first().check();
      await page.locator('[name=decisionNumber]').fill('15/QĐ-SKHCN');
      await page.locator('main button.button').first().click();
      await page.locator('[name=seen]').waitFor({ state: 'attached' });
      await isInOrder(page, `roles-taken-${language}`);
      await page.goto(form);
      await page.locator('main button.button').click();
      await isInOrder(page, `open-wrong-${language}`);
      await page.goto(at('/calendar'));
      await page.locator('main section form button.button').click();
      await isInOrder(page, `calendar-wrong-${language}`);
      const director = await as('director', at('/delegations'), look);
      await isInOrder(director, `delegations-director-${language}`);
      await director.locator('a[href$="/end"]').first().click();
      await isInOrder(director, `delegation-end-${language}`);
      await director.goto(form);
      await director.locator('[name=decisionNumber]').fill(`9/QĐ-${width}-${language}`);
      await director.locator('[name=opensOn]').fill('05/11/2025');
      await director.locator('[name=closesOn]').fill('05/12/2025');
      await director.locator('[name=budgetVnd]').fill('1.600.000.000');
      for (const field of await director.locator('[name^=p-]').all()) await field.fill('15');
      await director.locator('[name=unread]').check();
      await director.locator('main button.button').click();
      await isInOrder(director, `check-${language}`);
    }, 180_000);
});
