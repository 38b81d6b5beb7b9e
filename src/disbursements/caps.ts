// Which caps stand behind a payment, how full they are, and how full they will be.

import type { CapRow } from '../../templates/parts/caps.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Cap } from '../../workflows/programmes/schema.ts';
import { type LineVessel, lineVessels, promise } from '../../workflows/rules/accounts.ts';
import { CapNotUsable, type Link, limitOf, linksOf } from '../../workflows/rules/caps.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { decidedOn } from '../awards.ts';
import { clauseText } from '../clauses.ts';
import { type Dossier, vesselOf } from '../dossier.ts';
import { numberIn } from '../paperNumbers.ts';
import type { WhatIf } from '../record.ts';
import { lineName } from '../refusals.ts';

/** The limits that the dossier's call set itself. */
export const callLimitsOf = (dossier: Dossier) => (dossier.call?.facts.limits ?? {}) as Record<string, string>;

/** Whether how full a cap is tells of other projects: a team sees its own. */
const isOfOthers = ({ owner }: Cap) => owner === 'agency' || owner === 'call';

/** The project's and party's own caps that a what-if touches, as they would stand after it: for the team, before it asks. */
export function capRows(
  dossier: Dossier,
  whatIf: Extract<WhatIf, { ok: true }>,
  language: Language,
  unitName: (unit: string) => string = (unit) => unit,
): CapRow[] {
  const rooms = new Set<string>();
  for (const [source, target] of whatIf.postings)
    for (const account of [source, target]) {
      const room = /^(C\/(?!base\/|party\/).+)\/(?:room|used)$/.exec(account)?.[1];
      if (room !== undefined) rooms.add(room);
    }
  return [...rooms].flatMap((room): CapRow[] => {
    const [, , id, owner = ''] = room.split('/');
    const cap = dossier.pack.caps.find((known) => known.id === id);
    if (cap === undefined || isOfOthers(cap)) return [];
    const at = (balances: ReadonlyMap<string, bigint>, vessel: string) => balances.get(`${room}/${vessel}`);
    const usedVnd = at(dossier.balances, 'used') ?? 0n;
    const afterVnd = at(whatIf.balances, 'used') ?? usedVnd;
    const roomLeft = at(whatIf.balances, 'room') ?? at(dossier.balances, 'room') ?? 0n;
    return [
      {
        name: nameWithUnit(cap, owner, language, unitName),
        limitVnd: roomLeft + afterVnd,
        usedVnd,
        afterVnd,
        clause: clauseText(dossier.pack, cap.source, language),
        unit: cap.kind === 'seats' ? 'seats' : 'vnd',
      },
    ];
  });
}

/** 'Mỗi hợp đồng dịch vụ (HD-12)': the units stand behind the owner in a room's address. */
function nameWithUnit(cap: Cap, owner: string, language: Language, unitName: (unit: string) => string): string {
  const units = owner.split(';').slice(1);
  return units.length === 0 ? cap.name[language] : `${cap.name[language]} (${units.map(unitName).join(', ')})`;
}

export type Item = ReturnType<typeof costed>[number];
export const sumOf = (items: readonly { amount: bigint }[]): bigint =>
  items.reduce((sum, { amount }) => sum + amount, 0n);

/** All that was asked for on a line, and not given back: held, on its way, or spent. */
const spentOn = (dossier: Dossier, line?: string) =>
  lineVessels
    .filter((vessel) => vessel !== 'awarded')
    .reduce((sum, vessel) => sum + vesselOf(dossier, vessel, line), 0n);

/** What others use beside a request: nothing less than nothing, where a part of the request itself was repaid since. */
const beside = (used: bigint, here: bigint) => (used > here ? used - here : 0n);

const awardedOn = (dossier: Dossier, line: string) => vesselOf(dossier, 'awarded', line) + spentOn(dossier, line);

/** Where a request's money stands, by its state; null where none is held for it. */
export function vesselIn(state: string): LineVessel | null {
  if (['requested', 'verified', 'prepared', 'approved'].includes(state)) return 'held';
  if (state === 'ordered') return 'ordered';
  if (state === 'paid') return 'advanced';
  return state === 'settled' ? 'settled' : null;
}

/** A year and source of the budget as it stands: of the whole agency, and of this dossier. */
export type BudgetLevel = {
  year: number;
  source: string;
  appropriatedVnd: bigint;
  /** Brought along by projects out of the year before; what of it lapsed is not counted. */
  carriedVnd: bigint;
  /** Ordered and paid, by everybody. */
  usedVnd: bigint;
  decisions: string;
};

/**
 * Every cap behind a request: the award, the pack's caps on all it draws on, the call, and the budget that it is paid from. The
 * team is shown those of its own project and party alone: the others say what was granted and paid elsewhere.
 */
export function requestCaps(
  dossier: Dossier,
  subject: string,
  budget: BudgetLevel | null,
  { language, roles }: { language: Language; roles: readonly Role[] },
  unitName: (unit: string) => string,
): CapRow[] {
  const w = disbursementWords[language];
  const isTeam = roles.includes('founder');
  const state = dossier.states.get(subject);
  const facts = state?.facts as unknown as DisbursementFacts;
  const items = costed(facts.items);
  const vessel = vesselIn(String(state?.value));
  if (vessel === null || items.length === 0) return [];
  const rows: CapRow[] = [];
  const decision = numberIn(dossier, 'awardDecision') || null;

  for (const line of new Set(items.map((item) => item.line))) {
    const here = sumOf(items.filter((item) => item.line === line));
    const spent = spentOn(dossier, line);
    const stands = awardedOn(dossier, line);
    rows.push({
      name: (stands < decidedOn(dossier, line) ? w.lineStands : w.lineAward)(lineName(line, language, dossier.pack)),
      limitVnd: stands,
      usedVnd: beside(spent, here),
      afterVnd: spent,
      clause: decision,
      unit: 'vnd',
    });
  }

  const limits = callLimitsOf(dossier);
  const pins = { ...dossier, call: dossier.call?.id ?? null, party: dossier.party?.id ?? null };
  const rooms = new Map<string, { link: Link; here: bigint }>();
  for (const item of items) {
    // what an advance draws on only when it is paid belongs to what it will have used
    for (const at of facts.isAdvance ? (['held', 'advanced'] as const) : (['held'] as const)) {
      let links: Link[] = [];
      try {
        links = linksOf(promise.line(dossier.id, item.line, item.unit, at), dossier.id, pins, dossier.pack, limits);
      } catch (error) {
        if (!(error instanceof CapNotUsable)) throw error;
      }
      for (const link of links) {
        if (at === 'advanced' && link.cap.drawnAt !== 'advance') continue;
        const known = rooms.get(link.room);
        rooms.set(link.room, { link, here: (known?.here ?? 0n) + item.amount });
      }
    }
  }
  for (const [room, { link, here }] of rooms) {
    const { cap } = link;
    if (isTeam && isOfOthers(cap)) continue;
    const used = dossier.balances.get(`${room}/used`) ?? 0n;
    const left = dossier.balances.get(`${room}/room`);
    const limitVnd = left === undefined ? (cap.kind === 'share' ? null : link.limit) : left + used;
    const common = {
      name: nameWithUnit(cap, room.split('/')[3] ?? '', language, unitName),
      limitVnd,
      clause: clauseText(dossier.pack, cap.source, language),
      unit: cap.kind === 'seats' ? ('seats' as const) : ('vnd' as const),
      shared: cap.owner !== 'project',
    };
    if (cap.drawnAt === 'advance') {
      const paid = vessel === 'advanced';
      rows.push({
        ...common,
        usedVnd: paid ? beside(used, here) : used,
        afterVnd: paid ? used : used + here,
        note: w.countedWhenPaid,
      });
    } else if (cap.drawnAt === 'award' && cap.owner === 'project' && cap.kind === 'amount') {
      const spent = spentOn(dossier, cap.line ?? undefined);
      rows.push({ ...common, usedVnd: beside(spent, here), afterVnd: spent });
    } else if (cap.drawnAt === 'award') rows.push({ ...common, usedVnd: used, afterVnd: used, note: w.countedAtAward });
    else rows.push({ ...common, usedVnd: beside(used, here), afterVnd: used });
  }

  if (isTeam) return rows;
  const callBudget = dossier.call?.facts.budgetVnd;
  if (typeof callBudget === 'string' && dossier.call !== null) {
    const whole = BigInt(callBudget);
    const used = whole - (dossier.balances.get(promise.uncommitted(dossier.call.id)) ?? 0n);
    rows.push({
      name: w.callBudget,
      limitVnd: whole,
      usedVnd: used,
      afterVnd: used,
      note: w.countedAtAward,
      clause: textOf(dossier.call.facts.decisionNumber),
      unit: 'vnd',
      shared: true,
    });
  }
  if (budget !== null) {
    const { year, source, appropriatedVnd, carriedVnd, usedVnd, decisions } = budget;
    const here = sumOf(items);
    const isCounted = vessel !== 'held';
    rows.push({
      name: w.yearBudget(year, source),
      limitVnd: appropriatedVnd + carriedVnd,
      usedVnd: isCounted ? beside(usedVnd, here) : usedVnd,
      afterVnd: isCounted ? usedVnd : usedVnd + here,
      ...(isCounted ? {} : { note: w.countedWhenOrdered }),
      clause: decisions === '' ? null : decisions,
      unit: 'vnd',
      shared: true,
    });
  }
  return rows;
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** Dimensions that a request on this line has to name, by the pack; the year names itself. */
export function unitsOf(dossier: Dossier, line: string): string[] {
  const found = new Set<string>();
  for (const cap of dossier.pack.caps) {
    if ((cap.stage !== null && cap.stage !== dossier.stage) || (cap.line !== null && cap.line !== line)) continue;
    if (cap.drawnAt !== 'award') for (const unit of cap.per) found.add(unit);
  }
  return [...found];
}

/** Whether a share of the cost limits this line: then the accepted cost matters, and not the amount alone. */
export const hasCostShare = (dossier: Dossier, line: string): boolean =>
  dossier.pack.caps.some(
    (cap) =>
      cap.kind === 'share' &&
      cap.of === 'cost' &&
      (cap.stage === null || cap.stage === dossier.stage) &&
      (cap.line === null || cap.line === line),
  );

/** The cap under which this stage knows advances, with what can still be advanced; null where it knows none. */
export function advanceOf(dossier: Dossier, language: Language): { leftVnd: bigint | null; clause: string } | null {
  const cap = dossier.pack.caps.find(
    ({ drawnAt, stage }) => drawnAt === 'advance' && (stage === null || stage === dossier.stage),
  );
  if (cap === undefined) return null;
  const limit = limitOf(cap, dossier, callLimitsOf(dossier));
  const room = dossier.balances.get(`C/${dossier.pack.id}/${cap.id}/${dossier.id}/room`);
  return { leftVnd: limit === null ? null : (room ?? null), clause: clauseText(dossier.pack, cap.source, language) };
}

/** The clause of a line: of the cap that limits it as a whole, else of the stage. */
export function clauseOfLine(dossier: Dossier, line: string, language: Language): string | null {
  const caps = dossier.pack.caps.filter(
    (cap) => cap.line === line && (cap.stage === null || cap.stage === dossier.stage),
  );
  const whole = caps.find((cap) => cap.drawnAt === 'award') ?? caps[0];
  if (whole !== undefined) return clauseText(dossier.pack, whole.source, language);
  const stage = dossier.pack.stages.find(({ id }) => id === dossier.stage);
  return stage === undefined ? null : clauseText(dossier.pack, stage.totalVnd.source, language);
}
