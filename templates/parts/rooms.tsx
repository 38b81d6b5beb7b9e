// The pages of an agency beside one another: the same tabs on each, and of them those that the reader may open.

import { programmeWords } from '../words/programmes.ts';
import type { Language } from '../words/words.ts';
import type { Crumb } from './crumbs.tsx';

/** The last part of the address of each, in the order in which they stand. */
export const agencyRooms = [
  'dossiers',
  'calls',
  'programmes',
  'calendar',
  'caps',
  'budget',
  'requests',
  'payments',
  'debts',
  'treasury',
  'intermediaries',
  'people',
  'delegations',
  'history',
  'audit',
  'contact',
] as const;
export type Room = (typeof agencyRooms)[number];

/** The pages that follow the agency's money: one tab for all of them, and a second row beside one another. */
const books: readonly Room[] = ['budget', 'requests', 'payments', 'debts'];

/** Those of them that the reader may open; one alone is a tab like the others. */
function grouped(rooms: readonly Room[]): readonly Room[] {
  const within = rooms.filter((room) => books.includes(room));
  return within.length > 1 ? within : [];
}

const hrefOf = (agency: string, room: Room) => `/agencies/${agency}/${room}`;

/** The way to a page below one of these, as the tabs say it. */
export function roomTrail(agency: string, room: Room, rooms: readonly Room[], language: Language): Crumb[] {
  const w = programmeWords[language].rooms;
  const within = grouped(rooms);
  return [
    ...(within.includes(room) ? [{ text: w.books, href: hrefOf(agency, within[0]!) }] : []),
    { text: w[room], href: hrefOf(agency, room) },
  ];
}

/** `rooms`: those that the reader may open. */
export function Rooms({
  agency,
  rooms,
  here,
  language,
}: {
  agency: string;
  rooms: readonly Room[];
  here: Room;
  language: Language;
}) {
  const w = programmeWords[language].rooms;
  if (rooms.length === 0) return null;
  const link = (room: Room, text = w[room], current: 'page' | 'true' | null = room === here ? 'page' : null) => (
    <li>
      <a href={hrefOf(agency, room)} {...(current === null ? {} : { 'aria-current': current })}>
        {text}
      </a>
    </li>
  );
  const within = grouped(rooms);
  const isWithin = within.includes(here);
  const tabs = rooms.filter((room) => room === within[0] || !within.includes(room));
  // one of the two is there: the tabs on a desk, the menu where they would fill half the window
  return (
    <nav class="rooms" aria-label={w.label}>
      <ul class="tabs">
        {tabs.map((room) => (room === within[0] ? link(room, w.books, isWithin ? 'true' : null) : link(room)))}
      </ul>
      {isWithin && <ul class="tabs within">{within.map((room) => link(room))}</ul>}
      {rooms.length > 1 && (
        <details>
          <summary>{w[here]}</summary>
          <ul>{rooms.map((room) => link(room))}</ul>
        </details>
      )}
    </nav>
  );
}
