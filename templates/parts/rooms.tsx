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
  'treasury',
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
  return (
    <nav class="rooms" aria-label={w.label}>
      {rooms.map((room) => (
        <a href={`/agencies/${agency}/${room}`} {...(room === here ? { 'aria-current': 'page' as const } : {})}>
          {w[room]}
        </a>
      ))}
    </nav>
  );
}
