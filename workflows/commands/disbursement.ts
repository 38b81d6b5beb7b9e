// One request's way from draft to settlement.

import { z } from 'zod';
import type { Context, Facts, JsonObject, StateRow } from '../decide.ts';
import { budgetDossier } from '../ids.ts';
import { begin, take } from '../machines.ts';
import { callLimits } from '../parts.ts';
import { unitKey } from '../rules/accounts.ts';
import { type Day, endOfDay } from '../rules/calendar.ts';
import { limitOf } from '../rules/caps.ts';
import { shareOf } from '../rules/money.ts';
import type { CostedAmount, LineAmount } from '../rules/postings.ts';
import * as postings from '../rules/postings.ts';
import { dayOutside, type Refusal, refuse, refuseCap } from '../rules/refusals.ts';
import { costed, type DisbursementFacts, stored } from '../rules/requests.ts';
import { beforeNetting, nettingUndone } from './netting.ts';
import { fundingOf, total } from './project.ts';
import { budgetSource, day, lineId, reference, sha256, spec, units, uuid, vnd, vndOrNone, year } from './spec.ts';

const id = { id: uuid };
const disbursement = {
  kind: 'application',
  machine: 'disbursement',
  subject: (input: { id: string }) => `disbursement/${input.id}`,
} as const;
const reasoned = z.strictObject({ ...id, reason: sha256 });

const factsOf = ({ own }: Context<unknown>) => own as unknown as DisbursementFacts;
const asJson = (facts: Partial<DisbursementFacts>) => facts as unknown as JsonObject;

/** Money is asked for, approved and ordered only while the project is active or closing; what was paid before it closed and came back is paid still. */
function mayMove(context: Context<unknown>): Refusal | null {
  const funding = fundingOf(context.facts.states);
  const may = ['active', 'closing', ...(context.own.cameBack === true ? ['closed'] : [])];
  return may.includes(funding) ? null : refuse('projectNotActive', { details: { state: funding } });
}

/** Nobody is paid who owes, nor paid through another: the party and the payee must both be clear. */
function payeeOwes({ facts, rely }: Context<unknown>, payee: string | null): Refusal | null {
  for (const id of new Set([facts.dossier?.party, payee ?? facts.dossier?.party])) {
    const party = rely(id, 'party', 'andDebt');
    if (party === null) return refuse('noSuchDossier');
    if (party.debt > 0n) return refuse('partyOwes', { limit: '0', actual: String(party.debt) });
  }
  return null;
}

/** The caps of the dossier's stage, by kind of share. */
function sharesOf(facts: Facts, of: 'cost' | 'award') {
  const caps = facts.pack?.caps ?? [];
  return caps.filter(
    (cap) => (cap.stage === null || cap.stage === facts.dossier?.stage) && cap.kind === 'share' && cap.of === of,
  );
}

/**
 * Each request stands on its own cost: what another request claims, and nobody has accepted yet, fills no room for this one.
 * `items`: what is asked, or was settled, and the cost behind it.
 */
function beyondOwnCost(facts: Facts, items: readonly CostedAmount[]): Refusal | null {
  for (const cap of sharesOf(facts, 'cost')) {
    const under = items.filter(({ line }) => cap.line === null || cap.line === line);
    const limit = limitOf(cap, facts.dossier ?? { beneficiaryClass: null }, callLimits(facts, facts.dossier!));
    if (under.length === 0 || limit === null) continue; // an unknown share is refused with the room
    const cost = under.reduce((total, item) => total + item.cost, 0n);
    const left = shareOf(cost, Number(limit));
    if (sum(under) > left) return refuseCap(facts.pack!, cap, cap.id, { left, used: 0n, asked: sum(under) });
  }
  return null;
}

/** An advance leaves the bank before its room is drawn, so it must fit beside every other that is on its way (`among` these states). */
function advanceTooLarge(
  { facts, dossier, subject }: Context<unknown>,
  items: readonly CostedAmount[],
  among: readonly string[],
): Refusal | null {
  for (const cap of (facts.pack?.caps ?? []).filter(
    (c) => c.drawnAt === 'advance' && (c.stage === null || c.stage === facts.dossier?.stage),
  )) {
    const under = (list: readonly CostedAmount[]) =>
      sum(list.filter(({ line }) => cap.line === null || cap.line === line));
    const room = `C/${facts.pack?.id}/${cap.id}/${dossier}`;
    if (cap.owner !== 'project' || cap.per.length > 0 || !facts.balances.has(`${room}/room`)) continue;
    const used = facts.balances.get(`${room}/used`) ?? 0n;
    let onTheirWay = 0n;
    for (const other of facts.states.values()) {
      const { isAdvance, items: theirs } = other.facts as unknown as DisbursementFacts;
      if (
        other.subject !== subject &&
        other.machine === 'disbursement' &&
        isAdvance &&
        among.includes(String(other.value))
      )
        onTheirWay += under(costed(theirs));
    }
    const left = (facts.balances.get(`${room}/room`) ?? 0n) - onTheirWay;
    if (under(items) > left)
      return refuseCap(facts.pack!, cap, room, { left, used: used + onTheirWay, asked: under(items) });
  }
  return null;
}
const onTheWay = ['requested', 'verified', 'prepared', 'approved', 'ordered'];

export const request = spec({
  ...disbursement,
  event: 'disbursement.requested',
  opensSubject: true,
  input: z.strictObject({
    ...id,
    items: z
      .array(z.strictObject({ line: lineId, units: units.optional(), amountVnd: vnd, costVnd: vndOrNone }))
      .min(1)
      .max(100),
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
    const payee = input.payee === facts.dossier?.party ? null : (input.payee ?? null);
    const paidTo = rely(payee ?? facts.dossier?.party, 'party');
    if (paidTo === null) return refuse('noSuchDossier');
    if (payee !== null && paidTo.state?.facts.kind !== 'intermediary') return refuse('payee');
    const advance = facts.pack?.caps.some(
      (c) => c.drawnAt === 'advance' && (c.stage === null || c.stage === facts.dossier?.stage),
    );
    if (input.isAdvance && advance !== true) return refuse('noAdvance');
    if (!input.isAdvance && input.evidence.length === 0) return refuse('evidenceMissing', { limit: '1', actual: '0' });
    const ended = endedOn(context);
    if (ended !== null)
      return refuse('agreementEnded', { limit: ended, actual: context.today, details: { until: ended } });
    const used = usedElsewhere(context, input.evidence);
    if (used !== null) return refuse('evidenceUsed', { details: { subject: used } });
    for (const { units } of input.items) {
      if (units?.year !== undefined && units.year !== context.today.slice(0, 4))
        return refuse('unitNotNow', { details: { unit: units.year } });
      if (units?.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(units.month))
        return refuse('unitNotNow', { details: { unit: units.month } });
    }
    const items = input.items.map((i) => ({
      line: i.line,
      unit: unitKey(i.units),
      amount: BigInt(i.amountVnd),
      cost: BigInt(i.costVnd),
    }));
    if (new Set(items.map((i) => `${i.line}/${i.unit}`)).size < items.length) return refuse('linesTwice');
    const unsupported =
      beyondOwnCost(facts, items) ?? (input.isAdvance ? advanceTooLarge(context, items, onTheWay) : null);
    if (unsupported !== null) return unsupported;
    // the last is what is called so, and what leaves nothing to ask for
    const isLast = input.isLast || total(context, 'awarded') === sum(items);
    const missing = isLast ? missingForLast(context) : [];
    if (missing.length > 0) return refuse('gate', { details: { missing: missing.join(', ') } });
    return {
      facts: { ...asJson({ items: stored(items), isAdvance: input.isAdvance, payee }), evidence: input.evidence },
      flows: { request: () => postings.request(dossier, items) },
    };
  },
});

/** One paper is paid for once: which request has one of these already, with what it was asked or an advance was cleared with. */
function usedElsewhere({ facts, subject, own }: Context<unknown>, papers: readonly string[]): string | null {
  const among = (list: unknown) => ((list ?? []) as string[]).some((paper) => papers.includes(paper));
  if (among(own.clearedWith)) return subject;
  for (const other of facts.states.values())
    if (
      other.machine === 'disbursement' &&
      other.subject !== subject &&
      !['refused', 'cancelled'].includes(String(other.value)) &&
      (among(other.facts.evidence) || among(other.facts.clearedWith))
    )
      return other.subject;
  return null;
}

/** The day on which the agreement ended; null while it runs, and while the project is closing. */
function endedOn({ facts, today }: Context<unknown>): string | null {
  const until = facts.states.get('project')?.facts.endsOn as string | undefined;
  return until !== undefined && today > until && !['closing', 'closed'].includes(fundingOf(facts.states))
    ? until
    : null;
}

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
      if (amount > item.amount || cost > item.cost) {
        const [limit, actual] = amount > item.amount ? [item.amount, amount] : [item.cost, cost];
        return refuse('acceptedMoreThanAsked', {
          limit: String(limit),
          actual: String(actual),
          left: String(limit),
          details: { line: item.line },
        });
      }
      if (amount > 0n) kept.push({ ...item, amount, cost });
      less.push({ ...item, amount: item.amount - amount, cost: amount > 0n ? item.cost - cost : item.cost });
    }
    if (kept.length === 0) return refuse('input', { details: { problem: 'accepted' } });
    const unsupported = beyondOwnCost(context.facts, kept);
    if (unsupported !== null) return unsupported;
    return {
      facts: asJson({ items: stored(kept) }),
      flows: { acceptLess: () => postings.release(context.dossier, less) },
    };
  },
});

/** What a request gives back when it goes no further: its money, and what was netted on it. */
function givenBack(context: Context<{ id: string }>, facts: JsonObject = {}) {
  const { states } = context.facts;
  const own = states.get(context.subject);
  const undone = nettingUndone(context, own === undefined ? [] : [own]);
  const release = () => postings.release(context.dossier, costed(factsOf(context).items));
  return {
    ...undone,
    facts: { ...facts, ...(own === undefined ? {} : beforeNetting(own)) },
    flows: { ...undone.flows, release },
  };
}

export const returnRequest = spec({
  ...disbursement,
  event: 'disbursement.returned',
  input: reasoned,
  decide: (context) => givenBack(context, { reason: context.input.reason }),
});
export const refuseRequest = spec({
  ...disbursement,
  event: 'disbursement.refused',
  input: reasoned,
  decide: (context) => givenBack(context, { reason: context.input.reason }),
});
export const cancel = spec({
  ...disbursement,
  event: 'disbursement.cancelled',
  /** `reason`: of somebody who does it in the team's place. */
  input: z.strictObject({ ...id, reason: sha256.optional() }),
  decide: (context) => {
    const { reason } = context.input;
    return givenBack(context, reason === undefined ? {} : { reason });
  },
});

export const prepare = spec({
  ...disbursement,
  event: 'disbursement.prepared',
  /** `codes` is the commitment of the budget's codes that the order will print. */
  input: z.strictObject({ ...id, year, source: budgetSource, codes: sha256.optional() }),
  decide: (context) => {
    const { input, dossier, balance, today } = context;
    const present = today.slice(0, 4);
    if (String(input.year) > present)
      return refuse('yearNotBegun', {
        limit: present,
        actual: String(input.year),
        details: { year: String(input.year) },
      });
    const budget = { year: input.year, source: input.source };
    const amount = sum(costed(factsOf(context).items));
    const reserved = balance(`B/${input.year}/${input.source}/${dossier}/reserved`);
    if (reserved < amount) {
      const spent = ['ordered', 'paid'].reduce(
        (sum, vessel) => sum + balance(`B/${input.year}/${input.source}/${dossier}/${vessel}`),
        0n,
      );
      return refuse('budgetShort', {
        limit: String(reserved + spent),
        used: String(spent),
        left: String(reserved),
        actual: String(amount),
        details: { year: String(input.year) },
      });
    }
    const earlier = context.own.codes === undefined ? {} : { codes: null };
    const codes = input.codes === undefined ? earlier : { codes: input.codes };
    return mayMove(context) ?? { facts: { ...asJson({ budget }), ...codes } };
  },
});

/** What is prepared or approved is taken back to be prepared anew: the founder and the officer have nothing to do again. */
export const recall = spec({
  ...disbursement,
  event: 'disbursement.recalled',
  input: reasoned,
  decide: ({ input }) => ({ facts: { reason: input.reason } }),
});

/**
 * `shown` is the hash of what stood on the approver's page; an approval is of that and of nothing else. `payee` is the commitment
 * of who is paid, on which account, and how much: an order names the same.
 */
export const approve = spec({
  ...disbursement,
  event: 'disbursement.approved',
  input: z.strictObject({ ...id, shown: sha256.optional(), payee: sha256.optional() }),
  decide: (context) => {
    const { shown, payee } = context.input;
    const earlier = context.own.approvedPayee === undefined ? {} : { approvedPayee: null };
    return (
      mayMove(context) ?? {
        facts: {
          ...(shown === undefined ? {} : { approvedShown: shown }),
          ...(payee === undefined ? earlier : { approvedPayee: payee }),
        },
      }
    );
  },
});

export const order = spec({
  ...disbursement,
  event: 'disbursement.ordered',
  /** `codes` is the commitment of the budget's codes that the order prints, and of the agency as it names it. */
  input: z.strictObject({ ...id, payee: sha256.optional(), codes: sha256.optional() }),
  decide: (context) => {
    const { items, budget, payee, isAdvance } = factsOf(context);
    const isApproved = (context.own.approvedPayee ?? null) === (context.input.payee ?? null);
    const stop =
      mayMove(context) ??
      (isApproved ? null : refuse('changedSinceApproval')) ??
      payeeOwes(context, payee) ??
      (isAdvance ? advanceTooLarge(context, costed(items), ['ordered']) : null);
    if (stop !== null) return stop;
    const ordered = { orderedOn: context.today };
    if (budget === undefined) return { facts: ordered, flows: { order: () => [] } };
    return { facts: ordered, flows: { order: () => postings.order(context.dossier, costed(items), budget) } };
  },
});

/** What comes back once the support was terminated is not paid again: the request ends as those did that had no order. */
export const bankReject = spec({
  ...disbursement,
  event: 'disbursement.bankRejected',
  input: reasoned,
  decide: (context) => {
    const { items, budget } = factsOf(context);
    const { reason } = context.input;
    const supportEnded = fundingOf(context.facts.states) === 'terminated';
    const ending = supportEnded ? givenBack(context, { reason }) : { facts: { reason }, flows: {} };
    const bankReject = () => postings.bankReject(context.dossier, costed(items), budget!);
    return { ...ending, event: { supportEnded }, flows: { ...ending.flows, bankReject } };
  },
});

/** Luật NSNN 89/2025/QH15, Điều 66: a year's money is paid in the year, or in its adjustment period until 31 January. */
function outsideYear(budget: DisbursementFacts['budget'], paidOn: string): Refusal | null {
  if (budget !== undefined && paidOn >= `${budget.year}-01-01` && paidOn <= `${budget.year + 1}-01-31`) return null;
  return refuse('paidOutsideYear', { limit: String(budget?.year ?? '-'), actual: paidOn });
}

export const pay = spec({
  ...disbursement,
  event: 'disbursement.paid',
  input: z.strictObject({ ...id, reference, paidOn: day, clearBy: day.optional() }),
  decide: (context) => {
    // No gate: the order was the authority, and what the bank has done is a fact, whatever became of the project since.
    const { items, budget, isAdvance } = factsOf(context);
    const { reference, paidOn, clearBy } = context.input;
    const ordered = context.own.orderedOn as Day | undefined;
    const outside = outsideYear(budget, paidOn) ?? dayOutside(paidOn, ordered, context.today);
    if (outside !== null) return outside;
    const flow = () => postings.pay(context.dossier, costed(items), budget!, isAdvance ? 'advanced' : 'settled');
    return {
      facts: { reference, paidOn, ...(isAdvance ? asJson({ estimate: items, advanced: items }) : {}) },
      event: { isAdvance },
      flows: { pay: flow, payAdvance: flow },
      ...(clearBy === undefined ? {} : { due: { advanceClearing: endOfDay(clearBy) } }),
    };
  },
});

/** Whether a payment was received, as what followed on it says: an advance cleared in part, or money asked back. */
function isAccounted({ facts, input, own }: Context<{ id: string }>): boolean {
  const { cleared = [] } = own as unknown as DisbursementFacts;
  const isAskedBack = (row: StateRow) =>
    row.machine === 'recovery' &&
    row.facts.disbursement === input.id &&
    !['dropped', 'annulled'].includes(String(row.value));
  return cleared.length > 0 || [...facts.states.values()].some(isAskedBack);
}

/** The voucher or the day of a payment as the treasury has them, where they were recorded wrongly. Nothing moves. */
export const correctPayment = spec({
  ...disbursement,
  event: 'disbursement.paymentCorrected',
  input: z.strictObject({ ...id, reference, paidOn: day, reason: sha256 }),
  decide: (context) => {
    const { budget } = factsOf(context);
    const { reference, paidOn } = context.input;
    const { orderedOn, paidOn: before } = context.own as { orderedOn?: Day; paidOn?: Day };
    // what followed on the payment stays behind it
    const until = isAccounted(context) ? (before ?? context.today) : context.today;
    const outside = outsideYear(budget, paidOn) ?? dayOutside(paidOn, orderedOn, until);
    if (outside !== null) return outside;
    if (reference === context.own.reference && paidOn === context.own.paidOn)
      return refuse('input', { details: { problem: 'reference' } });
    return { facts: { reference, paidOn } };
  },
});

/**
 * Money that came back after it was recorded as paid: it never reached the payee, so the request stands as before its order. What was
 * cleared or asked back of it had reached them, and a year that is over takes nothing back; both are for a recovery.
 */
export const returnPayment = spec({
  ...disbursement,
  event: 'disbursement.paymentReturned',
  /** `year` and `source` are those it was paid from; `reference` and `document` are the treasury's of what came back. */
  input: z.strictObject({
    ...{ ...id, year, source: budgetSource, reference, returnedOn: day },
    ...{ document: sha256, reason: sha256 },
  }),
  needs: ({ year, source }, agency) => [budgetDossier(agency, year, source)],
  decide: (context) => {
    const { facts, input, own, dossier, rely, today } = context;
    const { items, budget, isAdvance } = factsOf(context);
    const { reason } = input;
    if (budget === undefined || input.year !== budget.year || input.source !== budget.source)
      return refuse('input', { details: { problem: 'source' } });
    const outside = dayOutside(input.returnedOn, own.paidOn as Day | undefined, today);
    if (outside !== null) return outside;
    if (isAccounted(context)) return refuse('paymentAccounted');
    // as for a debt that is repaid: Luật NSNN 89/2025/QH15, Điều 66
    const budgetYear = rely(budgetDossier(facts.agency, budget.year, budget.source), 'budgetYear');
    if (input.returnedOn > `${budget.year + 1}-01-31` || budgetYear?.state?.value !== 'open')
      return refuse('paymentYearOver', { details: { year: String(budget.year) } });
    const supportEnded = fundingOf(facts.states) === 'terminated';
    const ending = supportEnded ? givenBack(context, { reason }) : { facts: { reason }, flows: {} };
    const flow = () => postings.payBack(dossier, costed(items), budget, isAdvance ? 'advanced' : 'settled');
    const unpaid = {
      cameBack: true,
      reference: null,
      paidOn: null,
      ...(isAdvance ? asJson({ estimate: [], advanced: [] }) : {}),
    };
    return {
      ...ending,
      facts: { ...ending.facts, ...unpaid, returnDocument: input.document },
      event: { supportEnded },
      flows: { ...ending.flows, returnPaid: flow, returnAdvance: flow },
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
    const { items, advanced, estimate, payee, budget, cleared } = factsOf(context);
    const before = costed(advanced);
    const estimated = costed(estimate);
    if (input.cleared.length !== before.length) return refuse('input', { details: { problem: 'cleared' } });
    const used = usedElsewhere(context, input.evidence);
    if (used !== null) return refuse('evidenceUsed', { details: { subject: used } });
    const after: CostedAmount[] = [];
    const settled: LineAmount[] = [];
    const unspent: LineAmount[] = [];
    const accepted: CostedAmount[] = [];
    for (const [i, item] of before.entries()) {
      const part = input.cleared[i]!;
      const left = item.amount - BigInt(part.settledVnd) - BigInt(part.unspentVnd);
      if (left < 0n) {
        const whole = BigInt(items[i]?.amountVnd ?? String(item.amount));
        return refuse('clearedMoreThanAdvanced', {
          limit: String(whole),
          used: String(whole - item.amount),
          left: String(item.amount),
          actual: String(BigInt(part.settledVnd) + BigInt(part.unspentVnd)),
          details: { line: item.line },
        });
      }
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
    const soFar = [...costed(cleared), ...settled.map((item, i) => ({ ...item, cost: accepted[i]!.cost }))];
    const unsupported = beyondOwnCost(facts, soFar);
    if (unsupported !== null) return unsupported;
    const due = unspent.filter((u) => u.amount > 0n);
    if (due.length > 0 && input.recovery === undefined) return refuse('input', { details: { problem: 'recovery' } });
    if (due.length > 0) context.rely(facts.dossier?.party, 'party', 'andDebt');
    const subject = `recovery/${input.recovery}`;
    if (due.length > 0 && facts.states.has(subject)) return refuse('exists');
    const owed = due.map((u) => ({ line: u.line, unit: u.unit, amountVnd: String(u.amount), costVnd: '0' }));
    const arose = due.length > 0 ? take(begin('recovery'), { type: 'recovery.arose' }) : null;
    return {
      facts: {
        ...asJson({ advanced: stored(after), estimate: stored(estimateLeft), cleared: stored(soFar) }),
        clearedWith: [...((context.own.clearedWith ?? []) as string[]), ...input.evidence],
      },
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
