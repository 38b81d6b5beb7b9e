// Opens the pages of dossiers while they go their way: each page by everybody who is led to it, in each state of what it is about.

import type { Client, Page } from '../../src/scenario/client.ts';
import type { Player } from '../../src/scenario/content.ts';
import type { House } from '../../src/scenario/house.ts';
import type { Played } from '../../src/scenario/outcomes/index.ts';
import { enter, misbuilt, notPages, partsOf, roleOf, stay, templateOf } from './lookout.ts';

/** A page as it was answered then. */
export type Visited = { role: string; page: Page; client: Client };

export type Visits = {
  /** Each page with a part that none had before it. */
  readonly pages: readonly Visited[];
  /** Links that lead nowhere, and pages whose parts do not fit together. */
  readonly found: ReadonlySet<string>;
  /** How many pages were opened. */
  readonly opened: number;
  /** Looks around in all dossiers that have moved since. */
  look(): Promise<void>;
};

type State = { dossier: string; subject: string; value: unknown };

export function createVisits(house: House, played: readonly Played[]): Visits {
  const pages: Visited[] = [];
  const found = new Set<string>();
  const seen = new Set<string>();
  const opened = new Set<string>();
  const clients = new Map<Player, Client>();
  const before = new Map<string, string>();

  const clientOf = async (player: Player) => {
    const client = clients.get(player) ?? (await enter(house, player, async (request) => house.answer(request)));
    if (client === null) return null; // not yet of the house
    clients.set(player, client);
    await stay(house, client.cookies.get('session')!);
    return client;
  };

  const lookAt = async ({ world }: Played, states: ReadonlyMap<string, unknown>) => {
    const { office, leader } = world;
    const { officer, secretary, director, financeOfficer, chiefAccountant, auditor } = office.people;
    const base = world.at();
    // who judged an application sees the same of it afterwards
    const judges = states.has('project') ? [] : [...office.reviewers, office.council[0]!];
    const staff = [officer, secretary, director, financeOfficer, chiefAccountant, auditor];
    for (const player of [leader, ...staff, ...judges]) {
      const role = roleOf(player);
      const isNew = (path: string) => {
        const reader = isReadAlone.test(path) && staff.includes(player) ? 'staff' : role;
        const key = `${reader} ${templateOf(path)}${/\?kind=\w+/.exec(path)?.[0] ?? ''} ${aboutOf(path, states)}`;
        return !opened.has(key) && opened.add(key) !== undefined;
      };
      if (!isNew(base)) continue;
      const client = await clientOf(player);
      const waiting = [base];
      for (let path = waiting.shift(); client !== null && path; path = waiting.shift()) {
        const page = await client.get(path, { expect: 'any' });
        if (path === base && page.status === 404) break; // not theirs
        if (page.status !== 200) {
          found.add(`${role} ${templateOf(path)}: a link leads to ${page.status}`);
          continue;
        }
        if (!page.headers.get('Content-Type')?.startsWith('text/html')) continue;
        for (const wrong of misbuilt(page)) found.add(`${role} ${templateOf(path)}: ${wrong}`);
        const parts = partsOf(page);
        if (parts.some((part) => !seen.has(part))) pages.push({ role, page, client });
        for (const part of parts) seen.add(part);
        for (const { href } of page.links) {
          const to = href.replace(/\?(?!(kind|decision)=).*$|#.*$/, '');
          if (to.startsWith(`${base}/`) && !notPages.test(to) && isNew(to)) waiting.push(to);
        }
      }
    }
  };

  return {
    pages,
    found,
    get opened() {
      return opened.size;
    },
    async look() {
      const rows = await house.db.query<State>`
        select dossier::text as dossier, subject, value from state where subject ~ '^(application|project|(disbursement|recovery|report|amendment|appeal)/)' order by 1, 2`;
      for (const one of played) {
        const states = new Map(
          rows.filter(({ dossier }) => dossier === one.world.dossier).map(({ subject, value }) => [subject, value]),
        );
        const standing = JSON.stringify([...states]);
        if (states.size === 0 || before.get(one.world.dossier) === standing) continue;
        before.set(one.world.dossier, standing);
        await lookAt(one, states);
      }
    },
  };
}

/** Pages that show all staff the same: nobody does anything there. */
const isReadAlone = /\/(map|history|application\/(read|receipt|content))$/;

/** What the pages of each kind are about. */
const pagesOf: Readonly<Record<string, string>> = {
  requests: 'disbursement',
  recoveries: 'recovery',
  reports: 'report',
  amendments: 'amendment',
  appeals: 'appeal',
};

/** The state of what a page is about: a request, a recovery, the application, a region of the project; of the dossier's own page all. */
function aboutOf(path: string, states: ReadonlyMap<string, unknown>): string {
  const [, kind = '', id] = /\/(requests|recoveries|reports|amendments|appeals)\/([0-9a-f-]{36})/.exec(path) ?? [];
  const of = (subject: string) => JSON.stringify(states.get(subject) ?? null);
  if (kind !== '') return of(`${pagesOf[kind]}/${id}`);
  if (/\/dossiers\/[0-9a-f-]{36}$/.test(path))
    return JSON.stringify([...states].map(([subject, value]) => [subject.replace(/\/.*/, ''), value]));
  const isOfApplication = /\/(application|screening|party|reviewers|review|council|award|interests)\b/.test(path);
  if (isOfApplication) return of('application');
  const project = (states.get('project') ?? {}) as Record<'funding' | 'product' | 'company', unknown>;
  const beside = /\/(prototype|progress)$/.test(path)
    ? 'product'
    : /\/(company|novation)$/.test(path)
      ? 'company'
      : 'funding';
  return `${of('application')} ${project.funding} ${project[beside]}`;
}
