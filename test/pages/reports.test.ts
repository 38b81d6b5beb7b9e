import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.tsx';
import { type Stage, setStage } from '../support/stage.ts';
import { look, send, signedIn } from './filesSupport.ts';

/** What auditors and finance staff read: the caps, the audit, and who was refused what. */
let stage: Stage;
let app: App;
let auditor: Record<string, string>;
let project: { dossier: string; founder: string };

beforeAll(async () => {
  stage = await setStage({ callBudgetVnd: '900000000' });
  app = createApp({ db: stage.db, clock: () => new Date() });
  auditor = await signedIn(stage.db, stage.people.auditor, 'Hồ Sĩ Nguyên');
  await signedIn(stage.db, stage.people.administrator, 'Ngô Thanh Tùng');
  project = await stage.project({ lines: [{ line: 'labour', amountVnd: '20000000' }] });
  await signedIn(stage.db, project.founder, 'Nguyễn Thị Minh Thư');
});
afterAll(() => stage.drop());

const base = () => `/agencies/${stage.agency}`;
const read = async (path: string, headers = auditor, language = 'vi') =>
  (await look(app, `${base()}${path}?lang=${language}`, headers)).text();
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    row!
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

describe('the caps page', () => {
  it('says of each cap its limit, use, room and clause, who confirmed it, and leads to the project', async () => {
    const html = await read('/caps');
    const labour = rowsOf(html).find((row) => row.includes('20.000.000 ₫') && row.includes('dự án'));
    expect(labour).toBeDefined();
    const [limit, used, left] = labour!.match(/[\d.]+(?= ₫)/g)!.map((amount) => BigInt(amount.replaceAll('.', '')));
    expect(used).toBe(20_000_000n);
    expect(limit! - used!).toBe(left);
    expect(labour).toContain('Ngô Thanh Tùng');
    for (const column of ['Mức trần', 'Đã tính vào', 'Còn dưới trần']) expect(rowsOf(html)[0]).toContain(column);
    expect(html).toContain(`href="${base()}/dossiers/${project.dossier}"`);
    expect(html).toContain('Chưa xác định, đang chặn');
  });

  it('is there for staff alone', async () => {
    const founder = await signedIn(stage.db, project.founder, 'Nguyễn Thị Minh Thư');
    expect((await look(app, `${base()}/caps`, founder)).status).toBe(404);
  });
});

describe('the audit page', () => {
  it('says in both languages what holds, and names the row that does not', async () => {
    expect((await send(app, `${base()}/audit`, auditor, [])).status).toBe(303);
    const clean = await read('/audit');
    expect(clean).toContain('Mọi điều đều đúng');
    expect(clean).toContain('Mỗi số dư bằng tổng các bút toán của nó');
    expect(clean).not.toContain('Every balance is the sum');
    expect(await read('/audit', auditor, 'en')).toContain('Every balance is the sum of its postings');

    const vessel = `A/project/${project.dossier}/labour/-/awarded`;
    await stage.owner.query`update account set balance = balance + 1 where agency = ${stage.agency} and id = ${vessel}`;
    // within a minute the last result is shown again: another house asks anew
    const other = createApp({ db: stage.db, clock: () => new Date() });
    await send(other, `${base()}/audit`, auditor, []);
    const broken = await (await look(other, `${base()}/audit?lang=vi`, auditor)).text();
    await stage.owner.query`update account set balance = balance - 1 where agency = ${stage.agency} and id = ${vessel}`;
    expect(broken).toContain('Có điều không đúng');
    expect(broken).toContain(vessel);
  });

  it('lists who was refused what, with a sentence that a person understands', async () => {
    const asked = await stage.try(project.founder, 'requestDisbursement', project.dossier, {
      id: crypto.randomUUID(),
      items: [{ line: 'labour', amountVnd: '20000001', costVnd: '20000001', units: { person: 'a', month: '2026-01' } }],
      evidence: ['a'.repeat(64)],
    });
    expect(asked.ok).toBe(false);
    const [first] = rowsOf((await read('/audit')).split('id="refusals"')[1]!).slice(1);
    expect(first).toContain('Nguyễn Thị Minh Thư');
    expect(first).toMatch(/20\.000\.001|20\.000\.000/);
  });
});
