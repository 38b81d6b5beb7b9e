/** The four faces of the one typeface that papers are set in. */
export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic';

export const faces: readonly Face[] = ['regular', 'bold', 'italic', 'boldItalic'];

/**
 * A font that fontkit has parsed. pdfkit takes it as it is (it looks for `layout`) and makes a fresh subset of it for
 * every paper, so one parsed font serves all papers of a process. Parsing anew for each paper costs seven times more.
 */
export type ParsedFont = {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): unknown;
  layout(text: string, features?: unknown): ShapedText;
};

/** Glyphs and where they stand; opaque to papers, for pdfkit alone. */
export type ShapedText = {
  readonly glyphs: object[];
  readonly positions: { xAdvance: number }[];
  readonly advanceWidth: number;
};

/** What a caller hands to a paper. `src/documents/fonts.ts` reads it from disk, once. */
export type PaperFonts = Readonly<Record<Face, ParsedFont>>;

declare global {
  namespace PDFKit.Mixins {
    // @types/pdfkit does not know yet that 0.20 takes parsed fonts, table scopes and boxes of figures.
    interface PDFFont {
      registerFont(name: string, src: ParsedFont): this;
    }
    interface TextOptions {
      textWidth?: number;
      wordCount?: number;
    }
    interface StructureElementOptions {
      scope?: 'Row' | 'Column';
      bbox?: [left: number, top: number, right: number, bottom: number];
    }
  }
}

/** Stands for a character that the typeface cannot draw: PDF/A forbids references to the missing-glyph box. */
const substitute = '\u25a1';

/**
 * Text as it can be set: composed (NFC), without control characters and line breaks, and with a white square for each
 * character that the typeface lacks, so that the reader sees that something stood there. A form should refuse such names
 * earlier; see `undrawable`.
 */
export function settable(text: string, font: ParsedFont): string {
  const composed = text.normalize('NFC').replace(/[\p{Cc}\u2028\u2029\t ]+/gu, ' ');
  let out = '';
  for (const character of composed) {
    if (/\p{Cf}|\ufe0e|\ufe0f/u.test(character)) continue;
    out += font.hasGlyphForCodePoint(character.codePointAt(0) as number) ? character : substitute;
  }
  return out;
}

/** The characters of a text that papers cannot draw (emoji, Chinese, …), each once, in order of appearance. */
export function undrawable(text: string, fonts: PaperFonts): string[] {
  const missing = new Set<string>();
  for (const character of text.normalize('NFC').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')) {
    if (!fonts.regular.hasGlyphForCodePoint(character.codePointAt(0) as number)) missing.add(character);
  }
  return [...missing];
}
