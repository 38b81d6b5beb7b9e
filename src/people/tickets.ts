import { createHash, randomBytes } from 'node:crypto';
import type { Addressee } from '../mail/index.ts';
import type { Parts } from '../parts.ts';

/** To confirm an address, to choose a new password, to accept an invitation. */
export type Purpose = 'confirm' | 'reset' | 'invite';

const hoursOf: Record<Purpose, number> = { confirm: 48, reset: 1, invite: 168 };
const pathOf: Record<Purpose, string> = { confirm: '/confirm', reset: '/new-password', invite: '/invitation' };

const hashOf = (ticket: string) => createHash('sha256').update(ticket).digest('hex');

/** Whose ticket it is. */
export type Holder = { id: string; language: 'vi' | 'en'; hasPassword: boolean } & Addressee;

/** A link that is good once and for a while. It stands in one letter and nowhere else: the database keeps its hash. */
export async function makeTicket(
  { db, now, origin }: Pick<Parts, 'db' | 'now' | 'origin'>,
  purpose: Purpose,
  person: string,
): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await db.query`
    insert into ticket (hash, purpose, person, expires_at)
    values (${hashOf(ticket)}, ${purpose}, ${person}::uuid, ${now()}::timestamptz + make_interval(hours => ${hoursOf[purpose]}::int))`;
  return `${origin}${pathOf[purpose]}?ticket=${ticket}`;
}

/** Whose a ticket is, without using it up; null when it is not good. */
export async function holderOf(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  purpose: Purpose,
  ticket: string,
): Promise<Holder | null> {
  const [row] = await db.query<Holder>`
    select p.id, p.name, p.email, p.language, p.english_letters, p.password_hash is not null as has_password
    from ticket t join person p on p.id = t.person
    where t.hash = ${hashOf(ticket)} and t.purpose = ${purpose} and t.used_at is null and t.expires_at > ${now()}::timestamptz
      and p.closed_at is null`;
  return row ?? null;
}

/** Who has used a ticket up; null when nobody has. Like this no ticket opens anything: only a password does. */
export async function formerHolderOf(
  { db }: Pick<Parts, 'db'>,
  purpose: Purpose,
  ticket: string,
): Promise<Holder | null> {
  const [row] = await db.query<Holder>`
    select p.id, p.name, p.email, p.language, p.english_letters, true as has_password
    from ticket t join person p on p.id = t.person
    where t.hash = ${hashOf(ticket)} and t.purpose = ${purpose} and t.used_at is not null
      and p.password_hash is not null and p.confirmed_at is not null and p.closed_at is null`;
  return row ?? null;
}

/**
 * Uses a ticket up and does what it is for, in one statement: the address is confirmed, and the password set where one is
 * given. All other tickets of that person lose their worth. Null when somebody was quicker.
 */
export async function useTicket(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  purpose: Purpose,
  ticket: string,
  passwordHash: string | null,
): Promise<string | null> {
  const [used] = await db.query<{ id: string }>`
    with used as (
      update ticket set used_at = ${now()}::timestamptz
      where hash = ${hashOf(ticket)} and purpose = ${purpose} and used_at is null and expires_at > ${now()}::timestamptz
      returning hash, person),
    others as (
      update ticket t set used_at = ${now()}::timestamptz from used u
      where t.person = u.person and t.hash <> u.hash and t.used_at is null)
    update person p set confirmed_at = coalesce(confirmed_at, ${now()}::timestamptz),
      password_hash = coalesce(${passwordHash}::text, password_hash)
    from used u where p.id = u.person and p.closed_at is null returning p.id`;
  return used?.id ?? null;
}

/**
 * The address that a page which somebody comes from proves to be theirs, '' for none: behind an invitation to a team, which stands
 * in one letter to that address and nowhere else, and is good still. It is the team's to use up.
 */
export async function provedAddress({ db, now }: Pick<Parts, 'db' | 'now'>, page: string): Promise<string> {
  const { pathname, searchParams } = new URL(page, 'http://here');
  const ticket = searchParams.get('ticket') ?? '';
  if (pathname !== '/team-invitation' || ticket === '') return '';
  const [row] = await db.query<{ email: string }>`
    select email from team_invitation where hash = ${hashOf(ticket)}
      and accepted_at is null and ended_at is null and expires_at > ${now()}::timestamptz`;
  return row?.email ?? '';
}

/** Uses up the links for a new password that lie in a mailbox: whoever has just changed the password wants none of them to. */
export async function spendResets({ db, now }: Pick<Parts, 'db' | 'now'>, person: string): Promise<void> {
  await db.query`
    update ticket set used_at = ${now()}::timestamptz where person = ${person}::uuid and purpose = 'reset' and used_at is null`;
}
