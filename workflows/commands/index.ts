// Every command there is, by name. What is not here cannot be asked.

import * as amendment from './amendment.ts';
import * as appeal from './appeal.ts';
import * as application from './application.ts';
import * as disbursement from './disbursement.ts';
import * as figure from './figure.ts';
import * as programme from './programme.ts';
import * as project from './project.ts';
import * as recovery from './recovery.ts';
import * as report from './report.ts';
import type { Spec } from './spec.ts';
import * as team from './team.ts';

// Those who want it ask here: entering the commands through one of them would begin their circle at the wrong end.
export type { AmendmentChange, AmendmentFacts } from './amendment.ts';
export { lastDayByLaw } from './amendment.ts';
export { atLeast, undoUntil } from './application.ts';

const registry = {
  publishPack: programme.publishPack,
  supersedePack: programme.supersedePack,
  proposeFigure: figure.proposeFigure,
  confirmFigure: figure.confirmFigure,
  dropFigure: figure.dropFigure,
  fillPack: figure.fillPack,
  openCall: programme.openCall,
  closeCall: programme.closeCall,
  openYear: programme.openYear,
  appropriate: programme.appropriate,
  closeYear: programme.closeYear,
  appoint: programme.appoint,
  relieve: programme.relieve,
  delegate: programme.delegate,
  revokeDelegation: programme.revokeDelegation,
  registerParty: programme.registerParty,
  releaseIdentity: programme.releaseIdentity,
  changeCap: programme.changeCap,
  changeCalendar: programme.changeCalendar,

  startApplication: application.startApplication,
  submitApplication: application.submit,
  returnForCompletion: application.returnForCompletion,
  resubmitApplication: application.resubmit,
  findEligible: application.findEligible,
  findIneligible: application.findIneligible,
  assignReviewers: application.assignReviewers,
  replaceReviewer: application.replaceReviewer,
  addReviewer: application.addReviewer,
  declareInterest: application.declareInterest,
  submitReview: application.submitReview,
  referToCouncil: application.refer,
  recomposeCouncil: application.recomposeCouncil,
  castVote: application.castVote,
  recommend: application.recommend,
  notRecommend: application.notRecommend,
  completeApplication: application.complete,
  award: application.award,
  reject: application.reject,
  withdraw: application.withdraw,
  undoWithdrawal: application.undoWithdrawal,
  lapse: application.lapse,
  joinTeam: team.joinTeam,
  changeMember: team.changeMember,
  leaveTeam: team.leaveTeam,

  planBudget: project.planBudget,
  releaseBudget: project.releaseBudget,
  signAgreement: project.signAgreement,
  suspend: project.suspend,
  resume: project.resume,
  terminate: project.terminate,
  beginClosing: project.beginClosing,
  closeProject: project.close,
  cancelRemainder: project.cancelRemainder,
  startTechnologyCompletion: project.startTechnologyCompletion,
  startPrototype: project.startPrototype,
  acceptPrototype: project.acceptPrototype,
  startCommercialisation: project.startCommercialisation,
  startRegistration: project.startRegistration,
  formCompany: project.formCompany,
  novate: project.novate,

  requestDisbursement: disbursement.request,
  verifyDisbursement: disbursement.verify,
  returnDisbursement: disbursement.returnRequest,
  refuseDisbursement: disbursement.refuseRequest,
  cancelDisbursement: disbursement.cancel,
  prepareDisbursement: disbursement.prepare,
  approveDisbursement: disbursement.approve,
  recallDisbursement: disbursement.recall,
  orderDisbursement: disbursement.order,
  rejectByBank: disbursement.bankReject,
  payDisbursement: disbursement.pay,
  correctPayment: disbursement.correctPayment,
  returnPayment: disbursement.returnPayment,
  clearAdvance: disbursement.clearAdvance,

  proposeRecovery: recovery.propose,
  decideRecovery: recovery.decideRecovery,
  dropRecovery: recovery.drop,
  receiveCash: recovery.receiveCash,
  netRecovery: recovery.net,
  writeOffRecovery: recovery.writeOff,

  lodgeAppeal: appeal.lodge,
  acceptAppeal: appeal.accept,
  declineAppeal: appeal.decline,
  upholdAppeal: appeal.uphold,
  dismissAppeal: appeal.dismiss,
  withdrawAppeal: appeal.withdraw,
  requestAmendment: amendment.requestAmendment,
  receiveOpinions: amendment.receiveOpinions,
  grantAmendment: amendment.grantAmendment,
  refuseAmendment: amendment.refuseAmendment,
  withdrawAmendment: amendment.withdrawAmendment,
  planReport: report.plan,
  rescheduleReport: report.reschedule,
  submitReport: report.submit,
  returnReport: report.returnReport,
  acceptReport: report.accept,
} as const;

export type CommandType = keyof typeof registry;
export const specs: Readonly<Record<CommandType, Spec<never>>> = registry as unknown as Record<
  CommandType,
  Spec<never>
>;
const read = new WeakMap<object, ReturnType<Spec<never>['input']['safeParse']>>();

/** A command's input as its schema reads it, or what is wrong with it. Read once for each command, however often it is decided. */
export function inputOf(command: {
  readonly type: CommandType;
  readonly input: unknown;
}): ReturnType<Spec<never>['input']['safeParse']> {
  let parsed = read.get(command);
  if (parsed === undefined) {
    parsed = specs[command.type].input.safeParse(command.input);
    read.set(command, parsed);
  }
  return parsed;
}

export const commandTypes = Object.keys(registry) as CommandType[];
