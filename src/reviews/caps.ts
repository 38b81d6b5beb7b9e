// Every cap behind an amount on an expense line, as it would be after an award of it. Nothing is posted.

import type { CapRow, CapsView } from '../../templates/pages/reviews/parts.tsx';
import { reviewsWords } from '../../templates/words/reviews.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Cap } from '../../workflows/programmes/schema.ts';
import { promise } from '../../workflows/rules/accounts.ts';
import { type CallLimits, CapNotUsable, capLegs, limitOf } from '../../workflows/rules/caps.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import * as postings from '../../workflows/rules/postings.ts';
import { refuseUnusable } from '../../workflows/rules/refusals.ts';
import type { LineAmount } from '../awards.ts';
import { clauseText } from '../clauses.ts';
import type { Dossier } from '../dossier.ts';
import { explain } from '../refusals.ts';

/** A cap with what is used of it before and after. `own`: nobody else draws on it, so more than it leaves can never be awarded. */
type Room = { cap: Cap; limit: bigint; used: bigint; after: bigint; own: boolean };

type Found = { rooms: Room[]; unusable: CapNotUsable | null };

function roomsIf(dossier: Dossier, amounts: readonly LineAmount[], year: number): Found {
  const { call, party, pack, stage, balances } = dossier;
  if (call === null) return { rooms: [], unusable: null };
  const pins = {
    call: call.id,
    party: party?.id ?? null,
    stage,
    beneficiaryClass: (party?.facts.beneficiaryClass as string | undefined) ?? null,
    awardYear: year,
  };
  const limits = (call.facts.limits ?? {}) as CallLimits;
  const lines = amounts.map(({ line, amountVnd }) => ({ line, unit: '-', amount: amountVnd }));
  try {
    const posted = postings.award(dossier.id, call.id, lines);
    const { legs, caps } = capLegs(posted, { dossier: dossier.id, pins, pack, limits, balances });
    const rooms = [...caps].flatMap(([room, cap]): Room[] => {
      if (cap.kind === 'share') return [];
      const used = balances.get(`${room}/used`) ?? 0n;
      const left = balances.get(`${room}/room`);
      const limit = left === undefined ? (limitOf(cap, pins, limits) ?? 0n) : left + used;
      const into = sum(legs.filter(([, target]) => target === `${room}/used`).map(([, , amount]) => amount));
      const out = sum(legs.filter(([source]) => source === `${room}/used`).map(([, , amount]) => amount));
      return [{ cap, limit, used, after: used + into - out, own: cap.owner === 'project' }];
    });
    return { rooms, unusable: null };
  } catch (error) {
    if (error instanceof CapNotUsable) return { rooms: [], unusable: error };
    throw error;
  }
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

/** The caps behind amounts, with a sentence on what they come to. `after` overrides what a what-if found by account. */
export function capsIf(dossier: Dossier, amounts: readonly LineAmount[], year: number, language: Language): CapsView {
  const w = reviewsWords[language].caps;
  const { rooms, unusable } = roomsIf(dossier, amounts, year);
  if (unusable !== null) {
    const { cap, reason } = unusable;
    const refusal = refuseUnusable(dossier.pack, cap, reason);
    return { rows: [], sentence: '', fits: false, refusal: explain(refusal, language, dossier.pack) };
  }
  const total = sum(amounts.map(({ amountVnd }) => amountVnd));
  const rows = rooms.map(({ cap, limit, used, after }): CapRow => {
    const say = (figure: bigint) => (cap.kind === 'seats' ? w.seats(String(figure)) : formatAmount(figure));
    return {
      name: cap.name[language],
      limit: say(limit),
      used: say(used),
      after: say(after),
      share: limit === 0n ? 100 : Number((after * 100n) / limit),
      over: after > limit,
      clause: clauseText(dossier.pack, cap.source, language),
    };
  });
  const overs = rooms
    .filter(({ limit, after }) => after > limit)
    .map(({ cap, limit, after }) =>
      w.over(cap.name[language], cap.kind === 'seats' ? w.seats(String(after - limit)) : formatVnd(after - limit)),
    );
  const call = callRow(dossier, total, language);
  if (call?.over) overs.push(w.over(call.name, formatVnd(total - uncommittedOf(dossier))));
  return {
    rows: call === null ? rows : [...rows, call],
    sentence: overs.length > 0 ? overs.join(' ') : total === 0n ? w.empty : w.within(formatVnd(total)),
    fits: overs.length === 0,
    refusal: null,
  };
}

/** What is left of the call's money. */
export function uncommittedOf({ call, balances }: Dossier): bigint {
  return call === null ? 0n : (balances.get(promise.uncommitted(call.id)) ?? 0n);
}

function callRow(dossier: Dossier, total: bigint, language: Language): CapRow | null {
  const budget = dossier.call?.facts.budgetVnd;
  if (typeof budget !== 'string') return null;
  const limit = BigInt(budget);
  const used = limit - uncommittedOf(dossier);
  const after = used + total;
  const number = dossier.call?.facts.decisionNumber;
  return {
    name: reviewsWords[language].caps.call,
    limit: formatAmount(limit),
    used: formatAmount(used),
    after: formatAmount(after),
    share: limit === 0n ? 100 : Number((after * 100n) / limit),
    over: after > limit,
    clause: typeof number === 'string' ? number : '',
  };
}

/**
 * The project's own caps that amounts go over, each with the line that it belongs to; '' for all lines together. Of the whole limit:
 * nobody else draws on them, and what an award has taken of them since are these very amounts.
 */
export function overOwnCaps(
  dossier: Dossier,
  amounts: readonly LineAmount[],
  year: number,
  language: Language,
): { line: string; cap: string; limit: string; clause: string; left: string }[] {
  return roomsIf(dossier, amounts, year)
    .rooms.filter(({ own, limit, used, after }) => own && after - used > limit)
    .map(({ cap, limit, used }) => ({
      left: formatVnd(limit - used),
      line: cap.line ?? '',
      cap: cap.name[language],
      limit: formatVnd(limit),
      clause: clauseText(dossier.pack, cap.source, language),
    }));
}
