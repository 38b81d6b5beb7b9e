// What the treasury or a bank calls a payment or a receipt: one voucher is one movement of money.

import type { Database } from '../database/pool.ts';
import { codeOf, type Dossier } from '../dossier.ts';

/** A voucher's reference without what people write differently: capitals, blanks, hyphens, dots. */
export const plainReference = (reference: string) => reference.replace(/[\s.-]/g, '').toUpperCase();

/**
 * The dossier's code where another payment of the agency than that for `request` stands under this reference: one voucher is one
 * movement of money, in or out.
 */
export async function paidUnder(
  db: Database,
  { agency, id: own }: Dossier,
  reference: string,
  request: string | null = null,
) {
  const [row] = await db.query<{ dossier: string; at: Date }>`
    select s.dossier::text as dossier, h.at from state s
      join history h on h.agency = s.agency and h.dossier = s.dossier and h.revision = 1
    where s.agency = ${agency} and s.machine = 'disbursement' and upper(regexp_replace(s.facts->>'reference', '[[:space:].-]', '', 'g')) = ${plainReference(reference)}
      and not (s.dossier = ${own}::uuid and s.subject = ${`disbursement/${request ?? '-'}`}) limit 1`;
  return row === undefined ? null : codeOf(row.dossier, row.at.toISOString());
}

/** The dossier's code where a receipt of the agency was recorded under this reference before, this very debt's included. */
export async function receivedUnder(db: Database, { agency }: Dossier, reference: string) {
  const [row] = await db.query<{ dossier: string; at: Date }>`
    select h.dossier::text as dossier, b.at from history h
      join history b on b.agency = h.agency and b.dossier = h.dossier and b.revision = 1
    where h.agency = ${agency} and h.event in ('recovery.cashReceived', 'disbursement.paymentReturned')
      and upper(regexp_replace(h.payload::jsonb#>>'{command,input,reference}', '[[:space:].-]', '', 'g')) = ${plainReference(reference)} limit 1`;
  return row === undefined ? null : codeOf(row.dossier, row.at.toISOString());
}
