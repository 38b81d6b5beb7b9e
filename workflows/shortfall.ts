// What postings would empty: the first cap, budget or vessel that has not enough, and what a person is told of it. Apart from
// decide.ts, so that a command can ask it of what it does not post yet.

import type { Facts } from './decide.ts';
import { callLimits } from './parts.ts';
import { type Posting, parseLineAccount } from './rules/accounts.ts';
import { CapNotUsable, capLegs, type Pins, tightestEmpty } from './rules/caps.ts';
import { grounded } from './rules/grounds.ts';
import { type Refusal, refuse, refuseCap, refuseUnusable } from './rules/refusals.ts';

/** The refusal of the first cap, budget or vessel that the postings would empty; null when all hold. */
export function capRefusal(postings: readonly Posting[], facts: Facts, dossier: string, pins: Pins): Refusal | null {
  if (postings.length === 0) return null;
  let legs: readonly Posting[] = [];
  if (facts.pack !== null) {
    try {
      legs = capLegs(postings, {
        dossier,
        pins,
        pack: facts.pack,
        limits: callLimits(facts, pins),
        balances: facts.balances,
      }).legs;
    } catch (error) {
      if (!(error instanceof CapNotUsable)) throw error;
      return refuseUnusable(facts.pack, error.cap, error.reason);
    }
  }
  const empty = tightestEmpty([...legs, ...postings], facts.balances);
  return empty === null ? null : refuseEmpty(empty, facts);
}

/** A vessel that is too empty; `used` where the database has said what stands beside it. */
export type Empty = { account: string; balance: bigint; asked: bigint; poured: bigint; used?: bigint };

/** What a person is told when a vessel is too empty: the cap and its clause, the year's budget, or the line's own balance. */
export function refuseEmpty(empty: Empty, facts: Facts): Refusal {
  const left = empty.balance + (empty.account.startsWith('C/') ? empty.poured : 0n);
  const room = /^(C\/(?!base).*)\/room$/.exec(empty.account)?.[1];
  if (room !== undefined) {
    const cap = facts.pack?.caps.find((c) => c.id === room.split('/')[2]);
    const used = empty.used ?? facts.balances.get(`${room}/used`) ?? 0n;
    if (cap !== undefined && facts.pack !== null)
      return refuseCap(facts.pack, cap, room, { left, used, asked: empty.asked });
    const limit = left + used;
    const lowered = limit > empty.asked ? limit - empty.asked : 0n;
    return refuse('capBelowUse', { ...figures(limit, left, lowered), used: String(used), details: { room } });
  }
  const { account, asked } = empty;
  const vessel = account.split('/').at(-1) ?? '';
  if (account.startsWith('B/')) {
    const appropriated = -(facts.balances.get(account.replace(/\/[^/]+$/, '/appropriation')) ?? 0n);
    const year = account.split('/')[1] ?? '';
    return refuse('budgetShort', {
      ...figures(appropriated > left ? appropriated : left, left, asked),
      details: { year },
    });
  }
  const line = parseLineAccount(account)?.line;
  const limit = limitOfVessel(account, vessel, line, facts);
  const details = { vessel, ...(line === undefined ? {} : { line }) };
  return grounded(refuse('notEnough', { ...figures(limit > left ? limit : left, left, asked), details }), facts);
}

const figures = (limit: bigint, left: bigint, asked: bigint) => ({
  limit: String(limit),
  used: String(limit - left),
  left: String(left),
  actual: String(asked),
});

/** What was ever there: the award of an expense line, the money of a call; 0 where that is not known. */
function limitOfVessel(account: string, vessel: string, line: string | undefined, facts: Facts): bigint {
  if (vessel === 'uncommitted') {
    const budget = facts.others.get(account.split('/')[2] ?? '')?.state?.facts.budgetVnd;
    return typeof budget === 'string' ? BigInt(budget) : 0n;
  }
  if (vessel !== 'awarded' || line === undefined) return 0n;
  const begins = account.split('/').slice(0, 4).join('/');
  let whole = 0n;
  for (const [id, balance] of facts.balances) if (id.startsWith(`${begins}/`)) whole += balance;
  return whole;
}
