// Beginning an application with the answers of an earlier one of one's own: what fits is copied, never a declaration.

import { v7 } from 'uuid';
import type { Answers, FormDefinition, FormField, FormLine, Row } from '../../workflows/rules/forms.ts';
import type { Database } from '../database/pool.ts';
import { codeOf, type Dossier } from '../dossier.ts';
import { limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { standingOf } from '../standing.ts';
import { type Change, readDraft } from './draft.ts';
import { readMatter } from './matter.ts';

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

/** What answers of one form say in another: fields that both have, of one kind, without declarations; of choices what can be chosen. */
export function fittingAnswers(
  answers: Answers,
  before: FormDefinition,
  after: FormDefinition,
  lines: readonly FormLine[],
): Answers {
  const fieldsIn = ({ sections }: FormDefinition) =>
    new Map(sections.flatMap(({ fields }) => fields).map((field) => [field.id, field] as const));
  const [old, now] = [fieldsIn(before), fieldsIn(after)];
  const fitting = Object.entries(answers).flatMap(([name, answer]): [string, Answers[string]][] => {
    const id = name.split('.')[0]!;
    const [was, is] = [old.get(id), now.get(id)];
    if (
      was === undefined ||
      is === undefined ||
      was.kind !== is.kind ||
      is.kind === 'declaration' ||
      is.sameAs !== undefined
    )
      return [];
    const kept = fitted(answer, is, lines);
    return kept === null ? [] : [[name, kept]];
  });
  return Object.fromEntries(fitting);
}

/** An answer as far as a field takes it; null where nothing of it does. */
function fitted(answer: Answers[string], field: FormField, lines: readonly FormLine[]): Answers[string] | null {
  if ('options' in field && Array.isArray(field.options)) {
    const known = new Set((field.options as readonly { id: string }[]).map(({ id }) => id));
    if (typeof answer === 'string') return known.has(answer) ? answer : null;
    const chosen = answer.filter((one) => typeof one === 'string' && known.has(one)) as string[];
    return chosen.length === 0 ? null : chosen;
  }
  if (field.kind !== 'budgetTable' || typeof answer === 'string') return answer;
  const known = new Set(lines.map(({ id }) => id));
  // what cannot be paid in this stage stands there without its line, to be chosen anew
  return (answer as readonly Row[]).map((row) =>
    typeof row !== 'object' || row.line === undefined || known.has(row.line) ? row : { ...row, line: '' },
  );
}

/** An application of one's own as the beginning of another; null where it is not one's own, or says nothing. */
export async function copyFrom(
  { db, now }: Pick<Parts, 'db' | 'now'>,
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
  const fitting = fittingAnswers(draft.answers, source.definition, definition, lines);
  const answers = await withFiles(db, { agency, from, dossier, person, now: now() }, definition, fitting);
  return Object.keys(answers).length === 0 ? null : { from, answers };
}

/** The same answers with copies of their files: rows of their own, of the same bytes. Files that do not fit are left out. */
async function withFiles(
  db: Database,
  given: { agency: string; from: string; dossier: string; person: string; now: string },
  definition: FormDefinition,
  answers: Answers,
): Promise<Answers> {
  const { agency, from, dossier, person, now } = given;
  const fields = definition.sections.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'file');
  const named = fields.flatMap(({ id }) => (answers[id] ?? []) as readonly string[]);
  if (named.length === 0) return answers;
  const files = await db.query<{ id: string; size: bigint }>`
    select id::text as id, size from attachment where agency = ${agency} and dossier = ${from}::uuid and id::text = any(${named}::text[])`;
  const room = limits.looseBytesOfPerson / 3;
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
    ...Object.fromEntries(Object.entries(answers).filter(([name]) => !ids.has(name))),
    ...Object.fromEntries(kept.filter(([, list]) => list.length > 0)),
  };
}

/** What an application's draft began with, as its team is told. */
export async function copiedInto(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  { agency, id }: Dossier,
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
    answers: Object.keys(row.after).length,
    at: row.at.toISOString(),
  };
}
