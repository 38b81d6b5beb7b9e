// The registers that follow the agency's money: orders and payments, what is owed, a year project by project.

import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import type { Frame } from '../layout.tsx';
import { type Filter, Find, type ListView, Pages } from '../parts/list.tsx';
import { dayText } from '../parts/when.ts';
import { dossierWords } from '../words/dossier.ts';
import { registerWords } from '../words/registers.ts';
import { sourceText, type YearView } from './disbursements/budget.tsx';
import { RoomPage } from './programmes/frame.tsx';

/** How an order stands, and what came back of what was paid. */
export const paymentStates = ['ordered', 'paid', 'returned', 'back'] as const;
export const debtStates = ['open', 'done', 'writtenOff'] as const;

type RegisterView = {
  frame: Frame;
  agency: string;
  q: string;
  list: ListView;
  filters: readonly Filter[];
};

/** The dossier that a row is of. */
type Of = { base: string; code: string; title: string };

export type PaymentsView = RegisterView & {
  /** What all rows come to, not only those of the page. */
  sums: { all: number; ordered: bigint; paid: bigint; back: bigint };
  /** What the accounts say; null where the list is narrowed to what no account is kept of. */
  book: { ordered: bigint; paid: bigint } | null;
  rows: readonly (Of & {
    state: (typeof paymentStates)[number];
    day: string;
    number: string;
    href: string;
    payee: string;
    book: string;
    amount: bigint;
    endedOn: string | null;
    reference: string;
    /** The order that took its place, where the treasury returned it. */
    next: string;
  })[];
};

export function PaymentsPage({ frame, agency, q, list, filters, sums, book, rows }: PaymentsView) {
  const { language } = frame;
  const w = registerWords[language];
  const agrees = book !== null && book.ordered === sums.ordered && book.paid === sums.paid - sums.back;
  return (
    <RoomPage view={{ frame, agency, note: null }} room="budget" title={w.payments} under lead={w.paymentsLead}>
      <Find list={list} search={{ label: w.find, value: q }} filters={filters} language={language} />
      {rows.length === 0 ? (
        <p class="soft">{q === '' && filters.every(({ value }) => value === '') ? w.noPayments : w.none}</p>
      ) : (
        <>
          <p>{w.sums(formatVnd(sums.paid), formatVnd(sums.back), formatVnd(sums.ordered))}</p>
          <p class={book === null || agrees ? 'small soft' : 'notice'}>
            {book === null ? w.partly : (agrees ? w.agrees : w.differs)(formatVnd(book.paid), formatVnd(book.ordered))}
          </p>
          <Above list={list} language={language} />
          <table class="stack register">
            <thead>
              <tr>
                <th scope="col">{w.day}</th>
                <th scope="col">{w.order}</th>
                <th scope="col">{w.project}</th>
                <th scope="col">{w.payee}</th>
                <th scope="col" class="num">
                  {w.amount}
                </th>
                <th scope="col">{w.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td>{dayText(row.day)}</td>
                  <td data-label={w.order}>
                    <span>
                      <a href={row.href}>{row.number || w.states[row.state]}</a>
                      <span class="small soft under">{row.book}</span>
                    </span>
                  </td>
                  <DossierCell row={row} language={language} />
                  <td data-label={w.payee}>{row.payee || '–'}</td>
                  <td class="num" data-label={w.amount}>
                    {formatAmount(row.amount)}
                  </td>
                  <td data-label={w.state}>
                    <span>
                      {row.endedOn === null ? w.states[row.state] : w.on(w.states[row.state], dayText(row.endedOn))}
                      {row.reference !== '' && <span class="small soft under">{w.referenceIs(row.reference)}</span>}
                      {row.state === 'returned' && (
                        <span class="small soft under">{row.next === '' ? w.notReplaced : w.replaced(row.next)}</span>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}

const debtSums = ['due', 'cash', 'netted', 'written', 'left'] as const;
type DebtSums = Readonly<Record<(typeof debtSums)[number], bigint>>;

export type DebtsView = RegisterView & {
  sums: DebtSums & { all: number };
  /** What the projects' accounts say is owed; null where the list is narrowed to what no account is kept of. */
  book: bigint | null;
  rows: readonly (Of &
    DebtSums & {
      state: (typeof debtStates)[number];
      since: string;
      dueOn: string | null;
      href: string;
      ower: string;
      book: string;
    })[];
};

export function DebtsPage({ frame, agency, q, list, filters, sums, book, rows }: DebtsView) {
  const { language } = frame;
  const w = registerWords[language];
  return (
    <RoomPage view={{ frame, agency, note: null }} room="budget" title={w.debts} under lead={w.debtsLead}>
      <Find list={list} search={{ label: w.findDebt, value: q }} filters={filters} language={language} />
      {rows.length === 0 ? (
        <p class="soft">{q === '' && filters.every(({ value }) => value === '') ? w.noDebts : w.none}</p>
      ) : (
        <>
          {book !== null && (
            <p class={book === sums.left ? 'small soft' : 'notice'}>
              {(book === sums.left ? w.debtsAgree : w.debtsDiffer)(formatVnd(book))}
            </p>
          )}
          <Above list={list} language={language} />
          <table class="stack register">
            <thead>
              <tr>
                <th scope="col">{w.since}</th>
                <th scope="col">{w.project}</th>
                <th scope="col">{w.ower}</th>
                {debtSums.map((name) => (
                  <th scope="col" class="num">
                    {w[name]}
                  </th>
                ))}
                <th scope="col">{w.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <td>
                    <span>
                      <a href={row.href}>{dayText(row.since)}</a>
                      <span class="small soft under">{row.book}</span>
                    </span>
                  </td>
                  <DossierCell row={row} language={language} />
                  <td data-label={w.ower}>{row.ower || '–'}</td>
                  {debtSums.map((name) => (
                    <td class="num" data-label={w[name]}>
                      {formatAmount(row[name])}
                    </td>
                  ))}
                  <td data-label={w.state}>
                    <span>
                      {w.debtStates[row.state]}
                      {row.state === 'open' && row.dueOn !== null && (
                        <span class="small soft under">
                          {w.dueOn}: {dayText(row.dueOn)}
                        </span>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
              <tr class="total">
                <td>
                  <strong>{w.total}</strong>
                </td>
                <td class="none" colspan={2} />
                {debtSums.map((name) => (
                  <td class="num" data-label={w[name]}>
                    <strong>{formatAmount(sums[name])}</strong>
                  </td>
                ))}
                <td class="none" />
              </tr>
            </tbody>
          </table>
        </>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}

const yearSums = ['carriedIn', 'reserved', 'ordered', 'paid', 'lapsed'] as const;
type YearSums = Readonly<Record<(typeof yearSums)[number], bigint>>;

export type YearBookView = {
  frame: Frame;
  agency: string;
  year: YearView;
  list: ListView;
  rows: readonly (Of & YearSums & { party: string })[];
};

/** A year and source: each project's part of it, and what all of them come to in the book. */
export function YearBookPage({ frame, agency, year, list, rows }: YearBookView) {
  const { language } = frame;
  const w = registerWords[language];
  const title = `${year.year}, ${sourceText(year, language)}`;
  const book = `${year.year}/${year.source}`;
  // what lapses out of what was available was no project's
  const whole: YearSums = { ...year, lapsed: year.carriedLapsed };
  return (
    <RoomPage view={{ frame, agency, note: null }} room="budget" title={title} under lead={w.yearLead}>
      <p class="buttons">
        <a href={`/agencies/${agency}/payments?book=${book}`}>{w.toPayments}</a>
        <a href={`/agencies/${agency}/debts?book=${book}`}>{w.toDebts}</a>
      </p>
      {rows.length === 0 ? (
        <p class="soft">{w.noProjects}</p>
      ) : (
        <table class="stack register">
          <thead>
            <tr>
              <th scope="col">{w.project}</th>
              {yearSums.map((name) => (
                <th scope="col" class="num">
                  {w[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                <td>
                  <span>
                    <a href={`${row.base}/budget`}>{row.title || dossierWords[language].unnamed}</a>
                    <span class="small soft under">
                      {row.code}
                      {row.party !== '' && `, ${row.party}`}
                    </span>
                  </span>
                </td>
                {yearSums.map((name) => (
                  <td class="num" data-label={w[name]}>
                    {formatAmount(row[name])}
                  </td>
                ))}
              </tr>
            ))}
            <tr class="total">
              <td>
                <strong>{w.yearTotal}</strong>
              </td>
              {yearSums.map((name) => (
                <td class="num" data-label={w[name]}>
                  <strong>{formatAmount(whole[name])}</strong>
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}

function DossierCell({ row, language }: { row: Of; language: Frame['language'] }) {
  const w = registerWords[language];
  return (
    <td data-label={w.project}>
      <span>
        <a href={row.base}>{row.title || dossierWords[language].unnamed}</a>
        <span class="small soft under">{row.code}</span>
      </span>
    </td>
  );
}

/** How many entries there are, and the way to all of them as a table for a spreadsheet. */
function Above({ list, language }: { list: ListView; language: Frame['language'] }) {
  const w = registerWords[language];
  const query = new URLSearchParams(list.query);
  return (
    <p class="howmany small soft">
      {w.count(list.all)}. <a href={`${list.path}/export${query.size > 0 ? `?${query}` : ''}`}>{w.export}</a>
    </p>
  );
}
