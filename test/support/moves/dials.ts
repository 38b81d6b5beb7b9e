// What somebody wants, before it meets the state of things, and how that becomes choices.

import type { CommandType } from '../../../workflows/commands/index.ts';

/** What a person wants, before it meets the state of things: which command, how sensibly, and dials for all the rest. */
export type Wish = { want: CommandType | 'next'; sense: number; dials: number[] };

/** Turns dials into choices, the same way every time. */
export class Dials {
  private at = 0;
  private readonly dials: readonly number[];
  constructor(dials: readonly number[]) {
    this.dials = dials;
  }
  next(below: number): number {
    const i = this.at++;
    const dial = this.dials[i % this.dials.length] ?? 0;
    const round = Math.floor(i / this.dials.length);
    // Once round, a dial is mixed, or what it says would follow from what it has said.
    if (round === 0) return dial % below;
    const mixed = Math.imul(dial + round * 0x9e3779b1, 0x85ebca6b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  }
  pick<T>(from: readonly T[]): T {
    return from[this.next(from.length)]!;
  }
  /** Mostly a part of what there is, sometimes one đồng or far more than that. */
  part(of: bigint, sensible: boolean): bigint {
    const parts = [of, of / 2n, of / 3n, of / 7n + 1n, of - 1n, 1_234_567n < of ? 1_234_567n : of];
    if (!sensible && this.next(3) === 0) return of + 1n;
    if (!sensible && this.next(4) === 0) return of * 10n + 999_999_937n;
    const part = this.pick(parts);
    return part > 0n ? part : 1n;
  }
}
