import { createHash, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { App } from '../../src/app.tsx';
import type { Database } from '../../src/database/pool.ts';

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** A person with a session: the headers of their requests. */
export async function signedIn(db: Database, person: string, name: string): Promise<Record<string, string>> {
  const token = Array.from(randomBytes(40), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
  await db.query`insert into person (id, email, name, confirmed_at, created_at)
    values (${person}, ${`${person}@vidu.test`}, ${name}, now(), now()) on conflict do nothing`;
  await db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
    values (${sha256(token)}, ${person}, now(), now(), now() + interval '1 day')`;
  return { cookie: `session=${token}` };
}

export type Sent = { name: string; file?: string; body: string | Uint8Array };

export function multipart(parts: readonly Sent[], boundary = 'x-boundary-7'): { body: Buffer; type: string } {
  const pieces = parts.flatMap(({ name, file, body }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
    body,
    '\r\n',
  ]);
  const all = [...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece as string));
  return { body: Buffer.concat(all), type: `multipart/form-data; boundary=${boundary}` };
}

/** Posts a form with files as a browser does, with its length; '' as headers is nobody. */
export function send(app: App, path: string, headers: Record<string, string>, parts: readonly Sent[]) {
  const { body, type } = multipart(parts);
  return app.request(`http://vuon-uom.test${path}`, {
    method: 'POST',
    headers: {
      host: 'vuon-uom.test',
      origin: 'http://vuon-uom.test',
      'content-type': type,
      'content-length': String(body.length),
      ...headers,
    },
    body: new Uint8Array(body),
  });
}

export const look = (app: App, path: string, headers: Record<string, string> = {}) =>
  app.request(`http://vuon-uom.test${path}`, { headers: { host: 'vuon-uom.test', ...headers } });

export const pdf = (word: string) => `%PDF-1.7\n% ${word}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`;
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Member = { name: string; body?: string; bytes?: Uint8Array; declared?: number; from?: number; flags?: number };

/** A ZIP file; `declared` says how large a member claims to be when unpacked, `from` where it claims to begin. */
export function zip(members: readonly Member[]): Buffer {
  const files: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const { name, body = 'x', bytes = Buffer.from(body), declared, from, flags = 0 } of members) {
    const packed = deflateRawSync(bytes);
    const full = declared ?? bytes.length;
    const crc = crc32(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(full, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(full, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(from ?? offset, 42);
    files.push(local, Buffer.from(name), packed);
    table.push(entry, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, directory, end]);
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.${main}+xml"/></Types>`;

/** A Word document, with whatever else is to lie in it. */
export const docx = (...more: Member[]): Buffer =>
  zip([
    { name: '[Content_Types].xml', body: contentTypes('wordprocessingml.document.main') },
    { name: 'word/document.xml', body: '<document/>' },
    ...more,
  ]);
export const xlsx = (): Buffer =>
  zip([
    { name: '[Content_Types].xml', body: contentTypes('spreadsheetml.sheet.main') },
    { name: 'xl/workbook.xml', body: '<workbook/>' },
  ]);
