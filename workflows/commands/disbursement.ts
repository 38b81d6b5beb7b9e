// One request's way from draft to settlement.

import { z } from 'zod';
import type { Context, JsonObject } from '../decide.ts';
import { begin, take } from '../machines.ts';
import { unitKey } from '../rules/accounts.ts';
import { endOfDay } from '../rules/calendar.ts';
import type { BudgetKey, CostedAmount, LineAmount } from '../rules/postings.ts';
import * as postings from '../rules/postings.ts';
import { type Refusal, refuse } from '../rules/refusals.ts';
import { fundingOf } from './project.ts';
import { budgetSource, day, lineId, reference, sha256, spec, units, uuid, vnd, vndOrNone, year } from './spec.ts';

const id = { id: uuid };
const disbursement = {
  kind: 'application',
  machine: 'disbursement',
  subject: (input: { id: string }) => `disbursement/${input.id}`,
} as const;
const reasoned = z.strictObject({ ...id, reason: sha256 });

/** A line of a request as history keeps it. Amounts are decimal strings; accepted is null until an officer has verified. */
type Item = { line: string; unit: string; amountVnd: string; costVnd: string };
export type DisbursementFacts = {
  items: Item[];
  isAdvance: boolean;
  budget?: BudgetKey;
  estimate?: Item[];
  advanced?: Item[];
  payee: string;
};

const factsOf = ({ own }: Context<unknown>) => own as unknown as DisbursementFacts;
export const costed = (items: readonly Item[] | undefined): CostedAmount[] =>
  (items ?? []).map(({ line, unit, amountVnd, costVnd }) => ({
    line,
    unit,
    amount: BigInt(amountVnd),
    cost: BigInt(costVnd),
  }));
const stored = (items: readonly CostedAmount[]): Item[] =>
  items.map(({ line, unit, amount, cost }) => ({ line, unit, amountVnd: String(amount), costVnd: String(cost) }));
const asJson = (facts: Partial<DisbursementFacts>) => facts as unknown as JsonObject;

/** Money moves only while the project is active, and not to a payee who owes some. */
function mayMove(context: Context<unknown>): Refusal | null {
  const funding = fundingOf(context.facts.states);
  return funding === 'active' || funding === 'closing'
    ? null
    : refuse('projectNotActive', { details: { state: funding } });
}

function payeeOwes({ facts, rely }: Context<unknown>, payee: string | null | undefined): Refusal | null {
  const party = rely(payee ?? facts.dossier?.party, 'party');
  if (party === null) return refuse('noSuchDossier');
  return party.debt > 0n ? refuse('partyOwes', { actual: String(party.debt) }) : null;
}

export const request = spec({
  ...disbursement,
  event: 'disbursement.requested',
  opensSubject: true,
  input: z.strictObject({
    ...id,
    items: z
      .array(z.strictObject({ line: lineId, units: units.optional(), amountVnd: vnd, costVnd: vndOrNone }))
      .min(1),
    isAdvance: z.boolean().default(false),
    isLast: z.boolean().default(false),
    evidence: z.array(sha256),
    /** Who is to be paid; the dossier's own party where it is not said. An intermediary may be paid for the team. */
    payee: uuid.optional(),
  }),
  needs: ({ payee }) => [payee],
  decide: (context) => {
    const { input, facts, dossier, rely } = context;
    const stop = mayMove(context);
    if (stop !== null) return stop;
    const payee = input.payee ?? facts.dossier?.party;
    if (rely(payee, 'party') === null) return refuse('noSuchDossier');
    const advance = facts.pack?.caps.some(
      (c) => c.drawnAt === 'advance' && (c.stage === null || c.stage === facts.dossier?.stage),
    );
    if (input.isAdvance && advance !== true) return refuse('noAdvance');
    if (!input.isAdvance && input.evidence.length === 0) return refuse('evidenceMissing');
    const items = input.items.map((i) => ({
      line: i.line,
      unit: unitKey(i.units),
      amount: BigInt(i.amountVnd),
      cost: BigInt(i.costVnd),
    }));
    if (new Set(items.map((i) => `${i.line}/${i.unit}`)).size < items.length) return refuse('linesTwice');
    const missing = input.isLast ? missingForLast(context) : [];
    if (missing.length > 0) return refuse('gate', { details: { missing: missing.join(', ') } });
    return {
      facts: asJson({ items: stored(items), isAdvance: input.isAdvance, payee: payee! }),
      flows: { request: () => postings.request(dossier, items) },
    };
  },
});

/** What the pack asks for before the last tranche, and is not there yet. */
function missingForLast({ facts }: Context<unknown>): string[] {
  const stage = facts.pack?.stages.find((s) => s.id === facts.dossier?.stage);
  const value = facts.states.get('project')?.value as { product: string; company: string } | undefined;
  const reached = {
    prototypeAccepted: value !== undefined && ['prototypeAccepted', 'commercialisation'].includes(value.product),
    companyFormed: value !== undefined && ['formed', 'novated'].includes(value.company),
  };
  return (stage?.gates.lastTrancheNeeds ?? []).filter((gate) => !reached[gate]);
}

export const verify = spec({
  ...disbursement,
  event: 'disbursement.verified',
  input: z.strictObject({
    ...id,
    accepted: z.array(z.strictObject({ amountVnd: vndOrNone, costVnd: vndOrNone, reason: sha256.optional() })),
  }),
  decide: (context) => {
    const asked = costed(factsOf(context).items);
    const { accepted } = context.input;
    if (accepted.length !== asked.length) return refuse('input', { details: { problem: 'accepted' } });
    const kept: CostedAmount[] = [];
    const less: CostedAmount[] = [];
    for (const [i, item] of asked.entries()) {
      const amount = BigInt(accepted[i]!.amountVnd);
      const cost = BigInt(accepted[i]!.costVnd);
      if (amount > item.amount || cost > item.cost)
        return refuse('acceptedMoreThanAsked', {
          limit: String(item.amount),
          actual: String(amount),
          details: { line: item.line },
        });
      if (amount > 0n) kept.push({ ...item, amount, cost });
      less.push({ ...item, amount: item.amount - amount, cost: amount > 0n ? item.cost - cost : item.cost });
    }
    if (kept.length === 0) return refuse('input', { details: { problem: 'accepted' } });
    return {
      facts: asJson({ items: stored(kept) }),
      flows: { acceptLess: () => postings.release(context.dossier, less) },
    };
  },
});

const release = (context: Context<{ id: string }>) => ({
  release: () => postings.release(context.dossier, costed(factsOf(context).items)),
});

export const returnRequest = spec({
  ...disbursement,
  event: 'disbursement.returned',
  input: reasoned,
  decide: (context) => ({ facts: { reason: context.input.reason }, flows: release(context) }),
});
export const refuseRequest = spec({
  ...disbursement,
  event: 'disbursement.refused',
  input: reasoned,
  decide: (context) => ({ facts: { reason: context.input.reason }, flows: release(context) }),
});
export const cancel = spec({
  ...disbursement,
  event: 'disbursement.cancelled',
  input: z.strictObject(id),
  decide: (context) => ({ flows: release(context) }),
});

export const prepare = spec({
  ...disbursement,
  event: 'disbursement.prepared',
  input: z.strictObject({ ...id, year, source: budgetSource }),
  decide: (context) => {
    const { input, dossier, balance } = context;
    const budget = { year: input.year, source: input.source };
    const amount = sum(costed(factsOf(context).items));
    const reserved = balance(`B/${input.year}/${input.source}/${dossier}/reserved`);
    if (reserved < amount)
      return refuse('budgetShort', {
        left: String(reserved),
        actual: String(amount),
        details: { year: String(input.year) },
      });
    return mayMove(context) ?? { facts: asJson({ budget }) };
  },
});

/** `shown` is the hash of what stood on the approver's page; an approval is of that and of nothing else. */
export const approve = spec({
  ...disbursement,
  event: 'disbursement.approved',
  input: z.strictObject({ ...id, shown: sha256.optional() }),
  decide: (context) =>
    mayMove(context) ?? { facts: context.input.shown === undefined ? {} : { approvedShown: context.input.shown } },
});

export const order = spec({
  ...disbursement,
  event: 'disbursement.ordered',
  input: z.strictObject(id),
  decide: (context) => {
    const { items, budget, payee } = factsOf(context);
    const stop = mayMove(context) ?? payeeOwes(context, payee);
    if (stop !== null) return stop;
    if (budget === undefined) return { flows: { order: () => [] } };
    return { flows: { order: () => postings.order(context.dossier, costed(items), budget) } };
  },
});

export const bankReject = spec({
  ...disbursement,
  event: 'disbursement.bankRejected',
  input: reasoned,
  decide: (context) => {
    const { items, budget } = factsOf(context);
    return {
      facts: { reason: context.input.reason },
      flows: { bankReject: () => postings.bankReject(context.dossier, costed(items), budget!) },
    };
  },
});

export const pay = spec({
  ...disbursement,
  event: 'disbursement.paid',
  input: z.strictObject({ ...id, reference, paidOn: day, clearBy: day.optional() }),
  decide: (context) => {
    const { items, budget, isAdvance } = factsOf(context);
    const stop = mayMove(context);
    if (stop !== null) return stop;
    const { reference, paidOn, clearBy } = context.input;
    // Luật NSNN 89/2025/QH15, Điều 66: a year's money is paid in the year, or in its adjustment period until 31 January.
    if (budget === undefined || paidOn < `${budget.year}-01-01` || paidOn > `${budget.year + 1}-01-31`)
      return refuse('paidOutsideYear', { limit: String(budget?.year ?? '-'), actual: paidOn });
    const flow = () => postings.pay(context.dossier, costed(items), budget!, isAdvance ? 'advanced' : 'settled');
    return {
      facts: { reference, paidOn, ...(isAdvance ? asJson({ estimate: items, advanced: items }) : {}) },
      event: { isAdvance },
      flows: { pay: flow, payAdvance: flow },
      ...(clearBy === undefined ? {} : { due: { advanceClearing: endOfDay(clearBy) } }),
    };
  },
});

/**
 * An advance is cleared against accepted cost, in whole or part, and what was not spent becomes due. What was estimated when the
 * advance was asked for gives way to what was accepted: in part by part, and entirely with the last.
 */
export const clearAdvance = spec({
  ...disbursement,
  event: 'disbursement.advanceCleared',
  input: z.strictObject({
    ...id,
    cleared: z.array(z.strictObject({ settledVnd: vndOrNone, unspentVnd: vndOrNone, costVnd: vndOrNone })),
    evidence: z.array(sha256).min(1),
    /** Names the recovery that arises when something was not spent. */
    recovery: uuid.optional(),
    repayBy: day.optional(),
  }),
  decide: (context) => {
    const { input, dossier, facts } = context;
    const { advanced, estimate, payee, budget } = factsOf(context);
    const before = costed(advanced);
    const estimated = costed(estimate);
    if (input.cleared.length !== before.length) return refuse('input', { details: { problem: 'cleared' } });
    const after: CostedAmount[] = [];
    const settled: LineAmount[] = [];
    const unspent: LineAmount[] = [];
    const accepted: CostedAmount[] = [];
    for (const [i, item] of before.entries()) {
      const part = input.cleared[i]!;
      const left = item.amount - BigInt(part.settledVnd) - BigInt(part.unspentVnd);
      if (left < 0n)
        return refuse('clearedMoreThanAdvanced', {
          left: String(item.amount),
          actual: String(BigInt(part.settledVnd) + BigInt(part.unspentVnd)),
        });
      after.push({ ...item, amount: left });
      settled.push({ ...item, amount: BigInt(part.settledVnd) });
      unspent.push({ ...item, amount: BigInt(part.unspentVnd) });
      accepted.push({ ...item, cost: BigInt(part.costVnd) });
    }
    const remaining = sum(after);
    const gone = estimated.map((item, i) => ({
      ...item,
      cost: remaining === 0n ? item.cost : least(item.cost, accepted[i]!.cost),
    }));
    const estimateLeft = estimated.map((item, i) => ({ ...item, cost: item.cost - gone[i]!.cost }));
    const due = unspent.filter((u) => u.amount > 0n);
    if (due.length > 0 && input.recovery === undefined) return refuse('input', { details: { problem: 'recovery' } });
    if (due.length > 0) context.rely(facts.dossier?.party, 'party');
    const subject = `recovery/${input.recovery}`;
    if (due.length > 0 && facts.states.has(subject)) return refuse('exists');
    const owed = due.map((u) => ({ line: u.line, unit: u.unit, amountVnd: String(u.amount), costVnd: '0' }));
    const arose = due.length > 0 ? take(begin('recovery'), { type: 'recovery.arose' }) : null;
    return {
      facts: asJson({ advanced: stored(after), estimate: stored(estimateLeft) }),
      event: { remainingAdvanceVnd: String(remaining) },
      flows: { clearAdvance: () => postings.clearAdvance(dossier, { settled, unspent, estimate: gone, accepted }) },
      ...(arose?.ok
        ? {
            also: [
              {
                ...arose.next,
                subject,
                facts: {
                  items: owed,
                  decided: owed,
                  budget: budget as never,
                  payee,
                  disbursement: input.id,
                },
              },
            ],
            alsoEffects: [{ subject, effects: arose.effects }],
            alsoDuties: [{ subject, event: 'recovery.arose' as const }],
          }
        : {}),
      ...(input.repayBy === undefined ? {} : { due: { recoveryPayment: endOfDay(input.repayBy) } }),
    };
  },
});

const sum = (items: readonly { amount: bigint }[]) => items.reduce((t, i) => t + i.amount, 0n);
const least = (a: bigint, b: bigint) => (a < b ? a : b);
