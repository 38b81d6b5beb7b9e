// What the public page says of a paper beyond its number: enough to notice that a printed copy was changed.

import type { ReturnedOrder } from '../../templates/pages/documents/confirm.tsx';
import { numberAndSymbol } from '../../templates/words/paperNumbers.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { minutesView } from './minutesView.ts';
import { confirmPath, headOf } from './paperBasics.ts';
import { type PaperRow, type PaperSource, readPaper, readSource } from './paperSource.ts';
import { awardView, paymentOrderView, recoveryView } from './paperViews.ts';

/** The project that a paper is about ('' where it is not kept), its sum, and the party that gets or owes it; null where it names none. */
export type PaperGist = { project: string; totalVnd: bigint | null; party: string | null };

/** Reads what a paper says. Nothing personal: neither numbers and accounts, nor the name of somebody who is alone a party. */
export async function gistOf(db: Database, paper: PaperRow, origin: string): Promise<PaperGist> {
  const source = await readSource(db, paper);
  const { payee } = (source.facts.get(paper.subject) ?? {}) as { payee?: string | null };
  const { content } = source.facts.get('application') ?? {};
  const [totalVnd, party, answers] = await Promise.all([
    totalOf[paper.kind](db, source, origin),
    source.partyRow(payee ?? source.party),
    contentOf<{ projectName?: unknown }>(db, paper.agency, typeof content === 'string' ? content : null),
  ]);
  return {
    project: typeof answers?.projectName === 'string' ? answers.projectName.trim() : '',
    totalVnd,
    party: party.kind === 'person' ? null : party.name,
  };
}

/** What came back of an order after it was issued; null where nothing did. Why the bank returned it is not for everybody. */
export async function returnedOrder(
  db: Database,
  paper: PaperRow,
  pack: Pack,
  origin: string,
): Promise<ReturnedOrder | null> {
  if (paper.kind !== 'paymentOrder') return null;
  const { agency, dossier, subject, revision, register } = paper;
  const [rejected] = await db.query<{ at: Date; isPaid: boolean; returnedOn: string | null }>`
    select at, event = 'disbursement.paymentReturned' as is_paid, payload::jsonb#>>'{command,input,returnedOn}' as returned_on from history where agency = ${agency} and dossier = ${dossier} and revision > ${revision}
      and event in ('disbursement.bankRejected', 'disbursement.paymentReturned') and payload::jsonb->>'subject' = ${subject} order by revision limit 1`;
  if (rejected === undefined) return null;
  const [newer] = await db.query<{ year: number; number: number }>`
    select year, number from paper where agency = ${agency} and dossier = ${dossier} and register = ${register}
      and subject = ${subject} and revision > ${revision} order by revision desc limit 1`;
  const next = newer === undefined ? null : await readPaper(db, { agency, register, ...newer });
  return {
    how: rejected.isPaid ? 'afterPaid' : 'unpaid',
    returnedOn: rejected.returnedOn ?? dayOf(rejected.at.toISOString()),
    replacedBy: next === null ? null : { number: numberAndSymbol(headOf(next, pack, origin)), href: confirmPath(next) },
  };
}

type Total = (db: Database, source: PaperSource, origin: string) => Promise<bigint | null>;

const totalOf: Readonly<Record<PaperRow['kind'], Total>> = {
  awardDecision: async (...of) => (await awardView(...of)).totalVnd,
  minutes: async (...of) => (await minutesView(...of)).conclusion?.totalVnd ?? null,
  paymentOrder: async (...of) => (await paymentOrderView(...of)).totalVnd,
  recoveryDecision: async (...of) => (await recoveryView(...of)).totalVnd,
};
