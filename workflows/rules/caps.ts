// Which caps stand behind an account, and what follows from moving money between accounts. The database derives the same legs
// by itself when it records (sql/functions/record.sql); the two are compared by the audit and by the tests.

import type { Cap, Pack } from '../programmes/schema.ts';
import { type Posting, parseLineAccount } from './accounts.ts';
import { shareOf } from './money.ts';

/** What a dossier's money is pinned to. */
export type Pins = {
  readonly call: string | null;
  readonly party: string | null;
  readonly stage: string | null;
  readonly beneficiaryClass: string | null;
  readonly awardYear: number | null;
};

/** The caps' limits that the call set itself when it opened, by cap id: amounts, seats or basis points as decimal strings. */
export type CallLimits = Readonly<Record<string, string>>;

/** A cap behind an account. `room` is the first part of the addresses of its vessels. */
export type Link = { cap: Cap; room: string; how: 'draw' | 'claim' | 'fill'; givesBack: boolean; limit: bigint | null };

/** The money is to count under a cap whose law is unknown, or whose units the item does not name. */
export class CapNotUsable extends Error {
  readonly cap: Cap;
  readonly reason: 'unknownCap' | 'unitMissing';
  constructor(cap: Cap, reason: 'unknownCap' | 'unitMissing') {
    super(`${reason}: ${cap.id}`);
    this.cap = cap;
    this.reason = reason;
  }
}

/**
 * The caps that stand behind an account of dossier `dossier`. Accounts outside expense lines have none.
 * @throws CapNotUsable when a cap that applies is null (it blocks), or counts per a unit that the address does not name.
 */
export function linksOf(account: string, dossier: string, pins: Pins, pack: Pack, limits: CallLimits): Link[] {
  const at = parseLineAccount(account);
  if (at === null) return [];
  const links: Link[] = [];
  for (const cap of pack.caps) {
    if (cap.stage !== null && cap.stage !== pins.stage) continue;
    if (cap.line !== null && cap.line !== at.line) continue;
    // A share is of the cost that still stands: what is owed back is no part of it, and takes its cost along.
    if (cap.kind === 'share' && cap.of === 'cost' && ['due', 'returned', 'writtenOff'].includes(at.vessel)) continue;
    if (at.book === 'C') {
      if (cap.kind !== 'share' || (cap.of === 'cost' ? 'cost' : 'granted') !== at.vessel) continue;
    } else if (
      cap.drawnAt === 'request' ? at.vessel === 'awarded' : cap.drawnAt === 'advance' && at.vessel !== 'advanced'
    )
      continue;
    const limit = limitOf(cap, pins, limits);
    if (limit === null) throw new CapNotUsable(cap, 'unknownCap');
    links.push({
      cap,
      room: roomOf(cap, dossier, pins, pack, at.unit),
      how: at.book === 'C' ? 'fill' : cap.kind === 'seats' ? 'claim' : 'draw',
      givesBack: !['due', 'returned', 'writtenOff'].includes(at.vessel) || cap.givesBack,
      limit,
    });
  }
  return links;
}

/** The limit in đồng or seats; for a share, its basis points; null when the law is unknown and the call did not set it. */
export function limitOf(cap: Cap, pins: Pick<Pins, 'beneficiaryClass'>, limits: CallLimits): bigint | null {
  const own =
    cap.kind === 'amount'
      ? cap.limitVnd
      : cap.kind === 'seats'
        ? cap.limitSeats
        : ((pins.beneficiaryClass !== null && Object.hasOwn(cap.shareBps, pins.beneficiaryClass)
            ? cap.shareBps[pins.beneficiaryClass]
            : undefined) ??
          cap.shareBps.all ??
          null);
  const text = own ?? (Object.hasOwn(limits, cap.id) ? limits[cap.id] : null) ?? null;
  return text === null ? null : BigInt(text);
}

function roomOf(cap: Cap, dossier: string, pins: Pins, pack: Pack, unit: string): string {
  const owner = { project: dossier, party: pins.party, call: pins.call, agency: 'agency' }[cap.owner];
  let room = `C/${pack.id}/${cap.id}/${owner}`;
  for (const dimension of cap.per) {
    const value =
      dimension === 'year' && cap.drawnAt === 'award'
        ? pins.awardYear
        : unit
            .split(';')
            .find((u) => u.startsWith(`${dimension}=`))
            ?.slice(dimension.length + 1);
    if (value === undefined || value === null || value === '') throw new CapNotUsable(cap, 'unitMissing');
    room += `;${dimension}=${value}`;
  }
  return room;
}

/** What capLegs needs to know of a decision's dossier.  */
export type CapContext = {
  dossier: string;
  pins: Pins;
  pack: Pack;
  limits: CallLimits;
  balances: ReadonlyMap<string, bigint>;
};

/** The cap legs beside `postings`, and the caps they belong to by room. Rooms that do not exist yet are opened and filled. */
export function capLegs(
  postings: readonly Posting[],
  context: CapContext,
): { legs: Posting[]; caps: Map<string, Cap> } {
  const legs: Posting[] = [];
  const caps = new Map<string, Cap>();
  const cache = new Map<string, Link[]>();
  const links = (account: string) => {
    let found = cache.get(account);
    if (found === undefined) {
      found = linksOf(account, context.dossier, context.pins, context.pack, context.limits);
      cache.set(account, found);
      for (const link of found) open(link);
    }
    return found;
  };
  const open = ({ room, cap, how, limit }: Link) => {
    if (caps.has(room)) return;
    caps.set(room, cap);
    if (!context.balances.has(`${room}/room`) && cap.kind !== 'share')
      legs.push([`${room}/authority`, `${room}/room`, limit ?? 0n]);
    if (how === 'claim') claims.set(room, 0n);
  };
  const claims = new Map<string, bigint>();
  const bases = new Map<string, bigint>();
  const claimAccount = (room: string) => `${room}/claims:${context.pins.party}`;

  for (const [source, target, amount] of postings) {
    const from = links(source);
    const into = links(target);
    if (into.some((link) => link.how === 'fill')) bases.set(target, (bases.get(target) ?? 0n) + amount);
    if (from.some((link) => link.how === 'fill')) bases.set(source, (bases.get(source) ?? 0n) - amount);
    for (const link of into) {
      if (link.how === 'fill') continue;
      else if (from.some((x) => x.room === link.room && x.how === link.how)) continue;
      else if (link.how === 'draw') legs.push([`${link.room}/room`, `${link.room}/used`, amount]);
      else {
        legs.push([`${link.room}/claimed`, claimAccount(link.room), amount]);
        claims.set(link.room, (claims.get(link.room) ?? 0n) + amount);
      }
    }
    for (const link of from) {
      if (link.how === 'fill') continue;
      else if (!link.givesBack || into.some((x) => x.room === link.room && x.how === link.how)) continue;
      else if (link.how === 'draw') legs.push([`${link.room}/used`, `${link.room}/room`, amount]);
      else {
        legs.push([claimAccount(link.room), `${link.room}/claimed`, amount]);
        claims.set(link.room, (claims.get(link.room) ?? 0n) - amount);
      }
    }
  }

  // A share's room grows with what it is a share of. Rounded down on the whole, so that many small parts lose nothing.
  const fills = new Map<string, { bps: number; before: bigint; change: bigint }>();
  for (const [account, change] of bases) {
    for (const { room, limit } of links(account)) {
      const fill = fills.get(room) ?? { bps: Number(limit), before: 0n, change: 0n };
      fill.change += change;
      fills.set(room, fill);
    }
  }
  if (fills.size > 0) {
    for (const [account, balance] of context.balances) {
      if (!account.startsWith(`C/base/${context.dossier}/`)) continue;
      for (const { room } of links(account)) {
        const fill = fills.get(room);
        if (fill !== undefined) fill.before += balance;
      }
    }
  }
  for (const [room, { bps, before, change }] of fills) {
    // a base that would stand below zero is named by itself; there is no share of it
    const after = before + change < 0n ? 0n : before + change;
    const fill = shareOf(after, bps) - shareOf(before, bps);
    if (fill > 0n) legs.push([`${room}/authority`, `${room}/room`, fill]);
    if (fill < 0n) legs.push([`${room}/room`, `${room}/authority`, -fill]);
  }
  // A party holds its seat while it holds money under the cap.
  for (const [room, change] of claims) {
    const before = context.balances.get(claimAccount(room)) ?? 0n;
    if (before === 0n && before + change > 0n) legs.push([`${room}/room`, `${room}/used`, 1n]);
    if (before > 0n && before + change === 0n) legs.push([`${room}/used`, `${room}/room`, 1n]);
  }
  return { legs, caps };
}

/** The tightest vessel that the postings would draw below zero (the first by address among equals), with what they ask of it in all. */
export function tightestEmpty(
  postings: readonly Posting[],
  balances: ReadonlyMap<string, bigint>,
): { account: string; balance: bigint; asked: bigint; poured: bigint } | null {
  const change = new Map<string, { asked: bigint; poured: bigint }>();
  const of = (account: string) => {
    let c = change.get(account);
    if (c === undefined) {
      c = { asked: 0n, poured: 0n };
      change.set(account, c);
    }
    return c;
  };
  for (const [source, target, amount] of postings) {
    of(source).asked += amount;
    of(target).poured += amount;
  }
  let tightest: { account: string; balance: bigint; asked: bigint; poured: bigint } | null = null;
  for (const account of [...change.keys()].sort()) {
    if (/\/(authority|appropriation|carriedIn|source|claimed)$/.test(account)) continue;
    const { asked, poured } = change.get(account)!;
    const balance = balances.get(account) ?? 0n;
    if (balance + poured - asked >= 0n) continue;
    if (tightest === null || balance + poured < tightest.balance + tightest.poured)
      tightest = { account, balance, asked, poured };
  }
  return tightest;
}
