import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepDeadlines } from '../../src/deadlines/sweep.ts';
import { createRecorder } from '../../src/record.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
let now = new Date().toISOString();
beforeAll(async () => {
  stage = await setStage();
  await stage.owner.script('update installation set simulated_clock = true'); // this database plays on a clock of its own
});
afterAll(() => stage?.drop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

test('an application returned for completion lapses by itself when its period ends, however many sweeps run', async () => {
  const founder = v7();
  const party = await stage.party(founder);
  const dossier = v7();
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
  await stage.must(stage.people.officer, 'returnForCompletion', dossier, { reason: hash('missing') });

  const recorder = createRecorder({ db: stage.db, now: () => now });
  const early = await recorder.act(
    { type: 'lapse', dossier, input: {} },
    { agency: stage.agency, person: SYSTEM },
    v7(),
  );
  expect(early).toMatchObject({ ok: false, refusal: { rule: 'notDueYet' } });
  expect(await sweepDeadlines(stage.db, recorder, now)).toBe(0);

  now = inDays(40);
  const swept = await Promise.all(Array.from({ length: 5 }, () => sweepDeadlines(stage.db, recorder, now)));
  expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
  await stage.owner.script('update deadline set leased_until = null'); // as if the first sweep had died before it said so
  await sweepDeadlines(stage.db, recorder, now);
  const events = await stage.db
    .query`select event, actor from history where dossier = ${dossier} order by revision desc limit 2`;
  expect(events).toEqual([
    { event: 'application.lapsed', actor: SYSTEM },
    { event: 'application.returned', actor: stage.people.officer },
  ]);
  expect(await stage.db.query`select 1 from deadline where dossier = ${dossier} and cleared_revision is null`).toEqual(
    [],
  );
});

test('a draft that was not handed in lapses when the call closes; one that was, does not', async () => {
  now = new Date().toISOString();
  const call = await stage.openCall('1000000');
  const [founder, other] = [v7(), v7()];
  const [draft, handedIn] = [v7(), v7()];
  await stage.must(founder, 'startApplication', draft, { call, party: await stage.party(founder) });
  await stage.must(other, 'startApplication', handedIn, { call, party: await stage.party(other) });
  await stage.must(other, 'submitApplication', handedIn, { content: hash('content') });
  now = inDays(400);
  await sweepDeadlines(stage.db, createRecorder({ db: stage.db, now: () => now }), now);
  const states = await stage.db.query<{
    dossier: string;
    value: string;
  }>`select dossier, value from state where dossier in (${draft}, ${handedIn})`;
  expect(Object.fromEntries(states.map((s) => [s.dossier, s.value]))).toEqual({
    [draft]: 'lapsed',
    [handedIn]: 'submitted',
  });
  const late = await createRecorder({ db: stage.db, now: () => now }).act(
    { type: 'startApplication', dossier: v7(), input: { call, party: await stage.party(founder) } },
    { agency: stage.agency, person: founder },
    v7(),
  );
  expect(late).toMatchObject({ ok: false, refusal: { rule: 'pastDeadline' } });
});
