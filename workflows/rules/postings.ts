// What each flow of money is, in the three books (DESIGN §4). Cap legs are not here: they follow from the accounts.

import { base, budget, type LineVessel, type Posting, promise, support } from './accounts.ts';

/** An amount on one expense line, and under one unit where the line's caps count by unit ('-' where not). */
export type LineAmount = { readonly line: string; readonly unit: string; readonly amount: bigint };
/** A line amount with the cost that it is a share of. */
export type CostedAmount = LineAmount & { readonly cost: bigint };
/** A year and source of the budget. */
export type BudgetKey = { readonly year: number; readonly source: string };

const sum = (items: readonly { readonly amount: bigint }[]) => items.reduce((total, item) => total + item.amount, 0n);

function move(dossier: string, items: readonly LineAmount[], from: LineVessel, to: LineVessel): Posting[] {
  return items.map(({ line, unit, amount }) => [
    promise.line(dossier, line, unit, from),
    promise.line(dossier, line, unit, to),
    amount,
  ]);
}

/** Between the line's award, which has no units, and a vessel that has. */
function hold(dossier: string, items: readonly LineAmount[], direction: 'held' | 'back'): Posting[] {
  return items.map(({ line, unit, amount }) => {
    const awarded = promise.line(dossier, line, '-', 'awarded');
    const held = promise.line(dossier, line, unit, 'held');
    return direction === 'held' ? [awarded, held, amount] : [held, awarded, amount];
  });
}

function cost(dossier: string, items: readonly CostedAmount[], direction: 'claimed' | 'back'): Posting[] {
  return items
    .filter((item) => item.cost > 0n)
    .map(({ line, unit, cost }) => {
      const source = base.source(dossier);
      const account = base.cost(dossier, line, unit);
      return direction === 'claimed' ? [source, account, cost] : [account, source, cost];
    });
}

/** A call, and whether it has closed: then nothing stays uncommitted in it, and what comes back goes on to the authority. */
export type CallBook = { readonly id: string; readonly closed: boolean };

function throughClosed(call: CallBook, amount: bigint): Posting[] {
  return call.closed ? [[promise.uncommitted(call.id), promise.authority(call.id), amount]] : [];
}

/** A call opens: authority → uncommitted. */
export function openCall(call: string, amount: bigint): Posting[] {
  return [[promise.authority(call), promise.uncommitted(call), amount]];
}

/** A call closes: what was not committed goes back. */
export function closeCall(call: string, uncommitted: bigint): Posting[] {
  return [[promise.uncommitted(call), promise.authority(call), uncommitted]];
}

/** A budget year opens, or is added to: appropriation → available. */
export function openYear({ year, source }: BudgetKey, amount: bigint): Posting[] {
  return [[budget.appropriation(year, source), budget.available(year, source), amount]];
}

/** Award: uncommitted → awarded. `granted` is the base of shares of the award, such as an advance. */
export function award(dossier: string, call: string, lines: readonly LineAmount[]): Posting[] {
  return lines.flatMap(({ line, amount }): Posting[] => [
    [promise.uncommitted(call), promise.line(dossier, line, '-', 'awarded'), amount],
    [base.source(dossier), base.granted(dossier, line), amount],
  ]);
}

/** Counted, or taken back, where a pack gives for a stage once only. */
export function countSupport(party: string, stage: string, amount: bigint, direction: 'given' | 'back'): Posting[] {
  const [source, supported] = [support.source(party, stage), support.supported(party, stage)];
  return [direction === 'given' ? [source, supported, amount] : [supported, source, amount]];
}

/** Planned for a year: available → reserved. */
export function plan(dossier: string, { year, source }: BudgetKey, amount: bigint): Posting[] {
  return [[budget.available(year, source), budget.project(year, source, dossier, 'reserved'), amount]];
}

/** Requested: awarded → held; the cost that it is a share of is claimed with it. */
export function request(dossier: string, items: readonly CostedAmount[]): Posting[] {
  return [...hold(dossier, items, 'held'), ...cost(dossier, items, 'claimed')];
}

/** Returned, refused or cancelled, and what is accepted less than asked: held → awarded, with its cost. */
export function release(dossier: string, items: readonly CostedAmount[]): Posting[] {
  return [
    ...hold(
      dossier,
      items.filter((i) => i.amount > 0n),
      'back',
    ),
    ...cost(dossier, items, 'back'),
  ];
}

/** Ordered: held → ordered; reserved → ordered. */
export function order(dossier: string, items: readonly LineAmount[], { year, source }: BudgetKey): Posting[] {
  return [
    ...move(dossier, items, 'held', 'ordered'),
    [budget.project(year, source, dossier, 'reserved'), budget.project(year, source, dossier, 'ordered'), sum(items)],
  ];
}

/** Rejected by the bank: ordered → held; ordered → reserved. */
export function bankReject(dossier: string, items: readonly LineAmount[], { year, source }: BudgetKey): Posting[] {
  return [
    ...move(dossier, items, 'ordered', 'held'),
    [budget.project(year, source, dossier, 'ordered'), budget.project(year, source, dossier, 'reserved'), sum(items)],
  ];
}

/** Paid after the work: ordered → settled; as an advance: ordered → advanced. In the budget: ordered → paid. */
export function pay(
  dossier: string,
  items: readonly LineAmount[],
  { year, source }: BudgetKey,
  as: 'settled' | 'advanced',
): Posting[] {
  return [
    ...move(dossier, items, 'ordered', as),
    [budget.project(year, source, dossier, 'ordered'), budget.project(year, source, dossier, 'paid'), sum(items)],
  ];
}

/** Come back although it was paid: settled → held, of an advance: advanced → held. In the budget: paid → reserved. */
export function payBack(
  dossier: string,
  items: readonly LineAmount[],
  { year, source }: BudgetKey,
  from: 'settled' | 'advanced',
): Posting[] {
  return [
    ...move(dossier, items, from, 'held'),
    [budget.project(year, source, dossier, 'paid'), budget.project(year, source, dossier, 'reserved'), sum(items)],
  ];
}

/**
 * An advance cleared, in whole or part: advanced → settled, and what was not spent: advanced → due. The cost that was
 * estimated gives way to the cost that was accepted.
 */
export function clearAdvance(
  dossier: string,
  cleared: {
    readonly settled: readonly LineAmount[];
    readonly unspent: readonly LineAmount[];
    readonly estimate: readonly CostedAmount[];
    readonly accepted: readonly CostedAmount[];
  },
): Posting[] {
  return [
    ...move(dossier, cleared.settled, 'advanced', 'settled'),
    ...move(dossier, cleared.unspent, 'advanced', 'due'),
    ...cost(dossier, cleared.accepted, 'claimed'),
    ...cost(dossier, cleared.estimate, 'back'),
  ];
}

/** Recovery decided: settled → due; the cost that is no longer accepted goes with it. */
export function recover(dossier: string, items: readonly CostedAmount[]): Posting[] {
  return [...move(dossier, items, 'settled', 'due'), ...cost(dossier, items, 'back')];
}

/** A decision to recover is annulled: due → settled, with the cost that is accepted again. */
export function annul(dossier: string, items: readonly CostedAmount[]): Posting[] {
  return [...move(dossier, items, 'due', 'settled'), ...cost(dossier, items, 'claimed')];
}

/**
 * Cash back. In the year it was paid, the money can be used again: due → awarded and paid → reserved, or, where the project no
 * longer uses it, due → uncommitted and paid → available (`freed` of it: what was carried over lapses). In a later year it is
 * revenue of the state: due → returned.
 */
export function cashBack(
  dossier: string,
  items: readonly LineAmount[],
  to:
    | { readonly kind: 'awarded'; readonly budget: BudgetKey }
    | { readonly kind: 'uncommitted'; readonly call: CallBook; readonly budget: BudgetKey; readonly freed: bigint }
    | { readonly kind: 'returned' },
): Posting[] {
  if (to.kind === 'returned') return move(dossier, items, 'due', 'returned');
  const { year, source } = to.budget;
  return [
    ...items.map(
      ({ line, unit, amount }): Posting => [
        promise.line(dossier, line, unit, 'due'),
        to.kind === 'awarded' ? promise.line(dossier, line, '-', 'awarded') : promise.uncommitted(to.call.id),
        amount,
      ],
    ),
    ...(to.kind === 'uncommitted' ? throughClosed(to.call, sum(items)) : []),
    ...(to.kind === 'awarded'
      ? [
          [
            budget.project(year, source, dossier, 'paid'),
            budget.project(year, source, dossier, 'reserved'),
            sum(items),
          ] as Posting,
        ]
      : giveUp(dossier, to.budget, 'paid', sum(items), to.freed)),
  ];
}

/** What a project does not use: free for others again, but for what was carried over into the year, which lapses. */
function giveUp(
  dossier: string,
  { year, source }: BudgetKey,
  from: 'reserved' | 'paid',
  amount: bigint,
  freed: bigint,
): Posting[] {
  const vessel = budget.project(year, source, dossier, from);
  const parts: Posting[] = [
    [vessel, budget.available(year, source), freed],
    [vessel, budget.project(year, source, dossier, 'lapsed'), amount - freed],
  ];
  return parts.filter(([, , part]) => part > 0n);
}

/** Taken off the next request instead of being paid back: due → settled; the request's part goes held → awarded beside it. */
export function net(dossier: string, items: readonly LineAmount[]): Posting[] {
  return move(dossier, items, 'due', 'settled');
}

/** Written off by decision: due → writtenOff. */
export function writeOff(dossier: string, items: readonly LineAmount[]): Posting[] {
  return move(dossier, items, 'due', 'writtenOff');
}

/** Something reserved that the project has not ordered: as much as `freed` is available again, what was carried over lapses. */
export type Reserved = BudgetKey & { readonly amount: bigint; readonly freed: bigint };

/** Released by the project: reserved → available, and what was carried over: reserved → lapsed. */
export const unplan = (dossier: string, { amount, freed, ...key }: Reserved): Posting[] =>
  giveUp(dossier, key, 'reserved', amount, freed);

/** What is left of an award is cancelled: awarded → uncommitted; reserved → available, what was carried over: reserved → lapsed. */
export function cancelRemainder(
  dossier: string,
  call: CallBook,
  lines: readonly LineAmount[],
  reserved: readonly Reserved[],
): Posting[] {
  return [
    // what was granted stays the base of an advance's share: an advance already paid does not become too much
    ...lines.map(
      ({ line, amount }): Posting => [
        promise.line(dossier, line, '-', 'awarded'),
        promise.uncommitted(call.id),
        amount,
      ],
    ),
    ...throughClosed(call, sum(lines)),
    ...reserved.flatMap((one) => unplan(dossier, one)),
  ];
}

/**
 * Shifted by an amendment: awarded of one line → awarded of another, the total unchanged. What shares of the award are shares of goes
 * along, so that a line's share follows what it has.
 */
export function shift(dossier: string, from: string, to: string, amount: bigint): Posting[] {
  return [
    [promise.line(dossier, from, '-', 'awarded'), promise.line(dossier, to, '-', 'awarded'), amount],
    [base.granted(dossier, from), base.granted(dossier, to), amount],
  ];
}

/** The year ends: reserved → carried, in the next year carriedIn → reserved, and the rest: available → lapsed. */
export function closeYear(
  { year, source }: BudgetKey,
  reserved: readonly { readonly dossier: string; readonly amount: bigint }[],
  available: bigint,
): Posting[] {
  return [
    ...reserved.flatMap(({ dossier, amount }): Posting[] => [
      [budget.project(year, source, dossier, 'reserved'), budget.carried(year, source), amount],
      [
        budget.project(year + 1, source, dossier, 'carriedIn'),
        budget.project(year + 1, source, dossier, 'reserved'),
        amount,
      ],
    ]),
    ...(available > 0n ? [[budget.available(year, source), budget.lapsed(year, source), available] as Posting] : []),
  ];
}

/** A cap's limit changes: room → authority when it is lowered, authority → room when it is raised. */
export function changeCap(room: string, before: bigint, after: bigint): Posting[] {
  if (after < before) return [[`${room}/room`, `${room}/authority`, before - after]];
  return after > before ? [[`${room}/authority`, `${room}/room`, after - before]] : [];
}
