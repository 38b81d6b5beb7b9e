// Around who is paid: what they owe, what was paid to the very account before, whose names it may be in, and what the bank sent back.

import type { BankReturnView, PayeeView } from '../../templates/pages/disbursements/request.tsx';
import { dayOf } from '../../workflows/rules/calendar.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { bankReturnOf, sentBack } from '../bankReturns.ts';
import { contentOf } from '../contents.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';
import type { Account } from '../partyAccount.ts';

/** Whose names the account of a party may be in: of a team also its members' and its representative's. */
export async function namesFor(db: Database, agency: string, party: string): Promise<string[]> {
  const [row] = await db.query<{ name: string; people: string[] | null }>`
    select p.name, case when s.facts->>'kind' = 'team' then (select array_agg(n.name order by n.name) from person n
      where s.facts->'members' ? n.id::text or n.id = p.representative) end as people
    from party_profile p join state s on s.agency = p.agency and s.dossier = p.party and s.subject = 'party'
    where p.agency = ${agency} and p.party = ${party}::uuid`;
  return row === undefined ? [] : [row.name, ...(row.people ?? [])];
}

/** The last of these payments that went to this very account. */
export async function samePaid(
  db: Database,
  agency: string,
  before: readonly { state: { facts: Record<string, unknown> } }[],
  { accountNumber, accountName, bank }: Account,
): Promise<PayeeView['samePaid']> {
  const paid = before.toSorted((a, b) => (String(a.state.facts.paidOn) < String(b.state.facts.paidOn) ? 1 : -1));
  for (const { state } of paid) {
    const { approvedPayee, paidOn, reference } = state.facts;
    const to = await contentOf<Record<string, unknown>>(
      db,
      agency,
      typeof approvedPayee === 'string' ? approvedPayee : null,
    );
    if (to?.account === accountNumber && to.accountName === accountName && to.bank === bank)
      return { on: String(paidOn ?? ''), reference: String(reference ?? '') };
  }
  return null;
}

/** The day on which a payment to this very account of a party, or an order for one, last came back; null where none did. */
export async function cameBackFrom(
  db: Database,
  dossier: Dossier,
  party: string,
  { accountNumber, accountName, bank }: Account,
): Promise<string | null> {
  for (const { subject, event, revision, input, at } of dossier.history) {
    const payee = dossier.states.get(subject)?.facts.payee ?? dossier.party?.id;
    if (!sentBack.includes(event) || payee !== party) continue;
    const approved = dossier.history.find(
      (one) => one.subject === subject && one.event === 'disbursement.approved' && one.revision < revision,
    )?.input.payee;
    const to = await contentOf<Record<string, unknown>>(
      db,
      dossier.agency,
      typeof approved === 'string' ? approved : null,
    );
    if (to?.account === accountNumber && to.accountName === accountName && to.bank === bank)
      return typeof input.returnedOn === 'string' ? input.returnedOn : dayOf(at);
  }
  return null;
}

/** What the bank said of a request's last order; null where it is not back. `changedAt`: when the payee last gave an account. */
export async function bankReturnView(
  db: Database,
  dossier: Dossier,
  id: string,
  { roles, person, changedAt }: { roles: readonly Role[]; person: string; changedAt: string | null },
): Promise<BankReturnView | null> {
  const said = await bankReturnOf(db, dossier, id);
  if (said === null) return null;
  const isSameAccount = changedAt === null || Date.parse(changedAt) <= Date.parse(said.at);
  const payee = dossier.states.get(`disbursement/${id}`)?.facts.payee ?? null;
  const isMember = ((dossier.party?.facts.members ?? []) as string[]).includes(person);
  const gives =
    isSameAccount && roles.includes('founder') && isMember && (payee === null || payee === dossier.party?.id);
  const href = gives ? `/agencies/${dossier.agency}/dossiers/${dossier.id}/application/party` : null;
  return { ...said, isSameAccount, href };
}

/** What a payee, or the dossier's own party, still owes: here, where it can be netted, and in other dossiers. */
export async function owedBy(
  db: Database,
  dossier: Dossier,
  payee: string | null,
): Promise<{ href: string; amountVnd: bigint; isHere: boolean }[]> {
  const parties = [...new Set([dossier.party?.id, payee])].flatMap((id) => (typeof id === 'string' ? [id] : []));
  const rows = await db.query<{ dossier: string; subject: string; amount: bigint }>`
    select s.dossier::text as dossier, s.subject, (select sum((i->>'amountVnd')::bigint)::bigint from jsonb_array_elements(s.facts->'items') i) as amount
    from state s join dossier d on d.agency = s.agency and d.id = s.dossier
    where s.agency = ${dossier.agency} and s.machine = 'recovery' and s.value = '"due"'
      and coalesce(s.facts->>'payee', d.party::text) = any (${parties}::text[])
    order by s.dossier <> ${dossier.id}::uuid, s.dossier, s.subject`;
  return rows.map((row) => ({
    href: `/agencies/${dossier.agency}/dossiers/${row.dossier}/recoveries/${row.subject.split('/')[1]}`,
    amountVnd: row.amount,
    isHere: row.dossier === dossier.id,
  }));
}

/** By tax code the name of a seller that is the applicant itself, or a company that the agency knows of one of its people. */
export async function ownCompanies(
  db: Database,
  dossier: Dossier,
  taxCodes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(taxCodes.map((code) => code.slice(0, 10)))].filter(Boolean);
  if (codes.length === 0) return new Map();
  const people = [
    ...((dossier.states.get('application')?.facts.team ?? []) as string[]),
    ...((dossier.party?.facts.members ?? []) as string[]),
  ];
  const own = [dossier.party?.id, dossier.states.get('project')?.facts.company].filter((id) => typeof id === 'string');
  const rows = await db.query<{ identity: string; name: string }>`
    select p.identity, p.name from party_profile p join state s on s.agency = p.agency and s.dossier = p.party and s.subject = 'party'
    where p.agency = ${dossier.agency} and s.facts->>'kind' = 'enterprise' and left(p.identity, 10) = any (${codes}::text[])
      and (p.party::text = any (${own}::text[]) or s.facts->'members' ?| ${people}::text[])`;
  return new Map(rows.map(({ identity, name }) => [identity.slice(0, 10), name]));
}
