// What the chapters share: the house, its people, and the lines that are told.

import { dayOf } from '../../workflows/rules/calendar.ts';
import { type Rule, rules } from '../../workflows/rules/refusals.ts';
import { createCast, type Person } from './cast.ts';
import type { Page, ShownRefusal } from './client.ts';
import type { SimulatedClock } from './clock.ts';
import { city, type Office, type Player, people } from './content.ts';
import type { House } from './house.ts';

/** A refusal as the page told it. Amounts are decimal strings. */
export type Refused = { rule: Rule; limit: string | null; actual: string | null; clause: string | null };

export type World = {
  readonly house: House;
  readonly clock: SimulatedClock;
  /** Whose dossier it is, at which agency. */
  readonly office: Office;
  readonly leader: Player;
  as(player: Player): Person;
  /** Tells a line: who did what. */
  say(player: Player | null, what: string): void;
  /** What was refused so far. */
  readonly refusals: Refused[];
  /** Takes down the refusal that a page shows, and tells it. Throws when it shows another. */
  refused(player: Player, tried: string, page: Page, rule: Rule): void;
  /** The requests so far, as paths. */
  readonly requests: string[];
  /** Where the dossier is: set when the application has begun. */
  dossier: string;
  /** The path of a page of the dossier. */
  at(path?: string): string;
  /** The same house and people, and another dossier of it. */
  another(given: Given & { name: string }): World;
};

/** `clock`: that of a story which is told among others. */
type Given = { clock?: SimulatedClock; office?: Office; leader?: Player };

/** A world at its beginning. */
export function createWorld(house: House, tell: (line: string) => void, given: Given = {}): World {
  return worldOf(house, createCast(house), tell, given);
}

function worldOf(house: House, as: World['as'], tell: (line: string) => void, given: Given): World {
  const { clock = house.clock, office = city, leader = people.leader } = given;
  const say = (player: Player | null, what: string) =>
    tell(`${stamp(house.clock.now())}  ${player?.name ?? '·'}: ${what}`);
  const refusals: Refused[] = [];
  return {
    house,
    clock,
    office,
    leader,
    as,
    say,
    refusals,
    refused(player, tried, page, rule) {
      const { refusal } = page;
      if (refusal === null) throw new Error(`${page.path} shows no refusal: ${page.text.slice(0, 300)}`);
      const told = ruleOf(refusal.sentence);
      if (told !== rule) throw new Error(`${page.path} refuses by ${told} instead of ${rule}: ${refusal.sentence}`);
      refusals.push({
        rule,
        limit: amountIn(refusal, 'Mức'),
        actual: amountIn(refusal, 'Đề nghị'),
        clause: refusal.clause,
      });
      const clause = refusal.clause === null ? '' : ` (${refusal.clause})`;
      say(player, `${tried} – KHÔNG ĐƯỢC: ${refusal.sentence}${clause}`);
    },
    requests: [],
    dossier: '',
    at(path = '') {
      return `/agencies/${office.agency}/dossiers/${this.dossier}${path === '' ? '' : `/${path}`}`;
    },
    another: ({ name, ...given }) => worldOf(house, as, (line) => tell(`${name.padEnd(16)} ${line}`), given),
  };
}

const stamp = (now: Date) => {
  const [year, month, day] = dayOf(now.toISOString()).split('-');
  const time = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return `${day}/${month}/${year} ${time}`;
};

/** '30.000.000 ₫' as '30000000'; counts and days as they stand. */
function amountIn({ figures }: ShownRefusal, label: string): string | null {
  const figure = figures[label];
  if (figure === undefined) return null;
  return /^[\d.]+\s*(₫|\p{L}+)$/u.test(figure) ? figure.replace(/\D/g, '') : figure;
}

/** The rule that a sentence was made from: of all that fit, the one that says most in words of its own. */
export function ruleOf(sentence: string): Rule | null {
  const fits = (Object.keys(rules) as Rule[]).filter((rule) => {
    const parts = rules[rule].vi.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(sentence);
  });
  const own = (rule: Rule) => rules[rule].vi.replace(/\{\w+\}/g, '').length;
  return fits.sort((a, b) => own(b) - own(a))[0] ?? null;
}
