// A debt that was netted on a request whose work is then not accepted after all.

import type { Context, Effected, JsonObject, StateRow } from '../decide.ts';
import { take } from '../machines.ts';
import type { Instant } from '../rules/calendar.ts';
import * as postings from '../rules/postings.ts';
import { costed, type DisbursementFacts, type Item, stored } from '../rules/requests.ts';

type Undone = Required<Pick<Effected, 'also' | 'alsoEffects' | 'alsoDuties' | 'flows'>>;

/**
 * What follows when requests end or are returned on which debts were netted: each debt is due again until the day it had, and the cost
 * behind it is accepted no more. Their money is released beside it; a request that was paid keeps what was netted on it.
 */
export function nettingUndone(context: Context<unknown>, requests: readonly StateRow[]): Undone {
  const { facts, dossier, rely } = context;
  const undone = new Map<string, { row: StateRow; due: Item[]; behind: Item[]; until: Instant | null }>();
  for (const request of requests)
    for (const { recovery, until, due, request: behind } of nettedOn(request)) {
      const subject = `recovery/${recovery}`;
      const one = undone.get(subject) ?? { row: facts.states.get(subject)!, due: [], behind: [], until };
      undone.set(subject, { ...one, due: [...one.due, ...due], behind: [...one.behind, ...behind] });
    }
  if (undone.size > 0) rely(facts.dossier?.party, 'party', 'andDebt');
  const also: StateRow[] = [];
  const alsoEffects: Undone['alsoEffects'][number][] = [];
  for (const [subject, { row, due, until }] of undone) {
    const taken = take(row, { type: 'recovery.nettingUndone' });
    if (!taken.ok) throw new Error(`${subject} does not take its netting back`);
    const items = together([...((row.facts.items ?? []) as unknown as Item[]), ...due]);
    also.push({
      ...row,
      ...taken.next,
      facts: { ...row.facts, items: items as unknown as JsonObject[], nettedOn: null },
    });
    alsoEffects.push({ subject, effects: taken.effects, due: { recoveryPayment: until } });
  }
  const posted = (subject: string) => {
    const { due, behind } = undone.get(subject)!;
    return postings.recover(dossier, [...costed(due), ...costed(behind).map((item) => ({ ...item, amount: 0n }))]);
  };
  const alsoDuties = also.map(({ subject }) => ({ subject, event: 'recovery.nettingUndone' as const }));
  return { also, alsoEffects, alsoDuties, flows: undone.size === 0 ? {} : { recover: posted } };
}

/** A request's facts as they were before anything was netted on it; {} where nothing was. */
export function beforeNetting(request: Pick<StateRow, 'facts'>): JsonObject {
  const netted = nettedOn(request);
  if (netted.length === 0) return {};
  const { items } = request.facts as unknown as DisbursementFacts;
  const whole = together([...items, ...netted.flatMap((one) => one.request)]);
  return { items: whole as unknown as JsonObject[], netted: [] };
}

const nettedOn = ({ facts }: Pick<StateRow, 'facts'>) => (facts as unknown as DisbursementFacts).netted ?? [];

/** Each line and unit once. */
function together(items: readonly Item[]): Item[] {
  const sums = new Map<string, ReturnType<typeof costed>[number]>();
  for (const item of costed(items)) {
    const key = `${item.line}/${item.unit}`;
    const sum = sums.get(key) ?? { ...item, amount: 0n, cost: 0n };
    sums.set(key, { ...sum, amount: sum.amount + item.amount, cost: sum.cost + item.cost });
  }
  return stored([...sums.values()]);
}
