// Facts → decide → record (DESIGN §2): the one way that anything changes. Whoever wants something to happen comes through here.

import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { canonicalJson, type Json } from '../workflows/canonical.ts';
import { inputOf, specs } from '../workflows/commands/index.ts';
import { type Command, type Decision, decide, type Empty, type Facts, refuseEmpty } from '../workflows/decide.ts';
import { type Refusal, type Rule, refuse } from '../workflows/rules/refusals.ts';
import { presentRules } from '../workflows/ruleVersions.ts';
import { type Database, RetryableError } from './database/pool.ts';
import { type FactsWanted, type ReadBefore, readFacts } from './facts.ts';
import { isId } from './forms.ts';
import { numberUpTo } from './paperNumbers.ts';
import { countsFrom } from './receipt.ts';

/** Who asks, in which agency, and for whom when under a delegation; and when the server received it, where it waited since. */
export type Actor = {
  readonly agency: string;
  readonly person: string;
  readonly onBehalfOf?: string;
  readonly receivedAt?: string;
};

/** What was recorded, the same however often it is asked for under one key. */
export type Answer = {
  readonly dossier: string;
  readonly revision: number;
  readonly event: string;
  readonly papers?: readonly {
    readonly kind: string;
    readonly register: string;
    readonly year: number;
    readonly number: number;
  }[];
};
export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly refusal: Refusal };
/** What would be so: the postings with their cap legs, and the balances after them. */
export type WhatIf =
  | {
      readonly ok: true;
      readonly postings: readonly [string, string, bigint, boolean][];
      readonly balances: ReadonlyMap<string, bigint>;
    }
  | { readonly ok: false; readonly refusal: Refusal };

export type Recorder = {
  /** Decides and records. A key makes it happen once, however often it is sent. Throws RetryableError when the database stays away. */
  act(command: Command, actor: Actor, key: string): Promise<Outcome>;
  /** Everything `act` would do, undone again. A refusal is kept where it was `asked`, and not only looked at beforehand. */
  whatIf(command: Command, actor: Actor, asked?: 'asked'): Promise<WhatIf>;
  /** Keeps what was tried and a page or its door refuses by itself, before any command is asked for. */
  note(tried: Tried, actor: Actor, refusal: Refusal): Promise<void>;
  /** One after another, each on its own: a result for each, and a refusal stops none of the others. */
  bulk(items: readonly { command: Command; key: string }[], actor: Actor): Promise<Outcome[]>;
};

/** What somebody tried: at a door that is of no dossier, none is known. */
export type Tried = Pick<Command, 'type' | 'input'> & { readonly dossier: string | null };

/** Nothing can be recorded while the clocks of the application and of PostgreSQL are too far apart. */
export class ClocksApartError extends Error {}

export type RecorderOptions = {
  db: Database;
  /** The time, ISO 8601. */
  now: () => string;
  /** How long `act` keeps trying while the database is away. */
  patienceMs?: number;
};

/** Refusals that are kept: that somebody tried is worth knowing (DESIGN §2). */
const kept: ReadonlySet<Rule> = new Set([
  'role',
  'excludedDuty',
  'givesOffices',
  'notTheirs',
  'notOwner',
  'notInvited',
  'judgesHere',
  'ownTeam',
  'conflicted',
  'interestNotDeclared',
  'auditorAlone',
  'votedAlready',
  'chairHasVoted',
  'yearNotOver',
  'yearNotBegun',
  'cap',
  'seats',
  'unknownLaw',
  'capBelowUse',
  'budgetShort',
  'notEnough',
  'partyOwes',
  'acceptedMoreThanAsked',
  'clearedMoreThanAdvanced',
  'recoveredMoreThanSettled',
  'cashMoreThanDue',
  'planExceedsAward',
  'releaseExceedsReserved',
  'moreThanRecommended',
  'awardedBefore',
  'duration',
  'longerThanRecommended',
  'nettedAgainst',
  'dueBeforeNovation',
  'changedSinceApproval',
  'noAdvance',
  'evidenceUsed',
  'voucherUsed',
]);

type FoundEmpty = Empty & { times: number };

/** How often a decision is made again because something it relied on has changed, before the person is told. */
const mostAttempts = 50;

export function createRecorder({ db, now, patienceMs = 10_000 }: RecorderOptions): Recorder {
  const readBefore: ReadBefore = new Map();

  function wantedBy(command: Command, actor: Actor, key: string): FactsWanted {
    const spec = specs[command.type];
    const parsed = inputOf(command);
    const input = parsed.success ? (parsed.data as never) : null;
    return {
      agency: actor.agency,
      dossier: command.dossier,
      actor: actor.person,
      onBehalfOf: actor.onBehalfOf ?? null,
      key,
      others: input === null ? [] : (spec.needs?.(input, actor.agency) ?? []),
      accounts: input === null ? null : (spec.needsAccounts?.(input) ?? null),
    };
  }

  async function act(command: Command, actor: Actor, key: string): Promise<Outcome> {
    const receivedAt = countsFrom(actor.receivedAt, now());
    const patience = performance.now() + patienceMs;
    let inputHash: string;
    try {
      inputHash = hashOf(command, actor);
    } catch {
      return refused(refuse('input', { details: { problem: 'input' } }));
    }
    if (!isId(command.dossier) || !isId(key)) return refused(refuse('noSuchDossier'));
    const wanted = wantedBy(command, actor, key);
    let empty = null as FoundEmpty | null;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { facts, recorded } = await readFacts(db, readBefore, wanted, receivedAt);
        if (recorded !== null)
          return recorded.inputHash === inputHash
            ? { ok: true, answer: JSON.parse(recorded.answer) }
            : refused(refuse('keyReused'));
        const outcome = decide(command, facts);
        if (!outcome.ok) return await keep(refused(await numbered(outcome.refusal, facts)), command, actor);
        // The database found a vessel empty that the facts do not explain (a novation's new rooms): say so.
        if (empty !== null && empty.times > 2)
          return await keep(refused(await numbered(refuseEmpty(empty, facts), facts)), command, actor);
        const sent = performance.now();
        try {
          const text = statement(command, outcome.decision, facts, actor, key, inputHash, receivedAt, now());
          const [row] = await db.run<{ answer: Answer }>('select record_decision($1::text::jsonb) as answer', [text]);
          if (row === undefined) throw new RetryableError('the database answered with nothing');
          return { ok: true, answer: row.answer };
        } catch (error) {
          const refusal = refusalOf(error, outcome.decision);
          if (refusal !== null) return await keep(refused(refusal), command, actor);
          const found = emptyOf(error);
          if (found !== null) empty = { ...found, times: (empty?.account === found.account ? empty.times : 0) + 1 };
          else if (codeOf(error) === 'VU008' && performance.now() - sent > 4_000) {
            // it waited for a connection: the clocks agree, the statement was old
            throw new RetryableError('the statement waited too long to be sent', { cause: error });
          } else if (codeOf(error) === 'VU010') {
            throw new RetryableError('the database is upgraded: it records what other rules decide', { cause: error });
          } else if (codeOf(error) !== 'VU002') throw clockFault(error);
          if (attempt >= mostAttempts) return refused(refuse('stalePage'));
          await pause(Math.random() * Math.min(2 ** attempt, 40));
        }
      } catch (error) {
        if (!(error instanceof RetryableError) || performance.now() > patience) throw error;
        await pause(20 + Math.random() * 80);
      }
    }
  }

  type Refused = { readonly ok: false; readonly refusal: Refusal };
  async function keep(outcome: Refused, command: Tried, actor: Actor): Promise<Refused> {
    const { refusal } = outcome;
    if (!kept.has(refusal.rule)) return outcome;
    const { id: about } = command.input as { id?: Json };
    const row = {
      agency: actor.agency,
      dossier: command.dossier,
      command: command.type,
      actor: actor.person,
      rule: refusal.rule,
      // the request or recovery that it was about
      details: { ...refusal, ...(typeof about === 'string' && { about }) } as unknown as Json,
      at: now(),
    };
    await db.run('select record_refusal($1::text::jsonb)', [canonicalJson(row)]).catch((error: unknown) => {
      if (!(error instanceof RetryableError)) throw error; // nothing happened, and nothing depends on its note
    });
    return outcome;
  }

  /** A refusal that stands on the award, with the number that the register gave the award. */
  async function numbered(refusal: Refusal, { agency, dossier, pack }: Facts): Promise<Refusal> {
    if (refusal.clause?.of !== 'award' || dossier === null || pack === null) return refusal;
    const instrument = await numberUpTo(db, pack, { agency, dossier: dossier.id, kind: 'awardDecision' });
    return { ...refusal, clause: instrument === '' ? null : { ...refusal.clause, instrument } };
  }

  async function whatIf(command: Command, actor: Actor, asked?: 'asked'): Promise<WhatIf> {
    const outcome = await tryOut(command, actor);
    return outcome.ok || asked === undefined ? outcome : keep(outcome, command, actor);
  }

  async function tryOut(command: Command, actor: Actor): Promise<WhatIf> {
    const key = v7();
    const at = now();
    const { facts } = await readFacts(db, readBefore, wantedBy(command, actor, key), at);
    const outcome = decide(command, facts);
    if (!outcome.ok) return refused(await numbered(outcome.refusal, facts));
    try {
      const text = statement(command, outcome.decision, facts, actor, key, hashOf(command, actor), at, now());
      const [row] = await db.run<{
        outcome: { postings: [string, string, string, boolean][]; balances: Record<string, string> };
      }>('select what_if($1::text::jsonb) as outcome', [text]);
      const { postings, balances } = row!.outcome;
      return {
        ok: true,
        postings: postings.map(([source, target, amount, derived]) => [source, target, BigInt(amount), derived]),
        balances: new Map(Object.entries(balances).map(([id, balance]) => [id, BigInt(balance)])),
      };
    } catch (error) {
      const empty = emptyOf(error);
      if (empty !== null) return refused(await numbered(refuseEmpty(empty, facts), facts));
      const refusal = codeOf(error) === 'VU002' ? refuse('stalePage') : refusalOf(error, outcome.decision);
      if (refusal === null) throw clockFault(error);
      return refused(refusal);
    }
  }

  async function bulk(items: readonly { command: Command; key: string }[], actor: Actor): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const { command, key } of items) outcomes.push(await act(command, actor, key));
    return outcomes;
  }

  async function note(tried: Tried, actor: Actor, refusal: Refusal): Promise<void> {
    await keep(refused(refusal), tried, actor);
  }

  return { act, whatIf, note, bulk };
}

const refused = (refusal: Refusal) => ({ ok: false, refusal }) as const;

/** What the database did not take, as the refusal that it is; null for what is no refusal. */
function refusalOf(error: unknown, decision: Decision): Refusal | null {
  const message = error instanceof Error ? error.message : '';
  switch (codeOf(error)) {
    case 'VU001':
      return refuse('keyReused');
    case 'VU005':
      return refuse('unknownLaw', { details: { cap: message } }); // named by the pack of whoever reads it
    case 'VU007':
      return refuse('excludedDuty', { details: { earlier: '-', duty: decision.duties[0]?.duty ?? '-' } });
    case 'VU009':
      return refuse(message === 'shareIsNoLimit' ? 'shareIsNoLimit' : 'otherVersion');
    default:
      return null;
  }
}

/** The vessel that the database found too empty, with what it holds and what was asked of it. */
function emptyOf(error: unknown): Empty | null {
  if (codeOf(error) !== 'VU004') return null;
  const found = JSON.parse(String((error as { detail?: string }).detail)) as Record<
    'account' | 'balance' | 'asked',
    string
  > & { used: string | null };
  const { account, balance, asked, used } = found;
  return {
    account,
    balance: BigInt(balance),
    asked: BigInt(asked),
    poured: 0n,
    ...(used === null ? {} : { used: BigInt(used) }),
  };
}

const clockFault = (error: unknown) =>
  codeOf(error) === 'VU008'
    ? new ClocksApartError('the clocks of the application and of PostgreSQL are too far apart', { cause: error })
    : error;

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

/**
 * The same request has the same hash; a key may not be used for another. Throws for an input that has no canonical text:
 * fractions and endless nesting.
 */
export function hashOf(command: Command, actor: Actor): string {
  const { type, dossier, input } = command;
  return createHash('sha256')
    .update(canonicalJson({ type, dossier, input, actor: actor.person, onBehalfOf: actor.onBehalfOf ?? null }))
    .digest('hex');
}

/** What history keeps of a decision: enough to decide it again. Canonical, so that its bytes can be hashed. */
export function payloadOf(
  command: Command,
  decision: Decision,
  facts: Pick<Facts, 'agency' | 'actor' | 'onBehalfOf'>,
  at: string,
  rules = presentRules,
): string {
  const { revision, answer: _, ...rest } = decision;
  return canonicalJson({
    ...(rest as unknown as Record<string, Json>),
    revision: revision + 1,
    rules,
    agency: facts.agency,
    actor: facts.actor,
    onBehalfOf: facts.onBehalfOf,
    at,
    command: { type: command.type, input: command.input },
  });
}

/** The argument of record_decision(): one JSON text. What is decided stands in the payload, once. */
export function statement(
  command: Command,
  decision: Decision,
  facts: Facts,
  actor: Actor,
  key: string,
  inputHash: string,
  at: string,
  sentAt: string,
): string {
  const { dossier, revision, answer } = decision;
  const payload = payloadOf(command, decision, facts, at);
  return JSON.stringify({ agency: actor.agency, dossier, revision, key, inputHash, sentAt, answer, payload });
}
