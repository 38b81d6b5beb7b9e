// What the treasury or a bank calls a payment or a receipt: one voucher is one movement of money, in or out.

import type { Database } from '../database/pool.ts';
import { codeOf, type Dossier } from '../dossier.ts';

/** A voucher's reference without what people write differently: capitals, blanks, hyphens, dots. */
export const plainReference = (reference: string) => reference.replace(/[\s.-]/g, '').toUpperCase();

/** A movement of money that stands under a voucher. `isIn`: it came in; `isNow`: it is what its request says of itself, not what it once said. */
type Use = { reference: string; dossier: string; began: string; subject: string; isIn: boolean; isNow: boolean };

/** Where these references are used in the agency. Of money that came back: the voucher by which it did, and the one by which it had gone. */
function usesOf(db: Database, agency: string, references: readonly string[]): Promise<Use[]> {
  const wanted = [...new Set(references.map(plainReference))];
  return db.query<Use>`
    with said as (
      select h.dossier, h.revision, h.event, h.payload::jsonb->>'subject' as subject, h.payload::jsonb#>>'{command,input,reference}' as reference from history h
      where h.agency = ${agency} and h.event in ('disbursement.paid', 'disbursement.paymentCorrected', 'disbursement.paymentReturned', 'recovery.cashReceived')),
    used as (
      select s.facts->>'reference' as reference, s.dossier, s.subject, false as is_in, true as is_now from state s
        where s.agency = ${agency} and s.machine = 'disbursement'
      union all select reference, dossier, subject, true, false from said where event in ('disbursement.paymentReturned', 'recovery.cashReceived')
      union all select (select p.reference from said p where p.dossier = r.dossier and p.subject = r.subject and p.revision < r.revision
          and p.event <> 'disbursement.paymentReturned' order by p.revision desc limit 1), r.dossier, r.subject, false, false
        from said r where r.event = 'disbursement.paymentReturned')
    select plain.reference, u.dossier::text as dossier, u.subject, b.at::text as began, u.is_in, u.is_now from used u
      cross join lateral (select upper(regexp_replace(u.reference, '[[:space:].-]', '', 'g')) as reference) plain
      join history b on b.agency = ${agency} and b.dossier = u.dossier and b.revision = 1
    where plain.reference = any (${wanted}::text[])`;
}

/** Of these references those that are recorded already, by how they are compared; with where. */
export async function recordedAmong(
  db: Database,
  agency: string,
  references: readonly string[],
): Promise<Map<string, { code: string; href: string }>> {
  const place = { disbursement: 'requests', recovery: 'recoveries' } as const;
  return new Map(
    (await usesOf(db, agency, references)).map(({ reference, dossier, began, subject }) => {
      const [machine = '', id = ''] = subject.split('/');
      const below = `${place[machine as keyof typeof place]}/${id}`;
      return [reference, { code: codeOf(dossier, began), href: `/agencies/${agency}/dossiers/${dossier}/${below}` }];
    }),
  );
}

/** The dossier's code where another payment of the agency than that of `request` stands, or stood until it came back, under this reference. */
export async function paidUnder(
  db: Database,
  { agency, id: own }: Dossier,
  reference: string,
  request: string | null = null,
): Promise<string | null> {
  const isOwn = ({ isNow, dossier, subject }: Use) =>
    isNow && dossier === own && subject === `disbursement/${request ?? '-'}`;
  const use = (await usesOf(db, agency, [reference])).find((one) => !one.isIn && !isOwn(one));
  return use === undefined ? null : codeOf(use.dossier, use.began);
}

/** The dossier's code where money of the agency was recorded as come in under this reference before, this very debt's included. */
export async function receivedUnder(db: Database, { agency }: Dossier, reference: string): Promise<string | null> {
  const use = (await usesOf(db, agency, [reference])).find(({ isIn }) => isIn);
  return use === undefined ? null : codeOf(use.dossier, use.began);
}
