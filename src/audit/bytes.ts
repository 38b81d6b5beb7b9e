// What people attached, and the papers that were made: the database names them, and a folder holds them.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Database } from '../database/pool.ts';
import { placeOfBytes } from '../documents/index.ts';
import type { Findings } from './report.ts';

/** The folder that holds them; `read`: whether they are read to the last byte, or only looked for with their size. */
export type Shelf = { readonly folder: string; readonly read: boolean };

type Named = { sha256: string; size: bigint; rows: string[] };

const page = 500;

/** Looks for the bytes of everything that an agency's rows name; each file once, however many rows name it. */
export async function checkBytes(db: Database, agency: string, shelf: Shelf, findings: Findings): Promise<void> {
  let after = '';
  for (;;) {
    const named = await namedAfter(db, agency, after);
    for (const { sha256, size, rows } of named) {
      findings.count('bytes', rows.length);
      const wrong = await wrongWith(shelf, sha256, Number(size));
      if (wrong === null) continue;
      // what was removed while this looked is missed by nobody
      const [still] = (await namedAfter(db, agency, sha256, 'itself')).slice(0, 1);
      for (const row of still?.rows ?? []) findings.broken('bytes', row, wrong);
    }
    if (named.length < page) return;
    after = named.at(-1)!.sha256;
  }
}

const namedAfter = (db: Database, agency: string, after: string, how: 'after' | 'itself' = 'after'): Promise<Named[]> =>
  db.run<Named>(
    `select sha256, min(size) as size, array_agg(row order by row) as rows from (
      select sha256, size, 'attachment ' || agency || '/' || id as row from attachment where agency = $1
      union all select sha256, size, 'rendering ' || agency || '/' || register || ' ' || year || ' ' || number from rendering where agency = $1) named
    where case when $3 then sha256 = $2 else sha256 > $2 end
    group by sha256 order by sha256 limit ${page}`,
    [agency, after, how === 'itself'],
  );

async function wrongWith({ folder, read }: Shelf, sha256: string, size: number): Promise<string | null> {
  const path = placeOfBytes(folder, sha256);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return 'its bytes are not in the folder of files';
  if (found.size !== size) return `it has ${found.size} bytes in the folder of files, and ${size} were kept`;
  if (!read) return null;
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece);
  } catch (error) {
    return `its bytes cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
  return hash.digest('hex') === sha256 ? null : 'its bytes are not those that were kept';
}
