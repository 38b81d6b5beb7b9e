// An appeal of a team against a decision of its dossier, and what follows from it.

import { z } from 'zod';
import type { Context, Effected, JsonObject, StateRow } from '../decide.ts';
import type { MachineEvent } from '../machines.ts';
import { take } from '../machines.ts';
import { calendarIn } from '../parts.ts';
import { procedures } from '../procedures.ts';
import { lineVessels } from '../rules/accounts.ts';
import {
  type Contested,
  contestedEvents,
  goesOnAt,
  lodgingEnds,
  stands,
  standsFor,
  stillStands,
} from '../rules/appeals.ts';
import { addDays, endOfDay } from '../rules/calendar.ts';
import * as postings from '../rules/postings.ts';
import { type Refusal, refuse } from '../rules/refusals.ts';
import { costed, type DisbursementFacts } from '../rules/requests.ts';
import { fundingOf, total } from './project.ts';
import { reopenedReports } from './report.ts';
import { day, reference, sha256, spec, uuid } from './spec.ts';

const id = { id: uuid };
const appeal = {
  kind: 'application',
  machine: 'appeal',
  subject: (input: { id: string }) => `appeal/${input.id}`,
} as const;

const againstOf = ({ own }: Context<unknown>) => own.against as unknown as Contested;

/**
 * Refuses whoever acts for the director in a matter that they decided themselves. The director hears the first complaint against a
 * decision whoever took it; nobody hears one against their own by a delegation.
 */
function ownDecision(context: Context<unknown>): Refusal | null {
  const { actor, onBehalfOf, duties } = context.facts;
  const { subject, revision } = againstOf(context);
  if (onBehalfOf === null) return null;
  const own = duties.find((did) => did.subject === subject && did.revision === revision && did.person === actor);
  return own === undefined ? null : refuse('excludedDuty', { details: { earlier: own.duty, duty: 'decidedAppeal' } });
}

/**
 * Lodged by an owner, against a decision that stands; the form names it as history has it. One that comes after the period is taken
 * too, and flagged: the director decides whether to handle it. Refused while another against the same decision is open, and
 * where one was decided: the second instance is outside.
 */
export const lodge = spec({
  ...appeal,
  event: 'appeal.lodged',
  opensSubject: true,
  input: z.strictObject({
    ...id,
    against: z.strictObject({
      event: z.enum(contestedEvents),
      subject: reference,
      revision: z.int().positive(),
      on: day,
    }),
    grounds: sha256,
  }),
  decide: (context) => {
    const { input, facts, today } = context;
    const { against } = input;
    const kind = against.event.slice(0, against.event.indexOf('.'));
    const isOfIt = against.subject === kind || against.subject.startsWith(`${kind}/`);
    const isPast = against.revision <= (facts.dossier?.revision ?? 0) && against.on <= today;
    if (!isOfIt || !isPast || !stands(against.event, facts.states.get(against.subject)))
      return refuse('appealNoDecision');
    const earlier = [...facts.states.values()].filter(
      ({ machine, facts: { against: other } }) =>
        machine === 'appeal' && (other as unknown as Contested | undefined)?.revision === against.revision,
    );
    if (earlier.some(({ value }) => value === 'lodged' || value === 'accepted')) return refuse('appealOpen');
    if (earlier.some(({ value }) => value === 'upheld' || value === 'dismissed')) return refuse('appealDecided');
    const until = lodgingEnds(calendarIn(context), against.on);
    const decidedFor = standsFor(against.event, facts.states.get(against.subject)!);
    return {
      facts: {
        against,
        ...(decidedFor === null ? {} : { decidedFor }),
        grounds: input.grounds,
        lodgedOn: today,
        ...(until === null ? {} : { until, late: today > until }),
      },
    };
  },
});

/** Taken on for handling: decided within 30 days from then, 45 where the matter is complex (Luật Khiếu nại, Điều 28). */
export const accept = spec({
  ...appeal,
  event: 'appeal.accepted',
  input: z.strictObject({ ...id, complex: z.boolean() }),
  decide: (context) => {
    const own = ownDecision(context);
    if (own !== null) return own;
    const { count } = procedures.appealComplex;
    if (!context.input.complex) return { facts: { complex: false } };
    const end = count === null ? null : endOfDay(addDays(calendarIn(context), context.today, count));
    return { facts: { complex: true }, due: { appealDecision: end } };
  },
});

export const decline = spec({
  ...appeal,
  event: 'appeal.notAccepted',
  input: z.strictObject({ ...id, reason: sha256 }),
  decide: (context) => ownDecision(context) ?? { facts: { reason: context.input.reason } },
});

const decided = z.strictObject({ ...id, decisionNumber: reference, reason: sha256 });

/**
 * Upheld: what was decided is taken back by the same act, where it still stands. Refused where that is not possible any more: the
 * call's money has gone back, the award was cancelled, or what was owed is paid.
 */
export const uphold = spec({
  ...appeal,
  event: 'appeal.upheld',
  input: decided,
  decide: (context) => {
    const { input } = context;
    const own = ownDecision(context);
    if (own !== null) return own;
    const follows = undoing(context, againstOf(context));
    if ('rule' in follows) return follows;
    const { also = [] } = follows;
    return {
      ...follows,
      facts: { decisionNumber: input.decisionNumber, reason: input.reason, undone: also.length > 0 },
    };
  },
});

export const dismiss = spec({
  ...appeal,
  event: 'appeal.dismissed',
  input: decided,
  decide: (context) => {
    const { decisionNumber, reason } = context.input;
    return ownDecision(context) ?? { facts: { decisionNumber, reason } };
  },
});

export const withdraw = spec({ ...appeal, event: 'appeal.withdrawn', input: z.strictObject(id), decide: () => ({}) });

type Follows = Pick<Effected, 'also' | 'alsoEffects' | 'alsoDuties' | 'flows'>;

/** What upholding an appeal does to the matter itself: nothing where the decision does not stand, or more is to be asked for. */
function undoing(context: Context<unknown>, against: Contested): Refusal | Follows {
  const { facts } = context;
  const row = facts.states.get(against.subject);
  if (row === undefined || !stillStands({ value: null, facts: context.own }, row)) return {};
  switch (against.event) {
    case 'application.foundIneligible':
    case 'application.notRecommended':
    case 'application.rejected':
      return reopening(context, row, against.event);
    case 'project.suspended':
      return caused(row, { type: 'project.resumed' }, { suspendedFor: null });
    case 'project.terminated':
      return reinstating(context, row);
    case 'recovery.decided':
      return annulling(context, row);
    // what was awarded or refused is asked for anew
    case 'application.awarded':
    case 'disbursement.refused':
    case 'amendment.refused':
      return {};
  }
}

/** An event of another machine, caused by the same act. */
function caused(row: StateRow, event: MachineEvent, facts: JsonObject): Follows {
  const { subject } = row;
  const taken = take(row, event);
  if (!taken.ok) throw new Error(`${subject} does not take ${event.type}`);
  return {
    also: [{ ...row, ...taken.next, facts: { ...row.facts, ...facts } }],
    alsoEffects: [{ subject, effects: taken.effects }],
    alsoDuties: [{ subject, event: event.type }],
  };
}

/**
 * An application goes back to where it is decided anew: to another officer, to the council, whose votes begin again, or to the
 * director, where the council had recommended it. Not once its call is closed: what was left of its money went back with it.
 */
function reopening(context: Context<unknown>, row: StateRow, event: Contested['event']): Refusal | Follows {
  const { facts, rely } = context;
  const call = rely(facts.dossier?.call, 'call');
  if (call?.state?.value !== 'open') return refuse('appealCallClosed');
  const isRecommended = ((row.facts.recommended ?? []) as readonly unknown[]).length > 0;
  if (event === 'application.foundIneligible') {
    const screenedAnewFrom = (facts.dossier?.revision ?? 0) + 1;
    return caused(row, { type: 'application.screeningReopened' }, { screenedAnewFrom });
  }
  return event === 'application.rejected' && isRecommended
    ? caused(row, { type: 'application.decisionReopened' }, {})
    : caused(row, { type: 'application.councilReopened' }, { votes: {} });
}

/** A project that was terminated goes on, while all that was awarded is still its own; requests that ended stay ended. */
function reinstating(context: Context<unknown>, row: StateRow): Refusal | Follows {
  const lines = (row.facts.lines ?? []) as readonly { readonly amountVnd: string }[];
  const awarded = lines.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  const left = lineVessels.reduce((sum, vessel) => sum + total(context, vessel), 0n);
  if (fundingOf(context.facts.states) !== 'terminated' || left < awarded)
    return refuse('appealAwardGone', {
      limit: String(awarded),
      used: String(awarded - left),
      left: String(left),
      actual: String(awarded),
    });
  const project = caused(row, { type: 'project.reinstated', to: goesOnAt(row.facts) }, { terminatedFor: null });
  const reports = reopenedReports(context.facts);
  return {
    also: [...(project.also ?? []), ...reports.also],
    alsoEffects: [...(project.alsoEffects ?? []), ...reports.alsoEffects],
    alsoDuties: [...(project.alsoDuties ?? []), ...reports.alsoDuties],
  };
}

/** A decision to recover money is annulled, while none of it was repaid or taken off a request. */
function annulling(context: Context<unknown>, row: StateRow): Refusal | Follows {
  const { facts, rely, dossier } = context;
  const [whole, due] = [row.facts.decided, row.facts.items].map((items) =>
    costed((items ?? []) as unknown as DisbursementFacts['items']),
  ) as [ReturnType<typeof costed>, ReturnType<typeof costed>];
  const sum = (items: typeof whole) => items.reduce((all, { amount }) => all + amount, 0n);
  if (row.value !== 'due' || sum(due) < sum(whole)) {
    const left = row.value === 'due' ? sum(due) : 0n;
    return refuse('appealRepaid', {
      limit: String(sum(whole)),
      used: String(sum(whole) - left),
      left: String(left),
      actual: String(sum(whole)),
    });
  }
  if (rely(facts.dossier?.party, 'party', 'andDebt') === null) return refuse('noSuchDossier');
  return {
    ...caused(row, { type: 'recovery.annulled' }, { items: [] }),
    flows: { annul: () => postings.annul(dossier, whole) },
  };
}
