import { formatAmount } from '../../workflows/rules/money.ts';
import type { PaperWords } from '../words/papers.ts';
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
import { makePaper, type Part } from './paper.ts';
import { table } from './table.ts';
import { bold, regular, unbroken } from './text.ts';

export type AwardLine = {
  readonly name: string;
  /** Support in whole đồng. */
  readonly amountVnd: bigint;
  /** The clause that allows it: "Điểm b khoản 2 Điều 10 Thông tư số 45/2019/TT-BTC". */
  readonly basis: string;
};

/** What an award decision says; form I.13 of Decree 268/2025, laid out after Decree 30/2020. */
export type AwardDecisionView = PaperView & {
  /** Who decides, as the line above the legal bases: "Giám đốc Sở Khoa học và Công nghệ". */
  readonly authority: string;
  /** Each with its instrument; the last one is usually who proposed it. Punctuation is added. */
  readonly legalBases: readonly string[];
  readonly projectName: string;
  readonly holder: {
    readonly name: string;
    /** "Mã số doanh nghiệp 0401234567", or how a team is represented. */
    readonly identity: string;
    readonly address: string;
  };
  /** "Ươm tạo", "Tiền ươm tạo", "Tăng tốc". */
  readonly stage: string;
  readonly durationMonths: number;
  readonly expectedResults: readonly string[];
  readonly lines: readonly AwardLine[];
  readonly totalVnd: bigint;
  /** The holder's own part in the supported items, as the application says it; null for none. */
  readonly matchingVnd: bigint | null;
  /** Where less is awarded than the council recommended: of which items, and why. '' where the reason was erased. */
  readonly less: {
    readonly recommendedVnd: bigint;
    readonly cuts: readonly { readonly name: string; readonly recommendedVnd: bigint; readonly awardedVnd: bigint }[];
    readonly reason: string;
  } | null;
  /** "Kinh phí sự nghiệp khoa học và công nghệ năm 2026". */
  readonly budgetSource: string;
  /** What the holder must do; article 2. */
  readonly conditions: readonly string[];
  /** Who carries the decision out, beside the holder: "Chánh Văn phòng Sở", …; article 3. */
  readonly responsible: readonly string[];
  readonly recipients: readonly string[];
  readonly signatory: Signatory;
};

/**
 * The decision that approves support for a project, as a PDF. Throws when the total is not the sum of its lines: such a
 * paper must not exist.
 */
export function awardDecision(view: AwardDecisionView, fonts: PaperFonts): Uint8Array {
  const sum = view.lines.reduce((total, line) => total + line.amountVnd, 0n);
  if (sum !== view.totalVnd) throw new Error(`award of ${view.totalVnd} đồng, but its lines make ${sum}`);
  const w = wordsOf(view);
  const subject = w.award.subject(view.projectName);
  const meta = {
    title: view.isPreview === true ? w.preview(subject) : w.decisionTitle(numberAndSymbol(view), subject),
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
    demonstration: view.demonstration === true,
    preview: view.isPreview === true,
    copyHeader: copyHeader(view),
  };
  return makePaper(meta, fonts, [
    ...copyMark(view, w.decision),
    nationalHeader(view),
    title(w.decision, subject),
    centred(view.authority.toLocaleUpperCase('vi'), 10),
    ...legalBases(view.legalBases),
    centred(w.decides),
    ...approval(view),
    ...duties(view),
    ...closing(view, view.recipients, view.signatory),
  ]);
}

function approval(view: AwardDecisionView): Part[] {
  const language = languageOf(view);
  const w = wordsOf(view);
  const a = w.award;
  const vnd = (amount: bigint) => unbroken(w.vnd(formatAmount(amount)));
  const item = (label: string, value: string) => paragraph([regular(`${label}: `), regular(value)], { gap: 6 });
  return [
    article(w, 1, a.approves),
    paragraph([regular(a.project), bold(view.projectName), regular('.')]),
    paragraph([
      regular(a.holder),
      bold(view.holder.name),
      regular(a.identity(view.holder.identity, view.holder.address)),
    ]),
    item(a.stage, `${view.stage}.`),
    item(a.duration, a.fromSigning(unbroken(w.months(view.durationMonths)))),
    paragraph(a.results, { keepWithNext: true }),
    ...view.expectedResults.map((result) => paragraph(`- ${ended(result)}`)),
    paragraph(
      [regular(a.amount), bold(vnd(view.totalVnd)), regular(`${inWordsToo(language, view.totalVnd)}${a.inTable}`)],
      { keepWithNext: true },
    ),
    table({
      columns: [
        { head: w.no, align: 'center', width: 30 },
        { head: w.line, align: 'left', share: 5 },
        { head: a.amountColumn, align: 'right', width: 'fit' },
        { head: a.basis, align: 'left', share: 4 },
      ],
      rows: view.lines.map((line, index) => [String(index + 1), line.name, formatAmount(line.amountVnd), line.basis]),
      foot: ['', w.total, formatAmount(view.totalVnd), ''],
      size: sizes.table,
    }),
    ...(view.less === null ? [] : cuts(w, view.less, vnd)),
    ...(view.matchingVnd === null
      ? []
      : [paragraph(`${a.matching(vnd(view.matchingVnd))}${inWordsToo(language, view.matchingVnd)}${a.matchingOf}`)]),
    paragraph(a.source(view.matchingVnd === null ? 7 : 8, ended(view.budgetSource))),
  ];
}

/** That less is awarded than was recommended, of each such item, and the reason of whoever decides. */
function cuts(
  { award: a }: PaperWords,
  { recommendedVnd, cuts: items, reason }: NonNullable<AwardDecisionView['less']>,
  vnd: (amount: bigint) => string,
) {
  const said = items.map((cut) =>
    a.cut(cut.name, vnd(cut.recommendedVnd), cut.awardedVnd === 0n ? a.cutAll : a.cutTo(vnd(cut.awardedVnd))),
  );
  return [
    paragraph(a.less(vnd(recommendedVnd)), { keepWithNext: true, gap: 10 }),
    ...said.map((one) => paragraph(`- ${ended(one)}`)),
    ...(reason === '' ? [] : [paragraph(a.reason(ended(reason.replace(/\s*\n\s*/g, ' '))))]),
  ];
}

function duties(view: AwardDecisionView): Part[] {
  const w = wordsOf(view);
  const responsible = [...view.responsible, view.holder.name].join('; ');
  return [
    article(w, 2, w.award.mustDo(view.holder.name), { keepWithNext: true }),
    ...view.conditions.map((condition, index) =>
      paragraph(`${w.letters[index] ?? String(index + 1)}) ${ended(condition)}`),
    ),
    article(w, 3, w.award.inForce),
    // The last article stays with the signature: no signature stands alone on a page.
    article(w, 4, w.carriedOut(responsible), { keepWithNext: true }),
  ];
}

const ended = (text: string): string => `${text.replace(/[;.\s]+$/, '')}.`;
