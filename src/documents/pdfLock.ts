// Whether a PDF opens only with a password. Many are encrypted with none, to forbid printing or copying: those everybody reads.

import { createCipheriv, createHash } from 'node:crypto';

const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest();

/** What stands before a password that is shorter, and is all of an empty one (ISO 32000-1, 7.6.3.3). */
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

function rc4(key: Buffer, data: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, at) => at);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + box[i]! + key[i % key.length]!) & 255;
    [box[i], box[j]] = [box[j]!, box[i]!];
  }
  let [i, j] = [0, 0];
  return data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + box[i]!) & 255;
    [box[i], box[j]] = [box[j]!, box[i]!];
    return byte ^ box[(box[i]! + box[j]!) & 255]!;
  }) as Buffer;
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };

/** The string that stands at a place of a PDF, as '(…)' or '<…>'; null where none does. */
function stringAt(text: string, at: number): Buffer | null {
  const hex = /^\s*<([0-9a-f\s]*)>/i.exec(text.slice(at, at + 1_000))?.[1];
  if (hex !== undefined) return Buffer.from(hex.replace(/\s/g, ''), 'hex');
  const begin = /^\s*\(/.exec(text.slice(at, at + 100))?.[0].length;
  if (begin === undefined) return null;
  let [read, depth] = ['', 1];
  for (let i = at + begin; i < Math.min(text.length, at + 1_000); i += 1) {
    let one = text[i]!;
    if (one === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(i + 1, i + 4))?.[0];
      one =
        octal === undefined ? (escaped[text[i + 1]!] ?? text[i + 1]!) : String.fromCharCode(Number.parseInt(octal, 8));
      i += octal?.length ?? 1;
    } else if (one === '(') depth += 1;
    else if (one === ')') depth -= 1;
    if (depth === 0) return Buffer.from(read, 'latin1');
    read += one;
  }
  return null;
}

function stringOf(text: string, key: string): Buffer | null {
  const found = new RegExp(`/${key}(?=[\\s(<])`).exec(text);
  return found === null ? null : stringAt(text, found.index + found[0].length);
}

const numberOf = (text: string, key: string): number | null => {
  const found = new RegExp(`/${key}\\s+(-?\\d+)`).exec(text)?.[1];
  return found === undefined ? null : Number(found);
};

/** The hash of PDF 2.0 of an empty password (ISO 32000-2, algorithm 2.B). */
function hashOfEmpty(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest();
  for (let round = 0; ; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const made = cipher.update(Buffer.concat(Array<Buffer>(64).fill(key)));
    const rest = made.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][rest]!).update(made).digest();
    if (round >= 63 && made.at(-1)! <= round - 31) return key.subarray(0, 32);
  }
}

/** Whether the empty password opens what a dictionary of the standard handler says; null where it cannot be told. */
function opensEmpty(dictionary: string, id: Buffer): boolean | null {
  const [owner, user] = [stringOf(dictionary, 'O'), stringOf(dictionary, 'U')];
  const [revision, permissions] = [numberOf(dictionary, 'R'), numberOf(dictionary, 'P')];
  if (owner === null || user === null || revision === null || permissions === null) return null;
  if (revision >= 5) {
    const salt = user.subarray(32, 40);
    const hash = revision === 5 ? createHash('sha256').update(salt).digest() : hashOfEmpty(salt);
    return hash.equals(user.subarray(0, 32));
  }
  const allowed = Buffer.alloc(4);
  allowed.writeInt32LE(permissions | 0);
  const bare = revision >= 4 && /\/EncryptMetadata\s+false/.test(dictionary) ? [Buffer.alloc(4, 255)] : [];
  // a crypt filter has a /Length of its own, in bytes
  const bits = Number(/\/Length\s+(40|48|56|64|72|80|88|96|104|112|120|128)\b/.exec(dictionary)?.[1] ?? 0);
  const length = revision === 2 ? 5 : revision === 4 ? 16 : (bits || 40) / 8;
  let key: Buffer = md5(padding, owner.subarray(0, 32), allowed, id, ...bare).subarray(0, length);
  if (revision === 2) return rc4(key, padding).equals(user.subarray(0, 32));
  for (let time = 0; time < 50; time += 1) key = md5(key).subarray(0, length);
  let made: Buffer = md5(padding, id);
  for (let round = 0; round < 20; round += 1) made = rc4(Buffer.from(key.map((byte) => byte ^ round)), made);
  return made.equals(user.subarray(0, 16));
}

/** Whether a PDF opens only with a password. What cannot be told is taken as open: nobody is refused on a guess. */
export function isLockedPdf(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  const [, number, generation] = [...text.matchAll(/\/Encrypt\s+(\d{1,7})\s+(\d{1,5})\s+R/g)].at(-1) ?? [];
  const begins = number === undefined ? -1 : text.search(new RegExp(`(?<!\\d)${number}\\s+${generation}\\s+obj\\b`));
  if (begins < 0) return false;
  const dictionary = text.slice(begins, text.indexOf('endobj', begins));
  const ids = [...text.matchAll(/\/ID\s*\[/g)];
  const id = ids.map((one) => stringAt(text, one.index + one[0].length)).find((one) => one !== null);
  return opensEmpty(dictionary, id ?? Buffer.alloc(0)) === false;
}
