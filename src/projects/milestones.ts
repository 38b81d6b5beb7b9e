// The milestones of an agreement as its signing takes them: filled in from the application where its form has them, each a report
// that the team owes.

import type { Typed } from '../../templates/parts/form.tsx';
import { dayText } from '../../templates/parts/when.ts';
import { projectWords } from '../../templates/words/projects.ts';
import { reportWords } from '../../templates/words/projects-reports.ts';
import { addMonths, type Day } from '../../workflows/rules/calendar.ts';
import { readDay } from '../../workflows/rules/formFields.ts';
import { contentOf } from '../contents.ts';
import { longIn, textIn } from '../forms.ts';
import type { Seen } from './step.ts';

/** A milestone that an application promises: what is done, what shows it, and until the end of which month. */
export type Promised = { readonly name: string; readonly shows: string; readonly toMonth: number };

/** A milestone as the signing says it. */
export type MilestoneRow = {
  readonly index: number;
  readonly name: string;
  readonly shows: string;
  readonly dueOn: Day;
};

/** The most rows that a form is read for, and the least that it shows. */
const [mostRows, leastRows, spare] = [40, 3, 2];
const mostName = 200;
const mostShows = 2_000;

/** The milestones of the application as it was last handed in; none where its form asks for none, or it was erased. */
export async function promisedBy({ dossier, parts }: Pick<Seen, 'dossier' | 'parts'>): Promise<Promised[]> {
  const content = dossier.states.get('application')?.facts.content as string | undefined;
  const answers = await contentOf<Record<string, unknown>>(parts.db, dossier.agency, content);
  const rows = answers?.milestones;
  if (!Array.isArray(rows)) return [];
  const text = (value: unknown, most: number) => (typeof value === 'string' ? value.trim().slice(0, most) : '');
  return rows.slice(0, mostRows).flatMap((row: unknown): Promised[] => {
    if (typeof row !== 'object' || row === null) return [];
    const { work, result, proof, toMonth } = row as Record<string, unknown>;
    const month = Number(text(toMonth, 4));
    const name = text(work, mostName);
    return name === '' || !Number.isInteger(month) || month < 1 || month > 120
      ? []
      : [
          {
            name,
            shows: [result, proof]
              .map((said) => text(said, 990))
              .filter(Boolean)
              .join('\n'),
            toMonth: month,
          },
        ];
  });
}

/**
 * The fields of the form before anybody has typed: the application's milestones, each so many months from the signing, and none
 * after the last day that an agreement may have.
 */
export const prefilled = (promised: readonly Promised[], signedOn: Day, latest: Day | null): Typed =>
  Object.fromEntries(
    promised.flatMap(({ name, shows, toMonth }, index) => [
      [`m.${index}.name`, name],
      [`m.${index}.shows`, shows],
      [`m.${index}.day`, earlier(addMonths(signedOn, toMonth), latest)],
    ]),
  );

const earlier = (day: Day, latest: Day | null): Day => (latest !== null && latest < day ? latest : day);

/** How many rows the form shows: all that hold something, and some to fill in. */
export function rowsIn(typed: Typed): number {
  const indices = Object.keys(typed).flatMap((name) => {
    const [, index] = /^m\.(\d{1,2})\.(name|shows|day)$/.exec(name) ?? [];
    return index === undefined || textIn(typed, name) === '' ? [] : [Number(index)];
  });
  return Math.min(mostRows, Math.max(leastRows, Math.max(-1, ...indices) + 1 + spare));
}

/** Reads the rows of which anything is filled in, and gathers under `errors` what is wrong; a day outside the agreement too. */
export function milestonesIn(
  typed: Typed,
  { language }: Pick<Seen, 'language'>,
  { from, until }: { from: Day; until: Day },
  errors: Record<string, string>,
): MilestoneRow[] {
  const w = reportWords[language];
  const { fields } = projectWords[language];
  const rows: MilestoneRow[] = [];
  for (let index = 0; index < mostRows; index += 1) {
    const [name, shows] = [longIn(typed, `m.${index}.name`), longIn(typed, `m.${index}.shows`)];
    const written = textIn(typed, `m.${index}.day`);
    if (name === '' && shows === '' && written === '') continue;
    const dueOn = readDay(written);
    if (name === '') errors[`m.${index}.name`] = fields.required(w.whatName);
    else if (name.length > mostName) errors[`m.${index}.name`] = fields.tooLong(w.name, mostName);
    if (shows.length > mostShows) errors[`m.${index}.shows`] = fields.tooLong(w.shows, mostShows);
    if (dueOn === null) errors[`m.${index}.day`] = fields.day;
    else if (from !== '' && until !== '' && (dueOn < from || dueOn > until))
      errors[`m.${index}.day`] = w.milestoneDay(dayText(from), dayText(until));
    rows.push({ index, name, shows, dueOn: dueOn ?? '' });
  }
  return rows;
}
