import type { Context } from 'hono';
import type { Frame } from '../templates/layout.tsx';
import type { Assets } from './assets.ts';
import type { Database } from './database/pool.ts';
import type { AppEnv } from './doors.ts';
import { countWork } from './work.ts';

/** The layout's part of a request that needs no query. */
export function frameWithout(c: Context<AppEnv>, assets: Assets, demo: boolean): Frame {
  const url = new URL(c.req.url);
  url.searchParams.delete('lang');
  const visitor = c.get('visitor') ?? null;
  return {
    language: c.get('language') ?? 'vi',
    // one slash in front: two would lead to another house
    path: `${url.pathname.replace(/^\/+/, '/')}${c.req.method === 'GET' ? url.search : ''}`,
    assets,
    visitor: visitor === null ? null : { name: visitor.name, work: 0 },
    demo,
  };
}

/** Makes the layout's part of a page: language, address, who is signed in and how much waits for them. */
export function frameMaker(parts: { db: Database; assets: Assets; demo: boolean; now: () => string }) {
  return async (c: Context<AppEnv>): Promise<Frame> => {
    const frame = frameWithout(c, parts.assets, parts.demo);
    const visitor = c.get('visitor');
    if (visitor === null || frame.visitor === null) return frame;
    return { ...frame, visitor: { ...frame.visitor, work: await countWork(parts.db, visitor.id) } };
  };
}
