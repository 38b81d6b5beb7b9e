// The draft of an application: shared by the team, saved section by section, wrong answers included. Who saves on top of what
// somebody else has saved meanwhile is told, and overwrites nothing.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { Answers, FormSection } from '../../workflows/rules/forms.ts';
import type { Database } from '../database/pool.ts';
import { type Merged, type Merging, mergeSection } from './merging.ts';

/** The team's own: no person's. */
const shared = '00000000-0000-0000-0000-000000000000';

export type Draft = {
  readonly answers: Answers;
  /** null while nobody has saved anything. */
  readonly saved: { readonly at: string; readonly person: string; readonly name: string } | null;
};

type Place = { readonly agency: string; readonly dossier: string };
type Row = { answers: Answers; savedAt: Date; savedBy: string; name: string | null };

/** The draft as it stands; before anything is saved, `start`. */
export async function readDraft(db: Database, { agency, dossier }: Place, start: Answers = {}): Promise<Draft> {
  const [row] = await db.query<Row>`
    select d.answers, d.saved_at, d.saved_by::text as saved_by, p.name from draft d left join person p on p.id = d.saved_by
    where d.agency = ${agency} and d.dossier = ${dossier}::uuid and d.form = 'application' and d.owner = ${shared}::uuid`;
  if (row === undefined) return { answers: start, saved: null };
  const { answers, savedAt, savedBy, name } = row;
  return { answers, saved: { at: savedAt.toISOString(), person: savedBy, name: name ?? '' } };
}

/** Begins a draft with what is known already; does nothing where there is one. */
export async function beginDraft(
  db: Database,
  given: Place & { answers: Answers; person: string; now: string },
): Promise<void> {
  const { agency, dossier, answers, person, now } = given;
  if (Object.keys(answers).length === 0) return;
  await db.query`
    insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
    values (${agency}, ${dossier}::uuid, 'application', ${shared}::uuid, ${JSON.stringify(answers)}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
    on conflict do nothing`;
}

/** How many applications somebody has begun in a call, and how many of them were neither handed in nor withdrawn. */
export async function begunBy(
  db: Database,
  agency: string,
  call: string,
  person: string,
): Promise<{ begun: number; drafts: number }> {
  const [row] = await db.query<{ begun: number; drafts: number }>`
    select count(*)::int as begun, (count(*) filter (where s.value = '"draft"'::jsonb))::int as drafts from dossier d
      join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'application'
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1 and h.actor = ${person}::uuid
    where d.agency = ${agency} and d.call = ${call}::uuid`;
  return row ?? { begun: 0, drafts: 0 };
}

/** A short name for what answers say, to tell whether they have changed. */
export const markOf = (answers: Answers): string =>
  createHash('sha256')
    .update(canonicalJson(answers as Json))
    .digest('hex')
    .slice(0, 32);

export type Saved =
  | { readonly ok: true; readonly draft: Draft; readonly yours: Answers; readonly merged: Merged }
  /** Somebody else has changed the same fields since; nothing was written. `draft` is what stands. */
  | { readonly ok: false; readonly draft: Draft; readonly yours: Answers; readonly merged: Merged };

const mostAttempts = 20;

/**
 * Saves a section on top of what stands at this moment, in it and in the others. What somebody else has changed since the page
 * was made, and this page has not, stays; where both have changed the same field nothing is written.
 */
export async function saveSection(
  db: Database,
  given: Place & {
    section: FormSection;
    page: Omit<Merging, 'stands' | 'yours'>;
    start: Answers;
    /** The answers with this section as it is to be, from those that stand. */
    change: (before: Answers) => Answers;
    person: { id: string; name: string };
    now: string;
  },
): Promise<Saved> {
  const { agency, dossier, section, page, start, change, person, now } = given;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const draft = await readDraft(db, given, start);
    const yours = change(draft.answers);
    const merged = mergeSection(section, { ...page, stands: draft.answers, yours });
    if (merged.open.length > 0) return { ok: false, draft, yours, merged };
    // who only looked has saved nothing
    if (merged.mine.length === 0 && draft.saved !== null) return { ok: true, draft, yours, merged };
    const { answers } = merged;
    const text = JSON.stringify(answers);
    const [row] =
      draft.saved === null
        ? await db.query<{ savedAt: Date }>`
            insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
            values (${agency}, ${dossier}::uuid, 'application', ${shared}::uuid, ${text}::text::jsonb, ${now}::timestamptz, ${person.id}::uuid)
            on conflict do nothing returning saved_at`
        : await db.query<{ savedAt: Date }>`
            update draft set answers = ${text}::text::jsonb, saved_at = ${now}::timestamptz, saved_by = ${person.id}::uuid
            where agency = ${agency} and dossier = ${dossier}::uuid and form = 'application' and owner = ${shared}::uuid
              and answers = ${JSON.stringify(draft.answers)}::text::jsonb returning saved_at`;
    if (row !== undefined)
      return {
        ok: true,
        ...{ yours, merged },
        draft: { answers, saved: { at: row.savedAt.toISOString(), person: person.id, name: person.name } },
      };
  }
  throw new Error(`the draft of ${dossier} changes faster than it can be saved`);
}
