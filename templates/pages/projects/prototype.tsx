import { type ConflictView, DraftConflict } from '../../parts/conflict.tsx';
import { Buttons, Form, TextArea } from '../../parts/form.tsx';
import { projectWords } from '../../words/projects.ts';
import { FileField, type FileView, Report, type ReportView, StepPage, type StepView } from './page.tsx';

export type PrototypeView = StepView & {
  isFounder: boolean;
  /** The team's report as it stands; null while there is none. */
  report: (ReportView & { commitment: string }) | null;
  /** The mark of the report as it stands: sent back, to see whether somebody else of the team has sent another since. */
  mark: string;
  /** Somebody else of the team has sent a report since the page was opened. */
  conflict: ConflictView | null;
  /** Once accepted. */
  minutes: ReportView | null;
  kept: { files: readonly FileView[]; minutesFile: readonly FileView[] };
};

export function PrototypePage(view: PrototypeView) {
  const { frame, base, form, standing, isFounder, report, minutes, kept } = view;
  const { language } = frame;
  const w = projectWords[language].prototype;
  const common = { typed: form.typed, errors: form.errors, language };
  const open = standing.state === 'open';
  return (
    <StepPage
      view={view}
      words={w}
      {...(open && isFounder && report !== null ? { turn: w.waitingOfficer, waiting: true } : {})}
      {...(open && standing.mayAct && !isFounder && report === null ? { turn: w.stillMissing, waiting: true } : {})}
    >
      {view.conflict !== null && (
        <DraftConflict conflict={{ ...view.conflict, handedIn: true }} language={language}>
          {report === null ? <p>{w.noReport}</p> : <Report report={report} language={language} />}
        </DraftConflict>
      )}
      {minutes !== null && <Report report={minutes} language={language} />}
      {view.conflict === null && (
        <section aria-labelledby="report">
          <h2 id="report">{w.report}</h2>
          {report === null ? <p class="soft">{w.noReport}</p> : <Report report={report} language={language} />}
        </section>
      )}
      {open && isFounder && (
        <Form action={`${base}/prototype`} formKey={form.key} multipart>
          <input type="hidden" name="do" value="report" />
          <input type="hidden" name="base" value={view.mark} />
          <TextArea {...common} name="report" label={w.reportLabel} hint={w.reportHint} rows={10} />
          <FileField {...common} name="files" label={w.reportFiles} many kept={kept.files} />
          {report === null ? (
            <Buttons primary={w.sendReport} />
          ) : (
            <p class="buttons">
              <button class="button quiet" type="submit">
                {w.sendAgain}
              </button>
            </p>
          )}
        </Form>
      )}
      {standing.mayAct && !isFounder && report !== null && (
        <section aria-labelledby="minutes">
          <h2 id="minutes">{w.minutes}</h2>
          <Form action={`${base}/prototype`} formKey={form.key} multipart>
            <input type="hidden" name="do" value="accept" />
            <input type="hidden" name="reportRead" value={report.commitment} />
            <TextArea {...common} name="minutes" label={w.minutesLabel} hint={w.minutesHint} rows={6} />
            <FileField {...common} name="minutesFile" label={w.minutesFile} kept={kept.minutesFile} />
            <Buttons primary={w.send} />
          </Form>
        </section>
      )}
    </StepPage>
  );
}
