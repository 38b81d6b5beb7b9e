// The table of all caps behind a posting: limit, used, what is used after it, and the clause.

import { formatAmount } from '../../workflows/rules/money.ts';
import { disbursementWords } from '../words/disbursements.ts';
import type { Language } from '../words/words.ts';
import { Unbroken } from './facts.tsx';

export type CapRow = {
  name: string;
  /** When it counts, where that is not now. */
  note?: string | undefined;
  /** null where the law is unknown: then it blocks. */
  limitVnd: bigint | null;
  usedVnd: bigint;
  afterVnd: bigint;
  clause: string | null;
  /** What is counted: đồng, or parties. */
  unit: 'vnd' | 'seats';
  /** Drawn on by other dossiers too, so its level moves without anything happening here. */
  shared?: boolean;
};

/** Every cap with a gauge of what is used after this; amber from nine tenths on, so that the eye finds the tight ones. */
export function CapsTable({
  rows,
  language,
  caption,
  isNow = false,
}: {
  rows: readonly CapRow[];
  /** What it is about is done: the levels are of today, and not of the day on which it was. */
  isNow?: boolean;
  language: Language;
  caption?: string;
}) {
  const w = disbursementWords[language];
  const [used, after] = isNow ? [w.usedOthers, w.usedNow] : [w.used, w.after];
  const figure = (amount: bigint, unit: CapRow['unit']) =>
    unit === 'seats' ? w.seats(formatAmount(amount)) : formatAmount(amount);
  return (
    <table class="stack caps">
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">{w.cap}</th>
          <th scope="col" class="num">
            {w.limit}
          </th>
          <th scope="col" class="num">
            {used}
          </th>
          <th scope="col" class="num">
            {after}
          </th>
          <th scope="col">{w.clause}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, note, limitVnd, usedVnd, afterVnd, clause, unit }) => (
          <tr>
            <td>
              <span>
                {name}
                {note !== undefined && <span class="capnote soft small">{note}</span>}
              </span>
            </td>
            <td class="num" data-label={w.limit}>
              {limitVnd === null ? w.unknownLimit : figure(limitVnd, unit)}
            </td>
            <td class="num" data-label={used}>
              {figure(usedVnd, unit)}
            </td>
            <td class="num" data-label={after}>
              <span class="level-after">
                {figure(afterVnd, unit)}
                {limitVnd !== null && limitVnd > 0n && (
                  <CapGauge name={name} after={afterVnd} of={limitVnd} language={language} />
                )}
              </span>
            </td>
            <td data-label={w.clause}>
              <Unbroken text={clause ?? '–'} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How full a cap is. An SVG, because pages carry no inline styles. */
export function CapGauge({
  name,
  after,
  of,
  language,
}: {
  name: string;
  after: bigint;
  of: bigint;
  language: Language;
}) {
  const percent = Number((after * 100n) / of);
  const tone = percent > 100 ? 'over' : percent >= 90 ? 'near' : 'fine';
  return (
    <svg
      class={`capgauge ${tone}`}
      viewBox="0 0 100 5"
      preserveAspectRatio="none"
      role="img"
      aria-label={disbursementWords[language].gauge(name, percent)}
    >
      <rect class="whole" x="0" y="0" width="100" height="5" />
      <rect class="part" x="0" y="0" width={Math.min(percent, 100)} height="5" />
    </svg>
  );
}
