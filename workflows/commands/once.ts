// A stage that a pack supports once only: one award for a party, and no agreement of another taken over beside it.

import type { Context, Facts } from '../decide.ts';
import type { EligibilityRule } from '../programmes/schema.ts';
import { support } from '../rules/accounts.ts';
import { clauseOf, type Refusal, refuse } from '../rules/refusals.ts';

/** The rule of the pack that the dossier's stage is supported once only, where it has one. */
export function onceOnly({ pack, dossier }: Facts): EligibilityRule | null {
  const applies = (rule: EligibilityRule) =>
    rule.kind === 'noEarlierMoneyForStage' && (rule.stage === null || rule.stage === dossier?.stage);
  return pack?.eligibility.find(applies) ?? null;
}

/** Refuses a party that was given money for the dossier's stage before, where that is given once; relied on to the đồng. */
export function givenBefore({ facts, exactly }: Context<unknown>, party: string, asked: bigint): Refusal | null {
  const once = onceOnly(facts);
  const given = once === null ? 0n : exactly(support.supported(party, facts.dossier!.stage!));
  if (once === null || given === 0n) return null;
  const figures = { limit: String(given), used: String(given), left: '0', actual: String(asked) };
  return refuse('awardedBefore', { ...figures, clause: clauseOf(facts.pack!, once.source) });
}
