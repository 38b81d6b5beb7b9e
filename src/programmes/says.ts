// What a policy pack says, provision by provision, and what it leaves unknown.

import type {
  BasisView,
  BlockView,
  PackPageView,
  PackRow,
  ProvisionView,
  StageView,
} from '../../templates/pages/programmes/packs.tsx';
import type { PackView } from '../../templates/pages/start.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { callWords } from '../../templates/words/calls.ts';
import { figureWords } from '../../templates/words/figures.ts';
import { programmeWords } from '../../templates/words/programmes.ts';
import { packWords } from '../../templates/words/programmes-packs.ts';
import type { Language } from '../../templates/words/words.ts';
import {
  blanksOf,
  type Cap,
  capsOf,
  clauseOf,
  type Fraction,
  isRead,
  isWholeStageCap,
  mayOpen,
  type OpeningBlock,
  type Pack,
  type Period,
  type PeriodId,
  periodName,
  type Source,
  unknownsOf,
} from '../../workflows/programmes/schema.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { type Figure, isLeftOpen } from '../figures.ts';
import { besidesOf, fills, offeredAt, standingText } from './figureViews.ts';
import { levelOf, shareText } from './views.ts';

const flagOf = (confidence: Source['confidence'], language: Language): string | null => {
  const w = programmeWords[language];
  if (isRead({ confidence })) return null;
  return confidence === 'U' ? w.confidence.U : w.unread(w.confidence[confidence]);
};

/** Where a figure stands, and how it is known. */
export function basisOf(pack: Pack, source: Source, language: Language): BasisView {
  const clause = clauseOf(pack, source)[language];
  const { confirmedIn } = source;
  if (confirmedIn === undefined) return { text: clause, flag: flagOf(source.confidence, language) };
  const href = `/agencies/${pack.agency}/figures/${confirmedIn}`;
  return { text: clause, flag: null, proof: { text: figureWords[language].twoPersons, href } };
}

/** What stands in the way of a call for a stage on a day, but for what the call sets itself. */
export function blocksOf(pack: Pack, stage: string, today: string): OpeningBlock[] {
  return mayOpen(pack, stage, today, {}).filter(({ block }) => block !== 'parameterMissing');
}

/** A block in words. */
export function blockView(pack: Pack, { source, ...block }: OpeningBlock, language: Language): BlockView {
  // what the call itself sets stands in no clause
  const said = source !== null && !(block.block === 'parameterRefused' && source.confidence === 'U');
  const basis = said ? basisOf(pack, source, language) : null;
  const clause = basis === null ? null : `(${basis.text}${basis.flag === null ? '' : `, ${basis.flag}`})`;
  return { text: block[language], clause };
}

/** A pack for the start page. What a call sets itself when it opens does not block; what the law leaves unknown does. */
export function packView(pack: Pack, language: Language, today: string): PackView {
  return {
    title: pack.title[language],
    fictional: pack.fictional,
    note: pack.validityNote?.[language] ?? null,
    stages: pack.stages.map((stage) => ({
      name: stage.name[language],
      totalVnd: stage.totalVnd.value === null ? null : BigInt(stage.totalVnd.value),
      months: stage.durationMonths.value,
      blocks: blocksOf(pack, stage.id, today).map((block) => block[language]),
      unread: unreadOf(pack, stage.id, language).length,
    })),
  };
}

/** The stages of a pack with what blocks each; `open` says where a call for one is opened. */
export function stagesOf(
  pack: Pack,
  { language, today, open }: { language: Language; today: string; open: ((stage: string) => string) | null },
): StageView[] {
  return pack.stages.map((stage) => {
    const blocks = blocksOf(pack, stage.id, today).map((block) => blockView(pack, block, language));
    const total = stage.totalVnd.value;
    const setByCall = pack.caps.some(
      (cap) => isWholeStageCap(cap, stage.id) && pack.setByCall.some(({ forCap }) => forCap === cap.id),
    );
    return {
      name: stage.name[language],
      total: total === null ? (setByCall ? packWords[language].callSets : null) : formatVnd(BigInt(total)),
      months: stage.durationMonths.value,
      blocks,
      unread: unreadOf(pack, stage.id, language).length,
      open: blocks.length === 0 && open !== null ? open(stage.id) : null,
    };
  });
}

/** A pack as the list shows it, but for its place in the agency. */
export function packRow(
  pack: Pack,
  { language, today, open }: { language: Language; today: string; open: ((stage: string) => string) | null },
): Omit<PackRow, 'href' | 'state' | 'published' | 'shippedAs' | 'calls'> {
  const w = packWords[language];
  const sources = sourcesIn(pack);
  const unknown = new Set(pack.stages.flatMap(({ id }) => unknownsOf(pack, id).map(({ path }) => path)));
  return {
    title: pack.shortTitle[language],
    version: pack.version,
    fictional: pack.fictional,
    note: pack.validityNote?.[language] ?? null,
    validity: w.valid(
      pack.validFrom === null ? null : dayText(pack.validFrom),
      pack.validTo === null ? null : dayText(pack.validTo),
    ),
    instruments: pack.instruments.map(({ number, confidence }) => ({
      text: number,
      flag: flagOf(confidence, language),
    })),
    figures: {
      all: sources.length,
      unread: sources.filter((source) => !isRead(source)).length,
      unknown: unknown.size,
    },
    stages: stagesOf(pack, { language, today, open }),
  };
}

/** The sources of all figures of a pack: of its law, not of its forms. */
function sourcesIn({ forms: _, ...law }: Pack): Source[] {
  const found: Source[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { source } = value as { source?: Source };
    if (source !== undefined && !Array.isArray(value)) found.push(source);
    for (const member of Object.values(value)) look(member);
  };
  look(law);
  return found;
}

/**
 * Each unknown once, with the stages that it blocks, and how far it is on its way into the pack. `figures`: what was ever filled in
 * of this pack, the newest first; `fill`: where one is filled in, for whoever may and where the version is in use.
 */
export function unknownsIn(
  pack: Pack,
  language: Language,
  { figures = [], fill = null }: { figures?: readonly Figure[]; fill?: ((path: string) => string) | null } = {},
): PackPageView['unknowns'] {
  const w = figureWords[language];
  return blanksOf(pack).map((blank) => {
    const { path, what, source, stages, fields } = blank;
    const offered = offeredAt(pack, path) ?? blank;
    const names = pack.stages.flatMap(({ id, name }) => (stages.includes(id) ? [name[language]] : []));
    const shown = { text: what[language], stages: names.join(', '), basis: basisOf(pack, source, language) };
    if (fields.length === 0) return { ...shown, standing: w.needsSoftware, state: 'software', link: null };
    if (offered.path !== path)
      return { ...shown, standing: w.sameAs(offered.what[language]), state: 'missing', link: null };
    const besides = besidesOf(pack, blank, language);
    const figure = figures.find((one) => one.state !== 'dropped' && fills(one, blank) && isLeftOpen(pack, one.facts));
    if (figure === undefined) {
      const link = fill === null ? null : { text: w.fill, label: w.fillFor(what[language]), href: fill(path) };
      const standing = besides.length === 0 ? null : w.fillsToo(besides.join('; '));
      return { ...shown, standing, state: 'missing', link };
    }
    const href = `/agencies/${pack.agency}/figures/${figure.id}`;
    const standing = standingText(figure, language, fill !== null);
    return { ...shown, standing, state: figure.state, link: { text: w.open, label: w.openFor(what[language]), href } };
  });
}

/** The instruments that a pack rests on. */
export function instrumentsIn(pack: Pack, language: Language): PackPageView['instruments'] {
  return pack.instruments.map(({ number, title, issuer, confidence, note }) => ({
    number,
    title: title[language],
    issuer: issuer[language],
    flag: flagOf(confidence, language),
    note: note?.[language] ?? null,
  }));
}

/**
 * The figures on which a call for a stage rests and which nobody has compared with their instrument. What the call sets itself
 * stands in no text.
 */
export function unreadOf(pack: Pack, stage: string, language: Language): ProvisionView[] {
  const w = packWords[language];
  const groups = provisionsOf(pack, language, stage).filter(({ title }) => title !== w.forms);
  const rows = groups.flatMap((group) => group.rows);
  return rows.filter(({ text, basis }) => basis?.flag != null && text !== null && text !== w.callSets);
}

/** The provisions of a pack in the order in which people ask for them; `only` what a call for one stage rests on. */
export function provisionsOf(pack: Pack, language: Language, only: string | null = null): PackPageView['groups'] {
  const w = packWords[language];
  const row = (name: string, text: string | null, source: Source): ProvisionView => ({
    name,
    text,
    basis: basisOf(pack, source, language),
  });
  const ceilingRows = (cap: Cap | undefined, name: string): ProvisionView[] => {
    if (cap === undefined || cap.ceiling === null) return [];
    const above = { ...cap, ...cap.ceiling } as Cap;
    return [row(w.ceiling(name), levelOf(pack, above, language), cap.ceiling.source)];
  };
  const capRows = (cap: Cap): ProvisionView[] => {
    const set = pack.setByCall.some(({ forCap }) => forCap === cap.id);
    const own = row(cap.name[language], levelOf(pack, cap, language) ?? (set ? w.callSets : null), cap.source);
    return [own, ...ceilingRows(cap, cap.name[language])];
  };
  const isAsked = (stage: string | null) => only === null || stage === null || stage === only;
  const stages = pack.stages.flatMap((stage) => {
    if (!isAsked(stage.id)) return [];
    const { value } = stage.totalVnd;
    const { ceiling } = stage.durationMonths;
    const caps = capsOf(pack, stage.id).filter((cap) => cap.stage === stage.id);
    const whole = caps.find((cap) => isWholeStageCap(cap, stage.id));
    const set = whole !== undefined && pack.setByCall.some(({ forCap }) => forCap === whole.id);
    const group = {
      title: stage.name[language],
      open: true,
      lead: `${w.lines}: ${stage.lines.map(({ name }) => name[language]).join('; ')}.`,
      rows: [
        row(w.total, value === null ? (set ? w.callSets : null) : formatVnd(BigInt(value)), stage.totalVnd.source),
        ...ceilingRows(whole, w.total),
        row(
          w.duration,
          stage.durationMonths.value === null ? null : w.months(stage.durationMonths.value),
          stage.durationMonths.source,
        ),
        ...(ceiling === undefined
          ? []
          : [row(w.ceiling(w.duration), ceiling.value === null ? null : w.months(ceiling.value), ceiling.source)]),
        ...(stage.tranches ?? []).map(({ name, shareBps }) =>
          row(
            w.tranche(name[language]),
            shareBps.value === null ? null : w.ofAward(shareText(shareBps.value)),
            shareBps.source,
          ),
        ),
        ...caps.filter((cap) => cap !== whole).flatMap(capRows),
      ],
    };
    return [group];
  });
  const shared = (only === null ? pack.caps : capsOf(pack, only))
    .filter(({ stage }) => stage === null)
    .flatMap(capRows);
  const conditions = pack.eligibility.filter(({ stage }) => isAsked(stage));
  return [
    ...stages,
    ...(shared.length === 0 ? [] : [{ title: w.allStages, open: true, lead: null, rows: shared }]),
    {
      title: w.procedure,
      open: false,
      lead: pack.procedure.note?.[language] ?? null,
      rows: procedureRows(pack, language),
    },
    ...(pack.criteria.length === 0
      ? []
      : [{ title: w.review, open: false, lead: null, rows: reviewRows(pack, language) }]),
    ...(conditions.length === 0
      ? []
      : [
          {
            title: w.conditions,
            open: false,
            lead: null,
            rows: conditions.map((rule) =>
              row(
                rule.name[language],
                rule.period === undefined
                  ? callWords[language].checkedBy[rule.checkedBy]
                  : periodText(rule.period, language),
                rule.source,
              ),
            ),
          },
        ]),
    { title: w.forms, open: false, lead: null, rows: formRows(pack, language) },
  ];
}

const periods = [
  'completenessCheck',
  'review',
  'resultNotice',
  'completion',
  'appraisal',
  'approval',
  'agreement',
  'agreementMaximum',
  'payment',
  'amendment',
  'terminationNotice',
  'termination',
  'dataReporting',
] as const satisfies readonly PeriodId[];

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

function periodText({ value, unit, event }: Period, language: Language): string | null {
  const w = packWords[language];
  return value === null ? null : w.period(value, w.units[unit], event[language]);
}

function fractionText({ numerator, denominator, comparison }: Fraction, language: Language): string | null {
  if (numerator === null || denominator === null) return null;
  const share = `${numerator}/${denominator}`;
  return callWords[language][comparison](share);
}

function procedureRows(pack: Pack, language: Language): ProvisionView[] {
  const w = packWords[language];
  const { council, yearlyReport } = pack.procedure;
  const { min, max } = council.members;
  const of = (text: string | null, made: (text: string) => string) => (text === null ? null : made(text));
  const figures: [string, string | null, Source][] = [
    ...periods.map((id): [string, string | null, Source] => [
      capital(periodName(id)[language]),
      periodText(pack.procedure[id], language),
      pack.procedure[id].source,
    ]),
    [
      w.councilMembers,
      min === null || max === null ? null : w.members(min === max ? String(min) : `${min}–${max}`),
      council.members.source,
    ],
    [w.papersSent, periodText(council.papersSent, language), council.papersSent.source],
    [w.quorum, of(fractionText(council.quorum, language), w.ofMembers), council.quorum.source],
    [w.passes, of(fractionText(council.itemPasses, language), w.ofBallots), council.itemPasses.source],
    [
      w.yearlyReport,
      yearlyReport.before === null ? null : w.beforeDay(yearlyReport.before.split('-').toReversed().join('/')),
      yearlyReport.source,
    ],
  ];
  return figures.map(([name, text, source]) => ({ name, text, basis: basisOf(pack, source, language) }));
}

function reviewRows(pack: Pack, language: Language): ProvisionView[] {
  const w = packWords[language];
  const rows = pack.criteria.map((criterion): ProvisionView => {
    const { name, kind, weight, minimum, source } = criterion;
    const set = pack.setByCall.some(({ forCriterion }) => forCriterion === criterion.id);
    const least = minimum === undefined || minimum.value === null ? '' : `; ${w.leastPoints(minimum.value)}`;
    const text = kind === 'passFail' ? w.passFail : weight === null ? (set ? w.callSets : null) : w.points(weight);
    return { name: name[language], text: text === null ? null : text + least, basis: basisOf(pack, source, language) };
  });
  if (pack.passMark === null) return rows;
  const { value, source } = pack.passMark;
  const set = pack.setByCall.some(({ kind }) => kind === 'passMark');
  const text = value === null ? (set ? w.callSets : null) : String(value);
  return [...rows, { name: w.passMark, text, basis: basisOf(pack, source, language) }];
}

function formRows(pack: Pack, language: Language): ProvisionView[] {
  const w = packWords[language];
  const { application, reviewSheet } = pack.forms;
  const asked = reviewSheet.sections.flatMap(({ fields }) => fields).filter((field) => field.kind === 'criterion');
  const forms = Object.values(application).map((form): [string, Source | undefined] => [
    w.applicationForm(form.title[language], form.sections.length),
    form.source,
  ]);
  const questions = asked.filter(({ overall }) => overall !== true).length;
  const sheet: [string, Source | undefined] = [w.sheet(reviewSheet.title[language], questions), reviewSheet.source];
  return [...forms, sheet].map(([text, source]) => {
    const at = text.indexOf(': ');
    const basis = source === undefined ? null : basisOf(pack, source, language);
    return { name: text.slice(0, at), text: text.slice(at + 2), basis };
  });
}
