// Answers as they are kept: looked up without trust, because they come from a draft that anybody may have written.

import type { Words } from '../programmes/basics.ts';
import { partsOfAddress } from './formPlaces.ts';
import type { Condition, FieldOf, FormDefinition, FormField, FormSection } from './formShapes.ts';
import { isCitizenNumber } from './identifiers.ts';

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

/** What the party says of itself, in whose name a form is written; '' for what it has not said. */
export type FormParty = { readonly kind: string; readonly name: string; readonly number: string };

/** What a check or a view may know of beside the answers. Left out: not checked, and ids are shown as they are. */
export type FormSurroundings = {
  readonly lines?: readonly FormLine[] | undefined;
  readonly attachments?: readonly FormAttachment[] | undefined;
  readonly party?: FormParty | undefined;
};

/** More rows than any definition allows are not kept: they were not typed by a person. */
export const mostRows = 200;

/** What a record has itself: a name that somebody typed may be that of something every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** All fields of a definition, in order. */
export const fieldsOf = (definition: FormDefinition): FormField[] =>
  definition.sections.flatMap(({ fields }) => fields);

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

/** One column's answer in a row, '' where there is none. */
export const cell = (row: Row, column: string): string => own(row, column) ?? '';

/** Whether nothing stands in a row: such rows are kept in a draft and count for nothing. */
export const isEmptyRow = (row: Row): boolean => Object.values(row).every((text) => text === '');

/** Whether a field is asked at all, by the answers given. */
export const applies = (field: FormField, answers: Answers, definition: FormDefinition): boolean =>
  field.when === undefined || holds(field.when, answers, definition);

/** Whether a field must be answered, by the answers given. */
export const isRequired = (field: FormField, answers: Answers, definition: FormDefinition): boolean =>
  field.required || (field.requiredWhen !== undefined && holds(field.requiredWhen, answers, definition));

/** An answer that waits in a draft though it is not asked for decides nothing. */
function holds({ field, is }: Condition, answers: Answers, definition: FormDefinition): boolean {
  const named = fieldOf(definition, field);
  if (named === null || !applies(named, answers, definition)) return false;
  return named.kind === 'many'
    ? listOf(answers, field).some((one) => is.includes(one))
    : is.includes(textOf(answers, field));
}

/** The answers to what is asked, without those that wait in a draft for another choice. */
export function askedAnswers(definition: FormDefinition, answers: Answers): Answers {
  const asked = new Set(
    fieldsOf(definition).flatMap((field) => (applies(field, answers, definition) ? [field.id] : [])),
  );
  return Object.fromEntries(Object.entries(answers).filter(([name]) => asked.has(name.split('.')[0]!)));
}

/** What is known of who writes a form, by the names that a definition has for it. */
export type KnownOfWriter = Readonly<
  Partial<Record<NonNullable<FormField['sameAs']> | NonNullable<FormField['startsAs']>, string>>
>;

/** The answers that a form begins with, from what is known already: nobody is to type it twice. */
export function startingAnswers(definition: FormDefinition, known: KnownOfWriter): Answers {
  const begun: Answers = Object.fromEntries(
    fieldsOf(definition)
      .flatMap((field) => beginningOf(field, known))
      .filter(([, text]) => text !== ''),
  );
  return askedAnswers(definition, begun);
}

/** The field of a form that asks for the party's address again, where what stands in it is that address; null where none does. */
export function fieldOfAddress(definition: FormDefinition, answers: Answers, address: string): FormField | null {
  const begun = Object.entries(partsOfAddress(address));
  const isIt = (field: FormField) =>
    field.startsAs === 'party.address' &&
    field.kind === 'address' &&
    applies(field, answers, definition) &&
    begun.every(([part, text]) => folded(textOf(answers, `${field.id}.${part}`)) === folded(text));
  return fieldsOf(definition).find(isIt) ?? null;
}

/** What one field begins with, by the names of its answers. */
function beginningOf(field: FormField, known: KnownOfWriter): [string, string][] {
  const { id, sameAs, startsAs } = field;
  const from = sameAs ?? startsAs;
  const text = from === undefined ? '' : (known[from] ?? '');
  if (text === '') return [];
  if (field.kind === 'address') {
    return Object.entries(partsOfAddress(text)).map(([part, answer]) => [`${id}.${part}`, answer]);
  }
  if (field.kind !== 'person') return [[id, text]];
  // a team is known by the number of whoever leads it
  const number =
    known['party.kind'] === 'team' && isCitizenNumber(known['party.number'] ?? '') ? known['party.number'] : '';
  return [
    [`${id}.name`, text],
    ...(number ? [[`${id}.number`, number] satisfies [string, string]] : []),
    ...(field.asks?.email === undefined
      ? []
      : [[`${id}.email`, known['person.email'] ?? ''] satisfies [string, string]]),
  ];
}

const folded = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi');

/** Whether a field says of the party what the party does not say of itself. What one of them leaves open differs from nothing. */
export function differsFromParty(field: FormField, answers: Answers, party: FormParty | undefined): boolean {
  if (field.sameAs === undefined || party === undefined) return false;
  const [said, known] = [textOf(answers, field.id), party[partyPart[field.sameAs]]];
  return said !== '' && known !== '' && folded(said) !== folded(known);
}

const partyPart = { 'party.kind': 'kind', 'party.name': 'name', 'party.number': 'number' } as const;
