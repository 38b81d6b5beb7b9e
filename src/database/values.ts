/**
 * How values travel between PostgreSQL's text and ours, where the driver's own way does not do.
 *
 * The driver learns about array types by a query of its own on each new connection; when that connection dies meanwhile
 * nobody handles the failure, and Node ends the whole process. So it does not ask, and arrays are ours: one dimension,
 * of the types below.
 */

type Element = string | number | bigint | boolean | Date | Uint8Array | null;
type Parse = (text: string) => unknown;

const asText: Parse = (text) => text;

const elementTypes: Record<string, { array: number; parse: Parse }> = {
  bool: { array: 1000, parse: (text) => text === 't' },
  name: { array: 1003, parse: asText },
  int2: { array: 1005, parse: Number },
  int4: { array: 1007, parse: Number },
  text: { array: 1009, parse: asText },
  varchar: { array: 1015, parse: asText },
  int8: { array: 1016, parse: BigInt },
  date: { array: 1182, parse: asText },
  timestamptz: { array: 1185, parse: (text) => new Date(text) },
  numeric: { array: 1231, parse: asText },
  uuid: { array: 2951, parse: asText },
  jsonb: { array: 3807, parse: (text): unknown => JSON.parse(text) },
};

type DriverType = { to: number; from: number[]; serialize: (value: unknown) => unknown; parse: Parse };

const arrayTypes: Record<string, DriverType> = Object.fromEntries(
  Object.entries(elementTypes).map(([name, { array, parse }]) => [
    `${name}s`,
    {
      to: array,
      from: [array],
      serialize: (literal: unknown) => literal,
      parse: (text: string) => parseArray(text, parse),
    },
  ]),
);

// The driver would make a day into an instant in the machine's own time zone.
const date: DriverType = { to: 1082, from: [1082], serialize: (day) => day, parse: asText };

const others: Record<string, DriverType> = { date, ...arrayTypes };

type Int8 = { to: number; from: number[]; serialize: (value: bigint) => string; parse: (text: string) => bigint };

/** The types that the driver is given. Of these only bigint is one that its own declarations must be told about. */
export const driverTypes: { int8: Int8 } = {
  ...others,
  int8: { to: 20, from: [20], serialize: String, parse: BigInt },
};

/** An array as PostgreSQL writes it: `{"a","b",null}`. */
export function arrayLiteral(elements: readonly Element[]): string {
  return `{${elements.map(elementLiteral).join(',')}}`;
}

function elementLiteral(element: Element): string {
  if (element === null) return 'null';
  if (element instanceof Date) return `"${element.toISOString()}"`;
  if (element instanceof Uint8Array) return `"\\\\x${Buffer.from(element).toString('hex')}"`;
  return `"${String(element).replace(/[\\"]/g, '\\$&')}"`;
}

/** Reads an array of one dimension. */
export function parseArray(text: string, parse: Parse): unknown[] {
  if (text.startsWith('{{')) throw new Error('arrays of arrays are not read: use jsonb');
  const elements = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs);
  return [...elements].map(([, quoted, plain]) => {
    if (quoted !== undefined) return parse(quoted.replace(/\\(.)/gs, '$1'));
    return plain === undefined || plain === 'NULL' ? null : parse(plain);
  });
}
