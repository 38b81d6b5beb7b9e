// In which order an agency's events happened, as far as it matters to what they decided.
//
// record_decision() holds its locks until it commits, so the true order can be read off what it left behind: a chain's
// revisions; the revisions that an event read, which were still the newest when it was written; and the numbers of the
// postings, which are drawn while the accounts are locked. What none of these order does not depend on one another.

import type { Database } from '../database/pool.ts';

/** One event's place in history. */
export type Place = { readonly dossier: string; readonly revision: number };

type Node = Place & {
  at: number;
  posting: bigint | null;
  /** By how much it changed what its party owes. */
  owed: bigint;
  reads: readonly { id: string; revision: number; debt?: string }[];
};

type Row = Place & { at: number; reads: string | null; posting: bigint | null; owed: bigint | null };

const pageSize = 5_000;

const pageText = `
  select h.dossier, h.revision, extract(epoch from h.at)::float8 as at, p.posting, p.owed,
    substring(h.payload from '"reads":(\\[[^]]*\\])') as reads -- not as JSON: a payload may be anything by now
  from history h cross join lateral (
    select min(id) as posting,
      sum(case when target like '%/due' then amount else 0 end - case when source like '%/due' then amount else 0 end)::bigint as owed
    from posting p where p.agency = h.agency and p.dossier = h.dossier and p.revision = h.revision) p
  where h.agency = $1 and (h.dossier, h.revision) > ($2::uuid, $3)
  order by h.dossier, h.revision limit ${pageSize}`;

/** All events of an agency up to `horizon` (each dossier's newest revision then), so that causes come before effects. */
export async function orderOfEvents(
  db: Database,
  agency: string,
  horizon: ReadonlyMap<string, number>,
): Promise<Place[]> {
  const nodes: Node[] = [];
  let after: Place = { dossier: '00000000-0000-0000-0000-000000000000', revision: 0 };
  for (;;) {
    const rows = await db.run<Row>(pageText, [agency, after.dossier, after.revision]);
    for (const row of rows) if (row.revision <= (horizon.get(row.dossier) ?? 0)) nodes.push(nodeOf(row));
    if (rows.length < pageSize) break;
    after = rows.at(-1)!;
  }
  return sorted(nodes, precedences(nodes)).map((index) => nodes[index]!);
}

function nodeOf({ dossier, revision, at, posting, owed, reads: text }: Row): Node {
  let read: unknown = [];
  try {
    read = JSON.parse(text ?? '[]');
  } catch {
    // a payload that was tampered with: the chain and the replay name it
  }
  const reads = Array.isArray(read) ? read.filter((one) => typeof one === 'object' && one !== null) : [];
  return { dossier, revision, at, posting, owed: owed ?? 0n, reads };
}

/** Pairs of indexes, first before second, one after another. */
function precedences(nodes: readonly Node[]): number[] {
  const edges: number[] = [];
  const index = new Map<string, number>();
  for (const [i, { dossier, revision }] of nodes.entries()) index.set(`${dossier}/${revision}`, i);
  const before = (first: number | undefined, second: number | undefined) => {
    if (first !== undefined && second !== undefined && first !== second) edges.push(first, second);
  };
  for (const [i, { dossier, reads }] of nodes.entries()) {
    if (nodes[i - 1]?.dossier === dossier) before(i - 1, i); // they come by dossier and revision
    for (const read of reads) {
      before(index.get(`${read.id}/${read.revision}`), i);
      before(i, index.get(`${read.id}/${read.revision + 1}`));
    }
  }
  const posting = [...nodes.keys()].filter((i) => nodes[i]!.posting !== null);
  posting.sort((a, b) => (nodes[a]!.posting! < nodes[b]!.posting! ? -1 : 1));
  for (let i = 1; i < posting.length; i += 1) before(posting[i - 1], posting[i]);
  betweenDebts(nodes, posting, before);
  return edges;
}

/**
 * A party's debt changes without a new revision of the party. An event without postings that read a debt belongs
 * between two changes where the debt was that; of several such times, to the one nearest its own.
 */
function betweenDebts(
  nodes: readonly Node[],
  posting: readonly number[],
  before: (first: number | undefined, second: number | undefined) => void,
): void {
  type Change = { node: number; debt: string };
  const changes = new Map<string, Change[]>();
  const debts = new Map<string, bigint>();
  for (const node of posting) {
    const { owed, reads } = nodes[node]!;
    const party = reads.find((read) => read.debt !== undefined)?.id;
    if (owed === 0n || party === undefined) continue;
    const debt = (debts.get(party) ?? 0n) + owed;
    debts.set(party, debt);
    changes.set(party, [...(changes.get(party) ?? []), { node, debt: String(debt) }]);
  }
  for (const [i, { reads, at, posting }] of nodes.entries()) {
    for (const { id, debt } of reads) {
      const of = changes.get(id);
      if (debt === undefined || of === undefined || posting !== null) continue;
      let best = { distance: Infinity, from: undefined as number | undefined, to: undefined as number | undefined };
      for (let k = -1; k < of.length; k += 1) {
        if ((of[k]?.debt ?? '0') !== debt) continue;
        const [from, to] = [of[k]?.node, of[k + 1]?.node];
        const since = from === undefined ? -Infinity : nodes[from]!.at;
        const until = to === undefined ? Infinity : nodes[to]!.at;
        const distance = Math.max(since - at, at - until, 0);
        if (distance < best.distance) best = { distance, from, to };
      }
      before(best.from, i);
      before(i, best.to);
    }
  }
}

/** A topological order that follows the clock where nothing else decides. A circle, which only tampering makes, is cut. */
function sorted(nodes: readonly Node[], edges: readonly number[]): number[] {
  const waits = new Int32Array(nodes.length);
  const first = new Int32Array(nodes.length).fill(-1);
  const next = new Int32Array(edges.length / 2);
  for (let edge = 0; edge < next.length; edge += 1) {
    const [from, to] = [edges[2 * edge]!, edges[2 * edge + 1]!];
    waits[to]! += 1;
    next[edge] = first[from]!;
    first[from] = edge;
  }
  const byTime = [...nodes.keys()].sort((a, b) => nodes[a]!.at - nodes[b]!.at || a - b);
  const rank = new Int32Array(nodes.length);
  for (const [place, node] of byTime.entries()) rank[node] = place;
  const ready = new Heap();
  for (const node of byTime) if (waits[node] === 0) ready.push(rank[node]!);
  const done = new Uint8Array(nodes.length);
  const order: number[] = [];
  let oldest = 0;
  while (order.length < nodes.length) {
    let node = ready.size > 0 ? byTime[ready.pop()]! : -1;
    while (node === -1 || done[node] === 1) node = byTime[ready.size > 0 ? ready.pop() : oldest++]!;
    done[node] = 1;
    order.push(node);
    for (let edge = first[node]!; edge !== -1; edge = next[edge]!) {
      const to = edges[2 * edge + 1]!;
      waits[to]! -= 1;
      if (waits[to] === 0 && done[to] === 0) ready.push(rank[to]!);
    }
  }
  return order;
}

/** A binary heap of numbers, least first. */
class Heap {
  readonly #items: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= items[at]!) return;
      [items[parent], items[at]] = [items[at]!, items[parent]!];
      at = parent;
    }
  }

  pop(): number {
    const items = this.#items;
    const least = items[0]!;
    const last = items.pop()!;
    if (items.length > 0) {
      items[0] = last;
      this.#sink();
    }
    return least;
  }

  #sink(): void {
    const items = this.#items;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= items.length) return;
      const child = left + 1 < items.length && items[left + 1]! < items[left]! ? left + 1 : left;
      if (items[at]! <= items[child]!) return;
      [items[child], items[at]] = [items[at]!, items[child]!];
      at = child;
    }
  }
}
