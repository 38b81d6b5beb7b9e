// What each open page of a section has saved last. An answer may be lost on its way, or a page be left before it comes: then what
// stands is the page's own, and nobody is to be asked whose text it is.

import type { Database } from '../database/pool.ts';
import { isId } from '../forms.ts';
import { type Marks, readMarks, writeMarks } from './merging.ts';

/** Kept beside the drafts, each under the page's own id. */
const form = 'application.page';
const keptDays = 30;

export type PageOf = {
  readonly agency: string;
  readonly dossier: string;
  readonly section: string;
  /** The page's id, made with the page; another text where it sends none. */
  readonly page: string;
  readonly person: string;
};

/** What this page has saved last, as it showed it. */
export async function savedBy(db: Database, { agency, dossier, section, page, person }: PageOf): Promise<Marks> {
  if (!isId(page)) return new Map();
  const [row] = await db.query<{ marks: string }>`
    select answers->>'marks' as marks from draft where agency = ${agency} and dossier = ${dossier}::uuid
      and form = ${form} and owner = ${page}::uuid and saved_by = ${person}::uuid and answers->>'section' = ${section}`;
  return readMarks(row?.marks ?? '');
}

/** Notes what a page has saved. */
export async function noteSaved(db: Database, of: PageOf, marks: Marks, now: string): Promise<void> {
  const { agency, dossier, section, page, person } = of;
  if (!isId(page)) return;
  const said = JSON.stringify({ section, marks: writeMarks(marks) });
  await db.query`
    insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
    values (${agency}, ${dossier}::uuid, ${form}, ${page}::uuid, ${said}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
    on conflict (agency, dossier, form, owner) do update
      set answers = excluded.answers, saved_at = excluded.saved_at where draft.saved_by = excluded.saved_by`;
}

/** Forgets pages that nobody has had open for long. */
export async function forgetPages(db: Database, now: string): Promise<void> {
  await db.query`
    delete from draft where form = ${form} and saved_at < ${now}::timestamptz - make_interval(days => ${keptDays}::int)`;
}
