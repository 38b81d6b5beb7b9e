import { describe, expect, test } from 'vitest';
import {
  begin,
  definitionOf,
  type EventType,
  eventsOf,
  leavesOf,
  machineIds,
  metaOf,
  type StoredState,
  take,
  versionsOf,
  waysOf,
} from '../../workflows/machines.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { carriesFacts, everyState, leafIn, samplesOf } from './samples.ts';

type Node = {
  type: string;
  states: Record<string, Node>;
  always?: unknown[] | undefined;
  after: unknown[];
  invoke: unknown[];
  entry: unknown[];
  exit: unknown[];
  transitions: Map<string, unknown[]>;
};

/** All states and ways met from the beginnings, by taking every sample of every event wherever it is taken. */
function explore(beginnings: StoredState[], events: EventType[]) {
  const seen = new Map<string, StoredState>();
  const waysTaken = new Set<string>();
  const queue = [...beginnings];
  for (let state = queue.pop(); state; state = queue.pop()) {
    const key = JSON.stringify(state.value);
    if (seen.has(key)) continue;
    seen.set(key, state);
    for (const { event } of events.flatMap((type) => samplesOf(type))) {
      const outcome = take(state, event);
      if (!outcome.ok) continue;
      for (const { region } of metaOf(state)) {
        const [from, to] = [leafIn(state.value, region), leafIn(outcome.next.value, region)];
        waysTaken.add(JSON.stringify([region, from, event.type, to, outcome.effects]));
      }
      queue.push(outcome.next);
    }
  }
  return { states: [...seen.values()], waysTaken };
}

describe.each(machineIds)('%s', (machine) => {
  const beginnings = machine === 'project' ? [begin(machine), begin(machine, { company: 'formed' })] : [begin(machine)];
  const { states, waysTaken } = explore(beginnings, eventsOf(machine));

  test('every leaf is reached from the beginning', () => {
    const reached = new Set(states.flatMap((state) => metaOf(state).map(({ region, leaf }) => `${region}.${leaf}`)));
    expect([...reached].sort()).toEqual(
      leavesOf(machine)
        .map(({ region, leaf }) => `${region}.${leaf}`)
        .sort(),
    );
  });

  test('every combination of leaves is reached, for the regions move freely', () => {
    expect(states).toHaveLength(everyState(machine).length);
  });

  test('every way is taken', () => {
    const untaken = waysOf(machine).filter(
      ({ region, from, event, to, effects }) => !waysTaken.has(JSON.stringify([region, from, event, to, effects])),
    );
    expect(untaken).toEqual([]);
  });

  test('every event is taken somewhere, and no state takes an event without listed facts', () => {
    expect([...new Set(waysOf(machine).map(({ event }) => event))].sort()).toEqual([...eventsOf(machine)].sort());
  });

  test('events with more than one way, or with a guard, are sampled on both sides', () => {
    for (const { event, guard } of waysOf(machine)) {
      if (guard !== undefined) expect(carriesFacts(event), event).toBe(true);
    }
  });

  test('each event is handled in one region only', () => {
    const regions = new Map<string, Set<string | null>>();
    for (const { region, event } of waysOf(machine)) {
      regions.set(event, (regions.get(event) ?? new Set()).add(region));
    }
    expect([...regions].filter(([, handledIn]) => handledIn.size !== 1)).toEqual([]);
  });

  test.each(versionsOf(machine))('version %i has nothing that a restored snapshot would not honour', (version) => {
    const { root, version: said } = definitionOf(machine, version);
    expect(said).toBe(String(version));
    const leafDepth = root.type === 'parallel' ? 2 : 1;
    const visit = (node: Node, depth: number, path: string): void => {
      const leaf = Object.keys(node.states).length === 0;
      expect(leaf ? 'atomic' : depth === 0 ? root.type : 'compound', path).toBe(node.type);
      if (leaf) expect(depth, path).toBe(leafDepth);
      else expect(node.transitions.size, `${path}: ways stand on leaves only`).toBe(0);
      expect(node.always ?? [], `${path}: always`).toEqual([]);
      expect(node.after, `${path}: after`).toEqual([]);
      expect(node.invoke, `${path}: invoke`).toEqual([]);
      expect(node.exit, `${path}: exit`).toEqual([]);
      if (depth > 0) expect(node.entry, `${path}: entry`).toEqual([]);
      for (const [child, below] of Object.entries(node.states)) visit(below, depth + 1, `${path}.${child}`);
    };
    visit(root as unknown as Node, 0, machine);
  });

  test('every leaf has its four labels and somebody is expected who can act', () => {
    for (const { region, leaf, meta } of leavesOf(machine)) {
      for (const label of [meta.staff.vi, meta.staff.en, meta.founder.vi, meta.founder.en]) {
        expect(label.trim(), `${machine} ${leaf}`).not.toBe('');
      }
      const ways = waysOf(machine).filter((way) => way.region === region && way.from === leaf);
      // An end: only stays, or nothing at all. Nobody's turn, and no clock.
      if (ways.every(({ to }) => to === leaf)) {
        expect(meta, `${machine} ${leaf} is an end`).toMatchObject({ expects: null, within: null });
      }
      if (meta.within) expect(meta.expects, `${machine} ${leaf} has a clock`).not.toBeNull();
      // A founder may be expected to hand something in that staff then record; staff are expected to act here.
      const expected = meta.expects;
      if (expected !== null && expected !== 'founder') {
        const able = ways.some(({ event }) => duties[event].roles.includes(expected));
        expect(able, `${machine} ${leaf} expects ${expected}`).toBe(true);
      }
    }
  });
});

test('each event belongs to one machine only', () => {
  const events = machineIds.flatMap((machine) => eventsOf(machine));
  expect(new Set(events).size).toBe(events.length);
});

test('every event is named by a subject and a past-tense act', () => {
  for (const event of machineIds.flatMap((machine) => eventsOf(machine)))
    expect(event).toMatch(/^[a-z]+\.[a-z][a-zA-Z]+$/);
});

test('a project of an enterprise begins with its company formed, and no other machine takes that option', () => {
  expect(begin('project').value).toEqual({
    funding: 'awaitingAgreement',
    product: 'development',
    company: 'notFormed',
  });
  expect(begin('project', { company: 'formed' }).value).toEqual({
    funding: 'awaitingAgreement',
    product: 'development',
    company: 'formed',
  });
  expect(() => begin('application', { company: 'formed' })).toThrow(/no region/);
});
