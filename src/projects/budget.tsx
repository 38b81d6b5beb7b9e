import { BudgetPage } from '../../templates/pages/projects/budget.tsx';
import type { FormState } from '../../templates/pages/projects/page.tsx';
import { disbursementWords } from '../../templates/words/disbursements.ts';
import { projectWords } from '../../templates/words/projects.ts';
import { formatVnd } from '../../workflows/rules/money.ts';
import { decidedOn } from '../awards.ts';
import { openYears } from '../disbursements/index.ts';
import type { Doors } from '../doors.ts';
import { ask, statusOf, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { fieldsOf } from './fields.ts';
import { awardOf } from './reading.ts';
import { onward, returned, type Seen, see, staff, standingOf, stepView, untouched } from './step.ts';

const path = '/agencies/:agency/dossiers/:dossier/budget';

/** Budget of a year is planned for the project. */
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
    const typed = await typedOf(c);
    const fields = fieldsOf(typed, seen.language);
    const years = await openYears(parts.db, seen.dossier.agency);
    const chosen = fields.choice(
      'year',
      projectWords[seen.language].budget.whatYear,
      years.map(({ year, source }) => `${year}/${source}`),
    );
    const amountVnd = fields.amount('amount');
    const again = async (form: FormState, status: 409 | 422) =>
      c.html(<BudgetPage {...(await viewOf(seen, form))} />, status);
    if (!fields.ok()) return again(returned(seen, typed, { errors: fields.errors }), 422);
    const [year = '', source = ''] = chosen.split('/');
    const input = { year: Number(year), source, amountVnd: String(amountVnd) };
    const outcome = await ask(c, parts, { type: 'planBudget', dossier: seen.dossier.id, input }, typed);
    if (outcome.ok) return onward(seen, 'project.budgetPlanned');
    const { refusal } = outcome;
    const over = refusal.rule === 'planExceedsAward' || refusal.rule === 'budgetShort';
    const errors = over && refusal.left !== null ? { amount: overAt(refusal.left, seen.language) } : {};
    return again(returned(seen, typed, { refusal, errors }), statusOf(refusal));
  });
}

/** The most that the field can take, beside what refuses it at the top. */
const overAt = (left: string, language: Seen['language']) =>
  disbursementWords[language].problems.moreThanLeft(formatVnd(BigInt(left)));

async function viewOf(seen: Seen, form: FormState) {
  const { dossier, language } = seen;
  const planned = plannedFor(seen);
  const standing = standingOf(seen, ['project.budgetPlanned']);
  return {
    ...stepView(seen, standing, form, projectWords[language].budget.clause),
    awardedVnd: decidedOn(dossier),
    standsVnd: awardOf(dossier),
    plannedVnd: planned.reduce((sum, { reserved, ordered, paid }) => sum + reserved + ordered + paid, 0n),
    planned,
    years: await openYears(seen.parts.db, dossier.agency),
  };
}

/** What is planned for the project, of each year and source. */
function plannedFor({ dossier }: Seen) {
  const found = new Map<string, { year: number; source: string; reserved: bigint; ordered: bigint; paid: bigint }>();
  for (const [id, amount] of dossier.balances) {
    const [book, year = '', source = '', owner, vessel] = id.split('/');
    if (book !== 'B' || owner !== dossier.id || amount === 0n) continue;
    if (vessel !== 'reserved' && vessel !== 'ordered' && vessel !== 'paid') continue;
    const key = `${year}/${source}`;
    const row = found.get(key) ?? { year: Number(year), source, reserved: 0n, ordered: 0n, paid: 0n };
    row[vessel] += amount;
    found.set(key, row);
  }
  return [...found.values()].sort((a, b) => a.year - b.year || (a.source < b.source ? -1 : 1));
}
