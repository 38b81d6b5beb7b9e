// Files of an application in a real Chromium: dropped, large, refused, on a broken line, and without JavaScript.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { describeInBrowser, isInOrder, type Look } from '../support/browser.ts';
import { beginApplication, type House, openHouse } from './applicationsHouse.ts';
import { docx, pdf, png } from './filesSupport.ts';

let house: House;

const name = 'Nguyễn Thị Minh Châu';
const attached = '.attached li';

describeInBrowser(
  'files of an application',
  async () => {
    house = await openHouse();
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    /** A founder at the part of a new application that has a place for files. */
    async function atPapers(look: Look = {}): Promise<{ page: Page; base: string; dossier: string }> {
      const founder = v7();
      const page = await browsing.window(look);
      const client = await house.browser(founder, name);
      const cookie = { name: 'session', value: client.cookies.get('session')!, url: browsing.site() };
      await page.context().addCookies([cookie]);
      const { base, dossier } = await beginApplication(house, [founder]);
      await page.goto(`${base}/application/papers`);
      return { page, base, dossier };
    }
    const names = (dossier: string) =>
      house.stage.db.query<{ name: string; size: bigint }>`
        select name, size from attachment where dossier = ${dossier} order by name`;
    const file = (named: string, buffer: Buffer | string) => ({
      name: named,
      mimeType: 'application/pdf',
      buffer: Buffer.from(buffer as string),
    });
    const savedWith = async (page: Page, count: number) => {
      await page.locator('#saved', { hasText: /Đã lưu lúc/ }).waitFor();
      await expect
        .poll(async () => {
          await page.reload();
          return page.locator(attached).count();
        })
        .toBe(count);
    };

    it('are dropped, two at once: one is taken, the renamed program and the bomb are not, and nothing that is typed is lost', {
      timeout: 60_000,
    }, async () => {
      const { page, dossier } = await atPapers({ width: 390 });
      const files = [
        ['Kế hoạch.pdf', Buffer.from(pdf('kế hoạch'))],
        ['Hóa đơn.pdf', Buffer.concat([Buffer.from('MZ\x90\x00', 'latin1'), Buffer.alloc(2_000)])],
        ['bom.docx', docx({ name: 'word/media/a.png', declared: 900 * 1024 * 1024 })],
      ].map(([named, bytes]) => ({ named: String(named), bytes: (bytes as Buffer).toString('base64') }));
      const transfer = await page.evaluateHandle<object>(`(() => {
        const data = new DataTransfer();
        for (const { named, bytes } of ${JSON.stringify(files)})
          data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], named));
        return data;
      })()`);
      const zone = page.locator('fieldset.files').first();
      await zone.dispatchEvent('dragover', { dataTransfer: transfer });
      await expect.poll(() => zone.getAttribute('class')).toContain('over');
      await zone.dispatchEvent('drop', { dataTransfer: transfer });
      await page.locator(attached, { hasText: 'Kế hoạch.pdf' }).waitFor();
      await page.locator('.sending .refused').nth(1).waitFor();
      const refused = await page.locator('.sending').first().innerText();
      expect(refused).toContain('Hóa đơn.pdf');
      expect(refused).toContain('Ô này chỉ nhận tệp');
      expect(refused).toContain('bom.docx');
      expect(refused).toContain('quá lớn khi giải nén');
      expect(await page.locator(attached).first().innerText()).toContain('Chưa quét');
      await isInOrder(page, 'files-dropped');
      await page.locator('.sending .refused button').first().click();
      expect(await page.locator('.sending .refused').count()).toBe(1);
      // beside the place, a file takes no page's place
      const isHeld = await page.evaluate<boolean>(`(() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'x.pdf'));
        return !document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true, bubbles: true }));
      })()`);
      expect(isHeld).toBe(true);
      expect((await names(dossier)).map((one) => one.name)).toEqual(['Kế hoạch.pdf']);
      // what is saved afterwards stands on what the file was saved with
      await page.locator('#saved', { hasText: /Đã lưu lúc/ }).waitFor();
      await page.getByLabel('Các thông tin đã khai là đúng sự thật.').check();
      await page.getByRole('button', { name: 'Lưu và về danh sách' }).click();
      await page.waitForURL(/\/application$/);
      expect(await page.locator('.conflict').count()).toBe(0);
    });

    it('have 20 MB, with the progress to be seen, while the form waits', { timeout: 60_000 }, async () => {
      const { page, dossier } = await atPapers();
      const slow = await page.context().newCDPSession(page);
      const line = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 12 * 1024 * 1024 };
      await slow.send('Network.emulateNetworkConditions', line);
      const begin = Buffer.from(pdf('lớn'));
      const large = Buffer.concat([begin, Buffer.alloc(20 * 1024 * 1024 - begin.length)]);
      // as files on the disk: the test's own line is slower than the browser's
      const folder = mkdtempSync(join(tmpdir(), 'files-'));
      const paths = [join(folder, 'Bản vẽ.pdf'), join(folder, 'Ảnh.png')];
      writeFileSync(paths[0]!, large);
      writeFileSync(paths[1]!, png);
      await page.locator('input[type=file]').first().setInputFiles(paths);
      await page.locator('.sending .how', { hasText: /Đang tải lên [1-9]\d? %/ }).waitFor();
      expect(Number(await page.locator('.sending progress').first().getAttribute('max'))).toBe(100);
      await isInOrder(page, 'files-sending');
      await page.getByRole('button', { name: 'Lưu và về danh sách' }).click();
      await page.waitForURL(/\/application$/);
      expect((await names(dossier)).map(({ name, size }) => [name, Number(size)])).toEqual([
        ['Bản vẽ.pdf', 20 * 1024 * 1024],
        ['Ảnh.png', png.length],
      ]);
      await page.goto(page.url().replace(/$/, '/papers'));
      expect(await page.locator(attached).count()).toBe(2);
      await page.locator(`${attached} img`).waitFor();
      await expect.poll(() => page.evaluate<number>(`document.querySelector('.attached img').naturalWidth`)).toBe(1);
      await isInOrder(page, 'files-attached');
      rmSync(folder, { recursive: true });
    });

    it('are sent anew on a broken line, leave nothing half, and can be called off', { timeout: 60_000 }, async () => {
      const { page, base, dossier } = await atPapers();
      const line = /\/files(\?|$)/;
      await page.route(line, (route) => route.abort('connectionreset'));
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles(file('Hợp đồng.pdf', pdf('hợp đồng')));
      await page.locator('.sending .lost', { hasText: 'Mất kết nối' }).waitFor();
      expect(await names(dossier)).toEqual([]);
      await isInOrder(page, 'files-lost');
      await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
      await page.locator('.sending .lost', { hasText: 'Còn tệp chưa tải lên được' }).waitFor();
      await page.unroute(line);
      await page.getByRole('button', { name: 'Thử lại: Hợp đồng.pdf' }).click();
      await page.locator(attached, { hasText: 'Hợp đồng.pdf' }).waitFor();
      expect(browsing.complaints().every((line) => /CONNECTION_RESET/.test(line))).toBe(true);
      await savedWith(page, 1);
      await page.goto(`${base}/files`);
      await page
        .locator('input[type=file]')
        .setInputFiles([file('a.pdf', pdf('a')), file('b.txt', 'b'), file('c.pdf', 'c')]);
      await page.locator('.sending .refused', { hasText: 'c.pdf' }).waitFor();
      await page.locator('table tr', { hasText: 'b.txt' }).waitFor();
      expect(await page.locator('tbody tr').count()).toBe(3);
      await isInOrder(page, 'files-page');
    });

    it('are missing from a request for money no more once they are there: nothing else that is wrong goes', {
      timeout: 60_000,
    }, async () => {
      const founder = v7();
      const page = await browsing.window({ width: 390 });
      const client = await house.browser(founder, name);
      const cookie = { name: 'session', value: client.cookies.get('session')!, url: browsing.site() };
      await page.context().addCookies([cookie]);
      const { agency } = house.stage;
      const { dossier } = await house.stage.project({ founder });
      await page.goto(`/agencies/${agency}/dossiers/${dossier}/requests/new`);
      await page.locator('[name=add]').first().click();
      await page.locator('[name=r0-what]').waitFor();
      await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
      const missing = page.locator('.errors a[href="#f-r0-file"]');
      await missing.waitFor();
      const others = (await page.locator('.errors li').count()) - 1;
      expect(others).toBeGreaterThan(0);
      // what is no file says so itself, and the file is missing still
      await page.locator('[name=r0-file]').setInputFiles(file('c.pdf', 'c'));
      await page.locator('.sending .refused', { hasText: 'c.pdf' }).waitFor();
      expect(await page.locator('#f-r0-file-error').count()).toBe(1);
      await page.locator('[name=r0-file]').setInputFiles(file('Hóa đơn.pdf', pdf('hóa đơn')));
      await page.locator(attached, { hasText: 'Hóa đơn.pdf' }).waitFor();
      expect(await page.locator('#f-r0-file-error').count()).toBe(0);
      expect(await missing.count()).toBe(0);
      expect(await page.locator('[name=r0-file]').getAttribute('aria-invalid')).toBe(null);
      expect(await page.locator('.errors li').count()).toBe(others);
      expect(await page.locator('#f-r0-what-error').count()).toBe(1);
      await isInOrder(page, 'files-missing-no-more');
    });

    it('go with the form where there is no JavaScript', { timeout: 60_000 }, async () => {
      const { page } = await atPapers({ javaScript: false });
      expect(await page.locator('.uploads.ready').count()).toBe(0);
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles(file('Không script.pdf', pdf('không')));
      await page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();
      await page.locator(attached, { hasText: 'Không script.pdf' }).waitFor();
    });
  },
);
