// Bytes under their SHA-256: what people attach, and rendered papers.

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Database } from '../database/pool.ts';
import { limits } from '../limits.ts';
import { nameOf, type TypeProblem, typeOfFile } from './fileType.ts';
import type { Scanner } from './scanner.ts';
import { keepVerdict, scanOf } from './scanning.ts';

/** The most that one attached file may have. */
export const mostFileBytes = 20 * 1024 * 1024;

/** Why a file was not taken. `noFolder`: this installation keeps no files. `notKept`: the disk did not take it. */
export type FileProblem = 'noFolder' | 'notKept' | 'empty' | 'tooLarge' | 'infected' | TypeProblem;

export type Kept = { readonly sha256: string; readonly size: number; readonly type: string; readonly name: string };
export type Received = ({ readonly ok: true } & Kept) | { readonly ok: false; readonly problem: FileProblem };

export type Source = Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

export type Files = {
  /** Where they lie; null where attaching is refused. */
  readonly folder: string | null;
  /** The bytes of one person in an agency that may stand in nothing that was handed in; removed ones for a day more. */
  readonly quota: number;
  /** Whether there is a virus scanner: what is not scanned is to be, then. */
  readonly scans: boolean;
  /**
   * Takes a file that somebody sends, as it comes in: hashed, bounded, its type told by its content, looked at by the
   * virus scanner where there is one, on the disk for good before this returns. The same bytes twice are one file. What is refused leaves nothing behind. `types`: the only MIME types
   * that are taken here.
   */
  receive(
    source: Source,
    options?: { maxBytes?: number; name?: string; types?: readonly string[] | undefined },
  ): Promise<Received>;
  /** Keeps bytes that the system made itself. */
  keep(bytes: Uint8Array): Promise<{ sha256: string; size: number }>;
  /** The bytes under a hash; null when there are none. */
  open(sha256: string): Promise<{ stream: ReadableStream<Uint8Array>; size: number } | null>;
  has(sha256: string): Promise<boolean>;
  /** Removes what an interrupted upload left behind, and files that nothing names; both only when older than a day. */
  sweep(now: string): Promise<number>;
};

/**
 * In place of a dossier, of a row that names bytes which were taken off theirs: they count as their sender's for a day, until
 * the sweep.
 */
export const ofNoDossier = '00000000-0000-0000-0000-000000000000';

type Seen = { readonly size: number; readonly isText: boolean; readonly sha256: string };

/** Where bytes lie in the folder: under their SHA-256, on the shelf of its first two digits. */
export const placeOfBytes = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256);

const dayMs = 24 * 60 * 60 * 1000;
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

type Store = {
  db: Database;
  folder: string | undefined;
  now: () => string;
  /** Asked before a file is taken; while it cannot be reached, files are taken and wait to be scanned. */
  scanner?: Scanner | undefined;
  quota?: number | undefined;
  report?: ((line: string) => void) | undefined;
};

/** The store in a folder. Left out, nothing can be attached, and papers are made anew for each reader. */
export function openFiles({
  db,
  folder,
  now,
  scanner,
  quota = limits.looseBytesOfPerson,
  report = () => undefined,
}: Store): Files {
  const scans = scanner !== undefined;
  if (folder === undefined)
    return {
      folder: null,
      quota,
      scans,
      receive: async () => ({ ok: false, problem: 'noFolder' }),
      keep: async (bytes) => ({ sha256: sha256Of(bytes), size: bytes.length }),
      open: async () => null,
      has: async () => false,
      sweep: async () => 0,
    };
  const incoming = join(folder, 'incoming');
  const shelfOf = (sha256: string) => dirname(placeOfBytes(folder, sha256));

  /** Writes to a temporary file, looks at it, and gives it its final name: another sees all of it or nothing. */
  async function store<T>(
    source: AsyncIterable<Uint8Array>,
    maxBytes: number,
    look: (path: string, file: FileHandle, seen: Seen) => Promise<T | FileProblem>,
  ): Promise<{ sha256: string; size: number; found: T } | FileProblem> {
    await onDisk(mkdir(incoming, { recursive: true, mode: 0o700 }));
    const path = join(incoming, randomUUID());
    const file = await onDisk(open(path, 'wx+', 0o600));
    let kept = false;
    try {
      const hash = createHash('sha256');
      const text = textWatch();
      let size = 0;
      for await (const chunk of source) {
        size += chunk.length;
        if (size > maxBytes) return 'tooLarge';
        hash.update(chunk);
        text.see(chunk);
        await onDisk(file.writeFile(chunk));
      }
      if (size === 0) return 'empty';
      const sha256 = hash.digest('hex');
      const found = await look(path, file, { size, isText: text.isText(), sha256 });
      if (isProblem(found)) return found;
      await onDisk(file.sync());
      await onDisk(mkdir(shelfOf(sha256), { recursive: true, mode: 0o700 }));
      // over the same bytes too: they count as new from now on, for the sweep
      await onDisk(rename(path, placeOfBytes(folder!, sha256)));
      kept = true;
      await onDisk(syncFolder(shelfOf(sha256)));
      return { sha256, size, found };
    } finally {
      await file.close();
      if (!kept) await unlink(path).catch(() => undefined);
    }
  }

  /** Whether bytes may not be taken because of what is in them; what cannot be asked of the scanner now is asked later. */
  async function isInfected(path: string, sha256: string): Promise<boolean> {
    const found = await scanner?.scan(createReadStream(path));
    if (found === undefined || found.verdict === 'unreachable') return (await scanOf(db, sha256)) === 'infected';
    await keepVerdict(db, { sha256, found, now: now() }, report);
    return found.verdict === 'infected';
  }

  async function sizeOf(sha256: string): Promise<number | null> {
    if (!isHash(sha256)) return null;
    const found = await stat(join(shelfOf(sha256), sha256)).catch(() => null);
    return found?.isFile() ? found.size : null;
  }

  async function sweep(now: string): Promise<number> {
    const before = Date.parse(now) - dayMs;
    let removed = 0;
    const removeOld = async (path: string) => {
      const found = await stat(path).catch(() => null);
      if (found === null || found.mtimeMs >= before) return;
      await unlink(path).catch(() => undefined);
      removed += 1;
    };
    await db.query`delete from attachment where dossier = ${ofNoDossier}::uuid and uploaded_at < ${new Date(before).toISOString()}::timestamptz`;
    await db.query`
      delete from scan s where s.verdict = 'clean' and s.scanned_at < ${new Date(before).toISOString()}::timestamptz
        and not exists (select from attachment a where a.sha256 = s.sha256)`;
    for (const name of await namesIn(incoming)) await removeOld(join(incoming, name));
    for (const shelf of (await namesIn(folder!)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      const hashes = (await namesIn(join(folder!, shelf))).filter(isHash);
      if (hashes.length === 0) continue;
      const named = await db.query<{ sha256: string }>`
        select sha256 from unnest(${hashes}::text[]) as f (sha256)
        where exists (select from attachment a where a.sha256 = f.sha256) or exists (select from rendering r where r.sha256 = f.sha256)`;
      const keep = new Set(named.map(({ sha256 }) => sha256));
      for (const sha256 of hashes) if (!keep.has(sha256)) await removeOld(join(folder!, shelf, sha256));
    }
    return removed;
  }

  return {
    folder,
    quota,
    scans,
    async receive(source, { maxBytes = mostFileBytes, name = '', types } = {}) {
      const stored = await store(piecesOf(source), maxBytes, async (path, file, seen) => {
        const type = await typeOfFile(path, file, { ...seen, name });
        if (typeof type !== 'string') return type.problem;
        if (types !== undefined && !types.includes(type)) return 'type';
        return (await isInfected(path, seen.sha256)) ? 'infected' : { type };
      }).catch((error: unknown) => {
        if (!(error instanceof DiskError)) throw error;
        report(`${error.message}: make room, or mend it; until then files are turned away.`);
        return 'notKept' as const;
      });
      if (typeof stored === 'string') return { ok: false, problem: stored };
      const { sha256, size, found } = stored;
      return { ok: true, sha256, size, type: found.type, name: nameOf(name, found.type) };
    },
    async keep(bytes) {
      const stored = await store(once(bytes), Number.POSITIVE_INFINITY, async () => true as const);
      if (typeof stored === 'string') throw new Error(`a paper that is ${stored}`);
      return { sha256: stored.sha256, size: stored.size };
    },
    async open(sha256) {
      const size = await sizeOf(sha256);
      if (size === null) return null;
      const path = join(shelfOf(sha256), sha256);
      return { stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, size };
    },
    has: async (sha256) => (await sizeOf(sha256)) !== null,
    sweep,
  };
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const problems: ReadonlySet<unknown> = new Set<FileProblem>([
  'noFolder',
  'notKept',
  'empty',
  'tooLarge',
  'type',
  'unpacked',
  'odd',
  'disguised',
  'locked',
  'brokenXml',
  'largeXml',
  'infected',
]);
const isProblem = (found: unknown): found is FileProblem => problems.has(found);

/** The disk did not take something: it is full, or may only be read. */
class DiskError extends Error {}

const onDisk = <T>(done: Promise<T>): Promise<T> =>
  done.catch((error: NodeJS.ErrnoException) => {
    throw new DiskError(`The folder of files in DATA_DIR cannot be written (${error.code})`, { cause: error });
  });

const namesIn = (path: string) => readdir(path).catch((): string[] => []);

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function piecesOf(source: Source): AsyncIterable<Uint8Array> {
  const stream = source instanceof Blob ? source.stream() : source;
  return stream as AsyncIterable<Uint8Array>;
}

/** Watches whether what goes by is UTF-8 text. */
function textWatch() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = true;
  const see = (chunk?: Uint8Array) => {
    if (!text) return;
    try {
      const seen = chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      if (/\p{Cc}/u.test(seen.replace(/[\t\n\f\r]/g, ''))) text = false;
    } catch {
      text = false;
    }
  };
  return {
    see,
    isText() {
      see();
      return text;
    },
  };
}
