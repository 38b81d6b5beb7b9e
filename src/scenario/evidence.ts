// The papers that people attach: small PDFs with their words on them, since a file is what its content says.

import PDFDocument from 'pdfkit';
import { paperFonts } from '../documents/fonts.ts';

/** A page with a heading and some lines, as a PDF made at the time given. The same words give the same bytes. */
export function scan(heading: string, lines: readonly string[], at: Date): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margin: 72,
    info: { Title: heading, CreationDate: at, ModDate: at },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((ready, fail) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => ready(Buffer.concat(chunks)));
    document.on('error', fail);
  });
  const { bold, regular } = paperFonts();
  document
    .font(bold as never)
    .fontSize(14)
    .text(heading)
    .moveDown();
  document.font(regular as never).fontSize(13);
  for (const line of lines) document.text(line).moveDown(0.5);
  document.end();
  return done;
}
