// Whether there is an account to pay to, and an officer has confirmed it. A rule of the system: a payment is prepared, approved and
// ordered on no other.

import type { AccountNeededView } from '../../templates/pages/disbursements/account-needed.tsx';
import type { Json } from '../../workflows/canonical.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { partyAccount } from '../partyAccount.ts';
import { approvable, profileOf } from './approval.ts';

const fields = ['name', 'account', 'accountName', 'bank'] as const;

async function needed(
  db: Database,
  dossier: Dossier,
  party: string | null,
  said: Readonly<Record<string, Json>>,
  roles: readonly Role[],
  isApproved = false,
): Promise<AccountNeededView | null> {
  const lacks = fields.filter((field) => (said[field] ?? '') === '');
  const stands = party === null ? null : await partyAccount(db, dossier.agency, party);
  // of an approved account that is the party's no more the order is refused anyway, as changed since
  const isNow =
    said.account === stands?.accountNumber && said.accountName === stands?.accountName && said.bank === stands?.bank;
  const isConfirmed = stands?.standing === 'confirmed' || (isApproved && !isNow);
  if (lacks.length === 0 && isConfirmed) return null;
  const isOwn = party === dossier.party?.id;
  const base = `/agencies/${dossier.agency}/dossiers/${dossier.id}`;
  const there = `/agencies/${dossier.agency}/intermediaries/${party}`;
  const [whose, href] =
    lacks.length > 0
      ? (['founder', `${base}/application/party`] as const)
      : (['officer', `${base}/party#account`] as const);
  return {
    payee: String(said.name ?? ''),
    account: String(said.account ?? ''),
    lacks,
    isOwn,
    isApproved,
    href: isOwn ? (roles.includes(whose) ? href : null) : roles.includes('officer') ? there : null,
  };
}

/** What is missing of the account of whoever a new request names, or that nobody has confirmed it; null where nothing is. */
export async function accountNeededFor(db: Database, dossier: Dossier, payee: string, roles: readonly Role[]) {
  const party = payee === '' ? (dossier.party?.id ?? null) : payee;
  return await needed(db, dossier, party, await profileOf(db, dossier.agency, party), roles);
}

/** The same of the account that a request would be paid to, until it is ordered. */
export async function accountNeeded(db: Database, dossier: Dossier, id: string, roles: readonly Role[]) {
  const state = dossier.states.get(`disbursement/${id}`);
  if (!['requested', 'returned', 'verified', 'prepared', 'approved'].includes(String(state?.value))) return null;
  const payable = await approvable(db, dossier, id);
  const party = (state?.facts.payee as string | null | undefined) ?? dossier.party?.id ?? null;
  return await needed(db, dossier, party, payable, roles, state?.value === 'approved');
}
