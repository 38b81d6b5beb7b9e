import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { ErrorSummary, type FieldErrors, Form, Tick, type Typed } from '../../parts/form.tsx';
import { confirmingWords } from '../../words/confirming.ts';
import { reviewsWords } from '../../words/reviews.ts';
import { councilWords } from '../../words/reviews-council.ts';
import { Head, type HeadView } from './parts.tsx';

/** One thing that will be recorded. `warning`: why somebody should look at it twice; `isForecast`: it may turn out another. */
export type ConfirmFact = { label: string; value: string; warning?: string; isForecast?: boolean };

/** What somebody must say they know before it is recorded. */
export type Acknowledgement = { name: string; label: string };

export type ConfirmView = {
  frame: Frame;
  head: HeadView;
  /** What will be recorded, in one line. */
  what: string;
  facts: readonly ConfirmFact[];
  /** Amounts by expense line, with what they are measured against. */
  amounts: {
    label: string;
    against: string;
    lines: readonly { name: string; against: string; amountVnd: bigint; note?: string }[];
  } | null;
  /** What happens then. */
  follows: string;
  acknowledgements: readonly Acknowledgement[];
  errors: FieldErrors;
  action: string;
  formKey: string;
  /** '' for what is not bound to one. */
  revision: string;
  /** Of what this page shows: without it nothing is recorded. */
  mark: string;
  /** The form as it was typed: it goes along, and comes back to be edited. */
  typed: Typed;
  record: string;
  /** Where the paper that it would issue is read. */
  preview?: { action: string; label: string };
};

/** What goes along by itself, and not as what was typed. */
const own = new Set(['key', 'revision', 'summary', 'confirm', 'edit']);

/** Everything that will be recorded, before it is. Sending this page records it; `edit` leads back to the form. */
export function ConfirmPage(view: ConfirmView) {
  const { frame, head, amounts, acknowledgements, errors } = view;
  const { language } = frame;
  const c = confirmingWords[language];
  const w = reviewsWords[language];
  const asked = new Set(acknowledgements.map(({ name }) => name));
  const total = amounts?.lines.reduce((sum, { amountVnd }) => sum + amountVnd, 0n) ?? 0n;
  return (
    <Layout frame={frame} title={`${c.title} ${head.code}`} here="work" lively>
      <Head head={head} title={c.title} lead={c.lead} language={language} />
      <ErrorSummary errors={errors} language={language} />
      <section class="confirm" aria-labelledby="what">
        <h2 id="what">{view.what}</h2>
        {amounts !== null && (
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{councilWords[language].item}</th>
                <th scope="col" class="num">
                  {amounts.against}
                </th>
                <th scope="col" class="num">
                  {amounts.label}
                </th>
              </tr>
            </thead>
            <tbody>
              {amounts.lines.map(({ name, against, amountVnd, note }) => (
                <tr>
                  <td>{name}</td>
                  <td class="num" data-label={amounts.against}>
                    {against}
                  </td>
                  <td class="num" data-label={amounts.label}>
                    <span>
                      {formatVnd(amountVnd)} {note !== undefined && <span class="capnote soft small">{note}</span>}
                    </span>
                  </td>
                </tr>
              ))}
              <tr class="total">
                <td>{w.caps.total}</td>
                <td />
                <td class="num" data-label={amounts.label}>
                  {formatVnd(total)}
                </td>
              </tr>
            </tbody>
          </table>
        )}
        <dl class="reads">
          {view.facts.map(({ label, value, warning }) => (
            <div>
              <dt>{label}</dt>
              <dd>
                <p class="lines">{value}</p>
                {warning !== undefined && <p class="doubt">{warning}</p>}
              </dd>
            </div>
          ))}
        </dl>
        <Form action={view.action} formKey={view.formKey}>
          {view.revision !== '' && <input type="hidden" name="revision" value={view.revision} />}
          <input type="hidden" name="summary" value={view.mark} />
          {Object.entries(view.typed).flatMap(([name, value]) =>
            own.has(name) || asked.has(name)
              ? []
              : [value].flat().map((one) => <input type="hidden" name={name} value={one} />),
          )}
          {acknowledgements.map(({ name, label }) => (
            <Tick name={name} label={label} typed={view.typed} errors={errors} language={language} />
          ))}
          <p>{view.follows}</p>
          <p class="buttons">
            <button class="button" type="submit" name="confirm" value="yes">
              {view.record}
            </button>
            <button class="button quiet" type="submit" name="edit" value="yes">
              {c.edit}
            </button>
            {view.preview !== undefined && (
              <button class="button quiet" type="submit" formaction={view.preview.action} formtarget="_blank">
                {view.preview.label}
              </button>
            )}
          </p>
        </Form>
      </section>
    </Layout>
  );
}
