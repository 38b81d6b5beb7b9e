import { formatAmount, formatVnd } from '../../workflows/rules/money.ts';
import type { FinalReport } from '../pages/projects/final-report.tsx';
import { reportMoneyTable } from '../parts/reportMoney.ts';
import { dayText, longDate } from '../parts/when.ts';
import { amendmentWords } from '../words/amendments.ts';
import { copyWords, paperWords } from '../words/papers.ts';
import { projectWords } from '../words/projects.ts';
import type { Language } from '../words/words.ts';
import { box, centred, child, framed, paintStack, paragraph, rule, sizes, stack, title, whole } from './decree30.ts';
import type { PaperFonts } from './fonts.ts';
import { makePaper, mm, type Part, sheet } from './paper.ts';
import { type Column, table } from './table.ts';
import { bold, lineWidth, regular, unbroken } from './text.ts';

/** The report as it was sent; in English a copy for information, in which what people wrote stays as they wrote it. */
export type FinalReportPaper = FinalReport & { readonly language: Language; readonly createdAt: Date };

/** Small enough for five sums of a hundred billion side by side. */
const moneySize = 10;
/** The air beside a figure in its cell. */
const cellAir = 9;

/** The final report after form I.15 of Decree 268/2025 as a PDF: what its page says, with room to sign. */
export function finalReport(report: FinalReportPaper, fonts: PaperFonts): Uint8Array {
  const { language, code, project, party, agency } = report;
  const all = amendmentWords[language];
  const w = all.report;
  const name = project || projectWords[language].unnamed;
  const isCopy = language === 'en';
  const meta = {
    title: `${w.title}: ${code}`,
    subject: name,
    author: party,
    createdAt: report.createdAt,
    fictional: report.fictional,
    copyHeader: isCopy ? copyWords.header(code) : null,
  };
  return makePaper(meta, fonts, [
    ...(isCopy ? [framed(copyWords.title, [copyWords.prevails])] : []),
    letterhead(report),
    title(w.title, name),
    centred(`${w.to}: ${agency}`, 10),
    labelled(w.party, party || '–'),
    labelled(w.representative, report.representative || '–'),
    ...(report.agreement === '' ? [] : [labelled(all.page.agreement, report.agreement)]),
    labelled(all.page.ends, dayText(report.endsOn)),
    labelled(all.listAsked, dayText(report.sentOn)),
    ...said(w.why, report.reason || all.page.erased),
    ...outputs(report),
    ...money(report),
    ...effects(report),
    ...evidence(report),
    signature(report),
  ]);
}

const heading = (index: number, text: string): Part =>
  paragraph(`${index}. ${text}`, { face: 'bold', align: 'left', gap: 14, keepWithNext: true, tag: 'H2' });

const labelled = (label: string, value: string): Part =>
  paragraph([regular(`${label}: `), bold(value)], { align: 'left', gap: 4 });

const linesIn = (text: string): string[] => text.split(/\s*\n\s*/).filter((line) => line !== '');

/** A text that somebody wrote: beside its label, or where it has several lines below it. */
function said(label: string, text: string): Part[] {
  const lines = linesIn(text);
  if (lines.length < 2)
    return [paragraph([regular(`${label}: `), regular(lines[0] ?? '–')], { align: 'left', gap: 4 })];
  return [
    paragraph(`${label}:`, { align: 'left', gap: 4, keepWithNext: true }),
    ...lines.map((line) => paragraph(line, { gap: 3 })),
  ];
}

/** Who reports at the left, the state at the right; below them the dossier and the day; the form's number above. */
const letterhead =
  ({ party, code, place, sentOn, language }: FinalReportPaper): Part =>
  (pen, root) => {
    const w = amendmentWords[language].report;
    const { state, motto } = paperWords[language];
    const side = mm(62);
    const left = { x: sheet.left, width: side, align: 'center' as const };
    const right = { x: sheet.left + side + mm(4), width: sheet.body - side - mm(4), align: 'center' as const };
    const form = box(pen, `${w.form}, ${unbroken('268/2025/NĐ-CP')}`, {
      ...{ x: sheet.left, width: sheet.body, align: 'right' as const, size: sizes.note, face: 'italic' as const },
    });
    const sides = [
      [
        box(pen, party || '–', { ...left, size: sizes.header, face: 'bold' }),
        box(pen, unbroken(w.dossier(code)), { ...left, size: sizes.header }),
      ],
      [
        box(pen, state, { ...right, size: sizes.header, face: 'bold' }),
        box(pen, motto, { ...right, size: sizes.motto, face: 'bold' }),
      ],
    ] as const;
    const date = box(pen, `${place}, ${unbroken(longDate(sentOn, language))}`, {
      ...{ ...right, size: sizes.header, face: 'italic' as const },
    });
    const top = form.height + 6;
    const headed = stack(sides[1]) + 10;
    return whole(0, top + Math.max(stack(sides[0]), headed + date.height) + 6, (y) => {
      form.paint(y, child(pen, root, 'P'));
      for (const boxes of sides) paintStack(pen, root, boxes, y + top);
      rule(pen, right.x + right.width / 2, y + top + stack(sides[1]) + 3, sides[1][1]!.lastLineWidth);
      date.paint(y + top + headed, child(pen, root, 'P'));
    });
  };

function outputs({ outputs: rows, language }: FinalReportPaper): Part[] {
  const w = amendmentWords[language].report;
  return [
    heading(1, w.outputs),
    table({
      columns: [
        { head: projectWords[language].line, align: 'left', share: 3 },
        { head: w.status, align: 'left', width: mm(28) },
        { head: w.output, align: 'left', share: 5 },
      ],
      rows: rows.map(({ name, status, output }) => [name, w.statuses[status], linesIn(output).join(' ') || '–']),
      size: 11,
    }),
  ];
}

function money({ money: rows, beside: { advancedVnd, underwayVnd }, language }: FinalReportPaper): Part[] {
  const w = amendmentWords[language].report;
  const { head, rows: lines, total } = reportMoneyTable(rows, language);
  const row = ({ name, amounts }: (typeof lines)[number]) => [name, ...amounts.map((amount) => formatAmount(amount))];
  const note = (text: string) => paragraph(text, { align: 'left', size: 11, gap: 4 });
  return [
    heading(2, w.money),
    paragraph(w.unitVnd, { face: 'italic', align: 'right', size: 11, gap: 0, keepWithNext: true }),
    // sums that are compared stand in columns of one width, wide enough for the largest
    (pen, root) => {
      const widths = [...lines, total].flatMap(({ amounts }) =>
        amounts.map((amount) => lineWidth(pen, formatAmount(amount), 'bold', moneySize)),
      );
      const columns = head.map(
        (text, index): Column =>
          index === 0
            ? { head: text, align: 'left', share: 1 }
            : { head: text, align: 'right', width: Math.max(...widths) + cellAir },
      );
      return table({ columns, rows: lines.map(row), foot: row(total), size: moneySize })(pen, root);
    },
    ...(advancedVnd > 0n ? [note(w.advanced(unbroken(formatVnd(advancedVnd))))] : []),
    ...(underwayVnd > 0n ? [note(w.underway(unbroken(formatVnd(underwayVnd))))] : []),
  ];
}

function effects({ effects: of, language }: FinalReportPaper): Part[] {
  const w = amendmentWords[language].report;
  return [
    heading(3, w.effects),
    ...(['jobs', 'revenue', 'property', 'other'] as const).flatMap((name) => said(w[name], of[name])),
  ];
}

function evidence({ evidence: rows, language }: FinalReportPaper): Part[] {
  const w = amendmentWords[language].report;
  if (rows.length === 0) return [heading(4, w.evidence), paragraph(w.noEvidence, { align: 'left' })];
  return [
    heading(4, w.evidence),
    table({
      columns: [
        { head: w.code, align: 'left', width: 'fit' },
        { head: w.kind, align: 'left', share: 4 },
        { head: w.number, align: 'left', share: 3 },
        { head: w.day, align: 'left', width: 'fit' },
        { head: w.unit, align: 'left', share: 4 },
      ],
      rows: rows.map(({ code, kind, number, day, unit }) => [code, kind, number || '–', dayText(day), unit]),
      size: 11,
    }),
  ];
}

/** Who signs for the party, at the right; the last lines of the report stand on the same page. */
const signature =
  ({ representative, language }: FinalReportPaper): Part =>
  (pen, root) => {
    const w = amendmentWords[language].report;
    const width = mm(85);
    const place = { x: sheet.left + sheet.body - width, width, align: 'center' as const, size: sizes.body };
    const head = [box(pen, w.sign, { ...place, face: 'bold' }), box(pen, w.signHint, { ...place, face: 'italic' })];
    const name = box(pen, unbroken(representative) || ' ', { ...place, face: 'bold' });
    const nameTop = stack(head) + mm(24);
    return whole(16, nameTop + name.height, (y) => {
      paintStack(pen, root, head, y);
      name.paint(y + nameTop, child(pen, root, 'P'));
    });
  };
