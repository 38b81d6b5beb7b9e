import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first, so that no core is left waiting for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      ['every-outcome', 'browser-story', 'a-crash', 'in-a-browser'].findIndex((name) => moduleId.includes(name)) >>> 0;
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/support/server.ts'],
    // for what hangs; how long something takes is for the bench to say
    testTimeout: 90_000,
    hookTimeout: 60_000,
    // as many at once as there are cores: each has a PostgreSQL or a Chromium at work beside it, and one more made the whole a third
    // longer; and files share what they import, which is a third of the time
    maxWorkers: availableParallelism(),
    isolate: false,
    // pages are made of much that lives for a moment: with room for it the worker clears up a third as often; and most of what is
    // run is run a few times, which a compiler without second thoughts does quickest
    execArgv: ['--max-semi-space-size=64', '--always-sparkplug'],
    sequence: { sequencer: LongestFirst },
  },
});
