// What the table of contents of a ZIP file says, read without unpacking anything. Office documents are ZIP files, and so are bombs.

import type { FileHandle } from 'node:fs/promises';

/** The most that a document may be when unpacked. */
export const mostUnpacked = 200 * 1024 * 1024;

const mostEntries = 5_000;
const mostTable = 4 * 1024 * 1024;
const endBytes = 22;
const longestComment = 65_535;

export type Verdict = 'fine' | 'tooLargeUnpacked' | 'odd';

/**
 * Judges a ZIP file by its central directory: bounded when unpacked, whole, not encrypted, no member laid over another (the
 * trick of small bombs), none named as if to leave its folder, no archive or program inside, no macros.
 */
export async function judgeZip(file: FileHandle, size: number): Promise<Verdict> {
  const tail = await bytesAt(file, Math.max(0, size - endBytes - longestComment), size);
  const at = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (at === -1 || tail.length - at < endBytes || at + endBytes + tail.readUInt16LE(at + 20) !== tail.length)
    return 'odd';
  const [disk, tableDisk, here, entries] = [4, 6, 8, 10].map((offset) => tail.readUInt16LE(at + offset));
  const [tableSize, tableAt] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  const endAt = size - tail.length + at;
  if (disk !== 0 || tableDisk !== 0 || here !== entries || entries === 0 || entries! > mostEntries) return 'odd';
  if (tableSize > mostTable || tableAt + tableSize !== endAt) return 'odd';
  const table = await bytesAt(file, tableAt, endAt);
  const members: { from: number; packed: number }[] = [];
  let unpacked = 0;
  let offset = 0;
  for (let index = 0; index < entries!; index += 1) {
    if (offset + 46 > table.length || table.readUInt32LE(offset) !== 0x02014b50) return 'odd';
    const flags = table.readUInt16LE(offset + 8);
    const method = table.readUInt16LE(offset + 10);
    const [packed, full] = [table.readUInt32LE(offset + 20), table.readUInt32LE(offset + 24)];
    const lengths = [28, 30, 32].map((field) => table.readUInt16LE(offset + field));
    const name = table.toString('utf8', offset + 46, offset + 46 + lengths[0]!);
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || packed === 0xffffffff || full === 0xffffffff)
      return 'odd';
    if (isOddName(name)) return 'odd';
    members.push({ from: table.readUInt32LE(offset + 42), packed });
    unpacked += full;
    offset += 46 + lengths[0]! + lengths[1]! + lengths[2]!;
  }
  if (offset !== table.length) return 'odd';
  members.sort((a, b) => a.from - b.from);
  for (const [index, { from, packed }] of members.entries())
    if (from + 30 + packed > (members[index + 1]?.from ?? tableAt)) return 'odd';
  return unpacked > mostUnpacked ? 'tooLargeUnpacked' : 'fine';
}

const isOddName = (name: string) =>
  name.includes('\0') ||
  /^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(name) ||
  /\.(zip|7z|rar|gz|tar|jar|exe|dll|js|vbs|bat|cmd|ps1|scr|msi)$|vbaProject\.bin$/i.test(name);

async function bytesAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  return bytes.subarray(0, bytesRead);
}
