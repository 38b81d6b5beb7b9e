// Looks at the pages of the story: each in each of its states once, as it stands in a window.

import { createHash, randomBytes } from 'node:crypto';
import type { Page as Window } from 'playwright-core';
import { Client, type Page, type Send } from '../../src/scenario/client.ts';
import type { Player } from '../../src/scenario/content.ts';
import type { House } from '../../src/scenario/house.ts';
import { axeFindings, shot, wideParts } from './browser.ts';

export type Lookout = {
  /** What was found wrong, in words. */
  readonly found: Set<string>;
  /** How many states were looked at. */
  readonly states: number;
  isNew(page: Page): boolean;
  /** Looks at the page that a window shows, unless it has been seen in this state. */
  at(window: Window, page: Page, role: string): Promise<void>;
};

export const roleOf = ({ roles }: Player): string => roles[0] ?? 'founder';

/** Nothing sticks out, and axe, where it is asked, finds nothing. */
export function createLookout({ axe }: { readonly axe: boolean }): Lookout {
  const seen = new Set<string>();
  const found = new Set<string>();
  const look = async (window: Window, name: string, what: string) => {
    await shot(window, name);
    const where = `${what}, ${window.viewportSize()!.width} px`;
    for (const wide of await wideParts(window)) found.add(`${where}: sticks out: ${wide}`);
    for (const finding of axe ? await axeFindings(window) : []) found.add(`${where}: ${finding}`);
  };
  return {
    found,
    get states() {
      return seen.size;
    },
    isNew: (page) => !seen.has(stateOf(page)),
    async at(window, page, role) {
      const state = stateOf(page);
      if (seen.has(state)) return;
      seen.add(state);
      const path = templateOf(page.path);
      const name = `${role}-${path.replace(/[^\w-]+/g, '-').replace(/^-|-$/g, '') || 'start'}-${seen.size}`;
      await look(window, name, `${path} “${page.heading}” as ${role}`);
    },
  };
}

/** Not pages: what is downloaded, and what ends the session. */
export const notPages = /\/(papers|files|assets|pdf)\/|\/(pdf|healthz)$|^\/confirm/;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** A session beside those that somebody signs in to: who only looks does not type a password each day. */
export async function enter({ db, clock, address }: House, { email }: Player, send?: Send): Promise<Client | null> {
  const [person] = await db.query<{
    id: string;
  }>`select id from person where email = ${email} and confirmed_at is not null`;
  if (person === undefined) return null;
  const token = Array.from(randomBytes(40), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
  const at = clock.now().toISOString();
  await db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
    values (${hashOf(token)}, ${person.id}::uuid, ${at}, ${at}, ${at}::timestamptz + interval '2 years')`;
  const client = new Client({ origin: address, now: clock.now, ...(send === undefined ? {} : { send }) });
  client.cookies.set('session', token);
  return client;
}

export async function stay({ db, clock }: House, token: string): Promise<void> {
  const at = clock.now().toISOString();
  await db.query`update session set seen_at = ${at}, expires_at = ${at}::timestamptz + interval '2 years' where token_hash = ${hashOf(token)}`;
}

/** Nobody of a house signs in again each morning who once did. */
export async function everybodyStays({ db, clock }: House): Promise<void> {
  const at = clock.now().toISOString();
  await db.query`update session set seen_at = ${at}, expires_at = ${at}::timestamptz + interval '2 years'`;
}

export const templateOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\?.*$/, '');

const plain = (texts: readonly string[]) => [...new Set(texts.map((text) => text.replace(/[\d./:]+/g, '#')))].sort();

/** A page is another one when it is built otherwise: other headings, forms, buttons or fields; figures and names do not count. */
export function stateOf(page: Page): string {
  const path = templateOf(page.path);
  const forms = page.forms.map(({ action, buttons, names }) => [
    templateOf(action),
    plain(buttons),
    plain(names.map(templateOf)),
  ]);
  const complaints = page.errors.length > 0;
  return JSON.stringify([
    path,
    complaints,
    path === '/' ? [] : plain(page.all('h2')),
    [...new Set(forms.map((form) => JSON.stringify(form)))],
  ]);
}

/**
 * What a page is built of, each part as it is on pages of its kind in any agency: headings, forms with their buttons and fields,
 * whether it complains. What a browser finds wrong stands in a part; what may be wrong between parts is for {@link misbuilt}.
 */
export function partsOf(page: Page): string[] {
  const path = templateOf(page.path).replace(/^\/agencies\/[^/]+/, '/agencies/…');
  const [, complaints, headings, forms] = JSON.parse(stateOf(page)) as [string, boolean, string[], string[]];
  const built = forms.map((form) => form.replace(/\/agencies\/[^/]+/, '/agencies/…'));
  return [path, `${path} complains: ${complaints}`, ...[...headings, ...built].map((part) => `${path} ${part}`)];
}

/** What is wrong with how the parts of a page stand together: two of one id, what names one that is not there, a level of headings left out. */
export function misbuilt({ root }: Page): string[] {
  const ids = root.querySelectorAll('[id]').map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) < at);
  const naming = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'list'];
  const named = naming.flatMap((name) =>
    root.querySelectorAll(`[${name}]`).flatMap((one) => one.getAttribute(name)!.split(/\s+/)),
  );
  const levels = root.querySelectorAll('h1, h2, h3, h4, h5, h6').map(({ tagName }) => Number(tagName[1]));
  return [
    ...twice.map((id) => `two are called ${id}`),
    ...named.filter((id) => id !== '' && !ids.includes(id)).map((id) => `nothing is called ${id}`),
    ...levels.flatMap((level, at) => (level > (levels[at - 1] ?? 1) + 1 ? [`h${level} without one above it`] : [])),
    ...(levels.filter((level) => level === 1).length === 1 ? [] : ['not one h1']),
  ];
}
