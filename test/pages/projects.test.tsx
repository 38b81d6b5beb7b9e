import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayText } from '../../templates/parts/when.ts';
import { addMonths, dayOf, daysBefore } from '../../workflows/rules/calendar.ts';
import { checkDigitOf } from '../../workflows/rules/identifiers.ts';
import { expectClean } from '../support/audit.ts';
import type { Client, Page } from '../support/client.ts';
import { hostile } from '../support/hostile.ts';
import { fictionalPack, hash, today } from '../support/stage.ts';
import { type House, openHouse } from './applicationsHouse.ts';

let house: House;
let officer: Client;
let director: Client;
let financeOfficer: Client;
let stranger: Client;

const names = {
  officer: 'Lê Hoàng Anh',
  director: 'Phan Văn Sơn',
  financeOfficer: 'Đỗ Văn Khoa',
};
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
/** A valid code, and the same with another check digit. */
const code = `031234567${checkDigitOf('031234567')}`;
const wrongCode = `031234567${(checkDigitOf('031234567')! + 1) % 10}`;

beforeAll(async () => {
  house = await openHouse({ pack: roomy, callBudgetVnd: '40000000000' });
  const { people } = house.stage;
  officer = await house.browser(people.officer, names.officer);
  director = await house.browser(people.director, names.director);
  financeOfficer = await house.browser(people.financeOfficer, names.financeOfficer);
  stranger = await house.browser(v7(), 'Người lạ');
});
afterAll(async () => {
  expect(house.faults.map(String)).toEqual([]);
  await house.close();
});

/** The fictional pack without the caps that many projects share: here are more than the ten that it lets in. */
const shared = ['agency.perYear', 'agency.seats', 'call.total'];
const roomy = { ...fictionalPack, caps: fictionalPack.caps.filter(({ id }: { id: string }) => !shared.includes(id)) };

const lines = [
  { line: 'labour', amountVnd: '30000000' },
  { line: 'prototype', amountVnd: '50000000' },
];

/** A project with its agreement signed, and its founder's browser. */
async function project(given: { signed?: boolean; founder?: string } = {}) {
  const { stage } = house;
  const founder = given.founder ?? v7();
  const made =
    given.signed === false ? await stage.recommended({ founder, lines }) : await stage.project({ founder, lines });
  if (given.signed === false)
    await stage.must(stage.people.director, 'award', made.dossier, { lines, year: stage.year });
  const client = await house.browser(founder, 'Nguyễn Thị Minh Châu');
  return { ...made, founder, client, base: `/agencies/${stage.agency}/dossiers/${made.dossier}` };
}

const stateOf = async (dossier: string) => {
  const [row] = await house.stage.db.query<{ value: Record<string, string>; facts: Record<string, string> }>`
    select value, facts from state where dossier = ${dossier} and subject = 'project'`;
  return row!;
};
const historyOf = async (dossier: string) => {
  const rows = await house.stage.db.query<{
    event: string;
  }>`select event from history where dossier = ${dossier} order by revision`;
  return rows.map(({ event }) => event);
};

describe('budget', () => {
  it('is planned by the finance officer, who sees what the award needs and what the year has', async () => {
    const { base, dossier } = await project({ signed: false });
    const page = await financeOfficer.get(`${base}/budget`);
    expect(page.text).toContain('80.000.000 ₫');
    expect(page.text).toContain('ngân sách Thành phố');
    const check = await page.form('/budget').fill({ amount: '50.000.000' }).submit();
    const done = await check.form('/budget').submit();
    expect(done.path).toBe(`${base}?done=project.budgetPlanned`);
    const after = await financeOfficer.get(`${base}/budget`);
    expect(after.text).toContain('Chưa có nguồn 30.000.000 ₫');
    expect(await house.stage.balance(`B/${house.stage.year}/nstp/${dossier}/reserved`)).toBe(50_000_000n);
  });

  it('is not planned beyond the award: limit, used and left are said, and what was typed stays', async () => {
    const { base } = await project({ signed: false });
    const form = (await financeOfficer.get(`${base}/budget`)).form('/budget').fill({ amount: '80.000.001' });
    const page = await form.submit({ expect: 422 });
    expect(page.refusal?.figures).toMatchObject({ Mức: '80.000.000 ₫', 'Còn lại': '80.000.000 ₫' });
    expect(page.form('/budget').value('amount')).toEqual(['80.000.001']);
  });

  it('says at the field what is no amount', async () => {
    const { base } = await project({ signed: false });
    const form = (await financeOfficer.get(`${base}/budget`)).form('/budget').fill({ amount: '12,5' });
    const page = await form.submit({ expect: 422 });
    expect(page.all('#f-amount-error')[0]).toContain('số đồng nguyên');
  });

  it('is not for founders to look at', async () => {
    const { base, client } = await project({ signed: false });
    await client.get(`${base}/budget`, { expect: 403 });
  });
});

describe('the agreement', () => {
  it('is recorded with its number, its last day and the signed paper', async () => {
    const { base, dossier, client } = await project({ signed: false });
    const page = await officer.get(`${base}/agreement`);
    expect(page.text).toContain(await house.stage.printed(dossier, 'awardDecision'));
    expect(page.text).toContain('12 tháng');
    const endsOn = addMonths(dayOf(house.now()), 12);
    const done = await page
      .form('/agreement')
      .fill({ number: '12/2026/HĐ-TT', endsOn })
      .attach('document', 'hợp đồng đã ký.pdf', pdf, 'application/pdf')
      .submit();
    expect(done.path).toBe(`${base}?done=project.agreementSigned`);
    expect((await stateOf(dossier)).facts).toMatchObject({ agreementNumber: '12/2026/HĐ-TT', endsOn });
    const signed = await client.get(`${base}/agreement`);
    expect(signed.forms.map(({ action }) => action)).toEqual([]);
    expect(signed.links.some(({ text }) => text === 'hợp đồng đã ký.pdf')).toBe(true);
  });

  it('is of the day that stands on the paper, not of the day of typing', async () => {
    const own = await openHouse();
    const { stage } = own;
    const { dossier } = await stage.recommended({ lines });
    await stage.must(stage.people.director, 'award', dossier, { lines, year: stage.year });
    const base = `/agencies/${stage.agency}/dossiers/${dossier}`;
    const signed = dayOf(own.now());
    own.forward(3);
    const today = dayOf(own.now());
    const clerk = await own.browser(stage.people.officer, names.officer);
    const page = await clerk.get(`${base}/agreement`);
    expect(page.form('/agreement').value('signedOn')).toEqual([dayText(today)]);
    expect(page.text).toContain('Chưa dành dự toán cho dự án');
    expect(page.text).toContain('chưa khai tài khoản');
    expect(page.text).toContain('mức hỗ trợ 80.000.000 ₫');
    const form = page
      .form('/agreement')
      .fill({ number: '15/2026/HĐ-TT', signedOn: dayText(addMonths(today, 1)), endsOn: addMonths(signed, 12) })
      .attach('document', 'hop-dong.pdf', pdf);
    const future = await form.submit({ expect: 422 });
    expect(future.all('#f-signedOn-error')[0]).toContain(dayText(signed));
    const early = await future
      .form('/agreement')
      .fill({ signedOn: daysBefore(signed, 1) })
      .submit({ expect: 422 });
    expect(early.refusal?.sentence).toContain('nằm ngoài khoảng');
    // the longest time counts from the signing
    const late = { signedOn: signed, endsOn: addMonths(today, 12) };
    const long = await early.form('/agreement').fill(late).submit({ expect: 422 });
    expect(long.all('#f-endsOn-error')[0]).toContain(dayText(addMonths(signed, 12)));
    await long
      .form('/agreement')
      .fill({ endsOn: addMonths(signed, 12) })
      .submit();
    expect((await clerk.get(`${base}/agreement`)).text).toContain(`Ngày ký ${dayText(signed)}`);
    await own.close();
  });

  it('that would end too late is refused at the field, with limit and clause; the file need not be sent again', async () => {
    const { base, dossier } = await project({ signed: false });
    const latest = addMonths(dayOf(house.now()), 12);
    const page = await (await officer.get(`${base}/agreement`))
      .form('/agreement')
      .fill({ number: '13/2026/HĐ-TT', endsOn: addMonths(latest, 1) })
      .attach('document', 'hop-dong.pdf', pdf)
      .submit({ expect: 422 });
    expect(page.refusal?.sentence).toContain('12 tháng');
    expect(page.refusal?.clause).toContain('HƯ-CẤU-01');
    expect(page.all('#f-endsOn-error')[0]).toContain(latest.split('-').toReversed().join('/'));
    expect(page.all('#f-endsOn-error')[0]).toContain('HƯ-CẤU-01');
    expect(page.text).toContain('hop-dong.pdf');
    await page.form('/agreement').fill({ endsOn: latest }).submit();
    expect((await stateOf(dossier)).value.funding).toBe('active');
  });

  it('needs all three: each is named at its field, and what was typed stays', async () => {
    const { base } = await project({ signed: false });
    const empty = await (await officer.get(`${base}/agreement`)).form('/agreement').submit({ expect: 422 });
    expect(empty.errors).toHaveLength(3);
    for (const link of empty.root.querySelectorAll('.errors a'))
      expect(empty.root.querySelector(link.getAttribute('href')!)).not.toBeNull();
    const half = await empty.form('/agreement').fill({ number: '14/2026' }).submit({ expect: 422 });
    expect(half.form('/agreement').value('number')).toEqual(['14/2026']);
    expect(half.errors).toHaveLength(2);
  });

  it('is not for founders or finance officers to sign', async () => {
    const { base, client } = await project({ signed: false });
    expect((await client.get(`${base}/agreement`)).forms).toEqual([]);
    expect((await financeOfficer.get(`${base}/agreement`)).forms).toEqual([]);
  });
});

describe('progress and prototype', () => {
  it('go step by step, each with a report; the officer accepts on the team’s report and on minutes', async () => {
    const { base, dossier, client } = await project();
    const first = await client.get(`${base}/progress`);
    expect(first.all('.lane h3')).toEqual(['Sản phẩm', 'Doanh nghiệp']);
    const report = 'Đã có bản chạy thử.\n\nCòn phải giảm tiêu thụ điện.';
    await first.form('Gửi báo cáo và chuyển bước').fill({ report }).attach('files', 'ảnh sản phẩm.pdf', pdf).submit();
    expect((await stateOf(dossier)).value.product).toBe('technologyCompletion');
    const second = await client.get(`${base}/progress`);
    expect(second.text).toContain('Còn phải giảm tiêu thụ điện.');
    expect(second.links.some(({ text }) => text === 'ảnh sản phẩm.pdf')).toBe(true);
    await second.form('Gửi báo cáo và chuyển bước').fill({ report: 'Công nghệ đã ổn định.' }).submit();
    expect((await stateOf(dossier)).value.product).toBe('prototype');

    // the officer cannot accept what nobody has reported
    const early = await officer.get(`${base}/prototype`);
    expect(early.text).toContain('chưa gửi báo cáo');
    expect(early.forms).toEqual([]);

    const own = await client.get(`${base}/prototype`);
    const sent = await own
      .form('/prototype')
      .fill({ report: 'Mẫu số 1 đạt 5 kg một mẻ.' })
      .attach('files', 'biên bản thử nghiệm.pdf', pdf)
      .submit();
    expect(sent.text).toContain('chờ cán bộ chương trình nghiệm thu');

    const judged = await officer.get(`${base}/prototype`);
    expect(judged.text).toContain('Mẫu số 1 đạt 5 kg một mẻ.');
    const without = await judged.form('/prototype').fill({ minutes: 'Đạt 4/4 chỉ tiêu.' }).submit({ expect: 422 });
    expect(without.all('#f-minutesFile-error')[0]).toContain('biên bản đã ký');
    expect(without.form('/prototype').value('minutes')).toEqual(['Đạt 4/4 chỉ tiêu.']);
    await without.form('/prototype').attach('minutesFile', 'bien-ban.pdf', pdf).submit();
    expect((await stateOf(dossier)).value.product).toBe('prototypeAccepted');
    expect((await client.get(`${base}/prototype`)).text).toContain('Đạt 4/4 chỉ tiêu.');
  });

  it('are not accepted by a founder, nor on a report that has changed since', async () => {
    const { base, dossier, client } = await project();
    for (let step = 0; step < 2; step += 1)
      await (await client.get(`${base}/progress`))
        .form('Gửi báo cáo và chuyển bước')
        .fill({ report: 'Xong.' })
        .submit();
    const send = async (report: string) =>
      (await client.get(`${base}/prototype`)).form('/prototype').fill({ report }).submit();
    await send('Bản đầu.');
    const judged = await officer.get(`${base}/prototype`);
    await send('Bản sửa.');
    const stale = await judged
      .form('/prototype')
      .fill({ minutes: 'Đạt.' })
      .attach('minutesFile', 'bien-ban.pdf', pdf)
      .submit({ expect: 422 });
    expect(stale.errors[0]).toContain('vừa gửi báo cáo mới');

    const taken = await post(client, `${base}/prototype`, { key: v7(), do: 'accept', minutes: 'Tự nghiệm thu' });
    expect([taken.status, await taken.text()]).toEqual([422, expect.stringContaining('cán bộ chương trình')]);
    expect((await stateOf(dossier)).value.product).toBe('prototype');
  });

  it('sent twice are one event; the same key with another text is refused', async () => {
    const { base, dossier, client } = await project();
    const page = await client.get(`${base}/progress`);
    const form = page.form('Gửi báo cáo và chuyển bước').fill({ report: 'Một lần.' });
    const [one, two] = await Promise.all([form.submit(), form.submit()]);
    expect([one.path, two.path]).toEqual(Array(2).fill(`${base}?done=project.technologyCompletionStarted`));
    expect((await historyOf(dossier)).filter((event) => event.startsWith('project.technology'))).toHaveLength(1);
    const other = await form.fill({ report: 'Lần khác.' }).submit({ expect: 422 });
    expect(other.refusal?.sentence).toContain('đã được gửi');
  });
});

/** Sends what no form of ours would. */
async function post(client: Client, path: string, fields: Record<string, string>): Promise<Response> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return await house.app.request(`${client.origin}${path}`, {
    method: 'POST',
    headers: { cookie, host: new URL(client.origin).host, origin: client.origin },
    body: new URLSearchParams(fields),
  });
}

const company = {
  name: 'Công ty Trách nhiệm hữu hạn Công nghệ Sấy thăng hoa và Chế biến nông sản Mầm Xanh Hòa Vang',
  code,
  address: 'Số 12, đường Nguyễn Huệ, phường Bến Nghé, Thành phố Hồ Chí Minh',
  issuedOn: '2026-03-02',
  accountNumber: '0071 0012 3456 7',
  accountName: 'CTY TNHH CONG NGHE SAY THANG HOA VA CHE BIEN NONG SAN MAM XANH HOA VANG',
  'h.0.share': '100',
  bank: 'Vietcombank, chi nhánh Thành phố Hồ Chí Minh',
};

async function handIn(client: Client, base: string, given: Partial<typeof company> = {}): Promise<Page> {
  const form = (await client.get(`${base}/company`)).form('/company').fill({ ...company, ...given });
  return form.attach('certificate', 'giay-chung-nhan.pdf', pdf).submit({ button: 'Gửi cho cán bộ xác nhận' });
}

describe('two pages of one draft', () => {
  const saveName = async (page: Page, name: string, expect = 200) =>
    page.form('/company').fill({ name }).submit({ button: 'Lưu tạm', expect });

  it('of a company: who saves second is told, sees both, and decides', async () => {
    const { base, client, dossier } = await project();
    const nameNow = async () =>
      (
        await house.stage.db.query<{ name: string }>`
          select answers->>'name' as name from draft where dossier = ${dossier} and form = 'company'`
      )[0]?.name;
    const [one, two] = [await client.get(`${base}/company`), await client.get(`${base}/company`)];
    await saveName(one, 'Công ty Một');
    const told = await saveName(two, 'Công ty Hai', 409);
    expect(await nameNow()).toBe('Công ty Một');
    expect(told.all('.conflict')[0]).toContain('Bạn (ở một trang khác) đã lưu lúc');
    expect(told.all('.conflict .theirs')[0]).toContain('Công ty Một');
    expect(told.form('/company').value('name')).toEqual(['Công ty Hai']);
    await saveName(told, 'Công ty Hai');
    expect(await nameNow()).toBe('Công ty Hai');
    // handed in from a page that is older than that: told too, and nothing is handed in
    const late = one.form('/company').fill({ ...company, code: `091234567${checkDigitOf('091234567')}` });
    late.attach('certificate', 'x.pdf', pdf);
    const page = await late.submit({ button: 'Gửi cho cán bộ xác nhận', expect: 409 });
    expect(page.all('.conflict .theirs')[0]).toContain('Công ty Hai');
    expect(page.text).toContain('x.pdf');
    expect((await stateOf(dossier)).value.company).toBe('notFormed');
    const handed = await page.form('/company').submit({ button: 'Gửi cho cán bộ xác nhận' });
    expect(handed.text).toContain('chờ cán bộ chương trình xác nhận');
    // and who still has the draft open does not lose what they type to that
    const after = await saveName(told, 'Công ty Ba', 409);
    expect(after.all('.conflict')[0]).toContain('đã gửi lúc');
    expect(after.form('/company').value('name')).toEqual(['Công ty Ba']);
    expect(await nameNow()).toBe(company.name);
  });

  it('of a company: the same sent twice, also at the same time, is no conflict', async () => {
    const { base, client } = await project();
    const form = (await client.get(`${base}/company`)).form('/company').fill({ name: 'Công ty Một' });
    form.attach('certificate', 'x.pdf', pdf);
    const pages = await Promise.all([1, 2, 3].map(() => form.submit({ button: 'Lưu tạm' })));
    for (const page of pages) expect(page.all('.conflict')).toEqual([]);
    expect((await form.submit({ button: 'Lưu tạm' })).form('/company').value('name')).toEqual(['Công ty Một']);
    // also as somebody who has one field wrong, and sends it again
    const wrong = (await client.get(`${base}/company`)).form('/company').fill({ ...company, code: wrongCode });
    const again = await wrong.submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect((await saveName(again, 'Công ty Hai')).form('/company').value('name')).toEqual(['Công ty Hai']);
  });

  it('of a prototype’s report: who sends second reads the first, and overwrites nothing', async () => {
    const { base, client } = await project();
    for (let step = 0; step < 2; step += 1) {
      const page = await client.get(`${base}/progress`);
      await page.form('Gửi báo cáo và chuyển bước').fill({ report: 'Xong.' }).submit();
    }
    const [one, two] = [await client.get(`${base}/prototype`), await client.get(`${base}/prototype`)];
    const first = one.form('/prototype').fill({ report: 'Bản của tôi.' }).attach('files', 'x.pdf', pdf);
    await Promise.all([first.submit(), first.submit()]);
    const told = await two.form('/prototype').fill({ report: 'Bản của bạn.' }).submit({ expect: 409 });
    expect(told.all('.conflict .theirs')[0]).toContain('Bản của tôi.');
    expect(told.form('/prototype').value('report')).toEqual(['Bản của bạn.']);
    expect((await officer.get(`${base}/prototype`)).text).toContain('Bản của tôi.');
    await told.form('/prototype').submit();
    expect((await officer.get(`${base}/prototype`)).text).toContain('Bản của bạn.');
  });
});

const confirmCompany = async (base: string) =>
  (await officer.get(`${base}/company`))
    .form('/company')
    .fill({ class: 'selfFunded', checked: true, account: true })
    .submit();
const novate = async (base: string) =>
  (await director.get(`${base}/novation`)).form('/novation').fill({ decisionNumber: '99/QĐ', verified: true }).submit();
async function membersOfCompany(dossier: string) {
  const { company } = (await stateOf(dossier)).facts;
  const [row] = await house.stage.db.query<{ members: string[] }>`
    select facts->'members' as members from state where dossier = ${company!} and subject = 'party'`;
  return row!.members;
}
/** Whether somebody may ask for money. */
async function asksFor(dossier: string, person: string) {
  const items = [{ line: 'prototype', amountVnd: '1000000', costVnd: '2000000' }];
  return (await house.stage.try(person, 'requestDisbursement', dossier, { id: v7(), items, evidence: [hash(v7())] }))
    .ok;
}

describe('the company', () => {
  it('with a wrong check digit is told so at the field, and everything typed stays', async () => {
    const { base, client, dossier } = await project();
    const form = (await client.get(`${base}/company`)).form('/company').fill({ ...company, code: wrongCode });
    const page = await form
      .attach('certificate', 'giay-chung-nhan.pdf', pdf)
      .submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect(page.errors).toEqual([expect.stringContaining('chữ số kiểm tra')]);
    expect(page.all('#f-code-error')[0]).toContain('chữ số kiểm tra');
    const again = page.form('/company');
    expect(again.value('name')).toEqual([company.name]);
    expect(again.value('code')).toEqual([wrongCode]);
    expect(page.text).toContain('giay-chung-nhan.pdf');
    expect((await stateOf(dossier)).value.company).toBe('notFormed');
  });

  it('is saved, handed in, confirmed by an officer, and takes over the agreement', async () => {
    const { stage } = house;
    const own = `030030030${checkDigitOf('030030030')}`;
    const { base, client, dossier, founder, party } = await project();
    const saved = await (await client.get(`${base}/company`))
      .form('/company')
      .fill({ name: company.name })
      .submit({ button: 'Lưu tạm' });
    expect(saved.text).toContain('Chưa gửi');
    expect(saved.form('/company').value('name')).toEqual([company.name]);

    const handed = await handIn(client, base, { code: own });
    expect(handed.text).toContain('chờ cán bộ chương trình xác nhận');
    expect((await stateOf(dossier)).value.company).toBe('registering');

    const page = await officer.get(`${base}/company`);
    expect(page.text).toContain(own);
    const unchecked = await page.form('/company').fill({ class: 'selfFunded' }).submit({ expect: 422 });
    expect(unchecked.errors).toHaveLength(2);
    await unchecked.form('/company').fill({ checked: true, account: true }).submit();
    const { value, facts } = await stateOf(dossier);
    expect(value.company).toBe('formed');
    const [registered] = await stage.db.query<{ facts: Record<string, unknown> }>`
      select facts from state where dossier = ${facts.company!} and subject = 'party'`;
    expect(registered?.facts).toMatchObject({
      kind: 'enterprise',
      confirmed: true,
      members: [founder],
      beneficiaryClass: 'selfFunded',
    });

    await stage.db.query`
      insert into party_profile (agency, party, name, changed_at, changed_by) values (${stage.agency}, ${party}, 'Nhóm Tơ Sen', now(), ${founder})
      on conflict (agency, party) do update set name = excluded.name`;
    const before = await director.get(`${base}/novation`);
    expect(before.text).toContain('Không có gì cản trở');
    expect(before.text).toContain('80.000.000 ₫');
    const unverified = await before.form('/novation').fill({ decisionNumber: '99/QĐ' }).submit({ expect: 422 });
    expect(unverified.errors).toEqual([expect.stringContaining('xác minh')]);
    await unverified.form('/novation').fill({ verified: true }).submit();
    expect((await stateOf(dossier)).value.company).toBe('novated');
    const after = await director.get(`${base}/novation`);
    expect(after.text).toContain('Số quyết định 99/QĐ');
    expect(after.text).toContain('Từ Nhóm Tơ Sen Sang');
    expect(after.text).toContain(`Sang ${company.name}`);
    expect((await stage.vessels(dossier)).awarded).toBe(80_000_000n);
    await stage.must(stage.people.director, 'beginClosing', dossier);
    await stage.must(stage.people.director, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-9' });
    expect((await director.get(`${base}/novation`)).text).toContain('Kinh phí chưa chi khi chuyển giao 80.000.000 ₫');
    const papers = (await director.get(base)).links.map(({ href, text }) => `${text} ${href.slice(base.length)}`);
    expect(papers).toContain('Quyết định chuyển giao hợp đồng 99/QĐ /novation');
    const [row] = await stage.db.query<{ party: string }>`select party from dossier where id = ${dossier}`;
    expect(row?.party).toBe(facts.company);
    expect(row?.party).not.toBe(party);
  });

  it('belongs to those who own the application when it is confirmed: nobody else comes to own it by the novation', async () => {
    const { stage } = house;
    const { base, client, dossier, founder } = await project();
    const [viewer, editor, removed, joined] = [v7(), v7(), v7(), v7()];
    const join = (person: string, as: string) => stage.must(person, 'joinTeam', dossier, { as, invitedBy: founder });
    await join(viewer, 'viewer');
    await join(editor, 'editor');
    await join(removed, 'owner');
    await handIn(client, base, { code: `111234567${checkDigitOf('111234567')}` });
    await stage.must(founder, 'leaveTeam', dossier, { person: removed });
    await join(joined, 'owner');
    await confirmCompany(base);
    expect(await membersOfCompany(dossier)).toEqual([founder, joined].sort());

    await novate(base);
    const [application] = await stage.db.query<{ facts: object }>`
      select facts from state where dossier = ${dossier} and subject = 'application'`;
    expect(application?.facts).toMatchObject({
      team: [founder, viewer, editor, joined].sort(),
      access: { [viewer]: 'viewer', [editor]: 'editor' },
      left: [removed],
    });
    const account = async (browser: Client) => (await browser.get(`${base}/application/party`)).text;
    for (const person of [viewer, editor]) {
      const browser = await house.browser(person, 'Nguyễn Văn Xem');
      await browser.get(`${base}/requests/new`, { expect: 403 });
      expect(await account(browser)).not.toContain('0071001234567');
    }
    expect(await account(client)).toContain('0071001234567');
    await (await house.browser(removed, 'Lê Thị Rời')).get(base, { expect: 404 });
    for (const person of [viewer, editor, removed]) expect(await asksFor(dossier, person)).toBe(false);
    expect(await asksFor(dossier, joined)).toBe(true);
  });

  it('gives nothing back to whoever left the team, or owns it no more, after it was confirmed', async () => {
    const { stage } = house;
    const { base, client, dossier, founder } = await project();
    const [removed, lowered] = [v7(), v7()];
    for (const person of [removed, lowered])
      await stage.must(person, 'joinTeam', dossier, { as: 'owner', invitedBy: founder });
    await handIn(client, base, { code: `121234567${checkDigitOf('121234567')}` });
    await confirmCompany(base);
    await stage.must(founder, 'leaveTeam', dossier, { person: removed });
    await stage.must(founder, 'changeMember', dossier, { person: lowered, as: 'viewer' });
    await novate(base);
    for (const person of [removed, lowered]) expect(await asksFor(dossier, person)).toBe(false);
    const browser = await house.browser(removed, 'Lê Thị Rời');
    await browser.get(base, { expect: 404 });
    expect((await browser.get('/work')).text).not.toContain(dossier);
    await (await house.browser(lowered, 'Nguyễn Văn Xem')).get(`${base}/requests/new`, { expect: 403 });
  });

  it('that another team has given already is not taken', async () => {
    const one = await project();
    const two = await project();
    await handIn(one.client, one.base, { code: `041234567${checkDigitOf('041234567')}` });
    const form = (await two.client.get(`${two.base}/company`))
      .form('/company')
      .fill({ ...company, code: `041234567${checkDigitOf('041234567')}` });
    const page = await form
      .attach('certificate', 'x.pdf', pdf)
      .submit({ button: 'Gửi cho cán bộ xác nhận', expect: 422 });
    expect(page.all('#f-code-error')[0]).toContain('nhóm khác');
  });

  it('that an officer has confirmed keeps its account, whatever its team says in another dossier', async () => {
    const { stage } = house;
    const own = `081234567${checkDigitOf('081234567')}`;
    const one = await project();
    await handIn(one.client, one.base, { code: own });
    await (await officer.get(`${one.base}/company`))
      .form('/company')
      .fill({ class: 'selfFunded', checked: true, account: true })
      .submit();
    const two = await project({ founder: one.founder });
    await handIn(two.client, two.base, { code: own, accountNumber: '666666666' });
    const accounts = await stage.db.query<{ accountNumber: string }>`
      select account_number from party_profile where identity = ${own}`;
    expect(accounts).toEqual([{ accountNumber: '0071001234567' }]);
    // until an officer has compared it again
    await (await officer.get(`${two.base}/company`))
      .form('/company')
      .fill({ class: 'selfFunded', checked: true, account: true })
      .submit();
    const after = await stage.db.query`select account_number from party_profile where identity = ${own}`;
    expect(after).toEqual([{ accountNumber: '666666666' }]);
    expect((await stateOf(two.dossier)).facts.company).toBe((await stateOf(one.dossier)).facts.company);
  });

  it('is a party of its own: a form whose id is that of a party already there is refused', async () => {
    const { stage } = house;
    const { base, client, founder } = await project();
    const own = `091234568${checkDigitOf('091234568')}`;
    // one that an officer registered, and one that the founder did, under the key that the form's registering would have
    const theirs = await stage.party(stage.people.director);
    const mine = v7();
    const members = { kind: 'enterprise', members: [founder] };
    const outcome = await stage.recorder.act(
      { type: 'registerParty', dossier: mine, input: members },
      { agency: stage.agency, person: founder },
      mine,
    );
    expect(outcome.ok).toBe(true);
    await stage.db.query`insert into party_profile (agency, party, name, identity, changed_at, changed_by)
      values (${stage.agency}, ${mine}, 'Công ty có trước', ${`101234567${checkDigitOf('101234567')}`}, now(), ${founder})`;
    const revisions = () =>
      stage.db.query`select id, revision from dossier where id = any (${[theirs, mine]}::uuid[]) order by id`;
    const before = await revisions();
    for (const key of [theirs, mine]) {
      const form = (await client.get(`${base}/company`)).form('/company').fill({ ...company, code: own });
      const request = form.attach('certificate', 'x.pdf', pdf).request('Gửi cho cán bộ xác nhận');
      const fields = await request.clone().formData();
      fields.set('key', key);
      const headers = new Headers(request.headers);
      headers.delete('Content-Type');
      const page = await client.visit(new Request(request.url, { method: 'POST', headers, body: fields }), 422);
      expect(page.refusal?.sentence).toBe('Hồ sơ này đã có.');
    }
    expect(await revisions()).toEqual(before);
    expect(await stage.db.query`select 1 from party_profile where identity = ${own}`).toEqual([]);
  });

  it('handed in twice with one form is one party', async () => {
    const { base, client } = await project();
    const own = `051234567${checkDigitOf('051234567')}`;
    const form = (await client.get(`${base}/company`)).form('/company').fill({ ...company, code: own });
    form.attach('certificate', 'x.pdf', pdf);
    await Promise.all([1, 2].map(() => form.submit({ button: 'Gửi cho cán bộ xác nhận' })));
    const rows = await house.stage.db.query`select 1 from party_profile where identity = ${own}`;
    expect(rows).toHaveLength(1);
  });

  it('is not confirmed by its founder, nor when the team has changed something since', async () => {
    const { base, client, dossier } = await project();
    const own = `061234567${checkDigitOf('061234567')}`;
    await handIn(client, base, { code: own });
    const taken = await post(client, `${base}/company`, { key: v7(), do: 'confirm', checked: 'yes' });
    expect(taken.status).toBe(422);
    const seen = await officer.get(`${base}/company`);
    await handIn(client, base, { code: own, accountNumber: '999999999' });
    const stale = await seen
      .form('/company')
      .fill({ class: 'selfFunded', checked: true, account: true })
      .submit({ expect: 422 });
    expect(stale.errors[0]).toContain('vừa sửa');
    expect((await stateOf(dossier)).value.company).toBe('registering');
  });

  it('blocks novation while money is being paid, and names the request', async () => {
    const { stage } = house;
    const { base, client, dossier, founder } = await project();
    await handIn(client, base, { code: `071234567${checkDigitOf('071234567')}` });
    await (await officer.get(`${base}/company`))
      .form('/company')
      .fill({ class: 'selfFunded', checked: true, account: true })
      .submit();
    const items = [{ line: 'labour', amountVnd: '5000000', units: { person: 'p1', month: `${stage.year}-03` } }];
    const request = await stage.disbursement(dossier, founder, items, 'prepared');
    const page = await director.get(`${base}/novation`);
    expect(page.links.some(({ href }) => href === `${base}/requests/${request}`)).toBe(true);
    const refused = await page.form('/novation').fill({ verified: true, decisionNumber: '1' }).submit({ expect: 422 });
    expect(refused.refusal?.sentence).toContain('chưa xong');
  });
});

describe('steering', () => {
  it('suspends, resumes and terminates by decision; the team reads why', async () => {
    const { base, dossier, client } = await project();
    const seen = (await director.get(`${base}/steering`)).text;
    expect(seen).toContain('Kiểm tra trước khi bấm Nếu chọn “Chấm dứt hợp đồng”: bạn chấm dứt hợp đồng với');
    expect(seen).toContain('Hợp đồng HĐ-1 Đã chi 0 ₫ Chưa dùng 80.000.000 ₫ Chấm dứt rồi');
    const decide = async (action: string, reason: string) => {
      const page = await (await director.get(`${base}/steering`))
        .form('/steering')
        .fill({ action, decisionNumber: '215/QĐ', reason })
        .submit();
      return action === 'resume' ? page : await page.form('/steering').submit();
    };
    await decide('suspend', 'Chưa nộp báo cáo quý.');
    expect((await stateOf(dossier)).value.funding).toBe('suspended');
    expect((await client.get(`${base}/steering`)).text).toContain('Chưa nộp báo cáo quý.');
    expect((await client.get(`${base}/steering`)).forms).toEqual([]);
    await decide('resume', 'Đã nộp báo cáo.');
    await decide('terminate', 'Nhóm đề nghị dừng.');
    expect((await stateOf(dossier)).value.funding).toBe('terminated');
    expect((await director.get(`${base}/steering`)).text).toContain('không tạm dừng');
  });

  it('of a page that has changed since is refused with 409, and the reason stays', async () => {
    const { base, dossier } = await project();
    const form = (await director.get(`${base}/steering`))
      .form('/steering')
      .fill({ action: 'suspend', decisionNumber: '1', reason: 'Một lý do dài.' });
    await house.stage.must(house.stage.people.director, 'suspend', dossier, { decisionNumber: '0', reason: hash('r') });
    const page = await form.submit({ expect: 409 });
    expect(page.text).toContain('Một lý do dài.');
  });
});

describe('closing', () => {
  it('names what is open before the button, gives the rest back, and closes', async () => {
    const { stage } = house;
    const { base, dossier, founder, client } = await project();
    const items = [{ line: 'labour', amountVnd: '5000000', units: { person: 'p1', month: `${stage.year}-03` } }];
    const request = await stage.disbursement(dossier, founder, items, 'requested');
    // what is still open is read before it begins, for it cannot be taken back
    const begin = await (await officer.get(`${base}/closing`)).form('Kiểm tra trước khi bắt đầu').submit();
    expect((await stateOf(dossier)).value.funding).toBe('active');
    expect(begin.text).toContain('Đề nghị giải ngân đợt 1, 5.000.000 ₫');
    expect(begin.text).toContain('Đang chờ cán bộ chương trình');
    expect(begin.text).toContain('không rút lại được');
    const key = { key: v7(), do: 'begin', step: 'record', seen: 'Khác' };
    const again = await officer.post(`${base}/closing`, key, { expect: 422 });
    expect(again.errors.join(' ')).toContain('Hãy xem lại rồi xác nhận');
    expect((await stateOf(dossier)).value.funding).toBe('active');
    await begin.form('Bắt đầu thanh lý').submit();
    expect((await stateOf(dossier)).value.funding).toBe('closing');
    // the director is told what comes first
    expect((await director.get(base)).text).toContain('Hủy phần còn lại rồi kết thúc dự án');
    expect((await officer.get(`${base}/requests/${request}`)).text).not.toContain('chưa đến lượt bạn');
    const notTheirs = await financeOfficer.get(`${base}/requests/${request}`);
    expect(notTheirs.text).toContain('Đề nghị này đang chờ cán bộ chương trình, chưa đến lượt bạn.');
    const page = await director.get(`${base}/closing`);
    expect(page.text).toContain('Còn 75.000.000 ₫ chưa hủy: hãy hủy phần này trước.');
    expect(page.links.filter(({ href }) => href === `${base}/requests/${request}`)).toHaveLength(1);
    expect(page.text).toContain('Đề nghị giải ngân đợt 1');
    // no form that must be refused is offered: whose turn it is stands there
    expect(page.forms.some((form) => form.value('do').includes('close'))).toBe(false);
    expect(page.text).toContain('Đang chờ cán bộ chương trình');
    expect(page.text).toContain('Trước khi kết thúc cần xử lý xong những mục ở trên.');
    const sent = { key: v7(), do: 'close', liquidationNumber: '7/BBTL' };
    const refused = await director.post(`${base}/closing`, sent, { expect: 422 });
    expect(refused.refusal?.sentence).toContain('Chưa đủ điều kiện');
    expect(refused.text).toContain('Đề nghị giải ngân đợt 1');
    expect((await stateOf(dossier)).value.funding).toBe('closing');

    await stage.must(founder, 'cancelDisbursement', dossier, { id: request });
    const free = await director.get(`${base}/closing`);
    expect(free.text).toContain('Kinh phí của đợt tiếp nhận 80.000.000 ₫');
    expect(free.text).toContain(`Dự toán năm ${stage.year}, ngân sách Thành phố 80.000.000 ₫`);
    const numberless = await free.form('Kiểm tra trước khi hủy').submit({ expect: 422 });
    const check = await numberless
      .form('Kiểm tra trước khi hủy')
      .fill({ decisionNumber: '300/QĐ', reason: 'Không dùng nữa.' })
      .submit();
    expect(check.text).toContain('Bạn hủy 80.000.000 ₫ chưa dùng của dự án.');
    await check.form('Hủy phần còn lại').submit();
    expect((await director.get(`${base}/closing`)).text).not.toContain('chưa hủy: hãy hủy');
    expect((await client.get(base)).text).toContain('Báo sang bước mới của sản phẩm');
    const last = (await director.get(`${base}/closing`)).form('Kết thúc dự án');
    const unnumbered = await last.submit({ expect: 422 });
    expect(unnumbered.errors).toEqual([expect.stringContaining('số biên bản thanh lý')]);
    await unnumbered.form('Kết thúc dự án').fill({ liquidationNumber: '7/BBTL' }).submit();
    expect((await stateOf(dossier)).value.funding).toBe('closed');
    // nobody reports to a support that has ended
    for (const one of [client, officer])
      expect((await one.get(base)).text).not.toContain('Báo sang bước mới của sản phẩm');
    const over = await director.get(`${base}/closing`);
    expect(over.text).toContain(names.director);
    expect(over.text).toContain('Số biên bản thanh lý 7/BBTL');
    const links = (await director.get(base)).links.map(({ href, text }) => `${text} ${href.slice(base.length)}`);
    expect(links).toContain('Biên bản thanh lý hợp đồng 7/BBTL /closing');
    expect(links).toContain('Hợp đồng HĐ-1 /agreement');
    const award = await stage.printed(dossier, 'awardDecision');
    const pdfOf = `/papers/awardDecision/${stage.year}/${Number.parseInt(award, 10)}`;
    expect(links).toContain(`Quyết định hỗ trợ ${award} ${pdfOf}`);
  });

  it('is begun by officer and director, closed by the director alone', async () => {
    const { base, dossier } = await project();
    expect((await financeOfficer.get(`${base}/closing`)).forms).toEqual([]);
    const check = await (await director.get(`${base}/closing`)).form('Kiểm tra trước khi bắt đầu').submit();
    await check.form('Bắt đầu thanh lý').submit();
    const page = await officer.get(`${base}/closing`);
    expect(page.hasForm('Kết thúc dự án')).toBe(false);
    // who may what is left to be done, and not the officer, who only begins it
    const who = page.all('aside .facts div').find((row) => row.startsWith('Ai thực hiện'));
    expect(who).toBe('Ai thực hiện Hủy phần còn lại: cán bộ tài chính, giám đốc. Kết thúc dự án: giám đốc');
    const tried = await post(officer, `${base}/closing`, { key: v7(), do: 'close', liquidationNumber: '7/BBTL' });
    expect([tried.status, await tried.text()]).toEqual([422, expect.stringContaining('giám đốc')]);
    expect((await stateOf(dossier)).value.funding).toBe('closing');
  });
});

describe('the dossier’s page', () => {
  it('names two clauses in the reader’s language while the director is awaited', async () => {
    const { stage } = house;
    const { dossier } = await stage.recommended({ lines });
    const page = await director.get(`/agencies/${stage.agency}/dossiers/${dossier}`);
    expect(page.all('.turn')[0]).toContain('khoản 5 Điều 20, HƯ-CẤU-01; khoản 6 Điều 20, HƯ-CẤU-01');
    expect(page.text).not.toContain(' and ');
  });

  it('says to the team all that it may do now: ask for money, or report', async () => {
    const { base, client } = await project();
    const page = await client.get(base);
    expect(page.all('.turn h2')[0]).toMatch(/^Đến lượt bạn: (?=.*soạn đề nghị giải ngân)(?=.* hoặc )/);
    const hrefs = page.links.map(({ href }) => href);
    expect(hrefs).toEqual(expect.arrayContaining([`${base}/requests/new`, `${base}/progress`]));
  });

  it('shows the three lanes, the money’s path and the caps, to the team in its own words', async () => {
    const { stage } = house;
    const { base, dossier, founder, client } = await project();
    const month = (n: number) => ({ person: 'p1', month: `${stage.year}-0${n}` });
    await stage.disbursement(dossier, founder, [{ line: 'labour', amountVnd: '8000000', units: month(1) }], 'paid');
    const open = await stage.disbursement(
      dossier,
      founder,
      [{ line: 'labour', amountVnd: '6000000', units: month(2) }],
      'requested',
    );
    const page = await client.get(base);
    expect(page.all('.lane h3')).toEqual(['Kinh phí', 'Sản phẩm', 'Doanh nghiệp']);
    expect(page.all('.lane li[aria-current]')).toHaveLength(3);
    const level = page.root.querySelector('svg.level')?.getAttribute('aria-label');
    expect(level).toBe(
      'Trong 80.000.000\u00a0₫: đã quyết toán 8.000.000\u00a0₫, đang giữ chỗ 6.000.000\u00a0₫, chưa đề nghị 66.000.000\u00a0₫.',
    );
    const tranches = page.all('ol.path > li');
    expect(tranches).toHaveLength(3);
    expect(tranches[0]).toContain(`Đã chuyển 8.000.000 ₫ ngày ${dayText(today())}, số chứng từ KB-1`);
    expect(tranches[1]).toContain('Chờ cán bộ chương trình, từ ');
    expect(tranches[1]).toContain('(khoản 1 Điều 22, HƯ-CẤU-01)');
    expect(tranches[2]).toContain('sản phẩm mẫu được nghiệm thu');
    expect(page.links.some(({ href }) => href === `${base}/requests/${open}`)).toBe(true);
    expect(page.text).toContain('8.000.000 ₫ mỗi người mỗi tháng');
    const staff = await officer.get(base);
    expect(staff.text).toContain('Chờ thẩm tra chứng từ');
  });
});

describe('the money of a project, when some of it came back', () => {
  it('explains its own sum: paid, recovered, cancelled, each with the way to it; the caps add up', async () => {
    const { stage } = house;
    const { base, dossier, founder, client } = await project();
    const before = await client.get(base);
    expect(before.text).not.toContain('Đã chuyển, mọi đợt');
    const units = { person: 'p1', month: `${stage.year}-01` };
    const item = { line: 'labour', amountVnd: '8000000', units };
    const paid = await stage.disbursement(dossier, founder, [item], 'paid');
    const recovery = v7();
    const unit = `month=${stage.year}-01;person=p1`;
    const wrong = { id: recovery, disbursement: paid, items: [{ line: 'labour', unit, amountVnd: '3000000' }] };
    await stage.must(stage.people.officer, 'proposeRecovery', dossier, { ...wrong, reason: hash('wrong') });
    expect((await client.get(base)).text).not.toContain('Đã chuyển, mọi đợt');
    await stage.must(stage.people.director, 'decideRecovery', dossier, {
      id: recovery,
      repayBy: `${stage.year}-12-30`,
    });
    await stage.must(stage.people.director, 'beginClosing', dossier);
    await stage.must(stage.people.director, 'cancelRemainder', dossier, { decisionNumber: 'QĐ-9' });
    const page = await client.get(base);
    expect(page.all('.flows dl > div')).toEqual([
      'Đã chuyển, mọi đợt 8.000.000 ₫',
      'Thu hồi −3.000.000 ₫',
      'Còn tính là đã chi 5.000.000 ₫',
      'Đã hủy phần chưa dùng 72.000.000 ₫',
    ]);
    for (const href of [`${base}/recoveries/${recovery}`, `${base}/closing`])
      expect(page.links.map((link) => link.href)).toContain(href);
    expect(page.all('table.caplines th')).toEqual([
      'Nội dung chi',
      'Mức trần',
      'Được hỗ trợ',
      'Đã chi và đang giữ',
      'Còn được đề nghị',
    ]);
    const cells = page.root.querySelectorAll('table.caplines tbody tr')[0]!.querySelectorAll('td.num');
    expect(cells.map(({ textContent }) => textContent.trim())).toEqual([
      '60.000.000',
      '30.000.000 còn hiệu lực 8.000.000',
      '8.000.000',
      '0',
    ]);
  });
});

describe('somebody else’s project', () => {
  const pages = ['budget', 'agreement', 'progress', 'prototype', 'company', 'novation', 'steering', 'closing'];

  it('is not there', async () => {
    const { base } = await project();
    const other = await project();
    for (const page of pages) {
      await stranger.get(`${base}/${page}`, { expect: 404 });
      await other.client.get(`${base}/${page}`, { expect: 404 });
      expect((await post(other.client, `${base}/${page}`, { key: v7() })).status).toBe(404);
    }
  });

  it('is not there either while it is an application only', async () => {
    const { stage } = house;
    const { dossier } = await stage.recommended();
    for (const page of pages.filter((name) => name !== 'budget'))
      await director.get(`/agencies/${stage.agency}/dossiers/${dossier}/${page}`, { expect: 404 });
  });
});

describe('hostile input', () => {
  it('of every kind is answered by every form, and never with a fault', async () => {
    const { base, client, dossier } = await project();
    const forms: [Client, string, Record<string, string>][] = [
      [financeOfficer, 'budget', { year: '*', amount: '*' }],
      [officer, 'agreement', { number: '*', endsOn: '*', 'kept.document': '*' }],
      [client, 'progress', { do: '*', report: '*', 'kept.files': '*' }],
      [client, 'progress', { do: 'project.prototypeStarted', report: '*', 'kept.files': '*' }],
      [client, 'prototype', { do: 'report', report: '*', 'kept.files': '*' }],
      [officer, 'prototype', { do: 'accept', reportRead: '*', minutes: '*', 'kept.minutesFile': '*' }],
      [client, 'company', Object.fromEntries([...Object.keys(company), 'do', 'kept.certificate'].map((n) => [n, '*']))],
      [client, 'company', { ...Object.fromEntries(Object.keys(company).map((n) => [n, '*'])), do: 'save' }],
      [officer, 'company', { do: 'confirm', class: '*', checked: '*', account: '*', shown: '*' }],
      [officer, 'company/return', { reason: '*', shown: '*' }],
      [officer, 'prototype/return', { reason: '*', shown: '*' }],
      [director, 'novation', { verified: '*', decisionNumber: '*', revision: '*' }],
      [director, 'steering', { action: '*', decisionNumber: '*', reason: '*', revision: '*' }],
      [director, 'closing', { do: 'cancel', decisionNumber: '*', reason: '*', revision: '*', step: '*', seen: '*' }],
      [director, 'closing', { do: 'close', liquidationNumber: '*' }],
    ];
    // a key of our kind each time, the text itself, and once one of another kind
    for (const [who, page, fields] of forms)
      for (const text of hostile)
        for (const key of [v7(), text, ...(text === '' ? [randomUUID()] : [])]) {
          const sent = Object.fromEntries(Object.entries(fields).map(([n, v]) => [n, v === '*' ? text : v]));
          const answer = await post(who, `${base}/${page}`, { ...sent, key });
          expect([303, 409, 413, 422], `${page} ${JSON.stringify(text.slice(0, 40))}`).toContain(answer.status);
          const html = await answer.text();
          expect(html).not.toMatch(/<script>alert|<img src=x/);
        }
    expect((await stateOf(dossier)).value).toMatchObject({ funding: 'active', product: 'development' });
  }, 120_000);
});

it('leaves the books whole', async () => {
  await expectClean(house.stage);
});
