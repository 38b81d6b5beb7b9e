// Who and what a dossier's facts name. Apart from decide.ts, so that the commands do not import what imports them.

import type { Context, Facts, StateRow } from './decide.ts';
import type { Calendar } from './rules/calendar.ts';
import type { Pins } from './rules/caps.ts';
import { roleInTeam, type TeamRole } from './rules/team.ts';
import { decidedBy } from './ruleVersions.ts';

/** The actor of deadlines and of the first appointment; no person. */
export const SYSTEM = '00000000-0000-0000-0000-000000000000';

/** Who belongs to the party that an application was given to. */
export function membersOfParty(facts: Facts): readonly string[] {
  const party =
    facts.dossier?.kind === 'application' && facts.dossier.party !== null
      ? facts.others.get(facts.dossier.party)
      : undefined;
  return (party?.state?.facts.members ?? []) as string[];
}

/** What somebody is in the team of a dossier; null where they are not of it. */
export function teamRoleOf(facts: Facts, person: string): TeamRole | null {
  const application = facts.states.get('application')?.facts ?? {};
  const members = membersOfParty(facts);
  if (decidedBy(2, facts)) return roleInTeam(application, members, person);
  // by the rules 1 belonging to the party went before everything that the team had said
  const { team, access } = application;
  return members.includes(person) ? 'owner' : roleInTeam({ team, access }, [], person);
}

/** Whether somebody was of the team and is no more: they judge it no more than those who are. */
export const hasLeft = (facts: Facts, person: string): boolean =>
  ((facts.states.get('application')?.facts.left ?? []) as string[]).includes(person);

/** The persons on the applicant's side: the team, who left it, and whoever belongs to the party, its company or a payee. */
export function teamOf(facts: Facts): readonly string[] {
  const { team: now, left } = facts.states.get('application')?.facts ?? {};
  const team = [...((now ?? []) as string[]), ...((left ?? []) as string[])];
  if (facts.dossier?.kind !== 'application') return team;
  for (const other of facts.others.values())
    if (other.kind === 'party') team.push(...((other.state?.facts.members ?? []) as string[]));
  return team;
}

/** What a person declared of their interests in an application: 'none', or the commitment to a conflict. */
export type Interests = Readonly<Record<string, string>>;

/** What was declared of interests, by person. */
export function interestsIn(states: Facts['states']): Interests {
  return (states.get('application')?.facts.interests ?? {}) as Interests;
}

/** Whether somebody declared a conflict of interest. */
export const isConflicted = (interests: Interests, person: string): boolean =>
  Object.hasOwn(interests, person) && interests[person] !== 'none';

/** The limits that the dossier's call set itself when it opened. */
export function callLimits(facts: Facts, pins: Pins): Readonly<Record<string, string>> {
  const call = pins.call === null ? undefined : facts.others.get(pins.call);
  return (call?.state?.facts.limits ?? {}) as Record<string, string>;
}

/** The agency's calendar, which the decision then relies on. */
export function calendarIn({ facts, rely }: Pick<Context<unknown>, 'facts' | 'rely'>): Calendar {
  for (const other of facts.others.values()) {
    if (other.kind !== 'calendar') continue;
    rely(other.id, 'calendar');
    return other.state?.facts as unknown as Calendar;
  }
  return { holidays: {}, workedSaturdays: {}, announcedThrough: null };
}

/**
 * Whether one of these persons screened an application before an appeal against its screening was upheld: it is screened anew by
 * somebody else.
 */
export function hasScreenedBefore(
  states: ReadonlyMap<string, Pick<StateRow, 'facts'>>,
  duties: Facts['duties'],
  persons: readonly (string | undefined)[],
): boolean {
  const from = states.get('application')?.facts.screenedAnewFrom;
  return (
    typeof from === 'number' &&
    duties.some(
      ({ subject, duty, person, revision }) =>
        subject === 'application' && duty === 'screened' && revision < from && persons.includes(person),
    )
  );
}
