// Proposing that money comes back: which payment, how much of each line, and why.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { ErrorSummary, type FieldErrors, Form, MoneyField, TextArea, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { dayText } from '../../parts/when.ts';
import { disbursementWords } from '../../words/disbursements.ts';
import { Conflicted, type Standing } from '../projects/page.tsx';

export type ProposalView = {
  frame: Frame;
  base: string;
  here: string;
  code: string;
  project: string;
  revision: number;
  id: string;
  formKey: string;
  payments: readonly { id: string; tranche: number; amountVnd: bigint; paidOn: string | null }[];
  chosen: {
    id: string;
    tranche: number;
    lines: readonly { name: string; paidVnd: bigint; leftVnd: bigint; costLeftVnd: bigint; byCost: boolean }[];
  } | null;
  /** What keeps the reader from proposing: then there is no form. */
  conflict: Standing['conflict'];
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
};

export function RecoveryNewPage(view: ProposalView) {
  const { frame, errors } = view;
  const { language } = frame;
  const w = disbursementWords[language];
  return (
    <Layout frame={frame} title={w.recoveryNew} here="work">
      <Crumbs trail={[{ text: view.code, href: view.base }]} language={language} />
      {view.refusal === null && <ErrorSummary errors={errors} language={language} />}
      <Refused refusal={view.refusal} language={language} />
      <h1>{w.recoveryNew}</h1>
      <p class="lead">{view.project}</p>
      {view.conflict === null ? <Proposal {...view} /> : <Conflicted conflict={view.conflict} language={language} />}
    </Layout>
  );
}

function Proposal(view: ProposalView) {
  const { frame, payments, chosen, typed, errors } = view;
  const { language } = frame;
  const w = disbursementWords[language];
  const field = { typed, errors, language };
  return (
    <>
      <p>{w.recoveryNewLead}</p>
      <section aria-labelledby="f-request" class="spaced">
        <h2 id="f-request">{w.chooseRequest}</h2>
        {payments.length === 0 ? (
          <p class="soft">{w.noPaid}</p>
        ) : (
          <ul class="rows payments">
            {payments.map(({ id, tranche, amountVnd, paidOn }) => (
              <li>
                <a
                  href={`${view.here}?request=${id}`}
                  {...(id === chosen?.id ? { 'aria-current': 'true' as const } : {})}
                >
                  {w.tranche(tranche)}
                </a>
                <span>{formatVnd(amountVnd)}</span>
                <span class="soft">{paidOn === null ? '' : w.paidOnDay(dayText(paidOn))}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      {chosen !== null && (
        <Form action={view.here} formKey={view.formKey} revision={view.revision} about={chosen.id}>
          <input type="hidden" name="id" value={view.id} />
          <input type="hidden" name="request" value={chosen.id} />
          <h2>{w.recoveryOf(chosen.tranche)}</h2>
          {chosen.lines.map(({ name, leftVnd, costLeftVnd, byCost }, index) => (
            <fieldset class="invoice">
              <legend>{name}</legend>
              <p class="small">
                {w.settledLeft}: <strong>{formatVnd(leftVnd)}</strong>
              </p>
              <MoneyField name={`a${index}`} label={w.recoverAmount} optional {...field} />
              {byCost && (
                <MoneyField
                  name={`c${index}`}
                  label={w.recoverCost}
                  hint={`${w.recoverCostHint} ${w.problems.moreThanLeft(formatVnd(costLeftVnd))}`}
                  optional
                  {...field}
                />
              )}
            </fieldset>
          ))}
          <TextArea name="reason" label={w.reason} rows={4} {...field} />
          <p class="buttons">
            <button class="button" type="submit">
              {w.propose}
            </button>
            <a href={view.base}>{w.cancelForm}</a>
          </p>
        </Form>
      )}
    </>
  );
}
