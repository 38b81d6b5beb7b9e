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

/** Before this instant nothing is on its way any more that was received in time: only then does what was not handed in lapse. */
export const nothingOnItsWay = (now: string): string => new Date(Date.parse(now) - recordedWithinMs).toISOString();
