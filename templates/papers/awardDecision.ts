import { amountInWords, formatAmount } from '../../workflows/rules/money.ts';
import {
  article,
  centred,
  closing,
  legalBases,
  nationalHeader,
  numberAndSymbol,
  type PaperView,
  paragraph,
  type Signatory,
  sizes,
  title,
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
  const subject = `Về việc phê duyệt hỗ trợ dự án khởi nghiệp sáng tạo “${view.projectName}”`;
  const meta = {
    title: view.isPreview === true ? `Bản xem trước: ${subject}` : `Quyết định số ${numberAndSymbol(view)}: ${subject}`,
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
    preview: view.isPreview === true,
  };
  return makePaper(meta, fonts, [
    nationalHeader(view),
    title('Quyết định', subject),
    centred(view.authority.toLocaleUpperCase('vi'), 10),
    ...legalBases(view.legalBases),
    centred('QUYẾT ĐỊNH:'),
    ...approval(view),
    ...duties(view),
    ...closing(view, view.recipients, view.signatory),
  ]);
}

function approval(view: AwardDecisionView): Part[] {
  const vnd = (amount: bigint) => unbroken(`${formatAmount(amount)} đồng`);
  const item = (label: string, value: string) => paragraph([regular(`${label}: `), regular(value)], { gap: 6 });
  return [
    article(1, 'Phê duyệt hỗ trợ kinh phí từ ngân sách nhà nước để thực hiện dự án sau đây:'),
    paragraph([regular('1. Tên dự án: '), bold(view.projectName), regular('.')]),
    paragraph([
      regular('2. Bên được hỗ trợ: '),
      bold(view.holder.name),
      regular(`; ${view.holder.identity}; địa chỉ: ${view.holder.address}.`),
    ]),
    item('3. Giai đoạn hỗ trợ', `${view.stage}.`),
    item('4. Thời gian thực hiện', `${unbroken(`${view.durationMonths} tháng`)} kể từ ngày ký hợp đồng.`),
    paragraph('5. Kết quả dự kiến:', { keepWithNext: true }),
    ...view.expectedResults.map((result) => paragraph(`- ${ended(result)}`)),
    paragraph(
      [
        regular('6. Kinh phí hỗ trợ: '),
        bold(vnd(view.totalVnd)),
        regular(` (bằng chữ: ${amountInWords(view.totalVnd, 'vi')}), gồm các nội dung chi trong bảng sau.`),
      ],
      { keepWithNext: true },
    ),
    table({
      columns: [
        { head: 'TT', align: 'center', width: 30 },
        { head: 'Nội dung chi', align: 'left', share: 5 },
        { head: 'Kinh phí hỗ trợ (đồng)', align: 'right', width: 'fit' },
        { head: 'Căn cứ', align: 'left', share: 4 },
      ],
      rows: view.lines.map((line, index) => [String(index + 1), line.name, formatAmount(line.amountVnd), line.basis]),
      foot: ['', 'Tổng cộng', formatAmount(view.totalVnd), ''],
      size: sizes.table,
    }),
    ...(view.less === null ? [] : cuts(view.less, vnd)),
    ...(view.matchingVnd === null
      ? []
      : [
          paragraph(
            `7. Vốn đối ứng của bên được hỗ trợ: ${vnd(view.matchingVnd)} (bằng chữ: ${amountInWords(view.matchingVnd, 'vi')}), theo hồ sơ, cho các nội dung được hỗ trợ.`,
          ),
        ]),
    paragraph(`${view.matchingVnd === null ? 7 : 8}. Nguồn kinh phí: ${ended(view.budgetSource)}`),
  ];
}

/** That less is awarded than was recommended, of each such item, and the reason of whoever decides. */
function cuts(
  { recommendedVnd, cuts: items, reason }: NonNullable<AwardDecisionView['less']>,
  vnd: (amount: bigint) => string,
) {
  const said = items.map((cut) => {
    const awarded = cut.awardedVnd === 0n ? 'không hỗ trợ' : `hỗ trợ ${vnd(cut.awardedVnd)}`;
    return `${cut.name}: Hội đồng đề nghị ${vnd(cut.recommendedVnd)}, ${awarded}`;
  });
  const intro = `Kinh phí hỗ trợ thấp hơn mức ${vnd(recommendedVnd)} mà Hội đồng đề nghị, ở các nội dung sau:`;
  return [
    paragraph(intro, { keepWithNext: true, gap: 10 }),
    ...said.map((one) => paragraph(`- ${ended(one)}`)),
    ...(reason === '' ? [] : [paragraph(`Lý do: ${ended(reason.replace(/\s*\n\s*/g, ' '))}`)]),
  ];
}

function duties(view: AwardDecisionView): Part[] {
  const responsible = [...view.responsible, view.holder.name].join('; ');
  return [
    article(2, `${view.holder.name} có trách nhiệm:`, { keepWithNext: true }),
    ...view.conditions.map((condition, index) => paragraph(`${letter(index)}) ${ended(condition)}`)),
    article(3, 'Quyết định này có hiệu lực kể từ ngày ký.'),
    // The last article stays with the signature: no signature stands alone on a page.
    article(4, `${responsible} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.`, {
      keepWithNext: true,
    }),
  ];
}

const ended = (text: string): string => `${text.replace(/[;.\s]+$/, '')}.`;

/** The order of points in Vietnamese law: a, b, c, d, đ, e, … */
const letter = (index: number): string => 'abcdđeghiklmnopqrstuvxy'[index] ?? String(index + 1);
