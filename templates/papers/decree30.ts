import QRCode from 'qrcode';
import { amountInWords } from '../../workflows/rules/money.ts';
import { longDate } from '../parts/when.ts';
import { numberAndSymbol } from '../words/paperNumbers.ts';
import { copyWords, type PaperWords, paperWords } from '../words/papers.ts';
import type { Language } from '../words/words.ts';
import { drawnBy } from './drawings.ts';
import type { Face } from './fonts.ts';
import { type Block, mm, type Part, type Strip, sheet } from './paper.ts';
import {
  type Align,
  bold,
  type Content,
  evenLinesOf,
  italic,
  type Line,
  leading,
  linesOf,
  lineWidth,
  type Pen,
  paintLine,
  regular,
  unbroken,
} from './text.ts';

export { numberAndSymbol };

/** What every issued paper carries, whatever it says. */
export type PaperView = {
  /** The body above the issuing one, as on its seal: "ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG". */
  readonly parentAgency: string | null;
  readonly agency: string;
  /** From the register of the year; `symbol` is what follows the slash: "QĐ-SKHCN". */
  readonly number: number;
  readonly symbol: string;
  readonly place: string;
  /** The day on the paper, as `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** The instant of the issuing event: the PDF's creation date. */
  readonly createdAt: Date;
  /** Made under an invented policy pack: every page says so. */
  readonly fictional: boolean;
  /** Made in a demonstration: every page says so. */
  readonly demonstration?: boolean;
  /** The page that confirms the paper's hash; it is in the QR code. */
  readonly confirmUrl: string;
  /** It is no paper yet: without a number, without the code that confirms it, and marked on every page. */
  readonly isPreview?: boolean;
  /** In which way it is drawn, where that is not the present one (drawings.ts). */
  readonly drawing?: number;
  /** It is the English copy of a paper, for information; null or left out for the paper itself. */
  readonly copyOf?: CopyOf | null;
};

/** What an English copy says of its original beside number and day. */
export type CopyOf = { readonly sha256: string };

export const languageOf = ({ copyOf }: Pick<PaperView, 'copyOf'>): Language => (copyOf == null ? 'vi' : 'en');
export const wordsOf = (view: Pick<PaperView, 'copyOf'>): PaperWords => paperWords[languageOf(view)];

/** What an English copy has at the top of each page; null for a paper itself. */
export const copyHeader = (view: PaperView): string | null =>
  view.copyOf == null ? null : copyWords.header(numberAndSymbol(view));

export type Signatory = {
  /** "TM. ỦY BAN NHÂN DÂN", or null when the signatory signs for himself. */
  readonly onBehalf: string | null;
  /** "GIÁM ĐỐC", or "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC" as two entries. */
  readonly titles: readonly string[];
  /** Without academic title or rank. */
  readonly name: string;
};

/** Type sizes of Decree 30/2020, Appendix I, in points. */
export const sizes = { body: 13, header: 12, motto: 13, table: 12, recipients: 11, note: 9 } as const;

const firstLine = mm(12.7);

type ParagraphOptions = {
  readonly face?: Face;
  readonly size?: number;
  readonly align?: Align;
  /** Of the first line, in points. */
  readonly indent?: number;
  readonly gap?: number;
  readonly keepWithNext?: boolean;
  readonly tag?: 'P' | 'H1' | 'H2';
};

/** A paragraph: justified, first line indented, at least 6 pt after the one before; never a lone line on a page. */
export function paragraph(content: Content, options: ParagraphOptions = {}): Part {
  const { face = 'regular', size = sizes.body, align = 'justify', gap = 6, keepWithNext = false, tag = 'P' } = options;
  const { indent = align === 'justify' ? firstLine : 0 } = options;
  return (pen, root) => {
    let element: PDFKit.PDFStructureElement | undefined;
    const lines =
      align === 'center'
        ? evenLinesOf(pen, content, { face, size, width: sheet.body })
        : linesOf(pen, content, { face, size, width: sheet.body, indent });
    const strips = lines.map(
      (line): Strip => ({
        height: leading * size,
        paint({ y, first, last }) {
          element ??= child(pen, root, tag);
          if (first) element.add(pen.doc.markStructureContent(tag));
          paintLine(pen, line, { x: sheet.left, y, width: sheet.body, align, size });
          if (last) pen.doc.endMarkedContent();
        },
      }),
    );
    return { strips, gap, lead: 2, trail: 2, keepWithNext, close: () => element?.end() };
  };
}

/** At the head of an English copy: what it is, and of which original. Nothing on a paper itself. */
export function copyMark(view: PaperView, kind: string): Part[] {
  if (view.copyOf == null) return [];
  const { title: head, prevails, original, sha256 } = copyWords;
  const day = longDate(view.issuedOn, 'en');
  return [framed(head, [prevails, `${original(kind, numberAndSymbol(view), day)}.`, sha256(view.copyOf.sha256)])];
}

/** A few lines in a frame, the first in bold. */
export const framed =
  (head: string, lines: readonly string[]): Part =>
  (pen, root) => {
    const place = { x: sheet.left + 8, width: sheet.body - 16, align: 'center' as const };
    const boxes = [
      box(pen, head, { ...place, size: sizes.header, face: 'bold' }),
      ...lines.map((text) => box(pen, text, { ...place, size: 10 })),
    ];
    const height = stack(boxes) + 12;
    return whole(0, height + 12, (y) => {
      paintStack(pen, root, boxes, y + 5);
      pen.doc.markContent('Artifact', { type: 'Layout' });
      pen.doc.lineWidth(0.75).rect(sheet.left, y, sheet.body, height).stroke();
      pen.doc.endMarkedContent();
    });
  };

/** The agency at the left; state and motto at the right; below them number and symbol, place and date. */
export function nationalHeader(view: PaperView): Part {
  return (pen, root) => {
    const { state, motto, numbered: said } = wordsOf(view);
    const stateWidth = lineWidth(pen, state, 'bold', sizes.header) + 1;
    const gutter = mm(5);
    const left = { x: sheet.left, width: sheet.body - stateWidth - gutter, align: 'center' as const };
    const right = { x: sheet.left + left.width + gutter, width: stateWidth, align: 'center' as const };
    const parent = view.parentAgency && box(pen, upper(view.parentAgency), { ...left, size: sizes.header });
    const agency = box(pen, upper(view.agency), { ...left, size: sizes.header, face: 'bold' });
    const mottoBox = box(pen, motto, { ...right, size: sizes.motto, face: 'bold' });
    const stateBox = box(pen, state, { ...right, size: sizes.header, face: 'bold' });
    const numbered = view.isPreview === true ? `…………/${view.symbol}` : numberAndSymbol(view);
    const numberText = said(unbroken(numbered));
    const numberWidth = lineWidth(pen, numberText, 'regular', sizes.motto) + 1;
    const dated = `${view.place}, ${unbroken(longDate(view.issuedOn, languageOf(view)))}`;
    const day = { size: sizes.motto, face: 'italic' } as const;
    // a long name of a place takes room from the number beside it, so that the date stands on one line
    const dateWidth = drawnBy(2, view) ? lineWidth(pen, dated, day.face, day.size) + 1 : 0;
    const wider = Math.max(0, Math.min(dateWidth, sheet.body - numberWidth - mm(3)) - right.width);
    const date = box(pen, dated, { ...right, x: right.x - wider, width: right.width + wider, ...day });
    const free = right.x - wider - mm(3) - sheet.left;
    const isFree = (left.width + numberWidth) / 2 <= free;
    const number = box(pen, numberText, { ...left, width: isFree ? left.width : free, size: sizes.motto });
    const agencyTop = parent ? parent.height : 0;
    const upperHeight = Math.max(agencyTop + agency.height, stateBox.height + mottoBox.height) + 12;
    return whole(0, upperHeight + Math.max(number.height, date.height), (y) => {
      if (parent) parent.paint(y, child(pen, root, 'P'));
      agency.paint(y + agencyTop, child(pen, root, 'P'));
      stateBox.paint(y, child(pen, root, 'P'));
      mottoBox.paint(y + stateBox.height, child(pen, root, 'P'));
      number.paint(y + upperHeight, child(pen, root, 'P'));
      date.paint(y + upperHeight, child(pen, root, 'P'));
      rule(pen, left.x + left.width / 2, y + agencyTop + agency.height + 3, agency.lastLineWidth * 0.42);
      rule(pen, right.x + right.width / 2, y + stateBox.height + mottoBox.height + 2, mottoBox.lastLineWidth);
    });
  };
}

/** The kind of paper and what it is about, centred in bold, with the short line below. One heading in the tree. */
export function title(kind: string, subject: string): Part {
  return (pen, root) => {
    // The subject is narrower than the page, as is the custom.
    const column = { x: sheet.left + mm(10), width: sheet.body - mm(20), align: 'center' as const };
    const kindBox = box(pen, upper(kind), { ...column, size: sizes.body, face: 'bold' });
    const subjectBox = box(pen, subject, { ...column, size: sizes.body, face: 'bold' });
    const height = kindBox.height + subjectBox.height;
    return whole(18, height + 8, (y) => {
      const heading = child(pen, root, 'H1');
      kindBox.paint(y, heading, 'H1', false);
      subjectBox.paint(y + kindBox.height, heading, 'H1', false);
      heading.end();
      rule(pen, sheet.left + sheet.body / 2, y + height + 4, Math.min(subjectBox.lastLineWidth * 0.42, mm(50)));
    });
  };
}

/** A line that stands alone in the middle: who decides, or "QUYẾT ĐỊNH:". */
export const centred = (text: string, gap = 12): Part =>
  paragraph(text, { face: 'bold', align: 'center', gap, keepWithNext: true });

/** Legal bases in italics: each ends with a semicolon, the last with a full stop. */
export const legalBases = (bases: readonly string[]): Part[] =>
  bases.map((basis, index) =>
    paragraph(`${basis.replace(/[;.\s]+$/, '')}${index === bases.length - 1 ? '.' : ';'}`, { face: 'italic' }),
  );

/** "Điều 1." in bold, then its text. */
export function article(w: PaperWords, number: number, text: Content, options: ParagraphOptions = {}): Part {
  const runs = typeof text === 'string' ? [regular(text)] : text;
  return paragraph([bold(`${unbroken(w.article(number))} `), ...runs], { gap: 8, ...options });
}

/** An amount and the same in words: "80.000.000 đồng (bằng chữ: Tám mươi triệu đồng)". */
export function inWordsToo(language: Language, amountVnd: bigint): string {
  const [open, close] = paperWords[language].inWords;
  return `${open}${amountInWords(amountVnd, language)}${close}`;
}

/**
 * Recipients and the QR code at the left, the signature at the right with room for hand and seal. A copy names who signs the
 * original, and has no room for a signature.
 */
export function closing(view: PaperView, recipients: readonly string[], signatory: Signatory): Part[] {
  if (view.copyOf != null) {
    const list: Part = (pen, root) => {
      const boxes = recipientBoxes(pen, wordsOf(view).recipients, recipients, {
        ...{ x: sheet.left, width: sheet.body, align: 'left' },
      });
      const block = whole(10, stack(boxes), (y) => paintStack(pen, root, boxes, y));
      return { ...block, follows: drawnBy(2, view) };
    };
    const { onBehalf, titles, name } = signatory;
    const titled = [...(onBehalf === null ? [] : [onBehalf]), ...titles, name].join(', ');
    return [...originalSigners(titled), list, confirmingCode(view)];
  }
  const aside = recipients.length > 12;
  const block: Part = (pen, root) => {
    const half = sheet.body / 2;
    const left = { x: sheet.left, width: half - mm(4), align: 'left' as const };
    const right = { x: sheet.left + half, width: half, align: 'center' as const };
    const list = aside ? [] : recipientBoxes(pen, paperWords.vi.recipients, recipients, left);
    const seal = view.isPreview === true ? null : confirmation(pen, view, left);
    const role = [...(signatory.onBehalf === null ? [] : [signatory.onBehalf]), ...signatory.titles].map((line) =>
      box(pen, upper(line), { ...right, size: sizes.body, face: 'bold' }),
    );
    const name = box(pen, unbroken(signatory.name), { ...right, size: sizes.body, face: 'bold' });
    const listHeight = stack(list) + (list.length > 0 ? 10 : 0);
    const nameTop = stack(role) + mm(30);
    const height = Math.max(listHeight + (seal?.height ?? 0), nameTop + name.height);
    const signed = whole(14, height, (y) => {
      paintStack(pen, root, list, y);
      seal?.paint(y + listHeight, root);
      paintStack(pen, root, role, y);
      name.paint(y + nameTop, child(pen, root, 'P'));
    });
    return { ...signed, follows: drawnBy(2, view) };
  };
  if (!aside) return [block];
  const after = recipients.map((_, index) => recipientLine(recipients, index));
  const list = [paperWords.vi.recipients, ...after].map((line, index) =>
    paragraph(line, {
      size: index === 0 ? 12 : sizes.recipients,
      face: index === 0 ? 'boldItalic' : 'regular',
      align: 'left',
      gap: index === 0 ? 12 : 0,
      keepWithNext: index === 0,
    }),
  );
  return [block, ...list];
}

/** Who signs the original of a copy. */
export const originalSigners = (who: string, size: number = sizes.body): Part[] => [
  paragraph(copyWords.signers(who), { gap: 12, face: 'bold', align: 'left', size }),
];

/** The code that confirms the paper, across the page. */
export function confirmingCode(view: Pick<PaperView, 'confirmUrl' | 'copyOf' | 'drawing'>): Part {
  return (pen, root) => {
    const seal = confirmation(pen, view, { x: sheet.left, width: sheet.body });
    const block = whole(12, seal.height, (y) => seal.paint(y, root));
    return { ...block, follows: drawnBy(2, view) };
  };
}

function recipientLine(recipients: readonly string[], index: number): string {
  const text = recipients[index]!.replace(/^[-–\s]+|[;.\s]+$/g, '');
  return `- ${text}${index === recipients.length - 1 ? '.' : ';'}`;
}

function recipientBoxes(pen: Pen, head: string, recipients: readonly string[], column: BoxPlace): Box[] {
  return [
    box(pen, head, { ...column, size: 12, face: 'boldItalic' }),
    ...recipients.map((_, index) => box(pen, recipientLine(recipients, index), { ...column, size: sizes.recipients })),
  ];
}

/** The QR code of the confirming page, with its address for those who have no camera at hand. */
export function confirmation(
  pen: Pen,
  { confirmUrl, copyOf }: Pick<PaperView, 'confirmUrl' | 'copyOf'>,
  { x, width }: { x: number; width: number },
): { height: number; paint(y: number, root: PDFKit.PDFStructureElement): void } {
  const side = mm(20);
  const w = wordsOf({ copyOf: copyOf ?? null });
  // In a narrow column the words stand below the code.
  const below = width < mm(50);
  const shift = below ? 0 : side + mm(3);
  const words = { x: x + shift, width: width - shift, align: 'left' as const, size: sizes.note };
  const hint = box(pen, [italic(w.confirmHint)], words);
  const address = box(pen, confirmUrl, words);
  const top = below ? side + 4 : 0;
  return {
    height: Math.max(side, top + hint.height + address.height + 2),
    paint(y, root) {
      const figure = pen.doc.struct('Figure', {
        alt: w.confirmAlt(confirmUrl),
        bbox: [x, y, x + side, y + side],
      });
      root.add(figure);
      figure.add(pen.doc.markStructureContent('Figure'));
      paintQr(pen, confirmUrl, { x, y, side });
      pen.doc.endMarkedContent();
      figure.end();
      hint.paint(y + top, child(pen, root, 'P'));
      address.paint(y + top + hint.height + 2, child(pen, root, 'P'));
    },
  };
}

function paintQr({ doc }: Pen, text: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const unit = side / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      const from = column;
      while (column < modules.size && modules.get(row, column)) column += 1;
      if (column > from) doc.rect(x + from * unit, y + row * unit, (column - from) * unit, unit);
    }
  }
  doc.fill('black');
}

export type BoxPlace = { x: number; width: number; align: Align };

/** A few lines set in a column, to be painted where a block wants them. */
export type Box = {
  readonly height: number;
  readonly lastLineWidth: number;
  paint(y: number, element: PDFKit.PDFStructureElement, tag?: string, end?: boolean): void;
};

export function box(pen: Pen, content: Content, options: BoxPlace & { size: number; face?: Face }): Box {
  const { face = 'regular', size, ...place } = options;
  const breakInto = place.align === 'center' ? evenLinesOf : linesOf;
  const lines: Line[] = breakInto(pen, content, { face, size, width: place.width });
  return {
    height: lines.length * leading * size,
    lastLineWidth: lines.at(-1)?.width ?? 0,
    paint(y, element, tag = 'P', end = true) {
      element.add(pen.doc.markStructureContent(tag));
      for (const [index, line] of lines.entries()) {
        paintLine(pen, line, { ...place, size, y: y + index * leading * size });
      }
      pen.doc.endMarkedContent();
      if (end) element.end();
    },
  };
}

export const stack = (boxes: readonly Box[]): number => boxes.reduce((sum, some) => sum + some.height, 0);

export function paintStack(pen: Pen, root: PDFKit.PDFStructureElement, boxes: readonly Box[], top: number): void {
  let y = top;
  for (const some of boxes) {
    some.paint(y, child(pen, root, 'P'));
    y += some.height;
  }
}

/** A block of one strip that stands or falls as a whole. */
export function whole(gap: number, height: number, paint: (y: number) => void): Block {
  return { gap, strips: [{ height, paint: ({ y }) => paint(y) }] };
}

/** A new element in the structure tree, below `parent`. */
export function child(pen: Pen, parent: PDFKit.PDFStructureElement, tag: string): PDFKit.PDFStructureElement {
  const element = pen.doc.struct(tag);
  parent.add(element);
  return element;
}

/** A short line, centred on `middle`. */
export function rule({ doc }: Pen, middle: number, y: number, width: number): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .lineWidth(0.75)
    .moveTo(middle - width / 2, y)
    .lineTo(middle + width / 2, y)
    .stroke();
  doc.endMarkedContent();
}

const upper = (text: string): string => text.toLocaleUpperCase('vi');
