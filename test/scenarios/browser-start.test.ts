import { expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { loadPacks } from '../../src/programmes/index.ts';
import { axeIsSilent, describeInBrowser, fitsItsWidth, isInOrder, shot } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';

const start = async () => {
  const { db, drop } = await freshDatabase();
  const app = createApp({ db, clock: () => new Date(), packs: loadPacks() });
  return { answer: app.fetch, stop: drop };
};

describeInBrowser('the start page', start, ({ open }) => {
  for (const width of [1280, 390] as const) {
    for (const language of ['vi', 'en'] as const) {
      it(`is in order at ${width} px in ${language}`, async () => {
        const page = await open(`/?lang=${language}`, { width });
        await isInOrder(page, `start-${language}`);
        expect(await page.locator('h1').count()).toBe(1);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
      });
    }

    it(`reads the same without JavaScript at ${width} px`, async () => {
      const [bare, lively] = [await open('/', { width, javaScript: false }), await open('/', { width })];
      expect(await bare.locator('main').innerText()).toBe(await lively.locator('main').innerText());
      await fitsItsWidth(bare);
      await shot(bare, 'start-bare');
    });
  }

  it('leads by keyboard past the bar to its content', async () => {
    const page = await open('/');
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toBe('#content');
  });

  it('answers an address that is not there with a page that is in order', async () => {
    const page = await open('/khong-co', { width: 390 });
    await isInOrder(page, 'not-found');
  });
});

describeInBrowser('what the browser tests look for', pagesWithFaults, ({ open, complaints }) => {
  it('is found: what sticks out, what axe minds', async () => {
    const page = await open('/wide', { width: 390 });
    await expect(fitsItsWidth(page)).rejects.toThrow(/wider than 390 px at \/wide/);
    await expect(axeIsSilent(page)).rejects.toThrow(/image-alt/);
  });

  it('is found: what a page throws, what its policy forbids, what is not there', async () => {
    await open('/throws');
    expect(complaints()).toEqual([expect.stringContaining('thrown on purpose')]);
    await open('/inline');
    expect(complaints().join()).toMatch(/Content Security Policy/);
    await open('/missing-picture');
    expect(complaints().join()).toMatch(/404/);
    await open('/no-such-page');
    expect(complaints()).toEqual([]); // whether a page may be missing is for the test to say
  });
});

async function pagesWithFaults() {
  const bodies: Record<string, string> = {
    '/wide': '<img src="data:,"><p style="width:900px">Rộng</p>',
    '/throws': '<script src="/throws.js"></script>',
    '/inline': '<script>1</script>',
    '/missing-picture': '<img src="/none.png" alt="">',
  };
  const answer = (request: Request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
    if (pathname === '/throws.js') return new Response("throw new Error('thrown on purpose')");
    const body = bodies[pathname];
    const page = `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Lỗi</title><main><h1>Lỗi</h1>${body}</main>`;
    const policy = pathname === '/inline' ? { 'Content-Security-Policy': "script-src 'self'" } : {};
    const headers = { 'Content-Type': 'text/html; charset=utf-8', ...policy };
    return new Response(page, { status: body === undefined ? 404 : 200, headers });
  };
  return { answer };
}
