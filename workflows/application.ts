/** From a draft to the decision that awards or rejects it. */
import { setup } from 'xstate';
import { z } from 'zod';
import { beginMachine, clearDeadline, declaredEffects, mail, paper, post, setDeadline } from './effects.ts';
import { count, type EventsOf } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

/** Where an application may be withdrawn from, and what is undone leads back to. */
export const withdrawable = [
  'draft',
  'submitted',
  'returnedForCompletion',
  'eligible',
  'underReview',
  'beforeCouncil',
  'recommended',
  'notRecommended',
] as const;

export const applicationFacts = {
  'application.submitted': null,
  'application.returned': null,
  'application.resubmitted': null,
  'application.foundEligible': null,
  'application.foundIneligible': null,
  'application.reviewersAssigned': null,
  'application.reviewerReplaced': null,
  'application.reviewerAdded': null,
  'application.reviewSubmitted': null,
  /** Reviews asked for and not yet submitted. */
  'application.referredToCouncil': z.object({ reviewsMissing: count }),
  'application.councilRecomposed': null,
  'application.voteCast': null,
  /** Whether the council asks the applicant to complete the dossier first (Decree 268, Article 12.5). */
  'application.recommended': z.object({ completionNeeded: z.boolean() }),
  'application.notRecommended': null,
  'application.completed': null,
  'application.awarded': null,
  'application.rejected': null,
  /** What somebody in office, a reviewer or a member of the council has to do with the applicant: a conflict of interest, or none. */
  'application.interestDeclared': null,
  'application.withdrawn': null,
  /** Where it was withdrawn from, and whether the council's completion was waited for there. */
  'application.withdrawalUndone': z.object({ backTo: z.enum(withdrawable), completing: z.boolean() }),
  'application.lapsed': null,
  /** An appeal against what was decided was upheld: it is screened, voted on or decided anew. */
  'application.screeningReopened': null,
  'application.councilReopened': null,
  'application.decisionReopened': null,
  /** Who is of the team, and as what. */
  'application.memberJoined': null,
  'application.memberChanged': null,
  'application.memberLeft': null,
} as const;
export type ApplicationEvent = EventsOf<typeof applicationFacts>;

const wasAt = (event: ApplicationEvent, place: (typeof withdrawable)[number]): boolean =>
  event.type === 'application.withdrawalUndone' && event.backTo === place;

/**
 * Interests are declared whenever somebody may have to judge, or to decide about money or an appeal: from the submission to the
 * project's end.
 */
const declaring = { 'application.interestDeclared': { actions: [mail('interestDeclared')] } } as const;

/** A team changes as long as there is something to do together: from the draft to the project's end. */
const joining = {
  'application.memberJoined': { actions: [mail('teamChanged')] },
  'application.memberChanged': { actions: [mail('teamChanged')] },
  'application.memberLeft': { actions: [mail('teamChanged')] },
} as const;

export const applicationMachine = setup({
  types: { events: {} as ApplicationEvent, meta: {} as StateMeta },
  actions: declaredEffects,
  guards: {
    noReviewMissing: ({ event }) => event.type === 'application.referredToCouncil' && event.reviewsMissing === 0,
    completionNeeded: ({ event }) => event.type === 'application.recommended' && event.completionNeeded,
    wasDraft: ({ event }) => wasAt(event, 'draft'),
    wasSubmitted: ({ event }) => wasAt(event, 'submitted'),
    wasReturned: ({ event }) => wasAt(event, 'returnedForCompletion'),
    wasEligible: ({ event }) => wasAt(event, 'eligible'),
    wasUnderReview: ({ event }) => wasAt(event, 'underReview'),
    wasBeforeCouncil: ({ event }) => wasAt(event, 'beforeCouncil'),
    wasCompleting: ({ event }) =>
      event.type === 'application.withdrawalUndone' && event.backTo === 'recommended' && event.completing,
    wasRecommended: ({ event }) => wasAt(event, 'recommended'),
    wasNotRecommended: ({ event }) => wasAt(event, 'notRecommended'),
  },
}).createMachine({
  id: 'application',
  version: '1',
  initial: 'draft',
  entry: [setDeadline('callClose')],
  states: {
    draft: {
      meta: {
        staff: { vi: 'Bản nháp', en: 'Draft' },
        founder: { vi: 'Đang soạn, chưa nộp', en: 'Being written, not submitted' },
        expects: 'founder',
        within: within('callClose'),
      },
      on: {
        ...joining,
        'application.submitted': {
          target: 'submitted',
          actions: [clearDeadline('callClose'), setDeadline('screening'), mail('applicationReceived')],
        },
        'application.withdrawn': { target: 'withdrawn', actions: [clearDeadline('callClose')] },
        'application.lapsed': { target: 'lapsed', actions: [clearDeadline('callClose'), mail('lapsed')] },
      },
    },
    submitted: {
      meta: {
        staff: { vi: 'Chờ kiểm tra hồ sơ', en: 'To be screened' },
        founder: { vi: 'Đã nộp, đang kiểm tra hồ sơ', en: 'Submitted, being screened' },
        expects: 'officer',
        within: within('screening'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.returned': {
          target: 'returnedForCompletion',
          actions: [clearDeadline('screening'), setDeadline('completion'), mail('completionNeeded')],
        },
        'application.foundEligible': {
          target: 'eligible',
          actions: [clearDeadline('screening'), setDeadline('review'), mail('foundEligible')],
        },
        'application.foundIneligible': {
          target: 'ineligible',
          actions: [clearDeadline('screening'), mail('foundIneligible')],
        },
        'application.withdrawn': { target: 'withdrawn', actions: [clearDeadline('screening'), mail('withdrawn')] },
      },
    },
    returnedForCompletion: {
      meta: {
        staff: { vi: 'Chờ bổ sung hồ sơ', en: 'Returned for completion' },
        founder: { vi: 'Cần bổ sung hồ sơ', en: 'Please complete your application' },
        expects: 'founder',
        within: within('completion'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.resubmitted': {
          target: 'submitted',
          actions: [clearDeadline('completion'), setDeadline('screening'), mail('applicationReceived')],
        },
        'application.withdrawn': {
          target: 'withdrawn',
          actions: [clearDeadline('completion'), mail('withdrawn')],
        },
        'application.lapsed': { target: 'lapsed', actions: [clearDeadline('completion'), mail('lapsed')] },
      },
    },
    eligible: {
      meta: {
        staff: { vi: 'Hợp lệ, chờ phân công đánh giá', en: 'Eligible, reviewers to be assigned' },
        founder: { vi: 'Hồ sơ hợp lệ', en: 'Found eligible' },
        expects: 'officer',
        within: within('review'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.reviewersAssigned': { target: 'underReview', actions: [mail('reviewAsked')] },
        'application.withdrawn': { target: 'withdrawn', actions: [clearDeadline('review'), mail('withdrawn')] },
      },
    },
    ineligible: {
      meta: {
        staff: { vi: 'Không hợp lệ', en: 'Ineligible' },
        founder: { vi: 'Hồ sơ không hợp lệ', en: 'Found ineligible' },
        expects: null,
        within: null,
      },
      on: {
        ...declaring,
        'application.screeningReopened': {
          target: 'submitted',
          actions: [setDeadline('screening'), mail('applicationReopened')],
        },
      },
    },
    underReview: {
      meta: {
        staff: { vi: 'Đang đánh giá', en: 'Under review' },
        founder: { vi: 'Đang được chuyên gia đánh giá', en: 'Being reviewed by experts' },
        expects: 'reviewer',
        within: within('review'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.reviewerReplaced': { actions: [mail('reviewAsked')] },
        'application.reviewerAdded': { actions: [mail('reviewAsked')] },
        'application.reviewSubmitted': { actions: [mail('reviewSubmitted')] },
        'application.referredToCouncil': {
          guard: 'noReviewMissing',
          target: 'beforeCouncil',
          actions: [mail('councilCalled')],
        },
        'application.withdrawn': { target: 'withdrawn', actions: [clearDeadline('review'), mail('withdrawn')] },
      },
    },
    beforeCouncil: {
      meta: {
        staff: { vi: 'Hội đồng đang xem xét', en: 'Before the council' },
        founder: { vi: 'Hội đồng đang xem xét', en: 'Before the council' },
        expects: 'secretary',
        within: within('review'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.councilRecomposed': { actions: [mail('councilCalled')] },
        'application.voteCast': { actions: [mail('voteCast')] },
        'application.recommended': [
          {
            guard: 'completionNeeded',
            target: 'recommended',
            actions: [clearDeadline('review'), setDeadline('completion'), paper('minutes'), mail('recommended')],
          },
          {
            target: 'recommended',
            actions: [clearDeadline('review'), setDeadline('decision'), paper('minutes'), mail('recommended')],
          },
        ],
        'application.notRecommended': {
          target: 'notRecommended',
          actions: [clearDeadline('review'), setDeadline('decision'), paper('minutes'), mail('notRecommended')],
        },
        'application.withdrawn': { target: 'withdrawn', actions: [clearDeadline('review'), mail('withdrawn')] },
      },
    },
    recommended: {
      meta: {
        staff: { vi: 'Hội đồng đề nghị hỗ trợ', en: 'Recommended by the council' },
        founder: { vi: 'Hội đồng đề nghị hỗ trợ, chờ quyết định', en: 'Recommended, awaiting the decision' },
        expects: 'director',
        within: within('decision'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.completed': {
          actions: [clearDeadline('completion'), setDeadline('decision'), mail('applicationCompleted')],
        },
        'application.awarded': {
          target: 'awarded',
          actions: [
            clearDeadline('completion'),
            clearDeadline('decision'),
            post('award'),
            beginMachine('project'),
            paper('awardDecision'),
            mail('awarded'),
          ],
        },
        'application.rejected': {
          target: 'rejected',
          actions: [clearDeadline('completion'), clearDeadline('decision'), mail('rejected')],
        },
        'application.withdrawn': {
          target: 'withdrawn',
          actions: [clearDeadline('completion'), clearDeadline('decision'), mail('withdrawn')],
        },
        'application.lapsed': {
          target: 'lapsed',
          actions: [clearDeadline('completion'), clearDeadline('decision'), mail('lapsed')],
        },
      },
    },
    notRecommended: {
      meta: {
        staff: { vi: 'Hội đồng không đề nghị', en: 'Not recommended by the council' },
        founder: { vi: 'Hội đồng không đề nghị, chờ quyết định', en: 'Not recommended, awaiting the decision' },
        expects: 'director',
        within: within('decision'),
      },
      on: {
        ...declaring,
        ...joining,
        'application.rejected': { target: 'rejected', actions: [clearDeadline('decision'), mail('rejected')] },
        'application.councilReopened': {
          target: 'beforeCouncil',
          actions: [clearDeadline('decision'), setDeadline('review'), mail('applicationReopened')],
        },
        'application.withdrawn': { target: 'withdrawn', actions: [clearDeadline('decision'), mail('withdrawn')] },
      },
    },
    awarded: {
      meta: {
        staff: { vi: 'Đã có quyết định hỗ trợ', en: 'Awarded' },
        founder: { vi: 'Được hỗ trợ', en: 'Awarded' },
        expects: null,
        within: null,
      },
      on: { ...declaring, ...joining },
    },
    rejected: {
      meta: {
        staff: { vi: 'Đã từ chối', en: 'Rejected' },
        founder: { vi: 'Không được hỗ trợ', en: 'Rejected' },
        expects: null,
        within: null,
      },
      on: {
        ...declaring,
        'application.councilReopened': {
          target: 'beforeCouncil',
          actions: [setDeadline('review'), mail('applicationReopened')],
        },
        'application.decisionReopened': {
          target: 'recommended',
          actions: [setDeadline('decision'), mail('applicationReopened')],
        },
      },
    },
    withdrawn: {
      meta: {
        staff: { vi: 'Người nộp đã rút', en: 'Withdrawn' },
        founder: { vi: 'Bạn đã rút hồ sơ', en: 'You withdrew this application' },
        expects: null,
        within: null,
      },
      // for a day: back to where it was, with the period that ran there
      on: {
        'application.withdrawalUndone': [
          { guard: 'wasDraft', target: 'draft', actions: [setDeadline('callClose')] },
          { guard: 'wasSubmitted', target: 'submitted', actions: [setDeadline('screening'), mail('withdrawalUndone')] },
          {
            guard: 'wasReturned',
            target: 'returnedForCompletion',
            actions: [setDeadline('completion'), mail('withdrawalUndone')],
          },
          { guard: 'wasEligible', target: 'eligible', actions: [setDeadline('review'), mail('withdrawalUndone')] },
          {
            guard: 'wasUnderReview',
            target: 'underReview',
            actions: [setDeadline('review'), mail('withdrawalUndone')],
          },
          {
            guard: 'wasBeforeCouncil',
            target: 'beforeCouncil',
            actions: [setDeadline('review'), mail('withdrawalUndone')],
          },
          {
            guard: 'wasCompleting',
            target: 'recommended',
            actions: [setDeadline('completion'), mail('withdrawalUndone')],
          },
          {
            guard: 'wasRecommended',
            target: 'recommended',
            actions: [setDeadline('decision'), mail('withdrawalUndone')],
          },
          {
            guard: 'wasNotRecommended',
            target: 'notRecommended',
            actions: [setDeadline('decision'), mail('withdrawalUndone')],
          },
        ],
      },
    },
    lapsed: {
      meta: {
        staff: { vi: 'Hết hạn', en: 'Lapsed' },
        founder: { vi: 'Đã quá hạn', en: 'The deadline has passed' },
        expects: null,
        within: null,
      },
    },
  },
});
