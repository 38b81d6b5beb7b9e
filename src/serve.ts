import type { Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.tsx';
import { forgetPages } from './applications/index.ts';
import { type Config, senderOf } from './config.ts';
import { mostSecondsApart, secondsApart } from './database/clock.ts';
import { migrate } from './database/migrations.ts';
import type { OpenDatabase } from './database/open.ts';
import { connect, type Database } from './database/pool.ts';
import { remindOfDeadlines } from './deadlines/reminders.ts';
import { sweepDeadlines } from './deadlines/sweep.ts';
import {
  claimFilesFolder,
  faultOf,
  missingOfNewest,
  openFiles,
  openScanner,
  renderDue,
  scanWorker,
} from './documents/index.ts';
import { mailWorker } from './mail/index.ts';
import { sqlFolder } from './paths.ts';
import {
  claimForDemo,
  type DemoPerson,
  demoPassword,
  forgetWhatIsOver,
  isDemonstration,
  makeDemo,
} from './people/index.ts';
import { finishAnswers } from './privacy/index.ts';
import { loadPacks, packsFor } from './programmes/index.ts';
import { createRecorder } from './record.ts';
import { StartError, type Tell } from './start-error.ts';
import { learnAgencyNames } from './treasury.ts';

/** How long requests that are being answered may still take once we are told to stop. */
const finishWithinMs = 1_000;

/** How often it is looked whether a period has ended. */
const sweepMs = 30_000;

/** How often it is looked whether there are letters to send, or papers to render. */
const mailMs = 3_000;

/** How often what no longer counts is removed. */
const tidyMs = 3_600_000;

/** Something to undo when the program stops, newest first. */
export type Undo = () => Promise<void>;

/** Makes the database what this version needs, serves, and begins what goes on beside: letters, papers, periods. */
export async function serve(
  config: Config,
  database: OpenDatabase,
  clock: () => Date,
  report: Tell,
  undo: Undo[],
): Promise<void> {
  await migrate(database.ownerUrl, database.appUrl, sqlFolder);
  const known = loadPacks(); // one that does not hold together stops the start

  const { databaseConnections: max, databasePrepare: prepare } = config;
  const db = connect(database.appUrl, { max, prepare });
  undo.push(() => db.end(200));

  const now = () => clock().toISOString();
  const demo = await servesDemo(config, db, now);
  const packs = packsFor(known, demo);
  await mustAgreeOnTime(db, clock);
  const { smtpUrl, trustProxy, dataDir } = config;
  const filesFolder = join(dataDir, 'files');
  await claimFilesFolder(db, filesFolder);
  await learnAgencyNames(db);
  // where people reach us may follow from the port, which is known once we listen; no request comes before the next turn
  let answer: (request: Request, env: object) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const server = createAdaptorServer({ fetch: (request, env) => answer(request, env) });
  const address = await listen(server as Server, config);
  const origin = config.origin ?? address;
  const scanner = config.clamd === undefined ? undefined : openScanner(config.clamd);
  const { filesQuota } = config;
  const app = createApp({
    db,
    clock,
    packs,
    origin,
    dataDir,
    asksSecondStep: !demo,
    filesFolder,
    scanner,
    filesQuota,
    demo,
    sendsMail: smtpUrl !== undefined,
    trustProxy,
    report,
  });
  answer = app.fetch;

  const sweepEvery = sweeperFor(report);
  const recorder = createRecorder({ db, now });
  const endSweeps = sweepEvery(sweepMs, async () => {
    await learnAgencyNames(db); // npm run admin:create may have made one
    await sweepDeadlines(db, recorder, now(), report);
    await remindOfDeadlines({ db, origin, report }, now());
  });
  const mail = mailWorker({ db, now, origin, smtpUrl, from: senderOf(config, origin), report });
  const endMail = sweepEvery(mailMs, mail.turn);
  const files = openFiles({ db, folder: filesFolder, now });
  const endPapers = sweepEvery(mailMs, () => renderDue({ db, files, origin, now, report }, 20));
  const endTidying = sweepEvery(tidyMs, async () => {
    await forgetWhatIsOver({ db, now, origin });
    await finishAnswers({ db, now, origin });
    await forgetPages(db, now());
    await files.sweep(now());
  });
  const scans = scanner && scanWorker({ db, files, scanner, now, report });
  const endScans = scans && sweepEvery(sweepMs, scans.turn);
  const demoMade = demo ? makeDemo({ db, recorder, now, packs }).catch(report) : undefined;
  undo.push(async () => {
    mail.close();
    const made = Promise.race([demoMade, sleep(finishWithinMs)]);
    await Promise.all([
      finish(server as Server),
      endSweeps(),
      endMail(),
      endPapers(),
      endTidying(),
      endScans?.(),
      made,
    ]);
  });
  console.log(`Vườn Ươm: ${address}`);
  if (!demo && isInClear(origin))
    report(
      `ORIGIN ${origin} is not encrypted: everybody on the way reads passwords and sessions. Put a TLS proxy before it, and set ORIGIN to https://…`,
    );
  const letters = 'start it, or correct SMTP_URL; until then letters wait.';
  void tellFault(report, 'The mail server of SMTP_URL', mail.fault(), letters);
  const unscanned = 'start clamd, or correct CLAMD_SOCKET; until then files are taken unscanned, and scanned later.';
  if (scanner) void tellFault(report, 'The virus scanner of CLAMD_SOCKET', faultOf(scanner), unscanned);
  const missing = await missingOfNewest(db, files);
  if (missing > 0)
    report(
      `${missing} of the newest attached files are not in ${filesFolder}: set DATA_DIR to where they are, or bring them back from a backup; npm run audit names each.`,
    );
  const people = await demoMade;
  if (people && people.length > 0) console.log(demoTable(people));
}

/**
 * Whether this is a demonstration: what the database was made as, which what is configured must fit. In earnest everybody must not
 * know the passwords; and what a demonstration shows to everybody, its letters, opens every account.
 */
async function servesDemo({ demo }: Config, db: Database, now: () => string): Promise<boolean> {
  if (demo) await claimForDemo({ db, now });
  const is = await isDemonstration({ db });
  if (is && !demo)
    throw new StartError(
      'This database is a demonstration, whose passwords everybody knows: set DATA_DIR or DATABASE_URL to one of its own, or leave NODE_ENV=production out.',
    );
  if (!is && demo)
    throw new StartError(
      'This database was not made as a demonstration, which shows everybody all letters: set NODE_ENV=production, SMTP_URL and ORIGIN, or set DATA_DIR to a new folder for a demonstration.',
    );
  return is;
}

/** Whether people reach it over a network without encryption. */
function isInClear(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && !/^(localhost|127\..*|\[::1\])$/.test(hostname);
}

/** What was decided at another time than PostgreSQL's is not recorded: nobody could do anything. */
async function mustAgreeOnTime(db: Database, clock: () => Date): Promise<void> {
  const apart = await secondsApart(db, clock);
  if (Math.abs(apart) > mostSecondsApart)
    throw new StartError(
      `The clock of this machine is ${Math.abs(apart).toFixed(0)} s ${apart > 0 ? 'ahead of' : 'behind'} PostgreSQL’s: let both follow a time server (NTP), at most ${mostSecondsApart} s apart.`,
    );
}

/** Tells the operator of what cannot be used now, and what to do; nobody waits for it. */
async function tellFault(report: Tell, what: string, fault: Promise<string | null>, todo: string): Promise<void> {
  const why = await fault;
  if (why !== null) report(`${what} cannot be used, ${why}: ${todo}`);
}

/** Who can sign in on the demonstration, one a line. */
function demoTable(people: readonly DemoPerson[]): string {
  const lines = people.map(({ roles, email }) => `  ${roles.join(', ').padEnd(22)} ${email}`);
  return `Demonstration accounts, all with the password ${demoPassword}\n${lines.join('\n')}`;
}

/** Sweeps again and again, one sweep at a time; a sweep that fails is reported and tried again at the next turn. */
const sweeperFor =
  (report: Tell) =>
  (milliseconds: number, sweep: () => Promise<unknown>): Undo => {
    let running: Promise<unknown> = Promise.resolve();
    let stopped = false;
    const turn = () => {
      running = sweep()
        .catch(report)
        .finally(() => {
          if (!stopped) timer = setTimeout(turn, milliseconds);
        });
    };
    let timer = setTimeout(turn, 1_000);
    return async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([running, sleep(finishWithinMs)]);
    };
  };

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((listening, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(listenFault(error, host, port)));
    server.listen(port, host, () => {
      const bound = server.address();
      const boundPort = typeof bound === 'object' && bound ? bound.port : port;
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      listening(`http://${name}:${boundPort}`);
    });
  });
}

function listenFault(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} on ${host} is taken by another program: stop that one, or set PORT to a free port.`,
    );
  }
  if (error.code === 'EACCES')
    return new StartError(`Port ${port} is not allowed to this account: set PORT to 1024 or above.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new StartError(`HOST ${host} is not an address of this machine: set it to 127.0.0.1 or 0.0.0.0.`);
  }
  return error;
}

/** Takes no new connections, lets answers under way finish, then closes what is left. */
async function finish(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  // an answer that has just been sent leaves its connection open for a next request, which shall not come
  const idle = setInterval(() => server.closeIdleConnections(), 20);
  await Promise.race([closed, sleep(finishWithinMs)]);
  clearInterval(idle);
  server.closeAllConnections();
}
