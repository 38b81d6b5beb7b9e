// The year's budget: for each year and source what stands in which vessel, and the forms that pour into it.

import { formatAmount } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { ErrorSummary, type FieldErrors, Form, MoneyField, Select, TextField, type Typed } from '../../parts/form.tsx';
import { type RefusalView, Refused } from '../../parts/refusal.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import { nameOf } from '../../words/names.ts';
import type { Language } from '../../words/words.ts';

export type YearView = {
  year: number;
  source: string;
  state: string;
  appropriation: bigint;
  available: bigint;
  reserved: bigint;
  ordered: bigint;
  paid: bigint;
  carried: bigint;
  lapsed: bigint;
  decisions: string;
};
export type BudgetView = {
  frame: Frame;
  here: string;
  years: readonly YearView[];
  thisYear: number;
  mayKeep: boolean;
  formKey: string;
  typed: Typed;
  errors: FieldErrors;
  refusal: RefusalView | null;
  of: 'open' | 'appropriate' | null;
  done: string | null;
};

const vessels = ['appropriation', 'available', 'reserved', 'ordered', 'paid', 'carried', 'lapsed'] as const;

export function BudgetPage(view: BudgetView) {
  const { frame, years, errors, mayKeep } = view;
  const { language } = frame;
  const w = disbursementWords[language];
  return (
    <Layout frame={frame} title={w.budgetTitle} here="work">
      <Crumbs language={language} />
      <ErrorSummary errors={errors} language={language} />
      <Refused refusal={view.refusal} language={language} />
      {view.done !== null && (
        <p class="notice" role="status">
          {w.done(view.done === 'year.opened' ? w.openYear : w.appropriate)}
        </p>
      )}
      <h1>{w.budgetTitle}</h1>
      <p class="lead">{w.budgetLead}</p>
      <section class="own" aria-label={w.budgetTitle}>
        {years.length === 0 ? (
          <p class="soft">{w.noBudget}</p>
        ) : (
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.budgetYear}</th>
                {vessels.map((vessel) => (
                  <th scope="col" class="num">
                    {w[vessel]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {years.map((one) => (
                <tr>
                  <td>
                    <span>
                      {one.year}, {nameOf('sources', one.source, language)}
                      <span class="capnote soft small">{w.yearState[one.state] ?? one.state}</span>
                      {one.decisions !== '' && <span class="capnote soft small">{one.decisions}</span>}
                    </span>
                  </td>
                  {vessels.map((vessel) => (
                    <td class="num" data-label={w[vessel]}>
                      {formatAmount(one[vessel])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {mayKeep && (
        <div class="pair">
          {years.some(({ state }) => state === 'open') && <AppropriateForm {...view} />}
          <OpenForm {...view} />
        </div>
      )}
    </Layout>
  );
}

function OpenForm({ frame, here, formKey, typed, errors, of, thisYear, years }: BudgetView) {
  const { language } = frame;
  const w = disbursementWords[language];
  const sources = [...new Set(years.map(({ source }) => source))];
  const mine = of === 'open';
  const field = {
    typed: mine ? typed : { 'open-year': String(thisYear + (years.length > 0 ? 1 : 0)) },
    errors: mine ? errors : {},
    language,
  };
  return (
    <section class="panel" aria-labelledby="open">
      <h2 id="open">{w.openYear}</h2>
      <Form action={here} formKey={formKey}>
        <input type="hidden" name="what" value="open" />
        <TextField
          name="open-year"
          label={w.yearField}
          narrow
          more={{ inputmode: 'numeric', maxlength: 4 }}
          {...field}
        />
        <TextField
          name="open-source"
          label={w.sourceField}
          hint={[w.sourceFieldHint, sources.length === 0 ? '' : w.sourcesKnown(sources.join(', '))]
            .filter(Boolean)
            .join(' ')}
          narrow
          more={{ maxlength: 40, list: 'sources', autocomplete: 'off' }}
          {...field}
        />
        <datalist id="sources">
          {sources.map((source) => (
            <option value={source}>{nameOf('sources', source, language)}</option>
          ))}
        </datalist>
        <Rest {...field} of="open" />
        <p class="buttons">
          <button class="button quiet" type="submit">
            {w.openYear}
          </button>
        </p>
      </Form>
    </section>
  );
}

function AppropriateForm({ frame, here, formKey, typed, errors, of, years }: BudgetView) {
  const { language } = frame;
  const w = disbursementWords[language];
  const mine = of === 'appropriate';
  const field = { typed: mine ? typed : {}, errors: mine ? errors : {}, language };
  const open = years.filter(({ state }) => state === 'open');
  return (
    <section class="panel" aria-labelledby="appropriate">
      <h2 id="appropriate">{w.appropriate}</h2>
      <Form action={here} formKey={formKey}>
        <input type="hidden" name="what" value="appropriate" />
        <Select
          name="add-to"
          label={w.appropriateTo}
          options={open.map(({ year, source }) => ({
            value: `${year}/${source}`,
            label: `${year}, ${nameOf('sources', source, language)}`,
          }))}
          {...(open.length > 1 ? { empty: w.chooseYear } : {})}
          {...field}
        />
        <Rest {...field} of="add" />
        <p class="buttons">
          <button class="button" type="submit">
            {w.appropriate}
          </button>
        </p>
      </Form>
    </section>
  );
}

/** The fields that both forms have, each under names of its own. */
function Rest({ of, ...field }: { of: 'open' | 'add'; typed: Typed; errors: FieldErrors; language: Language }) {
  const w = disbursementWords[field.language];
  return (
    <>
      <MoneyField name={`${of}-amountVnd`} label={w.amountField} {...field} />
      <TextField name={`${of}-decisionNumber`} label={w.decisionNumber} more={{ maxlength: 100 }} {...field} />
    </>
  );
}
