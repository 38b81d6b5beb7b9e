// The same invoice in another request of the agency: one paper is paid for once, in whatever dossier.

import type { Database } from '../database/pool.ts';
import { codeOf, type Dossier } from '../dossier.ts';
import type { EvidenceRow } from './draft.ts';

/** Another request in which an invoice stands, that is neither refused nor cancelled. */
export type Elsewhere = { dossier: string; request: string; code: string; tranche: number; sameFile: boolean };

/** An invoice's number without what people write differently: blanks, dots, capitals, noughts in front. */
export const plainNumber = (number: string) =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/, '');

/** For each of a request's invoices the other requests of the agency that have one of its files, or its seller's code and number. */
export async function foundElsewhere(
  db: Database,
  { agency, id: dossier }: Dossier,
  request: string,
  invoices: readonly Pick<EvidenceRow, 'taxCode' | 'number' | 'files'>[],
): Promise<Elsewhere[][]> {
  const wanted = new Set(
    invoices.flatMap(({ taxCode, number, files }) => [
      ...files.map(({ sha256 }) => JSON.stringify([{ files: [{ sha256 }] }])),
      ...(taxCode === '' || number === '' ? [] : [JSON.stringify([{ taxCode }])]),
    ]),
  );
  if (wanted.size === 0) return invoices.map(() => []);
  const others = await db.query<{
    dossier: string;
    request: string;
    rows: EvidenceRow[];
    beganAt: Date;
    tranche: bigint;
  }>`
    with found as materialized (
      select agency, dossier, commitment, body->>'request' as request, body->'rows' as rows, created_at from content
      where agency = ${agency} and kind = 'evidence' and body->'rows' @> any (${[...wanted]}::text[]::jsonb[])
        and not (dossier = ${dossier}::uuid and body->>'request' = ${request}))
    select c.dossier::text as dossier, c.request, c.rows, h.at as began_at, (
        select count(distinct r.payload::jsonb->>'subject') from history r where r.agency = c.agency and r.dossier = c.dossier
          and r.event = 'disbursement.requested' and r.revision <= f.first) as tranche
    from found c
      join state s on s.agency = c.agency and s.dossier = c.dossier and s.subject = 'disbursement/' || c.request
        and s.facts->'evidence' ? c.commitment and s.value #>> '{}' not in ('refused', 'cancelled')
      join history h on h.agency = c.agency and h.dossier = c.dossier and h.revision = 1
      cross join lateral (select min(q.revision) as first from history q where q.agency = c.agency and q.dossier = c.dossier
        and q.event = 'disbursement.requested' and q.payload::jsonb->>'subject' = s.subject) f
    order by h.at, c.created_at`;
  return invoices.map(({ taxCode, number, files }) => {
    const hashes = new Set(files.map(({ sha256 }) => sha256));
    const found = new Map<string, Elsewhere>();
    for (const other of others) {
      const sameFile = other.rows.some((row) => row.files.some(({ sha256 }) => hashes.has(sha256)));
      const sameNumber =
        taxCode !== '' &&
        number !== '' &&
        other.rows.some((row) => row.taxCode === taxCode && plainNumber(row.number) === plainNumber(number));
      if (!sameFile && !sameNumber) continue;
      const code = codeOf(other.dossier, other.beganAt.toISOString());
      const { dossier, request, tranche } = other;
      found.set(request, { dossier, request, code, tranche: Number(tranche), sameFile });
    }
    return [...found.values()];
  });
}

/** For each of a request's invoices the others of the same request with one of its files, or its number and seller, by their place. */
export function foundWithin(
  invoices: readonly Pick<EvidenceRow, 'taxCode' | 'seller' | 'number' | 'files'>[],
): { row: number; sameFile: boolean }[][] {
  const plainName = (name: string) => name.normalize('NFKC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();
  return invoices.map((one, index) => {
    const hashes = new Set(one.files.map(({ sha256 }) => sha256));
    return invoices.flatMap((other, row) => {
      if (row === index) return [];
      const sameFile = other.files.some(({ sha256 }) => hashes.has(sha256));
      const sameSeller =
        one.taxCode !== '' && other.taxCode !== ''
          ? one.taxCode === other.taxCode
          : plainName(one.seller) === plainName(other.seller);
      const sameNumber = one.number !== '' && sameSeller && plainNumber(one.number) === plainNumber(other.number);
      return sameFile || sameNumber ? [{ row, sameFile }] : [];
    });
  });
}

/**
 * Of these files, by their SHA-256, those that stand in a live request of another dossier of the same party, or of a team
 * that shares a member with this one. With the dossier's code where the person belongs to it.
 */
export async function filesElsewhere(
  db: Database,
  dossier: Dossier,
  person: string,
  hashes: readonly string[],
): Promise<Map<string, string | null>> {
  const team = (dossier.states.get('application')?.facts.team ?? []) as string[];
  const members = (dossier.party?.facts.members ?? []) as string[];
  const people = [...new Set([...team, ...members])];
  const found = new Map<string, string | null>();
  if (hashes.length === 0) return found;
  const rows = await db.query<{ sha256: string; dossier: string; beganAt: Date; theirs: boolean }>`
    select f.sha256, s.dossier::text as dossier, h.at as began_at, a.facts->'team' ? ${person} as theirs
    from unnest(${[...hashes]}::text[]) as f (sha256)
      join attachment t on t.sha256 = f.sha256 and t.agency = ${dossier.agency} and t.dossier <> ${dossier.id}::uuid
      join dossier d on d.agency = t.agency and d.id = t.dossier
      join state a on a.agency = d.agency and a.dossier = d.id and a.subject = 'application'
      join state s on s.agency = d.agency and s.dossier = d.id and s.subject like 'disbursement/%'
        and s.facts->'evidence' ? f.sha256 and s.value #>> '{}' not in ('refused', 'cancelled')
      join history h on h.agency = d.agency and h.dossier = d.id and h.revision = 1
    where d.party = ${dossier.party?.id ?? null}::uuid or a.facts->'team' ?| ${people}::text[]
    order by theirs`;
  for (const { sha256, dossier: other, beganAt, theirs } of rows)
    found.set(sha256, theirs ? codeOf(other, beganAt.toISOString()) : null);
  return found;
}
