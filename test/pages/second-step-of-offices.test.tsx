// Offices of money and power ask for two-step verification: within fourteen days, and then before anything else. Who lost the phone is
// helped by an administrator, with a reason that is kept.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { createAdministrator, resetByOperator } from '../../src/people/administrator.ts';
import { hashPassword } from '../../src/people/passwords.ts';
import { createRecorder } from '../../src/record.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { expectClean } from '../support/audit.ts';
import { cityPack, type Stage, setStage, today } from '../support/stage.ts';
import { browserOf, codesOn, phoneOf } from './second-step-house.ts';

const origin = 'http://vuon-uom.test';
const password = 'mưa rơi trên mái tôn';
const day = 86_400_000;
let stage: Stage;
let dataDir: string;
let app: App;
let lenient: App;
let begun: number;
let time: number;
const reported: unknown[] = [];

beforeAll(async () => {
  stage = await setStage({ agency: 'tphcm', pack: cityPack, stage: 'uomTao' });
  dataDir = mkdtempSync(join(tmpdir(), 'vuon-uom-second-step-'));
  begun = Date.now();
  time = begun;
  const parts = {
    db: stage.db,
    clock: () => new Date(time),
    origin,
    dataDir,
    report: (fault: unknown) => reported.push(fault),
  };
  app = createApp({ ...parts, asksSecondStep: true });
  lenient = createApp({ ...parts, demo: true });
});
afterAll(async () => {
  expect(reported).toEqual([]);
  await expectClean(stage);
  await stage?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  time += 3_600_000; // what was tried in one test limits no other
});

const browser = (place: () => App = () => app) => browserOf(origin, place);
type Browser = ReturnType<typeof browser>;

let count = 0;
/** Somebody with an account, and with these offices. */
async function someone(...roles: Role[]) {
  count += 1;
  const person = { id: v7(), name: `Trần Văn Một${'a'.repeat(count)}`, email: `mot${count}@vidu.vn` };
  await stage.db.query`
    insert into person (id, email, name, password_hash, confirmed_at, created_at)
    values (${person.id}::uuid, ${person.email}, ${person.name}, ${await hashPassword(password)}, now(), now())`;
  if (roles.length > 0) await stage.must(stage.people.administrator, 'appoint', person.id, { roles });
  return person;
}
const signIn = (b: Browser, { email }: { email: string }, next = '') => b.post('/sign-in', { email, password, next });

/** Turns it on in a browser that is signed in. */
async function turnOn(b: Browser, next = '') {
  await b.post('/account/second-step', { current: password, next });
  const code = phoneOf((await b.get('/account/second-step')).text, () => time);
  const on = await b.post('/account/second-step/confirm', { code: code(), next });
  expect(on.status).toBe(200);
  time += 30_000;
  return {
    code,
    codes: codesOn(on.text),
    onwards: parse(on.text).querySelector('main a.button')?.getAttribute('href'),
  };
}
async function guarded(...roles: Role[]) {
  const person = await someone(...roles);
  const b = browser();
  await signIn(b, person);
  return { ...person, browser: b, ...(await turnOn(b)) };
}
const letters = (address: string) =>
  stage.db.query<{
    subject: string;
  }>`select subject from letter where address = ${address} order by created_at desc, id desc`;

describe('an office of money or power', () => {
  it.each(['director', 'chiefAccountant', 'financeOfficer', 'administrator'] as const)(
    'of the %s asks for it after signing in, on the work page with the days left, and lets on until they are over',
    async (role) => {
      time = begun + 3_600_000;
      const person = await someone(role);
      const b = browser();
      expect((await signIn(b, person, '/account/data')).to).toBe('/account/second-step?next=%2Faccount%2Fdata');
      const asked = await b.get('/account/second-step?next=%2Faccount%2Fdata');
      expect(asked.text).toContain('Bạn còn 14 ngày để bật');
      expect(parse(asked.text).querySelector('main form a')?.getAttribute('href')).toBe('/account/data');
      expect((await b.get('/work')).text).toContain('Bạn còn 14 ngày để bật');
      time = begun + 13.5 * day;
      expect((await signIn(b, person)).to).toBe('/account/second-step?next=%2Fwork');
      expect((await b.get('/work?lang=en')).text).toContain('You have 1 day left to turn it on');
      await b.get('/work?lang=vi');

      // a form that was opened in time is taken for an hour, and pages are not
      time = begun + 13.9 * day;
      expect((await b.get('/work')).status).toBe(200);
      time = begun + 14 * day + 1_800_000;
      expect((await b.get('/work')).to).toBe('/account/second-step?next=%2Fwork');
      expect((await b.post('/agencies/tphcm/contact', { phone: '' })).status).not.toBe(303);

      time = begun + 14.5 * day;
      const late = browser();
      expect((await signIn(late, person)).to).toBe('/account/second-step?next=%2Fwork');
      for (const path of ['/work', '/agencies/tphcm/dossiers', '/notifications'])
        expect((await late.get(path)).to).toBe(`/account/second-step?next=${encodeURIComponent(path)}`);
      expect((await late.post('/agencies/tphcm/contact', { phone: '1' })).to).toBe('/account/second-step?next=%2Fwork');
      const overdue = await late.get('/account/second-step?next=%2Fagencies%2Ftphcm%2Fdossiers');
      expect(overdue.text).toContain('thời gian chờ đã hết');
      expect(overdue.text).not.toContain('Để sau');
      expect((await late.get('/account')).status).toBe(200);
      expect((await late.get('/')).status).toBe(200);
      const { onwards } = await turnOn(late, '/agencies/tphcm/dossiers');
      expect(onwards).toBe('/agencies/tphcm/dossiers');
      expect((await late.get(onwards!)).status).toBe(200);
      expect((await late.get('/work')).text).not.toContain('để bật');
      expect((await late.get('/account/second-step')).text).toContain('nếu tắt, bạn sẽ được yêu cầu bật lại');
    },
  );

  it('counts from when somebody came to hold it, and asks no more of whoever gave it up', async () => {
    time = begun + 20 * day;
    // given before it was asked for: counted from when it was
    const old = await someone('director');
    await stage.owner
      .query`update installation set second_step_since = ${new Date(begun + 19 * day).toISOString()}::timestamptz`;
    const b = browser();
    await signIn(b, old);
    expect((await b.get('/work')).text).toContain('Bạn còn 13 ngày để bật');
    await stage.owner.query`update installation set second_step_since = ${new Date(begun).toISOString()}::timestamptz`;
    expect((await b.get('/work')).status).toBe(303);
    await stage.must(stage.people.administrator, 'appoint', old.id, { roles: ['officer'], instead: ['director'] });
    expect((await b.get('/work')).status).toBe(200);
    await stage.must(stage.people.administrator, 'appoint', old.id, { roles: ['director'] });
    expect((await b.get('/work')).status).toBe(303);
  });

  it('is the only one that asks: nobody else is, nor anybody on a demonstration', async () => {
    time = begun + 100 * day;
    for (const roles of [[], ['officer', 'secretary'], ['auditor'], ['reviewer']] as Role[][]) {
      const b = browser();
      const person = await someone(...roles);
      expect([roles, (await signIn(b, person)).to]).toEqual([roles, '/work']);
      expect((await b.get('/work')).status).toBe(200);
    }
    const b = browser(() => lenient);
    expect((await signIn(b, await someone('director'))).to).toBe('/work');
    expect((await b.get('/work')).text).not.toContain('để bật');
  });
});

describe('an administrator', () => {
  it('resets it for somebody of the agency, with a reason that the auditor reads, and the person gets a letter', async () => {
    time = begun + 30 * day;
    const administrator = await guarded('administrator');
    const director = await guarded('director');
    const auditor = await someone('auditor');
    const page = `/agencies/tphcm/people/${director.id}`;
    const b = administrator.browser;
    expect((await b.get(page)).text).toContain('Người này đã bật xác thực hai bước');
    const without = await b.post(`${page}/second-step`, { reason: ' ' });
    expect([without.status, without.error('reason')]).toEqual([422, 'Hãy ghi lý do, từ 5 đến 500 ký tự.']);
    expect((await director.browser.get('/account')).status).toBe(200);
    const reason = 'Mất điện thoại, đã gặp trực tiếp';
    const done = await b.post(`${page}/second-step`, { reason });
    expect(done.to).toBe(`${page}?done=reset`);
    expect((await b.get(done.to!)).text).toContain('Đã đặt lại xác thực hai bước.');
    expect((await letters(director.email))[0]?.subject).toBe('Xác thực hai bước đã được đặt lại');
    expect((await director.browser.get('/account')).status).toBe(303);
    // by the password, and then before anything else: the time for it is over
    const again = browser();
    expect((await signIn(again, director)).to).toBe('/account/second-step?next=%2Fwork');
    expect((await again.get('/work')).status).toBe(303);
    // twice is once
    await b.post(`${page}/second-step`, { reason });
    const reader = browser();
    await signIn(reader, auditor);
    const history = await reader.get(`/agencies/tphcm/history?kind=secondStep&person=${director.id}`);
    const rows = parse(history.text)
      .querySelectorAll('tbody tr')
      .map((row) => row.text.replace(/\s+/g, ' '));
    expect(rows).toHaveLength(2);
    for (const part of ['Đặt lại xác thực hai bước', director.name, administrator.name, reason])
      expect(rows[0]).toContain(part);
    expect(rows[1]).toContain('Bật xác thực hai bước');
    const all = await reader.get(`/agencies/tphcm/history?person=${administrator.id}`);
    expect(all.text).toContain(reason);
  });

  it('resets neither their own nor that of somebody without an office there, and nobody else resets any', async () => {
    time = begun + 40 * day;
    const administrator = await guarded('administrator');
    const former = await guarded('financeOfficer');
    const founder = await guarded();
    const officer = await someone('officer');
    const path = (person: { id: string }) => `/agencies/tphcm/people/${person.id}/second-step`;
    const reason = 'Mất điện thoại rồi';
    expect((await administrator.browser.post(path(administrator), { reason })).status).toBe(422);
    expect((await administrator.browser.get(`/agencies/tphcm/people/${administrator.id}`)).text).not.toContain(
      'name="reason"',
    );
    expect((await administrator.browser.post(path(founder), { reason })).status).toBe(404);
    await stage.must(stage.people.administrator, 'relieve', former.id, { roles: ['financeOfficer'] });
    expect((await administrator.browser.post(path(former), { reason })).status).toBe(404);
    const b = browser();
    await signIn(b, officer);
    expect((await b.post(path(administrator), { reason })).status).toBe(403);
    // nor who acts for an administrator
    const until = new Date(begun + 60 * day).toISOString().slice(0, 10);
    await stage.must(stage.people.administrator, 'delegate', stage.people.administrator, {
      ...{ to: officer.id, roles: ['administrator'], from: today(), until, decisionNumber: 'UQ-1' },
    });
    expect((await b.get(`/agencies/tphcm/people/${administrator.id}`)).status).toBe(200);
    expect((await b.post(path(administrator), { reason })).status).toBe(403);
    const [kept] = await stage.db.query<{
      n: number;
    }>`select count(*)::int as n from second_step_change where reason = ${reason}`;
    expect(kept!.n).toBe(0);
  });

  it('of one agency resets nobody who holds an office of another', async () => {
    time = begun + 45 * day;
    const administrator = await guarded('administrator');
    const director = await guarded('director');
    const now = () => new Date().toISOString();
    const desk = { db: stage.db, now, origin, recorder: createRecorder({ db: stage.db, now }), packs: [] };
    const there = { agency: 'khac', email: director.email, name: director.name };
    await createAdministrator(desk, { ...there, isNew: true, agencyName: 'Sở Khoa học thành phố Khác' });
    const path = `/agencies/tphcm/people/${director.id}/second-step`;
    const refused = await administrator.browser.post(path, { reason: 'Mất điện thoại rồi' });
    expect([refused.status, refused.error('reason')]).toEqual([422, expect.stringContaining('cơ quan khác')]);
    expect((await director.browser.get('/account')).status).toBe(200);
  });

  it('who is the only one is helped by the operator, and that is kept too', async () => {
    time = begun + 50 * day;
    const administrator = await guarded('administrator');
    const desk = { db: stage.db, now: () => new Date(time).toISOString(), origin };
    const reset = (email: string, reason: string) => resetByOperator(desk, { email, reason });
    await expect(reset(administrator.email, '')).rejects.toThrow('--reason is to say why');
    await expect(reset('khong-ai@vidu.vn', 'Mất điện thoại')).rejects.toThrow('There is no account');
    expect(await reset(administrator.email, 'Mất điện thoại, gọi lại xác minh')).toContain('was reset');
    await expect(reset(administrator.email, 'Mất điện thoại')).rejects.toThrow('nothing to reset');
    expect((await administrator.browser.get('/account')).status).toBe(303);
    const reader = browser();
    await signIn(reader, await someone('auditor'));
    const history = await reader.get(`/agencies/tphcm/history?kind=secondStep&person=${administrator.id}`);
    const [row = ''] = parse(history.text)
      .querySelectorAll('tbody tr')
      .map((one) => one.text);
    for (const part of ['Đặt lại xác thực hai bước', 'Hệ thống', 'gọi lại xác minh']) expect(row).toContain(part);
  });
});
