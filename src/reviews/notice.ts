// How long before its meeting a council was composed: its members are to have the papers some days ahead (`papersSent` of the
// pack). Nothing is refused because of it; whoever concludes or decides is told where it was not so.

import { dayText } from '../../templates/parts/when.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import type { Language } from '../../templates/words/words.ts';
import { type Calendar, type Day, dayOf, endOfPeriod } from '../../workflows/rules/calendar.ts';
import { capital } from '../../workflows/rules/citations.ts';
import { clauseText } from '../clauses.ts';
import type { Dossier } from '../dossier.ts';
import { lengthOf } from './desk.ts';
import { announcedOf, councilOf } from './seats.ts';

const composing: ReadonlySet<string> = new Set(['application.referredToCouncil', 'application.councilRecomposed']);
const concludes: ReadonlySet<string> = new Set(['application.recommended', 'application.notRecommended']);

/**
 * What is to be remarked of the time between composing the council and its meeting, ballots and conclusion. `heldOn`: the day of
 * the meeting by its minutes, which then counts and not the one that was announced.
 */
export function noticeRemarks(dossier: Dossier, calendar: Calendar, language: Language, heldOn?: Day): string[] {
  const { papersSent } = dossier.pack.procedure.council;
  const events = dossier.history.toReversed();
  // each member has the papers since they came to the council that sits now
  const since = new Map<string, Day>();
  for (const { event, input, at } of events) {
    if (!composing.has(event)) continue;
    const members = (input.council ?? []) as string[];
    for (const person of since.keys()) if (!members.includes(person)) since.delete(person);
    for (const person of members) if (!since.has(person)) since.set(person, dayOf(at));
  }
  const composed = councilOf(dossier)
    .flatMap((person) => since.get(person) ?? [])
    .sort()
    .at(-1);
  if (composed === undefined || papersSent.value === null) return [];
  /** Whether on this day the papers of somebody who came on that day are too late. */
  const isLate = (from: Day, day: Day) => {
    const last = endOfPeriod(calendar, day, papersSent);
    return last !== null && last < from;
  };
  const w = councilWords[language];
  const rule = `${w.papersBefore(lengthOf(papersSent, language))} ${capital(clauseText(dossier.pack, papersSent.source, language))}.`;
  const meets = heldOn ?? announcedOf(dossier)?.on;
  if (meets !== undefined && isLate(composed, meets))
    return [`${w.shortNotice(dayText(composed), dayText(meets))} ${rule}`];
  const early = new Set(
    events
      .filter(({ event }) => event === 'application.voteCast')
      .filter(({ actor, at }) => isLate(since.get(actor) ?? composed, dayOf(at)))
      .map(({ actor }) => actor),
  );
  if (early.size > 0) return [`${w.earlyBallots(early.size)} ${rule}`];
  const concluded = events.findLast(({ event }) => concludes.has(event));
  return concluded !== undefined && isLate(composed, dayOf(concluded.at))
    ? [`${w.earlyConclusion(dayText(composed), dayText(dayOf(concluded.at)))} ${rule}`]
    : [];
}
