// What happens without a decision about the dossier being recorded, and yet waits for somebody: a report on a prototype and who a
// company is, which are kept beside the history until an officer decides on them, what of these an officer sends back, and an account
// that a party is asked to give again. They hear of it all the same.

import { v5 } from 'uuid';
import { type HandedIn, handedInLetter } from '../../templates/mails/notices.ts';
import type { Kind } from '../../templates/words/notifications.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { roleInTeam } from '../../workflows/rules/team.ts';
import type { Dossier } from '../dossier.ts';
import type { HandedInForm } from '../handedIn.ts';
import type { Parts } from '../parts.ts';
import { inOffice, personsOf } from './holders.ts';
import { type Told, tellPerson } from './inbox.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;

/**
 * Writes to each officer that the team has handed something in. The ids follow from what was handed in and the reader, so that it is
 * told of once. Nobody of the team, and not who handed it in, is asked to decide on it.
 */
export async function tellHandedIn(
  desk: Desk,
  dossier: Dossier,
  { form, commitment, person }: { form: HandedInForm; commitment: string; person: string },
): Promise<void> {
  await tell(desk, dossier, form, ['officer'], `${dossier.agency}/${commitment}`, [person]);
}

const sentBack = { prototype: 'prototypeReturned', company: 'companyReturned' } as const;

/** Writes to the team that an officer has sent back what it handed in, and why. The ids follow from the reason and the reader. */
export async function tellSentBack(
  { db, origin, now }: Desk,
  dossier: Dossier,
  { form, commitment, reason }: { form: HandedInForm; commitment: string; reason: string },
): Promise<void> {
  const at = now();
  for (const reader of await personsOf(db, dossier.agency, teamOf(dossier))) {
    const id = v5(`${dossier.agency}/${commitment}`, reader.id);
    const about = { ...aboutOf(origin, dossier, sentBack[form], null), reason };
    const told = toldOf(dossier, id, sentBack[form], 'fixed');
    await tellPerson(db, reader, told, (to) => handedInLetter({ ...about, ...to }), at);
  }
}

/** Who stands for the applicant: the team, and the members of the party that it is now, but for who has left. */
export function teamOf({ party, states }: Dossier): string[] {
  const facts = states.get('application')?.facts ?? {};
  const members = (party?.facts.members ?? []) as string[];
  const all = new Set([...((facts.team ?? []) as string[]), ...members]);
  return [...all].filter((person) => roleInTeam(facts, members, person) !== null);
}

/**
 * Asks the members of the party to give its account again, and says why. The ids follow from what the officer recorded of the party, so that
 * what is sent twice is told of once.
 */
export async function tellAccountAsked(
  { db, origin, now }: Desk,
  dossier: Dossier,
  { revision, reason }: { revision: number; reason: string },
): Promise<void> {
  const { agency, party } = dossier;
  if (party === null) return;
  const at = now();
  for (const reader of await personsOf(db, agency, (party.facts.members ?? []) as string[])) {
    const id = v5(`${agency}/${party.id}/account/${revision}`, reader.id);
    const about = { ...aboutOf(origin, dossier, 'giveAccount', null), reason };
    const told = toldOf(dossier, id, 'giveAccount', 'fixed');
    await tellPerson(db, reader, told, (to) => handedInLetter({ ...about, ...to }), at);
  }
}

const toldOf = ({ agency, id: dossier, code }: Dossier, id: string, template: string, kind: Kind): Told => ({
  ...{ id, kind, template, agency },
  dossier: { id: dossier, code },
});

const aboutOf = (
  origin: string,
  { agency, id, code, title }: Dossier,
  what: HandedIn['what'],
  behalf: HandedIn['behalf'],
): Omit<HandedIn, 'name' | 'language'> => ({
  ...{ what, behalf, code, project: title },
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
  const { agency } = dossier;
  const nobody = [...except, ...teamOf(dossier)];
  const at = now();
  for (const office of offices)
    for (const reader of await inOffice(db, agency, office, at)) {
      const { giver = null } = reader;
      if (nobody.includes(reader.id) || (giver !== null && nobody.includes(giver.person))) continue;
      const about = aboutOf(origin, dossier, what, giver);
      const line = toldOf(dossier, v5(told, reader.id), what, 'todo');
      await tellPerson(db, reader, line, (to) => handedInLetter({ ...about, ...to }), at);
    }
}
