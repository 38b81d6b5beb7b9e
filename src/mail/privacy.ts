// Administrators hear of requests about personal data, and whoever asked hears the answer.

import { v5 } from 'uuid';
import { dataAnsweredLetter, dataAskedLetter, type Erased } from '../../templates/mails/privacy.ts';
import type { Parts } from '../parts.ts';
import { inOffice, type Person } from './holders.ts';
import { tellPerson } from './inbox.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;
type Request = { id: string; agency: string; person: string; kind: 'correct' | 'delete' | 'object' };

/** Tells every administrator of the agency but whoever asked. */
export async function tellDataAsked(
  { db, origin, now }: Desk,
  { id, agency, person, ...request }: Request & { acknowledgeBy: string; answerBy: string },
): Promise<void> {
  const about = { agency, ...request, link: `${origin}/agencies/${agency}/data-requests/${id}` };
  for (const reader of await inOffice(db, agency, 'administrator', now())) {
    if (reader.id === person || reader.giver?.person === person) continue;
    const told = {
      id: v5(`data asked ${reader.id}`, id),
      kind: 'fixed',
      template: 'dataAsked',
      agency,
      dossier: null,
    } as const;
    await tellPerson(db, reader, told, (to) => dataAskedLetter(to, about), now());
  }
}

/** Tells whoever asked what was answered, and of a deletion what is gone and what is kept. */
export async function tellDataAnswered(
  { db, origin, now }: Desk,
  {
    id,
    agency,
    person,
    ...request
  }: Request & { answer: 'accepted' | 'refused'; reason: string; erased: Erased | null },
): Promise<void> {
  const [reader] = await db.query<Person>`
    select id::text as id, email, name, english_letters from person where id = ${person}::uuid and closed_at is null`;
  if (reader === undefined) return;
  const about = { agency, ...request, link: `${origin}/account/data` };
  const told = {
    id: v5(`data answered ${person}`, id),
    kind: 'fixed',
    template: 'dataAnswered',
    agency,
    dossier: null,
  } as const;
  await tellPerson(db, reader, told, (to) => dataAnsweredLetter(to, about), now());
}
