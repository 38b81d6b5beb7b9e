// Where people may ask an agency: kept by its administrators, shown on the pages of its calls.

import { z } from 'zod';
import { ContactPage } from '../../templates/pages/programmes/contact.tsx';
import { programmeWords } from '../../templates/words/programmes.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import type { Database } from '../database/pool.ts';
import type { Doors } from '../doors.ts';
import { textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { type C, calendarKeepers, type Errors, holdsOne, keyAgain, type Sent, staff, statusOf } from './shared.ts';

export type Contact = { readonly address: string; readonly email: string; readonly phone: string };

const path = '/agencies/:agency/contact';
const Email = z.email().max(254);
const none: Contact = { address: '', email: '', phone: '' };

/** What an agency's administrators have written; empty where they have written nothing. */
export async function contactOf(db: Database, agency: string): Promise<Contact> {
  const [row] = await db.query<Contact>`select address, email, phone from agency_contact where agency = ${agency}`;
  return row ?? none;
}

export function contactRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  async function show(c: C, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const [frame, contact] = await Promise.all([parts.frameOf(c), contactOf(db, agency)]);
    const isSaved = c.req.method === 'GET' && c.req.query('done') === 'saved';
    const view = {
      frame,
      agency,
      note: isSaved ? programmeWords[c.get('language')].contact.saved : null,
      contact,
      mayChange: holdsOne(c.get('standing').roles, calendarKeepers),
      form: { key: keyAgain(sent), typed: sent?.typed ?? contact, errors: sent?.errors ?? {}, refusal: null },
    };
    return c.html(<ContactPage {...view} />, statusOf(sent));
  }

  doors.get(path, { who: staff }, (c) => show(c));

  doors.post(path, { who: calendarKeepers }, async (c) => {
    const agency = c.req.param('agency');
    const typed = await typedOf(c);
    const w = programmeWords[c.get('language')].contact.problems;
    const [address, email, phone] = ['address', 'email', 'phone'].map((name) => cleanLine(textIn(typed, name))) as [
      string,
      string,
      string,
    ];
    const errors: Errors = {};
    if (address.length > 200) errors.address = w.address;
    if (email !== '' && !Email.safeParse(email).success) errors.email = w.email;
    if (!/^[\d +().-]{0,30}$/.test(phone)) errors.phone = w.phone;
    if (Object.keys(errors).length > 0) return show(c, { typed, errors });
    await db.query`
      insert into agency_contact (agency, address, email, phone, changed_at, changed_by)
      values (${agency}, ${address}, ${email}, ${phone}, ${now()}::timestamptz, ${c.get('visitor')!.id}::uuid)
      on conflict (agency) do update set address = excluded.address, email = excluded.email, phone = excluded.phone,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
    return c.redirect(`/agencies/${agency}/contact?done=saved`, 303);
  });
}
