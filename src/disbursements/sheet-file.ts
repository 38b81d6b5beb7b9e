// A table out of a file, CSV or XLSX: the cells of its rows as text. Only what a plain table needs is read of a workbook: the first
// sheet's cells and the texts that they share.

import { inflateRawSync } from 'node:zlib';

/** `isNumber`: a workbook's own number, as it keeps amounts and days. */
export type Cell = { readonly text: string; readonly isNumber: boolean };
export type SheetRow = { readonly row: number; readonly cells: readonly Cell[] };
export type SheetProblem = 'empty' | 'old' | 'encoding' | 'broken';
export type Sheet = { ok: true; rows: SheetRow[] } | { ok: false; problem: SheetProblem };

/** The most that one member of a workbook may be when unpacked, and the most rows and columns that are read. */
const mostUnpacked = 16 * 1024 * 1024;
const mostRows = 20_000;
const mostColumns = 60;

const failed = (problem: SheetProblem): Sheet => ({ ok: false, problem });
const empty: Cell = { text: '', isNumber: false };

export function readSheet(bytes: Buffer): Sheet {
  if (bytes.length === 0) return failed('empty');
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') return failed('old');
  const rows = bytes.subarray(0, 2).toString('latin1') === 'PK' ? workbookRows(bytes) : csvRows(bytes);
  if (!Array.isArray(rows)) return failed(rows);
  const said = rows.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  return said.length === 0 ? failed('empty') : { ok: true, rows: said };
}

/** Comma, semicolon or tab, whichever its first lines have most of. Excel writes what it calls Unicode as UTF-16. */
function csvRows(bytes: Buffer): SheetRow[] | SheetProblem {
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
  const mark = [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
  const rows: string[][] = [['']];
  let quoted = false;
  for (let at = 0; at < text.length && rows.length <= mostRows; at += 1) {
    const char = text[at]!;
    const row = rows.at(-1)!;
    if (quoted) {
      if (char !== '"') row[row.length - 1] += char;
      else if (text[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && row.at(-1) === '') quoted = true;
    else if (char === mark) {
      if (row.length < mostColumns) row.push('');
    } else if (char === '\n') rows.push(['']);
    else if (char !== '\r') row[row.length - 1] += char;
  }
  if (quoted) return 'broken';
  return rows.map((cells, index) => ({
    row: index + 1,
    cells: cells.map((one) => ({ text: plainOf(one), isNumber: false })),
  }));
}

/** A cell as people read it; what kept a spreadsheet from running it is no part of it. */
const plainOf = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');

function workbookRows(bytes: Buffer): SheetRow[] | SheetProblem {
  try {
    const members = membersOf(bytes);
    const read = (name: string) => {
      const member = members.get(name);
      return member === undefined ? null : unpacked(bytes, member).toString('utf8');
    };
    const names = [...members.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
    const sheet = read(
      firstSheet(read('xl/workbook.xml'), read('xl/_rels/workbook.xml.rels')) ?? names.sort()[0] ?? '',
    );
    if (sheet === null) return 'broken';
    return rowsOf(sheet, sharedTexts(read('xl/sharedStrings.xml')));
  } catch {
    return 'broken';
  }
}

type Member = { from: number; packed: number; method: number };

/** The table of contents of a ZIP file. */
function membersOf(bytes: Buffer): Map<string, Member> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1) throw new Error('no table of contents');
  const found = new Map<string, Member>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('a torn table of contents');
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const member = {
      from: bytes.readUInt32LE(at + 42),
      packed: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
    };
    found.set(bytes.toString('utf8', at + 46, at + 46 + name), member);
    at += 46 + name + extra + comment;
  }
  return found;
}

function unpacked(bytes: Buffer, { from, packed, method }: Member): Buffer {
  const start = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content;
  if (method !== 8) throw new Error('packed in a way that workbooks are not');
  return inflateRawSync(content, { maxOutputLength: mostUnpacked });
}

/** What stands in an XML text, one tag after another: its name without a prefix, its attributes, and the text before it. */
function* tagsOf(xml: string): Generator<{ name: string; attributes: string; before: string }> {
  let at = 0;
  for (;;) {
    const open = xml.indexOf('<', at);
    const close = open === -1 ? -1 : xml.indexOf('>', open);
    if (close === -1) return;
    const tag = xml.slice(open + 1, close);
    const name = /^\/?[^\s/]*/.exec(tag)![0].replace(/^(\/?)[\w.-]+:/, '$1');
    yield { name, attributes: tag, before: xml.slice(at, open) };
    at = close + 1;
  }
}

const attribute = (attributes: string, name: string) =>
  new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? '';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const textOf = (xml: string) =>
  xml.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,5}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** Where the first sheet lies, as the workbook says it. */
function firstSheet(workbook: string | null, relations: string | null): string | null {
  if (workbook === null || relations === null) return null;
  const ids = [...tagsOf(workbook)]
    .filter(({ name }) => name === 'sheet')
    .map((one) => attribute(one.attributes, 'id'));
  const target = [...tagsOf(relations)].find(({ attributes }) => attribute(attributes, 'Id') === ids[0]);
  const path = target === undefined ? '' : attribute(target.attributes, 'Target');
  return path === '' ? null : path.startsWith('/') ? path.slice(1) : `xl/${path}`;
}

/** The texts that cells name by their place; how they sound (`rPh`) is no part of them. */
function sharedTexts(xml: string | null): string[] {
  const texts: string[] = [];
  let isSound = false;
  for (const { name, attributes, before } of tagsOf(xml ?? '')) {
    if (name === 'si') texts.push('');
    else if (name === 'rPh' || name === '/rPh') isSound = name === 'rPh' && !attributes.endsWith('/');
    else if (name === '/t' && !isSound && texts.length > 0) texts[texts.length - 1] += textOf(before);
  }
  return texts;
}

function rowsOf(xml: string, shared: readonly string[]): SheetRow[] {
  const rows: { row: number; cells: Cell[] }[] = [];
  let cell = { column: 0, type: '', value: '' };
  const put = () => {
    const { column, type, value } = cell;
    const row = rows.at(-1);
    if (row === undefined || column >= mostColumns) return;
    while (row.cells.length < column) row.cells.push(empty);
    const isNumber = (type === '' || type === 'n') && value !== '';
    const text = type === 's' ? (shared[Number(value)] ?? '') : type === 'e' ? '' : value;
    row.cells[column] = { text: plainOf(text), isNumber };
  };
  for (const { name, attributes, before } of tagsOf(xml)) {
    if (rows.length > mostRows) break;
    if (name === 'row')
      rows.push({ row: Number(attribute(attributes, 'r')) || (rows.at(-1)?.row ?? 0) + 1, cells: [] });
    else if (name === 'c') {
      const place = /^[A-Z]{1,3}/.exec(attribute(attributes, 'r'))?.[0];
      const column = place === undefined ? (rows.at(-1)?.cells.length ?? 0) : columnOf(place);
      cell = { column, type: attribute(attributes, 't'), value: '' };
      if (attributes.endsWith('/')) put();
    } else if (name === '/v' || name === '/t') cell.value += textOf(before);
    else if (name === '/c') put();
  }
  return rows;
}

const columnOf = (letters: string) => [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
