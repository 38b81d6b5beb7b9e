// What the application says, and the sheets about it.

import type { Typed } from '../../templates/parts/form.tsx';
import type { Json } from '../../workflows/canonical.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import {
  type Answers,
  type BudgetTotals,
  budgetFieldOf,
  budgetTotals,
  changesBetween,
  type FieldChange,
  type FormAttachment,
  type FormDefinition,
  type FormField,
  type ShownSection,
  shown,
} from '../../workflows/rules/forms.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type Dossier, type Event, factOf } from '../dossier.ts';
import { draftMark, readShared, type SavedShared, type Stored, saveShared } from '../drafts.ts';
import type { Parts } from '../parts.ts';
import type { Desk } from './desk.ts';
import { distinctNames, namesOf } from './persons.ts';

/** The form that the application was written on. */
export function applicationForm({ pack, stage }: Pick<Dossier, 'pack' | 'stage'>): FormDefinition | null {
  const forms = pack.forms.application;
  return (Object.hasOwn(forms, stage) ? forms[stage] : undefined) ?? forms.all ?? null;
}

/** What was handed in; null when it is not kept any more. */
export const answersOf = (db: Database, dossier: Dossier): Promise<Answers | null> =>
  contentOf<Answers>(db, dossier.agency, factOf(dossier, 'application', 'content'));

/** The people whom the application itself names: its leader and the rows of its team. */
export function namedIn(answers: Answers | null): string[] {
  const { leaderName, team, 'leader.name': leader } = answers ?? {};
  const rows = (Array.isArray(team) ? team : []) as readonly unknown[];
  const names = rows.map((row) => (typeof row === 'object' && row !== null ? (row as { name?: unknown }).name : null));
  return [leaderName, leader, ...names].flatMap((name) =>
    typeof name === 'string' && name.trim() !== '' ? [name.trim()] : [],
  );
}

/** Who is on the applicant's side, by name: the team's accounts, and whom the application itself names. */
export async function teamNames(db: Database, dossier: Dossier): Promise<string[]> {
  const members = (dossier.states.get('application')?.facts.team ?? []) as string[];
  const [nameOf, answers] = await Promise.all([namesOf(db, members), answersOf(db, dossier)]);
  return distinctNames([...members.map(nameOf), ...namedIn(answers)]);
}

/** The expense lines of the dossier's stage. */
export const linesOf = ({ pack, stage }: Dossier) => pack.stages.find(({ id }) => id === stage)?.lines ?? [];

type Attached = FormAttachment & { readonly sha256: string };

async function attachmentsOf(db: Database, { agency, id }: Dossier): Promise<Attached[]> {
  return await db.query<Attached>`
    select a.id::text, a.name, a.type, a.sha256, a.size, v.verdict as scan from attachment a left join scan v on v.sha256 = a.sha256
    where a.agency = ${agency} and a.dossier = ${id}::uuid`;
}

/** The application as it is read; null when there is nothing to read. */
export async function readable({ db }: Pick<Parts, 'db'>, { dossier, language }: Desk): Promise<ShownSection[] | null> {
  const [answers, attachments] = await Promise.all([answersOf(db, dossier), attachmentsOf(db, dossier)]);
  const form = applicationForm(dossier);
  if (answers === null || form === null) return null;
  return shown(form, answers, language, { lines: linesOf(dossier), attachments });
}

const handedIn = new Set(['application.submitted', 'application.resubmitted', 'application.completed']);

/** Every time that the application was handed in, newest first. */
export const handingsIn = ({ history }: Dossier): Event[] => history.filter(({ event }) => handedIn.has(event));

/** What differs between what was handed in last and the time before; null when there was none, or one of them is not kept. */
export async function changesOf(
  { db }: Pick<Parts, 'db'>,
  { dossier, agency, language }: Desk,
): Promise<FieldChange[] | null> {
  const [last, before] = handingsIn(dossier);
  const form = applicationForm(dossier);
  if (last === undefined || before === undefined || form === null) return null;
  const [now, old, attachments] = await Promise.all([
    contentOf<Answers>(db, agency, String(last.input.content)),
    contentOf<Answers>(db, agency, String(before.input.content)),
    attachmentsOf(db, dossier),
  ]);
  if (now === null || old === null) return null;
  const said = (answers: Answers) => shown(form, answers, language, { lines: linesOf(dossier), attachments });
  return changesBetween(said(old), said(now), (id) => attachments.find((one) => one.id === id)?.sha256);
}

/** What the application asks for by expense line. */
export function askedFor(dossier: Pick<Dossier, 'pack' | 'stage'>, answers: Answers | null): BudgetTotals {
  const form = applicationForm(dossier);
  const field = form === null ? null : budgetFieldOf(form);
  return budgetTotals(answers ?? {}, field?.id ?? 'budget');
}

/** The sheet on which reviewers write, with the points that the call has set. */
export function sheetForm({ pack, call }: Dossier): FormDefinition {
  const set = (call?.facts.parameters ?? {}) as JsonObject;
  const given = (id: string | undefined) => (id === undefined ? undefined : set[id]);
  const weight = (criterion: string) =>
    given(pack.setByCall.find(({ kind, forCriterion }) => kind === 'weight' && forCriterion === criterion)?.id);
  const field = (one: FormField): FormField => {
    if (one.kind !== 'criterion' || one.maxPoints !== null) return one;
    const most = weight(one.id);
    return typeof most === 'number' ? { ...one, maxPoints: most } : one;
  };
  const sheet = pack.forms.reviewSheet;
  const mark = given(pack.setByCall.find(({ kind }) => kind === 'passMark')?.id);
  const hasPoints = sheet.sections.some(({ fields }) =>
    fields.some((one) => one.kind === 'criterion' && one.scale === 'points'),
  );
  return {
    ...sheet,
    sections: sheet.sections.map((section) => ({ ...section, fields: section.fields.map(field) })),
    ...(hasPoints && sheet.passPoints === undefined && typeof mark === 'number' ? { passPoints: mark } : {}),
  };
}

/** A submitted review, as history keeps it. */
export type Review = { readonly sheet: string; readonly verdict: 'pass' | 'fail'; readonly points?: number };

export const reviewersOf = (dossier: Dossier): string[] =>
  (dossier.states.get('application')?.facts.reviewers ?? []) as string[];

export const reviewsOf = (dossier: Dossier): Readonly<Record<string, Review>> =>
  (dossier.states.get('application')?.facts.reviews ?? {}) as Record<string, Review>;

/** When somebody submitted their review; null when they have not. */
export const submittedAt = ({ history }: Dossier, person: string): string | null =>
  history.find(({ event, actor }) => event === 'application.reviewSubmitted' && actor === person)?.at ?? null;

/** Where a reviewer's own sheet lies while it is written. */
const sheetOf = ({ agency, dossier, person }: Desk) => ({ agency, dossier: dossier.id, form: 'sheet', owner: person });

/** A reviewer's sheet as it was last saved; null while nothing was. */
export const sheetDraftOf = (db: Database, desk: Desk): Promise<Stored<Answers> | null> =>
  readShared<Answers>(db, sheetOf(desk));

/** A short name for what a sheet says; null: for the empty sheet that a page shows before anything is saved. */
export const sheetMark = (answers: Answers | null): string => draftMark((answers ?? {}) as Json);

/** Saves a reviewer's sheet where it still says what the page showed, by the mark `base`. */
export const saveSheet = (
  { db, now }: Pick<Parts, 'db' | 'now'>,
  desk: Desk,
  { answers, base }: { answers: Answers; base: string },
): Promise<SavedShared<Answers>> =>
  saveShared<Answers>(db, {
    ...sheetOf(desk),
    ...{ answers, base, markOf: sheetMark, person: desk.person, now: now() },
  });

/** A draft that belongs to one person. */
export type Draft<T> = { readonly answers: T; readonly savedAt: string };

/** How an application was judged when it was screened before it was handed in again, and by whom. */
export type Judged = { readonly answers: Typed; readonly at: string; readonly name: string };

/** The newest judgement that somebody wrote before a time; null where there is none. */
export async function judgedBefore(db: Database, { agency, dossier }: Desk, until: string): Promise<Judged | null> {
  const [row] = await db.query<{ answers: Typed; savedAt: string; name: string | null }>`
    select d.answers, d.saved_at::text as saved_at, p.name from draft d left join person p on p.id = d.saved_by
    where d.agency = ${agency} and d.dossier = ${dossier.id}::uuid and d.form in ('screening', 'screened')
      and d.saved_at < ${until}::timestamptz
    order by d.saved_at desc limit 1`;
  return row === undefined
    ? null
    : { answers: row.answers, at: new Date(row.savedAt).toISOString(), name: row.name ?? '' };
}

export async function draftOf<T>(
  db: Database,
  { agency, dossier, person }: Desk,
  form: string,
): Promise<Draft<T> | null> {
  const [row] = await db.query<{ answers: T; savedAt: string }>`select answers, saved_at::text as saved_at from draft
    where agency = ${agency} and dossier = ${dossier.id}::uuid and form = ${form} and owner = ${person}::uuid`;
  return row === undefined ? null : { answers: row.answers, savedAt: new Date(row.savedAt).toISOString() };
}

/** Saves a person's own draft. */
export async function saveDraft(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  { agency, dossier, person }: Desk,
  form: string,
  answers: unknown,
): Promise<string> {
  const at = now();
  await db.query`insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
    values (${agency}, ${dossier.id}::uuid, ${form}, ${person}::uuid, ${JSON.stringify(answers)}::text::jsonb, ${at}::timestamptz, ${person}::uuid)
    on conflict (agency, dossier, form, owner) do update set answers = excluded.answers, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
  return at;
}
