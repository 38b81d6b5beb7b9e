// Budgets within a form: their columns, their sums, and where they ask for more than the caps leave.

import {
  type AnswerErrors,
  type Answers,
  applies,
  cell,
  type FormLine,
  isEmptyRow,
  own,
  type Row,
  rowsOf,
} from './formAnswers.ts';
import { formatDecimal, showSimple, tenThousandthsOf, vndOf } from './formFields.ts';
import type { FieldOf, FormColumn, FormDefinition } from './formShapes.ts';
import { type FormLanguage, formWords } from './formWords.ts';
import { amountInWords, formatVnd } from './money.ts';

/** The columns of a budget table, as they stand in the names of fields: budget.0.line, budget.0.quantity, … */
export type BudgetColumn = 'line' | 'description' | 'quantity' | 'unit' | 'unitPrice' | 'state' | 'matching' | 'basis';

const budgetColumns: readonly BudgetColumn[] = [
  'line',
  'description',
  'quantity',
  'unit',
  'unitPrice',
  'state',
  'matching',
  'basis',
];
/** The most characters in the columns of free text. */
export const budgetLengths = { description: 300, unit: 40, basis: 300 } as const;

/** The columns that are typed: without matching funds the state's part is the total itself. */
export const budgetColumnsOf = ({ matching }: FieldOf<'budgetTable'>): readonly BudgetColumn[] =>
  budgetColumns.filter((column) => matching || (column !== 'state' && column !== 'matching'));

export type BudgetAmounts = { readonly totalVnd: bigint; readonly stateVnd: bigint; readonly matchingVnd: bigint };

/** Sums of a budget: over all, and by expense line id. */
export type BudgetTotals = BudgetAmounts & { readonly lines: Readonly<Record<string, BudgetAmounts>> };

/** Quantity times unit price; null when one cannot be read or the product is no whole đồng. */
export function rowTotal(row: Row): bigint | null {
  const product = rowProduct(row);
  return product === null || product % 10_000n !== 0n ? null : product / 10_000n;
}

/** Quantity times unit price in ten-thousandths of a đồng, because quantities have decimals; null when one cannot be read. */
export function rowProduct(row: Row): bigint | null {
  const quantity = tenThousandthsOf(cell(row, 'quantity'));
  const price = vndOf(cell(row, 'unitPrice'));
  return quantity === null || quantity < 0n || price === null ? null : quantity * price;
}

/** What is asked and given, per line and over all. What cannot be read counts as nothing. */
export function budgetTotals(answers: Answers, fieldId: string): BudgetTotals {
  const none: BudgetAmounts = { totalVnd: 0n, stateVnd: 0n, matchingVnd: 0n };
  const add = (one: BudgetAmounts, other: BudgetAmounts): BudgetAmounts => ({
    totalVnd: one.totalVnd + other.totalVnd,
    stateVnd: one.stateVnd + other.stateVnd,
    matchingVnd: one.matchingVnd + other.matchingVnd,
  });
  const lines = new Map<string, BudgetAmounts>();
  let all = none;
  for (const row of rowsOf(answers, fieldId)) {
    if (isEmptyRow(row)) continue;
    const amounts = rowAmounts(row);
    all = add(all, amounts);
    lines.set(cell(row, 'line'), add(lines.get(cell(row, 'line')) ?? none, amounts));
  }
  return { ...all, lines: Object.fromEntries(lines) };
}

/** What a row asks for and gives: without the column for it, the state pays all. */
export function rowAmounts(row: Row): BudgetAmounts {
  const totalVnd = rowTotal(row) ?? 0n;
  if (!Object.hasOwn(row, 'state')) return { totalVnd, stateVnd: totalVnd, matchingVnd: 0n };
  return { totalVnd, stateVnd: vndOf(cell(row, 'state')) ?? 0n, matchingVnd: vndOf(cell(row, 'matching')) ?? 0n };
}

/** What a row asks of the state: while nobody has said, all that its matching funds do not pay. */
function askedIn(row: Row): bigint {
  const { totalVnd, stateVnd, matchingVnd } = rowAmounts(row);
  if (own(row, 'state') !== '') return stateVnd;
  return totalVnd > matchingVnd ? totalVnd - matchingVnd : 0n;
}

/** The room that a line's caps leave for this project; null where the law is unknown. */
export type LineRoom = { readonly limitVnd: bigint | null; readonly leftVnd: bigint | null; readonly clause: string };

/** Rooms by expense line id; '' is the room of the whole stage. */
export type LineRooms = Readonly<Record<string, LineRoom>>;

/**
 * Where a budget asks the state for more than its caps leave: a sentence by expense line id, '' for the whole stage. An
 * unknown cap says nothing here; it keeps a call from opening.
 */
export function overRooms(
  answers: Answers,
  fieldId: string,
  { lines, rooms, language }: { lines: readonly FormLine[]; rooms: LineRooms; language: FormLanguage },
): Record<string, string> {
  const asked = (line: string) =>
    rowsOf(answers, fieldId)
      .filter((row) => line === '' || cell(row, 'line') === line)
      .reduce((sum, row) => sum + askedIn(row), 0n);
  const over = Object.entries(rooms).flatMap(([id, { leftVnd, clause }]): [string, string][] => {
    const wanted = asked(id);
    if (leftVnd === null || wanted <= leftVnd) return [];
    const name = id === '' ? formWords[language].wholeStage : lineName(lines, id, language);
    const [left, by] = [formatVnd(leftVnd), formatVnd(wanted - leftVnd)];
    return [[id, formWords[language].over(name, formatVnd(wanted), left, by, clause)]];
  });
  return Object.fromEntries(over);
}

/** What one row of a budget may ask of the state: the room that leaves it least, and what the other rows ask of that room already. */
export type RowRoom = {
  readonly askedVnd: bigint;
  readonly mostVnd: bigint;
  /** The expense line whose room it is; '' for the whole stage. */
  readonly line: string;
  readonly leftVnd: bigint;
  readonly othersVnd: bigint;
  readonly clause: string;
};

/** The room of one row; null where it names no line yet, or no cap that is known bounds it. */
export function roomOfRow(answers: Answers, fieldId: string, index: number, rooms: LineRooms): RowRoom | null {
  const rows = rowsOf(answers, fieldId);
  const row = rows[index];
  if (row === undefined || cell(row, 'line') === '') return null;
  const askedVnd = askedIn(row);
  const bounds = [cell(row, 'line'), ''].flatMap((line): RowRoom[] => {
    const { leftVnd = null, clause = '' } = Object.hasOwn(rooms, line) ? rooms[line]! : {};
    if (leftVnd === null) return [];
    const others = rows.filter((other, at) => at !== index && (line === '' || cell(other, 'line') === line));
    const othersVnd = others.reduce((sum, other) => sum + askedIn(other), 0n);
    return [{ askedVnd, mostVnd: leftVnd > othersVnd ? leftVnd - othersVnd : 0n, line, leftVnd, othersVnd, clause }];
  });
  return bounds.reduce<RowRoom | null>(
    (least, one) => (least === null || one.mostVnd < least.mostVnd ? one : least),
    null,
  );
}

/** The same as a sentence, and whether the row asks for more than that; null where nothing bounds it. */
export function rowRoomText(
  answers: Answers,
  fieldId: string,
  index: number,
  { lines, rooms, language }: { lines: readonly FormLine[]; rooms: LineRooms; language: FormLanguage },
): { text: string; isOver: boolean } | null {
  const room = roomOfRow(answers, fieldId, index, rooms);
  if (room === null) return null;
  const { askedVnd, mostVnd, line, leftVnd, othersVnd, clause } = room;
  const words = formWords[language].rowRoom;
  const isOver = askedVnd > mostVnd;
  const name = line === '' ? words.wholeStage : lineName(lines, line, language);
  const because =
    othersVnd === 0n
      ? words.room(name, formatVnd(leftVnd))
      : words.shared(name, formatVnd(leftVnd), formatVnd(othersVnd));
  const most = mostVnd === 0n ? words.nothing(because, clause) : words.most(formatVnd(mostVnd), because, clause);
  return { text: isOver ? `${words.over(formatVnd(askedVnd - mostVnd))} ${most}` : most, isOver };
}

/** The name of the place where a line's sum stands below its table, '' for the sum of all. */
export const sumName = (fieldId: string, line: string): string => `${fieldId}.sum${line === '' ? '' : `.${line}`}`;

/**
 * The same for all tables of a form, or of one section, by the name of the sum that is too much. It is no error of the answers:
 * an application may ask for it, and nobody may award it.
 */
export function overBudgets(
  definition: FormDefinition,
  answers: Answers,
  {
    sectionId,
    ...known
  }: { lines: readonly FormLine[]; rooms: LineRooms; language: FormLanguage; sectionId?: string | undefined },
): AnswerErrors {
  const tables = definition.sections
    .filter(({ id }) => sectionId === undefined || id === sectionId)
    .flatMap(({ fields }) => fields)
    .filter((field) => field.kind === 'budgetTable' && applies(field, answers, definition));
  return Object.fromEntries(
    tables.flatMap(({ id }) =>
      Object.entries(overRooms(answers, id, known)).map(([line, sentence]) => [sumName(id, line), sentence]),
    ),
  );
}

/** What an expense line is called, or its id where nobody says. */
export const lineName = (lines: readonly FormLine[] | undefined, id: string, language: FormLanguage): string =>
  lines?.find((line) => line.id === id)?.name[language] ?? id;

/** What a computed field says, with its words where it is an amount; '' while the estimate asks for nothing. */
export function computedText({ of, shows }: FieldOf<'computed'>, answers: Answers, language: FormLanguage): string {
  const { totalVnd, stateVnd, matchingVnd } = budgetTotals(answers, of);
  if (totalVnd === 0n) return '';
  if (shows === 'stateShare') return `${formatDecimal(shareText(stateVnd, totalVnd))}%`;
  const amount = { total: totalVnd, state: stateVnd, matching: matchingVnd }[shows];
  return `${formatVnd(amount)} (${formWords[language].inWords(amountInWords(amount, language))})`;
}

/** A part of a whole in percent, to two decimals, halves away from nothing: '66.67'. */
function shareText(part: bigint, whole: bigint): string {
  const hundredths = (part * 20_000n + whole) / (2n * whole);
  const fraction = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${hundredths / 100n}${fraction === '' ? '' : `.${fraction}`}`;
}

/** What the rows of a table add up to in a column, as it is read; null where nothing is added up. What cannot be read counts as nothing. */
export function sumOfColumn(column: FormColumn, rows: readonly Row[], language: FormLanguage): string | null {
  if (column.kind === 'money' && column.total === true)
    return formatVnd(rows.reduce((sum, row) => sum + (vndOf(cell(row, column.id)) ?? 0n), 0n));
  if ((column.kind !== 'number' && column.kind !== 'percent') || column.total !== true) return null;
  const sum = rows.reduce((so, row) => so + (tenThousandthsOf(cell(row, column.id)) ?? 0n), 0n);
  return showSimple(column, decimalOf(sum), language);
}

/** Ten-thousandths as a canonical number. */
function decimalOf(size: bigint): string {
  const [sign, whole] = size < 0n ? ['-', -size] : ['', size];
  const fraction = String(whole % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${sign}${whole / 10_000n}${fraction === '' ? '' : `.${fraction}`}`;
}
