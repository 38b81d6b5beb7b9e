import { performance } from 'node:perf_hooks';

/** One line of the report. `ratio` is higher-is-better; value and limit were measured side by side in one run. */
export type Line = {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly ratio: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** What one short round gave: how many a second, and how long each took in milliseconds. */
export type Round = { readonly perSecond: number; readonly times: readonly number[] };

/** The value below which `share` of all values lie; the median for a half. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Does a piece of work so many times, so many at once, and notes how long each took. */
export async function timed(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<Round> {
  const times: number[] = [];
  let next = 0;
  const one = async () => {
    for (let index = next++; index < count; index = next++) {
      const from = performance.now();
      await work(index);
      times.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  return { perSecond: (count * 1000) / (performance.now() - from), times };
}

/**
 * Measures ours against the bare thing in short rounds, ours first in one pair and the bare first in the next, so that
 * whatever else the machine does hits both. The first pair warms up. The medians of the rounds are reported.
 */
export async function sideBySide(
  name: string,
  unit: string,
  pairs: number,
  ours: () => Promise<Round>,
  bare: () => Promise<Round>,
): Promise<Line> {
  const own: Round[] = [];
  const other: Round[] = [];
  for (let pair = 0; pair <= pairs; pair += 1) {
    const first = pair % 2 === 0 ? await ours() : await bare();
    const second = pair % 2 === 0 ? await bare() : await ours();
    if (pair === 0) continue;
    own.push(pair % 2 === 0 ? first : second);
    other.push(pair % 2 === 0 ? second : first);
  }
  const value = median(own.map(({ perSecond }) => perSecond));
  const limit = median(other.map(({ perSecond }) => perSecond));
  return line(
    name,
    unit,
    value,
    limit,
    value / limit,
    own.flatMap(({ times }) => times),
  );
}

/** A line of the report, with figures of a length that people read. */
export function line(
  name: string,
  unit: string,
  value: number,
  limit: number,
  ratio: number,
  times: readonly number[],
): Line {
  return {
    name,
    value: rounded(value, 1),
    limit: rounded(limit, 1),
    unit,
    ratio: rounded(ratio, 3),
    p50Ms: rounded(median(times), 2),
    p99Ms: rounded(quantile(times, 0.99), 2),
  };
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
