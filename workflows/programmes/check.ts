// Whether a policy pack may be published.

import * as z from 'zod';
import { definitionProblems, type FormDefinition } from '../rules/forms.ts';
import { formatVnd } from '../rules/money.ts';
import { askProblems } from './asking.ts';
import { applicationFormOf, capsOf, isAbove, isWholeStageCap } from './reading.ts';
import { type CallParameter, type Cap, Pack, type ShareByClass, Source, type Words } from './shapes.ts';

/** What is wrong with a pack, where, in both languages. `path` is written like 'caps[3].limitVnd'. */
export type PackProblem = { path: string; vi: string; en: string };

export type PackCheck = { ok: true; pack: Pack } | { ok: false; problems: PackProblem[] };

/**
 * Reads a policy pack from parsed JSON and checks it before it may be published. Refused are: another shape; ids that stand
 * twice; caps, tranches, rules and parameters that refer to what is not there; a figure whose source names no listed
 * instrument, or that is given although its confidence is U; a city level above its national ceiling (TT 45/2019/TT-BTC
 * Điều 14.1: national levels are maxima) or longer than it; an obstacle that is called unread although its text was read, or
 * the other way round; line caps that add up to more than their stage; a stage without a project cap
 * equal to its total; a form for a stage that is not there, a stage without a form, or a form that contradicts itself or the
 * pack's lists; a question of the self-check that its form has no field for. Unknown (null) figures are allowed: they block later, in `mayOpen`.
 */
export function checkPack(json: unknown): PackCheck {
  const parsed = Pack.safeParse(json, { error: z.locales.en().localeError });
  if (!parsed.success) return { ok: false, problems: shapeProblems(json, parsed.error) };
  const pack = parsed.data;
  const problems = [
    ...idProblems(pack),
    ...referenceProblems(pack),
    ...sourceProblems(pack),
    ...capProblems(pack),
    ...ceilingProblems(pack),
    ...obstacleProblems(pack),
    ...stageProblems(pack),
    ...passMarkProblems(pack),
    ...periodProblems(pack),
    ...formProblems(pack),
    ...askProblems(pack),
  ];
  return problems.length === 0 ? { ok: true, pack } : { ok: false, problems };
}

function shapeProblems(json: unknown, english: z.ZodError): PackProblem[] {
  const vietnamese = Pack.safeParse(json, { error: z.locales.vi().localeError }).error;
  return english.issues.map((issue, index) => ({
    path: pathText(issue.path),
    vi: vietnamese?.issues[index]?.message ?? issue.message,
    en: issue.message,
  }));
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

function idProblems(pack: Pack): PackProblem[] {
  const lists: [string, readonly { id: string }[]][] = [
    ['instruments', pack.instruments],
    ['beneficiaryClasses', pack.beneficiaryClasses ?? []],
    ['stages', pack.stages],
    ['caps', pack.caps],
    ['priorityFields', pack.priorityFields],
    ['criteria', pack.criteria],
    ['eligibility', pack.eligibility],
    ['setByCall', pack.setByCall],
    ['obstacles', pack.obstacles ?? []],
    ['targets', pack.targets ?? []],
    ...pack.stages.flatMap((stage, s): [string, readonly { id: string }[]][] => [
      [`stages[${s}].lines`, stage.lines],
      [`stages[${s}].tranches`, stage.tranches ?? []],
    ]),
  ];
  return lists.flatMap(([path, items]) =>
    items.flatMap((item, index) =>
      items.findIndex((other) => other.id === item.id) === index
        ? []
        : [
            {
              path: `${path}[${index}].id`,
              vi: `Mã “${item.id}” bị trùng.`,
              en: `The id “${item.id}” stands twice.`,
            },
          ],
    ),
  );
}

function referenceProblems(pack: Pack): PackProblem[] {
  const problems: PackProblem[] = [];
  const missing = (path: string, id: string, vi: string, en: string) =>
    problems.push({ path, vi: `Không có ${vi} “${id}”.`, en: `There is no ${en} “${id}”.` });

  const stageIds = new Set(pack.stages.map((stage) => stage.id));
  const classIds = new Set(['all', ...(pack.beneficiaryClasses ?? []).map((item) => item.id)]);
  pack.caps.forEach((cap, c) => {
    if (cap.stage !== null && !stageIds.has(cap.stage)) missing(`caps[${c}].stage`, cap.stage, 'giai đoạn', 'stage');
    const stages = pack.stages.filter((stage) => cap.stage === null || stage.id === cap.stage);
    if (cap.line !== null && !stages.some((stage) => stage.lines.some((line) => line.id === cap.line)))
      missing(`caps[${c}].line`, cap.line, 'nội dung chi', 'expense line');
    if (cap.kind !== 'share') return;
    for (const id of new Set([...Object.keys(cap.shareBps), ...Object.keys(cap.ceiling?.shareBps ?? {})]))
      if (!classIds.has(id)) missing(`caps[${c}].shareBps.${id}`, id, 'loại đối tượng', 'class of beneficiary');
  });
  for (const [list, items] of [
    ['eligibility', pack.eligibility],
    ['targets', pack.targets ?? []],
    ['obstacles', pack.obstacles ?? []],
  ] as const)
    items.forEach((item, i) => {
      if (item.stage !== null && !stageIds.has(item.stage))
        missing(`${list}[${i}].stage`, item.stage, 'giai đoạn', 'stage');
    });
  pack.setByCall.forEach((parameter, p) => {
    const { forCap, forCriterion } = parameter;
    if (forCap !== undefined && !pack.caps.some((cap) => cap.id === forCap && parameterFitsCap(parameter.kind, cap)))
      missing(`setByCall[${p}].forCap`, forCap, 'mức trần phù hợp', 'fitting cap');
    if (
      forCriterion !== undefined &&
      !pack.criteria.some((criterion) => criterion.id === forCriterion && criterion.kind === 'points')
    )
      missing(`setByCall[${p}].forCriterion`, forCriterion, 'tiêu chí chấm điểm', 'criterion with points');
  });
  return problems;
}

const capKindOf = { limitVnd: 'amount', limitSeats: 'seats', shareBps: 'share', weight: null, passMark: null } as const;

function parameterFitsCap(kind: CallParameter['kind'], cap: Cap): boolean {
  return capKindOf[kind] === cap.kind;
}

type Located = { path: string; source: Source; value: unknown };

/** Every place in the pack that carries a source, with the object it stands on. */
function located(node: unknown, path: readonly PropertyKey[] = []): Located[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => located(item, [...path, index]));
  if (typeof node !== 'object' || node === null) return [];
  const here =
    'source' in node ? [{ path: pathText(path), source: Source.parse(node.source), value: node as unknown }] : [];
  return [
    ...here,
    ...Object.entries(node).flatMap(([key, item]) => (key === 'source' ? [] : located(item, [...path, key]))),
  ];
}

const figureKeys = [
  'value',
  'limitVnd',
  'limitSeats',
  'shareBps',
  'min',
  'max',
  'numerator',
  'denominator',
  'before',
  'weight',
];

function hasKnownFigure(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, figure]) => {
    if (!figureKeys.includes(key)) return false;
    const figures: unknown[] = typeof figure === 'object' && figure !== null ? Object.values(figure) : [figure];
    return figures.some((one) => one !== null);
  });
}

function sourceProblems(pack: Pack): PackProblem[] {
  return located(pack).flatMap(({ path, source, value }) => {
    const problems: PackProblem[] = [];
    if (!pack.instruments.some((instrument) => instrument.id === source.instrument))
      problems.push({
        path: `${path}.source.instrument`,
        vi: `Văn bản “${source.instrument}” không có trong danh mục văn bản.`,
        en: `The instrument “${source.instrument}” is not listed.`,
      });
    if (source.confidence === 'U' && hasKnownFigure(value))
      problems.push({
        path: `${path}.source.confidence`,
        vi: 'Con số ghi là chưa rõ (U) thì phải để null, không được điền.',
        en: 'A figure marked unknown (U) must be null, not filled in.',
      });
    if (source.validFrom !== null && source.validTo !== null && source.validTo < source.validFrom)
      problems.push({
        path: `${path}.source.validTo`,
        vi: 'Ngày hết hiệu lực trước ngày có hiệu lực.',
        en: 'The validity ends before it begins.',
      });
    return problems;
  });
}

function capProblems(pack: Pack): PackProblem[] {
  return pack.caps.flatMap((cap, c) => {
    const problems: PackProblem[] = [];
    const refuse = (field: string, vi: string, en: string) => problems.push({ path: `caps[${c}].${field}`, vi, en });
    if (new Set(cap.per).size !== cap.per.length) refuse('per', 'Đơn vị tính bị lặp.', 'A unit stands twice.');
    if (cap.per.some((unit) => unit !== 'year') && cap.drawnAt === 'award')
      refuse(
        'drawnAt',
        'Mức trần theo người, khóa, hợp đồng hay tháng được trừ khi đề nghị hoặc tạm ứng, không phải khi quyết định hỗ trợ.',
        'A cap per person, course, contract or month is drawn at the request or advance, not at the award.',
      );
    if (cap.kind === 'seats' && cap.owner !== 'agency' && cap.owner !== 'call')
      refuse(
        'owner',
        'Mức trần theo số lượng phải thuộc về đợt hoặc cơ quan.',
        'A cap on a count belongs to a call or an agency.',
      );
    if (cap.kind === 'seats' && (!cap.per.includes('year') || cap.drawnAt !== 'award'))
      refuse(
        'per',
        'Mức trần theo số lượng phải tính theo năm và trừ khi quyết định hỗ trợ.',
        'A cap on a count must be per year and drawn at the award.',
      );
    if (cap.kind === 'share' && cap.drawnAt === 'award')
      refuse(
        'drawnAt',
        'Mức trần theo tỷ lệ được trừ khi đề nghị hoặc tạm ứng.',
        'A cap on a share is drawn at the request or advance.',
      );
    return problems;
  });
}

function ceilingProblems(pack: Pack): PackProblem[] {
  const tooHigh = (path: string, { name }: { name: Words }): PackProblem => ({
    path,
    vi: `Mức của thành phố cho “${name.vi}” vượt mức tối đa của quốc gia.`,
    en: `The city level of “${name.en}” is above the national ceiling.`,
  });
  const tooLong = pack.stages.flatMap((stage, s) =>
    isAbove(stage.durationMonths.value, stage.durationMonths.ceiling?.value ?? null)
      ? [tooHigh(`stages[${s}].durationMonths.value`, stage)]
      : [],
  );
  const caps = pack.caps.flatMap((cap, c) => {
    if (cap.ceiling === null) return [];
    if (cap.kind === 'amount')
      return isAbove(cap.limitVnd, cap.ceiling.limitVnd) ? [tooHigh(`caps[${c}].limitVnd`, cap)] : [];
    if (cap.kind === 'seats')
      return isAbove(cap.limitSeats, cap.ceiling.limitSeats) ? [tooHigh(`caps[${c}].limitSeats`, cap)] : [];
    const ceiling = cap.ceiling.shareBps;
    return Object.entries(cap.shareBps).flatMap(([id, share]) =>
      sharesAbove(id, ceiling).some((limit) => limit === undefined || isAbove(share, limit))
        ? [tooHigh(`caps[${c}].shareBps.${id}`, cap)]
        : [],
    );
  });
  return [...tooLong, ...caps];
}

function obstacleProblems(pack: Pack): PackProblem[] {
  return (pack.obstacles ?? []).flatMap(({ kind, source }, o) =>
    (kind === 'unread') === (source.confidence === 'U')
      ? []
      : [
          {
            path: `obstacles[${o}].source.confidence`,
            vi: 'Quy định chưa đọc được thì phải ghi là chưa rõ (U); quy định đã đọc thì không.',
            en: 'A provision that nobody has read must be marked unknown (U), and one that was read must not.',
          },
        ],
  );
}

/** The ceilings that a class must stay under: its own, or that of all; 'all' must stay under every class. */
function sharesAbove(id: string, ceiling: ShareByClass): (number | null | undefined)[] {
  if (id === 'all') return Object.values(ceiling);
  const key = 'all' in ceiling ? 'all' : id;
  return [Object.hasOwn(ceiling, key) ? ceiling[key] : undefined];
}

/** What is wrong with the totals of the stages; also asked once a call has set its parameters. */
export function stageProblems(pack: Pack): PackProblem[] {
  return pack.stages.flatMap((stage, s) => {
    const problems: PackProblem[] = [];
    const whole = pack.caps.filter((cap) => isWholeStageCap(cap, stage.id));
    if (!whole.some((cap) => cap.limitVnd === stage.totalVnd.value))
      problems.push({
        path: `stages[${s}].totalVnd`,
        vi: `Giai đoạn “${stage.name.vi}” cần một mức trần theo dự án đúng bằng tổng mức hỗ trợ.`,
        en: `The stage “${stage.name.en}” needs a project cap equal to its total.`,
      });
    const total = stage.totalVnd.value;
    const sum = stage.lines.reduce((so, line) => so + (fixedLimit(pack, stage.id, line.id) ?? 0n), 0n);
    if (total !== null && sum > BigInt(total))
      problems.push({
        path: `stages[${s}].totalVnd`,
        vi: `Các mức trần theo nội dung chi của “${stage.name.vi}” cộng lại (${formatVnd(sum)}) vượt tổng mức hỗ trợ (${formatVnd(BigInt(total))}).`,
        en: `The line caps of “${stage.name.en}” add up to ${formatVnd(sum)}, more than its total of ${formatVnd(BigInt(total))}.`,
      });
    const shares = (stage.tranches ?? []).map((tranche) => tranche.shareBps.value);
    const known = shares.filter((share) => share !== null);
    const shareSum = known.reduce((so, share) => so + share, 0);
    if (shareSum > 10_000 || (shares.length > 0 && known.length === shares.length && shareSum !== 10_000))
      problems.push({
        path: `stages[${s}].tranches`,
        vi: 'Tỷ lệ các đợt giải ngân phải cộng lại bằng 100 %.',
        en: 'The shares of the tranches must add up to 100 %.',
      });
    return problems;
  });
}

/** The lowest fixed amount per project on a line, or null when none is fixed. */
function fixedLimit(pack: Pack, stageId: string, lineId: string): bigint | null {
  return capsOf(pack, stageId)
    .filter((cap) => cap.kind === 'amount' && cap.owner === 'project' && cap.per.length === 0 && cap.line === lineId)
    .map((cap) => (cap.kind === 'amount' ? cap.limitVnd : null))
    .filter((limit) => limit !== null)
    .map(BigInt)
    .reduce<bigint | null>((lowest, limit) => (lowest === null || limit < lowest ? limit : lowest), null);
}

/** A pass mark that lies above the sum of all points; nothing as long as some points are unknown. */
export function passMarkProblems(pack: Pack): PackProblem[] {
  const mark = pack.passMark?.value ?? null;
  const weights = pack.criteria.filter(({ kind }) => kind === 'points').map(({ weight }) => weight);
  if (mark === null || weights.includes(null)) return [];
  const sum = weights.reduce<number>((so, weight) => so + (weight ?? 0), 0);
  if (mark <= sum) return [];
  return [
    {
      path: 'passMark.value',
      vi: `Điểm đạt (${mark}) lớn hơn tổng điểm (${sum}).`,
      en: `The pass mark (${mark}) is above the sum of all points (${sum}).`,
    },
  ];
}

function formProblems(pack: Pack): PackProblem[] {
  const { application, reviewSheet } = pack.forms;
  const problems: PackProblem[] = [];
  const stageIds = pack.stages.map((stage) => stage.id);
  const forms: [string, FormDefinition][] = Object.entries(application).map(([key, form]) => [
    `forms.application.${key}`,
    form,
  ]);
  for (const key of Object.keys(application))
    if (key !== 'all' && !stageIds.includes(key))
      problems.push({
        path: `forms.application.${key}`,
        vi: `Không có giai đoạn “${key}”.`,
        en: `There is no stage “${key}”.`,
      });
  for (const id of stageIds)
    if (applicationFormOf(pack, id) === null)
      problems.push({
        path: 'forms.application',
        vi: `Giai đoạn “${id}” chưa có biểu mẫu hồ sơ đăng ký.`,
        en: `The stage “${id}” has no application form.`,
      });
  for (const [path, form] of [...forms, ['forms.reviewSheet', reviewSheet] as const]) {
    problems.push(...definitionProblems(form).map((problem) => ({ ...problem, path: `${path}.${problem.path}` })));
    const fields = form.sections.flatMap((section) => section.fields);
    if (path !== 'forms.reviewSheet' && fields.filter(({ kind }) => kind === 'budgetTable').length > 1)
      problems.push({
        path,
        vi: 'Hồ sơ đăng ký chỉ có một bảng dự toán.',
        en: 'An application form has one budget table.',
      });
    form.sections.forEach((section, s) => {
      section.fields.forEach((field, f) => {
        if (field.kind === 'choice' && field.listOf !== undefined && !repeats(field.options, pack[field.listOf]))
          problems.push({
            path: `${path}.sections[${s}].fields[${f}].options`,
            vi: 'Các lựa chọn không trùng với danh mục của bộ quy định.',
            en: 'The options are not those of the pack’s list.',
          });
      });
    });
  }
  const sheetFields = reviewSheet.sections.flatMap((section) => section.fields);
  if (!sheetFields.some(({ kind }) => kind === 'criterion'))
    problems.push({
      path: 'forms.reviewSheet.sections',
      vi: 'Phiếu đánh giá chưa có tiêu chí.',
      en: 'The review sheet has no criterion.',
    });
  return problems;
}

function repeats(
  options: readonly { id: string; label: Words }[],
  items: readonly { id: string; name: Words }[],
): boolean {
  return (
    options.length === items.length &&
    options.every(({ id, label }, index) => {
      const item = items[index];
      return item !== undefined && item.id === id && item.name.vi === label.vi && item.name.en === label.en;
    })
  );
}

function periodProblems(pack: Pack): PackProblem[] {
  const problems: PackProblem[] = [];
  if (pack.validFrom !== null && pack.validTo !== null && pack.validTo < pack.validFrom)
    problems.push({
      path: 'validTo',
      vi: 'Bộ quy định hết hiệu lực trước khi có hiệu lực.',
      en: 'The pack ends before it begins.',
    });
  const { min, max } = pack.procedure.council.members;
  if (isAbove(min, max))
    problems.push({
      path: 'procedure.council.members',
      vi: 'Số thành viên tối thiểu lớn hơn số tối đa.',
      en: 'The least number of members is above the most.',
    });
  const { quorum, itemPasses } = pack.procedure.council;
  for (const [path, fraction] of [
    ['quorum', quorum],
    ['itemPasses', itemPasses],
  ] as const)
    if (isAbove(fraction.numerator, fraction.denominator))
      problems.push({
        path: `procedure.council.${path}`,
        vi: 'Tỷ lệ lớn hơn 1.',
        en: 'The fraction is above one.',
      });
  return problems;
}
