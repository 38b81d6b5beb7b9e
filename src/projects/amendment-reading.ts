// What pages read of requests to amend: where each is, what was and what would be, and how much could be shifted.

import type { Against, LineRoom } from '../../templates/pages/projects/amendment-form.tsx';
import type { AmendmentRow, KindChoice } from '../../templates/pages/projects/amendments.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { amendmentWords } from '../../templates/words/amendments.ts';
import { nameOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import type { AmendmentFacts } from '../../workflows/commands/index.ts';
import { lastDayByLaw } from '../../workflows/commands/index.ts';
import type { StateRow } from '../../workflows/decide.ts';
import { procedures } from '../../workflows/procedures.ts';
import { promise } from '../../workflows/rules/accounts.ts';
import { type AmendmentKind, amendmentKinds } from '../../workflows/rules/amendments.ts';
import { type CallLimits, CapNotUsable, linksOf } from '../../workflows/rules/caps.ts';
import { citation } from '../../workflows/rules/citations.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { amountsOf } from '../awards.ts';
import { clauseText } from '../clauses.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import { type Dossier, factOf, placesOf, vesselOf } from '../dossier.ts';
import { lineName } from '../refusals.ts';
import { awardedOn, awardOf, type Reader, regionOf, stageOf } from './reading.ts';

/** The clause of amendments, as pages write it. */
export const amendmentClause = (language: Language): string => citation(procedures.amendmentDecision.clause!, language);

export type Amendment = { id: string; state: StateRow; facts: AmendmentFacts; at: string };

/** A project's requests to amend, newest first. */
export function amendmentsOf({ states, history }: Pick<Dossier, 'states' | 'history'>): Amendment[] {
  return history
    .filter(({ event }) => event === 'amendment.requested')
    .flatMap(({ subject, at }) => {
      const state = states.get(subject);
      if (state === undefined) return [];
      return [{ id: subject.slice('amendment/'.length), state, facts: state.facts as unknown as AmendmentFacts, at }];
    });
}

/** Whether a request is neither decided nor withdrawn. */
export const isOpen = ({ state }: Pick<Amendment, 'state'>): boolean =>
  ['requested', 'opinionsReceived'].includes(String(state.value));

/** An open request that one of this kind contradicts: an agreement cannot be made longer and ended early. */
export function contradicting(dossier: Dossier, kind: AmendmentKind, base: string): Against | null {
  const endsOn = factOf(dossier, 'project', 'endsOn');
  const found = amendmentsOf(dossier).find((one) => {
    const { change } = one.facts;
    return (
      isOpen(one) && (kind === 'time' ? change.kind === 'earlyEnd' : change.kind === 'time' && change.endsOn > endsOn)
    );
  });
  if (found === undefined || !['time', 'earlyEnd'].includes(kind)) return null;
  return { kind: found.facts.change.kind, href: `${base}/amendments/${found.id}` };
}

/** How a place looks. */
export const toneOf = ({ value }: StateRow): AmendmentRow['tone'] =>
  value === 'granted'
    ? 'done'
    : value === 'refused'
      ? 'stop'
      : value === 'requested' || value === 'opinionsReceived'
        ? 'now'
        : '';

/** The list as a page shows it. */
export function amendmentRows(dossier: Dossier, base: string, reader: Reader, language: Language): AmendmentRow[] {
  return amendmentsOf(dossier).map(({ id, state, facts, at }) => {
    const [place] = placesOf(state, reader, language);
    return {
      href: `${base}/amendments/${id}`,
      kind: facts.change.kind,
      askedAt: at,
      step: place?.label ?? '',
      tone: toneOf(state),
      turn: place?.expects == null ? null : nameOf('roles', place.expects, language),
      until: dossier.due.find(({ subject }) => subject === state.subject)?.dueOn ?? null,
    };
  });
}

/** Whether anything of an agreement in this place can be amended. */
export const mayAskAtAll = (dossier: Dossier): boolean =>
  ['active', 'suspended'].includes(regionOf(dossier, 'funding'));

/** What can be asked for now, and what stands in the way of the rest. */
export function kindChoices(dossier: Dossier, base: string, language: Language): KindChoice[] {
  const funding = regionOf(dossier, 'funding');
  const all = amendmentsOf(dossier);
  return amendmentKinds.map((kind) => {
    const open = all.find((one) => isOpen(one) && one.facts.change.kind === kind);
    const isNow = funding === 'active' || (kind === 'time' && funding === 'suspended');
    const place = placesOf(dossier.states.get('project')!, 'founder', language).find(
      ({ region }) => region === 'funding',
    );
    return {
      kind,
      open: open === undefined ? null : `${base}/amendments/${open.id}`,
      notNow: isNow ? null : (place?.label ?? ''),
    };
  });
}

/** Who leaves and who joins, as it is kept beside the history. */
export type People = { leaves: string; leavesRole: string; joins: string; joinsRole: string };

export type Compared = { what: string; before: string; after: string };

/** What was and what would be: of an open request as the project stands, of any other as it stood when it was decided. */
export async function compare(db: Database, dossier: Dossier, one: Amendment, language: Language): Promise<Compared[]> {
  const w = amendmentWords[language].page;
  const { change, before } = one.facts;
  const open = isOpen(one);
  const ends = open
    ? factOf(dossier, 'project', 'endsOn')
    : String(before.endsOn ?? factOf(dossier, 'project', 'endsOn'));
  const total = formatVnd(awardOf(dossier));
  const unchanged = { what: w.total, before: total, after: total };
  if (change.kind === 'time')
    return [{ what: w.ends, before: dayText(ends), after: dayText(change.endsOn) }, unchanged];
  if (change.kind === 'lines') {
    const amount = BigInt(change.amountVnd);
    const row = (line: string, stood: unknown, by: bigint) => {
      const has = open ? awardedOn(dossier, line) : BigInt(String(stood));
      return {
        what: lineName(line, language, dossier.pack),
        before: formatVnd(has),
        after: formatVnd(has + by),
      };
    };
    return [row(change.from, before.fromVnd, -amount), row(change.to, before.toVnd, amount), unchanged];
  }
  if (change.kind === 'member') {
    const people = await contentOf<People>(db, dossier.agency, change.people);
    const { nobodyLeaves } = amendmentWords[language].member;
    const said = (name: string, role: string) => (name === '' ? nobodyLeaves : [name, role].filter(Boolean).join(', '));
    if (people === null) return [{ what: w.member, before: w.erased, after: w.erased }];
    const { leaves, leavesRole, joins, joinsRole } = people;
    return [{ what: w.member, before: said(leaves, leavesRole), after: said(joins, joinsRole) }, unchanged];
  }
  const left = formatVnd(vesselOf(dossier, 'awarded'));
  return [
    { what: w.agreement, before: `${w.goesOn}, ${dayText(ends)}`, after: w.closes },
    ...(open ? [{ what: w.remainder, before: w.kept(left), after: w.cancelled(left) }] : []),
  ];
}

/** The last day that the law allows, with its clause; null where it is unknown. */
export function latestOf(dossier: Dossier, language: Language) {
  const facts = { pack: dossier.pack, dossier: { stage: dossier.stage }, states: dossier.states };
  const last = lastDayByLaw(facts as never);
  const stage = stageOf(dossier);
  if ('rule' in last || stage === undefined) return null;
  return { ...last, clause: clauseText(dossier.pack, stage.durationMonths.source, language) };
}

/**
 * How much may leave each line of the award, and come to it by the caps that are its own. The team is shown those of its project
 * and party alone: the others say what was granted elsewhere.
 */
export function lineRooms(dossier: Dossier, language: Language): LineRoom[] {
  const { lines } = amendmentWords[language];
  const lined = amountsOf(dossier.states.get('application')?.facts.awarded);
  return lined.map(({ line }) => {
    const bounds = ownCaps(dossier, line).map(({ cap, room, limit }) => ({
      vnd: dossier.balances.get(`${room}/room`) ?? limit ?? 0n,
      because: lines.bound(cap.name[language], clauseText(dossier.pack, cap.source, language)),
    }));
    return {
      id: line,
      name: lineName(line, language, dossier.pack),
      hasVnd: awardedOn(dossier, line),
      mayLeaveVnd: vesselOf(dossier, 'awarded', line),
      mayCome: bounds.sort((a, b) => (a.vnd < b.vnd ? -1 : a.vnd > b.vnd ? 1 : 0))[0] ?? null,
    };
  });
}

function ownCaps(dossier: Dossier, line: string) {
  const pins = {
    ...{ call: dossier.call?.id ?? null, party: dossier.party?.id ?? null, stage: dossier.stage },
    ...{ beneficiaryClass: dossier.beneficiaryClass, awardYear: dossier.awardYear },
  };
  const limits = (dossier.call?.facts.limits ?? {}) as CallLimits;
  try {
    const links = linksOf(promise.line(dossier.id, line, '-', 'awarded'), dossier.id, pins, dossier.pack, limits);
    return links.filter(
      ({ cap, how }) => how === 'draw' && cap.line === line && (cap.owner === 'project' || cap.owner === 'party'),
    );
  } catch (error) {
    if (!(error instanceof CapNotUsable)) throw error;
    return [];
  }
}
