// A request for money: where it is, whose turn it is, and the one thing that the reader can do now.

import type { Child } from 'hono/jsx';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { type CapRow, CapsTable } from '../../parts/caps.tsx';
import {
  Choices,
  DayField,
  ErrorSummary,
  Field,
  type FieldErrors,
  Form,
  oneOf,
  TextArea,
  TextField,
  type Typed,
  tied,
} from '../../parts/form.tsx';
import { atRows, type RefusalView, Refused } from '../../parts/refusal.tsx';
import { dayText, dayTextOf, timeText } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { documentsWords, formatBytes } from '../../words/documents.ts';
import { nameOf } from '../../words/names.ts';
import type { Language } from '../../words/words.ts';

export type InvoiceView = {
  index: number;
  number: string;
  date: string;
  seller: string;
  taxCode: string;
  what: string;
  lineName: string;
  unit: string;
  costVnd: bigint;
  askedVnd: bigint;
  /** null while nobody has verified. */
  acceptedVnd: bigint | null;
  acceptedCostVnd: bigint | null;
  reason: string;
  files: readonly { name: string; size: number; href: string }[];
  /** A share of the cost limits its line: then the accepted cost is asked for too. */
  byCost: boolean;
  /** Other requests of the agency in which this invoice stands, with the same bytes or as the same number; for staff. */
  elsewhere: readonly { code: string; href: string; sameFile: boolean }[];
  /** Rows of this very request that have the same file, or the same number and seller, by their place. */
  within: readonly { row: number; sameFile: boolean }[];
};
export type ItemView = {
  line: string;
  unit: string;
  name: string;
  unitName: string;
  amountVnd: bigint;
  costVnd: bigint;
  byCost: boolean;
};
export type PayeeView = {
  name: string;
  account: string;
  accountName: string;
  bank: string;
  confirmed: boolean;
  changedAt: string | null;
  changedSincePaid: boolean;
  timesPaid: number;
  paidVnd: bigint;
  debtVnd: bigint;
};
export type ChainStep = { label: string; tone: 'done' | 'now' | 'next'; who: string; at: string | null };
export type SourceView = { year: number; source: string; leftVnd: bigint; isEnough: boolean };
export type ActView = {
  kind:
    | 'verify'
    | 'again'
    | 'prepare'
    | 'approve'
    | 'order'
    | 'pay'
    | 'clear'
    | 'bankReject'
    | 'return'
    | 'refuse'
    | 'cancel';
  /** Why the reader's office may, and the reader may not. */
  blocked: string | null;
};
export type RequestView = {
  base: string;
  here: string;
  id: string;
  code: string;
  project: string;
  tranche: number;
  revision: number;
  state: string;
  step: string;
  amountVnd: bigint;
  askedVnd: bigint;
  isAdvance: boolean;
  isLast: boolean;
  waitsFor: string | null;
  isYours: boolean;
  since: string;
  due: { at: string; what: string; clause: string | null } | null;
  invoices: readonly InvoiceView[];
  /** False when the details were erased. */
  hasDetail: boolean;
  nettedVnd: bigint;
  items: readonly ItemView[];
  /** What is still advanced, item by item. */
  advanced: readonly ItemView[];
  caps: readonly CapRow[];
  /** null for readers who do not handle money. */
  payee: PayeeView | null;
  chain: readonly ChainStep[];
  sources: readonly SourceView[];
  budget: { year: number; source: string } | null;
  paid: { on: string; reference: string } | null;
  orderedOn: string | null;
  today: string;
  heldVnd: bigint;
  /** Where the payment order can be seen as it would be printed; null before there is one to see, and after it was made. */
  preview: string | null;
  papers: readonly { href: string; kind: string; name: string; number: string; at: string }[];
  events: readonly { at: string; what: string; who: string; reason: string }[];
  /** The step that the reader's office takes now; null when it is not theirs. */
  act: ActView | null;
  /** What else may be done, seldom. */
  more: readonly ActView[];
  mayPlan: boolean;
  isReader: string;
};
/** What was done since a page was opened. */
export type Meanwhile = { changes: readonly { what: string; who: string; at: string }[] };
/** What a page is shown with after a form was not taken. */
export type Shown = {
  /** The hash of what stands on the page, where it is to be approved. */
  shown: string;
  formKey: string;
  /** Names the recovery that arises when an advance was not all spent. */
  recovery: string;
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
  /** Why it was not taken, where somebody else was quicker. */
  meanwhile: Meanwhile | null;
  /** Which form was sent: its fields show what was typed. */
  of: ActView['kind'] | null;
  /** What would refuse the step, before anybody takes it. */
  ahead: RefusalView | null;
  done: string | null;
};

type Props = { view: RequestView; shown: Shown; language: Language };

export function RequestPage({ frame, view, shown }: { frame: Frame; view: RequestView; shown: Shown }) {
  const { language } = frame;
  const w = disbursementWords[language];
  const { act, due } = view;
  const sum = formatVnd(view.amountVnd);
  const heading = act !== null && act.blocked === null ? w.titles[act.kind]?.(sum) : undefined;
  const title = heading ?? w.title(view.tranche, sum);
  const props = { view, shown, language };
  const usable = act !== null && act.blocked === null;
  const wide = usable && (act.kind === 'verify' || act.kind === 'clear');
  return (
    <Layout frame={frame} title={title} here="work">
      <div class="crumbs">
        <a href="/work">{language === 'vi' ? 'Việc của tôi' : 'My work'}</a> / <a href={view.base}>{view.code}</a> /{' '}
        {w.tranche(view.tranche)}
      </div>
      {shown.refusal === null && (
        <ErrorSummary errors={namedErrors(shown.errors, view, language)} language={language} />
      )}
      <Refused refusal={atRows(shown.refusal, (at) => namedErrors(at, view, language))} language={language} />
      {shown.meanwhile !== null && <MeanwhileNote {...props} meanwhile={shown.meanwhile} />}
      {shown.done !== null && (
        <p class="notice" role="status">
          {w.done(nameOf('events', shown.done, language))}
        </p>
      )}
      <h1>{title}</h1>
      <p class="lead">
        {w.lead(view.code, view.tranche, view.project || '–')} <span class={toneOf(view.state)}>{view.step}</span>
        {view.isAdvance && (
          <>
            {' '}
            <span class="tag">{w.advance}</span>
          </>
        )}
        {view.isLast && (
          <>
            {' '}
            <span class="tag">{w.last}</span>
          </>
        )}
      </p>
      <p class="lead">
        {view.waitsFor === null ? w.noOne : view.isYours ? w.yourTurn : w.waitsFor(view.waitsFor)},{' '}
        {w.since(dayTextOf(view.since))}.
        {due !== null && ` ${w.until(dayTextOf(due.at))} (${due.what}${due.clause === null ? '' : `; ${due.clause}`}).`}
      </p>
      {usable && !wide && (
        <p class="jump">
          <a href="#act">{heading ?? title} ↓</a>
        </p>
      )}
      <div class="columns">
        <div>
          {wide && act.kind === 'verify' ? <VerifyForm {...props} /> : <Evidence view={view} language={language} />}
          {wide && act.kind === 'clear' && <ClearForm {...props} />}
          {view.caps.length > 0 && (
            <section aria-labelledby="caps">
              <h2 id="caps">{w.capsTitle}</h2>
              <p class="small soft">{w.capsHint}</p>
              <CapsTable rows={view.caps} language={language} />
            </section>
          )}
          {view.payee !== null && <Payee payee={view.payee} language={language} />}
          <section aria-labelledby="history">
            <h2 id="history">{w.historyTitle}</h2>
            <ol class="story">
              {view.events.map(({ at, what, who, reason }) => (
                <li>
                  <time datetime={at}>{timeText(at)}</time>
                  {what}
                  {who !== '' && `, ${who}`}
                  {reason !== '' && <p class="said">{reason}</p>}
                </li>
              ))}
            </ol>
            <p class="small">
              <a href={`${view.base}/history`}>{w.history}</a>
            </p>
          </section>
        </div>
        <aside class={act?.kind === 'approve' ? 'sticky' : undefined}>
          <Chain view={view} language={language} />
          {act?.blocked != null && (
            <div class="panel">
              <h2>{w.blockedTitle}</h2>
              <p class="small blocked">{act.blocked}</p>
            </div>
          )}
          {usable && !wide && <Act kind={act.kind} {...props} />}
          {view.papers.length > 0 && (
            <div class="panel">
              <h2>{w.papersTitle}</h2>
              <ul class="story">
                {view.papers.map(({ href, name, number, at }) => (
                  <li>
                    <a href={href}>
                      {name} {number}
                    </a>
                    <time datetime={at}>{dayTextOf(at)}</time>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {view.more.map((one) => (
            <Less act={one} {...props} />
          ))}
        </aside>
      </div>
    </Layout>
  );
}

/** Who was quicker, when, how it stands now, and what was typed into a form that is not there any more. */
function MeanwhileNote({ view, shown, language, meanwhile }: Props & { meanwhile: Meanwhile }) {
  const w = disbursementWords[language];
  const { of } = shown;
  const isThere =
    (view.act?.kind === of && view.act?.blocked === null) ||
    view.more.some(({ kind, blocked }) => kind === of && blocked === null);
  const lost = isThere
    ? []
    : Object.entries(shown.typed).flatMap(([name, value]) => {
        const label = labelOf(name, view, language);
        const text = typeof value === 'string' ? value : value.join(', ');
        return label === null || text.trim() === '' ? [] : [{ label, text }];
      });
  return (
    <section class="changed" aria-labelledby="meanwhile">
      <h2 id="meanwhile">{w.meanwhileTitle}</h2>
      {meanwhile.changes.length === 0 ? (
        <p>{w.meanwhileData}</p>
      ) : (
        <ul>
          {meanwhile.changes.map(({ what, who, at }) => (
            <li>{w.meanwhileBy(what, who, timeText(at))}</li>
          ))}
        </ul>
      )}
      <p>
        {view.waitsFor === null
          ? w.meanwhileOver(view.step)
          : view.isYours
            ? w.meanwhileNowYou(view.step)
            : w.meanwhileNow(view.step, view.waitsFor)}{' '}
        <a href={view.here}>{w.meanwhileLook}</a>
      </p>
      {lost.length > 0 && (
        <>
          <h3>{w.typedTitle}</h3>
          <p class="small">{w.typedHint}</p>
          <dl class="facts">
            {lost.map(({ label, text }) => (
              <Fact name={label}>
                <span class="said">{text}</span>
              </Fact>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

/** What a field of this page's forms is called, with its row: 'Chứng từ 2, Lý do chấp nhận ít hơn'. null for what nobody types. */
function labelOf(name: string, view: RequestView, language: Language): string | null {
  const w = disbursementWords[language];
  const [, column = '', at] = /^([acwsu])(\d+)$/.exec(name) ?? [];
  if (at !== undefined) {
    const item = view.act?.kind === 'clear' ? view.advanced[Number(at)] : undefined;
    const row = item === undefined ? w.row(Number(at) + 1) : [item.name, item.unitName].filter(Boolean).join(', ');
    const labels: Readonly<Record<string, string>> = {
      ...{ a: w.accepted, c: w.acceptedCost, w: w.whyLess, s: w.settled, u: w.unspent },
    };
    return `${row}, ${labels[column]}`;
  }
  if (name.startsWith('reason-')) return w.reason;
  const labels: Readonly<Record<string, string>> = {
    ...{ reference: w.reference, paidOn: w.paidOn, clearBy: w.clearBy },
    ...{ repayBy: w.repayBy, source: w.source, files: w.clearFile },
  };
  return labels[name] ?? null;
}

/** In the summary each sentence says of which field, and of which row, it is. */
function namedErrors(errors: FieldErrors, view: RequestView, language: Language): FieldErrors {
  const named = Object.entries(errors).map(([name, sentence]) => {
    const label = labelOf(name, view, language);
    return [name, label === null ? sentence : `${label}: ${sentence}`];
  });
  return Object.fromEntries(named);
}

const toneOf = (state: string) =>
  state === 'settled' ? 'tag done' : state === 'refused' || state === 'cancelled' ? 'tag stop' : 'tag now';

/** What a row is known by; `bare` leaves its files out, where a heading says it. */
function Invoice({ invoice, language, bare }: { invoice: InvoiceView; language: Language; bare?: boolean }) {
  const { number, date } = invoice;
  const text =
    [number, date === '' ? '' : dayText(date)].filter(Boolean).join(', ') || invoice.what || invoice.lineName;
  return (
    <>
      {text}
      {!bare && <InvoiceFiles invoice={invoice} language={language} />}
    </>
  );
}

/** The files of a row, and where else they stand. */
function InvoiceFiles({ invoice, language }: { invoice: InvoiceView; language: Language }) {
  const w = disbursementWords[language];
  const { files } = invoice;
  return (
    <>
      {files.length > 0 && (
        <ul class="papers small">
          {files.map(({ name, size, href }) => (
            <li>
              <a href={href}>
                <span class="unseen">{w.openFile}: </span>
                {name}
              </a>{' '}
              <span class="soft">{formatBytes(size, language)}</span>
            </li>
          ))}
        </ul>
      )}
      {invoice.elsewhere.map(({ code, href, sameFile }) => (
        <span class="capnote twin small">
          {sameFile ? w.fileAlsoIn : w.invoiceAlsoIn} <a href={href}>{code}</a>
        </span>
      ))}
      {invoice.within.map(({ row, sameFile }) => (
        <span class="capnote twin small">
          {sameFile ? w.fileAlsoAt : w.invoiceAlsoAt} {w.row(row + 1)}
        </span>
      ))}
    </>
  );
}

function Evidence({ view, language }: { view: RequestView; language: Language }) {
  const w = disbursementWords[language];
  const { invoices, nettedVnd } = view;
  const isVerified = invoices.some(({ acceptedVnd }) => acceptedVnd !== null);
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">{w.evidenceTitle}</h2>
      {!view.hasDetail && <p class="soft">{w.noDetail}</p>}
      <table class="stack invoices">
        <thead>
          <tr>
            <th scope="col">{w.invoice}</th>
            <th scope="col">{w.seller1}</th>
            <th scope="col">{w.line}</th>
            <th scope="col" class="num">
              {w.asked}
            </th>
            {isVerified && (
              <th scope="col" class="num">
                {w.accepted}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <tr>
              <td>
                <span>
                  <Invoice invoice={invoice} language={language} />
                  <span class="capnote soft small">{invoice.what}</span>
                </span>
              </td>
              <td data-label={w.seller1}>
                <span>
                  {invoice.seller || '–'}
                  {invoice.taxCode !== '' && <span class="capnote soft small">{w.tax(invoice.taxCode)}</span>}
                </span>
              </td>
              <td data-label={w.line}>
                <span>
                  {invoice.lineName}
                  {invoice.unit !== '' && <span class="capnote soft small">{invoice.unit}</span>}
                  {invoice.byCost && (
                    <span class="capnote soft small">
                      {w.costShort}:{' '}
                      <span class="whole">{formatAmount(invoice.acceptedCostVnd ?? invoice.costVnd)}</span>
                    </span>
                  )}
                </span>
              </td>
              <td class="num" data-label={w.asked}>
                {formatAmount(invoice.askedVnd)}
              </td>
              {isVerified && (
                <td class="num" data-label={w.accepted}>
                  <span>
                    {formatAmount(invoice.acceptedVnd ?? 0n)}
                    {invoice.reason !== '' && (
                      <span class="capnote why small">
                        {formatAmount(invoice.askedVnd - (invoice.acceptedVnd ?? 0n))}: {invoice.reason}
                      </span>
                    )}
                  </span>
                </td>
              )}
            </tr>
          ))}
          {nettedVnd > 0n && (
            <tr>
              <td colspan={3}>{w.netted}</td>
              <td />
              <td class="num" data-label={w.accepted}>
                {formatAmount(-nettedVnd)}
              </td>
            </tr>
          )}
          <tr class="total">
            <td>{w.total}</td>
            <td />
            <td />
            <td class="num" data-label={w.asked}>
              {formatAmount(view.askedVnd)}
            </td>
            {isVerified && (
              <td class="num" data-label={w.accepted}>
                {formatAmount(view.amountVnd)}
              </td>
            )}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function Payee({ payee, language }: { payee: PayeeView; language: Language }) {
  const w = disbursementWords[language];
  const { account, accountName, bank, changedAt } = payee;
  return (
    <section aria-labelledby="payee">
      <h2 id="payee">{w.payeeTitle}</h2>
      <dl class="facts">
        <Fact name={w.name}>{payee.name || '–'}</Fact>
        <Fact name={w.account}>
          {account === '' ? (
            <span class="why">{w.noAccount}</span>
          ) : (
            <>
              {[accountOf(account), accountName, bank].filter(Boolean).join(', ')}.{' '}
              {changedAt !== null && !payee.changedSincePaid && w.accountSince(dayTextOf(changedAt))}
              {changedAt !== null && payee.changedSincePaid && (
                <strong class="why">{w.accountChanged(dayTextOf(changedAt))}</strong>
              )}
            </>
          )}
        </Fact>
        <Fact name={w.confirmed}>{payee.confirmed ? w.isConfirmed : <span class="why">{w.notConfirmed}</span>}</Fact>
        <Fact name={w.received}>{w.receivedTimes(payee.timesPaid, formatVnd(payee.paidVnd))}</Fact>
        <Fact name={w.owes}>
          {payee.debtVnd > 0n ? <strong class="why">{w.owesSum(formatVnd(payee.debtVnd))}</strong> : w.owesNothing}
        </Fact>
      </dl>
    </section>
  );
}

/** An account number in groups of four, as people compare them. */
const accountOf = (digits: string) => (/^\d+$/.test(digits) ? digits.replace(/(\d{4})(?=\d)/g, '$1 ') : digits);

function Fact({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Chain({ view, language }: { view: RequestView; language: Language }) {
  const w = disbursementWords[language];
  return (
    <div class="panel">
      <h2>{w.chainTitle}</h2>
      <ol class="chain">
        {view.chain.map(({ label, tone, who, at }) => (
          <li class={tone === 'done' ? undefined : tone}>
            {tone === 'now' ? (
              <strong>
                {label}: {who}
              </strong>
            ) : (
              `${label}: ${who}`
            )}
            {at !== null && `, ${timeText(at)}`}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What a form's fields show: what was typed, where this form was sent; else its beginnings. */
function fieldsOf({ shown, language }: Props, kind: ActView['kind'], beginnings: Typed = {}) {
  const mine = shown.of === kind;
  return { typed: mine ? shown.typed : beginnings, errors: mine ? shown.errors : {}, language };
}

function Act({ kind, ...props }: Props & { kind: ActView['kind'] }) {
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

function VerifyForm(props: Props) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const rows = view.invoices;
  const field = fieldsOf(
    props,
    'verify',
    Object.fromEntries(
      rows.flatMap(({ index, askedVnd, costVnd }) => [
        [`a${index}`, formatAmount(askedVnd)],
        [`c${index}`, formatAmount(costVnd)],
      ]),
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
                  <Field name={why} label={w.whyLess} errors={errors} language={language}>
                    <input type="text" {...tied({ name: why, errors })} value={oneOf(typed, why)} maxlength={500} />
                  </Field>
                </div>
              </li>
            );
          })}
        </ol>
        <p class="buttons">
          <button class="button" type="submit">
            {w.verify}
          </button>
        </p>
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
  const field = fieldsOf(
    props,
    'prepare',
    enough.length === 1 ? { source: `${enough[0]!.year}/${enough[0]!.source}` } : {},
  );
  return (
    <section class="panel" aria-labelledby="act">
      <h2 id="act">{w.prepareTitle}</h2>
      {sources.length === 0 ? (
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
          <Preview view={view} language={language} />
          <p class="buttons">
            <button class="button" type="submit">
              {w.prepare}
            </button>
          </p>
        </Form>
      )}
    </section>
  );
}

function ApproveForm({ view, shown, language }: Props) {
  const w = disbursementWords[language];
  const { budget } = view;
  const source = view.sources.find(({ year, source }) => year === budget?.year && source === budget.source);
  const sum = formatVnd(view.amountVnd);
  return (
    <section class="panel" aria-labelledby="act">
      <h2 id="act">{w.ifApproved}</h2>
      <dl class="facts">
        <Fact name={w.step}>
          {view.step} → {w.waitingOrder}
        </Fact>
        <Fact name={w.later}>{w.heldToOrdered(sum)}</Fact>
        {budget !== null && source !== undefined && (
          <Fact name={w.reservedChange(budget.year)}>
            <span class="num">
              {formatAmount(source.leftVnd)} → {formatAmount(source.leftVnd - view.amountVnd)}
            </span>
          </Fact>
        )}
        <Fact name={w.paper}>{w.paperOrder}</Fact>
      </dl>
      <Preview view={view} language={language} />
      {shown.ahead !== null ? (
        <Refused refusal={shown.ahead} language={language} />
      ) : (
        <Form action={`${view.here}/approve`} formKey={shown.formKey} revision={view.revision}>
          <input type="hidden" name="shown" value={shown.shown} />
          <input type="hidden" name="shownIn" value={language} />
          <p class="hint">{w.approveHint}</p>
          <p class="buttons">
            <button class="button" type="submit">
              {w.approve(sum)}
            </button>
          </p>
        </Form>
      )}
    </section>
  );
}

/** The payment order as it would be printed, before it is one. */
function Preview({ view, language }: { view: RequestView; language: Language }) {
  const w = disbursementWords[language];
  if (view.preview === null) return null;
  return (
    <p class="small">
      <a href={view.preview}>{w.preview}</a>. {w.previewHint}
    </p>
  );
}

function OrderForm({ view, shown, language }: Props) {
  const w = disbursementWords[language];
  const sum = formatVnd(view.amountVnd);
  return (
    <section class="panel" aria-labelledby="act">
      <h2 id="act">{w.orderTitle}</h2>
      <p class="small">{w.orderHint(sum, view.payee?.name || '–')}</p>
      <Preview view={view} language={language} />
      {shown.ahead !== null ? (
        <Refused refusal={shown.ahead} language={language} />
      ) : (
        <Form action={`${view.here}/order`} formKey={shown.formKey} revision={view.revision}>
          <p class="buttons">
            <button class="button" type="submit">
              {w.order(sum)}
            </button>
          </p>
        </Form>
      )}
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
    <section class="panel" aria-labelledby="act">
      <h2 id="act">{w.payTitle}</h2>
      <Form action={`${view.here}/pay`} formKey={shown.formKey}>
        <Seen view={view} />
        {order !== undefined && (
          <dl class="facts">
            <Fact name={w.orderNumber}>
              <a href={order.href}>{w.orderedAs(order.number, dayTextOf(order.at))}</a>
            </Fact>
          </dl>
        )}
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
        <p class="buttons">
          <button class="button" type="submit">
            {w.pay}
          </button>
        </p>
      </Form>
    </section>
  );
}

function ClearForm(props: Props) {
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
          <input
            type="file"
            multiple
            {...tied({ name: 'files', hint: fileHint, errors })}
            accept=".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx,.odt,.csv,.txt"
          />
        </Field>
        <p class="buttons">
          <button class="button" type="submit">
            {w.clear}
          </button>
        </p>
      </Form>
    </section>
  );
}

/** Which revision the page shows, so that it can be said what was done since. */
const Seen = ({ view }: { view: RequestView }) => <input type="hidden" name="seen" value={String(view.revision)} />;

/** What is done seldom, folded away; open where it was sent and not taken. */
function Less({ act, ...props }: Props & { act: ActView }) {
  const { view, shown, language } = props;
  const w = disbursementWords[language];
  const said = {
    bankReject: { path: 'bank-reject', title: w.bankReject, button: w.bankRejectButton, hint: '', reason: true },
    return: { path: 'return', title: w.returnTitle, button: w.returnButton, hint: w.returnHint, reason: true },
    refuse: { path: 'refuse', title: w.refuseTitle, button: w.refuseButton, hint: w.refuseHint, reason: true },
    cancel: { path: 'cancel', title: w.cancelTitle, button: w.cancelButton, hint: w.cancelHint, reason: false },
  }[act.kind as 'return' | 'refuse' | 'cancel' | 'bankReject'];
  const mine = shown.of === act.kind;
  const field = fieldsOf(props, act.kind);
  const name = `reason-${act.kind}`;
  return (
    <details class="less" open={mine}>
      <summary>{said.title}</summary>
      {act.blocked !== null ? (
        <p class="small blocked">{act.blocked}</p>
      ) : (
        <Form action={`${view.here}/${said.path}`} formKey={shown.formKey}>
          <Seen view={view} />
          {said.hint !== '' && <p class="small">{said.hint}</p>}
          {said.reason && <TextArea name={name} label={w.reason} rows={3} {...field} />}
          <p class="buttons">
            <button class="button quiet" type="submit">
              {said.button}
            </button>
          </p>
        </Form>
      )}
    </details>
  );
}
