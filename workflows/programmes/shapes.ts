// What a policy pack is: one legal instrument, in one version, as data. The system knows no figure of its own; every
// figure stands here with the instrument and article that it comes from, and what is unknown is null and blocks.

import * as z from 'zod';
import { isDay } from '../rules/calendar.ts';
import { FormDefinition } from '../rules/forms.ts';
import { Confidence, DayText, Id, Positive, Source, Words } from './basics.ts';

export { Confidence, Positive, Source, Words } from './basics.ts';

/** Whole đồng as a decimal string. Zero is refused: an unknown is null, and a support of nothing is no cap. */
export const VndText = z.string().regex(/^[1-9]\d{0,14}$/);
/** Basis points: 5000 is 50 %. */
export const Bps = z.int().min(1).max(10_000);

/** A legal instrument (văn bản) that the pack rests on. */
export const Instrument = z.strictObject({
  id: Id,
  number: z.string().min(1),
  title: Words,
  issuer: Words,
  issuedOn: DayText.nullable(),
  inForceFrom: DayText.nullable(),
  inForceTo: DayText.nullable(),
  url: z.string().min(1).nullable(),
  confidence: Confidence,
  note: Words.nullable(),
});
export type Instrument = z.infer<typeof Instrument>;

/** A figure that is a plain whole number. */
export const CountFigure = z.strictObject({ value: Positive.nullable(), source: Source });
export type CountFigure = z.infer<typeof CountFigure>;

/** A figure that is an amount in whole đồng. */
export const VndFigure = z.strictObject({ value: VndText.nullable(), source: Source });
export type VndFigure = z.infer<typeof VndFigure>;

/** A figure that is a share in basis points. */
export const ShareFigure = z.strictObject({ value: Bps.nullable(), source: Source });
export type ShareFigure = z.infer<typeof ShareFigure>;

/** An expense line (nội dung chi) of a stage. */
export const Line = z.strictObject({ id: Id, name: Words });
export type Line = z.infer<typeof Line>;

/** A tranche (đợt giải ngân) that the instrument itself fixes, as a share of the award. */
export const Tranche = z.strictObject({ id: Id, name: Words, shareBps: ShareFigure });
export type Tranche = z.infer<typeof Tranche>;

/** How long support may last at most; `ceiling` is the national maximum above a city's level. */
export const Duration = z.strictObject({ ...CountFigure.shape, ceiling: CountFigure.optional() });
export type Duration = z.infer<typeof Duration>;

/**
 * A stage of support: how long, how much, for what, and what must stand before the last tranche. `durationMonths` is the
 * longest that support may last. No `tranches` means that the agreement of each project sets them.
 */
export const Stage = z.strictObject({
  id: Id,
  name: Words,
  durationMonths: Duration,
  totalVnd: VndFigure,
  lines: z.array(Line).min(1),
  tranches: z.array(Tranche).min(1).optional(),
  gates: z.strictObject({ lastTrancheNeeds: z.array(z.enum(['prototypeAccepted', 'companyFormed'])) }),
});
export type Stage = z.infer<typeof Stage>;

/** A unit that a cap has a room for: per year, per person, per course, … Several together multiply: per person per year. */
export const CapUnit = z.enum(['year', 'person', 'course', 'contract', 'month']);
export type CapUnit = z.infer<typeof CapUnit>;

/** Whose cap it is: the room is one per project, per party, per call, or one for the agency. */
export const CapOwner = z.enum(['project', 'party', 'call', 'agency']);
export type CapOwner = z.infer<typeof CapOwner>;

const capCommon = {
  id: Id,
  /** null: every stage. */
  stage: Id.nullable(),
  /** null: all lines of the stage together. */
  line: Id.nullable(),
  owner: CapOwner,
  /** Empty: once, for the whole life of the owner. */
  per: z.array(CapUnit),
  drawnAt: z.enum(['award', 'request', 'advance']),
  /** Whether cash that comes back in the same year gives room back. False unless the instrument says so. */
  givesBack: z.boolean(),
  name: Words,
  source: Source,
};

/** A cap on an amount of whole đồng; `ceiling` is the national maximum above a city's level. */
export const AmountCap = z.strictObject({
  kind: z.literal('amount'),
  ...capCommon,
  limitVnd: VndText.nullable(),
  ceiling: z.strictObject({ limitVnd: VndText.nullable(), source: Source }).nullable(),
});
export type AmountCap = z.infer<typeof AmountCap>;

/** Shares in basis points by class of beneficiary, or 'all'. A class that is not listed gets nothing: refuse it. */
export const ShareByClass = z
  .record(Id, Bps.nullable())
  .refine((shares) => Object.keys(shares).length > 0)
  .refine((shares) => !('all' in shares) || Object.keys(shares).length === 1);
export type ShareByClass = z.infer<typeof ShareByClass>;

/** A cap on a share, of the accepted cost or of the award. */
export const ShareCap = z.strictObject({
  kind: z.literal('share'),
  ...capCommon,
  of: z.enum(['cost', 'award']),
  shareBps: ShareByClass,
  ceiling: z.strictObject({ shareBps: ShareByClass, source: Source }).nullable(),
});
export type ShareCap = z.infer<typeof ShareCap>;

/** A cap on a count, such as "at most 10 enterprises a year": one seat is drawn at the award. */
export const SeatsCap = z.strictObject({
  kind: z.literal('seats'),
  ...capCommon,
  limitSeats: Positive.nullable(),
  ceiling: z.strictObject({ limitSeats: Positive.nullable(), source: Source }).nullable(),
});
export type SeatsCap = z.infer<typeof SeatsCap>;

/** A cap (mức trần). "Whichever is lower" is two caps on one line. Durations are no caps: they live on the stage. */
export const Cap = z.discriminatedUnion('kind', [AmountCap, ShareCap, SeatsCap]);
export type Cap = z.infer<typeof Cap>;

/**
 * A period that the law sets. Days are calendar days (ngày) unless working days (ngày làm việc) are said; the day of the
 * event is not counted. `endsOnWorkingDay`: a last day that is a weekend or holiday moves to the next working day (BLDS
 * 2015 Điều 148.5, [K]); it has no meaning for a period 'before' an event.
 */
export const Period = z.strictObject({
  value: Positive.nullable(),
  unit: z.enum(['day', 'workingDay', 'month', 'year']),
  direction: z.enum(['after', 'before']),
  endsOnWorkingDay: z.boolean(),
  event: Words,
  source: Source,
});
export type Period = z.infer<typeof Period>;

/** A fraction that must be reached: 'atLeast' counts equality as enough, 'moreThan' does not. */
export const Fraction = z.strictObject({
  numerator: Positive.nullable(),
  denominator: Positive.nullable(),
  comparison: z.enum(['atLeast', 'moreThan']),
  source: Source,
});
export type Fraction = z.infer<typeof Fraction>;

/** The council: its size, when its papers go out, when it can sit, and when an item passes. */
export const Council = z.strictObject({
  members: z.strictObject({ min: Positive.nullable(), max: Positive.nullable(), source: Source }),
  papersSent: Period,
  /** Of all members; `needs` names who must be there: the chair, or a vice-chair whom the chair authorised. */
  quorum: z.strictObject({ ...Fraction.shape, needs: z.array(z.enum(['chairOrAuthorisedViceChair'])) }),
  /** Of the ballots cast; each content item has a ballot of its own. */
  itemPasses: Fraction,
});
export type Council = z.infer<typeof Council>;

/** The procedure from the call to the last report. Every figure has its article. */
export const Procedure = z.strictObject({
  completenessCheck: Period,
  review: Period,
  council: Council,
  resultNotice: Period,
  completion: Period,
  appraisal: Period,
  approval: Period,
  agreement: Period,
  agreementMaximum: Period,
  payment: Period,
  amendment: Period,
  termination: Period,
  terminationNotice: Period,
  dataReporting: Period,
  /** The yearly report, due before this day of the year ('MM-DD'). */
  yearlyReport: z.strictObject({
    before: z
      .string()
      .refine((text) => isDay(`2000-${text}`))
      .nullable(),
    source: Source,
  }),
  note: Words.nullable(),
});
export type Procedure = z.infer<typeof Procedure>;

/**
 * A criterion of review. 'points': `weight` is the most points that it can earn, `minimum` the least that it must.
 * 'passFail': Đạt / Không đạt with a reason, and no weight.
 */
export const Criterion = z.strictObject({
  id: Id,
  name: Words,
  kind: z.enum(['points', 'passFail']),
  weight: Positive.nullable(),
  minimum: CountFigure.optional(),
  source: Source,
});
export type Criterion = z.infer<typeof Criterion>;

/** What an answer of somebody who checks themselves comes to: they may apply, they may not, or an officer has to look. */
export const SelfCheckVerdict = z.enum(['yes', 'no', 'officer']);
export type SelfCheckVerdict = z.infer<typeof SelfCheckVerdict>;

/**
 * The question by which whoever thinks of applying checks a rule for themselves. `field`: the choice of the application form
 * that it stands for; an answer with the id of one of its options fills it in.
 */
export const SelfCheckAsks = z.strictObject({
  question: Words,
  help: Words.optional(),
  field: Id.optional(),
  answers: z.array(z.strictObject({ id: Id, name: Words, verdict: SelfCheckVerdict, reason: Words })).min(2),
});
export type SelfCheckAsks = z.infer<typeof SelfCheckAsks>;

/**
 * Who may not apply, or what must be so. `checkedBy` says who finds out; `period` is its figure, where it has one. Without `asks`
 * nobody can check it for themselves.
 */
export const EligibilityRule = z.strictObject({
  id: Id,
  kind: z.enum([
    'noEarlierMoneyForStage',
    'inPriorityField',
    'nothingUnsettled',
    'notBarredAfterSuspension',
    'notSuspendedOrProsecuted',
    'singleSourcePerItem',
    'establishedInCity',
    'recognised',
  ]),
  /** null: every stage. */
  stage: Id.nullable(),
  checkedBy: z.enum(['system', 'officer', 'declaration']),
  name: Words,
  period: Period.optional(),
  asks: SelfCheckAsks.optional(),
  source: Source,
});
export type EligibilityRule = z.infer<typeof EligibilityRule>;

/** What a call must set itself when it opens: a figure that stands null in the pack, or one that only calls have. */
export const CallParameter = z.strictObject({
  id: Id,
  name: Words,
  kind: z.enum(['weight', 'passMark', 'limitVnd', 'limitSeats', 'shareBps']),
  forCap: Id.optional(),
  forCriterion: Id.optional(),
});
export type CallParameter = z.infer<typeof CallParameter>;

/**
 * What keeps a stage from opening though no figure of it is missing (vướng mắc), by name. 'unread': the instrument provides for
 * it, and nobody has read how. 'notKept': it has been read, and the system cannot see to it that it is kept. It goes with the
 * version of the pack, or of the system, that can.
 */
export const Obstacle = z.strictObject({
  id: Id,
  kind: z.enum(['unread', 'notKept']),
  /** null: every stage. */
  stage: Id.nullable(),
  name: Words,
  source: Source,
});
export type Obstacle = z.infer<typeof Obstacle>;

/** A published target, to set results against. `comparison` as announced. */
export const Target = z.strictObject({
  id: Id,
  name: Words,
  stage: Id.nullable(),
  value: Positive.nullable(),
  comparison: z.enum(['atLeast', 'moreThan']),
  byYear: z.int().min(2000).max(2199),
  source: Source,
});
export type Target = z.infer<typeof Target>;

/**
 * The forms that belong to this version: one application form for every stage under the key 'all', or one for each stage by
 * its id; and the sheet that a reviewer fills in.
 */
export const PackForms = z.strictObject({
  application: z
    .record(Id, FormDefinition)
    .refine((forms) => Object.keys(forms).length > 0)
    .refine((forms) => !('all' in forms) || Object.keys(forms).length === 1),
  reviewSheet: FormDefinition,
});
export type PackForms = z.infer<typeof PackForms>;

/** A policy pack (bộ quy định). */
export const Pack = z.strictObject({
  id: Id,
  version: Positive,
  agency: Id,
  /** True for a pack that is no law: for tests and demonstrations. */
  fictional: z.boolean(),
  title: Words,
  shortTitle: Words,
  validFrom: DayText.nullable(),
  validTo: DayText.nullable(),
  /** A flag that stands on the pages, e.g. a re-adoption whose text was not seen. */
  validityNote: Words.nullable(),
  applicants: z.array(z.enum(['team', 'enterprise'])).min(1),
  instruments: z.array(Instrument).min(1),
  beneficiaryClasses: z.array(z.strictObject({ id: Id, name: Words })).optional(),
  stages: z.array(Stage).min(1),
  caps: z.array(Cap),
  procedure: Procedure,
  priorityFields: z.array(z.strictObject({ id: Id, name: Words })),
  criteria: z.array(Criterion),
  /** Points needed of the sum of weights; null when the review is pass or fail only. */
  passMark: CountFigure.nullable(),
  eligibility: z.array(EligibilityRule),
  setByCall: z.array(CallParameter),
  obstacles: z.array(Obstacle).optional(),
  forms: PackForms,
  targets: z.array(Target).optional(),
});
export type Pack = z.infer<typeof Pack>;

/** What a call sets when it opens, by parameter id: amounts as decimal strings of đồng, all else as whole numbers. */
export const CallParameters = z.record(Id, z.union([VndText, Positive]));
export type CallParameters = z.infer<typeof CallParameters>;
