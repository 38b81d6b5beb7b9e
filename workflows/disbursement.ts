/** One request's way from draft to settlement. Money is held from the request on, and released on every way back. */
import { setup } from 'xstate';
import { z } from 'zod';
import { clearDeadline, declaredEffects, mail, paper, post, setDeadline } from './effects.ts';
import { type EventsOf, vnd } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const disbursementFacts = {
  'disbursement.requested': null,
  'disbursement.returned': null,
  'disbursement.verified': null,
  'disbursement.prepared': null,
  'disbursement.approved': null,
  /** Taken back by the office itself, to be prepared anew. */
  'disbursement.recalled': null,
  'disbursement.ordered': null,
  /** Whether the support was terminated since the order: then nobody pays again, and the request ends with its money. */
  'disbursement.bankRejected': z.object({ supportEnded: z.boolean() }),
  'disbursement.paid': z.object({ isAdvance: z.boolean() }),
  /** The treasury's voucher or its day was recorded wrongly. */
  'disbursement.paymentCorrected': null,
  /** The money came back although it was recorded as paid; `supportEnded` as of an order. */
  'disbursement.paymentReturned': z.object({ supportEnded: z.boolean() }),
  /** What stays advanced after this clearing. */
  'disbursement.advanceCleared': z.object({ remainingAdvanceVnd: vnd }),
  'disbursement.refused': null,
  'disbursement.cancelled': null,
  /** Support was terminated: what no order was given for is not paid any more. */
  'disbursement.ended': null,
} as const;
export type DisbursementEvent = EventsOf<typeof disbursementFacts>;

const returned = {
  target: 'returned',
  actions: [post('release'), clearDeadline('payment'), mail('disbursementReturned')],
} as const;

const refused = {
  target: 'refused',
  actions: [post('release'), clearDeadline('payment'), mail('disbursementRefused')],
} as const;

const recalled = { target: 'verified', actions: [mail('paymentRecalled')] } as const;

const ended = {
  target: 'cancelled',
  actions: [post('release'), clearDeadline('payment'), mail('disbursementEnded')],
} as const;

const requested = {
  target: 'requested',
  actions: [post('request'), setDeadline('payment'), mail('disbursementReceived')],
} as const;

const corrected = { actions: [mail('paymentCorrected')] } as const;

/** What came back is held as before its order, to be paid anew; once the support has ended, the request ends with its money. */
const cameBack = (flow: 'returnPaid' | 'returnAdvance') =>
  [
    {
      guard: 'supportEnded',
      target: 'cancelled',
      actions: [post(flow), post('release'), clearDeadline('advanceClearing'), mail('disbursementEnded')],
    },
    {
      target: 'verified',
      actions: [post(flow), clearDeadline('advanceClearing'), setDeadline('payment'), mail('paymentReturned')],
    },
  ] as const;

export const disbursementMachine = setup({
  types: { events: {} as DisbursementEvent, meta: {} as StateMeta },
  actions: declaredEffects,
  guards: {
    supportEnded: ({ event }) =>
      (event.type === 'disbursement.bankRejected' || event.type === 'disbursement.paymentReturned') &&
      event.supportEnded,
    isAdvance: ({ event }) => event.type === 'disbursement.paid' && event.isAdvance,
    nothingAdvanced: ({ event }) => event.type === 'disbursement.advanceCleared' && event.remainingAdvanceVnd === '0',
  },
}).createMachine({
  id: 'disbursement',
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
      on: {
        'disbursement.requested': requested,
        'disbursement.cancelled': { target: 'cancelled' },
      },
    },
    requested: {
      meta: {
        staff: { vi: 'Chờ thẩm tra chứng từ', en: 'To be verified' },
        founder: { vi: 'Đã gửi, đang thẩm tra chứng từ', en: 'Sent, being verified' },
        expects: 'officer',
        within: within('payment'),
      },
      on: {
        'disbursement.verified': {
          target: 'verified',
          actions: [post('acceptLess'), mail('disbursementVerified')],
        },
        'disbursement.returned': returned,
        'disbursement.refused': refused,
        'disbursement.cancelled': {
          target: 'cancelled',
          actions: [post('release'), clearDeadline('payment'), mail('disbursementCancelled')],
        },
        'disbursement.ended': ended,
      },
    },
    returned: {
      meta: {
        staff: { vi: 'Đã trả lại để bổ sung', en: 'Returned' },
        founder: { vi: 'Cần bổ sung', en: 'Please complete this request' },
        expects: 'founder',
        within: null,
      },
      on: {
        'disbursement.requested': requested,
        'disbursement.cancelled': { target: 'cancelled' },
        'disbursement.ended': { target: 'cancelled', actions: [mail('disbursementEnded')] },
      },
    },
    verified: {
      meta: {
        staff: { vi: 'Chờ lập chứng từ thanh toán', en: 'Payment to be prepared' },
        founder: { vi: 'Chứng từ đã được chấp nhận', en: 'Evidence accepted' },
        expects: 'financeOfficer',
        within: within('payment'),
      },
      on: {
        'disbursement.prepared': { target: 'prepared', actions: [mail('paymentPrepared')] },
        'disbursement.returned': returned,
        'disbursement.refused': refused,
        'disbursement.ended': ended,
      },
    },
    prepared: {
      meta: {
        staff: { vi: 'Chờ kế toán trưởng duyệt chi', en: 'To be approved' },
        founder: { vi: 'Đang duyệt chi', en: 'Payment being approved' },
        expects: 'chiefAccountant',
        within: within('payment'),
      },
      on: {
        'disbursement.approved': { target: 'approved', actions: [mail('paymentApproved')] },
        'disbursement.recalled': recalled,
        'disbursement.returned': returned,
        'disbursement.ended': ended,
      },
    },
    approved: {
      meta: {
        staff: { vi: 'Chờ phát lệnh chi', en: 'Payment to be ordered' },
        founder: { vi: 'Đã duyệt chi, chờ phát lệnh chi', en: 'Payment approved' },
        expects: 'financeOfficer',
        within: within('payment'),
      },
      on: {
        'disbursement.ordered': {
          target: 'ordered',
          actions: [post('order'), setDeadline('treasury'), paper('paymentOrder'), mail('disbursementOrdered')],
        },
        'disbursement.recalled': recalled,
        'disbursement.returned': returned,
        'disbursement.ended': ended,
      },
    },
    ordered: {
      meta: {
        staff: { vi: 'Chờ kho bạc, ngân hàng chi trả', en: 'With the treasury or bank' },
        founder: { vi: 'Tiền đang được chuyển', en: 'Money is on its way' },
        expects: 'financeOfficer',
        within: within('treasury'),
      },
      on: {
        'disbursement.bankRejected': [
          {
            guard: 'supportEnded',
            target: 'cancelled',
            actions: [
              post('bankReject'),
              post('release'),
              clearDeadline('treasury'),
              clearDeadline('payment'),
              mail('disbursementEnded'),
            ],
          },
          {
            target: 'verified',
            actions: [post('bankReject'), clearDeadline('treasury'), mail('bankRejected')],
          },
        ],
        'disbursement.paid': [
          {
            guard: 'isAdvance',
            target: 'paid',
            actions: [
              post('payAdvance'),
              clearDeadline('treasury'),
              clearDeadline('payment'),
              setDeadline('advanceClearing'),
              mail('disbursementPaid'),
            ],
          },
          {
            target: 'settled',
            actions: [post('pay'), clearDeadline('treasury'), clearDeadline('payment'), mail('disbursementPaid')],
          },
        ],
      },
    },
    paid: {
      meta: {
        staff: { vi: 'Đã tạm ứng, chờ quyết toán', en: 'Advanced, to be settled' },
        founder: { vi: 'Đã nhận tạm ứng, cần quyết toán', en: 'Advance paid, please settle it' },
        expects: 'founder',
        within: within('advanceClearing'),
      },
      on: {
        'disbursement.advanceCleared': [
          {
            guard: 'nothingAdvanced',
            target: 'settled',
            actions: [post('clearAdvance'), clearDeadline('advanceClearing'), mail('advanceCleared')],
          },
          { actions: [post('clearAdvance'), mail('advanceCleared')] },
        ],
        'disbursement.paymentCorrected': corrected,
        'disbursement.paymentReturned': cameBack('returnAdvance'),
      },
    },
    settled: {
      meta: {
        staff: { vi: 'Đã quyết toán', en: 'Settled' },
        founder: { vi: 'Đã chi trả và quyết toán', en: 'Paid and settled' },
        expects: null,
        within: null,
      },
      on: {
        'disbursement.paymentCorrected': corrected,
        'disbursement.paymentReturned': cameBack('returnPaid'),
      },
    },
    refused: {
      meta: {
        staff: { vi: 'Đã từ chối', en: 'Refused' },
        founder: { vi: 'Không được chi trả', en: 'Refused' },
        expects: null,
        within: null,
      },
    },
    cancelled: {
      meta: {
        staff: { vi: 'Đã hủy', en: 'Cancelled' },
        founder: { vi: 'Đã hủy', en: 'Cancelled' },
        expects: null,
        within: null,
      },
    },
  },
});
