// Two-step verification in a browser: turned on by what stands on the page, and asked for at the door; at a desk and on a phone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { hashPassword } from '../../src/people/passwords.ts';
import { describeInBrowser, isInOrder } from '../support/browser.ts';
import { cityPack, type Stage, setStage } from '../support/stage.ts';
import { phoneOf } from './second-step-house.ts';

const password = 'mưa rơi trên mái tôn';
let stage: Stage;
/** Codes are good once: the clock goes on between them. */
let later = 0;
const now = () => Date.now() + later;
const start = async () => {
  stage = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
  const dataDir = mkdtempSync(join(tmpdir(), 'vuon-uom-second-step-'));
  const app = createApp({ db: stage.db, clock: () => new Date(now()), dataDir, asksSecondStep: true });
  const stop = async () => {
    await stage.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { answer: (request: Request) => app.fetch(request), stop };
};

describeInBrowser('two-step verification, in Chromium', start, (browsing) => {
  for (const width of [1280, 390] as const)
    it(`is turned on by a director, asked for at the door, and managed on the account, ${width} px`, async () => {
      const person = { id: v7(), name: 'Nguyễn Hữu Đức', email: `duc${width}@vidu.vn` };
      await stage.db.query`
        insert into person (id, email, name, password_hash, confirmed_at, created_at)
        values (${person.id}::uuid, ${person.email}, ${person.name}, ${await hashPassword(password)}, now(), now())`;
      await stage.must(stage.people.administrator, 'appoint', person.id, { roles: ['director', 'administrator'] });
      const page = await browsing.open('/sign-in', { width });
      const submit = () => page.locator('main button.button').first().click();
      const signIn = async () => {
        await page.locator('[name=email]').fill(person.email);
        await page.locator('[name=password]').fill(password);
        await submit();
      };
      await signIn();
      await page.getByRole('heading', { name: 'Xác thực hai bước' }).waitFor();
      await isInOrder(page, `second-step-asked`);
      await page.getByRole('link', { name: 'Để sau' }).click();
      await page.getByText('Bạn còn 14 ngày để bật').waitFor();
      await isInOrder(page, `second-step-work`);
      await page.getByRole('link', { name: 'Bật xác thực hai bước' }).click();
      await page.locator('[name=current]').fill(password);
      await submit();
      // the picture is there to be read by a camera: it has a size and a margin
      const picture = await page.locator('svg.qr').boundingBox();
      expect(picture!.width).toBeGreaterThan(180);
      await page.locator('[name=code]').fill('12345');
      await submit();
      await page.locator('#f-code-error').waitFor();
      await isInOrder(page, `second-step-set-up`);
      const code = phoneOf(await page.content(), now);
      await page.locator('[name=code]').fill(code());
      await submit();
      await page.getByRole('heading', { name: 'Mã dự phòng' }).waitFor();
      await isInOrder(page, `second-step-codes`);
      const [recovery = ''] = await page.locator('.recovery-codes code').allInnerTexts();
      await page.getByRole('link', { name: 'Tôi đã lưu các mã, tiếp tục' }).click();
      await page.waitForURL('**/work');

      await page.goto('/account');
      await isInOrder(page, `second-step-account`);
      await page.getByRole('button', { name: 'Đăng xuất' }).click();
      await page.goto('/sign-in?next=%2Faccount%2Fsecond-step');
      await signIn();
      await page.waitForURL('**/sign-in/code?**');
      await page.locator('[name=code]:focus').waitFor();
      await page.locator('[name=code]').fill('000');
      await page.keyboard.press('Enter');
      await page.locator('#f-code-error').waitFor();
      await isInOrder(page, `second-step-door`);
      later += 30_000;
      await page.locator('[name=code]').fill(code());
      await page.keyboard.press('Enter');
      await page.waitForURL('**/account/second-step');
      await isInOrder(page, `second-step-on`);

      // and the reset, as another administrator meets it
      await page.goto('/account');
      const other = { id: v7(), name: 'Trần Thị Thu Hà', email: `ha${width}@vidu.vn` };
      await stage.db.query`
        insert into person (id, email, name, confirmed_at, created_at)
        values (${other.id}::uuid, ${other.email}, ${other.name}, now(), now())`;
      await stage.must(stage.people.administrator, 'appoint', other.id, { roles: ['financeOfficer'] });
      await stage.db.query`
        insert into second_step (person, secret, session, began_at, confirmed_at) values (${other.id}::uuid, ''::bytea, '', now(), now())`;
      await page.goto(`/agencies/tphcm/people/${other.id}`);
      await page.getByRole('button', { name: 'Đặt lại xác thực hai bước' }).click();
      await page.locator('#f-reason-error').waitFor();
      await isInOrder(page, `second-step-reset`);
      await page.locator('[name=reason]').fill('Mất điện thoại, đã gặp trực tiếp');
      await page.getByRole('button', { name: 'Đặt lại xác thực hai bước' }).click();
      await page.getByText('Đã đặt lại xác thực hai bước.').waitFor();
      await page.goto('/agencies/tphcm/history?kind=secondStep');
      await page.getByText('Mất điện thoại, đã gặp trực tiếp').first().waitFor();
      await isInOrder(page, `second-step-history`);
      expect(recovery).toMatch(/^\d{5}-/);
    });
});
