// A register as a table for a spreadsheet: UTF-8 with its mark, quoted, and nothing in it that a spreadsheet would run.

import type { Context } from 'hono';
import type { AppEnv } from './doors.ts';

/** Amounts are plain digits; a text that a spreadsheet would take for a formula is a text. */
function cell(value: string | bigint | number | null): string {
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  const text = (value ?? '').replaceAll('\0', '');
  const plain = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

export type Table = {
  name: string;
  head: readonly string[];
  rows: readonly (readonly (string | bigint | number | null)[])[];
};

/** The answer to whoever asks for a register as a file. */
export function csvAnswer(c: Context<AppEnv>, { name, head, rows }: Table): Response {
  const text = [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
  return c.body(`\uFEFF${text}`, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
}
