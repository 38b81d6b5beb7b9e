// What the agency of the fictional pack does beside its dossiers: it gets ready, and its years of the budget pass.

import { openBudgetYear, setUp } from '../chapters/setUp.ts';
import type { World } from '../world.ts';
import { closingDecision, earlierYear } from './office.ts';

export async function keepingYears(world: World): Promise<void> {
  const { clock, say, office } = world;
  const { agency, people } = office;
  await setUp(world);
  await clock.advanceTo('2025-12-02', '08:30');
  await openBudgetYear(world, earlierYear);
  await clock.advanceTo('2026-01-05', '08:30');
  await openBudgetYear(world);
  await clock.advanceTo('2026-01-07', '10:00');
  const { year, source } = earlierYear;
  const page = await world.as(people.chiefAccountant).open(`/agencies/${agency}/budget/${year}/${source}/close`);
  await page.form('/close').fill({ decisionNumber: closingDecision }).submit();
  say(people.chiefAccountant, `khóa sổ ngân sách năm ${year}, chuyển phần đã dành sang năm sau`);
}
