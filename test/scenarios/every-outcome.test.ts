// All that npm run scenario plays: twelve dossiers over two calls, each to an end of its own. Played once over HTTP; meanwhile
// everybody opens what they are led to, and each page with a part that is new is shown in Chromium afterwards.

import { join } from 'node:path';
import type { Page as Window } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Client, Form } from '../../src/scenario/client.ts';
import { type House, openHouse } from '../../src/scenario/house.ts';
import { outcomeOf } from '../../src/scenario/outcome.ts';
import { dossierOf, type OutcomeName, type Played, playAll } from '../../src/scenario/outcomes/index.ts';
import { beginning } from '../../src/scenario/story.ts';
import { brokenRows } from '../support/audit.ts';
import { describeInBrowser, type Width, wideAmounts } from '../support/browser.ts';
import { ending, endingOf } from '../support/ending.ts';
import { hostile } from '../support/hostile.ts';
import { createLookout, everybodyStays, templateOf } from '../support/lookout.ts';
import { createVisits, type Visited, type Visits } from '../support/visits.ts';

let house: House;
let visits: Visits;
const played: Played[] = [];
const faults: unknown[] = [];

beforeAll(async () => {
  house = await openHouse({ clock: beginning(), report: (fault) => faults.push(fault) });
  visits = createVisits(house, played);
  house.clock.afterwards(async () => {
    await everybodyStays(house);
    await visits.look();
  });
  await playAll(house, () => undefined, played);
  await visits.look();
}, 600_000);
afterAll(() => house?.close());

type End = { states: Record<string, unknown>; money: Record<string, string>; refused?: readonly string[] };

const awarded = (funding: string, company = 'notFormed') => ({
  application: 'awarded',
  project: { company, funding, product: 'development' },
});

/** How each ends, what is in the vessels of the award and of the year then, and which rules refused something on the way. */
const ends: Record<OutcomeName, End> = {
  ineligible: { states: { application: 'ineligible', 'appeal/1': 'notAccepted' }, money: {} },
  lapsed: { states: { application: 'lapsed' }, money: {} },
  withdrawn: { states: { application: 'withdrawn' }, money: {} },
  conflicted: {
    states: {
      ...awarded('active'),
      ...{ 'report/1': 'accepted', 'amendment/1': 'granted', 'amendment/2': 'refused', 'amendment/3': 'requested' },
    },
    money: {
      'A/project/labour/-/awarded': '28000000',
      'A/project/services/-/awarded': '42000000',
      'B/2026/nstp/reserved': '70000000',
    },
  },
  withoutQuorum: {
    states: awarded('awaitingAgreement'),
    money: { 'A/project/labour/-/awarded': '30000000', 'A/project/services/-/awarded': '40000000' },
    refused: ['quorum'],
  },
  notRecommended: { states: { application: 'rejected' }, money: {} },
  rejected: { states: { application: 'rejected', 'appeal/1': 'dismissed' }, money: {} },
  // 24.0 advanced, 19.5 used, 4.5 paid back
  lessThanAdvanced: {
    states: { ...awarded('closed', 'formed'), 'disbursement/1': 'settled', 'recovery/1': 'repaid' },
    money: { 'A/project/prototype/-/settled': '19500000', 'B/2026/nstp/paid': '19500000' },
  },
  // 25.0 advanced for a half of 50.0, and 61.0 spent: no more is settled than was advanced
  moreThanAdvanced: {
    states: { ...awarded('closed'), 'disbursement/1': 'settled' },
    money: { 'A/project/prototype/-/settled': '25000000', 'B/2026/nstp/paid': '25000000' },
    refused: ['clearedMoreThanAdvanced'],
  },
  // 40.0 paid, 30.0 to come back: 12.0 and 8.0 did, 10.0 was written off
  terminated: {
    states: { ...awarded('terminated'), 'disbursement/1': 'settled', 'recovery/1': 'writtenOff' },
    money: {
      'A/project/prototype/-/settled': '10000000',
      'A/project/prototype/-/writtenOff': '10000000',
      'B/2026/nstp/paid': '20000000',
    },
  },
  // 60.0 set aside in 2025: 8.0 paid in it, 52.0 carried over, of which 48.0 were paid; carried money that is left lapses
  carriedOver: {
    states: { ...awarded('closed'), 'disbursement/1': 'settled', 'disbursement/2': 'settled' },
    money: {
      'A/project/labour/month=2025-12;person=…/settled': '8000000',
      'A/project/labour/month=2026-01;person=…/settled': '8000000',
      'A/project/prototype/-/settled': '40000000',
      'B/2025/nstp/paid': '8000000',
      'B/2026/nstp/lapsed': '4000000',
      'B/2026/nstp/paid': '48000000',
    },
  },
};

describe('twelve dossiers over two calls', () => {
  it.each(Object.entries(ends))('%s ends as it should, to the đồng', async (name, { states, money, refused = [] }) => {
    const one = played.find(({ outcome }) => outcome === name)!;
    const { states: stands, balances } = await dossierOf(one);
    const inBooks = Object.entries(balances)
      .filter(([id]) => /^[AB]\//.test(id))
      .map(([id, amount]) => [id.replace(/person=p-\w+/, 'person=…'), amount]);
    expect({ states: stands, money: Object.fromEntries(inBooks) }).toEqual({ states, money });
    expect(one.world.refusals.map(({ rule }) => rule)).toEqual(refused);
  });

  it('leaves the one that is told alone otherwise as it ends alone', async () => {
    const [main] = played;
    expect(played).toHaveLength(12);
    expect(endingOf(await outcomeOf(main!.world))).toEqual(ending);
  });

  it('carries over what was set aside, and nothing else of the year', async () => {
    const sums = await house.db.query<{ vessel: string; sum: bigint }>`
      select regexp_replace(id, '^.*/', '') as vessel, sum(balance)::bigint as sum from account
      where agency = 'vidu' and id like 'B/2025/%' and not is_source and balance > 0 group by 1 order by 1`;
    expect(sums.map(({ vessel, sum }) => [vessel, String(sum)])).toEqual([
      ['carried', '52000000'],
      ['lapsed', '90000000'],
      ['paid', '8000000'],
    ]);
  });

  it('is clean, and nothing failed behind a page', async () => {
    expect(brokenRows(await audit(house.db, { folder: join(house.folder, 'files'), read: true }))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('leads nobody to a page that is not there, or is not well built', () => {
    expect([...visits.found]).toEqual([]);
    expect(visits.opened).toBeGreaterThan(800);
    expect(visits.pages.length).toBeGreaterThan(150);
  });
});

/** Under which header a window asks for a page as it was answered then. */
const header = 'x-visited';

const answer = (request: Request) => {
  const at = request.headers.get(header);
  if (at === null || request.headers.get('sec-fetch-dest') !== 'document') return house.answer(request);
  const { html, headers } = visits.pages[Number(at)]!.page;
  return new Response(html, { headers });
};

describeInBrowser(
  'every part of every page',
  async () => ({ answer }),
  ({ window, complaints }) => {
    it('is in order in Chromium, at one width and the other in turn', { timeout: 600_000 }, async () => {
      const lookout = createLookout({ axe: true });
      const widths: readonly Width[] = [1280, 390];
      const tooWide = new Set<string>();
      const show = async (at: Window, { role, page }: Visited, index: number) => {
        await at.setExtraHTTPHeaders({ [header]: String(index) });
        await at.goto(page.path);
        await lookout.at(at, page, role);
        for (const wide of await wideAmounts(at)) tooWide.add(`${templateOf(page.path)}: ${wide}`);
      };
      await Promise.all(
        widths.map(async (width, place) => {
          const at = await window();
          await at.setViewportSize({ width, height: 900 });
          for (const [index, visited] of visits.pages.entries())
            if (index % 2 === place) await show(at, visited, index);
        }),
      );
      expect([...lookout.found, ...complaints()]).toEqual([]);
      if (tooWide.size > 0) expect.fail(`with amounts of fifteen digits: ${[...tooWide].join('\n')}`);
      expect(lookout.states).toBe(visits.pages.length);
    });
  },
);

describe('hostile input in a form that anybody was shown', () => {
  it('is answered, never with a fault, and is never part of a page', { timeout: 300_000 }, async () => {
    const forms = new Map<string, { client: Client; form: Form; hidden: Record<string, string> }>();
    for (const { client, page } of visits.pages)
      for (const form of page.forms) {
        const known = page.root
          .querySelectorAll('input[type=hidden]')
          .map((input) => input.getAttribute('name') ?? '')
          .flatMap((name) => form.value(name).map((value) => [name, value] as const));
        // of what is sent to one address, the form that asks most
        const to = templateOf(form.action).replace(/^\/agencies\/[^/]+/, '');
        if (form.names.length > (forms.get(to)?.form.names.length ?? 0))
          forms.set(to, { client, form, hidden: Object.fromEntries(known) });
      }
    const wrong: string[] = [];
    for (const { client, form, hidden } of forms.values())
      for (let turn = 0; turn < hostile.length; turn += 2) {
        // at each turn every field gets another one, and together they get them all
        const typed = form.names.map((name, at) => [name, hostile[(turn + at) % hostile.length]!] as const);
        const fields = { ...hidden, ...Object.fromEntries(typed) };
        const page =
          hidden.key === undefined
            ? await client.get(`${form.action.replace(/\?.*/, '')}?${new URLSearchParams(fields)}`, { expect: 'any' })
            : await client.post(form.action, fields, { expect: 'any' });
        const isPart = page.html.includes('<script>alert(1)') || page.html.includes('<img src=x');
        if (page.status >= 500 || isPart) wrong.push(`${templateOf(form.action)} turn ${turn}: ${page.status}`);
      }
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
    expect(brokenRows(await audit(house.db, { folder: join(house.folder, 'files'), read: true }))).toEqual([]);
    expect(forms.size).toBeGreaterThan(55);
  });
});
