// A tar file (POSIX ustar), as far as a backup needs one: written and read piece by piece, never held whole.

import type { FileHandle } from 'node:fs/promises';

const block = 512;
const pieceBytes = 1 << 18;

/** Why a file is not what it should be, in a few words. */
export class Damage extends Error {}

/** One file inside; its content is read where it stands, as often as asked. */
export type Entry = { name: string; size: number; content(): AsyncGenerator<Buffer> };

/** Appends entries to an empty file. The size of an entry need not be known: its header is written when it has ended. */
export function tarWriter(file: FileHandle, seconds: number) {
  let end = 0;
  return {
    async add(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
      const start = end;
      end += block;
      for await (const piece of content) {
        await writeAll(file, piece, end);
        end += piece.length;
      }
      const size = end - start - block;
      end += await writeAll(file, Buffer.alloc(-size & (block - 1)), end);
      await writeAll(file, headerOf(name, size, seconds), start);
    },
    /** Two empty blocks: whoever reads knows that nothing is missing behind. */
    async close(): Promise<void> {
      await writeAll(file, Buffer.alloc(2 * block), end);
      await file.sync();
    },
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
  return bytes.length;
}

/** The entries in their order. Throws a Damage where the file is not such a tar file, or ends too early. */
export async function* tarEntries(file: FileHandle): AsyncGenerator<Entry> {
  const { size: length } = await file.stat();
  for (let at = 0; ; ) {
    const header = await readAll(file, at, block);
    if (header.every((byte) => byte === 0)) return;
    if (checksumOf(header) !== Number.parseInt(textIn(header, 148, 8), 8)) throw new Damage('a heading is damaged');
    const size = sizeIn(header);
    const start = at + block;
    at = start + Math.ceil(size / block) * block;
    if (at > length) throw new Damage('it ends too early');
    yield {
      name: textIn(header, 0, 100),
      size,
      async *content() {
        for (let done = 0; done < size; ) {
          const piece = await readAll(file, start + done, Math.min(pieceBytes, size - done));
          done += piece.length;
          yield piece;
        }
      },
    };
  }
}

async function readAll(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Damage('it ends too early');
    done += bytesRead;
  }
  return bytes;
}

const textIn = (header: Buffer, from: number, length: number) =>
  header.toString('latin1', from, from + length).replace(/\0.*$/s, '');

/** Eight octal digits do for 8 GB; above, the number itself behind a mark, as GNU tar writes it. */
const octalMost = 8 ** 11;

function sizeIn(header: Buffer): number {
  return header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(textIn(header, 124, 12), 8);
}

function headerOf(name: string, size: number, seconds: number): Buffer {
  const header = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number) =>
    header.write(value.toString(8).padStart(digits, '0'), at);
  header.write(name, 0, 100, 'latin1');
  octal(0o600, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  if (size < octalMost) octal(size, 124, 11);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  octal(Math.floor(seconds), 136, 11);
  header.write('0', 156);
  header.write('ustar\u000000', 257, 'latin1');
  octal(checksumOf(header), 148, 6);
  header[155] = 0x20;
  return header;
}

/** The sum of a header's bytes, with its own place counted as spaces. */
function checksumOf(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 0x20 : (header[at] ?? 0);
  return sum;
}
