// What stands on a long page, for who looks for one thing of it: links to its headings. Not on paper.

import { callWords } from '../words/calls.ts';
import type { Language } from '../words/words.ts';

/** `parts`: the ids of the headings, with what they say. */
export function Contents({
  parts,
  language,
}: {
  parts: readonly (readonly [id: string, name: string])[];
  language: Language;
}) {
  return (
    <nav class="contents" aria-label={callWords[language].contents}>
      <ul>
        {parts.map(([id, name]) => (
          <li>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
