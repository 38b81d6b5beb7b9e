import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';

/** What a paper draws and embeds, whatever packed it: the SHA-256 of all of its streams unpacked. Another zlib packs otherwise. */
export function drawingOf(paper: Uint8Array): string {
  const bytes = Buffer.from(paper);
  const hash = createHash('sha256');
  for (let from = bytes.indexOf('\nstream\n'); from >= 0; from = bytes.indexOf('\nstream\n', from)) {
    const end = bytes.indexOf('\nendstream', from + 8);
    const stream = bytes.subarray(from + 8, end);
    const head = bytes.subarray(bytes.lastIndexOf(' obj\n', from), from).toString('latin1');
    hash.update(head.includes('/FlateDecode') ? inflateSync(stream) : stream);
    from = end;
  }
  return hash.digest('hex');
}
