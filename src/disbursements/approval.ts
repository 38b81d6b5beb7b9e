// What an approval binds beside the page that it was given on: who is paid, on which account, how much of what, from which
// account of the agency, and under which codes of the budget. It is kept as a content, so that an order can be held against it.

import type { BudgetCodes } from '../../templates/pages/disbursements/request-standing.tsx';
import type { Treasury } from '../../templates/pages/programmes/treasury.tsx';
import { canonicalJson, type Json } from '../../workflows/canonical.ts';
import type { JsonObject } from '../../workflows/decide.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import { treasuryOf } from '../treasury.ts';
import { preparedCodes } from './codes.ts';

const stateOf = (dossier: Dossier, id: string) => dossier.states.get(`disbursement/${id}`);

async function approvedOf(db: Database, dossier: Dossier, id: string): Promise<JsonObject | null> {
  const commitment = stateOf(dossier, id)?.facts.approvedPayee;
  return await contentOf<JsonObject>(db, dossier.agency, typeof commitment === 'string' ? commitment : null);
}

type Payee = Record<'name' | 'account' | 'accountName' | 'bank', string | null>;

const unknown: Payee = { name: null, account: null, accountName: null, bank: null };

/**
 * Who is to be paid, on which account, as it was approved; null while no approval stands, and for one that bound none. Of one
 * whose content was erased nothing is known: what the party says today was not approved.
 */
export async function approvedPayee(db: Database, dossier: Dossier, id: string): Promise<Payee | null> {
  const state = stateOf(dossier, id);
  const stands = ['approved', 'ordered', 'paid', 'settled'].includes(String(state?.value));
  if (!stands || typeof state?.facts.approvedPayee !== 'string') return null;
  return ((await approvedOf(db, dossier, id)) as Payee | null) ?? unknown;
}

/** Whether an approval would bind the payee, the two accounts and the codes that a page has shown. */
export const paysAsShown = (
  payable: JsonObject,
  shown: { payee: Payee | null; treasury: Treasury; prepared: BudgetCodes | null },
): boolean =>
  (['name', 'account', 'accountName', 'bank'] as const).every(
    (of) => (payable[of] ?? '') === (shown.payee?.[of] ?? ''),
  ) &&
  isSame(payable.treasury, shown.treasury) &&
  isSame(payable.codes, shown.prepared);

const isSame = (one: Json | undefined, other: Json): boolean => canonicalJson(one ?? null) === canonicalJson(other);

/** What would be paid now. */
async function payableOf(db: Database, dossier: Dossier, id: string): Promise<JsonObject> {
  const { items = [], payee = null, codes } = stateOf(dossier, id)?.facts ?? {};
  const party = (payee as string | null) ?? dossier.party?.id ?? null;
  const [profile, treasury, prepared] = await Promise.all([
    profileOf(db, dossier.agency, party),
    treasuryOf(db, dossier.agency, dossier.pack),
    preparedCodes(db, dossier, id),
  ]);
  // what was prepared before codes were part of it is approved and ordered without them
  const under = typeof codes === 'string' ? { codes: prepared } : {};
  return { request: id, items: items as Json, party, ...profile, treasury, ...under };
}

/** Who a party is and where it is paid; empty where nothing is kept of it. */
export async function profileOf(
  db: Database,
  agency: string,
  party: string | null,
): Promise<Record<string, string | null>> {
  const [profile] = await db.query<Record<'name' | 'identity' | 'account' | 'accountName' | 'bank', string | null>>`
    select name, identity, account_number as account, account_name, bank from party_profile
    where agency = ${agency} and party = ${party}::uuid`;
  return profile ?? {};
}

/** What an approval is of: what would be paid now, or what was approved, where that is done. */
export async function approvable(db: Database, dossier: Dossier, id: string): Promise<JsonObject> {
  const approved = stateOf(dossier, id)?.value === 'prepared' ? null : await approvedOf(db, dossier, id);
  return approved ?? (await payableOf(db, dossier, id));
}

type OrderInput = { id: string; payee?: string };

/** The input of an order: it names what was approved, unless that is no longer what would be paid. */
export async function orderInput(db: Database, dossier: Dossier, id: string): Promise<OrderInput> {
  const state = stateOf(dossier, id);
  const commitment = state?.facts.approvedPayee;
  if (typeof commitment !== 'string') return { id };
  if (state?.value !== 'approved') return { id, payee: commitment };
  const [approved, payable] = await Promise.all([approvedOf(db, dossier, id), payableOf(db, dossier, id)]);
  if (approved === null) return { id };
  // an approval of before they bound it was of no account of the agency
  const { treasury, ...payee } = payable;
  return isSame(approved, approved.treasury === undefined ? payee : payable) ? { id, payee: commitment } : { id };
}
