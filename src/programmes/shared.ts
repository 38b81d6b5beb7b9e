// What the pages that set a programme up do alike.

import type { Context } from 'hono';
import { validate } from 'uuid';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { cleanLine, readDay } from '../../workflows/rules/formFields.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { AppEnv } from '../doors.ts';
import { keyAfter, newKey, statusOf as statusOfRefusal, textIn } from '../forms.ts';

export type C = Context<AppEnv>;
export type Errors = Record<string, string>;
/** A form as it was sent, with what is wrong in it. */
export type Sent = { typed: Typed; errors?: FieldErrors; refusal?: Refusal };

/** Who reads how an agency's programmes are set up. */
export const staff = [
  'officer',
  'secretary',
  'chair',
  'director',
  'financeOfficer',
  'chiefAccountant',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];

/** The persons who may cause an event, as doors ask for them. */
const persons = (event: keyof typeof duties) => duties[event].roles.filter((role) => role !== 'system');
export const publishers = persons('pack.published');
export const callers = persons('call.opened');
export const fillers = persons('figure.proposed');
export const secondReaders = persons('figure.confirmed');
export const calendarKeepers = persons('calendar.changed');
export const delegators = persons('person.delegated');

export const holdsOne = (roles: readonly Role[], wanted: readonly Role[]) =>
  wanted.some((role) => roles.includes(role));

/** An id as these pages make them: version 7, in lower case. It may name a new dossier and be the form's key at once. */
export const isNewId = (text: string) => validate(text) && text[14] === '7' && text === text.toLowerCase();

/** The key that a form carried, or a new one. */
export const keyOf = (typed: Typed): string => (isNewId(textIn(typed, 'key')) ? textIn(typed, 'key') : newKey());

/** The key for a page: new, or of the form that is shown again. */
export const keyAgain = (sent: Sent | null): string => (sent === null ? newKey() : keyAfter(sent.typed, sent.refusal));

/** With which status a page is shown. */
export const statusOf = (sent: Sent | null): 200 | 409 | 422 =>
  sent === null ? 200 : statusOfRefusal(sent.refusal ?? null);

/** Reads a day as people write it ('20/11/2026') or as browsers send it; null when there is none. */
export const dayIn = (typed: Typed, name: string): string | null => readDay(textIn(typed, name));

/** A text of one line; under `errors` when there is none, or too much. */
export function lineIn(typed: Typed, name: string, errors: Errors, sentence: string): string {
  const text = cleanLine(textIn(typed, name));
  if (text === '' || text.length > 100) errors[name] = sentence;
  return text;
}

/** The same day two years on: what lies behind is a slip of the pen. */
export const twoYearsOn = (day: string): string => `${Number(day.slice(0, 4)) + 2}${day.slice(4)}`;

/** Where a call for a stage of a published pack is opened. */
export const openAt = (agency: string, pack: string) => (stage: string) =>
  `/agencies/${agency}/calls/new?${new URLSearchParams({ pack, stage })}`;
