// Reads the fields of forms about money: what is wrong with one goes under its name.

import type { Typed } from '../../templates/parts/form.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import { amountProblem, cleanLine, readDay, readVnd } from '../../workflows/rules/formFields.ts';
import { longIn, textIn } from '../forms.ts';

export type Errors = Record<string, string>;

/** Reads an amount; what is wrong with it goes under the field's name. null when it was not understood. */
export function amountIn(
  typed: Typed,
  name: string,
  errors: Errors,
  language: Language,
  { least = 1n, empty }: { least?: bigint; empty?: bigint } = {},
): bigint | null {
  const text = textIn(typed, name);
  if (text === '' && empty !== undefined) return empty;
  const parsed = readVnd(text);
  if (!parsed.ok) {
    errors[name] = amountProblem(text, language);
    return null;
  }
  if (parsed.amountVnd < least) {
    errors[name] = disbursementWords[language].problems.zero;
    return null;
  }
  return parsed.amountVnd;
}

/** Reads a day as browsers send it ('2026-11-20') or as people write it ('20/11/2026'). null when there is none. */
export const dayIn = (typed: Typed, name: string): string | null => readDay(textIn(typed, name));

/** A text of one line that must be there and may not be longer than `most`. */
export function lineIn(typed: Typed, name: string, most: number, errors: Errors, sentence: string): string {
  const text = cleanLine(textIn(typed, name));
  if (text === '' || text.length > most) errors[name] = sentence;
  return text;
}

/** A reason in somebody's own words. */
export function reasonIn(typed: Typed, name: string, errors: Errors, language: Language): string {
  const { problems } = disbursementWords[language];
  const text = longIn(typed, name);
  if (text === '') errors[name] = problems.reason;
  else if (text.length > 2_000) errors[name] = problems.reasonLong;
  return text;
}
