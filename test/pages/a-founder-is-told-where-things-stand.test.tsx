// What a founder reads of a project under its agreement: since when it stands where it does, what was typed with a request, that
// money waits for the agency, and what can still be asked for before the agreement ends.

import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workOf } from '../../src/work.ts';
import { dayText } from '../../templates/parts/when.ts';
import { dayOf } from '../../workflows/rules/calendar.ts';
import { expectClean } from '../support/audit.ts';
import { fictionalPack } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

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
