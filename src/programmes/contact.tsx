// Where people may ask an agency: its administrators keep it.

import { z } from 'zod';
import { type Contact, ContactPage, contactFields } from '../../templates/pages/programmes/contact.tsx';
import { programmeWords } from '../../templates/words/programmes.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { changeContact, contactChanges, contactsDiffer, lastContact } from '../contact.ts';
import type { Doors } from '../doors.ts';
import { textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { type C, calendarKeepers, type Errors, holdsOne, keyAgain, type Sent, staff, statusOf } from './shared.ts';

const path = '/agencies/:agency/contact';
const Email = z.email().max(254);

/** How many earlier changes are told. */
const mostShown = 20;

export function contactRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  async function show(c: C, sent: Sent | null = null) {
    const agency = c.req.param('agency')!;
    const [frame, changes] = await Promise.all([parts.frameOf(c), contactChanges(db, agency, mostShown + 1)]);
    const contact = lastContact(changes);
    const isSaved = c.req.method === 'GET' && c.req.query('done') === 'saved';
    const view = {
      frame,
      agency,
      note: isSaved ? programmeWords[c.get('language')].contact.saved : null,
      contact,
      changes: changes.slice(0, mostShown).map(({ at, by, said }, index) => ({
        ...{ at, by },
        differs: contactsDiffer(lastContact(changes.slice(index + 1)), said),
      })),
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
    const said = Object.fromEntries(contactFields.map((name) => [name, cleanLine(textIn(typed, name))])) as Contact;
    const { address, email, phone } = said;
    const errors: Errors = {};
    if (address.length > 200) errors.address = w.address;
    if (email !== '' && !Email.safeParse(email).success) errors.email = w.email;
    if (!/^[\d +().-]{0,30}$/.test(phone)) errors.phone = w.phone;
    if (contactFields.every((name) => said[name] === '') && (await contactChanges(db, agency, 1)).length === 0)
      errors.address = w.nothing;
    if (Object.keys(errors).length > 0) return show(c, { typed, errors });
    await changeContact(db, { agency, said, person: c.get('visitor')!.id, now: now() });
    return c.redirect(`/agencies/${agency}/contact?done=saved`, 303);
  });
}
