// From the fields of a form to answers and back, and the rows and files that come and go between.

import type { Words } from '../programmes/basics.ts';
import {
  type Answer,
  type Answers,
  cell,
  fieldOf,
  fieldsOf,
  listOf,
  mostRows,
  own,
  type Row,
  rowsOf,
  type TypedFields,
  textOf,
} from './formAnswers.ts';
import { budgetColumnsOf } from './formBudgets.ts';
import { cleanLine, cleanText, readDecimal, readSimple, typeSimple } from './formFields.ts';
import { hasParts, partName, partsOf, readParts, typePart } from './formParts.ts';
import type { FieldOf, FormColumn, FormDefinition, FormField } from './formShapes.ts';
import { parseCompanyCode } from './identifiers.ts';

const columnIds = (field: FieldOf<'budgetTable'> | FieldOf<'table'>): readonly string[] =>
  field.kind === 'budgetTable' ? budgetColumnsOf(field) : field.columns.map(({ id }) => id);

const firstOf = (typed: TypedFields, name: string): string => {
  const value = own(typed, name);
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

const allOf = (typed: TypedFields, name: string): string[] => {
  const value = own(typed, name);
  const texts = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  return [...new Set(texts.map(cleanLine))].filter((text) => text !== '').slice(0, mostRows);
};

function readBudgetCell(column: string, typed: string): string {
  if (column === 'unitPrice' || column === 'state' || column === 'matching') return readSimple('money', typed);
  return column === 'quantity' ? readSimple('number', typed) : cleanLine(typed);
}

function typeBudgetCell(column: string, answer: string): string {
  if (column === 'unitPrice' || column === 'state' || column === 'matching') return typeSimple('money', answer);
  return column === 'quantity' ? typeSimple('number', answer) : answer;
}

const unitOf = (field: FormField | FormColumn): Words | undefined => (field.kind === 'number' ? field.unit : undefined);

function readRows(field: FieldOf<'budgetTable'> | FieldOf<'table'>, typed: TypedFields): Row[] {
  const prefix = `${field.id}.`;
  const numbers = new Set<number>();
  for (const name of Object.keys(typed)) {
    if (!name.startsWith(prefix)) continue;
    const parts = /^(0|[1-9]\d{0,3})\.([A-Za-z0-9]+)$/.exec(name.slice(prefix.length));
    if (parts !== null && columnIds(field).includes(parts[2]!)) numbers.add(Number(parts[1]));
  }
  const sorted = [...numbers].sort((one, other) => one - other).slice(0, mostRows);
  return sorted.map((number) => {
    const read = (column: string, how: (text: string) => string) => how(firstOf(typed, `${prefix}${number}.${column}`));
    return Object.fromEntries(
      field.kind === 'budgetTable'
        ? budgetColumnsOf(field).map((id) => [id, read(id, (text) => readBudgetCell(id, text))])
        : field.columns.map((column) => [
            column.id,
            read(column.id, (text) => readSimple(column.kind, text, unitOf(column))),
          ]),
    );
  });
}

function readField(field: FormField, typed: TypedFields): [string, Answer][] {
  if (hasParts(field)) return readParts(field, (name) => firstOf(typed, name));
  const text = firstOf(typed, field.id);
  switch (field.kind) {
    case 'budgetTable':
    case 'table':
      return [[field.id, readRows(field, typed)]];
    case 'many':
    case 'file':
      return [[field.id, allOf(typed, field.id)]];
    case 'criterion': {
      const given = cleanLine(text);
      return [
        [field.id, field.scale === 'points' ? (readDecimal(given) ?? given) : given],
        [`${field.id}.reason`, cleanText(firstOf(typed, `${field.id}.reason`))],
      ];
    }
    case 'companyCode': {
      const code = parseCompanyCode(cleanLine(text));
      return [[field.id, code.ok ? code.code : cleanLine(text)]];
    }
    case 'yesNo':
    case 'declaration':
      return [[field.id, cleanLine(text)]];
    case 'computed':
      return [];
    default:
      return [[field.id, readSimple(field.kind, text, unitOf(field))]];
  }
}

/**
 * Reads the fields of a form, of one section or (`sectionId` null) of all. What can be read is kept canonically, what cannot
 * as it was typed; what is empty is left out. `before`: the answers so far; those of other sections stay as they are.
 */
export function readAnswers(
  definition: FormDefinition,
  sectionId: string | null,
  typed: TypedFields,
  { before = {} }: { before?: Answers } = {},
): Answers {
  const sections = definition.sections.filter(({ id }) => sectionId === null || id === sectionId);
  const read = sections.flatMap(({ fields }) => fields.flatMap((field) => readField(field, typed)));
  const names = new Set(read.map(([name]) => name));
  const kept = Object.entries(before).filter(([name]) => !names.has(name));
  return Object.fromEntries([...kept, ...read.filter(([, answer]) => answer.length > 0)]);
}

/** Answers as they stand in the fields of a form: amounts with points, days as 31/12/2026. Read again, they are the same. */
export function typedOf(definition: FormDefinition, answers: Answers): Record<string, string | string[]> {
  const typed: [string, string | string[]][] = [];
  const put = (name: string, text: string) => {
    if (text !== '') typed.push([name, text]);
  };
  for (const field of fieldsOf(definition)) {
    const { id } = field;
    if (field.kind === 'budgetTable' || field.kind === 'table')
      rowsOf(answers, id).forEach((row, index) => {
        const kinds = field.kind === 'table' ? new Map(field.columns.map((column) => [column.id, column.kind])) : null;
        for (const column of columnIds(field)) {
          const kind = kinds?.get(column);
          const answer = cell(row, column);
          const text = kind === undefined ? typeBudgetCell(column, answer) : typeSimple(kind, answer);
          typed.push([`${id}.${index}.${column}`, text]);
        }
      });
    else if (hasParts(field))
      for (const part of partsOf(field))
        put(partName(field, part), typePart(part, textOf(answers, partName(field, part))));
    else if (field.kind === 'computed') continue;
    else if (field.kind === 'many' || field.kind === 'file') {
      const list = listOf(answers, id);
      if (list.length > 0) typed.push([id, [...list]]);
    } else if (field.kind === 'criterion') {
      put(id, field.scale === 'points' ? typeSimple('number', textOf(answers, id)) : textOf(answers, id));
      put(`${id}.reason`, textOf(answers, `${id}.reason`));
    } else if (field.kind === 'yesNo' || field.kind === 'declaration' || field.kind === 'companyCode')
      put(id, textOf(answers, id));
    else put(id, typeSimple(field.kind, textOf(answers, id)));
  }
  return Object.fromEntries(typed);
}

/** The names of all fields that a form with these answers has; errors stand at no other. */
export function fieldNames(definition: FormDefinition, answers: Answers): string[] {
  return fieldsOf(definition).flatMap((field) => {
    if (field.kind === 'criterion') return [field.id, `${field.id}.reason`];
    if (hasParts(field)) return partsOf(field).map((part) => partName(field, part));
    if (field.kind === 'computed') return [];
    if (field.kind !== 'budgetTable' && field.kind !== 'table') return [field.id];
    const rows = rowsOf(answers, field.id).flatMap((_, index) =>
      columnIds(field).map((column) => `${field.id}.${index}.${column}`),
    );
    return [field.id, ...rows];
  });
}

// Rows and files that come and go

/** Answers with one empty row more in a table; the same when it is full or is no table. */
export function addRow(definition: FormDefinition, answers: Answers, fieldId: string): Answers {
  const field = fieldOf(definition, fieldId);
  if (field === null || (field.kind !== 'budgetTable' && field.kind !== 'table')) return answers;
  const rows = rowsOf(answers, fieldId);
  if (rows.length >= field.maxRows) return answers;
  const empty: Row = Object.fromEntries(columnIds(field).map((column) => [column, '']));
  return { ...answers, [fieldId]: [...rows, empty] };
}

/** Answers without a row ('budget.2', counted from 0) or without a file ('papers.' and its id). */
export function removeItem(definition: FormDefinition, answers: Answers, item: string): Answers {
  const dot = item.indexOf('.');
  const [fieldId, what] = [item.slice(0, dot), item.slice(dot + 1)];
  const field = fieldOf(definition, fieldId);
  if (dot < 0 || field === null) return answers;
  if (field.kind === 'file')
    return keep(
      answers,
      fieldId,
      listOf(answers, fieldId).filter((id) => id !== what),
    );
  if ((field.kind !== 'budgetTable' && field.kind !== 'table') || !/^\d{1,4}$/.test(what)) return answers;
  return keep(
    answers,
    fieldId,
    rowsOf(answers, fieldId).filter((_, index) => index !== Number(what)),
  );
}

/** Answers with one file more in a field for files. */
export function addFile(definition: FormDefinition, answers: Answers, fieldId: string, attachmentId: string): Answers {
  if (fieldOf(definition, fieldId)?.kind !== 'file') return answers;
  return keep(answers, fieldId, [...new Set([...listOf(answers, fieldId), attachmentId])]);
}

function keep(answers: Answers, name: string, list: readonly string[] | readonly Row[]): Answers {
  const { [name]: _, ...rest } = answers;
  return list.length === 0 ? rest : { ...rest, [name]: list };
}
