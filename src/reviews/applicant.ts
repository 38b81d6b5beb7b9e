// Who an applicant is, as they typed it and as an officer compares it with papers; and who else is the same.

import type { ApplicantView, Differing, ShownFact, TwinView } from '../../templates/pages/reviews/screening.tsx';
import { screeningWords } from '../../templates/words/reviews-screening.ts';
import type { Json } from '../../workflows/canonical.ts';
import { applies, differsFromParty, textOf } from '../../workflows/rules/forms.ts';
import type { Database } from '../database/pool.ts';
import { codeOf, novationIn } from '../dossier.ts';
import { draftMark } from '../drafts.ts';
import { asContent, type Form } from '../keeping.ts';
import type { Parts } from '../parts.ts';
import { type Account, partyAccount } from '../partyAccount.ts';
import type { Desk } from './desk.ts';
import { namesOf } from './persons.ts';
import { answersOf, applicationForm } from './reading.ts';

/** All that an officer confirms of an applicant, as the page shows it. */
export type Applicant = {
  readonly applicant: Said | null;
  readonly twins: readonly TwinView[];
  /** The names of its members. */
  readonly members: readonly string[];
  /** Whether its account was given after an officer confirmed it. */
  readonly accountLater: boolean;
};

/** Reads who applies. */
export async function readApplicant(db: Database, desk: Desk): Promise<Applicant> {
  const members = (desk.dossier.party?.facts.members ?? []) as string[];
  const [applicant, twins, nameOf, account] = await Promise.all([
    applicantOf(db, desk),
    twinsOf(db, desk),
    namesOf(db, members),
    desk.dossier.party === null ? null : partyAccount(db, desk.agency, desk.dossier.party.id),
  ]);
  const accountLater = account?.standing === 'accountLater' && account.accountNumber !== '';
  return { applicant, twins, members: members.map(nameOf), accountLater };
}

/**
 * What the application that was handed in says of its applicant and the party does not say of itself any more. Of a project the
 * party may be another by now, a company: then the two are not compared.
 */
export async function differingOf(db: Database, { dossier, language }: Desk): Promise<Differing[]> {
  const form = applicationForm(dossier);
  const { party } = dossier;
  if (form === null || party === null || dossier.states.has('project')) return [];
  const [answers, [row]] = await Promise.all([
    answersOf(db, dossier),
    db.query<{ name: string; identity: string }>`
      select name, identity from party_profile where agency = ${dossier.agency} and party = ${party.id}::uuid`,
  ]);
  if (answers === null || row === undefined) return [];
  const said = { kind: String(party.facts.kind ?? ''), name: row.name, number: row.identity };
  const now = { 'party.kind': said.kind, 'party.name': said.name, 'party.number': said.number };
  const { kinds } = screeningWords[language];
  const shown = (text: string) => kinds[text] ?? text;
  return form.sections.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const { sameAs } = field;
      if (sameAs === undefined || !applies(field, answers, form) || !differsFromParty(field, answers, said)) return [];
      const label = (field.short ?? field.label)[language];
      return [{ label, before: shown(textOf(answers, field.id)), after: shown(now[sameAs]) }];
    }),
  );
}

/** What an applicant said of itself. `declaredBy`, `declaredAt`: who wrote it last, and when; a confirmation names them. */
export type Said = ApplicantView & { readonly declaredBy: string; readonly declaredAt: string };

/** What an officer confirms of a party: all that it says of itself. `dropped`: the account that they do not accept. */
export type Confirmed = Said & { readonly name: string; readonly dropped?: Account };

/** The command that confirms a party as it is shown, or, for a reason, without its account; without a profile, what is kept of it no more stays as it was confirmed. */
export function confirmation(
  party: NonNullable<Desk['dossier']['party']>,
  profile: Confirmed | null,
  beneficiaryClass: Json | undefined = party.facts.beneficiaryClass,
  accountReturnedFor: string | null = null,
): Form {
  const { kind, members, commitment } = party.facts;
  const input = {
    kind: typeof kind === 'string' ? kind : 'team',
    members: (members ?? []) as string[],
    ...(typeof beneficiaryClass === 'string' ? { beneficiaryClass } : {}),
    ...(accountReturnedFor === null ? {} : { accountReturnedFor: asContent('reason', { text: accountReturnedFor }) }),
    ...(profile !== null
      ? { commitment: asContent('evidence', profile) }
      : typeof commitment === 'string'
        ? { commitment }
        : {}),
  };
  return { type: 'registerParty', dossier: party.id, input };
}

/**
 * Writes back what an officer has confirmed, where the applicant wrote something else in the moment between; not over what was
 * confirmed after it. `over`: the account that it is written over, and over no other.
 */
export async function keepConfirmed(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  { agency, person }: Desk,
  party: string,
  { name, identity, address, accountNumber, accountName, bank }: Confirmed,
  revision: number,
  over: Account | null = null,
): Promise<void> {
  await db.query`
    update party_profile p set name = ${name}, identity = ${identity}, address = ${address},
      account_number = ${accountNumber}, account_name = ${accountName}, bank = ${bank}, changed_at = ${now()}, changed_by = ${person}
    where p.agency = ${agency} and p.party = ${party}::uuid
      and (p.name, p.identity, p.address, p.account_number, p.account_name, p.bank)
        <> (${name}, ${identity}, ${address}, ${accountNumber}, ${accountName}, ${bank})
      and (${over === null}::boolean or (p.account_number, p.account_name, p.bank)
        = (${over?.accountNumber ?? ''}, ${over?.accountName ?? ''}, ${over?.bank ?? ''}))
      and exists (select from dossier d join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'party'
        where d.agency = p.agency and d.id = p.party and d.revision = ${revision} and s.facts->'confirmed' = 'true'::jsonb)
      and not exists (select from party_profile q where q.agency = p.agency and q.identity = ${identity} and q.identity <> '' and q.party <> p.party)`;
}

/** A mark of each fact of an applicant, so that a page that is sent back can be told what has changed since. */
export function applicantMarks({ dossier }: Desk, { applicant, twins, members }: Applicant): Record<ShownFact, string> {
  const { name = '', facts } = dossier.party ?? {};
  const { identity, representative, address, accountNumber, accountName, bank } = applicant ?? {};
  const shown: Record<ShownFact, unknown> = {
    name,
    kind: facts?.kind,
    members: [facts?.members, members],
    identity,
    representative,
    address,
    account: [accountNumber, accountName, bank],
    beneficiaryClass: facts?.beneficiaryClass,
    twins,
  };
  const marks = Object.entries(shown).map(([fact, said]) => [fact, draftMark(said as Json)]);
  return Object.fromEntries(marks) as Record<ShownFact, string>;
}

/** What an applicant said of itself, and who wrote it last and when: what an officer's confirmation is of. */
export async function applicantOf(db: Database, { agency, dossier }: Desk): Promise<Said | null> {
  const [row] = await db.query<Said & { representative: string | null }>`
    select identity, address, account_number, account_name, bank, representative::text as representative,
      changed_by::text as declared_by, to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as declared_at
    from party_profile where agency = ${agency} and party = ${dossier.party?.id ?? null}::uuid`;
  if (row === undefined) return null;
  const nameOf = await namesOf(db, row.representative === null ? [] : [row.representative]);
  return { ...row, representative: row.representative === null ? '' : nameOf(row.representative) };
}

/**
 * Other parties of the agency with one of the same members: limits, debts and earlier support are counted by party, so
 * whoever registers twice has to be seen. The same number twice the database refuses.
 */
async function twinsOf(db: Database, { agency, dossier }: Desk): Promise<TwinView[]> {
  const party = dossier.party;
  if (party === null) return [];
  const members = (party.facts.members ?? []) as string[];
  // the company that took the agreement over is no second applicant
  const successor = novationIn(dossier)?.input.company ?? party.id;
  const rows = await db.query<{
    name: string;
    debt: bigint;
    given: bigint;
    dossiers: { id: string; at: string }[];
  }>`
    select coalesce(p.name, '') as name, d.debt,
      coalesce((select sum(a.balance)::bigint from account a
        where a.agency = s.agency and a.id like 'C/party/' || s.dossier::text || '/%/supported'), 0) as given,
      coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'at', h.at) order by h.at) from dossier x
        join history h on h.agency = x.agency and h.dossier = x.id and h.revision = 1
        where x.agency = s.agency and x.kind = 'application' and x.party = s.dossier), '[]') as dossiers
    from state s join dossier d on d.agency = s.agency and d.id = s.dossier
      left join party_profile p on p.agency = s.agency and p.party = s.dossier
    where s.agency = ${agency} and s.subject = 'party' and s.machine = 'register' and s.dossier::text not in (${party.id}, ${String(successor)})
      and s.facts->'members' ?| ${members}::text[]
    order by s.dossier limit 20`;
  return rows.map(({ name, debt, given, dossiers }) => ({
    name,
    debtVnd: debt,
    givenVnd: given,
    dossiers: dossiers.map(({ id, at }) => ({ href: `/agencies/${agency}/dossiers/${id}`, code: codeOf(id, at) })),
  }));
}
