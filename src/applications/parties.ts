// In whose name somebody applies: the parties that they belong to, and what a new one must say of itself.

import { type FieldErrors, oneOf, type Typed } from '../../templates/parts/form.tsx';
import { applicationWords } from '../../templates/words/applications.ts';
import type { Language } from '../../templates/words/words.ts';
import { capsOf, type Pack } from '../../workflows/programmes/schema.ts';
import { cleanLine } from '../../workflows/rules/formFields.ts';
import {
  type Answers,
  checkAnswers,
  type FormDefinition,
  type FormParty,
  startingAnswers,
} from '../../workflows/rules/forms.ts';
import {
  accountNumberOf,
  citizenNumberProblems,
  companyCodeProblems,
  isAccountNumber,
  parseCitizenNumber,
  parseCompanyCode,
} from '../../workflows/rules/identifiers.ts';
import { returnedToParty } from '../bankReturns.ts';
import { reasonOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { partyAccount } from '../partyAccount.ts';

export type OwnParty = { id: string; name: string; kind: string };

/** The parties of an agency that a person belongs to and that may apply under a pack. */
export async function ownParties(db: Database, agency: string, person: string, pack: Pack): Promise<OwnParty[]> {
  const rows = await db.query<OwnParty>`
    select s.dossier::text as id, coalesce(p.name, '') as name, s.facts->>'kind' as kind
    from state s left join party_profile p on p.agency = s.agency and p.party = s.dossier
    where s.agency = ${agency} and s.machine = 'register' and s.subject = 'party' and s.facts->'members' ? ${person}
    order by p.changed_at desc nulls last, s.dossier`;
  return rows.filter(({ kind }) => pack.applicants.includes(kind === 'enterprise' ? 'enterprise' : 'team'));
}

/** The classes that decide a share in this stage; none where shares are the same for all. */
export function classesOf(pack: Pack, stage: string): { id: string; name: string; nameEn: string }[] {
  const used = new Set(
    capsOf(pack, stage)
      .flatMap((cap) => (cap.kind === 'share' ? Object.keys(cap.shareBps) : []))
      .filter((id) => id !== 'all'),
  );
  return (pack.beneficiaryClasses ?? [])
    .filter(({ id }) => used.has(id))
    .map(({ id, name }) => ({ id, name: name.vi, nameEn: name.en }));
}

/** A new party as it was typed, cleaned. */
export type NewParty = {
  kind: 'team' | 'enterprise';
  beneficiaryClass: string | null;
  name: string;
  identity: string;
  address: string;
  accountNumber: string;
  accountName: string;
  bank: string;
};

/** Reads the number by which a party is known: an enterprise's code, or its representative's number. */
export function readIdentity(
  kind: string | undefined,
  text: string,
  language: Language,
): { ok: true; identity: string } | { ok: false; problem: string } {
  if (kind === 'enterprise') {
    const code = parseCompanyCode(text);
    if (!code.ok) return { ok: false, problem: companyCodeProblems[code.problem][language] };
    // a dependent unit is part of its enterprise, and applies in that one's name
    if (code.branch !== null) return { ok: false, problem: applicationWords[language].problems.ownCode };
    return { ok: true, identity: code.code };
  }
  const number = parseCitizenNumber(text);
  return number.ok
    ? { ok: true, identity: number.number }
    : { ok: false, problem: citizenNumberProblems[number.problem][language] };
}

/** Gives a party that is not confirmed a number where it has none; false where somebody else has this one. */
export async function giveIdentity(
  db: Database,
  given: { agency: string; party: string; identity: string; person: string; now: string },
): Promise<boolean> {
  const { agency, party, identity, person, now } = given;
  const rows = await unlessTaken(db.query`
    update party_profile p set identity = ${identity}, changed_at = ${now}::timestamptz, changed_by = ${person}::uuid
    where p.agency = ${agency} and p.party = ${party}::uuid and p.identity in ('', ${identity})
      and not exists (select from state s where s.agency = p.agency and s.dossier = p.party and s.subject = 'party' and s.facts->'confirmed' = 'true'::jsonb)
      and not exists (select from party_profile q where q.agency = p.agency and q.identity = ${identity} and q.party <> p.party)
    returning party`);
  return rows !== null && rows.length > 0;
}

/** null where somebody else took the same number at the same moment: each is one party's. */
async function unlessTaken<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code === '23505') return null;
    throw error;
  }
}

/** What is read of a party whose number an officer took back, and that has given no other; null where that is not so. */
export async function freedIdentityOf(
  db: Database,
  { agency, party }: Pick<Dossier, 'agency' | 'party'>,
): Promise<{ party: string; kind: string; reason: unknown } | null> {
  if (party === null || typeof party.facts.releasedFor !== 'string' || party.facts.confirmed === true) return null;
  const rows = await db.query`
    select 1 from party_profile where agency = ${agency} and party = ${party.id}::uuid and identity = ''`;
  return rows.length === 0
    ? null
    : { party: party.id, kind: String(party.facts.kind ?? ''), reason: party.facts.releasedFor };
}

/** What a party says of itself beside its number. */
export type Contact = Pick<NewParty, 'name' | 'address' | 'accountNumber' | 'accountName' | 'bank'>;
/** `changedAt`: as the database writes it, to tell whether it is still the same. `changedByName`: null where nobody is known. */
export type Profile = Contact & {
  identity: string;
  changedAt: string;
  changedBy: string;
  changedByName: string | null;
};

/** What is kept of who a party is, and who said so last; null where nothing is. */
export async function profileOf(db: Database, { agency, party }: Pick<Dossier, 'agency' | 'party'>) {
  const [row] = await db.query<Profile>`
    select p.name, p.identity, p.address, p.account_number, p.account_name, p.bank, p.changed_at::text as changed_at,
      p.changed_by::text as changed_by, n.name as changed_by_name
    from party_profile p left join person n on n.id = p.changed_by
    where p.agency = ${agency} and p.party = ${party?.id ?? null}::uuid`;
  return row ?? null;
}

/** What somebody may change of the party behind a dossier: all while nothing of it is confirmed, later an account that is missing. */
export type Changeable = 'all' | 'account' | 'nothing';

/** What a person may change of a dossier's party. `isTheirs`: what the dossier says is in the team's hands. */
export function changeableOf(
  dossier: Dossier,
  profile: Pick<Profile, 'accountNumber' | 'changedAt'>,
  person: string,
  isTheirs: boolean,
): Changeable {
  const { party } = dossier;
  if (!isMember({ party }, person)) return 'nothing';
  if (isTheirs && party?.facts.confirmed !== true) return 'all';
  return profile.accountNumber === '' || isSentBack(dossier, profile) ? 'account' : 'nothing';
}

/** Whether the bank has sent back an order to the account that stands: then another may be given. */
const isSentBack = (dossier: Dossier, { changedAt }: Pick<Profile, 'changedAt'>): boolean => {
  const at = returnedToParty(dossier);
  return at !== null && Date.parse(changedAt) <= Date.parse(at);
};

/** Whether somebody belongs to a dossier's party, and may read all that it says of itself. */
export const isMember = ({ party }: Pick<Dossier, 'party'>, person: string): boolean =>
  ((party?.facts.members ?? []) as string[]).includes(person);

/**
 * Keeps what a party now says of itself, as far as it may change; false where it may not, or has changed since `changedAt`.
 * `taken`: another party has this number.
 */
export async function changeProfile(
  db: Database,
  given: {
    agency: string;
    party: string;
    what: Exclude<Changeable, 'nothing'>;
    contact: Contact;
    /** The account that stands, which gives way to the new one. */
    stood: string;
    /** Its number, where that may change too. */
    identity: string;
    changedAt: string;
    person: string;
    now: string;
  },
): Promise<boolean | 'taken'> {
  const { agency, party, what, contact, stood, identity, changedAt, person, now } = given;
  const all = what === 'all';
  const others = await db.query`
    select 1 from party_profile where agency = ${agency} and identity = ${identity} and party <> ${party}::uuid`;
  if (all && others.length > 0) return 'taken';
  const rows = await unlessTaken(db.query`
    update party_profile p set name = case when ${all}::boolean then ${contact.name} else name end,
      identity = case when ${all}::boolean then ${identity} else identity end,
      address = case when ${all}::boolean then ${contact.address} else address end, account_number = ${contact.accountNumber},
      account_name = ${contact.accountName}, bank = ${contact.bank}, changed_at = ${now}::timestamptz, changed_by = ${person}::uuid
    where p.agency = ${agency} and p.party = ${party}::uuid and p.changed_at = ${changedAt}::text::timestamptz
      and exists (select from state s where s.agency = p.agency and s.dossier = p.party and s.subject = 'party' and s.facts->'members' ? ${person}
        and case when ${all}::boolean then s.facts->'confirmed' is distinct from 'true'::jsonb else p.account_number = ${stood} end)
    returning party`);
  return rows === null ? 'taken' : rows.length > 0;
}

/** Reads what a party says of itself beside its number; what is wrong by field. */
export function readContact(typed: Typed, language: Language): { contact: Contact; errors: Record<string, string> } {
  const say = applicationWords[language].problems;
  const errors: Record<string, string> = {};
  const text = (name: string) => cleanLine(oneOf(typed, name));
  const within = (value: string, least: number, most: number) =>
    [...value].length >= least && [...value].length <= most;
  const name = text('name');
  if (!within(name, 2, 200)) errors.name = say.partyName;
  else if (looksLikeLink(name)) errors.name = say.partyNameLink;
  const address = text('address');
  if (!within(address, 5, 300)) errors.address = say.address;
  const account = {
    accountNumber: accountNumberOf(text('accountNumber')),
    accountName: text('accountName'),
    bank: text('bank'),
  };
  if (Object.values(account).some((value) => value !== '')) {
    if (!isAccountNumber(account.accountNumber)) errors.accountNumber = say.accountNumber;
    if (!within(account.accountName, 1, 200)) errors.accountName = say.accountName;
    if (!within(account.bank, 1, 200)) errors.bank = say.bank;
    for (const [name, value] of Object.entries(account))
      if (value === '') errors[name] = `${say.allOfAccount} ${say.allOf[name as keyof typeof say.allOf]}`;
  }
  return { contact: { name, address, ...account }, errors };
}

/** Reads the part of the form that describes a new party. */
export function readParty(
  typed: Typed,
  pack: Pack,
  stage: string,
  language: Language,
): { ok: true; party: NewParty } | { ok: false; errors: FieldErrors } {
  const say = applicationWords[language].problems;
  const errors: Record<string, string> = {};
  const text = (name: string) => cleanLine(oneOf(typed, name));

  const only = pack.applicants.length === 1 ? pack.applicants[0] : undefined;
  const kind = only ?? pack.applicants.find((one) => one === text('kind'));
  if (kind === undefined) errors.kind = say.kind;
  const classes = classesOf(pack, stage);
  const beneficiaryClass = classes.find(({ id }) => id === text('beneficiaryClass'))?.id ?? null;
  if (classes.length > 0 && beneficiaryClass === null) errors.beneficiaryClass = say.beneficiaryClass;
  const number = readIdentity(kind, text('identity'), language);
  const identity = number.ok ? number.identity : '';
  const { contact, errors: inContact } = readContact(typed, language);
  const { name: wrongName, ...others } = inContact;
  if (wrongName !== undefined) errors.name = wrongName;
  if (!number.ok) errors.identity = number.problem;
  Object.assign(errors, others);
  if (kind === undefined || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, party: { kind, beneficiaryClass, identity, ...contact } };
}

/** What a form asks that the party's profile or the person's account says: nobody is to type it twice. */
export async function answersOf(
  db: Database,
  agency: string,
  party: string,
  person: string,
  form: FormDefinition,
): Promise<Answers> {
  const [row] = await db.query<Record<'kind' | 'name' | 'identity' | 'address' | 'personName' | 'email', string>>`
    select s.facts->>'kind' as kind, p.name, p.identity, p.address, n.name as person_name, n.email
    from party_profile p join state s on s.agency = p.agency and s.dossier = p.party and s.subject = 'party'
      join person n on n.id = ${person}::uuid
    where p.agency = ${agency} and p.party = ${party}::uuid`;
  if (row === undefined) return {};
  const answers = startingAnswers(form, {
    'party.kind': row.kind,
    'party.name': row.name,
    'party.number': row.identity,
    'party.address': row.address,
    'person.name': row.personName,
    'person.email': row.email,
  });
  const wrong = checkAnswers(form, answers, { language: 'vi', complete: false });
  return Object.fromEntries(Object.entries(answers).filter(([id]) => wrong[id] === undefined));
}

/** What the party of a dossier says of itself, to be compared with what its application says of it. */
export async function formPartyOf(db: Database, dossier: Dossier): Promise<FormParty | undefined> {
  const profile = await profileOf(db, dossier);
  if (dossier.party === null || profile === null) return undefined;
  return { kind: String(dossier.party.facts.kind ?? ''), name: profile.name, number: profile.identity };
}

/** The account for the money, as far as its team must know of it. */
export type AccountCall = {
  /** Where it is said; null where it is not the reader's to change. */
  readonly href: string | null;
  readonly missing: boolean;
  /** Not accepted by an officer, sent back by the bank, waiting to be confirmed, or confirmed. */
  readonly stands: 'missing' | 'returned' | 'sentBack' | 'waits' | 'confirmed' | 'unconfirmed';
  /** Why an officer did not accept it, and when; '' where nothing of the kind is. */
  readonly why: string;
  readonly at: string;
};

/** Whether the party of a dossier has said where its money goes, and where to say it; null where this person may not. */
export async function accountCall(
  db: Database,
  dossier: Dossier,
  person: string,
  isTheirs: boolean,
): Promise<AccountCall | null> {
  const profile = await profileOf(db, dossier);
  if (profile === null || dossier.party === null || !isMember(dossier, person)) return null;
  const { agency, party } = dossier;
  const account = await partyAccount(db, agency, party.id);
  const missing = profile.accountNumber === '';
  const why = missing ? await reasonOf(db, agency, party.facts.accountReturnedFor) : '';
  const isReturned = missing && typeof party.facts.accountReturnedFor === 'string';
  const standing = ({ confirmed: 'confirmed', accountLater: 'waits', unconfirmed: 'unconfirmed' } as const)[
    account?.standing ?? 'unconfirmed'
  ];
  return {
    href:
      changeableOf(dossier, profile, person, isTheirs) === 'nothing'
        ? null
        : `/agencies/${agency}/dossiers/${dossier.id}/application/party`,
    missing,
    stands: isReturned ? 'returned' : missing ? 'missing' : isSentBack(dossier, profile) ? 'sentBack' : standing,
    why,
    at: new Date(profile.changedAt).toISOString(),
  };
}

/** Whether a name would be a link in the letters where it stands. */
export const looksLikeLink = (name: string): boolean => /:\/\/|[/\\]|www\./i.test(name.normalize('NFKC'));

/**
 * Keeps who a party is, as its founder says, before it is registered: the number is taken by that, and by one alone of
 * those who try at once. Answers whose the number is: this party's, another's of the person's own, or somebody else's.
 */
export async function keepProfile(
  db: Database,
  given: { agency: string; id: string; person: string; now: string; party: NewParty },
): Promise<{ party: string; isRegistered: boolean } | 'others'> {
  const { agency, id, person, now, party } = given;
  // what was kept for a party that was never registered after all, and has no owner: it must not take the number for good
  await db.query`
    delete from party_profile p where agency = ${agency} and identity = ${party.identity}
      and changed_by <> ${person}::uuid and changed_at < ${now}::timestamptz - interval '10 minutes'
      and not exists (select from state s where s.agency = p.agency and s.dossier = p.party)`;
  const [kept] = await db.query`
    insert into party_profile (agency, party, name, identity, address, representative, account_number, account_name, bank, changed_at, changed_by)
    select ${agency}, ${id}::uuid, ${party.name}, ${party.identity}, ${party.address}, ${person}::uuid, ${party.accountNumber},
      ${party.accountName}, ${party.bank}, ${now}::timestamptz, ${person}::uuid
    where not exists (select from state s where s.agency = ${agency} and s.dossier = ${id}::uuid
      and (s.facts->'confirmed' = 'true'::jsonb or not coalesce(s.facts->'members' ? ${person}, false)))
    on conflict do nothing returning party`;
  if (kept !== undefined) return { party: id, isRegistered: false };
  const whose = async () => {
    const [row] = await db.query<{ party: string; theirs: boolean; registered: boolean }>`
      select p.party::text as party, s.dossier is not null as registered,
        coalesce(s.facts->'members' ? ${person}, s.dossier is null and p.changed_by = ${person}::uuid) as theirs
      from party_profile p left join state s on s.agency = p.agency and s.dossier = p.party and s.subject = 'party'
      where p.agency = ${agency} and p.identity = ${party.identity}`;
    return row;
  };
  const known = await whose();
  if (known !== undefined && !known.theirs) return 'others';
  if (known?.registered) return { party: known.party, isRegistered: true };
  // the form was sent before, perhaps with another number, and nothing stands in the party's name yet
  const own = known?.party ?? id;
  const [changed] = await db.query`
    update party_profile p set name = ${party.name}, identity = ${party.identity}, address = ${party.address},
      account_number = ${party.accountNumber}, account_name = ${party.accountName}, bank = ${party.bank}, changed_at = ${now}::timestamptz
    where p.agency = ${agency} and p.party = ${own}::uuid and p.changed_by = ${person}::uuid
      and not exists (select from state s where s.agency = p.agency and s.dossier = p.party and s.subject = 'party' and s.facts->'confirmed' = 'true'::jsonb)
      and not exists (select from dossier d where d.agency = p.agency and d.kind = 'application' and d.party = p.party)
      and not exists (select from party_profile q where q.agency = p.agency and q.identity = ${party.identity} and q.party <> p.party)
    returning party`;
  if (changed !== undefined) return { party: own, isRegistered: false };
  // another tab of this person may have registered it, and begun an application, in between
  const since = await whose();
  return since?.theirs && since.registered ? { party: since.party, isRegistered: true } : 'others';
}
