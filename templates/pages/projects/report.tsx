// One report: its day, what is done about it now, and every version that was handed in, with what differs from the one before.

import type { FieldChange } from '../../../workflows/rules/forms.ts';
import type { Lateness } from '../../../workflows/rules/reports.ts';
import { AttachedFile, type FileMore } from '../../parts/attached.tsx';
import { Changes } from '../../parts/changes.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Buttons, DayField, Form, TextArea } from '../../parts/form.tsx';
import { LatenessTag } from '../../parts/lateness.tsx';
import { Lines } from '../../parts/returned.tsx';
import { dayText } from '../../parts/when.ts';
import { projectWords } from '../../words/projects.ts';
import { reportWords } from '../../words/projects-reports.ts';
import type { Language } from '../../words/words.ts';
import { type FileView, StepPage, type StepView } from './page.tsx';
import { Done, type ReportPart, reportParts, SubmissionForm } from './reports.tsx';

/** What an officer did about a version: by whom, when, and why where it was returned. */
export type Judged = { isReturn: boolean; who: string; at: string; reason: string };

export type VersionView = {
  number: number;
  /** Who handed it in, and when. */
  byline: string;
  lateness: Lateness | null;
  /** null when it was erased. */
  parts: Readonly<Record<ReportPart, string>> | null;
  files: readonly (FileView & FileMore)[];
  /** What differs from the version before; null for the first, or where one of the two was erased. */
  changes: readonly FieldChange[] | null;
  judged: Judged | null;
};

export type ReportPageView = StepView & {
  /** The address of this page. */
  here: string;
  name: string;
  state: string;
  /** What shows that the milestone is reached; '' where nobody said. */
  shows: string;
  dueOn: string | null;
  lateness: Lateness | null;
  /** The days that were set, oldest first, with who set them and why. */
  days: readonly { what: string; who: string; reason: string }[];
  /** Newest first. */
  versions: readonly VersionView[];
  /** The commitment to the newest version, by which an officer names it. */
  newest: string;
  mayReschedule: boolean;
  kept: readonly FileView[];
  isFounder: boolean;
  done: string | null;
};

export function ReportPage(view: ReportPageView) {
  const { frame, base, here, form, standing, state, versions, days } = view;
  const { language } = frame;
  const w = reportWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const submits = standing.mayAct && view.isFounder;
  const judges = standing.mayAct && !view.isFounder;
  const over = w.over[state as keyof typeof w.over];
  const turn = over ?? (state === 'submitted' && view.isFounder ? w.waiting : undefined);
  const last = versions[0]?.number ?? 0;
  return (
    <StepPage view={view} words={{ ...w, title: view.name }} {...(turn === undefined ? {} : { turn })}>
      <Done text={view.done} />
      <section aria-labelledby="day">
        <h2 id="day">{w.due}</h2>
        <Facts
          rows={[
            [
              w.due,
              <>
                {view.dueOn === null ? <span class="soft">{w.noDue}</span> : dayText(view.dueOn)}{' '}
                {view.lateness !== null && <LatenessTag lateness={view.lateness} language={language} />}
              </>,
            ],
            ...(view.shows === '' ? [] : [[w.shows, <Lines text={view.shows} />] as const]),
          ]}
        />
        {days.length > 1 && (
          <>
            <h3>{w.days}</h3>
            <ol class="story">
              {days.map(({ what, who, reason }) => (
                <li>
                  {what} <span class="soft small">{who}</span>
                  {reason !== '' && <span class="typed said small">{reason}</span>}
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
      {submits && (
        <section aria-labelledby="submit">
          <h2 id="submit">{last === 0 ? w.send : w.sendAgain}</h2>
          {versions[0]?.judged?.isReturn === true && <JudgedNote judged={versions[0].judged} language={language} />}
          <SubmissionForm action={here} form={form} again={last > 0} kept={view.kept} language={language} />
        </section>
      )}
      {judges && (
        <section aria-labelledby="accept">
          <h2 id="accept">{w.acceptTitle(last)}</h2>
          <p>{w.acceptLead(last)}</p>
          <Form action={`${here}/accept`} formKey={form.key} revision={form.revision}>
            <input type="hidden" name="report" value={view.newest} />
            <Buttons primary={w.accept} />
          </Form>
        </section>
      )}
      <section aria-labelledby="versions">
        <h2 id="versions">{w.versions}</h2>
        {versions.length === 0 && <p class="soft">{w.noVersions}</p>}
        {versions.map((version) => (
          <Version version={version} language={language} />
        ))}
      </section>
      {judges && (
        <section aria-labelledby="give-back">
          <h2 id="give-back">{w.giveBack}</h2>
          <Form action={`${here}/return`} formKey={form.key} revision={form.revision}>
            <input type="hidden" name="report" value={view.newest} />
            <TextArea {...common} name="reason" label={w.reason} hint={w.reasonHint} rows={4} />
            <DayField {...common} name="nextDue" label={w.nextDue} hint={w.nextDueHint} optional narrow />
            <QuietButton text={w.giveBack} />
          </Form>
        </section>
      )}
      {view.mayReschedule && (
        <section aria-labelledby="reschedule">
          <h2 id="reschedule">{w.reschedule}</h2>
          <p>{w.rescheduleLead}</p>
          <Form action={`${here}/reschedule`} formKey={form.key}>
            <DayField {...common} name="dueOn" label={w.newDue} narrow />
            <TextArea {...common} name="why" label={w.rescheduleReason} rows={3} />
            <QuietButton text={w.rescheduleSend} />
          </Form>
        </section>
      )}
      <p>
        <a href={`${base}/reports`}>{w.backToList}</a>
      </p>
    </StepPage>
  );
}

const QuietButton = ({ text }: { text: string }) => (
  <p class="buttons">
    <button class="button quiet" type="submit">
      {text}
    </button>
  </p>
);

function JudgedNote({ judged, language }: { judged: Judged; language: Language }) {
  const w = reportWords[language];
  if (!judged.isReturn) return <p class="soft small">{w.accepted(judged.who, judged.at)}</p>;
  return (
    <div class="returned">
      <p>{w.returned(judged.who, judged.at)}</p>
      <blockquote class="reason">
        <Lines text={judged.reason === '' ? projectWords[language].erased : judged.reason} />
      </blockquote>
    </div>
  );
}

function Version({ version, language }: { version: VersionView; language: Language }) {
  const { number, byline, lateness, parts, files, changes, judged } = version;
  const w = reportWords[language];
  return (
    <article class="report panel" id={`v${number}`}>
      <h3>
        {w.version(number)} <LatenessTag lateness={lateness} language={language} />
      </h3>
      <p class="soft small">{byline}</p>
      {judged !== null && <JudgedNote judged={judged} language={language} />}
      {changes !== null && (
        <details open>
          <summary>{w.changes(number - 1)}</summary>
          {changes.length === 0 ? (
            <p>{w.sameText}</p>
          ) : (
            <Changes
              changes={changes}
              language={language}
              names={{ before: w.before(number - 1), after: w.before(number) }}
            />
          )}
        </details>
      )}
      {parts === null ? (
        <p class="soft">{projectWords[language].erased}</p>
      ) : (
        reportParts.map((part) => (
          <>
            <h4>{w.parts[part]}</h4>
            <div class="typed">{parts[part]}</div>
          </>
        ))
      )}
      <h4>{w.files}</h4>
      <Evidence files={files} language={language} />
    </article>
  );
}

/** Files with a small picture where they are one. */
export function Evidence({ files, language }: { files: readonly (FileView & FileMore)[]; language: Language }) {
  if (files.length === 0) return <p class="soft small">{projectWords[language].noFiles}</p>;
  return (
    <ul class="filelist">
      {files.map((file) => (
        <li>
          <AttachedFile {...file} language={language} />
        </li>
      ))}
    </ul>
  );
}
