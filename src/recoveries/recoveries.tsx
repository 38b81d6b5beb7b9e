// Money that is to come back: proposed by one, decided by another; repaid, netted or written off.

import type { Context } from 'hono';
import { v7 } from 'uuid';
import { type ProposalView, RecoveryNewPage } from '../../templates/pages/recoveries/new.tsx';
import { type RecoveryAct, RecoveryPage, type RecoveryView } from '../../templates/pages/recoveries/recovery.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { nameOf } from '../../templates/words/names.ts';
import { paperNumber } from '../../templates/words/paperNumbers.ts';
import type { Language } from '../../templates/words/words.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import { type StateRow, SYSTEM } from '../../workflows/decide.ts';
import { acceptedEvents, type EventType } from '../../workflows/machines.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { duties } from '../../workflows/rules/duties.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { conflictNote } from '../conflicted.ts';
import { reasonOf } from '../contents.ts';
import { splitOf } from '../debts.ts';
import {
  amountIn,
  blockedBy,
  dayIn,
  type Errors,
  hasCostShare,
  lineIn,
  paidUnder,
  reasonIn,
  receivedUnder,
  sumOf,
} from '../disbursements/index.ts';
import { type AppEnv, type Doors, moneyReaders } from '../doors.ts';
import { type Dossier, nameWith, placesOf, readDossier, requestsOf, visibleHistory } from '../dossier.ts';
import { eventFacts, movedFrom } from '../event-facts.ts';
import {
  actorOf,
  ask,
  decisionIn,
  isId,
  keyAfter,
  newKey,
  recordedBefore,
  statusOf,
  textIn,
  typedOf,
} from '../forms.ts';
import { asContent, type SaidInput } from '../keeping.ts';
import { nextNumber, numberIn } from '../paperNumbers.ts';
import type { Parts } from '../parts.ts';
import { explain, lineName } from '../refusals.ts';
import { treasuryOf } from '../treasury.ts';

const base = '/agencies/:agency/dossiers/:dossier/recoveries';

type Item = { line: string; unit: string; amountVnd: string; costVnd: string };
type Paid = {
  items: Item[];
  advanced?: Item[];
  cleared?: Item[];
  budget?: { year: number; source: string };
  paidOn?: string;
};
type RecoveryFacts = {
  items: Item[];
  decided?: Item[];
  budget: { year: number; source: string };
  disbursement: string;
  reason?: string;
  payee?: string | null;
  due?: Record<string, string>;
};

const totalOf = (items: readonly Item[]) => sumOf(items.map(({ amountVnd }) => ({ amount: BigInt(amountVnd) })));
const of = (items: readonly Item[], { line, unit }: Pick<Item, 'line' | 'unit'>, what: 'amountVnd' | 'costVnd') =>
  items.filter((item) => item.line === line && item.unit === unit).reduce((sum, item) => sum + BigInt(item[what]), 0n);

type More<Kind> = {
  typed?: Typed;
  errors?: Errors;
  refusal?: RefusalView | null;
  of?: Kind;
  status?: 200 | 409 | 422;
  key?: string;
};

/** What comes of a debt while it is owed. */
const ofDebt: ReadonlySet<string> = new Set([
  'recovery.cashReceived',
  'recovery.netted',
  'recovery.nettingUndone',
] satisfies EventType[]);

export function recoveryRoutes(doors: Doors, parts: Parts): void {
  const readerOf = (c: Context<AppEnv>, dossier: Dossier) => ({
    base: addressOf(dossier),
    roles: c.get('standing').roles,
  });
  const handOf = (c: Context<AppEnv>) => ({ person: c.get('visitor')!.id, ...c.get('standing') });
  const dossierOf = (c: Context<AppEnv>) =>
    readDossier(parts.db, c.req.param('agency')!, c.req.param('dossier')!, parts.now());
  const addressOf = (dossier: Dossier) => `/agencies/${dossier.agency}/dossiers/${dossier.id}`;

  /** What whoever has to pay back is called: the party, or the intermediary that was paid for it. */
  const owerOf = async (dossier: Dossier, payee: string | null | undefined): Promise<string> => {
    if (payee == null) return dossier.party?.name || '–';
    const [row] = await parts.db.query<{ name: string }>`
      select name from party_profile where agency = ${dossier.agency} and party = ${payee}::uuid`;
    return row?.name || '–';
  };

  // Proposing

  const showNew = async (c: Context<AppEnv>, dossier: Dossier, chosen: string, more: More<'propose'> = {}) => {
    const frame = await parts.frameOf(c);
    const { language } = frame;
    const paid = payments(dossier);
    const payment = paid.find(({ id }) => id === chosen) ?? (paid.length === 1 ? paid[0] : undefined);
    const sentId = textIn(more.typed ?? {}, 'id');
    const view: ProposalView = {
      frame,
      base: addressOf(dossier),
      here: `${addressOf(dossier)}/recoveries/new`,
      code: dossier.code,
      project: dossier.title,
      revision: dossier.revision,
      id: isId(sentId) ? sentId : v7(),
      formKey: more.key ?? newKey(),
      payments: paid.map(({ id, tranche, amountVnd, paidOn }) => ({ id, tranche, amountVnd, paidOn })),
      chosen:
        payment === undefined
          ? null
          : { id: payment.id, tranche: payment.tranche, lines: linesOf(dossier, payment, language) },
      conflict: conflictNote(dossier, handOf(c), 'recovery.proposed'),
      typed: more.typed ?? {},
      errors: more.errors ?? {},
      refusal: more.refusal ?? null,
    };
    return c.html(<RecoveryNewPage {...view} />, more.status ?? 200);
  };

  doors.get(`${base}/new`, { who: ['officer', 'financeOfficer'] }, async (c) => {
    const dossier = await dossierOf(c);
    return dossier === null ? c.notFound() : showNew(c, dossier, c.req.query('request') ?? '');
  });

  doors.post(`${base}/new`, { who: ['officer', 'financeOfficer'] }, async (c) => {
    const dossier = await dossierOf(c);
    if (dossier === null) return c.notFound();
    const language = c.get('language');
    const { problems } = disbursementWords[language];
    const typed = await typedOf(c);
    if (conflictNote(dossier, handOf(c), 'recovery.proposed') !== null)
      return showNew(c, dossier, '', { typed, status: 422 });
    const errors: Errors = {};
    const sentId = textIn(typed, 'id');
    const id = isId(sentId) ? sentId : v7();
    const chosen = textIn(typed, 'request');
    const payment = payments(dossier).find((one) => one.id === chosen);
    if (payment === undefined)
      return showNew(c, dossier, '', {
        typed,
        errors: { request: problems.request },
        key: keyAfter(typed),
        status: 422,
      });
    const items: Item[] = [];
    // more than is left is an amount all the same: the command refuses it with every figure
    const over = new Set<string>();
    for (const [index, line] of linesOf(dossier, payment, language).entries()) {
      const amount = amountIn(typed, `a${index}`, errors, language, { least: 0n, empty: 0n });
      const cost = line.byCost ? amountIn(typed, `c${index}`, errors, language, { least: 0n, empty: 0n }) : 0n;
      if (amount === null || cost === null) continue;
      const most = (name: string, left: bigint) => {
        errors[name] = problems.moreThanLeft(formatVnd(left));
        over.add(name);
      };
      if (amount > line.leftVnd) most(`a${index}`, line.leftVnd);
      if (cost > line.costLeftVnd) most(`c${index}`, line.costLeftVnd);
      if (amount > 0n)
        items.push({ line: line.line, unit: line.unit, amountVnd: String(amount), costVnd: String(cost) });
    }
    if (items.length === 0 && Object.keys(errors).length === 0) errors.a0 = problems.zero;
    const text = reasonIn(typed, 'reason', errors, language);
    const input = { id, disbursement: payment.id, items, reason: asContent('reason', { text }) };
    const form = { type: 'proposeRecovery', dossier: dossier.id, input } as const;
    const before = await recordedBefore(c, parts, form, typed);
    if (before === null && Object.keys(errors).some((name) => !over.has(name)))
      return showNew(c, dossier, chosen, { typed, errors, key: keyAfter(typed), status: 422 });
    const outcome = before ?? (await ask(c, parts, form, typed));
    if (outcome.ok) return c.redirect(`${addressOf(dossier)}/recoveries/${id}?done=${outcome.answer.event}`, 303);
    const refusal = explain(outcome.refusal, language, dossier.pack, { ...readerOf(c, dossier), at: errors });
    return showNew(c, dossier, chosen, {
      typed,
      errors,
      refusal,
      status: statusOf(outcome.refusal),
      key: keyAfter(typed, outcome.refusal),
    });
  });

  // What becomes of it

  const find = async (c: Context<AppEnv>) => {
    const id = c.req.param('recovery')!;
    const dossier = isId(id) ? await dossierOf(c) : null;
    const state = dossier?.states.get(`recovery/${id}`);
    return dossier === null || state === undefined ? null : { dossier, id, state };
  };
  type Found = { dossier: Dossier; id: string; state: StateRow };

  const show = async (c: Context<AppEnv>, { dossier, id, state }: Found, more: More<RecoveryAct> = {}) => {
    const frame = await parts.frameOf(c);
    const { language } = frame;
    const subject = `recovery/${id}`;
    const reader = { person: c.get('visitor')!.id, ...c.get('standing'), language };
    const facts = state.facts as unknown as RecoveryFacts;
    const own = visibleHistory(dossier, reader.roles).filter(
      (event) => event.subject === subject || event.input.recovery === id,
    );
    const [place] = placesOf(state, reader.roles.includes('founder') ? 'founder' : 'staff', language);
    const w = disbursementWords[language];
    const requests = requestsOf(dossier);
    const source = requests.find((request) => request.id === facts.disbursement);
    const due = dossier.due.find((period) => period.subject === subject);
    const today = dayOf(parts.now());
    const possible = acceptedEvents(state);
    const done = c.req.query('done') ?? null;
    const funding = (dossier.states.get('project')?.value as { funding?: string } | undefined)?.funding ?? '';
    const here = addressOf(dossier);
    const { year } = facts.budget;
    const inTime = today <= `${year + 1}-01-31`;
    const active = ['active', 'suspended', 'closing'].includes(funding);
    const acts = acting.flatMap(({ act, event }) => {
      if (!possible.includes(event) || !duties[event].roles.some((role) => reader.roles.includes(role))) return [];
      return [{ kind: act, blocked: blockedBy(dossier, subject, event, reader) }];
    });
    const moved = await movedFrom(parts.db, dossier);
    const verified = requests
      .filter((request) => request.state.value === 'verified')
      .map(({ id, tranche, state }) => ({ id, tranche, amountVnd: totalOf((state.facts as unknown as Paid).items) }));
    // whoever comes from a request nets from that one, and goes back to it: before it was netted from, and after
    const asked = c.req.query('net');
    const from = verified.find((request) => request.id === asked && acts.some(({ kind }) => kind === 'net'));
    const netted = done === 'recovery.netted' ? own.find(({ event }) => event === done)?.input.disbursement : undefined;
    const backTo = requests.find((request) => request.id === (netted ?? from?.id));
    const dueVnd = state.value === 'due' ? totalOf(facts.items) : 0n;
    // something of a request is left to pay: where it is no more than the debt, whoever nets says how much
    const begun: Typed =
      from === undefined
        ? {}
        : { 'net-request': from.id, 'net-amount': from.amountVnd > dueVnd ? formatAmount(dueVnd) : '' };
    const view: RecoveryView = {
      frame,
      base: here,
      here: `${here}/recoveries/${id}`,
      code: dossier.code,
      project: dossier.title,
      revision: dossier.revision,
      state: String(state.value),
      step: place?.label ?? '',
      waitsFor: place?.expects == null ? null : nameOf('roles', place.expects, language),
      isPayers: state.value === 'due' && facts.payee == null && reader.roles.includes('founder'),
      payIn:
        state.value === 'due'
          ? {
              ...(await treasuryOf(parts.db, dossier.agency, dossier.pack)),
              content: `${dossier.code} ${numberIn(dossier, 'recoveryDecision', subject)}`,
            }
          : null,
      isYours:
        acts.some(({ blocked }) => blocked === null) && place?.expects != null && reader.roles.includes(place.expects),
      // what came of a debt since leaves the turn where it was
      since: (state.value === 'due' ? own.find(({ event }) => !ofDebt.has(event)) : own[0])?.at ?? '',
      dueAt: due?.dueAt ?? null,
      tranche: source?.tranche ?? null,
      requestHref: `${here}/requests/${facts.disbursement}`,
      party: await owerOf(dossier, facts.payee),
      split: splitOf(dossier, id),
      wholeVnd: totalOf(facts.decided ?? (state.value === 'proposed' || state.value === 'dropped' ? facts.items : [])),
      dueVnd,
      lines: (facts.decided ?? facts.items).map(({ line, unit, amountVnd }) => ({
        name: lineName(line, language, dossier.pack),
        amountVnd: BigInt(amountVnd),
        dueVnd: state.value === 'due' ? of(facts.items, { line, unit }, 'amountVnd') : 0n,
      })),
      reason: await reasonOf(parts.db, dossier.agency, facts.reason),
      budget: facts.budget,
      cashHint: !inTime ? w.cashHintLater(year) : active ? w.cashHintSame(year) : w.cashHintEnded(year),
      backTo: backTo === undefined ? null : { href: `${here}/requests/${backTo.id}`, tranche: backTo.tranche },
      verified,
      acts: from === undefined ? acts : acts.toSorted((a, b) => Number(b.kind === 'net') - Number(a.kind === 'net')),
      today,
      papers: dossier.papers
        .filter((paper) => paper.subject === subject)
        .map(({ register, year, number, kind, at }) => ({
          href: `${here}/papers/${register}/${year}/${number}`,
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
          reason: await reasonOf(parts.db, dossier.agency, one.reason),
        })),
      ),
      next: possible.includes('recovery.decided')
        ? await nextNumber(parts.db, dossier, 'recoveryDecision', Number(today.slice(0, 4)))
        : '',
      formKey: more.key ?? newKey(),
      typed: more.typed ?? begun,
      errors: more.errors ?? {},
      refusal: more.refusal ?? null,
      of: more.of ?? (from === undefined ? null : 'net'),
      done: done !== null && own.some(({ event }) => event === done) ? done : null,
    };
    return c.html(<RecoveryPage {...view} />, more.status ?? 200);
  };

  doors.get(`${base}/:recovery`, { who: moneyReaders }, async (c) => {
    const found = await find(c);
    return found === null ? c.notFound() : show(c, found);
  });

  /** `over` names the errors that are of an amount all the same: the command refuses them with every figure; `tried` is kept. */
  type Read = { errors: Errors; input: SaidInput; over?: string; tried?: Refusal | null };
  const step =
    (
      act: RecoveryAct,
      type: CommandType,
      read: (c: Context<AppEnv>, found: Found, typed: Typed) => Read | Promise<Read>,
    ) =>
    async (c: Context<AppEnv>) => {
      const found = await find(c);
      if (found === null) return c.notFound();
      const { dossier, id, state } = found;
      const typed = await typedOf(c);
      const here = `${addressOf(dossier)}/recoveries/${id}`;
      const { errors, input, over, tried = null } = await read(c, found, typed);
      const form = { type, dossier: dossier.id, input };
      const before = await recordedBefore(c, parts, form, typed);
      const wrong = Object.keys(errors).some((name) => name !== over);
      const isThere = acceptedEvents(state).includes(acting.find((one) => one.act === act)!.event);
      if (before === null && wrong && isThere) {
        if (tried !== null) await parts.recorder.note({ ...form, input: { id } }, actorOf(c, type), tried);
        return show(c, found, { typed, errors, of: act, key: keyAfter(typed), status: 422 });
      }
      const outcome = before ?? (await ask(c, parts, wrong ? { ...form, input: { id } } : form, typed));
      if (outcome.ok) return c.redirect(`${here}?done=${outcome.answer.event}`, 303);
      const at = wrong ? {} : errors;
      const refusal = explain(outcome.refusal, c.get('language'), dossier.pack, { ...readerOf(c, dossier), at });
      return show(c, (await find(c)) ?? found, {
        typed,
        errors: at,
        refusal,
        of: act,
        status: statusOf(outcome.refusal),
        key: keyAfter(typed, outcome.refusal),
      });
    };

  doors.post(
    `${base}/:recovery/decide`,
    { who: ['director'] },
    step('decide', 'decideRecovery', (c, { id }, typed) => {
      const { problems } = disbursementWords[c.get('language')];
      const errors: Errors = {};
      const repayBy = dayIn(typed, 'decide-repayBy');
      if (repayBy === null) errors['decide-repayBy'] = problems.day;
      else if (repayBy < dayOf(parts.now())) errors['decide-repayBy'] = problems.dayPast;
      return { errors, input: { id, repayBy } };
    }),
  );
  doors.post(
    `${base}/:recovery/drop`,
    { who: ['director'] },
    step('drop', 'dropRecovery', (c, { id }, typed) => {
      const errors: Errors = {};
      const text = reasonIn(typed, 'drop-reason', errors, c.get('language'));
      return { errors, input: { id, reason: asContent('reason', { text }) } };
    }),
  );
  doors.post(
    `${base}/:recovery/cash`,
    { who: ['financeOfficer'] },
    step('cash', 'receiveCash', async (c, { id, dossier, state }, typed) => {
      const language = c.get('language');
      const { problems } = disbursementWords[language];
      const errors: Errors = {};
      const facts = state.facts as unknown as RecoveryFacts;
      const amount = amountIn(typed, 'cash-amount', errors, language);
      const due = totalOf(facts.items);
      if (amount !== null && amount > due && state.value === 'due')
        errors['cash-amount'] = problems.moreThanLeft(formatVnd(due));
      const reference = lineIn(typed, 'cash-reference', 100, errors, problems.reference);
      const [received, paid] = [
        await receivedUnder(parts.db, dossier, reference),
        await paidUnder(parts.db, dossier, reference),
      ];
      if (received !== null) errors['cash-reference'] ??= problems.receiptUsed(received);
      if (paid !== null) errors['cash-reference'] ??= problems.referenceUsed(paid);
      const receivedOn = dayIn(typed, 'cash-receivedOn');
      const paidOn = (dossier.states.get(`disbursement/${facts.disbursement}`)?.facts as Paid | undefined)?.paidOn;
      if (receivedOn === null) errors['cash-receivedOn'] = problems.day;
      else if (receivedOn > dayOf(parts.now())) errors['cash-receivedOn'] = problems.dayFuture;
      else if (paidOn !== undefined && receivedOn < paidOn)
        errors['cash-receivedOn'] = problems.dayBeforePayment(dayText(paidOn));
      const isUsed = received !== null || paid !== null;
      return {
        errors,
        tried: isUsed ? refuse('voucherUsed', { details: { number: reference } }) : null,
        ...(amount !== null && amount > due ? { over: 'cash-amount' } : {}),
        input: {
          id,
          amountVnd: String(amount),
          year: Number(receivedOn?.slice(0, 4) ?? 0),
          source: facts.budget.source,
          reference,
          receivedOn,
        },
      };
    }),
  );
  doors.post(
    `${base}/:recovery/net`,
    { who: ['financeOfficer'] },
    step('net', 'netRecovery', (c, { id, state }, typed) => {
      const language = c.get('language');
      const { problems } = disbursementWords[language];
      const errors: Errors = {};
      const amount = amountIn(typed, 'net-amount', errors, language);
      const due = totalOf((state.facts as unknown as RecoveryFacts).items);
      if (amount !== null && amount > due && state.value === 'due')
        errors['net-amount'] = problems.moreThanLeft(formatVnd(due));
      const disbursement = textIn(typed, 'net-request');
      if (!isId(disbursement)) errors['net-request'] = problems.request;
      const over = amount !== null && amount > due ? { over: 'net-amount' } : {};
      return { errors, ...over, input: { id, amountVnd: String(amount), disbursement } };
    }),
  );
  doors.post(
    `${base}/:recovery/write-off`,
    { who: ['director'] },
    step('writeOff', 'writeOffRecovery', (c, { id }, typed) => {
      const language = c.get('language');
      const errors: Errors = {};
      const decisionNumber = decisionIn(typed, 'writeOff-number', errors, language);
      const text = reasonIn(typed, 'writeOff-reason', errors, language);
      return { errors, input: { id, decisionNumber, reason: asContent('reason', { text }) } };
    }),
  );
}

const acting: readonly { act: RecoveryAct; event: EventType }[] = [
  { act: 'decide', event: 'recovery.decided' },
  { act: 'cash', event: 'recovery.cashReceived' },
  { act: 'net', event: 'recovery.netted' },
  { act: 'writeOff', event: 'recovery.writtenOff' },
  { act: 'drop', event: 'recovery.dropped' },
];

type Payment = { id: string; tranche: number; amountVnd: bigint; paidOn: string | null; facts: Paid };

/** What was paid and can be recovered: settled requests, and advances as far as they were cleared. */
function payments(dossier: Dossier): Payment[] {
  return requestsOf(dossier).flatMap(({ id, tranche, state }) => {
    const facts = state.facts as unknown as Paid;
    if (!['settled', 'paid'].includes(String(state.value)) || facts.budget === undefined) return [];
    const amountVnd = totalOf(facts.items) - totalOf(facts.advanced ?? []);
    return amountVnd > 0n ? [{ id, tranche, amountVnd, paidOn: facts.paidOn ?? null, facts }] : [];
  });
}

/** Of each item of a payment what can still be recovered, after what was proposed before. */
function linesOf(dossier: Dossier, { id, facts }: Payment, language: Language) {
  const earlier = [...dossier.states.values()]
    .filter(
      ({ machine, value, facts }) =>
        machine === 'recovery' && facts.disbursement === id && !['dropped', 'annulled'].includes(String(value)),
    )
    .flatMap(({ facts }) => (facts.decided ?? facts.items) as unknown as Item[]);
  return facts.items.map((item) => {
    const left = BigInt(item.amountVnd) - of(facts.advanced ?? [], item, 'amountVnd') - of(earlier, item, 'amountVnd');
    const cost = of(facts.cleared ?? facts.items, item, 'costVnd') - of(earlier, item, 'costVnd');
    return {
      line: item.line,
      unit: item.unit,
      name: lineName(item.line, language, dossier.pack),
      paidVnd: BigInt(item.amountVnd),
      leftVnd: left > 0n ? left : 0n,
      costLeftVnd: cost > 0n ? cost : 0n,
      byCost: hasCostShare(dossier, item.line),
      left: formatAmount(left > 0n ? left : 0n),
    };
  });
}
