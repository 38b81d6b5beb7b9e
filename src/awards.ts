// What was awarded, as the decision says it, whatever of it stands now; and what it cut of what the council recommended.

import type { CutsView } from '../templates/parts/cuts.tsx';
import type { Language } from '../templates/words/words.ts';
import type { JsonObject } from '../workflows/decide.ts';
import { reasonOf } from './contents.ts';
import type { Database } from './database/pool.ts';
import type { Dossier } from './dossier.ts';
import { lineName } from './refusals.ts';

export type LineAmount = { readonly line: string; readonly amountVnd: bigint };

/** An expense line of which less was awarded than the council recommended; nothing of it, where it was left out. */
export type Cut = { readonly line: string; readonly recommendedVnd: bigint; readonly awardedVnd: bigint };

/** Amounts by expense line, as the facts of an application hold them. */
export const amountsOf = (lines: unknown): LineAmount[] =>
  ((lines ?? []) as { line: string; amountVnd: string }[]).map(({ line, amountVnd }) => ({
    line,
    amountVnd: BigInt(amountVnd),
  }));

/** What the decision awarded, in all or on one expense line; 0 until there is one. */
export const decidedOn = ({ states }: Pick<Dossier, 'states'>, line?: string): bigint =>
  amountsOf(states.get('application')?.facts.awarded)
    .filter((one) => line === undefined || one.line === line)
    .reduce((sum, { amountVnd }) => sum + amountVnd, 0n);

/** What was cut of what was recommended, by the facts of an application that was awarded. */
export function cutsOf({ recommended, awarded }: JsonObject): Cut[] {
  return awarded === undefined ? [] : cutsBetween(amountsOf(recommended), amountsOf(awarded));
}

/** The lines of which less is awarded than recommended. */
export const cutsBetween = (recommended: readonly LineAmount[], awarded: readonly LineAmount[]): Cut[] =>
  recommended
    .map(({ line, amountVnd }) => ({
      line,
      recommendedVnd: amountVnd,
      awardedVnd: awarded.find((one) => one.line === line)?.amountVnd ?? 0n,
    }))
    .filter(({ recommendedVnd, awardedVnd }) => awardedVnd < recommendedVnd);

/** What the award cut of what the council recommended, and why; null where it cut nothing. */
export async function cutsView(db: Database, dossier: Dossier, language: Language): Promise<CutsView | null> {
  const cuts = cutsOf(dossier.states.get('application')?.facts ?? {});
  if (cuts.length === 0) return null;
  const award = dossier.history.find(({ event }) => event === 'application.awarded');
  return {
    lines: cuts.map((cut) => ({ ...cut, name: lineName(cut.line, language, dossier.pack) })),
    reason: await reasonOf(db, dossier.agency, award?.input.reason),
  };
}
