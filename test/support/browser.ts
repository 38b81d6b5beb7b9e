import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../src/scenario/house.ts';

/** Where Chromium usually lies, the one without windows first, which is quicker; CHROMIUM_PATH names another place. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : undefined;
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...elsewhere].find(existsSync);
}

const howToGetOne = 'The browser tests need Chromium: apt-get install chromium, or set CHROMIUM_PATH to where one is.';

/**
 * What Chromium shall leave: Playwright's own list, since a second one replaces it; the address bar's suggestions, which are
 * pages that it would open beside each window; a frame made anew for each page of one site, a fifth of the time; and a process kept for
 * a page that may come.
 */
const left = [
  'AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  'LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch',
  'WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,RenderDocument,SpareRendererForSitePerProcess',
];

/** One process for all but the pages themselves: they wait for one another on two cores. */
const together = ['--in-process-gpu', '--enable-features=NetworkServiceInProcess2', '--num-raster-threads=1'];

/** The two widths that everything is looked at in: a desk and a phone. */
export type Width = 1280 | 390;
export type Look = { width?: Width; javaScript?: boolean; language?: 'vi' | 'en' };

/** One browser for a test file, and what a test does with it. */
export type Browsing = {
  /** A new window with cookies of its own: another person, or the same at another machine. */
  window(look?: Look): Promise<Page>;
  /** A new window with a page of the site open in it. */
  open(path: string, look?: Look): Promise<Page>;
  /** What the pages complained about so far, which then does not fail the test. */
  complaints(): string[];
  /** The site that is browsed. */
  site(): string;
};

const loading = /^Failed to load resource/;
/** What htmx says of a request when its page is left; of one that fails it says more. */
const leaving = /^htmx:(afterRequest|sendAbort)\b/;

/** What a worker keeps from one file to the next: a Chromium with the site's own fonts and one without; both end with it. */
const kept = globalThis as { browsers?: Map<boolean, Promise<Browser>>; painted?: Set<string> };

/** The worker's Chromium, or a new one where the last has fallen over. A person's window is a context of its own in it. */
async function chromiumWith(fonts: boolean, executablePath: string): Promise<Browser> {
  kept.browsers ??= new Map();
  const before = await kept.browsers.get(fonts)?.catch(() => undefined);
  if (before?.isConnected()) return before;
  const args = [
    `--disable-features=${left.join()}`,
    ...together,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(fonts ? [] : ['--disable-remote-fonts']),
  ];
  const launched = chromium.launch({ executablePath, args });
  kept.browsers.set(fonts, launched);
  return launched;
}

/**
 * Tests in a real Chromium. `start` answers requests; it is started on a port of its own before the tests and `stop` undoes it.
 * Whatever a page writes to the console as an error, throws, or asks for against its Content-Security-Policy fails the test.
 * Without a Chromium the tests are skipped, except under CI=true. `fonts: false` leaves the site's own out, a tenth of the time, where
 * it is what people do that counts and not how wide it looks.
 */
export function describeInBrowser(
  name: string,
  start: () => Promise<{ answer: (request: Request) => Response | Promise<Response>; stop?: () => Promise<unknown> }>,
  tests: (browsing: Browsing) => void,
  { fonts = true }: { readonly fonts?: boolean } = {},
): void {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    if (process.env.CI === 'true')
      describe(name, () => {
        it('has a Chromium', () => expect.fail(howToGetOne));
      });
    else {
      sayOnce(howToGetOne);
      describe.skip(name, () => {
        it('needs Chromium', () => undefined);
      });
    }
    return;
  }

  describe(name, () => {
    let browser: Browser;
    let address = '';
    const undo: (() => Promise<unknown>)[] = [];
    let contexts: BrowserContext[] = [];
    let faults: string[] = [];

    beforeAll(async () => {
      const { answer, stop } = await start();
      if (stop) undo.push(stop);
      const served = await serve((request) =>
        new URL(request.url).pathname === axePath ? axeItself() : answer(request),
      );
      address = served.address;
      undo.push(served.stop);
      browser = await chromiumWith(fonts, executablePath);
    }, 120_000);
    afterAll(async () => {
      for (let step = undo.pop(); step; step = undo.pop()) await step();
    });
    afterEach(async () => {
      const found = faults;
      faults = [];
      await Promise.all(contexts.map((context) => context.close()));
      contexts = [];
      expect(found, 'what the pages complained about').toEqual([]);
    });

    const browsing: Browsing = {
      complaints: () => faults.splice(0),
      site: () => address,
      async window({ width = 1280, javaScript = true, language = 'vi' } = {}) {
        const context = await browser.newContext({
          baseURL: address,
          javaScriptEnabled: javaScript,
          locale: language === 'vi' ? 'vi-VN' : 'en-GB',
          timezoneId: 'Asia/Ho_Chi_Minh',
          viewport: { width, height: width === 390 ? 844 : 900 },
          ...(width === 390 ? { hasTouch: true, isMobile: true, deviceScaleFactor: process.env.SHOTS ? 2 : 1 } : {}),
        });
        context.setDefaultTimeout(10_000);
        contexts.push(context);
        const page = await context.newPage();
        watch(page, (fault) => faults.push(fault));
        return page;
      },
      async open(path, look) {
        const page = await browsing.window(look);
        await page.goto(path);
        return page;
      },
    };
    tests(browsing);
  });
}

/** A page that is answered with 4xx is written to the console too: whether it should be is for the test to say, of other loads it is a fault. */
function watch(page: Page, fault: (what: string) => void): void {
  const documents = new Set<string>();
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) documents.add(response.url());
  });
  page.on('console', (message) => {
    if (message.type() !== 'error' && !/Content[- ]Security[- ]Policy/i.test(message.text())) return;
    if (loading.test(message.text()) && documents.has(message.location().url)) return;
    if (leaving.test(message.text())) return;
    fault(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => fault(`${page.url()}: ${error.message}`));
  page.on('requestfailed', (request) => {
    const because = request.failure()?.errorText ?? '';
    if (because !== 'net::ERR_ABORTED') fault(`${request.url()}: ${because}`); // left before it had come
  });
}

/** The site that is tested has axe too, from where Chromium keeps it for all pages; sent beside each it costs as much as looking. */
const axePath = '/axe.min.js';
const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeItself = () =>
  new Response(axeText, {
    headers: { 'Content-Type': 'text/javascript', 'Cache-Control': 'public, max-age=31536000, immutable' },
  });

/** Where scripts are off no timer runs, which axe takes to let the page breathe. */
const timersForAxe = `if (matchMedia('(scripting: none)').matches)
  globalThis.setTimeout = (act, ms, ...rest) => void (ms > 0 || Promise.resolve().then(() => act(...rest)))`;

/** How a page paints each text: its colour and size, what it lies on, and for a link the text that it stands in. */
const waysToPaint = `(() => {
  const ways = new Set();
  const go = (one, under, around) => {
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textShadow, textDecorationLine, filter, position, visibility } = getComputedStyle(one);
    const lets = backgroundImage === 'none' && opacity === '1' && filter === 'none';
    const on = lets && backgroundColor === 'rgba(0, 0, 0, 0)' ? under
      : (lets && backgroundColor.startsWith('rgb(') ? '' : under) + [backgroundColor, backgroundImage, opacity, filter];
    const way = [on, color, fontSize, fontWeight, textShadow, textDecorationLine, visibility, position].join(' ');
    const hasText = one.matches('input, select, textarea') || [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '');
    if (hasText) ways.add(one.localName === 'a' ? way + ' in ' + around : way);
    for (const child of one.children) go(child, on, way);
  };
  go(document.body, '', '');
  return [...ways];
})()`;

/** Whether a text is painted in a way that none was before in this worker, at this width. */
function isNewlyPainted(ways: readonly string[], width: number): boolean {
  kept.painted ??= new Set();
  const before = kept.painted.size;
  for (const way of ways) kept.painted.add(`${width} ${way}`);
  return kept.painted.size > before;
}

/** Asks axe, which the page gets from the tested site; null where scripts are off, so that it cannot. */
const askAxe = async ([path, looksAtPaint]: [string, boolean]): Promise<string[] | null> => {
  type Script = { src: string; onload: () => void };
  type Dom = { createElement(name: 'script'): Script; head: { append(one: Script): void } };
  const page = globalThis as unknown as {
    axe?: typeof import('axe-core');
    document: Dom;
    matchMedia(query: string): { matches: boolean };
  };
  if (page.axe === undefined && page.matchMedia('(scripting: none)').matches) return null;
  if (page.axe === undefined)
    await new Promise<void>((onload) => {
      page.document.head.append(Object.assign(page.document.createElement('script'), { src: path, onload }));
    });
  const enabled = looksAtPaint;
  const rules = { 'color-contrast': { enabled }, 'link-in-text-block': { enabled } };
  const { violations } = await page.axe!.run({ resultTypes: ['violations'], preload: false, rules });
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
};

/**
 * What axe finds wrong with a page as it stands. The two rules that look at how texts are painted take the most time, and are left out
 * of pages on which every text is painted as one was before, at the same width.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const ways = await page.evaluate<string[]>(`${timersForAxe}; ${waysToPaint}`);
  const asked: [string, boolean] = [axePath, isNewlyPainted(ways, page.viewportSize()!.width)];
  const found = await page.evaluate(askAxe, asked);
  if (found !== null) return found;
  await page.evaluate(axeText);
  return (await page.evaluate(askAxe, asked))!;
}

/** Axe finds nothing wrong with a page as it stands. */
export async function axeIsSilent(page: Page): Promise<void> {
  const found = await axeFindings(page);
  if (found.length > 0)
    expect.fail(`axe at ${new URL(page.url()).pathname}, ${page.viewportSize()?.width} px: ${found.join('; ')}`);
}

/** What is wider than the window; nothing when nobody must scroll sideways to read. */
export async function wideParts(page: Page): Promise<string[]> {
  const room = page.viewportSize()!.width;
  return page.evaluate<string[]>(`(() => {
    if (document.documentElement.scrollWidth <= ${room}) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > ${room} + 0.5);
    const ends = (text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getBoundingClientRect().right;
    };
    const texts = wide.length > 0 ? [] : [...document.querySelectorAll('body *')].flatMap((one) =>
      [...one.childNodes].filter((node) => node.nodeType === 3 && ends(node) > ${room} + 0.5).map(() => one));
    return ['the page', ...[...wide, ...texts].slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
  })()`);
}

/** What is wider than the window when every amount on the page is as long as amounts can be. */
export async function wideAmounts(page: Page): Promise<string[]> {
  await page.evaluate(`(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      texts.currentNode.data = texts.currentNode.data.replace(/\\d{1,3}(?:\\.\\d{3})+(?!\\d)/g, '999.999.999.999.999');
    for (const field of document.querySelectorAll('input'))
      field.value = field.value.replace(/^\\d{1,3}(?:\\.\\d{3})+$/, '999.999.999.999.999');
  })()`);
  return wideParts(page);
}

/** Nothing is wider than the window. */
export async function fitsItsWidth(page: Page): Promise<void> {
  const wide = await wideParts(page);
  const { width } = page.viewportSize()!;
  if (wide.length > 0) expect.fail(`wider than ${width} px at ${new URL(page.url()).pathname}: ${wide.join('; ')}`);
}

/** All that is asked of every page: axe is silent, and nothing sticks out at either width. */
export async function isInOrder(page: Page, name: string): Promise<void> {
  await page.waitForLoadState(); // whoever clicked may be between two pages
  await shot(page, name);
  await fitsItsWidth(page);
  await axeIsSilent(page);
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: width === 390 ? 1280 : 390, height });
  await fitsItsWidth(page);
  await page.setViewportSize({ width, height });
}

/** A picture of the whole page into the folder SHOTS, where there is one. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}-${page.viewportSize()?.width}.png`), fullPage: true });
}

/** Once for a run, whichever of its files comes first. */
function sayOnce(line: string): void {
  try {
    closeSync(openSync(join(tmpdir(), `vuon-uom-said-${process.ppid}`), 'wx'));
  } catch {
    return;
  }
  console.warn(line);
}
