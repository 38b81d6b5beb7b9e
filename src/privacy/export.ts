// Everything of somebody's as one ZIP, written while it is read.

import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Files } from '../documents/index.ts';
import type { Package } from './held.ts';

/** A package as the bytes of a ZIP. A file whose bytes are not there any more is named in `missing.txt` with what is said of it. */
export async function zipOf(
  { texts, files }: Package,
  store: Pick<Files, 'open' | 'has'>,
  { now, said }: { now: string; said: string },
): Promise<ReadableStream<Uint8Array>> {
  const zip = new ZipFile();
  const mtime = new Date(now);
  for (const [name, text] of texts) zip.addBuffer(Buffer.from(text), name, { mtime });
  const missing: string[] = [];
  for (const { path, sha256, size } of files) {
    if (!(await store.has(sha256))) {
      missing.push(`${path}: ${said}`);
      continue;
    }
    // opened when its turn comes: of many files one is open at a time
    zip.addReadStreamLazy(path, { mtime, size, compress: false }, (done) => {
      store.open(sha256).then(
        (kept) =>
          kept === null
            ? done(new Error(`the bytes ${sha256} are gone`), Readable.from([]))
            : done(null, Readable.fromWeb(kept.stream as Parameters<typeof Readable.fromWeb>[0])),
        (error: unknown) => done(error, Readable.from([])),
      );
    });
  }
  if (missing.length > 0) zip.addBuffer(Buffer.from(`${missing.join('\n')}\n`), 'missing.txt', { mtime });
  zip.end();
  const output = new Readable().wrap(zip.outputStream);
  zip.on('error', (error: Error) => output.destroy(error));
  return Readable.toWeb(output) as ReadableStream<Uint8Array>;
}
