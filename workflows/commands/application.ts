// From draft to award or rejection.

import { z } from 'zod';
import { withdrawable } from '../application.ts';
import type { Context, Facts, JsonObject } from '../decide.ts';
import { callLimits, interestsIn, isConflicted, teamOf } from '../parts.ts';
import { type Day, dayOf, type Instant } from '../rules/calendar.ts';
import { CapNotUsable, capLegs, tightestEmpty } from '../rules/caps.ts';
import { isHour } from '../rules/formFields.ts';
import * as postings from '../rules/postings.ts';
import { type Clause, clauseOf, type Refusal, refuse, refuseCap, refuseUnusable } from '../rules/refusals.ts';
import { givenBefore, onceOnly } from './once.ts';
import { day, lineId, reference, sha256, spec, uuid, vnd, year } from './spec.ts';

const application = { kind: 'application', machine: 'application', subject: () => 'application' } as const;
const reason = z.strictObject({ reason: sha256 });
/** The minutes of the council's meeting: what was written down when it was concluded, and nothing else. */
const minutes = { minutes: sha256.optional() };

/** The call's deadline by the server's clock: from then on nothing is accepted. */
function openFor(
  context: Context<unknown>,
  callId: string | null,
): Refusal | { call: NonNullable<ReturnType<Context<unknown>['rely']>> } {
  const call = context.rely(callId, 'call');
  if (call?.state?.value === 'closed' && typeof call.state.facts.closedBy === 'string')
    return refuse('callClosedEarly', { details: { number: call.state.facts.closedBy } });
  if (call === null || call.state?.value !== 'open') return refuse('callNotOpen');
  const opensOn = call.state.facts.opensOn as string;
  if (context.today < opensOn) return refuse('callNotOpen', { limit: opensOn, actual: context.today });
  const closesAt = call.state.facts.closesAt as Instant;
  if (Date.parse(context.facts.now) > Date.parse(closesAt))
    return refuse('pastDeadline', { limit: closesAt, actual: context.facts.now, details: { deadline: closesAt } });
  return { call };
}

/**
 * The day from which the days of screening are counted: that on which the call closes (NĐ 268/2025, Điều 10.3), and today
 * for what comes in later. A call that was closed early has closed on that day.
 */
function screenedFrom({ rely, facts, today }: Context<unknown>): Day {
  const call = rely(facts.dossier?.call, 'call')?.state?.facts;
  const closed = call?.closedAt ?? call?.closesAt;
  const day = typeof closed === 'string' ? dayOf(closed) : today;
  return day > today ? day : today;
}

export const startApplication = spec({
  ...application,
  event: 'application.started',
  opensDossier: 'always',
  input: z.strictObject({ call: uuid, party: uuid, team: z.array(uuid).default([]) }),
  needs: ({ call, party }) => [call, party],
  decide: (context) => {
    const { input, facts, rely } = context;
    const open = openFor(context, input.call);
    if ('rule' in open) return open;
    const party = rely(input.party, 'party');
    if (party === null || facts.pack === null) return refuse('noSuchDossier');
    const members = (party.state?.facts.members ?? []) as string[];
    if (!members.includes(facts.actor)) return refuse('notTheirs');
    const kind = party.state?.facts.kind === 'enterprise' ? 'enterprise' : 'team';
    if (!facts.pack.applicants.includes(kind))
      return refuse('applicantKind', { limit: facts.pack.applicants.join(', '), actual: kind });
    return {
      facts: { team: [...new Set([facts.actor, ...input.team])].sort(), applicant: kind },
      pins: {
        call: input.call,
        party: input.party,
        pack: open.call.state!.facts.pack as string,
        stage: open.call.state!.facts.stage as string,
        beneficiaryClass: (party.state?.facts.beneficiaryClass as string | undefined) ?? null,
        awardYear: null,
      },
      due: { callClose: open.call.state!.facts.closesAt as Instant },
    };
  },
});

export const submit = spec({
  ...application,
  event: 'application.submitted',
  input: z.strictObject({ content: sha256 }),
  decide: (context) => {
    const open = openFor(context, context.facts.dossier?.call ?? null);
    if ('rule' in open) return open;
    return {
      facts: { content: context.input.content, submittedAt: context.facts.now },
      countedFrom: { screening: screenedFrom(context) },
    };
  },
});

export const returnForCompletion = spec({
  ...application,
  event: 'application.returned',
  input: reason,
  decide: ({ input }) => ({ facts: { returnedFor: input.reason } }),
});

export const resubmit = spec({
  ...application,
  event: 'application.resubmitted',
  input: z.strictObject({ content: sha256 }),
  decide: (context) => {
    const { input, facts, own } = context;
    const until = ((own.due ?? {}) as Record<string, Instant>).completion;
    return until !== undefined && Date.parse(until) < Date.parse(facts.now)
      ? pastCompletion(until, facts.now)
      : {
          facts: { content: input.content, resubmittedAt: facts.now },
          countedFrom: { screening: screenedFrom(context) },
        };
  },
});

export const findEligible = spec({
  ...application,
  event: 'application.foundEligible',
  input: z.strictObject({}),
  decide: () => ({}),
});
export const findIneligible = spec({
  ...application,
  event: 'application.foundIneligible',
  input: reason,
  decide: ({ input }) => ({ facts: { reason: input.reason } }),
});
/**
 * Taken back by its team. `undoable`: where it stood and the periods that ran there are kept, so that the team may change its mind
 * for a day. Without it, as the first release recorded it, there is no way back.
 */
export const withdraw = spec({
  ...application,
  event: 'application.withdrawn',
  input: z.strictObject({ undoable: z.literal(true).optional() }),
  decide: ({ input, own, facts }) => {
    if (input.undoable === undefined) return {};
    const from = facts.states.get('application')?.value ?? null;
    return { facts: { withdrawn: { at: facts.now, from, due: own.due ?? {} } } };
  },
});

/** How long a withdrawal may be undone: a day, to the millisecond. A rule of the system; no law speaks of it. */
const undoMs = 24 * 3_600_000;
const isWithdrawable = (place: unknown): place is (typeof withdrawable)[number] =>
  withdrawable.some((one) => one === place);

/** Until when a withdrawal may be undone, by the facts of the application; null where it cannot. */
export function undoUntil(own: JsonObject): Instant | null {
  const { at, from } = (own.withdrawn ?? {}) as { at?: Instant; from?: unknown };
  if (at === undefined || !isWithdrawable(from)) return null;
  return new Date(Date.parse(at) + undoMs).toISOString();
}

/**
 * Back to where it was withdrawn from, with its periods as they were: what the administration had left of its days is not made
 * longer by it. Refused once the day is over, and where a period of the team's own ended meanwhile.
 */
export const undoWithdrawal = spec({
  ...application,
  event: 'application.withdrawalUndone',
  input: z.strictObject({}),
  decide: (context) => {
    const { own, facts } = context;
    const now = Date.parse(facts.now);
    const until = undoUntil(own);
    const { from, due = {} } = (own.withdrawn ?? {}) as { from?: unknown; due?: Readonly<Record<string, Instant>> };
    if (facts.states.get('application')?.value === 'withdrawn') {
      if (until === null || !isWithdrawable(from)) return refuse('undoUnknown');
      if (now > Date.parse(until))
        return refuse('undoOver', { limit: until, actual: facts.now, details: { deadline: until } });
      if (due.completion !== undefined && Date.parse(due.completion) < now)
        return pastCompletion(due.completion, facts.now);
      if (from === 'draft') {
        const open = openFor(context, facts.dossier?.call ?? null);
        if ('rule' in open) return open;
      }
    }
    const periods = ['callClose', 'screening', 'completion', 'review', 'decision'] as const;
    return {
      facts: { withdrawn: null },
      event: { backTo: isWithdrawable(from) ? from : 'draft', completing: due.completion !== undefined },
      // as they ran, and none where none ran
      due: Object.fromEntries(periods.map((what) => [what, due[what] ?? null])),
    };
  },
});
/** What lapses, lapses because a period of the applicant's has ended; nobody can make it end early. */
export const lapse = spec({
  ...application,
  event: 'application.lapsed',
  input: z.strictObject({}),
  decide: ({ own, facts }) => {
    const due = (own.due ?? {}) as Record<string, Instant>;
    const ended = ['callClose', 'completion'].some(
      (what) => due[what] !== undefined && Date.parse(due[what]) <= Date.parse(facts.now),
    );
    const first = Object.values(due).sort()[0] ?? null;
    return ended ? {} : refuse('notDueYet', { limit: first, actual: facts.now, details: { due: first ?? '-' } });
  },
});

export const complete = spec({
  ...application,
  event: 'application.completed',
  input: z.strictObject({ content: sha256 }),
  decide: ({ input, own, facts }) => {
    const until = ((own.due ?? {}) as Record<string, Instant>).completion;
    if (until === undefined) return refuse('nothingToComplete');
    return Date.parse(until) < Date.parse(facts.now)
      ? pastCompletion(until, facts.now)
      : { facts: { content: input.content } };
  },
});

/** The applicant's own period has ended: nothing more is taken. */
function pastCompletion(until: Instant, now: Instant): Refusal {
  return refuse('pastDeadline', { limit: until, actual: now, details: { deadline: until, period: 'completion' } });
}

export const assignReviewers = spec({
  ...application,
  event: 'application.reviewersAssigned',
  input: z.strictObject({ reviewers: z.array(uuid).min(1) }),
  decide: ({ input, facts }) => {
    const partial = partiality(facts, input.reviewers, 'review');
    if (partial !== null) return partial;
    return { facts: { reviewers: [...new Set(input.reviewers)].sort(), reviews: {} } };
  },
});

export const replaceReviewer = spec({
  ...application,
  event: 'application.reviewerReplaced',
  input: z.strictObject({ out: uuid, in: uuid, reason: sha256 }),
  decide: ({ input, own, facts }) => {
    const reviewers = (own.reviewers ?? []) as string[];
    if (!reviewers.includes(input.out)) return refuse('notAssigned');
    if (Object.hasOwn((own.reviews ?? {}) as object, input.out)) return refuse('reviewedAlready');
    const partial = partiality(facts, [input.in], 'review');
    if (partial !== null) return partial;
    return { facts: { reviewers: [...new Set([...reviewers.filter((r) => r !== input.out), input.in])].sort() } };
  },
});

/** One reviewer more, where those who were assigned leave a question open. */
export const addReviewer = spec({
  ...application,
  event: 'application.reviewerAdded',
  input: z.strictObject({ reviewer: uuid, reason: sha256 }),
  decide: ({ input, own, facts }) => {
    const reviewers = (own.reviewers ?? []) as string[];
    if (reviewers.includes(input.reviewer)) return refuse('assignedAlready');
    const partial = partiality(facts, [input.reviewer], 'review');
    if (partial !== null) return partial;
    return { facts: { reviewers: [...reviewers, input.reviewer].sort() } };
  },
});

/** Refuses to let somebody judge who is of the applicant's team, or declared a conflict of interest. */
function partiality(facts: Facts, persons: readonly string[], judging: 'review' | 'council'): Refusal | null {
  const team = teamOf(facts);
  const details = { judging };
  if (persons.some((person) => team.includes(person))) return refuse('ownTeam', { details });
  const interests = interestsIn(facts.states);
  return persons.some((person) => isConflicted(interests, person)) ? refuse('conflicted', { details }) : null;
}

/**
 * What somebody has to do with the applicant: the commitment to a conflict of interest, or null for none. Nobody judges before
 * they have said it, and whoever has a conflict does nothing about the dossier any more. A conflict that is noticed later may
 * be added; none is taken back.
 */
export const declareInterest = spec({
  ...application,
  event: 'application.interestDeclared',
  input: z.strictObject({ conflict: sha256.nullable() }),
  decide: ({ input, facts }) => {
    const person = facts.actor;
    // what somebody has to do with an applicant they say for themselves alone
    if (facts.onBehalfOf !== null) return refuse('notTheirs');
    const interests = interestsIn(facts.states);
    if (isConflicted(interests, person) || (Object.hasOwn(interests, person) && input.conflict === null))
      return refuse('declaredAlready');
    return { facts: { interests: { ...interests, [person]: input.conflict ?? 'none' } } };
  },
});

export const submitReview = spec({
  ...application,
  event: 'application.reviewSubmitted',
  input: z.strictObject({
    sheet: sha256,
    verdict: z.enum(['pass', 'fail']),
    points: z.int().min(0).max(100).optional(),
  }),
  decide: ({ input, own, facts }) => {
    const reviewer = facts.onBehalfOf ?? facts.actor;
    if (!((own.reviewers ?? []) as string[]).includes(reviewer)) return refuse('notAssigned');
    const reviews = (own.reviews ?? {}) as Record<string, never>;
    if (Object.hasOwn(reviews, reviewer)) return refuse('reviewedAlready');
    if (interestsIn(facts.states)[reviewer] === undefined) return refuse('interestNotDeclared');
    return { facts: { reviews: { ...reviews, [reviewer]: input } } };
  },
});

/** When and where a council is to meet, as it is announced to its members: nothing hangs on it. */
const meeting = z.strictObject({ on: day, at: z.string().refine(isHour).optional(), place: reference.optional() });
type Meeting = z.infer<typeof meeting>;
const composition = z.strictObject({
  council: z.array(uuid),
  chair: uuid,
  viceChair: uuid.optional(),
  /** null takes back what was announced of a council that is composed anew. */
  meeting: meeting.nullable().optional(),
});

export const refer = spec({
  ...application,
  event: 'application.referredToCouncil',
  input: composition,
  decide: ({ input, own, facts }) => {
    const council = composed(input, facts);
    if ('rule' in council) return council;
    const missing = ((own.reviewers ?? []) as string[]).filter((r) => !Object.hasOwn((own.reviews ?? {}) as object, r));
    return {
      facts: { ...council, votes: {} },
      event: { reviewsMissing: missing.length },
    };
  },
});

/**
 * Another council for the same meeting, where some of its members cannot take part. Nobody composes a council by its votes:
 * whoever has voted stays, no vote makes anybody chair afterwards, it does not grow smaller to be enough, and where enough have
 * voted it is for them to conclude.
 */
export const recomposeCouncil = spec({
  ...application,
  event: 'application.councilRecomposed',
  input: composition.extend(reason.shape),
  decide: (context) => {
    const { input, own, facts } = context;
    if (quorum(context) === null) return refuse('quorumReached');
    const voted = Object.keys((own.votes ?? {}) as object);
    if (voted.some((member) => !input.council.includes(member))) return refuse('votedAlready');
    const council = composed(input, facts, voted);
    if ('rule' in council) return council;
    const before = ((own.council ?? []) as string[]).length;
    if (council.council.length < before)
      return refuse('councilSize', {
        limit: String(before),
        actual: String(council.council.length),
        details: { min: String(before), max: String(facts.pack?.procedure.council.members.max ?? before) },
      });
    const heads = [council.chair, council.viceChair].filter((head) => head !== null);
    if (heads.some((head) => voted.includes(head) && head !== own.chair && head !== own.viceChair))
      return refuse('chairHasVoted');
    return { facts: council };
  },
});

/** A council as the law composes it (NĐ 268/2025, Điều 12), or why it may not sit like that. Those of it who have `voted` sit already. */
function composed(
  { council, chair, viceChair, meeting }: z.infer<typeof composition>,
  facts: Facts,
  voted: readonly string[] = [],
): Refusal | { council: string[]; chair: string; viceChair: string | null; meeting?: Meeting | null } {
  const size = facts.pack?.procedure.council.members;
  const members = [...new Set(council)].sort();
  const newcomers = members.filter((member) => !voted.includes(member));
  const partial = partiality(facts, newcomers, 'council');
  if (partial !== null) return partial;
  if (
    facts.pack !== null &&
    size !== undefined &&
    (members.length < (size.min ?? Infinity) || members.length > (size.max ?? 0))
  )
    return refuse('councilSize', {
      limit: `${size.min}-${size.max}`,
      actual: String(members.length),
      clause: clauseOf(facts.pack, size.source),
      details: { min: String(size.min), max: String(size.max) },
    });
  if (!members.includes(chair)) return refuse('chairMissing');
  return { council: members, chair, viceChair: viceChair ?? null, ...(meeting === undefined ? {} : { meeting }) };
}

/** One member's ballot: Đạt or Không đạt on each content item. An opinion stands in history, and in the minutes. */
export const castVote = spec({
  ...application,
  event: 'application.voteCast',
  input: z.strictObject({ ballots: z.record(lineId, z.enum(['pass', 'fail'])), opinion: sha256.optional() }),
  decide: ({ input, own, facts }) => {
    const member = facts.onBehalfOf ?? facts.actor;
    if (!((own.council ?? []) as string[]).includes(member)) return refuse('notAssigned');
    const votes = (own.votes ?? {}) as Record<string, never>;
    if (Object.hasOwn(votes, member)) return refuse('votedAlready');
    if (interestsIn(facts.states)[member] === undefined) return refuse('interestNotDeclared');
    return { facts: { votes: { ...votes, [member]: input.ballots } } };
  },
});

const lines = z.array(z.strictObject({ line: lineId, amountVnd: vnd })).min(1);

/** The council can sit: quorum of its members, the chair or an authorised vice-chair among them. */
function quorum({ own, facts }: Context<unknown>): Refusal | null {
  if (facts.pack === null) return refuse('noSuchDossier');
  const rule = facts.pack.procedure.council.quorum;
  if (rule.numerator === null || rule.denominator === null)
    return refuse('unknownLaw', { clause: clauseOf(facts.pack, rule.source), details: { cap: 'quorum' } });
  const council = (own.council ?? []) as string[];
  const present = Object.keys((own.votes ?? {}) as object);
  const needed = atLeast(council.length, rule.numerator, rule.denominator, rule.comparison);
  if (present.length < needed)
    return refuse('quorum', {
      limit: String(needed),
      actual: String(present.length),
      clause: clauseOf(facts.pack, rule.source),
    });
  if (rule.needs.includes('chairOrAuthorisedViceChair') && !present.some((p) => p === own.chair || p === own.viceChair))
    return refuse('chairMissing', { clause: clauseOf(facts.pack, rule.source) });
  return null;
}

/** The least count that reaches a fraction of `whole`, in whole numbers. */
export function atLeast(
  whole: number,
  numerator: number,
  denominator: number,
  comparison: 'atLeast' | 'moreThan',
): number {
  return comparison === 'atLeast'
    ? Math.ceil((whole * numerator) / denominator)
    : Math.floor((whole * numerator) / denominator) + 1;
}

export const recommend = spec({
  ...application,
  event: 'application.recommended',
  input: z.strictObject({ lines, months: z.int().positive(), completionNeeded: z.boolean(), ...minutes }),
  decide: (context) => {
    const { input, own, facts } = context;
    const missing = quorum(context) ?? knownLines(context, input.lines);
    if (missing !== null) return missing;
    const long = longerThanLaw(facts, input.months);
    if (long !== null) return long;
    const rule = facts.pack!.procedure.council.itemPasses;
    if (rule.numerator === null || rule.denominator === null)
      return refuse('unknownLaw', { clause: clauseOf(facts.pack!, rule.source), details: { cap: 'itemPasses' } });
    const ballots = Object.values((own.votes ?? {}) as Record<string, Record<string, string>>);
    const needed = atLeast(ballots.length, rule.numerator, rule.denominator, rule.comparison);
    for (const { line } of input.lines) {
      const passes = ballots.filter((b) => b[line] === 'pass').length;
      if (passes < needed)
        return refuse('twoThirds', {
          limit: String(needed),
          actual: String(passes),
          clause: clauseOf(facts.pack!, rule.source),
          details: { item: line },
        });
    }
    const over = overOwnCap(context, input.lines);
    if (over !== null) return over;
    return {
      facts: { recommended: input.lines, months: input.months },
      event: { completionNeeded: input.completionNeeded },
    };
  },
});

export const notRecommend = spec({
  ...application,
  event: 'application.notRecommended',
  input: reason.extend(minutes),
  decide: (context) => quorum(context) ?? { facts: { reason: context.input.reason } },
});

/**
 * What is recommended must fit the caps that are the project's alone, as an award of it would: there is nobody who could give
 * room back. The cap on the whole comes first; what others share is for the day of the award.
 */
function overOwnCap(
  { facts, dossier, today }: Context<unknown>,
  lines: readonly { line: string; amountVnd: string }[],
): Refusal | null {
  const { pack, balances } = facts;
  const call = facts.dossier?.call ?? null;
  if (pack === null || facts.dossier === null || call === null) return null;
  const pins = { ...facts.dossier, awardYear: Number(today.slice(0, 4)) };
  const amounts = lines.map(({ line, amountVnd }) => ({ line, unit: '-', amount: BigInt(amountVnd) }));
  try {
    const posted = postings.award(dossier, call, amounts);
    const { legs, caps } = capLegs(posted, { dossier, pins, pack, limits: callLimits(facts, pins), balances });
    const own = [...caps].filter(([, cap]) => cap.owner === 'project');
    for (const [room, cap] of own.sort(([, a], [, b]) => Number(a.line !== null) - Number(b.line !== null))) {
      const empty = tightestEmpty(
        legs.filter(([source, target]) => source === `${room}/room` || target === `${room}/room`),
        balances,
      );
      if (empty?.account !== `${room}/room`) continue;
      const used = balances.get(`${room}/used`) ?? 0n;
      return refuseCap(pack, cap, room, { left: empty.balance + empty.poured, used, asked: empty.asked });
    }
    return null;
  } catch (error) {
    if (!(error instanceof CapNotUsable)) throw error;
    return refuseUnusable(pack, error.cap, error.reason);
  }
}

/** The refusal of more months than the pack gives the stage. */
function longerThanLaw({ pack, dossier }: Facts, months: number): Refusal | null {
  const limit = pack?.stages.find((s) => s.id === dossier?.stage)?.durationMonths;
  if (pack === null || limit === undefined || limit.value === null)
    return refuse('unknownLaw', { details: { cap: 'durationMonths' } });
  if (months <= limit.value) return null;
  return refuse('duration', {
    limit: String(limit.value),
    actual: String(months),
    clause: clauseOf(pack, limit.source),
  });
}

function knownLines({ facts }: Context<unknown>, asked: readonly { line: string }[]): Refusal | null {
  const stage = facts.pack?.stages.find((s) => s.id === facts.dossier?.stage);
  const unknown = asked.find(({ line }) => !stage?.lines.some((l) => l.id === line));
  if (unknown !== undefined) return refuse('noSuchLine', { details: { line: unknown.line } });
  return new Set(asked.map((a) => a.line)).size === asked.length ? null : refuse('linesTwice');
}

export const award = spec({
  ...application,
  event: 'application.awarded',
  input: z.strictObject({ lines, year, reason: sha256.optional() }),
  decide: (context) => {
    const { input, own, facts, rely, dossier, today } = context;
    const unknown = knownLines(context, input.lines);
    if (unknown !== null) return unknown;
    if (((own.due ?? {}) as Record<string, Instant>).completion !== undefined)
      return refuse('notYet', { details: { guard: 'completion' } });
    if (String(input.year) !== today.slice(0, 4)) return refuse('input', { details: { problem: 'year' } });
    // The council passed each item by ballot (NĐ 268/2025, Điều 12.5); the director may award less, not more, and no other.
    const passed = (own.recommended ?? []) as { line: string; amountVnd: string }[];
    for (const { line, amountVnd } of input.lines) {
      const limit = passed.find((p) => p.line === line)?.amountVnd ?? '0';
      if (BigInt(amountVnd) > BigInt(limit))
        return refuse('moreThanRecommended', { limit, actual: amountVnd, left: limit, details: { line } });
    }
    const call = rely(facts.dossier?.call, 'call');
    if (call === null || call.state?.value !== 'open') return refuse('callNotOpen');
    const party = rely(facts.dossier?.party, 'party', 'andDebt');
    // NĐ 268/2025, Điều 9.2: not for those who have not repaid what they must.
    if (party === null) return refuse('noSuchDossier');
    if (party.debt > 0n)
      return refuse('partyOwes', { limit: '0', actual: String(party.debt), clause: nothingUnsettled(facts) });
    if (party.state?.facts.confirmed !== true) return refuse('partyNotConfirmed');
    const amounts = input.lines.map(({ line, amountVnd }) => ({ line, unit: '-', amount: BigInt(amountVnd) }));
    const before = givenBefore(context, party.id, sum(amounts));
    if (before !== null) return before;
    const once = onceOnly(facts);
    const beneficiaryClass = (party.state.facts.beneficiaryClass as string | undefined) ?? null;
    const pins = { ...facts.dossier!, beneficiaryClass, awardYear: input.year };
    return {
      facts: { awarded: input.lines },
      pins: {
        call: pins.call,
        party: pins.party,
        pack: pins.pack!,
        stage: pins.stage,
        beneficiaryClass: pins.beneficiaryClass,
        awardYear: input.year,
      },
      project: {
        facts: {
          lines: input.lines,
          awardedOn: today,
          ...(once === null ? {} : { countedVnd: String(sum(amounts)) }),
        },
        ...(party.state.facts.kind === 'enterprise' ? { company: 'formed' as const } : {}),
      },
      flows: {
        award: () => [
          ...postings.award(dossier, call.id, amounts),
          ...(once === null ? [] : postings.countSupport(party.id, pins.stage!, sum(amounts), 'given')),
        ],
      },
    };
  },
});

/** Where it stands that nobody is supported who still owes: in the pack, else in the decree that all follow. */
function nothingUnsettled({ pack }: Facts): Clause {
  const rule = pack?.eligibility.find(({ kind }) => kind === 'nothingUnsettled');
  return pack === null || rule === undefined
    ? { instrument: '268/2025/NĐ-CP', article: 'Điều 9.2' }
    : clauseOf(pack, rule.source);
}

const sum = (items: readonly { amount: bigint }[]) => items.reduce((total, { amount }) => total + amount, 0n);

export const reject = spec({
  ...application,
  event: 'application.rejected',
  input: reason,
  decide: ({ input }) => ({ facts: { reason: input.reason } }),
});
