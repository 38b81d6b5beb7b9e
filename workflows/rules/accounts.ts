// The addresses of the vessels (DESIGN §4). An account's id says everything about it, in SQL too (sql/functions/open_accounts.sql).

/** One movement of whole đồng, or of seats, from one vessel to another. */
export type Posting = readonly [source: string, target: string, amount: bigint];

/** The vessels of book A that a project has for each expense line. */
export const lineVessels = [
  'awarded',
  'held',
  'ordered',
  'advanced',
  'settled',
  'due',
  'returned',
  'writtenOff',
] as const;
export type LineVessel = (typeof lineVessels)[number];

/** The units of per-unit caps that an item counts under, e.g. { person: 'chuyen-gia-1', course: 'k1' }. */
export type Units = Readonly<Record<string, string>>;

/** The part of an address that names the units: '-' for none, else 'course=k1;person=chuyen-gia-1', in order of name. */
export function unitKey(units: Units | undefined): string {
  const keys = Object.keys(units ?? {}).sort();
  return keys.length === 0 ? '-' : keys.map((key) => `${key}=${units?.[key]}`).join(';');
}

/** Book A, the promise. */
export const promise = {
  authority: (call: string) => `A/call/${call}/authority`,
  uncommitted: (call: string) => `A/call/${call}/uncommitted`,
  line: (dossier: string, line: string, unit: string, vessel: LineVessel) =>
    `A/project/${dossier}/${line}/${unit}/${vessel}`,
};

/** The vessels of book B that a project has for each year and source. */
export type ProjectVessel = 'carriedIn' | 'reserved' | 'ordered' | 'paid' | 'lapsed';

/** Book B, the budget of one year and source. */
export const budget = {
  appropriation: (year: number, source: string) => `B/${year}/${source}/appropriation`,
  available: (year: number, source: string) => `B/${year}/${source}/available`,
  carried: (year: number, source: string) => `B/${year}/${source}/carried`,
  lapsed: (year: number, source: string) => `B/${year}/${source}/lapsed`,
  /** `carriedIn`: a source of its own, out of which a year before pours what was reserved in it; `lapsed`: what of that was not used. */
  project: (year: number, source: string, dossier: string, vessel: ProjectVessel) =>
    `B/${year}/${source}/${dossier}/${vessel}`,
};

/** What a project has of one year and source. */
export type ProjectBudget = Readonly<Record<ProjectVessel, bigint>>;

/** As the vessels of a project in one year and source are read one by one. */
export const projectBudget = (of: (vessel: ProjectVessel) => bigint): ProjectBudget => ({
  carriedIn: -of('carriedIn'),
  reserved: of('reserved'),
  ordered: of('ordered'),
  paid: of('paid'),
  lapsed: of('lapsed'),
});

/** What was carried over into a year is spent first. How much of what is spent in it was not carried over. */
const ownSpent = ({ carriedIn, lapsed, ordered, paid }: ProjectBudget): bigint =>
  positive(ordered + paid - (carriedIn - lapsed));

/** How much of what is reserved was carried over: it is nobody else's, and lapses where the project does not use it. */
export function carriedReserved(has: ProjectBudget): bigint {
  const left = positive(has.carriedIn - has.lapsed - has.ordered - has.paid);
  return left < has.reserved ? left : has.reserved;
}

/** What of an amount that a project gives up is free for others again; the rest was carried over, and lapses. */
export function freed(has: ProjectBudget, vessel: 'reserved' | 'paid', amount: bigint): bigint {
  const own = vessel === 'paid' ? ownSpent(has) : has.reserved - carriedReserved(has);
  return amount < own ? amount : own;
}

const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** What shares are shares of: the accepted cost of a line, or what was awarded for it. */
export const base = {
  source: (dossier: string) => `C/base/${dossier}/-/-/source`,
  cost: (dossier: string, line: string, unit: string) => `C/base/${dossier}/${line}/${unit}/cost`,
  granted: (dossier: string, line: string) => `C/base/${dossier}/${line}/-/granted`,
};

/** What a party was promised for one stage, over all its dossiers: some packs give for a stage once only. */
export const support = {
  source: (party: string, stage: string) => `C/party/${party}/${stage}/source`,
  supported: (party: string, stage: string) => `C/party/${party}/${stage}/supported`,
};

/** A line's vessel taken apart; null for any other account. */
export function parseLineAccount(
  id: string,
): { dossier: string; line: string; unit: string; vessel: string; book: 'A' | 'C' } | null {
  const part = id.split('/');
  if (part[0] === 'A' && part[1] === 'project')
    return { book: 'A', dossier: part[2]!, line: part[3]!, unit: part[4]!, vessel: part[5]! };
  if (part[0] === 'C' && part[1] === 'base' && part[5] !== 'source')
    return { book: 'C', dossier: part[2]!, line: part[3]!, unit: part[4]!, vessel: part[5]! };
  return null;
}

/** The balances of one vessel over all units of each line: line → unit → amount. */
export function lineBalances(
  balances: ReadonlyMap<string, bigint>,
  dossier: string,
  vessel: LineVessel,
): { line: string; unit: string; amount: bigint }[] {
  const found: { line: string; unit: string; amount: bigint }[] = [];
  const [begins, ends] = [`A/project/${dossier}/`, `/${vessel}`];
  for (const [id, amount] of balances) {
    if (amount === 0n || !id.startsWith(begins) || !id.endsWith(ends)) continue;
    const { line, unit } = parseLineAccount(id)!;
    found.push({ line, unit, amount });
  }
  return found.sort((a, b) => (`${a.line}/${a.unit}` < `${b.line}/${b.unit}` ? -1 : 1));
}
