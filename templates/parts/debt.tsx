// How a debt was met, wherever it is told of.

import { formatVnd } from '../../workflows/rules/money.ts';
import { moneyPathWords } from '../words/money-path.ts';
import type { Language } from '../words/words.ts';

export type DebtSplit = {
  readonly wholeVnd: bigint;
  readonly cashVnd: bigint;
  readonly nettedVnd: bigint;
  readonly writtenOffVnd: bigint;
  readonly leftVnd: bigint;
};

/** 'đã nộp 3.000.000 ₫, cấn trừ 1.000.000 ₫, xóa nợ 1.000.000 ₫, còn 0 ₫'; '' while nothing of it was met. */
export function splitText({ cashVnd, nettedVnd, writtenOffVnd, leftVnd }: DebtSplit, language: Language): string {
  const w = moneyPathWords[language].debt;
  const parts = [
    ...(cashVnd === 0n ? [] : [w.cash(formatVnd(cashVnd))]),
    ...(nettedVnd === 0n ? [] : [w.netted(formatVnd(nettedVnd))]),
    ...(writtenOffVnd === 0n ? [] : [w.writtenOff(formatVnd(writtenOffVnd))]),
  ];
  return parts.length === 0 ? '' : [...parts, w.left(formatVnd(leftVnd))].join(', ');
}
