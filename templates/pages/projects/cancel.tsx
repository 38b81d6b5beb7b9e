// What cancelling the remainder will do, line by line, before it is done.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts } from '../../parts/facts.tsx';
import { ErrorSummary, type FieldErrors } from '../../parts/form.tsx';
import { projectWords } from '../../words/projects.ts';
import { closingWords } from '../../words/projects-closing.ts';
import { stakesWords } from '../../words/stakes.ts';
import type { Language } from '../../words/words.ts';

/** An amount with what it is of, or where it goes. */
export type Sum = { readonly name: string; readonly amountVnd: bigint };

export type CancelView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  party: string;
  /** No agreement was signed: it is the award that is taken back. */
  unsigned: boolean;
  lines: readonly Sum[];
  returns: readonly Sum[];
  decisionNumber: string;
  reason: string;
  revision: number;
  /** What the page counts. */
  seen: string;
  formKey: string;
  errors: FieldErrors;
};

export function CancelPage(view: CancelView) {
  const { frame, base, code, party, unsigned, lines, returns, decisionNumber, reason } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = closingWords[language];
  const title = unsigned ? w.cancelAward : w.cancel;
  const sum = formatVnd(lines.reduce((total, { amountVnd }) => total + amountVnd, 0n));
  return (
    <Layout frame={frame} title={title} here="work">
      <Crumbs
        trail={[
          { text: code, href: base },
          { text: unsigned ? w.unsigned.title : w.title, href: `${base}/closing` },
        ]}
        language={language}
      />
      <h1>{title}</h1>
      <p class="lead">{view.project === '' ? words.unnamed : view.project}</p>
      <ErrorSummary errors={view.errors} language={language} />
      <p>{w.cancelCheck}</p>
      <section aria-labelledby="lines">
        <h2 id="lines">{w.cancelLines}</h2>
        <Sums rows={lines} of={words.line} total language={language} />
      </section>
      <section aria-labelledby="returns">
        <h2 id="returns">{w.returnsTo}</h2>
        <Sums rows={returns} of={w.place} language={language} />
      </section>
      <Facts
        rows={[
          [words.decisionNumber, decisionNumber],
          [words.reason, <span class="said">{reason}</span>],
        ]}
      />
      <Confirm
        action={`${base}/closing`}
        formKey={view.formKey}
        seen={view.seen}
        says={[
          unsigned ? w.cancelAwardSays(sum, party) : stakesWords[language].cancel(sum),
          w.cancelTold,
          stakesWords[language].cancelUndo,
        ]}
        submit={title}
        keep={{ href: `${base}/closing`, label: w.keep }}
      >
        <input type="hidden" name="do" value="cancel" />
        <input type="hidden" name="step" value="record" />
        <input type="hidden" name="revision" value={String(view.revision)} />
        <input type="hidden" name="decisionNumber" value={decisionNumber} />
        <input type="hidden" name="reason" value={reason} />
      </Confirm>
    </Layout>
  );
}

/** Amounts below one another; with what they come to, where they are parts of one. */
export function Sums({
  rows,
  of,
  total,
  language,
}: {
  rows: readonly Sum[];
  of: string;
  total?: true;
  language: Language;
}) {
  const words = projectWords[language];
  return (
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col" class="num">
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, amountVnd }) => (
          <tr>
            <td>{name}</td>
            <td class="num" data-label={words.amount}>
              {formatVnd(amountVnd)}
            </td>
          </tr>
        ))}
        {total && (
          <tr class="total">
            <td>{words.total}</td>
            <td class="num" data-label={words.amount}>
              {formatVnd(rows.reduce((sum, { amountVnd }) => sum + amountVnd, 0n))}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
