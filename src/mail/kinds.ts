// Of what kind a notice is for its reader, and so whether they may choose how they hear of it.

import type { NoticeTemplate } from '../../templates/mails/notices.ts';
import type { ChoosableKind, Kind } from '../../templates/words/notifications.ts';
import { isPaidToParty, type Matter } from './matter.ts';
import type { Reader } from './told.ts';

/** What each template is about. One that is not listed is always told by mail at once. */
const areas: Partial<Record<NoticeTemplate, ChoosableKind>> = {
  applicationReceived: 'application',
  completionNeeded: 'application',
  foundEligible: 'application',
  foundIneligible: 'application',
  recommended: 'application',
  notRecommended: 'application',
  applicationCompleted: 'application',
  withdrawn: 'application',
  withdrawalUndone: 'application',
  applicationReopened: 'application',
  awarded: 'application',
  rejected: 'application',
  lapsed: 'application',
  teamChanged: 'application',
  reviewAsked: 'judging',
  reviewSubmitted: 'judging',
  interestDeclared: 'judging',
  councilCalled: 'judging',
  voteCast: 'judging',
  agreementReady: 'project',
  agreementSigned: 'project',
  projectSuspended: 'project',
  projectResumed: 'project',
  projectTerminated: 'project',
  projectReinstated: 'project',
  closingBegun: 'project',
  remainderCancelled: 'project',
  projectClosed: 'project',
  progressReported: 'project',
  prototypeAccepted: 'project',
  registrationStarted: 'project',
  companyFormed: 'project',
  agreementNovated: 'project',
  disbursementReceived: 'money',
  disbursementVerified: 'money',
  disbursementReturned: 'money',
  disbursementRefused: 'money',
  disbursementCancelled: 'money',
  paymentPrepared: 'money',
  paymentApproved: 'money',
  paymentRecalled: 'money',
  disbursementEnded: 'money',
  disbursementOrdered: 'money',
  disbursementPaid: 'money',
  bankRejected: 'money',
  paymentCorrected: 'money',
  paymentReturned: 'money',
  advanceCleared: 'money',
  recoveryProposed: 'money',
  recoveryDropped: 'money',
  recoveryDue: 'money',
  recoveryCashReceived: 'money',
  recoveryNetted: 'money',
  recoveryRepaid: 'money',
  recoveryWrittenOff: 'money',
  recoveryAnnulled: 'money',
  amendmentRequested: 'project',
  amendmentOpinions: 'project',
  amendmentGranted: 'project',
  amendmentRefused: 'project',
  amendmentWithdrawn: 'project',
  amendmentEnded: 'project',
  reportPlanned: 'project',
  reportRescheduled: 'project',
  reportSubmitted: 'project',
  reportReturned: 'project',
  reportAccepted: 'project',
};

/** What decides on the team's matter, or asks it to act within a time: whoever misses it may lose a right. */
const fixedForTeams: readonly NoticeTemplate[] = [
  'completionNeeded',
  'foundIneligible',
  'awarded',
  'rejected',
  'lapsed',
  'agreementReady',
  'projectSuspended',
  'projectTerminated',
  'projectReinstated',
  'closingBegun',
  'disbursementReturned',
  'disbursementRefused',
  'disbursementEnded',
  'recoveryProposed',
  'recoveryDue',
  'recoveryAnnulled',
  'amendmentGranted',
  'amendmentRefused',
  'amendmentEnded',
  'reportPlanned',
  'reportRescheduled',
  'reportReturned',
];

/** Of what kind a notice is for this reader. */
export function kindOf(template: NoticeTemplate, matter: Matter, { audience, asked }: Reader): Kind {
  const area = areas[template];
  if (area === undefined) return 'fixed';
  if (audience !== 'team' && audience !== 'receipt') return asked && area !== 'judging' ? 'todo' : area;
  const isFixed =
    fixedForTeams.includes(template) ||
    (template === 'applicationReceived' && audience === 'receipt') ||
    (template === 'recommended' && matter.input.completionNeeded === true) ||
    (template === 'disbursementCancelled' && typeof matter.input.reason === 'string') ||
    ((template === 'bankRejected' || template === 'paymentReturned') && isPaidToParty(matter)) ||
    (template === 'advanceCleared' && Array.isArray(matter.facts.advanced) && matter.facts.advanced.length > 0);
  return isFixed ? 'fixed' : area;
}
