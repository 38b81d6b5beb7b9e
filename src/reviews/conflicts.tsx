// Conflicts of interest, which whoever judges an application declares before it opens to them: reviewers and members of the council
// alike, once for each application. Whoever declared one does nothing about it any more, in whatever office.

import type { Context } from 'hono';
import { ConflictedDeskPage, CouncilDeclarePage, type DeclaringView } from '../../templates/pages/reviews/conflict.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { conflictWords } from '../../templates/words/reviews-conflict.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { reviewWords } from '../../templates/words/reviews-review.ts';
import type { EventType } from '../../workflows/machines.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { clauseText } from '../clauses.ts';
import { actingFor, type Giver } from '../delegations.ts';
import type { AppEnv } from '../doors.ts';
import { ask, longIn, statusOf, textIn } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { type Desk, deskOf, formState, headOf, refused, type Sent, tooLong, troubleOf, wrong } from './desk.ts';
import { type Declaration, hasConflict } from './persons.ts';
import { reviewersOf, reviewsOf, teamNames } from './reading.ts';
import { canBeEnough, councilOf, mustVoteFirst, quorumOf, votesOf } from './seats.ts';

/** What somebody declared here; null while nothing. */
export const declaredBy = ({ declarations, person }: Desk): Declaration | null => declarations.get(person) ?? null;

/** Whether somebody sits on the council and has to declare before anything opens to them. */
export const mustDeclare = (desk: Desk): boolean => mustVoteFirst(desk) && declaredBy(desk) === null;

/**
 * Who of those for whom somebody would cause an event has declared a conflict of interest: they themselves, or who delegated
 * the office to them; null for neither.
 */
export function conflictedHand(c: Context<AppEnv>, desk: Desk, event: EventType): 'own' | Giver | null {
  if (hasConflict(desk.declarations, desk.person)) return 'own';
  const giver = actingFor(c.get('standing'), event);
  return giver !== null && hasConflict(desk.declarations, giver.person) ? giver : null;
}

/**
 * The dossier on the desk of somebody who would cause an event about it: for nobody who declared a conflict of interest, or
 * acts for somebody who did, nor for a member of the council who has still to declare. They are answered with the page that
 * says so.
 */
export async function impartialDesk(c: Context<AppEnv>, parts: Parts, event: EventType): Promise<Desk | Response> {
  const desk = await deskOf(c, parts);
  if (desk === null) return await c.notFound();
  const isRead = c.req.method === 'GET';
  const { mustDeclare: first } = reviewWords[desk.language];
  if (mustDeclare(desk))
    return await declarePage(c, parts, desk, isRead ? null : wrong('conflict', {}, { conflict: first }));
  const hand = conflictedHand(c, desk, event);
  return hand === null ? desk : await conflictedPage(c, parts, desk, hand, isRead ? null : wrong('', {}, {}));
}

/** What a member of the council sees who has not declared: nothing of the application. */
export async function declarePage(c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent | null): Promise<Response> {
  const page = (
    <CouncilDeclarePage
      frame={await parts.frameOf(c)}
      head={headOf(desk)}
      trouble={troubleOf(sent, desk)}
      declaring={await declaringView(parts, desk, sent)}
    />
  );
  return c.html(page, sent === null ? 200 : statusOf(sent.refusal));
}

/** Whose office would let them do something about the dossier. */
const offices: readonly Role[] = ['officer', 'secretary', 'chair', 'director', 'financeOfficer', 'chiefAccountant'];

/** What somebody sees who has a conflict of interest, or acts for somebody who has: that, and what follows. */
export async function conflictedPage(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  hand: 'own' | Giver,
  sent: Sent | null,
): Promise<Response> {
  const { dossier, language, person, roles } = desk;
  const r = reviewWords[language];
  const w = councilWords[language];
  const k = conflictWords[language];
  const declared = declaredBy(desk);
  const isSeated = councilOf(dossier).includes(person);
  const hasVoted = Object.hasOwn(votesOf(dossier), person);
  const { quorum } = dossier.pack.procedure.council;
  const ofSeat = () => [
    w.conflictLead,
    w.conflictQuorum(
      councilOf(dossier).length,
      quorumOf(dossier).needed,
      clauseText(dossier.pack, quorum.source, language),
    ),
    ...(dossier.states.get('application')?.facts.chair === person ? [w.conflictChair] : []),
    ...(canBeEnough(dossier) ? [] : [w.neverEnough]),
  ];
  const ofSheet = !reviewersOf(dossier).includes(person)
    ? []
    : [Object.hasOwn(reviewsOf(dossier), person) ? k.reviewed : r.conflictedLead];
  const ofOffice = offices.some((role) => roles.includes(role)) ? [k.office] : [];
  const page = (
    <ConflictedDeskPage
      frame={await parts.frameOf(c)}
      head={headOf(desk)}
      trouble={troubleOf(sent, desk)}
      title={hand === 'own' ? r.conflicted : k.giverTitle}
      conflict={hand === 'own' && declared !== null && 'conflict' in declared ? declared.conflict : null}
      follows={
        hand !== 'own'
          ? [k.giver(hand.name), k.others]
          : [...(hasVoted ? [k.voted] : isSeated ? ofSeat() : []), ...ofSheet, ...ofOffice, k.mistake]
      }
    />
  );
  return c.html(page, sent === null ? 200 : statusOf(sent.refusal));
}

/**
 * Records what somebody declares; null, or why it was not taken. What was declared stays, also of two declarations that are sent
 * at once: only a conflict noticed later is added.
 */
export async function declare(c: Context<AppEnv>, parts: Parts, desk: Desk, typed: Typed): Promise<Sent | null> {
  const { dossier, person, declarations } = desk;
  if (hasConflict(declarations, person)) return null;
  const problem = conflictProblem(desk, typed);
  if (problem !== null) return problem;
  const conflict = textIn(typed, 'conflict') === 'some' ? asContent('reason', { text: longIn(typed, 'which') }) : null;
  const outcome = await ask(c, parts, { type: 'declareInterest', dossier: dossier.id, input: { conflict } }, typed);
  return outcome.ok || outcome.refusal.rule === 'declaredAlready' ? null : refused('conflict', typed, outcome.refusal);
}

/** What is wrong with a declaration as it is typed; null for nothing. */
export function conflictProblem({ language }: Desk, typed: Typed): Sent | null {
  const r = reviewsWords[language];
  const review = reviewWords[language];
  const said = textIn(typed, 'conflict');
  const which = longIn(typed, 'which');
  if (said !== 'none' && said !== 'some') return wrong('conflict', typed, { conflict: review.declareMissing });
  if (said === 'none' && which !== '') return wrong('conflict', typed, { which: review.whichOfNone });
  if (said === 'some' && which === '') return wrong('conflict', typed, { which: review.whichMissing });
  if (said === 'some' && tooLong(which)) return wrong('conflict', typed, { which: r.textLong(review.which) });
  return null;
}

/** The form on which somebody declares: who applies, and nothing of what they wrote. */
export async function declaringView(
  { db }: Pick<Parts, 'db'>,
  desk: Desk,
  sent: Sent | null,
): Promise<Omit<DeclaringView, 'language' | 'action' | 'hint'>> {
  const { dossier } = desk;
  return {
    applicant: dossier.party?.name ?? '',
    members: await teamNames(db, dossier),
    form: formState(sent, 'conflict'),
  };
}
