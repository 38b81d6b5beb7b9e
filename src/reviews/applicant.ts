// Who an applicant is, as they typed it and as an officer compares it with papers; and who else is the same.

import type { ApplicantView, ShownFact, TwinView } from '../../templates/pages/reviews/screening.tsx';
import type { Json } from '../../workflows/canonical.ts';
import type { Database } from '../database/pool.ts';
import { codeOf } from '../dossier.ts';
import { draftMark } from '../drafts.ts';
import type { Desk } from './desk.ts';
import { namesOf } from './persons.ts';

/** All that an officer confirms of an applicant, as the page shows it. */
export type Applicant = {
  readonly applicant: ApplicantView | null;
  readonly twins: readonly TwinView[];
  /** The names of its members. */
  readonly members: readonly string[];
};

/** Reads who applies. */
export async function readApplicant(db: Database, desk: Desk): Promise<Applicant> {
  const members = (desk.dossier.party?.facts.members ?? []) as string[];
  const [applicant, twins, nameOf] = await Promise.all([
    applicantOf(db, desk),
    twinsOf(db, desk),
    namesOf(db, members),
  ]);
  return { applicant, twins, members: members.map(nameOf) };
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

/** What an applicant said of itself: what an officer's confirmation is of. */
export async function applicantOf(db: Database, { agency, dossier }: Desk): Promise<ApplicantView | null> {
  const [row] = await db.query<ApplicantView & { representative: string | null }>`
    select identity, address, account_number, account_name, bank, representative::text as representative
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
    where s.agency = ${agency} and s.subject = 'party' and s.machine = 'register' and s.dossier <> ${party.id}::uuid
      and s.facts->'members' ?| ${members}::text[]
    order by s.dossier limit 20`;
  return rows.map(({ name, debt, given, dossiers }) => ({
    name,
    debtVnd: debt,
    givenVnd: given,
    dossiers: dossiers.map(({ id, at }) => ({ href: `/agencies/${agency}/dossiers/${id}`, code: codeOf(id, at) })),
  }));
}
