// A mail server on loopback.
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Mail = { to: string[]; id: string; subject: string; raw: string };

/** A mail server that keeps what it takes. `refuse` may answer otherwise. */
export async function startMailServer(
  refuse: (mail: Mail, times: number) => Error | null = () => null,
  more: SMTPServerOptions = {},
) {
  const taken: Mail[] = [];
  const refused: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const header = (name: string) => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'mi').exec(raw)?.[1] ?? '';
        const mail = {
          to: session.envelope.rcptTo.map(({ address }) => address),
          id: header('Message-ID'),
          subject: decoded(header('Subject')),
          raw,
        };
        const fault = refuse(mail, taken.length + refused.length);
        (fault === null ? taken : refused).push(mail);
        callback(fault);
      });
    },
    ...more,
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((done) => server.close(done));
  return { url: `smtp://127.0.0.1:${port}`, taken, refused, stop };
}

/** Encoded words of RFC 2047. */
const decoded = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('latin1')
        : word
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
