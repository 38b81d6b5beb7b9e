// A request for money: where it is, whose turn it is, and the one thing that the reader can do now.

import { dayOf } from '../../../workflows/rules/calendar.ts';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import type { FileMore } from '../../parts/attached.tsx';
import { type CapRow, CapsTable } from '../../parts/caps.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import type { EInvoiceView } from '../../parts/e-invoice.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { ErrorSummary, type FieldErrors, type Typed } from '../../parts/form.tsx';
import { sinceText } from '../../parts/lateness.tsx';
import { atRows, type RefusalView, Refused } from '../../parts/refusal.tsx';
import { type PaperLink, PapersPanel, Story, type StoryEvent } from '../../parts/side.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { nameOf } from '../../words/names.ts';
import { reportWords } from '../../words/projects-reports.ts';
import { stakesWords } from '../../words/stakes.ts';
import type { Language } from '../../words/words.ts';
import type { Treasury } from '../programmes/treasury.tsx';
import { AccountNeeded, type AccountNeededView } from './account-needed.tsx';
import type { ClearingFile } from './clearing.tsx';
import { Evidence } from './request-evidence.tsx';
import { accountText, type BudgetCodes, Chain, MeanwhileNote, namedErrors, Payee } from './request-standing.tsx';
import { Act, ClearForm, Less, VerifyForm } from './request-steps.tsx';

/** What an officer once accepted of a row, before the request came again. */
export type EarlierView = {
  at: string;
  by: string;
  askedVnd: bigint;
  acceptedVnd: bigint;
  acceptedCostVnd: bigint;
  reason: string;
  isLess: boolean;
  /** The row is not as it was. */
  hasChanged: boolean;
};
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
  /** What was accepted of it before the request was returned; null where nothing was, and once it is verified again. */
  earlier: EarlierView | null;
  files: readonly ({
    name: string;
    size: number;
    href: string;
    eInvoices: readonly EInvoiceView[] | null;
  } & FileMore)[];
  /** Where its electronic invoice says otherwise. */
  differs: readonly string[];
  /** A share of the cost limits its line: then the accepted cost is asked for too. */
  byCost: boolean;
  /** Other requests in which this invoice stands, with the same bytes or as the same number: of the agency for staff, of the project for its team. */
  elsewhere: readonly { code: string; tranche: number; href: string; sameFile: boolean }[];
  /** Rows of this very request that have the same file, or the same number and seller, by their place. */
  within: readonly { row: number; sameFile: boolean }[];
  /** The applicant, or a company of one of its people, where that is the seller. */
  ownCompany: string | null;
  /** What is odd about its day; '' where nothing is. */
  remark: string;
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
  /** Whether an officer has confirmed the party, and whether the account was given only after that. */
  standing: 'confirmed' | 'accountLater' | 'unconfirmed';
  /** Where the reader confirms an account that was given later; null for who does not. */
  confirmAt: string | null;
  changedAt: string | null;
  /** When what stands here was approved; null while it is what the party says today. */
  approvedAt: string | null;
  /** Whose names the account may be in. */
  names: readonly string[];
  /** The last payment that went to this very account. */
  samePaid: { on: string; reference: string } | null;
  /** When a payment to this very account last came back; null where none did, or one has gone there since. */
  cameBackOn: string | null;
  changedSincePaid: boolean;
  timesPaid: number;
  paidVnd: bigint;
  debtVnd: bigint;
};
export type BankReturnView = {
  at: string;
  reason: string;
  on: string;
  number: string;
  /** It was recorded as paid before. */
  wasPaid: boolean;
  /** The treasury's or bank's own paper; null where none was asked for. */
  file: { id: string; name: string } | null;
  /** The account is the one to which the order went. */
  isSameAccount: boolean;
  /** Where the reader gives another account; null for who does not. */
  href: string | null;
};
export type ChainStep = { label: string; tone: 'done' | 'now' | 'next'; who: string; at: string | null };
export type SourceView = { year: number; source: string; leftVnd: bigint; isEnough: boolean };
/** How far the budget planned for the project is from a request that nobody has prepared yet; its team is told only that. */
export type ShortageView = { isTeams: true } | (Short & { isTeams: false });
type Short = {
  /** The most that one year and source still has for it. */
  plannedVnd: bigint;
  missingVnd: bigint;
  /** Whether an open year still has what is missing, so that it only has to be planned for the project. */
  isInYear: boolean;
};
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
    | 'paymentReturned'
    | 'paymentCorrected'
    | 'recall'
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
  /** The support was terminated: what the bank sends back now is not paid again. */
  supportEnded: boolean;
  waitsFor: string | null;
  /** The same, where the reader holds no such office. */
  waitsForOthers: string | null;
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
  /** For staff, until the payment is prepared; null where the budget reaches. */
  shortage: ShortageView | null;
  budget: { year: number; source: string } | null;
  /** The budget's codes as the form of a preparation begins with them. */
  codes: Typed;
  /** Those with which it was prepared, until it is ordered; null where there are none. */
  prepared: BudgetCodes | null;
  paid: { on: string; reference: string } | null;
  orderedOn: string | null;
  today: string;
  heldVnd: bigint;
  /** Where the payment order can be seen as it would be printed; null before there is one to see, and after it was made. */
  preview: string | null;
  /** The agency as its order names it. */
  treasury: Treasury;
  /** What the order leaves open for want of the agency's own data, and where the reader writes it; null for who does not. */
  dotted: { fields: readonly (keyof Treasury)[]; href: string | null };
  papers: readonly PaperLink[];
  events: readonly StoryEvent[];
  /** The step that the reader's office takes now; null when it is not theirs. */
  act: ActView | null;
  /** What else may be done, seldom. */
  more: readonly ActView[];
  /** What is missing of the payee's account; null where nothing is, and once it is ordered. */
  accountNeeded: AccountNeededView | null;
  /** The reports that the team owes past their day, for who handles money: a fact, which stops nothing. */
  overdueReports: readonly { href: string; text: string }[];
  /** Nobody takes it on while its project is suspended. */
  isPaused: boolean;
  /** Why the treasury or bank sent its last order back; null where that is not so. */
  bankReturn: BankReturnView | null;
  /** What the payee still owes, for who handles money: what can be netted against this request first. */
  owed: readonly { href: string; amountVnd: bigint; isHere: boolean }[];
  /** Who could approve it after the reader has prepared it. */
  approvers: readonly string[];
  /** Whether the reader's own office approves. */
  mayApprove: boolean;
  /** Paid: what stands at the caps is then of now, and not of this payment. */
  isFinished: boolean;
  /** The estimate, the award and the agreement, to compare it with. */
  restsOn: readonly { href: string; text: string }[];
  mayPlan: boolean;
  /** Where the agency's budget of the year is. */
  yearBudget: string;
  isReader: string;
  /** Whether the reader is of the team that asks. */
  isTeam: boolean;
};
/** What was done since a page was opened. */
export type Meanwhile = { changes: readonly { what: string; who: string; at: string }[] };
/** What a page is shown with after a form was not taken. */
export type Shown = {
  /** The hash of what stands on the page, where it is to be approved. */
  shown: string;
  formKey: string;
  /** Names the recovery that arises when an advance was not all spent, and the papers that were sent for its clearing already. */
  recovery: string;
  clearing: readonly ClearingFile[];
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

/** What every part of the page is given. */
export type RequestProps = { view: RequestView; shown: Shown; language: Language };

export function RequestPage({ frame, view, shown }: { frame: Frame; view: RequestView; shown: Shown }) {
  const { language } = frame;
  const w = disbursementWords[language];
  const { act, due } = view;
  const sum = formatVnd(view.amountVnd);
  const heading = act !== null && act.blocked === null ? w.titles[act.kind]?.(sum) : undefined;
  const title = heading ?? w.title(view.tranche, sum);
  const props = { view, shown, language };
  const usable = act !== null && act.blocked === null;
  // in the place of these buttons it says it itself
  const saysAccount = usable && ['prepare', 'approve', 'order'].includes(act.kind);
  const wide = usable && (act.kind === 'verify' || act.kind === 'clear');
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs trail={[{ text: view.code, href: view.base }, { text: w.tranche(view.tranche) }]} language={language} />
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
        {view.isPaused
          ? w.paused
          : view.waitsFor === null
            ? w.noOne
            : view.isYours
              ? w.yourTurn
              : w.waitsFor(view.waitsFor)}
        , {sinceText(dayOf(view.since), due === null || view.isPaused ? null : dayOf(due.at), language)}.
        {due !== null && !view.isPaused && (
          <Unbroken
            text={` ${w.until(dayTextOf(due.at))} (${due.what}${due.clause === null ? '' : `; ${due.clause}`}).`}
          />
        )}
      </p>
      {view.paid !== null && view.payee !== null && (
        <p>
          {stakesWords[language].paid(
            sum,
            view.payee.name || '–',
            view.payee.account === '' ? '' : stakesWords[language].payTo(accountText(view.payee)),
            dayText(view.paid.on),
            view.paid.reference,
          )}
        </p>
      )}
      {view.accountNeeded !== null && !saysAccount && <AccountNeeded view={view.accountNeeded} language={language} />}
      {view.bankReturn !== null && <BankReturn bankReturn={view.bankReturn} {...props} />}
      {view.owed.length > 0 && <Owed {...props} />}
      {view.overdueReports.length > 0 && <OverdueReports {...props} />}
      {view.shortage !== null && <Shortage {...props} shortage={view.shortage} />}
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
              <h2 id="caps">{view.isFinished ? w.capsNowTitle : w.capsTitle}</h2>
              <p class="small soft">{view.isFinished ? w.capsNowHint : w.capsHint}</p>
              <CapsTable rows={view.caps} isNow={view.isFinished} language={language} />
            </section>
          )}
          {view.payee !== null && <Payee payee={view.payee} language={language} />}
          <Story events={view.events} base={view.base} language={language} />
        </div>
        <aside>
          {act?.blocked != null && (
            <div class="panel">
              <h2>{w.blockedTitle}</h2>
              <p class="small blocked">{act.blocked}</p>
            </div>
          )}
          {usable && !wide && <Act kind={act.kind} {...props} />}
          <Chain view={view} language={language} />
          <PapersPanel papers={view.papers} language={language} />
          <div class="panel">
            <h2>{w.restsOn}</h2>
            <ul class="story">
              {view.restsOn.map(({ href, text }) => (
                <li>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ul>
          </div>
          {view.more.map((one) => (
            <Less act={one} {...props} />
          ))}
        </aside>
      </div>
    </Layout>
  );
}

/** The order or its money came back: why, on which day, and what the reader can do about the account. */
function BankReturn({ view, language, bankReturn }: RequestProps & { bankReturn: BankReturnView }) {
  const w = disbursementWords[language].bankReturn;
  const { at, reason, on, number, wasPaid, file, isSameAccount, href } = bankReturn;
  return (
    <div class="turn bank-return" role="note">
      <div>
        <h2>{w.title(on === '' ? dayTextOf(at) : dayText(on), number, wasPaid)}</h2>
        {reason !== '' && (
          <p>
            {disbursementWords[language].reason}: <span class="said">{reason}</span>
          </p>
        )}
        {file !== null && (
          <p>
            <a href={`${view.base}/files/${file.id}`}>{file.name}</a>
          </p>
        )}
        <p>
          {view.isTeam ? (href === null ? w.teamWaits : w.team) : isSameAccount ? w.same : w.changed}{' '}
          {href !== null && <a href={href}>{w.link}</a>}
        </p>
      </div>
    </div>
  );
}

/** What is owed is netted before the payment is prepared; afterwards it is taken back first. */
function Owed({ view, language }: RequestProps) {
  const w = disbursementWords[language].owed;
  const canNet = view.state === 'verified' && view.owed.some(({ isHere }) => isHere);
  return (
    <div class="turn" role="note">
      <div>
        <h2>{w.title}</h2>
        <p>{canNet ? w.before : view.state === 'verified' ? w.elsewhere : w.after}</p>
        <ul class="story">
          {view.owed.map(({ href, amountVnd, isHere }) => (
            <li>
              <a href={isHere && canNet ? `${href}?net=${view.id}` : href}>
                {(isHere && canNet ? w.net : w.see)(formatVnd(amountVnd))}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** What the team has not reported in time: said, and no more. */
function OverdueReports({ view, language }: RequestProps) {
  const w = reportWords[language];
  return (
    <div class="turn quiet" role="note">
      <div>
        <h2>{w.overdueFact(view.overdueReports.length)}</h2>
        <ul class="story">
          {view.overdueReports.map(({ href, text }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
        <p>{w.overdueNote}</p>
      </div>
    </div>
  );
}

/** What is missing in the budget, and who acts on it, before anybody comes to prepare the payment. */
function Shortage({ view, language, shortage }: RequestProps & { shortage: ShortageView }) {
  const w = disbursementWords[language].shortage;
  if (shortage.isTeams)
    return (
      <div class="turn quiet" role="note">
        <div>
          <h2>{w.teamTitle}</h2>
          <p>{w.team}</p>
        </div>
      </div>
    );
  const { plannedVnd, missingVnd, isInYear } = shortage;
  return (
    <div class="turn" role="note">
      <div>
        <h2>{w.title(formatVnd(missingVnd))}</h2>
        <p>
          {w.planned(formatVnd(plannedVnd), formatVnd(view.amountVnd))} {isInYear ? w.plan : w.raise}{' '}
          {view.mayPlan && (
            <a href={isInYear ? `${view.base}/budget` : view.yearBudget}>{isInYear ? w.toPlan : w.toRaise}</a>
          )}
        </p>
      </div>
    </div>
  );
}

const toneOf = (state: string) =>
  state === 'settled' ? 'tag done' : state === 'refused' || state === 'cancelled' ? 'tag stop' : 'tag now';
