// The agreement amended: of its kinds only a shift between lines moves money.

import { type Act, type Inside, on } from './acting.ts';
import type { Model } from './model.ts';
import { type ModelAmendment, type ModelDossier, type ModelState, vnd } from './state.ts';

const onAmendment = (act: (at: Inside & { of: ModelAmendment }) => false | undefined): Act =>
  on((at) => {
    const of = at.dossier.amendments[at.input.id];
    return of === undefined ? false : act({ ...at, of });
  });

/** What is free on one line, and what shares of the award are shares of, goes to another. */
function shiftLines(dossier: ModelDossier, { from = '', to = '', amountVnd = '0' }: ModelAmendment['change']) {
  for (const book of [dossier.awarded, dossier.granted]) {
    book[from] = (book[from] ?? 0n) - vnd(amountVnd);
    book[to] = (book[to] ?? 0n) + vnd(amountVnd);
  }
}

/** What would be wrong if it were granted at once. */
function tried(model: Model, state: ModelState, dossier: ModelDossier, change: ModelAmendment['change']): string[] {
  const trial = structuredClone(state);
  const own = trial.dossiers[dossier.id]!;
  shiftLines(own, change);
  return [
    ...(Object.values(own.awarded).some((amount) => amount < 0n) ? ['notEnough'] : []),
    ...[...model.rooms(trial).values()].flatMap(({ cap, poured, used }) =>
      used > poured ? [cap.kind === 'seats' ? 'seats' : 'cap'] : [],
    ),
  ];
}

/** With the agreement ends whatever was asked to be amended of it. */
export function endAmendments({ amendments }: ModelDossier): void {
  for (const one of Object.values(amendments))
    if (one.state === 'requested' || one.state === 'opinionsReceived') one.state = 'ended';
}

export const amendmentActs: Record<string, Act> = {
  requestAmendment: on(({ model, state, dossier, input, problems }) => {
    const { change } = input;
    if (change.kind === 'lines') for (const problem of tried(model, state, dossier, change)) problems.add(problem);
    dossier.amendments[input.id] = { id: input.id, state: 'requested', change };
    return undefined;
  }),
  receiveOpinions: onAmendment(({ of }) => {
    of.state = 'opinionsReceived';
    return undefined;
  }),
  grantAmendment: onAmendment(({ dossier, of }) => {
    of.state = 'granted';
    if (of.change.kind === 'lines') shiftLines(dossier, of.change);
    if (of.change.kind === 'earlyEnd') {
      dossier.funding = 'closing';
      dossier.goesOnAt = 'closing';
      endAmendments(dossier);
    }
    return undefined;
  }),
  refuseAmendment: onAmendment(({ of }) => {
    of.state = 'refused';
    return undefined;
  }),
  withdrawAmendment: onAmendment(({ of }) => {
    of.state = 'withdrawn';
    return undefined;
  }),
};
