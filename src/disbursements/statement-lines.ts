// The lines of a statement of the treasury or bank: which column is which, and what is wrong in which row.

import { isDay } from '../../workflows/rules/calendar.ts';
import { cleanLine, readDay } from '../../workflows/rules/formFields.ts';
import { type AmountProblem, parseVnd } from '../../workflows/rules/money.ts';
import { asBanksWrite } from '../../workflows/rules/names.ts';
import type { Cell, SheetRow } from './sheet-file.ts';

export const columns = ['date', 'reference', 'amount', 'content'] as const;
export type Column = (typeof columns)[number];

/** What each column may be called, without accents; the first is how the sample calls it. */
export const headings: Readonly<Record<Column | 'incoming', readonly string[]>> = {
  date: ['Ngày', 'Ngày giao dịch', 'Ngày hạch toán', 'Ngày chứng từ', 'Ngày hiệu lực', 'Date', 'Transaction date'],
  reference: [
    'Số chứng từ',
    'Số CT',
    'Chứng từ',
    'Số tham chiếu',
    'Mã giao dịch',
    'Số giao dịch',
    'Số bút toán',
    'Reference',
    'Voucher',
  ],
  amount: ['Số tiền', 'Ghi nợ', 'Phát sinh nợ', 'Số tiền ghi nợ', 'Số tiền chi', 'Nợ', 'Amount', 'Debit'],
  content: ['Nội dung', 'Diễn giải', 'Nội dung giao dịch', 'Nội dung thanh toán', 'Content', 'Description'],
  incoming: ['Ghi có', 'Phát sinh có', 'Số tiền ghi có', 'Có', 'Credit'],
};

/** `isIncoming`: money that came in, which pays nobody. */
export type Line = {
  row: number;
  date: string;
  reference: string;
  amountVnd: bigint;
  content: string;
  isIncoming: boolean;
};
export type LineProblem = { row: number; column: Column; problem: 'date' | 'reference' | 'zero' | AmountProblem };
/** `isCut`: there are more lines than are read of one file. */
export type Statement =
  | { ok: true; lines: Line[]; problems: LineProblem[]; isCut: boolean }
  | { ok: false; missing: Column[] };

/** The most lines that are read of one file. */
export const mostLines = 1_000;
/** Above its columns a statement may say whose it is. */
const mostAbove = 30;

export function linesOf(rows: readonly SheetRow[]): Statement {
  const known = new Map(
    Object.entries(headings).flatMap(([column, names]) => names.map((name) => [asBanksWrite(name), column] as const)),
  );
  const headOf = ({ cells }: SheetRow) =>
    new Map(
      cells
        .flatMap(({ text }, at) => {
          // what is counted may stand behind: 'Số tiền (VND)'
          const column = known.get(asBanksWrite(text.replace(/\(.*\)\s*$/, '')));
          return column === undefined ? [] : [[column, at] as const];
        })
        .reverse(),
    );
  const heads = rows.slice(0, mostAbove).map(headOf);
  const best = heads.reduce((at, head, index) => (head.size > (heads[at]?.size ?? 0) ? index : at), 0);
  const head = heads[best] ?? new Map<string, number>();
  const missing = columns.filter((column) => !head.has(column));
  if (missing.length > 0) return { ok: false, missing };
  const lines: Line[] = [];
  const problems: LineProblem[] = [];
  const body = rows.slice(best + 1, best + 1 + mostLines);
  const cellOf = ({ cells }: SheetRow, column: string): Cell =>
    cells[head.get(column) ?? -1] ?? { text: '', isNumber: false };
  // where some amounts are negative, those are what went out
  const isSigned = body.some((row) => isMinus.test(cellOf(row, 'amount').text));
  for (const row of body) {
    const [date, reference, amount, content] = columns.map((column) => cellOf(row, column)) as [Cell, Cell, Cell, Cell];
    const came = cellOf(row, 'incoming').text;
    // sums and remarks below the table have neither a day nor a voucher
    if (!/\d/.test(date.text) && reference.text === '') continue;
    const isIncoming = isNothing(amount) ? came !== '' : isSigned && !isMinus.test(amount.text);
    const parsed = isIncoming && isNothing(amount) ? amountOf(cellOf(row, 'incoming')) : amountOf(amount);
    const day = dayOf(date);
    const wrong = (column: Column, problem: LineProblem['problem']) => problems.push({ row: row.row, column, problem });
    const number = cleanLine(reference.text);
    if (day === null) wrong('date', 'date');
    if (number === '' || number.length > 100) wrong('reference', 'reference');
    if (!parsed.ok) wrong('amount', parsed.problem);
    else if (parsed.amountVnd === 0n && !isIncoming) wrong('amount', 'zero');
    if (day === null || number === '' || number.length > 100 || !parsed.ok) continue;
    if (parsed.amountVnd === 0n && !isIncoming) continue;
    const said = { date: day, reference: number, amountVnd: parsed.amountVnd, content: cleanLine(content.text) };
    lines.push({ row: row.row, ...said, isIncoming });
  }
  return { ok: true, lines, problems, isCut: rows.length > best + 1 + mostLines };
}

const isMinus = /^[-−–]/;
const isNothing = ({ text }: Cell) => /^[-0.,\s]*$/.test(text);

/** Whole đồng: as people write them, as banks do with commas, or as a workbook keeps them. */
function amountOf({ text, isNumber }: Cell) {
  const bare = text.replace(isMinus, '').trim();
  if (isNumber) return parseVnd(wholeOf(bare) ?? bare);
  const plain = bare.replace(/\s*VND$/i, '');
  if (/^\d{1,3}(,\d{3})+(\.0+)?$/.test(plain)) return parseVnd(plain.replace(/\.0+$/, '').replaceAll(',', ''));
  return parseVnd(/^\d+(\.\d{3})*,0+$/.test(plain) ? plain.replace(/,0+$/, '') : plain);
}

/** '5000000', '5000000.0' or '5.0E6' as whole digits; null where there is a fraction. */
function wholeOf(text: string): string | null {
  const [, whole = '', fraction = '', power = '0'] = /^(\d+)(?:\.(\d*))?(?:E\+?(\d{1,2}))?$/i.exec(text) ?? [];
  if (whole === '') return null;
  const digits = fraction.padEnd(Number(power), '0');
  if (/[1-9]/.test(digits.slice(Number(power)))) return null;
  return String(BigInt(`${whole}${digits.slice(0, Number(power))}`));
}

/** As people write a day, with or without a time behind it, or as a workbook counts days. */
function dayOf({ text, isNumber }: Cell): string | null {
  const [, serial] = /^(\d{5})(?:\.\d+)?$/.exec(text) ?? [];
  if (isNumber && serial !== undefined) {
    const day = new Date((Number(serial) - 25_569) * 86_400_000).toISOString().slice(0, 10);
    return isDay(day) ? day : null;
  }
  return readDay(text.replace(/[T ]\d{1,2}:\d{2}.*$/, ''));
}
