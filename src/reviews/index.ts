// From screening to the award: officers, reviewers, the council, the director.

import type { Doors } from '../doors.ts';
import type { Parts } from '../parts.ts';
import { assigningRoutes } from './assigning.tsx';
import { awardRoutes } from './award.tsx';
import { composingSeveralRoutes } from './composing-several.tsx';
import { councilRoutes } from './council.tsx';
import { interestRoutes } from './interests.tsx';
import { partyRoutes } from './party.tsx';
import { remindingRoutes } from './reminding.ts';
import { ownReviewRoutes } from './review.tsx';
import { reviewerRoutes } from './reviewers.tsx';
import { screeningRoutes } from './screening.tsx';
import { sittingRoutes } from './sitting.tsx';

export { conflictedIn, recompositionsIn } from './composed.ts';
export { declaredAfterVote, declaredWhen, guestsOf, type Meeting, minutesOf, opinionsOf, seatIn } from './meeting.ts';
export { mustDeclareAt } from './persons.ts';
export { releasedAt } from './released.ts';
export { canBeEnough, canConclude, councilOf, isMeetingMissed, votesOf } from './seats.ts';
export { submittedSheets } from './submitted.ts';

export function reviewRoutes(doors: Doors, parts: Parts): void {
  screeningRoutes(doors, parts);
  partyRoutes(doors, parts);
  reviewerRoutes(doors, parts);
  assigningRoutes(doors, parts);
  composingSeveralRoutes(doors, parts);
  ownReviewRoutes(doors, parts);
  councilRoutes(doors, parts);
  sittingRoutes(doors, parts);
  remindingRoutes(doors, parts);
  awardRoutes(doors, parts);
  interestRoutes(doors, parts);
}
