// Answers as they are read: by whoever checks their own, by a reviewer, on paper.

import type { FormAttachment } from './formAnswers.ts';
import {
  type Answers,
  applies,
  cell,
  type FormLine,
  type FormSurroundings,
  isEmptyRow,
  listOf,
  rowsOf,
  textOf,
} from './formAnswers.ts';
import { budgetTotals, computedText, lineName, rowTotal, sumOfColumn } from './formBudgets.ts';
import { showSimple, typeSimple } from './formFields.ts';
import { hasParts, shownParts, showParts } from './formParts.ts';
import type { FieldOf, FormColumn, FormDefinition, FormField } from './formShapes.ts';
import { type FormLanguage, formWords } from './formWords.ts';
import { formatAmount } from './money.ts';

export type ShownTable = {
  readonly head: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
  /** The row of totals. */
  readonly foot?: readonly string[];
};

export type ShownRow = {
  readonly field: string;
  readonly label: string;
  readonly kind: FormField['kind'];
  /** '' when nothing was answered. Long texts and lists have line breaks. */
  readonly value: string;
  readonly table?: ShownTable;
  /** Of a field of parts: those that are answered. */
  readonly parts?: readonly { readonly part: string; readonly label: string; readonly value: string }[];
  /** With whatever is known of each beyond its name. */
  readonly files?: readonly ({ readonly id: string; readonly name: string } & Partial<FormAttachment>)[];
  /** Of a criterion. */
  readonly verdict?: 'pass' | 'fail';
  /** Why, of a criterion; what was declared, of a declaration. */
  readonly note?: string;
};

export type ShownSection = {
  readonly section: { readonly id: string; readonly title: string };
  readonly rows: readonly ShownRow[];
};

/**
 * Answers as they are read, by section, in the language: for check-your-answers, the reviewer's view and the PDF. Fields that
 * are not asked and empty rows are left out.
 */
export function shown(
  definition: FormDefinition,
  answers: Answers,
  language: FormLanguage,
  surroundings: FormSurroundings = {},
): ShownSection[] {
  return definition.sections.map(({ id, title, fields }) => ({
    section: { id, title: title[language] },
    rows: fields
      .filter((field) => applies(field, answers, definition))
      .map((field) => ({
        field: field.id,
        label: field.label[language],
        kind: field.kind,
        ...showField(field, answers, language, surroundings),
      })),
  }));
}

function showField(
  field: FormField,
  answers: Answers,
  language: FormLanguage,
  { lines, attachments }: FormSurroundings,
): Omit<ShownRow, 'field' | 'label' | 'kind'> {
  const say = formWords[language];
  if (hasParts(field))
    return { value: showParts(field, answers, language), parts: shownParts(field, answers, language) };
  const text = textOf(answers, field.id);
  switch (field.kind) {
    case 'budgetTable':
      return { value: '', table: showBudget(field, answers, language, lines) };
    case 'table':
      return { value: '', table: showTable(field, answers, language) };
    case 'many': {
      const labels = listOf(answers, field.id).map(
        (id) => field.options.find((option) => option.id === id)?.label[language] ?? id,
      );
      return { value: labels.join('\n') };
    }
    case 'file': {
      const files = listOf(answers, field.id).map((id) => ({
        ...{ id, name: id },
        ...attachments?.find((attachment) => attachment.id === id),
      }));
      return { value: files.map(({ name }) => name).join('\n'), files };
    }
    case 'criterion': {
      const reason = textOf(answers, `${field.id}.reason`);
      const note = reason === '' ? {} : { note: reason };
      if (field.scale === 'points') {
        const most = field.maxPoints === undefined || field.maxPoints === null ? null : String(field.maxPoints);
        return { value: text === '' ? '' : say.points(typeSimple('number', text), most), ...note };
      }
      const verdict = text === 'pass' || text === 'fail' ? text : undefined;
      return { value: verdict === undefined ? text : say[verdict], ...(verdict ? { verdict } : {}), ...note };
    }
    case 'declaration':
      return { value: text === 'yes' ? say.declared : text, note: field.text[language] };
    case 'yesNo':
      return { value: text === 'yes' || text === 'no' ? say[text] : text };
    case 'companyCode':
      return { value: text };
    case 'computed':
      return { value: computedText(field, answers, language) };
    default:
      return { value: showSimple(field, text, language) };
  }
}

const isFigure = (kind: FormColumn['kind']) => kind === 'money' || kind === 'number' || kind === 'percent';

function showTable(field: FieldOf<'table'>, answers: Answers, language: FormLanguage): ShownTable {
  const { total } = formWords[language];
  const sums = field.columns.map((column) => sumOfColumn(column, rowsOf(answers, field.id), language));
  // the word stands in the first cell, which a table whose first column is a sum has none for
  const foot = sums.map((sum, index) => sum ?? (index === 0 ? total : ''));
  return {
    head: field.columns.map(({ label, kind }) => ({
      label: label[language],
      align: isFigure(kind) ? 'right' : 'left',
    })),
    rows: rowsOf(answers, field.id)
      .filter((row) => !isEmptyRow(row))
      .map((row) => field.columns.map((column) => showSimple(column, cell(row, column.id), language))),
    ...(sums.some((sum) => sum !== null) ? { foot } : {}),
  };
}

function showBudget(
  field: FieldOf<'budgetTable'>,
  answers: Answers,
  language: FormLanguage,
  lines: readonly FormLine[] | undefined,
): ShownTable {
  const { budget, total } = formWords[language];
  const amount = (text: string) => typeSimple('money', text);
  const rows = rowsOf(answers, field.id).filter((row) => !isEmptyRow(row));
  const totals = budgetTotals(answers, field.id);
  const left = (label: string) => ({ label, align: 'left' as const });
  const right = (label: string) => ({ label, align: 'right' as const });
  const parts = field.matching ? [right(budget.state), right(budget.matching)] : [];
  return {
    head: [
      left(budget.line),
      left(budget.description),
      right(budget.quantity),
      right(budget.unitPrice),
      right(budget.total),
      ...parts,
      left(budget.basis),
    ],
    rows: rows.map((row) => {
      const product = rowTotal(row);
      return [
        lineName(lines, cell(row, 'line'), language),
        cell(row, 'description'),
        `${typeSimple('number', cell(row, 'quantity'))} ${cell(row, 'unit')}`.trim(),
        amount(cell(row, 'unitPrice')),
        product === null ? '' : formatAmount(product),
        ...(field.matching ? [amount(cell(row, 'state')), amount(cell(row, 'matching'))] : []),
        cell(row, 'basis'),
      ];
    }),
    foot: [
      total,
      '',
      '',
      '',
      formatAmount(totals.totalVnd),
      ...(field.matching ? [formatAmount(totals.stateVnd), formatAmount(totals.matchingVnd)] : []),
      '',
    ],
  };
}
