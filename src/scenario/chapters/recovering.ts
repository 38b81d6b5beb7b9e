// A check afterwards finds that less was used than was paid for: a part comes back.

import { people, recovery } from '../content.ts';
import { decide, propose, receive, tryReceive } from '../steps/recovering.ts';
import type { World } from '../world.ts';

export async function recovering(world: World): Promise<void> {
  const { clock, say } = world;
  await clock.advanceTo('2026-05-12', '09:40');
  const path = await propose(world, world.requests[0]!, recovery);

  await clock.advanceTo('2026-05-18', '15:00');
  await decide(world, path, recovery.repayBy);

  await clock.advanceTo(recovery.receivedOn, '14:00');
  const more = { ...recovery, amountVnd: String(BigInt(recovery.amountVnd) + 1n) };
  const tooMuch = await tryReceive(world, path, more, 422);
  say(people.financeOfficer, `ghi nhận dư 1 ₫ – KHÔNG ĐƯỢC: ${tooMuch.errors.join(' ')}`);
  await receive(world, path, recovery);
}
