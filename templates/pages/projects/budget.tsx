import { amountInWords, formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { type Frame, Layout } from '../../layout.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Crumbs } from '../../parts/crumbs.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Buttons, ErrorSummary, type FieldErrors, Form, MoneyField, Select, TextArea } from '../../parts/form.tsx';
import { moneyPathWords } from '../../words/money-path.ts';
import { nameOf } from '../../words/names.ts';
import { projectWords } from '../../words/projects.ts';
import { projectBudgetWords } from '../../words/projects-budget.ts';
import type { Language } from '../../words/words.ts';
import { StepPage, type StepView } from './page.tsx';

type Planned = {
  year: number;
  source: string;
  /** What was carried over into it, what of that is still reserved, and what of it has lapsed. */
  carriedIn: bigint;
  carried: bigint;
  lapsed: bigint;
  reserved: bigint;
  ordered: bigint;
  paid: bigint;
  /** What no request about to be ordered needs. */
  releasable: bigint;
};

/** What requests will ask of what is reserved that no payment is prepared for yet. */
export type AskedView = {
  /** Where they stand, a column each; each line's part of them, and all of them. */
  heads: readonly string[];
  lines: readonly { name: string; cells: readonly ({ count: number; sumVnd: bigint } | null)[] }[];
  totals: readonly { count: number; sumVnd: bigint }[];
  /** Those that ask now: what was returned does not. */
  count: number;
  neededVnd: bigint;
  /** What is reserved, and needed by no payment that is prepared. */
  freeVnd: bigint;
};

export type BudgetView = StepView & {
  /** As it was decided, and what of it stands. */
  awardedVnd: bigint;
  standsVnd: bigint;
  plannedVnd: bigint;
  /** What the project has of each year and source. */
  planned: readonly Planned[];
  asked: AskedView;
  /** What the dossier still counts as spent. */
  spentVnd: bigint;
  mayRelease: boolean;
  /** The years that are open, with what they have left. */
  years: readonly { year: number; source: string; available: bigint }[];
};

export function BudgetPage(view: BudgetView) {
  const { frame, base, form, standing, awardedVnd, standsVnd, plannedVnd, planned, spentVnd, years } = view;
  const paidVnd = planned.reduce((sum, { paid }) => sum + paid, 0n);
  const { language } = frame;
  const w = projectBudgetWords[language];
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
              {planned.map(({ year, source, carried, lapsed, reserved, ordered, paid }) => (
                <tr>
                  <td>
                    <span>
                      {yearAndSource(year, source)}
                      {lapsed > 0n && <span class="capnote soft small">{w.lapsed(formatVnd(lapsed))}</span>}
                    </span>
                  </td>
                  <td class="num" data-label={w.reserved}>
                    <span>
                      {formatAmount(reserved)}
                      {carried > 0n && (
                        <span class="capnote soft small">{w.carried(formatVnd(carried), year - 1)}</span>
                      )}
                    </span>
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
        {paidVnd > spentVnd && (
          <p class="small">{w.paidMore(formatVnd(paidVnd), formatVnd(spentVnd), formatVnd(paidVnd - spentVnd))}</p>
        )}
        {view.mayRelease && (
          <p>
            <a href={`${base}/budget/release`}>{w.releaseTitle}</a>
          </p>
        )}
      </section>
      <Asked asked={view.asked} language={language} />
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
          <Buttons primary={w.toCheck} />
        </Form>
      )}
    </StepPage>
  );
}

/** What requests will ask for, beside what is free for them. */
function Asked({ asked, language }: { asked: AskedView; language: Language }) {
  const w = projectBudgetWords[language];
  const { heads, lines, totals, count, neededVnd, freeVnd } = asked;
  const cell = (head: string, of: { count: number; sumVnd: bigint } | null) => (
    <td class="num" data-label={head}>
      {of === null ? (
        '–'
      ) : (
        <span>
          {formatAmount(of.sumVnd)}
          <span class="capnote soft small"> {w.requests(of.count)}</span>
        </span>
      )}
    </td>
  );
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{w.askedTitle}</h2>
      {heads.length === 0 ? (
        <p class="soft">{w.nothingAsked}</p>
      ) : (
        <>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{w.line}</th>
                {heads.map((head) => (
                  <th scope="col" class="num">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ name, cells }) => (
                <tr>
                  <td>{name}</td>
                  {cells.map((of, at) => cell(heads[at]!, of))}
                </tr>
              ))}
              {lines.length > 1 && (
                <tr class="total">
                  <td>{w.total}</td>
                  {totals.map((of, at) => cell(heads[at]!, of))}
                </tr>
              )}
            </tbody>
          </table>
          <p class={neededVnd > freeVnd ? 'near' : undefined}>
            {count === 0 ? w.free(formatVnd(freeVnd)) : leftFor(asked, language)}
          </p>
        </>
      )}
    </section>
  );
}

/** What there is for the requests that wait, and whether that is enough. */
function leftFor({ count, neededVnd, freeVnd }: AskedView, language: Language): string {
  const w = projectBudgetWords[language];
  const reach = neededVnd > freeVnd ? w.short(formatVnd(neededVnd - freeVnd)) : w.enough;
  return w.leftFor(formatVnd(freeVnd), count, formatVnd(neededVnd), reach);
}

/** The same of what a step leaves for them; nothing where none waits. */
const leftSays = (asked: AskedView, language: Language): string[] =>
  asked.count === 0 ? [] : [leftFor(asked, language)];

export type CheckPlanView = {
  frame: Frame;
  base: string;
  code: string;
  project: string;
  amount: bigint;
  where: string;
  /** As the form names it. */
  year: string;
  /** What the year has, and what of the award is not planned: before and after. */
  available: readonly [bigint, bigint];
  unplanned: readonly [bigint, bigint];
  /** With what it sets aside. */
  asked: AskedView;
  revision: number;
  seen: string;
  formKey: string;
  errors: FieldErrors;
};

/** What planning will do, before it is done. */
export function CheckPlanPage(view: CheckPlanView) {
  const { frame, base, code, project, amount, where, year, available, unplanned } = view;
  const { language } = frame;
  const words = projectWords[language];
  const w = projectBudgetWords[language];
  return (
    <Layout frame={frame} title={w.planTitle} here="work">
      <Crumbs
        trail={[
          { text: code, href: base },
          { text: w.title, href: `${base}/budget` },
        ]}
        language={language}
      />
      <h1>{w.planTitle}</h1>
      <p class="lead">{project === '' ? words.unnamed : project}</p>
      <ErrorSummary errors={view.errors} language={language} />
      <Confirm
        action={`${base}/budget`}
        formKey={view.formKey}
        seen={view.seen}
        says={[
          w.checkSays(formatVnd(amount), amountInWords(amount, language)),
          w.checkYear(where, formatVnd(available[0]), formatVnd(available[1])),
          w.checkProject(formatVnd(unplanned[0]), formatVnd(unplanned[1])),
          ...leftSays(view.asked, language),
          w.checkBack,
        ]}
        submit={w.send}
        keep={{ href: `${base}/budget?year=${encodeURIComponent(year)}`, label: w.keep }}
      >
        <input type="hidden" name="step" value="record" />
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="amount" value={formatAmount(amount)} />
      </Confirm>
    </Layout>
  );
}

export type ReleaseView = StepView & {
  planned: readonly Planned[];
  /** Without what is released, where that is read once more. */
  asked: AskedView;
  /** What was asked for and is read once more; null while it is being written. */
  check: { amount: bigint; free: bigint; where: string; year: string; reason: string; seen: string } | null;
};

/** What was reserved and is not needed goes back: written, then read once more, then done. */
export function ReleasePage(view: ReleaseView) {
  const { frame, base, form, standing, planned, check } = view;
  const { language } = frame;
  const w = projectBudgetWords[language];
  const common = { typed: form.typed, errors: form.errors, language };
  const where = (year: number, source: string) => w.source(year, nameOf('sources', source, language));
  return (
    <StepPage
      view={view}
      words={{ title: w.releaseTitle, lead: w.releaseLead, effect: w.releaseLead }}
      waiting={check !== null}
    >
      {check !== null && (
        <Confirm
          action={`${base}/budget/release`}
          formKey={form.key}
          seen={check.seen}
          says={[
            w.releaseSays(formatVnd(check.amount), amountInWords(check.amount, language)),
            ...(check.free > 0n ? [w.releaseFree(check.where, formatVnd(check.free))] : []),
            ...(check.amount > check.free ? [w.releaseLapses(formatVnd(check.amount - check.free))] : []),
            ...leftSays(view.asked, language),
          ]}
          submit={w.release}
          keep={{ href: `${base}/budget`, label: w.releaseKeep }}
        >
          <Facts rows={[[w.releaseReason, <span class="said">{check.reason}</span>]]} />
          <input type="hidden" name="step" value="record" />
          <input type="hidden" name="year" value={check.year} />
          <input type="hidden" name="amount" value={formatAmount(check.amount)} />
          <input type="hidden" name="reason" value={check.reason} />
        </Confirm>
      )}
      {check === null && <Asked asked={view.asked} language={language} />}
      {check === null && planned.length === 0 && <p class="soft">{w.notPlanned}</p>}
      {check === null && standing.mayAct && planned.length > 0 && (
        <Form action={`${base}/budget/release`} formKey={form.key}>
          <Select
            {...common}
            name="year"
            label={w.year}
            options={planned.map(({ year, source, releasable }) => ({
              value: `${year}/${source}`,
              label: `${where(year, source)}: ${formatVnd(releasable)}`,
            }))}
            {...(planned.length > 1 ? { empty: '' } : {})}
          />
          <MoneyField
            {...common}
            name="amount"
            label={w.releaseAmount}
            {...(planned.length === 1 ? { hint: w.releaseHint(formatVnd(planned[0]!.releasable)) } : {})}
          />
          <TextArea {...common} name="reason" label={w.releaseReason} rows={3} />
          <Buttons primary={w.releaseCheck} />
        </Form>
      )}
    </StepPage>
  );
}
