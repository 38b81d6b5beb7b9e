// A prototype's report is handed in without a decision: it is kept beside the history until an officer accepts it. Officers hear of it all the same.

import { v5 } from 'uuid';
import { handedInLetter } from '../../templates/mails/notices.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Dossier } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { writeLetter } from './letters.ts';
import { inOffice } from './told.ts';

/**
 * Writes to each officer that the team has handed in a report on its prototype. The ids follow from the report and the reader, so
 * that a report is told of once. Nobody of the team, and not who handed it in, is asked to accept it.
 */
export async function tellPrototypeHandedIn(
  { db, origin, now }: Pick<Parts, 'db' | 'origin' | 'now'>,
  { agency, id, code, title, party, states }: Dossier,
  { commitment, person }: { commitment: string; person: string },
): Promise<void> {
  const officer: Role = 'officer';
  const team = [
    person,
    ...((states.get('application')?.facts.team ?? []) as string[]),
    ...((party?.facts.members ?? []) as string[]),
  ];
  const at = now();
  for (const reader of await inOffice(db, agency, officer, at)) {
    const { giver = null } = reader;
    if (team.includes(reader.id) || (giver !== null && team.includes(giver.person))) continue;
    const letter = handedInLetter({
      what: 'prototype',
      name: reader.name,
      language: reader.language,
      behalf: giver,
      code,
      project: title,
      base: `${origin}/agencies/${agency}/dossiers/${id}`,
    });
    await writeLetter(db, { id: v5(`${agency}/${commitment}`, reader.id), address: reader.email, ...letter }, at);
  }
}
