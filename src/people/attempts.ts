import { createHash, randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { type Account, accountOf } from './accounts.ts';
import { isPassword, PasswordsBusy } from './passwords.ts';
import { tell } from './secondStep.ts';

type Limit = { minutes: number; perEmail: number; perAddress: number };

/**
 * What may be tried how often by somebody whom we do not know. An incubator's sixty founders sit behind one address, and come on
 * the last day: what they do in good faith must fit several times into what an address may.
 */
const limits = {
  signUp: { minutes: 60, perEmail: 5, perAddress: 150 },
  forgotten: { minutes: 60, perEmail: 5, perAddress: 150 },
  again: { minutes: 60, perEmail: 5, perAddress: 150 },
  /** A party's number given anew: what is taken is answered, so that nobody may try many. */
  number: { minutes: 24 * 60, perEmail: 10, perAddress: 400 },
  /** Questions about calls; each person counts under their own id. */
  question: { minutes: 24 * 60, perEmail: 10, perAddress: 400 },
  /** Checking for oneself, by people of whom nothing is known: each of them several times. */
  selfCheck: { minutes: 60, perEmail: 600, perAddress: 600 },
  /** Requests about one's data: each has letters written, and runs in the law's days. */
  dataRequest: { minutes: 24 * 60, perEmail: 10, perAddress: 100 },
  /** All of one's own data at once: much to read and to send. */
  export: { minutes: 60, perEmail: 5, perAddress: 100 },
  /** A calendar fetched by its own address: by program, of one person, and from wherever many people's calendars are kept. */
  calendar: { minutes: 15, perEmail: 30, perAddress: 3_000 },
  /** A calendar address that is nobody's. */
  calendarGuess: { minutes: 15, perEmail: 30, perAddress: 30 },
  /** Invitations to teams: by whoever sends them, and to whatever address. */
  inviting: { minutes: 24 * 60, perEmail: 30, perAddress: 400 },
  invited: { minutes: 24 * 60, perEmail: 5, perAddress: 400 },
} satisfies Record<string, Limit>;
export type Tried = keyof typeof limits;

/**
 * Wrong passwords in a quarter of an hour: for an account from one place, for it from everywhere, and from one address for all
 * accounts. So one address guesses at an account 960 times a day, and any number of them 4,800 times; a password has twelve
 * characters or more. Who guesses from one place keeps nobody out elsewhere. Who does it from many keeps no browser out that was
 * in before: that one is counted for itself alone, 960 times a day too, wherever it is. A new one can have a letter for a new password.
 */
const wrongPasswords = { minutes: 15, perPlace: 10, perEmail: 50, perAddress: 50 };

/**
 * Wrong codes of the second step, by whoever has the password: three of a million are right at a time. For an account from one place
 * and from everywhere in a quarter of an hour, and in a day; a browser that gave a code before is counted for itself alone. That it was in
 * by a password counts for nothing: whoever stole one may have been in with a thousand browsers before the second step was turned on.
 * Of more than `untold` in a day, from wherever, the owner is told: patience stays below the limits, and has their password.
 */
const wrongCodes = { minutes: 15, perPlace: 10, perEmail: 20, dayMinutes: 24 * 60, perDay: 60, untold: 9 };

/** How long it is known that a browser was in. */
export const knownDays = 90;

const keyOf = (what: string, kind: string, value: string) =>
  `${what} ${kind} ${createHash('sha256').update(value).digest('base64url')}`;

type Counted = { readonly key: string; readonly most: number };
type Noted = readonly bigint[];

/**
 * Notes an attempt; null where it is one too many. Each is noted before all are counted, so that of many at once no more get
 * through than the limit; one that is refused does not count, so that nobody shuts another out for longer than the time.
 */
async function note({ db, now }: Parts, minutes: number, counted: readonly Counted[]): Promise<Noted | null> {
  const keys = counted.map(({ key }) => key);
  const noted = await db.query<{ id: bigint }>`
    insert into attempt (what, at) select w, ${now()}::timestamptz from unnest(${keys}::text[]) w returning id`;
  const counts = await db.query<{ what: string; times: number }>`
    select what, count(*)::int as times from attempt
    where what = any(${keys}::text[]) and at > ${now()}::timestamptz - make_interval(mins => ${minutes}::int) group by what`;
  const ids = noted.map(({ id }) => id);
  const isOver = counted.some(({ key, most }) => counts.some(({ what, times }) => what === key && times > most));
  if (isOver) await forget({ db }, ids);
  return isOver ? null : ids;
}

async function forget({ db }: Pick<Parts, 'db'>, noted: Noted): Promise<void> {
  await db.query`delete from attempt where id = any(${[...noted]}::bigint[])`;
}

/** Notes an attempt, and says whether it is one too many. */
export async function isOneTooMany(
  c: Context<AppEnv>,
  parts: Parts,
  what: Tried,
  email: string | null,
): Promise<boolean> {
  const { minutes, perEmail, perAddress } = limits[what];
  const counted = [
    { key: keyOf(what, 'address', addressOf(c, parts.trustProxy)), most: perAddress },
    ...(email === null ? [] : [{ key: keyOf(what, 'email', email), most: perEmail }]),
  ];
  return (await note(parts, minutes, counted)) === null;
}

/**
 * The account that a password opens; null for a wrong one and where there is no account, which takes the same time; 'tooMany' where
 * too many were wrong. What was right, or was not looked at, is not counted. Throws PasswordsBusy.
 */
export async function accountBy(
  c: Context<AppEnv>,
  parts: Parts,
  email: string,
  password: string,
): Promise<Account | null | 'tooMany'> {
  const { minutes, perPlace, perEmail, perAddress } = wrongPasswords;
  const address = addressOf(c, parts.trustProxy);
  const known = await knownAs(c, parts, email);
  const place = { key: keyOf('signIn', 'place', known ?? `${address} ${email}`), most: perPlace };
  const noted = await note(parts, minutes, [
    place,
    ...(known !== null
      ? []
      : [
          { key: keyOf('signIn', 'address', address), most: perAddress },
          { key: keyOf('signIn', 'email', email), most: perEmail },
        ]),
  ]);
  if (noted === null) return 'tooMany';
  try {
    const account = await accountOf(parts, email);
    if (!(await isPassword(account?.passwordHash ?? null, password))) return null;
    await forget(parts, noted);
    // whoever has shown to be who they are was not guessing
    await parts.db.query`delete from attempt where what = ${place.key}`;
    return account;
  } catch (error) {
    if (error instanceof PasswordsBusy) await forget(parts, noted);
    throw error;
  }
}

/**
 * What `take` makes of a code that somebody brings after their password, whose second step is on since then; null where it is wrong,
 * 'tooMany' where too many were, 'tooManyToday' where that holds for a day, 'tooManyRecovery' where recovery codes are not taken either. What was right is not counted, nor what could not be
 * checked. `guessable`: a recovery code is not, so that guesses keep nobody from theirs.
 */
export async function withCode<Taken>(
  c: Context<AppEnv>,
  parts: Parts,
  email: string,
  since: string,
  take: () => Promise<Taken | null | 'noKey'>,
  guessable: boolean,
): Promise<Taken | null | 'noKey' | 'tooMany' | 'tooManyToday' | 'tooManyRecovery'> {
  const { minutes, perPlace, perEmail, dayMinutes, perDay } = wrongCodes;
  const known = await knownAs(c, parts, byCode(email, since));
  const place = {
    key: keyOf('code', guessable ? 'place' : 'recovery', known ?? `${addressOf(c, parts.trustProxy)} ${email}`),
    most: perPlace,
  };
  const everywhere = known !== null || !guessable ? [] : [{ key: keyOf('code', 'email', email), most: perEmail }];
  const inADay = guessable ? [{ key: keyOf('code', 'day', known ?? email), most: perDay }] : [];
  const noted = await note(parts, minutes, [place, ...everywhere]);
  if (noted === null) {
    await tell(parts, email, 'guessed');
    return guessable ? 'tooMany' : 'tooManyRecovery';
  }
  const ofDay = await note(parts, dayMinutes, inADay);
  if (ofDay === null) {
    await forget(parts, noted);
    await tell(parts, email, 'guessed');
    return 'tooManyToday';
  }
  const taken = await take();
  if (taken === null) {
    const wrong = [{ key: keyOf('code', 'wrong', email), most: wrongCodes.untold }];
    if (guessable && (await note(parts, dayMinutes, wrong)) === null) await tell(parts, email, 'guessed');
    return null;
  }
  await forget(parts, [...noted, ...ofDay]);
  if (taken !== 'noKey') await parts.db.query`delete from attempt where what = ${place.key}`;
  return taken;
}

/** The mark of this browser, by which nothing is opened: that somebody was in with it before. */
const markIn = (c: Context<AppEnv>): string | null => /^[\w-]{32}$/.exec(getCookie(c, 'known') ?? '')?.[0] ?? null;
const knownKey = (mark: string, email: string) => keyOf('known', 'browser', `${mark} ${email}`);

/** What names this browser where the person of this address was in with it; null where they were not. */
async function knownAs(c: Context<AppEnv>, { db, now }: Parts, email: string): Promise<string | null> {
  const key = knownKey(markIn(c) ?? '', email);
  const [row] = await db.query`
    select 1 from attempt where what = ${key} and at > ${now()}::timestamptz - make_interval(days => ${knownDays}::int) limit 1`;
  return row === undefined ? null : key;
}

/** Of which a browser is known by a code, of the second step that was turned on then and of no earlier one. */
export const byCode = (email: string, since: string): string => `${email} code ${since}`;

/** Remembers of this browser that the person of this address was in with it. */
export async function rememberBrowser(
  c: Context<AppEnv>,
  { db, now, origin }: Parts,
  ...who: readonly string[]
): Promise<void> {
  const mark = markIn(c) ?? randomBytes(24).toString('base64url');
  const keys = who.map((one) => knownKey(mark, one));
  await db.query`
    with before as (delete from attempt where what = any(${keys}::text[]))
    insert into attempt (what, at) select w, ${now()}::timestamptz from unnest(${keys}::text[]) w`;
  const secure = origin.startsWith('https:');
  setCookie(c, 'known', mark, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: knownDays * 86_400 });
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
