import type { CommandType } from '../../workflows/commands/index.ts';
import { SYSTEM } from '../../workflows/decide.ts';
import type { Database } from '../database/pool.ts';
import { nothingOnItsWay } from '../receipt.ts';
import type { Recorder } from '../record.ts';

type Due = { agency: string; id: string; dossier: string; subject: string; what: string };

/**
 * What happens by itself when a period ends, by subject and period. Periods of the administration are not here: when an officer
 * is late, nothing happens to the founder.
 */
const consequences: Readonly<Record<string, CommandType>> = {
  'application callClose': 'lapse', // a draft that was not handed in before the call closed
  'application completion': 'lapse', // NĐ 268/2025, Điều 12.5: not completed within 15 days, the file is closed
};

/**
 * Carries out what is due, as the actor `system`, once nothing can be on its way any more that was received in time. A deadline's id is its idempotency key, so two sweeps at once, or one
 * that died half-way, record it once. Returns how many were carried out; a refusal (the state has moved on) is none.
 */
export async function sweepDeadlines(
  db: Database,
  recorder: Recorder,
  now: string,
  report: (fault: unknown) => void = () => undefined,
  most = 100,
): Promise<number> {
  const due = await db.query<Due>`
    select agency, id, dossier, subject, what from claim_deadlines(${nothingOnItsWay(now)}::timestamptz, ${Object.keys(consequences)}::text[], ${most}::int)`;
  let done = 0;
  for (const { agency, id, dossier, subject, what } of due) {
    const type = consequences[`${subject} ${what}`];
    if (type === undefined) continue;
    try {
      const outcome = await recorder.act({ type, dossier, input: {} }, { agency, person: SYSTEM }, id);
      if (outcome.ok) done += 1;
    } catch (error) {
      report(error); // one dossier that cannot be decided stops no other
    }
  }
  return done;
}
