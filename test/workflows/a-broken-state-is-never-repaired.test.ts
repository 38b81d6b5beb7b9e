import { expect, test } from 'vitest';
import {
  acceptedEvents,
  BrokenState,
  begin,
  type MachineId,
  metaOf,
  restore,
  type StoredState,
  take,
} from '../../workflows/machines.ts';
import { everyStateOfAll } from './samples.ts';

const project = { funding: 'active', product: 'prototype', company: 'formed' };
const stored = (machine: unknown, version: unknown, value: unknown) =>
  ({ machine, version, value }) as unknown as StoredState;

const broken: readonly [name: string, state: StoredState, says: RegExp][] = [
  ['a missing region', stored('project', 1, { funding: 'active', product: 'prototype' }), /region company is missing/],
  ['an extra region', stored('project', 1, { ...project, mood: 'good' }), /no region "mood"/],
  ['no regions', stored('project', 1, {}), /region funding is missing/],
  ['an inherited region', stored('project', 1, Object.create(project)), /region funding is missing/],
  ['an unknown leaf in a region', stored('project', 1, { ...project, funding: 'asleep' }), /no leaf "asleep"/],
  ["another region's leaf", stored('project', 1, { ...project, funding: 'prototype' }), /no leaf "prototype"/],
  ['a leaf that is every object’s', stored('project', 1, { ...project, funding: 'constructor' }), /no leaf/],
  ['a nested leaf', stored('project', 1, { ...project, funding: { active: 'well' } }), /no leaf/],
  ['an absent leaf', stored('project', 1, { ...project, funding: undefined }), /no leaf undefined/],
  ['one leaf for a parallel machine', stored('project', 1, 'active'), /does not name its regions/],
  ['a list', stored('project', 1, ['active', 'prototype', 'formed']), /does not name its regions/],
  ['null', stored('project', 1, null), /does not name its regions/],
  ['a number', stored('project', 1, 7), /does not name its regions/],
  ['an unknown leaf', stored('application', 1, 'asleep'), /no leaf "asleep"/],
  ['an empty leaf', stored('application', 1, ''), /no leaf ""/],
  ['a leaf that is every map’s', stored('application', 1, '__proto__'), /no leaf/],
  ['regions of a flat machine', stored('application', 1, { '': 'draft' }), /is not one leaf/],
  ['null for a flat machine', stored('application', 1, null), /is not one leaf/],
  ['a number for a flat machine', stored('application', 1, 0), /is not one leaf/],
  ['a list for a flat machine', stored('application', 1, ['draft']), /is not one leaf/],
  ["another machine's leaf", stored('application', 1, 'paid'), /no leaf "paid"/],
  ['a later version', stored('application', 2, 'draft'), /no version 2/],
  ['version nought', stored('application', 0, 'draft'), /no version 0/],
  ['a version in letters', stored('application', '1', 'draft'), /no version "1"/],
  ['no version', stored('application', undefined, 'draft'), /no version undefined/],
  ['an unknown machine', stored('applications', 1, 'draft'), /no machine "applications"/],
  ['a machine that is every object’s', stored('constructor', 1, 'draft'), /no machine "constructor"/],
  ['no machine', stored(undefined, 1, 'draft'), /no machine undefined/],
  ['nothing at all', null as unknown as StoredState, /no machine undefined/],
];

test.each(broken)('%s is refused loudly by everything that reads a state', (_name, state, says) => {
  for (const read of [
    () => restore(state),
    () => metaOf(state),
    () => acceptedEvents(state),
    () => take(state, { type: 'application.submitted' }),
  ]) {
    expect(read).toThrow(BrokenState);
    expect(read).toThrow(says);
  }
});

test('a machine that is not there cannot begin', () => {
  expect(() => begin('applications' as MachineId)).toThrow(BrokenState);
});

test('the sound state beside the broken ones is restored as it stands', () => {
  expect(restore(stored('project', 1, project)).value).toEqual(project);
});

test('every sound state is restored to itself, through JSON and with its regions in any order', () => {
  for (const state of everyStateOfAll()) {
    const again = JSON.parse(JSON.stringify(state)) as StoredState;
    expect(restore(again).value).toEqual(state.value);
    expect(restore(again).status).toBe('active');
    if (typeof state.value === 'string') continue;
    const reversed = { ...state, value: Object.fromEntries(Object.entries(state.value).reverse()) };
    expect(restore(reversed).value).toEqual(state.value);
  }
});

test('a state that was handed out cannot be changed under the next reader', () => {
  const first = begin('project') as { value: Record<string, string> };
  expect(() => {
    first.value.funding = 'closed';
  }).toThrow(TypeError);
  expect(begin('project').value).toMatchObject({ funding: 'awaitingAgreement' });
});

test('a state that the reader changes after reading does not change what was remembered', () => {
  const value: Record<string, string> = { funding: 'suspended', product: 'prototype', company: 'registering' };
  const state = stored('project', 1, value);
  restore(state);
  value.funding = 'closed';
  const same = stored('project', 1, { funding: 'suspended', product: 'prototype', company: 'registering' });
  expect(restore(same).value).toMatchObject({ funding: 'suspended' });
  expect(restore(state).value).toMatchObject({ funding: 'closed' });
});
