// The year's budget: for each year and source what stands in which vessel, and the forms that pour into it.

import { amountInWords, formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Frame } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { type FieldErrors, Form, MoneyField, Select, TextField, type Typed } from '../../parts/form.tsx';
import type { RefusalView } from '../../parts/refusal.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import { nameOf } from '../../words/names.ts';
import type { Language } from '../../words/words.ts';
import { Check, type FormView, RoomPage } from '../programmes/frame.tsx';

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
  agency: string;
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
  const { frame, agency, years, mayKeep, done } = view;
  const { language } = frame;
  const w = disbursementWords[language];
  const acts: Readonly<Record<string, string>> = {
    'year.opened': w.openYear,
    'year.appropriated': w.appropriate,
    'year.closed': w.closeYear,
  };
  const act = acts[done ?? ''];
  const note = act === undefined ? null : w.done(act);
  return (
    <RoomPage view={{ frame, agency, note }} room="budget" title={w.budgetTitle} lead={w.budgetLead} form={view}>
      <section class="first" aria-label={w.budgetTitle}>
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
                      {mayKeep && one.state === 'open' && (
                        <a
                          class="small"
                          href={`/agencies/${agency}/budget/${one.year}/${one.source}/close`}
                          aria-label={w.closeYearOf(one.year, one.source)}
                        >
                          {w.closeYearShort}
                        </a>
                      )}
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
    </RoomPage>
  );
}

export type CheckBudgetView = {
  frame: Frame;
  agency: string;
  of: 'open' | 'appropriate';
  year: number;
  source: string;
  /** What was appropriated before, and what is added. */
  beforeVnd: bigint;
  amountVnd: bigint;
  decisionNumber: string;
  /** Whether money came into this year and source under the same decision before. */
  isTwice: boolean;
  errors: FieldErrors;
  typed: Typed;
  formKey: string;
};

/** What opening a year, or adding to it, will record: said before it is done. */
export function CheckBudgetPage(view: CheckBudgetView) {
  const { frame, agency, of, year, source, beforeVnd, amountVnd, errors, typed, formKey } = view;
  const { language } = frame;
  const w = disbursementWords[language];
  const title = of === 'open' ? w.openYear : w.appropriate;
  return (
    <RoomPage
      view={{ frame, agency, note: null }}
      room="budget"
      title={title}
      under
      lead={w.budgetCheck}
      form={{ errors, refusal: null }}
    >
      <section class="first checked" aria-label={title}>
        <Check
          action={`/agencies/${agency}/budget`}
          formKey={formKey}
          rows={[
            [w.budgetYear, `${year}, ${nameOf('sources', source, language)} (${source})`],
            [
              of === 'open' ? w.amountField : w.budgetAdded,
              `${formatVnd(amountVnd)} (${amountInWords(amountVnd, language)})`,
            ],
            ...(of === 'open'
              ? []
              : [[w.appropriation, `${formatVnd(beforeVnd)} → ${formatVnd(beforeVnd + amountVnd)}`] as const]),
            [w.decisionNumber, view.isTwice ? `${view.decisionNumber}. ${w.decisionTwice}` : view.decisionNumber],
          ]}
          typed={{ ...typed, seen: String(beforeVnd) }}
          step="record"
          confirm={title}
          edit={w.budgetEdit}
        />
      </section>
    </RoomPage>
  );
}

export type CloseYearView = {
  frame: Frame;
  agency: string;
  year: YearView;
  thisYear: number;
  seen: string;
  form: FormView;
};

/** What closing a year does, before it is closed. */
export function CloseYearPage({ frame, agency, year: one, thisYear, seen, form }: CloseYearView) {
  const { language } = frame;
  const w = disbursementWords[language];
  const { year, source, reserved, available, ordered } = one;
  const title = w.closeYearOf(year, source);
  const home = `/agencies/${agency}/budget`;
  const isOpen = one.state === 'open';
  return (
    <RoomPage view={{ frame, agency, note: null }} room="budget" title={title} under form={form}>
      <section class="first checked" aria-label={title}>
        {!isOpen || year >= thisYear || ordered > 0n ? (
          <p class="notice">
            {!isOpen
              ? w.closedAlready
              : year >= thisYear
                ? w.closeYearEarly(year)
                : w.closeYearWaits(formatVnd(ordered))}
          </p>
        ) : (
          <Confirm
            action={`${home}/${year}/${source}/close`}
            formKey={form.key}
            seen={seen}
            says={[
              w.closeYearFinal(year),
              w.closeYearCarries(formatVnd(reserved), year + 1),
              w.closeYearLapses(formatVnd(available)),
            ]}
            submit={w.closeYear}
            keep={{ href: home, label: w.keepYear }}
          >
            <TextField
              typed={form.typed}
              errors={form.errors}
              language={language}
              name="decisionNumber"
              label={w.closeYearDecision}
              more={{ maxlength: 100, autocomplete: 'off' }}
            />
          </Confirm>
        )}
      </section>
    </RoomPage>
  );
}

function OpenForm({ frame, agency, formKey, typed, errors, of, thisYear, years }: BudgetView) {
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
      <Form action={`/agencies/${agency}/budget`} formKey={formKey}>
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
            {w.checkOpen}
          </button>
        </p>
      </Form>
    </section>
  );
}

function AppropriateForm({ frame, agency, formKey, typed, errors, of, years }: BudgetView) {
  const { language } = frame;
  const w = disbursementWords[language];
  const mine = of === 'appropriate';
  const field = { typed: mine ? typed : {}, errors: mine ? errors : {}, language };
  const open = years.filter(({ state }) => state === 'open');
  return (
    <section class="panel" aria-labelledby="appropriate">
      <h2 id="appropriate">{w.appropriate}</h2>
      <Form action={`/agencies/${agency}/budget`} formKey={formKey}>
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
            {w.checkAppropriate}
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
