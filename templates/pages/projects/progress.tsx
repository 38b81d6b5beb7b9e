import { Buttons, Form, TextArea } from '../../parts/form.tsx';
import { Lanes, type LaneView } from '../../parts/lanes.tsx';
import { projectWords } from '../../words/projects.ts';
import { progressWords } from '../../words/projects-progress.ts';
import { FileField, type FileView, Report, type ReportView, StepPage, type StepView } from './page.tsx';

export type ProgressView = StepView & {
  /** Of product and company. */
  lanes: readonly LaneView[];
  /** The product's next step that is reported here; null where it is another's or there is none. */
  reported: string | null;
  /** Registration may be begun. */
  mayRegister: boolean;
  /** What waits at the pages of prototype and company: a report of the team, or an officer; null where there is nothing yet. */
  toPrototype: 'missing' | 'waiting' | 'over' | null;
  toCompany: 'missing' | 'waiting' | null;
  kept: readonly FileView[];
  reports: readonly ReportView[];
  /** The key of the second form. */
  registrationKey: string;
};

export function ProgressPage(view: ProgressView) {
  const { frame, base, form, standing, lanes, reported, kept, reports } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = progressWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const nothing = reported === null && !view.mayRegister && view.toPrototype === null && view.toCompany === null;
  return (
    <StepPage view={view} words={w}>
      <section aria-labelledby="where">
        <h2 id="where">{w.where}</h2>
        <Lanes lanes={lanes} language={language} />
      </section>
      {standing.mayAct && reported !== null && (
        <section aria-labelledby="next">
          <h2 id="next">{w.steps[reported] ?? w.next}</h2>
          <Form action={`${base}/progress`} formKey={form.key} multipart>
            <input type="hidden" name="do" value={reported} />
            <TextArea {...common} name="report" label={w.asked[reported] ?? words.report} hint={w.hint} rows={8} />
            <FileField {...common} name="files" label={words.files} optional many kept={kept} />
            <Buttons primary={w.send} />
          </Form>
        </section>
      )}
      {view.toPrototype !== null && (
        <section aria-labelledby="prototype">
          <h2 id="prototype">{w.toPrototype[view.toPrototype]}</h2>
          {view.toPrototype !== 'over' && <p>{w.toPrototypeLead}</p>}
          <p>
            <a href={`${base}/prototype`}>{w.openPrototype[view.toPrototype]}</a>
          </p>
        </section>
      )}
      {standing.mayAct && view.mayRegister && (
        <section aria-labelledby="registration">
          <h2 id="registration">{w.registration}</h2>
          <p>{w.registrationLead}</p>
          <Form action={`${base}/progress`} formKey={view.registrationKey}>
            <input type="hidden" name="do" value="project.registrationStarted" />
            <button class={reported === null ? 'button' : 'button quiet'} type="submit">
              {w.sendRegistration}
            </button>
          </Form>
        </section>
      )}
      {view.toCompany !== null && (
        <section aria-labelledby="company">
          <h2 id="company">{w.toCompany[view.toCompany]}</h2>
          <p>{w.toCompanyLead}</p>
          <p>
            <a href={`${base}/company`}>{w.openCompany}</a>
          </p>
        </section>
      )}
      {nothing && <p class="soft">{w.nothing}</p>}
      <section aria-labelledby="reports">
        <h2 id="reports">{words.reportsSoFar}</h2>
        {reports.length === 0 && <p class="soft">{words.noReports}</p>}
        {reports.map((report) => (
          <Report report={report} language={language} />
        ))}
      </section>
    </StepPage>
  );
}
