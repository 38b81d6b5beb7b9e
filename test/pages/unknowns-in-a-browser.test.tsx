// In a real Chromium, at a desk and on a phone: an administrator fills in what the law leaves unknown, with the signed text attached;
// the director reads it and confirms; the call that it blocked opens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { describeInBrowser, isInOrder, type Width } from '../support/browser.ts';
import { fictionalPack, type Stage, setStage } from '../support/stage.ts';
import { pdf, signedIn } from './filesSupport.ts';

let stage: Stage;
let folder: string;
const cookies = new Map<string, string>();

async function start() {
  stage = await setStage({ pack: fictionalPack });
  folder = mkdtempSync(join(tmpdir(), 'vuon-uom-unknowns-'));
  const names = { administrator: 'Ngô Thanh Tùng', director: 'Nguyễn Hữu Phước' } as const;
  for (const [role, name] of Object.entries(names) as [keyof typeof names, string][])
    cookies.set(role, (await signedIn(stage.db, stage.people[role], name)).cookie!.replace('session=', ''));
  const app = createApp({ db: stage.db, clock: () => new Date(), packs: [], filesFolder: folder });
  const stop = async () => {
    await stage.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { answer: app.fetch, stop };
}

describeInBrowser('an unknown is filled in', start, (browsing) => {
  const as = async (role: 'administrator' | 'director', path: string, width: Width): Promise<Page> => {
    const page = await browsing.window({ width });
    await page.context().addCookies([{ name: 'session', value: cookies.get(role)!, url: browsing.site() }]);
    await page.goto(path);
    return page;
  };
  const pack = (version: number) => `/agencies/${stage.agency}/programmes/vi-du-hu-cau.v${version}`;

  it('by one person, confirmed by a second, and the call opens', async () => {
    const signed = { name: 'nghi-quyet.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf('signed')) };
    const admin = await as('administrator', pack(2), 1280);
    await isInOrder(admin, 'missing');
    await admin.getByRole('link', { name: /^Điền từ văn bản ký/ }).click();
    await admin.getByLabel('Mức: Dịch vụ hỗ trợ, giai đoạn chưa rõ').fill('900.000.000');
    await admin.getByLabel('Điều, khoản, điểm').fill('Điều 5 khoản 3');
    await admin.getByLabel('Có hiệu lực từ ngày').fill('01/01/2020');
    await admin.getByLabel('Văn bản đã ký (PDF)').setInputFiles(signed);
    await admin.getByRole('button', { name: 'Gửi người thứ hai xác nhận' }).click();
    expect(await admin.getByRole('alert').innerText()).toContain('vượt tổng mức hỗ trợ');
    await isInOrder(admin, 'fill-wrong');
    await admin.getByLabel('Mức: Dịch vụ hỗ trợ, giai đoạn chưa rõ').fill('60.000.000');
    await admin.getByRole('button', { name: 'Gửi người thứ hai xác nhận' }).click();
    expect(await admin.getByRole('status').innerText()).toContain('Đã ghi nhận đề xuất.');
    await isInOrder(admin, 'proposed');
    await admin.goto(pack(2));
    await isInOrder(admin, 'waits');

    const director = await as('director', '/work', 390);
    await isInOrder(director, 'work');
    await director.getByRole('link', { name: 'Dịch vụ hỗ trợ, giai đoạn chưa rõ' }).click();
    await isInOrder(director, 'confirm');
    const [text] = await Promise.all([
      director.waitForEvent('download'),
      director.getByRole('link', { name: 'Mở văn bản: nghi-quyet.pdf' }).click(),
    ]);
    expect(text.suggestedFilename()).toBe('nghi-quyet.pdf');
    await director.getByLabel(/^Tôi đã đọc văn bản ký/).check();
    await director.getByRole('button', { name: 'Xác nhận và công bố' }).click();
    expect(await director.getByRole('status').innerText()).toContain('Phiên bản 3 của bộ quy định đã được công bố.');
    await isInOrder(director, 'confirmed');
    await director.goto(pack(3));
    await isInOrder(director, 'filled');
    await director.getByRole('link', { name: /^Mở đợt: .*chưa rõ/i }).click();
    expect(await director.getByLabel('Hạn nộp').isVisible()).toBe(true);
  }, 60_000);
});
