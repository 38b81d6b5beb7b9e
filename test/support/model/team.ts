// The team of an application: who joins it, is something else in it, and leaves.

import { type Act, type Inside, on } from './acting.ts';
import { declaringStates, roleIn } from './rules.ts';

/** While an application can still come to something. */
function isLive({ dossier, problems }: Inside) {
  if (dossier.application !== 'draft' && !declaringStates.has(dossier.application)) problems.add('notInThisState');
}

function is(dossier: Inside['dossier'], person: string, as: 'owner' | 'editor' | 'viewer' | null) {
  delete dossier.access[person];
  if (as === 'editor' || as === 'viewer') dossier.access[person] = as;
  dossier.left = dossier.left.filter((one) => one !== person);
  if (as === null) {
    dossier.team = dossier.team.filter((one) => one !== person);
    dossier.left.push(person);
  } else if (!dossier.team.includes(person)) dossier.team.push(person);
}

/** Somebody else is changed: they are of the team, and not the applicant itself. */
function ofOthers({ state, dossier, input: { person }, problems }: Inside) {
  if (roleIn(state, dossier, person) === null) problems.add('notMember');
  if (state.parties[dossier.party]?.members.includes(person)) problems.add('belongsToParty');
}

export const teamActs: Record<string, Act> = {
  joinTeam: on((at) => {
    const { state, dossier, input, by, problems } = at;
    isLive(at);
    if (by.onBehalfOf !== undefined) problems.add('notTheirs');
    if (roleIn(state, dossier, by.person) !== null) problems.add('memberAlready');
    if (roleIn(state, dossier, input.invitedBy) !== 'owner') problems.add('notInvited');
    const judges = [...dossier.reviewers, ...dossier.council, ...Object.keys(dossier.interests)];
    if (judges.includes(by.person)) problems.add('judgesHere');
    is(dossier, by.person, input.as);
    return undefined;
  }),
  changeMember: on((at) => {
    const { state, dossier, input, problems } = at;
    isLive(at);
    ofOthers(at);
    if (roleIn(state, dossier, input.person) === input.as) problems.add('memberAlready');
    is(dossier, input.person, input.as);
    return undefined;
  }),
  leaveTeam: on((at) => {
    const { state, dossier, input, by, problems } = at;
    isLive(at);
    ofOthers(at);
    if (input.person !== by.person && roleIn(state, dossier, by.person) !== 'owner') problems.add('notOwner');
    is(dossier, input.person, null);
    return undefined;
  }),
};
