// What a team handed in beside the history, sent back by an officer with a reason, for the team to complete and hand in again.

import type { Standing } from '../../templates/pages/projects/page.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { projectWords } from '../../templates/words/projects.ts';
import type { EventType } from '../../workflows/machines.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { conflictOf } from '../conflicted.ts';
import { eraseContents, keepContent, reasonOf } from '../contents.ts';
import { textIn } from '../forms.ts';
import { type HandedInForm, handedInForms, type SentBack } from '../handedIn.ts';
import { tellSentBack } from '../mail/index.ts';
import { saveDraft } from './drafts.ts';
import { fieldsOf } from './fields.ts';
import { mayCause, notHere, type Seen, takes } from './step.ts';

const mostReason = 4000;

/**
 * Sends back what stands of a form, where it is still what the page showed (`shown`), and tells the team; null where that is done.
 * `event`: what an officer would record instead. Sent twice it is sent back once.
 */
export async function sendBack<T extends { returned?: SentBack | null }>(
  seen: Seen,
  typed: Typed,
  given: {
    form: HandedInForm;
    event: EventType;
    /** null while nothing is handed in. */
    stands: T | null;
    shown: string;
    markOf: (answers: T | null) => string;
    back: (stands: T, returned: SentBack) => T;
  },
): Promise<{ errors?: Record<string, string>; refusal?: Refusal } | null> {
  const { parts, dossier, person, language } = seen;
  const { form, event, stands, markOf, back } = given;
  const { agency } = dossier;
  const w = projectWords[language].sendBack;
  if (conflictOf(dossier, seen, event) !== null) return { refusal: refuse('conflicted') };
  if (!mayCause(seen, event)) return { refusal: refuse('role', { details: { roles: 'officer' } }) };
  if (!takes(seen, event)) return { refusal: notHere(seen) };
  if (stands?.returned != null) return null;
  const fields = fieldsOf(typed, language);
  const reason = fields.text('reason', w.whatReason, mostReason);
  if (stands === null) fields.errors[''] = w.nothing;
  else if (textIn(typed, 'shown') !== given.shown) fields.errors[''] = w.changed;
  if (stands === null || !fields.ok()) return { errors: fields.errors };

  const body = { text: reason, about: form };
  const commitment = await keepContent(parts, { agency, dossier: dossier.id, kind: 'reason', body, person });
  const answers = back(stands, { reason: commitment, by: person, at: parts.now() });
  const saved = await saveDraft<T>(seen, handedInForms[form], { answers, base: markOf(stands), markOf });
  if (saved.ok && saved.answers.returned?.reason === commitment) {
    await tellSentBack(parts, dossier, { form, commitment, reason });
    return null;
  }
  // nothing names it, so nobody needs to keep it; the other of two clicks may have been quicker
  await eraseContents(parts, agency, [commitment]);
  return saved.ok ? null : { errors: { '': w.changed } };
}

/** Why and when what stands was sent back, as a page says it; null where it was not, or was handed in again. */
export async function sentBackView({ parts, dossier }: Seen, returned: SentBack | null | undefined) {
  if (returned == null) return null;
  return { text: await reasonOf(parts.db, dossier.agency, returned.reason), at: timeText(returned.at) };
}

/** Where an officer has sent it back, nobody of theirs acts until it comes again. */
export const waitsForTeam = (standing: Standing, isReturned: boolean, isFounder: boolean): Standing =>
  isReturned && !isFounder ? { ...standing, mayAct: false } : standing;
