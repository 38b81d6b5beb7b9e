// Who belongs to the team of an application, and as what. Joining is the newcomer's own act, on an owner's invitation: the
// address that was invited is nobody's business but the team's, and stands in no history.

import { z } from 'zod';
import type { Context, Facts, JsonObject } from '../decide.ts';
import { interestsIn, membersOfParty, teamRoleOf } from '../parts.ts';
import { type Duty, impartialDuties } from '../rules/duties.ts';
import { type Refusal, refuse } from '../rules/refusals.ts';
import { roleInTeam, type TeamRole, teamRoles } from '../rules/team.ts';
import { spec, uuid } from './spec.ts';

const application = { kind: 'application', machine: 'application', subject: () => 'application' } as const;
const role = z.enum(teamRoles);

/** What somebody is in the team as its facts say now; the party that may say so too is relied on. */
function roleNow({ rely, facts }: Context<unknown>, person: string): TeamRole | null {
  rely(facts.dossier?.party, 'party');
  return teamRoleOf(facts, person);
}

/** Whether somebody was to judge this dossier, or has: they stay on that side of the table. */
function judges(facts: Facts, own: JsonObject, person: string): boolean {
  const seats = ['reviewers', 'council'].flatMap((list) => (own[list] ?? []) as string[]);
  const acted = facts.duties.some(
    (done) => done.person === person && (impartialDuties as readonly string[]).includes(done.duty as Duty),
  );
  return acted || seats.includes(person) || Object.hasOwn(interestsIn(facts.states), person);
}

/** New facts of a team of whom one person is now `as`, or is no more. Refused where nobody would be left who owns it. */
function teamWith(context: Context<unknown>, person: string, as: TeamRole | null): { facts: JsonObject } | Refusal {
  const { own, facts } = context;
  const others = ((own.team ?? []) as string[]).filter((one) => one !== person);
  const team = as === null ? others : [...others, person].sort();
  const { [person]: _, ...rest } = (own.access ?? {}) as Record<string, TeamRole>;
  const access = as === null || as === 'owner' ? rest : { ...rest, [person]: as };
  const anybody = [...team, ...membersOfParty(facts)];
  if (!anybody.some((one) => roleInTeam({ team, access }, membersOfParty(facts), one) === 'owner'))
    return refuse('lastOwner');
  const gone = ((own.left ?? []) as string[]).filter((one) => one !== person);
  return { facts: { team, access, left: as === null ? [...gone, person].sort() : gone } };
}

/** Somebody takes up an owner's invitation. Whoever judges the application, or did, is not of its team. */
export const joinTeam = spec({
  ...application,
  event: 'application.memberJoined',
  input: z.strictObject({ as: role, invitedBy: uuid }),
  decide: (context) => {
    const { input, facts, own } = context;
    if (facts.onBehalfOf !== null) return refuse('notTheirs');
    if (roleNow(context, facts.actor) !== null) return refuse('memberAlready');
    if (roleNow(context, input.invitedBy) !== 'owner') return refuse('notInvited');
    if (judges(facts, own, facts.actor)) return refuse('judgesHere');
    return teamWith(context, facts.actor, input.as);
  },
});

/** An owner makes somebody of the team something else there. */
export const changeMember = spec({
  ...application,
  event: 'application.memberChanged',
  input: z.strictObject({ person: uuid, as: role }),
  decide: (context) => {
    const { input, facts } = context;
    const before = roleNow(context, input.person);
    if (before === null) return refuse('notMember');
    if (membersOfParty(facts).includes(input.person)) return refuse('belongsToParty');
    if (before === input.as) return refuse('memberAlready');
    return teamWith(context, input.person, input.as);
  },
});

/** Somebody leaves the team, or an owner removes them. */
export const leaveTeam = spec({
  ...application,
  event: 'application.memberLeft',
  input: z.strictObject({ person: uuid }),
  decide: (context) => {
    const { input, facts } = context;
    if (input.person !== facts.actor && roleNow(context, facts.actor) !== 'owner') return refuse('notOwner');
    if (roleNow(context, input.person) === null) return refuse('notMember');
    if (membersOfParty(facts).includes(input.person)) return refuse('belongsToParty');
    return teamWith(context, input.person, null);
  },
});
