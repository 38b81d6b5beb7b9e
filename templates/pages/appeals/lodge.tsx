// Lodging an appeal: the decision with its day and its reason before the eyes, why it is wrong, and what is asked for.

import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Buttons, ErrorSummary, Form, TextArea } from '../../parts/form.tsx';
import { Refused } from '../../parts/refusal.tsx';
import { dayText } from '../../parts/when.ts';
import { appealWords } from '../../words/appeals.ts';
import { nameOf } from '../../words/names.ts';
import { projectWords } from '../../words/projects.ts';
import type { Language } from '../../words/words.ts';
import { FileField, type FileView, type FormState } from '../projects/page.tsx';

/** A decision as its team was told of it. `until`: the last day to appeal in time; null where the law's figure is not known. */
export type DecisionView = {
  readonly event: string;
  readonly on: string;
  readonly reason: string;
  readonly until: string | null;
  readonly isLate: boolean;
  readonly clause: string;
};

export type LodgeView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  decision: DecisionView;
  /** The decision's revision, by which the form names it, and the id of the appeal to be. */
  revision: number;
  id: string;
  form: FormState;
  kept: readonly FileView[];
};

export function LodgePage(view: LodgeView) {
  const { frame, base, decision, form } = view;
  const { language } = frame;
  const w = appealWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const title = w.of(nameOf('events', decision.event, language));
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs trail={[{ text: view.code, href: base }]} language={language} />
      <Refused refusal={form.refusal} language={language} />
      {form.refusal === null && <ErrorSummary errors={form.errors} language={language} />}
      <h1>{title}</h1>
      <p class="lead">{view.project}</p>
      <div class="columns">
        <div class="step">
          <Decision decision={decision} language={language} />
          <Form
            action={`${base}/appeals/new`}
            formKey={form.key}
            revision={form.revision}
            about={String(view.revision)}
            multipart
          >
            <input type="hidden" name="id" value={view.id} />
            <input type="hidden" name="decision" value={String(view.revision)} />
            <TextArea {...common} name="why" label={w.why} hint={w.whyHint} rows={8} />
            <TextArea {...common} name="asks" label={w.asks} rows={4} />
            <FileField {...common} name="files" label={w.files} many optional kept={view.kept} />
            <Buttons primary={w.send}>
              <a href={base}>{projectWords[language].back}</a>
            </Buttons>
          </Form>
        </div>
        <aside>
          <p>{w.lead}</p>
          <p class="small">{w.readBy}</p>
          <p class="small">{w.second}</p>
        </aside>
      </div>
    </Layout>
  );
}

/** What was decided, when, why, and until when an appeal is in time. */
export function Decision({ decision, language }: { decision: DecisionView; language: Language }) {
  const w = appealWords[language];
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">{w.decision}</h2>
      <p>
        <strong>{w.decided(nameOf('events', decision.event, language), dayText(decision.on))}</strong>
      </p>
      {decision.reason !== '' && <blockquote class="reason lines">{decision.reason}</blockquote>}
      <p class="small">
        {periodText(decision, language)} {decision.until !== null && w.counted}
      </p>
    </section>
  );
}

/** Until when an appeal is in time; that it is not known, where it is not. */
export function periodText({ until, isLate, clause }: DecisionView, language: Language): string {
  const w = appealWords[language];
  if (until === null) return w.unknown;
  return isLate ? w.over(dayText(until), clause) : w.left(dayText(until), clause);
}
