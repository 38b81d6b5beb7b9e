import type { Database } from './pool.ts';

/** How far the clocks of the application and of PostgreSQL may be apart; record_decision() takes nothing beyond it. */
export const mostSecondsApart = 5;

/**
 * How many seconds the application's clock is ahead of PostgreSQL's, or behind it where negative; 0 within what the answer took,
 * and for a database that plays on a clock of its own.
 */
export async function secondsApart(db: Database, clock: () => Date): Promise<number> {
  const sent = clock().getTime();
  const [there] = await db.query<{ ms: number; simulated: boolean }>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as ms, simulated_clock as simulated from installation`;
  const answered = clock().getTime();
  if (there === undefined || there.simulated) return 0;
  const { ms } = there;
  return ms < sent ? (sent - ms) / 1000 : ms > answered ? (answered - ms) / 1000 : 0;
}
