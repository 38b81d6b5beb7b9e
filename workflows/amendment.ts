/**
 * A request to amend the agreement: its time, a shift between expense lines, a member, or to end it early. Asked for by the team,
 * decided by the director within the law's days from the opinions (Decree 268/2025, Điều 17). Never the goal, never more money.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { clearDeadline, declaredEffects, mail, post, setDeadline } from './effects.ts';
import type { EventsOf } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const amendmentFacts = {
  'amendment.requested': null,
  'amendment.opinionsReceived': null,
  /** Only a shift between expense lines moves money. */
  'amendment.granted': z.object({ movesMoney: z.boolean() }),
  'amendment.refused': null,
  'amendment.withdrawn': null,
  /** The support was terminated, or its closing begun: there is no agreement left to amend. */
  'amendment.ended': null,
} as const;
export type AmendmentEvent = EventsOf<typeof amendmentFacts>;

const withdrawn = {
  target: 'withdrawn',
  actions: [clearDeadline('amendmentDecision'), mail('amendmentWithdrawn')],
} as const;
const ended = { target: 'ended', actions: [clearDeadline('amendmentDecision'), mail('amendmentEnded')] } as const;

export const amendmentMachine = setup({
  types: { events: {} as AmendmentEvent, meta: {} as StateMeta },
  actions: declaredEffects,
  guards: { movesMoney: ({ event }) => event.type === 'amendment.granted' && event.movesMoney },
}).createMachine({
  id: 'amendment',
  version: '1',
  initial: 'draft',
  states: {
    draft: {
      meta: {
        staff: { vi: 'Bản nháp', en: 'Draft' },
        founder: { vi: 'Đang soạn, chưa gửi', en: 'Being written, not sent' },
        expects: 'founder',
        within: null,
      },
      on: { 'amendment.requested': { target: 'requested', actions: [mail('amendmentRequested')] } },
    },
    requested: {
      meta: {
        staff: { vi: 'Chờ lấy ý kiến', en: 'Opinions to be gathered' },
        founder: { vi: 'Đã gửi, đang lấy ý kiến', en: 'Sent, opinions are being gathered' },
        expects: 'officer',
        within: null,
      },
      on: {
        'amendment.opinionsReceived': {
          target: 'opinionsReceived',
          actions: [setDeadline('amendmentDecision'), mail('amendmentOpinions')],
        },
        'amendment.withdrawn': withdrawn,
        'amendment.ended': ended,
      },
    },
    opinionsReceived: {
      meta: {
        staff: { vi: 'Chờ quyết định điều chỉnh', en: 'To be decided' },
        founder: { vi: 'Đã có ý kiến, chờ quyết định', en: 'Opinions are in, to be decided' },
        expects: 'director',
        within: within('amendmentDecision'),
      },
      on: {
        'amendment.granted': [
          {
            guard: 'movesMoney',
            target: 'granted',
            actions: [post('shift'), clearDeadline('amendmentDecision'), mail('amendmentGranted')],
          },
          { target: 'granted', actions: [clearDeadline('amendmentDecision'), mail('amendmentGranted')] },
        ],
        'amendment.refused': {
          target: 'refused',
          actions: [clearDeadline('amendmentDecision'), mail('amendmentRefused')],
        },
        'amendment.withdrawn': withdrawn,
        'amendment.ended': ended,
      },
    },
    granted: {
      meta: {
        staff: { vi: 'Đã chấp thuận điều chỉnh', en: 'Granted' },
        founder: { vi: 'Được chấp thuận điều chỉnh', en: 'Granted' },
        expects: null,
        within: null,
      },
    },
    refused: {
      meta: {
        staff: { vi: 'Đã từ chối điều chỉnh', en: 'Refused' },
        founder: { vi: 'Không được điều chỉnh', en: 'Refused' },
        expects: null,
        within: null,
      },
    },
    withdrawn: {
      meta: {
        staff: { vi: 'Nhóm dự án đã rút', en: 'Withdrawn by the team' },
        founder: { vi: 'Bạn đã rút đề nghị', en: 'You withdrew it' },
        expects: null,
        within: null,
      },
    },
    ended: {
      meta: {
        staff: { vi: 'Kết thúc theo hợp đồng', en: 'Ended with the agreement' },
        founder: { vi: 'Kết thúc theo hợp đồng', en: 'Ended with the agreement' },
        expects: null,
        within: null,
      },
    },
  },
});
