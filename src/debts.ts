// How a debt was met, in its parts: repaid in cash, netted against a later request, written off; and what is left of it.

import type { DebtSplit } from '../templates/parts/debt.tsx';
import type { DisbursementFacts } from '../workflows/rules/requests.ts';
import type { Dossier } from './dossier.ts';

const sumOf = (amounts: readonly unknown[]): bigint =>
  amounts.reduce<bigint>((sum, amount) => sum + BigInt(String(amount ?? '0')), 0n);
const totalOf = (items: unknown): bigint =>
  sumOf(((items ?? []) as { amountVnd: string }[]).map(({ amountVnd }) => amountVnd));

/** The parts of a debt that was decided on; null while nobody has decided on it, and where it was dropped. */
export function splitOf({ states, history }: Pick<Dossier, 'states' | 'history'>, recovery: string): DebtSplit | null {
  const subject = `recovery/${recovery}`;
  const state = states.get(subject);
  if (state === undefined || ['proposed', 'dropped', 'annulled'].includes(String(state.value))) return null;
  const received = (event: string) =>
    sumOf(history.filter((one) => one.subject === subject && one.event === event).map(({ input }) => input.amountVnd));
  const wholeVnd = totalOf(state.facts.decided ?? state.facts.items);
  const [cashVnd, nettedVnd] = [received('recovery.cashReceived'), nettedOf({ states, history }, recovery)];
  const leftVnd = state.value === 'due' ? totalOf(state.facts.items) : 0n;
  const writtenOffVnd = state.value === 'writtenOff' ? wholeVnd - cashVnd - nettedVnd : 0n;
  return { wholeVnd, cashVnd, nettedVnd, writtenOffVnd, leftVnd };
}

/** What of a debt is netted on requests and was not taken back with them; a request of the first rules says it by its history alone. */
function nettedOf({ states, history }: Pick<Dossier, 'states' | 'history'>, recovery: string): bigint {
  const parts = [...states.values()].flatMap(({ subject, machine, facts }) => {
    if (machine !== 'disbursement') return [];
    const kept = (facts as unknown as DisbursementFacts).netted;
    if (kept !== undefined) return kept.filter((one) => one.recovery === recovery).map(({ due }) => totalOf(due));
    const said = history.filter(
      ({ event, subject: of, input }) =>
        event === 'recovery.netted' &&
        of === `recovery/${recovery}` &&
        subject === `disbursement/${input.disbursement}`,
    );
    return said.map(({ input }) => BigInt(String(input.amountVnd)));
  });
  return parts.reduce((sum, part) => sum + part, 0n);
}

/** What was taken off a request since it was last sent, for what its party owed. */
export function nettedFrom({ history }: Pick<Dossier, 'history'>, request: string): bigint {
  const sent = history.find(
    ({ subject, event }) => subject === `disbursement/${request}` && event === 'disbursement.requested',
  );
  const netted = history.filter(
    ({ event, input, revision }) =>
      event === 'recovery.netted' && input.disbursement === request && revision > (sent?.revision ?? 0),
  );
  return sumOf(netted.map(({ input }) => input.amountVnd));
}
