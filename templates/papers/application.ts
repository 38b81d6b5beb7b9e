import type { ShownRow, ShownSection, ShownTable } from '../../workflows/rules/forms.ts';
import { formatAmount } from '../../workflows/rules/money.ts';
import { dayText, longDate } from '../parts/when.ts';
import { copyWords, type PaperWords, paperWords } from '../words/papers.ts';
import type { Language } from '../words/words.ts';
import {
  box,
  centred,
  child,
  confirmingCode,
  framed,
  inWordsToo,
  paragraph,
  rule,
  sizes,
  title,
  whole,
} from './decree30.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper, mm, type Part, sheet } from './paper.ts';
import { type Column, table } from './table.ts';
import { bold, regular, unbroken } from './text.ts';

/** What the PDF of an application says: all that was answered, as it was shown before it was handed in. */
export type ApplicationView = {
  /** Of the form: "Hồ sơ đăng ký hỗ trợ dự án …". */
  readonly title: string;
  readonly projectName: string;
  readonly applicant: string;
  /** To whom it is addressed: "Sở Khoa học và Công nghệ Thành phố Hồ Chí Minh". */
  readonly agency: string;
  /** The call that it was handed in to. */
  readonly call: string;
  readonly stage: string;
  /** What proves that it was received; null for a draft, on which the paper says so. */
  readonly receipt: {
    readonly number: string;
    readonly receivedAt: Date;
    /** Of the content that was handed in, in hexadecimal. */
    readonly sha256: string;
    readonly submittedBy: string;
  } | null;
  /** `shown(definition, answers, language, …)`. */
  readonly sections: readonly ShownSection[];
  /** The files that were handed in, each with its SHA-256; left out where there is none. */
  readonly files?: readonly { readonly name: string; readonly sha256: string }[];
  /** What is asked of the state and what the applicant brings; null for a form without a budget. */
  readonly amounts: { readonly stateVnd: bigint; readonly matchingVnd: bigint } | null;
  /** The PDF's creation date: when it was received. */
  readonly createdAt: Date;
  readonly fictional: boolean;
  /** Made in a demonstration: every page says so. */
  readonly demonstration?: boolean;
  /** The page that confirms the hash; in the QR code. null for a draft. */
  readonly confirmUrl: string | null;
  /** 'en' for the English copy of what was handed in, for information: what people wrote stays as they wrote it. */
  readonly language?: Language;
};

/** An application as a PDF: receipt, every section, tables and amounts in words. */
export function applicationPaper(view: ApplicationView, fonts: PaperFonts): Uint8Array {
  const { language = 'vi', receipt } = view;
  const w = paperWords[language];
  const isCopy = language === 'en' && receipt !== null;
  const meta = {
    title: receipt === null ? view.title : `${view.title}: ${receipt.number}`,
    subject: view.projectName,
    author: view.applicant,
    createdAt: view.createdAt,
    fictional: view.fictional,
    demonstration: view.demonstration === true,
    copyHeader: isCopy ? copyWords.header(receipt.number) : null,
  };
  return makePaper(meta, fonts, [
    ...(isCopy ? [copyMark(receipt)] : []),
    stateHeader(w),
    title(view.title, w.application.project(view.projectName)),
    ...opening(view, language),
    ...view.sections.flatMap((section, index) => sectionParts(w, section, index)),
    ...filesPart(view, w),
    ...ending(view, w),
  ]);
}

/** What an English copy is, and of what. */
const copyMark = ({ number, receivedAt, sha256 }: NonNullable<ApplicationView['receipt']>): Part =>
  framed(copyWords.title, [
    copyWords.prevails,
    `${copyWords.handedIn(number, instantText(paperWords.en, receivedAt))}.`,
    copyWords.content(sha256),
  ]);

/** State and motto, alone in the middle: the applicant is no agency. */
const stateHeader =
  (w: PaperWords): Part =>
  (pen, root) => {
    const place = { x: sheet.left, width: sheet.body, align: 'center' as const, face: 'bold' as const };
    const state = box(pen, w.state, { ...place, size: sizes.header });
    const motto = box(pen, w.motto, { ...place, size: sizes.motto });
    return whole(0, state.height + motto.height + 6, (y) => {
      state.paint(y, child(pen, root, 'P'));
      motto.paint(y + state.height, child(pen, root, 'P'));
      rule(pen, sheet.left + sheet.body / 2, y + state.height + motto.height + 2, motto.lastLineWidth);
    });
  };

const labelled = (label: string, value: string): Part =>
  paragraph([regular(`${label}: `), bold(value)], { align: 'left', gap: 4 });

function opening(view: ApplicationView, language: Language): Part[] {
  const { agency, applicant, call, stage, receipt, amounts } = view;
  const w = paperWords[language];
  const a = w.application;
  const sum = (label: string, amount: bigint) =>
    paragraph([
      regular(label),
      bold(unbroken(w.vnd(formatAmount(amount)))),
      regular(`${inWordsToo(language, amount)}.`),
    ]);
  return [
    centred(a.to(agency), 10),
    labelled(a.applicant, applicant),
    labelled(a.call, call),
    labelled(a.stage, stage),
    ...(receipt === null
      ? [paragraph(a.draft, { face: 'boldItalic', align: 'left' })]
      : [
          labelled(a.number, receipt.number),
          labelled(a.receivedAt, instantText(w, receipt.receivedAt)),
          labelled(a.sha256, receipt.sha256),
        ]),
    ...(amounts === null ? [] : [sum(a.asked, amounts.stateVnd), sum(a.matching, amounts.matchingVnd)]),
  ];
}

/** "09:05:07 ngày 05/02/2026", in Vietnam; "09:05:07 on 5 February 2026" in English. */
function instantText(w: PaperWords, instant: Date): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000).toISOString();
  const [day = '', time = ''] = local.split('T');
  return w.application.at(time.slice(0, 8), w === paperWords.en ? longDate(day, 'en') : dayText(day));
}

function sectionParts(w: PaperWords, { section, rows }: ShownSection, index: number): Part[] {
  const heading = paragraph(`${index + 1}. ${section.title}`, {
    face: 'bold',
    align: 'left',
    gap: 14,
    keepWithNext: true,
    tag: 'H2',
  });
  return [heading, ...rows.flatMap((row) => rowParts(w, row))];
}

function filesPart({ files = [], sections }: ApplicationView, w: PaperWords): Part[] {
  if (files.length === 0) return [];
  const heading = paragraph(`${sections.length + 1}. ${w.application.files}`, {
    ...{ face: 'bold', align: 'left', gap: 14, keepWithNext: true, tag: 'H2' },
  });
  return [heading, ...files.map(({ name, sha256 }) => labelled(name, sha256))];
}

function rowParts(w: PaperWords, row: ShownRow): Part[] {
  const { blank, notDeclared } = w.application;
  const { label, value, note, kind } = row;
  const plain = label.replace(/[?:.\s]+$/, (end) => (end.includes('?') ? '?' : ''));
  const lead = plain.endsWith('?') ? `${plain} ` : `${plain}: `;
  if (row.table !== undefined) return tableParts(w, plain, row.table);
  if (kind === 'declaration')
    return [
      paragraph(
        [
          regular(`${plain}: ${(note ?? '').replace(/[.\s]+$/, '')}. `),
          // one that was made says so by its value
          bold(unbroken(`${value === '' ? notDeclared : value}.`)),
        ],
        { align: 'justify' },
      ),
    ];
  const lines = linesIn(value);
  const reason = note === undefined ? [] : linesIn(note).map((line) => paragraph(line));
  if (kind !== 'longText' && lines.length < 2)
    return [paragraph([regular(lead), bold(lines[0] ?? blank)], { align: 'left', gap: 4 }), ...reason];
  return [
    paragraph(`${lead.trim()}`, { face: 'italic', align: 'left', keepWithNext: true }),
    ...(lines.length === 0 ? [blank] : lines).map((line) =>
      kind === 'longText' ? paragraph(line) : paragraph(`- ${line}`, { align: 'left', gap: 2 }),
    ),
    ...reason,
  ];
}

const linesIn = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function tableParts(w: PaperWords, label: string, shown: ShownTable): Part[] {
  const heading = paragraph(`${label}:`, { face: 'italic', align: 'left', keepWithNext: true });
  if (shown.rows.length === 0) return [heading, paragraph(w.application.blank, { align: 'left' })];
  const size = shown.head.length > 5 ? 9 : sizes.table;
  const all = [...shown.rows, ...(shown.foot ? [shown.foot] : [])];
  const longest = (index: number) => Math.max(...all.map((row) => (row[index] ?? '').length));
  // Figures must not break: what their columns take, the others lack. A figure is half as wide as it is high.
  const figures = shown.head.map(({ align }, index) => (align === 'right' ? longest(index) * size * 0.55 + 9 : 0));
  const texts = shown.head.filter(({ align }) => align === 'left').length;
  const left = sheet.body - figures.reduce((sum, width) => sum + width, 0);
  if (left < texts * mm(15)) return [heading, ...all.flatMap((row, index) => rowAsList(w, shown, row, index))];
  const columns = shown.head.map(
    ({ label, align }, index): Column =>
      align === 'right'
        ? { head: label, align, width: 'fit' }
        : { head: label, align, share: Math.min(4, Math.max(2, Math.sqrt(longest(index)))) },
  );
  const foot = shown.foot === undefined ? {} : { foot: shown.foot };
  return [heading, table({ columns, rows: shown.rows, ...foot, size })];
}

/** A row that no page is wide enough for: each of its cells on a line. */
function rowAsList(w: PaperWords, { head, rows }: ShownTable, row: readonly string[], index: number): Part[] {
  const name = index < rows.length ? w.application.row(index + 1) : w.application.sum;
  const cells = head.flatMap(({ label }, column) => {
    const text = row[column] ?? '';
    return text === '' || text === name ? [] : [paragraph(`${label}: ${text}`, { align: 'left', gap: 2 })];
  });
  return [paragraph(name, { face: 'bold', align: 'left', keepWithNext: true }), ...cells];
}

function ending({ receipt, confirmUrl, language }: ApplicationView, w: PaperWords): Part[] {
  const said =
    receipt === null
      ? []
      : [
          paragraph(w.application.handedIn(receipt.submittedBy, instantText(w, receipt.receivedAt), receipt.number), {
            gap: 16,
            keepWithNext: confirmUrl !== null,
          }),
        ];
  return confirmUrl === null
    ? said
    : [...said, confirmingCode({ confirmUrl, copyOf: language === 'en' ? receipt : null })];
}
