// decide() knows nothing but what it is given: the same facts give the same decision, nothing given is touched, no clock is
// read. A programme is played in memory, from the pack to the write-off, and every command of it is put to decide() at every
// moment of the play by every kind of person; whatever is refused is refused in a whole sentence, in both languages.

import fc from 'fast-check';
import { v5 } from 'uuid';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { type CommandType, commandTypes, specs } from '../../workflows/commands/index.ts';
import {
  type Command,
  callLimits,
  decide,
  type Facts,
  type JsonObject,
  type Other,
  type Outcome,
  type StateRow,
  SYSTEM,
} from '../../workflows/decide.ts';
import { budgetDossier, registerDossier } from '../../workflows/ids.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import { capLegs, type Pins } from '../../workflows/rules/caps.ts';
import { type Refusal, type Rule, refuse, rules, sentenceOf } from '../../workflows/rules/refusals.ts';
import { fictionalPack, hash } from '../support/stage.ts';

const agency = 'vidu';
const id = (name: string) => v5(name, '6f1c9a52-3c1e-5b0a-9d55-1a7a2f3b7c11').replace(/^(.{14})5/, '$17');
const now = '2026-06-10T03:00:00.000Z';
const who = {
  administrator: id('administrator'),
  officer: id('officer'),
  secretary: id('secretary'),
  director: id('director'),
  financeOfficer: id('financeOfficer'),
  chiefAccountant: id('chiefAccountant'),
  reviewer: id('reviewer'),
  other: id('other reviewer'),
  founder: id('founder'),
  delegate: id('delegate'),
  colleague: id('colleague'),
  stranger: id('stranger'),
  system: SYSTEM,
};
const members = [1, 2, 3, 4, 5].map((n) => id(`member ${n}`));

type Row = {
  kind: Facts['dossier'] extends infer D ? (D extends { kind: infer K } ? K : never) : never;
  revision: number;
  pins: Pins & { pack: string | null };
  states: Map<string, StateRow>;
  duties: { subject: string; duty: string; person: string; revision: number }[];
};

/** A Map that refuses to be changed. */
class FrozenMap<K, V> extends Map<K, V> {
  private readonly closed: boolean = false;
  constructor(entries: Iterable<readonly [K, V]>) {
    super(entries);
    this.closed = true;
  }
  override set(key: K, value: V): this {
    if (this.closed) throw new TypeError('decide() changes its facts');
    return super.set(key, value);
  }
  override delete(): boolean {
    throw new TypeError('decide() changes its facts');
  }
  override clear(): void {
    throw new TypeError('decide() changes its facts');
  }
}
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) for (const member of value.values()) frozen(member);
  else for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
/** The canonical text of facts, maps as lists. */
function textOf(value: unknown): string {
  const plain = (v: unknown): Json => {
    if (v instanceof Map) return [...v].map(([k, x]) => [String(k), plain(x)] as const);
    if (Array.isArray(v)) return v.map(plain);
    if (typeof v === 'object' && v !== null)
      return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)]));
    return v as Json;
  };
  return canonicalJson(plain(value));
}

/** Everything that was ever decided, kept in memory. */
class Play {
  readonly rows = new Map<string, Row>();
  readonly balances = new Map<string, bigint>();
  readonly moments: Facts[] = [];
  readonly asked: { type: CommandType; dossier: string; input: JsonObject }[] = [];

  facts(command: Pick<Command, 'type' | 'dossier' | 'input'>, actor: string, onBehalfOf: string | null = null): Facts {
    const row = this.rows.get(command.dossier);
    const parsed = specs[command.type].input.safeParse(command.input);
    const named = [
      registerDossier(agency, 'calendar'),
      actor,
      onBehalfOf,
      row?.pins.call,
      row?.pins.party,
      row?.pins.pack,
      ...(parsed.success ? (specs[command.type].needs?.(parsed.data as never, agency) ?? []) : []),
    ];
    const others = new Map<string, Other>();
    const name = (other: string | null | undefined) => {
      const found = other ? this.rows.get(other) : undefined;
      if (found === undefined || !other) return;
      others.set(other, {
        id: other,
        revision: found.revision,
        kind: found.kind,
        debt: this.debt(other),
        state: found.states.get(found.kind) ?? null,
      });
      if (found.kind === 'call') name(found.states.get('call')?.facts.pack as string);
    };
    for (const other of named) name(other);
    const pack = [...others.values()].find(({ kind }) => kind === 'pack');
    return frozen({
      agency,
      // a year is closed when it is over
      now: command.type === 'closeYear' ? '2027-01-05T03:00:00.000Z' : now,
      actor,
      onBehalfOf,
      dossier: row === undefined ? null : { ...row.pins, id: command.dossier, kind: row.kind, revision: row.revision },
      states: new FrozenMap(row?.states ?? []),
      others: new FrozenMap(others),
      pack: (pack?.state?.facts ?? null) as Pack | null,
      duties: [...(row?.duties ?? [])],
      balances: new FrozenMap(this.balances),
    });
  }

  private debt(party: string): bigint {
    let debt = 0n;
    for (const [dossier, row] of this.rows)
      if (row.pins.party === party)
        for (const [account, balance] of this.balances)
          if (account.startsWith(`A/project/${dossier}/`) && account.endsWith('/due')) debt += balance;
    return debt;
  }

  /** Decides, and lays the decision over what there is. */
  do(actor: string, type: CommandType, dossier: string, input: JsonObject = {}): void {
    const command = { type, dossier, input };
    const facts = this.facts(command, actor);
    this.moments.push(facts);
    this.asked.push(command);
    const outcome = decide(command, facts);
    if (!outcome.ok) throw new Error(`${type}: ${JSON.stringify(outcome.refusal)}`);
    const { decision } = outcome;
    const before = this.rows.get(dossier);
    const noPins = { call: null, party: null, pack: null, stage: null, beneficiaryClass: null, awardYear: null };
    const pins = { ...(before?.pins ?? noPins), ...(decision.pins ?? {}) };
    if (facts.pack !== null && decision.kind === 'application' && decision.postings.length > 0) {
      const { legs } = capLegs(decision.postings, {
        dossier,
        pins,
        pack: facts.pack,
        limits: callLimits(facts, pins),
        balances: facts.balances,
      });
      for (const [source, target, amount] of [...legs, ...decision.postings]) this.pour(source, target, amount);
    } else for (const [source, target, amount] of decision.postings) this.pour(source, target, amount);
    this.rows.set(dossier, {
      kind: decision.kind,
      revision: (before?.revision ?? 0) + 1,
      pins: decision.novateTo === undefined ? pins : { ...pins, party: decision.novateTo },
      states: new Map([...(before?.states ?? []), ...decision.states.map((state) => [state.subject, state] as const)]),
      duties: [
        ...(before?.duties ?? []),
        ...decision.duties.flatMap(({ subject, duty, persons }) =>
          persons.map((person) => ({ subject, duty, person, revision: (before?.revision ?? 0) + 1 })),
        ),
      ],
    });
  }
  /** The same dossier once more, as if it had gone another way from here. Its money stays with the first. */
  fork(dossier: string, name: string): string {
    this.rows.set(id(name), this.rows.get(dossier)!);
    for (const [account, balance] of [...this.balances])
      if (account.includes(dossier)) this.balances.set(account.replaceAll(dossier, id(name)), balance);
    return id(name);
  }
  private pour(source: string, target: string, amount: bigint): void {
    this.balances.set(source, (this.balances.get(source) ?? 0n) - amount);
    this.balances.set(target, (this.balances.get(target) ?? 0n) + amount);
  }
}

const play = new Play();
const at = {
  pack: id('pack'),
  call: id('call'),
  party: id('party'),
  company: id('company'),
  dossier: id('dossier'),
  d1: id('d1'),
  d2: id('d2'),
  d3: id('d3'),
  r1: id('r1'),
  r2: id('r2'),
  r3: id('r3'),
  m1: id('m1'),
  m2: id('m2'),
  m3: id('m3'),
  m4: id('m4'),
  m5: id('m5'),
  year: budgetDossier(agency, 2026, 'nstp'),
  calendar: registerDossier(agency, 'calendar'),
  register: registerDossier(agency, 'agency'),
};

beforeAll(() => {
  const { administrator: a, officer, director, financeOfficer: f, chiefAccountant: c, founder, secretary } = who;
  play.do(SYSTEM, 'appoint', a, { roles: ['administrator'] });
  for (const role of ['officer', 'secretary', 'director', 'financeOfficer', 'chiefAccountant', 'reviewer'] as const)
    play.do(a, 'appoint', who[role], { roles: [role] });
  play.do(a, 'appoint', who.other, { roles: ['reviewer', 'chair'] });
  play.do(a, 'relieve', who.other, { roles: ['chair'] });
  play.do(a, 'appoint', who.delegate, { roles: ['councilMember'] });
  for (const member of members) play.do(a, 'appoint', member, { roles: ['councilMember'] });
  play.do(director, 'revokeDelegation', director, { to: who.delegate, decisionNumber: 'UQ-0' });
  play.do(director, 'delegate', director, {
    to: who.delegate,
    roles: ['director'],
    from: '2026-01-01',
    until: '2026-12-31',
    decisionNumber: 'UQ-1',
  });
  play.do(a, 'changeCalendar', at.calendar, {
    holidays: { '2026-09-02': 'Quốc khánh' },
    workedSaturdays: {},
    announcedThrough: '2026-12-31',
  });
  play.do(a, 'publishPack', at.pack, { content: fictionalPack });
  play.do(a, 'openCall', at.call, {
    pack: at.pack,
    stage: 'chinh',
    budgetVnd: '400000000',
    opensOn: '2026-01-01',
    closesAt: '2026-12-31T16:59:59.999Z',
    parameters: {},
    decisionNumber: 'QĐ-1',
  });
  play.do(c, 'openYear', at.year, { year: 2026, source: 'nstp', amountVnd: '500000000', decisionNumber: 'QĐ-0' });
  play.do(c, 'appropriate', at.year, { amountVnd: '1000', decisionNumber: 'QĐ-0b' });
  play.do(officer, 'registerParty', at.party, { kind: 'team', members: [founder], beneficiaryClass: 'selfFunded' });
  play.do(officer, 'registerParty', at.company, {
    kind: 'enterprise',
    members: [founder],
    beneficiaryClass: 'selfFunded',
  });
  const d = at.dossier;
  const reason = hash('reason');
  play.do(founder, 'startApplication', d, { call: at.call, party: at.party, team: [founder] });
  play.do(who.colleague, 'joinTeam', d, { as: 'viewer', invitedBy: founder });
  play.do(founder, 'changeMember', d, { person: who.colleague, as: 'editor' });
  play.do(who.colleague, 'leaveTeam', d, { person: who.colleague });
  play.do(founder, 'submitApplication', d, { content: hash('1') });
  play.do(officer, 'returnForCompletion', d, { reason });
  play.do(founder, 'resubmitApplication', d, { content: hash('2') });
  const ineligible = play.fork(d, 'ineligible');
  play.do(officer, 'findIneligible', ineligible, { reason });
  const against = (dossier: string, event: string, subject = 'application') => ({
    id: id(`appeal ${event}`),
    against: { event, subject, revision: play.rows.get(dossier)!.revision, on: now.slice(0, 10) },
    grounds: hash('grounds'),
  });
  const lodge = (dossier: string, event: string, subject?: string) => {
    const input = against(dossier, event, subject);
    play.do(founder, 'lodgeAppeal', dossier, input);
    return { id: input.id };
  };
  const answer = { decisionNumber: 'QĐ-KN', reason };
  const withdrawnAppeal = play.fork(ineligible, 'appeal withdrawn');
  play.do(founder, 'withdrawAppeal', withdrawnAppeal, lodge(withdrawnAppeal, 'application.foundIneligible'));
  const declined = play.fork(ineligible, 'appeal declined');
  play.do(director, 'declineAppeal', declined, { ...lodge(declined, 'application.foundIneligible'), reason });
  const appealed = lodge(ineligible, 'application.foundIneligible');
  play.do(director, 'acceptAppeal', ineligible, { ...appealed, complex: true });
  play.do(director, 'dismissAppeal', play.fork(ineligible, 'appeal dismissed'), { ...appealed, ...answer });
  play.do(director, 'upholdAppeal', ineligible, { ...appealed, ...answer });
  play.do(founder, 'withdraw', play.fork(d, 'withdrawn'));
  const undone = play.fork(d, 'undone');
  play.do(founder, 'withdraw', undone, { undoable: true });
  play.do(founder, 'undoWithdrawal', undone);
  play.do(officer, 'findEligible', d);
  play.do(officer, 'assignReviewers', d, { reviewers: [who.other] });
  play.do(officer, 'replaceReviewer', d, { out: who.other, in: who.reviewer, reason });
  play.do(officer, 'addReviewer', d, { reviewer: who.other, reason });
  for (const reviewer of [who.reviewer, who.other]) play.do(reviewer, 'declareInterest', d, { conflict: null });
  play.do(who.other, 'submitReview', d, { sheet: hash('o'), verdict: 'pass' });
  play.do(who.reviewer, 'submitReview', d, { sheet: hash('s'), verdict: 'pass' });
  play.do(secretary, 'referToCouncil', d, { council: members, chair: members[0]! });
  for (const member of members.slice(0, 4)) play.do(member, 'declareInterest', d, { conflict: null });
  play.do(secretary, 'recomposeCouncil', d, { council: members, chair: members[0]!, viceChair: members[1]!, reason });
  for (const member of members.slice(0, 4))
    play.do(member, 'castVote', d, { ballots: { prototype: 'pass', rent: 'pass' } });
  const lines = [
    { line: 'prototype', amountVnd: '30000000' },
    { line: 'rent', amountVnd: '9000000' },
  ];
  const turnedDown = play.fork(d, 'turned down');
  play.do(secretary, 'notRecommend', turnedDown, { reason });
  play.do(director, 'reject', turnedDown, { reason });
  play.do(secretary, 'recommend', d, { lines, months: 12, completionNeeded: true });
  play.do(founder, 'completeApplication', d, { content: hash('3') });
  play.do(director, 'award', d, { lines, year: 2026 });
  play.do(f, 'planBudget', d, { year: 2026, source: 'nstp', amountVnd: '39000000' });
  play.do(f, 'releaseBudget', d, { year: 2026, source: 'nstp', amountVnd: '1000000', reason });
  play.do(f, 'planBudget', d, { year: 2026, source: 'nstp', amountVnd: '1000000' });
  play.do(officer, 'signAgreement', d, { agreementNumber: 'HĐ-1', endsOn: '2026-12-31', document: hash('a') });
  const terminated = play.fork(d, 'terminated');
  play.do(director, 'terminate', terminated, { decisionNumber: 'QĐ-2b', reason });
  const ended = lodge(terminated, 'project.terminated', 'project');
  play.do(director, 'acceptAppeal', terminated, { ...ended, complex: false });
  play.do(director, 'upholdAppeal', terminated, { ...ended, ...answer });
  const amend = (id: string, dossier: string, change: JsonObject) => {
    play.do(founder, 'requestAmendment', dossier, { id, change, reason });
    play.do(officer, 'receiveOpinions', dossier, { id, opinionsOn: '2026-06-10', opinions: hash(id) });
    return id;
  };
  const amended = play.fork(d, 'amended');
  const decided = { decisionNumber: 'QĐ-2d', reason };
  play.do(director, 'grantAmendment', amended, {
    id: amend(at.m1, amended, { kind: 'lines', from: 'rent', to: 'prototype', amountVnd: '2000000' }),
    ...decided,
  });
  play.do(director, 'grantAmendment', amended, {
    id: amend(at.m2, amended, { kind: 'time', endsOn: '2026-11-30' }),
    ...decided,
  });
  play.do(director, 'refuseAmendment', amended, {
    id: amend(at.m3, amended, { kind: 'member', people: hash('p') }),
    ...decided,
  });
  play.do(founder, 'withdrawAmendment', amended, {
    id: amend(at.m4, amended, { kind: 'member', people: hash('q') }),
  });
  play.do(director, 'grantAmendment', amended, {
    id: amend(at.m5, amended, { kind: 'earlyEnd', report: hash('r') }),
    ...decided,
  });
  play.do(director, 'suspend', d, { decisionNumber: 'QĐ-3', reason });
  play.do(director, 'resume', d, { decisionNumber: 'QĐ-4', reason });
  const pay = (name: string, request: JsonObject, accepted: JsonObject[]) => {
    play.do(founder, 'requestDisbursement', d, { id: name, evidence: [hash(name)], ...request });
    play.do(officer, 'verifyDisbursement', d, { id: name, accepted });
    play.do(f, 'prepareDisbursement', d, { id: name, year: 2026, source: 'nstp' });
    play.do(c, 'approveDisbursement', d, { id: name });
    play.do(f, 'recallDisbursement', play.fork(d, `recalled-${name}`), { id: name, reason });
    play.do(director, 'terminate', play.fork(d, `ended-${name}`), { decisionNumber: 'QĐ-2c', reason });
    play.do(f, 'orderDisbursement', d, { id: name });
  };
  pay(at.d1, { items: [{ line: 'prototype', amountVnd: '9000000', costVnd: '20000000' }] }, [
    { amountVnd: '8000000', costVnd: '20000000' },
  ]);
  play.do(f, 'rejectByBank', d, { id: at.d1, reason });
  play.do(f, 'prepareDisbursement', d, { id: at.d1, year: 2026, source: 'nstp' });
  play.do(c, 'approveDisbursement', d, { id: at.d1 });
  play.do(f, 'orderDisbursement', d, { id: at.d1 });
  play.do(f, 'payDisbursement', d, { id: at.d1, reference: 'KB-1', paidOn: '2026-06-10' });
  play.do(f, 'correctPayment', d, { id: at.d1, reference: 'KB-01', paidOn: '2026-06-10', reason });
  const advice = { reference: 'GBC-1', document: hash('advice') };
  const cameBack = { id: at.d1, year: 2026, source: 'nstp', ...advice, returnedOn: '2026-06-10', reason };
  play.do(f, 'returnPayment', play.fork(d, 'came back'), cameBack);
  pay(
    at.d2,
    {
      isAdvance: true,
      items: [{ line: 'rent', units: { month: '2026-01' }, amountVnd: '1500000', costVnd: '1500000' }],
    },
    [{ amountVnd: '1500000', costVnd: '1500000' }],
  );
  play.do(f, 'payDisbursement', d, { id: at.d2, reference: 'KB-2', paidOn: '2026-06-10', clearBy: '2026-09-01' });
  play.do(officer, 'clearAdvance', d, {
    id: at.d2,
    cleared: [{ settledVnd: '500000', unspentVnd: '0', costVnd: '500000' }],
    evidence: [hash('evidence 1')],
  });
  play.do(officer, 'clearAdvance', d, {
    id: at.d2,
    cleared: [{ settledVnd: '600000', unspentVnd: '400000', costVnd: '600000' }],
    evidence: [hash('evidence 2')],
    recovery: at.r1,
    repayBy: '2026-11-30',
  });
  play.do(f, 'receiveCash', d, {
    id: at.r1,
    amountVnd: '100000',
    year: 2026,
    source: 'nstp',
    reference: 'GNT-1',
    receivedOn: '2026-06-10',
  });
  const onThis = {
    id: id('d5'),
    items: [{ line: 'rent', units: { month: '2026-03' }, amountVnd: '600000', costVnd: '600000' }],
  };
  play.do(founder, 'requestDisbursement', d, { ...onThis, evidence: [hash('on this')] });
  play.do(officer, 'verifyDisbursement', d, { id: onThis.id, accepted: [{ amountVnd: '600000', costVnd: '600000' }] });
  play.do(f, 'netRecovery', d, { id: at.r1, amountVnd: '300000', disbursement: onThis.id });
  // the work is not accepted after all: what was netted on it is due again, and paid in cash
  play.do(f, 'refuseDisbursement', d, { id: onThis.id, reason });
  play.do(f, 'receiveCash', d, {
    ...{ id: at.r1, amountVnd: '300000', year: 2026, source: 'nstp', reference: 'GNT-2', receivedOn: '2026-06-10' },
  });
  play.do(officer, 'proposeRecovery', d, {
    id: at.r2,
    disbursement: at.d1,
    items: [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }],
    reason,
  });
  play.do(director, 'dropRecovery', d, { id: at.r2, reason });
  play.do(officer, 'proposeRecovery', d, {
    id: at.r3,
    disbursement: at.d1,
    items: [{ line: 'prototype', amountVnd: '1000000' }],
    reason,
  });
  play.do(director, 'decideRecovery', d, { id: at.r3, repayBy: '2026-12-01' });
  const contested = play.fork(d, 'contested');
  const owed = lodge(contested, 'recovery.decided', `recovery/${at.r3}`);
  play.do(director, 'acceptAppeal', contested, { ...owed, complex: false });
  play.do(director, 'upholdAppeal', contested, { ...owed, ...answer });
  play.do(director, 'writeOffRecovery', d, { id: at.r3, decisionNumber: 'QĐ-6', reason });
  play.do(founder, 'requestDisbursement', d, {
    id: at.d3,
    items: [{ line: 'rent', units: { month: '2026-02' }, amountVnd: '100', costVnd: '100' }],
    evidence: [hash('evidence 3')],
  });
  play.do(officer, 'returnDisbursement', d, { id: at.d3, reason });
  play.do(founder, 'requestDisbursement', d, {
    id: at.d3,
    items: [{ line: 'rent', units: { month: '2026-02' }, amountVnd: '100', costVnd: '100' }],
    evidence: [hash('evidence 4')],
  });
  const refused = {
    id: id('d4'),
    items: [{ line: 'rent', units: { month: '2026-02' }, amountVnd: '100', costVnd: '100' }],
  };
  play.do(founder, 'requestDisbursement', d, { ...refused, evidence: [hash('refused')] });
  play.do(officer, 'refuseDisbursement', d, { id: refused.id, reason });
  play.do(founder, 'cancelDisbursement', d, { id: at.d3 });
  play.do(founder, 'startTechnologyCompletion', d, { report: hash('r') });
  play.do(founder, 'startPrototype', d, { report: hash('r') });
  play.do(officer, 'acceptPrototype', d, { minutes: hash('m') });
  play.do(founder, 'startCommercialisation', d, { report: hash('r') });
  play.do(officer, 'planReport', d, { id: id('report'), dueOn: '2026-12-01', what: hash('milestone') });
  play.do(founder, 'submitReport', d, { id: id('report'), report: hash('v1'), evidence: [hash('photo')] });
  play.do(officer, 'returnReport', d, { id: id('report'), report: hash('v1'), reason, dueOn: '2026-12-10' });
  play.do(officer, 'rescheduleReport', d, { id: id('report'), dueOn: '2026-12-20', reason });
  play.do(founder, 'submitReport', d, { id: id('report'), report: hash('v2'), evidence: [] });
  play.do(officer, 'acceptReport', d, { id: id('report'), report: hash('v2') });
  play.do(founder, 'submitReport', d, { id: id('own accord'), report: hash('v3'), evidence: [] });
  play.do(founder, 'startRegistration', d);
  play.do(officer, 'formCompany', d, { company: at.company, certificate: hash('c') });

  play.do(officer, 'beginClosing', d);
  play.do(f, 'cancelRemainder', d, { decisionNumber: 'QĐ-8' });
  play.do(director, 'novate', d, { company: at.company, payeeVerified: true, decisionNumber: 'QĐ-7' });
  play.do(director, 'closeProject', d, { liquidationNumber: 'BBTL-1' });
  play.do(a, 'changeCap', at.register, {
    room: `C/vi-du-hu-cau/party.total/${at.party}`,
    limit: '300000001',
    decisionNumber: 'QĐ-10',
  });
  play.do(officer, 'releaseIdentity', at.party, { reason });
  play.do(a, 'closeCall', at.call, { decisionNumber: 'QĐ-12', reason });
  play.do(c, 'closeYear', at.year, { year: 2026, source: 'nstp', decisionNumber: 'QĐ-11' });
  const read = {
    pack: at.pack,
    path: 'caps[23].limitVnd',
    what: 'Dịch vụ hỗ trợ, giai đoạn chưa rõ',
    values: { limitVnd: '50000000' },
    instrument: { number: 'HƯ-CẤU-01', issuedOn: '2020-01-01', title: null, issuer: null },
    article: 'Điều 5.3',
    validFrom: '2020-01-01',
    validTo: null,
    text: hash('signed'),
  };
  play.do(a, 'proposeFigure', id('dropped figure'), read);
  play.do(a, 'dropFigure', id('dropped figure'), { reason });
  play.do(a, 'proposeFigure', id('figure'), read);
  play.do(director, 'confirmFigure', id('figure'), { pack: at.pack });
  play.do(director, 'fillPack', id('next pack'), { from: at.pack, figure: id('figure') });
  play.do(director, 'supersedePack', at.pack, { by: id('next pack') });
});
/** The first moment of the application, when its period has long ended. */
function lapsing(): Facts {
  const submitted = play.moments[play.asked.findIndex(({ type }) => type === 'submitApplication')]!;
  return { ...submitted, actor: SYSTEM, now: '2027-06-01T00:00:00.000Z' };
}
afterEach(() => vi.unstubAllGlobals());

const seen = new Map<Rule, Refusal>();
/** Decides twice and compares; keeps one refusal of each rule. What is given is frozen: whoever changes it falls over. */
function decideTwice(command: Command, facts: Facts): Outcome {
  const one = decide(frozen(command), frozen(facts));
  const other = decide(structuredClone(command), facts);
  expect(other).toEqual(one);
  expect(canonicalJson(other as unknown as Json)).toBe(canonicalJson(one as unknown as Json));
  if (!one.ok) seen.set(one.refusal.rule, one.refusal);
  return one;
}

describe('decide', () => {
  test('the same facts give the same decision, and are left as they were', () => {
    const before = textOf([play.asked, play.moments]);
    for (const [i, facts] of play.moments.entries()) expect(decideTwice(play.asked[i]!, facts).ok).toBe(true);
    expect(textOf([play.asked, play.moments])).toBe(before);
  });

  test('no clock, no chance, no environment', () => {
    const before = play.moments.map((facts, i) => textOf(decide(play.asked[i]!, facts)));
    class NoClock extends Date {
      constructor(...given: ConstructorParameters<typeof Date> | []) {
        if (given.length === 0) throw new Error('decide() looks at the clock');
        super(...(given as ConstructorParameters<typeof Date>));
      }
      static override now(): number {
        throw new Error('decide() looks at the clock');
      }
    }
    vi.stubGlobal('Date', NoClock);
    vi.stubGlobal('performance', undefined);
    vi.stubGlobal('crypto', undefined);
    vi.stubGlobal('process', undefined);
    const random = Math.random;
    Math.random = () => {
      throw new Error('decide() throws dice');
    };
    let after: string[];
    try {
      after = play.moments.map((facts, i) => textOf(decide(play.asked[i]!, facts)));
    } finally {
      Math.random = random;
      vi.unstubAllGlobals();
    }
    expect(after).toEqual(before);
  });

  test('every command at every moment by everybody: an answer or a whole sentence, never an exception', () => {
    const type = fc.constantFrom(...play.asked.keys());
    const moment = fc.constantFrom(...play.moments.keys());
    const person = fc.constantFrom(...Object.values(who), ...members.slice(0, 2));
    fc.assert(
      fc.property(type, moment, person, fc.boolean(), fc.nat(), (asked, when, actor, delegated, change) => {
        const command = { ...play.asked[asked]!, ...(change % 23 === 0 ? { revision: change % 5 } : {}) };
        const facts: Facts = { ...play.moments[when]!, actor, onBehalfOf: delegated ? who.director : null };
        decideTwice({ ...command, input: changed(command.input, change) }, facts);
      }),
      { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 30) * 70 },
    );
  });

  test('every command was decided at least once', () => {
    expect(commandTypes.filter((type) => !play.asked.some((command) => command.type === type))).toEqual(['lapse']);
    const later = lapsing();
    expect(decideTwice({ type: 'lapse', dossier: at.dossier, input: {} }, later).ok).toBe(true);
  });
});

/** An input with one thing in it changed, one time in two. */
function changed(input: JsonObject, by: number): JsonObject {
  const keys = Object.keys(input);
  if (by % 2 === 0 || keys.length === 0) return input;
  const key = keys[by % keys.length]!;
  const value = input[key];
  const others: Json[] = [
    undefined,
    null,
    '',
    '0',
    '999999999999999',
    '1000000000000000',
    -1,
    1.5,
    [],
    {},
    'x\u0000y',
    '\ud800',
    id('nobody'),
    true,
    '2199-01-01',
  ];
  if (Array.isArray(value) && by % 3 > 0)
    return { ...input, [key]: by % 3 === 1 ? [...value, ...value] : value.map((v) => changedMember(v, by)) };
  return { ...input, [key]: others[by % others.length] };
}
function changedMember(member: Json, by: number): Json {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return by % 5 === 0 ? '9' : member;
  return Object.fromEntries(
    Object.entries(member).map(([key, value]) => [
      key,
      /Vnd$/.test(key) && by % 4 > 0 ? String(BigInt(10 ** (by % 13))) : value,
    ]),
  );
}

describe('every refusal says what is the matter', () => {
  /** What no play of one programme reaches, put to decide() as it would come about. */
  const cases: Partial<Record<Rule, () => Outcome>> = {
    callNotOpen: () =>
      asked('startApplication', id('new'), { call: id('no call'), party: at.party, team: [] }, who.founder),
    callClosedEarly: () => {
      const others = new Map(play.moments[momentOf('startApplication')]!.others);
      const call = others.get(at.call)!;
      const facts = { ...call.state!.facts, closedAt: now, closedBy: 'QĐ-12', closedFor: hash('no money') };
      others.set(at.call, { ...call, state: { ...call.state!, value: 'closed', facts } });
      return when('startApplication', { others });
    },
    closesEarly: () => at1('closeCall', 'closeCall', {}, who.administrator),
    longerThanRecommended: () => {
      const { states } = play.moments[momentOf('signAgreement')]!;
      const row = states.get('application')!;
      return when('signAgreement', {
        states: new Map(states).set('application', { ...row, facts: { ...row.facts, months: 6 } }),
      });
    },
    pastDeadline: () => when('startApplication', { now: '2027-01-01T00:00:00.000Z' }),
    undoOver: () => when('undoWithdrawal', { now: '2027-01-01T00:00:00.000Z' }),
    undoUnknown: () => {
      const { states } = play.moments[momentOf('undoWithdrawal')]!;
      const row = states.get('application')!;
      const { withdrawn: _, ...facts } = row.facts;
      return when('undoWithdrawal', { states: new Map(states).set('application', { ...row, facts }) });
    },
    notDueYet: () => at1('submitApplication', 'lapse', {}, SYSTEM),
    partyOwes: () => when('award', { others: owing(play.moments[momentOf('award')]!) }),
    awardedBefore: () =>
      when('award', {
        pack: { ...(fictionalPack as Pack), eligibility: [...(fictionalPack as Pack).eligibility, onceOnly] },
        balances: balancesWith('award', [[`C/party/${at.party}/chinh/supported`, 5n]]),
      }),
    evidenceUsed: () =>
      at1('verifyDisbursement', 'requestDisbursement', { id: id('d9'), ...rent, evidence: [hash(at.d1)] }, who.founder),
    unitNotNow: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        { id: at.d1, items: [{ ...rent.items[0]!, units: { month: '1' } }], evidence: [hash('e')] },
        who.founder,
      ),
    awardCancelled: () =>
      when('signAgreement', {
        balances: new Map(
          [...play.moments[momentOf('signAgreement')]!.balances].filter(([id]) => !id.endsWith('/awarded')),
        ),
      }),
    agreementEnded: () =>
      at1(
        'signAgreement',
        'signAgreement',
        { agreementNumber: 'x', endsOn: '2026-01-01', document: hash('a') },
        who.officer,
      ),
    changedSinceApproval: () =>
      at1('orderDisbursement', 'orderDisbursement', { id: at.d1, payee: hash('another') }, who.financeOfficer),
    appealNoDecision: () => {
      const against = { event: 'application.rejected', subject: 'application', revision: 1, on: now.slice(0, 10) };
      return at1('lodgeAppeal', 'lodgeAppeal', { id: id('a'), against, grounds: hash('g') }, who.founder);
    },
    appealOpen: () => {
      const { against } = play.asked[momentOf('lodgeAppeal')]!.input;
      return at1('withdrawAppeal', 'lodgeAppeal', { id: id('a'), against: against!, grounds: hash('g') }, who.founder);
    },
    appealDecided: () => {
      const { states } = play.rows.get(id('appeal dismissed'))!;
      const { against } = [...states.values()].find(({ value }) => value === 'dismissed')!.facts;
      const input = { id: id('a'), against: against!, grounds: hash('g') };
      return asked('lodgeAppeal', id('appeal dismissed'), input, who.founder);
    },
    appealCallClosed: () => {
      const others = new Map(play.moments[momentOf('upholdAppeal')]!.others);
      const call = others.get(at.call)!;
      others.set(at.call, { ...call, state: { ...call.state!, value: 'closed' } });
      return when('upholdAppeal', { others });
    },
    appealAwardGone: () => {
      const { command, facts } = upheld('terminated');
      const balances = new Map([...facts.balances].filter(([account]) => !account.endsWith('/rent/-/awarded')));
      return decideTwice(command, { ...facts, balances });
    },
    appealRepaid: () => {
      const { command, facts } = upheld('contested');
      const row = facts.states.get(`recovery/${at.r3}`)!;
      const states = new Map(facts.states).set(row.subject, { ...row, facts: { ...row.facts, items: [] } });
      return decideTwice(command, { ...facts, states });
    },
    partyNotConfirmed: () => when('award', { others: unconfirmed(play.moments[momentOf('award')]!) }),
    nothingToComplete: () => at1('award', 'completeApplication', { content: hash('4') }, who.founder),
    payee: () =>
      asked(
        'requestDisbursement',
        at.dossier,
        {
          id: at.d1,
          payee: at.company,
          items: [{ line: 'rent', amountVnd: '9', costVnd: '9' }],
          evidence: [hash('e')],
        },
        who.founder,
        play.moments[momentOf('requestDisbursement')],
      ),
    nettedAgainst: () =>
      at1('receiveCash', 'netRecovery', { id: at.r1, amountVnd: '1', disbursement: at.d1 }, who.financeOfficer),
    seats: () =>
      when('award', {
        balances: balancesWith('award', [
          [seatRoom, 0n],
          [seatRoom.replace('/room', '/used'), 10n],
        ]),
      }),
    cap: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        { id: at.d1, items: [{ line: 'prototype', amountVnd: '9000000', costVnd: '1000' }], evidence: [hash('e')] },
        who.founder,
      ),
    unitMissing: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        { id: at.d1, items: [{ line: 'rent', amountVnd: '9', costVnd: '9' }], evidence: [hash('e')] },
        who.founder,
      ),
    unknownLaw: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        {
          id: at.d1,
          items: [{ line: 'services', units: { contract: 'c' }, amountVnd: '9', costVnd: '9' }],
          evidence: [hash('e')],
        },
        who.founder,
        { dossier: { ...play.moments[momentOf('requestDisbursement')]!.dossier!, beneficiaryClass: 'nobody' } },
      ),
    notEnough: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        {
          id: at.d1,
          items: [{ line: 'labour', units: { person: 'a', month: '2026-01' }, amountVnd: '9', costVnd: '9' }],
          evidence: [hash('e')],
        },
        who.founder,
      ),
    noAdvance: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        { id: at.d1, isAdvance: true, items: [{ line: 'rent', amountVnd: '9', costVnd: '9' }], evidence: [] },
        who.founder,
        { pack: { ...(fictionalPack as Pack), caps: [] } },
      ),
    evidenceMissing: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        { id: at.d1, items: [{ line: 'rent', amountVnd: '9', costVnd: '9' }], evidence: [] },
        who.founder,
      ),
    gate: () =>
      at1(
        'requestDisbursement',
        'requestDisbursement',
        { id: at.d1, isLast: true, items: [{ line: 'rent', amountVnd: '9', costVnd: '9' }], evidence: [hash('e')] },
        who.founder,
      ),
    linesTwice: () =>
      at1(
        'award',
        'award',
        {
          lines: [
            { line: 'rent', amountVnd: '1' },
            { line: 'rent', amountVnd: '1' },
          ],
          year: 2026,
        },
        who.director,
      ),
    noSuchLine: () => at1('award', 'award', { lines: [{ line: 'gold', amountVnd: '1' }], year: 2026 }, who.director),
    moreThanRecommended: () =>
      at1('award', 'award', { lines: [{ line: 'rent', amountVnd: '15000000' }], year: 2026 }, who.director),
    budgetShort: () =>
      at1('planBudget', 'planBudget', { year: 2026, source: 'nstp', amountVnd: '39000000' }, who.financeOfficer, {
        balances: balancesWith('planBudget', [['B/2026/nstp/available', 5n]]),
      }),
    planExceedsAward: () =>
      at1('planBudget', 'planBudget', { year: 2026, source: 'nstp', amountVnd: '39000001' }, who.financeOfficer),
    releaseExceedsReserved: () =>
      at1(
        'releaseBudget',
        'releaseBudget',
        { year: 2026, source: 'nstp', amountVnd: '39000001', reason: hash('r') },
        who.financeOfficer,
      ),
    yearClosed: () =>
      at1('planBudget', 'planBudget', { year: 2031, source: 'nstp', amountVnd: '1' }, who.financeOfficer),
    duration: () =>
      at1(
        'signAgreement',
        'signAgreement',
        { agreementNumber: 'x', endsOn: '2029-01-01', document: hash('a') },
        who.officer,
      ),
    acceptedMoreThanAsked: () =>
      at1(
        'verifyDisbursement',
        'verifyDisbursement',
        { id: at.d1, accepted: [{ amountVnd: '9000001', costVnd: '0' }] },
        who.officer,
      ),
    paymentAccounted: () =>
      at1(
        'receiveCash',
        'returnPayment',
        {
          ...{ id: at.d2, year: 2026, source: 'nstp', reference: 'x', returnedOn: '2026-06-10' },
          ...{ document: hash('d'), reason: hash('r') },
        },
        who.financeOfficer,
      ),
    paymentYearOver: () =>
      at1(
        'returnPayment',
        'returnPayment',
        {
          ...{ id: at.d1, year: 2026, source: 'nstp', reference: 'x', returnedOn: '2027-02-01' },
          ...{ document: hash('d'), reason: hash('r') },
        },
        who.financeOfficer,
        { now: '2027-02-01T03:00:00.000Z' },
      ),
    clearedMoreThanAdvanced: () =>
      at1(
        'clearAdvance',
        'clearAdvance',
        { id: at.d2, cleared: [{ settledVnd: '1500001', unspentVnd: '0', costVnd: '0' }], evidence: [hash('b')] },
        who.officer,
      ),
    dayOutside: () =>
      at1(
        'payDisbursement',
        'payDisbursement',
        { id: at.d1, reference: 'x', paidOn: '2026-01-01' },
        who.financeOfficer,
      ),
    reportDay: () =>
      at1(
        'signAgreement',
        'signAgreement',
        {
          ...{ agreementNumber: 'x', endsOn: '2026-12-31', document: hash('a') },
          milestones: [{ id: id('report'), dueOn: '2027-01-01', what: hash('milestone') }],
        },
        who.officer,
      ),
    paidOutsideYear: () =>
      at1(
        'payDisbursement',
        'payDisbursement',
        { id: at.d1, reference: 'x', paidOn: '2027-02-01' },
        who.financeOfficer,
      ),
    recoveredMoreThanSettled: () =>
      at1(
        'proposeRecovery',
        'proposeRecovery',
        { id: at.r2, disbursement: at.d1, items: [{ line: 'prototype', amountVnd: '8000001' }], reason: hash('x') },
        who.officer,
      ),
    cashMoreThanDue: () =>
      at1(
        'receiveCash',
        'receiveCash',
        { id: at.r1, amountVnd: '400001', year: 2026, source: 'nstp', reference: 'x', receivedOn: '2026-06-10' },
        who.financeOfficer,
      ),
    amendsNothing: () =>
      at1(
        'requestAmendment',
        'requestAmendment',
        { id: at.m2, change: { kind: 'time', endsOn: '2026-12-31' }, reason: hash('r') },
        who.founder,
      ),
    amendmentOpen: () =>
      at1(
        'receiveOpinions',
        'requestAmendment',
        { id: at.m2, change: { kind: 'lines', from: 'rent', to: 'prototype', amountVnd: '1' }, reason: hash('r') },
        who.founder,
      ),
    dueBeforeNovation: () =>
      at1('novate', 'novate', { company: at.company, payeeVerified: true, decisionNumber: 'x' }, who.director, {
        balances: balancesWith('novate', [[`A/project/${at.dossier}/rent/-/due`, 5n]]),
      }),
    openRequests: () =>
      at1('closeYear', 'closeYear', { year: 2026, source: 'nstp', decisionNumber: 'x' }, who.chiefAccountant, {
        balances: balancesWith('closeYear', [[`B/2026/nstp/${at.dossier}/ordered`, 5n]]),
      }),
    capNotInUse: () =>
      at1(
        'changeCap',
        'changeCap',
        { room: 'C/vi-du-hu-cau/party.total/nobody', limit: '5', decisionNumber: 'x' },
        who.administrator,
      ),
    capBelowUse: () =>
      at1(
        'changeCap',
        'changeCap',
        { room: `C/vi-du-hu-cau/party.total/${at.party}`, limit: '5', decisionNumber: 'x' },
        who.administrator,
        { balances: balancesWith('changeCap', [[`C/vi-du-hu-cau/party.total/${at.party}/used`, 9n]]) },
      ),
    packInvalid: () =>
      asked('publishPack', id('bad pack'), { content: { ...fictionalPack, version: 0 } }, who.administrator),
    blocked: () =>
      at1('openCall', 'openCall', { ...play.asked[momentOf('openCall')]!.input, stage: 'chuaRo' }, who.administrator),
    noSuchStage: () =>
      at1('openCall', 'openCall', { ...play.asked[momentOf('openCall')]!.input, stage: 'none' }, who.administrator),
    applicantKind: () => when('startApplication', { pack: { ...(fictionalPack as Pack), applicants: ['enterprise'] } }),
    notTheirs: () => when('startApplication', { actor: who.stranger }),
    notOwner: () => at1('leaveTeam', 'submitApplication', { content: hash('1') }, who.colleague),
    memberAlready: () => at1('leaveTeam', 'joinTeam', { as: 'viewer', invitedBy: who.founder }, who.colleague),
    notMember: () => at1('leaveTeam', 'changeMember', { person: who.stranger, as: 'owner' }, who.founder),
    notInvited: () => at1('leaveTeam', 'joinTeam', { as: 'viewer', invitedBy: who.colleague }, who.stranger),
    judgesHere: () => at1('submitReview', 'joinTeam', { as: 'viewer', invitedBy: who.founder }, who.reviewer),
    belongsToParty: () => at1('leaveTeam', 'leaveTeam', { person: who.founder }, who.founder),
    lastOwner: () => {
      const { others } = play.moments[momentOf('leaveTeam')]!;
      const party = others.get(at.party)!;
      const facts = { ...party.state!.facts, members: [] };
      return at1('leaveTeam', 'changeMember', { person: who.founder, as: 'viewer' }, who.founder, {
        others: new Map([...others, [at.party, { ...party, state: { ...party.state!, facts } }]]),
      });
    },
    exists: () =>
      at1('submitApplication', 'startApplication', { call: at.call, party: at.party, team: [] }, who.founder),
    stalePage: () => decideTwice({ ...play.asked[momentOf('award')]!, revision: 2 }, play.moments[momentOf('award')]!),
    councilSize: () =>
      at1('referToCouncil', 'referToCouncil', { council: members.slice(0, 2), chair: members[0]! }, who.secretary),
    chairMissing: () =>
      at1('referToCouncil', 'referToCouncil', { council: members, chair: who.stranger }, who.secretary),
    quorum: () =>
      at1(
        'castVote',
        'recommend',
        { lines: [{ line: 'rent', amountVnd: '1' }], months: 1, completionNeeded: false },
        who.secretary,
      ),
    twoThirds: () =>
      at1(
        'recommend',
        'recommend',
        { lines: [{ line: 'labour', amountVnd: '1' }], months: 1, completionNeeded: false },
        who.secretary,
      ),
    reviewedAlready: () => at1('referToCouncil', 'submitReview', { sheet: hash('s'), verdict: 'pass' }, who.reviewer),
    notAssigned: () => at1('addReviewer', 'submitReview', { sheet: hash('s'), verdict: 'pass' }, who.other),
    assignedAlready: () => at1('submitReview', 'addReviewer', { reviewer: who.other, reason: hash('r') }, who.officer),
    interestNotDeclared: () =>
      at1('declareInterest', 'submitReview', { sheet: hash('s'), verdict: 'pass' }, who.reviewer),
    declaredAlready: () => at1('submitReview', 'declareInterest', { conflict: null }, who.reviewer),
    conflicted: () =>
      at1('referToCouncil', 'referToCouncil', { council: members, chair: members[0]! }, who.secretary, {
        states: declaring({ [members[1]!]: hash('kin') }),
      }),
    chairHasVoted: () =>
      at1('castVote', 'recomposeCouncil', { council: members, chair: members[3]!, reason: hash('r') }, who.secretary, {
        states: voting([members[3]!]),
      }),
    yearNotOver: () =>
      at1('closeYear', 'closeYear', { year: 2026, source: 'nstp', decisionNumber: 'x' }, who.chiefAccountant, {
        now,
      }),
    yearNotBegun: () =>
      at1('prepareDisbursement', 'prepareDisbursement', { id: at.d1, year: 2027, source: 'nstp' }, who.financeOfficer),
    quorumReached: () =>
      at1('recommend', 'recomposeCouncil', { council: members, chair: members[0]!, reason: hash('r') }, who.secretary),
    votedAlready: () => at1('recommend', 'castVote', { ballots: { rent: 'pass' } }, members[0]!),
    auditorAlone: () => asked('appoint', who.officer, { roles: ['auditor'] }, who.administrator),
    ownTeam: () => at1('assignReviewers', 'assignReviewers', { reviewers: [who.founder] }, who.officer),
    projectNotActive: () =>
      at1(
        'resume',
        'requestDisbursement',
        { id: at.d1, items: [{ line: 'rent', amountVnd: '9', costVnd: '9' }], evidence: [hash('e')] },
        who.founder,
      ),
    notYet: () =>
      at1('novate', 'novate', { company: at.company, payeeVerified: false, decisionNumber: 'x' }, who.director),
    excludedDuty: () =>
      at1('decideRecovery', 'decideRecovery', { id: at.r3, repayBy: '2026-12-01' }, who.director, {
        duties: [{ subject: `recovery/${at.r3}`, duty: 'proposedRecovery', person: who.director, revision: 1 }],
      }),
    givesOffices: () => {
      const { others } = play.moments[momentOf('confirmFigure')]!;
      const director = others.get(who.director)!;
      const facts = { ...director.state!.facts, roles: ['administrator', 'director'] };
      const both: Other = { ...director, state: { ...director.state!, facts } };
      return when('confirmFigure', { others: new Map([...others, [who.director, both]]) });
    },
    role: () => at1('award', 'award', play.asked[momentOf('award')]!.input, who.officer),
    input: () => at1('award', 'award', {}, who.director),
    notInThisState: () => at1('signAgreement', 'award', play.asked[momentOf('award')]!.input, who.director),
    noSuchDossier: () => asked('award', id('nothing'), play.asked[momentOf('award')]!.input, who.director),
  };
  /** Rules that only src/ gives, and those that no code gives yet. */
  const elsewhere: Rule[] = ['keyReused', 'shareIsNoLimit', 'otherVersion', 'voucherUsed'];
  const rent = { items: [{ line: 'rent', units: { month: '2026-05' }, amountVnd: '9', costVnd: '9' }] };
  const notYetUsed: Rule[] = [];
  const onceOnly: Pack['eligibility'][number] = {
    id: 'noEarlierMoney',
    kind: 'noEarlierMoneyForStage',
    stage: null,
    checkedBy: 'system',
    name: { vi: 'Một lần', en: 'Once' },
    source: (fictionalPack as Pack).caps[0]!.source,
  };

  const seatRoom = 'C/vi-du-hu-cau/agency.seats/agency;year=2026/room';
  const upheld = (name: string) => {
    const moment = play.asked.findIndex(({ type, dossier }) => type === 'upholdAppeal' && dossier === id(name));
    return { command: play.asked[moment]!, facts: play.moments[moment]! };
  };
  const momentOf = (type: CommandType) => play.asked.findIndex((command) => command.type === type);
  const balancesWith = (type: CommandType, entries: [string, bigint][]) =>
    new Map([...play.moments[momentOf(type)]!.balances, ...entries]);
  const unconfirmed = (facts: Facts) =>
    new Map(
      [...facts.others].map(([key, other]) => [
        key,
        other.kind === 'party' && other.state !== null
          ? { ...other, state: { ...other.state, facts: { ...other.state.facts, confirmed: false } } }
          : other,
      ]),
    );
  const owing = (facts: Facts) =>
    new Map([...facts.others].map(([key, other]) => [key, other.kind === 'party' ? { ...other, debt: 7n } : other]));
  /** A command at the moment of another, by somebody. */
  function at1(
    moment: CommandType,
    type: CommandType,
    input: JsonObject,
    actor: string,
    more: Partial<Facts> = {},
  ): Outcome {
    const then = play.moments[momentOf(moment)]!;
    const command = { type, dossier: play.asked[momentOf(moment)]!.dossier, input };
    const person = play.rows.get(actor);
    const others = new Map(then.others);
    if (person !== undefined)
      others.set(actor, {
        id: actor,
        revision: person.revision,
        kind: 'person',
        debt: 0n,
        state: person.states.get('person') ?? null,
      });
    return decideTwice(command, { ...then, others, actor, onBehalfOf: null, ...more });
  }
  /** The states before the referral, with what was declared by then. */
  const declaring = (interests: JsonObject) => {
    const { states } = play.moments[momentOf('referToCouncil')]!;
    const application = states.get('application')!;
    return new Map([...states, ['application', { ...application, facts: { ...application.facts, interests } }]]);
  };
  /** The states before the first ballot, as if these had voted. */
  const voting = (voted: readonly string[]) => {
    const { states } = play.moments[momentOf('castVote')]!;
    const application = states.get('application')!;
    const votes = Object.fromEntries(voted.map((member) => [member, { rent: 'pass' }]));
    return new Map([...states, ['application', { ...application, facts: { ...application.facts, votes } }]]);
  };
  const when = (type: CommandType, more: Partial<Facts>) =>
    decideTwice(play.asked[momentOf(type)]!, { ...play.moments[momentOf(type)]!, ...more });
  /** A command with all that it names, now or, as to its own dossier, at an earlier moment. */
  const asked = (type: CommandType, dossier: string, input: JsonObject, actor: string, then?: Facts) => {
    const facts = play.facts({ type, dossier, input }, actor);
    const earlier = then === undefined ? {} : { dossier: then.dossier, states: then.states, balances: then.balances };
    return decideTwice({ type, dossier, input }, { ...facts, ...earlier });
  };

  test.each(Object.keys(cases) as Rule[])('%s', (rule) => {
    const outcome = cases[rule]!();
    expect(outcome.ok ? 'accepted' : outcome.refusal.rule).toBe(rule);
  });

  test('a recovery of more cost than was ever accepted is refused, not an exception', () => {
    const moment = play.asked.findIndex(({ type }) => type === 'decideRecovery');
    const then = play.moments[moment]!;
    const subject = `recovery/${at.r3}`;
    const row = then.states.get(subject)!;
    const items = [{ line: 'prototype', unit: '-', amountVnd: '1000000', costVnd: '900000000000' }];
    const states = new Map(then.states).set(subject, { ...row, facts: { ...row.facts, items } });
    const outcome = decideTwice(play.asked[moment]!, { ...then, states });
    expect(outcome.ok).toBe(false);
  });

  test('in both languages, with every figure in its place', () => {
    for (const rule of elsewhere) seen.set(rule, refuse(rule, { details: { number: 'KB-0147' } }));
    for (const [rule, refusal] of seen)
      for (const language of ['vi', 'en'] as const) {
        const sentence = sentenceOf(refusal, language);
        expect([rule, sentence]).toEqual([rule, expect.not.stringMatching(/\{[a-z]\w*\}/i)]);
        expect(sentence.trim().length).toBeGreaterThan(10);
      }
    expect(
      Object.keys(rules)
        .filter((rule) => !seen.has(rule as Rule))
        .sort(),
    ).toEqual(notYetUsed.sort());
  });

  test('both languages hold the same places', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [rule, { vi, en }] of Object.entries(rules)) expect([rule, places(en)]).toEqual([rule, places(vi)]);
  });
});

describe('canonical JSON', () => {
  const leaf = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt(),
  );
  const value = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { maxKeys: 5 }),
    ),
  })).value as fc.Arbitrary<Json>;
  /** The same value with the keys of every object in another order. */
  const turned = (v: Json): Json => {
    if (Array.isArray(v)) return v.map(turned);
    if (typeof v !== 'object' || v === null) return v;
    return Object.fromEntries(
      Object.entries(v)
        .reverse()
        .map(([k, x]) => [k, turned(x as Json)]),
    );
  };

  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(value, (v) => {
        expect(canonicalJson(turned(v))).toBe(canonicalJson(v));
      }),
    );
  });
  test('is JSON, and its own canonical text', () => {
    fc.assert(
      fc.property(value, (v) => {
        const text = canonicalJson(v);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
  test('keeps every đồng of an amount that a float would lose', () => {
    fc.assert(
      fc.property(fc.bigInt(), (amount) => {
        expect(BigInt(JSON.parse(canonicalJson(amount)))).toBe(amount);
      }),
    );
    expect(canonicalJson({ amount: 9_007_199_254_740_993n })).toBe('{"amount":"9007199254740993"}');
  });
  test('different values have different texts', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const plain = (v: Json) => JSON.stringify(v, (_, x) => (typeof x === 'bigint' ? String(x) : x));
        fc.pre(plain(turned(one)) !== plain(turned(other)) && plain(one) !== plain(other));
        if (canonicalJson(one) === canonicalJson(other))
          expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(plain(other)));
      }),
    );
  });
  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53), 0.1])('refuses %s', (number) => {
    expect(() => canonicalJson({ deep: [{ number }] })).toThrow(TypeError);
  });
  test('leaves undefined out, and sorts keys by code point', () => {
    expect(canonicalJson({ b: 1, a: undefined, Z: null, á: true, '10': 2, '9': 3 })).toBe(
      '{"10":2,"9":3,"Z":null,"b":1,"á":true}',
    );
  });
});
