import type { Face } from './fonts.ts';
import { type Block, type Part, type Place, type Strip, sheet } from './paper.ts';
import {
  type Align,
  type Content,
  type Line,
  leading,
  linesOf,
  lineWidth,
  type Pen,
  paintLine,
  widestWord,
} from './text.ts';

/**
 * A column. `width` in points; or `fit`: as wide as its widest cell set on one line (figures must not break); or a
 * `share` of what the others leave.
 */
export type Column = {
  readonly head: string;
  readonly align: Align;
  readonly width?: number | 'fit';
  readonly share?: number;
};

export type TableOptions = {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  /** The line of totals, in bold. */
  readonly foot?: readonly string[];
  readonly size?: number;
  readonly gap?: number;
};

const padX = 4;
const padY = 3;
const hairline = 0.5;

/** A row with more lines than this is cut into strips, so that a very long cell can cross pages. */
const linesPerStrip = 18;

type Kind = { tag: 'TH' | 'TD'; face: Face; repeatable: boolean };

/** A ruled table. Its head is repeated on every page that it reaches; screen readers meet the head once. */
export function table({ columns, rows, foot, size = 12, gap = 6 }: TableOptions): Part {
  return (pen, root) => {
    const widths = columnWidths(pen, { columns, rows, size, ...(foot ? { foot } : {}) });
    const tree = lazy(() => {
      const element = pen.doc.struct('Table');
      root.add(element);
      return element;
    });
    const row = (cells: readonly Content[], kind: Kind) => rowStrips(pen, { cells, columns, widths, size, kind, tree });
    const head = row(
      columns.map((column) => column.head),
      { tag: 'TH', face: 'bold', repeatable: true },
    );
    const body = rows.flatMap((cells) => row(cells, { tag: 'TD', face: 'regular', repeatable: false }));
    const total = foot ? row(foot, { tag: 'TD', face: 'bold', repeatable: false }) : [];
    const block: Block = {
      strips: [...head, ...body, ...total],
      gap,
      lead: 2,
      trail: foot ? 2 : 1,
      repeatHead: true,
      close: () => tree().end(),
    };
    return block;
  };
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function columnWidths(pen: Pen, { columns, rows, foot, size }: TableOptions & { size: number }): number[] {
  const all = foot ? [...rows, foot] : rows;
  const fixed = columns.map((column, index) => {
    if (column.share !== undefined) return 0;
    const least = widestWord(pen, column.head, 'bold', size) + 2 * padX + hairline;
    if (typeof column.width === 'number') return Math.max(column.width, least);
    const cells = all.map((cells, row) => {
      const cell = cells[index] ?? '';
      return foot && row === all.length - 1
        ? lineWidth(pen, cell, 'bold', size)
        : lineWidth(pen, cell, 'regular', size);
    });
    return Math.max(least, Math.max(...cells) + 2 * padX + hairline);
  });
  const left = sheet.body - fixed.reduce((sum, width) => sum + width, 0);
  const shares = columns.reduce((sum, column) => sum + (column.share ?? 0), 0);
  return columns.map((column, index) => (column.share === undefined ? fixed[index]! : (left * column.share) / shares));
}

type RowOptions = {
  cells: readonly Content[];
  columns: readonly Column[];
  widths: readonly number[];
  size: number;
  kind: Kind;
  tree: () => PDFKit.PDFStructureElement;
};

function rowStrips(pen: Pen, { cells, columns, widths, size, kind, tree }: RowOptions): Strip[] {
  const lines = columns.map((_, index) =>
    linesOf(pen, cells[index] ?? '', { face: kind.face, size, width: widths[index]! - 2 * padX }),
  );
  const most = Math.max(...lines.map((some) => some.length));
  const elements = lazy(() => rowElements(pen, columns.length, kind, tree()));
  const strips: Strip[] = [];
  for (let from = 0; from < most; from += linesPerStrip) {
    const shown = lines.map((some) => some.slice(from, from + linesPerStrip));
    const tallest = Math.max(...shown.map((some) => some.length));
    const opens = from === 0;
    const closes = from + linesPerStrip >= most;
    const height = tallest * leading * size + (opens ? padY : 0) + (closes ? padY : 0);
    const paint = (place: Place) => {
      for (const [index, some] of shown.entries()) {
        const column = columns[index]!;
        const align = kind.tag === 'TH' ? 'center' : column.align;
        const x = sheet.left + widths.slice(0, index).reduce((sum, width) => sum + width, 0) + padX;
        // Heads are centred in their cell's height, texts begin at its top.
        const sink = kind.tag === 'TH' ? ((tallest - some.length) * leading * size) / 2 : 0;
        const y = place.y + (opens ? padY : 0) + sink;
        const at = { x, y, width: widths[index]! - 2 * padX, align, size };
        if (place.repeat) pen.doc.markContent('Artifact', { type: 'Pagination' });
        else elements().cells[index]!.add(pen.doc.markStructureContent(kind.tag));
        paintCell(pen, some, at);
        pen.doc.endMarkedContent();
      }
      if (closes && !place.repeat) elements().row.end();
      paintRules(pen, widths, { y: place.y, height, top: place.first, bottom: closes || place.last });
    };
    strips.push({ height, paint });
  }
  return strips;
}

function rowElements(pen: Pen, count: number, kind: Kind, parent: PDFKit.PDFStructureElement) {
  const row = pen.doc.struct('TR');
  parent.add(row);
  const cells = Array.from({ length: count }, () => {
    const cell = pen.doc.struct(kind.tag, kind.tag === 'TH' ? { scope: 'Column' } : {});
    row.add(cell);
    return cell;
  });
  return { row, cells };
}

function paintCell(
  pen: Pen,
  lines: readonly Line[],
  at: { x: number; y: number; width: number; align: Align; size: number },
): void {
  for (const [index, line] of lines.entries()) {
    paintLine(pen, line, { ...at, y: at.y + index * leading * at.size });
  }
}

function paintRules(
  { doc }: Pen,
  widths: readonly number[],
  { y, height, top, bottom }: { y: number; height: number; top: boolean; bottom: boolean },
): void {
  const right = sheet.left + widths.reduce((sum, width) => sum + width, 0);
  doc.markContent('Artifact', { type: 'Layout' });
  doc.lineWidth(hairline);
  let x = sheet.left;
  for (const width of [0, ...widths]) {
    x += width;
    doc.moveTo(x, y).lineTo(x, y + height);
  }
  if (top) doc.moveTo(sheet.left, y).lineTo(right, y);
  if (bottom) doc.moveTo(sheet.left, y + height).lineTo(right, y + height);
  doc.stroke();
  doc.endMarkedContent();
}
