// Which order each line of a statement has paid: by the number of the order, or else the code of the dossier, in what the line says, and
// by the exact amount. What is not certain is left to the page of the one payment.

import type { LineView, OrderView } from '../../templates/pages/disbursements/statement.tsx';
import { numberAndSymbol, symbolOf } from '../../templates/words/paperNumbers.ts';
import { asBanksWrite } from '../../workflows/rules/names.ts';
import type { Database } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';
import { packsOf } from '../programmes/index.ts';
import { plainReference, type recordedAmong } from './references.ts';
import type { Line } from './statement-lines.ts';
import type { Returnable } from './statement-returns.ts';
import { waitingAt } from './together-waiting.ts';

/** An order that nobody has answered: with how a bank writes its number and its dossier's code. */
export type Ordered = OrderView & { number: number; orderedOn: string; year: number | null; codeWords: string };

/** The orders of the agency that wait for the reader to say what became of them. */
export async function orderedBy(
  db: Database,
  reader: { agency: string; person: string; now: string },
): Promise<Ordered[]> {
  type Row = {
    dossier: string;
    request: string;
    began: string;
    payee: string;
    amount: bigint;
    year: number | null;
    orderedOn: string;
    number: number | null;
    pack: string;
    isAdvance: boolean;
  };
  const { listed, given } = await waitingAt(db, reader, 'ordered', 'disbursement.paid');
  const rows = await db.run<Row>(
    `${listed} select l.dossier::text as dossier, split_part(l.subject, '/', 2) as request, b.at::text as began, l.amount, l.year::int as year,
        coalesce(c.body->>'name', p.name, '') as payee, l.facts->>'orderedOn' as ordered_on, coalesce((l.facts->>'isAdvance')::boolean, false) as is_advance,
        (select n.number from paper n where n.agency = $12 and n.dossier = l.dossier and n.subject = l.subject and n.kind = 'paymentOrder' order by n.revision desc limit 1) as number,
        d.pack::text as pack
      from listed l join dossier d on d.agency = $12 and d.id = l.dossier
        join history b on b.agency = $12 and b.dossier = l.dossier and b.revision = 1
        left join content c on c.agency = $12 and c.commitment = l.facts->>'approvedPayee'
        left join party_profile p on p.agency = $12 and p.party = coalesce(l.facts->>'payee', d.party::text)::uuid
      order by 9, l.dossier, l.subject`,
    given,
  );
  const packs = await packsOf(db, reader.agency);
  return rows.flatMap(({ dossier, request, began, amount, number, pack, orderedOn, ...row }) => {
    if (number === null) return [];
    const code = codeOf(dossier, began);
    const symbol = symbolOf(reader.agency, packs.get(pack)!, 'paymentOrder');
    return [
      {
        ...{ ...row, code, number, orderedOn: orderedOn ?? '', amountVnd: amount, value: `${dossier}.${request}` },
        href: `/agencies/${reader.agency}/dossiers/${dossier}/requests/${request}`,
        ...{ order: numberAndSymbol({ number, symbol }), codeWords: asBanksWrite(code) },
      },
    ];
  });
}

type Found = Awaited<ReturnType<typeof recordedAmong>>;

/** Each line with the order that it has paid, or the one that it brings back, or why that is not certain. */
export function matched(
  lines: readonly Line[],
  ordered: readonly Ordered[],
  returnable: readonly Returnable[],
  recorded: Found,
  today: string,
): LineView[] {
  const found = lines.map((line): LineView => {
    const before = recorded.get(plainReference(line.reference));
    if (before !== undefined) return { ...line, standing: 'recorded', orders: [], recorded: before };
    const view = (standing: LineView['standing'], orders: readonly OrderView[]): LineView => ({
      ...line,
      standing,
      orders,
    });
    if (line.isIncoming) {
      const numbers = numbersIn(line);
      const back = returnable.filter(({ number }) => numbers.has(number));
      const whole = back.filter(({ amountVnd }) => amountVnd === line.amountVnd);
      if (whole.length > 0) return view('returned', whole);
      return back.length > 0 ? view('returnedPart', back) : view('incoming', []);
    }
    const named = namedIn(line, ordered);
    const exact = named.filter(({ amountVnd }) => amountVnd === line.amountVnd);
    if (exact.length > 1) return view('several', exact);
    const [one] = exact;
    if (one !== undefined) return view(standingOf(line, one, today), [one]);
    if (named.length > 0) return view('otherAmount', named);
    const same = ordered.filter(({ amountVnd }) => amountVnd === line.amountVnd);
    return view(same.length > 0 ? 'onlyAmount' : 'none', same.slice(0, 5));
  });
  // neither is certain where two lines have one voucher, or would pay one order
  const isTwice = (view: LineView, same: (one: LineView) => boolean) =>
    found.some((other) => other !== view && other.standing === 'matched' && same(other));
  return found.map((view) => {
    if (view.standing !== 'matched') return view;
    if (isTwice(view, ({ reference }) => plainReference(reference) === plainReference(view.reference)))
      return { ...view, standing: 'sameReference' };
    return isTwice(view, ({ orders }) => orders[0]?.value === view.orders[0]?.value)
      ? { ...view, standing: 'sameOrder' }
      : view;
  });
}

/** The orders that a line names: by their numbers where it has any, else by the code of their dossier. */
function namedIn(line: Line, ordered: readonly Ordered[]): readonly Ordered[] {
  const numbers = numbersIn(line);
  if (numbers.size > 0) return ordered.filter(({ number }) => numbers.has(number));
  const said = ` ${asBanksWrite(line.content)} `;
  return ordered.filter(({ codeWords }) => said.includes(` ${codeWords} `));
}

/** The numbers of payment orders in what a line says. */
export const numbersIn = ({ content }: Pick<Line, 'content'>): ReadonlySet<number> =>
  new Set(
    [...` ${asBanksWrite(content)} `.matchAll(/(?<= )0*(\d{1,6}) ?RDT(?= )/g)].map(([, number]) => Number(number)),
  );

/** Whether a line can have paid the one order that it names, by its day and voucher; the same as when one is confirmed by hand. */
function standingOf(
  { date, reference }: Line,
  { orderedOn, year, order }: Ordered,
  today: string,
): LineView['standing'] {
  if (plainReference(reference) === plainReference(order)) return 'isOrder';
  if (date > today) return 'future';
  if (orderedOn !== '' && date < orderedOn) return 'early';
  return year !== null && (date < `${year}-01-01` || date > `${year + 1}-01-31`) ? 'outsideYear' : 'matched';
}
