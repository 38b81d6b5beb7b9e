// The folder of files belongs to one database: what the database names lies there, and what it does not name is removed from there.

import { mkdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../database/pool.ts';
import type { Session } from '../database/session.ts';
import { StartError } from '../start-error.ts';
import type { Files } from './files.ts';

/** When a database was made tells it from every other; a restored one counts as the one that was backed up. */
const markIn = (folder: string) => join(folder, 'installation');

/**
 * Sees at a start that the folder can be written, and that it is of this database: one that is of none yet becomes its own. Throws a
 * StartError that says what to set.
 */
export async function claimFilesFolder(db: Database, folder: string): Promise<void> {
  const [{ made: mine }] = (await db.run<{ made: string }>(whenMade)) as [{ made: string }];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, `.probe-${process.pid}`);
    await writeFile(probe, '');
    await unlink(probe);
    // two that start at once write the same
    if ((await markOf(folder)) === null) await writeFile(markIn(folder), mine, { mode: 0o600 });
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The folder of files ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}): set DATA_DIR to a folder that this account owns.`,
    );
  }
  await mustBeOf(mine, folder);
}

/**
 * Before a backup is poured into a database: its folder must be that of no other. What is answered takes its mark away, for the next
 * start to write the new one.
 */
export async function vacateFilesFolder(session: Pick<Session, 'run'>, folder: string): Promise<() => Promise<void>> {
  const [there] = await session.run<{ is: boolean }>(`select to_regclass('migration') is not null as is`);
  const [mine] = there?.is ? await session.run<{ made: string }>(whenMade) : [];
  await mustBeOf(mine?.made ?? null, folder);
  return () => rm(markIn(folder), { force: true });
}

async function mustBeOf(mine: string | null, folder: string): Promise<void> {
  const mark = await markOf(folder);
  if (mark !== null && mark !== mine)
    throw new StartError(
      `The files in ${folder} are those of another database: set DATA_DIR to the folder of this one, or DATABASE_URL to the database of these files.`,
    );
}

const markOf = (folder: string) =>
  readFile(markIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartError(
      `${markIn(folder)}, which says of which database these files are, cannot be read (${error.code}): make it readable to this account.`,
    );
  });

const whenMade = `select extract(epoch from applied_at)::text as made from migration where name <> 'functions' order by name limit 1`;

const newest = 100;

/** How many of the newest attached files are not in the folder: one that was not brought along is noticed at the start. */
export async function missingOfNewest(db: Database, files: Files): Promise<number> {
  const rows = await db.query<{ sha256: string }>`
    select sha256 from attachment order by uploaded_at desc limit ${newest}`;
  const there = await Promise.all(rows.map(({ sha256 }) => files.has(sha256)));
  return there.filter((is) => !is).length;
}
