// A request to amend the agreement: asked by the team, with opinions, decided by the director on the facts of that moment.

import { z } from 'zod';
import type { Context, Effected, Facts, JsonObject } from '../decide.ts';
import { take } from '../machines.ts';
import { lineVessels, parseLineAccount } from '../rules/accounts.ts';
import type { AmendmentKind } from '../rules/amendments.ts';
import { addMonths, type Day } from '../rules/calendar.ts';
import * as postings from '../rules/postings.ts';
import { clauseOf, dayOutside, type Refusal, refuse } from '../rules/refusals.ts';
import { capRefusal } from '../shortfall.ts';
import { endAmendments, fundingOf } from './project.ts';
import { day, lineId, reference, sha256, spec, uuid, vnd } from './spec.ts';

const id = { id: uuid };
const amendment = {
  kind: 'application',
  machine: 'amendment',
  subject: (input: { id: string }) => `amendment/${input.id}`,
} as const;

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('time'), endsOn: day }),
  z.strictObject({ kind: z.literal('lines'), from: lineId, to: lineId, amountVnd: vnd }),
  /** `people` is the commitment of who leaves and who joins. */
  z.strictObject({ kind: z.literal('member'), people: sha256 }),
  /** `report` is the commitment of the final report after form I.15. */
  z.strictObject({ kind: z.literal('earlyEnd'), report: sha256 }),
]);
export type AmendmentChange = z.infer<typeof change>;

/** What a request to amend keeps: what is asked, and what stood before it, as of the asking and in the end of the decision. */
export type AmendmentFacts = {
  readonly change: AmendmentChange;
  readonly reason: string;
  readonly askedOn: Day;
  readonly before: JsonObject;
  readonly opinionsOn?: Day;
  readonly opinions?: string;
  readonly decidedOn?: Day;
  readonly decisionNumber?: string;
  readonly decidedFor?: string;
};
const factsOf = ({ own }: Context<unknown>) => own as unknown as AmendmentFacts;

/** The places of a request that is neither decided nor withdrawn. */
const open: readonly unknown[] = ['requested', 'opinionsReceived'];

/** Amended is what is carried out; its time also while it is suspended. */
function mayAmend({ states }: Facts, kind: AmendmentKind): Refusal | null {
  const funding = fundingOf(states);
  return funding === 'active' || (kind === 'time' && funding === 'suspended')
    ? null
    : refuse('projectNotActive', { details: { state: funding } });
}

/** The last day on which an agreement of this stage may end by the law, counted from its signing; what is unknown is refused. */
export function lastDayByLaw({ pack, dossier, states }: Facts): { day: Day; months: number } | Refusal {
  const stage = pack?.stages.find(({ id }) => id === dossier?.stage);
  const months = stage?.durationMonths.value ?? null;
  const { signedOn, awardedOn } = states.get('project')?.facts ?? {};
  const from = signedOn ?? awardedOn;
  if (months === null || typeof from !== 'string') return refuse('unknownLaw', { details: { cap: 'durationMonths' } });
  return { day: addMonths(from as Day, months), months };
}

/** All that a line has, wherever it stands now. */
const wholeOf = ({ balances }: Facts, dossier: string, line: string): bigint => {
  let whole = 0n;
  for (const [id, amount] of balances) {
    const at = id.startsWith(`A/project/${dossier}/${line}/`) ? parseLineAccount(id) : null;
    if (at !== null && lineVessels.some((vessel) => vessel === at.vessel)) whole += amount;
  }
  return whole;
};

/** Whether the award has this line: money is shifted between what was awarded, and to nothing else. */
const isAwarded = ({ states }: Facts, line: string): boolean =>
  ((states.get('application')?.facts.awarded ?? []) as { line: string }[]).some((one) => one.line === line);

/** Whether a change can be made of the project as it stands; null where it can. */
function wrongOf({ facts, dossier, today }: Context<unknown>, asked: AmendmentChange): Refusal | null {
  const stop = mayAmend(facts, asked.kind);
  if (stop !== null) return stop;
  if (asked.kind === 'time') {
    const ends = facts.states.get('project')?.facts.endsOn;
    if (asked.endsOn === ends) return refuse('amendsNothing');
    const last = lastDayByLaw(facts);
    if ('rule' in last) return last;
    if (asked.endsOn < today)
      return refuse('agreementEnded', {
        ...{ limit: today, actual: asked.endsOn },
        details: { until: asked.endsOn, signing: 'yes' },
      });
    const { source } = facts.pack!.stages.find(({ id }) => id === facts.dossier?.stage)!.durationMonths;
    return asked.endsOn <= last.day
      ? null
      : refuse('duration', {
          ...{ limit: String(last.months), actual: asked.endsOn },
          clause: clauseOf(facts.pack!, source),
        });
  }
  if (asked.kind === 'lines') {
    if (asked.from === asked.to) return refuse('amendsNothing');
    for (const line of [asked.from, asked.to])
      if (!isAwarded(facts, line)) return refuse('noSuchLine', { details: { line } });
    return capRefusal(shiftOf(dossier, asked), facts, dossier, facts.dossier!);
  }
  return null;
}

const shiftOf = (dossier: string, { from, to, amountVnd }: { from: string; to: string; amountVnd: string }) =>
  postings.shift(dossier, from, to, BigInt(amountVnd));

/** What stands of the project before the change. */
function beforeOf({ facts, dossier }: Context<unknown>, asked: AmendmentChange): JsonObject {
  if (asked.kind === 'time') return { endsOn: facts.states.get('project')?.facts.endsOn ?? null };
  if (asked.kind !== 'lines') return {};
  return {
    fromVnd: String(wholeOf(facts, dossier, asked.from)),
    toVnd: String(wholeOf(facts, dossier, asked.to)),
  };
}

export const requestAmendment = spec({
  ...amendment,
  event: 'amendment.requested',
  opensSubject: true,
  input: z.strictObject({ ...id, change, reason: sha256 }),
  decide: (context): Refusal | Effected => {
    const { input, facts, subject, today } = context;
    const { change: asked, reason } = input;
    const other = [...facts.states.values()].find(
      (row) =>
        row.machine === 'amendment' &&
        row.subject !== subject &&
        open.includes(row.value) &&
        (row.facts as unknown as AmendmentFacts).change.kind === asked.kind,
    );
    const wrong = wrongOf(context, asked);
    if (wrong !== null) return wrong;
    if (other !== undefined)
      return refuse('amendmentOpen', { limit: '1', actual: '1', details: { subject: other.subject } });
    return { facts: { change: asked, reason, askedOn: today, before: beforeOf(context, asked) } };
  },
});

/** The opinions are in: the law's days to decide are counted from the day on which they were. */
export const receiveOpinions = spec({
  ...amendment,
  event: 'amendment.opinionsReceived',
  /** `opinions` is the commitment of what was said, with the documents it came with. */
  input: z.strictObject({ ...id, opinionsOn: day, opinions: sha256 }),
  decide: (context) => {
    const { opinionsOn, opinions } = context.input;
    const outside = dayOutside(opinionsOn, factsOf(context).askedOn, context.today);
    if (outside !== null) return outside;
    return { facts: { opinionsOn, opinions }, countedFrom: { amendmentDecision: opinionsOn as Day } };
  },
});

const decided = z.strictObject({ ...id, decisionNumber: reference, reason: sha256 });

/** Granted on the facts of this moment, whatever they were when it was asked. */
export const grantAmendment = spec({
  ...amendment,
  event: 'amendment.granted',
  input: decided,
  decide: (context): Refusal | Effected => {
    const { facts, dossier, input, today, subject } = context;
    const { change: asked } = factsOf(context);
    const wrong = wrongOf(context, asked);
    if (wrong !== null) return wrong;
    const project = facts.states.get('project')!;
    const made: Effected = {
      facts: {
        before: beforeOf(context, asked),
        ...{ decidedOn: today, decisionNumber: input.decisionNumber, decidedFor: input.reason },
      },
      event: { movesMoney: asked.kind === 'lines' },
    };
    if (asked.kind === 'lines') return { ...made, flows: { shift: () => shiftOf(dossier, asked) } };
    if (asked.kind === 'time')
      return { ...made, also: [{ ...project, facts: { ...project.facts, endsOn: asked.endsOn } }] };
    if (asked.kind === 'member') {
      const changes = [...((project.facts.memberChanges ?? []) as string[]), asked.people];
      return { ...made, also: [{ ...project, facts: { ...project.facts, memberChanges: changes } }] };
    }
    // ended early by agreement: the closing begins in the same act, and with it ends whatever else was asked to be amended
    const closing = take(project, { type: 'project.closingBegun' });
    if (!closing.ok) return refuse('projectNotActive', { details: { state: fundingOf(facts.states) } });
    const ended = endAmendments(facts.states, subject);
    return {
      ...made,
      also: [
        { ...project, ...closing.next, facts: { ...project.facts, endedEarlyOn: today, endedEarlyBy: input.id } },
        ...ended.also,
      ],
      alsoEffects: [{ subject: 'project', effects: closing.effects }, ...ended.alsoEffects],
      alsoDuties: [{ subject: 'project', event: 'project.closingBegun' }, ...ended.alsoDuties],
    };
  },
});

export const refuseAmendment = spec({
  ...amendment,
  event: 'amendment.refused',
  input: decided,
  decide: ({ input, today }) => ({
    facts: { decidedOn: today, decisionNumber: input.decisionNumber, decidedFor: input.reason },
  }),
});

export const withdrawAmendment = spec({
  ...amendment,
  event: 'amendment.withdrawn',
  input: z.strictObject(id),
  decide: () => ({}),
});
