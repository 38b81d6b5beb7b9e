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

/**
 * A condition: a choice, a yes/no or one of many elsewhere in the form has one of these answers ('yes', 'no', or option ids), and is
 * asked itself.
 */
const Condition = z.strictObject({ field: FieldId, is: z.array(z.string().min(1)).min(1) });
export type Condition = z.infer<typeof Condition>;

/** What every field has. `label` is what the person reads; `short` stands in sentences and tables where that is long. */
const common = {
  id: FieldId,
  label: Words,
  short: Words.optional(),
  help: Words.optional(),
  required: z.boolean(),
  /** Asked only when this holds. The field that it names may have a condition of its own: both must hold. */
  when: Condition.optional(),
  /** Needed, though not `required`, when this holds. */
  requiredWhen: Condition.optional(),
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
  /** From 0 to 100 unless said otherwise, with two `decimals` at most unless said otherwise. */
  percent: {
    atLeast: z.int().min(0).optional(),
    atMost: z.int().max(100).optional(),
    decimals: z.int().min(0).max(4).optional(),
  },
  date: { notBefore: DayText.optional(), notAfter: DayText.optional() },
  /** `listOf` says which list of the pack the options repeat; `checkPack` refuses a form that differs from it. */
  choice: { options, listOf: z.enum(['priorityFields']).optional() },
} as const;

const column = { id: FieldId, label: Words, help: Words.optional(), required: z.boolean() };

/** `total`: what stands in the column is added up below it. Nobody types that. */
const totalled = { total: z.boolean().optional() };

/** A column of a table: any of the simple kinds. */
export const FormColumn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...column, ...simpleKinds.text }),
  z.strictObject({ kind: z.literal('longText'), ...column, ...simpleKinds.longText }),
  z.strictObject({ kind: z.literal('money'), ...column, ...simpleKinds.money, ...totalled }),
  z.strictObject({ kind: z.literal('number'), ...column, ...simpleKinds.number, ...totalled }),
  z.strictObject({ kind: z.literal('percent'), ...column, ...simpleKinds.percent, ...totalled }),
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

/** How much something is asked for, where it is asked. */
const Asked = z.enum(['optional', 'required']);

const rowLimit = z.int().min(1).max(100);

export const FormField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...common, ...simpleKinds.text }),
  z.strictObject({ kind: z.literal('longText'), ...common, ...simpleKinds.longText }),
  z.strictObject({ kind: z.literal('money'), ...common, ...simpleKinds.money }),
  z.strictObject({ kind: z.literal('number'), ...common, ...simpleKinds.number }),
  z.strictObject({ kind: z.literal('percent'), ...common, ...simpleKinds.percent }),
  z.strictObject({ kind: z.literal('date'), ...common, ...simpleKinds.date }),
  z.strictObject({ kind: z.literal('choice'), ...common, ...simpleKinds.choice }),
  z.strictObject({ kind: z.literal('many'), ...common, options, atMostChosen: Positive.optional() }),
  z.strictObject({ kind: z.literal('yesNo'), ...common }),
  /** What is declared stands in `text`; when required, it must be ticked. */
  z.strictObject({ kind: z.literal('declaration'), ...common, text: Words }),
  /** Mã số doanh nghiệp, which is also the mã số thuế. */
  z.strictObject({ kind: z.literal('companyCode'), ...common }),
  /** One of the 34 provinces, its commune, and the place in it; `old`: also the address of three levels that it had before 01/07/2025. */
  z.strictObject({ kind: z.literal('address'), ...common, old: z.boolean().optional() }),
  /** A person by name and số căn cước, and by whatever else is asked of them. */
  z.strictObject({
    kind: z.literal('person'),
    ...common,
    asks: z
      .strictObject({ number: Asked, position: Asked, birthDay: Asked, phone: Asked, email: Asked })
      .partial()
      .optional(),
  }),
  /** An enterprise by name and mã số thuế. */
  z.strictObject({ kind: z.literal('company'), ...common }),
  /** An account: its bank, its number, and its holder as banks write names. */
  z.strictObject({ kind: z.literal('bankAccount'), ...common }),
  /** What follows from an estimate of the form: its total, its parts, or the state's share of it. Nobody types it. */
  z.strictObject({
    kind: z.literal('computed'),
    ...common,
    of: FieldId,
    shows: z.enum(['total', 'state', 'matching', 'stateShare']),
  }),
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

/** A field of several parts, each with a name of its own: 'leader.number'. */
export type FieldOfParts = FieldOf<'address' | 'person' | 'company' | 'bankAccount'>;

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
    for (const key of ['when', 'requiredWhen'] as const)
      if (field[key] !== undefined && !conditionHolds(definition, field.id, field[key]))
        problems.push({
          path: `${path}.${key}`,
          vi: 'Điều kiện không chỉ đến một câu chọn hoặc một câu trả lời có trong biểu mẫu.',
          en: 'The condition names no choice of this form, or no answer of it.',
        });
    if (turnsRound(all, field))
      problems.push({
        path: `${path}.when`,
        vi: 'Các điều kiện nối thành vòng: mục này không bao giờ được hỏi.',
        en: 'The conditions make a circle: this field would never be asked.',
      });
    if (field.kind === 'computed' && (field.required || !isEstimate(definition, field.of)))
      problems.push({
        path: `${path}.of`,
        vi: 'Mục tính sẵn phải chỉ đến một bảng dự toán của biểu mẫu, và không bắt buộc điền.',
        en: 'What is computed names an estimate of this form, and nobody is required to type it.',
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
  if (field.kind === 'percent') return (field.atLeast ?? 0) > (field.atMost ?? 100);
  if (field.kind === 'date') return (field.notBefore ?? '') > (field.notAfter ?? '9');
  if (field.kind === 'money' && field.atMostVnd !== undefined)
    return BigInt(field.atLeastVnd ?? 0) > BigInt(field.atMostVnd);
  return false;
}

/** Kinds of parties are chosen; a person may begin with their name and a place with an address; all else that is known is a text. */
function beginsWell({ kind, sameAs, startsAs }: FormField): boolean {
  if (sameAs !== undefined && startsAs !== undefined) return false;
  if (startsAs === 'person.name' && kind === 'person') return true;
  if (startsAs === 'party.address' && kind === 'address') return true;
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

function conditionHolds(definition: FormDefinition, own: string, condition: Condition): boolean {
  const named = definition.sections.flatMap(({ fields }) => fields).find(({ id }) => id === condition.field);
  if (named === undefined || named.id === own) return false;
  const answers = named.kind === 'yesNo' ? ['yes', 'no'] : isChosen(named) ? named.options.map(({ id }) => id) : [];
  return condition.is.every((answer) => answers.includes(answer));
}

const isChosen = (field: FormField): field is FieldOf<'choice'> | FieldOf<'many'> =>
  field.kind === 'choice' || field.kind === 'many';

const isEstimate = (definition: FormDefinition, id: string): boolean =>
  definition.sections.some(({ fields }) => fields.some((field) => field.id === id && field.kind === 'budgetTable'));

/** Whether the conditions under which a field is asked lead back to it. */
function turnsRound(all: readonly { readonly field: FormField }[], from: FormField): boolean {
  const seen = new Set<string>();
  let next = from.when?.field;
  while (next !== undefined && next !== from.id && !seen.has(next)) {
    seen.add(next);
    const named = next;
    next = all.find(({ field }) => field.id === named)?.field.when?.field;
  }
  return next === from.id && from.when?.field !== from.id;
}
