// The calls of an agency: all of them with what has become of them, opening one by decision, closing one.

import {
  type CallRow,
  CallsPage,
  CheckCallPage,
  ChooseStagePage,
  CloseCallPage,
  callStandings,
  OpenCallPage,
  type ParameterView,
} from '../../templates/pages/programmes/calls.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { callRoomWords } from '../../templates/words/programmes-calls.ts';
import { packWords } from '../../templates/words/programmes-packs.ts';
import type { Language } from '../../templates/words/words.ts';
import {
  type CallParameter,
  givesPoints,
  isWholeStageCap,
  mayOpen,
  type Pack,
  parametersOf,
  stageOf,
  withParameters,
} from '../../workflows/programmes/schema.ts';
import { dayOf, endOfDay } from '../../workflows/rules/calendar.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { amountProblem, readVnd } from '../../workflows/rules/formFields.ts';
import { amountInWords, formatVnd } from '../../workflows/rules/money.ts';
import type { Doors } from '../doors.ts';
import { ask, decisionIn, longIn, recordedBefore, textIn, typedOf } from '../forms.ts';
import { asContent, type Content } from '../keeping.ts';
import { askedIn, pageOf } from '../lists.ts';
import type { Parts } from '../parts.ts';
import { waitingByCall } from '../questions.ts';
import { explain } from '../refusals.ts';
import { type CallCounts, callsOf, type Published, publishedPacks } from './agency.ts';
import { readCall } from './queries.ts';
import { blocksOf, blockView, stagesOf, unreadOf } from './says.ts';
import {
  type C,
  callers,
  dayIn,
  type Errors,
  holdsOne,
  keyAgain,
  keyOf,
  openAt,
  type Sent,
  staff,
  statusOf,
  twoYearsOn,
} from './shared.ts';
import { levelOf, standingIn } from './views.ts';

const path = '/agencies/:agency/calls';

export function callRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  const rowOf = ({ call, ...counts }: CallCounts, language: Language, questions = 0): CallRow => ({
    id: call.id,
    href: `/agencies/${call.agency}/calls/${call.id}`,
    stage: stageOf(call.pack, call.stage)?.name[language] ?? call.stage,
    programme: call.pack.shortTitle[language],
    standing: standingIn(call, now()),
    opensOn: call.opensOn,
    closesAt: call.closesAt,
    endedAt: call.closedEarly?.at ?? null,
    decisionNumber: call.decisionNumber,
    budgetVnd: call.budgetVnd,
    questions,
    ...counts,
  });

  doors.get(path, { who: staff }, async (c) => {
    const agency = c.req.param('agency');
    const language = c.get('language');
    const [frame, calls, waiting, packs] = await Promise.all([
      parts.frameOf(c),
      callsOf(db, agency),
      waitingByCall(db, agency),
      publishedPacks(db, agency),
    ]);
    const asked = askedIn(c, {});
    const inOrder = calls.map((one) => rowOf(one, language, waiting.get(one.call.id)));
    inOrder.sort((a, b) => callStandings.indexOf(a.standing) - callStandings.indexOf(b.standing));
    const rows = pageOf(inOrder, asked);
    const view = {
      frame,
      agency,
      note: null,
      calls: rows,
      list: asked.view(rows.length, inOrder.length),
      mayOpen: holdsOne(c.get('standing').roles, callers),
      deals: holdsOne(c.get('standing').roles, duties['application.reviewersAssigned'].roles),
      hasPack: packs.some(({ state }) => state === 'published'),
    };
    return c.html(<CallsPage {...view} />);
  });

  async function choose(c: C, errors: Errors = {}) {
    const agency = c.req.param('agency')!;
    const language = c.get('language');
    const [frame, packs] = await Promise.all([parts.frameOf(c), inUse(agency)]);
    const view = {
      frame,
      agency,
      note: null,
      packs: packs.map(({ id, pack }) => ({
        title: pack.shortTitle[language],
        note: pack.validityNote?.[language] ?? null,
        fictional: pack.fictional,
        stages: stagesOf(pack, { language, today: dayOf(now()), open: openAt(agency, id) }),
      })),
      hasPack: packs.length > 0 || parts.packs.some((pack) => pack.agency === agency),
      form: { errors, refusal: null },
    };
    return c.html(<ChooseStagePage {...view} />, Object.keys(errors).length > 0 ? 422 : 200);
  }

  const inUse = async (agency: string): Promise<Published[]> =>
    (await publishedPacks(db, agency)).filter(({ state }) => state === 'published');

  /** The pack and stage that an address or a form names, where a call for it can open. */
  async function chosenIn(agency: string, pack: string, stage: string): Promise<Chosen | null> {
    const found = (await inUse(agency)).find(({ id }) => id === pack);
    if (found === undefined || stageOf(found.pack, stage) === null) return null;
    return blocksOf(found.pack, stage, dayOf(now())).length > 0 ? null : { id: pack, pack: found.pack, stage };
  }

  async function form(c: C, chosen: Chosen, sent: Sent | null = null, status = statusOf(sent)) {
    const language = c.get('language');
    const { pack, stage } = chosen;
    const whole = pack.caps.find((cap) => isWholeStageCap(cap, stage));
    const { refusal } = sent ?? {};
    const view = {
      frame: await parts.frameOf(c),
      agency: c.req.param('agency')!,
      note: null,
      pack: chosen.id,
      stage,
      packTitle: pack.shortTitle[language],
      stageName: stageOf(pack, stage)!.name[language],
      fictional: pack.fictional,
      most: whole === undefined ? null : levelOf(pack, whole, language),
      parameters: parametersOf(pack, stage).map((parameter) => parameterView(pack, parameter, language)),
      unread: unreadOf(pack, stage, language),
      form: {
        key: keyAgain(sent),
        typed: sent?.typed ?? {},
        errors: sent?.errors ?? {},
        refusal: refusal === undefined ? null : explain(refusal, language, pack),
      },
    };
    return c.html(<OpenCallPage {...view} />, status);
  }

  doors.get(`${path}/new`, { who: callers }, async (c) => {
    const [pack, stage] = [c.req.query('pack'), c.req.query('stage')];
    if (pack === undefined && stage === undefined) return choose(c);
    const chosen = await chosenIn(c.req.param('agency'), pack ?? '', stage ?? '');
    return chosen === null ? choose(c) : form(c, chosen);
  });

  doors.post(`${path}/new`, { who: callers }, async (c) => {
    const agency = c.req.param('agency');
    const language = c.get('language');
    const typed = await typedOf(c);
    const w = callRoomWords[language].opening;
    // the key names the call too: one form opens one call, however often it is sent
    const key = keyOf(typed);
    const opened = () => c.redirect(`/agencies/${agency}/calls/${key}?done=opened`, 303);
    const chosen = await chosenIn(agency, textIn(typed, 'pack'), textIn(typed, 'stage'));
    if (chosen === null) return choose(c, { '': w.problems.stage });
    const step = textIn(typed, 'step');
    if (step === 'edit') return form(c, chosen, { typed }, 200);
    const earlier = (await callsOf(db, agency)).filter(({ call }) => call.id !== key);
    const read = readCallForm(typed, chosen, { language, today: dayOf(now()), earlier });
    if ('errors' in read) return form(c, chosen, { typed, errors: read.errors });
    const most = mostOfOne(chosen, read.input);
    const isSmall = most !== null && BigInt(read.input.budgetVnd) < most;
    const isAgreed = !isSmall || textIn(typed, 'small') === 'yes';
    if (step !== 'open' || !isAgreed) {
      const [available] = await db.query<{ vnd: bigint }>`
        select coalesce(sum(balance), 0)::bigint as vnd from account where agency = ${agency} and id like 'B/%/available'`;
      const left = available?.vnd ?? 0n;
      const isOver = BigInt(read.input.budgetVnd) > left;
      const rows = [
        ...checkRows(read.input, chosen, language),
        [w.yearsLeft, `${formatVnd(left)}${isOver ? `. ${w.overYears}` : ''}`] as const,
      ];
      const errors: Errors = step === 'open' ? { small: w.problems.small } : {};
      const view = {
        ...{ frame: await parts.frameOf(c), agency, note: null, rows, typed: fieldsIn(typed, chosen), key, errors },
        small: isSmall ? formatVnd(most) : null,
      };
      return c.html(<CheckCallPage {...view} />, step === 'open' ? 422 : 200);
    }
    const input = { ...read.input, ...noteOfUnread(chosen) };
    const command = { type: 'openCall', dossier: key, input } as const;
    const outcome = await ask(c, parts, command, { ...typed, key });
    if (outcome.ok) return opened();
    return form(c, chosen, { typed, refusal: outcome.refusal });
  });

  async function closing(c: C, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const call = await readCall(db, agency, c.req.param('call')!);
    const [found] = call === null ? [] : await callsOf(db, agency, call.id);
    if (found === undefined) return c.notFound();
    const language = c.get('language');
    const { refusal } = sent ?? {};
    const view = {
      frame: await parts.frameOf(c),
      agency,
      note: null,
      call: rowOf(found, language),
      isEarly: found.call.isOpen && Date.parse(now()) < Date.parse(found.call.closesAt),
      form: {
        key: keyAgain(sent),
        typed: sent?.typed ?? {},
        errors: sent?.errors ?? {},
        refusal: refusal === undefined ? null : explain(refusal, language, found.call.pack),
      },
    };
    return c.html(<CloseCallPage {...view} />, statusOf(sent));
  }

  doors.get(`${path}/:call/close`, { who: callers }, (c) => closing(c));

  doors.post(`${path}/:call/close`, { who: callers }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    const call = await readCall(db, agency, c.req.param('call'));
    const [found] = call === null ? [] : await callsOf(db, agency, call.id);
    if (call === null || found === undefined) return c.notFound();
    const back = () => c.redirect(`/agencies/${agency}/calls/${call.id}?done=closed`, 303);
    const { problems: w, already } = callRoomWords[c.get('language')].closing;
    const isEarly = call.isOpen && Date.parse(now()) < Date.parse(call.closesAt);
    const errors: Errors = {};
    const decisionNumber = decisionIn(typed, 'decisionNumber', errors, c.get('language'), w.decision);
    const reason = longIn(typed, 'reason');
    if (reason === '') errors.reason = w.reason;
    else if (reason.length > 2_000) errors.reason = w.reasonLong;
    // sent again when the call is closed, a form says what it said
    const early = { decisionNumber, reason: asContent('reason', { text: reason }) };
    const input = isEarly || typed.reason !== undefined ? early : {};
    const closeCall = { type: 'closeCall', dossier: call.id, input } as const;
    if ((await recordedBefore(c, parts, closeCall, typed))?.ok) return back();
    if (!call.isOpen) return closing(c, { typed, errors: { '': already } });
    if (textIn(typed, 'seen') !== `${found.undecided}/${found.drafts}`)
      return closing(c, { typed: { ...typed, understood: '' }, errors: { '': w.changed } });
    const wrong: Errors = isEarly ? errors : {};
    const matters = isEarly || found.undecided > 0 || found.drafts > 0;
    if (matters && textIn(typed, 'understood') !== 'yes') wrong.understood = w.understood;
    if (Object.keys(wrong).length > 0) return closing(c, { typed, errors: wrong });
    const outcome = await ask(c, parts, { ...closeCall, input: isEarly ? early : {} }, typed);
    return outcome.ok ? back() : closing(c, { typed, refusal: outcome.refusal });
  });
}

type Chosen = { id: string; pack: Pack; stage: string };
type CallInput = {
  pack: string;
  stage: string;
  budgetVnd: string;
  opensOn: string;
  closesAt: string;
  parameters: Record<string, string | number>;
  decisionNumber: string;
};

const fieldOf = ({ id }: Pick<CallParameter, 'id'>): string => `p-${id}`;

const parameterView = (pack: Pack, parameter: CallParameter, language: Language): ParameterView => ({
  field: fieldOf(parameter),
  name: parameter.name[language],
  kind: parameter.kind,
  decides: givesPoints(pack) || (parameter.kind !== 'weight' && parameter.kind !== 'passMark'),
});

/** What whoever opens a call took note of, as it is kept beside the decision: in the language of the law, whoever reads it. */
function noteOfUnread({ pack, stage }: Chosen): { unreadFigures?: Content } {
  const unread = unreadOf(pack, stage, 'vi');
  if (unread.length === 0) return {};
  const w = callRoomWords.vi.opening;
  const rows = unread.map(({ name, text, basis }, index) => {
    const clause = [basis?.text, basis?.flag].filter((part) => part != null).join(', ');
    return `${index + 1}. ${name}: ${text} (${clause})`;
  });
  return { unreadFigures: asContent('reason', { text: [w.unreadLabel(unread.length), ...rows].join('\n') }) };
}

/** The most that one project gets of a stage, with what the call sets itself; null where that is not known. */
function mostOfOne({ pack, stage }: Chosen, { parameters }: CallInput): bigint | null {
  const total = stageOf(withParameters(pack, parameters), stage)?.totalVnd.value ?? null;
  return total === null ? null : BigInt(total);
}

/** What belongs to the form of a call, of what was sent. */
function fieldsIn(typed: Typed, { pack, stage }: Chosen): Typed {
  const names = ['pack', 'stage', 'decisionNumber', 'opensOn', 'closesOn', 'budgetVnd', 'unread'];
  const all = [...names, ...parametersOf(pack, stage).map(fieldOf)];
  return Object.fromEntries(all.map((name) => [name, textIn(typed, name)]));
}

/** Reads the form of a call, and asks at each field what the command will ask. */
function readCallForm(
  typed: Typed,
  { id, pack, stage }: Chosen,
  { language, today, earlier }: { language: Language; today: string; earlier: readonly CallCounts[] },
): { input: CallInput } | { errors: Errors } {
  const w = callRoomWords[language].opening.problems;
  const errors: Errors = {};
  const decisionNumber = decisionIn(typed, 'decisionNumber', errors, language, w.decision);
  const same = (text: string) => text.toLocaleLowerCase('vi').replace(/\s/g, '');
  const used = earlier.some(
    ({ call }) => call.stage === stage && call.packId === id && same(call.decisionNumber) === same(decisionNumber),
  );
  if (used) errors.decisionNumber = w.decisionUsed;
  const [opensOn, closesOn] = [dayIn(typed, 'opensOn'), dayIn(typed, 'closesOn')];
  const far = (day: string) => day > twoYearsOn(today) || twoYearsOn(day) < today;
  if (opensOn === null) errors.opensOn = w.opensOn;
  else if (far(opensOn)) errors.opensOn = w.far;
  if (closesOn === null) errors.closesOn = w.closesOn;
  else if (closesOn < today) errors.closesOn = w.past;
  else if (far(closesOn)) errors.closesOn = w.far;
  else if (opensOn !== null && closesOn < opensOn) errors.closesOn = w.order;
  const budget = readVnd(textIn(typed, 'budgetVnd'));
  if (!budget.ok) errors.budgetVnd = amountProblem(textIn(typed, 'budgetVnd'), language);
  else if (budget.amountVnd === 0n) errors.budgetVnd = w.zero;
  const parameters: Record<string, string | number> = {};
  for (const parameter of parametersOf(pack, stage)) {
    const read = parameterIn(typed, parameter, language);
    if ('error' in read) errors[fieldOf(parameter)] = read.error;
    else parameters[parameter.id] = read.value;
  }
  const understood = parametersOf(pack, stage).every((parameter) => errors[fieldOf(parameter)] === undefined);
  if (understood)
    for (const block of mayOpen(pack, stage, today, parameters)) {
      const { text, clause } = blockView(pack, block, language);
      errors[fieldOfBlock(block.path, pack)] ??= clause === null ? text : `${text} ${clause}`;
    }
  if (unreadOf(pack, stage, language).length > 0 && textIn(typed, 'unread') !== 'yes') errors.unread = w.unread;
  if (!budget.ok || opensOn === null || closesOn === null || Object.keys(errors).length > 0) return { errors };
  const closesAt = endOfDay(closesOn);
  return {
    input: { pack: id, stage, budgetVnd: String(budget.amountVnd), opensOn, closesAt, parameters, decisionNumber },
  };
}

/** The field that a block is about: the parameter itself, or the pass mark, which is held against all points. */
function fieldOfBlock(path: string, pack: Pack): string {
  if (path.startsWith('parameters.')) return fieldOf({ id: path.slice('parameters.'.length) });
  const mark = pack.setByCall.find(({ kind }) => kind === 'passMark');
  return path.startsWith('passMark') && mark !== undefined ? fieldOf(mark) : '';
}

function parameterIn(
  typed: Typed,
  parameter: CallParameter,
  language: Language,
): { value: string | number } | { error: string } {
  const w = callRoomWords[language].opening.problems;
  const text = textIn(typed, fieldOf(parameter));
  const name = parameter.name[language];
  if (parameter.kind === 'limitVnd') {
    const read = readVnd(text);
    if (!read.ok) return { error: w.amount(name, amountProblem(text, language)) };
    return read.amountVnd === 0n ? { error: w.amount(name, w.zero) } : { value: String(read.amountVnd) };
  }
  if (parameter.kind === 'shareBps') {
    const share = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text);
    const bps = share === null ? 0 : Number(share[1]) * 100 + Number((share[2] ?? '').padEnd(2, '0'));
    return bps < 1 || bps > 10_000 ? { error: w.share(name) } : { value: bps };
  }
  return /^[1-9]\d{0,5}$/.test(text) ? { value: Number(text) } : { error: w.number(name) };
}

/** What will be open, in the words of the decision. */
function checkRows(input: CallInput, { pack, stage }: Chosen, language: Language): (readonly [string, string])[] {
  const { opening: w } = callRoomWords[language];
  const packs = packWords[language];
  const asked = parametersOf(pack, stage).filter(({ id }) => Object.hasOwn(input.parameters, id));
  const unread = unreadOf(pack, stage, language).length;
  const closesOn = dayOf(input.closesAt);
  const days = Math.round((Date.parse(closesOn) - Date.parse(input.opensOn)) / 86_400_000) + 1;
  const weights = asked.filter(({ kind }) => kind === 'weight').map(({ id }) => Number(input.parameters[id]));
  const value = ({ id, kind }: CallParameter) => {
    const given = input.parameters[id]!;
    if (kind === 'limitVnd') return formatVnd(BigInt(given));
    return kind === 'shareBps' ? `${String(Number(given) / 100).replace('.', ',')} %` : String(given);
  };
  return [
    [w.programme, `${pack.shortTitle[language]}, ${packs.version(pack.version)}`],
    [w.stage, stageOf(pack, stage)!.name[language]],
    [w.decision, input.decisionNumber],
    [w.opensOn, dayText(input.opensOn)],
    [w.closesOn, `${dayText(closesOn)} 23:59 (${w.today(days)})`],
    [w.budget, `${formatVnd(BigInt(input.budgetVnd))} (${amountInWords(BigInt(input.budgetVnd), language)})`],
    ...asked.filter(({ kind }) => kind !== 'passMark').map((one) => [one.name[language], value(one)] as const),
    ...(weights.length === 0 ? [] : [[w.weights, String(weights.reduce((sum, one) => sum + one, 0))] as const]),
    ...asked.filter(({ kind }) => kind === 'passMark').map((one) => [one.name[language], value(one)] as const),
    ...(unread === 0 ? [] : [[w.unread, w.unreadSeen(unread)] as const]),
  ];
}
