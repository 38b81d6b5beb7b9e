// What the first release has left goes on in the present program.
//
// test/releases/0.1.0.tar is what npm run backup wrote of what npm run scenario -- --live left under release 0.1.0: the twelve
// dossiers of two agencies, ended, and eleven under way. All people and their papers in it are invented. It holds no session, no
// ticket and nobody's address on the net, and everybody's password is the hash of one that nobody knows. test/releases/make.mjs made it; it
// stays as it was released, and so do the rows that this test finds in it.

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import type { Report } from '../../src/audit/audit.ts';
import { backUp } from '../../src/backup/backup.ts';
import type { Manifest } from '../../src/backup/manifest.ts';
import { lookAt, restore } from '../../src/backup/restore.ts';
import { root, sqlFolder } from '../../src/paths.ts';
import { loadPacks } from '../../src/programmes/index.ts';
import { createRecorder } from '../../src/record.ts';
import type { Client } from '../../src/scenario/client.ts';
import { createClock } from '../../src/scenario/clock.ts';
import { city, type Invoice, type Office, type Player } from '../../src/scenario/content.ts';
import type { House } from '../../src/scenario/house.ts';
import { handIn } from '../../src/scenario/steps/applying.ts';
import { cancelRemainder, contract, setAside, steer } from '../../src/scenario/steps/contracting.ts';
import { award, declare, reject, screen, vote } from '../../src/scenario/steps/judging.ts';
import { approve, clear, order, pay, prepare, verify } from '../../src/scenario/steps/paying.ts';
import { decide, receive } from '../../src/scenario/steps/recovering.ts';
import { createWorld, type World } from '../../src/scenario/world.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { brokenRows, expectClean } from '../support/audit.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { enter, notPages } from '../support/lookout.ts';
import { endPrograms, temporaryFolder } from '../support/program.ts';

const fixture = join(root, 'test/releases/0.1.0.tar');
const folder = temporaryFolder();
const others: TestDatabase[] = [];
const faults: unknown[] = [];

let manifest: Manifest;
let database: TestDatabase;
let report: Report;
let house: House;
let worlds: readonly World[];

beforeAll(async () => {
  manifest = await lookAt(fixture);
  database = await freshDatabase();
  const filesFolder = join(folder, 'files');
  report = await restore({ ...database, filesFolder }, fixture, manifest);
  house = await goneOnIn(database, filesFolder);
  worlds = await worldsOf(house);
}, 120_000);
afterAll(async () => {
  await endPrograms();
  for (const one of [database, ...others]) await one?.drop();
});

/** The present program over what was restored, at the hour of its last event, with everybody at a browser that is signed in. */
async function goneOnIn({ db }: TestDatabase, filesFolder: string): Promise<House> {
  const [last] = await db.query<{ at: string }>`select max(last_at)::text as at from dossier`;
  const clock = createClock(dayOf(new Date(last!.at).toISOString()), '00:00');
  await clock.reach(new Date(last!.at));
  const now = () => clock.now().toISOString();
  const origin = 'http://vuon-uom.example';
  const fault = (what: unknown) => faults.push(what);
  const app = createApp({ db, clock: clock.now, packs: loadPacks(), origin, filesFolder, demo: true, report: fault });
  const answer = (request: Request) => app.fetch(request);
  const clients = new Map<string, Client>();
  const opened = { clock, db, origin, address: origin, answer, folder, recorder: createRecorder({ db, now }) };
  const house = {
    ...opened,
    packs: loadPacks(),
    browser: ({ email }: Player) => clients.get(email)!,
  } as unknown as House;
  for (const player of await playersOf(house))
    clients.set(
      player.email,
      (await enter(house, player, async (request) => {
        clock.tick(20);
        return answer(request);
      }))!,
    );
  return house;
}

type Employed = Player & { agency: string | null };

const playersOf = (house: House) =>
  house.db.query<Employed>`
    select p.name, p.email, s.agency, array(select jsonb_array_elements_text(coalesce(s.facts->'roles', '[]'))) as roles
    from person p left join state s on s.dossier = p.id and s.subject = 'person'
    order by cardinality(array(select jsonb_array_elements_text(coalesce(s.facts->'roles', '[]')))), p.email`;

/** Each dossier with those who work on it, as the database knows them. */
async function worldsOf(house: House): Promise<World[]> {
  const players = await playersOf(house);
  const office = (of: string): Office => {
    const here = players.filter(({ agency }) => agency === of);
    const with_ = (role: Player['roles'][number]) => here.filter(({ roles }) => roles.includes(role));
    const post = (role: Player['roles'][number]) => with_(role)[0]!;
    const [chiefAccountant, deputyAccountant] = with_('chiefAccountant') as Player[] as [Player, Player];
    return {
      ...city,
      agency: of,
      people: {
        ...{ administrator: post('administrator'), officer: post('officer'), secretary: post('secretary') },
        ...{ director: post('director'), financeOfficer: post('financeOfficer'), auditor: post('auditor') },
        ...{ chiefAccountant, deputyAccountant },
      },
      reviewers: with_('reviewer'),
      council: [post('chair'), ...with_('councilMember').filter(({ roles }) => !roles.includes('chair'))],
    };
  };
  const root = createWorld(house, () => undefined);
  const dossiers = await house.db.query<{ agency: string; id: string; email: string }>`
    select d.agency, d.id, p.email from dossier d join history h on h.dossier = d.id and h.revision = 1 join person p on p.id = h.actor
    where d.kind = 'application' order by d.id`;
  return dossiers.map(({ agency, id, email }) => {
    const leader = players.find((player) => player.email === email)!;
    return Object.assign(root.another({ name: id, office: office(agency), leader }), { dossier: id });
  });
}

type Standing = { dossier: string; subject: string; of: string; value: string };

/** Every state of every dossier; of a project the region of its money. */
const standing = () =>
  house.db.query<Standing>`
    select dossier::text as dossier, subject, machine as of, coalesce(value->>'funding', value #>> '{}') as value from state
    where machine in ('application', 'project', 'disbursement', 'recovery') order by dossier, machine, value::text`;

const wages = { amountVnd: '1500000' } as Invoice;
const decision = { decisionNumber: '900/QĐ-SKHCN', reason: 'Đã khắc phục.' };

/** What can be done next, by its form. */
const next: Record<string, (world: World, at: string) => Promise<unknown>> = {
  'application draft': handIn,
  'application submitted': (world) => screen(world, { outcome: 'eligible' }),
  'application returnedForCompletion': handIn,
  async 'application eligible'(world) {
    const form = (await world.as(world.office.people.officer).open(world.at('reviewers'))).form('/reviewers');
    const reviewers = world.office.reviewers.slice(0, 2).map(({ name }) => name);
    await form.fill({ reviewers }).fillDays({ sheetsBy: '2027-01-15' }).submit();
  },
  'application underReview': (world) => declare(world, world.office.reviewers[0]!),
  'application beforeCouncil': (world) => vote(world, world.office.council.slice(0, 1)),
  'application recommended': (world) => award(world, { labour: '16000000', prototype: '10000000' }),
  'application notRecommended': (world) => reject(world, 'Hội đồng không đề nghị.'),
  async 'project awaitingAgreement'(world) {
    await setAside(world, '70000000');
    await contract(world, '900/2026/HĐ', '2027-03-31');
  },
  async 'project active'(world) {
    const page = await world.as(world.leader).open(world.at('progress'));
    await page.formWith('report').fill({ report: 'Đã hoàn thiện công nghệ.' }).submit();
  },
  'project suspended': (world) => steer(world, 'resume', decision),
  'project closing': (world) => cancelRemainder(world, decision),
  'disbursement requested': (world, at) => verify(world, at, [wages]),
  'disbursement returned': async (world, at) =>
    (await world.as(world.leader).open(at)).form('/again').submit({ button: 'Gửi đề nghị' }),
  'disbursement verified': (world, at) => prepare(world, at, world.office.people.financeOfficer),
  'disbursement prepared': (world, at) => approve(world, at, world.office.people.chiefAccountant),
  'disbursement approved': order,
  'disbursement ordered': (world, at) => pay(world, at, dayOf(house.clock.now().toISOString()), 'UNC-900'),
  'disbursement paid': (world, at) =>
    clear(world, at, { settledVnd: '4000000', costVnd: '8000000', papers: ['Hóa đơn 0000900'] }),
  'recovery proposed': (world, at) => decide(world, at, '2027-03-31'),
  'recovery due': (world, at) =>
    receive(world, at, {
      ...{ amountVnd: '300000', reference: 'GNT-900' },
      receivedOn: dayOf(house.clock.now().toISOString()),
    }),
};

/** Where nothing waits for anybody. */
const ended = new Set([
  ...['ineligible', 'awarded', 'rejected', 'withdrawn', 'lapsed'].map((value) => `application ${value}`),
  ...['closed', 'terminated'].map((value) => `project ${value}`),
  ...['settled', 'refused', 'cancelled'].map((value) => `disbursement ${value}`),
  ...['repaid', 'writtenOff', 'dropped'].map((value) => `recovery ${value}`),
]);

describe('an installation of the first release, in the present program', () => {
  it('is restored without a finding of the audit', () => {
    expect(manifest.version).toBe('0.1.0');
    expect(brokenRows(report)).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('holds every row, and every file', async () => {
    for (const { name, rows } of manifest.tables) {
      const [found] = await database.owner.run<{ rows: number }>(`select count(*)::int as rows from ${name}`);
      // the migrations and sessions that are newer than the release are there too
      if (['migration', 'session'].includes(name)) expect(found!.rows, name).toBeGreaterThanOrEqual(rows);
      else expect(found!.rows, name).toBe(rows);
    }
    expect(manifest.files.missing).toEqual([]);
    expect(manifest.files.count).toBeGreaterThan(40);
  });

  it('has something in each state in which anything rests, and each is known', async () => {
    const found = new Set((await standing()).map(({ of, value }) => `${of} ${value}`));
    expect([...found].sort()).toEqual([...Object.keys(next), ...ended].sort());
  });

  it('opens every page of every dossier to whom it belongs', { timeout: 120_000 }, async () => {
    let opened = 0;
    for (const world of worlds) {
      const { officer, director, financeOfficer, auditor } = world.office.people;
      for (const player of [world.leader, director, financeOfficer, auditor]) await world.as(player).open(world.at());
      const { links } = await world.as(officer).open(world.at());
      const paths = new Set(links.map(({ href }) => href.replace(/[?#].*$/, '')));
      for (const path of paths) {
        if (!path.startsWith(`${world.at()}/`) || notPages.test(path)) continue;
        await world.as(officer).open(path);
        opened += 1;
      }
    }
    expect(worlds.length).toBe(23);
    expect(opened).toBeGreaterThan(100);
    expect(faults).toEqual([]);
  });

  it('keeps the packs of its release, and is offered those that came since', { timeout: 60_000 }, async () => {
    const pinned = async () =>
      (
        await house.db.query<{ call: string; version: number }>`
          select c.dossier::text as call, (p.facts->>'version')::int as version from state c
          join state p on p.dossier = (c.facts->>'pack')::uuid and p.machine = 'pack' where c.machine = 'call' order by 1`
      ).map(({ version }) => version);
    const before = await pinned();
    expect(new Set(before)).toEqual(new Set([1]));
    for (const agency of new Set(worlds.map(({ office }) => office.agency))) {
      const world = worlds.find(({ office }) => office.agency === agency)!;
      const administrator = () => world.as(world.office.people.administrator);
      const list = await administrator().open(`/agencies/${agency}/programmes`);
      const codes = list.links.flatMap(({ href }) => /\/programmes\/([^/?]+)\.v(\d)$/.exec(href)?.slice(1, 3) ?? []);
      for (const { id } of house.packs.filter((pack) => pack.agency === agency)) expect(codes).toContain(id);
      const offered = house.packs.find((pack) => pack.agency === agency)!;
      expect(offered.version).toBe(2);
      const page = await administrator().open(`/agencies/${agency}/programmes/${offered.id}.v2`);
      expect(page.text).toContain('Phiên bản 1 đang áp dụng sẽ được thay thế');
      await page.form('/publish').submit();
    }
    // what was begun goes on under the version that its call named
    expect(await pinned()).toEqual(before);
    expect(faults).toEqual([]);
  });

  it('goes on: whatever is under way takes its next step', { timeout: 120_000 }, async () => {
    const waiting = (await standing()).filter(({ of, value }) => !ended.has(`${of} ${value}`));
    for (const { dossier, subject, of, value } of waiting) {
      const world = worlds.find((one) => one.dossier === dossier)!;
      const revision = async () =>
        (await house.db.query<{ revision: number }>`select revision from dossier where id = ${dossier}`)[0]!.revision;
      const before = await revision();
      const [kind, id] = subject.split('/');
      await next[`${of} ${value}`]!(world, world.at(`${kind === 'recovery' ? 'recoveries' : 'requests'}/${id}`));
      expect(await revision(), `${of} ${value}`).toBeGreaterThan(before);
    }
    expect(waiting.length).toBeGreaterThanOrEqual(Object.keys(next).length);
    expect(faults).toEqual([]);
    await expectClean(house);
  });
});

describe('a program with newer migrations than a backup', () => {
  const later = join(folder, 'sql');
  const backup = join(folder, 'later.tar');

  it('brings what it restores to its own schema, and loses nothing', { timeout: 60_000 }, async () => {
    cpSync(sqlFolder, later, { recursive: true });
    writeFileSync(
      join(later, '9999_later.sql'),
      `alter table dossier add column shelf text not null default 'A';
       update state set facts = facts || '{"seen": true}' where false;
       create table shelf (id text primary key); insert into shelf select distinct shelf from dossier;`,
    );
    const upgraded = await freshDatabase();
    others.push(upgraded);
    const place = { ...upgraded, filesFolder: join(folder, 'files') };
    const found = await restore(place, fixture, await lookAt(fixture, later), later);
    expect(brokenRows(found)).toEqual([]);
    expect(await upgraded.owner.query`select shelf, count(*)::int as dossiers from dossier group by 1`).toEqual([
      { shelf: 'A', dossiers: manifest.tables.find(({ name }) => name === 'dossier')!.rows },
    ]);
    expect(await upgraded.owner.query`select * from shelf`).toEqual([{ id: 'A' }]);
    await backUp(place, backup);
  });

  it('makes backups that the program before it refuses in one sentence', async () => {
    await expect(lookAt(backup)).rejects.toThrow(
      /^The backup has the migration 9999_later\.sql, which this version does not know: restore it with the version that made it, or a later one\.$/,
    );
    expect((await lookAt(backup, later)).migrations.at(-1)).toMatchObject({ name: '9999_later.sql' });
  });
});
