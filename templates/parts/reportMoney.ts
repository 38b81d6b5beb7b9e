// What the report after form I.15 says of the money, for its page and its paper alike.

import { amendmentWords } from '../words/amendments.ts';
import { projectWords } from '../words/projects.ts';
import type { Language } from '../words/words.ts';

/** What of a line was approved, used and settled, of the state's money and of others', as the books say it. */
export type ReportMoneyRow = {
  name: string;
  approvedVnd: bigint;
  usedVnd: bigint;
  usedOtherVnd: bigint;
  settledVnd: bigint;
  settledOtherVnd: bigint;
};

export type ReportMoneyTable = {
  readonly head: readonly string[];
  readonly rows: readonly { readonly name: string; readonly amounts: readonly bigint[] }[];
  readonly total: { readonly name: string; readonly amounts: readonly bigint[] };
};

/** The table of money: an expense line a row, and what they come to. Its first head is that of the lines. */
export function reportMoneyTable(rows: readonly ReportMoneyRow[], language: Language): ReportMoneyTable {
  const w = amendmentWords[language].report;
  const p = projectWords[language];
  const columns = [
    ['approvedVnd', w.approved],
    ['usedVnd', w.used],
    ['usedOtherVnd', w.usedOther],
    ['settledVnd', w.settled],
    ['settledOtherVnd', w.settledOther],
  ] as const;
  return {
    head: [p.line, ...columns.map(([, label]) => label)],
    rows: rows.map((row) => ({ name: row.name, amounts: columns.map(([column]) => row[column]) })),
    total: {
      name: p.total,
      amounts: columns.map(([column]) => rows.reduce((sum, row) => sum + row[column], 0n)),
    },
  };
}
