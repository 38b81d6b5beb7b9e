/**
 * An appeal (khiếu nại) of a team against one decision of its dossier. The director decides it in the first instance; what follows
 * from upholding it is decided with it, by an event of the machine whose decision it was. The second instance, and the court, are
 * outside.
 */
import { setup } from 'xstate';
import { clearDeadline, declaredEffects, mail, setDeadline } from './effects.ts';
import type { EventsOf } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const appealFacts = {
  'appeal.lodged': null,
  'appeal.accepted': null,
  'appeal.notAccepted': null,
  'appeal.upheld': null,
  'appeal.dismissed': null,
  'appeal.withdrawn': null,
} as const;
export type AppealEvent = EventsOf<typeof appealFacts>;

export const appealMachine = setup({
  types: { events: {} as AppealEvent, meta: {} as StateMeta },
  actions: declaredEffects,
}).createMachine({
  id: 'appeal',
  version: '1',
  initial: 'draft',
  states: {
    draft: {
      meta: {
        staff: { vi: 'Đơn khiếu nại đang soạn', en: 'Appeal being written' },
        founder: { vi: 'Đang soạn đơn khiếu nại', en: 'Your appeal is being written' },
        expects: 'founder',
        within: null,
      },
      on: {
        'appeal.lodged': { target: 'lodged', actions: [setDeadline('appealAcceptance'), mail('appealLodged')] },
      },
    },
    lodged: {
      meta: {
        staff: { vi: 'Khiếu nại chờ thụ lý', en: 'Appeal to be accepted for handling' },
        founder: { vi: 'Đã khiếu nại, chờ thụ lý', en: 'Appeal lodged, to be accepted for handling' },
        expects: 'director',
        within: within('appealAcceptance'),
      },
      on: {
        'appeal.accepted': {
          target: 'accepted',
          actions: [clearDeadline('appealAcceptance'), setDeadline('appealDecision'), mail('appealAccepted')],
        },
        'appeal.notAccepted': {
          target: 'notAccepted',
          actions: [clearDeadline('appealAcceptance'), mail('appealNotAccepted')],
        },
        'appeal.withdrawn': {
          target: 'withdrawn',
          actions: [clearDeadline('appealAcceptance'), mail('appealWithdrawn')],
        },
      },
    },
    accepted: {
      meta: {
        staff: { vi: 'Khiếu nại đã thụ lý, chờ giải quyết', en: 'Appeal accepted, to be decided' },
        founder: { vi: 'Khiếu nại đã được thụ lý, đang giải quyết', en: 'Appeal accepted, being decided' },
        expects: 'director',
        within: within('appealDecision'),
      },
      on: {
        'appeal.upheld': { target: 'upheld', actions: [clearDeadline('appealDecision'), mail('appealUpheld')] },
        'appeal.dismissed': {
          target: 'dismissed',
          actions: [clearDeadline('appealDecision'), mail('appealDismissed')],
        },
        'appeal.withdrawn': {
          target: 'withdrawn',
          actions: [clearDeadline('appealDecision'), mail('appealWithdrawn')],
        },
      },
    },
    notAccepted: {
      meta: {
        staff: { vi: 'Khiếu nại không được thụ lý', en: 'Appeal not accepted for handling' },
        founder: { vi: 'Khiếu nại không được thụ lý', en: 'Appeal not accepted for handling' },
        expects: null,
        within: null,
      },
    },
    upheld: {
      meta: {
        staff: { vi: 'Khiếu nại được chấp nhận', en: 'Appeal upheld' },
        founder: { vi: 'Khiếu nại được chấp nhận', en: 'Appeal upheld' },
        expects: null,
        within: null,
      },
    },
    dismissed: {
      meta: {
        staff: { vi: 'Khiếu nại bị bác', en: 'Appeal dismissed' },
        founder: { vi: 'Khiếu nại không được chấp nhận', en: 'Appeal dismissed' },
        expects: null,
        within: null,
      },
    },
    withdrawn: {
      meta: {
        staff: { vi: 'Người khiếu nại đã rút', en: 'Appeal withdrawn' },
        founder: { vi: 'Bạn đã rút khiếu nại', en: 'You withdrew this appeal' },
        expects: null,
        within: null,
      },
    },
  },
});
