import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type TextItem = { text: string; x: number; y: number; width: number; size: number; rotated: boolean };
export type TreeNode = { role: string; alt?: string; children: TreeNode[] };
export type ReadPage = { items: TextItem[]; text: string; tree: TreeNode };
export type ReadPdf = {
  pages: ReadPage[];
  /** All pages as one line, with single spaces. */
  text: string;
  lang: string | null;
  marked: boolean;
  title: string | undefined;
  creationDate: string | undefined;
  /** The metadata packet and everything else that is not compressed. */
  raw: string;
  fonts: { name: string; embedded: boolean }[];
};

/** Reads a paper back with Mozilla's PDF library, as a stranger would. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const raw = Buffer.from(bytes).toString('latin1');
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  // Descriptors are plain text in the file: those that point to a font program.
  const files = new Set(
    [...raw.matchAll(/\/Type \/FontDescriptor\n\/FontName \/(\S+)[^>]*\/FontFile2 \d+ 0 R/g)].map((hit) => hit[1]),
  );
  const pages: ReadPage[] = [];
  const fonts = new Map<string, { name: string; embedded: boolean }>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const operators = await page.getOperatorList();
    for (const [index, operator] of operators.fnArray.entries()) {
      if (operator !== OPS.setFont) continue;
      const id: string = operators.argsArray[index][0];
      const font: { name: string; missingFile?: boolean } = page.commonObjs.get(id);
      fonts.set(id, { name: font.name, embedded: files.has(font.name) && font.missingFile !== true });
    }
    const content = await page.getTextContent();
    const items: TextItem[] = [];
    for (const item of content.items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [a, b, , d, x, y]: number[] = item.transform;
      items.push({ text: item.str, x: x!, y: y!, width: item.width, size: Math.hypot(a!, b!), rotated: d! <= 0 });
    }
    const text = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    pages.push({ items, text: flat(text), tree: node(await page.getStructTree()) });
  }
  const { info } = await document.getMetadata();
  const facts: { Title?: string; CreationDate?: string; Language?: string } = info;
  const read: ReadPdf = {
    pages,
    text: flat(pages.map((page) => page.text).join(' ')),
    lang: facts.Language ?? null,
    marked: (await document.getMarkInfo())?.Marked === true,
    title: facts.Title,
    creationDate: facts.CreationDate,
    raw,
    fonts: [...fonts.values()],
  };
  await loading.destroy();
  return read;
}

/** Every element of a tree with the given role. */
export function withRole(tree: TreeNode, role: string): TreeNode[] {
  const below = tree.children.flatMap((child) => withRole(child, role));
  return tree.role === role ? [tree, ...below] : below;
}

export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

function node(value: unknown): TreeNode {
  const { role, alt, children } = (value ?? {}) as { role?: string; alt?: string; children?: unknown[] };
  return { role: role ?? '', ...(alt === undefined ? {} : { alt }), children: (children ?? []).map(node) };
}
