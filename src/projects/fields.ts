import type { Typed } from '../../templates/parts/form.tsx';
import { projectWords } from '../../templates/words/projects.ts';
import type { Language } from '../../templates/words/words.ts';
import { amountProblem, readDay, readVnd } from '../../workflows/rules/formFields.ts';
import { decisionIn, longIn, textIn } from '../forms.ts';

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
      const text = longIn(typed, name);
      if (text === '') errors[name] = w.required(what);
      else if (text.length > most) errors[name] = w.tooLong(capital(what), most);
      return text;
    },
    /** A text that may stay blank; what is too long is said, and never cut off. */
    note(name: string, what: string, most: number): string {
      const text = longIn(typed, name);
      if (text.length > most) errors[name] = w.tooLong(capital(what), most);
      return text;
    },
    /** The number of a decision on paper. */
    decision(name: string, what: string): string {
      return decisionIn(typed, name, errors, language, w.required(what));
    },
    /** A day: from a date field, or written as people here write it. */
    day(name: string): string {
      const day = readDay(textIn(typed, name));
      if (day === null) errors[name] = w.day;
      return day ?? '';
    },
    /** Whole đồng above zero. */
    amount(name: string): bigint {
      const parsed = readVnd(textIn(typed, name));
      if (!parsed.ok) errors[name] = amountProblem(textIn(typed, name), language);
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

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
