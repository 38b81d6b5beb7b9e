// Several stories on one clock, each written from top to bottom. Only one has the floor at a time: the one that is due first.

import { instantAt, type SimulatedClock } from './clock.ts';

/** A story, told on a clock that gives the floor to others while it waits. */
export type Story = (clock: SimulatedClock) => Promise<void>;

type Teller = {
  /** When it goes on. */
  at: number;
  /** Gives it the floor: done when it waits again, or has ended. */
  goOn(): Promise<void>;
  ended: boolean;
};

/**
 * Plays stories together, always in the same order: whoever is due first goes on, of two that are due at once the one that was
 * named first. What people do takes time, so that a story may go on a little later than it asked for. A fault in one ends all.
 */
export async function together(clock: SimulatedClock, stories: readonly Story[]): Promise<void> {
  const begun = clock.now().getTime();
  const tellers = stories.map((story) => tell(clock, story, begun));
  for (;;) {
    const next = tellers.filter(({ ended }) => !ended).sort((one, other) => one.at - other.at)[0];
    if (next === undefined) return;
    if (next.at > begun) await clock.reach(new Date(next.at));
    await next.goOn();
  }
}

function tell(clock: SimulatedClock, story: Story, begun: number): Teller {
  let wake: () => void = () => undefined;
  let rest: () => void = () => undefined;
  let running: Promise<void> | null = null;
  const waitUntil = (at: number) => {
    if (at < teller.at)
      throw new Error(
        `time does not run back from ${new Date(teller.at).toISOString()} to ${new Date(at).toISOString()}`,
      );
    teller.at = at;
    rest();
    return new Promise<void>((ready) => {
      wake = ready;
    });
  };
  const own: SimulatedClock = {
    ...clock,
    advanceTo: (day, hour) => waitUntil(Date.parse(instantAt(day, hour))),
    advanceDays: (days) => waitUntil(clock.now().getTime() + days * 86_400_000),
    reach: (at) => waitUntil(Math.max(at.getTime(), teller.at)),
  };
  const teller: Teller = {
    at: begun,
    ended: false,
    goOn() {
      const rested = new Promise<void>((ready) => {
        rest = ready;
      });
      if (running === null)
        running = story(own).finally(() => {
          teller.ended = true;
        });
      else wake();
      return Promise.race([rested, running]);
    },
  };
  return teller;
}
