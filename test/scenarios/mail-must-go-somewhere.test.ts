// Starting: with a mail server, or as the demonstration, which has accounts and a mailbox; and the first administrator by a command.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig, senderOf } from '../../src/config.ts';
import { root } from '../../src/paths.ts';
import { demoPassword } from '../../src/people/index.ts';
import { openClamd } from '../support/clamd.ts';
import { endPrograms, startProgram, temporaryFolder } from '../support/program.ts';
import { startMailServer } from './mailServer.ts';

afterAll(endPrograms);

const complaints = (environment: Record<string, string>): string => {
  try {
    readConfig(environment, '/', { serves: true });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
const database = {
  DATABASE_URL: 'postgres://app:p@db/vuon_uom',
  MIGRATION_DATABASE_URL: 'postgres://owner:p@db/vuon_uom',
};
const mail = { SMTP_URL: 'smtps://login:password@mail.vidu.vn:465', ORIGIN: 'https://vuonuom.vidu.vn' };

describe('what is wrong with mail is said in a sentence each', () => {
  it.each([
    [{ ...mail, SMTP_URL: 'mail.vidu.vn' }, 'SMTP_URL is not'],
    [{ ...mail, SMTP_URL: 'http://mail.vidu.vn' }, 'SMTP_URL is not'],
    [{ ...mail, SMTP_URL: 'smtp://a:c%zz@mail.vidu.vn' }, 'SMTP_URL is not'],
    [{ ...mail, ORIGIN: 'vuonuom.vidu.vn' }, 'ORIGIN is not'],
    [{ ...mail, ORIGIN: 'https://vidu.vn/vuonuom' }, 'ORIGIN is not'],
    [{ SMTP_URL: mail.SMTP_URL }, 'ORIGIN is missing beside SMTP_URL'],
    [{ ...mail, MAIL_FROM: 'Vườn Ươm' }, 'MAIL_FROM is not'],
    [{ ...mail, MAIL_FROM: 'a@b.vn\nBcc: c@d.vn' }, 'MAIL_FROM is not'],
    [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY is neither'],
    [{ NODE_ENV: 'production' }, 'SMTP_URL is missing'],
    [database, 'SMTP_URL is missing'],
    // a slip of the pen must not open the house to everybody
    [{ NODE_ENV: 'prod' }, 'NODE_ENV is neither'],
    [{ ...mail, NODE_ENV: 'Production' }, 'NODE_ENV is neither'],
    [{ ...mail, NODE_ENV: 'production ' }, 'NODE_ENV is neither'],
  ])('%j', (environment, sentence) => {
    const said = complaints(environment as Record<string, string>);
    expect(said).toMatch(new RegExp(`^${sentence}.*: set it [^\\n]*\\.$`));
  });

  it.each([
    {},
    { NODE_ENV: '' },
    { NODE_ENV: 'development' },
    { NODE_ENV: 'test' },
    mail,
    { ...database, ...mail },
    { ...mail, NODE_ENV: 'production', MAIL_FROM: 'Vườn Ươm <a@vidu.vn>' },
  ])('nothing with %j', (environment) => expect(complaints(environment)).toBe(''));

  it('says that there is no mail server together with what else is wrong', () => {
    const said = complaints({ ...database, PORT: 'http', TRUST_PROXY: 'yes' }).split('\n');
    expect(said.map((line) => line.split(' ')[0]).sort()).toEqual(['PORT', 'SMTP_URL', 'TRUST_PROXY']);
  });

  it('asks for a mail server only whoever serves', () => {
    expect(() => readConfig(database, '/')).not.toThrow();
  });

  it('letters are from no-reply at the host of ORIGIN, or whom MAIL_FROM says', () => {
    expect(senderOf(readConfig(mail, '/'), 'https://vuonuom.vidu.vn')).toBe('Vườn Ươm <no-reply@vuonuom.vidu.vn>');
    expect(senderOf(readConfig({ ...mail, MAIL_FROM: 'a@vidu.vn' }, '/'), 'x')).toBe('a@vidu.vn');
  });
});

async function signIn(address: string, email: string): Promise<number> {
  const answer = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, connection: 'close' },
    body: new URLSearchParams({ email, password: demoPassword }),
  });
  return answer.status;
}
const statusOf = async (address: string) => (await fetch(address, { headers: { connection: 'close' } })).status;
const run = promisify(execFile);

/** With the mail server that an installation in earnest has. */
const earnest = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', ORIGIN: 'https://vuonuom.vidu.vn' };
const createAdministrator = (environment: Record<string, string>, ...options: string[]) =>
  run(process.execPath, [join(root, 'dist/src/people/admin-create/main.js'), ...options], {
    env: { PATH: process.env.PATH, ...environment },
  });
const wanted = ['--agency', 'danang', '--email', 'ha@vidu.vn', '--name', 'Nguyễn Thị Thu Hà'];

describe('a new data folder', () => {
  const dataDir = join(temporaryFolder(), 'data');

  it('is the demonstration: its accounts can sign in, and its letters are shown', async () => {
    const program = startProgram({ dataDir });
    const address = await program.address;
    await expect.poll(() => signIn(address, 'can-bo@demo.vuon-uom.vn'), { timeout: 20_000, interval: 300 }).toBe(303);
    expect(await statusOf(`${address}/mailbox`)).toBe(200);
    expect(program.complaints()).toBe('');

    const create = (...options: string[]) => createAdministrator({ DATA_DIR: dataDir, ORIGIN: address }, ...options);
    const { stdout } = await create(...wanted);
    const link = /^http:\S+$/m.exec(stdout)?.[0] ?? '';
    expect(link).toContain(`${address}/invitation?ticket=`);
    expect(await statusOf(link)).toBe(200);
    const refused = await create(...wanted.with(3, 'khac@vidu.vn')).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('has an administrator already') });
    // a slip of the pen makes no agency, unless it is meant
    const typo = wanted.with(1, 'dannag');
    const unknown = await create(...typo).catch((error: { code: number; stderr: string }) => error);
    expect(unknown).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Known: danang, haiphong, tphcm, vidu.'),
    });
    const nameless = await create(...typo, '--new-agency').catch((error: { code: number; stderr: string }) => error);
    expect(nameless).toMatchObject({ code: 1, stderr: expect.stringContaining('add --agency-name') });
    const called = ['--new-agency', '--agency-name', 'Sở Khoa học và Công nghệ tỉnh Ví Dụ'];
    expect((await create(...typo, ...called)).stdout).toContain('is now administrator of dannag');
    const usage = await create('--agency').catch((error: { code: number; stderr: string }) => error);
    expect(usage).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run admin:create --') });

    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it('that holds a demonstration is not used in production: everybody knows its passwords', async () => {
    const program = startProgram({ dataDir, environment: earnest });
    expect(await program.exited).toBe(1);
    expect(program.complaints()).toContain('This database is a demonstration');
  });

  it('in production neither shows letters nor makes accounts, nor offers what is no law', async () => {
    const dataDir = temporaryFolder();
    const environment = { ...earnest, ORIGIN: 'http://vuonuom.vidu.vn' };
    const program = startProgram({ dataDir, environment });
    const address = await program.address;
    await expect.poll(program.complaints).toMatch(/^20\S+Z ORIGIN http:\/\/vuonuom\.vidu\.vn is not encrypted: .*$/m);
    const packs = await (await fetch(`${address}/handbook/packs`, { headers: { connection: 'close' } })).text();
    expect(packs).toContain('tphcm-nq20-2023');
    expect(packs).not.toContain('vi-du-hu-cau');
    const made = createAdministrator({ DATA_DIR: dataDir, ...environment }, ...wanted.with(1, 'vidu'));
    expect(await made.catch((error: { code: number; stderr: string }) => error)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^No policy pack names the agency vidu\. Known: danang, haiphong, tphcm\./),
    });
    expect(await statusOf(`${address}/mailbox`)).toBe(404);
    expect(await signIn(address, 'can-bo@demo.vuon-uom.vn')).toBe(422);
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it('in which somebody works is never shown as a demonstration, where letters that open accounts are for all', async () => {
    const own = join(temporaryFolder(), 'own');
    // the administrator first, and the variable forgotten
    const { stdout } = await createAdministrator({ DATA_DIR: own }, ...wanted);
    const { SMTP_URL, ORIGIN } = earnest;
    for (const environment of [{}, { NODE_ENV: 'development', SMTP_URL, ORIGIN }]) {
      const program = startProgram({ dataDir: own, environment });
      expect(await program.exited).toBe(1);
      expect(program.complaints()).toMatch(
        /^This database was not made as a demonstration, .*: set NODE_ENV=production, SMTP_URL and ORIGIN, .*\.\n$/,
      );
    }
    const program = startProgram({ dataDir: own, environment: earnest });
    const address = await program.address;
    expect(await statusOf(`${address}/mailbox`)).toBe(404);
    // whoever gives offices is asked for two-step verification as soon as they are in
    const ticket = /ticket=([\w-]+)/.exec(stdout)?.[1] ?? '';
    const entered = await fetch(`${address}/invitation`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: address, connection: 'close' },
      body: new URLSearchParams({ ticket, password: 'mưa rơi trên mái tôn' }),
    });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/account/second-step?next=%2Fwork']);
    const reset = (...options: string[]) =>
      createAdministrator({ DATA_DIR: own }, '--reset-second-step', ...options).catch(
        (error: { code: number; stderr: string }) => error,
      );
    expect(await reset('--email', 'ha@vidu.vn', '--reason', 'Mất điện thoại')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is nothing to reset'),
    });
    for (const options of [
      ['--email', 'ha@vidu.vn'],
      [...wanted, '--reason', 'Mất điện thoại'],
    ])
      expect(await reset(...options)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('--reset-second-step'),
      });
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });
});

describe('a start that reaches nobody where letters and files are to go', () => {
  const dataDir = temporaryFolder();

  it('says so in a line each, without a secret, and serves', async () => {
    const environment = {
      ...earnest,
      SMTP_URL: 'smtp://bi-mat:rat-bi-mat@127.0.0.1:1',
      CLAMD_SOCKET: '/nowhere/clamd.ctl',
    };
    const program = startProgram({ dataDir, environment });
    expect(await statusOf(`${await program.address}/healthz`)).toBe(200);
    const lines = () =>
      program
        .complaints()
        .trimEnd()
        .split('\n')
        .sort((a, b) => a.slice(24).localeCompare(b.slice(24)));
    await expect.poll(() => lines().length, { timeout: 15_000 }).toBe(2);
    expect(lines()).toEqual([
      expect.stringMatching(
        /^20\d\d-\S+Z The mail server of SMTP_URL .* 127\.0\.0\.1:1.*: start it, or correct SMTP_URL; .*\.$/,
      ),
      expect.stringMatching(
        /^20\d\d-\S+Z The virus scanner of CLAMD_SOCKET .*ENOENT.*: start clamd, or correct CLAMD_SOCKET; .*\.$/,
      ),
    ]);
    expect(program.complaints()).not.toContain('bi-mat');
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it('names a login that the mail server refuses, without it', async () => {
    const server = await startMailServer(undefined, {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username }, _, callback) => callback(new Error(`who is ${username}?`)),
    });
    const environment = { ...earnest, SMTP_URL: server.url.replace('//', '//bi-mat:rat-bi-mat@') };
    const program = startProgram({ dataDir, environment });
    await program.address;
    await expect
      .poll(() => program.complaints(), { timeout: 15_000 })
      .toMatch(/^20\d\d-\S+Z The mail server of SMTP_URL .*\bEAUTH\b.*\.\n$/);
    expect(program.complaints()).not.toContain('bi-mat');
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
    await server.stop();
  });

  it('says nothing where both answer', async () => {
    let greeted = 0;
    const clamd = await openClamd();
    const server = await startMailServer(undefined, {
      onConnect: (_, callback) => {
        greeted += 1;
        callback();
      },
    });
    const environment = { ...earnest, SMTP_URL: server.url, CLAMD_SOCKET: clamd.path };
    const program = startProgram({ dataDir, environment });
    await program.address;
    await expect.poll(() => [greeted, clamd.seen()], { timeout: 15_000 }).toEqual([1, 1]);
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
    expect(program.complaints()).toBe('');
    await Promise.all([clamd.stop(), server.stop()]);
  });
});
