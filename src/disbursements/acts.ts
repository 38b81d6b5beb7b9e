// What approving, ordering and confirming a payment ask for: as a form of one page says it, and as a form for several says it of each.

import { accountRefusal } from '../../templates/pages/disbursements/account-needed.tsx';
import type { ActView, Meanwhile, RequestView } from '../../templates/pages/disbursements/request.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { nameOf } from '../../templates/words/names.ts';
import type { Language } from '../../templates/words/words.ts';
import { canonicalJson } from '../../workflows/canonical.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { type Refusal, refuse } from '../../workflows/rules/refusals.ts';
import { type Dossier, nameWith, visibleHistory } from '../dossier.ts';
import { textIn } from '../forms.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import type { Actor } from '../record.ts';
import { explain, type ReadBy } from '../refusals.ts';
import { treasuryIn } from '../treasury.ts';
import { approvable, orderInput, paysAsShown } from './approval.ts';
import { codesShown } from './codes.ts';
import { dayIn, type Errors, lineIn } from './fields.ts';
import { paidUnder, plainReference, receivedUnder } from './references.ts';
import { shownHash } from './request-view.ts';

/** A request as somebody finds it. */
export type Found = { dossier: Dossier; id: string; view: RequestView };
/** Who would take a step, and how they read what stands in its way. */
export type Hand = { actorOf(type: CommandType): Actor; language: Language; readBy: ReadBy };

/** Why a step is not taken while there is no account to pay to that an officer has confirmed; null where it may be. */
export const accountStop = ({ accountNeeded }: RequestView, kind: ActView['kind'], language: Language) =>
  accountNeeded !== null && ['prepare', 'approve', 'order'].includes(kind)
    ? accountRefusal(accountNeeded, language)
    : null;

/**
 * What was done since a page was opened, where that is why a form was not taken; null where it is not. `sent`: the revision that it
 * showed. A page of several requests tells of each what became of that one, and nothing of the others.
 */
export function meanwhileOf(
  { dossier, id }: Pick<Found, 'dossier' | 'id'>,
  { rule }: Refusal,
  sent: string,
  { language, readBy }: Pick<Hand, 'language' | 'readBy'>,
  page: 'ofOne' | 'ofSeveral' = 'ofOne',
): Meanwhile | null {
  if (rule !== 'stalePage' && rule !== 'notInThisState') return null;
  const seen = /^\d{1,9}$/.test(sent) ? Number(sent) : null;
  const isOfOther = (subject: string) => page === 'ofSeveral' && subject.startsWith('disbursement/');
  const own = visibleHistory(dossier, readBy.roles).filter(
    ({ subject }) => subject === `disbursement/${id}` || (rule === 'stalePage' && !isOfOther(subject)),
  );
  // of a page that does not say when it was opened, the last step is told
  const since = seen === null ? own.slice(0, 1) : own.filter(({ revision }) => revision > seen);
  return {
    changes: since.slice(0, 10).map(({ event, name, behalf, at }) => ({
      what: nameOf('events', event, language),
      who: name === '' ? disbursementWords[language].system : nameWith({ name, behalf }, language),
      at,
    })),
  };
}

/** What would refuse the reader's step, so that the page says it instead of offering the button. */
export async function aheadOf(
  { db, recorder }: Pick<Parts, 'db' | 'recorder'>,
  { dossier, id, view }: Found,
  { actorOf, language, readBy }: Hand,
): Promise<RefusalView | null> {
  const { act } = view;
  if (act === null || act.blocked !== null) return null;
  const stop = accountStop(view, act.kind, language);
  if (stop !== null) return stop;
  const said = (refusal: Refusal) => explain(refusal, language, dossier.pack, readBy);
  if (view.isPaused && act.kind === 'prepare')
    return said(refuse('projectNotActive', { details: { state: 'suspended' } }));
  const type = act.kind === 'approve' ? 'approveDisbursement' : act.kind === 'order' ? 'orderDisbursement' : null;
  if (type === null) return null;
  const input = act.kind === 'order' ? await orderInput(db, dossier, id) : { id };
  const whatIf = await recorder.whatIf({ type, dossier: dossier.id, input }, actorOf(type));
  return whatIf.ok ? null : said(whatIf.refusal);
}

/** A form's command, and whether its page said what is so now. */
export type Asked = { form: Form; isShown: boolean };

/**
 * An approval is of what a page showed, and of whom it would pay. `seen`: that page now, in the language in which it was shown;
 * `hashOf`: by what it names what it showed.
 */
export async function approvalAsked(
  db: Parts['db'],
  { dossier, id }: Pick<Found, 'dossier' | 'id'>,
  seen: RequestView,
  typed: Typed,
  hashOf = shownHash,
): Promise<Asked> {
  const sent = textIn(typed, 'shown');
  const payable = await approvable(db, dossier, id);
  const shown = /^[0-9a-f]{64}$/.test(sent) ? { shown: sent } : {};
  return {
    form: {
      ...{ type: 'approveDisbursement', dossier: dossier.id },
      input: { id, payee: asContent('approval', payable), ...shown },
    },
    isShown: sent === hashOf(seen) && paysAsShown(payable, seen),
  };
}

/** What the page showed of the agency and of the codes is ordered, where it still is so. */
export async function orderAsked(db: Parts['db'], { dossier, id, view }: Found, typed: Typed): Promise<Asked> {
  const treasury = treasuryIn(textIn(typed, 'treasury'));
  const prepared = codesShown(textIn(typed, 'codes'));
  const input = await orderInput(db, dossier, id);
  const none = { chapter: treasury?.chapter ?? '', sector: '', budgetSource: '', economic: {} };
  const codes = asContent('order', { ...(prepared ?? none), treasury });
  return {
    form: { type: 'orderDisbursement', dossier: dossier.id, input: { ...input, codes } },
    isShown:
      canonicalJson(treasury) === canonicalJson(view.treasury) &&
      canonicalJson(prepared) === canonicalJson(view.prepared),
  };
}

/** What the treasury or bank has done with an order, as it is typed from its voucher. `tried`: that this was recorded before. */
export async function readPaid(
  db: Parts['db'],
  { dossier, id, view }: Found,
  typed: Typed,
  language: Language,
): Promise<{ input: JsonObject; errors: Errors; tried: Refusal | null }> {
  const { problems } = disbursementWords[language];
  const errors: Errors = {};
  const reference = lineIn(typed, 'reference', 100, errors, problems.reference);
  const [paid, received] = [await paidUnder(db, dossier, reference, id), await receivedUnder(db, dossier, reference)];
  if (paid !== null) errors.reference ??= problems.referenceUsed(paid);
  if (received !== null) errors.reference ??= problems.receiptUsed(received);
  const orders = view.papers.filter(({ kind }) => kind === 'paymentOrder');
  if (orders.some(({ number }) => plainReference(number) === plainReference(reference)))
    errors.reference ??= problems.referenceIsOrder(reference);
  const paidOn = dayIn(typed, 'paidOn');
  if (paidOn === null) errors.paidOn = problems.day;
  else if (paidOn > view.today) errors.paidOn = problems.dayFuture;
  else if (view.orderedOn !== null && paidOn < view.orderedOn)
    errors.paidOn = problems.dayBeforeOrder(dayText(view.orderedOn));
  const clearBy = view.isAdvance && textIn(typed, 'clearBy') !== '' ? dayIn(typed, 'clearBy') : undefined;
  if (clearBy === null) errors.clearBy = problems.day;
  else if (clearBy !== undefined && paidOn !== null && clearBy <= paidOn) errors.clearBy = problems.clearBefore;
  const isUsed = paid !== null || received !== null;
  const tried = isUsed ? refuse('voucherUsed', { details: { number: reference } }) : null;
  return { errors, tried, input: { id, reference, paidOn, ...(clearBy == null ? {} : { clearBy }) } };
}
