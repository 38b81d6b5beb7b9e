// Who is proposed for which application, where many are given out at once: the same for the same facts, whoever asks.

/** An application to be given out: who may be proposed for it, and who was chosen for it already. */
export type ToGive = { readonly id: string; readonly possible: readonly string[]; readonly chosen: readonly string[] };

/**
 * A proposal for every application for which nobody was chosen: `each` of those who are possible there, so that the sheets that all
 * of them have in the end are as even as they can be. `open`: how many each has already, in the order in which equals are taken.
 */
export function spread(
  applications: readonly ToGive[],
  open: ReadonlyMap<string, number>,
  each: number,
): ReadonlyMap<string, readonly string[]> {
  const load = new Map(open);
  const loadOf = (person: string) => load.get(person) ?? 0;
  const order = new Map([...open.keys()].map((person, index) => [person, index]));
  const byLoad = (a: string, b: string) => loadOf(a) - loadOf(b) || (order.get(a) ?? 0) - (order.get(b) ?? 0);
  const give = (person: string, sheets: number) => load.set(person, loadOf(person) + sheets);
  for (const { chosen } of applications) for (const person of chosen) give(person, 1);
  const free = applications.filter(({ chosen }) => chosen.length === 0);
  const given = new Map<string, string[]>();
  // who has the fewest to choose among chooses first
  for (const { id, possible } of free.toSorted((a, b) => a.possible.length - b.possible.length)) {
    const taken = possible.toSorted(byLoad).slice(0, each);
    for (const person of taken) give(person, 1);
    given.set(id, taken);
  }
  for (let way = shorter(free, given, loadOf); way !== null; way = shorter(free, given, loadOf)) {
    for (const { id, from, to } of way) given.set(id, [...given.get(id)!.filter((one) => one !== from), to]);
    give(way[0]!.from, -1);
    give(way.at(-1)!.to, 1);
  }
  return new Map([...given].map(([id, persons]) => [id, persons.sort((a, b) => order.get(a)! - order.get(b)!)]));
}

type Step = { readonly id: string; readonly from: string; readonly to: string };

/**
 * A way by which a sheet goes from somebody, perhaps over others, to somebody who has at least two fewer; null where there is
 * none, and then no proposal is more even (each such way lowers the sum of squares, and the lowest has none).
 */
function shorter(
  applications: readonly ToGive[],
  given: ReadonlyMap<string, readonly string[]>,
  loadOf: (person: string) => number,
): Step[] | null {
  const givers = [...new Set([...given.values()].flat())].sort((a, b) => loadOf(b) - loadOf(a));
  for (const giver of givers) {
    const came = new Map<string, Step | null>([[giver, null]]);
    for (const person of came.keys()) {
      if (loadOf(person) <= loadOf(giver) - 2) return wayTo(person, came);
      for (const { id, possible } of applications) {
        const those = given.get(id)!;
        if (!those.includes(person)) continue;
        for (const to of possible) if (!those.includes(to) && !came.has(to)) came.set(to, { id, from: person, to });
      }
    }
  }
  return null;
}

/** The steps by which somebody was come to, the first on top. */
function wayTo(person: string, came: ReadonlyMap<string, Step | null>): Step[] {
  const step = came.get(person) ?? null;
  return step === null ? [] : [...wayTo(step.from, came), step];
}
