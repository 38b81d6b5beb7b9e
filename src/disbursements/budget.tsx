// The year's budget: what was appropriated, planned, ordered and paid; opening a year, adding to it, closing it.

import type { Context } from 'hono';
import {
  BudgetPage,
  CheckBudgetPage,
  CloseYearPage,
  newSource,
  notOpenText,
  sourcesOf,
  type YearView,
} from '../../templates/pages/disbursements/budget.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { budgetDossier } from '../../workflows/ids.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { ask, decisionIn, keyAfter, newKey, recordedBefore, rehearse, statusOf, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Answer } from '../record.ts';
import { explain } from '../refusals.ts';
import { amountIn, type Errors } from './fields.ts';
import { yearsOf } from './years.ts';

const path = '/agencies/:agency/budget';
const keepers = ['financeOfficer', 'chiefAccountant'] as const;

export function budgetRoutes(doors: Doors, parts: Parts): void {
  type More = {
    typed?: Typed;
    errors?: Errors;
    refusal?: RefusalView | null;
    of?: 'open' | 'appropriate';
    status?: 200 | 409 | 422;
    key?: string;
  };
  const show = async (c: Context<AppEnv>, more: More = {}) => {
    const agency = c.req.param('agency')!;
    const { roles } = c.get('standing');
    const view = {
      frame: await parts.frameOf(c),
      agency,
      years: await yearsOf(parts, agency),
      thisYear: Number(dayOf(parts.now()).slice(0, 4)),
      mayKeep: keepers.some((role) => roles.includes(role)),
      formKey: more.key ?? newKey(),
      typed: more.typed ?? {},
      errors: more.errors ?? {},
      refusal: more.refusal ?? null,
      of: more.of ?? null,
      done: c.req.query('done') ?? null,
    };
    return c.html(<BudgetPage {...view} />, more.status ?? 200);
  };

  doors.get(path, { who: [...keepers, 'director', 'auditor'] }, (c) => show(c));

  doors.post(path, { who: keepers }, async (c) => {
    const agency = c.req.param('agency');
    const language = c.get('language');
    const { problems } = disbursementWords[language];
    const typed = await typedOf(c);
    const errors: Errors = {};
    const of: 'open' | 'appropriate' = textIn(typed, 'what') === 'appropriate' ? 'appropriate' : 'open';
    const prefix = of === 'open' ? 'open' : 'add';
    const years = await yearsOf(parts, agency);
    let year = 0;
    let source = '';
    let sourceName = '';
    if (of === 'open') {
      year = /^\d{4}$/.test(textIn(typed, 'open-year')) ? Number(textIn(typed, 'open-year')) : 0;
      if (year < 2000 || year > 2199) errors['open-year'] = problems.year;
      const chosen = textIn(typed, 'open-source');
      const isNew = chosen === newSource;
      const written = isNew ? textIn(typed, 'open-newSource') : chosen;
      // a source is one, however it is written: the year's own spelling first, then that of another year
      const known = sourcesOf(years);
      const same = [...years.filter((one) => one.year === year), ...years].map(({ source }) => source);
      source = [...same, ...known].find((one) => one.toLowerCase() === written.toLowerCase()) ?? written;
      if (!isNew && !known.includes(source)) errors['open-source'] = problems.chooseSource;
      if (isNew && !/^[A-Za-z0-9-]{1,40}$/.test(source)) errors['open-newSource'] = problems.sourceCode;
      else if (isNew && known.includes(source)) errors['open-newSource'] = problems.sourceKnown(source);
      sourceName = isNew ? cleanLine(textIn(typed, 'open-newSourceName')) : '';
      if (isNew && (sourceName.length < 3 || sourceName.length > 100))
        errors['open-newSourceName'] = problems.sourceName;
    } else {
      const chosen = years.find(
        (known) => `${known.year}/${known.source}` === textIn(typed, 'add-to') && known.state === 'open',
      );
      if (chosen === undefined) errors['add-to'] = problems.source;
      else ({ year, source } = chosen);
    }
    const dossier = budgetDossier(agency, year, source);
    const type = of === 'open' ? ('openYear' as const) : ('appropriate' as const);
    if (
      of === 'open' &&
      errors['open-year'] === undefined &&
      years.some((known) => known.year === year && known.source === source && known.state !== 'draft')
    )
      errors['open-year'] = years.some(
        (known) => known.year === year && known.source === source && known.state === 'open',
      )
        ? problems.yearExists(source, year)
        : problems.yearWasClosed(source, year);
    const amount = amountIn(typed, `${prefix}-amountVnd`, errors, language);
    const decisionNumber = decisionIn(typed, `${prefix}-decisionNumber`, errors, language);
    const amountVnd = String(amount);
    const input: JsonObject =
      of === 'open'
        ? { year, source, amountVnd, decisionNumber, ...(sourceName === '' ? {} : { sourceName }) }
        : { amountVnd, decisionNumber };
    const form = { type, dossier, input };
    const step = textIn(typed, 'step');
    if (step === 'edit') return show(c, { typed, of, key: keyAfter(typed) });
    const done = ({ event }: Answer) => c.redirect(`/agencies/${agency}/budget?done=${event}`, 303);
    const refused = (refusal: Refusal) =>
      show(c, {
        typed,
        refusal: explain(refusal, language, null),
        of,
        status: statusOf(refusal),
        key: keyAfter(typed, refusal),
      });
    const before = await recordedBefore(c, parts, form, typed);
    if (before !== null) return before.ok ? done(before.answer) : refused(before.refusal);
    if (amount === null || Object.keys(errors).length > 0)
      return show(c, { typed, errors, of, key: keyAfter(typed), status: 422 });
    const found = years.find((known) => known.year === year && known.source === source);
    const beforeVnd = found?.appropriation ?? 0n;
    const isSeen = textIn(typed, 'seen') === String(beforeVnd);
    const thisYear = Number(dayOf(parts.now()).slice(0, 4));
    // a year that is further off than the next is opened by mistake more often than not
    const isFar = of === 'open' && year > thisYear + 1;
    const isSure = !isFar || textIn(typed, 'far') === 'yes';
    if (step === 'record' && isSeen && isSure) {
      const outcome = await ask(c, parts, form, typed);
      return outcome.ok ? done(outcome.answer) : refused(outcome.refusal);
    }
    const rehearsal = await rehearse(c, parts, form, typed);
    if (!rehearsal.ok) return refused(rehearsal.refusal);
    const view = {
      frame: await parts.frameOf(c),
      agency,
      of,
      year,
      source,
      sourceName: sourceName || (years.find((known) => known.source === source)?.sourceName ?? null),
      isNew: sourceName !== '',
      thisYear,
      isFar,
      beforeVnd,
      availableVnd: found?.available ?? 0n,
      amountVnd: amount,
      decisionNumber,
      isTwice: (found?.decisions ?? '').split(', ').includes(decisionNumber),
    };
    const wrong: Errors =
      step !== 'record' ? {} : isSeen ? { far: problems.far(year, thisYear) } : { '': lookAgain(language) };
    return c.html(
      <CheckBudgetPage {...view} errors={wrong} typed={fieldsOf(typed, prefix)} formKey={keyAfter(typed)} />,
      step === 'record' ? 422 : 200,
    );
  });

  /** The year and source that an address names; null where none was opened. */
  const yearAt = async (c: Context<AppEnv>): Promise<YearView | null> => {
    const { agency, year, source } = c.req.param() as Record<'agency' | 'year' | 'source', string>;
    return (await yearsOf(parts, agency)).find((one) => String(one.year) === year && one.source === source) ?? null;
  };
  type Sent = { typed: Typed; errors?: Errors; refusal?: Refusal };
  const closing = async (c: Context<AppEnv>, year: YearView, sent: Sent | null = null) => {
    const { typed = {}, errors = {}, refusal } = sent ?? {};
    const view = {
      frame: await parts.frameOf(c),
      agency: c.req.param('agency')!,
      year,
      thisYear: Number(dayOf(parts.now()).slice(0, 4)),
      dueVnd: await dueOf(parts, c.req.param('agency')!, year),
      today: dayOf(parts.now()),
      seen: seenOf(year, await dueOf(parts, c.req.param('agency')!, year)),
      form: {
        key: sent === null ? newKey() : keyAfter(typed, refusal),
        typed,
        errors,
        refusal: refusal === undefined ? null : explain(refusal, c.get('language'), null),
      },
    };
    return c.html(<CloseYearPage {...view} />, sent === null ? 200 : statusOf(refusal ?? null));
  };

  doors.get(`${path}/:year/:source/close`, { who: keepers }, async (c) => {
    const year = await yearAt(c);
    return year === null ? c.notFound() : closing(c, year);
  });

  doors.post(`${path}/:year/:source/close`, { who: keepers }, async (c) => {
    const found = await yearAt(c);
    if (found === null) return c.notFound();
    const agency = c.req.param('agency');
    const language = c.get('language');
    const typed = await typedOf(c);
    const errors: Errors = {};
    const decisionNumber = decisionIn(typed, 'decisionNumber', errors, language);
    const { year, source } = found;
    const dossier = budgetDossier(agency, year, source);
    const form = { type: 'closeYear', dossier, input: { year, source, decisionNumber } } as const;
    const done = () => c.redirect(`/agencies/${agency}/budget?done=year.closed`, 303);
    if ((await recordedBefore(c, parts, form, typed))?.ok) return done();
    if (found.state !== 'open') return closing(c, found, { typed, errors: { '': notOpenText(found, language) } });
    if (Object.keys(errors).length > 0) return closing(c, found, { typed, errors });
    if (textIn(typed, 'seen') !== seenOf(found, await dueOf(parts, agency, found)))
      return closing(c, found, { typed, errors: { '': lookAgain(language) } });
    const outcome = await ask(c, parts, form, typed);
    return outcome.ok ? done() : closing(c, found, { typed, refusal: outcome.refusal });
  });
}

/** What the page that closes a year shows of it. */
const seenOf = ({ reserved, available, ordered }: YearView, dueVnd: bigint): string =>
  [reserved, available, ordered, dueVnd].join('/');

/** What is still to be paid back of what was paid from a year and source. */
async function dueOf({ db }: Parts, agency: string, { year, source }: YearView): Promise<bigint> {
  const [row] = await db.query<{ due: bigint }>`
    select coalesce(sum((i->>'amountVnd')::bigint), 0)::bigint as due
    from state s cross join lateral jsonb_array_elements(s.facts->'items') i
    where s.agency = ${agency} and s.machine = 'recovery' and s.value = '"due"'
      and (s.facts->'budget'->>'year')::int = ${year} and s.facts->'budget'->>'source' = ${source}`;
  return row?.due ?? 0n;
}

/** What belongs to one of the two forms, of what was sent. */
const fieldsOf = (typed: Typed, prefix: 'open' | 'add'): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => name === 'what' || name.startsWith(`${prefix}-`)));
