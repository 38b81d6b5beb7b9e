// Payments confirmed from a statement of the treasury or bank: what a file has to look like, which lines match, and what to confirm.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Frame } from '../../layout.tsx';
import { Unbroken } from '../../parts/facts.tsx';
import { ErrorSummary, Field, type FieldErrors, Form, tied } from '../../parts/form.tsx';
import { statementPath } from '../../parts/many-at-once.tsx';
import { dayText } from '../../parts/when.ts';
import { stakesWords } from '../../words/stakes.ts';
import { statementWords } from '../../words/statement.ts';
import { togetherWords } from '../../words/together.ts';
import type { Language } from '../../words/words.ts';
import { PaymentsPage } from './together.tsx';

/** An order that waits for an answer. */
export type OrderView = {
  /** Names it in a form: its dossier and its request. */
  value: string;
  href: string;
  order: string;
  code: string;
  payee: string;
  amountVnd: bigint;
  isAdvance: boolean;
};
/**
 * How a line stands beside the orders: one that is certain, those to be looked at, those of one order that cannot have paid it as they are
 * written, money that names the order that it comes back of, and those that pay nothing that waits.
 */
export const unclear = ['several', 'sameReference', 'sameOrder', 'onlyAmount', 'otherAmount'] as const;
export const toMend = ['isOrder', 'future', 'early', 'outsideYear'] as const;
export const returns = ['returned', 'returnedPart'] as const;
export const unmatched = ['incoming', 'none'] as const;
export type Standing =
  | 'matched'
  | 'recorded'
  | (typeof unclear | typeof toMend | typeof returns | typeof unmatched)[number];
export type LineView = {
  row: number;
  date: string;
  reference: string;
  amountVnd: bigint;
  content: string;
  standing: Standing;
  orders: readonly OrderView[];
  /** Where its voucher is recorded already. */
  recorded?: { code: string; href: string };
};

type Room = { frame: Frame; agency: string };
export type UploadView = Room & {
  errors: FieldErrors;
  /** How many orders wait for an answer. */
  waiting: number;
  columns: readonly { name: string; called: readonly string[]; says: string }[];
};

export function StatementPage(view: UploadView) {
  const { frame, errors, waiting, columns } = view;
  const { language } = frame;
  const w = statementWords[language];
  return (
    <PaymentsPage view={view} title={w.title} lead={w.lead}>
      <ErrorSummary errors={errors} language={language} />
      {waiting === 0 && <p class="soft">{w.noOrders}</p>}
      <Upload view={view} errors={errors} />
      <section aria-labelledby="columns">
        <h2 id="columns">{w.columnsTitle}</h2>
        <p class="measured">{w.columnsLead}</p>
        <table class="stack columns-of">
          <thead>
            <tr>
              <th scope="col">{w.column}</th>
              <th scope="col">{w.says}</th>
              <th scope="col">{w.called}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, called, says }) => (
              <tr>
                <td>{name}</td>
                <td data-label={w.says}>
                  <Unbroken text={says} />
                </td>
                <td data-label={w.called}>{called.join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="measured">{w.matching}</p>
        <p>
          <a href={`${statementPath(view.agency)}/sample`}>{w.sample}</a>
        </p>
      </section>
    </PaymentsPage>
  );
}

function Upload({ view: { frame, agency }, errors }: { view: Room; errors: FieldErrors }) {
  const { language } = frame;
  const w = statementWords[language];
  const field = { name: 'file', hint: w.fileHint, errors };
  return (
    <Form action={statementPath(agency)} class="spaced" multipart>
      <Field {...field} label={w.file} language={language}>
        <input type="file" {...tied(field)} accept=".csv,.xlsx,.txt" />
      </Field>
      <p class="buttons">
        <button class="button" type="submit">
          {w.read}
        </button>
      </p>
    </Form>
  );
}

export type MatchedView = Room & {
  lines: readonly LineView[];
  /** What is wrong in which row. */
  wrong: readonly { row: number; sentence: string }[];
  cut: string | null;
  formKey: string;
};

export function MatchedPage(view: MatchedView) {
  const { frame, agency, lines, wrong, cut, formKey } = view;
  const { language } = frame;
  const w = statementWords[language];
  const of = (standings: readonly Standing[]) => lines.filter(({ standing }) => standings.includes(standing));
  const groups = {
    matched: of(['matched']),
    unclear: of(unclear),
    mend: of(toMend),
    returns: of(returns),
    recorded: of(['recorded']),
    unmatched: of(unmatched),
  };
  const wrongRows = new Set(wrong.map(({ row }) => row)).size;
  const counts = [
    ...(['matched', 'unclear', 'mend', 'returns', 'recorded', 'unmatched'] as const).map(
      (name) => [name, groups[name].length] as const,
    ),
    ['wrong', wrongRows] as const,
  ];
  const said = counts.flatMap(([name, n]) => (n === 0 ? [] : [w.found[name](n)])).join(', ');
  return (
    <PaymentsPage
      view={view}
      title={w.resultTitle(lines.length + wrongRows)}
      lead={said === '' ? w.noLines : w.sum(said.charAt(0).toUpperCase() + said.slice(1))}
    >
      {cut !== null && <p class="warning">{cut}</p>}
      {groups.matched.length === 0 ? (
        <p>{w.noneMatched}</p>
      ) : (
        <section aria-labelledby="matched">
          <h2 id="matched">{w.matchedTitle}</h2>
          <p>{w.matchedLead}</p>
          <Form action={statementPath(agency)} formKey={formKey}>
            <input type="hidden" name="step" value="confirm" />
            <MatchedLines lines={groups.matched} language={language} />
            <p class="small soft">{stakesWords[language].payUndo}</p>
            <p class="buttons">
              <button class="button" type="submit">
                {w.confirm}
              </button>
              <a class="button quiet" href={statementPath(agency)}>
                {w.again}
              </a>
            </p>
          </Form>
        </section>
      )}
      {wrong.length > 0 && (
        <section aria-labelledby="wrong" class="wrong-rows">
          <h2 id="wrong">{w.rowsTitle}</h2>
          <ul>
            {wrong.map(({ row, sentence }) => (
              <li>{w.row(row, sentence)}</li>
            ))}
          </ul>
        </section>
      )}
      <Others id="unclear" title={w.unclearTitle} lines={groups.unclear} language={language} />
      <Others id="mend" title={w.mendTitle} lead={w.mendLead} lines={groups.mend} language={language} />
      <Others id="returns" title={w.returnsTitle} lead={w.returnsLead} lines={groups.returns} language={language} />
      <Others id="unmatched" title={w.unmatchedTitle} lines={groups.unmatched} language={language} />
      <Others id="recorded" title={w.recordedTitle} lines={groups.recorded} language={language} />
      {groups.matched.length === 0 && (
        <p>
          <a href={statementPath(agency)}>{w.again}</a>
        </p>
      )}
    </PaymentsPage>
  );
}

/** What one line confirms, as its box says it: which order, on which day, how much, under which voucher. */
export const confirmingOf = ({ date, amountVnd, reference, orders }: LineView) =>
  [orders[0]!.value, date, amountVnd, reference].join('.');

function MatchedLines({ lines, language }: { lines: readonly LineView[]; language: Language }) {
  const w = statementWords[language];
  return (
    <table class="stack register choose">
      <thead>
        <tr>
          <th scope="col">{togetherWords[language].payee}</th>
          <th scope="col">{w.order}</th>
          <th scope="col">{w.voucher}</th>
          <th scope="col">{w.content}</th>
          <th scope="col" class="num">
            {w.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const order = line.orders[0]!;
          return (
            <tr>
              <td>
                <label class="choice">
                  <input
                    type="checkbox"
                    name="item"
                    value={confirmingOf(line)}
                    aria-label={togetherWords[language].chooseOne(order.payee || '–', formatVnd(line.amountVnd))}
                    checked
                  />
                  <span>
                    {order.payee || '–'}
                    {order.isAdvance && <span class="small soft under">{w.advance}</span>}
                  </span>
                </label>
              </td>
              <td data-label={w.order}>
                <span>
                  <a class="unbroken" href={order.href}>
                    {order.order}
                  </a>
                  <span class="small soft under unbroken">{order.code}</span>
                </span>
              </td>
              <td data-label={w.voucher}>
                <Voucher line={line} language={language} />
              </td>
              <td data-label={w.content}>
                <span class="said">{line.content}</span>
              </td>
              <td class="num" data-label={w.amount}>
                {formatAmount(line.amountVnd)}
              </td>
            </tr>
          );
        })}
        <tr class="total">
          <td colspan={4}>
            <strong>{w.total}</strong>
          </td>
          <td class="num" data-label={w.amount}>
            <strong>{formatAmount(lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0n))}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Voucher({ line: { row, date, reference }, language }: { line: LineView; language: Language }) {
  return (
    <span>
      {reference}
      <span class="small soft under unbroken">
        {dayText(date)} · {statementWords[language].line.toLocaleLowerCase('vi')} {row}
      </span>
    </span>
  );
}

/** Lines that confirm nothing here, each with its reason and what to look at. */
function Others(view: { id: string; title: string; lead?: string; lines: readonly LineView[]; language: Language }) {
  const { id, title, lead, lines, language } = view;
  const w = statementWords[language];
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead !== undefined && <p class="measured">{lead}</p>}
      <table class="stack register" id={`${id}-lines`}>
        <thead>
          <tr>
            <th scope="col">{w.voucher}</th>
            <th scope="col">{w.content}</th>
            <th scope="col" class="num">
              {w.amount}
            </th>
            <th scope="col">{w.why}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td>
                <Voucher line={line} language={language} />
              </td>
              <td data-label={w.content}>
                <span class="said">{line.content || '–'}</span>
              </td>
              <td class="num" data-label={w.amount}>
                {formatAmount(line.amountVnd)}
              </td>
              <td data-label={w.why}>
                <Why line={line} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Where the return of an order is recorded, its form begun with what the line says. */
const returnHref = ({ href }: OrderView, { date, reference }: LineView) =>
  `${href}?${new URLSearchParams({ came: date, number: reference })}`;

function Why({ line, language }: { line: LineView; language: Language }) {
  const { standing, orders, recorded } = line;
  const w = statementWords[language];
  if (recorded !== undefined) return <a href={recorded.href}>{w.recordedAt(recorded.code)}</a>;
  if (standing === 'matched' || standing === 'recorded') return null;
  return (
    <span>
      {w.standing[standing]}
      {orders.map((one) => (
        <span class="small under">
          {standing === 'returned' ? (
            <a href={returnHref(one, line)}>{w.recordReturn(one.order, one.code)}</a>
          ) : (
            <a href={one.href}>{w.orderIs(one.order, one.code)}</a>
          )}
          : {one.payee || '–'}, {formatVnd(one.amountVnd)}
        </span>
      ))}
    </span>
  );
}
