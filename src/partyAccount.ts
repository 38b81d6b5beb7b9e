// The account that a party is paid on, and whether an officer has confirmed that very account.

import type { Database } from './database/pool.ts';

export type Account = { readonly accountNumber: string; readonly accountName: string; readonly bank: string };

export type PartyAccount = Account & {
  readonly name: string;
  /** Whether an officer has confirmed the party, and the account that it is paid on now with it. */
  readonly standing: 'confirmed' | 'accountLater' | 'unconfirmed';
  readonly changedAt: string | null;
  readonly debtVnd: bigint;
};

/** In SQL: the account in a content `c`, as it was confirmed. */
const accountIn = `c.body->>'accountNumber' as account_number, coalesce(c.body->>'accountName', '') as account_name, coalesce(c.body->>'bank', '') as bank`;

/**
 * In SQL: whether an officer has confirmed the account that stands in a `party_profile p`: the party is confirmed, and what its last
 * registration kept names this account. A registration that kept nothing has confirmed no account. The one definition of it.
 */
export const isAccountConfirmed = `exists (
  select from state q
    join lateral (select payload::json#>>'{command,input,commitment}' as commitment from (select payload from history
      where agency = q.agency and dossier = q.dossier and event = 'party.registered' order by revision desc limit 1) l) h on true
    join content c on c.agency = q.agency and c.commitment = h.commitment
    join lateral (select ${accountIn}) k on (k.account_number, k.account_name, k.bank) = (p.account_number, p.account_name, p.bank)
  where q.agency = p.agency and q.dossier = p.party and q.subject = 'party' and q.facts->'confirmed' = 'true'::jsonb)`;

/** Where a party is paid; null where there is no such party. */
export async function partyAccount(db: Database, agency: string, party: string): Promise<PartyAccount | null> {
  const [row] = await db.run<
    {
      [name in 'name' | 'accountNumber' | 'accountName' | 'bank' | 'changedAt']: string | null;
    } & { confirmed: boolean | null; same: boolean; debt: bigint }
  >(
    `select p.name, p.account_number, p.account_name, p.bank, p.changed_at::text as changed_at, d.debt,
      (s.facts->>'confirmed')::boolean as confirmed, ${isAccountConfirmed} as same
    from dossier d left join party_profile p on p.agency = d.agency and p.party = d.id
      left join state s on s.agency = d.agency and s.dossier = d.id and s.subject = 'party'
    where d.agency = $1 and d.id = $2::uuid`,
    [agency, party],
  );
  if (row === undefined) return null;
  const { confirmed, same, changedAt } = row;
  const accountNumber = row.accountNumber ?? '';
  return {
    name: row.name ?? '',
    accountNumber,
    accountName: row.accountName ?? '',
    bank: row.bank ?? '',
    // where there is no account, none waits to be confirmed
    standing: confirmed !== true ? 'unconfirmed' : same || accountNumber === '' ? 'confirmed' : 'accountLater',
    changedAt: changedAt === null ? null : new Date(changedAt).toISOString(),
    debtVnd: row.debt,
  };
}

/** The last account of a party that an officer confirmed, whatever stands now; null where none was, or it is not kept any more. */
export async function lastConfirmedAccount(db: Database, agency: string, party: string): Promise<Account | null> {
  const [row] = await db.run<Account>(
    `select ${accountIn}
    from history h join content c on c.agency = h.agency and c.commitment = h.payload::jsonb#>>'{command,input,commitment}'
    where h.agency = $1 and h.dossier = $2::uuid and h.event = 'party.registered' and c.body->>'accountNumber' <> ''
    order by h.revision desc limit 1`,
    [agency, party],
  );
  return row ?? null;
}
