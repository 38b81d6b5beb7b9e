// What every form about money does alike: texts kept once, amounts and days read, and a form that is sent twice answered once.

import type { Context } from 'hono';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Json } from '../../workflows/canonical.ts';
import { type CommandType, specs } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { isDay } from '../../workflows/rules/calendar.ts';
import { amountProblems, parseVnd } from '../../workflows/rules/money.ts';
import { type ContentKind, keepContent } from '../contents.ts';
import type { AppEnv } from '../doors.ts';
import { ask, textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Outcome } from '../record.ts';

export type Errors = Record<string, string>;
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Reads an amount; what is wrong with it goes under the field's name. null when it was not understood. */
export function amountIn(
  typed: Typed,
  name: string,
  errors: Errors,
  language: Language,
  { least = 1n, empty }: { least?: bigint; empty?: bigint } = {},
): bigint | null {
  const text = textIn(typed, name);
  if (text === '' && empty !== undefined) return empty;
  const parsed = parseVnd(text);
  if (!parsed.ok) {
    errors[name] = amountProblems[parsed.problem][language];
    return null;
  }
  if (parsed.amountVnd < least) {
    errors[name] = disbursementWords[language].problems.zero;
    return null;
  }
  return parsed.amountVnd;
}

/** Reads a day as browsers send it ('2026-11-20') or as people write it ('20/11/2026'). null when there is none. */
export function dayIn(typed: Typed, name: string): string | null {
  const text = textIn(typed, name);
  const written = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(text);
  const day = written === null ? text : `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

const control = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu;

/** A text of one line: bounded, without what cannot be seen. null, with its sentence, when it does not fit. */
export function lineIn(typed: Typed, name: string, most: number, errors: Errors, sentence: string): string {
  const text = cleaned(textIn(typed, name)).replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > most) errors[name] = sentence;
  return text;
}

/** Takes out what PostgreSQL cannot hold and nobody can see; line ends stay. */
export const cleaned = (text: string) => text.toWellFormed().replace(control, (c) => ('\n\t'.includes(c) ? c : ''));

/** A reason in somebody's own words. */
export function reasonIn(typed: Typed, name: string, errors: Errors, language: Language, sentence?: string): string {
  const { problems } = disbursementWords[language];
  const text = cleaned(textIn(typed, name).replace(/\r\n?/g, '\n')).trim();
  if (text === '') errors[name] = sentence ?? problems.reason;
  else if (text.length > 2_000) errors[name] = problems.reasonLong;
  return text;
}

/** Keeps a content under the form's key, so that a form that is sent again names the same commitment again. */
export async function keepOnce(
  parts: Parts,
  given: {
    agency: string;
    dossier: string;
    kind: ContentKind;
    body: JsonObject;
    person: string;
    key: string;
    part: string;
  },
): Promise<string> {
  const { agency, dossier, kind, key, part, person } = given;
  const body = { ...given.body, form: `${key}/${part}` } as Json;
  const [before] = await parts.db.query<{ commitment: string }>`
    select commitment from content where agency = ${agency} and dossier = ${dossier} and kind = ${kind}
      and body = ${JSON.stringify(body)}::text::jsonb order by created_at limit 1`;
  return before?.commitment ?? (await keepContent(parts, { agency, dossier, kind, body, person }));
}

/** Whether this very form was recorded before: then there is nothing left to do but to show what it did. */
export async function isRecorded(
  parts: Parts,
  agency: string,
  dossier: string,
  type: CommandType,
  key: string,
  person: string,
): Promise<boolean> {
  if (!isId(key)) return false;
  const [row] = await parts.db.query<{ answer: string }>`
    select answer from command where agency = ${agency} and key = ${key}::uuid and dossier = ${dossier}::uuid and actor = ${person}::uuid`;
  return row !== undefined && (JSON.parse(row.answer) as { event?: string }).event === specs[type].event;
}

export type Act = { type: CommandType; dossier: string; input: JsonObject };

/** Asks for a command. A form that another request of the same person has just recorded counts as done. */
export async function perform(c: Context<AppEnv>, parts: Parts, act: Act, typed: Typed): Promise<Outcome | 'before'> {
  const outcome = await ask(c, parts, act, typed);
  if (outcome.ok || outcome.refusal.rule !== 'keyReused') return outcome;
  const agency = c.req.param('agency')!;
  const again = await isRecorded(parts, agency, act.dossier, act.type, textIn(typed, 'key'), c.get('visitor')!.id);
  return again ? 'before' : outcome;
}

/** 409 where the page was stale, 422 where what was asked is refused. */
export const statusOf = (outcome: Outcome): 409 | 422 =>
  !outcome.ok && outcome.refusal.rule === 'stalePage' ? 409 : 422;

export const noErrors: FieldErrors = {};
