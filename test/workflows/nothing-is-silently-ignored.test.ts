import { describe, expect, test } from 'vitest';
import {
  BrokenEvent,
  type EventType,
  eventsOf,
  type MachineEvent,
  machineIds,
  machineOf,
  metaOf,
  take,
  versionsOf,
  waysOf,
} from '../../workflows/machines.ts';
import { duties, mayDo, roles } from '../../workflows/rules/duties.ts';
import { carriesFacts, everyState, everyStateOfAll, leafIn, samplesOf } from './samples.ts';

const everyEvent = machineIds.flatMap((machine) => eventsOf(machine));

const released = machineIds.flatMap((machine) => versionsOf(machine).map((version) => [machine, version] as const));

describe.each(released)('%s %i: every state × every event × every role', (machine, version) => {
  const ways = waysOf(machine, version);

  test('is taken, or refused with a named reason', () => {
    let cases = 0;
    for (const state of everyState(machine, version)) {
      const before = JSON.stringify(state);
      const here = ways.filter(({ region, from }) => leafIn(state.value, region) === from);
      const accepted = [...new Set(here.map(({ event }) => event))].sort();
      for (const { event, refusedBy, to } of everyEvent.flatMap(samplesOf)) {
        for (const role of roles) {
          cases += 1;
          const label = `${before} ${JSON.stringify(event)} ${role}`;
          const may = mayDo(event.type, { roles: [role], earlierDuties: [] });
          expect(may.ok, label).toBe(duties[event.type].roles.includes(role));
          if (!may.ok) {
            expect(may, label).toEqual({ ok: false, rule: 'role', detail: duties[event.type].roles });
            continue;
          }
          const outcome = take(state, event);
          const possible = here.filter((way) => way.event === event.type);
          if (possible.length === 0) {
            expect(outcome, label).toMatchObject({ ok: false, reason: 'notInThisState' });
          } else if (refusedBy) {
            expect(outcome, label).toMatchObject({ ok: false, reason: 'guard', guard: refusedBy });
          } else {
            expect(outcome.ok, label).toBe(true);
          }
          if (!outcome.ok) {
            expect([...outcome.accepted].sort(), label).toEqual(accepted);
            continue;
          }
          const region = possible[0]!.region;
          const landed = leafIn(outcome.next.value, region);
          expect(to ?? possible[0]!.to, label).toBe(landed);
          expect(possible, label).toContainEqual(expect.objectContaining({ to: landed, effects: outcome.effects }));
          // What the event's region did is all that happened.
          for (const other of metaOf(state)) {
            if (other.region !== region) expect(leafIn(outcome.next.value, other.region), label).toBe(other.leaf);
          }
          expect(outcome.next, label).toMatchObject({ machine, version });
        }
      }
      expect(JSON.stringify(state)).toBe(before);
    }
    expect(cases).toBe(everyState(machine).length * everyEvent.flatMap(samplesOf).length * roles.length);
  });
});

test('there are 120 states of a project', () => {
  expect(everyState('project')).toHaveLength(6 * 5 * 4);
});

test('a stay without effects counts as taken', () => {
  const state = { machine: 'register', version: 1, value: 'kept' } as const;
  expect(take(state, { type: 'person.relieved' })).toEqual({ ok: true, next: state, effects: [] });
});

test('an unknown event is refused everywhere, even one that XState knows as a wildcard or sends itself', () => {
  for (const state of everyStateOfAll()) {
    for (const type of ['application.blessed', '*', 'xstate.init', 'xstate.stop', '', 'constructor', '__proto__']) {
      expect(take(state, { type } as unknown as MachineEvent)).toMatchObject({ ok: false, reason: 'notInThisState' });
    }
  }
});

test('an event whose facts are missing or misshapen is a bug, not a refusal', () => {
  const misshapen: readonly [state: Parameters<typeof take>[0], event: Record<string, unknown>][] = [
    [
      { machine: 'application', version: 1, value: 'underReview' },
      { type: 'application.referredToCouncil', reviewsMissing: -1 },
    ],
    [{ machine: 'application', version: 1, value: 'beforeCouncil' }, { type: 'application.recommended' }],
    [{ machine: 'disbursement', version: 1, value: 'ordered' }, { type: 'disbursement.paid' }],
    [
      { machine: 'disbursement', version: 1, value: 'ordered' },
      { type: 'disbursement.paid', isAdvance: 'false' },
    ],
    ...['00', '0.0', '-1', '', '1e3', ' 0', 0, null, undefined].map(
      (remainingAdvanceVnd): [Parameters<typeof take>[0], Record<string, unknown>] => [
        { machine: 'disbursement', version: 1, value: 'paid' },
        { type: 'disbursement.advanceCleared', remainingAdvanceVnd },
      ],
    ),
  ];
  for (const [state, event] of misshapen) {
    expect(() => take(state, event as unknown as MachineEvent), JSON.stringify(event)).toThrow(BrokenEvent);
  }
});

test('every event that carries facts is a bug without them, wherever it is taken', () => {
  const asked = new Set<EventType>();
  for (const state of everyStateOfAll()) {
    for (const type of eventsOf(state.machine).filter(carriesFacts)) {
      const bare = { type } as MachineEvent;
      if (
        !metaOf(state).some(({ region, leaf }) =>
          waysOf(state.machine).some((way) => way.region === region && way.from === leaf && way.event === type),
        )
      )
        continue;
      asked.add(type);
      expect(() => take(state, bare), type).toThrow(BrokenEvent);
    }
  }
  expect([...asked].sort()).toEqual(everyEvent.filter(carriesFacts).sort());
});

test('an event may carry more facts than its guards read', () => {
  const event = { type: 'disbursement.paid', isAdvance: false, amountVnd: '5000000', reference: 'FT-1' } as const;
  const outcome = take({ machine: 'disbursement', version: 1, value: 'ordered' }, event);
  expect(outcome).toMatchObject({ ok: true, next: { value: 'settled' } });
});

test('every event knows its machine', () => {
  for (const machine of machineIds) for (const event of eventsOf(machine)) expect(machineOf(event)).toBe(machine);
  expect(() => machineOf('application.blessed')).toThrow(BrokenEvent);
});
