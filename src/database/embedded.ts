import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { type Account, serverAccount } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { claimFolder } from './claim.ts';
import { connect } from './pool.ts';
import { isAlive, waitUntil } from './process.ts';

/** A running PostgreSQL of our own in the data folder. */
export type EmbeddedServer = {
  /** Reads and executes: the application's login. */
  appUrl: string;
  /** Owns and migrates. */
  ownerUrl: string;
  /** The superuser, for tests that make databases. */
  superuserUrl: string;
  /** Shuts down fast, within two seconds, and gives the data folder free. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  /** Off in tests only: what is committed then survives a crash of PostgreSQL, but not of the machine. */
  durable?: boolean;
  /** When another application runs on the folder, use its server and leave it running, instead of refusing. */
  share?: boolean;
  /** One line about what happens to the server while it runs. */
  report?: (line: string) => void;
};

const databaseName = 'vuon_uom';
const superuser = 'postgres';
const owner = 'vuon_uom_owner';
const app = 'vuon_uom_app';
const socketPort = 5432;
/** The longest path of a socket is 107 bytes on Linux and 103 elsewhere. */
const longestSocketPath = 103;
const logLimitBytes = 10_000_000;
/** How long whoever wants to share a server waits for one that is just being started. */
const shareWithinMs = 20_000;

const Secrets = z.object({ superuser: z.string(), owner: z.string(), app: z.string() });
type Secrets = z.infer<typeof Secrets>;

type Endpoint = { host: string; port: number; socket: boolean };
type Running = { pid: number; endpoint: Endpoint; ended: Promise<void> };

/** What stays the same for one data folder. */
type House = {
  dataDir: string;
  /** The cluster itself, which belongs to the server's account and to nobody else. */
  cluster: string;
  account: Account | undefined;
  programs: Binaries;
  durable: boolean;
};

/**
 * Starts the embedded PostgreSQL in a data folder, makes the cluster there first when it is new, or adopts the server that
 * a killed application left running. It is started again when it dies. Throws a StartError that says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  makeDataFolder(dataDir);
  const claim = options.share ? await claimOrShare(dataDir) : await claimFolder(dataDir);
  if ('appUrl' in claim) return claim;
  try {
    const account = await serverAccount();
    const house: House = {
      dataDir,
      cluster: join(dataDir, 'postgres'),
      account,
      programs: await findBinaries(account, dataDir),
      durable: options.durable ?? true,
    };
    const secrets = readSecrets(dataDir);
    if (!existsSync(house.cluster)) await initialise(house, secrets);
    ownCluster(house);
    const running = (await adopt(house, secrets)) ?? (await launchPatiently(house));
    if (!existsSync(join(house.dataDir, readyMark))) await makeLogins(house, running.endpoint, secrets);
    const keeper = keepAlive(house, running, options.report ?? (() => undefined));
    const stop = async () => {
      await keeper.stop();
      claim.release();
    };
    return { ...urlsOf(running.endpoint, secrets), stop };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** The folder for ourselves or, where another application has it, the server that it runs: now, or once it is ready. */
async function claimOrShare(dataDir: string): Promise<{ release(): void } | EmbeddedServer> {
  for (const end = performance.now() + shareWithinMs; ; await sleep(100)) {
    try {
      return await claimFolder(dataDir);
    } catch (refusal) {
      const shared = runningServer(dataDir);
      if (shared) return shared;
      if (performance.now() > end) throw refusal;
    }
  }
}

/** The server that another application runs on the folder, once it is ready. */
function runningServer(dataDir: string): EmbeddedServer | undefined {
  const cluster = join(dataDir, 'postgres');
  const found = pidFile(cluster);
  if (!found?.ready || !existsSync(join(dataDir, readyMark))) return undefined;
  return { ...urlsOf(endpointOf(cluster, found), readSecrets(dataDir)), stop: async () => undefined };
}

// ── The data folder ──────────────────────────────────────────────────────────────────────────────────────────────────

function makeDataFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
    const probe = join(dataDir, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    unlinkSync(probe);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    throw new StartError(
      `The data folder ${dataDir} cannot be written${why}: set DATA_DIR to a folder that this account owns.`,
    );
  }
}

/** Makes a folder and those above it, one at a time: Node's own recursive way never ends where a file system makes none. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** The passwords of the three logins, made once and kept where only the application's account reads them. */
function readSecrets(dataDir: string): Secrets {
  const cluster = join(dataDir, 'postgres');
  const file = join(dataDir, 'database.json');
  if (existsSync(file)) {
    try {
      return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      throw new StartError(`${file} cannot be read: restore it, or start as the account that owns it.`);
    }
  }
  if (existsSync(cluster)) {
    throw new StartError(`${file} with the database's passwords is missing: restore it beside ${cluster}.`);
  }
  const password = () => randomBytes(24).toString('base64url');
  const secrets = { superuser: password(), owner: password(), app: password() };
  writeFileSync(`${file}.making`, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(`${file}.making`, file);
  return secrets;
}

/** Marks that logins and database were made, so that later starts need not look. */
const readyMark = 'database.ready';

/** Gives the cluster to the server's account, after a restore or when the account was made anew. */
function ownCluster({ cluster, account, dataDir }: House): void {
  const { uid } = statSync(cluster);
  const wanted = account?.uid ?? process.getuid?.();
  if (wanted === undefined || uid === wanted) return;
  if (account === undefined) {
    throw new StartError(
      `The data in ${dataDir} belongs to another account (${uid}): start as that account, or set DATA_DIR to another folder.`,
    );
  }
  const give = (path: string) => {
    lchownSync(path, account.uid, account.gid);
    if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) give(join(path, name));
  };
  give(cluster);
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

// ── Running PostgreSQL's programs ────────────────────────────────────────────────────────────────────────────────────

/**
 * How the cluster is named to PostgreSQL, which is started inside it. On Linux that is "the folder I stand in": the
 * server's account then needs no way through the folders above, which may be a closed home.
 */
const standsInside = process.platform === 'linux' && existsSync('/proc/self/cwd');
const nameOf = (cluster: string) => (standsInside ? '/proc/self/cwd' : cluster);

/** Nothing of our environment reaches the server. A fixed time zone also spares initdb its search for the machine's. */
const environment = () => ({
  PATH: process.env.PATH ?? '',
  TZ: 'UTC',
  LC_ALL: 'C',
  ...(process.env.SYSTEMROOT ? { SYSTEMROOT: process.env.SYSTEMROOT } : {}),
});

function start(
  house: House,
  program: string,
  options: string[],
  folder: string,
  input: number | 'ignore',
  log: number,
): ChildProcess {
  return spawn(program, options, {
    cwd: folder,
    env: environment(),
    // A session of its own: Ctrl-C in the terminal reaches the application alone, which then finishes in order.
    detached: true,
    windowsHide: true,
    stdio: [input, log, log],
    ...house.account,
  });
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((done) => {
    child.once('error', () => done(-1));
    child.once('exit', (code) => done(code));
  });

function openLog({ dataDir }: House): { handle: number; from: number; file: string } {
  const file = join(dataDir, 'postgres.log');
  if (existsSync(file) && statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`);
  const handle = openSync(file, 'a', 0o600);
  return { handle, from: fstatSync(handle).size, file };
}

/** The reason that PostgreSQL gave, without its date. */
function lastWords(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').split('\n');
  const fatal =
    lines.filter((line) => /FATAL|PANIC|error:/.test(line)).at(-1) ?? lines.filter(Boolean).at(-1) ?? 'no reason given';
  return fatal.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}

/** Makes the cluster under another name first: what an interrupted start leaves behind is never taken for a database. */
async function initialise(house: House, secrets: Secrets): Promise<void> {
  const making = `${house.cluster}.making`;
  const passwordFile = join(house.dataDir, '.password');
  rmSync(making, { recursive: true, force: true });
  rmSync(join(house.dataDir, readyMark), { force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
  if (house.account) {
    chownSync(making, house.account.uid, house.account.gid);
    chownSync(passwordFile, house.account.uid, house.account.gid);
  }
  const log = openLog(house);
  const password = openSync(passwordFile, 'r');
  const initdb = async (...options: string[]) => {
    const program = house.programs.initdb;
    const code = await exitOf(start(house, program, ['-D', nameOf(making), ...options], making, password, log.handle));
    if (code !== 0)
      throw new StartError(`The database could not be made in ${house.dataDir}: ${lastWords(log.file, log.from)}.`);
  };
  try {
    // the password comes on standard input: the server's account may have no way to a file's path
    const passwordFrom = process.platform === 'win32' ? passwordFile : '/dev/stdin';
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const doors = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFrom}`];
    const checks = house.durable ? [] : ['--no-data-checksums'];
    await initdb(...locale, ...doors, ...checks, '--no-sync', '--no-instructions');
    if (house.durable) await initdb('--sync-only');
  } finally {
    closeSync(password);
    closeSync(log.handle);
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, house.cluster);
  syncFolder(house.dataDir);
}

// ── Starting, adopting, keeping ──────────────────────────────────────────────────────────────────────────────────────

async function chooseEndpoint(cluster: string): Promise<Endpoint> {
  const socket = join(cluster, `.s.PGSQL.${socketPort}`);
  if (process.platform !== 'win32' && Buffer.byteLength(socket) <= longestSocketPath) {
    return { host: cluster, port: socketPort, socket: true };
  }
  return { host: '127.0.0.1', port: await freePort(), socket: false };
}

function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? found(address.port) : fail(new Error('no port'))));
    });
  });
}

function settings(house: House, endpoint: Endpoint): string[] {
  const listen = endpoint.socket
    ? {
        listen_addresses: '',
        unix_socket_directories: standsInside ? '.' : house.cluster,
        unix_socket_permissions: '0700',
      }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const careless = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  };
  const all = {
    ...listen,
    port: String(endpoint.port),
    cluster_name: 'vuon-uom',
    max_connections: '100',
    shared_buffers: '128MB',
    jit: 'off',
    // what makes guessing a person's password slow makes each connection slow, and nobody guesses one of 24 random bytes
    scram_iterations: '1',
    // What stands in statements and their values is people's data: keep it out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(house.durable ? {} : careless),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

type PidFile = { pid: number; port: number; tcp: boolean; ready: boolean };

function endpointOf(cluster: string, { port, tcp }: PidFile): Endpoint {
  return tcp ? { host: '127.0.0.1', port, socket: false } : { host: cluster, port, socket: true };
}

/** The lines of postmaster.pid that matter; `ready` once connections are taken. */
function pidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, , , port, , address, , status] = lines;
    return { pid: Number(pid), port: Number(port), tcp: Boolean(address?.trim()), ready: status?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

async function launch(house: House, endpoint: Endpoint): Promise<Running> {
  const log = openLog(house);
  const options = ['-D', nameOf(house.cluster), ...settings(house, endpoint)];
  const child = start(house, house.programs.postgres, options, house.cluster, 'ignore', log.handle);
  closeSync(log.handle);
  let exited = false;
  const ended = exitOf(child).then(() => {
    exited = true;
  });
  const isReady = () => {
    const file = pidFile(house.cluster);
    return file?.pid === child.pid && file?.ready === true;
  };
  // recovery after a crash may take its time
  const inTime = await waitUntil(() => exited || isReady(), 120_000);
  if (exited || !inTime || child.pid === undefined) {
    child.kill('SIGQUIT');
    throw new StartError(`PostgreSQL did not start in ${house.dataDir}: ${lastWords(log.file, log.from)}.`);
  }
  child.unref();
  return { pid: child.pid, endpoint, ended };
}

/** What PostgreSQL says while the processes of one that was killed are still about to notice. */
const passing =
  /pre-existing shared memory block|lock file .* already exists|Address already in use|could not create any/i;

async function launchPatiently(house: House): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launch(house, await chooseEndpoint(house.cluster));
    } catch (error) {
      if (attempt === 20 || !(error instanceof Error && passing.test(error.message))) throw error;
      await sleep(200);
    }
  }
}

/** The server that a killed application left running on this very cluster, once it answers; undefined when there is none. */
async function adopt(house: House, secrets: Secrets): Promise<Running | undefined> {
  const isOurs = (pid: number) => isAlive(pid) && (!standsInside || sameFolder(`/proc/${pid}/cwd`, house.cluster));
  const found = pidFile(house.cluster);
  if (found === undefined || !isOurs(found.pid)) return undefined;

  const { pid } = found;
  // It may be recovering, or on its way out.
  const ready = await waitUntil(() => !isOurs(pid) || pidFile(house.cluster)?.ready === true, 30_000);
  if (!isOurs(pid)) return undefined;
  const endpoint = endpointOf(house.cluster, pidFile(house.cluster) ?? found);
  if (ready && (await answers(endpoint, secrets))) return { pid, endpoint, ended: untilGone(pid) };
  if (standsInside) await quit(pid);
  return undefined;
}

function sameFolder(a: string, b: string): boolean {
  try {
    const [x, y] = [statSync(a), statSync(b)];
    return x.dev === y.dev && x.ino === y.ino;
  } catch {
    return false;
  }
}

async function answers(endpoint: Endpoint, secrets: Secrets): Promise<boolean> {
  const db = connect(urlOf(endpoint, superuser, secrets.superuser, 'postgres'), { max: 1, deadlineMs: 2_000 });
  try {
    await db.query`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await db.end(100);
  }
}

/** A process that is not our child tells nobody when it ends: look now and then. */
function untilGone(pid: number): Promise<void> {
  return new Promise((done) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      done();
    }, 100);
    timer.unref();
  });
}

/** Fast shutdown; when that takes long, because much is still to be written, the immediate one: the next start recovers. */
async function quit(pid: number): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(pid, name);
    } catch {
      // it has just ended
    }
  };
  signal('SIGINT');
  if (await waitUntil(() => !isAlive(pid), 700, 5)) return;
  signal('SIGQUIT');
  await waitUntil(() => !isAlive(pid), 2_000, 5);
}

/** Starts the server again whenever it ends by itself, at the same endpoint, until told to stop. */
function keepAlive(house: House, first: Running, report: (line: string) => void): { stop(): Promise<void> } {
  let running: Running | undefined = first;
  let stopping = false;

  async function watch(): Promise<void> {
    while (!stopping && running) {
      await running.ended;
      running = undefined;
      for (let attempt = 0; !stopping && !running; attempt++) {
        if (attempt === 0) report('PostgreSQL has stopped by itself; it is being started again.');
        try {
          running = await launch(house, first.endpoint);
          report('PostgreSQL runs again.');
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          if (attempt % 20 === 10) report(why);
          await sleep(Math.min(100 * (attempt + 1), 2_000));
        }
      }
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopping = true;
      if (running === undefined) await Promise.race([watching, sleep(1_000)]);
      if (running) await quit(running.pid);
    },
  };
}

// ── Logins ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function urlOf(endpoint: Endpoint, user: string, password: string, database: string): string {
  const place = endpoint.socket ? 'localhost' : endpoint.host;
  const socket = endpoint.socket ? `?host=${encodeURIComponent(endpoint.host)}` : '';
  return `postgres://${user}:${password}@${place}:${endpoint.port}/${database}${socket}`;
}

function urlsOf(endpoint: Endpoint, secrets: Secrets): { appUrl: string; ownerUrl: string; superuserUrl: string } {
  return {
    appUrl: urlOf(endpoint, app, secrets.app, databaseName),
    ownerUrl: urlOf(endpoint, owner, secrets.owner, databaseName),
    superuserUrl: urlOf(endpoint, superuser, secrets.superuser, 'postgres'),
  };
}

/** Makes both logins and the database, as far as an interrupted start has not. The passwords need no quoting: base64url. */
async function makeLogins(house: House, endpoint: Endpoint, secrets: Secrets): Promise<void> {
  const db = connect(urlOf(endpoint, superuser, secrets.superuser, 'postgres'), { max: 1 });
  try {
    for (const [role, password] of [
      [owner, secrets.owner],
      [app, secrets.app],
    ] as const) {
      const [existing] = await db.query`select from pg_roles where rolname = ${role}`;
      await db.script(`${existing ? 'alter' : 'create'} role ${role} login password '${password}'`);
    }
    const [existing] = await db.query`select from pg_database where datname = ${databaseName}`;
    if (!existing) await db.script(`create database ${databaseName} owner ${owner}`);
    await db.script(
      `revoke all on database ${databaseName} from public; grant connect on database ${databaseName} to ${app}`,
    );
  } finally {
    await db.end(1_000);
  }
  writeFileSync(join(house.dataDir, readyMark), '', { mode: 0o600, flush: true });
}
