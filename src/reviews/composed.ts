// How a council came to sit as it does: composed once, and anew where some of its members could not take part.

import type { CouncilOffice } from '../../templates/papers/minutes.ts';
import type { JsonObject } from '../../workflows/decide.ts';

type Told = {
  readonly event: string;
  readonly actor: string;
  readonly at: string;
  readonly input: JsonObject;
};

type Seat = { readonly person: string; readonly office: CouncilOffice };

/** A council that was composed anew: by which event, who went and who came. */
export type Recomposition<T> = {
  readonly event: T;
  readonly out: readonly (Seat & { readonly conflicted: boolean })[];
  readonly into: readonly Seat[];
  /** Who of those who stayed got another office. */
  readonly risen: readonly Seat[];
};

type Composition = { readonly council: readonly string[]; readonly chair: string; readonly viceChair?: string };

/** Who declared a conflict of interest, each once, in that order. `events`: oldest first. */
export const conflictedIn = (events: readonly Told[]): string[] => [
  ...new Set(
    events
      .filter(({ event, input }) => event === 'application.interestDeclared' && typeof input.conflict === 'string')
      .map(({ actor }) => actor),
  ),
];

/**
 * Each time that the council was composed anew: not where only the day of its meeting changed. `events`: oldest first.
 */
export function recompositionsIn<T extends Told>(events: readonly T[]): Recomposition<T>[] {
  const found: Recomposition<T>[] = [];
  let before: readonly Seat[] = [];
  for (const [index, event] of events.entries()) {
    const isAnew = event.event === 'application.councilRecomposed';
    if (!isAnew && event.event !== 'application.referredToCouncil') continue;
    const seats = seatsOf(event.input as unknown as Composition);
    const had = (person: string) => before.find((one) => one.person === person);
    const conflicted = conflictedIn(events.slice(0, index));
    const out = before.filter(({ person }) => !seats.some((one) => one.person === person));
    const into = seats.filter(({ person }) => had(person) === undefined);
    const isReseated = seats.some(({ person, office }) => (had(person)?.office ?? office) !== office);
    if (isAnew && (out.length > 0 || into.length > 0 || isReseated))
      found.push({
        event,
        out: out.map((seat) => ({ ...seat, conflicted: conflicted.includes(seat.person) })),
        into,
        risen: seats.filter(({ person, office }) => office !== 'member' && (had(person)?.office ?? office) !== office),
      });
    before = seats;
  }
  return found;
}

const rank = { chair: 0, viceChair: 1, member: 2 };

const seatsOf = ({ council, chair, viceChair }: Composition): Seat[] =>
  [...new Set(council)]
    .map(
      (person): Seat => ({
        person,
        office: person === chair ? 'chair' : person === viceChair ? 'viceChair' : 'member',
      }),
    )
    .sort((a, b) => rank[a.office] - rank[b.office]);
