// What an award cut of what the council recommended, line by line, and why.

import { formatVnd } from '../../workflows/rules/money.ts';
import { moneyPathWords } from '../words/money-path.ts';
import type { Language } from '../words/words.ts';

export type CutsView = {
  lines: readonly { name: string; recommendedVnd: bigint; awardedVnd: bigint }[];
  reason: string;
};

export function Cuts({ cuts: { lines, reason }, language }: { cuts: CutsView; language: Language }) {
  const w = moneyPathWords[language].cuts;
  return (
    <div class="cut">
      <p>{w.title}</p>
      <ul>
        {lines.map(({ name, recommendedVnd, awardedVnd }) => (
          <li>
            {name}: {formatVnd(recommendedVnd)} → {awardedVnd === 0n ? w.nothing : formatVnd(awardedVnd)}
          </li>
        ))}
      </ul>
      {reason !== '' && (
        <p class="lines">
          {w.reason}: {reason}
        </p>
      )}
    </div>
  );
}
