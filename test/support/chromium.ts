// A person of the story at a real browser: what `Client` sends by itself is done here by hand, in a window.

import type { CDPSession, Page as Window } from 'playwright-core';
import {
  type Attached,
  type Browser,
  type Deed,
  type Downloaded,
  type Expected,
  type Form,
  Page,
  type PressedButton,
} from '../../src/scenario/client.ts';

/** What is asked of the elements of a page, inside of it: the types of a browser's own words are not loaded here. */
type Dom = {
  readonly type: string;
  readonly name: string;
  value: string;
  readonly checked: boolean;
  readonly href: string;
  readonly open: boolean;
  readonly disabled: boolean;
  readonly outerHTML: string;
  readonly textContent: string;
  readonly form: unknown;
  readonly options: Iterable<Dom & { selected: boolean }>;
  readonly parentElement: Dom;
  readonly control: Dom | null;
  matches(selector: string): boolean;
  closest(selector: string): Dom | null;
  contains(other: Dom | null): boolean;
  querySelector(selector: string): Dom | null;
  checkVisibility(): boolean;
  focus(): void;
  scrollIntoView(how: object): void;
  getClientRects(): readonly { x: number; y: number; width: number; height: number }[];
  dispatchEvent(event: object): void;
};
declare const document: {
  readonly activeElement: Dom;
  readonly forms: readonly { readonly elements: Iterable<Dom> }[];
  querySelectorAll(selector: string): Iterable<Dom>;
  elementFromPoint(x: number, y: number): Dom | null;
};
declare const location: { readonly href: string };
declare const Event: new (type: string, how: object) => object;
/** The element of the page that something is being done with. */
declare let thing: Dom | null;

/**
 * A window, and a line to the page in it. What is asked of a page goes over this line as it stands: what Playwright would first put
 * into each new page, to find and to click, costs as much as the page.
 */
export class Seen {
  readonly window: Window;
  readonly #line: CDPSession;

  constructor(window: Window, line: CDPSession) {
    this.window = window;
    this.#line = line;
  }

  /** Calls a function inside of the page, which knows nothing but what it is given. */
  async ask<T, A extends readonly unknown[]>(what: (...given: A) => T, ...given: A): Promise<T> {
    const expression = `(${what})(...${JSON.stringify(given)})`;
    const { result, exceptionDetails } = await this.#line.send('Runtime.evaluate', { expression, returnByValue: true });
    if (exceptionDetails !== undefined)
      throw new Error(`${this.window.url()}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value as T;
  }
}

/** How somebody does what is to be done with the one thing on a page that was found. */
export type Hands = {
  /** Said before a form is filled in, and when it has been sent. */
  begin(form: Form): void;
  end(): void;
  /** Follows a link, presses a button, opens what is folded. */
  press(seen: Seen): Promise<unknown>;
  /** Asks for the choice of files. */
  browse(seen: Seen): Promise<unknown>;
  type(seen: Seen, text: string): Promise<unknown>;
  choose(seen: Seen, values: readonly string[]): Promise<unknown>;
  tick(seen: Seen, on: boolean): Promise<unknown>;
};

/** Where the thing is, once it has been scrolled to, or what lies over it. */
function pointOf(): { x: number; y: number } | string {
  const one = thing!;
  one.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const box = one.getClientRects()[0];
  if (box === undefined || !one.checkVisibility()) return `nobody sees ${one.outerHTML}`;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  if (one === hit || one.contains(hit) || hit?.closest('label')?.control === one) return { x, y };
  return `${hit?.outerHTML.slice(0, 120)} lies over ${one.outerHTML}`;
}

/** Writes a day as the calendar of a field does. */
function putDay(day: string): void {
  thing!.value = day;
  for (const type of ['input', 'change']) thing!.dispatchEvent(new Event(type, { bubbles: true }));
}

function choose(values: readonly string[]): void {
  for (const option of thing!.options) option.selected = values.includes(option.value);
  for (const type of ['input', 'change']) thing!.dispatchEvent(new Event(type, { bubbles: true }));
}

const kindAndValue = (): [string, string] => [thing!.type, thing!.value];
const isTicked = () => thing!.checked;

async function click(seen: Seen): Promise<void> {
  const point = await seen.ask(pointOf);
  if (typeof point === 'string') throw new Error(`${seen.window.url()}: ${point}`);
  await seen.window.mouse.click(point.x, point.y);
}

/** Puts a text in the place of what stands in the field that has the focus. */
async function overwrite({ window }: Seen, before: string, text: string, byKeys: boolean): Promise<void> {
  if (before !== '') await window.keyboard.press('Control+A');
  if (text === '') await window.keyboard.press('Delete');
  else if (byKeys) await window.keyboard.type(text);
  else await window.keyboard.insertText(text);
}

export const mouse = (): Hands => ({
  begin: () => undefined,
  end: () => undefined,
  press: click,
  browse: click,
  async type(seen, text) {
    await click(seen);
    const [kind, value] = await seen.ask(kindAndValue);
    if (kind === 'date') await seen.ask(putDay, text);
    else await overwrite(seen, value, text, false);
  },
  choose: (seen, values) => seen.ask(choose, values),
  async tick(seen, on) {
    if ((await seen.ask(isTicked)) !== on) await click(seen);
  },
});

/** Long texts come as an input method writes them, in one piece. */
const longestByKeys = 15;
const mostTabs = 500;

/**
 * Keys alone. A person goes by Tab from the top of the page, until a whole form of their work has been filled in and sent like
 * that; afterwards, because each Tab takes its time, they stand at each thing at once.
 */
export function keyboard(): Hands {
  let hasWalked = false;
  let walksNow = false;
  const reach = (seen: Seen) => (hasWalked ? seen.ask(() => thing!.focus()) : walk(seen));
  return {
    begin(form) {
      walksNow = form.deeds.length >= 2 && !/^\/(sign-in|sign-up|invitation|confirm)/.test(form.action);
    },
    end() {
      hasWalked ||= walksNow;
    },
    async press(seen) {
      await reach(seen);
      await seen.window.keyboard.press('Enter');
    },
    async browse(seen) {
      await reach(seen);
      await seen.window.keyboard.press('Space');
    },
    async type(seen, text) {
      await reach(seen);
      const [kind, value] = await seen.ask(kindAndValue);
      if (kind === 'date') {
        const [year, month, day] = text.split('-'); // the order of Chromium's own language, which is English
        await seen.window.keyboard.type(`${month}${day}${year}`);
      } else await overwrite(seen, value, text, text.length <= longestByKeys && !text.includes('\n'));
    },
    async choose(seen, values) {
      const at = await seen.ask((wanted) => {
        const choices = [...thing!.options].filter(({ disabled }) => !disabled);
        return choices.findIndex(({ value }) => value === wanted);
      }, values[0]);
      await reach(seen);
      await seen.window.keyboard.press('Home');
      for (let step = 0; step < at; step += 1) await seen.window.keyboard.press('ArrowDown');
    },
    async tick(seen, on) {
      if ((await seen.ask(isTicked)) === on) return;
      await reach(seen);
      if ((await seen.ask(isTicked)) !== on) await seen.window.keyboard.press('Space'); // arrows choose as they go
    },
  };
}

/** Whether the thing has the focus, or a radio button of the same group. */
function whereIs(): 'here' | 'beside' | 'elsewhere' {
  const one = thing!;
  const now = document.activeElement;
  if (now === one) return 'here';
  const isSameGroup = one.type === 'radio' && now.type === 'radio' && now.form === one.form && now.name === one.name;
  return isSameGroup ? 'beside' : 'elsewhere';
}

/** Goes on by Tab until the thing has the focus; among radio buttons of one name by arrows. */
async function walk(seen: Seen): Promise<void> {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    const where = await seen.ask(whereIs);
    if (where === 'here') return;
    await seen.window.keyboard.press(where === 'beside' ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`${seen.window.url()}: no key leads to ${await seen.ask(() => thing!.outerHTML)}`);
}

export type ChromiumOptions = {
  /** Opens the window, when it is first needed. */
  open: () => Promise<Window>;
  hands: Hands;
  javaScript: boolean;
  /** Called before each page is asked for: time passes. */
  pause: () => void;
  /** Looks at each page that has come. */
  look: (window: Window, page: Page) => Promise<unknown>;
  /** Whether enough people have come in by this page with their own hands: the others then ask for it without a window. */
  isWellKnown?: (path: string) => boolean;
  /** Keeps somebody signed in who once did so by hand, and who would do it again each morning. */
  stay?: (token: string) => Promise<unknown>;
};

/** How everybody comes in: by the letter that invites them, after an administrator has written their name. */
export const waysIn = /^\/(mailbox|invitation|agencies\/\w+\/people)\b/;

/** How the pages were come to. */
export type Ways = { links: number; addresses: number; forms: number };

// Each finds one thing on the page, and says whether there is one.

function findLink(path: string): boolean {
  const target = new URL(path, location.href).href;
  thing =
    [...document.querySelectorAll('a[href]')].find((link) => link.href === target && link.checkVisibility()) ?? null;
  return thing !== null;
}

/** A request without a window needs a site in its address, and goes to the one of the window. */
const anywhere = 'http://localhost';

/** Those that `Form` counts. */
const isControl = 'input, select, textarea, button:not([type=button], [type=reset])';

/** A control of a form by its name, and its place among those of this name; or a button by all that it says. */
function findControl(place: number, selector: string, wanted: PressedButton | { name: string; nth: number }): boolean {
  const controls = [...(document.forms[place]?.elements ?? [])].filter((one) => one.matches(selector));
  const named = controls.filter(({ name }) => name === wanted.name);
  const bare = (text: string) => text.replace(/\s/g, '');
  if ('nth' in wanted) thing = named[wanted.nth] ?? null;
  else {
    const said = (one: Dom) => one.value === wanted.value && bare(one.textContent || one.value) === bare(wanted.text);
    thing = named.find((one) => one.matches('button, [type=submit], [type=image]') && said(one)) ?? null;
  }
  return thing !== null;
}

/** What opens the outermost fold that hides the thing. */
function findFold(): boolean {
  let outermost: Dom | null = null;
  for (let at = thing!.closest('details'); at; at = at.parentElement.closest('details')) if (!at.open) outermost = at;
  if (outermost === null) return false;
  thing = outermost.querySelector('summary');
  return thing !== null;
}

const wholePage = () => document.querySelectorAll('html')[Symbol.iterator]().next().value!.outerHTML as string;

/** A window of Chromium, with cookies of its own. */
export class ChromiumBrowser implements Browser {
  page: Page | null = null;
  readonly ways: Ways = { links: 0, addresses: 0, forms: 0 };
  readonly #options: ChromiumOptions;
  readonly #unseen = new WeakSet<Page>();
  #seen: Seen | null = null;
  #answer = { method: 'GET', status: 0, headers: new Headers() };

  constructor(options: ChromiumOptions) {
    this.#options = options;
  }

  /** By the link where the open page shows one, else by the address. */
  async get(path: string, { expect = 200 }: { expect?: Expected } = {}): Promise<Page> {
    const seen = await this.#open();
    const { window } = seen;
    await this.#stay(window);
    if (this.#options.isWellKnown?.(path)) return this.#without(window, new Request(new URL(path, anywhere)), expect);
    const isShown = this.page !== null && !this.#unseen.has(this.page);
    const isLinked = isShown && (await seen.ask(findLink, path));
    this.ways[isLinked ? 'links' : 'addresses'] += 1;
    const page = await this.#come(seen, () =>
      isLinked ? this.#options.hands.press(seen) : window.goto(path, { waitUntil: 'commit' }),
    );
    return page.mustBe(expect);
  }

  async download(path: string): Promise<Downloaded> {
    const { window } = await this.#open();
    const response = await window.context().request.get(path);
    const headers = new Headers(response.headers());
    const type = headers.get('Content-Type') ?? '';
    return { bytes: new Uint8Array(await response.body()), type, status: response.status(), headers };
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    { expect = 200 }: { expect?: Expected } = {},
  ): Promise<Page> {
    const { window } = await this.#open();
    this.#options.pause();
    const headers = { Origin: new URL(window.url()).origin, 'Sec-Fetch-Site': 'same-origin' };
    const response = await window.context().request.post(path, { form: { ...fields }, headers });
    const answered = new Headers(response.headers());
    return new Page(this, 'POST', response.url(), response.status(), answered, await response.text()).mustBe(expect);
  }

  async press(form: Form, button: string | undefined, expect: Expected): Promise<Page> {
    const seen = await this.#open();
    if (form.page !== this.page) throw new Error(`the form ${form.action} is on a page that has been left`);
    if (this.#unseen.has(form.page)) {
      if (!waysIn.test(form.action)) throw new Error(`the form ${form.action} is to be sent by hand`);
      return this.#without(seen.window, form.request(button), expect);
    }
    this.ways.forms += 1;
    const pressed = form.pressed(button);
    if (pressed === null) throw new Error(`the form ${form.action} has no button`);
    this.#options.hands.begin(form);
    for (const deed of form.deeds) await this.#do(seen, form, deed);
    await this.#find(seen, form, pressed);
    const page = await this.#come(seen, () => this.#options.hands.press(seen));
    this.#options.hands.end();
    return page.mustBe(expect);
  }

  /** Asks for a page, or sends a form, as the window would, with its cookies and without showing what comes. */
  async #without(window: Window, request: Request, expect: Expected): Promise<Page> {
    this.#options.pause();
    const { method, headers } = request;
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const response = await window.context().request.fetch(`${pathname}${search}`, {
      method,
      headers: Object.fromEntries(headers),
      ...(body.length > 0 ? { data: body } : {}),
    });
    const answered = new Headers(response.headers());
    this.page = new Page(this, method, response.url(), response.status(), answered, await response.text());
    this.#unseen.add(this.page);
    return this.page.mustBe(expect);
  }

  async #stay(window: Window): Promise<void> {
    const { stay } = this.#options;
    if (stay === undefined) return;
    const token = (await window.context().cookies()).find(({ name }) => name === 'session');
    if (token !== undefined) await stay(token.value);
  }

  async #open(): Promise<Seen> {
    if (this.#seen !== null) return this.#seen;
    const window = await this.#options.open();
    window.on('response', (response) => {
      const [request, status] = [response.request(), response.status()];
      if (!request.isNavigationRequest() || (status >= 300 && status < 400)) return;
      this.#answer = { method: request.method(), status, headers: new Headers(response.headers()) };
    });
    this.#seen = new Seen(window, await window.context().newCDPSession(window));
    return this.#seen;
  }

  /** Does what another page comes of, and reads that page when it is there. */
  async #come(seen: Seen, act: () => Promise<unknown>): Promise<Page> {
    const { window } = seen;
    this.#options.pause();
    await Promise.all([window.waitForEvent('load'), act()]);
    const { method, status, headers } = this.#answer;
    const page = new Page(this, method, window.url(), status, headers, await seen.ask(wholePage));
    this.page = page;
    await this.#options.look(window, page);
    return page;
  }

  async #do(seen: Seen, form: Form, deed: Deed): Promise<void> {
    const { hands } = this.#options;
    await this.#find(seen, form, { name: deed.name, nth: deed.nth });
    if (deed.did === 'type') await hands.type(seen, deed.text);
    else if (deed.did === 'choose') await hands.choose(seen, deed.values);
    else if (deed.did === 'tick') await hands.tick(seen, deed.on);
    else await this.#attach(seen, deed.files);
  }

  async #attach(seen: Seen, files: readonly Attached[]): Promise<void> {
    const { hands, javaScript } = this.#options;
    const chosen = files.map(({ name, bytes, type }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) }));
    const [chooser] = await Promise.all([seen.window.waitForEvent('filechooser'), hands.browse(seen)]);
    await chooser.setFiles(chosen);
    // templates/assets/uploads.js sends at once what is chosen, each file with a line that says how far it is
    const onTheirWay = seen.window.locator('.sending > :is(.waiting, .sending)');
    while (javaScript && (await onTheirWay.count()) > 0) await seen.window.waitForTimeout(50);
  }

  /** Finds a control of a form as it stands in the window, or a button of it; what is folded around it is opened. */
  async #find(seen: Seen, form: Form, wanted: PressedButton | { name: string; nth: number }): Promise<void> {
    for (;;) {
      if (!(await seen.ask(findControl, form.place, isControl, wanted)))
        throw new Error(`${seen.window.url()} has no ${JSON.stringify(wanted)} in its form ${form.place}`);
      if (!(await seen.ask(findFold))) return;
      await this.#options.hands.press(seen);
    }
  }
}
