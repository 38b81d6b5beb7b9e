import { type Frame, Layout } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts, Stakes } from '../../parts/facts.tsx';
import {
  Buttons,
  Choices,
  DayField,
  DecisionField,
  ErrorSummary,
  type FieldErrors,
  Form,
  TextArea,
  TextField,
} from '../../parts/form.tsx';
import { dayText, dayTextOf } from '../../parts/when.ts';
import { projectWords } from '../../words/projects.ts';
import { steeringWords } from '../../words/projects-steering.ts';
import { stakesWords } from '../../words/stakes.ts';
import { type MoneyView, moneyRows, StepPage, type StepView } from './page.tsx';

export type SteeringAction = 'suspend' | 'resume' | 'terminate';
export type SteeringView = StepView & {
  party: string;
  /** The number of the agreement that a termination ends; '' where none was signed. */
  agreement: string;
  money: MoneyView;
  actions: readonly SteeringAction[];
  /** How long before its end a termination must be announced; null where the law is unknown. */
  notice: { days: number; clause: string } | null;
  past: readonly { at: string; what: string; who: string; number: string; reason: string; notice: string }[];
};

export function SteeringPage(view: SteeringView) {
  const { frame, base, form, standing, actions, notice, past } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = steeringWords[language];
  const stakes = stakesWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const hintOf = (action: SteeringAction) =>
    [w.hints[action], action === 'terminate' && notice !== null ? w.notice(notice.days, notice.clause) : '']
      .filter(Boolean)
      .join(' ');
  return (
    <StepPage view={view} words={{ ...w, lead: actions.join() === 'terminate' ? w.leadToEnd : w.lead }}>
      {actions.length === 0 && <p class="soft">{w.nothing}</p>}
      {standing.mayAct && (
        <Form action={`${base}/steering`} formKey={form.key} revision={form.revision}>
          <Choices
            {...common}
            name="action"
            label={w.action}
            options={actions.map((action) => ({
              value: action,
              label: w.actions[action] ?? action,
              hint: hintOf(action),
            }))}
          />
          <DecisionField {...common} name="decisionNumber" label={words.decisionNumber} narrow />
          {actions.includes('terminate') && (
            <>
              <DayField {...common} name="noticeOn" label={w.noticeOn} hint={w.noticeHint} optional narrow />
              <TextField
                {...common}
                name="noticeNumber"
                label={w.noticeNumber}
                optional
                narrow
                more={{ maxlength: 100, autocomplete: 'off' }}
              />
            </>
          )}
          <TextArea {...common} name="reason" label={words.reason} hint={w.reasonHint} />
          {actions.includes('terminate') && (
            <Stakes
              stakes={{
                sentence: stakes.terminate(view.party),
                rows: [
                  ...(view.agreement === '' ? [] : [[stakes.agreement, view.agreement] as const]),
                  ...moneyRows(view.money, language),
                ],
                undo: stakes.terminateUndo,
              }}
              language={language}
            />
          )}
          <Buttons primary={w.send} />
        </Form>
      )}
      {past.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{w.past}</h2>
          <ul class="story">
            {past.map(({ at, what, who, number, reason, notice }) => (
              <li>
                <time datetime={at}>{dayTextOf(at)}</time>
                {what}. {who}, {number}. {reason} {notice}
              </li>
            ))}
          </ul>
        </section>
      )}
    </StepPage>
  );
}

export type SteeringCheckView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  action: 'suspend' | 'terminate';
  decisionNumber: string;
  reason: string;
  notice: { on: string; number: string } | null;
  /** What it will do, each in a sentence. */
  says: readonly string[];
  seen: string;
  revision: number;
  formKey: string;
  errors: FieldErrors;
};

/** What suspending or terminating will do, read once more before it is done. */
export function SteeringCheckPage(view: SteeringCheckView) {
  const { frame, base, code, action, decisionNumber, reason, notice } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = steeringWords[language];
  const title = w.actions[action] ?? action;
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs
        trail={[
          { text: code, href: base },
          { text: w.title, href: `${base}/steering` },
        ]}
        language={language}
      />
      <h1>{title}</h1>
      <p class="lead">{view.project === '' ? words.unnamed : view.project}</p>
      <ErrorSummary errors={view.errors} language={language} />
      <p>{w.check.lead}</p>
      <Facts
        rows={[
          [words.decisionNumber, decisionNumber],
          [words.reason, <span class="said">{reason}</span>],
          ...(notice === null ? [] : [[w.noticeNumber, w.noticed(dayText(notice.on), notice.number)] as const]),
        ]}
      />
      <Confirm
        action={`${base}/steering`}
        formKey={view.formKey}
        seen={view.seen}
        says={view.says}
        submit={title}
        keep={{ href: `${base}/steering`, label: w.check.keep }}
      >
        {Object.entries({
          ...{ action, decisionNumber, reason, revision: String(view.revision) },
          ...(notice === null ? {} : { noticeOn: dayText(notice.on), noticeNumber: notice.number }),
        }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </Confirm>
    </Layout>
  );
}
