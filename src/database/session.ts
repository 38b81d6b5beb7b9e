// One connection that does one thing from beginning to end: the backup reads one moment on it, the restore writes everything or nothing.
// Business facts are never written here; see record.ts.

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { driver } from './pool.ts';

/**
 * One transaction on one connection. The driver would quietly connect again when the connection dies, and what follows would
 * then stand outside of the transaction: so a connection is read-only by default, which stops a stray write, and `finish`
 * fails unless it ends the very transaction that was begun, which stops a stray read.
 */
export type Session = {
  /** Runs one statement; columns come under their own names. */
  run<Row extends object>(text: string, parameters?: (string | null)[]): Promise<Row[]>;
  /** Runs several statements without values or rows. */
  script(text: string): Promise<void>;
  /** The bytes of a `copy … to stdout`. Nothing else may be asked before they are read. */
  copyOut(text: string): Promise<Readable>;
  /** Feeds a `copy … from stdin`. */
  copyIn(text: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Commits; throws when any of it may have been outside of the transaction, and then nothing of it is kept. */
  finish(): Promise<void>;
  /** Cuts the connection, and with it what was not finished. */
  end(): Promise<void>;
};

/** Connects and begins: to read as of one moment, or to write. `before` runs ahead of the transaction. */
export async function beginSession(
  url: string,
  options: { writes: boolean; applicationName: string; before?: string },
): Promise<Session> {
  const sql = driver(url, {
    max: 1, // with one connection alone the driver lets statements follow one another in a transaction
    prepare: false,
    max_lifetime: null,
    connect_timeout: 8,
    backoff: () => 0.1,
    connection: {
      application_name: options.applicationName,
      default_transaction_read_only: true,
      statement_timeout: 0,
    },
  });
  const end = () => sql.end({ timeout: 1 });
  try {
    if (options.before) await sql.unsafe(options.before).simple();
    const mode = options.writes ? 'read committed, read write' : 'repeatable read, read only';
    await sql.unsafe(`begin isolation level ${mode};
      set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'`);
    const [begun] = await sql.unsafe<{ mark: string }[]>(`select ${mark} as mark`);
    return {
      run: async (text, parameters = []) => [...(await sql.unsafe(text, parameters))] as never,
      async script(text) {
        await sql.unsafe(text).simple();
      },
      async copyOut(text) {
        const bytes = await sql.unsafe(text).readable();
        // the driver (3.4.9) leaves its socket paused when the last row came together with the end
        return bytes.once('end', () => bytes._read(0));
      },
      async copyIn(text, bytes) {
        const into = await sql.unsafe(text).writable();
        // the driver (3.4.9) tells nobody what went wrong after the last row, but the next statement then fails
        const after = new Promise<void>((done, fail) => {
          const rows = async function* () {
            yield* bytes;
            sql.unsafe('select 1').then(() => done(), fail);
          };
          pipeline(rows, into).catch(fail);
        });
        await after;
      },
      async finish() {
        await sql.unsafe(`select 1 / (${mark} = '${begun?.mark}')::int; commit`).simple();
      },
      end,
    };
  } catch (error) {
    await end().catch(() => undefined);
    throw error;
  }
}

/** What no other transaction of no other connection says of itself. */
const mark = `pg_backend_pid() || ' ' || extract(epoch from transaction_timestamp())`;
