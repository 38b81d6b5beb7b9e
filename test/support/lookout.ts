// Looks at the pages of the story: each in each of its states once, as it stands in a window.

import { createHash, randomBytes } from 'node:crypto';
import type { Page as Window } from 'playwright-core';
import { Client, type Page, type Send } from '../../src/scenario/client.ts';
import { council, type Player, people, reviewers } from '../../src/scenario/content.ts';
import type { House } from '../../src/scenario/house.ts';
import { axeFindings, shot, type Width, wideParts } from './browser.ts';

export type Lookout = {
  /** What was found wrong, in words. */
  readonly found: Set<string>;
  /** How many states were looked at. */
  readonly states: number;
  isNew(page: Page): boolean;
  /** Looks at the page that a window shows, unless it has been seen in this state; at other widths too when they are given. */
  at(window: Window, page: Page, role: string, widths?: readonly Width[]): Promise<void>;
};

export const roleOf = ({ roles }: Player): string => roles[0] ?? 'founder';

/** Nothing sticks out, and axe finds nothing. */
export function createLookout(): Lookout {
  const seen = new Set<string>();
  const found = new Set<string>();
  const look = async (window: Window, name: string, what: string) => {
    await shot(window, name);
    const where = `${what}, ${window.viewportSize()!.width} px`;
    for (const wide of await wideParts(window)) found.add(`${where}: sticks out: ${wide}`);
    for (const finding of await axeFindings(window)) found.add(`${where}: ${finding}`);
  };
  return {
    found,
    get states() {
      return seen.size;
    },
    isNew: (page) => !seen.has(stateOf(page)),
    async at(window, page, role, widths) {
      const state = stateOf(page);
      if (seen.has(state)) return;
      seen.add(state);
      const path = templateOf(page.path);
      const name = `${role}-${path.replace(/[^\w-]+/g, '-').replace(/^-|-$/g, '') || 'start'}-${seen.size}`;
      const what = `${path} “${page.heading}” as ${role}`;
      if (widths === undefined) return look(window, name, what);
      for (const width of widths) {
        await window.setViewportSize({ width, height: 900 });
        await look(window, name, what);
      }
    },
  };
}

const onlookers: readonly Player[] = [...Object.values(people), reviewers[0]!, council[0]!, council[1]!];
/** Not pages: what is downloaded, and what ends the session. */
export const notPages = /\/(papers|files|assets)\/|\/(pdf|healthz)$|^\/confirm/;
const mostPages = 60;
/** From where everything is found: their work, and a dossier’s own page. */
const alwaysOpened = /^\/work$|\/dossiers\/[0-9a-f-]{36}$/;
/** How often somebody opens a page: those beside the dossier hardly change while it goes its way, those of it do now and then. */
const mostTimes = { beside: 2, within: 6 };

/** Everybody looks around: follows all links from their work, and opens what has not been seen yet, at one width and the other in turn. */
export function createOnlookers(house: House, open: () => Promise<Window>, lookout: Lookout): () => Promise<void> {
  const opened = new Map<string, number>();
  const clients = new Map<Player, Client>();
  let window: Window | undefined;
  let turns = 0;

  const lookAt = async (client: Client, page: Page, role: string) => {
    window ??= await open();
    const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: client.origin }));
    await window.context().clearCookies();
    await window.context().addCookies(cookies);
    await window.goto(new URL(page.path, client.origin).href);
    turns += 1;
    await lookout.at(window, page, role, [turns % 2 === 0 ? 1280 : 390]);
  };

  const lookAround = async (player: Player) => {
    const client = clients.get(player) ?? (await enter(house, player));
    if (client === null) return; // not yet of the house
    clients.set(player, client);
    await stay(house, client);
    const role = roleOf(player);
    const waiting = ['/work'];
    const visited = new Set<string>();
    for (let path = waiting.shift(); path && visited.size < mostPages; path = waiting.shift()) {
      if (visited.has(path)) continue;
      visited.add(path);
      const times = (opened.get(`${role} ${templateOf(path)}`) ?? 0) + 1;
      opened.set(`${role} ${templateOf(path)}`, times);
      const most = path.includes('/dossiers/') ? mostTimes.within : mostTimes.beside;
      if (times > most && !alwaysOpened.test(path)) continue;
      const page = await client.get(path, { expect: 'any' });
      if (page.status !== 200) {
        lookout.found.add(`${role} ${templateOf(path)}: a link leads to ${page.status}`);
        continue;
      }
      if (!page.headers.get('Content-Type')?.startsWith('text/html')) continue; // a paper
      for (const { href } of page.links) {
        const [to] = href.split('#') as [string];
        if (to.startsWith('/') && !notPages.test(to) && !/[?&]lang=/.test(to)) waiting.push(to);
      }
      if (lookout.isNew(page)) await lookAt(client, page, role);
    }
  };
  let before = '';
  return async () => {
    const now = await standingOf(house);
    if (now === before) return;
    before = now;
    for (const player of onlookers) await lookAround(player);
  };
}

/** Where everything stands: what is only counted meanwhile, a ballot or a declaration, is seen by whoever does it. */
async function standingOf({ db }: House): Promise<string> {
  const [row] = await db.query<{ all: string }>`
    select md5(string_agg(dossier::text || subject || value::text, ',' order by dossier, subject)) as all from state`;
  return row?.all ?? '';
}

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

export async function stay({ db, clock }: House, { cookies }: Client): Promise<void> {
  await db.query`update session set seen_at = ${clock.now().toISOString()} where token_hash = ${hashOf(cookies.get('session')!)}`;
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
