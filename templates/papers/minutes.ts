import { amountInWords, formatAmount } from '../../workflows/rules/money.ts';
import { dayText } from '../parts/when.ts';
import { reviewsWords } from '../words/reviews.ts';
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

/**
 * What is known of a member at the meeting: that a ballot was cast, or why none was. 'present': there, and did not vote;
 * 'unknown': nobody said why.
 */
export type CouncilSeat = 'voted' | 'excused' | 'unexcused' | 'present' | 'conflict' | 'unknown';

/** That a conflict of interest was declared together with the ballot; else on which day, and on which side of the meeting. */
export type DeclaredWhen =
  | 'atOnce'
  | { readonly day: string; readonly side: 'before' | 'during' | 'after' | 'unknown' };

export type CouncilMember = {
  readonly name: string;
  readonly office: CouncilOffice;
  readonly seat: CouncilSeat;
  /** Why no ballot was cast, '' where nobody wrote it. */
  readonly why: string;
  /** When this member, who voted, declared a conflict of interest: the ballot stands. null where none was declared. */
  readonly declared: DeclaredWhen | null;
  /** What the member wants to stand in the minutes, '' for nothing. */
  readonly opinion: string;
};

type Seated = { readonly name: string; readonly office: CouncilOffice };

/** A council that was composed anew before it met: when and by whom, who went, who came, and who of the others got an office. */
export type MinutesRecomposition = {
  readonly day: string;
  readonly by: string;
  readonly out: readonly (Seated & { readonly conflicted: boolean })[];
  readonly into: readonly Seated[];
  readonly risen: readonly Seated[];
};

export type MinutesItem = {
  readonly name: string;
  /** For each member in the order of the list: the ballot, or null where none was cast. */
  readonly ballots: readonly ('pass' | 'fail' | null)[];
  /** Support in whole đồng that the council recommends; null where the item is not recommended. */
  readonly amountVnd: bigint | null;
  /** What comes of it, and what is handed in to be paid; '' leaves a line to be filled in by hand. */
  readonly outcome: string;
  readonly paymentFile: string;
};

/** What the minutes of a council's meeting say; form I.12 of Decree 268/2025, laid out after Decree 30/2020. */
export type MinutesView = PaperView & {
  readonly projectName: string;
  readonly applicant: string;
  readonly stage: string;
  /** The decision that set up the council; null leaves a line to be filled in by hand, here and below. */
  readonly establishedBy: string | null;
  readonly meetingPlace: string | null;
  /** "Trực tiếp", "Trực tuyến", "Trực tiếp kết hợp trực tuyến". */
  readonly meetingForm: string | null;
  readonly meetingDay: string | null;
  /** "từ 14 giờ 00 đến 16 giờ 30" */
  readonly meetingHours: string | null;
  /** The chair first. */
  readonly members: readonly CouncilMember[];
  readonly recomposed: readonly MinutesRecomposition[];
  /** Who declared a conflict of interest without ever having sat on the council. */
  readonly declaredBeside: readonly { readonly name: string; readonly reviewed: boolean }[];
  readonly guests: readonly string[] | null;
  readonly secretary: string | null;
  /** Who recorded the conclusion. */
  readonly recordedBy: string;
  /** What the secretary has declared of the meeting; what was not declared is not said. */
  readonly announced: boolean;
  readonly readBack: boolean;
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

/** Those who cast no ballot, as they are listed, and as it stands behind their names in the table. */
const withoutBallot: readonly { seat: CouncilSeat; listed: string; short: string }[] = [
  { seat: 'excused', listed: 'Vắng mặt có lý do', short: 'vắng mặt' },
  { seat: 'unexcused', listed: 'Vắng mặt không có lý do', short: 'vắng mặt' },
  { seat: 'present', listed: 'Có mặt nhưng không bỏ phiếu', short: 'có mặt, không bỏ phiếu' },
  { seat: 'conflict', listed: 'Không tham gia do xung đột lợi ích', short: 'xung đột lợi ích' },
  { seat: 'unknown', listed: 'Không bỏ phiếu', short: 'không bỏ phiếu' },
];

/** So many ballots can stand under words; more of them stand under letters. */
const mostInWords = 4;

/**
 * The minutes of the council that voted on an application, as a PDF. Throws when they would say what the ballots do not: a
 * total that its items do not make, an item recommended without the ballots that it needs, a ballot of somebody who cast none.
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
    const uncast = item.ballots.some((ballot, index) => ballot !== null && view.members[index]!.seat !== 'voted');
    if (uncast) throw new Error(`a member who cast no ballot has one on “${item.name}”`);
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
/** How many count as present: those whose ballots were cast, as the conclusion was decided by. */
const presentOf = (view: MinutesView) => view.members.filter(({ seat }) => seat === 'voted').length;
const twoDigits = (count: number) => String(count).padStart(2, '0');

const heading = (text: string): Part =>
  paragraph([bold(text)], { gap: 12, keepWithNext: true, tag: 'H2', align: 'left', indent: 0 });
const labelled = (label: string, value: string): Part => paragraph([regular(`${label}: `), regular(value)]);
const toFill = '.'.repeat(60);
/** The same in a cell of a table. */
const dots = '.'.repeat(12);
/** A text of several lines, in one. */
const inLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replace(/[;.\s]+$/, '');
const ended = (text: string): string => `${text.replace(/[;.\s]+$/, '')}.`;

/** '02 thành viên (An, Ủy viên; Bình, Ủy viên)' */
const listed = (members: readonly CouncilMember[]): string =>
  `${unbroken(`${twoDigits(members.length)} thành viên`)} (${members.map((member) => [unbroken(member.name), offices[member.office], ...(member.why === '' ? [] : [`lý do: ${inLine(member.why)}`])].join(', ')).join('; ')}).`;

function general(view: MinutesView): Part[] {
  const sitting = presentOf(view);
  const filled = (text: string | null) => (text === null || text === '' ? toFill : ended(text));
  const day = view.meetingDay === null ? null : unbroken(longDate(view.meetingDay));
  const guests = view.guests?.length === 0 ? 'không có' : (view.guests?.join('; ') ?? null);
  const { secretary, recordedBy } = view;
  return [
    heading('I. THÔNG TIN CHUNG'),
    paragraph([regular('1. Tên dự án: '), bold(view.projectName), regular('.')]),
    labelled('2. Bên đăng ký', `${view.applicant}; giai đoạn hỗ trợ: ${view.stage}.`),
    labelled('3. Quyết định thành lập Hội đồng', filled(view.establishedBy)),
    labelled('4. Thời gian', filled([view.meetingHours, day].filter((text) => text !== null).join(', '))),
    labelled('5. Địa điểm', filled(view.meetingPlace)),
    labelled('6. Hình thức họp', filled(view.meetingForm)),
    paragraph([
      regular('7. Số thành viên Hội đồng có mặt (tính theo phiếu đã bỏ) trên tổng số: '),
      bold(unbroken(`${sitting}/${view.members.length}`)),
      regular(
        `, ${sitting < view.quorum.needed ? 'không đủ' : 'đủ'} điều kiện họp (tối thiểu ${unbroken(`${view.quorum.needed} thành viên`)}, ${view.quorum.basis}). ${attendance(view).join(' ')}`,
      ),
    ]),
    ...composedAnew(view),
    labelled('8. Đại biểu tham dự', filled(guests)),
    labelled('9. Thư ký phiên họp', filled(secretary)),
    ...(secretary === recordedBy ? [] : [labelled('10. Người ghi kết luận trên hệ thống', ended(recordedBy))]),
  ];
}

/** How the council came to sit as it does, and who else declared a conflict of interest. What it is stands in no minutes. */
function composedAnew({ recomposed, declaredBeside }: MinutesView): Part[] {
  const people = (some: readonly (Seated & { conflicted?: boolean })[]) =>
    `${unbroken(`${twoDigits(some.length)} thành viên`)} (${some
      .map(({ name, office, conflicted }) =>
        [unbroken(name), offices[office], ...(conflicted === true ? ['đã khai có xung đột lợi ích'] : [])].join(', '),
      )
      .join('; ')}).`;
  const beside = declaredBeside.map(
    ({ name, reviewed }) => `${unbroken(name)}${reviewed ? ', chuyên gia đánh giá' : ''}`,
  );
  return [
    ...recomposed.map(({ day, by, out, into, risen }) =>
      paragraph(
        [
          `Hội đồng được lập lại ${unbroken(longDate(day))}, do ${unbroken(by)} ghi trên hệ thống.`,
          ...(out.length === 0 ? [] : [`Thôi tham gia: ${people(out)}`]),
          ...(into.length === 0 ? [] : [`Tham gia mới: ${people(into)}`]),
          ...risen.map(({ name, office }) => `${offices[office]} Hội đồng từ đó: ${unbroken(name)}.`),
        ].join(' '),
      ),
    ),
    ...(beside.length === 0
      ? []
      : [paragraph(`Ngoài thành viên Hội đồng, đã khai có xung đột lợi ích với hồ sơ: ${beside.join('; ')}.`)]),
  ];
}

/** Who cast no ballot and why, as far as somebody said it. */
function attendance({ members }: MinutesView): string[] {
  const groups = withoutBallot
    .map(({ seat, listed: label }) => ({ seat, label, those: members.filter((member) => member.seat === seat) }))
    .filter(({ those }) => those.length > 0);
  const mayBeAbsent: readonly CouncilSeat[] = ['excused', 'unexcused', 'unknown'];
  const atOnce = members.filter(({ declared }) => declared === 'atOnce');
  const later = members.flatMap(({ name, office, declared }) =>
    declared === null || declared === 'atOnce'
      ? []
      : [
          [
            unbroken(name),
            offices[office],
            `khai ${reviewsWords.vi.council.declaredOn[declared.side](dayText(declared.day))}`,
          ].join(', '),
        ],
  );
  return [
    ...(groups.some(({ seat }) => mayBeAbsent.includes(seat)) ? [] : ['Vắng mặt: không có.']),
    ...groups.map(({ label, those }) => `${label}: ${listed(those)}`),
    ...(atOnce.length === 0
      ? []
      : [`Đã khai có xung đột lợi ích cùng lúc bỏ phiếu, phiếu vẫn được ghi: ${listed(atOnce)}`]),
    ...(later.length === 0
      ? []
      : [
          `Đã bỏ phiếu rồi mới khai có xung đột lợi ích, phiếu vẫn được ghi: ${unbroken(`${twoDigits(later.length)} thành viên`)} (${later.join('; ')}).`,
        ]),
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
      rows: view.members.map(({ name, office, seat }, member) => [
        String(member + 1),
        seat === 'voted' ? name : `${name} (${withoutBallot.find((one) => one.seat === seat)?.short})`,
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
  const last = closing(view);
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
      ...said('Kiến nghị khác của Hội đồng', view.remark),
      ...last,
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
        item.outcome === '' ? dots : item.outcome,
        unbroken(`${months} tháng`),
        formatAmount(item.amountVnd!),
        item.paymentFile === '' ? dots : item.paymentFile,
        '',
      ]),
      foot: ['', 'Tổng cộng', '', '', formatAmount(totalVnd), '', ''],
      size: 11,
    }),
    ...said('Nội dung cần hoàn thiện trước khi quyết định', view.completion),
    ...opinions,
    ...said('Kiến nghị khác của Hội đồng', view.remark),
    ...last,
  ];
}

const isThere = (seat: CouncilSeat) => seat === 'voted' || seat === 'present';

/** What was declared of the meeting, and nothing else of it. */
function closing({ announced, readBack }: MinutesView): Part[] {
  const said = [
    ...(announced ? ['Kết quả bỏ phiếu đã được công bố tại phiên họp.'] : []),
    ...(readBack ? ['Biên bản đã được đọc lại và thông qua tại phiên họp.'] : []),
  ];
  if (said.length === 0) return [];
  return [paragraph(said.join(' ').replace(/\.$/, './.'), { keepWithNext: true, gap: 10 })];
}

/** The secretary at the left, who chaired at the right, and below them the code that confirms the paper. */
function signatures(view: MinutesView): Part {
  const chair =
    view.members.find(({ office, seat }) => office === 'chair' && isThere(seat)) ??
    view.members.find(({ office, seat }) => office === 'viceChair' && isThere(seat));
  const signers = [
    { role: 'Thư ký', name: view.secretary ?? '' },
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
