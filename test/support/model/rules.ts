// The rules on which the model has an opinion, and whom they bind.

import type { Giver, ModelDossier, ModelState } from './state.ts';

/** The rules on which the model has an opinion: refused by one of these, it must find that rule broken too. */
export const moneyRules: ReadonlySet<string> = new Set([
  'cap',
  'seats',
  'notEnough',
  'budgetShort',
  'planExceedsAward',
  'releaseExceedsReserved',
  'capBelowUse',
  'partyOwes',
  'acceptedMoreThanAsked',
  'clearedMoreThanAdvanced',
  'paymentAccounted',
  'paymentYearOver',
  'recoveredMoreThanSettled',
  'cashMoreThanDue',
  'unitMissing',
  'unknownLaw',
  'dueBeforeNovation',
  'awardedBefore',
  'appealCallClosed',
  'appealAwardGone',
  'appealRepaid',
]);

/** The rules about who may judge and decide on which the model has an opinion as well. */
export const fairRules: ReadonlySet<string> = new Set([
  'notAssigned',
  'assignedAlready',
  'reviewedAlready',
  'votedAlready',
  'quorumReached',
  'chairHasVoted',
  'interestNotDeclared',
  'declaredAlready',
  'conflicted',
  // what `excludedDuty` is called here where a conflict of interest is the reason, or one of them
  'excludedByConflict',
  'auditorAlone',
  'notOwner',
  'memberAlready',
  'notMember',
  'notInvited',
  'belongsToParty',
]);

/** What the applicants do themselves, and an auditor might do as anybody else. */
export const ofApplicants: ReadonlySet<string> = new Set([
  'registerParty',
  'startApplication',
  'submitApplication',
  'resubmitApplication',
  'completeApplication',
  'withdraw',
  'undoWithdrawal',
  'startTechnologyCompletion',
  'startPrototype',
  'startCommercialisation',
  'startRegistration',
  'requestDisbursement',
  'submitReport',
  'cancelDisbursement',
  'lodgeAppeal',
  'withdrawAppeal',
  'requestAmendment',
  'withdrawAmendment',
  'joinTeam',
  'changeMember',
  'leaveTeam',
]);
/** Of that, what is not for the owners of an application alone. */
export const ofAnyMember: ReadonlySet<string> = new Set(['registerParty', 'startApplication', 'joinTeam', 'leaveTeam']);
/** Of that, what an officer may do too; and then not with a conflict of interest. */
const alsoOfOfficers = [
  'startTechnologyCompletion',
  'startPrototype',
  'startCommercialisation',
  'startRegistration',
  'cancelDisbursement',
];
/** All that is left to somebody of the agency with a conflict of interest. */
export const openToTheConflicted = new Set([...ofApplicants, 'declareInterest', 'lapse']);
for (const type of alsoOfOfficers) openToTheConflicted.delete(type);
/** While an application is in one of these, interests in it are declared. */
export const declaringStates: ReadonlySet<string> = new Set([
  'submitted',
  'returnedForCompletion',
  'eligible',
  'underReview',
  'beforeCouncil',
  'recommended',
  'notRecommended',
  'awarded',
  'ineligible',
  'rejected',
]);

/** What a person is in the team of an application; null where they are not of it. */
export const roleIn = ({ parties }: ModelState, { party, team, access, left }: ModelDossier, person: string) => {
  const isOf = [...team, ...(parties[party]?.members ?? [])].includes(person);
  return isOf && !left.includes(person) ? (access[person] ?? 'owner') : null;
};

/** Whether the giver of a command, or whom they act for, is of the team or belongs to its party or company. */
export const isOfTeam = ({ parties }: ModelState, dossier: ModelDossier, { person, onBehalfOf }: Giver) => {
  const members = [dossier.party, dossier.companyParty].flatMap((party) => parties[party ?? '']?.members ?? []);
  return [person, onBehalfOf].some(
    (one) => one !== undefined && [...dossier.team, ...dossier.left, ...members].includes(one),
  );
};
