// Whether a call may open on a policy pack: what is unknown, what is not in force, and what the call must set itself.

import { passMarkProblems, stageProblems } from './check.ts';
import { capsOf, isAbove, isWholeStageCap, stageOf } from './reading.ts';
import {
  Bps,
  type CallParameter,
  type Cap,
  type CountFigure,
  type Obstacle,
  type Pack,
  Positive,
  type Procedure,
  type Source,
  type Stage,
  VndText,
  type Words,
} from './shapes.ts';

/** A figure that the law leaves unknown, where it stands, and where it should have come from. */
export type Unknown = { path: string; what: Words; source: Source };

/**
 * Every unknown figure that blocks a stage: its total, duration and tranches, the caps that apply to it and their national
 * ceilings, the figures of procedure, review and eligibility, and provisions that nobody has read. Left out is what a call sets
 * itself (`setByCall`).
 */
export function unknownsOf(pack: Pack, stageId: string): Unknown[] {
  return figuresOf(pack, stageId)
    .filter((figure) => figure.unknown && !figure.setByCall)
    .map(({ path, what, source }) => ({ path, what, source }));
}

type Figure = Unknown & { unknown: boolean; setByCall: boolean };

/** Every figure that a call for this stage rests on. */
function figuresOf(pack: Pack, stageId: string): Figure[] {
  const s = pack.stages.findIndex((stage) => stage.id === stageId);
  const stage = pack.stages[s];
  if (stage === undefined) return [];
  return [
    ...stageFigures(stage, `stages[${s}]`, setsTotal(pack, stageId)),
    ...pack.caps.flatMap((cap, c) => (capsOf(pack, stageId).includes(cap) ? capFigures(pack, cap, `caps[${c}]`) : [])),
    ...procedureFigures(pack.procedure),
    ...reviewFigures(pack),
    ...pack.eligibility.flatMap((rule, e) =>
      rule.period === undefined || (rule.stage !== null && rule.stage !== stageId)
        ? []
        : [figure(`eligibility[${e}].period`, rule.name, rule.period.source, [rule.period.value])],
    ),
    ...obstaclesOf(pack, stageId, 'unread').map(({ path, name, source }) => figure(path, name, source, [null])),
  ];
}

/** The obstacles of one kind in the way of a stage. */
function obstaclesOf(pack: Pack, stageId: string, kind: Obstacle['kind']): (Obstacle & { path: string })[] {
  return (pack.obstacles ?? [])
    .map((obstacle, o) => ({ ...obstacle, path: `obstacles[${o}]` }))
    .filter((obstacle) => obstacle.kind === kind && (obstacle.stage === null || obstacle.stage === stageId));
}

function figure(path: string, what: Words, source: Source, values: readonly unknown[], setByCall = false): Figure {
  return { path, what, source, unknown: values.includes(null), setByCall };
}

/** Whether the call sets the total of a stage, by setting its project cap. */
function setsTotal(pack: Pack, stageId: string): boolean {
  return pack.caps.some(
    (cap) => isWholeStageCap(cap, stageId) && pack.setByCall.some((parameter) => parameter.forCap === cap.id),
  );
}

function stageFigures(stage: Stage, path: string, totalSetByCall: boolean): Figure[] {
  const named = (vi: string, en: string): Words => ({ vi: `${stage.name.vi}: ${vi}`, en: `${stage.name.en}: ${en}` });
  const { ceiling } = stage.durationMonths;
  return [
    figure(`${path}.durationMonths`, named('thời gian hỗ trợ', 'duration'), stage.durationMonths.source, [
      stage.durationMonths.value,
    ]),
    ...(ceiling === undefined
      ? []
      : [
          figure(
            `${path}.durationMonths.ceiling`,
            named('thời gian hỗ trợ (mức tối đa quốc gia)', 'duration (national ceiling)'),
            ceiling.source,
            [ceiling.value],
          ),
        ]),
    figure(
      `${path}.totalVnd`,
      named('tổng mức hỗ trợ', 'total support'),
      stage.totalVnd.source,
      [stage.totalVnd.value],
      totalSetByCall,
    ),
    ...(stage.tranches ?? []).map((tranche, t) =>
      figure(`${path}.tranches[${t}].shareBps`, named(tranche.name.vi, tranche.name.en), tranche.shareBps.source, [
        tranche.shareBps.value,
      ]),
    ),
  ];
}

function capFigures(pack: Pack, cap: Cap, path: string): Figure[] {
  const setByCall = pack.setByCall.some((parameter) => parameter.forCap === cap.id);
  const [field, values, ceilingValues] = capValues(cap);
  const own = figure(`${path}.${field}`, cap.name, cap.source, values, setByCall);
  if (cap.ceiling === null) return [own];
  const what = { vi: `${cap.name.vi} (mức tối đa quốc gia)`, en: `${cap.name.en} (national ceiling)` };
  return [own, figure(`${path}.ceiling.${field}`, what, cap.ceiling.source, ceilingValues)];
}

function capValues(cap: Cap): [string, unknown[], unknown[]] {
  switch (cap.kind) {
    case 'amount':
      return ['limitVnd', [cap.limitVnd], [cap.ceiling?.limitVnd]];
    case 'seats':
      return ['limitSeats', [cap.limitSeats], [cap.ceiling?.limitSeats]];
    case 'share':
      return ['shareBps', Object.values(cap.shareBps), Object.values(cap.ceiling?.shareBps ?? {})];
  }
}

const periodNames = {
  completenessCheck: { vi: 'thời hạn kiểm tra hồ sơ', en: 'time for the completeness check' },
  review: { vi: 'thời hạn đánh giá', en: 'time for the review' },
  resultNotice: { vi: 'thời hạn thông báo kết quả', en: 'time to notify the result' },
  completion: { vi: 'thời hạn hoàn thiện hồ sơ', en: 'time to complete the application' },
  appraisal: { vi: 'thời hạn thẩm định kinh phí', en: 'time for the budget appraisal' },
  approval: { vi: 'thời hạn quyết định', en: 'time for the decision' },
  agreement: { vi: 'thời hạn ký hợp đồng', en: 'time to sign the agreement' },
  agreementMaximum: { vi: 'thời hạn tối đa của hợp đồng', en: 'longest term of an agreement' },
  payment: { vi: 'thời hạn thanh toán', en: 'time to pay' },
  amendment: { vi: 'thời hạn quyết định điều chỉnh', en: 'time to decide an amendment' },
  termination: { vi: 'thời hạn quyết định chấm dứt', en: 'time to decide a termination' },
  terminationNotice: { vi: 'thời hạn báo trước khi chấm dứt', en: 'notice of a termination' },
  dataReporting: { vi: 'thời gian báo cáo số liệu', en: 'years of data reporting' },
} as const satisfies Partial<Record<keyof Procedure, Words>>;

/** The periods of a procedure that have a name and a length, e.g. for lists of deadlines. */
export type PeriodId = keyof typeof periodNames;

/** What a period of the procedure is called. */
export function periodName(id: PeriodId): Words {
  return periodNames[id];
}

function procedureFigures(procedure: Procedure): Figure[] {
  const { council } = procedure;
  const periods = (Object.keys(periodNames) as PeriodId[]).map((id) =>
    figure(`procedure.${id}.value`, periodNames[id], procedure[id].source, [procedure[id].value]),
  );
  const at = 'procedure.council';
  return [
    ...periods,
    figure(`${at}.members`, { vi: 'số thành viên hội đồng', en: 'size of the council' }, council.members.source, [
      council.members.min,
      council.members.max,
    ]),
    figure(
      `${at}.papersSent.value`,
      { vi: 'thời hạn gửi tài liệu họp', en: 'time to send the papers' },
      council.papersSent.source,
      [council.papersSent.value],
    ),
    figure(`${at}.quorum`, { vi: 'số thành viên phải có mặt', en: 'quorum' }, council.quorum.source, [
      council.quorum.numerator,
      council.quorum.denominator,
    ]),
    figure(`${at}.itemPasses`, { vi: 'tỷ lệ phiếu đạt', en: 'share of ballots to pass' }, council.itemPasses.source, [
      council.itemPasses.numerator,
      council.itemPasses.denominator,
    ]),
    figure(
      'procedure.yearlyReport.before',
      { vi: 'hạn báo cáo hằng năm', en: 'day of the yearly report' },
      procedure.yearlyReport.source,
      [procedure.yearlyReport.before],
    ),
  ];
}

function reviewFigures(pack: Pack): Figure[] {
  const weights = pack.criteria.flatMap((criterion, c) => {
    if (criterion.kind === 'passFail') return [];
    const set = pack.setByCall.some((parameter) => parameter.forCriterion === criterion.id);
    const what = { vi: `${criterion.name.vi}: điểm`, en: `${criterion.name.en}: points` };
    const weight = figure(`criteria[${c}].weight`, what, criterion.source, [criterion.weight], set);
    if (criterion.minimum === undefined) return [weight];
    return [weight, figure(`criteria[${c}].minimum`, what, criterion.minimum.source, [criterion.minimum.value])];
  });
  if (pack.passMark === null) return weights;
  const set = pack.setByCall.some((parameter) => parameter.kind === 'passMark');
  const what = { vi: 'điểm đạt', en: 'pass mark' };
  return [...weights, figure('passMark.value', what, pack.passMark.source, [pack.passMark.value], set)];
}

/** Why a call may not open. `path` is in the pack, or 'parameters.<id>'; `source` is the clause, where there is one. */
export type OpeningBlock = {
  block:
    | 'noSuchStage'
    | 'notYetValid'
    | 'expired'
    | 'unknown'
    | 'notKept'
    | 'figureNotInForce'
    | 'parameterMissing'
    | 'parameterRefused';
  path: string;
  vi: string;
  en: string;
  source: Source | null;
};

/**
 * Whether a call for this stage may open on this day with these parameters: everything that stands in the way, named, or an
 * empty list. It fails closed: unknown figures, rules that the system cannot keep, a pack or a figure that is not in force on that day, and parameters that are
 * missing, of the wrong kind, not asked for, or above a national ceiling. Amounts in parameters are decimal strings of đồng.
 */
export function mayOpen(
  pack: Pack,
  stageId: string,
  day: string,
  parameters: Readonly<Record<string, string | number>>,
): OpeningBlock[] {
  const stage = stageOf(pack, stageId);
  if (stage === null)
    return [
      {
        block: 'noSuchStage',
        path: 'stages',
        vi: `Bộ quy định không có giai đoạn “${stageId}”.`,
        en: `The pack has no stage “${stageId}”.`,
        source: null,
      },
    ];
  return [
    ...validityBlocks(pack, day),
    ...unknownsOf(pack, stageId).map(
      ({ path, what, source }): OpeningBlock => ({
        block: 'unknown',
        path,
        vi: `Chưa rõ quy định: ${what.vi}.`,
        en: `The law is unknown: ${what.en}.`,
        source,
      }),
    ),
    ...obstaclesOf(pack, stageId, 'notKept').map(
      ({ path, name, source }): OpeningBlock => ({
        block: 'notKept',
        path,
        vi: `Hệ thống chưa bảo đảm được quy định: ${name.vi}.`,
        en: `The system cannot see to this rule yet: ${name.en}.`,
        source,
      }),
    ),
    ...figuresOf(pack, stageId)
      .filter(({ unknown, source }) => !unknown && !isInForce(pack, source, day))
      .map(
        ({ path, what, source }): OpeningBlock => ({
          block: 'figureNotInForce',
          path,
          vi: `Quy định không có hiệu lực vào ngày này: ${what.vi}.`,
          en: `Not in force on this day: ${what.en}.`,
          source,
        }),
      ),
    ...parameterBlocks(pack, stageId, parameters),
  ];
}

function validityBlocks(pack: Pack, day: string): OpeningBlock[] {
  if (pack.validFrom !== null && day < pack.validFrom)
    return [
      {
        block: 'notYetValid',
        path: 'validFrom',
        vi: 'Bộ quy định chưa có hiệu lực.',
        en: 'The pack is not in force yet.',
        source: null,
      },
    ];
  if (pack.validTo !== null && day > pack.validTo)
    return [
      {
        block: 'expired',
        path: 'validTo',
        vi: 'Bộ quy định đã hết hiệu lực.',
        en: 'The pack is no longer in force.',
        source: null,
      },
    ];
  return [];
}

/** Where the day of coming into force is unknown, the day of issue is the earliest that it can be. */
function isInForce(pack: Pack, source: Source, day: string): boolean {
  const instrument = pack.instruments.find((one) => one.id === source.instrument);
  const from = [source.validFrom, instrument?.inForceFrom ?? instrument?.issuedOn ?? null];
  const to = [source.validTo, instrument?.inForceTo ?? null];
  return from.every((start) => start === null || start <= day) && to.every((end) => end === null || day <= end);
}

/** The parameters that a call for this stage must set: those of its caps, and those of no cap at all. */
export function parametersOf(pack: Pack, stageId: string): CallParameter[] {
  const capIds = new Set(capsOf(pack, stageId).map((cap) => cap.id));
  return pack.setByCall.filter(({ forCap }) => forCap === undefined || capIds.has(forCap));
}

function parameterBlocks(
  pack: Pack,
  stageId: string,
  parameters: Readonly<Record<string, string | number>>,
): OpeningBlock[] {
  const asked = parametersOf(pack, stageId);
  const refused = (id: string, vi: string, en: string, source: Source | null = null): OpeningBlock => ({
    block: 'parameterRefused',
    path: `parameters.${id}`,
    vi,
    en,
    source,
  });
  const blocks = Object.keys(parameters)
    .filter((id) => !asked.some((parameter) => parameter.id === id))
    .map((id) => refused(id, `Đợt này không đặt tham số “${id}”.`, `A call for this stage does not set “${id}”.`));
  for (const parameter of asked) {
    const value = Object.hasOwn(parameters, parameter.id) ? parameters[parameter.id] : undefined;
    const { vi, en } = parameter.name;
    if (value === undefined) {
      const path = `parameters.${parameter.id}`;
      blocks.push({ block: 'parameterMissing', path, vi: `Cần đặt: ${vi}.`, en: `To be set: ${en}.`, source: null });
      continue;
    }
    if (!parameterShape[parameter.kind].safeParse(value).success) {
      blocks.push(refused(parameter.id, `Giá trị không hợp lệ: ${vi}.`, `Not a valid value: ${en}.`));
      continue;
    }
    const cap = pack.caps.find((one) => one.id === parameter.forCap);
    if (cap !== undefined && cap.ceiling !== null && ceilingOf(cap).some((limit) => isAbove(value, limit)))
      blocks.push(
        refused(
          parameter.id,
          `Vượt mức tối đa của quốc gia: ${vi}.`,
          `Above the national ceiling: ${en}.`,
          cap.ceiling.source,
        ),
      );
  }
  if (blocks.length > 0) return blocks;
  const filled = withParameters(pack, parameters);
  return [
    ...passMarkProblems(filled).map(
      (problem): OpeningBlock => ({ block: 'parameterRefused', source: pack.passMark?.source ?? null, ...problem }),
    ),
    ...stageProblems(filled)
      .filter(({ path }) => path.startsWith(`stages[${pack.stages.findIndex((stage) => stage.id === stageId)}]`))
      .map((problem): OpeningBlock => ({ block: 'parameterRefused', source: null, ...problem })),
  ];
}

const parameterShape = { weight: Positive, passMark: Positive, limitVnd: VndText, limitSeats: Positive, shareBps: Bps };

function ceilingOf(cap: Cap): (string | number | null)[] {
  if (cap.ceiling === null) return [];
  switch (cap.kind) {
    case 'amount':
      return [cap.ceiling.limitVnd];
    case 'seats':
      return [cap.ceiling.limitSeats];
    case 'share':
      return Object.values(cap.ceiling.shareBps);
  }
}

/**
 * The pack as it holds for one call: what stands null and is set by the call is filled in; nothing else changes. Give it
 * parameters that `mayOpen` has accepted. A parameter for no cap and no criterion (such as the budget of the call) is left
 * to the caller.
 */
export function withParameters(pack: Pack, parameters: Readonly<Record<string, string | number>>): Pack {
  const valueFor = (is: (parameter: CallParameter) => boolean): string | number | null => {
    const parameter = pack.setByCall.find(is);
    return parameter === undefined ? null : (parameters[parameter.id] ?? null);
  };
  return {
    ...pack,
    stages: pack.stages.map((stage) => {
      const whole = pack.caps.find((cap) => isWholeStageCap(cap, stage.id));
      const value = valueFor((parameter) => parameter.forCap !== undefined && parameter.forCap === whole?.id);
      if (stage.totalVnd.value !== null || value === null) return stage;
      return { ...stage, totalVnd: { ...stage.totalVnd, value: String(value) } };
    }),
    caps: pack.caps.map((cap) =>
      filledCap(
        cap,
        valueFor((parameter) => parameter.forCap === cap.id),
      ),
    ),
    criteria: pack.criteria.map((criterion) => {
      const value = valueFor((parameter) => parameter.kind === 'weight' && parameter.forCriterion === criterion.id);
      return { ...criterion, weight: criterion.weight ?? (value === null ? null : Number(value)) };
    }),
    passMark:
      pack.passMark === null
        ? null
        : filledMark(
            pack.passMark,
            valueFor(({ kind }) => kind === 'passMark'),
          ),
  };
}

function filledMark(mark: CountFigure, value: string | number | null): CountFigure {
  return mark.value !== null || value === null ? mark : { ...mark, value: Number(value) };
}

function filledCap(cap: Cap, value: string | number | null): Cap {
  if (value === null) return cap;
  switch (cap.kind) {
    case 'amount':
      return { ...cap, limitVnd: cap.limitVnd ?? String(value) };
    case 'seats':
      return { ...cap, limitSeats: cap.limitSeats ?? Number(value) };
    case 'share': {
      const filled = Object.entries(cap.shareBps).map(([id, share]) => [id, share ?? Number(value)] as const);
      return { ...cap, shareBps: Object.fromEntries(filled) };
    }
  }
}
