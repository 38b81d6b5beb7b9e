// Drafts that a team writes together, or one person on two pages. Who saves on top of what somebody else has saved meanwhile is told, and overwrites nothing.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../workflows/canonical.ts';
import type { Database } from './database/pool.ts';

/** The team's own: no person's. */
const shared = '00000000-0000-0000-0000-000000000000';

export type DraftPlace = {
  readonly agency: string;
  readonly dossier: string;
  readonly form: string;
  /** Whose own it is, written perhaps on two pages at once; left out, the team's. */
  readonly owner?: string;
};

/** A draft as it stands, and who saved it. */
export type Stored<T> = {
  readonly answers: T;
  readonly at: string;
  readonly person: string;
  readonly name: string;
};

/** What stands of a form; null where nobody has saved anything. */
export async function readShared<T>(db: Database, place: DraftPlace): Promise<Stored<T> | null> {
  const { agency, dossier, form, owner = shared } = place;
  const [row] = await db.query<{ answers: T; savedAt: Date; savedBy: string; name: string | null }>`
    select d.answers, d.saved_at, d.saved_by::text as saved_by, p.name from draft d left join person p on p.id = d.saved_by
    where d.agency = ${agency} and d.dossier = ${dossier}::uuid and d.form = ${form} and d.owner = ${owner}::uuid`;
  if (row === undefined) return null;
  return { answers: row.answers, at: row.savedAt.toISOString(), person: row.savedBy, name: row.name ?? '' };
}

/** A short name for what a draft says, to tell whether it has changed. */
export const draftMark = (said: Json): string =>
  createHash('sha256').update(canonicalJson(said)).digest('hex').slice(0, 32);

export type SavedShared<T> =
  | { readonly ok: true; readonly answers: T }
  /** Somebody has saved since; nothing was written. `stands` is what they wrote, null where it is gone. */
  | { readonly ok: false; readonly stands: Stored<T> | null };

const mostAttempts = 20;

/**
 * Saves a draft where it still says what the page showed: `base` is the mark that the page carried, `markOf` gives that of a
 * draft (null: of what a page shows before anything is saved). What stands already is not written again.
 */
export async function saveShared<T>(
  db: Database,
  given: DraftPlace & {
    base: string;
    answers: T;
    markOf: (answers: T | null) => string | Promise<string>;
    person: string;
    now: string;
  },
): Promise<SavedShared<T>> {
  const { agency, dossier, form, owner = shared, base, answers, markOf, person, now } = given;
  const next = await markOf(answers);
  const text = JSON.stringify(answers);
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const stands = await readShared<T>(db, given);
    const mark = await markOf(stands?.answers ?? null);
    if (stands !== null && mark === next) return { ok: true, answers: stands.answers };
    if (mark !== base && mark !== next) return { ok: false, stands };
    const rows =
      stands === null
        ? await db.query`
            insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
            values (${agency}, ${dossier}::uuid, ${form}, ${owner}::uuid, ${text}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
            on conflict do nothing returning 1 as done`
        : await db.query`
            update draft set answers = ${text}::text::jsonb, saved_at = ${now}::timestamptz, saved_by = ${person}::uuid
            where agency = ${agency} and dossier = ${dossier}::uuid and form = ${form} and owner = ${owner}::uuid
              and answers = ${JSON.stringify(stands.answers)}::text::jsonb returning 1 as done`;
    if (rows.length > 0) return { ok: true, answers };
  }
  throw new Error(`the draft ${form} of ${dossier} changes faster than it can be saved`);
}
