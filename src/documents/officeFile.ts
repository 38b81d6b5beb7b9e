// Office documents are ZIP files, and so are bombs: judged by their table of contents, then by unpacking every member into
// nothing, as far as it says that it goes.

import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/** The most that a document may be when unpacked, with the documents inside it. */
export const mostUnpacked = 200 * 1024 * 1024;

/** How many times larger than itself a document may be when unpacked, once it is larger than `smallUnpacked`. */
const mostRatio = 200;
const smallUnpacked = 20 * 1024 * 1024;

const mostEntries = 5_000;
const mostTable = 4 * 1024 * 1024;
/** The most that a document inside a document may have. */
const mostInner = 16 * 1024 * 1024;
const endBytes = 22;
const longestComment = 65_535;
const pieceBytes = 64 * 1024;

export type Verdict = 'fine' | 'tooLargeUnpacked' | 'odd';

/** Bytes from one place to another. */
type Bytes = (from: number, to: number) => Promise<Buffer>;
type Member = { name: string; from: number; packed: number; full: number; method: number };
/** What is left of the bytes that all of it may have. */
type Budget = { left: number };

/**
 * Judges a ZIP file: bounded when unpacked, in all and by what it is packed in, whole, not encrypted, every member as large as
 * it says, none laid over another (the trick of small bombs), none named as if to leave its folder, no archive or program inside
 * whatever it is called, no macros. A document may have others inside, as Excel tables in slides are; those have none.
 */
export async function judgeZip(file: FileHandle, size: number): Promise<Verdict> {
  const bytes: Bytes = async (from, to) => {
    const room = Buffer.alloc(Math.max(0, to - from));
    const { bytesRead } = await file.read(room, 0, room.length, from);
    return room.subarray(0, bytesRead);
  };
  const budget = { left: mostUnpacked };
  const verdict = await judge(bytes, size, budget, 0);
  const unpacked = mostUnpacked - budget.left;
  return verdict === 'fine' && unpacked > smallUnpacked && unpacked > size * mostRatio ? 'tooLargeUnpacked' : verdict;
}

/** The same of a file that was read already, with the most that it may be when unpacked. */
export function judgeZipIn(whole: Buffer, most: number): Promise<Verdict> {
  const bytes: Bytes = async (from, to) => whole.subarray(from, Math.max(from, to));
  return judge(bytes, whole.length, { left: most }, 0);
}

async function judge(bytes: Bytes, size: number, budget: Budget, depth: number): Promise<Verdict> {
  const tail = await bytes(Math.max(0, size - endBytes - longestComment), size);
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (at === -1 || tail.length - at < endBytes || at + endBytes + tail.readUInt16LE(at + 20) !== tail.length)
    return 'odd';
  const [disk, tableDisk, here, entries] = [4, 6, 8, 10].map((offset) => tail.readUInt16LE(at + offset));
  const [tableSize, tableAt] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  const endAt = size - tail.length + at;
  if (disk !== 0 || tableDisk !== 0 || here !== entries || entries === 0 || entries! > mostEntries) return 'odd';
  if (tableSize > mostTable || tableAt + tableSize !== endAt) return 'odd';
  const members = membersIn(await bytes(tableAt, endAt), entries!);
  if (members === null) return 'odd';
  members.sort((a, b) => a.from - b.from);
  for (const [index, { from, packed }] of members.entries())
    if (from + 30 + packed > (members[index + 1]?.from ?? tableAt)) return 'odd';
  // what they say of themselves first: a bomb that says so is not unpacked at all
  if (members.reduce((sum, { full }) => sum + full, 0) > budget.left) return 'tooLargeUnpacked';
  for (const member of members) {
    const verdict = await unpack(bytes, member, budget, depth);
    if (verdict !== 'fine') return verdict;
  }
  return 'fine';
}

/** What the table of contents says; null when it is not to be trusted. */
function membersIn(table: Buffer, entries: number): Member[] | null {
  const members: Member[] = [];
  let offset = 0;
  for (let index = 0; index < entries; index += 1) {
    if (offset + 46 > table.length || table.readUInt32LE(offset) !== 0x02014b50) return null;
    const flags = table.readUInt16LE(offset + 8);
    const method = table.readUInt16LE(offset + 10);
    const [packed, full] = [table.readUInt32LE(offset + 20), table.readUInt32LE(offset + 24)];
    const lengths = [28, 30, 32].map((field) => table.readUInt16LE(offset + field));
    const name = table.toString('utf8', offset + 46, offset + 46 + lengths[0]!);
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || packed === 0xffffffff || full === 0xffffffff)
      return null;
    if (isOddName(name)) return null;
    members.push({ name, from: table.readUInt32LE(offset + 42), packed, full, method });
    offset += 46 + lengths[0]! + lengths[1]! + lengths[2]!;
  }
  return offset === table.length ? members : null;
}

const isOddName = (name: string) =>
  name.includes('\0') ||
  /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(name) ||
  /\.(zip|7z|rar|gz|tar|jar|exe|dll|js|vbs|bat|cmd|ps1|scr|msi)$|vbaProject\.bin$/i.test(name);

/** Unpacks one member, into nothing but what an inner document needs to be judged. */
async function unpack(bytes: Bytes, member: Member, budget: Budget, depth: number): Promise<Verdict> {
  const { name, from, packed, full, method } = member;
  const head = await bytes(from, from + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50 || head.readUInt16LE(8) !== method) return 'odd';
  const nameEnd = from + 30 + head.readUInt16LE(26);
  if ((await bytes(from + 30, nameEnd)).toString('utf8') !== name) return 'odd';
  const start = nameEnd + head.readUInt16LE(28);
  const inner: Buffer[] = [];
  let begin: Buffer = Buffer.alloc(0);
  let keeps = false;
  let size = 0;
  try {
    for await (const piece of contentOf(bytes, start, start + packed, method)) {
      size += piece.length;
      if (size > full) return 'odd';
      if (begin.length < 8) {
        begin = Buffer.concat([begin, piece.subarray(0, 8)]);
        if (begin.length >= 4 && isForbidden(begin, name, depth)) return 'odd';
        keeps = isZip(begin);
      }
      if (keeps && size > mostInner) return 'tooLargeUnpacked';
      if (keeps || size <= 8) inner.push(piece);
    }
  } catch {
    return 'odd'; // what is packed in it cannot be unpacked
  }
  if (size !== full) return 'odd';
  budget.left -= size;
  if (budget.left < 0) return 'tooLargeUnpacked';
  if (!keeps) return 'fine';
  const document = Buffer.concat(inner);
  return judge(async (a, b) => document.subarray(Math.max(0, a), b), document.length, budget, depth + 1);
}

async function* contentOf(bytes: Bytes, from: number, to: number, method: number): AsyncGenerator<Buffer> {
  const pieces = (async function* () {
    for (let at = from; at < to; at += pieceBytes) yield await bytes(at, Math.min(to, at + pieceBytes));
  })();
  if (method === 0) return yield* pieces;
  const source = Readable.from(pieces);
  const unpacked = createInflateRaw();
  source.on('error', (error) => unpacked.destroy(error));
  try {
    yield* source.pipe(unpacked);
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

const isZip = (begin: Buffer) => begin.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
const programs = ['7z\xbc\xaf', 'Rar!', '\x7fELF', 'MZ\x90\x00'];

/** An archive or a program, whatever it is called; only a document may stand inside a document, and only where Office puts it. */
function isForbidden(begin: Buffer, name: string, depth: number): boolean {
  if (isZip(begin)) return depth > 0 || !/(^|\/)embeddings\/[^/]+\.(xlsx|docx|pptx)$/i.test(name);
  return programs.includes(begin.subarray(0, 4).toString('latin1'));
}
