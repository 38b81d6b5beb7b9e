// What a backup is: a tar file that anybody can open.
//   tables/NAME.csv.gz   each table, its columns in the first line, in the order in which they can be loaded
//   files/SHA256         what people attached and what was rendered, each once
//   manifest.json        last: how many rows and which SHA-256 each of them has, so that nothing can be missing unseen

import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type Duplex, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { Damage, type Entry, tarEntries } from './tar.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

const Manifest = z.object({
  format: z.literal(1),
  /** The version of this program, and of the server, that made it. */
  version: z.string(),
  postgres: z.string(),
  /** The moment that it shows. */
  moment: z.string(),
  /** The version of the rules that its newest decisions may have been made by. */
  rules: z.int(),
  migrations: z.array(z.object({ name: z.string(), sha256: hex })),
  tables: z.array(z.object({ name, columns: z.array(name).min(1), rows: z.number(), sha256: hex })),
  /** Where the numbering of a column has come to; null where it has not begun. */
  sequences: z.array(
    z.object({
      table: name,
      column: name,
      last: z
        .string()
        .regex(/^\d{1,19}$/)
        .nullable(),
    }),
  ),
  /** `names`: SHA-256 over all names. `missing`: named in the tables, but their bytes were not there, or not theirs. */
  files: z.object({ count: z.number(), bytes: z.number(), names: hex, missing: z.array(hex) }),
});
export type Manifest = z.infer<typeof Manifest>;

export const placeOf = {
  table: (table: string) => `tables/${table}.csv.gz`,
  file: (sha256: string) => `files/${sha256}`,
  manifest: 'manifest.json',
};

/** Counts and hashes what goes by of a table. */
export class Measured {
  private readonly hash: Hash = createHash('sha256');
  private lines = 0;
  private quoted = false;

  async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      this.hash.update(piece);
      for (const byte of piece) {
        if (byte === 0x22) this.quoted = !this.quoted;
        else if (byte === 0x0a && !this.quoted) this.lines += 1;
      }
      yield piece;
    }
  }

  /** The first line names the columns. */
  result(): { rows: number; sha256: string } {
    return { rows: this.lines - 1, sha256: this.hash.digest('hex') };
  }
}

/** Counts files and remembers their names. */
export class MeasuredFiles {
  private readonly hash = createHash('sha256');
  private count = 0;
  private bytes = 0;

  add(sha256: string, size: number): void {
    this.hash.update(sha256);
    this.count += 1;
    this.bytes += size;
  }

  result(): { count: number; bytes: number; names: string } {
    return { count: this.count, bytes: this.bytes, names: this.hash.digest('hex') };
  }
}

/** What a stream makes of the bytes; a fault before it or in it reaches whoever reads. */
export function passed(source: AsyncIterable<Uint8Array>, stream: Duplex): Duplex {
  pipeline(source, stream, () => undefined);
  return stream;
}

export type Readers = {
  table(name: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  file(bytes: Buffer): Promise<void>;
};

/** Reads to the end and does nothing with it. */
export const looking: Readers = {
  async table(_name, content) {
    for await (const _ of content);
  },
  file: async () => undefined,
};

/**
 * Reads a backup from beginning to end, gives its parts to `readers` and answers with its manifest. Throws a StartError that
 * names the file where it is not one, ends too early, or holds anything but what its manifest says.
 */
export async function readBackup(path: string, readers: Readers): Promise<Manifest> {
  const broken = (why: string) =>
    new StartError(`${path} is not a whole backup and nothing was taken from it: ${why}.`);
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new StartError(`${path} cannot be read (${error.code}): name the file of a backup.`);
  });
  let fault = (why: string): Error => broken(why);
  try {
    const tables: { name: string; rows: number; sha256: string }[] = [];
    const files = new MeasuredFiles();
    for await (const entry of tarEntries(file)) {
      fault = (why) => broken(`${entry.name}: ${why}`);
      if (entry.name === placeOf.manifest) {
        const manifest = await manifestIn(entry);
        compare(manifest, tables, files.result());
        return manifest;
      }
      const table = /^tables\/([a-z_][a-z0-9_]*)\.csv\.gz$/.exec(entry.name)?.[1];
      if (table !== undefined) {
        const measured = new Measured();
        // a fault while it is unpacked reaches whoever reads: that is not the readers' own
        await readers.table(table, measured.through(unpacked(entry)));
        tables.push({ name: table, ...measured.result() });
      } else {
        files.add(await fileIn(entry, readers), entry.size);
      }
    }
    throw new Damage('it has no manifest, so it was not finished');
  } catch (error) {
    if (error instanceof Damage) throw fault(error.message);
    throw error;
  } finally {
    await file.close();
  }
}

async function* unpacked(entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* passed(entry.content(), createGunzip());
  } catch {
    throw new Damage('it cannot be unpacked');
  }
}

async function bytesOf(entry: Entry): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of entry.content()) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function fileIn(entry: Entry, readers: Readers): Promise<string> {
  const sha256 = /^files\/([0-9a-f]{64})$/.exec(entry.name)?.[1];
  if (sha256 === undefined) throw new Damage('no backup holds this');
  const bytes = await bytesOf(entry);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Damage('its bytes are not those of its name');
  await readers.file(bytes);
  return sha256;
}

async function manifestIn(entry: Entry): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse((await bytesOf(entry)).toString('utf8')));
  } catch {
    throw new Damage('it is not the manifest of a backup that this version knows');
  }
}

function compare(manifest: Manifest, tables: { name: string; rows: number; sha256: string }[], files: object): void {
  const measured = manifest.tables.map(({ name, rows, sha256 }) => ({ name, rows, sha256 }));
  for (const [at, table] of measured.entries())
    if (JSON.stringify(table) !== JSON.stringify(tables[at]))
      throw new Damage(`the table ${table.name} is not the one that was backed up`);
  if (tables.length !== measured.length) throw new Damage(`the table ${tables[measured.length]?.name} is not in it`);
  const { missing: _, ...said } = manifest.files;
  if (JSON.stringify(said) !== JSON.stringify(files)) throw new Damage('files were added or are missing');
}
