// One request to amend: what was and what would be side by side, why, what was said of it, what was decided, and what can be done.

import type { AmendmentKind } from '../../../workflows/rules/amendments.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Stakes, type StakesView } from '../../parts/facts.tsx';
import {
  DayField,
  DecisionField,
  ErrorSummary,
  type FieldErrors,
  Form,
  TextArea,
  type Typed,
} from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { ActPanel, Story, type StoryEvent } from '../../parts/side.tsx';
import { dayText } from '../../parts/when.ts';
import { amendmentNames, amendmentWords } from '../../words/amendments.ts';
import { nameOf } from '../../words/names.ts';
import { projectWords } from '../../words/projects.ts';
import { type Against, Contradiction } from './amendment-form.tsx';
import { FileField, FileList, type FileView } from './page.tsx';

export type AmendmentAct = 'opinions' | 'grant' | 'refuse' | 'withdraw';
export type AmendmentView = {
  frame: Frame;
  base: string;
  here: string;
  code: string;
  project: string;
  revision: number;
  kind: AmendmentKind;
  clause: string;
  step: string;
  tone: 'now' | 'done' | 'stop' | '';
  /** Who acts next; null where it waits for nobody. */
  waitsFor: string | null;
  isYours: boolean;
  dueOn: string | null;
  asked: { who: string; at: string };
  /** `note`: of which moment the two columns are. */
  compare: { rows: readonly { what: string; before: string; after: string }[]; note: string };
  /** An open request that this one, while it is open, contradicts. */
  against: Against | null;
  /** Where the report is read that came with it. */
  report: string | null;
  /** Where owners change who may read and write; null where it is about no member, or not theirs to change. */
  team: string | null;
  reason: string;
  opinions: { on: string; text: string; files: readonly FileView[] } | null;
  decision: { number: string; on: string; reason: string } | null;
  events: readonly StoryEvent[];
  acts: readonly { kind: AmendmentAct; blocked: string | null }[];
  stakes: StakesView;
  formKey: string;
  typed: Typed;
  errors: FieldErrors;
  kept: readonly FileView[];
  refusal: RefusalView | null;
  of: AmendmentAct | null;
  done: string | null;
};

export function AmendmentPage(view: AmendmentView) {
  const { frame, base, compare, opinions, decision, acts } = view;
  const { language } = frame;
  const all = amendmentWords[language];
  const w = all.page;
  const title = amendmentNames[language].kinds[view.kind];
  const [first, ...others] = acts;
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs
        trail={[
          { text: view.code, href: base },
          { text: all.title, href: `${base}/amendments` },
        ]}
        language={language}
      />
      {view.refusal === null && <ErrorSummary errors={view.errors} language={language} />}
      <Refused refusal={view.refusal} language={language} />
      {view.done !== null && (
        <p class="notice" role="status">
          {w.done(nameOf('events', view.done, language))}
        </p>
      )}
      <h1>{title}</h1>
      <p class="lead">
        {view.project || projectWords[language].unnamed} <span class={`tag ${view.tone}`.trim()}>{view.step}</span>
      </p>
      <p class="lead">
        {view.waitsFor === null ? w.over : `${view.isYours ? w.yours : w.waitsFor(view.waitsFor)}.`}
        {view.dueOn !== null && ` ${w.until(dayText(view.dueOn), view.clause)}`}
      </p>
      <Contradiction against={view.against} language={language} />
      <div class="columns">
        <div>
          <section aria-labelledby="compare">
            <h2 id="compare">{w.compare}</h2>
            <table class="stack wordy">
              <thead>
                <tr>
                  <th scope="col">{w.what}</th>
                  <th scope="col">{w.before}</th>
                  <th scope="col">{w.after}</th>
                </tr>
              </thead>
              <tbody>
                {compare.rows.map(({ what, before, after }) => (
                  <tr>
                    <td>{what}</td>
                    <td data-label={w.before}>{before}</td>
                    <td data-label={w.after}>
                      {before === after ? <span class="soft">{w.same}</span> : <strong>{after}</strong>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="small soft">{compare.note}</p>
            {view.report !== null && (
              <p>
                <a href={view.report}>{all.report.open}</a>
              </p>
            )}
            {view.kind === 'member' && (
              <p class="small">
                {all.member.access} {view.team !== null && <a href={view.team}>{all.member.toTeam}</a>}
              </p>
            )}
          </section>
          <section aria-labelledby="why">
            <h2 id="why">{w.reason}</h2>
            <p class="soft small">{w.asked(view.asked.who, view.asked.at)}</p>
            <p class="said">{view.reason || w.erased}</p>
          </section>
          <section aria-labelledby="opinions">
            <h2 id="opinions">{w.opinions}</h2>
            {opinions === null ? (
              <p class="soft">{w.noOpinions}</p>
            ) : (
              <>
                <p class="soft small">{w.opinionsOn(dayText(opinions.on))}</p>
                {opinions.text !== '' && <p class="said">{opinions.text}</p>}
                {opinions.files.length > 0 && <FileList files={opinions.files} language={language} />}
              </>
            )}
          </section>
          {decision !== null && (
            <section aria-labelledby="decision">
              <h2 id="decision">{w.decision}</h2>
              <p>{w.decidedOn(decision.number, dayText(decision.on))}</p>
              <p class="said">{decision.reason || w.erased}</p>
            </section>
          )}
          <Story events={view.events} base={base} language={language} />
        </div>
        <aside>
          {first !== undefined && <Act act={first} isFirst view={view} />}
          {others.map((act) => (
            <Act act={act} isFirst={false} view={view} />
          ))}
          <p class="soft small">{all.never(view.clause)}</p>
        </aside>
      </div>
    </Layout>
  );
}

type ActProps = { act: AmendmentView['acts'][number]; isFirst: boolean; view: AmendmentView };

/** The likeliest act stands open with the page's one primary button; the others are folded away. */
function Act({ act: { kind, blocked }, isFirst, view }: ActProps) {
  const { language } = view.frame;
  const w = amendmentWords[language];
  const mine = view.of === kind;
  const field = { typed: mine ? view.typed : {}, errors: mine ? view.errors : {}, language };
  const said = {
    opinions: { ...w.opinionsForm, hint: '' },
    grant: w.grant,
    refuse: w.refuse,
    withdraw: w.withdraw,
  }[kind];
  return (
    <ActPanel title={said.title} isFirst={isFirst && kind !== 'withdraw'} open={mine}>
      {blocked !== null ? (
        <p class="small blocked">{blocked}</p>
      ) : (
        <Form
          action={`${view.here}/${kind}`}
          formKey={view.formKey}
          {...(kind === 'withdraw' ? {} : { revision: view.revision })}
          multipart={kind === 'opinions'}
        >
          {said.hint !== '' && <p class="small">{said.hint}</p>}
          {kind === 'opinions' && (
            <>
              <DayField {...field} name="opinionsOn" label={w.opinionsForm.on} hint={w.opinionsForm.onHint} narrow />
              <TextArea
                {...field}
                name="text"
                label={w.opinionsForm.text}
                hint={w.opinionsForm.hint}
                optional
                rows={5}
              />
              <FileField {...field} name="files" label={w.opinionsForm.file} optional many kept={view.kept} />
            </>
          )}
          {(kind === 'grant' || kind === 'refuse') && (
            <>
              <DecisionField {...field} name={`${kind}-number`} label={projectWords[language].decisionNumber} narrow />
              <TextArea
                {...field}
                name={`${kind}-reason`}
                label={w.decisionReason}
                hint={w.decisionReasonHint}
                rows={4}
              />
            </>
          )}
          {kind === 'grant' && <Stakes stakes={view.stakes} language={language} />}
          <p class="buttons">
            <button class={isFirst && kind !== 'withdraw' ? 'button' : 'button quiet'} type="submit">
              {said.send}
            </button>
          </p>
        </Form>
      )}
    </ActPanel>
  );
}
