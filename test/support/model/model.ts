// A second, much simpler reckoning of the three books, written from DESIGN §4 and the pack's JSON. It shares no code with
// workflows/rules/caps.ts, postings.ts or the SQL: use of a cap is not counted along but worked out anew from where the
// money lies, plus what once was spent under it and never comes back ("stays used"). Beside the books it knows who holds which
// office, who declared which interests, who reviewed and who voted, and says by itself what they may therefore not do.

import type { JsonObject } from '../../../workflows/decide.ts';
import type { Act, Input } from './acting.ts';
import { agencyActs } from './agency.ts';
import { amendmentActs } from './amendments.ts';
import { appealActs } from './appeals.ts';
import { applicationActs } from './applications.ts';
import { disbursementActs } from './disbursements.ts';
import { projectActs } from './projects.ts';
import { recoveryActs } from './recoveries.ts';
import { isOfTeam, ofAnyMember, ofApplicants, openToTheConflicted, roleIn } from './rules.ts';
import {
  budgetVessels,
  type Cap,
  type Giver,
  inBox,
  isConflicted,
  type LineItem,
  type ModelDisbursement,
  type ModelDossier,
  type ModelPack,
  type ModelState,
  type Offices,
  type Plan,
  type Room,
  same,
  total,
  vessels,
  vnd,
} from './state.ts';
import { teamActs } from './team.ts';

/** What each command does to the books (DESIGN §4), and to who may judge. Commands that are not here do neither. */
const commands: Record<string, Act> = {
  ...agencyActs,
  ...applicationActs,
  ...teamActs,
  ...projectActs,
  ...disbursementActs,
  ...recoveryActs,
  ...appealActs,
  ...amendmentActs,
};

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
    if (dossier !== undefined && ofApplicants.has(type) && !ofAnyMember.has(type))
      for (const person of [by.person, by.onBehalfOf])
        if (person !== undefined && ![null, 'owner'].includes(roleIn(after, dossier, person))) problems.add('notOwner');
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
      if (
        recovery.id === except ||
        recovery.disbursement !== disbursement.id ||
        ['dropped', 'annulled'].includes(recovery.state)
      )
        continue;
      left -= cost(recovery.state === 'proposed' ? recovery.items : (recovery.decided ?? []));
    }
    return left;
  }

  /** What of a disbursement may still be recovered on a line and unit, other recoveries than `except` being taken off. */
  recoverable(dossier: ModelDossier, disbursement: ModelDisbursement, at: LineItem, except: string): bigint {
    let left = total(disbursement.settled.filter((item) => same(item, at)));
    for (const recovery of Object.values(dossier.recoveries)) {
      if (
        recovery.id === except ||
        recovery.disbursement !== disbursement.id ||
        ['dropped', 'annulled'].includes(recovery.state)
      )
        continue;
      const taken = recovery.state === 'proposed' ? recovery.items : recovery.decided;
      left -= total((taken ?? []).filter((item) => same(item, at)));
    }
    return left;
  }
}
