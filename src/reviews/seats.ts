// A council as it sits: who is on it, how it votes, how far it is, and what it may see of itself.

import type { ItemView, SeatView } from '../../templates/pages/reviews/council.tsx';
import type { Meets } from '../../templates/parts/when.ts';
import { nameOf as named } from '../../templates/words/names.ts';
import { councilWords } from '../../templates/words/reviews-council.ts';
import { reviewerWords } from '../../templates/words/reviews-reviewers.ts';
import type { Language } from '../../templates/words/words.ts';
import { atLeast } from '../../workflows/commands/application.ts';
import { interestsIn, isConflicted } from '../../workflows/parts.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import type { Desk } from './desk.ts';
import { declaredAfterVote, opinionsOf } from './meeting.ts';
import { doubtOf, hasConflict, holdersOf, namesakeIn, namesOf, teamOf } from './persons.ts';
import { answersOf, askedFor, linesOf, teamNames } from './reading.ts';

/** Who may sit and vote on a council. */
export const voting = ['chair', 'councilMember', 'secretary'] as const;
/** Who records what it concludes. */
export const concluding = ['secretary', 'chair'] as const;

/** Whether somebody has one of these roles here. */
export const holds = (roles: readonly Role[], wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));

/** The members of the council, by id. */
export const councilOf = (dossier: Pick<Dossier, 'states'>): string[] =>
  (dossier.states.get('application')?.facts.council ?? []) as string[];

/** When and where a council is to meet, as its members were told; null where nothing was said. */
export type Announced = Meets;
export const announcedOf = (dossier: Pick<Dossier, 'states'>): Announced | null =>
  (dossier.states.get('application')?.facts.meeting ?? null) as Announced | null;

/** A meeting as a form says it; its day '' where it is none. */
export const meets = (on: string | null, at: string | null, place: string): Announced => ({
  on: on ?? '',
  ...(at === null ? {} : { at }),
  ...(place === '' ? {} : { place }),
});

/** Whether the day of the meeting has passed, and those who have voted are not enough while they could be. */
export const isMeetingMissed = (dossier: Dossier, today: string): boolean =>
  (announcedOf(dossier)?.on ?? today) < today && !canConclude(dossier) && canBeEnough(dossier);

type Ballots = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** The ballots that were cast, by member and expense line. */
export const votesOf = (dossier: Pick<Dossier, 'states'>): Ballots =>
  (dossier.states.get('application')?.facts.votes ?? {}) as Ballots;

/** How many ballots an item needs, of those cast; 0 where the law is unknown: then nothing passes. */
export function neededFor(dossier: Dossier): number {
  const { numerator, denominator, comparison } = dossier.pack.procedure.council.itemPasses;
  if (numerator === null || denominator === null) return 0;
  return atLeast(Object.keys(votesOf(dossier)).length, numerator, denominator, comparison);
}

/** The expense lines that the application asks money for, with their ballots; all lines of the stage where it is not kept. */
export async function itemsOf({ db }: Pick<Parts, 'db'>, { dossier, language }: Desk): Promise<ItemView[]> {
  const asked = askedFor(dossier, await answersOf(db, dossier));
  const lines = linesOf(dossier);
  const inForm = lines.filter(({ id }) => Object.hasOwn(asked.lines, id));
  const ballots = Object.values(votesOf(dossier));
  const needed = neededFor(dossier);
  const recommended = (dossier.states.get('application')?.facts.recommended ?? []) as {
    line: string;
    amountVnd: string;
  }[];
  return (inForm.length > 0 ? inForm : lines).map(({ id, name }) => {
    const passes = ballots.filter((ballot) => ballot[id] === 'pass').length;
    const given = recommended.find(({ line }) => line === id);
    return {
      line: id,
      name: name[language],
      askedVnd: asked.lines[id]?.stateVnd ?? 0n,
      matchingVnd: asked.lines[id]?.matchingVnd ?? 0n,
      passes,
      passed: needed > 0 && passes >= needed,
      recommendedVnd: given === undefined ? null : BigInt(given.amountVnd),
    };
  });
}

/** Whether somebody of the council has not voted yet and still may: then they neither see the count nor conclude. */
export const mustVoteFirst = ({ dossier, person, state, voteEnd }: Desk): boolean =>
  state === 'beforeCouncil' &&
  voteEnd === null &&
  councilOf(dossier).includes(person) &&
  !Object.hasOwn(votesOf(dossier), person);

/** Whether everybody who may vote has voted, or the vote was ended without the others. */
export const isVoteOver = ({ dossier, declarations, voteEnd }: Desk): boolean =>
  canConclude(dossier) &&
  (voteEnd !== null ||
    councilOf(dossier).every((id) => Object.hasOwn(votesOf(dossier), id) || hasConflict(declarations, id)));

/**
 * Why somebody is not shown how others voted: before their own ballot it could guide it, and while the vote is open it could
 * guide whom they tell, or when whoever concludes ends it.
 */
export function hiddenFrom(desk: Desk): 'voteFirst' | 'voteOpen' | null {
  if (desk.state !== 'beforeCouncil') return null;
  if (mustVoteFirst(desk)) return 'voteFirst';
  // a council that cannot conclude may still be composed anew
  return isVoteOver(desk) ? null : 'voteOpen';
}

/** Whether enough have voted, the chair or an authorised vice-chair among them. */
export function canConclude(dossier: Pick<Dossier, 'states' | 'pack'>): boolean {
  const { reached, chairPresent } = quorumOf(dossier);
  return reached && chairPresent;
}

/** The council's quorum by the pack, and how far it is. An unknown fraction asks for everybody. */
export function quorumOf(dossier: Pick<Dossier, 'states' | 'pack'>) {
  const { numerator, denominator, comparison, needs } = dossier.pack.procedure.council.quorum;
  const facts = dossier.states.get('application')?.facts ?? {};
  const council = councilOf(dossier);
  const present = council.filter((id) => Object.hasOwn(votesOf(dossier), id));
  const needed =
    numerator === null || denominator === null
      ? council.length
      : atLeast(council.length, numerator, denominator, comparison);
  return {
    needed,
    present: present.length,
    reached: council.length > 0 && present.length >= needed,
    chairPresent:
      !needs.includes('chairOrAuthorisedViceChair') ||
      present.some((id) => id === facts.chair || id === facts.viceChair),
  };
}

/** Whether those who may vote can ever be enough, by what was declared of conflicts of interest until now. */
export function canBeEnough(dossier: Dossier): boolean {
  const facts = dossier.states.get('application')?.facts ?? {};
  const interests = interestsIn(dossier.states);
  const free = councilOf(dossier).filter((id) => Object.hasOwn(votesOf(dossier), id) || !isConflicted(interests, id));
  const { needed } = quorumOf(dossier);
  const needsChair = dossier.pack.procedure.council.quorum.needs.includes('chairOrAuthorisedViceChair');
  return free.length >= needed && (!needsChair || free.some((id) => id === facts.chair || id === facts.viceChair));
}

/** Whose office lets them lead a council: a secretary writes for it. */
const leading: readonly Role[] = ['chair', 'councilMember'];

/** Somebody who may sit and vote. `why`: why not on this council; `doubt`: what speaks against it. */
export type Voter = {
  readonly id: string;
  readonly name: string;
  /** Their offices. */
  readonly note: string;
  readonly mayLead: boolean;
  readonly why: string | null;
  readonly doubt: string | null;
};

/** Who may sit and vote on the councils of an agency, by their offices. */
export async function votersIn(db: Database, agency: string, language: Language): Promise<Voter[]> {
  const byRole = await Promise.all(voting.map(async (role) => [role, await holdersOf(db, agency, [role])] as const));
  const found = new Map<string, { id: string; name: string; isInvited: boolean; roles: string[]; mayLead: boolean }>();
  for (const [role, holders] of byRole)
    for (const { id, name, isInvited } of holders) {
      const one = found.get(id) ?? { id, name, isInvited, roles: [], mayLead: false };
      one.roles.push(named('roles', role, language));
      found.set(id, { ...one, mayLead: one.mayLead || leading.includes(role) });
    }
  return [...found.values()]
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    .map(({ roles, isInvited, ...one }) => ({
      ...one,
      note: roles.join(', '),
      why: null,
      doubt: isInvited ? reviewerWords[language].invited : null,
    }));
}

/** The same for one application. Those of the team, and who declared a conflict of interest, are shown as not possible. */
export async function candidatesOf({ db }: Pick<Parts, 'db'>, { agency, dossier, language, declarations }: Desk) {
  const w = councilWords[language];
  const team = teamOf(dossier);
  const isNamesake = namesakeIn(await teamNames(db, dossier));
  return (await votersIn(db, agency, language)).map((one) => ({
    ...one,
    why: team.includes(one.id) ? w.ofTeam : hasConflict(declarations, one.id) ? w.conflictHere : null,
    doubt: doubtOf([one.doubt ?? false, isNamesake(one.name) && reviewerWords[language].namesake]),
  }));
}

/** Who sits on the council, with what each declared of conflicts of interest. */
export async function seatsOf({ db }: Pick<Parts, 'db'>, { agency, dossier, declarations }: Desk): Promise<SeatView[]> {
  const facts = dossier.states.get('application')?.facts ?? {};
  const council = councilOf(dossier);
  const [nameOf, opinions] = await Promise.all([namesOf(db, council), opinionsOf(db, agency, dossier.id)]);
  const conflictOf = (id: string): string | null => {
    const declared = declarations.get(id);
    return declared !== undefined && 'conflict' in declared ? declared.conflict : null;
  };
  const votes = votesOf(dossier);
  const order = { chair: 0, viceChair: 1, member: 2 };
  return council
    .map((id) => ({
      id,
      name: nameOf(id),
      office:
        id === facts.chair ? ('chair' as const) : id === facts.viceChair ? ('viceChair' as const) : ('member' as const),
      voted: Object.hasOwn(votes, id),
      conflict: conflictOf(id),
      opinion: opinions.get(id) ?? '',
      declared: declaredAfterVote(dossier.history, id),
    }))
    .sort((a, b) => order[a.office] - order[b.office] || a.name.localeCompare(b.name, 'vi'));
}
