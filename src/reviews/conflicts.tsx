// Conflicts of interest, which whoever judges an application declares before it opens to them: reviewers and members of the council
// alike, once for each application. Whoever declared one does nothing about it any more, in whatever office.

import type { Context } from 'hono';
import { ConflictedDeskPage, CouncilDeclarePage, type DeclaringView } from '../../templates/pages/reviews/conflict.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { EventType } from '../../workflows/machines.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { actingFor, type Giver } from '../delegations.ts';
import type { AppEnv } from '../doors.ts';
import { longIn, statusOf, textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { clauseText, type Desk, deskOf, formState, headOf, type Sent, tooLong, troubleOf, wrong } from './desk.ts';
import { type Declaration, hasConflict, namesOf } from './persons.ts';
import { answersOf, namedIn } from './reading.ts';
import { canBeEnough, councilOf, mustVoteFirst, quorumOf, seatsOf, votesOf } from './seats.ts';

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
  const { mustDeclare: first } = reviewsWords[desk.language].review;
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
const offices: readonly Role[] = ['officer', 'secretary', 'chair', 'director'];

/** What somebody sees who has a conflict of interest, or acts for somebody who has: that, and what follows. */
export async function conflictedPage(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  hand: 'own' | Giver,
  sent: Sent | null,
): Promise<Response> {
  const { dossier, language, person, roles } = desk;
  const { review: r, council: w, conflict: k } = reviewsWords[language];
  const declared = declaredBy(desk);
  const isSeated = councilOf(dossier).includes(person);
  const hasVoted = Object.hasOwn(votesOf(dossier), person);
  const { quorum } = dossier.pack.procedure.council;
  const ofSeat = async () => [
    w.conflictLead,
    w.conflictQuorum(councilOf(dossier).length, quorumOf(dossier).needed, clauseText(dossier, quorum.source)),
    ...(dossier.states.get('application')?.facts.chair === person ? [w.conflictChair] : []),
    ...(canBeEnough(dossier, await seatsOf(parts, desk)) ? [] : [w.neverEnough]),
  ];
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
          : [...(hasVoted ? [k.voted] : isSeated ? await ofSeat() : []), ...ofOffice]
      }
    />
  );
  return c.html(page, sent === null ? 200 : statusOf(sent.refusal));
}

/**
 * Keeps what somebody declares; what is wrong with it, by field. What was declared stays, also of two declarations that are sent
 * at once: only a conflict noticed later is added.
 */
export async function declare({ db, now }: Parts, desk: Desk, typed: Typed): Promise<FieldErrors | null> {
  const { agency, dossier, person, declarations } = desk;
  if (hasConflict(declarations, person)) return null;
  const r = reviewsWords[desk.language];
  const said = textIn(typed, 'conflict');
  const which = longIn(typed, 'which');
  if (said !== 'none' && said !== 'some') return { conflict: r.review.declareMissing };
  if (said === 'some' && which === '') return { which: r.review.whichMissing };
  if (said === 'some' && tooLong(which)) return { which: r.textLong(r.review.which) };
  const declaration: Declaration = said === 'some' ? { conflict: which } : { none: true };
  await db.query`insert into draft (agency, dossier, form, owner, answers, saved_at, saved_by)
    values (${agency}, ${dossier.id}::uuid, 'conflict', ${person}::uuid, ${JSON.stringify(declaration)}::text::jsonb, ${now()}::timestamptz, ${person}::uuid)
    on conflict (agency, dossier, form, owner) do update
      set answers = excluded.answers, saved_at = excluded.saved_at, saved_by = excluded.saved_by
      where excluded.answers ? 'conflict' and not draft.answers ? 'conflict'`;
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
