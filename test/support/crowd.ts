import { expect } from 'vitest';
import { connect } from '../../src/database/pool.ts';
import { type Actor, createRecorder, type Outcome, type Recorder } from '../../src/record.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { checkPack } from '../../workflows/programmes/schema.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { TestDatabase } from './database.ts';
import { fictionalPack } from './stage.ts';

/** What a test may change in a copy of the fictional pack. */
export type PackDraft = {
  stages: { id: string; totalVnd: { value: string }; gates: { lastTrancheNeeds: string[] } }[];
  caps: {
    id: string;
    kind: string;
    stage: string | null;
    line: string | null;
    owner: string;
    per: string[];
    drawnAt: string;
    givesBack: boolean;
    limitVnd?: string;
    limitSeats?: number;
    ceiling: { limitVnd?: string; limitSeats?: number } | null;
    source: { article: string | null };
  }[];
};

/** Where a cap of the fictional pack stands in its (fictional) law. */
export const sourceOf = (cap: string) => (fictionalPack as PackDraft).caps.find((c) => c.id === cap)!.source;
export const articleOf = (cap: string) => sourceOf(cap).article;

/** A copy of the fictional pack with other limits, by cap id, and further caps that are like one of its own but for what is said. */
export function packWith(
  limits: Record<string, string | number>,
  more: readonly ({ id: string; like: string } & Partial<PackDraft['caps'][number]>)[] = [],
): JsonObject {
  const pack = structuredClone(fictionalPack) as PackDraft;
  for (const { like, ...cap } of more)
    pack.caps.push({ ...structuredClone(pack.caps.find((c) => c.id === like)!), ...cap });
  for (const [id, limit] of Object.entries(limits)) {
    const cap = pack.caps.find((c) => c.id === id);
    if (cap === undefined) throw new Error(`no cap ${id}`);
    const figure = typeof limit === 'number' ? { limitSeats: limit } : { limitVnd: limit };
    Object.assign(cap, figure);
    if (cap.ceiling !== null) Object.assign(cap.ceiling, figure);
    if (id === 'chinh.total') pack.stages[0]!.totalVnd.value = String(limit);
  }
  // these projects ask for all of their award, and have nothing to show for it
  for (const stage of pack.stages) stage.gates.lastTrancheNeeds = [];
  const checked = checkPack(pack);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return pack as unknown as JsonObject;
}

/** Does something for each, at most `width` at a time. */
export async function each<T, R>(
  items: readonly T[],
  width: number,
  what: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await what(items[i]!, i);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}

export const range = (n: number) => Array.from({ length: n }, (_, i) => i);
export const refusals = (outcomes: readonly Outcome[]): Refusal[] => outcomes.flatMap((o) => (o.ok ? [] : [o.refusal]));
export const granted = (outcomes: readonly Outcome[]) => outcomes.filter((o) => o.ok).length;

/** Several applications on one database, each with its own pool and memory; requests go round them. */
export function officesOn(stage: { appUrl: string }, count = 3, max = 6) {
  const pools = Array.from({ length: count }, () => connect(stage.appUrl, { max }));
  const recorders = pools.map((db) => createRecorder({ db, now: () => new Date().toISOString() }));
  let turn = 0;
  const act: Recorder['act'] = (command, actor, key) => recorders[turn++ % count]!.act(command, actor, key);
  return { act, recorders, close: () => Promise.all(pools.map((pool) => pool.end(1_000))) };
}

export const inAgency =
  (agency: string) =>
  (person: string): Actor => ({ agency, person });

type Kept = {
  dossier: string;
  revision: number;
  payload: string;
  ids: bigint[] | null;
};
type Leg = {
  id: bigint;
  dossier: string;
  revision: number;
  source: string;
  target: string;
  amount: bigint;
  derived: boolean;
};
type Payload = {
  reads: { id: string; revision: number; debt?: string }[];
  balances: [string, string][];
  postings: [string, string, string][];
  states: { subject: string; value: unknown }[];
};

/**
 * Nothing is torn: every chain is whole and ends in its dossier's row, every event has its one key, its postings and its states,
 * every balance is the sum of its postings, every room and what is used of it are what was poured in, every debt is what is due.
 */
export async function expectWhole({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  const none = async (what: string, text: string) => expect(await owner.run(text), what).toEqual([]);
  await none(
    'chains that are broken',
    `select * from (select d.id, h.revision, h.hash, row_number() over w as place, d.head, d.revision as newest,
       sha256(coalesce(lag(h.hash) over w, sha256(convert_to(d.agency || '/' || d.id || '/' || d.kind, 'utf8'))) || convert_to(h.payload, 'utf8')) as expected,
       h.at < lag(h.at) over w as backwards, last_value(h.hash) over (partition by d.agency, d.id order by h.revision rows between unbounded preceding and unbounded following) as last
     from dossier d left join history h on h.agency = d.agency and h.dossier = d.id window w as (partition by d.agency, d.id order by h.revision)) x
     where revision is null or place <> revision or hash <> expected or backwards or (revision = newest) <> (hash = head) or last <> head`,
  );
  await none(
    'events with no key, or more than one',
    `select h.dossier, h.revision, count(c.key) from history h left join command c using (agency, dossier, revision)
     group by 1, 2 having count(c.key) <> 1`,
  );
  await none(
    'keys without their event',
    `select c.key from command c left join history h using (agency, dossier, revision) where h.dossier is null`,
  );
  await none(
    'events whose postings are not those that they say',
    `with said as (select agency, dossier, revision, p->>0 s, p->>1 t, (p->>2)::bigint a from history, jsonb_array_elements(payload::jsonb->'postings') p),
     done as (select agency, dossier, revision, source, target, amount from posting where not derived)
     (select * from said except all select * from done) union all (select * from done except all select * from said)`,
  );
  await none(
    'states that are not those of the newest event that set them',
    `select * from (select distinct on (h.agency, h.dossier, s->>'subject') h.agency, h.dossier, s->>'subject' subject, h.revision, s->'value' value
       from history h, jsonb_array_elements(h.payload::jsonb->'states') s order by 1, 2, 3, h.revision desc) n
     full join state using (agency, dossier, subject)
     where n.value is distinct from state.value or n.revision is distinct from state.revision`,
  );
  await none(
    'balances that are not the sum of their postings, or below zero',
    `select a.id, a.balance from account a left join (select agency, id, sum(x) balance from
       (select agency, target id, amount x from posting union all select agency, source, -amount from posting) y group by 1, 2) p using (agency, id)
     where a.balance <> coalesce(p.balance, 0) or (not a.is_source and a.balance < 0)`,
  );
  await none(
    'postings between two units',
    `select p.id from posting p join account s on s.agency = p.agency and s.id = p.source join account t on t.agency = p.agency and t.id = p.target where s.unit <> t.unit`,
  );
  await none(
    'rooms that hold more or less than was poured in',
    `select unit, sum(balance) from account where unit like 'C/%' group by unit having sum(balance) <> 0`,
  );
  await none(
    'debts that are not what is due',
    `select p.id, p.debt from dossier p left join dossier d on d.agency = p.agency and d.party = p.id
     left join account a on a.agency = p.agency and a.owner = d.id::text and a.id like 'A/project/%/due'
     where p.kind = 'party' group by p.agency, p.id having p.debt <> coalesce(sum(a.balance), 0)`,
  );
}

/**
 * All that was decided at once could have been decided one after another: what each event relied on was so when it was recorded.
 * Read from the history and the postings alone. An event comes after the event that it relied on and before the next one of that
 * dossier; postings of one account have the order of their ids. In all this there is no circle; nothing was relied on that had passed.
 */
export async function expectOneOrder({ owner }: Pick<TestDatabase, 'owner'>): Promise<{ events: number }> {
  const kept = await owner.run<Kept>(
    `select h.dossier, h.revision, h.payload, (select array_agg(p.id order by p.id) from posting p where p.agency = h.agency and p.dossier = h.dossier
       and p.revision = h.revision) as ids from history h`,
  );
  const legs = await owner.run<Leg>(
    `select id, dossier, revision, source, target, amount, derived from posting order by id`,
  );
  const partyOf = new Map(
    (await owner.run<{ id: string; party: string }>(`select id, party from dossier where party is not null`)).map(
      ({ id, party }) => [id, party],
    ),
  );
  const name = (dossier: string, revision: number) => `${dossier}/${revision}`;
  const events = new Map(kept.map((k) => [name(k.dossier, k.revision), k]));
  const after = new Map<string, Set<string>>([...events.keys()].map((id) => [id, new Set<string>()]));
  const order = (first: string, then: string) => {
    if (first !== then && events.has(then)) after.get(first)!.add(then);
  };

  const byDossier = new Map<string, Kept[]>();
  for (const k of kept) byDossier.set(k.dossier, [...(byDossier.get(k.dossier) ?? []), k]);
  for (const k of kept) {
    const me = name(k.dossier, k.revision);
    order(me, name(k.dossier, k.revision + 1));
    for (const read of (JSON.parse(k.payload) as Payload).reads) {
      if (read.id === k.dossier) continue;
      expect(events.has(name(read.id, read.revision)), `${me} relied on ${read.id}/${read.revision}`).toBe(true);
      order(name(read.id, read.revision), me);
      order(me, name(read.id, read.revision + 1));
      if (k.ids === null) continue;
      for (const other of byDossier.get(read.id) ?? []) {
        if (other.ids === null) continue;
        if (other.revision <= read.revision)
          expect(other.ids.at(-1)! < k.ids[0]!, `${me} after what it read`).toBe(true);
        else expect(other.ids[0]! > k.ids.at(-1)!, `${me} before what came after what it read`).toBe(true);
      }
    }
  }

  // postings in the order of their ids: the running balance of every account, and the running debt of every party
  const lastOn = new Map<string, string>();
  const balance = new Map<string, bigint>();
  const debt = new Map<string, bigint>();
  const seen = new Set<string>(); // numbers of two events that share no account may interleave
  for (const leg of legs) {
    const me = name(leg.dossier, leg.revision);
    if (!seen.has(me)) {
      seen.add(me);
      const payload = JSON.parse(events.get(me)!.payload) as Payload;
      for (const read of payload.reads)
        if (read.debt !== undefined)
          expect(debt.get(read.id) ?? 0n, `${me} relied on a debt of ${read.debt}`).toBe(BigInt(read.debt));
      for (const [account, relied] of payload.balances)
        expect(balance.get(account) ?? 0n, `${me} relied on ${account}`).toBe(BigInt(relied));
    }
    for (const [account, change] of [
      [leg.source, -leg.amount],
      [leg.target, leg.amount],
    ] as const) {
      const earlier = lastOn.get(account);
      if (earlier !== undefined) order(earlier, me);
      lastOn.set(account, me);
      balance.set(account, (balance.get(account) ?? 0n) + change);
      const party = account.endsWith('/due') ? partyOf.get(leg.dossier) : undefined;
      if (party !== undefined) debt.set(party, (debt.get(party) ?? 0n) + change);
    }
  }

  const waitsFor = new Map<string, number>([...events.keys()].map((id) => [id, 0]));
  for (const followers of after.values())
    for (const follower of followers) waitsFor.set(follower, waitsFor.get(follower)! + 1);
  const free = [...waitsFor].filter(([, n]) => n === 0).map(([id]) => id);
  let placed = 0;
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    placed += 1;
    for (const follower of after.get(id)!) {
      const left = waitsFor.get(follower)! - 1;
      waitsFor.set(follower, left);
      if (left === 0) free.push(follower);
    }
  }
  const inCircle = [...waitsFor].filter(([, n]) => n > 0).map(([id]) => id);
  expect(inCircle, 'events that cannot be put into one order').toEqual([]);
  return { events: placed };
}
