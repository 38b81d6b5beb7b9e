// A council's sitting is a day, an hour and a place: dossiers whose members were told the same are dealt with in the same sitting.

import { createHash } from 'node:crypto';
import { type Meets, meetsText } from '../templates/parts/when.ts';

/** Which sitting of an agency a meeting is, as an address names it: by its day, and a mark of all that was said of it. */
export function sittingOf(meeting: Meets): string {
  const mark = createHash('sha256').update(meetsText(meeting)).digest('hex').slice(0, 8);
  return `${meeting.on}-${mark}`;
}

/** Where a sitting has its page. */
export const sittingPath = (agency: string, meeting: Meets): string =>
  `/agencies/${agency}/sittings/${sittingOf(meeting)}`;
