import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.tsx';
import { looking, type Manifest, readBackup } from '../../src/backup/manifest.ts';
import { lookAt, restore } from '../../src/backup/restore.ts';
import { connect, type Database } from '../../src/database/pool.ts';
import { beginSession } from '../../src/database/session.ts';
import { claimFilesFolder, openFiles } from '../../src/documents/index.ts';
import { root } from '../../src/paths.ts';
import { hashPassword } from '../../src/people/passwords.ts';
import { signedIn } from '../pages/filesSupport.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { endPrograms, startProgram, temporaryFolder } from '../support/program.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

const password = 'mưa rơi trên mái tôn';
const email = 'chau@vidu.vn';
const secretName = 'Nguyễn Thị "Bí Mật",\nhai dòng';

type Said = { code: number; out: string; err: string };

/** The command as an operator gives it, in a process of its own. */
function command(what: 'backup' | 'restore', file: string, environment: Record<string, string>): Promise<Said> {
  return new Promise((done) => {
    const main = join(root, 'dist/src/backup/main.js');
    const env = { PATH: process.env.PATH, ...environment };
    const child = execFile(process.execPath, [main, what, file], { env }, (_, out, err) =>
      done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

/** What stands in each table, whatever its columns; the functions' own mark is made anew by every start. */
async function contentOf(owner: Database): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string }>`
    select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const [found] = await owner.run<{ rows: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, ';' order by t::text collate "C")), '') as rows
         from ${name} t where t::text not like '(functions,%'`,
    );
    content[name] = found!.rows;
  }
  return content;
}

const externally = ({ appUrl, ownerUrl }: TestDatabase, dataDir: string) => ({
  DATABASE_URL: appUrl,
  MIGRATION_DATABASE_URL: ownerUrl,
  DATA_DIR: dataDir,
});

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

describe('a backup', () => {
  const folder = temporaryFolder();
  const home = join(folder, 'home');
  const file = join(folder, 'first.tar');
  const quiet = join(folder, 'quiet.tar');
  const founder = v7();
  const reader = v7();
  let cookie: string;
  let dossier: string;
  let stage: Stage;
  const others: TestDatabase[] = [];
  const another = async () => {
    others.push(await freshDatabase());
    return others.at(-1)!;
  };

  beforeAll(async () => {
    stage = await setStage();
    const services = { line: 'services', amountVnd: '5000000', costVnd: '10000000', units: { contract: 'c1' } };
    const project = await stage.project({ lines: [{ line: 'services', amountVnd: '20000000' }] });
    await stage.disbursement(project.dossier, project.founder, [services], 'paid');
    const party = await stage.party(founder);
    dossier = v7();
    await stage.must(founder, 'startApplication', dossier, { call: stage.call, party });
    await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
    await stage.db.query`
      insert into person (id, email, name, password_hash, confirmed_at, created_at)
      values (${founder}, ${email}, ${secretName}, ${await hashPassword(password)}, now(), now())`;
    cookie = (await signedIn(stage.db, reader, 'Lê Thu Hà')).cookie!;
    await stage.db.query`
      insert into ticket (hash, purpose, person, expires_at) values ('x', 'invite', ${reader}, now() + interval '7 days')`;
    await stage.db.query`insert into attempt (what, at) values ('', now()), ('a\\b', now())`;
    const files = openFiles({ db: stage.db, folder: join(home, 'files'), now: () => '' });
    const { sha256, size } = await files.keep(Buffer.from('hợp đồng '.repeat(100_000)));
    for (const name of ['một.pdf', 'hai.pdf'])
      await stage.db.query`
        insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
        values (${stage.agency}, ${v7()}, ${dossier}, ${sha256}, ${name}, 'application/pdf', ${BigInt(size)}, ${founder}, now())`;
  });

  afterAll(async () => {
    await endPrograms();
    for (const database of [stage, ...others]) await database.drop();
  });

  it('is of one moment, whatever is recorded meanwhile, and says nothing of anybody', async () => {
    let going = true;
    let recorded = 0;
    const write = async () => {
      while (going) {
        const who = v7();
        const id = v7();
        await stage.must(who, 'startApplication', id, { call: stage.call, party: await stage.party(who) });
        await stage.must(who, 'submitApplication', id, { content: hash(id) });
        recorded += 1;
      }
    };
    const writers = [write(), write()];
    const said = await command('backup', file, externally(stage, home));
    going = false;
    await Promise.all(writers);
    expect(said.err).toBe('');
    expect(said.out).toMatch(/tables with \d+ rows and 1 files, as of 20.*SHA-256 [0-9a-f]{64}/s);
    expect(said.out).toContain('pg_dump');
    expect(said.out).not.toMatch(/Bí Mật|chau@/);
    expect(recorded).toBeGreaterThan(3);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.making`)).toBe(false);
  });

  it('is a tar file that anybody opens', () => {
    const names = execFileSync('tar', ['tf', file], { encoding: 'utf8' }).trim().split('\n');
    expect(names).toContain('tables/history.csv.gz');
    expect(names.at(-1)).toBe('manifest.json');
    const table = execFileSync('sh', ['-c', `tar xOf '${file}' tables/person.csv.gz | gunzip`], { encoding: 'utf8' });
    expect(table).toMatch(/^id,email,name,/);
    expect(table).toContain(email);
  });

  it('does not take the place of another', async () => {
    const said = await command('backup', file, externally(stage, home));
    expect(said).toMatchObject({ code: 2, out: '', err: `${file} is there already: name a new file.\n` });
  });

  it('names the file that was asked for where that cannot be written', async () => {
    const said = await command('backup', '/nope/b.tar', externally(stage, home));
    const err = '/nope/b.tar cannot be written (ENOENT): name a file in a folder that is yours.\n';
    expect(said).toMatchObject({ code: 2, out: '', err });
  });

  describe('restored into a new data folder', () => {
    const dataDir = join(folder, 'new');

    it('is whole, and audited', async () => {
      const said = await command('restore', file, { DATA_DIR: dataDir });
      expect(said.err).toBe('');
      expect(said.out).toMatch(
        /^Restored as of .*\nNobody is signed in to it, .*\nAudit: clean, \d{2,} looked at\.\n$/,
      );
      expect(said.code).toBe(0);
      expect(filesBelow(join(dataDir, 'files'))).toEqual(filesBelow(join(home, 'files')));
    });

    it('holds in every table what the backup says, and goes on: sign in, and one more command', async () => {
      // people work in it: without NODE_ENV it would have to be a demonstration
      const environment = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', ORIGIN: 'https://vuonuom.vidu.vn' };
      const program = startProgram({ dataDir, environment });
      const address = await program.address;
      const beside = join(folder, 'beside.tar');
      const [again, inUse] = await Promise.all([
        command('backup', beside, { DATA_DIR: dataDir }),
        command('restore', file, { DATA_DIR: dataDir }),
      ]);
      expect(again).toMatchObject({ code: 0, err: '' });
      // the application has begun to send, and to print, what was waiting
      const still = ({ tables }: Manifest) =>
        tables.filter(({ name }) => !/^(mail|letter|rendering|session|ticket)$/.test(name));
      const open = ({ tables }: Manifest) =>
        ['session', 'ticket'].map((of) => tables.find(({ name }) => name === of)?.rows);
      const [was, is] = [await readBackup(file, looking), await readBackup(beside, looking)];
      expect(still(is)).toEqual(still(was));
      expect([open(was), open(is)]).toEqual([
        [1, 1],
        [0, 0],
      ]);
      expect(is.files.missing).toEqual([]);
      expect(filesBelow(join(dataDir, 'files'))).toEqual(expect.arrayContaining(filesBelow(join(home, 'files'))));
      expect(inUse.err).toMatch(/^Another Vườn Ươm .* already runs on/);

      const post = (path: string, fields: Record<string, string>, cookie = '') =>
        fetch(`${address}${path}`, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin: address, connection: 'close', cookie },
          body: new URLSearchParams(fields),
        });
      const entered = await post('/sign-in', { email, password });
      expect(entered.status).toBe(303);
      const cookie = entered.headers.get('set-cookie')!.split(';')[0]!;
      const done = await post(
        `/agencies/${stage.agency}/dossiers/${dossier}/application/withdraw`,
        { key: v7() },
        cookie,
      );
      expect(done.headers.get('location')).toContain('done=application.withdrawn');
      const audited = await audit({ DATA_DIR: dataDir });
      expect(audited).toContain('ok  ');
      expect(audited).not.toContain('BROKEN');
    });
  });

  it('restored into an empty database of a server of one’s own holds the same rows, the same guards and numbers', async () => {
    await stage.db.query`
      insert into half_entry (token_hash, person, expires_at) select 'x', id, now() + interval '9 minutes' from person limit 1`;
    expect((await command('backup', quiet, externally(stage, home))).code).toBe(0);
    const target = await another(); // migrated, as a first start leaves it
    const said = await command('restore', quiet, externally(target, join(folder, 'external')));
    expect(said.err).toBe('');
    expect(said.out).toContain('Audit: clean');
    // who was signed in, or was sent a link, is so with the original
    expect(said.out).toContain('Nobody is signed in to it, and links that were sent before are no longer good');
    const emptied = { session: '0 ', half_entry: '0 ', ticket: '0 ' };
    expect(await contentOf(target.owner)).toEqual({ ...(await contentOf(stage.owner)), ...emptied });
    const statusAt = async (db: Database) =>
      (await createApp({ db, clock: () => new Date() }).request('/account', { headers: { cookie } })).status;
    expect([await statusAt(stage.db), await statusAt(target.db)]).toEqual([200, 303]);
    await expect(target.db.query`delete from history`).rejects.toThrow(/permission denied/);
    const places = (owner: Database) =>
      owner.query`select sequencename::text as name, last_value from pg_sequences order by 1`;
    expect(await places(target.owner)).toEqual(await places(stage.owner));
  });

  it('is not poured over what is there', async () => {
    const place = { ...stage, filesFolder: join(folder, 'its-own') };
    await claimFilesFolder(stage.db, place.filesFolder);
    await expect(restore(place, quiet, await lookAt(quiet))).rejects.toThrow(
      /^This installation is not empty \([a-z_]+\): restore into a new one.*$/,
    );
    expect(filesBelow(place.filesFolder)).toEqual(['installation']);
  });

  it.each([
    ['torn in the middle', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), /too early|no manifest/],
    ['without its end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 6_000), /too early|no manifest/],
    ['with a changed byte in a table', changed('tables/person.csv.gz', 600), /person/],
    ['with a changed byte in a file', changed('files/', 600), /not those of its name/],
    ['with a changed count', (bytes: Buffer) => swapped(bytes, '"rows": ', '9'), /manifest\.json/],
    ['that is no backup at all', () => Buffer.from('SELECT 1;\n'.repeat(200)), /damaged/],
  ])('%s is refused by name, and nothing is made of it', async (what, change, why) => {
    const broken = join(folder, `${what.replaceAll(' ', '-')}.tar`);
    writeFileSync(broken, change(readFileSync(quiet)));
    const said = await lookAt(broken).catch((error: Error) => error.message);
    expect(said).toContain(`${broken} is not a whole backup and nothing was taken from it: `);
    expect(said).toMatch(why);
  });

  it('of migrations that this version does not know is refused in one sentence', async () => {
    const broken = join(folder, 'later.tar');
    writeFileSync(broken, swapped(readFileSync(quiet), '"name": "000', '8'));
    const dataDir = join(folder, 'later');
    const said = await command('restore', broken, { DATA_DIR: dataDir });
    expect(said.code).toBe(2);
    expect(existsSync(dataDir)).toBe(false); // it was read before anything was made
    expect(said.err).toMatch(/^The backup has the migration 8001_core\.sql, which this version does not know: .*\.\n$/);
  });

  it('of rules that this version does not know is refused in one sentence', async () => {
    const broken = join(folder, 'rules.tar');
    writeFileSync(broken, swapped(readFileSync(quiet), '"rules": ', '9'));
    await expect(lookAt(broken)).rejects.toThrow(
      /^The backup has what the rules 9 decided, which this version does not know: .*\.$/,
    );
  });

  it('keeps what it can, and says which bytes were gone', async () => {
    const without = join(folder, 'without');
    mkdirSync(without);
    const said = await command('backup', join(folder, 'without.tar'), externally(stage, without));
    expect(said.code).toBe(1);
    const named =
      /^The bytes of the file [0-9a-f]{64} were gone or changed before the backup\.\nLook for them in an earlier backup; .*\n$/;
    expect(said.err).toMatch(named);
    const dataDir = join(folder, 'without-new');
    const restored = await command('restore', join(folder, 'without.tar'), { DATA_DIR: dataDir });
    expect(restored.code).toBe(1);
    expect(restored.err).toMatch(named);
    expect(restored.out).toMatch(
      /^Restored as of .*Audit: 15 Every attached file .*: 2 broken; npm run audit says which\.\n$/s,
    );
    // whoever starts it is told too
    const environment = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:1', ORIGIN: 'https://vuonuom.vidu.vn' };
    const program = startProgram({ dataDir, environment });
    await expect.poll(program.complaints, { timeout: 20_000 }).toContain('2 of the newest attached files are not in ');
    program.signal('SIGTERM');
    await program.exited;
    // brought back from elsewhere, all is whole
    cpSync(join(home, 'files'), join(dataDir, 'files'), { recursive: true });
    expect(await audit({ DATA_DIR: dataDir })).not.toContain('BROKEN');
  });

  it('is not poured into the folder of files of another database', async () => {
    const dataDir = join(folder, 'of-another');
    const target = await another();
    mkdirSync(join(dataDir, 'files'), { recursive: true });
    writeFileSync(join(dataDir, 'files', 'installation'), '1.5');
    const said = await command('restore', quiet, externally(target, dataDir));
    expect(said.code).toBe(2);
    expect(said.err).toMatch(/^The files in .* are those of another database: set DATA_DIR to .*\.\n$/);
    expect(await target.db.query`select 1 from history limit 1`).toEqual([]);
  });
});

describe('a connection that dies half-way', () => {
  let database: TestDatabase;
  let cutter: Database;
  beforeAll(async () => {
    database = await freshDatabase();
    cutter = connect(database.ownerUrl, { max: 1 });
  });
  afterAll(async () => {
    await cutter.end();
    await database.drop();
  });
  const cut = (name: string) =>
    cutter.query`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`;

  it('leaves nothing of what was written, and nothing more is written after it', async () => {
    const session = await beginSession(database.ownerUrl, { writes: true, applicationName: 'cut writer' });
    await session.script('create table half (n int)');
    await cut('cut writer');
    const again = () => session.script('create table half (n int)').then(String, String);
    await expect.poll(again, { interval: 20 }).toMatch(/read-only/); // once the driver has connected again
    await expect(session.finish()).rejects.toThrow();
    await session.end();
    expect(await cutter.query`select to_regclass('half') as half`).toEqual([{ half: null }]);
  });

  it('is not waited for where rows refer to what is not there, which the server says after the last of them', async () => {
    const session = await beginSession(database.ownerUrl, { writes: true, applicationName: 'stray rows' });
    const row = `vidu,${v7()},application,application,1,"""draft""",{},1\n`;
    const copy =
      'copy state (agency, dossier, subject, machine, version, value, facts, revision) from stdin (format csv)';
    const rows = async function* () {
      yield Buffer.from(row);
    };
    await expect(session.copyIn(copy, rows())).rejects.toThrow();
    await session.end();
  });

  it('does not pass off two moments as one', async () => {
    const session = await beginSession(database.ownerUrl, { writes: false, applicationName: 'cut reader' });
    await session.run('select 1 as one');
    await cut('cut reader');
    const again = () => session.run('select 1 as one').catch(String);
    await expect.poll(again, { interval: 20 }).toEqual([{ one: 1 }]); // the driver has connected again
    await expect(session.finish()).rejects.toThrow();
    await session.end();
  });
});

function audit(environment: Record<string, string>): Promise<string> {
  return new Promise((done) => {
    const env = { PATH: process.env.PATH, ...environment };
    execFile(process.execPath, [join(root, 'dist/src/audit/main.js')], { env }, (_, out) => done(out));
  });
}

/** One bit is another, so many bytes behind the heading of an entry. */
function changed(entry: string, behind: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const copy = Buffer.from(bytes);
    const at = copy.indexOf(entry) + behind;
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };
}

/** Another character right behind a text of the manifest. */
function swapped(bytes: Buffer, text: string, character: string): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(text, copy.lastIndexOf('manifest.json'));
  copy.write(character, text.endsWith('000') ? at + text.length - 3 : at + text.length);
  return copy;
}
