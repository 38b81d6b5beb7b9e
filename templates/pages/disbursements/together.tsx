// Several payments that wait for the same step: chosen from a list, read together, and what became of each.

import type { PropsWithChildren } from 'hono/jsx';
import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Frame } from '../../layout.tsx';
import { CapGauge, type CapRow, CapsTable } from '../../parts/caps.tsx';
import { Facts, Unbroken } from '../../parts/facts.tsx';
import { ErrorSummary, Form } from '../../parts/form.tsx';
import { type DaysLeft, Left } from '../../parts/lateness.tsx';
import { type Filter, Find, type ListView, Pages } from '../../parts/list.tsx';
import { type TogetherAct, togetherPath } from '../../parts/many-at-once.tsx';
import type { RefusalView } from '../../parts/refusal.tsx';
import { PapersPanel } from '../../parts/side.tsx';
import { timeText } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { nameOf } from '../../words/names.ts';
import { stakesWords } from '../../words/stakes.ts';
import { togetherWords } from '../../words/together.ts';
import type { Language } from '../../words/words.ts';
import { RoomPage } from '../programmes/frame.tsx';
import { DueDate } from '../work.tsx';
import type { Meanwhile, RequestView } from './request.tsx';
import { remarksOf } from './request-careful.ts';
import { Evidence } from './request-evidence.tsx';
import { approveStakes, orderStakes, tightest, treasuryText } from './request-stakes.ts';
import { accountText, Chain, Payee } from './request-standing.tsx';
import { codesEmptyText, Dotted } from './request-steps.tsx';

type Place = { frame: Frame; agency: string };
type Room = Place & { act: TogetherAct };

/** A page below the list of payments. */
export function PaymentsPage({
  view,
  title,
  lead,
  children,
}: PropsWithChildren<{ view: Place; title: string; lead?: string }>) {
  const { frame, agency } = view;
  return (
    <RoomPage view={{ frame, agency, note: null }} room="payments" under title={title} {...(lead && { lead })}>
      {children}
    </RoomPage>
  );
}

/** A request that waits, as the list shows it. */
export type WaitingRow = {
  /** Names it in a form: its dossier and itself. */
  value: string;
  href: string;
  payee: string;
  title: string;
  code: string;
  tranche: number;
  amountVnd: bigint;
  budget: string;
  isAdvance: boolean;
  dueAt: string | null;
  left: DaysLeft | null;
};
export type WaitingView = Room & {
  rows: readonly WaitingRow[];
  list: ListView;
  filters: readonly Filter[];
  sumVnd: bigint;
  chosen: ReadonlySet<string>;
  error: string | null;
};

/** What waits for the step, to be chosen from. */
export function WaitingPage(view: WaitingView) {
  const { frame, agency, act, rows, list, filters, sumVnd, chosen, error } = view;
  const { language } = frame;
  const w = togetherWords[language];
  const d = disbursementWords[language];
  return (
    <PaymentsPage view={view} title={w[act].title} lead={w[act].lead}>
      {error !== null && <ErrorSummary errors={{ item: error }} language={language} title={w[act].noneDone} />}
      {(list.all > 0 || filters.some(({ value }) => value !== '')) && (
        <Find list={list} filters={filters} language={language} />
      )}
      {rows.length === 0 ? (
        <p class="soft">{w[act].none}</p>
      ) : (
        <form method="get" action={`${togetherPath(agency, act)}/review`} class={error === null ? undefined : 'wrong'}>
          {[...Object.entries(list.query), [list.at, String(list.from)] as const].map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p class="howmany small soft">{w.waiting(list.all, formatVnd(sumVnd))}</p>
          <table class="stack register choose">
            <thead>
              <tr>
                <th scope="col">{w.choose}</th>
                <th scope="col">{w.project}</th>
                <th scope="col">{w.budget}</th>
                <th scope="col">{w.due}</th>
                <th scope="col" class="num">
                  {w.amount}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(
                ({ value, href, payee, title, code, tranche, amountVnd, budget, isAdvance, dueAt, left }, index) => (
                  <tr>
                    <td>
                      <label class="choice">
                        <input
                          type="checkbox"
                          name="item"
                          value={value}
                          id={index === 0 ? 'f-item' : undefined}
                          aria-label={w.chooseOne(payee || '–', formatVnd(amountVnd))}
                          checked={chosen.has(value)}
                        />
                        <span>{payee || '–'}</span>
                      </label>
                    </td>
                    <td data-label={w.project}>
                      <span>
                        <a href={href}>
                          {code}, {d.tranche(tranche).toLocaleLowerCase('vi')}
                        </a>
                        <span class="small soft under">
                          {[title, isAdvance && d.advance].filter(Boolean).join(' · ')}
                        </span>
                      </span>
                    </td>
                    <td data-label={w.budget}>{budget}</td>
                    <td data-label={w.due}>
                      <div>
                        <DueDate dueAt={dueAt} left={left} language={language} />
                      </div>
                    </td>
                    <td class="num" data-label={w.amount}>
                      {formatAmount(amountVnd)}
                    </td>
                  </tr>
                ),
              )}
            </tbody>
          </table>
          <p class="buttons">
            <button class="button" type="submit">
              {w.reviewChosen}
            </button>
            <button class="button quiet" type="submit" name="all" value="yes">
              {w.reviewAll(rows.length)}
            </button>
          </p>
          <Pages list={list} language={language} />
        </form>
      )}
    </PaymentsPage>
  );
}

/** One that can be done with the others, with what its own page would send. */
export type TogetherItem = { value: string; view: RequestView; left: DaysLeft | null; shown: string };
/** One that has to be opened by itself, and why; `view` is null where it does not open. */
export type AloneItem = {
  view: RequestView | null;
  why: readonly string[];
  refusal: RefusalView | null;
  /** What was done to it since it was shown, where that is why. */
  meanwhile?: Meanwhile | null;
};
export type ReviewView = Room & {
  items: readonly TogetherItem[];
  alone: readonly AloneItem[];
  formKey: string;
  /** The list from which they were chosen, as it was. */
  back: string;
};

const sumOf = (items: readonly TogetherItem[]) => items.reduce((sum, { view }) => sum + view.amountVnd, 0n);

/** All that will be decided, once more, with the one form that decides it. */
export function ReviewPage(page: ReviewView) {
  const { frame, agency, act, items, alone, formKey, back } = page;
  const { language } = frame;
  const w = togetherWords[language];
  const n = items.length;
  const agencies = [...new Set(items.map(({ view }) => treasuryText(view, language)))].filter((text) => text !== '');
  const first = items[0]?.view;
  return (
    <PaymentsPage
      view={page}
      title={n === 0 ? w[act].nothing : w[act].review(n)}
      {...(n === 0 ? {} : { lead: w[act].reviewLead })}
    >
      {n > 0 && (
        <>
          <Together act={act} items={items} language={language} />
          <OpenCodes items={items} language={language} />
          <Sums items={items} language={language} />
          <Tightest items={items} language={language} />
          <Facts rows={agencies.map((text) => [w.agency, text] as const)} />
          {first !== undefined && <Dotted view={first} language={language} />}
        </>
      )}
      {alone.length > 0 && <Alone alone={alone} language={language} />}
      {n > 0 && (
        <Form action={togetherPath(agency, act)} formKey={formKey}>
          <input type="hidden" name="shownIn" value={language} />
          {items.map(({ value, view, shown }) => (
            <>
              <input type="hidden" name="item" value={value} />
              <input type="hidden" name="revision" value={String(view.revision)} />
              <input type="hidden" name="shown" value={shown} />
              {act === 'order' && (
                <>
                  <input type="hidden" name="treasury" value={JSON.stringify(view.treasury)} />
                  <input
                    type="hidden"
                    name="codes"
                    value={view.prepared === null ? '' : JSON.stringify(view.prepared)}
                  />
                </>
              )}
            </>
          ))}
          <p class="small soft">
            {act === 'approve' ? stakesWords[language].approveUndo : stakesWords[language].orderUndo}
          </p>
          <p class="buttons">
            <button class="button" type="submit">
              {w[act].button(n, formatVnd(sumOf(items)))}
            </button>
            <a class="button quiet" href={back}>
              {w.chooseAgain}
            </a>
          </p>
        </Form>
      )}
      {n === 0 && (
        <p>
          <a href={back}>{w.chooseAgain}</a>
        </p>
      )}
    </PaymentsPage>
  );
}

/** Each with its payee, lines, amount, and what was decided of it before; all that its own page shows is folded below. */
function Together({ act, items, language }: { act: TogetherAct; items: readonly TogetherItem[]; language: Language }) {
  const w = togetherWords[language];
  return (
    <table class="stack register together">
      <thead>
        <tr>
          <th scope="col">{w.payee}</th>
          <th scope="col">{w.lines}</th>
          <th scope="col" class="num">
            {w.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ view, left }, index) => (
          <Item act={act} view={view} left={left} of={`-${index + 1}`} language={language} />
        ))}
        <tr class="total">
          <td colspan={2}>
            <strong>{w.total}</strong>
          </td>
          <td class="num" data-label={w.amount}>
            <strong>{formatAmount(sumOf(items))}</strong>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

type ItemProps = { act: TogetherAct; view: RequestView; left: DaysLeft | null; of: string; language: Language };
function Item({ act, view, left, of, language }: ItemProps) {
  const w = togetherWords[language];
  const d = disbursementWords[language];
  const { payee, items, budget } = view;
  const remarks = remarksOf(view, language);
  return (
    <>
      <tr>
        <td>
          <span>
            <strong>{payee?.name || '–'}</strong>
            <span class="small under">{payee === null || payee.account === '' ? '–' : accountText(payee)}</span>
            <span class="small soft under">
              <a href={view.here}>{whichOne(view, language)}</a>
              {view.project !== '' && ` · ${view.project}`}
            </span>
          </span>
        </td>
        <td data-label={w.lines}>
          <span>
            {items.map(({ name, unitName }) => [name, unitName].filter(Boolean).join(', ')).join('; ')}
            <span class="small soft under">
              {[
                budget === null ? w.noSource : bookText(budget, language),
                view.isAdvance && d.advance,
                view.isLast && d.last,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        </td>
        <td class="num" data-label={w.amount}>
          {formatAmount(view.amountVnd)}
        </td>
      </tr>
      <tr class="notes">
        <td colspan={3}>
          <div>
            <Decided view={view} left={left} language={language} />
            {remarks.map((text) => (
              <p class="warning">{text}</p>
            ))}
            <details>
              <summary>{w.detail}</summary>
              <Facts rows={(act === 'approve' ? approveStakes : orderStakes)(view, language).rows} />
              {view.preview !== null && (
                <p class="small">
                  <a href={view.preview}>{d.preview}</a>
                </p>
              )}
              <Evidence view={view} language={language} of={of} />
              {view.caps.length > 0 && <CapsTable rows={view.caps} caption={d.capsTitle} language={language} />}
              {payee !== null && <Payee payee={payee} language={language} of={of} />}
              <Chain view={view} language={language} />
              <PapersPanel papers={view.papers} language={language} />
            </details>
          </div>
        </td>
      </tr>
    </>
  );
}

/** What was asked and accepted, by whom it was verified and prepared, on how many papers, and how late it is: what decides. */
function Decided({ view, left, language }: Pick<ItemProps, 'view' | 'left' | 'language'>) {
  const w = togetherWords[language];
  const { invoices, hasDetail, chain } = view;
  const less = lessText(view, language);
  const done = chain.flatMap(({ label, tone, who }, index) =>
    tone === 'done' && index > 0 ? [`${label}: ${who}`] : [],
  );
  const files = invoices.reduce((n, invoice) => n + invoice.files.length, 0);
  const said = [...done, ...(hasDetail ? [w.papers(invoices.length, files)] : [])].join('; ');
  return (
    <p class="small decided">
      {less !== '' && (
        <>
          <strong class="why">{less}</strong>;{' '}
        </>
      )}
      {said}
      {left?.isOver === true && (
        <>
          ; <Left left={left} language={language} />
        </>
      )}
    </p>
  );
}

/** 'Đề nghị 1.500.000 ₫, chấp nhận 1.000.000 ₫, vì …'; '' where all that was asked for is paid. */
function lessText({ askedVnd, amountVnd, nettedVnd, invoices }: RequestView, language: Language): string {
  const w = togetherWords[language];
  const acceptedVnd = amountVnd + nettedVnd;
  const reasons = invoices.map(({ reason }) => reason).filter((reason) => reason !== '');
  const cost = invoices.some(({ costVnd, acceptedCostVnd }) => (acceptedCostVnd ?? costVnd) < costVnd);
  if (acceptedVnd === askedVnd && nettedVnd === 0n && !cost && reasons.length === 0) return '';
  const because = reasons.length === 0 ? '' : w.because(reasons.join('; '));
  const netted = nettedVnd === 0n ? '' : w.netted(formatVnd(nettedVnd));
  const isLess = acceptedVnd < askedVnd;
  const said =
    isLess || !cost ? w.accepted(formatVnd(askedVnd), formatVnd(acceptedVnd)) : w.lessCost(formatVnd(askedVnd));
  return said + because + netted;
}

/** What the orders will leave empty: once where it is the same of all. */
function OpenCodes({ items, language }: { items: readonly TogetherItem[]; language: Language }) {
  const open = new Map<string, string[]>();
  for (const { view } of items) {
    const text = codesEmptyText(view, language);
    if (text !== null) open.set(text, [...(open.get(text) ?? []), whichOne(view, language)]);
  }
  return (
    <>
      {[...open].map(([text, of]) => (
        <p class="warning codes-empty">{of.length === items.length ? text : `${of.join('; ')}: ${text}`}</p>
      ))}
    </>
  );
}

type Level = CapRow & { key: string; of: string };

/** How full the caps are after all of them: what is counted already counts the others too, what is not is added up. */
function levelsOf(items: readonly TogetherItem[]): (Level & { limitVnd: bigint })[] {
  const levels = new Map<string, Level>();
  const keyOf = ({ base }: RequestView, { shared, name, limitVnd }: CapRow) =>
    JSON.stringify([shared === true ? '' : base, name, String(limitVnd)]);
  for (const { view } of items)
    for (const cap of view.caps) {
      const key = keyOf(view, cap);
      const before = levels.get(key);
      const afterVnd =
        before === undefined || cap.note === undefined ? cap.afterVnd : before.afterVnd + cap.afterVnd - cap.usedVnd;
      levels.set(key, { ...cap, afterVnd, key, of: cap.shared === true ? '' : view.code });
    }
  const tight = items.flatMap(({ view }) => {
    const own = view.caps.flatMap((cap) => levels.get(keyOf(view, cap)) ?? []);
    return (tightest(own) as (Level & { limitVnd: bigint }) | null) ?? [];
  });
  return [...new Map(tight.map((level) => [level.key, level])).values()];
}

/** The tightest cap of each, once for all that draw on it. */
function Tightest({ items, language }: { items: readonly TogetherItem[]; language: Language }) {
  const w = togetherWords[language];
  const levels = levelsOf(items);
  if (levels.length === 0) return null;
  return (
    <table class="stack tightest">
      <caption>{w.tightest}</caption>
      <thead>
        <tr>
          <th scope="col">{w.cap}</th>
          <th scope="col">{w.left}</th>
        </tr>
      </thead>
      <tbody>
        {levels.map(({ name, of, limitVnd, afterVnd }) => (
          <tr>
            <td>
              <span>
                {name}
                {of !== '' && <span class="small soft under">{of}</span>}
              </span>
            </td>
            <td data-label={w.left}>
              <span class="level-after">
                {w.capLeft(formatAmount(limitVnd - afterVnd), formatAmount(limitVnd))}
                <CapGauge name={name} after={afterVnd} of={limitVnd} language={language} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const bookText = ({ year, source }: { year: number; source: string }, language: Language) =>
  stakesWords[language].budgetOf(year, nameOf('sources', source, language));

/** What they come to, by the year and source that they are paid from. */
function Sums({ items, language }: { items: readonly TogetherItem[]; language: Language }) {
  const w = togetherWords[language];
  const sums = new Map<string, { n: number; vnd: bigint }>();
  for (const { view } of items) {
    const book = view.budget === null ? w.noSource : bookText(view.budget, language);
    const { n, vnd } = sums.get(book) ?? { n: 0, vnd: 0n };
    sums.set(book, { n: n + 1, vnd: vnd + view.amountVnd });
  }
  return (
    <table class="stack books">
      <caption>{w.sums}</caption>
      <thead>
        <tr>
          <th scope="col">{w.budget}</th>
          <th scope="col" class="num">
            {w.count}
          </th>
          <th scope="col" class="num">
            {w.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...sums].map(([book, { n, vnd }]) => (
          <tr>
            <td>{book}</td>
            <td class="num" data-label={w.count}>
              {n}
            </td>
            <td class="num" data-label={w.amount}>
              {formatAmount(vnd)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Those that are not decided together: each with its reason, and the way to its own page. */
function Alone({ alone, language }: { alone: readonly AloneItem[]; language: Language }) {
  const w = togetherWords[language];
  return (
    <div class="turn" role="note">
      <div>
        <h2>{w.aloneTitle(alone.length)}</h2>
        <p>{w.aloneLead}</p>
        <ul class="alone">
          {alone.map((one) => (
            <li>
              <Why {...one} language={language} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Which one it is, why it was not done, and what to do instead. */
function Why({ view, why, refusal, meanwhile = null, language }: AloneItem & { language: Language }) {
  const w = togetherWords[language];
  return (
    <>
      {view !== null && (
        <>
          <strong>{view.payee?.name || '–'}</strong>, {formatVnd(view.amountVnd)} ({whichOne(view, language)}).{' '}
        </>
      )}
      {[...why, ...(refusal === null ? [] : [refusal.sentence])].join(' ')}{' '}
      {view !== null && meanwhile !== null && <Since view={view} meanwhile={meanwhile} language={language} />}
      {refusal !== null && refusal.clause !== null && (
        <span class="small soft">
          {w.clause}: <Unbroken text={refusal.clause} />{' '}
        </span>
      )}
      {refusal !== null && (
        <>
          {w.instead}: {refusal.instead}{' '}
        </>
      )}
      {view !== null && <a href={view.here}>{w.open}</a>}
    </>
  );
}

/** Who has done what to it since it was shown, and where it stands now. */
function Since({ view, meanwhile, language }: { view: RequestView; meanwhile: Meanwhile; language: Language }) {
  const d = disbursementWords[language];
  const changes = meanwhile.changes.map(({ what, who, at }) => d.meanwhileBy(what, who, timeText(at)));
  return (
    <>
      {changes.length === 0 ? d.meanwhileData : `${d.meanwhileTitle}: ${changes.join('; ')}.`}{' '}
      {view.waitsFor === null
        ? d.meanwhileOver(view.step)
        : view.isYours
          ? d.meanwhileNowYou(view.step)
          : d.meanwhileNow(view.step, view.waitsFor)}{' '}
    </>
  );
}

/** 'HS-2026-45F7C0, đợt 5'. */
const whichOne = ({ code, tranche }: RequestView, language: Language) =>
  `${code}, ${disbursementWords[language].tranche(tranche).toLocaleLowerCase('vi')}`;

/** What became of one: done, or why not. */
export type Result = AloneItem & { isDone: boolean };

/** How a page says what became of several. */
export type ResultWords = {
  allDone(done: number, all: number): string;
  noneDone: string;
  done: string;
  notDone: string;
  more: string;
};
export type ResultView = Place & {
  results: readonly Result[];
  words: ResultWords;
  /** Where others are done. */
  more: string;
};

export function ResultPage({ frame, agency, results, words, more }: ResultView) {
  const { language } = frame;
  const w = togetherWords[language];
  const done = results.filter(({ isDone }) => isDone);
  const title = done.length === 0 ? words.noneDone : words.allDone(done.length, results.length);
  return (
    <PaymentsPage view={{ frame, agency }} title={title}>
      <ol class="results">
        {results.map(({ isDone, view, ...one }) => (
          <li class={isDone ? 'done' : 'refused'}>
            {isDone && view !== null ? (
              <>
                <span class="tag done">{words.done}</span> <strong>{view.payee?.name || '–'}</strong>,{' '}
                {formatVnd(view.amountVnd)}: <a href={view.here}>{whichOne(view, language)}</a>
                {view.state !== 'approved' &&
                  view.papers
                    .filter(({ kind }) => kind === 'paymentOrder')
                    .slice(-1)
                    .map(({ href, number }) => (
                      <>
                        , <a href={href}>{w.orderNumber(number)}</a>
                      </>
                    ))}
                {view.paid !== null && `, ${w.voucher(view.paid.reference)}`}
              </>
            ) : (
              <>
                <span class="tag stop">{words.notDone}</span> <Why view={view} {...one} language={language} />
              </>
            )}
          </li>
        ))}
      </ol>
      <p class="small soft">{w.once}</p>
      <p>
        <a href={more}>{words.more}</a>
      </p>
    </PaymentsPage>
  );
}
