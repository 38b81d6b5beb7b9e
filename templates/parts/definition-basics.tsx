// What the fields of a form and the columns of its tables have in common.

import type {
  FieldOf,
  Answers as FormAnswers,
  FormAttachment,
  FormColumn,
  FormDefinition,
  FormField,
  FormLine,
  FormSection,
  LineRooms,
} from '../../workflows/rules/forms.ts';
import { formatAmount } from '../../workflows/rules/money.ts';
import { formsWords } from '../words/forms.ts';
import type { Language } from '../words/words.ts';
import type { FileMore } from './attached.tsx';
import { Field, type FieldErrors, type FieldProps, oneOf, type Typed, tied } from './form.tsx';

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

export type OneFieldProps<K extends FormField['kind'] = FormField['kind']> = Omit<DefinitionFieldsProps, 'section'> & {
  field: FieldOf<K>;
  answers: FormAnswers;
};

/** The keyboard that a phone shows for a text of a certain look. */
export const looks = ({ as }: { as?: 'email' | 'phone' | undefined }) => ({
  narrow: as === 'phone',
  more: {
    autocomplete: 'off',
    ...(as === undefined ? {} : { inputmode: as === 'phone' ? 'tel' : 'email' }),
    ...(as === 'email' ? { spellcheck: 'false', autocapitalize: 'none' } : {}),
  },
});

/** A number with its unit behind it. */
export function NumberField({ unit, ...field }: FieldProps & { unit: string }) {
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

export const optionsOf = (options: FieldOf<'choice'>['options'], language: Language) =>
  options.map(({ id, label, help }) => ({
    value: id,
    label: label[language],
    ...(help === undefined ? {} : { hint: help[language] }),
  }));

export function columnHint(field: FormField | FormColumn, language: Language): string {
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
