// The table of DESIGN §4, row by row: each flow is a command, and here is what it posts in the three books.
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { budgetDossier } from '../../workflows/ids.ts';
import { expectClean } from '../support/audit.ts';
import { fictionalPack, hash, type Stage, setStage, today } from '../support/stage.ts';

let stage: Stage;
/** A stage for each group: the fictional pack has ten seats a year. */
function ownStage() {
  beforeAll(async () => {
    stage = await setStage({ callBudgetVnd: '500000000' });
  });
  afterAll(async () => {
    await expectClean(stage);
    await stage.drop();
  });
}

type Named = { what: string; amount: bigint; derived: boolean };

/** The postings of a dossier's newest event: 'A awarded>held labour', 'C call.total room>used'. */
async function newest(dossier: string): Promise<string[]> {
  const rows = await stage.db.query<{ source: string; target: string; amount: bigint; derived: boolean }>`
    select source, target, amount, derived from posting p where dossier = ${dossier}
    and revision = (select revision from dossier where id = ${dossier}) order by p.id`;
  const name = ({
    source,
    target,
    amount,
    derived,
  }: {
    source: string;
    target: string;
    amount: bigint;
    derived: boolean;
  }): Named => {
    const s = source.split('/');
    const t = target.split('/');
    const end = `${s.at(-1)?.replace(/:.*/, '')}>${t.at(-1)?.replace(/:.*/, '')}`;
    const where =
      s[0] === 'C'
        ? s[1] === 'base'
          ? t[3] === '-'
            ? s[3]
            : t[3]
          : s[2]
        : s[0] === 'A'
          ? t[1] === 'project'
            ? t[3]
            : s[1] === 'project'
              ? s[3]
              : ''
          : s[1];
    return { what: `${s[0]} ${end} ${where}`.trim(), amount, derived };
  };
  return rows.map(name).map(({ what, amount, derived }) => `${what} ${amount}${derived ? ' *' : ''}`);
}
/** Only what the command asked for, without the cap legs. */
const asked = async (dossier: string) => (await newest(dossier)).filter((line) => !line.endsWith('*'));
const legs = async (dossier: string) =>
  (await newest(dossier)).filter((line) => line.endsWith('*')).map((line) => line.slice(0, -2));

const labour = [{ line: 'labour', amountVnd: '30000000' }];
const work = (amountVnd: string, month = `${stage.year}-01`) => ({
  line: 'labour',
  amountVnd,
  units: { person: 'p1', month },
});

describe('the promise', () => {
  ownStage();
  test('a call and a year are opened: authority → uncommitted, appropriation → available', async () => {
    const call = await stage.openCall('120000000');
    expect(await asked(call)).toEqual(['A authority>uncommitted 120000000']);
    expect(await asked(budgetDossier(stage.agency, stage.year, 'nstp'))).toEqual([
      `B appropriation>available ${stage.year} 100000000000`,
    ]);
  });

  test('a call is closed: what was not committed goes back', async () => {
    const call = await stage.openCall('70000000');
    await stage.must(stage.people.director, 'closeCall', call, { decisionNumber: 'QĐ-9', reason: hash('no money') });
    expect(await asked(call)).toEqual(['A uncommitted>authority 70000000']);
  });

  test('an award: uncommitted → awarded, room → used under every cap, one seat for the year', async () => {
    const { dossier, lines } = await stage.recommended({ lines: labour });
    await stage.must(stage.people.director, 'award', dossier, { lines, year: stage.year });
    expect(await asked(dossier)).toEqual(['A uncommitted>awarded labour 30000000', 'C source>granted labour 30000000']);
    const caps = await legs(dossier);
    for (const cap of ['chinh.total', 'chinh.labour', 'party.total', 'call.total', 'agency.perYear'])
      expect(caps).toContain(`C room>used ${cap} 30000000`);
    expect(caps).toContain('C room>used agency.seats 1');
    expect(caps).toContain('C claimed>claims agency.seats 30000000');
    expect(caps).toContain('C authority>room chinh.advance 9000000');
  });

  test('planned for a year: available → reserved, and never more than was awarded', async () => {
    const { dossier } = await stage.project({ lines: labour, planVnd: '20000000' });
    await stage.must(stage.people.financeOfficer, 'planBudget', dossier, {
      year: stage.year,
      source: 'nstp',
      amountVnd: '10000000',
    });
    expect(await asked(dossier)).toEqual([`B available>reserved ${stage.year} 10000000`]);
    const more = await stage.try(stage.people.financeOfficer, 'planBudget', dossier, {
      year: stage.year,
      source: 'nstp',
      amountVnd: '1',
    });
    expect(more).toMatchObject({ ok: false, refusal: { rule: 'planExceedsAward', limit: '30000000', left: '0' } });
  });

  test('released before it is ordered: reserved → available, and never what a request about to be ordered needs', async () => {
    const { dossier, founder } = await stage.project({ lines: labour });
    const release = (amountVnd: string) =>
      stage.try(stage.people.financeOfficer, 'releaseBudget', dossier, {
        ...{ year: stage.year, source: 'nstp', amountVnd, reason: hash('not needed') },
      });
    expect((await release('10000000')).ok).toBe(true);
    expect(await asked(dossier)).toEqual([`B reserved>available ${stage.year} 10000000`]);
    await stage.disbursement(dossier, founder, [work('8000000')], 'prepared');
    expect(await release('12000001')).toMatchObject({
      ok: false,
      refusal: { rule: 'releaseExceedsReserved', limit: '20000000', used: '8000000', left: '12000000' },
    });
  });

  test('what is left of an award is cancelled: awarded → uncommitted, reserved → available, and the last seat is freed', async () => {
    const { dossier } = await stage.project({ lines: labour });
    await stage.must(stage.people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('reason') });
    await stage.must(stage.people.financeOfficer, 'cancelRemainder', dossier, { decisionNumber: 'QĐ' });
    expect(await asked(dossier)).toEqual([
      'A awarded>uncommitted labour 30000000',
      `B reserved>available ${stage.year} 30000000`,
    ]);
    expect(await legs(dossier)).toContain('C used>room agency.seats 1');
    expect(await legs(dossier)).toContain('C used>room call.total 30000000');
  });

  test('an amendment shifts between lines: awarded → awarded, out of one line’s cap into the other’s, the total as it was', async () => {
    const { dossier, founder } = await stage.project({
      lines: [...labour, { line: 'prototype', amountVnd: '45000000' }],
    });
    const { people } = stage;
    const ask = (amountVnd: string, more = {}) =>
      stage.try(founder, 'requestAmendment', dossier, {
        ...{
          id: v7(),
          change: { kind: 'lines', from: 'labour', to: 'prototype', amountVnd, ...more },
          reason: hash('r'),
        },
      });
    expect(await ask('5000001')).toMatchObject({
      ok: false,
      refusal: {
        ...{ rule: 'cap', limit: '50000000', used: '45000000', left: '5000000', actual: '5000001' },
        ...{ details: { cap: 'chinh.prototype' }, clause: { instrument: expect.any(String) } },
      },
    });
    expect(await ask('30000001', { from: 'labour', to: 'prototype' })).toMatchObject({
      ok: false,
      refusal: { rule: expect.stringMatching(/cap|notEnough/) },
    });
    expect(await ask('1', { to: 'rent' })).toMatchObject({ ok: false, refusal: { rule: 'noSuchLine' } });
    const id = v7();
    const change = { kind: 'lines', from: 'labour', to: 'prototype', amountVnd: '5000000' };
    await stage.must(founder, 'requestAmendment', dossier, { id, change, reason: hash('r') });
    expect(await asked(dossier)).toEqual([]);
    await stage.must(people.officer, 'receiveOpinions', dossier, { id, opinionsOn: today(), opinions: hash('o') });
    await stage.must(people.director, 'grantAmendment', dossier, { id, decisionNumber: 'QĐ-5', reason: hash('r') });
    expect(await asked(dossier)).toEqual([
      'A awarded>awarded prototype 5000000',
      'C granted>granted prototype 5000000',
    ]);
    expect((await legs(dossier)).sort()).toEqual([
      'C room>used chinh.prototype 5000000',
      'C used>room chinh.labour 5000000',
    ]);
    expect(await stage.vessels(dossier)).toEqual({ awarded: 75_000_000n });
    expect(await stage.balance(`C/vi-du-hu-cau/chinh.total/${dossier}/used`)).toBe(75_000_000n);
  });
});

describe('a request', () => {
  ownStage();
  test('requested: awarded → held, and the rooms of units and shares; returned: all of it back', async () => {
    const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const id = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '10000000', costVnd: '20000001' }],
      'requested',
    );
    expect(await asked(dossier)).toEqual(['A awarded>held prototype 10000000', 'C source>cost prototype 20000001']);
    expect((await legs(dossier)).sort()).toEqual([
      'C authority>room prototype.share 10000000',
      'C room>used prototype.share 10000000',
    ]);
    await stage.must(stage.people.officer, 'returnDisbursement', dossier, { id, reason: hash('why') });
    expect(await asked(dossier)).toEqual(['A held>awarded prototype 10000000', 'C cost>source prototype 20000001']);
    expect((await legs(dossier)).sort()).toEqual([
      'C room>authority prototype.share 10000000',
      'C used>room prototype.share 10000000',
    ]);
  });

  test('a share is of the cost: one đồng more than half is refused, with the clause', async () => {
    const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const items = [{ line: 'prototype', amountVnd: '10000001', costVnd: '20000001' }];
    const refused = await stage.try(founder, 'requestDisbursement', dossier, {
      id: v7(),
      items,
      evidence: [hash(v7())],
    });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { rule: 'cap', left: '10000000', actual: '10000001', details: { cap: 'prototype.share' } },
    });
    if (!refused.ok) expect(refused.refusal.clause?.instrument).toBeTruthy();
  });

  test('a cap per person and month has a room for each: the second month does not use the first', async () => {
    const { dossier, founder } = await stage.project({ lines: labour });
    await stage.disbursement(dossier, founder, [work('8000000')], 'requested');
    const over = await stage.try(founder, 'requestDisbursement', dossier, {
      id: v7(),
      items: [{ ...work('1'), costVnd: '1' }],
      evidence: [hash(v7())],
    });
    expect(over).toMatchObject({ ok: false, refusal: { rule: 'cap', details: { cap: 'labour.perPersonMonth' } } });
    await stage.disbursement(dossier, founder, [work('8000000', `${stage.year}-02`)], 'requested');
    expect(await stage.vessels(dossier)).toEqual({ awarded: 14_000_000n, held: 16_000_000n });
    const bare = await stage.try(founder, 'requestDisbursement', dossier, {
      id: v7(),
      items: [{ line: 'labour', amountVnd: '1', costVnd: '1' }],
      evidence: [hash(v7())],
    });
    expect(bare).toMatchObject({ ok: false, refusal: { rule: 'unitMissing' } });
  });

  test('accepted for less than asked: the difference goes back, and the share room with it', async () => {
    const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const id = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '10000000', costVnd: '20000000' }],
      'requested',
    );
    await stage.must(stage.people.officer, 'verifyDisbursement', dossier, {
      id,
      accepted: [{ amountVnd: '6000000', costVnd: '12000000' }],
    });
    expect(await asked(dossier)).toEqual(['A held>awarded prototype 4000000', 'C cost>source prototype 8000000']);
    expect(await stage.vessels(dossier)).toEqual({ awarded: 34_000_000n, held: 6_000_000n });
    const more = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }],
      'requested',
    );
    const tooMuch = await stage.try(stage.people.officer, 'verifyDisbursement', dossier, {
      id: more,
      accepted: [{ amountVnd: '1000001', costVnd: '2000000' }],
    });
    expect(tooMuch).toMatchObject({ ok: false, refusal: { rule: 'acceptedMoreThanAsked' } });
  });

  test('ordered, rejected by the bank, ordered again and paid: held → ordered → held → ordered → settled', async () => {
    const { people, year } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('8000000')], 'ordered');
    expect(await asked(dossier)).toEqual(['A held>ordered labour 8000000', `B reserved>ordered ${year} 8000000`]);
    await stage.must(people.financeOfficer, 'rejectByBank', dossier, { id, reason: hash('account closed') });
    expect(await asked(dossier)).toEqual(['A ordered>held labour 8000000', `B ordered>reserved ${year} 8000000`]);
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    const pay = (paidOn: string) =>
      stage.try(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB-0147', paidOn });
    // not before it was ordered, and not on a day that has not come
    const beside = (days: number) => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10);
    for (const day of [beside(-1), beside(1)].filter((one) => one.startsWith(String(year))))
      expect(await pay(day)).toMatchObject({
        ok: false,
        refusal: { rule: 'dayOutside', limit: today(), actual: day, details: { from: today(), until: today() } },
      });
    expect((await pay(today())).ok).toBe(true);
    expect(await newest(dossier)).toEqual(['A ordered>settled labour 8000000', `B ordered>paid ${year} 8000000`]);
  });

  test('whoever prepared, verified or asked cannot approve, with any hat on', async () => {
    const { people } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    await stage.must(people.administrator, 'appoint', people.officer, { roles: ['financeOfficer', 'chiefAccountant'] });
    const id = await stage.disbursement(dossier, founder, [work('1000000')], 'verified');
    expect(
      await stage.try(people.officer, 'prepareDisbursement', dossier, { id, year: stage.year, source: 'nstp' }),
    ).toMatchObject({
      ok: false,
      refusal: { rule: 'excludedDuty' },
    });
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year: stage.year, source: 'nstp' });
    expect(await stage.try(people.officer, 'approveDisbursement', dossier, { id })).toMatchObject({
      ok: false,
      refusal: { rule: 'excludedDuty' },
    });
    const kept = await stage.db.query`select rule from refusal where dossier = ${dossier} order by id`;
    expect(kept.map((row) => row.rule)).toEqual(['excludedDuty', 'excludedDuty']);
    await stage.must(people.administrator, 'relieve', people.officer, { roles: ['financeOfficer', 'chiefAccountant'] });
  });

  test('nor through a delegate: acting for another joins the duties of both', async () => {
    const { people, recorder, agency, year } = stage;
    const day = new Date().toISOString().slice(0, 10);
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('1000000')], 'prepared');
    await stage.must(people.chiefAccountant, 'delegate', people.chiefAccountant, {
      to: people.financeOfficer,
      roles: ['chiefAccountant'],
      from: `${year}-01-01`,
      until: `${year}-12-31`,
      decisionNumber: 'UQ',
    });
    const command = { type: 'approveDisbursement', dossier, input: { id } } as const;
    const prepared = await recorder.act(
      command,
      { agency, person: people.financeOfficer, onBehalfOf: people.chiefAccountant },
      v7(),
    );
    expect(prepared, day).toMatchObject({ ok: false, refusal: { rule: 'excludedDuty' } });
    await stage.must(people.chiefAccountant, 'delegate', people.chiefAccountant, {
      to: people.chair,
      roles: ['chiefAccountant'],
      from: `${year}-01-01`,
      until: `${year}-12-31`,
      decisionNumber: 'UQ',
    });
    const clean = await recorder.act(
      command,
      { agency, person: people.chair, onBehalfOf: people.chiefAccountant },
      v7(),
    );
    expect(clean.ok).toBe(true);
  });
});

describe('an advance', () => {
  ownStage();
  test('paid as advance, cleared in parts with something unspent, which is paid back in the same year', async () => {
    const { people, year } = stage;
    const { dossier, founder, party } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const id = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'prototype', amountVnd: '12000000', costVnd: '24000000' }],
      'paid',
      { isAdvance: true },
    );
    expect(await asked(dossier)).toEqual(['A ordered>advanced prototype 12000000', `B ordered>paid ${year} 12000000`]);
    expect(await legs(dossier)).toEqual(['C room>used chinh.advance 12000000']);

    const clear = { id, evidence: [hash('invoice')] };
    await stage.must(people.officer, 'clearAdvance', dossier, {
      ...clear,
      cleared: [{ settledVnd: '5000000', unspentVnd: '0', costVnd: '10000000' }],
    });
    expect(await asked(dossier)).toEqual([
      'A advanced>settled prototype 5000000',
      'C source>cost prototype 10000000',
      'C cost>source prototype 10000000',
    ]);
    expect(await legs(dossier)).toEqual(['C used>room chinh.advance 5000000']);

    const recovery = v7();
    const rest = (costVnd: string) => ({
      id,
      evidence: [hash('second invoice')],
      recovery,
      cleared: [{ settledVnd: '4000000', unspentVnd: '3000000', costVnd }],
    });
    // one paper is paid for once, by an advance as by a request
    const again = { ...rest('8000000'), evidence: clear.evidence };
    expect(await stage.try(people.officer, 'clearAdvance', dossier, again)).toMatchObject({
      refusal: { rule: 'evidenceUsed' },
    });
    const items = [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }];
    const asking = { id: v7(), items, evidence: clear.evidence };
    expect(await stage.try(founder, 'requestDisbursement', dossier, asking)).toMatchObject({
      refusal: { rule: 'evidenceUsed' },
    });
    const dear = await stage.try(people.officer, 'clearAdvance', dossier, rest('7999999'));
    expect(dear).toMatchObject({ ok: false, refusal: { rule: 'cap', details: { cap: 'prototype.share' } } }); // 9 settled of half of 17.999.999
    await stage.must(people.officer, 'clearAdvance', dossier, rest('8000000'));
    expect(await asked(dossier)).toEqual([
      'A advanced>settled prototype 4000000',
      'A advanced>due prototype 3000000',
      'C source>cost prototype 8000000',
      'C cost>source prototype 14000000',
    ]);
    expect((await legs(dossier)).sort()).toEqual([
      'C room>authority prototype.share 3000000',
      'C used>room chinh.advance 3000000',
      'C used>room chinh.advance 4000000',
      'C used>room prototype.share 3000000',
    ]);
    expect(await stage.db.query`select debt from dossier where id = ${party}`).toEqual([{ debt: 3_000_000n }]);

    await stage.must(people.financeOfficer, 'receiveCash', dossier, {
      id: recovery,
      source: 'nstp',
      amountVnd: '3000000',
      year,
      receivedOn: today(),
      reference: 'NT-1',
    });
    expect(await asked(dossier)).toEqual(['A due>awarded prototype 3000000', `B paid>reserved ${year} 3000000`]);
    expect(await stage.db.query`select debt from dossier where id = ${party}`).toEqual([{ debt: 0n }]);
  });

  test('an advance that does not fit beside the others is refused before any money leaves the bank', async () => {
    const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const ask = (amountVnd: string) =>
      stage.try(founder, 'requestDisbursement', dossier, {
        id: v7(),
        isAdvance: true,
        items: [{ line: 'prototype', amountVnd, costVnd: '40000000' }],
        evidence: [],
      });
    expect(await ask('12000001')).toMatchObject({
      ok: false,
      refusal: { rule: 'cap', details: { cap: 'chinh.advance' }, limit: '12000000' },
    });
    expect((await ask('7000000')).ok).toBe(true);
    expect(await ask('5000001')).toMatchObject({ ok: false, refusal: { rule: 'cap', left: '5000000' } });
    expect((await ask('5000000')).ok).toBe(true);
  });

  test('what one request claims fills no room for another: each stands on its own cost', async () => {
    const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const ask = (amountVnd: string, costVnd: string) =>
      stage.try(founder, 'requestDisbursement', dossier, {
        id: v7(),
        items: [{ line: 'prototype', amountVnd, costVnd }],
        evidence: [hash(v7())],
      });
    expect((await ask('1', '999999999999999')).ok).toBe(true);
    expect(await ask('19999999', '1')).toMatchObject({
      ok: false,
      refusal: { rule: 'cap', left: '0', details: { cap: 'prototype.share' } },
    });
  });

  test('what was ordered can be recorded as paid whatever became of the project, so that nothing is stuck', async () => {
    const { people, year } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('8000000')], 'ordered');
    const held = await stage.disbursement(dossier, founder, [work('1000000', `${year}-02`)], 'approved');
    await stage.must(people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('fraud') });
    expect(await stage.try(people.financeOfficer, 'orderDisbursement', dossier, { id: held })).toMatchObject({
      ok: false,
      refusal: { rule: 'projectNotActive' },
    });
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, {
      id,
      reference: 'KB',
      paidOn: today(),
    });
    expect(await stage.vessels(dossier)).toMatchObject({ settled: 8_000_000n });
  });
});

describe('a payment that the treasury sends back', () => {
  ownStage();
  /** What the treasury sends back of a payment, as a finance officer records it. */
  const back = (id: string, reference = 'GBC-7') => ({
    ...{ id, year: stage.year, source: 'nstp', reference, returnedOn: today() },
    ...{ document: hash('advice'), reason: hash('account closed') },
  });

  test('paid, sent back afterwards and paid again: settled → held, paid → reserved, and on as ever', async () => {
    const { people, year } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('8000000')], 'paid');
    await stage.must(people.financeOfficer, 'returnPayment', dossier, back(id));
    expect(await newest(dossier)).toEqual(['A settled>held labour 8000000', `B paid>reserved ${year} 8000000`]);
    expect(await stage.vessels(dossier)).toEqual({ awarded: 22_000_000n, held: 8_000_000n });
    // it is in order for nobody to pay it without a new preparation, approval and order
    expect(
      await stage.try(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB-2', paidOn: today() }),
    ).toMatchObject({ ok: false, refusal: { rule: 'notInThisState' } });
    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB-2', paidOn: today() });
    expect(await stage.vessels(dossier)).toEqual({ awarded: 22_000_000n, settled: 8_000_000n });
  });

  test('an advance that is sent back: advanced → held, and its room with it; not once a part of it was cleared', async () => {
    const { people, year } = stage;
    const { dossier, founder } = await stage.project({ lines: [{ line: 'prototype', amountVnd: '40000000' }] });
    const items = [{ line: 'prototype', amountVnd: '12000000', costVnd: '24000000' }];
    const id = await stage.disbursement(dossier, founder, items, 'paid', { isAdvance: true });
    await stage.must(people.financeOfficer, 'returnPayment', dossier, back(id));
    expect(await asked(dossier)).toEqual(['A advanced>held prototype 12000000', `B paid>reserved ${year} 12000000`]);
    expect(await legs(dossier)).toEqual(['C used>room chinh.advance 12000000']);
    expect(
      await stage.db.query`select what from deadline where dossier = ${dossier} and subject = ${`disbursement/${id}`}
      and cleared_revision is null`,
    ).toEqual([{ what: 'payment' }]);

    await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
    await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
    await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id, reference: 'KB-3', paidOn: today() });
    await stage.must(people.officer, 'clearAdvance', dossier, {
      ...{ id, evidence: [hash('an invoice')] },
      cleared: [{ settledVnd: '5000000', unspentVnd: '0', costVnd: '10000000' }],
    });
    expect(await stage.try(people.financeOfficer, 'returnPayment', dossier, back(id))).toMatchObject({
      ok: false,
      refusal: { rule: 'paymentAccounted' },
    });
  });

  test('what is asked back was received, so the treasury cannot have sent it back; of two at once one is recorded', async () => {
    const { people } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('8000000')], 'paid');
    const unit = `month=${stage.year}-01;person=p1`;
    const recovery = (key: string) => ({
      ...{ id: key, disbursement: id, reason: hash('misuse') },
      items: [{ line: 'labour', unit, amountVnd: '5000000' }],
    });
    const asked = v7();
    await stage.must(people.officer, 'proposeRecovery', dossier, recovery(asked));
    expect(await stage.try(people.financeOfficer, 'returnPayment', dossier, back(id))).toMatchObject({
      ok: false,
      refusal: { rule: 'paymentAccounted' },
    });
    await stage.must(people.director, 'dropRecovery', dossier, { id: asked, reason: hash('no') });
    const outcomes = await Promise.all([
      stage.try(people.financeOfficer, 'returnPayment', dossier, back(id)),
      stage.try(people.officer, 'proposeRecovery', dossier, recovery(v7())),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('sent back once the support was terminated, it is paid to nobody: the request ends, and its money is free', async () => {
    const { people } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('8000000')], 'paid');
    await stage.must(people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('gone') });
    await stage.must(people.financeOfficer, 'returnPayment', dossier, back(id));
    expect(await stage.vessels(dossier)).toEqual({ awarded: 30_000_000n });
    expect(
      await stage.db
        .query`select value #>> '{}' as value from state where dossier = ${dossier} and subject = ${`disbursement/${id}`}`,
    ).toEqual([{ value: 'cancelled' }]);
    await stage.must(people.director, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-2', reason: hash('rest') });
    expect(await stage.vessels(dossier)).toEqual({});
  });

  test('sent back once the project is closed, its accepted work is still paid, and what was netted on it stays so', async () => {
    const { people, year } = stage;
    const { dossier, founder, party } = await stage.project({ lines: labour });
    const first = await stage.disbursement(dossier, founder, [work('8000000')], 'paid');
    const recovery = v7();
    await stage.must(people.officer, 'proposeRecovery', dossier, {
      ...{ id: recovery, disbursement: first, reason: hash('misuse') },
      items: [{ line: 'labour', unit: `month=${year}-01;person=p1`, amountVnd: '5000000' }],
    });
    await stage.must(people.director, 'decideRecovery', dossier, { id: recovery, repayBy: `${year + 1}-01-31` });
    const last = await stage.disbursement(dossier, founder, [work('6000000', `${year}-02`)], 'verified');
    const netting = { id: recovery, amountVnd: '5000000', disbursement: last };
    await stage.must(people.financeOfficer, 'netRecovery', dossier, netting);
    const pay = async (reference: string) => {
      await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id: last, year, source: 'nstp' });
      await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id: last });
      await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id: last });
      await stage.must(people.financeOfficer, 'payDisbursement', dossier, { id: last, reference, paidOn: today() });
    };
    await pay('KB-1');
    await stage.must(people.officer, 'beginClosing', dossier, {});
    await stage.must(people.director, 'cancelRemainder', dossier, { decisionNumber: 'QĐ', reason: hash('rest') });
    await stage.must(people.director, 'closeProject', dossier, { liquidationNumber: 'TL' });
    await stage.must(people.financeOfficer, 'returnPayment', dossier, back(last));
    expect(await stage.db.query`select debt from dossier where id = ${party}`).toEqual([{ debt: 0n }]);
    // what waits to be paid is not cancelled with what is left
    expect(
      await stage.try(people.director, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-2', reason: hash('rest') }),
    ).toMatchObject({ ok: false, refusal: { rule: 'openRequests' } });
    await pay('KB-2');
    expect(await stage.vessels(dossier)).toEqual({ settled: 9_000_000n });
  });

  test('a voucher is corrected without a posting, within its year and not before its order', async () => {
    const { people } = stage;
    const { dossier, founder } = await stage.project({ lines: labour });
    const id = await stage.disbursement(dossier, founder, [work('8000000')], 'paid');
    const correct = (reference: string, paidOn: string) =>
      stage.try(people.financeOfficer, 'correctPayment', dossier, { id, reference, paidOn, reason: hash('typo') });
    expect(await correct('KB-0148', `${stage.year - 1}-12-31`)).toMatchObject({ refusal: { rule: 'paidOutsideYear' } });
    expect(await correct('KB-0148', today())).toMatchObject({ ok: true });
    expect(await newest(dossier)).toEqual([]);
    expect(
      await stage.db.query`select facts->>'reference' as reference, value #>> '{}' as value from state
      where dossier = ${dossier} and subject = ${`disbursement/${id}`}`,
    ).toEqual([{ reference: 'KB-0148', value: 'settled' }]);
    expect(await correct('KB-0148', today())).toMatchObject({ ok: false, refusal: { rule: 'input' } });
  });
});

describe('money owed back', () => {
  ownStage();
  async function settled(line = 'labour', costVnd = '0') {
    const { dossier, founder, party } = await stage.project({ lines: [{ line, amountVnd: '30000000' }] });
    const id = await stage.disbursement(
      dossier,
      founder,
      [line === 'labour' ? work('8000000') : { line, amountVnd: '8000000', costVnd: '16000000' }],
      'paid',
    );
    const item = { line, unit: line === 'labour' ? `month=${stage.year}-01;person=p1` : '-' };
    const recovery = v7();
    await stage.must(stage.people.officer, 'proposeRecovery', dossier, {
      id: recovery,
      disbursement: id,
      items: [{ ...item, amountVnd: '5000000', costVnd }],
      reason: hash('misuse'),
    });
    return { dossier, founder, party, recovery, id, item };
  }
  const decideIt = (dossier: string, recovery: string) =>
    stage.must(stage.people.director, 'decideRecovery', dossier, {
      id: recovery,
      repayBy: `${stage.year + 1}-01-31`,
    });

  test('decided: settled → due; paid back in a later year: due → returned, nothing in the budget, the cap stays used', async () => {
    const shared = stage;
    let ahead = 0;
    stage = await setStage({ now: () => new Date(Date.now() + ahead).toISOString() });
    await stage.owner.script('update installation set simulated_clock = true');
    onTestFinished(async () => {
      await expectClean(stage);
      await stage.drop();
      stage = shared;
    });
    const { dossier, recovery, party } = await settled();
    await decideIt(dossier, recovery);
    expect(await newest(dossier)).toEqual(['A settled>due labour 5000000']);
    const { year, people } = stage;
    const repay = (amountVnd: string, receivedOn = `${year + 1}-01-15`) =>
      stage.try(people.financeOfficer, 'receiveCash', dossier, {
        id: recovery,
        source: 'nstp',
        amountVnd,
        year: Number(receivedOn.slice(0, 4)),
        receivedOn,
        reference: 'NT',
      });
    // what has not come yet, and what came before anything was paid, is not recorded
    expect(await repay('2000000')).toMatchObject({ ok: false, refusal: { rule: 'dayOutside', limit: today() } });
    ahead = Date.parse(`${year + 1}-01-15T03:00:00Z`) - Date.now();
    const eve = new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10);
    const early = eve.startsWith(String(year))
      ? { rule: 'dayOutside', limit: today(), actual: eve }
      : { rule: 'input' };
    expect(await repay('2000000', eve)).toMatchObject({ ok: false, refusal: early });
    expect(await repay('5000001')).toMatchObject({ ok: false, refusal: { rule: 'cashMoreThanDue', left: '5000000' } });
    expect((await repay('2000000')).ok).toBe(true);
    expect(await newest(dossier)).toEqual(['A due>returned labour 2000000']);
    expect((await repay('3000000')).ok).toBe(true);
    expect(await stage.vessels(dossier)).toEqual({ awarded: 22_000_000n, settled: 3_000_000n, returned: 5_000_000n });
    expect(await stage.db.query`select debt from dossier where id = ${party}`).toEqual([{ debt: 0n }]);
  });

  test.each([false, true])(
    'paid back in the same year: due → awarded; room comes back only where the pack says so (%s)',
    async (givesBack) => {
      const shared = stage;
      const pack = structuredClone(fictionalPack);
      pack.caps.find((cap: { id: string }) => cap.id === 'labour.perPersonMonth').givesBack = givesBack;
      stage = await setStage({ pack });
      try {
        const { dossier, recovery } = await settled();
        await decideIt(dossier, recovery);
        await stage.must(stage.people.financeOfficer, 'receiveCash', dossier, {
          id: recovery,
          source: 'nstp',
          amountVnd: '5000000',
          year: stage.year,
          receivedOn: today(),
          reference: 'NT',
        });
        expect(await asked(dossier)).toEqual(['A due>awarded labour 5000000', `B paid>reserved ${stage.year} 5000000`]);
        expect(await legs(dossier)).toEqual(givesBack ? ['C used>room labour.perPersonMonth 5000000'] : []);
      } finally {
        await stage.drop();
        stage = shared;
      }
    },
  );

  test('a recovery takes the cost along that is no longer accepted, so that its share cannot be asked for again', async () => {
    const { dossier, recovery, founder } = await settled('prototype', '10000000');
    await decideIt(dossier, recovery);
    expect(await asked(dossier)).toEqual(['A settled>due prototype 5000000', 'C cost>source prototype 10000000']);
    const again = await stage.try(founder, 'requestDisbursement', dossier, {
      id: v7(),
      items: [{ line: 'prototype', amountVnd: '1', costVnd: '1' }],
      evidence: [hash(v7())],
    });
    expect(again).toMatchObject({ ok: false, refusal: { rule: 'cap', details: { cap: 'prototype.share' } } });
  });

  /** Against the newest decision of a dossier, taken on by the director; upholding it gives the outcome. */
  async function appealed(dossier: string, founder: string, event: string, subject: string) {
    const [row] = await stage.db.query<{ revision: number }>`select revision from dossier where id = ${dossier}`;
    const against = { event, subject, revision: row!.revision, on: today() };
    const id = v7();
    await stage.must(founder, 'lodgeAppeal', dossier, { id, against, grounds: hash('grounds') });
    await stage.must(stage.people.director, 'acceptAppeal', dossier, { id, complex: false });
    const answer = { id, decisionNumber: 'QĐ-KN', reason: hash('answer') };
    return () => stage.try(stage.people.director, 'upholdAppeal', dossier, answer);
  }

  test('annulled on appeal: due → settled with the cost and the room of its share, and nobody owes any more', async () => {
    const { dossier, recovery, founder, party, id, item } = await settled('prototype', '10000000');
    await decideIt(dossier, recovery);
    const before = (await legs(dossier)).sort();
    const uphold = await appealed(dossier, founder, 'recovery.decided', `recovery/${recovery}`);
    expect((await uphold()).ok).toBe(true);
    expect(await asked(dossier)).toEqual(['A due>settled prototype 5000000', 'C source>cost prototype 10000000']);
    const back = (line: string) => line.replace(/ (\w+)>(\w+) /, ' $2>$1 ');
    expect((await legs(dossier)).sort()).toEqual(before.map(back).sort());
    expect(await stage.vessels(dossier)).toEqual({ awarded: 22_000_000n, settled: 8_000_000n });
    expect(await stage.db.query`select debt from dossier where id = ${party}`).toEqual([{ debt: 0n }]);
    // and may be proposed again, up to what was paid
    const again = { id: v7(), disbursement: id, items: [{ ...item, amountVnd: '8000000' }], reason: hash('r') };
    expect((await stage.try(stage.people.officer, 'proposeRecovery', dossier, again)).ok).toBe(true);
  });

  test('not annulled once a part was repaid, with what was repaid in the refusal', async () => {
    const { dossier, recovery, founder } = await settled();
    await decideIt(dossier, recovery);
    const uphold = await appealed(dossier, founder, 'recovery.decided', `recovery/${recovery}`);
    const cash = { amountVnd: '1000000', year: stage.year, source: 'nstp', reference: 'NT-7', receivedOn: today() };
    await stage.must(stage.people.financeOfficer, 'receiveCash', dossier, { id: recovery, ...cash });
    expect(await uphold()).toMatchObject({
      ok: false,
      refusal: { rule: 'appealRepaid', limit: '5000000', used: '1000000', left: '4000000' },
    });
  });

  test('annulled beside a request that was made meanwhile: each has the room of its own cost', async () => {
    const { dossier, recovery, founder } = await settled('prototype', '0');
    await decideIt(dossier, recovery);
    const uphold = await appealed(dossier, founder, 'recovery.decided', `recovery/${recovery}`);
    // the cost stays, so its share is asked for again in part
    const next = [{ line: 'prototype', amountVnd: '5000000', costVnd: '10000000' }];
    await stage.disbursement(dossier, founder, next, 'requested');
    const outcome = await uphold();
    expect(outcome.ok).toBe(true);
    expect(await stage.vessels(dossier)).toEqual({ awarded: 17_000_000n, held: 5_000_000n, settled: 8_000_000n });
  });

  test('a termination undone moves no money; refused where what was awarded has gone back to its call', async () => {
    const { director, financeOfficer } = stage.people;
    const end = async () => {
      const { dossier, founder } = await stage.project({ lines: labour });
      await stage.must(director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('reason') });
      return { dossier, uphold: await appealed(dossier, founder, 'project.terminated', 'project') };
    };
    const one = await end();
    expect((await one.uphold()).ok).toBe(true);
    expect(await newest(one.dossier)).toEqual([]);
    expect(await stage.vessels(one.dossier)).toEqual({ awarded: 30_000_000n });
    const other = await end();
    await stage.must(financeOfficer, 'cancelRemainder', other.dossier, { decisionNumber: 'QĐ' });
    expect(await other.uphold()).toMatchObject({
      ok: false,
      refusal: { rule: 'appealAwardGone', limit: '30000000', used: '30000000', left: '0' },
    });
  });

  test('netted on the next request: due → settled; written off by decision: due → writtenOff', async () => {
    const { dossier, recovery, id, founder } = await settled();
    await decideIt(dossier, recovery);
    const { financeOfficer } = stage.people;
    const net = (disbursement: string, amountVnd = '1000000') =>
      stage.try(financeOfficer, 'netRecovery', dossier, { id: recovery, amountVnd, disbursement });
    expect(await net(id)).toMatchObject({ ok: false, refusal: { rule: 'nettedAgainst' } }); // paid long ago
    const next = await stage.disbursement(dossier, founder, [work('3000000', `${stage.year}-02`)], 'verified');
    expect(await net(next, '3000001')).toMatchObject({ ok: false, refusal: { rule: 'nettedAgainst' } });
    expect((await net(next)).ok).toBe(true);
    expect(await asked(dossier)).toEqual(['A due>settled labour 1000000', 'A held>awarded labour 1000000']);
    await stage.must(financeOfficer, 'prepareDisbursement', dossier, { id: next, year: stage.year, source: 'nstp' });
    await stage.must(stage.people.chiefAccountant, 'approveDisbursement', dossier, { id: next });
    await stage.must(stage.people.director, 'writeOffRecovery', dossier, {
      id: recovery,
      decisionNumber: 'QĐ',
      reason: hash('bankrupt'),
    });
    expect(await asked(dossier)).toEqual(['A due>writtenOff labour 4000000']);
    await stage.must(financeOfficer, 'orderDisbursement', dossier, { id: next });
    expect(await asked(dossier)).toContain('A held>ordered labour 2000000');
  });

  test('nobody recovers more than was paid, nor decides what they proposed', async () => {
    const { dossier, id, item } = await settled();
    const more = await stage.try(stage.people.officer, 'proposeRecovery', dossier, {
      id: v7(),
      disbursement: id,
      items: [{ ...item, amountVnd: '3000001' }],
      reason: hash('r'),
    });
    expect(more).toMatchObject({ ok: false, refusal: { rule: 'recoveredMoreThanSettled', left: '3000000' } });
  });

  test('a party that owes is not awarded, and its orders wait (NĐ 268/2025, Điều 9.2)', async () => {
    const { dossier, recovery, party, founder } = await settled();
    const request = await stage.disbursement(dossier, founder, [work('1000000', `${stage.year}-02`)], 'approved');
    await decideIt(dossier, recovery);
    const next = await stage.recommended({ party, founder });
    const award = await stage.try(stage.people.director, 'award', next.dossier, {
      lines: next.lines,
      year: stage.year,
    });
    expect(award).toMatchObject({ ok: false, refusal: { rule: 'partyOwes', actual: '5000000' } });
    expect(await stage.try(stage.people.financeOfficer, 'orderDisbursement', dossier, { id: request })).toMatchObject({
      ok: false,
      refusal: { rule: 'partyOwes' },
    });
  });
});

describe('years and companies', () => {
  ownStage();
  test('the year ends: reserved is carried into the next, the rest lapses', async () => {
    let clock = new Date().toISOString();
    const other = await setStage({ yearBudgetVnd: '50000000', now: () => clock });
    try {
      const { dossier } = await other.project({ lines: labour });
      const year = budgetDossier(other.agency, other.year, 'nstp');
      const asked = { year: other.year, source: 'nstp', decisionNumber: 'QĐ' };
      expect(await other.try(other.people.chiefAccountant, 'closeYear', year, asked)).toMatchObject({
        refusal: { rule: 'yearNotOver' },
      });
      await other.owner.script('update installation set simulated_clock = true');
      clock = `${other.year + 1}-01-04T02:00:00.000Z`;
      await other.must(other.people.chiefAccountant, 'closeYear', year, asked);
      const balance = (id: string) => other.balance(id);
      expect(await balance(`B/${other.year}/nstp/carried`)).toBe(30_000_000n);
      expect(await balance(`B/${other.year}/nstp/lapsed`)).toBe(20_000_000n);
      expect(await balance(`B/${other.year + 1}/nstp/${dossier}/reserved`)).toBe(30_000_000n);
      // brought along, and appropriated to nobody
      expect(await balance(`B/${other.year + 1}/nstp/${dossier}/carriedIn`)).toBe(-30_000_000n);
      expect(await balance(`B/${other.year + 1}/nstp/appropriation`)).toBe(0n);
      // what the project does not use of it lapses
      await other.must(other.people.director, 'terminate', dossier, { decisionNumber: 'QĐ', reason: hash('reason') });
      await other.must(other.people.financeOfficer, 'cancelRemainder', dossier, { decisionNumber: 'QĐ' });
      expect(await balance(`B/${other.year + 1}/nstp/${dossier}/lapsed`)).toBe(30_000_000n);
      expect(await balance(`B/${other.year + 1}/nstp/available`)).toBe(0n);
      await expectClean(other);
      expect(await balance(`B/${other.year}/nstp/${dossier}/reserved`)).toBe(0n);
    } finally {
      await other.drop();
    }
  });

  test('novation: what the team used of its caps passes to the company, with the seat', async () => {
    const { people } = stage;
    const { dossier, founder, party } = await stage.project({ lines: labour });
    await stage.disbursement(dossier, founder, [work('8000000')], 'paid');
    const company = await stage.party(founder, 'enterprise');
    await stage.must(founder, 'startRegistration', dossier);
    await stage.must(people.officer, 'formCompany', dossier, { company, certificate: hash('certificate') });
    const seatsUsed = `C/vi-du-hu-cau/agency.seats/agency;year=${stage.year}/used`;
    const seats = await stage.balance(seatsUsed);
    await stage.must(people.director, 'novate', dossier, { company, payeeVerified: true, decisionNumber: 'QĐ' });
    expect(await asked(dossier)).toEqual([]);
    expect((await legs(dossier)).sort()).toEqual([
      'C authority>room party.total 300000000',
      'C claimed>claims agency.seats 30000000',
      'C claims>claimed agency.seats 30000000',
      'C room>used agency.seats 1',
      'C room>used party.total 30000000',
      'C used>room agency.seats 1',
      'C used>room party.total 30000000',
    ]);
    expect(await stage.balance(`C/vi-du-hu-cau/party.total/${party}/used`)).toBe(0n);
    expect(await stage.balance(`C/vi-du-hu-cau/party.total/${company}/used`)).toBe(30_000_000n);
    expect(await stage.balance(seatsUsed)).toBe(seats);
    await stage.disbursement(dossier, founder, [work('8000000', `${stage.year}-02`)], 'paid');
  });

  test('a cap is lowered to what is used, and not below', async () => {
    const { dossier } = await stage.project({ lines: labour });
    const { people, agency } = stage;
    const room = `C/vi-du-hu-cau/chinh.labour/${dossier}`;
    const { registerDossier } = await import('../../workflows/ids.ts');
    const register = registerDossier(agency, 'agency');
    const lower = (limit: string) =>
      stage.try(people.administrator, 'changeCap', register, { room, limit, decisionNumber: 'NQ' });
    expect(await lower('29999999')).toMatchObject({ ok: false, refusal: { rule: 'capBelowUse', used: '30000000' } });
    expect((await lower('30000000')).ok).toBe(true);
    expect(await newest(register)).toEqual(['C room>authority chinh.labour 30000000']);
    expect(await stage.balance(`${room}/room`)).toBe(0n);
  });
});
