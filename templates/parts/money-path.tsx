// The money path: one level bar for the whole award, then every tranche with its state, who holds it and until when.

import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import { moneyPathWords } from '../words/money-path.ts';
import type { Language } from '../words/words.ts';
import { Cuts, type CutsView } from './cuts.tsx';
import { Facts, type Row, Unbroken } from './facts.tsx';
import { Form } from './form.tsx';

/** Where the award's money stands, in the order of the bar. */
export const moneyParts = ['settled', 'paid', 'ordered', 'held', 'due', 'returned', 'writtenOff', 'left'] as const;
export type MoneyPart = (typeof moneyParts)[number];

export type TrancheView = {
  number: number;
  /** The expense lines that it pays for. */
  title: string;
  amountVnd: bigint;
  /** It holds no money any more, or not yet again: it was returned, refused or cancelled. */
  released: boolean;
  /** In the reader's own words: 'Đã gửi, đang thẩm tra chứng từ'. */
  state: string;
  tone: 'done' | 'now' | 'waiting' | 'stop';
  /** What has happened, a sentence each: sent, paid, settled. */
  story: readonly string[];
  /** Who has to act, and since when, in words; null where nobody has. */
  holder: { name: string; isReader: boolean; since: string } | null;
  /** Until when, by which clause. */
  promises: readonly { text: string; clause: string | null }[];
  href: string;
};

export type BegunView = {
  amountVnd: bigint;
  rows: number;
  /** The expense lines that it asks for. */
  title: string;
  savedBy: string;
  savedAt: string;
  href: string;
  /** Where it is discarded, and the mark of what is discarded. */
  discard: string;
  mark: string;
};

/** How the sum of the payments became what counts as spent. */
export type FlowsView = {
  paidVnd: bigint;
  /** Decided to be given back, or an advance that was not spent. */
  recoveredVnd: bigint;
  /** Of that, taken off a later request, which was paid the less. */
  nettedVnd: bigint;
  /** What was never used and is cancelled. */
  cancelledVnd: bigint;
  /** Where each recovery is told, and where the rest was cancelled. */
  recoveries: readonly { amountVnd: bigint; href: string }[];
  closing: string;
};

export type MoneyPathView = {
  /** What stands of the award. */
  awardVnd: bigint;
  /** What was awarded and has gone back to where it came from. */
  goneVnd: bigint;
  /** What was cut of what the council recommended; null where nothing was. */
  cuts: CutsView | null;
  parts: readonly { part: MoneyPart; amountVnd: bigint }[];
  /** null where the payments explain themselves. */
  flows: FlowsView | null;
  tranches: readonly TrancheView[];
  /** A request that is being written and was not sent: for the team alone. */
  begun: BegunView | null;
  /** What nobody has asked for yet; null when nothing is left. */
  rest: { amountVnd: bigint; title: string; note: string } | null;
};

export function MoneyPath({ view, language }: { view: MoneyPathView; language: Language }) {
  const w = moneyPathWords[language];
  const { awardVnd, goneVnd, tranches, rest } = view;
  if (awardVnd + goneVnd === 0n) return <p class="soft">{w.noAward}</p>;
  const parts = view.parts.filter(({ amountVnd }) => amountVnd > 0n);
  const summary = parts.map(({ part, amountVnd }) => `${w.partsWithin[part]} ${formatVnd(amountVnd)}`).join(', ');
  return (
    <>
      <p class="award">
        <span class="soft">{w.award}</span> <strong>{formatVnd(awardVnd + goneVnd)}</strong>
        {goneVnd > 0n && <span class="soft">, {w.gone(formatVnd(goneVnd), formatVnd(awardVnd))}</span>}
      </p>
      {view.cuts !== null && <Cuts cuts={view.cuts} language={language} />}
      {awardVnd > 0n && <Level parts={parts} whole={awardVnd} label={`${w.of(formatVnd(awardVnd))}: ${summary}.`} />}
      <ul class="legend">
        {parts.map(({ part, amountVnd }) => (
          <li>
            <i class={`swatch ${part}`} aria-hidden="true" />
            {w.parts[part]} {formatVnd(amountVnd)}
          </li>
        ))}
      </ul>
      {view.flows !== null && <Flows flows={view.flows} language={language} />}
      <ol class="path">
        {tranches.map((tranche) => (
          <Tranche tranche={tranche} language={language} />
        ))}
        {view.begun !== null && <Begun begun={view.begun} language={language} />}
        {rest !== null && (
          <li>
            <b class="no" aria-hidden="true">
              {tranches.length + 1}
            </b>
            <div>
              <h3>{rest.title}</h3>
              <p class="soft">{rest.note}</p>
            </div>
            <div class="sum">
              {formatVnd(rest.amountVnd)}
              <br />
              <span class="tag">{w.notRequested}</span>
            </div>
          </li>
        )}
      </ol>
    </>
  );
}

function Flows({ flows, language }: { flows: FlowsView; language: Language }) {
  const w = moneyPathWords[language].flows;
  const { paidVnd, recoveredVnd, nettedVnd, cancelledVnd, recoveries, closing } = flows;
  const [only, ...further] = recoveries;
  const links = recoveries.map(({ amountVnd, href }) => <a href={href}>{formatVnd(amountVnd)}</a>);
  const rows: Row[] = [
    ...(recoveredVnd === 0n
      ? []
      : ([
          [w.paid, formatVnd(paidVnd)],
          [
            w.recovered,
            only?.amountVnd === recoveredVnd && further.length === 0 ? (
              <a href={only.href}>−{formatVnd(recoveredVnd)}</a>
            ) : (
              <>
                −{formatVnd(recoveredVnd)} ({w.from} {links.map((link, index) => (index === 0 ? link : <>, {link}</>))})
              </>
            ),
          ],
          ...(nettedVnd === 0n ? [] : [[w.netted, `+${formatVnd(nettedVnd)}`] as const]),
          [w.spent, <strong>{formatVnd(paidVnd - recoveredVnd + nettedVnd)}</strong>],
        ] as const)),
    ...(cancelledVnd === 0n ? [] : [[w.cancelled, <a href={closing}>{formatVnd(cancelledVnd)}</a>] as const]),
  ];
  return (
    <div class="flows">
      <Facts rows={rows} />
    </div>
  );
}

function Begun({ begun, language }: { begun: BegunView; language: Language }) {
  const w = moneyPathWords[language];
  const { amountVnd, rows, title, savedBy, savedAt, href, discard, mark } = begun;
  return (
    <li class="begun">
      <b class="no" aria-hidden="true">
        …
      </b>
      <div>
        <h3>
          {w.begun}: {title}
        </h3>
        <p>
          {w.begunRows(rows)} {w.begunSaved(savedBy, savedAt)}
        </p>
        <p>
          <a href={href}>{w.goOn}</a>
        </p>
        <details class="less">
          <summary>{w.discard}</summary>
          <Form action={discard}>
            <input type="hidden" name="base" value={mark} />
            <p class="small">{w.discardHint}</p>
            <p class="buttons">
              <button class="button quiet" type="submit">
                {w.discard}
              </button>
            </p>
          </Form>
        </details>
      </div>
      <div class="sum">
        {formatVnd(amountVnd)}
        <br />
        <span class="tag">{w.notSent}</span>
      </div>
    </li>
  );
}

function Tranche({ tranche, language }: { tranche: TrancheView; language: Language }) {
  const w = moneyPathWords[language];
  const { number, title, amountVnd, released, state, tone, story, holder, promises, href } = tranche;
  return (
    <li class={tone === 'waiting' || tone === 'stop' ? undefined : tone}>
      <b class="no" aria-hidden="true">
        {number}
      </b>
      <div>
        <h3>
          <a href={href}>
            <span class="unseen">{w.tranche(number)}: </span>
            {title}
          </a>
        </h3>
        {story.length > 0 && <p>{story.join(' ')}</p>}
        {holder !== null && (
          <p>
            {w.waitingFor} <strong>{holder.isReader ? w.you : holder.name}</strong>, {holder.since}.
          </p>
        )}
        {promises.map(({ text, clause }) => (
          <p>
            {text}
            {clause !== null && (
              <span class="soft">
                {' '}
                (<Unbroken text={clause} />)
              </span>
            )}
          </p>
        ))}
      </div>
      <div class="sum">
        {released ? (
          <span class="released">
            {formatVnd(amountVnd)} <span class="soft small">{w.released}</span>
          </span>
        ) : (
          formatVnd(amountVnd)
        )}
        <br />
        <span class={tone === 'waiting' ? 'tag' : `tag ${tone}`}>{state}</span>
      </div>
    </li>
  );
}

const wide = 1000n;

/** The bar: widths are attributes of the drawing, since pages carry no inline styles. */
function Level({ parts, whole, label }: { parts: MoneyPathView['parts']; whole: bigint; label: string }) {
  let before = 0n;
  const bars = parts.map(({ part, amountVnd }) => {
    const from = (before * wide) / whole;
    before += amountVnd;
    return { part, from: Number(from), to: Number((before * wide) / whole) };
  });
  return (
    <svg class="level" viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label={label}>
      {bars.map(({ part, from, to }) => (
        // whatever is there is seen, however little it is
        <rect class={part} x={from} y="0" width={Math.max(to - from, 4)} height="28" />
      ))}
      {bars.slice(1).map(({ from }) => (
        <line x1={from} y1="0" x2={from} y2="28" />
      ))}
    </svg>
  );
}

/** An expense line with what it may cost, what is used of it, and the clause. */
export type CapRow = {
  name: string;
  limitVnd: bigint | null;
  /** What limits it besides an amount of its own: 'mỗi chuyên gia 6.000.000 ₫', '50 % chi phí'. */
  notes: readonly string[];
  /** As it was decided, and what of it stands. */
  awardedVnd: bigint;
  standsVnd: bigint;
  /** Used, or held for a request. */
  usedVnd: bigint;
  leftVnd: bigint;
  clause: string | null;
};
export type CapsView = {
  rows: readonly CapRow[];
  total: Omit<CapRow, 'notes'>;
  /** What counts as spent, and what of the used sum stands beside it: nothing where the two are told apart by no recovery. */
  spentVnd: bigint;
  beside: readonly { part: MoneyPart; amountVnd: bigint }[];
};

/** "Hạn mức theo nội dung chi". */
export function CapsByLine({ view, language }: { view: CapsView; language: Language }) {
  const w = moneyPathWords[language];
  return (
    <>
      <Table view={view} language={language} />
      {view.beside.length > 0 && (
        <p class="small">
          {w.usedIs(
            formatVnd(view.total.usedVnd),
            formatVnd(view.spentVnd),
            view.beside.map(({ part, amountVnd }) => `${w.partsWithin[part]} ${formatVnd(amountVnd)}`),
          )}
        </p>
      )}
    </>
  );
}

function Table({ view, language }: { view: CapsView; language: Language }) {
  const w = moneyPathWords[language];
  return (
    <table class="stack caplines">
      <thead>
        <tr>
          <th scope="col">{w.line}</th>
          <th scope="col" class="num">
            {w.limit}
          </th>
          <th scope="col" class="num">
            {w.awarded}
          </th>
          <th scope="col" class="num">
            {w.usedAndHeld}
          </th>
          <th scope="col" class="num">
            {w.left}
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <tr>
            <td>
              {row.name}
              {row.notes.length > 0 && <span class="capnote soft small">{row.notes.join('; ')}</span>}
              <span class="capnote soft small">
                <Unbroken text={row.clause ?? w.unknownClause} />
              </span>
            </td>
            <td class="num" data-label={w.limit}>
              {row.limitVnd === null ? '–' : formatAmount(row.limitVnd)}
            </td>
            <td class="num" data-label={w.awarded}>
              <Awarded row={row} language={language} />
            </td>
            <td class="num" data-label={w.usedAndHeld}>
              <span class="used">
                {formatAmount(row.usedVnd)}
                <Gauge used={row.usedVnd} of={row.standsVnd} />
              </span>
            </td>
            <td class="num" data-label={w.left}>
              {formatAmount(row.leftVnd)}
            </td>
          </tr>
        ))}
        <tr class="total">
          <td>
            {w.total}
            <span class="capnote soft small">
              <Unbroken text={view.total.clause ?? w.unknownClause} />
            </span>
          </td>
          <td class="num" data-label={w.limit}>
            {view.total.limitVnd === null ? '–' : formatAmount(view.total.limitVnd)}
          </td>
          <td class="num" data-label={w.awarded}>
            <Awarded row={view.total} language={language} />
          </td>
          <td class="num" data-label={w.usedAndHeld}>
            {formatAmount(view.total.usedVnd)}
          </td>
          <td class="num" data-label={w.left}>
            {formatAmount(view.total.leftVnd)}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** What was decided, and what stands where that is another amount. */
export function Awarded({
  row: { awardedVnd, standsVnd },
  language,
}: {
  row: { awardedVnd: bigint; standsVnd: bigint };
  language: Language;
}) {
  if (standsVnd === awardedVnd) return <>{formatAmount(awardedVnd)}</>;
  const w = moneyPathWords[language];
  // only an amendment gives a line more than was awarded for it
  const said = standsVnd > awardedVnd ? w.amended : w.stands;
  return (
    <span>
      {formatAmount(awardedVnd)} <span class="capnote soft small">{said(formatAmount(standsVnd))}</span>
    </span>
  );
}

/** How full: the figures beside it say the same, so it is hidden from who listens. */
function Gauge({ used, of }: { used: bigint; of: bigint }) {
  if (of === 0n) return null;
  const share = Number((used * 100n) / of);
  return (
    <svg class="gauge" viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class={share >= 80 ? 'near' : 'some'} x="0" y="0" width={share} height="5" />
    </svg>
  );
}
