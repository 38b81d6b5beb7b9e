// The agency as its treasury knows it: kept once by the agency, printed on every payment order that it issues from then on.

import { type Treasury, treasuryFields } from '../templates/pages/programmes/treasury.tsx';
import { agencyFacts, callAgencies, treasuryKnown } from '../templates/words/agencies.ts';
import type { Pack } from '../workflows/programmes/schema.ts';
import type { Role } from '../workflows/rules/duties.ts';
import type { Database } from './database/pool.ts';

/** Who keeps it: it is an administrator's room, and the chief accountant knows what stands in it. */
export const treasuryKeepers = ['administrator', 'chiefAccountant'] as const satisfies readonly Role[];

/** What is known of an agency before it has written anything. */
function knownOf(agency: string): Treasury {
  const { budgetUnitCode, account, name, budgetLevelCode } = treasuryKnown(agency);
  return {
    unitName: '',
    unitCode: budgetUnitCode ?? '',
    account: account ?? '',
    treasury: name ?? '',
    budgetLevel: budgetLevelCode ?? '',
    chapter: '',
  };
}

/** One time that an agency wrote it. `change` counts them. */
export type TreasuryChange = {
  readonly change: number;
  readonly at: string;
  /** '' where nobody is known. */
  readonly by: string;
  /** The paper that it rests on; '' where none was asked for. */
  readonly decisionNumber: string;
  readonly said: Treasury;
};

/**
 * What an agency has written, time by time, the last first: all of it, or until an instant. What it left open is what is known of it
 * anyway.
 */
export async function treasuryChanges(
  db: Database,
  agency: string,
  most: number,
  until: string | null = null,
): Promise<TreasuryChange[]> {
  const known = knownOf(agency);
  const rows = await db.query<Treasury & { change: number; at: Date; by: string; decisionNumber: string }>`
    select t.unit_name, t.unit_code, t.account, t.treasury, t.budget_level, t.chapter, t.decision_number, t.change, t.changed_at as at, coalesce(p.name, '') as by
    from agency_treasury t left join person p on p.id = t.changed_by where t.agency = ${agency}
      and (${until}::timestamptz is null or t.changed_at <= ${until}::timestamptz) order by t.change desc limit ${most}`;
  return rows.map(({ change, at, by, decisionNumber, ...row }) => ({
    change,
    at: at.toISOString(),
    ...{ by, decisionNumber },
    said: Object.fromEntries(treasuryFields.map((field) => [field, row[field] || known[field]])) as Treasury,
  }));
}

/** What counts of an agency's changes: the last; before the first what is known of it. Each is '' where neither is. */
export const lastTreasury = (agency: string, [last]: readonly TreasuryChange[]): Treasury =>
  last?.said ?? knownOf(agency);

/** Writes a change after the one that is given; false where somebody else has written since. */
export async function changeTreasury(
  db: Database,
  given: { agency: string; after: number; said: Treasury; decisionNumber: string; person: string; now: string },
): Promise<boolean> {
  const { agency, after, said, decisionNumber, person, now } = given;
  const rows = await db.query`
    insert into agency_treasury (agency, change, unit_name, unit_code, account, treasury, budget_level, chapter, decision_number, changed_at, changed_by)
    select ${agency}, ${after}::int + 1, ${said.unitName}, ${said.unitCode}, ${said.account}, ${said.treasury}, ${said.budgetLevel},
      ${said.chapter}, ${decisionNumber}, ${now}::timestamptz, ${person}::uuid
    where ${after}::int = coalesce((select max(change) from agency_treasury where agency = ${agency}), 0)
    on conflict do nothing returning change`;
  return rows.length > 0;
}

/** Gives a new agency the name of its unit; one that has written something already keeps that. */
export async function nameAgency(
  db: Database,
  { name, ...of }: { agency: string; name: string; person: string; now: string },
): Promise<void> {
  const said = { ...knownOf(of.agency), unitName: name };
  await changeTreasury(db, { ...of, after: 0, said, decisionNumber: '' });
}

/** Lets pages and letters call agencies by the names that they have given their units, where no other is known of them. */
export async function learnAgencyNames(db: Database): Promise<void> {
  const rows = await db.query<{ agency: string; name: string }>`
    select distinct on (agency) agency, unit_name as name from agency_treasury where unit_name <> '' order by agency, change desc`;
  callAgencies(new Map(rows.map(({ agency, name }) => [agency, name])));
}

/** Which fields differ between what stood and what was said. */
export const differing = (before: Treasury, after: Treasury) =>
  treasuryFields
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, before: before[name], after: after[name] }));

/** What an order prints: the unit is called as the agency is where it has no name of its own. */
export const printedTreasury = (agency: string, pack: Pack, kept: Treasury = knownOf(agency)): Treasury => ({
  ...kept,
  unitName: kept.unitName || agencyFacts(agency, pack).name,
});

/** What an order would print now; or what a paper says that was issued at an instant. */
export const treasuryOf = async (
  db: Database,
  agency: string,
  pack: Pack,
  at: string | null = null,
): Promise<Treasury> => printedTreasury(agency, pack, lastTreasury(agency, await treasuryChanges(db, agency, 1, at)));

/** What a page said of an agency's treasury, as it carried it; null where it said nothing of the kind. */
export function treasuryIn(text: string): Treasury | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const fields = new Map(Object.entries(said ?? {}));
  return treasuryFields.every((name) => typeof fields.get(name) === 'string')
    ? (Object.fromEntries(treasuryFields.map((name) => [name, fields.get(name)])) as Treasury)
    : null;
}
