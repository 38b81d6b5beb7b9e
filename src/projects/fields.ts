import type { Typed } from '../../templates/parts/form.tsx';
import { projectWords } from '../../templates/words/projects.ts';
import type { Language } from '../../templates/words/words.ts';
import { isDay } from '../../workflows/rules/calendar.ts';
import { amountProblems, parseVnd } from '../../workflows/rules/money.ts';
import { textIn } from '../forms.ts';

/** Reads a form field by field, and gathers what is wrong. What it gives back for a field that is wrong is not to be used. */
export function fieldsOf(typed: Typed, language: Language) {
  const w = projectWords[language].fields;
  const errors: Record<string, string> = {};
  return {
    /** By field; more may be added. */
    errors,
    ok: () => Object.keys(errors).length === 0,
    /** A text that must be there. `what` as within a sentence: 'số hợp đồng'. */
    text(name: string, what: string, most = 100): string {
      const text = plainText(textIn(typed, name));
      if (text === '') errors[name] = w.required(what);
      else if (text.length > most) errors[name] = w.tooLong(capital(what), most);
      return text;
    },
    /** A day: from a date field, or written as people here write it. */
    day(name: string): string {
      const day = dayFrom(textIn(typed, name));
      if (day === null) errors[name] = w.day;
      return day ?? '';
    },
    /** Whole đồng above zero. */
    amount(name: string): bigint {
      const parsed = parseVnd(textIn(typed, name));
      if (!parsed.ok) errors[name] = amountProblems[parsed.problem][language];
      else if (parsed.amountVnd === 0n) errors[name] = w.zero;
      return parsed.ok ? parsed.amountVnd : 0n;
    },
    /** One of those that were offered. */
    choice(name: string, what: string, offered: readonly string[]): string {
      const chosen = textIn(typed, name);
      if (!offered.includes(chosen)) errors[name] = w.choose(what);
      return chosen;
    },
    /** A box that must be ticked. */
    ticked(name: string, sentence: string): void {
      if (textIn(typed, name) !== 'yes') errors[name] = sentence;
    },
  };
}

/** A text as it can be kept: without control characters and without what turns the direction of reading. */
export const plainText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();

/** '2027-03-14' and '14/3/2027' are the same day; null for what is none. */
export function dayFrom(text: string): string | null {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = written === null ? text : `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
