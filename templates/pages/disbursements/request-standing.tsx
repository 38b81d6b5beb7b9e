// Where a request stands: who is paid, who did what, and what was done since the page was opened.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { Facts } from '../../parts/facts.tsx';
import type { FieldErrors } from '../../parts/form.tsx';
import { HolderRemark } from '../../parts/holder.tsx';
import { dayText, dayTextOf, timeText } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import type { Language } from '../../words/words.ts';
import type { Meanwhile, PayeeView, RequestProps, RequestView } from './request.tsx';
import { isNoted } from './request-evidence.tsx';

/** Who was quicker, when, how it stands now, and what was typed into a form that is not there any more. */
export function MeanwhileNote({ view, shown, language, meanwhile }: RequestProps & { meanwhile: Meanwhile }) {
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
          <Facts rows={lost.map(({ label, text }) => [label, <span class="said">{text}</span>] as const)} />
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
      ...{ a: w.accepted, c: w.acceptedCost, s: w.settled, u: w.unspent },
      w: view.invoices[Number(at)] !== undefined && isNoted(view.invoices[Number(at)]!) ? w.whyNoted : w.whyLess,
    };
    return `${row}, ${labels[column]}`;
  }
  const code = codeFields(linesOf(view).map(({ name }) => name)).find((field) => field.name === name);
  if (code !== undefined && view.act?.kind === 'prepare') return labelOfCode(name, code.of, language);
  if (name.startsWith('reason-')) return w.reason;
  const labels: Readonly<Record<string, string>> = {
    ...{ returnedOn: w.returnedOn, returnNumber: w.returnNumber },
    ...{ reference: w.reference, paidOn: w.paidOn, clearBy: w.clearBy },
    ...{ repayBy: w.repayBy, source: w.source, files: w.clearFile },
  };
  return labels[name] ?? null;
}

/** The expense lines of a request, each once, in the order of its items. */
export const linesOf = ({ items }: Pick<RequestView, 'items'>) => [
  ...new Map(items.map(({ line, name }) => [line, { line, name }])).values(),
];

/** The codes of the state budget that an order prints; '' where they are left to be filled in by hand. */
export type BudgetCodes = {
  chapter: string;
  sector: string;
  budgetSource: string;
  /** By expense line. */
  economic: Record<string, string>;
};

/** The fields of the budget's codes: those of the order as a whole, and one for each of its lines. */
export const codeFields = (lines: readonly string[]) => [
  ...['chapter', 'sector', 'budgetSource'].map((name) => ({ name, of: null })),
  ...lines.map((of, index) => ({ name: `economic${index}`, of })),
];

export function labelOfCode(name: string, of: string | null, language: Language): string {
  const { labels } = disbursementWords[language].codes;
  return of === null ? (labels[name] ?? name) : `${labels.economic}: ${of}`;
}

/** In the summary each sentence says of which field, and of which row, it is. */
export function namedErrors(errors: FieldErrors, view: RequestView, language: Language): FieldErrors {
  const named = Object.entries(errors).map(([name, sentence]) => {
    const label = labelOf(name, view, language);
    return [name, label === null ? sentence : `${label}: ${sentence}`];
  });
  return Object.fromEntries(named);
}

/** Who is paid, on which account, what they had before, and whether they owe. `of` tells it from others on the same page. */
export function Payee({ payee, language, of = '' }: { payee: PayeeView; language: Language; of?: string }) {
  const w = disbursementWords[language];
  const { account, changedAt, samePaid } = payee;
  return (
    <section aria-labelledby={`payee${of}`}>
      <h2 id={`payee${of}`}>{w.payeeTitle}</h2>
      <Facts
        rows={[
          [w.name, payee.name || '–'],
          [
            w.account,
            account === '' ? (
              <span class="why">{w.noAccount}</span>
            ) : (
              <>
                {accountText(payee)}. {samePaid !== null && `${w.samePaid(dayText(samePaid.on), samePaid.reference)} `}
                {payee.cameBackOn !== null && (
                  <>
                    <strong class="why">{w.cameBack(dayText(payee.cameBackOn))}</strong>{' '}
                  </>
                )}
                {payee.approvedAt !== null && w.accountApproved(dayTextOf(payee.approvedAt))}
                {changedAt !== null &&
                  payee.approvedAt === null &&
                  !payee.changedSincePaid &&
                  w.accountSince(dayTextOf(changedAt))}
                {changedAt !== null && payee.approvedAt === null && payee.changedSincePaid && (
                  <strong class="why">{w.accountChanged(dayTextOf(changedAt))}</strong>
                )}
              </>
            ),
          ],
          [
            w.confirmed,
            payee.standing === 'confirmed' ? (
              w.standings.confirmed
            ) : (
              <>
                <strong class="why">{w.standings[payee.standing]}</strong>{' '}
                {payee.standing === 'accountLater' &&
                  (payee.confirmAt === null ? w.accountConfirmer : <a href={payee.confirmAt}>{w.accountConfirm}</a>)}
              </>
            ),
          ],
          [w.received, w.receivedTimes(payee.timesPaid, formatVnd(payee.paidVnd))],
          [
            w.owes,
            payee.debtVnd > 0n ? <strong class="why">{w.owesSum(formatVnd(payee.debtVnd))}</strong> : w.owesNothing,
          ],
        ]}
      />
      <HolderRemark
        names={payee.names}
        account={{ accountNumber: account, accountName: payee.accountName, bank: payee.bank }}
        language={language}
      />
    </section>
  );
}

/** '0110 0119 3241, NGUYEN THI MINH CHAU, VietinBank'. */
export const accountText = ({ account, accountName, bank }: PayeeView) =>
  [grouped(account), accountName, bank].filter(Boolean).join(', ');

/** An account number in groups of four, as people compare them. */
export const grouped = (digits: string) => (/^\d+$/.test(digits) ? digits.replace(/(\d{4})(?=\d)/g, '$1 ') : digits);

/** Who has done what, and who is next. */
export function Chain({ view, language }: { view: RequestView; language: Language }) {
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
            {at !== null && (
              <>
                , <time datetime={at}>{timeText(at)}</time>
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
