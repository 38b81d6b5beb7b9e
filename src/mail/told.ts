// Who is told what of a dossier: those whose matter it is, and those of whom something is waited for.

import type { Audience, NoticeTemplate } from '../../templates/mails/notices.ts';
import type { EventType } from '../../workflows/machines.ts';
import { hasScreenedBefore } from '../../workflows/parts.ts';
import { type Duty, duties, mayDo } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Giver } from '../delegations.ts';
import { calledTo, canConclude, mayConclude, releasedFrom, reseatedIn, toldOfMoveIn, votedIn } from './council.ts';
import { type Holder, inOffice, type Person, personsOf } from './holders.ts';
import { colleaguesOf, hasDeclaredConflict, isPartial, leavesNobody } from './interests.ts';
import { isPaidToParty, type Matter } from './matter.ts';

/** A group of readers. `asks`: what is waited for from them, so that whoever may not do it is not asked. */
type Group = {
  readonly to: Audience;
  readonly asks?: EventType;
  readonly when?: (matter: Matter, db: Database, now: string) => boolean | Promise<boolean>;
};

const team: Group = { to: 'team' };
const hands: Group = { to: 'hands' };
const asked = (to: Audience, asks: EventType, when?: Group['when']): Group => ({ to, asks, ...(when && { when }) });
const informed = (to: Audience): Group => ({ to });

/** Who is told what. The first group in which somebody stands gives the letter that they get. */
const groups: Record<NoticeTemplate, readonly Group[]> = {
  applicationReceived: [{ to: 'receipt' }, asked('officer', 'application.foundEligible')],
  completionNeeded: [team],
  foundEligible: [team, asked('officer', 'application.reviewersAssigned')],
  foundIneligible: [team],
  reviewAsked: [asked('reviewers', 'application.reviewSubmitted'), informed('replaced')],
  reviewSubmitted: [
    asked('secretary', 'application.referredToCouncil', allReviewed),
    asked('officer', 'application.referredToCouncil', allReviewed),
  ],
  interestDeclared: [
    asked('officer', 'application.reviewerReplaced', aReviewerIsOut),
    asked('secretary', 'application.reviewerReplaced', aReviewerIsOut),
    asked('officer', 'application.councilRecomposed', aMemberIsOut),
    asked('secretary', 'application.councilRecomposed', aMemberIsOut),
    informed('colleagues'),
    { to: 'administrator', when: leavesNobody },
    { to: 'director', when: leavesNobody },
  ],
  councilCalled: [
    asked('council', 'application.voteCast'),
    informed('reseated'),
    informed('released'),
    informed('stayed'),
    informed('secretary'),
  ],
  voteCast: [
    asked('chair', 'application.recommended', canConclude),
    asked('secretary', 'application.recommended', canConclude),
  ],
  recommended: [team, asked('director', 'application.awarded')],
  notRecommended: [team, asked('director', 'application.rejected')],
  applicationCompleted: [{ to: 'receipt' }, asked('director', 'application.awarded'), informed('officer')],
  awarded: [team, asked('financeOfficer', 'project.budgetPlanned'), informed('officer')],
  rejected: [team],
  withdrawn: [
    team,
    informed('officer'),
    { to: 'reviewers', when: (matter) => stands(matter, 'underReview') },
    { to: 'council', when: (matter) => stands(matter, 'beforeCouncil') },
    { to: 'director', when: (matter) => stands(matter, 'concluded') },
  ],
  // whoever is waited for where it is again, and whoever was told that they need not go on
  withdrawalUndone: [
    team,
    asked('secretary', 'application.referredToCouncil', (matter) => isAt(matter, 'underReview') && allReviewed(matter)),
    asked('chair', 'application.recommended', (matter) => isAt(matter, 'beforeCouncil') && mayConclude(matter)),
    asked('secretary', 'application.recommended', (matter) => isAt(matter, 'beforeCouncil') && mayConclude(matter)),
    informed('officer'),
    { to: 'reviewers', when: (matter) => stands(matter, 'underReview') },
    { to: 'voters', when: (matter) => stands(matter, 'beforeCouncil') },
    { to: 'council', when: (matter) => stands(matter, 'beforeCouncil') },
    { to: 'director', when: (matter) => stands(matter, 'concluded') },
  ],
  lapsed: [team],
  teamChanged: [team, informed('released')],
  agreementReady: [
    { ...team, when: firstPlan },
    asked('director', 'project.agreementSigned', firstPlan),
    asked('officer', 'project.agreementSigned', firstPlan),
  ],
  agreementSigned: [team, informed('financeOfficer')],
  projectSuspended: [team, informed('officer'), informed('financeOfficer')],
  projectResumed: [team, informed('officer'), informed('financeOfficer')],
  projectTerminated: [team, informed('officer'), informed('financeOfficer')],
  closingBegun: [team, asked('director', 'project.closed'), informed('financeOfficer')],
  remainderCancelled: [team, informed('director'), informed('officer'), informed('financeOfficer')],
  projectClosed: [team, informed('officer'), informed('financeOfficer')],
  progressReported: [informed('officer')],
  prototypeAccepted: [team],
  registrationStarted: [informed('officer')],
  companyFormed: [team, asked('director', 'project.agreementNovated')],
  agreementNovated: [team, informed('officer'), informed('financeOfficer')],
  disbursementReceived: [{ to: 'receipt' }, asked('officer', 'disbursement.verified')],
  disbursementVerified: [team, asked('financeOfficer', 'disbursement.prepared')],
  disbursementReturned: [team, hands],
  disbursementRefused: [team, hands],
  disbursementCancelled: [team, informed('officer')],
  paymentPrepared: [asked('chiefAccountant', 'disbursement.approved')],
  paymentRecalled: [asked('financeOfficer', 'disbursement.prepared'), informed('chiefAccountant')],
  disbursementEnded: [team, hands],
  paymentApproved: [team, asked('financeOfficer', 'disbursement.ordered')],
  disbursementOrdered: [team, asked('financeOfficer', 'disbursement.paid')],
  disbursementPaid: [team],
  bankRejected: [
    team,
    asked('financeOfficer', 'disbursement.prepared'),
    asked('officer', 'application.foundEligible', isPaidToParty),
  ],
  paymentCorrected: [team, informed('chiefAccountant')],
  paymentReturned: [
    team,
    asked('financeOfficer', 'disbursement.prepared'),
    asked('officer', 'application.foundEligible', isPaidToParty),
    informed('chiefAccountant'),
  ],
  advanceCleared: [team, informed('financeOfficer')],
  recoveryProposed: [team, asked('director', 'recovery.decided')],
  recoveryDropped: [team, hands],
  recoveryDue: [team, asked('financeOfficer', 'recovery.cashReceived')],
  recoveryCashReceived: [team, informed('financeOfficer')],
  recoveryNetted: [team, informed('financeOfficer')],
  recoveryRepaid: [team, informed('financeOfficer')],
  recoveryWrittenOff: [team, informed('financeOfficer')],
  recoveryAnnulled: [team, informed('financeOfficer')],
  appealLodged: [{ to: 'receipt' }, asked('director', 'appeal.accepted')],
  appealAccepted: [team, asked('director', 'appeal.upheld')],
  appealNotAccepted: [team],
  appealUpheld: [team],
  appealDismissed: [team],
  appealWithdrawn: [team, informed('director')],
  // whoever is waited for where it is decided anew; its team is told of the appeal itself
  applicationReopened: [
    asked('officer', 'application.foundEligible', (matter) => isAt(matter, 'submitted')),
    asked('council', 'application.voteCast', (matter) => isAt(matter, 'beforeCouncil')),
    { to: 'secretary', when: (matter) => isAt(matter, 'beforeCouncil') },
    asked('director', 'application.awarded', (matter) => isAt(matter, 'recommended')),
  ],
  projectReinstated: [team, informed('officer'), informed('financeOfficer')],
  amendmentRequested: [{ to: 'receipt' }, asked('officer', 'amendment.opinionsReceived')],
  amendmentOpinions: [team, asked('director', 'amendment.granted')],
  amendmentGranted: [team, informed('officer'), informed('financeOfficer')],
  amendmentRefused: [team, informed('officer')],
  // the director was asked once the opinions were in
  amendmentWithdrawn: [
    team,
    informed('officer'),
    { to: 'director', when: ({ facts }) => typeof facts.opinionsOn === 'string' },
  ],
  amendmentEnded: [team, informed('officer')],
  reportPlanned: [team],
  reportRescheduled: [team],
  reportSubmitted: [{ to: 'receipt' }, asked('officer', 'report.accepted')],
  reportReturned: [team],
  reportAccepted: [team],
};

/** A reader with the group in which they are told, and in whose place, where it is not their own. */
/** `asked`: something is waited for from them. */
export type Reader = { person: Person; audience: Audience; asked: boolean; behalf: Giver | null };

/** The readers of a notice, each once. */
export async function readersOf(
  db: Database,
  template: NoticeTemplate,
  matter: Matter,
  now: string,
): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (const { to, asks, when } of groups[template]) {
    if (when !== undefined && !(await when(matter, db, now))) continue;
    for (const person of await membersOf(db, to, matter, now)) {
      if (readers.some((reader) => reader.person.id === person.id)) continue;
      // an office tells nobody of their own team's dossier more than the team is told
      const asTeam = to === 'team' || to === 'receipt' || (to === 'released' && template === 'teamChanged');
      if (!asTeam && isOfTeam(matter, person)) continue;
      // whoever did it knows; what was handed in is acknowledged all the same
      if (to !== 'receipt' && matter.actors.includes(person.id)) continue;
      if (asks !== undefined && !mayAct(matter, asks, person, to)) continue;
      // what an office of their own lets them do they do for themselves
      const isOwn = asks !== undefined && duties[asks].roles.some((role) => person.own?.includes(role));
      readers.push({ person, audience: to, asked: asks !== undefined, behalf: isOwn ? null : (person.giver ?? null) });
    }
  }
  return readers;
}

async function membersOf(db: Database, to: Audience, matter: Matter, now: string): Promise<Holder[]> {
  const { application } = matter;
  switch (to) {
    case 'team':
    case 'receipt':
      return personsOf(db, matter.agency, matter.team);
    case 'reviewers': {
      const waited = missingReviewers(matter);
      // where one took another's place, the others have been asked before
      const { event, input } = matter;
      const came =
        event === 'application.reviewerReplaced'
          ? input.in
          : event === 'application.reviewerAdded'
            ? input.reviewer
            : null;
      return personsOf(db, matter.agency, came === null ? waited : [String(came)]);
    }
    case 'replaced':
      return personsOf(
        db,
        matter.agency,
        matter.event === 'application.reviewerReplaced' ? [String(matter.input.out)] : [],
      );
    case 'council':
      return personsOf(db, matter.agency, calledTo(matter));
    case 'voters':
      return personsOf(db, matter.agency, votedIn(matter));
    case 'reseated':
      return personsOf(db, matter.agency, reseatedIn(matter));
    case 'stayed':
      return personsOf(db, matter.agency, toldOfMoveIn(matter));
    case 'released':
      return personsOf(db, matter.agency, matter.template === 'teamChanged' ? leftIn(matter) : releasedFrom(matter));
    case 'colleagues':
      return (await colleaguesOf(db, matter, now)).flatMap(({ others }) => others);
    case 'chair':
      return personsOf(
        db,
        matter.agency,
        [application.chair].filter((id) => typeof id === 'string'),
      );
    case 'hands':
      return personsOf(db, matter.agency, handsOf(matter));
    default:
      return inOffice(db, matter.agency, to, now);
  }
}

/** Whether somebody is of the team, or was and left, or acts for one of these. */
const isOfTeam = ({ team, application }: Matter, { id, giver }: Holder): boolean => {
  const side = [...team, ...((application.left ?? []) as string[])];
  return side.includes(id) || (giver !== undefined && side.includes(giver.person));
};

/** Whether somebody may do what is waited for: with the roles that they hold, beside what they did before (workflows/rules/duties.ts). */
function mayAct(matter: Matter, event: EventType, person: Holder, to: Audience): boolean {
  const { id, giver } = person;
  let { roles } = person;
  const machine = event.slice(0, event.indexOf('.'));
  const subject = machine === 'project' || machine === 'application' ? machine : matter.subject;
  const earlierDuties: Duty[] = matter.duties
    .filter((done) => done.subject === subject && [id, giver?.person].includes(done.person))
    .map(({ duty }) => duty);
  const states = new Map([['application', { facts: matter.application }]]);
  if (hasScreenedBefore(states, matter.duties, [id, giver?.person])) earlierDuties.push('screenedBefore');
  // nothing is asked of whoever declared a conflict of interest, or acts for somebody who did
  if (isPartial(matter, person)) earlierDuties.push('conflicted');
  // they were named to this very dossier; what they may do there does not hang on an office
  if (to === 'reviewers') roles = [...roles, 'reviewer'];
  if (to === 'council') roles = [...roles, 'councilMember'];
  return mayDo(event, { roles, earlierDuties }).ok;
}

/** The staff through whose hands a request or a recovery went. */
const passed: readonly Duty[] = ['verified', 'prepared', 'approved', 'ordered', 'proposedRecovery'];
function handsOf({ duties, subject }: Matter): string[] {
  const since = duties.filter((done) => done.subject === subject && done.duty === 'requested').at(-1)?.revision ?? 0;
  return duties
    .filter((done) => done.subject === subject && done.revision > since && passed.includes(done.duty))
    .map(({ person }) => person);
}

export function missingReviewers({ application }: Matter): string[] {
  const reviews = (application.reviews ?? {}) as object;
  return ((application.reviewers ?? []) as string[]).filter((person) => !Object.hasOwn(reviews, person));
}

/** Whoever declared a conflict of interest was to review, and did not yet. */
function aReviewerIsOut(matter: Matter): boolean {
  const [person = ''] = matter.actors;
  return stands(matter, 'underReview') && missingReviewers(matter).includes(person) && hasDeclaredConflict(matter);
}

/** Whoever declared a conflict of interest was to vote, and did not yet. */
function aMemberIsOut(matter: Matter): boolean {
  const [person = ''] = matter.actors;
  const { council, votes } = matter.application;
  const isWaited = ((council ?? []) as string[]).includes(person) && !Object.hasOwn((votes ?? {}) as object, person);
  return stands(matter, 'beforeCouncil') && isWaited && hasDeclaredConflict(matter);
}

/** Who was removed from the team by this very event. */
const leftIn = ({ event, input }: Matter): string[] =>
  event === 'application.memberLeft' ? [String(input.person)] : [];

function allReviewed(matter: Matter): boolean {
  return missingReviewers(matter).length === 0;
}

/** The first money that is set aside makes the agreement ready; what is added later is no news for who signs. */
function firstPlan({ story }: Matter): boolean {
  return story.filter(({ event }) => event === 'project.budgetPlanned').length === 1;
}

const isAt = ({ place }: Matter, where: string): boolean => place === where;

/** Where an application stood before it was withdrawn. */
function stands({ story }: Matter, where: 'underReview' | 'beforeCouncil' | 'concluded'): boolean {
  const places: Readonly<Record<string, typeof where>> = {
    'application.reviewersAssigned': 'underReview',
    'application.referredToCouncil': 'beforeCouncil',
    'application.recommended': 'concluded',
    'application.notRecommended': 'concluded',
  };
  return story.flatMap(({ event }) => places[event] ?? []).at(-1) === where;
}
