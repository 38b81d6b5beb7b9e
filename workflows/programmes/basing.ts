// Policy packs that rest on a national procedure: a city's file says only what is the city's own.

import * as z from 'zod';
import { FormDefinition } from '../rules/forms.ts';
import { Id, Positive, Words } from './basics.ts';
import { checkPack, type PackCheck, type PackProblem } from './check.ts';
import { CountFigure, Criterion, EligibilityRule, Instrument, Procedure } from './shapes.ts';

/** A sheet that reviewers fill in, with what its points count for; a sheet of pass or fail has neither criteria nor mark. */
export const BaseSheet = z.strictObject({
  form: FormDefinition,
  criteria: z.array(Criterion),
  passMark: CountFigure.nullable(),
});
export type BaseSheet = z.infer<typeof BaseSheet>;

/** A procedure that holds for every city unless the city's own rules say otherwise. No call opens on it: it has no stages. */
export const Base = z.strictObject({
  base: z.literal(true),
  id: Id,
  version: Positive,
  title: Words,
  instruments: z.array(Instrument).min(1),
  procedure: Procedure,
  eligibility: z.array(EligibilityRule),
  applications: z.array(FormDefinition).min(1),
  sheets: z.array(BaseSheet).min(1),
});
export type Base = z.infer<typeof Base>;

/** Whether a file is a base for packs, and no pack of a city. */
export const isBase = (file: unknown): boolean => isObject(file) && file.base === true;

/** By which a file names the base that it rests on. */
export const Reference = z.strictObject({ id: Id, version: Positive });

/**
 * Reads a city's file together with the base that it names in `basedOn`, and checks the whole pack as `checkPack` does. A file
 * without `basedOn` is a whole pack already. What is published and pinned is the whole pack: it says nothing of its base.
 *
 * How the two are laid over one another, the city's own first:
 * - Taken from the base are its instruments, its procedure and its rules of eligibility; all else is the city's.
 * - Objects go key by key. But what carries a source (a figure, a rule) is taken whole from one or the other, so that no
 *   figure ever stands under a clause that does not say it.
 * - Lists whose members have ids go by id: first the city's, in its order, each laid over the base's of that id; then the rest
 *   of the base's, in its order.
 * - Anything else, null too, is the city's.
 * - A form or a sheet that is called by its id is the base's. A sheet of the base brings its criteria and its pass mark along
 *   where the city has none of its own.
 */
export function resolvePack(file: unknown, bases: readonly unknown[]): PackCheck {
  if (!isObject(file) || !Object.hasOwn(file, 'basedOn')) return checkPack(file);
  const { basedOn, ...own } = file;
  const named = Reference.safeParse(basedOn);
  const base = bases.map((one) => Base.safeParse(one)).find(({ data }) => named.success && isThat(data, named.data));
  if (base?.data === undefined) return noSuchBase(basedOn);
  const nowhere = formsNowhere(base.data, own);
  return nowhere.length > 0 ? { ok: false, problems: nowhere } : checkPack(laidOver(base.data, own));
}

/** The forms and sheets that a file calls by an id that the base does not have. */
function formsNowhere({ id, applications, sheets }: Base, own: JsonObject): PackProblem[] {
  const { application, reviewSheet } = isObject(own.forms) ? own.forms : ({} as JsonObject);
  const missing = (path: string, called: unknown, there: readonly string[]): PackProblem[] =>
    typeof called !== 'string' || there.includes(called)
      ? []
      : [
          {
            path,
            vi: `Bộ gốc ${id} không có biểu mẫu “${called}”; có: ${there.join(', ')}.`,
            en: `The base ${id} has no form “${called}”; it has ${there.join(', ')}.`,
          },
        ];
  const forms = applications.map((one) => one.id);
  return [
    ...(isObject(application)
      ? Object.entries(application).flatMap(([stage, one]) => missing(`forms.application.${stage}`, one, forms))
      : missing('forms.application.all', application, forms)),
    ...missing(
      'forms.reviewSheet',
      reviewSheet,
      sheets.map(({ form }) => form.id),
    ),
  ];
}

const isThat = (base: Base | undefined, { id, version }: z.infer<typeof Reference>) =>
  base !== undefined && base.id === id && base.version === version;

function noSuchBase(basedOn: unknown): PackCheck {
  const name = JSON.stringify(basedOn);
  return {
    ok: false,
    problems: [
      {
        path: 'basedOn',
        vi: `Không có quy trình chung nào hợp lệ là ${name}.`,
        en: `There is no valid base that is ${name}.`,
      },
    ],
  };
}

type JsonObject = { readonly [key: string]: unknown };
type Member = JsonObject & { readonly id: string };

function laidOver({ instruments, procedure, eligibility, applications, sheets }: Base, own: JsonObject): JsonObject {
  const { forms, ...rest } = own;
  const { application, reviewSheet, ...others } = isObject(forms) ? forms : {};
  const form = (id: unknown): unknown => (typeof id === 'string' ? applications.find((one) => one.id === id) : id);
  const sheet = sheets.find((one) => one.form.id === reviewSheet);
  return {
    ...(sheet === undefined ? {} : { criteria: sheet.criteria, passMark: sheet.passMark }),
    ...(merged({ instruments, procedure, eligibility }, rest) as JsonObject),
    forms: {
      ...others,
      application: isObject(application)
        ? Object.fromEntries(Object.entries(application).map(([stage, one]) => [stage, form(one)]))
        : { all: form(application) },
      reviewSheet: sheet?.form ?? reviewSheet,
    },
  };
}

function merged(base: unknown, own: unknown): unknown {
  if (isList(base) && isList(own)) {
    const mine = own.map((member) => {
      const theirs = base.find(({ id }) => id === member.id);
      return theirs === undefined ? member : merged(theirs, member);
    });
    return [...mine, ...base.filter(({ id }) => !own.some((member) => member.id === id))];
  }
  if (!isObject(base) || !isObject(own) || 'source' in base) return own;
  const keys = Object.keys(own).map((key) => [key, key in base ? merged(base[key], own[key]) : own[key]] as const);
  return { ...base, ...Object.fromEntries(keys) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly Member[] {
  return Array.isArray(value) && value.every((member) => isObject(member) && typeof member.id === 'string');
}
