// What an officer accepted of a request before it was returned: it is not forgotten when the request comes again.

import type { EarlierView } from '../../templates/pages/disbursements/request.tsx';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier, Event, VisibleEvent } from '../dossier.ts';
import type { EvidenceRow } from './draft.ts';
import { acceptedOf, type RowAccepted, rowsOf, rowsSaid } from './evidence.ts';

/** A row as somebody sent it, but for how its files were uploaded. */
const sent = ({ files, typed: _, ...row }: EvidenceRow): Json => ({ ...row, files: files.map(({ sha256 }) => sha256) });

/** Which of the earlier rows this one was: that at its place, where it is of the same line and number; else the one that is. */
function ancestor(row: EvidenceRow, index: number, before: readonly EvidenceRow[]): number {
  const isSame = (one: EvidenceRow | undefined) =>
    one !== undefined && one.line === row.line && one.unit === row.unit && one.number === row.number;
  return isSame(before[index]) ? index : before.findIndex(isSame);
}

/** Of each row as it stands now what was last accepted of it, and why less; null where it was never verified. */
export async function earlierRows(
  db: Database,
  dossier: Dossier,
  id: string,
  rows: readonly EvidenceRow[],
): Promise<(EarlierView | null)[]> {
  const own = dossier.history.filter(({ subject }) => subject === `disbursement/${id}`);
  const verified = own.find(({ event }) => event === 'disbursement.verified');
  const asked = own.find(
    ({ event, revision }) =>
      event === 'disbursement.requested' && verified !== undefined && revision < verified.revision,
  );
  if (verified === undefined || asked === undefined) return rows.map(() => null);
  const before = (await rowsSaid(db, dossier, id, evidenceOf(asked))) ?? rowsOf(asked);
  const accepted = await acceptedOf(db, dossier, verified);
  return rows.map((row, index) => {
    const of = ancestor(row, index, before);
    const was = before[of];
    if (was === undefined) return null;
    const known =
      accepted.get(of) ?? (accepted.size > 0 ? { ...was, reason: '' } : ofItem(was, before, asked, verified));
    if (known === null) return null;
    const { amountVnd, costVnd, reason } = known;
    return {
      at: verified.at,
      by: verified.name,
      askedVnd: BigInt(was.amountVnd),
      acceptedVnd: BigInt(amountVnd),
      acceptedCostVnd: BigInt(costVnd),
      reason,
      isLess: BigInt(amountVnd) < BigInt(was.amountVnd) || BigInt(costVnd) < BigInt(was.costVnd),
      hasChanged: canonicalJson(sent(was)) !== canonicalJson(sent(row)),
    };
  });
}

/**
 * A row of which nothing is kept by itself: accepted as it was sent where its whole item was, and as much as the item where it is
 * alone in it; null where nobody knows any more.
 */
function ofItem(row: EvidenceRow, rows: readonly EvidenceRow[], asked: Event, verified: Event): RowAccepted | null {
  const items = rowsOf(asked);
  const at = items.findIndex(({ line, unit }) => line === row.line && unit === row.unit);
  const said = ((verified.input.accepted ?? []) as { amountVnd: string; costVnd: string }[])[at];
  const whole = items[at];
  if (said === undefined || whole === undefined) return null;
  if (said.amountVnd === whole.amountVnd && said.costVnd === whole.costVnd) return { ...row, reason: '' };
  const isAlone = rows.filter(({ line, unit }) => line === row.line && unit === row.unit).length === 1;
  return isAlone ? { ...said, reason: '' } : null;
}

const evidenceOf = ({ input }: Event) => (input.evidence ?? []) as string[];

/** Why something was done; of a verification, why it took less of each item. */
export async function reasonsOf(db: Database, agency: string, { event, input, reason }: VisibleEvent): Promise<string> {
  if (event !== 'disbursement.verified') return await reasonOf(db, agency, reason);
  const said = ((input.accepted ?? []) as { reason?: string }[]).flatMap(({ reason }) => reason ?? []);
  const texts = await Promise.all(said.map((one) => reasonOf(db, agency, one)));
  return texts.filter(Boolean).join(' ');
}
