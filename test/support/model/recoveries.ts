// Money that has to come back.

import { type Act, box, budget, giveUp, on, onRecovery, release, shift, takeOff, year } from './acting.ts';
import { type LineItem, same, total, vnd } from './state.ts';

export const recoveryActs: Record<string, Act> = {
  proposeRecovery: on(({ model, dossier, input, problems }) => {
    const of = dossier.disbursements[input.disbursement];
    if (of?.budget == null) return false;
    const items = input.items.map((i) => ({
      line: i.line,
      unit: i.unit ?? '-',
      amount: vnd(i.amountVnd),
      cost: vnd(i.costVnd ?? '0'),
    }));
    for (const item of items)
      if (total(items.filter((x) => same(x, item))) > model.recoverable(dossier, of, item, input.id))
        problems.add('recoveredMoreThanSettled');
    for (const item of items)
      if (model.costRecoverable(dossier, of, items, item, input.id) < 0n) problems.add('recoveredMoreThanSettled');
    dossier.recoveries[input.id] = {
      id: input.id,
      state: 'proposed',
      disbursement: of.id,
      budget: of.budget,
      items,
      decided: null,
    };
    return undefined;
  }),
  decideRecovery: onRecovery(({ dossier, of }) => {
    shift(dossier, of.items, 'settled', 'due');
    for (const item of of.items) box(dossier, item).cost -= item.cost;
    of.decided = of.items.map((item) => ({ ...item }));
    of.state = 'due';
    return undefined;
  }),
  dropRecovery: onRecovery(({ of }) => {
    of.state = 'dropped';
    return undefined;
  }),
  receiveCash: onRecovery(({ model, state, dossier, input, of, problems }) => {
    if (vnd(input.amountVnd) > total(of.items)) problems.add('cashMoreThanDue');
    const { taken, left } = takeOff(of.items, vnd(input.amountVnd));
    const sameYear = input.year === of.budget.year && year(state, of.budget).open;
    const running = ['active', 'suspended', 'closing'].includes(dossier.funding ?? '');
    const call = state.calls[dossier.call];
    for (const item of taken) {
      box(dossier, item).due -= item.amount;
      if (!sameYear) box(dossier, item).returned += item.amount;
      else if (running) dossier.awarded[item.line] = (dossier.awarded[item.line] ?? 0n) + item.amount;
      else if (call?.open) call.uncommitted += item.amount;
      if (sameYear) model.spend(state, dossier, item, running ? 'awarded' : 'uncommitted');
    }
    if (sameYear) {
      const own = budget(dossier, of.budget);
      if (running) {
        own.paid -= total(taken);
        own.reserved += total(taken);
      } else {
        giveUp(state, `${of.budget.year}|${of.budget.source}`, own, 'paid', total(taken));
        dossier.backToCall += total(taken);
      }
    }
    of.items = left;
    if (left.length === 0) of.state = 'repaid';
    return undefined;
  }),
  netRecovery: onRecovery(({ dossier, input, of, problems }) => {
    if (vnd(input.amountVnd) > total(of.items)) problems.add('cashMoreThanDue');
    const { taken, left } = takeOff(of.items, vnd(input.amountVnd));
    const request = dossier.disbursements[input.disbursement];
    if (request === undefined) return false;
    const behind: LineItem[] = [];
    for (const owed of taken) {
      let open = owed.amount;
      for (const item of request.items.filter(({ line }) => line === owed.line)) {
        const part = open < item.amount ? open : item.amount;
        open -= part;
        const costBefore = item.cost;
        item.cost = item.amount === 0n ? 0n : (item.cost * (item.amount - part)) / item.amount; // what is netted keeps its cost
        item.amount -= part;
        behind.push({ ...item, amount: 0n, cost: costBefore - item.cost });
        release(dossier, [{ ...item, amount: part, cost: 0n }]);
      }
      if (open > 0n) problems.add('nettedAgainst');
    }
    request.items = request.items.filter(({ amount }) => amount > 0n);
    if (request.items.length === 0) problems.add('nettedAgainst');
    shift(dossier, taken, 'due', 'settled');
    request.netted.push({ recovery: of.id, due: taken, behind });
    of.items = left;
    if (left.length === 0) of.state = 'repaid';
    return undefined;
  }),
  writeOffRecovery: onRecovery(({ dossier, of }) => {
    shift(dossier, of.items, 'due', 'writtenOff');
    of.items = [];
    of.state = 'writtenOff';
    return undefined;
  }),
};
