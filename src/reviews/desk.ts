// What the pages from screening to the award share: the dossier, who looks at it, and a form that was not taken.

import type { Context } from 'hono';
import type { Change, FormState, HeadView, TroubleView } from '../../templates/pages/reviews/parts.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { nameOf } from '../../templates/words/names.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { Language } from '../../templates/words/words.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import type { Period, Source } from '../../workflows/programmes/schema.ts';
import { type Calendar, dayOf, endOfPeriod } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { cleanText } from '../../workflows/rules/formFields.ts';
import { clauseOf, type Refusal } from '../../workflows/rules/refusals.ts';
import { type ContentKind, contentOf, keepContent } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { AppEnv } from '../doors.ts';
import { type Dossier, placesOf, readDossier } from '../dossier.ts';
import { ask, newKey, textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Outcome } from '../record.ts';
import { explain } from '../refusals.ts';

/** A dossier on somebody's desk. */
export type Desk = {
  readonly agency: string;
  readonly base: string;
  readonly dossier: Dossier;
  /** The state that the application is in. */
  readonly state: string;
  readonly language: Language;
  readonly person: string;
  readonly roles: readonly Role[];
};

/** The dossier that the address names; null when it is none. Whether it is theirs was decided at the door. */
export async function deskOf(c: Context<AppEnv>, parts: Parts): Promise<Desk | null> {
  const agency = c.req.param('agency')!;
  const id = c.req.param('dossier')!;
  const dossier = await readDossier(parts.db, agency, id, parts.now());
  const visitor = c.get('visitor');
  const value = dossier?.states.get('application')?.value;
  if (dossier === null || visitor === null || typeof value !== 'string') return null;
  return {
    agency,
    base: `/agencies/${agency}/dossiers/${id}`,
    dossier,
    state: value,
    language: c.get('language'),
    person: visitor.id,
    roles: c.get('standing').roles,
  };
}

/** A form as it was sent, and why it was not taken. */
export type Sent = {
  readonly form: string;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly refusal: Refusal | null;
};

/** A sent form with what is wrong in it. */
export const wrong = (form: string, typed: Typed, errors: FieldErrors): Sent => ({
  form,
  typed,
  errors,
  refusal: null,
});
/** A sent form that was refused. */
export const refused = (form: string, typed: Typed, refusal: Refusal): Sent => ({ form, typed, errors: {}, refusal });

/** With which status a page is shown again. */
export const statusOf = ({ refusal }: Sent) => (refusal?.rule === 'stalePage' ? 409 : 422);

/** One of a page's forms: as it was sent, or new with `prefill`. */
export function formState(sent: Sent | null, form: string, prefill: Typed = {}): FormState {
  if (sent === null || sent.form !== form) return { key: newKey(), typed: prefill, errors: {} };
  const key = textIn(sent.typed, 'key');
  return {
    key: key === '' || sent.refusal?.rule === 'keyReused' ? newKey() : key,
    typed: sent.typed,
    errors: sent.errors,
  };
}

/** What stands above a page that is shown again. */
export function troubleOf(sent: Sent | null, { dossier, language }: Desk): TroubleView {
  if (sent === null) return { refusal: null, changes: [], errors: {} };
  const { refusal, typed, errors } = sent;
  const seen = Number(textIn(typed, 'revision'));
  const since = refusal?.rule === 'stalePage' && Number.isInteger(seen) ? seen : null;
  const changes: Change[] =
    since === null
      ? []
      : dossier.history
          .filter(({ revision }) => revision > since)
          .map(({ event, name, at }) => ({
            what: nameOf('events', event, language),
            who: name === '' ? reviewsWords[language].system : name,
            at,
          }));
  return { refusal: refusal === null ? null : explain(refusal, language, dossier.pack), changes, errors };
}

/** What every page of a dossier says at its top. */
export function headOf({ dossier, base, language }: Desk): HeadView {
  const state = dossier.states.get('application');
  const stage = dossier.pack.stages.find(({ id }) => id === dossier.stage);
  return {
    base,
    code: dossier.code,
    title: dossier.title,
    party: dossier.party?.name ?? '',
    stage: stage?.name[language] ?? dossier.stage,
    state:
      state === undefined
        ? ''
        : placesOf(state, 'staff', language)
            .map(({ label }) => label)
            .join(', '),
  };
}

type Kept = Readonly<Record<string, { readonly kind: ContentKind; readonly body: Json }>>;

/**
 * Asks for a command whose input names contents by commitment: keeps each, and takes it back when the command is refused. A
 * form that is sent twice names what it named the first time, so that it is the same request; `beside` are contents that
 * the command does not name.
 */
export async function askKeeping(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  command: { type: CommandType; input: JsonObject; contents?: Kept; beside?: Kept },
  typed: Typed,
): Promise<Outcome> {
  const { agency, dossier, person } = desk;
  const { contents = {}, beside = {} } = command;
  const send = (input: JsonObject) => ask(c, parts, { type: command.type, dossier: dossier.id, input }, typed);
  const before = await namedBefore(parts.db, desk, typed, contents);
  if (before !== null) return await send({ ...command.input, ...before });
  const kept: string[] = [];
  const input: Record<string, Json> = { ...command.input };
  for (const [name, { kind, body }] of Object.entries({ ...beside, ...contents })) {
    const commitment = await keepContent(parts, { agency, dossier: dossier.id, kind, body, person });
    kept.push(commitment);
    if (Object.hasOwn(contents, name)) input[name] = commitment;
  }
  let outcome = await send(input);
  if (outcome.ok) return outcome;
  for (const commitment of kept) await takeBack(parts, agency, commitment);
  if (outcome.refusal.rule !== 'keyReused') return outcome;
  // the other of two clicks was quicker
  const quicker = await namedBefore(parts.db, desk, typed, contents);
  if (quicker !== null) outcome = await send({ ...command.input, ...quicker });
  return outcome;
}

/** The commitments that this very form named when it was recorded; null when it was not, or said something else. */
async function namedBefore(
  db: Database,
  { agency, dossier, person }: Desk,
  typed: Typed,
  contents: Kept,
): Promise<Record<string, string> | null> {
  const key = textIn(typed, 'key');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) return null;
  const [row] = await db.query<{ input: Record<string, Json> }>`
    select h.payload::jsonb->'command'->'input' as input from command k
      join history h on h.agency = k.agency and h.dossier = k.dossier and h.revision = k.revision
    where k.agency = ${agency} and k.key = ${key}::uuid and k.actor = ${person}::uuid and k.dossier = ${dossier.id}::uuid`;
  if (row === undefined) return null;
  const named: Record<string, string> = {};
  for (const [name, { body }] of Object.entries(contents)) {
    const commitment = row.input[name];
    if (typeof commitment !== 'string') return null;
    const said = await contentOf<Json>(db, agency, commitment);
    if (said === null || canonicalJson(said) !== canonicalJson(body)) return null;
    named[name] = commitment;
  }
  return named;
}

/** What was refused stands for nothing, so its text is not kept. */
async function takeBack({ db, now }: Pick<Parts, 'db' | 'now'>, agency: string, commitment: string): Promise<void> {
  await db.query`update content set salt = null, body = null, erased_at = ${now()}::timestamptz
    where agency = ${agency} and commitment = ${commitment}`;
}

/** The most letters of a reason or a remark. */
const mostLetters = 5_000;

/** A text of several lines, as it is kept. */
export const longIn = (typed: Typed, name: string): string => cleanText(textIn(typed, name));

/** What is wrong with a reason, or null. */
export function reasonProblem(text: string, language: Language, required = true): string | null {
  if (text === '' && required) return reviewsWords[language].reasonMissing;
  return text.length > mostLetters ? reviewsWords[language].reasonLong : null;
}

/** Whether a text is longer than is kept. */
export const tooLong = (text: string): boolean => text.length > mostLetters;

/** Where a figure stands in the law: 'Điều 12, 268/2025/NĐ-CP'. */
export function clauseText({ pack }: Dossier, source: Source): string {
  const { article, instrument } = clauseOf(pack, source);
  return article === null ? instrument : `${article}, ${instrument}`;
}

const dayText = (day: string) => day.split('-').toReversed().join('/');

/** How long a period is: '30 ngày'. */
export function lengthOf(period: Period, language: Language): string {
  const w = reviewsWords[language].period;
  if (period.value === null) return w.unknown;
  if (period.unit === 'workingDay') return w.workingDays(period.value);
  if (period.unit === 'month') return w.months(period.value);
  return period.unit === 'year' ? w.months(period.value * 12) : w.days(period.value);
}

/** How long a period is, until which day when it begins today, and its clause. */
export async function periodText(parts: Pick<Parts, 'db' | 'now'>, desk: Desk, period: Period): Promise<string> {
  const calendar = await calendarOf(parts.db, desk.agency);
  const day = endOfPeriod(calendar, dayOf(parts.now()), period);
  const length = lengthOf(period, desk.language);
  const said = day === null ? length : reviewsWords[desk.language].period.until(length, dayText(day));
  return `${said} (${clauseText(desk.dossier, period.source)})`;
}

async function calendarOf(db: Database, agency: string): Promise<Calendar> {
  const [row] = await db.query<{ facts: Calendar }>`select facts from state
    where agency = ${agency} and dossier = ${registerDossier(agency, 'calendar')}::uuid and subject = 'calendar'`;
  return row?.facts ?? { holidays: {}, workedSaturdays: {}, announcedThrough: null };
}
