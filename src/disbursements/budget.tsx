// The year's budget: what was appropriated, planned, ordered and paid; opening a year, adding to it, closing it.

import type { Context } from 'hono';
import {
  BudgetPage,
  CheckBudgetPage,
  CloseYearPage,
  type YearView,
} from '../../templates/pages/disbursements/budget.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import type { Typed } from '../../templates/parts/form.tsx';
import type { RefusalView } from '../../templates/parts/refusal.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { budgetDossier } from '../../workflows/ids.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Refusal } from '../../workflows/rules/refusals.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { ask, keyAfter, newKey, recordedBefore, rehearse, statusOf, textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import type { Answer } from '../record.ts';
import { explain } from '../refusals.ts';
import { amountIn, type Errors, lineIn } from './fields.ts';

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
    if (of === 'open') {
      year = /^\d{4}$/.test(textIn(typed, 'open-year')) ? Number(textIn(typed, 'open-year')) : 0;
      if (year < 2000 || year > 2199) errors['open-year'] = problems.year;
      const written = textIn(typed, 'open-source');
      // a source is one, however it is written: the year's own spelling first, then that of another year
      const same = years.filter((known) => known.source.toLowerCase() === written.toLowerCase());
      source = (same.find((known) => known.year === year) ?? same[0])?.source ?? written;
      if (!/^[A-Za-z0-9-]{1,40}$/.test(source)) errors['open-source'] = problems.sourceCode;
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
      years.some((known) => known.year === year && known.source === source)
    )
      errors['open-year'] = years.some(
        (known) => known.year === year && known.source === source && known.state === 'open',
      )
        ? problems.yearExists(source, year)
        : problems.yearWasClosed(source, year);
    const amount = amountIn(typed, `${prefix}-amountVnd`, errors, language);
    const decisionNumber = lineIn(typed, `${prefix}-decisionNumber`, 100, errors, problems.decisionNumber);
    const amountVnd = String(amount);
    const input: JsonObject =
      of === 'open' ? { year, source, amountVnd, decisionNumber } : { amountVnd, decisionNumber };
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
    if (step === 'record' && isSeen) {
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
      beforeVnd,
      amountVnd: amount,
      decisionNumber,
      isTwice: (found?.decisions ?? '').split(', ').includes(decisionNumber),
    };
    const wrong: Errors = step === 'record' ? { '': lookAgain(language) } : {};
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
      seen: seenOf(year),
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
    const { problems, closedAlready } = disbursementWords[language];
    const decisionNumber = lineIn(typed, 'decisionNumber', 100, errors, problems.decisionNumber);
    const { year, source } = found;
    const dossier = budgetDossier(agency, year, source);
    const form = { type: 'closeYear', dossier, input: { year, source, decisionNumber } } as const;
    const done = () => c.redirect(`/agencies/${agency}/budget?done=year.closed`, 303);
    if ((await recordedBefore(c, parts, form, typed))?.ok) return done();
    if (found.state !== 'open') return closing(c, found, { typed, errors: { '': closedAlready } });
    if (Object.keys(errors).length > 0) return closing(c, found, { typed, errors });
    if (textIn(typed, 'seen') !== seenOf(found))
      return closing(c, found, { typed, errors: { '': lookAgain(language) } });
    const outcome = await ask(c, parts, form, typed);
    return outcome.ok ? done() : closing(c, found, { typed, refusal: outcome.refusal });
  });
}

/** What the page that closes a year shows of it. */
const seenOf = ({ reserved, available, ordered }: YearView): string => [reserved, available, ordered].join('/');

/** What belongs to one of the two forms, of what was sent. */
const fieldsOf = (typed: Typed, prefix: 'open' | 'add'): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => name === 'what' || name.startsWith(`${prefix}-`)));

/** Every year and source that was opened, the newest first. */
async function yearsOf(parts: Parts, agency: string): Promise<YearView[]> {
  return await parts.db.query<YearView>`
    select (s.facts->>'year')::int as year, s.facts->>'source' as source, s.value #>> '{}' as state,
      coalesce(-sum(a.balance) filter (where a.is_source), 0)::bigint as appropriation,
      coalesce(sum(a.balance) filter (where a.id like '%/available'), 0)::bigint as available,
      coalesce(sum(a.balance) filter (where a.id like '%/reserved'), 0)::bigint as reserved,
      coalesce(sum(a.balance) filter (where a.id like '%/ordered'), 0)::bigint as ordered,
      coalesce(sum(a.balance) filter (where a.id like '%/paid'), 0)::bigint as paid,
      coalesce(sum(a.balance) filter (where a.id like '%/carried'), 0)::bigint as carried,
      coalesce(sum(a.balance) filter (where a.id like '%/lapsed'), 0)::bigint as lapsed,
      coalesce((select string_agg(h.payload::jsonb->'command'->'input'->>'decisionNumber', ', ' order by h.revision) from history h
        where h.agency = s.agency and h.dossier = s.dossier and h.event in ('year.opened', 'year.appropriated')), '') as decisions
    from state s left join account a on a.agency = s.agency and a.id like 'B/' || (s.facts->>'year') || '/' || (s.facts->>'source') || '/%'
    where s.agency = ${agency} and s.subject = 'budgetYear'
    group by s.agency, s.dossier, s.facts, s.value order by year desc, source`;
}
