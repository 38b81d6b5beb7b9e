// What a form is: data that belongs to a policy pack's version. The form, its check, the page to check one's answers, the
// reviewer's view and the PDF all come from this.
// Keys avoid the names that figures of law have in a pack (value, min, max, …): those must carry a source, these may.

import * as z from 'zod';
import { DayText, Positive, Source, Words } from '../programmes/basics.ts';

/** Ids make the names of form fields, in which dots part tables, rows and columns: so an id has none. */
const FieldId = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);
const WholeVnd = z.string().regex(/^(0|[1-9]\d{0,14})$/);

/** One of what can be chosen. */
export const FormOption = z.strictObject({ id: FieldId, label: Words, help: Words.optional() });
export type FormOption = z.infer<typeof FormOption>;

const options = z.array(FormOption).min(2).max(60);

/** What every field has. `label` is what the person reads; `short` stands in sentences and tables where that is long. */
const common = {
  id: FieldId,
  label: Words,
  short: Words.optional(),
  help: Words.optional(),
  required: z.boolean(),
  /** Asked only when a choice or a yes/no elsewhere in the form has one of these answers ('yes', 'no', or option ids). */
  when: z.strictObject({ field: FieldId, is: z.array(z.string().min(1)).min(1) }).optional(),
  /** What the party in whose name the form is written says of itself: the form begins with it and may not say otherwise. */
  sameAs: z.enum(['party.kind', 'party.name', 'party.number']).optional(),
  /** What the form begins with, and may say otherwise. */
  startsAs: z.enum(['party.address', 'person.name', 'person.email']).optional(),
  source: Source.optional(),
};

const simpleKinds = {
  /** `as`: what the text must look like. */
  text: { maxLength: z.int().min(1).max(500), as: z.enum(['email', 'phone']).optional() },
  longText: { maxWords: z.int().min(1).max(5000) },
  money: { atLeastVnd: WholeVnd.optional(), atMostVnd: WholeVnd.optional() },
  /** `decimals` allowed after the comma; none unless said. */
  number: {
    atLeast: z.int().optional(),
    atMost: z.int().optional(),
    decimals: z.int().min(0).max(4).optional(),
    unit: Words.optional(),
  },
  date: { notBefore: DayText.optional(), notAfter: DayText.optional() },
  /** `listOf` says which list of the pack the options repeat; `checkPack` refuses a form that differs from it. */
  choice: { options, listOf: z.enum(['priorityFields']).optional() },
} as const;

const column = { id: FieldId, label: Words, help: Words.optional(), required: z.boolean() };

/** A column of a table: any of the simple kinds. */
export const FormColumn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...column, ...simpleKinds.text }),
  z.strictObject({ kind: z.literal('longText'), ...column, ...simpleKinds.longText }),
  z.strictObject({ kind: z.literal('money'), ...column, ...simpleKinds.money }),
  z.strictObject({ kind: z.literal('number'), ...column, ...simpleKinds.number }),
  z.strictObject({ kind: z.literal('date'), ...column, ...simpleKinds.date }),
  z.strictObject({ kind: z.literal('choice'), ...column, ...simpleKinds.choice }),
]);
export type FormColumn = z.infer<typeof FormColumn>;

/** Types of files that a field may take; what a file is, is found from its content. */
export const FileType = z.enum(['pdf', 'jpeg', 'png', 'docx', 'xlsx', 'pptx']);
export type FileType = z.infer<typeof FileType>;

/** MIME types by the types that a definition allows. */
export const mimeTypes: Readonly<Record<FileType, string>> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

const rowLimit = z.int().min(1).max(100);

export const FormField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...common, ...simpleKinds.text }),
  z.strictObject({ kind: z.literal('longText'), ...common, ...simpleKinds.longText }),
  z.strictObject({ kind: z.literal('money'), ...common, ...simpleKinds.money }),
  z.strictObject({ kind: z.literal('number'), ...common, ...simpleKinds.number }),
  z.strictObject({ kind: z.literal('date'), ...common, ...simpleKinds.date }),
  z.strictObject({ kind: z.literal('choice'), ...common, ...simpleKinds.choice }),
  z.strictObject({ kind: z.literal('many'), ...common, options, atMostChosen: Positive.optional() }),
  z.strictObject({ kind: z.literal('yesNo'), ...common }),
  /** What is declared stands in `text`; when required, it must be ticked. */
  z.strictObject({ kind: z.literal('declaration'), ...common, text: Words }),
  /** Mã số doanh nghiệp, which is also the mã số thuế. */
  z.strictObject({ kind: z.literal('companyCode'), ...common }),
  /** The estimate: rows of expense lines of the stage. Without `matching`, all is asked of the state. */
  z.strictObject({ kind: z.literal('budgetTable'), ...common, matching: z.boolean(), maxRows: rowLimit }),
  z.strictObject({
    kind: z.literal('table'),
    ...common,
    columns: z.array(FormColumn).min(1).max(12),
    /** Two columns of numbers of which the first may not be more than the second, nor that more than the answer to `within`. */
    span: z.strictObject({ from: FieldId, to: FieldId, within: FieldId.optional() }).optional(),
    minRows: rowLimit.optional(),
    maxRows: rowLimit,
  }),
  z.strictObject({ kind: z.literal('file'), ...common, types: z.array(FileType).min(1), maxFiles: rowLimit }),
  /**
   * A criterion of a sheet. 'passFail': Đạt or Không đạt, with a reason for the latter. 'points': 0 to `maxPoints`, of which
   * `leastPoints` are needed; null when the call sets them. `overall`: this one is the reviewer's conclusion.
   */
  z.strictObject({
    kind: z.literal('criterion'),
    ...common,
    scale: z.enum(['passFail', 'points']),
    maxPoints: Positive.nullable().optional(),
    leastPoints: Positive.optional(),
    overall: z.boolean().optional(),
  }),
]);
export type FormField = z.infer<typeof FormField>;
export type FieldKind = FormField['kind'];
export type FieldOf<K extends FieldKind> = Extract<FormField, { kind: K }>;

/** A field or column of one text. */
export type SimpleField = Extract<FormField, { kind: keyof typeof simpleKinds }> | FormColumn;

export const FormSection = z.strictObject({
  id: FieldId,
  title: Words,
  help: Words.optional(),
  fields: z.array(FormField).min(1),
});
export type FormSection = z.infer<typeof FormSection>;

/** A form or a sheet. `passPoints`: the sum that a sheet with points needs. */
export const FormDefinition = z.strictObject({
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
  version: Positive,
  title: Words,
  help: Words.optional(),
  sections: z.array(FormSection).min(1),
  passPoints: Positive.optional(),
  source: Source.optional(),
});
export type FormDefinition = z.infer<typeof FormDefinition>;

/** What is wrong with a definition, where in it, in both languages. */
export type DefinitionProblem = { path: string; vi: string; en: string };

/**
 * What the shape alone does not say: ids that stand twice, conditions that name no choice or no answer of it, bounds that
 * leave nothing, a sheet whose points decide nothing.
 */
export function definitionProblems(definition: FormDefinition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const twice = (path: string, ids: readonly string[]) =>
    ids.forEach((id, index) => {
      if (ids.indexOf(id) === index) return;
      problems.push({ path: `${path}[${index}].id`, vi: `Mã “${id}” bị trùng.`, en: `The id “${id}” stands twice.` });
    });
  twice(
    'sections',
    definition.sections.map(({ id }) => id),
  );
  const all = definition.sections.flatMap((section, s) =>
    section.fields.map((field, f) => ({ field, path: `sections[${s}].fields[${f}]` })),
  );
  all.forEach(({ field, path }, index) => {
    const { id } = field;
    if (all.findIndex((other) => other.field.id === id) !== index)
      problems.push({ path: `${path}.id`, vi: `Mã “${id}” bị trùng.`, en: `The id “${id}” stands twice.` });
    if ('options' in field)
      twice(
        `${path}.options`,
        field.options.map((option) => option.id),
      );
    if (field.kind === 'table')
      twice(
        `${path}.columns`,
        field.columns.map((one) => one.id),
      );
    if (field.kind === 'table' && (field.minRows ?? 0) > field.maxRows) problems.push(nothingLeft(`${path}.minRows`));
    if (field.kind === 'table' && field.span !== undefined && !spanHolds(definition, field.columns, field.span))
      problems.push({
        path: `${path}.span`,
        vi: 'Khoảng không chỉ đến hai cột số của bảng, hoặc không chỉ đến một mục số có trong biểu mẫu.',
        en: 'The span names no two number columns of this table, or no number field of this form.',
      });
    const bounds = field.kind === 'table' ? field.columns.map(nothingFits) : [nothingFits(field)];
    if (bounds.includes(true)) problems.push(nothingLeft(path));
    if (!beginsWell(field))
      problems.push({
        path: `${path}.${field.sameAs === undefined ? 'startsAs' : 'sameAs'}`,
        vi: 'Mục này không nhận được điều bên đứng tên hoặc người soạn đã khai.',
        en: 'This field cannot hold what the party or the person has said of itself.',
      });
    if (field.when !== undefined && !conditionHolds(definition, field.id, field.when))
      problems.push({
        path: `${path}.when`,
        vi: 'Điều kiện không chỉ đến một câu chọn hoặc một câu trả lời có trong biểu mẫu.',
        en: 'The condition names no choice of this form, or no answer of it.',
      });
  });
  const criteria = all.map(({ field }) => field).filter((field) => field.kind === 'criterion');
  const overall = criteria.filter((field) => field.overall === true);
  const points = criteria.filter(({ scale }) => scale === 'points');
  if (overall.length > 1 || overall.some(({ scale }) => scale === 'points'))
    problems.push({
      path: 'sections',
      vi: 'Phiếu chỉ có một kết luận, ghi Đạt hoặc Không đạt.',
      en: 'A sheet has one conclusion, which is pass or fail.',
    });
  if (overall.length === 0 && points.length > 0 && definition.passPoints === undefined)
    problems.push({
      path: 'passPoints',
      vi: 'Phiếu chấm điểm cần điểm đạt hoặc kết luận của người đánh giá.',
      en: 'A sheet with points needs a pass mark or the reviewer’s conclusion.',
    });
  return problems;
}

const nothingLeft = (path: string): DefinitionProblem => ({
  path,
  vi: 'Các giới hạn không để lại câu trả lời nào.',
  en: 'The bounds leave no possible answer.',
});

function nothingFits(field: FormField | FormColumn): boolean {
  if (field.kind === 'number') return (field.atLeast ?? -Infinity) > (field.atMost ?? Infinity);
  if (field.kind === 'date') return (field.notBefore ?? '') > (field.notAfter ?? '9');
  if (field.kind === 'money' && field.atMostVnd !== undefined)
    return BigInt(field.atLeastVnd ?? 0) > BigInt(field.atMostVnd);
  return false;
}

/** Kinds of parties are chosen; all else that is known of a party or a person is a text. */
function beginsWell({ kind, sameAs, startsAs }: FormField): boolean {
  if (sameAs !== undefined && startsAs !== undefined) return false;
  if (startsAs !== undefined) return kind === 'text';
  if (sameAs === undefined) return true;
  if (sameAs === 'party.kind') return kind === 'choice';
  return kind === 'text' || (sameAs === 'party.number' && kind === 'companyCode');
}

function spanHolds(
  definition: FormDefinition,
  columns: readonly FormColumn[],
  { from, to, within }: { from: string; to: string; within?: string | undefined },
): boolean {
  const isNumber = (column: string) => columns.some(({ id, kind }) => id === column && kind === 'number');
  const fields = definition.sections.flatMap(({ fields }) => fields);
  const fits = within === undefined || fields.some(({ id, kind }) => id === within && kind === 'number');
  return from !== to && isNumber(from) && isNumber(to) && fits;
}

function conditionHolds(definition: FormDefinition, own: string, when: NonNullable<FormField['when']>): boolean {
  const named = definition.sections.flatMap(({ fields }) => fields).find(({ id }) => id === when.field);
  if (named === undefined || named.id === own || named.when !== undefined) return false;
  const answers =
    named.kind === 'choice' ? named.options.map(({ id }) => id) : named.kind === 'yesNo' ? ['yes', 'no'] : [];
  return when.is.every((answer) => answers.includes(answer));
}
