// What the pages from screening to the award share: the dossier, who looks at it, and a form that was not taken.

import type { Context } from 'hono';
import type { Change, FormState, HeadView, TroubleView } from '../../templates/pages/reviews/parts.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { dossierWords } from '../../templates/words/dossier.ts';
import { nameOf } from '../../templates/words/names.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { Language } from '../../templates/words/words.ts';
import { registerDossier } from '../../workflows/ids.ts';
import type { Period } from '../../workflows/programmes/schema.ts';
import { type Calendar, dayOf, endOfPeriod } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import { clauseText } from '../clauses.ts';
import type { Database } from '../database/pool.ts';
import type { AppEnv } from '../doors.ts';
import { type Dossier, nameWith, placesOf, readDossier, visibleHistory } from '../dossier.ts';
import type { Stored } from '../drafts.ts';
import { keyAfter, newKey, textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import { readVoteEnd, type VoteEnd } from './ending.ts';
import { type Declaration, declarationsOf } from './persons.ts';

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
  /** What was declared of conflicts of interest, by person. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Who ended the vote before everybody had voted; null where nobody has. */
  readonly voteEnd: Stored<VoteEnd> | null;
  /** What the address says that they have just done, by its event; null where they have not. */
  readonly done: string | null;
};

/** The dossier that the address names; null when it is none. Whether it is theirs was decided at the door. */
export async function deskOf(c: Context<AppEnv>, parts: Parts): Promise<Desk | null> {
  const agency = c.req.param('agency')!;
  const id = c.req.param('dossier')!;
  const [dossier, declarations, voteEnd] = await Promise.all([
    readDossier(parts.db, agency, id, parts.now()),
    declarationsOf(parts.db, agency, id),
    readVoteEnd(parts.db, agency, id),
  ]);
  const visitor = c.get('visitor');
  const value = dossier?.states.get('application')?.value;
  if (dossier === null || visitor === null || typeof value !== 'string') return null;
  const done = c.req.query('done') ?? '';
  return {
    agency,
    base: `/agencies/${agency}/dossiers/${id}`,
    dossier,
    state: value,
    language: c.get('language'),
    person: visitor.id,
    roles: c.get('standing').roles,
    declarations,
    voteEnd,
    done: dossier.history.some(({ event, actor }) => event === done && actor === visitor.id) ? done : null,
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
/** A sent form that was refused; `at` says it at the fields that it is about. */
export const refused = (form: string, typed: Typed, refusal: Refusal, at: FieldErrors = {}): Sent => ({
  form,
  typed,
  errors: at,
  refusal,
});

/** A refusal at the field that it is about. */
export const sentenceAt = (refusal: Refusal, { language, dossier }: Desk): string =>
  explain(refusal, language, dossier.pack).sentence;

/** One of a page's forms: as it was sent, or new with `prefill`. */
export function formState(sent: Sent | null, form: string, prefill: Typed = {}): FormState {
  if (sent === null || sent.form !== form) return { key: newKey(), typed: prefill, errors: {} };
  const { typed, errors, refusal } = sent;
  return { key: keyAfter(typed, refusal), typed, errors };
}

/** What stands above a page that is shown again. */
export function troubleOf(sent: Sent | null, { dossier, language, base, roles }: Desk): TroubleView {
  if (sent === null) return { refusal: null, changes: [], errors: {} };
  const { refusal, typed, errors } = sent;
  const seen = Number(textIn(typed, 'revision'));
  const since = refusal?.rule === 'stalePage' && Number.isInteger(seen) ? seen : null;
  const changes: Change[] =
    since === null
      ? []
      : visibleHistory(dossier, roles)
          .filter(({ revision }) => revision > since)
          .map(({ event, name, behalf, at }) => ({
            what: nameOf('events', event, language),
            who: name === '' ? reviewsWords[language].system : nameWith({ name, behalf }, language),
            at,
          }));
  if (refusal === null) return { refusal: null, changes, errors };
  return { refusal: explain(refusal, language, dossier.pack, { base, roles, at: errors }), changes, errors: {} };
}

/** What every page of the application says at its top: of who applied, whoever the agreement passed to since. */
export function headOf({ dossier, base, language, done }: Desk): HeadView {
  const state = dossier.states.get('application');
  const stage = dossier.pack.stages.find(({ id }) => id === dossier.stage);
  return {
    base,
    code: dossier.code,
    done: done === null ? null : dossierWords[language].done(nameOf('events', done, language)),
    title: dossier.title,
    party: dossier.applicant?.name ?? '',
    stage: stage?.name[language] ?? dossier.stage,
    state:
      state === undefined
        ? ''
        : placesOf(state, 'staff', language)
            .map(({ label }) => label)
            .join(', '),
  };
}

/** Where all of its call is dealt with on one page. */
export const callOf = ({ agency, dossier }: Desk): string => `/agencies/${agency}/calls/${dossier.call?.id ?? ''}`;

/** The most letters of a reason or a remark. */
const mostLetters = 5_000;

/** What is wrong with a reason, or null. */
export function reasonProblem(text: string, language: Language, required = true): string | null {
  if (text === '' && required) return reviewsWords[language].reasonMissing;
  return text.length > mostLetters ? reviewsWords[language].reasonLong : null;
}

/** Whether a text is longer than is kept. */
export const tooLong = (text: string): boolean => text.length > mostLetters;

const dayText = (day: string) => day.split('-').toReversed().join('/');

/** How long a period is: '30 ngày'. */
export function lengthOf(period: Period, language: Language): string {
  const w = reviewsWords[language].period;
  if (period.value === null) return w.unknown;
  if (period.unit === 'workingDay') return w.workingDays(period.value);
  if (period.unit === 'month') return w.months(period.value);
  return period.unit === 'year' ? w.months(period.value * 12) : w.days(period.value);
}

/** How long a period is, until which day when it begins today, and the rule that gives it: its clause where nothing else is said. */
export async function periodText(
  parts: Pick<Parts, 'db' | 'now'>,
  desk: Desk,
  period: Period,
  rule = clauseText(desk.dossier.pack, period.source, desk.language),
): Promise<string> {
  const calendar = await calendarOf(parts.db, desk.agency);
  const day = endOfPeriod(calendar, dayOf(parts.now()), period);
  const length = lengthOf(period, desk.language);
  const said = day === null ? length : reviewsWords[desk.language].period.until(length, dayText(day));
  return `${said} (${rule})`;
}

/** The days on which an agency works. */
export async function calendarOf(db: Database, agency: string): Promise<Calendar> {
  const [row] = await db.query<{ facts: Calendar }>`select facts from state
    where agency = ${agency} and dossier = ${registerDossier(agency, 'calendar')}::uuid and subject = 'calendar'`;
  return row?.facts ?? { holidays: {}, workedSaturdays: {}, announcedThrough: null };
}
