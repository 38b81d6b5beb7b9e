// The second step at signing in: codes of a person's phone by RFC 6238, and recovery codes for when it is lost.

import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { v5, v7 } from 'uuid';
import { secondStepLetter } from '../../templates/mails/people.ts';
import { dueAt, guardedRoles, type RolesChange } from '../../workflows/rules/secondStep.ts';
import type { Parts } from '../parts.ts';
import { accountOf, type Desk, send } from './accounts.ts';
import type { Sealed } from './secondStepKey.ts';
import { endOtherSessions } from './sessions.ts';

/** What every app of this kind understands without being told. */
const shape = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const secretBytes = 20;
/** A code is good in the step before and after too: clocks differ, and typing takes its time. */
const stepsAround = 1;
/** How long what stands on the page for setting it up is good. */
const setUpMinutes = 30;

const recoveryCodes = 10;
/** 66 bits: nobody finds one from its hash. Digits alone, for the keys that a phone shows. */
const recoveryDigits = 20;

type People = Pick<Parts, 'db' | 'now'>;
type Sealing = People & Pick<Parts, 'seals'>;

/** Whether somebody turned it on, since when, and how many recovery codes are left; null where it is off. */
export type SecondStep = { since: string; codesLeft: number };

export async function secondStepOf({ db }: Pick<Parts, 'db'>, person: string): Promise<SecondStep | null> {
  const [row] = await db.query<{ since: Date; codesLeft: number }>`
    select s.confirmed_at as since, (select count(*)::int from recovery_code r where r.person = s.person and r.used_at is null) as codes_left
    from second_step s where s.person = ${person}::uuid and s.confirmed_at is not null`;
  return row === undefined ? null : { since: row.since.toISOString(), codesLeft: row.codesLeft };
}

/**
 * Begins to set it up in one session, with a new secret. Nothing changes for whoever has it on. False while the server's key is not
 * the one under which others turned it on: a new one would lock them out once that is back.
 */
export async function beginSetUp({ db, now, seals }: Sealing, person: string, session: string): Promise<boolean> {
  const before = await db.query<Sealed>`
    select person::text as person, secret from second_step where confirmed_at is not null order by confirmed_at desc`;
  const sealed = await seals.seal(randomBytes(secretBytes), person, before);
  if (sealed === null) return false;
  await db.query`
    insert into second_step as s (person, secret, session, began_at) values (${person}::uuid, ${sealed}, ${session}, ${now()}::timestamptz)
    on conflict (person) do update set secret = excluded.secret, session = excluded.session, began_at = excluded.began_at, last_step = 0
      where s.confirmed_at is null`;
  return true;
}

/** What a phone is to be told: as an address for its camera, and as text to type. */
export type SetUp = { uri: string; secret: string };

/** What is being set up in this session; null where nothing is, any more. */
export async function setUpIn(
  parts: Sealing,
  me: { id: string; email: string; session: string },
): Promise<SetUp | null> {
  const began = await settingUp(parts, me);
  return began === null ? null : { uri: began.totp.toString(), secret: began.totp.secret.base32 };
}

async function settingUp({ db, now, seals }: Sealing, me: { id: string; email: string; session: string }) {
  const [row] = await db.query<{ secret: Uint8Array }>`
    select secret from second_step where person = ${me.id}::uuid and session = ${me.session} and confirmed_at is null
      and began_at > ${now()}::timestamptz - make_interval(mins => ${setUpMinutes}::int)`;
  const secret = row === undefined ? null : await seals.unseal(Buffer.from(row.secret), me.id);
  return secret === null ? null : { totp: totpOf(secret, me.email), sealed: row!.secret };
}

const totpOf = (secret: Buffer, label = '') =>
  new TOTP({ ...shape, issuer: 'Vườn Ươm', label, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });

/** The time step whose code this is; null where it is none of now. */
function stepOf(totp: TOTP, code: string, now: string): bigint | null {
  const timestamp = Date.parse(now);
  const delta = totp.validate({ token: code, timestamp, window: stepsAround });
  return delta === null ? null : BigInt(totp.counter({ timestamp }) + delta);
}

/** Without the blanks and hyphens that people type between digits. */
const digitsIn = (typed: string): string => typed.replace(/[\s-]/g, '');
const hashOf = (person: string, code: string) => createHash('sha256').update(`${person} ${code}`).digest('hex');

function newCodes(person: string): { codes: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCodes }, () =>
    Array.from({ length: recoveryDigits }, () => randomInt(10)).join(''),
  );
  return {
    codes: codes.map((code) => code.replace(/(.{5})(?=.)/g, '$1-')),
    hashes: codes.map((code) => hashOf(person, code)),
  };
}

/**
 * Turns it on for whoever shows by a code that their phone has the secret. The recovery codes are answered here once, and kept
 * nowhere. Null where the code is wrong; 'over' where nothing is being set up in this session any more.
 */
export async function turnOn(
  parts: Sealing & Desk,
  me: { id: string; email: string; session: string },
  typed: string,
): Promise<readonly string[] | null | 'over'> {
  const { db, now } = parts;
  const began = await settingUp(parts, me);
  if (began === null) return 'over';
  const step = stepOf(began.totp, digitsIn(typed), now());
  if (step === null) return null;
  const { codes, hashes } = newCodes(me.id);
  const [on] = await db.query`
    with turned as (
      update second_step set confirmed_at = ${now()}::timestamptz, last_step = ${step}
      where person = ${me.id}::uuid and session = ${me.session} and secret = ${began.sealed} and confirmed_at is null returning person),
    kept as (insert into recovery_code (person, hash) select person, h from turned, unnest(${hashes}::text[]) h),
    told as (insert into second_step_change (id, person, what, by, at) select ${v7()}::uuid, person, 'on', person, ${now()}::timestamptz from turned)
    select person from turned`;
  if (on === undefined) return 'over'; // another form was quicker, or began anew
  await endOtherSessions(parts, me.id, me.session);
  await tell(parts, me.email, 'on');
  return codes;
}

/** What somebody came in by: the code of their phone, or a recovery code. */
export type Taken = 'phone' | 'recovery';

/** Whether this could be a recovery code, which nobody guesses. */
export const isRecovery = (typed: string): boolean => digitsIn(typed).length === recoveryDigits;

/**
 * Takes a code of somebody who has it on, once: of many at once that bring the same one, one gets through. Null for one that is wrong,
 * was taken before, or is older than the last that was; 'noKey' where codes of phones cannot be checked now.
 */
export async function takeCode(
  { db, now, seals }: Sealing,
  person: string,
  typed: string,
): Promise<Taken | null | 'noKey'> {
  const code = digitsIn(typed);
  if (isRecovery(typed)) {
    const [used] = await db.query`
      update recovery_code r set used_at = ${now()}::timestamptz from second_step s
      where r.person = ${person}::uuid and r.hash = ${hashOf(person, code)} and r.used_at is null
        and s.person = r.person and s.confirmed_at is not null returning r.person`;
    return used === undefined ? null : 'recovery';
  }
  const [row] = await db.query<{ secret: Uint8Array }>`
    select secret from second_step where person = ${person}::uuid and confirmed_at is not null`;
  if (row === undefined) return null;
  const secret = await seals.unseal(Buffer.from(row.secret), person);
  if (secret === null) return 'noKey';
  const step = stepOf(totpOf(secret), code, now());
  if (step === null) return null;
  const [taken] = await db.query`
    update second_step set last_step = ${step}
    where person = ${person}::uuid and confirmed_at is not null and secret = ${row.secret} and last_step < ${step} returning person`;
  return taken === undefined ? null : 'phone';
}

type Me = { id: string; email: string; session: string };

/** New recovery codes in place of those of before; null where it is off. */
export async function renewCodes(parts: Desk, me: Me): Promise<readonly string[] | null> {
  const { db, now } = parts;
  const { codes, hashes } = newCodes(me.id);
  const [renewed] = await db.query`
    with present as (select person from second_step where person = ${me.id}::uuid and confirmed_at is not null for update),
    gone as (delete from recovery_code r using present p where r.person = p.person),
    kept as (insert into recovery_code (person, hash) select person, h from present, unnest(${hashes}::text[]) h),
    told as (insert into second_step_change (id, person, what, by, at) select ${v7()}::uuid, person, 'codes', person, ${now()}::timestamptz from present)
    select person from present`;
  if (renewed === undefined) return null;
  await endOtherSessions(parts, me.id, me.session);
  await tell(parts, me.email, 'codes');
  return codes;
}

/** Turns it off; nothing changes for whoever has it off. */
export async function turnOff(parts: Desk, me: Me): Promise<void> {
  const { db, now } = parts;
  const [off] = await db.query`
    with gone as (delete from second_step where person = ${me.id}::uuid and confirmed_at is not null returning person),
    told as (insert into second_step_change (id, person, what, by, at) select ${v7()}::uuid, person, 'off', person, ${now()}::timestamptz from gone)
    select person from gone`;
  if (off === undefined) return;
  await endOtherSessions(parts, me.id, me.session);
  await tell(parts, me.email, 'off');
}

/**
 * Takes it from somebody whose phone is lost: an administrator of an agency does, or the operator, for nobody. They are signed out
 * everywhere. False where they have it off.
 */
export async function resetSecondStep(
  parts: Desk,
  person: { id: string; email: string },
  { by, agency, reason }: { by: string | null; agency: string | null; reason: string },
): Promise<boolean> {
  const { db, now } = parts;
  const [gone] = await db.query`
    with gone as (delete from second_step where person = ${person.id}::uuid and confirmed_at is not null returning person),
    told as (
      insert into second_step_change (id, person, what, by, agency, reason, at)
      select ${v7()}::uuid, person, 'reset', ${by}::uuid, ${agency}::text, ${reason}, ${now()}::timestamptz from gone)
    select person from gone`;
  if (gone === undefined) return false;
  await endOtherSessions(parts, person.id, null);
  await tell(parts, person.email, 'reset');
  return true;
}

/** Writes to somebody what has become of it: it may have been somebody else. That codes are being guessed is written once a day. */
export async function tell(
  parts: Desk,
  email: string,
  what: 'on' | 'off' | 'codes' | 'reset' | 'recovery' | 'guessed',
): Promise<void> {
  const account = await accountOf(parts, email);
  if (account === null) return;
  const left = what === 'recovery' ? ((await secondStepOf(parts, account.id))?.codesLeft ?? 0) : 0;
  const places = { account: `${parts.origin}/account/second-step`, forgotten: `${parts.origin}/forgotten` };
  const id = what === 'guessed' ? v5(`guessed ${parts.now().slice(0, 10)}`, account.id) : v7();
  await send(parts, id, account, (to) => secondStepLetter(to, what, places, left));
}

// ── Between the password and the code ────────────────────────────────────────────────────────────────────────────────

const halfMinutes = 10;
export const halfSeconds = halfMinutes * 60;
const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex');

/** Remembers that somebody's password was right; the token is for their browser alone, for ten minutes. Null where they need no code. */
export async function beginHalfEntry({ db, now }: People, person: string): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  const [begun] = await db.query`
    insert into half_entry (token_hash, person, expires_at)
    select ${tokenHash(token)}, person, ${now()}::timestamptz + make_interval(mins => ${halfMinutes}::int)
    from second_step where person = ${person}::uuid and confirmed_at is not null returning person`;
  return begun === undefined ? null : token;
}

export type HalfIn = { id: string; name: string; email: string; language: 'vi' | 'en' };

/** Whose password was right in this browser; null where nobody's was, or it was too long ago. */
export async function halfEntryOf({ db, now }: People, token: string): Promise<HalfIn | null> {
  const [row] = await db.query<HalfIn>`
    select p.id::text as id, p.name, p.email, p.language from half_entry h join person p on p.id = h.person and p.closed_at is null
    where h.token_hash = ${tokenHash(token)} and h.expires_at > ${now()}::timestamptz`;
  return row ?? null;
}

/** Ends it; false where it was over already. */
export async function endHalfEntry({ db, now }: People, token: string): Promise<boolean> {
  const [gone] = await db.query`
    delete from half_entry where token_hash = ${tokenHash(token)} and expires_at > ${now()}::timestamptz returning person`;
  return gone !== undefined;
}

// ── Who has to have it ───────────────────────────────────────────────────────────────────────────────────────────────

/** Until when somebody who has it off may still do without, by the offices that they hold; null for whoever needs none. */
export async function secondStepDue({ db }: Pick<Parts, 'db'>, person: string): Promise<string | null> {
  const events = await db.query<{ agency: string; at: Date; event: string; roles: string[]; instead: string[] | null }>`
    select h.agency, h.at, h.event, input->'roles' as roles, input->'instead' as instead
    from history h cross join lateral (select h.payload::jsonb #> '{command,input}' as input) i
    where h.dossier = ${person}::uuid and h.event in ('person.appointed', 'person.relieved')
      and h.agency in (select agency from state where dossier = ${person}::uuid and subject = 'person' and facts->'roles' ?| ${[...guardedRoles]}::text[])
    order by h.revision`;
  if (events.length === 0) return null;
  const byAgency = new Map<string, RolesChange[]>();
  for (const { agency, at, event, roles, instead } of events) {
    const change = event === 'person.appointed' ? { given: roles, taken: instead ?? [] } : { given: [], taken: roles };
    byAgency.set(agency, [...(byAgency.get(agency) ?? []), { at: at.toISOString(), ...change }]);
  }
  const [asked] = await db.query<{ since: Date }>`select second_step_since as since from installation`;
  return dueAt([...byAgency.values()], asked!.since.toISOString());
}

/** Removes what was begun and not finished. */
export const forgetHalfEntries = async ({ db, now }: People): Promise<void> => {
  await db.query`delete from half_entry where expires_at <= ${now()}::timestamptz`;
  await db.query`delete from second_step where confirmed_at is null and began_at < ${now()}::timestamptz - interval '1 day'`;
};
