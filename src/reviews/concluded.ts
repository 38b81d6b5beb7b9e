// What a council concluded, in short, for whoever decides on it: when it met, who was missing or kept away, how each item was voted,
// and what it asks besides.

import type { ConcludedView } from '../../templates/pages/reviews/concluded.tsx';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { awardWords } from '../../templates/words/reviews-award.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { reasonOf } from '../contents.ts';
import type { Parts } from '../parts.ts';
import { composedAnew } from './composing.tsx';
import { calendarOf, type Desk } from './desk.ts';
import { meetingOf, readMeeting } from './meeting.ts';
import { noticeRemarks } from './notice.ts';
import { councilOf, itemsOf, neededFor, quorumOf, seatsOf } from './seats.ts';

/** What a council concluded; null where none has. */
export async function concludedOf(parts: Parts, desk: Desk): Promise<ConcludedView | null> {
  const { dossier, agency, language } = desk;
  const conclusion = dossier.history.find(
    ({ event }) => event === 'application.recommended' || event === 'application.notRecommended',
  );
  if (conclusion === undefined || councilOf(dossier).length === 0) return null;
  const recommends = conclusion.event === 'application.recommended';
  const [seats, items, meeting, reason] = await Promise.all([
    seatsOf(parts, desk),
    itemsOf(parts, desk),
    meetingOf(parts.db, dossier),
    recommends ? '' : reasonOf(parts.db, agency, conclusion.input.reason),
  ]);
  const w = reviewsWords[language];
  const c = councilWords[language];
  const a = awardWords[language];
  const { present, needed } = quorumOf(dossier);
  const recommended = items.filter(({ recommendedVnd }) => recommendedVnd !== null);
  const minutes = readMeeting(meeting, seats, recommended, language);
  const noted = (label: string) => ({ label, value: minutes.find((one) => one.label === label)?.value ?? '' });
  // without minutes there is still what was declared and who voted
  const away = (isConflicted: boolean) =>
    seats
      .filter(({ voted, conflict }) => !voted && (conflict !== null) === isConflicted)
      .map(({ name }) => name)
      .join(', ');
  const without = (label: string, isConflicted: boolean) =>
    meeting === null ? { label, value: away(isConflicted) } : noted(label);
  return {
    facts: [
      { label: w.reason, value: reason },
      noted(c.heldOn),
      { label: a.voted, value: a.votedOf(present, seats.length, needed) },
      without(c.noBallots, false),
      without(c.conflictedLabel, true),
      noted(c.bothVoted),
      ...(await composedAnew(parts.db, desk)),
      ...(conclusion.input.completionNeeded === true ? [noted(c.completionText)] : []),
      noted(c.opinions),
      noted(c.remark),
    ].filter(({ value }) => value !== ''),
    recommends,
    items: items.map(({ name, askedVnd, passes, passed, recommendedVnd }) => ({
      name,
      askedVnd,
      votes: c.votesOf(passes ?? 0, present, neededFor(dossier)),
      passed: passed === true,
      recommendedVnd,
    })),
    minutes: minutesPaperOf(desk),
    remarks: noticeRemarks(dossier, await calendarOf(parts.db, agency), language, meeting?.heldOn),
  };
}

/** The minutes that were printed of a council's conclusion; null where there are none. */
export function minutesPaperOf({ dossier, agency, base }: Desk): { href: string; number: string } | null {
  const paper = dossier.papers.findLast(({ kind }) => kind === 'minutes');
  if (paper === undefined) return null;
  const { register, year, number } = paper;
  return { href: `${base}/papers/${register}/${year}/${number}`, number: paperNumber(agency, dossier.pack, paper) };
}
