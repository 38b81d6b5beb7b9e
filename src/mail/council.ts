// A council as letters tell of it: who is on it since when, and whether it can conclude.

import { type Meets, meetsText } from '../../templates/parts/when.ts';
import { atLeast } from '../../workflows/commands/application.ts';
import { isPartial } from './interests.ts';
import type { Matter } from './matter.ts';

const membersOf = ({ application }: Matter) => (application.council ?? []) as string[];
const votersOf = ({ application }: Matter) => Object.keys((application.votes ?? {}) as object);

export type Seat = 'chair' | 'viceChair' | 'member';

/** What somebody is on a council that was composed like this. */
const seatIn = ({ chair, viceChair }: Matter['application'], person: string): Seat =>
  person === chair ? 'chair' : person === viceChair ? 'viceChair' : 'member';
export const seatOf = ({ application }: Matter, person: string): Seat => seatIn(application, person);

/** How the council was composed before a notice of its recomposition; null where it is the first. */
function before({ event, story }: Matter): Matter['application'] | null {
  if (event !== 'application.councilRecomposed') return null;
  return story.slice(0, -1).findLast(({ input }) => Array.isArray(input.council))?.input ?? null;
}
const membersBefore = (matter: Matter) => (before(matter)?.council ?? []) as string[];

/** Who is called to the council: of one that was composed anew, those who came. */
export function calledTo(matter: Matter): string[] {
  const old = membersBefore(matter);
  return membersOf(matter).filter((person) => !old.includes(person));
}

/** Who sat on the council and sits there in another place now. */
export function reseatedIn(matter: Matter): string[] {
  const old = before(matter);
  if (old === null) return [];
  const stayed = membersBefore(matter).filter((person) => membersOf(matter).includes(person));
  return stayed.filter((person) => seatIn(old, person) !== seatOf(matter, person));
}

/** Who sat on the council and does no more. */
export const releasedFrom = (matter: Matter): string[] =>
  membersBefore(matter).filter((person) => !membersOf(matter).includes(person));

/** When and where the council was to meet before a notice, and is to meet after it; null where nothing was said. */
export function meetingsOf({ story, application }: Matter): { before: Meets | null; after: Meets | null } {
  const said = story.slice(0, -1).findLast(({ input }) => Array.isArray(input.council) && input.meeting !== undefined);
  return {
    before: (said?.input.meeting ?? null) as Meets | null,
    after: (application.meeting ?? null) as Meets | null,
  };
}

/** Whether a council that is composed anew meets at another time, or somewhere else. */
function isMoved(matter: Matter): boolean {
  const { before, after } = meetingsOf(matter);
  return (
    matter.event === 'application.councilRecomposed' &&
    (before === null ? after !== null : after === null || meetsText(before) !== meetsText(after))
  );
}

/** Who sits where they sat, and has to know that the meeting is another. */
export function toldOfMoveIn(matter: Matter): string[] {
  const old = membersBefore(matter);
  const others = reseatedIn(matter);
  return isMoved(matter) ? membersOf(matter).filter((person) => old.includes(person) && !others.includes(person)) : [];
}

/** Whether nothing but the meeting has changed: nobody came, went, or sits in another place. */
export const isOnlyMoved = (matter: Matter): boolean =>
  isMoved(matter) && [calledTo, reseatedIn, releasedFrom].every((those) => those(matter).length === 0);

/** How many members the council needs to conclude, and whether those who would be present are enough; an unknown fraction asks for everybody. */
function quorumOf(matter: Matter) {
  const { application, pack } = matter;
  const size = membersOf(matter).length;
  const quorum = pack?.procedure.council.quorum;
  const needed =
    quorum?.numerator == null || quorum.denominator == null
      ? size
      : atLeast(size, quorum.numerator, quorum.denominator, quorum.comparison);
  const needsHead = quorum?.needs.includes('chairOrAuthorisedViceChair') === true;
  const isHeaded = (present: readonly string[]) =>
    !needsHead || present.some((person) => [application.chair, application.viceChair].includes(person));
  return { needed, isHeaded, sits: (present: readonly string[]) => present.length >= needed && isHeaded(present) };
}

/** Enough of the council have voted for it to conclude. */
export function mayConclude(matter: Matter): boolean {
  const votes = votersOf(matter);
  return votes.length === membersOf(matter).length || quorumOf(matter).sits(votes);
}

/** Who sits on the council and has voted. */
export const votedIn = (matter: Matter): string[] => {
  const votes = votersOf(matter);
  return membersOf(matter).filter((person) => votes.includes(person));
};

/** With this very vote the council can sit, or has voted to the last member. */
export function canConclude(matter: Matter): boolean {
  const votes = votersOf(matter);
  if (votes.length === membersOf(matter).length) return true;
  const { sits } = quorumOf(matter);
  return sits(votes) && !sits(votes.filter((person) => !matter.actors.includes(person)));
}

/** Who of the council has voted or still can, by what was declared of conflicts of interest, and whether they can be enough. */
export function strengthOf(matter: Matter): { free: number; needed: number; lacks: 'members' | 'head' | null } {
  const votes = votersOf(matter);
  const free = membersOf(matter).filter((id) => votes.includes(id) || !isPartial(matter, { id }));
  const { needed, isHeaded } = quorumOf(matter);
  return { free: free.length, needed, lacks: free.length < needed ? 'members' : isHeaded(free) ? null : 'head' };
}
