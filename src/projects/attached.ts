import type { FileView } from '../../templates/pages/projects/page.tsx';
import type { FileMore } from '../../templates/parts/attached.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { type Attachment, isForAppeal } from '../documents/index.ts';
import { isId, textsIn } from '../forms.ts';
import type { Seen } from './step.ts';

/** A file of a dossier as a report names it. */
export type Attached = { id: string; name: string; sha256: string };

/**
 * The files of a form's field: those that came with it, and those that came with it before and were named again. Where it
 * takes one only, a new one takes the old one's place. Files of other people and other dossiers are left out.
 */
export async function filesIn(
  seen: Pick<Seen, 'dossier' | 'parts'>,
  typed: Typed,
  attachments: readonly Attachment[],
  field: string,
  { many = false } = {},
): Promise<Attached[]> {
  const fresh = attachments
    .filter((file) => file.field === field)
    .map(({ id, name, sha256 }) => ({ id, name, sha256 }));
  if (!many && fresh.length > 0) return fresh.slice(-1);
  const kept = textsIn(typed, `kept.${field}`).filter(isId).slice(0, 20);
  const { dossier, parts } = seen;
  const rows =
    kept.length === 0
      ? []
      : await parts.db.query<Attached>`select id::text as id, name, sha256 from attachment
          where agency = ${dossier.agency} and dossier = ${dossier.id} and id = any (${kept}::uuid[]) order by uploaded_at, id`;
  const byId = new Map([...rows, ...fresh].map((file) => [file.id, file]));
  return [...byId.values()];
}

/** The files of a dossier that have one of these contents, without what was sent for an appeal. */
export async function filesWith(seen: Seen, sha256: string): Promise<Attached[]> {
  const { dossier, parts } = seen;
  const place = { agency: dossier.agency, dossier: dossier.id };
  const rows = await parts.db.query<Attached & { uploadedBy: string }>`
    select distinct on (name) id::text as id, name, sha256, uploaded_by::text as uploaded_by from attachment
    where agency = ${place.agency} and dossier = ${place.dossier} and sha256 = ${sha256} order by name, uploaded_at limit 5`;
  return rows.filter((file) => !isForAppeal({ ...place, ...file }));
}

/** Files as a page links them, with their type, their size and what the virus scanner said: pictures are shown small. */
export async function evidenceViews(seen: Seen, files: readonly Attached[]): Promise<(FileView & FileMore)[]> {
  if (files.length === 0) return [];
  const { dossier, parts, base } = seen;
  const ids = files.map(({ id }) => id);
  const rows = await parts.db.query<{ id: string; type: string; size: bigint; scan: FileMore['scan'] }>`
    select a.id::text as id, a.type, a.size, s.verdict as scan from attachment a left join scan s on s.sha256 = a.sha256
    where a.agency = ${dossier.agency} and a.dossier = ${dossier.id} and a.id = any (${ids}::uuid[])`;
  const known = new Map(rows.map(({ id, ...more }) => [id, more]));
  return fileViews(base, files).map((file) => ({ ...file, ...known.get(file.id) }));
}

/** Files as a page links them. */
export const fileViews = (base: string, files: readonly Attached[]): FileView[] =>
  files.map(({ id, name }) => ({ id, name, href: `${base}/files/${id}` }));
