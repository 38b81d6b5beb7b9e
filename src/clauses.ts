// Where a figure or a period stands in the law, as pages write it.

import type { Language } from '../templates/words/words.ts';
import { procedures } from '../workflows/procedures.ts';
import { clauseOf, type Pack, type Source } from '../workflows/programmes/schema.ts';
import { citation } from '../workflows/rules/citations.ts';

/** 'khoản 5 Điều 12, 268/2025/NĐ-CP'. */
export const clauseText = (pack: Pack, source: Source, language: Language): string => clauseOf(pack, source)[language];

/** The periods of a pack that lead to a kind of deadline, one after the other. */
const periods = {
  screening: ['completenessCheck'],
  completion: ['completion'],
  review: ['review'],
  decision: ['appraisal', 'approval'],
  agreement: ['agreement'],
  payment: ['payment'],
} as const;

/** The pack's own periods to a kind of deadline; null where the national procedure gives it, or nothing does. */
export const packPeriods = (what: string) =>
  Object.hasOwn(periods, what) ? periods[what as keyof typeof periods] : null;

/** The clause that gives a period its length: the pack's own where it has one, else that of the national procedure. */
export function clauseOfPeriod(pack: Pack, what: string, language: Language): string | null {
  const ofPack = packPeriods(what);
  if (ofPack !== null)
    return [...new Set(ofPack.map((name) => clauseText(pack, pack.procedure[name].source, language)))].join('; ');
  const clause = Object.hasOwn(procedures, what) ? procedures[what as keyof typeof procedures].clause : null;
  return clause === null ? null : citation(clause, language);
}
