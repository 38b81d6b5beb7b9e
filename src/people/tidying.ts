import type { Desk } from './accounts.ts';
import { knownDays } from './attempts.ts';
import { forgetHalfEntries } from './secondStep.ts';
import { forgetEndedSessions } from './sessions.ts';

/** Removes what no longer counts: sessions that have ended, ways in that were begun and not finished, tickets and invitations that have run out, attempts of yesterday, browsers that nobody came in with for long, self-checks of a month ago, what was told a year ago. */
export async function forgetWhatIsOver(desk: Desk): Promise<void> {
  const { db, now } = desk;
  await forgetEndedSessions(desk);
  await forgetHalfEntries(desk);
  await db.query`delete from ticket where expires_at < ${now()}::timestamptz - interval '1 day'`;
  await db.query`delete from notification where at < ${now()}::timestamptz - interval '1 year'`;
  await db.query`delete from team_invitation where expires_at < ${now()}::timestamptz - interval '1 day'`;
  await db.query`
    delete from attempt where at < ${now()}::timestamptz - make_interval(days => case when what like 'known %' then ${knownDays}::int else 1 end)`;
  await db.query`delete from self_check where made_at < ${now()}::timestamptz - interval '30 days'`;
}
