import type { Child } from 'hono/jsx';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Cuts, type CutsView } from '../../parts/cuts.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Form, MoneyField, TextArea } from '../../parts/form.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { awardWords } from '../../words/reviews-award.ts';
import type { Language } from '../../words/words.ts';
import { Concluded, type ConcludedView } from './concluded.tsx';
import { Caps, type CapsView, type FormState, Head, type HeadView, Trouble, type TroubleView } from './parts.tsx';

export type AwardLineView = { line: string; name: string; recommendedVnd: bigint };

type ThenView = readonly { label: string; value: string }[];

export type AwardView = {
  frame: Frame;
  head: HeadView;
  trouble: TroubleView;
  revision: number;
  step: 'recommended' | 'notRecommended' | 'other';
  lines: readonly AwardLineView[];
  months: number;
  /** null where no council concluded. */
  concluded: ConcludedView | null;
  year: number;
  /** null when nothing can be awarded. */
  award: { form: FormState; caps: CapsView; next: string } | null;
  reject: FormState | null;
  /** What would be so, above the button. */
  then: ThenView;
  /** What was decided; null until then. */
  decided: { what: 'awarded' | 'rejected'; awardedVnd: bigint; cuts: CutsView | null; reason: string } | null;
  /** What still stands in the way. */
  warnings: readonly string[];
  done: readonly { what: string; who: string; at: string }[];
};

/** The director's page: what the council said, the amounts with every cap behind them, and what follows. */
export function AwardPage(view: AwardView) {
  const { frame, head, award, reject, step } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const a = awardWords[language];
  const total = view.lines.reduce((sum, { recommendedVnd }) => sum + recommendedVnd, 0n);
  const lead: Child =
    step === 'recommended' ? a.lead(formatVnd(total), view.months) : step === 'notRecommended' ? a.leadNot : a.closed;
  return (
    <Layout frame={frame} title={`${a.title} ${head.code}`} here="work" lively>
      <Head head={head} title={a.title} lead={lead} language={language} />
      <Trouble trouble={view.trouble} language={language} />
      {view.warnings.map((warning) => (
        <p class="warning">{warning}</p>
      ))}
      <div class="columns award">
        <div>
          {view.decided !== null && <Decided decided={view.decided} language={language} />}
          {view.concluded !== null && <Concluded concluded={view.concluded} base={head.base} language={language} />}
          {award !== null && (
            <section aria-labelledby="amounts">
              <h2 id="amounts">{a.amounts}</h2>
              <p>{a.amountsLead}</p>
              <Form action={`${head.base}/award`} formKey={award.form.key} revision={view.revision}>
                <input type="hidden" name="year" value={String(view.year)} />
                {view.lines.map((line) => (
                  <MoneyField
                    name={`amount.${line.line}`}
                    label={a.amountOf(line.name)}
                    hint={`${a.passed}: ${formatVnd(line.recommendedVnd)}`}
                    typed={award.form.typed}
                    errors={award.form.errors}
                    language={language}
                  />
                ))}
                <Caps caps={award.caps} check={`${head.base}/award/check`} language={language} />
                <p>
                  <button class="button quiet" type="submit" formaction={`${head.base}/award/check`}>
                    {w.caps.check}
                  </button>
                </p>
                <TextArea
                  name="less"
                  label={a.less}
                  hint={a.lessHint}
                  rows={3}
                  typed={award.form.typed}
                  errors={award.form.errors}
                  language={language}
                />
                <IfAwarded rows={view.then} language={language} />
                <p class="small soft">
                  {a.numberIs(award.next)} {a.year}: {view.year}.
                </p>
                <p class="buttons">
                  <button class="button" type="submit">
                    {a.awardAny}
                  </button>
                  <button
                    class="button quiet"
                    type="submit"
                    formaction={`${head.base}/award/preview`}
                    formtarget="_blank"
                  >
                    {a.preview}
                  </button>
                </p>
              </Form>
            </section>
          )}
          {reject !== null && (
            <section aria-labelledby="reject">
              <h2 id="reject">{a.rejectTitle}</h2>
              <Form action={`${head.base}/reject`} formKey={reject.key} revision={view.revision}>
                <TextArea
                  name="reason"
                  label={a.rejectReason}
                  hint={a.rejectHint}
                  rows={4}
                  typed={reject.typed}
                  errors={reject.errors}
                  language={language}
                />
                <p class="buttons">
                  <button class={award === null ? 'button' : 'button quiet'} type="submit">
                    {a.reject}
                  </button>
                </p>
              </Form>
            </section>
          )}
          {award === null && reject === null && view.decided === null && (
            <p>
              {w.nothingNow} {w.stateNow}: {head.state}.
            </p>
          )}
        </div>
        <aside class="sticky">
          <section class="panel" aria-labelledby="before">
            <h2 id="before">{a.before}</h2>
            <ol class="chain">
              {view.done.map(({ what, who, at }) => (
                <li>
                  {what}: {who}, {dayTextOf(at)}
                </li>
              ))}
              {(award !== null || reject !== null) && (
                <li class="now">
                  <strong>{a.you}</strong>
                </li>
              )}
            </ol>
          </section>
          <p>
            <a href={head.base}>{w.backToDossier}</a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}

/** What an award of the amounts as they stand would lead to. `beside`: it takes its own place, next to what it was asked for with. */
export function IfAwarded({ rows, language, beside }: { rows: ThenView; language: Language; beside?: boolean }) {
  return (
    <section
      class="panel"
      id="if-awarded"
      aria-labelledby="then"
      {...(beside === true ? { 'hx-swap-oob': 'true' } : {})}
    >
      <h3 id="then">{awardWords[language].ifAwarded}</h3>
      <Facts rows={rows.map(({ label, value }) => [label, value] as const)} />
    </section>
  );
}

/** The decision that was taken. */
function Decided({ decided, language }: { decided: NonNullable<AwardView['decided']>; language: Language }) {
  const a = awardWords[language];
  const { what, awardedVnd, cuts, reason } = decided;
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">{a.decided[what]}</h2>
      <Facts
        rows={[
          ...(what === 'awarded' ? [[a.total, formatVnd(awardedVnd)] as const] : []),
          ...(reason === '' ? [] : [[a.rejectReason, reason] as const]),
        ]}
      />
      {cuts !== null && <Cuts cuts={cuts} language={language} />}
    </section>
  );
}
