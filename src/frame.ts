import type { Context } from 'hono';
import type { Frame } from '../templates/layout.tsx';
import type { ActingOf } from '../templates/parts/acting.tsx';
import { agencyRooms, type Room } from '../templates/parts/rooms.tsx';
import { dayOf } from '../workflows/rules/calendar.ts';
import { duties } from '../workflows/rules/duties.ts';
import type { Assets } from './assets.ts';
import type { Database } from './database/pool.ts';
import { actingAmong } from './delegations.ts';
import type { AppEnv, Doors, Standing } from './doors.ts';
import { personMark } from './personMark.ts';
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
    visitor: visitor === null ? null : { name: visitor.name, work: 0, unread: 0, mark: personMark(visitor.id) },
    demo,
  };
}

/** Makes the layout's part of a page: language, address, who is signed in and how much waits for them. */
export function frameMaker(parts: {
  db: Database;
  assets: Assets;
  demo: boolean;
  now: () => string;
  origin: string;
  doors: Pick<Doors, 'list'>;
}) {
  return async (c: Context<AppEnv>): Promise<Frame> => {
    const plain = frameWithout(c, parts.assets, parts.demo);
    const frame = { ...plain, printed: { address: `${parts.origin}${plain.path}`, day: dayOf(parts.now()) } };
    const visitor = c.get('visitor');
    if (visitor === null || frame.visitor === null) return frame;
    const { work, unread } = await countWork(parts.db, visitor.id, await c.get('lent')(), parts.now());
    const actingOf = actingIn(c.get('standing'), parts.doors);
    const rooms = roomsFor(parts.doors, c.get('standing').roles);
    return { ...frame, visitor: { ...frame.visitor, work, unread }, rooms, ...(actingOf && { actingOf }) };
  };
}

/** The pages of an agency that somebody with these roles there may open, as their doors say. */
export function roomsFor(doors: Pick<Doors, 'list'>, roles: readonly string[]): Room[] {
  if (roles.length === 0) return [];
  const open = doors
    .list()
    .filter(
      ({ method, who }) => method === 'GET' && typeof who !== 'string' && who.some((role) => roles.includes(role)),
    );
  return agencyRooms.filter((room) => open.some(({ path }) => path === `/agencies/:agency/${room}`));
}

/**
 * For whom somebody with this standing would send a form, by the rule by which it is recorded: of what its door takes, or of what
 * the roles may that the door lets in.
 */
function actingIn(standing: Standing, doors: Pick<Doors, 'list'>): ActingOf | null {
  const { roles, delegated } = standing;
  if (delegated.size === 0) return null;
  return (action) => {
    const [path = ''] = action.split('?');
    const door = doors.list().find((one) => one.method === 'POST' && leadsTo(one.path, path));
    if (door === undefined || door.isOwn || typeof door.who === 'string') return [];
    const takes = door.events?.map((event) => duties[event].roles) ?? [door.who];
    const acts = takes
      .filter((able) => able.some((role) => roles.includes(role)))
      .map((able) => ({ able, giver: actingAmong(standing, able) }));
    const givers = new Map(acts.flatMap(({ giver }) => (giver === null ? [] : [[giver.person, giver] as const])));
    return [...givers.values()].map(({ person, name, decisionNumber, until }) => {
      const theirs = acts.filter(({ giver }) => giver?.person === person).flatMap(({ able }) => able);
      const lent = [...new Set(theirs)].filter((role) => delegated.get(role)?.person === person);
      const isAll = acts.every(({ giver }) => giver?.person === person);
      return { name, decisionNumber, until, roles: isAll ? null : lent };
    });
  };
}

const leadsTo = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at]);
};
