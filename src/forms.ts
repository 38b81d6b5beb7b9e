// What routes share that take a form: reading it, asking the recorder, and saying a refusal in words.

import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { HTTPException } from 'hono/http-exception';
import { v7 } from 'uuid';
import type { Typed } from '../templates/parts/form.tsx';
import { formsWords } from '../templates/words/forms.ts';
import type { Language } from '../templates/words/words.ts';
import { type CommandType, specs } from '../workflows/commands/index.ts';
import { cleanLine, cleanText } from '../workflows/rules/formFields.ts';
import { type Refusal, refuse } from '../workflows/rules/refusals.ts';
import { actingFor } from './delegations.ts';
import type { AppEnv } from './doors.ts';
import { type Form, keepAndAsk, recordedUnder, type Sender, withoutContents } from './keeping.ts';
import type { Parts } from './parts.ts';
import { receivedAfter } from './receipt.ts';
import type { Actor, Answer, Outcome, WhatIf } from './record.ts';

/** The most that is read of a form without files, whatever its door lets in, and the most fields. */
const mostBytes = 1024 * 1024;
const mostFields = 5_000;

/** Reads a form without its files. A name that stands several times is a list of what stood there. */
export async function typedOf(c: Context<AppEnv>): Promise<Typed> {
  const type = c.req.header('Content-Type') ?? '';
  const bytes = await bodyOf(arriving(c));
  if (bytes.filter((byte) => byte === 0x26).length > mostFields) throw new HTTPException(413);
  const pairs = type.startsWith('multipart/form-data')
    ? await partsOf(bytes, type)
    : new URLSearchParams(bytes.toString('utf8'));
  const typed = noFields();
  let fields = 0;
  for (const [name, value] of pairs) {
    fields += 1;
    if (fields > mostFields) throw new HTTPException(413);
    if (typeof value !== 'string') continue;
    put(typed, name, value);
  }
  c.set('typed', typed);
  return typed;
}

/** A form of which nothing is read yet. A field may have any name: none is there before it was sent. */
export const noFields = (): Record<string, string | string[]> => Object.create(null);

/** Notes a field that was read: under one name a text, or a list of what stood there. */
export function put(typed: Record<string, string | string[]>, name: string, value: string): void {
  const text = value.normalize('NFC');
  const before = typed[name];
  if (Array.isArray(before)) before.push(text);
  else typed[name] = before === undefined ? text : [before, text];
}

/**
 * A request's body as it comes in. A sender who takes long over it is received when all of it is there: nobody gains time by
 * sending bit by bit.
 */
export async function* arriving(c: Context<AppEnv>): AsyncGenerator<Uint8Array> {
  const now = () => Date.parse(c.get('now')());
  let tookMs = 0;
  let before = now();
  try {
    for await (const piece of c.req.raw.body ?? []) {
      tookMs += now() - before;
      yield piece;
      before = now();
    }
    tookMs += now() - before;
  } finally {
    c.set('receivedAt', receivedAfter(c.get('receivedAt'), tookMs));
  }
}

async function bodyOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > mostBytes) throw new HTTPException(413);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function partsOf(bytes: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData();
  } catch (error) {
    throw new HTTPException(400, { cause: error });
  }
}

/** The one text under a name, trimmed; '' where there is none. */
export function textIn(typed: Typed, name: string): string {
  const value = typed[name];
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
}

/** The text under a name as it is kept, in several lines; '' where there is none. */
export const longIn = (typed: Typed, name: string): string => cleanText(textIn(typed, name));

/**
 * The number of a decision on paper as it is typed, and under `errors` what is wrong with it. No law says what such a number looks
 * like: one without any digit is none, everything else is taken. What is recorded already stands, whatever it looks like.
 */
export function decisionIn(
  typed: Typed,
  name: string,
  errors: Record<string, string>,
  language: Language,
  missing = formsWords[language].decisionMissing,
): string {
  const text = cleanLine(textIn(typed, name));
  if (text === '' || text.length > 100) errors[name] = missing;
  else if (!/\d/.test(text)) errors[name] = formsWords[language].decisionNoDigit;
  return text;
}

/** All texts under a name. */
export function textsIn(typed: Typed, name: string): string[] {
  const value = typed[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A new idempotency key: made when a page with a form is rendered, and sent back by the form. */
export const newKey = (): string => v7();

/** The key of a form that is shown again: the one that it was sent with, unless something else was recorded under that. */
export function keyAfter(typed: Typed, refusal: Refusal | null = null): string {
  const key = textIn(typed, 'key');
  return isId(key) && refusal?.rule !== 'keyReused' ? key : newKey();
}

/** Whether a text is an id as we write them. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Decisions about what a page showed: without the revision that it showed they are not taken. */
const ofWhatWasShown: ReadonlySet<CommandType> = new Set([
  'recomposeCouncil',
  'recommend',
  'notRecommend',
  'award',
  'reject',
  'verifyDisbursement',
  'prepareDisbursement',
  'approveDisbursement',
  'decideRecovery',
  'writeOffRecovery',
  'receiveOpinions',
  'grantAmendment',
  'refuseAmendment',
  'lodgeAppeal',
  'declineAppeal',
  'upholdAppeal',
  'dismissAppeal',
  'novate',
  'acceptReport',
  'returnReport',
]);

/** Whether a decision is about what its page showed, and not about what a person thinks of it. */
export const isOfWhatWasShown = (type: CommandType): boolean => ofWhatWasShown.has(type);

/** With which status a page is shown again. */
export const statusOf = (refusal: Refusal | null): 409 | 422 => (refusal?.rule === 'stalePage' ? 409 : 422);

/** What nobody does in another's place: giving an office on, and saying what one has to do with an applicant. */
const isOwn: ReadonlySet<string> = new Set(['person.delegated', 'application.interestDeclared']);

/**
 * As whom a command is asked for: with an office of one's own, else with one that was delegated, for who delegated it. What was
 * only given to somebody they do not give on.
 */
export function actorOf(c: Context<AppEnv>, type: CommandType, standing = c.get('standing')): Actor {
  const actor = { agency: c.req.param('agency')!, person: c.get('visitor')!.id, receivedAt: c.get('receivedAt') };
  const { event } = specs[type];
  if (event === 'application.started' || isOwn.has(event)) return actor;
  const giver = actingFor(standing, event);
  return giver === null ? actor : { ...actor, onBehalfOf: giver.person };
}

/**
 * Asks for a command as whoever is signed in, under the form's own key (`key`) and, where the form carries it, bound to the
 * revision that its page showed (`revision`). Sending a form twice does its work once and gives the same answer.
 */
export async function ask(c: Context<AppEnv>, parts: Parts, form: Form, typed: Typed): Promise<Outcome> {
  const outcome = await askQuietly(c, parts, form, typed);
  if (outcome.ok) acknowledgeForm(c, parts, typed);
  return outcome;
}

/** The same of one of several that a form asks about, each under a key of its own: the browser holds the form by another. */
export async function askQuietly(c: Context<AppEnv>, parts: Parts, form: Form, typed: Typed): Promise<Outcome> {
  const before = await recordedQuietly(c, parts, form, typed);
  if (before !== null) return before;
  return await askAs(parts, actorOf(c, form.type), form, typed, senderOf(c, typed));
}

/** Tells the browser that a form has arrived, by the key that it holds it by. */
export function acknowledgeForm(c: Context<AppEnv>, parts: Pick<Parts, 'origin'>, typed: Typed): void {
  const key = textIn(typed, 'key');
  if (isId(key)) acknowledge(c, parts, 'sent', key);
}

/** The same as somebody who is named, of a form that was not recorded before, and without a word to their browser. */
export async function askAs(parts: Parts, actor: Actor, form: Form, typed: Typed, sender: Sender): Promise<Outcome> {
  const bound = boundTo(form, typed);
  if (bound === null) return { ok: false, refusal: refuse('stalePage') };
  return await keepAndAsk(parts, sender, form, (input) => parts.recorder.act({ ...bound, input }, actor, sender.key));
}

/** Tells the browser what has arrived: its script holds that no longer. */
export function acknowledge(
  c: Context<AppEnv>,
  { origin }: Pick<Parts, 'origin'>,
  name: 'kept' | 'sent',
  what: string,
) {
  setCookie(c, name, what, {
    ...{ path: '/', sameSite: 'Lax', maxAge: 86_400 },
    secure: origin.startsWith('https:'),
  });
}

/** What a form would post, and the balances after that. */
export type Would = Extract<WhatIf, { ok: true }>;

type Rehearsal =
  | { ok: true; answer: Answer; would: null }
  | { ok: true; answer: null; would: Would }
  | { ok: false; refusal: Refusal };

/**
 * What would become of a form, for the step before what cannot be undone: nothing is recorded. A refusal is kept, as of what was
 * asked for. `answer`: that of the form’s first sending, where it was recorded already; else `would`: what it would post.
 */
export async function rehearse(c: Context<AppEnv>, parts: Parts, form: Form, typed: Typed): Promise<Rehearsal> {
  const before = await recordedBefore(c, parts, form, typed);
  if (before !== null) return before.ok ? { ...before, would: null } : before;
  const bound = boundTo(form, typed);
  if (bound === null) return { ok: false, refusal: refuse('stalePage') };
  const command = { ...bound, input: withoutContents(form.input) };
  const whatIf = await parts.recorder.whatIf(command, actorOf(c, form.type), 'asked');
  return whatIf.ok ? { ok: true, answer: null, would: whatIf } : whatIf;
}

/** A form's command, bound to the revision that its page showed; null where it must be and is not. */
function boundTo({ type, dossier }: Form, typed: Typed) {
  const revision = textIn(typed, 'revision');
  if (/^\d{1,9}$/.test(revision)) return { type, dossier, revision: Number(revision) };
  return isOfWhatWasShown(type) ? null : { type, dossier };
}

/**
 * The answer to this very form, where it was recorded already; a refusal where its key is another form's, null where its key is
 * new. For routes that check a form against what its first sending has changed: they look here before they complain.
 */
export async function recordedBefore(
  c: Context<AppEnv>,
  parts: Pick<Parts, 'db' | 'origin'>,
  form: Form,
  typed: Typed,
): Promise<Outcome | null> {
  const recorded = await recordedQuietly(c, parts, form, typed);
  if (recorded?.ok) acknowledgeForm(c, parts, typed);
  return recorded;
}

/** The same of one of several that a form asks about. */
export async function recordedQuietly(
  c: Context<AppEnv>,
  { db }: Pick<Parts, 'db'>,
  form: Form,
  typed: Typed,
): Promise<Outcome | null> {
  const sender = senderOf(c, typed);
  return textIn(typed, 'key') === sender.key ? await recordedUnder(db, sender, form) : null;
}

function senderOf(c: Context<AppEnv>, typed: Typed): Sender {
  const key = textIn(typed, 'key');
  return { agency: c.req.param('agency')!, person: c.get('visitor')!.id, key: isId(key) ? key : newKey() };
}
