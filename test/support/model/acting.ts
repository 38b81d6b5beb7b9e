// What the commands of the model are made of: their inputs, the dossier that they are about, and money moved in it.

import type { Model } from './model.ts';
import {
  type Box,
  type Budget,
  type BudgetVessel,
  emptyBox,
  type Giver,
  type LineItem,
  type ModelAmendment,
  type ModelDisbursement,
  type ModelDossier,
  type ModelRecovery,
  type ModelState,
  same,
  type Vessel,
} from './state.ts';

type AskedItem = { line: string; unit?: string; units?: Record<string, string>; amountVnd: string; costVnd?: string };
/** What the inputs of the commands hold, taken together. */
export type Input = Budget & {
  id: string;
  amountVnd: string;
  budgetVnd: string;
  room: string;
  limit: string;
  kind: string;
  members?: string[];
  beneficiaryClass?: string;
  call: string;
  party: string;
  team: string[];
  as: 'owner' | 'editor' | 'viewer';
  invitedBy: string;
  person: string;
  reviewers: string[];
  reviewer: string;
  out: string;
  in: string;
  council: string[];
  chair: string;
  viceChair?: string;
  conflict: string | null;
  roles: string[];
  to: string;
  lines: { line: string; amountVnd: string }[];
  company: string;
  items: AskedItem[];
  isAdvance?: boolean;
  payee?: string;
  accepted: { amountVnd: string; costVnd: string }[];
  cleared: { settledVnd: string; unspentVnd: string; costVnd: string }[];
  recovery?: string;
  completionNeeded: boolean;
  undoable?: true;
  disbursement: string;
  against: { event: string; subject: string };
  change: ModelAmendment['change'];
};

export type Act = (at: {
  model: Model;
  state: ModelState;
  dossier: ModelDossier | undefined;
  id: string;
  input: Input;
  by: Giver;
  problems: Set<string>;
}) => false | undefined;
export type Inside = Parameters<Act>[0] & { dossier: ModelDossier };

/** A command on a dossier that the model knows. */
export const on =
  (act: (at: Inside) => false | undefined): Act =>
  (at) =>
    at.dossier === undefined ? false : act(at as Inside);
/** A command on a disbursement that the model knows. */
export const onDisbursement = (act: (at: Inside & { of: ModelDisbursement }) => false | undefined): Act =>
  on((at) => {
    const of = at.dossier.disbursements[at.input.id];
    return of === undefined ? false : act({ ...at, of });
  });
export const onRecovery = (act: (at: Inside & { of: ModelRecovery }) => false | undefined): Act =>
  on((at) => {
    const of = at.dossier.recoveries[at.input.id];
    return of === undefined ? false : act({ ...at, of });
  });
/** Only a state changes. */
export const becomes = (key: 'application' | 'funding' | 'product' | 'company', value: string): Act =>
  on(({ dossier }) => {
    dossier[key] = value;
    return undefined;
  });

export function box(dossier: ModelDossier, { line, unit }: { line: string; unit: string }): Box {
  const key = `${line}|${unit}`;
  dossier.boxes[key] ??= emptyBox();
  return dossier.boxes[key];
}
export function year(state: ModelState, { year, source }: Budget) {
  const key = `${year}|${source}`;
  state.years[key] ??= { open: false, opened: false, available: 0n, carried: 0n, lapsed: 0n, appropriated: 0n };
  return state.years[key];
}
export function budget(dossier: ModelDossier, { year, source }: Budget) {
  const key = `${year}|${source}`;
  dossier.budget[key] ??= { reserved: 0n, ordered: 0n, paid: 0n, carriedIn: 0n, lapsed: 0n };
  return dossier.budget[key];
}
/** What a project gives up of a year: the year's own money is free again, carried money is spent first and goes to nobody else. */
export function giveUp(
  state: ModelState,
  key: string,
  own: Record<BudgetVessel, bigint>,
  from: 'reserved' | 'paid',
  amount: bigint,
) {
  const carried = own.carriedIn - own.lapsed;
  const spent = own.ordered + own.paid;
  const carriedSpent = spent < carried ? spent : carried;
  const carriedThere = from === 'paid' ? carriedSpent : carried - carriedSpent;
  const ownThere =
    from === 'paid' ? spent - carriedThere : own.reserved > carriedThere ? own.reserved - carriedThere : 0n;
  const free = amount < ownThere ? amount : ownThere;
  const [at = '', source = ''] = key.split('|');
  own[from] -= amount;
  own.lapsed += amount - free;
  year(state, { year: Number(at), source }).available += free;
}
export function shift(dossier: ModelDossier, items: readonly LineItem[], from: Vessel, to: Vessel) {
  for (const item of items) {
    box(dossier, item)[from] -= item.amount;
    box(dossier, item)[to] += item.amount;
  }
}
export function release(dossier: ModelDossier, items: readonly LineItem[]) {
  for (const item of items) {
    box(dossier, item).held -= item.amount;
    box(dossier, item).cost -= item.cost;
    dossier.awarded[item.line] = (dossier.awarded[item.line] ?? 0n) + item.amount;
  }
}
/** A request whose work is not accepted after all: what was netted on it is due again, and the cost behind that is gone. */
export function undoNetting(dossier: ModelDossier, request: ModelDisbursement) {
  for (const { recovery, due, behind } of request.netted) {
    shift(dossier, due, 'settled', 'due');
    for (const item of behind) box(dossier, item).cost -= item.cost;
    const of = dossier.recoveries[recovery]!;
    of.state = 'due';
    for (const item of due) {
      const left = of.items.find((one) => same(one, item));
      if (left === undefined) of.items.push({ ...item, cost: 0n });
      else left.amount += item.amount;
    }
  }
  request.netted = [];
}
/** Takes an amount off items, in their order. */
export function takeOff(items: LineItem[], amount: bigint): { taken: LineItem[]; left: LineItem[] } {
  const taken: LineItem[] = [];
  const left: LineItem[] = [];
  let open = amount;
  for (const item of items) {
    const part = open < item.amount ? open : item.amount;
    open -= part;
    if (part > 0n) taken.push({ ...item, amount: part });
    if (part < item.amount) left.push({ ...item, amount: item.amount - part });
  }
  return { taken, left };
}
