// What was not used is given back, and the project closed.

import { liquidation, remainder } from '../content.ts';
import { beginClosing, cancelRemainder, close } from '../steps/contracting.ts';
import type { World } from '../world.ts';

export async function closing(world: World): Promise<void> {
  const { clock } = world;
  await clock.advanceTo('2026-07-27', '09:00');
  await beginClosing(world);
  await clock.advanceTo('2026-07-29', '09:00');
  await cancelRemainder(world, remainder);
  await clock.advanceTo('2026-07-31', '16:00');
  await close(world, liquidation.number);
}
