// An application that came back to its team: what the officer wrote, and until when it may be handed in again.

import type { ReturnedView } from '../../templates/parts/returned.tsx';
import type { Language } from '../../templates/words/words.ts';
import { changesBetween, shown } from '../../workflows/rules/forms.ts';
import { returnOf } from '../contents.ts';
import { closingOf, type Dossier } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { applicationForm } from '../programmes/index.ts';
import { startOf, type Written } from './shared.ts';

/** Why an application came back, what of it is to be mended and until when; null where it does not wait for that. */
export async function returnedView(
  { db, now }: Parts,
  dossier: Dossier,
  language: Language,
): Promise<ReturnedView | null> {
  const state = dossier.states.get('application');
  if (state?.value !== 'returnedForCompletion') return null;
  const { text, sections } = await returnOf(db, dossier.agency, state.facts.returnedFor);
  const { completion = null } = (state.facts.due ?? {}) as { completion?: string };
  const at = `/agencies/${dossier.agency}/dossiers/${dossier.id}/application`;
  return {
    text,
    sections: applicationForm(dossier.pack, dossier.stage)
      .sections.filter(({ id }) => sections.includes(id))
      .map(({ id, title }) => ({ id, href: `${at}/${id}`, title: title[language] })),
    deadline: completion,
    call: closingOf(dossier, now()),
  };
}

/** A part that the officer named: as it was handed in, or changed since. */
export type Mending = 'unmended' | 'mended';

/** How far the parts are that the officer named, by their ids. */
export function mendingOf(matter: Written, returned: ReturnedView | null): ReadonlyMap<string, Mending> {
  if (returned === null) return new Map();
  const { definition, draft } = matter;
  const [before, now] = [startOf(matter), draft.answers].map((answers) => shown(definition, answers, 'vi', matter));
  const changed = new Set(changesBetween(before!, now!).map(({ section }) => section.id));
  return new Map(returned.sections.map(({ id }) => [id, changed.has(id) ? 'mended' : 'unmended']));
}
