import { documentsWords } from '../words/documents.ts';
import type { Language } from '../words/words.ts';

/** Beside the link to a paper: the English copy of it, for information. `what`: the paper, for whoever hears the link alone. */
export function EnglishCopy({ href, what, language }: { href: string; what: string; language: Language }) {
  const w = documentsWords[language];
  return (
    <a href={`${href}/english`} aria-label={`${w.englishCopy}: ${what}`}>
      {w.englishCopy}
    </a>
  );
}
