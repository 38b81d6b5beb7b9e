// One dossier from its application to a closed project, in the order of its days.

import { applying } from './chapters/applying.ts';
import { closing } from './chapters/closing.ts';
import { contracting } from './chapters/contracting.ts';
import { acceptingPrototype, developing, formingCompany, makingPrototype, selling } from './chapters/growing.ts';
import { judging } from './chapters/judging.ts';
import { firstTranche, lastTranche, secondTranche } from './chapters/paying.ts';
import { recovering } from './chapters/recovering.ts';
import { setUp } from './chapters/setUp.ts';
import { createClock, type SimulatedClock } from './clock.ts';
import type { World } from './world.ts';

/** The day on which it begins. All of it lies in the past, so that whoever keeps the folder can go on by the real clock. */
export const beginning = (): SimulatedClock => createClock('2025-11-03', '08:30');

export const chapters = {
  setUp,
  applying,
  judging,
  contracting,
  firstTranche,
  developing,
  secondTranche,
  makingPrototype,
  recovering,
  acceptingPrototype,
  formingCompany,
  lastTranche,
  selling,
  closing,
} as const;
export type Chapter = keyof typeof chapters;

/** Plays the story, up to and with a chapter. */
export async function play(world: World, until?: Chapter): Promise<void> {
  for (const [name, chapter] of Object.entries(chapters)) {
    await chapter(world);
    if (name === until) return;
  }
}
