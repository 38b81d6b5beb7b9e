// An agency at work, made through the real commands: its people, a pack, an open call, and projects with a signed agreement.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { CommandType } from '../../workflows/commands/index.ts';
import { type JsonObject, SYSTEM } from '../../workflows/decide.ts';
import { registerDossier } from '../../workflows/ids.ts';
import type { Role } from '../../workflows/rules/duties.ts';
import { vietnamHolidays } from '../../workflows/rules/holidays.ts';
import { startEmbedded } from '../database/embedded.ts';
import { migrate } from '../database/migrations.ts';
import { connect } from '../database/pool.ts';
import { programmesFolder, sqlFolder } from '../paths.ts';
import { type Answer, createRecorder } from '../record.ts';

export const agency = 'vidu';

/** A project whose funding is active, and who of its team may ask for money. */
export type Project = { readonly dossier: string; readonly founder: string };

export type House = {
  readonly appUrl: string;
  readonly projects: readonly Project[];
  /** Stops the server and removes its folder. */
  close(): Promise<void>;
};

/** Two expense lines that are drawn on in the same way: the room of the first is each project's own, that of the second one for all. */
export const spreadLine = 'labour';
export const hotLine = 'rent';

/**
 * The fictional pack with room for very many projects. Beside the caps of each project, each party and the agency's year,
 * the hot line has one room of the agency for all requests, where the spread line has one for each project.
 */
function pack(): JsonObject {
  const content = JSON.parse(readFileSync(join(programmesFolder, 'vi-du-hu-cau.v2.json'), 'utf8'));
  for (const cap of content.caps) {
    if (cap.id === 'call.total' || cap.id === 'agency.perYear') cap.limitVnd = '900000000000';
    if (cap.id === 'agency.seats') Object.assign(cap, { limitSeats: 100_000, ceiling: null });
    if (cap.id === 'rent.perMonth') Object.assign(cap, { owner: 'agency', per: ['month'], limitVnd: '900000000000' });
    if (cap.id === 'labour.perPersonMonth') Object.assign(cap, { per: ['month'] });
  }
  return content;
}

/** Starts a durable PostgreSQL in a folder of its own and fills it with projects, so many people at once. */
export async function openHouse(projects: number, now: () => string): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vuon-uom-bench-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbedded({ dataDir, durable: true, report: (text) => console.error(text) });
    const close = async () => {
      await server.stop();
      await remove();
    };
    try {
      await migrate(server.ownerUrl, server.appUrl, sqlFolder);
      return { appUrl: server.appUrl, projects: await fill(server.appUrl, projects, now), close };
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

const hash = (word: string) => createHash('sha256').update(word).digest('hex');

async function fill(appUrl: string, count: number, now: () => string): Promise<Project[]> {
  const atOnce = 24;
  const db = connect(appUrl, { max: atOnce });
  const recorder = createRecorder({ db, now });
  const must = async (person: string, type: CommandType, dossier: string, input: JsonObject = {}): Promise<Answer> => {
    const outcome = await recorder.act({ type, dossier, input }, { agency, person }, v7());
    if (!outcome.ok) throw new Error(`${type}: ${JSON.stringify(outcome.refusal)}`);
    return outcome.answer;
  };
  const year = Number(now().slice(0, 4));
  const administrator = v7();
  await must(SYSTEM, 'appoint', administrator, { roles: ['administrator'] });
  const appoint = async (role: Role) => {
    const person = v7();
    await must(administrator, 'appoint', person, { roles: [role] });
    return person;
  };
  const officer = await appoint('officer');
  const secretary = await appoint('secretary');
  const director = await appoint('director');
  const reviewer = await appoint('reviewer');
  const council: string[] = [];
  for (let seat = 0; seat < 5; seat += 1) council.push(await appoint('councilMember'));
  await must(
    administrator,
    'changeCalendar',
    registerDossier(agency, 'calendar'),
    vietnamHolidays as unknown as JsonObject,
  );
  const published = v7();
  await must(administrator, 'publishPack', published, { content: pack() });
  const call = v7();
  await must(administrator, 'openCall', call, {
    pack: published,
    stage: 'chinh',
    budgetVnd: '900000000000',
    opensOn: `${year}-01-01`,
    closesAt: `${year + 1}-12-31T16:59:59.999Z`,
    decisionNumber: 'QĐ-1',
  });

  const lines = [
    { line: spreadLine, amountVnd: '5000000' },
    { line: hotLine, amountVnd: '5000000' },
  ];
  const ballots = Object.fromEntries(lines.map(({ line }) => [line, 'pass']));
  const make = async (): Promise<Project> => {
    const [founder, party, dossier] = [v7(), v7(), v7()];
    await must(officer, 'registerParty', party, { kind: 'team', members: [founder], beneficiaryClass: 'selfFunded' });
    await must(founder, 'startApplication', dossier, { call, party });
    await must(founder, 'submitApplication', dossier, { content: hash('content') });
    await must(officer, 'findEligible', dossier);
    await must(officer, 'assignReviewers', dossier, { reviewers: [reviewer] });
    await must(reviewer, 'declareInterest', dossier, { conflict: null });
    await must(reviewer, 'submitReview', dossier, { sheet: hash('sheet'), verdict: 'pass' });
    await must(secretary, 'referToCouncil', dossier, { council, chair: council[0]! });
    for (const member of council.slice(0, 4)) {
      await must(member, 'declareInterest', dossier, { conflict: null });
      await must(member, 'castVote', dossier, { ballots });
    }
    await must(secretary, 'recommend', dossier, { lines, months: 12, completionNeeded: false });
    await must(director, 'award', dossier, { lines, year });
    const signed = { agreementNumber: 'HĐ-1', endsOn: `${year}-12-31`, document: hash('agreement') };
    await must(officer, 'signAgreement', dossier, signed);
    return { dossier, founder };
  };
  const projects: Project[] = [];
  let left = count;
  const one = async () => {
    for (; left > 0; ) {
      left -= 1;
      projects.push(await make());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  await db.end();
  return projects;
}
