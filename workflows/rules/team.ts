// Who may do what in the team of an application: owners everything, editors write, viewers read.

/** What somebody is in the team of a dossier. */
export const teamRoles = ['owner', 'editor', 'viewer'] as const;
export type TeamRole = (typeof teamRoles)[number];

/** The facts by which that is known: of the application (`team`, `access`, `left`), and of its party (`members`). */
export type TeamFacts = {
  readonly team?: unknown;
  /** What those of the team are who are no owners; before there was such a thing everybody was one. */
  readonly access?: unknown;
  /** Who was of the team and is no more. */
  readonly left?: unknown;
};

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

/**
 * What a person is in a team, or null. Whoever belongs to the applicant itself owns its applications, unless this team has said
 * otherwise of them before its agreement passed to their company.
 */
export function roleInTeam({ team, access, left }: TeamFacts, members: unknown, person: string): TeamRole | null {
  const isOf = [team, members].some((list) => listOf(list).includes(person));
  if (!isOf || listOf(left).includes(person)) return null;
  const said = Object.entries((access ?? {}) as Readonly<Record<string, TeamRole>>).find(([one]) => one === person);
  return said?.[1] ?? 'owner';
}

/** Whether one may do what needs the other: an owner is an editor too, and an editor a viewer. */
export const isAtLeast = (role: TeamRole, needed: TeamRole): boolean =>
  teamRoles.indexOf(role) <= teamRoles.indexOf(needed);
