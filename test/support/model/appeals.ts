// What upholding an appeal does to the matter that it is about.

import { type Act, box, on, shift } from './acting.ts';
import { inBox, type ModelDossier, total } from './state.ts';

/** What was decided, and still stands. */
function stands(dossier: ModelDossier, event: string, subject: string): boolean {
  const recovery = dossier.recoveries[subject.replace('recovery/', '')];
  const places: Record<string, boolean> = {
    'application.foundIneligible': dossier.application === 'ineligible',
    'application.notRecommended': ['notRecommended', 'rejected'].includes(dossier.application),
    'application.rejected': dossier.application === 'rejected',
    'project.suspended': dossier.funding === 'suspended',
    'project.terminated': dossier.funding === 'terminated',
    'recovery.decided':
      recovery !== undefined && recovery.decided !== null && ['due', 'repaid', 'writtenOff'].includes(recovery.state),
  };
  return places[event] === true;
}

export const appealActs: Record<string, Act> = {
  lodgeAppeal: on(({ dossier, input }) => {
    const { event, subject } = input.against;
    dossier.appeals[input.id] = { id: input.id, event, subject, state: 'lodged' };
    return undefined;
  }),
  ...Object.fromEntries(
    [
      ['acceptAppeal', 'accepted'],
      ['declineAppeal', 'notAccepted'],
      ['dismissAppeal', 'dismissed'],
      ['withdrawAppeal', 'withdrawn'],
    ].map(([type, to]): [string, Act] => [
      type!,
      on(({ dossier, input }) => {
        const appeal = dossier.appeals[input.id];
        if (appeal === undefined) return false;
        appeal.state = to!;
        return undefined;
      }),
    ]),
  ),
  upholdAppeal: on(({ state, dossier, input, problems }) => {
    const appeal = dossier.appeals[input.id];
    if (appeal === undefined) return false;
    appeal.state = 'upheld';
    const { event, subject } = appeal;
    if (!stands(dossier, event, subject)) return undefined;
    if (event.startsWith('application.')) {
      if (state.calls[dossier.call]?.open !== true) problems.add('appealCallClosed');
      if (event === 'application.foundIneligible') dossier.application = 'submitted';
      else if (event === 'application.rejected' && dossier.recommended.length > 0) {
        dossier.application = 'recommended';
        dossier.toComplete = false;
      } else {
        dossier.application = 'beforeCouncil';
        dossier.voted = [];
      }
    }
    if (event === 'project.suspended') {
      dossier.funding = 'active';
      dossier.goesOnAt = 'active';
    }
    if (event === 'project.terminated') {
      const left = Object.values(dossier.awarded).reduce((sum, amount) => sum + amount, 0n);
      const used = Object.values(dossier.boxes).reduce((sum, one) => sum + inBox(one), 0n);
      if (left + used < dossier.everAwarded) problems.add('appealAwardGone');
      dossier.funding = dossier.signed ? dossier.goesOnAt : 'awaitingAgreement';
      for (const report of Object.values(dossier.reports))
        if (report.endedFrom !== undefined) {
          report.state = report.endedFrom;
          delete report.endedFrom;
        }
    }
    if (event === 'recovery.decided') {
      const of = dossier.recoveries[subject.replace('recovery/', '')]!;
      const whole = of.decided ?? [];
      if (of.state !== 'due' || total(of.items) < total(whole)) problems.add('appealRepaid');
      shift(dossier, whole, 'due', 'settled');
      for (const item of whole) box(dossier, item).cost += item.cost;
      of.items = [];
      of.state = 'annulled';
    }
    return undefined;
  }),
};
