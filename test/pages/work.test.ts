import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { hash, type Stage, setStage, today } from '../support/stage.ts';
import { look, signedIn } from './filesSupport.ts';

/** "My work": every matter is with somebody, and with nobody who cannot go on with it. */
let stage: Stage;
let app: App;
const headers = new Map<string, Record<string, string>>();

beforeAll(async () => {
  stage = await setStage({ callBudgetVnd: '900000000' });
  app = createApp({ db: stage.db, clock: () => new Date() });
  const { people } = stage;
  const named = {
    officer: people.officer,
    secretary: people.secretary,
    director: people.director,
    finance: people.financeOfficer,
  };
  for (const [name, person] of Object.entries({
    ...named,
    accountant: people.chiefAccountant,
    auditor: people.auditor,
    administrator: people.administrator,
  }))
    headers.set(name, await signedIn(stage.db, person, name));
  headers.set('reviewer', await signedIn(stage.db, people.reviewers[0]!, 'reviewer'));
  headers.set('member', await signedIn(stage.db, people.council[1]!, 'member'));
});
afterAll(() => stage.drop());

const workOf = async (who: string) => (await look(app, '/work', headers.get(who)!)).text();
const leadsTo = async (who: string, dossier: string, page: string) =>
  (await workOf(who)).includes(`href="/agencies/${stage.agency}/dossiers/${dossier}${page}"`);

describe('letters that do not go', () => {
  it('are told of to administrators, how many and since when, and to nobody else', async () => {
    const { db } = stage;
    const put = (minutes: number, attempts: number) => db.query`
      insert into letter (id, address, subject, body, english, created_at, attempts)
      values (${v7()}, 'chau@vidu.vn', 's', 'b', 'e', now() - make_interval(mins => ${minutes}::int), ${attempts}::int)`;
    await put(60, 0); // has its turn before it
    await put(1, 1); // may go at the next one
    expect(await workOf('administrator')).not.toContain('thư của hệ thống chưa gửi được');
    await put(9, 2);
    await put(7, 1);
    const page = await workOf('administrator');
    expect(page).toMatch(/2 thư của hệ thống chưa gửi được, thư đầu tiên từ \S+/);
    expect(page).not.toContain('chau@vidu.vn');
    expect(await workOf('director')).not.toContain('thư của hệ thống chưa gửi được');
    await db.query`update letter set sent_at = now()`;
    expect(await workOf('administrator')).not.toContain('thư của hệ thống chưa gửi được');
  });
});

describe('what waits', () => {
  it('moves from hand to hand until the application is awarded', async () => {
    const { people } = stage;
    const founder = v7();
    headers.set('founder', await signedIn(stage.db, founder, 'founder'));
    const dossier = v7();
    const party = await stage.party(founder);
    await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
    expect(await leadsTo('founder', dossier, '/application')).toBe(true);
    expect(await leadsTo('officer', dossier, '/screening')).toBe(false);
    await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
    expect(await leadsTo('officer', dossier, '/screening')).toBe(true);
    await stage.must(people.officer, 'findEligible', dossier);
    expect(await leadsTo('officer', dossier, '/reviewers')).toBe(true);
    await stage.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
    expect(await leadsTo('reviewer', dossier, '/review')).toBe(true);
    expect(await leadsTo('officer', dossier, '/council')).toBe(false);
    const [first, ...others] = people.reviewers;
    await stage.must(first!, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
    expect(await leadsTo('reviewer', dossier, '/review')).toBe(false);
    for (const reviewer of others)
      await stage.must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
    // the last review is in: without this nobody would know
    expect(await leadsTo('officer', dossier, '/council')).toBe(true);
    expect(await leadsTo('secretary', dossier, '/council')).toBe(true);
    await stage.must(people.secretary, 'referToCouncil', dossier, {
      council: people.council,
      chair: people.council[0]!,
    });
    expect(await leadsTo('member', dossier, '/council')).toBe(true);
    const lines = [{ line: 'labour', amountVnd: '30000000' }];
    for (const member of people.council.slice(0, 5))
      await stage.must(member, 'castVote', dossier, { ballots: { labour: 'pass' } });
    expect(await leadsTo('member', dossier, '/council')).toBe(false);
    await stage.must(people.secretary, 'recommend', dossier, { lines, months: 6, completionNeeded: false });
    expect(await leadsTo('director', dossier, '/award')).toBe(true);
    expect(await leadsTo('finance', dossier, '/budget')).toBe(false);
    await stage.must(people.director, 'award', dossier, { lines, year: stage.year });
    expect(await leadsTo('director', dossier, '/award')).toBe(false);
    expect(await leadsTo('finance', dossier, '/budget')).toBe(true);
  });

  it('moves from hand to hand until the money is paid, and then waits for the founder’s next request', async () => {
    const { people, year } = stage;
    const units = { person: 'a', month: `${year}-01` };
    const { dossier, founder } = await stage.project({});
    headers.set('asking', await signedIn(stage.db, founder, 'asking'));
    expect(await leadsTo('finance', dossier, '/budget')).toBe(false);
    expect(await leadsTo('asking', dossier, '/requests/new')).toBe(true);
    const id = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'labour', amountVnd: '5000000', units }],
      'requested',
    );
    const page = `/requests/${id}`;
    expect(await leadsTo('asking', dossier, '/requests/new')).toBe(false);
    expect([await leadsTo('officer', dossier, page), await leadsTo('finance', dossier, page)]).toEqual([true, false]);
    const listed = (await workOf('officer'))
      .split('<tr>')
      .slice(1)
      .find((row) => row.includes(page))!;
    expect(listed).toContain('Đợt 1: Chờ thẩm tra chứng từ');
    expect(listed).toContain('5.000.000');
    await stage.must(people.officer, 'verifyDisbursement', dossier, {
      id,
      accepted: [{ amountVnd: '5000000', costVnd: '5000000' }],
    });
    expect([await leadsTo('officer', dossier, page), await leadsTo('finance', dossier, page)]).toEqual([false, true]);
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    expect([await leadsTo('accountant', dossier, page), await leadsTo('finance', dossier, page)]).toEqual([
      true,
      false,
    ]);
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, {
      id,
      reference: 'KB-1',
      paidOn: today(),
    });
    expect([await leadsTo('accountant', dossier, page), await leadsTo('finance', dossier, page)]).toEqual([
      false,
      false,
    ]);
    expect(await leadsTo('asking', dossier, '/requests/new')).toBe(true);
  });

  it('says to the founder when the agreement ends, in the row that waits and beside the dossier', async () => {
    const { dossier, founder } = await stage.project({});
    headers.set('ending', await signedIn(stage.db, founder, 'ending'));
    const [row] = await stage.db.query<{ endsOn: string }>`
      select facts->>'endsOn' as ends_on from state where dossier = ${dossier}::uuid and subject = 'project'`;
    const page = await workOf('ending');
    const waits = page.split('<tr>').find((one) => one.includes(`${dossier}/requests/new`))!;
    expect(waits).toContain(dayText(row!.endsOn));
    expect(waits).toContain('Hết hạn hợp đồng');
    expect(waits).not.toContain('không định hạn');
    const own = page.slice(page.indexOf('id="own"'));
    expect(own).toContain('Hết hạn hợp đồng');
    expect(own).toContain(dayText(row!.endsOn));
    // nobody else is told to keep it
    expect(await workOf('finance')).not.toContain('Hết hạn hợp đồng');
  });

  it('is counted in the bar as it is listed, and an auditor has none', async () => {
    for (const who of ['officer', 'finance', 'founder', 'auditor']) {
      const page = await workOf(who);
      const listed = page.match(/<tr>/g)?.length ?? 1;
      const counted = /class="count">(\d+)</.exec(page)?.[1] ?? '0';
      expect([who, Number(counted)]).toEqual([who, listed - 1]);
    }
  });
});

describe('an approval', () => {
  it('does not wait for whoever prepared the payment, though they hold both offices', async () => {
    const { people } = stage;
    const both = v7();
    await stage.must(people.administrator, 'appoint', both, { roles: ['financeOfficer', 'chiefAccountant'] });
    headers.set('both', await signedIn(stage.db, both, 'both'));
    const { dossier, founder } = await stage.project({ lines: [{ line: 'labour', amountVnd: '20000000' }] });
    const items = [{ line: 'labour', amountVnd: '4000000', units: { person: 'both', month: '2026-03' } }];
    const id = await stage.disbursement(dossier, founder, items, 'verified');
    expect(await leadsTo('both', dossier, `/requests/${id}`)).toBe(true);
    await stage.must(both, 'prepareDisbursement', dossier, { id, year: stage.year, source: 'nstp' });
    expect(await leadsTo('both', dossier, `/requests/${id}`)).toBe(false);
    expect(await leadsTo('accountant', dossier, `/requests/${id}`)).toBe(true);
  });
});
