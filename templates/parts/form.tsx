// Forms: every one works without JavaScript, keeps what was typed, and says at the field what is wrong.

import type { Child, PropsWithChildren } from 'hono/jsx';
import { formsWords } from '../words/forms.ts';
import type { Language } from '../words/words.ts';
import { ActingNote } from './acting.tsx';
import { Unbroken } from './facts.tsx';

/** What stood in a form's fields, by name. */
export type Typed = Readonly<Record<string, string | string[]>>;

/** What is wrong, by the name of the field; '' is for what concerns the form as a whole. Sentences in the reader's language. */
export type FieldErrors = Readonly<Record<string, string>>;

export const oneOf = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};
export const allOf = (typed: Typed, name: string): string[] => {
  const value = typed[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

const words = {
  vi: { problem: 'Chưa gửi được', optional: 'không bắt buộc' },
  en: { problem: 'This was not sent', optional: 'optional' },
} as const;

/** At the top of a page whose form was not taken: each sentence leads to its field. */
export function ErrorSummary({
  errors,
  language,
  title,
}: {
  errors: FieldErrors;
  language: Language;
  /** What did not happen, where that is not that something was sent. */
  title?: string;
}) {
  const found = Object.entries(errors);
  if (found.length === 0) return null;
  return (
    <div class="errors" role="alert" aria-labelledby="errors" tabindex={-1}>
      <h2 id="errors">{title ?? words[language].problem}</h2>
      <ul>
        {found.map(([name, sentence]) => (
          <li>
            {name === '' ? (
              <Unbroken text={sentence} />
            ) : (
              <a href={`#${idOf(name)}`}>
                <Unbroken text={sentence} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The id of a field's control, from its name. */
export const idOf = (name: string) => `f-${name.replace(/[^A-Za-z0-9_-]/g, '-')}`;

export type FormProps = {
  action: string;
  /** The idempotency key, made by the route when it renders the page. On a page that is shown again, the key that was sent. */
  key: string;
  /** The dossier's revision that this page shows: sent back where a decision is to be of exactly this. */
  revision?: number;
  multipart?: boolean;
  class?: string;
  id?: string;
  /**
   * What tells it from others with the same target, to the browser that holds its texts until they are sent. A form without a long
   * text is held only where this is said.
   */
  about?: string;
};

/** A form that is posted; everything that changes something goes through one. `formKey` because JSX keeps `key` to itself. */
export function Form({
  action,
  formKey,
  revision,
  multipart,
  children,
  ...rest
}: PropsWithChildren<Omit<FormProps, 'key'> & { formKey?: string }>) {
  return (
    <form
      method="post"
      action={action}
      class={rest.class}
      {...(rest.id === undefined ? {} : { id: rest.id })}
      {...(rest.about === undefined ? {} : { 'data-about': rest.about })}
      novalidate
      {...(multipart ? { enctype: 'multipart/form-data' } : {})}
    >
      {formKey !== undefined && <input type="hidden" name="key" value={formKey} />}
      {revision !== undefined && <input type="hidden" name="revision" value={String(revision)} />}
      {children}
      {formKey !== undefined && <ActingNote action={action} />}
    </form>
  );
}

export type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  typed: Typed;
  errors: FieldErrors;
  language: Language;
};

/** What stands above a control: its label, its hint, its error, as those who listen instead of looking are told of them. */
function Above({
  as: Label,
  name,
  label,
  hint,
  optional,
  errors,
  language,
}: Omit<FieldProps, 'typed'> & { as: 'label' | 'legend' }) {
  const id = idOf(name);
  return (
    <>
      <Label {...(Label === 'label' ? { for: id } : {})}>
        {label} {optional && <span class="soft">({words[language].optional})</span>}
      </Label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {errors[name] !== undefined && (
        <p class="error" id={`${id}-error`}>
          {errors[name]}
        </p>
      )}
    </>
  );
}

const classOf = ({ name, errors }: Pick<FieldProps, 'name' | 'errors'>) =>
  errors[name] === undefined ? 'field' : 'field wrong';

/** A label, its hint, its error and its control, tied together for who listens instead of looking. */
export function Field({ children, ...field }: PropsWithChildren<Omit<FieldProps, 'typed'>>) {
  return (
    <div class={classOf(field)}>
      <Above {...field} as="label" />
      {children}
    </div>
  );
}

/** The hint and the error that describe a control or a group. */
function described({ name, hint, errors }: Pick<FieldProps, 'name' | 'hint' | 'errors'>) {
  const id = idOf(name);
  const by = [hint ? `${id}-hint` : '', errors[name] === undefined ? '' : `${id}-error`].filter(Boolean).join(' ');
  return by === '' ? {} : { 'aria-describedby': by };
}

/** The attributes that tie a control to its field. */
export function tied(field: Pick<FieldProps, 'name' | 'hint' | 'errors'>) {
  return {
    id: idOf(field.name),
    name: field.name,
    ...described(field),
    ...(field.errors[field.name] === undefined ? {} : { 'aria-invalid': 'true' as const }),
  };
}

export type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'password' | 'tel' | 'search';
  /** Attributes such as autocomplete, inputmode, maxlength, autofocus. */
  more?: Record<string, string | number | boolean>;
  narrow?: boolean;
  /** A script counts them near the limit; the limit itself stands in the hint. */
  mostCharacters?: number;
};

export function TextField({ type = 'text', more = {}, narrow, mostCharacters, ...field }: TextFieldProps) {
  const w = formsWords[field.language];
  return (
    <Field {...field}>
      <input
        type={type}
        {...tied(field)}
        {...(type === 'password' ? {} : { value: oneOf(field.typed, field.name) })}
        {...(narrow ? { class: 'narrow' } : {})}
        {...(mostCharacters === undefined ? {} : { 'data-most-characters': mostCharacters })}
        {...more}
      />
      {mostCharacters !== undefined && <Count left={w.charactersLeft} over={w.charactersOver} />}
    </Field>
  );
}

/** The number of a decision on paper, with what such a number looks like. */
export function DecisionField(field: FieldProps & { narrow?: boolean }) {
  const hint = [formsWords[field.language].decisionHint, field.hint].filter(Boolean).join(' ');
  return <TextField {...field} hint={hint} more={{ maxlength: 100, autocomplete: 'off' }} />;
}

/**
 * A day as people here write it, whatever the browser's language: '05/11/2026'. Routes read '2026-11-05' too, and both are
 * shown in the one way.
 */
export function DayField(field: FieldProps & { narrow?: boolean }) {
  const { typed, name, language } = field;
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(oneOf(typed, name)) ?? [];
  const shown = day === undefined ? typed : { ...typed, [name]: `${day}/${month}/${year}` };
  const hint = [formsWords[language].dayHint, field.hint].filter(Boolean).join(' ');
  return (
    <TextField
      {...field}
      typed={shown}
      hint={hint}
      more={{ inputmode: 'numeric', autocomplete: 'off', maxlength: 20 }}
    />
  );
}

/** Whole đồng: typed with or without points, shown with them. */
export function MoneyField(field: FieldProps & { more?: Record<string, string> }) {
  return (
    <Field {...field}>
      <span class="money">
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          {...tied(field)}
          value={oneOf(field.typed, field.name)}
          {...(field.more ?? {})}
        />
        <span aria-hidden="true">₫</span>
      </span>
    </Field>
  );
}

/** `mostWords`: a script counts them while somebody types; the limit itself stands in the hint. */
export function TextArea({ rows = 5, mostWords, ...field }: FieldProps & { rows?: number; mostWords?: number }) {
  const w = formsWords[field.language];
  return (
    <Field {...field}>
      <textarea rows={rows} {...tied(field)} {...(mostWords === undefined ? {} : { 'data-most-words': mostWords })}>
        {oneOf(field.typed, field.name)}
      </textarea>
      {mostWords !== undefined && <Count left={w.wordsLeft} over={w.wordsOver} />}
    </Field>
  );
}

/** Where the page's script counts: once to be seen, once to be heard. */
function Count({ left, over }: { left: string; over: string }) {
  return (
    <>
      <p class="small soft words" aria-hidden="true" data-left={left} data-over={over} hidden />
      <p class="unseen" aria-live="polite" />
    </>
  );
}

export type Option = { value: string; label: string; hint?: string };

export function Select({ options, empty, ...field }: FieldProps & { options: readonly Option[]; empty?: string }) {
  const chosen = oneOf(field.typed, field.name);
  return (
    <Field {...field}>
      <select {...tied(field)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map(({ value, label }) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** One of several, or several of several: a group with its own legend. */
export function Choices({ options, many, ...field }: FieldProps & { options: readonly Option[]; many?: boolean }) {
  const { name, typed } = field;
  const id = idOf(name);
  const chosen = allOf(typed, name);
  return (
    <fieldset class={classOf(field)} {...described(field)}>
      <Above {...field} as="legend" />
      {options.map(({ value, label, hint }, index) => (
        <label class="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={value}
            id={index === 0 ? id : `${id}-${index}`}
            checked={chosen.includes(value)}
          />
          <span>
            {label}
            {hint && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** One box to tick, which sends 'yes'. */
export function Tick({ label, ...field }: FieldProps) {
  const { name, typed, errors } = field;
  return (
    <div class={classOf(field)}>
      {errors[name] !== undefined && (
        <p class="error" id={`${idOf(name)}-error`}>
          {errors[name]}
        </p>
      )}
      <label class="choice">
        <input type="checkbox" {...tied({ name, errors })} value="yes" checked={oneOf(typed, name) === 'yes'} />
        <span>{label}</span>
      </label>
    </div>
  );
}

/** The page's one primary button, and what else may be done beside it. */
export function Buttons({ primary, children }: { primary: string; children?: Child }) {
  return (
    <p class="buttons">
      <button class="button" type="submit">
        {primary}
      </button>
      {children}
    </p>
  );
}
