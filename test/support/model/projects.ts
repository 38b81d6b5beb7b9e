// A project, from its budget to its closing.

import { type Act, becomes, budget, giveUp, on, release, undoNetting, year } from './acting.ts';
import { endAmendments } from './amendments.ts';
import { type ModelDossier, total, vnd } from './state.ts';

/** Whatever was not accepted is expected no more. */
function endReports(dossier: ModelDossier): void {
  for (const report of Object.values(dossier.reports))
    if (report.state !== 'accepted' && report.state !== 'ended') {
      report.endedFrom = report.state;
      report.state = 'ended';
    }
}

export const projectActs: Record<string, Act> = {
  releaseBudget: on(({ state, dossier, input, problems }) => {
    const amount = vnd(input.amountVnd);
    const own = budget(dossier, input);
    const counted = Object.values(dossier.disbursements)
      .filter(
        ({ state, budget }) =>
          ['prepared', 'approved'].includes(state) && budget?.year === input.year && budget?.source === input.source,
      )
      .reduce((sum, { items }) => sum + total(items), 0n);
    if (amount > own.reserved - counted) problems.add('releaseExceedsReserved');
    giveUp(state, `${input.year}|${input.source}`, own, 'reserved', amount);
    return undefined;
  }),
  planBudget: on(({ state, dossier, input, problems }) => {
    const amount = vnd(input.amountVnd);
    const planned = Object.values(dossier.budget).reduce((sum, b) => sum + b.reserved + b.ordered + b.paid, 0n);
    if (planned + amount > dossier.everAwarded - dossier.backToCall) problems.add('planExceedsAward');
    year(state, input).available -= amount;
    budget(dossier, input).reserved += amount;
    return undefined;
  }),
  signAgreement: on(({ dossier, problems }) => {
    if (Object.values(dossier.awarded).every((amount) => amount === 0n)) problems.add('awardCancelled');
    dossier.funding = 'active';
    dossier.signed = true;
    return undefined;
  }),
  suspend: on(({ dossier }) => {
    dossier.funding = 'suspended';
    dossier.goesOnAt = 'suspended';
    return undefined;
  }),
  resume: on(({ dossier }) => {
    dossier.funding = 'active';
    dossier.goesOnAt = 'active';
    return undefined;
  }),
  terminate: on(({ dossier }) => {
    dossier.funding = 'terminated';
    endAmendments(dossier);
    endReports(dossier);
    for (const of of Object.values(dossier.disbursements)) {
      const isHeld = ['requested', 'verified', 'prepared', 'approved'].includes(of.state);
      if (isHeld) release(dossier, of.items);
      if (isHeld) undoNetting(dossier, of);
      if (isHeld || of.state === 'returned') of.state = 'cancelled';
    }
    return undefined;
  }),
  beginClosing: on(({ dossier }) => {
    dossier.funding = 'closing';
    dossier.goesOnAt = 'closing';
    endAmendments(dossier);
    return undefined;
  }),
  closeProject: on(({ dossier }) => {
    dossier.funding = 'closed';
    endReports(dossier);
    return undefined;
  }),
  planReport: on(({ dossier, input }) => {
    dossier.reports[input.id] = { id: input.id, state: 'planned' };
    return undefined;
  }),
  submitReport: on(({ dossier, input }) => {
    dossier.reports[input.id] = { id: input.id, state: 'submitted' };
    return undefined;
  }),
  returnReport: on(({ dossier, input }) => {
    dossier.reports[input.id] = { id: input.id, state: 'returned' };
    return undefined;
  }),
  acceptReport: on(({ dossier, input }) => {
    dossier.reports[input.id] = { id: input.id, state: 'accepted' };
    return undefined;
  }),
  startTechnologyCompletion: becomes('product', 'technologyCompletion'),
  startPrototype: becomes('product', 'prototype'),
  acceptPrototype: becomes('product', 'prototypeAccepted'),
  startCommercialisation: becomes('product', 'commercialisation'),
  startRegistration: becomes('company', 'registering'),
  formCompany: on(({ dossier, input }) => {
    dossier.company = 'formed';
    dossier.companyParty = input.company;
    return undefined;
  }),
  cancelRemainder: on(({ state, dossier, by, problems }) => {
    const call = state.calls[dossier.call];
    if (call === undefined) return false;
    const offices = state.offices[by.onBehalfOf ?? by.person] ?? [];
    if (dossier.funding === 'awaitingAgreement' && !offices.includes('director')) problems.add('role');
    for (const [line, amount] of Object.entries(dossier.awarded)) {
      if (call.open) call.uncommitted += amount; // from a closed call it goes on to whoever gave the money
      dossier.backToCall += amount;
      dossier.cancelled += amount;
      dossier.awarded[line] = 0n;
    }
    for (const [key, own] of Object.entries(dossier.budget)) {
      giveUp(state, key, own, 'reserved', own.reserved);
    }
    return undefined;
  }),
  novate: on(({ model, state, dossier, input, problems }) => {
    if (Object.values(dossier.boxes).some(({ due }) => due > 0n)) problems.add('dueBeforeNovation');
    if (model.state.parties[input.company] === undefined) return false;
    if (model.debtOf(input.company) > 0n) problems.add('partyOwes');
    if (model.onceOnly(state.stage) && model.supported(input.company, state) > 0n) problems.add('awardedBefore');
    dossier.party = input.company;
    dossier.company = 'novated';
    state.dossiers[dossier.id] = dossier;
    return undefined;
  }),
};
