// What history keeps of a request for money, and its amounts as numbers.

import type { BudgetKey, CostedAmount } from './postings.ts';

/** A line of a request as history keeps it. Amounts are decimal strings; accepted is null until an officer has verified. */
export type Item = { line: string; unit: string; amountVnd: string; costVnd: string };
/** A debt that was taken off a request. */
export type Netting = {
  /** Of which recovery, and until when that was to be paid. */
  recovery: string;
  until: string | null;
  /** What of the debt, by the lines and units of what was paid first. */
  due: Item[];
  /** What of the request, with the cost behind it. */
  request: Item[];
};
export type DisbursementFacts = {
  items: Item[];
  isAdvance: boolean;
  budget?: BudgetKey;
  estimate?: Item[];
  advanced?: Item[];
  /** What was cleared so far, with the cost accepted for it. */
  cleared?: Item[];
  /** What was netted on it: it is taken back when the request ends or is returned. */
  netted?: Netting[];
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
