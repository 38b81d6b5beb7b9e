// The room of a cap is shared, the people who draw on it know nothing of one another, and they all come at once.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Outcome } from '../../src/record.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import { expectClean } from '../support/audit.ts';
import {
  articleOf,
  each,
  expectOneOrder,
  expectWhole,
  granted,
  officesOn,
  packWith,
  range,
  refusals,
  sourceOf,
} from '../support/crowd.ts';
import { hash, type Line, type Stage, setStage, today } from '../support/stage.ts';

type Offices = ReturnType<typeof officesOn>;
type Applied = { dossier: string; founder: string; party: string; lines: Line[] };

let stage: Stage;
let offices: Offices;
/** A stage for each group, and three applications on its database. */
function open(options: Parameters<typeof setStage>[0]) {
  beforeAll(async () => {
    stage = await setStage(options);
    offices = officesOn(stage);
  });
  afterAll(async () => {
    await offices?.close();
    await stage?.drop();
  });
}

const ask = (person: string, type: CommandType, dossier: string, input: JsonObject = {}) =>
  offices.act({ type, dossier, input }, { agency: stage.agency, person }, v7());
async function done(outcome: Promise<Outcome>): Promise<Answer> {
  const result = await outcome;
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.answer;
}
const award = ({ dossier, lines }: Applied) =>
  ask(stage.people.director, 'award', dossier, { lines, year: stage.year });

/** An application that the council has recommended, through all its commands: one reviewer, five of seven members. */
async function recommended(
  lines: Line[],
  of: { party?: string; founder?: string; call?: string } = {},
): Promise<Applied> {
  const applied = await voted(lines, of);
  await done(recommend(applied));
  return applied;
}

const recommend = ({ dossier, lines }: Applied) =>
  ask(stage.people.secretary, 'recommend', dossier, { lines, months: 12, completionNeeded: false });

/** An application on which the council has voted, and not concluded. */
async function voted(lines: Line[], of: { party?: string; founder?: string; call?: string } = {}): Promise<Applied> {
  const { people } = stage;
  const founder = of.founder ?? v7();
  const party = of.party ?? v7();
  if (of.party === undefined)
    await done(
      ask(people.officer, 'registerParty', party, {
        kind: 'team',
        members: [founder],
        beneficiaryClass: 'selfFunded',
      }),
    );
  const dossier = v7();
  const reviewer = people.reviewers[0]!;
  await done(ask(founder, 'startApplication', dossier, { call: of.call ?? stage.call, party }));
  await done(ask(founder, 'submitApplication', dossier, { content: hash('content') }));
  await done(ask(people.officer, 'findEligible', dossier));
  await done(ask(people.officer, 'assignReviewers', dossier, { reviewers: [reviewer] }));
  await done(ask(reviewer, 'declareInterest', dossier, { conflict: null }));
  await done(ask(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' }));
  await done(ask(people.secretary, 'referToCouncil', dossier, { council: people.council, chair: people.council[0]! }));
  const ballots = Object.fromEntries(lines.map(({ line }) => [line, 'pass']));
  for (const member of people.council.slice(0, 5)) {
    await done(ask(member, 'declareInterest', dossier, { conflict: null }));
    await done(ask(member, 'castVote', dossier, { ballots }));
  }
  return { dossier, founder, party, lines };
}

/** Everything that stands between a request and its payment; the first refusal ends it. */
async function pay({ dossier, founder }: Applied, amountVnd: string): Promise<Outcome> {
  const { people, year } = stage;
  const id = v7();
  const items = [{ line: 'labour', amountVnd, costVnd: amountVnd, units: { person: 'p1', month: `${year}-01` } }];
  const steps: [string, CommandType, JsonObject][] = [
    [founder, 'requestDisbursement', { items, evidence: [hash('timesheet')] }],
    [people.officer, 'verifyDisbursement', { accepted: [{ amountVnd, costVnd: amountVnd }] }],
    [people.financeOfficer, 'prepareDisbursement', { year, source: 'nstp' }],
    [people.chiefAccountant, 'approveDisbursement', {}],
    [people.financeOfficer, 'orderDisbursement', {}],
    [people.financeOfficer, 'payDisbursement', { reference: `KB-${id}`, paidOn: today() }],
  ];
  let last: Outcome | undefined;
  for (const [person, type, input] of steps) {
    last = await ask(person, type, dossier, { id, ...input });
    if (!last.ok) return last;
  }
  return last!;
}

const seven: Line[] = [{ line: 'labour', amountVnd: '7000000' }];

describe('two hundred, one room of 50.000.000', () => {
  open({
    pack: packWith(
      {
        'call.total': '50000000',
        'agency.perYear': '900000000000',
        'agency.seats': 1_000,
        'call.requests': '50000000',
      },
      [
        {
          id: 'call.requests',
          like: 'call.total',
          drawnAt: 'request',
          source: { ...sourceOf('call.total'), article: 'Điều 99' },
        },
      ],
    ),
    callBudgetVnd: '900000000000',
  });
  let applied: Applied[];
  const room = () => `C/vi-du-hu-cau/call.total/${stage.call}`;

  /** Seven went through; the others were told which cap, its clause, and what was left of it. */
  function expectSeven(outcomes: readonly Outcome[], cap: string, article: string) {
    expect(granted(outcomes)).toBe(7);
    const told = refusals(outcomes);
    expect(told).toHaveLength(193);
    for (const refusal of told)
      expect(refusal).toMatchObject({
        rule: 'cap',
        limit: '50000000',
        used: '49000000',
        left: '1000000',
        actual: '7000000',
        clause: { instrument: 'HƯ-CẤU-01', article },
        details: { cap, room: `C/vi-du-hu-cau/${cap}/${stage.call}` },
      });
  }

  test('two hundred applications are recommended', async () => {
    applied = await each(range(200), 24, () => recommended(seven));
  }, 90_000);

  test('two hundred awards of 7.000.000 at once: seven are made', async () => {
    const outcomes = await Promise.all(applied.map(award));
    expectSeven(outcomes, 'call.total', articleOf('call.total')!);
    expect(await stage.balance(`${room()}/used`)).toBe(49_000_000n);
    expect(await stage.balance(`${room()}/room`)).toBe(1_000_000n);
    const projects = await stage.db.query`select from state where machine = 'project'`;
    expect(projects).toHaveLength(7);
  });

  test('the room is raised by a decision, and two hundred payments of 7.000.000 at once meet the next one: seven are paid', async () => {
    const { people, agency, year } = stage;
    await done(
      ask(people.administrator, 'changeCap', registerDossier(agency, 'agency'), {
        room: room(),
        limit: '900000000000',
        decisionNumber: 'NQ-1',
      }),
    );
    await each(applied, 24, async (application) => {
      const { dossier } = application;
      const again = await award(application);
      if (!again.ok) expect(again.refusal.rule).toBe('notInThisState'); // the seven of before
      await done(ask(people.financeOfficer, 'planBudget', dossier, { year, source: 'nstp', amountVnd: '7000000' }));
      await done(
        ask(people.officer, 'signAgreement', dossier, {
          agreementNumber: 'HĐ',
          endsOn: `${year}-12-31`,
          document: hash('agreement'),
        }),
      );
    });
    const outcomes = await Promise.all(applied.map((application) => pay(application, '7000000')));
    expectSeven(outcomes, 'call.requests', 'Điều 99');
    const requests = `C/vi-du-hu-cau/call.requests/${stage.call}`;
    expect(await stage.balance(`${requests}/used`)).toBe(49_000_000n);
    expect(await stage.balance(`${requests}/room`)).toBe(1_000_000n);
    const [settled] = await stage.db.query<{ n: bigint; sum: bigint }>`
      select count(*) as n, sum(balance)::bigint as sum from account where id like 'A/project/%/settled' and balance > 0`;
    expect(settled).toEqual({ n: 7n, sum: 49_000_000n });
    const kept = await stage.db.query`select from refusal where command = 'requestDisbursement' and rule = 'cap'`;
    expect(kept).toHaveLength(193);
  }, 60_000);

  test('what was done at once has one order, and nothing is torn', async () => {
    await expectClean(stage);
    await expectWhole(stage);
    const { events } = await expectOneOrder(stage);
    expect(events).toBeGreaterThan(3_000);
  });
});

describe('caps within caps', () => {
  open({
    pack: packWith({
      'chinh.total': '180000000',
      'chinh.labour': '30000000',
      'call.total': '100000000',
      'agency.perYear': '150000000',
      'agency.seats': 1_000,
    }),
    callBudgetVnd: '900000000',
  });

  test('of several caps that are too small, the one on the whole is named before a line’s', async () => {
    // line 30, call 100, year 150, project 180 million
    const named = (cap: string, limit: string, dossier: string) => ({
      ok: false,
      refusal: {
        ...{ rule: 'cap', limit, left: limit, clause: { article: articleOf(cap) } },
        details: { cap, room: `C/vi-du-hu-cau/${cap}/${dossier}` },
      },
    });
    const large = await voted([{ line: 'labour', amountVnd: '190000000' }]);
    expect(await recommend(large)).toMatchObject(named('chinh.total', '180000000', large.dossier));
    const less = { ...large, lines: [{ line: 'labour', amountVnd: '170000000' }] };
    expect(await recommend(less)).toMatchObject(named('chinh.labour', '30000000', large.dossier));
  });

  test('line, project, call and year hold at once, and each refusal names the one that is in the way', async () => {
    const { year } = stage;
    const first = stage.call;
    const second = await stage.openCall('900000000');
    const thirty: Line[] = [{ line: 'labour', amountVnd: '30000000' }];
    const tooMuchLabour: Line[] = [{ line: 'labour', amountVnd: '30000001' }];
    const plans = [
      ...range(12).map(() => ({ call: first, lines: thirty })),
      ...range(12).map(() => ({ call: second, lines: thirty })),
    ];
    const applied = await each(plans, 12, ({ call, lines }) => recommended(lines, { call }));
    // what is over the project’s own cap does not come as far as the award
    const over = await voted(tooMuchLabour, { call: first });
    expect(await recommend(over)).toMatchObject({
      ok: false,
      refusal: { rule: 'cap', details: { cap: 'chinh.labour' } },
    });
    const outcomes = await Promise.all(applied.map(award));
    const inCall = (call: string) => outcomes.filter((_, i) => plans[i]!.call === call);
    expect(granted(inCall(first))).toBeLessThanOrEqual(3);
    expect(granted(inCall(second))).toBeLessThanOrEqual(3);
    expect(granted(outcomes)).toBe(5); // 150.000.000 in the year, however it falls on the calls
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.ok) continue;
      const { refusal } = outcome;
      expect(refusal.rule).toBe('cap');
      expect(refusal.clause?.article).toBe(articleOf(refusal.details.cap!));
      // what it says is too little for what was asked, and adds up
      expect(BigInt(refusal.left!)).toBeLessThan(BigInt(refusal.actual!));
      expect(BigInt(refusal.left!) + BigInt(refusal.used!)).toBe(BigInt(refusal.limit!));
      expect(refusal.details.room).toContain(
        { 'chinh.labour': applied[i]!.dossier, 'call.total': plans[i]!.call, 'agency.perYear': `agency;year=${year}` }[
          refusal.details.cap!
        ],
      );
    }
    for (const cap of ['chinh.total', 'chinh.labour', 'call.total', 'agency.perYear']) {
      const rows = await stage.db.query<{ used: bigint }>`
        select balance as used from account where id like ${`C/vi-du-hu-cau/${cap}/%/used`}`;
      const limit = { 'chinh.total': 180n, 'chinh.labour': 30n, 'call.total': 100n, 'agency.perYear': 150n }[cap]!;
      for (const { used } of rows) expect(used).toBeLessThanOrEqual(limit * 1_000_000n);
      expect(rows.reduce((sum, { used }) => sum + used, 0n)).toBe(150_000_000n);
    }
    await expectClean(stage);
    await expectWhole(stage);
    await expectOneOrder(stage);
  });
});

describe('seats', () => {
  open({
    pack: packWith({ 'agency.seats': 10, 'call.total': '900000000000', 'agency.perYear': '900000000000' }),
    callBudgetVnd: '900000000000',
  });

  test('sixty awards at once to fifteen enterprises under “ten a year”: ten enterprises have all of theirs', async () => {
    const { people } = stage;
    const enterprises = await each(range(15), 15, async () => {
      const [party, founder] = [v7(), v7()];
      await done(
        ask(people.officer, 'registerParty', party, {
          kind: 'enterprise',
          members: [founder],
          beneficiaryClass: 'selfFunded',
        }),
      );
      return { party, founder };
    });
    const applied = await each(range(60), 24, (i) => recommended(seven, enterprises[i % 15]!));
    const outcomes = await Promise.all(applied.map(award));
    const byParty = new Map<string, number>();
    for (const [i, outcome] of outcomes.entries())
      if (outcome.ok) byParty.set(applied[i]!.party, (byParty.get(applied[i]!.party) ?? 0) + 1);
    expect([...byParty.values()]).toEqual(Array.from({ length: 10 }, () => 4));
    const told = refusals(outcomes);
    expect(told).toHaveLength(20);
    for (const refusal of told)
      expect(refusal).toMatchObject({
        rule: 'seats',
        limit: '10',
        used: '10',
        left: '0',
        actual: '1',
        clause: { article: articleOf('agency.seats') },
        details: { cap: 'agency.seats' },
      });
    const seats = `C/vi-du-hu-cau/agency.seats/agency;year=${stage.year}`;
    expect(await stage.balance(`${seats}/used`)).toBe(10n);
    expect(await stage.balance(`${seats}/room`)).toBe(0n);

    // one enterprise gives up all four of its projects at once: one seat is free, for one of the five that had none
    const [leaving] = byParty.keys();
    const theirs = applied.filter(({ party }) => party === leaving);
    await Promise.all(
      theirs.map(async ({ dossier }) => {
        await done(ask(people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('given up') }));
        await done(ask(people.financeOfficer, 'cancelRemainder', dossier, { decisionNumber: 'QĐ' }));
      }),
    );
    expect(await stage.balance(`${seats}/used`)).toBe(9n);
    const again = await Promise.all(applied.filter(({ party }) => !byParty.has(party)).map(award));
    expect(granted(again)).toBe(4);
    expect(await stage.balance(`${seats}/used`)).toBe(10n);
    await expectClean(stage);
    await expectWhole(stage);
    await expectOneOrder(stage);
  }, 60_000);
});
