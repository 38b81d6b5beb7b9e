// From a call and its pack to what pages show of it.

import type { CallView, ClauseView, FigureView, StepView } from '../../templates/pages/calls/call.tsx';
import type { CallStanding } from '../../templates/pages/programmes/calls.tsx';
import type { OpenCallView } from '../../templates/parts/open-calls.tsx';
import { agencyFacts, agencyName } from '../../templates/words/agencies.ts';
import { callWords } from '../../templates/words/calls.ts';
import type { Language } from '../../templates/words/words.ts';
import {
  type CallParameter,
  type Cap,
  capsOf,
  clauseOf,
  type Fraction,
  givesPoints,
  isRead,
  isWholeStageCap,
  type Pack,
  type Source,
  stageOf,
} from '../../workflows/programmes/schema.ts';
import { type Calendar, dayOf, startOfDay } from '../../workflows/rules/calendar.ts';
import { limitOf } from '../../workflows/rules/caps.ts';
import type { FieldOf, FormDefinition } from '../../workflows/rules/formShapes.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import type { Call } from './queries.ts';
import { lastDays, stepOrder, timelineOf } from './timeline.ts';

/** The definition of the application form that a call asks for. */
export function applicationForm(pack: Pack, stage: string): FormDefinition {
  const { application } = pack.forms;
  const form = application[stage] ?? application.all;
  if (form === undefined) throw new Error(`pack ${pack.id} has no application form for ${stage}`);
  return form;
}

/** Whole days from today until a moment's day; below zero when it has passed. */
export function daysUntil(now: string, instant: string): number {
  return Math.round((Date.parse(dayOf(instant)) - Date.parse(dayOf(now))) / 86_400_000);
}

/** An open call as the start page lists it. */
export function openCallView(call: Call, language: Language, now: string): OpenCallView {
  const stage = stageOf(call.pack, call.stage);
  const most = wholeStage(call, language);
  return {
    href: `/agencies/${call.agency}/calls/${call.id}`,
    agency: agencyName(call.agency, language),
    programme: call.pack.shortTitle[language],
    fictional: call.pack.fictional,
    stage: stage?.name[language] ?? call.stage,
    lines: (stage?.lines ?? []).map(({ name }) => name[language]),
    most: most.text,
    opensOn: call.opensOn > dayOf(now) ? call.opensOn : null,
    closesAt: call.closesAt,
    daysLeft: daysUntil(now, call.closesAt),
  };
}

/** A call as its own page shows it. */
export function callView(
  call: Call,
  {
    language,
    now,
    calendar,
    contact,
    own,
    viewer,
    staff,
    closedEarly,
    questions,
  }: Pick<CallView, 'own' | 'viewer' | 'staff' | 'closedEarly' | 'questions'> & {
    contact: Omit<CallView['contact'], 'name'>;
    language: Language;
    now: string;
    calendar: Calendar;
  },
): CallView {
  const { pack } = call;
  const stage = stageOf(pack, call.stage)!;
  const form = applicationForm(pack, call.stage);
  const files = form.sections.flatMap(({ fields }) => fields).filter((field) => field.kind === 'file');
  const months = stage.durationMonths;
  return {
    agency: agencyName(call.agency, language),
    programme: pack.shortTitle[language],
    fictional: pack.fictional,
    stage: stage.name[language],
    months: {
      name: '',
      text: String(months.value),
      count: months.value,
      clause: clauseView(pack, months.source, language),
    },
    standing: standingOf(call, now),
    opensOn: call.opensOn,
    closesAt: call.closesAt,
    daysLeft: daysUntil(now, call.closesAt),
    opensIn: daysUntil(now, startOfDay(call.opensOn)),
    today: dayOf(now),
    decisionNumber: call.decisionNumber,
    budgetVnd: call.budgetVnd,
    lines: stage.lines.map(({ name }) => name[language]),
    applicants: [...pack.applicants],
    conditions: pack.eligibility
      .filter((rule) => rule.stage === null || rule.stage === call.stage)
      .map(({ name, checkedBy, source }) => ({
        text: name[language],
        checkedBy,
        clause: clauseView(pack, source, language),
      })),
    ofCity: ofCity(call, language),
    fields: pack.priorityFields.map(({ name }) => name[language]),
    contact: { name: agencyFacts(call.agency, pack, language).name, ...contact },
    figures: figuresOf(call, language),
    papers: files.map(({ label, help, required, when, types, maxFiles }) => ({
      label: label[language],
      help: help?.[language] ?? null,
      required,
      onlyFor: when === undefined ? null : answersIn(form, when, language),
      types: types.map((type) => type.toUpperCase()).join(', '),
      most: maxFiles,
    })),
    sections: form.sections.map(({ title }) => title[language]),
    steps: stepsOf(call, calendar, language),
    timeline: timelineOf(call, { calendar, now }),
    council: councilOf(pack, language),
    review: reviewOf(call, language),
    apply: `/agencies/${call.agency}/calls/${call.id}/apply`,
    selfCheck: `/agencies/${call.agency}/calls/${call.id}/self-check`,
    questions,
    own,
    viewer,
    staff,
    closedEarly,
  };
}

/** Whether applicants must be of the city, as far as the pack knows; what it does not say is not made up. */
function ofCity({ pack, stage }: Call, language: Language): CallView['ofCity'] {
  const rule = pack.eligibility.find(
    (one) => one.kind === 'establishedInCity' && (one.stage === null || one.stage === stage),
  );
  if (rule !== undefined) return { text: rule.name[language], clause: clauseView(pack, rule.source, language) };
  const { id, number } = pack.instruments[0]!;
  const isKnown = pack.eligibility.some(({ source }) => source.instrument === id && isRead(source));
  return { unsaidIn: number, unread: !isKnown };
}

/** The answers that a condition waits for, as people read them; null for a yes or no, which says nothing by itself. */
function answersIn(
  form: FormDefinition,
  when: { field: string; is: readonly string[] },
  language: Language,
): string | null {
  const asked = form.sections.flatMap(({ fields }) => fields).find(({ id }) => id === when.field);
  if (asked?.kind !== 'choice') return null;
  return asked.options
    .filter(({ id }) => when.is.includes(id))
    .map(({ label }) => label[language])
    .join(', ');
}

/** Whether applications may begin: the same three questions that the command asks. */
export function standingOf(call: Call, now: string): CallView['standing'] {
  if (!call.isOpen || Date.parse(now) > Date.parse(call.closesAt)) return 'closed';
  return dayOf(now) < call.opensOn ? 'notYet' : 'open';
}

/** Where a call stands for the agency: past its deadline it is still open for awards. */
export function standingIn(call: Call, now: string): CallStanding {
  if (!call.isOpen) return 'closed';
  const standing = standingOf(call, now);
  return standing === 'closed' ? 'ended' : standing;
}

const criteriaOf = (pack: Pack) =>
  pack.forms.reviewSheet.sections.flatMap(({ fields }) => fields).filter((field) => field.kind === 'criterion');

/** What reviewers answer, as their sheet asks it; with the points that the call set, where the sheet has points. */
function reviewOf({ pack, parameters }: Call, language: Language): CallView['review'] {
  const sheet = pack.forms.reviewSheet;
  const given = (is: (parameter: CallParameter) => boolean): number | null => {
    const value = parameters[pack.setByCall.find(is)?.id ?? ''];
    return typeof value === 'number' ? value : null;
  };
  const most = (criterion: FieldOf<'criterion'>) =>
    criterion.maxPoints ?? given(({ kind, forCriterion }) => kind === 'weight' && forCriterion === criterion.id);
  const sections = sheet.sections.map(({ title, fields }) => ({
    title: title[language],
    questions: fields
      .filter((field) => field.kind === 'criterion')
      .filter(({ overall }) => overall !== true)
      .map((criterion) => ({
        text: criterion.label[language],
        points: criterion.scale === 'points' ? most(criterion) : null,
      })),
  }));
  const points = givesPoints(pack);
  return {
    title: sheet.title[language],
    clause: sheet.source === undefined ? null : clauseView(pack, sheet.source, language),
    sections: sections.filter(({ questions }) => questions.length > 0),
    givesPoints: points,
    passMark: points ? (sheet.passPoints ?? given(({ kind }) => kind === 'passMark')) : null,
    concludes: criteriaOf(pack).some(({ overall }) => overall === true),
    named: points ? [] : pack.criteria.map(({ name }) => name[language]),
  };
}

/** `unread`: nobody has compared the figure with the original instrument. */
export function clauseView(pack: Pack, source: Source, language: Language): ClauseView {
  return { text: clauseOf(pack, source)[language], unread: !isRead(source) };
}

const wholeStage = (call: Call, language: Language): FigureView => {
  const cap = call.pack.caps.find((one) => isWholeStageCap(one, call.stage));
  if (cap !== undefined) return { ...figureOf(call, cap, language), name: callWords[language].total };
  const { totalVnd } = stageOf(call.pack, call.stage)!;
  return {
    name: callWords[language].total,
    text: totalVnd.value === null ? null : formatVnd(BigInt(totalVnd.value)),
    clause: clauseView(call.pack, totalVnd.source, language),
  };
};

/** The whole stage, then each expense line with its caps, then what counts over all of them. */
function figuresOf(call: Call, language: Language): FigureView[] {
  const caps = capsOf(call.pack, call.stage).filter((cap) => !isWholeStageCap(cap, call.stage));
  const whole = wholeStage(call, language);
  const lines = stageOf(call.pack, call.stage)!.lines.flatMap(({ id, name }): FigureView[] => {
    const own = caps.filter((cap) => cap.line === id);
    if (own.length > 0) return own.map((cap) => figureOf(call, cap, language));
    return [{ name: name[language], text: callWords[language].withinTotal, clause: whole.clause }];
  });
  return [whole, ...lines, ...caps.filter(({ line }) => line === null).map((cap) => figureOf(call, cap, language))];
}

function figureOf(call: Call, cap: Cap, language: Language): FigureView {
  const own = limitOf(cap, { beneficiaryClass: null }, {});
  const setHere = own === null && Object.hasOwn(call.limits, cap.id);
  return {
    name: cap.name[language],
    text: levelOf(call.pack, cap, language, call.limits),
    clause: setHere
      ? { text: callWords[language].setByCall(call.decisionNumber), unread: false }
      : clauseView(call.pack, cap.source, language),
  };
}

/** The level of a cap as people read it; null where it is unknown. `limits`: what a call set itself. */
export function levelOf(
  pack: Pack,
  cap: Cap,
  language: Language,
  limits: Readonly<Record<string, string>> = {},
): string | null {
  const w = callWords[language];
  if (cap.kind === 'share') {
    const of = (bps: number | null) =>
      bps === null ? w.unknown : (cap.of === 'cost' ? w.ofCost : w.ofAward)(shareText(bps));
    const order = (pack.beneficiaryClasses ?? []).map(({ id }) => id);
    const classes = Object.entries(cap.shareBps).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    const [first] = classes;
    if (classes.length === 1 && first?.[0] === 'all') {
      const bps = first[1] ?? (Object.hasOwn(limits, cap.id) ? Number(limits[cap.id]) : null);
      return bps === null ? null : of(bps);
    }
    const nameOf = (id: string) => pack.beneficiaryClasses?.find((one) => one.id === id)?.name[language] ?? id;
    return classes.map(([id, bps]) => `${nameOf(id)}: ${of(bps)}`).join('; ');
  }
  const limit = limitOf(cap, { beneficiaryClass: null }, limits);
  if (limit === null) return null;
  return cap.kind === 'seats' ? w.seats(String(limit)) : formatVnd(limit);
}

/** Basis points as people read them: 5000 is '50 %', 1250 is '12,5 %'. */
export const shareText = (bps: number) => `${String(bps / 100).replace('.', ',')} %`;

function stepsOf({ pack, closesAt, closedEarly }: Call, calendar: Calendar, language: Language): StepView[] {
  const ends = lastDays(pack, dayOf(closesAt), calendar);
  return stepOrder.map((step) => {
    const { value, unit, event, source } = pack.procedure[step];
    return {
      step,
      period: value === null ? null : { count: value, unit, event: event[language] },
      by: closedEarly === null ? ends[step] : null,
      clause: clauseView(pack, source, language),
    };
  });
}

function councilOf(pack: Pack, language: Language): CallView['council'] {
  const { members, quorum, itemPasses } = pack.procedure.council;
  const w = callWords[language];
  const share = (fraction: Fraction) =>
    fraction.numerator === null || fraction.denominator === null
      ? null
      : `${fraction.numerator}/${fraction.denominator}`;
  const [sits, passes] = [share(quorum), share(itemPasses)];
  if (members.min === null || members.max === null || sits === null || passes === null) return null;
  return {
    members: members.min === members.max ? String(members.min) : `${members.min}–${members.max}`,
    quorum: sits,
    passes: itemPasses.comparison === 'atLeast' ? w.atLeast(passes) : w.moreThan(passes),
    clause: clauseView(pack, members.source, language),
  };
}
