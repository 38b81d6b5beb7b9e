// What record_decision() does beside moving money: history, deadlines, mails, paper numbers, what-if, bulk.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RetryableError } from '../../src/database/pool.ts';
import { sqlFolder } from '../../src/paths.ts';
import { createRecorder } from '../../src/record.ts';
import { incompatibleDuties } from '../../workflows/rules/duties.ts';
import { sentenceOf } from '../../workflows/rules/refusals.ts';
import { presentRules } from '../../workflows/ruleVersions.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.drop());

const labour = [{ line: 'labour', amountVnd: '30000000' }];
const item = (amountVnd: string) => ({ line: 'labour', amountVnd, units: { person: 'p1', month: `${stage.year}-01` } });

test('every chain can be recomputed from its text, from the first event on', async () => {
  const { dossier } = await stage.project({ lines: labour });
  const rows = await stage.db.query<{ revision: number; payload: string; hash: Uint8Array }>`
    select revision, payload, hash from history where dossier = ${dossier} order by revision`;
  let head = createHash('sha256').update(`${stage.agency}/${dossier}/application`).digest();
  for (const [i, row] of rows.entries()) {
    expect(row.revision).toBe(i + 1);
    head = createHash('sha256').update(head).update(row.payload).digest();
    expect(Buffer.from(row.hash).equals(head)).toBe(true);
  }
  const [stored] = await stage.db.query<{
    revision: number;
    head: Uint8Array;
  }>`select revision, head from dossier where id = ${dossier}`;
  expect(stored?.revision).toBe(rows.length);
  expect(Buffer.from(stored!.head).equals(head)).toBe(true);
});

test('deadlines are set and cleared, mails queued and papers numbered in the same statement', async () => {
  const { dossier } = await stage.recommended({ lines: labour });
  const open = () =>
    stage.db
      .query`select what, subject from deadline where dossier = ${dossier} and cleared_revision is null order by what`;
  expect(await open()).toEqual([{ what: 'decision', subject: 'application' }]);
  const before = await stage.db.query<{ last: number }>`select last from register where register = 'awardDecision'`;
  const answer = await stage.must(stage.people.director, 'award', dossier, {
    lines: labour,
    year: stage.year,
  });
  expect(await open()).toEqual([{ what: 'agreement', subject: 'project' }]);
  expect(answer.papers).toEqual([
    {
      kind: 'awardDecision',
      register: 'awardDecision',
      year: stage.year,
      subject: 'application',
      number: (before[0]?.last ?? 0) + 1,
    },
  ]);
  const mails = await stage.db
    .query`select template from mail where dossier = ${dossier} and revision = ${answer.revision}`;
  expect(mails).toEqual([{ template: 'awarded' }]);
});

test('paper numbers have no gap, also where decisions were refused or lost the race', async () => {
  const dossiers = await Promise.all(
    Array.from({ length: 4 }, () => stage.recommended({ lines: [{ line: 'equipment', amountVnd: '1000000' }] })),
  );
  await Promise.all(
    dossiers.flatMap(({ dossier, lines }) =>
      [1, 2].map(() => stage.try(stage.people.director, 'award', dossier, { lines, year: stage.year })),
    ),
  );
  const rows = await stage.db.query<{
    number: number;
  }>`select number from paper where register = 'awardDecision' and year = ${stage.year} order by number`;
  expect(rows.map((row) => row.number)).toEqual(rows.map((_, i) => i + 1));
});

test('what-if says what would be so, in the words of the real thing, and leaves nothing behind', async () => {
  const { dossier, founder } = await stage.project({ lines: labour });
  const state = () =>
    stage.db
      .query`select (select count(*) from posting) p, (select count(*) from history) h, (select sum(balance) from account) b, (select count(*) from command) k, (select count(*) from refusal) r`;
  const before = await state();
  const command = (amountVnd: string) =>
    ({
      type: 'requestDisbursement',
      dossier,
      input: { id: v7(), items: [{ ...item(amountVnd), costVnd: amountVnd }], evidence: [hash(v7())] },
    }) as const;
  const actor = { agency: stage.agency, person: founder };
  const fits = await stage.recorder.whatIf(command('8000000'), actor);
  if (!fits.ok) throw new Error('refused');
  const room = [...fits.balances].find(([id]) => id.includes('labour.perPersonMonth') && id.endsWith('/room'));
  expect(room?.[1]).toBe(0n);
  const over = await stage.recorder.whatIf(command('8000001'), actor);
  expect(await state()).toEqual(before);
  const real = await stage.recorder.act(command('8000001'), actor, v7());
  if (over.ok || real.ok) throw new Error('not refused');
  expect(over.refusal).toEqual(real.refusal);
  expect(sentenceOf(over.refusal, 'vi')).toBe(
    `Vượt mức trần “${over.refusal.details.capVi}”: mức 8.000.000\u00a0₫, đã dùng 0\u00a0₫, còn 8.000.000\u00a0₫, đề nghị 8.000.001\u00a0₫. (${over.refusal.clause?.article}, ${over.refusal.clause?.instrument})`,
  );
});

test('in bulk each has its own result, and a refusal stops none of the others', async () => {
  const { dossier, founder } = await stage.project({ lines: labour });
  const request = (amountVnd: string) => ({
    key: v7(),
    command: {
      type: 'requestDisbursement',
      dossier,
      input: { id: v7(), items: [{ ...item(amountVnd), costVnd: '1' }], evidence: [hash(v7())] },
    } as const,
  });
  const outcomes = await stage.recorder.bulk([request('5000000'), request('5000000'), request('3000000')], {
    agency: stage.agency,
    person: founder,
  });
  expect(outcomes.map((o) => (o.ok ? 'ok' : o.refusal.rule))).toEqual(['ok', 'cap', 'ok']);
});

test('a stale page is told so, and a page that does not care is decided again', async () => {
  const { dossier } = await stage.recommended({ lines: labour });
  const command = { type: 'withdraw', dossier, input: {}, revision: 1 } as const;
  const stale = await stage.recorder.act(command, { agency: stage.agency, person: stage.people.director }, v7());
  expect(stale).toMatchObject({ ok: false, refusal: { rule: 'stalePage', limit: '1' } });
});

test('refusals about caps and duties are kept, and cannot be altered by the application', async () => {
  const { dossier } = await stage.recommended({ lines: labour });
  const outcome = await stage.try(stage.people.officer, 'award', dossier, {
    lines: labour,
    year: stage.year,
  });
  expect(outcome).toMatchObject({ ok: false, refusal: { rule: 'role' } });
  expect(await stage.db.query`select command, rule, actor from refusal where dossier = ${dossier}`).toEqual([
    { command: 'award', rule: 'role', actor: stage.people.officer },
  ]);
  await expect(stage.db.query`delete from refusal`).rejects.toThrow(/permission denied/);
});

test('the database knows the same incompatible duties as the rules', async () => {
  const owner = await stage.owner.query<{ one: string; other: string }>`select one, other from incompatible_duties()`;
  expect(owner.map(({ one, other }) => [one, other])).toEqual(incompatibleDuties.map((pair) => [...pair]));
});

test('the database knows the same version of the rules, and what another has decided is asked for again', async () => {
  expect(await stage.owner.query`select present_rules() as rules`).toEqual([{ rules: presentRules }]);
  const { dossier, founder } = await stage.recommended({ lines: labour });
  const rulesAre = (number: number) =>
    stage.owner.script(
      `create or replace function present_rules() returns int language sql immutable as 'select ${number}'`,
    );
  const started = createRecorder({ db: stage.db, now: () => new Date().toISOString(), patienceMs: 0 });
  const withdraw = () =>
    started.act({ type: 'withdraw', dossier, input: {} }, { agency: stage.agency, person: founder }, v7());
  await rulesAre(presentRules + 1); // another program has upgraded the database meanwhile
  await expect(withdraw()).rejects.toThrow(RetryableError);
  // and a program of these rules does not start on it
  const record = readFileSync(join(sqlFolder, 'functions/record.sql'), 'utf8');
  await expect(stage.owner.script(record)).rejects.toThrow(/what later rules decide/);
  await rulesAre(presentRules);
  expect(await withdraw()).toMatchObject({ ok: true });
});

test('a decision dated by a clock that is off is refused, so that time cannot be bent', async () => {
  const { dossier, founder } = await stage.recommended({ lines: labour });
  const late = createRecorder({ db: stage.db, now: () => new Date(Date.now() - 60_000).toISOString() });
  await expect(
    late.act({ type: 'withdraw', dossier, input: {} }, { agency: stage.agency, person: founder }, v7()),
  ).rejects.toThrow(/clocks/);
});
