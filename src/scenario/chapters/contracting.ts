// Money is set aside, and the agreement signed.

import { formatVnd } from '../../../workflows/rules/money.ts';
import { agreement, people } from '../content.ts';
import { contract, planBudget, setAside, sign } from '../steps/contracting.ts';
import type { World } from '../world.ts';

const { financeOfficer, director } = people;

export async function contracting(world: World): Promise<void> {
  const { clock } = world;
  await clock.advanceTo('2026-01-22', '09:30');
  const tooMuch = await planBudget(world, '80000001', { expect: 422 });
  world.refused(financeOfficer, `dành ${formatVnd(80_000_001n)} của năm 2026`, tooMuch, 'planExceedsAward');
  await setAside(world, '60000000');

  await clock.advanceTo('2026-01-26', '14:00');
  const tooLong = await sign(world, agreement.number, agreement.tooLate, 422);
  world.refused(director, 'ký hợp đồng đến 26/02/2027', tooLong, 'duration');
  await contract(world, agreement.number, agreement.endsOn);
}
