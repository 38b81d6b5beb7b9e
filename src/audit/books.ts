// What one statement can see to be wrong, without any replay: the books in themselves.

import { incompatibleDuties } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Findings } from './report.ts';

/** Checks 1 to 3: postings between vessels of one unit, balances that are their sums, nothing below zero but the sources. */
export async function checkBooks(db: Database, agency: string, findings: Findings): Promise<void> {
  const [counted] = await db.query<{ postings: number; accounts: number; vessels: number }>`
    select (select count(*)::int from posting where agency = ${agency}) as postings, count(*)::int as accounts,
      (count(*) filter (where not is_source))::int as vessels from account where agency = ${agency}`;
  findings.count('sums', counted!.postings);
  findings.count('balances', counted!.accounts);
  findings.count('notNegative', counted!.vessels);
  await checkSums(db, agency, findings);
  const apart = await db.query<{ id: string; balance: bigint; poured: bigint }>`
    select a.id, a.balance, coalesce(p.poured, 0)::bigint as poured from account a left join (
      select account, sum(change) as poured from (
        select target as account, amount as change from posting where agency = ${agency}
        union all select source, -amount from posting where agency = ${agency}) x group by account) p on p.account = a.id
    where a.agency = ${agency} and a.balance <> coalesce(p.poured, 0)`;
  for (const { id, balance, poured } of apart)
    findings.broken('balances', `account ${agency}/${id}`, `holds ${balance}, and its postings make ${poured}`);
  const below = await db.query<{ id: string; balance: bigint }>`
    select id, balance from account where agency = ${agency} and balance < 0
      and (not is_source or id !~ '/(authority|appropriation|carriedIn|source|claimed)$')`;
  for (const { id, balance } of below) findings.broken('notNegative', `account ${agency}/${id}`, `holds ${balance}`);
}

async function checkSums(db: Database, agency: string, findings: Findings): Promise<void> {
  const apart = await db.query<{
    id: bigint;
    source: string;
    target: string;
    from: string | null;
    into: string | null;
  }>`
    select p.id, p.source, p.target, s.unit as from, t.unit as into from posting p
    left join account s on s.agency = p.agency and s.id = p.source left join account t on t.agency = p.agency and t.id = p.target
    where p.agency = ${agency} and (s.unit is distinct from t.unit or s.unit is null or p.amount <= 0)`;
  for (const { id, source, target, from, into } of apart)
    findings.broken('sums', `posting ${agency}/${id}`, `pours from ${source} (${from}) into ${target} (${into})`);
}

/** Check 6, from the duty rows alone. */
export async function checkDuties(db: Database, agency: string, findings: Findings): Promise<void> {
  const joined = await db.query<{ dossier: string; subject: string; person: string; one: string; other: string }>`
    select distinct a.dossier, a.subject, a.person, a.duty as one, b.duty as other
    from unnest(${incompatibleDuties.map(([one]) => one)}::text[], ${incompatibleDuties.map(([, other]) => other)}::text[]) i(one, other)
    join duty a on a.agency = ${agency} and a.duty = i.one
    join duty b on b.agency = a.agency and b.dossier = a.dossier and b.subject = a.subject and b.person = a.person and b.duty = i.other`;
  for (const { dossier, subject, person, one, other } of joined)
    findings.broken('duties', `duty ${agency}/${dossier} ${subject}`, `${person} has ${one} and ${other}`);
}

/** Check 9, the other way round: a command that nothing came of, and an event that lies beyond its dossier. */
export async function checkStrays(db: Database, agency: string, findings: Findings): Promise<void> {
  const commands = await db.query<{ key: string; dossier: string; revision: number }>`
    select key, dossier, revision from command c where agency = ${agency} and not exists (
      select from history h where h.agency = c.agency and h.dossier = c.dossier and h.revision = c.revision)`;
  for (const { key, dossier, revision } of commands)
    findings.broken('keys', `command ${agency}/${key}`, `remembers ${dossier}/${revision}, which never happened`);
  const events = await db.query<{ dossier: string; revision: number; last: number }>`
    select h.dossier, h.revision, d.revision as last from history h join dossier d on d.agency = h.agency and d.id = h.dossier
    where h.agency = ${agency} and h.revision > d.revision`;
  for (const { dossier, revision, last } of events)
    findings.broken(
      'chains',
      `history ${agency}/${dossier}/${revision}`,
      `lies beyond its dossier, which is at ${last}`,
    );
}

/** Papers are numbered without a gap in each register and year. */
export async function checkRegisters(db: Database, agency: string, findings: Findings): Promise<void> {
  const registers = await db.query<{
    register: string;
    year: number;
    last: number | null;
    papers: number;
    highest: number | null;
  }>`
    select register, year, r.last, coalesce(p.papers, 0)::int as papers, p.highest from register r full join (
      select agency, register, year, count(*) as papers, max(number) as highest from paper group by agency, register, year) p
      using (agency, register, year) where agency = ${agency}`;
  for (const { register, year, last, papers, highest } of registers) {
    findings.count('papers');
    if (last !== papers || last !== highest)
      findings.broken(
        'papers',
        `register ${agency}/${register}/${year}`,
        `says ${last}, and holds ${papers} papers up to ${highest}`,
      );
  }
}
