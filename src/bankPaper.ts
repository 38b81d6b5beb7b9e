// A bank's paper about the account that a party gave: kept beside the history, for the officer to hold the account against.

import type { Database } from './database/pool.ts';
import { draftMark } from './drafts.ts';
import type { Account } from './partyAccount.ts';

/** It proves one account, and no other that is given after it. */
const markOf = ({ accountNumber, accountName, bank }: Account): string => draftMark([accountNumber, accountName, bank]);

/** Keeps which file of a dossier is the bank's paper about an account; the last one counts. */
export async function keepBankPaper(
  db: Database,
  given: { agency: string; dossier: string; attachment: string; account: Account; person: string; now: string },
): Promise<void> {
  const { agency, dossier, attachment, account, person, now } = given;
  const answers = JSON.stringify({ attachment, account: markOf(account) });
  await db.query`
    insert into draft (agency, dossier, form, answers, saved_at, saved_by)
    values (${agency}, ${dossier}::uuid, 'bankPaper', ${answers}::text::jsonb, ${now}::timestamptz, ${person}::uuid)
    on conflict (agency, dossier, form, owner) do update set answers = excluded.answers, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** The bank's paper about this account of a party, whichever of its dossiers it lies with; null where none was given. */
export async function bankPaperOf(
  db: Database,
  agency: string,
  party: string,
  account: Account,
): Promise<{ name: string; href: string } | null> {
  const [row] = await db.query<{ id: string; dossier: string; name: string }>`
    select t.id::text as id, t.dossier::text as dossier, t.name from draft r
      join dossier d on d.agency = r.agency and d.id = r.dossier and d.party = ${party}::uuid
      join attachment t on t.agency = r.agency and t.dossier = r.dossier and t.id = (r.answers->>'attachment')::uuid
    where r.agency = ${agency} and r.form = 'bankPaper' and r.answers->>'account' = ${markOf(account)}
    order by r.saved_at desc limit 1`;
  return row === undefined
    ? null
    : { name: row.name, href: `/agencies/${agency}/dossiers/${row.dossier}/files/${row.id}` };
}
