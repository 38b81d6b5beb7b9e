// What is known of bytes by the virus scanner, kept by their SHA-256, and the scanning of those that it has not seen yet.

import type { Database } from '../database/pool.ts';
import type { Files } from './files.ts';
import type { Scanner, Verdict } from './scanner.ts';
import { isAppealsAlone, joinUses } from './uses.ts';

/** What the scanner said of a file; null: it has not been scanned. */
export type Scan = 'clean' | 'infected' | null;

/** Keeps what was found, and tells the operator of what is infected, by its hash alone. */
export async function keepVerdict(
  db: Database,
  { sha256, found, now }: { sha256: string; found: Verdict; now: string },
  report: (line: string) => void,
): Promise<void> {
  if (found.verdict === 'unreachable') return;
  if (found.verdict === 'infected') report(`the scanner found ${found.signature} in the file ${sha256}`);
  await db.query`
    insert into scan (sha256, verdict, scanned_at) values (${sha256}, ${found.verdict}, ${now}::timestamptz)
    on conflict (sha256) do update set verdict = excluded.verdict, scanned_at = excluded.scanned_at`;
}

/** What was found of bytes when they were last looked at. */
export async function scanOf(db: Database, sha256: string): Promise<Scan> {
  const [row] = await db.query<{ verdict: 'clean' | 'infected' }>`select verdict from scan where sha256 = ${sha256}`;
  return row?.verdict ?? null;
}

/** A file of an agency that was attached before it was found infected; `name` null where who asks may not read it. */
export type Infected = { readonly id: string; readonly dossier: string; readonly name: string | null };

/** What of an agency's files is infected and can no longer be opened. What is an appeal's is named to whoever reads appeals. */
export async function infectedOf(db: Database, agency: string, readsAppeals: boolean): Promise<Infected[]> {
  const rows = await db.run<Infected & Parameters<typeof isAppealsAlone>[0]>(
    `select a.agency, a.id::text as id, a.dossier::text as dossier, a.name, a.sha256, a.uploaded_by::text as uploaded_by, u.named_by, u.used_by
    from scan s join attachment a on a.sha256 = s.sha256 join dossier d on d.agency = a.agency and d.id = a.dossier ${joinUses}
    where s.verdict = 'infected' and a.agency = $1 order by a.uploaded_at desc, a.id limit 50`,
    [agency],
  );
  return rows.map((file) => ({
    id: file.id,
    dossier: file.dossier,
    name: readsAppeals || !isAppealsAlone(file) ? file.name : null,
  }));
}

/**
 * Scans what was taken while there was no scanner, a few files at each turn. It begins again where it ended, so that bytes that
 * cannot be read keep nobody waiting; and says once that the scanner is away, and once that it is back.
 */
export function scanWorker(given: {
  db: Database;
  files: Files;
  scanner: Scanner;
  now: () => string;
  report: (line: string) => void;
}): { turn(): Promise<number> } {
  const { db, files, scanner, now, report } = given;
  const atOnce = 20;
  let after = '';
  let away = false;
  return {
    async turn() {
      const rows = await db.query<{ sha256: string }>`
        select distinct a.sha256 from attachment a
        where a.sha256 > ${after} and not exists (select from scan s where s.sha256 = a.sha256) order by a.sha256 limit ${atOnce}`;
      after = rows.length < atOnce ? '' : rows.at(-1)!.sha256;
      let scanned = 0;
      for (const { sha256 } of rows) {
        const kept = await files.open(sha256);
        if (kept === null) continue;
        const found = await scanner.scan(kept.stream as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>);
        if (found.verdict === 'unreachable') {
          if (!away) report(`the virus scanner cannot be reached: ${found.why}`);
          away = true;
          return scanned;
        }
        if (away) report('the virus scanner can be reached again');
        away = false;
        await keepVerdict(db, { sha256, found, now: now() }, report);
        scanned += 1;
      }
      return scanned;
    },
  };
}
