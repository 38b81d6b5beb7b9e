// The invoices of a request: what was asked with each, what was accepted of it, and what whoever checks has to look at.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { AttachedFile } from '../../parts/attached.tsx';
import { EInvoices } from '../../parts/e-invoice.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import type { Language } from '../../words/words.ts';
import type { EarlierView, InvoiceView, RequestView } from './request.tsx';

/** What a row is known by; `bare` leaves its files out, where a heading says it. */
export function Invoice({ invoice, language, bare }: { invoice: InvoiceView; language: Language; bare?: boolean }) {
  const { number, date } = invoice;
  const text =
    [number, date === '' ? '' : dayText(date)].filter(Boolean).join(', ') || invoice.what || invoice.lineName;
  return (
    <>
      {text}
      {!bare && <InvoiceFiles invoice={invoice} language={language} />}
    </>
  );
}

/** The files of a row. */
export function InvoiceFiles({ invoice, language }: { invoice: InvoiceView; language: Language }) {
  const { files } = invoice;
  return (
    <>
      {files.length > 0 && (
        <ul class="papers small">
          {files.map((file) => (
            <li>
              <AttachedFile {...file} language={language} />
              {file.eInvoices !== null && <EInvoices invoices={file.eInvoices} language={language} folded />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** 'Lần trước chấp nhận 4.000.000 ₫ trên 5.000.000 ₫: lý do', and whether the row has changed since. */
export function Earlier({ earlier, language }: { earlier: EarlierView; language: Language }) {
  const w = disbursementWords[language].earlier;
  const { at, by, askedVnd, acceptedVnd, isLess, reason, hasChanged } = earlier;
  return (
    <span class={isLess ? 'capnote why small' : 'capnote small'}>
      {isLess ? w.less(formatVnd(acceptedVnd), formatVnd(askedVnd)) : w.whole(formatVnd(acceptedVnd))}
      {reason === '' ? '' : `: ${reason}`} ({[by, dayTextOf(at)].filter(Boolean).join(', ')}).{' '}
      {hasChanged && <strong>{w.changed}</strong>}
    </span>
  );
}

/** What whoever checks a row has to look at: its day, and where else its number or its files stand. */
export function InvoiceNotes({ invoice, language }: { invoice: InvoiceView; language: Language }) {
  const w = disbursementWords[language];
  return (
    <>
      {invoice.earlier !== null && <Earlier earlier={invoice.earlier} language={language} />}
      {invoice.remark !== '' && <span class="capnote twin small">{invoice.remark}</span>}
      {invoice.differs.map((text) => (
        <span class="capnote twin small">{text}</span>
      ))}
      {invoice.elsewhere.map(({ code, tranche, href, sameFile }) => (
        <span class="capnote twin small">
          {sameFile ? w.fileAlsoIn : w.invoiceAlsoIn} <a href={href}>{code}</a>, {w.tranche(tranche).toLowerCase()}
        </span>
      ))}
      {invoice.ownCompany !== null && <span class="capnote twin small">{w.ownCompany(invoice.ownCompany)}</span>}
      {invoice.within.map(({ row, sameFile }) => (
        <span class="capnote twin small">
          {sameFile ? w.fileAlsoAt : w.invoiceAlsoAt} {w.row(row + 1)}
        </span>
      ))}
    </>
  );
}

const isLess = ({ askedVnd, acceptedVnd, costVnd, acceptedCostVnd }: InvoiceView) =>
  acceptedVnd !== null && (acceptedVnd !== askedVnd || (acceptedCostVnd ?? costVnd) !== costVnd);

/** Whether whoever checks a row has something to look at. */
export const isNoted = ({ remark, differs, elsewhere, within, ownCompany }: InvoiceView) =>
  remark !== '' || ownCompany !== null || [differs, elsewhere, within].some(({ length }) => length > 0);

const hasNotes = (invoice: InvoiceView) =>
  isLess(invoice) || invoice.reason !== '' || invoice.earlier !== null || isNoted(invoice);

/** 'Đề nghị …, chấp nhận …, không chấp nhận …: lý do', where less was accepted than asked. */
function Outcome({ invoice, language }: { invoice: InvoiceView; language: Language }) {
  const w = disbursementWords[language];
  const { askedVnd, acceptedVnd, costVnd, acceptedCostVnd, reason } = invoice;
  if (acceptedVnd === null || (!isLess(invoice) && reason === '')) return null;
  const said = !isLess(invoice)
    ? w.acceptedNoted
    : acceptedVnd === askedVnd
      ? w.lessCost(formatVnd(costVnd), formatVnd(acceptedCostVnd ?? costVnd))
      : w.lessAccepted(formatVnd(askedVnd), formatVnd(acceptedVnd), formatVnd(askedVnd - acceptedVnd));
  return (
    <span class={isLess(invoice) ? 'capnote why small' : 'capnote small'}>
      {said}
      {reason === '' ? '.' : `: ${reason}`}
    </span>
  );
}

/** All that was sent, row by row, with what it comes to. `of` tells it from others on the same page. */
export function Evidence({ view, language, of = '' }: { view: RequestView; language: Language; of?: string }) {
  const w = disbursementWords[language];
  const { invoices, nettedVnd } = view;
  const isVerified = invoices.some(({ acceptedVnd }) => acceptedVnd !== null);
  return (
    <section aria-labelledby={`evidence${of}`}>
      <h2 id={`evidence${of}`}>{w.evidenceTitle}</h2>
      {!view.hasDetail && <p class="soft">{w.noDetail}</p>}
      <table class="stack invoices">
        <thead>
          <tr>
            <th scope="col">{w.invoice}</th>
            <th scope="col">{w.seller1}</th>
            <th scope="col">{w.line}</th>
            <th scope="col" class="num">
              {w.asked}
            </th>
            {isVerified && (
              <th scope="col" class="num">
                {w.accepted}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <>
              <tr class={hasNotes(invoice) ? 'noted' : undefined}>
                <td>
                  <span>
                    <Invoice invoice={invoice} language={language} />
                    <span class="capnote soft small">{invoice.what}</span>
                  </span>
                </td>
                <td data-label={w.seller1}>
                  <span>
                    {invoice.seller || '–'}
                    {invoice.taxCode !== '' && <span class="capnote soft small">{w.tax(invoice.taxCode)}</span>}
                  </span>
                </td>
                <td data-label={w.line}>
                  <span>
                    {invoice.lineName}
                    {invoice.unit !== '' && <span class="capnote soft small">{invoice.unit}</span>}
                    <span class="capnote soft small">
                      {w.costShort}:{' '}
                      <span class="whole">
                        {formatAmount(invoice.byCost ? (invoice.acceptedCostVnd ?? invoice.costVnd) : invoice.costVnd)}
                      </span>
                    </span>
                  </span>
                </td>
                <td class="num" data-label={w.asked}>
                  {formatAmount(invoice.askedVnd)}
                </td>
                {isVerified && (
                  <td class="num" data-label={w.accepted}>
                    {formatAmount(invoice.acceptedVnd ?? 0n)}
                  </td>
                )}
              </tr>
              {hasNotes(invoice) && (
                <tr class="notes">
                  <td colspan={isVerified ? 5 : 4}>
                    <span>
                      <Outcome invoice={invoice} language={language} />
                      <InvoiceNotes invoice={invoice} language={language} />
                    </span>
                  </td>
                </tr>
              )}
            </>
          ))}
          {nettedVnd > 0n && (
            <tr>
              <td colspan={3}>{w.netted}</td>
              <td />
              <td class="num" data-label={w.accepted}>
                −{formatAmount(nettedVnd)}
              </td>
            </tr>
          )}
          <tr class="total">
            <td>{w.total}</td>
            <td />
            <td />
            <td class="num" data-label={w.asked}>
              {formatAmount(view.askedVnd)}
            </td>
            {isVerified && (
              <td class="num" data-label={w.accepted}>
                {formatAmount(view.amountVnd)}
              </td>
            )}
          </tr>
        </tbody>
      </table>
    </section>
  );
}
