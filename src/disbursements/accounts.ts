// Whether there is an account to pay to. A rule of the system: a payment is prepared, approved and ordered for nobody without one.

import type { AccountNeededView } from '../../templates/pages/disbursements/account-needed.tsx';
import type { Json } from '../../workflows/canonical.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { approvable, profileOf } from './approval.ts';

const fields = ['name', 'account', 'accountName', 'bank'] as const;

const needed = (
  dossier: Dossier,
  party: string | null,
  said: Readonly<Record<string, Json>>,
  roles: readonly Role[],
  isApproved = false,
): AccountNeededView | null => {
  const lacks = fields.filter((field) => (said[field] ?? '') === '');
  if (lacks.length === 0) return null;
  const isOwn = party === dossier.party?.id;
  const href = `/agencies/${dossier.agency}/dossiers/${dossier.id}/application/party`;
  return {
    payee: String(said.name ?? ''),
    lacks,
    isOwn,
    isApproved,
    href: isOwn && roles.includes('founder') ? href : null,
  };
};

/** What is missing of the account of whoever a new request names; null where nothing is. */
export async function accountNeededFor(db: Database, dossier: Dossier, payee: string, roles: readonly Role[]) {
  const party = payee === '' ? (dossier.party?.id ?? null) : payee;
  return needed(dossier, party, await profileOf(db, dossier.agency, party), roles);
}

/** What is missing of the account that a request would be paid to, until it is ordered; null where nothing is. */
export async function accountNeeded(db: Database, dossier: Dossier, id: string, roles: readonly Role[]) {
  const state = dossier.states.get(`disbursement/${id}`);
  if (!['requested', 'returned', 'verified', 'prepared', 'approved'].includes(String(state?.value))) return null;
  const payable = await approvable(db, dossier, id);
  const party = (state?.facts.payee as string | null | undefined) ?? dossier.party?.id ?? null;
  return needed(dossier, party, payable, roles, state?.value === 'approved');
}
