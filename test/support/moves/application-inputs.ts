// What is asked for an application and for a project, until it asks for money.

import { v7 } from 'uuid';
import { isConflicted } from '../model/state.ts';
import { hash } from '../stage.ts';
import { decided, type Fill, type Fills, lineCaps, linesFor, reason } from './filling.ts';
import { councilFor, memberFor, reviewersFor } from './persons.ts';

const withContent: Fill = ({ id, dials }) => ({ id, input: { content: hash(`content ${dials.next(99)}`) } });

const withReason: Fill = ({ id }) => ({ id, input: { reason } });

const withNothing: Fill = ({ id }) => ({ id, input: {} });

const byDecision: Fill = ({ id }) => ({ id, input: { ...decided, reason } });

const withReport: Fill = ({ id }) => ({ id, input: { report: hash('report') } });

export const applicationInputs = {
  startApplication: ({ world, id, sensible, dials }) => {
    const { party, founder } = dials.pick(world.teams);
    return {
      id: sensible ? v7() : id,
      input: { call: sensible ? world.call : dials.pick([world.call, v7()]), party, team: [founder] },
    };
  },
  submitApplication: withContent,
  resubmitApplication: withContent,
  completeApplication: withContent,
  returnForCompletion: withReason,
  findIneligible: withReason,
  notRecommend: withReason,
  reject: withReason,
  findEligible: withNothing,
  withdraw: ({ id, dials }) => ({ id, input: dials.next(4) > 0 ? { undoable: true } : {} }),
  undoWithdrawal: withNothing,
  lapse: withNothing,
  beginClosing: withNothing,
  startRegistration: withNothing,
  closeProject: ({ id }) => ({ id, input: { liquidationNumber: 'BBTL-1' } }),
  joinTeam: ({ world, id, dossier, sensible, dials }) => ({
    id,
    input: {
      as: dials.pick(['owner', 'editor', 'viewer']),
      invitedBy: sensible ? world.founderOf(dossier) : dials.pick([...(dossier?.team ?? []), world.cast.outsider]),
    },
  }),
  changeMember: ({ world, id, dossier, sensible, dials }) => ({
    id,
    input: { person: memberFor(world, dossier, sensible, dials), as: dials.pick(['owner', 'editor', 'viewer']) },
  }),
  leaveTeam: ({ world, id, dossier, sensible, dials }) => ({
    id,
    input: { person: memberFor(world, dossier, sensible, dials) },
  }),
  assignReviewers: ({ world, id, dossier, sensible, dials }) => {
    const able = reviewersFor(world, dossier, sensible, dials);
    return { id, input: { reviewers: able.slice(0, 1 + dials.next(2)) } };
  },
  replaceReviewer: ({ world, id, dossier, sensible, dials }) => {
    const { outsider } = world.cast;
    const open = dossier?.reviewers.filter((r) => !dossier.reviewed.includes(r)) ?? [];
    const out = open.find((r) => isConflicted(dossier!, r)) ?? open[0] ?? outsider;
    const done = dossier?.reviewed[0];
    return {
      id,
      input: {
        out: !sensible && done !== undefined && dials.next(2) === 0 ? done : out,
        in: dials.pick(reviewersFor(world, dossier, sensible, dials)),
        reason,
      },
    };
  },
  addReviewer: ({ world, id, dossier, sensible, dials }) => ({
    id,
    input: { reviewer: dials.pick(reviewersFor(world, dossier, sensible, dials)), reason },
  }),
  declareInterest: ({ id }) => ({ id, input: { conflict: null } }),
  submitReview: ({ id, dials }) => ({ id, input: { sheet: hash('sheet'), verdict: 'pass', points: dials.next(101) } }),
  referToCouncil: ({ world, id, dossier, sensible, dials }) => {
    const { outsider } = world.cast;
    const council = councilFor(world, dossier, sensible, dials);
    return { id, input: { council, chair: council[0] ?? outsider } };
  },
  recomposeCouncil: ({ world, id, dossier, sensible, dials }) => {
    const { outsider } = world.cast;
    const council = councilFor(world, dossier, sensible, dials);
    const has = (member: string) => dossier?.voted.includes(member) ?? false;
    const kept = dossier?.chairs.find((head) => council.includes(head));
    const fresh = kept ?? council.find((member) => !has(member)) ?? council[0] ?? outsider;
    // Whoever has voted is not made chair for it.
    const voter = council.find((member) => has(member) && !dossier?.chairs.includes(member));
    const chair = dials.next(3) > 0 ? fresh : (voter ?? fresh);
    const viceChair = dials.next(6) === 0 && council[1] !== undefined ? { viceChair: council[1] } : {};
    return { id, input: { council, chair, ...viceChair, reason } };
  },
  castVote: ({ id, dials }) => {
    const verdict = dials.next(25) === 0 ? 'fail' : 'pass';
    return { id, input: { ballots: Object.fromEntries(Object.keys(lineCaps).map((line) => [line, verdict])) } };
  },
  recommend: ({ id, sensible, dials }) => ({
    id,
    input: {
      lines: linesFor(sensible, dials),
      months: sensible ? 12 : 1 + dials.next(14),
      completionNeeded: dials.next(4) === 0,
    },
  }),
  award: ({ world, id, dossier, sensible, dials, year }) => {
    const recommended = dossier?.recommended ?? [];
    const less = () =>
      recommended.map(({ line, amountVnd }) => ({
        line,
        amountVnd: String(dials.part(BigInt(amountVnd), sensible)),
      }));
    const lines =
      recommended.length === 0 || dials.next(9) === 0
        ? linesFor(sensible, dials)
        : dials.next(4) > 0
          ? recommended
          : less();
    return { id, input: { lines, year: sensible ? world.year : year } };
  },
  planBudget: ({ world, id, dossier, sensible, dials, year }) => {
    const planned = Object.values(dossier?.budget ?? {}).reduce((t, b) => t + b.reserved + b.ordered + b.paid, 0n);
    const left = (dossier?.everAwarded ?? 0n) - (dossier?.backToCall ?? 0n) - planned;
    const at = dials.next(6) === 0 ? world.year - 1 : year;
    return { id, input: { year: at, source: world.source, amountVnd: String(dials.part(left, sensible)) } };
  },
  releaseBudget: ({ world, id, dossier, sensible, dials, year }) => {
    const own = dossier?.budget[`${year}|${world.source}`]?.reserved ?? 0n;
    return {
      id,
      input: { year, source: world.source, amountVnd: String(dials.part(own, sensible)), reason },
    };
  },
  signAgreement: ({ world, id, sensible, dials }) => {
    const endsOn = sensible ? `${world.year}-12-31` : `${world.year + dials.next(4)}-12-31`;
    return { id, input: { agreementNumber: 'HĐ-1', endsOn, document: hash('agreement') } };
  },
  suspend: byDecision,
  resume: byDecision,
  terminate: byDecision,
  cancelRemainder: ({ id }) => ({ id, input: decided }),
  startTechnologyCompletion: withReport,
  startPrototype: withReport,
  startCommercialisation: withReport,
  acceptPrototype: ({ id }) => ({ id, input: { minutes: hash('minutes') } }),
  formCompany: ({ world, id, sensible, dials, company }) => ({
    id,
    input: { company: sensible ? company : dials.pick(world.teams).party, certificate: hash('certificate') },
  }),
  novate: ({ id, dossier, sensible, dials, company }) => ({
    id,
    input: {
      company: sensible ? (dossier?.companyParty ?? company) : company,
      payeeVerified: sensible || dials.next(2) === 0,
      ...decided,
    },
  }),
} satisfies Fills;
