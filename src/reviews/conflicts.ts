// Conflicts of interest, which whoever judges an application declares before it opens to them: reviewers and members of the council
// alike, once for each application.

import type { DeclaringView } from '../../templates/pages/reviews/conflict.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { longIn, textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { type Desk, formState, type Sent, tooLong } from './desk.ts';
import { type Declaration, declarationsOf, namesOf } from './persons.ts';
import { answersOf, namedIn, saveDraft } from './reading.ts';

/** What somebody declared here; null while nothing. */
export async function declaredBy({ db }: Pick<Parts, 'db'>, desk: Desk): Promise<Declaration | null> {
  return (await declarationsOf(db, desk.agency, desk.dossier.id)).get(desk.person) ?? null;
}

/** Keeps what somebody declares; what is wrong with it, by field. What was declared stays: only a conflict noticed later is added. */
export async function declare(parts: Parts, desk: Desk, typed: Typed): Promise<FieldErrors | null> {
  const declared = await declaredBy(parts, desk);
  if (declared !== null && 'conflict' in declared) return null;
  const r = reviewsWords[desk.language];
  const said = textIn(typed, 'conflict');
  const which = longIn(typed, 'which');
  if (said !== 'none' && said !== 'some') return { conflict: r.review.declareMissing };
  if (said === 'some' && which === '') return { which: r.review.whichMissing };
  if (said === 'some' && tooLong(which)) return { which: r.textLong(r.review.which) };
  if (said === 'some' || declared === null)
    await saveDraft(parts, desk, 'conflict', said === 'some' ? { conflict: which } : { none: true });
  return null;
}

/** The form on which somebody declares: who applies, and nothing of what they wrote. */
export async function declaringView(
  { db }: Pick<Parts, 'db'>,
  desk: Desk,
  sent: Sent | null,
): Promise<Omit<DeclaringView, 'language' | 'action' | 'hint'>> {
  const { dossier } = desk;
  const members = (dossier.states.get('application')?.facts.team ?? []) as string[];
  const nameOf = await namesOf(db, members);
  const people = [...members.map(nameOf), ...namedIn(await answersOf(db, dossier))];
  const byName = new Map(people.toReversed().map((name) => [name.toLocaleLowerCase('vi'), name]));
  return {
    applicant: dossier.party?.name ?? '',
    members: [...byName.values()].toReversed(),
    form: formState(sent, 'conflict'),
  };
}
