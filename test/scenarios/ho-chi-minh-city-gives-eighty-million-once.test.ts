// NQ 20/2023/NQ-HĐND of Ho Chi Minh City, the stage "ươm tạo": 80 million = 30 labour + 50 services, at most 12 months, and once.
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Refusal, sentenceOf } from '../../workflows/rules/refusals.ts';
import { expectClean } from '../support/audit.ts';
import { cityPack, hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao', callBudgetVnd: '1000000000' });
});
afterAll(() => stage?.drop());

const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'services', amountVnd: '50000000' },
];

test('all of it can be awarded and paid, and not one đồng more', async () => {
  const { dossier, founder } = await stage.project({ lines });
  // not even the council may recommend it, so that no director is asked to award it
  const refusal: Refusal = await stage.recommended({ lines: [{ line: 'labour', amountVnd: '30000001' }] }).then(
    () => expect.unreachable('recommended over the cap'),
    (error: Error) => JSON.parse(error.message.replace(/^recommend: /, '')),
  );
  expect(refusal).toMatchObject({
    rule: 'cap',
    limit: '30000000',
    left: '30000000',
    actual: '30000001',
    details: { cap: 'uomTao.labour' },
  });
  expect(sentenceOf(refusal, 'vi')).toContain('NQ 20/2023/NQ-HĐND'.replace('NQ ', ''));
  for (const { line, amountVnd } of lines) await stage.disbursement(dossier, founder, [{ line, amountVnd }], 'paid');
  expect(await stage.vessels(dossier)).toEqual({ settled: 80_000_000n });
  const again = await stage.try(founder, 'requestDisbursement', dossier, {
    id: v7(),
    items: [{ line: 'labour', amountVnd: '1', costVnd: '1' }],
    evidence: [hash(v7())],
  });
  expect(again).toMatchObject({ ok: false, refusal: { rule: 'notEnough', left: '0' } });
});

test('no advance: the form of agreement I.14 pays after the work', async () => {
  const { dossier, founder } = await stage.project({ lines });
  const advance = await stage.try(founder, 'requestDisbursement', dossier, {
    id: v7(),
    isAdvance: true,
    items: [{ line: 'labour', amountVnd: '1', costVnd: '1' }],
    evidence: [],
  });
  expect(advance).toMatchObject({ ok: false, refusal: { rule: 'noAdvance' } });
});

test('a party that was given money for the stage is not given it again, not even twice at once; cancelled, it is free again', async () => {
  const founder = v7();
  const party = await stage.party(founder);
  const [one, two] = await Promise.all([
    stage.recommended({ lines, party, founder }),
    stage.recommended({ lines, party, founder }),
  ]);
  const award = (dossier: string) => stage.try(stage.people.director, 'award', dossier, { lines, year: stage.year });
  const outcomes = await Promise.all([award(one.dossier), award(two.dossier)]);
  expect(outcomes.map((o) => (o.ok ? 'awarded' : o.refusal.rule)).sort()).toEqual(['awarded', 'awardedBefore']);
  const [won, lost] = outcomes[0]?.ok ? [one, two] : [two, one];
  await stage.must(stage.people.director, 'terminate', won.dossier, { decisionNumber: 'QĐ', reason: hash('fraud') });
  await stage.must(stage.people.director, 'cancelRemainder', won.dossier, { decisionNumber: 'QĐ' });
  expect((await award(lost.dossier)).ok).toBe(true);
});

test('nor does it come by it through taking over the agreements of two teams', async () => {
  const { people } = stage;
  const founder = v7();
  const company = await stage.party(founder, 'enterprise');
  const takenOver = async () => {
    const { dossier } = await stage.project({ lines, founder, party: await stage.party(founder) });
    await stage.must(founder, 'startRegistration', dossier);
    await stage.must(people.officer, 'formCompany', dossier, { company, certificate: hash('certificate') });
    return () =>
      stage.try(people.director, 'novate', dossier, { company, payeeVerified: true, decisionNumber: 'QĐ-1' });
  };
  const both = [await takenOver(), await takenOver()];
  const outcomes = await Promise.all(both.map((novate) => novate()));
  expect(outcomes.map((o) => (o.ok ? 'novated' : o.refusal.rule)).sort()).toEqual(['awardedBefore', 'novated']);
});

test('an agreement longer than twelve months is refused with the article', async () => {
  const { dossier } = await stage.recommended({ lines });
  await stage.must(stage.people.director, 'award', dossier, { lines, year: stage.year });
  const sign = (endsOn: string) =>
    stage.try(stage.people.officer, 'signAgreement', dossier, { agreementNumber: 'HĐ', endsOn, document: hash('d') });
  expect(await sign(`${stage.year + 2}-01-01`)).toMatchObject({
    ok: false,
    refusal: { rule: 'duration', limit: '12' },
  });
});

test('"tăng tốc" cannot open while its split is unknown, and no call opens without the weights that it must set', async () => {
  const open = (stageId: string, parameters: Record<string, number>) =>
    stage.try(stage.people.administrator, 'openCall', v7(), {
      pack: stage.pack,
      stage: stageId,
      budgetVnd: '400000000',
      opensOn: `${stage.year}-01-01`,
      closesAt: `${stage.year}-12-31T16:59:59.999Z`,
      parameters,
      decisionNumber: 'QĐ',
    });
  const all = Object.fromEntries(
    cityPack.setByCall.map((p: { id: string; kind: string }) => [p.id, p.kind === 'passMark' ? 50 : 10]),
  );
  const unknown = await open('tangToc', all);
  expect(unknown).toMatchObject({ ok: false, refusal: { rule: 'blocked' } });
  if (!unknown.ok) expect(unknown.refusal.details.what).toMatch(/unknown/i);
  expect(await open('uomTao', {})).toMatchObject({ ok: false, refusal: { rule: 'blocked' } });
  expect((await open('uomTao', all)).ok).toBe(true);
});

test('after all of it the audit finds nothing', () => expectClean(stage));
