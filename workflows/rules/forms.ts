// Forms and sheets from their definitions: from the fields of a form to answers and back, what is wrong with them, how far a
// section is, what they say to a reader, what a sheet decides. Pure; the definition and the answers come in as arguments.

import type { Words } from '../programmes/basics.ts';
import {
  amountSentence,
  checkSimple,
  checkWords,
  cleanLine,
  cleanText,
  readDecimal,
  readSimple,
  showSimple,
  tenThousandthsOf,
  typeSimple,
  vndOf,
} from './formFields.ts';
import type { FieldOf, FileType, FormColumn, FormDefinition, FormField, FormSection } from './formShapes.ts';
import { type FormLanguage, formWords } from './formWords.ts';
import { companyCodeProblems, parseCompanyCode } from './identifiers.ts';
import { formatAmount, formatVnd } from './money.ts';

export * from './formShapes.ts';
export type { FormLanguage } from './formWords.ts';

/** A row of a table: the answer of each column, '' where there is none. */
export type Row = Readonly<Record<string, string>>;
export type Answer = string | readonly string[] | readonly Row[];
/** Answers by field id, as they are kept: JSON, amounts and numbers as decimal strings, days as 'YYYY-MM-DD'. */
export type Answers = Readonly<Record<string, Answer>>;
/** What stands in a form's fields, by name. */
export type TypedFields = Readonly<Record<string, string | string[]>>;
/** What is wrong, by the name of the field. */
export type AnswerErrors = Record<string, string>;

/** An expense line of the stage. */
export type FormLine = { readonly id: string; readonly name: Words };
/** A file that the dossier has. `type` is its MIME type, found from its content. */
export type FormAttachment = { readonly id: string; readonly name: string; readonly type: string };

/** What a check or a view may know of beside the answers. Left out: not checked, and ids are shown as they are. */
export type FormSurroundings = {
  readonly lines?: readonly FormLine[] | undefined;
  readonly attachments?: readonly FormAttachment[] | undefined;
};

/** MIME types by the types that a definition allows. */
export const mimeTypes: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** More rows than any definition allows are not kept: they were not typed by a person. */
const mostRows = 200;

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

const fieldsOf = (definition: FormDefinition): FormField[] => definition.sections.flatMap(({ fields }) => fields);

/** The section with this id, or null. */
export const sectionOf = (definition: FormDefinition, sectionId: string): FormSection | null =>
  definition.sections.find(({ id }) => id === sectionId) ?? null;

/** The field with this id, or null. */
export const fieldOf = (definition: FormDefinition, fieldId: string): FormField | null =>
  fieldsOf(definition).find(({ id }) => id === fieldId) ?? null;

/** The first budget table of a form: what the applicant asks for stands there. */
export const budgetFieldOf = (definition: FormDefinition): FieldOf<'budgetTable'> | null =>
  fieldsOf(definition).find((field) => field.kind === 'budgetTable') ?? null;

/** The one text of an answer, '' when there is none. */
export function textOf(answers: Answers, name: string): string {
  const answer = own(answers, name);
  return typeof answer === 'string' ? answer : '';
}

/** The list of an answer: what was chosen of many, or the ids of files. */
export function listOf(answers: Answers, name: string): readonly string[] {
  const answer = own(answers, name);
  return Array.isArray(answer) ? answer.filter((one): one is string => typeof one === 'string') : [];
}

/** The rows of a table's answer. */
export function rowsOf(answers: Answers, name: string): readonly Row[] {
  const answer = own(answers, name);
  return Array.isArray(answer) ? answer.filter((one): one is Row => typeof one === 'object' && one !== null) : [];
}

const cell = (row: Row, column: string): string => own(row, column) ?? '';

/** Whether nothing stands in a row: such rows are kept in a draft and count for nothing. */
export const isEmptyRow = (row: Row): boolean => Object.values(row).every((text) => text === '');

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
const budgetLengths = { description: 300, unit: 40, basis: 300 } as const;

/** The columns that are typed: without matching funds the state's part is the total itself. */
export const budgetColumnsOf = ({ matching }: FieldOf<'budgetTable'>): readonly BudgetColumn[] =>
  budgetColumns.filter((column) => matching || (column !== 'state' && column !== 'matching'));

const columnIds = (field: FieldOf<'budgetTable'> | FieldOf<'table'>): readonly string[] =>
  field.kind === 'budgetTable' ? budgetColumnsOf(field) : field.columns.map(({ id }) => id);

/** Whether a field is asked at all, by the answers given. */
export function applies(field: FormField, answers: Answers): boolean {
  return field.when === undefined || field.when.is.includes(textOf(answers, field.when.field));
}

// Reading and typing

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

// Budgets

export type BudgetAmounts = { readonly totalVnd: bigint; readonly stateVnd: bigint; readonly matchingVnd: bigint };

/** Sums of a budget: over all, and by expense line id. */
export type BudgetTotals = BudgetAmounts & { readonly lines: Readonly<Record<string, BudgetAmounts>> };

/** Quantity times unit price; null when one cannot be read or the product is no whole đồng. */
export function rowTotal(row: Row): bigint | null {
  const product = rowProduct(row);
  return product === null || product % 10_000n !== 0n ? null : product / 10_000n;
}

function rowProduct(row: Row): bigint | null {
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

function rowAmounts(row: Row): BudgetAmounts {
  const totalVnd = rowTotal(row) ?? 0n;
  if (!Object.hasOwn(row, 'state')) return { totalVnd, stateVnd: totalVnd, matchingVnd: 0n };
  return { totalVnd, stateVnd: vndOf(cell(row, 'state')) ?? 0n, matchingVnd: vndOf(cell(row, 'matching')) ?? 0n };
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
  const totals = budgetTotals(answers, fieldId);
  const over = Object.entries(rooms).flatMap(([id, { leftVnd, clause }]): [string, string][] => {
    const asked = id === '' ? totals.stateVnd : (own(totals.lines, id)?.stateVnd ?? 0n);
    if (leftVnd === null || asked <= leftVnd) return [];
    const name = id === '' ? formWords[language].wholeStage : lineName(lines, id, language);
    const [left, by] = [formatVnd(leftVnd), formatVnd(asked - leftVnd)];
    return [[id, formWords[language].over(name, formatVnd(asked), left, by, clause)]];
  });
  return Object.fromEntries(over);
}

const lineName = (lines: readonly FormLine[] | undefined, id: string, language: FormLanguage): string =>
  lines?.find((line) => line.id === id)?.name[language] ?? id;

// Checking

export type CheckOptions = FormSurroundings & {
  readonly language: FormLanguage;
  /** False: only what is there (a draft). True: also what is missing (handing it in). */
  readonly complete: boolean;
  /** Only this section. */
  readonly sectionId?: string;
};

type Say = (name: string, sentence: string, ...between: string[]) => void;

/** What is wrong with answers: a sentence by the name of the field, in the language. Fields that are not asked are not checked. */
export function checkAnswers(definition: FormDefinition, answers: Answers, options: CheckOptions): AnswerErrors {
  const errors: [string, string][] = [];
  for (const section of definition.sections) {
    if (options.sectionId !== undefined && section.id !== options.sectionId) continue;
    for (const field of section.fields) {
      if (!applies(field, answers)) continue;
      const label = (field.short ?? field.label)[options.language];
      checkField(definition, field, answers, options, (name, sentence, ...between) => {
        errors.push([name, `${[label, ...between].join(', ')}: ${sentence}`]);
      });
    }
  }
  return Object.fromEntries(errors);
}

function checkField(
  definition: FormDefinition,
  field: FormField,
  answers: Answers,
  options: CheckOptions,
  say: Say,
): void {
  const { language, complete } = options;
  const sentence = formWords[language];
  const text = textOf(answers, field.id);
  const missing = complete && field.required;
  switch (field.kind) {
    case 'budgetTable':
    case 'table':
      checkTable(field, answers, options, say);
      if (field.kind === 'table') checkSpan(definition, field, answers, options, say);
      return;
    case 'file':
      checkFiles(field, listOf(answers, field.id), options, say);
      return;
    case 'many': {
      const chosen = listOf(answers, field.id);
      if (chosen.some((id) => !field.options.some((option) => option.id === id))) say(field.id, sentence.noOption);
      else if (field.atMostChosen !== undefined && chosen.length > field.atMostChosen)
        say(field.id, sentence.tooMany(field.atMostChosen));
      else if (missing && chosen.length === 0) say(field.id, sentence.choose);
      return;
    }
    case 'criterion':
      checkCriterion(definition, field, answers, options, say);
      return;
    case 'declaration':
      if (text !== '' && text !== 'yes') say(field.id, sentence.noOption);
      else if (missing && text === '') say(field.id, sentence.notDeclared);
      return;
    case 'yesNo':
      if (text === '' ? missing : text !== 'yes' && text !== 'no')
        say(field.id, text === '' ? sentence.choose : sentence.noOption);
      return;
    case 'companyCode': {
      const code = parseCompanyCode(text);
      if (text === '') {
        if (missing) say(field.id, sentence.missing);
      } else if (!code.ok) say(field.id, lower(companyCodeProblems[code.problem][language]));
      return;
    }
    default: {
      const problem = text === '' ? null : checkSimple(field, text, language);
      if (problem !== null) say(field.id, problem);
      else if (missing && text === '') say(field.id, field.kind === 'choice' ? sentence.choose : sentence.missing);
    }
  }
}

const lower = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

function checkFiles(
  field: FieldOf<'file'>,
  ids: readonly string[],
  { language, complete, attachments }: CheckOptions,
  say: Say,
): void {
  const sentence = formWords[language];
  if (complete && field.required && ids.length === 0) say(field.id, sentence.noFile);
  if (ids.length > field.maxFiles) say(field.id, sentence.manyFiles(field.maxFiles));
  if (attachments === undefined) return;
  const found = ids.map((id) => attachments.find((attachment) => attachment.id === id));
  const allowed = field.types.map((type) => mimeTypes[type]);
  const other = found.find((attachment) => attachment !== undefined && !allowed.includes(attachment.type));
  if (found.includes(undefined)) say(field.id, sentence.noSuchFile);
  else if (other !== undefined) say(field.id, sentence.fileType(other.name, field.types.join(', ')));
}

/** The most words that the reason of a criterion may have. */
export const mostReasonWords = 500;

function checkCriterion(
  definition: FormDefinition,
  field: FieldOf<'criterion'>,
  answers: Answers,
  { language, complete }: CheckOptions,
  say: Say,
): void {
  const sentence = formWords[language];
  const given = textOf(answers, field.id);
  const reason = `${field.id}.reason`;
  const why = textOf(answers, reason);
  const tooLong = why === '' ? null : checkWords(why, mostReasonWords, language);
  if (tooLong !== null) say(reason, tooLong);
  if (given === '') {
    if (complete && field.required) say(field.id, field.scale === 'points' ? sentence.missing : sentence.noVerdict);
    return;
  }
  if (field.scale === 'points') {
    const most = field.maxPoints ?? null;
    const points = /^\d{1,4}$/.test(given) ? Number(given) : null;
    if (most === null) say(field.id, sentence.pointsUnset);
    else if (points === null) say(field.id, sentence.decimals(0));
    else if (points > most) say(field.id, sentence.atMost(String(most)));
    return;
  }
  if (given !== 'pass' && given !== 'fail') say(field.id, sentence.noVerdict);
  else if (complete && why === '') {
    if (given === 'fail') say(reason, sentence.noReason);
    else if (field.overall === true && !criteriaPass(definition, answers)) say(reason, sentence.overallReason);
  }
}

function checkTable(
  field: FieldOf<'budgetTable'> | FieldOf<'table'>,
  answers: Answers,
  options: CheckOptions,
  say: Say,
): void {
  const sentence = formWords[options.language];
  const rows = rowsOf(answers, field.id);
  const filled = rows.filter((row) => !isEmptyRow(row)).length;
  const least = Math.max(field.required ? 1 : 0, field.kind === 'table' && filled > 0 ? (field.minRows ?? 0) : 0);
  if (filled > field.maxRows || rows.length > mostRows) say(field.id, sentence.manyRows(field.maxRows));
  else if (options.complete && field.required && filled === 0) say(field.id, sentence.noRows);
  else if (options.complete && filled < least) say(field.id, sentence.fewRows(least));
  rows.forEach((row, index) => {
    if (isEmptyRow(row)) return;
    const name = `${field.id}.${index}`;
    if (field.kind === 'budgetTable') checkBudgetRow(field, row, index, options, say);
    else for (const column of field.columns) checkCell(column, cell(row, column.id), name, index, options, say);
  });
}

/** Where a row ends before it begins, or after all is over. What is no number is complained of elsewhere. */
function checkSpan(
  definition: FormDefinition,
  { id, columns, span }: FieldOf<'table'>,
  answers: Answers,
  { language }: CheckOptions,
  say: Say,
): void {
  if (span === undefined) return;
  const sentence = formWords[language];
  const last = columns.find((column) => column.id === span.to);
  const within = span.within === undefined ? null : fieldOf(definition, span.within);
  const most = within === null ? null : tenThousandthsOf(textOf(answers, within.id));
  rowsOf(answers, id).forEach((row, index) => {
    const [from, to] = [tenThousandthsOf(cell(row, span.from)), tenThousandthsOf(cell(row, span.to))];
    if (last === undefined || to === null) return;
    const wrong = (text: string) =>
      say(`${id}.${index}.${span.to}`, text, sentence.row(index + 1), lower(last.label[language]));
    if (from !== null && from > to) wrong(sentence.backwards(typeSimple('number', cell(row, span.from))));
    else if (within !== null && most !== null && to > most)
      wrong(
        sentence.beyond(
          typeSimple('number', textOf(answers, within.id)),
          lower((within.short ?? within.label)[language]),
        ),
      );
  });
}

function checkCell(
  column: FormColumn,
  answer: string,
  row: string,
  index: number,
  { language, complete }: CheckOptions,
  say: Say,
): void {
  const sentence = formWords[language];
  const between = [sentence.row(index + 1), lower(column.label[language])];
  const problem = answer === '' ? null : checkSimple(column, answer, language);
  if (problem !== null) say(`${row}.${column.id}`, problem, ...between);
  else if (complete && column.required && answer === '')
    say(`${row}.${column.id}`, column.kind === 'choice' ? sentence.choose : sentence.missing, ...between);
}

function checkBudgetRow(
  field: FieldOf<'budgetTable'>,
  row: Row,
  index: number,
  { language, complete, lines }: CheckOptions,
  say: Say,
): void {
  const sentence = formWords[language];
  let sound = true;
  const wrong = (column: BudgetColumn, text: string) => {
    sound = false;
    const between = [sentence.row(index + 1), lower(sentence.budget[column])];
    say(`${field.id}.${index}.${column}`, text, ...between);
  };
  const line = cell(row, 'line');
  if (line === '') {
    if (complete) wrong('line', sentence.choose);
  } else if (lines !== undefined && !lines.some(({ id }) => id === line)) wrong('line', sentence.noLine);
  for (const [column, length] of Object.entries(budgetLengths) as [keyof typeof budgetLengths, number][]) {
    const text = cell(row, column);
    if ([...text].length > length) wrong(column, sentence.tooLong(String(length)));
    else if (complete && text === '' && column !== 'basis') wrong(column, sentence.missing);
  }
  const quantity = cell(row, 'quantity');
  const problem =
    quantity === ''
      ? null
      : checkSimple(
          { kind: 'number', id: 'quantity', label: { vi: '', en: '' }, required: true, decimals: 2, atLeast: 0 },
          quantity,
          language,
        );
  if (problem !== null) wrong('quantity', problem);
  else if (tenThousandthsOf(quantity) === 0n) wrong('quantity', sentence.notPositive);
  else if (complete && quantity === '') wrong('quantity', sentence.missing);
  for (const column of budgetColumnsOf(field)) {
    if (column !== 'unitPrice' && column !== 'state' && column !== 'matching') continue;
    const text = cell(row, column);
    if (text !== '' && vndOf(text) === null) wrong(column, amountSentence(text, language));
    else if (column === 'unitPrice' && text === '0') wrong(column, sentence.notPositive);
    // No matching funds typed is none; what the state is to pay must be said.
    else if (complete && text === '' && column !== 'matching') wrong(column, sentence.missing);
  }
  const product = rowProduct(row);
  if (!sound || product === null) return;
  if (product % 10_000n !== 0n) wrong('quantity', sentence.notWhole);
  else if (product / 10_000n > 999_999_999_999_999n) wrong('unitPrice', sentence.tooLarge);
  else if (field.matching) {
    const said = cell(row, 'state') !== '' && (complete || cell(row, 'matching') !== '');
    const { totalVnd, stateVnd, matchingVnd } = rowAmounts(row);
    if (said && stateVnd + matchingVnd !== totalVnd)
      wrong('state', sentence.sumDiffers(formatVnd(stateVnd + matchingVnd), formatVnd(totalVnd)));
  }
}

export type SectionState = 'empty' | 'started' | 'complete';

/**
 * How far a section is: nothing answered, something, or all that is needed and nothing wrong. A section in which nothing need
 * be answered is complete.
 */
export function sectionState(
  definition: FormDefinition,
  answers: Answers,
  section: FormSection | string,
  surroundings: FormSurroundings = {},
): SectionState {
  const found = typeof section === 'string' ? sectionOf(definition, section) : section;
  if (found === null) return 'empty';
  const options = { ...surroundings, language: 'vi', complete: true, sectionId: found.id } as const;
  if (Object.keys(checkAnswers(definition, answers, options)).length === 0) return 'complete';
  return found.fields.some((field) => isAnswered(field, answers)) ? 'started' : 'empty';
}

function isAnswered(field: FormField, answers: Answers): boolean {
  const answer = own(answers, field.id);
  if (answer === undefined || answer.length === 0) return textOf(answers, `${field.id}.reason`) !== '';
  return typeof answer === 'string' || answer.some((one) => typeof one === 'string' || !isEmptyRow(one));
}

// Showing

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
  readonly files?: readonly { readonly id: string; readonly name: string }[];
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
      .filter((field) => applies(field, answers))
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
        id,
        name: attachments?.find((attachment) => attachment.id === id)?.name ?? id,
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
    default:
      return { value: showSimple(field, text, language) };
  }
}

function showTable(field: FieldOf<'table'>, answers: Answers, language: FormLanguage): ShownTable {
  return {
    head: field.columns.map(({ label, kind }) => ({
      label: label[language],
      align: kind === 'money' || kind === 'number' ? 'right' : 'left',
    })),
    rows: rowsOf(answers, field.id)
      .filter((row) => !isEmptyRow(row))
      .map((row) => field.columns.map((column) => showSimple(column, cell(row, column.id), language))),
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

// Sheets

const criteriaOf = (sheet: FormDefinition): FieldOf<'criterion'>[] =>
  fieldsOf(sheet).filter((field) => field.kind === 'criterion');

function criteriaPass(sheet: FormDefinition, answers: Answers): boolean {
  const criteria = criteriaOf(sheet).filter((field) => field.overall !== true && applies(field, answers));
  const each = criteria.every((field) => {
    const given = textOf(answers, field.id);
    if (field.scale === 'passFail') return given === 'pass' || (given === '' && !field.required);
    return pointsIn(given) >= (field.leastPoints ?? 0);
  });
  return each && (sheet.passPoints === undefined || (pointsOf(sheet, answers) ?? 0) >= sheet.passPoints);
}

const pointsIn = (answer: string): number => (/^\d{1,4}$/.test(answer) ? Number(answer) : 0);

/**
 * What a sheet that is complete decides: the reviewer's conclusion where it asks for one, else pass when every criterion
 * passes and the points suffice.
 */
export function verdictOf(sheet: FormDefinition, answers: Answers): 'pass' | 'fail' {
  const overall = criteriaOf(sheet).find((field) => field.overall === true);
  const pass = overall === undefined ? criteriaPass(sheet, answers) : textOf(answers, overall.id) === 'pass';
  return pass ? 'pass' : 'fail';
}

/** The sum of a sheet's points; null when it has none. */
export function pointsOf(sheet: FormDefinition, answers: Answers): number | null {
  const criteria = criteriaOf(sheet).filter((field) => field.scale === 'points' && applies(field, answers));
  return criteria.length === 0 ? null : criteria.reduce((sum, field) => sum + pointsIn(textOf(answers, field.id)), 0);
}
