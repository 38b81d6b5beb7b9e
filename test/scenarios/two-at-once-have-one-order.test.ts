// Two people act in the same moment on what the other relies on. Whoever is first, there was one order, and both see it.
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/record.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import { expectClean } from '../support/audit.ts';
import {
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

let stage: Stage;
let offices: ReturnType<typeof officesOn>;
beforeAll(async () => {
  stage = await setStage({
    pack: packWith(
      {
        'agency.seats': 1_000,
        'call.total': '90000000000',
        'agency.perYear': '90000000000',
        'party.total': '9000000000',
        'call.requests': '60000000',
      },
      [
        {
          id: 'call.requests',
          like: 'call.total',
          line: 'rent',
          drawnAt: 'request',
          givesBack: true,
          source: { ...sourceOf('call.total'), article: 'Điều 99' },
        },
      ],
    ),
    callBudgetVnd: '90000000000',
  });
  offices = officesOn(stage, 4, 5);
});
afterAll(async () => {
  await offices?.close();
  await stage?.drop();
});

const ask = (person: string, type: CommandType, dossier: string, input: JsonObject = {}) =>
  offices.act({ type, dossier, input }, { agency: stage.agency, person }, v7());
const decided = () => ({ decisionNumber: 'QĐ', reason: hash('reason') });
const soon = () => pause(Math.random() * 6);
const work = (amountVnd: string, month: number) => [
  {
    line: 'labour',
    amountVnd,
    units: {
      person: 'p1',
      month: `${stage.year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
    },
  },
];
const sixty: Line[] = [{ line: 'labour', amountVnd: '60000000' }];
const eventsOf = async (dossier: string) =>
  (
    await stage.owner.query<{ event: string }>`select event from history where dossier = ${dossier} order by revision`
  ).map(({ event }) => event);

describe('suspending against paying', () => {
  test('in a hundred rounds: ordered before the suspension, or refused; what was ordered is paid all the same', async () => {
    const { people } = stage;
    let [ordered, refusedOrders] = [0, 0];
    await each(range(10), 10, async () => {
      const { dossier, founder } = await stage.project({ lines: sixty });
      for (let round = 0; round < 10; round += 1) {
        const id = await stage.disbursement(dossier, founder, work('1000000', round), 'approved');
        const pay = () =>
          ask(people.financeOfficer, 'payDisbursement', dossier, { id, reference: id, paidOn: today() });
        const [suspended, order] = await Promise.all([
          soon().then(() => ask(people.director, 'suspend', dossier, decided())),
          soon().then(() => ask(people.financeOfficer, 'orderDisbursement', dossier, { id })),
        ]);
        expect(suspended.ok).toBe(true);
        // what the bank has done is a fact, and nothing but what was ordered can be paid
        expect((await pay()).ok).toBe(order.ok);
        if (order.ok) ordered += 1;
        else {
          refusedOrders += 1;
          expect(order.refusal).toMatchObject({ rule: 'projectNotActive', details: { state: 'suspended' } });
        }
        await stage.must(people.director, 'resume', dossier, decided());
      }
      let suspended = false;
      for (const event of await eventsOf(dossier)) {
        if (event === 'project.suspended') suspended = true;
        if (event === 'project.resumed') suspended = false;
        if (event === 'disbursement.ordered') expect(suspended, 'ordered while suspended').toBe(false);
      }
    });
    expect(ordered).toBeGreaterThan(0);
    expect(refusedOrders).toBeGreaterThan(0);
    expect(ordered + refusedOrders).toBe(100);
  });
});

describe('two who decide the same', () => {
  test('two chief accountants approve at once: one approves, the other hears that it is approved', async () => {
    const { people } = stage;
    const second = v7();
    await stage.must(people.administrator, 'appoint', second, { roles: ['chiefAccountant'] });
    const winners = new Set<string>();
    await each(range(6), 6, async () => {
      const { dossier, founder } = await stage.project({ lines: sixty });
      for (let round = 0; round < 5; round += 1) {
        const id = await stage.disbursement(dossier, founder, work('1000000', round), 'prepared');
        const approvers = [people.chiefAccountant, second];
        const outcomes = await Promise.all(
          approvers.map((person) => soon().then(() => ask(person, 'approveDisbursement', dossier, { id }))),
        );
        expect(granted(outcomes)).toBe(1);
        expect(refusals(outcomes)).toMatchObject([{ rule: 'notInThisState', details: { state: 'approved' } }]);
        const winner = approvers[outcomes.findIndex((o) => o.ok)]!;
        winners.add(winner);
        const duties = await stage.owner.query<{ person: string }>`
          select person from duty where subject = ${`disbursement/${id}`} and duty = 'approved'`;
        expect(duties).toEqual([{ person: winner }]);
      }
    });
    expect(winners.size).toBe(2);
  });

  test('whoever prepares in the same moment as another returns it, is first or is told', async () => {
    const { people, year } = stage;
    await each(range(6), 6, async () => {
      const { dossier, founder } = await stage.project({ lines: sixty });
      for (let round = 0; round < 4; round += 1) {
        const id = await stage.disbursement(dossier, founder, work('1000000', round), 'verified');
        const [prepared, returned] = await Promise.all([
          soon().then(() => ask(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' })),
          soon().then(() => ask(people.officer, 'returnDisbursement', dossier, { id, reason: hash('unclear') })),
        ]);
        expect(returned.ok).toBe(true); // what is prepared can be returned too
        if (!prepared.ok) expect(prepared.refusal.rule).toBe('notInThisState');
        const [state] = await stage.owner.query<{ value: string }>`
          select value from state where dossier = ${dossier} and subject = ${`disbursement/${id}`}`;
        expect(state!.value).toBe('returned');
        expect((await stage.vessels(dossier)).held).toBeUndefined();
      }
    });
  });

  test('a role is taken away while its holder uses it: used before, or refused', async () => {
    const { people } = stage;
    let [used, refusedUses] = [0, 0];
    await each(range(12), 6, async () => {
      const person = v7();
      await stage.must(people.administrator, 'appoint', person, { roles: ['officer'] });
      const { dossier, founder } = await stage.project({ lines: sixty });
      const id = await stage.disbursement(dossier, founder, work('1000000', 0), 'requested');
      const [relieved, verified] = await Promise.all([
        soon().then(() => ask(people.administrator, 'relieve', person, { roles: ['officer'] })),
        soon().then(() =>
          ask(person, 'verifyDisbursement', dossier, { id, accepted: [{ amountVnd: '1000000', costVnd: '1000000' }] }),
        ),
      ]);
      expect(relieved.ok).toBe(true);
      if (verified.ok) used += 1;
      else refusedUses += 1;
      if (!verified.ok) expect(verified.refusal.rule).toBe('role');
    });
    expect(used + refusedUses).toBe(12);
  });
});

describe('a cap that moves while it is drawn on', () => {
  test('lowered and raised again under requests: room and used are always the limit, and never more is used', async () => {
    const { people, agency, year } = stage;
    const room = `C/vi-du-hu-cau/call.requests/${stage.call}`;
    const projects = await each(range(20), 10, () =>
      stage.project({ lines: [{ line: 'rent', amountVnd: '8000000' }] }),
    );
    const first = projects[0]!;
    const rent = (month: number) => [
      {
        line: 'rent',
        amountVnd: '1000000',
        costVnd: '1000000',
        units: { month: `${year}-${String(month + 1).padStart(2, '0')}` },
      },
    ];
    const request = ({ dossier, founder }: { dossier: string; founder: string }, month: number) =>
      ask(founder, 'requestDisbursement', dossier, { id: v7(), items: rent(month), evidence: [hash(v7())] });
    expect((await request(first, 0)).ok).toBe(true); // opens the room

    let running = true;
    const limits: bigint[] = [60_000_000n];
    const changes: Outcome[] = [];
    async function change() {
      for (let i = 0; running; i += 1) {
        const limit = [20n, 45n, 12n, 60n, 30n, 5n, 50n][i % 7]! * 1_000_000n;
        limits.push(limit); // before it is so: a reader may see it at once
        const outcome = await ask(people.administrator, 'changeCap', registerDossier(agency, 'agency'), {
          room,
          limit: String(limit),
          decisionNumber: `NQ-${i}`,
        });
        changes.push(outcome);
        if (!outcome.ok) expect(outcome.refusal.rule).toBe('capBelowUse');
        await soon();
      }
    }
    let looks = 0;
    async function look() {
      while (running) {
        const [seen] = await stage.db.query<{ room: bigint; used: bigint; poured: bigint }>`
          select (select balance from account where id = ${`${room}/room`}) as room,
            (select balance from account where id = ${`${room}/used`}) as used,
            (select -balance from account where id = ${`${room}/authority`}) as poured`;
        expect(seen!.room).toBeGreaterThanOrEqual(0n);
        expect(seen!.room + seen!.used).toBe(seen!.poured);
        expect(limits).toContain(seen!.poured);
        looks += 1;
        await pause(2);
      }
    }
    const requests: Outcome[] = [];
    async function draw() {
      // and some are cancelled again, so that room comes back
      await each(range(160), 12, async (i) => {
        const project = projects[i % 20]!;
        const outcome = await request(project, Math.floor(i / 20));
        requests.push(outcome);
        if (outcome.ok && i % 3 === 0) {
          const [state] = await stage.db.query<{ subject: string }>`
            select subject from state where dossier = ${project.dossier} and machine = 'disbursement' and revision = ${outcome.answer.revision}`;
          if (state !== undefined)
            await ask(project.founder, 'cancelDisbursement', project.dossier, { id: state.subject.split('/')[1]! });
        }
      });
      running = false;
    }
    await Promise.all([change(), look(), draw()]);
    for (const refusal of refusals(requests)) {
      expect(refusal).toMatchObject({ rule: 'cap', details: { cap: 'call.requests' }, actual: '1000000', left: '0' });
      expect(BigInt(refusal.left!) + BigInt(refusal.used!)).toBe(BigInt(refusal.limit!));
      expect(limits).toContain(BigInt(refusal.limit!));
    }
    expect(looks).toBeGreaterThan(5);
    expect(granted(changes)).toBeGreaterThan(0);
    expect(granted(requests)).toBeGreaterThan(0);
    expect(refusals(requests).length).toBeGreaterThan(0);
    const held = await stage.owner.query<{ sum: bigint }>`
      select sum(balance)::bigint as sum from account where id like 'A/project/%/rent/%/held'`;
    expect(await stage.balance(`${room}/used`)).toBe(held[0]!.sum);
  });
});

describe('a recovery against an order of another dossier of the same party', () => {
  test('the order is before the recovery, or is refused for the debt', async () => {
    const { people, year } = stage;
    let [ordered, refusedOrders] = [0, 0];
    await each(range(5), 5, async () => {
      const owing = await stage.project({ lines: sixty });
      const paying = await stage.project({ lines: sixty, party: owing.party, founder: owing.founder });
      for (let round = 0; round < 6; round += 1) {
        const [spent, id] = await Promise.all([
          stage.disbursement(owing.dossier, owing.founder, work('2000000', round), 'paid'),
          stage.disbursement(paying.dossier, paying.founder, work('2000000', round), 'approved'),
        ]);
        const recovery = v7();
        const unit = `month=${work('1', round)[0]!.units.month};person=p1`;
        await stage.must(people.officer, 'proposeRecovery', owing.dossier, {
          id: recovery,
          disbursement: spent,
          items: [{ line: 'labour', unit, amountVnd: '500000' }],
          reason: hash('misuse'),
        });
        const [recovered, order] = await Promise.all([
          soon().then(() =>
            ask(people.director, 'decideRecovery', owing.dossier, {
              id: recovery,
              repayBy: `${year}-12-31`,
            }),
          ),
          soon().then(() => ask(people.financeOfficer, 'orderDisbursement', paying.dossier, { id })),
        ]);
        expect(recovered.ok).toBe(true);
        const [ids] = await stage.owner.query<{ recovery: bigint; order: bigint | null }>`
          select (select max(id) from posting where dossier = ${owing.dossier}) as recovery,
            (select max(id) from posting where dossier = ${paying.dossier} and target like '%/ordered') as order`;
        if (order.ok) {
          ordered += 1;
          expect(ids!.order! < ids!.recovery, 'ordered before the debt').toBe(true);
        } else {
          refusedOrders += 1;
          expect(order.refusal).toMatchObject({ rule: 'partyOwes', actual: '500000' });
        }
        await stage.must(people.financeOfficer, 'receiveCash', owing.dossier, {
          id: recovery,
          amountVnd: '500000',
          year,
          source: 'nstp',
          reference: 'NT',
          receivedOn: today(),
        });
        if (!order.ok) await stage.must(people.financeOfficer, 'orderDisbursement', paying.dossier, { id });
      }
    });
    expect(ordered + refusedOrders).toBe(30);
    expect(ordered).toBeGreaterThan(0);
    expect(refusedOrders).toBeGreaterThan(0);
  });
});

describe('awards against the closing of their call', () => {
  test('nothing is awarded after the closing, nothing stays uncommitted, and no promise is lost', async () => {
    const { people, year } = stage;
    const lines: Line[] = [{ line: 'labour', amountVnd: '7000000' }];
    let [awarded, late] = [0, 0];
    await each(range(5), 2, async (round) => {
      const call = await stage.openCall('1000000000');
      const applied = await each(range(12), 6, () => stage.recommended({ lines, call }));
      // later rounds are drawn out, so that on a slow machine too some come before the closing and some after it
      const closing = pause(round * 30).then(() =>
        ask(people.director, 'closeCall', call, { decisionNumber: 'QĐ-9', reason: hash('no money') }),
      );
      const outcomes = await Promise.all(
        applied.map(({ dossier }) =>
          pause(Math.random() * 120 * (1 + round * 2)).then(() =>
            ask(people.director, 'award', dossier, { lines, year }),
          ),
        ),
      );
      expect(await closing).toMatchObject({ ok: true });
      for (const refusal of refusals(outcomes)) expect(refusal.rule).toBe('callNotOpen');
      awarded += granted(outcomes);
      late += refusals(outcomes).length;
      const sum = BigInt(granted(outcomes)) * 7_000_000n;
      expect(await stage.balance(`A/call/${call}/uncommitted`)).toBe(0n);
      expect(await stage.balance(`A/call/${call}/authority`)).toBe(-sum);
      const [promised] = await stage.owner.query<{ sum: bigint }>`
        select coalesce(sum(a.balance), 0)::bigint as sum from account a join dossier d on d.id::text = a.owner
        where d.call = ${call} and a.id like 'A/project/%'`;
      expect(promised!.sum).toBe(sum);
    });
    expect(awarded + late).toBe(60);
    expect(awarded).toBeGreaterThan(0);
    expect(late).toBeGreaterThan(0);
  });
});

test('all of it has one order without skew, and nothing is torn', async () => {
  await expectClean(stage);
  await expectWhole(stage);
  const { events } = await expectOneOrder(stage);
  expect(events).toBeGreaterThan(1_500);
});
