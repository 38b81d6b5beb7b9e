// What a founder reads of a project under its agreement: since when it stands where it does, what was typed with a request, that
// money waits for the agency, and what can still be asked for before the agreement ends.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepDeadlines } from '../../src/deadlines/sweep.ts';
import { createRecorder } from '../../src/record.ts';
import { workOf } from '../../src/work.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { fictionalPack, hash } from '../support/stage.ts';
import { beginApplication, type House, openHouse, writeAll } from './applicationsHouse.ts';

let house: House;
const shared = ['agency.perYear', 'agency.seats', 'call.total'];
const roomy = { ...fictionalPack, caps: fictionalPack.caps.filter(({ id }: { id: string }) => !shared.includes(id)) };
const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'prototype', amountVnd: '45000000' },
];

beforeAll(async () => {
  house = await openHouse({ pack: roomy, callBudgetVnd: '40000000000' });
}, 180_000);
afterAll(async () => {
  await expectClean(house.stage);
  expect(house.faults.map(String)).toEqual([]);
  await house.close();
});

const again = (person: string) => house.browser(person, 'Người đã có tên');
async function running(planVnd?: string) {
  const founder = v7();
  const made = await house.stage.project({ founder, lines, ...(planVnd !== undefined && { planVnd }) });
  return { ...made, founder, base: `/agencies/${house.stage.agency}/dossiers/${made.dossier}` };
}
const months = (amountVnd: string, costVnd: string) => [
  { line: 'labour', amountVnd, costVnd, units: { person: 'person-1', month: '2026-07' } },
];

describe('a request', () => {
  it('says to its team the cost that was typed, on a line without a share of it too', async () => {
    const { dossier, founder, base } = await running();
    const id = await house.stage.disbursement(dossier, founder, months('6000000', '25000000'), 'requested');
    const team = await again(founder);
    expect((await team.get(`${base}/requests/${id}`)).text).toContain('Chi phí: 25.000.000');
  });

  it('says to its team that the agency has to plan more for the project first, and none of its figures', async () => {
    const { dossier, founder, base } = await running('1000000');
    const id = await house.stage.disbursement(dossier, founder, months('6000000', '6000000'), 'requested');
    const { text } = await (await again(founder)).get(`${base}/requests/${id}`);
    expect(text).toContain('Cơ quan phải dành thêm nguồn cho dự án trước');
    expect(text).not.toContain('Dự toán năm');
    const small = await house.stage.disbursement(dossier, founder, months('500000', '500000'), 'requested');
    expect((await (await again(founder)).get(`${base}/requests/${small}`)).text).not.toContain('phải dành thêm nguồn');
  });
});

describe('an agreement that is about to end', () => {
  it('is listed while money can be asked for, though a request is under way', async () => {
    const { dossier, founder, base } = await running();
    const { db, year } = house.stage;
    await house.stage.disbursement(dossier, founder, months('6000000', '6000000'), 'requested');
    const listed = async (day: string) =>
      (await workOf(db, founder, 'vi', `${year}-12-${day}T03:00:00.000Z`)).map(({ href, amountVnd }) => [
        href,
        amountVnd,
      ]);
    expect(await listed('10')).toEqual([]);
    expect(await listed('29')).toEqual([[`${base}/requests/new`, 69_000_000n]]);
  });
});

describe('where a project stands', () => {
  it('counts from when its agreement was signed, whatever was planned since', async () => {
    const { founder, base } = await running('60000000');
    const signedOn = dayOf(house.now());
    house.forward(3);
    const finance = await again(house.stage.people.financeOfficer);
    const check = await (await finance.get(`${base}/budget`)).form('/budget').fill({ amount: '1.000.000' }).submit();
    expect((await check.form('/budget').submit()).text).toContain('Đã ghi nhận: Dành nguồn ngân sách');
    const page = await (await again(founder)).get(base);
    expect(page.all('.turn').join()).toContain(`Đang thực hiện, từ ${dayText(signedOn)}`);
  });
});

describe('an agreement that is being closed', () => {
  it('lets its team ask for what is left, in their work and on its page, until that is cancelled', async () => {
    const { dossier, founder, base } = await running();
    const { people, must } = house.stage;
    await must(people.director, 'beginClosing', dossier);
    const team = await again(founder);
    const page = await team.get(base);
    expect(page.all('.turn h2')).toEqual(['Đến lượt bạn: soạn đề nghị giải ngân']);
    expect(page.all('.turn')[0]).toContain('còn 75.000.000 ₫ đề nghị được cho đến khi phần còn lại bị hủy');
    expect(page.all('.turn')[0]).toContain('chưa định ngày hủy');
    const work = await team.get('/work');
    const rows = work.all('table.work tbody tr');
    expect(rows).toEqual([expect.stringContaining('Đang thanh lý hợp đồng: đề nghị phần còn lại trước khi bị hủy')]);
    expect(rows[0]).toContain('không định hạn');
    expect(work.links.map(({ href }) => href)).toContain(`${base}/requests/new`);
    // asked for, it is the agency's turn; cancelled, there is nothing left to ask for
    const id = await house.stage.disbursement(dossier, founder, months('6000000', '6000000'), 'requested');
    expect((await team.get('/work')).all('table.work tbody tr')).toEqual([]);
    await must(people.officer, 'refuseDisbursement', dossier, { id, reason: hash('why') });
    expect((await team.get('/work')).all('table.work tbody tr')).toHaveLength(1);
    await must(people.director, 'cancelRemainder', dossier, { decisionNumber: '9/QĐ', reason: hash('why') });
    expect((await team.get('/work')).all('table.work tbody tr')).toEqual([]);
    expect((await team.get(base)).all('.turn h2')[0]).not.toContain('Đến lượt bạn');
  });
});

describe('an application that came back', () => {
  /** Written and submitted on its pages, and returned by an officer. */
  async function returned(title: string) {
    const founder = v7();
    const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
    const { base, dossier } = await beginApplication(house, [founder]);
    await writeAll(client, base, title);
    await (await client.get(`${base}/application/check`)).form('submit').submit();
    await house.stage.must(house.stage.people.officer, 'returnForCompletion', dossier, { reason: hash(title) });
    return { client, base, dossier, founder };
  }

  it('says what that means, and what becomes of it when nobody submits it again; once closed, what is left and how to go on', async () => {
    const { client, base, dossier, founder } = await returned('Máy sấy bơ');
    for (const page of [base, `${base}/application`]) {
      const { text } = await client.get(page);
      expect(text).toContain('Trả lại không phải là từ chối');
      expect(text).toContain('hồ sơ tự đóng và không mở lại được (quy tắc của hệ thống)');
    }
    // mended, and never submitted again
    const draft = (await client.get(`${base}/application/project`)).form('project');
    await draft.fill({ projectName: 'Máy sấy bơ và mít' }).submit({ button: 'Lưu và về danh sách' });
    // its period ends before the call does
    const later = new Date(Date.parse(house.now()) + 40 * 86_400_000).toISOString();
    await sweepDeadlines(house.stage.db, createRecorder({ db: house.stage.db, now: () => later }), later);
    const page = await client.get(base);
    expect(page.all('h2')).toContain('Hồ sơ đã đóng vì quá hạn');
    expect(page.text).toContain('Cán bộ đã trả lại hồ sơ để bổ sung');
    expect(page.text).toContain('không phải là bị từ chối');
    expect((await client.get(`${base}?lang=en`)).text).toContain('Closed because its time ran out');
    await client.get(`${base}?lang=vi`);
    // it may apply again where a call is open, and takes along what it had mended too
    const apply = `/agencies/${house.stage.agency}/calls/${house.stage.call}/apply?from=${dossier}`;
    expect(page.links.map(({ href }) => href)).toContain(apply);
    expect((await client.get(`${base}/application`)).links.map(({ href }) => href)).toContain(apply);
    const form = (await client.get(apply)).formWith('from');
    expect(form.value('from')).toEqual([dossier]);
    const begun = await form.submit();
    expect(begun.heading).toBe('Máy sấy bơ và mít');
    // somebody else's is nothing to begin with
    const other = await (await house.browser(v7(), 'Người Ngoài')).get(apply);
    expect(other.root.querySelector('[name=from]')).toBe(null);
    // where no call takes applications, that is said
    house.forward(400);
    const without = await (await again(founder)).get(base);
    expect(without.text).toContain('hiện cơ quan này không có đợt nào');
    expect(without.links.map(({ href }) => href)).not.toContain(apply);
  });
});
