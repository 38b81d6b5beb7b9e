// Before a period of the team's own ends, with which an application ends or a report is late, the team is told once more.

import type { Database } from '../database/pool.ts';
import { tellReminder } from '../mail/index.ts';

/** So many days before the last one, at eight in the morning in Vietnam: a system's rule, for no law speaks of reminders. */
const daysBefore = [7, 2];
const what = ['callClose', 'completion', 'report'];

type Near = {
  agency: string;
  id: string;
  dossier: string;
  subject: string;
  what: 'callClose' | 'completion' | 'report';
  dueAt: Date;
  days: number;
};

/**
 * Reminds of what ends soon: of each deadline once on each of its days, however many processes look at once, for a letter's id
 * follows from the deadline, the day and the reader. What was missed while nobody looked is not made up for: of two days that
 * have come only the nearer is told of, and none that had passed when the period was set. Nobody is reminded of what they have
 * handed in, nor of a call that was closed before its day. Returns how many deadlines were reminded of.
 */
export async function remindOfDeadlines(
  desk: { db: Database; origin: string; report?: (fault: unknown) => void },
  now: string,
  most = 100,
): Promise<number> {
  const { db, report = () => undefined } = desk;
  const near = await db.query<Near>`
    select l.agency, l.id::text as id, l.dossier::text as dossier, l.subject, l.what, l.due_at, n.days
    from deadline l
      join history h on h.agency = l.agency and h.dossier = l.dossier and h.revision = l.set_revision
      join dossier d on d.agency = l.agency and d.id = l.dossier
      left join state c on c.agency = d.agency and c.dossier = d.call and c.subject = 'call'
      cross join lateral (
        select min(day) as days, (l.due_on - min(day) + time '08:00') at time zone 'Asia/Ho_Chi_Minh' as since from unnest(${daysBefore}::int[]) day
        where (l.due_on - day + time '08:00') at time zone 'Asia/Ho_Chi_Minh' <= ${now}::timestamptz) n
    where l.cleared_revision is null and (l.subject = 'application' or l.subject like 'report/%') and l.what = any (${what}::text[])
      and l.due_at > ${now}::timestamptz and l.due_at < ${now}::timestamptz + make_interval(days => ${Math.max(...daysBefore) + 1}::int)
      and h.at <= n.since and (l.what <> 'callClose' or c.value = '"open"'::jsonb)
      and not exists (select from reminder r where r.agency = l.agency and r.deadline = l.id and r.days <= n.days)
    order by l.due_at, l.id limit ${most}::int`;
  let done = 0;
  for (const { agency, id, dossier, subject, what, dueAt, days } of near) {
    try {
      await tellReminder(desk, { agency, dossier, subject, deadline: id, what, days, dueAt: dueAt.toISOString() }, now);
      // only now: whoever dies before begins again, and writes under the same ids
      const [mine] = await db.query<{ days: number }>`
        insert into reminder (agency, deadline, days, written_at) values (${agency}, ${id}::uuid, ${days}::int, ${now}::timestamptz)
        on conflict do nothing returning days`;
      if (mine !== undefined) done += 1;
    } catch (error) {
      report(error); // one that cannot be written stops no other
    }
  }
  return done;
}
