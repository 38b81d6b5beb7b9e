import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dossier, readDossier } from '../../src/dossier.ts';
import { capsOf, lanesOf, moneyPathOf } from '../../src/projects/index.ts';
import { applicationEnds, applicationRoad, besideRoad } from '../../src/projects/lanes.ts';
import { CapsByLine, MoneyPath } from '../../templates/parts/money-path.tsx';
import type { StateRow } from '../../workflows/decide.ts';
import { leavesOf } from '../../workflows/machines.ts';
import { hash, type Stage, setStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.drop());

const read = async (dossier: string) =>
  (await readDossier(stage.db, stage.agency, dossier, new Date().toISOString())) as Dossier;

/** The same dossier, standing elsewhere. */
const standing = (
  dossier: Dossier,
  subject: 'application' | 'project',
  value: StateRow['value'],
  events: string[] = [],
) => ({
  ...dossier,
  states: new Map(
    [...dossier.states]
      .filter(([name]) => subject === 'project' || name !== 'project')
      .map(([name, state]) => [name, name === subject ? { ...state, value } : state] as const),
  ),
  history: events.map((event) => ({ ...dossier.history[0]!, event })),
});
const marks = (dossier: Dossier, lane: number) =>
  lanesOf(dossier, 'founder', 'vi')[lane]!.steps.map(({ label, tone }) => `${label}: ${tone}`);

const lines = [
  { line: 'labour', amountVnd: '20000000' },
  { line: 'experts', amountVnd: '6000000' },
];

describe('the map of states', () => {
  it('has a place for every place of the machines', () => {
    const onRoad = [...applicationRoad.flatMap(({ leaves }) => leaves), ...applicationEnds];
    expect(onRoad.sort()).toEqual(
      leavesOf('application')
        .map(({ leaf }) => leaf)
        .sort(),
    );
    const known = leavesOf('project').map(({ leaf }) => leaf);
    for (const leaf of Object.values(besideRoad).flat()) expect(known).toContain(leaf);
  });

  it('draws every place of every machine with exactly one present or ended step, or all done', async () => {
    const { dossier } = await stage.project({ lines });
    const project = await read(dossier);
    for (const { leaf } of leavesOf('application')) {
      const [lane] = lanesOf(standing(project, 'application', leaf), 'founder', 'vi');
      const present = lane!.steps.filter(({ tone }) => tone === 'now' || tone === 'stop');
      expect(present, leaf).toHaveLength(leaf === 'awarded' ? 0 : 1);
      expect(lane!.steps).toHaveLength(6);
    }
    const value = { funding: 'active', product: 'development', company: 'notFormed' };
    for (const { region, leaf } of leavesOf('project')) {
      const lanes = lanesOf(standing(project, 'project', { ...value, [region!]: leaf }), 'staff', 'en');
      expect(lanes.map(({ id }) => id)).toEqual(['funding', 'product', 'company']);
      for (const { steps } of lanes)
        expect(steps.filter(({ tone }) => tone === 'now' || tone === 'stop').length, leaf).toBeLessThan(2);
    }
  });

  it('shows side ways only when somebody is on them', async () => {
    const { dossier } = await stage.project({ lines });
    const project = await read(dossier);
    const value = { funding: 'active', product: 'development', company: 'notFormed' };
    expect(marks(project, 0)).toEqual(['Ký hợp đồng: done', 'Đang thực hiện: now', 'Thanh lý: next', 'Kết thúc: next']);
    const suspended = standing(project, 'project', { ...value, funding: 'suspended' }, ['project.agreementSigned']);
    expect(marks(suspended, 0)).toEqual([
      'Ký hợp đồng: done',
      'Tạm dừng hỗ trợ: now',
      'Thanh lý: next',
      'Kết thúc: next',
    ]);
    const terminated = standing(project, 'project', { ...value, funding: 'terminated' });
    expect(marks(terminated, 0)).toEqual(['Đã chấm dứt hỗ trợ: stop']);
    // an enterprise from the beginning has nothing to form
    const enterprise = standing(project, 'project', { ...value, company: 'formed' });
    expect(marks(enterprise, 2)).toEqual(['Đã thành lập doanh nghiệp: done']);
    const withdrawn = standing(project, 'application', 'withdrawn', ['application.withdrawn', 'application.submitted']);
    expect(marks(withdrawn, 0).slice(1, 4)).toEqual(['Nộp: done', 'Kiểm tra: stop', 'Đánh giá: next']);
  });
});

describe('the money’s path', () => {
  it('adds up to the award, wherever the money stands', async () => {
    const { people, year } = stage;
    const { dossier, founder } = await stage.project({ lines });
    const unit = (n: number) => ({ person: 'p1', month: `${year}-0${n}` });
    const item = (n: number, amountVnd: string) => [{ line: 'labour', amountVnd, units: unit(n) }];
    const advance = await stage.disbursement(dossier, founder, item(1, '6000000'), 'paid', { isAdvance: true });
    await stage.disbursement(dossier, founder, item(2, '4000000'), 'ordered');
    const returned = await stage.disbursement(dossier, founder, item(3, '3000000'), 'requested');
    await stage.must(people.officer, 'returnDisbursement', dossier, { id: returned, reason: hash('why') });
    let path = moneyPathOf(await read(dossier), 'founder', 'vi');
    const held = () => Object.fromEntries(path.parts.filter((p) => p.amountVnd > 0n).map((p) => [p.part, p.amountVnd]));
    expect(held()).toEqual({ paid: 6_000_000n, ordered: 4_000_000n, left: 16_000_000n });
    expect(path.tranches.map(({ tone, released }) => [tone, released])).toEqual([
      ['now', false],
      ['waiting', false],
      ['now', true],
    ]);
    expect(path.tranches.map(({ holder }) => holder?.isReader)).toEqual([true, false, true]);
    expect(path.tranches[1]!.promises.map(({ clause }) => clause)).toContain('Điều 6, 347/2025/NĐ-CP');

    await stage.must(people.officer, 'clearAdvance', dossier, {
      id: advance,
      cleared: [{ settledVnd: '5000000', unspentVnd: '1000000', costVnd: '5000000' }],
      evidence: [hash('invoice')],
      recovery: '019a0000-0000-7000-8000-000000000001',
    });
    path = moneyPathOf(await read(dossier), 'founder', 'vi');
    expect(held()).toEqual({ settled: 5_000_000n, ordered: 4_000_000n, due: 1_000_000n, left: 16_000_000n });
    expect(path.tranches[0]!.story.join(' ')).toContain('Quyết toán 5.000.000\u00a0₫');
    expect(path.awardVnd).toBe(26_000_000n);
    const html = String(MoneyPath({ view: path, language: 'vi' }));
    expect(html).toContain('phải hoàn trả 1.000.000\u00a0₫');
    expect(html).not.toMatch(/\sstyle=/);
    // the bar's parts lie side by side, and nothing sticks out
    const bars = [...html.matchAll(/<rect[^>]* x="(\d+)"[^>]* width="(\d+)"/g)].map(([, x, width]) => [+x!, +width!]);
    expect(bars).toHaveLength(4);
    for (const [x, width] of bars) expect(x! + width!).toBeLessThanOrEqual(1000);
  });

  it('says what was given back when the rest is cancelled', async () => {
    const { people } = stage;
    const { dossier } = await stage.project({ lines });
    await stage.must(people.director, 'beginClosing', dossier);
    await stage.must(people.director, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-9' });
    const path = moneyPathOf(await read(dossier), 'staff', 'vi');
    expect([path.awardVnd, path.goneVnd, path.rest]).toEqual([0n, 26_000_000n, null]);
    expect(String(MoneyPath({ view: path, language: 'vi' }))).toContain('đã hủy hoặc trả về nguồn 26.000.000\u00a0₫');
  });

  it('shows the caps of each line with what is used, held and left, and the clause', async () => {
    const { dossier, founder } = await stage.project({ lines });
    const units = { person: 'p1', month: `${stage.year}-05` };
    await stage.disbursement(dossier, founder, [{ line: 'labour', amountVnd: '7000000', units }], 'requested');
    const project = await read(dossier);
    const caps = capsOf(project, 'vi');
    expect(caps.rows.map(({ name }) => name)).toEqual(['Tiền công lao động trực tiếp', 'Thuê chuyên gia']);
    const labour = caps.rows.find(({ name }) => name === 'Tiền công lao động trực tiếp')!;
    expect(labour).toMatchObject({
      limitVnd: 60_000_000n,
      awardedVnd: 20_000_000n,
      usedVnd: 7_000_000n,
      leftVnd: 13_000_000n,
      notes: ['8.000.000\u00a0₫ mỗi người mỗi tháng'],
    });
    expect(labour.clause).toContain('HƯ-CẤU-01');
    expect(caps.total).toMatchObject({ limitVnd: 200_000_000n, usedVnd: 7_000_000n, leftVnd: 19_000_000n });
    expect(String(CapsByLine({ view: capsOf(project, 'en'), language: 'en' }))).toContain(
      '8.000.000\u00a0₫ per person and month',
    );
  });
});
