// Twelve dossiers in two calls of two agencies, and what becomes of each.

import { readDossier } from '../../dossier.ts';
import { everybody, type Office, type Player, team } from '../content.ts';
import type { House } from '../house.ts';
import { standingOf } from '../outcome.ts';
import { play } from '../story.ts';
import { type Story, together } from '../together.ts';
import { createWorld, type World } from '../world.ts';
import {
  type Application,
  cold,
  drone,
  fish,
  hearing,
  ledger,
  looms,
  lungs,
  market,
  parking,
  reading,
  shells,
} from './content.ts';
import { ineligible, lapsed, withdrawn } from './early.ts';
import { keepingYears } from './example.ts';
import { conflicted, notRecommended, rejected, standIn, withoutQuorum } from './judged.ts';
import { carriedOver, lessThanAdvanced, moreThanAdvanced, terminated } from './money.ts';
import { example } from './office.ts';

type Outcome = { story: (world: World) => Promise<void>; application: Application; office?: Office };

/** How each of the others ends, by its name. */
export const outcomes = {
  ineligible: { story: ineligible, application: market },
  lapsed: { story: lapsed, application: lungs },
  withdrawn: { story: withdrawn, application: parking },
  conflicted: { story: conflicted, application: shells },
  withoutQuorum: { story: withoutQuorum, application: hearing },
  notRecommended: { story: notRecommended, application: ledger },
  rejected: { story: rejected, application: drone },
  lessThanAdvanced: { story: lessThanAdvanced, application: cold, office: example },
  moreThanAdvanced: { story: moreThanAdvanced, application: looms, office: example },
  terminated: { story: terminated, application: fish, office: example },
  carriedOver: { story: carriedOver, application: reading, office: example },
} as const satisfies Record<string, Outcome>;
export type OutcomeName = keyof typeof outcomes;

/** A dossier of the whole: its own world, and in whose name it was applied for. */
export type Played = { outcome: OutcomeName | 'closed'; applicant: string; world: World };

/** Everybody of both agencies, and all who apply. */
export const everybodyOfAll = (): readonly Player[] => [
  ...everybody(),
  standIn,
  ...Object.values(example.people),
  ...example.reviewers,
  ...example.council,
  ...Object.values(outcomes).map(({ application }) => application.leader),
];

/** A dossier at the end, as the scenario's JSON has it. */
export async function dossierOf({ outcome, applicant, world }: Played) {
  const { house, office, dossier, clock } = world;
  const found = await readDossier(house.db, office.agency, dossier, clock.now().toISOString());
  return { code: found!.code, applicant, outcome, ...(await standingOf(world)) };
}

/**
 * Plays all twelve together on the house's clock, the one that is told alone otherwise among them, which comes first. Each line
 * begins with the name of its dossier's outcome. `played` fills as they begin.
 */
export async function playAll(
  house: House,
  tell: (line: string) => void,
  played: Played[] = [],
): Promise<readonly Played[]> {
  const root = createWorld(house, tell);
  const others = (Object.entries(outcomes) as [OutcomeName, Outcome][]).map(
    ([outcome, { story, application, office = root.office }]): Story =>
      (clock) => {
        const world = root.another({ name: outcome, clock, office, leader: application.leader });
        played.push({ outcome, applicant: application.applicant.name, world });
        return story(world);
      },
  );
  const main: Story = (clock) => {
    const world = root.another({ name: 'closed', clock });
    played.push({ outcome: 'closed', applicant: team.name, world });
    return play(world);
  };
  const years: Story = (clock) => keepingYears(root.another({ name: 'years', clock, office: example }));
  await together(house.clock, [main, years, ...others]);
  return played;
}
