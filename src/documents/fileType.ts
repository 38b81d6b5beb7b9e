// What a file is, by what is in it. What it is called says nothing.

import type { FileHandle } from 'node:fs/promises';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';
import { judgeZip } from './officeFile.ts';

/** The types that people may attach, each with the ending that its files have. */
export const types: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'text/csv': 'csv',
  'text/plain': 'txt',
};

export type TypeProblem = 'type' | 'unpacked' | 'odd';

const isZip = (head: Buffer) => head.subarray(0, 2).toString('latin1') === 'PK';

/** The type of a file that lies on the disk; `isText`: all of it is UTF-8 without control characters. */
export async function typeOfFile(
  path: string,
  file: FileHandle,
  { size, isText, name }: { size: number; isText: boolean; name: string },
): Promise<string | { problem: TypeProblem }> {
  const head = Buffer.alloc(Math.min(size, 4_100));
  await file.read(head, 0, head.length, 0);
  if (isZip(head)) {
    // judged before anything looks inside
    const verdict = await judgeZip(file, size);
    if (verdict !== 'fine') return { problem: verdict === 'odd' ? 'odd' : 'unpacked' };
    const found = await fileTypeFromFile(path).catch(() => undefined);
    return found !== undefined && found.mime in types ? found.mime : { problem: 'type' };
  }
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found !== undefined) return found.mime in types ? found.mime : { problem: 'type' };
  if (!isText) return { problem: 'type' };
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

/**
 * The name that a file is kept under: without folders, control and direction characters, composed, and with an ending that
 * tells the truth about its type.
 */
export function nameOf(given: string, type: string): string {
  const ending = types[type] ?? 'bin';
  const plain = (given.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, '')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const same = new RegExp(ending === 'jpg' ? '\\.jpe?g$' : `\\.${ending}$`, 'i');
  const name = plain === '' ? 'tai-lieu' : plain;
  const short = [...name];
  const most = 200;
  const cut =
    short.length <= most ? name : `${short.slice(0, most - 10).join('')}${/\.\w{1,5}$/.exec(name)?.[0] ?? ''}`;
  return same.test(cut) ? cut : `${cut}.${ending}`;
}
