// What is personal stays out of the history: there stands a commitment, and here what it stands for (DESIGN §3).

import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson, type Json } from '../workflows/canonical.ts';
import type { Database } from './database/pool.ts';

export type ContentKind =
  | 'application'
  | 'reason'
  | 'sheet'
  | 'report'
  | 'agreement'
  | 'minutes'
  | 'evidence'
  | 'codes'
  | 'approval'
  | 'order';

/** Keeps a content and gives the commitment by which a decision names it. Each has a salt of its own, so equal texts differ. */
export async function keepContent(
  { db, now }: { db: Database; now: () => string },
  given: { agency: string; dossier: string; kind: ContentKind; body: Json; person: string },
): Promise<string> {
  const salt = randomBytes(16);
  const text = canonicalJson(given.body);
  const commitment = createHash('sha256').update(salt).update(text).digest('hex');
  await db.query`insert into content (agency, commitment, dossier, kind, salt, body, created_by, created_at)
    values (${given.agency}, ${commitment}, ${given.dossier}, ${given.kind}, ${salt}, ${text}::text::jsonb, ${given.person}, ${now()})`;
  return commitment;
}

/** Erases contents: their commitments stay, and stand for nothing any more. */
export async function eraseContents(
  { db, now }: { db: Database; now: () => string },
  agency: string,
  commitments: readonly string[],
): Promise<void> {
  if (commitments.length > 0)
    await db.query`update content set salt = null, body = null, erased_at = ${now()}::timestamptz
      where agency = ${agency} and commitment = any (${[...commitments]}::text[]) and body is not null`;
}

/** What a commitment stands for; null when it was erased, or never kept here. */
export async function contentOf<T = Json>(
  db: Database,
  agency: string,
  commitment: string | null | undefined,
): Promise<T | null> {
  if (commitment === null || commitment === undefined) return null;
  const [row] = await db.query<{
    body: T | null;
  }>`select body from content where agency = ${agency} and commitment = ${commitment}`;
  return row?.body ?? null;
}

/** A reason in somebody's own words; '' when it was erased. */
export async function reasonOf(db: Database, agency: string, commitment: unknown): Promise<string> {
  const body = await contentOf<{ text?: string }>(db, agency, typeof commitment === 'string' ? commitment : null);
  return body?.text ?? '';
}

/** Why an application was sent back, and which parts of its form are to be mended; nothing of it where it was erased. */
export async function returnOf(db: Database, agency: string, commitment: unknown): Promise<Returned> {
  const body = await contentOf<Partial<Returned>>(db, agency, typeof commitment === 'string' ? commitment : null);
  return { text: body?.text ?? '', sections: body?.sections ?? [] };
}
export type Returned = { readonly text: string; readonly sections: readonly string[] };
