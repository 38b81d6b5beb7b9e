// Every route, as everybody: let in exactly where the route says so. Routes that are added later are walked too.
//
// Whether somebody was let in cannot be told from a page's answer: a handler may say 404 for a sub-thing that is not there. So
// the application's own middleware and gates are walked with each handler replaced by one that says that it was reached. Then the
// application as it is: whoever is turned away is turned away there too, and nobody meets a fault.
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import type { AppEnv, Who } from '../../src/doors.ts';
import { loadPacks } from '../../src/programmes/index.ts';
import { askedAt } from '../../src/turnedAway.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { roles as allRoles } from '../../workflows/rules/duties.ts';
import { cityPack, type Stage, setStage, today } from '../support/stage.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
const reached = 299;
/** Many routes times many walkers, on a machine that may be busy. */
const longWalk = 180_000;

let stage: Stage;
let app: App;
let probe: Hono<AppEnv>;
let dossier: string;
const faults: unknown[] = [];

/** A walker: in the agency they hold `offices`; at the dossier they are `here`, null when it does not concern them. */
type Walker = {
  name: string;
  cookie: string;
  offices: readonly Role[];
  here: readonly Role[] | null;
  /** What they hold themselves, where some of it was delegated to them. */
  own?: readonly Role[];
};
const walkers: Walker[] = [];
/** Forms that decide nothing: drafts, files, looks beforehand, invitations, and what an agency says of itself. */
const noCommand = [
  ...[
    'people/:person/invitation',
    'people/:person/second-step',
    'contact',
    'treasury',
    'audit',
    'calls/:call/questions/:question',
  ],
  ...['data-requests/:request/acknowledge', 'data-requests/:request/extend', 'data-requests/:request/answer'],
  ...['application/:section', 'application/identity', 'application/party', 'files', 'files/:attachment/remove'],
  ...['application/members', 'application/members/again', 'application/members/take-back'],
  ...['requests/new/drop', 'requests/check', 'council/check', 'council/end', 'council/attendance'],
  ...['council/remind', 'sittings/:sitting/remind'],
  ...['award/check', 'award/preview', 'intermediaries/:party/account'],
];
const nobody: Walker = { name: 'nobody', cookie: '', offices: [], here: null };

beforeAll(async () => {
  stage = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao', callBudgetVnd: '1000000000' });
  const lines = [{ line: 'services', amountVnd: '50000000' }];
  const project = await stage.project({ lines });
  dossier = project.dossier;
  await stage.disbursement(dossier, project.founder, [{ line: 'services', amountVnd: '8000000' }], 'requested');
  const other = await stage.project({ lines });
  app = createApp({
    db: stage.db,
    clock: () => new Date(),
    packs: loadPacks(),
    origin,
    demo: true,
    report: (fault) => faults.push(fault),
  });
  probe = probeOf(app);

  const { people } = stage;
  const [unassignedReviewer, absentMember, twoHats, deputy, stranger] = [v7(), v7(), v7(), v7(), v7()];
  const appoint = (person: string, roles: Role[]) => stage.must(people.administrator, 'appoint', person, { roles });
  await appoint(unassignedReviewer, ['reviewer']);
  await appoint(absentMember, ['councilMember']);
  await appoint(twoHats, ['officer', 'administrator']);
  await appoint(deputy, ['councilMember']);
  for (const giver of ['director', 'administrator'] as const)
    await stage.must(people[giver], 'delegate', people[giver], {
      ...{ to: deputy, roles: [giver], from: today(), until: today(), decisionNumber: 'UQ-1' },
    });
  const offices = [
    'officer',
    'secretary',
    'chair',
    'director',
    'financeOfficer',
    'chiefAccountant',
    'auditor',
    'administrator',
  ] as const;
  for (const role of offices) await addWalker(role, people[role], [role], [role]);
  await addWalker(
    'an officer who is administrator too',
    twoHats,
    ['administrator', 'officer'],
    ['administrator', 'officer'],
  );
  const lent = ['director', 'administrator'] as const;
  await addWalker('a member who acts for the director and the administrator', deputy, lent, lent, ['councilMember']);
  await addWalker('a reviewer of the dossier', people.reviewers[0]!, ['reviewer'], ['reviewer']);
  await addWalker('a reviewer of others', unassignedReviewer, ['reviewer'], null);
  await addWalker('a member of its council', people.council[0]!, ['councilMember'], ['councilMember']);
  await addWalker('a council member of others', absentMember, ['councilMember'], null);
  await addWalker('its founder', project.founder, [], ['founder']);
  await addWalker('another founder', other.founder, [], null);
  await addWalker('a stranger', stranger, [], null);
  walkers.push(nobody);
});
afterAll(() => stage?.drop());

async function addWalker(
  name: string,
  id: string,
  offices: readonly Role[],
  here: readonly Role[] | null,
  own?: readonly Role[],
): Promise<void> {
  const token = `t${walkers.length}`.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!).padEnd(40, '2');
  await stage.db.query`
    insert into person (id, email, name, confirmed_at, created_at) values (${id}::uuid, ${`${id}@vidu.vn`}, ${name}, now(), now())`;
  await stage.db.query`
    insert into session (token_hash, person, created_at, seen_at, expires_at)
    values (encode(sha256(${token}::bytea), 'hex'), ${id}::uuid, now(), now(), now() + interval '1 day')`;
  walkers.push({ name, cookie: `session=${token}`, offices, here, ...(own && { own }) });
}

/** The application with all its middleware and gates, and none of its handlers. */
function probeOf({ routes, doors }: App): Hono<AppEnv> {
  const made = new Hono<AppEnv>();
  const last = new Map<string, unknown>();
  for (const { method, path, handler } of routes) if (method !== 'ALL') last.set(`${method} ${path}`, handler);
  expect([...last.keys()].sort()).toEqual(
    doors
      .list()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  );
  for (const { method, path, handler } of routes)
    if (method === 'ALL') made.use(path, handler as never);
    else if (handler === last.get(`${method} ${path}`)) made.on(method, path, (c) => c.body(null, reached as never));
    else made.on(method, path, handler as never);
  made.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  return made;
}

/** An address of a route: of our agency and dossier, and of things that are not there. */
const addressOf = (path: string, agency = stage.agency, of = dossier) =>
  path.replace(/:(\w+)(\{[^}]*\})?/g, (_, name: string) =>
    name === 'agency' ? agency : name === 'dossier' ? of : v7(),
  );

const isOf = (path: string, parameter: string) =>
  path.split('/').some((part) => part === `:${parameter}` || part.startsWith(`:${parameter}{`));

/** What a walker must meet at a gate, from what the route declares: reached, or how they are turned away. */
function due({ who, isOwn }: { who: Who; isOwn?: true | undefined }, path: string, walker: Walker): number {
  if (who === 'anyone') return reached;
  if (walker.cookie === '') return 303;
  if (!isOf(path, 'agency')) return who === 'signedIn' ? reached : -1;
  const held = isOf(path, 'dossier') ? walker.here : walker.offices;
  if (held === null) return 404;
  const roles = isOwn ? held.filter((role) => (walker.own ?? held).includes(role)) : held;
  if (who === 'signedIn' || who.some((role) => roles.includes(role))) return reached;
  return held.length === 0 ? 404 : 403;
}

const ask = (to: { request: Hono['request'] }, method: string, path: string, cookie: string, from = origin) =>
  to.request(`${origin}${path}`, {
    method,
    headers: {
      host,
      cookie,
      ...(method === 'GET' ? {} : { origin: from, 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'GET' ? {} : { body: '' }),
  });

describe('every route', () => {
  it('of an agency names it as :agency, and of a dossier as :dossier within it', () => {
    for (const { path, who } of app.doors.list()) {
      if (who === 'anyone') continue;
      if (Array.isArray(who)) expect(path).toMatch(/^\/agencies\/:agency\//);
      if (isOf(path, 'agency')) expect(path).toMatch(/^\/agencies\/:agency(\/|$)/);
      if (isOf(path, 'dossier')) expect(path).toMatch(/^\/agencies\/:agency\/dossiers\/:dossier(\/|$)/);
    }
  });

  it('asks for roles that somebody can hold there', () => {
    for (const { method, path, who } of app.doors.list()) {
      if (typeof who === 'string') continue;
      for (const role of who) {
        expect([method, path, allRoles.includes(role) && role !== 'system']).toEqual([method, path, true]);
        // who is founder depends on the dossier: a route without one never meets any
        if (role === 'founder') expect([method, path, isOf(path, 'dossier')]).toEqual([method, path, true]);
      }
    }
  });

  it('that takes a command says which, so that who tries it by hand is known', () => {
    const doors = app.doors.list().filter(({ method, who }) => method === 'POST' && typeof who !== 'string');
    const silent = doors.map(({ path }) => path).filter((path) => askedAt[path] === undefined);
    expect(
      silent.map((path) => path.replace('/agencies/:agency/', '').replace('dossiers/:dossier/', '')).sort(),
    ).toEqual([...noCommand].sort());
    expect(Object.keys(askedAt).filter((path) => !doors.some((door) => door.path === path))).toEqual([]);
  });

  it('lets in exactly those whom it declares', { timeout: longWalk }, async () => {
    const wrong: string[] = [];
    let walked = 0;
    for (const { method, path, who, isOwn } of app.doors.list())
      for (const walker of walkers) {
        const expected = due({ who, isOwn }, path, walker);
        const { status, headers } = await ask(probe, method, addressOf(path), walker.cookie);
        walked += 1;
        if (status !== expected) wrong.push(`${method} ${path} as ${walker.name}: ${status} instead of ${expected}`);
        if (status === 303 && !headers.get('location')?.startsWith('/sign-in?next='))
          wrong.push(`${path} leads ${headers.get('location')}`);
      }
    expect(wrong).toEqual([]);
    expect(walked).toBe(app.doors.list().length * walkers.length);
  });

  it('lets in somebody: one that nobody can pass is a mistake too', () => {
    const shut = app.doors
      .list()
      .filter(({ who, isOwn, path }) => !walkers.some((walker) => due({ who, isOwn }, path, walker) === reached));
    expect(shut.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('of another agency, or of a dossier that is not there, lets in nobody with an office here', {
    timeout: longWalk,
  }, async () => {
    const wrong: string[] = [];
    const officer = walkers.find(({ name }) => name === 'officer')!;
    for (const { method, path, who } of app.doors.list()) {
      if (who === 'anyone' || !isOf(path, 'agency')) continue;
      const places: [string, string][] = [['elsewhere', dossier]];
      if (isOf(path, 'dossier')) places.push([stage.agency, v7()], [stage.agency, stage.call], [stage.agency, 'x']);
      for (const name of ['%00', 'A%20B', '..%2Ftphcm']) {
        const { status } = await ask(probe, method, addressOf(path, name), officer.cookie);
        if (status !== 404) wrong.push(`${method} ${addressOf(path, name)}: ${status}`);
      }
      for (const [agency, of] of places) {
        const { status } = await ask(probe, method, addressOf(path, agency, of), officer.cookie);
        const open = who === 'signedIn' && !isOf(path, 'dossier');
        if (status !== (open ? reached : 404)) wrong.push(`${method} ${addressOf(path, agency, of)}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('turns away in the application as it is, and shows no fault to whom it lets in', {
    timeout: longWalk,
  }, async () => {
    const wrong: string[] = [];
    faults.length = 0;
    for (const { method, path, who, isOwn } of app.doors.list())
      for (const walker of walkers) {
        const expected = due({ who, isOwn }, path, walker);
        // what is let in and changes something is for the tests of what it changes
        if (expected === reached && method !== 'GET') continue;
        const { status } = await ask(app, method, addressOf(path), walker.cookie);
        if (expected === reached ? status >= 500 || status === 403 : status !== expected)
          wrong.push(`${method} ${path} as ${walker.name}: ${status}, and ${expected} was due`);
      }
    expect(wrong).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('keeps who was turned away from a command, once and no flood of it', async () => {
    const by = (name: string) => walkers.find((one) => one.name === name)!;
    const kept = () => stage.db.query<{
      command: string;
      rule: string;
      dossier: string | null;
      about: string | null;
      roles: string | null;
    }>`
      select command, rule, dossier::text as dossier, details->>'about' as about, details->'details'->>'roles' as roles
      from refusal where agency = ${stage.agency} order by id`;
    const wait = async (ms: number) => (at = new Date(at.getTime() + ms));
    let at = new Date(Date.now() + 3_600_000);
    const later = createApp({
      db: stage.db,
      clock: () => at,
      packs: loadPacks(),
      origin,
      report: (fault) => faults.push(fault),
    });
    faults.length = 0;
    const before = (await kept()).length;
    const request = v7();
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const send = async (walker: string, path: string) => (await ask(later, 'POST', path, by(walker).cookie)).status;
    expect(await send('auditor', `${base}/requests/${request}/approve`)).toBe(403);
    expect(await send('another founder', `${base}/award`)).toBe(404);
    expect(await send('officer', `/agencies/${stage.agency}/payments/order`)).toBe(403);
    expect(await send('officer', `${base}/requests/check`)).toBe(403); // decides nothing
    expect(await send('officer', `/agencies/${stage.agency}/dossiers/${v7()}/award`)).toBe(404); // is not there
    expect(await send('officer', `/agencies/nowhere/payments/order`)).toBe(404);
    expect((await kept()).slice(before)).toEqual([
      { command: 'approveDisbursement', rule: 'role', dossier, about: request, roles: 'chiefAccountant' },
      { command: 'award', rule: 'notTheirs', dossier, about: null, roles: null },
      { command: 'orderDisbursement', rule: 'role', dossier: null, about: null, roles: 'financeOfficer' },
    ]);
    const page = await (await ask(later, 'GET', `/agencies/${stage.agency}/audit`, by('auditor').cookie)).text();
    for (const said of [
      'Việc này thuộc về kế toán trưởng.',
      'Hồ sơ này không phải của bạn.',
      'Việc này thuộc về cán bộ tài chính.',
    ])
      expect(page).toContain(said);
    await wait(60_000);
    const from = (await kept()).length;
    for (let turn = 0; turn < 25; turn += 1) expect(await send('secretary', `${base}/award`)).toBe(403);
    const few = (await kept()).length - from;
    expect(few).toBeGreaterThan(0);
    expect(few).toBeLessThanOrEqual(10);
    // nobody shuts another out
    expect(await send('chair', `${base}/award`)).toBe(403);
    expect((await kept()).length - from).toBe(few + 1);
    await wait(60_000);
    expect(await send('secretary', `${base}/award`)).toBe(403);
    expect((await kept()).length - from).toBe(few + 2);
    expect(faults).toEqual([]);
    // a note that cannot be kept changes no answer
    const query = () => Promise.reject(new Error('no room'));
    const broken = createApp({
      db: {
        ...stage.db,
        query: stage.db.query,
        run: (text: string, ...rest: never[]) =>
          text.includes('record_refusal')
            ? query()
            : (stage.db.run as (...all: unknown[]) => Promise<never>)(text, ...rest),
      } as never,
      clock: () => at,
      packs: loadPacks(),
      origin,
      report: (fault) => faults.push(fault),
    });
    expect((await ask(broken, 'POST', `${base}/award`, by('chair').cookie)).status).toBe(403);
    expect(faults).toHaveLength(1);
  });

  it('that changes something refuses a request from a foreign page, whoever is signed in', {
    timeout: longWalk,
  }, async () => {
    const wrong: string[] = [];
    for (const { method, path } of app.doors.list()) {
      if (method === 'GET') continue;
      for (const walker of walkers)
        for (const from of ['https://evil.test', `${origin}.evil.test`, 'null']) {
          const { status } = await ask(app, method, addressOf(path), walker.cookie, from);
          if (status !== 403) wrong.push(`${method} ${path} as ${walker.name} from ${from}: ${status}`);
        }
    }
    expect(wrong).toEqual([]);
  });
});
