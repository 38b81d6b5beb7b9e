// People press twice, browsers send again, networks lose the answer. One key is one effect, and one answer.
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, RetryableError } from '../../src/database/pool.ts';
import { createRecorder, type Outcome } from '../../src/record.ts';
import type { Command } from '../../workflows/decide.ts';
import { expectClean } from '../support/audit.ts';
import {
  expectOneOrder,
  expectWhole,
  granted,
  inAgency,
  officesOn,
  packWith,
  range,
  refusals,
} from '../support/crowd.ts';
import { hash, type Stage, setStage, today } from '../support/stage.ts';

let stage: Stage;
let offices: ReturnType<typeof officesOn>;
let as: ReturnType<typeof inAgency>;
beforeAll(async () => {
  stage = await setStage({
    pack: packWith({ 'agency.seats': 100, 'call.total': '2000000000' }),
    callBudgetVnd: '2000000000',
  });
  offices = officesOn(stage, 4, 5);
  as = inAgency(stage.agency);
});
afterAll(async () => {
  await offices?.close();
  await expectClean(stage);
  await expectWhole(stage);
  await expectOneOrder(stage);
  await stage?.drop();
});

const labour = (amountVnd: string) => [
  { line: 'labour', amountVnd, costVnd: amountVnd, units: { person: 'p1', month: `${stage.year}-01` } },
];
const request = (dossier: string, amountVnd: string): Command => ({
  type: 'requestDisbursement',
  dossier,
  input: { id: v7(), items: labour(amountVnd), evidence: [hash(v7())] },
});
const events = async (dossier: string) =>
  (
    await stage.owner.query<{ event: string }>`select event from history where dossier = ${dossier} order by revision`
  ).map(({ event }) => event);

/** A database that throws away the answers of the first so many decisions, after they were committed. */
function losing(answers: number): { db: Database; lost: () => number } {
  let lost = 0;
  const db: Database = {
    ...stage.db,
    async run<Row extends object>(...given: Parameters<Database['run']>) {
      const rows = await stage.db.run<Row>(...given);
      if (!given[0].includes('record_decision') || lost >= answers) return rows;
      lost += 1;
      throw new RetryableError('the answer was lost on its way');
    },
  };
  return { db, lost: () => lost };
}
const now = () => new Date().toISOString();

test('one key fifty times at once, through four applications: one effect, fifty equal answers', async () => {
  const { dossier, founder } = await stage.project();
  const before = (await events(dossier)).length;
  const command = request(dossier, '3000000');
  const key = v7();
  const outcomes = await Promise.all(range(50).map(() => offices.act(command, as(founder), key)));
  expect(granted(outcomes)).toBe(50);
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  expect((await events(dossier)).slice(before)).toEqual(['disbursement.requested']);
  expect(await stage.vessels(dossier)).toEqual({ awarded: 27_000_000n, held: 3_000_000n });
});

test('fifty new keys of one and the same wish: one effect, and forty-nine that hear that it was done', async () => {
  const { dossier, founder } = await stage.project();
  const command = request(dossier, '3000000');
  const outcomes = await Promise.all(range(50).map(() => offices.act(command, as(founder), v7())));
  expect(granted(outcomes)).toBe(1);
  expect(new Set(refusals(outcomes).map(({ rule }) => rule))).toEqual(new Set(['notInThisState']));
  expect(await stage.vessels(dossier)).toEqual({ awarded: 27_000_000n, held: 3_000_000n });
});

test('what opens a dossier is opened once, and every later answer is the first one', async () => {
  const founder = v7();
  const party = await stage.party(founder);
  const start: Command = { type: 'startApplication', dossier: v7(), input: { call: stage.call, party } };
  const key = v7();
  const outcomes = await Promise.all(range(50).map(() => offices.act(start, as(founder), key)));
  expect(granted(outcomes)).toBe(50);
  for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  expect(await events(start.dossier)).toEqual(['application.started']);
  expect(await stage.try(founder, 'startApplication', start.dossier, start.input)).toMatchObject({
    ok: false,
    refusal: { rule: 'exists' },
  });
});

test('one key with two contents at once: one of them is done, the other is refused', async () => {
  const { dossier, founder } = await stage.project();
  const [three, four] = [request(dossier, '3000000'), request(dossier, '4000000')];
  const key = v7();
  const outcomes = await Promise.all(range(50).map((i) => offices.act(i % 2 ? three : four, as(founder), key)));
  expect(granted(outcomes)).toBe(25);
  expect(refusals(outcomes).map(({ rule }) => rule)).toEqual(Array.from({ length: 25 }, () => 'keyReused'));
  const { held } = await stage.vessels(dossier);
  expect([3_000_000n, 4_000_000n]).toContain(held);
  // and ever after, also when its key comes with another command, another dossier, or for somebody else
  const done = held === 3_000_000n ? three : four;
  const other = await stage.project();
  expect(await offices.act(done, as(founder), key)).toEqual(outcomes.find((o) => o.ok));
  for (const [command, actor] of [
    [{ ...done, input: { ...done.input, isLast: true } }, as(founder)],
    [{ ...done, dossier: other.dossier }, as(founder)],
    [{ ...done, type: 'cancelDisbursement' }, as(founder)],
    [done, as(other.founder)],
    [done, as(stage.people.director)],
    [done, { ...as(founder), onBehalfOf: stage.people.director }],
  ] as const)
    expect(await offices.act(command as Command, actor, key)).toMatchObject({
      ok: false,
      refusal: { rule: 'keyReused' },
    });
});

test('the same key of another agency is another key', async () => {
  const key = v7();
  const { dossier, founder } = await stage.project();
  expect((await offices.act(request(dossier, '1000000'), as(founder), key)).ok).toBe(true);
  const elsewhere = { agency: 'elsewhere', person: founder };
  const there = await offices.act(request(dossier, '1000000'), elsewhere, key);
  expect(there).toMatchObject({ ok: false, refusal: { rule: 'noSuchDossier' } });
});

test('the answer is lost after the commit: the retry gives the first answer, with the first paper’s number', async () => {
  const { people, year } = stage;
  const { dossier, founder } = await stage.project();
  const id = await stage.disbursement(dossier, founder, labour('3000000'), 'approved');
  const network = losing(1);
  const recorder = createRecorder({ db: network.db, now });
  const order: Command = { type: 'orderDisbursement', dossier, input: { id } };
  const key = v7();
  const outcome = await recorder.act(order, as(people.financeOfficer), key);
  expect(network.lost()).toBe(1);
  expect(outcome).toMatchObject({ ok: true, answer: { event: 'disbursement.ordered' } });
  if (outcome.ok) expect(outcome.answer.papers).toMatchObject([{ kind: 'paymentOrder', year }]);
  expect((await events(dossier)).filter((event) => event === 'disbursement.ordered')).toHaveLength(1);
  const numbers = await stage.owner.query`select from paper where dossier = ${dossier} and kind = 'paymentOrder'`;
  expect(numbers).toHaveLength(1);
  expect(await stage.vessels(dossier)).toEqual({ awarded: 27_000_000n, ordered: 3_000_000n });
});

test('the answer never comes: who asks hears that it is not known, and who asks again later hears the first answer', async () => {
  const { people } = stage;
  const { dossier, founder } = await stage.project();
  const id = await stage.disbursement(dossier, founder, labour('3000000'), 'prepared');
  const approve: Command = { type: 'approveDisbursement', dossier, input: { id } };
  const actor = as(people.chiefAccountant);
  const key = v7();
  const deaf: Database = {
    ...stage.db,
    async run<Row extends object>(...given: Parameters<Database['run']>): Promise<Row[]> {
      await stage.db.run<Row>(...given).catch(() => undefined);
      if (given[0].includes('record_decision')) silent = true;
      if (silent) throw new RetryableError('silence');
      return stage.db.run<Row>(...given);
    },
  };
  let silent = false;
  await expect(createRecorder({ db: deaf, now, patienceMs: 300 }).act(approve, actor, key)).rejects.toThrow(
    RetryableError,
  );
  const approved = (await events(dossier)).length;
  expect((await events(dossier)).at(-1)).toBe('disbursement.approved');

  // the dossier moves on, to a state in which nothing can be approved
  await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
  await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB', paidOn: today() });
  const fresh = officesOn(stage, 1, 1);
  const later = await fresh.act(approve, actor, key);
  expect(later).toEqual({ ok: true, answer: { dossier, revision: approved, event: 'disbursement.approved' } });
  expect(await fresh.act(approve, actor, v7())).toMatchObject({ ok: false, refusal: { rule: 'notInThisState' } });
  // nor is the person asked for a role that they have lost since
  await stage.must(people.administrator, 'relieve', people.chiefAccountant, { roles: ['chiefAccountant'] });
  expect(await fresh.act(approve, actor, key)).toEqual(later);
  await stage.must(people.administrator, 'appoint', people.chiefAccountant, { roles: ['chiefAccountant'] });
  await fresh.close();
  expect((await events(dossier)).filter((event) => event === 'disbursement.approved')).toHaveLength(1);
});

test('answers are lost all the time: eight people, each with a chain of requests, and not one effect twice', async () => {
  const projects = await Promise.all(range(8).map(() => stage.project()));
  let turn = 0;
  const flaky: Database = {
    ...stage.db,
    async run<Row extends object>(...given: Parameters<Database['run']>) {
      const rows = await stage.db.run<Row>(...given);
      if (turn++ % 3 === 0) throw new RetryableError('lost');
      return rows;
    },
  };
  const recorder = createRecorder({ db: flaky, now });
  const outcomes: Outcome[][] = await Promise.all(
    projects.map(async ({ dossier, founder }) => {
      const mine: Outcome[] = [];
      for (let n = 0; n < 8; n += 1) mine.push(await recorder.act(request(dossier, '1000000'), as(founder), v7()));
      return mine;
    }),
  );
  expect(granted(outcomes.flat())).toBe(64);
  for (const { dossier } of projects)
    expect(await stage.vessels(dossier)).toEqual({ awarded: 22_000_000n, held: 8_000_000n });
});

test('what is asked on trial uses no key and leaves no trace', async () => {
  const { dossier, founder } = await stage.project();
  const before = await events(dossier);
  const command = request(dossier, '3000000');
  const trials = await Promise.all(range(10).map(() => offices.recorders[0]!.whatIf(command, as(founder))));
  for (const trial of trials) expect(trial).toMatchObject({ ok: true });
  expect(await events(dossier)).toEqual(before);
  expect(await stage.vessels(dossier)).toEqual({ awarded: 30_000_000n });
  expect((await offices.act(command, as(founder), v7())).ok).toBe(true);
});
