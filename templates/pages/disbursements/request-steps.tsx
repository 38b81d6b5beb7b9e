// The steps of a request as forms: verify, prepare, approve, order, pay, clear, and the ways back.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { Facts, Stakes } from '../../parts/facts.tsx';
import {
  Buttons,
  Choices,
  DayField,
  Field,
  type FieldErrors,
  Form,
  oneOf,
  TextArea,
  TextField,
  type Typed,
  tied,
} from '../../parts/form.tsx';
import { Refused } from '../../parts/refusal.tsx';
import { ActPanel } from '../../parts/side.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { documentsWords } from '../../words/documents.ts';
import { treasuryWords } from '../../words/programmes-treasury.ts';
import { projectWords } from '../../words/projects.ts';
import type { Language } from '../../words/words.ts';
import { ClearingFiles } from './clearing.tsx';
import type { ActView, RequestProps as Props, RequestView } from './request.tsx';
import { Invoice, InvoiceFiles, InvoiceNotes, isNoted } from './request-evidence.tsx';
import { approveStakes, orderStakes, payStakes } from './request-stakes.ts';
import { codeFields, labelOfCode, linesOf } from './request-standing.tsx';

/** What a form's fields show: what was typed, where this form was sent; else its beginnings. */
function fieldsOf({ shown, language }: Props, kind: ActView['kind'], beginnings: Typed = {}) {
  const mine = shown.of === kind;
  return { typed: mine ? shown.typed : beginnings, errors: mine ? shown.errors : {}, language };
}

export function Act({ kind, ...props }: Props & { kind: ActView['kind'] }) {
  switch (kind) {
    case 'prepare':
      return <PrepareForm {...props} />;
    case 'approve':
      return <ApproveForm {...props} />;
    case 'order':
      return <OrderForm {...props} />;
    case 'pay':
      return <PayForm {...props} />;
    default:
      return null;
  }
}

export function VerifyForm(props: Props) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const rows = view.invoices;
  const field = fieldsOf(
    props,
    'verify',
    Object.fromEntries(
      rows.flatMap(({ index, askedVnd, costVnd, earlier }) => {
        // what was struck out once is not accepted again by itself; of a row that was changed since it is to be decided anew
        const isOpen = earlier?.isLess === true && earlier.hasChanged;
        const least = (asked: bigint, once: bigint) => formatAmount(once < asked ? once : asked);
        return [
          [`a${index}`, isOpen ? '' : least(askedVnd, earlier?.acceptedVnd ?? askedVnd)],
          [`c${index}`, isOpen ? '' : least(costVnd, earlier?.acceptedCostVnd ?? costVnd)],
          [`w${index}`, isOpen ? '' : (earlier?.reason ?? '')],
        ];
      }),
    ),
  );
  const { typed, errors } = field;
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{w.verifyTitle}</h2>
      <p>{w.verifyHint}</p>
      <Form action={`${view.here}/verify`} formKey={shown.formKey} revision={view.revision}>
        {!view.hasDetail && <p class="soft">{w.noDetail}</p>}
        <ol class="verify">
          {rows.map((invoice) => {
            const { index, askedVnd, costVnd, what, byCost } = invoice;
            const [a, c, why] = [`a${index}`, `c${index}`, `w${index}`];
            return (
              <li>
                <div>
                  <h3>
                    {w.row(index + 1)}: <Invoice invoice={invoice} language={language} bare />
                  </h3>
                  <InvoiceFiles invoice={invoice} language={language} />
                  <InvoiceNotes invoice={invoice} language={language} />
                  <p class="small">
                    {what}
                    <br />
                    <span class="soft">
                      {[invoice.seller, invoice.taxCode === '' ? '' : w.tax(invoice.taxCode)]
                        .filter(Boolean)
                        .join(', ')}
                      <br />
                      {[invoice.lineName, invoice.unit].filter(Boolean).join(', ')}
                    </span>
                  </p>
                  <p class="small">
                    {w.costShort} {formatVnd(costVnd)}, {w.asked.toLowerCase()} <strong>{formatVnd(askedVnd)}</strong>
                  </p>
                </div>
                <div>
                  <Amount name={a} label={w.accepted} full={w.acceptedFor(what)} {...field} />
                  {byCost && <Amount name={c} label={w.acceptedCost} full={w.acceptedCostFor(what)} {...field} />}
                  <Field
                    name={why}
                    label={isNoted(invoice) ? w.whyNoted : w.whyLess}
                    {...(isNoted(invoice) ? { hint: w.whyNotedHint } : {})}
                    errors={errors}
                    language={language}
                  >
                    <input
                      type="text"
                      {...tied({ name: why, errors, ...(isNoted(invoice) ? { hint: w.whyNotedHint } : {}) })}
                      value={oneOf(typed, why)}
                      maxlength={500}
                    />
                  </Field>
                </div>
              </li>
            );
          })}
        </ol>
        <Buttons primary={w.verify} />
      </Form>
    </section>
  );
}

type AmountProps = {
  name: string;
  label: string;
  /** The whole label, for who listens: in a list of invoices the short one does not say of which. */
  full?: string;
  typed: Typed;
  errors: FieldErrors;
  language: Language;
};
function Amount({ name, label, full, typed, errors, language }: AmountProps) {
  return (
    <Field name={name} label={label} errors={errors} language={language}>
      <span class="money">
        <input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          {...tied({ name, errors })}
          {...(full === undefined ? {} : { 'aria-label': full })}
          value={oneOf(typed, name)}
        />
        <span aria-hidden="true">₫</span>
      </span>
    </Field>
  );
}

function PrepareForm(props: Props) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const { sources } = view;
  const enough = sources.filter(({ isEnough }) => isEnough);
  const field = fieldsOf(props, 'prepare', {
    ...view.codes,
    ...(enough.length === 1 ? { source: `${enough[0]!.year}/${enough[0]!.source}` } : {}),
  });
  return (
    <ActPanel title={w.prepareTitle} isFirst>
      {shown.ahead !== null ? (
        <Refused refusal={shown.ahead} language={language} />
      ) : sources.length === 0 ? (
        <p class="small">
          {w.noSource} {view.mayPlan && <a href={`${view.base}/budget`}>{w.planBudget}</a>}
        </p>
      ) : (
        <Form action={`${view.here}/prepare`} formKey={shown.formKey} revision={view.revision}>
          <Choices
            name="source"
            label={w.source}
            hint={w.prepareHint}
            options={sources.map(({ year, source, leftVnd, isEnough }) => ({
              value: `${year}/${source}`,
              label: w.sourceOption(year, source),
              hint: isEnough ? w.sourceLeft(formatVnd(leftVnd)) : w.sourceShort(formatVnd(leftVnd)),
            }))}
            {...field}
          />
          <Codes view={view} field={field} language={language} />
          <Preview view={view} language={language} />
          <Approvers view={view} language={language} />
          <Buttons primary={w.prepare} />
        </Form>
      )}
    </ActPanel>
  );
}

/** Whoever prepares a payment cannot approve it: who is left to do so, before it is too late. */
function Approvers({ view, language }: { view: RequestView; language: Language }) {
  const w = disbursementWords[language].beforePrepare;
  const { approvers, mayApprove } = view;
  if (approvers.length > 0)
    return (
      <p class="small">
        {w.rule} {w.othersCan(approvers.length, approvers.join(', '))}
      </p>
    );
  return (
    <div class="turn" role="note">
      <div>
        <h3>{w.noneTitle}</h3>
        <p class="small">
          {w.rule} {mayApprove ? w.none : w.noneAnyway}
        </p>
      </div>
    </div>
  );
}

function ApproveForm({ view, shown, language }: Props) {
  const w = disbursementWords[language];
  return (
    <ActPanel title={w.ifApproved} isFirst>
      <Preview view={view} language={language} />
      {shown.ahead !== null ? (
        <Refused refusal={shown.ahead} language={language} />
      ) : (
        <Form action={`${view.here}/approve`} formKey={shown.formKey} revision={view.revision}>
          <input type="hidden" name="shown" value={shown.shown} />
          <input type="hidden" name="shownIn" value={language} />
          <CodesEmpty view={view} language={language} />
          <Stakes stakes={approveStakes(view, language)} language={language} />
          <p class="hint">{w.approveHint}</p>
          <Buttons primary={w.approve(formatVnd(view.amountVnd))} />
        </Form>
      )}
    </ActPanel>
  );
}

/** The payment order as it would be printed, before it is one. */
function Preview({ view, language }: { view: RequestView; language: Language }) {
  const w = disbursementWords[language];
  if (view.preview === null) return null;
  return (
    <>
      <p class="small">
        <a href={view.preview}>{w.preview}</a>. {w.previewHint}
      </p>
      <Dotted view={view} language={language} />
    </>
  );
}

/** What the order will leave open because the agency has not written it, and who writes it. */
export function Dotted({ view: { dotted }, language }: { view: RequestView; language: Language }) {
  const w = disbursementWords[language].dotted;
  const { fields } = treasuryWords[language];
  if (dotted.fields.length === 0) return null;
  return (
    <p class="small">
      {w.lacks(dotted.fields.map((name) => fields[name]).join(', '))}{' '}
      {dotted.href === null ? w.who : <a href={dotted.href}>{w.link}</a>}
    </p>
  );
}

function OrderForm({ view, shown, language }: Props) {
  const w = disbursementWords[language];
  return (
    <ActPanel title={w.orderTitle} isFirst>
      <p class="small">{w.orderHint}</p>
      <Preview view={view} language={language} />
      {shown.ahead !== null ? (
        <Refused refusal={shown.ahead} language={language} />
      ) : (
        <Form action={`${view.here}/order`} formKey={shown.formKey} revision={view.revision}>
          <input type="hidden" name="treasury" value={JSON.stringify(view.treasury)} />
          {view.prepared !== null && <input type="hidden" name="codes" value={JSON.stringify(view.prepared)} />}
          <Stakes stakes={orderStakes(view, language)} language={language} />
          <Buttons primary={w.order(formatVnd(view.amountVnd))} />
        </Form>
      )}
    </ActPanel>
  );
}

/** What the order will leave open of the budget's codes, said before it is approved. */
export function CodesEmpty({ view, language }: { view: RequestView; language: Language }) {
  const text = codesEmptyText(view, language);
  return text === null ? null : <p class="warning codes-empty">{text}</p>;
}

export function codesEmptyText(view: RequestView, language: Language): string | null {
  const w = disbursementWords[language];
  const { prepared } = view;
  // what was prepared before codes were part of it is asked for none
  if (prepared === null) return null;
  const lines = linesOf(view);
  const empty = codeFields(lines.map(({ line }) => line)).flatMap(({ name, of }) => {
    const code = of === null ? prepared[name as 'chapter' | 'sector' | 'budgetSource'] : (prepared.economic[of] ?? '');
    const lineName = lines.find(({ line }) => line === of)?.name ?? null;
    return (code ?? '') === '' ? [labelOfCode(name, lineName, language)] : [];
  });
  const isNoChapter = /^0+$/.test(prepared.chapter);
  if (empty.length === 0 && !isNoChapter) return null;
  const said = [empty.length > 0 && w.codesEmpty(empty.join(', ')), isNoChapter && w.chapterNone(prepared.chapter)];
  return said.filter(Boolean).join(' ');
}

/** The codes of the state budget that the order will print. */
function Codes({ view, field, language }: Pick<Props, 'view' | 'language'> & { field: ReturnType<typeof fieldsOf> }) {
  const w = disbursementWords[language].codes;
  const lines = linesOf(view);
  return (
    <section aria-labelledby="codes">
      <h3 id="codes">{w.title}</h3>
      <p class="small">
        {w.lead} {Object.keys(view.codes).length > 0 && w.again}
      </p>
      {codeFields(lines.map(({ name }) => name)).map(({ name, of }) => (
        <TextField
          name={name}
          label={labelOfCode(name, of, language)}
          {...(of === null ? { hint: w.hints[name] ?? '' } : { hint: w.hints.economic ?? '' })}
          narrow
          more={{ maxlength: 10, inputmode: name === 'budgetSource' ? 'text' : 'numeric', autocomplete: 'off' }}
          {...field}
        />
      ))}
    </section>
  );
}

function PayForm(props: Props) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const field = fieldsOf(props, 'pay');
  const { orderedOn, today } = view;
  const order = view.papers.findLast(({ kind }) => kind === 'paymentOrder');
  return (
    <ActPanel title={w.payTitle} isFirst>
      <Form action={`${view.here}/pay`} formKey={shown.formKey}>
        <Seen view={view} />
        {order !== undefined && (
          <Facts rows={[[w.orderNumber, <a href={order.href}>{w.orderedAs(order.number, dayTextOf(order.at))}</a>]]} />
        )}
        <Stakes stakes={payStakes(view, language)} language={language} />
        <TextField
          name="reference"
          label={w.reference}
          hint={w.referenceHint}
          more={{ maxlength: 100, autocomplete: 'off' }}
          {...field}
        />
        <DayField
          name="paidOn"
          label={w.paidOn}
          hint={w.paidOnHint(dayText(orderedOn ?? today), dayText(today))}
          narrow
          {...field}
        />
        {view.isAdvance && (
          <DayField name="clearBy" label={w.clearBy} hint={w.clearByHint} narrow optional {...field} />
        )}
        <Buttons primary={w.pay} />
      </Form>
    </ActPanel>
  );
}

export function ClearForm(props: Props) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const field = fieldsOf(props, 'clear');
  const { errors } = field;
  const fileHint = documentsWords[language].files.hint;
  return (
    <section aria-labelledby="clear">
      <h2 id="clear">{w.clearTitle}</h2>
      <p>{w.clearHint}</p>
      <Form action={`${view.here}/clear`} formKey={shown.formKey} revision={view.revision} multipart>
        <input type="hidden" name="recovery" value={shown.recovery} />
        <ol class="verify">
          {view.advanced.map(({ name, unitName, amountVnd }, index) => (
            <li>
              <div>
                <h3>{name}</h3>
                {unitName !== '' && <p class="small soft">{unitName}</p>}
                <p class="small">
                  {w.stillAdvanced} <strong>{formatVnd(amountVnd)}</strong>
                </p>
              </div>
              <div>
                <Amount name={`s${index}`} label={w.settled} full={`${w.settled}: ${name}`} {...field} />
                <Amount name={`c${index}`} label={w.acceptedCost} full={`${w.acceptedCost}: ${name}`} {...field} />
                <Amount name={`u${index}`} label={w.unspent} full={`${w.unspent}: ${name}`} {...field} />
              </div>
            </li>
          ))}
        </ol>
        <DayField name="repayBy" label={w.repayBy} narrow optional {...field} />
        <Field name="files" label={w.clearFile} hint={fileHint} errors={errors} language={language}>
          <ClearingFiles files={shown.clearing} field="attachment" language={language} />
          <input
            type="file"
            multiple
            {...tied({ name: 'files', hint: fileHint, errors })}
            accept=".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.csv,.txt"
          />
        </Field>
        <Buttons primary={w.clearCheck} />
      </Form>
    </section>
  );
}

/** Which revision the page shows, so that it can be said what was done since. */
const Seen = ({ view }: { view: RequestView }) => <input type="hidden" name="seen" value={String(view.revision)} />;

/** A file that came with the form when it was not taken: it need not be sent again. */
const Kept = ({ id, name, view, language }: Props & { id: string; name: string }) =>
  id === '' ? null : (
    <p class="small">
      {projectWords[language].keptFiles} <a href={`${view.base}/files/${id}`}>{name}</a>
      <input type="hidden" name="kept.document" value={id} />
    </p>
  );

/** What is done seldom, folded away; open where it was sent and not taken. */
export function Less({ act, ...props }: Props & { act: ActView }) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const said = {
    bankReject: {
      path: 'bank-reject',
      title: w.bankReject,
      button: w.bankRejectButton,
      hint: view.supportEnded ? w.bankRejectEnds : '',
      reason: true,
    },
    paymentReturned: {
      path: 'payment-returned',
      title: w.paymentReturned,
      button: w.bankRejectButton,
      hint: view.supportEnded ? w.paymentReturnedEnds : w.paymentReturnedHint(formatVnd(view.amountVnd)),
      reason: true,
    },
    paymentCorrected: {
      path: 'payment-corrected',
      title: w.paymentCorrected,
      button: w.paymentCorrectedButton,
      hint: w.paymentCorrectedHint,
      reason: true,
    },
    recall: { path: 'recall', title: w.recallTitle, button: w.recallButton, hint: w.recallHint, reason: true },
    return: { path: 'return', title: w.returnTitle, button: w.returnButton, hint: w.returnHint, reason: true },
    refuse: { path: 'refuse', title: w.refuseTitle, button: w.refuseButton, hint: w.refuseHint, reason: true },
    cancel: {
      path: 'cancel',
      title: w.cancelTitle,
      button: w.cancelButton,
      hint: view.isTeam ? w.cancelHint : w.cancelForThem,
      reason: !view.isTeam,
    },
  }[act.kind as 'recall' | 'return' | 'refuse' | 'cancel' | 'bankReject' | 'paymentReturned' | 'paymentCorrected'];
  const mine = shown.of === act.kind;
  const begin: Partial<Record<ActView['kind'], Typed>> = {
    bankReject: { returnedOn: view.today },
    paymentReturned: { returnedOn: view.today },
    paymentCorrected: { reference: view.paid?.reference ?? '', paidOn: view.paid?.on ?? '' },
  };
  const field = fieldsOf(props, act.kind, begin[act.kind]);
  const name = `reason-${act.kind}`;
  return (
    <ActPanel title={said.title} isFirst={false} open={mine}>
      {act.blocked !== null ? (
        <p class="small blocked">{act.blocked}</p>
      ) : (
        <Form action={`${view.here}/${said.path}`} formKey={shown.formKey} multipart={act.kind === 'paymentReturned'}>
          <Seen view={view} />
          {(act.kind === 'return' || act.kind === 'refuse') && view.waitsForOthers !== null && (
            <p class="small">{w.notYourTurn(view.waitsForOthers)}</p>
          )}
          {said.hint !== '' && <p class="small">{said.hint}</p>}
          {said.reason && <TextArea name={name} label={w.reason} rows={3} {...field} />}
          {act.kind === 'paymentReturned' && (
            <>
              <DayField name="returnedOn" label={w.returnedOn} narrow {...field} />
              <TextField
                name="returnReference"
                label={w.paymentReturnedReference}
                more={{ maxlength: 100, autocomplete: 'off' }}
                {...field}
              />
              <Field
                name="document"
                label={w.paymentReturnedDocument}
                hint={documentsWords[language].files.hint}
                errors={field.errors}
                language={language}
              >
                <Kept id={oneOf(field.typed, 'kept.document')} name={oneOf(field.typed, 'kept.name')} {...props} />
                <input
                  type="file"
                  {...tied({ name: 'document', hint: documentsWords[language].files.hint, errors: field.errors })}
                />
              </Field>
            </>
          )}
          {act.kind === 'paymentCorrected' && (
            <>
              <TextField
                name="reference"
                label={w.reference}
                hint={w.referenceHint}
                more={{ maxlength: 100, autocomplete: 'off' }}
                {...field}
              />
              <DayField name="paidOn" label={w.paidOn} narrow {...field} />
            </>
          )}
          {act.kind === 'bankReject' && (
            <>
              <DayField name="returnedOn" label={w.returnedOn} narrow {...field} />
              <TextField name="returnNumber" label={w.returnNumber} optional more={{ maxlength: 100 }} {...field} />
            </>
          )}
          <p class="buttons">
            <button class="button quiet" type="submit">
              {said.button}
            </button>
          </p>
        </Form>
      )}
    </ActPanel>
  );
}
