// What routes share that take a form: reading it, asking the recorder, and saying a refusal in words.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { v7 } from 'uuid';
import type { Typed } from '../templates/parts/form.tsx';
import type { CommandType } from '../workflows/commands/index.ts';
import type { JsonObject } from '../workflows/decide.ts';
import { refuse } from '../workflows/rules/refusals.ts';
import type { AppEnv } from './doors.ts';
import type { Parts } from './parts.ts';
import type { Outcome } from './record.ts';

/** The most that is read of a form without files, whatever its door lets in, and the most fields. */
const mostBytes = 1024 * 1024;
const mostFields = 5_000;

/** Reads a form without its files. A name that stands several times is a list of what stood there. */
export async function typedOf(c: Context<AppEnv>): Promise<Typed> {
  const type = c.req.header('Content-Type') ?? '';
  const bytes = await bodyOf(c.req.raw.body);
  if (bytes.filter((byte) => byte === 0x26).length > mostFields) throw new HTTPException(413);
  const pairs = type.startsWith('multipart/form-data')
    ? await partsOf(bytes, type)
    : new URLSearchParams(bytes.toString('utf8'));
  const typed: Record<string, string | string[]> = {};
  let fields = 0;
  for (const [name, value] of pairs) {
    fields += 1;
    if (fields > mostFields) throw new HTTPException(413);
    if (typeof value !== 'string') continue;
    const text = value.normalize('NFC');
    const before = Object.hasOwn(typed, name) ? typed[name] : undefined;
    if (Array.isArray(before)) before.push(text);
    else typed[name] = before === undefined ? text : [before, text];
  }
  return typed;
}

async function bodyOf(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
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

/** All texts under a name. */
export function textsIn(typed: Typed, name: string): string[] {
  const value = typed[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** A new idempotency key: made when a page with a form is rendered, and sent back by the form. */
export const newKey = (): string => v7();

const isKey = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Decisions about what a page showed: without the revision that it showed they are not taken. */
const ofWhatWasShown: ReadonlySet<CommandType> = new Set([
  'award',
  'reject',
  'verifyDisbursement',
  'prepareDisbursement',
  'approveDisbursement',
  'decideRecovery',
  'writeOffRecovery',
  'novate',
]);

/**
 * Asks for a command as whoever is signed in, under the form's own key (`key`) and, where the form carries it, bound to the
 * revision that its page showed (`revision`). Sending a form twice does its work once.
 */
export async function ask(
  c: Context<AppEnv>,
  parts: Parts,
  command: { type: CommandType; dossier: string; input: JsonObject },
  typed: Typed,
): Promise<Outcome> {
  const person = c.get('visitor')!.id;
  const agency = c.req.param('agency')!;
  const given = textIn(typed, 'key');
  const revision = textIn(typed, 'revision');
  const says = /^\d{1,9}$/.test(revision);
  if (!says && ofWhatWasShown.has(command.type)) return { ok: false, refusal: refuse('stalePage') };
  const bound = says ? { ...command, revision: Number(revision) } : command;
  return parts.recorder.act(bound, { agency, person }, isKey(given) ? given : newKey());
}
