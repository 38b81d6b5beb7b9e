// Money owed back: proposed by one person, decided by another, then repaid, netted or written off.

import { z } from 'zod';
import type { Context, JsonObject } from '../decide.ts';
import { budgetDossier } from '../ids.ts';
import { freed } from '../rules/accounts.ts';
import { type Day, endOfDay, type Instant } from '../rules/calendar.ts';
import type { BudgetKey, CostedAmount } from '../rules/postings.ts';
import * as postings from '../rules/postings.ts';
import { dayOutside, type Refusal, refuse } from '../rules/refusals.ts';
import { costed, type DisbursementFacts, stored } from '../rules/requests.ts';
import { decidedBy } from '../ruleVersions.ts';
import { budgetIn, fundingOf } from './project.ts';
import { budgetSource, day, lineId, reference, sha256, spec, unitText, uuid, vnd, vndOrNone, year } from './spec.ts';

const id = { id: uuid };
const recovery = {
  kind: 'application',
  machine: 'recovery',
  subject: (input: { id: string }) => `recovery/${input.id}`,
} as const;

type Item = { line: string; unit: string; amountVnd: string; costVnd: string };
type RecoveryFacts = { items: Item[]; budget: BudgetKey; disbursement: string };
const factsOf = ({ own }: Context<unknown>) => own as unknown as RecoveryFacts;
const amounts = (items: readonly Item[]): CostedAmount[] =>
  items.map(({ line, unit, amountVnd, costVnd }) => ({ line, unit, amount: BigInt(amountVnd), cost: BigInt(costVnd) }));
const sum = (items: readonly { amount: bigint }[]) => items.reduce((t, i) => t + i.amount, 0n);

export const propose = spec({
  ...recovery,
  event: 'recovery.proposed',
  opensSubject: true,
  input: z.strictObject({
    ...id,
    disbursement: uuid,
    /** `costVnd`: the accepted cost that is no longer accepted with it, so that a share of it cannot be asked for again. */
    items: z
      .array(
        z.strictObject({ line: lineId, unit: unitText.default('-'), amountVnd: vnd, costVnd: vndOrNone.default('0') }),
      )
      .min(1),
    reason: sha256,
  }),
  decide: ({ input, facts }) => {
    const row = facts.states.get(`disbursement/${input.disbursement}`);
    const paid = row?.facts as unknown as DisbursementFacts | undefined;
    if (row === undefined || !['settled', 'paid'].includes(String(row.value)) || paid?.budget === undefined)
      return refuse('noSuchDossier');
    const earlier = [...facts.states.values()].filter(
      (s) =>
        s.machine === 'recovery' &&
        s.subject !== `recovery/${input.id}` &&
        s.facts.disbursement === input.disbursement &&
        s.value !== 'dropped' &&
        s.value !== 'annulled',
    );
    for (const item of input.items) {
      const of = (items: readonly Item[]) =>
        amounts(items)
          .filter((x) => x.line === item.line && x.unit === item.unit)
          .reduce((t, x) => t + x.amount, 0n);
      const cost = (items: readonly Item[]) =>
        amounts(items)
          .filter((x) => x.line === item.line && x.unit === item.unit)
          .reduce((t, x) => t + x.cost, 0n);
      const before = earlier.flatMap((s) => (s.facts.decided ?? s.facts.items) as unknown as Item[]);
      const over = (limit: bigint, used: bigint, actual: bigint) =>
        actual + used <= limit
          ? null
          : refuse('recoveredMoreThanSettled', {
              limit: String(limit),
              used: String(used),
              left: String(limit > used ? limit - used : 0n),
              actual: String(actual),
              details: { line: item.line },
            });
      const refusal =
        over(of(paid.items) - of(paid.advanced ?? []), of(before), of(input.items)) ??
        over(cost(paid.cleared ?? paid.items), cost(before), cost(input.items));
      if (refusal !== null) return refusal;
    }
    return {
      facts: {
        items: input.items,
        budget: paid.budget as never,
        payee: paid.payee,
        disbursement: input.disbursement,
        reason: input.reason,
      },
    };
  },
});

export const decideRecovery = spec({
  ...recovery,
  event: 'recovery.decided',
  input: z.strictObject({ ...id, repayBy: day }),
  decide: (context) => {
    const { own, dossier, input, rely, facts } = context;
    if (rely(facts.dossier?.party, 'party', 'andDebt') === null) return refuse('noSuchDossier');
    return {
      facts: { decided: own.items ?? [] },
      flows: { recover: () => postings.recover(dossier, amounts(factsOf(context).items)) },
      due: { recoveryPayment: endOfDay(input.repayBy) },
    };
  },
});

export const drop = spec({
  ...recovery,
  event: 'recovery.dropped',
  input: z.strictObject({ ...id, reason: sha256 }),
  decide: () => ({}),
});

/** Takes an amount off what is due, line by line in their order. */
function takeOff(
  context: Context<{ amountVnd: string }>,
): Refusal | { taken: CostedAmount[]; left: JsonObject[]; remaining: bigint } {
  let open = BigInt(context.input.amountVnd);
  const due = amounts(factsOf(context).items);
  if (open > sum(due)) {
    const whole = sum(amounts((context.own.decided ?? context.own.items ?? []) as unknown as Item[]));
    return refuse('cashMoreThanDue', {
      limit: String(whole),
      used: String(whole - sum(due)),
      left: String(sum(due)),
      actual: String(open),
    });
  }
  context.rely(context.facts.dossier?.party, 'party', 'andDebt');
  const taken: CostedAmount[] = [];
  const left: JsonObject[] = [];
  for (const item of due) {
    const part = item.amount < open ? item.amount : open;
    open -= part;
    taken.push({ ...item, amount: part });
    if (item.amount > part)
      left.push({ line: item.line, unit: item.unit, amountVnd: String(item.amount - part), costVnd: '0' });
  }
  return { taken, left, remaining: sum(due) - BigInt(context.input.amountVnd) };
}

/** Cash back, in part or whole. The year of the receipt against the year of the payment says where the money goes. */
export const receiveCash = spec({
  ...recovery,
  event: 'recovery.cashReceived',
  input: z.strictObject({ ...id, amountVnd: vnd, year, source: budgetSource, reference, receivedOn: day }),
  needs: ({ year, source }, agency) => [budgetDossier(agency, year, source)],
  decide: (context) => {
    const part = takeOff(context);
    if ('rule' in part) return part;
    const { dossier, facts, input, rely } = context;
    const { budget } = factsOf(context);
    if (Number(input.receivedOn.slice(0, 4)) !== input.year || input.year < budget.year)
      return refuse('input', { details: { problem: 'year' } });
    const paidOn = facts.states.get(`disbursement/${factsOf(context).disbursement}`)?.facts.paidOn as Day | undefined;
    const outside = dayOutside(input.receivedOn, paidOn, context.today);
    if (outside !== null) return outside;
    // A year that is closed takes nothing back: what comes then is revenue of the state, as in a later year.
    const budgetYear = rely(budgetDossier(facts.agency, input.year, input.source), 'budgetYear');
    // booked until the adjustment period of the year ends (Luật NSNN 89/2025/QH15, Điều 66)
    const inTime = context.today <= `${budget.year + 1}-01-31`;
    const sameYear = input.year === budget.year && inTime && budgetYear?.state?.value === 'open';
    if (input.source !== budget.source) return refuse('input', { details: { problem: 'source' } });
    const active = ['active', 'suspended', 'closing'].includes(fundingOf(facts.states));
    const row = active ? null : rely(facts.dossier?.call, 'call');
    const call = row === null ? null : { id: row.id, closed: row.state?.value === 'closed' };
    const paidBack = sum(part.taken);
    const flow = () =>
      postings.cashBack(
        dossier,
        part.taken.filter((t) => t.amount > 0n),
        !sameYear
          ? { kind: 'returned' }
          : call === null
            ? { kind: 'awarded', budget }
            : { kind: 'uncommitted', call, budget, freed: freed(budgetIn(context, budget), 'paid', paidBack) },
      );
    return {
      facts: { items: part.left, reference: input.reference },
      event: { remainingVnd: String(part.remaining) },
      flows: { cashBack: flow },
    };
  },
});

/**
 * Taken off the next request: an officer has accepted work of that worth, and it is not paid for. The request shrinks by it, line by
 * line; its cost stands for what was paid before.
 */
export const net = spec({
  ...recovery,
  event: 'recovery.netted',
  input: z.strictObject({ ...id, amountVnd: vnd, disbursement: uuid }),
  decide: (context) => {
    const part = takeOff(context);
    if ('rule' in part) return part;
    const { facts, input, dossier, own } = context;
    const row = facts.states.get(`disbursement/${input.disbursement}`);
    if (row?.value !== 'verified') return refuse('nettedAgainst');
    const { items: asked, netted = [] } = row.facts as unknown as DisbursementFacts;
    const request = costed(asked);
    const less: CostedAmount[] = [];
    const behind: CostedAmount[] = [];
    for (const owed of part.taken) {
      let open = owed.amount;
      for (const item of request) {
        if (item.line !== owed.line || open === 0n) continue;
        const amount = item.amount < open ? item.amount : open;
        open -= amount;
        // the cost behind what is netted stays; what is left keeps its part, rounded down
        const left = (item.cost * (item.amount - amount)) / item.amount;
        behind.push({ line: item.line, unit: item.unit, amount, cost: item.cost - left });
        item.cost = left;
        item.amount -= amount;
        less.push({ line: item.line, unit: item.unit, amount, cost: 0n });
      }
      if (open > 0n) {
        const left = owed.amount - open;
        const figures = { limit: String(left), left: String(left), actual: String(owed.amount) };
        return refuse('nettedAgainst', { ...figures, details: { line: owed.line } });
      }
    }
    const items = request.filter((item) => item.amount > 0n);
    if (items.length === 0) return refuse('nettedAgainst'); // an order of nothing is none
    // the cost behind the debt went with its decision
    const due = part.taken.filter(({ amount }) => amount > 0n).map((item) => ({ ...item, cost: 0n }));
    const until = (own.due as { recoveryPayment?: Instant } | undefined)?.recoveryPayment ?? null;
    const netting = { recovery: input.id, until, due: stored(due), request: stored(behind) };
    const kept = { items: stored(items), ...(decidedBy(2, facts) && { netted: [...netted, netting] }) };
    return {
      facts: { items: part.left, nettedOn: input.disbursement },
      event: { remainingVnd: String(part.remaining) },
      also: [{ ...row, facts: { ...row.facts, ...(kept as unknown as JsonObject) } }],
      flows: { net: () => [...postings.net(dossier, part.taken), ...postings.release(dossier, less)] },
    };
  },
});

export const writeOff = spec({
  ...recovery,
  event: 'recovery.writtenOff',
  input: z.strictObject({ ...id, decisionNumber: reference, reason: sha256 }),
  decide: (context) => {
    context.rely(context.facts.dossier?.party, 'party', 'andDebt');
    return {
      facts: { items: [] },
      flows: { writeOff: () => postings.writeOff(context.dossier, amounts(factsOf(context).items)) },
    };
  },
});
