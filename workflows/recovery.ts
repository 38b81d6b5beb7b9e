/**
 * Money owed back. It is proposed by one person and decided by another; only what an advance left unspent arises of
 * itself, because clearing the advance has already posted it as due.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { clearDeadline, declaredEffects, mail, paper, post, setDeadline } from './effects.ts';
import { type EventsOf, vnd } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const recoveryFacts = {
  'recovery.proposed': null,
  'recovery.decided': null,
  'recovery.arose': null,
  /** What stays due after this. */
  'recovery.cashReceived': z.object({ remainingVnd: vnd }),
  'recovery.netted': z.object({ remainingVnd: vnd }),
  /** The request that it was netted on was returned or ended: it is due again. */
  'recovery.nettingUndone': null,
  'recovery.writtenOff': null,
  'recovery.dropped': null,
  'recovery.annulled': null,
} as const;
export type RecoveryEvent = EventsOf<typeof recoveryFacts>;

const dueAgain = {
  target: 'due',
  actions: [post('recover'), setDeadline('recoveryPayment'), mail('recoveryDue')],
} as const;

export const recoveryMachine = setup({
  types: { events: {} as RecoveryEvent, meta: {} as StateMeta },
  actions: declaredEffects,
  guards: {
    nothingDue: ({ event }) =>
      (event.type === 'recovery.cashReceived' || event.type === 'recovery.netted') && event.remainingVnd === '0',
  },
}).createMachine({
  id: 'recovery',
  version: '1',
  initial: 'proposed',
  states: {
    proposed: {
      meta: {
        staff: { vi: 'Đề xuất thu hồi, chờ quyết định', en: 'Recovery proposed' },
        founder: { vi: 'Đang xem xét thu hồi', en: 'A recovery is being considered' },
        expects: 'director',
        within: null,
      },
      on: {
        // Opens the recovery; taken again when the proposal is corrected before it is decided.
        'recovery.proposed': { actions: [mail('recoveryProposed')] },
        'recovery.decided': {
          target: 'due',
          actions: [post('recover'), setDeadline('recoveryPayment'), paper('recoveryDecision'), mail('recoveryDue')],
        },
        'recovery.arose': { target: 'due', actions: [setDeadline('recoveryPayment'), mail('recoveryDue')] },
        'recovery.dropped': { target: 'dropped', actions: [mail('recoveryDropped')] },
      },
    },
    due: {
      meta: {
        staff: { vi: 'Phải thu hồi', en: 'Due' },
        founder: { vi: 'Bạn cần hoàn trả', en: 'Please pay this back' },
        expects: 'founder',
        within: within('recoveryPayment'),
      },
      on: {
        'recovery.cashReceived': [
          {
            guard: 'nothingDue',
            target: 'repaid',
            actions: [post('cashBack'), clearDeadline('recoveryPayment'), mail('recoveryRepaid')],
          },
          { actions: [post('cashBack'), mail('recoveryCashReceived')] },
        ],
        'recovery.netted': [
          {
            guard: 'nothingDue',
            target: 'repaid',
            actions: [post('net'), clearDeadline('recoveryPayment'), mail('recoveryRepaid')],
          },
          { actions: [post('net'), mail('recoveryNetted')] },
        ],
        'recovery.nettingUndone': { actions: [post('recover'), mail('recoveryDue')] },
        'recovery.writtenOff': {
          target: 'writtenOff',
          actions: [post('writeOff'), clearDeadline('recoveryPayment'), mail('recoveryWrittenOff')],
        },
        // an appeal against the decision was upheld, and nothing was repaid yet
        'recovery.annulled': {
          target: 'annulled',
          actions: [post('annul'), clearDeadline('recoveryPayment'), mail('recoveryAnnulled')],
        },
      },
    },
    repaid: {
      meta: {
        staff: { vi: 'Đã thu hồi đủ', en: 'Repaid' },
        founder: { vi: 'Đã hoàn trả đủ', en: 'Repaid' },
        expects: null,
        within: null,
      },
      on: { 'recovery.nettingUndone': dueAgain },
    },
    writtenOff: {
      meta: {
        staff: { vi: 'Đã xóa nợ', en: 'Written off' },
        founder: { vi: 'Không phải hoàn trả', en: 'Need not be paid back' },
        expects: null,
        within: null,
      },
      on: { 'recovery.nettingUndone': dueAgain },
    },
    annulled: {
      meta: {
        staff: { vi: 'Đã hủy quyết định thu hồi', en: 'Recovery annulled' },
        founder: {
          vi: 'Không phải hoàn trả: quyết định đã hủy',
          en: 'Need not be paid back: the decision was annulled',
        },
        expects: null,
        within: null,
      },
    },
    dropped: {
      meta: {
        staff: { vi: 'Không thu hồi', en: 'Dropped' },
        founder: { vi: 'Không thu hồi', en: 'No recovery' },
        expects: null,
        within: null,
      },
    },
  },
});
