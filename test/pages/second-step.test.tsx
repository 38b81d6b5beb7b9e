// Two-step verification through the front door: turned on and off, asked for at signing in, each code once, and never got round.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'node-html-parser';
import { Secret } from 'otpauth';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { hashPassword } from '../../src/people/passwords.ts';
import { openSeals } from '../../src/people/secondStepKey.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { browserOf, codesOn, phoneOf } from './second-step-house.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
const password = 'mưa rơi trên mái tôn';
let database: TestDatabase;
let dataDir: string;
let app: App;
let time = Date.parse('2026-11-22T02:00:00Z');
const reported: string[] = [];
const seconds = (count: number) => {
  time += count * 1_000;
};
const appIn = (folder: string) =>
  createApp({
    db: database.db,
    clock: () => new Date(time),
    origin,
    dataDir: folder,
    report: (fault) => reported.push(String(fault)),
  });

beforeAll(async () => {
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'vuon-uom-second-step-'));
  app = appIn(dataDir);
});
afterAll(async () => {
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(() => seconds(3_600));

/** A browser with its cookies; `place` another application on the same database. */
const browser = (place: () => App = () => app) => browserOf(origin, place);
type Browser = ReturnType<typeof browser>;

let count = 0;
async function someone() {
  count += 1;
  const person = { id: v7(), name: 'Nguyễn Thị Minh Châu', email: `chau${count}@vidu.vn` };
  await database.db.query`
    insert into person (id, email, name, password_hash, confirmed_at, created_at)
    values (${person.id}::uuid, ${person.email}, ${person.name}, ${await hashPassword(password)}, now(), now())`;
  return person;
}
const signIn = (b: Browser, { email }: { email: string }, more: Record<string, string> = {}) =>
  b.post('/sign-in', { email, password, ...more });

const phone = (page: string) => phoneOf(page, () => time);
/** Somebody who has it on, with their phone, their recovery codes and the browser in which they turned it on. */
async function guarded() {
  const person = await someone();
  const b = browser();
  expect((await signIn(b, person)).to).toBe('/work');
  expect((await b.post('/account/second-step', { current: password })).to).toBe('/account/second-step');
  const code = phone((await b.get('/account/second-step')).text);
  const on = await b.post('/account/second-step/confirm', { code: code() });
  expect(on.status).toBe(200);
  seconds(30);
  return { ...person, browser: b, code, codes: codesOn(on.text) };
}
const letters = (address: string) =>
  database.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address = ${address} order by created_at desc, id desc`;
const isIn = async (b: Browser) => (await b.get('/account')).status === 200;

describe('turning it on', () => {
  it('asks for the password, shows key and picture, takes a code, shows ten recovery codes once, and ends other sessions', async () => {
    const person = await someone();
    const [b, elsewhere] = [browser(), browser()];
    await signIn(b, person);
    await signIn(elsewhere, person);
    const account = await b.get('/account');
    expect(account.text).toContain('Xác thực hai bước');
    expect(account.text).toContain('Đang tắt');
    for (const [current, said] of [
      ['', 'Hãy nhập mật khẩu.'],
      ['không phải', 'Mật khẩu hiện tại không đúng.'],
    ] as const) {
      const refused = await b.post('/account/second-step', { current });
      expect([refused.status, refused.error('current')]).toEqual([422, said]);
    }
    await b.post('/account/second-step', { current: password });
    const page = await b.get('/account/second-step');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.text).toContain('<svg class="qr"');
    // another browser of the same person does not show what is set up in this one
    expect((await elsewhere.get('/account/second-step')).text).not.toContain('wide-key');
    const code = phone(page.text);
    expect(code.secret).toMatch(/^[A-Z2-7]{32}$/);
    const wrong = await b.post('/account/second-step/confirm', { code: code() === '000000' ? '000001' : '000000' });
    expect([wrong.status, wrong.error('code')]).toEqual([422, expect.stringContaining('Mã không đúng')]);
    expect(wrong.text).toContain(page.text.match(/<code class="wide-key">[^<]+/)![0]);
    expect((await b.post('/account/second-step/confirm', { code: '' })).error('code')).toBe('Hãy nhập mã.');
    // nothing is asked for before it is on
    expect((await signIn(browser(), person)).to).toBe('/work');
    const on = await b.post('/account/second-step/confirm', { code: code() });
    const codes = codesOn(on.text);
    expect(new Set(codes).size).toBe(10);
    for (const one of codes) expect(one).toMatch(/^(\d{5}-){3}\d{5}$/);
    expect(on.headers.get('cache-control')).toBe('no-store');
    expect((await b.get('/account/second-step')).text).not.toContain(codes[0]);
    expect([await isIn(b), await isIn(elsewhere)]).toEqual([true, false]);
    expect((await letters(person.email))[0]?.subject).toBe('Đã bật xác thực hai bước');
    expect((await b.get('/account')).text).toContain('Đang bật từ 22/11/2026');
    // sent once more, it gives no other codes
    expect((await b.post('/account/second-step/confirm', { code: code(30) })).to).toBe(
      '/account/second-step?done=over',
    );
  });

  it('is over after half an hour, and begun anew has another key', async () => {
    const person = await someone();
    const b = browser();
    await signIn(b, person);
    await b.post('/account/second-step', { current: password });
    const code = phone((await b.get('/account/second-step')).text);
    seconds(31 * 60);
    expect((await b.post('/account/second-step/confirm', { code: code() })).to).toBe('/account/second-step?done=over');
    await b.post('/account/second-step', { current: password });
    expect(phone((await b.get('/account/second-step')).text).secret).not.toBe(code.secret);
    expect((await b.post('/account/second-step/confirm', { code: code() })).status).toBe(422);
  });

  it('keeps in the database neither the key nor a recovery code, and its own key where only the application reads it', async () => {
    const { id, code, codes } = await guarded();
    const file = join(dataDir, 'second-step.key');
    expect(statSync(file).size).toBe(32);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const [kept] = await database.owner.query<{ secret: Uint8Array; hashes: string[] }>`
      select secret, (select array_agg(hash) from recovery_code r where r.person = s.person) as hashes from second_step s where person = ${id}::uuid`;
    const plain = Buffer.from(Secret.fromBase32(code.secret).bytes);
    expect(Buffer.from(kept!.secret).includes(plain)).toBe(false);
    for (const one of codes) expect(kept!.hashes.join()).not.toContain(one.replaceAll('-', ''));
    // another's does not open as theirs
    const other = await guarded();
    await database.owner.query`
      update second_step set secret = (select secret from second_step where person = ${id}::uuid) where person = ${other.id}::uuid`;
    const b = browser();
    await signIn(b, other);
    expect((await b.post('/sign-in/code', { code: code() })).status).toBe(422);
  });

  it('makes one key, however many applications need it first at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vuon-uom-second-step-'));
    const seals = () => openSeals(folder, (fault) => reported.push(String(fault)));
    try {
      // each a little later than the one before, so that some have the key while others are still making one
      const sealed = await Promise.all(
        Array.from({ length: 60 }, async (_, at) => {
          await sleep(at / 10);
          return seals().seal(Buffer.from(`${at}`), 'a');
        }),
      );
      const later = seals();
      for (const [at, one] of sealed.entries()) expect(String(await later.unseal(one!, 'a'))).toBe(`${at}`);
      expect(readdirSync(folder)).toEqual(['second-step.key']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('signing in with it', () => {
  it('leads from the password to the code, with no session until then, and on to where somebody wanted to go', async () => {
    const person = await guarded();
    const b = browser();
    const half = await signIn(b, person, { next: '/account/data?a=1' });
    expect([half.status, half.to]).toEqual([303, '/sign-in/code?next=%2Faccount%2Fdata%3Fa%3D1']);
    expect(half.headers.getSetCookie().find((line) => line.startsWith('half='))).toMatch(
      /Max-Age=600; Path=\/sign-in\/code; HttpOnly; SameSite=Lax/,
    );
    expect([...b.cookies.keys()]).toEqual(['half']);
    expect((await b.get('/account')).to).toBe('/sign-in?next=%2Faccount');
    const page = await b.get(half.to!);
    expect(page.text).toContain('autocomplete="one-time-code"');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect((await b.get(`${half.to}&lang=en`)).text).toContain('Type the verification code');
    await b.get(`${half.to}&lang=vi`);
    const wrong = await b.post('/sign-in/code', { code: '123', next: '/account/data?a=1' });
    expect([wrong.status, wrong.error('code')]).toEqual([422, expect.stringContaining('Mã không đúng')]);
    expect(wrong.text).toContain('name="next" value="/account/data?a=1"');
    expect((await b.post('/sign-in/code', { code: '' })).error('code')).toBe('Hãy nhập mã.');
    const entered = await b.post('/sign-in/code', { code: person.code(), next: '/account/data?a=1' });
    expect([entered.status, entered.to]).toEqual([303, '/account/data?a=1']);
    expect(await isIn(b)).toBe(true);
    expect(b.cookies.has('half')).toBe(false);
  });

  it('takes the code of the step before and after, and none that is older, newer, or was taken', async () => {
    const person = await guarded();
    seconds(600);
    const attempt = async (code: string) => {
      const b = browser();
      await signIn(b, person);
      return (await b.post('/sign-in/code', { code })).status;
    };
    expect([await attempt(person.code(-60)), await attempt(person.code(60))]).toEqual([422, 422]);
    const spaced = person.code(-30).replace(/(...)/, '$1 ');
    expect(await attempt(spaced)).toBe(303);
    expect(await attempt(person.code(-30))).toBe(422);
    expect(await attempt(person.code())).toBe(303);
    expect(await attempt(person.code(30))).toBe(303);
    // older than what was taken, though nobody used it
    expect(await attempt(person.code())).toBe(422);
  });

  it('lets one in of many who bring the same code at once', async () => {
    const person = await guarded();
    const many = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const b = browser();
        await signIn(b, person);
        return b;
      }),
    );
    for (const code of [person.code(), person.codes[3]!]) {
      const answers = await Promise.all(many.map((b) => b.post('/sign-in/code', { code })));
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422, 422]);
      for (const [at, { status }] of answers.entries()) if (status === 303) many.splice(at, 1, await half(person));
    }
  });
  const half = async (person: { email: string }) => {
    const b = browser();
    await signIn(b, person);
    return b;
  };

  it('takes a recovery code once, and writes that it did', async () => {
    const person = await guarded();
    const b = await half(person);
    expect((await b.post('/sign-in/code', { code: person.codes[0]! })).to).toBe('/work');
    const [letter] = await letters(person.email);
    expect(letter?.subject).toBe('Đã đăng nhập bằng mã dự phòng');
    expect(letter?.body).toContain('Còn 9 mã');
    const again = await half(person);
    expect((await again.post('/sign-in/code', { code: person.codes[0]! })).status).toBe(422);
    expect((await again.post('/sign-in/code', { code: person.codes[1]!.replaceAll('-', ' ') })).status).toBe(303);
    // nor does another's
    const other = await guarded();
    expect((await (await half(other)).post('/sign-in/code', { code: person.codes[2]! })).status).toBe(422);
  });

  it('ends after ten minutes, belongs to one browser, and is over once it was used', async () => {
    const person = await guarded();
    const late = await half(person);
    seconds(601);
    const over = await late.post('/sign-in/code', { code: person.code(), next: '/account' });
    expect([over.status, over.text.includes('Đã quá 10 phút'), over.text.includes('value="/account"')]).toEqual([
      422,
      true,
      true,
    ]);
    expect(await isIn(late)).toBe(false);
    expect((await browser().post('/sign-in/code', { code: person.code() })).status).toBe(422);
    expect((await browser().get('/sign-in/code?next=/account')).to).toBe('/sign-in?next=%2Faccount');
    const b = await half(person);
    const token = b.cookies.get('half')!;
    await b.post('/sign-in/code', { code: person.code() });
    const thief = browser();
    thief.cookies.set('half', token);
    seconds(30);
    expect((await thief.post('/sign-in/code', { code: person.code() })).status).toBe(422);
    const [row] = await database.owner.query`select token_hash from half_entry where token_hash = ${token}`;
    expect(row).toBeUndefined();
  });

  it('limits wrong codes as it limits wrong passwords, at the field, and keeps no known browser out', async () => {
    const person = await guarded();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1)
      statuses.push((await (await half(person)).post('/sign-in/code', { code: '000' })).status);
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
    const refused = await (await half(person)).post('/sign-in/code', { code: person.code() });
    expect([refused.status, refused.error('code')]).toEqual([429, expect.stringContaining('quá nhiều mã sai')]);
    // the browser in which they were in before
    await person.browser.post('/sign-out', {});
    await signIn(person.browser, person);
    expect((await person.browser.post('/sign-in/code', { code: person.code() })).status).toBe(303);
    seconds(16 * 60);
    expect((await (await half(person)).post('/sign-in/code', { code: person.code() })).status).toBe(303);
  });

  it('of which a day has seen too many is told to its owner once, and keeps nobody from a recovery code', async () => {
    const person = await guarded();
    const tries = async (count: number) => {
      const answers = [];
      for (let i = 0; i < count; i += 1)
        answers.push(await (await half(person)).post('/sign-in/code', { code: '000' }));
      return answers;
    };
    let last = '';
    for (let hour = 0; hour < 7; hour += 1) {
      last = (await tries(11)).at(-1)!.error('code');
      seconds(16 * 60);
    }
    expect(last).toContain('trong một ngày');
    const told = (await letters(person.email)).filter(({ subject }) => subject.includes('đoán mã'));
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain('/forgotten');
    const own = await (await half(person)).post('/sign-in/code', { code: person.code() });
    expect([own.status, own.error('code')]).toEqual([429, expect.stringContaining('mã dự phòng')]);
    expect((await (await half(person)).post('/sign-in/code', { code: person.codes[0]! })).status).toBe(303);
    // recovery codes are counted for the place alone
    for (let i = 0; i < 10; i += 1) await (await half(person)).post('/sign-in/code', { code: '0'.repeat(20) });
    expect((await (await half(person)).post('/sign-in/code', { code: '0'.repeat(20) })).status).toBe(429);
  });

  it('gives no guesses more to browsers that were in by the password alone before it was on', async () => {
    const person = await someone();
    const thieves = Array.from({ length: 4 }, () => browser());
    for (const b of thieves) await signIn(b, person);
    const b = browser();
    await signIn(b, person);
    await b.post('/account/second-step', { current: password });
    await b.post('/account/second-step/confirm', {
      code: phone((await b.get('/account/second-step')).text)(),
    });
    let looked = 0;
    for (const thief of thieves) {
      await signIn(thief, person);
      for (let i = 0; i < 10; i += 1)
        if ((await thief.post('/sign-in/code', { code: '000' })).status === 422) looked += 1;
    }
    expect(looked).toBe(10); // all of them sit in one place
  });

  it('is not got round by a letter for a new password, nor by the form sent once more', async () => {
    const person = await guarded();
    const b = await half(person);
    await b.post('/forgotten', { email: person.email, key: v7() });
    const link = /ticket=([\w-]+)/.exec((await letters(person.email))[0]!.body)![1]!;
    const chosen = { ticket: link, password: 'một câu khác dễ nhớ hơn' };
    const fresh = browser();
    for (const time of ['first', 'again']) {
      const reset = await fresh.post('/new-password', chosen);
      expect([time, reset.to, fresh.cookies.has('session')]).toEqual([time, '/sign-in/code', false]);
    }
    // whoever was half in by the old password is out
    expect((await b.post('/sign-in/code', { code: person.code() })).status).toBe(422);
    seconds(30);
    expect((await fresh.post('/sign-in/code', { code: person.code() })).to).toBe('/work');
    expect(await isIn(fresh)).toBe(true);
  });

  it('carries a form that was sent after its session had ended', async () => {
    const person = await guarded();
    const b = browser();
    const to = `/agencies/tphcm/dossiers/${v7()}/review`;
    const carried = JSON.stringify({
      to,
      fields: [
        ['remark', 'Rất "tốt" & rõ'],
        ['who', 'x'],
      ],
    });
    const page = await signIn(b, person, { carried });
    expect(page.status).toBe(200);
    expect(parse(page.text).querySelector('input[name=carried]')?.getAttribute('value')).toBe(carried);
    const wrong = await b.post('/sign-in/code', { code: '000', carried });
    expect(parse(wrong.text).querySelector('input[name=carried]')?.getAttribute('value')).toBe(carried);
    // typed by somebody else: it is not given back
    expect((await b.post('/sign-in/code', { code: person.code(), carried })).status).toBe(409);
    expect(await isIn(b)).toBe(true);
  });
});

describe('changing it', () => {
  it('makes new recovery codes, and turns it off, for a password and a code', async () => {
    const person = await guarded();
    const b = person.browser;
    const change = (what: string, more: Record<string, string>) =>
      b.post('/account/second-step/change', { what, current: password, code: '', ...more });
    const missing = await change('off', { current: '' });
    expect([missing.error('current'), missing.error('code')]).toEqual(['Hãy nhập mật khẩu.', 'Hãy nhập mã.']);
    expect((await change('off', { current: 'sai', code: person.code() })).error('current')).toContain('không đúng');
    expect((await change('off', { code: '000' })).error('code')).toContain('Mã không đúng');
    const enter = async () => {
      const elsewhere = browser();
      await signIn(elsewhere, person);
      await elsewhere.post('/sign-in/code', { code: person.code() });
      seconds(30);
      expect(await isIn(elsewhere)).toBe(true);
      return elsewhere;
    };
    const before = await enter();
    const renewed = await change('codes', { code: person.codes[0]! });
    expect([await isIn(before), await isIn(b)]).toEqual([false, true]);
    const again = await enter();
    const codes = codesOn(renewed.text);
    expect(codes).toHaveLength(10);
    expect((await letters(person.email))[0]?.subject).toBe('Mã dự phòng mới của bạn');
    expect((await change('off', { code: person.codes[1]! })).status).toBe(422);
    expect((await change('off', { code: codes[0]! })).to).toBe('/account/second-step?done=off');
    expect([await isIn(again), await isIn(b)]).toEqual([false, true]);
    expect((await letters(person.email))[0]?.subject).toBe('Đã tắt xác thực hai bước');
    expect((await signIn(browser(), person)).to).toBe('/work');
    const kept = await database.db.query<{ what: string }>`
      select what from second_step_change where person = ${person.id}::uuid order by at, id`;
    expect(kept.map(({ what }) => what)).toEqual(['on', 'codes', 'off']);
  });

  it('without its key, as after a backup was restored, takes recovery codes and no others, and says so to the operator', async () => {
    const person = await guarded();
    const other = mkdtempSync(join(tmpdir(), 'vuon-uom-second-step-'));
    const restored = appIn(other);
    try {
      const b = browser(() => restored);
      await signIn(b, person);
      const unchecked = async () => {
        const answers = [];
        for (let i = 0; i < 12; i += 1) answers.push(await b.post('/sign-in/code', { code: person.code() }));
        for (const answer of answers)
          expect([answer.status, answer.error('code')]).toEqual([
            422,
            expect.stringContaining('chưa kiểm tra được mã'),
          ]);
      };
      await unchecked(); // and nobody is kept out by it
      expect(reported.join()).toContain('second-step.key is not there');
      expect(existsSync(join(other, 'second-step.key'))).toBe(false);
      // torn, another one, and at last the right one, without a start in between
      for (const content of [Buffer.alloc(7), Buffer.alloc(32, 1)]) {
        writeFileSync(join(other, 'second-step.key'), content);
        await unchecked();
      }
      const elsewhere = browser(() => restored);
      await signIn(elsewhere, person);
      copyFileSync(join(dataDir, 'second-step.key'), join(other, 'second-step.key'));
      expect((await elsewhere.post('/sign-in/code', { code: person.code() })).to).toBe('/work');
      rmSync(join(other, 'second-step.key'));
      expect((await b.post('/sign-in/code', { code: person.codes[0]! })).to).toBe('/work');
      // but nobody begins anew under a second key, which would lock them out once the first is back
      const off = { what: 'off', current: password, code: person.codes[1]! };
      expect((await b.post('/account/second-step/change', off)).to).toBe('/account/second-step?done=off');
      expect((await b.post('/account/second-step', { current: password })).status).toBe(503);
      expect(existsSync(join(other, 'second-step.key'))).toBe(false);
    } finally {
      rmSync(other, { recursive: true, force: true });
      reported.length = 0;
    }
  });

  describe('that codes are guessed', () => {
    const told = async ({ email }: { email: string }) =>
      (await letters(email)).filter(({ subject }) => subject.includes('đoán mã')).length;
    const guess = async (person: { email: string }, times: number, code = '000') => {
      const answers = [];
      for (let time = 0; time < times; time += 1) {
        const b = browser();
        await signIn(b, person);
        answers.push(await b.post('/sign-in/code', { code }));
      }
      return answers;
    };

    it('is written to the owner at the tenth of a day, below every limit, and once', async () => {
      const person = await guarded();
      expect((await guess(person, 9)).every(({ status }) => status === 422)).toBe(true);
      expect(await told(person)).toBe(0);
      seconds(16 * 60);
      expect((await guess(person, 5)).every(({ status }) => status === 422)).toBe(true);
      expect(await told(person)).toBe(1);
    });

    it('is written to the owner too where it is done on the page of their account', async () => {
      const person = await guarded();
      const change = { what: 'off', current: password, code: '000' };
      for (let time = 0; time < 10; time += 1)
        expect((await person.browser.post('/account/second-step/change', change)).status).toBe(422);
      expect(await told(person)).toBe(1);
    });

    it('leads nobody to recovery codes who may try none of them either', async () => {
      const person = await guarded();
      const last = (await guess(person, 11, '0'.repeat(20))).at(-1)!;
      expect(last.status).toBe(429);
      expect(last.error('code')).toContain('15 phút');
      expect(last.error('code')).not.toContain('mã dự phòng');
    });
  });

  it('tells the operator no secret, and no fault', () => {
    expect(reported).toEqual([]);
  });
});
