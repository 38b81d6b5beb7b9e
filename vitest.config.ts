import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = dirname(fileURLToPath(import.meta.url));
execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });

/** Tests run what is shipped: what they import of src, workflows and templates is what was built of it, loaded by Node alone. */
const asBuilt: Plugin = {
  name: 'as-built',
  enforce: 'pre',
  resolveId(source, importer) {
    if (importer === undefined || !source.startsWith('.')) return null;
    const path = relative(root, resolve(dirname(importer), source));
    if (!/^(src|workflows|templates)\b.*\.tsx?$/.test(path)) return null;
    return { id: pathToFileURL(join(root, 'dist', path.replace(/\.tsx?$/, '.js'))).href, external: true };
  },
};

const longest = [
  ...['every-outcome', 'browser-story', 'starting-and-stopping', 'random-people', 'mail-must-go', 'connections-die'],
  ...['a-backup', 'a-crash', 'browser-scenario', 'in-a-browser'],
];

/** What takes minutes begins first, so that no core is left waiting for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => longest.findIndex((name) => moduleId.includes(name)) >>> 0;
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

// Data folders and files that live for a test are in memory, where the machine has room for them: the programs that tests start sync
// all that they write, and no disk needs to know. What is as large as an installation stays on the disk.
process.env.TEST_DISK ??= tmpdir();
const memory = '/dev/shm';
try {
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize > 6 * 2 ** 30) process.env.TMPDIR = memory;
} catch {
  // this machine has no such folder
}

export default defineConfig({
  plugins: [asBuilt],
  test: {
    server: { deps: { external: [/\/dist\//] } },
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
