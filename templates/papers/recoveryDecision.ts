import { amountInWords, formatAmount } from '../../workflows/rules/money.ts';
import {
  article,
  centred,
  closing,
  legalBases,
  longDate,
  nationalHeader,
  numberAndSymbol,
  type PaperView,
  paragraph,
  type Signatory,
  sizes,
  title,
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
  readonly responsible: readonly string[];
  readonly recipients: readonly string[];
  readonly signatory: Signatory;
};

/** The decision to recover support, as a PDF. Throws when the total is not the sum of its lines. */
export function recoveryDecision(view: RecoveryDecisionView, fonts: PaperFonts): Uint8Array {
  const sum = view.lines.reduce((total, line) => total + line.amountVnd, 0n);
  if (sum !== view.totalVnd) throw new Error(`recovery of ${view.totalVnd} đồng, but its lines make ${sum}`);
  const subject = `Về việc thu hồi kinh phí hỗ trợ dự án khởi nghiệp sáng tạo “${view.projectName}”`;
  const meta = {
    title: `Quyết định số ${numberAndSymbol(view)}: ${subject}`,
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
  };
  const { holder, totalVnd } = view;
  const reason = view.reason.replace(/[;.\s]+$/, '');
  return makePaper(meta, fonts, [
    nationalHeader(view),
    title('Quyết định', subject),
    centred(view.authority.toLocaleUpperCase('vi'), 10),
    ...legalBases(view.legalBases),
    centred('QUYẾT ĐỊNH:'),
    article(1, [
      regular('Thu hồi '),
      bold(unbroken(`${formatAmount(totalVnd)} đồng`)),
      regular(` (bằng chữ: ${amountInWords(totalVnd, 'vi')}) kinh phí đã hỗ trợ từ ngân sách nhà nước của `),
      bold(holder.name),
      regular(`; ${holder.identity}; địa chỉ: ${holder.address}, theo bảng sau.`),
    ]),
    table({
      columns: [
        { head: 'TT', align: 'center', width: 30 },
        { head: 'Nội dung chi', align: 'left', share: 1 },
        { head: 'Kinh phí thu hồi (đồng)', align: 'right', width: 'fit' },
      ],
      rows: view.lines.map((line, index) => [String(index + 1), line.name, formatAmount(line.amountVnd)]),
      foot: ['', 'Tổng cộng', formatAmount(totalVnd)],
      size: sizes.table,
    }),
    ...(reason === '' ? [] : [paragraph(`Lý do thu hồi: ${reason}.`)]),
    article(
      2,
      `${holder.name} nộp đủ số tiền nêu tại Điều 1 vào ngân sách nhà nước chậm nhất ${unbroken(longDate(view.repayBy))}.`,
    ),
    article(3, 'Quyết định này có hiệu lực kể từ ngày ký và là căn cứ để Kho bạc Nhà nước thực hiện thu hồi.'),
    article(
      4,
      `${[...view.responsible, holder.name].join('; ')} và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.`,
      { keepWithNext: true },
    ),
    ...closing(view, view.recipients, view.signatory),
  ]);
}
