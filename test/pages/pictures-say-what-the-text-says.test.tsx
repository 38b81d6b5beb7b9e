// The pictures of machines, budgets and days: what is drawn is what is so, and whoever does not see them reads the same.
import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { waysTaken } from '../../src/pictures.ts';
import { Vessels, widthsOf } from '../../templates/pictures/vessels.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { leavesOf, machineIds, waysOf } from '../../workflows/machines.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { describeInBrowser, fitsItsWidth, isInOrder } from '../support/browser.ts';
import { type Stage, setStage } from '../support/stage.ts';
import { look, signedIn } from './filesSupport.ts';

let stage: Stage;
let app: App;
let dossier = '';
let founder = '';

const work = (person: string, amountVnd: string) => ({
  line: 'labour',
  amountVnd,
  units: { person, month: '2026-05' },
});

beforeAll(async () => {
  stage = await setStage();
  app = createApp({ db: stage.db, clock: () => new Date(), report: (fault) => console.error(fault) });
  const project = await stage.project();
  ({ dossier, founder } = project);
  await stage.disbursement(dossier, founder, [work('a', '8000000')], 'paid');
  await stage.disbursement(dossier, founder, [work('b', '7000000')], 'requested');
}, 60_000);
afterAll(() => stage.drop());

const read = async (path: string, headers: Record<string, string> = {}) =>
  parse(await (await look(app, path, headers)).text());
const base = () => `/agencies/${stage.agency}/dossiers/${dossier}`;
const regionsOf = (machine: (typeof machineIds)[number]) => [...new Set(leavesOf(machine).map(({ region }) => region))];
const idOf = (machine: string, region: string | null) => (region === null ? machine : `${machine}-${region}`);

describe('the machines', () => {
  it('draws every state and every way of every machine, and says the same in words', async () => {
    for (const language of ['vi', 'en'] as const) {
      const page = await read(`/machines?lang=${language}`);
      expect(page.querySelectorAll('[style]')).toEqual([]);
      for (const machine of machineIds)
        for (const region of regionsOf(machine)) {
          const chart = page.querySelector(`[data-machine="${idOf(machine, region)}"]`)!;
          const svg = chart.querySelector('svg')!;
          expect(svg.getAttribute('role')).toBe('img');
          expect(svg.querySelector(`#${svg.getAttribute('aria-labelledby')}`)!.text).not.toBe('');
          const leaves = leavesOf(machine).filter((leaf) => leaf.region === region);
          for (const { leaf, meta } of leaves) {
            const place = svg.querySelector(`[data-leaf="${leaf}"]`)!;
            const drawn = place.querySelectorAll('text:not(.stays)').map(({ text }) => text.trim());
            expect(drawn.join(' ')).toBe(meta.staff[language]);
            expect(chart.querySelector(`details [data-place="${leaf}"]`)!.text).toContain(meta.staff[language]);
          }
          expect(svg.querySelectorAll('[data-leaf]')).toHaveLength(leaves.length);
          const actions = chart.querySelectorAll('ol.actions li').map(({ text }) => text);
          for (const { from, to, event } of waysOf(machine).filter((way) => way.region === region)) {
            const number = actions.indexOf(nameOf('events', event, language)) + 1;
            expect(number, event).toBeGreaterThan(0);
            const label =
              from === to
                ? svg.querySelector(`[data-leaf="${from}"] .stays`)!.text
                : svg.querySelector(`[data-way="${from} ${to}"]`)!.text;
            expect(label.match(/\d+/g), `${from} ${event}`).toContain(String(number));
            expect(chart.querySelectorAll(`details [data-way="${from} ${event} ${to}"]`)).toHaveLength(1);
          }
        }
    }
  });

  it('lights on a dossier what it stands in and marks the ways that it took, for staff and team', async () => {
    const states = await stage.db.query<{ subject: string; machine: string; value: string | Record<string, string> }>`
      select subject, machine, value from state where agency = ${stage.agency} and dossier = ${dossier}`;
    for (const who of [stage.people.director, founder]) {
      const page = await read(`${base()}/map`, await signedIn(stage.db, who, '<b>Tên & "lạ"</b>'));
      for (const machine of ['application', 'project', 'disbursement'] as const)
        for (const region of regionsOf(machine)) {
          const present = states
            .filter((state) => state.machine === machine)
            .map(({ value }) => (region === null ? value : (value as Record<string, string>)[region]));
          const chart = page.querySelector(`.fullmap [data-machine="${idOf(machine, region)}"]`)!;
          const lit = chart.querySelectorAll('.place.now').map((place) => place.getAttribute('data-leaf'));
          expect(lit.toSorted()).toEqual([...new Set(present)].toSorted());
          const said = chart
            .querySelectorAll('details [aria-current]')
            .map((place) => place.getAttribute('data-place'));
          expect(said.toSorted()).toEqual(lit.toSorted());
          for (const place of chart.querySelectorAll('details [aria-current] > strong'))
            expect(chart.querySelector('svg title')!.text).toContain(place.text);
        }
      const application = page.querySelector('.fullmap [data-machine="application"]')!;
      expect(application.querySelectorAll('.number.taken').map((way) => way.getAttribute('data-way'))).toEqual([
        'draft submitted',
        'submitted eligible',
        'eligible underReview',
        'underReview beforeCouncil',
        'beforeCouncil recommended',
        'recommended awarded',
      ]);
      expect(page.querySelector('.fullmap [data-machine="disbursement"] svg title')!.text).toMatch(
        /đợt 1.*đợt 2|đợt 2.*đợt 1/,
      );
    }
  });

  it('finds by the events alone which way was taken where an event can take several', () => {
    const paid = ['requested', 'verified', 'prepared', 'approved', 'ordered', 'paid'].map(
      (event) => `disbursement.${event}`,
    );
    expect(waysTaken('disbursement', 1, null, paid, 'settled')).toContain('ordered disbursement.paid settled');
    expect(waysTaken('disbursement', 1, null, paid, 'paid')).toContain('ordered disbursement.paid paid');
    expect(waysTaken('disbursement', 1, null, paid, 'refused')).toEqual([]);
    expect(waysTaken('project', 1, 'company', ['project.agreementNovated'], 'novated')).toEqual([
      'formed project.agreementNovated novated',
    ]);
  });
});

describe('the vessels of a budget', () => {
  it('gives every amount a width, however little, in whole numbers that add up', () => {
    for (const amounts of [
      [1n, 999_999_999_999_999n],
      [1n, 1n, 1n],
      [0n, 5n],
      [1n, 2n, 3n, 10n ** 30n],
      [333n, 333n, 334n],
    ]) {
      const widths = widthsOf(amounts);
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(1000);
      expect(widths.map((width) => width > 0)).toEqual(amounts.map((amount) => amount > 0n));
    }
    expect(widthsOf([0n, 0n])).toEqual([0, 0]);
  });

  it('escapes a hostile name of a source', () => {
    const parts = [{ vessel: 'paid', amountVnd: 5n }] as const;
    const html = String(<Vessels name={'"><script>alert(1)</script>'} parts={parts} language="vi" />);
    expect(html).not.toContain('<script');
    expect(html).toContain('aria-label="&quot;&gt;');
  });

  const figures = (page: Awaited<ReturnType<typeof read>>) =>
    Object.fromEntries(
      page
        .querySelectorAll('.vessels [data-vessel]')
        .map((part) => [part.getAttribute('data-vessel'), part.text.replace(/^\D+/, '').trim()]),
    );

  it('shows of a call what the book of promises has', async () => {
    const page = await read(
      `/agencies/${stage.agency}/calls/${stage.call}`,
      await signedIn(stage.db, stage.people.director, 'Giám Đốc'),
    );
    const left = await stage.balance(`A/call/${stage.call}/uncommitted`);
    const vessels = await stage.vessels(dossier);
    const shown = figures(page);
    expect(shown.uncommitted).toBe(formatVnd(left));
    expect(shown.held).toBe(formatVnd(7_000_000n));
    expect(shown.paid).toBe(formatVnd(8_000_000n));
    expect(shown.awarded).toBe(formatVnd(15_000_000n));
    expect(Object.keys(vessels).length).toBeGreaterThan(0);
    const whole = -(await stage.balance(`A/call/${stage.call}/authority`));
    expect(page.querySelector('.vessels figcaption strong')!.text).toBe(formatVnd(whole));
    const stranger = await read(`/agencies/${stage.agency}/calls/${stage.call}`);
    expect(stranger.querySelector('.vessels')).toBeNull();
  });

  it('shows of a year what its book has', async () => {
    const page = await read(
      `/agencies/${stage.agency}/budget`,
      await signedIn(stage.db, stage.people.financeOfficer, 'Tài Chính'),
    );
    const [sums] = await stage.db.query<{ appropriated: bigint; reserved: bigint; paid: bigint; available: bigint }>`
      select -sum(balance) filter (where id like '%/appropriation')::bigint as appropriated,
        sum(balance) filter (where id like '%/reserved')::bigint as reserved, sum(balance) filter (where id like '%/paid')::bigint as paid,
        sum(balance) filter (where id like '%/available')::bigint as available
      from account where agency = ${stage.agency} and id like 'B/%'`;
    expect(page.querySelector('.vessels figcaption strong')!.text).toBe(formatVnd(sums!.appropriated));
    const shown = figures(page);
    expect(shown.reserved).toBe(formatVnd(sums!.reserved));
    expect(shown.paid).toBe(formatVnd(sums!.paid));
    expect(shown.available).toBe(formatVnd(sums!.available));
  });
});

describeInBrowser(
  'pictures',
  async () => ({ answer: (request) => app.fetch(request) }),
  (browsing) => {
    it('are in order for axe and on a phone, folded and unfolded', { timeout: 60_000 }, async () => {
      const { cookie } = await signedIn(stage.db, stage.people.director, 'Giám Đốc');
      const [name, value] = cookie!.split('=');
      const page = await browsing.window({ width: 390 });
      await page.context().addCookies([{ name: name!, value: value!, url: browsing.site() }]);
      await page.goto('/machines');
      await fitsItsWidth(page);
      await page.goto(base());
      await page.getByRole('link', { name: 'Bản đồ trạng thái đầy đủ' }).click();
      await page.waitForURL('**/map');
      await page.locator('.fullmap .astext > summary').first().click();
      await isInOrder(page, 'dossier-map');
    });
  },
);
