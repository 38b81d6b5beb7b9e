// Databases that were filled before the machines had a second version: their dossiers go on as they began, and the audit, which decides
// everything again, finds them as true as before.
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { readFacts } from '../../src/facts.ts';
import { hashOf, statement } from '../../src/record.ts';
import { type CommandType, specs } from '../../workflows/commands/index.ts';
import { type Command, decide, type JsonObject } from '../../workflows/decide.ts';
import { brokenRows, expectClean } from '../support/audit.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.drop());

/** Records what a program decided whose machines had but one version. */
async function mustAsBefore(person: string, type: CommandType, dossier: string, input: JsonObject): Promise<void> {
  const command: Command = { type, dossier, input };
  const actor = { agency: stage.agency, person };
  const [at, key] = [new Date().toISOString(), v7()];
  const others = specs[type].needs?.(input as never, stage.agency) ?? [];
  const wanted = { agency: stage.agency, dossier, actor: person, onBehalfOf: null, key, others, accounts: null };
  const { facts } = await readFacts(stage.db, new Map(), wanted, at);
  const subjects = ['application', 'project', `disbursement/${input.id}`, `recovery/${input.id}`];
  const outcome = decide(command, { ...facts, begunOn: new Map(subjects.map((subject) => [subject, 1])) });
  if (!outcome.ok) throw new Error(`${type}: ${JSON.stringify(outcome.refusal)}`);
  const text = statement(command, outcome.decision, facts, actor, key, hashOf(command, actor), at, at);
  await stage.db.run('select record_decision($1::text::jsonb)', [text]);
}

const versions = async (dossier: string) =>
  stage.db.query<{ machine: string; version: number }>`
    select distinct machine, version from state where dossier = ${dossier}::uuid order by machine`;
const mails = async (dossier: string) =>
  (
    await stage.db.query<{ template: string }>`
      select template from mail where dossier = ${dossier}::uuid order by revision, template`
  ).map(({ template }) => template);

test('a dossier of before goes its way to the payment and back on the machines of before', async () => {
  const { people, must, year } = stage;
  const founder = v7();
  const party = await stage.party(founder);
  const dossier = v7();
  const lines = [{ line: 'prototype', amountVnd: '30000000' }];
  await mustAsBefore(founder, 'startApplication', dossier, { call: stage.call, party });
  await must(founder, 'submitApplication', dossier, { content: hash('content') });
  await must(people.officer, 'findEligible', dossier);
  await must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
  for (const reviewer of people.reviewers)
    await must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
  await must(people.secretary, 'referToCouncil', dossier, { council: people.council, chair: people.council[0]! });
  for (const member of people.council) await must(member, 'castVote', dossier, { ballots: { prototype: 'pass' } });
  await must(people.secretary, 'recommend', dossier, { lines, months: 6, completionNeeded: false });
  await mustAsBefore(people.director, 'award', dossier, { lines, year, decisionNumber: 'QĐ-2' });
  await must(people.financeOfficer, 'planBudget', dossier, { year, source: 'nstp', amountVnd: '30000000' });
  const agreement = { agreementNumber: 'HĐ-1', endsOn: `${year}-12-31`, document: hash('hđ') };
  await must(people.officer, 'signAgreement', dossier, agreement);
  const id = v7();
  const items = [{ line: 'prototype', amountVnd: '5000000', costVnd: '20000000' }];
  await mustAsBefore(founder, 'requestDisbursement', dossier, {
    id,
    items,
    isAdvance: false,
    isLast: false,
    evidence: [hash('hóa đơn')],
  });
  const accepted = [{ amountVnd: '5000000', costVnd: '20000000' }];
  await must(people.officer, 'verifyDisbursement', dossier, { id, accepted });
  await must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
  await must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
  await must(people.financeOfficer, 'orderDisbursement', dossier, { id });
  const paidOn = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  await must(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'UNC-1', paidOn });
  const recovery = v7();
  await mustAsBefore(people.officer, 'proposeRecovery', dossier, {
    id: recovery,
    disbursement: id,
    items: [{ line: 'prototype', unit: '-', amountVnd: '1000000', costVnd: '0' }],
    reason: hash('x'),
  });
  await must(people.director, 'dropRecovery', dossier, { id: recovery, reason: hash('y') });

  expect(await versions(dossier)).toEqual(
    ['application', 'disbursement', 'project', 'recovery'].map((machine) => ({ machine, version: 1 })),
  );
  expect(await mails(dossier)).toEqual([
    'applicationReceived',
    'foundEligible',
    'reviewAsked',
    'councilCalled',
    'recommended',
    'awarded',
    'agreementSigned',
    'disbursementReceived',
    'disbursementOrdered',
    'disbursementPaid',
  ]);

  // what begins now on the same dossier begins on the newest
  const next = v7();
  await must(founder, 'requestDisbursement', dossier, { id: next, items, evidence: [hash('hóa đơn khác')] });
  await must(people.officer, 'verifyDisbursement', dossier, { id: next, accepted });
  expect((await mails(dossier)).slice(-2)).toEqual(['disbursementReceived', 'disbursementVerified']);
  await expectClean(stage);
});

test('a state that was put on another version than its history says is named', async () => {
  const founder = v7();
  const party = await stage.party(founder);
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  expect(await versions(dossier)).toEqual([{ machine: 'application', version: 2 }]);
  await stage.owner.query`update state set version = 1 where dossier = ${dossier}::uuid`;
  const broken = brokenRows(await audit(stage.db));
  expect(broken).toHaveLength(1);
  expect(broken[0]).toMatch(new RegExp(`${dossier}.*version`));
});
