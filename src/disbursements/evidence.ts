// The invoices of a request and what was accepted of each, as they are kept beside the history.

import { unitKey } from '../../workflows/rules/accounts.ts';
import type { Database } from '../database/pool.ts';
import type { Scan } from '../documents/index.ts';
import type { Dossier, Event } from '../dossier.ts';
import type { EvidenceRow } from './draft.ts';

/** What an officer accepted of one invoice. */
export type RowAccepted = { amountVnd: string; costVnd: string; reason: string };

/** The invoices of a request as it was last sent, by the commitment that stands among its evidence; null when erased. */
export async function evidenceRows(db: Database, dossier: Dossier, id: string): Promise<EvidenceRow[] | null> {
  const named = (dossier.states.get(`disbursement/${id}`)?.facts.evidence ?? []) as string[];
  return await rowsSaid(db, dossier, id, named);
}

/** The invoices among the evidence that a request was sent with. */
export async function rowsSaid(
  db: Database,
  dossier: Dossier,
  id: string,
  named: readonly string[],
): Promise<EvidenceRow[] | null> {
  const [row] = await db.query<{ body: { rows: EvidenceRow[] } | null }>`
    select body from content where agency = ${dossier.agency} and dossier = ${dossier.id} and kind = 'evidence'
      and body->>'request' = ${id} and body ? 'rows' and commitment = any (${[...named]}::text[]) order by created_at desc limit 1`;
  return row?.body?.rows ?? null;
}

/** A request whose invoices are not kept here, or were erased: a row for each of its items, so that it can still be handled. */
export function itemRows(dossier: Dossier, id: string): EvidenceRow[] {
  return rowsOf(
    dossier.history.find((e) => e.subject === `disbursement/${id}` && e.event === 'disbursement.requested'),
  );
}

/** The same of one time that it was sent. */
export function rowsOf(sent: Event | undefined): EvidenceRow[] {
  type Sent = { line: string; units?: Record<string, string>; amountVnd: string; costVnd: string };
  return ((sent?.input.items ?? []) as Sent[]).map(({ line, units, amountVnd, costVnd }) => ({
    line,
    unit: unitKey(units),
    unitText: Object.values(units ?? {}).join(', '),
    number: '',
    date: '',
    seller: '',
    taxCode: '',
    what: '',
    costVnd,
    amountVnd,
    files: [],
    typed: {},
  }));
}

/** What was accepted of each invoice, by its place; empty while nobody has verified what was last sent. */
export async function acceptedRows(db: Database, dossier: Dossier, id: string): Promise<Map<number, RowAccepted>> {
  const subject = `disbursement/${id}`;
  const sent = dossier.history.find((e) => e.subject === subject && e.event === 'disbursement.requested');
  const verified = dossier.history.find((e) => e.subject === subject && e.event === 'disbursement.verified');
  if (verified === undefined || (sent !== undefined && verified.revision < sent.revision)) return new Map();
  return await acceptedOf(db, dossier, verified);
}

/** What one verification said of invoices, by their place: of those of which it took less, or said why. */
export async function acceptedOf(
  db: Database,
  dossier: Pick<Dossier, 'agency'>,
  verified: Event,
): Promise<Map<number, RowAccepted>> {
  const found = new Map<number, RowAccepted>();
  const reasons = ((verified.input.accepted ?? []) as { reason?: string }[]).flatMap(({ reason }) => reason ?? []);
  if (reasons.length === 0) return found;
  const rows = await db.query<{ body: { rows?: (RowAccepted & { row: number })[] } | null }>`
    select body from content where agency = ${dossier.agency} and commitment = any (${reasons}::text[])`;
  for (const { body } of rows) for (const { row, ...accepted } of body?.rows ?? []) found.set(row, accepted);
  return found;
}

/** An attached file, with what the virus scanner said of it. */
type AttachedFile = { sha256: string; name: string; size: number; type: string; scan: Scan };

/** What of it a page shows. */
export const shownOf = ({ name, size, type, scan }: AttachedFile) => ({ name, size, type, scan });

/** Attached files of a dossier by id. */
export async function filesOf(
  db: Database,
  dossier: Dossier,
  ids: readonly string[],
): Promise<Map<string, AttachedFile>> {
  const wanted = [...new Set(ids.filter((id) => id !== ''))];
  if (wanted.length === 0) return new Map();
  const rows = await db.query<Omit<AttachedFile, 'size'> & { id: string; size: bigint }>`
    select a.id::text as id, a.sha256, a.name, a.size, a.type, s.verdict as scan from attachment a left join scan s on s.sha256 = a.sha256
    where a.agency = ${dossier.agency} and a.dossier = ${dossier.id} and a.id = any (${wanted}::uuid[])`;
  return new Map(rows.map(({ id, size, ...file }) => [id, { ...file, size: Number(size) }]));
}

/** What units are called where people read them: the texts of the invoices, by the unit's part of the address. */
export function unitNames(rows: readonly EvidenceRow[] | null): (unit: string) => string {
  const names = new Map<string, string>();
  for (const row of rows ?? []) {
    for (const part of row.unit.split(';')) {
      const [key = ''] = part.split('=');
      const text = row.typed[key];
      if (text !== undefined && text !== '') names.set(part, text);
    }
  }
  return (unit) => names.get(unit) ?? unit.slice(unit.indexOf('=') + 1);
}
