// A person's language is theirs at every machine; letters are in Vietnamese, with an English copy for whoever asked on their account.
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { mailWorker } from '../../src/mail/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { type Mail, startMailServer } from './mailServer.ts';

const host = 'vuon-uom.test';
const origin = `http://${host}`;
const password = 'mưa rơi trên mái tôn';
let database: TestDatabase;
let server: Awaited<ReturnType<typeof startMailServer>>;
let app: App;
let time = Date.parse('2026-11-22T02:00:00Z');
const clock = () => new Date(time);

beforeAll(async () => {
  database = await freshDatabase();
  server = await startMailServer();
  app = createApp({ db: database.db, clock, origin, sendsMail: true });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
});
beforeEach(() => {
  time += 3_600_000;
  server.taken.length = 0;
});

/** A machine: keeps its cookies. */
function machine() {
  const cookies = new Map<string, string>();
  const ask = async (path: string, form?: Record<string, string>) => {
    time += 1_000;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = form && new URLSearchParams(form);
    const answer = await app.request(`${origin}${path}`, {
      method: form ? 'POST' : 'GET',
      headers: { host, origin, cookie },
      ...(body && { body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return { status: answer.status, text: await answer.text() };
  };
  const language = async (path = '/') => /<html lang="(..)"/.exec((await ask(path)).text)?.[1];
  return { ask, language };
}

/** What has been written since, as it went through the mail server. */
async function mails(): Promise<Mail[]> {
  const worker = mailWorker({
    ...{ db: database.db, now: () => clock().toISOString(), origin, smtpUrl: server.url },
    ...{ from: 'Vườn Ươm <no-reply@vuon-uom.test>', report: (fault: unknown) => expect.fail(String(fault)) },
  });
  await worker.turn();
  worker.close();
  return server.taken.splice(0);
}

/** The parts of a mail by their type, decoded. */
function partsOf({ raw }: Mail): Record<'text' | 'html', string> {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  const found: Record<string, string> = {};
  for (const part of raw.split(`--${boundary}`)) {
    const [, head = '', body = ''] = /^\r\n([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(part) ?? [];
    const type = /Content-Type: text\/(plain|html)/i.exec(head)?.[1];
    if (type === undefined) continue;
    const text = /base64/i.test(head)
      ? Buffer.from(body, 'base64')
      : Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        );
    found[type === 'plain' ? 'text' : 'html'] = text.toString('utf8').replaceAll('\r\n', '\n');
  }
  return { text: found.text ?? '', html: found.html ?? '' };
}

let count = 0;
/** Somebody with an account, who signed up in a language, at a machine of their own. */
async function someone(language: 'vi' | 'en' = 'vi') {
  count += 1;
  const email = `chau${count}@vidu.vn`;
  const at = machine();
  await at.ask(`/sign-up?lang=${language}`);
  await at.ask('/sign-up', { name: 'Nguyễn Thị Minh Châu', email, password, key: v7() });
  const [mail] = await mails();
  const ticket = /ticket=([\w-]+)/.exec(partsOf(mail!).text)?.[1] ?? '';
  expect((await at.ask('/confirm', { ticket, password })).status).toBe(303);
  return { email, at, mail: mail!, profile: { name: 'Nguyễn Thị Minh Châu', language } };
}
const signIn = (at: ReturnType<typeof machine>, email: string) => at.ask('/sign-in', { email, password });

describe('the language of pages', () => {
  it('is the person’s: chosen on the account, it is there at every machine that they sign in at', async () => {
    const { email, at, profile } = await someone();
    expect(await at.language()).toBe('vi');
    expect((await at.ask('/account', { ...profile, language: 'en' })).status).toBe(303);
    expect(await at.language('/account')).toBe('en');
    const fresh = machine();
    await signIn(fresh, email);
    expect(await fresh.language()).toBe('en');
    // a machine at which somebody else has read in Vietnamese
    const shared = machine();
    await shared.ask('/?lang=vi');
    await signIn(shared, email);
    expect(await shared.language()).toBe('en');
  });

  it('is kept with the account when it is chosen at the top of any page, and with no account when nobody is signed in', async () => {
    const { email, at } = await someone();
    await at.ask('/account?lang=en');
    const other = machine();
    await signIn(other, email);
    expect(await other.language()).toBe('en');
    const stranger = machine();
    await stranger.ask('/?lang=vi');
    const again = machine();
    await signIn(again, email);
    expect(await again.language()).toBe('en');
  });
});

describe('letters', () => {
  const changed = 'Mật khẩu của bạn đã được đổi';
  const forgotten = async (email: string) => {
    await machine().ask('/forgotten', { email, key: v7() });
    const [mail] = await mails();
    return mail!;
  };

  it('are in Vietnamese alone for whoever asked for nothing, as plain text and as HTML, whatever language their pages are in', async () => {
    const { email, at, profile } = await someone();
    await at.ask('/account', { ...profile, language: 'en' });
    const mail = await forgotten(email);
    expect(mail.subject).toBe('Đặt mật khẩu mới');
    const { text, html } = partsOf(mail);
    expect(text).toMatch(/^Kính gửi Nguyễn Thị Minh Châu,\n\n/);
    expect(text).not.toMatch(/Dear|English/);
    expect(html).toContain('<html lang="vi">');
    expect(html).not.toContain('lang="en"');
    const link = /http\S+/.exec(text)?.[0] ?? '';
    expect(html).toContain(`<a href="${link.replaceAll('&', '&amp;')}">`);
  });

  it('bring an English copy below, in the same mail, for who chose so on their account, until they choose otherwise', async () => {
    const { email, at, profile } = await someone();
    await at.ask('/account', { ...profile, englishLetters: 'yes' });
    expect((await at.ask('/account')).text).toMatch(/name="englishLetters"[^>]*checked/);
    const mail = await forgotten(email);
    expect(mail.subject).toBe('Đặt mật khẩu mới / Choose a new password');
    const { text, html } = partsOf(mail);
    const place = (words: string) => text.indexOf(words);
    expect(place('An English copy follows below.')).toBe(0);
    expect(place('Kính gửi Nguyễn Thị Minh Châu,')).toBeGreaterThan(0);
    expect(place('English copy, for your information.')).toBeGreaterThan(place('Kính gửi'));
    expect(place('Dear Nguyễn Thị Minh Châu,')).toBeGreaterThan(place('English copy, for your information.'));
    // one ticket: both name the same link
    const links = text.match(/https?:\S+ticket=\S+/g) ?? [];
    expect([links.length, new Set(links).size]).toEqual([2, 1]);
    expect(html).toMatch(/<html lang="vi">[\s\S]*Kính gửi[\s\S]*<div lang="en">[\s\S]*Dear Nguyễn/);
    const [row] = await database.db.query<{
      body: string;
      english: string;
    }>`select body, english from letter where address = ${email} and subject like 'Đặt%'`;
    expect(row).toEqual({ body: '', english: '' });

    await at.ask('/account', profile);
    expect(partsOf(await forgotten(email)).text).not.toContain('Dear');
  });

  it('bring it from the beginning to who signs up in English', async () => {
    const { mail, at } = await someone('en');
    expect(mail.subject).toBe('Xác nhận địa chỉ email của bạn / Confirm your e-mail address');
    expect(partsOf(mail).text).toContain('Dear ');
    expect((await at.ask('/account')).text).toMatch(/name="englishLetters"[^>]*checked/);
  });

  it('show names as text in HTML, whatever somebody calls themselves', async () => {
    const { email, at, profile } = await someone();
    await at.ask('/account', { ...profile, englishLetters: 'yes' });
    await database.db.query`update person set name = '<b>Châu & Co</b>' where email = ${email}`;
    const { html } = partsOf(await forgotten(email));
    expect(html).toContain('&lt;b&gt;Châu &amp; Co&lt;/b&gt;');
    expect(html).not.toContain('<b>');
  });

  it('about a changed password come in both languages too', async () => {
    const { at, profile } = await someone();
    await at.ask('/account', { ...profile, englishLetters: 'yes' });
    await at.ask('/account/password', { current: password, password: 'một câu dài hơn nữa' });
    const [mail] = await mails();
    expect(mail?.subject.startsWith(`${changed} / `)).toBe(true);
  });
});
