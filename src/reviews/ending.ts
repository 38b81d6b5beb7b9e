// The end of a vote in which not everybody took part: whoever concludes says so, and why each of the others cast no ballot, before
// any count is shown. It is kept as what is being written of the minutes, in which all of it is said again.

import type { SeatView } from '../../templates/pages/reviews/council.tsx';
import { timeText } from '../../templates/parts/when.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import type { Database } from '../database/pool.ts';
import type { Doors } from '../doors.ts';
import { readShared, type Stored } from '../drafts.ts';
import { typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Show } from './concluding.tsx';
import { impartialDesk } from './conflicts.tsx';
import { type Desk, wrong } from './desk.ts';
import { askedOf, type Meeting, meetingIn, noBallotProblems } from './meeting.ts';
import { canConclude, concluding, isVoteOver, mustVoteFirst, seatsOf } from './seats.ts';

/** Why each member without a ballot cast none, as it was said when the vote was ended. */
export type VoteEnd = Required<Pick<Meeting, 'noBallots' | 'absences'>>;

const form = 'voteEnd';

/** Who ended a vote, when, and what they said; null while it was not ended. */
export const readVoteEnd = async (db: Database, agency: string, dossier: string): Promise<Stored<VoteEnd> | null> =>
  await readShared<VoteEnd>(db, { agency, dossier, form });

/** Whom it is asked of, and whether the reader may end the vote now. */
export const mayEndVote = (desk: Desk): boolean =>
  desk.state === 'beforeCouncil' && canConclude(desk.dossier) && !isVoteOver(desk) && !mustVoteFirst(desk);

export function endingRoutes(doors: Doors, parts: Parts, show: Show): void {
  doors.post('/agencies/:agency/dossiers/:dossier/council/end', { who: concluding }, async (c) => {
    const desk = await impartialDesk(c, parts, 'application.recommended');
    if (desk instanceof Response) return desk;
    const typed = await typedOf(c);
    const w = councilWords[desk.language];
    // sent twice, or somebody was quicker
    if (isVoteOver(desk)) return c.redirect(`${desk.base}/council`, 303);
    if (!mayEndVote(desk)) return await show(c, parts, desk, wrong('end', typed, { '': w.endNotYet }));
    const seats = await seatsOf(parts, desk);
    const said = meetingIn(typed, seats, []);
    const errors = noBallotProblems(said, seats, desk.language);
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('end', typed, errors));
    const answers: VoteEnd = { noBallots: said.noBallots ?? {}, absences: said.absences };
    await parts.db.query`
      insert into draft (agency, dossier, form, answers, saved_at, saved_by)
      values (${desk.agency}, ${desk.dossier.id}::uuid, ${form}, ${JSON.stringify(answers)}::text::jsonb, ${parts.now()}::timestamptz,
        ${desk.person}::uuid) on conflict do nothing`;
    return c.redirect(`${desk.base}/council`, 303);
  });
}

/** What was said when the vote was ended, as the fields of the conclusion have it. */
export const prefillOf = ({ voteEnd }: Desk): Record<string, string> =>
  voteEnd === null
    ? {}
    : Object.fromEntries([
        ...Object.entries(voteEnd.answers.noBallots).map(([id, said]) => [`seat.${id}`, said]),
        ...Object.entries(voteEnd.answers.absences).map(([id, text]) => [`absence.${id}`, text]),
      ]);

/** That the vote was ended before everybody had voted: when, by whom, and who had not. */
export function endedSays({ voteEnd, language }: Desk, seats: readonly SeatView[]): string | null {
  if (voteEnd === null) return null;
  const names = askedOf(seats).map(({ name }) => name);
  return councilWords[language].voteEnded(timeText(voteEnd.at), voteEnd.name, names.join(', '));
}
