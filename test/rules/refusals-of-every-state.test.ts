// In every state, for every role, every event that is not taken: the sentence that refuses it is words, in both languages.

import { describe, expect, it } from 'vitest';
import { explain } from '../../src/refusals.ts';
import { eventsOf, leavesOf, machineIds, metaOf, take } from '../../workflows/machines.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { type Duty, duties, mayDo, roles } from '../../workflows/rules/duties.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { cityPack } from '../support/stage.ts';
import { everyState, samplesOf } from '../workflows/samples.ts';

const languages = ['vi', 'en'] as const;
const everyDuty = [
  ...new Set([...Object.values(duties).map(({ duty }) => duty), 'teamMember', 'conflicted']),
] as Duty[];
const everyEvent = machineIds.flatMap((machine) => eventsOf(machine));

/** What the decision refuses with (workflows/decide.ts), of all states × events × roles; the same words once. */
function everyRefusal(): Map<string, Refusal> {
  const found = new Map<string, Refusal>();
  const add = (refusal: Refusal) => found.set(JSON.stringify(refusal), refusal);
  for (const machine of machineIds)
    for (const state of everyState(machine))
      for (const { event } of everyEvent.flatMap(samplesOf)) {
        for (const role of roles) {
          const may = mayDo(event.type, { roles: [role], earlierDuties: [] });
          if (!may.ok) add(refuse('role', { details: { roles: may.detail.join(', ') } }));
        }
        const taken = take(state, event);
        if (taken.ok) continue;
        const step = metaOf(state).map(({ leaf }) => leaf);
        if (taken.reason === 'guard') add(refuse('notYet', { details: { guard: taken.guard ?? event.type } }));
        else
          add(refuse('notInThisState', { details: { state: step.join(', '), accepted: taken.accepted.join(', ') } }));
      }
  for (const event of everyEvent)
    for (const earlier of everyDuty) {
      const may = mayDo(event, { roles: [...duties[event].roles], earlierDuties: [earlier] });
      if (!may.ok)
        add(refuse('excludedDuty', { details: { earlier: may.detail.join(', '), duty: duties[event].duty } }));
    }
  add(refuse('notInThisState', { details: { state: '-', accepted: '-' } }));
  add(refuse('role', { details: { roles: '-' } }));
  return found;
}

/** Camel case, dotted names, braces, snake case; and whatever stands in the machines by itself. */
const identifierLike = /[a-z][A-Z]|\p{L}\.\p{L}|[{}_]|\b[0-9a-f]{8}-/u;
const names = new Set([
  ...machineIds.flatMap((machine) => leavesOf(machine).map(({ leaf }) => leaf)),
  ...everyEvent,
  ...roles,
  ...everyDuty,
]);

describe('every state × role × event', () => {
  const refusals = [...everyRefusal().values()];

  it.each(languages)('is refused in words, in %s', (language) => {
    const raw: string[] = [];
    for (const refusal of refusals) {
      const said = explain(refusal, language, cityPack as Pack);
      for (const text of [said.sentence, said.instead]) {
        const word = text
          .split(/[\s,;:()“”"]+/)
          .find((one) => names.has(one) && (language === 'vi' || /[A-Z.]/.test(one)));
        const empty = /[–-]\s*[.,”]|:\s*\.|“”|\s\.|,\s*[,.]/.test(text);
        if (identifierLike.test(text) || word !== undefined || empty || !/[.…]$/.test(text))
          raw.push(`${refusal.rule} ${JSON.stringify(refusal.details)}: ${text}`);
      }
    }
    expect(raw).toEqual([]);
    expect(refusals.length).toBeGreaterThan(150);
  });
});
