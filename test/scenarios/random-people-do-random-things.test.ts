// Random people give random commands, right and wrong, over several dossiers of several parties. Whatever they do ends in an
// answer or in a refusal by a named rule, the books agree to the đồng with the model in support/model.ts, which also says who
// may not judge or decide, and what must always be true (DESIGN §11) is true. FAST_CHECK_SEED replays a run, FAST_CHECK_RUNS
// makes it longer.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReadBefore, readFacts } from '../../src/facts.ts';
import type { Actor, Answer } from '../../src/record.ts';
import type { Json } from '../../workflows/canonical.ts';
import { type CommandType, commandTypes, specs } from '../../workflows/commands/index.ts';
import { type Command, callLimits, decide, type JsonObject, SYSTEM } from '../../workflows/decide.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { capLegs } from '../../workflows/rules/caps.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { rules, sentenceOf } from '../../workflows/rules/refusals.ts';
import { expectClean } from '../support/audit.ts';
import {
  fairRules,
  isConflicted,
  type LineItem,
  Model,
  type ModelDossier,
  moneyRules,
  type Offices,
} from '../support/model.ts';
import { fictionalPack, hash, type Stage, setStage, today } from '../support/stage.ts';

const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 24);
const path = process.env.FAST_CHECK_PATH;

let stage: Stage;
let outsider: string;
let everything: string; // one person who holds every role: only duties can stop them
let standIn: string; // who acts for the director and the finance officer
let audits: string; // who acted for the director, and audits now
let passing: string; // comes and goes in one role
let moreReviewers: string[];
/** Who takes over where somebody has a conflict of interest. */
let deputies: Map<string, string>;
/** Who holds which offices, in all worlds: people go from one to the next. */
let offices: Offices;
const counts = new Map<CommandType, { accepted: number; refused: Map<string, number> }>();
const tally = {
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
const fairRefusals = new Map<string, number>();

beforeAll(async () => {
  stage = await setStage();
  const { people } = stage;
  [outsider, everything, standIn, audits, passing] = [v7(), v7(), v7(), v7(), v7()];
  offices = Object.fromEntries([
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
  moreReviewers = [await appoint(v7(), 'reviewer'), await appoint(v7(), 'reviewer')];
  deputies = new Map();
  for (const role of ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant'] as const)
    deputies.set(people[role], await appoint(v7(), role));
  const until = { from: `${stage.year}-01-01`, until: `${stage.year}-12-31`, decisionNumber: 'UQ-1', to: standIn };
  await stage.must(people.director, 'delegate', people.director, { ...until, roles: ['director'] });
  await stage.must(people.financeOfficer, 'delegate', people.financeOfficer, { ...until, roles: ['financeOfficer'] });
  await stage.must(people.director, 'delegate', people.director, { ...until, to: audits, roles: ['director'] });
  await appoint(audits, 'auditor');
}, 60_000);
afterAll(() => stage?.drop());

/** What a person wants, before it meets the state of things: which command, how sensibly, and dials for all the rest. */
type Wish = { want: CommandType | 'next'; sense: number; dials: number[] };

/** How often each command is wished for; 'next' is whatever the work needs. */
const weights: Partial<Record<Wish['want'], number>> = {
  next: 240,
  requestDisbursement: 30,
  clearAdvance: 16,
  payDisbursement: 14,
  orderDisbursement: 12,
  proposeRecovery: 22,
  decideRecovery: 18,
  receiveCash: 22,
  netRecovery: 14,
  writeOffRecovery: 9,
  novate: 14,
  formCompany: 14,
  startRegistration: 8,
  changeCap: 12,
  cancelRemainder: 10,
  releaseBudget: 8,
  recallDisbursement: 8,
  suspend: 5,
  resume: 10,
  beginClosing: 4,
  closeProject: 8,
  terminate: 5,
  withdraw: 3,
  declareInterest: 20,
  recomposeCouncil: 20,
  castVote: 12,
  appoint: 10,
  delegate: 6,
  reject: 3,
  findIneligible: 5,
  notRecommend: 4,
  closeCall: 6,
  openCall: 7,
  closeYear: 4,
  startApplication: 10,
  lapse: 6,
  dropRecovery: 9,
  proposeFigure: 8,
  confirmFigure: 8,
  fillPack: 10,
};
/** Commands that the rules about impartiality refuse where they should. */
const judging: readonly CommandType[] = [
  'declareInterest',
  'addReviewer',
  'replaceReviewer',
  'submitReview',
  'recomposeCouncil',
  'castVote',
  'appoint',
  'delegate',
];
/** Wishes, and among them often those for `rare` commands. */
const wishFor = (rare: readonly CommandType[] = []): fc.Arbitrary<Wish> =>
  fc.record({
    want: fc.oneof(
      ...(['next', ...commandTypes] as const).map((want) => ({
        arbitrary: fc.constant(want),
        weight: want !== 'next' && rare.includes(want) ? 100 : (weights[want] ?? 5),
      })),
    ),
    sense: fc.nat(99),
    dials: fc.array(fc.nat(9_999), { minLength: 10, maxLength: 10 }),
  });
const wishesFor = (rare: readonly CommandType[] = [], least = 1) =>
  fc.noBias(fc.array(wishFor(rare), { minLength: least, maxLength: 330, size: 'max' }));

/** One sequence, in a world of its own. */
async function grantAll(wishes: Wish[]): Promise<void> {
  const world = new World(wishes[0]!.dials[9]! % 3 === 1);
  await world.open();
  if (wishes.length > 40) await world.begin(new Dials(wishes.flatMap(({ dials }) => dials)));
  for (const one of wishes) {
    await world.grant(one).catch((error: Error) => {
      if (error.message.includes('\n\nafter\n')) throw error;
      throw new Error(`an exception: ${error.stack}\n\nafter\n${world.log.slice(-60).join('\n')}`);
    });
  }
  await world.check();
}

/** Turns dials into choices, the same way every time. */
class Dials {
  private at = 0;
  private readonly dials: readonly number[];
  constructor(dials: readonly number[]) {
    this.dials = dials;
  }
  next(below: number): number {
    const i = this.at++;
    const dial = this.dials[i % this.dials.length] ?? 0;
    const round = Math.floor(i / this.dials.length);
    // Once round, a dial is mixed, or what it says would follow from what it has said.
    if (round === 0) return dial % below;
    const mixed = Math.imul(dial + round * 0x9e3779b1, 0x85ebca6b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  }
  pick<T>(from: readonly T[]): T {
    return from[this.next(from.length)]!;
  }
  /** Mostly a part of what there is, sometimes one đồng or far more than that. */
  part(of: bigint, sensible: boolean): bigint {
    const parts = [of, of / 2n, of / 3n, of / 7n + 1n, of - 1n, 1_234_567n < of ? 1_234_567n : of];
    if (!sensible && this.next(3) === 0) return of + 1n;
    if (!sensible && this.next(4) === 0) return of * 10n + 999_999_937n;
    const part = this.pick(parts);
    return part > 0n ? part : 1n;
  }
}

const lineCaps: Record<string, bigint> = {
  labour: 60_000_000n,
  services: 40_000_000n,
  prototype: 50_000_000n,
  experts: 15_000_000n,
  courses: 10_000_000n,
  rent: 15_000_000n,
  equipment: 10_000_000n,
};
const perUnit: Record<string, bigint> = {
  labour: 8_000_000n,
  services: 15_000_000n,
  prototype: 20_000_000n,
  experts: 6_000_000n,
  courses: 2_000_000n,
  rent: 2_000_000n,
  equipment: 8_000_000n,
};
const onceOnlyRule = {
  id: 'noEarlierMoney',
  kind: 'noEarlierMoneyForStage',
  stage: null,
  checkedBy: 'system',
  name: { vi: 'Dự án chưa nhận hỗ trợ cho giai đoạn này', en: 'The project has received no money for this stage' },
  source: { ...fictionalPack.caps[0].source, article: 'Điều 11.1' },
};

let worlds = 0;
const packs: ReadBefore = new Map();

class World {
  readonly model: Model;
  readonly packId: string;
  readonly pack: string;
  readonly source: string;
  readonly year: number;
  readonly content: Record<string, unknown>;
  call = v7();
  /** A call that has closed by the clock before anybody gets far. */
  readonly brief = v7();
  readonly intermediary = v7();
  /** A party that nobody applies with. */
  readonly idle = v7();
  /** People who were appointed while this world stood. */
  readonly newcomers: string[] = [];
  /** Unknown figures that were filled in, and those of them that a second person confirmed. */
  readonly figures: string[] = [];
  readonly confirmed: string[] = [];
  teams: { party: string; founder: string }[] = [];
  companies: { party: string; founder: string }[] = [];
  readonly log: string[] = [];
  last: { command: Command; actor: Actor; key: string; answer: Answer } | null = null;
  private sinceCompared = 0;

  constructor(onceOnly: boolean) {
    worlds += 1;
    this.year = stage.year;
    this.source = `n${worlds}`;
    this.packId = `${fictionalPack.id}-${worlds}`;
    this.pack = v7();
    // Scarcer seats and money than the pack on file, so that these caps are reached; a share that does not divide evenly.
    const content = structuredClone(fictionalPack);
    content.id = this.packId;
    content.procedure.council.members.min = 1;
    if (onceOnly) content.eligibility.push(onceOnlyRule);
    for (const cap of content.caps) {
      if (cap.id === 'agency.seats') cap.limitSeats = 3;
      if (cap.id === 'agency.perYear') cap.limitVnd = '420000000';
      if (cap.id === 'party.total') cap.limitVnd = '180000000';
      if (cap.id === 'prototype.share') cap.shareBps = { all: 3333 };
    }
    this.content = content;
    this.model = new Model(stage.agency, content, 'chinh', offices);
  }

  async open() {
    const { people } = stage;
    const must = async (...args: Parameters<World['give']>) => {
      const outcome = await this.give(...args);
      if (outcome !== null) throw new Error(`${args[1]}: ${outcome}`);
    };
    await must(people.administrator, 'publishPack', this.pack, { content: this.content as JsonObject });
    await must(people.administrator, 'openCall', this.call, this.callInput(560_000_000n));
    for (const year of [this.year - 1, this.year, this.year + 1])
      await must(people.chiefAccountant, 'openYear', budgetDossier(stage.agency, year, this.source), {
        year,
        source: this.source,
        amountVnd: year === this.year ? '260000000' : '90000000',
        decisionNumber: 'QĐ-0',
      });
    const classes = ['selfFunded', 'public', 'partlySelfFunded', 'nobody'];
    for (let i = 0; i < 4; i += 1) {
      const [party, founder] = [v7(), v7()];
      const kind = i === 2 ? 'enterprise' : 'team';
      await must(people.officer, 'registerParty', party, { kind, members: [founder], beneficiaryClass: classes[i]! });
      this.teams.push({ party, founder });
    }
    await must(people.officer, 'registerParty', this.intermediary, { kind: 'intermediary', members: [v7()] });
    await must(people.officer, 'registerParty', this.idle, { kind: 'team', members: [v7()] });
    const first = this.teams[0]!;
    const closesAt = new Date(Date.now() + 250).toISOString();
    await must(people.administrator, 'openCall', this.brief, { ...this.callInput(1_000_000n), closesAt });
    await this.give(first.founder, 'startApplication', v7(), {
      call: this.brief,
      party: first.party,
      team: [first.founder],
    });
    for (let i = 0; i < 2; i += 1) {
      const [party, founder] = [v7(), v7()];
      await must(people.officer, 'registerParty', party, {
        kind: 'enterprise',
        members: [founder],
        beneficiaryClass: 'selfFunded',
      });
      this.companies.push({ party, founder });
    }
  }

  /** Brings a first project so far that money can be asked for. */
  async begin(dials: Dials) {
    for (let step = 0; step < 60 && !this.dossiers.some(({ funding }) => funding === 'active'); step += 1)
      await this.grant({ want: 'next', sense: 0, dials: Array.from({ length: 10 }, () => dials.next(9_999)) });
  }

  callInput(budget: bigint, known = true): JsonObject {
    return {
      pack: this.pack,
      stage: known ? 'chinh' : 'chuaRo',
      budgetVnd: String(budget),
      opensOn: `${this.year}-01-01`,
      closesAt: `${this.year}-12-31T16:59:59.999Z`,
      parameters: {},
      decisionNumber: 'QĐ-1',
    };
  }

  get dossiers(): ModelDossier[] {
    return Object.values(this.model.state.dossiers);
  }
  founderOf(dossier: ModelDossier | undefined): string {
    return dossier?.team[0] ?? outsider;
  }

  /** Who may normally do this; the roles are this test's own, short list. */
  rightPerson(type: CommandType, dossier: ModelDossier | undefined, dials: Dials): string {
    const { people } = stage;
    const founder = this.founderOf(dossier);
    const reporter = dials.next(3) === 0 ? people.officer : founder;
    const by: Partial<Record<CommandType, string>> = {
      submitApplication: founder,
      resubmitApplication: founder,
      completeApplication: founder,
      withdraw: founder,
      startTechnologyCompletion: reporter,
      startPrototype: reporter,
      startCommercialisation: reporter,
      startRegistration: reporter,
      requestDisbursement: founder,
      cancelDisbursement: dials.next(2) === 0 ? founder : people.officer,
      lapse: SYSTEM,
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
    ];
    return (
      by[type] ??
      (finance.includes(type) ? people.financeOfficer : director.includes(type) ? people.director : people.officer)
    );
  }

  anybody(dials: Dials): string {
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
      ...this.teams.map(({ founder }) => founder),
      outsider,
      everything,
      standIn,
      audits,
      SYSTEM,
    ]);
  }

  /** Who says what their interests are: mostly somebody who has to, else anybody who has to do with applications, or not. */
  declarer(dossier: ModelDossier | undefined, sensible: boolean, dials: Dials) {
    const awaited = dossier?.application === 'underReview' ? nextReviewer(dossier) : nextMember(dossier);
    const isSilent = awaited !== undefined && dossier?.interests[awaited] === undefined;
    // Those on whose judgment the application waits have a conflict more rarely, or none would come far.
    if (sensible && isSilent && dials.next(4) > 0) return { person: awaited, isConflict: dials.next(8) === 0 };
    const judges = [...(dossier?.reviewers ?? []), ...(dossier?.council ?? [])];
    const staff = [...[...deputies].flat(), standIn, standIn, standIn, everything];
    const all = [...judges, ...judges, ...staff, ...stage.people.reviewers];
    const person = sensible || dials.next(2) === 0 ? dials.pick(all) : this.anybody(dials);
    return { person, isConflict: dials.next(2) === 0 };
  }

  /** What the work on a dossier needs next. */
  nextFor(dossier: ModelDossier | undefined, dials: Dials): CommandType {
    if (dossier === undefined) return 'startApplication';
    const early: Record<string, CommandType> = {
      draft: 'submitApplication',
      returnedForCompletion: 'resubmitApplication',
      eligible: 'assignReviewers',
      notRecommended: 'reject',
    };
    const { application, funding } = dossier;
    if (application in early) return early[application]!;
    if (application === 'submitted') return dials.next(8) === 0 ? 'returnForCompletion' : 'findEligible';
    if (application === 'underReview') {
      const reviewer = nextReviewer(dossier);
      if (reviewer === undefined) return dials.next(9) === 0 ? 'addReviewer' : 'referToCouncil';
      if (dials.next(9) === 0 || isConflicted(dossier, reviewer)) return 'replaceReviewer';
      return this.orDeclares(dossier, reviewer, 'submitReview', dials);
    }
    if (application === 'beforeCouncil') {
      const member = nextMember(dossier);
      const isShort = dossier.council.some((one) => isConflicted(dossier, one)) && !this.model.hasQuorum(dossier);
      // There may be nobody left to take a seat.
      if (isShort && member === undefined && dials.next(3) === 0) return 'withdraw';
      if (isShort && (member === undefined || dials.next(2) === 0)) return 'recomposeCouncil';
      if (member !== undefined) return this.orDeclares(dossier, member, 'castVote', dials);
      return dials.next(5) === 0 ? 'notRecommend' : 'recommend';
    }
    if (application === 'recommended') {
      const asked = dossier.recommended.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
      const left = this.model.state.calls[dossier.call]?.uncommitted ?? 0n;
      if (asked > left && dials.next(2) === 0) return 'reject';
      return dossier.toComplete && dials.next(5) > 0 ? 'completeApplication' : 'award';
    }
    if (application !== 'awarded') return 'startApplication';
    const planned = Object.values(dossier.budget).reduce((sum, b) => sum + b.reserved + b.ordered + b.paid, 0n);
    if (planned < dossier.everAwarded - dossier.backToCall && dials.next(3) > 0) return 'planBudget';
    if (funding === 'awaitingAgreement') return 'signAgreement';
    if (funding === 'suspended') return 'resume';

    const steps: CommandType[] = [];
    for (const { state } of Object.values(dossier.disbursements)) {
      const next: Record<string, CommandType> = {
        requested: 'verifyDisbursement',
        returned: 'requestDisbursement',
        verified: 'prepareDisbursement',
        prepared: 'approveDisbursement',
        approved: 'orderDisbursement',
        ordered: dials.next(5) === 0 ? 'rejectByBank' : 'payDisbursement',
        paid: 'clearAdvance',
      };
      if (next[state] !== undefined) steps.push(next[state]!, next[state]!);
    }
    for (const { state } of Object.values(dossier.recoveries))
      if (state === 'proposed') steps.push('decideRecovery');
      else if (state === 'due') steps.push('receiveCash', 'netRecovery');
    if (funding === 'closing') {
      if (steps.length > 0 && dials.next(4) > 0) return dials.pick(steps);
      const left = Object.values(dossier.awarded).some((amount) => amount > 0n);
      return left && dials.next(3) > 0 ? 'cancelRemainder' : 'closeProject';
    }
    if (dossier.company === 'notFormed') steps.push('startRegistration');
    if (dossier.company === 'registering') steps.push('formCompany');
    const product: Record<string, CommandType> = {
      development: 'startTechnologyCompletion',
      technologyCompletion: 'startPrototype',
      prototype: 'acceptPrototype',
      prototypeAccepted: 'startCommercialisation',
    };
    if (dials.next(4) === 0 && product[dossier.product] !== undefined) steps.push(product[dossier.product]!);
    if (Object.values(dossier.awarded).some((amount) => amount > 0n)) steps.push('requestDisbursement');
    return steps.length === 0 ? 'startApplication' : dials.pick(steps);
  }

  /** Whoever judges says before what their interests are, or forgets to. */
  private orDeclares(dossier: ModelDossier, judge: string, act: CommandType, dials: Dials): CommandType {
    return dossier.interests[judge] === undefined && dials.next(12) > 0 ? 'declareInterest' : act;
  }

  /** The dossier that a command is for: one where it makes sense, if there is one and somebody has sense. */
  dossierFor(type: CommandType, sensible: boolean, dials: Dials): ModelDossier | undefined {
    const all = this.dossiers;
    if (!sensible) return all.length === 0 ? undefined : dials.pick(all);
    const disbursement =
      (...states: string[]) =>
      (d: ModelDossier) =>
        d.funding !== 'awaitingAgreement' && Object.values(d.disbursements).some(({ state }) => states.includes(state));
    const recovery =
      (...states: string[]) =>
      (d: ModelDossier) =>
        Object.values(d.recoveries).some(({ state }) => states.includes(state));
    const application =
      (...states: string[]) =>
      (d: ModelDossier) =>
        states.includes(d.application);
    const funding =
      (...states: string[]) =>
      (d: ModelDossier) =>
        states.includes(d.funding ?? '');
    const quiet = (d: ModelDossier) =>
      Object.values(d.disbursements).every(({ state }) => ['settled', 'refused', 'cancelled'].includes(state)) &&
      Object.values(d.boxes).every(({ due }) => due === 0n);
    const fits: Partial<Record<CommandType, (d: ModelDossier) => boolean>> = {
      submitApplication: application('draft'),
      returnForCompletion: application('submitted'),
      findEligible: application('submitted'),
      findIneligible: application('submitted'),
      resubmitApplication: application('returnedForCompletion'),
      assignReviewers: application('eligible'),
      replaceReviewer: (d) => d.application === 'underReview' && d.reviewed.length < d.reviewers.length,
      addReviewer: application('underReview'),
      declareInterest: application('submitted', 'eligible', 'underReview', 'beforeCouncil', 'recommended', 'awarded'),
      recomposeCouncil: (d) => d.application === 'beforeCouncil' && d.voted.length > 0 && !this.model.hasQuorum(d),
      submitReview: application('underReview'),
      referToCouncil: application('underReview'),
      castVote: application('beforeCouncil'),
      recommend: application('beforeCouncil'),
      notRecommend: application('beforeCouncil'),
      completeApplication: (d) => d.application === 'recommended' && d.toComplete,
      award: application('recommended'),
      reject: application('recommended', 'notRecommended'),
      withdraw: application('draft', 'submitted', 'eligible', 'underReview', 'recommended'),
      lapse: (d) => d.application === 'draft' && d.call === this.brief,
      planBudget: funding('awaitingAgreement', 'active', 'closing'),
      releaseBudget: funding('awaitingAgreement', 'active', 'closing'),
      signAgreement: funding('awaitingAgreement'),
      suspend: funding('active'),
      resume: funding('suspended'),
      beginClosing: funding('active'),
      closeProject: (d) => d.funding === 'closing' && quiet(d),
      cancelRemainder: funding('awaitingAgreement', 'closing', 'closed', 'terminated'),
      terminate: (d) => d.funding === 'active' && this.dossiers.filter((x) => x.funding === 'active').length > 1,
      startTechnologyCompletion: (d) => d.funding !== null && d.product === 'development',
      startPrototype: (d) => d.product === 'technologyCompletion',
      acceptPrototype: (d) => d.product === 'prototype',
      startCommercialisation: (d) => d.product === 'prototypeAccepted',
      startRegistration: (d) => d.funding !== null && d.company === 'notFormed',
      formCompany: (d) => d.company === 'registering',
      novate: (d) =>
        d.funding === 'active' && d.company === 'formed' && Object.values(d.boxes).every(({ due }) => due === 0n),
      requestDisbursement: funding('active'),
      verifyDisbursement: disbursement('requested'),
      returnDisbursement: disbursement('requested', 'verified', 'prepared', 'approved'),
      refuseDisbursement: disbursement('requested', 'verified'),
      cancelDisbursement: disbursement('requested', 'returned'),
      recallDisbursement: disbursement('prepared', 'approved'),
      prepareDisbursement: disbursement('verified'),
      approveDisbursement: disbursement('prepared'),
      orderDisbursement: disbursement('approved'),
      rejectByBank: disbursement('ordered'),
      payDisbursement: disbursement('ordered'),
      clearAdvance: disbursement('paid'),
      proposeRecovery: disbursement('settled'),
      decideRecovery: recovery('proposed'),
      dropRecovery: recovery('proposed'),
      receiveCash: recovery('due'),
      netRecovery: (d) =>
        Object.values(d.recoveries).some(
          ({ state, items }) =>
            state === 'due' &&
            Object.values(d.disbursements).some(
              (request) => request.state === 'verified' && request.items.some(({ line }) => line === items[0]?.line),
            ),
        ),
      writeOffRecovery: recovery('due'),
    };
    const fitting = all.filter(fits[type] ?? (() => true));
    return fitting.length > 0
      ? dials.pick(fitting)
      : fits[type] === undefined && all.length > 0
        ? dials.pick(all)
        : undefined;
  }

  units(line: string, sensible: boolean, dials: Dials): Record<string, string> {
    const person = dials.pick(['ana', 'binh']);
    const month = `${this.year}-${dials.pick(['01', '02', '03'])}`;
    const by: Record<string, Record<string, string>> = {
      labour: { person, month },
      services: { contract: dials.pick(['hd1', 'hd2', 'hd3']) },
      prototype: {},
      experts: { person, course: dials.pick(['k1', 'k2']) },
      courses: { person, course: dials.pick(['k1', 'k2']), year: String(this.year) },
      rent: { month },
      equipment: { year: String(sensible ? this.year : this.year + 1) },
    };
    return sensible
      ? (by[line] ?? {})
      : dials.pick<Record<string, string>>([{}, { month }, { person, contract: 'hd1' }]);
  }

  /** Who may be asked to review; without sense, also those who may not. */
  reviewersFor(dossier: ModelDossier | undefined, sensible: boolean, dials: Dials): string[] {
    const all = [...stage.people.reviewers, ...moreReviewers, everything];
    const from = dials.next(all.length);
    const turned = [...all.slice(from), ...all.slice(0, from)];
    if (dossier === undefined) return turned;
    const conflicted = turned.filter((one) => isConflicted(dossier, one));
    if (!sensible || dials.next(6) === 0) return [...dossier.reviewers, ...conflicted, this.founderOf(dossier)];
    const free = turned.filter((one) => !isConflicted(dossier, one) && !dossier.reviewers.includes(one));
    return free.length > 0 ? free : [v7()];
  }

  /** Who may sit; without sense, also those who may not, or not those who have voted. */
  councilFor(dossier: ModelDossier | undefined, sensible: boolean, dials: Dials): string[] {
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
      [...more, this.founderOf(dossier)],
    ]);
  }

  lines(sensible: boolean, dials: Dials) {
    const names = Object.keys(lineCaps);
    const from = dials.next(names.length);
    const chosen = names.slice(from, from + 1 + dials.next(4));
    if (!sensible && dials.next(4) === 0) chosen.push('nothing');
    return chosen.map((line) => ({
      line,
      amountVnd: String(dials.part(lineCaps[line] ?? 1_000n, sensible || dials.next(2) === 0)),
    }));
  }

  /** The input of a command; sensible ones mostly fit. Null where there is nothing that it could be about. */
  inputFor(
    type: CommandType,
    dossier: ModelDossier | undefined,
    sensible: boolean,
    dials: Dials,
  ): { id: string; input: JsonObject } {
    const id = dossier?.id ?? v7();
    const disbursements = Object.values(dossier?.disbursements ?? {});
    const recoveries = Object.values(dossier?.recoveries ?? {});
    const wanted: Partial<Record<CommandType, string[]>> = {
      requestDisbursement: ['returned'],
      verifyDisbursement: ['requested'],
      returnDisbursement: ['requested', 'verified', 'prepared', 'approved'],
      refuseDisbursement: ['requested', 'verified'],
      cancelDisbursement: ['requested', 'returned'],
      recallDisbursement: ['prepared', 'approved'],
      prepareDisbursement: ['verified'],
      approveDisbursement: ['prepared'],
      orderDisbursement: ['approved'],
      rejectByBank: ['ordered'],
      payDisbursement: ['ordered'],
      clearAdvance: ['paid'],
      proposeRecovery: sensible ? ['settled'] : ['settled', 'paid'],
      decideRecovery: ['proposed'],
      dropRecovery: ['proposed'],
      receiveCash: ['due'],
      netRecovery: ['due', 'verified'],
      writeOffRecovery: ['due'],
    };
    const inState = <T extends { state: string }>(of: T[]): T | undefined => {
      const fitting = sensible ? of.filter(({ state }) => wanted[type]?.includes(state)) : of;
      return fitting.length > 0 ? dials.pick(fitting) : of.length > 0 ? dials.pick(of) : undefined;
    };
    const disbursement = inState(disbursements);
    const recovery = inState(recoveries);
    const about = { id: disbursement?.id ?? v7() };
    const ofRecovery = { id: recovery?.id ?? v7() };
    const reason = hash('reason');
    const decided = { decisionNumber: 'QĐ-9' };
    const sum = (items: readonly LineItem[]) => items.reduce((t, { amount }) => t + amount, 0n);
    const { people } = stage;
    const company = dials.pick(this.companies).party;
    const year = sensible && dials.next(6) > 0 ? this.year : dials.pick([this.year, this.year + 1, this.year + 2]);
    const budgetYear = budgetDossier(stage.agency, year, this.source);

    switch (type) {
      case 'publishPack': {
        const content = structuredClone(this.content) as Record<string, never>;
        return {
          id: v7(),
          input: { content: { ...content, id: `other-${worlds}`, version: sensible ? 1 : 0 } },
        };
      }
      case 'supersedePack':
        return { id: sensible ? this.pack : id, input: { by: v7() } };
      case 'proposeFigure':
        return {
          id: v7(),
          input: {
            pack: this.pack,
            path: 'caps[23].limitVnd',
            what: 'Dịch vụ hỗ trợ, giai đoạn chưa rõ',
            values: { limitVnd: sensible ? '50000000' : '100000001' },
            instrument: { number: 'HƯ-CẤU-01', issuedOn: '2020-01-01', title: null, issuer: null },
            article: 'Điều 5.3',
            validFrom: '2020-01-01',
            validTo: null,
            text: hash('signed'),
          },
        };
      case 'confirmFigure':
        return { id: this.figures.at(-1) ?? v7(), input: { pack: this.pack } };
      case 'dropFigure':
        return { id: this.figures.length > 0 ? dials.pick(this.figures) : v7(), input: { reason } };
      case 'fillPack':
        return { id: v7(), input: { from: this.pack, figure: this.confirmed.at(-1) ?? v7() } };
      case 'openCall':
        return { id: sensible ? v7() : this.call, input: this.callInput(dials.part(300_000_000n, true), sensible) };
      case 'closeCall': {
        // Mostly another call than the one that people still apply to.
        const calls = Object.entries(this.model.state.calls).filter(([, { open }]) => open);
        const others = calls.filter(([call]) => call !== this.call && call !== this.brief);
        return { id: others.length > 0 ? dials.pick(others)[0] : sensible ? v7() : id, input: { ...decided, reason } };
      }
      case 'openYear':
        return {
          id: sensible ? budgetDossier(stage.agency, this.year + 2, this.source) : budgetYear,
          input: { year: this.year + 2, source: this.source, amountVnd: '50000000', ...decided },
        };
      case 'appropriate':
        return { id: budgetYear, input: { amountVnd: String(dials.part(60_000_000n, true)), ...decided } };
      case 'closeYear': {
        // One that is over, or else none is closed.
        const over = sensible ? this.year - 1 : year;
        return {
          id: budgetDossier(stage.agency, over, this.source),
          input: { year: sensible || dials.next(2) === 0 ? over : this.year, source: this.source, ...decided },
        };
      }
      case 'appoint': {
        const role = dials.pick<Role>(['officer', 'reviewer', 'auditor', sensible ? 'chair' : 'system']);
        // An auditor beside another office, at once or one after the other.
        const again = this.newcomers.length > 0 && dials.next(3) === 0 ? dials.pick(this.newcomers) : v7();
        const held = [people.auditor, audits, people.officer, people.reviewers[0]!, again];
        const both: Role[] = dials.next(2) === 0 ? ['auditor'] : ['auditor', dials.pick<Role>(['officer', 'chair'])];
        return sensible
          ? { id: again, input: { roles: [role] } }
          : { id: dials.pick(held), input: { roles: dials.next(3) === 0 ? [role] : both } };
      }
      case 'relieve': {
        const whom = sensible ? dials.pick([passing, ...this.newcomers]) : v7();
        return { id: whom, input: { roles: ['officer', ...(dials.next(2) === 0 ? ['auditor', 'reviewer'] : [])] } };
      }
      case 'revokeDelegation':
        return { id: sensible ? people.director : people.officer, input: { to: v7(), ...decided } };
      case 'delegate': {
        const to = sensible && dials.next(2) === 0 ? v7() : dials.pick([people.auditor, audits, ...this.newcomers]);
        return {
          id: sensible ? people.director : people.officer,
          input: { to, roles: ['director'], from: `${this.year}-01-01`, until: `${this.year}-02-01`, ...decided },
        };
      }
      case 'registerParty':
        return { id: v7(), input: { kind: dials.pick(['team', 'person', 'intermediary']), members: [outsider] } };
      case 'releaseIdentity':
        // of a party that nobody applies with: the model knows of no party that is not confirmed
        return { id: sensible ? this.idle : v7(), input: { reason } };
      case 'changeCap': {
        const rooms = [...this.model.rooms()].filter(([, { cap }]) => sensible || cap !== undefined);
        const [room, at] = rooms.length > 0 ? dials.pick(rooms) : [`C/${this.packId}/party.total/${v7()}`, null];
        const used = at?.used ?? 0n;
        const limit = dials.pick(
          sensible ? [used, used + 1n, used * 2n, used + 10_000_000n] : [used - 1n, 0n, used + 3n],
        );
        return {
          id: registerDossier(stage.agency, 'agency'),
          input: { room, limit: String(limit < 0n ? 0n : limit), ...decided },
        };
      }
      case 'changeCalendar':
        return {
          id: registerDossier(stage.agency, 'calendar'),
          input: {
            holidays: { [`${this.year}-09-02`]: 'Quốc khánh' },
            workedSaturdays: {},
            announcedThrough: `${this.year}-12-31`,
          },
        };
      case 'startApplication': {
        const { party, founder } = dials.pick(this.teams);
        return {
          id: sensible ? v7() : id,
          input: { call: sensible ? this.call : dials.pick([this.call, v7()]), party, team: [founder] },
        };
      }
      case 'submitApplication':
      case 'resubmitApplication':
      case 'completeApplication':
        return { id, input: { content: hash(`content ${dials.next(99)}`) } };
      case 'returnForCompletion':
      case 'findIneligible':
      case 'notRecommend':
      case 'reject':
        return { id, input: { reason } };
      case 'findEligible':
      case 'withdraw':
      case 'lapse':
      case 'beginClosing':
      case 'startRegistration':
        return { id, input: {} };
      case 'closeProject':
        return { id, input: { liquidationNumber: 'BBTL-1' } };
      case 'assignReviewers': {
        const able = this.reviewersFor(dossier, sensible, dials);
        return { id, input: { reviewers: able.slice(0, 1 + dials.next(2)) } };
      }
      case 'replaceReviewer': {
        const open = dossier?.reviewers.filter((r) => !dossier.reviewed.includes(r)) ?? [];
        const out = open.find((r) => isConflicted(dossier!, r)) ?? open[0] ?? outsider;
        const done = dossier?.reviewed[0];
        return {
          id,
          input: {
            out: !sensible && done !== undefined && dials.next(2) === 0 ? done : out,
            in: dials.pick(this.reviewersFor(dossier, sensible, dials)),
            reason,
          },
        };
      }
      case 'addReviewer':
        return { id, input: { reviewer: dials.pick(this.reviewersFor(dossier, sensible, dials)), reason } };
      case 'declareInterest':
        return { id, input: { conflict: null } };
      case 'submitReview':
        return { id, input: { sheet: hash('sheet'), verdict: 'pass', points: dials.next(101) } };
      case 'referToCouncil': {
        const council = this.councilFor(dossier, sensible, dials);
        return { id, input: { council, chair: council[0] ?? outsider } };
      }
      case 'recomposeCouncil': {
        const council = this.councilFor(dossier, sensible, dials);
        const has = (member: string) => dossier?.voted.includes(member) ?? false;
        const kept = dossier?.chairs.find((head) => council.includes(head));
        const fresh = kept ?? council.find((member) => !has(member)) ?? council[0] ?? outsider;
        // Whoever has voted is not made chair for it.
        const voter = council.find((member) => has(member) && !dossier?.chairs.includes(member));
        const chair = dials.next(3) > 0 ? fresh : (voter ?? fresh);
        const viceChair = dials.next(6) === 0 && council[1] !== undefined ? { viceChair: council[1] } : {};
        return { id, input: { council, chair, ...viceChair, reason } };
      }
      case 'castVote': {
        const verdict = dials.next(25) === 0 ? 'fail' : 'pass';
        return { id, input: { ballots: Object.fromEntries(Object.keys(lineCaps).map((line) => [line, verdict])) } };
      }
      case 'recommend':
        return {
          id,
          input: {
            lines: this.lines(sensible, dials),
            months: sensible ? 12 : 1 + dials.next(14),
            completionNeeded: dials.next(4) === 0,
          },
        };
      case 'award': {
        const recommended = dossier?.recommended ?? [];
        const less = () =>
          recommended.map(({ line, amountVnd }) => ({
            line,
            amountVnd: String(dials.part(BigInt(amountVnd), sensible)),
          }));
        const lines =
          recommended.length === 0 || dials.next(9) === 0
            ? this.lines(sensible, dials)
            : dials.next(4) > 0
              ? recommended
              : less();
        return { id, input: { lines, year: sensible ? this.year : year } };
      }
      case 'planBudget': {
        const planned = Object.values(dossier?.budget ?? {}).reduce((t, b) => t + b.reserved + b.ordered + b.paid, 0n);
        const left = (dossier?.everAwarded ?? 0n) - (dossier?.backToCall ?? 0n) - planned;
        const at = dials.next(6) === 0 ? this.year - 1 : year;
        return { id, input: { year: at, source: this.source, amountVnd: String(dials.part(left, sensible)) } };
      }
      case 'releaseBudget': {
        const own = dossier?.budget[`${year}|${this.source}`]?.reserved ?? 0n;
        return {
          id,
          input: { year, source: this.source, amountVnd: String(dials.part(own, sensible)), reason },
        };
      }
      case 'signAgreement': {
        const endsOn = sensible ? `${this.year}-12-31` : `${this.year + dials.next(4)}-12-31`;
        return { id, input: { agreementNumber: 'HĐ-1', endsOn, document: hash('agreement') } };
      }
      case 'suspend':
      case 'resume':
      case 'terminate':
        return { id, input: { ...decided, reason } };
      case 'cancelRemainder':
        return { id, input: decided };
      case 'startTechnologyCompletion':
      case 'startPrototype':
      case 'startCommercialisation':
        return { id, input: { report: hash('report') } };
      case 'acceptPrototype':
        return { id, input: { minutes: hash('minutes') } };
      case 'formCompany':
        return {
          id,
          input: { company: sensible ? company : dials.pick(this.teams).party, certificate: hash('certificate') },
        };
      case 'novate':
        return {
          id,
          input: {
            company: sensible ? (dossier?.companyParty ?? company) : company,
            payeeVerified: sensible || dials.next(2) === 0,
            ...decided,
          },
        };
      case 'requestDisbursement': {
        const again = disbursement?.state === 'returned' && dials.next(3) > 0;
        const isAdvance = dials.next(100) < 35;
        const filled = Object.entries(dossier?.awarded ?? {}).filter(([, amount]) => amount > 0n);
        const items = [];
        const from = dials.next(Math.max(filled.length, 1));
        for (const [line, left] of [...filled.slice(from), ...filled.slice(0, from)].slice(0, 1 + dials.next(2))) {
          const most = isAdvance ? left / 4n + 1n : left;
          const amount = dials.part(most < perUnit[line]! ? most : perUnit[line]!, sensible);
          const share = line === 'services' || line === 'prototype' ? amount * 3n + BigInt(dials.next(9)) : amount;
          const cost = sensible ? share : dials.pick([0n, amount, share]);
          items.push({
            line,
            units: this.units(line, sensible || dials.next(2) === 0, dials),
            amountVnd: String(amount),
            costVnd: String(cost),
          });
        }
        if (!sensible || items.length === 0)
          items.push({ line: dials.pick(Object.keys(lineCaps)), units: {}, amountVnd: '1000', costVnd: '1000' });
        return {
          id,
          input: {
            id: again ? disbursement.id : sensible ? v7() : about.id,
            items,
            isAdvance,
            isLast: dials.next(14) === 0,
            evidence: isAdvance ? [] : [hash(dials.next(20) === 0 ? 'invoice' : v7())],
            ...(dials.next(10) === 0 ? { payee: sensible ? this.intermediary : dials.pick(this.teams).party } : {}),
          },
        };
      }
      case 'verifyDisbursement': {
        const all = dials.next(3) > 0;
        const accepted = (disbursement?.items ?? []).map(({ amount, cost }) => ({
          amountVnd: String(all ? amount : dials.part(amount, sensible)),
          costVnd: String(all || dials.next(2) === 0 ? cost : dials.part(cost, sensible)),
        }));
        return { id, input: { ...about, accepted: sensible || dials.next(3) > 0 ? accepted : [] } };
      }
      case 'returnDisbursement':
      case 'refuseDisbursement':
      case 'recallDisbursement':
      case 'rejectByBank':
        return { id, input: { ...about, reason } };
      case 'cancelDisbursement':
      case 'orderDisbursement':
      case 'approveDisbursement':
        return { id, input: about };
      case 'prepareDisbursement': {
        const enough = Object.entries(dossier?.budget ?? {}).find(
          ([key, b]) => b.reserved >= sum(disbursement?.items ?? []) && Number(key.split('|')[0]) <= this.year,
        );
        const at = sensible && enough !== undefined ? Number(enough[0].split('|')[0]) : year;
        return { id, input: { ...about, year: at, source: this.source } };
      }
      case 'payDisbursement':
        return {
          id,
          input: {
            ...about,
            reference: 'KB-1',
            paidOn: sensible ? today() : `${year}-06-01`,
            clearBy: `${this.year}-09-01`,
          },
        };
      case 'clearAdvance': {
        const whole = dials.next(2) === 0;
        const cleared = (disbursement?.advanced ?? []).map(({ amount, cost }) => {
          const settled =
            amount === 0n
              ? 0n
              : whole
                ? amount - (dials.next(2) === 0 ? amount / 3n : 0n)
                : dials.part(amount / 2n, sensible);
          const settledVnd = settled > amount && sensible ? amount : settled;
          const unspent = whole ? amount - settledVnd : dials.next(2) === 0 ? (amount - settledVnd) / 2n : 0n;
          return {
            settledVnd: String(settledVnd),
            unspentVnd: String(unspent < 0n ? 0n : unspent),
            costVnd: String(sensible && dials.next(4) > 0 ? cost : dials.pick([0n, cost / 2n, cost + 1n, settledVnd])),
          };
        });
        const known = recoveries.map((r) => r.id);
        const named = !sensible && known.length > 0 ? dials.pick(known) : v7();
        return {
          id,
          input: {
            ...about,
            cleared,
            evidence: [hash(dials.next(20) === 0 ? 'bills' : v7())],
            recovery: named,
            repayBy: `${this.year}-11-30`,
          },
        };
      }
      case 'proposeRecovery': {
        const from = disbursement?.settled ?? [];
        const items = (sensible ? from.slice(0, 1 + dials.next(2)) : (disbursement?.items ?? [])).map((item) => ({
          line: item.line,
          unit: item.unit,
          amountVnd: String(dials.part(item.amount, sensible)),
          costVnd: String(dials.pick([0n, item.cost, item.cost / 2n, sensible ? 0n : item.cost * 9n + 1n])),
        }));
        return {
          id,
          input: {
            id: dials.next(5) === 0 ? ofRecovery.id : v7(),
            disbursement: about.id,
            items: items.length > 0 ? items : [{ line: 'labour', unit: '-', amountVnd: '1000' }],
            reason,
          },
        };
      }
      case 'decideRecovery':
        return { id, input: { ...ofRecovery, repayBy: `${this.year}-12-01` } };
      case 'dropRecovery':
        return { id, input: { ...ofRecovery, reason } };
      case 'receiveCash': {
        const paidIn = recovery?.budget.year ?? this.year;
        const back = dials.next(3) === 0 ? paidIn + 1 : sensible ? paidIn : year;
        return {
          id,
          input: {
            ...ofRecovery,
            amountVnd: String(dials.part(sum(recovery?.items ?? []), sensible)),
            year: back,
            source: recovery?.budget.source ?? this.source,
            reference: 'GNT-1',
            receivedOn: back === this.year ? today() : `${back}-08-01`,
          },
        };
      }
      case 'netRecovery': {
        // A recovery and a verified request that have a line in common, where there are such.
        const pairs = recoveries.flatMap((owed) =>
          disbursements
            .filter(({ state, items }) => state === 'verified' && items.some((i) => i.line === owed.items[0]?.line))
            .map((request) => ({ owed, request })),
        );
        const pair = sensible && pairs.length > 0 ? dials.pick(pairs) : { owed: recovery, request: disbursement };
        const due = pair.owed?.items[0];
        const asked = sum(pair.request?.items.filter(({ line }) => line === due?.line) ?? []);
        const most = due === undefined ? 1n : asked > due.amount || asked === 0n ? due.amount : asked;
        return {
          id,
          input: {
            id: pair.owed?.id ?? v7(),
            amountVnd: String(dials.part(most, sensible)),
            disbursement: pair.request?.id ?? v7(),
          },
        };
      }
      case 'writeOffRecovery':
        return { id, input: { ...ofRecovery, ...decided, reason } };
    }
  }

  async grant(want: Wish): Promise<void> {
    const dials = new Dials(want.dials);
    const sensible = want.sense < 82;
    let dossier: ModelDossier | undefined;
    let type: CommandType;
    const found = want.want === 'next' ? undefined : this.dossierFor(want.want, sensible, dials);
    if (want.want === 'next' || (found === undefined && this.dossiers.length > 0 && dials.next(8) > 0)) {
      const open = this.dossiers.filter(
        (d) =>
          !['ineligible', 'rejected', 'withdrawn', 'lapsed'].includes(d.application) &&
          d.call !== this.brief &&
          !['closed', 'terminated'].includes(d.funding ?? ''),
      );
      // Mostly those that are under way: what has come far should go on.
      const far = open.filter(({ funding }) => funding !== null);
      dossier = open.length < 3 ? open[dials.next(3)] : dials.pick(far.length > 0 && dials.next(3) > 0 ? far : open);
      type = this.nextFor(dossier, dials);
    } else {
      type = want.want;
      dossier = found;
    }
    let { id, input } = this.inputFor(type, dossier, sensible, dials);
    let person = this.rightPerson(type, dossier, dials);
    if (type === 'startApplication')
      person = this.teams.find(({ party }) => party === input.party)?.founder ?? outsider;
    const again = dials.next(8) === 0;
    if (type === 'submitReview')
      person = (again ? undefined : nextReviewer(dossier)) ?? dossier?.reviewed[0] ?? outsider;
    if (type === 'castVote') person = (again ? undefined : nextMember(dossier)) ?? dossier?.voted[0] ?? outsider;
    if (type === 'declareInterest') {
      const declarer = this.declarer(dossier, sensible, dials);
      person = declarer.person;
      input = { conflict: declarer.isConflict ? hash('kin') : null };
    } else if (dossier !== undefined) {
      // Somebody else takes over where there is a conflict of interest, or is not asked to.
      if (isConflicted(dossier, person) && dials.next(5) > 0) person = deputies.get(person) ?? person;
      const conflicted = Object.keys(dossier.interests).filter((one) => isConflicted(dossier, one));
      const colleagues = conflicted.filter((one) => offices[one]?.some((role) => offices[person]?.includes(role)));
      const tries = dials.next(40);
      if (tries === 0 && conflicted.length > 0) person = dials.pick(conflicted);
      if (tries > 0 && tries < 7 && colleagues.length > 0) person = dials.pick(colleagues);
    }
    if (!sensible && dials.next(2) === 0) person = this.anybody(dials);
    // A conflict of interest is not delegated away: those who have one let another act more often.
    const isGiven = dials.next(dossier !== undefined && isConflicted(dossier, person) ? 2 : 12) === 0;
    const delegates = person === stage.people.director || person === stage.people.financeOfficer;
    const onBehalfOf = isGiven && delegates ? person : undefined;
    const wrong = want.sense >= 92 ? want.sense - 92 : -1;
    if (wrong === 2) {
      await this.give(person, type, id, spoilt(input, dials));
      return;
    }
    const actor = onBehalfOf === undefined ? person : dials.next(4) === 0 ? audits : standIn;
    await this.give(actor, type, id, input, { onBehalfOf, wrong });
  }

  /** Gives one command and holds the outcome against the model. Null when it was accepted, else the rule. */
  async give(
    person: string,
    type: CommandType,
    dossier: string,
    input: JsonObject,
    options: { onBehalfOf?: string | undefined; wrong?: number } = {},
  ): Promise<string | null> {
    const { wrong = -1, onBehalfOf } = options;
    const actor: Actor = { agency: stage.agency, person, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
    if (wrong === 0 && this.last !== null) return await this.repeat(type, input);
    const command: Command = { type, dossier, input, ...(wrong === 1 ? { revision: 10_000 } : {}) };
    const who = Object.entries(stage.people).find(([, id]) => id === person)?.[0] ?? person.slice(-4);
    this.log.push(`${this.log.length + 1}. ${who} ${type} ${dossier.slice(-6)} ${JSON.stringify(input).slice(0, 400)}`);

    let plan: ReturnType<Model['plan']> = null;
    try {
      plan = this.model.plan(type, dossier, input, { person, onBehalfOf });
    } catch {
      // the input is no input: whoever accepts it answers below
    }
    const expected = tally.commands % 4 === 0 ? await this.legsBefore(command, actor) : null;
    const whatIf = tally.commands % 17 === 0 ? await stage.recorder.whatIf(command, actor) : null;
    const key = v7();
    const outcome = await stage.recorder.act(command, actor, key);
    tally.commands += 1;
    const before = this.model.state.dossiers[dossier];
    const isNew = offices[dossier] === undefined;
    const wasConflicted = [person, onBehalfOf].some((one) => before !== undefined && isConflicted(before, one));
    if (wasConflicted) tally.byTheConflicted += 1;
    const count = counts.get(type) ?? { accepted: 0, refused: new Map() };
    counts.set(type, count);

    if (whatIf !== null) {
      tally.whatIfs += 1;
      if (whatIf.ok !== outcome.ok) this.fail(`what-if says ${whatIf.ok}, the record says ${outcome.ok}`);
    }
    if (!outcome.ok) {
      const { rule, details } = outcome.refusal;
      const judged =
        rule === 'excludedDuty' && /\bconflicted\b/.test(details.earlier ?? '') ? 'excludedByConflict' : rule;
      this.log.push(`   refused: ${judged}`);
      count.refused.set(judged, (count.refused.get(judged) ?? 0) + 1);
      if (fairRules.has(judged)) fairRefusals.set(judged, (fairRefusals.get(judged) ?? 0) + 1);
      if (rules[rule] === undefined) this.fail(`refused by an unnamed rule: ${JSON.stringify(outcome.refusal)}`);
      for (const language of ['vi', 'en'] as const)
        if (/\{[a-z]\w*\}/i.test(sentenceOf(outcome.refusal, language)))
          this.fail(`a sentence with a hole in it: ${sentenceOf(outcome.refusal, language)}`);
      if ((moneyRules.has(judged) || fairRules.has(judged)) && plan !== null) {
        tally.agreedRefusals += 1;
        if (!plan.problems.has(judged))
          this.fail(
            `refused by ${judged}, but the model finds ${[...plan.problems].join(', ') || 'nothing wrong'}: ${JSON.stringify(outcome.refusal)}`,
          );
      }
      return rule;
    }
    if (wrong === 1) this.fail('a stale page was accepted');
    if (plan === null) this.fail('accepted, but the model does not know what it is about');
    if (plan!.problems.size > 0) this.fail(`accepted, but the model finds: ${[...plan!.problems].join(', ')}`);
    count.accepted += 1;
    tally.accepted += 1;
    this.model.state = plan!.after;
    offices = plan!.after.offices;
    if (type === 'appoint' && isNew) this.newcomers.push(dossier);
    if (type === 'proposeFigure') this.figures.push(dossier);
    if (type === 'confirmFigure') this.confirmed.push(dossier);
    if (type === 'declareInterest') {
      tally.declared += 1;
      if (input.conflict !== null) tally.conflicts += 1;
    }
    if (wasConflicted) tally.stillTheirs += 1;
    this.last = { command, actor, key, answer: outcome.answer };
    if (expected !== null) await this.compareLegs(expected, outcome.answer);
    this.sinceCompared += 1;
    if (this.sinceCompared >= 8) await this.compare();
    return null;
  }

  /** The last command once more: under its key it gives the same answer; under its key with other content it is refused. */
  private async repeat(type: CommandType, input: JsonObject): Promise<string | null> {
    const { command, actor, key, answer } = this.last!;
    tally.repeats += 1;
    const again = await stage.recorder.act(command, actor, key);
    if (!again.ok || JSON.stringify(again.answer) !== JSON.stringify(answer))
      this.fail(`the same request gave another answer: ${JSON.stringify(again)}`);
    const other = await stage.recorder.act(
      { type, dossier: command.dossier, input },
      { ...actor, person: outsider },
      key,
    );
    if (other.ok || other.refusal.rule !== 'keyReused')
      this.fail(`a used key was taken again: ${JSON.stringify(other)}`);
    return 'keyReused';
  }

  /** The cap legs that TypeScript expects of a command, as net flows; null when it is refused or moves nothing. */
  private async legsBefore(command: Command, actor: Actor): Promise<Map<string, bigint> | null> {
    const spec = specs[command.type];
    const parsed = spec.input.safeParse(command.input);
    if (!parsed.success) return null;
    const { facts } = await readFacts(
      stage.db,
      packs,
      {
        agency: actor.agency,
        dossier: command.dossier,
        actor: actor.person,
        onBehalfOf: actor.onBehalfOf ?? null,
        key: v7(),
        others: spec.needs?.(parsed.data as never, actor.agency) ?? [],
        accounts: spec.needsAccounts?.(parsed.data as never) ?? null,
      },
      new Date().toISOString(),
    );
    const outcome = decide(command, facts);
    if (!outcome.ok || outcome.decision.postings.length === 0 || outcome.decision.novateTo !== undefined) return null;
    if (facts.pack === null || facts.dossier === null || outcome.decision.kind !== 'application') return null;
    const pins = outcome.decision.pins ?? facts.dossier;
    const { legs } = capLegs(outcome.decision.postings, {
      dossier: command.dossier,
      pins,
      pack: facts.pack as Pack,
      limits: callLimits(facts, pins),
      balances: facts.balances,
    });
    return net(legs);
  }

  private async compareLegs(expected: Map<string, bigint>, { dossier, revision }: Answer): Promise<void> {
    const rows = await stage.db.query<{ source: string; target: string; amount: bigint }>`
      select source, target, amount from posting where agency = ${stage.agency} and dossier = ${dossier} and revision = ${revision} and derived`;
    const found = net(rows.map(({ source, target, amount }) => [source, target, amount] as const));
    tally.legs += rows.length;
    this.same(found, expected, 'the cap legs of SQL', 'those of capLegs()');
  }

  private same(found: Map<string, bigint>, expected: Map<string, bigint>, one: string, other: string): void {
    const differences: string[] = [];
    for (const id of [...new Set([...found.keys(), ...expected.keys()])].sort())
      if ((found.get(id) ?? 0n) !== (expected.get(id) ?? 0n))
        differences.push(`  ${id}: ${found.get(id) ?? 0n} ≠ ${expected.get(id) ?? 0n}`);
    if (differences.length > 0) this.fail(`${one} ≠ ${other}:\n${differences.join('\n')}`);
  }

  /** All accounts of this world against the model, and what parties owe. */
  async compare(): Promise<void> {
    this.sinceCompared = 0;
    tally.comparisons += 1;
    const owners = [this.model.state.dossiers, this.model.state.calls, this.model.state.parties].flatMap(Object.keys);
    const rows = await stage.db.query<{ id: string; balance: bigint }>`
      select id, balance from account where agency = ${stage.agency} and not is_source
      and (owner = any (${owners}) or id like ${`B/%/${this.source}/%`} or starts_with(id, ${`C/${this.packId}/`}))`;
    const expected = this.model.accounts();
    const found = new Map<string, bigint>();
    for (const { id, balance } of rows) {
      found.set(id, balance);
      if (!expected.has(id)) expected.set(id, this.model.untouched(id));
    }
    this.same(found, expected, 'the books', 'the model');
    const parties = Object.keys(this.model.state.parties);
    const debts = await stage.db.query<{ id: string; debt: bigint }>`
      select id, debt from dossier where agency = ${stage.agency} and id = any (${parties})`;
    this.same(
      new Map(debts.map(({ id, debt }) => [id, debt])),
      new Map(parties.map((party) => [party, this.model.debtOf(party)])),
      'the debts of the parties',
      'what is due in their dossiers',
    );
  }

  /** What must always be true of this world, asked of the database alone. */
  async check(): Promise<void> {
    await this.compare();
    const ids = Object.keys(this.model.state.dossiers);
    const wrong = await stage.db.query<{ what: string }>`
      with ours as (select * from account where agency = ${stage.agency}
          and (owner = any (${ids}) or id like ${`B/%/${this.source}/%`} or starts_with(id, ${`C/${this.packId}/`}))),
      moved as (select id, sum(x) total from (select source id, -amount x from posting union all select target, amount from posting) y
          where id in (select id from ours) group by id),
      rooms as (select regexp_replace(id, '/(room|used|authority)$', '') room,
          sum(balance) filter (where id like '%/room') room_balance, sum(balance) filter (where id like '%/used') used,
          sum(balance) filter (where id like '%/authority') authority from ours where id ~ '/(room|used|authority)$' and id like 'C/%' group by 1),
      declarations as (select agency, dossier, actor, revision, payload::jsonb #>> '{command,input,conflict}' conflict from history
          where dossier = any (${ids}::uuid[]) and event = 'application.interestDeclared')
      select 'below zero: ' || id as what from ours where balance < 0 and not is_source
      union all select 'balance is not the sum of postings: ' || o.id from ours o left join moved m using (id) where o.balance <> coalesce(m.total, 0)
      union all select 'room + used is not what was poured: ' || room from rooms where room_balance + used <> -authority
      union all select 'seats: ' || r.room from rooms r where r.room like '%/agency.seats/%' and r.used <>
        (select count(*) from ours c where starts_with(c.id, r.room || '/claims:') and c.balance > 0)
      union all select 'two units: ' || p.id from posting p join account a on a.agency = p.agency and a.id = p.source
        join account b on b.agency = p.agency and b.id = p.target where p.dossier = any (${ids}::uuid[]) and a.unit <> b.unit
      union all select 'revisions with a gap: ' || dossier from history where dossier = any (${ids}::uuid[])
        group by dossier having count(*) <> max(revision) or min(revision) <> 1
      union all select 'acted in a conflict of interest: ' || d.person || ' ' || d.duty from declarations c join duty d
        using (agency, dossier) where c.conflict is not null and d.person = c.actor and d.revision > c.revision and d.duty not in
        ('declaredInterest', 'applied', 'requested')
      union all select 'judged without having declared: ' || d.person from duty d where d.dossier = any (${ids}::uuid[])
        and d.duty in ('reviewed', 'voted') and not exists (select from declarations c
        where c.dossier = d.dossier and c.actor = d.person and c.revision < d.revision)
      union all select 'an auditor with another office: ' || s.dossier from state s where s.agency = ${stage.agency} and s.subject = 'person'
        and s.facts -> 'roles' ? 'auditor' and jsonb_array_length(s.facts -> 'roles') > 1
      union all select 'budget not conserved: ' || split_part(id, '/', 2) from ours where id like 'B/%' group by split_part(id, '/', 2) having sum(balance) <> 0`;
    if (wrong.length > 0) this.fail(wrong.map(({ what }) => what).join('\n'));

    // A project's vessels hold what it was ever awarded, less what went back to the call.
    for (const dossier of this.dossiers) {
      const [row] = await stage.db.query<{ held: bigint }>`select coalesce(sum(balance), 0)::bigint as held from account
        where agency = ${stage.agency} and starts_with(id, ${`A/project/${dossier.id}/`})`;
      if (row?.held !== dossier.everAwarded - dossier.backToCall)
        this.fail(`the vessels of ${dossier.id} hold ${row?.held}, not ${dossier.everAwarded} - ${dossier.backToCall}`);
      // Every đồng that is due stands in a recovery, or nobody could pay it back.
      const due = Object.values(dossier.boxes).reduce((sum, box) => sum + box.due, 0n);
      const rows = await stage.db.query<{ facts: { items: { amountVnd: string }[] } }>`
        select facts from state where agency = ${stage.agency} and dossier = ${dossier.id} and machine = 'recovery' and value = '"due"'`;
      const inRecoveries = rows
        .flatMap(({ facts }) => facts.items)
        .reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
      if (due !== inRecoveries) this.fail(`${dossier.id} owes ${due}, but its recoveries say ${inRecoveries}`);
    }
    const chain = await stage.db.query<{
      dossier: string;
      kind: string;
      revision: number;
      payload: string;
      hash: Uint8Array;
      head: Uint8Array;
    }>`
      select h.dossier, d.kind, h.revision, h.payload, h.hash, d.head from history h join dossier d using (agency)
      where d.id = h.dossier and h.agency = ${stage.agency} and h.dossier = any (${ids}::uuid[]) order by h.dossier, h.revision`;
    let before = Buffer.alloc(0);
    for (const [i, row] of chain.entries()) {
      if (row.revision === 1) before = sha(Buffer.from(`${stage.agency}/${row.dossier}/${row.kind}`));
      before = sha(Buffer.concat([before, Buffer.from(row.payload)]));
      if (!before.equals(row.hash)) this.fail(`the chain of ${row.dossier} is broken at ${row.revision}`);
      if (chain[i + 1]?.dossier !== row.dossier && !before.equals(row.head))
        this.fail(`${row.dossier} has another head`);
    }
  }

  fail(message: string): never {
    throw new Error(`${message}\n\nafter\n${this.log.slice(-60).join('\n')}`);
  }
}

/** An input with one thing in it that should not be there, or nothing where something should be. */
function spoilt(input: JsonObject, dials: Dials): JsonObject {
  const keys = [...Object.keys(input), 'stranger'];
  const bad: Json[] = [
    undefined,
    null,
    '',
    '-1',
    '1.5',
    '00',
    '1000000000000000',
    'x\u0000y',
    '\ud800',
    -1,
    1.5,
    1e300,
    [],
    {},
    [[]],
    v7().toUpperCase(),
  ];
  return { ...input, [dials.pick(keys)]: dials.pick(bad) };
}

/** The reviewer, and the member of the council without a conflict of interest, for whose judgment an application waits. */
const nextReviewer = (dossier: ModelDossier | undefined) =>
  dossier?.reviewers.find((one) => !dossier.reviewed.includes(one));
const nextMember = (dossier: ModelDossier | undefined) =>
  dossier?.council.find((one) => !dossier.voted.includes(one) && !isConflicted(dossier, one));

const sha = (bytes: Buffer): Buffer<ArrayBuffer> => Buffer.from(createHash('sha256').update(bytes).digest());

/** What each account gains and loses in all. */
function net(postings: readonly (readonly [string, string, bigint])[]): Map<string, bigint> {
  const change = new Map<string, bigint>();
  for (const [source, target, amount] of postings) {
    change.set(source, (change.get(source) ?? 0n) - amount);
    change.set(target, (change.get(target) ?? 0n) + amount);
  }
  for (const [id, amount] of change) if (amount === 0n) change.delete(id);
  return change;
}

test('the books agree with the model whatever anybody does', { timeout: 3_600_000 }, async () => {
  console.info(`fast-check: FAST_CHECK_SEED=${seed} FAST_CHECK_RUNS=${numRuns}`);
  const began = performance.now();
  const endOnFailure = process.env.FAST_CHECK_NO_SHRINK !== undefined;
  const replayed = path === undefined ? {} : { path };
  await fc.assert(fc.asyncProperty(wishesFor(), grantAll), { seed, numRuns, endOnFailure, ...replayed });
  // What chance has left out is wished for more often, until it has been done.
  const never = () => commandTypes.filter((type) => (counts.get(type)?.accepted ?? 0) === 0);
  const unheard = () => [...fairRules].filter((rule) => !fairRefusals.has(rule));
  const rare = () => [...never(), ...(unheard().length > 0 ? judging : [])];
  for (let more = 1; more <= 20 && rare().length > 0 && numRuns >= 20 && path === undefined; more += 1) {
    const property = fc.asyncProperty(wishesFor(rare(), 150), grantAll);
    await fc.assert(property, { seed: seed + more, numRuns: 1, endOnFailure });
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const lines = commandTypes.map((type) => {
    const { accepted = 0, refused = new Map<string, number>() } = counts.get(type) ?? {};
    const why = [...refused].sort(([, a], [, b]) => b - a).map(([rule, n]) => `${rule} ${n}`);
    return `${type.padEnd(28)}${String(accepted).padStart(5)} accepted   refused: ${why.join(', ') || '-'}`;
  });
  const audited = performance.now();
  await expectClean(stage);
  console.info(`audit: ${((performance.now() - audited) / 1000).toFixed(1)} s`);
  console.info(
    `${JSON.stringify({ ...tally, ...Object.fromEntries(fairRefusals) })} in ${seconds} s\n${lines.join('\n')}`,
  );
  if (numRuns < 20 || path !== undefined) return;
  expect(never()).toEqual([]);
  expect(unheard()).toEqual([]);
});
