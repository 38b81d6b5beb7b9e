// What a team is writing about its project and shares among its members.

import type { ConflictView } from '../../templates/parts/conflict.tsx';
import { draftWords } from '../../templates/words/drafts.ts';
import { readShared, type SavedShared, type Stored, saveShared } from '../drafts.ts';
import type { Seen } from './step.ts';

const placeOf = ({ dossier: { agency, id } }: Seen, form: string) => ({ agency, dossier: id, form });

/** A draft as it stands; null where there is none. */
export async function readDraft<T>(seen: Seen, form: string): Promise<Stored<T> | null> {
  return await readShared<T>(seen.parts.db, placeOf(seen, form));
}

/** Writes a draft where it still says what the page showed, by the mark `base`. */
export async function saveDraft<T>(
  seen: Seen,
  form: string,
  given: { answers: T; base: string; markOf: (answers: T | null) => string | Promise<string> },
): Promise<SavedShared<T>> {
  const { parts, person } = seen;
  return await saveShared<T>(parts.db, { ...placeOf(seen, form), ...given, person, now: parts.now() });
}

/** Who has written since the page was opened. */
export function conflictOf({ language, parts, person }: Seen, stands: Stored<unknown> | null): ConflictView {
  const name = stands?.person === person ? draftWords[language].youElsewhere : (stands?.name ?? '');
  return { name, at: stands?.at ?? parts.now() };
}
