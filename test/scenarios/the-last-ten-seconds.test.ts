// Five hundred submissions in the last ten seconds of a call, and fifty too late: each is received in time or told no.

import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { markOf } from '../../src/applications/draft.ts';
import { connect, type Database } from '../../src/database/pool.ts';
import { sweepDeadlines } from '../../src/deadlines/sweep.ts';
import { createRecorder } from '../../src/record.ts';
import { Client } from '../../src/scenario/client.ts';
import type { Answers } from '../../workflows/rules/formAnswers.ts';
import { beginApplication, type House, openHouse, origin, writeAll } from '../pages/applicationsHouse.ts';
import { expectClean } from '../support/audit.ts';

const inTime = 500;
const tooLate = 50;
const turnedAway = 40;
const everybody = inTime + tooLate + turnedAway;

let house: House;
let app: App;
let patient: Database;
let deadline: number;
/** The server's clock, which stands still unless the test moves it. */
let clock = Date.now();
const now = () => new Date(clock).toISOString();
const drafts: { dossier: string; cookie: string; key: string }[] = [];
let base = '';
const faults: unknown[] = [];

beforeAll(async () => {
  house = await openHouse();
  const { stage } = house;
  // however slow the machine is on which this runs, nobody is turned away
  patient = connect(stage.appUrl, { deadlineMs: 120_000 });
  app = createApp({ db: patient, clock: () => new Date(clock), report: (fault) => faults.push(fault) });
  const [call] = await stage.db.query<{ at: string }>`
    select facts->>'closesAt' as at from state where dossier = ${stage.call}::uuid and subject = 'call'`;
  deadline = Date.parse(call!.at);

  // one draft is written as a person would; the others are its copies, by twenty-five teams
  const author = v7();
  const written = await beginApplication(house, [author]);
  await writeAll(await house.browser(author, 'Nguyễn Minh Anh'), written.base);
  const [draft] = await stage.db.query<{
    answers: Answers;
  }>`select answers from draft where dossier = ${written.dossier} and form = 'application'`;
  base = markOf(draft!.answers);
  const teams = await Promise.all(
    Array.from({ length: 25 }, async () => {
      const person = v7();
      return { person, party: await stage.party(person), cookie: await signedIn(person) };
    }),
  );
  const begun = Array.from({ length: everybody }, (_, at) => ({ ...teams[at % teams.length]!, dossier: v7() }));
  await Promise.all(
    begun.map(({ person, party, dossier }) =>
      stage.must(person, 'startApplication', dossier, { call: stage.call, party }),
    ),
  );
  await stage.db.query`
    insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
    select d.agency, n, d.form, d.owner, d.answers, d.saved_at, d.saved_by
    from draft d, unnest(${begun.map(({ dossier }) => dossier)}::uuid[]) n where d.dossier = ${written.dossier} and d.form = 'application'`;
  for (const { dossier, cookie } of begun) drafts.push({ dossier, cookie, key: v7() });
});
afterAll(async () => {
  await patient?.end(0);
  await house?.close();
});

/** A session that does not end before the call does. */
async function signedIn(person: string): Promise<string> {
  const { db } = house.stage;
  const token = Array.from(randomBytes(40), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
  const hash = createHash('sha256').update(token).digest('hex');
  const at = new Date(deadline - 20_000).toISOString();
  await db.query`insert into person (id, email, name, confirmed_at, created_at)
    values (${person}, ${`${person}@vidu.test`}, 'Trần Văn Bình', ${at}, ${at})`;
  await db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
    values (${hash}, ${person}, ${at}, ${at}, ${at}::timestamptz + interval '1 day')`;
  return `session=${token}`;
}

const pathOf = (dossier: string) => `/agencies/${house.stage.agency}/dossiers/${dossier}/application`;

type Heard = { status: number; text: string; to: string | null; wait: string | null };

async function submit({ dossier, cookie, key }: (typeof drafts)[number], by = app): Promise<Heard> {
  const answer = await by.request(`${origin}${pathOf(dossier)}/submit`, {
    method: 'POST',
    body: new URLSearchParams({ key, base }),
    headers: { cookie, origin, host: new URL(origin).host },
  });
  const { status, headers } = answer;
  return { status, text: await answer.text(), to: headers.get('location'), wait: headers.get('retry-after') };
}

const statesOf = async () =>
  new Map(
    (
      await house.stage.db.query<{ dossier: string; value: string }>`
        select dossier::text as dossier, value #>> '{}' as value from state where subject = 'application'`
    ).map(({ dossier, value }) => [dossier, value]),
  );

describe('the last ten seconds of a call', () => {
  let answers: Awaited<ReturnType<typeof submit>>[] = [];

  test('whom a server without a connection to spare turns away is told when to ask again, and then hears for certain', async () => {
    clock = deadline - 60_000;
    const narrow = connect(house.stage.appUrl, { max: 1, deadlineMs: 5 });
    const crowded = createApp({ db: narrow, clock: () => new Date(clock) });
    const sent = drafts.slice(inTime + tooLate);
    const first = await Promise.all(sent.map((draft) => submit(draft, crowded)));
    await narrow.end(0);
    const away = first.filter(({ status }) => status === 503);
    expect(first.filter(({ status }) => status !== 303 && status !== 503)).toEqual([]);
    expect(away.length).toBeGreaterThan(0);
    expect(new Set(away.map(({ wait }) => wait))).toEqual(new Set(['2']));
    // under the key that the form has kept, whether or not the first was recorded
    const again = await Promise.all(sent.map((draft) => submit(draft)));
    expect(again.map(({ status }) => status)).toEqual(Array(turnedAway).fill(303));
  });

  test('what came in time is received, however long its turn took; what came after is told no; nothing is in doubt', async () => {
    const recorder = createRecorder({ db: house.stage.db, now });
    const sent: ReturnType<typeof submit>[] = [];
    clock = deadline - 10_000;
    for (const [at, draft] of drafts.slice(0, inTime + tooLate).entries()) {
      // the first five hundred within ten seconds, the last of them on the deadline itself; the clock goes on while all wait
      clock =
        at < inTime ? deadline - 10_000 + Math.floor(((at + 1) * 10_000) / inTime) : deadline + 1 + (at - inTime) * 20;
      sent.push(submit(draft));
    }
    clock = deadline + 5_000;
    // the sweep looks meanwhile, and closes nothing that is on its way
    expect(await sweepDeadlines(house.stage.db, recorder, now())).toBe(0);
    answers = await Promise.all(sent);

    expect(faults).toEqual([]);
    expect(answers.slice(0, inTime).map(({ status }) => status)).toEqual(Array(inTime).fill(303));
    expect(answers.slice(0, inTime).map(({ to }) => to)).toEqual(
      drafts.slice(0, inTime).map(({ dossier }) => `${pathOf(dossier)}/receipt`),
    );
    for (const late of answers.slice(inTime)) {
      expect(late.status).toBe(422);
      expect(late.text).toMatch(/Đã hết hạn nộp hồ sơ \(31\/12\/\d{4}/);
    }
    const states = await statesOf();
    expect(drafts.map(({ dossier }) => states.get(dossier))).toEqual([
      ...Array(inTime).fill('submitted'),
      ...Array(tooLate).fill('draft'),
      ...Array(turnedAway).fill('submitted'),
    ]);
    const [counted] = await house.stage.db.query<{ all: bigint; last: Date }>`
      select count(*) as "all", max(at) as last from history where event = 'application.submitted'`;
    expect([Number(counted!.all), counted!.last.getTime()]).toEqual([inTime + turnedAway, deadline]);
  }, 120_000);

  test('asked again after the deadline, each key gives the answer that it gave', async () => {
    clock = deadline + 20_000;
    for (const at of [0, 250, inTime - 1, inTime, inTime + tooLate - 1]) {
      const again = await submit(drafts[at]!);
      expect([again.status, again.to]).toEqual([answers[at]!.status, answers[at]!.to]);
    }
    const [first] = drafts;
    const client = new Client({ origin, send: async (request) => app.fetch(request) });
    client.cookies.set('session', first!.cookie.slice('session='.length));
    const receipt = await client.get(`${pathOf(first!.dossier)}/receipt`);
    expect(receipt.text).toMatch(/Thời điểm.*31\/12\/\d{4} 23:59:50/);
  });

  test('who sends a form bit by bit gains no time by it: neither to hand in, nor to write', async () => {
    const { dossier, cookie } = drafts[inTime]!;
    /** Its first half comes in time, the other half half a minute after the deadline. */
    const slowly = async (path: string, fields: Record<string, string>) => {
      const text = new URLSearchParams(fields).toString();
      clock = deadline - 1_000;
      async function* halves() {
        yield Buffer.from(text.slice(0, 9));
        clock = deadline + 30_000;
        yield Buffer.from(text.slice(9));
      }
      const type = 'application/x-www-form-urlencoded';
      const answer = await app.request(`${origin}${pathOf(dossier)}/${path}`, {
        method: 'POST',
        body: ReadableStream.from(halves()) as unknown as ReadableStream<Uint8Array>,
        headers: {
          ...{ cookie, origin, host: new URL(origin).host },
          ...{ 'content-type': type, 'content-length': String(text.length) },
        },
        duplex: 'half',
      } as RequestInit);
      return { status: answer.status, text: await answer.text() };
    };
    const written = await slowly('project', { projectName: 'Viết thêm khi đã hết hạn' });
    expect(written.status).toBe(409);
    for (const said of ['Chưa lưu: hồ sơ không còn ở bước soạn', 'Viết thêm khi đã hết hạn'])
      expect(written.text).toContain(said);
    const handed = await slowly('submit', { key: v7(), base });
    expect(handed.status).toBe(422);
    expect(handed.text).toContain('Đã hết hạn nộp hồ sơ');
    expect((await statesOf()).get(dossier)).toBe('draft');
  });

  test('a minute later, when nothing can be on its way any more, what was not handed in is closed', async () => {
    const recorder = createRecorder({ db: house.stage.db, now });
    clock = deadline + 61_000;
    // with the one from which the others were copied
    expect(await sweepDeadlines(house.stage.db, recorder, now())).toBe(tooLate + 1);
    const states = await statesOf();
    expect([...states.values()].filter((value) => value === 'submitted')).toHaveLength(inTime + turnedAway);
    await expectClean(house.stage);
  });

  test('what waited for longer than a minute is dated by its decision: nobody keeps a door open', async () => {
    const recorder = createRecorder({ db: house.stage.db, now });
    const { dossier } = drafts[inTime]!;
    const [{ actor } = { actor: '' }] = await house.stage.db.query<{ actor: string }>`
      select actor::text as actor from history where dossier = ${dossier}::uuid and revision = 1`;
    const { agency, call } = house.stage;
    const begin = { type: 'startApplication', dossier: v7(), input: { call, party: v7() } } as const;
    const asked = { agency, person: actor, receivedAt: new Date(deadline).toISOString() };
    expect(await recorder.act(begin, asked, v7())).toMatchObject({ ok: false, refusal: { rule: 'pastDeadline' } });
  });
});
