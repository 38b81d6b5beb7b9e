import postgres from 'postgres';
import { arrayLiteral, driverTypes } from './values.ts';

/** What a query takes. jsonb is passed as JSON text and cast in the query: `${text}::text::jsonb`. */
export type Parameter = Scalar | readonly Scalar[];
type Scalar = string | number | bigint | boolean | Date | Uint8Array | null;

/**
 * A PostgreSQL database behind a pool of connections.
 *
 * Rows come with camelCase column names (what stands inside jsonb is left as it is), `bigint` for int8, text for date
 * and numeric. There are no transactions over several calls, on purpose: one statement is atomic even when the connection
 * dies half-way. Whatever leaves it unknown or undone whether the statement ran is thrown as a {@link RetryableError}.
 */
export type Database = {
  /** Runs one statement: `` query<Row>`select … where id = ${id}` ``. */
  query<Row extends object = Record<string, unknown>>(
    text: TemplateStringsArray,
    ...parameters: Parameter[]
  ): Promise<Row[]>;
  /** Runs one statement whose text comes from a file or constant, with its values as $1, $2, … */
  run<Row extends object = Record<string, unknown>>(text: string, parameters?: Parameter[]): Promise<Row[]>;
  /** Runs several statements in one simple query, without values or rows: migrations. */
  script(text: string): Promise<void>;
  /** Lets running statements finish for `withinMs`, then cuts the connections. */
  end(withinMs?: number): Promise<void>;
};

export type DatabaseOptions = {
  /** The most connections it opens; one more query waits. */
  max?: number;
  /** After this long without an answer a query fails as retryable; the server gives up on the statement a little earlier. */
  deadlineMs?: number;
  /** Off behind a proxy that pools transactions and does not know prepared statements. */
  prepare?: boolean;
  applicationName?: string;
};

/** The statement may or may not have taken effect: ask again, with the same idempotency key. */
export class RetryableError extends Error {
  override name = 'RetryableError';
}

/**
 * One statement at a time on each connection (the driver's types do not know this option). A statement queued behind
 * another shares its delay and its fate: with the driver's default of 100, the test that cuts connections loses answers.
 */
const unpipelined = { max_pipeline: 0 };

/** The driver itself as both ways to a database use it, the pool and session.ts. `?host=/folder` in the URL means a Unix socket there. */
export function driver(url: string, options: postgres.Options<Record<string, never>>) {
  const { address, socketFolder } = splitSocket(url);
  return postgres(address, {
    ...(socketFolder === null ? {} : { host: socketFolder }),
    types: driverTypes,
    fetch_types: false,
    ...unpipelined,
    onnotice: () => undefined,
    ...options,
  });
}

/** Opens a pool. No connection is made before the first query. */
export function connect(url: string, options: DatabaseOptions = {}): Database {
  const { max = 10, deadlineMs = 15_000, prepare = true, applicationName = 'vuon-uom' } = options;
  const sql = driver(url, {
    max,
    prepare,
    transform: { column: { from: postgres.toCamel } },
    connect_timeout: Math.min(5, deadlineMs / 1000),
    backoff: (failures: number) => Math.min(0.05 * 2 ** failures, 1),
    connection: {
      application_name: applicationName,
      // one plan for a statement, made once: the long ones take longer to plan than to answer, and nothing here leans on one value
      plan_cache_mode: 'force_generic_plan',
      // as much below our own deadline as it takes for its error to arrive
      statement_timeout: Math.max(Math.floor(deadlineMs * 0.8), 1),
    },
  });

  /** The rows of a query, unless it is silent for too long. By hand, since every page waits here more than once. */
  const withDeadline = <Row>(pending: PromiseLike<readonly Row[]>): Promise<Row[]> =>
    new Promise((resolve, reject) => {
      const silence = setTimeout(
        () => reject(new RetryableError(`the database did not answer within ${deadlineMs} ms`)),
        deadlineMs,
      );
      pending.then(
        (result) => {
          clearTimeout(silence);
          resolve(rowsOf(result));
        },
        (error: unknown) => {
          clearTimeout(silence);
          reject(isRetryable(error) ? new RetryableError('the database was out of reach', { cause: error }) : error);
        },
      );
    });

  return {
    query: async <Row extends object>(text: TemplateStringsArray, ...parameters: Parameter[]) =>
      withDeadline<Row>(sql<Row[]>(text, ...parameters.map(flat))),
    run: async <Row extends object>(text: string, parameters: Parameter[] = []) =>
      withDeadline<Row>(sql.unsafe<Row[]>(text, parameters.map(flat), { prepare })),
    async script(text: string) {
      await withDeadline(sql.unsafe(text).simple());
    },
    end: (withinMs = 5_000) => sql.end({ timeout: withinMs / 1000 }),
  };
}

/**
 * The rows without the holes that the driver (3.4.9) leaves at the front when a connection died between a row and its end: it
 * does not set its count back, and writes the next answer behind it.
 */
function rowsOf<Row>(result: readonly Row[]): Row[] {
  return result.filter(() => true);
}

/** The driver would tell the server that an array of bigint is one bigint. */
function flat(parameter: Parameter): Scalar {
  return isArray(parameter) ? arrayLiteral(parameter) : parameter;
}

const isArray = (parameter: Parameter): parameter is readonly Scalar[] => Array.isArray(parameter);

/** The user that a connection URL signs in as. */
export function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

function splitSocket(url: string): { address: string; socketFolder: string | null } {
  const parsed = new URL(url);
  const socketFolder = parsed.searchParams.get('host');
  parsed.searchParams.delete('host');
  return { address: parsed.toString(), socketFolder };
}

/** Classes and codes of SQLSTATE: connection, resources, shutting down, cancelled, serialization, deadlock, lock. */
const retryableStates = /^(08|53|57P0|57014|40001|40P01|55P03)/;
const retryableCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the socket of a server that is down
  'ENOTCONN',
  'EPIPE',
  'ERR_STREAM_WRITE_AFTER_END',
  'ERR_STREAM_DESTROYED',
  'ETIMEDOUT',
]);

function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return retryableCodes.has(error.code) || retryableStates.test(error.code);
}
