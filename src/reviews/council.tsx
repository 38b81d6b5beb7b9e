// The council: composed by the pack's rules, a ballot on each item, the tally, and what it concludes.

import type { Context } from 'hono';
import {
  type ConcludeView,
  CouncilPage,
  type ItemView,
  type SeatView,
} from '../../templates/pages/reviews/council.tsx';
import { Caps } from '../../templates/pages/reviews/parts.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { nameOf as named } from '../../templates/words/names.ts';
import { reviewsWords } from '../../templates/words/reviews.ts';
import { atLeast } from '../../workflows/commands/application.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { type Answers, shown } from '../../workflows/rules/forms.ts';
import { amountProblems, formatAmount, parseVnd } from '../../workflows/rules/money.ts';
import { contentOf, reasonOf } from '../contents.ts';
import type { AppEnv, Doors } from '../doors.ts';
import type { Dossier } from '../dossier.ts';
import { ask, longIn, statusOf, textIn, textsIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { capsIf, type LineAmount, overOwnCaps } from './caps.ts';
import {
  clauseText,
  type Desk,
  deskOf,
  formState,
  headOf,
  lengthOf,
  periodText,
  reasonProblem,
  refused,
  type Sent,
  sentenceAt,
  troubleOf,
  wrong,
} from './desk.ts';
import { type Meeting, meetingIn, meetingOf, meetingProblems, readMeeting } from './meeting.ts';
import { holdersOf, namesOf, teamOf } from './persons.ts';
import { answersOf, askedFor, linesOf, readable, reviewersOf, reviewsOf, sheetForm, submittedAt } from './reading.ts';

/** Who composes a council, who may sit and vote on it, who records what it concludes. */
const composing = ['officer', 'secretary'] as const;
const voting = ['chair', 'councilMember', 'secretary'] as const;
const concluding = ['secretary', 'chair'] as const;
const reading = ['officer', 'secretary', 'chair', 'councilMember', 'director', 'auditor'] as const;

const holds = (roles: readonly Role[], wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));

export function councilRoutes(doors: Doors, parts: Parts): void {
  doors.get('/agencies/:agency/dossiers/:dossier/council', { who: reading }, async (c) => {
    const desk = await deskOf(c, parts);
    return desk === null ? c.notFound() : await show(c, parts, desk, null);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/refer', { who: composing }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    const w = reviewsWords[desk.language].council;
    const council = [...new Set(textsIn(typed, 'council'))];
    const [chair, viceChair] = [textIn(typed, 'chair'), textIn(typed, 'viceChair')];
    const size = desk.dossier.pack.procedure.council.members;
    const possible = (await candidatesOf(parts, desk)).filter(({ why }) => why === null);
    const errors: Record<string, string> = {};
    if (council.length === 0) errors.council = w.membersMissing;
    else if (!council.every((id) => possible.some((one) => one.id === id))) errors.council = w.notPossible;
    else if (council.length < (size.min ?? 0) || council.length > (size.max ?? 99))
      errors.council = w.sizeWrong(council.length, String(size.min ?? '?'), String(size.max ?? '?'));
    if (!council.includes(chair)) errors.chair = w.chairMissing;
    if (viceChair !== '' && (!council.includes(viceChair) || viceChair === chair))
      errors.viceChair = w.viceChairOutside;
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('compose', typed, errors));
    const input = { council, chair, ...(viceChair === '' ? {} : { viceChair }) };
    const outcome = await ask(c, parts, { type: 'referToCouncil', dossier: desk.dossier.id, input }, typed);
    if (outcome.ok) return c.redirect(`${desk.base}/council?done=application.referredToCouncil`, 303);
    return await again(c, parts, desk, refused('compose', typed, outcome.refusal));
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/vote', { who: voting }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    const w = reviewsWords[desk.language].council;
    const items = await itemsOf(parts, desk);
    const errors: Record<string, string> = {};
    const ballots: Record<string, string> = {};
    for (const { line, name } of items) {
      const said = textIn(typed, `ballot.${line}`);
      if (said === 'pass' || said === 'fail') ballots[line] = said;
      else errors[`ballot.${line}`] = w.ballotMissing(name);
    }
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('ballot', typed, errors));
    const outcome = await ask(c, parts, { type: 'castVote', dossier: desk.dossier.id, input: { ballots } }, typed);
    if (outcome.ok) return c.redirect(`${desk.base}/council?done=application.voteCast`, 303);
    return await again(c, parts, desk, refused('ballot', typed, outcome.refusal));
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/check', { who: concluding }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    const { amounts, errors } = amountsIn(desk, await itemsOf(parts, desk), typed);
    if (c.req.header('HX-Request') !== 'true')
      return await show(c, parts, desk, { form: 'conclude', typed, errors, refusal: null }, 200);
    const caps = capsIf(desk.dossier, amounts, yearOf(parts), desk.language);
    return c.html(<Caps caps={caps} check={`${desk.base}/council/check`} language={desk.language} />);
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/recommend', { who: concluding }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    if (mustVoteFirst(desk)) return await show(c, parts, desk, voteFirst(desk, typed));
    const items = await itemsOf(parts, desk);
    const { meeting, errors } = readConclusion(parts, desk, typed);
    const { amounts, errors: amountErrors } = amountsIn(desk, items, typed);
    Object.assign(errors, recommendProblems(desk, typed, items, amounts), amountErrors);
    // What goes over a cap is an amount all the same: it is asked for, refused and kept; the fields say it too.
    const over = overCaps(parts, desk, typed, items, amounts);
    if (Object.keys(errors).length > 0)
      return await show(c, parts, desk, wrong('conclude', typed, { ...over, ...errors }));
    const lines = amounts
      .filter(({ amountVnd }) => amountVnd > 0n)
      .map(({ line, amountVnd }) => ({ line, amountVnd: String(amountVnd) }));
    const input = {
      lines,
      months: Number(textIn(typed, 'months')),
      completionNeeded: textIn(typed, 'completion') === 'yes',
      minutes: asContent('minutes', meeting),
    };
    const form = { type: 'recommend', dossier: desk.dossier.id, input } as const;
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(`${desk.base}/council?done=application.recommended`, 303);
    const { refusal } = outcome;
    const at = { ...over };
    const item = refusal.details.item ?? refusal.details.line;
    if (item !== undefined && items.some(({ line }) => line === item))
      at[`amount.${item}`] ??= sentenceAt(refusal, desk);
    return await again(c, parts, desk, refused('conclude', typed, refusal, at));
  });

  doors.post('/agencies/:agency/dossiers/:dossier/council/not-recommend', { who: concluding }, async (c) => {
    const desk = await deskOf(c, parts);
    if (desk === null) return c.notFound();
    const typed = await typedOf(c);
    if (mustVoteFirst(desk)) return await show(c, parts, desk, voteFirst(desk, typed));
    const { meeting, errors } = readConclusion(parts, desk, typed);
    const reason = longIn(typed, 'reason');
    const problem = reasonProblem(reason, desk.language);
    if (problem !== null) errors.reason = problem;
    if (Object.keys(errors).length > 0) return await show(c, parts, desk, wrong('conclude', typed, errors));
    const form = {
      type: 'notRecommend',
      dossier: desk.dossier.id,
      input: { reason: asContent('reason', { text: reason }), minutes: asContent('minutes', meeting) },
    } as const;
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(`${desk.base}/council?done=application.notRecommended`, 303);
    return await again(c, parts, desk, refused('conclude', typed, outcome.refusal));
  });
}

const yearOf = (parts: Pick<Parts, 'now'>) => Number(dayOf(parts.now()).slice(0, 4));

async function again(c: Context<AppEnv>, parts: Parts, desk: Desk, sent: Sent): Promise<Response> {
  return await show(c, parts, (await deskOf(c, parts)) ?? desk, sent);
}

/** What stands in an amount's field; what cannot be read counts as nothing and is named. */
function amountsIn(desk: Desk, items: readonly ItemView[], typed: Typed) {
  const w = reviewsWords[desk.language].council;
  const errors: Record<string, string> = {};
  const amounts = items.map(({ line, name }): LineAmount => {
    const text = textIn(typed, `amount.${line}`);
    const read = parseVnd(text);
    if (!read.ok && text !== '') {
      const problem = amountProblems[read.problem][desk.language];
      errors[`amount.${line}`] = w.amountWrong(name, problem.charAt(0).toLocaleLowerCase('vi') + problem.slice(1));
    }
    return { line, amountVnd: read.ok ? read.amountVnd : 0n };
  });
  return { amounts, errors };
}

function readConclusion(parts: Parts, desk: Desk, typed: Typed): { meeting: Meeting; errors: Record<string, string> } {
  const meeting = meetingIn(typed, councilOf(desk.dossier));
  return { meeting, errors: { ...meetingProblems(meeting, typed, dayOf(parts.now()), desk.language) } };
}

/** What is wrong with a recommendation beside the figures themselves. */
function recommendProblems(
  desk: Desk,
  typed: Typed,
  items: readonly ItemView[],
  amounts: readonly LineAmount[],
): FieldErrors {
  const w = reviewsWords[desk.language].council;
  const errors: Record<string, string> = {};
  const first = items[0];
  if (amounts.every(({ amountVnd }) => amountVnd === 0n) && first !== undefined)
    errors[`amount.${first.line}`] = w.noLines;
  if (!/^[1-9]\d{0,2}$/.test(textIn(typed, 'months'))) errors.months = w.monthsMissing;
  const completion = textIn(typed, 'completion');
  if (completion !== 'yes' && completion !== 'no') errors.completion = w.completionMissing;
  else if (completion === 'yes' && longIn(typed, 'completionText') === '')
    errors.completionText = w.completionTextMissing;
  return errors;
}

/** The amounts and months that go over what is allowed, by field. */
function overCaps(
  parts: Parts,
  desk: Desk,
  typed: Typed,
  items: readonly ItemView[],
  amounts: readonly LineAmount[],
): Record<string, string> {
  const w = reviewsWords[desk.language].council;
  const over: Record<string, string> = {};
  for (const { line, cap, limit, clause } of overOwnCaps(desk.dossier, amounts, yearOf(parts), desk.language)) {
    const item = items.find((one) => one.line === line);
    const shownAt =
      item?.line ?? items.find((one) => amounts.some((a) => a.line === one.line && a.amountVnd > 0n))?.line;
    const name = item?.name ?? reviewsWords[desk.language].caps.total;
    over[`amount.${shownAt ?? ''}`] ??= w.over(name, cap, limit, clause);
  }
  const months = textIn(typed, 'months');
  const longest = durationOf(desk.dossier);
  if (longest !== null && /^[1-9]\d{0,2}$/.test(months) && Number(months) > longest.months)
    over.months = w.monthsOver(longest.months, longest.clause);
  return over;
}

function durationOf(dossier: Dossier): { months: number; clause: string } | null {
  const stage = dossier.pack.stages.find(({ id }) => id === dossier.stage);
  const { value, source } = stage?.durationMonths ?? { value: null };
  return value === null || source === undefined ? null : { months: value, clause: clauseText(dossier, source) };
}

export const councilOf = (dossier: Dossier): string[] =>
  (dossier.states.get('application')?.facts.council ?? []) as string[];

type Ballots = Readonly<Record<string, Readonly<Record<string, string>>>>;
const votesOf = (dossier: Dossier): Ballots => (dossier.states.get('application')?.facts.votes ?? {}) as Ballots;

/** How many ballots an item needs, of those cast; 0 where the law is unknown: then nothing passes. */
export function neededFor(dossier: Dossier): number {
  const { numerator, denominator, comparison } = dossier.pack.procedure.council.itemPasses;
  if (numerator === null || denominator === null) return 0;
  return atLeast(Object.keys(votesOf(dossier)).length, numerator, denominator, comparison);
}

/** The expense lines that the application asks money for, with their ballots; all lines of the stage where it is not kept. */
export async function itemsOf({ db }: Pick<Parts, 'db'>, { dossier, language }: Desk): Promise<ItemView[]> {
  const asked = askedFor(dossier, await answersOf(db, dossier));
  const lines = linesOf(dossier);
  const inForm = lines.filter(({ id }) => Object.hasOwn(asked.lines, id));
  const ballots = Object.values(votesOf(dossier));
  const needed = neededFor(dossier);
  const recommended = (dossier.states.get('application')?.facts.recommended ?? []) as {
    line: string;
    amountVnd: string;
  }[];
  return (inForm.length > 0 ? inForm : lines).map(({ id, name }) => {
    const passes = ballots.filter((ballot) => ballot[id] === 'pass').length;
    const given = recommended.find(({ line }) => line === id);
    return {
      line: id,
      name: name[language],
      askedVnd: asked.lines[id]?.stateVnd ?? 0n,
      matchingVnd: asked.lines[id]?.matchingVnd ?? 0n,
      passes,
      passed: needed > 0 && passes >= needed,
      recommendedVnd: given === undefined ? null : BigInt(given.amountVnd),
    };
  });
}

/** Whether somebody of the council has not voted yet: then they neither see the count nor conclude. */
const mustVoteFirst = ({ dossier, person, state }: Desk): boolean =>
  state === 'beforeCouncil' && councilOf(dossier).includes(person) && !Object.hasOwn(votesOf(dossier), person);

/** A conclusion of somebody who has not voted: not even a refusal may tell them the count. */
const voteFirst = (desk: Desk, typed: Typed): Sent =>
  wrong('conclude', typed, { '': reviewsWords[desk.language].council.concludeAfterVote });

/**
 * Why somebody is not shown how others voted: before their own ballot it could guide it, and while the vote is open it
 * concerns nobody else. Who must write the conclusion sees the count as soon as the council can conclude.
 */
function hiddenFrom(desk: Desk): 'voteFirst' | 'voteOpen' | null {
  const { dossier, state, person, roles } = desk;
  if (state !== 'beforeCouncil') return null;
  if (mustVoteFirst(desk)) return 'voteFirst';
  const [council, votes] = [councilOf(dossier), votesOf(dossier)];
  const isOver = council.every((id) => Object.hasOwn(votes, id));
  if (isOver || Object.hasOwn(votes, person)) return null;
  return holds(roles, concluding) && canConclude(dossier) ? null : 'voteOpen';
}

/** Whether enough have voted, the chair or an authorised vice-chair among them. */
function canConclude(dossier: Dossier): boolean {
  const { reached, chairPresent } = quorumOf(dossier);
  return reached && chairPresent;
}

/** The council's quorum by the pack, and how far it is. An unknown fraction asks for everybody. */
function quorumOf(dossier: Dossier) {
  const { numerator, denominator, comparison, needs } = dossier.pack.procedure.council.quorum;
  const facts = dossier.states.get('application')?.facts ?? {};
  const council = councilOf(dossier);
  const present = council.filter((id) => Object.hasOwn(votesOf(dossier), id));
  const needed =
    numerator === null || denominator === null
      ? council.length
      : atLeast(council.length, numerator, denominator, comparison);
  return {
    needed,
    present: present.length,
    reached: council.length > 0 && present.length >= needed,
    chairPresent:
      !needs.includes('chairOrAuthorisedViceChair') ||
      present.some((id) => id === facts.chair || id === facts.viceChair),
  };
}

/** Who may sit and vote. Those of the team are shown as not possible. */
async function candidatesOf({ db }: Pick<Parts, 'db'>, { agency, dossier, language }: Desk) {
  const team = teamOf(dossier);
  const byRole = await Promise.all(voting.map(async (role) => [role, await holdersOf(db, agency, [role])] as const));
  const found = new Map<string, { id: string; name: string; roles: string[] }>();
  for (const [role, holders] of byRole)
    for (const { id, name } of holders) {
      const one = found.get(id) ?? { id, name, roles: [] };
      one.roles.push(named('roles', role, language));
      found.set(id, one);
    }
  return [...found.values()]
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    .map(({ id, name, roles }) => ({
      id,
      name,
      note: roles.join(', '),
      why: team.includes(id) ? reviewsWords[language].council.ofTeam : null,
    }));
}

async function seatsOf({ db }: Pick<Parts, 'db'>, dossier: Dossier): Promise<SeatView[]> {
  const facts = dossier.states.get('application')?.facts ?? {};
  const council = councilOf(dossier);
  const nameOf = await namesOf(db, council);
  const votes = votesOf(dossier);
  const order = { chair: 0, viceChair: 1, member: 2 };
  return council
    .map((id) => ({
      id,
      name: nameOf(id),
      office:
        id === facts.chair ? ('chair' as const) : id === facts.viceChair ? ('viceChair' as const) : ('member' as const),
      voted: Object.hasOwn(votes, id),
    }))
    .sort((a, b) => order[a.office] - order[b.office] || a.name.localeCompare(b.name, 'vi'));
}

async function show(
  c: Context<AppEnv>,
  parts: Parts,
  desk: Desk,
  sent: Sent | null,
  status: 200 | null = null,
): Promise<Response> {
  const { dossier, language, state, person, roles } = desk;
  const { pack } = dossier;
  const w = reviewsWords[language].council;
  const rules = pack.procedure.council;
  const facts = dossier.states.get('application')?.facts ?? {};
  const council = councilOf(dossier);
  const [frame, items, seats, sheets, text] = await Promise.all([
    parts.frameOf(c),
    itemsOf(parts, desk),
    seatsOf(parts, dossier),
    sheetsOf(parts, desk),
    readable(parts, desk),
  ]);
  const { needed, present, reached, chairPresent } = quorumOf(dossier);
  const step =
    state === 'underReview'
      ? 'underReview'
      : state === 'beforeCouncil'
        ? 'beforeCouncil'
        : council.length > 0
          ? 'after'
          : 'before';
  const hasVoted = Object.hasOwn(votesOf(dossier), person);
  const hidden = hiddenFrom(desk);
  const mayVote = state === 'beforeCouncil' && council.includes(person) && holds(roles, voting);
  const mayConclude = state === 'beforeCouncil' && holds(roles, concluding) && !mustVoteFirst(desk);
  const candidates = await candidatesOf(parts, desk);
  const mayCompose = state === 'underReview' && sheets.missing.length === 0 && holds(roles, composing);
  const possible = candidates.filter(({ why }) => why === null);
  const page = (
    <CouncilPage
      frame={frame}
      head={headOf(desk)}
      trouble={troubleOf(sent, desk)}
      step={step}
      sheets={sheets}
      items={hidden === null ? items : items.map((item) => ({ ...item, passes: null, passed: null }))}
      council={
        council.length === 0
          ? null
          : {
              seats,
              present,
              needed,
              reached,
              chairPresent,
              clause: clauseText(dossier, rules.quorum.source),
              itemNeeded: neededFor(dossier),
              itemClause: clauseText(dossier, rules.itemPasses.source),
            }
      }
      compose={
        mayCompose
          ? {
              form: formState(sent, 'compose'),
              candidates,
              options: possible.map(({ id, name }) => ({ value: id, label: name })),
              size: `${w.size(String(rules.members.min ?? '?'), String(rules.members.max ?? '?'))} ${clauseText(dossier, rules.members.source)}.`,
              papers: `${w.papersBefore(lengthOf(rules.papersSent, language))} ${clauseText(dossier, rules.papersSent.source)}.`,
            }
          : null
      }
      ballot={mayVote && !hasVoted ? formState(sent, 'ballot') : null}
      voted={hasVoted}
      hidden={hidden}
      conclude={mayConclude && reached && chairPresent ? await concludeView(parts, desk, items, seats, sent) : null}
      waiting={
        state !== 'beforeCouncil' ? null : !reached || !chairPresent ? 'votes' : mayConclude ? null : 'secretary'
      }
      result={
        step !== 'after' || facts.votes === undefined
          ? null
          : {
              recommended: facts.recommended !== undefined,
              totalVnd: items.reduce((total, { recommendedVnd }) => total + (recommendedVnd ?? 0n), 0n),
              months: typeof facts.months === 'number' ? facts.months : 0,
              reason: facts.recommended === undefined ? await reasonOf(parts.db, desk.agency, facts.reason) : '',
              minutes: readMeeting(await meetingOf(parts.db, dossier), seats, language),
            }
      }
      mayAward={roles.includes('director') && (state === 'recommended' || state === 'notRecommended')}
      shown={step === 'beforeCouncil' ? text : null}
    />
  );
  return c.html(page, status ?? (sent === null ? 200 : statusOf(sent.refusal)));
}

async function concludeView(
  parts: Parts,
  desk: Desk,
  items: readonly ItemView[],
  seats: readonly SeatView[],
  sent: Sent | null,
): Promise<ConcludeView> {
  const { dossier, language } = desk;
  const w = reviewsWords[language].council;
  const longest = durationOf(dossier);
  const asked = (await answersOf(parts.db, dossier))?.months;
  const isPossible = typeof asked === 'string' && /^[1-9]\d?$/.test(asked) && Number(asked) <= (longest?.months ?? 99);
  const prefill: Record<string, string> = {
    heldOn: dayOf(parts.now()).split('-').toReversed().join('/'),
    meetingForm: 'inPerson',
    completion: 'no',
    months: isPossible ? asked : longest === null ? '' : String(longest.months),
  };
  for (const { line, askedVnd, passed } of items) prefill[`amount.${line}`] = passed ? formatAmount(askedVnd) : '0';
  const form = formState(sent, 'conclude', prefill);
  const { amounts } = amountsIn(desk, items, form.typed);
  return {
    form,
    caps: capsIf(dossier, amounts, yearOf(parts), language),
    monthsHint: longest === null ? '' : w.monthsHint(longest.months, longest.clause),
    completionHint: w.completionHint(await periodText(parts, desk, dossier.pack.procedure.completion)),
    absent: seats.filter(({ voted }) => !voted),
    present: seats.filter(({ voted }) => voted),
  };
}

/** All reviews. What they say opens when all are in; to somebody who reviews it too, when the council has it. */
async function sheetsOf({ db }: Pick<Parts, 'db'>, { dossier, agency, language, state, roles }: Desk) {
  const ids = reviewersOf(dossier);
  const reviews = reviewsOf(dossier);
  const nameOf = await namesOf(db, ids);
  const waiting = ids.filter((id) => !Object.hasOwn(reviews, id));
  const before = state === 'underReview';
  const open = ids.length > 0 && (before ? waiting.length === 0 && !roles.includes('reviewer') : true);
  const form = sheetForm(dossier);
  const list = await Promise.all(
    ids.map(async (id) => {
      const review = open ? reviews[id] : undefined;
      const answers = review === undefined ? null : await contentOf<Answers>(db, agency, review.sheet);
      return {
        name: nameOf(id),
        verdict: review?.verdict ?? null,
        points: review?.points ?? null,
        submittedAt: review === undefined ? null : submittedAt(dossier, id),
        shown: answers === null ? null : shown(form, answers, language),
      };
    }),
  );
  return { list, open, missing: before ? waiting.map(nameOf) : [] };
}
