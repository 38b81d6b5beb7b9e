// Where a figure or a period stands in the law, as pages write it.

import type { Language } from '../templates/words/words.ts';
import { procedures } from '../workflows/procedures.ts';
import { clauseOf, type Pack, type Source } from '../workflows/programmes/schema.ts';
import { citation } from '../workflows/rules/citations.ts';

/** 'khoản 5 Điều 12, 268/2025/NĐ-CP'. */
export const clauseText = (pack: Pack, source: Source, language: Language): string => clauseOf(pack, source)[language];

/** The clause that gives a period its length: the pack's own where it has one, else that of the national procedure. */
export function clauseOfPeriod(pack: Pack, what: string, language: Language): string | null {
  const { completenessCheck, completion, review, appraisal, approval, agreement, payment } = pack.procedure;
  const screening = [completenessCheck];
  const decision = [appraisal, approval];
  const own = {
    screening,
    completion: [completion],
    review: [review],
    decision,
    agreement: [agreement],
    payment: [payment],
  };
  const ofPack = Object.hasOwn(own, what) ? own[what as keyof typeof own] : null;
  if (ofPack !== null) return [...new Set(ofPack.map(({ source }) => clauseText(pack, source, language)))].join('; ');
  const clause = Object.hasOwn(procedures, what) ? procedures[what as keyof typeof procedures].clause : null;
  return clause === null ? null : citation(clause, language);
}
