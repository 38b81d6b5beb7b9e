// What the story has come to: where everything stands, what is in the vessels, the papers, and what the audit says.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { audit, type Report } from '../audit/audit.ts';
import type { Refused, World } from './world.ts';

export type Outcome = {
  states: Record<string, unknown>;
  /** What is not empty: the dossier's vessels, the year's money for it, and how far its caps are used. */
  balances: Record<string, string>;
  refusals: readonly Refused[];
  papers: { name: string; sha256: string }[];
  audit: Report;
};

export async function outcomeOf(world: World): Promise<Outcome> {
  return {
    ...(await standingOf(world)),
    refusals: world.refusals,
    papers: await papersOf(world),
    audit: await audit(world.house.db, { folder: join(world.house.folder, 'files'), read: true }),
  };
}

/** Where one dossier stands, and what is in its vessels. */
export async function standingOf({ house, office, dossier }: World): Promise<Pick<Outcome, 'states' | 'balances'>> {
  const { agency } = office;
  const { db } = house;
  const states = await db.query<{ subject: string; value: unknown }>`
    select subject, value from state where agency = ${agency} and dossier = ${dossier}::uuid order by case when subject in ('application', 'project') then subject else 'z' || subject end`;
  const numbers = new Map<string, number>();
  const numbered = (subject: string) => {
    const [kind = '', id] = subject.split('/');
    if (id === undefined) return kind;
    numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
    return `${kind}/${numbers.get(kind)}`;
  };
  const accounts = await db.query<{ id: string; balance: bigint }>`
    select id, balance from account where agency = ${agency} and balance > 0 and strpos(id, ${dossier}) > 0 order by id`;
  const plain = (id: string) => id.replace(`/${dossier}`, '');
  return {
    states: Object.fromEntries(states.map(({ subject, value }) => [numbered(subject), value])),
    balances: Object.fromEntries(accounts.map(({ id, balance }) => [plain(id), String(balance)])),
  };
}

/** The papers as the auditor downloads them from the dossier's page. */
async function papersOf(world: World): Promise<Outcome['papers']> {
  const { browser, open } = world.as(world.office.people.auditor);
  const page = await open(world.at());
  const hrefs = new Set(page.links.map(({ href }) => href).filter((href) => /\/papers\/(?!.*\/english$)/.test(href)));
  const papers: Outcome['papers'] = [];
  for (const href of hrefs) {
    const { bytes, type, headers } = await browser.download(href);
    if (type !== 'application/pdf') continue; // written by the agency itself: only its number is from here
    const encoded = /filename\*=UTF-8''([^;]+)/.exec(headers.get('Content-Disposition') ?? '')?.[1];
    papers.push({
      name: decodeURIComponent(encoded ?? href).replace(/\.pdf$/, ''),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  return papers.sort((a, b) => (a.name < b.name ? -1 : 1));
}
