// The whole application on a clock of its own, behind a real port: what the scenario plays in.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { createApp } from '../app.tsx';
import { startEmbedded } from '../database/embedded.ts';
import { migrate } from '../database/migrations.ts';
import { connect, type Database } from '../database/pool.ts';
import { remindOfDeadlines } from '../deadlines/reminders.ts';
import { sweepDeadlines } from '../deadlines/sweep.ts';
import { mailWorker } from '../mail/index.ts';
import { sqlFolder } from '../paths.ts';
import { loadPacks } from '../programmes/index.ts';
import { createRecorder, type Recorder } from '../record.ts';
import { StartError } from '../start-error.ts';
import { type Browser, Client } from './client.ts';
import type { SimulatedClock } from './clock.ts';
import type { Player } from './content.ts';

export type House = {
  readonly clock: SimulatedClock;
  /** The application's own login. */
  readonly db: Database;
  readonly recorder: Recorder;
  readonly packs: readonly Pack[];
  /** The address that stands in letters. */
  readonly origin: string;
  /** Where it is reached while the scenario plays. */
  readonly address: string;
  readonly folder: string;
  /** The application itself, to be served elsewhere too. */
  answer(request: Request): Response | Promise<Response>;
  /** The application ends where it stands, as at a power cut, and another one begins on what it left. */
  crash(): Promise<void>;
  /** A new browser for somebody, in which nobody is signed in. Each request takes somebody some seconds. */
  browser(player: Player): Browser;
  close(): Promise<void>;
};

export type HouseOptions = {
  clock: SimulatedClock;
  /** A folder for the data that stays; left out, one that goes away. */
  keep?: string | undefined;
  report: (fault: unknown) => void;
};

/** What letters and papers name: where `npm start` will show what was kept. */
const origin = 'http://localhost:3000';

/** How long a person takes between two requests. */
const secondsBetween = 20;

/** Opens a new house. In a folder that is kept, the application can be started afterwards and go on by the real clock. */
export async function openHouse({ clock, keep, report }: HouseOptions): Promise<House> {
  const folder = keep === undefined ? await mkdtemp(join(tmpdir(), 'vuon-uom-scenario-')) : resolve(keep);
  if (existsSync(join(folder, 'postgres')))
    throw new StartError(`${folder} holds a database already: give --keep a folder that is empty or not there yet.`);
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  if (keep === undefined) undo.push(() => rm(folder, { recursive: true, force: true }));
  try {
    const server = await startEmbedded({ dataDir: folder, durable: keep !== undefined, report });
    undo.push(() => server.stop());
    await migrate(server.ownerUrl, server.appUrl, sqlFolder, { simulatedClock: true });
    const now = () => clock.now().toISOString();
    const packs = loadPacks();
    const filesFolder = join(folder, 'files');
    const begin = () => {
      // one person acts at a time: each connection more would plan every statement anew
      const db = connect(server.appUrl, { max: 2 });
      const app = createApp({ db, clock: clock.now, packs, origin, dataDir: folder, filesFolder, demo: true, report });
      const mail = mailWorker({ db, now, origin, smtpUrl: undefined, from: '', report });
      return { db, app, recorder: createRecorder({ db, now }), mail };
    };
    let present = begin();
    const end = async (patienceMs: number) => {
      present.mail.close();
      await present.db.end(patienceMs);
    };
    undo.push(() => end(500));
    const crash = async () => {
      await end(0);
      present = begin();
    };
    clock.afterwards(() => sweepDeadlines(present.db, present.recorder, now(), report));
    clock.afterwards(() => remindOfDeadlines({ db: present.db, origin, report }, now()));
    clock.afterwards(() => present.mail.turn());
    const answer = (request: Request) => present.app.fetch(request);
    const { address, stop } = await serve(answer);
    undo.push(stop);
    const send = (request: Request) => {
      clock.tick(secondsBetween);
      return fetch(request);
    };
    const browser = () => new Client({ origin: address, send, now: clock.now });
    return {
      ...{ clock, packs, origin, address, folder, answer, crash, browser, close },
      get db() {
        return present.db;
      },
      get recorder() {
        return present.recorder;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Answers on a free port of this machine. */
export function serve(
  answer: (request: Request) => Response | Promise<Response>,
): Promise<{ address: string; stop(): Promise<void> }> {
  const server = createAdaptorServer({ fetch: answer }) as Server;
  return new Promise((ready, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : 0;
      const stop = () =>
        new Promise<void>((stopped) => {
          server.close(() => stopped());
          server.closeAllConnections();
        });
      ready({ address: `http://127.0.0.1:${port}`, stop });
    });
  });
}
