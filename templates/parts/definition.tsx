// Forms and readings made from definitions: one section's fields, and answers to be read. Works without JavaScript: rows are
// added and removed by submit buttons, which a route hands to `applyRowButtons`.

import {
  addRow,
  applies,
  budgetColumnsOf,
  budgetTotals,
  computedText,
  type DefinitionChange,
  type FieldOf,
  type Answers as FormAnswers,
  type FormAttachment,
  type FormColumn,
  type FormDefinition,
  type FormField,
  type FormLine,
  type FormPart,
  type FormSection,
  type GoneAnswer,
  hasParts,
  isRequired,
  type LineRooms,
  mimeTypes,
  overRooms,
  partName,
  partOptions,
  partSuggestions,
  partsOf,
  type Row,
  readAnswers,
  removeItem,
  rowRoomText,
  rowsOf,
  rowTotal,
  type ShownRow,
  type ShownSection,
  type ShownTable,
  sectionOf,
  sumName,
  sumOfColumn,
} from '../../workflows/rules/forms.ts';
import { formWords } from '../../workflows/rules/formWords.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import { fileTypeNames, formsWords } from '../words/forms.ts';
import type { Language } from '../words/words.ts';
import { AttachedFile, AttachedItem, type FileMore, UnscannedNote, Uploads } from './attached.tsx';
import { Unbroken } from './facts.tsx';
import {
  allOf,
  Choices,
  DayField,
  Field,
  type FieldErrors,
  type FieldProps,
  idOf,
  MoneyField,
  oneOf,
  Select,
  TextArea,
  TextField,
  type Typed,
  tied,
} from './form.tsx';

/** The button that was pressed to change rows or files, if one was: `field` is what it changed, or where what it asked for stands. */
export type RowChange = { readonly answers: FormAnswers; readonly field: string };

/**
 * What a route does with the buttons of tables, files and addresses: `add` is the id of a table, `remove` a row ('budget.2') or a
 * file ('others.' and its id), `suggest` a part for which the saved page has suggestions ('home.commune'). null when none was
 * pressed. The answers are those already read from the same form.
 */
export function applyRowButtons(definition: FormDefinition, answers: FormAnswers, typed: Typed): RowChange | null {
  const remove = oneOf(typed, 'remove');
  if (remove !== '') return { answers: removeItem(definition, answers, remove), field: remove.split('.')[0] ?? '' };
  const suggested = definition.sections.flatMap(({ fields }) => fields.flatMap(suggestedParts));
  const suggest = suggested.find((name) => name === oneOf(typed, 'suggest'));
  if (suggest !== undefined) return { answers, field: suggest };
  const add = oneOf(typed, 'add');
  return add === '' ? null : { answers: addRow(definition, answers, add), field: add };
}

const suggestedParts = (field: FormField): string[] =>
  hasParts(field)
    ? partsOf(field)
        .filter(({ kind }) => kind === 'commune')
        .map((part) => partName(field, part))
    : [];

/** The lists of a section's suggestions, as the page's script finds them: they change with an answer beside them. */
export const suggestionLists = (fields: readonly FormField[]): string[] =>
  fields.flatMap(suggestedParts).map((name) => `#${listOf(name)}`);

const listOf = (name: string) => `${idOf(name)}-list`;

/** The name of the file input of a field for files; the field's own name carries the ids of what is already there. */
export const uploadName = (fieldId: string): string => `${fieldId}.upload`;

export type DefinitionFieldsProps = {
  definition: FormDefinition;
  /** The section to show, or its id. */
  section: FormSection | string;
  /** What stands in the fields: `typedOf(definition, answers)`, or what was sent, after an error. */
  typed: Typed;
  errors: FieldErrors;
  language: Language;
  lines: readonly FormLine[];
  attachments: readonly (FormAttachment & FileMore)[];
  /** The room of each expense line's caps, and of the whole stage under ''. */
  rooms?: LineRooms;
  /** Where a file can be read. */
  fileHref?: (id: string) => string;
  /** The address of the dossier's files, where the page's script sends each by itself. */
  uploadsTo?: string;
};

/**
 * Errors as they stand at their fields: `checkAnswers` begins each sentence with the field's name, for the summary; below its
 * own label the name need not stand again.
 */
function errorsAtFields(section: FormSection, errors: FieldErrors, language: Language): FieldErrors {
  const known = section.fields.flatMap((field) =>
    Object.entries(errors)
      .filter(([name]) => name === field.id || name.startsWith(`${field.id}.`))
      .map(([name, sentence]): [string, string] => {
        const label = (field.short ?? field.label)[language];
        const from = sentence.startsWith(label) ? sentence.indexOf(': ', label.length) : -1;
        const rest = from < 0 ? sentence : sentence.slice(from + 2);
        return [name, rest.charAt(0).toLocaleUpperCase('vi') + rest.slice(1)];
      }),
  );
  return Object.fromEntries(known);
}

/**
 * All fields of one section. They stand in the page's own form, together with its buttons. `typed` is `typedOf` of all answers
 * (after an error too: what could not be read is kept in them), as conditions look at other sections.
 */
export function DefinitionFields(props: DefinitionFieldsProps) {
  const { definition, typed, language } = props;
  const section = typeof props.section === 'string' ? sectionOf(definition, props.section) : props.section;
  if (section === null) return null;
  // Only what decides on conditions is needed of the other sections, and it is typed or it is not.
  const answers = readAnswers(definition, null, typed);
  // a field stays on the page with the one in this section that it depends on: without scripts nothing shows it later
  const isShown = (field: FormField): boolean => {
    const decides = section.fields.find(({ id }) => id === field.when?.field);
    return decides === undefined ? applies(field, answers, definition) : isShown(decides);
  };
  const fields = section.fields.filter(isShown);
  const errors = errorsAtFields(section, props.errors, language);
  const hasButtons = fields.some(({ kind }) => ['table', 'budgetTable', 'file', 'address'].includes(kind));
  return (
    <>
      {hasButtons && (
        // The Enter key presses a form's first button: without this one it would remove a row, or go no further than an address.
        <button type="submit" class="first-button" tabindex={-1}>
          {formsWords[language].save}
        </button>
      )}
      {section.help && <p class="soft">{section.help[language]}</p>}
      {fields.map((field) => (
        <OneField {...props} errors={errors} field={field} answers={answers} />
      ))}
    </>
  );
}

type OneFieldProps<K extends FormField['kind'] = FormField['kind']> = Omit<DefinitionFieldsProps, 'section'> & {
  field: FieldOf<K>;
  answers: FormAnswers;
};

function OneField(given: OneFieldProps) {
  const { typed, errors, language } = given;
  const field = { ...given.field, required: isRequired(given.field, given.answers, given.definition) };
  const props: OneFieldProps = { ...given, field };
  const words = formsWords[language];
  const hint = hintOf(given);
  const common = {
    name: field.id,
    label: field.label[language],
    ...(hint === '' ? {} : { hint }),
    optional: !field.required,
    typed,
    errors,
    language,
  };
  if (hasParts(field)) return <PartsField {...props} field={field} hint={hint} />;
  switch (field.kind) {
    case 'percent':
      return <NumberField {...common} unit="%" />;
    case 'computed':
      return <ComputedField {...props} field={field} hint={hint} />;
    case 'text':
      return <TextField {...common} {...looks(field)} />;
    case 'companyCode':
      return <TextField {...common} narrow more={{ autocomplete: 'off', inputmode: 'numeric' }} />;
    case 'date':
      return <DayField {...common} narrow />;
    case 'number':
      return <NumberField {...common} unit={field.unit?.[language] ?? ''} />;
    case 'longText':
      return <TextArea {...common} rows={field.maxWords > 200 ? 8 : 5} mostWords={field.maxWords} />;
    case 'money':
      return <MoneyField {...common} />;
    case 'choice': {
      const options = optionsOf(field.options, language);
      return field.options.length > 6 ? (
        <Select {...common} options={options} empty={words.choose} />
      ) : (
        <Choices {...common} options={options} />
      );
    }
    case 'many':
      return <Choices {...common} many options={optionsOf(field.options, language)} />;
    case 'yesNo':
      return (
        <Choices
          {...common}
          options={[
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
        />
      );
    case 'declaration':
      return <Choices {...common} many options={[{ value: 'yes', label: field.text[language] }]} />;
    case 'criterion':
      return <CriterionField {...props} field={field} />;
    case 'file':
      return <FilesField {...props} field={field} hint={hint} />;
    case 'table':
    case 'budgetTable':
      return <TableField {...props} field={field} hint={hint} />;
  }
}

/** The keyboard that a phone shows for a text of a certain look. */
const looks = ({ as }: { as?: 'email' | 'phone' | undefined }) => ({
  narrow: as === 'phone',
  more: {
    autocomplete: 'off',
    ...(as === undefined ? {} : { inputmode: as === 'phone' ? 'tel' : 'email' }),
    ...(as === 'email' ? { spellcheck: 'false', autocapitalize: 'none' } : {}),
  },
});

/** A number with its unit behind it. */
function NumberField({ unit, ...field }: FieldProps & { unit: string }) {
  return (
    <Field {...field}>
      <span class="unit">
        <input
          type="text"
          inputmode="decimal"
          autocomplete="off"
          class="narrow"
          {...tied(field)}
          value={oneOf(field.typed, field.name)}
        />
        {unit !== '' && <span aria-hidden="true">{unit}</span>}
      </span>
    </Field>
  );
}

const optionsOf = (options: FieldOf<'choice'>['options'], language: Language) =>
  options.map(({ id, label, help }) => ({
    value: id,
    label: label[language],
    ...(help === undefined ? {} : { hint: help[language] }),
  }));

/** What stands under a label: the help of the definition, then what the field allows. */
function hintOf({ definition, field, language }: OneFieldProps): string {
  const words = formsWords[language];
  const hints = [field.help?.[language] ?? '', columnHint(field, language)];
  if (field.kind === 'companyCode') hints.push(words.codeHint);
  if (field.kind === 'file') hints.push(words.filesHint(fileTypeNames(field.types), field.maxFiles));
  const when = conditionText(definition, field, 'when', language);
  if (when !== '') hints.unshift(words.onlyWhen(when));
  const needed = field.required ? '' : conditionText(definition, field, 'requiredWhen', language);
  if (needed !== '') hints.push(words.neededWhen(needed));
  if (field.startsAs === 'party.address') hints.push(words.fromParty);
  return hints.filter(Boolean).join(' ');
}

/** The answers that a condition waits for, where they are given in the same section; '' where none is or they are given elsewhere. */
function conditionText(
  definition: FormDefinition,
  field: FormField,
  key: 'when' | 'requiredWhen',
  language: Language,
): string {
  const words = formsWords[language];
  const condition = field[key];
  const beside = definition.sections.find(({ fields }) => fields.includes(field))?.fields ?? [];
  const asked = beside.find(({ id }) => id === condition?.field);
  if (condition === undefined || asked === undefined) return '';
  const options = asked.kind === 'choice' || asked.kind === 'many' ? asked.options : [];
  const labels = condition.is.map((answer) => {
    const option = options.find(({ id }) => id === answer);
    return option?.label[language] ?? (answer === 'yes' ? words.yes : answer === 'no' ? words.no : answer);
  });
  return labels.join(', ');
}

/**
 * A field of parts: a group with a name, and in it a field for each part. The communes of a province are suggested once it is saved:
 * the page's script does that when it is chosen, and a button where there is none.
 */
function PartsField(props: OneFieldProps & { field: Parameters<typeof partsOf>[0]; hint: string }) {
  const { field, language, hint } = props;
  const hintId = `${idOf(field.id)}-parts-hint`;
  return (
    <fieldset class="parts" id={idOf(field.id)} tabindex={-1} {...(hint === '' ? {} : { 'aria-describedby': hintId })}>
      <legend>
        {field.label[language]} {!field.required && <span class="soft">({formsWords[language].optional})</span>}
      </legend>
      {hint !== '' && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      {partsOf(field).map((part) => (
        <PartField {...props} part={part} />
      ))}
    </fieldset>
  );
}

function PartField({
  field,
  part,
  typed,
  errors,
  answers,
  language,
}: OneFieldProps & { field: Parameters<typeof partsOf>[0]; part: FormPart }) {
  const name = partName(field, part);
  const options = partOptions(part);
  const common = {
    name,
    label: part.label[language],
    ...(part.hint === undefined ? {} : { hint: part.hint[language] }),
    optional: !part.required,
    typed,
    errors,
    language,
  };
  if (options !== null)
    return (
      <Select
        {...common}
        options={options.map(({ id, label }) => ({ value: id, label }))}
        empty={formsWords[language].choose}
      />
    );
  const looks = partLooks[part.kind];
  if (!suggestedParts(field).includes(name)) return <TextField {...common} more={looks} />;
  return (
    <>
      <p class="unscripted">
        <button class="button quiet" type="submit" name="suggest" value={name}>
          {formsWords[language].suggestCommunes}
        </button>
      </p>
      <TextField {...common} more={{ ...looks, list: listOf(name) }} />
      <datalist id={listOf(name)}>
        {partSuggestions(field, part, answers).map((one) => (
          <option value={one} />
        ))}
      </datalist>
    </>
  );
}

/** The keyboard that a phone shows for a part. What the browser knows of its owner is of no use here: it is somebody else’s as often. */
const partLooks: Readonly<Record<FormPart['kind'], Record<string, string>>> = {
  text: { autocomplete: 'off' },
  phone: { autocomplete: 'off', inputmode: 'tel' },
  email: { autocomplete: 'off', inputmode: 'email', spellcheck: 'false', autocapitalize: 'none' },
  day: { autocomplete: 'off', inputmode: 'numeric' },
  citizen: { autocomplete: 'off', inputmode: 'numeric' },
  code: { autocomplete: 'off', inputmode: 'numeric' },
  province: {},
  commune: { autocomplete: 'off' },
  bank: {},
  account: { autocomplete: 'off', inputmode: 'numeric' },
  holder: { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'characters' },
};

/** What follows from an estimate: nobody types it. */
function ComputedField({ field, answers, language, hint }: OneFieldProps<'computed'> & { hint: string }) {
  const text = computedText(field, answers, language);
  return (
    <p class="field computed">
      <span>{field.label[language]}</span>
      <output id={idOf(field.id)}>{text === '' ? '–' : text}</output>
      <span class="hint">{[hint, formsWords[language].computed].filter(Boolean).join(' ')}</span>
    </p>
  );
}

/** What the columns of a table add up to. */
function ColumnSums({ field, answers, language }: OneFieldProps<'table'>) {
  const sums = field.columns.flatMap((column) => {
    const sum = sumOfColumn(column, rowsOf(answers, field.id), language);
    return sum === null ? [] : [{ column, sum }];
  });
  if (sums.length === 0) return null;
  return (
    <dl class="sums">
      {sums.map(({ column, sum }) => (
        <div>
          <dt>{formsWords[language].sumOf(column.label[language])}</dt>
          <dd>
            <output id={idOf(`${field.id}.sum.${column.id}`)}>{sum}</output>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function columnHint(field: FormField | FormColumn, language: Language): string {
  const words = formsWords[language];
  if (field.kind === 'longText') return words.maxWords(formatAmount(BigInt(field.maxWords)));
  if (field.kind !== 'number') return '';
  const dotted = (number: number) => `${number < 0 ? '-' : ''}${formatAmount(BigInt(Math.abs(number)))}`;
  const range = [
    ...(field.atLeast === undefined ? [] : [words.from(dotted(field.atLeast))]),
    ...(field.atMost === undefined ? [] : [words.to(dotted(field.atMost))]),
  ].join(' ');
  const text = [range, field.unit?.[language] ?? ''].filter(Boolean).join(' ');
  return text === '' ? '' : `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}.`;
}

/** Đạt or Không đạt beside one another, or points; with room for the reason, which stands open where one is needed. */
function CriterionField({ field, typed, errors, language }: OneFieldProps<'criterion'>) {
  const words = formsWords[language];
  const { id } = field;
  const reason = `${id}.reason`;
  const needsReason = field.overall === true || oneOf(typed, id) === 'fail';
  const help = field.help?.[language] ?? '';
  const hint =
    field.scale === 'points'
      ? [help, field.maxPoints ? words.points(field.maxPoints) : words.pointsUnset].filter(Boolean).join(' ')
      : help;
  return (
    <div class="criterion">
      {field.scale === 'points' ? (
        <TextField
          name={id}
          label={field.label[language]}
          hint={hint}
          optional={!field.required}
          typed={typed}
          errors={errors}
          language={language}
          narrow
          more={{ autocomplete: 'off', inputmode: 'numeric' }}
        />
      ) : (
        <Choices
          name={id}
          label={field.label[language]}
          {...(hint === '' ? {} : { hint })}
          optional={!field.required}
          typed={typed}
          errors={errors}
          language={language}
          options={[
            { value: 'pass', label: words.pass },
            { value: 'fail', label: words.fail },
          ]}
        />
      )}
      <details class="why" open={needsReason || oneOf(typed, reason) !== '' || errors[reason] !== undefined}>
        <summary class="small">{words.writeReason}</summary>
        <TextArea
          name={reason}
          label={words.reason}
          {...(field.scale === 'points'
            ? {}
            : { hint: field.overall === true ? words.reasonHintOverall : words.reasonHint })}
          optional={field.scale === 'points'}
          typed={typed}
          errors={errors}
          language={language}
          rows={2}
        />
      </details>
    </div>
  );
}

/** What is there, each with a way to take it out, and a place to put more. */
function FilesField({
  field,
  typed,
  errors,
  language,
  attachments,
  fileHref,
  uploadsTo,
  hint,
}: OneFieldProps<'file'> & { hint: string }) {
  const words = formsWords[language];
  const ids = allOf(typed, field.id).filter((id) => id !== '');
  const upload = uploadName(field.id);
  const nameOf = (id: string) => attachments.find((one) => one.id === id)?.name ?? id;
  const place = (
    <Field name={upload} label={words.addFiles} errors={errors} language={language}>
      <input
        type="file"
        id={idOf(upload)}
        name={upload}
        multiple={field.maxFiles > 1}
        accept={field.types.map((type) => mimeTypes[type]).join(',')}
      />
    </Field>
  );
  return (
    <fieldset
      class={errors[field.id] === undefined ? 'field files' : 'field files wrong'}
      id={idOf(field.id)}
      tabindex={-1}
    >
      <legend>
        {field.label[language]} {!field.required && <span class="soft">({words.optional})</span>}
      </legend>
      {hint !== '' && <p class="hint">{hint}</p>}
      {errors[field.id] !== undefined && <p class="error">{errors[field.id]}</p>}
      {ids.length > 0 && (
        <ul class="attached">
          {ids.map((id) => (
            <AttachedItem
              {...attachments.find((one) => one.id === id)}
              id={id}
              name={nameOf(id)}
              href={fileHref?.(id)}
              field={field.id}
              remove={{ label: words.remove, whole: words.removeFile(nameOf(id)) }}
              language={language}
            />
          ))}
        </ul>
      )}
      <UnscannedNote files={attachments.filter(({ id }) => ids.includes(id))} language={language} />
      {ids.length < field.maxFiles &&
        (uploadsTo === undefined ? (
          place
        ) : (
          <Uploads
            {...{ href: uploadsTo, field: field.id, most: field.maxFiles, types: field.types, language }}
            many={field.maxFiles > 1}
          >
            {place}
          </Uploads>
        ))}
    </fieldset>
  );
}

/** A table as one group for each row, which stack on a phone. */
function TableField(props: OneFieldProps<'table' | 'budgetTable'> & { hint: string }) {
  const { field, answers, errors, language, hint } = props;
  const words = formsWords[language];
  const least = field.kind === 'table' ? (field.minRows ?? 1) : 1;
  const rows = rowsOf(answers, field.id);
  const count = Math.max(rows.length, least);
  return (
    <fieldset class={errors[field.id] === undefined ? 'rows' : 'rows wrong'} id={idOf(field.id)} tabindex={-1}>
      <legend>
        {field.label[language]} {!field.required && <span class="soft">({words.optional})</span>}
      </legend>
      {hint !== '' && <p class="hint">{hint}</p>}
      {errors[field.id] !== undefined && <p class="error">{errors[field.id]}</p>}
      {Array.from({ length: count }, (_, index) => (
        <fieldset class={field.kind === 'budgetTable' ? 'row budget' : 'row'}>
          <legend>{words.row(index + 1)}</legend>
          {field.kind === 'budgetTable' ? (
            <BudgetRow {...props} field={field} index={index} row={rows[index] ?? {}} />
          ) : (
            field.columns.map((column) => (
              <ColumnField {...props} column={column} name={`${field.id}.${index}.${column.id}`} />
            ))
          )}
          {rows.length > 0 && (
            <p class="row-end">
              <button class="button quiet" type="submit" name="remove" value={`${field.id}.${index}`}>
                {words.removeRow(index + 1)}
              </button>
            </p>
          )}
        </fieldset>
      ))}
      {count < field.maxRows ? (
        <p>
          <button class="button quiet" type="submit" name="add" value={field.id}>
            {words.addRow}
          </button>
        </p>
      ) : (
        <p class="hint">{words.fullTable(field.maxRows)}</p>
      )}
      {field.kind === 'budgetTable' ? <BudgetSums {...props} field={field} /> : <ColumnSums {...props} field={field} />}
    </fieldset>
  );
}

function ColumnField({
  column,
  name,
  typed,
  errors,
  language,
}: Pick<DefinitionFieldsProps, 'typed' | 'errors' | 'language'> & { column: FormColumn; name: string }) {
  const words = formsWords[language];
  const hint = [column.help?.[language] ?? '', columnHint(column, language)].filter(Boolean).join(' ');
  const common = {
    name,
    label: column.label[language],
    ...(hint === '' ? {} : { hint }),
    optional: !column.required,
    typed,
    errors,
    language,
  };
  switch (column.kind) {
    case 'choice':
      return <Select {...common} options={optionsOf(column.options, language)} empty={words.choose} />;
    case 'money':
      return <MoneyField {...common} />;
    case 'longText':
      return <TextArea {...common} rows={3} mostWords={column.maxWords} />;
    case 'number':
      return <NumberField {...common} unit={column.unit?.[language] ?? ''} />;
    case 'percent':
      return <NumberField {...common} unit="%" />;
    case 'date':
      return <DayField {...common} narrow />;
    case 'text':
      return <TextField {...common} {...looks(column)} />;
  }
}

function BudgetRow({
  field,
  index,
  row,
  lines,
  rooms,
  answers,
  typed,
  errors,
  language,
}: OneFieldProps<'budgetTable'> & { index: number; row: Row }) {
  const labels = formWords[language].budget;
  const total = rowTotal(row);
  const room = rooms === undefined ? null : rowRoomText(answers, field.id, index, { lines, rooms, language });
  const at = (column: keyof typeof labels) => ({
    name: `${field.id}.${index}.${column}`,
    label: labels[column],
    typed,
    errors,
    language,
  });
  return (
    <>
      {budgetColumnsOf(field).map((column) => {
        switch (column) {
          case 'line':
            return (
              <Select
                {...at(column)}
                options={lines.map(({ id, name }) => ({ value: id, label: name[language] }))}
                empty={formsWords[language].choose}
              />
            );
          case 'unitPrice':
            return (
              <>
                <MoneyField {...at(column)} />
                <p class="field sum">
                  <span>{labels.total}</span>{' '}
                  <output id={`total-${field.id}-${index}`}>{total === null ? '–' : formatVnd(total)}</output>
                </p>
              </>
            );
          case 'state':
          case 'matching':
            return <MoneyField {...at(column)} optional={column === 'matching'} />;
          case 'quantity':
            return <TextField {...at(column)} narrow more={{ autocomplete: 'off', inputmode: 'decimal' }} />;
          default:
            return <TextField {...at(column)} optional={column === 'basis'} more={{ autocomplete: 'off' }} />;
        }
      })}
      {rooms !== undefined && (
        <p
          id={`most-${field.id}-${index}`}
          class={room?.isOver === true ? 'field most error' : 'field most small soft'}
        >
          <Unbroken text={room?.text ?? ''} />
        </p>
      )}
    </>
  );
}

/** The sums of a budget by expense line, each beside the room that its caps leave. By how much it is too much stands at the rows, and above. */
function BudgetSums({ field, answers, lines, rooms, language }: OneFieldProps<'budgetTable'>) {
  const words = formsWords[language];
  const totals = budgetTotals(answers, field.id);
  const over = rooms === undefined ? {} : overRooms(answers, field.id, { lines, rooms, language });
  const list = [...lines.map(({ id, name }) => ({ id, name: name[language] })), { id: '', name: words.allLines }];
  return (
    <table class="stack sums" id={`sums-${field.id}`}>
      <caption>{words.totals}</caption>
      <thead>
        <tr>
          <th scope="col">{words.line}</th>
          <th scope="col" class="num">
            {words.total}
          </th>
          {field.matching && (
            <>
              <th scope="col" class="num">
                {words.state}
              </th>
              <th scope="col" class="num">
                {words.matching}
              </th>
            </>
          )}
          {rooms && (
            <>
              <th scope="col" class="num">
                {words.left}
              </th>
              <th scope="col" class="num">
                {words.after}
              </th>
              <th scope="col">{words.clause}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {list.map(({ id, name }) => {
          const none = { totalVnd: 0n, stateVnd: 0n, matchingVnd: 0n };
          const sums = id === '' ? totals : Object.hasOwn(totals.lines, id) ? totals.lines[id]! : none;
          const room = rooms && Object.hasOwn(rooms, id) ? rooms[id] : undefined;
          const left = room?.leftVnd ?? null;
          const isOver = Object.hasOwn(over, id);
          return (
            <tr
              class={[id === '' ? 'total' : '', isOver ? 'over' : ''].join(' ').trim()}
              {...(isOver ? { id: idOf(sumName(field.id, id)), tabindex: -1 } : {})}
            >
              <td>{name}</td>
              <td class="num" data-label={words.total}>
                {formatAmount(sums.totalVnd)}
              </td>
              {field.matching && (
                <>
                  <td class="num" data-label={words.state}>
                    {formatAmount(sums.stateVnd)}
                  </td>
                  <td class="num" data-label={words.matching}>
                    {formatAmount(sums.matchingVnd)}
                  </td>
                </>
              )}
              {rooms && (
                <>
                  <td class="num" data-label={words.left}>
                    {room === undefined ? '' : left === null ? words.unknown : formatAmount(left)}
                  </td>
                  <td class="num" data-label={words.after}>
                    {left === null ? (
                      ''
                    ) : isOver ? (
                      <strong class="error">{words.over}</strong>
                    ) : (
                      formatAmount(left - sums.stateVnd)
                    )}
                  </td>
                  <td data-label={words.clause}>
                    <Unbroken text={room?.clause ?? ''} />
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export type AnswersProps = {
  /** Before the ids of its headings, where other answers stand on the same page; `{ids}-all` then names all of these. */
  ids?: string;
  shown: readonly ShownSection[];
  language: Language;
  /** Beside each section's heading, as a link to change it; shown when given. */
  change?: { href: (sectionId: string) => string; label: string };
  fileHref?: (id: string) => string;
  /** Sections are h2 unless said otherwise. */
  level?: 2 | 3;
  errors?: FieldErrors;
};

/** Answers to be read: for check-your-answers, the officer and the reviewer. */
export function Answers({ shown, language, change, fileHref, level = 2, errors = {}, ids = 's' }: AnswersProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <>
      {shown.map(({ section, rows }) => (
        <section class="answers" aria-labelledby={ids === 's' ? `s-${section.id}` : `${ids}-all ${ids}-${section.id}`}>
          <div class="answers-head">
            <Heading id={`${ids}-${section.id}`}>{section.title}</Heading>
            {change && (
              <a href={change.href(section.id)}>
                {change.label} <span class="unseen">{section.title}</span>
              </a>
            )}
          </div>
          {grouped(rows).map((group) =>
            group.table ? (
              <ReadTable row={group.row} table={group.table} language={language} error={errors[group.row.field]} />
            ) : (
              <dl class="reads">
                {group.rows.map((row) => (
                  <div>
                    <dt>{row.label}</dt>
                    <dd>
                      <ReadValue
                        row={row}
                        isWrong={wrongAt(row, errors) !== undefined}
                        language={language}
                        {...(fileHref ? { fileHref } : {})}
                      />
                      {wrongAt(row, errors) !== undefined && <p class="error">{wrongAt(row, errors)}</p>}
                    </dd>
                  </div>
                ))}
              </dl>
            ),
          )}
        </section>
      ))}
    </>
  );
}

/** What is wrong with an answer, or with the parts of one. */
function wrongAt({ field, parts }: ShownRow, errors: FieldErrors): string | undefined {
  if (parts === undefined || errors[field] !== undefined) return errors[field];
  const sentences = Object.entries(errors).flatMap(([name, said]) => (name.startsWith(`${field}.`) ? [said] : []));
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

type Group = { rows: ShownRow[]; table?: undefined } | { row: ShownRow; table: ShownTable };

/** Answers in a row make one list; tables stand between lists. */
function grouped(rows: readonly ShownRow[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.table !== undefined) groups.push({ row, table: row.table });
    else if (last !== undefined && last.table === undefined) last.rows.push(row);
    else groups.push({ rows: [row] });
  }
  return groups;
}

function ReadValue({
  row,
  isWrong,
  language,
  fileHref,
}: {
  row: ShownRow;
  /** What is wrong with it is said below: that it is empty need not be said twice. */
  isWrong: boolean;
  language: Language;
  fileHref?: (id: string) => string;
}) {
  const { kind, value, verdict, note, files } = row;
  if (files !== undefined && files.length > 0)
    return (
      <>
        <ul class="attached">
          {files.map((file) => (
            <li>
              {fileHref === undefined ? (
                file.name
              ) : (
                <AttachedFile {...file} href={fileHref(file.id)} language={language} />
              )}
            </li>
          ))}
        </ul>
        {fileHref !== undefined && <UnscannedNote files={files} language={language} />}
      </>
    );
  if (kind === 'declaration')
    return (
      <>
        <Paragraphs text={note ?? ''} />
        {value !== '' ? (
          <span class="tag done">{value}</span>
        ) : (
          !isWrong && <span class="soft">{formsWords[language].unanswered}</span>
        )}
      </>
    );
  return (
    <>
      {value === '' ? (
        !isWrong && <span class="soft">{formsWords[language].unanswered}</span>
      ) : verdict !== undefined ? (
        <span class={verdict === 'pass' ? 'tag done' : 'tag stop'}>{value}</span>
      ) : (
        <Paragraphs text={value} />
      )}
      {note !== undefined && <Paragraphs text={note} />}
    </>
  );
}

/** Line breaks of a text as paragraphs. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n+/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p>{part}</p>
        ))}
    </>
  );
}

function ReadTable({
  row,
  table,
  language,
  error,
}: {
  row: ShownRow;
  table: ShownTable;
  language: Language;
  error: string | undefined;
}) {
  const cells = (texts: readonly string[]) =>
    texts.map((text, index) => {
      const head = table.head[index];
      const number = head?.align === 'right' ? { class: 'num' } : {};
      return (
        <td {...number} data-label={head?.label ?? ''}>
          {text}
        </td>
      );
    });
  return (
    <section class="reads-table" aria-label={row.label} tabindex={0}>
      {error !== undefined && <p class="error">{error}</p>}
      <table class="stack">
        <caption>{row.label}</caption>
        <thead>
          <tr>
            {table.head.map(({ label, align }) => (
              <th scope="col" {...(align === 'right' ? { class: 'num' } : {})}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.length === 0 && (
            <tr>
              <td class="soft" colspan={table.head.length}>
                {formsWords[language].noRows}
              </td>
            </tr>
          )}
          {table.rows.map((texts) => (
            <tr>{cells(texts)}</tr>
          ))}
          {table.foot && table.rows.length > 0 && <tr class="total">{cells(table.foot)}</tr>}
        </tbody>
      </table>
    </section>
  );
}

/** What a later version of a form asks anew or differently, to be read by whoever goes on with an earlier draft. */
export function NewInForm({ changes, language }: { changes: readonly DefinitionChange[]; language: Language }) {
  const words = formsWords[language];
  if (changes.length === 0) return null;
  const sentence = (change: DefinitionChange): string => {
    const label = change.label[language];
    if (change.kind === 'newSection') return words.newSection(label);
    if (change.kind === 'changedField') return words.changedField(label, change.what[language]);
    return change.kind === 'goneField' ? words.goneField(label) : words.newField(label, change.sectionLabel[language]);
  };
  return (
    <section aria-labelledby="new-in-form">
      <h2 id="new-in-form">{words.isNew}</h2>
      <ul>
        {changes.map((change) => (
          <li>{sentence(change)}</li>
        ))}
      </ul>
    </section>
  );
}

/** What a draft holds that its form no longer asks: nothing that somebody wrote goes unseen. */
export function NoLongerAsked({ gone, language }: { gone: readonly GoneAnswer[]; language: Language }) {
  const words = formsWords[language];
  if (gone.length === 0) return null;
  return (
    <section class="answers" aria-labelledby="no-longer-asked">
      <h2 id="no-longer-asked">{words.gone}</h2>
      <p class="soft">{words.goneHelp}</p>
      <dl class="reads">
        {gone.map(({ label, section, value }) => (
          <div>
            <dt>
              {label} <span class="soft">({section})</span>
            </dt>
            <dd>
              <Paragraphs text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
