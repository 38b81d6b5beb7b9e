// Everybody at their own browser, signing in as people do.

import type { Browser, Page } from './client.ts';
import { type Player, passwordOf } from './content.ts';
import type { House } from './house.ts';

/** A person at their browser. */
export type Person = {
  readonly player: Player;
  readonly browser: Browser;
  /** Opens a page; signs in first when the session has ended meanwhile. */
  open(path: string, options?: { expect?: number }): Promise<Page>;
};

/** Who is who: a browser each, made when they are first needed. */
export function createCast(house: House): (player: Player) => Person {
  const known = new Map<string, Person>();
  return (player) => {
    const before = known.get(player.email);
    if (before) return before;
    const browser = house.browser(player);
    const person: Person = {
      player,
      browser,
      async open(path, { expect = 200 } = {}) {
        const page = await browser.get(path, { expect: 'any' });
        const shown = page.path.startsWith('/sign-in') ? await signIn(page, player, expect) : page;
        return shown.mustBe(expect);
      },
    };
    known.set(player.email, person);
    return person;
  };
}

/** The page that was asked for comes behind the form. */
function signIn(page: Page, player: Player, expect: number): Promise<Page> {
  return page
    .form('/sign-in')
    .fill({ email: player.email, password: passwordOf(player) })
    .submit({ expect });
}

/** The link in the newest letter to somebody whose subject or text has these words, as the demonstration's mailbox shows it. */
export async function linkFromLetter(browser: Browser, { email }: Player, path: string): Promise<string> {
  const mailbox = await browser.get('/mailbox');
  for (const letter of mailbox.root.querySelectorAll('article')) {
    if (!letter.text.includes(email)) continue;
    const href = letter
      .querySelectorAll('a[href]')
      .map((link) => link.getAttribute('href')!)
      .find((address) => address.startsWith(path));
    if (href !== undefined) return href;
  }
  throw new Error(`no letter to ${email} leads to ${path}`);
}
