// The reports of a project in a list, where an officer plans one; and the form in which a team reports of its own accord.

import type { Lateness } from '../../../workflows/rules/reports.ts';
import { Buttons, DayField, Form, TextArea, TextField } from '../../parts/form.tsx';
import { LatenessTag } from '../../parts/lateness.tsx';
import { dayText } from '../../parts/when.ts';
import { reportWords } from '../../words/projects-reports.ts';
import type { Language } from '../../words/words.ts';
import { FileField, type FileView, type FormState, StepPage, type StepView } from './page.tsx';

/** A report in the list. */
export type ReportLine = {
  href: string;
  /** 'Báo cáo 2: Hoàn thiện điện cực'. */
  name: string;
  /** 'YYYY-MM-DD'; null where no day was set. */
  dueOn: string | null;
  lateness: Lateness | null;
  step: string;
};

export type ReportsView = StepView & {
  reports: readonly ReportLine[];
  /** Where the reader hands in a report of the team's own accord; null where they do not. */
  toNew: string | null;
  mayPlan: boolean;
  /** Whether a report waits for the reader. */
  isDue: boolean;
  /** What was recorded just before, in words; null where nothing was. */
  done: string | null;
};

export function ReportsPage(view: ReportsView) {
  const { frame, base, form, reports, toNew, mayPlan, isDue } = view;
  const { language } = frame;
  const w = reportWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  return (
    <StepPage view={view} words={{ ...w, lead: w.listLead }} {...(isDue ? {} : { turn: w.nothingDue, waiting: true })}>
      <Done text={view.done} />
      <section aria-labelledby="reports">
        <h2 id="reports">{w.report}</h2>
        {reports.length === 0 ? <p class="soft">{w.none}</p> : <ReportTable reports={reports} language={language} />}
        {toNew !== null && (
          <p class="buttons">
            <a class={reports.length === 0 ? 'button' : 'button quiet'} href={toNew}>
              {w.toNew}
            </a>
          </p>
        )}
      </section>
      {mayPlan && (
        <section aria-labelledby="plan">
          <h2 id="plan">{w.plan}</h2>
          <p>{w.planLead}</p>
          <Form action={`${base}/reports`} formKey={form.key}>
            <TextField {...common} name="name" label={w.name} hint={w.nameHint} more={{ maxlength: 200 }} />
            <TextArea {...common} name="shows" label={w.shows} hint={w.showsHint} rows={3} />
            <DayField {...common} name="dueOn" label={w.due} narrow />
            <Buttons primary={w.planSend} />
          </Form>
        </section>
      )}
    </StepPage>
  );
}

/** What was recorded just before. */
export function Done({ text }: { text: string | null }) {
  return text === null ? null : (
    <p class="notice" role="status">
      {text}
    </p>
  );
}

/** Reports line by line, with their days and how they stand to them. */
export function ReportTable({ reports, language }: { reports: readonly ReportLine[]; language: Language }) {
  const w = reportWords[language];
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">{w.report}</th>
          <th scope="col">{w.due}</th>
          <th scope="col">{w.standing}</th>
          <th scope="col">{w.state}</th>
        </tr>
      </thead>
      <tbody>
        {reports.map(({ href, name, dueOn, lateness, step }) => (
          <tr>
            <td>
              <a href={href}>{name}</a>
            </td>
            <td data-label={w.due}>{dueOn === null ? <span class="soft">{w.noDue}</span> : dayText(dueOn)}</td>
            <td data-label={w.standing}>
              <LatenessTag lateness={lateness} language={language} />
            </td>
            <td data-label={w.state}>{step}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The parts of a report, in their order. */
export const reportParts = ['done', 'results', 'difficulties', 'next'] as const;
export type ReportPart = (typeof reportParts)[number];

/** The form of a submission: a text for each part, and its evidence. */
export function SubmissionForm({
  action,
  form,
  again,
  kept,
  language,
}: {
  action: string;
  form: FormState;
  /** Whether there is a version before it. */
  again: boolean;
  kept: readonly FileView[];
  language: Language;
}) {
  const w = reportWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  return (
    <Form action={action} formKey={form.key} multipart>
      {reportParts.map((part) => (
        <TextArea {...common} name={part} label={w.parts[part]} hint={w.partHints[part]} rows={5} />
      ))}
      <FileField {...common} name="files" label={w.files} optional many kept={kept} />
      <p class="small soft">{w.stakes}</p>
      <Buttons primary={again ? w.sendAgain : w.send} />
    </Form>
  );
}

export type NewReportView = StepView & { kept: readonly FileView[] };

export function NewReportPage(view: NewReportView) {
  const { frame, base, form, kept } = view;
  const { language } = frame;
  const w = reportWords[language];
  return (
    <StepPage view={view} words={{ ...w, title: w.newTitle, lead: w.newLead }}>
      {view.standing.mayAct && (
        <SubmissionForm action={`${base}/reports/new`} form={form} again={false} kept={kept} language={language} />
      )}
      <p>
        <a href={`${base}/reports`}>{w.backToList}</a>
      </p>
    </StepPage>
  );
}
