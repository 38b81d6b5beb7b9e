import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { type App, createApp } from '../../src/app.tsx';
import { Client } from '../../src/scenario/client.ts';
import { type Stage, type StageOptions, setStage } from '../support/stage.ts';

export const origin = 'http://vuon-uom.test';

/** A stage behind its pages, on a clock that can be put forward. */
export type House = {
  stage: Stage;
  app: App;
  now(): string;
  /** Puts the clock forward. */
  forward(days: number): void;
  /** A browser in which nobody is signed in. */
  stranger(): Client;
  /** A browser in which this person is signed in. */
  browser(person: string, name: string): Promise<Client>;
  /** What went wrong behind a page that said so. */
  faults: unknown[];
  close(): Promise<void>;
};

export async function openHouse(options: StageOptions = {}): Promise<House> {
  const stage = await setStage(options);
  await stage.owner.script('update installation set simulated_clock = true');
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const folder = mkdtempSync(join(tmpdir(), 'applications-'));
  const faults: unknown[] = [];
  const app = createApp({ db: stage.db, clock, filesFolder: folder, report: (fault) => faults.push(fault) });
  const send = async (request: Request) => app.fetch(request);
  return {
    stage,
    app,
    faults,
    now: () => clock().toISOString(),
    forward(days) {
      ahead += days * 86_400_000;
    },
    stranger: () => new Client({ origin, send }),
    async browser(person, name) {
      const token = Array.from(randomBytes(40), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
      const hash = createHash('sha256').update(token).digest('hex');
      const at = clock().toISOString();
      await stage.db.query`insert into person (id, email, name, confirmed_at, created_at)
        values (${person}, ${`${person}@vidu.test`}, ${name}, ${at}, ${at}) on conflict do nothing`;
      await stage.db.query`insert into session (token_hash, person, created_at, seen_at, expires_at)
        values (${hash}, ${person}, ${at}, ${at}, ${at}::timestamptz + interval '1 day')`;
      const client = new Client({ origin, send });
      client.cookies.set('session', token);
      return client;
    },
    async close() {
      await stage.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A team's draft that was begun in the house's call, without the pages. */
export async function beginApplication({ stage }: House, team: readonly string[]) {
  const party = await stage.party(team[0]!, 'team', { members: [...team] });
  const dossier = v7();
  await stage.must(team[0]!, 'startApplication', dossier, { call: stage.call, party, team: [...team] });
  const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
  return { dossier, party, base };
}

/** Fills in the whole form of the fictional pack, section by section, as a person would. */
export async function writeAll(client: Client, base: string, title = 'Máy sấy nông sản'): Promise<void> {
  const at = async (section: string) => (await client.get(`${base}/application/${section}`)).form(section);
  await (await at('applicant')).fill({ applicantKind: 'team', applicantName: 'Nhóm Mầm Xanh' }).submit();
  await (await at('project'))
    .fill({ projectName: title, priorityField: 'agriculture', problem: 'Nông sản hỏng sau thu hoạch.\nMáy nhỏ, rẻ.' })
    .submit({ button: 'Lưu và tiếp tục' });
  await (await at('budget'))
    .fill({
      'budget.0.line': 'labour',
      'budget.0.description': 'Kỹ sư cơ khí',
      'budget.0.quantity': '3',
      'budget.0.unit': 'tháng',
      'budget.0.unitPrice': '8.000.000',
      'budget.0.state': '24.000.000',
    })
    .submit({ button: 'Lưu và tiếp tục' });
  await (await at('papers')).fill({ singleSource: true, truthful: true }).submit({ button: 'Lưu và tiếp tục' });
}
