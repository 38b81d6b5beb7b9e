// Who is given an office for some time, or has it no more, is told so: no machine asks for these letters.

import { v5 } from 'uuid';
import type { Say } from '../../templates/mails/letter.ts';
import { delegatedLetter, type Lent, undelegatedLetter } from '../../templates/mails/people.ts';
import type { Parts } from '../parts.ts';
import type { Person } from './holders.ts';
import { tellPerson } from './inbox.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;
/** From whom to whom, in which agency; `key` is that of the form by which it was recorded: a letter is written once for it. */
type Between = { readonly agency: string; readonly giver: string; readonly to: string; readonly key: string };

/** Tells somebody that an office was delegated to them. */
export async function tellDelegated(desk: Desk, between: Between, lent: Lent, decisionNumber: string): Promise<void> {
  const read = await readersOf(desk, between);
  if (read === null) return;
  const { reader, giver } = read;
  const begin = `${desk.origin}/work`;
  const about = { agency: between.agency, giver, lent, decisionNumber, begin };
  await send(desk, 'delegated', between, reader, (to) => delegatedLetter(to, about));
}

/** Tells somebody that what was delegated to them has ended; `decisionNumber` is null where its giver lost the office. */
export async function tellUndelegated(
  desk: Desk,
  between: Between,
  was: readonly Lent[],
  decisionNumber: string | null,
): Promise<void> {
  const read = was.length === 0 ? null : await readersOf(desk, between);
  if (read === null) return;
  const { reader, giver } = read;
  const work = `${desk.origin}/work`;
  const about = { agency: between.agency, giver, was, decisionNumber, work };
  await send(desk, 'undelegated', between, reader, (to) => undelegatedLetter(to, about));
}

function send({ db, now }: Desk, template: string, { agency, to, key }: Between, reader: Person, say: Say) {
  const told = { id: v5(`${template} ${to}`, key), kind: 'fixed', template, agency, dossier: null } as const;
  return tellPerson(db, reader, told, say, now());
}

async function readersOf({ db }: Desk, { giver, to }: Between) {
  const rows = await db.query<Person & { isClosed: boolean }>`
    select id::text as id, email, name, english_letters, closed_at is not null as is_closed from person where id = any(${[giver, to]}::uuid[])`;
  const reader = rows.find(({ id }) => id === to);
  if (reader === undefined || reader.isClosed) return null;
  return { reader, giver: rows.find(({ id }) => id === giver)?.name ?? '' };
}
