// Machines as they are drawn: laid out by dagre once for each language and reader, with a dossier's places and ways put in.

import { Graph, layout } from '@dagrejs/dagre';
import {
  badge,
  type Drawing,
  type Lit,
  type PlaceDrawn,
  type Point,
  type WayDrawn,
  wayKey,
} from '../templates/pictures/machine.tsx';
import { nameOf } from '../templates/words/names.ts';
import { picturesWords } from '../templates/words/pictures.ts';
import type { Language } from '../templates/words/words.ts';
import { begin, leavesOf, type MachineId, metaOf, versionsOf, waysOf } from '../workflows/machines.ts';
import { type Dossier, requestsOf } from './dossier.ts';

type Reader = 'staff' | 'founder';

const drawn = new Map<string, readonly Drawing[]>();

/** The charts of a machine, one for each of its regions: laid out when they are first asked for. */
export function drawingsOf(
  machine: MachineId,
  reader: Reader,
  language: Language,
  version = versionsOf(machine).at(-1)!,
): readonly Drawing[] {
  const key = `${machine}/${version}/${reader}/${language}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const charts = regionsOf(machine, version).map((region) => draw(machine, version, region, reader, language));
  drawn.set(key, charts);
  return charts;
}

function regionsOf(machine: MachineId, version: number): (string | null)[] {
  return [...new Set(leavesOf(machine, version).map(({ region }) => region))];
}

const placeWidth = 152;
const perLine = 18;

/** Cuts a name into lines at its words. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= perLine) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Where the soft line through the points passes nearest to where the layout put an arrow's label. */
function onCurve(points: readonly Point[], label: Point): Point {
  const far = ({ x, y }: Point) => Math.hypot(x - label.x, y - label.y);
  const inner = points.slice(1, -1);
  const nearest = inner.reduce((best, point, index) => (far(point) < far(inner[best]!) ? index : best), 0) + 1;
  const here = points[nearest]!;
  const mixed = (axis: 'x' | 'y') => {
    const half = (other: Point) => (here[axis] + other[axis]) / 2;
    const before = nearest === 1 ? points[0]![axis] : half(points[nearest - 1]!);
    const after = nearest === points.length - 2 ? points.at(-1)![axis] : half(points[nearest + 1]!);
    return Math.round(before / 4 + here[axis] / 2 + after / 4);
  };
  return { x: mixed('x'), y: mixed('y') };
}

function draw(machine: MachineId, version: number, region: string | null, reader: Reader, language: Language): Drawing {
  const w = picturesWords[language];
  const leaves = leavesOf(machine, version).filter((leaf) => leaf.region === region);
  const ways = waysOf(machine, version).filter((way) => way.region === region);
  const events = [...new Set(ways.map(({ event }) => event))];
  const pairs = new Map<string, { from: string; to: string; numbers: number[] }>();
  for (const { from, to, event } of ways) {
    const pair = pairs.get(`${from} ${to}`) ?? { from, to, numbers: [] };
    const number = events.indexOf(event) + 1;
    if (!pair.numbers.includes(number)) pair.numbers.push(number);
    pairs.set(`${from} ${to}`, pair);
  }
  const first = metaOf(begin(machine)).find((leaf) => leaf.region === region)?.leaf;

  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 14, ranksep: 24, edgesep: 10, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const texts = new Map(leaves.map(({ leaf, meta }) => [leaf, linesOf(meta[reader][language])]));
  for (const [leaf, lines] of texts) {
    const height = 22 + 18 * (lines.length + (pairs.has(`${leaf} ${leaf}`) ? 1 : 0));
    graph.setNode(leaf, { width: placeWidth, height });
  }
  const moves = [...pairs.values()].filter(({ from, to }) => from !== to);
  for (const { from, to, numbers } of moves)
    graph.setEdge(from, to, { width: badge(numbers) + 4, height: 22, labelpos: 'c' });
  layout(graph);

  const places = leaves.map(({ leaf, meta }): PlaceDrawn => {
    const { x, y, width, height } = graph.node(leaf) as Record<'x' | 'y' | 'width' | 'height', number>;
    return {
      leaf,
      label: meta[reader][language],
      lines: texts.get(leaf)!,
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
      waitsFor: meta.expects === null ? null : nameOf('roles', meta.expects, language),
      isFirst: leaf === first,
      isLast: !moves.some(({ from }) => from === leaf) && moves.some(({ to }) => to === leaf),
    };
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const name =
    region === null ? w.machines[machine] : `${w.machines[machine]}, ${w.regions[region as keyof typeof w.regions]}`;
  return {
    id: region === null ? machine : `${machine}-${region}`,
    name,
    width: Math.ceil(width),
    height: Math.ceil(height),
    places,
    ways: [...pairs.values()].map((pair): WayDrawn => {
      if (pair.from === pair.to) return { ...pair, points: [], at: { x: 0, y: 0 } };
      const { points, x, y } = graph.edge(pair.from, pair.to) as {
        points: { x: number; y: number }[];
        x: number;
        y: number;
      };
      return { ...pair, points, at: onCurve(points, { x, y }) };
    }),
    actions: events.map((event) => ({ event, label: nameOf('events', event, language) })),
  };
}

/**
 * The ways that led to a place, found again by the events alone: of several that an event can take, those that end where
 * it stands now. Empty where the events do not lead there.
 */
export function waysTaken(
  machine: MachineId,
  version: number,
  region: string | null,
  events: readonly string[],
  now: string,
) {
  const ways = waysOf(machine, version).filter((way) => way.region === region);
  const known = new Set<string>(ways.map(({ event }) => event));
  const own = events.filter((event) => known.has(event));
  const begins = metaOf(begin(machine)).find((leaf) => leaf.region === region)?.leaf;
  const others = leavesOf(machine, version).flatMap((leaf) => (leaf.region === region ? [leaf.leaf] : []));
  // an enterprise's project begins with its company formed
  for (const start of new Set([begins ?? '', ...others])) {
    let trails: { at: string; taken: readonly string[] }[] = [{ at: start, taken: [] }];
    for (const event of own) {
      const next = new Map<string, { at: string; taken: readonly string[] }>();
      for (const { at, taken } of trails)
        for (const way of ways)
          if (way.from === at && way.event === event && !next.has(way.to))
            next.set(way.to, { at: way.to, taken: [...taken, wayKey(at, event, way.to)] });
      trails = [...next.values()];
    }
    const found = trails.find(({ at }) => at === now);
    if (found !== undefined) return found.taken;
  }
  return [];
}

/** The charts of the machines that a dossier's matters stand in, with where they are and how they came there. */
export function chartsOf(dossier: Dossier, reader: Reader, language: Language): { drawing: Drawing; lit: Lit }[] {
  const w = picturesWords[language];
  const told = dossier.history.toReversed();
  const tranches = new Map(requestsOf(dossier).map(({ subject, tranche }) => [subject, tranche]));
  return (['application', 'project', 'disbursement', 'recovery', 'appeal', 'amendment', 'report'] as const).flatMap(
    (machine) => {
      const subjects = [...dossier.states].filter(([, state]) => state.machine === machine);
      if (subjects.length === 0) return [];
      const version = subjects[0]![1].version;
      const regions = regionsOf(machine, version);
      return drawingsOf(machine, reader, language, version).map((drawing, index) => {
        const region = regions[index] ?? null;
        const now = new Map<string, string[]>();
        const taken = new Set<string>();
        for (const [subject, state] of subjects) {
          const leaf = metaOf(state).find((one) => one.region === region)!.leaf;
          const about = now.get(leaf) ?? [];
          const number = tranches.get(subject);
          now.set(leaf, number !== undefined ? [...about, w.tranche(number)] : about);
          const events = told.filter((one) => one.subject === subject).map(({ event }) => event);
          for (const way of waysTaken(machine, version, region, events, leaf)) taken.add(way);
        }
        return { drawing, lit: { now, taken, isReaders: reader === 'founder' } };
      });
    },
  );
}
