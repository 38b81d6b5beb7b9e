// Money that is to come back: how much, since when, until when, what each way does to it, and who may do it.

import { dayOf } from '../../../workflows/rules/calendar.ts';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { type DebtSplit, splitText } from '../../parts/debt.tsx';
import { Facts, Stakes, type StakesView } from '../../parts/facts.tsx';
import {
  DayField,
  DecisionField,
  ErrorSummary,
  type FieldErrors,
  Form,
  MoneyField,
  Select,
  TextArea,
  TextField,
  type Typed,
} from '../../parts/form.tsx';
import { sinceText } from '../../parts/lateness.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { ActPanel, type PaperLink, PapersPanel, Story, type StoryEvent } from '../../parts/side.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { nameOf } from '../../words/names.ts';
import { stakesWords } from '../../words/stakes.ts';
import type { Language } from '../../words/words.ts';

export type RecoveryAct = 'decide' | 'drop' | 'cash' | 'net' | 'writeOff';
export type RecoveryView = {
  frame: Frame;
  base: string;
  here: string;
  code: string;
  project: string;
  revision: number;
  state: string;
  step: string;
  waitsFor: string | null;
  isYours: boolean;
  since: string;
  dueAt: string | null;
  /** The number of the request that it is of. */
  tranche: number | null;
  requestHref: string;
  /** Who has to pay it back. */
  party: string;
  /** How it was met; null while it is not decided on. */
  split: DebtSplit | null;
  wholeVnd: bigint;
  dueVnd: bigint;
  lines: readonly { name: string; amountVnd: bigint; dueVnd: bigint }[];
  reason: string;
  budget: { year: number; source: string };
  /** The reader is of the team that has to pay it back, now. */
  isPayers: boolean;
  /** Where what is due is paid, and with which words; null where nothing is due. Each is '' where the agency has not written it. */
  payIn: { account: string; treasury: string; unitName: string; unitCode: string; content: string } | null;
  /** Where cash goes that comes back now. */
  cashHint: string;
  /** The request that the reader came from to net it, or has netted from. */
  backTo: { href: string; tranche: number } | null;
  verified: readonly { id: string; tranche: number; amountVnd: bigint }[];
  acts: readonly { kind: RecoveryAct; blocked: string | null }[];
  today: string;
  papers: readonly PaperLink[];
  events: readonly StoryEvent[];
  /** What a decision would be numbered; '' where none can be made. */
  next: string;
  formKey: string;
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
  of: RecoveryAct | null;
  done: string | null;
};

export function RecoveryPage(view: RecoveryView) {
  const { frame, errors, lines, acts } = view;
  const { language } = frame;
  const w = disbursementWords[language];
  const title = w.recoveryTitle(formatVnd(view.wholeVnd));
  const [first, ...others] = acts;
  const dueOn = view.dueAt === null ? null : dayOf(view.dueAt);
  const isOwed = !['proposed', 'dropped', 'annulled'].includes(view.state);
  const back = view.state === 'due' ? view.wholeVnd - view.dueVnd : 0n;
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs trail={[{ text: view.code, href: view.base }]} language={language} />
      {view.refusal === null && <ErrorSummary errors={errors} language={language} />}
      <Refused refusal={view.refusal} language={language} />
      {view.done !== null && (
        <p class="notice" role="status">
          {w.done(nameOf('events', view.done, language))}
        </p>
      )}
      {view.backTo !== null && (
        <p>
          <a href={view.backTo.href}>{w.backToRequest(view.backTo.tranche)}</a>
        </p>
      )}
      <h1>{title}</h1>
      <p class="lead">
        {view.project} <span class={toneOf(view.state)}>{view.step}</span>
      </p>
      <p class="lead">
        {view.waitsFor === null
          ? w.noOne
          : view.isPayers
            ? w.recoveryYours
            : view.isYours
              ? w.yourTurn
              : w.waitsFor(view.waitsFor)}
        {view.since !== '' && `, ${sinceText(dayOf(view.since), dueOn, language)}`}.
        {view.dueAt !== null && ` ${w.recoveryRepayBy}: ${dayTextOf(view.dueAt)}.`}
        {back > 0n && ` ${w.recoverySoFar(formatVnd(back), formatVnd(view.wholeVnd), formatVnd(view.dueVnd))}.`}
      </p>
      <div class="columns">
        <div>
          <section aria-labelledby="what">
            <h2 id="what">{w.recoveryWhat}</h2>
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">{w.line}</th>
                  <th scope="col" class="num">
                    {w.recoveryDecided}
                  </th>
                  {isOwed && (
                    <th scope="col" class="num">
                      {w.recoveryDue}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {lines.map(({ name, amountVnd, dueVnd }) => (
                  <tr>
                    <td>{name}</td>
                    <td class="num" data-label={w.recoveryDecided}>
                      {formatAmount(amountVnd)}
                    </td>
                    {isOwed && (
                      <td class="num" data-label={w.recoveryDue}>
                        {formatAmount(dueVnd)}
                      </td>
                    )}
                  </tr>
                ))}
                <tr class="total">
                  <td>{w.total}</td>
                  <td class="num" data-label={w.recoveryDecided}>
                    {formatAmount(view.wholeVnd)}
                  </td>
                  {isOwed && (
                    <td class="num" data-label={w.recoveryDue}>
                      {formatAmount(view.dueVnd)}
                    </td>
                  )}
                </tr>
              </tbody>
            </table>
            {view.split !== null && splitText(view.split, language) !== '' && (
              <p>{sentence(splitText(view.split, language))}</p>
            )}
          </section>
          {view.payIn !== null && <PayIn payIn={view.payIn} dueVnd={view.dueVnd} language={language} />}
          <section aria-labelledby="where">
            <h2 id="where">{w.whereMoney}</h2>
            <p>{w.moneyWays[view.state]}</p>
            {(view.state === 'due' || view.state === 'proposed') && (
              <p>
                {w.cashSource(view.budget.year, view.budget.source)}. {view.cashHint}
              </p>
            )}
            <p>
              <a href={view.requestHref}>{view.tranche === null ? w.chooseRequest : w.recoveryOf(view.tranche)}</a>
            </p>
          </section>
          {view.reason !== '' && (
            <section aria-labelledby="why">
              <h2 id="why">{w.reason}</h2>
              <p class="said">{view.reason}</p>
            </section>
          )}
          <Story events={view.events} base={view.base} language={language} />
        </div>
        <aside>
          {first !== undefined && <Act act={first} isFirst view={view} />}
          {others.map((act) => (
            <Act act={act} isFirst={false} view={view} />
          ))}
          <PapersPanel papers={view.papers} language={language} />
        </aside>
      </div>
    </Layout>
  );
}

/** To which account what is due is paid, and with which words. */
function PayIn({
  payIn,
  dueVnd,
  language,
}: {
  payIn: NonNullable<RecoveryView['payIn']>;
  dueVnd: bigint;
  language: Language;
}) {
  const w = disbursementWords[language].payIn;
  const { account, treasury, unitName, unitCode, content } = payIn;
  return (
    <section aria-labelledby="payin">
      <h2 id="payin">{w.title}</h2>
      {account === '' && <p>{w.unknown}</p>}
      <Facts
        rows={[
          ...(account === '' ? [] : [[w.account, <strong>{account}</strong>] as const]),
          ...(treasury === '' ? [] : [[w.treasury, treasury] as const]),
          ...(unitName === '' ? [] : [[w.unit, unitName] as const]),
          ...(unitCode === '' ? [] : [[w.code, unitCode] as const]),
          [w.amount, formatVnd(dueVnd)],
          [w.content, content],
        ]}
      />
      <p class="small soft">{w.note}</p>
    </section>
  );
}

const sentence = (text: string) => `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}.`;

const toneOf = (state: string) =>
  state === 'repaid' ? 'tag done' : state === 'due' || state === 'proposed' ? 'tag now' : 'tag';

type ActProps = { act: { kind: RecoveryAct; blocked: string | null }; isFirst: boolean; view: RecoveryView };

/** The likeliest act stands open with the page's one primary button; the others are folded away. */
function Act({ act: { kind, blocked }, isFirst, view }: ActProps) {
  const { language } = view.frame;
  const w = disbursementWords[language];
  const mine = view.of === kind;
  const field = { typed: mine ? view.typed : beginnings(kind, view), errors: mine ? view.errors : {}, language };
  const said = {
    decide: { path: 'decide', title: w.decide, button: w.decide, hint: w.decideHint(formatVnd(view.wholeVnd)) },
    drop: { path: 'drop', title: w.drop, button: w.drop, hint: w.dropHint },
    cash: { path: 'cash', title: w.cash, button: w.cashButton, hint: view.cashHint },
    net: { path: 'net', title: w.net, button: w.netButton, hint: w.netHint },
    writeOff: { path: 'write-off', title: w.writeOff, button: w.writeOffButton, hint: '' },
  }[kind];
  const body =
    blocked !== null ? (
      <p class="small blocked">{blocked}</p>
    ) : kind === 'net' && view.verified.length === 0 ? (
      <p class="small soft">{w.netNone}</p>
    ) : (
      <Form action={`${view.here}/${said.path}`} formKey={view.formKey} revision={view.revision}>
        {said.hint !== '' && <p class="small">{said.hint}</p>}
        {kind === 'decide' && <p class="small soft">{w.numberIs(view.next)}</p>}
        {kind === 'writeOff' && <DecisionField name={`${kind}-number`} label={w.decisionNumber} {...field} />}
        {kind === 'decide' && <DayField name="decide-repayBy" label={w.recoveryRepayBy} narrow {...field} />}
        {kind === 'cash' && (
          <>
            <MoneyField name="cash-amount" label={w.cashAmount} {...field} />
            <DayField name="cash-receivedOn" label={w.receivedOn} hint={w.receivedOnHint} narrow {...field} />
            <TextField name="cash-reference" label={w.reference} more={{ maxlength: 100 }} {...field} />
          </>
        )}
        {kind === 'net' && (
          <>
            <Select
              name="net-request"
              label={w.netAgainst}
              options={view.verified.map(({ id, tranche, amountVnd }) => ({
                value: id,
                label: `${w.tranche(tranche)}, ${formatVnd(amountVnd)}`,
              }))}
              {...field}
            />
            <MoneyField name="net-amount" label={w.netAmount} {...field} />
          </>
        )}
        {(kind === 'drop' || kind === 'writeOff') && (
          <TextArea name={`${kind}-reason`} label={w.reason} rows={3} {...field} />
        )}
        {(kind === 'decide' || kind === 'writeOff') && <Stakes stakes={stakesOf(kind, view)} language={language} />}
        <p class="buttons">
          <button class={isFirst ? 'button' : 'button quiet'} type="submit">
            {said.button}
          </button>
        </p>
      </Form>
    );
  return (
    <ActPanel title={said.title} isFirst={isFirst} open={mine}>
      {body}
    </ActPanel>
  );
}

/** What deciding on a recovery, or writing it off, does: to whom, how much, of which lines and budget. */
function stakesOf(kind: 'decide' | 'writeOff', view: RecoveryView): StakesView {
  const { language } = view.frame;
  const w = stakesWords[language];
  const { budget, lines, party } = view;
  const source = nameOf('sources', budget.source, language);
  const isDecision = kind === 'decide';
  return {
    sentence: isDecision ? w.decide(formatVnd(view.wholeVnd), party) : w.writeOff(formatVnd(view.dueVnd), party),
    rows: [
      [
        w.lines,
        lines.map(({ name, amountVnd, dueVnd }) => `${name}: ${formatVnd(isDecision ? amountVnd : dueVnd)}`).join('; '),
      ],
      [w.budget, w.budgetOf(budget.year, source)],
      ...(isDecision ? [] : [[w.caps, w.writeOffCaps] as const]),
    ],
    undo: isDecision ? w.decideUndo : w.writeOffUndo,
  };
}

function beginnings(kind: RecoveryAct, view: RecoveryView): Typed {
  const due = formatAmount(view.dueVnd);
  if (kind === 'cash') return { 'cash-amount': due };
  return kind === 'net' ? { 'net-amount': due } : {};
}
