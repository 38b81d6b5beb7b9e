// What the public page says of a paper beyond its number: enough to notice that a printed copy was changed.

import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type PaperRow, type PaperSource, readSource } from './paperSource.ts';
import { awardView, minutesView, paymentOrderView, recoveryView } from './paperViews.ts';

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

type Total = (db: Database, source: PaperSource, origin: string) => Promise<bigint | null>;

const totalOf: Readonly<Record<PaperRow['kind'], Total>> = {
  awardDecision: async (...of) => (await awardView(...of)).totalVnd,
  minutes: async (...of) => (await minutesView(...of)).conclusion?.totalVnd ?? null,
  paymentOrder: async (...of) => (await paymentOrderView(...of)).totalVnd,
  recoveryDecision: async (...of) => (await recoveryView(...of)).totalVnd,
};
