/**
 * Who may cause which event, and which duties one person may not join on the same subject.
 *
 * Duties are about persons, not roles: someone who requested, verified or prepared a payment cannot approve it with any
 * hat on. Incompatible pairs are written once and hold in both orders, because a request that is returned goes round
 * again, and the audit asks for the pair whatever came first.
 */
import type { EventType } from '../machines.ts';

export const roles = [
  'founder',
  'officer',
  'reviewer',
  'secretary',
  'chair',
  'councilMember',
  'director',
  'financeOfficer',
  'chiefAccountant',
  'auditor',
  'administrator',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** Offices that see every dossier of their agency; reviewers and members of the council see what was given to them. */
export const staff: readonly Role[] = [
  'officer',
  'secretary',
  'chair',
  'director',
  'financeOfficer',
  'chiefAccountant',
  'auditor',
  'administrator',
];

/** What a person has done about a subject, as history remembers it. */
export const actDuties = [
  'applied',
  'screened',
  'assignedReviewers',
  'reviewed',
  'referred',
  'voted',
  'concluded',
  'decidedAward',
  'lapsedApplication',
  'planned',
  'signedAgreement',
  'steeredProject',
  'closedProject',
  'cancelledRemainder',
  'reportedProgress',
  'acceptedProgress',
  'plannedReport',
  'judgedReport',
  'novated',
  'requested',
  'returned',
  'verified',
  'prepared',
  'approved',
  'recalled',
  'ordered',
  'recordedPayment',
  'cleared',
  'refused',
  'cancelled',
  'proposedRecovery',
  'recordedRecovery',
  'decidedRecovery',
  'wroteOff',
  'recordedRepayment',
  'lodgedAppeal',
  'decidedAppeal',
  'askedToAmend',
  'gatheredOpinions',
  'decidedAmendment',
  'ranCall',
  'ranBudgetYear',
  'publishedPack',
  'proposedFigure',
  'confirmedFigure',
  'droppedFigure',
  'appointed',
  'delegated',
  'declaredInterest',
  'registeredParty',
  'changedCap',
  'changedCalendar',
] as const;

/** What a person is to a dossier without having done anything: `decide` adds these to the earlier duties. */
export const standingDuties = ['teamMember', 'conflicted'] as const;

/** What a person has done before an appeal was upheld: `decide` adds it, so that it is done anew by somebody else. */
export const roundDuties = ['screenedBefore'] as const;

export type ActDuty = (typeof actDuties)[number];
export type Duty = ActDuty | (typeof standingDuties)[number] | (typeof roundDuties)[number];

/**
 * Duties that one person may not join on one subject. Law on accounting and on budget spending: whoever asks for money,
 * accepts the work, prepares the payment and approves it are different persons; whoever prepared may still make the
 * order and confirm the payment, which add no authority. What the law says is confirmed by another than who read it first.
 */
export const incompatibleDuties: readonly (readonly [ActDuty, ActDuty])[] = [
  ['requested', 'verified'],
  ['requested', 'prepared'],
  ['requested', 'approved'],
  ['requested', 'ordered'],
  ['requested', 'recordedPayment'],
  ['requested', 'cleared'],
  ['verified', 'prepared'],
  ['verified', 'approved'],
  ['prepared', 'approved'],
  ['approved', 'ordered'],
  ['approved', 'recordedPayment'],
  ['prepared', 'cleared'],
  ['approved', 'cleared'],
  ['proposedRecovery', 'decidedRecovery'],
  ['proposedRecovery', 'wroteOff'],
  ['recordedRecovery', 'wroteOff'],
  ['applied', 'screened'],
  ['applied', 'reviewed'],
  ['applied', 'voted'],
  ['applied', 'concluded'],
  ['applied', 'decidedAward'],
  ['reviewed', 'decidedAward'],
  ['voted', 'decidedAward'],
  ['concluded', 'decidedAward'],
  ['lodgedAppeal', 'decidedAppeal'],
  ['askedToAmend', 'gatheredOpinions'],
  ['askedToAmend', 'decidedAmendment'],
  ['gatheredOpinions', 'decidedAmendment'],
  ['proposedFigure', 'confirmedFigure'],
];

/** Duties that nobody of the applicant's team, and nobody with a declared conflict of interest, may perform. */
export const impartialDuties: readonly ActDuty[] = [
  'screened',
  'assignedReviewers',
  'reviewed',
  'referred',
  'voted',
  'concluded',
  'decidedAward',
  'planned',
  'signedAgreement',
  'steeredProject',
  'closedProject',
  'cancelledRemainder',
  'reportedProgress',
  'acceptedProgress',
  'plannedReport',
  'judgedReport',
  'novated',
  'returned',
  'verified',
  'prepared',
  'approved',
  'recalled',
  'ordered',
  'recordedPayment',
  'cleared',
  'refused',
  'cancelled',
  'proposedRecovery',
  'recordedRecovery',
  'decidedRecovery',
  'wroteOff',
  'recordedRepayment',
  'decidedAppeal',
  'gatheredOpinions',
  'decidedAmendment',
];

export type DutyRule = {
  readonly roles: readonly Role[];
  readonly duty: ActDuty;
  readonly excludes: readonly Duty[];
  /** Offices that nobody holds who causes the event, nor whom they act for: neither of their own nor by delegation. */
  readonly without: readonly Role[];
};

function by(roles: readonly Role[], duty: ActDuty, without: readonly Role[] = []): DutyRule {
  const partners = incompatibleDuties.flatMap(([one, other]) => (one === duty ? [other] : other === duty ? [one] : []));
  const standing = impartialDuties.includes(duty) ? standingDuties : [];
  const before = duty === 'screened' ? roundDuties : [];
  return { roles, duty, excludes: [...partners, ...standing, ...before], without };
}

/**
 * Who may cause each event, under which duty it is remembered, and which earlier duties exclude the person. The role
 * `founder` means a founder of this very dossier; `decide` establishes that, and which duties the person already has.
 */
export const duties: Readonly<Record<EventType, DutyRule>> = {
  'application.submitted': by(['founder'], 'applied'),
  'application.returned': by(['officer'], 'screened'),
  'application.resubmitted': by(['founder'], 'applied'),
  'application.foundEligible': by(['officer'], 'screened'),
  'application.foundIneligible': by(['officer'], 'screened'),
  'application.reviewersAssigned': by(['officer', 'secretary'], 'assignedReviewers'),
  'application.reviewerReplaced': by(['officer', 'secretary'], 'assignedReviewers'),
  'application.reviewerAdded': by(['officer', 'secretary'], 'assignedReviewers'),
  'application.reviewSubmitted': by(['reviewer'], 'reviewed'),
  'application.referredToCouncil': by(['officer', 'secretary'], 'referred'),
  'application.councilRecomposed': by(['officer', 'secretary'], 'referred'),
  'application.voteCast': by(['chair', 'councilMember', 'secretary'], 'voted'),
  'application.recommended': by(['secretary', 'chair'], 'concluded'),
  'application.notRecommended': by(['secretary', 'chair'], 'concluded'),
  'application.completed': by(['founder'], 'applied'),
  'application.awarded': by(['director'], 'decidedAward'),
  'application.rejected': by(['director'], 'decidedAward'),
  'application.interestDeclared': by(
    ['reviewer', 'councilMember', 'officer', 'secretary', 'chair', 'director', 'financeOfficer', 'chiefAccountant'],
    'declaredInterest',
  ),
  'application.withdrawn': by(['founder'], 'applied'),
  'application.withdrawalUndone': by(['founder'], 'applied'),
  'application.lapsed': by(['system'], 'lapsedApplication'),
  // whoever was ever of the team has applied: they judge it no more
  'application.memberJoined': by(['founder'], 'applied'),
  'application.memberChanged': by(['founder'], 'applied'),
  'application.memberLeft': by(['founder'], 'applied'),

  'project.budgetPlanned': by(['financeOfficer'], 'planned'),
  'project.budgetReleased': by(['financeOfficer'], 'planned'),
  'project.agreementSigned': by(['director', 'officer'], 'signedAgreement'),
  'project.suspended': by(['director'], 'steeredProject'),
  'project.resumed': by(['director'], 'steeredProject'),
  'project.terminated': by(['director'], 'steeredProject'),
  'project.closingBegun': by(['officer', 'director'], 'closedProject'),
  'project.closed': by(['director'], 'closedProject'),
  'project.remainderCancelled': by(['financeOfficer', 'director'], 'cancelledRemainder'),
  'project.technologyCompletionStarted': by(['founder', 'officer'], 'reportedProgress'),
  'project.prototypeStarted': by(['founder', 'officer'], 'reportedProgress'),
  'project.prototypeAccepted': by(['officer'], 'acceptedProgress'),
  'project.commercialisationStarted': by(['founder', 'officer'], 'reportedProgress'),
  'project.registrationStarted': by(['founder', 'officer'], 'reportedProgress'),
  'project.companyFormed': by(['officer'], 'acceptedProgress'),
  'project.agreementNovated': by(['director'], 'novated'),

  'disbursement.requested': by(['founder'], 'requested'),
  'disbursement.returned': by(['officer', 'financeOfficer', 'chiefAccountant'], 'returned'),
  'disbursement.verified': by(['officer'], 'verified'),
  'disbursement.prepared': by(['financeOfficer'], 'prepared'),
  'disbursement.approved': by(['chiefAccountant'], 'approved'),
  'disbursement.recalled': by(['financeOfficer', 'chiefAccountant'], 'recalled'),
  'disbursement.ordered': by(['financeOfficer'], 'ordered'),
  'disbursement.bankRejected': by(['financeOfficer'], 'recordedPayment'),
  'disbursement.paid': by(['financeOfficer'], 'recordedPayment'),
  'disbursement.paymentCorrected': by(['financeOfficer'], 'recordedPayment'),
  'disbursement.paymentReturned': by(['financeOfficer'], 'recordedPayment'),
  // clearing accepts work, as verifying does
  'disbursement.advanceCleared': by(['officer'], 'cleared'),
  'disbursement.refused': by(['officer', 'financeOfficer'], 'refused'),
  // An officer too, or a founder who has gone silent would keep the project from ever closing.
  'disbursement.cancelled': by(['founder', 'officer'], 'cancelled'),
  'disbursement.ended': by(['director'], 'steeredProject'),

  'recovery.proposed': by(['officer', 'financeOfficer'], 'proposedRecovery'),
  'recovery.arose': by(['officer', 'system'], 'recordedRecovery'),
  'recovery.decided': by(['director'], 'decidedRecovery'),
  'recovery.dropped': by(['director'], 'decidedRecovery'),
  'recovery.cashReceived': by(['financeOfficer'], 'recordedRepayment'),
  'recovery.netted': by(['financeOfficer'], 'recordedRepayment'),
  // by whoever returns, refuses or ends the request
  'recovery.nettingUndone': by(['officer', 'financeOfficer', 'chiefAccountant', 'director'], 'recordedRepayment'),
  'recovery.writtenOff': by(['director'], 'wroteOff'),

  // an appeal is the owners' to lodge and the director's to decide, with all that follows from it
  'appeal.lodged': by(['founder'], 'lodgedAppeal'),
  'appeal.withdrawn': by(['founder'], 'lodgedAppeal'),
  'appeal.accepted': by(['director'], 'decidedAppeal'),
  'appeal.notAccepted': by(['director'], 'decidedAppeal'),
  'appeal.upheld': by(['director'], 'decidedAppeal'),
  'appeal.dismissed': by(['director'], 'decidedAppeal'),
  'application.screeningReopened': by(['director'], 'decidedAppeal'),
  'application.councilReopened': by(['director'], 'decidedAppeal'),
  'application.decisionReopened': by(['director'], 'decidedAppeal'),
  'project.reinstated': by(['director'], 'decidedAppeal'),
  'recovery.annulled': by(['director'], 'decidedAppeal'),
  'amendment.requested': by(['founder'], 'askedToAmend'),
  'amendment.opinionsReceived': by(['officer'], 'gatheredOpinions'),
  'amendment.granted': by(['director'], 'decidedAmendment'),
  'amendment.refused': by(['director'], 'decidedAmendment'),
  'amendment.withdrawn': by(['founder'], 'askedToAmend'),
  // by whoever terminates the project or begins its closing
  'amendment.ended': by(['officer', 'director'], 'closedProject'),
  'report.planned': by(['officer'], 'plannedReport'),
  'report.rescheduled': by(['officer'], 'plannedReport'),
  'report.submitted': by(['founder'], 'reportedProgress'),
  'report.returned': by(['officer'], 'judgedReport'),
  'report.accepted': by(['officer'], 'judgedReport'),
  'report.ended': by(['director'], 'steeredProject'),
  'report.reopened': by(['director'], 'decidedAppeal'),

  'call.opened': by(['director', 'administrator'], 'ranCall'),
  'call.closed': by(['director', 'administrator', 'system'], 'ranCall'),
  'year.opened': by(['financeOfficer', 'chiefAccountant'], 'ranBudgetYear'),
  'year.appropriated': by(['financeOfficer', 'chiefAccountant'], 'ranBudgetYear'),
  'year.closed': by(['financeOfficer', 'chiefAccountant'], 'ranBudgetYear'),
  'pack.published': by(['administrator'], 'publishedPack'),
  // what two persons confirmed is published by the second of them, whatever their office
  'pack.filled': by(['administrator', 'director', 'chiefAccountant'], 'publishedPack'),
  'pack.superseded': by(['administrator', 'director', 'chiefAccountant'], 'publishedPack'),
  'figure.proposed': by(['administrator'], 'proposedFigure'),
  // whoever gives offices must not be able to make the second person themselves, nor be it in another office
  'figure.confirmed': by(['director', 'chiefAccountant'], 'confirmedFigure', ['administrator']),
  'figure.dropped': by(['administrator', 'director', 'chiefAccountant'], 'droppedFigure'),
  // The system appoints the first administrator, and nobody else.
  'person.appointed': by(['administrator', 'system'], 'appointed'),
  'person.relieved': by(['administrator'], 'appointed'),
  'person.delegated': by(['director', 'chiefAccountant', 'financeOfficer', 'officer', 'administrator'], 'delegated'),
  'party.registered': by(['founder', 'officer', 'financeOfficer', 'administrator'], 'registeredParty'),
  'cap.changed': by(['administrator'], 'changedCap'),
  'calendar.changed': by(['administrator'], 'changedCalendar'),
};

/** What somebody does to become a founder of a dossier, and what founders do who do not own it. */
export const ofNewcomers: ReadonlySet<string> = new Set<EventType>(['application.memberJoined']);
export const ofEveryMember: ReadonlySet<string> = new Set<EventType>([
  'application.memberJoined',
  'application.memberLeft',
]);

export type MayDo =
  | { readonly ok: true; readonly duty: ActDuty }
  /** `detail`: the roles that may. */
  | { readonly ok: false; readonly rule: 'role'; readonly detail: readonly Role[] }
  /** `detail`: the earlier duties of this person that stand in the way. */
  | { readonly ok: false; readonly rule: 'excludedDuty'; readonly detail: readonly Duty[] }
  /** `detail`: the offices that they, or whom they act for, hold and may not. */
  | { readonly ok: false; readonly rule: 'givesOffices'; readonly detail: readonly Role[] };

/**
 * Whether a person may cause an event: with the roles they hold (delegated ones included) and the duties they already
 * had on the same subject. For a delegate, pass the earlier duties of both persons, so that delegating joins nothing
 * that was kept apart; and as `held` all that either holds in any way, besides the roles that they act in.
 */
export function mayDo(
  event: EventType,
  person: {
    readonly roles: readonly Role[];
    readonly earlierDuties: readonly Duty[];
    readonly held?: readonly Role[];
  },
): MayDo {
  const rule = duties[event];
  if (!rule.roles.some((role) => person.roles.includes(role))) {
    return { ok: false, rule: 'role', detail: rule.roles };
  }
  const inTheWay = rule.excludes.filter((duty) => person.earlierDuties.includes(duty));
  if (inTheWay.length > 0) return { ok: false, rule: 'excludedDuty', detail: inTheWay };
  const apart = rule.without.filter((role) => person.held?.includes(role));
  return apart.length > 0 ? { ok: false, rule: 'givesOffices', detail: apart } : { ok: true, duty: rule.duty };
}
