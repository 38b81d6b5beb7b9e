// Starting: with a mail server, or as the demonstration, which has accounts and a mailbox; and the first administrator by a command.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig, requireMail, senderOf } from '../../src/config.ts';
import { root } from '../../src/paths.ts';
import { demoPassword } from '../../src/people/index.ts';
import { endPrograms, startProgram, temporaryFolder } from '../support/program.ts';

afterAll(endPrograms);

const complaints = (environment: Record<string, string>): string => {
  try {
    requireMail(readConfig(environment, '/'));
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
  ])('%j', (environment, sentence) => {
    const said = complaints(environment as Record<string, string>);
    expect(said).toMatch(new RegExp(`^${sentence}.*: set it [^\\n]*\\.$`));
  });

  it.each([{}, mail, { ...database, ...mail }, { ...mail, NODE_ENV: 'production', MAIL_FROM: 'Vườn Ươm <a@vidu.vn>' }])(
    'nothing with %j',
    (environment) => expect(complaints(environment)).toBe(''),
  );

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

describe('a new data folder', () => {
  const dataDir = join(temporaryFolder(), 'data');

  it('is the demonstration: its accounts can sign in, and its letters are shown', async () => {
    const program = startProgram({ dataDir });
    const address = await program.address;
    await expect.poll(() => signIn(address, 'can-bo@demo.vuon-uom.vn'), { timeout: 20_000, interval: 300 }).toBe(303);
    expect(await statusOf(`${address}/mailbox`)).toBe(200);
    expect(program.complaints()).toBe('');

    const create = (...options: string[]) =>
      run(process.execPath, [join(root, 'dist/src/people/admin-create/main.js'), ...options], {
        env: { PATH: process.env.PATH, DATA_DIR: dataDir, ORIGIN: address },
      });
    const wanted = ['--agency', 'danang', '--email', 'ha@vidu.vn', '--name', 'Nguyễn Thị Thu Hà'];
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
    expect((await create(...typo, '--new-agency')).stdout).toContain('is now administrator of dannag');
    const usage = await create('--agency').catch((error: { code: number; stderr: string }) => error);
    expect(usage).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run admin:create --') });

    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });

  it('that holds a demonstration is not used in production: everybody knows its passwords', async () => {
    const program = startProgram({
      dataDir,
      environment: { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', ORIGIN: 'https://vuonuom.vidu.vn' },
    });
    expect(await program.exited).toBe(1);
    expect(program.complaints()).toContain('This database is a demonstration');
  });

  it('in production neither shows letters nor makes accounts', async () => {
    const environment = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', ORIGIN: 'https://vuonuom.vidu.vn' };
    const program = startProgram({ dataDir: temporaryFolder(), environment });
    const address = await program.address;
    expect(await statusOf(`${address}/mailbox`)).toBe(404);
    expect(await signIn(address, 'can-bo@demo.vuon-uom.vn')).toBe(422);
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });
});
