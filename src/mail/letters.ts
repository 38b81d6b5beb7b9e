import { type Say, wholeLetter } from '../../templates/mails/letter.ts';
import type { Database } from '../database/pool.ts';

/** A letter as it lies in the outbox: in Vietnamese, and '' or its English copy. */
export type Letter = { id: string; address: string; subject: string; body: string; english: string };

/** To whom a letter goes, and whether an English copy stands below it. */
export type Addressee = { email: string; name: string; englishLetters: boolean };

/**
 * Puts a letter into the outbox. Under an id that is there already it does nothing, so that whoever makes the id from
 * what the letter is about writes it once however often they try.
 */
export async function writeLetter(db: Database, id: string, to: Addressee, say: Say, at: string): Promise<void> {
  const { subject, body, english } = await wholeLetter(to, say);
  await db.query`
    insert into letter (id, address, subject, body, english, created_at)
    values (${id}::uuid, ${to.email}, ${oneLine(subject)}, ${body}, ${english}, ${at}::timestamptz) on conflict (id) do nothing`;
}

/** A subject is one line, whatever names stand in it. */
export const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').trim();

/** Long enough for one letter to be handed over, or to fail. */
const leaseSeconds = 60;

/** The next letter that is to go, held for a minute; null when none is due. */
export async function claimLetter(db: Database, now: string): Promise<(Letter & { attempts: number }) | null> {
  const [claimed] = await db.query<Letter & { attempts: number }>`
    update letter set leased_until = ${now}::timestamptz + make_interval(secs => ${leaseSeconds}::int), attempts = attempts + 1
    where id in (
      select id from letter where sent_at is null and coalesce(leased_until, '-infinity') <= ${now}::timestamptz
      order by attempts, created_at limit 1 for update skip locked)
    returning id, address, subject, body, english, attempts`;
  return claimed ?? null;
}

/** Letters that could not be handed over for some minutes: how many, and since when; null where none waits. */
export async function lettersStuck(db: Database, now: string): Promise<{ count: number; since: string } | null> {
  const [row] = await db.query<{ count: number; since: Date | null }>`
    select count(*)::int as count, min(created_at) as since from letter
    where sent_at is null and attempts > 0 and created_at < ${now}::timestamptz - interval '5 minutes'`;
  return row?.since ? { count: row.count, since: row.since.toISOString() } : null;
}

/** It has gone: its text, with whatever link stood in it, is kept no longer. */
export async function letterSent(db: Database, id: string, now: string): Promise<void> {
  await db.query`update letter set sent_at = ${now}::timestamptz, leased_until = null, body = '', english = '' where id = ${id}::uuid`;
}

/** It could not go: not again before the pause is over, which grows from half a minute to six hours. */
export async function letterFailed(db: Database, id: string, attempts: number, now: string): Promise<void> {
  const pause = Math.min(30 * 2 ** Math.min(attempts - 1, 20), 6 * 3600);
  await db.query`
    update letter set leased_until = ${now}::timestamptz + make_interval(secs => ${pause}::int)
    where id = ${id}::uuid and sent_at is null`;
}

/** Letters that went a month ago are forgotten, addresses and all. */
export async function forgetOldLetters(db: Database, now: string): Promise<void> {
  await db.query`delete from letter where sent_at < ${now}::timestamptz - interval '30 days'`;
}

/** What would have been sent, the newest first: for the demonstration's mailbox. */
export async function lettersWritten(
  db: Database,
  most: number,
  from = 0,
): Promise<(Letter & { createdAt: Date; all: number })[]> {
  return db.query<Letter & { createdAt: Date; all: number }>`
    with page as materialized (
      select count(*) over ()::int as "all", id, created_at from letter where body <> '' order by created_at desc, id desc limit ${most}::int offset ${from})
    select p."all", l.* from page p cross join lateral (
      select id, address, subject, body, english, created_at from letter where id = p.id offset 0) l order by l.created_at desc, l.id desc`;
}
