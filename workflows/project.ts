/**
 * An incubated project: its funding, its product and its company move side by side. What must hold between the regions
 * ("the last tranche needs an accepted prototype") comes from the pack and is decided outside; each event belongs to
 * one region only, because XState can take half of an event that two regions handle.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { clearDeadline, declaredEffects, mail, post, setDeadline } from './effects.ts';
import { count, type EventsOf, vnd } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const projectFacts = {
  'project.budgetPlanned': null,
  'project.budgetReleased': null,
  'project.agreementSigned': null,
  'project.suspended': null,
  'project.resumed': null,
  'project.closingBegun': null,
  /** Disbursements neither settled, refused nor cancelled; advances not cleared; money owed back. All must be nil. */
  'project.closed': z.object({ openDisbursements: count, advancedVnd: vnd, dueVnd: vnd }),
  'project.terminated': null,
  /** Where it goes on: where it stood when it was terminated, as far as that was decided apart from it. */
  'project.reinstated': z.object({ to: z.enum(['awaitingAgreement', 'active', 'suspended', 'closing']) }),
  'project.remainderCancelled': null,
  'project.technologyCompletionStarted': null,
  'project.prototypeStarted': null,
  'project.prototypeAccepted': null,
  'project.commercialisationStarted': null,
  'project.registrationStarted': null,
  'project.companyFormed': null,
  /** Whether the company's bank account and tax code were verified, so that money cannot go to a stranger. */
  'project.agreementNovated': z.object({ payeeVerified: z.boolean() }),
} as const;
export type ProjectEvent = EventsOf<typeof projectFacts>;

export const projectMachine = setup({
  types: { events: {} as ProjectEvent, meta: {} as StateMeta },
  actions: declaredEffects,
  guards: {
    nothingOpen: ({ event }) =>
      event.type === 'project.closed' &&
      event.openDisbursements === 0 &&
      event.advancedVnd === '0' &&
      event.dueVnd === '0',
    wasActive: ({ event }) => event.type === 'project.reinstated' && event.to === 'active',
    wasSuspended: ({ event }) => event.type === 'project.reinstated' && event.to === 'suspended',
    wasClosing: ({ event }) => event.type === 'project.reinstated' && event.to === 'closing',
    payeeVerified: ({ event }) => event.type === 'project.agreementNovated' && event.payeeVerified,
  },
}).createMachine({
  id: 'project',
  version: '1',
  type: 'parallel',
  entry: [setDeadline('agreement')],
  states: {
    funding: {
      initial: 'awaitingAgreement',
      states: {
        awaitingAgreement: {
          meta: {
            staff: { vi: 'Chờ ký hợp đồng', en: 'Awaiting the agreement' },
            founder: { vi: 'Chờ ký hợp đồng', en: 'Awaiting the agreement' },
            expects: 'director',
            within: within('agreement'),
          },
          on: {
            'project.budgetPlanned': { actions: [post('plan'), mail('agreementReady')] },
            'project.budgetReleased': { actions: [post('unplan')] },
            'project.agreementSigned': {
              target: 'active',
              actions: [clearDeadline('agreement'), mail('agreementSigned')],
            },
            'project.remainderCancelled': { actions: [post('cancelRemainder'), mail('remainderCancelled')] },
            'project.terminated': {
              target: 'terminated',
              actions: [clearDeadline('agreement'), mail('projectTerminated')],
            },
          },
        },
        active: {
          meta: {
            staff: { vi: 'Đang thực hiện', en: 'Being carried out' },
            founder: { vi: 'Đang thực hiện', en: 'Being carried out' },
            expects: 'founder',
            within: null,
          },
          on: {
            'project.budgetPlanned': { actions: [post('plan')] },
            'project.budgetReleased': { actions: [post('unplan')] },
            'project.suspended': { target: 'suspended', actions: [mail('projectSuspended')] },
            'project.closingBegun': { target: 'closing', actions: [mail('closingBegun')] },
            'project.terminated': { target: 'terminated', actions: [mail('projectTerminated')] },
          },
        },
        suspended: {
          meta: {
            staff: { vi: 'Tạm dừng', en: 'Suspended' },
            founder: { vi: 'Tạm dừng hỗ trợ', en: 'Support is suspended' },
            expects: 'director',
            within: null,
          },
          on: {
            'project.resumed': { target: 'active', actions: [mail('projectResumed')] },
            'project.terminated': { target: 'terminated', actions: [mail('projectTerminated')] },
          },
        },
        closing: {
          meta: {
            staff: { vi: 'Đang thanh lý hợp đồng', en: 'Closing' },
            founder: { vi: 'Đang thanh lý hợp đồng', en: 'Closing' },
            expects: 'director',
            within: null,
          },
          on: {
            // The last tranche may be paid from the next year's money.
            'project.budgetPlanned': { actions: [post('plan')] },
            'project.budgetReleased': { actions: [post('unplan')] },
            'project.remainderCancelled': { actions: [post('cancelRemainder'), mail('remainderCancelled')] },
            'project.closed': {
              guard: 'nothingOpen',
              target: 'closed',
              actions: [mail('projectClosed')],
            },
            'project.terminated': { target: 'terminated', actions: [mail('projectTerminated')] },
          },
        },
        closed: {
          meta: {
            staff: { vi: 'Đã kết thúc', en: 'Closed' },
            founder: { vi: 'Đã hoàn thành hỗ trợ', en: 'Support completed' },
            expects: null,
            within: null,
          },
          on: {
            // Money that comes back after closing, within the same year, must not stay promised to the project.
            'project.remainderCancelled': { actions: [post('cancelRemainder'), mail('remainderCancelled')] },
          },
        },
        terminated: {
          meta: {
            staff: { vi: 'Đã chấm dứt', en: 'Terminated' },
            founder: { vi: 'Đã chấm dứt hỗ trợ', en: 'Support was terminated' },
            expects: null,
            within: null,
          },
          on: {
            'project.reinstated': [
              { guard: 'wasActive', target: 'active', actions: [mail('projectReinstated')] },
              { guard: 'wasSuspended', target: 'suspended', actions: [mail('projectReinstated')] },
              { guard: 'wasClosing', target: 'closing', actions: [mail('projectReinstated')] },
              { target: 'awaitingAgreement', actions: [setDeadline('agreement'), mail('projectReinstated')] },
            ],
            'project.remainderCancelled': { actions: [post('cancelRemainder'), mail('remainderCancelled')] },
          },
        },
      },
    },
    product: {
      initial: 'development',
      states: {
        development: {
          meta: {
            staff: { vi: 'Phát triển sản phẩm', en: 'Product development' },
            founder: { vi: 'Phát triển sản phẩm', en: 'Developing the product' },
            expects: 'founder',
            within: null,
          },
          on: {
            'project.technologyCompletionStarted': {
              target: 'technologyCompletion',
              actions: [mail('progressReported')],
            },
          },
        },
        technologyCompletion: {
          meta: {
            staff: { vi: 'Hoàn thiện công nghệ', en: 'Technology completion' },
            founder: { vi: 'Hoàn thiện công nghệ', en: 'Completing the technology' },
            expects: 'founder',
            within: null,
          },
          on: { 'project.prototypeStarted': { target: 'prototype', actions: [mail('progressReported')] } },
        },
        prototype: {
          meta: {
            staff: { vi: 'Sản xuất thử sản phẩm mẫu', en: 'Trial production of the prototype' },
            founder: { vi: 'Sản xuất thử sản phẩm mẫu', en: 'Making the prototype' },
            expects: 'founder',
            within: null,
          },
          on: {
            'project.prototypeAccepted': { target: 'prototypeAccepted', actions: [mail('prototypeAccepted')] },
          },
        },
        prototypeAccepted: {
          meta: {
            staff: { vi: 'Đã nghiệm thu sản phẩm mẫu', en: 'Prototype accepted' },
            founder: { vi: 'Sản phẩm mẫu đã được nghiệm thu', en: 'Your prototype is accepted' },
            expects: 'founder',
            within: null,
          },
          on: {
            'project.commercialisationStarted': {
              target: 'commercialisation',
              actions: [mail('progressReported')],
            },
          },
        },
        commercialisation: {
          meta: {
            staff: { vi: 'Thương mại hóa', en: 'Commercialisation' },
            founder: { vi: 'Thương mại hóa', en: 'On the market' },
            expects: null,
            within: null,
          },
        },
      },
    },
    company: {
      initial: 'notFormed',
      states: {
        notFormed: {
          meta: {
            staff: { vi: 'Chưa thành lập doanh nghiệp', en: 'No company yet' },
            founder: { vi: 'Chưa thành lập doanh nghiệp', en: 'No company yet' },
            expects: 'founder',
            within: null,
          },
          on: { 'project.registrationStarted': { target: 'registering', actions: [mail('registrationStarted')] } },
        },
        registering: {
          meta: {
            staff: { vi: 'Đang đăng ký doanh nghiệp', en: 'Company being registered' },
            founder: { vi: 'Đang đăng ký doanh nghiệp', en: 'Registering your company' },
            expects: 'founder',
            within: null,
          },
          on: { 'project.companyFormed': { target: 'formed', actions: [mail('companyFormed')] } },
        },
        formed: {
          meta: {
            staff: { vi: 'Đã thành lập doanh nghiệp', en: 'Company formed' },
            founder: { vi: 'Đã thành lập doanh nghiệp', en: 'Company formed' },
            expects: null,
            within: null,
          },
          on: {
            'project.agreementNovated': {
              guard: 'payeeVerified',
              target: 'novated',
              actions: [post('novate'), mail('agreementNovated')],
            },
          },
        },
        novated: {
          meta: {
            staff: { vi: 'Đã chuyển giao hợp đồng', en: 'Agreement novated' },
            founder: { vi: 'Hợp đồng đã chuyển sang doanh nghiệp', en: 'The agreement is now your company’s' },
            expects: null,
            within: null,
          },
        },
      },
    },
  },
});
