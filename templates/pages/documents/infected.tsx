import { documentsWords } from '../../words/documents.ts';
import type { Language } from '../../words/words.ts';

/** A file that was found infected after it had been taken, and the dossier that it lies in; `name` null where the reader may not read it. */
export type InfectedFile = { id: string; dossier: string; name: string | null };

/** Tells administrators of files that nobody can open any more. Nothing where there are none. */
export function InfectedFiles({
  agency,
  files,
  language,
}: {
  agency: string;
  files: readonly InfectedFile[];
  language: Language;
}) {
  if (files.length === 0) return null;
  const w = documentsWords[language].files;
  return (
    <section class="verdict no" aria-labelledby="infected">
      <h2 id="infected">{w.infectedTitle}</h2>
      <p>{w.infectedLead}</p>
      <ul class="plain">
        {files.map(({ dossier, name }) => (
          <li>
            {name ?? w.ofAppeal}: <a href={`/agencies/${agency}/dossiers/${dossier}/files`}>{w.infectedOpen}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
