// Who does what: who normally may, who takes over, who judges, and anybody else.

import { v7 } from 'uuid';
import type { CommandType } from '../../../workflows/commands/index.ts';
import { SYSTEM } from '../../../workflows/decide.ts';
import { isConflicted, type ModelDossier } from '../model/state.ts';
import type { Dials } from './dials.ts';
import type { World } from './world.ts';

/** Who may normally do this; the roles are this test's own, short list. */
export function rightPerson(world: World, type: CommandType, dossier: ModelDossier | undefined, dials: Dials): string {
  const { stage } = world.cast;
  const { people } = stage;
  // whoever came to the team later tries what its owners do, and mostly may not
  const founder =
    dials.next(10) === 0 ? dials.pick([world.founderOf(dossier), ...(dossier?.team ?? [])]) : world.founderOf(dossier);
  const reporter = dials.next(3) === 0 ? people.officer : founder;
  const by: Partial<Record<CommandType, string>> = {
    submitApplication: founder,
    resubmitApplication: founder,
    completeApplication: founder,
    withdraw: founder,
    lodgeAppeal: founder,
    withdrawAppeal: founder,
    undoWithdrawal: founder,
    startTechnologyCompletion: reporter,
    startPrototype: reporter,
    startCommercialisation: reporter,
    startRegistration: reporter,
    requestDisbursement: founder,
    submitReport: founder,
    cancelDisbursement: dials.next(2) === 0 ? founder : people.officer,
    requestAmendment: founder,
    receiveOpinions: people.officer,
    grantAmendment: people.director,
    refuseAmendment: people.director,
    withdrawAmendment: founder,
    lapse: SYSTEM,
    joinTeam: newcomer(world, dials),
    changeMember: founder,
    leaveTeam: dials.next(3) === 0 ? (dossier?.team.at(-1) ?? founder) : founder,
    publishPack: people.administrator,
    supersedePack: people.administrator,
    proposeFigure: people.administrator,
    confirmFigure: people.director,
    dropFigure: people.chiefAccountant,
    fillPack: people.director,
    openCall: people.administrator,
    closeCall: people.administrator,
    appoint: people.administrator,
    relieve: people.administrator,
    changeCap: people.administrator,
    changeCalendar: people.administrator,
    openYear: people.chiefAccountant,
    appropriate: people.chiefAccountant,
    closeYear: people.chiefAccountant,
    recommend: people.secretary,
    notRecommend: people.secretary,
    referToCouncil: people.secretary,
    recomposeCouncil: people.secretary,
    approveDisbursement: people.chiefAccountant,
  };
  const finance: CommandType[] = [
    'planBudget',
    'releaseBudget',
    'prepareDisbursement',
    'recallDisbursement',
    'orderDisbursement',
    'rejectByBank',
    'payDisbursement',
    'correctPayment',
    'returnPayment',
    'receiveCash',
    'netRecovery',
    'proposeRecovery',
  ];
  const director: CommandType[] = [
    'award',
    'reject',
    'suspend',
    'resume',
    'terminate',
    'closeProject',
    'novate',
    'decideRecovery',
    'dropRecovery',
    'writeOffRecovery',
    'cancelRemainder',
    'delegate',
    'revokeDelegation',
    'acceptAppeal',
    'declineAppeal',
    'upholdAppeal',
    'dismissAppeal',
  ];
  return (
    by[type] ??
    (finance.includes(type) ? people.financeOfficer : director.includes(type) ? people.director : people.officer)
  );
}

/** Somebody, whoever it is. */
export function anybody(world: World, dials: Dials): string {
  const { stage, outsider, everything, standIn, audits } = world.cast;
  const { people } = stage;
  return dials.pick([
    people.officer,
    people.secretary,
    people.chair,
    people.director,
    people.financeOfficer,
    people.chiefAccountant,
    people.auditor,
    people.administrator,
    people.reviewers[0]!,
    people.council[0]!,
    ...world.teams.map(({ founder }) => founder),
    outsider,
    everything,
    standIn,
    audits,
    SYSTEM,
  ]);
}

/** Who says what their interests are: mostly somebody who has to, else anybody who has to do with applications, or not. */
export function declarer(world: World, dossier: ModelDossier | undefined, sensible: boolean, dials: Dials) {
  const { stage, everything, standIn, deputies } = world.cast;
  const awaited = dossier?.application === 'underReview' ? nextReviewer(dossier) : nextMember(dossier);
  const isSilent = awaited !== undefined && dossier?.interests[awaited] === undefined;
  // Those on whose judgment the application waits have a conflict more rarely, or none would come far.
  if (sensible && isSilent && dials.next(4) > 0) return { person: awaited, isConflict: dials.next(8) === 0 };
  const judges = [...(dossier?.reviewers ?? []), ...(dossier?.council ?? [])];
  const staff = [...[...deputies].flat(), standIn, standIn, standIn, everything];
  const all = [...judges, ...judges, ...staff, ...stage.people.reviewers];
  const person = sensible || dials.next(2) === 0 ? dials.pick(all) : anybody(world, dials);
  return { person, isConflict: dials.next(2) === 0 };
}

/** Who may be asked to review; without sense, also those who may not. */
export function reviewersFor(
  world: World,
  dossier: ModelDossier | undefined,
  sensible: boolean,
  dials: Dials,
): string[] {
  const { stage, everything, moreReviewers } = world.cast;
  const all = [...stage.people.reviewers, ...moreReviewers, everything];
  const from = dials.next(all.length);
  const turned = [...all.slice(from), ...all.slice(0, from)];
  if (dossier === undefined) return turned;
  const conflicted = turned.filter((one) => isConflicted(dossier, one));
  if (!sensible || dials.next(6) === 0) return [...dossier.reviewers, ...conflicted, world.founderOf(dossier)];
  const free = turned.filter((one) => !isConflicted(dossier, one) && !dossier.reviewers.includes(one));
  return free.length > 0 ? free : [v7()];
}

/** Who may sit; without sense, also those who may not, or not those who have voted. */
export function councilFor(world: World, dossier: ModelDossier | undefined, sensible: boolean, dials: Dials): string[] {
  const { stage, outsider } = world.cast;
  const { council } = stage.people;
  if (dossier === undefined) return council;
  const free = council.filter((member) => !isConflicted(dossier, member) && !dossier.voted.includes(member));
  const from = dials.next(Math.max(free.length, 1));
  // A council does not grow smaller.
  const least = Math.max(dossier.council.length - dossier.voted.length, 1);
  const more = [...free.slice(from), ...free.slice(0, from)].slice(0, least + dials.next(3));
  if (sensible && dials.next(6) > 0) return [...dossier.voted, ...more];
  const conflicted = council.filter((member) => isConflicted(dossier, member));
  return dials.pick([
    more,
    [...council, outsider],
    [...dossier.voted.slice(1), ...more],
    [...dossier.voted, ...conflicted, ...more],
    [...more, world.founderOf(dossier)],
  ]);
}

/** Somebody of a team, mostly one who came later; without sense, anybody. */
export function memberFor(world: World, dossier: ModelDossier | undefined, sensible: boolean, dials: Dials): string {
  const came = dossier?.team.slice(1) ?? [];
  if (sensible && came.length > 0) return dials.pick(came);
  return dials.pick([...(dossier?.team ?? []), world.cast.outsider]);
}
/** Who may want to join a team: people who have to do with nothing else, or with everything. */
export const newcomer = ({ cast }: World, dials: Dials): string =>
  dials.pick([cast.outsider, cast.outsider, v7(), v7(), cast.everything, cast.stage.people.reviewers[0]!]);

/** The reviewer for whose judgment an application waits. */
export const nextReviewer = (dossier: ModelDossier | undefined) =>
  dossier?.reviewers.find((one) => !dossier.reviewed.includes(one));
/** The member of the council, without a conflict of interest, for whose judgment it waits. */
export const nextMember = (dossier: ModelDossier | undefined) =>
  dossier?.council.find((one) => !dossier.voted.includes(one) && !isConflicted(dossier, one));
