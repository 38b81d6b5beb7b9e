// What follows an answer: whoever asked is told, and what is to be deleted is deleted.

import { tellDataAnswered } from '../mail/index.ts';
import type { Parts } from '../parts.ts';
import { carryOut, planErasure } from './erasure.ts';
import { unfinishedAnswers } from './requests.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;

/**
 * Finishes what was answered: of one request, or of all that somebody answered and did not get to finish. The letter is written first, for
 * afterwards there may be no address left.
 */
export async function finishAnswers(desk: Desk, id: string | null = null): Promise<void> {
  const { db, now } = desk;
  for (const request of await unfinishedAnswers(db, id)) {
    const { agency, person, kind, answer, reason } = request;
    if (answer !== 'accepted' && answer !== 'refused') continue;
    await tellDataAnswered(desk, { ...request, answer, reason: reason ?? '' });
    if (answer === 'accepted' && kind === 'delete')
      await carryOut(desk, agency, person, await planErasure(desk, agency, person));
    await db.query`update data_request set finished_at = ${now()}::timestamptz where id = ${request.id}::uuid and finished_at is null`;
  }
}
