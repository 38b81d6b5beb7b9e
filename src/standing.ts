import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type Role, staff } from '../workflows/rules/duties.ts';
import { refuse } from '../workflows/rules/refusals.ts';
import { isAtLeast, roleInTeam } from '../workflows/rules/team.ts';
import type { Database, Parameter } from './database/pool.ts';
import { delegatedTo, type Given } from './delegations.ts';
import { type Admit, type AppEnv, ownRolesOf, type Standing } from './doors.ts';
import { isId } from './forms.ts';
import type { NoteTurnedAway } from './turnedAway.ts';

type Row = {
  roles: Role[] | null;
  exists: boolean;
  team: string[] | null;
  left: string[] | null;
  members: string[] | null;
  access: Readonly<Record<string, string>> | null;
  reviewers: string[] | null;
  council: string[] | null;
};

const text = `
  select (select s.facts->'roles' from state s where s.agency = $1 and s.dossier = $2::uuid and s.subject = 'person') as roles,
    d.id is not null as exists, a.facts->'team' as team, a.facts->'left' as left, a.facts->'access' as access, p.facts->'members' as members, a.facts->'reviewers' as reviewers, a.facts->'council' as council
  from (select 1) one
    left join dossier d on d.agency = $1 and d.id = $3::uuid and d.kind = 'application'
    left join state a on a.agency = $1 and a.dossier = d.id and a.subject = 'application'
    left join state p on p.agency = $1 and p.dossier = d.party and p.subject = 'party'`;

/** What a person is in an agency, and at one of its dossiers where one is named; null when there is no such dossier, or not for them. */
export async function standingOf(
  db: Database,
  agency: string,
  person: string,
  dossier: string | null,
  now: string,
  lentTo: () => Promise<readonly Given[]> = () => delegatedTo(db, person, now),
): Promise<Standing | null> {
  const [[row], given] = await Promise.all([db.run<Row>(text, [agency, person, dossier]), lentTo()]);
  if (row === undefined) return null;
  const offices = row.roles ?? [];
  // as decisions see it: nothing was given to whoever holds no office, and an office of one's own comes first
  const lent = given.filter((one) => one.agency === agency && offices.length > 0 && !offices.includes(one.role));
  if (dossier === null) return withLent(offices, lent);
  if (!row.exists) return null;
  const named = (list: string[] | null, who = person) => list?.includes(who) ?? false;
  // Whoever is of the team is a founder here and nothing else: an office shows no one their own reviews and ballots.
  const team = roleInTeam(row, row.members, person);
  if (team !== null) return { ...withLent(['founder'], []), team };
  // nor to whoever was of it, and left
  if (named(row.left)) return null;
  const own: Role[] = offices.filter((role) =>
    role === 'reviewer' ? named(row.reviewers) : role === 'councilMember' ? named(row.council) : true,
  );
  // nor for somebody who is of the team
  const standing = withLent(
    own,
    lent.filter((one) => ![row.team, row.left, row.members].some((list) => named(list, one.person))),
  );
  const mayLook = standing.roles.some((role) => staff.includes(role) || ['reviewer', 'councilMember'].includes(role));
  return mayLook ? standing : null;
}

/** Who looks at a list of an agency. */
export type Reader = { readonly person: string; readonly standing: Standing };
export const readerOf = (c: Context<AppEnv>): Reader => ({ person: c.get('visitor')!.id, standing: c.get('standing') });

/** Names a value as a parameter of a query that is put together. */
type Is = (value: Parameter) => string;

/** In SQL, whether a dossier `d`, whose application is `a`, opens to one of the staff: as `standingOf` says it of one dossier. */
export function opensTo({ person, standing }: Reader, is: Is): string {
  const named = (who: string, ...lists: string[]) =>
    `(${lists.map((list) => `coalesce(${list} ? ${who}, false)`).join(' or ')})`;
  const left = `a.facts->'left'`;
  const team = `a.facts->'team'`;
  const members = `(select q.facts->'members' from state q where q.agency = d.agency and q.dossier = d.party and q.subject = 'party')`;
  const me = `${is(person)}::text`;
  if (ownRolesOf(standing).some((role) => staff.includes(role))) return `not ${named(me, left)}`;
  const lent = [...standing.delegated].flatMap(([role, giver]) => (staff.includes(role) ? [giver.person] : []));
  return `(not ${named(me, left)} and (${named(me, team, members)}
    or exists (select from unnest(${is(lent)}::text[]) g(giver) where not ${named('giver', team, left, members)})))`;
}

/** In SQL, the ids of an agency's dossiers that do not open to one of the staff, and of whose dossiers they are. */
export const closedTo = (reader: Reader, is: Is, agency: string): string => `
  select unnest(array[d.id, coalesce(d.party, d.id)]) from state a join dossier d on d.agency = a.agency and d.id = a.dossier
  where a.agency = ${agency} and a.machine = 'application' and not ${opensTo(reader, is)}`;

const withLent = (own: readonly Role[], lent: readonly Given[]): Standing => ({
  roles: [...own, ...lent.map(({ role }) => role)],
  delegated: new Map(lent.map((one) => [one.role, one])),
  team: null,
});

/** As the database asks of an agency's name; what could not be one, a NUL say, never gets to a query. */
const isAgency = (word: string) => /^[a-z][a-z0-9-]{1,30}$/.test(word);

/**
 * Lets in who may come: nobody without having signed in; to an agency's rooms who holds one of the offices asked for; to a
 * dossier who has to do with it. For everybody else it is not there at all.
 */
export function admitBy(db: Database, now: () => string, note: NoteTurnedAway): Admit {
  return async (who, c, isOwn, team) => {
    const visitor = c.get('visitor');
    if (visitor === null) return toSignIn(c);
    const { secondStepDue: due } = visitor;
    if (due !== null && isOver(due, now(), c.req.method) && !isOfAccount(c.req.path)) return toSecondStep(c);
    const agency = c.req.param('agency');
    if (agency === undefined) {
      if (who === 'signedIn') return undefined;
      throw new Error('a route that asks for an office must name its agency');
    }
    if (!isAgency(agency)) return c.notFound();
    const dossier = c.req.param('dossier') ?? null;
    if (dossier !== null && !isId(dossier)) return c.notFound();
    const standing = await standingOf(db, agency, visitor.id, dossier, now(), c.get('lent'));
    if (standing === null) {
      await note(c, refuse('notTheirs'));
      return c.notFound();
    }
    c.set('standing', standing);
    const roles = isOwn ? ownRolesOf(standing) : standing.roles;
    if (who === 'signedIn' || who.some((role) => roles.includes(role))) {
      if (standing.team === null || isAtLeast(standing.team, team)) return undefined;
      await note(c, refuse('notOwner'));
      throw new HTTPException(403);
    }
    await note(c, refuse('role', { details: { roles: who.join(', ') } }));
    if (dossier === null && standing.roles.length === 0) return c.notFound();
    throw new HTTPException(403);
  };
}

/** For an hour more what was begun in time is still taken: nobody loses what they are writing at that moment. */
const finishMs = 3_600_000;
const isOver = (due: string, now: string, method: string) =>
  Date.parse(due) + (method === 'POST' ? finishMs : 0) <= Date.parse(now);

/** What stays open to whoever holds an office that asks for two-step verification and has let its time pass: what they turn it on with. */
const isOfAccount = (path: string) => path === '/account' || path.startsWith('/account/');

/** A page is shown again after signing in; what was to be done by a form is not done. */
const toSignIn = (c: Context<AppEnv>): Response => onTheWay(c, '/sign-in');
const toSecondStep = (c: Context<AppEnv>): Response => onTheWay(c, '/account/second-step');

function onTheWay(c: Context<AppEnv>, through: string): Response {
  const { pathname, search } = new URL(c.req.url);
  const back = c.req.method === 'GET' ? `${pathname}${search}` : '/work';
  return c.redirect(`${through}?next=${encodeURIComponent(back)}`, 303);
}
