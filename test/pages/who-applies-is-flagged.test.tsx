import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Client } from '../../src/scenario/client.ts';
import { expectClean } from '../support/audit.ts';
import { answers, type House, openHouse } from './reviews-house.ts';

/** Whoever screens an application sees where it names its applicant otherwise than the party does by now. */
let house: House;
let officer: Client;

beforeAll(async () => {
  house = await openHouse();
  officer = await house.as(house.people.officer);
});
afterAll(async () => {
  await expectClean(house);
  await house.drop();
});

it('is flagged on the screening page and on the party’s, old beside new, before it is confirmed', async () => {
  const same = await house.submitted();
  expect((await officer.get(`${same.base}/screening`)).text).not.toContain('Hồ sơ ghi khác với bên đăng ký');

  const body = { ...answers, applicantKind: 'enterprise', applicantName: 'Nhóm Tên Cũ', companyCode: '0300588569' };
  const other = await house.submitted(undefined, body);
  await house.db.query`update party_profile set identity = '079090000012' where party = ${other.party}`;
  for (const page of ['screening', 'party']) {
    const { text } = await officer.get(`${other.base}/${page}`);
    expect(text).toContain('Hồ sơ ghi khác với bên đăng ký');
    expect(text).toContain('Tư cách đăng ký: doanh nghiệp → nhóm dự án');
    expect(text).toContain('Tên nhóm hoặc doanh nghiệp: Nhóm Tên Cũ → Nhóm Muối Cần Giờ');
    expect(text).toContain('Mã số doanh nghiệp: 0300588569 → 079090000012');
  }
  expect((await officer.get(`${other.base}/screening?lang=en`)).text).toContain('names another applicant');
  await officer.get(`${other.base}/screening?lang=vi`);
});

it('is told on the screening page that the account came after the confirmation, and where to confirm it', async () => {
  const { base, party, founder } = await house.submitted();
  await house.must(house.people.officer, 'registerParty', party, { kind: 'team', members: [founder] });
  await house.db.query`update party_profile set account_number = '0999888777', account_name = 'A', bank = 'B',
    changed_at = ${new Date().toISOString()}, changed_by = ${founder} where party = ${party}`;
  const page = await officer.get(`${base}/screening`);
  expect(page.text).toContain('Tài khoản mới, chưa xác nhận');
  const confirmed = await (await page.follow('Đối chiếu và xác nhận tài khoản'))
    .form('/party/account')
    .submit({ button: 'Xác nhận tài khoản này' });
  expect(confirmed.text).toContain('Đã xác nhận tài khoản.');
  expect((await officer.get(`${base}/screening`)).text).not.toContain('Tài khoản mới, chưa xác nhận');
});
