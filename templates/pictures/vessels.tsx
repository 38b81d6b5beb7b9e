// The vessels of a budget as one picture: one bar, and beside it every figure.

import { formatVnd } from '../../workflows/rules/money.ts';
import { picturesWords } from '../words/pictures.ts';
import type { Language } from '../words/words.ts';

export const vesselNames = [
  'paid',
  'ordered',
  'held',
  'reserved',
  'awarded',
  'carried',
  'available',
  'uncommitted',
  'due',
  'returned',
  'writtenOff',
  'lapsed',
] as const;
export type VesselName = (typeof vesselNames)[number];
export type VesselView = { readonly vessel: VesselName; readonly amountVnd: bigint };

const wide = 1000n;
const least = 6n;

/**
 * The widths of amounts in a bar of a thousand: in whole numbers that add up to it, and nothing for a nought alone. Whatever
 * there is, however little, is as wide as the eye needs; the widest gives what that takes.
 */
export function widthsOf(amounts: readonly bigint[]): number[] {
  const whole = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (whole === 0n) return amounts.map(() => 0);
  const widths = amounts.map((amount) => {
    const width = (amount * wide) / whole;
    return amount > 0n && width < least ? least : width;
  });
  const widest = amounts.reduce((most, amount, index) => (amount > amounts[most]! ? index : most), 0);
  widths[widest]! += wide - widths.reduce((sum, width) => sum + width, 0n);
  return widths.map(Number);
}

/** A bar for the eye, whose figures stand below it as text: they add up to the whole. */
export function Vessels({ name, parts, language }: { name: string; parts: readonly VesselView[]; language: Language }) {
  const w = picturesWords[language].vessels;
  const whole = parts.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  const filled = vesselNames.flatMap((vessel) => parts.filter((part) => part.vessel === vessel && part.amountVnd > 0n));
  if (filled.length === 0) return <p class="soft small">{w.empty}</p>;
  const widths = widthsOf(filled.map(({ amountVnd }) => amountVnd));
  const label = `${w.picture(name, formatVnd(whole))}. ${filled.map(({ vessel, amountVnd }) => `${w[vessel]} ${formatVnd(amountVnd)}`).join(', ')}.`;
  let x = 0;
  const bars = filled.map(({ vessel }, index) => {
    const from = x;
    x += widths[index]!;
    return <rect class={vessel} x={from} y="0" width={widths[index]} height="28" />;
  });
  return (
    <figure class="vessels">
      <figcaption>
        {name}: <strong>{formatVnd(whole)}</strong>
      </figcaption>
      <svg class="level" viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label={label}>
        {bars}
      </svg>
      <ul class="legend">
        {filled.map(({ vessel, amountVnd }) => (
          <li data-vessel={vessel}>
            <i class={`swatch ${vessel}`} aria-hidden="true" />
            {w[vessel]} {formatVnd(amountVnd)}
          </li>
        ))}
      </ul>
    </figure>
  );
}
