import type { Child } from 'hono/jsx';
import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Form, MoneyField, TextArea } from '../../parts/form.tsx';
import { dayTextOf } from '../../parts/when.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { Caps, type CapsView, type FormState, Head, type HeadView, Trouble, type TroubleView } from './parts.tsx';

export type AwardLineView = { line: string; name: string; recommendedVnd: bigint; votes: string };

export type AwardView = {
  frame: Frame;
  head: HeadView;
  trouble: TroubleView;
  revision: number;
  step: 'recommended' | 'notRecommended' | 'other';
  lines: readonly AwardLineView[];
  months: number;
  reason: string;
  year: number;
  /** null when nothing can be awarded. */
  award: { form: FormState; caps: CapsView; next: string } | null;
  reject: FormState | null;
  /** What would be so, beside the button. */
  then: readonly { label: string; value: string }[];
  /** What still stands in the way. */
  warnings: readonly string[];
  done: readonly { what: string; who: string; at: string }[];
};

/** The director's page: what the council said, the amounts with every cap behind them, and what follows. */
export function AwardPage(view: AwardView) {
  const { frame, head, award, reject, step } = view;
  const { language } = frame;
  const w = reviewsWords[language];
  const a = w.award;
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
          <section aria-labelledby="result">
            <h2 id="result">{a.result}</h2>
            {view.reason !== '' && (
              <p>
                {w.reason}: {view.reason}
              </p>
            )}
            {view.lines.length > 0 && (
              <table class="stack">
                <thead>
                  <tr>
                    <th scope="col">{w.council.item}</th>
                    <th scope="col" class="num">
                      {a.passed}
                    </th>
                    <th scope="col">{a.votes}</th>
                  </tr>
                </thead>
                <tbody>
                  {view.lines.map((line) => (
                    <tr>
                      <td>{line.name}</td>
                      <td class="num" data-label={a.passed}>
                        {formatVnd(line.recommendedVnd)}
                      </td>
                      <td data-label={a.votes}>{line.votes}</td>
                    </tr>
                  ))}
                  <tr class="total">
                    <td>{w.caps.total}</td>
                    <td class="num" data-label={a.passed}>
                      {formatVnd(total)}
                    </td>
                    <td />
                  </tr>
                </tbody>
              </table>
            )}
            <p class="small">
              <a href={`${head.base}/council`}>{a.readCouncil}</a>
              {' · '}
              <a href={`${head.base}/application/read`}>{w.readAlone}</a>
            </p>
          </section>
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
                <p class="small soft">
                  {a.numberIs(award.next)} {a.year}: {view.year}.
                </p>
                <p class="buttons">
                  <button class="button" type="submit">
                    {a.awardAny}
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
                <button class={award === null ? 'button' : 'button quiet'} type="submit">
                  {a.reject}
                </button>
              </Form>
            </section>
          )}
          {award === null && reject === null && (
            <p>
              {w.nothingNow} {w.stateNow}: {head.state}.
            </p>
          )}
        </div>
        <aside class="sticky">
          {view.then.length > 0 && (
            <section class="panel" aria-labelledby="then">
              <h2 id="then">{a.ifAwarded}</h2>
              <dl class="facts">
                {view.then.map(({ label, value }) => (
                  <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
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
