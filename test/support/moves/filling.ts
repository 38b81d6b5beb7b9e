// What the input of a command is filled from.

import type { CommandType } from '../../../workflows/commands/index.ts';
import type { JsonObject } from '../../../workflows/decide.ts';
import type { ModelDisbursement, ModelDossier, ModelRecovery } from '../model/state.ts';
import { hash } from '../stage.ts';
import type { Dials } from './dials.ts';
import type { World } from './world.ts';

/** What a command could be about: chosen before anything is filled in, whether the command needs it or not. */
export type About = {
  world: World;
  sensible: boolean;
  dials: Dials;
  dossier: ModelDossier | undefined;
  id: string;
  disbursements: ModelDisbursement[];
  recoveries: ModelRecovery[];
  disbursement: ModelDisbursement | undefined;
  recovery: ModelRecovery | undefined;
  /** The ids of these, or of none that there is. */
  about: { id: string };
  ofRecovery: { id: string };
  ofReport: { id: string };
  company: string;
  year: number;
  budgetYear: string;
};
export type Filled = { id: string; input: JsonObject };
export type Fill = (about: About) => Filled;
export type Fills = Partial<Record<CommandType, Fill>>;

export const reason = hash('reason');
export const decided = { decisionNumber: 'QĐ-9' };

export const lineCaps: Record<string, bigint> = {
  labour: 60_000_000n,
  services: 40_000_000n,
  prototype: 50_000_000n,
  experts: 15_000_000n,
  courses: 10_000_000n,
  rent: 15_000_000n,
  equipment: 10_000_000n,
};
export const perUnit: Record<string, bigint> = {
  labour: 8_000_000n,
  services: 15_000_000n,
  prototype: 20_000_000n,
  experts: 6_000_000n,
  courses: 2_000_000n,
  rent: 2_000_000n,
  equipment: 8_000_000n,
};

/** The units that an item of a line is counted by; without sense, others. */
export function unitsFor(world: World, line: string, sensible: boolean, dials: Dials): Record<string, string> {
  const person = dials.pick(['ana', 'binh']);
  const month = `${world.year}-${dials.pick(['01', '02', '03'])}`;
  const by: Record<string, Record<string, string>> = {
    labour: { person, month },
    services: { contract: dials.pick(['hd1', 'hd2', 'hd3']) },
    prototype: {},
    experts: { person, course: dials.pick(['k1', 'k2']) },
    courses: { person, course: dials.pick(['k1', 'k2']), year: String(world.year) },
    rent: { month },
    equipment: { year: String(sensible ? world.year : world.year + 1) },
  };
  return sensible ? (by[line] ?? {}) : dials.pick<Record<string, string>>([{}, { month }, { person, contract: 'hd1' }]);
}

/** Some lines, and an amount for each. */
export function linesFor(sensible: boolean, dials: Dials) {
  const names = Object.keys(lineCaps);
  const from = dials.next(names.length);
  const chosen = names.slice(from, from + 1 + dials.next(4));
  if (!sensible && dials.next(4) === 0) chosen.push('nothing');
  return chosen.map((line) => ({
    line,
    amountVnd: String(dials.part(lineCaps[line] ?? 1_000n, sensible || dials.next(2) === 0)),
  }));
}
