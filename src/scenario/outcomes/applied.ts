import { begin, handIn, signUp, writeSection } from '../steps/applying.ts';
import type { World } from '../world.ts';
import type { Application } from './content.ts';

/** Signs up, writes the whole application in an evening and hands it in. */
export async function apply(world: World, { applicant, sections }: Application, day: string): Promise<void> {
  await world.clock.advanceTo(day, '19:00');
  await signUp(world);
  await begin(world, applicant);
  for (const [section, answers] of Object.entries(sections)) await writeSection(world, section, answers);
  await handIn(world);
}
