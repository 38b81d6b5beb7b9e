// Everything that must always be true (DESIGN §11), checked against a database: by reading its history again from the beginning.

import { ruleChanges } from '../../workflows/ruleVersions.ts';
import type { Database } from '../database/pool.ts';
import { checkBooks, checkDuties, checkRegisters, checkStrays } from './books.ts';
import { checkBytes, type Shelf } from './bytes.ts';
import { compareAccounts, compareDeadlines, compareDebts, compareDossiers, Suspects } from './compare.ts';
import { orderOfEvents } from './order.ts';
import { Replay } from './replay.ts';
import { Findings, type Report } from './report.ts';
import { readEvents } from './rows.ts';
import { RulesInForce } from './rules.ts';
import { type Dossier, World } from './world.ts';

export type { Broken, Check, Report } from './report.ts';

const batch = 1_000;

/**
 * Audits every agency, one after another. Reads only, in pages, so the application may go on: what happens after
 * the audit began is left to the next one. `shelf`: where the files are; without one they are not looked for. `changes`: what
 * later versions of the rules have changed.
 */
export async function audit(db: Database, shelf: Shelf | null, changes = ruleChanges): Promise<Report> {
  const findings = new Findings(shelf === null ? ['bytes'] : []);
  const agencies = await db.query<{ agency: string }>`
    select agency from dossier union select agency from command union select agency from account
    union select agency from register union select agency from attachment order by agency`;
  const rules = new RulesInForce(changes);
  for (const { agency } of agencies) {
    await auditAgency(db, agency, rules, findings);
    if (shelf !== null) await checkBytes(db, agency, shelf, findings);
  }
  rules.settle(findings);
  return findings.report();
}

async function auditAgency(db: Database, agency: string, rules: RulesInForce, findings: Findings): Promise<void> {
  const world = await replayed(db, agency, rules, findings);
  const suspects = new Suspects();
  await compareDossiers(db, world, findings);
  await compareDeadlines(db, world, findings, suspects);
  await compareAccounts(db, world, findings, suspects);
  await compareDebts(db, world, findings, suspects);
  await suspects.settle(db, world, findings);
  await checkBooks(db, agency, findings);
  await checkDuties(db, agency, findings);
  await checkRegisters(db, agency, findings);
  await checkStrays(db, agency, findings);
}

async function replayed(db: Database, agency: string, rules: RulesInForce, findings: Findings): Promise<World> {
  const dossiers = await db.query<{ id: string; revision: number; kind: Dossier['kind'] }>`
    select id, revision, kind from dossier where agency = ${agency}`;
  const horizon = new Map(dossiers.map(({ id, revision }) => [id, revision]));
  const kinds = new Map(dossiers.map(({ id, kind }) => [id, kind]));
  const world = new World(agency);
  const replay = new Replay(world, findings, kinds, rules);
  const places = await orderOfEvents(db, agency, horizon);
  let next = readEvents(db, agency, places.slice(0, batch));
  for (let from = 0; from < places.length; from += batch) {
    const events = await next;
    next = readEvents(db, agency, places.slice(from + batch, from + 2 * batch)); // read while these are decided again
    for (const event of events) replay.take(event);
  }
  await next;
  return world;
}
