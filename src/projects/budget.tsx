import { type AskedView, BudgetPage, CheckPlanPage, ReleasePage } from '../../templates/pages/projects/budget.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import { lookAgain } from '../../templates/parts/confirm.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { nameOf } from '../../templates/words/names.ts';
import { projectBudgetWords } from '../../templates/words/projects-budget.ts';
import { countedOn } from '../../workflows/commands/project.ts';
import { carriedReserved, freed, type ProjectBudget, projectBudget } from '../../workflows/rules/accounts.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { costed, type DisbursementFacts } from '../../workflows/rules/requests.ts';
import { decidedOn } from '../awards.ts';
import { openYears, sumOf } from '../disbursements/index.ts';
import type { Doors } from '../doors.ts';
import { placesOf, requestsOf, vesselOf } from '../dossier.ts';
import { ask, keyAfter, recordedBefore, rehearse, statusOf, textIn, typedOf } from '../forms.ts';
import { asContent } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { lineName } from '../refusals.ts';
import { fieldsOf } from './fields.ts';
import { awardOf } from './reading.ts';
import { onward, returned, type Seen, see, staff, standingOf, stepView, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/budget';
const mostReason = 2_000;

/** Budget of a year is planned for the project, and what it does not need is released; both are read before they are done. */
export function budgetRoutes(doors: Doors, parts: Parts): void {
  doors.get(path, { who: staff }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const asked = c.req.query('year');
    return c.html(
      <BudgetPage {...(await viewOf(seen, untouched(seen, asked === undefined ? {} : { year: asked })))} />,
    );
  });

  doors.post(path, { who: ['financeOfficer'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const { dossier, language } = seen;
    const w = projectBudgetWords[language];
    const typed = await typedOf(c);
    const fields = fieldsOf(typed, language);
    const years = await openYears(parts.db, dossier.agency);
    const chosen = fields.choice(
      'year',
      w.whatYear,
      years.map(({ year, source }) => `${year}/${source}`),
    );
    const amount = fields.amount('amount');
    const again = async (form: FormState, status: 200 | 409 | 422) =>
      c.html(<BudgetPage {...(await viewOf(seen, form))} />, status);
    if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const [year = '', source = ''] = chosen.split('/');
    const input = { year: Number(year), source, amountVnd: String(amount) };
    const form = { type: 'planBudget', dossier: dossier.id, input } as const;
    const isRecording = textIn(typed, 'step') === 'record';
    const available = years.find((one) => `${one.year}/${one.source}` === chosen)?.available ?? 0n;
    const unplanned = awardOf(dossier) - plannedOf(seen);
    const asked = askedOf(seen);
    const counted = `${available}/${unplanned}/${asked.neededVnd}`;
    const sure = isRecording && textIn(typed, 'seen') === counted;
    const before = await recordedBefore(c, parts, form, typed);
    const outcome = before ?? (sure ? await ask(c, parts, form, typed) : await rehearse(c, parts, form, typed));
    if (!outcome.ok) {
      const { refusal } = outcome;
      const over = refusal.rule === 'planExceedsAward' || refusal.rule === 'budgetShort';
      const errors = over && refusal.left !== null ? { amount: overAt(refusal.left, language) } : {};
      return again(returned(seen, typed, { refusal, errors }), statusOf(refusal));
    }
    if (before !== null || sure) return onward(seen, 'project.budgetPlanned');
    const where = w.source(Number(year), nameOf('sources', source, language));
    const view = {
      ...{ frame: seen.frame, base: seen.base, code: dossier.code, project: dossier.title },
      ...{ amount, where, year: chosen, revision: dossier.revision, seen: counted, formKey: keyAfter(typed) },
      available: [available, available - amount] as const,
      unplanned: [unplanned, unplanned - amount] as const,
      asked: { ...asked, freeVnd: asked.freeVnd + amount },
      errors: isRecording ? { '': lookAgain(language) } : {},
    };
    return c.html(<CheckPlanPage {...view} />, isRecording ? 422 : 200);
  });

  doors.get(`${path}/release`, { who: staff }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    return c.html(<ReleasePage {...releaseView(seen, untouched(seen))} />);
  });

  doors.post(`${path}/release`, { who: ['financeOfficer'] }, async (c) => {
    const seen = await see(c, parts);
    if (seen === null) return c.notFound();
    const { dossier, language } = seen;
    const w = projectBudgetWords[language];
    const typed = await typedOf(c);
    const fields = fieldsOf(typed, language);
    const rows = plannedFor(seen);
    const chosen = fields.choice(
      'year',
      w.whatYear,
      rows.map(({ year, source }) => `${year}/${source}`),
    );
    const amount = fields.amount('amount');
    const reason = fields.text('reason', w.whatReason, mostReason);
    const again = (form: FormState, status: 409 | 422) => c.html(<ReleasePage {...releaseView(seen, form)} />, status);
    if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const row = rows.find(({ year, source }) => `${year}/${source}` === chosen)!;
    const { year, source } = row;
    const input = { year, source, amountVnd: String(amount), reason: asContent('reason', { text: reason }) };
    const form = { type: 'releaseBudget', dossier: dossier.id, input } as const;
    const free = freed(row, 'reserved', amount);
    const asked = askedOf(seen);
    const counted = `${row.reserved}/${free}/${asked.neededVnd}`;
    const isRecording = textIn(typed, 'step') === 'record';
    const sure = isRecording && textIn(typed, 'seen') === counted;
    const before = await recordedBefore(c, parts, form, typed);
    const outcome = before ?? (sure ? await ask(c, parts, form, typed) : await rehearse(c, parts, form, typed));
    if (!outcome.ok) {
      const { refusal } = outcome;
      const over = refusal.rule === 'releaseExceedsReserved' && refusal.left !== null;
      const errors = over ? { amount: overAt(refusal.left!, language) } : {};
      return again(returned(seen, typed, { refusal, errors }), statusOf(refusal));
    }
    if (before !== null || sure) return onward(seen, 'project.budgetReleased');
    const where = w.source(year, nameOf('sources', source, language));
    const view = {
      ...releaseView(seen, returned(seen, typed, { errors: isRecording ? { '': lookAgain(language) } : {} })),
      asked: { ...asked, freeVnd: asked.freeVnd - amount },
      check: { amount, free, where, year: chosen, reason, seen: counted },
    };
    return c.html(<ReleasePage {...view} />, isRecording ? 422 : 200);
  });
}

/** The most that the field can take, beside what refuses it at the top. */
const overAt = (left: string, language: Seen['language']) =>
  disbursementWords[language].problems.moreThanLeft(formatVnd(BigInt(left)));

async function viewOf(seen: Seen, form: FormState) {
  const { dossier, language } = seen;
  const standing = standingOf(seen, ['project.budgetPlanned']);
  return {
    ...stepView(seen, standing, form, projectBudgetWords[language].clause),
    awardedVnd: decidedOn(dossier),
    standsVnd: awardOf(dossier),
    plannedVnd: plannedOf(seen),
    planned: plannedFor(seen),
    spentVnd: vesselOf(dossier, 'settled') + vesselOf(dossier, 'advanced'),
    mayRelease:
      standingOf(seen, ['project.budgetReleased']).mayAct && plannedFor(seen).some(({ releasable }) => releasable > 0n),
    asked: askedOf(seen),
    years: await openYears(seen.parts.db, dossier.agency),
  };
}

/** Where no payment is prepared for a request yet, and whether it asks for its money now: what was returned may be sent again. */
const unprepared = { requested: true, returned: false, verified: true } as const;

/** What requests will ask of what is reserved that no payment is prepared for yet, by expense line. */
function askedOf(seen: Seen): AskedView {
  const { dossier, language } = seen;
  const columns = Object.entries(unprepared).flatMap(([value, asks]) => {
    const found = requestsOf(dossier).filter(({ state }) => state.value === value);
    if (found.length === 0) return [];
    const amounts = new Map<string, { count: number; sumVnd: bigint }>();
    const add = (line: string, amount: bigint) => {
      const { count, sumVnd } = amounts.get(line) ?? { count: 0, sumVnd: 0n };
      amounts.set(line, { count: count + 1, sumVnd: sumVnd + amount });
    };
    for (const { state } of found) {
      const items = costed((state.facts as unknown as DisbursementFacts).items);
      for (const line of new Set(items.map((item) => item.line)))
        add(line, sumOf(items.filter((item) => item.line === line)));
    }
    const all = { count: found.length, sumVnd: [...amounts.values()].reduce((sum, one) => sum + one.sumVnd, 0n) };
    return { asks, label: placesOf(found[0]!.state, 'staff', language)[0]!.label, amounts, all };
  });
  const lines = [...new Set(columns.flatMap(({ amounts }) => [...amounts.keys()]))];
  const asking = columns.filter(({ asks }) => asks);
  return {
    heads: columns.map(({ label }) => label),
    lines: lines.map((line) => ({
      name: lineName(line, language, dossier.pack),
      cells: columns.map(({ amounts }) => amounts.get(line) ?? null),
    })),
    totals: columns.map(({ all }) => all),
    count: asking.reduce((sum, { all }) => sum + all.count, 0),
    neededVnd: asking.reduce((sum, { all }) => sum + all.sumVnd, 0n),
    freeVnd: plannedFor(seen).reduce((sum, { releasable }) => sum + releasable, 0n),
  };
}

const releaseView = (seen: Seen, form: FormState) => ({
  ...stepView(seen, standingOf(seen, ['project.budgetReleased']), form, null),
  planned: plannedFor(seen).filter(({ releasable }) => releasable > 0n),
  asked: askedOf(seen),
  check: null,
});

const plannedOf = (seen: Seen): bigint =>
  plannedFor(seen).reduce((sum, { reserved, ordered, paid }) => sum + reserved + ordered + paid, 0n);

type Planned = ProjectBudget & { year: number; source: string; carried: bigint; releasable: bigint };

/** What is planned for the project, of each year and source, and how much of it can be released. */
function plannedFor({ dossier }: Seen): Planned[] {
  const found = new Map<string, Planned>();
  for (const [id, amount] of dossier.balances) {
    const [book, year = '', source = '', owner] = id.split('/');
    if (book !== 'B' || owner !== dossier.id || amount === 0n || found.has(`${year}/${source}`)) continue;
    const has = projectBudget((vessel) => dossier.balances.get(`B/${year}/${source}/${owner}/${vessel}`) ?? 0n);
    const key = { year: Number(year), source };
    const free = has.reserved - countedOn(dossier.states.values(), key);
    found.set(`${year}/${source}`, {
      ...key,
      ...has,
      carried: carriedReserved(has),
      releasable: free > 0n ? free : 0n,
    });
  }
  return [...found.values()].sort((a, b) => a.year - b.year || (a.source < b.source ? -1 : 1));
}
