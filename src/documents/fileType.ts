// What a file is, by what is in it. What it is called says nothing.

import type { FileHandle } from 'node:fs/promises';
import { judgeZip } from './officeFile.ts';
import { isLockedPdf } from './pdfLock.ts';
import { mostXmlBytes, walkXml, type XmlProblem } from './xml.ts';

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
  'application/xml': 'xml',
  'text/csv': 'csv',
  'text/plain': 'txt',
};

/** `disguised`: text whose name says that it is something else. `locked`: a PDF or an Office file that only a password opens. */
export type TypeProblem = 'unpacked' | 'odd' | 'disguised' | 'locked' | XmlProblem;

const isZip = (head: Buffer) => head.subarray(0, 2).toString('latin1') === 'PK';

/** The container of Office before 2007; a document of today lies in one when it has a password. */
const isOldOffice = (head: Buffer) => head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1';

/** Endings of what is no text: of those that are taken, of what was taken long ago, and of programs. */
const saysOtherwise = /\.(pdf|png|jpe?g|webp|gif|heic|docx?|xlsx?|pptx?|odt|zip|exe|msi|dll|scr)\s*$/i;

/** Whether some bytes stand anywhere in a file. */
async function holds(file: FileHandle, size: number, what: Buffer): Promise<boolean> {
  const piece = Buffer.alloc(64 * 1024);
  for (let at = 0; at < size; at += piece.length - what.length) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (piece.subarray(0, bytesRead).includes(what)) return true;
    if (bytesRead < piece.length) return false;
  }
  return false;
}

/** The type of a file that lies on the disk; `isText`: all of it is UTF-8 without control characters. */
export async function typeOfFile(
  path: string,
  file: FileHandle,
  { size, isText, name }: { size: number; isText: boolean; name: string },
): Promise<string | { problem: TypeProblem }> {
  // thirty modules, which a start does without
  const { fileTypeFromBuffer, fileTypeFromFile } = await import('file-type');
  const head = Buffer.alloc(Math.min(size, 4_100));
  await file.read(head, 0, head.length, 0);
  if (isZip(head)) {
    // judged before anything looks inside
    const verdict = await judgeZip(file, size);
    if (verdict !== 'fine') return { problem: verdict === 'odd' ? 'odd' : 'unpacked' };
    const found = await fileTypeFromFile(path).catch(() => undefined);
    return found !== undefined && found.mime in types ? found.mime : { problem: 'type' };
  }
  if (isOldOffice(head) && (await holds(file, size, Buffer.from('EncryptedPackage', 'utf16le'))))
    return { problem: 'locked' };
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  // read whole only where it says that it is encrypted: it is no larger than what is received
  if (found?.mime === 'application/pdf' && (await holds(file, size, Buffer.from('/Encrypt')))) {
    const bytes = Buffer.alloc(size);
    await file.read(bytes, 0, size, 0);
    if (isLockedPdf(bytes)) return { problem: 'locked' };
  }
  if (isText && (found?.mime === 'application/xml' || (found === undefined && /\.xml$/i.test(name)))) {
    if (size > mostXmlBytes) return { problem: 'largeXml' };
    const bytes = Buffer.alloc(size);
    await file.read(bytes, 0, size, 0);
    const problem = walkXml(bytes.toString('utf8'), () => undefined);
    return problem === null ? 'application/xml' : { problem };
  }
  if (found !== undefined)
    return found.mime in types && found.mime !== 'application/xml' ? found.mime : { problem: 'type' };
  if (!isText) return { problem: 'type' };
  if (saysOtherwise.test(name)) return { problem: 'disguised' };
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
