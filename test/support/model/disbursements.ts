// Money asked for, paid and accounted for.

import { type Act, box, budget, on, onDisbursement, release, shift, undoNetting, year } from './acting.ts';
import { type LineItem, total, unitName, vnd } from './state.ts';

const way = (to: string): Act =>
  onDisbursement(({ dossier, of }) => {
    if (['requested', 'verified', 'prepared', 'approved'].includes(of.state)) release(dossier, of.items);
    undoNetting(dossier, of);
    of.state = to;
    return undefined;
  });

export const disbursementActs: Record<string, Act> = {
  requestDisbursement: on(({ model, state, dossier, input, problems }) => {
    const items = input.items.map((i) => ({
      line: i.line,
      unit: unitName(i.units),
      amount: vnd(i.amountVnd),
      cost: vnd(i.costVnd ?? '0'),
    }));
    for (const item of items) {
      model.usable(state, dossier, item, problems);
      dossier.awarded[item.line] = (dossier.awarded[item.line] ?? 0n) - item.amount;
      box(dossier, item).held += item.amount;
      box(dossier, item).cost += item.cost;
    }
    model.standsAlone(dossier, items, problems);
    if (input.isAdvance ?? false)
      model.advanceFits(
        state,
        dossier,
        input.id,
        items,
        ['requested', 'verified', 'prepared', 'approved', 'ordered'],
        problems,
      );
    dossier.disbursements[input.id] = {
      id: input.id,
      state: 'requested',
      isAdvance: input.isAdvance ?? false,
      payee: input.payee === undefined || input.payee === dossier.party ? null : input.payee,
      items,
      budget: null,
      advanced: [],
      settled: [],
      netted: [],
    };
    return undefined;
  }),
  verifyDisbursement: onDisbursement(({ model, dossier, input, of, problems }) => {
    const { accepted } = input;
    if (accepted.length !== of.items.length) return false;
    const kept: LineItem[] = [];
    const less: LineItem[] = [];
    for (const [i, item] of of.items.entries()) {
      const amount = vnd(accepted[i]!.amountVnd);
      const cost = vnd(accepted[i]!.costVnd);
      if (amount > item.amount || cost > item.cost) problems.add('acceptedMoreThanAsked');
      if (amount > 0n) kept.push({ ...item, amount, cost });
      less.push({ ...item, amount: item.amount - amount, cost: item.cost - (amount > 0n ? cost : 0n) });
    }
    model.standsAlone(dossier, kept, problems);
    release(dossier, less);
    of.items = kept;
    of.state = 'verified';
    return undefined;
  }),
  returnDisbursement: way('returned'),
  refuseDisbursement: way('refused'),
  cancelDisbursement: way('cancelled'),
  recallDisbursement: onDisbursement(({ of }) => {
    of.state = 'verified';
    return undefined;
  }),
  prepareDisbursement: onDisbursement(({ dossier, input, of, problems }) => {
    const key = input;
    if ((dossier.budget[`${key.year}|${key.source}`]?.reserved ?? 0n) < total(of.items)) problems.add('budgetShort');
    of.budget = { year: key.year, source: key.source };
    of.state = 'prepared';
    return undefined;
  }),
  approveDisbursement: onDisbursement(({ of }) => {
    of.state = 'approved';
    return undefined;
  }),
  orderDisbursement: onDisbursement(({ model, state, dossier, of, problems }) => {
    for (const party of [dossier.party, of.payee])
      if (party !== null && model.debtOf(party) > 0n) problems.add('partyOwes');
    if (of.isAdvance) model.advanceFits(state, dossier, of.id, of.items, ['ordered'], problems);
    if (of.budget !== null) {
      shift(dossier, of.items, 'held', 'ordered');
      budget(dossier, of.budget).reserved -= total(of.items);
      budget(dossier, of.budget).ordered += total(of.items);
    }
    of.state = 'ordered';
    return undefined;
  }),
  rejectByBank: onDisbursement(({ dossier, of }) => {
    if (of.budget === null) return false;
    shift(dossier, of.items, 'ordered', 'held');
    budget(dossier, of.budget).ordered -= total(of.items);
    budget(dossier, of.budget).reserved += total(of.items);
    const isEnded = dossier.funding === 'terminated';
    if (isEnded) release(dossier, of.items);
    if (isEnded) undoNetting(dossier, of);
    of.state = isEnded ? 'cancelled' : 'verified';
    return undefined;
  }),
  payDisbursement: onDisbursement(({ dossier, of }) => {
    if (of.budget === null) return false;
    shift(dossier, of.items, 'ordered', of.isAdvance ? 'advanced' : 'settled');
    budget(dossier, of.budget).ordered -= total(of.items);
    budget(dossier, of.budget).paid += total(of.items);
    if (of.isAdvance) of.advanced = of.items.map((item) => ({ ...item }));
    else of.settled = of.items.map((item) => ({ ...item }));
    of.state = of.isAdvance ? 'paid' : 'settled';
    return undefined;
  }),
  correctPayment: onDisbursement(() => undefined),
  returnPayment: onDisbursement(({ state, dossier, of, problems }) => {
    if (of.budget === null) return false;
    const askedBack = Object.values(dossier.recoveries).some(
      (one) => one.disbursement === of.id && !['dropped', 'annulled'].includes(one.state),
    );
    if (askedBack || (of.isAdvance && of.settled.length > 0)) problems.add('paymentAccounted');
    if (!year(state, of.budget).open) problems.add('paymentYearOver');
    shift(dossier, of.items, of.isAdvance ? 'advanced' : 'settled', 'held');
    budget(dossier, of.budget).paid -= total(of.items);
    budget(dossier, of.budget).reserved += total(of.items);
    const isEnded = dossier.funding === 'terminated';
    if (isEnded) release(dossier, of.items);
    if (isEnded) undoNetting(dossier, of);
    of.advanced = [];
    of.settled = [];
    of.state = isEnded ? 'cancelled' : 'verified';
    return undefined;
  }),
  clearAdvance: onDisbursement(({ model, dossier, input, of, problems }) => {
    const parts = input.cleared;
    if (parts.length !== of.advanced.length || of.budget === null) return false;
    const unspent: LineItem[] = [];
    for (const [i, item] of of.advanced.entries()) {
      const settled = { ...item, amount: vnd(parts[i]!.settledVnd) };
      const back = { ...item, amount: vnd(parts[i]!.unspentVnd) };
      if (settled.amount + back.amount > item.amount) problems.add('clearedMoreThanAdvanced');
      shift(dossier, [settled], 'advanced', 'settled');
      shift(dossier, [back], 'advanced', 'due');
      of.settled.push({ ...settled, cost: vnd(parts[i]!.costVnd) });
      if (back.amount > 0n) unspent.push(back);
    }
    model.standsAlone(dossier, of.settled, problems);
    const left = of.advanced.map((item, i) => ({
      ...item,
      amount: item.amount - vnd(parts[i]!.settledVnd) - vnd(parts[i]!.unspentVnd),
    }));
    for (const [i, item] of left.entries()) {
      const accepted = vnd(parts[i]!.costVnd);
      const gone = total(left) === 0n || item.cost < accepted ? item.cost : accepted;
      box(dossier, item).cost += accepted - gone;
      item.cost -= gone;
    }
    of.advanced = left;
    if (total(left) === 0n) of.state = 'settled';
    if (unspent.length > 0 && input.recovery !== undefined) {
      const id = input.recovery;
      if (dossier.recoveries[id] !== undefined) problems.add('exists');
      dossier.recoveries[id] = {
        id,
        state: 'due',
        disbursement: of.id,
        budget: of.budget,
        items: unspent,
        decided: null,
      };
    }
    return undefined;
  }),
};
