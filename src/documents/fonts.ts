import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { PaperFonts, ParsedFont, ShapedText } from '../../templates/papers/fonts.ts';

const files = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const;

let loaded: PaperFonts | undefined;

/** Reads and parses the four Tinos fonts on the first call (about 25 ms) and answers the same objects ever after. */
export function paperFonts(): PaperFonts {
  loaded ??= {
    regular: parse(files.regular),
    bold: parse(files.bold),
    italic: parse(files.italic),
    boldItalic: parse(files.boldItalic),
  };
  return loaded;
}

function parse(file: string): ParsedFont {
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${file}`);
  const font = create(readFileSync(path));
  // fontkit remembers for each glyph the character that first asked for it, and pdfkit writes that character into the
  // paper's ToUnicode table. Space and no-break space share a glyph, so without a fixed order the bytes of a paper would
  // depend on the papers before it. The lowest character of each glyph wins here, which is also the one to search for.
  for (const codePoint of font.characterSet.toSorted((a, b) => a - b)) font.glyphForCodePoint(codePoint);
  return remembering(font);
}

/** How many words a font remembers before it starts anew: a few times the vocabulary of all papers. */
const remembered = 20_000;

/**
 * Shaping is what a paper's time goes into, and Vietnamese papers are made of a few thousand short words. So each font
 * remembers the words that it has shaped.
 */
function remembering(font: ParsedFont): ParsedFont {
  const shape = font.layout.bind(font);
  const words = new Map<string, Pick<ShapedText, 'glyphs' | 'positions'>>();
  font.layout = (text, features) => {
    if (features !== undefined) return shape(text, features);
    let shaped = words.get(text);
    if (shaped === undefined) {
      if (words.size >= remembered) words.clear();
      const { glyphs, positions } = shape(text);
      shaped = { glyphs, positions };
      words.set(text, shaped);
    }
    return new ShapedWord(shaped.glyphs, shaped.positions);
  };
  return font;
}

/** pdfkit scales the positions in place and then asks for the width, so they are a copy and the width is a sum. */
class ShapedWord implements ShapedText {
  readonly glyphs: ShapedText['glyphs'];
  readonly positions: ShapedText['positions'];

  constructor(glyphs: ShapedText['glyphs'], positions: ShapedText['positions']) {
    this.glyphs = glyphs;
    this.positions = positions.map((position) => ({ ...position }));
  }

  get advanceWidth(): number {
    return this.positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  }
}
