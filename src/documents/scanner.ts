// A virus scanner beside the application: clamd, spoken to by its own protocol over a socket.

import { createConnection, type NetConnectOpts, type Socket } from 'node:net';

/** `unreachable`: nobody can say, now; why is for the operator. */
export type Verdict =
  | { readonly verdict: 'clean' }
  | { readonly verdict: 'infected'; readonly signature: string }
  | { readonly verdict: 'unreachable'; readonly why: string };

export type Scanner = {
  /** Sends bytes to be looked at, as they are read. Never throws because of the scanner. */
  scan(bytes: AsyncIterable<Uint8Array>): Promise<Verdict>;
};

/** Where clamd listens: the path of a Unix socket, or `host:port`. null when the text is neither. */
export function scannerPlace(text: string): NetConnectOpts | null {
  if (text.startsWith('/')) return text.includes('\0') ? null : { path: text };
  const [, host, port] = /^(?:\[([0-9a-f:.]+)\]|[^\s/:@[\]]+):(\d{1,5})$/i.exec(text) ?? [];
  const number = Number(port);
  if (port === undefined || number < 1 || number > 65_535) return null;
  return { host: host ?? text.slice(0, text.lastIndexOf(':')), port: number };
}

/** Why a scanner cannot be used, for the operator; null where it looked at something that is nothing. */
export async function faultOf(scanner: Scanner): Promise<string | null> {
  const found = await scanner.scan(nothing());
  return found.verdict === 'unreachable' ? found.why : null;
}
async function* nothing(): AsyncIterable<Uint8Array> {
  yield Buffer.from('\n');
}

const pieceBytes = 64 * 1024;
const mostReply = 4 * 1024;

/**
 * clamd at a place, asked by INSTREAM: every piece with its length before it, a length of none at the end, then one reply. A
 * scanner that says nothing for `silentMs` counts as unreachable, and so does what it says about itself.
 */
export function openScanner(place: NetConnectOpts, { silentMs = 30_000 } = {}): Scanner {
  return {
    async scan(bytes) {
      const socket = createConnection(place);
      socket.setTimeout(silentMs, () => socket.destroy(new Error('it is silent')));
      const reply = replyOf(socket);
      // read below, or failed together with what is sent
      reply.catch(() => undefined);
      const sent = send(socket, bytes);
      sent.catch(() => undefined);
      try {
        // clamd may answer before all is sent: that the file is too large for it, or that it has found something
        await Promise.race([sent, reply]);
        return verdictOf(await reply);
      } catch (error) {
        return { verdict: 'unreachable', why: error instanceof Error ? error.message : String(error) };
      } finally {
        socket.destroy();
      }
    },
  };
}

async function send(socket: Socket, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const some of bytes)
    for (let at = 0; at < some.length; at += pieceBytes) {
      const piece = some.subarray(at, at + pieceBytes);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(piece.length);
      await write(socket, Buffer.concat([length, piece]));
    }
  await write(socket, Buffer.alloc(4));
}

const write = (socket: Socket, bytes: Uint8Array) =>
  new Promise<void>((done, fail) => socket.write(bytes, (error) => (error ? fail(error) : done())));

function replyOf(socket: Socket): Promise<string> {
  return new Promise((done, fail) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (some: string) => {
      text += some;
      if (text.includes('\0')) done(text.slice(0, text.indexOf('\0')));
      else if (text.length > mostReply) fail(new Error('its reply has no end'));
    });
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('it hung up without a reply')));
  });
}

function verdictOf(reply: string): Verdict {
  if (reply === 'stream: OK') return { verdict: 'clean' };
  const signature = /^stream: (.*) FOUND$/.exec(reply)?.[1];
  if (signature !== undefined)
    return { verdict: 'infected', signature: signature.replace(/[^\w.:-]/g, '_').slice(0, 100) };
  return { verdict: 'unreachable', why: `it said ${JSON.stringify(reply.slice(0, 200))}` };
}
