/**
 * Every machine by id and version, used as pure functions: nothing runs, nothing is awaited. What is stored of a machine
 * is its id, its version and its state value, and these functions refuse loudly whatever XState would let pass silently:
 * a missing region, an unknown event, a stay that looks like nothing happened.
 */
import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { z } from 'zod';
import { type AmendmentEvent, amendmentFacts, amendmentMachine } from './amendment.ts';
import { type AppealEvent, appealFacts, appealMachine } from './appeal.ts';
import { type ApplicationEvent, applicationFacts, applicationMachine } from './application.ts';
import { type DisbursementEvent, disbursementFacts, disbursementMachine } from './disbursement.ts';
import { type Effect, effectSchema } from './effects.ts';
import type { FactSchemas } from './facts.ts';
import type { StateMeta } from './procedures.ts';
import { type ProjectEvent, projectFacts, projectMachine } from './project.ts';
import { type RecoveryEvent, recoveryFacts, recoveryMachine } from './recovery.ts';
import {
  type BudgetYearEvent,
  budgetYearFacts,
  budgetYearMachine,
  type CallEvent,
  callFacts,
  callMachine,
  type FigureEvent,
  figureFacts,
  figureMachine,
  type PackEvent,
  packFacts,
  packMachine,
  type RegisterEvent,
  registerFacts,
  registerMachine,
} from './registers.ts';
import { type ReportEvent, reportFacts, reportMachine } from './report.ts';

export type { AmendmentEvent } from './amendment.ts';
export type { AppealEvent } from './appeal.ts';
export type { ApplicationEvent } from './application.ts';
export type { DisbursementEvent } from './disbursement.ts';
export type { ProjectEvent } from './project.ts';
export type { RecoveryEvent } from './recovery.ts';
export type { BudgetYearEvent, CallEvent, FigureEvent, PackEvent, RegisterEvent } from './registers.ts';
export type { ReportEvent } from './report.ts';

/** Any event of any machine, with the facts that its guards read. */
export type MachineEvent =
  | ApplicationEvent
  | ProjectEvent
  | DisbursementEvent
  | RecoveryEvent
  | AppealEvent
  | AmendmentEvent
  | ReportEvent
  | CallEvent
  | BudgetYearEvent
  | PackEvent
  | FigureEvent
  | RegisterEvent;
export type EventType = MachineEvent['type'];

export const machineIds = [
  'application',
  'project',
  'disbursement',
  'recovery',
  'appeal',
  'amendment',
  'report',
  'call',
  'budgetYear',
  'pack',
  'figure',
  'register',
] as const;
export type MachineId = (typeof machineIds)[number];

/** A leaf, or one leaf for each region of a parallel machine. */
export type StateValueJson = string | { readonly [region: string]: string };
export type StoredState = { readonly machine: MachineId; readonly version: number; readonly value: StateValueJson };
export type Snapshot = AnyMachineSnapshot;

export type Leaf = { readonly region: string | null; readonly leaf: string; readonly meta: StateMeta };
export type Taken = { readonly ok: true; readonly next: StoredState; readonly effects: Effect[] };
export type NotTaken = {
  readonly ok: false;
  readonly reason: 'notInThisState' | 'guard';
  /** The name of the guard that said no. */
  readonly guard?: string;
  /** Every event that the state takes, so that a refusal can say what is possible. */
  readonly accepted: string[];
};

/** A stored state that no released machine can be in. Never repaired, always a bug or a forgery. */
export class BrokenState extends Error {
  override name = 'BrokenState';
}

/** An event without the facts that its guards read: a bug in the caller, or a forged history. */
export class BrokenEvent extends Error {
  override name = 'BrokenEvent';
}

type Release = { readonly version: number; readonly machine: AnyStateMachine; readonly facts: FactSchemas };

/** Every released version stays as long as a dossier may live on it; the last is where new ones begin. */
const releases: Readonly<Record<MachineId, readonly [Release, ...Release[]]>> = {
  application: [{ version: 1, machine: applicationMachine, facts: applicationFacts }],
  project: [{ version: 1, machine: projectMachine, facts: projectFacts }],
  disbursement: [{ version: 1, machine: disbursementMachine, facts: disbursementFacts }],
  recovery: [{ version: 1, machine: recoveryMachine, facts: recoveryFacts }],
  appeal: [{ version: 1, machine: appealMachine, facts: appealFacts }],
  amendment: [{ version: 1, machine: amendmentMachine, facts: amendmentFacts }],
  report: [{ version: 1, machine: reportMachine, facts: reportFacts }],
  call: [{ version: 1, machine: callMachine, facts: callFacts }],
  budgetYear: [{ version: 1, machine: budgetYearMachine, facts: budgetYearFacts }],
  pack: [{ version: 1, machine: packMachine, facts: packFacts }],
  figure: [{ version: 1, machine: figureMachine, facts: figureFacts }],
  register: [{ version: 1, machine: registerMachine, facts: registerFacts }],
};

/** A place that a machine can be in, worked out once and frozen: snapshots carry no context, so they can be shared. */
type Position = {
  readonly stored: StoredState;
  readonly snapshot: Snapshot;
  readonly leaves: readonly Leaf[];
  /** Events taken here, each with the first guard on its way or none. */
  readonly guards: ReadonlyMap<string, string | undefined>;
  /** Where each way leads from here. Facts decide which way is taken, and nothing else: machines have no context. */
  readonly taken: Map<object, Taken>;
};

type Structure = Release & {
  readonly id: MachineId;
  /** Leaves by region; a machine without regions has the one region ''. */
  readonly regions: ReadonlyMap<string, ReadonlyMap<string, Leaf>>;
  readonly begins: StoredState;
  readonly beginEffects: readonly Effect[];
  readonly positions: Map<string, Position>;
};

const structures = new Map<string, ReadonlyMap<number, Structure>>(
  machineIds.map((id) => [id, new Map(releases[id].map((release) => [release.version, structureOf(id, release)]))]),
);

function structureOf(id: MachineId, release: Release): Structure {
  const { machine, version } = release;
  const leavesUnder = (states: AnyStateMachine['states'], region: string | null) =>
    new Map(
      Object.entries(states).map(([leaf, node]): [string, Leaf] => [
        leaf,
        Object.freeze({ region, leaf, meta: node.meta as StateMeta }),
      ]),
    );
  const regions =
    machine.root.type === 'parallel'
      ? new Map(Object.entries(machine.states).map(([region, node]) => [region, leavesUnder(node.states, region)]))
      : new Map([['', leavesUnder(machine.states, null)]]);
  const [snapshot, actions] = initialTransition(machine);
  const begins = { machine: id, version, value: snapshot.value as StateValueJson };
  return { ...release, id, regions, begins, beginEffects: actions.map(declared), positions: new Map() };
}

/** Reads a declared action as an effect; a machine that declares anything else is broken. */
function declared(action: { type: string; params: unknown }): Effect {
  return effectSchema.parse({ type: action.type, params: action.params });
}

function structureFor(state: StoredState): Structure {
  const versions = structures.get(state?.machine);
  if (!versions) throw new BrokenState(`no machine ${describe(state?.machine)}`);
  const structure = versions.get(state.version);
  if (!structure) throw new BrokenState(`machine ${state.machine} has no version ${describe(state.version)}`);
  return structure;
}

function describe(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

/**
 * Names a value's place in its machine. Throws BrokenState unless it gives exactly one known leaf for every region:
 * XState's own `resolveState` would put a missing region back to its beginning without a word.
 */
function keyOf(structure: Structure, value: unknown): string {
  const { id, regions } = structure;
  const flat = regions.get('');
  if (flat) {
    if (typeof value !== 'string') throw new BrokenState(`${id}: ${describe(value)} is not one leaf`);
    if (!flat.has(value)) throw new BrokenState(`${id} has no leaf ${describe(value)}`);
    return value;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BrokenState(`${id}: ${describe(value)} does not name its regions`);
  }
  for (const region of Object.keys(value)) {
    if (!regions.has(region)) throw new BrokenState(`${id} has no region ${describe(region)}`);
  }
  let key = '';
  for (const [region, leaves] of regions) {
    if (!Object.hasOwn(value, region)) throw new BrokenState(`${id}: region ${region} is missing`);
    const leaf = (value as Record<string, unknown>)[region];
    if (typeof leaf !== 'string' || !leaves.has(leaf)) {
      throw new BrokenState(`${id}: region ${region} has no leaf ${describe(leaf)}`);
    }
    key += `${leaf}|`;
  }
  return key;
}

function positionIn(structure: Structure, value: unknown): Position {
  const key = keyOf(structure, value);
  const known = structure.positions.get(key);
  if (known) return known;
  const position = positionOf(structure, value as StateValueJson);
  structure.positions.set(key, position);
  return position;
}

function positionOf(structure: Structure, given: StateValueJson): Position {
  const { id, version, machine, regions } = structure;
  const leaves: Leaf[] = [];
  for (const [region, known] of regions) leaves.push(known.get(typeof given === 'string' ? given : given[region]!)!);
  const value =
    typeof given === 'string'
      ? given
      : Object.freeze(Object.fromEntries(leaves.map(({ region, leaf }) => [region!, leaf])));
  const guards = new Map<string, string | undefined>();
  for (const { region, leaf } of leaves) {
    const node = (region === null ? machine.root : machine.states[region]!).states[leaf]!;
    for (const [event, ways] of node.transitions) guards.set(event, guardName(ways[0]?.guard));
  }
  return {
    stored: Object.freeze({ machine: id, version, value }),
    snapshot: machine.resolveState({ value, context: {} }),
    leaves: Object.freeze(leaves),
    guards,
    taken: new Map(),
  };
}

function guardName(guard: unknown): string | undefined {
  if (typeof guard === 'string') return guard;
  return typeof guard === 'object' && guard !== null && 'type' in guard ? String(guard.type) : undefined;
}

function newest(machine: MachineId): Structure {
  const versions = structures.get(machine);
  if (!versions) throw new BrokenState(`no machine ${describe(machine)}`);
  return versions.get(Math.max(...versions.keys()))!;
}

/**
 * Where a new application, project, … stands, on the newest version of its machine. A project of an enterprise begins
 * with its company formed; no other machine takes that option.
 */
export function begin(machine: MachineId, option: { company?: 'formed' } = {}): StoredState {
  const structure = newest(machine);
  const { value } = structure.begins;
  if (option.company === undefined) return positionIn(structure, value).stored;
  if (typeof value === 'string') throw new BrokenState(`${machine} has no region "company"`);
  return positionIn(structure, { ...value, company: option.company }).stored;
}

/** What beginning a machine asks for: deadlines of its first state. */
export function beginEffects(machine: MachineId): Effect[] {
  return [...newest(machine).beginEffects];
}

/** The XState snapshot of a stored state. Throws BrokenState for anything that no released machine can be in. */
export function restore(state: StoredState): Snapshot {
  return positionIn(structureFor(state), state.value).snapshot;
}

/**
 * Takes an event, or says why not; nothing is ignored. A way that stays where it is counts as taken, with or without
 * effects. Throws BrokenState for a state that cannot be, BrokenEvent for an event without its facts.
 */
export function take(state: StoredState, event: MachineEvent): Taken | NotTaken {
  const structure = structureFor(state);
  const { machine, facts } = structure;
  const position = positionIn(structure, state.value);
  const { type } = event;
  if (!position.guards.has(type)) return { ok: false, reason: 'notInThisState', accepted: acceptedIn(position) };
  const schema = facts[type];
  if (schema) {
    const parsed = schema.safeParse(event);
    if (!parsed.success) throw new BrokenEvent(`${type}: ${z.prettifyError(parsed.error)}`);
  }
  // Not `snapshot.can`, which calls a stay without actions impossible.
  const [way] = machine.getTransitionData(position.snapshot, event);
  if (way === undefined) {
    const guard = position.guards.get(type);
    const refusal = { ok: false, reason: 'guard', accepted: acceptedIn(position) } as const;
    return guard === undefined ? refusal : { ...refusal, guard };
  }
  let taken = position.taken.get(way);
  if (taken === undefined) {
    const [next, actions] = transition(machine, position.snapshot, event);
    taken = { ok: true, next: positionIn(structure, next.value).stored, effects: actions.map(declared) };
    position.taken.set(way, taken);
  }
  return { ...taken, effects: [...taken.effects] };
}

function acceptedIn(position: Position): string[] {
  return [...position.guards.keys()];
}

/** The events that a state takes, guards not asked. */
export function acceptedEvents(state: StoredState): EventType[] {
  return acceptedIn(positionIn(structureFor(state), state.value)) as EventType[];
}

/** The active leaves of a state, in the order of the machine's regions, with their labels and who is expected to act. */
export function metaOf(state: StoredState): readonly Leaf[] {
  return positionIn(structureFor(state), state.value).leaves;
}

/** Every leaf of a machine, region by region. */
export function leavesOf(machine: MachineId, version?: number): Leaf[] {
  return [...structureAt(machine, version).regions.values()].flatMap((leaves) => [...leaves.values()]);
}

/** Every event that a machine knows. */
export function eventsOf(machine: MachineId, version?: number): EventType[] {
  return Object.keys(structureAt(machine, version).facts) as EventType[];
}

/** One way that a machine can go. `to` is the same leaf where it stays. */
export type Way = {
  readonly region: string | null;
  readonly from: string;
  readonly event: EventType;
  readonly to: string;
  readonly guard: string | undefined;
  readonly effects: readonly Effect[];
};

/** Every way of a machine, in its written order: what a picture draws and a test must see taken. */
export function waysOf(machine: MachineId, version?: number): Way[] {
  const structure = structureAt(machine, version);
  const ways: Way[] = [];
  for (const { region, leaf } of leavesOf(machine, version)) {
    const parent = region === null ? structure.machine.root : structure.machine.states[region]!;
    for (const [event, definitions] of parent.states[leaf]!.transitions) {
      for (const definition of definitions) {
        ways.push({
          region,
          from: leaf,
          event: event as EventType,
          to: definition.target?.[0]?.key ?? leaf,
          guard: guardName(definition.guard),
          effects: definition.actions.map((action) => effectSchema.parse(action)),
        });
      }
    }
  }
  return ways;
}

/** The versions of a machine that were ever released, oldest first. */
export function versionsOf(machine: MachineId): number[] {
  return releases[machine].map(({ version }) => version);
}

/** Every machine's definition, for tests that look at its shape and for pictures. */
export function definitionOf(machine: MachineId, version?: number): AnyStateMachine {
  return structureAt(machine, version).machine;
}

/** The one machine that an event belongs to. Throws BrokenEvent for an unknown event. */
export function machineOf(event: string): MachineId {
  const machine = owners.get(event);
  if (!machine) throw new BrokenEvent(`no machine takes ${describe(event)}`);
  return machine;
}

const owners = new Map<string, MachineId>(
  machineIds.flatMap((id) =>
    releases[id].flatMap(({ facts }) => Object.keys(facts).map((event) => [event, id] as const)),
  ),
);

function structureAt(machine: MachineId, version: number | undefined): Structure {
  return version === undefined ? newest(machine) : structureFor({ machine, version, value: '' });
}
