// What the model knows of the world: where money lies, who holds which office, who declared and judged what.

export type Cap = {
  kind: 'amount' | 'share' | 'seats';
  id: string;
  stage: string | null;
  line: string | null;
  owner: 'project' | 'party' | 'call' | 'agency';
  per: string[];
  drawnAt: 'award' | 'request' | 'advance';
  givesBack: boolean;
  limitVnd?: string | null;
  limitSeats?: number | null;
  of?: 'cost' | 'award';
  shareBps?: Record<string, number | null>;
};
export type ModelPack = {
  id: string;
  caps: Cap[];
  eligibility: { kind: string; stage: string | null }[];
  procedure: {
    council: {
      quorum: { numerator: number; denominator: number; comparison: 'atLeast' | 'moreThan'; needs: string[] };
    };
  };
};

export type LineItem = { line: string; unit: string; amount: bigint; cost: bigint };
export type Budget = { year: number; source: string };
export const budgetVessels = ['reserved', 'ordered', 'paid', 'carriedIn', 'lapsed'] as const;
export type BudgetVessel = (typeof budgetVessels)[number];

/** Where the money of one line and unit lies. */
export type Box = {
  held: bigint;
  ordered: bigint;
  advanced: bigint;
  settled: bigint;
  due: bigint;
  returned: bigint;
  writtenOff: bigint;
  cost: bigint;
};
export type Vessel = Exclude<keyof Box, 'cost'>;
export const vessels: Vessel[] = ['held', 'ordered', 'advanced', 'settled', 'due', 'returned', 'writtenOff'];

export type ModelDisbursement = {
  id: string;
  state: string;
  isAdvance: boolean;
  /** Who is paid for the party; null for the party itself. */
  payee: string | null;
  items: LineItem[];
  budget: Budget | null;
  /** What is still advanced, and the cost still estimated for it. */
  advanced: LineItem[];
  /** What was ever settled through it, with the cost accepted for it. */
  settled: LineItem[];
  /** The debts that were taken off it, with the cost behind what they took. */
  netted: { recovery: string; due: LineItem[]; behind: LineItem[] }[];
};
export type ModelRecovery = {
  id: string;
  state: string;
  disbursement: string;
  budget: Budget;
  /** Still due; while it is proposed, what is proposed. */
  items: LineItem[];
  /** In whole, however much was repaid since. Null for one that arose from an advance: that money was never settled. */
  decided: LineItem[] | null;
};

export type ModelAppeal = { id: string; event: string; subject: string; state: string };

export type ModelDossier = {
  id: string;
  call: string;
  party: string;
  team: string[];
  /** What those of the team are who do not own the application, and who has left it. */
  access: Record<string, 'editor' | 'viewer'>;
  left: string[];
  beneficiaryClass: string | null;
  awardYear: number | null;
  application: string;
  /** What each person declared. */
  interests: Record<string, 'none' | 'conflict'>;
  reviewers: string[];
  reviewed: string[];
  council: string[];
  /** Without whom the council does not meet. */
  chairs: string[];
  voted: string[];
  recommended: { line: string; amountVnd: string }[];
  toComplete: boolean;
  /** Where it was withdrawn from, so that this may be undone; null where it cannot. */
  withdrawnFrom: string | null;
  funding: string | null;
  signed: boolean;
  /** Where it goes on if its termination is taken back. */
  goesOnAt: 'active' | 'suspended' | 'closing';
  product: string;
  company: string;
  companyParty: string | null;
  awarded: Record<string, bigint>;
  granted: Record<string, bigint>;
  /** What the awards came to in all, and what of it went back to the call. */
  everAwarded: bigint;
  backToCall: bigint;
  /** What of the award was cancelled: it no longer counts as support for the stage. */
  cancelled: bigint;
  boxes: Record<string, Box>;
  budget: Record<string, Record<BudgetVessel, bigint>>;
  disbursements: Record<string, ModelDisbursement>;
  recoveries: Record<string, ModelRecovery>;
  appeals: Record<string, ModelAppeal>;
  amendments: Record<string, ModelAmendment>;
  /** `endedFrom`: what it was when the support ended. */
  reports: Record<string, { id: string; state: string; endedFrom?: string }>;
};

/** What is asked to be amended. */
export type ModelAmendment = {
  id: string;
  state: 'requested' | 'opinionsReceived' | 'granted' | 'refused' | 'withdrawn' | 'ended';
  change: { kind: 'time' | 'lines' | 'member' | 'earlyEnd'; from?: string; to?: string; amountVnd?: string };
};

/** The offices that people hold. */
export type Offices = Record<string, string[]>;

export type ModelState = {
  stage: string;
  offices: Offices;
  calls: Record<string, { open: boolean; uncommitted: bigint }>;
  years: Record<
    string,
    { open: boolean; opened: boolean; available: bigint; carried: bigint; lapsed: bigint; appropriated: bigint }
  >;
  /** Which year and source the dossier of a budget year keeps. */
  yearOf: Record<string, string>;
  parties: Record<string, { kind: string; members: string[]; beneficiaryClass: string | null }>;
  dossiers: Record<string, ModelDossier>;
  /** What a decision added to a cap's room, or took from it. */
  changed: Record<string, bigint>;
  /** Used for good: the money came back, but the pack does not give room back. By room, and by room and party for seats. */
  spent: Record<string, bigint>;
  spentBy: Record<string, Record<string, bigint>>;
};

/** Who gives a command, and for whom when it is not for themselves. */
export type Giver = { person: string; onBehalfOf?: string | undefined };

/** What follows from a command: the books after it, and every rule about money and impartiality that it would break. */
export type Plan = { after: ModelState; problems: Set<string> };
export type Room = { cap: Cap; poured: bigint; used: bigint; holders: Map<string, bigint> };

/** Whether somebody declared a conflict of interest in an application. */
export const isConflicted = (dossier: ModelDossier, person: string | undefined) =>
  person !== undefined && dossier.interests[person] === 'conflict';

export const emptyBox = (): Box => ({
  held: 0n,
  ordered: 0n,
  advanced: 0n,
  settled: 0n,
  due: 0n,
  returned: 0n,
  writtenOff: 0n,
  cost: 0n,
});
export const total = (items: readonly { amount: bigint }[]) => items.reduce((sum, { amount }) => sum + amount, 0n);
export const inBox = (box: Box) => vessels.reduce((sum, vessel) => sum + box[vessel], 0n);
export const vnd = (value: unknown) => BigInt(String(value));
export const same = (a: LineItem, b: { line: string; unit: string }) => a.line === b.line && a.unit === b.unit;

/** The name of an item's units: '-' for none. */
export function unitName(units: Record<string, string> | undefined): string {
  const named = Object.entries(units ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${k}=${v}`);
  return named.length === 0 ? '-' : named.join(';');
}
