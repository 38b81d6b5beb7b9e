// An agency as its history says it stands, rebuilt event by event. Nothing here comes from the tables that it is compared with.

import type { DossierKind, Facts, JsonObject, Other, StateRow } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import type { Pack } from '../../workflows/programmes/schema.ts';
import type { Posting } from '../../workflows/rules/accounts.ts';
import type { Pins } from '../../workflows/rules/caps.ts';
import type { Payload } from './payload.ts';

export type Deadline = {
  readonly subject: string;
  readonly what: string;
  readonly dueAt: string;
  readonly dueOn: string;
  readonly set: number;
  cleared: number | null;
  /** Whether its row was seen. */
  seen: boolean;
};

/** What a payment needs to have been given, by disbursement. */
export type Backing = { evidence: number; ordered: boolean };

export type Dossier = {
  readonly id: string;
  readonly kind: DossierKind;
  revision: number;
  /** The version of the rules that its newest event was decided by. */
  rules: number;
  /** Hash of the newest row, as stored, in hex. */
  head: string;
  /** ISO 8601 in UTC with microseconds: comparable as text. */
  lastAt: string;
  pins: Pins & { readonly pack: string | null };
  debt: bigint;
  readonly states: Map<string, StateRow>;
  readonly statesSetAt: Map<string, number>;
  readonly duties: { subject: string; duty: string; person: string; revision: number }[];
  readonly deadlines: Map<string, Deadline>;
  readonly backings: Map<string, Backing>;
  /** The latest event that relied on its present revision. */
  reliedOn: { readonly row: string; readonly at: string } | null;
};

const unpinned = { call: null, party: null, pack: null, stage: null, beneficiaryClass: null, awardYear: null };

export class World {
  readonly agency: string;
  readonly dossiers = new Map<string, Dossier>();
  /** Every account that was opened, with what it holds. */
  readonly balances = new Map<string, bigint>();
  readonly #calendar: string;
  readonly #byOwner = new Map<string, string[]>();

  constructor(agency: string) {
    this.agency = agency;
    this.#calendar = registerDossier(agency, 'calendar');
  }

  begin(id: string, kind: DossierKind, head: string): Dossier {
    const dossier: Dossier = {
      id,
      kind,
      revision: 0,
      rules: 0,
      head,
      lastAt: '',
      pins: unpinned,
      debt: 0n,
      states: new Map(),
      statesSetAt: new Map(),
      duties: [],
      deadlines: new Map(),
      backings: new Map(),
      reliedOn: null,
    };
    this.dossiers.set(id, dossier);
    return dossier;
  }

  open(account: string): void {
    if (this.balances.has(account)) return;
    this.balances.set(account, 0n);
    const { owner } = shapeOf(account);
    const owned = this.#byOwner.get(owner);
    if (owned === undefined) this.#byOwner.set(owner, [account]);
    else owned.push(account);
  }

  accountsOf(owner: string): readonly string[] {
    return this.#byOwner.get(owner) ?? [];
  }

  pour([source, target, amount]: Posting): void {
    for (const account of [source, target]) this.open(account);
    this.balances.set(source, this.balances.get(source)! - amount);
    this.balances.set(target, this.balances.get(target)! + amount);
  }

  /** What a decision was made on, as src/facts.ts reads it, had it been read now. */
  factsFor(
    payload: Payload,
    needs: { others: readonly (string | null | undefined)[]; accounts: string | null },
  ): Facts {
    const dossier = this.dossiers.get(payload.dossier) ?? null;
    const { call = null, party = null, pack: pinned = null } = dossier?.pins ?? {};
    const named = new Set<string>();
    for (const id of [this.#calendar, payload.actor, payload.onBehalfOf, ...needs.others, call, party, pinned])
      if (id != null) named.add(id);
    for (const { facts } of dossier?.states.values() ?? [])
      for (const id of [facts.payee, facts.company]) if (typeof id === 'string') named.add(id);
    if (dossier?.kind === 'figure')
      for (const giver of this.#giversTo([payload.actor, payload.onBehalfOf])) named.add(giver);
    const wanted = new Set(named);
    for (const id of named) {
      const pack = this.dossiers.get(id)?.states.get('call')?.facts.pack;
      if (typeof pack === 'string') wanted.add(pack);
    }
    const others = new Map<string, Other>();
    let pack: Pack | null = null;
    for (const id of [...wanted].sort()) {
      const other = this.dossiers.get(id);
      if (other === undefined) continue;
      const state = other.states.get(other.kind) ?? null;
      others.set(id, { id, revision: other.revision, kind: other.kind, debt: other.debt, state });
      if (other.kind === 'pack') pack = (state?.facts ?? null) as unknown as Pack | null;
    }
    return {
      agency: this.agency,
      now: payload.at,
      rules: payload.rules,
      actor: payload.actor,
      onBehalfOf: payload.onBehalfOf,
      dossier: dossier && { ...dossier.pins, id: dossier.id, kind: dossier.kind, revision: dossier.revision },
      // in the order in which the database gives them, which is what came of it when it was decided
      states: new Map([...(dossier?.states ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))),
      others,
      pack,
      duties: dossier?.duties ?? [],
      balances: new Balances(this, [payload.dossier, 'agency', ...named], needs.accounts),
    };
  }

  /** Whoever lent an office to one of these persons. */
  #giversTo(persons: readonly (string | null)[]): string[] {
    const people = [...this.dossiers.values()].filter(({ kind }) => kind === 'person');
    const lent = ({ states }: Dossier) => (states.get('person')?.facts.delegations ?? []) as { to: string }[];
    return people.filter((one) => lent(one).some(({ to }) => persons.includes(to))).map(({ id }) => id);
  }

  /** What the dossier's money is counted under; null where it is pinned to no pack. */
  capsOf({ pins }: Dossier): { pack: Pack; limits: Readonly<Record<string, string>> } | null {
    const pack = pins.pack === null ? undefined : this.dossiers.get(pins.pack)?.states.get('pack')?.facts;
    const limits = pins.call === null ? undefined : this.dossiers.get(pins.call)?.states.get('call')?.facts.limits;
    return pack === undefined
      ? null
      : { pack: pack as unknown as Pack, limits: (limits ?? {}) as JsonObject as Record<string, string> };
  }
}

/** The balances that a decision saw: looked up in all there are, listed for those whom it concerns. */
export class Balances implements ReadonlyMap<string, bigint> {
  readonly #world: World;
  readonly #owners: readonly string[];
  readonly #prefix: string | null;
  #listed: Map<string, bigint> | null = null;

  constructor(world: World, owners: readonly string[], prefix: string | null = null) {
    this.#world = world;
    this.#owners = owners;
    this.#prefix = prefix;
  }

  get #list(): Map<string, bigint> {
    if (this.#listed !== null) return this.#listed;
    const list = new Map<string, bigint>();
    const { balances } = this.#world;
    for (const owner of new Set(this.#owners))
      for (const account of this.#world.accountsOf(owner)) list.set(account, balances.get(account)!);
    if (this.#prefix !== null)
      for (const [account, balance] of balances) if (account.startsWith(this.#prefix)) list.set(account, balance);
    this.#listed = list;
    return list;
  }

  get = (account: string) => this.#world.balances.get(account);
  has = (account: string) => this.#world.balances.has(account);
  get size() {
    return this.#list.size;
  }
  entries = () => this.#list.entries();
  keys = () => this.#list.keys();
  values = () => this.#list.values();
  [Symbol.iterator] = () => this.#list.entries();
  forEach(each: (value: bigint, key: string, map: ReadonlyMap<string, bigint>) => void): void {
    for (const [account, balance] of this.#list) each(balance, account, this);
  }
}

/** Whose an account is, its unit, and whether it is a source: all of it follows from its address (sql/functions/open_accounts.sql). */
export function shapeOf(account: string): { owner: string; unit: string; isSource: boolean } {
  const part = account.split('/');
  const vessel = part.at(-1)!;
  const isSource = ['authority', 'appropriation', 'carriedIn', 'source', 'claimed'].includes(vessel);
  if (part[0] === 'A') return { owner: part[2] ?? '', unit: 'vnd.promise', isSource };
  if (part[0] === 'B') return { owner: part.length === 5 ? part[3]! : 'agency', unit: 'vnd.budget', isSource };
  if (part[1] === 'party') return { owner: part[2] ?? '', unit: 'vnd.support', isSource };
  if (part[1] === 'base') return { owner: part[2] ?? '', unit: 'vnd.base', isSource };
  const room = part.slice(0, -1).join('/');
  if (vessel === 'claimed') return { owner: 'agency', unit: `claims.${room}`, isSource };
  if (vessel.startsWith('claims:')) return { owner: vessel.slice(7), unit: `claims.${room}`, isSource };
  return { owner: (part[3] ?? '').split(';')[0]!, unit: room, isSource };
}
