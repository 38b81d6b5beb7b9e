import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts, Stakes } from '../../parts/facts.tsx';
import { DecisionField, ErrorSummary, type FieldErrors, Form, TextArea, TextField } from '../../parts/form.tsx';
import { projectWords } from '../../words/projects.ts';
import { closingWords } from '../../words/projects-closing.ts';
import { steeringWords } from '../../words/projects-steering.ts';
import { stakesWords } from '../../words/stakes.ts';
import { type Sum, Sums } from './cancel.tsx';
import { type MoneyView, moneyRows, StepPage, type StepView } from './page.tsx';

/** A request that is not at its end, and whose turn it is. */
export type OpenRequest = { sentence: string; amountVnd: bigint; state: string; turn: string; href: string };

/** One of the three acts of closing: `null` where the project is not where it can be done. */
export type ClosingAct = { mayAct: boolean; who: string; key: string } | null;

export type ClosingView = StepView & {
  party: string;
  money: MoneyView;
  open: readonly OpenRequest[];
  advancedVnd: bigint;
  dueVnd: bigint;
  remainderVnd: bigint;
  /** Whether it is the award that would be cancelled, before anything is signed; 'over' where nothing but the remainder is left. */
  stage: 'unsigned' | 'closing' | 'over';
  /** Each time that something was cancelled, in a sentence. */
  cancelled: readonly string[];
  /** Of the minutes that were signed; '' until then. */
  liquidationNumber: string;
  begin: ClosingAct;
  cancel: ClosingAct;
  close: ClosingAct;
  /** Where the remainder would go, from the same function that would move it; null where it cannot be cancelled now. */
  returns: readonly Sum[] | null;
  /** Which of the three is the next. */
  primary: 'begin' | 'cancel' | 'close' | null;
};

export function ClosingPage(view: ClosingView) {
  const { frame, base, form, open, advancedVnd, dueVnd, remainderVnd, returns, primary } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = closingWords[language];
  const s = stakesWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const button = (which: ClosingView['primary'], text: string) => (
    <p class="buttons">
      <button class={primary === which ? 'button' : 'button quiet'} type="submit">
        {text}
      </button>
    </p>
  );
  const anything = open.length > 0 || advancedVnd > 0n || dueVnd > 0n;
  return (
    <StepPage view={view} words={view.stage === 'closing' ? w : w[view.stage]}>
      <section aria-labelledby="open">
        <h2 id="open">{w.open}</h2>
        {!anything && <p>{w.nothingOpen}</p>}
        {open.length > 0 && (
          <ul class="openlist">
            {open.map(({ sentence, amountVnd, state, turn, href }) => (
              <li>
                <a href={href}>{sentence}</a>, {formatVnd(amountVnd)} <span class="tag now">{state}</span>{' '}
                <span class="small soft">{turn}</span>
              </li>
            ))}
          </ul>
        )}
        <Facts
          rows={[
            ...(advancedVnd > 0n ? [[w.advanced, formatVnd(advancedVnd)] as const] : []),
            ...(dueVnd > 0n ? [[w.due, formatVnd(dueVnd)] as const] : []),
            [w.remainder, formatVnd(remainderVnd)],
            ...(view.liquidationNumber === '' ? [] : [[w.liquidationNumber, view.liquidationNumber] as const]),
          ]}
        />
        {view.cancelled.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </section>
      {view.begin !== null && (
        <section aria-labelledby="begin">
          <h2 id="begin">{w.begin}</h2>
          <p>{w.beginLead}</p>
          {view.begin.mayAct ? (
            <Form action={`${base}/closing`} formKey={view.begin.key}>
              <input type="hidden" name="do" value="begin" />
              {button('begin', w.beginCheck)}
            </Form>
          ) : (
            <p class="soft">{w.onlyWho(view.begin.who)}</p>
          )}
        </section>
      )}
      {view.cancel !== null && (
        <section aria-labelledby="cancel">
          <h2 id="cancel">{view.stage === 'unsigned' ? w.cancelAward : w.cancel}</h2>
          {remainderVnd === 0n && <p>{w.cancelNothing}</p>}
          {returns !== null && returns.length > 0 && (
            <>
              <p>{w.cancelLead}</p>
              <Sums rows={returns} of={w.returnsTo} language={language} />
            </>
          )}
          {remainderVnd > 0n && !view.cancel.mayAct && <p class="soft">{w.onlyWho(view.cancel.who)}</p>}
          {remainderVnd > 0n && view.cancel.mayAct && (
            <Form action={`${base}/closing`} formKey={view.cancel.key} revision={form.revision} class="after">
              <input type="hidden" name="do" value="cancel" />
              <DecisionField {...common} name="decisionNumber" label={words.decisionNumber} narrow />
              <TextArea {...common} name="reason" label={words.reason} hint={steeringWords[language].reasonHint} />
              {button('cancel', w.check)}
            </Form>
          )}
        </section>
      )}
      {view.close !== null && (
        <section aria-labelledby="close">
          <h2 id="close">{w.close}</h2>
          <p>{w.closeLead}</p>
          {anything && <p>{w.beforeClose}</p>}
          {remainderVnd > 0n && <p class="warning">{w.remainderFirst(formatVnd(remainderVnd))}</p>}
          {view.close.mayAct && anything ? null : view.close.mayAct ? (
            <Form action={`${base}/closing`} formKey={view.close.key}>
              <input type="hidden" name="do" value="close" />
              <TextField
                {...common}
                name="liquidationNumber"
                label={w.liquidationNumber}
                hint={w.liquidationHint}
                more={{ maxlength: 100, autocomplete: 'off' }}
                narrow
              />
              <Stakes
                stakes={{ sentence: s.close(view.party), rows: moneyRows(view.money, language), undo: s.closeUndo }}
                language={language}
              />
              {button('close', w.close)}
            </Form>
          ) : (
            <p class="soft">{w.onlyWho(view.close.who)}</p>
          )}
        </section>
      )}
    </StepPage>
  );
}

export type BeginView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  /** What is still open, each in a sentence, and what is not used. */
  says: readonly string[];
  revision: number;
  seen: string;
  formKey: string;
  errors: FieldErrors;
};

/** What is open when closing begins, before it does: it cannot be taken back. */
export function BeginPage({ frame, base, code, project, says, revision, seen, formKey, errors }: BeginView) {
  const { language } = frame;
  const w = closingWords[language];
  return (
    <Layout frame={frame} title={w.begin} here="work">
      <Crumbs
        trail={[
          { text: code, href: base },
          { text: w.title, href: `${base}/closing` },
        ]}
        language={language}
      />
      <h1>{w.begin}</h1>
      <p class="lead">{project === '' ? projectWords[language].unnamed : project}</p>
      <ErrorSummary errors={errors} language={language} />
      <p>{w.beginCheckLead}</p>
      <Confirm
        action={`${base}/closing`}
        formKey={formKey}
        seen={seen}
        says={[...says, w.beginLead, w.beginUndo]}
        submit={w.begin}
        keep={{ href: `${base}/closing`, label: w.beginKeep }}
      >
        <input type="hidden" name="do" value="begin" />
        <input type="hidden" name="step" value="record" />
        <input type="hidden" name="revision" value={String(revision)} />
      </Confirm>
    </Layout>
  );
}
