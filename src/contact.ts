// Where people may ask an agency: kept by its administrators, shown on the pages of its calls. Every change is kept, as of its treasury.

import { type Contact, contactFields } from '../templates/pages/programmes/contact.tsx';
import type { Database } from './database/pool.ts';

/** One time that an agency wrote it. `change` counts them; `by` is '' where nobody is known. */
export type ContactChange = {
  readonly change: number;
  readonly at: string;
  readonly by: string;
  readonly said: Contact;
};

const none: Contact = { address: '', email: '', phone: '' };

/** What an agency has written, time by time, the last first. */
export async function contactChanges(db: Database, agency: string, most: number): Promise<ContactChange[]> {
  const rows = await db.query<Contact & { change: number; at: Date; by: string }>`
    select t.address, t.email, t.phone, t.change, t.changed_at as at, coalesce(p.name, '') as by
    from agency_contact t left join person p on p.id = t.changed_by where t.agency = ${agency} order by t.change desc limit ${most}`;
  return rows.map(({ change, at, by, ...said }) => ({ change, at: at.toISOString(), by, said }));
}

/** What counts of an agency's changes: the last; empty before the first. */
export const lastContact = ([last]: readonly ContactChange[]): Contact => last?.said ?? none;

/** Where people may ask an agency now. */
export const contactOf = async (db: Database, agency: string): Promise<Contact> =>
  lastContact(await contactChanges(db, agency, 1));

/** Writes it anew. What stands already is not written again. */
export async function changeContact(
  db: Database,
  { agency, said, person, now }: { agency: string; said: Contact; person: string; now: string },
): Promise<void> {
  for (;;) {
    const [last] = await contactChanges(db, agency, 1);
    if (contactsDiffer(last?.said ?? none, said).length === 0) return;
    const rows = await db.query`
      insert into agency_contact (agency, change, address, email, phone, changed_at, changed_by)
      values (${agency}, ${(last?.change ?? 0) + 1}, ${said.address}, ${said.email}, ${said.phone}, ${now}::timestamptz, ${person}::uuid)
      on conflict do nothing returning change`;
    if (rows.length > 0) return;
  }
}

/** Which fields differ between what stood and what was said. */
export const contactsDiffer = (before: Contact, after: Contact) =>
  contactFields
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, before: before[name], after: after[name] }));
