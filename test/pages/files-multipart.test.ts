import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, MalformedForm, partsOf } from '../../src/documents/multipart.ts';
import { multipart } from './filesSupport.ts';

/** A stream that hands bytes over in pieces of the given sizes, again and again. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const size = sizes[turn % sizes.length] ?? 1;
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
      turn += 1;
    },
  });
}

type Found = { name: string; filename: string | null; body: string };

async function readAll(stream: ReadableStream<Uint8Array>, boundary: string): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { name, filename, content } of partsOf(stream, boundary)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(Buffer.from(piece));
    found.push({ name, filename, body: Buffer.concat(pieces).toString('latin1') });
  }
  return found;
}

const plainName = fc.stringMatching(/^[A-Za-z0-9 ._-]{1,20}$/);
/** Bytes that like to look like a boundary. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .array(fc.constantFrom('\r\n--x-boundary-7', '\r\n--x-boundary', '\r\n', '\r', '--', '\0', 'ầ', '\r\n\r\n'), {
      maxLength: 12,
    })
    .map((words) => Buffer.from(words.join('').replaceAll('\r\n--x-boundary-7', '\r\n--x-boundary-8'))),
);
const part = fc.record({ name: plainName, file: fc.option(plainName, { nil: undefined }), body: content });

describe('a form that is read as it comes in', () => {
  it('gives every field and file as it was sent, however the network cuts it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        async (parts, sizes) => {
          const sent = parts.map(({ name, file, body }) => ({ name, body, ...(file === undefined ? {} : { file }) }));
          const found = await readAll(inPieces(multipart(sent).body, sizes), 'x-boundary-7');
          expect(found).toEqual(
            parts.map(({ name, file, body }) => ({
              name,
              filename: file ?? null,
              body: Buffer.from(body).toString('latin1'),
            })),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('comes to an end with any bytes at all, and says so when they are no form', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              '--b',
              '\r\n--b',
              '--b--',
              '\r\n',
              '\r\n\r\n',
              'Content-Disposition: form-data; name="a"',
              '"',
            ),
            fc.string(),
          ),
          { maxLength: 30 },
        ),
        fc.integer({ min: 1, max: 40 }),
        async (words, size) => {
          try {
            await readAll(inPieces(Buffer.from(words.join('')), [size]), 'b');
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedForm);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused when it is cut off anywhere', async () => {
    const { body } = multipart([
      { name: 'a', body: 'một' },
      { name: 'f', file: 'x.pdf', body: 'hai' },
    ]);
    for (let end = 0; end < body.length - 2; end += 1)
      await expect(readAll(inPieces(body.subarray(0, end), [7]), 'x-boundary-7')).rejects.toThrow(MalformedForm);
  });

  it('skips what nobody reads', async () => {
    const { body } = multipart([
      { name: 'big', file: 'big.bin', body: Buffer.alloc(100_000, 'z') },
      { name: 'after', body: 'đây' },
    ]);
    const names: string[] = [];
    for await (const { name, content } of partsOf(inPieces(body, [4096]), 'x-boundary-7')) {
      names.push(name);
      for await (const _ of content) break;
    }
    expect(names).toEqual(['big', 'after']);
  });

  it('has a head and a number of fields with an end', async () => {
    const endless = Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="${'a'.repeat(20_000)}"\r\n\r\nx\r\n--b--`,
    );
    await expect(readAll(inPieces(endless, [1000]), 'b')).rejects.toThrow('head');
    const many = multipart(Array.from({ length: 1_001 }, () => ({ name: 'a', body: '' })));
    await expect(readAll(inPieces(many.body, [5000]), 'x-boundary-7')).rejects.toThrow('too many');
    await expect(readAll(inPieces(Buffer.alloc(50_000, 'a'), [1000]), 'b')).rejects.toThrow('no boundary');
  });

  it('is known by its Content-Type', () => {
    expect(boundaryOf('multipart/form-data; boundary=----WebKitFormBoundaryAbc123')).toBe(
      '----WebKitFormBoundaryAbc123',
    );
    expect(boundaryOf('Multipart/Form-Data; charset=utf-8; boundary="a b"')).toBe('a b');
    for (const none of [
      undefined,
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/mixed; boundary=b',
      `multipart/form-data; boundary=${'b'.repeat(71)}`,
    ])
      expect(boundaryOf(none)).toBe(null);
  });
});
