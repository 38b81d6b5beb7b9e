/**
 * A report on a milestone, or on the work so far: planned with a day by the agreement or an officer, or handed in of the team's own
 * accord; each submission is a version, which an officer accepts or returns.
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { clearDeadline, declaredEffects, mail, setDeadline } from './effects.ts';
import type { EventsOf } from './facts.ts';
import { type StateMeta, within } from './procedures.ts';

export const reportFacts = {
  'report.planned': null,
  'report.rescheduled': null,
  'report.submitted': null,
  'report.returned': null,
  'report.accepted': null,
  /** Support was terminated or the project closed: nobody waits for it any more. */
  'report.ended': null,
  /** The termination was taken back: it is waited for again, or read, where it was. */
  'report.reopened': z.object({ to: z.enum(['planned', 'submitted', 'returned']) }),
} as const;
export type ReportEvent = EventsOf<typeof reportFacts>;

const submitted = { target: 'submitted', actions: [clearDeadline('report'), mail('reportSubmitted')] } as const;
const rescheduled = { actions: [setDeadline('report'), mail('reportRescheduled')] } as const;
// the letter that tells of the end of the whole tells of this too
const ended = { target: 'ended', actions: [clearDeadline('report')] } as const;

export const reportMachine = setup({
  types: { events: {} as ReportEvent, meta: {} as StateMeta },
  actions: declaredEffects,
  guards: {
    wasSubmitted: ({ event }) => event.type === 'report.reopened' && event.to === 'submitted',
    wasReturned: ({ event }) => event.type === 'report.reopened' && event.to === 'returned',
  },
}).createMachine({
  id: 'report',
  version: '1',
  initial: 'planned',
  states: {
    planned: {
      meta: {
        staff: { vi: 'Chờ nhóm dự án nộp báo cáo', en: 'Waits for the team’s report' },
        founder: { vi: 'Cần nộp báo cáo', en: 'A report to submit' },
        expects: 'founder',
        within: within('report'),
      },
      on: {
        // Opens a report that is planned; one of the team's own accord begins with its submission.
        'report.planned': { actions: [setDeadline('report'), mail('reportPlanned')] },
        'report.rescheduled': rescheduled,
        'report.submitted': submitted,
        'report.ended': ended,
      },
    },
    submitted: {
      meta: {
        staff: { vi: 'Báo cáo chờ xem xét', en: 'A report to be read' },
        founder: { vi: 'Đã nộp báo cáo, chờ cán bộ xem xét', en: 'Submitted, being read' },
        expects: 'officer',
        within: null,
      },
      on: {
        'report.accepted': { target: 'accepted', actions: [mail('reportAccepted')] },
        'report.returned': { target: 'returned', actions: [setDeadline('report'), mail('reportReturned')] },
        'report.ended': ended,
      },
    },
    returned: {
      meta: {
        staff: { vi: 'Đã trả lại báo cáo để bổ sung', en: 'Report returned' },
        founder: { vi: 'Cần bổ sung báo cáo', en: 'Please complete this report' },
        expects: 'founder',
        within: within('report'),
      },
      on: { 'report.rescheduled': rescheduled, 'report.submitted': submitted, 'report.ended': ended },
    },
    accepted: {
      meta: {
        staff: { vi: 'Đã chấp nhận báo cáo', en: 'Report accepted' },
        founder: { vi: 'Báo cáo đã được chấp nhận', en: 'Report accepted' },
        expects: null,
        within: null,
      },
    },
    ended: {
      meta: {
        staff: { vi: 'Không còn phải báo cáo', en: 'No report expected any more' },
        founder: { vi: 'Không còn phải báo cáo', en: 'No report expected any more' },
        expects: null,
        within: null,
      },
      on: {
        'report.reopened': [
          { guard: 'wasSubmitted', target: 'submitted' },
          { guard: 'wasReturned', target: 'returned', actions: [setDeadline('report')] },
          { target: 'planned', actions: [setDeadline('report')] },
        ],
      },
    },
  },
});
