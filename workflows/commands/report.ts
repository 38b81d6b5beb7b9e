// Reports on milestones and on the work so far: planned, handed in, returned or accepted.

import { z } from 'zod';
import type { Context, Effected, Facts, StateRow } from '../decide.ts';
import { begin, take } from '../machines.ts';
import type { Day } from '../rules/calendar.ts';
import { endOfDay } from '../rules/calendar.ts';
import { type Refusal, refuse } from '../rules/refusals.ts';
import type { ReportFacts } from '../rules/reports.ts';
import { decidedBy } from '../ruleVersions.ts';
import { day, sha256, spec, uuid } from './spec.ts';

const id = { id: uuid };
const report = {
  kind: 'application',
  machine: 'report',
  subject: (input: { id: string }) => `report/${input.id}`,
} as const;
const factsOf = ({ own }: Context<unknown>) => own as unknown as ReportFacts;

/** A milestone of an agreement: `what` is the commitment to its name and to what shows it. */
export const milestone = z.strictObject({ ...id, dueOn: day, what: sha256 });
export type Milestone = z.infer<typeof milestone>;

/** Reports are planned and taken from the agreement until its end, while the project is suspended too: that is when they are missed most. */
function whileItRuns({ facts }: Context<unknown>): Refusal | null {
  const value = facts.states.get('project')?.value;
  const funding = typeof value === 'object' && value !== null ? (value as Record<string, string>).funding : undefined;
  return funding !== undefined && ['active', 'suspended', 'closing'].includes(funding)
    ? null
    : refuse('projectNotActive', { details: { state: funding ?? '-' } });
}

/** A day from `from` to `until`; a rule of the system, for no law gives the day of a report. */
function dayWithin(dueOn: Day, from: Day, until: Day | null): Refusal | null {
  if (dueOn >= from && (until === null || dueOn <= until)) return null;
  const limit = dueOn < from ? from : until!;
  return refuse('reportDay', { limit, actual: dueOn, details: { from, until: until ?? '…' } });
}

const countOf = (states: ReadonlyMap<string, StateRow>) =>
  [...states.values()].filter(({ machine }) => machine === 'report').length;

export const plan = spec({
  ...report,
  event: 'report.planned',
  opensSubject: true,
  input: milestone,
  decide: (context) => {
    const { input, facts, subject, today } = context;
    if (facts.states.has(subject)) return refuse('exists');
    const refusal = whileItRuns(context) ?? dayWithin(input.dueOn, today, null);
    if (refusal !== null) return refusal;
    return {
      facts: { number: countOf(facts.states) + 1, what: input.what, dueOn: input.dueOn },
      due: { report: endOfDay(input.dueOn) },
    };
  },
});

/** Gives a report that is waited for another day, and says why; the day before stays in the history. */
export const reschedule = spec({
  ...report,
  event: 'report.rescheduled',
  input: z.strictObject({ ...id, dueOn: day, reason: sha256 }),
  decide: (context) => {
    const { input, today } = context;
    const refusal = dayWithin(input.dueOn, today, null);
    if (refusal !== null) return refusal;
    return { facts: { dueOn: input.dueOn }, due: { report: endOfDay(input.dueOn) } };
  },
});

/** Hands in a version: of a report that is waited for, or of one of the team's own accord. */
export const submit = spec({
  ...report,
  event: 'report.submitted',
  opensSubject: true,
  /** `evidence`: the SHA-256 of each file, so that nobody can put another in its place. */
  input: z.strictObject({ ...id, report: sha256, evidence: z.array(sha256).max(40).default([]) }),
  decide: (context) => {
    const { input, facts, today } = context;
    const refusal = whileItRuns(context);
    if (refusal !== null) return refusal;
    const { number = countOf(facts.states) + 1, dueOn = null, versions = [] } = factsOf(context);
    return { facts: { number, versions: [...versions, { report: input.report, on: today, dueOn }] } };
  },
});

/** Whether an officer judges the version that stands: they name it. */
function ofLast(context: Context<{ report: string }>): Refusal | null {
  const last = factsOf(context).versions?.at(-1);
  return last === undefined || last.report === context.input.report ? null : refuse('stalePage');
}

export const accept = spec({
  ...report,
  event: 'report.accepted',
  input: z.strictObject({ ...id, report: sha256 }),
  decide: (context) => ofLast(context) ?? {},
});

/** Sends the version that stands back, with a reason and, where the officer sets one, a day for the next. */
export const returnReport = spec({
  ...report,
  event: 'report.returned',
  input: z.strictObject({ ...id, report: sha256, reason: sha256, dueOn: day.optional() }),
  decide: (context) => {
    const { input, today } = context;
    const { dueOn } = input;
    const refusal = ofLast(context) ?? (dueOn === undefined ? null : dayWithin(dueOn, today, null));
    if (refusal !== null) return refusal;
    return {
      facts: { dueOn: dueOn ?? null, reason: input.reason },
      due: { report: dueOn === undefined ? null : endOfDay(dueOn) },
    };
  },
});

/**
 * The reports that an agreement plans with its signing: each on a day of the agreement. The letter about the signing tells of
 * them, so they write none of their own.
 */
export function plannedBy(
  milestones: readonly Milestone[],
  { states, from, until }: { states: ReadonlyMap<string, StateRow>; from: Day; until: Day },
): Refusal | Pick<Effected, 'also' | 'alsoEffects' | 'alsoDuties'> {
  const before = countOf(states);
  const also: StateRow[] = [];
  const alsoEffects: NonNullable<Effected['alsoEffects']>[number][] = [];
  for (const [index, { id, dueOn, what }] of milestones.entries()) {
    const subject = `report/${id}`;
    if (states.has(subject) || also.some((row) => row.subject === subject)) return refuse('exists');
    const refusal = dayWithin(dueOn, from, until);
    if (refusal !== null) return refusal;
    const taken = take(begin('report'), { type: 'report.planned' });
    if (!taken.ok) throw new Error('a report cannot be planned where it begins');
    also.push({ ...taken.next, subject, facts: { number: before + index + 1, what, dueOn } });
    alsoEffects.push({ subject, effects: unsaid(taken.effects), due: { report: endOfDay(dueOn) } });
  }
  const alsoDuties = also.map(({ subject }) => ({ subject, event: 'report.planned' as const }));
  return also.length === 0 ? {} : { also, alsoEffects, alsoDuties };
}

const unsaid = (effects: NonNullable<Effected['alsoEffects']>[number]['effects']) =>
  effects.filter(({ type }) => type !== 'mail');

/** The reports that end with the support: whatever was not accepted is waited for no more. */
export function endedReports(facts: Facts) {
  const ended = [...facts.states.values()].flatMap((row) => {
    if (row.machine !== 'report') return [];
    const taken = take(row, { type: 'report.ended' });
    return taken.ok ? [{ row, taken }] : [];
  });
  return {
    also: ended.map(({ row, taken }): StateRow => {
      const was = decidedBy(2, facts) ? { endedFrom: row.value } : {};
      return { ...row, ...taken.next, facts: { ...row.facts, ...was } };
    }),
    alsoEffects: ended.map(({ row, taken }) => ({ subject: row.subject, effects: taken.effects })),
    alsoDuties: ended.map(({ row }) => ({ subject: row.subject, event: 'report.ended' as const })),
  };
}

/** The reports that had ended with a support that goes on after all: where they were, and by the day that they had. */
export function reopenedReports({ states }: Facts) {
  const also: StateRow[] = [];
  const alsoEffects: NonNullable<Effected['alsoEffects']>[number][] = [];
  for (const row of states.values()) {
    const to = row.facts.endedFrom;
    if (row.machine !== 'report' || (to !== 'planned' && to !== 'submitted' && to !== 'returned')) continue;
    const taken = take(row, { type: 'report.reopened', to });
    if (!taken.ok) continue;
    const { dueOn } = row.facts;
    also.push({ ...row, ...taken.next, facts: { ...row.facts, endedFrom: null } });
    const due = { report: typeof dueOn === 'string' ? endOfDay(dueOn) : null };
    alsoEffects.push({ subject: row.subject, effects: taken.effects, due });
  }
  const alsoDuties = also.map(({ subject }) => ({ subject, event: 'report.reopened' as const }));
  return { also, alsoEffects, alsoDuties };
}
