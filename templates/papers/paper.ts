import PDFDocument from 'pdfkit';
import { copyWords, paperWords } from '../words/papers.ts';
import { faces, type PaperFonts } from './fonts.ts';
import type { Pen } from './text.ts';

/** Millimetres in points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A4 with the margins of Decree 30/2020, Appendix I: top and bottom 20–25 mm, left 30–35, right 15–20. In points. */
export const sheet = {
  width: 595.28,
  height: 841.89,
  top: mm(20),
  bottom: mm(20),
  left: mm(30),
  right: mm(20),
  body: 595.28 - mm(30) - mm(20),
} as const;

const bodyHeight = sheet.height - sheet.top - sheet.bottom;

/** Where a strip is painted. `first` and `last`: of its block on this page. `repeat`: a table head seen again. */
export type Place = { readonly y: number; readonly first: boolean; readonly last: boolean; readonly repeat: boolean };

/** A part of a block that never breaks across pages: a line, a table row, a signature. */
export type Strip = { readonly height: number; paint(place: Place): void };

/** A paragraph, table or other piece of a paper, measured and ready to be put on pages. */
export type Block = {
  readonly strips: readonly Strip[];
  /** Points of air above, dropped at the top of a page. */
  readonly gap: number;
  /** At least so many strips stand together before a page break, and after it. */
  readonly lead?: number;
  readonly trail?: number;
  /** The whole block and the beginning of the next one stand on one page. */
  readonly keepWithNext?: boolean;
  /** Never stands alone on a page, as no signature may: it brings the last lines of the block before it along. */
  readonly follows?: boolean;
  /** The first strip is painted again at the top of each further page. */
  readonly repeatHead?: boolean;
  /** Adds the finished block to the structure tree. */
  close?(): void;
};

/** A block that is yet to be measured with a document's fonts, and the element of the structure tree that it goes into. */
export type Part = (pen: Pen, root: PDFKit.PDFStructureElement) => Block;

export type PaperMeta = {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** When the paper came to be, as the history has it. Nothing here asks the clock. */
  readonly createdAt: Date;
  /** Marks each page as made under an invented policy pack. */
  readonly fictional: boolean;
  /** Marks each page as made in a demonstration. */
  readonly demonstration?: boolean;
  /** Marks each page as a preview, which is no paper. */
  readonly preview?: boolean;
  /** Of an English copy: what stands at the top of each of its pages. */
  readonly copyHeader?: string | null;
};

export const previewMark = ['BẢN XEM TRƯỚC – CHƯA CÓ GIÁ TRỊ', 'PREVIEW'] as const;
export const fictionalMark = paperWords.vi.fictional;

/**
 * Sets parts on pages and returns the bytes of a tagged PDF that carries the marks of PDF/A-2a. The same parts, meta and
 * fonts give the same bytes.
 */
export function makePaper(meta: PaperMeta, fonts: PaperFonts, parts: readonly Part[]): Uint8Array {
  const language = meta.copyHeader == null ? 'vi' : 'en';
  const doc = new PDFDocument({
    autoFirstPage: false,
    size: 'A4',
    margin: 0,
    font: '',
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: language === 'vi' ? 'vi-VN' : 'en',
    displayTitle: true,
    info: {
      Title: inBothPlaces(language === 'vi' ? meta.title : copyWords.named(meta.title)),
      Subject: inBothPlaces(meta.subject),
      Author: inBothPlaces(meta.author),
      Creator: inBothPlaces('Vườn Ươm'),
      CreationDate: meta.createdAt,
    },
  });
  for (const face of faces) doc.registerFont(face, fonts[face]);
  const pen: Pen = { doc, fonts };
  const { fictional, demonstration } = paperWords[language];
  const mark = meta.fictional ? fictional : meta.demonstration === true ? demonstration : null;
  const root = doc.struct('Document');
  doc.addStructure(root);
  const blocks = parts.map((part) => part(pen, root));
  for (const [index, page] of paginate(blocks).entries()) {
    doc.addPage();
    if (meta.preview === true) watermark(pen);
    furnish(pen, index + 1, mark, meta.copyHeader ?? null);
    for (const { block, strip, place } of page) {
      strip.paint(place);
      if (strip === block.strips.at(-1)) block.close?.();
    }
  }
  root.end();
  doc.end();
  return bytesOf(doc);
}

type Placed = { block: Block; strip: Strip; place: Place };

/** Shares strips out over pages, so that no block leaves a single line behind and a head stays with what it heads. */
export function paginate(blocks: readonly Block[], height: number = bodyHeight): Placed[][] {
  const pages: Placed[][] = [[]];
  let y = 0;
  const breakPage = () => {
    pages.push([]);
    y = 0;
  };
  for (const [index, block] of blocks.entries()) {
    const { strips, lead = 1, trail = 1 } = block;
    const together = least(blocks, index, height);
    if (y > 0 && y + block.gap + together > height) breakPage();
    if (y > 0) y += block.gap;
    for (let from = 0; from < strips.length; ) {
      const head = block.repeatHead && from > 0 ? strips[0] : undefined;
      let room = height - y - (head?.height ?? 0);
      let count = 0;
      while (from + count < strips.length && strips[from + count]!.height <= room + 0.01) {
        room -= strips[from + count]!.height;
        count += 1;
      }
      const below = from + count === strips.length ? tail(blocks, index) : 0;
      if (below > room + 0.01) {
        const kept = count - Math.max(2, trail);
        if (kept >= (from === 0 ? lead : 1)) count = kept;
        else if (from === 0 && y > 0) count = 0;
      }
      const rest = strips.length - from - count;
      if (rest > 0 && rest < trail) count = Math.max(count - (trail - rest), from === 0 ? Math.min(lead, count) : 1);
      if (count === 0 && y > 0) {
        breakPage();
        continue;
      }
      count = Math.max(1, count); // a strip taller than a page has nowhere else to go
      const shown = strips.slice(from, from + count);
      for (const [position, strip] of (head ? [head, ...shown] : shown).entries()) {
        const repeat = head !== undefined && position === 0;
        const last = position === shown.length - (head ? 0 : 1);
        pages.at(-1)!.push({ block, strip, place: { y: sheet.top + y, first: position === 0, last, repeat } });
        y += strip.height;
      }
      from += count;
      if (from < strips.length) breakPage();
    }
  }
  return pages;
}

/** The height of what stands below a block and may not be parted from its last lines. */
function tail(blocks: readonly Block[], index: number): number {
  const next = blocks[index + 1];
  if (next === undefined || !followsAt(blocks, index + 1)) return 0;
  return next.strips.reduce((total, strip) => total + strip.height, next.gap) + tail(blocks, index + 1);
}

/** One line alone is not enough above what follows: it brings what stands above it along too. */
const followsAt = (blocks: readonly Block[], index: number): boolean =>
  blocks[index]?.follows === true || (blocks[index]?.strips.length === 1 && blocks[index + 1]?.follows === true);

/** The height that must be free for block `index` to begin on a page: all that it may not be parted from. */
function least(blocks: readonly Block[], index: number, height: number): number {
  const { strips, lead = 1, trail = 1, keepWithNext } = blocks[index]!;
  const sum = (some: readonly Strip[]) => some.reduce((total, strip) => total + strip.height, 0);
  const next = blocks[index + 1];
  if (keepWithNext && next !== undefined) {
    const chain = sum(strips) + next.gap + least(blocks, index + 1, height);
    if (chain <= height) return chain;
  }
  return sum(strips.length < lead + trail ? strips : strips.slice(0, lead));
}

/** Across the page, below what stands on it. */
function watermark({ doc }: Pen): void {
  const middle = { x: sheet.width / 2, y: sheet.height / 2 };
  doc.markContent('Artifact', { type: 'Pagination' });
  doc
    .save()
    .rotate(-45, { origin: [middle.x, middle.y] })
    .fillColor('#d9d9d9');
  for (const [index, text] of previewMark.entries()) {
    const size = index === 0 ? 34 : 56;
    const width = doc.font('bold', size).widthOfString(text.normalize('NFC'));
    doc.text(text.normalize('NFC'), middle.x - width / 2, middle.y + index * 64, {
      lineBreak: false,
      baseline: 'alphabetic',
    });
  }
  doc.restore();
  doc.fillColor('black').strokeColor('black');
  doc.endMarkedContent();
}

/** In the top margin what a copy is, and from page 2 on the page number; in the bottom margin that it is no paper in earnest. */
function furnish({ doc }: Pen, page: number, mark: string | null, copyHeader: string | null): void {
  const line = (text: string, face: 'regular' | 'bold', size: number, baseline: number) => {
    const width = doc.font(face, size).widthOfString(text);
    doc.text(text, sheet.left + (sheet.body - width) / 2, baseline, { lineBreak: false, baseline: 'alphabetic' });
  };
  if (page > 1) {
    doc.markContent('Artifact', { type: 'Pagination' });
    line(String(page), 'regular', 13, mm(14));
    doc.endMarkedContent();
  }
  if (copyHeader !== null) {
    doc.markContent('Artifact', { type: 'Pagination' });
    line(copyHeader.normalize('NFC'), 'bold', 9, mm(8.5));
    doc.endMarkedContent();
  }
  if (mark === null) return;
  const text = mark.normalize('NFC');
  const half = doc.font('bold', 9).widthOfString(text) / 2 + 8;
  const middle = sheet.left + sheet.body / 2;
  doc.markContent('Artifact', { type: 'Pagination' });
  doc.save().lineWidth(0.75).strokeColor('#8f1d1d').fillColor('#8f1d1d');
  doc.rect(middle - half, sheet.height - mm(13.2), half * 2, mm(5.4)).stroke();
  line(text, 'bold', 9, sheet.height - mm(9.5));
  doc.restore();
  doc.fillColor('black').strokeColor('black');
  doc.endMarkedContent();
}

/**
 * pdfkit puts the same value into the information dictionary, as it is, and into the XMP packet, unescaped. This string
 * is plain to the first and escaped to the second, so that "R&D <thử>" does not break the packet.
 */
function inBothPlaces(text: string): string {
  return new XmpText(text.normalize('NFC').replace(/\p{Cc}+/gu, ' ')) as unknown as string;
}

class XmpText extends String {
  override toString(): string {
    return this.valueOf().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

/** pdfkit has pushed everything by the time `end` returns, so there is nothing to wait for. */
function bytesOf(doc: PDFKit.PDFDocument): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (let chunk = doc.read(); chunk !== null; chunk = doc.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
