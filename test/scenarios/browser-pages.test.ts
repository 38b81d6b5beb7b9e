// While the story is played, everybody looks around after each step: every page that they can get to, in each of its states, is
// opened once in Chromium at both widths. Axe finds nothing, nothing sticks out, nothing complains.
import { expect, it } from 'vitest';
import { Client, type Page as Read } from '../../src/scenario/client.ts';
import { council, type Player, passwordOf, people, reviewers } from '../../src/scenario/content.ts';
import { type House, openHouse } from '../../src/scenario/house.ts';
import { beginning, play } from '../../src/scenario/story.ts';
import { createWorld } from '../../src/scenario/world.ts';
import { axeFindings, describeInBrowser, shot, wideParts } from '../support/browser.ts';

let house: House;
const faults: unknown[] = [];

const start = async () => {
  house = await openHouse({ clock: beginning(), report: (fault) => faults.push(fault) });
  return { answer: (request: Request) => house.answer(request), stop: () => house.close() };
};

const onlookers: readonly Player[] = [...Object.values(people), reviewers[0]!, council[0]!, council[1]!];
/** Not pages: what is downloaded, and what ends the session. */
const notPages = /\/(papers|files|assets)\/|\/(pdf|healthz)$|^\/confirm/;
const mostPages = 60;
/** Pages beside the dossier hardly change while it goes its way. */
const mostTimes = 3;

describeInBrowser('every page in each of its states', start, ({ window, site, complaints }) => {
  it('is in order at both widths', async () => {
    const page = await window();
    const seen = new Set<string>();
    const opened = new Map<string, number>();
    const found: string[] = [];

    const look = async (client: Client, read: Read, role: string) => {
      await page.context().clearCookies();
      const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: site() }));
      if (cookies.length > 0) await page.context().addCookies(cookies);
      const name = `${role}-${
        templateOf(read.path)
          .replace(/[^\w-]+/g, '-')
          .replace(/^-|-$/g, '') || 'start'
      }-${seen.size}`;
      const say = (what: string) => found.push(`${templateOf(read.path)} “${read.heading}” as ${role}: ${what}`);
      for (const width of [1280, 390] as const) {
        await page.setViewportSize({ width, height: 900 });
        if (width === 1280) await page.goto(read.path);
        await shot(page, name);
        for (const wide of await wideParts(page)) say(`${width} px: sticks out: ${wide}`);
        // axe takes its time: one page as a screen shows it, the next as a phone does
        if ((width === 1280) === (seen.size % 2 === 0))
          for (const finding of await axeFindings(page)) say(`${width} px: ${finding}`);
      }
      for (const complaint of complaints()) say(complaint);
    };

    const lookAround = async (player: Player) => {
      const role = player.roles[0] ?? 'founder';
      const client = new Client({ origin: house.address, now: house.clock.now });
      const signIn = await client.get('/sign-in');
      const entered = await signIn
        .form('/sign-in')
        .fill({ email: player.email, password: passwordOf(player) })
        .submit({ expect: 'any' });
      if (entered.status !== 200) return; // not yet of the house
      const waiting = ['/work'];
      const visited = new Set<string>();
      for (let path = waiting.shift(); path && visited.size < mostPages; path = waiting.shift()) {
        if (visited.has(path)) continue;
        visited.add(path);
        const times = (opened.get(`${role} ${templateOf(path)}`) ?? 0) + 1;
        opened.set(`${role} ${templateOf(path)}`, times);
        if (times > mostTimes && !path.includes('/dossiers/') && path !== '/work') continue;
        const read = await client.get(path, { expect: 'any' });
        if (read.status !== 200) {
          found.push(`${role} ${templateOf(path)}: a link leads to ${read.status}`);
          continue;
        }
        for (const { href } of read.links) {
          const [to] = href.split('#') as [string];
          if (to.startsWith('/') && !notPages.test(to) && !/[?&]lang=/.test(to)) waiting.push(to);
        }
        const key = stateOf(read);
        if (seen.has(key)) continue;
        seen.add(key);
        await look(client, read, role);
      }
    };

    const world = createWorld(house, () => undefined);
    house.clock.afterwards(async () => {
      for (const player of onlookers) await lookAround(player);
    });
    await play(world);
    for (const player of onlookers) await lookAround(player);
    expect(seen.size).toBeGreaterThan(100);
    expect(faults).toEqual([]);
    expect([...new Set(found)]).toEqual([]);
  }, 1_500_000);
});

const templateOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…').replace(/\?.*$/, '');

const plain = (texts: readonly string[]) => [...new Set(texts.map((text) => text.replace(/[\d./:]+/g, '#')))].sort();

/** A page is another one when it is built otherwise: other headings, forms, buttons or fields; figures and names do not count. */
function stateOf(read: Read): string {
  const path = templateOf(read.path);
  const forms = read.forms.map(({ action, buttons, names }) => [
    templateOf(action),
    plain(buttons),
    plain(names.map(templateOf)),
  ]);
  return JSON.stringify([
    path,
    path === '/' ? [] : plain(read.all('h2')),
    [...new Set(forms.map((form) => JSON.stringify(form)))],
  ]);
}
