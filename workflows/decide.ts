// Facts → Decision | Refusal. Pure: duties, then rules, then the machine, then the money (DESIGN §2). Nothing here knows the time,
// the database or the environment; whatever a decision rests on comes in as facts, so the audit can decide again.

import type { Json } from './canonical.ts';
import { type CommandType, inputOf, specs } from './commands/index.ts';
import type { Effect, Flow } from './effects.ts';
import { begin, beginEffects, type EventType, type MachineEvent, type StoredState, take } from './machines.ts';
import {
  calendarIn,
  hasLeft,
  hasScreenedBefore,
  interestsIn,
  isConflicted,
  SYSTEM,
  teamOf,
  teamRoleOf,
} from './parts.ts';
import { type ProcedureKey, procedures } from './procedures.ts';
import type { Pack, Period } from './programmes/schema.ts';
import type { Posting } from './rules/accounts.ts';
import { addDays, addWorkingDays, type Day, dayOf, endOfDay, endOfPeriod, type Instant } from './rules/calendar.ts';
import type { Pins } from './rules/caps.ts';
import { inForce } from './rules/delegations.ts';
import { type Duty, duties, mayDo, ofEveryMember, ofNewcomers, type Role } from './rules/duties.ts';
import { grounded } from './rules/grounds.ts';
import { type Refusal, refuse } from './rules/refusals.ts';
import { decidedBy } from './ruleVersions.ts';

import { capRefusal } from './shortfall.ts';

export { callLimits, SYSTEM, teamOf } from './parts.ts';
export { capRefusal, type Empty, refuseEmpty } from './shortfall.ts';

export type DossierKind =
  | 'application'
  | 'call'
  | 'pack'
  | 'figure'
  | 'budgetYear'
  | 'person'
  | 'party'
  | 'agency'
  | 'calendar';

export type JsonObject = { readonly [key: string]: Json };
export type StateRow = StoredState & { readonly subject: string; readonly facts: JsonObject };

/** A row of another dossier that a decision may rely on, with its revision. */
export type Other = {
  readonly id: string;
  readonly revision: number;
  readonly kind: DossierKind;
  readonly debt: bigint;
  readonly state: StateRow | null;
};

export type Facts = {
  readonly agency: string;
  readonly now: Instant;
  /** The version of the rules to decide by; left out, the present one. The audit repeats each event by its own. */
  readonly rules?: number;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly dossier:
    | (Pins & {
        readonly id: string;
        readonly kind: DossierKind;
        readonly revision: number;
        readonly pack: string | null;
      })
    | null;
  readonly states: ReadonlyMap<string, StateRow>;
  /** Calls, parties, persons, years, the calendar: by id. */
  readonly others: ReadonlyMap<string, Other>;
  readonly pack: Pack | null;
  /** What was done on this dossier, by whom. */
  readonly duties: readonly {
    readonly subject: string;
    readonly duty: string;
    readonly person: string;
    readonly revision: number;
  }[];
  readonly balances: ReadonlyMap<string, bigint>;
};

/** What somebody asks for. `revision` is what the person was looking at, where it matters. */
export type Command = {
  readonly type: CommandType;
  readonly dossier: string;
  readonly revision?: number;
  readonly input: JsonObject;
};

export type Decision = {
  readonly kind: DossierKind;
  readonly dossier: string;
  readonly revision: number;
  readonly event: EventType | 'application.started';
  readonly subject: string;
  readonly reads: readonly { readonly id: string; readonly revision: number; readonly debt?: bigint }[];
  readonly balances: readonly (readonly [string, bigint])[];
  readonly pins?: Pins & { readonly pack: string };
  readonly novateTo?: string;
  readonly states: readonly StateRow[];
  readonly duties: readonly { readonly subject: string; readonly duty: string; readonly persons: readonly string[] }[];
  readonly postings: readonly Posting[];
  readonly deadlines: readonly {
    readonly subject: string;
    readonly what: string;
    readonly dueAt: Instant;
    readonly dueOn: Day;
  }[];
  readonly cleared: readonly { readonly subject: string; readonly what: string }[];
  readonly mails: readonly { readonly subject: string; readonly template: string }[];
  readonly papers: readonly {
    readonly subject: string;
    readonly register: string;
    readonly year: number;
    readonly kind: string;
  }[];
  readonly answer: JsonObject;
};

export type Outcome =
  | { readonly ok: true; readonly decision: Decision }
  | { readonly ok: false; readonly refusal: Refusal };

/** What a command's own part may look at, and what it relies on by looking. */
export type Context<I> = {
  readonly input: I;
  readonly facts: Facts;
  readonly dossier: string;
  readonly today: Day;
  readonly subject: string;
  /** The facts of the subject so far: {} when it begins. */
  readonly own: JsonObject;
  /** Another row, which the decision then relies on at this revision; a party also with what it owes, where that matters. */
  rely(id: string | null | undefined, kind: DossierKind, debt?: 'andDebt'): Other | null;
  /** The roles in which the actor acts here. */
  readonly roles: readonly Role[];
  /** A balance, which the decision then relies on to the đồng. */
  exactly(account: string): bigint;
  balance(account: string): bigint;
};

/** What a command adds to what its machine does. */
export type Effected = {
  /** New facts of the subject, laid over the old ones. */
  readonly facts?: JsonObject;
  /** Facts that the machine's guards read; they travel on the event. */
  readonly event?: JsonObject;
  readonly pins?: Pins & { readonly pack: string };
  readonly novateTo?: string;
  readonly project?: { readonly company?: 'formed'; readonly facts: JsonObject };
  readonly also?: readonly StateRow[];
  /** Events that another subject of the dossier takes by the same act: the actor's duty there is remembered too. */
  readonly alsoDuties?: readonly { readonly subject: string; readonly event: EventType }[];
  /** What these declare; `due`: the days that the decision sets for this subject alone. */
  readonly alsoEffects?: readonly {
    readonly subject: string;
    readonly effects: readonly Effect[];
    readonly due?: Effected['due'];
  }[];
  /** The postings of each flow that the machine may declare. */
  readonly flows?: Partial<Record<Flow, (subject: string) => readonly Posting[]>>;
  /** Days that the decision itself sets, where no law gives a number; null: no such period runs. */
  readonly due?: Partial<Record<ProcedureKey, Instant | null>>;
  /** Days from which a period is counted, where that is not the day of the decision. */
  readonly countedFrom?: Partial<Record<ProcedureKey, Day>>;
  readonly answer?: JsonObject;
};

/**
 * Decides a command on its facts. Refuses, with a named rule, what the actor may not do, what the rules or the caps do not
 * allow, and what the machine does not take in this state. Throws only for what cannot be: a broken stored state.
 */
export function decide(command: Command, facts: Facts): Outcome {
  const spec = specs[command.type];
  const no = (refusal: Refusal): Outcome => ({ ok: false, refusal: grounded(refusal, facts) });
  if (!isStorable(command.input)) return no(refuse('input', { details: { problem: 'characters' } }));
  const parsed = inputOf(command);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    const problem = isOverLong(command.input, path) ? 'amountTooLong' : `${path.join('.')}: ${issue?.message ?? ''}`;
    return no(refuse('input', { details: { problem } }));
  }
  const input = parsed.data as never;
  const { dossier } = facts;
  if (dossier === null && !spec.opensDossier) return no(refuse('noSuchDossier'));
  if (dossier !== null && spec.opensDossier === 'always') return no(refuse('exists'));
  // Ids that follow from what they name are for that alone; every other is new (version 7), so that nobody can take a place.
  if (dossier === null && (command.dossier[14] === '7') === namedKinds.has(spec.kind))
    return no(refuse('input', { details: { problem: 'dossier' } }));
  if (dossier !== null && dossier.kind !== spec.kind) return no(refuse('noSuchDossier'));
  if (command.revision !== undefined && command.revision !== (dossier?.revision ?? 0))
    return no(refuse('stalePage', { limit: String(command.revision), actual: String(dossier?.revision ?? 0) }));

  const subject = spec.subject(input);
  const stored = facts.states.get(subject);
  if (stored === undefined && dossier !== null && !spec.opensSubject)
    return no(refuse('notInThisState', { details: { state: '-', accepted: '-' } }));
  const before: StoredState = stored ?? begin(spec.machine);

  // who
  const reads = new Map<string, { id: string; revision: number; debt?: bigint }>();
  const persons = facts.onBehalfOf === null ? [facts.actor] : [facts.actor, facts.onBehalfOf];
  const standing = standingOf(facts, reads, spec.event);
  if (standing === null) return no(refuse('role', { details: { roles: '-' } }));
  const event = spec.event;
  if (decidedBy(2, facts)) for (const { id, revision } of askedAbout(facts)) reads.set(id, { id, revision });
  if (event !== 'application.started') {
    const earlierDuties = facts.duties
      .filter((d) => d.subject === subject && persons.includes(d.person))
      .map((d) => d.duty as Duty);
    const isFounders = duties[event].roles.includes('founder');
    // an editor or a viewer does none of it in another office either
    if (isFounders && !ofEveryMember.has(event) && persons.some((person) => isBelowOwner(facts, person)))
      return no(refuse('notOwner'));
    const left = persons.some((person) => hasLeft(facts, person) && teamRoleOf(facts, person) === null);
    if ((standing.ofTeam && !isFounders) || left) earlierDuties.push('teamMember');
    const interests = interestsIn(facts.states);
    // a founder's own part is theirs, whatever they have to do with themselves
    if (persons.some((person) => isConflicted(interests, person)) && !standing.ofTeam) earlierDuties.push('conflicted');
    if (hasScreenedBefore(facts.states, facts.duties, persons)) earlierDuties.push('screenedBefore');
    const held = duties[event].without.length === 0 ? [] : heldBy(persons, facts);
    const may = mayDo(event, { roles: standing.roles, earlierDuties, held });
    if (!may.ok && may.rule !== 'excludedDuty')
      return no(refuse(may.rule, { details: { roles: may.detail.join(', ') } }));
    if (!may.ok)
      return no(refuse('excludedDuty', { details: { earlier: may.detail.join(', '), duty: duties[event].duty } }));
  }

  // rules
  const exact = new Map<string, bigint>();
  const context: Context<never> = {
    input,
    facts,
    dossier: command.dossier,
    today: dayOf(facts.now),
    subject,
    own: stored?.facts ?? {},
    roles: standing.roles,
    rely(id, kind, debt) {
      const other = id ? facts.others.get(id) : undefined;
      if (other === undefined || other.kind !== kind) return null;
      reads.set(other.id, {
        id: other.id,
        revision: other.revision,
        ...(debt === 'andDebt' || reads.get(other.id)?.debt !== undefined ? { debt: other.debt } : {}),
      });
      return other;
    },
    exactly(account) {
      const balance = facts.balances.get(account) ?? 0n;
      exact.set(account, balance);
      return balance;
    },
    balance: (account) => facts.balances.get(account) ?? 0n,
  };
  const effected = spec.decide(context);
  if ('rule' in effected) return no(effected);

  // the machine
  let next = before;
  let effects: Effect[] = stored === undefined ? beginEffects(spec.machine) : [];
  if (event !== 'application.started') {
    const taken = take(before, { type: event, ...(effected.event ?? {}) } as MachineEvent);
    if (!taken.ok && taken.reason === 'guard')
      return no(refuse('notYet', { details: { guard: taken.guard ?? event } }));
    if (!taken.ok)
      return no(refuse('notInThisState', { details: { state: leaf(before), accepted: taken.accepted.join(', ') } }));
    next = taken.next;
    effects = [...effects, ...taken.effects];
  }

  // what the machine declared becomes postings, deadlines, mails and papers
  const pins = effected.pins ?? dossier ?? noPins;
  const states: StateRow[] = [
    { ...plain(next), subject, facts: { ...(stored?.facts ?? {}), ...(effected.facts ?? {}) } },
    ...(effected.also ?? []),
  ];
  const sets: { subject: string; effect: Effect; due?: Effected['due'] }[] = effects.map((effect) => ({
    subject,
    effect,
  }));
  for (const { subject, effects, due } of effected.alsoEffects ?? [])
    for (const effect of effects) sets.push({ subject, effect, due });
  const postings: Posting[] = [];
  const deadlines: { subject: string; what: string; dueAt: Instant; dueOn: Day }[] = [];
  const cleared: { subject: string; what: string }[] = [];
  const mails: { subject: string; template: string }[] = [];
  const papers: { subject: string; register: string; year: number; kind: string }[] = [];
  for (let i = 0; i < sets.length; i += 1) {
    const { subject, effect, due: ownDue } = sets[i]!;
    if (effect.type === 'post') {
      const flow = effected.flows?.[effect.params.flow];
      if (flow === undefined) throw new Error(`${command.type} does not say what ${effect.params.flow} posts`);
      postings.push(...flow(subject).filter(([, , amount]) => amount !== 0n));
    } else if (effect.type === 'setDeadline') {
      const due = dueOf(
        effect.params.what,
        ownDue === undefined ? effected : { ...effected, due: ownDue },
        facts,
        context,
      );
      cleared.push({ subject, what: effect.params.what });
      if (due !== null) deadlines.push({ subject, what: effect.params.what, ...due });
    } else if (effect.type === 'clearDeadline') {
      cleared.push({ subject, what: effect.params.what });
    } else if (effect.type === 'mail') {
      mails.push({ subject, template: effect.params.template });
    } else if (effect.type === 'paper') {
      papers.push({
        subject,
        register: effect.params.kind,
        year: Number(context.today.slice(0, 4)),
        kind: effect.params.kind,
      });
    } else {
      const option = effected.project ?? { facts: {} };
      const { machine } = effect.params;
      const company = option.company === undefined ? {} : { company: option.company };
      states.push({ ...plain(begin(machine, company)), subject: machine, facts: option.facts });
      for (const begun of beginEffects(machine)) sets.push({ subject: machine, effect: begun });
    }
  }

  // each state keeps its open periods: the next decision, and whoever reads the page, sees until when
  const dated = states.map((state) => ({ ...state, facts: withPeriods(state, cleared, deadlines) }));

  // the caps
  const refusal = capRefusal(postings, facts, command.dossier, pins);
  if (refusal !== null) return no(refusal);

  const decision: Decision = {
    kind: spec.kind,
    dossier: command.dossier,
    revision: dossier?.revision ?? 0,
    event,
    subject,
    reads: [...reads.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    balances: [...exact].sort(([a], [b]) => (a < b ? -1 : 1)),
    ...(effected.pins === undefined ? {} : { pins: effected.pins }),
    ...(effected.novateTo === undefined ? {} : { novateTo: effected.novateTo }),
    states: dated,
    duties: [...(event === 'application.started' ? [] : [{ subject, event }]), ...(effected.alsoDuties ?? [])].map(
      (act) => ({ subject: act.subject, duty: duties[act.event].duty, persons }),
    ),
    postings,
    deadlines,
    cleared,
    mails,
    papers,
    answer: { event, ...(effected.answer ?? {}) },
  };
  return { ok: true, decision };
}

/** The facts of a state with its open periods under `due`: what → the instant at which it ends. */
function withPeriods(state: StateRow, cleared: Decision['cleared'], set: Decision['deadlines']): JsonObject {
  const due: Record<string, Json> = { ...((state.facts.due ?? {}) as JsonObject) };
  for (const { subject, what } of cleared) if (subject === state.subject) delete due[what];
  for (const { subject, what, dueAt } of set) if (subject === state.subject) due[what] = dueAt;
  const { due: _, ...facts } = state.facts;
  return Object.keys(due).length === 0 ? facts : { ...facts, due };
}

/** Kinds of dossier whose id follows from the agency and a name (workflows/ids.ts). */
const namedKinds: ReadonlySet<DossierKind> = new Set(['budgetYear', 'agency', 'calendar']);

const noPins: Pins = { call: null, party: null, stage: null, beneficiaryClass: null, awardYear: null };
const plain = ({ machine, version, value }: StoredState): StoredState => ({ machine, version, value });
const leaf = (state: StoredState) =>
  typeof state.value === 'string' ? state.value : Object.values(state.value).join(', ');

/**
 * The roles in which somebody acts: those they hold in the agency, those delegated to them for today by the person they
 * act for, and founder where they own the application or are about to join its team. Null when they act for somebody who did not
 * delegate.
 */
function standingOf(
  facts: Facts,
  reads: Map<string, { id: string; revision: number }>,
  event: EventType | 'application.started',
): { roles: Role[]; ofTeam: boolean } | null {
  const team = teamOf(facts);
  const ofTeam = team.includes(facts.actor);
  if (facts.actor === SYSTEM) return { roles: ['system'], ofTeam: false };
  const roles: Role[] = [];
  const hold = (id: string) => {
    const person = facts.others.get(id);
    if (person?.kind !== 'person') return null;
    reads.set(id, { id, revision: person.revision });
    return person.state?.facts ?? {};
  };
  const self = hold(facts.actor);
  const ownRoles = (self?.roles ?? []) as Role[];
  if (facts.onBehalfOf === null) roles.push(...ownRoles);
  else {
    const principal = hold(facts.onBehalfOf);
    const delegations = inForce(principal ?? {}, dayOf(facts.now)).filter(({ to }) => to === facts.actor);
    // whoever holds no office any more holds none for another, and whoever audits acts for nobody
    if (delegations.length === 0 || ownRoles.length === 0 || ownRoles.includes('auditor')) return null;
    roles.push(...delegations.flatMap((given) => given.roles));
    return { roles, ofTeam: ofTeam || team.includes(facts.onBehalfOf) };
  }
  const inTeam = teamRoleOf(facts, facts.actor);
  const mayLeave = inTeam !== null && ofEveryMember.has(event);
  if (inTeam === 'owner' || mayLeave || ofNewcomers.has(event) || facts.dossier === null) roles.push('founder');
  return { roles, ofTeam };
}

/**
 * Whose members or offices say who may decide: the parties on the applicant's side, and of a figure whoever lent an office to one of those
 * who act. Nobody may join or lend between the facts and the record.
 */
function askedAbout({ dossier, others, actor, onBehalfOf }: Facts): Other[] {
  if (actor === SYSTEM || dossier === null) return [];
  const lendsTo = ({ state }: Other) => ((state?.facts.delegations ?? []) as { to: string }[]).map(({ to }) => to);
  return [...others.values()].filter((other) =>
    dossier.kind === 'application'
      ? other.kind === 'party'
      : dossier.kind === 'figure' &&
        other.kind === 'person' &&
        lendsTo(other).some((to) => to === actor || to === onBehalfOf),
  );
}

/** Whether somebody is of the team without owning the application. */
function isBelowOwner(facts: Facts, person: string): boolean {
  const role = teamRoleOf(facts, person);
  return role !== null && role !== 'owner';
}

/** All offices that these persons hold today, of their own or lent by somebody whom the facts name. */
function heldBy(persons: readonly string[], { others, now }: Facts): Role[] {
  const people = [...others.values()].filter(({ kind }) => kind === 'person');
  return people.flatMap(({ id, state }) => {
    const own = persons.includes(id) ? ((state?.facts.roles ?? []) as Role[]) : [];
    const lent = inForce(state?.facts ?? {}, dayOf(now)).filter(({ to }) => persons.includes(to));
    return [...own, ...lent.flatMap(({ roles }) => roles)];
  });
}

/** Whether PostgreSQL can hold every text of a value: no NUL, no half of a surrogate pair. */
function isStorable(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorable(member as Json));
}

/** When a period ends, by what the decision sets, else by the pack, else by the national procedure; null when unknown. */
function dueOf(
  what: ProcedureKey,
  effected: Effected,
  facts: Facts,
  context: Context<never>,
): { dueAt: Instant; dueOn: Day } | null {
  const set = effected.due?.[what];
  if (set === null) return null;
  if (set !== undefined) return { dueAt: set, dueOn: dayOf(set) };
  const calendar = calendarIn(context);
  const periods = periodsOf(what, facts.pack);
  let day: Day | null = effected.countedFrom?.[what] ?? context.today;
  if (periods === null) {
    const { count, unit } = procedures[what];
    if (count === null) return null;
    day = unit === 'days' ? addDays(calendar, day, count) : addWorkingDays(calendar, day, count);
  }
  for (const period of periods ?? []) day = day === null ? null : endOfPeriod(calendar, day, period);
  return day === null ? null : { dueAt: endOfDay(day), dueOn: day };
}

function periodsOf(what: ProcedureKey, pack: Pack | null): readonly Period[] | null {
  if (pack === null) return null;
  const { completenessCheck, completion, review, appraisal, approval, agreement, payment } = pack.procedure;
  const periods: Partial<Record<ProcedureKey, readonly Period[]>> = {
    screening: [completenessCheck],
    completion: [completion],
    review: [review],
    decision: [appraisal, approval],
    agreement: [agreement],
    payment: [payment],
  };
  return periods[what] ?? null;
}

/** Whether what is wrong is an amount with more digits than any amount has. */
function isOverLong(input: Json, path: readonly PropertyKey[]): boolean {
  let at: unknown = input;
  for (const key of path)
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
  return typeof at === 'string' && /^\d{16,}$/.test(at);
}
