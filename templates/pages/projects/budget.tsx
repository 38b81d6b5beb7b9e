import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { Facts } from '../../parts/facts.tsx';
import { Buttons, Form, MoneyField, Select } from '../../parts/form.tsx';
import { moneyPathWords } from '../../words/money-path.ts';
import { nameOf } from '../../words/names.ts';
import { projectWords } from '../../words/projects.ts';
import { StepPage, type StepView } from './page.tsx';

export type BudgetView = StepView & {
  /** As it was decided, and what of it stands. */
  awardedVnd: bigint;
  standsVnd: bigint;
  plannedVnd: bigint;
  /** What the project has of each year and source. */
  planned: readonly { year: number; source: string; reserved: bigint; ordered: bigint; paid: bigint }[];
  /** The years that are open, with what they have left. */
  years: readonly { year: number; source: string; available: bigint }[];
};

export function BudgetPage(view: BudgetView) {
  const { frame, base, form, standing, awardedVnd, standsVnd, plannedVnd, planned, years } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = words.budget;
  const unplanned = standsVnd - plannedVnd;
  const yearAndSource = (year: number, source: string) => w.source(year, nameOf('sources', source, language));
  const common = { typed: form.typed, errors: form.errors, language };
  return (
    <StepPage
      view={view}
      words={w}
      {...(unplanned === 0n && standing.state === 'open' ? { turn: standsVnd === 0n ? w.nothing : w.all } : {})}
    >
      <section>
        <Facts
          rows={[
            [
              w.awarded,
              <>
                <strong>{formatVnd(awardedVnd)}</strong>
                {standsVnd < awardedVnd && `, ${moneyPathWords[language].stands(formatVnd(standsVnd))}`}
              </>,
            ],
            [w.planned, formatVnd(plannedVnd)],
            [w.unplanned, formatVnd(unplanned)],
          ]}
        />
      </section>
      <section aria-labelledby="planned">
        <h2 id="planned">{w.plannedByYear}</h2>
        {planned.length === 0 ? (
          <p class="soft">{w.notPlanned}</p>
        ) : (
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.year}</th>
                <th scope="col" class="num">
                  {w.reserved}
                </th>
                <th scope="col" class="num">
                  {w.ordered}
                </th>
                <th scope="col" class="num">
                  {w.paid}
                </th>
              </tr>
            </thead>
            <tbody>
              {planned.map(({ year, source, reserved, ordered, paid }) => (
                <tr>
                  <td>{yearAndSource(year, source)}</td>
                  <td class="num" data-label={w.reserved}>
                    {formatAmount(reserved)}
                  </td>
                  <td class="num" data-label={w.ordered}>
                    {formatAmount(ordered)}
                  </td>
                  <td class="num" data-label={w.paid}>
                    {formatAmount(paid)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-labelledby="years">
        <h2 id="years">{w.years}</h2>
        {years.length === 0 ? (
          <p class="soft">{w.noYears}</p>
        ) : (
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.year}</th>
                <th scope="col" class="num">
                  {w.available}
                </th>
              </tr>
            </thead>
            <tbody>
              {years.map(({ year, source, available }) => (
                <tr>
                  <td>{yearAndSource(year, source)}</td>
                  <td class="num" data-label={w.available}>
                    {formatAmount(available)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {standing.mayAct && unplanned > 0n && years.length > 0 && (
        <Form action={`${base}/budget`} formKey={form.key}>
          <Select
            {...common}
            name="year"
            label={w.year}
            options={years.map(({ year, source, available }) => ({
              value: `${year}/${source}`,
              label: `${yearAndSource(year, source)}: ${formatVnd(available)}`,
            }))}
            {...(years.length > 1 ? { empty: '' } : {})}
          />
          <MoneyField {...common} name="amount" label={w.amountField} hint={w.amountHint(formatVnd(unplanned))} />
          <Buttons primary={w.send} />
        </Form>
      )}
    </StepPage>
  );
}
