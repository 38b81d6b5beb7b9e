import type { LaneStep, LaneView } from '../../templates/parts/lanes.tsx';
import { moneyPathWords } from '../../templates/words/money-path.ts';
import type { Language } from '../../templates/words/words.ts';
import type { StateRow } from '../../workflows/decide.ts';
import { leavesOf, waysOf } from '../../workflows/machines.ts';
import { type Dossier, placesOf } from '../dossier.ts';
import type { Reader } from './reading.ts';

/** A step of a lane: its leaves in the machine. The first is its main one; the others say more when they are present. */
type Step = { readonly id: string; readonly leaves: readonly string[] };

/** An application's road. Handing in is a moment and no place: it lies behind whoever has left the draft. */
export const applicationRoad: readonly Step[] = [
  { id: 'draft', leaves: ['draft'] },
  { id: 'handIn', leaves: [] },
  { id: 'screening', leaves: ['submitted', 'returnedForCompletion', 'ineligible'] },
  { id: 'review', leaves: ['underReview', 'eligible'] },
  { id: 'council', leaves: ['beforeCouncil'] },
  { id: 'decision', leaves: ['recommended', 'notRecommended', 'awarded', 'rejected'] },
];
/** Where an application may end from several places. */
export const applicationEnds: readonly string[] = ['withdrawn', 'lapsed'];

const regions = ['funding', 'product', 'company'] as const;
type Region = (typeof regions)[number];

/** Places of the project's regions that are not on their road: shown only while they are present. */
export const besideRoad: Readonly<Record<Region, readonly string[]>> = {
  funding: ['suspended', 'terminated'],
  product: [],
  company: [],
};

/** The map of states: of the application while there is no project, then of the project's three regions. */
export function lanesOf(dossier: Dossier, reader: Reader, language: Language): LaneView[] {
  const project = dossier.states.get('project');
  if (project !== undefined) return regions.map((region) => projectLane(dossier, project, region, reader, language));
  const application = dossier.states.get('application');
  return application === undefined ? [] : [applicationLane(dossier, application, reader, language)];
}

/** Ways that an appeal opens again: what was decided is at its end until then. */
const reopens: readonly string[] = [
  'application.screeningReopened',
  'application.councilReopened',
  'application.decisionReopened',
  'project.reinstated',
];

/** Goes nowhere from here, other than to itself, or by an appeal. */
function isFinal(machine: 'application' | 'project', region: string | null, leaf: string): boolean {
  return !waysOf(machine).some(
    (way) => way.region === region && way.from === leaf && way.to !== leaf && !reopens.includes(way.event),
  );
}

function applicationLane(dossier: Dossier, state: StateRow, reader: Reader, language: Language): LaneView {
  const w = moneyPathWords[language];
  const leaf = String(state.value);
  const label = placesOf(state, reader, language)[0]!.label;
  const ended = applicationEnds.includes(leaf);
  const at = ended ? reachedBefore(dossier) : applicationRoad.findIndex(({ leaves }) => leaves.includes(leaf));
  const names: Readonly<Record<string, string>> = w.steps.application;
  const steps = applicationRoad.map(({ id }, index): LaneStep => {
    const name = names[id] ?? id;
    if (index !== at) return { label: name, note: null, tone: index < at ? 'done' : 'next' };
    const tone = leaf === 'awarded' ? 'done' : ended || isFinal('application', null, leaf) ? 'stop' : 'now';
    return { label: name, note: label, tone };
  });
  return { id: 'application', name: w.lanes.application, steps };
}

/** The step at which an application was when it was withdrawn or lapsed, by what had happened to it before. */
function reachedBefore(dossier: Dossier): number {
  const far: Readonly<Record<string, number>> = {
    'application.submitted': 2,
    'application.foundEligible': 3,
    'application.referredToCouncil': 4,
    'application.recommended': 5,
    'application.notRecommended': 5,
  };
  return Math.max(0, ...dossier.history.map(({ event }) => far[event] ?? 0));
}

function projectLane(dossier: Dossier, state: StateRow, region: Region, reader: Reader, language: Language): LaneView {
  const w = moneyPathWords[language];
  const names: Readonly<Record<string, string>> = w.steps[region];
  const place = placesOf(state, reader, language).find((some) => some.region === region)!;
  const road = leavesOf('project', state.version).flatMap((some) =>
    some.region === region && !besideRoad[region].includes(some.leaf) ? [some.leaf] : [],
  );
  const lane = (steps: LaneStep[]): LaneView => ({ id: region, name: w.lanes[region], steps });
  const name = (leaf: string) => names[leaf] ?? leaf;
  const present = (tone: LaneStep['tone']): LaneStep => ({ label: place.label, note: null, tone });

  // an enterprise that was one from the beginning has nothing to form, and nobody to hand the agreement to
  const happened = (event: string) => dossier.history.some((one) => one.event === event);
  if (region === 'company' && place.leaf === 'formed' && !happened('project.companyFormed'))
    return lane([present('done')]);

  const at = road.indexOf(place.leaf);
  if (at >= 0)
    return lane(
      road.map((leaf, index): LaneStep => {
        if (index !== at) return { label: name(leaf), note: null, tone: index < at ? 'done' : 'next' };
        return present(isFinal('project', region, leaf) ? 'done' : 'now');
      }),
    );
  const behind = road.filter(
    (leaf) =>
      (leaf === 'awaitingAgreement' && happened('project.agreementSigned')) ||
      // carried out to its end is what came to its closing, and no project that was stopped or terminated before
      (['active', 'closing'].includes(leaf) && happened('project.closingBegun')),
  );
  const done = behind.map((leaf): LaneStep => ({ label: name(leaf), note: null, tone: 'done' }));
  if (place.leaf === 'terminated') return lane([...done, present('stop')]);
  const ahead = road.slice(road.indexOf('active') + 1);
  return lane([
    ...done,
    present('now'),
    ...ahead.map((leaf): LaneStep => ({ label: name(leaf), note: null, tone: 'next' })),
  ]);
}
