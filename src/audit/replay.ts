// The heart of the audit: every event is decided again, on the facts as its history left them, and what was stored of it is
// compared with what is decided now. A forged act, though the database took it, does not survive this.

import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import { type CommandType, specs } from '../../workflows/commands/index.ts';
import { type Command, decide, type JsonObject } from '../../workflows/decide.ts';
import type { Posting } from '../../workflows/rules/accounts.ts';
import { hashOf, payloadOf } from '../record.ts';
import { type Derived, derive } from './legs.ts';
import { firstDifference, type Payload, readPayload } from './payload.ts';
import type { Findings } from './report.ts';
import type { EventRows } from './rows.ts';
import type { RulesInForce } from './rules.ts';
import type { Dossier, World } from './world.ts';

/**
 * How much later than its successor's time an honest event may be dated that was recorded before it: a decision is sent within 60 s
 * of its time, the clocks differ by 5 s at most, and a statement waits for a lock no longer than its time limit.
 */
export const longestDecisionMs = 90_000;

type Again = { readonly wrong: string | null; readonly earlier?: true; readonly answer?: JsonObject };

/** Takes one event after another, in an order that puts causes before effects. */
export class Replay {
  readonly world: World;
  readonly #findings: Findings;
  readonly #kinds: ReadonlyMap<string, Dossier['kind']>;
  readonly #rules: RulesInForce;

  constructor(world: World, findings: Findings, kinds: ReadonlyMap<string, Dossier['kind']>, rules: RulesInForce) {
    this.world = world;
    this.#findings = findings;
    this.#kinds = kinds;
    this.#rules = rules;
  }

  take(stored: EventRows): void {
    const { agency, dossiers } = this.world;
    const row = `history ${agency}/${stored.dossier}/${stored.revision}`;
    const payload = readPayload(stored.payload);
    const begun = dossiers.get(stored.dossier);
    const again = typeof payload === 'string' ? { wrong: payload } : this.#decideAgain(payload, stored.payload);
    this.#findings.count('replay');
    if (again.earlier) this.#findings.notRepeated += 1;
    else if (again.wrong !== null) this.#findings.broken('replay', row, again.wrong);
    const dossier = begun ?? this.#begin(stored.dossier);
    this.#checkChain(stored, dossier, row);
    if (typeof payload === 'string') return;
    this.#checkColumns(stored, dossier, payload, row);
    this.#rules.take(row, payload.rules, dossier.rules, Date.parse(stored.at), this.#findings);
    dossier.rules = Math.max(dossier.rules, payload.rules);
    this.#checkReliance(stored, dossier, payload, row);
    const derived = this.#apply(stored, dossier, payload);
    this.#compareRows(stored, payload, derived);
    this.#checkCommand(stored, payload, again.answer ?? { event: payload.event });
    this.#checkPayment(stored, dossier, payload);
  }

  #begin(id: string): Dossier {
    const { agency } = this.world;
    const kind = this.#kinds.get(id)!;
    const genesis = createHash('sha256').update(`${agency}/${id}/${kind}`).digest('hex');
    return this.world.begin(id, kind, genesis);
  }

  /**
   * What is wrong with an event when it is decided again, null for nothing; and what its decision answers. What earlier rules
   * decided is only called wrong where no later ones have changed that.
   */
  #decideAgain(payload: Payload, text: string): Again {
    const again = this.#decideNow(payload, text);
    const { rules, command } = payload;
    return again.wrong !== null && this.#rules.changedSince(rules, command.type)
      ? { wrong: again.wrong, earlier: true }
      : again;
  }

  #decideNow(payload: Payload, text: string): Again {
    const { type, input } = payload.command;
    if (!Object.hasOwn(specs, type)) return { wrong: `there is no command ${type}` };
    const command: Command = { type: type as CommandType, dossier: payload.dossier, input };
    try {
      const facts = this.world.factsFor(payload, needsOf(command, this.world.agency));
      const outcome = decide(command, facts);
      if (!outcome.ok) return { wrong: `decided again, ${type} is refused: ${refusalText(outcome.refusal)}` };
      const again = payloadOf(command, outcome.decision, facts, payload.at, payload.rules);
      const { answer } = outcome.decision;
      if (again === text) return { wrong: null, answer };
      return { wrong: `decided again, ${type} gives another decision: ${firstDifference(text, again)}`, answer };
    } catch (error) {
      return { wrong: `decided again, ${type} cannot be: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  #checkChain(stored: EventRows, dossier: Dossier, row: string): void {
    this.#findings.count('chains');
    if (stored.revision !== dossier.revision + 1)
      this.#findings.broken('chains', row, `follows revision ${dossier.revision}: what stood between is gone`);
    const hash = createHash('sha256').update(Buffer.from(dossier.head, 'hex')).update(stored.payload).digest('hex');
    if (hash !== stored.hash)
      this.#findings.broken('chains', row, 'its hash is not that of its payload and the hash before');
    dossier.revision = stored.revision;
    dossier.head = stored.hash;
  }

  #checkColumns(stored: EventRows, dossier: Dossier, payload: Payload, row: string): void {
    const same: [string, unknown, unknown][] = [
      ['event', stored.event, payload.event],
      ['dossier', stored.dossier, payload.dossier],
      ['revision', stored.revision, payload.revision],
      ['agency', this.world.agency, payload.agency],
      ['kind', dossier.kind, payload.kind],
    ];
    for (const [column, is, says] of same)
      if (is !== says) this.#findings.broken('chains', row, `its ${column} is ${is}, and ${says} in its payload`);

    this.#findings.count('time');
    if (stored.actor !== payload.actor)
      this.#findings.broken('time', row, `its actor is ${stored.actor}, and ${payload.actor} in its payload`);
    const decidedAt = microseconds(payload.at);
    if (decidedAt === null) this.#findings.broken('time', row, `${payload.at} is no time`);
    else if (stored.at < dossier.lastAt)
      this.#findings.broken('time', row, `is of ${stored.at}, before ${dossier.lastAt}`);
    else if (stored.at !== later(decidedAt, dossier.lastAt))
      this.#findings.broken('time', row, `is of ${stored.at}, and was decided at ${decidedAt}`);
    dossier.lastAt = stored.at;
  }

  /**
   * What an event relied on was still so when it was recorded. The order of the replay takes its word for it, so the clock
   * is asked: who relied on a revision long after the next one had come wrote down something else than the database saw.
   */
  #checkReliance(stored: EventRows, dossier: Dossier, { reads }: Payload, row: string): void {
    const { reliedOn } = dossier;
    if (reliedOn !== null && Date.parse(reliedOn.at) - Date.parse(stored.at) > longestDecisionMs)
      this.#findings.broken(
        'time',
        reliedOn.row,
        `relied at ${reliedOn.at} on what ${row} had changed at ${stored.at}`,
      );
    dossier.reliedOn = null;
    for (const { id } of reads) {
      const other = this.world.dossiers.get(id);
      if (other !== undefined && other !== dossier && stored.at > (other.reliedOn?.at ?? ''))
        other.reliedOn = { row, at: stored.at };
    }
  }

  /** Lets the event take effect as its payload says: were it forged, what follows was still decided on it. */
  #apply(stored: EventRows, dossier: Dossier, payload: Payload): Derived {
    const { pins, novateTo, states, duties, cleared, deadlines, postings, revision } = payload;
    if (pins !== undefined)
      dossier.pins = { ...pins, call: dossier.pins.call ?? pins.call, party: dossier.pins.party ?? pins.party };
    const derived = this.#derive(stored, dossier, payload);
    for (const account of derived.opened) this.world.open(account);
    for (const leg of [...postings, ...derived.legs]) this.world.pour(leg);
    this.#owe(dossier, [...postings, ...derived.legs]);
    if (novateTo !== undefined) dossier.pins = { ...dossier.pins, party: novateTo };
    for (const state of states) {
      dossier.states.set(state.subject, state);
      dossier.statesSetAt.set(state.subject, revision);
    }
    for (const { subject, duty, persons } of duties)
      for (const person of persons) dossier.duties.push({ subject, duty, person, revision });
    for (const { subject, what } of cleared)
      for (const deadline of dossier.deadlines.values())
        if (deadline.subject === subject && deadline.what === what) deadline.cleared ??= revision;
    for (const { subject, what, dueAt, dueOn } of deadlines)
      dossier.deadlines.set(`${subject} ${what} ${revision}`, {
        ...{ subject, what, dueAt, dueOn },
        set: revision,
        cleared: null,
        seen: false,
      });
    return derived;
  }

  #derive(stored: EventRows, dossier: Dossier, { postings, novateTo }: Payload): Derived {
    try {
      return derive(this.world, dossier, postings, novateTo);
    } catch (error) {
      const row = `history ${this.world.agency}/${stored.dossier}/${stored.revision}`;
      this.#findings.broken('caps', row, error instanceof Error ? error.message : String(error));
      const legs = stored.postings.filter((p) => p.derived);
      return { legs: legs.map((p): Posting => [p.source, p.target, p.amount]), opened: [] };
    }
  }

  #owe(dossier: Dossier, postings: readonly Posting[]): void {
    const party = dossier.pins.party === null ? undefined : this.world.dossiers.get(dossier.pins.party);
    if (party === undefined) return;
    for (const [source, target, amount] of postings) {
      if (target.endsWith('/due')) party.debt += amount;
      if (source.endsWith('/due')) party.debt -= amount;
    }
  }

  #compareRows(stored: EventRows, payload: Payload, { legs }: Derived): void {
    const place = `${this.world.agency}/${stored.dossier}/${stored.revision}`;
    const asked = stored.postings.filter((p) => !p.derived);
    const beside = stored.postings.filter((p) => p.derived);
    this.#same('postings', `posting of ${place}`, payload.postings.map(postingText), asked.map(named));
    this.#same('caps', `posting of ${place}`, legs.map(postingText), beside.map(named));
    this.#same(
      'duties',
      `duty of ${place}`,
      payload.duties.flatMap(({ subject, duty, persons }) => persons.map((person) => `${subject} ${duty} ${person}`)),
      stored.duties.map(({ subject, duty, person }) => [`${subject} ${duty} ${person}`, '']),
    );
    this.#same(
      'promises',
      `mail of ${place}`,
      payload.mails.map(({ subject, template }) => `${subject} ${template}`),
      stored.mails.map(({ subject, template }) => [`${subject} ${template}`, '']),
    );
    this.#same(
      'papers',
      `paper of ${place}`,
      payload.papers.map((p) => `${p.register} ${p.year} ${p.kind} ${p.subject}`),
      stored.papers.map((p) => [`${p.register} ${p.year} ${p.kind} ${p.subject}`, ` number ${p.number}`]),
    );
  }

  /** Names what should stand there and does not, and what stands there and should not. */
  #same(
    check: 'postings' | 'caps' | 'duties' | 'promises' | 'papers',
    row: string,
    expected: readonly string[],
    found: readonly (readonly [text: string, id: string])[],
  ): void {
    this.#findings.count(check, Math.max(expected.length, found.length));
    const left = [...expected];
    for (const [text, id] of found) {
      const at = left.indexOf(text);
      if (at >= 0) left.splice(at, 1);
      else this.#findings.broken(check, row + id, `stands there, and was not decided: ${text}`);
    }
    for (const text of left) this.#findings.broken(check, row, `is missing: ${text}`);
  }

  #checkCommand(stored: EventRows, payload: Payload, said: JsonObject): void {
    const place = `${this.world.agency}/${stored.dossier}/${stored.revision}`;
    this.#findings.count('keys');
    const [command, ...more] = stored.commands;
    if (command === undefined) {
      this.#findings.broken('keys', `history ${place}`, 'no command row asked for it');
      return;
    }
    for (const { key } of more)
      this.#findings.broken('keys', `command ${this.world.agency}/${key}`, `a second one asked for ${place}`);
    const row = `command ${this.world.agency}/${command.key}`;
    const { type, input } = payload.command;
    const { actor: person, onBehalfOf, agency } = payload;
    const asked = { type: type as CommandType, dossier: payload.dossier, input };
    const actor = { agency, person, ...(onBehalfOf === null ? {} : { onBehalfOf }) };
    if (hashOf(asked, actor) !== command.inputHash)
      this.#findings.broken('keys', row, `asked for something else than ${place}`);
    if (command.actor !== person)
      this.#findings.broken('keys', row, `was asked by ${command.actor}, and ${place} by ${person}`);
    const answer = answerText(command.answer);
    const expected = expectedAnswer(stored, said);
    if (answer !== expected) this.#findings.broken('keys', row, `answers ${answer}, and ${place} says ${expected}`);
  }

  /** A payment stands on the order that was printed for it, on the treasury's reference, and on what its request showed. */
  #checkPayment(stored: EventRows, dossier: Dossier, payload: Payload): void {
    const { subject, event, command } = payload;
    const evidence = Array.isArray(command.input.evidence) ? command.input.evidence.length : 0;
    const backing = dossier.backings.get(subject) ?? { evidence: 0, ordered: false };
    if (event === 'disbursement.requested') backing.evidence = evidence;
    if (event === 'disbursement.bankRejected' || event === 'disbursement.paymentReturned') backing.ordered = false;
    if (stored.papers.some((paper) => paper.kind === 'paymentOrder' && paper.subject === subject))
      backing.ordered = true;
    if (subject.startsWith('disbursement/')) dossier.backings.set(subject, backing);

    const row = `posting of ${this.world.agency}/${stored.dossier}/${stored.revision} (${subject})`;
    const lacks = (what: string) => this.#findings.broken('payments', row, what);
    const flows = new Set(stored.postings.map(({ source, target }) => `${vesselOf(source)}>${vesselOf(target)}`));
    if (flows.has('ordered>settled') || flows.has('ordered>advanced')) {
      this.#findings.count('payments');
      if (event !== 'disbursement.paid') lacks(`is paid by ${event}`);
      if (!backing.ordered) lacks('is paid without a payment order');
      if (typeof command.input.reference !== 'string' || command.input.reference === '')
        lacks('is paid without a reference');
      if (flows.has('ordered>settled') && backing.evidence === 0) lacks('is paid without evidence');
    }
    if (flows.has('advanced>settled')) {
      this.#findings.count('payments');
      if (evidence === 0) lacks('is cleared without evidence');
    }
  }
}

function needsOf(command: Command, agency: string): Parameters<World['factsFor']>[1] {
  const spec = specs[command.type];
  const parsed = spec.input.safeParse(command.input);
  if (!parsed.success) return { others: [], accounts: null };
  const input = parsed.data as never;
  return { others: spec.needs?.(input, agency) ?? [], accounts: spec.needsAccounts?.(input) ?? null };
}

function refusalText(refusal: { rule: string }): string {
  return canonicalJson(refusal as unknown as Json);
}

const postingText = ([source, target, amount]: Posting) => `${source} → ${target}: ${amount}`;
const named = ({ id, source, target, amount }: EventRows['postings'][number]) =>
  [postingText([source, target, amount]), ` (${id})`] as const;
const vesselOf = (account: string) => (account.startsWith('A/project/') ? account.split('/').at(-1)! : '-');

const later = (one: string, other: string) => [one, other].sort()[1]!;

/** A time in UTC to the microsecond, as the database writes it; null when it is none. */
export function microseconds(at: string): string | null {
  const time = Date.parse(at);
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace('Z', '000Z');
}

function answerText(answer: string): string {
  try {
    return canonicalJson(JSON.parse(answer));
  } catch {
    return answer;
  }
}

/** What record_decision() answers: the place in history, the decision's own answer, and its papers with their numbers. */
function expectedAnswer({ dossier, revision, papers }: EventRows, said: JsonObject): string {
  const numbered = papers.map(({ register, year, number, kind, subject }) => ({
    register,
    year,
    number,
    kind,
    subject,
  }));
  return canonicalJson({ dossier, revision, ...said, ...(papers.length === 0 ? {} : { papers: numbered }) });
}
