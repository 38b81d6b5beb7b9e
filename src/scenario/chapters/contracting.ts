// Money is set aside, and the agreement signed.

import { formatAmount, formatVnd } from '../../../workflows/rules/money.ts';
import { agreement, budgetYear, people } from '../content.ts';
import { scan } from '../evidence.ts';
import type { World } from '../world.ts';

const { financeOfficer, director } = people;

export async function contracting(world: World): Promise<void> {
  const { clock, say } = world;
  await clock.advanceTo('2026-01-22', '09:30');
  const tooMuch = await planBudget(world, '80000001', 422);
  world.refused(financeOfficer, `dành ${formatVnd(80_000_001n)} của năm 2026`, tooMuch, 'planExceedsAward');
  await planBudget(world, '60000000', 200);
  say(financeOfficer, `dành ${formatVnd(60_000_000n)} của ngân sách năm 2026 cho dự án`);

  await clock.advanceTo('2026-01-26', '14:00');
  const sign = async (endsOn: string, expect: number) => {
    const form = (await world.as(director).open(world.at('agreement'))).form('/agreement');
    const paper = await scan(`Hợp đồng ${agreement.number}`, ['Hợp đồng hỗ trợ theo mẫu I.14, đã ký.'], clock.now());
    form.fill({ number: agreement.number }).fillDays({ endsOn });
    return form.attach('document', 'Hợp đồng đã ký.pdf', paper, 'application/pdf').submit({ expect });
  };
  const tooLong = await sign(agreement.tooLate, 422);
  world.refused(director, 'ký hợp đồng đến 26/02/2027', tooLong, 'duration');
  await sign(agreement.endsOn, 200);
  say(director, `ký hợp đồng ${agreement.number}, đến hết ngày 25/11/2026`);
}

/** Sets aside money of the year for the project. */
export async function planBudget(world: World, amountVnd: string, expect: number) {
  const { year, source } = budgetYear;
  const page = await world.as(financeOfficer).open(world.at('budget'));
  return page
    .form('/budget')
    .fill({ year: `${year}/${source}`, amount: formatAmount(BigInt(amountVnd)) })
    .submit({ expect });
}
