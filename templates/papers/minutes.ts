import { amountInWords, formatAmount } from '../../workflows/rules/money.ts';
import {
  box,
  child,
  confirmation,
  longDate,
  nationalHeader,
  numberAndSymbol,
  type PaperView,
  paintStack,
  paragraph,
  sizes,
  stack,
  title,
  whole,
} from './decree30.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper, mm, type Part, sheet } from './paper.ts';
import { type Column, table } from './table.ts';
import { bold, regular, unbroken } from './text.ts';

export type CouncilOffice = 'chair' | 'viceChair' | 'member';

export type CouncilMember = {
  readonly name: string;
  readonly office: CouncilOffice;
  /** Whether this member sat in the meeting and cast a ballot. */
  readonly present: boolean;
  /** Whether this member declared a conflict of interest, and so did not vote. */
  readonly conflict: boolean;
  /** Why an absent member did not come, '' where nobody wrote it. */
  readonly absence: string;
  /** What the member wants to stand in the minutes, '' for nothing. */
  readonly opinion: string;
};

export type MinutesItem = {
  readonly name: string;
  /** For each member in the order of the list: the ballot, or null where none was cast. */
  readonly ballots: readonly ('pass' | 'fail' | null)[];
  /** Support in whole đồng that the council recommends; null where the item is not recommended. */
  readonly amountVnd: bigint | null;
};

/** What the minutes of a council's meeting say; form I.12 of Decree 268/2025, laid out after Decree 30/2020. */
export type MinutesView = PaperView & {
  readonly projectName: string;
  readonly applicant: string;
  readonly stage: string;
  /** The decision that set up the council; null leaves a line to be filled in by hand. So do place and form. */
  readonly establishedBy: string | null;
  readonly meetingPlace: string | null;
  /** "Trực tiếp", "Trực tuyến", "Trực tiếp kết hợp trực tuyến". */
  readonly meetingForm: string | null;
  /** The day of the meeting; null: the day of the minutes. */
  readonly meetingDay: string | null;
  /** "từ 14 giờ 00 đến 16 giờ 30"; null: the day alone. */
  readonly meetingHours: string | null;
  /** The chair first. */
  readonly members: readonly CouncilMember[];
  readonly guests: readonly string[];
  readonly secretary: string;
  /** How many must be present, and ballots for an item to pass, each with its clause: "Điều 12, 268/2025/NĐ-CP". */
  readonly quorum: { readonly needed: number; readonly basis: string };
  readonly itemPasses: { readonly needed: number; readonly basis: string };
  readonly items: readonly MinutesItem[];
  /** null: the council does not recommend support. */
  readonly conclusion: { readonly totalVnd: bigint; readonly months: number } | null;
  /** What is to be completed before the decision, why the council does not recommend, and what it adds; each '' for nothing. */
  readonly completion: string;
  readonly reason: string;
  readonly remark: string;
};

const offices: Readonly<Record<CouncilOffice, string>> = {
  chair: 'Chủ tịch',
  viceChair: 'Phó Chủ tịch',
  member: 'Ủy viên',
};

/** So many ballots can stand under words; more of them stand under letters. */
const mostInWords = 4;

/**
 * The minutes of the council that voted on an application, as a PDF. Throws when they would say what the ballots do not: a
 * total that its items do not make, an item recommended without the ballots that it needs, a ballot of somebody absent.
 */
export function minutes(view: MinutesView, fonts: PaperFonts): Uint8Array {
  check(view);
  const subject = `Họp Hội đồng đánh giá hồ sơ dự án khởi nghiệp sáng tạo “${view.projectName}”`;
  const meta = {
    title: `Biên bản số ${numberAndSymbol(view)}: ${subject}`,
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
  };
  return makePaper(meta, fonts, [
    nationalHeader(view),
    title('Biên bản', subject),
    ...general(view),
    ...voting(view),
    ...conclusion(view),
    signatures(view),
  ]);
}

function check(view: MinutesView): void {
  for (const item of view.items) {
    if (item.ballots.length !== view.members.length)
      throw new Error(`“${item.name}” has not one ballot for each member`);
    const absent = item.ballots.some((ballot, index) => ballot !== null && !view.members[index]!.present);
    if (absent) throw new Error(`an absent member has a ballot on “${item.name}”`);
    if (view.members.some((member) => member.conflict && member.present))
      throw new Error('a member with a conflict of interest has voted');
    if (item.amountVnd !== null && countOf(item, 'pass') < view.itemPasses.needed)
      throw new Error(
        `“${item.name}” is recommended with ${countOf(item, 'pass')} ballots of ${view.itemPasses.needed}`,
      );
  }
  const sum = view.items.reduce((total, item) => total + (item.amountVnd ?? 0n), 0n);
  const total = view.conclusion?.totalVnd ?? 0n;
  if (sum !== total) throw new Error(`minutes of ${total} đồng, but their items make ${sum}`);
}

const countOf = (item: MinutesItem, ballot: 'pass' | 'fail') => item.ballots.filter((cast) => cast === ballot).length;
const presentOf = (view: MinutesView) => view.members.filter((member) => member.present).length;
const twoDigits = (count: number) => String(count).padStart(2, '0');

const heading = (text: string): Part =>
  paragraph([bold(text)], { gap: 12, keepWithNext: true, tag: 'H2', align: 'left', indent: 0 });
const labelled = (label: string, value: string): Part => paragraph([regular(`${label}: `), regular(value)]);
const toFill = '.'.repeat(60);
/** A text of several lines, in one. */
const inLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replace(/[;.\s]+$/, '');
const ended = (text: string): string => `${text.replace(/[;.\s]+$/, '')}.`;

/** '02 thành viên (An, Ủy viên; Bình, Ủy viên)' */
const listed = (members: readonly CouncilMember[]): string =>
  `${unbroken(`${twoDigits(members.length)} thành viên`)} (${members.map((member) => [unbroken(member.name), offices[member.office], ...(member.absence === '' ? [] : [inLine(member.absence)])].join(', ')).join('; ')}).`;

function general(view: MinutesView): Part[] {
  const absent = view.members.filter((member) => !member.present && !member.conflict);
  const conflicted = view.members.filter((member) => member.conflict);
  const sitting = presentOf(view);
  const day = unbroken(longDate(view.meetingDay ?? view.issuedOn));
  const missing = absent.length === 0 ? 'không có.' : listed(absent);
  const excluded =
    conflicted.length === 0 ? '' : ` Không bỏ phiếu vì đã khai có xung đột lợi ích: ${listed(conflicted)}`;
  return [
    heading('I. THÔNG TIN CHUNG'),
    paragraph([regular('1. Tên dự án: '), bold(view.projectName), regular('.')]),
    labelled('2. Bên đăng ký', `${view.applicant}; giai đoạn hỗ trợ: ${view.stage}.`),
    labelled('3. Quyết định thành lập Hội đồng', view.establishedBy === null ? toFill : ended(view.establishedBy)),
    labelled('4. Thời gian', `${view.meetingHours === null ? '' : `${view.meetingHours}, `}${day}.`),
    labelled('5. Địa điểm', view.meetingPlace === null ? toFill : ended(view.meetingPlace)),
    labelled('6. Hình thức họp', view.meetingForm === null ? toFill : ended(view.meetingForm)),
    paragraph([
      regular('7. Số thành viên Hội đồng có mặt trên tổng số: '),
      bold(unbroken(`${sitting}/${view.members.length}`)),
      regular(
        `, ${sitting < view.quorum.needed ? 'không đủ' : 'đủ'} điều kiện họp (tối thiểu ${unbroken(`${view.quorum.needed} thành viên`)}, ${view.quorum.basis}). Vắng mặt: ${missing}${excluded}`,
      ),
    ]),
    labelled('8. Đại biểu tham dự', view.guests.length === 0 ? 'không có.' : ended(view.guests.join('; '))),
    labelled('9. Thư ký phiên họp', ended(view.secretary)),
  ];
}

function voting(view: MinutesView): Part[] {
  if (view.items.length === 0) return [];
  const { needed, basis } = view.itemPasses;
  const ballots = presentOf(view);
  const words = view.items.length <= mostInWords;
  const [pass, fail] = words ? ['Đạt', 'Không đạt'] : ['Đ', 'K'];
  const shown = { pass, fail } as const;
  const legend = words ? '' : '; Đ: đạt, K: không đạt';
  const columns: Column[] = view.items.map((_, index) => ({
    head: `(${index + 1})`,
    align: 'center',
    width: words ? 62 : 30,
  }));
  return [
    heading('II. KẾT QUẢ BỎ PHIẾU'),
    paragraph(
      `1. Kết quả theo từng nội dung. Nội dung đạt khi có ít nhất ${unbroken(`${needed}/${ballots} phiếu`)} “Đạt” (${basis}).`,
      { keepWithNext: true },
    ),
    table({
      columns: [
        { head: 'TT', align: 'center', width: 30 },
        { head: 'Nội dung tài trợ, hỗ trợ', align: 'left', share: 1 },
        { head: 'Số phiếu “Đạt”', align: 'center', width: 62 },
        { head: 'Số phiếu “Không đạt”', align: 'center', width: 76 },
        { head: 'Kết quả', align: 'center', width: 66 },
      ],
      rows: view.items.map((item, index) => [
        `(${index + 1})`,
        item.name,
        `${countOf(item, 'pass')}/${ballots}`,
        `${countOf(item, 'fail')}/${ballots}`,
        [bold(countOf(item, 'pass') >= needed ? 'Đạt' : 'Không đạt')],
      ]),
      size: sizes.table,
    }),
    paragraph(
      `2. Phiếu của từng thành viên. Cột (1)${view.items.length > 1 ? ` đến (${view.items.length})` : ''} ứng với nội dung cùng số ở bảng trên${legend}.`,
      { keepWithNext: true, gap: 10 },
    ),
    table({
      columns: [
        { head: 'TT', align: 'center', width: 30 },
        { head: 'Họ và tên', align: 'left', share: 1 },
        { head: 'Chức danh', align: 'left', width: 'fit' },
        ...columns,
      ],
      rows: view.members.map(({ name, office, present, conflict }, member) => [
        String(member + 1),
        present ? name : [regular(`${name} (${conflict ? 'xung đột lợi ích' : 'vắng mặt'})`)],
        offices[office],
        ...view.items.map((item) => {
          const ballot = item.ballots[member] ?? null;
          return ballot === null ? '–' : shown[ballot];
        }),
      ]),
      size: sizes.table,
    }),
  ];
}

function conclusion(view: MinutesView): Part[] {
  const last = paragraph(
    'Thư ký đã công bố kết quả tại phiên họp. Biên bản được đọc lại và thông qua tại phiên họp./.',
    { keepWithNext: true, gap: 10 },
  );
  const said = (label: string, text: string): Part[] =>
    text === '' ? [] : [paragraph(`${label}: ${ended(inLine(text))}`, { gap: 10 })];
  const opinions = view.members.flatMap(({ name, opinion }) =>
    said(`Ý kiến của thành viên ${unbroken(name)}`, opinion),
  );
  if (view.conclusion === null)
    return [
      heading('III. KẾT LUẬN CỦA HỘI ĐỒNG'),
      paragraph([bold('Hội đồng không đề nghị hỗ trợ dự án.')]),
      ...said('Lý do', view.reason),
      ...opinions,
      ...said('Ý kiến khác', view.remark),
      last,
    ];
  const { totalVnd, months } = view.conclusion;
  const recommended = view.items.filter((item) => item.amountVnd !== null);
  return [
    heading('III. KẾT LUẬN CỦA HỘI ĐỒNG'),
    paragraph(
      [
        regular('Hội đồng đề nghị hỗ trợ dự án với tổng kinh phí '),
        bold(unbroken(`${formatAmount(totalVnd)} đồng`)),
        regular(
          ` (bằng chữ: ${amountInWords(totalVnd, 'vi')}), thời gian thực hiện ${unbroken(`${months} tháng`)} kể từ ngày ký hợp đồng, theo các nội dung sau:`,
        ),
      ],
      { keepWithNext: true },
    ),
    table({
      columns: [
        { head: 'TT', align: 'center', width: 26 },
        { head: 'Nội dung tài trợ, hỗ trợ', align: 'left', share: 5 },
        { head: 'Kết quả đầu ra', align: 'left', share: 5 },
        { head: 'Thời gian thực hiện', align: 'center', width: 52 },
        { head: 'Kinh phí (đồng)', align: 'right', width: 'fit' },
        { head: 'Hồ sơ thanh toán', align: 'left', share: 4 },
        { head: 'Ghi chú', align: 'left', width: 40 },
      ],
      rows: recommended.map((item, index) => [
        String(index + 1),
        item.name,
        'Theo thuyết minh dự án',
        unbroken(`${months} tháng`),
        formatAmount(item.amountVnd!),
        'Theo hợp đồng',
        '',
      ]),
      foot: ['', 'Tổng cộng', '', '', formatAmount(totalVnd), '', ''],
      size: 11,
    }),
    ...said('Nội dung cần hoàn thiện trước khi quyết định', view.completion),
    ...opinions,
    ...said('Ý kiến khác', view.remark),
    last,
  ];
}

/** The secretary at the left, who chaired at the right, and below them the code that confirms the paper. */
function signatures(view: MinutesView): Part {
  const chair =
    view.members.find(({ office, present }) => office === 'chair' && present) ??
    view.members.find(({ office, present }) => office === 'viceChair' && present);
  const signers = [
    { role: 'Thư ký', name: view.secretary },
    {
      role: chair?.office === 'viceChair' ? 'Phó Chủ tịch Hội đồng' : 'Chủ tịch Hội đồng',
      name: chair?.name ?? '',
    },
  ];
  return (pen, root) => {
    const half = sheet.body / 2;
    const columns = signers.map(({ role, name }, index) => {
      const place = { x: sheet.left + index * half, width: half, align: 'center' as const, size: sizes.body };
      return {
        head: [
          box(pen, role.toLocaleUpperCase('vi'), { ...place, face: 'bold' }),
          box(pen, '(Ký, ghi rõ họ tên)', { ...place, face: 'italic' }),
        ],
        name: box(pen, name === '' ? ' ' : unbroken(name), { ...place, face: 'bold' }),
      };
    });
    const seal = confirmation(pen, view, { x: sheet.left, width: mm(105) });
    const nameTop = Math.max(...columns.map(({ head }) => stack(head))) + mm(24);
    const sealTop = nameTop + Math.max(...columns.map(({ name }) => name.height)) + 16;
    return whole(14, sealTop + seal.height, (y) => {
      for (const { head, name } of columns) {
        paintStack(pen, root, head, y);
        name.paint(y + nameTop, child(pen, root, 'P'));
      }
      seal.paint(y + sealTop, root);
    });
  };
}
