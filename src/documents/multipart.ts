// Reads multipart/form-data (RFC 7578) as it comes in, so that a file is never held in memory as a whole.

/** One field of a form. `content` may be left unread: what is left of it is skipped. */
export type Part = {
  readonly name: string;
  /** null for a plain field; '' where a form has a place for a file and none was chosen. */
  readonly filename: string | null;
  readonly content: AsyncIterable<Uint8Array>;
};

/** What was sent is no form: cut off, or not in the form's own format. */
export class MalformedForm extends Error {
  override name = 'MalformedForm';
}

const headBytes = 8 * 1024;
const mostParts = 1_000;
const endOfHead = Buffer.from('\r\n\r\n');

/** The boundary that a Content-Type names; null when it is not that of a multipart form. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (!/^multipart\/form-data\s*;/i.test(contentType ?? '')) return null;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]*)"|([^;\s]+))/i.exec(contentType ?? '') ?? [];
  const boundary = quoted ?? plain ?? '';
  return /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary) ? boundary : null;
}

/** The parts of a form, one after another. Asking for the next one skips what was not read of the one before. */
export async function* partsOf(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const pieces = body[Symbol.asyncIterator]();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // the first boundary stands without the line break that goes before every other
  let held: Buffer = Buffer.from('\r\n');

  const more = async () => {
    const { done, value } = await pieces.next();
    if (done) throw new MalformedForm('the form was cut off');
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value]);
  };
  /** What stands before the next delimiter, piece by piece; null when it has been reached. */
  const piece = async (): Promise<Buffer | null> => {
    for (;;) {
      const at = held.indexOf(delimiter);
      const safe = at === -1 ? held.length - delimiter.length + 1 : at;
      if (safe > 0) {
        const found = held.subarray(0, safe);
        held = held.subarray(safe);
        return found;
      }
      if (at === 0) return null;
      await more();
    }
  };
  /** Steps over a delimiter; false when it was the last. */
  const next = async (): Promise<boolean> => {
    while (held.length < delimiter.length + 2) await more();
    const after = held.toString('latin1', delimiter.length, delimiter.length + 2);
    if (after !== '\r\n' && after !== '--') throw new MalformedForm('a boundary that is none');
    held = held.subarray(delimiter.length + 2);
    return after === '\r\n';
  };
  const head = async (): Promise<string> => {
    for (;;) {
      const at = held.indexOf(endOfHead);
      if (at > headBytes || (at === -1 && held.length > headBytes)) throw new MalformedForm('a head without end');
      if (at !== -1) {
        const text = held.toString('utf8', 0, at);
        held = held.subarray(at + endOfHead.length);
        return text;
      }
      await more();
    }
  };

  try {
    for (let skipped = 0, some = await piece(); some !== null; some = await piece()) {
      skipped += some.length;
      if (skipped > headBytes) throw new MalformedForm('no boundary');
    }
    for (let count = 0; await next(); count += 1) {
      if (count >= mostParts) throw new MalformedForm('too many fields');
      const described = describe(await head());
      const content = (async function* () {
        for (let some = await piece(); some !== null; some = await piece()) yield some;
      })();
      yield { ...described, content };
      while ((await piece()) !== null);
    }
  } finally {
    await pieces.return?.().catch(() => undefined);
  }
}

function describe(head: string): { name: string; filename: string | null } {
  const line = head.split('\r\n').find((some) => /^content-disposition\s*:/i.test(some)) ?? '';
  const parameter = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(line)?.[1]?.replace(/%22/g, '"');
  const name = parameter('name');
  if (!/^content-disposition\s*:\s*form-data\s*;/i.test(line) || name === undefined)
    throw new MalformedForm('a field without a name');
  return { name: name.replace(/%0D%0A/gi, '\n'), filename: parameter('filename') ?? null };
}
