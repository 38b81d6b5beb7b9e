// What is due when, as one line of days: today in it, days off in grey, and beside it all of it again as text.

import { type Calendar, type Day, daysAfter, isWorkingDay } from '../../workflows/rules/calendar.ts';
import { Unbroken } from '../parts/facts.tsx';
import { type DaysLeft, Left, nearDays } from '../parts/lateness.tsx';
import { daysBetween, dayText } from '../parts/when.ts';
import { picturesWords } from '../words/pictures.ts';
import type { Language } from '../words/words.ts';

export type DueItem = {
  readonly day: Day;
  /** What has to be done, and of what: a request, or a whole dossier. */
  readonly what: string;
  readonly about: string;
  readonly href: string | null;
  /** What gives the day: a clause, a decision or an agreement; null where that is not known. */
  readonly clause: string | null;
  readonly left: DaysLeft;
};
export type DuesView = {
  readonly today: Day;
  /** Which days are off. */
  readonly calendar: Calendar;
  /** In the order of their days. */
  readonly items: readonly DueItem[];
};

/** How many weeks the line shows, and how many days of what is overdue. */
export const weeksAhead = 8;
const daysBack = 14;

const wide = 760;
const edge = 14;
/** Room for what lies before or behind the line. */
const bin = 96;
const top = 24;
const rowHeight = 21;
const mostRows = 8;
const [small, large] = [6.5, 11];
/** Marks that would touch stand one above the other, so far apart and so often. */
const levelHeight = 18;
const mostLevels = 5;
/** How wide letters are at 13 px, as far as a drawing has to know. */
const letter = 6.7;
const mostLetters = 30;

type Tone = 'overdue' | 'soon' | 'ahead';
/** What is due on one day, or before or behind the line. */
type Group = {
  readonly items: readonly DueItem[];
  readonly x: number;
  readonly tone: Tone;
  readonly label: [string, string];
};
type Placed = Group & { readonly level: number; readonly row: number | null; readonly anchor: 'start' | 'end' };

const widthOf = (label: readonly string[]) => label.join(' ').length * letter + 14;
const cut = (text: string) => (text.length > mostLetters ? `${text.slice(0, mostLetters - 1).trimEnd()}…` : text);
const nameOf = ({ what, about }: DueItem) => [what, about].filter(Boolean).join(', ');

/**
 * Where everything stands. Days that lie close have their marks one above the other; a label stands below the marks, so deep that
 * no line down to another crosses it. Where that takes too many rows the marks stand alone: the text has it all.
 */
export function laidOut({ today, items }: Pick<DuesView, 'today' | 'items'>, language: Language) {
  const w = picturesWords[language].due;
  const from = daysAfter(today, -daysBack);
  const until = daysAfter(today, weeksAhead * 7);
  const isLate = items.some(({ day }) => day < today);
  const [isBefore, isBehind] = [items.some(({ day }) => day < from), items.some(({ day }) => day > until)];
  const begins = isLate ? from : daysAfter(today, -1);
  const left = edge + (isBefore ? bin : 0);
  const right = wide - edge - (isBehind ? bin : 0);
  const perDay = (right - left) / (daysBetween(begins, until) + 1);
  /** The middle of a day. */
  const xOf = (day: Day) => left + (daysBetween(begins, day) + 0.5) * perDay;
  const placeOf = (day: Day) => (day < begins ? 'before' : day > until ? 'behind' : day);
  const byPlace = new Map<string, DueItem[]>();
  for (const item of items) byPlace.set(placeOf(item.day), [...(byPlace.get(placeOf(item.day)) ?? []), item]);
  const groups = [...byPlace].map(([place, own]): Group => {
    const [first, last] = [own[0]!, own.at(-1)!];
    const tone = first.day < today ? 'overdue' : first.left.days <= nearDays ? 'soon' : 'ahead';
    const x = place === 'before' ? edge + bin / 2 : place === 'behind' ? wide - edge - bin / 2 : xOf(place);
    const span = first.day === last.day ? dayText(first.day) : `${dayText(first.day)} – ${dayText(last.day)}`;
    const days = place === 'before' || place === 'behind' ? span : dayText(first.day).slice(0, 5);
    return { items: own, x, tone, label: [days, own.length === 1 ? cut(nameOf(first)) : w.many(own.length)] };
  });
  return { begins, until, left, right, perDay, xOf, isBefore, isBehind, groups: placed(groups) };
}

function placed(groups: readonly Group[]): Placed[] {
  const marks: { x: number; level: number; r: number }[] = [];
  const standing = groups.map((group) => {
    const r = group.items.length > 1 ? large : small;
    const isFree = (level: number) =>
      marks.every((mark) => Math.hypot(mark.x - group.x, (mark.level - level) * levelHeight) > mark.r + r + 1);
    const level = [...Array(mostLevels).keys()].find(isFree) ?? 0;
    marks.push({ x: group.x, level, r });
    const width = widthOf(group.label);
    const anchor = group.x + width > wide - edge ? ('end' as const) : ('start' as const);
    return {
      ...group,
      level,
      anchor,
      reach: anchor === 'start' ? [group.x, group.x + width] : [group.x - width, group.x],
    };
  });
  const rows = new Map<(typeof standing)[number], number>();
  // those that reach to the right from the right on, then those that reach to the left from the left on
  const order = [
    ...standing.filter(({ anchor }) => anchor === 'end'),
    ...standing.filter(({ anchor }) => anchor === 'start').toReversed(),
  ];
  for (const one of order) {
    const [start, end] = one.reach as [number, number];
    const inWay = [...rows].filter(([other]) => {
      const [from, to] = other.reach as [number, number];
      return (other.x >= start && other.x <= end) || (from < end && to > start);
    });
    rows.set(one, Math.max(-1, ...inWay.map(([, row]) => row)) + 1);
  }
  const isTooDeep = [...rows.values()].some((row) => row >= mostRows);
  return standing.map(({ reach: _, ...one }, index) => ({
    ...one,
    row: isTooDeep ? null : rows.get(standing[index]!)!,
  }));
}

/** The picture and the list that says the same. `folded`: the list stands elsewhere on the page too, and unfolds here. */
export function Dues({ view, language, folded }: { view: DuesView; language: Language; folded?: boolean }) {
  const w = picturesWords[language].due;
  const { today, items } = view;
  if (items.length === 0) return null;
  const late = items.filter(({ day }) => day < today).length;
  const first = items[0]!;
  const label = `${w.picture}: ${w.count(items.length, late)} ${w.first(dayText(first.day), nameOf(first))}`;
  const list = <DueList items={items} language={language} />;
  return (
    <div class="dues">
      <Strip view={view} label={label} language={language} />
      {folded ? (
        <details>
          <summary>{w.asText(items.length)}</summary>
          {list}
        </details>
      ) : (
        list
      )}
    </div>
  );
}

function Strip({ view, label, language }: { view: DuesView; label: string; language: Language }) {
  const w = picturesWords[language].due;
  const { today, calendar } = view;
  const { begins, until, left, right, perDay, xOf, isBefore, isBehind, groups } = laidOut(view, language);
  const days: Day[] = [];
  for (let day = begins; day <= until; day = daysAfter(day, 1)) days.push(day);
  const rows = Math.max(0, ...groups.map(({ row }) => (row === null ? 0 : row + 1)));
  const axis = top + 26 + Math.max(1, ...groups.map(({ level }) => level)) * levelHeight;
  const height = axis + (rows === 0 ? 4 : 10 + rows * rowHeight);
  const now = xOf(today);
  // the name of today has its place free of other days
  const [spanFrom, spanTo] = now < 90 ? [now - 30, now + 118] : [now - 88, now + 56];
  const isClear = (x: number) => (x < spanFrom || x > spanTo) && x < right - 34;
  const weeks = days.filter((day) => new Date(day).getUTCDay() === 1 && isClear(xOf(day) - perDay / 2));
  return (
    <svg class="strip" viewBox={`0 0 ${wide} ${height}`} role="img" aria-label={label}>
      <rect class="gone" x={left} y={top} width={Math.max(0, now - perDay / 2 - left)} height={axis - top} />
      {days.map((day, index) =>
        isWorkingDay(calendar, day) ? null : (
          <rect class="off" x={left + index * perDay} y={top} width={perDay} height={axis - top} />
        ),
      )}
      {isBefore && <path class="rest" d={`M${edge} ${axis}H${left}`} />}
      {isBehind && <path class="rest" d={`M${right} ${axis}H${wide - edge}`} />}
      <path class="line" d={`M${left} ${axis}H${right}`} />
      {weeks.map((day) => (
        <g class="week">
          <path d={`M${xOf(day) - perDay / 2} ${top}V${axis}`} />
          <text x={xOf(day) - perDay / 2 + 3} y={top - 8}>
            {dayText(day).slice(0, 5)}
          </text>
        </g>
      ))}
      <g class="today">
        <path d={`M${now} ${top - 4}V${axis + 4}`} />
        <text x={now} y={top - 8} text-anchor={now < 90 ? 'start' : 'middle'}>
          {`${w.today}, ${dayText(today).slice(0, 5)}`}
        </text>
      </g>
      {groups.map(({ x, row }) => {
        if (row === null) return null;
        return <path class="lead" d={`M${x} ${axis}V${axis + 10 + row * rowHeight + 14}`} />;
      })}
      {groups.map(({ items, x, tone, level, row, label: [when, what], anchor }) => {
        const y = axis - 14 - level * levelHeight;
        const isMany = items.length > 1;
        return (
          <g class={`group ${tone}`} data-count={items.length}>
            <title>{items.map((item) => `${dayText(item.day)}: ${nameOf(item)}`).join('\n')}</title>
            <path class="stem" d={`M${x} ${y}V${axis}`} />
            <circle cx={x} cy={y} r={isMany ? large : small} />
            {isMany && (
              <text class="count" x={x} y={y + 4.5} text-anchor="middle">
                {items.length}
              </text>
            )}
            {row !== null && (
              <text
                class="said"
                x={x + (anchor === 'end' ? -6 : 6)}
                y={axis + 10 + row * rowHeight + 13}
                text-anchor={anchor}
              >
                <tspan class="when">{when}</tspan> {what}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** How many stand there at once; the rest unfolds. */
const shownAtOnce = 6;

function DueList({ items, language }: { items: readonly DueItem[]; language: Language }) {
  const w = picturesWords[language].due;
  const list = (some: readonly DueItem[], start: number) => (
    <ol start={start}>
      {some.map((item) => (
        <li>
          <span class="when">
            <time datetime={item.day}>{dayText(item.day)}</time>
            <Left left={item.left} language={language} />
          </span>
          <span>
            {item.href === null ? nameOf(item) : <a href={item.href}>{nameOf(item)}</a>}
            {item.clause !== null && (
              <span class="clause soft small">
                <Unbroken text={item.clause} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
  const rest = items.slice(shownAtOnce);
  return (
    <>
      {list(items.slice(0, shownAtOnce), 1)}
      {rest.length > 0 && (
        <details>
          <summary>{w.more(rest.length)}</summary>
          {list(rest, shownAtOnce + 1)}
        </details>
      )}
    </>
  );
}
