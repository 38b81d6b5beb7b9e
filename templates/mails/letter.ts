import { mailWords } from '../words/mails.ts';
import type { Language } from '../words/words.ts';

/** What a letter says: plain text, because every reader and every mail program understands it. */
export type LetterText = { subject: string; body: string };

/** Puts values into {places}; {Dossier} begins a sentence. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w)(\w*)\}/g, (whole, first: string, rest: string) => {
    const value = values[first + rest] ?? values[first.toLowerCase() + rest];
    if (value === undefined) return whole;
    return first === first.toLowerCase() ? value : value.slice(0, 1).toUpperCase() + value.slice(1);
  });
}

/** Greeting, paragraphs, and who writes. */
export function letterOf(language: Language, name: string, subject: string, paragraphs: readonly string[]): LetterText {
  const w = mailWords[language];
  const body = [filled(w.greeting, { name }), ...paragraphs.filter((part) => part !== ''), `--\n${w.footer}`];
  return { subject, body: `${body.join('\n\n')}\n` };
}
