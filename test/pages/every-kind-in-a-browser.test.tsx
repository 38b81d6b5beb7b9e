// In a real Chromium: every kind of field on a phone and at a desk, in both languages, without scripts and by keyboard alone.

import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import type { JsonObject } from '../../workflows/decide.ts';
import { kinds } from '../rules/formsRandom.ts';
import { describeInBrowser, isInOrder } from '../support/browser.ts';
import { fictionalPack } from '../support/stage.ts';
import { beginApplication, type House, openHouse } from './applicationsHouse.ts';

const fields = Object.entries(kinds).map(([kind, make]) => fc.sample(make(kind), { seed: 268, numRuns: 1 })[0]!.field);
const estimate = {
  ...{ kind: 'budgetTable', id: 'budget', label: { vi: 'Dự toán', en: 'Estimate' } },
  ...{ required: true, matching: true, maxRows: 5 },
};
const share = {
  ...{ kind: 'computed', id: 'share', label: { vi: 'Tỷ lệ đề nghị hỗ trợ', en: 'Share asked of the state' } },
  ...{ required: false, of: 'budget', shows: 'stateShare' },
};
const section = (id: string, of: readonly object[]) => ({
  id,
  title: { vi: `Phần ${id}`, en: `Part ${id}` },
  fields: of,
});
const all = {
  ...{ id: 'moi-loai', version: 1, title: { vi: 'Mọi loại', en: 'Every kind' } },
  sections: [
    section(
      'parts',
      fields.filter(({ kind }) => ['address', 'person', 'company', 'bankAccount'].includes(String(kind))),
    ),
    section('rest', [
      ...fields.filter(({ kind }) => !['address', 'person', 'company', 'bankAccount'].includes(String(kind))),
      ...[estimate, share],
    ]),
  ],
};

let house: House;

describeInBrowser(
  'every kind of field',
  async () => {
    const pack = structuredClone(fictionalPack) as { forms: { application: object } };
    pack.forms.application = { all };
    house = await openHouse({ pack: pack as unknown as JsonObject });
    return { answer: (request) => house.app.fetch(request), stop: () => house.close() };
  },
  (browsing) => {
    it('is filled in by keyboard alone, without scripts, and says at its part what is wrong', {
      timeout: 60_000,
    }, async () => {
      const founder = v7();
      const page = await browsing.window({ width: 390, javaScript: false });
      const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
      await page
        .context()
        .addCookies([{ name: 'session', value: client.cookies.get('session')!, url: browsing.site() }]);
      const { base } = await beginApplication(house, [founder]);
      await page.goto(`${base}/application/parts`);
      await isInOrder(page, 'kinds-parts');
      await page.locator('#f-address-province').focus();
      // the provinces stand by their codes: 79 is six before the last
      for (const key of ['End', ...Array<string>(6).fill('ArrowUp')]) await page.keyboard.press(key);
      // without scripts a button saves, and brings the communes of the province chosen
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(/#f-address-commune$/);
      expect(await page.locator('#f-address-commune-list option').count()).toBe(168);
      await isInOrder(page, 'kinds-parts-listed');
      await page.locator('#f-address-commune').focus();
      for (const text of ['ben thanh', '12 Lê Lợi', '', 'Đỗ Ứng', '079199000']) {
        await page.keyboard.type(text);
        await page.keyboard.press(text === '079199000' ? 'Enter' : 'Tab');
      }
      await page.locator('.errors').waitFor();
      await isInOrder(page, 'kinds-parts-wrong');
      expect(await page.locator('#f-person-number').getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('#f-person-number').inputValue()).toBe('079199000');
      // a commune is taken as its list writes it, and the list of its province alone is there to choose from
      expect(await page.locator('#f-address-commune').inputValue()).toBe('Phường Bến Thành');
      expect(await page.locator('datalist option').count()).toBe(168);
      await page.goto(`${base}/application/rest?lang=en`);
      await isInOrder(page, 'kinds-rest-en');
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${base}/application/parts?lang=en`);
      await isInOrder(page, 'kinds-parts-en-1280');
      // with scripts the list follows the province, and the button is not needed
      const lively = await browsing.window({ width: 390 });
      await lively
        .context()
        .addCookies([{ name: 'session', value: client.cookies.get('session')!, url: browsing.site() }]);
      await lively.goto(`${base}/application/parts`);
      expect(await lively.locator('button[name="suggest"]').isVisible()).toBe(false);
      await lively.locator('#f-address-province').selectOption('15');
      await lively.locator('#f-address-commune-list option[value="Xã Y Tý"]').waitFor({ state: 'attached' });
      expect(await lively.locator('#f-address-commune-list option').count()).toBe(99);
    });
  },
);
