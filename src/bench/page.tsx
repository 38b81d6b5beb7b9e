import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { StartPage } from '../../templates/pages/start.tsx';
import { createApp } from '../app.tsx';
import { loadAssets } from '../assets.ts';
import { connect } from '../database/pool.ts';
import { bareDatabase } from './bare.ts';
import { agency, type House } from './house.ts';
import { load } from './load.ts';
import { type Line, sideBySide } from './measure.ts';

const connections = 8;
const path = '/bench';

/**
 * The start page with one query, behind all of the application's layers, against a Hono that makes the same query and
 * sends the same bytes from a constant. (The application has no page of its own yet that makes exactly one query.)
 */
export async function page(house: House, clock: () => Date): Promise<Line> {
  const db = connect(house.appUrl, { max: connections });
  const bare = bareDatabase(house.appUrl, connections);
  const { dossier } = house.projects[0]!;
  const query = 'select kind, revision, stage from dossier where agency = $1 and id = $2';

  const app = createApp({ db, clock });
  const assets = loadAssets();
  app.doors.get(path, { who: 'anyone' }, async (c) => {
    const [row] = await db.run<{ stage: string }>(query, [agency, dossier]);
    if (row?.stage !== 'chinh') return c.notFound();
    const frame = { language: c.get('language'), path: '/', assets, visitor: null, demo: false };
    return c.html(<StartPage frame={frame} />);
  });
  const html = await (await app.request(path)).text();

  const plain = new Hono();
  plain.get(path, async (c) => {
    const [row] = await bare.run(query, [agency, dossier]);
    if (row?.stage !== 'chinh') return c.notFound();
    return c.html(html);
  });

  const [ours, other] = await Promise.all([listen(app.fetch), listen(plain.fetch)]);
  const ask = { path, connections, milliseconds: 1_200 };
  try {
    return await sideBySide(
      `page: start page with one query, ${Buffer.byteLength(html)} bytes`,
      'requests/s',
      5,
      () => load({ ...ask, port: ours.port }),
      () => load({ ...ask, port: other.port }),
    );
  } finally {
    ours.close();
    other.close();
    await db.end();
    await bare.end();
  }
}

async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ port: number; close(): void }> {
  const server = createAdaptorServer({ fetch });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
