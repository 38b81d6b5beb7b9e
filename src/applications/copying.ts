// Beginning an application with the answers of an earlier one of one's own: what fits is copied, never a declaration.

import { v7 } from 'uuid';
import {
  type Answers,
  carryAnswers,
  changesOfDefinition,
  type DefinitionChange,
  type FormDefinition,
  type FormField,
  type FormLine,
  fieldOf,
  type GoneAnswer,
  type Row,
} from '../../workflows/rules/forms.ts';
import type { FormLanguage } from '../../workflows/rules/formWords.ts';
import type { Database } from '../database/pool.ts';
import { looseOf } from '../documents/index.ts';
import { codeOf } from '../dossier.ts';
import { limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { standingOf } from '../standing.ts';
import { type Change, readDraft, shared } from './draft.ts';
import { type Matter, readMatter } from './matter.ts';

/** As many earlier applications as are offered. */
const mostOffered = 20;

/** An application that a new one may begin with. */
export type Earlier = { readonly id: string; readonly code: string; readonly title: string };

/** The applications in an agency of whose team somebody is, the newest first. */
export async function earlierOf(db: Database, agency: string, person: string): Promise<Earlier[]> {
  const rows = await db.query<{ id: string; beganAt: Date; title: string | null }>`
    with own as (
      select dossier from state where agency = ${agency} and subject = 'application' and facts->'team' ? ${person}
      union select d.id from state p join dossier d on d.agency = p.agency and d.party = p.dossier
          join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application' and not coalesce(a.facts->'left' ? ${person}, false)
        where p.agency = ${agency} and p.subject = 'party' and p.facts->'members' ? ${person})
    select d.id::text as id, h.at as began_at, coalesce(r.answers->>'projectName', c.body->>'projectName') as title
    from own join dossier d on d.agency = ${agency} and d.id = own.dossier and d.kind = 'application'
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
      left join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'application'
      left join draft r on r.agency = d.agency and r.dossier = d.id and r.form = 'application'
      left join content c on c.agency = d.agency and c.commitment = s.facts->>'content'
    where r.answers is not null or c.body is not null order by h.at desc limit ${mostOffered}::int`;
  return rows.map(({ id, beganAt, title }) => ({ id, code: codeOf(id, beganAt.toISOString()), title: title ?? '' }));
}

/** What is told of a copy to whoever writes on: what its form asks otherwise, what it holds no more, and what found no room. */
export type CopyNote = {
  /** Since the version of the form under which the earlier application was written; none of another form. */
  readonly changes: readonly DefinitionChange[];
  readonly gone: Readonly<Record<FormLanguage, readonly GoneAnswer[]>>;
  /** The names of files that were not copied. */
  readonly left: readonly string[];
};

type Named = { readonly id: string; readonly name: string };

/**
 * The answers of one form for a draft under another, and what of them that cannot hold. Declarations are made anew, and what the
 * party says of itself comes from it.
 */
export function fittingAnswers(
  answers: Answers,
  before: FormDefinition,
  after: FormDefinition,
  lines: readonly FormLine[],
  files: readonly Named[] = [],
): { answers: Answers; gone: CopyNote['gone'] } {
  const fieldsOf = (name: string) => {
    const id = name.split('.')[0]!;
    return { was: fieldOf(before, id), is: fieldOf(after, id) };
  };
  const isSaidAnew = (field: FormField | null) => field?.kind === 'declaration' || field?.sameAs !== undefined;
  const said = Object.fromEntries(
    Object.entries(answers).filter(([name]) => {
      const { was, is } = fieldsOf(name);
      return was?.kind !== 'declaration' && !isSaidAnew(is);
    }),
  );
  const known = new Set(lines.map(({ id }) => id));
  const fitted = Object.entries(carryAnswers(said, before, after).answers).flatMap(
    ([name, answer]): [string, Answers[string]][] => {
      const { was, is } = fieldsOf(name);
      // of files the copies are named, and where none is asked there is none
      if (was?.kind === 'file' && is?.kind !== 'file') return [];
      if (is?.kind !== 'budgetTable' || typeof answer === 'string') return [[name, answer]];
      // what cannot be paid in this stage stands there without its line, to be chosen anew
      const rows = (answer as readonly Row[]).map((row) =>
        typeof row !== 'object' || row.line === undefined || known.has(row.line) ? row : { ...row, line: '' },
      );
      return [[name, rows]];
    },
  );
  const gone = (language: FormLanguage) =>
    carryAnswers(said, before, after, language).gone.map((one) => {
      const ids = fieldOf(before, one.field)?.kind === 'file' ? (said[one.field] as readonly string[]) : null;
      if (ids === null) return one;
      return { ...one, value: ids.flatMap((id) => files.find((file) => file.id === id)?.name ?? []).join('\n') };
    });
  return { answers: Object.fromEntries(fitted), gone: { vi: gone('vi'), en: gone('en') } };
}

/** An application of one's own as the beginning of another; null where it is not one's own, or says nothing. */
export async function copyFrom(
  { db, now, files }: Pick<Parts, 'db' | 'now' | 'files'>,
  given: {
    agency: string;
    from: string;
    dossier: string;
    person: string;
    definition: FormDefinition;
    lines: readonly FormLine[];
  },
): Promise<{ from: string; answers: Answers } | null> {
  const { agency, from, dossier, person, definition, lines } = given;
  const standing = await standingOf(db, agency, person, from, now());
  if (standing?.team == null) return null;
  const source = await readMatter(db, agency, from, now());
  if (source === null) return null;
  const draft = await readDraft(db, { agency, dossier: from }, source.versions.at(-1)?.answers ?? {});
  const before = source.definition;
  const fitting = fittingAnswers(draft.answers, before, definition, lines, source.attachments);
  const place = { agency, from, dossier, person, now: now(), quota: files.quota };
  const { answers, left } = await withFiles(db, place, definition, fitting.answers);
  if (Object.keys(answers).length === 0 && fitting.gone.vi.length === 0) return null;
  const changes = before.id === definition.id ? changesOfDefinition(before, definition) : [];
  if (changes.length > 0 || fitting.gone.vi.length > 0 || left.length > 0)
    await keepNote(db, place, { changes, gone: fitting.gone, left });
  return { from, answers };
}

/** Beside the draft, and as long as it. */
const form = 'application.copied';

async function keepNote(
  db: Database,
  { agency, dossier, person, now }: { agency: string; dossier: string; person: string; now: string },
  note: CopyNote,
): Promise<void> {
  await db.query`
    insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
    values (${agency}, ${dossier}::uuid, ${form}, ${shared}::uuid, ${JSON.stringify(note)}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
    on conflict do nothing`;
}

/** What of a copy's note is read on its pages: all of it, or what belongs to one section. */
export type CopyTold = { readonly changes: readonly DefinitionChange[]; readonly gone: readonly GoneAnswer[] };

/** What is told of a copy; null where nothing is, or the application was handed in since. */
export async function copyNoteOf(
  db: Database,
  { dossier: { agency, id }, mode }: Pick<Matter, 'dossier' | 'mode'>,
): Promise<CopyNote | null> {
  if (mode !== 'submit') return null;
  const [row] = await db.query<{ note: CopyNote }>`
    select answers as note from draft where agency = ${agency} and dossier = ${id}::uuid and form = ${form} and owner = ${shared}::uuid`;
  return row?.note ?? null;
}

/** What of it stands on the page of a section: what is asked there, and what was asked in one of that name. */
export function toldOfSection(
  { changes, gone }: CopyNote,
  definition: FormDefinition,
  section: string,
  language: FormLanguage,
): CopyTold {
  const here = new Set(definition.sections.find(({ id }) => id === section)?.fields.map(({ id }) => id));
  const wasHere = (field: string) =>
    here.has(field) ||
    changes.some((one) => one.kind === 'goneField' && one.field === field && one.section === section);
  return {
    changes: changes.filter((one) => one.section === section),
    gone: gone[language].filter(({ field }) => wasHere(field)),
  };
}

/** The same answers with copies of their files: rows of their own, of the same bytes, as far as their writer has room for them. */
async function withFiles(
  db: Database,
  given: { agency: string; from: string; dossier: string; person: string; now: string; quota: number },
  definition: FormDefinition,
  answers: Answers,
): Promise<{ answers: Answers; left: readonly string[] }> {
  const { agency, from, dossier, person, now, quota } = given;
  const fields = definition.sections.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'file');
  const named = fields.flatMap(({ id }) => (answers[id] ?? []) as readonly string[]);
  if (named.length === 0) return { answers, left: [] };
  const files = await db.query<{ id: string; name: string; size: bigint }>`
    select id::text as id, name, size from attachment where agency = ${agency} and dossier = ${from}::uuid and id::text = any(${named}::text[])
    order by uploaded_at, id`;
  // copies are their writer's like what they send: some room is left for that
  const room = Math.min((quota - (await looseOf(db, agency, person)).bytes) * (2 / 3), limits.bytesOfDossier / 2);
  let bytes = 0;
  const copies = new Map<string, string>();
  for (const { id, size } of files.slice(0, limits.filesOfDossier / 4)) {
    if (bytes + Number(size) > room) continue;
    bytes += Number(size);
    copies.set(id, v7());
  }
  await db.query`
    insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
    select a.agency, n.id, ${dossier}::uuid, a.sha256, a.name, a.type, a.size, ${person}::uuid, ${now}::timestamptz
    from unnest(${[...copies.keys()]}::uuid[], ${[...copies.values()]}::uuid[]) n(old, id)
      join attachment a on a.agency = ${agency} and a.dossier = ${from}::uuid and a.id = n.old`;
  const kept = fields.map(
    ({ id }) => [id, ((answers[id] ?? []) as readonly string[]).flatMap((one) => copies.get(one) ?? [])] as const,
  );
  const ids = new Set(fields.map(({ id }) => id));
  return {
    answers: {
      ...Object.fromEntries(Object.entries(answers).filter(([name]) => !ids.has(name))),
      ...Object.fromEntries(kept.filter(([, list]) => list.length > 0)),
    },
    left: files.flatMap(({ id, name }) => (copies.has(id) ? [] : [name])),
  };
}

/** What an application's draft began with, as its team is told. */
export async function copiedInto(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  { dossier: { agency, id }, definition }: Pick<Matter, 'dossier' | 'definition'>,
  person: string,
): Promise<{ code: string; href: string | null; answers: number; at: string } | null> {
  const [row] = await db.query<{ source: string; beganAt: Date; at: Date; after: Change['after'] }>`
    select c.source::text as source, h.at as began_at, c.at, c.after from draft_change c
      join history h on h.agency = c.agency and h.dossier = c.source and h.revision = 1
    where c.agency = ${agency} and c.dossier = ${id}::uuid and c.source is not null order by c.id limit 1`;
  if (row === undefined) return null;
  const mine = (await standingOf(db, agency, person, row.source, now()))?.team != null;
  return {
    code: codeOf(row.source, row.beganAt.toISOString()),
    href: mine ? `/agencies/${agency}/dossiers/${row.source}` : null,
    answers: Object.keys(row.after).filter((name) => fieldOf(definition, name.split('.')[0]!) !== null).length,
    at: row.at.toISOString(),
  };
}
