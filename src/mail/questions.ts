// Who asked about a call is told of the answer: no machine asks for these letters.

import { v5 } from 'uuid';
import { questionLetter } from '../../templates/mails/questions.ts';
import type { Parts } from '../parts.ts';
import type { Person } from './holders.ts';
import { tellPerson } from './inbox.ts';

/** Tells who asked that all can read the answer, or why they cannot; once for each, however often it is corrected. */
export async function tellAsker(
  { db, origin, now }: Pick<Parts, 'db' | 'origin' | 'now'>,
  asker: string | null,
  about: { agency: string; call: string; id: string; state: 'published' | 'declined'; asked: string; answer: string },
): Promise<void> {
  const [to] = await db.query<Person>`
    select id::text as id, email, name, english_letters from person where id = ${asker}::uuid and closed_at is null`;
  if (to === undefined) return;
  const link = `${origin}/agencies/${about.agency}/calls/${about.call}#questions`;
  const { agency, id, state } = about;
  const told = { id: v5(state, id), kind: 'fixed', template: `question.${state}`, agency, dossier: null } as const;
  await tellPerson(db, to, told, (reader) => questionLetter(reader, { ...about, link }), now());
}
