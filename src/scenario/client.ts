// A person at a browser: what is to be read on a page, and what is filled in and sent. `Browser` is the seam: `Client` is one without
// JavaScript that sends what a browser would send; the tests have another, which does the same by mouse or keyboard in Chromium.

import { randomUUID } from 'node:crypto';
import { type HTMLElement, NodeType, parse } from 'node-html-parser';

/** Answers a request; `fetch` itself, or an application's own. */
export type Send = (request: Request) => Promise<Response>;

export type ClientOptions = {
  /** The site's address, without a path. */
  origin: string;
  send?: Send;
  /** What the browser takes for the present time when a cookie has a date of expiry; left out, only 1970 is past. */
  now?: () => Date;
};

/** What a refusal's panel says (templates/parts/refusal.tsx). */
export type ShownRefusal = {
  sentence: string;
  figures: Readonly<Record<string, string>>;
  clause: string | null;
  instead: string;
};

export type Link = { text: string; href: string };

/** A form's field as a person finds it: its name, its label, what it offers. */
export type FieldView = {
  name: string;
  label: string;
  type: string;
  value: string;
  options: readonly { value: string; label: string }[];
};

type Value = string | boolean | readonly string[];
export type Attached = { name: string; bytes: Uint8Array; type: string };

/** The status that a page must have. */
export type Expected = number | 'any';

export type Downloaded = { bytes: Uint8Array; type: string; status: number; headers: Headers };

/** One browser with its cookies: one person, one window. */
export interface Browser {
  /** The page that is open. */
  readonly page: Page | null;
  /** Goes to an address: throws unless the page is there, or has the status that is expected. */
  get(path: string, options?: { expect?: Expected }): Promise<Page>;
  /** What lies at an address, as bytes: papers, files, assets. */
  download(path: string): Promise<Downloaded>;
  /** Sends what no form of ours offers, as somebody may who writes requests by hand. */
  post(path: string, fields: Readonly<Record<string, string>>, options?: { expect?: Expected }): Promise<Page>;
  /** Fills in a form of the page that is open as it was said to be, and presses a button of it. */
  press(form: Form, button: string | undefined, expect: Expected): Promise<Page>;
}

/** What was done to one control of a form. It is found again by its name, and its place among those of this name. */
export type Deed = { name: string; nth: number } & (
  | { did: 'type'; text: string }
  | { did: 'choose'; values: readonly string[] }
  | { did: 'tick'; on: boolean }
  | { did: 'attach'; files: readonly Attached[] }
);

export type PressedButton = { name: string; value: string; text: string };

const mostRedirects = 10;

/** A browser without JavaScript, and without a window. */
export class Client implements Browser {
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  page: Page | null = null;
  readonly #send: Send;
  readonly #now: () => Date;

  constructor({ origin, send = fetch, now = () => new Date(0) }: ClientOptions) {
    this.origin = origin;
    this.#send = send;
    this.#now = now;
  }

  async get(path: string, { expect = 200 }: { expect?: Expected } = {}): Promise<Page> {
    return this.visit(new Request(new URL(path, this.origin)), expect);
  }

  async download(path: string): Promise<Downloaded> {
    const response = await this.#ask(new Request(new URL(path, this.origin)));
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      bytes,
      type: response.headers.get('Content-Type') ?? '',
      status: response.status,
      headers: response.headers,
    };
  }

  async press(form: Form, button: string | undefined, expect: Expected): Promise<Page> {
    return this.visit(form.request(button), expect);
  }

  /** Sends a request and follows where it leads, as a browser does. For forms; everybody else opens addresses. */
  async visit(request: Request, expect: Expected): Promise<Page> {
    let asked = request;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const { method, url } = asked;
      const body = method === 'GET' ? undefined : await asked.clone().arrayBuffer();
      const response = await this.#ask(asked);
      const target = response.headers.get('Location');
      if (response.status < 300 || response.status > 399 || target === null) {
        this.page = new Page(this, method, url, response.status, response.headers, await response.text());
        return this.page.mustBe(expect);
      }
      await response.arrayBuffer();
      const next = new URL(target, url);
      if (next.origin !== new URL(this.origin).origin) throw new Error(`${url} leads away from the site, to ${next}`);
      const same = response.status === 307 || response.status === 308;
      const headers = new Headers(asked.headers);
      if (!same) headers.delete('Content-Type');
      asked = new Request(next, same && body ? { method, headers, body } : {});
    }
    throw new Error(`${request.url} leads round in a circle`);
  }

  async post(
    path: string,
    fields: Readonly<Record<string, string>>,
    { expect = 200 }: { expect?: Expected } = {},
  ): Promise<Page> {
    const headers = { Origin: this.origin, 'Sec-Fetch-Site': 'same-origin' };
    const body = new URLSearchParams(fields);
    return this.visit(new Request(new URL(path, this.origin), { method: 'POST', headers, body }), expect);
  }

  async #ask(request: Request): Promise<Response> {
    const headers = new Headers(request.headers);
    if (this.cookies.size > 0)
      headers.set('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    headers.set('User-Agent', 'Mozilla/5.0 (compatible; vuon-uom-scenario)');
    headers.set('Host', new URL(request.url).host);
    const response = await this.#send(new Request(request, { headers, redirect: 'manual' }));
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    let ends: number | null = null;
    for (const attribute of attributes) {
      const [key = '', text = ''] = attribute.split('=');
      if (/^max-age$/i.test(key)) {
        ends = Number(text) <= 0 ? -1 : null;
        break; // counts more than a date
      }
      if (/^expires$/i.test(key)) ends = Date.parse(text);
    }
    if (ends !== null && ends <= this.#now().getTime()) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** A page came that was not to be expected; says what stood on it. */
export class UnexpectedPage extends Error {
  override name = 'UnexpectedPage';
  readonly page: Page;

  constructor(page: Page, expected: number) {
    const said = page.errors.length > 0 ? page.errors.join(' | ') : page.text.slice(0, 300);
    const what = `${page.method} ${new URL(page.url).pathname}`;
    super(`${what} answered ${page.status} instead of ${expected}: “${page.title}”: ${said}`);
    this.page = page;
  }
}

/** A page as somebody reads it. */
export class Page {
  /** How it was asked for. */
  readonly method: string;
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly html: string;
  readonly root: HTMLElement;
  readonly #browser: Browser;

  constructor(browser: Browser, method: string, url: string, status: number, headers: Headers, html: string) {
    this.method = method;
    this.#browser = browser;
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.html = html;
    this.root = parse(html, { blockTextElements: { script: true, style: true } });
  }

  /** Itself, when it has the status that is expected; throws with what stands on it otherwise. */
  mustBe(expected: Expected): this {
    if (expected !== 'any' && this.status !== expected) throw new UnexpectedPage(this, expected);
    return this;
  }

  /** Path and query. */
  get path(): string {
    const { pathname, search } = new URL(this.url);
    return `${pathname}${search}`;
  }

  get title(): string {
    return plain(this.root.querySelector('title')?.text);
  }

  /** The heading of the page. */
  get heading(): string {
    return plain(this.root.querySelector('h1')?.text);
  }

  /** What there is to read, without the frame around it, in one line. */
  get text(): string {
    return readable(this.root.querySelector('main') ?? this.root.querySelector('body') ?? this.root);
  }

  /** All that leads somewhere, with whole paths. */
  get links(): Link[] {
    return this.root.querySelectorAll('a[href]').map((a) => {
      const target = new URL(a.getAttribute('href')!, this.url);
      const inside = target.origin === new URL(this.url).origin;
      return {
        text: readable(a),
        href: inside ? `${target.pathname}${target.search}${target.hash}` : target.toString(),
      };
    });
  }

  /** What the page complains about: the sentences of its summary of errors, or of its refusal. */
  get errors(): string[] {
    const { refusal } = this;
    const listed = this.root.querySelectorAll('.errors li').map((element) => readable(element));
    return refusal === null ? listed : [refusal.sentence, ...listed];
  }

  /** The refusal that the page shows; null when there is none. */
  get refusal(): ShownRefusal | null {
    const panel = this.root.querySelector('.refused');
    if (!panel) return null;
    const figures: Record<string, string> = {};
    for (const row of panel.querySelectorAll('dl > div'))
      figures[plain(row.querySelector('dt')?.text)] = plain(row.querySelector('dd')?.text);
    const paragraphs = panel.querySelectorAll('p').map((element) => readable(element));
    const clause = figures['Căn cứ'] ?? figures.Clause ?? null;
    delete figures['Căn cứ'];
    delete figures.Clause;
    return {
      sentence: paragraphs[0] ?? '',
      figures,
      clause,
      instead: (paragraphs.at(-1) ?? '').replace(/^[^:]*:\s*/, ''),
    };
  }

  /** Elements by selector, as text: for reading what a page says in a certain place. */
  all(selector: string): string[] {
    return this.root.querySelectorAll(selector).map((element) => readable(element));
  }

  get forms(): Form[] {
    return this.root.querySelectorAll('form').map((element) => new Form(this.#browser, this, element));
  }

  /** The one form of the page; or the one whose action ends like this, or that has a button with this text. */
  form(which?: string): Form {
    const { forms } = this;
    const found =
      which === undefined
        ? forms
        : forms.filter((form) => form.action.replace(/\?.*$/, '').endsWith(which) || form.buttons.includes(which));
    const [form] = found;
    if (form !== undefined && found.length === 1) return form;
    const there = forms.map(({ action, buttons }) => `${action} [${buttons.join(' | ')}]`).join('; ') || 'none';
    throw new Error(
      `${this.path} (“${this.title}”) has ${found.length} forms ${which === undefined ? '' : `“${which}”`}; there are: ${there}${this.errors.length > 0 ? `; it says: ${this.errors.join(' | ')}` : ''}`,
    );
  }

  /** The one form with a field of this name. */
  formWith(field: string): Form {
    const found = this.forms.filter(({ names }) => names.includes(field));
    if (found.length !== 1) throw new Error(`${this.path} (“${this.title}”) has ${found.length} forms with “${field}”`);
    return found[0]!;
  }

  hasForm(which: string): boolean {
    return this.forms.some((form) => form.action.replace(/\?.*$/, '').endsWith(which) || form.buttons.includes(which));
  }

  /** Follows the link with this text, or whose address ends like this. */
  async follow(which: string): Promise<Page> {
    const found = this.links.filter(
      ({ text, href }) => text === which || (which.startsWith('/') && href.replace(/[?#].*$/, '').endsWith(which)),
    );
    const targets = new Set(found.map(({ href }) => href));
    const [href] = targets;
    if (href === undefined || targets.size > 1) {
      const there = this.links.map((link) => `${link.text} → ${link.href}`).join('; ');
      throw new Error(`${this.path} has ${targets.size} links “${which}”; there are: ${there}`);
    }
    return this.#browser.get(href);
  }
}

const controls = 'input, select, textarea, button';

/** A form of a page, being filled in. */
export class Form {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #element: HTMLElement;
  /** What was typed or chosen, by control. */
  readonly #typed = new Map<HTMLElement, string>();
  readonly #checked = new Map<HTMLElement, boolean>();
  readonly #chosen = new Map<HTMLElement, readonly string[]>();
  readonly #attached = new Map<HTMLElement, Attached[]>();

  constructor(browser: Browser, page: Page, element: HTMLElement) {
    this.#browser = browser;
    this.page = page;
    this.#element = element;
  }

  /** Where it is sent, as a path. */
  get action(): string {
    return this.#target(this.#element.getAttribute('action'));
  }

  get buttons(): string[] {
    return this.#controls.filter(isButton).map(buttonText);
  }

  /** The names that a person can fill in. */
  get names(): string[] {
    return [...new Set(this.#fillable.map((control) => control.getAttribute('name')!))];
  }

  get fields(): FieldView[] {
    return this.#fillable.map((control) => ({
      name: control.getAttribute('name')!,
      label: this.#labelOf(control),
      type: typeOf(control),
      value: this.#typed.get(control) ?? initial(control),
      options: tagOf(control) === 'select' ? optionsOf(control).map(({ value, label }) => ({ value, label })) : [],
    }));
  }

  /** What stands under a name now, as it would be sent. */
  value(name: string): string[] {
    return this.#entries(null)
      .filter(([key]) => key === name)
      .map(([, value]) => (typeof value === 'string' ? value : value.name));
  }

  /**
   * Fills in fields by name. A text for a field, for the choice among radio buttons or in a list (by value or by what stands
   * beside it); true or false for one box; a list for boxes of one name, or for fields that stand several times.
   */
  fill(values: Readonly<Record<string, Value>>): this {
    for (const [name, value] of Object.entries(values)) {
      const named = this.#fillable.filter((control) => control.getAttribute('name') === name);
      if (named.length === 0)
        throw new Error(`${this.#where} has no field “${name}”; it has: ${this.names.join(', ') || 'none'}`);
      this.#set(name, named, value);
    }
    return this;
  }

  /** Fills in fields by what their labels say; a group of choices by its legend. */
  fillByLabel(values: Readonly<Record<string, Value>>): this {
    for (const [label, value] of Object.entries(values)) {
      const labels = this.#fillable.map((control) => this.#labelOf(control));
      const groups = this.#fillable.map((control) => legendOf(control));
      const exact = this.#fillable.filter((_, at) => labels[at] === label || groups[at] === label);
      const found =
        exact.length > 0
          ? exact
          : this.#fillable.filter((_, at) => labels[at]!.startsWith(label) || groups[at]?.startsWith(label));
      const names = new Set(found.map((control) => control.getAttribute('name')!));
      const [name] = names;
      if (name === undefined || names.size > 1)
        throw new Error(
          `${this.#where} has ${names.size} fields labelled “${label}”; it has: ${[...new Set([...labels, ...groups])].filter(Boolean).join(' | ')}`,
        );
      this.#set(name, found, value);
    }
    return this;
  }

  /** Fills in days, given as 'YYYY-MM-DD', as each field takes them. */
  fillDays(days: Readonly<Record<string, string>>): this {
    for (const [name, day] of Object.entries(days)) {
      const picks = this.fields.find((field) => field.name === name)?.type === 'date';
      this.fill({ [name]: picks ? day : day.split('-').toReversed().join('/') });
    }
    return this;
  }

  /** Chooses a file. Choosing again in the same field adds where the field takes several, else replaces. */
  attach(name: string, filename: string, bytes: Uint8Array, type = 'application/octet-stream'): this {
    const files = this.#fillable.filter((control) => typeOf(control) === 'file');
    const field = files.find((control) => control.getAttribute('name') === name);
    if (field === undefined)
      throw new Error(
        `${this.#where} takes no file “${name}”; it takes: ${files.map((file) => file.getAttribute('name')).join(', ') || 'none'}`,
      );
    const earlier = field.hasAttribute('multiple') ? (this.#attached.get(field) ?? []) : [];
    this.#attached.set(field, [...earlier, { name: filename, bytes, type }]);
    return this;
  }

  /**
   * Presses a button: the one with this text or value; left out, the one that stands out, or else the first. Throws unless the
   * next page has the status expected.
   */
  async submit({ button, expect = 200 }: { button?: string; expect?: Expected } = {}): Promise<Page> {
    return this.#browser.press(this, button, expect);
  }

  /** The request that pressing a button makes. */
  request(button?: string): Request {
    const pressed = this.#button(button);
    this.#complain(pressed);
    const entries = this.#entries(pressed);
    const by = (attribute: string) =>
      pressed?.getAttribute(`form${attribute}`) ?? this.#element.getAttribute(attribute) ?? '';
    const target = new URL(this.#target(by('action')), this.page.url);
    if (by('method').toLowerCase() !== 'post') {
      target.search = new URLSearchParams(
        entries.map(([name, value]): [string, string] => [name, asText(value)]),
      ).toString();
      return new Request(target, { headers: { 'Sec-Fetch-Site': 'same-origin', Referer: this.page.url } });
    }
    const headers = {
      Origin: new URL(this.page.url).origin,
      'Sec-Fetch-Site': 'same-origin',
      Referer: this.page.url,
    };
    if (by('enctype').toLowerCase() === 'multipart/form-data') {
      const boundary = `----vuon-uom-${randomUUID()}`;
      const body = multipart(entries, boundary);
      const type = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
      return new Request(target, { method: 'POST', headers: { ...headers, ...type }, body });
    }
    const body = new URLSearchParams(entries.map(([name, value]): [string, string] => [name, lines(asText(value))]));
    return new Request(target, { method: 'POST', headers, body });
  }

  /** Its place among the forms of its page. */
  get place(): number {
    return this.page.root.querySelectorAll('form').indexOf(this.#element);
  }

  /** What was filled in so far, in the order of the page: for whoever does it in a window. */
  get deeds(): Deed[] {
    const times = new Map<string, number>();
    return this.#controls.flatMap((control): Deed[] => {
      const name = control.getAttribute('name') ?? '';
      const nth = times.get(name) ?? 0;
      times.set(name, nth + 1);
      const [text, on] = [this.#typed.get(control), this.#checked.get(control)];
      const [values, files] = [this.#chosen.get(control), this.#attached.get(control)];
      if (text !== undefined) return [{ name, nth, did: 'type', text }];
      if (values !== undefined) return [{ name, nth, did: 'choose', values }];
      if (files !== undefined) return [{ name, nth, did: 'attach', files }];
      const isLetGo = on === false && typeOf(control) === 'radio'; // by choosing another
      return on === undefined || isLetGo ? [] : [{ name, nth, did: 'tick', on }];
    });
  }

  /** The button that would be pressed. Throws when the form cannot be sent like this. */
  pressed(button?: string): PressedButton | null {
    const pressed = this.#button(button);
    this.#complain(pressed);
    if (pressed === null) return null;
    const [name, value] = ['name', 'value'].map((attribute) => pressed.getAttribute(attribute) ?? '');
    return { name: name!, value: value!, text: buttonText(pressed) };
  }

  get #where(): string {
    return `the form ${this.action} on ${this.page.path}`;
  }

  #target(action: string | null | undefined): string {
    const { pathname, search } = new URL(action || this.page.url, this.page.url);
    return `${pathname}${search}`;
  }

  #found: HTMLElement[] | null = null;

  /** In the order of the page: what stands in the form, and what says that it belongs to it. */
  get #controls(): HTMLElement[] {
    if (this.#found !== null) return this.#found;
    const id = this.#element.getAttribute('id');
    this.#found = this.page.root.querySelectorAll(controls).filter((control) => {
      if (/^(button|input)$/.test(tagOf(control)) && /^(button|reset)$/i.test(control.getAttribute('type') ?? ''))
        return false; // does something by script only
      const belongs = control.getAttribute('form');
      return belongs === undefined ? around(control, 'form') === this.#element : belongs === id;
    });
    return this.#found;
  }

  get #fillable(): HTMLElement[] {
    return this.#controls.filter(
      (control) =>
        !isButton(control) &&
        typeOf(control) !== 'hidden' &&
        Boolean(control.getAttribute('name')) &&
        !isDisabled(control) &&
        !(control.hasAttribute('readonly') && tagOf(control) !== 'select'),
    );
  }

  #labelOf(control: HTMLElement): string {
    const id = control.getAttribute('id');
    const tied = id ? this.page.root.querySelector(`label[for="${id}"]`) : null;
    const label = tied ?? around(control, 'label');
    if (label) return readable(label, controls);
    const by = control.getAttribute('aria-labelledby');
    if (by)
      return by
        .split(/\s+/)
        .map((part) => plain(this.page.root.querySelector(`#${part}`)?.text))
        .join(' ');
    return control.getAttribute('aria-label') ?? '';
  }

  #set(name: string, named: HTMLElement[], value: Value): void {
    const first = named[0]!;
    const type = typeOf(first);
    if (type === 'file') throw new Error(`${this.#where}: “${name}” takes a file: attach one`);
    if (type === 'radio' || type === 'checkbox') this.#tick(name, named, value);
    else if (typeof value === 'boolean') throw new Error(`${this.#where}: “${name}” is no box to tick`);
    else if (tagOf(first) === 'select' && first.hasAttribute('multiple'))
      this.#chosen.set(
        first,
        [value].flat().map((text) => this.#option(name, first, text)),
      );
    else {
      const texts = [value].flat();
      if (texts.length > named.length)
        throw new Error(`${this.#where} has “${name}” ${named.length} times, for ${texts.length} values`);
      for (const [at, text] of texts.entries()) this.#write(name, named[at]!, text);
    }
  }

  #write(name: string, control: HTMLElement, text: string): void {
    if (tagOf(control) === 'select') {
      this.#chosen.set(control, [this.#option(name, control, text)]);
      return;
    }
    const most = Number(control.getAttribute('maxlength') ?? Number.NaN);
    if (text.length > most) throw new Error(`${this.#where}: “${name}” takes ${most} characters, not ${text.length}`);
    if (typeOf(control) === 'date' && text !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(text))
      throw new Error(`${this.#where}: “${name}” takes a date, not “${text}”`);
    this.#typed.set(control, tagOf(control) === 'input' ? text.replace(/[\r\n]/g, '') : text);
  }

  #option(name: string, select: HTMLElement, text: string): string {
    const options = optionsOf(select).filter(({ disabled }) => !disabled);
    // what stands beside a name may say more
    const found =
      options.find(({ value, label }) => value === text || label === text) ??
      options.find(({ label }) => label.startsWith(`${text} `));
    if (found === undefined)
      throw new Error(
        `${this.#where}: “${name}” offers no “${text}”, but: ${options.map(({ value, label }) => `${value} (${label})`).join(', ')}`,
      );
    return found.value;
  }

  #tick(name: string, named: HTMLElement[], value: Value): void {
    if (typeof value === 'boolean') {
      if (named.length > 1 || typeOf(named[0]!) === 'radio')
        throw new Error(`${this.#where}: say which of the ${named.length} choices “${name}”`);
      this.#checked.set(named[0]!, value);
      return;
    }
    const wanted = [value].flat();
    // what stands beside a box may say more than a name
    const matches = (box: HTMLElement, text: string) =>
      boxValue(box) === text || this.#labelOf(box) === text || this.#labelOf(box).startsWith(`${text} `);
    const missing = wanted.find((text) => !named.some((box) => matches(box, text)));
    if (missing !== undefined)
      throw new Error(
        `${this.#where}: “${name}” offers no “${missing}”, but: ${named.map((box) => `${boxValue(box)} (${this.#labelOf(box)})`).join(', ')}`,
      );
    for (const box of named)
      this.#checked.set(
        box,
        wanted.some((text) => matches(box, text)),
      );
  }

  #button(text: string | undefined): HTMLElement | null {
    const buttons = this.#controls.filter((control) => isButton(control) && !isDisabled(control));
    if (text === undefined) return buttons.find(standsOut) ?? buttons[0] ?? null;
    const found = buttons.filter((button) => buttonText(button) === text || button.getAttribute('value') === text);
    if (found.length !== 1)
      throw new Error(
        `${this.#where} has ${found.length} buttons “${text}”; it has: ${buttons.map(buttonText).join(' | ')}`,
      );
    return found[0]!;
  }

  /** A form that lets the browser check what is required is not sent without it. */
  #complain(pressed: HTMLElement | null): void {
    if (this.#element.hasAttribute('novalidate') || pressed?.hasAttribute('formnovalidate')) return;
    const sent = new Map(this.#entries(pressed).map(([name, value]) => [name, asText(value)]));
    const empty = this.#fillable.find(
      (control) => control.hasAttribute('required') && !sent.get(control.getAttribute('name')!),
    );
    if (empty) throw new Error(`${this.#where} cannot be sent without “${empty.getAttribute('name')}”`);
  }

  /** What is sent, in the order of the page. */
  #entries(pressed: HTMLElement | null): [string, string | Attached][] {
    const entries: [string, string | Attached][] = [];
    for (const control of this.#controls) {
      const name = control.getAttribute('name');
      if (!name || isDisabled(control) || (isButton(control) && control !== pressed)) continue;
      for (const value of this.#values(control)) entries.push([name, value]);
    }
    return entries;
  }

  #values(control: HTMLElement): (string | Attached)[] {
    const type = typeOf(control);
    if (type === 'checkbox' || type === 'radio')
      return (this.#checked.get(control) ?? control.hasAttribute('checked')) ? [boxValue(control)] : [];
    if (type === 'file')
      return this.#attached.get(control) ?? [{ name: '', bytes: new Uint8Array(), type: 'application/octet-stream' }];
    if (tagOf(control) === 'select') return [...(this.#chosen.get(control) ?? selectedOf(control))];
    return [this.#typed.get(control) ?? initial(control)];
  }
}

const tagOf = (element: HTMLElement) => element.rawTagName.toLowerCase();

/** The innermost element of a kind that an element is or stands in: the library's own way compiles a selector at each step. */
function around(element: HTMLElement | null, tag: string): HTMLElement | null {
  for (let at = element; at; at = at.parentNode) if (at.rawTagName && tagOf(at) === tag) return at;
  return null;
}

const boxValue = (box: HTMLElement) => box.getAttribute('value') ?? 'on';
const asText = (value: string | Attached) => (typeof value === 'string' ? value : value.name);
/** Line ends travel as CR LF, whatever they were. */
const lines = (text: string) => text.replace(/\r\n|\r|\n/g, '\r\n');
const plain = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

function typeOf(control: HTMLElement): string {
  const tag = tagOf(control);
  return tag === 'input' ? (control.getAttribute('type') ?? 'text').toLowerCase() : tag;
}

function isButton(control: HTMLElement): boolean {
  return tagOf(control) === 'button' || /^(submit|image)$/.test(typeOf(control));
}

/** The page's one primary button, as look.css draws it. */
const standsOut = (button: HTMLElement) => button.classList.contains('button') && !button.classList.contains('quiet');

const buttonText = (button: HTMLElement) =>
  tagOf(button) === 'button' ? readable(button) : (button.getAttribute('value') ?? '');

function isDisabled(control: HTMLElement): boolean {
  if (control.hasAttribute('disabled')) return true;
  for (let group = around(control, 'fieldset'); group; group = around(group.parentNode, 'fieldset'))
    if (group.hasAttribute('disabled')) return true;
  return false;
}

function legendOf(control: HTMLElement): string {
  return plain(around(control, 'fieldset')?.querySelector('legend')?.text);
}

function optionsOf(select: HTMLElement) {
  return select.querySelectorAll('option').map((option) => {
    const label = plain(option.text);
    return {
      value: option.getAttribute('value') ?? label,
      label,
      selected: option.hasAttribute('selected'),
      disabled: option.hasAttribute('disabled'),
    };
  });
}

/** What is chosen before anybody chooses: what the page says, else in a list of one choice the first. */
function selectedOf(select: HTMLElement): string[] {
  const options = optionsOf(select).filter(({ disabled }) => !disabled);
  const selected = options.filter((option) => option.selected);
  if (select.hasAttribute('multiple')) return selected.map(({ value }) => value);
  const one = selected.at(-1) ?? options[0];
  return one === undefined ? [] : [one.value];
}

function initial(control: HTMLElement): string {
  return tagOf(control) === 'textarea' ? control.text.replace(/^\r?\n/, '') : (control.getAttribute('value') ?? '');
}

/** As browsers write it: a field of files in which none was chosen is a part with an empty file name (FormData would leave that out). */
function multipart(entries: readonly [string, string | Attached][], boundary: string): Buffer<ArrayBuffer> {
  const quoted = (name: string) => name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22');
  const parts = entries.map(([name, value]) => {
    const [more, bytes] =
      typeof value === 'string'
        ? ['', Buffer.from(lines(value))]
        : [`; filename="${quoted(value.name)}"\r\nContent-Type: ${value.type}`, value.bytes];
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${more}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]);
  });
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const unread = new Set(['script', 'style', 'template', 'head']);
const inline = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u']);

/** The text of an element as it is read, without what is hidden, and without elements that match `but`. */
function readable(element: HTMLElement, but = ''): string {
  const skipped = but === '' ? new Set<HTMLElement>() : new Set(element.querySelectorAll(but));
  const text = (node: HTMLElement): string =>
    node.childNodes
      .map((child) => {
        if (child.nodeType === NodeType.TEXT_NODE) return child.text;
        if (child.nodeType !== NodeType.ELEMENT_NODE) return '';
        const inner = child as HTMLElement;
        if (unread.has(tagOf(inner)) || inner.hasAttribute('hidden') || skipped.has(inner)) return '';
        return inline.has(tagOf(inner)) ? text(inner) : ` ${text(inner)} `;
      })
      .join('');
  return plain(text(element));
}
