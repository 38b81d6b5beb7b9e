import type { ShownRow, ShownSection, ShownTable } from '../../workflows/rules/forms.ts';
import { amountInWords, formatAmount } from '../../workflows/rules/money.ts';
import { box, centred, child, confirmation, paragraph, rule, sizes, title, whole } from './decree30.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper, mm, type Part, sheet } from './paper.ts';
import { type Column, table } from './table.ts';
import { bold, regular, unbroken } from './text.ts';

/** What the PDF of an application says: all that was answered, as it was shown before it was handed in. */
export type ApplicationView = {
  /** Of the form: "Hồ sơ đăng ký hỗ trợ dự án …". */
  readonly title: string;
  readonly projectName: string;
  readonly applicant: string;
  /** To whom it is addressed: "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh". */
  readonly agency: string;
  /** The call that it was handed in to. */
  readonly call: string;
  readonly stage: string;
  /** What proves that it was received; null for a draft, on which the paper says so. */
  readonly receipt: {
    readonly number: string;
    readonly receivedAt: Date;
    /** Of the content that was handed in, in hexadecimal. */
    readonly sha256: string;
    readonly submittedBy: string;
  } | null;
  /** `shown(definition, answers, 'vi', …)`. */
  readonly sections: readonly ShownSection[];
  /** What is asked of the state and what the applicant brings; null for a form without a budget. */
  readonly amounts: { readonly stateVnd: bigint; readonly matchingVnd: bigint } | null;
  /** The PDF's creation date: when it was received. */
  readonly createdAt: Date;
  readonly fictional: boolean;
  /** The page that confirms the hash; in the QR code. null for a draft. */
  readonly confirmUrl: string | null;
};

/** An application as a PDF: receipt, every section, tables and amounts in words. */
export function applicationPaper(view: ApplicationView, fonts: PaperFonts): Uint8Array {
  const meta = {
    title: view.receipt === null ? view.title : `${view.title}: ${view.receipt.number}`,
    subject: view.projectName,
    author: view.applicant,
    createdAt: view.createdAt,
    fictional: view.fictional,
  };
  return makePaper(meta, fonts, [
    stateHeader,
    title(view.title, `Dự án “${view.projectName}”`),
    ...opening(view),
    ...view.sections.flatMap(sectionParts),
    ...ending(view),
  ]);
}

/** State and motto, alone in the middle: the applicant is no agency. */
const stateHeader: Part = (pen, root) => {
  const place = { x: sheet.left, width: sheet.body, align: 'center' as const, face: 'bold' as const };
  const state = box(pen, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...place, size: sizes.header });
  const motto = box(pen, 'Độc lập - Tự do - Hạnh phúc', { ...place, size: sizes.motto });
  return whole(0, state.height + motto.height + 6, (y) => {
    state.paint(y, child(pen, root, 'P'));
    motto.paint(y + state.height, child(pen, root, 'P'));
    rule(pen, sheet.left + sheet.body / 2, y + state.height + motto.height + 2, motto.lastLineWidth);
  });
};

const labelled = (label: string, value: string): Part =>
  paragraph([regular(`${label}: `), bold(value)], { align: 'left', gap: 4 });

function opening({ agency, applicant, call, stage, receipt, amounts }: ApplicationView): Part[] {
  const vnd = (amount: bigint) => unbroken(`${formatAmount(amount)} đồng`);
  const asked =
    amounts === null
      ? []
      : [
          paragraph([
            regular('Kinh phí đề nghị ngân sách nhà nước hỗ trợ: '),
            bold(vnd(amounts.stateVnd)),
            regular(` (bằng chữ: ${amountInWords(amounts.stateVnd, 'vi')}).`),
          ]),
          paragraph([
            regular('Vốn đối ứng: '),
            bold(vnd(amounts.matchingVnd)),
            regular(` (bằng chữ: ${amountInWords(amounts.matchingVnd, 'vi')}).`),
          ]),
        ];
  return [
    centred(`Kính gửi: ${agency}`, 10),
    labelled('Người đăng ký', applicant),
    labelled('Đợt tiếp nhận', call),
    labelled('Giai đoạn đề nghị hỗ trợ', stage),
    ...(receipt === null
      ? [paragraph('Bản nháp, chưa nộp.', { face: 'boldItalic', align: 'left' })]
      : [
          labelled('Số tiếp nhận', receipt.number),
          labelled('Thời điểm tiếp nhận', instantText(receipt.receivedAt)),
          labelled('Mã SHA-256 của nội dung', receipt.sha256),
        ]),
    ...asked,
  ];
}

/** "09:05:07 ngày 05/02/2026", in Vietnam. */
function instantText(instant: Date): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000).toISOString();
  const [day = '', time = ''] = local.split('T');
  return `${time.slice(0, 8)} ngày ${day.split('-').reverse().join('/')} (giờ Việt Nam)`;
}

function sectionParts({ section, rows }: ShownSection, index: number): Part[] {
  const heading = paragraph(`${index + 1}. ${section.title}`, {
    face: 'bold',
    align: 'left',
    gap: 14,
    keepWithNext: true,
    tag: 'H2',
  });
  return [heading, ...rows.flatMap(rowParts)];
}

const blank = '(để trống)';
/** Of a declaration that was not made; one that was made says so by its value. */
const notDeclared = 'Chưa cam kết';

function rowParts(row: ShownRow): Part[] {
  const { label, value, note, kind } = row;
  const plain = label.replace(/[?:.\s]+$/, (end) => (end.includes('?') ? '?' : ''));
  const lead = plain.endsWith('?') ? `${plain} ` : `${plain}: `;
  if (row.table !== undefined) return tableParts(plain, row.table);
  if (kind === 'declaration')
    return [
      paragraph(
        [
          regular(`${plain}: ${(note ?? '').replace(/[.\s]+$/, '')}. `),
          bold(unbroken(`${value === '' ? notDeclared : value}.`)),
        ],
        { align: 'justify' },
      ),
    ];
  const lines = linesIn(value);
  const reason = note === undefined ? [] : linesIn(note).map((line) => paragraph(line));
  if (kind !== 'longText' && lines.length < 2)
    return [paragraph([regular(lead), bold(lines[0] ?? blank)], { align: 'left', gap: 4 }), ...reason];
  return [
    paragraph(`${lead.trim()}`, { face: 'italic', align: 'left', keepWithNext: true }),
    ...(lines.length === 0 ? [blank] : lines).map((line) =>
      kind === 'longText' ? paragraph(line) : paragraph(`- ${line}`, { align: 'left', gap: 2 }),
    ),
    ...reason,
  ];
}

const linesIn = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function tableParts(label: string, shown: ShownTable): Part[] {
  const heading = paragraph(`${label}:`, { face: 'italic', align: 'left', keepWithNext: true });
  if (shown.rows.length === 0) return [heading, paragraph(blank, { align: 'left' })];
  const size = shown.head.length > 5 ? 9 : sizes.table;
  const all = [...shown.rows, ...(shown.foot ? [shown.foot] : [])];
  const longest = (index: number) => Math.max(...all.map((row) => (row[index] ?? '').length));
  // Figures must not break: what their columns take, the others lack. A figure is half as wide as it is high.
  const figures = shown.head.map(({ align }, index) => (align === 'right' ? longest(index) * size * 0.55 + 9 : 0));
  const texts = shown.head.filter(({ align }) => align === 'left').length;
  const left = sheet.body - figures.reduce((sum, width) => sum + width, 0);
  if (left < texts * mm(15)) return [heading, ...all.flatMap((row, index) => rowAsList(shown, row, index))];
  const columns = shown.head.map(
    ({ label, align }, index): Column =>
      align === 'right'
        ? { head: label, align, width: 'fit' }
        : { head: label, align, share: Math.min(4, Math.max(2, Math.sqrt(longest(index)))) },
  );
  const foot = shown.foot === undefined ? {} : { foot: shown.foot };
  return [heading, table({ columns, rows: shown.rows, ...foot, size })];
}

/** A row that no page is wide enough for: each of its cells on a line. */
function rowAsList({ head, rows }: ShownTable, row: readonly string[], index: number): Part[] {
  const name = index < rows.length ? `Dòng ${index + 1}` : 'Cộng';
  const cells = head.flatMap(({ label }, column) => {
    const text = row[column] ?? '';
    return text === '' || text === name ? [] : [paragraph(`${label}: ${text}`, { align: 'left', gap: 2 })];
  });
  return [paragraph(name, { face: 'bold', align: 'left', keepWithNext: true }), ...cells];
}

function ending({ receipt, confirmUrl }: ApplicationView): Part[] {
  const said =
    receipt === null
      ? []
      : [
          paragraph(
            `Hồ sơ được ${receipt.submittedBy} nộp qua hệ thống Vườn Ươm lúc ${instantText(receipt.receivedAt)}, số tiếp nhận ${receipt.number}.`,
            { gap: 16, keepWithNext: confirmUrl !== null },
          ),
        ];
  if (confirmUrl === null) return said;
  const code: Part = (pen, root) => {
    const seal = confirmation(pen, { confirmUrl }, { x: sheet.left, width: sheet.body });
    return whole(12, seal.height, (y) => seal.paint(y, root));
  };
  return [...said, code];
}
