// A virus scanner that speaks clamd's protocol over a real Unix socket and knows one virus: the test file of EICAR.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The text that every scanner takes for a virus and that is none. In two pieces, for the scanners of those who read this. */
export const eicar = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'}`;

export type Clamd = {
  path: string;
  /** How many files it has looked at. */
  seen(): number;
  /** What it answers instead of a verdict; null: nothing, for ever. */
  answers(instead: string | null | undefined): void;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export async function openClamd(): Promise<Clamd> {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'clamd.ctl');
  let seen = 0;
  let instead: string | null | undefined;
  let server: Server | undefined;
  const open = new Set<Socket>();
  const clamd: Clamd = {
    path,
    seen: () => seen,
    answers: (text) => {
      instead = text;
    },
    start: () =>
      new Promise((ready) => {
        server = createServer((socket) => {
          open.add(socket);
          let held = Buffer.alloc(0);
          socket.on('error', () => undefined);
          socket.on('data', (some) => {
            held = Buffer.concat([held, some as Buffer]);
            const content = contentIn(held);
            if (content === null || instead === null) return;
            seen += 1;
            const verdict = content.includes(eicar) ? 'Eicar-Signature FOUND' : 'OK';
            socket.end(instead ?? `stream: ${verdict}\0`);
          });
        }).listen(path, () => ready());
      }),
    stop: () =>
      new Promise((stopped) => {
        for (const socket of open) socket.destroy();
        if (server?.listening) server.close(() => stopped());
        else stopped();
        rmSync(path, { force: true });
      }),
  };
  await clamd.start();
  return clamd;
}

/** The bytes between the command and the length of none; null while they are still coming. Throws where it is not the protocol. */
function contentIn(held: Buffer): Buffer | null {
  const command = 'zINSTREAM\0';
  if (held.length < command.length) return null;
  if (held.toString('latin1', 0, command.length) !== command) throw new Error('no INSTREAM');
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= held.length; ) {
    const length = held.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    if (length > 1024 * 1024) throw new Error('a piece that is too large');
    pieces.push(held.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
