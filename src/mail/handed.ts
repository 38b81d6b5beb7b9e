// What happens without a decision about the dossier being recorded, and yet waits for somebody: a report on a prototype, which is
// kept beside the history until an officer accepts it, and an account that a party is asked to give again. They hear of it all the same.

import { v5 } from 'uuid';
import { type HandedIn, handedInLetter } from '../../templates/mails/notices.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Dossier } from '../dossier.ts';
import type { Parts } from '../parts.ts';
import { inOffice, type Person, personsOf } from './holders.ts';
import { writeLetter } from './letters.ts';

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
 * Asks the members of the party to give its account again. The ids follow from what the officer recorded of the party, so that
 * what is sent twice is told of once.
 */
export async function tellAccountAsked({ db, origin, now }: Desk, dossier: Dossier, revision: number): Promise<void> {
  const { agency, party } = dossier;
  if (party === null) return;
  const at = now();
  for (const reader of await personsOf(db, agency, (party.facts.members ?? []) as string[])) {
    const letter = handedInLetter(viewOf(origin, dossier, 'giveAccount', reader, null));
    const id = v5(`${agency}/${party.id}/account/${revision}`, reader.id);
    await writeLetter(db, { id, address: reader.email, ...letter }, at);
  }
}

const viewOf = (
  origin: string,
  { agency, id, code, title }: Dossier,
  what: HandedIn['what'],
  { name, language }: Person,
  behalf: HandedIn['behalf'],
): HandedIn => ({
  ...{ what, name, language, behalf, code, project: title },
  base: `${origin}/agencies/${agency}/dossiers/${id}`,
});

async function tell(
  { db, origin, now }: Desk,
  dossier: Dossier,
  what: HandedIn['what'],
  offices: readonly Role[],
  told: string,
  except: readonly string[],
): Promise<void> {
  const { agency, party, states } = dossier;
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
      const letter = handedInLetter(viewOf(origin, dossier, what, reader, giver));
      await writeLetter(db, { id: v5(told, reader.id), address: reader.email, ...letter }, at);
    }
}
