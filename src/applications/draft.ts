// The draft of an application: shared by the team, saved section by section, wrong answers included. Who saves on top of what
// somebody else has saved meanwhile is told, and overwrites nothing.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { Answers, FormSection } from '../../workflows/rules/forms.ts';
import type { Database } from '../database/pool.ts';
import { limits } from '../limits.ts';
import { type Merged, type Merging, mergeSection } from './merging.ts';

/** The team's own: no person's. */
export const shared = '00000000-0000-0000-0000-000000000000';

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
  given: Place & {
    answers: Answers;
    person: string;
    now: string;
    /** What of them was copied, and from which application. */
    copied?: { from: string; answers: Answers } | null;
  },
): Promise<void> {
  const { agency, dossier, answers, person, now, copied = null } = given;
  if (Object.keys(answers).length === 0) return;
  await db.query`
    with begun as (insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
      values (${agency}, ${dossier}::uuid, 'application', ${shared}::uuid, ${JSON.stringify(answers)}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
      on conflict do nothing returning 1)
    insert into draft_change (agency, dossier, section, person, began_at, at, before, after, source)
    select ${agency}, ${dossier}::uuid, '', ${person}::uuid, ${now}::timestamptz, ${now}::timestamptz, '{}', ${JSON.stringify(copied?.answers ?? {})}::text::jsonb, ${copied?.from ?? null}::uuid
    from begun where ${copied?.from ?? null}::uuid is not null`;
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
    const here = { agency, dossier, section: section.id, person: person.id, now };
    const saved = await write(db, { ...here, draft, yours: answers });
    if (saved !== null)
      return {
        ok: true,
        ...{ yours, merged },
        draft: { answers, saved: { at: saved.toISOString(), person: person.id, name: person.name } },
      };
  }
  throw new Error(`the draft of ${dossier} changes faster than it can be saved`);
}

/** Answers that differ, as they were and as they are; null where there is none. */
export function differenceOf(before: Answers, after: Answers): { before: Differing; after: Differing } {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const said = (of: Answers, name: string) => (Object.hasOwn(of, name) ? of[name]! : null);
  const text = (answer: Answers[string] | null) => canonicalJson(answer as Json);
  const differ = names.filter((name) => text(said(before, name)) !== text(said(after, name)));
  const of = (answers: Answers) => Object.fromEntries(differ.map((name) => [name, said(answers, name)]));
  return { before: of(before), after: of(after) };
}
export type Differing = Readonly<Record<string, Answers[string] | null>>;

const inserted = `insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
  values ($1, $2::uuid, 'application', '${shared}'::uuid, $3::text::jsonb, $4::timestamptz, $5::uuid) on conflict do nothing returning saved_at`;
const updated = `update draft set answers = $3::text::jsonb, saved_at = $4::timestamptz, saved_by = $5::uuid
  where agency = $1 and dossier = $2::uuid and form = 'application' and owner = '${shared}'::uuid and answers = $9::text::jsonb returning saved_at`;
/** Saves of one person in one section are one entry for ten minutes; of all entries the newest are kept. */
const noted = `
  last as (select id, person, began_at from draft_change
    where agency = $1 and dossier = $2::uuid and section = $6 and source is null order by id desc limit 1),
  merged as (update draft_change c set at = $4::timestamptz, before = $7::text::jsonb || c.before, after = c.after || $8::text::jsonb
    from saved, last where c.agency = $1 and c.dossier = $2::uuid and c.id = last.id and last.person = $5::uuid
      and last.began_at > $4::timestamptz - interval '10 minutes' returning c.id),
  added as (insert into draft_change (agency, dossier, section, person, began_at, at, before, after)
    select $1, $2::uuid, $6, $5::uuid, $4::timestamptz, $4::timestamptz, $7::text::jsonb, $8::text::jsonb from saved
    where $7::text::jsonb <> '{}' and not exists (select from merged) returning id),
  dropped as (delete from draft_change where agency = $1 and dossier = $2::uuid and exists (select from added) and id in (
    select id from (select id, row_number() over newest as place, sum(pg_column_size(before) + pg_column_size(after)) over newest as bytes
      from draft_change where agency = $1 and dossier = $2::uuid window newest as (order by id desc)) kept
    where place >= ${limits.changesOfDraft} or bytes > ${limits.bytesOfChanges}))`;

/**
 * Writes a draft over the one that was read, and with it what changed: null where somebody has written it meanwhile. Both or
 * neither, in one statement.
 */
async function write(
  db: Database,
  given: Place & { section: string; person: string; now: string; draft: Draft; yours: Answers },
): Promise<Date | null> {
  const { agency, dossier, section, person, now, draft, yours } = given;
  const { before, after } = differenceOf(draft.answers, yours);
  const isFirst = draft.saved === null;
  const [row] = await db.run<{ savedAt: Date }>(
    `with saved as (${isFirst ? inserted : updated}), ${noted} select saved_at from saved`,
    [
      ...[agency, dossier, JSON.stringify(yours), now, person, section, JSON.stringify(before), JSON.stringify(after)],
      ...(isFirst ? [] : [JSON.stringify(draft.answers)]),
    ],
  );
  return row?.savedAt ?? null;
}

/** One entry of what was changed in a draft. `source`: what was copied came from that application. */
export type Change = {
  readonly section: string;
  /** '' where there is no account any more. */
  readonly name: string;
  readonly at: string;
  readonly before: Differing;
  readonly after: Differing;
  readonly source: { readonly dossier: string; readonly beganAt: string } | null;
  /** How many there are, up to the most that were asked for. */
  readonly of: number;
};

/** What was changed in a draft, the newest first, and the most of it; of very long texts less. */
export async function changesOf(
  db: Database,
  { agency, dossier }: Place,
  most: number = limits.changesOfDraft,
): Promise<Change[]> {
  const rows = await db.query<{
    section: string;
    name: string;
    at: Date;
    before: Differing;
    after: Differing;
    source: string | null;
    beganAt: Date | null;
    of: number;
  }>`
    select c.of, c.section, coalesce(p.name, '') as name, c.at, c.before, c.after, c.source::text as source, h.at as began_at
    from (select *, sum(octet_length(before::text) + octet_length(after::text)) over (order by id desc) as bytes, count(*) over ()::int as "of"
        from (select * from draft_change where agency = ${agency} and dossier = ${dossier}::uuid order by id desc limit ${most}::int) newest) c
      left join person p on p.id = c.person
      left join history h on h.agency = c.agency and h.dossier = c.source and h.revision = 1
    where c.bytes <= ${limits.bytesOfChangesShown}::int order by c.id desc`;
  return rows.map(({ at, source, beganAt, ...row }) => ({
    ...row,
    at: at.toISOString(),
    source: source === null || beganAt === null ? null : { dossier: source, beganAt: beganAt.toISOString() },
  }));
}

/** Who has changed each field of a section last, and when; nothing of a field that nobody is on record for. */
export async function lastChangesOf(
  db: Database,
  { agency, dossier }: Place,
  section: string,
  fields: readonly string[],
): Promise<ReadonlyMap<string, { person: string; name: string; at: string }>> {
  const rows = await db.query<{ field: string; person: string; name: string; at: Date }>`
    select distinct on (f.field) f.field, c.person::text as person, coalesce(p.name, '') as name, c.at
    from draft_change c cross join lateral (select split_part(k, '.', 1) as field from jsonb_object_keys(c.before || c.after) k) f
      left join person p on p.id = c.person
    where c.agency = ${agency} and c.dossier = ${dossier}::uuid and c.section = ${section} and f.field = any(${[...fields]}::text[])
    order by f.field, c.id desc`;
  return new Map(rows.map(({ field, at, ...who }) => [field, { ...who, at: at.toISOString() }]));
}

/** Answers with a difference laid over them. */
export const laidOver = (answers: Answers, difference: Differing): Answers =>
  Object.fromEntries(
    Object.entries({ ...answers, ...difference }).filter(
      (entry): entry is [string, Answers[string]] => entry[1] !== null,
    ),
  );
