// What an electronic invoice says, beside the file that says it.

import { formatVnd } from '../../workflows/rules/money.ts';
import { disbursementWords } from '../words/disbursements.ts';
import type { Language } from '../words/words.ts';
import { Facts, type Row } from './facts.tsx';
import { dayText } from './when.ts';

type Named = { name: string; taxCode: string };
export type EInvoiceView = {
  number: string;
  series: string;
  day: string;
  seller: Named;
  buyer: Named;
  netVnd: bigint | null;
  taxVnd: bigint | null;
  totalVnd: bigint | null;
  /** What is to be paid where it is not in đồng, as it is written there. */
  otherTotal: string;
};

/** The invoices of one XML; a sentence where it is something else. `folded`: their numbers, and the rest when it is asked for. */
export function EInvoices({
  invoices,
  language,
  folded = false,
}: {
  invoices: readonly EInvoiceView[];
  language: Language;
  folded?: boolean;
}) {
  const w = disbursementWords[language].eInvoice;
  if (invoices.length === 0) return <p class="e-invoice small soft">{w.none}</p>;
  return (
    <>
      {invoices.map((invoice) => {
        const title = w.title(invoice.series, invoice.number);
        const said = (
          <>
            <Facts rows={rowsOf(invoice, language)} />
            <p class="soft">{w.unsigned}</p>
          </>
        );
        return folded ? (
          <details class="e-invoice small">
            <summary>{title}</summary>
            {said}
          </details>
        ) : (
          <div class="e-invoice small">
            <strong>{title}</strong>
            {said}
          </div>
        );
      })}
    </>
  );
}

function rowsOf({ day, seller, buyer, netVnd, taxVnd, totalVnd, otherTotal }: EInvoiceView, language: Language): Row[] {
  const w = disbursementWords[language].eInvoice;
  const who = ({ name, taxCode }: Named) =>
    [name, taxCode === '' ? '' : w.tax(taxCode)].filter(Boolean).join(', ') || '–';
  const sum = (term: string, amountVnd: bigint | null, other = ''): Row[] =>
    amountVnd === null && other === '' ? [] : [[term, amountVnd === null ? other : formatVnd(amountVnd)]];
  return [
    ...(day === '' ? [] : ([[w.day, dayText(day)]] satisfies Row[])),
    [w.seller, who(seller)],
    [w.buyer, who(buyer)],
    ...sum(w.net, netVnd),
    ...sum(w.vat, taxVnd),
    ...sum(w.total, totalVnd, otherTotal),
  ];
}

/** What it says of the fields of a row, as they are typed; what it does not say is left out. */
export function fillsOf(invoice: EInvoiceView | undefined): Record<string, string> {
  if (invoice === undefined) return {};
  const { number, day, seller, totalVnd } = invoice;
  const said = {
    number,
    date: day === '' ? '' : dayText(day),
    seller: seller.name.slice(0, 200),
    taxCode: seller.taxCode,
    costVnd: totalVnd === null || totalVnd <= 0n ? '' : formatVnd(totalVnd).replace(/\s*₫$/, ''),
  };
  return Object.fromEntries(Object.entries(said).filter(([, text]) => text !== ''));
}
