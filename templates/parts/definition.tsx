// Forms made from definitions, one section's fields at a time. Works without JavaScript: rows are
// added and removed by submit buttons, which a route hands to `applyRowButtons`.

import {
  addRow,
  applies,
  computedText,
  type FieldOf,
  type Answers as FormAnswers,
  type FormDefinition,
  type FormField,
  type FormPart,
  type FormSection,
  hasParts,
  isRequired,
  mimeTypes,
  partName,
  partOptions,
  partSuggestions,
  partsOf,
  readAnswers,
  removeItem,
  sectionOf,
} from '../../workflows/rules/forms.ts';
import { fileTypeNames, formsWords } from '../words/forms.ts';
import type { Language } from '../words/words.ts';
import { AttachedItem, UnscannedNote, Uploads } from './attached.tsx';
import {
  columnHint,
  type DefinitionFieldsProps,
  looks,
  NumberField,
  type OneFieldProps,
  optionsOf,
} from './definition-basics.tsx';
import { TableField } from './definition-tables.tsx';
import {
  allOf,
  Choices,
  DayField,
  Field,
  type FieldErrors,
  idOf,
  MoneyField,
  oneOf,
  Select,
  TextArea,
  TextField,
  type Typed,
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
      return (
        <TextField {...common} {...looks(field)} {...(saysLength(field) ? { mostCharacters: field.maxLength } : {})} />
      );
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

/** A text whose length is for people to choose: an address or a number has its own. */
const saysLength = (field: FormField): field is FieldOf<'text'> => field.kind === 'text' && field.as === undefined;

/** What stands under a label: the help of the definition, then what the field allows. */
function hintOf({ definition, field, language }: OneFieldProps): string {
  const words = formsWords[language];
  const hints = [field.help?.[language] ?? '', columnHint(field, language)];
  if (saysLength(field)) hints.push(words.maxCharacters(field.maxLength));
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
            missing={ids.length === 0 && errors[field.id] !== undefined ? idOf(field.id) : undefined}
          >
            {place}
          </Uploads>
        ))}
    </fieldset>
  );
}
