// A request for money as its page shows it: to whoever may see the dossier, with the one thing that they can do now.

import { createHash } from 'node:crypto';
import type {
  ActView,
  ChainStep,
  InvoiceView,
  ItemView,
  PayeeView,
  RequestView,
  SourceView,
} from '../../templates/pages/disbursements/request.tsx';
import { treasuryFields } from '../../templates/pages/programmes/treasury.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { nameOf, namesOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import type { Language } from '../../templates/words/words.ts';
import { canonicalJson } from '../../workflows/canonical.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import { acceptedEvents, type EventType } from '../../workflows/machines.ts';
import { hasScreenedBefore, interestsIn, isConflicted } from '../../workflows/parts.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { type Duty, duties, mayDo, type Role, standingDuties } from '../../workflows/rules/duties.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { turnOfRequest } from '../advances.ts';
import { sentBack } from '../bankReturns.ts';
import { clauseOfPeriod } from '../clauses.ts';
import type { Database } from '../database/pool.ts';
import { nettedFrom } from '../debts.ts';
import { actingFor, type Giver } from '../delegations.ts';
import { eInvoicesOf } from '../documents/index.ts';
import { type Dossier, nameWith, partyAt, placesOf, requestsOf, visibleHistory } from '../dossier.ts';
import { eventFacts, movedFrom } from '../event-facts.ts';
import type { Parts } from '../parts.ts';
import { partyAccount } from '../partyAccount.ts';
import { lineName } from '../refusals.ts';
import { overdueReports } from '../reportRows.ts';
import { treasuryKeepers, treasuryOf } from '../treasury.ts';
import { accountNeeded } from './accounts.ts';
import { restsOn } from './against.ts';
import { approvedPayee } from './approval.ts';
import { hasCostShare, requestCaps, sumOf } from './caps.ts';
import { lastCodes, preparedCodes } from './codes.ts';
import type { EvidenceRow } from './draft.ts';
import { earlierRows, reasonsOf } from './earlier.ts';
import { buyersOf, differsOf } from './eInvoices.ts';
import { foundElsewhere, foundWithin } from './elsewhere.ts';
import { acceptedRows, evidenceRows, filesOf, itemRows, shownOf, unitNames } from './evidence.ts';
import { insteadOf, othersWhoCan } from './others.ts';
import { bankReturnView, cameBackFrom, namesFor, owedBy, ownCompanies, samePaid } from './payee.ts';
import { dayRemark } from './remarks.ts';
import { shortageOf } from './shortage.ts';
import { budgetLevel } from './years.ts';

export type Reader = {
  person: string;
  roles: readonly Role[];
  /** Which of these are somebody else's. */
  delegated?: ReadonlyMap<Role, Giver>;
  /** Of the team, and not an owner of the application: they only read. */
  below?: boolean;
  language: Language;
};

/** Which step the state waits for, and the event that takes it. */
const steps: Readonly<Record<string, { act: ActView['kind']; event: EventType }>> = {
  requested: { act: 'verify', event: 'disbursement.verified' },
  returned: { act: 'again', event: 'disbursement.requested' },
  verified: { act: 'prepare', event: 'disbursement.prepared' },
  prepared: { act: 'approve', event: 'disbursement.approved' },
  approved: { act: 'order', event: 'disbursement.ordered' },
  ordered: { act: 'pay', event: 'disbursement.paid' },
  paid: { act: 'clear', event: 'disbursement.advanceCleared' },
};
const others = [
  { act: 'bankReject', event: 'disbursement.bankRejected' },
  { act: 'paymentReturned', event: 'disbursement.paymentReturned' },
  { act: 'paymentCorrected', event: 'disbursement.paymentCorrected' },
  { act: 'recall', event: 'disbursement.recalled' },
  { act: 'return', event: 'disbursement.returned' },
  { act: 'refuse', event: 'disbursement.refused' },
  { act: 'cancel', event: 'disbursement.cancelled' },
] as const;

/** Who sees where money goes: those who handle it, those who answer for it, and those whose it is. */
export const seePayee: readonly Role[] = [
  'founder',
  'officer',
  'director',
  'financeOfficer',
  'chiefAccountant',
  'auditor',
  'administrator',
];

/** Why somebody may not take a step that their office takes: what they did before, in words. null when they may. */
export function blockedBy(
  dossier: Dossier,
  subject: string,
  event: EventType,
  { person, roles, delegated, language }: Reader,
): string | null {
  const w = disbursementWords[language];
  const persons = [person, actingFor({ roles, ...(delegated && { delegated }) }, event)?.person];
  const earlier = dossier.done
    .filter((act) => act.subject === subject && persons.includes(act.person))
    .map(({ duty }) => duty as Duty);
  if (roles.includes('founder') && !duties[event].roles.includes('founder')) earlier.push('teamMember');
  if (hasScreenedBefore(dossier.states, dossier.done, persons)) earlier.push('screenedBefore');
  const interests = interestsIn(dossier.states);
  if (persons.some((one) => one !== undefined && isConflicted(interests, one))) earlier.push('conflicted');
  const may = mayDo(event, { roles, earlierDuties: [...new Set(earlier)] });
  if (may.ok || may.rule === 'role') return null;
  const todo = nameOf('duties', duties[event].duty, language);
  const standing = may.detail.filter((duty) => (standingDuties as readonly string[]).includes(duty));
  return standing.length > 0
    ? w.blockedStanding(namesOf('duties', standing.join(', '), language), todo)
    : w.blocked(namesOf('duties', may.detail.join(', '), language), todo);
}

export const holds = (event: EventType, roles: readonly Role[]) =>
  duties[event].roles.some((role) => roles.includes(role));

/** The whole page as data; null when there is no such request. */
export async function requestView(
  { db, files }: Pick<Parts, 'db' | 'files'>,
  dossier: Dossier,
  id: string,
  reader: Reader,
  now: string,
): Promise<RequestView | null> {
  const subject = `disbursement/${id}`;
  const request = requestsOf(dossier).find((known) => known.id === id);
  if (request === undefined) return null;
  const { state, tranche } = request;
  const { language, roles, person } = reader;
  const w = disbursementWords[language];
  const facts = state.facts as unknown as DisbursementFacts & {
    paidOn?: string | null;
    reference?: string | null;
    evidence?: string[];
    due?: Record<string, string>;
  };
  const value = String(state.value);
  const base = `/agencies/${dossier.agency}/dossiers/${dossier.id}`;
  const items = costed(facts.items);
  const amountVnd = sumOf(items);
  const own = visibleHistory(dossier, roles).filter(
    (event) => event.subject === subject || (event.event === 'recovery.netted' && event.input.disbursement === id),
  );
  const sent = own.find(({ event }) => event === 'disbursement.requested')!;
  const askedItems = costed((own.find(({ event }) => event === 'disbursement.requested')?.input.items ?? []) as never);
  const audience = roles.includes('founder') ? 'founder' : 'staff';
  const [place] = placesOf(state, audience, language);

  const kept = await evidenceRows(db, dossier, id);
  const rows = kept ?? itemRows(dossier, id);
  const accepted = await acceptedRows(db, dossier, id);
  const earlier = await earlierRows(db, dossier, id, rows);
  const moved = await movedFrom(db, dossier);
  const attached = await filesOf(
    db,
    dossier,
    rows.flatMap(({ files }) => files.map(({ attachment }) => attachment)),
  );
  const isVerified = !['requested', 'returned', 'cancelled', 'refused'].includes(value);
  // whoever checks and pays is told; the team is not, of whom it may not know: of its own project it is
  const seesMoney = roles.some((role) => seePayee.includes(role));
  const isChecked = !roles.includes('founder') && seesMoney;
  const found = seesMoney ? await foundElsewhere(db, dossier, id, rows) : [];
  const elsewhere = isChecked ? found : found.map((others) => others.filter((other) => other.dossier === dossier.id));
  const within = seesMoney ? foundWithin(rows) : [];
  const companies = isChecked
    ? await ownCompanies(
        db,
        dossier,
        rows.map(({ taxCode }) => taxCode),
      )
    : new Map<string, string>();
  const read = await eInvoicesOf(files, attached.values());
  const invoicesOf = (row: EvidenceRow) => row.files.flatMap(({ sha256 }) => read.get(sha256) ?? []);
  const buyers = read.size === 0 ? null : await buyersOf(db, dossier, (facts.payee as string | null) ?? '');
  const invoices = rows.map((row, index): InvoiceView => {
    const less = accepted.get(index);
    return {
      index,
      number: row.number,
      date: row.date,
      seller: row.seller,
      taxCode: row.taxCode,
      what: row.what,
      lineName: lineName(row.line, language, dossier.pack),
      unit: row.unitText,
      costVnd: BigInt(row.costVnd),
      askedVnd: BigInt(row.amountVnd),
      acceptedVnd: !isVerified ? null : less === undefined ? BigInt(row.amountVnd) : BigInt(less.amountVnd),
      acceptedCostVnd: !isVerified ? null : less === undefined ? BigInt(row.costVnd) : BigInt(less.costVnd),
      reason: isVerified ? (less?.reason ?? '') : '',
      earlier: isVerified ? null : (earlier[index] ?? null),
      files: row.files.flatMap(({ attachment, sha256 }) => {
        const file = attached.get(attachment);
        const eInvoices = read.get(sha256) ?? null;
        return file === undefined ? [] : [{ ...shownOf(file), href: `${base}/files/${attachment}`, eInvoices }];
      }),
      differs: buyers === null ? [] : Object.values(differsOf(row, invoicesOf(row), buyers, language)),
      byCost: hasCostShare(dossier, row.line),
      elsewhere: (elsewhere[index] ?? []).map(({ code, tranche, sameFile, ...other }) => ({
        code,
        tranche,
        sameFile,
        href: `/agencies/${dossier.agency}/dossiers/${other.dossier}/requests/${other.request}`,
      })),
      within: within[index] ?? [],
      ownCompany: companies.get(row.taxCode.slice(0, 10)) ?? null,
      remark: dayRemark(dossier, row.date, language),
    };
  });
  const acceptedVnd = invoices.reduce((sum, invoice) => sum + (invoice.acceptedVnd ?? 0n), 0n);

  const askedVnd = sumOf(askedItems);
  const isPartly = value === 'verified' && askedVnd > amountVnd + nettedFrom(dossier, id);
  const funding = (dossier.states.get('project')?.value as { funding?: string } | undefined)?.funding;
  const isPaused = funding === 'suspended' && ['verified', 'prepared', 'approved'].includes(value);
  const payee = seesMoney ? await payeeOf(db, dossier, id, facts.payee, roles) : null;
  const handles = roles.some((role) => role === 'financeOfficer' || role === 'chiefAccountant');
  const sources = sourcesOf(dossier, amountVnd);
  const budget = facts.budget ?? (sources.length === 1 ? sources[0]! : null);
  const level = budget === null ? null : await budgetLevel(db, dossier.agency, budget, language);
  const names = unitNames(kept);
  const step = steps[value];
  const mine = step !== undefined && holds(step.event, roles);
  const standsInTheWay = mine ? blockedBy(dossier, subject, step.event, reader) : null;
  const persons = step === undefined ? [] : [person, actingFor(reader, step.event)?.person];
  const blocked =
    standsInTheWay === null
      ? null
      : `${standsInTheWay} ${await insteadOf(db, dossier, subject, step!.event, persons, now, language)}`;
  const possible = acceptedEvents(state);
  const turn = turnOfRequest(dossier, state, dayOf(now));
  const waitsFor = turn.length === 0 ? null : namesOf('roles', turn.join(', '), language);
  const isTheirs = turn.some((role) => roles.includes(role));
  const isYours = !isPaused && isTheirs && blocked === null;
  const treasury = await treasuryOf(db, dossier.agency, dossier.pack);
  const prepared = await preparedCodes(db, dossier, id);
  const period = dossier.due.find((due) => due.subject === subject);
  const ordered = own.find(({ event }) => event === 'disbursement.ordered');
  const today = dayOf(now);
  const itemViews = (list: ReturnType<typeof costed>): ItemView[] =>
    list.map((item) => ({
      line: item.line,
      unit: item.unit,
      name: lineName(item.line, language, dossier.pack),
      unitName: item.unit === '-' ? '' : item.unit.split(';').map(names).join(', '),
      amountVnd: item.amount,
      costVnd: item.cost,
      byCost: hasCostShare(dossier, item.line),
    }));

  return {
    base,
    here: `${base}/requests/${id}`,
    id,
    code: dossier.code,
    project: dossier.title,
    tranche,
    revision: dossier.revision,
    state: value,
    step: isPartly && roles.includes('founder') ? w.partlyAccepted : (place?.label ?? value),
    amountVnd: amountVnd,
    askedVnd,
    isAdvance: facts.isAdvance,
    isLast: sent.input.isLast === true,
    supportEnded: funding === 'terminated',
    waitsFor,
    waitsForOthers: isTheirs ? null : waitsFor,
    isYours,
    since: (own.find(({ event }) => event !== corrected) ?? sent).at,
    due:
      period === undefined
        ? null
        : {
            at: period.dueAt,
            what: nameOf('periods', period.what, language),
            clause: clauseOfPeriod(dossier.pack, period.what, language),
          },
    invoices,
    hasDetail: kept !== null,
    nettedVnd: isVerified && acceptedVnd > amountVnd ? acceptedVnd - amountVnd : 0n,
    items: itemViews(items),
    advanced: itemViews(costed(facts.advanced)),
    caps: requestCaps(dossier, subject, level, reader, names),
    payee,
    chain: chainOf(dossier, subject, value, reader, {
      // an advance is settled by an officer and owed by its team: beside the page it waits for the same
      isTheirs: value === 'paid' ? isYours : mine && blocked === null && !isPaused,
      waitsFor: value === 'paid' ? waitsFor : null,
    }),
    sources,
    shortage:
      seesMoney && ['requested', 'verified'].includes(value)
        ? await shortageOf(db, dossier, id, amountVnd, audience)
        : null,
    budget: facts.budget ?? null,
    codes:
      value === 'verified' && mine
        ? await lastCodes(
            db,
            dossier,
            items.map(({ line }) => line),
            treasury.chapter,
          )
        : {},
    prepared,
    paid: facts.paidOn == null ? null : { on: facts.paidOn, reference: facts.reference ?? '' },
    orderedOn: ordered === undefined ? null : dayOf(ordered.at),
    today,
    heldVnd: amountVnd,
    preview:
      ['verified', 'prepared', 'approved'].includes(value) && roles.some((role) => seePayee.includes(role))
        ? `${base}/requests/${id}/order-preview`
        : null,
    treasury,
    dotted: {
      // the chapter is one of the codes, once they are prepared
      fields: treasuryFields.filter((name) => treasury[name] === '' && (name !== 'chapter' || prepared === null)),
      href: treasuryKeepers.some((role) => roles.includes(role)) ? `/agencies/${dossier.agency}/treasury` : null,
    },
    papers: dossier.papers
      .filter((paper) => paper.subject === subject)
      .map(({ register, year, number, kind, at }) => ({
        href: `${base}/papers/${register}/${year}/${number}`,
        kind,
        name: nameOf('papers', kind, language),
        number: paperNumber(dossier.agency, dossier.pack, { kind, number }),
        at,
      })),
    events: await Promise.all(
      own.map(async (one) => ({
        at: one.at,
        what: nameOf('events', one.event, language),
        who: one.actor === SYSTEM ? w.system : nameWith(one, language),
        more: eventFacts(dossier, one, moved, language),
        reason: await reasonsOf(db, dossier.agency, one),
      })),
    ),
    act: mine && step !== undefined ? { kind: step.act, blocked } : null,
    accountNeeded: roles.some((role) => seePayee.includes(role)) ? await accountNeeded(db, dossier, id, roles) : null,
    isPaused,
    bankReturn: seesMoney
      ? await bankReturnView(db, dossier, id, { roles, person, changedAt: payee?.changedAt ?? null })
      : null,
    owed:
      handles && ['verified', 'prepared', 'approved'].includes(value) && (payee?.debtVnd ?? 0n) > 0n
        ? await owedBy(db, dossier, facts.payee)
        : [],
    overdueReports:
      handles && !['settled', 'refused', 'cancelled'].includes(value) ? lateReports(dossier, now, language) : [],
    approvers:
      mine && blocked === null && step.act === 'prepare'
        ? await othersWhoCan(db, dossier, subject, 'disbursement.approved', persons, now, language)
        : [],
    mayApprove: roles.includes('chiefAccountant'),
    isFinished: ['paid', 'settled'].includes(value),
    more: others
      .filter(({ event }) => possible.includes(event) && holds(event, roles) && reader.below !== true)
      .map(({ act, event }) => ({ kind: act, blocked: blockedBy(dossier, subject, event, reader) })),
    restsOn: restsOn(dossier, ['ordered', 'paid', 'settled'].includes(value) ? (ordered?.at ?? null) : null, language),
    mayPlan: roles.includes('financeOfficer'),
    yearBudget: `/agencies/${dossier.agency}/budget`,
    isReader: person,
    isTeam: roles.includes('founder'),
  };
}

/** The reports that the team owes past their day, with how many days. */
function lateReports(dossier: Dossier, now: string, language: Language) {
  const w = reportWords[language];
  const base = `/agencies/${dossier.agency}/dossiers/${dossier.id}`;
  return overdueReports(dossier, dayOf(now)).map(({ row, days }) => ({
    href: `${base}/reports/${row.id}`,
    text: `${w.heading(row.number, '')}: ${w.due.toLocaleLowerCase('vi')} ${dayText(row.facts.dueOn!)}, ${w.overdue(days)}`,
  }));
}

/** The years and sources in which something is still planned for the project, with what is left of each. */
export function sourcesOf(dossier: Dossier, neededVnd: bigint): SourceView[] {
  const found: SourceView[] = [];
  for (const [id, leftVnd] of dossier.balances) {
    const [book, year = '', source = '', owner, vessel] = id.split('/');
    if (book === 'B' && owner === dossier.id && vessel === 'reserved' && leftVnd > 0n)
      found.push({ year: Number(year), source, leftVnd, isEnough: leftVnd >= neededVnd });
  }
  return found.sort((a, b) => a.year - b.year || (a.source < b.source ? -1 : 1));
}

/** Whose a dossier was when the last step of a request was taken that says who is paid, or that nobody is. */
function partyOf(dossier: Dossier, subject: string) {
  const last = dossier.history.find((e) => e.subject === subject && endsPayee.has(e.event));
  return partyAt(dossier, last?.revision ?? dossier.revision);
}

const endsPayee: ReadonlySet<string> = new Set([
  'disbursement.paid',
  'disbursement.paymentReturned',
  'disbursement.refused',
  'disbursement.cancelled',
] satisfies EventType[]);

async function payeeOf(
  db: Database,
  dossier: Dossier,
  id: string,
  payee: string | null,
  roles: readonly Role[],
): Promise<PayeeView | null> {
  const subject = `disbursement/${id}`;
  // who is not paid any more was to be paid while it was the party
  const over = ['paid', 'settled', 'refused', 'cancelled'].includes(String(dossier.states.get(subject)?.value));
  const party = payee ?? (over ? partyOf(dossier, subject) : dossier.party)?.id ?? null;
  if (party === null) return null;
  const stands = await partyAccount(db, dossier.agency, party);
  const revisionOf = (of: string, event: EventType) =>
    dossier.history.find((e) => e.subject === of && e.event === event)?.revision;
  // of a finished payment those before it, whatever was paid since
  const isPaid = ['paid', 'settled'].includes(String(dossier.states.get(subject)?.value));
  const paidAt = (isPaid && revisionOf(subject, 'disbursement.paid')) || Number.POSITIVE_INFINITY;
  const before = requestsOf(dossier).filter(
    ({ subject: other, state }) =>
      other !== subject &&
      ['paid', 'settled'].includes(String(state.value)) &&
      (revisionOf(other, 'disbursement.paid') ?? 0) < paidAt &&
      ((state.facts.payee as string | null) ?? partyOf(dossier, other)?.id) === party,
  );
  const changedAt = stands?.changedAt ?? null;
  const lastPaid = before
    .map(
      ({ subject: other }) =>
        dossier.history.find((e) => e.subject === other && e.event === 'disbursement.paid')?.at ?? '',
    )
    .sort()
    .at(-1);
  // what was approved is paid, whatever the party says by now
  const approved = await approvedPayee(db, dossier, id);
  const { account, accountName, bank } = approved ?? { ...stands, account: stands?.accountNumber };
  const standing = stands?.standing ?? 'unconfirmed';
  const paidOn = { accountNumber: account ?? '', accountName: accountName ?? '', bank: bank ?? '' };
  const isOwn = party === dossier.party?.id;
  const paidThere = await samePaid(db, dossier.agency, before, paidOn);
  const cameBackOn = isPaid ? null : await cameBackFrom(db, dossier, party, paidOn);
  // what came back says more of an account than what it received before; what it has received since says that it is well
  const isBad = cameBackOn !== null && (paidThere === null || paidThere.on <= cameBackOn);
  return {
    name: approved?.name ?? stands?.name ?? '',
    account: account ?? '',
    accountName: accountName ?? '',
    bank: bank ?? '',
    standing,
    confirmAt:
      standing === 'accountLater' && isOwn && roles.includes('officer')
        ? `/agencies/${dossier.agency}/dossiers/${dossier.id}/party#account`
        : null,
    changedAt,
    approvedAt:
      approved === null
        ? null
        : (dossier.history.find((e) => e.subject === subject && e.event === 'disbursement.approved')?.at ?? null),
    names: await namesFor(db, dossier.agency, party),
    samePaid: isBad ? null : paidThere,
    cameBackOn: isBad ? cameBackOn : null,
    changedSincePaid: lastPaid !== undefined && lastPaid !== '' && changedAt !== null && changedAt > lastPaid,
    timesPaid: before.length,
    paidVnd: before.reduce(
      (sum, { state }) => sum + sumOf(costed((state.facts as unknown as DisbursementFacts).items)),
      0n,
    ),
    debtVnd: stands?.debtVnd ?? 0n,
  };
}

/** Nobody takes a step by it: what a step said is said right. */
const corrected: EventType = 'disbursement.paymentCorrected';

const duty = ['requested', 'verified', 'prepared', 'approved', 'ordered', 'recordedPayment'] as const;
const stateDuty: Readonly<Record<string, (typeof duty)[number] | 'cleared'>> = {
  requested: 'verified',
  returned: 'requested',
  verified: 'prepared',
  prepared: 'approved',
  approved: 'ordered',
  ordered: 'recordedPayment',
  paid: 'cleared',
};
const expected: Readonly<Record<string, Role>> = {
  requested: 'founder',
  verified: 'officer',
  prepared: 'financeOfficer',
  approved: 'chiefAccountant',
  ordered: 'financeOfficer',
  recordedPayment: 'financeOfficer',
  cleared: 'officer',
};

/** Who did what of the way since the request was last sent, who is next, and what still lies ahead. */
function chainOf(
  dossier: Dossier,
  subject: string,
  value: string,
  { person, language }: Reader,
  { isTheirs, waitsFor }: { isTheirs: boolean; waitsFor: string | null },
): ChainStep[] {
  const w = disbursementWords[language];
  const corrections = dossier.history.filter((e) => e.event === corrected).map(({ revision }) => revision);
  const own = dossier.done.filter((act) => act.subject === subject && !corrections.includes(act.revision));
  const from = own.filter((act) => act.duty === 'requested').at(-1)?.revision ?? 0;
  const isUndone = ({ event }: { event: string }) => [...sentBack, 'disbursement.recalled'].includes(event);
  const undone = dossier.history.find((e) => e.subject === subject && isUndone(e))?.revision ?? 0;
  const next = stateDuty[value];
  const all: string[] = [
    ...duty,
    ...(value === 'paid' || own.some((act) => act.duty === 'cleared') ? ['cleared'] : []),
  ];
  const isOver = ['refused', 'cancelled'].includes(value);
  const steps: ChainStep[] = [];
  let ahead = false;
  for (const name of all) {
    const label = w.chain[name] ?? name;
    // what the bank sent back, or the office took back, is prepared anew
    const since = name === 'requested' || name === 'verified' ? from : Math.max(from, undone + 1);
    const act = own.filter((one) => one.duty === name && one.person === one.by && one.revision >= since).at(-1);
    if (next === name) {
      steps.push({
        label,
        tone: 'now',
        who: isTheirs ? w.yourTurnNow : w.waits(waitsFor ?? nameOf('roles', expected[name]!, language)),
        at: null,
      });
      ahead = true;
    } else if (!ahead && act !== undefined)
      steps.push({
        label,
        tone: 'done',
        who: act.person === person ? w.isYou(nameWith(act, language)) : nameWith(act, language) || w.someoneElse,
        at: act.at,
      });
    else if (ahead && !isOver)
      steps.push({ label, tone: 'next', who: nameOf('roles', expected[name]!, language), at: null });
  }
  return steps;
}

/**
 * The SHA-256 of what an approver is shown: an approval binds to it (DESIGN §3). How full the agency's shared caps are is left
 * out: that moves with every other payment, and the database holds those caps whatever anybody saw.
 */
export function shownHash(view: RequestView): string {
  const { revision, invoices, items, amountVnd, payee, treasury, budget, prepared, chain, isAdvance, isLast, papers } =
    view;
  const caps = view.caps.map(({ usedVnd, afterVnd, ...cap }) => (cap.shared ? cap : { ...cap, usedVnd, afterVnd }));
  const shown = {
    revision,
    invoices,
    items,
    amountVnd,
    caps,
    payee,
    treasury,
    budget,
    prepared,
    chain,
    isAdvance,
    isLast,
    papers,
  };
  return hashOf(shown);
}

/**
 * The SHA-256 of what whoever decides several is shown of one: whatever is recorded of it since, of who is paid, or of what it rests on
 * makes it another. What moves with every other payment, of the same form too, is left out: how full the caps and the budget are,
 * which the database holds whatever anybody saw, and what else the payee has received.
 */
export function rowHash(view: RequestView): string {
  const { state, project, invoices, hasDetail, items, askedVnd, amountVnd, nettedVnd, isAdvance, isLast } = view;
  const { treasury, budget, prepared, chain, papers, restsOn, supportEnded, isPaused, accountNeeded, bankReturn } =
    view;
  const { timesPaid: _, paidVnd: __, samePaid: ___, ...payee } = view.payee ?? ({} as Partial<PayeeView>);
  return hashOf({
    ...{ state, project, invoices, hasDetail, items, askedVnd, amountVnd, nettedVnd, isAdvance, isLast },
    ...{ treasury, budget, prepared, chain, papers, restsOn, supportEnded, isPaused, accountNeeded, bankReturn, payee },
    // of the caps what was awarded: the limits of others grow with what is accepted of other requests
    caps: view.caps.map(({ name, limitVnd, shared }) => (shared === undefined ? { name, limitVnd } : { name })),
    // a day more makes no report another
    overdueReports: view.overdueReports.map(({ href }) => href),
    events: view.events.map(({ at, what, who, reason }) => ({ at, what, who, reason })),
  });
}

function hashOf(shown: object): string {
  const plain = JSON.stringify(shown, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256')
    .update(canonicalJson(JSON.parse(plain)))
    .digest('hex');
}
