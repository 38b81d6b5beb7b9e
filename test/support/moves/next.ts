// What the work on a dossier needs next, and for which dossier a command makes sense.

import type { CommandType } from '../../../workflows/commands/index.ts';
import { isConflicted, type ModelDossier } from '../model/state.ts';
import { standing } from './appeal-inputs.ts';
import type { Dials } from './dials.ts';
import { nextMember, nextReviewer } from './persons.ts';
import type { World } from './world.ts';

/** What the work on a dossier needs next. */
export function nextFor(world: World, dossier: ModelDossier | undefined, dials: Dials): CommandType {
  if (dossier === undefined) return 'startApplication';
  const early: Record<string, CommandType> = {
    draft: 'submitApplication',
    returnedForCompletion: 'resubmitApplication',
    eligible: 'assignReviewers',
    notRecommended: 'reject',
  };
  const { application, funding } = dossier;
  if (application in early) return early[application]!;
  if (application === 'submitted') return dials.next(8) === 0 ? 'returnForCompletion' : 'findEligible';
  if (application === 'underReview') {
    const reviewer = nextReviewer(dossier);
    if (reviewer === undefined) return dials.next(9) === 0 ? 'addReviewer' : 'referToCouncil';
    if (dials.next(9) === 0 || isConflicted(dossier, reviewer)) return 'replaceReviewer';
    return orDeclares(dossier, reviewer, 'submitReview', dials);
  }
  if (application === 'beforeCouncil') {
    const member = nextMember(dossier);
    const isShort = dossier.council.some((one) => isConflicted(dossier, one)) && !world.model.hasQuorum(dossier);
    // There may be nobody left to take a seat.
    if (isShort && member === undefined && dials.next(3) === 0) return 'withdraw';
    if (isShort && (member === undefined || dials.next(2) === 0)) return 'recomposeCouncil';
    if (member !== undefined) return orDeclares(dossier, member, 'castVote', dials);
    return dials.next(5) === 0 ? 'notRecommend' : 'recommend';
  }
  if (application === 'recommended') {
    const asked = dossier.recommended.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
    const left = world.model.state.calls[dossier.call]?.uncommitted ?? 0n;
    if (asked > left && dials.next(2) === 0) return 'reject';
    return dossier.toComplete && dials.next(5) > 0 ? 'completeApplication' : 'award';
  }
  if (application !== 'awarded') return 'startApplication';
  const planned = Object.values(dossier.budget).reduce((sum, b) => sum + b.reserved + b.ordered + b.paid, 0n);
  if (planned < dossier.everAwarded - dossier.backToCall && dials.next(3) > 0) return 'planBudget';
  if (funding === 'awaitingAgreement') return 'signAgreement';
  if (funding === 'suspended') return 'resume';

  const steps: CommandType[] = [];
  for (const { state } of Object.values(dossier.disbursements)) {
    const next: Record<string, CommandType> = {
      requested: 'verifyDisbursement',
      returned: 'requestDisbursement',
      verified: 'prepareDisbursement',
      prepared: 'approveDisbursement',
      approved: 'orderDisbursement',
      ordered: dials.next(5) === 0 ? 'rejectByBank' : 'payDisbursement',
      paid: 'clearAdvance',
    };
    if (next[state] !== undefined) steps.push(next[state]!, next[state]!);
  }
  for (const { state } of Object.values(dossier.recoveries))
    if (state === 'proposed') steps.push('decideRecovery');
    else if (state === 'due') steps.push('receiveCash', 'netRecovery');
  for (const { state } of Object.values(dossier.reports))
    if (state === 'submitted') steps.push(dials.next(2) === 0 ? 'returnReport' : 'acceptReport');
    else if (state === 'planned' || state === 'returned') steps.push('submitReport');
  if (funding === 'closing') {
    if (steps.length > 0 && dials.next(4) > 0) return dials.pick(steps);
    const left = Object.values(dossier.awarded).some((amount) => amount > 0n);
    return left && dials.next(3) > 0 ? 'cancelRemainder' : 'closeProject';
  }
  if (dossier.company === 'notFormed') steps.push('startRegistration');
  if (dossier.company === 'registering') steps.push('formCompany');
  const product: Record<string, CommandType> = {
    development: 'startTechnologyCompletion',
    technologyCompletion: 'startPrototype',
    prototype: 'acceptPrototype',
    prototypeAccepted: 'startCommercialisation',
  };
  if (dials.next(4) === 0 && product[dossier.product] !== undefined) steps.push(product[dossier.product]!);
  if (Object.values(dossier.awarded).some((amount) => amount > 0n)) steps.push('requestDisbursement');
  return steps.length === 0 ? 'startApplication' : dials.pick(steps);
}

/** Whoever judges says before what their interests are, or forgets to. */
function orDeclares(dossier: ModelDossier, judge: string, act: CommandType, dials: Dials): CommandType {
  return dossier.interests[judge] === undefined && dials.next(12) > 0 ? 'declareInterest' : act;
}

/** The dossier that a command is for: one where it makes sense, if there is one and somebody has sense. */
export function dossierFor(world: World, type: CommandType, sensible: boolean, dials: Dials): ModelDossier | undefined {
  const all = world.dossiers;
  if (!sensible) return all.length === 0 ? undefined : dials.pick(all);
  const disbursement =
    (...states: string[]) =>
    (d: ModelDossier) =>
      d.funding !== 'awaitingAgreement' && Object.values(d.disbursements).some(({ state }) => states.includes(state));
  const recovery =
    (...states: string[]) =>
    (d: ModelDossier) =>
      Object.values(d.recoveries).some(({ state }) => states.includes(state));
  const appeal =
    (...states: string[]) =>
    (d: ModelDossier) =>
      Object.values(d.appeals).some(({ state }) => states.includes(state));
  const report =
    (...states: string[]) =>
    (d: ModelDossier) =>
      Object.values(d.reports).some(({ state }) => states.includes(state));
  const application =
    (...states: string[]) =>
    (d: ModelDossier) =>
      states.includes(d.application);
  const funding =
    (...states: string[]) =>
    (d: ModelDossier) =>
      states.includes(d.funding ?? '');
  const quiet = (d: ModelDossier) =>
    Object.values(d.disbursements).every(({ state }) => ['settled', 'refused', 'cancelled'].includes(state)) &&
    Object.values(d.boxes).every(({ due }) => due === 0n);
  const amendment =
    (...states: string[]) =>
    (d: ModelDossier) =>
      Object.values(d.amendments).some(({ state }) => states.includes(state));
  const fits: Partial<Record<CommandType, (d: ModelDossier) => boolean>> = {
    requestAmendment: funding('active'),
    receiveOpinions: amendment('requested'),
    grantAmendment: amendment('opinionsReceived'),
    refuseAmendment: amendment('opinionsReceived'),
    withdrawAmendment: amendment('requested', 'opinionsReceived'),
    submitApplication: application('draft'),
    returnForCompletion: application('submitted'),
    findEligible: application('submitted'),
    findIneligible: application('submitted'),
    resubmitApplication: application('returnedForCompletion'),
    assignReviewers: application('eligible'),
    replaceReviewer: (d) => d.application === 'underReview' && d.reviewed.length < d.reviewers.length,
    addReviewer: application('underReview'),
    declareInterest: application('submitted', 'eligible', 'underReview', 'beforeCouncil', 'recommended', 'awarded'),
    recomposeCouncil: (d) => d.application === 'beforeCouncil' && d.voted.length > 0 && !world.model.hasQuorum(d),
    submitReview: application('underReview'),
    referToCouncil: application('underReview'),
    castVote: application('beforeCouncil'),
    recommend: application('beforeCouncil'),
    notRecommend: application('beforeCouncil'),
    completeApplication: (d) => d.application === 'recommended' && d.toComplete,
    award: application('recommended'),
    reject: application('recommended', 'notRecommended'),
    withdraw: application('draft', 'submitted', 'eligible', 'underReview', 'recommended'),
    undoWithdrawal: application('withdrawn'),
    lodgeAppeal: (d) => standing(d).some(({ event }) => event !== 'application.awarded'),
    acceptAppeal: appeal('lodged'),
    declineAppeal: appeal('lodged'),
    upholdAppeal: appeal('accepted'),
    dismissAppeal: appeal('accepted'),
    withdrawAppeal: appeal('lodged', 'accepted'),
    joinTeam: application('draft', 'submitted', 'underReview', 'recommended', 'awarded'),
    changeMember: (d) => d.team.length > 1,
    leaveTeam: (d) => d.team.length > 1,
    lapse: (d) => d.application === 'draft' && d.call === world.brief,
    planBudget: funding('awaitingAgreement', 'active', 'closing'),
    releaseBudget: funding('awaitingAgreement', 'active', 'closing'),
    signAgreement: funding('awaitingAgreement'),
    suspend: funding('active'),
    resume: funding('suspended'),
    beginClosing: funding('active'),
    closeProject: (d) => d.funding === 'closing' && quiet(d),
    cancelRemainder: funding('awaitingAgreement', 'closing', 'closed', 'terminated'),
    terminate: (d) => d.funding === 'active' && world.dossiers.filter((x) => x.funding === 'active').length > 1,
    startTechnologyCompletion: (d) => d.funding !== null && d.product === 'development',
    startPrototype: (d) => d.product === 'technologyCompletion',
    acceptPrototype: (d) => d.product === 'prototype',
    startCommercialisation: (d) => d.product === 'prototypeAccepted',
    startRegistration: (d) => d.funding !== null && d.company === 'notFormed',
    formCompany: (d) => d.company === 'registering',
    novate: (d) =>
      d.funding === 'active' && d.company === 'formed' && Object.values(d.boxes).every(({ due }) => due === 0n),
    requestDisbursement: funding('active'),
    verifyDisbursement: disbursement('requested'),
    returnDisbursement: disbursement('requested', 'verified', 'prepared', 'approved'),
    refuseDisbursement: disbursement('requested', 'verified'),
    cancelDisbursement: disbursement('requested', 'returned'),
    recallDisbursement: disbursement('prepared', 'approved'),
    prepareDisbursement: disbursement('verified'),
    approveDisbursement: disbursement('prepared'),
    orderDisbursement: disbursement('approved'),
    rejectByBank: disbursement('ordered'),
    payDisbursement: disbursement('ordered'),
    correctPayment: disbursement('paid', 'settled'),
    returnPayment: disbursement('paid', 'settled'),
    clearAdvance: disbursement('paid'),
    proposeRecovery: disbursement('settled'),
    decideRecovery: recovery('proposed'),
    dropRecovery: recovery('proposed'),
    receiveCash: recovery('due'),
    netRecovery: (d) =>
      Object.values(d.recoveries).some(
        ({ state, items }) =>
          state === 'due' &&
          Object.values(d.disbursements).some(
            (request) => request.state === 'verified' && request.items.some(({ line }) => line === items[0]?.line),
          ),
      ),
    writeOffRecovery: recovery('due'),
    planReport: funding('active', 'suspended', 'closing'),
    submitReport: funding('active', 'suspended', 'closing'),
    rescheduleReport: report('planned', 'returned'),
    returnReport: report('submitted'),
    acceptReport: report('submitted'),
  };
  const fitting = all.filter(fits[type] ?? (() => true));
  return fitting.length > 0
    ? dials.pick(fitting)
    : fits[type] === undefined && all.length > 0
      ? dials.pick(all)
      : undefined;
}
