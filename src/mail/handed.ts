// What happens without a decision being recorded, and yet waits for somebody: a report on a prototype, which is kept beside the
// history until an officer accepts it, and a conflict of interest that a reviewer declared. The offices hear of it all the same.

import { v5 } from 'uuid';
import { type HandedIn, handedInLetter } from '../../templates/mails/notices.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Dossier } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { writeLetter } from './letters.ts';
import { conflictedOf, inOffice } from './told.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;

/**
 * Writes to each officer that the team has handed in a report on its prototype. The ids follow from the report and the reader, so
 * that a report is told of once. Nobody of the team, and not who handed it in, is asked to accept it.
 */
export async function tellPrototypeHandedIn(
  desk: Desk,
  dossier: Dossier,
  { commitment, person }: { commitment: string; person: string },
): Promise<void> {
  await tell(desk, dossier, 'prototype', ['officer'], `${dossier.agency}/${commitment}`, [person]);
}

/**
 * Writes once to whoever assigns reviewers that one of them declared a conflict of interest: to nobody who declared one
 * themselves, or acts for somebody who did.
 */
export async function tellReviewerConflicted(desk: Desk, dossier: Dossier, reviewer: string): Promise<void> {
  const told = `${dossier.agency}/${dossier.id}/conflict/${reviewer}`;
  await tell(desk, dossier, 'reviewers', ['officer', 'secretary'], told, await conflictedOf(desk.db, dossier));
}

async function tell(
  { db, origin, now }: Desk,
  { agency, id, code, title, party, states }: Dossier,
  what: HandedIn['what'],
  offices: readonly Role[],
  told: string,
  except: readonly string[],
): Promise<void> {
  const nobody = [
    ...except,
    ...((states.get('application')?.facts.team ?? []) as string[]),
    ...((party?.facts.members ?? []) as string[]),
  ];
  const at = now();
  for (const office of offices)
    for (const reader of await inOffice(db, agency, office, at)) {
      const { giver = null } = reader;
      if (nobody.includes(reader.id) || (giver !== null && nobody.includes(giver.person))) continue;
      const letter = handedInLetter({
        what,
        name: reader.name,
        language: reader.language,
        behalf: giver,
        code,
        project: title,
        base: `${origin}/agencies/${agency}/dossiers/${id}`,
      });
      await writeLetter(db, { id: v5(told, reader.id), address: reader.email, ...letter }, at);
    }
}
