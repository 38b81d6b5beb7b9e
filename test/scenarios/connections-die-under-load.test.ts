// Connections are cut and the server is killed while people work. What they were told is so, what they were not told is found out.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded.ts';
import { migrate } from '../../src/database/migrations.ts';
import { connect, type Database, RetryableError } from '../../src/database/pool.ts';
import { sqlFolder } from '../../src/paths.ts';
import { type Answer, ClocksApartError, createRecorder, type Recorder } from '../../src/record.ts';
import { type Command, SYSTEM } from '../../workflows/decide.ts';
import { budgetDossier } from '../../workflows/ids.ts';
import { expectClean } from '../support/audit.ts';
import { each, expectOneOrder, expectWhole, inAgency, packWith, range } from '../support/crowd.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

const deadlineMs = 2_000;
const patienceMs = 3_000;
/** The longest that an act may take: the patience, then one last round of facts, decision and note. */
const longestMs = patienceMs + 3 * deadlineMs + 1_500;
const now = () => new Date().toISOString();

const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => {
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

type Wish = { command: Command; person: string; key: string };
/** What somebody was told about a wish; `answer: null` while nobody knows. */
type Told = Wish & { answer: Answer | null };

/** One who works: asks, notes what was told, and goes on. Anything but an answer or "ask again" ends the test. */
async function work(
  recorder: Recorder,
  agency: string,
  until: () => boolean,
  next: () => { command: Command; person: string },
  told: Told[],
): Promise<number> {
  let longest = 0;
  while (!until()) {
    const wish = { ...next(), key: v7() };
    const began = performance.now();
    const answer = await askOnce(recorder, agency, wish);
    longest = Math.max(longest, performance.now() - began);
    told.push({ ...wish, answer });
  }
  return longest;
}

async function askOnce(recorder: Recorder, agency: string, { command, person, key }: Wish): Promise<Answer | null> {
  try {
    const outcome = await recorder.act(command, { agency, person }, key);
    if (!outcome.ok) throw new Error(`${command.type}: ${JSON.stringify(outcome.refusal)}`);
    return outcome.answer;
  } catch (error) {
    if (error instanceof RetryableError) return null;
    throw error;
  }
}

/** All that was told is there, exactly as it was told, once; what was not known is asked again and then known. */
async function expectAllThere(db: Database, owner: Database, agency: string, told: readonly Told[]): Promise<void> {
  const recorder = createRecorder({ db, now });
  const settled = await each(told, 8, async (one) => {
    const answer = await askOnce(recorder, agency, one); // those that were told hear the same again
    expect(answer).not.toBeNull();
    if (one.answer !== null) expect(answer).toEqual(one.answer);
    return { ...one, answer: answer! };
  });
  const rows = await owner.run<{ key: string; dossier: string; revision: number; event: string }>(
    `select c.key, h.dossier, h.revision, h.event from command c join history h using (agency, dossier, revision)
     where c.key = any (select unnest($1::text[])::uuid)`,
    [settled.map(({ key }) => key)],
  );
  expect(rows).toHaveLength(told.length);
  const there = new Map(rows.map((row) => [row.key, row]));
  for (const { key, answer } of settled)
    expect(there.get(key)).toMatchObject({ dossier: answer.dossier, revision: answer.revision, event: answer.event });
  expect(new Set(settled.map(({ answer }) => `${answer.dossier}/${answer.revision}`)).size).toBe(told.length);
  await expectClean({ db });
  await expectWhole({ owner });
  await expectOneOrder({ owner });
}

describe('two backends cut every 40 ms', () => {
  let stage: Stage;
  let maintenance: Database;
  beforeAll(async () => {
    stage = await setStage({
      pack: packWith({ 'agency.seats': 1_000, 'call.total': '9000000000', 'agency.perYear': '9000000000' }),
      callBudgetVnd: '9000000000',
    });
    maintenance = connect(inject('server').maintenanceUrl, { max: 1 });
  });
  afterAll(async () => {
    await maintenance?.end(1_000);
    await stage?.drop();
  });

  test('a row that came before the cut does not shift the next answer', async () => {
    const db = connect(stage.appUrl, { max: 1, deadlineMs, applicationName: 'cut in its row' });
    // the first row is too large for the server’s buffer and arrives; the second never does
    const halved = db.run(
      `select repeat('x', 100000), case when n = 2 then pg_sleep(5) end from generate_series(1, 2) n`,
    );
    const refused = expect(halved).rejects.toThrow(RetryableError);
    await pause(300);
    await maintenance.run(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cut in its row'`,
    );
    await refused;
    const next = () => db.run<{ one: number }>('select 1 as one');
    expect(await next().catch(next)).toEqual([{ one: 1 }]);
    await db.end(1_000);
  });

  test('for 15 s: nobody waits for ever, nothing that was told is missing, nothing is torn or doubled', async () => {
    const { agency, year, people } = stage;
    const projects = await each(range(8), 4, () => stage.project());
    const database = new URL(stage.appUrl).pathname.slice(1);
    const pools = range(2).map(() => connect(stage.appUrl, { max: 6, deadlineMs }));
    const recorders = pools.map((db) => createRecorder({ db, now, patienceMs }));
    const end = performance.now() + 15_000;
    const over = () => performance.now() > end;
    const told: Told[] = [];
    let cut = 0;

    async function cutting() {
      while (!over()) {
        const rows = await maintenance.run(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename <> 'postgres' order by random() limit 2`,
          [database],
        );
        cut += rows.length;
        await pause(40);
      }
    }
    /** Requests 1.000.000 and cancels it, again and again. */
    function founders(project: (typeof projects)[number]) {
      let open: string | null = null;
      return () => {
        const { dossier, founder: person } = project;
        const id: string = open ?? v7();
        const command: Command =
          open === null
            ? {
                type: 'requestDisbursement',
                dossier,
                input: {
                  id,
                  items: [
                    {
                      line: 'labour',
                      amountVnd: '1000000',
                      costVnd: '1000000',
                      units: { person: 'p1', month: `${year}-01` },
                    },
                  ],
                  evidence: [hash(v7())],
                },
              }
            : { type: 'cancelDisbursement', dossier, input: { id } };
        open = open === null ? id : null;
        return { command, person };
      };
    }
    /** What a founder does next depends on what was done: they ask until they know. */
    async function founder(project: (typeof projects)[number], recorder: Recorder): Promise<number> {
      const next = founders(project);
      let longest = 0;
      while (!over()) {
        const wish = { ...next(), key: v7() };
        let answer: Answer | null = null;
        while (answer === null) {
          const began = performance.now();
          answer = await askOnce(recorder, agency, wish);
          longest = Math.max(longest, performance.now() - began);
        }
        told.push({ ...wish, answer });
      }
      return longest;
    }
    const register = () => ({
      person: people.officer,
      command: {
        type: 'registerParty',
        dossier: v7(),
        input: { kind: 'team', members: [], beneficiaryClass: 'selfFunded' },
      } satisfies Command,
    });
    const nstp = budgetDossier(agency, year, 'nstp');
    const appropriate = () => ({
      person: people.chiefAccountant,
      command: {
        type: 'appropriate',
        dossier: nstp,
        input: { amountVnd: '1', decisionNumber: 'QĐ' },
      } satisfies Command,
    });
    const [, ...longest] = await Promise.all([
      cutting(),
      ...projects.map((project, i) => founder(project, recorders[i % 2]!)),
      ...range(3).map((i) => work(recorders[i % 2]!, agency, over, register, told)),
      ...range(2).map((i) => work(recorders[i % 2]!, agency, over, appropriate, told)),
    ]);
    expect(cut).toBeGreaterThan(50);
    expect(told.length).toBeGreaterThan(100);
    expect(Math.max(...longest)).toBeLessThan(longestMs);
    // the same pools work on, without a connection that is stuck; each may still have the news of its last cut to tell
    const ask = (i: number) => pools[i % 2]!.run<{ one: number }>('select 1 as one');
    const lively = await Promise.all(
      range(24).map((i) =>
        ask(i)
          .catch(() => ask(i))
          .catch(() => ask(i)),
      ),
    );
    expect(lively.flat()).toEqual(Array.from({ length: 24 }, () => ({ one: 1 })));
    await Promise.all(pools.map((pool) => pool.end(1_000)));

    await expectAllThere(stage.db, stage.owner, agency, told);
    // what stands in the books is what was told, to the đồng
    const poured = told.filter(({ command }) => command.type === 'appropriate').length;
    expect(await stage.balance(`B/${year}/nstp/appropriation`)).toBe(-100_000_000_000n - BigInt(poured));
    for (const { dossier } of projects) {
      const of = (type: string) =>
        told.filter(({ command }) => command.dossier === dossier && command.type === type).length;
      const open = of('requestDisbursement') - of('cancelDisbursement');
      expect((await stage.vessels(dossier)).held ?? 0n).toBe(BigInt(open) * 1_000_000n);
    }
  }, 60_000);
});

describe('a statement that is late', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage?.drop());

  test('what waited six seconds for a connection is dated anew and done: the clocks are not to blame', async () => {
    const { agency, people } = stage;
    let waits = 1;
    const busy: Database = {
      ...stage.db,
      async run<Row extends object>(...given: Parameters<Database['run']>) {
        if (given[0].includes('record_decision') && waits-- > 0) await pause(5_500);
        return stage.db.run<Row>(...given);
      },
    };
    const party: Command = { type: 'registerParty', dossier: v7(), input: { kind: 'team', members: [] } };
    const outcome = await createRecorder({ db: busy, now }).act(party, { agency, person: people.officer }, v7());
    expect(outcome).toMatchObject({ ok: true, answer: { dossier: party.dossier, revision: 1 } });
    expect(waits).toBeLessThan(0);
  });

  test('an application whose clock is wrong is not believed, and is told so at once', async () => {
    const { agency, people } = stage;
    const slow = () => new Date(Date.now() - 60_000).toISOString();
    const party: Command = { type: 'registerParty', dossier: v7(), input: { kind: 'team', members: [] } };
    const began = performance.now();
    const told = createRecorder({ db: stage.db, now: slow }).act(party, { agency, person: people.officer }, v7());
    await expect(told).rejects.toBeInstanceOf(ClocksApartError);
    await expect(told).rejects.toMatchObject({ cause: { code: 'VU008' } });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('a PostgreSQL of its own, killed with -9', () => {
  const agency = 'vidu';
  const as = inAgency(agency);
  let dataDir: string;
  let server: EmbeddedServer;
  const said: string[] = [];
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'vuon-uom-killed-'));
    server = await startEmbedded({ dataDir, durable: true, report: (line) => said.push(line) });
    await migrate(server.ownerUrl, server.appUrl, sqlFolder);
  });
  afterAll(async () => {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('three times under load: it is started again, and every acknowledged đồng is there', async () => {
    const db = connect(server.appUrl, { max: 8, deadlineMs });
    const owner = connect(server.ownerUrl, { max: 2 });
    const recorder = createRecorder({ db, now, patienceMs });
    const must = async (person: string, command: Command) => {
      const outcome = await recorder.act(command, as(person), v7());
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    };
    const [administrator, accountant] = [v7(), v7()];
    await must(SYSTEM, { type: 'appoint', dossier: administrator, input: { roles: ['administrator'] } });
    await must(administrator, { type: 'appoint', dossier: accountant, input: { roles: ['chiefAccountant'] } });
    const years = range(4).map((i) => 2030 + i);
    for (const year of years)
      await must(accountant, {
        type: 'openYear',
        dossier: budgetDossier(agency, year, 'nstp'),
        input: { year, source: 'nstp', amountVnd: '1', decisionNumber: 'QĐ' },
      });

    const told: Told[] = [];
    let killing = true;
    const pids = new Set<number>();
    async function kill() {
      for (let i = 0; i < 3; i += 1) {
        await pause(1_000);
        const pid = Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
        expect(pids.has(pid), 'a server of its own each time').toBe(false);
        pids.add(pid);
        const before = told.filter(({ answer }) => answer !== null).length;
        process.kill(pid, 'SIGKILL');
        // and work goes on before the next one
        for (
          let waited = 0;
          told.filter(({ answer }) => answer !== null).length < before + 20 && waited < 15_000;
          waited += 50
        )
          await pause(50);
      }
      killing = false;
    }
    let turn = 0;
    const next = () => ({
      person: accountant,
      command: {
        type: 'appropriate',
        dossier: budgetDossier(agency, years[turn++ % 4]!, 'nstp'),
        input: { amountVnd: '1', decisionNumber: 'QĐ' },
      } satisfies Command,
    });
    const register = () => ({
      person: administrator,
      command: { type: 'registerParty', dossier: v7(), input: { kind: 'team', members: [] } } satisfies Command,
    });
    const [, ...longest] = await Promise.all([
      kill(),
      ...range(5).map(() => work(recorder, agency, () => !killing, next, told)),
      ...range(3).map(() => work(recorder, agency, () => !killing, register, told)),
    ]);
    expect(pids.size).toBe(3);
    expect(said.filter((line) => line.includes('runs again'))).toHaveLength(3);
    expect(Math.max(...longest)).toBeLessThan(longestMs);
    expect(told.filter(({ answer }) => answer !== null).length).toBeGreaterThan(60);

    await expectAllThere(db, owner, agency, told);
    for (const year of years) {
      const poured = told.filter(({ command }) => command.dossier === budgetDossier(agency, year, 'nstp')).length;
      const [available] = await db.run<{ balance: bigint }>(`select balance from account where id = $1`, [
        `B/${year}/nstp/available`,
      ]);
      expect(available!.balance).toBe(BigInt(poured) + 1n);
    }
    await Promise.all([db.end(1_000), owner.end(1_000)]);
  }, 60_000);
});
