// The lists that grow and the rooms of an agency in a real Chromium: one calm row on a phone, by keyboard and without JavaScript;
// and what comes out of a printer.
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { axeIsSilent, describeInBrowser, fitsItsWidth, isInOrder, type Look } from '../support/browser.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';
import { signedIn } from './filesSupport.ts';
import { crowdOf } from './many-dossiers.ts';

let stage: Stage;
let model = '';

async function start() {
  stage = await setStage();
  const founder = v7();
  const party = await stage.party(founder);
  model = v7();
  await stage.must(founder, 'startApplication', model, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', model, { content: hash('content') });
  const made = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
  await stage.db.query`insert into party_profile (agency, party, name, changed_at, changed_by)
    values (${stage.agency}, ${made.party}, ${payee}, ${new Date().toISOString()}, ${made.founder})`;
  const items = [{ line: 'prototype', amountVnd: '10000000', costVnd: '20000000' }];
  await stage.disbursement(made.dossier, made.founder, items, 'paid', { isAdvance: true });
  await crowdOf(stage.owner, { agency: stage.agency, like: model, count: 120 });
  // whoever holds most offices sees most rooms
  for (const roles of [['officer'], ['secretary'], ['director'], ['chiefAccountant']])
    await stage.must(stage.people.administrator, 'appoint', everyone, { roles });
  const app = createApp({ db: stage.db, clock: () => new Date() });
  return { answer: app.fetch, stop: () => stage.drop() };
}
const everyone = v7();
const payee =
  'Trung tâm Ươm tạo Doanh nghiệp Công nghệ Trường Đại học Bách khoa, Đại học Quốc gia Thành phố Hồ Chí Minh';

describeInBrowser('lists that grow', start, (browsing) => {
  const as = async (person: string, path: string, look: Look = {}) => {
    const { cookie } = await signedIn(stage.db, person, 'Phạm Nhiều Việc');
    const page = await browsing.window(look);
    const [name, value] = cookie!.split('=');
    await page.context().addCookies([
      { name: name!, value: value!, url: browsing.site() },
      { name: 'lang', value: look.language ?? 'vi', url: browsing.site() },
    ]);
    await page.goto(path);
    return page;
  };

  it('has the rooms in one row on a phone, which opens by keyboard and without JavaScript', {
    timeout: 60_000,
  }, async () => {
    const page = await as(everyone, `/agencies/${stage.agency}/dossiers`, { width: 390, javaScript: false });
    const rooms = page.getByRole('navigation', { name: 'Các trang của cơ quan' });
    const folded = (await rooms.boundingBox())!;
    expect(folded.height).toBeLessThan(60);
    expect(await rooms.getByRole('link').count()).toBe(0);
    await isInOrder(page, 'lists-rooms');
    await page.setViewportSize({ width: 390, height: 844 });
    await rooms.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await rooms.getByRole('link').count()).toBeGreaterThan(6);
    await isInOrder(page, 'lists-rooms-open');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/calls');
    // on a desk they stand beside one another, and nothing is folded
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await rooms.getByRole('link').count()).toBeGreaterThan(6);
    expect(await rooms.locator('summary').isVisible()).toBe(false);
    expect((await rooms.boundingBox())!.height).toBeLessThan(60);
  });

  it('is searched, narrowed, ordered and paged by hand, without JavaScript on a phone', {
    timeout: 60_000,
  }, async () => {
    const page = await as(everyone, `/agencies/${stage.agency}/dossiers`, { width: 390, javaScript: false });
    await page.getByRole('searchbox').fill('dai duong');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**q=dai+duong**');
    expect(await page.locator('tbody tr').count()).toBe(24);
    expect(await page.locator('tbody').innerText()).not.toContain('Vườn Ươm');
    await page.getByRole('link', { name: 'Bỏ tìm và lọc' }).click();
    await page.locator('summary', { hasText: 'Bộ lọc' }).click();
    await page.getByLabel('Tình trạng').selectOption({ label: 'Đã từ chối' });
    await page.getByRole('button', { name: 'Tìm' }).click();
    await page.waitForURL('**state=rejected**');
    expect(await page.locator('main').innerText()).toContain('Không tìm thấy hồ sơ nào như vậy.');
    await isInOrder(page, 'lists-narrowed');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/agencies/${stage.agency}/dossiers`);
    await page.locator('p.order').getByRole('link', { name: 'Dự án' }).click();
    await page.waitForURL('**sort=name');
    await page.getByRole('link', { name: 'Trang sau' }).click();
    await page.waitForURL('**from=50**');
    expect(await page.locator('.issuer').isVisible()).toBe(false);
    expect(await page.locator('nav.pages').innerText()).toContain('51–100 trong 122');
    await axeIsSilent(page);
    await fitsItsWidth(page);
  });

  it('prints without what is pressed, with its address and the day in the foot', { timeout: 60_000 }, async () => {
    const page = await as(everyone, `/agencies/${stage.agency}/dossiers?sort=name`, { width: 1280 });
    await page.emulateMedia({ media: 'print' });
    const seen = (what: string) => page.locator(what).filter({ visible: true }).count();
    for (const gone of ['.bar', '.rooms', '.find', '.crumbs', '.pages', '.order', 'main button'])
      expect(await seen(gone), gone).toBe(0);
    // as wide as a sheet of A4 between its margins: no column is cut
    await page.setViewportSize({ width: 680, height: 900 });
    await fitsItsWidth(page);
    expect(await seen('thead th')).toBe(6);
    const foot = await page.locator('footer.printed').innerText();
    expect(foot).toContain(`/agencies/${stage.agency}/dossiers?sort=name`);
    expect(foot).toMatch(/In ngày \d\d\/\d\d\/\d{4}/);
    const colours = '[getComputedStyle(document.body).color, getComputedStyle(document.querySelector("td a")).color]';
    expect(await page.evaluate(colours)).toEqual(['rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
    // a long name has room beside the sums
    await page.goto(`/agencies/${stage.agency}/advances`);
    // a register says whose it is, in which unit, and has a place for those who sign it
    expect(await page.locator('.issuer').innerText()).toMatch(/^THÀNH PHỐ/);
    expect(await page.locator('main').innerText()).toContain('Đơn vị tính: đồng');
    expect(await page.locator('.signed strong').allInnerTexts()).toEqual([
      ...['Người lập sổ', 'Kế toán trưởng', 'Thủ trưởng đơn vị'],
    ]);
    expect(await seen('.many-at-once')).toBe(0);
    await fitsItsWidth(page);
    expect((await page.locator('td', { hasText: payee }).boundingBox())!.width).toBeGreaterThan(120);
    // how an entry stands is clear of the sum before it; a register is set close, and lies down
    const style = (of: string, name: string) =>
      page.evaluate(`Number.parseFloat(getComputedStyle(document.querySelector('${of}')).${name})`);
    const [status, sheet] = ['table.register td.num + td:not(.num)', 'getComputedStyle(document.body).page'];
    expect(await style(status, 'paddingLeft')).toBeGreaterThan(12);
    expect(await style('table.register td:last-child', 'minWidth')).toBeGreaterThan(150);
    await page.goto(`/agencies/${stage.agency}/caps`);
    expect(await page.evaluate(sheet)).toBe('wide');
    expect(await style('main td', 'paddingTop')).toBeLessThan(5);
    await page.goto(`/agencies/${stage.agency}/dossiers/${model}`);
    expect(await seen('.button')).toBe(0);
    expect(await seen('main h1')).toBe(1);
    await page.emulateMedia({ media: 'screen' });
    expect(await page.locator('footer.printed').isVisible()).toBe(false);
  });
});
