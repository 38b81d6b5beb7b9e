// The story of npm run scenario, told in Chromium.

import { expect, it } from 'vitest';
import type { Player } from '../../src/scenario/content.ts';
import { type House, openHouse } from '../../src/scenario/house.ts';
import { outcomeOf } from '../../src/scenario/outcome.ts';
import { beginning, play } from '../../src/scenario/story.ts';
import { createWorld } from '../../src/scenario/world.ts';
import { describeInBrowser, type Width } from '../support/browser.ts';
import { ChromiumBrowser, type Hands, keyboard, mouse, waysIn } from '../support/chromium.ts';
import { ending, endingOf } from '../support/ending.ts';
import { createLookout, roleOf, stay, templateOf } from '../support/lookout.ts';

/** How long a person takes between two pages. */
const secondsBetween = 20;

/** How many come in by their own hands, on each way in; and of those who hold one office, how many sit at a window. */
const enough = 3;

/** How people sit, each who comes as the next of them. */
const seats: readonly { hands: () => Hands; width: Width; javaScript: boolean }[] = [
  { hands: mouse, width: 1280, javaScript: true },
  { hands: keyboard, width: 390, javaScript: false },
  { hands: keyboard, width: 390, javaScript: true },
  { hands: mouse, width: 1280, javaScript: false },
];

let house: House;
const faults: unknown[] = [];
const start = async () => {
  house = await openHouse({ clock: beginning(), report: (fault) => faults.push(fault) });
  return { answer: (request: Request) => house.answer(request), stop: () => house.close() };
};

// Played in Chromium, everybody in a window of their own, to the same end as without one. Each page is looked at as it comes, in the
// machine's own fonts. Some work by clicks and some by keys, some with scripts and some without: that each form is sent without scripts
// as well is for the tests of pages, which have none, and that it is in order with them for those in a browser. Some twenty people come
// in the same way, and the council of seven votes alike: the first do it by hand, the others without a window, and nobody signs in again
// each morning who once did. What is to be read beside it is opened by every-outcome.test.ts, in the site's fonts, and by axe.
describeInBrowser(
  'the story, by mouse and keyboard, at a desk and on a phone, with JavaScript and without',
  start,
  ({ window, complaints }) => {
    it('comes to the same end', { timeout: 900_000 }, async () => {
      const lookout = createLookout({ axe: false });
      const browsers: ChromiumBrowser[] = [];
      const cameIn = new Map<string, number>();
      const isWellKnown = (path: string) => {
        if (!waysIn.test(path)) return false;
        const times = (cameIn.get(templateOf(path)) ?? 0) + 1;
        cameIn.set(templateOf(path), times);
        return times > enough;
      };
      const alike = new Map<string, number>();
      const browser = (player: Player) => {
        const others = alike.get(roleOf(player)) ?? 0;
        alike.set(roleOf(player), others + 1);
        if (others >= enough) return house.browser(player);
        const { hands, width, javaScript } = seats[browsers.length % seats.length]!;
        const made = new ChromiumBrowser({
          open: () => window({ width, javaScript }),
          hands: hands(),
          javaScript,
          pause: () => house.clock.tick(secondsBetween),
          isWellKnown,
          stay: (token) => stay(house, token),
          look: async (at, page) => {
            await lookout.at(at, page, roleOf(player));
            for (const complaint of complaints()) lookout.found.add(complaint);
          },
        });
        browsers.push(made);
        return made;
      };
      const world = createWorld({ ...house, browser }, () => undefined);
      await play(world);

      expect(endingOf(await outcomeOf(world))).toEqual(ending);
      expect([...lookout.found]).toEqual([]);
      expect(faults).toEqual([]);
      expect(lookout.states).toBeGreaterThan(70);
      const sum = (way: 'links' | 'forms') => browsers.reduce((all, { ways }) => all + ways[way], 0);
      expect(sum('forms')).toBeGreaterThan(120);
      expect(sum('links')).toBeGreaterThan(15);
      expect(browsers.length).toBeGreaterThan(2 * seats.length);
    });
  },
  { fonts: false },
);
