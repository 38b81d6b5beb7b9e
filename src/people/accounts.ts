// Accounts of people, whoever they are: what is written about them, and the letters that they get.

import { v5, v7 } from 'uuid';
import { z } from 'zod';
import type { Say } from '../../templates/mails/letter.ts';
import { confirmLetter, existsLetter, inviteLetter, resetLetter } from '../../templates/mails/people.ts';
import type { FieldErrors } from '../../templates/parts/form.tsx';
import { peopleWords } from '../../templates/words/people.ts';
import type { Language } from '../../templates/words/words.ts';
import { type Addressee, writeLetter } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { isPassword, problemWith } from './passwords.ts';
import { makeTicket } from './tickets.ts';

/** What these need of the application: a command line has that too. */
export type Desk = Pick<Parts, 'db' | 'now' | 'origin'>;

export type Account = {
  id: string;
  email: string;
  name: string;
  /** Of pages. Letters are in Vietnamese, with an English copy for whoever asked. */
  language: Language;
  englishLetters: boolean;
  passwordHash: string | null;
  isConfirmed: boolean;
};

/** The account of an address; null where there is none, or it was closed. */
export async function accountOf({ db }: Desk, email: string): Promise<Account | null> {
  const [row] = await db.query<Account>`
    select id, email, name, language, english_letters, password_hash, confirmed_at is not null as is_confirmed
    from person where email = ${email} and closed_at is null`;
  return row ?? null;
}

// ── What people type ─────────────────────────────────────────────────────────────────────────────────────────────────

const Email = z.email().max(254);
/** Letters and what joins them: a name stands in letters, and must not look like an address or a link. */
const nameShape = /^\p{L}[\p{L}\p{M}]*(?:[ '’-]+\p{L}[\p{L}\p{M}]*)*\.?$/u;

export const emailIn = (text: string): string => text.trim().toLowerCase();
export const nameIn = (text: string): string => text.trim().replace(/\s+/g, ' ');

export function nameErrors(name: string, language: Language): FieldErrors {
  const w = peopleWords[language].problems;
  if (name.length > 100) return { name: w.nameLong };
  return nameShape.test(name) ? {} : { name: w.name };
}

export const emailErrors = (email: string, language: Language): FieldErrors =>
  Email.safeParse(email).success ? {} : { email: peopleWords[language].problems.email };

export function passwordErrors(
  password: string,
  owner: { email: string; name: string },
  language: Language,
): FieldErrors {
  const problem = problemWith(password, owner);
  return problem === null ? {} : { password: peopleWords[language].problems[problem] };
}

// ── Signing up ───────────────────────────────────────────────────────────────────────────────────────────────────────

export type SignUp = {
  name: string;
  email: string;
  password: string;
  passwordHash: string;
  language: Language;
  key: string;
  /** Where they wanted to go, a path of ours; '' where nowhere. The link in the letter leads on to it. */
  next: string;
};

/**
 * Makes an account, and answers by letter alone: whether there was one already is for the owner of the address to know.
 * Where somebody signs up again before confirming, with another password, neither is taken: whoever gets the letter
 * chooses one. Otherwise one could sign up in another's name and wait for them to confirm it.
 */
export async function signUp(
  desk: Desk,
  { name, email, password, passwordHash, language, key, next }: SignUp,
): Promise<void> {
  const { db, now } = desk;
  const id = v7();
  const [made] = await db.query`
    insert into person (id, email, name, language, english_letters, password_hash, created_at)
    values (${id}::uuid, ${email}, ${name}, ${language}, ${language === 'en'}, ${passwordHash}, ${now()}::timestamptz)
    on conflict (email) do nothing returning id`;
  const letterId = v5(`sign-up ${email}`, key);
  const person = { id, name, email, englishLetters: language === 'en' };
  if (made !== undefined) return sendConfirmation(desk, person, letterId, next);

  const account = await accountOf(desk, email);
  if (account === null) return; // closed
  if (account.isConfirmed) return sendExists(desk, account, letterId, next);
  if (!(await isPassword(account.passwordHash, password)))
    await db.query`update person set password_hash = null where id = ${account.id}::uuid and confirmed_at is null`;
  return sendConfirmation(desk, account, letterId, next);
}

/**
 * Makes an account for whoever has proved that they read the letters of its address, or gives it to them where somebody has begun
 * one and never confirmed it: then what was chosen before counts no more. Null where there is one already, which nobody changes so.
 */
export async function signUpProved(
  { db, now }: Desk,
  { name, email, passwordHash, language }: Omit<SignUp, 'key' | 'next' | 'password'>,
): Promise<{ id: string; language: Language } | null> {
  const [made] = await db.query<{ id: string }>`
    with made as (
      insert into person as p (id, email, name, language, english_letters, password_hash, confirmed_at, created_at)
      values (${v7()}::uuid, ${email}, ${name}, ${language}, ${language === 'en'}, ${passwordHash}, ${now()}::timestamptz, ${now()}::timestamptz)
      on conflict (email) do update set name = excluded.name, language = excluded.language, english_letters = excluded.english_letters,
        password_hash = excluded.password_hash, confirmed_at = excluded.confirmed_at
        where p.confirmed_at is null and p.closed_at is null
      returning id),
    spent as (update ticket t set used_at = ${now()}::timestamptz from made where t.person = made.id and t.used_at is null)
    select id::text as id from made`;
  return made === undefined ? null : { id: made.id, language };
}

const onwards = (link: string, sign: '?' | '&', next: string) =>
  next === '' ? link : `${link}${sign}next=${encodeURIComponent(next)}`;

type Reader = { id: string } & Addressee;

/** A letter with a link that confirms the address. */
export async function sendConfirmation(desk: Desk, person: Reader, letterId: string, next: string): Promise<void> {
  const link = onwards(await makeTicket(desk, 'confirm', person.id), '&', next);
  await send(desk, letterId, person, (to) => confirmLetter(to, link));
}

/** To whose address is confirmed already, and who did not know. */
function sendExists(desk: Desk, person: Reader, letterId: string, next: string): Promise<void> {
  const links = { signIn: onwards(`${desk.origin}/sign-in`, '?', next), forgotten: `${desk.origin}/forgotten` };
  return send(desk, letterId, person, (to) => existsLetter(to, links));
}

/** The letter of signing up once more, where there is such an account. */
export async function sendAgain(desk: Desk, email: string, key: string, next: string): Promise<void> {
  const account = await accountOf(desk, email);
  if (account === null) return;
  const letterId = v5(`again ${email}`, key);
  await (account.isConfirmed ? sendExists : sendConfirmation)(desk, account, letterId, next);
}

/** A letter with a link for choosing a new password, where there is such an account. */
export async function sendReset(desk: Desk, email: string, key: string): Promise<void> {
  const account = await accountOf(desk, email);
  if (account === null) return;
  const link = await makeTicket(desk, 'reset', account.id);
  await send(desk, v5(`forgotten ${email}`, key), account, (to) => resetLetter(to, link));
}

/** A letter with a link for accepting an appointment. */
export async function sendInvitation(
  desk: Desk,
  person: Reader,
  appointment: { agency: string; roles: readonly string[] },
  key: string,
): Promise<void> {
  const link = await makeTicket(desk, 'invite', person.id);
  const about = { ...appointment, link };
  await send(desk, v5(`invitation ${person.email}`, key), person, (to) => inviteLetter(to, about));
}

export const send = (desk: Desk, id: string, to: Addressee, say: Say): Promise<void> =>
  writeLetter(desk.db, id, to, say, desk.now());

/**
 * The person under an address, made where there is none: for whoever is invited. A password that was chosen before the
 * address was confirmed is not kept: it may be somebody else's. An account that was closed begins anew.
 */
export async function personFor(
  { db, now }: Desk,
  { email, name, language }: { email: string; name: string; language: Language },
): Promise<Account> {
  const [row] = await db.query<Account>`
    insert into person as p (id, email, name, language, english_letters, created_at)
    values (${v7()}::uuid, ${email}, ${name}, ${language}, ${language === 'en'}, ${now()}::timestamptz)
    on conflict (email) do update set closed_at = null,
      password_hash = case when p.closed_at is null and p.confirmed_at is not null then p.password_hash end,
      confirmed_at = case when p.closed_at is null then p.confirmed_at end
    returning id, email, name, language, english_letters, password_hash, confirmed_at is not null as is_confirmed`;
  return row!;
}
