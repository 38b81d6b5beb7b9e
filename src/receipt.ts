// When the server received what it decides on. That counts against a deadline, and not when its turn came (DESIGN §6).

/** PostgreSQL records nothing that was received longer than this before it was sent there (record_decision). */
const recordedWithinMs = 60_000;
/** For so long what was received keeps its time, which leaves a while to record it. Whoever waits longer, or sends it bit by bit, is dated by when it is decided. */
const receiptHoldsMs = recordedWithinMs - 15_000;

/** The time by which something is decided that was received at `receivedAt`, if that is known. */
export function countsFrom(receivedAt: string | undefined, now: string): string {
  if (receivedAt === undefined) return now;
  const waited = Date.parse(now) - Date.parse(receivedAt);
  return waited >= 0 && waited <= receiptHoldsMs ? receivedAt : now;
}

/** So long a form may be on its way, on a slow line. */
const sentWithinMs = 10_000;

/** When a form counts as received of which the first part came at `receivedAt`: once all of it is there, where that took long. */
export const receivedAfter = (receivedAt: string, tookMs: number): string =>
  tookMs <= sentWithinMs ? receivedAt : new Date(Date.parse(receivedAt) + tookMs).toISOString();

/** Before this instant nothing is on its way any more that was received in time: only then does what was not handed in lapse. */
export const nothingOnItsWay = (now: string): string => new Date(Date.parse(now) - recordedWithinMs).toISOString();
