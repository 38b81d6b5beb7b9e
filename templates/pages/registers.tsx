// The registers that follow the agency's money: orders and payments, what is owed, a year project by project.

import type { Child } from 'hono/jsx';
import type { Day } from '../../workflows/rules/calendar.ts';
import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import type { Frame } from '../layout.tsx';
import { type DaysLeft, daysLeftText, Left, sinceText } from '../parts/lateness.tsx';
import { type Filter, Find, type ListView, Pages } from '../parts/list.tsx';
import type { Room } from '../parts/rooms.tsx';
import { dayText } from '../parts/when.ts';
import { actingWords } from '../words/acting.ts';
import { dossierWords } from '../words/dossier.ts';
import { registerWords } from '../words/registers.ts';
import type { Language } from '../words/words.ts';
import { sourceText, type YearView } from './disbursements/budget.tsx';
import { RoomPage } from './programmes/frame.tsx';

/** The dossier that a row is of. */
type Of = { base: string; code: string; title: string; party: string };

/** An entry of a register: its own page, the dossier that it is of, its year and source. */
export type Entry = Of & { href: string; book: string };

/** A column, said once for the page and for the file: without a cell it is in the file alone. */
type Column<Row, Sums> = {
  head: string;
  value(row: Row): string | bigint | null;
  cell?(row: Row): Child;
  isAmount?: true;
  /** What all rows come to, where the table ends with it. */
  total?(sums: Sums): bigint;
};

/** What people see of a register, in their language. */
export type Register<Row, Sums, Book> = {
  /** Its place among the agency's pages; one below another has that one's. */
  room: Room;
  title: string;
  lead: string;
  find: string;
  noneYet: string;
  /** How its entries can stand, and what else it is narrowed to. */
  states: Readonly<Record<string, string>>;
  /** For whom its entries can wait, where it is narrowed to that. */
  turns?: Readonly<Record<string, string>>;
  columns: readonly Column<Row, Sums>[];
  /** What the last row is called where its columns have totals. */
  total?: string;
  /** What its sums are beside what the books say; a book is null where the list is narrowed to what no account is kept of. */
  beside(sums: Sums, book: Book | null): Child;
};

export type RegisterView<Row, Sums, Book> = {
  frame: Frame;
  agency: string;
  register: Register<Row, Sums, Book>;
  q: string;
  list: ListView;
  filters: readonly Filter[];
  /** How many entries are of dossiers that do not open to the reader: they are counted in the sums, and not shown. */
  closed: number;
  /** What all rows come to, not only those of the page. */
  sums: Sums;
  book: Book | null;
  rows: readonly Row[];
  /** What the reader can do here, beside reading. */
  above: Child;
  /** Another register, below this one. */
  below: Child;
};

/** One page of a register, and the way to all of it as a table for a spreadsheet. */
export function RegisterPage<Row, Sums, Book>(view: RegisterView<Row, Sums, Book>) {
  const { frame, agency, register, q, list, filters, closed, sums, book, rows, above, below } = view;
  const { language } = frame;
  const w = registerWords[language];
  const query = new URLSearchParams(list.query);
  return (
    <RoomPage
      view={{ frame, agency, note: null }}
      room={register.room}
      title={register.title}
      lead={register.lead}
      {...(list.path.endsWith(`/${register.room}`) ? {} : { under: true })}
    >
      {above}
      <Find list={list} search={{ label: register.find, value: q }} filters={filters} language={language} />
      {rows.length === 0 ? (
        <p class="soft">
          {closed > 0
            ? w.closed(closed)
            : q === '' && filters.every(({ value }) => value === '')
              ? register.noneYet
              : w.none}
        </p>
      ) : (
        <>
          <Narrowed q={q} filters={filters} language={language} />
          {register.beside(sums, book)}
          <p class="howmany small soft">
            {w.count(list.all)}. {closed > 0 && `${w.closed(closed)} `}
            <a href={`${list.path}/export${query.size > 0 ? `?${query}` : ''}`}>{w.export}</a>
          </p>
          <Table rows={rows} columns={register.columns} sums={sums} total={register.total} />
        </>
      )}
      <Pages list={list} language={language} />
      {below}
      {rows.length > 0 && <Signed language={language} />}
    </RoomPage>
  );
}

/** What a printed register holds, which on the screen the fields above it say. */
function Narrowed({ q, filters, language }: { q: string; filters: readonly Filter[]; language: Language }) {
  const w = registerWords[language];
  const said = filters.flatMap(({ label, value, options }) => {
    const chosen = options.find((option) => option.value === value);
    return value === '' || chosen === undefined ? [] : [`${label}: ${chosen.label}`];
  });
  return <p class="onpaper">{[...said, ...(q === '' ? [] : [`“${q}”`]), w.unit].join('; ')}</p>;
}

/** Where a printed register is signed. */
function Signed({ language }: { language: Language }) {
  const w = registerWords[language];
  return (
    <div class="onpaper signed">
      <p>{w.signedOn}</p>
      {w.signers.map((signer) => (
        <p>
          <strong>{signer}</strong>
          <br />
          <i>{w.signHere}</i>
        </p>
      ))}
    </div>
  );
}

type BelowView<Row, Sums, Book> = Pick<
  RegisterView<Row, Sums, Book>,
  'register' | 'closed' | 'sums' | 'book' | 'rows'
> & {
  id: string;
  href: string;
  /** What it is narrowed to. */
  query: URLSearchParams;
  all: number;
  language: Language;
};

/** A register below another: its first page, with the way to the whole and to its file. */
export function RegisterBelow<Row, Sums, Book>(view: BelowView<Row, Sums, Book>) {
  const { id, href, query, register, rows, all, closed, sums, book, language } = view;
  const w = registerWords[language];
  const narrowed = query.size > 0 ? `?${query}` : '';
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{register.title}</h2>
      {register.beside(sums, book)}
      <p class="howmany small soft">
        <a href={`${href}${narrowed}`}>{w.count(all)}</a>. {closed > 0 && `${w.closed(closed)} `}
        <a href={`${href}/export${narrowed}`}>{w.export}</a>
      </p>
      {rows.length > 0 && <Table rows={rows} columns={register.columns} sums={sums} total={register.total} />}
    </section>
  );
}

type TableView<Row, Sums> = {
  rows: readonly Row[];
  columns: readonly Column<Row, Sums>[];
  sums: Sums;
  total: string | undefined;
};

function Table<Row, Sums>({ rows, columns, sums, total }: TableView<Row, Sums>) {
  const shown = columns.filter(({ cell }) => cell !== undefined);
  // what the last row is called stands in front of its first total
  const labelled = shown.findIndex((column) => column.total !== undefined);
  return (
    <table class="stack register">
      <thead>
        <tr>
          {shown.map(({ head, isAmount }) => (
            <th scope="col" class={isAmount && 'num'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {shown.map(({ head, cell, isAmount }, at) => (
              <td class={isAmount && 'num'} data-label={at === 0 ? undefined : head}>
                {cell?.(row)}
              </td>
            ))}
          </tr>
        ))}
        {total !== undefined && (
          <tr class="total">
            <td colspan={labelled > 1 ? labelled : undefined}>
              <strong>{total}</strong>
            </td>
            {shown.slice(labelled).map((column) =>
              column.total === undefined ? (
                <td />
              ) : (
                <td class="num" data-label={column.head}>
                  <strong>{formatAmount(column.total(sums))}</strong>
                </td>
              ),
            )}
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** What a cell says, and what it says below that in small. */
function Stacked({ first, under }: { first: Child; under: readonly (Child | false)[] }) {
  return (
    <span>
      {first}
      {under.map((line) => line && <span class="small soft under">{line}</span>)}
    </span>
  );
}

/** A day with its word, on one line. */
const Whole = ({ text }: { text: string }) => <span class="unbroken">{text}</span>;

type Amounts<Name extends string> = Readonly<Record<Name, bigint>>;

const amounts = <Name extends string>(head: string, name: Name): Column<Amounts<Name>, unknown> => ({
  ...{ head, isAmount: true, value: (row) => row[name], cell: (row) => formatAmount(row[name]) },
});

/** A column of amounts above what they come to. */
const summed = <Name extends string>(head: string, name: Name): Column<Amounts<Name>, Amounts<Name>> => ({
  ...{ ...amounts(head, name), total: (sums) => sums[name] },
});

/** Whose dossier it is, and what it is called; its code has a column of its own in the file. */
function dossierColumns(language: Language): readonly Column<Of, unknown>[] {
  const w = registerWords[language];
  return [
    { head: w.dossier, value: ({ code }) => code },
    {
      head: w.project,
      value: ({ title }) => title,
      cell: ({ base, title, code }) => (
        <Stacked
          first={<a href={base}>{title || dossierWords[language].unnamed}</a>}
          under={[<span class="unbroken">{code}</span>]}
        />
      ),
    },
  ];
}

/** Who is paid, or owes, and of which year and source: they stand where there is room for them. */
const partyColumn = (head: string): Column<Entry, unknown> => ({
  ...{ head, value: ({ party }) => party },
  cell: ({ party, book }) => <Stacked first={party || '–'} under={[book]} />,
});

/** How an order stands, and what came back of what was paid. */
const paymentStates = ['ordered', 'paid', 'returned', 'back', 'sentBack'] as const;

export type Payment = Entry & {
  state: (typeof paymentStates)[number];
  day: string;
  /** Of the order; of what came back that of the order by which it was paid. */
  number: string;
  /** Negative where it came back. */
  amount: bigint;
  /** What it comes to in the book: nothing where the treasury returned it. */
  counted: bigint;
  /** The expense lines that it is of. */
  lines: string;
  isAdvance: boolean;
  endedOn: string | null;
  /** When what was paid came back; null where it did not. */
  sentBackOn: string | null;
  reference: string;
  /** Why the treasury returned it, and under which number of its own; '' where it did not, or did not say. */
  returnReason: string;
  returnNumber: string;
  /** Who prepared and approved it; '' where nobody did, and in whose place, '' where in nobody's. */
  preparedBy: string;
  preparedFor: string;
  approvedBy: string;
  approvedFor: string;
  /** The order that took its place, where the treasury returned it. */
  next: string;
};
export type PaymentSums = { ordered: bigint; paid: bigint; back: bigint };
export type PaymentBook = { ordered: bigint; paid: bigint };

/** Every order of the agency, with how it ended, and what came back. */
export function paymentRegister(language: Language): Register<Payment, PaymentSums, PaymentBook> {
  const w = registerWords[language];
  return {
    ...{ room: 'payments', title: w.payments, lead: w.paymentsLead, find: w.find, noneYet: w.noPayments },
    states: { ...w.states, delegated: w.delegated, advance: w.advance },
    columns: [
      { head: w.day, value: ({ day }) => day, cell: ({ day }) => dayText(day) },
      {
        head: w.order,
        value: ({ number }) => number,
        cell: ({ href, number, state, book }) => {
          // what came back leads to its own page, beside the order that it is of
          const isBack = state === 'back' || state === 'sentBack';
          return (
            <Stacked
              first={<a href={href}>{isBack ? w.states[state] : number}</a>}
              under={[isBack && number !== '' && w.ofOrder(number), book]}
            />
          );
        },
      },
      { head: w.book, value: ({ book }) => book },
      ...dossierColumns(language),
      { head: w.payee, value: ({ party }) => party, cell: ({ party }) => party || '–' },
      { head: w.lines, value: ({ lines }) => lines },
      amounts(w.amount, 'amount'),
      { head: w.counted, value: ({ counted }) => counted },
      { head: w.advance, value: ({ isAdvance }) => (isAdvance ? w.advance : '') },
      {
        head: w.state,
        // the status of a file says by itself that the money is not there any more
        value: ({ state, sentBackOn }) => (state === 'paid' && sentBackOn !== null ? w.paidThenBack : w.states[state]),
        cell: ({ state, endedOn, sentBackOn, reference, next, approvedBy, approvedFor, isAdvance }) => (
          <Stacked
            first={endedOn === null ? w.states[state] : w.on(w.states[state], dayText(endedOn))}
            under={[
              sentBackOn !== null && w.sentBack(dayText(sentBackOn)),
              isAdvance && w.advance,
              reference !== '' && w.referenceIs(reference),
              approvedFor !== '' && w.approvedInPlace(actingWords[language].who(approvedBy, approvedFor)),
              state === 'returned' && (next === '' ? w.notReplaced : w.replaced(next)),
            ]}
          />
        ),
      },
      { head: w.endedOn, value: ({ endedOn }) => endedOn },
      { head: w.sentBackOn, value: ({ sentBackOn }) => sentBackOn },
      { head: w.reference, value: ({ reference }) => reference },
      { head: w.returnNumber, value: ({ returnNumber }) => returnNumber },
      { head: w.returnReason, value: ({ returnReason }) => returnReason },
      { head: w.replacedBy, value: ({ next }) => next },
      ...(['preparedBy', 'preparedFor', 'approvedBy', 'approvedFor'] as const).map((name) => ({
        ...{ head: w[name], value: (row: Payment) => row[name] },
      })),
    ],
    beside: ({ ordered, paid, back }, book) => {
      const agrees = book !== null && book.ordered === ordered && book.paid === paid - back;
      return (
        <>
          <p>{w.sums(formatVnd(paid), formatVnd(back), formatVnd(ordered))}</p>
          <p class={book === null || agrees ? 'small soft' : 'notice'}>
            {book === null ? w.partly : (agrees ? w.agrees : w.differs)(formatVnd(book.paid), formatVnd(book.ordered))}
          </p>
        </>
      );
    },
  };
}

export type RequestRow = Entry & {
  tranche: number;
  /** Where it stands, and since when. */
  step: string;
  since: string;
  /** When it was sent, the last time. */
  sentOn: string;
  asked: bigint;
  /** What was accepted of it; null where nobody has said so, or it went no further. */
  accepted: bigint | null;
  isAdvance: boolean;
  /** Nobody goes on with it while its project is suspended. */
  isPaused: boolean;
  lines: string;
  /** Whose turn it is; '' where it is nobody's. */
  turn: string;
  dueOn: Day | null;
  left: DaysLeft | null;
};
export type RequestSums = { before: bigint; held: bigint };

/** Every request for money, from its sending on: those that no order was given for first. */
export function requestRegister(
  language: Language,
  states: Readonly<Record<string, string>>,
  turns: Readonly<Record<string, string>>,
): Register<RequestRow, RequestSums, bigint> {
  const w = registerWords[language];
  return {
    ...{ room: 'requests', title: w.requests, lead: w.requestsLead, find: w.findRequest, noneYet: w.noRequests },
    states: { before: w.beforeOrder, ...states },
    turns,
    columns: [
      {
        head: w.request,
        value: ({ tranche }) => w.tranche(tranche),
        cell: ({ href, tranche, isAdvance }) => (
          <Stacked
            first={
              <a href={href}>
                <Whole text={w.tranche(tranche)} />
              </a>
            }
            under={[isAdvance && <Whole text={w.advance} />]}
          />
        ),
      },
      ...dossierColumns(language),
      partyColumn(w.payee),
      { head: w.lines, value: ({ lines }) => lines },
      {
        ...{ head: w.asked, isAmount: true, value: ({ asked }) => asked },
        cell: ({ asked, accepted }) => (
          <Stacked
            first={formatAmount(asked)}
            under={[accepted !== null && accepted !== asked && w.acceptedIs(formatVnd(accepted))]}
          />
        ),
      },
      { head: w.accepted, value: ({ accepted }) => accepted },
      { head: w.advance, value: ({ isAdvance }) => (isAdvance ? w.advance : '') },
      {
        head: w.state,
        value: ({ step, isPaused }) => (isPaused ? `${step}. ${w.paused}` : step),
        cell: ({ step, since, dueOn, isPaused }) => (
          <Stacked first={step} under={[<Whole text={sinceText(since, dueOn, language)} />, isPaused && w.paused]} />
        ),
      },
      { head: w.sinceHead, value: ({ since }) => since },
      { head: w.sentOn, value: ({ sentOn }) => sentOn },
      {
        head: w.turn,
        value: ({ turn }) => turn,
        cell: ({ turn, dueOn, left }) => (
          <Stacked
            first={turn || '–'}
            under={[
              dueOn !== null && <Whole text={w.dueDay(dayText(dueOn))} />,
              left !== null && <Left left={left} language={language} />,
            ]}
          />
        ),
      },
      { head: w.dueBy, value: ({ dueOn }) => dueOn },
      { head: w.daysLeft, value: ({ left }) => (left === null ? null : daysLeftText(left, language)) },
      { head: w.book, value: ({ book }) => book },
    ],
    beside: ({ before, held }, book) => (
      <>
        <p>{w.requestSums(String(before), formatVnd(held))}</p>
        {book !== null && (
          <p class={book === held ? 'small soft' : 'notice'}>
            {(book === held ? w.heldAgrees : w.heldDiffers)(formatVnd(book))}
          </p>
        )}
      </>
    ),
  };
}

const debtSums = ['due', 'cash', 'netted', 'written', 'left'] as const;
export type DebtSums = Readonly<Record<(typeof debtSums)[number], bigint>>;

export type Debt = Entry & DebtSums & { state: 'open' | 'done' | 'writtenOff'; since: string; dueOn: string | null };

/** Everything that a party has to pay back, or had. */
export function debtRegister(language: Language): Register<Debt, DebtSums, bigint> {
  const w = registerWords[language];
  return {
    ...{ room: 'debts', title: w.debts, lead: w.debtsLead, find: w.findDebt, noneYet: w.noDebts, states: w.debtStates },
    total: w.total,
    columns: [
      {
        head: w.since,
        value: ({ since }) => since,
        cell: ({ href, since }) => <a href={href}>{dayText(since)}</a>,
      },
      { head: w.book, value: ({ book }) => book },
      ...dossierColumns(language),
      partyColumn(w.ower),
      ...debtSums.map((name) => summed(w[name], name)),
      { head: w.dueOn, value: ({ dueOn }) => dueOn },
      {
        head: w.state,
        value: ({ state }) => w.debtStates[state],
        cell: ({ state, dueOn }) => (
          <Stacked
            first={w.debtStates[state]}
            under={[state === 'open' && dueOn !== null && `${w.dueOn}: ${dayText(dueOn)}`]}
          />
        ),
      },
    ],
    beside: ({ left }, book) =>
      book !== null && (
        <p class={book === left ? 'small soft' : 'notice'}>
          {(book === left ? w.debtsAgree : w.debtsDiffer)(formatVnd(book))}
        </p>
      ),
  };
}

const advanceSums = ['advanced', 'left'] as const;
export type AdvanceSums = Readonly<Record<(typeof advanceSums)[number], bigint>>;

export type Advance = Entry &
  AdvanceSums & {
    state: 'open' | 'late';
    tranche: number;
    paidOn: string;
    dueOn: string | null;
    /** How many days it is late, or, below nought, has still; null where it has no day. */
    days: number | null;
  };

/** Every advance that is not settled. */
export function advanceRegister(language: Language): Register<Advance, AdvanceSums, bigint> {
  const w = registerWords[language];
  const heads = { advanced: w.advanced, left: w.advanceLeft };
  return {
    ...{
      room: 'debts',
      title: w.advances,
      lead: w.advancesLead,
      find: w.findAdvance,
      noneYet: w.noAdvances,
      states: w.advanceStates,
    },
    total: w.total,
    columns: [
      {
        head: w.request,
        value: ({ tranche }) => w.tranche(tranche),
        cell: ({ href, tranche }) => (
          <a href={href}>
            <Whole text={w.tranche(tranche)} />
          </a>
        ),
      },
      { head: w.book, value: ({ book }) => book },
      ...dossierColumns(language),
      partyColumn(w.payee),
      { head: w.paidOn, value: ({ paidOn }) => paidOn, cell: ({ paidOn }) => dayText(paidOn) },
      ...advanceSums.map((name) => summed(heads[name], name)),
      {
        head: w.clearBy,
        value: ({ dueOn }) => dueOn,
        cell: ({ dueOn, days }) => (
          <Stacked
            first={dueOn === null ? '–' : dayText(dueOn)}
            under={[
              days !== null && <Left left={{ days: -days, isWorking: false, isOver: days > 0 }} language={language} />,
            ]}
          />
        ),
      },
      { head: w.daysLate, value: ({ days }) => (days === null ? null : BigInt(Math.max(days, 0))) },
      { head: w.state, value: ({ state }) => w.advanceStates[state] },
    ],
    beside: ({ left }, book) =>
      book !== null && (
        <p class={book === left ? 'small soft' : 'notice'}>
          {(book === left ? w.advancesAgree : w.advancesDiffer)(formatVnd(book))}
        </p>
      ),
  };
}

const yearSums = ['carriedIn', 'reserved', 'ordered', 'paid', 'lapsed'] as const;
type YearSums = Readonly<Record<(typeof yearSums)[number], bigint>>;

export type YearBookView = {
  frame: Frame;
  agency: string;
  year: YearView;
  list: ListView;
  rows: readonly (Of & YearSums)[];
};

/** A year and source: each project's part of it, and what all of them come to in the book. */
export function YearBookPage({ frame, agency, year, list, rows }: YearBookView) {
  const { language } = frame;
  const w = registerWords[language];
  const title = `${year.year}, ${sourceText(year, language)}`;
  const book = `${year.year}/${year.source}`;
  // what lapses out of what was available was no project's
  const whole: YearSums = { ...year, lapsed: year.carriedLapsed };
  const columns: readonly Column<Of & YearSums, YearSums>[] = [
    {
      head: w.project,
      value: (row) => row.title,
      cell: ({ base, title, code, party }) => (
        <Stacked
          first={<a href={`${base}/budget`}>{title || dossierWords[language].unnamed}</a>}
          under={[party === '' ? code : `${code}, ${party}`]}
        />
      ),
    },
    ...yearSums.map((name) => summed(w[name], name)),
  ];
  return (
    <RoomPage view={{ frame, agency, note: null }} room="budget" title={title} under lead={w.yearLead}>
      <p class="buttons">
        <a href={`/agencies/${agency}/payments?book=${book}`}>{w.toPayments}</a>
        <a href={`/agencies/${agency}/debts?book=${book}`}>{w.toDebts}</a>
      </p>
      {rows.length === 0 ? (
        <p class="soft">{w.noProjects}</p>
      ) : (
        <Table {...{ rows, columns, sums: whole, total: w.yearTotal }} />
      )}
      <Pages list={list} language={language} />
    </RoomPage>
  );
}
