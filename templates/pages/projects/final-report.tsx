// The final report after form I.15 of Decree 268/2025: outputs, money, effects and evidence, on a page that prints.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type ReportMoneyRow, reportMoneyTable } from '../../parts/reportMoney.ts';
import { dayText, longDate } from '../../parts/when.ts';
import { amendmentNames, amendmentWords } from '../../words/amendments.ts';
import { paperWords } from '../../words/papers.ts';
import { projectWords } from '../../words/projects.ts';
import type { Language } from '../../words/words.ts';

/** What the table leaves out: asked for and not paid yet; advanced, and not cleared. */
export type MoneyBeside = { underwayVnd: bigint; advancedVnd: bigint };
export type OutputStatus = 'done' | 'ongoing' | 'notStarted';

/** What of each line was approved, used and settled, of the state's money and of others', as the books say it. */
export function ReportMoney({
  rows,
  beside: { underwayVnd, advancedVnd },
  language,
}: {
  rows: readonly ReportMoneyRow[];
  beside: MoneyBeside;
  language: Language;
}) {
  const w = amendmentWords[language].report;
  const {
    head: [first, ...head],
    rows: lines,
    total,
  } = reportMoneyTable(rows, language);
  const cells = (amounts: readonly bigint[]) =>
    amounts.map((amount, at) => (
      <td class="num" data-label={head[at]}>
        {formatAmount(amount)}
      </td>
    ));
  return (
    <>
      <p class="small soft unit">{w.unitVnd}</p>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {head.map((label) => (
              <th scope="col" class="num">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, amounts }) => (
            <tr>
              <td>{name}</td>
              {cells(amounts)}
            </tr>
          ))}
          <tr class="total">
            <td>{total.name}</td>
            {cells(total.amounts)}
          </tr>
        </tbody>
      </table>
      {advancedVnd > 0n && <p class="small">{w.advanced(formatVnd(advancedVnd))}</p>}
      {underwayVnd > 0n && <p class="small">{w.underway(formatVnd(underwayVnd))}</p>}
    </>
  );
}

/** What the report says, on its page and on its paper. */
export type FinalReport = {
  code: string;
  project: string;
  party: string;
  /** Who signs for the party; '' where nobody is named. */
  representative: string;
  /** To whom it goes, and where it is signed. */
  agency: string;
  place: string;
  fictional: boolean;
  /** Why it ends before its day; '' where that was erased. */
  reason: string;
  agreement: string;
  endsOn: string;
  sentOn: string;
  outputs: readonly { name: string; status: OutputStatus; output: string }[];
  money: readonly ReportMoneyRow[];
  beside: MoneyBeside;
  effects: { jobs: string; revenue: string; property: string; other: string };
  evidence: readonly { code: string; kind: string; number: string; day: string; unit: string }[];
};
export type FinalReportView = FinalReport & { frame: Frame; base: string; here: string };

/** The report as a document. */
export function FinalReportPage({ report }: { report: FinalReportView }) {
  const { frame, outputs, effects, evidence } = report;
  const { language } = frame;
  const all = amendmentWords[language];
  const w = all.report;
  const papers = paperWords[language];
  return (
    <Layout frame={frame} title={w.title} here="work" lively>
      <Crumbs
        trail={[
          { text: report.code, href: report.base },
          { text: amendmentNames[language].kinds.earlyEnd, href: report.here },
        ]}
        language={language}
      />
      <p class="buttons">
        <a class="button quiet" href={`${report.here}/report.pdf`}>
          {w.download}
        </a>
        <button class="button quiet" type="button" data-prints hidden>
          {w.print}
        </button>
      </p>
      <article class="agreement-draft">
        <p class="soft small">{w.form}, 268/2025/NĐ-CP</p>
        {report.fictional && <p class="small">{papers.fictional}</p>}
        <div class="letterhead">
          <p>
            <strong>{report.party || '–'}</strong>
          </p>
          <p lang="vi">
            <strong>{paperWords.vi.state}</strong>
            <br />
            <strong>{paperWords.vi.motto}</strong>
          </p>
          <p>{w.dossier(report.code)}</p>
          <p>
            <em>
              {report.place}, {longDate(report.sentOn, language)}
            </em>
          </p>
        </div>
        <h1>{w.title}</h1>
        <p class="lead">{report.project || projectWords[language].unnamed}</p>
        <p>
          {w.to}: {report.agency}
        </p>
        <Facts
          rows={[
            [w.party, report.party || '–'],
            [w.representative, report.representative || '–'],
            ...(report.agreement === '' ? [] : [[all.page.agreement, report.agreement] as const]),
            [all.page.ends, dayText(report.endsOn)],
            [all.listAsked, dayText(report.sentOn)],
            [w.why, <span class="said">{report.reason || all.page.erased}</span>],
          ]}
        />
        <section>
          <h2>{w.outputs}</h2>
          <table class="stack wordy">
            <thead>
              <tr>
                <th scope="col">{projectWords[language].line}</th>
                <th scope="col">{w.status}</th>
                <th scope="col">{w.output}</th>
              </tr>
            </thead>
            <tbody>
              {outputs.map(({ name, status, output }) => (
                <tr>
                  <td>{name}</td>
                  <td data-label={w.status}>{w.statuses[status]}</td>
                  <td data-label={w.output}>{output === '' ? '–' : <span class="said">{output}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section>
          <h2>{w.money}</h2>
          <ReportMoney rows={report.money} beside={report.beside} language={language} />
        </section>
        <section>
          <h2>{w.effects}</h2>
          <Facts
            rows={(
              [
                [w.jobs, effects.jobs],
                [w.revenue, effects.revenue],
                [w.property, effects.property],
                [w.other, effects.other],
              ] as const
            ).map(([term, text]) => [term, text === '' ? '–' : <span class="said">{text}</span>] as const)}
          />
        </section>
        <section>
          <h2>{w.evidence}</h2>
          {evidence.length === 0 ? (
            <p class="soft">{w.noEvidence}</p>
          ) : (
            <table class="stack wordy">
              <thead>
                <tr>
                  <th scope="col">{w.code}</th>
                  <th scope="col">{w.kind}</th>
                  <th scope="col">{w.number}</th>
                  <th scope="col">{w.day}</th>
                  <th scope="col">{w.unit}</th>
                </tr>
              </thead>
              <tbody>
                {evidence.map(({ code, kind, number, day, unit }) => (
                  <tr>
                    <td>
                      <span class="unbroken">{code}</span>
                    </td>
                    <td data-label={w.kind}>{kind}</td>
                    <td data-label={w.number}>{number || '–'}</td>
                    <td data-label={w.day}>
                      <span class="unbroken">{dayText(day)}</span>
                    </td>
                    <td data-label={w.unit}>{unit}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
        <div class="signatures">
          <p />
          <p>
            {w.sign}
            <br />
            <span class="small soft">{w.signHint}</span>
            <span class="signed">{report.representative}</span>
          </p>
        </div>
      </article>
    </Layout>
  );
}
