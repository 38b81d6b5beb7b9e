// Who is given an office for some time, or has it no more, is told so: no machine asks for these letters.

import { v5 } from 'uuid';
import { delegatedLetter, type Lent, undelegatedLetter } from '../../templates/mails/people.ts';
import type { Parts } from '../parts.ts';
import { writeLetter } from './letters.ts';

type Desk = Pick<Parts, 'db' | 'origin' | 'now'>;
/** From whom to whom, in which agency; `key` is that of the form by which it was recorded: a letter is written once for it. */
type Between = { readonly agency: string; readonly giver: string; readonly to: string; readonly key: string };

/** Tells somebody that an office was delegated to them. */
export async function tellDelegated(desk: Desk, between: Between, lent: Lent, decisionNumber: string): Promise<void> {
  const read = await readersOf(desk, between);
  if (read === null) return;
  const { reader, giver } = read;
  const begin = `${desk.origin}/work`;
  const letter = delegatedLetter(reader, { agency: between.agency, giver, lent, decisionNumber, begin });
  await send(desk, `delegated ${between.to}`, between.key, reader.email, letter);
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
  const letter = undelegatedLetter(reader, { agency: between.agency, giver, was, decisionNumber, work });
  await send(desk, `undelegated ${between.to}`, between.key, reader.email, letter);
}

const send = (
  { db, now }: Desk,
  what: string,
  key: string,
  address: string,
  letter: { subject: string; body: string },
) => writeLetter(db, { id: v5(what, key), address, ...letter }, now());

async function readersOf({ db }: Desk, { giver, to }: Between) {
  type Row = { id: string; email: string; name: string; language: 'vi' | 'en'; isClosed: boolean };
  const rows = await db.query<Row>`
    select id::text as id, email, name, language, closed_at is not null as is_closed from person where id = any(${[giver, to]}::uuid[])`;
  const reader = rows.find(({ id }) => id === to);
  if (reader === undefined || reader.isClosed) return null;
  return { reader, giver: rows.find(({ id }) => id === giver)?.name ?? '' };
}
