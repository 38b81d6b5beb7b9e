// Accounts through the front door: signing up, in and out, forgotten passwords, sessions.
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
let database: TestDatabase;
let app: App;
let behindProxy: App;
let time = Date.parse('2026-11-22T02:00:00Z');
const minutes = (count: number) => {
  time += count * 60_000;
};
const reported: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  app = createApp({
    db: database.db,
    clock: () => new Date(time),
    origin,
    demo: true,
    report: (fault) => reported.push(fault),
  });
  behindProxy = createApp({ db: database.db, clock: () => new Date(time), origin, trustProxy: true });
});
const at = (from: string) => browser(undefined, from);
/** So many attempts, as if they had been made now. */
const tried = (kind: string, value: string, times: number) =>
  database.db.query`
    insert into attempt (what, at) select ${`${kind} ${createHash('sha256').update(value).digest('base64url')}`},
      ${new Date(time).toISOString()}::timestamptz from generate_series(1, ${times}::int)`;
afterAll(() => database?.drop());
beforeEach(() => minutes(61)); // what was tried in one test limits no other

/** A browser: keeps cookies, sends forms from our own pages; `from` an address of its own. */
function browser(agent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36', from = '') {
  const place = from === '' ? app : behindProxy;
  const cookies = new Map<string, string>();
  const keep = (answer: Response) => {
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  const headers = () => ({
    host,
    'user-agent': agent,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    ...(from === '' ? {} : { 'x-forwarded-for': from }),
  });
  return {
    cookies,
    get: async (path: string) => keep(await place.request(`${origin}${path}`, { headers: headers() })),
    post: async (path: string, form: Record<string, string>) => {
      time += 1_000; // so that letters have an order
      return keep(
        await place.request(`${origin}${path}`, {
          method: 'POST',
          headers: { ...headers(), origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form),
        }),
      );
    },
  };
}

const letters = (address: string) =>
  database.db.query<{ subject: string; body: string }>`
    select subject, body from letter where address = ${address} order by created_at desc, id desc`;
const linkIn = (body: string | undefined) => /http:\/\/vuon-uom\.test(\/\S+)/.exec(body ?? '')?.[1] ?? '';
const ticketIn = (link: string) => new URL(link, origin).searchParams.get('ticket') ?? '';
/** Who the page says is signed in. */
const nameOn = async (answer: Response) =>
  /href="\/account"[^>]*>([^<]+)</.exec(await answer.text())?.[1]?.trim() ?? null;

const password = 'mưa rơi trên mái tôn';
let count = 0;
const someone = () => {
  count += 1;
  return { name: 'Nguyễn Thị Minh Châu', email: `chau${count}@vidu.vn`, password };
};

async function account(person = someone()) {
  const b = browser();
  await b.post('/sign-up', { ...person, key: v7() });
  const link = linkIn((await letters(person.email))[0]?.body);
  const answer = await b.post('/confirm', { ticket: ticketIn(link), password: person.password });
  expect(answer.status).toBe(303);
  return { ...person, browser: b };
}

describe('signing up', () => {
  it('sends a letter whose link shows a button, and the button confirms and signs in', async () => {
    const person = someone();
    const b = browser();
    const sent = await b.post('/sign-up', { ...person, key: v7() });
    expect(sent.status).toBe(200);
    expect(await sent.text()).toContain('Hãy kiểm tra hộp thư');
    expect(b.cookies.has('session')).toBe(false);
    const [letter] = await letters(person.email);
    expect(letter?.subject).toBe('Xác nhận địa chỉ email của bạn');
    const link = linkIn(letter?.body);
    const page = await b.get(link);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toContain('Xác nhận và đăng nhập');
    // looking does not use it up: mail programs open links by themselves
    const confirmed = await b.post('/confirm', { ticket: ticketIn(link), password });
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, '/work']);
    expect(await nameOn(await b.get('/'))).toBe(person.name);
    expect((await browser().post('/confirm', { ticket: ticketIn(link) })).status).toBe(410);
  });

  it('answers the same for an address that has an account, and writes to its owner', async () => {
    const { email } = await account();
    const again = { ...someone(), email };
    const [known, unknown] = await Promise.all(
      [again, someone()].map(async (form) => {
        const answer = await browser().post('/sign-up', { ...form, key: v7() });
        const text = (await answer.text()).replaceAll(form.email, '').replace(/name="key" value="[^"]+"/, '');
        return [answer.status, text];
      }),
    );
    expect(known).toEqual(unknown);
    const [letter] = await letters(email);
    expect(letter?.subject).toBe('Bạn đã có tài khoản Vườn Ươm');
    expect((await browser().post('/sign-in', { email, password })).status).toBe(303);
  });

  it('leads on to where somebody wanted to go, through the letter, and nowhere else', async () => {
    const call = '/agencies/vidu/calls/1/apply?a=1';
    const b = browser();
    const entrance = await (await b.get(`/sign-in?next=${encodeURIComponent(call)}`)).text();
    expect(entrance).toContain(`href="/sign-up?next=${encodeURIComponent(call)}"`);
    const form = await (await b.get(`/sign-up?next=${encodeURIComponent(call)}`)).text();
    expect(form).toContain(`name="next" value="${call}"`);
    const person = someone();
    const wrong = await b.post('/sign-up', { ...person, password: 'ngắn', next: call, key: v7() });
    expect(await wrong.text()).toContain(`name="next" value="${call}"`);
    await b.post('/sign-up', { ...person, next: call, key: v7() });
    const link = linkIn((await letters(person.email))[0]?.body);
    expect(await (await b.get(link)).text()).toContain(`name="next" value="${call}"`);
    const confirmed = await b.post('/confirm', { ticket: ticketIn(link), password, next: call });
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, call]);

    const other = someone();
    await b.post('/sign-up', { ...other, next: 'https://evil.test/', key: v7() });
    const away = linkIn((await letters(other.email))[0]?.body);
    expect(away).not.toContain('evil');
    const stayed = await browser().post('/confirm', { ticket: ticketIn(away), password, next: '//evil.test/' });
    expect(stayed.headers.get('location')).toBe('/work');
  });

  it('sent twice writes one letter', async () => {
    const form = { ...someone(), key: v7() };
    await Promise.all([browser().post('/sign-up', form), browser().post('/sign-up', form)]);
    expect(await letters(form.email)).toHaveLength(1);
  });

  it('sends its letter again when asked, five times in an hour, and says nothing of who has an account', async () => {
    const person = someone();
    const promised = await (await browser().post('/sign-up', { ...person, key: v7() })).text();
    expect(promised).toContain('action="/sign-up/again"');
    const key = v7();
    for (const again of [key, key]) await browser().post('/sign-up/again', { email: person.email, key: again });
    const [newest, ...older] = await letters(person.email);
    expect(older).toHaveLength(1);
    expect(newest?.subject).toBe('Xác nhận địa chỉ email của bạn');
    const link = linkIn(newest?.body);
    const b = browser();
    expect((await b.get(link)).status).toBe(200);
    expect((await b.post('/confirm', { ticket: ticketIn(link), password: person.password })).status).toBe(303);

    const { email } = await account();
    const [known, unknown] = await Promise.all(
      [email, 'khong-dang-ky@vidu.vn'].map(async (address) =>
        (await (await b.post('/sign-up/again', { email: address, key: v7() })).text())
          .replaceAll(address, '')
          .replace(/name="key" value="[^"]+"/, ''),
      ),
    );
    expect(known).toBe(unknown);
    expect((await letters(email))[0]?.subject).toBe('Bạn đã có tài khoản Vườn Ươm');
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1)
      statuses.push((await browser().post('/sign-up/again', { email: 'lan-nua@vidu.vn', key: v7() })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const wrong = await browser().post('/sign-up/again', { email: 'x', key: v7() });
    expect([wrong.status, (await wrong.text()).includes('value="x"')]).toEqual([422, true]);
    expect(await (await browser().get('/confirm?ticket=x')).text()).toContain('href="/sign-up/again"');
  });

  it('is offered on the first page to whoever has no account, and to nobody who is signed in', async () => {
    expect(await (await browser().get('/')).text()).toMatch(/Chưa có tài khoản\? <a href="\/sign-up">/);
    const { browser: own } = await account();
    expect(await (await own.get('/')).text()).not.toContain('href="/sign-up"');
  });

  it('by somebody else before it is confirmed leaves neither password: whoever has the letter chooses', async () => {
    const person = someone();
    await browser().post('/sign-up', { ...person, password: 'của người khác 12', key: v7() });
    await browser().post('/sign-up', { ...person, key: v7() });
    const link = linkIn((await letters(person.email))[0]?.body);
    const b = browser();
    expect(await (await b.get(link)).text()).toContain('name="password"');
    const empty = await b.post('/confirm', { ticket: ticketIn(link) });
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('<h2 id="errors">Chưa xác nhận được</h2>');
    expect((await b.post('/confirm', { ticket: ticketIn(link), password: 'mật khẩu của tôi' })).status).toBe(303);
    expect((await browser().post('/sign-in', { email: person.email, password: 'của người khác 12' })).status).toBe(422);
  });

  it('in another’s name gives the signer no key: the owner confirms with that password or by a new one, never without', async () => {
    const person = someone();
    const theirs = 'của kẻ mạo danh 12';
    await browser().post('/sign-up', { ...person, password: theirs, key: v7() });
    const link = linkIn((await letters(person.email))[0]?.body);
    const owner = browser();
    expect(await (await owner.get(link)).text()).toContain('href="/forgotten"');
    expect((await owner.post('/confirm', { ticket: ticketIn(link) })).status).toBe(422);
    const wrong = await owner.post('/confirm', { ticket: ticketIn(link), password: 'mật khẩu của tôi' });
    expect(wrong.status).toBe(422);
    const text = await wrong.text();
    expect(text).toContain('không phải mật khẩu đã chọn khi đăng ký');
    expect(text).toContain('href="/forgotten"');
    expect(owner.cookies.has('session')).toBe(false);
    const early = await browser().post('/sign-in', { email: person.email, password: theirs });
    expect(await early.text()).toContain('chưa được xác nhận');
    // the letter for a new password goes to the owner alone, and confirms the address as well
    await owner.post('/forgotten', { email: person.email, key: v7() });
    const reset = linkIn((await letters(person.email))[0]?.body);
    const saved = await owner.post('/new-password', { ticket: ticketIn(reset), password: 'mật khẩu của tôi' });
    expect(saved.status).toBe(303);
    expect((await browser().post('/sign-in', { email: person.email, password: theirs })).status).toBe(422);
    expect((await browser().post('/sign-in', { email: person.email, password: 'mật khẩu của tôi' })).status).toBe(303);
    expect((await browser().post('/confirm', { ticket: ticketIn(link), password: theirs })).status).toBe(410);
  });

  it.each([
    ['a short password', { password: 'ngắn quá' }, 'ít nhất 12 ký tự'],
    ['an endless password', { password: 'a'.repeat(201) }, 'tối đa 200 ký tự'],
    ['the name as password', { password: 'Nguyễn Thị Minh Châu' }, 'không được trùng'],
    ['no address', { email: 'chau' }, 'địa chỉ email đúng'],
    ['a name that is a link', { name: 'Xem http://evil.test' }, 'Hãy nhập họ và tên'],
    ['a name of markup', { name: '<script>alert(1)</script>' }, 'Hãy nhập họ và tên'],
    ['a name with a NUL', { name: 'Châu\0' }, 'Hãy nhập họ và tên'],
  ])('refuses %s, and keeps what was typed', async (_, wrong, sentence) => {
    const form = { ...someone(), key: v7(), ...wrong };
    const answer = await browser().post('/sign-up', form);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain(sentence);
    expect(text).toContain('role="alert"');
    expect(text).not.toContain('<script>alert');
    expect(text).toMatch(/type="password"(?![^>]*value=)/);
    expect(await letters(form.email)).toEqual([]);
  });

  it('in English speaks and writes English', async () => {
    const person = { ...someone(), name: "Anna O'Neill-Nguyễn" };
    const b = browser();
    b.cookies.set('lang', 'en');
    expect(await (await b.post('/sign-up', { ...person, key: v7() })).text()).toContain('Check your inbox');
    expect((await letters(person.email))[0]?.subject).toBe(
      'Xác nhận địa chỉ email của bạn / Confirm your e-mail address',
    );
  });
});

describe('signing in', () => {
  it('gives one answer for a wrong password and for no account, in the same time', async () => {
    const { email } = await account();
    const ask = async (form: Record<string, string>) => {
      const began = performance.now();
      const answer = await browser().post('/sign-in', form);
      const took = performance.now() - began;
      return { took, answer: [answer.status, (await answer.text()).replaceAll(form.email ?? '', '')] };
    };
    const wrong = await ask({ email, password: 'không phải mật khẩu' });
    const none = await ask({ email: 'khong-co@vidu.vn', password: 'không phải mật khẩu' });
    expect(wrong.answer).toEqual(none.answer);
    expect(wrong.answer[0]).toBe(422);
    // hashing is what takes long, and is done for both
    const times = { wrong: [] as number[], none: [] as number[] };
    for (let i = 0; i < 8; i += 1) {
      times.wrong.push((await ask({ email, password: 'không phải mật khẩu' })).took);
      times.none.push((await ask({ email: 'khong-co@vidu.vn', password: 'không phải mật khẩu' })).took);
    }
    const [a, b] = [Math.min(...times.wrong), Math.min(...times.none)];
    expect(Math.min(a, b) / Math.max(a, b)).toBeGreaterThan(0.5);
  });

  it('sets a cookie that scripts and foreign pages do not get, and keeps only its hash', async () => {
    const { email } = await account();
    const answer = await browser().post('/sign-in', { email: ` ${email.toUpperCase()} `, password });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('session=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/); // this origin is http
    const token = /session=([a-z2-7]{40});/.exec(cookie)?.[1] ?? '';
    const rows = await database.db.query<{ row: string }>`select s::text as row from session s`;
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    const secure = createApp({ db: database.db, clock: () => new Date(time), origin: `https://${host}` });
    const safe = await secure.request(`https://${host}/sign-in`, {
      method: 'POST',
      headers: { host, origin: `https://${host}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email, password }),
    });
    expect(safe.headers.getSetCookie().join()).toMatch(/session=[^,]*Secure/);
  });

  it.each([
    ['/account', '/account'],
    ['/agencies/tphcm/people?a=1&b=ô', '/agencies/tphcm/people?a=1&b=%C3%B4'],
    ['https://evil.test/', '/work'],
    ['//evil.test/', '/work'],
    ['/\\evil.test/', '/work'],
    ['/\t/evil.test/', '/work'],
    ['/./\\evil.test', '/work'],
    ['/.//evil.test', '/work'],
    ['javascript:alert(1)', '/work'],
    ['', '/work'],
  ])('with next=%j leads to %s', async (next, place) => {
    const { email } = await account();
    const answer = await browser().post('/sign-in', { email, password, next });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, place]);
  });

  it('before the address is confirmed says so to whoever has the password, and sends the letter again', async () => {
    const person = someone();
    await browser().post('/sign-up', { ...person, key: v7() });
    const b = browser();
    const answer = await b.post('/sign-in', person);
    expect(answer.status).toBe(422);
    const text = await answer.text();
    expect(text).toContain('chưa được xác nhận');
    // where the letter lies that was promised, and where to ask for another
    expect(text).toContain('href="/mailbox"');
    expect(text).toContain('href="/sign-up/again"');
    expect(b.cookies.has('session')).toBe(false);
    expect(await letters(person.email)).toHaveLength(2);
  });

  it('is refused after ten attempts for one address, also to whoever has the password, until a quarter of an hour is over', async () => {
    const { email } = await account();
    for (let i = 0; i < 10; i += 1)
      expect((await browser().post('/sign-in', { email, password: 'không phải mật khẩu' })).status).toBe(422);
    const refused = await browser().post('/sign-in', { email, password });
    expect(refused.status).toBe(429);
    expect(await refused.text()).toContain('thử lại sau 15 phút');
    minutes(16);
    expect((await browser().post('/sign-in', { email, password })).status).toBe(303);
  });

  it('is not kept from anybody by who guesses elsewhere', async () => {
    const { email } = await account();
    const wrong = { email, password: 'không phải mật khẩu' };
    for (let i = 0; i < 10; i += 1) expect((await at('203.0.113.1').post('/sign-in', wrong)).status).toBe(422);
    expect((await at('203.0.113.1').post('/sign-in', { email, password })).status).toBe(429);
    expect((await at('203.0.113.2').post('/sign-in', { email, password })).status).toBe(303);
    // nor does the right password open the place of the guesses again
    expect((await at('203.0.113.1').post('/sign-in', wrong)).status).toBe(429);
  });

  it('is guessed from many places a little more often, as for no account, and never closes the browser that was in', async () => {
    const { email, browser: own } = await account();
    await own.post('/sign-out', {});
    for (const one of [email, 'khong-ai-ca@vidu.vn']) {
      const wrong = { email: one, password: 'không phải mật khẩu' };
      await tried('signIn email', one, 49);
      const statuses: number[] = [];
      for (let i = 0; i < 2; i += 1) statuses.push((await at(`203.0.113.${i}`).post('/sign-in', wrong)).status);
      expect(statuses).toEqual([422, 429]);
    }
    expect((await at('203.0.113.99').post('/sign-in', { email, password })).status).toBe(429);
    expect((await own.post('/sign-in', { email, password })).status).toBe(303);
    // where somebody was in before, their password is guessed no more often, and another's as anywhere
    await own.post('/sign-out', {});
    const guess = { email, password: 'không phải mật khẩu' };
    for (let i = 0; i < 10; i += 1) expect((await own.post('/sign-in', guess)).status).toBe(422);
    expect((await own.post('/sign-in', { email, password })).status).toBe(429);
    expect((await own.post('/sign-in', { ...guess, email: 'khong-ai-ca@vidu.vn' })).status).toBe(429);
  });

  it('rightly uses up nothing for others at the same place', async () => {
    await database.db.query`delete from attempt`;
    const { email } = await account();
    for (let i = 0; i < 3; i += 1)
      expect((await at('203.0.113.7').post('/sign-in', { email, password })).status).toBe(303);
    const rows = await database.db.query`select 1 from attempt where what like 'signIn %'`;
    expect(rows).toEqual([]);
  });

  it('of sixty founders of one incubator goes on, from signing up to a forgotten password', async () => {
    for (const [what, path] of [
      ['signUp', '/sign-up'],
      ['again', '/sign-up/again'],
      ['forgotten', '/forgotten'],
    ] as const) {
      await tried(`${what} address`, '203.0.113.8', 120);
      expect((await at('203.0.113.8').post(path, { ...someone(), key: v7() })).status).toBe(200);
      await tried(`${what} address`, '203.0.113.8', 30);
      expect((await at('203.0.113.8').post(path, { ...someone(), key: v7() })).status).toBe(429);
    }
  });

  it('lets no more than ten of thirty at once try', async () => {
    const { email } = await account();
    const tries = Array.from({ length: 30 }, () =>
      browser().post('/sign-in', { email, password: 'không phải mật khẩu' }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(10);
  });

  it('is refused after fifty attempts from one place', async () => {
    await tried('signIn address', 'unknown', 50);
    expect((await browser().post('/sign-in', { email: 'ai-do@vidu.vn', password })).status).toBe(429);
  });

  it('counts by the connection; by X-Forwarded-For only behind a proxy of ours, and there by what that one added', async () => {
    const triedBy = async (trustProxy: boolean, forwarded: string) => {
      await database.db.query`delete from attempt`;
      const behind = createApp({ db: database.db, clock: () => new Date(time), origin, trustProxy });
      await behind.request(`${origin}/sign-in`, {
        method: 'POST',
        headers: {
          host,
          origin,
          'x-forwarded-for': forwarded,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ email: 'ai@vidu.vn', password }),
      });
      const rows = await database.db.query<{
        what: string;
      }>`select what from attempt where what like 'signIn address%'`;
      return rows[0]?.what;
    };
    expect(await triedBy(false, '203.0.113.1')).toBe(await triedBy(false, '203.0.113.2'));
    expect(await triedBy(true, '203.0.113.1')).not.toBe(await triedBy(true, '203.0.113.2'));
    expect(await triedBy(true, '198.51.100.9, 203.0.113.1')).toBe(await triedBy(true, '203.0.113.1'));
    // one line has 2^64 addresses of its own
    expect(await triedBy(true, '2001:db8:1:2::9')).toBe(await triedBy(true, '2001:db8:1:2:3:4:5:6'));
    expect(await triedBy(true, '2001:db8:1:2::9')).not.toBe(await triedBy(true, '2001:db8:1:3::9'));
  });

  it('when very many come at once, asks the last of them to come again', async () => {
    const { email } = await account();
    const tries = Array.from({ length: 49 }, (_, i) =>
      browser().post('/sign-in', { email: i === 0 ? email : `ai${i}@vidu.vn`, password }),
    );
    const answers = await Promise.all(tries);
    const busy = answers.filter(({ status }) => status === 503);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 422, 503]));
    expect(await busy[0]?.text()).toContain('Nhiều người đang đăng nhập cùng lúc');
    expect(busy[0]?.headers.get('retry-after')).toBe('3');
    expect((await browser().post('/forgotten', { email, key: v7() })).status).toBe(200);
  });

  it('hostile forms are answered, and break nothing', async () => {
    reported.length = 0;
    for (const value of [
      '',
      '\0',
      'x'.repeat(5000),
      '\ud800',
      "' or 1=1 --",
      '%00',
      '<b>',
      '{{7*7}}',
      '\r\nSet-Cookie: a=b',
    ])
      for (const [path, form] of [
        ['/sign-in', { email: value, password: value, next: value }],
        ['/sign-in', { email: 'a@b.vn', password: value, next: value }],
        ['/sign-up', { name: value, email: value, password: value, key: value }],
        ['/forgotten', { email: value, key: value }],
        ['/confirm', { ticket: value }],
        ['/new-password', { ticket: value, password: value }],
        ['/invitation', { ticket: value, password: value }],
      ] as const) {
        const { status } = await browser().post(path, form);
        expect([422, 410, 429]).toContain(status);
        minutes(61);
      }
    const b = browser();
    for (const token of ['x', '\u{1f331}', 'a'.repeat(40), '%00', 'a'.repeat(4000)]) {
      b.cookies.set('session', encodeURIComponent(token));
      expect((await b.get('/')).status).toBe(200);
      expect((await b.get('/account')).status).toBe(303);
    }
    expect(reported).toEqual([]);
  });
});

describe('a forgotten password', () => {
  it('is replaced by the link in a letter, once; every session ends and the owner is told', async () => {
    const { email, browser: other } = await account();
    const b = browser();
    const [known, unknown] = await Promise.all(
      [email, 'khong-ai@vidu.vn'].map(async (address) =>
        (await (await b.post('/forgotten', { email: address, key: v7() })).text())
          .replaceAll(address, '')
          .replace(/name="key" value="[^"]+"/, ''),
      ),
    );
    expect(known).toBe(unknown);
    expect(await letters('khong-ai@vidu.vn')).toEqual([]);
    const link = linkIn((await letters(email))[0]?.body);
    expect(link).toMatch(/^\/new-password\?ticket=[\w-]{43}$/);
    const [stored] = await database.db.query<{ hash: string }>`
      select hash from ticket where purpose = 'reset' and used_at is null order by expires_at desc limit 1`;
    expect(stored?.hash).not.toContain(ticketIn(link));
    expect(await (await b.get(link)).text()).toContain(email);
    const short = await b.post('/new-password', { ticket: ticketIn(link), password: 'ngắn' });
    expect(short.status).toBe(422);
    const saved = await b.post('/new-password', { ticket: ticketIn(link), password: 'một mật khẩu khác hẳn' });
    expect(saved.status).toBe(303);
    expect(await nameOn(await b.get('/'))).not.toBeNull();
    expect((await other.get('/account')).status).toBe(303);
    expect((await b.post('/new-password', { ticket: ticketIn(link), password: 'lần thứ hai thì không' })).status).toBe(
      410,
    );
    expect((await browser().post('/sign-in', { email, password })).status).toBe(422);
    expect((await letters(email))[0]?.subject).toBe('Mật khẩu của bạn đã được đổi');
  });

  it('two at once with one link: one of them', async () => {
    const { email } = await account();
    await browser().post('/forgotten', { email, key: v7() });
    const ticket = ticketIn(linkIn((await letters(email))[0]?.body));
    const answers = await Promise.all(
      ['mật khẩu thứ nhất', 'mật khẩu thứ hai'].map((chosen) =>
        browser().post('/new-password', { ticket, password: chosen }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  it('sent again because the answer was lost, the same password comes in, any other does not, and guesses are counted', async () => {
    const { email } = await account();
    await browser().post('/forgotten', { email, key: v7() });
    const ticket = ticketIn(linkIn((await letters(email))[0]?.body));
    const chosen = 'mật khẩu vừa mới chọn';
    expect((await browser().post('/new-password', { ticket, password: chosen })).status).toBe(303);
    const again = browser();
    expect((await again.post('/new-password', { ticket, password: chosen })).headers.get('location')).toBe('/work');
    expect(await nameOn(await again.get('/'))).not.toBeNull();
    const letterCount = (await letters(email)).length;
    const guesses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1)
      guesses.push((await browser().post('/new-password', { ticket, password: `đoán lần thứ ${guess}` })).status);
    expect(guesses).toEqual([...Array(10).fill(410), 429]);
    expect((await letters(email)).length).toBe(letterCount);
  });

  it('a link is good for an hour, a confirmation for two days, and neither for the other', async () => {
    const { email } = await account();
    await browser().post('/forgotten', { email, key: v7() });
    const reset = linkIn((await letters(email))[0]?.body);
    const fresh = someone();
    await browser().post('/sign-up', { ...fresh, key: v7() });
    const confirm = linkIn((await letters(fresh.email))[0]?.body);
    expect((await browser().get(`/confirm?ticket=${ticketIn(reset)}`)).status).toBe(410);
    minutes(61);
    expect((await browser().get(reset)).status).toBe(410);
    expect((await browser().get(confirm)).status).toBe(200);
    minutes(48 * 60);
    expect((await browser().get(confirm)).status).toBe(410);
  });

  it('may be asked for five times in an hour', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1)
      statuses.push((await browser().post('/forgotten', { email: 'nhieu-lan@vidu.vn', key: v7() })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});

describe('one’s own account', () => {
  it('is for whoever is signed in', async () => {
    const answer = await browser().get('/account');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Faccount']);
  });

  it('leads to what is held about oneself', async () => {
    const { browser: b } = await account();
    const text = await (await b.get('/account')).text();
    expect(text).toContain('<a href="/account/data">Mở trang Dữ liệu của tôi</a>');
    expect((await b.get('/account/data')).status).toBe(200);
  });

  it('keeps name and language', async () => {
    const { browser: b } = await account();
    const saved = await b.post('/account', { name: ' Lê   Hoàng Anh ', language: 'en' });
    expect(saved.headers.get('location')).toBe('/account?done=saved');
    const page = await b.get('/account?done=saved');
    const text = await page.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toMatch(/Lê Hoàng Anh/);
    expect((await b.post('/account', { name: '', language: 'en' })).status).toBe(422);
    expect((await b.post('/account', { name: 'Lê', language: 'fr' })).status).toBe(422);
  });

  it('is nobody else’s: who comes to a machine after somebody has their own language', async () => {
    const [one, other] = [await account(), await account()];
    const b = browser();
    await b.get('/?lang=en');
    await b.post('/sign-in', { email: one.email, password });
    await b.get('/work?lang=en');
    await b.post('/sign-out', {});
    await b.post('/sign-in', { email: other.email, password });
    expect(await (await b.get('/work')).text()).toContain('<html lang="vi">');
    await b.post('/sign-out', {});
    await b.post('/sign-in', { email: one.email, password });
    expect(await (await b.get('/work')).text()).toContain('<html lang="en">');
  });

  it('a changed password ends all other sessions, not this one', async () => {
    const { email, browser: b } = await account();
    const other = browser();
    await other.post('/sign-in', { email, password });
    expect((await b.post('/account/password', { current: 'không phải', password: 'một câu dài hơn nữa' })).status).toBe(
      422,
    );
    expect((await other.get('/account')).status).toBe(200);
    const changed = await b.post('/account/password', { current: password, password: 'một câu dài hơn nữa' });
    expect(changed.headers.get('location')).toBe('/account?done=password');
    expect((await b.get('/account')).status).toBe(200);
    expect((await other.get('/account')).status).toBe(303);
    expect((await other.post('/sign-in', { email, password: 'một câu dài hơn nữa' })).status).toBe(303);
  });

  it('a changed password uses up the links for a new one that still lie in the mailbox', async () => {
    const { email, browser: b } = await account();
    await browser().post('/forgotten', { email, key: v7() });
    const link = linkIn((await letters(email))[0]?.body);
    expect((await browser().get(link)).status).toBe(200);
    await b.post('/account/password', { current: password, password: 'một câu dài hơn nữa' });
    const late = await browser().post('/new-password', { ticket: ticketIn(link), password: 'của ai đó khác đi' });
    expect(late.status).toBe(410);
    expect((await browser().post('/sign-in', { email, password: 'một câu dài hơn nữa' })).status).toBe(303);
  });

  it('signing out ends the session in the database too', async () => {
    const { browser: b } = await account();
    const token = b.cookies.get('session') ?? '';
    expect((await b.post('/sign-out', {})).headers.get('location')).toBe('/');
    expect(b.cookies.has('session')).toBe(false);
    b.cookies.set('session', token);
    expect((await b.get('/account')).status).toBe(303);
  });
});
