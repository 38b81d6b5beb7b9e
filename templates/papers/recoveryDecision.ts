import { formatAmount } from '../../workflows/rules/money.ts';
import { longDate } from '../parts/when.ts';
import type { RepaidInto } from '../words/papers.ts';
import {
  article,
  centred,
  closing,
  copyHeader,
  copyMark,
  inWordsToo,
  languageOf,
  legalBases,
  nationalHeader,
  numberAndSymbol,
  type PaperView,
  paragraph,
  type Signatory,
  sizes,
  title,
  wordsOf,
} from './decree30.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper } from './paper.ts';
import { table } from './table.ts';
import { bold, regular, unbroken } from './text.ts';

/** What a decision to take money back says. No form of the law is known for it: laid out as other decisions are. */
export type RecoveryDecisionView = PaperView & {
  readonly authority: string;
  readonly legalBases: readonly string[];
  readonly projectName: string;
  readonly holder: { readonly name: string; readonly identity: string; readonly address: string };
  /** Why; '' where it is not kept any more. */
  readonly reason: string;
  readonly lines: readonly { readonly name: string; readonly amountVnd: bigint }[];
  readonly totalVnd: bigint;
  /** 'YYYY-MM-DD': the last day to repay. */
  readonly repayBy: string;
  /** Where it is repaid to; left out where the paper does not say it. */
  readonly repaidInto?: RepaidInto;
  readonly responsible: readonly string[];
  readonly recipients: readonly string[];
  readonly signatory: Signatory;
};

/** The decision to recover support, as a PDF. Throws when the total is not the sum of its lines. */
export function recoveryDecision(view: RecoveryDecisionView, fonts: PaperFonts): Uint8Array {
  const sum = view.lines.reduce((total, line) => total + line.amountVnd, 0n);
  if (sum !== view.totalVnd) throw new Error(`recovery of ${view.totalVnd} đồng, but its lines make ${sum}`);
  const language = languageOf(view);
  const w = wordsOf(view);
  const r = w.recovery;
  const subject = r.subject(view.projectName);
  const meta = {
    title: w.decisionTitle(numberAndSymbol(view), subject),
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
    demonstration: view.demonstration === true,
    copyHeader: copyHeader(view),
  };
  const { holder, totalVnd } = view;
  const day = unbroken(longDate(view.repayBy, language));
  const reason = view.reason.replace(/[;.\s]+$/, '');
  return makePaper(meta, fonts, [
    ...copyMark(view, w.decision),
    nationalHeader(view),
    title(w.decision, subject),
    centred(view.authority.toLocaleUpperCase('vi'), 10),
    ...legalBases(view.legalBases),
    centred(w.decides),
    article(w, 1, [
      regular(r.recovers),
      bold(unbroken(w.vnd(formatAmount(totalVnd)))),
      regular(`${inWordsToo(language, totalVnd)}${r.ofSupport}`),
      bold(holder.name),
      regular(r.identity(holder.identity, holder.address)),
    ]),
    table({
      columns: [
        { head: w.no, align: 'center', width: 30 },
        { head: w.line, align: 'left', share: 1 },
        { head: r.amountColumn, align: 'right', width: 'fit' },
      ],
      rows: view.lines.map((line, index) => [String(index + 1), line.name, formatAmount(line.amountVnd)]),
      foot: ['', w.total, formatAmount(totalVnd)],
      size: sizes.table,
    }),
    ...(reason === '' ? [] : [paragraph(r.reason(reason))]),
    article(
      w,
      2,
      view.repaidInto === undefined ? r.repay(holder.name, day) : r.repayInto(holder.name, view.repaidInto, day),
    ),
    article(w, 3, r.inForce),
    article(w, 4, w.carriedOut([...view.responsible, holder.name].join('; ')), { keepWithNext: true }),
    ...closing(view, view.recipients, view.signatory),
  ]);
}
