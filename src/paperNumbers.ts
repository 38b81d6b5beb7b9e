// A paper has one number. What is printed here takes it from its register when it is issued; what is made and signed outside
// carries the one that was typed from it.

import { paperNumber } from '../templates/words/paperNumbers.ts';
import type { PaperKind } from '../workflows/effects.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import { dayOf, startOfDay } from '../workflows/rules/calendar.ts';
import type { Database } from './database/pool.ts';
import type { Dossier } from './dossier.ts';

/** What the dossier's latest paper of a kind is called by, or that of one of its subjects; '' while there is none. */
export function numberIn(
  { agency, pack, papers }: Pick<Dossier, 'agency' | 'pack' | 'papers'>,
  kind: PaperKind,
  subject?: string,
): string {
  const found = papers.findLast((paper) => paper.kind === kind && (subject === undefined || paper.subject === subject));
  return found === undefined ? '' : paperNumber(agency, pack, { kind, number: found.number });
}

/** The same, straight from the register, as of a revision of the dossier; '' while there is none. */
export async function numberUpTo(
  db: Database,
  pack: Pack,
  of: { agency: string; dossier: string; kind: PaperKind; subject?: string; revision?: number },
): Promise<string> {
  const { agency, dossier, kind, subject = null, revision = null } = of;
  const [row] = await db.query<{ number: number }>`
    select number from paper where agency = ${agency} and dossier = ${dossier}::uuid and kind = ${kind}
      and subject = coalesce(${subject}::text, subject) and revision <= coalesce(${revision}::int, revision)
    order by revision desc limit 1`;
  return row === undefined ? '' : paperNumber(agency, pack, { kind, number: row.number });
}

/** What the next paper of a kind will be called by, unless somebody issues one before. */
export async function nextNumber(
  db: Database,
  { agency, pack }: Pick<Dossier, 'agency' | 'pack'>,
  kind: PaperKind,
  year: number,
): Promise<string> {
  const [row] = await db.query<{ last: number }>`
    select last from register where agency = ${agency} and register = ${kind} and year = ${year}::int`;
  return paperNumber(agency, pack, { kind, number: (row?.last ?? 0) + 1 });
}

export type OutsidePaper = { kind: 'agreement' | 'novation' | 'liquidation'; number: string; at: string; page: string };

const signed = {
  'project.agreementSigned': { kind: 'agreement', field: 'agreementNumber', page: 'agreement' },
  'project.agreementNovated': { kind: 'novation', field: 'decisionNumber', page: 'novation' },
  'project.closed': { kind: 'liquidation', field: 'liquidationNumber', page: 'closing' },
} as const;

/** The papers that were made and signed outside, newest first: their own numbers, and the pages of the dossier that say more. */
export function outsidePapers({ history }: Pick<Dossier, 'history'>): OutsidePaper[] {
  return history.flatMap(({ event, at, input }) => {
    if (!Object.hasOwn(signed, event)) return [];
    const { kind, field, page } = signed[event as keyof typeof signed];
    // a paper is of the day that it was signed on, where that was said
    const signedOn = input?.signedOn;
    const day = typeof signedOn === 'string' && signedOn !== dayOf(at) ? startOfDay(signedOn) : at;
    return [{ kind, number: String(input?.[field] ?? ''), at: day, page }];
  });
}
