import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { Facts, Stakes } from '../../parts/facts.tsx';
import {
  Buttons,
  DayField,
  type FieldErrors,
  Form,
  oneOf,
  TextArea,
  TextField,
  type Typed,
} from '../../parts/form.tsx';
import { dayText } from '../../parts/when.ts';
import { agreementWords } from '../../words/agreement.ts';
import { projectWords } from '../../words/projects.ts';
import { projectAgreementWords } from '../../words/projects-agreement.ts';
import { reportWords } from '../../words/projects-reports.ts';
import { stakesWords } from '../../words/stakes.ts';
import type { Language } from '../../words/words.ts';
import { FileField, FileList, type FileView, StepPage, type StepView } from './page.tsx';
import { type ReportLine, ReportTable } from './reports.tsx';

export type AgreementView = StepView & {
  awardNumber: string;
  lines: readonly { name: string; amountVnd: bigint }[];
  /** The supported party's name. */
  party: string;
  /** What will keep money from being paid, and where it is done. */
  missing: readonly { sentence: string; href: string | null }[];
  /** The first day that it can have been signed on. */
  earliest: string;
  /** The last day that the law allows, in how many months, by which clause; null where the law is unknown. */
  longest: { latest: string; months: number; clause: string } | null;
  signed: { number: string; signedOn: string; endsOn: string; sha256: string; files: readonly FileView[] } | null;
  kept: readonly FileView[];
  /** How many rows the form offers for milestones, and whether the application has filled some in. */
  milestoneRows: number;
  isPrefilled: boolean;
  /** The reports of the project, once it is signed. */
  reports: readonly ReportLine[];
  /** The whole award was cancelled before anything was signed: how that is told; null where something stands. */
  cancelled: { steering: string | null } | null;
};

export function AgreementPage(view: AgreementView) {
  const { frame, base, form, standing, awardNumber, lines, longest, signed, kept, earliest, missing, party } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = projectAgreementWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const total = lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  return (
    <StepPage view={view} words={w} {...(view.cancelled === null ? {} : { turn: w.cancelled, waiting: true })}>
      {view.cancelled !== null && (
        <p>
          {view.cancelled.steering === null ? w.cancelledLead : <a href={view.cancelled.steering}>{w.cancelledLead}</a>}
        </p>
      )}
      {signed !== null && (
        <section aria-labelledby="signed">
          <h2 id="signed">{w.signed}</h2>
          <Facts
            rows={[
              [w.number, signed.number],
              [w.signedOn, dayText(signed.signedOn)],
              [w.endsOn, dayText(signed.endsOn)],
              [w.document, <FileList files={signed.files} language={language} />],
              [w.fingerprint, <code class="hash">{signed.sha256}</code>],
            ]}
          />
        </section>
      )}
      <section aria-labelledby="award">
        <h2 id="award">{w.award}</h2>
        {signed === null && view.cancelled === null && (
          <p>
            <a href={`${base}/agreement/draft`}>{agreementWords[language].read}</a>
          </p>
        )}
        {awardNumber !== '' && (
          <p>
            {w.awardNumber}: <strong>{awardNumber}</strong>
          </p>
        )}
        <table class="stack">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col" class="num">
                {words.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, amountVnd }) => (
              <tr>
                <td>{name}</td>
                <td class="num" data-label={words.amount}>
                  {formatAmount(amountVnd)}
                </td>
              </tr>
            ))}
            <tr class="total">
              <td>{words.total}</td>
              <td class="num" data-label={words.amount}>
                {formatAmount(total)}
              </td>
            </tr>
          </tbody>
        </table>
      </section>
      {view.reports.length > 0 && (
        <section aria-labelledby="reports">
          <h2 id="reports">{reportWords[language].milestones}</h2>
          <ReportTable reports={view.reports} language={language} />
        </section>
      )}
      {standing.mayAct && view.cancelled === null && (
        <Form action={`${base}/agreement`} formKey={form.key} multipart>
          <TextField
            {...common}
            name="number"
            label={w.number}
            hint={w.numberHint}
            more={{ maxlength: 100, autocomplete: 'off' }}
            narrow
          />
          <DayField {...common} name="signedOn" label={w.signedOn} hint={w.signedHint(dayText(earliest))} narrow />
          <DayField
            {...common}
            name="endsOn"
            label={w.endsOn}
            hint={
              longest === null ? w.endsUnknown : w.endsHint(dayText(longest.latest), longest.months, longest.clause)
            }
            narrow
          />
          <FileField {...common} name="document" label={w.document} hint={w.documentHint} kept={kept} />
          <Milestones {...common} rows={view.milestoneRows} isPrefilled={view.isPrefilled} />
          <Stakes
            stakes={{
              sentence: w.stakes(party, formatVnd(total)),
              rows: missing.map(({ sentence, href }) => [
                stakesWords[language].careful,
                href === null ? sentence : <a href={href}>{sentence}</a>,
              ]),
              undo: w.stakesUndo,
            }}
            language={language}
          />
          <Buttons primary={w.send} />
        </Form>
      )}
    </StepPage>
  );
}

/** The milestones, each a report with its day: closed while there is nothing in them, for an agreement may have none. */
function Milestones({
  rows,
  isPrefilled,
  ...common
}: {
  rows: number;
  isPrefilled: boolean;
  typed: Typed;
  errors: FieldErrors;
  language: Language;
}) {
  const w = reportWords[common.language];
  const all = Array.from({ length: rows }, (_, index) => index);
  const isUsed = all.some((index) => oneOf(common.typed, `m.${index}.name`) !== '');
  const isWrong = Object.keys(common.errors).some((name) => name.startsWith('m.'));
  return (
    <details class="milestones" open={isUsed || isWrong}>
      <summary>{w.milestones}</summary>
      <p class="hint">
        {w.milestonesLead} {isPrefilled && w.milestonesFrom}
      </p>
      {all.map((index) => (
        <fieldset class="milestone">
          <legend>{w.milestone(index + 1)}</legend>
          <TextField {...common} name={`m.${index}.name`} label={w.name} more={{ maxlength: 200 }} />
          <TextArea {...common} name={`m.${index}.shows`} label={w.shows} rows={2} />
          <DayField {...common} name={`m.${index}.day`} label={w.due} narrow />
        </fieldset>
      ))}
    </details>
  );
}
