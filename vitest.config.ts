import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first, so that no core is left waiting for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      ['browser-story', 'in-a-browser'].findIndex((name) => moduleId.includes(name)) >>> 0;
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // three minutes each on two cores, so asked for: STORIES=all npm test
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.STORIES === 'all' ? [] : ['**/browser-story-{by-keyboard,without-javascript}.test.ts']),
    ],
    globalSetup: ['test/support/server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // the database and the browser work beside the tests: as many files at once as there are cores
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
  },
});
