// How money flows, asked of the very functions that make the postings: what a page says of it cannot be otherwise.

import type { Flow } from '../../workflows/effects.ts';
import { flows } from '../../workflows/effects.ts';
import type { Posting } from '../../workflows/rules/accounts.ts';
import * as postings from '../../workflows/rules/postings.ts';

/** One movement: the book, and the vessels as the last part of an account names them. */
export type Move = { readonly book: string; readonly from: string; readonly to: string };

const items = [{ line: 'l', unit: '-', amount: 2n, cost: 2n }];
const year = { year: 2026, source: 's' };
const call = { id: 'call', closed: false };
const given = { ...year, amount: 2n, freed: 1n };

const examples: Record<Flow, Posting[]> = {
  openCall: postings.openCall('call', 2n),
  closeCall: postings.closeCall('call', 2n),
  openYear: postings.openYear(year, 2n),
  award: postings.award('d', 'call', items),
  plan: postings.plan('d', year, 2n),
  unplan: postings.unplan('d', given),
  request: postings.request('d', items),
  acceptLess: postings.release('d', items),
  release: postings.release('d', items),
  order: postings.order('d', items, year),
  bankReject: postings.bankReject('d', items, year),
  pay: postings.pay('d', items, year, 'settled'),
  payAdvance: postings.pay('d', items, year, 'advanced'),
  returnPaid: postings.payBack('d', items, year, 'settled'),
  returnAdvance: postings.payBack('d', items, year, 'advanced'),
  clearAdvance: postings.clearAdvance('d', { settled: items, unspent: items, estimate: items, accepted: items }),
  recover: postings.recover('d', items),
  annul: postings.annul('d', items),
  cashBack: [
    ...postings.cashBack('d', items, { kind: 'awarded', budget: year }),
    ...postings.cashBack('d', items, { kind: 'uncommitted', call, budget: year, freed: 1n }),
    ...postings.cashBack('d', items, { kind: 'returned' }),
  ],
  net: postings.net('d', items),
  writeOff: postings.writeOff('d', items),
  cancelRemainder: postings.cancelRemainder('d', call, items, [given]),
  novate: [],
  shift: postings.shift('d', 'l', 'm', 2n),
  closeYear: postings.closeYear(year, [{ dossier: 'd', amount: 2n }], 2n),
  changeCap: [...postings.changeCap('C/cap/x', 1n, 2n), ...postings.changeCap('C/cap/x', 2n, 1n)],
};

/** Every flow that a machine can ask for, with its movements, each once. */
export const movesOfFlows: readonly { flow: Flow; moves: readonly Move[] }[] = flows.map((flow) => {
  const moves = new Map<string, Move>();
  for (const [source, target] of examples[flow]) {
    const last = (account: string) => account.split('/').at(-1) ?? '';
    const move = { book: source.slice(0, 1), from: last(source), to: last(target) };
    moves.set(Object.values(move).join(' '), move);
  }
  return { flow, moves: [...moves.values()] };
});
