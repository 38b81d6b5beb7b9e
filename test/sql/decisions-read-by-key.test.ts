// A statement is planned once for a connection, and often while there is hardly anything to read.

import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../../src/database/pool.ts';
import { createRecorder } from '../../src/record.ts';
import { crowdOf } from '../pages/many-dossiers.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.drop());

test('a decision reads the rows that it names, also among a thousand dossiers that the planner does not know', async () => {
  const { agency, people, owner } = stage;
  const founder = v7();
  const dossier = v7();
  const party = await stage.party(founder);
  await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
  await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });

  const flush = (db: Database) => db.run('select pg_stat_force_next_flush() from pg_sleep(0.05)');
  await Promise.all([stage.db, stage.db, owner, owner].map(flush));
  const db = connect(stage.appUrl, { max: 1 });
  const recorder = createRecorder({ db, now: () => new Date().toISOString() });
  const readSoFar = async (): Promise<number> => {
    await flush(db);
    const [row] = await db.run<{ n: number }>(`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n
      from pg_stat_user_tables where relname in ('dossier', 'state', 'account')`);
    return row!.n;
  };
  const rowsRead = async (): Promise<number> => {
    const before = await readSoFar();
    const input = { kind: 'team', members: [v7()], beneficiaryClass: 'selfFunded' };
    const command = { type: 'registerParty', dossier: v7(), input } as const;
    const outcome = await recorder.act(command, { agency, person: people.officer }, v7());
    expect(outcome.ok).toBe(true);
    return (await readSoFar()) - before;
  };
  // the calendar, the officer and what is written itself
  expect(await rowsRead()).toBeLessThan(20);
  await crowdOf(owner, { agency, like: dossier, count: 1_000, counted: false });
  await Promise.all([owner, owner].map(flush));
  expect(await rowsRead()).toBeLessThan(20);
  await db.end();
});
