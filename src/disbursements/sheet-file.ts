// A table out of a file, CSV or XLSX: the cells of its rows as text.

import { judgeZipIn } from '../documents/index.ts';

/** `isNumber`: a workbook's own number, as it keeps amounts and days. */
export type Cell = { readonly text: string; readonly isNumber: boolean };
export type SheetRow = { readonly row: number; readonly cells: readonly Cell[] };
export type SheetProblem = 'empty' | 'old' | 'encoding' | 'broken';
export type Sheet = { ok: true; rows: SheetRow[] } | { ok: false; problem: SheetProblem };

/** The most that a workbook may be when unpacked, and the most rows and columns that are read. */
const mostUnpacked = 16 * 1024 * 1024;
const mostRows = 20_000;
const mostColumns = 60;

const failed = (problem: SheetProblem): Sheet => ({ ok: false, problem });

export async function readSheet(bytes: Buffer): Promise<Sheet> {
  if (bytes.length === 0) return failed('empty');
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return failed('old');
  const isWorkbook = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const rows = isWorkbook ? await workbookRows(bytes) : await csvRows(bytes);
  if (!Array.isArray(rows)) return failed(rows);
  const said = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  return said.length === 0 ? failed('empty') : { ok: true, rows: said };
}

/** Comma, semicolon or tab, whichever its first lines have most of. Excel writes what it calls Unicode as UTF-16. */
async function csvRows(bytes: Buffer): Promise<SheetRow[] | SheetProblem> {
  let text: string;
  try {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return 'encoding';
  }
  if (text.includes('\0')) return 'broken';
  const head = text.slice(0, 4_000);
  const count = (mark: string) => head.split(mark).length;
  const delimiter = [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
  try {
    // loaded by who reads a table, as what reads workbooks is
    const { parse } = await import('csv-parse/sync');
    const options = { delimiter, to: mostRows, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
    const found = parse(text, { ...options, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => ({
      row: info.lines,
      cells: record.slice(0, mostColumns).map((one) => ({ text: plainOf(one), isNumber: false })),
    }));
  } catch {
    return 'broken';
  }
}

/** A cell as people read it; what kept a spreadsheet from running it is no part of it. */
const plainOf = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');

/** The first sheet of a workbook. Its numbers stay as they are written there: an amount is no floating point number. */
async function workbookRows(bytes: Buffer): Promise<SheetRow[] | SheetProblem> {
  if ((await judgeZipIn(bytes, mostUnpacked)) !== 'fine') return 'broken';
  try {
    // a hundred modules, which nobody else needs
    const { readSheet: readWorkbook } = await import('read-excel-file/node');
    const rows = await readWorkbook(bytes, { parseNumber: (written) => ({ written }) });
    return rows
      .slice(0, mostRows)
      .map((cells, index) => ({ row: index + 1, cells: cells.slice(0, mostColumns).map(cellOf) }));
  } catch {
    return 'broken';
  }
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), isNumber: false };
  if (typeof value === 'object' && value !== null && 'written' in value)
    return { text: String(value.written), isNumber: true };
  return { text: plainOf(String(value ?? '')), isNumber: false };
}
