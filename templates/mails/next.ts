// Who acts next on what a letter is about: a line of its own in every letter about a dossier.

import { mailWords } from '../words/mails.ts';
import { nameOf } from '../words/names.ts';
import type { Language } from '../words/words.ts';
import { filled } from './letter.ts';
import type { Audience, NoticeTemplate } from './notices.ts';

/** Roles as templates/words/names.ts calls them, or those who were named for it. */
export type Actor =
  | 'founder'
  | 'officer'
  | 'reviewer'
  | 'councilMember'
  | 'secretary'
  | 'chair'
  | 'director'
  | 'financeOfficer'
  | 'chiefAccountant'
  | 'administrator';

/** By template, and behind a point by variant or by audience: whoever of these reads it is asked; nobody where the matter is at its end. */
const actors = {
  applicationReceived: ['officer'],
  completionNeeded: ['founder'],
  foundEligible: ['officer'],
  foundIneligible: [],
  reviewAsked: ['reviewer'],
  reviewSubmitted: ['secretary', 'officer'],
  interestDeclared: ['officer', 'secretary', 'administrator'],
  'interestDeclared.councilEnough': ['councilMember'],
  'interestDeclared.director': ['administrator'],
  councilCalled: ['councilMember'],
  voteCast: ['chair', 'secretary'],
  recommended: ['director'],
  'recommended.completion': ['founder'],
  notRecommended: ['director'],
  applicationCompleted: ['director'],
  awarded: ['financeOfficer'],
  rejected: [],
  withdrawn: [],
  withdrawalUndone: ['officer'],
  'withdrawalUndone.returnedForCompletion': ['founder'],
  'withdrawalUndone.underReview': ['reviewer'],
  'withdrawalUndone.reviewed': ['secretary', 'officer'],
  'withdrawalUndone.beforeCouncil': ['councilMember'],
  'withdrawalUndone.voted': ['chair', 'secretary'],
  'withdrawalUndone.concluded': ['director'],
  'withdrawalUndone.completing': ['founder'],
  lapsed: [],
  teamChanged: [],
  agreementReady: ['director', 'officer'],
  agreementSigned: ['founder'],
  projectSuspended: ['director'],
  projectResumed: ['founder'],
  projectTerminated: [],
  'projectTerminated.remains': ['financeOfficer', 'director'],
  closingBegun: ['founder', 'financeOfficer', 'director'],
  remainderCancelled: ['director'],
  projectClosed: [],
  progressReported: ['founder'],
  prototypeAccepted: ['founder'],
  registrationStarted: ['founder'],
  companyFormed: ['director'],
  agreementNovated: ['founder'],
  disbursementReceived: ['officer'],
  disbursementVerified: ['financeOfficer'],
  disbursementReturned: ['founder'],
  disbursementRefused: [],
  disbursementCancelled: [],
  paymentPrepared: ['chiefAccountant'],
  paymentApproved: ['financeOfficer'],
  paymentRecalled: ['financeOfficer'],
  // what it held is left of the award, and is given back
  disbursementEnded: ['financeOfficer', 'director'],
  disbursementOrdered: ['financeOfficer'],
  disbursementPaid: [],
  'disbursementPaid.advance': ['founder'],
  bankRejected: ['financeOfficer'],
  'bankRejected.own': ['founder', 'officer', 'financeOfficer'],
  paymentCorrected: [],
  paymentReturned: ['financeOfficer'],
  'paymentReturned.own': ['founder', 'officer', 'financeOfficer'],
  advanceCleared: [],
  'advanceCleared.part': ['founder'],
  recoveryProposed: ['director'],
  recoveryDropped: [],
  recoveryDue: ['founder'],
  recoveryCashReceived: ['founder'],
  recoveryNetted: ['founder'],
  recoveryRepaid: [],
  recoveryWrittenOff: [],
  recoveryAnnulled: [],
  appealLodged: ['director'],
  appealAccepted: ['director'],
  appealNotAccepted: [],
  appealUpheld: [],
  'appealUpheld.submitted': ['officer'],
  'appealUpheld.beforeCouncil': ['councilMember'],
  'appealUpheld.recommended': ['director'],
  'appealUpheld.again': ['founder'],
  appealDismissed: [],
  appealWithdrawn: [],
  applicationReopened: ['officer'],
  'applicationReopened.beforeCouncil': ['councilMember'],
  'applicationReopened.recommended': ['director'],
  projectReinstated: ['founder'],
  'projectReinstated.unsigned': ['director', 'officer'],
  'projectReinstated.suspended': ['director'],
  'projectReinstated.closing': ['director'],
  amendmentRequested: ['officer'],
  amendmentOpinions: ['director'],
  amendmentGranted: [],
  amendmentRefused: [],
  amendmentWithdrawn: [],
  amendmentEnded: [],
  reportPlanned: ['founder'],
  reportRescheduled: ['founder'],
  reportSubmitted: ['officer'],
  reportReturned: ['founder'],
  reportAccepted: [],
} satisfies Record<NoticeTemplate, readonly Actor[]> & Record<string, readonly Actor[]>;

/** As what the readers of each audience act. Those who are asked no more act as nobody. */
const standsFor: Partial<Record<Audience, Actor>> = {
  team: 'founder',
  receipt: 'founder',
  reviewers: 'reviewer',
  council: 'councilMember',
  officer: 'officer',
  secretary: 'secretary',
  chair: 'chair',
  director: 'director',
  financeOfficer: 'financeOfficer',
  chiefAccountant: 'chiefAccountant',
  administrator: 'administrator',
};

/** Who acts next by a letter of this template. */
export function nextActors(template: NoticeTemplate, audience: Audience, variant: string): readonly Actor[] {
  const special: Readonly<Record<string, readonly Actor[]>> = actors;
  return special[`${template}.${audience}`] ?? special[`${template}.${variant}`] ?? actors[template];
}

/** The line that says it to these readers: 'you' where it is theirs. */
export function nextLine(template: NoticeTemplate, audience: Audience, variant: string, language: Language): string {
  const found = nextActors(template, audience, variant);
  const own = standsFor[audience];
  // what a colleague may not do any more is for those who are in the same office
  const isTheirs = audience === 'colleagues' || (own !== undefined && found.includes(own));
  return lineOf(isTheirs ? 'you' : found, language);
}

/** The same for letters that no template asks for. */
export function lineOf(who: 'you' | readonly Actor[], language: Language): string {
  const w = mailWords[language].next;
  if (who === 'you') return filled(w.line, { who: w.you });
  if (who.length === 0) return w.nobody;
  return filled(w.line, { who: who.map((role) => nameOf('roles', role, language)).join(w.or) });
}
