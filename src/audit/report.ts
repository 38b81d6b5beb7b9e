// What an audit finds: for each thing that must always be true, how much was looked at and which rows break it.

export type Broken = { readonly row: string; readonly what: string };
export type Check = { readonly name: string; readonly counted: number; readonly broken: readonly Broken[] };
export type Report = {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Events by earlier rules that today's decide otherwise: all but the decision itself was checked. */
  readonly notRepeated: number;
};

/** How the events are told of that today's rules do not decide again. */
export const toldOfEarlier = (events: number) => `decided by earlier rules (${events}), not repeated`;

/** DESIGN §11, in its order and by its numbers; the others, numbered on, hold what those ten take for granted. */
export const checkNames = {
  sums: '1 The postings of every event sum to zero in each unit',
  balances: '2 Every balance is the sum of its postings',
  notNegative: '3 No account but a source is below zero',
  replay: '4 Every event and every state is what its history decides again',
  chains: '5 Every dossier’s chain of hashes is whole',
  duties: '6 Nobody has two duties on one disbursement that exclude each other',
  payments: '7 Everything paid has its order, its reference and its evidence',
  time: '8 Every event has an actor, and time never runs backwards',
  keys: '9 Every event was asked for once, under one key',
  caps: '10 Every cap is used as history says, and stands behind every account that is subject to it',
  postings: '11 Every posting is one that was decided',
  promises: '12 Every deadline and every letter is one that was decided',
  papers: '13 Every paper is one that was decided, and no register has a gap',
  unexplained: '14 Nothing stands in the books that history does not explain',
  bytes: '15 Every attached file and every paper that was made has the bytes that were kept',
} as const;
export type CheckName = keyof typeof checkNames;

/** Collects what the checks counted and found, in the order of {@link checkNames}. */
export class Findings {
  notRepeated = 0;
  readonly #checks = new Map<CheckName, { counted: number; broken: Broken[] }>();

  /** `without`: checks for which there is nothing to look at. */
  constructor(without: readonly CheckName[] = []) {
    for (const name of (Object.keys(checkNames) as CheckName[]).filter((check) => !without.includes(check)))
      this.#checks.set(name, { counted: 0, broken: [] });
  }

  count(check: CheckName, by = 1): void {
    this.#checks.get(check)!.counted += by;
  }

  broken(check: CheckName, row: string, what: string): void {
    this.#checks.get(check)!.broken.push({ row, what });
  }

  report(): Report {
    const checks = [...this.#checks].map(([name, found]) => ({ name: checkNames[name], ...found }));
    return { ok: checks.every(({ broken }) => broken.length === 0), checks, notRepeated: this.notRepeated };
  }
}
