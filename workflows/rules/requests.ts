// What history keeps of a request for money, and its amounts as numbers.

import type { BudgetKey, CostedAmount } from './postings.ts';

/** A line of a request as history keeps it. Amounts are decimal strings; accepted is null until an officer has verified. */
export type Item = { line: string; unit: string; amountVnd: string; costVnd: string };
export type DisbursementFacts = {
  items: Item[];
  isAdvance: boolean;
  budget?: BudgetKey;
  estimate?: Item[];
  advanced?: Item[];
  /** What was cleared so far, with the cost accepted for it. */
  cleared?: Item[];
  /** An intermediary that is paid for the party; null for the party itself. */
  payee: string | null;
};

/** The lines of a request with amounts that can be reckoned with. */
export const costed = (
  items: readonly Item[] | undefined,
): { line: string; unit: string; amount: bigint; cost: bigint }[] =>
  (items ?? []).map(({ line, unit, amountVnd, costVnd }) => ({
    line,
    unit,
    amount: BigInt(amountVnd),
    cost: BigInt(costVnd),
  }));
/** The lines as they are kept. */
export const stored = (items: readonly CostedAmount[]): Item[] =>
  items.map(({ line, unit, amount, cost }) => ({ line, unit, amountVnd: String(amount), costVnd: String(cost) }));
