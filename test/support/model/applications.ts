// An application, from its start to the award, and who may judge it.

import { type Act, becomes, type Inside, on } from './acting.ts';
import { declaringStates } from './rules.ts';
import { isConflicted, vnd } from './state.ts';

/** Whether these may judge: nobody of the team does, and nobody who has declared a conflict. */
function impartial({ dossier, problems }: Inside, persons: readonly string[]) {
  if (persons.some((person) => [...dossier.team, ...dossier.left].includes(person))) problems.add('ownTeam');
  if (persons.some((person) => isConflicted(dossier, person))) problems.add('conflicted');
}
/** Whoever judges was asked to, has said what their interests are, and does it once. */
function judges({ dossier, by, problems }: Inside, asked: string[], done: string[], twice: string) {
  const judge = by.onBehalfOf ?? by.person;
  if (!asked.includes(judge)) problems.add('notAssigned');
  if (done.includes(judge)) problems.add(twice);
  if (dossier.interests[judge] === undefined) problems.add('interestNotDeclared');
  done.push(judge);
}
function seat(at: Inside, seated: readonly string[] = []) {
  const { dossier, input } = at;
  impartial(
    at,
    input.council.filter((member) => !seated.includes(member)),
  );
  dossier.council = [...new Set(input.council)];
  dossier.chairs = [input.chair, ...(input.viceChair === undefined ? [] : [input.viceChair])];
  if (!dossier.council.includes(input.chair)) at.problems.add('chairMissing');
}
const within = ({ dossier, problems }: Inside, ...states: string[]) => {
  if (!states.includes(dossier.application)) problems.add('notInThisState');
};

export const applicationActs: Record<string, Act> = {
  startApplication: ({ state, id, input }) => {
    const party = state.parties[input.party];
    if (party === undefined) return false;
    state.dossiers[id] = {
      id,
      call: input.call,
      party: input.party,
      team: input.team,
      access: {},
      left: [],
      beneficiaryClass: party.beneficiaryClass,
      awardYear: null,
      application: 'draft',
      interests: {},
      reviewers: [],
      reviewed: [],
      council: [],
      chairs: [],
      voted: [],
      recommended: [],
      toComplete: false,
      withdrawnFrom: null,
      funding: null,
      signed: false,
      goesOnAt: 'active',
      product: 'development',
      company: party.kind === 'enterprise' ? 'formed' : 'notFormed',
      companyParty: null,
      awarded: {},
      granted: {},
      everAwarded: 0n,
      backToCall: 0n,
      cancelled: 0n,
      boxes: {},
      budget: {},
      disbursements: {},
      recoveries: {},
      appeals: {},
      amendments: {},
      reports: {},
    };
    return undefined;
  },
  submitApplication: becomes('application', 'submitted'),
  returnForCompletion: becomes('application', 'returnedForCompletion'),
  resubmitApplication: becomes('application', 'submitted'),
  findEligible: becomes('application', 'eligible'),
  findIneligible: becomes('application', 'ineligible'),
  notRecommend: on(({ model, dossier, problems }) => {
    if (!model.hasQuorum(dossier)) problems.add('quorum');
    dossier.application = 'notRecommended';
    return undefined;
  }),
  reject: becomes('application', 'rejected'),
  withdraw: on(({ dossier, input }) => {
    dossier.withdrawnFrom = input.undoable === true ? dossier.application : null;
    dossier.application = 'withdrawn';
    return undefined;
  }),
  undoWithdrawal: on((at) => {
    within(at, 'withdrawn');
    const { withdrawnFrom } = at.dossier;
    if (withdrawnFrom === null) at.problems.add('undoUnknown');
    else at.dossier.application = withdrawnFrom;
    at.dossier.withdrawnFrom = null;
    return undefined;
  }),
  lapse: becomes('application', 'lapsed'),
  declareInterest: on((at) => {
    const { dossier, input, by, problems } = at;
    within(at, ...declaringStates);
    const { person } = by;
    if (by.onBehalfOf !== undefined) problems.add('notTheirs');
    const said = dossier.interests[person];
    if (said === 'conflict' || (said === 'none' && input.conflict === null)) problems.add('declaredAlready');
    dossier.interests[person] = input.conflict === null ? 'none' : 'conflict';
    return undefined;
  }),
  assignReviewers: on((at) => {
    const { dossier, input } = at;
    within(at, 'eligible');
    impartial(at, input.reviewers);
    dossier.application = 'underReview';
    dossier.reviewers = [...new Set(input.reviewers)];
    return undefined;
  }),
  replaceReviewer: on((at) => {
    const { dossier, input, problems } = at;
    within(at, 'underReview');
    impartial(at, [input.in]);
    if (!dossier.reviewers.includes(input.out)) problems.add('notAssigned');
    if (dossier.reviewed.includes(input.out)) problems.add('reviewedAlready');
    dossier.reviewers = [...new Set([...dossier.reviewers.filter((r) => r !== input.out), input.in])];
    return undefined;
  }),
  addReviewer: on((at) => {
    const { dossier, input, problems } = at;
    within(at, 'underReview');
    impartial(at, [input.reviewer]);
    if (dossier.reviewers.includes(input.reviewer)) problems.add('assignedAlready');
    dossier.reviewers.push(input.reviewer);
    return undefined;
  }),
  submitReview: on((at) => {
    within(at, 'underReview');
    judges(at, at.dossier.reviewers, at.dossier.reviewed, 'reviewedAlready');
    return undefined;
  }),
  referToCouncil: on((at) => {
    const { dossier, problems } = at;
    within(at, 'underReview');
    if (!dossier.reviewers.every((reviewer) => dossier.reviewed.includes(reviewer))) problems.add('notYet');
    dossier.application = 'beforeCouncil';
    seat(at);
    return undefined;
  }),
  recomposeCouncil: on((at) => {
    const { model, dossier, problems } = at;
    within(at, 'beforeCouncil');
    if (model.hasQuorum(dossier)) problems.add('quorumReached');
    const before = { seats: dossier.council.length, chairs: dossier.chairs };
    // who has voted sits already
    seat(at, dossier.voted);
    if (dossier.council.length < before.seats) problems.add('councilSize');
    if (dossier.chairs.some((head) => dossier.voted.includes(head) && !before.chairs.includes(head)))
      problems.add('chairHasVoted');
    if (!dossier.voted.every((member) => dossier.council.includes(member))) problems.add('votedAlready');
    return undefined;
  }),
  castVote: on((at) => {
    within(at, 'beforeCouncil');
    judges(at, at.dossier.council, at.dossier.voted, 'votedAlready');
    return undefined;
  }),
  completeApplication: on(({ dossier }) => {
    dossier.toComplete = false;
    return undefined;
  }),
  recommend: on(({ model, state, dossier, input, problems }) => {
    if (!model.hasQuorum(dossier)) problems.add('quorum');
    if (model.overOwnCap(state, dossier, input.lines)) problems.add('cap');
    dossier.application = 'recommended';
    dossier.recommended = input.lines;
    dossier.toComplete = input.completionNeeded;
    return undefined;
  }),
  award: on(({ model, state, dossier, input, problems }) => {
    if (model.debtOf(dossier.party) > 0n) problems.add('partyOwes');
    if (model.onceOnly(state.stage) && model.supported(dossier.party, state) > 0n) problems.add('awardedBefore');
    const call = state.calls[dossier.call];
    if (call === undefined) return false;
    dossier.application = 'awarded';
    dossier.funding = 'awaitingAgreement';
    dossier.awardYear = input.year;
    dossier.beneficiaryClass = state.parties[dossier.party]?.beneficiaryClass ?? null;
    for (const { line, amountVnd } of input.lines) {
      dossier.awarded[line] = (dossier.awarded[line] ?? 0n) + vnd(amountVnd);
      dossier.granted[line] = (dossier.granted[line] ?? 0n) + vnd(amountVnd);
      dossier.everAwarded += vnd(amountVnd);
      call.uncommitted -= vnd(amountVnd);
    }
    return undefined;
  }),
};
