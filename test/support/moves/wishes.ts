// What is wished for, and how often.

import fc from 'fast-check';
import { type CommandType, commandTypes } from '../../../workflows/commands/index.ts';
import type { Wish } from './dials.ts';

/** How often each command is wished for; 'next' is whatever the work needs. */
const weights: Partial<Record<Wish['want'], number>> = {
  next: 240,
  requestDisbursement: 30,
  clearAdvance: 16,
  payDisbursement: 14,
  correctPayment: 3,
  returnPayment: 14,
  orderDisbursement: 12,
  proposeRecovery: 22,
  decideRecovery: 18,
  receiveCash: 22,
  netRecovery: 14,
  writeOffRecovery: 9,
  novate: 14,
  formCompany: 14,
  startRegistration: 8,
  changeCap: 12,
  cancelRemainder: 10,
  releaseBudget: 8,
  recallDisbursement: 8,
  requestAmendment: 24,
  receiveOpinions: 30,
  grantAmendment: 18,
  refuseAmendment: 14,
  withdrawAmendment: 6,
  suspend: 5,
  resume: 10,
  beginClosing: 4,
  closeProject: 8,
  terminate: 5,
  withdraw: 3,
  undoWithdrawal: 4,
  lodgeAppeal: 16,
  acceptAppeal: 16,
  upholdAppeal: 16,
  declineAppeal: 3,
  dismissAppeal: 4,
  withdrawAppeal: 4,
  declareInterest: 20,
  recomposeCouncil: 20,
  castVote: 12,
  appoint: 10,
  delegate: 6,
  reject: 3,
  findIneligible: 5,
  notRecommend: 4,
  closeCall: 6,
  openCall: 7,
  closeYear: 4,
  startApplication: 10,
  lapse: 6,
  joinTeam: 12,
  changeMember: 8,
  leaveTeam: 7,
  dropRecovery: 9,
  proposeFigure: 8,
  confirmFigure: 8,
  fillPack: 10,
};
/** Commands that the rules about impartiality refuse where they should. */
export const judging: readonly CommandType[] = [
  'declareInterest',
  'addReviewer',
  'replaceReviewer',
  'submitReview',
  'recomposeCouncil',
  'castVote',
  'joinTeam',
  'changeMember',
  'leaveTeam',
  'appoint',
  'delegate',
];
/** Wishes, and among them often those for `rare` commands. */
const wishFor = (rare: readonly CommandType[] = []): fc.Arbitrary<Wish> =>
  fc.record({
    want: fc.oneof(
      ...(['next', ...commandTypes] as const).map((want) => ({
        arbitrary: fc.constant(want),
        weight: want !== 'next' && rare.includes(want) ? 100 : (weights[want] ?? 5),
      })),
    ),
    sense: fc.nat(99),
    dials: fc.array(fc.nat(9_999), { minLength: 10, maxLength: 10 }),
  });
/** Up to 330 wishes, for a world of their own. */
export const wishesFor = (rare: readonly CommandType[] = [], least = 1) =>
  fc.noBias(fc.array(wishFor(rare), { minLength: least, maxLength: 330, size: 'max' }));
