import { type Day, type Instant, startOfDay } from '../../workflows/rules/calendar.ts';

/** A clock that stands still until it is told to go on, and never goes back. */
export type SimulatedClock = {
  now(): Date;
  /** Goes on to a day and hour of Asia/Ho_Chi_Minh, and lets happen what falls due until then. */
  advanceTo(day: Day, hour?: string): Promise<void>;
  /** Goes on by so many days, at the same hour. */
  advanceDays(days: number): Promise<void>;
  /** Goes on to an instant, or stays where it is when that is past. */
  reach(at: Date): Promise<void>;
  /** A few seconds pass while somebody does something. Nothing falls due. */
  tick(seconds: number): void;
  /** What is to be done each time that it has gone on: sweeping deadlines, writing letters. */
  afterwards(work: () => Promise<unknown>): void;
};

/** An hour of a day in Asia/Ho_Chi_Minh, as an instant. */
export function instantAt(day: Day, hour = '09:00'): Instant {
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  return new Date(Date.parse(startOfDay(day)) + (hours * 60 + minutes) * 60_000).toISOString();
}

/** A clock that begins at an hour of a day. */
export function createClock(day: Day, hour?: string): SimulatedClock {
  let time = Date.parse(instantAt(day, hour));
  const due: (() => Promise<unknown>)[] = [];
  const go = async (to: number) => {
    if (to < time)
      throw new Error(`time does not run back from ${new Date(time).toISOString()} to ${new Date(to).toISOString()}`);
    time = to;
    for (const work of due) await work();
  };
  return {
    now: () => new Date(time),
    advanceTo: (to, at) => go(Date.parse(instantAt(to, at))),
    advanceDays: (days) => go(time + days * 86_400_000),
    reach: (at) => go(Math.max(time, at.getTime())),
    tick(seconds) {
      time += seconds * 1_000;
    },
    afterwards: (work) => void due.push(work),
  };
}
