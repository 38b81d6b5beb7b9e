// The final report after form I.15: read from its form, with the money out of the books, and shown as it is kept.

import type { FinalReportView, OutputStatus } from '../../templates/pages/projects/final-report.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { ReportMoneyRow } from '../../templates/parts/reportMoney.ts';
import { amendmentWords } from '../../templates/words/amendments.ts';
import type { Language } from '../../templates/words/words.ts';
import type { Json } from '../../workflows/canonical.ts';
import { cleanLine, readDay } from '../../workflows/rules/formFields.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { amountsOf } from '../awards.ts';
import { type Dossier, factOf, requestsOf, vesselOf } from '../dossier.ts';
import { textIn } from '../forms.ts';
import { lineName } from '../refusals.ts';
import type { fieldsOf } from './fields.ts';
import { awardedOn } from './reading.ts';

const statuses: readonly OutputStatus[] = ['done', 'ongoing', 'notStarted'];
const mostText = 5_000;
const mostRows = 40;
/** How many more a form gets each time it is asked for them. */
const moreRows = 3;

/** A report as it is kept: amounts as decimal strings, lines by their ids. */
export type ReportKept = {
  outputs: { line: string; status: OutputStatus; output: string }[];
  money: ({ line: string } & Record<keyof Omit<ReportMoneyRow, 'name'>, string>)[];
  /** Asked for and not paid; advanced and not cleared. Reports of before it was noted do not say, and count advances as used. */
  underwayVnd?: string;
  advancedVnd?: string;
  effects: FinalReportView['effects'];
  evidence: { code: string; kind: string; number: string; day: string; unit: string }[];
};

/** The lines of the award, in its order. */
export const awardLines = (dossier: Dossier): string[] =>
  amountsOf(dossier.states.get('application')?.facts.awarded).map(({ line }) => line);

/**
 * What of each line was approved, used and settled, in đồng. The state's money stands in the vessels; of other sources is what
 * accepted cost is above it. Nothing shows that an advance was spent before it is cleared: until then it is not used.
 */
export function reportMoney(dossier: Dossier): ({ line: string } & Omit<ReportMoneyRow, 'name'>)[] {
  return awardLines(dossier).map((line) => {
    const other = otherOn(dossier, line);
    const settledVnd = vesselOf(dossier, 'settled', line);
    return {
      line,
      approvedVnd: awardedOn(dossier, line),
      usedVnd: settledVnd,
      usedOtherVnd: other,
      settledVnd,
      settledOtherVnd: other,
    };
  });
}

/** What the table leaves out: asked for and not paid, with whoever verifies or pays; advanced, and not cleared. */
export const besideOf = (dossier: Dossier) => ({
  underwayVnd: vesselOf(dossier, 'held') + vesselOf(dossier, 'ordered'),
  advancedVnd: vesselOf(dossier, 'advanced'),
});

/** What teams paid themselves of the cost that was accepted on a line: of settled requests, and of advances as far as they were cleared. */
function otherOn(dossier: Dossier, line: string): bigint {
  const accepted = requestsOf(dossier).flatMap(({ state }) => {
    const { isAdvance, items, cleared } = state.facts as unknown as DisbursementFacts;
    if (isAdvance) return costed(cleared);
    return state.value === 'settled' ? costed(items) : [];
  });
  const here = accepted.filter((item) => item.line === line && item.cost > item.amount);
  return here.reduce((sum, { cost, amount }) => sum + cost - amount, 0n);
}

/** How many rows of evidence a form has. */
export function evidenceRows(typed: Typed): number {
  const asked = Number(textIn(typed, 'rows') || '1');
  const rows = Number.isInteger(asked) && asked > 0 && asked <= mostRows ? asked : 1;
  return textIn(typed, 'more') === 'yes' ? Math.min(rows + moreRows, mostRows) : rows;
}

/** Reads the report's fields; what is wrong is gathered there. */
export function reportIn(
  dossier: Dossier,
  typed: Typed,
  fields: ReturnType<typeof fieldsOf>,
  language: Language,
): ReportKept {
  const w = amendmentWords[language].report;
  const outputs = awardLines(dossier).map((line) => ({
    line,
    status: fields.choice(
      `status-${line}`,
      w.whatStatus(lineName(line, language, dossier.pack)),
      statuses,
    ) as OutputStatus,
    output: fields.note(`output-${line}`, w.output, mostText),
  }));
  const effects = {
    jobs: cleanLine(fields.note('jobs', w.jobs, 500)),
    revenue: cleanLine(fields.note('revenue', w.revenue, 500)),
    property: cleanLine(fields.note('property', w.property, 500)),
    other: fields.note('otherEffects', w.other, mostText),
  };
  if (Object.values(effects).every((text) => text === '')) fields.text('jobs', w.whatEffects);
  const evidence: ReportKept['evidence'] = [];
  for (let row = 0; row < evidenceRows(typed); row += 1) {
    const of = (name: string) => cleanLine(textIn(typed, `ev${name}-${row}`)).slice(0, 200);
    const [kind, number, dayTyped, unit] = [of('Kind'), of('Number'), of('Day'), of('Unit')];
    if ([kind, number, dayTyped, unit].every((text) => text === '')) continue;
    const day = readDay(dayTyped);
    if (kind === '' || unit === '') fields.errors[`evKind-${row}`] = w.half;
    else if (day === null) fields.day(`evDay-${row}`);
    evidence.push({ code: codeOf(evidence.length), kind, number, day: day ?? '', unit });
  }
  const money = reportMoney(dossier).map(({ line, ...amounts }) => ({
    line,
    ...(Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)])) as Record<
      keyof typeof amounts,
      string
    >),
  }));
  const { underwayVnd, advancedVnd } = besideOf(dossier);
  return { outputs, money, underwayVnd: String(underwayVnd), advancedVnd: String(advancedVnd), effects, evidence };
}

/** A report as JSON, to be kept. */
export const asJson = (report: ReportKept): Json => report as unknown as Json;

const codeOf = (index: number) => `MC-${String(index + 1).padStart(3, '0')}`;

/** The rows of money with the names of their lines. */
export const namedMoney = (
  dossier: Dossier,
  rows: readonly ({ line: string } & Omit<ReportMoneyRow, 'name'>)[],
  language: Language,
): ReportMoneyRow[] =>
  rows.map(({ line, ...amounts }) => ({ name: lineName(line, language, dossier.pack), ...amounts }));

/** A kept report as its page shows it. */
export function reportView(dossier: Dossier, kept: ReportKept, language: Language) {
  return {
    party: dossier.party?.name ?? '',
    agreement: factOf(dossier, 'project', 'agreementNumber'),
    endsOn: factOf(dossier, 'project', 'endsOn'),
    outputs: kept.outputs.map(({ line, ...said }) => ({ name: lineName(line, language, dossier.pack), ...said })),
    money: namedMoney(
      dossier,
      kept.money.map((row) => ({
        line: row.line,
        approvedVnd: BigInt(row.approvedVnd),
        usedVnd: BigInt(row.usedVnd),
        usedOtherVnd: BigInt(row.usedOtherVnd),
        settledVnd: BigInt(row.settledVnd),
        settledOtherVnd: BigInt(row.settledOtherVnd),
      })),
      language,
    ),
    beside: { underwayVnd: BigInt(kept.underwayVnd ?? 0), advancedVnd: BigInt(kept.advancedVnd ?? 0) },
    effects: kept.effects,
    evidence: kept.evidence,
  };
}
