import { Stakes } from '../../parts/facts.tsx';
import { Buttons, Choices, Form, TextArea, TextField } from '../../parts/form.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { projectWords } from '../../words/projects.ts';
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
  past: readonly { at: string; what: string; who: string; number: string; reason: string }[];
};

export function SteeringPage(view: SteeringView) {
  const { frame, base, form, standing, actions, notice, past } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = words.steering;
  const stakes = stakesWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const hintOf = (action: SteeringAction) =>
    [w.hints[action], action === 'terminate' && notice !== null ? w.notice(notice.days, notice.clause) : '']
      .filter(Boolean)
      .join(' ');
  return (
    <StepPage view={view} words={w}>
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
          <TextField
            {...common}
            name="decisionNumber"
            label={words.decisionNumber}
            hint={words.decisionHint}
            more={{ maxlength: 100, autocomplete: 'off' }}
            narrow
          />
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
            {past.map(({ at, what, who, number, reason }) => (
              <li>
                <time datetime={at}>{dayTextOf(at)}</time>
                {what}. {who}, {number}. {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </StepPage>
  );
}
