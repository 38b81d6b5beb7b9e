/** The one function that is used of fontkit, which ships no types. */
declare module 'fontkit' {
  export function create(bytes: Uint8Array): {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    /** Every code point that the font has a glyph for. */
    readonly characterSet: readonly number[];
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): unknown;
    layout(
      text: string,
      features?: unknown,
    ): { glyphs: object[]; positions: { xAdvance: number }[]; advanceWidth: number };
  };
}
