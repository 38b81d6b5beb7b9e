import { amountInWords, formatAmount } from '../../workflows/rules/money.ts';
import { longDate } from '../parts/when.ts';
import type { PaperWords } from '../words/papers.ts';
import type { Language } from '../words/words.ts';
import {
  box,
  child,
  confirmation,
  confirmingCode,
  copyHeader,
  copyMark,
  languageOf,
  numberAndSymbol,
  originalSigners,
  type PaperView,
  paintStack,
  paragraph,
  rule,
  sizes,
  stack,
  whole,
  wordsOf,
} from './decree30.ts';
import { drawnBy } from './drawings.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper, mm, type Part, sheet } from './paper.ts';
import { table } from './table.ts';
import { bold, type Content, type Pen, type Run, regular, unbroken } from './text.ts';

/** How the money leaves: final spending, an advance, or money ahead of the estimate, in two kinds. */
export type PaymentNature = 'actual' | 'advance' | 'prefundedComplete' | 'prefundedIncomplete';

export type PaymentLine = {
  readonly content: string;
  /** Codes of the state budget: economic content, chapter, sector, source. Empty where the treasury fills them in. */
  readonly economicCode: string;
  readonly chapterCode: string;
  readonly sectorCode: string;
  readonly sourceCode: string;
  readonly taxVnd: bigint;
  readonly payeeVnd: bigint;
};

export type Signer = {
  /** "Kế toán trưởng"; or "KT. Kế toán trưởng" and below it the office of who signs in their place. */
  readonly titles: readonly string[];
  readonly name: string | null;
};

/**
 * What a withdrawal from the budget estimate says; the fields of form C2-02/NS. `form` is the printed form number, which
 * changed between Decrees 11/2020 and 347/2025, so the caller says it.
 */
export type PaymentOrderView = PaperView & {
  /** "Mẫu số 13". */
  readonly form: string;
  /** What stands below it: "Ký hiệu: C2-02a/NS", and the decree that it is of. */
  readonly formNotes?: readonly string[];
  /** "Giấy rút dự toán ngân sách nhà nước", or "Lệnh chi tiền" for payees without regular relation to the budget. */
  readonly kind: string;
  readonly nature: PaymentNature;
  readonly cash: boolean;
  /** The agency that draws. */
  readonly drawer: {
    readonly name: string;
    readonly budgetUnitCode: string;
    readonly account: string;
    readonly treasury: string;
    readonly budgetLevelCode: string;
  };
  readonly programme: { readonly name: string; readonly code: string };
  readonly budgetYear: number;
  /** Commitment numbers (CKC, HĐK and HĐTH), where there are any. */
  readonly commitment: string | null;
  readonly executedCommitment: string | null;
  readonly lines: readonly PaymentLine[];
  readonly totalVnd: bigint;
  readonly tax: { readonly payer: string; readonly taxCode: string; readonly collector: string } | null;
  readonly payee: {
    readonly name: string;
    readonly address: string;
    readonly account: string;
    readonly bank: string;
    /** Budget unit code or tax code, where the payee has one. */
    readonly code: string | null;
  };
  /** Decision, contract and acceptance that the payment rests on. */
  readonly grounds: readonly string[];
  /** Prepared by one, approved by another: the drawing agency's signatures, from left to right. */
  readonly signers: readonly Signer[];
};

const natures: readonly PaymentNature[] = ['actual', 'advance', 'prefundedIncomplete', 'prefundedComplete'];

const size = 10;
const gutter = mm(4);

/** The order that takes money out of the budget, as a PDF. Throws when the total is not the sum of its lines. */
export function paymentOrder(view: PaymentOrderView, fonts: PaperFonts): Uint8Array {
  const tax = view.lines.reduce((sum, line) => sum + line.taxVnd, 0n);
  const paid = view.lines.reduce((sum, line) => sum + line.payeeVnd, 0n);
  if (tax + paid !== view.totalVnd) {
    throw new Error(`payment order of ${view.totalVnd} đồng, but its lines make ${tax + paid}`);
  }
  if (tax > 0n && view.tax === null) throw new Error(`tax of ${tax} đồng without a collecting office`);
  const w = wordsOf(view);
  const o = w.order;
  const subject =
    view.isPreview === true
      ? o.preview(view.kind, view.payee.name)
      : o.title(view.kind, numberAndSymbol(view), view.payee.name);
  const meta = {
    title: subject,
    subject,
    author: view.agency,
    createdAt: view.createdAt,
    fictional: view.fictional,
    demonstration: view.demonstration === true,
    preview: view.isPreview === true,
    copyHeader: copyHeader(view),
  };
  const language = languageOf(view);
  return makePaper(meta, fonts, [
    ...copyMark(view, view.kind),
    formHead(view),
    boxes(w, [
      ...natures.map((nature) => ({ label: o.natures[nature], ticked: view.nature === nature })),
      { label: o.transfer, ticked: !view.cash },
      { label: o.cash, ticked: view.cash },
    ]),
    ...drawing(view),
    amounts(view, { tax, paid }),
    paragraph([regular(o.totalInWords), inWords(language, view.totalVnd)], { size, align: 'left', gap: 5 }),
    settlement(view, { tax, paid }),
    ...(view.copyOf == null ? [signatures(view)] : [...originalSigners(signersIn(view), size), confirmingCode(view)]),
  ]);
}

/** 'Người lập Lê Thị Mỹ Duyên; Thủ trưởng đơn vị' */
const signersIn = ({ signers }: PaymentOrderView): string =>
  signers.map(({ titles, name }) => [titles.join(', '), ...(name === null ? [] : [name])].join(': ')).join('; ');

/** The area that only the treasury writes in; agency, title, number; the form's number. */
function formHead(view: PaymentOrderView): Part {
  return (pen, root) => {
    const side = mm(40);
    const left = { x: sheet.left, width: side, align: 'center' as const };
    const right = { x: sheet.left + sheet.body - side, width: side, align: 'center' as const };
    const middle = { x: left.x + side + mm(2), width: sheet.body - 2 * side - mm(4), align: 'center' as const };
    const w = wordsOf(view);
    const reserved = box(pen, w.order.reserved, { ...left, size: 10, face: 'italic' });
    const heads = [
      box(pen, view.agency.toLocaleUpperCase('vi'), { ...middle, size, face: 'bold' }),
      box(pen, view.kind.toLocaleUpperCase('vi'), { ...middle, size: sizes.body, face: 'bold' }),
    ];
    const day = unbroken(longDate(view.issuedOn, languageOf(view)));
    const date = box(pen, `${view.place}, ${day}`, { ...middle, size, face: 'italic' });
    const marks = [
      box(pen, view.form, { ...right, size, face: 'bold' }),
      ...(view.formNotes ?? []).map((note) => box(pen, note, { ...right, size: sizes.note })),
      box(pen, w.numbered(unbroken(view.isPreview === true ? `…………/${view.symbol}` : numberAndSymbol(view))), {
        ...right,
        size,
      }),
    ];
    const titleTop = heads[0]!.height + 8;
    const dateTop = titleTop + heads[1]!.height + 2;
    const height = Math.max(dateTop + date.height, stack(marks), mm(16));
    return whole(0, height, (y) => {
      reserved.paint(y + (mm(16) - reserved.height) / 2, child(pen, root, 'P'));
      heads[0]!.paint(y, child(pen, root, 'P'));
      heads[1]!.paint(y + titleTop, child(pen, root, 'H1'), 'H1');
      date.paint(y + dateTop, child(pen, root, 'P'));
      paintStack(pen, root, marks, y);
      pen.doc.markContent('Artifact', { type: 'Layout' });
      pen.doc.lineWidth(0.5).rect(left.x, y, side, mm(16)).stroke();
      pen.doc.endMarkedContent();
      rule(pen, middle.x + middle.width / 2, y + heads[0]!.height + 3, heads[0]!.lastLineWidth * 0.42);
    });
  };
}

/** Boxes to tick, three a row. A cross stands in the ticked ones; a screen reader is told of both kinds. */
function boxes({ order: o }: PaperWords, items: readonly { label: string; ticked: boolean }[]): Part {
  return (pen, root) => {
    const columns = 3;
    const width = sheet.body / columns;
    const side = 9;
    const line = mm(5.5);
    return whole(8, Math.ceil(items.length / columns) * line, (top) => {
      for (const [index, { label, ticked }] of items.entries()) {
        const x = sheet.left + (index % columns) * width;
        const y = top + Math.floor(index / columns) * line;
        const element = child(pen, root, 'P');
        element.add(pen.doc.markStructureContent('P'));
        pen.doc.markContent('Span', { actual: ticked ? o.ticked : o.unticked });
        pen.doc
          .lineWidth(0.75)
          .rect(x + 0.5, y + 2, side, side)
          .stroke();
        if (ticked) cross(pen, x + 0.5 + side / 2, y + 2 + side / 2, side);
        pen.doc.endMarkedContent();
        const baseline = y + 2 + side - 1;
        pen.doc
          .font(ticked ? 'bold' : 'regular', size)
          .text(label, x + side + 6, baseline, { lineBreak: false, baseline: 'alphabetic' });
        pen.doc.endMarkedContent();
        element.end();
      }
    });
  };
}

function cross({ doc }: Pen, x: number, y: number, side: number): void {
  const glyph = 14;
  const width = doc.font('bold', glyph).widthOfString('×');
  doc.text('×', x - width / 2, y + side * 0.43, { lineBreak: false, baseline: 'alphabetic' });
}

/** A label and its value, and how wide the pair is beside the others of its line. */
type Field = readonly [label: string, value: string, share?: number];

/** Labels and values, as many to a line as are given. */
function fields(rows: readonly (readonly Field[])[]): Part[] {
  return rows.map((row) => (pen, root) => {
    const shares = row.reduce((sum, [, , share = 1]) => sum + share, 0);
    const room = sheet.body - gutter * (row.length - 1);
    let x: number = sheet.left;
    const cells = row.map(([label, value, share = 1]) => {
      const place = { x, width: (room * share) / shares, align: 'left' as const, size };
      x += place.width + gutter;
      return box(pen, [regular(`${label}: `), bold(value)], place);
    });
    return whole(3, Math.max(...cells.map((cell) => cell.height)), (y) => {
      for (const cell of cells) cell.paint(y, child(pen, root, 'P'));
    });
  });
}

function drawing(view: PaymentOrderView): Part[] {
  const { drawer, programme } = view;
  const o = wordsOf(view).order;
  return fields([
    [[o.drawer, drawer.name]],
    [
      [o.unitCode, drawer.budgetUnitCode],
      [o.account, drawer.account],
      [o.level, drawer.budgetLevelCode],
    ],
    [[o.treasury, drawer.treasury]],
    [
      [o.programme, programme.name, 2.2],
      [o.programmeCode, programme.code],
    ],
    [
      [o.year, String(view.budgetYear), 0.6],
      [o.commitment, view.commitment ?? '–'],
      [o.executed, view.executedCommitment ?? '–'],
    ],
    ...(view.grounds.length === 0 ? [] : [[[o.grounds, view.grounds.join('; ')] as const]]),
  ]);
}

function amounts(view: PaymentOrderView, { tax, paid }: { tax: bigint; paid: bigint }): Part {
  const w = wordsOf(view);
  const { columns } = w.order;
  // form C2-02a has one sum; C2-02b parts it into tax and what the payee gets
  const isParted = view.tax !== null || !drawnBy(2, view);
  const shown = <T>(sums: readonly [T, T, T]): readonly T[] => (isParted ? sums : sums.slice(0, 1));
  return table({
    columns: [
      { head: columns.content, align: 'left', share: 1 },
      { head: columns.economic, align: 'center', width: 36 },
      { head: columns.chapter, align: 'center', width: 42 },
      { head: columns.sector, align: 'center', width: 40 },
      { head: columns.source, align: 'center', width: 40 },
      ...shown([columns.total, columns.tax, columns.payee]).map((head) => ({
        ...{ head, align: 'right' as const, width: 'fit' as const },
      })),
    ],
    rows: view.lines.map((line) => [
      line.content,
      line.economicCode,
      line.chapterCode,
      line.sectorCode,
      line.sourceCode,
      ...shown([line.taxVnd + line.payeeVnd, line.taxVnd, line.payeeVnd]).map(formatAmount),
    ]),
    foot: [w.total, '', '', '', '', ...shown([view.totalVnd, tax, paid]).map(formatAmount)],
    size: 10,
    gap: 8,
  });
}

const inWords = (language: Language, amount: bigint): Run => ({
  text: amountInWords(amount, language),
  face: 'boldItalic',
});

function figuresAndWords(view: PaymentOrderView, amount: bigint): Run[] {
  const w = wordsOf(view);
  const [open = '', close = ''] = w.inWords;
  return [
    bold(unbroken(w.vnd(formatAmount(amount)))),
    regular(open),
    inWords(languageOf(view), amount),
    regular(close),
  ];
}

/** Tax and payee at the left, what the treasury fills in at the right; the code that confirms the paper where it takes less height. */
function settlement(view: PaymentOrderView, { tax, paid }: { tax: bigint; paid: bigint }): Part {
  return (pen, root) => {
    // a copy has no frame to be filled in
    const isCopy = view.copyOf != null;
    const right = isCopy ? -gutter : mm(44);
    const left = { x: sheet.left, width: sheet.body - right - gutter, align: 'left' as const, size };
    const lines = [...taxLines(view, tax), ...payeeLines(view, paid)].map(({ content, heading }) => ({
      heading,
      box: box(pen, content, left),
    }));
    const gapBefore = (index: number) => (index === 0 ? 0 : lines[index]!.heading ? 8 : 3);
    const leftHeight = lines.reduce((sum, line, index) => sum + gapBefore(index) + line.box.height, 0);
    const frame = isCopy ? null : treasuryFrame(pen, { x: left.x + left.width + gutter, width: right });
    const seals =
      view.isPreview === true || frame === null
        ? []
        : [
            { top: frame.height + 8, ...confirmation(pen, view, { x: left.x + left.width + gutter, width: right }) },
            { top: leftHeight + 8, ...confirmation(pen, view, left) },
          ];
    const seal = seals.sort((one, other) => one.top + one.height - (other.top + other.height))[0];
    const sealed = seal === undefined ? 0 : seal.top + seal.height;
    const block = whole(8, Math.max(leftHeight, frame?.height ?? 0, sealed), (y) => {
      let at = y;
      for (const [index, line] of lines.entries()) {
        const tag = line.heading ? 'H2' : 'P';
        at += gapBefore(index);
        line.box.paint(at, child(pen, root, tag), tag);
        at += line.box.height;
      }
      frame?.paint(y, root);
      seal?.paint(y + seal.top, root);
    });
    // What is signed is on the page of the signatures.
    return { ...block, keepWithNext: true };
  };
}

type SettlementLine = { readonly content: Content; readonly heading?: boolean };

const labelled = (label: string, value: string): SettlementLine => ({
  content: [regular(`${label}: `), bold(value)],
});

function taxLines(view: PaymentOrderView, amount: bigint): SettlementLine[] {
  const { tax } = view;
  const o = wordsOf(view).order;
  if (tax === null || amount === 0n) return [];
  return [
    { content: [bold(o.taxHead)], heading: true },
    labelled(o.taxPayer, tax.payer),
    { content: [regular(o.taxCode), bold(tax.taxCode), regular(o.collector), bold(tax.collector)] },
    { content: [regular(o.taxAmount), ...figuresAndWords(view, amount)] },
  ];
}

function payeeLines(view: PaymentOrderView, amount: bigint): SettlementLine[] {
  const { payee, cash } = view;
  const o = wordsOf(view).order;
  return [
    { content: [bold(o.payeeHead)], heading: true },
    labelled(o.payee, payee.name),
    labelled(o.address, payee.address),
    ...(payee.code === null ? [] : [labelled(o.payeeCode, payee.code)]),
    ...(cash ? [] : [labelled(o.account, payee.account), labelled(o.bank, payee.bank)]),
    { content: [regular(o.payeeAmount), ...figuresAndWords(view, amount)] },
  ];
}

/** The frame that the treasury fills in by hand. */
function treasuryFrame(pen: Pen, { x, width }: { x: number; width: number }) {
  const inner = { x: x + 6, width: width - 12, align: 'left' as const, size: 10 };
  const dots = '.'.repeat(24);
  const lines = [
    box(pen, 'KBNN A GHI', { ...inner, face: 'bold' }),
    ...['Nợ TK', 'Có TK', 'Nợ TK', 'Có TK'].map((label) => box(pen, unbroken(`${label}: ${dots}`), inner)),
  ];
  const height = stack(lines) + 12;
  return {
    height,
    paint(y: number, root: PDFKit.PDFStructureElement) {
      paintStack(pen, root, lines, y + 5);
      pen.doc.markContent('Artifact', { type: 'Layout' });
      pen.doc.lineWidth(0.5).rect(x, y, width, height).stroke();
      pen.doc.endMarkedContent();
    },
  };
}

/** Whose hands the treasury adds; their names are never known beforehand. */
const treasurySigners: readonly Signer[] = [
  { titles: ['Kế toán'], name: null },
  { titles: ['Kế toán trưởng'], name: null },
  { titles: ['Giám đốc'], name: null },
];

/** Signatures side by side, with room for hands and seal: the drawing agency's, then the treasury's. */
function signatures(view: PaymentOrderView): Part {
  return (pen, root) => {
    const day = unbroken(longDate(view.issuedOn).replace('n', 'N'));
    const agencyWidth = sheet.body * 0.57;
    const groups = [
      signerGroup(pen, {
        heading: 'ĐƠN VỊ RÚT DỰ TOÁN',
        hint: '(Ký, ghi họ tên)',
        day,
        signers: view.signers,
        x: sheet.left,
        width: agencyWidth,
      }),
      signerGroup(pen, {
        heading: 'KHO BẠC NHÀ NƯỚC',
        hint: '(Ký)',
        day: `Ngày${'.'.repeat(5)} tháng${'.'.repeat(5)} năm${'.'.repeat(7)}`,
        signers: treasurySigners,
        x: sheet.left + agencyWidth,
        width: sheet.body - agencyWidth,
      }),
    ];
    const headHeight = Math.max(...groups.map((group) => group.headHeight));
    const nameTop = headHeight + mm(11);
    return whole(6, nameTop + Math.max(...groups.map((group) => group.nameHeight)), (y) => {
      for (const group of groups) group.paint(root, y, y + nameTop);
    });
  };
}

type SignerGroup = { heading: string; hint: string; day: string; signers: readonly Signer[]; x: number; width: number };

function signerGroup(pen: Pen, { heading, hint, day, signers, x, width }: SignerGroup) {
  const across = { x, width, align: 'center' as const, size };
  const heads = [box(pen, day, { ...across, face: 'italic' }), box(pen, heading, { ...across, face: 'bold' })];
  const columns = signers.map(({ titles, name }, index) => {
    const share = width / signers.length;
    const place = { x: x + index * share, width: share - 4, align: 'center' as const, size };
    return {
      titles: [
        ...titles.map((title) => box(pen, title, { ...place, face: 'bold' })),
        box(pen, hint, { ...place, face: 'italic' }),
      ],
      name: name === null ? null : box(pen, name, { ...place, face: 'bold' }),
    };
  });
  return {
    headHeight: stack(heads) + Math.max(0, ...columns.map(({ titles }) => stack(titles))),
    nameHeight: Math.max(0, ...columns.map(({ name }) => name?.height ?? 0)),
    paint(root: PDFKit.PDFStructureElement, y: number, nameY: number) {
      paintStack(pen, root, heads, y);
      for (const { titles, name } of columns) {
        paintStack(pen, root, titles, y + stack(heads));
        name?.paint(nameY, child(pen, root, 'P'));
      }
    },
  };
}
