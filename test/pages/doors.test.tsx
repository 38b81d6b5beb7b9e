import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { RetryableError } from '../../src/database/pool.ts';
import { type AppEnv, createDoors } from '../../src/doors.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let app: App;
const reported: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  app = createApp({ db: database.db, clock: () => new Date(0), report: (fault) => reported.push(fault) });
  // Hono takes no routes after the first request, and these stand for what comes later.
  app.doors.get('/test/members', { who: 'signedIn' }, (c) => c.text('secret'));
  app.doors.post('/test/form', { who: 'anyone', maxBodyBytes: 10 }, async (c) => c.text(await c.req.text()));
  app.doors.get('/test/bug', { who: 'anyone' }, () => {
    throw new Error('the password is 1234');
  });
  app.doors.get('/test/busy', { who: 'anyone' }, () => {
    throw new RetryableError('no answer');
  });
});
afterAll(() => database.drop());

const post = (headers: Record<string, string>, body = 'x') =>
  app.request('http://vuon-uom.test/test/form', {
    method: 'POST',
    headers: { host: 'vuon-uom.test', ...headers },
    body,
  });

describe('routes', () => {
  it('that do not say who may use them stop the start', () => {
    const careless = new Hono<AppEnv>();
    const doors = createDoors(careless, async () => undefined);
    doors.get('/declared', { who: 'anyone' }, (c) => c.text('fine'));
    expect(() => doors.check()).not.toThrow();
    careless.get('/forgotten', (c) => c.text('open to all'));
    expect(() => doors.check()).toThrow('GET /forgotten does not say who may use it');
  });

  it('for nobody at all stop the start', () => {
    const doors = createDoors(new Hono<AppEnv>(), async () => undefined);
    doors.get('/empty', { who: [] }, (c) => c.text('whose?'));
    expect(() => doors.check()).toThrow('/empty');
  });

  it('are closed to everybody who has not signed in: they are led to the door, and back afterwards', async () => {
    const answer = await app.request('/test/members');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe('/sign-in?next=%2Ftest%2Fmembers');
    expect(await answer.text()).not.toContain('secret');
  });

  it('are all declared', () => {
    expect(app.doors.list()).toContainEqual({ method: 'GET', path: '/', who: 'anyone' });
    expect(() => app.doors.check()).not.toThrow();
  });
});

describe('what changes something', () => {
  it('must come from a page of ours', async () => {
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: 'https://evil.test' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' })).status).toBe(403);
    expect((await post({ origin: 'https://vuon-uom.test' })).status).toBe(200);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  it('may come through a proxy that keeps the name of the site to itself, and is told of where it comes from elsewhere', async () => {
    const told: unknown[] = [];
    const [db, clock] = [database.db, () => new Date(0)];
    const behind = createApp({ db, clock, origin: 'https://vuonuom.example.vn', report: (line) => told.push(line) });
    const from = async (headers: Record<string, string>) =>
      (await behind.request('/sign-out', { method: 'POST', headers: { host: '127.0.0.1:4711', ...headers } })).status;
    expect(await from({ origin: 'https://vuonuom.example.vn' })).toBe(303);
    expect(await from({ origin: 'https://vuonuom.example.vn', 'sec-fetch-site': 'same-origin' })).toBe(303);
    expect(await from({ origin: 'https://vuonuom.example.vn', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await from({ origin: 'http://vuonuom.example.vn' })).toBe(403);
    expect(await from({})).toBe(403);
    expect(await from({ origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(told).toHaveLength(1); // of what looks like the proxy's or ORIGIN's fault, once, and without what was sent
    expect(await from({ origin: 'https://nguyen-van-a.test' })).toBe(403);
    expect(told).toEqual([
      expect.stringMatching(/^A form was refused.*ORIGIN, https:\/\/vuonuom\.example\.vn.*Host.*\.$/),
    ]);
  });

  it('may not be larger than its route says', async () => {
    expect((await post({ 'sec-fetch-site': 'same-origin' }, 'x'.repeat(11))).status).toBe(413);
  });
});

describe('every answer', () => {
  it.each(['/', '/healthz', '/nowhere', '/test/bug'])('of %s carries the security headers', async (path) => {
    const { headers } = await app.request(path);
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    );
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('that is a page has no script or style inside', async () => {
    for (const path of ['/', '/?lang=en', '/nowhere']) {
      expect(await (await app.request(path)).text()).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    }
  });
});

describe('faults', () => {
  it('are told in both languages until one is chosen, without details', async () => {
    const missing = await app.request('/nowhere');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toMatch(/Không tìm thấy trang.*Page not found/s);
    const remembered = await app.request('/nowhere', { headers: { cookie: 'lang=en' } });
    expect(await remembered.text()).toMatch(/^(?!.*Không tìm thấy trang).*Page not found/s);
    reported.length = 0;
    const bug = await app.request('/test/bug?lang=en');
    expect(bug.status).toBe(500);
    const text = await bug.text();
    expect(text).toMatch(/^(?!.*Có lỗi).*Something went wrong/s);
    expect(text).not.toContain('1234');
    expect(reported).toHaveLength(1);
  });

  it('that pass ask to come again', async () => {
    const busy = await app.request('/test/busy');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2']);
  });

  it('of the database make /healthz answer 503', async () => {
    const broken = createApp({
      db: { ...database.db, query: () => Promise.reject(new RetryableError('gone')) },
      clock: () => new Date(0),
    });
    const answer = await broken.request('/healthz');
    expect([answer.status, await answer.json()]).toEqual([503, { ok: false }]);
  });
});

describe('assets', () => {
  it('are kept for ever under the address of their content', async () => {
    const page = await (await app.request('/')).text();
    const look = /href="(\/assets\/[0-9a-f]+\/look\.css)"/.exec(page)?.[1] ?? '';
    const styles = await app.request(look);
    expect(styles.headers.get('cache-control')).toContain('immutable');
    const text = await styles.text();
    const fonts = [...text.matchAll(/url\(([^)]+)\)/g)].map(([, address = '']) => address);
    expect(fonts.length).toBeGreaterThan(4);
    for (const font of fonts) expect((await app.request(font)).headers.get('content-type')).toBe('font/woff2');
  });

  it('of another version are given as they are now, but not kept', async () => {
    const answer = await app.request('/assets/0000000000000000/look.css');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect((await app.request('/assets/0/..%2Fpackage.json')).status).toBe(404);
  });
});
