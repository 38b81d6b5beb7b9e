// What is waited for at a dossier, and of whom: its page says it, and "my work" lists the same (src/work.ts).

import type { StateRow } from '../../workflows/decide.ts';
import { acceptedEvents, metaOf } from '../../workflows/machines.ts';
import { interestsIn, isConflicted } from '../../workflows/parts.ts';
import { duties, type Role } from '../../workflows/rules/duties.ts';
import { isOverdue } from '../../workflows/rules/reports.ts';
import { isNearAdvance } from '../advances.ts';
import { againstOf, appealsOf } from '../contested.ts';
import { agreementOver, type Dossier, factOf, isEnding, vesselOf } from '../dossier.ts';
import { type HandedIn, nothingHandedIn } from '../handedIn.ts';
import { canBeEnough, canConclude, councilOf, isMeetingMissed, votesOf } from '../reviews/index.ts';
import { type Todo, todoAt } from '../todos.ts';
import { awardOf, plannedVndOf, regionOf } from './reading.ts';

export type Wait = {
  readonly subject: string;
  /** The offices that it waits for, the first before the others; of `people` where they were named to it. */
  readonly roles: readonly Role[];
  readonly people: readonly string[] | null;
  readonly todo: readonly Todo[];
};

/** Everything that a dossier waits for, on a day. `handedIn`: what its team has handed in beside the history. */
export function waitsOf(dossier: Dossier, today: string, handedIn: HandedIn = nothingHandedIn): Wait[] {
  return [...dossier.states.values()].flatMap((state): Wait[] => {
    if (state.value === 'underReview') return ofReview(dossier, state);
    if (state.value === 'beforeCouncil') return ofCouncil(dossier, state, today);
    if (state.machine === 'project')
      return [...ofGrowing(dossier, state, handedIn), ...ofProject(dossier, state, today)];
    const expected = metaOf(state).flatMap(({ leaf, meta }) => one(state, leaf, meta.expects));
    if (isNearAdvance(dossier, state, today))
      return [
        ...expected,
        { subject: state.subject, roles: ['officer'], people: null, todo: ['disbursement.advanceCleared'] },
      ];
    return state.machine === 'report' && isOverdue(state.value, state.facts, today)
      ? [...expected, { subject: state.subject, roles: ['officer'], people: null, todo: ['report.rescheduled'] }]
      : expected;
  });
}

function one({ machine, subject }: StateRow, leaf: string, expects: Role | null): Wait[] {
  const todo = todoAt(machine, leaf);
  return expects === null ? [] : [{ subject, roles: [expects], people: null, todo: todo === undefined ? [] : [todo] }];
}

/** Who was asked for something by name and has not done it, apart from whoever declared a conflict of interest. */
function missing({ states }: Dossier, asked: unknown, given: unknown): { free: string[]; out: string[] } {
  const people = ((asked ?? []) as string[]).filter((id) => !Object.hasOwn((given ?? {}) as object, id));
  const interests = interestsIn(states);
  return {
    free: people.filter((id) => !isConflicted(interests, id)),
    out: people.filter((id) => isConflicted(interests, id)),
  };
}

const composing = ['officer', 'secretary'] as const;

function ofReview(dossier: Dossier, { subject, facts }: StateRow): Wait[] {
  const { free, out } = missing(dossier, facts.reviewers, facts.reviews);
  const forOffice = (todo: Todo): Wait => ({ subject, roles: composing, people: null, todo: [todo] });
  return [
    ...(out.length > 0 ? [forOffice('application.reviewerReplaced')] : []),
    ...(free.length > 0
      ? [{ subject, roles: ['reviewer' as const], people: free, todo: ['application.reviewSubmitted' as const] }]
      : []),
    ...(free.length + out.length === 0 ? [forOffice('application.referredToCouncil')] : []),
  ];
}

function ofCouncil(dossier: Dossier, { subject }: StateRow, today: string): Wait[] {
  const { free } = missing(dossier, councilOf(dossier), votesOf(dossier));
  const wait = (roles: readonly Role[], people: readonly string[] | null, ...todo: Todo[]): Wait[] => [
    { subject, roles, people, todo },
  ];
  return [
    ...(canConclude(dossier) ? wait(['secretary', 'chair'], null, 'application.recommended') : []),
    ...(canBeEnough(dossier) ? [] : wait(composing, null, 'application.councilRecomposed')),
    // they remind the others, or set another day: which is the council composed anew of the same members
    ...(isMeetingMissed(dossier, today) ? wait(composing, null, 'missingVotes', 'application.councilRecomposed') : []),
    ...(free.length > 0 ? wait(['councilMember'], free, 'application.voteCast') : []),
  ];
}

const atEnd: readonly unknown[] = ['settled', 'refused', 'cancelled'];

function ofProject(dossier: Dossier, state: StateRow, today: string): Wait[] {
  const { subject } = state;
  const funding = regionOf(dossier, 'funding');
  const isPlanned = plannedVndOf(dossier) > 0n;
  const budget: Wait[] =
    !isPlanned && ['awaitingAgreement', 'active'].includes(funding)
      ? [{ subject, roles: ['financeOfficer'], people: null, todo: ['project.budgetPlanned'] }]
      : [];
  // the money comes before the agreement, as the letters to who signs it do; where all of it was cancelled there is nothing to sign
  if (funding === 'awaitingAgreement' && awardOf(dossier) === 0n)
    return [{ subject, roles: ['director'], people: null, todo: ['project.terminated'] }];
  if (funding === 'awaitingAgreement')
    return isPlanned
      ? [{ subject, roles: ['director', 'officer'], people: null, todo: ['project.agreementSigned'] }]
      : budget;
  if (funding === 'terminated' || funding === 'closed') return ofRemainder(dossier, subject);
  const isAsking = [...dossier.states.values()].some(
    (other) => other.machine === 'disbursement' && !atEnd.includes(other.value),
  );
  // what is left can be asked for until it is cancelled
  const canAskStill = funding === 'closing' && !isAsking && vesselOf(dossier, 'awarded') > 0n;
  if (funding !== 'active')
    return [
      ...metaOf(state).flatMap(({ region, leaf, meta }) =>
        region === 'funding' ? one(state, leaf, meta.expects) : [],
      ),
      ...(canAskStill ? [{ subject, roles: ['founder' as const], people: null, todo: ['newRequest' as const] }] : []),
    ];
  // nothing more comes of an agreement that is over but its closing
  if (agreementOver(dossier, today) !== null && !isAsking)
    return [...budget, { subject, roles: ['officer', 'director'], people: null, todo: ['project.closingBegun'] }];
  const todo: Todo[] = [
    ...(vesselOf(dossier, 'awarded') > 0n && (!isAsking || isEnding(dossier, today)) ? ['newRequest' as const] : []),
    ...(isAsking ? [] : acceptedEvents(state).filter((event) => duties[event].roles.includes('founder'))),
  ];
  return [...budget, ...(todo.length === 0 ? [] : [{ subject, roles: ['founder' as const], people: null, todo }])];
}

/**
 * What is left of a support that has ended, or came back to it since, stays bound to it until it is cancelled: once nothing may be paid
 * from it still, and not while an appeal may take its end back, which it could not do any more.
 */
function ofRemainder(dossier: Dossier, subject: string): Wait[] {
  const isPayable = [...dossier.states.values()].some(
    ({ machine, value }) => machine === 'disbursement' && value !== 'paid' && !atEnd.includes(value),
  );
  const isContested = appealsOf(dossier).some(
    (appeal) =>
      ['lodged', 'accepted'].includes(String(appeal.value)) && againstOf(appeal).event === 'project.terminated',
  );
  return vesselOf(dossier, 'awarded') === 0n || isPayable || isContested
    ? []
    : [{ subject, roles: ['director', 'financeOfficer'], people: null, todo: ['project.remainderCancelled'] }];
}

/** Prototype and company are the team's until it has handed them in, then an officer's; the agreement of a company is the director's. */
function ofGrowing(dossier: Dossier, { subject }: StateRow, handedIn: HandedIn): Wait[] {
  if (!['active', 'closing'].includes(regionOf(dossier, 'funding'))) return [];
  const wait = (role: Role, todo: Todo): Wait[] => [{ subject, roles: [role], people: null, todo: [todo] }];
  const company = regionOf(dossier, 'company');
  return [
    ...(regionOf(dossier, 'product') !== 'prototype'
      ? []
      : handedIn.prototype
        ? wait('officer', 'project.prototypeAccepted')
        : wait('founder', 'reportPrototype')),
    ...(company !== 'registering'
      ? []
      : handedIn.company
        ? wait('officer', 'project.companyFormed')
        : wait('founder', 'declareCompany')),
    // an enterprise from the beginning has formed no company, and keeps its agreement
    ...(company === 'formed' && factOf(dossier, 'project', 'company') !== ''
      ? wait('director', 'project.agreementNovated')
      : []),
  ];
}

/** Somebody of the council votes before they conclude, and of the chairs the council's own concludes. */
export function concludesHere(dossier: Dossier, person: string, roles: readonly Role[]): boolean {
  const council = councilOf(dossier);
  if (council.includes(person) && !Object.hasOwn(votesOf(dossier), person)) return false;
  return roles.includes('secretary') || dossier.states.get('application')?.facts.chair === person;
}
