// Who a party is, beside its application: its team looks at it before it hands in, and changes what may still be changed.

import type { Context } from 'hono';
import { PartyPage, type PartyPageView, type PartyView } from '../../templates/pages/applications/party.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { applicationWords } from '../../templates/words/applications.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { textIn, typedOf } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { changeableOf, changeProfile, isMember, profileOf, readContact } from './parties.ts';
import { founders, headOf, isWritable, openWritten, root, type Status, type Written } from './shared.ts';

/** The page of the party, and what it keeps. */
export function partyRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  doors.get(`${root}/party`, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : await page(c, matter);
  });

  doors.post(`${root}/party`, { who: founders, maxBodyBytes: 16 * 1024 }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    const { dossier } = matter;
    const typed = await typedOf(c);
    const person = c.get('visitor')!.id;
    const view = await partyView(parts, matter, person);
    const language = c.get('language');
    const notNow = () => page(c, matter, { typed, errors: { '': applicationWords[language].partyConfirmed } }, 409);
    const said = view?.own ?? null;
    if (view === null || said === null || view.change === 'nothing' || dossier.party === null) return await notNow();
    const { change } = view;
    const isLost = (name: 'name' | 'address', stands: string) =>
      change === 'account' && typed[name] !== undefined && cleanLine(textIn(typed, name)) !== stands;
    if (isLost('name', view.name) || isLost('address', said.address)) return await notNow();
    const { contact, errors } = readContact(
      change === 'all' ? typed : { ...typed, name: view.name, address: said.address },
      language,
    );
    if (change === 'account') for (const name of ['name', 'address']) delete errors[name];
    if (Object.keys(errors).length > 0) return await page(c, matter, { typed, errors }, 422);
    const given = { agency: dossier.agency, party: dossier.party.id, what: change, contact, person, now: now() };
    if (!(await changeProfile(db, given))) return await notNow();
    return c.redirect(c.req.path.replace(/\/party$/, isWritable(matter) ? '/check?done=party' : '?done=party'), 303);
  });

  async function page(
    c: Context<AppEnv>,
    matter: Written,
    again: { typed?: Typed; errors?: FieldErrors } = {},
    status: Status = 200,
  ) {
    const party = await partyView(parts, matter, c.get('visitor')!.id);
    if (party === null) return c.notFound();
    const { typed = { name: party.name, ...party.own }, errors = {} } = again;
    const view: PartyPageView = { head: headOf(matter, c.get('language'), now()), party, typed, errors };
    return c.html(<PartyPage frame={await parts.frameOf(c)} page={view} />, status);
  }
}

/** The party behind an application as a person of its team may see it; null where nothing is kept of it. */
export async function partyView({ db }: Parts, matter: Written, person: string): Promise<PartyView | null> {
  const { dossier } = matter;
  const profile = await profileOf(db, dossier);
  if (profile === null || dossier.party === null) return null;
  const { identity, address, accountNumber, accountName, bank } = profile;
  return {
    name: profile.name,
    kind: String(dossier.party.facts.kind ?? ''),
    own: isMember(dossier, person) ? { identity, address, accountNumber, accountName, bank } : null,
    change: changeableOf(dossier, profile, person, isWritable(matter)),
    confirmed: dossier.party.facts.confirmed === true,
    href: `/agencies/${dossier.agency}/dossiers/${dossier.id}/application/party`,
  };
}
