import type { Context, Handler, Hono, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Typed } from '../templates/parts/form.tsx';
import type { Language } from '../templates/words/words.ts';
import type { EventType } from '../workflows/machines.ts';
import { type Role, staff } from '../workflows/rules/duties.ts';
import type { TeamRole } from '../workflows/rules/team.ts';
import type { Given, Giver } from './delegations.ts';

/** Who may come in: everybody, whoever is signed in, or people with one of these roles. */
export type Who = 'anyone' | 'signedIn' | readonly Role[];

/** Who is signed in. */
export type Visitor = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The hash of the session's token: names the session, and cannot be used to enter. */
  readonly session: string;
  /** Until when they may do without two-step verification, which an office of theirs asks for; null where they may, or have it on. */
  readonly secondStepDue: string | null;
};

/**
 * What a visitor is where the path leads: their offices in its agency; at a dossier of their own team `founder` and nothing
 * else, while `reviewer` and `councilMember` are there for those whom it was given to, and nobody else.
 */
export type Standing = {
  /** All that they may act in, what was delegated to them included. */
  readonly roles: readonly Role[];
  /** Of these what they hold by delegation alone, and whose each is. */
  readonly delegated: ReadonlyMap<Role, Giver>;
  /** What a founder is in the team of the dossier; null for everybody else. */
  readonly team: TeamRole | null;
};

/** Whether a founder may do only part of what the roles of a standing say: editors write, viewers read. */
export const isBelowOwner = ({ team }: Pick<Standing, 'team'>): boolean => team !== null && team !== 'owner';

/** The roles in which somebody acts at a dossier: who does not own an application acts in none. */
export const actingRolesOf = (standing: Standing): readonly Role[] => (isBelowOwner(standing) ? [] : standing.roles);

/** The roles that somebody holds themselves. */
export const ownRolesOf = ({ roles, delegated }: Standing): readonly Role[] =>
  roles.filter((role) => !delegated.has(role));

/** What handlers find in the context. */
export type AppEnv = {
  Variables: {
    language: Language;
    /** The present time. */
    now: () => string;
    /** When the request came in, before anything waited for the database; of a form that took long to come, when all of it was there. */
    receivedAt: string;
    visitor: Visitor | null;
    /** The form that came with this request, once it was read: a fault gives it back. */
    typed: Typed | undefined;
    standing: Standing;
    /** What is delegated to the visitor, read when it is first asked for. */
    lent: () => Promise<readonly Given[]>;
  };
};

/** Who deals with a dossier's money, or oversees it: not those who were once asked to judge its application. */
export const moneyReaders: readonly Role[] = ['founder', ...staff];

/** Who reads an appeal, what is attached to it and why it was decided so: its team, who decides it, and who audits. */
export const appealReaders: readonly Role[] = ['founder', 'director', 'auditor'];

/** Decides whether this request may pass a door that is not for anyone: undefined lets it in, a response turns it away. */
export type Admit = (
  who: Exclude<Who, 'anyone'>,
  c: Context<AppEnv>,
  isOwn: boolean,
  team: TeamRole,
) => Promise<Response | undefined>;

export type Rule = {
  who: Who;
  /** The largest body that is read; more is answered with 413. Forms need little; uploads say how much. */
  maxBodyBytes?: number;
  /** Only for who holds the role themselves: not for whom it was delegated to. */
  isOwn?: true;
  /** What a form of somebody who is not signed in any more is answered with; undefined: as everywhere, with the way to the door. */
  signedOut?: (c: Context<AppEnv>) => Promise<Response | undefined>;
  /** The least that somebody of a dossier's team must be: to send a form an owner, to read a viewer, where it does not say otherwise. */
  team?: TeamRole;
  /** What a form that is sent here may record, where other offices may that too, or where not all who come in may all of it. */
  events?: readonly EventType[];
};

type Declare = <Path extends string>(path: Path, rule: Rule, handler: Handler<AppEnv, Path>) => void;

/** The only way to add routes: each says who may use it. */
export type Doors = {
  get: Declare;
  /** A form's target. It must come from a page of ours. */
  post: Declare;
  /** Runs before every route; decides nothing about who may come in. */
  before(handler: MiddlewareHandler<AppEnv>): void;
  /** All routes with their rules, for the test that tries each as everybody. */
  list(): readonly ({ method: string; path: string } & Pick<Rule, 'who' | 'isOwn' | 'events'>)[];
  /** Throws when the app has a route that was added past these doors: it must not start. */
  check(): void;
};

const formBytes = 256 * 1024;

/** Routes for `app`, denied by default. */
export function createDoors(app: Hono<AppEnv>, admit: Admit): Doors {
  const declared: ReturnType<Doors['list']>[number][] = [];
  const known = new Set<unknown>();

  const door =
    (method: 'GET' | 'POST'): Declare =>
    (path, rule, handler) => {
      const { who, maxBodyBytes = formBytes, isOwn, signedOut, events } = rule;
      const { team = method === 'GET' ? 'viewer' : 'owner' } = rule;
      const gate: MiddlewareHandler<AppEnv> = async (c, next) => {
        const refused = who === 'anyone' ? undefined : await admit(who, c, isOwn === true, team);
        if (refused) return refused;
        return await next();
      };
      const limit = bodyLimit({ maxSize: maxBodyBytes });
      const before: MiddlewareHandler<AppEnv> = async (c, next) => {
        const answer = c.get('visitor') === null ? await signedOut?.(c) : undefined;
        return answer ?? (await next());
      };
      const guard = signedOut === undefined ? [gate, limit] : [limit, before, gate];
      // Only of a request that may have a body: looking for one where there is none costs more than many a page.
      const parts = method === 'GET' ? [gate, handler] : [...guard, handler];
      app.on(method, path, ...(parts as [Handler<AppEnv, string>]));
      for (const part of parts) known.add(part);
      declared.push({ method, path, who, ...(isOwn && { isOwn }), ...(events && { events }) });
    };

  return {
    get: door('GET'),
    post: door('POST'),
    before(handler) {
      app.use(handler);
      known.add(handler);
    },
    list: () => declared,
    check() {
      const stray = app.routes.find((route) => !known.has(route.handler));
      if (stray)
        throw new Error(
          `the route ${stray.method} ${stray.path} does not say who may use it: declare it through doors`,
        );
      const keyless = declared.find(({ who }) => typeof who !== 'string' && !(who?.length > 0));
      if (keyless) throw new Error(`the route ${keyless.method} ${keyless.path} does not say who may use it`);
    },
  };
}
