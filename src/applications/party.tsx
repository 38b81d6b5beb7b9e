// Who a party is, beside its application: its team looks at it before it hands in, and changes what may still be changed.

import type { Context } from 'hono';
import { PartyPage, type PartyPageView, type PartyView } from '../../templates/pages/applications/party.tsx';
import type { FieldErrors, Typed } from '../../templates/parts/form.tsx';
import { applicationWords } from '../../templates/words/applications.ts';
import type { Language } from '../../templates/words/words.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import { type FieldChange, fieldOfAddress } from '../../workflows/rules/forms.ts';
import { bankPaperOf, keepBankPaper } from '../bankPaper.ts';
import { receiveUpload, type Upload, uploadBodyBytes } from '../documents/index.ts';
import type { AppEnv, Doors } from '../doors.ts';
import { textIn } from '../forms.ts';
import type { Parts } from '../parts.ts';
import { isOneTooMany } from '../people/index.ts';
import { markOf } from './draft.ts';
import {
  accountCall,
  type Contact,
  changeableOf,
  changeProfile,
  isMember,
  type Profile,
  profileOf,
  readContact,
  readIdentity,
} from './parties.ts';
import { founders, headOf, isWritable, openWritten, root, type Status, type Written } from './shared.ts';

/** The page of the party, and what it keeps. */
export function partyRoutes(doors: Doors, parts: Parts): void {
  const { db, now } = parts;

  doors.get(`${root}/party`, { who: founders }, async (c) => {
    const matter = await openWritten(c, parts);
    return matter === null ? c.notFound() : await page(c, matter);
  });

  doors.post(`${root}/party`, { who: founders, maxBodyBytes: uploadBodyBytes }, async (c) => {
    const matter = await openWritten(c, parts);
    if (matter === null) return c.notFound();
    return await save(c, matter, await receiveUpload(c, parts, { dossier: matter.dossier.id, field: 'bankPaper' }));
  });

  async function save(c: Context<AppEnv>, matter: Written, upload: Upload, attempt = 1): Promise<Response> {
    const { typed } = upload;
    const { dossier } = matter;
    const person = c.get('visitor')!.id;
    const language = c.get('language');
    const profile = await profileOf(db, dossier);
    const change = profile === null ? 'nothing' : changeableOf(dossier, profile, person, isWritable(matter));
    const notNow = () =>
      page(c, matter, { typed, errors: { '': applicationWords[language].partyConfirmed }, refused: 'notNow' }, 409);
    if (profile === null || change === 'nothing' || dossier.party === null) return await notNow();
    const isLost = (name: 'name' | 'address') =>
      change === 'account' && typed[name] !== undefined && cleanLine(textIn(typed, name)) !== profile[name];
    if (isLost('name') || isLost('address')) return await notNow();
    const stands = { name: profile.name, address: profile.address };
    const { contact, errors } = readContact(change === 'all' ? typed : { ...typed, ...stands }, language);
    if (change === 'account') for (const name of ['name', 'address']) delete errors[name];
    const number =
      change === 'all'
        ? readIdentity(String(dossier.party.facts.kind), textIn(typed, 'identity'), language)
        : { ok: true as const, identity: profile.identity };
    if (!number.ok) errors.identity = number.problem;
    const w = applicationWords[language];
    // whoever gives an account in the place of another leaves none out
    if (change === 'account' && profile.accountNumber !== '' && contact.accountNumber === '')
      errors.accountNumber ??= w.problems.accountNumber;
    Object.assign(errors, upload.errors);
    const identity = number.ok ? number.identity : cleanLine(textIn(typed, 'identity'));
    const stood = markOfParty(profile);
    if (stood !== textIn(typed, 'base') && stood !== markOfParty({ ...contact, identity }))
      return await page(c, matter, { typed, refused: 'overtaken' }, 409);
    if (Object.keys(errors).length > 0) return await page(c, matter, { typed, errors }, 422);
    if (identity !== profile.identity && (await isOneTooMany(c, parts, 'number', person)))
      return await page(c, matter, { typed, errors: { identity: w.problems.numberTooOften } }, 429);
    const { changedAt } = profile;
    const given = {
      agency: dossier.agency,
      party: dossier.party.id,
      what: change,
      contact,
      stood: profile.accountNumber,
      identity,
      changedAt,
      person,
      now: now(),
    };
    const kept = await changeProfile(db, given);
    if (kept === 'taken') {
      const taken = { identity: applicationWords[language].problems.identityTaken };
      return await page(c, matter, { typed, errors: taken }, 422);
    }
    if (kept) {
      const { agency, id } = dossier;
      const attachment = upload.attachments.at(-1)?.id;
      if (attachment !== undefined && contact.accountNumber !== '')
        await keepBankPaper(db, { agency, dossier: id, attachment, account: contact, person, now: now() });
      const base = `/agencies/${agency}/dossiers/${id}`;
      return c.redirect(isWritable(matter) ? `${base}/application/check?done=party` : `${base}?done=account`, 303);
    }
    // somebody was quicker by a moment: what stands now is said
    const again = attempt === 1 ? await openWritten(c, parts) : null;
    return again === null ? await notNow() : await save(c, again, upload, attempt + 1);
  }

  type More = {
    typed?: Typed;
    errors?: FieldErrors;
    /** Why nothing of what was typed is kept: another has saved since the page was opened, or it is not to be changed now. */
    refused?: 'overtaken' | 'notNow';
  };

  async function page(c: Context<AppEnv>, matter: Written, more: More = {}, status: Status = 200) {
    const [language, person] = [c.get('language'), c.get('visitor')!.id];
    const profile = await profileOf(db, matter.dossier);
    const party = profile === null ? null : viewOf(matter, profile, person);
    if (profile === null || party === null) return c.notFound();
    const { typed = { name: party.name, ...party.own }, errors = {}, refused } = more;
    const stands = party.own !== null && party.own.accountNumber !== '';
    const [paper, call, personName] = await Promise.all([
      stands ? bankPaperOf(db, matter.dossier.agency, matter.dossier.party!.id, party.own!) : null,
      accountCall(db, matter.dossier, person, isWritable(matter)),
      c.get('visitor')!.name,
    ]);
    const changes = refused === undefined || party.own === null ? [] : differing(profile, typed, language);
    const { changedBy, changedByName, changedAt } = profile;
    const view: PartyPageView = {
      head: headOf(matter, language, now()),
      party,
      typed,
      errors,
      account: {
        isDue: matter.dossier.states.has('project'),
        names: [...new Set([personName, party.name].filter(Boolean))],
        paper,
        returned: call?.stands === 'returned' ? { why: call.why, at: call.at } : null,
        isSentBack: call?.stands === 'sentBack',
      },
      base: markOfParty(profile),
      conflict:
        refused !== 'overtaken'
          ? null
          : {
              name: changedBy === person ? applicationWords[language].youElsewhere : (changedByName ?? ''),
              at: new Date(changedAt).toISOString(),
              changes,
            },
      lost: refused === 'notNow' ? changes : [],
    };
    return c.html(<PartyPage frame={await parts.frameOf(c)} page={view} />, status);
  }
}

const partyFields = ['name', 'identity', 'address', 'accountNumber', 'accountName', 'bank'] as const;
type Said = Contact & Pick<Profile, 'identity'>;

/** A short name for what a party says of itself, to tell whether it has changed. */
const markOfParty = (said: Said): string => markOf(Object.fromEntries(partyFields.map((name) => [name, said[name]])));

/** What somebody typed that a party does not say of itself. */
function differing(profile: Said, typed: Typed, language: Language): FieldChange[] {
  const w = applicationWords[language];
  const section = { id: 'party', title: w.party };
  return partyFields.flatMap((name) => {
    const [before, after] = [profile[name], cleanLine(textIn(typed, name))];
    const label = name === 'name' ? w.partyName : name === 'identity' ? w.identity : w[name];
    return typed[name] === undefined || before === after ? [] : [{ section, label, before, after }];
  });
}

/** The party behind an application as a person of its team may see it; null where nothing is kept of it. */
export async function partyView(
  { db }: Parts,
  matter: Written,
  person: string,
  language: Language,
): Promise<PartyView | null> {
  const profile = await profileOf(db, matter.dossier);
  const view = profile === null ? null : viewOf(matter, profile, person);
  if (profile === null || view === null) return null;
  const field = fieldOfAddress(matter.definition, matter.draft.answers, profile.address);
  const section = matter.definition.sections.find(({ fields }) => fields.some(({ id }) => id === field?.id));
  if (field === null || section === undefined) return view;
  return {
    ...view,
    addressIn: { href: `#s-${section.id}`, label: `${section.title[language]}: ${field.label[language]}` },
  };
}

function viewOf(matter: Written, profile: Profile, person: string): PartyView | null {
  const { dossier } = matter;
  if (dossier.party === null) return null;
  const { identity, address, accountNumber, accountName, bank } = profile;
  return {
    name: profile.name,
    kind: String(dossier.party.facts.kind ?? ''),
    own: isMember(dossier, person) ? { identity, address, accountNumber, accountName, bank } : null,
    change: changeableOf(dossier, profile, person, isWritable(matter)),
    confirmed: dossier.party.facts.confirmed === true,
    href: `/agencies/${dossier.agency}/dossiers/${dossier.id}/application/party`,
    addressIn: null,
  };
}
