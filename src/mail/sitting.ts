// A council that sits once for many dossiers is called once, and not by as many letters as there are dossiers.

import { v5 } from 'uuid';
import { sittingLetterText } from '../../templates/mails/sitting.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Database } from '../database/pool.ts';
import { sittingOf, sittingPath } from '../sittingPath.ts';
import { isOnlyMoved, meetingsOf } from './council.ts';
import type { Gathered } from './inbox.ts';
import type { Matter } from './matter.ts';
import type { Reader } from './told.ts';

/**
 * The letter about the whole sitting in place of that about one of its dossiers, where somebody is told of more than one: that they
 * are called to it, or that it was moved. Its id follows from the sitting, the day and how often a meeting was said before: each time
 * it is moved a letter goes, back to where it was too. null where a letter is about the dossier itself.
 */
export async function sittingLetter(
  db: Database,
  origin: string,
  matter: Matter,
  { person, audience }: Reader,
): Promise<Gathered | null> {
  const { agency, template, event, at, story } = matter;
  const meets = meetingsOf(matter).after;
  if (template !== 'councilCalled' || meets === null) return null;
  const isMoved = isOnlyMoved(matter);
  const isCalled = audience === 'council' || (audience === 'secretary' && event === 'application.referredToCouncil');
  if (!isCalled && !(isMoved && (audience === 'stayed' || audience === 'secretary'))) return null;
  const [row] = await db.query<{ n: number }>`
    select count(*)::int as n from state where agency = ${agency} and machine = 'application' and value = '"beforeCouncil"'::jsonb
      and facts->'meeting' = ${JSON.stringify(meets)}::text::jsonb and (${audience === 'secretary'} or facts->'council' ? ${person.id}::text)`;
  if ((row?.n ?? 0) < 2) return null;
  const times = story.filter(({ input }) => input.meeting !== undefined).length;
  const what = isCalled ? 'called' : 'moved';
  return {
    id: v5([agency, sittingOf(meets), what, dayOf(at), times].join('/'), person.id),
    say: (to) =>
      sittingLetterText({
        ...to,
        what,
        acts: audience === 'council',
        meets,
        link: `${origin}${sittingPath(agency, meets)}`,
      }),
  };
}
