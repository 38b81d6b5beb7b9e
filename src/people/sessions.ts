// Sessions. lucia 3.2.2 lives in this file and nowhere else (DESIGN §8): the rest of the application knows the four functions below.
//
// lucia makes the tokens and cookies and asks the adapter; the adapter keeps the times, because lucia reads the machine's clock
// where the application has its own. The database holds the SHA-256 of a token: whoever reads it cannot sign in with it.

import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { type Adapter, Lucia, TimeSpan } from 'lucia';
import { guardedRoles } from '../../workflows/rules/secondStep.ts';
import type { AppEnv, Visitor } from '../doors.ts';
import { endFeed } from '../notifications/index.ts';
import type { Parts } from '../parts.ts';

/** `lacksSecondStep`: they hold an office that asks for two-step verification, and have not turned it on. */
type Attributes = { name: string; email: string; lacksSecondStep: boolean };

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Attributes>;
    DatabaseUserAttributes: Attributes;
    DatabaseSessionAttributes: { device: string };
  }
}

/** A founder fills in a form over a working day; half an hour would throw them out again and again. */
const idleHours = 12;
/** However busy it was, a session ends then. */
const absoluteDays = 14;

/** For lucia: the adapter has already left out what has ended. */
const notByThisClock = new Date('9999-12-31T00:00:00Z');

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

type People = Pick<Parts, 'db' | 'now' | 'origin'>;
type FoundRow = { person: string; name: string; email: string; secondStep: boolean; isGuarded: boolean };

function adapterFor({ db, now }: People): Adapter {
  return {
    /** One statement. That somebody was seen is written at most once a minute. */
    async getSessionAndUser(token) {
      const [found] = await db.query<FoundRow>`
        with found as (
          select s.token_hash, s.seen_at, s.person, p.name, p.email,
            exists (select from second_step f where f.person = s.person and f.confirmed_at is not null) as second_step,
            exists (select from state o where o.dossier = s.person and o.subject = 'person' and o.facts->'roles' ?| ${[...guardedRoles]}::text[]) as is_guarded
          from session s join person p on p.id = s.person
          where s.token_hash = ${hashOf(token)} and s.expires_at > ${now()}::timestamptz and p.closed_at is null
            and s.seen_at > ${now()}::timestamptz - make_interval(hours => ${idleHours}::int)),
        seen as (
          update session s set seen_at = ${now()}::timestamptz from found f
          where s.token_hash = f.token_hash and f.seen_at < ${now()}::timestamptz - interval '1 minute')
        select person, name, email, second_step, is_guarded from found`;
      if (found === undefined) return [null, null];
      const { person, name, email, secondStep, isGuarded } = found;
      return [
        { id: token, userId: person, expiresAt: notByThisClock, attributes: { device: '' } },
        { id: person, attributes: { name, email, lacksSecondStep: isGuarded && !secondStep } },
      ];
    },
    async setSession({ id, userId, attributes }) {
      await db.query`
        insert into session (token_hash, person, created_at, seen_at, expires_at, device)
        values (${hashOf(id)}, ${userId}::uuid, ${now()}::timestamptz, ${now()}::timestamptz,
          ${now()}::timestamptz + make_interval(days => ${absoluteDays}::int), ${attributes.device})`;
    },
    async deleteSession(token) {
      await db.query`delete from session where token_hash = ${hashOf(token)}`;
    },
    async deleteUserSessions(person) {
      await db.query`delete from session where person = ${person}::uuid`;
    },
    async deleteExpiredSessions() {
      await db.query`
        delete from session where expires_at <= ${now()}::timestamptz
          or seen_at <= ${now()}::timestamptz - make_interval(hours => ${idleHours}::int)`;
    },
    // The two that lucia asks for and that nothing here needs: sessions are listed without their tokens, and never prolonged.
    getUserSessions: async () => [],
    updateSessionExpiration: async () => undefined,
  };
}

function luciaFor(parts: People) {
  return new Lucia(adapterFor(parts), {
    sessionExpiresIn: new TimeSpan(absoluteDays, 'd'),
    sessionCookie: { name: 'session', attributes: { secure: parts.origin.startsWith('https:'), sameSite: 'lax' } },
    getUserAttributes: ({ name, email, lacksSecondStep }) => ({ name, email, lacksSecondStep }),
  });
}

const made = new WeakMap<People, ReturnType<typeof luciaFor>>();
function luciaOf(parts: People) {
  const lucia = made.get(parts) ?? luciaFor(parts);
  made.set(parts, lucia);
  return lucia;
}

/** The token that a request brings, if it looks like one of ours. */
function tokenIn(c: Context<AppEnv>, parts: People): string | null {
  const header = c.req.header('Cookie');
  const token = header === undefined ? null : luciaOf(parts).readSessionCookie(header);
  return token !== null && /^[a-z2-7]{40}$/.test(token) ? token : null;
}

/** Begins a session for a person, in place of the one that this browser had. */
export async function beginSession(c: Context<AppEnv>, parts: People, person: string): Promise<void> {
  const lucia = luciaOf(parts);
  const before = tokenIn(c, parts);
  if (before !== null) await lucia.invalidateSession(before);
  const device = (c.req.header('User-Agent') ?? '').slice(0, 300);
  const session = await lucia.createSession(person, { device });
  c.header('Set-Cookie', lucia.createSessionCookie(session.id).serialize(), { append: true });
}

/** Who is signed in with this request; null for nobody, and when the session has ended. */
export async function readSession(
  c: Context<AppEnv>,
  parts: People,
): Promise<(Omit<Visitor, 'secondStepDue'> & { lacksSecondStep: boolean }) | null> {
  const token = tokenIn(c, parts);
  if (token === null) return null;
  const { user } = await luciaOf(parts).validateSession(token);
  if (user === null) return null;
  const { id, name, email, lacksSecondStep } = user;
  return { id, name, email, session: hashOf(token), lacksSecondStep };
}

/** Ends the session of this browser. */
export async function endSession(c: Context<AppEnv>, parts: People): Promise<void> {
  const lucia = luciaOf(parts);
  const token = tokenIn(c, parts);
  if (token !== null) await lucia.invalidateSession(token);
  c.header('Set-Cookie', lucia.createBlankSessionCookie().serialize(), { append: true });
}

/** Forgets sessions that have ended by themselves. */
export const forgetEndedSessions = (parts: People): Promise<void> => luciaOf(parts).deleteExpiredSessions();

/** A session as its owner may see it; `hash` names it and cannot be used to enter. */
export type OwnSession = { hash: string; device: string; createdAt: string; seenAt: string };

/** A person's sessions that have not ended, the newest first. */
export async function sessionsOf({ db, now }: People, person: string): Promise<OwnSession[]> {
  const rows = await db.query<{ hash: string; device: string; createdAt: Date; seenAt: Date }>`
    select token_hash as hash, device, created_at, seen_at from session
    where person = ${person}::uuid and expires_at > ${now()}::timestamptz
      and seen_at > ${now()}::timestamptz - make_interval(hours => ${idleHours}::int)
    order by seen_at desc, token_hash`;
  return rows.map((row) => ({
    hash: row.hash,
    device: row.device,
    createdAt: row.createdAt.toISOString(),
    seenAt: row.seenAt.toISOString(),
  }));
}

/** Ends one of a person's own sessions. */
export async function endOneSession({ db }: People, person: string, hash: string): Promise<void> {
  await db.query`delete from session where person = ${person}::uuid and token_hash = ${hash}`;
}

/**
 * Ends all sessions of a person but the one that is named; all of them for null. The address of their calendar ends with them: who
 * came in as them may have made it, or read it, and needs no session to use it. So does what somebody has begun with their password alone.
 */
export async function endOtherSessions({ db }: People, person: string, keep: string | null): Promise<void> {
  await db.query`delete from session where person = ${person}::uuid and token_hash is distinct from ${keep}::text`;
  await db.query`delete from half_entry where person = ${person}::uuid`;
  await endFeed({ db }, person);
}
