// Appeals against what was decided, and their answers.

import { v7 } from 'uuid';
import type { ModelDossier } from '../model/state.ts';
import { today } from '../stage.ts';
import { decided, type Fill, type Fills, reason } from './filling.ts';

/** The decisions of a dossier that stand, each by its event and its subject. */
export function standing(dossier: ModelDossier | undefined): { event: string; subject: string }[] {
  if (dossier === undefined) return [];
  const application: Record<string, string> = {
    ineligible: 'application.foundIneligible',
    notRecommended: 'application.notRecommended',
    rejected: 'application.rejected',
    awarded: 'application.awarded',
  };
  const funding: Record<string, string> = { suspended: 'project.suspended', terminated: 'project.terminated' };
  const of = (event: string | undefined, subject: string) => (event === undefined ? [] : [{ event, subject }]);
  return [
    ...Object.values(dossier.recoveries)
      .filter(({ state, decided }) => decided !== null && ['due', 'repaid', 'writtenOff'].includes(state))
      .flatMap(({ id }) => of('recovery.decided', `recovery/${id}`)),
    ...of(funding[dossier.funding ?? ''], 'project'),
    ...of(application[dossier.application], 'application'),
  ];
}

const about =
  (states: readonly string[], more: object = {}): Fill =>
  ({ id, dossier, sensible, dials }) => {
    const all = Object.values(dossier?.appeals ?? {});
    const fitting = sensible ? all.filter(({ state }) => states.includes(state)) : all;
    return { id, input: { id: fitting.length > 0 ? dials.pick(fitting).id : v7(), ...more } };
  };

export const appealInputs = {
  lodgeAppeal: ({ id, dossier, sensible, dials }) => {
    const all = standing(dossier);
    const none = { event: 'application.rejected', subject: 'application' };
    const against =
      all.length > 0 && (sensible || dials.next(2) === 0)
        ? all[dials.next(2) === 0 ? 0 : dials.next(all.length)]!
        : none;
    // which decision it was is known by its revision: some come twice
    return {
      id,
      input: { id: v7(), against: { ...against, revision: 1 + dials.next(5), on: today() }, grounds: reason },
    };
  },
  acceptAppeal: (given) => {
    const { id, input } = about(['lodged'])(given);
    return { id, input: { ...input, complex: given.dials.next(3) === 0 } };
  },
  declineAppeal: about(['lodged'], { reason }),
  upholdAppeal: about(['accepted'], { ...decided, reason }),
  dismissAppeal: about(['accepted'], { ...decided, reason }),
  withdrawAppeal: about(['lodged', 'accepted']),
} satisfies Fills;
