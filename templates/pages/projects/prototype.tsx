import type { FileMore } from '../../parts/attached.tsx';
import { type ConflictView, DraftConflict } from '../../parts/conflict.tsx';
import { Buttons, Form, TextArea } from '../../parts/form.tsx';
import { SendBackForm, SentBackNote, type SentBackView } from '../../parts/sent-back.tsx';
import { projectWords } from '../../words/projects.ts';
import { prototypeWords } from '../../words/projects-prototype.ts';
import type { Language } from '../../words/words.ts';
import { FileField, type FileView, Report, type ReportView, StepPage, type StepView } from './page.tsx';
import { Evidence as EvidenceList } from './report.tsx';

/** What the files of a report show, each in a field of its own. */
export const evidenceKinds = ['photos', 'tests', 'files'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export type PrototypeView = StepView & {
  isFounder: boolean;
  /** The team's report as it stands; null while there is none. */
  report:
    | (ReportView & { commitment: string; evidence: Record<EvidenceKind, readonly (FileView & FileMore)[]> })
    | null;
  /** An officer has sent the report back, and the team has sent none since. */
  sentBack: SentBackView | null;
  /** The pack's last tranche needs the acceptance. */
  isGate: boolean;
  /** The mark of the report as it stands: sent back, to see whether somebody else of the team has sent another since. */
  mark: string;
  /** Somebody else of the team has sent a report since the page was opened. */
  conflict: ConflictView | null;
  /** Once accepted. */
  minutes: ReportView | null;
  kept: Record<EvidenceKind | 'minutesFile', readonly FileView[]>;
};

export function PrototypePage(view: PrototypeView) {
  const { frame, base, form, standing, isFounder, report, sentBack, minutes, kept } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = prototypeWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const open = standing.state === 'open';
  return (
    <StepPage
      view={view}
      words={{ ...w, effect: view.isGate ? `${w.effect} ${w.effectGate}` : w.effect }}
      {...(open && isFounder && report !== null && sentBack === null ? { turn: w.waitingOfficer, waiting: true } : {})}
      {...(open && standing.mayAct && !isFounder && report === null ? { turn: w.stillMissing, waiting: true } : {})}
      {...(sentBack !== null && !isFounder ? { turn: words.sendBack.waiting, waiting: true } : {})}
    >
      {sentBack !== null && <SentBackNote sentBack={sentBack} language={language} />}
      {view.conflict !== null && (
        <DraftConflict conflict={{ ...view.conflict, handedIn: true }} language={language}>
          {report === null ? <p>{w.noReport}</p> : <Handed report={report} language={language} />}
        </DraftConflict>
      )}
      {minutes !== null && (
        <section aria-labelledby="accepted">
          <h2 id="accepted">{w.minutes}</h2>
          <Report report={minutes} language={language} />
        </section>
      )}
      {view.conflict === null && (
        <section aria-labelledby="report">
          <h2 id="report">{w.report}</h2>
          {report === null ? <p class="soft">{w.noReport}</p> : <Handed report={report} language={language} />}
        </section>
      )}
      {open && isFounder && (
        <Form action={`${base}/prototype`} formKey={form.key} multipart>
          <input type="hidden" name="do" value="report" />
          <input type="hidden" name="base" value={view.mark} />
          <TextArea {...common} name="report" label={w.reportLabel} hint={w.reportHint} rows={10} />
          {evidenceKinds.map((kind) => (
            <FileField
              {...common}
              name={kind}
              label={w.evidence[kind]}
              hint={w.evidenceHints[kind]}
              optional
              many
              kept={kept[kind]}
            />
          ))}
          {report === null || sentBack !== null ? (
            <Buttons primary={report === null ? w.sendReport : w.sendAgain} />
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
      {open && standing.mayAct && !isFounder && report !== null && (
        <SendBackForm {...common} action={`${base}/prototype/return`} formKey={form.key} shown={report.commitment} />
      )}
    </StepPage>
  );
}

/** A report that was handed in: its words, and its evidence by what it shows. */
function Handed({ report, language }: { report: NonNullable<PrototypeView['report']>; language: Language }) {
  const w = prototypeWords[language];
  const { text, byline, evidence } = report;
  return (
    <article class="report panel">
      <p class="soft small">{byline}</p>
      {text === null ? (
        <p class="soft">{projectWords[language].erased}</p>
      ) : (
        text.split(/\n{2,}/).map((paragraph) => <p class="typed">{paragraph}</p>)
      )}
      {evidenceKinds.map((kind) => (
        <>
          <h3>{w.evidence[kind]}</h3>
          <EvidenceList files={evidence[kind]} language={language} />
        </>
      ))}
    </article>
  );
}
