// A person of the story at a real browser: what `Client` sends by itself is done here by hand, in a window.

import type { ElementHandle, Page as Window } from 'playwright-core';
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
  readonly value: string;
  readonly href: string;
  readonly open: boolean;
  readonly disabled: boolean;
  readonly outerHTML: string;
  readonly textContent: string;
  readonly form: unknown;
  readonly options: Iterable<Dom>;
  readonly parentElement: Dom;
  matches(selector: string): boolean;
  closest(selector: string): Dom | null;
  querySelector(selector: string): Dom | null;
  checkVisibility(): boolean;
};
declare const document: {
  readonly activeElement: Dom;
  readonly forms: readonly { readonly elements: Iterable<Dom> }[];
  querySelectorAll(selector: string): Iterable<Dom>;
};
declare const location: { readonly href: string };

type Thing = ElementHandle<Dom>;

/** How somebody does what is to be done with one thing on a page. */
export type Hands = {
  /** Said before a form is filled in, and when it has been sent. */
  begin(form: Form): void;
  end(): void;
  /** Follows a link, presses a button, opens what is folded. */
  press(window: Window, thing: Thing): Promise<unknown>;
  /** Asks for the choice of files. */
  browse(window: Window, field: Thing): Promise<unknown>;
  type(window: Window, field: Thing, text: string): Promise<unknown>;
  choose(window: Window, list: Thing, values: readonly string[]): Promise<unknown>;
  tick(window: Window, box: Thing, on: boolean): Promise<unknown>;
};

export const mouse = (): Hands => ({
  begin: () => undefined,
  end: () => undefined,
  press: (_, thing) => thing.click(),
  browse: (_, field) => field.click(),
  async type(_, field, text) {
    await field.click();
    await field.fill(text);
  },
  choose: (_, list, values) => list.selectOption([...values]),
  tick: (_, box, on) => box.setChecked(on),
});

/** Long texts come as an input method writes them, in one piece. */
const longestByKeys = 30;
const mostTabs = 500;

/**
 * Keys alone. A person goes by Tab from the top of the page, until a whole form of their work has been filled in and sent like
 * that; afterwards, because each Tab takes its time, they stand at each thing at once.
 */
export function keyboard(): Hands {
  let hasWalked = false;
  let walksNow = false;
  const reach = (window: Window, thing: Thing) => (hasWalked ? thing.focus() : walk(window, thing));
  return {
    begin(form) {
      walksNow = form.deeds.length >= 2 && !/^\/(sign-in|sign-up|invitation|confirm)/.test(form.action);
    },
    end() {
      hasWalked ||= walksNow;
    },
    async press(window, thing) {
      await reach(window, thing);
      await window.keyboard.press('Enter');
    },
    async browse(window, field) {
      await reach(window, field);
      await window.keyboard.press('Space');
    },
    async type(window, field, text) {
      await reach(window, field);
      const [kind, value] = await field.evaluate((one): [string, string] => [one.type, one.value]);
      if (kind === 'date') {
        const [year, month, day] = text.split('-'); // the order of Chromium's own language, which is English
        await window.keyboard.type(`${month}${day}${year}`);
        return;
      }
      if (value !== '') await window.keyboard.press('Control+A');
      if (text === '') await window.keyboard.press('Delete');
      else if (text.length > longestByKeys || text.includes('\n')) await window.keyboard.insertText(text);
      else await window.keyboard.type(text);
    },
    async choose(window, list, values) {
      const at = await list.evaluate((one, wanted) => {
        const choices = [...one.options].filter(({ disabled }) => !disabled);
        return choices.findIndex(({ value }) => value === wanted);
      }, values[0]);
      await reach(window, list);
      await window.keyboard.press('Home');
      for (let step = 0; step < at; step += 1) await window.keyboard.press('ArrowDown');
    },
    async tick(window, box, on) {
      if ((await box.isChecked()) === on) return;
      await reach(window, box);
      if ((await box.isChecked()) !== on) await window.keyboard.press('Space'); // arrows choose as they go
    },
  };
}

/** Whether a thing has the focus, or a radio button of the same group. */
function whereIs(one: Dom): 'here' | 'beside' | 'elsewhere' {
  const now = document.activeElement;
  if (now === one) return 'here';
  const isSameGroup = one.type === 'radio' && now.type === 'radio' && now.form === one.form && now.name === one.name;
  return isSameGroup ? 'beside' : 'elsewhere';
}

/** Goes on by Tab until a thing has the focus; among radio buttons of one name by arrows. */
async function walk(window: Window, thing: Thing): Promise<void> {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    const where = await thing.evaluate(whereIs);
    if (where === 'here') return;
    await window.keyboard.press(where === 'beside' ? 'ArrowDown' : 'Tab');
  }
  throw new Error(`${window.url()}: no key leads to ${await thing.evaluate(({ outerHTML }) => outerHTML)}`);
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
};

/** How the pages were come to. */
export type Ways = { links: number; addresses: number; forms: number };

function linkTo(path: string): Dom | null {
  const target = new URL(path, location.href).href;
  return (
    [...document.querySelectorAll('a[href]')].find((link) => link.href === target && link.checkVisibility()) ?? null
  );
}

/** Those that `Form` counts. */
const isControl = 'input, select, textarea, button:not([type=button], [type=reset])';

/** A control of a form by its name, and its place among those of this name; or a button by all that it says. */
function controlOf([place, selector, wanted]: readonly [
  number,
  string,
  PressedButton | { name: string; nth: number },
]) {
  const controls = [...(document.forms[place]?.elements ?? [])].filter((one) => one.matches(selector));
  const named = controls.filter(({ name }) => name === wanted.name);
  if ('nth' in wanted) return named[wanted.nth] ?? null;
  const bare = (text: string) => text.replace(/\s/g, '');
  const said = (one: Dom) => one.value === wanted.value && bare(one.textContent || one.value) === bare(wanted.text);
  return named.find((one) => one.matches('button, [type=submit], [type=image]') && said(one)) ?? null;
}

/** What opens the outermost fold that hides a thing. */
function foldOf(one: Dom): Dom | null {
  let outermost: Dom | null = null;
  for (let at = one.closest('details'); at; at = at.parentElement.closest('details')) if (!at.open) outermost = at;
  return outermost?.querySelector('summary') ?? null;
}

/** A window of Chromium, with cookies of its own. */
export class ChromiumBrowser implements Browser {
  page: Page | null = null;
  readonly ways: Ways = { links: 0, addresses: 0, forms: 0 };
  readonly #options: ChromiumOptions;
  #window: Window | null = null;
  #answer = { method: 'GET', status: 0, headers: new Headers() };

  constructor(options: ChromiumOptions) {
    this.#options = options;
  }

  /** By the link where the open page shows one, else by the address. */
  async get(path: string, { expect = 200 }: { expect?: Expected } = {}): Promise<Page> {
    const window = await this.#open();
    const link = this.page === null ? null : asThing(await window.evaluateHandle(linkTo, path));
    this.ways[link === null ? 'addresses' : 'links'] += 1;
    const page = await this.#come(window, () =>
      link === null ? window.goto(path, { waitUntil: 'commit' }) : this.#options.hands.press(window, link),
    );
    return page.mustBe(expect);
  }

  async download(path: string): Promise<Downloaded> {
    const window = await this.#open();
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
    const window = await this.#open();
    this.#options.pause();
    const headers = { Origin: new URL(window.url()).origin, 'Sec-Fetch-Site': 'same-origin' };
    const response = await window.context().request.post(path, { form: { ...fields }, headers });
    const answered = new Headers(response.headers());
    return new Page(this, 'POST', response.url(), response.status(), answered, await response.text()).mustBe(expect);
  }

  async press(form: Form, button: string | undefined, expect: Expected): Promise<Page> {
    const window = await this.#open();
    if (form.page !== this.page) throw new Error(`the form ${form.action} is on a page that has been left`);
    this.ways.forms += 1;
    const pressed = form.pressed(button);
    if (pressed === null) throw new Error(`the form ${form.action} has no button`);
    this.#options.hands.begin(form);
    for (const deed of form.deeds) await this.#do(window, form, deed);
    const thing = await this.#find(window, form, pressed);
    const page = await this.#come(window, () => this.#options.hands.press(window, thing));
    this.#options.hands.end();
    return page.mustBe(expect);
  }

  async #open(): Promise<Window> {
    if (this.#window !== null) return this.#window;
    const window = await this.#options.open();
    window.on('response', (response) => {
      const [request, status] = [response.request(), response.status()];
      if (!request.isNavigationRequest() || (status >= 300 && status < 400)) return;
      this.#answer = { method: request.method(), status, headers: new Headers(response.headers()) };
    });
    this.#window = window;
    return window;
  }

  /** Does what another page comes of, and reads that page when it is there. */
  async #come(window: Window, act: () => Promise<unknown>): Promise<Page> {
    this.#options.pause();
    await Promise.all([window.waitForEvent('load'), act()]);
    const { method, status, headers } = this.#answer;
    const page = new Page(this, method, window.url(), status, headers, await window.content());
    this.page = page;
    await this.#options.look(window, page);
    return page;
  }

  async #do(window: Window, form: Form, deed: Deed): Promise<void> {
    const { hands } = this.#options;
    const thing = await this.#find(window, form, { name: deed.name, nth: deed.nth });
    if (deed.did === 'type') await hands.type(window, thing, deed.text);
    else if (deed.did === 'choose') await hands.choose(window, thing, deed.values);
    else if (deed.did === 'tick') await hands.tick(window, thing, deed.on);
    else await this.#attach(window, thing, deed.files);
  }

  async #attach(window: Window, field: Thing, files: readonly Attached[]): Promise<void> {
    const { hands, javaScript } = this.#options;
    const chosen = files.map(({ name, bytes, type }) => ({ name, mimeType: type, buffer: Buffer.from(bytes) }));
    const [chooser] = await Promise.all([window.waitForEvent('filechooser'), hands.browse(window, field)]);
    await chooser.setFiles(chosen);
    // templates/assets/uploads.js sends at once what is chosen, each file with a line that says how far it is
    const onTheirWay = window.locator('.sending > :is(.waiting, .sending)');
    while (javaScript && (await onTheirWay.count()) > 0) await window.waitForTimeout(50);
  }

  /** A control of a form as it stands in the window, or a button of it; what is folded around it is opened. */
  async #find(window: Window, form: Form, wanted: PressedButton | { name: string; nth: number }): Promise<Thing> {
    const thing = asThing(await window.evaluateHandle(controlOf, [form.place, isControl, wanted] as const));
    if (thing === null) throw new Error(`${window.url()} has no ${JSON.stringify(wanted)} in its form ${form.place}`);
    for (;;) {
      const summary = asThing(await thing.evaluateHandle(foldOf));
      if (summary === null) return thing;
      await this.#options.hands.press(window, summary);
    }
  }
}

const asThing = (handle: { asElement(): unknown }) => handle.asElement() as Thing | null;
