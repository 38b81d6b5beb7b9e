// What is wrong with answers, and how far a section is.

import {
  type AnswerErrors,
  type Answers,
  applies,
  cell,
  differsFromParty,
  type FormSurroundings,
  fieldOf,
  isEmptyRow,
  isRequired,
  listOf,
  mostRows,
  own,
  type Row,
  rowsOf,
  sectionOf,
  textOf,
} from './formAnswers.ts';
import { type BudgetColumn, budgetColumnsOf, budgetLengths, rowAmounts, rowProduct } from './formBudgets.ts';
import { amountSentence, checkSimple, checkWords, tenThousandthsOf, typeSimple, vndOf } from './formFields.ts';
import { checkParts, hasParts, partName, partsOf } from './formParts.ts';
import {
  type FieldOf,
  type FormColumn,
  type FormDefinition,
  type FormField,
  type FormSection,
  mimeTypes,
} from './formShapes.ts';
import { criteriaPass } from './formSheets.ts';
import { type FormLanguage, formWords } from './formWords.ts';
import { companyCodeProblems, parseCompanyCode } from './identifiers.ts';
import { formatVnd } from './money.ts';

export type CheckOptions = FormSurroundings & {
  readonly language: FormLanguage;
  /** False: only what is there (a draft). True: also what is missing (handing it in). */
  readonly complete: boolean;
  /** Of a draft: also what must be declared and was left unticked, when somebody has just saved the section. */
  readonly declared?: boolean;
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
      if (!applies(field, answers, definition)) continue;
      const label = (field.short ?? field.label)[options.language];
      const say: Say = (name, sentence, ...between) => {
        errors.push([name, `${[label, ...between].join(', ')}: ${sentence}`]);
      };
      const required = isRequired(field, answers, definition);
      checkField(definition, { ...field, required }, answers, options, say);
      if (differsFromParty(field, answers, options.party)) say(field.id, otherParty(field, options));
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
  if (hasParts(field)) {
    for (const { part, sentence } of checkParts(field, answers, { language, complete, required: field.required }))
      say(partName(field, part), sentence, lower(part.label[language]));
    return;
  }
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
      else if ((missing || (options.declared === true && field.required)) && text === '')
        say(field.id, sentence.notDeclared);
      return;
    case 'yesNo':
      if (text === '' ? missing : text !== 'yes' && text !== 'no')
        say(field.id, text === '' ? sentence.choose : sentence.noOption);
      return;
    case 'computed':
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

/** What the party says of itself instead; its number is not for everybody who writes. */
function otherParty(field: FormField, { party, language }: CheckOptions): string {
  const say = formWords[language];
  if (party === undefined || field.sameAs === 'party.number') return say.otherNumber;
  if (field.sameAs === 'party.name') return say.otherParty(party.name);
  const options = field.kind === 'choice' ? field.options : [];
  return say.otherKind(options.find(({ id }) => id === party.kind)?.label[language] ?? party.kind);
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
    const said = cell(row, 'state') !== '';
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
  return isBegun(found, answers) ? 'started' : 'empty';
}

/** Whether anything stands in a section. */
export const isBegun = ({ fields }: FormSection, answers: Answers): boolean =>
  fields.some((field) => isAnswered(field, answers));

function isAnswered(field: FormField, answers: Answers): boolean {
  if (hasParts(field)) return partsOf(field).some((part) => textOf(answers, partName(field, part)) !== '');
  const answer = own(answers, field.id);
  if (answer === undefined || answer.length === 0) return textOf(answers, `${field.id}.reason`) !== '';
  return typeof answer === 'string' || answer.some((one) => typeof one === 'string' || !isEmptyRow(one));
}
