import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, type Report } from '../../src/audit/audit.ts';
import type { Shelf } from '../../src/audit/bytes.ts';
import { checkNames } from '../../src/audit/report.ts';
import { connect, type Database } from '../../src/database/pool.ts';
import { openFiles, placeOfBytes } from '../../src/documents/index.ts';
import { readFacts } from '../../src/facts.ts';
import { root } from '../../src/paths.ts';
import { hashOf, statement } from '../../src/record.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { type CommandType, specs } from '../../workflows/commands/index.ts';
import { decide, type JsonObject } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import { presentRules, ruleChanges } from '../../workflows/ruleVersions.ts';
import { brokenRows, expectClean } from '../support/audit.ts';
import { at } from '../support/server.ts';
import { hash, type Stage, setStage, today } from '../support/stage.ts';

let stage: Stage;
/** A disbursement that the finance officer has prepared and nobody approved, and one that is paid. */
let prepared: { dossier: string; id: string };
let paid: { dossier: string; id: string };
/** An application that was handed in and not looked at. */
let submitted: { dossier: string; founder: string };

beforeAll(async () => {
  stage = await setStage({ yearBudgetVnd: '900000000' });
  ({ prepared, paid, submitted } = await busyYear(stage));
}, 120_000);
afterAll(() => stage.drop());

const month = (m: string) => ({ person: 'an', month: m });

/** Projects in all kinds of states: paid, advanced and cleared, recovered, novated, cancelled, refused. */
async function busyYear(on: Stage) {
  const { people, year } = on;
  const { officer, director, financeOfficer, chiefAccountant, administrator } = people;
  const labour = (amountVnd: string, m: string) => [{ line: 'labour', amountVnd, units: month(m) }];

  // an advance that is cleared in two parts, with something left that comes back in cash, is netted and written off
  const advanced = await on.project({ lines: [{ line: 'labour', amountVnd: '40000000' }] });
  const advance = await on.disbursement(advanced.dossier, advanced.founder, labour('8000000', '2026-01'), 'paid', {
    isAdvance: true,
  });
  const recovery = v7();
  const clear = (settledVnd: string, unspentVnd: string, more: JsonObject = {}) =>
    on.must(officer, 'clearAdvance', advanced.dossier, {
      id: advance,
      cleared: [{ settledVnd, unspentVnd, costVnd: settledVnd }],
      evidence: [hash(`receipts of ${settledVnd}`)],
      ...more,
    });
  await clear('3000000', '0');
  await clear('2000000', '3000000', { recovery, repayBy: `${year}-12-01` });
  const cash = { year, source: 'nstp', reference: 'GNT-1', receivedOn: today() };
  await on.must(financeOfficer, 'receiveCash', advanced.dossier, { id: recovery, amountVnd: '1000000', ...cash });
  const netted = await on.disbursement(advanced.dossier, advanced.founder, labour('2000000', '2026-02'), 'verified');
  await on.must(financeOfficer, 'netRecovery', advanced.dossier, {
    ...{ id: recovery, amountVnd: '500000', disbursement: netted },
  });
  await on.must(director, 'writeOffRecovery', advanced.dossier, {
    ...{ id: recovery, decisionNumber: 'QĐ-9', reason: hash('bankrupt') },
  });

  // a payment that is found wrong: recovered by decision, and paid back in full
  const wrong = await on.project({ lines: [{ line: 'labour', amountVnd: '20000000' }] });
  const paidId = await on.disbursement(wrong.dossier, wrong.founder, labour('6000000', '2026-01'), 'paid');
  const decided = v7();
  await on.must(officer, 'proposeRecovery', wrong.dossier, {
    id: decided,
    disbursement: paidId,
    items: [{ line: 'labour', unit: 'month=2026-01;person=an', amountVnd: '2000000' }],
    reason: hash('not worked'),
  });
  await on.must(director, 'decideRecovery', wrong.dossier, {
    ...{ id: decided, repayBy: `${year}-12-01` },
  });
  await on.must(financeOfficer, 'receiveCash', wrong.dossier, { id: decided, amountVnd: '2000000', ...cash });
  await on.must(director, 'suspend', wrong.dossier, { decisionNumber: 'QĐ-7', reason: hash('late') });

  // a novation, with money under way
  const novated = await on.project({ lines: [{ line: 'services', amountVnd: '30000000' }] });
  const services = { line: 'services', amountVnd: '5000000', costVnd: '10000000', units: { contract: 'c1' } };
  await on.disbursement(novated.dossier, novated.founder, [services], 'paid');
  const company = await on.party(novated.founder, 'enterprise');
  await on.must(novated.founder, 'startRegistration', novated.dossier);
  await on.must(officer, 'formCompany', novated.dossier, { company, certificate: hash('certificate') });
  await on.must(director, 'novate', novated.dossier, { company, payeeVerified: true, decisionNumber: 'QĐ-6' });
  const second = { ...services, units: { contract: 'c2' } };
  await on.disbursement(novated.dossier, novated.founder, [second], 'ordered');

  // a request that is returned, sent again, rejected by the bank and returned; one refused, one cancelled; and the rest given back
  const lean = await on.project({ lines: [{ line: 'labour', amountVnd: '24000000' }] });
  const back = await on.disbursement(lean.dossier, lean.founder, labour('4000000', '2026-01'), 'verified');
  await on.must(officer, 'returnDisbursement', lean.dossier, { id: back, reason: hash('blurred') });
  await on.must(lean.founder, 'requestDisbursement', lean.dossier, {
    ...{ id: back, items: [{ line: 'labour', amountVnd: '3000000', costVnd: '3000000', units: month('2026-01') }] },
    evidence: [hash('sharper')],
  });
  await on.must(officer, 'verifyDisbursement', lean.dossier, {
    ...{ id: back, accepted: [{ amountVnd: '2500000', costVnd: '2500000' }] },
  });
  await on.must(financeOfficer, 'prepareDisbursement', lean.dossier, { id: back, year, source: 'nstp' });
  await on.must(chiefAccountant, 'approveDisbursement', lean.dossier, { id: back });
  await on.must(financeOfficer, 'orderDisbursement', lean.dossier, { id: back });
  await on.must(financeOfficer, 'rejectByBank', lean.dossier, { id: back, reason: hash('closed account') });
  await on.must(officer, 'returnDisbursement', lean.dossier, { id: back, reason: hash('account') });
  const refused = await on.disbursement(lean.dossier, lean.founder, labour('1000000', '2026-02'), 'requested');
  await on.must(officer, 'refuseDisbursement', lean.dossier, { id: refused, reason: hash('no') });
  const cancelled = await on.disbursement(lean.dossier, lean.founder, labour('1000000', '2026-03'), 'requested');
  await on.must(lean.founder, 'cancelDisbursement', lean.dossier, { id: cancelled });
  await on.must(director, 'terminate', lean.dossier, { decisionNumber: 'QĐ-5', reason: hash('gave up') });
  await on.must(financeOfficer, 'cancelRemainder', lean.dossier, { decisionNumber: 'QĐ-4' });

  // what is only under way, and what came to nothing
  const waiting = await on.project();
  const id = await on.disbursement(waiting.dossier, waiting.founder, labour('5000000', '2026-01'), 'prepared');
  const rejected = await on.recommended();
  await on.must(director, 'reject', rejected.dossier, { reason: hash('no') });
  const founder = v7();
  const party = await on.party(founder);
  const handedIn = v7();
  await on.must(founder, 'startApplication', handedIn, { call: on.call, party });
  await on.must(founder, 'submitApplication', handedIn, { content: hash('content') });

  // the house: a delegation that is used, a cap that is raised, a call that is closed
  const thisYear = on.year;
  await on.must(director, 'delegate', director, {
    ...{
      to: people.chair,
      roles: ['director'],
      from: `${thisYear}-01-01`,
      until: `${thisYear}-12-31`,
      decisionNumber: 'UQ-1',
    },
  });
  const resumed = await on.recorder.act(
    { type: 'resume', dossier: wrong.dossier, input: { decisionNumber: 'QĐ-3', reason: hash('on time') } },
    { agency: on.agency, person: people.chair, onBehalfOf: director },
    v7(),
  );
  expect(resumed.ok).toBe(true);
  const [room] = await on.db.query<{
    room: string;
  }>`select replace(id, '/room', '') as room from account where id like '%/agency.perYear/%/room'`;
  await on.must(administrator, 'changeCap', registerDossier(on.agency, 'agency'), {
    ...{ room: room!.room, limit: '1100000000', decisionNumber: 'QĐ-11' },
  });
  const shortCall = await on.openCall('100000000');
  await on.must(director, 'closeCall', shortCall, { decisionNumber: 'QĐ-12', reason: hash('no money') });
  return {
    prepared: { dossier: waiting.dossier, id },
    paid: { dossier: wrong.dossier, id: paidId },
    submitted: { dossier: handedIn, founder },
  };
}

/** Audits a database in which something was done that is then undone. One connection, so that it sees its own doing. */
async function auditWith(
  url: string,
  doing: (db: Database) => Promise<unknown>,
  changes?: readonly (readonly string[])[],
  shelf: Shelf | null = null,
): Promise<Report> {
  const db = connect(url, { max: 1 });
  try {
    await db.script('begin');
    await doing(db);
    return await audit(db, shelf, changes);
  } finally {
    await db.script('rollback').catch(() => undefined);
    await db.end(1_000);
  }
}

/** What is found when the owner of the database runs a statement that changes something. */
async function foundAfter(text: string, ...parameters: (string | number)[]): Promise<string[]> {
  const report = await auditWith(stage.ownerUrl, async (db) => {
    const changed = await db.run(`${text} returning 1`, parameters);
    expect(changed.length).toBeGreaterThan(0);
  });
  expect(report.ok).toBe(false);
  return brokenRows(report);
}

describe('the audit of a house where nobody tampered', () => {
  it('is clean, and every check has looked at something', async () => {
    const report = await expectClean(stage);
    expect(report.checks.length).toBe(14);
    for (const { name, counted } of report.checks) expect(counted, name).toBeGreaterThan(0);
  });

  it('misses every file whose bytes are gone, shorter or others, and names who refers to it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vuon-uom-bytes-'));
    const files = openFiles({ db: stage.db, folder, now: () => '' });
    const id = v7();
    const { agency, db } = stage;
    const { sha256, size } = await files.keep(Buffer.from('hóa đơn số bảy'));
    const add = (owner: Database) => owner.query`
      insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
      values (${agency}, ${id}, ${v7()}, ${sha256}, 'a.pdf', 'application/pdf', ${BigInt(size)}, ${v7()}, now())`;
    const paper = (owner: Database) => owner.query`
      insert into rendering (agency, register, year, number, sha256, size, rendered_at, drawing)
      select agency, register, year, number, ${sha256}, ${BigInt(size)}, now(), 1 from paper limit 1`;
    const found = async (doing: (owner: Database) => Promise<unknown>, read = true) =>
      brokenRows(await auditWith(stage.ownerUrl, doing, undefined, { folder, read }));
    const path = placeOfBytes(folder, sha256);
    try {
      expect(await found(add)).toEqual([]);
      writeFileSync(path, 'hóa đơn số tám.'.slice(0, 14).padEnd(14));
      const changed = await found(add);
      expect(changed).toEqual([expect.stringMatching(new RegExp(`^15 .*: attachment ${agency}/${id}: .* bytes`))]);
      writeFileSync(path, Buffer.alloc(size, 'x'));
      expect(await found(add)).toEqual([expect.stringMatching(/: its bytes are not those that were kept$/)]);
      // the page looks for them and their size alone
      expect(await found(add, false)).toEqual([]);
      unlinkSync(path);
      for (const read of [true, false])
        expect(await found(add, read)).toEqual([
          expect.stringMatching(
            new RegExp(`^15 .*: attachment ${agency}/${id}: its bytes are not in the folder of files$`),
          ),
        ]);
      expect(await found(paper)).toEqual([
        expect.stringMatching(/^15 .*: rendering .*: its bytes are not in the folder/),
      ]);
      expect(brokenRows(await audit(db, { folder, read: true }))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is clean for the application’s login too, while the house goes on', async () => {
    const busy = stage.project();
    expect(brokenRows(await audit(stage.db, null))).toEqual([]);
    await busy;
    await expectClean(stage);
  });
});

describe('whoever changes a row is named by it', () => {
  const anyPosting = `(select min(id) from posting where not derived and target like 'A/%/settled')`;
  const anyLeg = `(select min(id) from posting where derived and target like '%/used')`;
  const middle = () => `agency = 'vidu' and dossier = '${paid.dossier}' and revision = 5`;
  const last = () =>
    `agency = 'vidu' and dossier = '${paid.dossier}' and revision = (select max(revision) from history where dossier = '${paid.dossier}')`;

  const cases: [story: string, statement: () => string, named: RegExp[]][] = [
    [
      'a posting is made larger',
      () => `update posting set amount = amount + 1 where id = ${anyPosting}`,
      [/^2 .*account vidu\/A/, /^11 Every posting.*was not decided/],
    ],
    [
      'a posting is deleted',
      () => `delete from posting where id = ${anyPosting}`,
      [/^2 /, /^11 Every posting.*is missing/],
    ],
    [
      'a posting goes elsewhere',
      () => `update posting set target = source, source = target where id = ${anyPosting}`,
      [/^2 /, /^11 Every posting/],
    ],
    [
      'a posting joins two units',
      () => `update posting set target = 'B/${stage.year}/nstp/available' where id = ${anyPosting}`,
      [/^1 .*posting vidu/],
    ],
    [
      'a balance is changed',
      () => `update account set balance = balance + 5 where id = 'A/call/${stage.call}/uncommitted'`,
      [/^2 .*uncommitted: holds/],
    ],
    [
      'a vessel is called a source',
      () => `update account set is_source = true where id = 'B/${stage.year}/nstp/available'`,
      [/^14 Nothing stands.*isSource/],
    ],
    [
      'a cap leg is made smaller',
      () => `update posting set amount = amount - 1 where id = ${anyLeg}`,
      [/^10 .*was not decided/, /^2 /],
    ],
    ['a cap leg is deleted', () => `delete from posting where id = ${anyLeg}`, [/^10 .*is missing/]],
    [
      'an account no longer stands under its cap',
      () => `delete from account_cap where room like '%/chinh.total/${paid.dossier}' and account like '%/awarded'`,
      [/^10 .*account_cap.*is missing/],
    ],
    [
      'a cap no longer gives back what it should',
      () =>
        `update account_cap set gives_back = not gives_back where room like '%/chinh.labour/${paid.dossier}' and account like '%/due'`,
      [/^10 .*account_cap/],
    ],
    [
      'a payload in the middle is rewritten',
      () => `update history set payload = replace(payload, '"event"', '"event" ') where ${middle()}`,
      [/^5 .*\/5: its hash/, /^4 .*\/5/],
    ],
    ['a hash is replaced', () => `update history set hash = sha256('x') where ${middle()}`, [/^5 .*\/5: its hash/]],
    [
      'the last payload is rewritten with a fitting hash',
      () => `with h as (update history set payload = replace(payload, '"persons"', '"persons" '),
        hash = sha256((select hash from history p where p.dossier = history.dossier and p.revision = history.revision - 1) || convert_to(replace(payload, '"persons"', '"persons" '), 'utf8'))
        where ${last()} returning *) update dossier set head = h.hash from h where dossier.id = h.dossier`,
      [/^4 .*the bytes differ/],
    ],
    [
      'an actor is replaced',
      () => `update history set actor = gen_random_uuid() where ${middle()}`,
      [/^8 .*\/5: its actor/],
    ],
    ['a time is moved', () => `update history set at = at + interval '1 s' where ${middle()}`, [/^8 .*\/5: is of/]],
    [
      'an event is renamed',
      () => `update history set event = 'application.rejected' where ${middle()}`,
      [/^5 .*\/5: its event/],
    ],
    [
      'a head is replaced',
      () => `update dossier set head = sha256('x') where id = '${paid.dossier}'`,
      [/^5 .*its head/],
    ],
    [
      'a party is replaced',
      () => `update dossier set party = gen_random_uuid() where id = '${paid.dossier}'`,
      [/its party is/],
    ],
    [
      'a debt is forgotten',
      () => `update dossier set debt = debt + 1 where id = (select party from dossier where id = '${paid.dossier}')`,
      [/^2 .*owes/],
    ],
    [
      'a state jumps',
      () => `update state set value = '"approved"' where subject = 'disbursement/${prepared.id}'`,
      [/^4 .*its value is "approved", and "prepared"/],
    ],
    [
      'facts are changed',
      () => `update state set facts = facts || '{"payee":"x"}' where subject = 'disbursement/${prepared.id}'`,
      [/^4 .*its facts/],
    ],
    ['a state is deleted', () => `delete from state where subject = 'disbursement/${prepared.id}'`, [/^4 .*is gone/]],
    [
      'a duty is deleted',
      () => `delete from duty where subject = 'disbursement/${prepared.id}' and duty = 'prepared'`,
      [/^6 .*is missing/],
    ],
    [
      'a duty is given to another',
      () =>
        `update duty set person = '${stage.people.officer}' where subject = 'disbursement/${prepared.id}' and duty = 'prepared'`,
      [/^6 .*has verified and prepared/, /^6 .*was not decided/, /^6 .*is missing/],
    ],
    ['an answer is changed', () => `update command set answer = '{}' where ${last()}`, [/^9 .*command vidu/]],
    [
      'an input hash is changed',
      () => `update command set input_hash = sha256('x') where ${last()}`,
      [/^9 .*asked for something else/],
    ],
    ['a key is forgotten', () => `delete from command where ${last()}`, [/^9 .*no command row/]],
    [
      'a key is remembered for nothing',
      () =>
        `insert into command select agency, gen_random_uuid(), actor, input_hash, dossier, 999, answer from command where ${last()}`,
      [/^9 .*never happened/],
    ],
    [
      'a key stands twice',
      () =>
        `insert into command select agency, gen_random_uuid(), actor, input_hash, dossier, revision, answer from command where ${last()}`,
      [/^9 .*a second one/],
    ],
    [
      'a deadline is put off',
      () =>
        `update deadline set due_at = due_at + interval '1 day', due_on = due_on + 1 where dossier = '${prepared.dossier}' and cleared_revision is null`,
      [/deadline vidu.*is due at/],
    ],
    [
      'a deadline is cleared',
      () =>
        `update deadline set cleared_revision = set_revision where dossier = '${prepared.dossier}' and cleared_revision is null`,
      [/deadline vidu.*was cleared by/],
    ],
    [
      'a deadline is deleted',
      () => `delete from deadline where dossier = '${prepared.dossier}' and cleared_revision is null`,
      [/deadline of vidu.*is gone/],
    ],
    [
      'a mail is deleted',
      () => `delete from mail where dossier = '${paid.dossier}' and template = 'disbursementPaid'`,
      [/mail of vidu.*is missing/],
    ],
    [
      'a paper number is skipped',
      () => `update paper set number = number + 100 where kind = 'paymentOrder' and dossier = '${paid.dossier}'`,
      [/register vidu\/paymentOrder/, /^9 .*answers/],
    ],
    [
      'a payment order is deleted',
      () => `delete from paper where kind = 'paymentOrder' and dossier = '${paid.dossier}'`,
      [/^7 .*without a payment order/, /is missing: paymentOrder/, /register/],
    ],
    [
      'an account appears',
      () =>
        `insert into account (agency, id, owner, unit, balance) values ('vidu', 'A/call/x/uncommitted', 'x', 'vnd.promise', 0)`,
      [/^14 Nothing stands.*no event opened it/],
    ],
    [
      'a dossier appears',
      () =>
        `insert into dossier (agency, id, kind, head, last_at) values ('vidu', gen_random_uuid(), 'party', '', now())`,
      [/^14 Nothing stands.*has no history/],
    ],
    [
      'a register runs ahead',
      () => `update register set last = last + 1 where register = 'paymentOrder'`,
      [/register vidu\/paymentOrder/],
    ],
  ];

  it.each(cases)('%s', async (_, statement, named) => {
    const found = await foundAfter(statement());
    for (const one of named) expect(found).toContainEqual(expect.stringMatching(one));
  });

  it('the last event is deleted, with all that hangs on it', async () => {
    const report = await auditWith(stage.ownerUrl, async (db) => {
      for (const table of ['posting', 'duty', 'mail', 'paper', 'history'])
        await db.script(`delete from ${table} where ${last().replace('agency =', `${table}.agency =`)}`);
    });
    const found = brokenRows(report);
    expect(found).toContainEqual(expect.stringMatching(/^5 .*dossier vidu.*is at revision/));
    expect(found).toContainEqual(expect.stringMatching(/^9 .*never happened/));
  });
});

type Forged = {
  actor: string;
  duties: { subject: string; duty: string; persons: string[] }[];
  states: { subject: string; machine: string; version: number; value: unknown; facts: Record<string, unknown> }[];
  postings: [string, string, string][];
  reads: unknown[];
  balances: unknown[];
  event: string;
  key: string;
  payload: string;
  [other: string]: unknown;
};

type Asked = { who: string; type: CommandType; dossier: string; input: JsonObject };

/** The statement with which the application would record what it honestly decided. */
async function honest({ who, type, dossier, input }: Asked): Promise<Forged> {
  const now = new Date().toISOString();
  const key = v7();
  const parsed = specs[type].input.parse(input) as never;
  const others = specs[type].needs?.(parsed, stage.agency) ?? [];
  const wanted = { agency: stage.agency, dossier, actor: who, onBehalfOf: null, key, others, accounts: null };
  const { facts } = await readFacts(stage.db, new Map(), wanted, now);
  const command = { type, dossier, input };
  const outcome = decide(command, facts);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  const actor = { agency: stage.agency, person: who };
  const handed = JSON.parse(statement(command, outcome.decision, facts, actor, key, hashOf(command, actor), now, now));
  return { ...JSON.parse(handed.payload), ...handed };
}

/** Changes a statement and its payload alike. */
function forge(act: Forged, change: (part: Forged) => void): string {
  const payload = JSON.parse(act.payload) as Forged;
  change(act);
  change(payload);
  return canonicalJson({ ...act, payload: canonicalJson(payload as unknown as Json) } as unknown as Json);
}

/** What is found when the application's login records an act that nobody decided. */
async function foundAfterForging(text: string): Promise<string[]> {
  const report = await auditWith(stage.appUrl, (db) => db.run('select record_decision($1::text::jsonb)', [text]));
  expect(report.ok).toBe(false);
  return brokenRows(report);
}

describe('a forged act, though the database took it, is named by the replay', () => {
  const approve = (): Asked => ({
    who: stage.people.chiefAccountant,
    type: 'approveDisbursement',
    dossier: prepared.dossier,
    input: { id: prepared.id },
  });

  it('an honest act is not', async () => {
    const text = forge(await honest(approve()), () => undefined);
    const report = await auditWith(stage.appUrl, (db) => db.run('select record_decision($1::text::jsonb)', [text]));
    expect(brokenRows(report)).toEqual([]);
  });

  it('an approval by the person who prepared', async () => {
    const act = await honest(approve());
    const text = forge(act, (part) => {
      part.actor = stage.people.financeOfficer;
      part.duties = [];
      part.reads = [];
    });
    expect(await foundAfterForging(text)).toContainEqual(
      expect.stringMatching(/^4 .*approveDisbursement is refused.*role/),
    );
  });

  it('an approval that hides its person', async () => {
    const act = await honest(approve());
    expect(await foundAfterForging(forge(act, (part) => Object.assign(part, { duties: [] })))).toContainEqual(
      expect.stringMatching(/^4 .*gives another decision: duties/),
    );
  });

  it('an approval whose row of duties is left out, though its payload has it', async () => {
    const act = await honest(approve());
    expect(await foundAfterForging(canonicalJson({ ...act, duties: [] } as unknown as Json))).toContainEqual(
      expect.stringMatching(/^6 .*is missing: disbursement.*approved/),
    );
  });

  it('a payment that nobody approved', async () => {
    const { dossier, id } = prepared;
    const act = await honest(approve());
    const { financeOfficer } = stage.people;
    const line = (vessel: string) => `A/project/${dossier}/labour/month=2026-01;person=an/${vessel}`;
    const year = (vessel: string) => `B/${stage.year}/nstp/${dossier}/${vessel}`;
    const text = forge(act, (part) => {
      part.actor = financeOfficer;
      part.event = 'disbursement.paid';
      part.duties = [{ subject: `disbursement/${id}`, duty: 'recordedPayment', persons: [financeOfficer] }];
      part.states = part.states.map((state) => ({ ...state, value: 'settled' }));
      part.postings = [
        [line('held'), line('ordered'), '5000000'],
        [line('ordered'), line('settled'), '5000000'],
        [year('reserved'), year('ordered'), '5000000'],
        [year('ordered'), year('paid'), '5000000'],
      ];
      part.reads = [];
      part.command = { type: 'payDisbursement', input: { id, reference: 'KB-1', paidOn: today() } };
    });
    const found = await foundAfterForging(text);
    expect(found).toContainEqual(expect.stringMatching(/^4 .*payDisbursement is refused/));
    expect(found).toContainEqual(expect.stringMatching(/^7 .*without a payment order/));
  });

  it('a person without the role', async () => {
    const { dossier, founder } = submitted;
    const act = await honest({ who: stage.people.officer, type: 'findEligible', dossier, input: {} });
    const text = forge(act, (part) => {
      part.actor = founder;
      part.duties = [];
      part.reads = [];
    });
    expect(await foundAfterForging(text)).toContainEqual(expect.stringMatching(/^4 .*findEligible is refused.*role/));
  });

  it('a state that jumps', async () => {
    const act = await honest({
      who: stage.people.officer,
      type: 'findEligible',
      dossier: submitted.dossier,
      input: {},
    });
    const text = forge(act, (part) => {
      part.states = part.states.map((state) => ({ ...state, value: 'recommended' }));
    });
    expect(await foundAfterForging(text)).toContainEqual(
      expect.stringMatching(/^4 .*states\.0\.value is "recommended"/),
    );
  });

  it('a state row that is not the one of the payload', async () => {
    const act = await honest({
      who: stage.people.officer,
      type: 'findEligible',
      dossier: submitted.dossier,
      input: {},
    });
    const states = act.states.map((state) => ({ ...state, value: 'recommended' }));
    expect(await foundAfterForging(canonicalJson({ ...act, states } as unknown as Json))).toContainEqual(
      expect.stringMatching(/^4 .*state vidu.*its value is "recommended"/),
    );
  });

  it('money that the flow does not move', async () => {
    const { dossier } = prepared;
    const extra: [string, string, string] = [
      `A/project/${dossier}/labour/-/awarded`,
      `A/call/${stage.call}/uncommitted`,
      '1000000',
    ];
    const added = (part: Forged) => Object.assign(part, { postings: [...part.postings, extra] });
    expect(await foundAfterForging(forge(await honest(approve()), added))).toContainEqual(
      expect.stringMatching(/^4 .*gives another decision: postings/),
    );
    const act = await honest(approve());
    expect(
      await foundAfterForging(canonicalJson({ ...act, postings: [...act.postings, extra] } as unknown as Json)),
    ).toContainEqual(expect.stringMatching(/^11 Every posting.*was not decided/));
  });

  it('an act that is dated back', async () => {
    const act = await honest(approve());
    const at = new Date(Date.parse(String(act.at)) - 30_000).toISOString();
    expect(await foundAfterForging(canonicalJson({ ...act, at } as unknown as Json))).toContainEqual(
      expect.stringMatching(/^8 .*is of/),
    );
  });

  it('an act on a role that was taken away ten minutes before', async () => {
    const { administrator, officer } = stage.people;
    const relieve = await honest({
      ...{ who: administrator, type: 'relieve', dossier: officer, input: { roles: ['officer'] } },
    });
    const act = await honest({ who: officer, type: 'findEligible', dossier: submitted.dossier, input: {} });
    const at = new Date(Date.parse(String(act.at)) + 600_000).toISOString();
    const late = forge(act, (part) => Object.assign(part, { at }));
    const relieved = canonicalJson(relieve as unknown as Json);
    const record = (db: Database, text: string) => db.run('select record_decision($1::text::jsonb)', [text]);
    const unread = { ...JSON.parse(late), sentAt: at, reads: [] };
    // what the payload says was relied on is what the database checks …
    await expect(record(stage.db, canonicalJson(unread))).rejects.toThrow('the payload relies on something else');
    // … and a payload that says nothing was relied on is not what is decided
    const silent = JSON.parse(unread.payload);
    const report = await auditWith(stage.ownerUrl, async (db) => {
      await db.run('update installation set simulated_clock = true');
      await record(db, relieved);
      await record(db, canonicalJson({ ...unread, payload: canonicalJson({ ...silent, reads: [] }) }));
    });
    expect(brokenRows(report).length).toBeGreaterThan(0);
  });
});

describe('earlier rules are no way out of those of today', () => {
  /** The rules of today, and those that a later version would come with. */
  const [now, next] = [presentRules, presentRules + 1];
  const inForce = (number: number) =>
    `create or replace function present_rules() returns int language sql immutable as 'select ${number}'`;
  const approve = (): Asked => ({
    who: stage.people.chiefAccountant,
    type: 'approveDisbursement',
    dossier: prepared.dossier,
    input: { id: prepared.id },
  });
  const find = (): Asked => ({
    ...{ who: stage.people.officer, type: 'findEligible', dossier: submitted.dossier, input: {} },
  });
  const by = (rules: number, act: Forged) => forge(act, (part) => Object.assign(part, { rules }));
  /** An approval by the person who prepared: nothing that the rules of today would decide. */
  const wrongly = (act: Forged): Forged => {
    const person = stage.people.financeOfficer;
    const { type, dossier, input } = approve();
    const text = forge(act, (part) => Object.assign(part, { actor: person, duties: [], reads: [] }));
    const inputHash = hashOf({ type, dossier, input }, { agency: stage.agency, person });
    return { ...JSON.parse(JSON.parse(text).payload), ...JSON.parse(text), inputHash };
  };
  const later = (act: Forged): Forged => {
    const at = new Date(Date.parse(String(act.at)) + 600_000).toISOString();
    const text = forge(act, (part) => Object.assign(part, { at }));
    return { ...JSON.parse(JSON.parse(text).payload), ...JSON.parse(text), sentAt: at };
  };
  /** The owner of the database records acts by rules of their choice; what the program of later rules says to that. */
  const recorded = (acts: [rules: number, act: Forged][], changes: string[][], more = '') =>
    auditWith(
      stage.ownerUrl,
      async (db) => {
        await db.run('update installation set simulated_clock = true');
        for (const [rules, act] of acts) {
          await db.script(inForce(rules));
          await db.run('select record_decision($1::text::jsonb)', [by(rules, act)]);
        }
        if (more !== '') await db.script(more);
      },
      [...ruleChanges, ...changes],
    );
  const wrong = /^4 .*approveDisbursement is refused.*role/;

  it('what rules were that are not is named, though the owner of the database writes it', async () => {
    for (const rules of [0, -1, next]) {
      const found = brokenRows(await recorded([[rules, wrongly(await honest(approve()))]], []));
      expect(found).toContainEqual(expect.stringMatching(wrong));
      expect(found).toContainEqual(expect.stringContaining(`names the rules ${rules}, and there are 1 to ${now}`));
    }
    const none = await honest(approve());
    const { rules: _, ...payload } = JSON.parse(none.payload);
    const statement = canonicalJson({ ...none, payload: canonicalJson(payload) } as unknown as Json);
    const report = await auditWith(stage.ownerUrl, async (db) => {
      await db.script(
        'create or replace function present_rules() returns int language sql immutable as $$ select null::int $$',
      );
      await db.run('select record_decision($1::text::jsonb)', [statement]);
    });
    expect(brokenRows(report)).toContainEqual(expect.stringMatching(/^4 .*malformed at rules/));
  });

  it('what later rules decide alike is decided again', async () => {
    const report = await recorded([[next, await honest(approve())]], [['award', 'approveDisbursement']]);
    expect(report).toMatchObject({ ok: true, notRepeated: 0 });
  });

  it('what later rules have changed is counted apart, and nothing else', async () => {
    const forged = wrongly(await honest(approve()));
    expect(await recorded([[now, forged]], [['approveDisbursement']])).toMatchObject({ ok: true, notRepeated: 1 });
    const other = await recorded([[now, forged]], [['prepareDisbursement']]);
    expect(other).toMatchObject({ ok: false, notRepeated: 0 });
    expect(brokenRows(other)).toContainEqual(expect.stringMatching(wrong));
    const decided = await recorded([[next, forged]], [['approveDisbursement']]);
    expect(brokenRows(decided)).toContainEqual(expect.stringMatching(wrong));
  });

  it('what is counted apart is checked in everything else', async () => {
    const forged = wrongly(await honest(approve()));
    const here = `dossier = '${prepared.dossier}' and revision = (select max(revision) from history where dossier = '${prepared.dossier}')`;
    for (const [change, named] of [
      [`update state set value = '"paid"' where ${here}`, /^4 .*its value is "paid"/],
      [
        `insert into duty select agency, dossier, subject, duty, gen_random_uuid(), ${forged.revision} + 1 from duty where dossier = '${prepared.dossier}' limit 1`,
        /^6 .*was not decided/,
      ],
      [`update history set hash = sha256('x') where ${here}`, /^5 .*its hash/],
      [`update command set answer = '{}' where ${here}`, /^9 .*answers/],
      [`update history set at = at + interval '1 s' where ${here}`, /^8 .*is of/],
    ] as const)
      expect(brokenRows(await recorded([[now, forged]], [['approveDisbursement']], change))).toContainEqual(
        expect.stringMatching(named),
      );
  });

  it('the number falls neither in a chain nor, once a higher one was there, anywhere', async () => {
    const first = await honest(find());
    const found = await recorded(
      [
        [next, first],
        [now, later(wrongly(await honest(approve())))],
      ],
      [['approveDisbursement']],
    );
    expect(brokenRows(found)).toEqual([
      expect.stringMatching(
        new RegExp(`^4 .*${prepared.dossier}.*names the rules ${now}, though the rules ${next} were in force`),
      ),
    ]);
    // as two programs end and begin: what was on its way then is honest
    const together = await recorded(
      [
        [next, first],
        [now, wrongly(await honest(approve()))],
      ],
      [['approveDisbursement']],
    );
    expect(together).toMatchObject({ ok: true, notRepeated: 1 });
    const chain = await auditWith(
      stage.ownerUrl,
      (db) =>
        db.run(
          `update history set payload = replace(payload, '"rules":${now}', '"rules":${next}') where dossier = $1 and revision = 3`,
          [paid.dossier],
        ),
      [...ruleChanges, ['approveDisbursement']],
    );
    expect(brokenRows(chain)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^4 .*${paid.dossier}/4: names the rules ${now}, after an event by the rules ${next}`),
      ),
    );
  });
});

describe('npm run audit', () => {
  const cli = (...options: string[]) =>
    new Promise<{ code: number; said: string; complained: string }>((done) => {
      const main = join(root, 'dist', 'src', 'audit', 'main.js');
      const env = { PATH: process.env.PATH ?? '' };
      execFile(process.execPath, [main, ...options], { env, cwd: root }, (error, said, complained) =>
        done({ code: error === null ? 0 : Number(error.code), said, complained }),
      );
    });

  it('is built', () => expect(existsSync(join(root, 'dist/src/audit/main.js'))).toBe(true));

  it('says what it counted and ends with 0, and names the broken row and ends with 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vuon-uom-bytes-'));
    const clean = await cli('--url', stage.appUrl, '--files', folder);
    rmSync(folder, { recursive: true });
    expect(clean.complained).toBe('');
    expect(clean.code).toBe(0);
    expect(clean.said).toMatch(/^ok {2}1 .*: \d+ looked at, 0 broken$/m);
    const numbers = clean.said.split('\n').flatMap((line) => /^ok {2}(\d+ )?.* looked at/.exec(line)?.[1] ?? []);
    expect(numbers).toEqual(Object.keys(checkNames).map((_, index) => `${index + 1} `));

    const account = `A/call/${stage.call}/uncommitted`;
    const add = (by: number) =>
      stage.owner.run('update account set balance = balance + $1 where id = $2', [by, account]);
    await add(5);
    const without = await cli('--url', stage.appUrl);
    expect(without.said).toMatch(/files were not looked at: --files names their folder/);
    expect(without.said).not.toContain('15 ');
    const broken = await cli('--url', stage.appUrl, '--json');
    await add(-5);
    expect(broken.code).toBe(1);
    const report = JSON.parse(broken.said) as Report;
    expect(report.ok).toBe(false);
    expect(brokenRows(report)).toEqual([expect.stringContaining(account)]);
  });

  it.each([
    ['a server that is down', () => 'postgres://nobody@127.0.0.1:1/none', /^The database of --url .*ECONNREFUSED/],
    ['no such database', () => at(stage.appUrl, 'none_such'), /^The database of --url could not be used: .*none_such/],
    ['no address', () => 'postgres://a:c%zz@127.0.0.1/none', /^The address of the database is not one: /],
  ])('ends with 2 and one sentence when there is nothing to look at: %s', async (_, url, sentence) => {
    const { code, said, complained } = await cli('--url', url());
    expect({ code, said }).toEqual({ code: 2, said: '' });
    expect(complained).toMatch(sentence);
    expect(complained).toMatch(/^[^\n]+\.\n$/);
  });
});
