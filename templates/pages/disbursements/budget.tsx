// The year's budget: for each year and source what stands in which vessel, and the forms that pour into it.

import { amountInWords, formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import type { Frame } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import {
  DecisionField,
  type FieldErrors,
  Form,
  MoneyField,
  oneOf,
  Select,
  TextField,
  Tick,
  type Typed,
} from '../../parts/form.tsx';
import type { RefusalView } from '../../parts/refusal.tsx';
import { Vessels } from '../../pictures/vessels.tsx';
import { disbursementWords } from '../../words/disbursements.ts';
import { knownSources, nameOf } from '../../words/names.ts';
import { picturesWords } from '../../words/pictures.ts';
import type { Language } from '../../words/words.ts';
import { Check, type FormView, RoomPage } from '../programmes/frame.tsx';

export type YearView = {
  year: number;
  source: string;
  /** What whoever first opened it called it; null where it is known by its code. */
  sourceName: string | null;
  state: string;
  appropriation: bigint;
  /** What projects brought along out of the year before, and the decision that closed that year. */
  carriedIn: bigint;
  carriedBy: string | null;
  /** What of that was not used. */
  carriedLapsed: bigint;
  available: bigint;
  reserved: bigint;
  ordered: bigint;
  paid: bigint;
  carried: bigint;
  lapsed: bigint;
  decisions: string;
  closedBy: string | null;
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

const vessels = [
  'appropriation',
  'carriedIn',
  'available',
  'reserved',
  'ordered',
  'paid',
  'carried',
  'lapsed',
] as const;

/** What was appropriated and carried in stands in these. */
const inYear = ['available', 'reserved', 'ordered', 'paid', 'carried', 'lapsed'] as const;

/** What the form says for a source that is not in its list: no code is written like this. */
export const newSource = '+';

/** The sources that a year can be opened of without naming a new one. */
export const sourcesOf = (years: readonly Pick<YearView, 'source'>[]): string[] => [
  ...new Set([...years.map(({ source }) => source), ...knownSources]),
];

export const sourceText = (
  { source, sourceName }: Pick<YearView, 'source' | 'sourceName'>,
  language: Language,
): string => sourceName ?? nameOf('sources', source, language);

/** Why a year that is not open cannot be closed: it was closed before, or only received what was carried over into it. */
export const notOpenText = ({ year, state }: Pick<YearView, 'year' | 'state'>, language: Language): string =>
  state === 'closed' ? disbursementWords[language].closedAlready : disbursementWords[language].notOpened(year);

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
          <table class="stack years">
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
                      <a href={`/agencies/${agency}/budget/${one.year}/${one.source}`}>
                        {one.year}, {sourceText(one, language)}
                      </a>
                      <span class="capnote soft small">{w.yearState[one.state] ?? one.state}</span>
                      {one.decisions !== '' && <span class="capnote soft small">{w.given(one.decisions)}</span>}
                      {one.carriedIn > 0n && (
                        <span class="capnote soft small">
                          {w.carriedBy(one.year - 1, one.carriedBy ?? w.unknownDecision)}
                        </span>
                      )}
                      {one.closedBy !== null && <span class="capnote soft small">{w.closedBy(one.closedBy)}</span>}
                      {mayKeep && one.state === 'open' && (
                        <a
                          class="small"
                          href={`/agencies/${agency}/budget/${one.year}/${one.source}/close`}
                          aria-label={w.closeYearOf(one.year, sourceText(one, language))}
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
      {years.map((one) => (
        <Vessels
          name={picturesWords[language].vessels.year(one.year, sourceText(one, language))}
          parts={inYear.map((vessel) => ({ vessel, amountVnd: one[vessel] }))}
          language={language}
        />
      ))}
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
  sourceName: string | null;
  /** Whether no year of this source was ever opened. */
  isNew: boolean;
  thisYear: number;
  /** Whether the year is further off than the next, which is asked for once more. */
  isFar: boolean;
  /** What was appropriated before, and what is added. */
  beforeVnd: bigint;
  availableVnd: bigint;
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
  const { frame, agency, of, year, source, beforeVnd, availableVnd, amountVnd, errors, typed, formKey } = view;
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
            [w.budgetYear, `${year}, ${sourceText(view, language)} (${source})`],
            ...(view.isNew ? [[w.newSourceTitle, w.newSourceSays(source)] as const] : []),
            [
              of === 'open' ? w.amountField : w.budgetAdded,
              `${formatVnd(amountVnd)} (${amountInWords(amountVnd, language)})`,
            ],
            [w.appropriation, `${formatVnd(beforeVnd)} → ${formatVnd(beforeVnd + amountVnd)}`],
            [w.available, `${formatVnd(availableVnd)} → ${formatVnd(availableVnd + amountVnd)}`],
            [w.decisionNumber, view.isTwice ? `${view.decisionNumber}. ${w.decisionTwice}` : view.decisionNumber],
          ]}
          typed={{ ...typed, seen: String(beforeVnd) }}
          step="record"
          confirm={title}
          edit={w.budgetEdit}
        >
          {view.isFar && (
            <Tick name="far" label={w.far(year, view.thisYear)} typed={{}} errors={errors} language={language} />
          )}
        </Check>
      </section>
    </RoomPage>
  );
}

export type CloseYearView = {
  frame: Frame;
  agency: string;
  year: YearView;
  thisYear: number;
  today: string;
  /** What is still to be paid back of what was paid from it. */
  dueVnd: bigint;
  seen: string;
  form: FormView;
};

/** What closing a year does, before it is closed. */
export function CloseYearPage({ frame, agency, year: one, thisYear, today, dueVnd, seen, form }: CloseYearView) {
  const { language } = frame;
  const w = disbursementWords[language];
  const { year, source, reserved, available, ordered } = one;
  const title = w.closeYearOf(year, sourceText(one, language));
  const settles = `${year + 1}-01-31`;
  const home = `/agencies/${agency}/budget`;
  const isOpen = one.state === 'open';
  return (
    <RoomPage view={{ frame, agency, note: null }} room="budget" title={title} under form={form}>
      <section class="first checked" aria-label={title}>
        {!isOpen || year >= thisYear || ordered > 0n ? (
          <>
            <p class="notice">
              {!isOpen
                ? notOpenText(one, language)
                : year >= thisYear
                  ? w.closeYearEarly(year)
                  : w.closeYearWaits(formatVnd(ordered))}
            </p>
            <p>
              <a href={home}>{w.toBudget}</a>
            </p>
          </>
        ) : (
          <Confirm
            action={`${home}/${year}/${source}/close`}
            formKey={form.key}
            seen={seen}
            says={[
              w.closeYearFinal(year),
              w.closeYearCarries(formatVnd(reserved), year + 1),
              w.closeYearLapses(formatVnd(available)),
              ...(dueVnd > 0n && today <= settles
                ? [
                    <>
                      {w.closeYearDue(formatVnd(dueVnd), year)}{' '}
                      <a href={`/agencies/${agency}/debts?book=${year}/${source}`}>{w.closeYearDebts}</a>
                    </>,
                  ]
                : []),
              ...(today <= settles ? [w.closeYearBefore(year)] : []),
            ]}
            submit={w.closeYear}
            keep={{ href: home, label: w.keepYear }}
          >
            <DecisionField
              typed={form.typed}
              errors={form.errors}
              language={language}
              name="decisionNumber"
              label={w.closeYearDecision}
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
  const names = new Map(years.map((one) => [one.source, sourceText(one, language)]));
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
        <Select
          name="open-source"
          label={w.sourceField}
          empty={w.chooseYear}
          options={[
            ...sourcesOf(years).map((source) => ({
              value: source,
              label: w.sourceOption2(names.get(source) ?? nameOf('sources', source, language), source),
            })),
            { value: newSource, label: w.newSource },
          ]}
          {...field}
        />
        <details class="less" open={oneOf(field.typed, 'open-source') === newSource}>
          <summary>{w.newSourceTitle}</summary>
          <p class="small soft">{w.newSourceHint}</p>
          <TextField
            name="open-newSource"
            label={w.newSourceCode}
            narrow
            more={{ maxlength: 40, autocomplete: 'off' }}
            {...field}
          />
          <TextField
            name="open-newSourceName"
            label={w.newSourceName}
            more={{ maxlength: 100, autocomplete: 'off' }}
            {...field}
          />
        </details>
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
          options={open.map(({ year, source, sourceName }) => ({
            value: `${year}/${source}`,
            label: `${year}, ${sourceText({ source, sourceName }, language)}`,
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
      <DecisionField name={`${of}-decisionNumber`} label={w.decisionNumber} {...field} />
    </>
  );
}
