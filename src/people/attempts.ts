import { createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { AppEnv } from '../doors.ts';
import type { Parts } from '../parts.ts';

type Limit = { minutes: number; perEmail: number; perAddress: number };

/** What may be tried how often by somebody whom we do not know. */
const limits = {
  signIn: { minutes: 15, perEmail: 10, perAddress: 50 },
  signUp: { minutes: 60, perEmail: 5, perAddress: 30 },
  forgotten: { minutes: 60, perEmail: 5, perAddress: 30 },
  again: { minutes: 60, perEmail: 5, perAddress: 30 },
  /** A party's number given anew: what is taken is answered, so that nobody may try many. */
  number: { minutes: 24 * 60, perEmail: 10, perAddress: 100 },
  /** Questions about calls; each person counts under their own id. */
  question: { minutes: 24 * 60, perEmail: 10, perAddress: 100 },
  /** Checking for oneself, by people of whom nothing is known. */
  selfCheck: { minutes: 60, perEmail: 100, perAddress: 100 },
  /** Requests about one's data: each has letters written, and runs in the law's days. */
  dataRequest: { minutes: 24 * 60, perEmail: 10, perAddress: 100 },
  /** All of one's own data at once: much to read and to send. */
  export: { minutes: 60, perEmail: 5, perAddress: 100 },
  /** A calendar fetched by its own address: by program, of one person, and from wherever many people's calendars are kept. */
  calendar: { minutes: 15, perEmail: 30, perAddress: 3_000 },
  /** A calendar address that is nobody's. */
  calendarGuess: { minutes: 15, perEmail: 30, perAddress: 30 },
  /** Invitations to teams: by whoever sends them, and to whatever address. */
  inviting: { minutes: 24 * 60, perEmail: 30, perAddress: 100 },
  invited: { minutes: 24 * 60, perEmail: 5, perAddress: 100 },
} satisfies Record<string, Limit>;
export type Tried = keyof typeof limits;

const keyOf = (what: Tried, kind: 'email' | 'address', value: string) =>
  `${what} ${kind} ${createHash('sha256').update(value).digest('base64url')}`;

/**
 * Notes an attempt, and says whether it is one too many. Each is noted before all are counted, so that of many at once no more
 * get through than the limit; one that is refused does not count, so that nobody shuts another out for longer than the time.
 */
export async function isOneTooMany(
  c: Context<AppEnv>,
  parts: Parts,
  what: Tried,
  email: string | null,
): Promise<boolean> {
  const { minutes, perEmail, perAddress } = limits[what];
  const keys = [
    keyOf(what, 'address', addressOf(c, parts.trustProxy)),
    ...(email === null ? [] : [keyOf(what, 'email', email)]),
  ];
  const noted = await parts.db.query<{ id: bigint }>`
    insert into attempt (what, at) select w, ${parts.now()}::timestamptz from unnest(${keys}::text[]) w returning id`;
  const counts = await parts.db.query<{ what: string; times: number }>`
    select what, count(*)::int as times from attempt
    where what = any(${keys}::text[]) and at > ${parts.now()}::timestamptz - make_interval(mins => ${minutes}::int) group by what`;
  const over = counts.some(({ what: key, times }) => times > (key === keys[0] ? perAddress : perEmail));
  if (over) await parts.db.query`delete from attempt where id = any(${noted.map(({ id }) => id)}::bigint[])`;
  return over;
}

/** Whoever has shown to be who they are was not guessing. */
export async function forgetAttempts({ db }: Parts, what: Tried, email: string): Promise<void> {
  await db.query`delete from attempt where what = ${keyOf(what, 'email', email)}`;
}

/** Where a request comes from: the other end of its connection, or what a proxy of ours says of that. */
export function addressOf(c: Context<AppEnv>, trustProxy: boolean): string {
  // each proxy adds to the end what it saw; only the last was added by one that we trust
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined;
  return neighbourhoodOf(forwarded || connectionOf(c) || 'unknown');
}

function connectionOf(c: Context<AppEnv>): string | undefined {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined; // no connection: a test asks the application directly
  }
}

/** An IPv6 connection has 2^64 addresses of its own: their common part counts. */
function neighbourhoodOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail = ''] = address.split('::');
  const [first, last] = [head, tail].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const zeros = Array.from({ length: Math.max(8 - first.length - last.length, 0) }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}
