// The page of a request, and every step of its way: verify, prepare, approve, order, pay, clear, and the ways back.

import type { Context } from 'hono';
import { v7 } from 'uuid';
import { type ActView, RequestPage, type RequestView } from '../../templates/pages/disbursements/request.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { CommandType } from '../../workflows/commands/index.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { refuse } from '../../workflows/rules/refusals.ts';
import { receiveUpload, uploadBodyBytes } from '../documents/index.ts';
import { type AppEnv, type Doors, moneyReaders } from '../doors.ts';
import { type Dossier, readDossier } from '../dossier.ts';
import { newKey, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { explain } from '../refusals.ts';
import {
  amountIn,
  cleaned,
  dayIn,
  type Errors,
  isId,
  isRecorded,
  keepOnce,
  lineIn,
  perform,
  reasonIn,
  statusOf,
} from './acting.ts';
import type { EvidenceRow } from './draft.ts';
import { evidenceRows, itemRows } from './evidence.ts';
import { showAgain } from './request-form.tsx';
import { requestView, shownHash } from './request-view.ts';

const base = '/agencies/:agency/dossiers/:dossier/requests/:request';

/** What was found of the request before its form is read. */
type Found = { dossier: Dossier; id: string; view: RequestView };
/** A form read: the command's input, or what is wrong. `reasons` are kept only when nothing is. */
type Read = { input: () => Promise<JsonObject> | JsonObject; errors: Errors };

export function requestPageRoutes(doors: Doors, parts: Parts): void {
  const find = async (c: Context<AppEnv>, language = c.get('language')): Promise<Found | null> => {
    const agency = c.req.param('agency')!;
    const id = c.req.param('request')!;
    if (!isId(id)) return null;
    const dossier = await readDossier(parts.db, agency, c.req.param('dossier')!, parts.now());
    if (dossier === null) return null;
    const reader = { person: c.get('visitor')!.id, roles: c.get('standing').roles, language };
    const view = await requestView(parts.db, dossier, id, reader, parts.now());
    return view === null ? null : { dossier, id, view };
  };

  type More = {
    typed?: Typed;
    errors?: Errors;
    refusal?: RefusalView | null;
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
      formKey: more.key !== undefined && isId(more.key) ? more.key : newKey(),
      recovery: isId(sentRecovery) ? sentRecovery : v7(),
      typed: more.typed ?? {},
      errors: more.errors ?? {},
      refusal: more.refusal ?? null,
      of: more.of ?? null,
      ahead: await ahead(c, dossier, id, view),
      done:
        done !== null && dossier.history.some((e) => e.event === done && e.subject === `disbursement/${id}`)
          ? done
          : null,
      before: c.req.query('before') !== undefined,
    };
    return c.html(<RequestPage frame={frame} view={view} shown={shown} />, more.status ?? 200);
  };

  /** What would refuse the reader's step, so that the page says it instead of offering the button. */
  const ahead = async (c: Context<AppEnv>, dossier: Dossier, id: string, { act }: RequestView) => {
    if (act === null || act.blocked !== null) return null;
    const type = act.kind === 'approve' ? 'approveDisbursement' : act.kind === 'order' ? 'orderDisbursement' : null;
    if (type === null) return null;
    const actor = { agency: dossier.agency, person: c.get('visitor')!.id };
    const whatIf = await parts.recorder.whatIf({ type, dossier: dossier.id, input: { id } }, actor);
    return whatIf.ok ? null : explain(whatIf.refusal, c.get('language'), dossier.pack);
  };

  doors.get(base, { who: moneyReaders }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const { dossier, id, view } = found;
    if (view.act?.kind === 'again') return showAgain(c, parts, dossier, id);
    return show(c, found);
  });

  /** One step of the way, as a form's target: read it, ask for it, and show the page again where it was not taken. */
  const step = (
    kind: ActView['kind'],
    type: CommandType,
    read: (c: Context<AppEnv>, found: Found, typed: Typed) => Promise<Read> | Read,
    typedFrom: (c: Context<AppEnv>) => Promise<Typed> = typedOf,
  ) => {
    return async (c: Context<AppEnv>) => {
      const found = await find(c);
      if (found === null) return c.notFound();
      const { dossier, id, view } = found;
      const typed = await typedFrom(c);
      const key = textIn(typed, 'key');
      if (await isRecorded(parts, dossier.agency, dossier.id, type, key, c.get('visitor')!.id))
        return c.redirect(`${view.here}?before=1`, 303);
      const { input, errors } = await read(c, found, typed);
      // a step that is no longer there is said so, not asked to be filled in better
      const isThere = view.act?.kind === kind || view.more.some((act) => act.kind === kind);
      if (isThere && Object.keys(errors).length > 0)
        return show(c, found, { typed, errors, of: kind, status: 422, key });
      const asked = Object.keys(errors).length > 0 ? { id } : await input();
      const outcome = await perform(c, parts, { type, dossier: dossier.id, input: asked }, typed);
      if (outcome === 'before') return c.redirect(`${view.here}?before=1`, 303);
      if (outcome.ok) return c.redirect(`${view.here}?done=${outcome.answer.event}`, 303);
      const { refusal } = outcome;
      const now = (await find(c)) ?? found;
      return show(c, now, {
        typed,
        refusal: explain(refusal, c.get('language'), dossier.pack),
        of: kind,
        status: statusOf(outcome),
        ...(refusal.rule === 'keyReused' || refusal.rule === 'stalePage' ? {} : { key }),
      });
    };
  };

  const reason = (c: Context<AppEnv>, { dossier }: Found, typed: Typed, name: string, errors: Errors) => {
    const text = reasonIn(typed, name, errors, c.get('language'));
    return () =>
      keepOnce(parts, {
        agency: dossier.agency,
        dossier: dossier.id,
        kind: 'reason',
        body: { text },
        person: c.get('visitor')!.id,
        key: textIn(typed, 'key'),
        part: name,
      });
  };
  const reasoned =
    (kind: ActView['kind']) =>
    (c: Context<AppEnv>, found: Found, typed: Typed): Read => {
      const errors: Errors = {};
      const keep = reason(c, found, typed, `reason-${kind}`, errors);
      return { errors, input: async () => ({ id: found.id, reason: await keep() }) };
    };
  const plain = (_: Context<AppEnv>, { id }: Found): Read => ({ errors: {}, input: () => ({ id }) });

  doors.post(
    `${base}/verify`,
    { who: ['officer'] },
    step('verify', 'verifyDisbursement', async (c, found, typed) => readVerified(c, parts, found, typed)),
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
  doors.post(`${base}/cancel`, { who: ['founder', 'officer'] }, step('cancel', 'cancelDisbursement', plain));
  doors.post(
    `${base}/prepare`,
    { who: ['financeOfficer'] },
    step('prepare', 'prepareDisbursement', (c, { id }, typed) => {
      const [, year = '', source = ''] = /^(\d{4})\/([A-Za-z0-9-]{1,40})$/.exec(textIn(typed, 'source')) ?? [];
      const errors: Errors = year === '' ? { source: disbursementWords[c.get('language')].problems.source } : {};
      return { errors, input: () => ({ id, year: Number(year), source }) };
    }),
  );
  doors.post(`${base}/order`, { who: ['financeOfficer'] }, step('order', 'orderDisbursement', plain));
  doors.post(
    `${base}/bank-reject`,
    { who: ['financeOfficer'] },
    step('bankReject', 'rejectByBank', reasoned('bankReject')),
  );
  doors.post(
    `${base}/pay`,
    { who: ['financeOfficer'] },
    step('pay', 'payDisbursement', (c, found, typed) => readPaid(c.get('language'), found, typed)),
  );

  doors.post(`${base}/approve`, { who: ['chiefAccountant'] }, async (c) => {
    const typed = await typedOf(c);
    const found = await find(c);
    if (found === null) return c.notFound();
    const { dossier, id, view } = found;
    const key = textIn(typed, 'key');
    if (await isRecorded(parts, dossier.agency, dossier.id, 'approveDisbursement', key, c.get('visitor')!.id))
      return c.redirect(`${view.here}?before=1`, 303);
    // the same page in the language in which it was shown, or the names of things would seem to have changed
    const shownIn = textIn(typed, 'shownIn') === 'en' ? 'en' : 'vi';
    const same = shownIn === c.get('language') ? found : ((await find(c, shownIn)) ?? found);
    const shown = shownHash(same.view);
    if (view.act?.kind === 'approve' && view.act.blocked === null && textIn(typed, 'shown') !== shown)
      return show(c, found, {
        refusal: explain(
          refuse('stalePage', { limit: textIn(typed, 'revision'), actual: String(dossier.revision) }),
          c.get('language'),
          dossier.pack,
        ),
        of: 'approve',
        status: 409,
      });
    const outcome = await perform(
      c,
      parts,
      { type: 'approveDisbursement', dossier: dossier.id, input: { id, shown } },
      typed,
    );
    if (outcome === 'before') return c.redirect(`${view.here}?before=1`, 303);
    if (outcome.ok) return c.redirect(`${view.here}?done=${outcome.answer.event}`, 303);
    return show(c, (await find(c)) ?? found, {
      refusal: explain(outcome.refusal, c.get('language'), dossier.pack),
      of: 'approve',
      status: statusOf(outcome),
    });
  });

  doors.post(`${base}/clear`, { who: ['officer'], maxBodyBytes: uploadBodyBytes }, async (c) => {
    const found = await find(c);
    if (found === null) return c.notFound();
    const uploaded = await receiveUpload(c, parts, { dossier: found.dossier.id, field: 'files' });
    const files = [...new Set(uploaded.attachments.map(({ sha256 }) => sha256))];
    const target = step(
      'clear',
      'clearAdvance',
      (_, now, typed) => {
        const read = readCleared(c.get('language'), now, typed, files);
        return { ...read, errors: { ...read.errors, ...uploaded.errors } };
      },
      async () => uploaded.typed,
    );
    return target(c);
  });
}

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
    less: { row: number; amountVnd: string; costVnd: string; reason: string }[];
  };
  const sums = new Map<string, Sum>();
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
    if (amount > asked.amount) errors[a] = problems.accepted;
    else if (cost > asked.cost) errors[cName] = problems.acceptedCost;
    else if (cost < amount) errors[cName] = problems.costBelow;
    const reason = cleaned(textIn(typed, why)).slice(0, 500);
    const isLess = amount < asked.amount || cost < asked.cost;
    if (isLess && reason === '') errors[why] = problems.reasonLess;
    const address = `${row.line}/${row.unit}`;
    const sum = sums.get(address) ?? { amount: 0n, cost: 0n, less: [] };
    sum.amount += amount;
    sum.cost += cost;
    if (isLess) sum.less.push({ row: index, amountVnd: String(amount), costVnd: String(cost), reason });
    sums.set(address, sum);
  }
  const accepted = view.items.map(
    ({ line, unit }) => sums.get(`${line}/${unit}`) ?? { amount: 0n, cost: 0n, less: [] },
  );
  if (Object.keys(errors).length === 0 && accepted.every(({ amount }) => amount === 0n)) errors.a0 = problems.nothing;
  return {
    errors,
    input: async () => ({
      id,
      accepted: await Promise.all(
        accepted.map(async ({ amount, cost, less }, index) => {
          const item = { amountVnd: String(amount), costVnd: String(cost) };
          if (less.length === 0) return item;
          const reason = await keepOnce(parts, {
            agency: dossier.agency,
            dossier: dossier.id,
            kind: 'reason',
            body: { text: less.map(({ reason }) => reason).join(' '), rows: less },
            person: c.get('visitor')!.id,
            key: textIn(typed, 'key'),
            part: `accepted-${index}`,
          });
          return { ...item, reason };
        }),
      ),
    }),
  };
}

function readPaid(language: 'vi' | 'en', { id, view }: Found, typed: Typed): Read {
  const { problems } = disbursementWords[language];
  const errors: Errors = {};
  const reference = lineIn(typed, 'reference', 100, errors, problems.reference);
  const paidOn = dayIn(typed, 'paidOn');
  if (paidOn === null) errors.paidOn = problems.day;
  else if (paidOn > view.today) errors.paidOn = problems.dayFuture;
  else if (view.orderedOn !== null && paidOn < view.orderedOn)
    errors.paidOn = problems.dayBeforeOrder(dayText(view.orderedOn));
  const clearBy = view.isAdvance && textIn(typed, 'clearBy') !== '' ? dayIn(typed, 'clearBy') : undefined;
  if (clearBy === null) errors.clearBy = problems.day;
  else if (clearBy !== undefined && paidOn !== null && clearBy <= paidOn) errors.clearBy = problems.clearBefore;
  return { errors, input: () => ({ id, reference, paidOn, ...(clearBy == null ? {} : { clearBy }) }) };
}

function readCleared(language: 'vi' | 'en', { id, view }: Found, typed: Typed, files: readonly string[]): Read {
  const { problems } = disbursementWords[language];
  const errors: Errors = {};
  let unspentSum = 0n;
  let any = false;
  const cleared = view.advanced.map(({ amountVnd }, index) => {
    const at = (name: string) => amountIn(typed, `${name}${index}`, errors, language, { least: 0n, empty: 0n }) ?? 0n;
    const [settled, unspent, cost] = [at('s'), at('u'), at('c')];
    if (settled + unspent > amountVnd) errors[`s${index}`] ??= problems.moreThanLeft(formatVnd(amountVnd));
    else if (cost < settled) errors[`c${index}`] ??= problems.costBelow;
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
    input: () => ({
      id,
      cleared,
      evidence: [...files],
      ...(unspentSum > 0n ? { recovery: isId(recovery) ? recovery : v7(), repayBy } : {}),
    }),
  };
}
