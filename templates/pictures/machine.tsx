// A machine as a picture: places as boxes, ways as arrows with the numbers of what is done, and all of it again as text.

import { picturesWords } from '../words/pictures.ts';
import type { Language } from '../words/words.ts';

export type Point = { readonly x: number; readonly y: number };
export type PlaceDrawn = {
  readonly leaf: string;
  /** Its name, and the same cut into lines that its box has room for. */
  readonly label: string;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Who is expected to act here; null where nobody is. */
  readonly waitsFor: string | null;
  readonly isFirst: boolean;
  readonly isLast: boolean;
};
/** What leads from one place to another: one arrow, however many actions do it; without points where it stays. */
export type WayDrawn = {
  readonly from: string;
  readonly to: string;
  readonly numbers: readonly number[];
  readonly points: readonly Point[];
  readonly at: Point;
};
/** One chart, laid out once: nothing of it is of a dossier. */
export type Drawing = {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly places: readonly PlaceDrawn[];
  readonly ways: readonly WayDrawn[];
  /** Each action by its number, which is its index and one. */
  readonly actions: readonly { readonly event: string; readonly label: string }[];
};
/** Where matters stand in it: what is said of each lit place besides, and the ways that were taken as `from event to`. */
export type Lit = {
  readonly now: ReadonlyMap<string, readonly string[]>;
  readonly taken: ReadonlySet<string>;
  readonly isReaders: boolean;
};

/** The name of a way that was taken. */
export const wayKey = (from: string, event: string, to: string): string => `${from} ${event} ${to}`;

const lineHeight = 18;

/** The picture with its text: the same states and the same ways in both. */
export function MachinePicture({
  drawing,
  lit = null,
  language,
}: {
  drawing: Drawing;
  lit?: Lit | null;
  language: Language;
}) {
  const w = picturesWords[language];
  const { id, name, width, height, places, ways, actions } = drawing;
  const takenNumbers = ({ from, to, numbers }: WayDrawn) =>
    numbers.filter((number) => lit?.taken.has(wayKey(from, actions[number - 1]!.event, to)));
  const moves = ways.filter(({ from, to }) => from !== to);
  const been = new Set(ways.flatMap((way) => (takenNumbers(way).length > 0 ? [way.from, way.to] : [])));
  const labels = new Map(places.map(({ leaf, label }) => [leaf, label]));
  const said = (leaf: string) => {
    const about = lit?.now.get(leaf);
    if (about === undefined) return null;
    return [lit?.isReaders ? w.here : w.hereStaff, ...about].join(', ');
  };
  const placesNow = places.flatMap(({ leaf, label }) => (lit?.now.has(leaf) ? [`${label} (${said(leaf)})`] : []));
  return (
    <div class="machine" data-machine={id}>
      <section class="chart" tabindex={0} aria-label={w.scroll(name)}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-labelledby={`${id}-title`}
        >
          <title id={`${id}-title`}>{[w.picture(name), ...placesNow].join('. ')}</title>
          <defs>
            {['ahead', 'taken'].map((kind) => (
              <marker
                id={`${id}-${kind}`}
                class={`tip ${kind}`}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0 8 4 0 8z" />
              </marker>
            ))}
          </defs>
          {moves.map((way) => {
            const kind = takenNumbers(way).length > 0 ? 'taken' : 'ahead';
            return <path class={`way ${kind}`} d={curve(way.points)} marker-end={`url(#${id}-${kind})`} />;
          })}
          {places.map((place) => (
            <Place
              place={place}
              tone={lit?.now.has(place.leaf) ? 'now' : been.has(place.leaf) ? 'been' : place.isLast ? 'last' : ''}
              stays={ways.find(({ from, to }) => from === to && from === place.leaf)?.numbers ?? []}
            />
          ))}
          {moves.map((way) => (
            <g
              class={takenNumbers(way).length > 0 ? 'number taken' : 'number'}
              data-way={`${way.from} ${way.to}`}
              transform={`translate(${way.at.x} ${way.at.y})`}
            >
              <rect x={-badge(way.numbers) / 2} y="-10" width={badge(way.numbers)} height="20" rx="10" />
              <text y="4.5" text-anchor="middle">
                {way.numbers.join(', ')}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <ol class="actions small">
        {actions.map(({ label }) => (
          <li>{label}</li>
        ))}
      </ol>
      <details class="astext">
        <summary>{w.asText}</summary>
        <ul>
          {places.map(({ leaf, label, waitsFor, isFirst, isLast }) => (
            <li data-place={leaf} {...(lit?.now.has(leaf) ? { 'aria-current': 'step' as const } : {})}>
              <strong>{label}</strong>
              {[isFirst && w.begins, said(leaf), waitsFor !== null && w.waitsFor(waitsFor), isLast && w.ends]
                .filter(Boolean)
                .map((text) => `, ${text}`)}
              <ul>
                {ways
                  .filter(({ from }) => from === leaf)
                  .flatMap((way) =>
                    way.numbers.map((number) => (
                      <li data-way={wayKey(way.from, actions[number - 1]!.event, way.to)}>
                        {number}. {actions[number - 1]!.label} → {way.from === way.to ? w.stays : labels.get(way.to)}
                        {takenNumbers(way).includes(number) && ` (${w.taken})`}
                      </li>
                    )),
                  )}
              </ul>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Place({ place, tone, stays }: { place: PlaceDrawn; tone: string; stays: readonly number[] }) {
  const { leaf, x, y, width, height, lines } = place;
  const tall = (lines.length + (stays.length > 0 ? 1 : 0)) * lineHeight;
  const first = y + (height - tall) / 2 + 13;
  return (
    <g class={`place ${tone}`.trim()} data-leaf={leaf}>
      <rect x={x} y={y} width={width} height={height} rx={place.isLast ? 20 : 4} />
      {lines.map((line, index) => (
        <text x={x + width / 2} y={first + index * lineHeight} text-anchor="middle">
          {line}
        </text>
      ))}
      {stays.length > 0 && (
        <text class="stays" x={x + width / 2} y={first + lines.length * lineHeight} text-anchor="middle">
          ↻ {stays.join(', ')}
        </text>
      )}
    </g>
  );
}

/** All the charts that a dossier's matters stand in. */
export function FullMap({
  charts,
  language,
}: {
  charts: readonly { drawing: Drawing; lit: Lit }[];
  language: Language;
}) {
  return (
    <div class="fullmap">
      <MachineLegend language={language} />
      {charts.map(({ drawing, lit }) => (
        <>
          <h2>{drawing.name}</h2>
          <MachinePicture drawing={drawing} lit={lit} language={language} />
        </>
      ))}
    </div>
  );
}

/** What the picture's colours and numbers mean. */
export function MachineLegend({ language }: { language: Language }) {
  const w = picturesWords[language];
  return (
    <ul class="legend chartkey">
      <li>
        <i class="swatch here" aria-hidden="true" />
        {w.legendNow}
      </li>
      <li>
        <i class="swatch been" aria-hidden="true" />
        {w.legendBeen}
      </li>
      <li>{w.legendNumber}</li>
    </ul>
  );
}

/** How wide the label of an arrow is. */
export const badge = (numbers: readonly number[]): number => 12 + numbers.join(', ').length * 7.5;

const round = (value: number) => Math.round(value * 10) / 10;

/** A soft line through the points that the layout gave. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
  if (first === undefined) return '';
  const middle = (a: Point, b: Point) => `${round((a.x + b.x) / 2)} ${round((a.y + b.y) / 2)}`;
  const through = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1]!;
    return `Q${point.x} ${point.y} ${index === rest.length - 2 ? `${next.x} ${next.y}` : middle(point, next)}`;
  });
  const end = rest.at(-1)!;
  return `M${first.x} ${first.y}${through.length === 0 ? `L${end.x} ${end.y}` : through.join('')}`;
}
