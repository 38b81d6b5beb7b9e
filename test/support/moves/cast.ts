// Who acts in the random worlds, and what is counted over all of them.

import { v7 } from 'uuid';
import type { CommandType } from '../../../workflows/commands/index.ts';
import type { Role } from '../../../workflows/rules/duties.ts';
import type { Offices } from '../model/state.ts';
import { type Stage, setStage } from '../stage.ts';

/** The people of the stage, and some beside them. */
export type Cast = {
  stage: Stage;
  outsider: string;
  /** One person who holds every role: only duties can stop them. */
  everything: string;
  /** Who acts for the director and the finance officer. */
  standIn: string;
  /** Who acted for the director, and audits now. */
  audits: string;
  /** Comes and goes in one role. */
  passing: string;
  moreReviewers: string[];
  /** Who takes over where somebody has a conflict of interest. */
  deputies: Map<string, string>;
  /** Who holds which offices, in all worlds: people go from one to the next. */
  offices: Offices;
  /** How many worlds there were. */
  worlds: number;
};

export const counts = new Map<CommandType, { accepted: number; refused: Map<string, number> }>();
export const tally = {
  commands: 0,
  accepted: 0,
  comparisons: 0,
  legs: 0,
  repeats: 0,
  whatIfs: 0,
  agreedRefusals: 0,
  /** Interests that were declared, and conflicts among them. */
  declared: 0,
  conflicts: 0,
  /** Commands of people with a conflict of interest, and those of them that were still theirs to give. */
  byTheConflicted: 0,
  stillTheirs: 0,
};
/** Rules about impartiality that have refused something. */
export const fairRefusals = new Map<string, number>();

/** A stage of its own, with everybody in office. */
export async function setCast(): Promise<Cast> {
  const stage = await setStage();
  const { people } = stage;
  const [outsider, everything, standIn, audits, passing] = [v7(), v7(), v7(), v7(), v7()];
  const offices: Offices = Object.fromEntries([
    ...people.reviewers.map((id) => [id, ['reviewer']]),
    ...people.council.map((id) => [id, ['councilMember']]),
    ...Object.entries(people).flatMap(([role, id]) => (typeof id === 'string' ? [[id, [role]]] : [])),
  ]);
  const appoint = async (id: string, ...roles: Role[]) => {
    await stage.must(people.administrator, 'appoint', id, { roles });
    offices[id] = roles;
    return id;
  };
  await appoint(passing, 'officer');
  await appoint(standIn, 'secretary');
  await appoint(
    everything,
    'officer',
    'secretary',
    'chair',
    'director',
    'financeOfficer',
    'chiefAccountant',
    'reviewer',
  );
  const moreReviewers = [await appoint(v7(), 'reviewer'), await appoint(v7(), 'reviewer')];
  const deputies = new Map<string, string>();
  for (const role of ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant'] as const)
    deputies.set(people[role], await appoint(v7(), role));
  const until = { from: `${stage.year}-01-01`, until: `${stage.year}-12-31`, decisionNumber: 'UQ-1', to: standIn };
  await stage.must(people.director, 'delegate', people.director, { ...until, roles: ['director'] });
  await stage.must(people.financeOfficer, 'delegate', people.financeOfficer, { ...until, roles: ['financeOfficer'] });
  await stage.must(people.director, 'delegate', people.director, { ...until, to: audits, roles: ['director'] });
  await appoint(audits, 'auditor');
  return { stage, outsider, everything, standIn, audits, passing, moreReviewers, deputies, offices, worlds: 0 };
}
