// The page of a request, and every step of its way: verify, prepare, approve, order, pay, clear, and the ways back.

import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { v7 } from 'uuid';
import { type ClearingFile, ClearingPage } from '../../templates/pages/disbursements/clearing.tsx';
import { type ActView, type Meanwhile, RequestPage } from '../../templates/pages/disbursements/request.tsx';
import { isNoted } from '../../templates/pages/disbursements/request-evidence.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { documentsWords } from '../../templates/words/documents.ts';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import { promise } from '../../workflows/rules/accounts.ts';
import { isDay } from '../../workflows/rules/calendar.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import type { Database } from '../database/pool.ts';
import { previewOrder, receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import { type AppEnv, type Doors, moneyReaders } from '../doors.ts';
import { type Dossier, readDossier } from '../dossier.ts';
import {
  actorOf,
  ask,
  isId,
  keyAfter,
  longIn,
  newKey,
  recordedBefore,
  rehearse,
  statusOf,
  textIn,
  textsIn,
  typedOf,
  type Would,
} from '../forms.ts';
import { asContent, type Form, type SaidInput } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import {
  accountStop,
  aheadOf,
  approvalAsked,
  type Found,
  type Hand,
  meanwhileOf,
  orderAsked,
  readPaid,
} from './acts.ts';
import { capRows } from './caps.ts';
import { codesIn } from './codes.ts';
import type { EvidenceRow } from './draft.ts';
import { evidenceRows, filesOf, itemRows, shownOf, unitNames } from './evidence.ts';
import { amountIn, dayIn, type Errors, lineIn, reasonIn } from './fields.ts';
import { readerOf } from './form-view.ts';
import { paidUnder, receivedUnder } from './references.ts';
import { showAgain } from './request-form.tsx';
import { requestView, shownHash } from './request-view.ts';

const base = '/agencies/:agency/dossiers/:dossier/requests/:request';

/** What a line of a statement says of money that came back, as the form begins with that records it; nobody is asked for more by an address. */
function cameBack(c: Context<AppEnv>, view: Found['view']): { typed?: Typed; of?: ActView['kind'] } {
  const [day = '', number = ''] = [c.req.query('came'), c.req.query('number')];
  const of = (['paymentReturned', 'bankReject'] as const).find((kind) => view.more.some((act) => act.kind === kind));
  if (of === undefined || !isDay(day)) return {};
  const reference = cleanLine(number).slice(0, 100);
  return { of, typed: { returnedOn: day, [of === 'bankReject' ? 'returnNumber' : 'returnReference']: reference } };
}

/**
 * A form read: the command's input as far as it could be read, and what is wrong with it. `over` names the errors that are of
 * an amount all the same: the command is asked, and refuses them with every figure. `isStale`: the page said something else.
 * `tried`: what a rule refuses that the page looks up itself; it is kept as of what was asked for.
 */
type Read = { input: SaidInput; errors: Errors; over?: ReadonlySet<string>; isStale?: boolean; tried?: Refusal | null };
type Check = {
  seen(input: SaidInput): string;
  page(c: Context<AppEnv>, found: Found, typed: Typed, input: SaidInput, would: Would): Response | Promise<Response>;
};

export function requestPageRoutes(doors: Doors, parts: Parts): void {
  const find = async (c: Context<AppEnv>, language = c.get('language')): Promise<Found | null> => {
    const agency = c.req.param('agency')!;
    const id = c.req.param('request')!;
    if (!isId(id)) return null;
    const dossier = await readDossier(parts.db, agency, c.req.param('dossier')!, parts.now());
    if (dossier === null) return null;
    const reader = { person: c.get('visitor')!.id, ...c.get('standing'), language };
    const view = await requestView(parts, dossier, id, reader, parts.now());
    return view === null ? null : { dossier, id, view };
  };

  type More = {
    typed?: Typed;
    errors?: Errors;
    refusal?: RefusalView | null;
    meanwhile?: Meanwhile | null;
    of?: ActView['kind'];
    status?: 200 | 409 | 422;
    key?: string;
  };
  const show = async (c: Context<AppEnv>, { dossier, id, view }: Found, more: More = {}) => {
    const frame = await parts.frameOf(c);
    const done = c.req.query('done') ?? null;
    const sentRecovery = textIn(more.typed ?? {}, 'recovery');
    const shown = {
      shown: shownHash(view),
      clearing: more.of === 'clear' ? await clearingFiles(parts.db, dossier, more.typed ?? {}) : [],
      formKey: more.key ?? newKey(),
      recovery: isId(sentRecovery) ? sentRecovery : v7(),
      typed: more.typed ?? {},
      errors: more.errors ?? {},
      refusal: more.refusal ?? null,
      meanwhile: more.meanwhile ?? null,
      of: more.of ?? null,
      ahead: await aheadOf(parts, { dossier, id, view }, handOf(c, dossier)),
      done:
        done !== null && dossier.history.some((e) => e.event === done && e.subject === `disbursement/${id}`)
          ? done
          : null,
    };
    return c.html(<RequestPage frame={frame} view={view} shown={shown} />, more.status ?? 200);
  };

  doors.get(base, { who: moneyReaders }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const { dossier, id, view } = found;
    if (view.act?.kind === 'again') return showAgain(c, parts, dossier, id);
    return show(c, found, cameBack(c, view));
  });

  // The payment order as it would be printed, for whoever prepares and approves it: no number is taken for it.
  doors.get(`${base}/order-preview`, { who: moneyReaders }, async (c) => {
    const found = await find(c);
    if (found === null || found.view.preview === null) return c.notFound();
    const { dossier, id, view } = found;
    const bytes = await previewOrder(parts, dossier.agency, dossier.id, `disbursement/${id}`, view.state);
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', 'inline; filename="xem-truoc-lenh-chi.pdf"');
    c.header('X-Content-Type-Options', 'nosniff');
    return c.body(new Uint8Array(bytes));
  });

  /** Why what was sent over another page is not taken: for what would refuse it anyway, else for that. */
  const staleOr = async (c: Context<AppEnv>, form: Form, { dossier }: Found, typed: Typed) => {
    const rehearsal = await rehearse(c, parts, form, typed);
    return rehearsal.ok ? ({ ok: false, refusal: stalePage(dossier, typed) } as const) : rehearsal;
  };

  /** One step of the way, as a form's target: read it, ask for it, and show the page again where it was not taken. */
  const step = (
    kind: ActView['kind'],
    type: CommandType,
    read: (c: Context<AppEnv>, found: Found, typed: Typed) => Promise<Read> | Read,
    typedFrom: (c: Context<AppEnv>) => Promise<Typed> = typedOf,
    /** Of a step that is read once more before it is taken: what the page showed of it, and that page. */
    check: Check | null = null,
  ) => {
    return async (c: Context<AppEnv>) => {
      const found = await find(c);
      if (found === null) return c.notFound();
      const { dossier, id, view } = found;
      const typed = await typedFrom(c);
      const { input, errors, over, isStale, tried = null } = await read(c, found, typed);
      const form = { type, dossier: dossier.id, input };
      const before = await recordedBefore(c, parts, form, typed);
      const wrong = Object.keys(errors).some((name) => over?.has(name) !== true);
      // a step that is no longer there is said so, not asked to be filled in better
      const isThere = view.act?.kind === kind || view.more.some((act) => act.kind === kind);
      if (before === null && wrong && isThere) {
        if (tried !== null) await parts.recorder.note({ ...form, input: { id } }, actorOf(c, type), tried);
        return show(c, found, { typed, errors, of: kind, status: 422, key: keyAfter(typed) });
      }
      const stop = before === null && isThere ? accountStop(view, kind, c.get('language')) : null;
      if (stop !== null) return show(c, found, { typed, refusal: stop, of: kind, status: 422, key: keyAfter(typed) });
      const isTaken =
        check === null || (textIn(typed, 'step') === 'record' && textIn(typed, 'seen') === check.seen(input));
      const asked = wrong ? { ...form, input: { id } } : form;
      const outcome =
        before ??
        (isStale
          ? await staleOr(c, form, found, typed)
          : isTaken
            ? await ask(c, parts, asked, typed)
            : await rehearse(c, parts, asked, typed));
      if (outcome.ok)
        return outcome.answer === null && check !== null
          ? check.page(c, found, typed, input, outcome.would)
          : c.redirect(`${view.here}?done=${outcome.answer?.event ?? ''}`, 303);
      const { refusal } = outcome;
      const now = (await find(c)) ?? found;
      const left = refusal.rule === 'budgetShort' && kind === 'prepare' ? refusal.left : null;
      const { problems } = disbursementWords[c.get('language')];
      const at = left === null ? (wrong ? {} : errors) : { source: problems.moreThanLeft(formatVnd(BigInt(left))) };
      const said = explain(refusal, c.get('language'), dossier.pack, { ...readerOf(c, dossier), at });
      // somebody has recorded it already, on another page perhaps
      const { paid } = now.view;
      const isPaid = kind === 'pay' && refusal.rule === 'notInThisState' && paid !== null;
      const sentence = isPaid ? disbursementWords[c.get('language')].alreadyPaid(paid.reference) : said.sentence;
      return show(c, now, {
        typed,
        errors: at,
        refusal: { ...said, sentence },
        meanwhile: meanwhileHere(c, now, refusal, typed),
        of: kind,
        status: statusOf(refusal),
        key: keyAfter(typed, refusal),
      });
    };
  };

  const reasoned =
    (kind: ActView['kind']) =>
    (c: Context<AppEnv>, { id }: Found, typed: Typed): Read => {
      const errors: Errors = {};
      const text = reasonIn(typed, `reason-${kind}`, errors, c.get('language'));
      return { errors, input: { id, reason: asContent('reason', { text }) } };
    };
  /** The team ends what it has asked for itself; whoever does it for a team that is silent says why. */
  const cancelled = (c: Context<AppEnv>, found: Found, typed: Typed): Read =>
    c.get('standing').roles.includes('founder')
      ? { errors: {}, input: { id: found.id } }
      : reasoned('cancel')(c, found, typed);

  doors.post(
    `${base}/verify`,
    { who: ['officer'] },
    step('verify', 'verifyDisbursement', (c, found, typed) => readVerified(c, parts, found, typed)),
  );
  doors.post(
    `${base}/return`,
    { who: ['officer', 'financeOfficer', 'chiefAccountant'] },
    step('return', 'returnDisbursement', reasoned('return')),
  );
  doors.post(
    `${base}/refuse`,
    { who: ['officer', 'financeOfficer'] },
    step('refuse', 'refuseDisbursement', reasoned('refuse')),
  );
  doors.post(`${base}/cancel`, { who: ['founder', 'officer'] }, step('cancel', 'cancelDisbursement', cancelled));
  doors.post(
    `${base}/recall`,
    { who: ['financeOfficer', 'chiefAccountant'] },
    step('recall', 'recallDisbursement', reasoned('recall')),
  );
  doors.post(
    `${base}/prepare`,
    { who: ['financeOfficer'] },
    step('prepare', 'prepareDisbursement', (c, { id, view }, typed) => {
      const [, year = '', source = ''] = /^(\d{4})\/([A-Za-z0-9-]{1,40})$/.exec(textIn(typed, 'source')) ?? [];
      const errors: Errors = year === '' ? { source: disbursementWords[c.get('language')].problems.source } : {};
      const lines = [...new Set(view.items.map(({ line }) => line))];
      const codes = codesIn(typed, lines, errors, c.get('language'));
      return { errors, input: { id, year: Number(year), source, codes: asContent('codes', codes) } };
    }),
  );
  doors.post(
    `${base}/order`,
    { who: ['financeOfficer'] },
    step('order', 'orderDisbursement', async (_, found, typed) => {
      const { form, isShown } = await orderAsked(parts.db, found, typed);
      return { errors: {}, isStale: !isShown, input: form.input };
    }),
  );
  doors.post(
    `${base}/bank-reject`,
    { who: ['financeOfficer'] },
    step('bankReject', 'rejectByBank', (c, { id, view }, typed) => {
      const errors: Errors = {};
      const { problems } = disbursementWords[c.get('language')];
      const text = reasonIn(typed, 'reason-bankReject', errors, c.get('language'));
      const on = dayIn(typed, 'returnedOn');
      const number =
        textIn(typed, 'returnNumber') === '' ? '' : lineIn(typed, 'returnNumber', 100, errors, problems.reference);
      if (on === null) errors.returnedOn = problems.day;
      else if (on > view.today) errors.returnedOn = problems.dayFuture;
      else if (view.orderedOn !== null && on < view.orderedOn)
        errors.returnedOn = problems.dayBeforeReturn(dayText(view.orderedOn));
      return { errors, input: { id, reason: asContent('reason', { text, on: on ?? '', number }) } };
    }),
  );
  doors.post(
    `${base}/pay`,
    { who: ['financeOfficer'] },
    step('pay', 'payDisbursement', (c, found, typed) => readPaid(parts.db, found, typed, c.get('language'))),
  );
  doors.post(
    `${base}/payment-corrected`,
    { who: ['financeOfficer'] },
    step('paymentCorrected', 'correctPayment', async (c, found, typed) => {
      const { errors, input, tried } = await readPaid(parts.db, found, typed, c.get('language'));
      const { reference, paidOn } = input as { reference: string; paidOn: string | null };
      const { problems } = disbursementWords[c.get('language')];
      const text = reasonIn(typed, 'reason-paymentCorrected', errors, c.get('language'));
      if (reference === found.view.paid?.reference && paidOn === found.view.paid.on)
        errors.reference ??= problems.nothingCorrected;
      return { errors, tried, input: { id: found.id, reference, paidOn, reason: asContent('reason', { text }) } };
    }),
  );
  doors.post(`${base}/payment-returned`, { who: ['financeOfficer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const seen = await find(c);
    if (seen === null) return c.notFound();
    const uploaded = await receiveUpload(c, parts, { dossier: seen.dossier.id, field: 'document' });
    const document = uploaded.attachments.at(-1) ?? (await keptFile(c, seen, textIn(uploaded.typed, 'kept.document')));
    const kept = { 'kept.document': document?.id ?? '', 'kept.name': document?.name ?? '' };
    const read = async (_: unknown, { dossier, id, view }: Found, typed: Typed): Promise<Read> => {
      const errors: Errors = { ...uploaded.errors };
      const { problems } = disbursementWords[c.get('language')];
      if (document === undefined) errors.document ??= problems.returnDocument;
      const text = reasonIn(typed, 'reason-paymentReturned', errors, c.get('language'));
      const reference = lineIn(typed, 'returnReference', 100, errors, problems.reference);
      const [paid, received] = [
        await paidUnder(parts.db, dossier, reference),
        await receivedUnder(parts.db, dossier, reference),
      ];
      if (paid !== null) errors.returnReference ??= problems.referenceUsed(paid);
      if (received !== null) errors.returnReference ??= problems.receiptUsed(received);
      const returnedOn = dayIn(typed, 'returnedOn');
      if (returnedOn === null) errors.returnedOn = problems.day;
      else if (returnedOn > view.today) errors.returnedOn = problems.dayFuture;
      else if (view.paid !== null && returnedOn < view.paid.on)
        errors.returnedOn = problems.dayReturnedBeforePaid(dayText(view.paid.on));
      const { year, source } = view.budget ?? {};
      const said = { reference, returnedOn, document: document?.sha256, reason: asContent('reason', { text }) };
      const isUsed = paid !== null || received !== null;
      const tried = isUsed ? refuse('voucherUsed', { details: { number: reference } }) : null;
      return { errors, tried, input: { id, year, source, ...said } as SaidInput };
    };
    return step('paymentReturned', 'returnPayment', read, async () => ({ ...uploaded.typed, ...kept }))(c);
  });

  /** A file that came with the reader's form before, and is named again by it. */
  async function keptFile(c: Context<AppEnv>, { dossier }: Found, attachment: string) {
    if (!isId(attachment)) return undefined;
    const [row] = await parts.db.query<{ id: string; name: string; sha256: string }>`
      select id::text as id, name, sha256 from attachment
      where agency = ${dossier.agency} and dossier = ${dossier.id} and id = ${attachment}::uuid
        and uploaded_by = ${c.get('visitor')!.id}::uuid`;
    return row;
  }

  doors.post(`${base}/approve`, { who: ['chiefAccountant'] }, async (c) => {
    const typed = await typedOf(c);
    const found = await find(c);
    if (found === null) return c.notFound();
    const { dossier, view } = found;
    // the same page in the language in which it was shown, or the names of things would seem to have changed
    const shownIn = textIn(typed, 'shownIn') === 'en' ? 'en' : 'vi';
    const same = shownIn === c.get('language') ? found : ((await find(c, shownIn)) ?? found);
    const { form, isShown } = await approvalAsked(parts.db, found, same.view, typed);
    const before = await recordedBefore(c, parts, form, typed);
    if (before?.ok) return c.redirect(`${view.here}?done=${before.answer.event}`, 303);
    if (view.act?.kind === 'approve' && view.act.blocked === null && !isShown) {
      const stale = stalePage(dossier, typed);
      return show(c, found, {
        refusal: explain(stale, c.get('language'), dossier.pack),
        meanwhile: meanwhileHere(c, found, stale, typed),
        of: 'approve',
        status: 409,
      });
    }
    const stop = view.act?.blocked === null ? accountStop(view, view.act.kind, c.get('language')) : null;
    if (stop !== null && view.act?.kind === 'approve')
      return show(c, found, { typed, refusal: stop, of: 'approve', status: 422, key: keyAfter(typed) });
    const outcome = await ask(c, parts, form, typed);
    if (outcome.ok) return c.redirect(`${view.here}?done=${outcome.answer.event}`, 303);
    const now = (await find(c)) ?? found;
    return show(c, now, {
      refusal: explain(outcome.refusal, c.get('language'), dossier.pack, readerOf(c, dossier)),
      meanwhile: meanwhileHere(c, now, outcome.refusal, typed),
      of: 'approve',
      status: statusOf(outcome.refusal),
    });
  });

  /** What clearing an advance will do, as the recorder would post it. */
  const clearingPage: Check['page'] = async (c, { dossier, id, view }, typed, input, would) => {
    const language = c.get('language');
    const costs = (input.cleared as { costVnd: string }[]).map(({ costVnd }) => BigInt(costVnd));
    const moved = (line: string, unit: string, to: 'settled' | 'due') =>
      would.postings
        .filter(
          ([source, target]) =>
            source === promise.line(dossier.id, line, unit, 'advanced') &&
            target === promise.line(dossier.id, line, unit, to),
        )
        .reduce((sum, [, , amount]) => sum + amount, 0n);
    const rows = view.advanced.map(({ line, unit, name, unitName, amountVnd }, index) => {
      const [settledVnd, dueVnd] = [moved(line, unit, 'settled'), moved(line, unit, 'due')];
      const advancedVnd = view.items[index]!.amountVnd;
      const [leftVnd, beyondVnd] = [amountVnd - settledVnd - dueVnd, costs[index]! - settledVnd];
      return {
        ...{ name, unitName, advancedVnd, beforeVnd: advancedVnd - amountVnd },
        ...{ settledVnd, dueVnd, leftVnd, beyondVnd: beyondVnd > 0n ? beyondVnd : 0n },
      };
    });
    const isRecording = textIn(typed, 'step') === 'record';
    const names = unitNames(await evidenceRows(parts.db, dossier, id));
    const clearing = {
      ...{ view, rows, typed, seen: clearingSeen(input), formKey: keyAfter(typed) },
      caps: capRows(dossier, would, language, names),
      repayBy: typeof input.repayBy === 'string' ? input.repayBy : null,
      files: await clearingFiles(parts.db, dossier, typed),
      errors: isRecording ? { '': lookAgain(language) } : {},
    };
    return c.html(<ClearingPage frame={await parts.frameOf(c)} clearing={clearing} />, isRecording ? 422 : 200);
  };

  doors.post(`${base}/clear`, { who: ['officer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const uploaded = await receiveUpload(c, parts, { dossier: found.dossier.id, field: 'files' });
    // what was sent with an earlier look at it is there, and goes along
    const before = textsIn(uploaded.typed, 'attachment').filter(isId).slice(0, mostClearingFiles);
    const attachment = [...new Set([...before, ...uploaded.attachments.map(({ id }) => id)])];
    const typed = { ...uploaded.typed, attachment };
    const kept = await filesOf(parts.db, found.dossier, attachment);
    const files = [...new Set([...kept.values()].map(({ sha256 }) => sha256))];
    if (textIn(typed, 'step') === 'edit' && Object.keys(uploaded.errors).length === 0)
      return show(c, found, { typed, of: 'clear', key: keyAfter(typed) });
    const target = step(
      'clear',
      'clearAdvance',
      (_, now, typed) => {
        const read = readCleared(c.get('language'), now, typed, files);
        const { takes } = disbursementWords[c.get('language')].problems;
        const { hint } = documentsWords[c.get('language')].files;
        const refused = Object.entries(uploaded.errors).map(([name, text]) => [name, `${text} ${takes} ${hint}`]);
        return { ...read, errors: { ...read.errors, ...Object.fromEntries(refused) } };
      },
      async () => typed,
      { seen: clearingSeen, page: clearingPage },
    );
    return target(c);
  });
}

const handOf = (c: Context<AppEnv>, dossier: Dossier): Hand => ({
  actorOf: (type) => actorOf(c, type),
  language: c.get('language'),
  readBy: readerOf(c, dossier),
});

/** The most papers of one clearing. */
const mostClearingFiles = 20;

/** The papers of a clearing that were sent already. */
async function clearingFiles(db: Database, dossier: Dossier, typed: Typed): Promise<ClearingFile[]> {
  const files = await filesOf(db, dossier, textsIn(typed, 'attachment').filter(isId).slice(0, mostClearingFiles));
  const base = `/agencies/${dossier.agency}/dossiers/${dossier.id}/files`;
  return [...files].map(([id, file]) => ({ id, ...shownOf(file), href: `${base}/${id}` }));
}

/** What the page before a clearing showed: every amount, the day, the papers. */
const clearingSeen = ({ id: _, recovery: __, ...said }: SaidInput): string =>
  createHash('sha256')
    .update(canonicalJson(said as Json))
    .digest('hex');

const stalePage = ({ revision }: Dossier, typed: Typed) =>
  refuse('stalePage', { limit: textIn(typed, 'revision'), actual: String(revision) });

const meanwhileHere = (c: Context<AppEnv>, found: Found, refusal: Refusal, typed: Typed): Meanwhile | null =>
  meanwhileOf(found, refusal, textIn(typed, 'revision') || textIn(typed, 'seen'), handOf(c, found.dossier));

/** What an officer accepts, invoice by invoice, summed to the request's items; a reason where it is less. */
async function readVerified(
  c: Context<AppEnv>,
  parts: Parts,
  { dossier, id, view }: Found,
  typed: Typed,
): Promise<Read> {
  const language = c.get('language');
  const { problems } = disbursementWords[language];
  const errors: Errors = {};
  const rows: EvidenceRow[] = (await evidenceRows(parts.db, dossier, id)) ?? itemRows(dossier, id);
  type Sum = {
    amount: bigint;
    cost: bigint;
    said: { row: number; amountVnd: string; costVnd: string; reason: string }[];
  };
  const sums = new Map<string, Sum>();
  const wholes = new Map<string, { amount: bigint; cost: bigint }>();
  const above: { name: string; address: string }[] = [];
  for (const [index, row] of rows.entries()) {
    const [a, cName, why] = [`a${index}`, `c${index}`, `w${index}`];
    const asked = { amount: BigInt(row.amountVnd), cost: BigInt(row.costVnd) };
    const byCost = view.invoices[index]?.byCost === true;
    const amount = amountIn(typed, a, errors, language, { least: 0n });
    let cost = byCost ? amountIn(typed, cName, errors, language, { least: 0n }) : asked.cost;
    if (amount === null || cost === null) continue;
    // where no share is taken of it, the cost shrinks with what is struck out
    if (!byCost) cost = asked.cost - (asked.amount - amount);
    if (amount === 0n) cost = 0n;
    const address = `${row.line}/${row.unit}`;
    if (amount > asked.amount) errors[a] = problems.accepted;
    else if (cost > asked.cost) errors[cName] = problems.acceptedCost;
    else if (cost < amount) errors[cName] = problems.costBelow;
    if (amount > asked.amount || cost > asked.cost) above.push({ name: amount > asked.amount ? a : cName, address });
    const reason = longIn(typed, why);
    const isLess = amount < asked.amount || cost < asked.cost;
    const invoice = view.invoices[index];
    if (isLess && reason === '') errors[why] = problems.reasonLess;
    else if (invoice !== undefined && isNoted(invoice) && amount > 0n && reason === '')
      errors[why] = problems.reasonNoted;
    else if (reason.length > 500) errors[why] = problems.reasonLessLong;
    const whole = wholes.get(address) ?? { amount: 0n, cost: 0n };
    wholes.set(address, { amount: whole.amount + asked.amount, cost: whole.cost + asked.cost });
    const sum = sums.get(address) ?? { amount: 0n, cost: 0n, said: [] };
    sum.amount += amount;
    sum.cost += cost;
    if (isLess || reason !== '')
      sum.said.push({ row: index, amountVnd: String(amount), costVnd: String(cost), reason });
    sums.set(address, sum);
  }
  // as the items were asked for: of those that were verified already some are gone
  const accepted = itemRows(dossier, id).map(
    ({ line, unit }) => sums.get(`${line}/${unit}`) ?? { amount: 0n, cost: 0n, said: [] },
  );
  if (Object.keys(errors).length === 0 && accepted.every(({ amount }) => amount === 0n)) errors.a0 = problems.nothing;
  // of one invoice more, of another less is a slip of the pen; more of the whole item is for the command to refuse
  const isOver = (address: string) => {
    const [sum, whole] = [sums.get(address), wholes.get(address)];
    return sum !== undefined && whole !== undefined && (sum.amount > whole.amount || sum.cost > whole.cost);
  };
  const over = new Set(above.filter(({ address }) => isOver(address)).map(({ name }) => name));
  return {
    errors,
    over,
    input: {
      id,
      accepted: accepted.map(({ amount, cost, said }) => {
        const item = { amountVnd: String(amount), costVnd: String(cost) };
        if (said.length === 0) return item;
        const text = said.map(({ reason }) => reason).join(' ');
        return { ...item, reason: asContent('reason', { text, rows: said }) };
      }),
    },
  };
}

function readCleared(language: 'vi' | 'en', { id, view }: Found, typed: Typed, files: readonly string[]): Read {
  const { problems } = disbursementWords[language];
  const errors: Errors = {};
  const over = new Set<string>();
  let unspentSum = 0n;
  let any = false;
  const cleared = view.advanced.map(({ amountVnd }, index) => {
    const at = (name: string) => amountIn(typed, `${name}${index}`, errors, language, { least: 0n, empty: 0n }) ?? 0n;
    const [settled, unspent, cost] = [at('s'), at('u'), at('c')];
    if (settled + unspent > amountVnd && errors[`s${index}`] === undefined) {
      errors[`s${index}`] = problems.moreThanLeft(formatVnd(amountVnd));
      over.add(`s${index}`);
    } else if (cost < settled) errors[`c${index}`] ??= problems.costBelow;
    any ||= settled + unspent > 0n;
    unspentSum += unspent;
    return { settledVnd: String(settled), unspentVnd: String(unspent), costVnd: String(cost) };
  });
  if (!any && Object.keys(errors).length === 0) errors.s0 = problems.clearNothing;
  const repayBy = textIn(typed, 'repayBy') === '' ? null : dayIn(typed, 'repayBy');
  if (unspentSum > 0n && repayBy === null) errors.repayBy = problems.repayBy;
  else if (unspentSum > 0n && repayBy !== null && repayBy < view.today) errors.repayBy = problems.dayPast;
  if (files.length === 0) errors.files = problems.clearFile;
  const recovery = textIn(typed, 'recovery');
  return {
    errors,
    over,
    input: {
      id,
      cleared,
      evidence: [...files],
      ...(unspentSum > 0n ? { recovery: isId(recovery) ? recovery : v7(), repayBy } : {}),
    },
  };
}
