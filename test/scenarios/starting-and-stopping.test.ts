import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { startEmbedded } from '../../src/database/embedded.ts';
import { connect } from '../../src/database/pool.ts';
import { isAlive } from '../../src/database/process.ts';
import { root } from '../../src/paths.ts';
import { freshDatabase } from '../support/database.ts';
import { endPrograms, installBelow, startProgram, temporaryFolder } from '../support/program.ts';

/** Without a mail server only a demonstration starts, and that has its own database. */
const mail = { SMTP_URL: 'smtp://127.0.0.1:1', ORIGIN: 'https://vuonuom.vidu.vn' };

const isRoot = process.getuid?.() === 0;
/** Nobody: an account that owns nothing and that every Unix has. */
const plainUser = { uid: 65_534, gid: 65_534 };

afterAll(endPrograms);

const serverPid = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function health(address: string): Promise<number> {
  return (await fetch(`${address}/healthz`, { headers: { connection: 'close' } })).status;
}

/** Runs one statement as the owner, beside the running application. */
async function asOwner(dataDir: string, statement: string): Promise<Record<string, unknown>[]> {
  const { ownerUrl } = await startEmbedded({ dataDir, share: true });
  const db = connect(ownerUrl, { max: 1 });
  try {
    return await db.run(statement);
  } finally {
    await db.end();
  }
}

describe('one data folder, from the first start on', () => {
  const dataDir = join(temporaryFolder(), 'data');
  let program = startProgram({ dataDir });

  it('serves the start page in Vietnamese and, asked once, in English', async () => {
    const address = await program.address;
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<html lang="vi">.*Hỗ trợ ươm tạo/s);
    const english = await fetch(`${address}/?lang=en`);
    expect(english.headers.get('set-cookie')).toMatch(/^lang=en;/);
    expect(await english.text()).toMatch(/<html lang="en">.*Incubation support/s);
    const remembered = await fetch(address, { headers: { cookie: 'lang=en' } });
    expect(await remembered.text()).toContain('<html lang="en">');
    expect(await health(address)).toBe(200);
  });

  it('keeps passwords and data to its own accounts', () => {
    expect(statSync(join(dataDir, 'database.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o077).toBe(0);
  });

  it('refuses a second application on the same folder in one sentence, and goes on', async () => {
    const second = startProgram({ dataDir });
    expect(await second.exited).toBe(1);
    expect(second.complaints()).toMatch(/^Another Vườn Ươm \(process \d+\) already runs on .*DATA_DIR.*\.\n$/);
    expect(await health(await program.address)).toBe(200);
  });

  it('after kill -9 of the application, adopts the server that it left, with all data', async () => {
    await asOwner(dataDir, 'create table kept as select 42 as answer');
    const before = serverPid(dataDir);
    program.signal('SIGKILL');
    await program.exited;
    program = startProgram({ dataDir });
    expect(await health(await program.address)).toBe(200);
    expect(serverPid(dataDir)).toBe(before);
    expect(await asOwner(dataDir, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('after kill -9 of an adopted server, and of its own, starts it again by itself', async () => {
    const address = await program.address;
    for (let time = 0; time < 2; time++) {
      const before = serverPid(dataDir);
      process.kill(before, 'SIGKILL');
      await expect.poll(() => serverPid(dataDir), { timeout: 10_000 }).not.toBe(before);
      await expect.poll(() => health(address), { timeout: 10_000 }).toBe(200);
    }
    expect(await asOwner(dataDir, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('on Ctrl-C finishes the request under way, stops the server, and is gone within two seconds', async () => {
    const address = await program.address;
    // the answer waits for a database that stands still
    const server = serverPid(dataDir);
    const still = connectionsOf(server);
    for (const pid of still) process.kill(pid, 'SIGSTOP');
    expect(still).not.toEqual([]);
    const answer = health(address);
    await sleep(200);
    const asked = performance.now();
    program.signal('SIGINT');
    await sleep(300);
    for (const pid of still) process.kill(pid, 'SIGCONT');
    expect(await answer).toBe(200);
    expect(await program.exited).toBe(0);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(isAlive(server)).toBe(false);
    await expect(fetch(address)).rejects.toThrow();
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it('starts again on what is there', async () => {
    program = startProgram({ dataDir });
    expect(await health(await program.address)).toBe(200);
    expect(await asOwner(dataDir, 'select answer from kept')).toEqual([{ answer: 42 }]);
    program.signal('SIGTERM');
    expect(await program.exited).toBe(0);
  });
});

/** The server's processes that serve the application. */
function connectionsOf(server: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1];
      return Number(parent) === server && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('vuon_uom_app');
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

describe('elsewhere', () => {
  it('runs twice at once on two folders, one so deep that no socket fits into its path', async () => {
    const deep = join(temporaryFolder(), 'a-very-long-name-for-a-folder/'.repeat(5));
    const programs = [startProgram({ dataDir: temporaryFolder() }), startProgram({ dataDir: deep })];
    for (const program of programs) expect(await health(await program.address)).toBe(200);
    for (const program of programs) program.signal('SIGINT');
    for (const program of programs) expect(await program.exited).toBe(0);
  });

  it.runIf(isRoot)('runs as root from a closed home folder that the server cannot enter', async () => {
    const home = temporaryFolder('disk');
    chmodSync(home, 0o700);
    const folder = installBelow(home);
    const program = startProgram({ folder });
    expect(await health(await program.address)).toBe(200);
    expect(statSync(join(folder, 'data', 'postgres')).uid).not.toBe(0);
    program.signal('SIGINT');
    expect(await program.exited).toBe(0);
  });

  it.runIf(isRoot)(
    'runs as a plain user from a closed home folder, with programs that this user cannot write',
    async () => {
      const home = temporaryFolder('disk');
      const folder = installBelow(home);
      const dataDir = join(home, 'data');
      chownSync(home, plainUser.uid, plainUser.gid);
      chmodSync(home, 0o700);
      const program = startProgram({ folder, dataDir, account: plainUser });
      expect(await health(await program.address)).toBe(200);
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(plainUser.uid);
      program.signal('SIGINT');
      expect(await program.exited).toBe(0);
    },
  );
});

describe('what is wrong is said in a sentence each', () => {
  async function complaintsOf(options: Parameters<typeof startProgram>[0]): Promise<string[]> {
    const program = startProgram(options);
    expect(await program.exited).toBe(1);
    return program.complaints().trimEnd().split('\n');
  }

  it('names every wrong setting at once', async () => {
    const environment = { PORT: 'http', HOST: 'a b', DATABASE_URL: 'mysql://x', DATABASE_PREPARE: 'maybe' };
    const lines = await complaintsOf({ environment });
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
      'DATABASE_PREPARE',
      'DATABASE_URL',
      'HOST',
      'PORT',
      'SMTP_URL',
    ]);
    for (const line of lines) expect(line).toMatch(/: set it .*\.$/);
  });

  it('wants both database addresses or neither', async () => {
    const [line, ...more] = await complaintsOf({
      environment: { ...mail, DATABASE_URL: 'postgres://app@localhost/vuon_uom' },
    });
    expect(line).toMatch(/^MIGRATION_DATABASE_URL is missing beside DATABASE_URL: .*\.$/);
    expect(more).toEqual([]);
  });

  const outOfReach = (login: string) => `postgres://${login}@127.0.0.1:1/vuon_uom`;
  const pair = { DATABASE_URL: outOfReach('app'), MIGRATION_DATABASE_URL: outOfReach('owner') };

  it('says when the database is out of reach, and what to do', async () => {
    const lines = await complaintsOf({ environment: { ...pair, ...mail } });
    expect(lines).toEqual([
      expect.stringMatching(
        /^The database of MIGRATION_DATABASE_URL could not be used: .*ECONNREFUSED.*: start that server, or correct the address in MIGRATION_DATABASE_URL\.$/,
      ),
    ]);
  });

  it('reads the whole configuration before it connects anywhere', async () => {
    expect(await complaintsOf({ environment: pair })).toEqual([
      expect.stringMatching(/^SMTP_URL is missing: set it .*\.$/),
    ]);
  });

  it('says when the data folder cannot be made', async () => {
    const lines = await complaintsOf({ dataDir: '/dev/null/data' });
    expect(lines).toEqual([
      expect.stringMatching(/^The data folder \/dev\/null\/data cannot be written .*DATA_DIR.*\.$/),
    ]);
  });

  it('says when the files are those of another database, and touches none of them', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'files'));
    writeFileSync(join(dataDir, 'files', 'installation'), '1.5');
    expect(await complaintsOf({ dataDir })).toEqual([
      expect.stringMatching(/^The files in \S+ are those of another database: set DATA_DIR to .*\.$/),
    ]);
    expect(readdirSync(join(dataDir, 'files'))).toEqual(['installation']);
  });

  it('says when it cannot be read of which database the files are', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'files', 'installation'), { recursive: true });
    expect(await complaintsOf({ dataDir })).toEqual([
      expect.stringMatching(
        /installation, which says of which database these files are, cannot be read \(EISDIR\): .*\.$/,
      ),
    ]);
  });

  it('says when the folder of files cannot be written', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'files'), '');
    expect(await complaintsOf({ dataDir })).toEqual([
      expect.stringMatching(/^The folder of files \S+ cannot be written \(E[A-Z]+\): set DATA_DIR to .*\.$/),
    ]);
  });

  it('says when the clocks are apart', async () => {
    const ahead =
      'const D = Date; Date = class extends D { constructor(...a) { a.length ? super(...a) : super(D.now() + 90000) } }';
    const environment = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(ahead)}` };
    expect(await complaintsOf({ dataDir: temporaryFolder(), environment })).toEqual([
      expect.stringMatching(
        /^The clock of this machine is (89|90|91) s ahead of PostgreSQL’s: .*\(NTP\), at most 5 s apart\.$/,
      ),
    ]);
  });

  it('says when the port is taken, and leaves nothing running', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const bound = other.address();
    const port = typeof bound === 'object' ? String(bound?.port) : '';
    const dataDir = temporaryFolder();
    expect(await complaintsOf({ dataDir, environment: { PORT: port } })).toEqual([
      `Port ${port} on 127.0.0.1 is taken by another program: stop that one, or set PORT to a free port.`,
    ]);
    expect(readdirSync(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
    other.close();
  });
});

it('a relative DATA_DIR begins at the program’s folder, wherever it is started from', () => {
  const main = join(root, 'dist/src/audit/main.js');
  const env = { PATH: process.env.PATH, DATA_DIR: './nowhere' };
  const { stderr } = spawnSync(process.execPath, [main], { cwd: '/', env, encoding: 'utf8' });
  expect(stderr).toBe(`There is no database in ${join(root, 'nowhere')}: set DATA_DIR or DATABASE_URL.\n`);
});

describe('where what only builds was pruned', () => {
  it('an operator’s commands run what was installed', () => {
    const folder = temporaryFolder();
    copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(root, 'dist'), join(folder, 'dist'), 'junction');
    for (const command of ['audit', 'backup', 'restore', 'admin:create']) {
      const said = spawnSync('npm', ['run', '--silent', command, '--', '--what'], {
        ...{ cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
      });
      expect(said.stderr, command).toContain(`npm run ${command} -- `);
      expect([1, 2], command).toContain(said.status);
    }
  });
});

describe('a database that is not as it should be', () => {
  const external = (migrationUrl: string) =>
    startProgram({
      environment: {
        ...mail,
        ...{ DATABASE_URL: 'postgres://app:p@127.0.0.1:1/vuon_uom', MIGRATION_DATABASE_URL: migrationUrl },
      },
    });

  it('a server that takes the connection and never answers is said within seconds', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port } = silent.address() as AddressInfo;
    const program = external(`postgres://owner:p@127.0.0.1:${port}/vuon_uom`);
    expect(await program.exited).toBe(1);
    expect(program.complaints()).toMatch(/^The database of MIGRATION_DATABASE_URL could not be used: .*\.\n$/);
    silent.close();
  });

  it('two addresses of two databases are said in one sentence', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    const environment = { ...mail, DATABASE_URL: other.appUrl, MIGRATION_DATABASE_URL: one.ownerUrl };
    const program = startProgram({ environment });
    expect(await program.exited).toBe(1);
    expect(program.complaints()).toMatch(/^DATABASE_URL and MIGRATION_DATABASE_URL name different databases: .*\.\n$/);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('a password with a bare % is said in one sentence', async () => {
    const program = external('postgres://owner:c%zz@127.0.0.1:1/vuon_uom');
    expect(await program.exited).toBe(1);
    expect(program.complaints()).toMatch(/^MIGRATION_DATABASE_URL is not a database address: .*%25\.\n$/);
  });
});
