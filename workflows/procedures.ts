/**
 * How long each step of the procedure may take, and what every state says of itself.
 *
 * The days are those of the national procedure, Decree 268/2025/NĐ-CP, which a pack may replace under the same key, and for
 * appeals those of the Law on Complaints (Luật Khiếu nại 02/2011/QH13), which no pack replaces.
 * Where no source gives a number, `count` is null: the date then comes from the call, the agreement or the decision
 * itself, and is never guessed.
 */
import type { Place } from './rules/citations.ts';
import type { Role } from './rules/duties.ts';

export const procedureKeys = [
  'callClose',
  'screening',
  'completion',
  'review',
  'decision',
  'agreement',
  'payment',
  'treasury',
  'advanceClearing',
  'recoveryPayment',
  'appealLodging',
  'appealAcceptance',
  'appealDecision',
  'appealComplex',
  'amendmentDecision',
  'report',
] as const;
export type ProcedureKey = (typeof procedureKeys)[number];

type Procedure = {
  readonly count: number | null;
  readonly unit: 'days' | 'workingDays';
  /** What the days are counted from, and the clause that gives them. */
  readonly from: string;
  readonly clause: Place | null;
};

const by = (article: string, instrument = '268/2025/NĐ-CP'): Place => ({ article, instrument });

export const procedures: Readonly<Record<ProcedureKey, Procedure>> = {
  callClose: { count: null, unit: 'days', from: 'the closing date of the call', clause: null },
  screening: { count: 10, unit: 'days', from: 'the closing date of the call', clause: by('Điều 10.3') },
  completion: { count: 15, unit: 'days', from: 'the notice to the applicant', clause: by('Điều 12.5') },
  review: { count: 30, unit: 'days', from: 'confirmation of validity', clause: by('Điều 12') },
  // Ten days of budget appraisal, then ten to decide: both happen while the application is recommended.
  decision: { count: 20, unit: 'days', from: 'a complete dossier', clause: by('Điều 13 và Điều 14') },
  agreement: { count: 10, unit: 'days', from: 'the award decision', clause: by('Điều 15') },
  payment: { count: 15, unit: 'days', from: 'a valid request', clause: by('Mẫu I.14, Điều 3.2') },
  treasury: { count: 1, unit: 'workingDays', from: 'the payment order', clause: by('Điều 6', '347/2025/NĐ-CP') },
  advanceClearing: { count: null, unit: 'days', from: 'the payment of the advance', clause: null },
  recoveryPayment: { count: null, unit: 'days', from: 'the recovery decision', clause: null },
  // Luật Khiếu nại: no deadline is set for the first and the last; what is lodged late is flagged, not refused.
  appealLodging: {
    count: 90,
    unit: 'days',
    from: 'the receipt of the decision',
    clause: by('Điều 9', '02/2011/QH13'),
  },
  appealAcceptance: {
    count: 10,
    unit: 'days',
    from: 'the receipt of the appeal',
    clause: by('Điều 27', '02/2011/QH13'),
  },
  appealDecision: { count: 30, unit: 'days', from: 'the acceptance', clause: by('Điều 28', '02/2011/QH13') },
  appealComplex: { count: 45, unit: 'days', from: 'the acceptance', clause: by('Điều 28', '02/2011/QH13') },
  amendmentDecision: { count: 15, unit: 'days', from: 'the opinions', clause: by('Điều 17') },
  // the day stands in the agreement, or an officer sets it: no law gives one
  report: { count: null, unit: 'days', from: 'the agreement', clause: null },
};

/** What a state says of itself: its two labels, who is expected to act, and within how long. */
export type StateMeta = {
  readonly staff: { readonly vi: string; readonly en: string };
  readonly founder: { readonly vi: string; readonly en: string };
  readonly expects: Role | null;
  readonly within: {
    readonly count: number;
    readonly unit: 'days' | 'workingDays';
    readonly procedure: ProcedureKey;
  } | null;
};

/** The time allowed by a procedure, or null where no source gives a number. */
export function within(procedure: ProcedureKey): StateMeta['within'] {
  const { count, unit } = procedures[procedure];
  return count === null ? null : { count, unit, procedure };
}
