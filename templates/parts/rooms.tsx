// The pages of an agency beside one another: the same tabs on each, and of them those that the reader may open.

import { programmeWords } from '../words/programmes.ts';
import type { Language } from '../words/words.ts';

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
  const links = rooms.map((room) => (
    <li>
      <a href={`/agencies/${agency}/${room}`} {...(room === here ? { 'aria-current': 'page' as const } : {})}>
        {w[room]}
      </a>
    </li>
  ));
  // one of the two is there: the tabs on a desk, the menu where they would fill half the window
  return (
    <nav class="rooms" aria-label={w.label}>
      <ul class="tabs">{links}</ul>
      {rooms.length > 1 && (
        <details>
          <summary>{w[here]}</summary>
          <ul>{links}</ul>
        </details>
      )}
    </nav>
  );
}
