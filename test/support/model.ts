// A second, much simpler reckoning of the three books, written from DESIGN §4 and the pack's JSON. It shares no code with
// workflows/rules/caps.ts, postings.ts or the SQL: use of a cap is not counted along but worked out anew from where the
// money lies, plus what once was spent under it and never comes back ("stays used"). Beside the books it knows who holds which
// office, who declared which interests, who reviewed and who voted, and says by itself what they may therefore not do.

import type { JsonObject } from '../../workflows/decide.ts';

type Cap = {
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
type Budget = { year: number; source: string };
const budgetVessels = ['reserved', 'ordered', 'paid', 'carriedIn', 'lapsed'] as const;
type BudgetVessel = (typeof budgetVessels)[number];

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
type Vessel = Exclude<keyof Box, 'cost'>;
const vessels: Vessel[] = ['held', 'ordered', 'advanced', 'settled', 'due', 'returned', 'writtenOff'];

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

export type ModelDossier = {
  id: string;
  call: string;
  party: string;
  team: string[];
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
  funding: string | null;
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

/** The rules on which the model has an opinion: refused by one of these, it must find that rule broken too. */
export const moneyRules: ReadonlySet<string> = new Set([
  'cap',
  'seats',
  'notEnough',
  'budgetShort',
  'planExceedsAward',
  'releaseExceedsReserved',
  'capBelowUse',
  'partyOwes',
  'acceptedMoreThanAsked',
  'clearedMoreThanAdvanced',
  'recoveredMoreThanSettled',
  'cashMoreThanDue',
  'unitMissing',
  'unknownLaw',
  'dueBeforeNovation',
  'awardedBefore',
]);

/** The rules about who may judge and decide on which the model has an opinion as well. */
export const fairRules: ReadonlySet<string> = new Set([
  'notAssigned',
  'assignedAlready',
  'reviewedAlready',
  'votedAlready',
  'quorumReached',
  'chairHasVoted',
  'interestNotDeclared',
  'declaredAlready',
  'conflicted',
  // what `excludedDuty` is called here where a conflict of interest is the reason, or one of them
  'excludedByConflict',
  'auditorAlone',
]);

/** What the applicants do themselves, and an auditor might do as anybody else. */
const ofApplicants: ReadonlySet<string> = new Set([
  'registerParty',
  'startApplication',
  'submitApplication',
  'resubmitApplication',
  'completeApplication',
  'withdraw',
  'startTechnologyCompletion',
  'startPrototype',
  'startCommercialisation',
  'startRegistration',
  'requestDisbursement',
  'cancelDisbursement',
]);
/** Of that, what an officer may do too; and then not with a conflict of interest. */
const alsoOfOfficers = [
  'startTechnologyCompletion',
  'startPrototype',
  'startCommercialisation',
  'startRegistration',
  'cancelDisbursement',
];
/** All that is left to somebody of the agency with a conflict of interest. */
const openToTheConflicted = new Set([...ofApplicants, 'declareInterest', 'lapse']);
for (const type of alsoOfOfficers) openToTheConflicted.delete(type);
/** While an application is in one of these, interests in it are declared. */
const declaringStates: ReadonlySet<string> = new Set([
  'submitted',
  'returnedForCompletion',
  'eligible',
  'underReview',
  'beforeCouncil',
  'recommended',
  'notRecommended',
  'awarded',
]);

/** Whether the giver of a command, or whom they act for, is of the team or belongs to its party or company. */
const isOfTeam = ({ parties }: ModelState, dossier: ModelDossier, { person, onBehalfOf }: Giver) => {
  const members = [dossier.party, dossier.companyParty].flatMap((party) => parties[party ?? '']?.members ?? []);
  return [person, onBehalfOf].some((one) => one !== undefined && [...dossier.team, ...members].includes(one));
};

/** Whether somebody declared a conflict of interest in an application. */
export const isConflicted = (dossier: ModelDossier, person: string | undefined) =>
  person !== undefined && dossier.interests[person] === 'conflict';

const emptyBox = (): Box => ({
  held: 0n,
  ordered: 0n,
  advanced: 0n,
  settled: 0n,
  due: 0n,
  returned: 0n,
  writtenOff: 0n,
  cost: 0n,
});
const total = (items: readonly { amount: bigint }[]) => items.reduce((sum, { amount }) => sum + amount, 0n);
const inBox = (box: Box) => vessels.reduce((sum, vessel) => sum + box[vessel], 0n);
const vnd = (value: unknown) => BigInt(String(value));
const same = (a: LineItem, b: { line: string; unit: string }) => a.line === b.line && a.unit === b.unit;

/** The name of an item's units: '-' for none. */
export function unitName(units: Record<string, string> | undefined): string {
  const named = Object.entries(units ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${k}=${v}`);
  return named.length === 0 ? '-' : named.join(';');
}

export class Model {
  state: ModelState;
  readonly pack: ModelPack;
  readonly agency: string;
  constructor(agency: string, pack: ModelPack, stage: string, offices: Offices = {}) {
    this.agency = agency;
    this.pack = pack;
    this.state = {
      stage,
      offices,
      calls: {},
      years: {},
      yearOf: {},
      parties: {},
      dossiers: {},
      changed: {},
      spent: {},
      spentBy: {},
    };
  }

  /** What a party owes over all its dossiers. */
  debtOf(party: string, state: ModelState = this.state): bigint {
    let debt = 0n;
    for (const dossier of Object.values(state.dossiers))
      if (dossier.party === party) for (const box of Object.values(dossier.boxes)) debt += box.due;
    return debt;
  }

  /** Whether a party is supported for a stage once only. */
  onceOnly(stage: string): boolean {
    return this.pack.eligibility.some(
      (rule) => rule.kind === 'noEarlierMoneyForStage' && (rule.stage === null || rule.stage === stage),
    );
  }

  /** What a party was promised for the stage, over all its dossiers. */
  supported(party: string, state: ModelState = this.state): bigint {
    return Object.values(state.dossiers)
      .filter((dossier) => dossier.party === party)
      .reduce((sum, { everAwarded, cancelled }) => sum + everAwarded - cancelled, 0n);
  }

  limitOf(cap: Cap, beneficiaryClass: string | null): bigint | null {
    if (cap.kind === 'amount') return cap.limitVnd == null ? null : BigInt(cap.limitVnd);
    if (cap.kind === 'seats') return cap.limitSeats == null ? null : BigInt(cap.limitSeats);
    const share = cap.shareBps?.[beneficiaryClass ?? ''] ?? cap.shareBps?.all ?? null;
    return share === null ? null : BigInt(share);
  }

  private roomName(cap: Cap, dossier: ModelDossier, unit: string): string | null {
    const owner = { project: dossier.id, party: dossier.party, call: dossier.call, agency: 'agency' }[cap.owner];
    let name = `C/${this.pack.id}/${cap.id}/${owner}`;
    for (const dimension of cap.per) {
      const value =
        dimension === 'year' && cap.drawnAt === 'award'
          ? String(dossier.awardYear)
          : unit
              .split(';')
              .find((u) => u.startsWith(`${dimension}=`))
              ?.split('=')[1];
      if (value === undefined) return null;
      name += `;${dimension}=${value}`;
    }
    return name;
  }

  private capsOn(state: ModelState, line: string): Cap[] {
    return this.pack.caps.filter(
      (cap) => (cap.stage === null || cap.stage === state.stage) && (cap.line === null || cap.line === line),
    );
  }

  /** Whether lines come to more than what is left of a cap that is the project's own: the whole of it before the award. */
  overOwnCap(state: ModelState, dossier: ModelDossier, lines: readonly { line: string; amountVnd: string }[]): boolean {
    const rooms = dossier.awardYear === null ? null : this.rooms(state);
    return this.pack.caps.some((cap) => {
      if (cap.kind !== 'amount' || cap.owner !== 'project' || cap.drawnAt !== 'award') return false;
      const limit = this.limitOf(cap, dossier.beneficiaryClass);
      if (limit === null) return false;
      const room = rooms?.get(this.roomName(cap, dossier, '-') ?? '');
      const left = room === undefined ? limit : room.poured - room.used;
      const under = lines.filter(({ line }) => this.capsOn(state, line).includes(cap));
      return under.reduce((sum, { amountVnd }) => sum + vnd(amountVnd), 0n) > left;
    });
  }

  /** Every cap in use, worked out from where the money lies. */
  rooms(state: ModelState = this.state): Map<string, Room> {
    const rooms = new Map<string, Room>();
    const of = (name: string, cap: Cap): Room => {
      let room = rooms.get(name);
      if (room === undefined) {
        const limit = cap.kind === 'share' ? 0n : (this.limitOf(cap, null) ?? 0n);
        room = { cap, poured: limit + (state.changed[name] ?? 0n), used: 0n, holders: new Map() };
        rooms.set(name, room);
      }
      return room;
    };
    const use = (name: string | null, cap: Cap, amount: bigint, party: string) => {
      if (name === null) return;
      const room = of(name, cap);
      if (cap.kind === 'seats') room.holders.set(party, (room.holders.get(party) ?? 0n) + amount);
      else room.used += amount;
    };
    const fill = (cap: Cap, dossier: ModelDossier, base: bigint) => {
      const name = this.roomName(cap, dossier, '-');
      const share = this.limitOf(cap, dossier.beneficiaryClass) ?? 0n;
      // Rounded down on the whole.
      if (name !== null) of(name, cap).poured += (base * share) / 10_000n;
    };
    for (const dossier of Object.values(state.dossiers)) {
      if (dossier.awardYear === null) continue;
      const { party } = dossier;
      for (const line of Object.keys(dossier.granted))
        for (const cap of this.capsOn(state, line)) {
          const name = this.roomName(cap, dossier, '-');
          if (cap.drawnAt === 'award') use(name, cap, dossier.awarded[line] ?? 0n, party);
        }
      for (const [key, box] of Object.entries(dossier.boxes)) {
        const [line = '', unit = ''] = key.split('|');
        for (const cap of this.capsOn(state, line)) {
          const name = this.roomName(cap, dossier, unit);
          // What is owed back is no part of a share of the cost.
          const owed = cap.kind === 'share' && cap.of === 'cost' ? box.due + box.returned + box.writtenOff : 0n;
          use(name, cap, cap.drawnAt === 'advance' ? box.advanced : inBox(box) - owed, party);
        }
      }
      for (const cap of this.pack.caps) {
        if (cap.kind !== 'share' || (cap.stage !== null && cap.stage !== state.stage)) continue;
        const onLine = (line: string) => cap.line === null || cap.line === line;
        let base = 0n;
        if (cap.of === 'award') {
          for (const [line, granted] of Object.entries(dossier.granted)) if (onLine(line)) base += granted;
        } else
          for (const [key, box] of Object.entries(dossier.boxes)) if (onLine(key.split('|')[0] ?? '')) base += box.cost;
        fill(cap, dossier, base);
      }
    }
    for (const [name, amount] of Object.entries(state.spent)) {
      const cap = this.capOf(name);
      if (cap !== undefined) use(name, cap, amount, '');
    }
    for (const [name, parties] of Object.entries(state.spentBy)) {
      const cap = this.capOf(name);
      for (const [party, amount] of Object.entries(parties)) if (cap !== undefined) use(name, cap, amount, party);
    }
    for (const room of rooms.values())
      if (room.cap.kind === 'seats') room.used = BigInt([...room.holders.values()].filter((held) => held > 0n).length);
    return rooms;
  }

  capOf(room: string): Cap | undefined {
    return this.pack.caps.find(({ id }) => id === room.split('/')[2]);
  }

  /** Whether enough of the council have voted, one who may lead it among them. */
  hasQuorum({ council, chairs, voted }: ModelDossier): boolean {
    const { numerator, denominator, comparison, needs } = this.pack.procedure.council.quorum;
    const surplus = voted.length * denominator - council.length * numerator;
    const enough = comparison === 'atLeast' ? surplus >= 0 : surplus > 0;
    return enough && (!needs.includes('chairOrAuthorisedViceChair') || chairs.some((chair) => voted.includes(chair)));
  }

  /** What follows from a command, whatever office its giver has. Null where the model knows too little to say. */
  plan(type: string, dossierId: string, input: JsonObject, by: Giver): Plan | null {
    const after = structuredClone(this.state);
    const problems = new Set<string>();
    const dossier = after.dossiers[dossierId];
    if (dossier !== undefined && !openToTheConflicted.has(type))
      for (const person of [by.person, by.onBehalfOf])
        if (isConflicted(dossier, person) && !isOfTeam(after, dossier, by)) problems.add('excludedByConflict');
    const audits = (after.offices[by.person] ?? []).includes('auditor');
    if (audits && (by.onBehalfOf !== undefined || !ofApplicants.has(type))) problems.add('role');
    const act = commands[type];
    if (act === undefined) return { after, problems };
    const known = act({
      model: this,
      state: after,
      dossier,
      id: dossierId,
      input: input as unknown as Input,
      by,
      problems,
    });
    if (known === false) return null;
    for (const one of Object.values(after.dossiers)) {
      for (const amount of Object.values(one.awarded)) if (amount < 0n) problems.add('notEnough');
      for (const box of Object.values(one.boxes))
        if (Object.values(box).some((amount) => amount < 0n)) problems.add('notEnough');
      for (const { reserved, ordered, paid } of Object.values(one.budget))
        if (reserved < 0n || ordered < 0n || paid < 0n) problems.add('budgetShort');
    }
    for (const call of Object.values(after.calls)) if (call.uncommitted < 0n) problems.add('notEnough');
    for (const year of Object.values(after.years)) if (year.available < 0n) problems.add('budgetShort');
    for (const { cap, poured, used } of this.rooms(after).values())
      if (used > poured) problems.add(cap.kind === 'seats' ? 'seats' : 'cap');
    return { after, problems };
  }

  /** Every account but the sources, as it should stand; what is not named is empty. */
  accounts(): Map<string, bigint> {
    const { state } = this;
    const accounts = new Map<string, bigint>();
    const put = (id: string, amount: bigint) => {
      if (amount !== 0n) accounts.set(id, amount);
    };
    for (const [id, { uncommitted }] of Object.entries(state.calls)) put(`A/call/${id}/uncommitted`, uncommitted);
    for (const [key, year] of Object.entries(state.years)) {
      const at = `B/${key.replace('|', '/')}`;
      for (const vessel of ['available', 'carried', 'lapsed'] as const) put(`${at}/${vessel}`, year[vessel]);
    }
    for (const dossier of Object.values(state.dossiers)) {
      for (const [line, amount] of Object.entries(dossier.awarded))
        put(`A/project/${dossier.id}/${line}/-/awarded`, amount);
      for (const [line, amount] of Object.entries(dossier.granted))
        put(`C/base/${dossier.id}/${line}/-/granted`, amount);
      for (const [key, box] of Object.entries(dossier.boxes)) {
        for (const vessel of vessels) put(`A/project/${dossier.id}/${key.replace('|', '/')}/${vessel}`, box[vessel]);
        put(`C/base/${dossier.id}/${key.replace('|', '/')}/cost`, box.cost);
      }
      for (const [key, budget] of Object.entries(dossier.budget))
        for (const vessel of budgetVessels)
          if (vessel !== 'carriedIn') put(`B/${key.replace('|', '/')}/${dossier.id}/${vessel}`, budget[vessel]);
    }
    for (const [name, { poured, used, holders }] of this.rooms()) {
      put(`${name}/room`, poured - used);
      put(`${name}/used`, used);
      for (const [party, held] of holders) put(`${name}/claims:${party}`, held);
    }
    if (this.onceOnly(state.stage))
      for (const party of Object.keys(state.parties))
        put(`C/party/${party}/${state.stage}/supported`, this.supported(party));
    return accounts;
  }

  /** What an account that the model does not name holds: nothing, or the whole of a cap that nobody uses. */
  untouched(id: string): bigint {
    const [, room] = /^(C\/(?!base\/).*)\/room$/.exec(id) ?? [];
    const cap = room === undefined ? undefined : this.capOf(room);
    if (room === undefined || cap === undefined || this.rooms().has(room)) return 0n;
    return (cap.kind === 'share' ? 0n : (this.limitOf(cap, null) ?? 0n)) + (this.state.changed[room] ?? 0n);
  }

  /** Money that comes back stays used where the pack does not give room back. */
  spend(state: ModelState, dossier: ModelDossier, item: LineItem, to: 'awarded' | 'uncommitted') {
    for (const cap of this.capsOn(state, item.line)) {
      if (cap.givesBack || cap.drawnAt === 'advance' || (cap.kind === 'share' && cap.of === 'cost')) continue;
      if (cap.drawnAt === 'award' && to === 'awarded') continue;
      const name = this.roomName(cap, dossier, item.unit);
      if (name === null) continue;
      if (cap.kind === 'seats') {
        const by = state.spentBy[name] ?? {};
        by[dossier.party] = (by[dossier.party] ?? 0n) + item.amount;
        state.spentBy[name] = by;
      } else state.spent[name] = (state.spent[name] ?? 0n) + item.amount;
    }
  }

  /** What an item of a new box would need: units that its caps count by, and levels that are known. */
  usable(state: ModelState, dossier: ModelDossier, item: LineItem, problems: Set<string>) {
    for (const cap of this.capsOn(state, item.line)) {
      if (this.limitOf(cap, dossier.beneficiaryClass) === null) problems.add('unknownLaw');
      else if (this.roomName(cap, dossier, item.unit) === null) problems.add('unitMissing');
    }
  }

  /** Each request stands on its own cost: what is asked is no more than the share of the cost behind it. */
  standsAlone(dossier: ModelDossier, items: readonly LineItem[], problems: Set<string>) {
    for (const cap of this.pack.caps) {
      const share = cap.kind === 'share' && cap.of === 'cost' ? this.limitOf(cap, dossier.beneficiaryClass) : null;
      if (share === null || (cap.stage !== null && cap.stage !== this.state.stage)) continue;
      const under = items.filter(({ line }) => cap.line === null || cap.line === line);
      const cost = under.reduce((sum, item) => sum + item.cost, 0n);
      if (total(under) > (cost * share) / 10_000n) problems.add('cap');
    }
  }

  /** An advance must fit beside those that are on their way. */
  advanceFits(
    state: ModelState,
    dossier: ModelDossier,
    id: string,
    items: readonly LineItem[],
    among: string[],
    problems: Set<string>,
  ) {
    for (const [name, { cap, poured, used }] of this.rooms(state)) {
      if (cap.drawnAt !== 'advance' || name.split('/')[3] !== dossier.id) continue;
      const under = (list: readonly LineItem[]) =>
        total(list.filter(({ line }) => cap.line === null || cap.line === line));
      let asked = under(items);
      for (const other of Object.values(dossier.disbursements))
        if (other.id !== id && other.isAdvance && among.includes(other.state)) asked += under(other.items);
      if (used + asked > poured) problems.add('cap');
    }
  }

  /** What would be left of the cost accepted on a line and unit, with all recoveries of it taken off. */
  costRecoverable(
    dossier: ModelDossier,
    disbursement: ModelDisbursement,
    asked: readonly LineItem[],
    at: LineItem,
    except: string,
  ): bigint {
    const cost = (items: readonly LineItem[]) =>
      items.filter((item) => same(item, at)).reduce((sum, item) => sum + item.cost, 0n);
    let left = cost(disbursement.settled) - cost(asked);
    for (const recovery of Object.values(dossier.recoveries)) {
      if (recovery.id === except || recovery.disbursement !== disbursement.id || recovery.state === 'dropped') continue;
      left -= cost(recovery.state === 'proposed' ? recovery.items : (recovery.decided ?? []));
    }
    return left;
  }

  /** What of a disbursement may still be recovered on a line and unit, other recoveries than `except` being taken off. */
  recoverable(dossier: ModelDossier, disbursement: ModelDisbursement, at: LineItem, except: string): bigint {
    let left = total(disbursement.settled.filter((item) => same(item, at)));
    for (const recovery of Object.values(dossier.recoveries)) {
      if (recovery.id === except || recovery.disbursement !== disbursement.id || recovery.state === 'dropped') continue;
      const taken = recovery.state === 'proposed' ? recovery.items : recovery.decided;
      left -= total((taken ?? []).filter((item) => same(item, at)));
    }
    return left;
  }
}

type AskedItem = { line: string; unit?: string; units?: Record<string, string>; amountVnd: string; costVnd?: string };
/** What the inputs of the commands hold, taken together. */
type Input = Budget & {
  id: string;
  amountVnd: string;
  budgetVnd: string;
  room: string;
  limit: string;
  kind: string;
  members?: string[];
  beneficiaryClass?: string;
  call: string;
  party: string;
  team: string[];
  reviewers: string[];
  reviewer: string;
  out: string;
  in: string;
  council: string[];
  chair: string;
  viceChair?: string;
  conflict: string | null;
  roles: string[];
  to: string;
  lines: { line: string; amountVnd: string }[];
  company: string;
  items: AskedItem[];
  isAdvance?: boolean;
  payee?: string;
  accepted: { amountVnd: string; costVnd: string }[];
  cleared: { settledVnd: string; unspentVnd: string; costVnd: string }[];
  recovery?: string;
  completionNeeded: boolean;
  disbursement: string;
};

type Act = (at: {
  model: Model;
  state: ModelState;
  dossier: ModelDossier | undefined;
  id: string;
  input: Input;
  by: Giver;
  problems: Set<string>;
}) => false | undefined;
type Inside = Parameters<Act>[0] & { dossier: ModelDossier };

/** A command on a dossier that the model knows. */
const on =
  (act: (at: Inside) => false | undefined): Act =>
  (at) =>
    at.dossier === undefined ? false : act(at as Inside);
/** A command on a disbursement that the model knows. */
const onDisbursement = (act: (at: Inside & { of: ModelDisbursement }) => false | undefined): Act =>
  on((at) => {
    const of = at.dossier.disbursements[at.input.id];
    return of === undefined ? false : act({ ...at, of });
  });
const onRecovery = (act: (at: Inside & { of: ModelRecovery }) => false | undefined): Act =>
  on((at) => {
    const of = at.dossier.recoveries[at.input.id];
    return of === undefined ? false : act({ ...at, of });
  });
/** Only a state changes. */
const becomes = (key: 'application' | 'funding' | 'product' | 'company', value: string): Act =>
  on(({ dossier }) => {
    dossier[key] = value;
    return undefined;
  });

function box(dossier: ModelDossier, { line, unit }: { line: string; unit: string }): Box {
  const key = `${line}|${unit}`;
  dossier.boxes[key] ??= emptyBox();
  return dossier.boxes[key];
}
function year(state: ModelState, { year, source }: Budget) {
  const key = `${year}|${source}`;
  state.years[key] ??= { open: false, opened: false, available: 0n, carried: 0n, lapsed: 0n, appropriated: 0n };
  return state.years[key];
}
function budget(dossier: ModelDossier, { year, source }: Budget) {
  const key = `${year}|${source}`;
  dossier.budget[key] ??= { reserved: 0n, ordered: 0n, paid: 0n, carriedIn: 0n, lapsed: 0n };
  return dossier.budget[key];
}
/** What a project gives up of a year: the year's own money is free again, carried money is spent first and goes to nobody else. */
function giveUp(
  state: ModelState,
  key: string,
  own: Record<BudgetVessel, bigint>,
  from: 'reserved' | 'paid',
  amount: bigint,
) {
  const carried = own.carriedIn - own.lapsed;
  const spent = own.ordered + own.paid;
  const carriedSpent = spent < carried ? spent : carried;
  const carriedThere = from === 'paid' ? carriedSpent : carried - carriedSpent;
  const ownThere =
    from === 'paid' ? spent - carriedThere : own.reserved > carriedThere ? own.reserved - carriedThere : 0n;
  const free = amount < ownThere ? amount : ownThere;
  const [at = '', source = ''] = key.split('|');
  own[from] -= amount;
  own.lapsed += amount - free;
  year(state, { year: Number(at), source }).available += free;
}
function shift(dossier: ModelDossier, items: readonly LineItem[], from: Vessel, to: Vessel) {
  for (const item of items) {
    box(dossier, item)[from] -= item.amount;
    box(dossier, item)[to] += item.amount;
  }
}
function release(dossier: ModelDossier, items: readonly LineItem[]) {
  for (const item of items) {
    box(dossier, item).held -= item.amount;
    box(dossier, item).cost -= item.cost;
    dossier.awarded[item.line] = (dossier.awarded[item.line] ?? 0n) + item.amount;
  }
}
/** Takes an amount off items, in their order. */
function takeOff(items: LineItem[], amount: bigint): { taken: LineItem[]; left: LineItem[] } {
  const taken: LineItem[] = [];
  const left: LineItem[] = [];
  let open = amount;
  for (const item of items) {
    const part = open < item.amount ? open : item.amount;
    open -= part;
    if (part > 0n) taken.push({ ...item, amount: part });
    if (part < item.amount) left.push({ ...item, amount: item.amount - part });
  }
  return { taken, left };
}

const way = (to: string): Act =>
  onDisbursement(({ dossier, of }) => {
    if (['requested', 'verified', 'prepared', 'approved'].includes(of.state)) release(dossier, of.items);
    of.state = to;
    return undefined;
  });

/** Whether these may judge: nobody of the team does, and nobody who has declared a conflict. */
function impartial({ dossier, problems }: Inside, persons: readonly string[]) {
  if (persons.some((person) => dossier.team.includes(person))) problems.add('ownTeam');
  if (persons.some((person) => isConflicted(dossier, person))) problems.add('conflicted');
}
/** Whoever judges was asked to, has said what their interests are, and does it once. */
function judges({ dossier, by, problems }: Inside, asked: string[], done: string[], twice: string) {
  const judge = by.onBehalfOf ?? by.person;
  if (!asked.includes(judge)) problems.add('notAssigned');
  if (done.includes(judge)) problems.add(twice);
  if (dossier.interests[judge] === undefined) problems.add('interestNotDeclared');
  done.push(judge);
}
function seat(at: Inside) {
  const { dossier, input } = at;
  // who has voted sits already
  impartial(
    at,
    input.council.filter((member) => !dossier.voted.includes(member)),
  );
  dossier.council = [...new Set(input.council)];
  dossier.chairs = [input.chair, ...(input.viceChair === undefined ? [] : [input.viceChair])];
  if (!dossier.council.includes(input.chair)) at.problems.add('chairMissing');
}
const within = ({ dossier, problems }: Inside, ...states: string[]) => {
  if (!states.includes(dossier.application)) problems.add('notInThisState');
};

/** What each command does to the books (DESIGN §4), and to who may judge. Commands that are not here do neither. */
const commands: Record<string, Act> = {
  openCall: ({ state, id, input }) => {
    state.calls[id] = { open: true, uncommitted: vnd(input.budgetVnd) };
    return undefined;
  },
  closeCall: ({ state, id }) => {
    if (state.calls[id] === undefined) return false;
    state.calls[id] = { open: false, uncommitted: 0n };
    return undefined;
  },
  openYear: ({ state, id, input }) => {
    const one = year(state, input);
    state.yearOf[id] = `${input.year}|${input.source}`;
    one.open = true;
    one.opened = true;
    one.available += vnd(input.amountVnd);
    one.appropriated += vnd(input.amountVnd);
    return undefined;
  },
  appropriate: ({ state, id, input }) => {
    const one = state.years[state.yearOf[id] ?? ''];
    if (one === undefined) return false;
    one.available += vnd(input.amountVnd);
    one.appropriated += vnd(input.amountVnd);
    return undefined;
  },
  closeYear: ({ state, input }) => {
    const key = input;
    const one = year(state, key);
    const next = { year: Number(key.year) + 1, source: key.source };
    for (const dossier of Object.values(state.dossiers)) {
      const own = dossier.budget[`${key.year}|${key.source}`];
      if (own === undefined || own.reserved === 0n) continue;
      one.carried += own.reserved;
      budget(dossier, next).carriedIn += own.reserved;
      budget(dossier, next).reserved += own.reserved;
      own.reserved = 0n;
    }
    one.lapsed += one.available;
    one.available = 0n;
    one.open = false;
    return undefined;
  },
  appoint: ({ state, id, input, problems }) => {
    const held = [...new Set([...(state.offices[id] ?? []), ...input.roles])];
    if (held.includes('auditor') && held.length > 1) problems.add('auditorAlone');
    state.offices[id] = held;
    return undefined;
  },
  relieve: ({ state, id, input }) => {
    state.offices[id] = (state.offices[id] ?? []).filter((role) => !input.roles.includes(role));
    return undefined;
  },
  delegate: ({ state, input, problems }) => {
    if (state.offices[input.to]?.includes('auditor')) problems.add('auditorAlone');
    return undefined;
  },
  registerParty: ({ state, id, input }) => {
    const { kind, members, beneficiaryClass } = input;
    state.parties[id] = { kind, members: members ?? [], beneficiaryClass: beneficiaryClass ?? null };
    return undefined;
  },
  changeCap: ({ model, state, input, problems }) => {
    const name = input.room;
    const cap = model.capOf(name);
    if (cap === undefined) return false;
    const room = model.rooms(state).get(name);
    const used = room?.used ?? 0n;
    const poured = room?.poured ?? model.untouched(`${name}/room`);
    if (vnd(input.limit) < used) problems.add('capBelowUse');
    state.changed[name] = (state.changed[name] ?? 0n) + vnd(input.limit) - poured;
    return undefined;
  },

  startApplication: ({ state, id, input }) => {
    const party = state.parties[input.party];
    if (party === undefined) return false;
    state.dossiers[id] = {
      id,
      call: input.call,
      party: input.party,
      team: input.team,
      beneficiaryClass: party.beneficiaryClass,
      awardYear: null,
      application: 'draft',
      interests: {},
      reviewers: [],
      reviewed: [],
      council: [],
      chairs: [],
      voted: [],
      recommended: [],
      toComplete: false,
      funding: null,
      product: 'development',
      company: party.kind === 'enterprise' ? 'formed' : 'notFormed',
      companyParty: null,
      awarded: {},
      granted: {},
      everAwarded: 0n,
      backToCall: 0n,
      cancelled: 0n,
      boxes: {},
      budget: {},
      disbursements: {},
      recoveries: {},
    };
    return undefined;
  },
  submitApplication: becomes('application', 'submitted'),
  returnForCompletion: becomes('application', 'returnedForCompletion'),
  resubmitApplication: becomes('application', 'submitted'),
  findEligible: becomes('application', 'eligible'),
  findIneligible: becomes('application', 'ineligible'),
  notRecommend: on(({ model, dossier, problems }) => {
    if (!model.hasQuorum(dossier)) problems.add('quorum');
    dossier.application = 'notRecommended';
    return undefined;
  }),
  reject: becomes('application', 'rejected'),
  withdraw: becomes('application', 'withdrawn'),
  lapse: becomes('application', 'lapsed'),
  declareInterest: on((at) => {
    const { dossier, input, by, problems } = at;
    within(at, ...declaringStates);
    const { person } = by;
    if (by.onBehalfOf !== undefined) problems.add('notTheirs');
    const said = dossier.interests[person];
    if (said === 'conflict' || (said === 'none' && input.conflict === null)) problems.add('declaredAlready');
    dossier.interests[person] = input.conflict === null ? 'none' : 'conflict';
    return undefined;
  }),
  assignReviewers: on((at) => {
    const { dossier, input } = at;
    within(at, 'eligible');
    impartial(at, input.reviewers);
    dossier.application = 'underReview';
    dossier.reviewers = [...new Set(input.reviewers)];
    return undefined;
  }),
  replaceReviewer: on((at) => {
    const { dossier, input, problems } = at;
    within(at, 'underReview');
    impartial(at, [input.in]);
    if (!dossier.reviewers.includes(input.out)) problems.add('notAssigned');
    if (dossier.reviewed.includes(input.out)) problems.add('reviewedAlready');
    dossier.reviewers = [...new Set([...dossier.reviewers.filter((r) => r !== input.out), input.in])];
    return undefined;
  }),
  addReviewer: on((at) => {
    const { dossier, input, problems } = at;
    within(at, 'underReview');
    impartial(at, [input.reviewer]);
    if (dossier.reviewers.includes(input.reviewer)) problems.add('assignedAlready');
    dossier.reviewers.push(input.reviewer);
    return undefined;
  }),
  submitReview: on((at) => {
    within(at, 'underReview');
    judges(at, at.dossier.reviewers, at.dossier.reviewed, 'reviewedAlready');
    return undefined;
  }),
  referToCouncil: on((at) => {
    const { dossier, problems } = at;
    within(at, 'underReview');
    if (!dossier.reviewers.every((reviewer) => dossier.reviewed.includes(reviewer))) problems.add('notYet');
    dossier.application = 'beforeCouncil';
    seat(at);
    return undefined;
  }),
  recomposeCouncil: on((at) => {
    const { model, dossier, problems } = at;
    within(at, 'beforeCouncil');
    if (model.hasQuorum(dossier)) problems.add('quorumReached');
    const before = { seats: dossier.council.length, chairs: dossier.chairs };
    seat(at);
    if (dossier.council.length < before.seats) problems.add('councilSize');
    if (dossier.chairs.some((head) => dossier.voted.includes(head) && !before.chairs.includes(head)))
      problems.add('chairHasVoted');
    if (!dossier.voted.every((member) => dossier.council.includes(member))) problems.add('votedAlready');
    return undefined;
  }),
  castVote: on((at) => {
    within(at, 'beforeCouncil');
    judges(at, at.dossier.council, at.dossier.voted, 'votedAlready');
    return undefined;
  }),
  completeApplication: on(({ dossier }) => {
    dossier.toComplete = false;
    return undefined;
  }),
  recommend: on(({ model, state, dossier, input, problems }) => {
    if (!model.hasQuorum(dossier)) problems.add('quorum');
    if (model.overOwnCap(state, dossier, input.lines)) problems.add('cap');
    dossier.application = 'recommended';
    dossier.recommended = input.lines;
    dossier.toComplete = input.completionNeeded;
    return undefined;
  }),
  award: on(({ model, state, dossier, input, problems }) => {
    if (model.debtOf(dossier.party) > 0n) problems.add('partyOwes');
    if (model.onceOnly(state.stage) && model.supported(dossier.party, state) > 0n) problems.add('awardedBefore');
    const call = state.calls[dossier.call];
    if (call === undefined) return false;
    dossier.application = 'awarded';
    dossier.funding = 'awaitingAgreement';
    dossier.awardYear = input.year;
    dossier.beneficiaryClass = state.parties[dossier.party]?.beneficiaryClass ?? null;
    for (const { line, amountVnd } of input.lines) {
      dossier.awarded[line] = (dossier.awarded[line] ?? 0n) + vnd(amountVnd);
      dossier.granted[line] = (dossier.granted[line] ?? 0n) + vnd(amountVnd);
      dossier.everAwarded += vnd(amountVnd);
      call.uncommitted -= vnd(amountVnd);
    }
    return undefined;
  }),

  releaseBudget: on(({ state, dossier, input, problems }) => {
    const amount = vnd(input.amountVnd);
    const own = budget(dossier, input);
    const counted = Object.values(dossier.disbursements)
      .filter(
        ({ state, budget }) =>
          ['prepared', 'approved'].includes(state) && budget?.year === input.year && budget?.source === input.source,
      )
      .reduce((sum, { items }) => sum + total(items), 0n);
    if (amount > own.reserved - counted) problems.add('releaseExceedsReserved');
    giveUp(state, `${input.year}|${input.source}`, own, 'reserved', amount);
    return undefined;
  }),
  planBudget: on(({ state, dossier, input, problems }) => {
    const amount = vnd(input.amountVnd);
    const planned = Object.values(dossier.budget).reduce((sum, b) => sum + b.reserved + b.ordered + b.paid, 0n);
    if (planned + amount > dossier.everAwarded - dossier.backToCall) problems.add('planExceedsAward');
    year(state, input).available -= amount;
    budget(dossier, input).reserved += amount;
    return undefined;
  }),
  signAgreement: on(({ dossier, problems }) => {
    if (Object.values(dossier.awarded).every((amount) => amount === 0n)) problems.add('awardCancelled');
    dossier.funding = 'active';
    return undefined;
  }),
  suspend: becomes('funding', 'suspended'),
  resume: becomes('funding', 'active'),
  terminate: on(({ dossier }) => {
    dossier.funding = 'terminated';
    for (const of of Object.values(dossier.disbursements)) {
      const isHeld = ['requested', 'verified', 'prepared', 'approved'].includes(of.state);
      if (isHeld) release(dossier, of.items);
      if (isHeld || of.state === 'returned') of.state = 'cancelled';
    }
    return undefined;
  }),
  beginClosing: becomes('funding', 'closing'),
  closeProject: becomes('funding', 'closed'),
  startTechnologyCompletion: becomes('product', 'technologyCompletion'),
  startPrototype: becomes('product', 'prototype'),
  acceptPrototype: becomes('product', 'prototypeAccepted'),
  startCommercialisation: becomes('product', 'commercialisation'),
  startRegistration: becomes('company', 'registering'),
  formCompany: on(({ dossier, input }) => {
    dossier.company = 'formed';
    dossier.companyParty = input.company;
    return undefined;
  }),
  cancelRemainder: on(({ state, dossier, by, problems }) => {
    const call = state.calls[dossier.call];
    if (call === undefined) return false;
    const offices = state.offices[by.onBehalfOf ?? by.person] ?? [];
    if (dossier.funding === 'awaitingAgreement' && !offices.includes('director')) problems.add('role');
    for (const [line, amount] of Object.entries(dossier.awarded)) {
      if (call.open) call.uncommitted += amount; // from a closed call it goes on to whoever gave the money
      dossier.backToCall += amount;
      dossier.cancelled += amount;
      dossier.awarded[line] = 0n;
    }
    for (const [key, own] of Object.entries(dossier.budget)) {
      giveUp(state, key, own, 'reserved', own.reserved);
    }
    return undefined;
  }),
  novate: on(({ model, state, dossier, input, problems }) => {
    if (Object.values(dossier.boxes).some(({ due }) => due > 0n)) problems.add('dueBeforeNovation');
    if (model.state.parties[input.company] === undefined) return false;
    if (model.debtOf(input.company) > 0n) problems.add('partyOwes');
    dossier.party = input.company;
    dossier.company = 'novated';
    state.dossiers[dossier.id] = dossier;
    return undefined;
  }),

  requestDisbursement: on(({ model, state, dossier, input, problems }) => {
    const items = input.items.map((i) => ({
      line: i.line,
      unit: unitName(i.units),
      amount: vnd(i.amountVnd),
      cost: vnd(i.costVnd ?? '0'),
    }));
    for (const item of items) {
      model.usable(state, dossier, item, problems);
      dossier.awarded[item.line] = (dossier.awarded[item.line] ?? 0n) - item.amount;
      box(dossier, item).held += item.amount;
      box(dossier, item).cost += item.cost;
    }
    model.standsAlone(dossier, items, problems);
    if (input.isAdvance ?? false)
      model.advanceFits(
        state,
        dossier,
        input.id,
        items,
        ['requested', 'verified', 'prepared', 'approved', 'ordered'],
        problems,
      );
    dossier.disbursements[input.id] = {
      id: input.id,
      state: 'requested',
      isAdvance: input.isAdvance ?? false,
      payee: input.payee === undefined || input.payee === dossier.party ? null : input.payee,
      items,
      budget: null,
      advanced: [],
      settled: [],
    };
    return undefined;
  }),
  verifyDisbursement: onDisbursement(({ model, dossier, input, of, problems }) => {
    const { accepted } = input;
    if (accepted.length !== of.items.length) return false;
    const kept: LineItem[] = [];
    const less: LineItem[] = [];
    for (const [i, item] of of.items.entries()) {
      const amount = vnd(accepted[i]!.amountVnd);
      const cost = vnd(accepted[i]!.costVnd);
      if (amount > item.amount || cost > item.cost) problems.add('acceptedMoreThanAsked');
      if (amount > 0n) kept.push({ ...item, amount, cost });
      less.push({ ...item, amount: item.amount - amount, cost: item.cost - (amount > 0n ? cost : 0n) });
    }
    model.standsAlone(dossier, kept, problems);
    release(dossier, less);
    of.items = kept;
    of.state = 'verified';
    return undefined;
  }),
  returnDisbursement: way('returned'),
  refuseDisbursement: way('refused'),
  cancelDisbursement: way('cancelled'),
  recallDisbursement: onDisbursement(({ of }) => {
    of.state = 'verified';
    return undefined;
  }),
  prepareDisbursement: onDisbursement(({ dossier, input, of, problems }) => {
    const key = input;
    if ((dossier.budget[`${key.year}|${key.source}`]?.reserved ?? 0n) < total(of.items)) problems.add('budgetShort');
    of.budget = { year: key.year, source: key.source };
    of.state = 'prepared';
    return undefined;
  }),
  approveDisbursement: onDisbursement(({ of }) => {
    of.state = 'approved';
    return undefined;
  }),
  orderDisbursement: onDisbursement(({ model, state, dossier, of, problems }) => {
    for (const party of [dossier.party, of.payee])
      if (party !== null && model.debtOf(party) > 0n) problems.add('partyOwes');
    if (of.isAdvance) model.advanceFits(state, dossier, of.id, of.items, ['ordered'], problems);
    if (of.budget !== null) {
      shift(dossier, of.items, 'held', 'ordered');
      budget(dossier, of.budget).reserved -= total(of.items);
      budget(dossier, of.budget).ordered += total(of.items);
    }
    of.state = 'ordered';
    return undefined;
  }),
  rejectByBank: onDisbursement(({ dossier, of }) => {
    if (of.budget === null) return false;
    shift(dossier, of.items, 'ordered', 'held');
    budget(dossier, of.budget).ordered -= total(of.items);
    budget(dossier, of.budget).reserved += total(of.items);
    of.state = 'verified';
    return undefined;
  }),
  payDisbursement: onDisbursement(({ dossier, of }) => {
    if (of.budget === null) return false;
    shift(dossier, of.items, 'ordered', of.isAdvance ? 'advanced' : 'settled');
    budget(dossier, of.budget).ordered -= total(of.items);
    budget(dossier, of.budget).paid += total(of.items);
    if (of.isAdvance) of.advanced = of.items.map((item) => ({ ...item }));
    else of.settled = of.items.map((item) => ({ ...item }));
    of.state = of.isAdvance ? 'paid' : 'settled';
    return undefined;
  }),
  clearAdvance: onDisbursement(({ model, dossier, input, of, problems }) => {
    const parts = input.cleared;
    if (parts.length !== of.advanced.length || of.budget === null) return false;
    const unspent: LineItem[] = [];
    for (const [i, item] of of.advanced.entries()) {
      const settled = { ...item, amount: vnd(parts[i]!.settledVnd) };
      const back = { ...item, amount: vnd(parts[i]!.unspentVnd) };
      if (settled.amount + back.amount > item.amount) problems.add('clearedMoreThanAdvanced');
      shift(dossier, [settled], 'advanced', 'settled');
      shift(dossier, [back], 'advanced', 'due');
      of.settled.push({ ...settled, cost: vnd(parts[i]!.costVnd) });
      if (back.amount > 0n) unspent.push(back);
    }
    model.standsAlone(dossier, of.settled, problems);
    const left = of.advanced.map((item, i) => ({
      ...item,
      amount: item.amount - vnd(parts[i]!.settledVnd) - vnd(parts[i]!.unspentVnd),
    }));
    for (const [i, item] of left.entries()) {
      const accepted = vnd(parts[i]!.costVnd);
      const gone = total(left) === 0n || item.cost < accepted ? item.cost : accepted;
      box(dossier, item).cost += accepted - gone;
      item.cost -= gone;
    }
    of.advanced = left;
    if (total(left) === 0n) of.state = 'settled';
    if (unspent.length > 0 && input.recovery !== undefined) {
      const id = input.recovery;
      if (dossier.recoveries[id] !== undefined) problems.add('exists');
      dossier.recoveries[id] = {
        id,
        state: 'due',
        disbursement: of.id,
        budget: of.budget,
        items: unspent,
        decided: null,
      };
    }
    return undefined;
  }),

  proposeRecovery: on(({ model, dossier, input, problems }) => {
    const of = dossier.disbursements[input.disbursement];
    if (of?.budget == null) return false;
    const items = input.items.map((i) => ({
      line: i.line,
      unit: i.unit ?? '-',
      amount: vnd(i.amountVnd),
      cost: vnd(i.costVnd ?? '0'),
    }));
    for (const item of items)
      if (total(items.filter((x) => same(x, item))) > model.recoverable(dossier, of, item, input.id))
        problems.add('recoveredMoreThanSettled');
    for (const item of items)
      if (model.costRecoverable(dossier, of, items, item, input.id) < 0n) problems.add('recoveredMoreThanSettled');
    dossier.recoveries[input.id] = {
      id: input.id,
      state: 'proposed',
      disbursement: of.id,
      budget: of.budget,
      items,
      decided: null,
    };
    return undefined;
  }),
  decideRecovery: onRecovery(({ dossier, of }) => {
    shift(dossier, of.items, 'settled', 'due');
    for (const item of of.items) box(dossier, item).cost -= item.cost;
    of.decided = of.items.map((item) => ({ ...item }));
    of.state = 'due';
    return undefined;
  }),
  dropRecovery: onRecovery(({ of }) => {
    of.state = 'dropped';
    return undefined;
  }),
  receiveCash: onRecovery(({ model, state, dossier, input, of, problems }) => {
    if (vnd(input.amountVnd) > total(of.items)) problems.add('cashMoreThanDue');
    const { taken, left } = takeOff(of.items, vnd(input.amountVnd));
    const sameYear = input.year === of.budget.year && year(state, of.budget).open;
    const running = ['active', 'suspended', 'closing'].includes(dossier.funding ?? '');
    const call = state.calls[dossier.call];
    for (const item of taken) {
      box(dossier, item).due -= item.amount;
      if (!sameYear) box(dossier, item).returned += item.amount;
      else if (running) dossier.awarded[item.line] = (dossier.awarded[item.line] ?? 0n) + item.amount;
      else if (call?.open) call.uncommitted += item.amount;
      if (sameYear) model.spend(state, dossier, item, running ? 'awarded' : 'uncommitted');
    }
    if (sameYear) {
      const own = budget(dossier, of.budget);
      if (running) {
        own.paid -= total(taken);
        own.reserved += total(taken);
      } else {
        giveUp(state, `${of.budget.year}|${of.budget.source}`, own, 'paid', total(taken));
        dossier.backToCall += total(taken);
      }
    }
    of.items = left;
    if (left.length === 0) of.state = 'repaid';
    return undefined;
  }),
  netRecovery: onRecovery(({ dossier, input, of, problems }) => {
    if (vnd(input.amountVnd) > total(of.items)) problems.add('cashMoreThanDue');
    const { taken, left } = takeOff(of.items, vnd(input.amountVnd));
    const request = dossier.disbursements[input.disbursement];
    if (request === undefined) return false;
    for (const owed of taken) {
      let open = owed.amount;
      for (const item of request.items.filter(({ line }) => line === owed.line)) {
        const part = open < item.amount ? open : item.amount;
        open -= part;
        item.cost = item.amount === 0n ? 0n : (item.cost * (item.amount - part)) / item.amount; // what is netted keeps its cost
        item.amount -= part;
        release(dossier, [{ ...item, amount: part, cost: 0n }]);
      }
      if (open > 0n) problems.add('nettedAgainst');
    }
    request.items = request.items.filter(({ amount }) => amount > 0n);
    if (request.items.length === 0) problems.add('nettedAgainst');
    shift(dossier, taken, 'due', 'settled');
    of.items = left;
    if (left.length === 0) of.state = 'repaid';
    return undefined;
  }),
  writeOffRecovery: onRecovery(({ dossier, of }) => {
    shift(dossier, of.items, 'due', 'writtenOff');
    of.items = [];
    of.state = 'writtenOff';
    return undefined;
  }),
};
