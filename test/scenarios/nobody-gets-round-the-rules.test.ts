// Ways round the rules that were once open, each with its story.
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRecorder, type Outcome } from '../../src/record.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import { expectClean } from '../support/audit.ts';
import { fictionalPack, hash, type Stage, setStage, today } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  const pack = structuredClone(fictionalPack);
  for (const cap of pack.caps) {
    if (cap.id === 'agency.seats')
      Object.assign(cap, {
        limitSeats: 1000,
        ...(cap.ceiling ? { ceiling: { ...cap.ceiling, limitSeats: 1000 } } : {}),
      });
  }
  stage = await setStage({ pack, callBudgetVnd: '500000000' });
});
afterAll(async () => {
  await expectClean(stage);
  await stage.drop();
});

const rule = (outcome: Outcome) => (outcome.ok ? 'ok' : outcome.refusal.rule);
const labour = [{ line: 'labour', amountVnd: '10000000' }];
const work = (amountVnd = '1000000', more: Record<string, string> = {}) => [
  { line: 'labour', amountVnd, costVnd: amountVnd, units: { person: 'p1', month: `${stage.year}-01`, ...more } },
];
const request = (items: unknown, more = {}) => ({ id: v7(), items, evidence: [hash(v7())], ...more }) as never;

test('a member of the applying party does not screen, verify or approve its dossier, whatever office they hold', async () => {
  const { people } = stage;
  const founder = v7();
  const party = await stage.party(founder, 'team', { members: [founder, people.officer] });
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('c') });
  expect(rule(await stage.try(people.officer, 'findEligible', dossier))).toBe('excludedDuty');
  const other = await stage.recommended({ lines: labour });
  expect(rule(await stage.try(people.officer, 'findEligible', other.dossier))).toBe('notInThisState');
});

test('nobody becomes a founder of a dossier by naming themselves as its payee', async () => {
  const { dossier } = await stage.project({ lines: labour });
  const stranger = v7();
  const broker = await stage.party(stranger, 'team', { kind: 'intermediary' });
  expect(rule(await stage.try(stranger, 'requestDisbursement', dossier, request(work(), { payee: broker })))).toBe(
    'role',
  );
});

test('an intermediary is paid for the team only where staff has registered it, and not while the team owes', async () => {
  const { people, year } = stage;
  const { dossier, founder } = await stage.project({ lines: labour });
  const own = v7();
  await stage.must(founder, 'registerParty', own, { kind: 'team', members: [founder] });
  expect(rule(await stage.try(founder, 'registerParty', v7(), { kind: 'intermediary', members: [founder] }))).toBe(
    'role',
  );
  expect(rule(await stage.try(founder, 'requestDisbursement', dossier, request(work(), { payee: own })))).toBe('payee');
  const middleman = v7();
  const broker = await stage.party(middleman, 'team', { kind: 'intermediary' });
  const asked = request(work(), { payee: broker }) as unknown as { id: string };
  const { id } = asked;
  await stage.must(founder, 'requestDisbursement', dossier, asked as never);
  await stage.must(people.officer, 'verifyDisbursement', dossier, {
    id,
    accepted: [{ amountVnd: '1000000', costVnd: '1000000' }],
  });
  await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
  await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
  await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
  await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB', paidOn: today() });
  // whoever was paid for the team does not become the team, not even with the company
  const company = await stage.party(founder, 'enterprise');
  await stage.must(founder, 'startRegistration', dossier);
  await stage.must(people.officer, 'formCompany', dossier, { company, certificate: hash('certificate') });
  await stage.must(people.director, 'novate', dossier, { company, payeeVerified: true, decisionNumber: 'QĐ' });
  expect(
    rule(await stage.try(middleman, 'requestDisbursement', dossier, request(work('1', { month: `${year}-04` })))),
  ).toBe('role');
});

test('one paper is paid for once', async () => {
  const { dossier, founder } = await stage.project({ lines: labour });
  const evidence = [hash('the invoice')];
  await stage.must(founder, 'requestDisbursement', dossier, request(work(), { evidence }));
  const again = await stage.try(
    founder,
    'requestDisbursement',
    dossier,
    request(work('1', { month: `${stage.year}-02` }), { evidence }),
  );
  expect(rule(again)).toBe('evidenceUsed');
});

test('the last of the money needs the prototype and the company, also when nobody calls it the last', async () => {
  const { dossier, founder } = await stage.project({ lines: [{ line: 'labour', amountVnd: '8000000' }] });
  const outcome = await stage.try(founder, 'requestDisbursement', dossier, request(work('8000000')));
  expect(outcome).toMatchObject({
    ok: false,
    refusal: { rule: 'gate', details: { missing: 'prototypeAccepted, companyFormed' } },
  });
});

test('a cap per year is of this year, whatever year a founder writes', async () => {
  const { dossier, founder } = await stage.project({ lines: [{ line: 'equipment', amountVnd: '10000000' }] });
  const buy = (year: string, amountVnd = '5000000') =>
    request([{ line: 'equipment', amountVnd, costVnd: amountVnd, units: { year } }]);
  expect(rule(await stage.try(founder, 'requestDisbursement', dossier, buy('1999')))).toBe('unitNotNow');
  expect(rule(await stage.try(founder, 'requestDisbursement', dossier, buy(String(stage.year))))).toBe('ok');
  expect(rule(await stage.try(founder, 'requestDisbursement', dossier, buy(String(stage.year), '4000000')))).toBe(
    'cap',
  );
});

test('a founder says what the party is; only an officer makes it count', async () => {
  const { people, year } = stage;
  const founder = v7();
  const party = v7();
  await stage.must(founder, 'registerParty', party, { kind: 'team', members: [founder], beneficiaryClass: 'public' });
  const { dossier, lines } = await stage.recommended({ lines: labour, party, founder });
  const award = () => stage.try(people.director, 'award', dossier, { lines, year });
  expect(rule(await award())).toBe('partyNotConfirmed');
  await stage.must(people.officer, 'registerParty', party, {
    kind: 'team',
    members: [founder],
    beneficiaryClass: 'selfFunded',
  });
  expect(rule(await award())).toBe('ok');
  expect(await stage.db.query`select beneficiary_class from dossier where id = ${dossier}`).toEqual([
    { beneficiaryClass: 'selfFunded' },
  ]);
});

test('an officer who founds a team does not confirm it by registering it', async () => {
  const { people } = stage;
  const own = v7();
  await stage.must(people.officer, 'registerParty', own, { kind: 'team', members: [people.officer, v7()] });
  const confirmed = async () =>
    (
      await stage.db.query<{ confirmed: boolean }>`select (facts->>'confirmed')::boolean as confirmed from state
      where agency = ${stage.agency} and dossier = ${own} and subject = 'party'`
    )[0]?.confirmed;
  expect(await confirmed()).toBe(false);
});

test('after the council has voted the content stays, and what it asked to complete is completed before the award', async () => {
  const { people, year } = stage;
  const { dossier, founder, lines } = await stage.recommended({ lines: labour });
  expect(rule(await stage.try(founder, 'completeApplication', dossier, { content: hash('other') }))).toBe(
    'nothingToComplete',
  );
  const more = await stage.try(people.director, 'award', dossier, {
    lines: [{ line: 'labour', amountVnd: '10000001' }],
    year,
  });
  expect(more).toMatchObject({ ok: false, refusal: { rule: 'moreThanRecommended', limit: '10000000' } });
  expect(rule(await stage.try(people.director, 'award', dossier, { lines, year: year + 1 }))).toBe('input');
});

test('nobody takes the place of a year, a register or a calendar that does not exist yet', async () => {
  const stranger = v7();
  const party = { kind: 'team', members: [stranger] };
  for (const place of [
    budgetDossier(stage.agency, stage.year + 1, 'nstp'),
    registerDossier(stage.agency, 'agency'),
    '00000000-0000-4000-8000-000000000000',
  ])
    expect(rule(await stage.try(stranger, 'registerParty', place, party))).toBe('input');
});

test('only those who register parties for the agency confirm one, whatever other office somebody holds', async () => {
  const { people } = stage;
  const confirmed = async (person: string, kind: string) => {
    const party = v7();
    const outcome = await stage.try(person, 'registerParty', party, { kind, members: [v7()] });
    if (!outcome.ok) return outcome.refusal.rule;
    const [row] = await stage.db.query<{ confirmed: boolean }>`
      select (facts->>'confirmed')::boolean as confirmed from state where dossier = ${party} and subject = 'party'`;
    return row!.confirmed;
  };
  expect(await confirmed(people.officer, 'team')).toBe(true);
  for (const person of [people.auditor, people.reviewers[0]!, people.council[0]!, people.director])
    expect([await confirmed(person, 'team'), await confirmed(person, 'intermediary')]).toEqual([false, 'role']);
});

test('nobody appoints themselves, and who has left every office holds none for another', async () => {
  const { people, recorder, agency, year } = stage;
  expect(rule(await stage.try(people.administrator, 'appoint', people.administrator, { roles: ['director'] }))).toBe(
    'notTheirs',
  );
  const clerk = v7();
  await stage.must(people.administrator, 'appoint', clerk, { roles: ['councilMember'] });
  await stage.must(people.chiefAccountant, 'delegate', people.chiefAccountant, {
    to: clerk,
    roles: ['chiefAccountant'],
    from: `${year}-01-01`,
    until: `${year}-12-31`,
    decisionNumber: 'UQ',
  });
  const { dossier, founder } = await stage.project({ lines: labour });
  const ids = [];
  for (const month of ['01', '02', '03'])
    ids.push(await stage.disbursement(dossier, founder, work('1000000', { month: `${year}-${month}` }), 'prepared'));
  const approve = (id: string | undefined) =>
    recorder.act(
      { type: 'approveDisbursement', dossier, input: { id: id ?? '' } },
      { agency, person: clerk, onBehalfOf: people.chiefAccountant },
      v7(),
    );
  expect(rule(await approve(ids[0]))).toBe('ok');
  await stage.must(people.administrator, 'relieve', clerk, { roles: ['councilMember'] });
  expect(rule(await approve(ids[1]))).toBe('role');
  await stage.must(people.administrator, 'appoint', clerk, { roles: ['councilMember'] });
  await stage.must(people.chiefAccountant, 'revokeDelegation', people.chiefAccountant, {
    to: clerk,
    decisionNumber: 'UQ',
  });
  expect(rule(await approve(ids[2]))).toBe('role');
});

test('an advance is cleared by whoever accepts work, not by whoever paid it', async () => {
  const { people } = stage;
  const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '20000000' }] });
  const id = await stage.disbursement(
    dossier,
    founder,
    [{ line: 'prototype', amountVnd: '6000000', costVnd: '12000000' }],
    'paid',
    { isAdvance: true },
  );
  const clear = {
    id,
    evidence: [hash('bills')],
    cleared: [{ settledVnd: '6000000', unspentVnd: '0', costVnd: '12000000' }],
  };
  expect(rule(await stage.try(people.financeOfficer, 'clearAdvance', dossier, clear))).toBe('role');
  expect(rule(await stage.try(people.officer, 'clearAdvance', dossier, clear))).toBe('ok');
});

test('after a novation the company asks on, and nothing under way is stranded', async () => {
  const { people, year } = stage;
  const { dossier, founder } = await stage.project({ lines: labour });
  const held = await stage.disbursement(dossier, founder, work(), 'verified');
  const partner = v7();
  const company = await stage.party(founder, 'enterprise', { members: [founder, partner] });
  await stage.must(founder, 'startRegistration', dossier);
  await stage.must(people.officer, 'formCompany', dossier, { company, certificate: hash('certificate') });
  const novate = () =>
    stage.try(people.director, 'novate', dossier, { company, payeeVerified: true, decisionNumber: 'QĐ' });
  await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: held, year, source: 'nstp' });
  expect(rule(await novate())).toBe('openRequests');
  await stage.must(people.chiefAccountant, 'returnDisbursement', dossier, { id: held, reason: hash('novation') });
  expect(rule(await novate())).toBe('ok');
  expect(
    rule(await stage.try(partner, 'requestDisbursement', dossier, request(work('1000000', { month: `${year}-03` })))),
  ).toBe('ok');
});

test('a superseded pack opens no call', async () => {
  const { people, year } = stage;
  const pack = v7();
  await stage.must(people.administrator, 'publishPack', pack, { content: { ...fictionalPack, id: 'cu' } });
  await stage.must(people.administrator, 'supersedePack', pack, { by: stage.pack });
  const opened = await stage.try(people.administrator, 'openCall', v7(), {
    ...{
      pack,
      stage: 'chinh',
      budgetVnd: '1000000',
      opensOn: `${year}-01-01`,
      closesAt: `${year}-12-31T16:59:59.999Z`,
      decisionNumber: 'QĐ',
    },
  });
  expect(rule(opened)).toBe('blocked');
});

test('the pack of another agency under the same id rules nothing here', async () => {
  const recorder = createRecorder({ db: stage.db, now: () => new Date().toISOString() });
  const chief = v7();
  const there = { agency: 'noikhac', person: chief };
  await recorder.act(
    { type: 'appoint', dossier: chief, input: { roles: ['administrator'] } },
    { agency: 'noikhac', person: SYSTEM },
    v7(),
  );
  const lax = { ...structuredClone(fictionalPack), agency: 'noikhac', applicants: ['enterprise'] };
  expect(
    rule(await recorder.act({ type: 'publishPack', dossier: stage.pack, input: { content: lax } }, there, v7())),
  ).toBe('ok');
  await recorder.act({ type: 'supersedePack', dossier: stage.pack, input: { by: v7() } }, there, v7()); // this process has read it now
  const founder = v7();
  const party = await stage.party(founder);
  const start = await recorder.act(
    { type: 'startApplication', dossier: v7(), input: { call: stage.call, party } },
    { agency: stage.agency, person: founder },
    v7(),
  );
  expect(rule(start)).toBe('ok');
});

test('an input that has no canonical text is refused, and one that no database can hold', async () => {
  const { dossier } = await stage.recommended({ lines: labour });
  expect(
    rule(
      await stage.try(stage.people.secretary, 'recommend', dossier, {
        lines: labour,
        months: 1.5,
        completionNeeded: false,
      }),
    ),
  ).toBe('input');
  expect(
    rule(
      await stage.try(stage.people.director, 'suspend', dossier, {
        decisionNumber: 'a\u0000',
        reason: hash('reason'),
      }),
    ),
  ).toBe('input');
});

test.each(['returnDisbursement', 'refuseDisbursement', 'terminate'] as const)(
  'a debt that was netted on a request is due again when %s takes the request back, with the cost behind it',
  async (way) => {
    const { people, year } = stage;
    const { dossier, founder, party } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const paid = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '10000000', costVnd: '20000000' }],
      'paid',
    );
    const items = [{ line: 'prototype', amountVnd: '10000000', costVnd: '20000000' }];
    const id = v7();
    await stage.must(people.officer, 'proposeRecovery', dossier, { id, disbursement: paid, items, reason: hash('r') });
    await stage.must(people.director, 'decideRecovery', dossier, { id, repayBy: `${year + 1}-12-31` });
    const work = [{ line: 'prototype', amountVnd: '15000001', costVnd: '30000002' }];
    const next = await stage.disbursement(dossier, founder, work, 'verified');
    const owed = () => Promise.all([stage.vessels(dossier), debtOf(party), dueOf(dossier, id)]);
    const before = await owed();
    for (const amountVnd of ['4000000', '6000000'])
      await stage.must(people.financeOfficer, 'netRecovery', dossier, { id, amountVnd, disbursement: next });
    expect(await owed()).toEqual([{ awarded: 24_999_999n, held: 5_000_001n, settled: 10_000_000n }, 0n, null]);
    const reason = hash('forged');
    if (way === 'terminate') await stage.must(people.director, way, dossier, { decisionNumber: 'QĐ', reason });
    else await stage.must(people.financeOfficer, way, dossier, { id: next, reason });
    expect(await owed()).toEqual([{ awarded: 30_000_000n, due: 10_000_000n }, ...before.slice(1)]);
    expect(await stage.balance(`C/base/${dossier}/prototype/-/cost`)).toBe(0n);
    if (way === 'terminate') return;
    // asked for anew it is paid once the debt is, and not beside it
    const anew = { id: way === 'returnDisbursement' ? next : v7(), items: work, evidence: [hash(v7())] };
    await stage.must(founder, 'requestDisbursement', dossier, anew);
    await stage.must(people.officer, 'verifyDisbursement', dossier, {
      ...{ id: anew.id, accepted: [{ amountVnd: '15000001', costVnd: '30000002' }] },
    });
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: anew.id, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: anew.id });
    expect(rule(await stage.try(people.financeOfficer, 'orderDisbursement', dossier, { id: anew.id }))).toBe(
      'partyOwes',
    );
  },
);

async function debtOf(party: string): Promise<bigint> {
  const [row] = await stage.db.query<{ debt: bigint }>`select debt from dossier where id = ${party}`;
  return row!.debt;
}

/** Until when a recovery is to be repaid, while it is due. */
async function dueOf(dossier: string, recovery: string): Promise<string | null> {
  const [row] = await stage.db.query<{ on: string }>`select due_on::text as on from deadline
    where dossier = ${dossier} and subject = ${`recovery/${recovery}`} and cleared_revision is null`;
  return row?.on ?? null;
}

test('an appeal upheld takes a termination back, and neither the closing nor the reports that went with it', async () => {
  const { people, year } = stage;
  const { dossier, founder, lines } = await stage.recommended({ lines: labour });
  await stage.must(people.director, 'award', dossier, { lines, year });
  const milestone = { id: v7(), dueOn: `${year}-12-31`, what: hash('milestone') };
  await stage.must(people.officer, 'signAgreement', dossier, {
    ...{ agreementNumber: 'HĐ-1', endsOn: `${year}-12-31`, document: hash('agreement'), milestones: [milestone] },
  });
  const handedIn = v7();
  await stage.must(founder, 'submitReport', dossier, { id: handedIn, report: hash('report'), evidence: [] });
  await stage.must(people.director, 'beginClosing', dossier);
  const at = () => stage.db.query<{ subject: string; value: unknown; due: string | null }>`
    select subject, value #>> '{}' as value, facts->'due'->>'report' as due from state
    where dossier = ${dossier} and subject in (${`report/${milestone.id}`}, ${`report/${handedIn}`}) order by subject`;
  const before = await at();
  expect(before.map(({ value }) => value)).toEqual(['planned', 'submitted']);
  await stage.must(people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('reason') });
  expect((await at()).map(({ value }) => value)).toEqual(['ended', 'ended']);
  const [{ revision }] = (await stage.db.query<{
    revision: number;
  }>`select revision from dossier where id = ${dossier}`) as [{ revision: number }];
  const id = v7();
  const against = { event: 'project.terminated', subject: 'project', revision, on: today() };
  await stage.must(founder, 'lodgeAppeal', dossier, { id, against, grounds: hash('grounds') });
  await stage.must(people.director, 'acceptAppeal', dossier, { id, complex: false });
  await stage.must(people.director, 'upholdAppeal', dossier, { id, decisionNumber: 'QĐ-KN', reason: hash('answer') });
  expect(await at()).toEqual(before);
  const [project] = await stage.db.query<{ funding: string }>`
    select value->>'funding' as funding from state where dossier = ${dossier} and subject = 'project'`;
  expect(project?.funding).toBe('closing');
});

describe('who may decide is asked of those who are of the party when it is recorded', () => {
  const submitted = async (more: string[] = []) => {
    const founder = v7();
    const party = await stage.party(founder, 'team', { members: [founder, ...more] });
    const dossier = v7();
    await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
    await stage.must(founder, 'submitApplication', dossier, { content: hash('c') });
    const other = v7();
    await stage.must(stage.people.administrator, 'appoint', other, { roles: ['officer'] });
    const members = (ids: string[]) =>
      stage.must(other, 'registerParty', party, { kind: 'team', members: [founder, ...ids] });
    return { dossier, members };
  };

  test('an officer who joins it between the facts and the record does not screen', async () => {
    const { officer } = stage.people;
    const { dossier, members } = await submitted();
    let joined = false;
    const run: typeof stage.db.run = async (text, parameters) => {
      if (text.includes('record_decision') && !joined) {
        joined = true;
        await members([officer]);
      }
      return stage.db.run(text, parameters);
    };
    const slow = createRecorder({ db: { ...stage.db, run }, now: () => new Date().toISOString() });
    const command = { type: 'findEligible', dossier, input: {} } as const;
    const outcome = await slow.act(command, { agency: stage.agency, person: officer }, v7());
    expect([joined, rule(outcome)]).toEqual([true, 'excludedDuty']);
  });

  test('and an officer who left it before they screen does so in good order, whenever that was received', async () => {
    const { officer } = stage.people;
    const { dossier, members } = await submitted([officer]);
    const receivedAt = new Date().toISOString();
    await pause(50);
    await members([]);
    const command = { type: 'findEligible', dossier, input: {} } as const;
    const outcome = await stage.recorder.act(command, { agency: stage.agency, person: officer, receivedAt }, v7());
    expect(rule(outcome)).toBe('ok');
    await expectClean(stage);
  });
});
