// Whoever has an office in a dossier and notices a conflict of interest says so here, and does nothing about it from then on.

import type { Context } from 'hono';
import { InterestPage } from '../../templates/pages/reviews/conflict.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { conflictWords } from '../../templates/words/reviews-conflict.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { draftMark } from '../drafts.ts';
import { statusOf, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { conflictedPage, conflictProblem, declare, declaringView } from './conflicts.tsx';
import { type Desk, deskOf, headOf, type Sent, troubleOf, wrong } from './desk.ts';
import { hasConflict } from './persons.ts';
import { councilOf, votesOf } from './seats.ts';

const who: readonly Role[] = duties['application.interestDeclared'].roles;

export function interestRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/interests', { who }, async (c) => {
    const desk = await deskOf(c, parts);
    return desk === null ? c.notFound() : await show(c, parts, desk, null, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/interests', { who }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed: Typed = { ...(await typedOf(c)), conflict: 'some' };
    const says = followsOf(desk);
    const seen = textIn(typed, 'seen');
    // it is not taken back: what follows is read first, and what is typed may still be mended there
    const isRead = hasConflict(desk.declarations, desk.person) || seen === draftMark(says);
    const problem = conflictProblem(desk, typed);
    if (!isRead && problem === null) {
      const errors = seen === '' ? {} : { '': lookAgain(desk.language) };
      return await show(c, parts, desk, wrong('conflict', typed, errors), says, seen === '' ? 200 : null);
    }
    const sent = await declare(c, parts, desk, typed);
    if (sent === null) return c.redirect(`${desk.base}/interests`, 303);
    return await show(c, parts, desk, sent, isRead ? says : null);
  });
}

/** What follows from a declaration, before it is made. */
function followsOf({ dossier, person, language }: Desk): string[] {
  const k = conflictWords[language];
  const w = councilWords[language];
  const ofSeat = Object.hasOwn(votesOf(dossier), person)
    ? [k.voted]
    : councilOf(dossier).includes(person)
      ? [w.conflictFoundLead]
      : [];
  return [k.follows, ...ofSeat, k.mistake];
}

/** `says`: what follows, once it is there to be confirmed. */
async function show(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
  says: readonly string[] | null,
  status: 200 | null = null,
): Promise<Response> {
  if (hasConflict(desk.declarations, desk.person)) return await conflictedPage(c, parts, desk, 'own', sent);
  const page = (
    <InterestPage
      frame={await parts.frameOf(c)}
      head={headOf(desk)}
      trouble={troubleOf(sent, desk)}
      declaring={await declaringView(parts, desk, sent)}
      follows={followsOf(desk)}
      confirm={says === null ? null : draftMark([...says])}
    />
  );
  return c.html(page, status ?? (sent === null ? 200 : statusOf(sent.refusal)));
}
