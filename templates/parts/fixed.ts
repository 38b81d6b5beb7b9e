import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Language, languages } from '../words/words.ts';

/**
 * A part that is the same for everybody who reads a language: rendered once for each, when the program starts. What depends
 * on the view does not belong here.
 */
export function fixed(render: (language: Language) => Child): (props: { language: Language }) => Child {
  const texts = new Map(languages.map((language) => [language, raw(String(render(language)))]));
  return ({ language }) => texts.get(language) as unknown as Child;
}
