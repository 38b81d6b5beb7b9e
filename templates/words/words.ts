import { en } from './en.ts';
import { vi } from './vi.ts';

/** What a language must provide. */
export type Words = typeof vi;

/** All words, Vietnamese first. */
export const words = { vi, en } satisfies Record<string, Words>;

export type Language = keyof typeof words;

export const languages = Object.keys(words).filter(isLanguage);

export function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && Object.hasOwn(words, text);
}

/** The language that a page in `language` offers beside itself. */
export function otherThan(language: Language): Language {
  return language === 'vi' ? 'en' : 'vi';
}
