// The day by which reviewers are asked for their sheets: before that of the whole period, in which the council meets too. It is
// asked for, and nothing is refused because of it.

import { type Calendar, type Day, dayOf, daysBefore, nextWorkingDay } from '../workflows/rules/calendar.ts';
import type { Database } from './database/pool.ts';

const form = 'sheetsBy';

/** The day that reviewers of an application were told; null where none was. */
export async function sheetsByOf(db: Database, agency: string, dossier: string): Promise<Day | null> {
  const [row] = await db.query<{ on: string }>`select answers->>'on' as on from draft
    where agency = ${agency} and dossier = ${dossier}::uuid and form = ${form} limit 1`;
  return row?.on ?? null;
}

/** Keeps the day that reviewers are told. */
export async function keepSheetsBy(
  db: Database,
  { agency, dossier, on, person, now }: { agency: string; dossier: string; on: Day; person: string; now: string },
): Promise<void> {
  await db.query`
    insert into draft (agency, dossier, form, answers, saved_at, saved_by)
    values (${agency}, ${dossier}::uuid, ${form}, ${JSON.stringify({ on })}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
    on conflict (agency, dossier, form, owner) do update
      set answers = excluded.answers, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** Two thirds of the way from today to the last day of the period, on a working day. */
export function proposedDay(calendar: Calendar, now: string, last: Day): Day {
  const today = dayOf(now);
  const days = Math.round((Date.parse(last) - Date.parse(today)) / 86_400_000);
  if (days <= 0) return last;
  const proposed = nextWorkingDay(calendar, daysBefore(last, Math.ceil(days / 3)));
  return proposed < last ? proposed : last;
}
