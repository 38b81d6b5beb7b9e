import type { CutsView } from '../../templates/parts/cuts.tsx';
import { sinceText } from '../../templates/parts/lateness.tsx';
import type { BegunView, FlowsView, MoneyPart, MoneyPathView, TrancheView } from '../../templates/parts/money-path.tsx';
import { dayText, dayTextOf, timeText } from '../../templates/parts/when.ts';
import { moneyPathWords } from '../../templates/words/money-path.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { type LineVessel, lineBalances } from '../../workflows/rules/accounts.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { turnOfRequest } from '../advances.ts';
import { decidedOn } from '../awards.ts';
import { clauseOfPeriod } from '../clauses.ts';
import type { Database } from '../database/pool.ts';
import { nettedFrom } from '../debts.ts';
import type { BegunRequest } from '../disbursements/index.ts';
import { type Dossier, placesOf, requestsOf, vesselOf } from '../dossier.ts';
import { awardOf, linesText, missingForLast, percentText, type Reader, regionOf, stageOf } from './reading.ts';

export { capsTable } from './caps.ts';

const partOf: Readonly<Record<LineVessel, MoneyPart>> = {
  settled: 'settled',
  advanced: 'paid',
  ordered: 'ordered',
  held: 'held',
  due: 'due',
  returned: 'returned',
  writtenOff: 'writtenOff',
  awarded: 'left',
};
const order: readonly LineVessel[] = [
  'settled',
  'advanced',
  'ordered',
  'held',
  'due',
  'returned',
  'writtenOff',
  'awarded',
];

/** What of a dossier's award stands where, and how far each of its requests has come, for who reads it. */
export function moneyPathOf(
  dossier: Dossier,
  reader: Reader,
  language: Language,
  begun: BegunRequest | null = null,
  flows: FlowsView | null = null,
  cuts: CutsView | null = null,
  today = '',
): MoneyPathView {
  return {
    awardVnd: awardOf(dossier),
    goneVnd: goneOf(dossier),
    cuts,
    parts: order.map((vessel) => ({ part: partOf[vessel], amountVnd: vesselOf(dossier, vessel) })),
    flows,
    tranches: requestsOf(dossier).map((request) => trancheOf(dossier, request, reader, language, today)),
    begun: begun === null ? null : begunView(dossier, begun, language),
    rest: restOf(dossier, language),
  };
}

/** How what was paid became what counts as spent; null while nothing was recovered nor cancelled. */
export async function flowsOf(db: Database, dossier: Dossier): Promise<FlowsView | null> {
  const { agency, id } = dossier;
  const own = `A/project/${id}/`;
  const [flows] = await db.query<Pick<FlowsView, 'paidVnd' | 'recoveredVnd' | 'nettedVnd' | 'cancelledVnd'>>`
    select coalesce(sum(amount) filter (where source = 'ordered' and target in ('settled', 'advanced')), 0)::bigint
        - coalesce(sum(amount) filter (where source in ('settled', 'advanced') and target = 'held'), 0)::bigint as paid_vnd,
      coalesce(sum(amount) filter (where source in ('settled', 'advanced') and target = 'due'), 0)::bigint
        - coalesce(sum(amount) filter (where source = 'due' and target = 'settled' and annulled), 0)::bigint as recovered_vnd,
      coalesce(sum(amount) filter (where source = 'due' and target = 'settled' and not annulled), 0)::bigint as netted_vnd,
      coalesce(sum(amount) filter (where source = 'awarded' and target = ''), 0)::bigint as cancelled_vnd
    from (select amount, split_part(source, '/', 6) as source, case when starts_with(target, ${own}) then split_part(target, '/', 6) else '' end as target,
        exists (select from history h where h.agency = p.agency and h.dossier = p.dossier and h.revision = p.revision and h.event = 'appeal.upheld') as annulled
      from posting p where agency = ${agency} and dossier = ${id} and starts_with(source, ${own})) flow`;
  if (flows === undefined || (flows.recoveredVnd === 0n && flows.cancelledVnd === 0n)) return null;
  const base = `/agencies/${agency}/dossiers/${id}`;
  const decided = recoveriesOf(dossier).filter(
    ({ state }) => !['proposed', 'dropped', 'annulled'].includes(String(state.value)),
  );
  return {
    ...flows,
    recoveries: decided.map(({ id, amountVnd }) => ({ amountVnd, href: `${base}/recoveries/${id}` })),
    closing: `${base}/closing`,
  };
}

/** The recoveries of a project, each with the amount that was decided, or proposed until then, and what is left of it. */
export const recoveriesOf = (dossier: Dossier) =>
  [...dossier.states.values()]
    .filter(({ machine }) => machine === 'recovery')
    .map((state) => ({
      id: state.subject.slice('recovery/'.length),
      state,
      amountVnd: totalOf(state.facts.decided ?? state.facts.items),
      leftVnd: totalOf(state.facts.items),
    }));

const totalOf = (items: unknown): bigint =>
  ((items ?? []) as { amountVnd: string }[]).reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);

/** A request that the team is writing. */
function begunView(dossier: Dossier, begun: BegunRequest, language: Language): BegunView {
  const base = `/agencies/${dossier.agency}/dossiers/${dossier.id}/requests/new`;
  const { amountVnd, rows, lines, at, name, mark } = begun;
  return {
    amountVnd,
    rows,
    title: linesText(
      dossier,
      lines.map((line) => ({ line })),
      language,
    ),
    savedBy: name,
    savedAt: timeText(at),
    href: base,
    discard: `${base}/drop`,
    mark,
  };
}

/** What was awarded and does not stand any more: cancelled, or paid back where it can be given to another. */
function goneOf(dossier: Dossier): bigint {
  const gone = decidedOn(dossier) - awardOf(dossier);
  return gone > 0n ? gone : 0n;
}

const sum = (items: readonly { amount: bigint }[]) => items.reduce((total, { amount }) => total + amount, 0n);

function trancheOf(
  dossier: Dossier,
  request: ReturnType<typeof requestsOf>[number],
  reader: Reader,
  language: Language,
  today: string,
): TrancheView {
  const w = moneyPathWords[language];
  const { subject, id, tranche, state, at } = request;
  const facts = state.facts as unknown as DisbursementFacts & { paidOn?: string | null; reference?: string | null };
  const items = costed(facts.items);
  const amountVnd = sum(items);
  const place = placesOf(state, reader, language)[0]!;
  const newest = (...events: string[]) =>
    dossier.history.find((event) => event.subject === subject && (events.length === 0 || events.includes(event.event)));

  const story = [w.requested(dayTextOf(at))];
  const asked = sum(costed((newest('disbursement.requested')?.input.items ?? []) as never));
  const nettedVnd = nettedFrom(dossier, id);
  const isLess = !['requested', 'returned'].includes(String(state.value)) && asked > amountVnd + nettedVnd;
  if (isLess) story.push(w.lessAccepted(formatVnd(asked)));
  if (nettedVnd > 0n) story.push(w.nettedOff(formatVnd(nettedVnd)));
  if (facts.paidOn != null) story.push(w.paid(formatVnd(amountVnd), dayText(facts.paidOn), facts.reference ?? ''));
  const back = newest('disbursement.paymentReturned');
  if (back !== undefined && facts.paidOn == null)
    story.push(w.cameBack(dayText(String(back.input.returnedOn)), String(back.input.reference ?? '')));
  const clearing = newest('disbursement.advanceCleared');
  const cleared = sum(costed(facts.cleared));
  if (clearing !== undefined && cleared > 0n) story.push(w.settled(formatVnd(cleared), dayTextOf(clearing.at)));

  const due = dossier.due.filter((period) => period.subject === subject);

  return {
    number: tranche,
    title: linesText(dossier, items, language),
    amountVnd,
    released: ['draft', 'returned', 'refused', 'cancelled'].includes(String(state.value)),
    state: isLess && state.value === 'verified' && reader === 'founder' ? w.partlyAccepted : place.label,
    tone: toneOf(String(state.value), place.expects, reader),
    story,
    holder:
      place.expects === null
        ? null
        : {
            name: namesOf('roles', turnOfRequest(dossier, state, today).join(', '), language),
            isReader: reader === 'founder' && place.expects === 'founder',
            since: sinceText(dayOf(newest()?.at ?? at), due[0]?.dueOn ?? null, language),
          },
    promises: due.map(({ what, dueOn }) => ({
      text: w.promise(nameOf('periods', what, language), dayText(dueOn)),
      clause: clauseOfPeriod(dossier.pack, what, language),
    })),
    href: `/agencies/${dossier.agency}/dossiers/${dossier.id}/requests/${id}`,
  };
}

function toneOf(value: string, expects: string | null, reader: Reader): TrancheView['tone'] {
  if (value === 'settled') return 'done';
  if (value === 'refused') return 'stop';
  if (expects === null) return 'waiting';
  return reader === 'staff' || expects === 'founder' ? 'now' : 'waiting';
}

function restOf(dossier: Dossier, language: Language): MoneyPathView['rest'] {
  const w = moneyPathWords[language];
  const left = lineBalances(dossier.balances, dossier.id, 'awarded');
  const amountVnd = sum(left);
  if (amountVnd === 0n) return null;
  const missing = missingForLast(dossier).map((gate) => nameOf('conditions', gate, language));
  const shares = (stageOf(dossier)?.tranches ?? []).flatMap(({ name, shareBps }) =>
    shareBps.value === null ? [] : [`${name[language]} ${percentText(shareBps.value)}`],
  );
  const notes: Readonly<Record<string, string>> = {
    awaitingAgreement: w.restUnsigned,
    active: w.restNow,
    suspended: w.restSuspended,
    closing: w.restClosing,
  };
  const funding = regionOf(dossier, 'funding');
  const note = [notes[funding] ?? w.restOver];
  const goesOn = ['awaitingAgreement', 'active', 'suspended'].includes(funding);
  if (goesOn && missing.length > 0) note.push(w.restGates(missing.join('; ')));
  if (goesOn && shares.length > 0 && requestsOf(dossier).length === 0) note.push(w.planned(shares.join(', ')));
  return { amountVnd, title: w.restLines(linesText(dossier, left, language)), note: note.join(' ') };
}
