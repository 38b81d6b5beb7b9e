import { type Face, type PaperFonts, type ParsedFont, settable } from './fonts.ts';

/** A stretch of text in one face. */
export type Run = { readonly text: string; readonly face: Face };

/** What stands in a paragraph or cell: plain text in the face of the place, or runs of different faces. */
export type Content = string | readonly Run[];

export type Align = 'left' | 'center' | 'right' | 'justify';

type Piece = { text: string; face: Face; width: number };
type Word = { pieces: Piece[]; width: number; space: Piece };

/** One line, ready to be painted. The last line of a paragraph is not stretched. */
export type Line = { words: Word[]; width: number; indent: number; last: boolean };

/** Draws on a document and measures with its fonts. */
export type Pen = { readonly doc: PDFKit.PDFDocument; readonly fonts: PaperFonts };

/** Room from one baseline to the next, in parts of the type size. Single spacing of the typeface is 1.15. */
export const leading = 1.22;

/** Spares pdfkit from measuring what is only measured for links and underlines. */
const unmeasured = { textWidth: 0, wordCount: 0 };

/** The baseline's depth in its line, in parts of the type size: ascender plus half of the extra leading. */
const ascent = 0.925;

export const bold = (text: string): Run => ({ text, face: 'bold' });
export const regular = (text: string): Run => ({ text, face: 'regular' });
export const italic = (text: string): Run => ({ text, face: 'italic' });

/** Joins words that must stay on one line: "Điều 1.", "80.000.000 đồng". */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** Width of text that stands on one line, in points. Measured once for each font and word, then remembered. */
export function widthOf({ fonts }: Pen, text: string, face: Face, size: number): number {
  const font = fonts[face];
  const widths = measured.get(font) ?? new Map<string, number>();
  if (widths.size === 0) measured.set(font, widths);
  let width = widths.get(text);
  if (width === undefined) {
    if (widths.size >= 20_000) widths.clear();
    width = font.layout(text).advanceWidth / font.unitsPerEm;
    widths.set(text, width);
  }
  return width * size;
}

const measured = new WeakMap<ParsedFont, Map<string, number>>();

/** Width of content set on one line. */
export function lineWidth(pen: Pen, content: Content, face: Face, size: number): number {
  return linesOf(pen, content, { face, size, width: Number.POSITIVE_INFINITY })[0]!.width;
}

/** Width of the widest stretch that cannot be broken: the least that a column needs. */
export function widestWord(pen: Pen, content: Content, face: Face, size: number): number {
  return Math.max(0, ...wordsOf(pen, content, face, size).map((word) => word.width));
}

/** Breaks content into lines no wider than `width`; only the first is indented. A word wider than a line is cut. */
export function linesOf(
  pen: Pen,
  content: Content,
  { face, size, width, indent = 0 }: { face: Face; size: number; width: number; indent?: number },
): Line[] {
  return breakWords(pen, wordsOf(pen, content, face, size), { size, width, indent });
}

/** Lines of even length, for centred text: no title ends in a line of one word when there is another way. */
export function evenLinesOf(
  pen: Pen,
  content: Content,
  { face, size, width }: { face: Face; size: number; width: number },
): Line[] {
  const words = wordsOf(pen, content, face, size);
  let best = breakWords(pen, words, { size, width, indent: 0 });
  const { length } = best;
  if (length === 1) return best;
  let [tooNarrow, enough] = [0, width];
  while (enough - tooNarrow > 1) {
    const middle = (tooNarrow + enough) / 2;
    const lines = words.every((word) => word.width <= middle)
      ? breakWords(pen, words, { size, width: middle, indent: 0 })
      : [];
    if (lines.length === length) [best, enough] = [lines, middle];
    else tooNarrow = middle;
  }
  return best;
}

function breakWords(
  pen: Pen,
  words: readonly Word[],
  { size, width, indent }: { size: number; width: number; indent: number },
): Line[] {
  const lines: Line[] = [];
  let line: Line = { words: [], width: 0, indent, last: false };
  const wrap = () => {
    lines.push(line);
    line = { words: [], width: 0, indent: 0, last: false };
  };
  for (const whole of words) {
    for (const word of whole.width > width - indent ? cut(pen, whole, width - indent, size) : [whole]) {
      const before = line.words.at(-1)?.space.width ?? 0;
      if (line.words.length > 0 && line.indent + line.width + before + word.width > width + 0.01) wrap();
      line.width += (line.words.length > 0 ? before : 0) + word.width;
      line.words.push(word);
    }
  }
  line.last = true;
  lines.push(line);
  return lines;
}

/** Paints one line with its top at `y`. Every word carries its space, so that copied or spoken text keeps its words. */
export function paintLine(
  pen: Pen,
  line: Line,
  { x, y, width, align, size }: { x: number; y: number; width: number; align: Align; size: number },
): void {
  const slack = Math.max(0, width - line.indent - line.width);
  const stretched = align === 'justify' && !line.last && line.words.length > 1;
  const extra = stretched ? slack / (line.words.length - 1) : 0;
  const baseline = y + ascent * size;
  let at = x + line.indent + (align === 'right' ? slack : align === 'center' ? slack / 2 : 0);
  let held: { text: string; face: Face; at: number } | undefined;
  const put = () => {
    if (held === undefined) return;
    pen.doc
      .font(held.face, size)
      .text(held.text, held.at, baseline, { lineBreak: false, baseline: 'alphabetic', ...unmeasured });
    held = undefined;
  };
  for (const word of line.words) {
    for (const piece of [...word.pieces, word.space]) {
      if (held !== undefined && held.face === piece.face) held.text += piece.text;
      else {
        put();
        held = { text: piece.text, face: piece.face, at };
      }
      at += piece.width;
    }
    if (stretched) put();
    at += extra;
  }
  put();
}

function wordsOf(pen: Pen, content: Content, face: Face, size: number): Word[] {
  const runs = typeof content === 'string' ? [{ text: content, face }] : content;
  const words: Word[] = [];
  let pieces: Piece[] = [];
  const finish = (spaceFace: Face) => {
    if (pieces.length === 0) return;
    // Measured together with the letter before it, as it will be drawn: there is kerning even against a space.
    const before = pieces.at(-1)!.face === spaceFace ? pieces.at(-1)!.text : '';
    const width = widthOf(pen, `${before} `, spaceFace, size) - widthOf(pen, before, spaceFace, size);
    const space = { text: ' ', face: spaceFace, width };
    words.push({ pieces, width: pieces.reduce((sum, piece) => sum + piece.width, 0), space });
    pieces = [];
  };
  for (const run of runs) {
    const parts = settable(run.text, pen.fonts[run.face]).split(' ');
    for (const [index, part] of parts.entries()) {
      if (index > 0) finish(run.face);
      if (part !== '') pieces.push({ text: part, face: run.face, width: widthOf(pen, part, run.face, size) });
    }
  }
  finish(runs.at(-1)?.face ?? face);
  return words;
}

/** Cuts a word that no line can hold (an address, a code) into parts that fit, after a slash or hyphen if there is one. */
function cut(pen: Pen, word: Word, width: number, size: number): Word[] {
  const parts: Word[] = [];
  const add = (text: string, face: Face) => {
    const piece = { text, face, width: widthOf(pen, text, face, size) };
    parts.push({ pieces: [piece], width: piece.width, space: { text: '', face, width: 0 } });
  };
  for (const { text, face } of word.pieces) {
    let part = '';
    for (const character of text) {
      if (part !== '' && widthOf(pen, part + character, face, size) > width) {
        const joint = part.search(/[/-][^/-]*$/) + 1;
        const end = joint > part.length / 2 ? joint : part.length;
        add(part.slice(0, end), face);
        part = part.slice(end);
      }
      part += character;
    }
    add(part, face);
  }
  const last = parts.at(-1);
  if (last !== undefined) last.space = word.space;
  return parts;
}
