// What each place of the machines waits for, as something to do: the page of a dossier and "my work" say it in the same words.

import type { EventType, MachineId } from '../workflows/machines.ts';

/** What of somebody can be waited for: an event, or what no event of theirs records. */
export type Todo = EventType | 'newRequest' | 'reportPrototype' | 'declareCompany' | 'payBack' | 'missingVotes';

/** What each place waits for, where it waits for one thing of one office. */
const todos: Readonly<Partial<Record<MachineId, Readonly<Record<string, Todo>>>>> = {
  application: {
    draft: 'application.submitted',
    submitted: 'application.foundEligible',
    returnedForCompletion: 'application.resubmitted',
    eligible: 'application.reviewersAssigned',
    underReview: 'application.reviewSubmitted',
    beforeCouncil: 'application.voteCast',
    recommended: 'application.awarded',
    notRecommended: 'application.rejected',
  },
  project: {
    awaitingAgreement: 'project.agreementSigned',
    suspended: 'project.resumed',
    closing: 'project.closed',
  },
  disbursement: {
    requested: 'disbursement.verified',
    returned: 'disbursement.requested',
    verified: 'disbursement.prepared',
    prepared: 'disbursement.approved',
    approved: 'disbursement.ordered',
    ordered: 'disbursement.paid',
  },
  amendment: { requested: 'amendment.opinionsReceived', opinionsReceived: 'amendment.granted' },
  report: { planned: 'report.submitted', submitted: 'report.accepted', returned: 'report.submitted' },
  recovery: { proposed: 'recovery.decided', due: 'payBack' },
  appeal: { lodged: 'appeal.accepted', accepted: 'appeal.upheld' },
};

/** What a place of a machine waits for; undefined where that depends on more, or nothing is to be done. */
export const todoAt = (machine: MachineId, leaf: string): Todo | undefined => todos[machine]?.[leaf];
