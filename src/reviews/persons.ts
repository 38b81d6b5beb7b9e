// Who can review, who can sit on a council, and what people are called.

import type { Role } from '../../workflows/rules/duties.ts';
import type { Database } from '../database/pool.ts';
import type { Dossier } from '../dossier.ts';

/** Somebody who holds an office. `open`: reviews that they were given and have not submitted. `isInvited`: has not accepted the invitation yet. */
export type Officeholder = {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  readonly isInvited: boolean;
};

/** Who holds one of these offices in the agency, by name. */
export async function holdersOf(db: Database, agency: string, roles: readonly Role[]): Promise<Officeholder[]> {
  const holders = await db.query<Officeholder>`
    select s.dossier::text as id, coalesce(p.name, '') as name, p.id is not null and p.confirmed_at is null as is_invited,
      (select count(*)::int from state a where a.agency = s.agency and a.subject = 'application' and a.value = '"underReview"'
        and a.facts->'reviewers' ? s.dossier::text and not coalesce(a.facts->'reviews' ? s.dossier::text, false)) as open
    from state s left join person p on p.id = s.dossier
    where s.agency = ${agency} and s.subject = 'person' and s.facts->'roles' ?| ${[...roles]}::text[]
    order by s.dossier`;
  return holders.sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** What speaks against choosing somebody, in one line; null where nothing does. */
export const doubtOf = (doubts: readonly (string | false)[]): string | null =>
  doubts.filter((doubt) => doubt !== false).join('; ') || null;

/** What persons are called, by id; their number among others where a name is no longer known. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<(id: string) => string> {
  const rows =
    ids.length === 0
      ? []
      : await db.query<{
          id: string;
          name: string;
        }>`select id::text, name from person where id = any (${[...ids]}::uuid[])`;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? `#${id.slice(-6)}`;
}

/** The persons on the applicant's side. */
export function teamOf({ states, party }: Dossier): string[] {
  const team = (states.get('application')?.facts.team ?? []) as string[];
  return [...new Set([...team, ...((party?.facts.members ?? []) as string[])])];
}

/** Names as they are compared: whatever their case and blanks. */
const compared = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('vi');

/** Each name once, however it is written. */
export const distinctNames = (names: readonly string[]): string[] =>
  [...new Map(names.toReversed().map((name) => [compared(name), name])).values()].reverse();

/** Whether somebody is called what one of these is called: perhaps the same person, under another account. */
export function namesakeIn(names: readonly string[]): (name: string) => boolean {
  const known = new Set(names.map(compared));
  return (name) => known.has(compared(name));
}

/** What somebody said of conflicts of interest. */
export type Declaration = { readonly none: true } | { readonly conflict: string };

/** What was declared about an application, by person; of a conflict that was erased, that there is one. */
export async function declarationsOf(
  db: Database,
  agency: string,
  dossier: string,
): Promise<ReadonlyMap<string, Declaration>> {
  const rows = await db.query<{ person: string; said: string; conflict: string | null }>`
    select i.key as person, i.value as said, c.body->>'text' as conflict
    from state s cross join jsonb_each_text(s.facts->'interests') i
      left join content c on c.agency = s.agency and c.commitment = i.value
    where s.agency = ${agency} and s.dossier = ${dossier}::uuid and s.subject = 'application'`;
  return new Map(
    rows.map(({ person, said, conflict }) => [person, said === 'none' ? { none: true } : { conflict: conflict ?? '' }]),
  );
}

/** Whether somebody declared a conflict of interest. */
export function hasConflict(declarations: ReadonlyMap<string, Declaration>, person: string): boolean {
  const declared = declarations.get(person);
  return declared !== undefined && 'conflict' in declared;
}

/** Whether somebody declared that they have no conflict of interest. */
export const hasNone = (declarations: ReadonlyMap<string, Declaration>, person: string): boolean =>
  'none' in (declarations.get(person) ?? {});

/** Who opens the page of an agency's people, where others are invited. */
export const peopleReaders: readonly Role[] = ['administrator', 'auditor', 'director', 'chiefAccountant'];

/** Who comes to a council's page, which also says to an office that a conflict of interest keeps it from the dossier. */
export const councilReaders = ['officer', 'secretary', 'chair', 'councilMember', 'director', 'auditor'] as const;

/**
 * Where somebody must have declared that they have no conflict of interest before the application opens to them; null: it is
 * open. That is so for whoever is here as its reviewer alone, for whoever sits on its council and has not voted, and for
 * everybody who declared a conflict, whatever else they are here.
 */
export async function mustDeclareAt(
  db: Database,
  { agency, dossier, person, roles }: { agency: string; dossier: string; person: string; roles: readonly Role[] },
): Promise<'review' | 'council' | 'interests' | null> {
  const declarations = await declarationsOf(db, agency, dossier);
  if (hasNone(declarations, person)) return null;
  if (hasConflict(declarations, person)) {
    if (councilReaders.some((role) => roles.includes(role))) return 'council';
    if (roles.some((role) => role !== 'reviewer')) return 'interests';
  }
  const sits = await db.query`select 1 from state
    where agency = ${agency} and dossier = ${dossier}::uuid and subject = 'application' and value = '"beforeCouncil"'::jsonb
      and coalesce(facts->'council' ? ${person}::text, false) and not coalesce(facts->'votes' ? ${person}::text, false)`;
  if (sits.length > 0) return 'council';
  return roles.every((role) => role === 'reviewer') ? 'review' : null;
}
