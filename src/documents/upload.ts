// Forms with files: read as they come in, the bytes kept, and what was kept noted as attached to the dossier.

import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { problemSentence, typeSentence, type UploadProblem } from '../../templates/words/documents.ts';
import { beginOf } from '../../workflows/rules/formFields.ts';
import { type FileType, mimeTypes } from '../../workflows/rules/forms.ts';
import type { Database } from '../database/pool.ts';
import type { AppEnv } from '../doors.ts';
import { arriving, noFields, put, typedOf } from '../forms.ts';
import { limits } from '../limits.ts';
import type { Parts } from '../parts.ts';
import { type Files, type Kept, mostFileBytes, ofNoDossier } from './files.ts';
import { boundaryOf, MalformedForm, partsOf } from './multipart.ts';
import { idOf, ofAppeal } from './uses.ts';

/** The largest body of a form with files: `maxBodyBytes` of its route. One file may have less, see `mostFileBytes`. */
export const uploadBodyBytes = 64 * 1024 * 1024;

const mostFieldsOfForm = 5_000;
const mostTextBytes = 256 * 1024;
const mostFilesOfForm = 20;

/** A file of a dossier. Commands name it by its `sha256`. */
export type Attachment = Kept & { readonly id: string; readonly field: string };

export type Upload = {
  readonly typed: Typed;
  /** What was attached, also when another file of the same form was refused: it need not be sent again. */
  readonly attachments: readonly Attachment[];
  /** Sentences in the reader's language, by field; empty when every file was taken. */
  readonly errors: FieldErrors;
};

/**
 * Reads a multipart form whose files belong to a dossier, in the fields that `field` names; files in others are skipped. Where
 * `types` says which a field takes, it takes no others. A
 * form that is not multipart is read too. The same file from the same person twice is attached once. The door has let the
 * visitor in; its `maxBodyBytes` must be `uploadBodyBytes`. What is sent for an appeal is attached as that, beside the same file
 * sent for anything else: see `isForAppeal`.
 */
export async function receiveUpload(
  c: Context<AppEnv>,
  parts: Parts,
  {
    dossier,
    field,
    types = {},
    forAppeal = false,
  }: {
    dossier: string;
    field: string | readonly string[];
    types?: Readonly<Record<string, readonly FileType[]>>;
    forAppeal?: boolean;
  },
): Promise<Upload> {
  const fields = typeof field === 'string' ? [field] : field;
  const attachments: Attachment[] = [];
  const errors: Record<string, string> = {};
  const wrong = (name: string, problem: UploadProblem, file: string, room: Partial<Room> = {}) => {
    const language = c.get('language');
    const own = types[name];
    const { most = mostFileBytes, used } = room;
    const sentence =
      (problem === 'type' || problem === 'disguised') && own !== undefined
        ? typeSentence(own, shown(file), language, most)
        : problemSentence(problem, shown(file), language, most, used);
    errors[name] = errors[name] === undefined ? sentence : `${errors[name]} ${sentence}`;
  };
  let files = 0;
  const take = async (name: string, filename: string, content: AsyncIterable<Uint8Array>) => {
    const room = await roomFor(c, parts, dossier);
    if (room.bytes <= 0) return wrong(name, room.problem, filename, room);
    const maxBytes = Math.min(mostFileBytes, room.bytes);
    const taken = types[name]?.map((type) => mimeTypes[type]);
    const received = await parts.files.receive(content, { name: filename, maxBytes, types: taken });
    if (!received.ok && received.problem === 'tooLarge' && maxBytes < mostFileBytes)
      return wrong(name, room.problem, filename, room);
    if (!received.ok) return wrong(name, received.problem, filename);
    const { sha256, size, type, name: kept } = received;
    const attached = await attach(c, parts, dossier, { sha256, size, type, name: kept }, forAppeal);
    if (!attached.ok) return wrong(name, attached.room.problem, filename, attached.room);
    attachments.push({ ...attached.attachment, field: name });
  };
  const sender = `${c.req.param('agency')}/${c.get('visitor')!.id}`;
  const typed = await readForm(c, async (name, filename, content) => {
    if (!fields.includes(name) || filename === '') return;
    files += 1;
    if (files > mostFilesOfForm) return wrong(name, 'tooMany', filename);
    await inTurn(parts.files, sender, () => take(name, filename, content));
  });
  return { typed, attachments, errors };
}

const turns = new WeakMap<Files, Map<string, Promise<unknown>>>();

/** One file of a person at a time: those that come at once would all find the same room. */
async function inTurn(files: Files, sender: string, take: () => Promise<void>): Promise<void> {
  const of = turns.get(files) ?? new Map<string, Promise<unknown>>();
  turns.set(files, of);
  const mine = (of.get(sender) ?? Promise.resolve()).then(take);
  const over = mine.catch(() => undefined);
  of.set(sender, over);
  await mine.finally(() => {
    if (of.get(sender) === over) of.delete(sender);
  });
}

type Room = {
  /** None or less where there are as many files as there may be; below zero where there are more. */
  readonly bytes: number;
  readonly problem: 'dossierFull' | 'personFull' | 'tooMany';
  readonly most: number;
  /** What a person has of files that are not handed in, where that is what stands in the way. */
  readonly used?: Loose;
};

/** How many bytes a person may still attach to a dossier, and what stands in the way of more. */
async function roomFor(
  c: Context<AppEnv>,
  { db, files: { quota } }: Pick<Parts, 'db' | 'files'>,
  dossier: string,
  when: 'before' | 'after' = 'before',
): Promise<Room> {
  const agency = c.req.param('agency')!;
  const person = c.get('visitor')!.id;
  const [sums] = await db.query<{ ofDossier: bigint; ofPerson: bigint; files: number; removed: number }>`
    select coalesce(sum(size) filter (where dossier = ${dossier}::uuid), 0)::bigint as of_dossier,
      coalesce(sum(size) filter (where uploaded_by = ${person}::uuid), 0)::bigint as of_person,
      (count(*) filter (where dossier = ${dossier}::uuid))::int as files,
      (count(*) filter (where dossier = ${ofNoDossier}::uuid and uploaded_by = ${person}::uuid))::int as removed
    from attachment where agency = ${agency} and (dossier = ${dossier}::uuid or uploaded_by = ${person}::uuid)`;
  const files = limits.filesOfDossier - (sums?.files ?? 0);
  if (files < 0 || (files === 0 && when === 'before'))
    return { bytes: files, problem: 'tooMany', most: limits.filesOfDossier };
  const inDossier = limits.bytesOfDossier - Number(sums?.ofDossier ?? 0n);
  const most = quota;
  // which of them were handed in is a longer question, asked only where it matters
  const near = Number(sums?.ofPerson ?? 0n) + mostFileBytes > most;
  if (when === 'before' && (sums?.removed ?? 0) >= limits.removedOfPerson)
    return { bytes: 0, problem: 'personFull', most };
  const used = near ? await looseOf(db, agency, person) : null;
  const ofPerson = most - (used?.bytes ?? 0);
  return inDossier <= ofPerson || used === null
    ? { bytes: inDossier, problem: 'dossierFull', most: limits.bytesOfDossier }
    : { bytes: ofPerson, problem: 'personFull', most, used };
}

/** A person's files that stand in nothing that was handed in: their bytes, and the largest of those that can be removed. */
export type Loose = {
  readonly bytes: number;
  readonly largest: readonly { readonly name: string; readonly bytes: number }[];
};

/** What a person has in an agency that stands in nothing that was handed in, with what was removed and lies there still. */
export async function looseOf(db: Database, agency: string, person: string): Promise<Loose> {
  const rows = await db.query<{ name: string; size: bigint; all: bigint; removed: boolean }>`
    select a.name, a.size, (sum(a.size) over ())::bigint as all, a.dossier = ${ofNoDossier}::uuid as removed from attachment a
    where a.agency = ${agency} and a.uploaded_by = ${person}::uuid
      and not exists (select from content n where n.agency = a.agency and n.dossier = a.dossier
        and (strpos(n.body::text, a.sha256) > 0 or strpos(n.body::text, a.id::text) > 0))
      and not exists (select from history h where h.agency = a.agency and h.dossier = a.dossier and strpos(h.payload, a.sha256) > 0)
    order by removed, a.size desc, a.name limit 3`;
  const largest = rows
    .filter(({ removed }) => !removed)
    .map(({ name, size }) => ({ name: shown(name), bytes: Number(size) }));
  return { bytes: Number(rows[0]?.all ?? 0n), largest };
}

type OnFile = (name: string, filename: string, content: AsyncIterable<Uint8Array>) => Promise<void>;

/** Reads a form's texts, and hands each of its files over while it comes in. */
export async function readForm(c: Context<AppEnv>, onFile: OnFile): Promise<Typed> {
  const boundary = boundaryOf(c.req.header('Content-Type'));
  if (boundary === null || c.req.raw.body === null) return typedOf(c);
  const typed = noFields();
  c.set('typed', typed);
  let textBytes = 0;
  let fields = 0;
  try {
    for await (const { name, filename, content } of partsOf(arriving(c), boundary)) {
      fields += 1;
      if (fields > mostFieldsOfForm) throw new HTTPException(413);
      if (filename !== null) {
        await onFile(name, filename, content);
        continue;
      }
      const pieces: Uint8Array[] = [];
      for await (const piece of content) {
        textBytes += piece.length;
        if (textBytes > mostTextBytes) throw new HTTPException(413);
        pieces.push(piece);
      }
      put(typed, name, Buffer.concat(pieces).toString('utf8'));
    }
  } catch (error) {
    if (error instanceof MalformedForm) throw new HTTPException(400, { cause: error });
    throw error;
  }
  return typed;
}

type Attached =
  | { readonly ok: true; readonly attachment: Omit<Attachment, 'field'> }
  | { readonly ok: false; readonly room: Room };

/** Notes a file as attached, where that leaves the dossier and the person within their limits. */
async function attach(
  c: Context<AppEnv>,
  parts: Parts,
  dossier: string,
  file: Kept,
  forAppeal: boolean,
): Promise<Attached> {
  const agency = c.req.param('agency')!;
  const person = c.get('visitor')!.id;
  const { sha256, name, type, size } = file;
  const id = idOf([agency, dossier, person, sha256, name, ...(forAppeal ? [ofAppeal] : [])]);
  const [made] = await parts.db.query`
    with again as (
      delete from attachment where agency = ${agency} and dossier = ${ofNoDossier}::uuid and uploaded_by = ${person}::uuid and sha256 = ${sha256}
    )
    insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
    values (${agency}, ${id}::uuid, ${dossier}::uuid, ${sha256}, ${name}, ${type}, ${size}::bigint, ${person}::uuid, ${parts.now()}::timestamptz)
    on conflict do nothing returning 1 as done`;
  const attached = { ok: true, attachment: { ...file, id } } as const;
  if (made === undefined) return attached;
  // Looked at after the row is there: of two that come at once, by other people or to another process, the later sees both.
  const room = await roomFor(c, parts, dossier, 'after');
  if (room.bytes >= 0) return attached;
  await takeOff(parts.db, { agency, id, now: parts.now() });
  return { ok: false, room };
}

/**
 * Takes a file off its dossier, where nothing that was handed in names it. Its bytes lie in the folder until the sweep, and are
 * counted as the sender's until then. They are not removed here: another process may be taking the same bytes in.
 */
export async function takeOff(db: Database, { agency, id, now }: { agency: string; id: string; now: string }) {
  await db.query`
    with gone as (
      delete from attachment a where a.agency = ${agency} and a.id = ${id}::uuid
        and not exists (select from content c where c.agency = a.agency and c.dossier = a.dossier
          and (strpos(c.body::text, a.sha256) > 0 or strpos(c.body::text, a.id::text) > 0))
        and not exists (select from history h where h.agency = a.agency and h.dossier = a.dossier and strpos(h.payload, a.sha256) > 0)
      returning a.*
    )
    insert into attachment (agency, id, dossier, sha256, name, type, size, uploaded_by, uploaded_at)
    select agency, gen_random_uuid(), ${ofNoDossier}::uuid, sha256, '-', type, size, uploaded_by, ${now}::timestamptz from gone`;
}

/** A file's name as a sentence can show it. */
const shown = (name: string) => {
  const plain = (name.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return plain.length > 80 ? `${beginOf(plain, 60)}…` : plain;
};
