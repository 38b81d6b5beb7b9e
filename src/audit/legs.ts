// What must stand beside the postings that were asked for: cap legs, newly opened rooms, and what a novation moves. Derived
// here once more, from the pinned pack and the addresses alone, to be compared with what record_decision() added.

import type { Posting } from '../../workflows/rules/accounts.ts';
import { type CapContext, capLegs, type Link, linksOf } from '../../workflows/rules/caps.ts';
import { Balances, type Dossier, type World } from './world.ts';

export type Derived = { readonly legs: readonly Posting[]; readonly opened: readonly string[] };

/** The cap legs beside `asked`, before `asked` is poured, and the accounts that come into being with it. */
export function derive(
  world: World,
  dossier: Dossier,
  asked: readonly Posting[],
  novateTo: string | undefined,
): Derived {
  const opened = new Set<string>();
  for (const [source, target] of asked) opened.add(source).add(target);
  const caps = dossier.kind === 'application' ? world.capsOf(dossier) : null;
  if (caps === null) return { legs: [], opened: [...opened] };
  const context: CapContext = {
    dossier: dossier.id,
    pins: dossier.pins,
    balances: new Balances(world, [dossier.id]),
    ...caps,
  };
  const legs = asked.length === 0 ? [] : [...capLegs(asked, context).legs];
  for (const account of [...opened]) {
    if (world.balances.has(account)) continue;
    for (const link of linksOf(account, dossier.id, dossier.pins, caps.pack, caps.limits))
      openRoom(opened, link.room, link.how === 'claim' ? dossier.pins.party : null);
  }
  if (novateTo !== undefined) legs.push(...novationLegs(world, context, novateTo, opened));
  return { legs: legs.filter(([, , amount]) => amount !== 0n), opened: [...opened] };
}

function openRoom(opened: Set<string>, room: string, claimant: string | null): void {
  for (const vessel of ['room', 'authority', 'used']) opened.add(`${room}/${vessel}`);
  if (claimant !== null) for (const vessel of ['claimed', `claims:${claimant}`]) opened.add(`${room}/${vessel}`);
}

/** What each room holds of a dossier, under the links of its accounts. */
function heldByRoom(world: World, context: CapContext): Map<string, { links: Link[]; claimed: bigint; drawn: bigint }> {
  const rooms = new Map<string, { links: Link[]; claimed: bigint; drawn: bigint }>();
  for (const account of world.accountsOf(context.dossier)) {
    for (const link of linksOf(account, context.dossier, context.pins, context.pack, context.limits)) {
      const held = rooms.get(link.room) ?? { links: [], claimed: 0n, drawn: 0n };
      rooms.set(link.room, held);
      held.links.push(link);
      if (link.how === 'claim') held.claimed += world.balances.get(account)!;
      if (link.how === 'draw') held.drawn += world.balances.get(account)!;
    }
  }
  return rooms;
}

/**
 * Novation: the claims of seats pass from one party to the other, what is used of the old party's own rooms moves to the
 * new party's, which are opened and filled as the pack says where they are new.
 */
function novationLegs(world: World, context: CapContext, to: string, opened: Set<string>): Posting[] {
  const from = context.pins.party!;
  const legs: Posting[] = [];
  for (const [room, { links, claimed, drawn }] of heldByRoom(world, context)) {
    if (claimed > 0n) legs.push(...passClaim(world, room, from, to, claimed, opened));
    if (room.split('/')[3]?.split(';')[0] !== from) continue;
    const newRoom = room.replaceAll(`/${from}`, `/${to}`);
    const { cap, limit } = links[0]!;
    if (!world.balances.has(`${newRoom}/room`)) {
      openRoom(opened, newRoom, null);
      if (cap.kind !== 'share') legs.push([`${newRoom}/authority`, `${newRoom}/room`, limit ?? 0n]);
    }
    legs.push([`${room}/used`, `${room}/room`, drawn], [`${newRoom}/room`, `${newRoom}/used`, drawn]);
  }
  return legs;
}

function passClaim(
  world: World,
  room: string,
  from: string,
  to: string,
  claimed: bigint,
  opened: Set<string>,
): Posting[] {
  for (const vessel of ['claimed', `claims:${to}`]) opened.add(`${room}/${vessel}`);
  const legs: Posting[] = [
    [`${room}/claims:${from}`, `${room}/claimed`, claimed],
    [`${room}/claimed`, `${room}/claims:${to}`, claimed],
  ];
  const before = (party: string) => world.balances.get(`${room}/claims:${party}`) ?? 0n;
  if (before(from) === claimed) legs.push([`${room}/used`, `${room}/room`, 1n]);
  if (before(to) === 0n) legs.push([`${room}/room`, `${room}/used`, 1n]);
  return legs;
}
