// What differs between two versions of a form, as people read it.

import type { Words } from '../programmes/basics.ts';
import { type Answer, type Answers, fieldOf, fieldsOf, listOf, own, type Row, rowsOf, textOf } from './formAnswers.ts';
import { budgetColumnsOf } from './formBudgets.ts';
import { hasParts, partName, partsOf } from './formParts.ts';
import type { FieldKind, FormColumn, FormDefinition, FormField, FormSection } from './formShapes.ts';
import { type ShownRow, type ShownSection, type ShownTable, shown } from './formShowing.ts';
import type { FormLanguage } from './formWords.ts';

/** A field whose answer differs between two versions; '' for none. */
export type FieldChange = {
  readonly section: { readonly id: string; readonly title: string };
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

/** The SHA-256 of a file, by its id. */
export type HashOfFile = (id: string) => string | undefined;

/**
 * What differs between two versions, field by field in the order of the form; of tables the rows that differ. With their hashes
 * files are the same when their bytes are, and are named by both.
 */
export function changesBetween(
  before: readonly ShownSection[],
  after: readonly ShownSection[],
  hashOf: HashOfFile = () => undefined,
): FieldChange[] {
  const rowsOf = (sections: readonly ShownSection[]) =>
    new Map(sections.flatMap(({ section, rows }) => rows.map((row) => [row.field, { row, section }] as const)));
  const [old, now] = [rowsOf(before), rowsOf(after)];
  // what is asked no longer comes last
  const fields = [...new Set([...now.keys(), ...old.keys()])];
  return fields.flatMap((field): FieldChange[] => {
    const [was, is] = [linesOf(old.get(field)?.row, hashOf), linesOf(now.get(field)?.row, hashOf)];
    if (was.keys.join('\n') === is.keys.join('\n')) return [];
    const { row, section } = (now.get(field) ?? old.get(field))!;
    const [before, after] =
      row.table === undefined ? [was.texts, is.texts] : [without(was.texts, is.texts), without(is.texts, was.texts)];
    return [{ section, label: row.label, before: before.join('\n'), after: after.join('\n') }];
  });
}

/** An answer as lines to be read, and as keys to be compared: a file with the same name may be another file. */
function linesOf(row: ShownRow | undefined, hashOf: HashOfFile): { texts: string[]; keys: string[] } {
  if (row?.files !== undefined)
    return {
      texts: row.files.map(({ id, name }) => {
        const hash = hashOf(id);
        return hash === undefined ? `${name} (${id.slice(-6)})` : `${name} (SHA-256 ${hash.slice(0, 12)}…)`;
      }),
      keys: row.files.map(({ id, name }) => `${name} ${hashOf(id) ?? id}`),
    };
  const texts = row === undefined ? [] : row.table === undefined ? linesIn(row.value) : rowsIn(row.table);
  return { texts, keys: texts };
}

const linesIn = (value: string): string[] => (value === '' ? [] : value.split('\n'));

/** The rows of a table, and the row of its totals. */
function rowsIn({ rows, foot }: NonNullable<ShownRow['table']>): string[] {
  const all = foot === undefined || rows.length === 0 ? rows : [...rows, foot];
  return all.map((cells) => cells.filter((cell) => cell !== '').join(' · '));
}

/** The rows of one list that the other has not, each as often as it stands more. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const found = left.get(row) ?? 0;
    left.set(row, found - 1);
    return found <= 0;
  });
}

/** What is new, gone or asked differently in a later version of a form. */
export type DefinitionChange =
  | { readonly kind: 'newSection'; readonly section: string; readonly label: Words }
  | {
      readonly kind: 'newField' | 'goneField';
      readonly section: string;
      readonly field: string;
      readonly label: Words;
      readonly sectionLabel: Words;
    }
  | {
      readonly kind: 'changedField';
      readonly section: string;
      readonly field: string;
      readonly label: Words;
      readonly what: Words;
    };

/** What differs between two versions of a form, in the order of the later one; what is gone comes last. */
export function changesOfDefinition(before: FormDefinition, after: FormDefinition): DefinitionChange[] {
  const found = after.sections.flatMap((section): DefinitionChange[] => {
    const isNew = !before.sections.some(({ id }) => id === section.id);
    const fields = section.fields.flatMap((field): DefinitionChange[] => {
      const was = fieldOf(before, field.id);
      if (was !== null && isCompatible(was.kind, field.kind))
        return differences(was, field).map((what) => ({ ...at(section, field), kind: 'changedField', what }));
      // a new section says so once
      return isNew ? [] : [{ ...at(section, field), kind: 'newField', sectionLabel: section.title }];
    });
    return isNew ? [{ kind: 'newSection', section: section.id, label: section.title }, ...fields] : fields;
  });
  const gone = before.sections.flatMap((section) =>
    section.fields.flatMap((field): DefinitionChange[] => {
      const is = fieldOf(after, field.id);
      const stays = is !== null && isCompatible(field.kind, is.kind);
      return stays ? [] : [{ ...at(section, field), kind: 'goneField', sectionLabel: section.title }];
    }),
  );
  return [...found, ...gone];
}

const at = (section: FormSection, { id, label, short }: FormField) => ({
  ...{ section: section.id, field: id },
  label: short ?? label,
});

const oneText: readonly FieldKind[] = ['text', 'longText', 'money', 'number', 'percent', 'date', 'companyCode'];

/** Whether an answer to one kind can stand under another: texts are kept as they were typed, and checked anew. */
const isCompatible = (before: FieldKind, after: FieldKind): boolean =>
  before === after || (oneText.includes(before) && oneText.includes(after));

/** What of a field's limits differs, each in a sentence that follows its name. */
function differences(before: FormField, after: FormField): Words[] {
  const found: Words[] = [];
  const [was, is] = [limitsOf(before), limitsOf(after)];
  if (after.required && !before.required) found.push({ vi: 'nay bắt buộc.', en: 'is required now.' });
  if (!after.required && before.required) found.push({ vi: 'nay không bắt buộc.', en: 'is optional now.' });
  if (before.kind !== after.kind) found.push({ vi: 'nay được điền theo dạng khác.', en: 'is of another kind now.' });
  for (const [name, limit] of Object.entries(is)) {
    const old = own(was, name);
    if (limit === old || before.kind !== after.kind) continue;
    const { vi, en } = limitNames[name]!;
    if (limit === null) found.push({ vi: `không còn giới hạn ${vi}.`, en: `no limit any more: ${en}.` });
    else
      found.push({
        vi: `${vi} nay là ${limit}${old == null ? '' : `, trước là ${old}`}.`,
        en: `${en} is ${limit} now${old == null ? '' : `, was ${old}`}.`,
      });
  }
  const options = (field: FormField) => ('options' in field ? field.options : []);
  const lost = options(before).filter(({ id }) => !options(after).some((one) => one.id === id));
  const more = options(after).filter(({ id }) => !options(before).some((one) => one.id === id));
  const labels = (of: typeof lost, language: FormLanguage) => of.map(({ label }) => `“${label[language]}”`).join(', ');
  if (before.kind === after.kind && lost.length > 0)
    found.push({ vi: `không còn mục ${labels(lost, 'vi')}.`, en: `without ${labels(lost, 'en')} now.` });
  if (before.kind === after.kind && more.length > 0)
    found.push({ vi: `có thêm mục ${labels(more, 'vi')}.`, en: `also offers ${labels(more, 'en')}.` });
  const [old, now] = [columnsOf(before), columnsOf(after)];
  const names = (of: readonly FormColumn[], language: FormLanguage) =>
    of.map(({ label }) => `“${label[language]}”`).join(', ');
  const goneColumns = old.filter(({ id }) => !now.some((one) => one.id === id));
  const newColumns = now.filter(({ id }) => !old.some((one) => one.id === id));
  if (goneColumns.length > 0)
    found.push({
      vi: `không còn cột ${names(goneColumns, 'vi')}.`,
      en: `without the column ${names(goneColumns, 'en')}.`,
    });
  if (newColumns.length > 0)
    found.push({ vi: `có thêm cột ${names(newColumns, 'vi')}.`, en: `has the column ${names(newColumns, 'en')} now.` });
  return found;
}

const columnsOf = (field: FormField): readonly FormColumn[] => (field.kind === 'table' ? field.columns : []);

const limitNames: Readonly<Record<string, Words>> = {
  maxLength: { vi: 'số ký tự tối đa', en: 'the most characters' },
  maxWords: { vi: 'số từ tối đa', en: 'the most words' },
  maxRows: { vi: 'số dòng tối đa', en: 'the most rows' },
  minRows: { vi: 'số dòng tối thiểu', en: 'the least rows' },
  maxFiles: { vi: 'số tệp tối đa', en: 'the most files' },
  atLeast: { vi: 'mức ít nhất', en: 'the least' },
  atMost: { vi: 'mức nhiều nhất', en: 'the most' },
  atLeastVnd: { vi: 'số tiền ít nhất', en: 'the least amount' },
  atMostVnd: { vi: 'số tiền nhiều nhất', en: 'the most money' },
  atMostChosen: { vi: 'số mục được chọn', en: 'the most choices' },
  notBefore: { vi: 'ngày sớm nhất', en: 'the earliest day' },
  notAfter: { vi: 'ngày muộn nhất', en: 'the latest day' },
};

/** The limits of a field by name; null for one that its kind could have and it has not. */
function limitsOf(field: FormField): Record<string, string | null> {
  const of = field as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(limitNames).map((name) => [name, of[name] === undefined ? null : String(of[name])]),
  );
}

/** What a form no longer asks, with what was answered, as it was read. */
export type GoneAnswer = {
  readonly field: string;
  readonly section: string;
  readonly label: string;
  readonly value: string;
};

export type Carried = {
  /** All answers: those that the later version asks under their names, and those that it does not, which it never hands in. */
  readonly answers: Answers;
  readonly gone: readonly GoneAnswer[];
};

/**
 * Answers that were written under one version of a form, for a draft under a later one. Nothing is lost: what the later version
 * does not ask, or cannot hold under its kinds, is in `gone` in the words that the writer read.
 */
export function carryAnswers(
  answers: Answers,
  before: FormDefinition,
  after: FormDefinition,
  language: FormLanguage = 'vi',
): Carried {
  const kept: [string, Answer][] = [];
  const gone: GoneAnswer[] = [];
  const read = new Map(
    shown(before, answers, language).flatMap(({ rows }) => rows.map((row) => [row.field, row] as const)),
  );
  const taken = new Set(fieldsOf(after).map(({ id }) => id));
  for (const section of before.sections)
    for (const field of section.fields) {
      const names = Object.keys(answers).filter((name) => name.split('.')[0] === field.id);
      if (names.length === 0) continue;
      const say = (value: string) =>
        value !== '' &&
        gone.push({ field: field.id, section: section.title[language], label: field.label[language], value });
      const next = fieldOf(after, field.id);
      if (next === null || !isCompatible(field.kind, next.kind)) {
        say(rowText(read.get(field.id) ?? rowOf(before, field, answers, language)));
        if (!taken.has(field.id)) kept.push(...names.map((name): [string, Answer] => [name, answers[name]!]));
        continue;
      }
      const { carried, lost } = carryField(field, next, answers, language);
      kept.push(...carried);
      say(lost);
    }
  const known = new Set([...fieldsOf(before), ...fieldsOf(after)].map(({ id }) => id));
  const strangers = Object.entries(answers).filter(([name]) => !known.has(name.split('.')[0]!));
  return { answers: Object.fromEntries([...kept, ...strangers]), gone };
}

/** A field that its condition hides is read all the same. */
function rowOf(
  definition: FormDefinition,
  field: FormField,
  answers: Answers,
  language: FormLanguage,
): ShownRow | undefined {
  const { when: _, ...bare } = field;
  const alone = { ...definition, sections: [{ id: 'alone', title: definition.title, fields: [bare as FormField] }] };
  return shown(alone, answers, language)[0]?.rows[0];
}

const rowText = (row: ShownRow | undefined): string => {
  if (row === undefined) return '';
  const text = row.table === undefined ? row.value : tableText(row.table);
  return [text, row.note ?? ''].filter(Boolean).join('\n');
};

const tableText = (table: ShownTable): string => rowsIn(table).join('\n');

/** What of a field's answer its later version can hold, and the rest as text. */
function carryField(
  before: FormField,
  after: FormField,
  answers: Answers,
  language: FormLanguage,
): { carried: [string, Answer][]; lost: string } {
  const all = (): [string, Answer][] =>
    Object.entries(answers).filter(([name]) => name.split('.')[0] === before.id) as [string, Answer][];
  if (before.kind === 'choice' && after.kind === 'choice') {
    const given = textOf(answers, before.id);
    if (given === '' || after.options.some(({ id }) => id === given)) return { carried: all(), lost: '' };
    return { carried: [], lost: before.options.find(({ id }) => id === given)?.label[language] ?? given };
  }
  if (before.kind === 'many' && after.kind === 'many') {
    const given = listOf(answers, before.id);
    const stays = given.filter((one) => after.options.some(({ id }) => id === one));
    const lost = given.filter((one) => !stays.includes(one));
    const labels = lost.map((one) => before.options.find(({ id }) => id === one)?.label[language] ?? one);
    return { carried: stays.length === 0 ? [] : [[before.id, stays]], lost: labels.join('\n') };
  }
  if (hasParts(before) && hasParts(after)) {
    const names = partsOf(after).map((part) => partName(after, part));
    const lost = partsOf(before).filter((part) => !names.includes(partName(before, part)));
    const text = lost.flatMap((part) => {
      const answer = textOf(answers, partName(before, part));
      return answer === '' ? [] : [`${part.label[language]}: ${answer}`];
    });
    return { carried: all().filter(([name]) => names.includes(name)), lost: text.join('\n') };
  }
  const columns = columnNames(after);
  if (columns === null) return { carried: all(), lost: '' };
  const rows = rowsOf(answers, before.id);
  const lost = rows.flatMap((row, index) => {
    const cells = Object.entries(row).filter(([column, text]) => text !== '' && !columns.includes(column));
    return cells.length === 0 ? [] : [`${index + 1}: ${cells.map(([, text]) => text).join(' · ')}`];
  });
  const carried: Row[] = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column, own(row, column) ?? ''])),
  );
  return { carried: rows.length === 0 ? [] : [[before.id, carried]], lost: lost.join('\n') };
}

function columnNames(field: FormField): readonly string[] | null {
  if (field.kind === 'budgetTable') return budgetColumnsOf(field);
  return field.kind === 'table' ? field.columns.map(({ id }) => id) : null;
}
