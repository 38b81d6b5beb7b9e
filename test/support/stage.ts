import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { root } from '../../src/paths.ts';
import { loadPacks } from '../../src/programmes/packs.ts';
import { type Actor, type Answer, createRecorder, type Outcome, type Recorder } from '../../src/record.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { freshDatabase, type TestDatabase } from './database.ts';

/** The day, in Vietnam. */
export const today = () => dayOf(new Date().toISOString());

/** SHA-256 of a word: stands for content that never enters the history. */
export const hash = (word: string) => createHash('sha256').update(word).digest('hex');

export const fictionalAgency = 'vidu';
export const fictionalPack = JSON.parse(readFileSync(join(root, 'workflows/programmes/vi-du-hu-cau.v2.json'), 'utf8'));
export const cityPack = JSON.parse(JSON.stringify(loadPacks().find(({ id }) => id === 'tphcm-nq20-2023')));

/** People of an agency, by what they do. Three who review, seven on the council. */
export type People = Record<Exclude<Role, 'founder' | 'system' | 'councilMember' | 'reviewer'>, string> & {
  reviewers: string[];
  council: string[];
};

export type Line = { line: string; amountVnd: string };
export type Item = { line: string; amountVnd: string; costVnd?: string; units?: Record<string, string> };

/** A database with an agency, its people, a published pack, an open call and a budget year; and how to get things done in it. */
export type Stage = TestDatabase & {
  recorder: Recorder;
  agency: string;
  year: number;
  people: People;
  pack: string;
  call: string;
  /** Asks as a person; the outcome as it comes. */
  try(person: string, type: CommandType, dossier: string, input?: JsonObject, key?: string): Promise<Outcome>;
  /** Asks as a person, and throws with the rule when refused. Whoever judges and declared nothing declares that they have no conflict. */
  must(person: string, type: CommandType, dossier: string, input?: JsonObject, key?: string): Promise<Answer>;
  openCall(budgetVnd: string): Promise<string>;
  party(founder: string, kind?: 'team' | 'enterprise', more?: JsonObject): Promise<string>;
  /** An application that the council has recommended on these lines. */
  recommended(options?: {
    lines?: Line[];
    party?: string;
    founder?: string;
    call?: string;
  }): Promise<{ dossier: string; founder: string; party: string; lines: Line[] }>;
  /** An awarded project with its agreement signed and all its money planned for the year. */
  project(options?: {
    lines?: Line[];
    party?: string;
    founder?: string;
    call?: string;
    planVnd?: string;
  }): Promise<{ dossier: string; founder: string; party: string }>;
  /** The number that stands on the dossier’s only paper of a kind. */
  printed(dossier: string, kind: 'awardDecision' | 'recoveryDecision'): Promise<string>;
  /** A request, as far as it is asked to go. */
  disbursement(
    dossier: string,
    founder: string,
    items: Item[],
    upTo: 'requested' | 'verified' | 'prepared' | 'approved' | 'ordered' | 'paid',
    options?: { isAdvance?: boolean },
  ): Promise<string>;
  /** Balances of a project's vessels, summed over lines and units, those not empty. */
  vessels(dossier: string): Promise<Record<string, bigint>>;
  balance(account: string): Promise<bigint>;
};

export type StageOptions = {
  agency?: string;
  pack?: JsonObject;
  callBudgetVnd?: string;
  yearBudgetVnd?: string;
  stage?: string;
  now?: () => string;
};

export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const database = await freshDatabase();
  const agency = options.agency ?? fictionalAgency;
  const now = options.now ?? (() => new Date().toISOString());
  const year = Number(now().slice(0, 4));
  const recorder = createRecorder({ db: database.db, now });
  const person = (id: string): Actor => ({ agency, person: id });

  const stage: Omit<Stage, 'pack' | 'call' | 'people'> & Partial<Stage> = {
    ...database,
    recorder,
    agency,
    year,
    try: (who, type, dossier, input = {}, key = v7()) => recorder.act({ type, dossier, input }, person(who), key),
    async must(who, type, dossier, input = {}, key = v7()) {
      // whoever judges has declared before; what they declared already stands
      if (type === 'submitReview' || type === 'castVote')
        await recorder.act({ type: 'declareInterest', dossier, input: { conflict: null } }, person(who), v7());
      const outcome = await recorder.act({ type, dossier, input }, person(who), key);
      if (!outcome.ok) throw new Error(`${type}: ${JSON.stringify(outcome.refusal)}`);
      return outcome.answer;
    },
    async openCall(budgetVnd) {
      const call = v7();
      const parameters: Record<string, number> = {};
      for (const parameter of ((options.pack ?? fictionalPack) as { setByCall: { id: string; kind: string }[] })
        .setByCall)
        parameters[parameter.id] = parameter.kind === 'passMark' ? 50 : 10;
      await stage.must(people.administrator, 'openCall', call, {
        pack,
        stage: options.stage ?? 'chinh',
        budgetVnd,
        opensOn: `${year}-01-01`,
        closesAt: `${year}-12-31T16:59:59.999Z`,
        parameters,
        decisionNumber: 'QĐ-1',
      });
      return call;
    },
    async party(founder, kind = 'team', more = {}) {
      const party = v7();
      await stage.must(people.officer, 'registerParty', party, {
        kind,
        members: [founder],
        beneficiaryClass: 'selfFunded',
        ...more,
      });
      return party;
    },
    async recommended({ lines = [{ line: 'labour', amountVnd: '30000000' }], ...given } = {}) {
      const founder = given.founder ?? v7();
      const party = given.party ?? (await stage.party(founder));
      const dossier = v7();
      await stage.must(founder, 'startApplication', dossier, { call: given.call ?? stage.call!, party });
      await stage.must(founder, 'submitApplication', dossier, { content: hash('content') });
      await stage.must(people.officer, 'findEligible', dossier);
      await stage.must(people.officer, 'assignReviewers', dossier, { reviewers: people.reviewers });
      for (const reviewer of people.reviewers)
        await stage.must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
      await stage.must(people.secretary, 'referToCouncil', dossier, {
        council: people.council,
        chair: people.council[0]!,
      });
      const ballots = Object.fromEntries(lines.map(({ line }) => [line, 'pass']));
      for (const member of people.council.slice(0, 5)) await stage.must(member, 'castVote', dossier, { ballots });
      await stage.must(people.secretary, 'recommend', dossier, { lines, months, completionNeeded: false });
      return { dossier, founder, party, lines };
    },
    async project({ planVnd, ...given } = {}) {
      const { dossier, founder, party, lines } = await stage.recommended(given);
      await stage.must(people.director, 'award', dossier, { lines, year });
      const total = lines.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
      await stage.must(people.financeOfficer, 'planBudget', dossier, {
        year,
        source: 'nstp',
        amountVnd: planVnd ?? String(total),
      });
      await stage.must(people.officer, 'signAgreement', dossier, {
        agreementNumber: 'HĐ-1',
        endsOn: `${year}-12-31`,
        document: hash('agreement'),
      });
      return { dossier, founder, party };
    },
    async printed(dossier, kind) {
      const [paper] = await database.db.query<{ number: number }>`
        select number from paper where agency = ${agency} and dossier = ${dossier}::uuid and kind = ${kind}`;
      const symbol = kind === 'awardDecision' ? 'QĐ' : 'QĐTH';
      return `${String(paper!.number).padStart(2, '0')}/${symbol}-${agency === 'tphcm' ? 'SKHCN' : 'SKHCNVD'}`;
    },
    async disbursement(dossier, founder, items, upTo, { isAdvance = false } = {}) {
      const id = v7();
      const steps = ['requested', 'verified', 'prepared', 'approved', 'ordered', 'paid'];
      const far = steps.indexOf(upTo);
      const full = items.map((item) => ({ ...item, costVnd: item.costVnd ?? item.amountVnd }));
      await stage.must(founder, 'requestDisbursement', dossier, {
        id,
        items: full,
        isAdvance,
        evidence: isAdvance ? [] : [hash(`invoice ${id}`)],
      });
      if (far >= 1)
        await stage.must(people.officer, 'verifyDisbursement', dossier, {
          id,
          accepted: full.map(({ amountVnd, costVnd }) => ({ amountVnd, costVnd })),
        });
      if (far >= 2)
        await stage.must(people.financeOfficer, 'prepareDisbursement', dossier, { id, year, source: 'nstp' });
      if (far >= 3) await stage.must(people.chiefAccountant, 'approveDisbursement', dossier, { id });
      if (far >= 4) await stage.must(people.financeOfficer, 'orderDisbursement', dossier, { id });
      if (far >= 5)
        await stage.must(people.financeOfficer, 'payDisbursement', dossier, {
          id,
          reference: 'KB-1',
          paidOn: dayOf(now()),
        });
      return id;
    },
    async vessels(dossier) {
      const rows = await database.db.query<{ vessel: string; balance: bigint }>`
        select split_part(id, '/', 6) as vessel, sum(balance)::bigint as balance from account
        where owner = ${dossier} and id like 'A/%' group by 1 having sum(balance) > 0`;
      return Object.fromEntries(rows.map(({ vessel, balance }) => [vessel, balance]));
    },
    async balance(account) {
      const [row] = await database.db.query<{
        balance: bigint;
      }>`select balance from account where agency = ${agency} and id = ${account}`;
      return row?.balance ?? 0n;
    },
  };

  type Stages = { stages: { id: string; durationMonths: { value: number | null } }[] };
  const { stages } = (options.pack ?? fictionalPack) as Stages;
  /** As long as the law lets it be. */
  const months = stages.find(({ id }) => id === (options.stage ?? 'chinh'))?.durationMonths.value ?? 6;
  const ids = () => v7();
  const people: People = {
    administrator: ids(),
    officer: ids(),
    secretary: ids(),
    chair: ids(),
    director: ids(),
    financeOfficer: ids(),
    chiefAccountant: ids(),
    auditor: ids(),
    reviewers: [ids(), ids(), ids()],
    council: Array.from({ length: 7 }, ids),
  };
  stage.people = people;
  await stage.must(SYSTEM, 'appoint', people.administrator, { roles: ['administrator'] });
  for (const role of [
    'officer',
    'secretary',
    'chair',
    'director',
    'financeOfficer',
    'chiefAccountant',
    'auditor',
  ] as const)
    await stage.must(people.administrator, 'appoint', people[role], { roles: [role] });
  for (const reviewer of people.reviewers)
    await stage.must(people.administrator, 'appoint', reviewer, { roles: ['reviewer'] });
  for (const member of people.council)
    await stage.must(people.administrator, 'appoint', member, { roles: ['councilMember'] });
  await stage.must(
    people.administrator,
    'changeCalendar',
    registerDossier(agency, 'calendar'),
    vietnamHolidays as unknown as JsonObject,
  );
  const pack = v7();
  stage.pack = pack;
  await stage.must(people.administrator, 'publishPack', pack, { content: options.pack ?? fictionalPack });
  await stage.must(people.chiefAccountant, 'openYear', budgetDossier(agency, year, 'nstp'), {
    year,
    source: 'nstp',
    amountVnd: options.yearBudgetVnd ?? '100000000000',
    decisionNumber: 'QĐ-0',
  });
  stage.call = await stage.openCall(options.callBudgetVnd ?? '400000000');
  return stage as Stage;
}
